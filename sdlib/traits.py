"""Traits: what the rules ask of a word again and again, looked up once for each word."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

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


class Traits(NamedTuple):
    """What a word is by the lexicons, whatever stands beside it."""

    #: its readings as a cue
    cues: tuple[Reading, ...]
    #: category and gender of a noun for those who speak
    speaker: tuple[str, str] | None
    #: whether it can be a reporting verb and is no noun for those who speak
    finite: bool
    #: whether it is a given name (no definite one)
    name: bool
    #: whether it is a particle or an adverb, the letter ل alone included
    function: bool


@lru_cache(maxsize=1 << 17)
def traits(word: Word) -> Traits:
    """Look a word up in the lexicons of cues, speakers, names and function words.

    Examples
    --------
    >>> from sdlib.words import read_word
    >>> found = traits(read_word("والوزير"))
    >>> found.speaker, found.finite, found.name, found.function
    (('person', 'm'), False, False, False)
    """
    cues = readings(word.form)
    speaker = speaker_noun(word)
    finite = not speaker and any(r.finite for r in cues)
    return Traits(cues, speaker, finite, _is_given_name(word), _is_function_word(word))


def _is_given_name(word: Word) -> bool:
    """`سامر`: no word with the article, and no preposition like لصالح."""
    if word.definite:
        return False
    if is_context(word.form, "given_name"):
        return True
    # لصالح is a preposition, not Salih.
    return is_context(word.base, "given_name") and one_alef(word.form) not in _NO_NAMES


def _is_function_word(word: Word) -> bool:
    """A particle, or the letter ل alone."""
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
