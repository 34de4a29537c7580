"""Attributions without a verb of their own: markers, captions, expectations."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from sdlib.clauses import COMMAS, Clauses
from sdlib.context import is_context
from sdlib.cues import CUE_TYPES, CueEntry, Reading
from sdlib.frames import Draft, VerbFrames
from sdlib.lexicon import read_lexicon
from sdlib.phrases import Phrases, plain_complementizer, speaker_noun
from sdlib.sources import Range
from sdlib.words import Word

_MARKER_FRAMES = frozenset({"of", "of-ل", "of-عن", "of-إلى", "verb", "had"})
_RELATIVE_MA = frozenset({"ما", "لما", "مما"})


class _Marker(NamedTuple):
    """A verbless marker: its tokens, its source (empty for a pronoun), its reading."""

    cue: Range
    source: Range | None
    reading: Reading
    behind: int


@cache
def _markers() -> dict[str, tuple[CueEntry, str]]:
    rows = read_lexicon(
        "markers",
        ["form", "type", "frame"],
        required=["form", "type", "frame"],
        choices={"type": CUE_TYPES, "frame": _MARKER_FRAMES},
        key=["form"],
    )
    return {r["form"]: (CueEntry(r["form"], r["type"], frozenset()), r["frame"]) for r in rows}


class MarkerFrames:
    """Finds claims whose cue is a marker, a colon or an expectation, in one article."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self.words = phrases.article.words
        self.clauses: Clauses
        self.verbs: VerbFrames

    # -- وفق, بحسب, نقلا عن --------------------------------------------------------------

    def begins_marker(self, i: int, limit: int) -> int:
        """Give the token behind a marker and its source at ``i``, or 0."""
        marker = self.marker(i, limit)
        return marker.behind if marker else 0

    def marker(self, i: int, limit: int) -> _Marker | None:
        """Read a verbless marker at token ``i``."""
        word = self.words[i]
        if not may_mark(word):
            return None
        form = word.form[1:] if word.form[0] in "وف" and word.form[1:] in _markers() else word.form
        if form == "على" and i + 2 < limit and self.words[i + 1].form == "حد":
            form, frame_at = self.words[i + 2].base, i + 2
            if form in _markers() and _markers()[form][1] == "had":
                return self._of(i, frame_at + 1, _markers()[form][0], limit, "")
            pronoun = self.words[i + 2].pronoun
            return (
                _Marker((i, i + 3), None, _reading(CueEntry("حد", "neutral", frozenset())), i + 3)
                if pronoun
                else None
            )
        if form == "على" and i + 2 < limit and self.words[i + 1].form == "ما":
            return self._with_verb(i, i + 2, limit)
        if form not in _markers() or _markers()[form][1] == "had":
            return None
        entry, frame = _markers()[form]
        if i + 1 >= limit:
            return None
        if frame == "verb":
            return self._with_verb(i, i + 1, limit)
        if self.words[i + 1].form in _RELATIVE_MA:
            return self._with_verb(i, i + 2, limit)
        return self._of(i, i + 1, entry, limit, frame[3:])

    def _of(self, i: int, at: int, entry: CueEntry, limit: int, preposition: str) -> _Marker | None:
        if at >= limit:
            return None
        word = self.words[at]
        if preposition in ("عن", "إلى"):
            if word.form != preposition or at + 1 >= limit:
                return None
            at += 1
            word = self.words[at]
        elif preposition == "ل" and word.preposition != "ل":
            return None
        if (
            word.pronoun and word.stem in ("قول", "تعبير", "وصف", "زعم", "كلام", "رأي", "تصريحات")
        ) or word.form == "تعبيره":
            return _Marker((i, at), None, _reading(entry), at + 1)
        if not self._speaks(at):
            return None
        end = self.phrases.phrase_end(at, limit)
        end = self.verbs.sources.apposition(end, limit) if end < limit else end
        behind = end
        if end < limit and is_context(self.words[end].form, "relative"):
            behind = self.verbs.openings.relative_end(end, limit)
        elif (
            self._issued(end, limit) and speaker_noun(word) and speaker_noun(word)[0] == "document"
        ):  # type: ignore[index]
            while behind < limit and self.clauses.char(behind) not in "،,.؛":
                behind += 1
        return _Marker(
            (
                i,
                i
                + (3 if at == i + 3 else 1 if preposition != "عن" and preposition != "إلى" else 2),
            ),
            (at, end),
            _reading(entry),
            behind,
        )

    def _issued(self, end: int, limit: int) -> bool:
        """`بيانات نشرت على الموقع …`: what tells where a document stood."""
        return end < limit and self.words[end].base in (
            "نشرت",
            "نشره",
            "نشرته",
            "نشرها",
            "نشر",
            "صدر",
            "صادر",
            "أصدرته",
            "أصدره",
            "بثته",
            "تلقت",
        )

    def _speaks(self, at: int) -> bool:
        mention = self.phrases.mention_at(at)
        if mention and mention.entity.type != "MISC":
            return True
        quotation = self.article.opens.get(at)
        if quotation:
            return self.phrases.quotes_name(at)
        return speaker_noun(self.words[at]) is not None or self.phrases.is_name(at)

    def _with_verb(self, i: int, at: int, limit: int) -> _Marker | None:
        """`وفق ما أعلن فلان`, `حسبما ذكرت`, `كما أفاد`: the type is the verb's."""
        while at < limit and (
            is_context(self.words[at].form, "auxiliary") or is_context(self.words[at].form, "time")
        ):
            at += 1
        if at >= limit:
            return None
        finite = [r for r in self.phrases.cues[at] if r.finite]
        finite = [
            r
            for r in finite
            if "that" in r.entry.frames and r.entry.type not in ("directive", "commissive")
        ]
        if not finite or self.words[at].conjunction:
            return None
        reading = finite[0]
        bare_comparison = self.words[i].base in ("كما", "مثلما")
        if bare_comparison and self.verbs.openings.find(at, reading, limit) is not None:
            return None
        start = at + 1
        while start < limit and (
            is_context(self.words[start].form, "time") or self._circumstance(start)
        ):
            start += 2 if self._circumstance(start) else 1
        if start >= limit or (
            self.phrases.is_function_word(start) and not self.article.opens.get(start)
        ):
            if bare_comparison or reading.entry.frames & {"weak"}:
                return None
            return _Marker((i, at + 1), None, reading, at + 1)
        end = self.phrases.phrase_end(start, limit)
        return _Marker((i, at + 1), (start, end), reading, end)

    def _circumstance(self, i: int) -> bool:
        return (
            self.words[i].form == "في"
            and i + 1 < len(self.words)
            and (is_context(self.words[i + 1].base, "occasion") or self.words[i + 1].stem == "حين")
        )

    def marked(self, i: int, first: int, limit: int) -> Draft | None:
        """Read a verbless marker at ``i`` as a claim over the clause that it opens or closes."""
        marker = self.marker(i, limit)
        if marker is None or (marker.source is None and marker.cue[1] - marker.cue[0] < 2):
            return None
        if marker.source is None and not marker.reading.finite:
            return None
        source = self.clauses.trim(*marker.source) if marker.source else None
        content, rule = self._marked_content(i, marker, first, limit)
        if content is None or content[0] >= content[1]:
            return None
        return Draft(marker.cue, marker.reading, content, source, None, rule)

    def _marked_content(
        self, i: int, marker: _Marker, first: int, limit: int
    ) -> tuple[Range | None, str]:
        before = self.clauses.trim(first, i)
        opens = before[1] <= before[0] or (
            before[1] - before[0] < 3 and self._circumstantial(first)
        )
        if opens or self._opens_clause_inside(i):
            start = marker.behind
            while start < limit and (
                self.clauses.char(start) in COMMAS
                or (
                    plain_complementizer(self.words[start].base)
                    and self.words[start].form[0] in "فأإ"
                )
            ):
                start += 1
            end = self.clauses.content_end(start, limit, i) if start < limit else start
            return (start, end), "marker-before"
        if self.clauses._goes_on(marker.behind, limit):
            return self.clauses.trim(
                first, self.clauses.content_end(marker.behind, limit, i)
            ), "marker-middle"
        start = self.clauses.start_of_clause(before[1], first)
        return self.clauses.trim(start, before[1]), "marker-after"

    def _opens_clause_inside(self, i: int) -> bool:
        """`…، وبحسب المرصد أدت …`: a marker with و opens the clause behind it."""
        form = self.words[i].form
        joined = form not in _markers() and form[0] in "وف"
        return joined and i > 0 and self.article.kinds[i - 1] == "punct"

    def _circumstantial(self, first: int) -> bool:
        return is_context(self.words[first].base, "adjunct")

    # -- أردوغان: "…" --------------------------------------------------------------------

    def caption(self, first: int, limit: int) -> Draft | None:
        """Read a headline or caption `name: statement`."""
        for i in range(first + 1, min(first + 12, limit - 1)):
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
        if any(self.phrases.finite_cue(k) for k in range(first, colon)):
            return None
        if not self._speaks(first) or self.phrases.phrase_end(first, colon) != colon:
            return None
        content = self.clauses.trim(colon + 1, limit)
        if content[1] - content[0] < 2:
            return None
        entry = CueEntry(":", "neutral", frozenset())
        return Draft((colon, colon + 1), _reading(entry), content, (first, colon), None, "caption")

    # -- من المتوقع أن --------------------------------------------------------------------

    def expectation(self, i: int, limit: int) -> Draft | None:
        """Read `ومن المتوقع أن …`: an expectation of nobody named."""
        if (
            self.words[i].base != "من"
            or i + 2 >= limit
            or self.words[i + 1].form not in ("المتوقع", "المرجح", "المفترض", "المنتظر")
        ):
            return None
        if self.words[i + 1].form == "المنتظر" or self.words[i + 2].form not in ("أن", "ان"):
            return None
        content = self.clauses.trim(i + 3, self.clauses.content_end(i + 3, limit, i))
        entry = CueEntry(self.words[i + 1].form.removeprefix("ال"), "opinion", frozenset())
        if content[0] >= content[1]:
            return None
        return Draft(
            (i, i + 2), _reading(entry), content, None, None, "expectation", subject="passive"
        )


def _reading(entry: CueEntry) -> Reading:
    return Reading(entry, "marker", "", "", "")


@lru_cache(maxsize=1 << 16)
def may_mark(word: Word) -> bool:
    """Whether a word can begin a marker (وفق, على حد قوله) or an expectation (من المتوقع)."""
    rest = word.form[1:] if word.form[0] in "وف" else ""
    return word.form in _markers() or rest in _markers() or word.base in ("على", "من")
