"""Senses: whether a word of the cue lexicon reports speech where it stands."""

from __future__ import annotations

from sdlib.addressees import IN_IT
from sdlib.article import Range
from sdlib.asides import GOING_ON, SAYING
from sdlib.context import is_context
from sdlib.cues import Reading
from sdlib.drafts import Opening
from sdlib.homographs import (
    of_state,
)
from sdlib.openings import Openings
from sdlib.other_senses import OtherSenses
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, event_noun, plain_complementizer, speaker_noun
from sdlib.sources import Sources

_CONNECTIVES = frozenset(["يذكر", "ويذكر", "يشار", "ويشار", "يجدر"])
#: To these one invites, and demands nothing.
_MEALS = frozenset(["العشاء", "الغداء", "الإفطار", "مأدبة", "وليمة", "حفل", "حفلة"])
_COURTS = frozenset(["محكمة", "قضاء", "قاض", "قاضي", "هيئة"])
#: What one recognises, and does not admit.
_RECOGNISED = frozenset(["عاصمة", "دولة", "استقلال", "سيادة", "حكومة", "قدس", "جمهورية"])
#: Prepositions that are written like verbs, which stand at the beginning of a clause only.
_HOMOGRAPHS = frozenset(["بين", "عبر", "دون"])
#: What is not told where somebody is said to speak of it: `تحدث عن ذلك`.
_UNTOLD = frozenset(["ما", "هذا", "هذه", "ذلك", "تلك", "تفاصيل"])
#: In one's own words they wish or know, and say nothing (`نعلم` is written like `نُعلم`).
_WISHES = frozenset(["تمنى", "أمل", "أسف", "أعلم"])
#: Behind these nothing has been said yet; behind قد it has, in the perfect.
NOT_YET = frozenset(["سوف", "لن", "قد"])


def _hollow(lemma: str) -> bool:
    """`قالت`, `ادعت`: the first person is written otherwise (`قلت`, `ادعيت`)."""
    return lemma[-1] == "ى" or (len(lemma) == 3 and lemma[1] == "ا")


#: What tells nothing by itself: the writer does.
_NO_VOICES = frozenset(
    ["الواقع", "الحقائق", "التاريخ", "المنطق", "العقل", "الحقيقة", "التجربة", "الحياة"]
)


