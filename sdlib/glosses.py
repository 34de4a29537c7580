"""Glosses: where, behind what was said, the reporter's own words begin."""

from __future__ import annotations

from functools import lru_cache

from sdlib.context import is_context
from sdlib.nominals import derived_forms, nominal_forms
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, verb_like
from sdlib.verbs import verb_forms
from sdlib.wordkinds import MAYBE, NO, YES, noun_only, verb_evidence
from sdlib.words import Word

COMMAS = "،,"
#: Verbs that, behind كما, compare and add nothing.
_COMPARED = frozenset(["حدث", "فعل", "فعلت", "جرى", "حصل", "كان", "كانت", "هو", "هي", "يحدث"])
#: Verbs of what must be or may be, which nobody does.
_MUST = frozenset(["يجب", "يتعين", "ينبغي", "يمكن", "يلزم", "يجوز"])
#: Verbs that tell of what was done, and not by whom.
_DONE = frozenset(["تم", "تمت", "جرى", "جرت"])
_COMES = frozenset(["ويأتي", "وتأتي", "وجاء", "وجاءت", "يأتي", "تأتي", "جاء", "جاءت"])
_THIS = frozenset(["هذا", "هذه", "ذلك", "تلك"])
#: Cues of these types tell of events, others of what is wanted or judged.
_TELLS = frozenset(["neutral", "assertive", "announcement", "opinion"])
#: Behind a phrase these begin the reporter's own sentence.
_BACKGROUND = frozenset(["وقد", "وكان", "وكانت", "وكانوا"])
#: Clauses that a noun phrase cannot take in.
_OTHER_CLAUSES = frozenset(["مما", "فيما", "بينما", "إذ", "لكن"])
#: In these something is said, and they are seldom what is said.
_SAID_IN = frozenset(
    """تغريدة تغريدات تصريح تصريحات بيان مقابلة منشور تدوينة مؤتمر مداخلة كلمته كلمتها حديثه حديثها
    تصريحاته تصريحاتها بيانه بيانها حسابه حسابها صفحته صفحتها""".split()
)
#: A verbal noun stands so near the edge of the sentence that its clause opens.
_EDGE = 3
_WERE = frozenset(["كان", "كانت", "كانا", "كانوا"])
_MOVES = frozenset(["خطوة", "مؤشر", "بادرة", "إشارة", "تطور", "تحول", "سابقة", "مسعى"])
_PRONOUNS = frozenset(["وهو", "وهي", "وهم", "وهما", "وهن"])
#: What makes a clause wait for its main one: `وفي حين نفى …، أكدت …`.
_SUBORDINATING = frozenset(
    ["حين", "بينما", "فيما", "وبينما", "وفيما", "فبينما", "ففيما", "بعدما", "وبعدما", "عندما"]
)
_DASHES = "-–—"
#: How and where something is said, what it comes after, and what adds a clause.
_MEDIUM = frozenset(["عبر", "في", "خلال", "على"])
_AFTER = frozenset(["بعد", "بعدما"])
_AS = frozenset(["كما", "وكما"])
#: What a clause may begin with, behind no comma, that a noun phrase cannot take in.
_ENDING = _MEDIUM | _AFTER | _AS | _PRONOUNS | {"وذلك"}
_POINTING = frozenset(["إشارة", "تلميح", "رد", "تحد", "تحدٍ"])
_DIRECT = frozenset(["مباشر", "مباشرة", "واضح", "واضحة", "صريح", "صريحة", "ضمني", "ضمنية", "جديد"])
_WHEN = frozenset(["بعد", "قبل", "خلال", "عقب", "أثناء", "غداة", "عشية", "ردا", "تعليقا", "تعقيبا"])
#: Words that open another clause with أن: `غير أن`.
_EXCEPT = frozenset(["غير", "إلا", "الا", "بيد"])


def resumes(word: Word) -> bool:
    """`إن`, `إنها`: behind a comma what a verb of saying before it says may begin with it."""
    return word.form.startswith("إن") and complementizer(word.form)


