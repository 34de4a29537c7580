"""Appositions: the name or title that commas set apart behind a source."""

from __future__ import annotations

from sdlib.clauses import COMMAS, Clauses
from sdlib.phrases import Phrases
from sdlib.regions import Regions
from sdlib.roles import complementizer, speaker_noun
from sdlib.wordkinds import accusative, foreign

_HOW = frozenset(["بشدة", "أيضا", "أمس", "اليوم", "مجددا", "بوضوح", "صراحة"])
#: A title in an apposition has no more tokens.
_TITLE = 14


class Appositions:
    """Finds where the appositions of a source end, in one article."""

    def __init__(self, phrases: Phrases, clauses: Clauses, regions: Regions) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.regions = regions
        self.article = phrases.article
        self.words = phrases.article.words

    def end(self, end: int, at: int, *, alone: bool = False) -> int:
        """Take in `، رئيس الوفد،` and `، رافائيل غروسي،` behind a name or title.

        ``alone`` tells that no object follows, so that what has no comma behind it may be
        an apposition as well (`، رئيس الوفد إن`).
        """
        while end + 1 < at and self.clauses.char(end) in COMMAS:
            start = end + 1
            word = self.words[start]
            told = word.preposition == "ل" and not self.phrases.is_name(start)
            if self.phrases.is_function_word(start) or word.conjunction or told:
                break  # `وقال الوزير، للصحفيين، إن`
            if accusative(word) and any(r.shape == "participle" for r in self.phrases.cues[start]):
                break  # `رد الوزير، قائلا إن`
            between = self.set_apart(start, at)
            behind = between or self.phrases.phrase_end(start, at)
            behind = self.regions.complete(start, behind, at) if alone else behind
            open_end = behind < at and self.clauses.char(behind) not in COMMAS
            named = between or (
                (behind - start > 1 or not open_end) and self._all_names(start, behind)
            )
            noun = speaker_noun(self.words[start])
            if open_end or not alone:
                titled = noun is not None and (alone or (noun[0] == "person" and not open_end))
                if not (named or titled):
                    return end
            end = behind
            if open_end:
                break
        return end

    def set_apart(self, start: int, at: int) -> int:
        """The comma behind a name or title that commas set apart from ``start`` on, or 0."""
        return self._name_between(start, at) or self._title_between(start, at)

    def _title_between(self, start: int, at: int) -> int:
        """The comma behind `، مرشح الرئيس لعضوية المحكمة،`: a title with all that it governs."""
        noun = speaker_noun(self.words[start])
        if noun is None or noun[0] != "person" or self.words[start].preposition:
            return 0
        quoted = 0
        for k in range(start + 1, min(start + _TITLE, at)):
            if self.clauses.char(k) in COMMAS and k >= quoted:
                return k
            quotation = self.article.opens.get(k)
            if quotation and self.phrases.quotes_name(k):
                quoted = quotation.last + 1  # `خبير الأمن في شركة "نورد"`
            if k < quoted:
                continue
            ends = self.article.kinds[k] == "punct" or complementizer(self.words[k].form)
            if ends or self.phrases.finite_cue(k) or self.phrases.verb_at(k):
                return 0
        return 0

    def _all_names(self, first: int, behind: int) -> bool:
        """Whether a phrase begins and ends with a name or a word that no lexicon knows."""
        return all(self.phrases.is_name(k) or foreign(self.words[k]) for k in (first, behind - 1))

    def _name_between(self, start: int, at: int) -> int:
        """The comma behind `، دوجان لوفرن،`: a name that begins like one goes on to it; or 0."""
        tag = self.article.kinds[start] == "hashtag" and start + 1 < at
        if tag and self.clauses.char(start + 1) in COMMAS:
            return start + 1
        if not (self.phrases.is_name(start) or foreign(self.words[start])):
            return 0
        for k in range(start + 1, min(start + 5, at)):
            if self.clauses.char(k) in COMMAS:
                return k
            strongly = k > start + 1 and self.words[k].form in _HOW and k + 1 < at
            if strongly and self.clauses.char(k + 1) in COMMAS:
                return k + 1  # `وصف رئيس اللجنة، كريم سالم بشدة، القرار بـ`
            if self.article.kinds[k] != "word" or self.phrases.is_function_word(k):
                return 0
        return 0
