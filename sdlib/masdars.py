"""Verbal nouns as cues: `إعلانها السيطرة`, `تأكيد السوداني أن`, `قوله إن`."""

from __future__ import annotations

from sdlib.asides import PHASES
from sdlib.contents import Contents
from sdlib.context import is_context
from sdlib.cues import Reading, saying
from sdlib.drafts import Draft, Opening
from sdlib.hearsay import KNOWN, SAID, Hearsay
from sdlib.noun_frames import NounFrames
from sdlib.openings import Openings
from sdlib.phrases import Phrases
from sdlib.roles import (
    adjective,
    complementizer,
    definite_event,
    event_noun,
    plain_complementizer,
    speaker_noun,
)
from sdlib.senses import NOT_YET
from sdlib.sources import Sources
from sdlib.wordkinds import noun_only

#: Their singular may stand before the one it is said to or of: `دعوة الوزير إلى الاستقالة`.
_SAID_TO = frozenset(
    """اتهم طلب وصف حمل اعترف أقر نصح نقل نبه ذكر أبلغ أخبر أنذر وعد بشر صرح""".split()
)
#: What they are about stands behind ل as well: `انتقاد النقابة لقرار الوزير`.
_OF_OBJECT = frozenset(["انتقد", "نفى", "أدان", "استنكر", "شجب", "أنكر"])
#: Prepositions of time before what was made known.
_SINCE = frozenset(["بعد", "غداة", "عقب", "إثر", "منذ", "فور", "قبيل", "عشية"])


