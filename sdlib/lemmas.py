"""Lemmas: the dictionary form of a word without its clitics.

A noun's singular, an adjective's masculine singular, a verb's perfect of the third person.
The lexicons of verbs and nominals give the readings of a form; the word before it and the
frequencies of its neighbours in each paradigm choose between them. A word that neither
lexicon has loses an ending only where news knows what is left.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sdlib.frequencies import UNKNOWN, level, one_alef
from sdlib.nominals import (
    NominalForm,
    derived_forms,
    has_article,
    is_nominal,
    nominal_forms,
    undo_endings,
)
from sdlib.particles import PRONOUNS, leads_to, particles
from sdlib.proper_names import whole_names
from sdlib.verbs import VerbForm, neighbours, verb_forms
from sdlib.words import Word

#: What a word lets one expect of the word behind it.
NOTHING, VERB, JUSSIVE, NOMINAL, DEFINITE, INDEFINITE = range(6)

_EXPECTED = {"verb": VERB, "jussive": JUSSIVE, "noun": NOMINAL}
#: A form may be so many levels more usual than its lemma: a dual hardly is, a plural may be.
_DUAL_GAP, _GAP = 4, 32
#: An ending comes off an unknown word if what is left is this much better known.
_CLEARLY = 4


def lemmatize(words: Iterable[Word]) -> list[str]:
    """Give the lemmas of the words of one document, each in the light of the one before.

    Parameters
    ----------
    words : iterable of Word
        The tokens of the document in reading order (`sdlib.words.read_words`).

    Returns
    -------
    list of str
        As many bare lemmas, without article: a noun's singular, an adjective's masculine
        singular, a verb's perfect. A name and a token that is no word are given as they stand.

    Examples
    --------
    >>> from sdlib.words import read_words
    >>> lemmatize(read_words("وأعلنت المنظمات الدولية سيطرتها على مدن".split()))
    ['أعلن', 'منظمة', 'دولي', 'سيطرة', 'على', 'مدينة']
    """
    found = []
    before = NOTHING
    for word in words:
        found.append(lemma(word, before))
        before = expected_behind(word)
    return found


def expected_behind(word: Word) -> int:
    """Say what a word lets one expect of the word behind it: one of this module's constants.

    Examples
    --------
    >>> from sdlib.words import read_word
    >>> expected_behind(read_word("قد")) == VERB, expected_behind(read_word("في")) == NOMINAL
    (True, True)
    """
    return _expected_behind(word.base, word.stem)


def lemma(word: Word, before: int = NOTHING) -> str:
    """Give the lemma of one word behind a word that leads to ``before`` (`expected_behind`).

    A preposition that has but a pronoun behind it keeps that: ``وله`` is ``له``.

    Examples
    --------
    >>> from sdlib.words import read_word
    >>> lemma(read_word("يعد"), JUSSIVE), lemma(read_word("بالمدن"))
    ('عاد', 'مدينة')
    """
    if word.preposition and word.base in PRONOUNS:
        return word.form[len(word.conjunction) :]
    return _lemma(word.stem, word.preposition, bool(word.pronoun), before)


@lru_cache(maxsize=1 << 18)
def _expected_behind(base: str, stem: str) -> int:
    if asked := leads_to().get(base):
        return _EXPECTED[asked]
    if base != stem or has_article(base):
        return DEFINITE
    return INDEFINITE if is_nominal(one_alef(stem)) else NOTHING


@lru_cache(maxsize=1 << 18)
def _lemma(stem: str, preposition: str, pronoun: bool, before: int) -> str:
    if not "\u0621" <= stem[:1] <= "\u064a" or len(stem) < 2:
        return stem
    if (particle := particles().get(stem)) is not None:
        return particle
    definite = has_article(stem)
    base = stem[2:] if definite else stem
    agrees = not pronoun and before == (DEFINITE if definite else INDEFINITE)
    nominals = _nominals(base, agrees) if preposition != "س" else ()
    if _is_name(stem) and all(f.undone for f in nominals):
        nominals = ()
    verbs = _verbs(stem, before) if preposition not in ("ب", "ك") else ()
    if verbs and not (nominals and _is_noun(stem, base, verbs, nominals, before, pronoun)):
        return verbs[0].lemma
    return _nominal(nominals, base, agrees) if nominals else _guess(base)


def _is_name(stem: str) -> bool:
    """Whether a word is a name though it looks like an inflection: تركيا is no adjective.

    سورية is one more often than it is the country.
    """
    if stem.endswith("ة") and not stem.startswith("ال"):
        return False
    return one_alef(stem) in whole_names()


def _nominals(base: str, agrees: bool) -> tuple[NominalForm, ...]:
    return _plausible(base, nominal_forms(base), agrees) or derived_forms(base)


def _plausible(base: str, found: tuple[NominalForm, ...], agrees: bool) -> tuple[NominalForm, ...]:
    """Leave out lemmas that are far rarer than the form: names that look like an inflection."""
    own = _strength(base)
    return tuple(
        f
        for f in found
        if not f.undone
        or (agrees and f.pos == "adj")
        or own - _strength(f.lemma) <= (_DUAL_GAP if base.endswith(("ان", "ون")) else _GAP)
    )


def _verbs(stem: str, before: int) -> tuple[VerbForm, ...]:
    """The readings as a verb, the most usual first; the jussive first behind لم, else last."""
    found = verb_forms(stem)
    if len(found) < 2:
        return found
    return tuple(sorted(found, key=lambda f: _verb_order(f, stem, before)))


def _verb_order(found: VerbForm, stem: str, before: int) -> tuple[bool, bool, bool, bool, int]:
    first_person = found.aspect != "perfect" and stem[0] in "اأن"
    feminine = found.lemma[:-1] if found.lemma[-1] in "ىا" else found.lemma
    return (
        (found.aspect == "jussive") != (before == JUSSIVE),
        first_person,
        found.aspect == "perfect" and found.lemma[0] != stem[0],
        # هبت is she, not I.
        stem[-1] == "ت" and one_alef(feminine) != one_alef(stem[:-1]),
        -_usual(feminine + "ت"),
    )


def _usual(word: str) -> int:
    return level(one_alef(word))


def _is_noun(
    stem: str,
    base: str,
    verbs: tuple[VerbForm, ...],
    nominals: tuple[NominalForm, ...],
    before: int,
    pronoun: bool,
) -> bool:
    """Whether a form that may be a verb is a noun: by the word before, else by its neighbours."""
    if base != stem:
        # التقى and التزم begin with the letters of the article.
        return any(one_alef(f.lemma) == one_alef(base) for f in nominals)
    if before in (VERB, JUSSIVE):
        return False
    if before == NOMINAL:
        return True
    forms = [stem, stem[:-1] + "ة"] if pronoun and stem.endswith("ت") else [stem]
    noun = max(_usual("ال" + form) for form in forms)
    exact = any(not f.undone for f in nominals)
    return noun + exact > max(neighbours(stem, f.aspect) for f in verbs)


def _nominal(found: tuple[NominalForm, ...], base: str, agrees: bool) -> str:
    """The nearest reading; of equal ones the word itself, then the more usual lemma."""
    key = one_alef(base)
    if agrees:
        adjectives = [f for f in found if f.pos == "adj"]
        nouns = [f for f in found if f.pos == "noun" and one_alef(f.lemma) == key]
        if adjectives and (not nouns or _usual(adjectives[0].lemma) + 16 > _usual(nouns[0].lemma)):
            return adjectives[0].lemma
    return min(
        found,
        key=lambda f: (
            f.undone,
            f.respelt,
            one_alef(f.lemma) != key,
            f.broken,
            f.order,
            f.pos == "adj",
            -_usual(f.lemma),
            f.lemma,
        ),
    ).lemma


def _guess(base: str) -> str:
    """Undo an ending of a word that no lexicon has, where news knows what is left better."""
    best, strength = base, max(_strength(base), UNKNOWN) + _CLEARLY
    for other in undo_endings(one_alef(base)):
        if len(other) > 2 and _strength(other) > strength:
            best, strength = (
                base[: len(other)] if base.startswith(other) else other,
                _strength(other),
            )
    return best


def _strength(word: str) -> int:
    return max(_usual(word), _usual("ال" + word))
