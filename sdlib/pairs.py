"""Pairs: whom `الوزيران`, `الجانبان` and `الدول الثلاث` take up, inside one article."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from sdlib.article import Range
from sdlib.nominals import nominal_forms
from sdlib.phrases import Phrases
from sdlib.roles import speaker_noun
from sdlib.runs import NameRuns, own_name
from sdlib.words import Word, read_word

#: Duals whose singular is no noun of those who speak, and what they may stand for.
_KINDS = {
    "رجل": "person",
    "امرأت": "person",
    "شخص": "person",
    "جانب": "any",
    "طرف": "any",
    "بلد": "place",
    "دولت": "place",
    "حكومت": "place",
    "اثن": "any",
}
#: Plurals that a number word makes definite: `هذه الدول الثلاث`.
_COUNTED = {"دول": "place", "بلدان": "place", "أطراف": "any", "رجال": "person"}
_NUMBERS = {"ثلاث": 3, "ثلاثة": 3, "أربع": 4, "أربعة": 4, "خمس": 5, "خمسة": 5, "ست": 6, "ستة": 6}
#: So many tokens back those may stand whom a pair takes up.
_REACH = 120


def dual_kind(word: Word) -> str | None:
    """What a definite dual stands for: ``person``, ``place``, ``any``; None for other words."""
    stem = word.stem
    if not word.definite or word.pronoun or not stem.endswith(("ان", "ين")):
        return None
    one = stem.removeprefix("ال")[:-2]
    if one in _KINDS:
        return _KINDS[one]
    if stem.endswith("ين") and not stem.endswith("تين"):
        # المسؤولين is a plural.
        return None
    found = speaker_noun(read_word(one[:-1] + "ة" if one.endswith("ت") else one))
    plain = not nominal_forms(stem.removeprefix("ال")) or _is_dual(stem.removeprefix("ال"))
    return "person" if found and found[0] == "person" and found[1] != "p" and plain else None


def _is_dual(form: str) -> bool:
    return any(f.lemma in (form[:-2], form[:-3] + "ة") for f in nominal_forms(form))


class Pairs:
    """Finds the two or more who were coordinated last before a word that takes them up."""

    def __init__(
        self, phrases: Phrases, runs: NameRuns, name_of: Callable[[int, int], tuple]
    ) -> None:
        self._runs = runs
        self.phrases = phrases
        self.article = phrases.article
        self.words = phrases.article.words
        self._name_of = name_of

    def of(self, first: int, behind: int) -> str | None:
        """The names of those whom a definite dual or counted plural takes up."""
        kind = dual_kind(self.words[first]) if behind - first == 1 else None
        count = 2
        if behind - first == 2 and self.words[first + 1].definite:
            kind = _COUNTED.get(self.words[first].stem.removeprefix("ال"))
            count = _NUMBERS.get(self.words[first + 1].stem.removeprefix("ال"), 0)
        if kind is None or not count or not self.words[first].definite:
            return None
        named = self.before(first, kind, count)
        return named or (self.met(first) if kind == "person" and count == 2 else None)

    def met(self, at: int) -> str | None:
        """The two persons of the last sentence that names two: `التقى الوزير سامر الأحمد نظيره
        رامي حداد. وأكدا أن`."""
        persons: dict[int, list[str]] = {}
        runs = sorted((k, len(run)) for run, starts in self._runs.all() for k in starts)
        for k, size in runs:
            near = at - _REACH <= k < at and self._fits(k, "person")
            name = self._name_of(k, k + size)[0] if near else ""
            found = persons.setdefault(self.article.sentence_of[k], [])
            if name and name not in found:
                found.append(name)
        last = next((names for _, names in sorted(persons.items(), reverse=True) if names[1:]), [])
        return "؛ ".join(last) if len(last) == 2 else None

    def before(self, at: int, kind: str, count: int) -> str | None:
        """The names coordinated last before a token: `ليلى عباس وسامر الأحمد`."""
        for k in range(at - 1, max(at - _REACH, 0), -1):
            if not self.phrases.joined(k) or not self._fits(k, kind):
                continue
            parts = self._list(k, kind)
            if len(parts) == count:
                return "؛ ".join(self._name_of(*part)[0] for part in parts)
            if parts:
                return None
        return None

    def _list(self, last: int, kind: str) -> list[Range]:
        """The coordinated names of which the last begins at a token."""
        starts = [last]
        while len(starts) < 8:
            start = self._ends_at(starts[0], kind)
            if start is None:
                return []
            starts.insert(0, start)
            if not self.phrases.joined(start):
                break
        limit = self.article.ranges[self.article.sentence_of[last]][1]
        end = self._name_end(last, limit)
        edges = [*starts, end]
        return [(a, b - (self.article.kinds[b - 1] == "punct")) for a, b in pairwise(edges)]

    def _fits(self, i: int, kind: str) -> bool:
        """Whether a token is part of a name of the kind that the dual asks for."""
        mention = self.phrases.mention_over(i)
        if mention:
            types = {"person": ("PER",), "place": ("LOC",)}.get(kind, ("PER", "LOC", "ORG"))
            return mention.entity.type in types
        return kind in ("person", "any") and own_name(self.phrases, i)

    def _ends_at(self, behind: int, kind: str) -> int | None:
        """Where the name begins that ends right before a token."""
        k = behind - 1
        if k >= 0 and self.article.kinds[k] == "punct" and self._comma(k):
            k -= 1
        if k < 0 or not self._fits(k, kind):
            return None
        mention = self.phrases.mention_over(k)
        if mention:
            return mention.first
        while k > 0 and own_name(self.phrases, k - 1) and not self.phrases.joined(k):
            k -= 1
        return k

    def _name_end(self, first: int, limit: int) -> int:
        """The token behind the name that begins at a token."""
        mention = self.phrases.mention_at(first)
        if mention:
            return mention.behind
        k = first + 1
        while k < limit and not self.phrases.joined(k) and self._in_name(k):
            k += 1
        return k

    def _in_name(self, k: int) -> bool:
        """Whether a name goes on at a token."""
        return own_name(self.phrases, k) or self._runs.behind_given_name(k)

    def _comma(self, i: int) -> bool:
        """Whether a comma stands at a token."""
        return self.article.text[self.article.starts[i]] in "،,"
