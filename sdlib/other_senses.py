"""Other senses: words of the cue lexicon that tell something else where they stand.

`أشار بيده`, `علق عضوية النادي`, `الأشخاص الذين تحدثت إليهم`: what stands beside the word decides.
"""

from __future__ import annotations

from sdlib.context import is_context
from sdlib.cues import Reading, joined
from sdlib.homographs import counts_as, no_verb_here, not_told, noun_for_verb, of_things, rated
from sdlib.idle_verbs import idle
from sdlib.nominals import nominal_forms
from sdlib.openings import Openings
from sdlib.phrases import Phrases
from sdlib.roles import complementizer
from sdlib.sources import Sources
from sdlib.verbs import verb_forms
from sdlib.wordkinds import noun_only

#: With these one points, and says nothing.
_GESTURES = frozenset(["يده", "يدها", "بيده", "بيدها", "إصبعه", "بإصبعه", "برأسه", "رأسه"])
#: Behind these it became clear to somebody: `تبين له أن`.
_TO_THEM = frozenset(["له", "لها", "لهم", "لنا", "لدى", "لاحقا", "فيما", "بعد", "من", "لي"])
#: Behind these stands on which terms somebody spoke: `تحدث شريطة عدم ذكر اسمه`.
_ON_TERMS = frozenset(["شريطة", "بشرط", "طالبا"])
_FACTS = frozenset(["حقيقة", "فكرة", "احتمال", "مقولة"])
_TO_WHOM = frozenset("إليه إليها إليهم إليهن معه معها معهم معهن".split())
#: What one does who stays unnamed: `مسؤول طلب عدم ذكر اسمه`; `طالبا` is written like a dual.
_UNNAMED = frozenset(["طلب", "طالب", "رفض", "اشترط", "تحفظ"])


class OtherSenses:
    """Tells words that report nothing here from cues, in one article."""

    def __init__(self, phrases: Phrases, sources: Sources, openings: Openings) -> None:
        self.phrases = phrases
        self.sources = sources
        self.openings = openings
        self.article = phrases.article
        self.words = phrases.article.words

    def other(self, i: int, reading: Reading) -> bool:
        """`موقع تابع للحكومة`, `يبلغ من العمر`, `أشار بيده`, `250 فدانا`: no word of speech."""
        whole = self.words[i].form
        whole_word = joined(whole) and not self.words[i].conjunction
        if whole_word and (nominal_forms(whole) or verb_forms(whole)):
            return True
        if reading.shape == "first" and joined(whole) and nominal_forms(whole.removesuffix("نا")):
            return True  # `واجبنا` is a duty
        if i and self.words[i].form[0] == "ف" and self.article.kinds[i - 1] == "number":
            return joined(self.words[i].form)
        if reading.finite and i and no_verb_here(self.phrases, i):
            return True
        if i + 1 >= len(self.words):
            return False
        lemma, follower = reading.entry.lemma, self.words[i + 1]
        if i and not_told(self.phrases, i, lemma):
            return True
        if self.words[i].form == "ظنا":
            return True  # `فر ظنا منه أن`
        if lemma == "أطلع" and self.words[i].base[:1] == "ا" and not reading.pronoun:
            return True  # `اطلع على التقرير`
        if reading.finite and follower.form in _FACTS and self._clause_of(i + 1):
            return True  # `التأخير يبين حقيقة أن`
        if noun_for_verb(self.phrases, i, reading) or of_things(self.phrases, i, reading):
            return True
        if idle(self.phrases, i, reading):
            return True
        if self.words[i].base == "تبين":
            return complementizer(follower.form) or follower.form in _TO_THEM
        if lemma == "برر" and i and self.words[i - 1].form == "ما":
            return True  # `لا يوجد ما يبرر القرار`
        hung = lemma == "علق" and reading.finite and noun_only(follower)
        if hung and not self.sources.can_name(i + 1):
            return not follower.preposition  # `علق عضوية النادي`
        if lemma == "تحدث" and reading.shape == "participle" and follower.form == "باسم":
            return True  # `بصفته متحدثا باسم الحزب`
        if lemma == "تحدث" and reading.finite:
            met = i and is_context(self.words[i - 1].form, "relative")
            if met and follower.form in _TO_WHOM:  # `الذين تحدثت إليهم: "…"`
                return i + 2 >= len(self.words) or self.article.kinds[i + 2] == "punct"
            if met and follower.form in ("إلى", "الى", "مع"):  # `الذين تحدثوا إلى الصحيفة، إن`
                end = self.phrases.phrase_end(i + 2, min(i + 14, len(self.words)))
                return end >= len(self.words) or self.article.kinds[end] == "punct"
            return any(w.form in _ON_TERMS for w in self.words[i + 1 : i + 7])
        if lemma in _UNNAMED:
            return self.openings.asides.keeps_name(i, min(i + 6, len(self.words)))
        if self.words[i].form == "نقلا":
            return follower.form == "عن"
        if lemma == "نقل" and reading.finite and reading.pronoun:
            return not complementizer(follower.form)
        if lemma == "تابع":
            return follower.preposition == "ل"
        if lemma in ("رد", "رحب") and self.words[i].form in ("ردا", "مرحبا"):
            return lemma == "رد" or follower.stem == "ب"
        if lemma == "اعتبر" and reading.shape == "imperfect" and not reading.pronoun:
            return counts_as(self.phrases, i)
        if lemma == "أمر" and reading.pronoun and i and self.article.kinds[i - 1] == "word":
            # `تنفيذ أمره بالبقاء`
            led = self.phrases.is_function_word(i - 1) or self.words[i].conjunction
            return not (led or self.sources.speaks(i - 1))
        if lemma == "أمر" and self.words[i].base == "أمر":
            return not (follower.definite or follower.preposition or self.sources.can_name(i + 1))
        if lemma in ("وعد", "عد") and reading.shape == "imperfect" and not reading.pronoun:
            return rated(self.phrases, i)
        if lemma == "عنون":
            return follower.form == "ب" or follower.preposition == "ب"  # `الذي عنون بـ"…"`
        if lemma == "أقر" and reading.shape == "participle":  # `تتخذ من المدينة مقرا`
            return not (complementizer(follower.form) or follower.preposition == "ب")
        if lemma == "افترض" and reading.shape == "imperfect":
            return complementizer(follower.form)  # `الرابط الذي يفترض أن يفتح الملف`
        if lemma == "أبلغ":
            return follower.form == "من" or self.article.kinds[i + 1] == "number"
        if lemma == "أشار":
            return any(
                self.words[k].base in _GESTURES for k in range(i + 1, min(i + 4, len(self.words)))
            )
        return False

    def _clause_of(self, i: int) -> bool:
        """`حقيقة أن`: whether a clause belongs to the noun at a token."""
        return i + 1 < len(self.words) and complementizer(self.words[i + 1].form)
