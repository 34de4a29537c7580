"""Name ranges: which words of a source are the name of the person who speaks."""

from __future__ import annotations

from sdlib.article import Range
from sdlib.bearers import title_bearer
from sdlib.complements import person_in_marks
from sdlib.context import is_context
from sdlib.hashtag_names import named_by_tag
from sdlib.kin import own_name_of_kin, tells_of_another
from sdlib.phrases import Phrases
from sdlib.roles import speaker_noun
from sdlib.runs import NameRuns, own_name
from sdlib.titles import Titles, nation_of
from sdlib.wordkinds import foreign, noun_only


class NameRanges:
    """Finds a person's name in the sources of one article, behind a title or before it."""

    def __init__(self, phrases: Phrases, runs: NameRuns, titles: Titles) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self.runs = runs
        self.titles = titles
        #: what `of` answered: a source is named several times
        self._ranges: dict[Range, Range | None] = {}

    def of(self, first: int, behind: int) -> Range | None:
        """The words of a source that are a person's name, behind a title or before it."""
        if (first, behind) not in self._ranges:
            self._ranges[first, behind] = self._read_name(first, behind)
        return self._ranges[first, behind]

    def _read_name(self, first: int, behind: int) -> Range | None:
        tag = named_by_tag(self.phrases, first, behind)
        if tag is not None:
            return tag, tag + 1
        if tells_of_another(self.phrases, first):
            return own_name_of_kin(self.phrases, first, behind)
        if set_off := self._set_off(first, behind):
            return set_off
        last = behind - 1
        head = speaker_noun(self.article.words[first])
        marks = self.article.closes.get(last)
        if marks and marks.first > first and person_in_marks(self.phrases, first, marks.first):
            return marks.first + 1, last
        person = head is not None and head[0] == "person" and self.article.words[first].definite
        titled = last == first + 1 and person
        if (last == first or titled) and self.runs.family_name(last):
            return last, behind
        if last == first and self.runs.first_name(first):
            return first, behind
        placed = title_bearer(self.phrases, first, first + 1, behind)
        if placed:
            return placed
        runs = []
        i = first
        while i < behind:
            j = i
            while j < behind and self._in_name(first, i, j):
                j += 1
            if j > i:
                runs.append((i, j))
            i = max(j, i + 1)
        person = [r for r in runs if any(own_name(self.phrases, k) for k in range(*r))]
        if any(self._of_whom_it_tells(first, start) for start, _ in person):
            return None
        if len(person) == 1 and self._in_office_of(first, person[0][0]):
            return None
        person = [r for r in person if not self._complement(first, r[0])]
        if person:
            # Behind the speaker's own name others are named: `سامر الأحمد، نجل …`.
            own = not self.article.words[first].definite
            start, end = max(person, key=lambda r: (own and r[0] == first, r[1] - r[0]))
            titles = [k for k in range(start, end - 1) if self._is_title(k)]
            start = titles[-1] + 1 if titles else start
            while end - start > 1 and not self.runs.bare_name(start):
                start += 1
            return (start, end) if self.runs.bare_name(start) else None
        bearer = self.titles.bearer(first, behind)
        if bearer:
            return bearer
        titled = [r for r in runs if r[1] == behind and r[0] > first and r[1] - r[0] >= 2]
        if head and head[0] == "person" and titled and self._closes_title(titled[0][0]):
            return titled[0]
        return self._unlisted(first, behind, head)

    def _set_off(self, first: int, behind: int) -> Range | None:
        """`أيدو أنتيبي، الرئيس التنفيذي`, `سماح حديد مديرة الحملات`: the words that no noun of
        those who speak heads, before what tells who they are, behind a title or without."""
        words, start = self.article.words, first
        titled = speaker_noun(words[first]) or nation_of(words[first].form)
        if titled and words[first].definite:
            start += 1  # `الفريق ضاحي خلفان، نائب رئيس الشرطة`
        if behind - start < 3 or words[start].definite or not self._may_head(start):
            return None
        if words[start].form == "باسم":
            return None  # `المتحدث باسم تلك القوات`
        end = start + 1
        while end < behind and self._goes_on(end):
            end += 1
        apart = end < behind and self.article.slice(end, end + 1) == "،"
        at = end + apart
        if not 2 <= end - start <= 4 or at >= behind:
            return None
        told = speaker_noun(words[at])
        one = words[at].base in ("أحد", "إحدى") or (told is not None and told[1] != "p")
        # `العقيد تركي المالكي المتحدث باسم التحالف`
        parted = apart or start > first or not words[at].definite
        return (start, end) if one and parted else None

    def _may_head(self, k: int) -> bool:
        """Whether a name may begin at a token: nobody who speaks by a noun, unless it is a name."""
        word = self.article.words[k]
        given = is_context(word.form, "given_name")
        counted = is_context(word.base, "determiner") or is_context(word.base, "whole_group")
        mention = self.phrases.mention_over(k)
        person = mention is None or mention.entity.type == "PER"
        return given or (person and not (speaker_noun(word) or counted))

    def _goes_on(self, k: int) -> bool:
        """Whether a word may be part of a name: no title, particle, sign or joined word."""
        word = self.article.words[k]
        if self.article.kinds[k] != "word" or self.phrases.is_function_word(k):
            return False
        return not (word.conjunction or word.preposition or speaker_noun(word))

    def _is_title(self, k: int) -> bool:
        """Whether a word of a name is a title; `أم محمد` is a name with a son's."""
        word = self.article.words[k]
        behind = self.article.words[k + 1]
        mother = word.form == "أم" and is_context(behind.form, "given_name")
        return speaker_noun(word) is not None and not mother

    def _unlisted(self, first: int, behind: int, head: tuple[str, str] | None) -> Range | None:
        """A name that no list knows: `الطبيب أشرف …`, `سماح حديد مديرة الحملات`."""
        words = self.article.words
        if head and head[0] == "person" and words[first].definite and behind - first > 2:
            bare = not words[first + 1].definite and not self.phrases.is_function_word(first + 1)
            other = words[first + 1].preposition or words[first + 1].form.endswith(("ي", "ية"))
            other = other or words[first + 1].form == "باسم" or speaker_noun(words[first + 1])
            return (first + 1, behind) if bare and not other else None
        end = first
        while end < behind and not words[end].definite and self.phrases.may_be_name(end):
            end += 1
        named = end
        if (
            end < behind
            and self.article.kinds[end] == "punct"
            and all(foreign(words[k]) or self.phrases.is_name(k) for k in range(first, end))
        ):
            end += 1
        follower = speaker_noun(words[end]) if end < behind else None
        known = named - first > 1 or (named > first and foreign(words[first]))
        return (first, named) if known and follower and follower[0] == "person" else None

    def _annexed(self, first: int, start: int) -> bool:
        """`حملة | ترامب الانتخابية`, `محامو | ترامب`, `أحد مساعدي | ترامب`: a name that a noun
        of things, or of several, governs."""
        word, before = self.article.words[first], self.article.words[start - 1]
        if word.base in ("أحد", "إحدى"):
            return start == first + 2 and before.form.endswith("ي") and not before.definite
        bare = not (word.definite or word.pronoun or self.phrases.is_name(first))
        thing = word.form.endswith("ة") and not is_context(word.form[:-1], "kin")
        return (
            start == first + 1 and bare and (thing or word.form.endswith("و")) and noun_only(word)
        )

    def _complement(self, first: int, start: int) -> bool:
        """Whether a name belongs to the title and not to its bearer.

        `مكتب أردوغان`, `محامي ترامب` and `المتحدث باسم الرئيس التركي` name somebody else
        than who speaks.
        """
        head = speaker_noun(self.article.words[first])
        if start == first:
            return False
        if not head:
            return self._annexed(first, start)
        if head[0] != "person":
            return True
        mention = self.phrases.mention_over(start)
        if mention and not own_name(self.phrases, mention.first):
            # `ممثل الأمين العام سامر الأحمد`
            start = max(mention.first, first)
        if start == first + 1 and not self.article.words[first].definite:
            return True
        if self._in_office_of(first, start):
            return True
        before = self.phrases.mention_over(start - 1)
        same = mention and before and mention.entity.entity_id == before.entity.entity_id
        if same and before is not mention and before.first > first:
            # `نائب الرئيس التركي رجب طيب أردوغان`: name and title of one person, not the deputy
            return True
        titled = mention is not None and speaker_noun(self.article.words[mention.first]) is not None
        behind_comma = self.article.kinds[start - 1] == "punct"
        return titled and start == mention.first and not behind_comma and mention.first > first

    def _of_whom_it_tells(self, first: int, start: int) -> bool:
        """`متحدث باسم الرئيس السوري | بشار الأسد`: whether a name behind باسم or ل is of whoever
        bears the title there: of one entity with it, or behind a noun without article."""
        if not self._led_to(first + 1, start):
            return False
        mention = self.phrases.mention_over(start)
        titled = mention is not None and mention.first < start
        return titled or not self.article.words[first].definite

    def _led_to(self, i: int, start: int) -> bool:
        """`متحدث | باسم الرئيس …`, `مستشار | للرئيس …`: a person's title stands behind what leads
        to it, and the name behind that is his."""
        words = self.article.words
        at = i + (words[i].form in ("باسم", "عن")) if i < start else i
        noun = speaker_noun(words[at]) if at < start else None
        led = at > i or words[i].preposition == "ل"
        person = noun is not None and noun[0] == "person" and words[at].definite
        return (
            person and led and not any(self.phrases.is_function_word(k) for k in range(at, start))
        )

    def _in_office_of(self, first: int, start: int) -> bool:
        """`مسؤول في إدارة الرئيس | ترامب`: a name whose title a noun of things governs."""
        words, at = self.article.words, start
        if speaker_noun(words[at]) is None:
            at -= 1
        if at < first + 2:
            return False
        noun, governor = speaker_noun(words[at]), words[at - 1]
        titled = noun is not None and noun[0] == "person" and words[at].definite
        body = self.phrases.speakers[at - 1]
        body = body is None or body[0] == "organisation"  # `في إدارة الرئيس ترامب`
        thing = not governor.definite and body
        led = any(self.phrases.is_function_word(k) for k in range(first + 1, at - 1))
        known = noun_only(governor) or self.phrases.speakers[at - 1] is not None
        return bool(titled and thing and led and known)

    def _closes_title(self, i: int) -> bool:
        """`الوزير الإيراني سامر`: whether a title has ended before a token."""
        word = self.article.words[i - 1]
        return (
            word.definite
            or bool(word.pronoun)
            or self.phrases.mention_over(i - 1) is not None
            or self.article.kinds[i - 1] == "punct"
        )

    def _in_name(self, first: int, i: int, j: int) -> bool:
        """Whether the token ``j`` goes on with the name that begins at ``i``."""
        mention = self.phrases.mention_over(j)
        if mention:
            return mention.entity.type == "PER" and own_name(self.phrases, j)
        word = self.article.words[j]
        if j > i and word.preposition == "ب" and noun_only(word):
            return False  # `سجنت ليلى عباس بتهمة السرقة`
        if own_name(self.phrases, j) or (j > i and self.runs.behind_given_name(j)):
            return True
        if word.definite:
            return False
        return self.phrases.may_be_name(j) and (j > first or not speaker_noun(word))
