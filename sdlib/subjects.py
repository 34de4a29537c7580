"""Subjects: who does what the main verbs of a sentence tell, whatever the verbs mean.

`طرحت الوزيرة خطة، قائلة إن` and `وصل الملك أمس وقال إن` leave the speaker to the verb before:
its subject stands right behind it, or before it at the beginning of the sentence.
"""

from __future__ import annotations

from functools import lru_cache

from sdlib.article import Range
from sdlib.concord import agreement
from sdlib.context import is_context
from sdlib.frequencies import one_alef
from sdlib.particles import particles
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, event_noun, speaker_noun
from sdlib.verbs import verb_forms
from sdlib.wordkinds import MAYBE, accusative, foreign, verb_evidence
from sdlib.words import Word

#: Words behind which أن opens a clause of the reporter's.
_OPENERS = frozenset(["غير", "إلا", "الا", "بيد", "كما"])
#: So many tokens before a joined verb the verb stands with which it goes on.
_PARALLEL = 25
#: `القانون` is long enough, `العون` no plural.
_SHORT = 7
_MANY = frozenset(
    ["آلاف", "الآلاف", "مئات", "المئات", "عشرات", "العشرات", "ملايين", "الملايين", "عدد", "بعض"]
)
_FEW = frozenset(
    """ثلاث ثلاثة أربع أربعة خمس خمسة ست ستة سبع سبعة ثماني ثمانية تسع تسعة عشر عشرة بضع
    بضعة""".split()
)
#: `ولم يكتف الوزير بذلك`: the verb stands behind them.
_BEFORE_VERBS = frozenset(["لم", "لن", "لا", "ما"])
_STOPS = ".!?؟؛:"
_CLOSERS = {"(": ")", "[": "]"}


