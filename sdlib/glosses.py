"""Glosses: where, behind what was said, the reporter's own words begin."""

from __future__ import annotations

from sdlib.context import is_context
from sdlib.nominals import derived_forms
from sdlib.phrases import Phrases
from sdlib.roles import complementizer
from sdlib.verbs import verb_forms
from sdlib.wordkinds import NO, noun_only, verb_evidence
from sdlib.words import Word

COMMAS = "،,"
#: Verbs that, behind كما, compare and add nothing.
_COMPARED = frozenset(["حدث", "فعل", "فعلت", "جرى", "حصل", "كان", "كانت", "هو", "هي", "يحدث"])
#: Verbs of what must be or may be, which nobody does.
_MUST = frozenset(["يجب", "يتعين", "ينبغي", "يمكن", "يلزم", "يجوز"])
#: Verbs that tell of what was done, and not by whom.
_DONE = frozenset(["تم", "تمت", "جرى", "جرت"])
_COMES = frozenset(["ويأتي", "وتأتي", "وجاء", "وجاءت", "يأتي", "تأتي", "جاء", "جاءت"])
THIS = frozenset(["هذا", "هذه", "ذلك", "تلك"])
#: A verbal noun stands so near the edge of the sentence that its clause opens.
_EDGE = 3
#: What makes a clause wait for its main one: `وفي حين نفى …، أكدت …`.
SUBORDINATING = frozenset(
    ["حين", "بينما", "فيما", "وبينما", "وفيما", "فبينما", "ففيما", "بعدما", "وبعدما", "عندما"]
)
_DASHES = "-–—"
_POINTING = frozenset(["إشارة", "تلميح", "رد", "تحد", "تحدٍ"])
_DIRECT = frozenset(["مباشر", "مباشرة", "واضح", "واضحة", "صريح", "صريحة", "ضمني", "ضمنية", "جديد"])
#: Words that open another clause with أن: `غير أن`.
EXCEPT = frozenset(["غير", "إلا", "الا", "بيد"])


def resumes(word: Word) -> bool:
    """`إن`, `إنها`: behind a comma what a verb of saying before it says may begin with it."""
    return word.form.startswith("إن") and complementizer(word.form)