class Senses:
    """Tells reports of speech from other uses of the same words, in one article."""

    def __init__(self, phrases: Phrases, sources: Sources, openings: Openings) -> None:
        self.phrases = phrases
        self.sources = sources
        self.openings = openings
        self.others = OtherSenses(phrases, sources, openings)
        self.article = phrases.article
        self.words = phrases.article.words

    def admissible(self, i: int, reading: Reading, first: int) -> bool:
        """Whether the cue word at ``i`` is a verb of speech where it stands."""
        word = self.words[i]
        if self.phrases.mention_over(i) or is_context(word.form, "given_name"):
            return False
        if self.others.other(i, reading):
            return False
        before = self.words[i - 1].form if i > first else ""
        if before in NOT_YET and not (before == "قد" and reading.shape == "perfect"):
            return False
        if reading.finite:
            unsaid = reading.shape != "perfect" and before in ("أن", "بأن", "كي", "حتى")
            if unsaid and not self._said_after_all(i):
                return False
            connects = word.form in _CONNECTIVES and before not in ("لم", "ولم")
            named = i + 1 < len(self.words) and self.sources.speaks(i + 1)
            if connects and not named and not self.sources.noun_before(i, first):
                return False
        if reading.shape == "participle" and not of_state(self.phrases, i, reading, first):
            return False
        if reading.shape == "first" and not self._first_person(i, reading):
            return False
        if reading.shape == "masdar" and self._voiced(i):
            return False
        if self._goes_on_saying(i, first) or self._within_frame(i, reading, first):
            return False
        if reading.shape == "jussive" and before not in ("لم", "ولم"):
            return False
        if self._labels(i, reading) or self._suspected(i, reading) or self._inferred(i, reading):
            return False
        k = i - 2 if before in ("لا", "لم", "قد") else i - 1
        outer = self.words[k].form if k >= first else ""
        inner = complementizer(outer) and not plain_complementizer(outer)
        if "nested" in reading.entry.frames and not (inner or self._feels(i)):
            return False
        strict = "strict" in reading.entry.frames and reading.shape != "participle"
        led = strict and self._led(i, reading)
        if strict and reading.finite and not led and not self.phrases.finite_cue(i):
            return False  # `عقب لقائه نظيره`
        if strict and not led and not self._initial(i, first):
            return False
        return not ("weak" in reading.entry.frames and speaker_noun(word))

    def _said_after_all(self, i: int) -> bool:
        """`دون أن يوضح أن`, `…، قبل أن يضيف أن`: behind أن what was said or was not."""
        led = self.words[i - 2].form if i > 1 else ""
        apart = i > 2 and self.article.slice(i - 3, i - 2) in ("،", ",")
        return led == "دون" or (led == "قبل" and apart)

    def _feels(self, i: int) -> bool:
        """`تشعر السلطات بالقلق من …`: a feeling behind ب, and no more between than who has it."""
        near = self.words[i + 1 : i + 6]
        return any(
            w.preposition == "ب" and is_context(w.stem.removeprefix("ال"), "feeling") for w in near
        )

    def _led(self, i: int, reading: Reading) -> bool:
        """Whether the verb's preposition follows; `عبرت في بيان عن` is no preposition itself."""
        reach = 2 if self.words[i].base in _HOMOGRAPHS else 7
        behind = range(i + 1, min(i + reach, len(self.words)))
        for k in behind:
            if self.words[k].form in reading.entry.prepositions:
                return True
            if self.article.kinds[k] == "punct" or self.phrases.finite_cue(k):
                return False
        return False

    def _first_person(self, i: int, reading: Reading) -> bool:
        """`ندعو الحكومة إلى …`, `أعتقد أن …`, `طالبنا بإبعادهم`: what somebody quoted says in his
        own words to call, charge or judge; `نقول` alone does not."""
        behind = range(i + 1, min(i + 4, len(self.words)))
        clause = any(complementizer(self.words[k].form) for k in behind)
        if reading.entry.lemma in ("اعتقد", "ظن"):
            now = is_context(self.words[i + 1].form, "time")  # `نعتقد الآن أن`
            return clause and (now or complementizer(self.words[i + 1].form))
        quoted = any(q.first < i < q.last for q in self.article.quotations)
        if not quoted or reading.entry.lemma in _WISHES or self._joined_wish(i):
            return False
        kind, form = reading.entry.type, self.words[i].form
        done = form.endswith("نا")
        if done:
            return clause or kind in ("directive", "commissive", "denial")
        if kind in ("directive", "accusation"):
            return True
        return clause or (kind == "opinion" and reading.entry.takes_object)

    def _joined_wish(self, i: int) -> bool:
        """`نريد أن نعطي المثل ونؤكد أن …`: joined to what is wanted only."""
        before = (self.words[k].form for k in range(max(i - 6, 0), i))
        return bool(self.words[i].conjunction) and any(
            form in ("أن", "لن", "حتى") for form in before
        )

    def _goes_on_saying(self, i: int, first: int) -> bool:
        """`وتابع الوزير يقول`: the verb before has said it."""
        if self.words[i].form not in SAYING:
            return False
        for k in range(i - 1, max(first - 1, i - 8), -1):
            if self.article.kinds[k] == "punct":
                return False
            if any(r.finite and r.entry.lemma in GOING_ON for r in self.phrases.cues[k]):
                return True
        return False

    def _within_frame(self, i: int, reading: Reading, first: int) -> bool:
        """`قال دبلوماسي يتابع الملف: "…"`, `أضاف وهو يشير إلى الجسر: "…"`: a clause that tells of
        the speaker of another cue, before that one's content."""
        if reading.shape != "imperfect":
            return False
        state = self.words[i - 1].form in ("وهو", "وهي") and i - 1 > first
        if not state and "weak" not in reading.entry.frames:
            return False
        for k in range(i - 2, max(first - 1, i - 15), -1):
            if self.article.kinds[k] == "punct":
                return False
            if self.phrases.finite_cue(k):
                return state or self.openings.asides.describes(k, i)
        return False

    def _voiced(self, i: int) -> bool:
        """`أعرب عن إدانته للهجوم`: what is voiced is said by the verb."""
        if i < 2 or self.words[i - 1].form != "عن" or not self.words[i].pronoun:
            return False
        near = (r.entry.lemma for k in range(max(i - 6, 0), i - 1) for r in self.phrases.cues[k])
        return any(lemma in ("أعرب", "عبر") for lemma in near)

    def _inferred(self, i: int, reading: Reading) -> bool:
        """`احتج السكان، مما يشير إلى أن …`, `وهو ما يؤكد أن …`: what the outlet takes something
        for a sign of."""
        before = self.words[i - 1].form if i else ""
        if reading.shape != "imperfect" or reading.pronoun:
            return False
        if before == "مما":
            return True
        matter = before == "الذي" and i > 1 and self.words[i - 2].form == "الأمر"
        if not (before == "ما" or matter) or i + 2 >= len(self.words):
            return False
        behind = i + 2 if self.words[i + 1].form in reading.entry.prepositions else i + 1
        return complementizer(self.words[behind].form)

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
        """`، أكد`: whether a cue stands at the beginning of a clause."""
        if i == first or bool(self.words[i].conjunction) or self.article.kinds[i - 1] == "punct":
            return True
        return is_context(self.words[i - 1].base, "boundary")

    def credible(self, i: int, reading: Reading, source: Range | None) -> bool:
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
        if reading.entry.lemma == "صنف" and reading.pronoun:
            return True
        if reading.entry.lemma == "عبر" and source is None and i > 1:
            thing = is_context(self.words[i - 1].form, "relative")
            return not (thing and self.sources.is_thing(i - 2))  # `المؤشرات التي تعبر عن`
        if "source" in reading.entry.frames or (quoted and reading.finite):
            told = source is not None and (
                self.sources.speaks(source[0])
                or (
                    quoted
                    and self.words[source[0]].definite
                    and not self.sources.is_thing(source[0])
                )
            )
            plain = quoted and "source" not in reading.entry.frames
            return told or (plain and self._of_another(i, reading))
        return True

    def _of_another(self, i: int, reading: Reading) -> bool:
        """`"… وقال إنه مريض"`, `"… الذين أعلنوا أن"`: in a quotation a form that cannot be what
        the one quoted says of himself (`أعلن أن` can), behind which a clause follows."""
        lemma, form = reading.entry.lemma, self.words[i].base
        clause = any(
            complementizer(self.words[k].form) or self.clause_mark(k)
            for k in range(i + 1, min(i + 4, len(self.words)))
        )
        if not clause or reading.shape not in ("perfect", "imperfect"):
            return False
        if reading.shape == "imperfect":
            return form[0] == "ي"
        own = lemma[0] in "أآ" if reading.gender == "m" else not _hollow(lemma)
        return reading.number != "s" or not own

    def clause_mark(self, k: int) -> bool:
        """Whether a colon or a quotation of words stands at a token."""
        colon = self.article.kinds[k] == "punct" and self.article.slice(k, k + 1) == ":"
        return colon or (k in self.article.opens and not self.phrases.quotes_name(k))

    def _other_subject(self, i: int) -> bool:
        """Whether a noun that could not be read stands where the verb's subject would be."""
        if self.words[i].conjunction or i == 0 or self.article.kinds[i - 1] != "word":
            return False
        if self.words[i + 1].form in IN_IT:
            return False  # `نشر الرئيس بيانا يدعو فيه إلى`
        if self.words[i - 1].form in ("وهو", "وهي", "وهم", "هو", "هي", "هم"):
            return False
        return not self.phrases.is_function_word(i - 1) and not self.phrases.finite_cue(i - 1)

    def no_speech(
        self, reading: Reading, source: Range | None, content: Range, opening: Opening
    ) -> bool:
        """A court's sentence, an invitation, a topic, an estimate of nobody: no claim."""
        lemma, said = reading.entry.lemma, self.words[content[0]]
        if source and self.words[source[0]].stem in _NO_VOICES and source[1] - source[0] == 1:
            return True  # `والواقع يؤكد أن`: the writer does
        if lemma == "أرجع" and reading.shape == "imperfect":
            # `يرجع الفضل إلى`, `ويرجع ذلك إلى`
            return source is None or self.sources.is_thing(source[0])
        if lemma == "استبعد" and opening.kind == "obj":
            # `استبعد المدرب اللاعب من النهائي`
            noun = speaker_noun(said)
            return self.phrases.is_name(content[0]) or (noun is not None and noun[0] == "person")
        if lemma in ("أدان", "دان") and source:
            return self.words[source[0]].stem.removeprefix("ال") in _COURTS
        if lemma == "دعا":
            return self.words[content[1] - 1].form in _MEALS or said.form in _MEALS
        if lemma == "قدر" and opening.kind == "acc":
            return source is None
        pictures = lemma == "عبر" and reading.shape == "imperfect"  # `الصورة تعبر عن …`
        if lemma == "اعترف" and said.stem.removeprefix("ال") in _RECOGNISED:
            return opening.kind == "prep"
        if lemma == "لوح" and opening.kind == "prep":  # `لوح بالأعلام`
            bare = said.stem.removeprefix("ال")
            return not event_noun(said._replace(preposition="", definite=False, stem=bare))
        if (lemma == "هدد" or pictures) and source and opening.kind != "that":
            return self.sources.is_thing(source[0])
        if lemma in ("أقر", "وافق") and source and self._passes(source, lemma, opening):
            return True
        if opening.kind != "prep":
            return False
        if lemma == "أبلغ":
            return reading.shape == "imperfect"  # `يبلغ طول الجسر …`
        if lemma == "أشار" and source:  # `الأمور تشير إلى تراجع`, but `تقديرات` are cited
            cited = is_context(self.words[source[0]].stem.removeprefix("ال"), "cited")
            return self.sources.is_thing(source[0]) and not cited
        if lemma == "تحدث":
            untold = reading.shape == "participle" and content[0] not in self.article.opens
            untold = untold or said.base in _UNTOLD
            return untold or self._only_names(*content)
        return False

    def _passes(self, source: Range, lemma: str, opening: Opening) -> bool:
        """`أقر البرلمان القانون`, `وافق مجلس النواب على …`: a decision, no words."""
        if lemma == "أقر" and opening.kind == "prep" and self._decided(source[1], opening.at):
            return True  # `أقرت اللجنة عقوبات بحق اللاعب`
        if opening.kind == "that" or (lemma == "أقر" and self.words[opening.first].preposition):
            return False
        head = self.words[source[0]].stem.removeprefix("ال")
        if lemma == "أقر":
            return is_context(head, "lawgiver") or head in _COURTS | {"مجلس", "حكومة"}
        behind = range(source[0] + 1, source[1])
        chamber = head == "مجلس" and any(is_context(self.words[k].form, "chamber") for k in behind)
        return chamber or is_context(head, "lawgiver")

    def _decided(self, k: int, at: int) -> bool:
        """Whether an object stands between two tokens, and no adverb alone."""
        while k < at:
            if k in self.phrases.adverbials:
                k = self.phrases.adverbials[k]
            elif self.article.kinds[k] == "punct" or self.sources.adverb(k):
                k += 1
            else:
                return not (self.phrases.is_function_word(k) or self.phrases.finite_cue(k))
        return False

    def untold(self, i: int, reading: Reading, opening: Opening) -> bool:
        """`لم تكشف الوزارة عن خططها`, `وكان يشير إلى الانتخابات`, `لم يظهر ما يشير
        إلى تراجع`: nothing of it is told."""
        if reading.entry.lemma == "عبر" and opening.kind == "that":
            # `أعلن، عبر صفحته، أنه`: a preposition that is written like the verb
            return all(self.words[k].form != "عن" for k in range(i + 1, opening.at))
        if opening.kind != "prep" or not i:
            return False
        before = self.words[i - 1].base
        meant = reading.entry.lemma == "أشار" and (
            is_context(before, "auxiliary") or self.words[i - 1].form == "ما"
        )
        return before in ("لم", "لا") or (meant and reading.shape == "imperfect")

    def _only_names(self, first: int, behind: int) -> bool:
        """`تحدث عن الرئيس كريم منصور`: somebody is the topic, nothing of it is told."""
        mention = self.phrases.mention_at(first)
        person = (mention and mention.entity.type == "PER") or self.phrases.is_name(first)
        noun = speaker_noun(self.words[first])
        titled = noun is not None and noun[0] == "person"
        return bool(person or titled) and self.phrases.phrase_end(first, behind) <= behind
