"""Hearsay: nouns of what is said where nobody, or the subject of another verb, says it."""

from __future__ import annotations

from sdlib.article import Range
from sdlib.context import is_context
from sdlib.cues import Reading
from sdlib.drafts import Draft, Opening
from sdlib.noun_frames import NounFrames
from sdlib.roles import (
    adjective,
    complementizer,
    event_noun,
    plain_complementizer,
)

#: Nouns of what is said that need nobody who says it: `وسط اتهامات بأن …`.
SAID = frozenset(
    [
        "اتهامات",
        "اتهام",
        "مزاعم",
        "ادعاءات",
        "تهديدات",
        "توقعات",
        "تحذيرات",
        "تعهدات",
        "وعود",
        "تكهنات",
        "إشاعات",
        "شائعات",
        "مطالبات",
        "تلميحات",
        "شكاوى",
        "تحذيرا",
        "اتهاما",
    ]
)
#: Before these an accusation is only meant.
_MEANT = frozenset(["أجل", "بهدف", "بغية", "بغرض", "هدف", "محاولة"])
_TOLD = frozenset(["القائل", "القائلة"])
#: Said by somebody who is known, where they have the article.
KNOWN = SAID | frozenset(["ادعاء", "مناشدات", "دعوات"])
#: What leads from an accusation to the one accused.
_AGAINST = frozenset(
    ["ضد", "بحق", "إلى", "بحقه", "بحقها", "بحقهم", "بحقهما", "ضده", "ضدها", "ضدهم"]
)
#: Behind ب these tell of no deed: `الاتهام بيد النيابة`, `اتهامات بعينها`.
_NO_CHARGE = frozenset(
    ["يد", "عين", "عيني", "بعض", "اسم", "حق", "شأن", "خصوص", "صورة", "شكل", "الفشل"]
)
#: Verbs that point the fingers of accusation.
_POINTING = frozenset(
    ["وجه", "وجهت", "وجهوا", "يوجه", "توجه", "يوجهون", "موجها", "موجهة", "توجيه", "رفع", "يرفع"]
)
#: Pledges of nobody in particular are money or terms: `أسفر المؤتمر عن تعهدات بتقديم …`.
_PLEDGES = frozenset(["تعهدات", "وعود"])
#: Prepositions of what is said of a deed.
_ABOUT = frozenset(["عن", "بشأن", "حول"])