class Subjects:
    """The subjects of the main clauses of one article, found on demand."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self.words = phrases.article.words
        self._of: dict[int, list[tuple[int, Range]]] = {}

    def before(self, first: int, at: int) -> list[tuple[int, Range]]:
        """Verbs of main clauses between two tokens, each with its subject, in reading order."""
        if first not in self._of:
            limit = self.article.ranges[self.article.sentence_of[first]][1]
            self._of[first] = self._scan(first, limit)
        return [(k, source) for k, source in self._of[first] if k < at and source[1] <= at]

    def _scan(self, first: int, limit: int) -> list[tuple[int, Range]]:
        """The verbs of the main clauses of a sentence with their subjects."""
        found = []
        inner = told = False
        opens = True
        i = first
        while i < limit:
            behind = max(self._group_end(i, limit), self._apposition(i, found, limit))
            if behind > i:
                i = behind
                continue
            if self.article.kinds[i] == "punct":
                comma = self._char(i) in "،,"
                inner = inner and not (comma or self._char(i) in _STOPS)
                told = told or self._char(i) == ":"
                opens = opens or self._char(i) in "-–—" or comma or self._char(i) in _STOPS
                i += 1
                continue
            word = self.words[i]
            if word.form == "أما" and i == first and self._topic(i, limit):
                found.append(self._topic(i, limit))
                i = found[-1][0] + 1
                continue
            if complementizer(word.base) and self._main_clause(i, first):
                inner, opens, i = False, True, i + 1
                continue
            told = told or complementizer(word.form)
            if told:
                break
            inner = inner or _opens_inner(word)
            if not inner and (opens or word.conjunction) and self._verb(i, opens=opens):
                subject = self._behind(i, limit)
                if subject:
                    found.append((i, subject))
            elif not inner and opens and self._speaks(i) and not word.preposition:
                subject = self._leads(i, limit)
                if subject:
                    found.append(subject)
            opens = opens and self._introduces(i)
            i += 1
        return found

    def _topic(self, i: int, limit: int) -> tuple[int, Range] | None:
        """`أما الوزير، سامر الأحمد، فقال`: whom أما takes up, where a clause with ف follows."""
        if i + 2 >= limit or not self._speaks(i + 1):
            return None
        end = self.phrases.phrase_end(i + 1, limit)
        for k in range(end, min(end + 40, limit)):
            if self.words[k].conjunction == "ف":
                return end - 1, (i + 1, end)
        return None

    def _main_clause(self, i: int, first: int) -> bool:
        """`غير أن الوزارة تنفي`, `كما أن`, and وأن at the beginning: nobody is told anything."""
        return i == first or self.words[i - 1].base in _OPENERS

    def _apposition(self, i: int, found: list[tuple[int, Range]], limit: int) -> int:
        """`ألقى سامر الأحمد، نائب الوزير، خطابا`: the token behind a subject's apposition."""
        if not found or found[-1][1][1] != i or self._char(i) not in "،,":
            return i
        k = i + 1
        if k >= limit or self.words[k].conjunction or self.words[k].preposition:
            return i
        if not speaker_noun(self.words[k]) and not self.phrases.is_name(k):
            return i
        end = self.phrases.phrase_end(k, limit)
        return end if end < limit and self._char(end) in "،," else i

    def _char(self, i: int) -> str:
        """The first character of a token."""
        return self.article.text[self.article.starts[i]]

    def _group_end(self, i: int, limit: int) -> int:
        """The token behind a quotation or a bracket that opens at ``i``, else ``i``."""
        quotation = self.article.opens.get(i)
        if quotation and quotation.last < limit:
            return quotation.last + 1
        closer = _CLOSERS.get(self._char(i)) if self.article.kinds[i] == "punct" else None
        if closer:
            for j in range(i + 1, min(i + 12, limit)):
                if self._char(j) == closer:
                    return j + 1
        return i

    def _introduces(self, i: int) -> bool:
        """Whether a sentence still has to begin behind a token: `وكان`, `كما`, `وفي المقابل،`."""
        word = self.words[i]
        if is_context(word.base, "auxiliary") or word.base in _BEFORE_VERBS:
            return True
        return word.base in ("كما", "ثم", "لكن", "من", "جهة")

    def _verb(self, i: int, *, opens: bool) -> bool:
        """Whether a finite verb stands at a token; where a clause begins a doubt is enough."""
        word = self.words[i]
        if word.base in ("كان", "كانت"):
            return True
        if self.phrases.is_function_word(i) or one_alef(word.base) in particles():
            return False
        if self.phrases.finite_cue(i) or self.phrases.verb_at(i):
            return True
        masdar = i > 0 and self._char(i - 1) in "،," and event_noun(word)
        plain = not (speaker_noun(word) or masdar) and not self.phrases.mention_over(i)
        return opens and plain and verb_evidence(word) == MAYBE

    def _behind(self, i: int, limit: int) -> Range | None:
        """The subject right behind a verb, if it is somebody who can speak."""
        k = i + 1
        while k < limit and (
            k in self.phrases.adverbials
            or is_context(self.words[k].form, "between")
            or is_context(self.words[k].form, "time")
        ):
            k = self.phrases.adverbials.get(k, k + 1)
        quotation = self.article.opens.get(k)
        if quotation and quotation.last < limit and self._holds_name(i, k):
            return k, quotation.last + 1
        if k >= limit or self.words[k].preposition or self.words[k].conjunction:
            return None
        if not self._speaks(k) and not self._named_later(k, limit):
            return None
        each = 2 * self._each(k)
        source = (k, self.phrases.phrase_end(k + each, limit))
        return source if self._told(source) and self._agrees(i, source) else None

    def subject_of(self, i: int, limit: int) -> tuple[int, Range] | None:
        """The verb that begins a clause at a token, behind كان as well, with its subject."""
        was = is_context(self.words[i].base, "auxiliary")
        if not was and not (self._verb(i, opens=True) and not self.words[i].conjunction):
            return None
        subject = self._behind(i, limit)
        return (i, subject) if subject else None

    def parallel(self, start: int, at: int) -> tuple[int, Range] | None:
        """The subject of the verb of the same tense that a verb with و goes on with.

        `في وقت يقود الوزير الإصلاح ويدعو إلى …`: the clause inside has the nearer subject.
        """
        if not self.words[at].conjunction or not self._imperfect(at):
            return None
        for k in range(at - 2, max(start, at - _PARALLEL) - 1, -1):
            if self._imperfect(k) and self.phrases.verb_at(k):
                subject = self._behind(k, at)
                return (k, subject) if subject else None
        return None

    def _imperfect(self, i: int) -> bool:
        """Whether a token can be read as an imperfect."""
        shapes = {r.shape for r in self.phrases.cues[i]} or {
            f.aspect for f in verb_forms(self.words[i].stem)
        }
        return "imperfect" in shapes

    def _holds_name(self, i: int, k: int) -> bool:
        """`أصدرت "غرفة عمليات الشمال"`: marks hold a name, and not what a verb of saying says."""
        says = any("quote" in r.entry.frames for r in self.phrases.cues[i])
        short = self.article.opens[k].last - k < 6 and not says
        return short or self.phrases.quotes_name(k)

    def _told(self, source: Range) -> bool:
        """Whether a subject tells one from others: `رجل` alone does not."""
        word = self.words[source[0]]
        noun = speaker_noun(word)
        known = word.definite or source[1] - source[0] > 1 or self.phrases.mention_at(source[0])
        return bool(known) or noun is None or noun[1] == "p"

    def _named_later(self, k: int, limit: int) -> bool:
        """`عاد كورتز`, `ردت السورية أسماء`: a name, or any definite word with a name behind it."""
        word = self.words[k]
        if accusative(word):
            return False
        if foreign(word) and self.phrases.article.kinds[k] == "word":
            return True
        named = k + 1 < limit and (self.phrases.is_name(k + 1) or foreign(self.words[k + 1]))
        return word.definite and named

    def _leads(self, i: int, limit: int) -> tuple[int, Range] | None:
        """`الوزير، سامر الأحمد، رفض …`: the subject at the beginning and its verb."""
        end = self.phrases.phrase_end(i, limit)
        k = end
        while k < limit and self._char(k) in "،," and k - end < 10:
            if k + 1 >= limit or not self._describes(k + 1):
                break
            k = self.phrases.phrase_end(k + 1, limit)
        apart = k > end or any(self._char(j) in "،," for j in range(i, end))
        k += apart and k < limit and self._char(k) in "،,"
        while k < limit and self.words[k].form in ("قد", "لم", "لا"):
            k += 1
        if k >= limit or one_alef(self.words[k].base) in particles():
            return None
        if not (self.phrases.finite_cue(k) or self.phrases.verb_at(k)):
            return None
        return (k, (i, end)) if self._agrees(k, (i, end)) else None

    def _describes(self, i: int) -> bool:
        """Whether an apposition can begin at a token: a title, a name, a definite noun."""
        word = self.words[i]
        if self.phrases.is_name(i):
            return True
        if word.conjunction or word.preposition or self.phrases.is_function_word(i):
            return False
        verb = self.phrases.finite_cue(i) or self.phrases.verb_at(i) or accusative(word)
        named = speaker_noun(word) or foreign(word)
        return not verb and bool(named or word.definite or self.phrases.mention_at(i))

    def told(self, first: int, behind: int) -> Range | None:
        """The subject that opens what is said: `إن الوزارة فتحت تحقيقا وأعلنت`."""
        if first + 1 >= behind or not self._speaks(first) or self.words[first].preposition:
            return None
        return first, self.phrases.phrase_end(first, behind)

    def _speaks(self, i: int) -> bool:
        """Whether a name, a title or a body begins at a token, and no document."""
        mention = self.phrases.mention_at(i)
        noun = speaker_noun(self.words[i])
        if noun and noun[0] == "document":
            return False
        if self._counts(i) or self._few(i) or self._each(i):
            return True
        named = mention is not None and mention.entity.type != "MISC"
        known = noun is not None or self.phrases.is_name(i) or self._family(i)
        return named or known or self._several(i)

    def _each(self, i: int) -> bool:
        """`كل من مصر وقطر`: those who are counted up."""
        each = [word.form for word in self.words[i : i + 2]] == ["كل", "من"]
        return each and i + 2 < len(self.words) and self._speaks(i + 2)

    def _few(self, i: int) -> bool:
        """`أربع دول`: a number as a word, and those who are counted."""
        word, behind = self.words[i], self.words[i + 1 : i + 2]
        few = word.base.removeprefix("ال") in _FEW and not word.preposition
        noun = speaker_noun(behind[0]) if few and behind else None
        return noun is not None or (few and bool(behind) and behind[0].base in ("دول", "بلدان"))

    def _family(self, i: int) -> bool:
        """`كان روحاني يتحدث`: the family name of somebody whom the article names in full."""
        word = self.words[i]
        alone = self.article.kinds[i] == "word" and not (word.preposition or word.conjunction)
        return alone and word.form in self.phrases.families

    def _several(self, i: int) -> bool:
        """`الغربيون`, `المحتجون`: a sound plural in ون is of people, who can speak."""
        word = self.words[i]
        return word.definite and len(word.stem) > _SHORT and word.stem.endswith("ون")

    def _counts(self, i: int) -> bool:
        """`آلاف المحتجين`, `عشرات الآلاف من المحتجين`: a vague number, and of whom."""
        words = self.words[i : i + 4]
        k = 1
        while k < len(words) and (words[k].form == "من" or words[k].base in _MANY):
            k += 1
        if words[0].base not in _MANY or words[0].preposition or k >= len(words):
            return False
        noun = speaker_noun(words[k])
        return noun is not None and noun[1] == "p"

    def gender_at(self, i: int) -> str:
        """The gender of a verb in the third person singular, by its form (طرحت, تطرح)."""
        readings = [r for r in self.phrases.cues[i] if r.finite]
        if readings:
            return readings[0].gender
        form = self.words[i].stem
        return "f" if form.endswith("ت") or form.startswith("ت") else "m"

    def _agrees(self, i: int, source: Range) -> bool:
        """Whether a verb agrees in gender with a subject; before its subject it is singular."""
        gender, number = agreement(self.phrases, *source)
        form = self.words[i].stem
        readings = [r for r in self.phrases.cues[i] if r.finite]
        if readings:
            return not gender or number == "p" or any(r.gender in ("", gender) for r in readings)
        if gender == "m":
            return not form.endswith("ت")
        return gender != "f" or self.gender_at(i) == "f"


@lru_cache(maxsize=1 << 16)
def _opens_inner(word: Word) -> bool:
    """Whether a clause begins that tells of something else, up to the next comma."""
    inner = is_context(word.form, "inner") or is_context(word.base, "inner")
    return inner or is_context(word.form, "relative")
