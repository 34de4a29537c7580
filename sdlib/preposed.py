"""Preposed subjects: who stands before the verb, at once or parted from it.

`الوزير الذي نفى`, `وكان الوزير قد قال`, `إن معارضين للاتفاق طالبوا`, `الوزير، في بيان، قال`.
"""

from __future__ import annotations

from collections.abc import Callable

from sdlib.adjuncts import Adjuncts
from sdlib.antecedents import believed, judged, owner, topic_of
from sdlib.appositions import Appositions
from sdlib.article import Range
from sdlib.clauses import COMMAS, Clauses
from sdlib.concord import agreement
from sdlib.context import is_context
from sdlib.counted_sources import counted
from sdlib.phrases import Phrases
from sdlib.regions import Regions
from sdlib.roles import complementizer, speaker_noun
from sdlib.verbs import verb_forms
from sdlib.wordkinds import foreign, noun_only

#: So many tokens before a joined verb its relative clause begins.
_CLAUSE = 9

#: What stands between a relative pronoun, or a subject, and its verb.
_BETWEEN = frozenset("قد لم لا هو هي ما ولم وهو وهي طالما لطالما".split())
_OFTEN = frozenset(["دائما", "غالبا", "كثيرا", "نادرا", "سرعان", "قليلا"])


class Preposed:
    """Finds the subject before a verb of one article, by token ranges."""

    def __init__(
        self,
        phrases: Phrases,
        clauses: Clauses,
        adjuncts: Adjuncts,
        regions: Regions,
        appositions: Appositions,
    ) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.adjuncts = adjuncts
        self.regions = regions
        self.appositions = appositions
        self.article = phrases.article
        self.words = phrases.article.words

    def left(self, i: int, first: int) -> Range | None:
        """The subject before its verb: relative, `كان X قد`, `إن X`, or plain."""
        first = max(first, self.article.ranges[self.article.sentence_of[i]][0])
        k = i - 1
        if k < first or (self.words[k].form == "ما" and self.words[k - 1].form in _OFTEN):
            return None  # `دائما ما تطالب`
        if i + 1 < len(self.words) and self.words[i + 1].form in ("فيه", "فيها", "خلاله", "خلالها"):
            return owner(self.phrases, k, first)
        if self.words[k].form == "أن" and k > first and self.words[k - 1].base == "سبق":
            k -= 2  # `الدول العربية سبق أن أبلغت موسكو`
            if k < first:
                return None
        if self.words[k].form == "حيث":
            return owner(self.phrases, k - 1, first)
        if self.words[k].base in ("نحن", "أنا"):
            return None
        while k >= first and (
            self.words[k].form in _BETWEEN or is_context(self.words[k].base, "auxiliary")
        ):
            k -= 1
        while k >= first and self.phrases.in_adverbial(k):
            k -= 1  # `الوزير بدوره يؤكد أن`
        if k < first:
            return None
        if self.words[i].conjunction:
            return self._topic(i, first) or self._relative_goes_on(i, first)
        if is_context(self.words[k].base, "relative"):
            k -= 1
            while k > first and self.clauses.char(k) in COMMAS:
                k -= 1
            if believed(self.phrases, i) or topic_of(self.phrases, i) or judged(self.phrases, i, k):
                return None
            found = self._phrase_before(
                k, first, relative=True, fits=lambda source: self._agrees(i, source)
            )
            found = self._owner_of_thing(found) if found else None
            if found and self.words[i - 1].conjunction and not self._person_or_body(found[0]):
                return None  # `سامر الأحمد النائب عن الشمال، والذي قال`
            return self._last_of(i, found)
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

    def _owner_of_thing(self, found: Range) -> Range | None:
        """`منزل المزارع الذي أبلغ`: not the thing speaks but whose it is; None for things."""
        first, behind = found
        while first < behind and self.is_thing(first):
            first += 1
            while first < behind and not self.speaks(first):
                first += 1
        owned = first > found[0]
        whole = first < behind and self.phrases.phrase_end(first, behind) == behind
        return (first, behind) if whole or not owned else None

    def _person_or_body(self, i: int) -> bool:
        """Whether a noun for those who speak or somebody's name stands at a token."""
        return speaker_noun(self.words[i]) is not None or self.phrases.is_name(i)

    def is_thing(self, i: int) -> bool:
        """`الأضرار التي يقول إنها …`: a known noun that is nobody and no body does not speak."""
        word = self.words[i]
        if is_context(word.base, "determiner") and i + 1 < len(self.words):
            return self.is_thing(i + 1)  # `أحد السكان`
        return noun_only(word) and not self.speaks(i) and not word.base.endswith(("ون", "ين", "و"))

    def _relative_goes_on(self, i: int, first: int) -> Range | None:
        """`الوكالة، التي اعتذرت أمس وقالت إن`: the second verb of a relative clause, no mark nor
        other clause between."""
        shapes = {r.shape for r in self.phrases.cues[i] if r.finite}
        if self.words[i].conjunction != "و" or "perfect" not in shapes:
            return None
        for k in range(i - 2, max(i - _CLAUSE, first), -1):
            word = self.words[k]
            if self.article.kinds[k] == "punct" or complementizer(word.form) or word.conjunction:
                return None
            if is_context(word.form, "relative"):
                verb = self.phrases.verb_at(k + 1) or self.phrases.finite_cue(k + 1)
                if word.preposition or not (verb and self._acts(k + 1, word.form)):
                    return None
                while k > first and self.clauses.char(k - 1) in COMMAS:
                    k -= 1
                return self._who_speaks_before(k, first, i)
        return None

    def _who_speaks_before(self, k: int, first: int, i: int) -> Range | None:
        """`مقر الشركة التي`: of the nouns that end at a token the one that can speak and fits."""
        best = None
        for s in range(k - 1, max(first, k - 9) - 1, -1):
            marks = s in self.article.opens or s in self.article.closes
            if (self.phrases.is_function_word(s) and not marks) or self.words[s].preposition:
                break
            noun = speaker_noun(self.words[s])
            told = self.speaks(s) or foreign(self.words[s])
            told = told and not (noun is not None and noun[0] == "document")
            if told and self.phrases.phrase_end(s, k) == k and self._agrees(i, (s, k)):
                best = s, k
        return best

    def _acts(self, i: int, relative: str) -> bool:
        """`التي اعتذرت`, and not `التي نشرها`: whether the antecedent is the subject."""
        word = self.words[i]
        perfect = any(r.shape == "perfect" for r in self.phrases.cues[i])
        perfect = perfect or any(f.aspect == "perfect" for f in verb_forms(word.stem))
        one = not (word.pronoun or word.stem.endswith(("وا", "ون")))
        return perfect and one and word.stem.endswith("ت") == (relative == "التي")

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
        if number in ("p", "d") or self.words[source[0]].base.endswith(("ون", "ين")):
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
                if counted(self.phrases, j + 1, k + 1) == k + 1:
                    return j + 1, k + 1  # `أن 32 بالمئة من السكان يعتقدون`
                if self.phrases.is_function_word(j + 1) and not self.phrases.mention_at(j + 1):
                    return None
                end = self._whole(j + 1, k + 1)
                marks = self.article.opens.get(end + 1) if end <= k else None
                if marks and self.words[end].form == "ل" and self.phrases.quotes_name(end + 1):
                    end = marks.last + 1  # `الموقع الإلكتروني لـ "البريد"`
                end = self.appositions.end(end, k + 1, alone=True)
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
            if s == inside and quoted and s == quoted.first:
                # `«حماس» تنفي أن`: a name in marks is a subject by itself, too
                may = self._phrase_may_begin(s, relative) and (not fits or fits((s, k + 1)))
                best = s if may else best
            if s >= inside:
                continue
            if s in self.article.closes and self.phrases.quotes_name(self.article.closes[s].first):
                inside = self.article.closes[s].first  # `صحيفة "الأفق" المحلية قالت`
                continue
            if self.article.kinds[s] == "punct" and s not in self.article.opens:
                break
            if self.phrases.is_function_word(s) and not self.phrases.mention_over(s):
                if self.words[s].form not in ("في", "من", "إلى", "على", "عن", "بلا"):
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
        led = is_context(self.words[s].form, "preposition") and not self.phrases.is_name(s)
        if is_context(self.words[s].form, "between") or led:
            return False  # `كذلك تحدث عن`, `أمام حكومة تزعم أنها`
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

    def speaks(self, i: int) -> bool:
        """Whether somebody who can speak begins at a token: a name, a title, a body."""
        mention = self.phrases.mention_at(i)
        return bool(
            (mention and mention.entity.type != "MISC")
            or speaker_noun(self.words[i])
            or self.phrases.is_name(i)
        )
