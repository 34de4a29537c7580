"""Captions and expectations: `أردوغان: "…"`, `ومن المتوقع أن …`."""

from __future__ import annotations

from sdlib.context import is_context
from sdlib.cues import CueEntry, Reading
from sdlib.drafts import Draft
from sdlib.markers import MarkerFrames

#: A surname that looks like an adjective has at least as many letters and one more.
_SHORTEST = 4


class CaptionFrames:
    """Finds claims whose cue is a colon or an expectation of nobody, in one article."""

    def __init__(self, markers: MarkerFrames) -> None:
        self.markers = markers
        self.phrases = markers.phrases
        self.clauses = markers.clauses
        self.article = markers.article
        self.words = markers.words

    def caption(self, first: int, limit: int) -> Draft | None:
        """Read a headline or caption `name: statement`."""
        behind = min(first + 12, limit - 1)
        if behind <= first + 1 or ":" not in self.article.slice(first + 1, behind):
            return None
        for i in range(first + 1, behind):
            if self.clauses.char(i) == ":" and self.article.kinds[i] == "punct":
                return self._caption_at(first, i, limit)
            if (
                self.article.kinds[i] == "punct"
                and i not in self.article.opens
                and i not in self.article.closes
            ):
                return None
        return None

    def _caption_at(self, first: int, colon: int, limit: int) -> Draft | None:
        """The caption whose colon stands at a token."""
        if any(self.phrases.finite_cue(k) for k in range(first, colon)):
            return None
        end = self._addressed(first, colon)
        speaks = self.markers.speaks(first) or (end == first + 1 and self._surname(first))
        if not speaks or self.phrases.phrase_end(first, end) != end:
            return None
        content = self.clauses.trim(colon + 1, limit)
        if content[1] - content[0] < 2 or not self._states(first, content[0]):
            return None
        entry = CueEntry(":", "neutral", frozenset())
        return Draft((colon, colon + 1), Reading.of(entry), content, (first, end), None, "caption")

    def _surname(self, i: int) -> bool:
        """`روحاني: …`: an adjective without its article that opens a paragraph alone is a name, or
        stands for one who speaks (`قانوني: …`)."""
        word = self.words[i]
        sentence = self.article.sentence_of[i]
        here, before = (
            self.article.sentences[sentence],
            self.article.sentences[max(sentence - 1, 0)],
        )
        opens = self.article.ranges[sentence][0] == i and (
            not sentence or here.paragraph != before.paragraph
        )
        plain = not (word.definite or word.conjunction or word.preposition or word.pronoun)
        return opens and plain and word.form.endswith("ي") and len(word.form) > _SHORTEST

    def _addressed(self, first: int, colon: int) -> int:
        """`ماكرون لأردوغان:`, `مصدر لرويترز:`: where those who are told begin, or the colon."""
        for k in range(first + 1, colon):
            word = self.words[k]
            told = (word.preposition == "ل" and not word.definite) or word.form == "ل"
            told = told or is_context(word.form, "adjunct")  # `للجزيرة`, but `للأمم المتحدة`
            start = k + 1 if word.form == "ل" else k
            known = self.phrases.mention_over(k) is None or self.phrases.mention_at(k) is not None
            if told and known and start < colon and self.phrases.phrase_end(start, colon) == colon:
                return k
        return colon

    def _states(self, first: int, at: int) -> bool:
        """Whether somebody named, a headline or a quotation makes a caption a statement."""
        headline = self.article.sentence_of[first] == 0
        named = self.phrases.is_name(first) or self.phrases.mention_at(first) is not None
        named = named or self._surname(first)
        return headline or named or at in self.article.opens

    def expectation(self, i: int, limit: int) -> Draft | None:
        """Read `ومن المتوقع أن …`: an expectation of nobody named."""
        if (
            self.words[i].base != "من"
            or i + 2 >= limit
            or self.words[i + 1].form not in ("المتوقع", "المرجح", "المنتظر")
        ):
            return None
        opens = self.words[i + 2].form
        if self.words[i + 1].form == "المنتظر" or opens not in ("أن", "ان", "ألا"):
            return None
        start = i + 2 if opens == "ألا" else i + 3
        content = self.clauses.trim(start, self.clauses.content_end(start, limit, i))
        entry = CueEntry(self.words[i + 1].form.removeprefix("ال"), "opinion", frozenset())
        if content[0] >= content[1]:
            return None
        return Draft(
            (i, i + 2), Reading.of(entry), content, None, None, "expectation", subject="passive"
        )
