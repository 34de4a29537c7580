"""Latter: whom `الأخير` and `الأخيرة` take up, inside one article."""

from __future__ import annotations

from collections.abc import Callable

from sdlib.article import Range
from sdlib.concord import agreement
from sdlib.phrases import Phrases

#: The words alone, and the gender of who is meant.
_LATTER = {"الأخير": "m", "الأخيرة": "f"}
_WHO = frozenset(["person", "organisation"])


class Latter:
    """Finds the one who was named last before `ورد الأخير بأن`."""

    def __init__(self, phrases: Phrases, name_of: Callable[[int, int], tuple]) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self._name_of = name_of

    def of(self, first: int, behind: int) -> tuple[str, str | None] | None:
        """The name and entity of the last one of that gender, in this sentence or the one before.

        None where the word is not alone, or nobody stands there.
        """
        gender = _LATTER.get(self.article.words[first].form) if behind - first == 1 else None
        if gender is None:
            return None
        sentence = self.article.sentence_of[first]
        for k in range(sentence, max(sentence - 2, -1), -1):
            start, end = self.article.ranges[k]
            fits = [p for p in self._phrases(start, min(end, first)) if self._fits(p, gender)]
            if fits:
                name, entity_id, _ = self._name_of(*fits[-1])
                return name, entity_id
        return None

    def _phrases(self, start: int, limit: int) -> list[Range]:
        """The phrases of those who could speak, in reading order."""
        found: list[Range] = []
        k = start
        while k < limit:
            end = self._end(k, limit) if self._begins(k) else k + 1
            if self._begins(k):
                found += [(k, end), *self._inside(k, end)]
            k = end
        return found

    def _inside(self, k: int, end: int) -> list[Range]:
        """`جماعة | سامر الأحمد`: who is named with a body."""
        noun = self.phrases.speakers[k]
        names = (i for i in range(k + 1, end) if self.phrases.is_name(i))
        first = next(names, None) if noun is not None and noun[0] != "person" else None
        return [] if first is None else [(first, end)]

    def _end(self, k: int, limit: int) -> int:
        """`الوزير خالد منصور | السفير سامر`: a title behind a name begins another phrase."""
        end = self.phrases.phrase_end(k, limit)
        for i in range(k + 1, end):
            named = any(self.phrases.is_name(j) for j in range(k, i))
            if named and self.phrases.speakers[i] is not None and not self.phrases.is_name(i):
                return i
        return end

    def _begins(self, k: int) -> bool:
        noun = self.phrases.speakers[k]
        mention = self.phrases.mention_at(k)
        known = noun is not None and noun[0] in _WHO and noun[1] != "p"
        known = known and self.article.words[k].preposition != "ك"  # `وصل كلاعب جديد`
        return self.article.kinds[k] == "word" and (
            known or mention is not None or self.phrases.is_name(k)
        )

    def _fits(self, phrase: Range, gender: str) -> bool:
        return agreement(self.phrases, *phrase) in ((gender, "s"), ("", "s"))
