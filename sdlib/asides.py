"""Asides: what may stand between a cue and its content, and what may not."""

from __future__ import annotations

from sdlib.adverbials import begins_adverbial
from sdlib.anonymity import identity, may_keep, unnamed_end
from sdlib.clauses import COMMAS, Clauses
from sdlib.context import is_context
from sdlib.cues import saying
from sdlib.marker_words import may_mark
from sdlib.objects import PREPOSITIONS, Objects
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, event_noun, speaker_noun, verb_like
from sdlib.sources import NOTICE
from sdlib.wordkinds import NO, YES, noun_only, verb_evidence
from sdlib.words import Word

#: Verbs that tell which part of what was said: `اختتم كلمته بالقول`.
PHASES = frozenset(["مضى", "ختم", "اختتم", "استدرك"])

#: Verbs of going on, behind which `يقول` adds nothing: `تابع الوزير يقول`.
GOING_ON = frozenset(["تابع", "أضاف", "أردف", "استطرد", "كتب", "غرد", "علق"])
SAYING = frozenset(["يقول", "تقول", "يقولون"])
#: What takes up the words in which something is said.
WITHIN = frozenset(["فيه", "فيها", "فيهما", "فيهم", "خلاله", "خلالها"])
#: A clause about who speaks begins with these; an aside, or what goes on with the cue, with all.
_PRONOUNS = frozenset(["وهو", "وهي", "وهم"])
#: Verbs that take a word of `NOTICE` with them: `لفت النظر إلى`, `كشف النقاب عن`.
_DRAW = frozenset(["لفت", "كشف"])
_NAMED = frozenset(["ويدعى", "وتدعى", "ويسمى", "وتسمى", "ويبلغ", "وتبلغ"])
_ASIDE = _PRONOUNS | SAYING | {"في", "أو", "او"}
#: Prepositions that are written like cues or verbs.
_HOMOGRAPHS = frozenset(["بين", "عبر", "دون", "قبل", "عقب", "حسب"])


def may_part(word: Word) -> bool:
    """Whether `Asides.skip` may go on elsewhere than at a word that is no cue and stands behind
    another word: at a verb, a particle or a marker, or at a word that takes up another one."""
    return (
        word.form in _ASIDE
        or saying(word.form)
        or is_context(word.form, "relative")
        or is_context(word.form, "preposition")
        or is_context(word.form, "reply")
        or is_context(word.base, "boundary")
        or may_mark(word)
        or verb_like(word)
        or verb_evidence(word) != NO
        or begins_adverbial(word)
        or word.form in NOTICE
        or (bool(word.pronoun) and word.stem == "بين")
        or may_keep(word)
    )


