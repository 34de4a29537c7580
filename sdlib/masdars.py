"""Verbal nouns as cues: `إعلانها السيطرة`, `تأكيد السوداني أن`, `قوله إن`."""

from __future__ import annotations

from sdlib.article import Range
from sdlib.asides import PHASES
from sdlib.contents import Contents
from sdlib.context import is_context
from sdlib.cues import Reading, saying
from sdlib.drafts import Draft, Opening
from sdlib.openings import Openings
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, definite_event, event_noun, plain_complementizer
from sdlib.senses import NOT_YET
from sdlib.sources import Sources

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


#: Their singular may stand before the one it is said to or of: `دعوة الوزير إلى الاستقالة`.
_SAID_TO = frozenset(
    """اتهم دعا طالب طلب حث ناشد أوصى وصف حمل اعترف أقر نصح نقل نبه ذكر أبلغ أخبر أنذر حذر هدد
    وعد بشر صرح""".split()
)
#: What they are about stands behind ل as well: `انتقاد النقابة لقرار الوزير`.
_OF_OBJECT = frozenset(["انتقد", "نفى", "أدان", "استنكر", "شجب", "أنكر"])
#: Gatherings and what people do there.
_GATHERINGS = frozenset(
    """مظاهرة مظاهرات تظاهرة تظاهرات تظاهر متظاهرون متظاهرين محتجون محتجين احتجاج احتجاجات مسيرة
    مسيرات اعتصام اعتصامات معتصمون معتصمين إضراب إضرابات وقفة وقفات تجمع تجمعات حراك حملة حملات
    عريضة عرائض تظاهروا احتشد احتشدوا اعتصم اعتصموا""".split()
)
#: Verbs that point the fingers of accusation.
_POINTING = frozenset(
    ["وجه", "وجهت", "وجهوا", "يوجه", "توجه", "يوجهون", "موجها", "موجهة", "توجيه", "رفع", "يرفع"]
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
        if word.form == "الاتهام" and i > first and self.words[i - 1].base == "أصابع":
            return self._fingers(i, reading, first, limit)
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
        if entry.lemma == "اتهم" and self.words[i + 1].preposition == "ل":
            return self._against(i, reading, limit)
        if not (self.sources.speaks(i + 1) or self.words[i + 1].definite):
            return None
        return self._of_agent(i, reading, limit)

    def _of_agent(self, i: int, reading: Reading, limit: int) -> Draft | None:
        """`تأكيد الوزير أن الجسر آمن`: who says it stands right behind the verbal noun."""
        entry = reading.entry
        end = self.phrases.phrase_end(i + 1, limit)
        end = self.sources.appositions.end(end, limit) if end < limit else end
        end = self._agent_end(i, end, reading)
        bound = not self.words[i + 1].preposition
        at = self._behind_agent(end, limit) if bound else self.contents.skip_commas(end, limit)
        if at >= limit:
            return None
        opened = self.openings.clause_at(i, at, entry, limit) or self._led(i, at, reading, limit)
        if opened is None and entry.takes_object and event_noun(self.words[at]):
            opened = Opening("obj", at, at)
        if opened is None or opened.kind == "colon":
            return None
        if opened.kind != "that" and not self.sources.speaks(i + 1):
            return None
        return self._claim(i, reading, opened=opened, limit=limit, source=(i + 1, end))

    def _claim(
        self,
        i: int,
        reading: Reading,
        *,
        opened: Opening,
        limit: int,
        source: Range | None = None,
        subject: str = "",
    ) -> Draft | None:
        """The claim of the verbal noun at ``i``, None where its content is empty."""
        content = self.contents.of(opened, limit, i)
        if content[0] >= content[1]:
            return None
        rule = f"masdar+{opened.kind}"
        return Draft((i, i + 1), reading, content, source, None, rule, False, subject)

    def _against(self, i: int, reading: Reading, limit: int) -> Draft | None:
        """`اتهامات للشركة بتلويث النهر`: the one accused, nobody named who accuses."""
        opened = self._behind_accused(i + 1, frozenset(["ب"]), limit)
        if opened is None:
            return None
        return self._claim(i, reading, opened=opened, limit=limit, subject="passive")

    def _leads(self, reading: Reading) -> frozenset[str]:
        """The prepositions behind which a verbal noun's content stands."""
        accused = {f[4:] for f in reading.entry.frames if f[:4] == "acc:"}
        object_of = {"ل"} if reading.entry.lemma in _OF_OBJECT else set()
        return frozenset(accused | object_of) | reading.entry.prepositions

    def _agent_end(self, i: int, end: int, reading: Reading) -> int:
        """Cut what the verbal noun's preposition leads to off the one who says it."""
        leads = self._leads(reading)
        for k in range(i + 2, end):
            word = self.words[k]
            if word.preposition in leads and not is_context(word.form, "adjunct"):
                return k if word.form != "باسم" else end
        return end

    def _behind_agent(self, end: int, limit: int) -> int:
        """Skip the day and a relative clause: `إعلان الشركة، التي …، أمس وقف الإنتاج`."""
        at = self.contents.skip_commas(end, limit)
        if at < limit and is_context(self.words[at].form, "relative"):
            at = self.contents.skip_commas(self.openings.asides.relative_end(at, limit), limit)
        while at < limit and self.sources.adverb(at) and not self._of_pronoun(at):
            at += 1
        return at

    def _led(self, i: int, at: int, reading: Reading, limit: int) -> Opening | None:
        """`اتهامات الوزير للشركة بـ…`, `إعلان البلدية عن …`: what a preposition leads to behind the
        one who says it. `اتهام الوزير بـ…` and `دعوة الوزير إلى …` may be said to him."""
        entry = reading.entry
        several = self.words[i].form.endswith("ات")
        if not self.sources.speaks(i + 1) or (entry.lemma in _SAID_TO and not several):
            return None
        leads = self._leads(reading)
        word = self.words[at]
        if word.form in leads and at + 1 < limit and self.article.kinds[at + 1] != "punct":
            return Opening("prep", at, at + 1)
        if is_context(word.form, "adjunct") and not self._of_pronoun(at):
            return None
        if word.preposition in leads:
            return Opening("prep", at, at)
        if word.preposition == "ل" or self._of_pronoun(at):
            return self._behind_accused(at, leads, limit)
        return None

    def _behind_accused(self, at: int, leads: frozenset[str], limit: int) -> Opening | None:
        """`للشركة بتلويث النهر`: the accused at ``at``, and what of."""
        for k in range(at + 1, min(at + 8, limit)):
            if self.article.kinds[k] != "word" or self.phrases.verb_at(k):
                return None
            if self.words[k].preposition in leads:
                return Opening("prep", k, at)
        return None

    def _of_pronoun(self, i: int) -> bool:
        """`اتهامات له بـ…`: a pronoun is accused or told."""
        return self.words[i].form in ("له", "لها", "لهم", "لهما")

    def _fingers(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """`وجه النائب أصابع الاتهام إلى …`: whoever points them accuses those behind `إلى`."""
        if i + 2 >= limit:
            return None
        led = self.words[i + 1].form in ("إلى", "نحو")
        if not led and self.words[i + 1].preposition != "ل":
            return None
        source = None
        for k in range(i - 2, max(first - 1, i - 12), -1):
            if self.words[k].base in _POINTING or self.words[k].form[1:] in _POINTING:
                behind = self.phrases.phrase_end(k + 1, i - 1) if k + 1 < i - 1 else k + 1
                before = self.sources.left(k, first)
                source = (
                    (k + 1, behind) if behind > k + 1 and self.sources.speaks(k + 1) else before
                )
                break
        else:
            return None
        opened = Opening("prep", i + 1, i + 1 + led)
        return self._claim(i, reading, opened=opened, limit=limit, source=source)

    def _governed(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """`سعى إلى التأكيد على …`, `اكتفى بالقول إن …`: a verbal noun of what the subject does."""
        word = self.words[i]
        led = word.preposition == "ب" or (i > first and self.words[i - 1].base == "إلى")
        gathering = self._gathering(i, first) if word.form[:2] == "لل" else -1
        led = led or gathering >= 0
        adjunct = is_context(word.form, "adjunct") and not saying(word.form)
        if not led or "weak" in reading.entry.frames or adjunct:
            return None
        spoken = i > first and any(
            r.finite and r.entry.lemma not in PHASES for r in self.phrases.cues[i - 1]
        )
        spoken = spoken or (saying(word.form) and self._another_says(i, first))
        opened = None if spoken else self._direct_opening(i, reading, limit)
        if opened is None:
            return None
        source = None
        if gathering > first and self.phrases.verb_at(gathering - 1):
            source = gathering, min(self.phrases.phrase_end(gathering, i), i)
        return self._claim(i, reading, opened=opened, limit=limit, source=source)

    def _gathering(self, i: int, first: int) -> int:
        """`خرجت مظاهرات في المدينة للمطالبة بـ…`: the gathering before, -1 where there is none."""
        for k in range(i - 1, max(first, i - 25) - 1, -1):
            if self.words[k].stem.removeprefix("ال").removesuffix("ا") in _GATHERINGS:
                return k
        return -1

    def _another_says(self, i: int, first: int) -> bool:
        """`رد عليه المدير بالتأكيد أن …`, `طالبه بالإعلان عن …`: said or asked by the verb."""
        for k in range(i - 1, max(first - 1, i - 12), -1):
            if self.article.kinds[k] == "punct":
                return False
            for said in self.phrases.cues[k]:
                asks = said.entry.type in ("directive", "commissive")
                says = "quote" in said.entry.frames and said.entry.lemma not in PHASES
                if said.finite and (asks or says):
                    return True
        return False

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
        opened = Opening("that", at, first)
        return self._claim(i, reading, opened=opened, limit=limit, subject="passive")

    def _done(self, i: int, reading: Reading, limit: int) -> Draft | None:
        """`تم الإعلان عن …`: a passive, nobody is named; `سيتم`, `أن يتم` has not been said."""
        auxiliary = self.words[i - 1]
        before = self.words[i - 2].form if i > 1 else ""
        if auxiliary.preposition == "س" or complementizer(before) or before in NOT_YET:
            return None
        if before in ("لم", "ولم") and i + 1 < limit and not complementizer(self.words[i + 1].form):
            return None  # `لم يتم الكشف عن اسمه`: what is not told is no content.
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
        """`قوله إن`, `بعد اتهامه بإهانة القضاء`: the pronoun says it, or is the one accused."""
        entry = reading.entry
        opened = self.openings.clause_at(i, i + 1, entry, limit)
        if opened is None and i + 2 < limit and self.words[i + 1].form in ("إلى", "على", "عن"):
            opened = self.openings.clause_at(i, i + 2, entry, limit)
        accused = entry.lemma == "اتهم" and self._charged(i, limit)
        if accused:
            opened = Opening("prep", i + 1, i + 1)
        if opened is None and "weak" not in entry.frames and entry.type != "accusation":
            opened = self._direct_opening(i, reading, limit)
        word = self.words[i + 1]
        of_object = word.preposition == "ل" and not is_context(word.form, "adjunct")
        if opened is None and of_object and entry.lemma in _OF_OBJECT:
            opened = Opening("prep", i + 1, i + 1)
        if opened is None and "obj" in entry.frames:
            follower = self.words[i + 1]
            noun = follower.definite and not follower.preposition
            if noun or event_noun(follower):
                opened = Opening("obj", i + 1, i + 1)
        if opened is None:
            return None
        who = "passive" if accused else "pronoun"
        return self._claim(i, reading, opened=opened, limit=limit, subject=who)

    def _charged(self, i: int, limit: int) -> bool:
        """`بعد اتهامه بإهانة القضاء`: the pronoun is the one accused, of an event or otherwise."""
        word = self.words[i + 1]
        if self.words[i].stem.endswith("ات") or i + 2 >= limit:
            return False
        return word.preposition == "ب" and not is_context(word.form, "adjunct")
