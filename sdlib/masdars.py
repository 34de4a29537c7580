"""Verbal nouns as cues: `إعلانها السيطرة`, `تأكيد السوداني أن`, `قوله إن`."""

from __future__ import annotations

from sdlib.contents import Contents
from sdlib.context import is_context
from sdlib.cues import Reading
from sdlib.drafts import Draft, Opening
from sdlib.openings import Openings
from sdlib.phrases import (
    Phrases,
    complementizer,
    definite_event,
    event_noun,
    plain_complementizer,
)
from sdlib.sources import Sources

_NOT_YET = frozenset(["سوف", "لن", "قد"])
#: Nouns of what is said that need nobody who says it: `وسط اتهامات بأن …`.
_SAID = frozenset(
    [
        "اتهامات",
        "اتهام",
        "مزاعم",
        "ادعاءات",
        "تهديدات",
        "توقعات",
        "تحذيرات",
        "تعهدات",
    ]
)


class VerbalNouns:
    """Reads verbal nouns as claims, in one article."""

    def __init__(
        self, phrases: Phrases, sources: Sources, openings: Openings, contents: Contents
    ) -> None:
        self.phrases = phrases
        self.sources = sources
        self.openings = openings
        self.contents = contents
        self.article = phrases.article
        self.words = phrases.article.words

    def read(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """`إعلانها السيطرة`, `تأكيد السوداني أن`, `قوله إن`."""
        word = self.words[i]
        entry = reading.entry
        if word.definite and i > first and self.words[i - 1].base in ("تم", "جرى", "يتم", "تمت"):
            return self._done(i, reading, limit)
        if word.definite and i + 1 < limit:
            return self._governed(i, reading, first, limit)
        if i + 1 >= limit or "weak" in entry.frames:
            return None
        if word.stem in _SAID and not reading.pronoun:
            said = self._said_by_nobody(i, reading, limit)
            if said:
                return said
        if reading.pronoun:
            return self._masdar_with_pronoun(i, reading, limit)
        if self.phrases.is_function_word(i + 1):
            return None
        if not (self.sources.speaks(i + 1) or self.words[i + 1].definite):
            return None
        end = self.phrases.phrase_end(i + 1, limit)
        end = self.sources.apposition(end, limit) if end < limit else end
        at = self.contents.skip_commas(end, limit)
        if at >= limit:
            return None
        opened = self.openings.clause_at(i, at, entry, limit)
        if opened is None and entry.takes_object and event_noun(self.words[at]):
            opened = Opening("obj", at, at)
        if opened is None or opened.kind == "colon":
            return None
        if opened.kind != "that" and not self.sources.speaks(i + 1):
            return None
        content = self.contents.of(opened, limit, i)
        if content[0] >= content[1]:
            return None
        return Draft((i, i + 1), reading, content, (i + 1, end), None, f"masdar+{opened.kind}")

    def _governed(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """`سعى إلى التأكيد على …`, `اكتفى بالقول إن …`: a verbal noun of what the subject does."""
        word = self.words[i]
        led = word.preposition == "ب" or (i > first and self.words[i - 1].base == "إلى")
        if not led or "weak" in reading.entry.frames or is_context(word.form, "adjunct"):
            return None
        spoken = i > first and any(r.finite for r in self.phrases.cues[i - 1])
        opened = None if spoken else self._direct_opening(i, reading, limit)
        if opened is None:
            return None
        content = self.contents.of(opened, limit, i)
        if content[0] >= content[1]:
            return None
        return Draft((i, i + 1), reading, content, None, None, f"masdar+{opened.kind}")

    def _direct_opening(self, i: int, reading: Reading, limit: int) -> Opening | None:
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
            return Opening("prep", i + 1, at) if quoted or event else None
        leads = self.words[at].preposition
        if leads and leads in entry.prepositions | {f[4:] for f in entry.frames if f[:4] == "acc:"}:
            stem = self.words[at].stem
            bare = self.words[at]._replace(
                preposition="", definite=False, stem=stem.removeprefix("ال")
            )
            return Opening("prep", at, at) if event_noun(bare) else None
        return None

    def _said_by_nobody(self, i: int, reading: Reading, limit: int) -> Draft | None:
        """`واجه اتهامات بأنه …`, `وسط مخاوف ومزاعم بأن …`: nobody is named who says it."""
        at = i + 1
        while at < min(i + 3, limit) and self.words[at].base.endswith(("ة", "ية")):
            at += 1
        if at + 1 >= limit or not complementizer(self.words[at].form):
            return None
        first = at + 1 if plain_complementizer(self.words[at].form) else at
        content = self.contents.of(Opening("that", at, first), limit, i)
        if content[0] >= content[1]:
            return None
        return Draft((i, i + 1), reading, content, None, None, "masdar+that", False, "passive")

    def _done(self, i: int, reading: Reading, limit: int) -> Draft | None:
        """`تم الإعلان عن …`: a passive, nobody is named; `سيتم`, `أن يتم` has not been said."""
        auxiliary = self.words[i - 1]
        before = self.words[i - 2].form if i > 1 else ""
        if auxiliary.preposition == "س" or complementizer(before) or before in _NOT_YET:
            return None
        if before in ("لم", "ولم") and i + 2 < limit and self.words[i + 2].pronoun:
            # `لم يتم الكشف عن اسمه`: what is not told is no content.
            return None
        opening = self.openings.find(i, reading._replace(shape="perfect"), limit)
        if i + 2 < limit and self.words[i + 1].form in ("عن", "بأن", "أن") and opening is None:
            opening = Opening("prep", i + 1, i + 2)
        if opening is None or opening.kind not in ("that", "prep"):
            return None
        content = self.contents.of(opening, limit, i)
        if content[0] >= content[1]:
            return None
        rule = f"done+{opening.kind}"
        return Draft((i, i + 1), reading, content, None, None, rule, False, "passive")

    def _masdar_with_pronoun(self, i: int, reading: Reading, limit: int) -> Draft | None:
        entry = reading.entry
        opened = self.openings.clause_at(i, i + 1, entry, limit)
        if opened is None and i + 2 < limit and self.words[i + 1].form in ("إلى", "على", "عن"):
            opened = self.openings.clause_at(i, i + 2, entry, limit)
        if opened is None and "weak" not in entry.frames and entry.type != "accusation":
            opened = self._direct_opening(i, reading, limit)
        if opened is None and "obj" in entry.frames:
            follower = self.words[i + 1]
            if follower.definite or event_noun(follower):
                opened = Opening("obj", i + 1, i + 1)
        if opened is None:
            return None
        content = self.contents.of(opened, limit, i)
        if content[0] >= content[1]:
            return None
        return Draft(
            (i, i + 1), reading, content, None, None, f"masdar+{opened.kind}", False, "pronoun"
        )
