"""Contents: from the opening of a content to its end."""

from __future__ import annotations

from sdlib.clauses import COMMAS, Clauses
from sdlib.drafts import Opening
from sdlib.phrases import (
    Phrases,
    complementizer,
    plain_complementizer,
)
from sdlib.sources import Range

_CLOSING_MARKS = frozenset('"“”„»«›‹＂')


class Contents:
    """Reads the content that an opening begins, in one article."""

    def __init__(self, phrases: Phrases, clauses: Clauses) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.article = phrases.article
        self.words = phrases.article.words

    def of(self, opening: Opening, limit: int, cue: int) -> Range:
        """Give the content that an opening begins, up to where the cue stops attributing."""
        start = opening.first
        if opening.kind == "colon" or opening.kind == "that":
            start = self.skip_commas(start, limit)
        quotation = self.article.opens.get(start)
        if (
            quotation
            and quotation.last <= limit
            and not self._sentence_goes_on(
                quotation.first, quotation.last, limit, opening.kind, cue
            )
        ):
            behind = min(quotation.last + 1, limit)
            closed = self.clauses.char(behind - 1) in _CLOSING_MARKS
            return (start, behind) if closed else self.clauses.trim_end(start, behind)
        phrase = opening.kind in ("obj", "prep", "acc")
        if opening.kind == "acc" and plain_complementizer(self.words[start - 1].form):
            phrase = False  # `أمرت المحكمة بأن يخضع …`: a clause
        return self.clauses.trim(start, self.clauses.content_end(start, limit, cue, phrase=phrase))

    def skip_commas(self, start: int, limit: int) -> int:
        """Give the first token from ``start`` on that is no comma."""
        while start < limit and self.clauses.char(start) in COMMAS:
            start += 1
        return start

    def _sentence_goes_on(self, first: int, last: int, limit: int, kind: str, cue: int) -> bool:
        """Whether a quotation that begins the content is only a part of it."""
        if last + 1 >= limit:
            return False
        if self.phrases.quotes_name(first):
            return True
        follower = last + 1
        if self.article.kinds[follower] == "word":
            word = self.words[follower]
            if word.conjunction == "و" and complementizer(word.base):
                return True
            return last - first < 9 and not word.conjunction
        end = self.clauses.content_end(first, limit, cue)
        return any(
            last < q.first < end and not self.phrases.quotes_name(q.first)
            for q in self.article.quotations
        )
