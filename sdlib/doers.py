"""Doers: who does what to whom in a span, as far as can be told without a parser.

What stands before and behind a verb, and behind which preposition, gives each word its place:
`قتل مسلح جنديا` has another agent than `قتل جندي مسلحا`, and the same as `قتل الجندي برصاص مسلح`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from sdlib.context import context_words, is_context
from sdlib.normalization import normalize_word
from sdlib.particles import prepositions
from sdlib.roles import adjective, complementizer
from sdlib.span_terms import SpanTerms
from sdlib.wordkinds import MAYBE, YES, accusative, noun_only, verb_evidence
from sdlib.words import Word, read_word

#: The places of a word beside its verb or noun; behind a preposition that one is its place.
AGENT, PATIENT, OF = "agent", "patient", "of"

#: Phrases that no preposition leads to, before the verb and behind it.
_TOPIC, _BARE = "topic", "bare"

#: Who stands behind these is as much part of it as who stands before.
_TOGETHER = frozenset(["مع", "بين", "ك", "مثل"])


class Place(NamedTuple):
    """Where a word has its place: the term of a verb or noun, and which one beside it."""

    head: int
    mark: str


class _Phrase(NamedTuple):
    """Words that belong together, and the preposition before them, or ``topic`` or ``bare``."""

    mark: str
    words: list[int]


class Doers:
    """The places of the words of one span.

    Parameters
    ----------
    terms : SpanTerms
        What `sdlib.span_terms.read_spans` gives.
    span : int
        The position of the span.
    """

    def __init__(self, terms: SpanTerms, span: int) -> None:
        self._words, self._vocabulary = terms.words, terms.vocabulary
        self._range = range(*map(int, terms.words.starts[span : span + 2]))

    @cached_property
    def order(self) -> list[int]:
        """The content terms in their order."""
        span = slice(self._range.start, self._range.stop)
        return self._words.ids[span][self._words.content[span]].tolist()

    @cached_property
    def passive(self) -> bool:
        """Whether somebody may be named behind `على يد` and its like."""
        rows = self._words.places[self._range.start : self._range.stop]
        return not _by_words().isdisjoint(self._words.texts[rows].tolist())

    @cached_property
    def places(self) -> dict[Place, dict[int, int]]:
        """For each place the terms that have it, with the position of their word."""
        found: dict[Place, dict[int, int]] = {}
        for verb, phrases in self._clauses():
            for head, mark, words in self._placed(verb, phrases):
                if mark not in _TOGETHER:
                    place = found.setdefault(Place(int(self._words.ids[head]), mark), {})
                    place |= {int(self._words.ids[k]): k for k in words if self._words.content[k]}
        return found

    def written(self, k: int) -> str:
        """A word as it stands in the text, a name by its entity."""
        name = self._vocabulary[self._words.ids[k]]
        return str(self._words.texts[self._words.places[k]]) if name.isalpha() else name

    def _word(self, k: int) -> Word:
        return read_word(str(self._words.texts[self._words.places[k]]))

    def _placed(
        self, verb: int | None, phrases: list[_Phrase]
    ) -> Iterator[tuple[int, str, list[int]]]:
        """The places of one clause: verb or noun, mark and words."""
        if verb is not None and self._vocabulary[self._words.ids[verb]] not in _together():
            for mark, words in _beside(phrases, self._word(verb)):
                yield verb, mark, words
        for phrase, behind in pairwise(phrases):
            # هجوم المعارضة على القرية: of what a noun is, and what its preposition leads to.
            if len(phrase.words) > 1 and behind.mark not in (_TOPIC, _BARE):
                yield phrase.words[0], OF, phrase.words[1:]
                yield phrase.words[0], behind.mark, behind.words

    def _clauses(self) -> Iterator[tuple[int | None, list[_Phrase]]]:
        """Each clause as its verb, if it has one, and the phrases before and behind it."""
        verb: int | None = None
        phrases: list[_Phrase] = []
        skipped = -1
        for k in self._range:
            if k == skipped:
                continue
            word = self._word(k)
            is_verb = self._is_verb(k, word)
            if self._begins(k, word) or (is_verb and verb is not None):
                yield verb, phrases
                verb, phrases = None, []
            if is_verb:
                verb = k
            elif word.base in prepositions() or word.preposition in ("ب", "ل", "ك"):
                by = self._by(k, word)
                skipped = k + 1 if by == 2 else -1
                inside = [k] if self._words.content[k] and not by else []
                phrases.append(_Phrase(AGENT if by else word.preposition or word.base, inside))
            elif self._words.content[k]:
                self._add(k, word, phrases, _TOPIC if verb is None else _BARE)
        yield verb, phrases

    def _begins(self, k: int, word: Word) -> bool:
        """Whether a clause begins with a word, or behind the sign before it."""
        places = self._words.places
        if k > self._range.start and places[k] > places[k - 1] + 1:
            return True
        opens = is_context(word.base, "relative") or is_context(word.base, "inner")
        return opens or complementizer(word.form)

    def _add(self, k: int, word: Word, phrases: list[_Phrase], mark: str) -> None:
        """Put a word to the phrase before it, or begin another."""
        last = phrases[-1] if phrases else _Phrase("", [])
        goes_on = bool(phrases) and (last.mark == mark or last.mark not in (_TOPIC, _BARE))
        if goes_on and (not last.words or self._continues(last.words[-1], k, word)):
            last.words.append(k)
        else:
            phrases.append(_Phrase(mark, [k]))

    def _continues(self, before: int, k: int, word: Word) -> bool:
        """Whether a word belongs to the phrase that ends with another: beside it, or of it."""
        if word.conjunction:
            return True
        last = self._word(before)
        if accusative(word) and not accusative(last):
            return False
        if not (self._entity(before) or last.definite or last.pronoun):
            return not accusative(last) or not word.definite
        return not self._entity(k) and not noun_only(word) and word.definite and adjective(word)

    def _entity(self, k: int) -> bool:
        return not self._vocabulary[self._words.ids[k]].isalpha()

    def _is_verb(self, k: int, word: Word) -> bool:
        if not self._words.content[k] or self._entity(k):
            return False
        evidence = verb_evidence(word)
        return evidence == YES or (evidence == MAYBE and not word.definite)

    def _by(self, k: int, word: Word) -> int:
        """How many words at a place say that who stands behind does it: `برصاص`, `على يد`."""
        if is_context(word.form, "agent"):
            return 1
        behind = self._word(k + 1).base if k + 1 < self._range.stop else ""
        return 2 if is_context(f"{word.base} {behind}", "agent") else 0


@cache
def _by_words() -> frozenset[str]:
    return frozenset(form.split()[-1] for form in context_words("agent"))


@cache
def _together() -> frozenset[str]:
    return frozenset(map(normalize_word, context_words("together")))


def _beside(phrases: list[_Phrase], verb: Word) -> Iterator[tuple[str, list[int]]]:
    """Who does what a verb says and to whom it is done, and what its prepositions lead to."""
    bare = [p.words for p in phrases if p.mark == _BARE and p.words]
    before = [p.words for p in phrases if p.mark == _TOPIC and p.words][:1]
    yield from ((p.mark, p.words) for p in phrases if p.mark not in (_TOPIC, _BARE))
    if any(p.mark == AGENT for p in phrases):
        order = [PATIENT]  # قتل الجندي على يد مسلح
    else:
        # الجندي قتله مسلح
        order = [PATIENT, AGENT] if before and verb.pronoun else [AGENT, PATIENT]
    yield from zip(order, before + bare, strict=False)
