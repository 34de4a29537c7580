"""Noun frames: what the claims of verbal nouns have in common."""

from __future__ import annotations

from sdlib.article import Range
from sdlib.contents import Contents
from sdlib.cues import Reading
from sdlib.drafts import Draft, Opening
from sdlib.openings import Openings
from sdlib.phrases import Phrases
from sdlib.roles import (
    definite_event,
    event_noun,
)
from sdlib.sources import Sources
from sdlib.wordkinds import noun_only

#: `للتعبير عن أنفسهم`: nothing of it is told.
_SELF = frozenset(["نفس", "أنفس", "ذات"])


class NounFrames:
    """Makes claims of verbal nouns, in one article."""

    def __init__(
        self, phrases: Phrases, sources: Sources, openings: Openings, contents: Contents
    ) -> None:
        self.phrases = phrases
        self.sources = sources
        self.openings = openings
        self.contents = contents
        self.article = phrases.article
        self.words = phrases.article.words

    def claim(
        self,
        i: int,
        reading: Reading,
        *,
        opened: Opening,
        limit: int,
        source: Range | None = None,
        subject: str = "",
    ) -> Draft | None:
        """The claim of the verbal noun at ``i``, None where its content is empty."""
        content = self.contents.of(opened, limit, i)
        if subject == "passive" and opened.kind != "that":
            content = content[0], self._before_comma(*content)
        if content[0] >= content[1]:
            return None
        rule = f"masdar+{opened.kind}"
        return Draft((i, i + 1), reading, content, source, None, rule, False, subject)

    def _before_comma(self, first: int, behind: int) -> int:
        """`بعد اتهامات بالفساد، استقال الوزير`: what nobody named says ends at a comma."""
        k = first
        while k < behind:
            quotation = self.article.opens.get(k)
            if quotation and quotation.last < behind:
                k = quotation.last
            elif self.article.text[self.article.starts[k]] in "،,":
                return k
            k += 1
        return behind

    def direct_opening(self, i: int, reading: Reading, limit: int) -> Opening | None:
        """The opening right behind a verbal noun: its clause, or its preposition and an event."""
        entry, at = reading.entry, i + 1
        if self.words[at].form in ("إلى", "على", "عن", "من") and at + 1 < limit:
            at += 1
        opened = self.openings.clause_at(at - 1, at, entry, limit)
        if opened and opened.kind in ("that", "colon"):
            return opened
        if at > i + 1 and self.words[i + 1].form in entry.prepositions:
            quoted = at in self.article.opens
            event = event_noun(self.words[at]) or definite_event(self.words[at])
            # `بالتأكيد على وحدة البلاد`: with force anything is said.
            plain = entry.type == "assertive" and noun_only(self.words[at])
            felt = bool(self.words[at].pronoun) and noun_only(self.words[at])
            felt = felt and self.words[at].stem not in _SELF
            plain = plain or (entry.lemma == "عبر" and felt)  # `للتعبير عن غضبهم`
            return Opening("prep", i + 1, at) if quoted or event or plain else None
        leads = self.words[at].preposition
        if leads and leads in entry.prepositions | {f[4:] for f in entry.frames if f[:4] == "acc:"}:
            stem = self.words[at].stem
            bare = self.words[at]._replace(
                preposition="", definite=False, stem=stem.removeprefix("ال")
            )
            whole = self.words[at]._replace(preposition="")
            return Opening("prep", at, at) if event_noun(bare) or definite_event(whole) else None
        return None

    def of_pronoun(self, i: int) -> bool:
        """`اتهامات له بـ…`: a pronoun is accused or told."""
        return self.words[i].form in ("له", "لها", "لهم", "لهما")
