"""Traits: what the rules ask of a word again and again, looked up once for each word."""

from __future__ import annotations

from functools import lru_cache

from sdlib.context import context_union, is_context
from sdlib.cues import Reading, readings
from sdlib.frequencies import one_alef
from sdlib.roles import complementizer, speaker_noun, verb_like
from sdlib.wordkinds import MAYBE, NO, YES, verb_evidence
from sdlib.words import Word

#: Prepositions whose noun is a given name as well.
_NO_NAMES = frozenset(["لصالح"])
#: Groups of function words in `context_words.tsv`.
_FUNCTION_GROUPS = ("relative", "auxiliary", "negator", "boundary", "adjunct", "time")


def cues(word: Word) -> tuple[Reading, ...]:
    """The readings of a word as a cue (`sdlib.cues.readings`)."""
    return readings(word.form)


@lru_cache(maxsize=1 << 17)
def finite(word: Word) -> bool:
    """Whether a word can be a reporting verb and is no noun for those who speak.

    Examples
    --------
    >>> from sdlib.words import read_word
    >>> [finite(read_word(w)) for w in ("وأكد", "والوزير", "تأكيد")]
    [True, False, False]
    """
    return any(r.finite for r in readings(word.form)) and not speaker_noun(word)


@lru_cache(maxsize=1 << 17)
def given(word: Word) -> bool:
    """Whether a word is a given name: no word with the article, no preposition like لصالح.

    Examples
    --------
    >>> from sdlib.words import read_word
    >>> [given(read_word(w)) for w in ("سامر", "ومحمد", "لصالح")]
    [True, True, False]
    """
    if word.definite:
        return False
    if is_context(word.form, "given_name"):
        return True
    # لصالح is a preposition, not Salih.
    return is_context(word.base, "given_name") and one_alef(word.form) not in _NO_NAMES


@lru_cache(maxsize=1 << 17)
def function(word: Word) -> bool:
    """Whether a word is a particle or an adverb, the letter ل alone included.

    Examples
    --------
    >>> from sdlib.words import read_word
    >>> [function(read_word(w)) for w in ("وأن", "ل", "الوزير")]
    [True, True, False]
    """
    return word.form == "ل" or is_particle(word)


def is_particle(word: Word) -> bool:
    """Whether a word is أن or a word of the groups that noun phrases end before."""
    return (
        complementizer(word.form)
        or (word.conjunction == "و" and complementizer(word.base))
        or (word.form[:2] == "فإ" and complementizer(word.base))
        or not context_union(*_FUNCTION_GROUPS).isdisjoint((word.form, word.base))
    )


@lru_cache(maxsize=1 << 16)
def verb_by_form(word: Word) -> int:
    """Say whether a word is a finite verb: ``NO``, ``YES``, ``MAYBE`` (unless it is a name here).

    Examples
    --------
    >>> from sdlib.words import read_word
    >>> [verb_by_form(read_word(w)) for w in ("يؤثر", "ودافعت", "الوزير")] == [YES, MAYBE, NO]
    True
    """
    if verb_like(word):
        return YES
    sure = verb_evidence(word) == YES and not is_context(word.base, "not_a_verb")
    return MAYBE if sure and not speaker_noun(word) else NO


#: Times that belong to a title or name behind a bare noun, and those nouns (none: any person).
_TITLED = {
    "عام": frozenset(),
    "الجمعة": frozenset(["إمام", "خطيب", "امام"]),
    "نيسان": frozenset(["شركة", "مجموعة", "سيارة"]),
}


def may_be_time_or_title(word: Word) -> bool:
    """Whether a word is a time that can belong to a title or name: عام, الجمعة."""
    return word.form in _TITLED


def titled_by_time(word: Word, before: Word, noun: tuple[str, str] | None) -> bool:
    """Whether such a word belongs to the noun before it: `مدير عام`, `شركة نيسان`."""
    heads = _TITLED[word.form]
    if before.definite or noun is None:
        return False
    return before.base in heads if heads else noun[0] == "person" and noun[1] != "p"
