"""Sources: the subject of a cue, behind it or before it."""

from __future__ import annotations

from collections.abc import Callable

from sdlib.adjuncts import Adjuncts
from sdlib.antecedents import believed, judged, owner, topic_of
from sdlib.appositions import Appositions
from sdlib.article import Range
from sdlib.clauses import COMMAS, Clauses
from sdlib.concord import agreement
from sdlib.context import is_context
from sdlib.normalization import normalize_word
from sdlib.phrases import Phrases
from sdlib.regions import Regions
from sdlib.roles import complementizer, speaker_noun
from sdlib.wordkinds import accusative, foreign, noun_only

DEMONSTRATIVES = frozenset(["هذا", "هذه", "ذلك", "تلك", "هؤلاء", "أي", "ما", "كل"])
#: Prepositions with a pronoun that takes up what a relative clause tells of.
_TAKEN_UP = frozenset(["به", "بها", "عنه", "عنها", "إليه", "إليها"])


_PERCENT = frozenset(["%", "٪", "المئة", "المائة", "مئة", "مائة", "بالمئة", "بالمائة"])


class Sources:
    """Finds who speaks around a cue of one article, by token ranges."""

    def __init__(self, phrases: Phrases, clauses: Clauses) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.article = phrases.article
        self.words = phrases.article.words
        self.adjuncts = Adjuncts(phrases, clauses)
        self.regions = Regions(phrases)
        self.appositions = Appositions(phrases, clauses, self.regions)

    def right(self, i: int, at: int, *, alone: bool = False) -> Range | None:
        """The subject between the cue and the opening of its content.

        ``alone`` tells that the content is a clause or a quotation, so that no object
        stands between them.
        """
        start = i + 2 if self.reinforced(i) else i + 1
        if start < len(self.words) and at == start and self.words[start].form in _TAKEN_UP:
            # `ما أفاد به شاهدان`: what the pronoun takes up stands before, the subject behind.
            start, at = start + 1, self.article.ranges[self.article.sentence_of[i]][1]
            if start >= at or not self.speaks(start):
                return None
        if any(r.finite and r.number in ("d", "p") for r in self.phrases.cues[i]) and not any(
            r.number == "s" for r in self.phrases.cues[i]
        ):
            return None
        while start < at and self.adverb(start):
            behind = self.clauses.skip_group(start, at)
            start = behind if behind > start else start + 1
        if start >= at:
            return None
        opens = self.article.opens.get(start) or self._counted(start, at)
        start = self._behind_adjuncts(start, at)
        if self.phrases.is_function_word(start) and not opens:
            return None
        if self._addressee(start) or self.words[start].base in DEMONSTRATIVES - {"كل"}:
            return None
        if self._after_pronoun(i) or self._second_verb(start):
            return None
        if not alone and self._deed(start):
            return None
        if self._state(start) and not opens:
            return None  # `علق كاتبا: "…"`
        end = self._counted(start, at) or self.phrases.phrase_end(start, at)
        if alone and not any(r.entry.frames & {"addressee"} for r in self.phrases.cues[i]):
            end = self.regions.complete(start, end, at)
            end = self.regions.complete(start, self.appositions.end(end, at, alone=True), at)
        end = self.appositions.end(end, at, alone=alone)
        return self.bare(start, end)

    def _state(self, i: int) -> bool:
        """`علق كاتبا: "…"`: an indefinite accusative is no subject, unless it is a name."""
        known = self.phrases.mention_at(i) or self.phrases.is_name(i)
        word = self.words[i]
        bound = i + 1 < len(self.words) and self.words[i + 1].definite  # `قائدا الشرطة`
        bound = bound and speaker_noun(word._replace(stem=word.stem[:-1])) is not None
        return accusative(word) and not word.pronoun and not known and not bound

    def _deed(self, i: int) -> bool:
        """`طلب الصفح`, `تزعم التوصل إلى …`: what is asked or told, and nobody who speaks."""
        word = self.words[i]
        if not word.definite or self.phrases.mention_at(i) or self.speaks(i):
            return False
        return is_context(word.stem.removeprefix("ال"), "event_noun") or is_context(
            word.form, "allegation"
        )

    def _after_pronoun(self, i: int) -> bool:
        """`أكد أنه أبلغ المجلس بـ`: the pronoun is the subject, what follows the object."""
        k = i - 1
        while k > 0 and self.words[k].form in ("قد", "لم", "لا"):
            k -= 1
        word = self.words[k]
        return k >= 0 and complementizer(word.base) and bool(word.pronoun)

    def _second_verb(self, i: int) -> bool:
        """`يستنكر ويشجب`: what و joins behind a verb is another verb."""
        word = self.words[i]
        known = self.phrases.mention_at(i) or self.phrases.is_name(i) or speaker_noun(word)
        verb = any(r.finite for r in self.phrases.cues[i]) or self.phrases.verb_at(i)
        return bool(word.conjunction) and verb and not known

    def _counted(self, start: int, at: int) -> int:
        """The end of `3 شهود`, `60 % من السكان`, 0 where no number counts those who speak."""
        number = self.article.kinds[start] == "number" and start + 1 < at
        share = start + 1
        if number and self.words[share].form == "في":
            share += 1
        if number and self.words[share].base in _PERCENT and share + 2 < at:
            shared = self.words[share + 1].form == "من" and self.words[share + 2].definite
            return self.phrases.phrase_end(share + 2, at) if shared else 0
        if not number or not speaker_noun(self.words[start + 1]):
            return 0
        return self.phrases.phrase_end(start + 1, at)

    def _behind_adjuncts(self, start: int, at: int) -> int:
        """`أعلن في بيان صدر أمس وزير المالية أن`: where the subject begins, behind adjuncts."""
        if not (self.phrases.is_function_word(start) or self.article.kinds[start] == "punct"):
            return start
        for short in (False, True):
            k = self.adjuncts.behind(start, at, short=short)
            if start < k < at and self.speaks(k) and not self.words[k].preposition:
                return k
        return start

    def bare(self, start: int, end: int) -> Range:
        """A source without the parenthesis at its end and the marks at its edges."""
        return self.clauses.trim(start, self._without_parenthesis(start, end))

    def _without_parenthesis(self, start: int, end: int) -> int:
        """A parenthesis at a source's end only adds information: `رئيس البلدية (45 عاما)`."""
        if end - start > 2 and self.clauses.char(end - 1) == ")":
            for k in range(end - 2, start, -1):
                if self.clauses.char(k) == "(":
                    # `شبكة (مساء الخير)` has no other name
                    noun = speaker_noun(self.words[start])
                    body = noun is not None and noun[0] == "organisation"
                    bare = body and not self.words[start].definite
                    return end if bare and k == start + 1 else k
        return end

    def _addressee(self, i: int) -> bool:
        """Whether a word with its own preposition names the one spoken to (`لهيئة الإذاعة`)."""
        word = self.words[i]
        if word.preposition in ("ك", "ب") and not self.phrases.mention_at(i):
            # `أشار كدليل على`, `يشجب بأشد العبارات`
            return not foreign(word) and not self.phrases.is_name(i)
        known = word.definite or word.pronoun or speaker_noun(word) or self.phrases.mention_at(i)
        return word.preposition in ("ل", "ب") and bool(known) and not self._whole_name(i)

    def _whole_name(self, i: int) -> bool:
        """`لبنان`: a name whose last word is written with the letter, which is no preposition."""
        mention = self.phrases.mention_at(i)
        return bool(mention) and self.words[i].norm == normalize_word(
            mention.entity.name.split()[-1]
        )

    def adverb(self, i: int) -> bool:
        """Whether a token may stand between a verb and its subject and belongs to neither."""
        word = self.words[i]
        dash = self.article.kinds[i] == "punct" and self.clauses.char(i) in "-–—(،"
        before_yesterday = word.form == "الأول" and i > 0 and self.words[i - 1].form == "أمس"
        times = word.form == "عدة" and i + 1 < len(self.words) and self.words[i + 1].form == "مرات"
        return (
            dash
            or times
            or before_yesterday
            or is_context(word.form, "time")
            or is_context(word.form, "between")
        )

    def left(self, i: int, first: int) -> Range | None:
        """The subject before its verb: relative, `كان X قد`, `إن X`, or plain."""
        first = max(first, self.article.ranges[self.article.sentence_of[i]][0])
        k = i - 1
        if k < first:
            return None
        if i + 1 < len(self.words) and self.words[i + 1].form in ("فيه", "فيها", "خلاله", "خلالها"):
            return owner(self.phrases, k, first)
        if self.words[k].form == "حيث":
            return owner(self.phrases, k - 1, first)
        if self.words[k].base in ("نحن", "أنا"):
            return None
        while k >= first and (
            self.words[k].form in ("قد", "لم", "لا", "هو", "هي", "ما", "ولم", "وهو", "وهي")
            or is_context(self.words[k].base, "auxiliary")
        ):
            k -= 1
        if k < first:
            return None
        if self.words[i].conjunction:
            return self._topic(i, first)
        if is_context(self.words[k].form, "relative"):
            k -= 1
            while k > first and self.clauses.char(k) in COMMAS:
                k -= 1
            if believed(self.phrases, i) or topic_of(self.phrases, i) or judged(self.phrases, i, k):
                return None
            found = self._phrase_before(
                k, first, relative=True, fits=lambda source: self._agrees(i, source)
            )
            return None if found and self.is_thing(found[0]) else self._last_of(i, found)
        behind_aux = self._after_auxiliary(k, first)
        if behind_aux:
            return behind_aux
        found = self._phrase_before(k, first, relative=False) or self._distant(i, first)
        return found or self._before_adjuncts(i, first)

    def _before_adjuncts(self, i: int, first: int) -> Range | None:
        """`الوزير، في بيان صدر أمس، قال إن`: a subject that only adjuncts part from its verb."""
        if not any(r.shape == "perfect" for r in self.phrases.cues[i]):
            return None
        for s in range(i - 2, max(i - 40, first - 1), -1):
            if self.clauses.char(s) in ".؛:" and self.article.kinds[s] == "punct":
                return None
            before = self.words[s - 1] if s > first else None
            if before and not (
                is_context(before.base, "boundary") or is_context(before.base, "auxiliary")
            ):
                continue
            if self.words[s].preposition or not self.speaks(s):
                continue
            end = self.appositions.end(self.phrases.phrase_end(s, i), i)
            source = self.clauses.trim(s, end)
            marked = self.article.kinds[i - 1] == "punct"  # `سامر الأحمد (45 عاما) قال`
            parted = (end < i or marked) and self.adjuncts.behind(end, i) == i
            if parted and self._fits(i, source):
                return source
        return None

    def _last_of(self, i: int, source: Range | None) -> Range | None:
        """`بين الأردن ومصر التي طالبت`: a verb in the singular takes up the last one only."""
        several = any(r.finite and r.number != "s" for r in self.phrases.cues[i])
        if source is None or several:
            return source
        inner = range(source[0] + 1, source[1])
        joined = [k for k in inner if self.phrases.joined(k) and k - 1 not in self.article.opens]
        last = joined[-1] if joined else source[0]
        noun = speaker_noun(self.words[last])
        titled = noun is not None and noun[0] == "person" and last > source[0]
        named = self.phrases.mention_at(last) or self.phrases.is_name(last) or titled
        return (last, source[1]) if named else source

    def is_thing(self, i: int) -> bool:
        """`الأضرار التي يقول إنها …`: a known noun that is nobody and no body does not speak."""
        word = self.words[i]
        if is_context(word.base, "determiner") and i + 1 < len(self.words):
            return self.is_thing(i + 1)  # `أحد السكان`
        return noun_only(word) and not self.speaks(i) and not word.base.endswith(("ون", "ين", "و"))

    def _topic(self, i: int, first: int) -> Range | None:
        """`أما وزير المالية، سامر الأحمد، فقال`: the topic behind أما."""
        if self.words[i].conjunction != "ف":
            return None
        for k in range(i - 2, max(i - 20, first - 1), -1):
            if self.words[k].base == "أما":
                return self.clauses.trim(
                    k + 1, self.appositions.end(self.phrases.phrase_end(k + 1, i), i, alone=True)
                )
        return None

    def _distant(self, i: int, first: int) -> Range | None:
        """A subject that a relative clause or a group of words parts from its verb.

        `وكان المستشفى الذي نقل إليه المصاب قد قال`, `إن معارضين للاتفاق طالبوا`.
        """
        for j in range(i - 2, max(i - 32, first - 1), -1):
            word = self.words[j]
            if self.clauses.char(j) in ".؛:":
                return None
            if word.base in ("كان", "كانت") or word.form in ("أن", "إن", "بأن"):
                break
        else:
            return None
        end = self.phrases.phrase_end(j + 1, i)
        sure = self.words[i - 1].form == "قد" and not self.phrases.is_function_word(j + 1)
        if not sure and not self.speaks(j + 1) and not self._names_body(j + 1):
            return None
        source = self.clauses.trim(j + 1, end)
        return source if self._parted(end, i) and self._fits(i, source) else None

    def _names_body(self, i: int) -> bool:
        """`كان "مجلس المدينة" قد أعلن`: marks that hold a name."""
        return i in self.article.opens and self.phrases.quotes_name(i)

    def _parted(self, first: int, i: int) -> bool:
        """Whether only a relative clause, a participle or prepositions stand before the verb."""
        sure = self.words[i - 1].form == "قد"
        relative = False
        for k in range(first, i):
            word = self.words[k]
            relative = relative or is_context(word.form, "relative")
            if complementizer(word.base) or word.form in ("ما", "حيث", "لكن", "ولكن"):
                return False
            if self.phrases.finite_cue(k) or self.phrases.verb_at(k):
                if not relative:
                    return False
                relative = sure
            if self.clauses.char(k) in COMMAS and not sure:
                return False
        return True

    def _fits(self, i: int, source: Range) -> bool:
        """Whether a verb behind its subject agrees with it in gender and number."""
        gender, number = agreement(self.phrases, *source)
        finite = [r for r in self.phrases.cues[i] if r.finite]
        if number == "p" or self.words[source[0]].base.endswith(("ون", "ين")):
            return any(r.number == "p" or r.gender == "f" for r in finite)
        return any(r.number == "s" and (not gender or r.gender in ("", gender)) for r in finite)

    def _agrees(self, i: int, source: Range) -> bool:
        """Whether a subject before its verb agrees with it in gender."""
        gender, number = agreement(self.phrases, *source)
        finite = [r for r in self.phrases.cues[i] if r.finite]
        if not gender or number != "s" or not finite:
            return True
        return any(r.gender in ("", gender) for r in finite)

    def _whole(self, first: int, behind: int) -> int:
        """The end of the subject that begins at ``first`` and has the verb at ``behind``."""
        return self.regions.complete(first, self.phrases.phrase_end(first, behind), behind)

    def _after_auxiliary(self, k: int, first: int) -> Range | None:
        """`وكان القائد …، مظلوم عبدي، صرح`: from كان, إن or أن on, over commas."""
        for j in range(k, max(k - 22, first - 1), -1):
            word = self.words[j]
            opens = word.base in ("كان", "كانت", "كانوا", "أن", "إن", "لكن", "لأن") or (
                word.form == "بأن"
            )
            if opens and j < k:
                if self.phrases.is_function_word(j + 1) and not self.phrases.mention_at(j + 1):
                    return None
                end = self.appositions.end(self._whole(j + 1, k + 1), k + 1, alone=True)
                return self.clauses.trim(j + 1, end) if end >= k else None
            if (
                self.clauses.char(j) in ".؛:"
                or self.phrases.finite_cue(j)
                or self.phrases.verb_at(j)
            ):
                return None
        return None

    def _phrase_before(
        self,
        k: int,
        first: int,
        *,
        relative: bool,
        fits: Callable[[Range], bool] | None = None,
    ) -> Range | None:
        """The longest noun phrase that ends at token ``k`` and begins where a phrase can."""
        if k < first or (self.article.kinds[k] == "punct" and k not in self.article.closes):
            return None
        best = None
        quoted = self.article.closes.get(k)
        inside = quoted.first if quoted and self.phrases.quotes_name(quoted.first) else k + 1
        for s in range(k, max(k - 16, first - 1), -1):
            if s >= inside:
                continue
            if self.article.kinds[s] == "punct" and s not in self.article.opens:
                break
            if self.phrases.is_function_word(s) and not self.phrases.mention_over(s):
                if self.words[s].form not in ("في", "من", "إلى", "على", "بلا"):
                    break
                continue
            if self.phrases.finite_cue(s) or (
                self.phrases.verb_at(s) and not self.phrases.is_name(s)
            ):
                break
            ends = self.phrases.phrase_end(s, k + 1) == k + 1
            ends = ends or (not relative and self._whole(s, k + 1) == k + 1)
            if ends and self._phrase_may_begin(s, relative) and (not fits or fits((s, k + 1))):
                best = s
        return (best, k + 1) if best is not None else None

    def _phrase_may_begin(self, s: int, relative: bool) -> bool:
        """Whether a subject can begin at a token: behind a mark, أن, كان, or with و in front."""
        if s == 0:
            return True
        before = self.words[s - 1]
        if self.words[s].preposition and not relative:
            return False
        if (
            self.article.kinds[s - 1] == "punct"
            or complementizer(before.base)
            or self.words[s].conjunction
        ):
            return True
        if is_context(before.base, "boundary") or is_context(before.base, "auxiliary"):
            return True
        if self.article.sentence_of[s] != self.article.sentence_of[s - 1]:
            return True
        return relative

    def dative(self, j: int, i: int) -> Range | None:
        """`وهو ما سبق لطهران أن نفته`: the speaker behind ل."""
        for k in range(j + 1, i):
            if self.words[k].preposition == "ل":
                return k, min(self.phrases.phrase_end(k, i), i)
        return None

    def subject_before(self, i: int) -> bool:
        """Whether what stands before a verb can be its subject: `الوزير أكد`, `التي أكدت`."""
        return i > 0 and (
            self.words[i - 1].definite
            or is_context(self.words[i - 1].form, "relative")
            or bool(self.words[i - 1].pronoun)
            or self.phrases.mention_over(i - 1) is not None
        )

    def noun_before(self, i: int, first: int) -> bool:
        """Whether a noun stands right before a word in its clause: `تقرير يذكر`."""
        return (
            i > first
            and self.article.kinds[i - 1] == "word"
            and not self.phrases.is_function_word(i - 1)
        )

    def speaks(self, i: int) -> bool:
        """Whether somebody who can speak begins at a token: a name, a title, a body."""
        mention = self.phrases.mention_at(i)
        return bool(
            (mention and mention.entity.type != "MISC")
            or speaker_noun(self.words[i])
            or self.phrases.is_name(i)
        )

    def reinforced(self, i: int) -> bool:
        """`وتابع قائلا`: two words, one cue."""
        return i + 1 < len(self.words) and self.words[i + 1].form in ("قائلا", "قائلة", "قائلين")
