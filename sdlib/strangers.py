"""Strangers: words that no lexicon knows, and words that lead to a name."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sdlib.context import is_context
from sdlib.frequencies import is_rare, one_alef
from sdlib.lexicon import read_lexicon
from sdlib.nominals import derived_forms, nominal_forms
from sdlib.particles import particles
from sdlib.roles import event_noun, speaker_noun
from sdlib.verbs import verb_forms
from sdlib.wordkinds import foreign, noun_only
from sdlib.words import Word

#: Derived words of Arabic, by their letters: `تبييض`, `تراكب`, `استمالة`, `مغازلة`, `متشائم`,
#: `محتشم`, `ملفوفة`, `راكعا`, `ضائقة`, `جدارية`, `ينضوي`.
_DERIVED = re.compile(
    r"ت..ي.|ت.ا.[^اي]ة?|است..ا.|استف?.ا.ة|ا[^ل]ت.ا.|ان.[^ل]ا.|م.ا.[^اي]ة?|م[تنس]....?ة?|مست...ة?|م.ت..ة?"
    r"|م..و.ة?|م..[^اي]ة|.ا..[اةً]|..?.?.?.?ي[ةا]|ي[نتس]....?"
)
_PRONOUNS = ("هما", "ها", "هم", "هن", "نا", "كم", "ه")


@cache
def triggers() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_lexicon(
        "name_triggers",
        ["form", "class", "note"],
        required=["form", "class"],
        key=["form", "class"],
    ):
        found.setdefault(row["class"], set()).update((row["form"], one_alef(row["form"])))
    return {name: frozenset(forms) for name, forms in found.items()}


def leads(word: Word, group: str) -> bool:
    return word.stem.removeprefix("ال") in triggers()[group]


@lru_cache(maxsize=1 << 16)
def given(form: str) -> bool:
    return is_context(form, "given_name")


@lru_cache(maxsize=1 << 16)
def whole(word: Word) -> Word:
    """The word as if no letter of it were a clitic: `كلينتون`, `سولانا`."""
    form = word.form
    definite = form.startswith("ال") and len(form) > 3
    return Word(form, word.norm, "", "", form, "", form, definite, ())


@lru_cache(maxsize=1 << 16)
def strange(word: Word) -> bool:
    """Whether no lexicon knows a word, so that it may be a foreign name."""
    if not word.stem or not "\u0621" <= word.stem[0] <= "\u064a":
        return False
    if is_context(word.base, "adjunct"):
        return False
    return foreign(word) and len(word.stem) > 2 and not _of_known(word.stem)


@lru_cache(maxsize=1 << 16)
def derived(word: Word) -> bool:
    """Whether a word that no lexicon knows has the letters of a native one, so that it is no name.

    Examples
    --------
    >>> from sdlib.words import read_word
    >>> [derived(read_word(form)) for form in ("تبييض", "متشائما", "واشنطن", "بوتين")]
    [True, True, False, False]
    """
    bare = word.base.removeprefix("ال")
    return bool(_DERIVED.fullmatch(bare) or _DERIVED.fullmatch(bare.removesuffix("ا")))


@lru_cache(maxsize=1 << 16)
def strange_whole(word: Word) -> bool:
    """`_strange` of the whole form, where its clitics may be letters of a name."""
    if strange(word):
        return True
    cut = bool(word.preposition or word.pronoun or word.conjunction)
    if not cut or not is_rare(word.form) or word.definite:
        return False
    return not _has(word.stem) and not _of_known(word.stem) and strange(whole(word))


def _has(form: str) -> bool:
    """Whether a lexicon has a form as a nominal, a verb or a particle."""
    known = nominal_forms(form) or derived_forms(form) or verb_forms(form)
    return bool(known) or one_alef(form) in particles()


def _of_known(form: str) -> bool:
    """Whether a form is a known word with a pronoun or a letter before it that nothing split."""
    for ending in _PRONOUNS:
        stem = form.removesuffix(ending)
        if stem != form and len(stem) > 2:
            bound = stem[:-1] + "ة" if stem[-1] == "ت" else stem
            if _has(stem) or _has(bound):
                return True
    return len(form) > 4 and form[0] in "وفبلس" and (_has(form[1:]) or form[1:3] == "ال")


@lru_cache(maxsize=1 << 16)
def may_be_family(word: Word) -> bool:
    """Whether a word with the article may be a family name: `الحريري`, not `الوزير`."""
    if not word.definite or word.conjunction or word.preposition or word.pronoun:
        return False
    if speaker_noun(word) or event_noun(word) or one_alef(word.form) in particles():
        return False
    return word.stem.endswith("ي") or not (word.stem.endswith("ة") or noun_only(word))


@lru_cache(maxsize=1 << 16)
def unknown(word: Word) -> bool:
    """Whether no lexicon has a word, with the article or without."""
    stem = word.stem.removeprefix("ال") if word.definite else word.stem
    if one_alef(stem) in particles() or len(stem) < 2:
        return False
    return not (nominal_forms(stem) or derived_forms(stem) or verb_forms(stem))
