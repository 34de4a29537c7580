"""Frames: from a cue to its content and its source, for verbs, participles and verbal nouns."""

from __future__ import annotations

from dataclasses import dataclass

from sdlib.clauses import COMMAS, Clauses
from sdlib.context import is_context
from sdlib.cues import Reading, joined
from sdlib.nominals import nominal_forms
from sdlib.openings import Opening, Openings, noun_only
from sdlib.phrases import (
    Phrases,
    agreement,
    complementizer,
    definite_event,
    event_noun,
    plain_complementizer,
    speaker_noun,
)
from sdlib.sources import DEMONSTRATIVES, Range, Sources
from sdlib.verbs import verb_forms
from sdlib.wordkinds import accusative

#: Verbs whose imperfect has a damma in the passive only (others have one in the active).
_PLAIN_VERBS = frozenset(["قال", "ذكر", "نقل", "كتب", "وصف", "زعم", "ظن"])
_CLOSING_MARKS = frozenset('"“”„»«›‹＂')
_DAMMA = "\N{ARABIC DAMMA}"
_CONNECTIVES = frozenset(["يذكر", "ويذكر", "يشار", "ويشار", "يجدر"])
#: With these one points, and says nothing.
_GESTURES = frozenset(["يده", "يدها", "بيده", "بيدها", "إصبعه", "بإصبعه", "برأسه", "رأسه"])
#: What demonstrators carry and call.
_BANNERS = frozenset(["لافتات", "لافتة", "شعارات", "هتافات", "يافطات", "منشورات"])
#: To these one invites, and demands nothing.
_MEALS = frozenset(["العشاء", "الغداء", "الإفطار", "مأدبة", "وليمة", "حفل", "حفلة"])
_COURTS = frozenset(["محكمة", "قضاء", "قاض", "قاضي", "هيئة"])
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
#: Behind these a word is a noun: `رغبة في كشف اسمه`.
_GOVERNING = frozenset(["في", "إلى", "الى", "عن", "على", "مع", "عند", "دون", "بعد", "قبل"])
#: Prepositions that are written like verbs, which stand at the beginning of a clause only.
_HOMOGRAPHS = frozenset(["بين", "عبر", "دون"])
_NOT_YET = frozenset(["سوف", "لن", "قد"])


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim by token ranges, before its speaker is known."""

    cue: Range
    reading: Reading
    content: Range
    source: Range | None = None
    via: Range | None = None
    rule: str = ""
    negated: bool = False
    #: the tokens of the head on whose pronoun or verb the source hangs: `passive`, `relative`, …
    subject: str = ""


class VerbFrames:
    """Finds claims headed by verbs, participles and verbal nouns in one article."""

    def __init__(self, phrases: Phrases, clauses: Clauses) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.article = phrases.article
        self.words = phrases.article.words
        self.sources = Sources(phrases, clauses)
        self.openings = Openings(phrases, clauses, self.sources)

    def draft(self, i: int, first: int, limit: int) -> Draft | None:
        """Read the cue at token ``i`` of the sentence ``first:limit`` as a claim, if it is one."""
        for reading in self.phrases.cues[i]:
            found = self._read(i, reading, first, limit)
            if found:
                return found
        return None

    def begins_claim(self, i: int, limit: int) -> bool:
        """Whether the cue at ``i`` has content of its own."""
        return any(
            self._admissible(i, r, max(0, i - 30)) and self.openings.find(i, r, limit) is not None
            for r in self.phrases.cues[i]
        )

    def _read(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        if reading.entry.frames & {"relay", "document", "compound"} and not reading.entry.frames & {
            "that"
        }:
            return None
        if not self._admissible(i, reading, first):
            return None
        if reading.shape == "masdar":
            return self._masdar(i, reading, first, limit)
        answer = self._answers_before(i, reading, first, limit)
        if answer:
            return answer
        opening = self.openings.find(i, reading, limit)
        if opening is None:
            return self._quoted_before(i, reading, limit)
        right = self.sources.right(i, opening.at) if opening.kind != "acc" else None
        passive = right is None and self._passive(i, reading, opening)
        if reading.shape == "passive" and opening.kind == "quote":
            # `يدعى "…"` gives a name; who is not named says nothing in quotation marks.
            return None
        source = (
            None if passive or reading.shape == "participle" else self._source(i, opening, first)
        )
        if opening.kind == "acc":
            opening, source = self._addressed(i, reading, opening, source, limit)
        content = self.content(opening, limit, i)
        if passive and reading.entry.lemma == "وصف":
            content = content[0], min(content[1], self.phrases.phrase_end(content[0], content[1]))
        source, via = self._cited(i, opening, source)
        subject = "passive" if passive else self._subject_hint(i, reading, source)
        if content[0] >= content[1] or not (subject or self._credible(i, reading, source)):
            return None
        if self._no_speech(reading, source, content, opening):
            return None
        content = self._meant(i, reading, content, first)
        cue = (i, i + 2) if self.sources.reinforced(i) else (i, i + 1)
        rule = f"{reading.shape}+{opening.kind}"
        return Draft(cue, reading, content, source, via, rule, self._negated(i), subject)

    def _meant(self, i: int, reading: Reading, content: Range, first: int) -> Range:
        """`…، نافيا ذلك`: what is denied is the content of the claim before."""
        denial = reading.entry.type == "denial" and reading.shape == "participle"
        if not denial or self.words[content[0]].form != "ذلك":
            return content
        said = [k for k in range(first, i) if self.phrases.finite_cue(k)]
        inner = self.draft(said[-1], first, i) if said else None
        told = inner is not None and inner.rule.endswith(("+that", "+quote", "+colon"))
        return inner.content if inner and told and inner.content[1] <= i else content

    def _no_speech(
        self, reading: Reading, source: Range | None, content: Range, opening: Opening
    ) -> bool:
        """A court's sentence, an invitation, a topic, an estimate of nobody: no claim."""
        lemma, said = reading.entry.lemma, self.words[content[0]]
        if lemma in ("أدان", "دان") and source:
            return self.words[source[0]].stem.removeprefix("ال") in _COURTS
        if lemma == "دعا":
            return self.words[content[1] - 1].form in _MEALS or said.form in _MEALS
        if lemma == "قدر" and opening.kind == "acc":
            return source is None
        if lemma == "هدد" and source and opening.kind != "that":
            return self._is_thing(source[0])
        if lemma == "تحدث" and opening.kind == "prep":
            return self._only_names(*content)
        return False

    def _is_thing(self, i: int) -> bool:
        """`سياسات الحكومة تهدد …`: a known noun that is nobody and no body."""
        word = self.words[i]
        speaks = self.sources.speaks(i) or word.base.endswith(("ون", "ين", "و"))
        return noun_only(word) and not speaks

    def _only_names(self, first: int, behind: int) -> bool:
        """`تحدث عن الرئيس كريم منصور`: somebody is the topic, nothing of it is told."""
        mention = self.phrases.mention_at(first)
        person = (mention and mention.entity.type == "PER") or self.phrases.is_name(first)
        noun = speaker_noun(self.words[first])
        titled = noun is not None and noun[0] == "person"
        return bool(person or titled) and self.phrases.phrase_end(first, behind) <= behind

    def _cited(
        self, i: int, opening: Opening, source: Range | None
    ) -> tuple[Range | None, Range | None]:
        """`ذكرت الصحيفة نقلا عن مصدر أن`: the source is the one cited, via the one who cites."""
        for k in range(i + 1, opening.at - 2):
            if self.words[k].form == "نقلا" and self.words[k + 1].form == "عن":
                return (k + 2, self.phrases.phrase_end(k + 2, opening.at)), source
        return source, None

    def _quoted_before(self, i: int, reading: Reading, limit: int) -> Draft | None:
        """`"لن نغلق الطريق"، قال رئيس البلدية`: the quotation stands before its verb."""
        k = i - 1
        while k >= 0 and self.article.kinds[k] == "punct" and k not in self.article.closes:
            k -= 1
        quotation = self.article.closes.get(k)
        said = quotation and not self.phrases.quotes_name(quotation.first)
        plain = reading.finite and not reading.pronoun and "quote" in reading.entry.frames
        if not said or not plain or self.words[i].conjunction or not self._one_paragraph(k, i):
            return None
        source = self.sources.right(i, limit)
        if source is None or not (self._can_name(source[0])):
            return None
        content = quotation.first, quotation.last + 1
        return Draft((i, i + 1), reading, content, source, None, f"{reading.shape}+quote-before")

    def _one_paragraph(self, i: int, j: int) -> bool:
        sentences, of = self.article.sentences, self.article.sentence_of
        return sentences[of[i]].paragraph == sentences[of[j]].paragraph

    def _can_name(self, i: int) -> bool:
        return self.sources.speaks(i) or self.phrases.may_be_name(i)

    def _credible(self, i: int, reading: Reading, source: Range | None) -> bool:
        """Ask for somebody who can speak where things do as well, and in quotations."""
        quoted = any(q.first < i < q.last for q in self.article.quotations)
        if reading.shape == "first":
            return True
        if (
            reading.shape == "imperfect"
            and not (source or reading.pronoun)
            and self._other_subject(i)
        ):
            return False
        if "source" in reading.entry.frames or (quoted and reading.finite):
            return source is not None and (
                self.sources.speaks(source[0]) or (quoted and self.words[source[0]].definite)
            )
        return True

    def _other_subject(self, i: int) -> bool:
        """Whether a noun that could not be read stands where the verb's subject would be."""
        if self.words[i].conjunction or i == 0 or self.article.kinds[i - 1] != "word":
            return False
        return not self.phrases.is_function_word(i - 1) and not self.phrases.finite_cue(i - 1)

    def _admissible(self, i: int, reading: Reading, first: int) -> bool:
        word = self.words[i]
        if self.phrases.mention_over(i) or is_context(word.form, "given_name"):
            return False
        if self._other_sense(i, reading):
            return False
        before = self.words[i - 1].form if i > first else ""
        if before in _NOT_YET and not (before == "قد" and reading.shape == "perfect"):
            return False
        if reading.finite:
            unsaid = reading.shape != "perfect" and before in ("أن", "بأن", "كي", "حتى")
            if unsaid and self.words[max(i - 2, 0)].form not in ("دون",):
                return False
            if word.form in _CONNECTIVES and not self.sources.noun_before(i, first):
                return False
        if reading.shape == "participle" and not self._of_state(i, reading, first):
            return False
        if reading.shape == "first" and not self._first_person(i, reading):
            return False
        if reading.shape == "jussive" and before not in ("لم", "ولم"):
            return False
        if self._labels(i, reading) or self._suspected(i, reading):
            return False
        inner = complementizer(before) and not plain_complementizer(before)
        if "nested" in reading.entry.frames and not inner:
            return False
        strict = "strict" in reading.entry.frames and reading.shape != "participle"
        if strict and not self._initial(i, first):
            return False
        return not ("weak" in reading.entry.frames and speaker_noun(word))

    def _other_sense(self, i: int, reading: Reading) -> bool:
        """`موقع تابع للحكومة`, `يبلغ من العمر`, `أشار بيده`, `250 فدانا`: no word of speech."""
        if joined(self.words[i].form) and not self.words[i].conjunction:
            whole = self.words[i].form
            if nominal_forms(whole) or verb_forms(whole):
                return True
        if i and self.words[i].form[0] == "ف" and self.article.kinds[i - 1] == "number":
            return joined(self.words[i].form)
        if reading.finite and i and self._no_verb_here(i):
            return True
        if i + 1 >= len(self.words):
            return False
        lemma, follower = reading.entry.lemma, self.words[i + 1]
        if lemma in ("طلب", "رفض", "اشترط"):
            return self.openings.keeps_name(i, min(i + 6, len(self.words)))
        if self.words[i].form == "نقلا":
            return follower.form == "عن"
        if lemma == "نقل" and reading.finite and reading.pronoun:
            return not complementizer(follower.form)
        if lemma == "تابع":
            return follower.preposition == "ل"
        if lemma in ("رد", "رحب") and self.words[i].form in ("ردا", "مرحبا"):
            return lemma == "رد" or follower.stem == "ب"
        if lemma == "اعتبر" and reading.shape == "imperfect" and not reading.pronoun:
            return self._counts_as(i)
        if lemma == "أمر" and self.words[i].base == "أمر":
            return not (follower.definite or follower.preposition or self._can_name(i + 1))
        if lemma == "أبلغ":
            return follower.form == "من" or self.article.kinds[i + 1] == "number"
        if lemma == "أشار":
            return any(
                self.words[k].base in _GESTURES for k in range(i + 1, min(i + 4, len(self.words)))
            )
        return False

    def _no_verb_here(self, i: int) -> bool:
        """`رغبة في كشف اسمه`, `"…" بين البلدين`, `إذا لم يعترض أحد`: no verb, or nothing said."""
        before, form = self.words[i - 1].form, self.words[i].form
        if before in _GOVERNING:
            return True
        if form in _HOMOGRAPHS:
            led = is_context(self.words[i - 1].base, "boundary") or before in ("قد", "وقد")
            return not led and (
                self.article.kinds[i - 1] != "punct" or i - 1 in self.article.closes
            )
        k = i - 2 if before == "لم" else i - 1
        return k >= 0 and self.words[k].base in ("إذا", "اذا", "لو")

    def _counts_as(self, i: int) -> bool:
        """`الغياب يعتبر دليلا على أن …`: a passive, whose judgement follows at once."""
        follower = self.words[i + 1]
        plain = not (follower.preposition or follower.conjunction or follower.definite)
        return plain and accusative(follower) and not self.phrases.is_name(i + 1)

    def _of_state(self, i: int, reading: Reading, first: int) -> bool:
        """Whether a participle states what a speaker does; `تقارير مؤكدة` is an adjective."""
        if reading.gender != "f" or i == first or self.article.kinds[i - 1] != "word":
            return True
        return i + 1 < len(self.words) and complementizer(self.words[i + 1].form)

    def _first_person(self, i: int, reading: Reading) -> bool:
        """`ندعو الحكومة إلى …`, `أعتقد أن …`: a call, charge or belief in one's own words counts,
        `نقول` does not."""
        if reading.entry.lemma == "اعتقد":
            return i + 1 < len(self.words) and complementizer(self.words[i + 1].form)
        quoted = any(q.first < i < q.last for q in self.article.quotations)
        return quoted and reading.entry.type in ("directive", "accusation")

    def _suspected(self, i: int, reading: Reading) -> bool:
        """`ما يُشتبه بأنه مستودع` is the reporter's own caution."""
        return reading.entry.lemma == "اشتبه" and i > 0 and self.words[i - 1].base == "ما"

    def _labels(self, i: int, reading: Reading) -> bool:
        """`ما وصفته بـ` gives a label, `من وصفهم بـ` as well."""
        before = self.words[i - 1].base if i else ""
        if i > 1 and self.words[i - 2].form in ("وهو", "وهي", "هو", "هي", "وهذا", "هذا"):
            return False
        return (
            before in ("ما", "من", "مما", "لما", "بما", "فيما", "عما")
            and bool(reading.pronoun)
            and reading.entry.lemma in ("وصف", "اعتبر")
        )

    def _initial(self, i: int, first: int) -> bool:
        if i == first or bool(self.words[i].conjunction) or self.article.kinds[i - 1] == "punct":
            return True
        return is_context(self.words[i - 1].base, "boundary")

    def _negated(self, i: int) -> bool:
        before = self.words[i - 1].base if i else ""
        return before in ("لم", "لا") or (
            before == "أن" and i > 1 and self.words[i - 2].form == "دون"
        )

    def _passive(self, i: int, reading: Reading, opening: Opening) -> bool:
        if reading.shape == "passive":
            return True
        raw = self.article.slice(i, i + 1)
        tells = reading.shape == "perfect" or reading.entry.lemma in _PLAIN_VERBS
        tells = tells or reading.entry.lemma[0] == "ا"
        if tells and _DAMMA in raw[: raw.find(_DAMMA) + 1][len(self.words[i].conjunction) :][:3]:
            return True
        charged = reading.entry.lemma in ("اتهم", "وصف") and opening.kind == "prep"
        if charged and not reading.pronoun:
            return True
        impersonal = reading.entry.lemma in (
            "اعتقد",
            "اشتبه",
            "رجح",
            "توقع",
            "خشي",
            "افترض",
            "اتهم",
        )
        alone = reading.shape == "imperfect" and (reading.gender, reading.number) == ("m", "s")
        if not (impersonal and alone and opening.at <= i + 2):
            return False
        return self.sources.left(i, 0) is None or not self.sources.subject_before(i)

    def _addressed(
        self, i: int, reading: Reading, opening: Opening, source: Range | None, limit: int
    ) -> tuple[Opening, Range | None]:
        """Part speaker and addressee: `اتهمت سوريا القوات بـ` against `واتهم القوات بـ`."""
        start = opening.first
        quotation = self.article.opens.get(start)
        if quotation and quotation.last < opening.at:
            end = quotation.last + 1
        else:
            end = self.phrases.phrase_end(start, opening.at) if start < opening.at else start
        end = self.sources.apposition(end, opening.at) if end < opening.at else end
        end = self.openings.without_object(start, end)
        if reading.pronoun:
            explicit = (start, end) if end > start and reading.shape != "participle" else None
            return Opening("acc", opening.at, max(end, start)), explicit
        if reading.shape == "participle" or not self._can_speak(reading, start, end):
            return Opening("acc", opening.at, start), self.sources.left(i, 0)
        rest = end
        while rest < opening.at and (
            self.article.kinds[rest] == "punct" or is_context(self.words[rest].form, "time")
        ):
            rest += 1
        second = rest < opening.at and not self.phrases.is_function_word(rest)
        if second:
            return Opening("acc", opening.at, rest), (start, end)
        left = self.sources.left(i, 0)
        transitive = reading.entry.lemma in ("اتهم", "ناشد", "حث", "حض", "حمل", "وصف")
        if left or transitive:
            return Opening("acc", opening.at, start), left
        first = opening.at
        if self.article.kinds[first] == "word" and self.words[first].form in ("إلى", "على", "من"):
            first += 1
        if plain_complementizer(self.words[first].form) and first + 1 < limit:
            first += 1
        return Opening("acc", opening.at, first), (start, end)

    def _can_speak(self, reading: Reading, first: int, behind: int) -> bool:
        if behind <= first or self.words[first].base in DEMONSTRATIVES:
            return False
        gender, number = agreement(self.phrases, first, behind)
        if reading.number in ("d", "p"):
            return False
        return not (gender and reading.gender and number == "s" and gender != reading.gender)

    def _source(self, i: int, opening: Opening, first: int) -> Range | None:
        if opening.kind == "acc":
            return None
        found = self.sources.right(i, opening.at) or self.sources.left(i, first)
        found = found or self._carrier(i, first)
        if found and opening.kind == "obj" and found[0] >= opening.first:
            return None
        if found and found[1] <= i and self._describes(i, found):
            return None
        return found

    def _carrier(self, i: int, first: int) -> Range | None:
        """`تقريرا يفيد بـ…`, `لافتات تندد بـ…`: an indefinite noun whose words a clause tells."""
        if i <= first or self.words[i].conjunction or self.article.kinds[i - 1] != "word":
            return None
        word = self.words[i - 1]
        if word.definite or word.pronoun or self.phrases.is_function_word(i - 1):
            return None
        stem = word.stem[:-1] if word.stem.endswith("ا") else word.stem
        noun = speaker_noun(word._replace(stem=stem))
        document = noun is not None and noun[0] == "document"
        if not (document or stem in _BANNERS) or self.words[i + 1].form in ("فيه", "فيها"):
            return None
        gender = "m" if noun and noun[1] == "m" else "f"
        agrees = any(r.finite and r.gender == gender for r in self.phrases.cues[i])
        return (i - 1, i) if agrees else None

    def _describes(self, i: int, source: Range) -> bool:
        """`مواقع يعتبرها ضرورية`: a clause that describes the indefinite noun before it."""
        pronoun = any(r.finite and r.pronoun for r in self.phrases.cues[i])
        indefinite = not self.words[source[0]].definite and not self.phrases.mention_at(source[0])
        return pronoun and indefinite and not self.phrases.is_name(source[0])

    def _subject_hint(self, i: int, reading: Reading, source: Range | None) -> str:
        if source:
            return ""
        k = i - 2 if i - 1 in self.article.opens else i - 1
        before = self.words[k].form if k >= 0 else ""
        if complementizer(before) and not plain_complementizer(before):
            return "pronoun"
        return ""

    def content(self, opening: Opening, limit: int, cue: int) -> Range:
        start = opening.first
        if opening.kind == "colon" or opening.kind == "that":
            start = self._skip_commas(start, limit)
        quotation = self.article.opens.get(start)
        if (
            quotation
            and quotation.last <= limit
            and not self._sentence_goes_on(
                quotation.first, quotation.last, limit, opening.kind, cue
            )
        ):
            behind = min(quotation.last + 1, limit)
            closed = self.clauses.char(behind - 1) in _CLOSING_MARKS
            return (start, behind) if closed else self.clauses.trim_end(start, behind)
        phrase = opening.kind in ("obj", "prep", "acc")
        if opening.kind == "acc" and plain_complementizer(self.words[start - 1].form):
            phrase = False  # `أمرت المحكمة بأن يخضع …`: a clause
        return self.clauses.trim(start, self.clauses.content_end(start, limit, cue, phrase=phrase))

    def _skip_commas(self, start: int, limit: int) -> int:
        while start < limit and self.clauses.char(start) in COMMAS:
            start += 1
        return start

    def _sentence_goes_on(self, first: int, last: int, limit: int, kind: str, cue: int) -> bool:
        """Whether a quotation that begins the content is only a part of it."""
        if last + 1 >= limit:
            return False
        if self.phrases.quotes_name(first):
            return True
        follower = last + 1
        if self.article.kinds[follower] == "word":
            word = self.words[follower]
            if word.conjunction == "و" and complementizer(word.base):
                return True
            return last - first < 9 and not word.conjunction
        end = self.clauses.content_end(first, limit, cue)
        return any(
            last < q.first < end and not self.phrases.quotes_name(q.first)
            for q in self.article.quotations
        )

    def _answers_before(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """`وهو ما نفته الوزارة`: the content is the clause before."""
        pronoun = reading.finite and reading.pronoun in ("ه", "ها")
        if not pronoun or i - first < 2 or reading.entry.lemma in ("وصف",):
            return None
        j = i - 1
        while j > first and self.words[j].form not in ("ما", "الذي", "التي") and i - j < 6:
            j -= 1
        anchor = self.words[j - 1].form if j > first else ""
        if self.words[j].form in ("التي", "الذي", "والتي", "والذي") or (
            reading.entry.type == "denial" and anchor not in ("وهو", "الأمر", "وهي", "هو")
        ):
            alleged = self._alleged_before(i, reading, first)
            if alleged:
                return alleged
        if self.words[j].form not in ("ما", "الذي", "التي") or anchor not in (
            "وهو",
            "الأمر",
            "وهي",
            "هو",
        ):
            return None
        at = j - 1
        if self.words[at].form == "الأمر" and self.words[at - 1].form in ("وهو", "هو"):
            at -= 1
        behind = self.clauses.trim(first, at)[1]
        said = [k for k in range(first, behind) if self.phrases.finite_cue(k)]
        inner = self.draft(said[-1], first, behind) if said else None
        start = self.clauses.start_of_clause(behind, first)
        content = inner.content if inner else self.clauses.trim(start, behind)
        end = self.phrases.phrase_end(i + 1, limit) if i + 1 < limit else i + 1
        subject = i + 1 < limit and not self.phrases.is_function_word(i + 1)
        if reading.entry.lemma in ("اعتبر", "عد") and subject:
            content = self.clauses.trim(
                end, self.clauses.content_end(end, limit, i, phrase=True) if end < limit else end
            )
        source = self.clauses.trim(i + 1, end) if subject else self.sources.dative(j, i)
        if content[0] >= content[1]:
            return None
        return Draft((i, i + 1), reading, content, source, None, "answers-before")

    def _alleged_before(self, i: int, reading: Reading, first: int) -> Draft | None:
        """`اتهامات عديدة ينفيها`, `المزاعم التي يرفضها وينكرها`: what is denied stands before."""
        if reading.entry.type != "denial" or reading.pronoun not in ("ها", "ه"):
            return None
        k = i - 1
        while k > first and (
            any(r.entry.type == "denial" for r in self.phrases.cues[k])
            or is_context(self.words[k].base, "relative")
            or is_context(self.words[k].form, "relative")
            or self.article.kinds[k] == "punct"
        ):
            k -= 1
        for s in range(k, max(k - 4, first - 1), -1):
            if is_context(self.words[s].base, "allegation"):
                return Draft((i, i + 1), reading, (s, k + 1), None, None, "answers-before")
        return None

    def _masdar(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """`إعلانها السيطرة`, `تأكيد السوداني أن`, `قوله إن`."""
        word = self.words[i]
        entry = reading.entry
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
        if not (self.sources.speaks(i + 1) or self.words[i + 1].definite):
            return None
        end = self.phrases.phrase_end(i + 1, limit)
        end = self.sources.apposition(end, limit) if end < limit else end
        at = self._skip_commas(end, limit)
        if at >= limit:
            return None
        opened = self.openings.clause_at(i, at, entry, limit)
        if opened is None and entry.takes_object and event_noun(self.words[at]):
            opened = Opening("obj", at, at)
        if opened is None or opened.kind == "colon":
            return None
        if opened.kind != "that" and not self.sources.speaks(i + 1):
            return None
        content = self.content(opened, limit, i)
        if content[0] >= content[1]:
            return None
        return Draft((i, i + 1), reading, content, (i + 1, end), None, f"masdar+{opened.kind}")

    def _governed(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """`سعى إلى التأكيد على …`, `اكتفى بالقول إن …`: a verbal noun of what the subject does."""
        word = self.words[i]
        led = word.preposition == "ب" or (i > first and self.words[i - 1].base == "إلى")
        if not led or "weak" in reading.entry.frames or is_context(word.form, "adjunct"):
            return None
        spoken = i > first and any(r.finite for r in self.phrases.cues[i - 1])
        opened = None if spoken else self._direct_opening(i, reading, limit)
        if opened is None:
            return None
        content = self.content(opened, limit, i)
        if content[0] >= content[1]:
            return None
        return Draft((i, i + 1), reading, content, None, None, f"masdar+{opened.kind}")

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
        content = self.content(Opening("that", at, first), limit, i)
        if content[0] >= content[1]:
            return None
        return Draft((i, i + 1), reading, content, None, None, "masdar+that", False, "passive")

    def _done(self, i: int, reading: Reading, limit: int) -> Draft | None:
        """`تم الإعلان عن …`: a passive, nobody is named; `سيتم`, `أن يتم` has not been said."""
        auxiliary = self.words[i - 1]
        before = self.words[i - 2].form if i > 1 else ""
        if auxiliary.preposition == "س" or complementizer(before) or before in _NOT_YET:
            return None
        if before in ("لم", "ولم") and i + 2 < limit and self.words[i + 2].pronoun:
            # `لم يتم الكشف عن اسمه`: what is not told is no content.
            return None
        opening = self.openings.find(i, reading._replace(shape="perfect"), limit)
        if i + 2 < limit and self.words[i + 1].form in ("عن", "بأن", "أن") and opening is None:
            opening = Opening("prep", i + 1, i + 2)
        if opening is None or opening.kind not in ("that", "prep"):
            return None
        content = self.content(opening, limit, i)
        if content[0] >= content[1]:
            return None
        rule = f"done+{opening.kind}"
        return Draft((i, i + 1), reading, content, None, None, rule, False, "passive")

    def _masdar_with_pronoun(self, i: int, reading: Reading, limit: int) -> Draft | None:
        entry = reading.entry
        opened = self.openings.clause_at(i, i + 1, entry, limit)
        if opened is None and i + 2 < limit and self.words[i + 1].form in ("إلى", "على", "عن"):
            opened = self.openings.clause_at(i, i + 2, entry, limit)
        if opened is None and "weak" not in entry.frames and entry.type != "accusation":
            opened = self._direct_opening(i, reading, limit)
        if opened is None and "obj" in entry.frames:
            follower = self.words[i + 1]
            if follower.definite or event_noun(follower):
                opened = Opening("obj", i + 1, i + 1)
        if opened is None:
            return None
        content = self.content(opened, limit, i)
        if content[0] >= content[1]:
            return None
        return Draft(
            (i, i + 1), reading, content, None, None, f"masdar+{opened.kind}", False, "pronoun"
        )