class Glosses:
    """Tells where the reporter's own words begin, in one article."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self.words = phrases.article.words

    def _char(self, i: int) -> str:
        return self.article.text[self.article.starts[i]]

    def behind_comma(self, i: int) -> bool:
        """Whether a comma stands right before a token."""
        return self._char(i - 1) in COMMAS

    def begins(self, i: int, limit: int, cue: int) -> bool:
        """Whether the reporter's own words begin at ``i``, behind a clause that was said."""
        if i + 1 >= limit:
            return False
        if self.words[i].form == "وذلك" and self._pointed_out(i + 1, limit):
            return True
        if not self.behind_comma(i):
            return False
        return (
            self._circumstance(i)
            or self._who_it_is(i, limit, cue)
            or self._told_of_quoted(i)
            or self._pointed_out(i, limit)
            or self._other_event(i, limit, cue)
            or self.state(i, cue)
            or self._set_in(i)
            or (resumes(self.words[i]) and self._waits(i, cue))
            or self._behind_relative(i, cue)
            or self._knowing(i)
            or self._had_done(i, cue)
            or self._behind_subordinate(i, cue)
        )

    def _who_it_is(self, i: int, limit: int, cue: int) -> bool:
        """`قالت الشرطة إن الرجل سافر، وهو من الجنوب`: what the reporter adds behind a clause that
        has its verb; `إن المشتبه به، وهو من الجنوب، اعترف` goes on."""
        if self.words[i].form not in ("وهو", "وهي"):
            return False
        told = (k for k in range(i - 1, cue, -1) if complementizer(self.words[k].form))
        if not self._acted(next(told, cue) + 1, i):
            return False
        acts = self.phrases.verb_at(i + 1) or self.phrases.finite_cue(i + 1)
        if acts or self.words[i + 1].preposition == "س" or self._char(i + 1) == ":":
            return False  # `…، وهي تسعى إلى …` goes on with what is said
        commas = [k for k in range(i + 1, limit) if self._char(k) in COMMAS]
        behind = commas[0] + 1 if commas else limit
        if behind < limit and self.words[behind].form in ("هو", "هي"):
            return False
        return behind >= limit or not self._acted(behind, min(behind + 2, limit))

    def _acted(self, first: int, behind: int) -> bool:
        """Whether a finite verb stands between two tokens."""
        return any(
            self.phrases.verb_at(k) or self.phrases.finite_cue(k) for k in range(first, behind)
        )

    def _told_of_quoted(self, i: int) -> bool:
        """`قال إن الرسالة "تستهدف الوزير"، الذي استقال أمس`: who it is that the marks name."""
        if not is_context(self.words[i].form, "relative") or self.words[i].form in ("ما", "من"):
            return False
        marks = self.article.closes.get(i - 2)
        return marks is not None and not self.phrases.quotes_name(marks.first)

    def _behind_relative(self, i: int, cue: int) -> bool:
        """`الشركة، التي أعلنت أنها خاسرة، ستغلق أبوابها`: the verb of the clause outside."""
        word = self.words[i]
        verb = self.phrases.verb_at(i) or self.phrases.finite_cue(i)
        if not verb or word.conjunction or cue < 2 or not self.behind_comma(cue - 1):
            return False
        return is_context(self.words[cue - 1].base, "relative")

    def _behind_subordinate(self, i: int, cue: int) -> bool:
        """`بعد أن أعلن الوزير أن الطريق آمن، زار الملك المدينة`: the verb of the main clause."""
        word = self.words[i]
        verb = self.phrases.verb_at(i) or self.phrases.finite_cue(i)
        first = self.article.ranges[self.article.sentence_of[cue]][0]
        if not verb or word.conjunction:
            return False
        if cue - first > 3:
            # `وعندما تحدثت الصحيفة عن المكالمة التي ظن أنه أجراها، استغرب الوزير`
            waits = self.words[first].base in SUBORDINATING
            return waits and not any(self._char(k) in COMMAS for k in range(first, cue))
        opener = {w.base for w in self.words[first:cue]} | {w.form for w in self.words[first:cue]}
        return bool(opener & SUBORDINATING) or {"بعد", "أن"} <= opener

    def _waits(self, i: int, cue: int) -> bool:
        """`قالت الشرطة، التي عبرت عن تعازيها، إنها …`: the clause is that of the verb before."""
        first = self.article.ranges[self.article.sentence_of[i]][0]
        own = any(r.entry.lemma == "قال" for r in self.phrases.cues[cue])
        before = (r.entry.lemma for k in range(first, cue) for r in self.phrases.cues[k])
        return not own and "قال" in before

    def _knowing(self, i: int) -> bool:
        """`…، علما أن المبنى قديم`: what the reporter adds."""
        return self.words[i].form == "علما" and complementizer(self.words[i + 1].form)

    def _had_done(self, i: int, cue: int) -> bool:
        """`وكان الوزير، الذي سافر مشيرا إلى خلافات، قد أعرب`: behind a state the clause around it
        goes on."""
        if self.words[i].form != "قد":
            return False
        done = any(f.aspect == "perfect" for f in verb_forms(self.words[i + 1].stem))
        readings = self.phrases.cues[cue]
        state = bool(readings) and all(r.shape == "participle" for r in readings)
        return state and (done or self.phrases.finite_cue(i + 1))

    def _set_in(self, i: int) -> bool:
        """`…، ويأتي ذلك غداة …`, `…، وجاء هذا بعد …`: the reporter says what it goes with."""
        word, follower = self.words[i], self.words[i + 1]
        return word.form in _COMES and follower.form in THIS

    def main_clause(self, i: int, cue: int) -> bool:
        """`رغم تأكيد الحكومة أن الأسعار ثابتة، صعد الخبز`: behind a clause that a verbal noun opens
        at the sentence's edge comes the verb of its main clause."""
        first = self.article.ranges[self.article.sentence_of[cue]][0]
        opens = 0 < cue - first <= _EDGE and is_context(self.words[cue - 1].base, "leading")
        return opens and self.behind_comma(i) and self.main_verb(i, cue, led=True)

    def main_verb(self, i: int, cue: int, led: bool = False) -> bool:
        """`خلال مظاهرة للمطالبة برفع الأجور، أغلقت الشرطة الطريق`: behind a verbal noun with what
        it governs comes the verb of its sentence."""
        word = self.words[i]
        if word.conjunction or is_context(word.form, "adjunct") or word.form in _MUST:
            return False
        if not (self.phrases.verb_at(i) or self.phrases.finite_cue(i)):
            return False
        nouns = [r.shape == "masdar" for r in self.phrases.cues[cue]]
        return any(nouns) if led else bool(nouns) and all(nouns)  # `إثر طلب` is no verb

    def may_act(self, i: int, cue: int) -> bool:
        """Whether who speaks can be the subject of a verb, by its gender."""
        genders = {r.gender for r in self.phrases.cues[cue] if r.number == "s" and r.gender}
        return not genders or self._gender(i) in genders

    def _gender(self, i: int) -> str:
        """`تعود`, `عادت` against `يعود`, `عاد`: the gender of a verb of the third person."""
        stem = self.words[i].stem
        perfect = any(f.aspect == "perfect" for f in verb_forms(stem))
        return "f" if (stem.endswith("ت") if perfect else stem[0] == "ت") else "m"

    def breaks_off(self, i: int, cue: int) -> bool:
        """`تؤكد أن الجسر آمن.. والسكان: …`; `(التي وصفها بأنها "مهمة") -` where a dash opened."""
        if self.article.kinds[i] != "punct":
            return False
        if self.article.slice(i, i + 1) == "..":
            return self._headline(i)
        return self._char(i) in _DASHES and self._behind_dash(cue)

    def _headline(self, i: int) -> bool:
        """Whether the sentence has no full stop: a headline in which two stops part clauses."""
        sentence = self.article.sentence_of[i]
        last = self.article.ranges[sentence][1] - 1
        return i < last and self._char(last) != "."

    def _behind_dash(self, cue: int) -> bool:
        """Whether a dash opens right before a cue and its relative pronoun or كما."""
        for k in range(cue - 1, max(cue - 3, -1), -1):
            if self._char(k) in _DASHES and self.article.kinds[k] == "punct":
                return k > 0 and self.article.kinds[k - 1] == "word"
        return False

    def _pointed_out(self, i: int, limit: int) -> bool:
        """`…، في إشارة إلى الوزير`, `…، في تحد للعقوبات`, `…، إشارة لقرار سابق`, `…، وصولا إلى`."""
        form, follower = self.words[i].form, self.words[i + 1].form
        if form == "في" and i + 3 < limit:
            at = i + 2 + (self.words[i + 2].form in _DIRECT)
            led = self.words[at].form in ("إلى", "على") or self._led(at)
            return follower in _POINTING and led
        if form == "إشارة":
            return follower == "إلى" or self._led(i + 1)
        return form == "وصولا" and follower == "إلى"

    def _led(self, i: int) -> bool:
        """`لقرار سابق`: what ل leads to."""
        return self.words[i].preposition == "ل" or self.words[i].form == "ل"

    def _other_event(self, i: int, limit: int, cue: int) -> bool:
        """`أكد الوزير أنه لم يسافر، كما عرض جوازه`: what else the speaker did, or what was done
        (`…، كما تم …`); `قال الوزير …، كما أغلقت البلدية الجسر` goes on with what is said."""
        follower = self.words[i + 1]
        if i + 2 >= limit or self.words[i].form != "كما":
            return False
        if follower.form in _COMPARED or follower.form in _MUST:
            return False
        if any("weak" not in r.entry.frames for r in self.phrases.cues[i + 1]):
            return False
        if follower.form in _DONE:
            return True
        # Behind كما a word that is a noun as well (قدم, عرض) is a verb.
        verb = verb_evidence(follower) != NO and self.phrases.mention_over(i + 1) is None
        return verb and self.may_act(i + 1, cue)

    def _circumstance(self, i: int) -> bool:
        """`…، في أول تعليق`, `…، خلال اتصال هاتفي`, `…، وذلك بعد`: the reporter's own words."""
        word = self.words[i]
        follower = self.words[i + 1].form
        if word.form == "وذلك":
            return is_context(follower, "adjunct")
        if word.form == "في" and self._meantime(i):
            return True
        if (word.form, follower) == ("قبل", "أن") and i + 2 < len(self.words):
            return self.phrases.finite_cue(i + 2)  # `…، قبل أن يضيف أن`
        if word.form not in ("في", "خلال", "أثناء", "عقب"):
            return False
        return follower == "أول" or (
            is_context(follower, "occasion") and not is_context(follower, "vague_occasion")
        )

    def _meantime(self, i: int) -> bool:
        """`…، في وقت يسعى فيه الأوروبيون`, `…، في ما اعتبرت أنه خطأ`, `…، في قرار اعتبره الوزير
        خاطئا`: what the reporter adds."""
        if i + 2 >= len(self.words):
            return False
        then, verb = self.words[i + 1].form, self.words[i + 2]
        bare = noun_only(self.words[i + 1]) and not self.words[i + 1].definite
        if bare and verb.pronoun and self.phrases.finite_cue(i + 2):
            return True
        if then == "ما":
            return self.phrases.finite_cue(i + 2)
        tells = self.phrases.verb_at(i + 2) or self.phrases.finite_cue(i + 2)
        return then == "وقت" and (tells or verb.form[:1] in ("ي", "ت"))

    def state(self, i: int, cue: int) -> bool:
        """`نفى الوزير …، ملقيا باللوم على …`: a participle that says what the speaker does."""
        form = self.words[i].form
        if not (form.endswith("ا") and self.behind_comma(i) and self.has_gender(cue, "m")):
            return False
        participle = any(r.shape == "participle" for r in self.phrases.cues[i])
        return participle or self.participle(i)

    def participle(self, i: int) -> bool:
        """`ملقيا`: a participle with an ending and no clitics, which is no cue."""
        word = self.words[i]
        if word.definite or word.pronoun or word.conjunction or word.preposition:
            return False
        return len(word.form) > 4 and _is_participle(word) and not self.phrases.cues[i]

    def has_gender(self, cue: int, gender: str) -> bool:
        """Whether the cue is a singular of a gender."""
        return any(r.gender == gender and r.number == "s" for r in self.phrases.cues[cue])


def _is_participle(word: Word) -> bool:
    """Whether a form can be a participle with an ending (ملقيا, ممهلة)."""
    return any(form.pos == "adj" and form.undone for form in derived_forms(word.stem))
