"""Addressees: who speaks and who is spoken to, where both may stand behind a verb.

`اتهمت سوريا القوات بـ…` against `واتهم القوات بـ…`: agreement, what stands before the verb and
whether the verb needs an object decide.
"""

from __future__ import annotations

from sdlib.article import Range
from sdlib.clauses import COMMAS
from sdlib.concord import agreement
from sdlib.context import is_context
from sdlib.cues import Reading
from sdlib.drafts import Opening
from sdlib.objects import Objects
from sdlib.roles import complementizer, plain_complementizer
from sdlib.sources import DEMONSTRATIVES, SHOWN
from sdlib.wordkinds import accusative

#: Verbs that have an object always: whom they accuse, urge or describe.
_OBJECTS = frozenset(["اتهم", "ناشد", "حث", "حض", "حمل", "وصف"])
_WOMEN = ("نساء", "فتيات", "سيدات", "طالبات", "أمهات", "بنات")
#: So far before its verb stands what something is said in.
_CLAUSE = 8
#: These take up what is said in: whoever issued it speaks.
IN_IT = frozenset(["فيه", "فيها", "فيهما", "خلاله", "خلالها"])


class Addressees:
    """Parts speakers from those accused or addressed, in one article."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self.sources = objects.sources
        self.phrases = objects.phrases
        self.article = objects.article
        self.words = objects.words

    def part(
        self, i: int, reading: Reading, opening: Opening, limit: int
    ) -> tuple[Opening, Range | None]:
        """Part speaker and addressee: `اتهمت سوريا القوات بـ` against `واتهم القوات بـ`."""
        start = opening.first
        if i and complementizer(self.words[i - 1].base) and self.words[i - 1].pronoun:
            return opening, None  # `إنها طالبت المنظمة بـ…`
        if reading.pronoun and opening.at <= start and start - opening.at < 2:
            return opening, None if reading.shape == "participle" else self.sources.left(i, 0)
        each = self.sources.each_of(start, opening.at)
        if each:  # `طالبت كل من بريطانيا وفرنسا بـ…`
            return Opening("acc", opening.at, each), (start, each)
        if start < opening.at and self.describes(start, opening.at):
            return Opening("acc", opening.at, start), self.sources.left(i, 0)
        quotation = self.article.opens.get(start)
        if quotation and quotation.last < opening.at:
            end = quotation.last + 1
        else:
            end = self.phrases.phrase_end(start, opening.at) if start < opening.at else start
            end = self.sources.before_told(i, start, end)
        end = self.sources.appositions.end(end, opening.at) if end < opening.at else end
        end = self._named_behind_comma(start, end, opening.at)
        if end == opening.at and reading.entry.lemma in _OBJECTS:
            end = self._before_last_comma(start, end)
        told = reading.entry.type != "directive"
        end = self.objects.without_object(start, end, opening.at, told=told)
        if reading.pronoun:
            explicit = (start, end) if end > start and reading.shape != "participle" else None
            return Opening("acc", opening.at, max(end, start)), explicit
        if reading.shape == "participle":
            return Opening("acc", opening.at, start), None
        if self._taken_up(i, opening):  # `المدينة التي تهدد أنقرة | بمهاجمتها`
            return Opening("acc", opening.at, opening.at), (start, end)
        if not self._can_speak(reading, start, end):
            return Opening("acc", opening.at, start), self.sources.left(i, 0)
        if end < opening.at and self.describes(end, opening.at):
            return Opening("acc", opening.at, end), self.sources.bare(start, end)
        rest = self._behind_adjuncts(self.sources.among(end, opening.at) or end, opening.at)
        second = rest < opening.at and (
            not self.phrases.is_function_word(rest)
            or self.article.kinds[rest] == "number"
            or (rest in self.article.opens and opening.at > rest + 1)
        )
        second = second and not self._circumstance(end, rest)
        if second:
            return Opening("acc", opening.at, rest), self.sources.bare(start, end)
        left = self.sources.left(i, 0)
        if self.words[i + 1].form in IN_IT and self._issued(i):
            return Opening("acc", opening.at, start), left  # `بيانا دعت فيه | الأطراف إلى`
        parted = self._behind_several(start, end)
        if parted and left is None and reading.entry.lemma in _OBJECTS:
            return Opening("acc", opening.at, parted), (start, parted)
        if self.words[start].pronoun and agreement(self.phrases, start, end)[1] == "p":
            return Opening("acc", opening.at, start), left  # `دعا أنصاره إلى …`
        transitive = reading.entry.lemma in _OBJECTS
        if left or transitive or self.goes_on_acting(i) or self.words[start].pronoun:
            return Opening("acc", opening.at, start), left
        first = opening.at
        if self.article.kinds[first] == "word" and self.words[first].form in ("إلى", "على", "من"):
            first += 1
        if plain_complementizer(self.words[first].form) and first + 1 < limit:
            first += 1
        return Opening("acc", opening.at, first), (start, end)

    def describes(self, k: int, at: int) -> bool:
        """`اتهم الوزير | من وصفهم بالمخربين بـ`: whether somebody is described who is accused."""
        word = self.words[k + 1] if k + 1 < at else None
        pronoun = word is not None and word.pronoun in ("ه", "ها", "هم", "هن")
        return self.words[k].form == "من" and pronoun and self.phrases.verb_at(k + 1)

    def _named_behind_comma(self, start: int, end: int, at: int) -> int:
        """`اتهم وزير المالية، سامر الأحمد | الشركة بـ`: the name of who has the title, behind a
        comma that nothing closes."""
        title = self.phrases.speakers[start] if start < at else None
        if title is None or title[0] != "person" or end + 2 >= at:
            return end
        if self.article.slice(end, end + 1) not in COMMAS or not self.phrases.is_name(end + 1):
            return end
        named = self.phrases.phrase_end(end + 1, at)
        named = self.objects.without_object(end + 1, named, at)
        whole = named - end > 2 and named < at and self.article.kinds[named] == "word"
        return named if whole and not self.words[named].preposition else end

    def _taken_up(self, i: int, opening: Opening) -> bool:
        """Whether the pronoun of what is said takes up the noun before a relative clause, so that
        the one behind the verb speaks."""
        word = self.words[opening.at]
        relative = i > 0 and self.words[i - 1].form in ("التي", "الذي")
        own = {"التي": "ها", "الذي": "ه"}.get(self.words[i - 1].form) == word.pronoun
        speaks = opening.first < opening.at and self.sources.speaks(opening.first)
        return relative and own and bool(word.preposition) and speaks

    def _issued(self, i: int) -> bool:
        """`منشورات باللغة العربية دعت فيها`: whether what is said in stands before a verb."""
        if is_context(self.words[i - 1].base, "relative"):
            return False
        return any(
            is_context(w.stem[:-1] if accusative(w) else w.stem, "utterance")
            for w in self.words[max(i - _CLAUSE, 0) : i]
        )

    def _behind_several(self, start: int, end: int) -> int:
        """`اتهم نشطاء | السلطات بـ…`: where the one accused begins, if one must be; or 0."""
        if not is_context(self.words[start].base, "whole_group") or self.words[start].definite:
            return 0
        return next((k for k in range(start + 1, end) if self.words[k].definite), 0)

    def _before_last_comma(self, first: int, end: int) -> int:
        """`وصف الوزير، سامر الأحمد، | المذيعة بـ`: what would leave no object is no apposition."""
        commas = (k for k in range(end - 1, first, -1) if self.article.slice(k, k + 1) in "،,")
        return next(commas, end)

    def _behind_adjuncts(self, end: int, at: int) -> int:
        """`اتهمت الحكومة، خلال شهر أبريل، الأردن بـ`: what stands behind adjuncts."""
        rest, before = self._behind_adjunct(end, at), end
        while before < rest < at and rest in self.phrases.adverbials:  # `، للمرة الأولى، القرار`
            rest, before = self._behind_adjunct(self.phrases.adverbials[rest], at), rest
        return rest

    def _behind_adjunct(self, end: int, at: int) -> int:
        """The token behind an adjunct and the signs round it."""
        adjuncts = self.objects.adjuncts
        rest = adjuncts.behind(end, at)
        if rest >= at > end:
            rest = adjuncts.behind(end, at, short=True)
        while rest < at and self.article.kinds[rest] == "punct" and rest not in self.article.opens:
            rest += 1
        return rest

    def _circumstance(self, end: int, rest: int) -> bool:
        """`دعا الاتحاد في وقت سابق إلى …`: an adjective, and nobody who is addressed."""
        word = self.words[rest]
        bare = not (word.definite or word.pronoun or self.phrases.mention_at(rest))
        alone = self.phrases.phrase_end(rest, len(self.words)) == rest + 1
        plain = self.article.kinds[rest] == "word" and not self.phrases.is_name(rest)
        return rest > end and bare and alone and plain

    def goes_on_acting(self, i: int) -> bool:
        """`زار الملك المدينة، ودعا السكان إلى …`: a verb joined inside its sentence has the
        subject before it, and the noun behind it is addressed."""
        first = self.article.ranges[self.article.sentence_of[i]][0]
        return self.words[i].conjunction == "و" and i > first + 2

    def _can_speak(self, reading: Reading, first: int, behind: int) -> bool:
        """`اتهمت الوزارة`: whether a noun behind the verb agrees with it as its subject."""
        first += behind - first > 1 and self.words[first].form in SHOWN  # `هذه المنظمات`
        if behind <= first or self.words[first].base in DEMONSTRATIVES:
            return False
        if is_context(self.words[first].base, "totality") and reading.entry.type == "directive":
            return False  # `دعا جميع الأطراف إلى`
        if self.sources.oblique(first):
            return False
        if reading.gender == "m" and self.words[first].form.endswith(_WOMEN):
            return False  # `دعا النساء إلى …`
        several = self.words[first].definite and self.words[first].stem.endswith("ات")
        if reading.gender == "m" and several and reading.number == "s":
            return False  # `طالب الحكومات بـ…`
        gender, number = agreement(self.phrases, first, behind)
        if number == "d" and self.phrases.mention_at(first):
            gender, number = agreement(self.phrases, first, first + 1)  # `هدد السعودية ومصر بـ…`
        if reading.number in ("d", "p"):
            return False
        return not (gender and reading.gender and number == "s" and gender != reading.gender)