@lru_cache(maxsize=1 << 16)
def may_end_phrase(word: Word) -> bool:
    """Whether `Glosses.ends_phrase` may hold before a word that stands behind no comma."""
    joined = complementizer(word.base) or is_context(word.base, "relative") or word.base in _WERE
    return word.form in _ENDING or (bool(word.conjunction) and joined)


class Glosses:
    """Tells where the reporter's own words begin, in one article."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self.words = phrases.article.words

    def _char(self, i: int) -> str:
        return self.article.text[self.article.starts[i]]

    def _behind_comma(self, i: int) -> bool:
        """Whether a comma stands right before a token."""
        return self._char(i - 1) in COMMAS

    def begins(self, i: int, limit: int, cue: int) -> bool:
        """Whether the reporter's own words begin at ``i``, behind a clause that was said."""
        if i + 1 >= limit:
            return False
        if self.words[i].form == "وذلك" and self._pointed_out(i + 1, limit):
            return True
        if not self._behind_comma(i):
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
        if not verb or word.conjunction or cue < 2 or not self._behind_comma(cue - 1):
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
            waits = self.words[first].base in _SUBORDINATING
            return waits and not any(self._char(k) in COMMAS for k in range(first, cue))
        opener = {w.base for w in self.words[first:cue]} | {w.form for w in self.words[first:cue]}
        return bool(opener & _SUBORDINATING) or {"بعد", "أن"} <= opener

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
        return word.form in _COMES and follower.form in _THIS

    def ends_phrase(self, i: int, start: int, cue: int) -> bool:
        """Whether a clause begins at ``i`` that the noun phrase from ``start`` cannot take in.

        What is asked here of a word behind no comma must stand in `may_end_phrase` as well.
        """
        word = self.words[i]
        if word.form == "وذلك":
            return self._behind_comma(i) or (i + 1 < len(self.words) and self._dated(i + 1))
        if word.form in _AS or (word.conjunction and complementizer(word.base)):
            return True
        if self._afterwards(i, start, cue) or self._joined_relative(i, start) or self._medium(i):
            return True
        if self._described(i) or (word.conjunction == "و" and word.base in _WERE):
            return True  # `استبعد أي تحالف وكان التوتر واضحا`
        if not self._behind_comma(i):
            return False
        if self._closes_relative(i, cue):
            return True
        if self._exception(i) or self._effect(i) or self._taken_as(i) or self._so_it_is(i):
            return True
        if is_context(word.form, "relative") or word.base in _OTHER_CLAUSES:
            return not self._lends_label(i)
        if word.stem == "لكن" or self._waited_for(i, cue) or self._meanwhile(i):
            return True
        if self._state_of_woman(i, cue) or self._main_verb(i, cue):
            return True
        return word.conjunction == "و" and self._next_deed(i, start, cue)

    def _exception(self, i: int) -> bool:
        """`طالب بإعادة الانتخابات، غير أن الحكومة …`: another clause of the reporter's."""
        behind = self.words[i + 1].form if i + 1 < len(self.words) else ""
        return self.words[i].form in _EXCEPT and complementizer(behind)

    def _taken_as(self, i: int) -> bool:
        """`أعلن إعادة العقوبات، في خطوة نددت بها إيران`: what the reporter takes it for."""
        behind = self.words[i + 1].form if i + 1 < len(self.words) else ""
        return self.words[i].form == "في" and behind in _MOVES

    def _closes_relative(self, i: int, cue: int) -> bool:
        """`وصل الوزير، الذي نفى تورطه، إلى المطار`: the comma that closes a relative clause which
        another one opens, where nothing is joined to what is said."""
        if cue < 2 or not self._behind_comma(cue - 1) or self.words[i].conjunction:
            return False
        return is_context(self.words[cue - 1].base, "relative")

    def _so_it_is(self, i: int) -> bool:
        """`وافق على تعيين كريم، ليكون بذلك ثالث مبعوث`: what somebody is by it."""
        behind = self.words[i + 1].form if i + 1 < len(self.words) else ""
        return behind == "بذلك" and self.words[i].form in ("ليكون", "لتكون", "ليصبح", "لتصبح")

    def _effect(self, i: int) -> bool:
        """`أعلن خفض الفائدة، ما أثار غضب النقابات`: what came of it."""
        if self.words[i].form != "ما" or i + 1 >= len(self.words):
            return False
        return is_context(self.words[i + 1].stem, "reaction")

    def main_clause(self, i: int, cue: int) -> bool:
        """`رغم تأكيد الحكومة أن الأسعار ثابتة، صعد الخبز`: behind a clause that a verbal noun opens
        at the sentence's edge comes the verb of its main clause."""
        first = self.article.ranges[self.article.sentence_of[cue]][0]
        opens = 0 < cue - first <= _EDGE and is_context(self.words[cue - 1].base, "leading")
        return opens and self._behind_comma(i) and self._main_verb(i, cue, led=True)

    def _main_verb(self, i: int, cue: int, led: bool = False) -> bool:
        """`خلال مظاهرة للمطالبة برفع الأجور، أغلقت الشرطة الطريق`: behind a verbal noun with what
        it governs comes the verb of its sentence."""
        word = self.words[i]
        if word.conjunction or is_context(word.form, "adjunct") or word.form in _MUST:
            return False
        if not (self.phrases.verb_at(i) or self.phrases.finite_cue(i)):
            return False
        nouns = [r.shape == "masdar" for r in self.phrases.cues[cue]]
        return any(nouns) if led else bool(nouns) and all(nouns)  # `إثر طلب` is no verb

    def _next_deed(self, i: int, start: int, cue: int) -> bool:
        """`نفى الوزير الخبر، ودعا إلى …`, `أعلن فتح الجسر، وعاد إلى بلاده`: what the speaker does
        next, where `أعلن فتح الجسر، ويعود ذلك إلى …` goes on with what is said.

        `تأكيد الوزير أن الأمن يرتبط …، ويؤثر …`: the verb goes on with the clause inside.
        """
        word = self.words[i]
        if not (verb_like(word) or self._verb_here(i)):
            return self.phrases.finite_cue(i) or word.form in _BACKGROUND
        if any(complementizer(w.form) for w in self.words[start:i]):
            return False
        if self.phrases.finite_cue(i) or word.form in _BACKGROUND:
            return True
        tells = any(r.entry.type in _TELLS for r in self.phrases.cues[cue])
        return not tells or (self._may_act(i, cue) and not self._has_subject(i))

    def _verb_here(self, i: int) -> bool:
        """`وعزز`, `وظهر مؤخرا`: a verb, or what may be one and has no noun behind it."""
        evidence = verb_evidence(self.words[i])
        alone = i + 1 < len(self.words) and self.phrases.is_function_word(i + 1)
        return evidence == YES or (evidence == MAYBE and alone)

    def _has_subject(self, i: int) -> bool:
        """`ويعود ذلك إلى …`, `وأصيب 4 آخرون`, `وتوجه معظمهم`: whether a subject follows a verb."""
        if i + 1 >= len(self.words):
            return False
        follower = self.words[i + 1]
        noun = follower.definite or follower.pronoun or follower.form in _THIS
        named = self.phrases.mention_at(i + 1) is not None or self.phrases.is_name(i + 1)
        counted = self.article.kinds[i + 1] == "number"
        return not follower.preposition and bool(noun or named or counted)

    def _may_act(self, i: int, cue: int) -> bool:
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

    def _dated(self, i: int) -> bool:
        """`وذلك بعد …`, `وذلك خلال …`: when or on which occasion the reporter heard it."""
        return self.words[i].form in _WHEN

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

    def _medium(self, i: int) -> bool:
        """`نفى صحة الخبر عبر تويتر`, `أعلن رحيله في تغريدة`: where and how it was said."""
        word, behind = self.words[i], i + 1
        if word.form not in _MEDIUM or behind >= len(self.words):
            return False
        follower = self.words[behind]
        if word.form in ("عبر", "على"):
            bare = follower.form.removeprefix("ال")
            return is_context(bare, "medium") and (word.form == "عبر" or bare == "تويتر")
        return follower.form in _SAID_IN

    def _meanwhile(self, i: int) -> bool:
        """`…، في وقت تسعى فيه …`, `…، وسط مواجهات`: what happens besides."""
        form = self.words[i].form
        behind = self.words[i + 1].form if i + 1 < len(self.words) else ""
        return form == "وسط" or (form == "في" and behind == "وقت")

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
        return verb and self._may_act(i + 1, cue)

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
        if not (form.endswith("ا") and self._behind_comma(i) and self._has_gender(cue, "m")):
            return False
        participle = any(r.shape == "participle" for r in self.phrases.cues[i])
        return participle or self._participle(i)

    def _state_of_woman(self, i: int, cue: int) -> bool:
        """`نفت الوزيرة علمها بذلك، ملقية باللوم على …`."""
        form = self.words[i].form
        known = any(f.undone == 0 for f in nominal_forms(self.words[i].stem))
        return (
            form.endswith("ة") and not known and self._participle(i) and self._has_gender(cue, "f")
        )

    def _participle(self, i: int) -> bool:
        """`ملقيا`: a participle with an ending and no clitics, which is no cue."""
        word = self.words[i]
        if word.definite or word.pronoun or word.conjunction or word.preposition:
            return False
        return len(word.form) > 4 and _is_participle(word) and not self.phrases.cues[i]

    def _has_gender(self, cue: int, gender: str) -> bool:
        """Whether the cue is a singular of a gender."""
        return any(r.gender == gender and r.number == "s" for r in self.phrases.cues[cue])

    def _afterwards(self, i: int, start: int, cue: int) -> bool:
        """`تعهد السيطرة على … بعد أن أدت …`, `…، بعدما وجه`: the reporter's circumstance, where
        `أعلنت اعتقال رجل بعد أن صدم الحاجز` tells of one event."""
        word, behind = self.words[i], i + 1
        if word.form not in _AFTER or behind >= len(self.words):
            return False
        follower = self.words[behind].form
        if self._in_relative(max(start, i - 6), i) or follower in ("ظهر", "الظهر"):
            return False
        if word.form == "بعدما" or self._behind_comma(i):
            return True
        tells = any(r.entry.type in _TELLS for r in self.phrases.cues[cue])
        inside = any(self.phrases.verb_at(k) for k in range(max(start, i - 6), i))
        return follower == "أن" and not tells and not inside

    def _joined_relative(self, i: int, start: int) -> bool:
        """`دعا إلى تطبيق الاتفاق، والذي انسحبت منه …`: the reporter tells what it is."""
        word = self.words[i]
        joined = word.conjunction == "و" and is_context(word.base, "relative")
        apart = self._behind_comma(i) or i - 1 in self.article.closes
        return joined and apart and not self._in_relative(start, i)

    def _described(self, i: int) -> bool:
        """`أكد الإفراج عن ثلاث نساء وهن من المدينة`: who they are, not which ones."""
        if self.words[i].form not in _PRONOUNS or i + 1 >= len(self.words):
            return False
        follower = self.words[i + 1]
        if self.article.kinds[i + 1] != "word" or self.phrases.mention_at(i + 1):
            return False
        if self._behind_comma(i) and self.phrases.verb_at(i + 1):
            return True
        return not follower.definite and verb_evidence(follower) == NO

    def _in_relative(self, first: int, i: int) -> bool:
        """Whether a relative pronoun stands between two tokens."""
        return any(is_context(w.form, "relative") for w in self.words[first:i])

    def _waited_for(self, i: int, cue: int) -> bool:
        """`وفي حين أنكر الوزير ذلك، يسعى محاموه …`: the main clause of a subordinate one."""
        start = max(cue - 3, 0)
        waits = any(w.form in _SUBORDINATING for w in self.words[start:cue])
        return waits and (self.phrases.verb_at(i) or self.phrases.finite_cue(i))

    def _lends_label(self, i: int) -> bool:
        """`أعرب عن قلقه، أمس، مما وصفه بـ…`: a label goes on with the phrase."""
        behind = self.words[i + 1] if i + 1 < len(self.words) else None
        return behind is not None and behind.stem.startswith(("وصف", "سم", "اعتبر", "تصف", "يصف"))


def _is_participle(word: Word) -> bool:
    """Whether a form can be a participle with an ending (ملقيا, ممهلة)."""
    return any(form.pos == "adj" and form.undone for form in derived_forms(word.stem))
