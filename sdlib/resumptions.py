"""Resumptions: titles that take up who spoke last: `الدبلوماسي المصري`, `المصدر نفسه`.

`قال سامر الأحمد إن … وأضاف الأمين العام للحزب أن`: a verb that goes on needs nobody new, so any
definite title of one person is his; behind other verbs only a short one that fits him.
"""

from __future__ import annotations

from sdlib.article import Range
from sdlib.drafts import Draft
from sdlib.inner_subjects import GOES_ON
from sdlib.issuers import SAME
from sdlib.names import Names, Speaker
from sdlib.roles import speaker_noun
from sdlib.wordkinds import foreign
from sdlib.words import read_word

#: So many tokens back a title takes up the one who spoke; a verb that goes on reaches further.
_NEAR, _FAR = 90, 180
#: A title that takes up somebody has fewer words behind other verbs.
_LONG = 4
#: These take up somebody who has no name in the article.
_ANYBODY = frozenset(["الرجل", "المرأة", "السيدة", "الشاب", "الشابة"])
_SOURCES = frozenset(["مصدر", "مصادر"])

#: A token where somebody spoke, and who.
Said = tuple[int, Speaker]


class Resumptions:
    """Finds whom the titles of one article take up."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.article = names.article
        self.words = names.article.words
        #: those whose names an explicit source has given
        self._persons: set[str | None] = set()

    def note(self, source: Range, found: Speaker) -> None:
        """Note a person whom a source names, known or as a bare strange word (`مالستروم`)."""
        first, behind = source
        bare = found.rule == "source: phrase" and behind - first == 1 and self._strange(first)
        if bare or found.rule in ("source: name", "source: title"):
            self._persons.add(found.name)

    def _strange(self, i: int) -> bool:
        """Whether a bare word can only be a name that no lexicon has."""
        known = self.names.phrases.mention_over(i) or speaker_noun(self.words[i])
        return not known and not self.words[i].definite and foreign(self.words[i])

    def of(self, draft: Draft, found: Speaker, said: list[Said]) -> Speaker | None:
        """Who spoke last, where the source of a claim takes him up, else None."""
        first, behind = draft.source or (0, 0)
        noun = speaker_noun(self.words[first])
        position, last = said[-1]
        if self.words[first].form == "هؤلاء":
            return next((s for _, s in reversed(said) if s.number in ("p", "d")), None)
        if behind - first > 1 and self.words[behind - 1].form in SAME:
            return self._same(draft, found, said)
        if noun is not None and noun[0] == "organisation":
            return last if self._is_body(draft, found, said[-1]) else None
        on = draft.reading.entry.lemma in GOES_ON
        if behind - first == 1 and self.words[first].base.removeprefix("ال") in _SOURCES:
            near = 0 < first - position < _NEAR and self.words[first].definite
            told = on or (last.name or "").split()[0] in _SOURCES
            return last if near and told else None  # `أفادت مصادر بأن … وأضاف المصدر`
        if noun not in (("person", "m"), ("person", "f")):
            return None
        if last.name not in self._persons:
            return last if self._somebody(draft, said[-1]) else None
        if not 0 < first - position < (_FAR if on else _NEAR) or not self._fits(last, noun[1]):
            return None
        titles = self.names.titles
        if behind - first < _LONG and titles.of_the_last(first, behind, position):
            return last
        return last if on and self._goes_on(first, behind, position) else None

    def _somebody(self, draft: Draft, said: Said) -> bool:
        """`قال أحد أفراد الأسرة إن … وأضاف الرجل أن`: who spoke last, of whom no name is told."""
        first, behind = draft.source or (0, 0)
        word, (position, last) = self.words[first], said
        head = read_word((last.name or "").split()[0])
        noun = speaker_noun(head)
        one = head.stem in ("أحد", "إحدى") or (noun is not None and noun[0] == "person")
        alone = behind - first == 1 and word.form in _ANYBODY and not head.definite
        gender = "f" if word.form.endswith("ة") else "m"
        fits = gender == "f" if head.stem == "إحدى" else self._fits(last, gender)
        return alone and one and fits and 0 < first - position < _NEAR

    def _is_body(self, draft: Draft, found: Speaker, said: Said) -> bool:
        """`أكدت «نورتك» أن … وأضافت الشركة`: a body by its bare name, then by what it is."""
        first, behind = draft.source or (0, 0)
        position, last = said
        name = (last.name or "").split()
        plain = behind - first == 1 and self.words[first].definite
        near = 0 < first - position < _NEAR
        if not (plain and near and name) or (found.name or "").count(" "):
            return False
        body = (last.entity_id or "").startswith("org-")
        firm = self.words[first].base == "الشركة" and last.entity_id is None and len(name) == 1
        firm = firm and foreign(read_word(name[0]))
        fits = last.number in ("", "s") and last.gender in ("", found.gender)
        return fits and (body or firm) and speaker_noun(read_word(name[0])) is None

    def _same(self, draft: Draft, found: Speaker, said: list[Said]) -> Speaker | None:
        """`المصدر نفسه`: who spoke last, whoever; `الفاعل الحقوقي ذاته`: the person who did.

        Behind `وفق` and in the plural only a body, a document or sources can be meant.
        """
        first, last = draft.source[0] if draft.source else 0, said[-1][1]
        noun = speaker_noun(self.words[first])
        if not self.words[first].definite:
            return None  # `سامر نفسه`
        if self.words[first].base.removeprefix("ال") in _SOURCES:
            if found.rule != "source: phrase":
                return None
            marked = draft.rule.startswith("marker") or self.words[first].base.endswith("ادر")
            return last if not marked or self._is_cited(last) else None
        if noun is not None and noun[0] != "person":
            return None
        named = last.name in self._persons and self._fits(last, found.gender or "m")
        return last if named else None

    def _is_cited(self, last: Speaker) -> bool:
        """Whether who spoke last is an agency, a document or `مصدر`, which others cite."""
        word = read_word((last.name or "").split()[0])
        noun = speaker_noun(word)
        return word.stem in _SOURCES or (
            noun is not None and noun[0] in ("organisation", "document")
        )

    def _fits(self, last: Speaker, gender: str) -> bool:
        """Whether who spoke last can be one person of a gender."""
        return last.number in ("", "s") and last.gender in ("", gender)

    def _goes_on(self, first: int, behind: int, position: int) -> bool:
        """`وأضاف الأمين العام للحزب`: a definite title of one, of no other country, no new one."""
        if not self._definite(first, behind) or self.names.titles.turns(first):
            return False
        return not self.names.titles.of_other_nation(first, behind, position)

    def _definite(self, first: int, behind: int) -> bool:
        """`رئيس اتحاد الغرف`: definite itself or by annexation; `مسؤول في الوزارة` is not."""
        for k in range(first, behind):
            word = self.words[k]
            if word.definite or word.pronoun or self.names.phrases.mention_at(k):
                return not (k > first and word.preposition)
            if word.preposition or self.names.phrases.is_function_word(k):
                return False
        return False