class Hearsay(NounFrames):
    """Reads accusations, rumours and warnings that are only named, in one article."""

    def accusation(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """`اتهامات بتزوير الوثائق`, `اتهامات روسية للشركة بتلويث …`, `اتهامات بحقه بأنه …`: the
        charge behind ب, and the one accused before it."""
        at = i + 1
        while at < min(i + 4, limit) and self._describes_charge(at):
            at += 1
        accused = -1
        for k in range(at, min(at + 9, limit - 1)):
            word = self.words[k]
            charge = word.preposition == "ب" and not is_context(word.form, "adjunct")
            charge = charge and word.stem not in _NO_CHARGE
            charge = charge or (word.form == "ب" and k + 1 in self.article.opens)
            if charge and word.form not in _AGAINST and word.form != "باسم":
                if k == i + 1 and not self.words[i].form.endswith(("ات", "تهامات")):
                    return None
                opened = Opening("prep", k, k if accused < 0 else accused)
                break
            if complementizer(word.form) and accused >= 0 and word.form[0] == "ب":
                opened = Opening("that", k, accused)
                break
            if accused < 0:
                if not (word.preposition == "ل" or word.form in _AGAINST or self.of_pronoun(k)):
                    return None
                accused = k + 1 if word.form in ("ضد", "بحق", "إلى") else k
            elif self.article.kinds[k] == "punct" or self.phrases.verb_at(k):
                return None
        else:
            return None
        source = self._maker(i, first)
        if source is None and self._legal(i, first):
            return None
        subject = "" if source else "passive"
        return self.claim(i, reading, opened=opened, limit=limit, source=source, subject=subject)

    def _legal(self, i: int, first: int) -> bool:
        """`أوقف المدير بسبب اتهامات بالرشوة`, `بثلاثة اتهامات بـ…`, `أوصت بتوجيه اتهامات بـ…`: a
        legal status, or a charge not brought yet; `وجهت إليه اتهامات` has been."""
        before = self.words[i - 1] if i > first else None
        if before is not None and is_context(before.stem, "charge_count"):
            return True
        if before is not None and before.base == "توجيه":
            return self.words[i - 2].form not in ("تم", "وتم", "جرى", "بعد")
        for k in range(i - 1, max(first - 1, i - 14), -1):
            if is_context(self.words[k].base, "legal_status"):
                return True
            if self.article.kinds[k] == "punct" and self.article.slice(k, k + 1) in ".؛:":
                return False
        return False

    def _describes_charge(self, i: int) -> bool:
        """`اتهامات روسية رسميا …`: an adjective or adverb behind a noun of accusation."""
        word = self.words[i]
        if self.article.kinds[i] != "word" or word.preposition or word.conjunction or word.pronoun:
            return False
        return word.base.endswith(("ية", "ا")) or self.sources.adverb(i)

    def said_by_nobody(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """`واجه اتهامات بأنه …`, `وسط مخاوف ومزاعم بأن …`, `وجه تحذيرا من انهيار …`: nobody is
        named who says it, or who makes it known."""
        at = i + 1
        while at < min(i + 3, limit) and self.words[at].base.endswith(("ة", "ية")):
            at += 1
        if at + 1 >= limit:
            return None
        placed = self.words[at].form == "في" and at + 2 < limit
        opens = self.phrases.phrase_end(at + 1, limit) if placed else at
        if opens < limit and complementizer(self.words[opens].form):
            begin = opens + 1 if plain_complementizer(self.words[opens].form) else opens
            opened = Opening("that", opens, begin) if begin < limit else None
        elif reading.entry.type == "distancing" and event_noun(self.words[i + 1]):
            opened = Opening("obj", i + 1, i + 1)  # `مزاعم سرقة الوثائق`
        elif (
            self.words[i + 1].form in _ABOUT
            and i + 2 < limit
            and event_noun(self.words[i + 2])
            and not self.phrases.is_function_word(i + 2)
        ):
            opened = Opening("prep", i + 1, i + 2)  # `مزاعم عن ارتكاب مخالفات`
        else:
            opened = self.direct_opening(i, reading, limit)
            if self.words[i + 1].preposition == "ل" or reading.entry.lemma == "هدد":
                opened = None
        if opened is None or opened.kind == "colon":
            return None
        source = self._maker(i, first)
        pledged = self.words[i].stem in _PLEDGES and opened.kind != "that"
        charged = reading.entry.lemma == "اتهم" and self._legal(i, first)
        if source is None and (pledged or charged):
            return None
        subject = "" if source else "passive"
        return self.claim(i, reading, opened=opened, limit=limit, source=source, subject=subject)

    def known_saying(self, i: int, reading: Reading, limit: int) -> Draft | None:
        """`الاتهامات بأنها عبثت بالأدلة`, `التحذيرات الصادرة عن الوزارة بأن …`."""
        if i and self.phrases.speakers[i - 1] and self.words[i].stem == "الاتهام":
            return None  # `لائحة الاتهام`
        charge = self._known_charge(i, reading, limit) or self._made(i, reading, limit)
        if charge:
            return charge
        at, source = i + 1, None
        issued = self.words[at].base in ("الصادرة", "الموجهة") and at + 2 < limit
        if issued and self.words[at + 1].form in ("عن", "من"):
            source = at + 2, self.phrases.phrase_end(at + 2, limit)
            source = source[0], self.sources.appositions.end(source[1], limit)
            at = self.contents.skip_commas(source[1], limit)
        if at + 1 >= limit or not complementizer(self.words[at].form):
            return None
        begin = at + 1 if plain_complementizer(self.words[at].form) else at
        opened = Opening("that", at, begin)
        subject = "" if source else "passive"
        return self.claim(i, reading, opened=opened, limit=limit, source=source, subject=subject)

    def _known_charge(self, i: int, reading: Reading, limit: int) -> Draft | None:
        """`التهديدات الغربية بتوجيه ضربة`, `الدعوات إلى الإضراب`: what is threatened or charged
        behind a noun with the article and its adjectives."""
        at = i + 1
        while at < min(i + 4, limit) and self.words[at].definite and adjective(self.words[at]):
            at += 1
        if at >= limit:
            return None
        word = self.words[at]
        bare = word._replace(preposition="", definite=False, stem=word.stem.removeprefix("ال"))
        if word.preposition != "ب" or not event_noun(bare) or is_context(word.form, "adjunct"):
            return None
        if word.stem in _NO_CHARGE:
            return None  # `باءت المزاعم بالفشل`
        source = self._maker(i, 0)
        if source is None and self._legal(i, 0):
            return None
        subject = "" if source else "passive"
        opened = Opening("prep", at, at)
        return self.claim(i, reading, opened=opened, limit=limit, source=source, subject=subject)

    def _made(self, i: int, reading: Reading, limit: int) -> Draft | None:
        """`الاتهامات التي تسوقها دمشق لواشنطن بدعم …`: who makes them is told in a clause."""
        at = i + 3
        if at >= limit or self.words[i + 1].form != "التي" or not self.sources.speaks(at):
            return None
        verb = self.words[i + 2]
        if verb.pronoun != "ها" or not is_context(verb.stem, "raising_them"):
            return None
        end = behind = self.phrases.phrase_end(at, limit)
        if end < limit and self.words[end].preposition == "ل":
            behind = self.phrases.phrase_end(end, limit)
        if behind >= limit or self.words[behind].preposition != "ب":
            return None
        opened = Opening("prep", behind, end)
        return self.claim(i, reading, opened=opened, limit=limit, source=(at, end))

    def charged(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """`بسبب اتهام التحالف باستهداف …`: of one accusation the one accused stands behind it, and
        nobody is named who accuses."""
        end = self.phrases.phrase_end(i + 1, limit)
        if end >= limit or self.article.kinds[end] != "word" or self._legal(i, first):
            return None
        if self.only_meant(i):
            return None
        another = any(w.preposition == "ل" or w.base in _TOLD for w in self.words[i + 1 : end])
        if another or self._said_of_it(i, first):
            return None  # `اتهام الحكومة لروسيا بـ` names who accuses
        charge = self.words[end].preposition == "ب" and self.words[end].stem not in _NO_CHARGE
        charge = charge and not is_context(self.words[end].form, "adjunct")
        if not charge:
            return None
        opened = Opening("prep", end, i + 1)
        return self.claim(i, reading, opened=opened, limit=limit, subject="passive")

    def only_meant(self, i: int) -> bool:
        """`من أجل اتهام التحالف بـ`: an accusation that is a purpose and has not been made."""
        return i > 0 and self.words[i - 1].form in _MEANT

    def _said_of_it(self, i: int, first: int) -> bool:
        """`وصف النائب اتهام الشرطة بأنه …`: behind such a verb ب leads to what it is called."""
        near = range(max(first, i - 8), i)
        return any(r.entry.lemma == "وصف" for k in near for r in self.phrases.cues[k])

    def _maker(self, i: int, first: int) -> Range | None:
        """`وجه الوزير تحذيرا`, `النائب وجه اتهامات`: the subject of the verb before."""
        for k in range(i - 1, max(first - 1, i - 10), -1):
            if self.article.kinds[k] == "punct" and k not in self.article.closes:
                return None
            if is_context(self.words[k].base, "raising"):
                begin = k + 1 + (self.words[k + 1].form in ("فيه", "فيها"))
                if begin < i and self.sources.speaks(begin) and not self.words[begin].preposition:
                    return begin, min(self.phrases.phrase_end(begin, i), i)
                return self.sources.left(k, first)
            if self.phrases.finite_cue(k) or self.phrases.verb_at(k):
                return None
        return None

    def fingers(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
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
        return self.claim(i, reading, opened=opened, limit=limit, source=source)
