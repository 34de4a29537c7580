"""Phrase ends: where, behind an object or what a preposition leads to, another clause begins."""

from __future__ import annotations

from functools import lru_cache

from sdlib.context import is_context
from sdlib.glosses import EXCEPT, SUBORDINATING, THIS, Glosses
from sdlib.nominals import nominal_forms
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, verb_like
from sdlib.wordkinds import MAYBE, NO, YES, verb_evidence
from sdlib.words import Word

#: Behind a phrase these begin the reporter's own sentence.
_BACKGROUND = frozenset(["وقد", "وكان", "وكانت", "وكانوا"])
#: Clauses that a noun phrase cannot take in.
_OTHER_CLAUSES = frozenset(["مما", "فيما", "بينما", "إذ", "لكن"])
_WERE = frozenset(["كان", "كانت", "كانا", "كانوا"])
#: With these a sentence draws its conclusion.
_HENCE = frozenset(["وبالتالي", "بالتالي", "ولذلك", "لذلك", "ولذا", "لذا", "وبذلك", "وعليه"])
_MOVES = frozenset(["خطوة", "مؤشر", "بادرة", "إشارة", "تطور", "تحول", "سابقة", "مسعى"])
#: How and where something is said, what it comes after, and what adds a clause.
_MEDIUM = frozenset(["عبر", "في", "خلال", "على"])
_AFTER = frozenset(["بعد", "بعدما"])
_AS = frozenset(["كما", "وكما"])
_PRONOUNS = frozenset(["وهو", "وهي", "وهم", "وهما", "وهن"])
#: What a clause may begin with, behind no comma, that a noun phrase cannot take in.
_ENDING = _MEDIUM | _AFTER | _AS | _PRONOUNS | {"وذلك"}
_WHEN = frozenset(["بعد", "قبل", "خلال", "عقب", "أثناء", "غداة", "عشية", "ردا", "تعليقا", "تعقيبا"])
#: Cues of these types tell of events, others of what is wanted or judged.
_TELLS = frozenset(["neutral", "assertive", "announcement", "opinion"])


@lru_cache(maxsize=1 << 16)
def may_end_phrase(word: Word) -> bool:
    """Whether `PhraseEnds.before` may hold before a word that stands behind no comma."""
    joined = complementizer(word.base) or is_context(word.base, "relative") or word.base in _WERE
    return word.form in _ENDING or (bool(word.conjunction) and joined)


