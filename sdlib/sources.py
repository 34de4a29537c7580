"""Sources: the subject of a cue, behind it or before it."""

from __future__ import annotations

from sdlib.adjuncts import Adjuncts
from sdlib.appositions import Appositions
from sdlib.article import Range
from sdlib.clauses import COMMAS, Clauses
from sdlib.concord import agreement
from sdlib.context import is_context
from sdlib.counted_sources import counted
from sdlib.nominals import derived_forms
from sdlib.normalization import normalize_word
from sdlib.phrases import Phrases
from sdlib.preposed import Preposed
from sdlib.regions import Regions
from sdlib.roles import adjective, complementizer, speaker_noun
from sdlib.wordkinds import accusative, foreign, noun_only

DEMONSTRATIVES = frozenset(["هذا", "هذه", "ذلك", "تلك", "هؤلاء", "أي", "ما", "كل"])
#: Demonstratives that show somebody who was named: `هذه المنظمات`.
SHOWN = frozenset(["هذا", "هذه", "ذلك", "تلك", "هؤلاء"])
#: Before من they count up: `كل من مصر وقطر`.
EACH = frozenset(["كل", "كلا"])
#: Prepositions with a pronoun that takes up what a relative clause tells of.
_TAKEN_UP = frozenset(["به", "بها", "عنه", "عنها", "إليه", "إليها"])


#: `نفى لـ"الصحيفة" أن`, `أضافت وهي تبكي إن`: what is no subject behind its verb.
_ANY = frozenset(["أي", "أية"])
#: What is drawn to something: `لفت الوزير الانتباه إلى`.
NOTICE = frozenset(["النظر", "الانتباه", "الأنظار", "النقاب", "اللثام", "الستار", "الغطاء"])
_NOBODY = frozenset(
    """ل شيء كيف هو هي هم وهو وهي وهم وهما قائلا قائلة قائلين مني منا منك إلينا علينا لنا
    عنا""".split()
)