class VerbalNouns(NounFrames):
    """Reads verbal nouns as claims, in one article."""

    def __init__(
        self, phrases: Phrases, sources: Sources, openings: Openings, contents: Contents
    ) -> None:
        super().__init__(phrases, sources, openings, contents)
        self.hearsay = Hearsay(phrases, sources, openings, contents)

    def read(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """`إعلانها السيطرة`, `تأكيد السوداني أن`, `قوله إن`."""
        word = self.words[i]
        entry = reading.entry
        if i > first and self.words[i - 1].base in ("عدم", "دون", "لعدم", "رفض"):
            return None  # `أقيل لعدم إبلاغه بالحادث`
        if word.stem == "اتهام" and i + 1 < limit and self.sources.speaks(i + 1):
            charged = self.hearsay.charged(i, reading, first, limit)
            if charged or self.hearsay.only_meant(i):
                return charged
        if entry.lemma == "اتهم" and not reading.pronoun:
            charged = self.hearsay.accusation(i, reading, first, limit)
            if charged:
                return charged
        if word.form == "الاتهام" and i > first and self.words[i - 1].base == "أصابع":
            return self.hearsay.fingers(i, reading, first, limit)
        if word.definite and i > first and self.words[i - 1].base in ("تم", "جرى", "يتم", "تمت"):
            return self._done(i, reading, limit)
        if word.definite and i + 1 < limit:
            said = word.stem.removeprefix("ال") in KNOWN and word.preposition in ("", "ب", "ل")
            return (said and self.hearsay.known_saying(i, reading, limit)) or self._governed(
                i, reading, first, limit
            )
        if i + 1 >= limit:
            return None
        beside = i > first and self.words[i - 1].form == "مع" and not reading.pronoun
        if beside and complementizer(self.words[i + 1].form):  # `مع إيضاح أنها …`
            opened = self.openings.clause_at(i, i + 1, entry, limit)
            return opened and self.claim(i, reading, opened=opened, limit=limit)
        if word.preposition == "ب" and entry.lemma in _OF_OBJECT | {"دعا"}:
            behind = self.words[i + 1]  # `استهل القمة بانتقادات لما وصفه بـ`
            if behind.preposition == "ل" and not is_context(behind.form, "adjunct"):
                opened = Opening("prep", i + 1, i + 1)
                return self.claim(i, reading, opened=opened, limit=limit)
        if word.stem in SAID and not reading.pronoun:
            said = self.hearsay.said_by_nobody(i, reading, first, limit)
            if said:
                return said
        if "weak" in entry.frames:
            return None
        if reading.pronoun:
            return self._masdar_with_pronoun(i, reading, limit)
        if self.phrases.is_function_word(i + 1):
            return None
        if entry.lemma == "اتهم" and self.words[i + 1].preposition == "ل":
            return self._against(i, reading, limit)
        if not (self.sources.speaks(i + 1) or self.words[i + 1].definite):
            return None
        if is_context(self.words[i + 1].form, "medium") and not self.words[i + 1].definite:
            return None  # `أعلن الوزير في تصريح صحفي أن`
        return self._of_agent(i, reading, limit)

    def _of_agent(self, i: int, reading: Reading, limit: int) -> Draft | None:
        """`تأكيد الوزير أن الجسر آمن`: who says it stands right behind the verbal noun."""
        entry = reading.entry
        end = self.phrases.phrase_end(i + 1, limit)
        end = self.sources.appositions.end(end, limit) if end < limit else end
        end = self._agent_end(i, end, reading)
        bound = not self.words[i + 1].preposition
        if not bound and self._medium_of_verb(i):
            return None
        at = self._behind_agent(end, limit) if bound else self.contents.skip_commas(end, limit)
        if at >= limit:
            return None
        opened = self.openings.clause_at(i, at, entry, limit) or self._led(i, at, reading, limit)
        if opened is None and entry.takes_object and self._deed(at):
            opened = Opening("obj", at, at)
        if opened is None and bound and entry.addressed:
            opened = self._addressed(at, reading, limit)
        if opened is None or opened.kind == "colon":
            return None
        if opened.kind != "that" and not self.sources.speaks(i + 1):
            return None
        return self.claim(i, reading, opened=opened, limit=limit, source=(i + 1, end))

    def _deed(self, at: int) -> bool:
        """`إعلان الشركة | إغلاق المصنع`, `نفي الوزير | أي تسرب`, `إعلانها | ترشحها`."""
        word = self.words[at]
        return event_noun(word) or definite_event(word) or word.form in ("أي", "أية")

    def _medium_of_verb(self, i: int) -> bool:
        """`وأضاف، في تصريح للأناضول، أن`: in what, and to whom, the verb before says it."""
        if i == 0 or self.words[i - 1].form != "في":
            return False
        for k in range(i - 2, self.article.ranges[self.article.sentence_of[i]][0] - 1, -1):
            if complementizer(self.words[k].form):
                return False
            if self.phrases.finite_cue(k):
                return True
        return False

    def _against(self, i: int, reading: Reading, limit: int) -> Draft | None:
        """`اتهامات للشركة بتلويث النهر`: the one accused, nobody named who accuses."""
        opened = self._behind_accused(i + 1, frozenset(["ب"]), limit)
        if opened is None:
            return None
        return self.claim(i, reading, opened=opened, limit=limit, subject="passive")

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
        at = self.sources.adjuncts.behind(end, limit)
        if at > end and at < limit and complementizer(self.words[at].form):
            other = (k for k in range(end, at) if self.phrases.cues[k])
            said = any("that" in r.entry.frames for k in other for r in self.phrases.cues[k])
            return end if said else at  # `قول الوزير، في تصريحات حديثة، إن`
        at = self.contents.skip_commas(end, limit)
        if at < limit and is_context(self.words[at].form, "relative"):
            at = self.contents.skip_commas(self.openings.asides.relative_end(at, limit), limit)
        while at < limit and self.sources.adverb(at) and not self.of_pronoun(at):
            at += 1
        return at

    def _led(self, i: int, at: int, reading: Reading, limit: int) -> Opening | None:
        """`اتهامات الوزير للشركة بـ…`, `إعلان البلدية عن …`: what a preposition leads to behind the
        one who says it. `اتهام الوزير بـ…` and `دعوة الوزير إلى …` may be said to him."""
        entry = reading.entry
        several = self.words[i].form.endswith("ات")
        if self.sources.speaks(i + 1) and self._stated(at, entry.lemma):
            return Opening("prep", at, at + 1)
        if not self.sources.speaks(i + 1) or (entry.lemma in _SAID_TO and not several):
            return None
        leads = self._leads(reading)
        word = self.words[at]
        if word.form in leads and at + 2 < limit and complementizer(self.words[at + 1].form):
            plain = plain_complementizer(self.words[at + 1].form)
            return Opening("that", at + 1, at + 1 + plain)  # `تطمينات الحكومة إلى أن …`
        if word.form in leads and at + 1 < limit and self.article.kinds[at + 1] != "punct":
            return Opening("prep", at, at + 1)
        if is_context(word.form, "adjunct") and not self.of_pronoun(at):
            return None
        if word.preposition in leads:
            return Opening("prep", at, at)
        if word.preposition == "ل" or self.of_pronoun(at):
            return self._behind_accused(at, leads, limit)
        return None

    def _stated(self, at: int, lemma: str) -> bool:
        """`تصريح الوزير عن استعداده للقاء`: of what he will do or did a statement tells."""
        if lemma != "صرح" or at + 1 >= len(self.words):
            return False
        deed = self.words[at + 1]
        about = self.words[at].form in ("عن", "حول", "بشأن")
        return about and bool(deed.pronoun) and event_noun(deed)

    def _behind_accused(self, at: int, leads: frozenset[str], limit: int) -> Opening | None:
        """`للشركة بتلويث النهر`: the accused at ``at``, and what of."""
        for k in range(at + 1, min(at + 8, limit)):
            if self.article.kinds[k] != "word" or self.phrases.verb_at(k):
                return None
            if self.words[k].preposition in leads:
                return Opening("prep", k, at)
        return None

    def _addressed(self, at: int, reading: Reading, limit: int) -> Opening | None:
        """`مطالبة الوزارة الشركة بـ…`, `تهديدها البلدية بـ…`: the one addressed at ``at``, and
        what of."""
        word = self.words[at]
        noun = word.definite and (noun_only(word) or speaker_noun(word) is not None)
        noun = noun and not adjective(word)
        known = noun or self.phrases.mention_at(at) or self.phrases.is_name(at)
        if word.preposition or word.conjunction or not known or self.article.kinds[at] != "word":
            return None
        leads = {f[4:] for f in reading.entry.frames if f[:4] == "acc:"}
        for k in range(at + 1, min(at + 9, limit - 1)):
            here = self.words[k]
            comma = self.article.text[self.article.starts[k]] in "،,"
            if (self.article.kinds[k] != "word" and not comma) or self.phrases.verb_at(k):
                return None
            if here.form in leads or here.preposition in leads:
                return (
                    None
                    if is_context(here.form, "adjunct") and here.preposition
                    else (Opening("acc", k, at))
                )
        return None

    def _governed(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """`سعى إلى التأكيد على …`, `اكتفى بالقول إن …`: a verbal noun of what the subject does."""
        word = self.words[i]
        led = word.preposition == "ب" or (i > first and self.words[i - 1].base == "إلى")
        gathering = self._gathering(i, first) if word.form[:2] == "لل" else -1
        purpose = word.form.removeprefix("و") in ("للتعبير", "للتأكيد")
        if (gathering >= 0 or purpose) and self._yet_to_be(i, first):
            return None  # `ستنظم النقابة مسيرة للمطالبة بـ`
        led = led or purpose or (i > first and self.words[i - 1].form == "مع")
        led = led or gathering >= 0 or self._behind_preposition(i, first, limit)
        if i > first and self.words[i - 1].base in _SINCE and word.preposition == "":
            return self._since(i, reading, limit)
        adjunct = is_context(word.form, "adjunct") and not saying(word.form)
        if not led or "weak" in reading.entry.frames or adjunct:
            return None
        spoken = i > first and any(
            r.finite and r.entry.lemma not in PHASES for r in self.phrases.cues[i - 1]
        )
        said = saying(word.form) or word.form == "القول"
        spoken = spoken or (said and self._another_says(i, first))
        opened = None if spoken else self.direct_opening(i, reading, limit)
        if opened is None:
            return None
        source = None
        if gathering > first and self.phrases.verb_at(gathering - 1):
            source = gathering, min(self.phrases.phrase_end(gathering, i), i)
        return self.claim(i, reading, opened=opened, limit=limit, source=source)

    def _yet_to_be(self, i: int, first: int) -> bool:
        """Whether the verb before a purpose tells what will be done, or is meant."""
        for k in range(i - 1, max(first, i - 25) - 1, -1):
            word = self.words[k]
            if word.preposition == "س" or is_context(word.base, "intending"):
                return True
            if self.article.kinds[k] == "punct" and self.article.slice(k, k + 1) in ".؛:":
                return False
        return False

    def _behind_preposition(self, i: int, first: int, limit: int) -> bool:
        """`دأبت على القول إن`, `من خلال القول بأن`: a clause is said behind a preposition."""
        said = (
            self.words[i].form == "القول" and i > first and complementizer(self.words[i + 1].form)
        )
        return said and self.words[i - 1].base in ("على", "خلال", "بمجرد", "عن", "في", "حد")

    def _since(self, i: int, reading: Reading, limit: int) -> Draft | None:
        """`بعد الإعلان عن إغلاق الجسر`: nobody is named who made it known."""
        if reading.entry.type not in ("announcement", "assertive"):
            return None
        opened = self.direct_opening(i, reading, limit)
        if opened is None or opened.kind not in ("that", "prep"):
            return None
        return self.claim(i, reading, opened=opened, limit=limit, subject="passive")

    def _gathering(self, i: int, first: int) -> int:
        """`خرجت مظاهرات في المدينة للمطالبة بـ…`: the gathering before, -1 where there is none."""
        for k in range(i - 1, max(first, i - 25) - 1, -1):
            if is_context(self.words[k].stem.removeprefix("ال").removesuffix("ا"), "gathering"):
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
            opened = self.direct_opening(i, reading, limit)
        word = self.words[i + 1]
        of_object = word.preposition == "ل" and not is_context(word.form, "adjunct")
        if opened is None and of_object and entry.lemma in _OF_OBJECT:
            opened = Opening("prep", i + 1, i + 1)
        if opened is None and "obj" in entry.frames:
            follower = self.words[i + 1]
            noun = follower.definite and not follower.preposition
            if noun or event_noun(follower):
                opened = Opening("obj", i + 1, i + 1)
        if opened is None and entry.addressed and self.words[i + 1].form not in ("إلى", "على"):
            opened = self._addressed(i + 1, reading, limit)
        opened = opened or self._behind_aside(i, reading, limit)
        if opened is None:
            return None
        who = "passive" if accused else "pronoun"
        return self.claim(i, reading, opened=opened, limit=limit, subject=who)

    def _behind_aside(self, i: int, reading: Reading, limit: int) -> Opening | None:
        """`بقوله في مقابلة: "…"`, `بإعلانه، عبر صفحته، أن`: a clause behind when and where."""
        follower = self.words[i + 1]
        comma = self.article.text[self.article.starts[i + 1]] in "،,"
        led = comma or is_context(follower.form, "time") or follower.form in ("في", "خلال", "عبر")
        if not led or not reading.entry.frames & {"that", "quote"}:
            return None
        said = reading._replace(shape="perfect", pronoun="", gender="m")
        opened = self.openings.find(i, said, limit)
        near = opened is not None and opened.kind in ("that", "colon", "quote")
        return opened if near and opened.at - i < 16 else None

    def _charged(self, i: int, limit: int) -> bool:
        """`بعد اتهامه بإهانة القضاء`: the pronoun is the one accused, of an event or otherwise."""
        word = self.words[i + 1]
        if self.words[i].stem.endswith("ات") or i + 2 >= limit:
            return False
        return word.preposition == "ب" and not is_context(word.form, "adjunct")
