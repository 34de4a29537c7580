"""Kinds of words: how surely a word is a finite verb, an accusative or a foreign name."""

from __future__ import annotations

from functools import lru_cache

from sdlib.frequencies import UNKNOWN, level, one_alef, takes_article
from sdlib.nominals import derived_forms, nominal_forms
from sdlib.particles import particles
from sdlib.verbs import neighbours, verb_forms
from sdlib.words import Word

#: What `verb_evidence` answers: no verb, a verb or a noun, a verb.
NO, MAYBE, YES = range(3)
#: A noun that is so many levels more usual than the verb's neighbours leaves no doubt.
_DOUBT = 16
#: A form this much above the unknown ones is no rare word that may be a name.
_RARE = 8


@lru_cache(maxsize=1 << 16)
def verb_evidence(word: Word) -> int:
    """Say whether a word is a finite verb: ``NO``, ``MAYBE`` (a noun as well) or ``YES``.

    A form that both lexicons have is weighed by how usual its neighbours are in each
    paradigm: the noun with its article, the verb in another person.

    Examples
    --------
    >>> from sdlib.words import read_word
    >>> [verb_evidence(read_word(w)) for w in ("ودافعت", "طلب", "القرار")]
    [2, 1, 0]
    """
    if word.preposition in ("ب", "ل", "ك"):
        return NO
    verbs = verb_forms(word.stem)
    if not verbs:
        return NO
    verb = max(neighbours(word.stem, v.aspect, weak="ى") for v in verbs)
    if word.definite:
        # التقى and التزم begin with the letters of the article.
        return YES if verb > UNKNOWN else NO
    forms = [word.stem]
    if word.pronoun and word.stem.endswith("ت"):
        forms.append(word.stem[:-1] + "ة")
    known = [form for form in forms if _nominal(form, bound=bool(word.pronoun))]
    if not known and one_alef(word.stem) not in particles():
        feminine = level(one_alef(word.stem)) if word.stem.endswith("ت") else UNKNOWN
        return YES if max(verb, feminine) > UNKNOWN + _RARE else MAYBE
    gap = verb - 1 - max(level("ال" + one_alef(form)) for form in forms)
    if gap > 0:
        return YES
    return MAYBE if gap > -_DOUBT else NO


@lru_cache(maxsize=1 << 16)
def foreign(word: Word) -> bool:
    """Whether no lexicon and no article tells a word from a foreign name (كلينتون, موريسون)."""
    # A pronoun behind what no lexicon knows is the end of a name (جوزيه).
    form = word.stem + word.pronoun
    stem = one_alef(form)
    if word.definite or len(stem) < 3 or stem in particles():
        return False
    if form.endswith(("تها", "تهم", "تهما")):
        return False  # أحقيتها: ة before a pronoun
    if verb_forms(form) or takes_article(form) or _nominal(form):
        return False
    bound = word.pronoun and (verb_forms(word.stem) or _nominal(word.stem, bound=True))
    return not bound


@lru_cache(maxsize=1 << 16)
def accusative(word: Word) -> bool:
    """Whether a word is a noun or adjective in the indefinite accusative (مرارا, تقريرا)."""
    stem = word.stem
    if word.definite or len(stem) < 4 or stem[-1] != "ا":
        return False
    key = one_alef(stem[:-1])
    known = nominal_forms(stem[:-1]) or derived_forms(stem[:-1])
    return any(one_alef(form.lemma) == key or not form.undone for form in known)


@lru_cache(maxsize=1 << 16)
def nominative(word: Word) -> bool:
    """Whether a definite word is a sound plural that is no object: المحتجون, الأوروبيون.

    Examples
    --------
    >>> from sdlib.words import read_word
    >>> [nominative(read_word(w)) for w in ("الغاضبون", "القانون", "التلفزيون", "المحتجين")]
    [True, False, False, False]
    """
    one = word.stem.removeprefix("ال").removesuffix("ون")
    plural = word.definite and word.stem.endswith("ون") and len(one) > 3
    return plural and (one[0] == "م" or one[1] == "ا" or one[-1] == "ي") and not noun_only(word)


@lru_cache(maxsize=1 << 16)
def inflected(word: Word) -> bool:
    """Whether a word is a plural or another form of a known noun (شعارات, لاعبين), and no name."""
    found = nominal_forms(word.stem)
    return bool(found) and all(one_alef(f.lemma) != one_alef(word.stem) for f in found)


@lru_cache(maxsize=1 << 16)
def noun_only(word: Word) -> bool:
    """Whether a word, with the article or without, is a known noun and can be no adjective.

    Examples
    --------
    >>> from sdlib.words import read_word
    >>> [noun_only(read_word(w)) for w in ("الشركة", "نزاهة", "السورية", "المسلح")]
    [True, True, False, False]
    """
    stem = word.stem.removeprefix("ال") if word.definite else word.stem
    found = nominal_forms(stem)
    return bool(found) and all(f.pos == "noun" for f in found)


def _nominal(form: str, *, bound: bool = False) -> bool:
    """Whether a lexicon has a noun or adjective; ة is written ت before a pronoun only."""
    found = nominal_forms(form) + derived_forms(form)
    return any(not (f.undone == 1 and form[-1] == "ت") or bound for f in found)
