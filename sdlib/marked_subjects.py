"""Marked subjects: quotation marks behind a cue that hold who speaks or is told, no words."""

from __future__ import annotations

from sdlib.clauses import Clauses
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, event_noun, speaker_noun
from sdlib.sources import Sources


class MarkedSubjects:
    """Tells quotation marks around names from those around words, in one article."""

    def __init__(self, phrases: Phrases, clauses: Clauses, sources: Sources) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.sources = sources
        self.article = phrases.article
        self.words = phrases.article.words

    def named(self, i: int, j: int, limit: int) -> bool:
        """Whether the marks that open at ``j`` hold no content of the cue at ``i``."""
        if j == i + 1:
            return self._quoted_subject(j, limit)
        behind = self.article.opens[j].last + 1
        named = self._names_paper(j, limit) or self._in_subject(i, j, limit)
        return named or self._told_behind(behind, limit)

    def _told_behind(self, k: int, limit: int) -> bool:
        """`نقلت «رسالة واضحة» بأن بلادها ملتزمة`: right behind the marks stands what is said."""
        form = self.words[k].form if k + 1 < limit else ""
        return form[:1] == "ب" and complementizer(form)

    def _in_subject(self, i: int, j: int, limit: int) -> bool:
        """`قال الرئيس الهندي "رام ناث سينغ" إن`: the marks hold the name of who speaks."""
        first = i + 1
        while first < j and self.sources.adverb(first):
            first += 1
        last = self.article.opens[j].last
        return first < j < last < self.phrases.phrase_end(first, limit)

    def _names_paper(self, j: int, limit: int) -> bool:
        """`قال لمجلة "دير شبيغل" الألمانية: "…"`: the marks hold a name, the words stand behind."""
        quotation = self.article.opens[j]
        noun = speaker_noun(self.words[j - 1])
        told = self.words[j - 1].preposition == "ل"
        if not told or quotation.last - j > 4 or noun is None or noun[0] == "person":
            return False
        return any(
            k in self.article.opens
            or self.clauses.char(k) == ":"
            or complementizer(self.words[k].form)
            for k in range(quotation.last + 1, min(quotation.last + 8, limit))
        )

    def _quoted_subject(self, j: int, limit: int) -> bool:
        """`يشير "المجلس النرويجي" في بيان إلى أن`: the marks hold a name, the clause follows."""
        quotation = self.article.opens[j]
        behind = quotation.last + 1
        if quotation.last - j > 6 or behind >= limit or self.article.kinds[behind] == "punct":
            return False
        if self.words[behind].pronoun and event_noun(self.words[behind]):
            return True  # `أكدت «لجان الحي» رفضها للقرار`
        return any(
            complementizer(self.words[k].form) for k in range(behind, min(behind + 12, limit))
        )