class PhraseEnds:
    """Tells where a noun phrase that was said has ended, in one article."""

    def __init__(self, phrases: Phrases, glosses: Glosses) -> None:
        self.phrases = phrases
        self.glosses = glosses
        self.article = phrases.article
        self.words = phrases.article.words

    def before(self, i: int, start: int, cue: int) -> bool:
        """Whether a clause begins at ``i`` that the noun phrase from ``start`` cannot take in.

        What is asked here of a word behind no comma must stand in `may_end_phrase` as well.
        """
        word = self.words[i]
        if word.form == "وذلك":
            return self.glosses.behind_comma(i) or (i + 1 < len(self.words) and self._dated(i + 1))
        if word.form in _AS or (word.conjunction and complementizer(word.base)):
            return True
        if self._afterwards(i, start, cue) or self._joined_relative(i, start) or self._medium(i):
            return True
        if self._described(i) or (word.conjunction == "و" and word.base in _WERE):
            return True  # `استبعد أي تحالف وكان التوتر واضحا`
        if not self.glosses.behind_comma(i):
            return False
        if word.form in _HENCE or self._closes_relative(i, cue):
            return True
        if self._exception(i) or self._effect(i) or self._taken_as(i) or self._so_it_is(i):
            return True
        if is_context(word.form, "relative") or word.base in _OTHER_CLAUSES:
            return not self._lends_label(i)
        if word.stem == "لكن" or self._waited_for(i, cue) or self._meanwhile(i):
            return True
        if self._state_of_woman(i, cue) or self.glosses.main_verb(i, cue):
            return True
        return word.conjunction == "و" and self._next_deed(i, start, cue)

    def _exception(self, i: int) -> bool:
        """`طالب بإعادة الانتخابات، غير أن الحكومة …`: another clause of the reporter's."""
        behind = self.words[i + 1].form if i + 1 < len(self.words) else ""
        return self.words[i].form in EXCEPT and complementizer(behind)

    def _taken_as(self, i: int) -> bool:
        """`أعلن إعادة العقوبات، في خطوة نددت بها إيران`: what the reporter takes it for."""
        behind = self.words[i + 1].form if i + 1 < len(self.words) else ""
        return self.words[i].form == "في" and behind in _MOVES

    def _closes_relative(self, i: int, cue: int) -> bool:
        """`وصل الوزير، الذي نفى تورطه، إلى المطار`: the comma that closes a relative clause which
        another one opens, where nothing is joined to what is said."""
        if cue < 2 or not self.glosses.behind_comma(cue - 1) or self.words[i].conjunction:
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
        return not tells or (self.glosses.may_act(i, cue) and not self._has_subject(i))

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
        noun = follower.definite or follower.pronoun or follower.form in THIS
        named = self.phrases.mention_at(i + 1) is not None or self.phrases.is_name(i + 1)
        counted = self.article.kinds[i + 1] == "number"
        return not follower.preposition and bool(noun or named or counted)

    def _dated(self, i: int) -> bool:
        """`وذلك بعد …`, `وذلك خلال …`: when or on which occasion the reporter heard it."""
        return self.words[i].form in _WHEN

    def _medium(self, i: int) -> bool:
        """`نفى صحة الخبر عبر تويتر`, `أعلن رحيله في تغريدة`: where and how it was said."""
        word, behind = self.words[i], i + 1
        if word.form not in _MEDIUM or behind >= len(self.words):
            return False
        follower = self.words[behind]
        if word.form in ("عبر", "على"):
            bare = follower.form.removeprefix("ال")
            return is_context(bare, "medium") and (word.form == "عبر" or bare == "تويتر")
        return is_context(follower.form, "said_in")

    def _meanwhile(self, i: int) -> bool:
        """`…، في وقت تسعى فيه …`, `…، وسط مواجهات`: what happens besides."""
        form = self.words[i].form
        behind = self.words[i + 1].form if i + 1 < len(self.words) else ""
        return form == "وسط" or (form == "في" and behind == "وقت")

    def _state_of_woman(self, i: int, cue: int) -> bool:
        """`نفت الوزيرة علمها بذلك، ملقية باللوم على …`."""
        form = self.words[i].form
        known = any(f.undone == 0 for f in nominal_forms(self.words[i].stem))
        return (
            form.endswith("ة")
            and not known
            and self.glosses.participle(i)
            and self.glosses.has_gender(cue, "f")
        )

    def _afterwards(self, i: int, start: int, cue: int) -> bool:
        """`تعهد السيطرة على … بعد أن أدت …`, `…، بعدما وجه`: the reporter's circumstance, where
        `أعلنت اعتقال رجل بعد أن صدم الحاجز` tells of one event."""
        word, behind = self.words[i], i + 1
        if word.form not in _AFTER or behind >= len(self.words):
            return False
        follower = self.words[behind].form
        if self._in_relative(max(start, i - 6), i) or follower in ("ظهر", "الظهر"):
            return False
        if word.form == "بعدما" or self.glosses.behind_comma(i):
            return True
        tells = any(r.entry.type in _TELLS for r in self.phrases.cues[cue])
        inside = any(self.phrases.verb_at(k) for k in range(max(start, i - 6), i))
        return follower == "أن" and not tells and not inside

    def _joined_relative(self, i: int, start: int) -> bool:
        """`دعا إلى تطبيق الاتفاق، والذي انسحبت منه …`: the reporter tells what it is."""
        word = self.words[i]
        joined = word.conjunction == "و" and is_context(word.base, "relative")
        apart = self.glosses.behind_comma(i) or i - 1 in self.article.closes
        return joined and apart and not self._in_relative(start, i)

    def _described(self, i: int) -> bool:
        """`أكد الإفراج عن ثلاث نساء وهن من المدينة`: who they are, not which ones."""
        if self.words[i].form not in _PRONOUNS or i + 1 >= len(self.words):
            return False
        follower = self.words[i + 1]
        if self.article.kinds[i + 1] != "word" or self.phrases.mention_at(i + 1):
            return False
        if self.glosses.behind_comma(i) and self.phrases.verb_at(i + 1):
            return True
        return not follower.definite and verb_evidence(follower) == NO

    def _in_relative(self, first: int, i: int) -> bool:
        """Whether a relative pronoun stands between two tokens."""
        return any(is_context(w.form, "relative") for w in self.words[first:i])

    def _waited_for(self, i: int, cue: int) -> bool:
        """`وفي حين أنكر الوزير ذلك، يسعى محاموه …`: the main clause of a subordinate one."""
        start = max(cue - 3, 0)
        waits = any(w.form in SUBORDINATING for w in self.words[start:cue])
        return waits and (self.phrases.verb_at(i) or self.phrases.finite_cue(i))

    def _lends_label(self, i: int) -> bool:
        """`أعرب عن قلقه، أمس، مما وصفه بـ…`: a label goes on with the phrase."""
        behind = self.words[i + 1] if i + 1 < len(self.words) else None
        return behind is not None and behind.stem.startswith(("وصف", "سم", "اعتبر", "تصف", "يصف"))
