"""Namers: whose label it is, by the verb of naming and what is told around it."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from sdlib.concord import agreement
from sdlib.label_drafts import LabelDraft
from sdlib.names import Names
from sdlib.phrases import Phrases
from sdlib.roles import speaker_noun
from sdlib.subjects import Subjects

Claim = dict[str, Any]


class Namers:
    """Resolves the namers of one article's labels."""

    def __init__(self, phrases: Phrases, claims: list[Claim]) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self.claims = claims
        self.names = Names(phrases)
        self.subjects = Subjects(phrases)

    def namer(self, draft: LabelDraft) -> object:
        """Give who names: explicit, else who speaks around, acts before or spoke before.

        Only those count who agree with the verb in gender and number: `ما وصفته` is no man's.
        """
        if draft.speaker:
            return self.names.named(*draft.speaker).name or None
        if not draft.known:
            return None
        at = self.article.starts[draft.marker[0]]
        around = [c for c in self.claims if c["content_start"] <= at < c["content_end"]]
        for claim in sorted(around, key=lambda c: c["content_end"] - c["content_start"]):
            if self._agrees(claim, draft):
                return claim["speaker"]
        return self._in_sentence(draft, at) or (around[0]["speaker"] if around else None)

    def _in_sentence(self, draft: LabelDraft, at: int) -> object:
        """Who acts or speaks last before the marker in its sentence."""
        first = self.article.ranges[self.article.sentence_of[draft.marker[0]]][0]
        start = self.article.starts[first]
        found: list[tuple[int, object]] = [
            (c["cue_start"], c["speaker"])
            for c in self.claims
            if start <= c["cue_start"] < at and self._agrees(c, draft)
        ]
        for verb, source in self.subjects.before(first, draft.marker[0]):
            if self._fits(self.subjects.gender_at(verb), source, draft):
                found.append((self.article.starts[verb], self._name(*source)))
        if found:
            return max(found, key=lambda entry: entry[0])[1]
        return self._of_verb_before(draft, first)

    def _of_verb_before(self, draft: LabelDraft, first: int) -> str | None:
        """The subject right behind the nearest verb: `حيث يواصل السكان مسيرة أطلقوا عليها اسم`."""
        words = self.article.words
        for k in range(draft.marker[0] - 2, first - 1, -1):
            if not (self.phrases.finite_cue(k) or self.phrases.verb_at(k)):
                continue
            many = draft.number == "p" and words[k + 1].form.endswith("ون")
            mention = self.phrases.mention_at(k + 1)
            speaks = mention is not None and mention.entity.type in ("PER", "ORG")
            if not (many or speaks or speaker_noun(words[k + 1])):
                continue
            source = k + 1, self.phrases.phrase_end(k + 1, draft.marker[0])
            if many or self._fits(self.subjects.gender_at(k), source, draft):
                return self._name(*source)
        return None

    def _name(self, first: int, behind: int) -> str | None:
        """Name a subject without the place behind it: `خرج السكان في مسيرة`."""
        inner = range(first + 1, behind)
        end = next((k for k in inner if self.phrases.is_function_word(k)), behind)
        return self.names.named(first, end).name or None

    def _agrees(self, claim: Claim, draft: LabelDraft) -> bool:
        """Whether the gender of a claim's cue, as its speaker's, is that of the verb of naming."""
        if claim["speaker"] is None or claim["speaker"] != claim["speaker"]:
            return False
        k = bisect_left(self.article.starts, claim["cue_start"])
        readings = [r for r in self.phrases.cues[k] if r.finite or r.shape == "participle"]
        genders = {r.gender for r in readings}
        plural = draft.number == "p" and draft.gender == "m"
        if not genders or "" in genders or not draft.gender or plural:
            return True
        return draft.gender in genders

    def _fits(self, gender: str, source: tuple[int, int], draft: LabelDraft) -> bool:
        """Whether the subject of a verb before can be the namer."""
        own, number = agreement(self.phrases, *source)
        if draft.number == "p":
            return number in ("p", "d", "")
        if number in ("p", "d") and draft.gender == "m":
            return False
        return not draft.gender or (own or gender) == draft.gender
