"""Fallbacks: contents that begin in rarer ways than with a clause, an object or a preposition."""

from __future__ import annotations

from sdlib.asides import Asides
from sdlib.bare_objects import BareObjects
from sdlib.clauses import COMMAS, Clauses
from sdlib.context import is_context
from sdlib.cues import Reading
from sdlib.drafts import Opening
from sdlib.objects import Objects
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, speaker_noun
from sdlib.wordkinds import accusative

#: How far behind a cue a question or a quoted object may begin, in tokens.
_REACH = 18
#: Verbs of judging whose judgement may follow a comparison: `تصنفه كمنظمة`, `اعتبره بمثابة`.
_JUDGING = frozenset(["اعتبر", "صنف", "عد", "وصف"])
#: Prepositions glued to a quotation that the tokens leave alone: `بالـ"قديمة"`.
_GLUED = frozenset(["ب", "بال"])


class Fallbacks:
    """Finds how the content of a cue begins where `Openings` finds nothing, in one article."""

    def __init__(
        self, phrases: Phrases, clauses: Clauses, objects: Objects, asides: Asides
    ) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.sources = objects.sources
        self.objects = objects
        self.bare = BareObjects(phrases, clauses, objects, asides)
        self.article = phrases.article
        self.words = phrases.article.words

    def find(self, i: int, reading: Reading, limit: int) -> Opening | None:
        """Give the opening of the content of the cue at ``i``, or None."""
        entry = reading.entry
        if "ask" in entry.frames:
            asked = self._question(i, limit)
            if asked:
                return asked
        if reading.finite and reading.pronoun:
            if entry.lemma in _JUDGING and (judged := self._compared(i, limit)):
                return judged
            if entry.addressed:
                return self._behind_pronoun(i, reading, limit)
        if entry.takes_object or entry.prepositions:
            return self._quoted(i, reading, limit) or self.bare.find(i, reading, limit)
        return None

    def _question(self, i: int, limit: int) -> Opening | None:
        """`سأل الوزير هل …`, `لم يذكر ما إذا كان …`, `تساءلت لماذا …`: the question is said."""
        for k in range(i + 1, min(i + _REACH, limit - 1)):
            word = self.words[k]
            if self.article.kinds[k] == "punct":
                if self.clauses.char(k) not in COMMAS and k not in self.article.opens:
                    return None
                continue
            follower = self.words[k + 1].form
            whether = word.form in ("ما", "عما") and follower in ("إذا", "إن", "اذا")
            whether = whether or (
                word.form in ("إذا", "إن", "اذا")
                and (is_context(follower, "auxiliary") or follower == "ما")
            )
            if whether or is_context(word.form, "question"):
                return Opening("that", k, k)
            if k > i + 1 and (self.phrases.finite_cue(k) or word.conjunction):
                return None
        return None

    def _compared(self, i: int, limit: int) -> Opening | None:
        """`تصنفه كمنظمة خطرة`, `اعتبرها التقرير بمثابة تعذيب`: the judgement behind a comparison;
        `التي تصنفها مجموعة "خطرة"`: a bare noun of a body that is the judgement."""
        at = i + 1
        if at >= limit or self.article.kinds[at] != "word":
            return None
        word = self.words[at]
        if word.preposition == "ك" or word.form == "بمثابة":
            return Opening("obj", at, at)
        noun = speaker_noun(word)
        end = self.phrases.phrase_end(at, limit)
        if end < limit and (self.words[end].form == "بمثابة" or self.words[end].preposition == "ك"):
            return Opening("obj", end, end)
        bare = not (word.definite or word.preposition or word.conjunction)
        group = noun is not None and noun[0] in ("group", "organisation")
        subject = i > 1 and is_context(self.words[i - 1].form, "relative")
        described = at + 1 < limit and (
            at + 1 in self.article.opens or self.words[at + 1].base.endswith("ية")
        )
        return Opening("obj", at, at) if bare and group and subject and described else None

    def _behind_pronoun(self, i: int, reading: Reading, limit: int) -> Opening | None:
        """`وصفه أمس "بالقصير"`, `كان يحثها على الجلوس`: the pronoun is the one addressed."""
        leads = {f[4:] for f in reading.entry.frames if f.startswith("acc:")}
        k = i + 1
        while k < limit and self.sources.adverb(k) and self.article.kinds[k] == "word":
            k += 1
        if k + 1 >= limit:
            return None
        if self.words[k].form in leads and self.article.kinds[k + 1] == "word":
            return Opening("acc", k, k + 1)
        quoted = k in self.article.opens and self.words[k + 1].preposition in leads
        glued = self.words[k].form in _GLUED and "ب" in leads and k + 1 in self.article.opens
        return Opening("acc", k, k) if quoted or glued else None

    def _quoted(self, i: int, reading: Reading, limit: int) -> Opening | None:
        """`منتقدا "عدائية" الجار`, `نددت الجمعية "بتصرف الحكومة"`: an object or what the verb's
        preposition leads to, quoted from its first word on."""
        if "weak" in reading.entry.frames:
            return None
        for k in range(i + 1, min(i + _REACH, limit - 1)):
            if k in self.article.opens:
                return self._quoted_at(i, k, reading)
            word = self.words[k]
            if self.article.kinds[k] == "punct" or word.conjunction:
                return None
            if k > i + 1 and (self.phrases.finite_cue(k) or self.phrases.verb_at(k)):
                return None
        return None

    def _of_pronoun(self, i: int) -> bool:
        """`إلا أنه انتقد "التأخر في العمل"`: the subject is a pronoun before the verb."""
        before = self.words[i - 1] if i else None
        return before is not None and complementizer(before.form) and bool(before.pronoun)

    def _quoted_at(self, i: int, k: int, reading: Reading) -> Opening | None:
        """The opening if the quotation at ``k`` holds the object of the cue at ``i``."""
        entry, inside = reading.entry, self.words[k + 1]
        if inside.preposition and inside.preposition in entry.prepositions:
            return Opening("prep", k, k)
        if not entry.takes_object or self.article.opens[k].name or inside.preposition:
            return None
        before = self.words[k - 1]
        if k == i + 1:
            judges = entry.type in ("accusation", "denial") and bool(self.words[i].conjunction)
            plain = reading.shape == "participle" or self.sources.left(i, 0) is not None
            plain = (
                plain or judges or self._of_pronoun(i)
            )  # `زار الوزير المدينة، وانتقد "الفوضى الكبيرة"`
        else:
            plain = self.objects.closed(k - 1) and not accusative(before)
        long = self.article.opens[k].last - k > 2 or k == i + 1
        restricted = any(f.startswith("obj:") for f in entry.frames)
        return Opening("obj", k, k) if plain and long and not restricted else None
