"""Distant openings: what a verb of saying says, behind asides of any length.

A verb of saying has its content in its sentence, however much stands between: `قال الوزير في
كلمة ألقاها في المؤتمر ونقلها التلفزيون إن`. إن belongs to قال almost alone, أن to the others.
"""

from __future__ import annotations

from sdlib.clauses import COMMAS, Clauses
from sdlib.context import is_context
from sdlib.cues import Reading
from sdlib.drafts import Opening
from sdlib.objects import PREPOSITIONS
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, plain_complementizer, speaker_noun

#: How far behind its verb a content may begin, in tokens.
_REACH = 70
#: A verb so near before أن governs it, in tokens.
_GOVERNS = 8
_STOPS = ".؛؟!?"


class Distant:
    """Finds contents that begin behind a long aside, in one article."""

    def __init__(self, phrases: Phrases, clauses: Clauses) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.article = phrases.article
        self.words = phrases.article.words

    def find(self, i: int, reading: Reading, limit: int) -> Opening | None:
        """Find the clause, quotation or colon that the cue at ``i`` leads to, or None."""
        if not self._says(i, reading):
            return None
        said = reading.entry.lemma == "قال"
        told = -1
        k = i + 1
        while k < min(limit, i + _REACH):
            if self._stops(k, said):
                return None
            governed = told >= 0 and not (k - told > _GOVERNS or self._comma(told, k))
            opened = self._at(k, said, governed, limit) or (said and self._last_words(i, k, limit))
            if opened:
                return opened
            if complementizer(self.words[k].form) and not said:
                return None
            if not self.words[k].pronoun and (
                self.phrases.finite_cue(k) or self.phrases.verb_at(k)
            ):
                told = k
            k = max(k + 1, self.clauses.skip_group(k, limit))
        return None

    def _says(self, i: int, reading: Reading) -> bool:
        """Whether a cue is a verb of saying in a main clause, and asks for what is said."""
        entry, before = reading.entry, self.words[i - 1] if i else None
        if not reading.finite or "that" not in entry.frames or entry.addressed or reading.pronoun:
            return False
        if "weak" in entry.frames or "strict" in entry.frames or entry.type == "opinion":
            return False
        inner = before is not None and (
            is_context(before.form, "relative") or is_context(before.base, "negator")
        )
        return not inner

    def _stops(self, k: int, said: bool) -> bool:
        """Whether the sentence, or the turn of the speaker, ends at a token."""
        if self.article.kinds[k] == "punct":
            return self.clauses.char(k) in _STOPS and not self.clauses.glued(k)
        cues = self.phrases.cues[k]
        if not cues or self.phrases.mention_over(k):
            return False
        if any(r.entry.lemma == "قال" for r in cues):
            return said and self.phrases.finite_cue(k)
        if any(r.shape == "participle" for r in cues) and complementizer(self._next(k)):
            return True
        finite = self.phrases.finite_cue(k)
        aside = is_context(self.words[k - 1].form, "relative") or bool(self.words[k].pronoun)
        return finite and not aside and (bool(self.words[k].conjunction) or not said)

    def _next(self, k: int) -> str:
        """The form behind a word, a preposition between them left out."""
        behind = [w.form for w in self.words[k + 1 : k + 3]]
        return next((form for form in behind if form not in ("إلى", "على", "من", "عن")), "")

    def _at(self, k: int, said: bool, governed: bool, limit: int) -> Opening | None:
        """The opening at a token, unless a verb inside the aside governs it."""
        quotation = self.article.opens.get(k)
        if quotation:
            whole = quotation.last <= limit and quotation.last - k > 4 and not governed
            return Opening("quote", k, k) if whole and not self.phrases.quotes_name(k) else None
        if self.article.kinds[k] == "punct":
            colon = self.clauses.char(k) == ":" and k + 1 < limit and not governed
            return Opening("colon", k, k + 1) if colon else None
        form = self.words[k].form
        if not complementizer(form) or k + 1 >= limit:
            return None
        apart = said and self.clauses.char(k - 1) in COMMAS  # `قالت صحف، منها "الشمس"، أن`
        own = (form.removeprefix("ب")[0] == "أ") != said
        if not (own or apart) or (governed and not said):
            return None
        if is_context(self.words[k - 1].form, "no_complementizer"):
            return None
        return Opening("that", k, k + 1 if plain_complementizer(form) else k)

    def _last_words(self, i: int, k: int, limit: int) -> Opening | None:
        """`قال الوزير الذي يشهد الحفل "سنفتح الجسر".`, `قال الوزير "نعم".`: a quotation that ends
        the sentence of a verb of saying, and is no name."""
        quotation = self.article.opens.get(k)
        if quotation is None or quotation.last > limit or not self._ends(quotation.last + 1, limit):
            return None
        before = self.words[k - 1]
        led = before.preposition or before.form in PREPOSITIONS
        if (
            led
            or self._parted(i, k)
            or any(self.phrases.mention_over(j) for j in range(k + 1, quotation.last))
        ):
            return None
        short = quotation.last - k < 4
        noun = speaker_noun(before)
        titled = noun is not None and noun[0] != "person"
        return None if short and (titled or self._counts(i, k) > 5) else Opening("quote", k, k)

    def _parted(self, first: int, behind: int) -> bool:
        """`كأنه يقول نعم، لكن المتحدث رد "…"`: whether another clause begins between two tokens."""
        return any(
            self.clauses.char(k - 1) in COMMAS and is_context(self.words[k].base, "boundary")
            for k in range(first + 2, behind)
        )

    def _counts(self, first: int, behind: int) -> int:
        """The words between two tokens."""
        return sum(kind == "word" for kind in self.article.kinds[first + 1 : behind])

    def _ends(self, k: int, limit: int) -> bool:
        """Whether a sentence ends at a token."""
        return k >= limit or (self.article.kinds[k] == "punct" and self.clauses.char(k) in _STOPS)

    def _comma(self, first: int, behind: int) -> bool:
        """Whether a comma stands between two tokens."""
        return any(self.clauses.char(k) in COMMAS for k in range(first, behind))