class Sources:
    """Finds who speaks around a cue of one article, by token ranges."""

    def __init__(self, phrases: Phrases, clauses: Clauses) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.article = phrases.article
        self.words = phrases.article.words
        self.adjuncts = Adjuncts(phrases, clauses)
        self.regions = Regions(phrases)
        self.appositions = Appositions(phrases, clauses, self.regions)
        self.preposed = Preposed(phrases, clauses, self.adjuncts, self.regions, self.appositions)
        #: what `right` answered: frames ask for one subject several times
        self._rights: dict[tuple[int, int, bool], Range | None] = {}

    def right(self, i: int, at: int, *, alone: bool = False) -> Range | None:
        """The subject between the cue and the opening of its content.

        ``alone`` tells that the content is a clause or a quotation, so that no object
        stands between them.
        """
        if (i, at, alone) not in self._rights:
            self._rights[i, at, alone] = self._read_right(i, at, alone=alone)
        return self._rights[i, at, alone]

    def _read_right(self, i: int, at: int, *, alone: bool) -> Range | None:
        start = i + 2 if self.reinforced(i) else i + 1
        if start < len(self.words) and at == start and self.words[start].form in _TAKEN_UP:
            # `ما أفاد به شاهدان`: what the pronoun takes up stands before, the subject behind.
            start, at = start + 1, self.article.ranges[self.article.sentence_of[i]][1]
            if start >= at or not self.speaks(start):
                return None
        if any(r.finite and r.number in ("d", "p") for r in self.phrases.cues[i]) and not any(
            r.number == "s" for r in self.phrases.cues[i]
        ):
            return None
        while start < at and (self.adverb(start) or start in self.phrases.adverbials):
            behind = self.phrases.adverbials.get(start) or self.clauses.skip_group(start, at)
            start = behind if behind > start else start + 1
        behind = self.clauses.begins_marker(start, at) if start < at else 0
        start = behind or start  # `أخبره، حسب بيان للقصر، أن`
        while behind and start < at and self.clauses.char(start) in COMMAS:
            start += 1
        start = self._behind_told(start, at)
        if start >= at:
            return None
        opens = self.article.opens.get(start) or counted(self.phrases, start, at)
        start = self._behind_adjuncts(start, at)
        if self.phrases.is_function_word(start) and not opens:
            return None
        if (shown := self.shown(i, start, at)) and not opens:
            return start, shown
        if self.words[start].form in _ANY and start + 1 < at and (anyone := self.anyone(start)):
            return start, self.phrases.phrase_end(anyone, at)
        if self._addressee(start) or self.words[start].base in DEMONSTRATIVES - {"كل"}:
            return None
        if self.words[start].form in _NOBODY or self.words[start].form in NOTICE:
            return None
        if self._after_pronoun(i) or self._second_verb(start):
            return None
        if self.words[start].pronoun and self._occasion(self.words[start].stem):
            return None  # `ختم كلمته: "…"`
        if not alone and (self._deed(start) or self.oblique(start)):
            return None
        if self._state(start) and not opens:
            return None  # `علق كاتبا: "…"`
        each = self.each_of(start, at)
        if each:
            return self.clauses.trim(start, each)
        end = counted(self.phrases, start, at) or self.phrases.phrase_end(start, at)
        if alone and not any(r.entry.frames & {"addressee"} for r in self.phrases.cues[i]):
            end = self.regions.complete(start, end, at)
            end = self.regions.complete(start, self.appositions.end(end, at, alone=True), at)
        end = self.appositions.end(end, at, alone=alone)
        if alone and self._told_directly(i, start, end):
            return None
        if self.words[end - 1].form in NOTICE and end < at:
            end -= 1  # `لفت الوزير النظر إلى أن`
        return self.bare(start, self.before_told(i, start, end)) if end > start else None

    def _told_directly(self, i: int, start: int, end: int) -> bool:
        """`أبلغ | الأمم المتحدة أنه`: a noun of another gender behind the verb is told, where whom
        it is told is the verb's object."""
        readings = [r for r in self.phrases.cues[i] if r.finite]
        if start != i + 1 or not any("addressee" in r.entry.frames for r in readings):
            return False
        gender, number = agreement(self.phrases, start, end)
        return (gender, number) == ("f", "s") and all(r.gender == "m" for r in readings)

    def _behind_told(self, start: int, at: int) -> int:
        """`كشف لـ«الأفق» | مصدر`, `قال، والدموع في عينيه، إن`: behind whom it was told, or how."""
        quotation = self.article.opens.get(start + 1) if start + 1 < at else None
        if quotation and self.words[start].form == "ل":
            behind = quotation.last + 1
            return behind if behind < at and self.speaks(behind) else start
        apart = self.clauses.char(start - 1) in COMMAS and self.words[start].conjunction == "و"
        if not apart or start + 1 >= at:
            return start
        return next((k + 1 for k in range(start, at) if self.clauses.char(k) in COMMAS), start)

    def before_told(self, i: int, start: int, end: int) -> int:
        """`أبلغ الوزير | «الأفق» أن`, `قال الوزير | «للأفق» إن`: the end of who speaks, where marks
        behind a phrase that is closed hold whom it was told."""
        marks = self.article.closes.get(end - 1)
        if marks is None or marks.first <= start:
            return end
        if end < len(self.words) and is_context(self.words[end].form, "relative"):
            return end  # `حذرت هيئة البث «نورتكس» التي …`
        last, inside = self.words[marks.first - 1], self.words[marks.first + 1]
        head = speaker_noun(self.words[start])
        if last.form == "ل" and head is not None and head[0] != "organisation":
            return marks.first - 1  # `أكدت مصادر | لـ«الأفق» أن`
        if inside.preposition == "ل" and inside.definite:
            return marks.first
        if is_context(self.words[start].stem, "medium") and not self.words[start].definite:
            return end  # `حذرت وكالة أنباء «الصين» من`
        told = any("addressee" in r.entry.frames or r.entry.addressed for r in self.phrases.cues[i])
        named = self.phrases.is_name(marks.first - 1) or self.phrases.mention_over(marks.first - 1)
        closed = named or last.definite or (adjective(last) and not speaker_noun(last))
        return marks.first if told and closed else end

    def anyone(self, start: int) -> int:
        """`لم تعلن أي جهة مسؤوليتها`, `أي من الطرفين`: the noun behind أي, 0 for a thing."""
        if self.words[start + 1].form == "من":
            return start + 2
        known = self.speaks(start + 1) or self.words[start + 1].form in ("جهة", "طرف", "أحد")
        return start + 1 if known else 0

    def shown(self, i: int, start: int, at: int) -> int:
        """The end of `هذه المنظمات` or `هؤلاء` behind the verb at ``i``, 0 where nobody is shown.

        The noun must agree with the verb: `أدان هذه الجماعة` tells of an object.
        """
        form, k = self.words[start].form, start + 1
        if form not in SHOWN or start > i + 2:
            return 0
        noun = self.words[k] if k < at else None
        if noun is None or not noun.definite:
            return k if form == "هؤلاء" else 0
        if noun.preposition or self.oblique(k) or not self.speaks(k):
            return 0
        end = self.phrases.phrase_end(k, at)
        gender, number = agreement(self.phrases, k, end)
        genders = {r.gender for r in self.phrases.cues[i] if r.finite}
        fits = number == "p" or not gender or gender in genders
        return end if fits and not self._state(k) else 0

    def _state(self, i: int) -> bool:
        """`علق كاتبا: "…"`: an indefinite accusative is no subject, unless it is a name."""
        known = self.phrases.mention_at(i) or self.phrases.is_name(i)
        word = self.words[i]
        if self._in_mood(i):
            return True
        bound = i + 1 < len(self.words) and self.words[i + 1].definite  # `قائدا الشرطة`
        bound = bound and speaker_noun(word._replace(stem=word.stem[:-1])) is not None
        return accusative(word) and not word.pronoun and not known and not bound

    def _deed(self, i: int) -> bool:
        """`طلب الصفح`, `تزعم التوصل إلى …`: what is asked or told, and nobody who speaks."""
        word = self.words[i]
        if not word.definite or self.phrases.mention_at(i) or self.speaks(i):
            return False
        return is_context(word.stem.removeprefix("ال"), "event_noun") or is_context(
            word.form, "allegation"
        )

    def _after_pronoun(self, i: int) -> bool:
        """`أكد أنه أبلغ المجلس بـ`: the pronoun is the subject, what follows the object."""
        k = i - 1
        while k > 0 and self.words[k].form in ("قد", "لم", "لا"):
            k -= 1
        word = self.words[k]
        joins = complementizer(word.base) or word.stem in ("لكن", "لأن")
        return k >= 0 and joins and bool(word.pronoun)

    def each_of(self, start: int, at: int) -> int:
        """The end of `كل من الوزير وليلى حداد`, 0 where nobody is counted up."""
        if start + 3 >= at or self.words[start + 1].form != "من":
            return 0
        if self.words[start].form not in EACH:
            return 0
        end = self._one_of_them(start + 2, at)
        while end < at and (self.phrases.joined(end) or self._comma_before_more(end, at)):
            end = self._one_of_them(end + (not self.phrases.joined(end)), at)
        return end if any(self.phrases.joined(k) for k in range(start + 3, end)) else 0

    def _one_of_them(self, first: int, at: int) -> int:
        """The end of one of those counted up, with what commas set apart behind him."""
        end = self.phrases.phrase_end(first, at)
        return self.appositions.end(end, at) if end < at else end

    def _comma_before_more(self, i: int, at: int) -> bool:
        """`فرنسا، ألمانيا وإيطاليا`, `الوزير، وقائد الجيش`: whether another one follows a comma."""
        more = i + 1 < at and self.article.kinds[i] == "punct" and self.clauses.char(i) in COMMAS
        return more and self.speaks(i + 1)

    def oblique(self, i: int) -> bool:
        """`يدعو اليمنيين إلى …`: a sound plural in ين is an object, and nobody who speaks."""
        word = self.words[i]
        if not word.definite or not word.stem.endswith("ين") or self.phrases.mention_at(i):
            return False
        noun = speaker_noun(word)
        if noun is not None:
            return noun[1] == "p"
        acting = word.stem.removeprefix("ال").removesuffix("ين")  # `الخاطفين`
        return word.stem.endswith("يين") or bool(derived_forms(acting))

    def _second_verb(self, i: int) -> bool:
        """`يستنكر ويشجب`: what و joins behind a verb is another verb."""
        word = self.words[i]
        known = self.phrases.mention_at(i) or self.phrases.is_name(i) or speaker_noun(word)
        verb = any(r.finite for r in self.phrases.cues[i]) or self.phrases.verb_at(i)
        return bool(word.conjunction) and verb and not known

    @staticmethod
    def _occasion(stem: str) -> bool:
        """`حديث`, `كلمت`: where something is said, before a pronoun."""
        whole = stem[:-1] + "ة" if stem.endswith("ت") else stem
        return is_context(whole, "occasion") or is_context(stem, "occasion")

    def _behind_adjuncts(self, start: int, at: int) -> int:
        """`أعلن في بيان صدر أمس وزير المالية أن`: where the subject begins, behind adjuncts."""
        if not (self.phrases.is_function_word(start) or self.article.kinds[start] == "punct"):
            return start
        for short in (False, True):
            k = self.adjuncts.behind(start, at, short=short)
            if start < k < at and self.speaks(k) and not self.words[k].preposition:
                return k
        return start

    def _in_mood(self, i: int) -> bool:
        """`قالت غاضبة: "…"`: in what mood it is said."""
        form = self.words[i].form
        return form[-1:] in ("ا", "ة") and is_context(form[:-1], "mood")

    def bare(self, start: int, end: int) -> Range:
        """A source without the parenthesis at its end and the marks at its edges."""
        if end - start > 1 and self._in_mood(end - 1):
            end -= 1  # `رد البابا | مازحا: "…"`
        return self.clauses.trim(start, self._without_parenthesis(start, end))

    def _without_parenthesis(self, start: int, end: int) -> int:
        """A parenthesis at a source's end only adds information: `رئيس البلدية (45 عاما)`."""
        if end - start > 2 and self.clauses.char(end - 1) == ")":
            for k in range(end - 2, start, -1):
                if self.clauses.char(k) == "(":
                    # `شبكة (مساء الخير)` has no other name
                    noun = speaker_noun(self.words[start])
                    body = noun is not None and noun[0] == "organisation"
                    bare = body and not self.words[start].definite
                    return end if bare and k == start + 1 else k
        return end

    def _addressee(self, i: int) -> bool:
        """Whether a word with its own preposition names the one spoken to (`لهيئة الإذاعة`)."""
        word = self.words[i]
        if word.preposition in ("ك", "ب") and not self.phrases.mention_at(i):
            # `أشار كدليل على`, `يشجب بأشد العبارات`
            return not foreign(word) and not self.phrases.is_name(i)
        known = word.definite or word.pronoun or speaker_noun(word) or self.phrases.mention_at(i)
        known = known or (noun_only(word) and not self.phrases.is_name(i))  # `لجمهور`
        return word.preposition in ("ل", "ب") and bool(known) and not self._whole_name(i)

    def _whole_name(self, i: int) -> bool:
        """`لبنان`: a name whose last word is written with the letter, which is no preposition."""
        mention = self.phrases.mention_at(i)
        return bool(mention) and self.words[i].norm == normalize_word(
            mention.entity.name.split()[-1]
        )

    def adverb(self, i: int) -> bool:
        """Whether a token may stand between a verb and its subject and belongs to neither."""
        word = self.words[i]
        dash = self.article.kinds[i] == "punct" and self.clauses.char(i) in "-–—(،"
        before_yesterday = word.form == "الأول" and i > 0 and self.words[i - 1].form == "أمس"
        times = word.form == "عدة" and i + 1 < len(self.words) and self.words[i + 1].form == "مرات"
        return (
            dash
            or times
            or before_yesterday
            or is_context(word.form, "time")
            or is_context(word.form, "between")
        )

    def left(self, i: int, first: int) -> Range | None:
        """The subject before its verb: relative, `كان X قد`, `إن X`, or plain."""
        found = self.preposed.left(i, first)
        if found and self.words[found[0]].form in ("أو", "او", "بل"):
            return None
        if found and self.words[found[0]].form in ("وهو", "وهي") and found[1] - found[0] > 1:
            # `وهو تنظيم متطرف كان قد أعلن`, `وهي فترة يؤكد أنها`
            return None if self.is_thing(found[0] + 1) else (found[0] + 1, found[1])
        return found

    def is_thing(self, i: int) -> bool:
        """`الأضرار التي يقول إنها …`: a known noun that is nobody and no body does not speak."""
        return self.preposed.is_thing(i)

    def speaks(self, i: int) -> bool:
        """Whether somebody who can speak begins at a token: a name, a title, a body."""
        return self.preposed.speaks(i)

    def can_name(self, i: int) -> bool:
        """Whether somebody who speaks, or an unknown name, begins at a token."""
        return self.speaks(i) or self.phrases.may_be_name(i)

    def dative(self, j: int, i: int) -> Range | None:
        """`وهو ما سبق لطهران أن نفته`: the speaker behind ل."""
        for k in range(j + 1, i):
            if self.words[k].preposition == "ل":
                return k, min(self.phrases.phrase_end(k, i), i)
        return None

    def subject_before(self, i: int) -> bool:
        """Whether what stands before a verb can be its subject: `الوزير أكد`, `التي أكدت`."""
        if i > 1 and self.words[i - 1].form in ("لا", "لم", "قد"):
            i -= 1  # `الوزير لا يتوقع`
        return i > 0 and (
            self.words[i - 1].definite
            or self.phrases.is_name(i - 1)
            or is_context(self.words[i - 1].form, "relative")
            or bool(self.words[i - 1].pronoun)
            or self.phrases.mention_over(i - 1) is not None
        )

    def noun_before(self, i: int, first: int) -> bool:
        """Whether a noun stands right before a word in its clause: `تقرير يذكر`."""
        return (
            i > first
            and self.article.kinds[i - 1] == "word"
            and not self.phrases.is_function_word(i - 1)
        )

    def reinforced(self, i: int) -> bool:
        """`وتابع قائلا`: two words, one cue."""
        return i + 1 < len(self.words) and self.words[i + 1].form in ("قائلا", "قائلة", "قائلين")

    def among(self, i: int, limit: int) -> int:
        """`دول عدة | بينها مصر والأردن`, `من بينها`: the token behind those who are among them, 0
        where none are told."""
        i += self.words[i].form == "من" if i < limit else 0
        told = i + 1 < limit and self.words[i].pronoun and self.words[i].stem == "بين"
        return max(self.behind_subjects(i + 1, limit), i + 2) if told else 0

    def behind_subjects(self, first: int, limit: int) -> int:
        """Give the token behind a verb's subject and those joined to it."""
        at = self.phrases.phrase_end(first, limit)
        while at < limit and at - first < 12 and self.phrases.joined(at) and self.speaks(at):
            at = self.phrases.phrase_end(at, limit)
        return at