class Asides:
    """Skips relative clauses, occasions and markers behind a cue, in one article."""

    def __init__(self, phrases: Phrases, clauses: Clauses, objects: Objects) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.objects = objects
        self.article = phrases.article
        self.words = phrases.article.words

    def skip(self, i: int, j: int, limit: int) -> int:
        """Give the token to go on at; -1 where nothing behind can belong to the cue.

        What is asked here of a word that is no cue must stand in `may_part` as well.
        """
        word = self.words[j]
        if saying(word.form) and any(r.entry.lemma in PHASES for r in self.phrases.cues[i]):
            return -1  # `اختتم البيان بالتأكيد على أن`: said by the verbal noun
        if word.form in SAYING and any(r.entry.lemma in GOING_ON for r in self.phrases.cues[i]):
            return j + 1  # `وتابع الوزير يقول`
        apart = self.article.kinds[j] == "punct" and self.clauses.char(j) in COMMAS
        unnamed = unnamed_end(self.article, j + apart, limit)
        if unnamed > j + apart:
            return unnamed + (apart and unnamed < limit and self.clauses.char(unnamed) in COMMAS)
        if self.article.kinds[j] == "punct":
            if self.clauses.char(j) in ".؟!؛?":
                return j + 1 if self._abbreviates(j, limit) else -1
            behind = self.clauses.skip_group(j, limit)
            if behind > j:
                return behind
            if self.clauses.char(j) in COMMAS and j + 1 < limit:
                if self._new_clause(j + 1):
                    named = self.words[j + 1].form in _NAMED
                    return (named and self._aside(i, j + 1, limit)) or -1
                reply = self.objects.adjuncts.reply(j + 1, limit)
                if reply > j + 1:
                    return reply
                apart = self.objects.sources.appositions.set_apart(j + 1, limit)
                if apart:
                    return apart + 1
            return j + 1
        if j in self.phrases.adverbials:
            return self.phrases.adverbials[j]
        dated = word.form == "من" and self.article.kinds[j - 1] == "number" and j + 1 < limit
        if dated and is_context(self.words[j + 1].form, "time"):
            return j + 2  # `الاثنين 14 من تموز`
        if among := self.objects.sources.among(j, limit):
            return among
        if word.form in NOTICE and any(r.entry.lemma in _DRAW for r in self.phrases.cues[i]):
            return j + 1
        if is_context(word.form, "relative"):
            return self.relative_end(j, limit)
        if (j > i + 1 or word.form in _PRONOUNS) and (behind := self._aside(i, j, limit)):
            return behind  # `تابع وهو يبكي: "…"`
        if is_context(word.form, "reply"):
            return self.objects.adjuncts.reply(j, limit)
        if is_context(word.form, "preposition") or word.form in ("أو", "او"):
            behind = self.objects.adjuncts.with_clause(j, limit, self._governed(i))
            if behind > j:
                return behind
        if word.form == "في" and j + 1 < limit and is_context(self.words[j + 1].form, "occasion"):
            whole = self.words[j + 1].definite
            return self.phrases.phrase_end(j + 1, limit) if whole else j + 2
        if j > i + 1 and (behind := self.clauses.begins_marker(j, limit)):
            return behind
        if self.phrases.mention_over(j):
            return j
        if is_context(word.base, "boundary") and j > i + 1 and word.form != "ما":
            return -1
        if j > i + 1 and self._heads_clause(i, j):
            return -1
        said = any(r.entry.lemma == "قال" for r in self.phrases.cues[j])
        if j > i + 1 and said and not self.phrases.finite_cue(j):
            return -1 if self._says_otherwise(i) else j + 1
        state = not word.definite  # `واعترف المتهم بـ…`
        if j > i + 1 and state and any(r.shape == "participle" for r in self.phrases.cues[j]):
            return -1
        return j

    def _governed(self, i: int) -> frozenset[str]:
        """The prepositions that lead to what the cue at ``i`` says."""
        return frozenset().union(*(r.entry.prepositions for r in self.phrases.cues[i]))

    def _abbreviates(self, j: int, limit: int) -> bool:
        """`د. كريم سالم`, `شبكة إيه.بي.سي`: a full stop behind a single letter, or without a space
        behind it, ends nothing."""
        if self.clauses.glued(j) and j + 1 < limit:
            return self.clauses.char(j) == "."
        single = len(self.words[j - 1].form) == 1 and self.article.kinds[j - 1] == "word"
        return single and self.clauses.char(j) == "." and j + 1 < limit

    def _says_otherwise(self, i: int) -> bool:
        """Whether `قائلا` behind the cue at ``i`` is one too: `تباهى بالسد قائلا إنه`."""
        own = {r.entry.lemma: r.entry.frames for r in self.phrases.cues[i]}
        return "مضى" in own or not any("quote" in frames for frames in own.values())

    def _heads_clause(self, i: int, j: int) -> bool:
        """Whether a verb stands at ``j``; `أعلنت السلطات في ليبيا فتح المعبر` has an object there,
        `4 من بين 5 أشخاص` and `عبر الهاتف` have prepositions."""
        word = self.words[j]
        if word.form in _HOMOGRAPHS or self.phrases.is_name(j):
            return False
        objects = any(f[:3] == "obj" for r in self.phrases.cues[i] for f in r.entry.frames)
        if (
            objects
            and j + 1 < len(self.words)
            and (
                self.words[j + 1].definite
                or self.words[j + 1].pronoun
                or (self.words[j - 1].definite and self._bound(j + 1))
            )
        ):
            plain = not (word.conjunction or word.pronoun or word.preposition)
            if plain and noun_only(word) and event_noun(word) and self.objects.closed(j - 1):
                return False
        return self.phrases.finite_cue(j) or verb_like(word)

    def _bound(self, j: int) -> bool:
        """`أكد الجيش قصف دبابة للموقع`: a bare noun that a verbal noun governs, and no subject."""
        word = self.words[j]
        bare = not (word.definite or word.pronoun or word.preposition or word.conjunction)
        return bare and noun_only(word)

    def _aside(self, i: int, j: int, limit: int) -> int:
        """Give the end of a clause inside the frame, 0 where none begins at ``j``.

        `قالت ليلى ناصر، وهي طبيبة في المشفى، إن`, `قال خلال مؤتمر نظم في البلدة إن`,
        `قال مسؤول طلب عدم ذكر اسمه إن`: what the cue opens must follow.
        """
        word = self.words[j]
        if self.phrases.finite_cue(j) and j + 1 < limit and self.words[j + 1].form in WITHIN:
            return 0  # `أدلى بتصريحات قال فيها إن`
        comma = self.clauses.char(j - 1) in COMMAS
        opens = comma and word.form in ("حيث", "وهو", "وهي", "وهم", "والذي", "والتي")
        opens = opens or word.form in _PRONOUNS or (comma and word.form in _NAMED)
        told = comma and verb_evidence(word) == YES and not word.conjunction
        verb = verb_evidence(word) and not self.phrases.is_function_word(j)  # not `عن`
        if not opens and not told and verb and not word.conjunction:
            opens = self._on_occasion(i, j) or self.keeps_name(j, limit) or self.describes(i, j)
            opens = opens or self._on_document(i, j)
        if not (opens or told):
            return 0
        for k in range(j + 1, min(j + 25, limit)):
            form, char = self.words[k].form, self.clauses.char(k)
            if told and not opens and (k in self.article.opens or self.phrases.finite_cue(k)):
                return 0
            if told and not opens and (complementizer(form) or char == ":"):
                return 0
            if k in self.article.opens and not self.phrases.quotes_name(k):
                return 0 if comma else k
            if complementizer(form) or (char == ":" and self.article.kinds[k] == "punct"):
                return 0 if self.phrases.cues[k - 1] else k
            if char in COMMAS and k + 1 < limit:
                return k if self._opens_behind(k + 1) else 0
            if char in ".؛؟!":
                return 0
        return 0

    def _opens_behind(self, k: int) -> bool:
        """Whether a cue's content can begin at ``k``, with a preposition in front or without."""
        form = self.words[k].form
        if self.words[k].preposition == "ل" and self.objects.sources.speaks(k):
            behind = self.phrases.phrase_end(k, min(k + 8, len(self.words)))
            k = min(behind, len(self.words) - 1)  # `للوكالة | إن`
            form = self.words[k].form
        if form in ("إلى", "على", "من", "عن") and k + 1 < len(self.words):
            form = self.words[k + 1].form
        quoted = k in self.article.opens and not self.phrases.quotes_name(k)
        return complementizer(form) or quoted or self.clauses.char(k) == ":"

    def _on_occasion(self, i: int, j: int) -> bool:
        """Whether a verb at ``j`` tells of the occasion before it: `في مؤتمر صحافي عقد …`."""
        return any(
            is_context(self.words[k].base, "occasion")
            and not is_context(self.words[k].form, "vague_occasion")
            for k in range(max(i + 2, j - 8), j)
        )

    def _on_document(self, i: int, j: int) -> bool:
        """`أظهرت دراسة نشرت أمس أن`: whether a verb tells how a bare document came about."""
        noun = speaker_noun(self.words[i + 1])
        bare = noun is not None and noun[0] == "document" and not self.words[i + 1].definite
        plain = is_context(self.words[j].stem, "made")
        return bare and plain and all(self.article.kinds[k] == "word" for k in range(i + 1, j))

    def describes(self, i: int, j: int) -> bool:
        """`قال دبلوماسي يتابع الملف إن`: whether a verb in the imperfect at ``j`` tells of nothing
        but the indefinite noun for a person right behind the cue at ``i``."""
        noun = speaker_noun(self.words[i + 1])
        person = noun is not None and noun[0] == "person"
        bare = not any(
            w.definite or w.pronoun or w.conjunction or w.preposition for w in self.words[i + 1 : j]
        )
        plain = all(self.article.kinds[k] == "word" for k in range(i + 1, j))
        return person and bare and plain and 0 < j - i - 1 < 4 and self.words[j].form[0] in "يت"

    def keeps_name(self, j: int, limit: int) -> bool:
        """`مسؤول رفض الكشف عن اسمه`, `مصدر طلب عدم ذكر هويته`: one who stays unnamed."""
        return any(identity(self.words[k]) for k in range(j + 1, min(j + 6, limit)))

    def _new_clause(self, j: int) -> bool:
        """`، وأكد`: whether و joins a verb."""
        word = self.words[j]
        verb = self.phrases.finite_cue(j) or verb_like(word) or verb_evidence(word) == YES
        return bool(word.conjunction) and verb

    def _tells(self, k: int) -> bool:
        """Whether a verb of saying stands at a token; `شهد`, `كتب` mean much else, unless a clause
        or a quotation follows at once."""
        near = [w.form for w in self.words[k + 1 : k + 3]]
        at_once = k + 1 in self.article.opens or any(complementizer(form) for form in near)
        own = any(
            r.finite and (at_once or "weak" not in r.entry.frames) for r in self.phrases.cues[k]
        )
        return own and self.phrases.finite_cue(k)

    def relative_end(self, j: int, limit: int) -> int:
        """Skip a relative clause: up to its comma, or to the complementizer behind it."""
        k = j + 1
        reports = False
        while k < limit:
            quotation = self.article.opens.get(k)
            if quotation and quotation.last - k > 5 and not self.phrases.quotes_name(k):
                led = self.words[k - 1].form in PREPOSITIONS or reports
                if not led:  # `قال النائب الذي زار الميناء "…"`
                    return k
            behind = self.clauses.skip_group(k, limit)
            if behind > k:
                k = behind
                continue
            named = not self.keeps_name(k, limit)  # `الذي تحدث شريطة عدم كشف اسمه`
            reports = reports or (self._tells(k) and named)
            if self.clauses.char(k) in COMMAS or (
                complementizer(self.words[k].form) and not reports
            ):
                return k
            if self.clauses.char(k) == ":" and not reports:
                return k  # `وتابع اللاعب الذي حضر المباراة: …`
            k += 1
        return k
