"""Clauses: the stretches within which one attribution holds, and where its content ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache

from sdlib.article import Article
from sdlib.context import is_context
from sdlib.cues import Reading, readings
from sdlib.glosses import COMMAS, Glosses, resumes
from sdlib.inner_subjects import of_inner_subject
from sdlib.marker_words import may_mark
from sdlib.phrase_ends import PhraseEnds, may_end_phrase
from sdlib.phrases import Phrases
from sdlib.roles import complementizer
from sdlib.untold import leaves_untold, untold
from sdlib.words import Word

#: No sentence of news is longer, in tokens; a text without full stops is cut here.
LONG = 400
#: Place and agency before a report have no more tokens.
_DATELINE = 15
_STOPS = ".!?؟؛۔"
_DASHES = "-–—"
_TRIM_END = "،,.؛:-–—!؟?۔…"
#: Prepositions that a verb before the marker asks for: `ويهدف المجلس، بحسب الوكالة، إلى …`.
_GOVERNED = frozenset(["إلى", "على", "عن"])
#: What a clause with a cue of its own begins with.
_TAKES_UP = frozenset(["وهو", "وهي", "الأمر", "وهذا"])
#: Behind these stands a noun, and no participle of state: `دعا إلى عدم مطالبة الشركة بـ…`.
_BEFORE_NOUN = frozenset(["عدم", "إلى", "على", "في", "من", "عن", "بعد", "قبل", "خلال", "رغم", "مع"])
_OTHER = frozenset(["كما", "بينما", "فيما", "ثم", "حين"])
_BUT = frozenset(["إلا", "إذ"])
#: With أن behind them, they begin another clause as well.
_EXCEPT = frozenset(["غير", "بيد"])
_WAS = frozenset(["كان", "كانت", "كانوا"])
_BEGINS = _TAKES_UP | _BUT | _EXCEPT | {"حيث"}
_TRIM_START = "،,.؛:-–—!؟?۔"


def units(article: Article) -> list[tuple[int, int]]:
    """Give the token ranges of sentences, those that one quotation holds together merged."""
    found: list[tuple[int, int]] = []
    limit = -1
    for first, behind in article.ranges:
        if first == behind:
            continue
        if found and first <= limit:
            found[-1] = (found[-1][0], behind)
        else:
            found.append((first, behind))
        ends = [q.last for q in article.quotations if first <= q.first < behind <= first + LONG]
        limit = max([limit, *ends])
    return [piece for unit in found for piece in _pieces(*unit)]


def _pieces(first: int, behind: int) -> list[tuple[int, int]]:
    """Cut what has no full stop for hundreds of words, so that time stays linear."""
    return [(k, min(k + LONG, behind)) for k in range(first, behind, LONG)]


#: With these a clause stands beside another one: what is said there is told by somebody else.
_MEANWHILE = frozenset(["بينما", "فيما"])
_BESIDES = _MEANWHILE | {"لكن", "ولكن", "كما"}
#: What commas set apart behind a subject has no more tokens.
_APART = 10
#: So many words a clause has at most.
_REACH = 30


@lru_cache(maxsize=1 << 16)
def may_end(word: Word) -> bool:
    """Whether what is said may end before a word that is no cue and stands behind another word.

    These are the words that `Clauses.content_end` asks about, whatever stands around them: at all
    others it need not look.
    """
    return (
        word.form in _BEGINS
        or word.base in _OTHER
        or word.base == "في"
        or word.form == "وذلك"
        or resumes(word)
        or (bool(word.conjunction) and word.base in _WAS)
        or leaves_untold(word)
        or may_mark(word)
    )


@lru_cache(maxsize=1 << 17)
def _may_end(word: Word) -> bool:
    """The same for cues."""
    return bool(readings(word.form)) or may_end(word)


@lru_cache(maxsize=1 << 17)
def _may_end_phrase(word: Word) -> bool:
    """The same for a noun phrase."""
    return _may_end(word) or may_end_phrase(word)


def _predicate(word: Word) -> bool:
    """`الفريق واثق من أن`: a man's participle that is no accusative of state."""
    return not (word.conjunction or word.definite or word.stem[-1:] in "اةنت")


class Clauses:
    """Boundaries inside one sentence, found by what can begin the next attribution.

    Parameters
    ----------
    phrases : Phrases
    begins_claim : callable
        Tells whether a token is a cue that has content of its own.
    begins_marker : callable
        Gives the token behind the verbless marker (`وفق المرصد`) that a token begins, or 0.
    """

    def __init__(
        self,
        phrases: Phrases,
        begins_claim: Callable[[int, int], bool],
        begins_marker: Callable[[int, int], int],
    ) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self.glosses = Glosses(phrases)
        self.phrase_ends = PhraseEnds(phrases, self.glosses)
        self._begins_claim = begins_claim
        self.begins_marker = begins_marker

    def char(self, i: int) -> str:
        """The first character of a token."""
        return self.article.text[self.article.starts[i]]

    def glued(self, i: int) -> bool:
        """`إيه.بي.سي`, `العربية.نت`: whether a mark stands between two words without a space."""
        starts, ends = self.article.starts, self.article.ends
        inside = 0 < i < len(starts) - 1
        return inside and ends[i - 1] == starts[i] and ends[i] == starts[i + 1]

    def skip_group(self, i: int, limit: int) -> int:
        """Give the token behind a quotation, bracket or dash that opens at ``i``, else ``i``."""
        quotation = self.article.opens.get(i)
        if quotation and quotation.last < limit:
            return quotation.last + 1
        char = self.char(i)
        if self.article.kinds[i] != "punct" or char not in "([" + _DASHES:
            return i
        closers = {"(": ")", "[": "]"}.get(char, _DASHES)
        for j in range(i + 1, min(i + 40, limit)):
            if self.article.kinds[j] == "punct" and self.char(j) in closers:
                return j + 1
        return i

    def content_end(self, start: int, limit: int, cue: int, *, phrase: bool = False) -> int:
        """Give the token behind the content that begins at ``start``.

        It ends with the sentence, or before the next attribution of the same level: a
        coordinated reporting verb, a participle, a closing marker, `وهو ما`, or a new
        clause (`بينما`, `في حين`, `لكن`, `كما`) with a cue of its own. A ``phrase`` (an
        object or what a preposition leads to) ends at the next clause of any kind.
        """
        i = start
        may_end = self._phrase_edges if phrase else self._edges
        while i < limit:
            i = may_end.find(1, i, limit)
            if i < 0:
                i = limit
                break
            behind = self.skip_group(i, limit)
            if behind > i:
                i = behind
                continue
            if i > start and not self._awaited(i) and self._ends_before(i, limit, start, cue):
                break
            if self.char(i) == ")" and self._in_brackets(cue):
                break
            if i > start and self.glosses.breaks_off(i, cue):
                break
            if phrase and i > start and self.phrase_ends.before(i, start, cue):
                break
            i += 1
        if i - 1 > start and self.article.words[i - 1].form == "من" and i < limit:
            i -= self.article.words[i].form == "دون"  # `…، من دون أن يكشف`
        return self.trim(start, i)[1]

    def _awaited(self, i: int) -> bool:
        """`إن الوزير أكد، | في كلمته، أن`: behind a comma and a verb whose content is to come."""
        word = self.article.words[i]
        adjunct = is_context(word.form, "preposition") or word.form == "في"
        return adjunct and i > 1 and self.char(i - 1) in COMMAS and self.phrases.finite_cue(i - 2)

    @cached_property
    def _edges(self) -> bytes:
        """For each token, whether what is said may end there (see `may_end`): most are passed."""
        return self.article.edges(_may_end)

    @cached_property
    def _phrase_edges(self) -> bytes:
        """The same for what is a noun phrase."""
        return self.article.edges(_may_end_phrase)

    def _in_brackets(self, cue: int) -> bool:
        """Whether a bracket is open before a cue: `(قالت البلدية إنه قديم)`."""
        for k in range(cue, max(cue - 15, -1), -1):
            if self.char(k) in "()":
                return self.char(k) == "("
        return False

    def _ends_before(self, i: int, limit: int, start: int, cue: int) -> bool:
        """Whether the content that began at ``start`` ends before a token (see `content_end`).

        What is asked here of a word that is no cue must stand in `may_end` as well.
        """
        word = self.article.words[i]
        readings = self.phrases.cues[i]
        if untold(self.phrases, i, limit, cue):
            return True
        own = any(r.shape == "first" for r in readings)  # `…، وأعتقد أن`: the same speech
        if readings and i != cue and not own:
            participle = any(r.shape == "participle" for r in readings) and not _predicate(word)
            told = complementizer(self.article.words[start - 1].base)
            participle = participle and not (told and i - start == 1)  # `فإن إيران مطالبة بـ…`
            behind_comma = self._new_main_clause(i)
            joined = bool(word.conjunction) and not self._joins_noun(readings, i)
            participle = participle and self.article.words[i - 1].form not in _BEFORE_NOUN
            opens = joined or participle or behind_comma
            other = self._other_gender(i, cue) and not self._answers(i)
            other = other or of_inner_subject(self.phrases, i, start, cue)
            opens = opens and self._coordinated(i, start) and not other
            if opens and (self._begins_claim(i, limit) or self.glosses.state(i, cue)):
                return True
        if self.begins_marker(i, limit):
            return not self.goes_on(self.begins_marker(i, limit), limit)
        if self.glosses.begins(i, limit, cue) or self._told_by_another(i):
            return True
        shown = word.form == "الأمر" and self.char(i - 1) not in COMMAS  # `عن هذا الأمر، لكنها`
        if word.form in _TAKES_UP and not shown:
            if self._answered(i + 1, min(i + 7, limit)):
                return True
            behind = min(i + 6, limit)
            comma = next((k for k in range(i + 1, behind) if self.char(k) in COMMAS), behind)
            return self._claim_within(i + 1, comma, limit)
        if word.base == "في" and i + 1 < limit and self.article.words[i + 1].form == "حين":
            return self._claim_within(i + 2, min(i + 8, limit), limit, cue)
        if word.form == "حيث":
            return self._claim_within(i + 1, min(i + 3, limit), limit)
        except_that = word.form in _EXCEPT and i + 1 < limit and self._that(i + 1)
        if word.base in _OTHER or word.stem == "لكن" or word.form in _BUT or except_that:
            before = i - 1 if word.form == "حين" else i
            if word.form == "كما" and i + 1 < limit and self._that(i + 1):
                return False  # `أكد أن …، كما أن …`: it goes on
            subject = i + 1 + except_that
            behind = self._behind_subject(subject, limit)
            own = None if behind > subject else cue  # `لكن زعيمة الحزب دعت`: of her gender
            reach = min(max(i + 7, behind + 2), limit)
            return before > start and self._claim_within(i + 1, reach, limit, own)
        if self.glosses.main_clause(i, cue):
            return True
        if word.conjunction and word.base in _WAS:
            return self._claim_within(i + 1, min(i + 14, limit), limit)
        return False

    def _behind_subject(self, i: int, limit: int) -> int:
        """`لكن زعيمة الحزب، النائبة ليلى عباس، | دعت`: the token behind a subject that commas
        part from its verb, ``i`` where none stands."""
        noun = self.phrases.speakers[i] if i < limit else None
        if noun is None and (i >= limit or self.phrases.mention_at(i) is None):
            return i
        end = self.phrases.phrase_end(i, limit)
        if end >= limit or self.char(end) not in COMMAS:
            return end
        close = range(end + 1, min(end + _APART, limit))
        return next((k + 1 for k in close if self.char(k) in COMMAS), end)

    def _told_by_another(self, i: int) -> bool:
        """`قال إن …، فيما نشرت القوات حواجز، بحسب شهود`: the clause of a closing marker."""
        if self.article.words[i].form not in _MEANWHILE or self.char(i - 1) not in COMMAS:
            return False
        limit = self.article.ranges[self.article.sentence_of[i]][1]
        for k in range(i + 2, min(i + _REACH, limit)):
            if self.char(k) in "؛:":
                return False
            behind = self.begins_marker(k, limit) if self.char(k - 1) in COMMAS else 0
            if behind:
                own = any(w.pronoun for w in self.article.words[k:behind])  # `…، بحسب قوله`
                return not (own or self.goes_on(behind, limit))
        return False

    def _joins_noun(self, readings: Sequence[Reading], i: int) -> bool:
        """`التحقيق والادعاء في القضايا`: و joins a verbal noun to another noun, and no clause."""
        near = self.char(i - 1) not in COMMAS or self.article.words[i].definite
        return near and all(r.shape == "masdar" for r in readings)

    def _answered(self, first: int, behind: int) -> bool:
        """`وهو ما نفته الوزارة`: a cue whose pronoun takes up what stands before."""
        return any(
            r.finite and r.pronoun for i in range(first, behind) for r in self.phrases.cues[i]
        )

    def _new_main_clause(self, i: int) -> bool:
        """`…، رأت الولايات المتحدة أن`: a verb behind a comma with its subject behind it."""
        if self.char(i - 1) not in COMMAS or i + 1 >= len(self.article.words):
            return False
        follower = self.article.words[i + 1]
        noun = self.article.kinds[i + 1] in (
            "word",
            "hashtag",
        ) and not self.phrases.is_function_word(i + 1)
        return any(r.finite for r in self.phrases.cues[i]) and noun and not follower.preposition

    def _coordinated(self, i: int, start: int) -> bool:
        """Whether a cue stands on its own, not inside a relative clause or behind an أن."""
        before = self.article.words[i - 1].form
        if is_context(before, "relative") or (complementizer(before) and i - 1 >= start):
            return False
        return not self._twin(i, start)

    def _twin(self, i: int, start: int) -> bool:
        """`أن الشعب يستنكر ويدين الاعتداء`: two verbs of one form with one object."""
        if i - 1 <= start or self.article.words[i].conjunction != "و":
            return False
        shapes = {r.shape for r in self.phrases.cues[i] if r.finite}
        return any(r.finite and r.shape in shapes for r in self.phrases.cues[i - 1])

    def _other_gender(self, i: int, cue: int) -> bool:
        """Whether a verb without a subject of its own cannot have the subject of the outer one."""
        here = [r for r in self.phrases.cues[i] if r.finite]
        outer = [r for r in self.phrases.cues[cue] if r.finite]
        if not here or not outer or here[0].gender == outer[0].gender or here[0].number != "s":
            return False
        follower = i + 1
        return follower < len(self.article.words) and (
            self.phrases.is_function_word(follower) or bool(self.article.words[follower].pronoun)
        )

    def _answers(self, i: int) -> bool:
        """`سأل القاضي الشاهدة عن …، فأجابت`: the one asked goes on, of whatever gender."""
        joined = self.article.words[i].conjunction == "ف"
        return joined and any(r.entry.lemma in ("أجاب", "رد") for r in self.phrases.cues[i])

    def _claim_within(self, first: int, behind: int, limit: int, cue: int | None = None) -> bool:
        """Whether the first reporting verb between two tokens, before a stop or أن, has content."""
        for i in range(first, behind):
            opens = complementizer(self.article.words[i].form) and i > first
            if self.char(i) in _STOPS or opens:
                return False
            if self.phrases.finite_cue(i) or (i == first and self._verb_of_two_senses(i)):
                other = cue is not None and self._other_gender(i, cue)
                return not other and self._begins_claim(i, limit)
        return False

    def _that(self, i: int) -> bool:
        """Whether a complementizer stands at a token."""
        return complementizer(self.article.words[i].form)

    def _verb_of_two_senses(self, i: int) -> bool:
        """`في حين طالب الوزير بـ…`: behind the word that opens a clause طالب is a verb."""
        return any(r.finite for r in self.phrases.cues[i])

    def goes_on(self, behind: int, limit: int) -> bool:
        """Whether the clause goes on behind a marker in its middle (`…، بحسب المرصد، تسيطر …`)."""
        if behind + 1 >= limit or self.char(behind) not in COMMAS:
            return False
        follower = self.article.words[behind + 1]
        if self.phrases.cues[behind + 1] or follower.conjunction:
            return False
        if follower.form in _GOVERNED:
            return True
        return not any(
            is_context(follower.form, group)
            for group in ("boundary", "relative", "adjunct", "time")
        )

    def trim(self, first: int, behind: int) -> tuple[int, int]:
        """Leave out commas, stops and dashes at both edges; brackets stay if both are inside."""
        while behind > first and self._loose(behind - 1, _TRIM_END, first, behind):
            behind -= 1
        while first < behind and self._loose(first, _TRIM_START, first, behind):
            first += 1
        if behind - first > 2 and self.article.words[behind - 1].form == "وذلك":
            return self.trim(first, behind - 1)  # `…، وذلك حسبما قال`
        return first, behind

    def trim_end(self, first: int, behind: int) -> tuple[int, int]:
        """Leave out punctuation at the end only; an opening mark that nothing closes stays."""
        while behind - 1 > first and self.article.kinds[behind - 1] == "punct":
            behind -= 1
        return first, behind

    def _loose(self, i: int, marks: str, first: int, behind: int) -> bool:
        """Whether a mark at an edge holds nothing inside: a comma, or one half of a pair."""
        if self.article.kinds[i] not in ("punct", "symbol"):
            return False
        char = self.char(i)
        quotation = self.article.opens.get(i) or self.article.closes.get(i)
        if quotation:
            return not (first <= quotation.first and quotation.last < behind)
        if char in "()[]":
            inside = self.article.slice(first, behind)
            pair = "()" if char in "()" else "[]"
            return inside.count(pair[0]) != inside.count(pair[1])
        if char in "\"“”«»'":
            return True
        return char in marks

    def _claimed(self, first: int, behind: int) -> bool:
        """Whether somebody is said to say something between two tokens."""
        cues = (k for k in range(first, behind) if self.phrases.finite_cue(k))
        return any(self._begins_claim(k, behind) for k in cues)

    def start_of_clause(self, i: int, first: int) -> int:
        """Give the first token of what a closing marker at ``i`` closes.

        That is the sentence with all its clauses (`أغلق الجسر، كما تضرر الطريق، وفق البلدية`),
        but for what stands before a colon or semicolon, or a claim before لكن, كما or بينما.
        """
        j = i - 1
        while j > first:
            behind = self.article.closes.get(j)
            if behind and behind.first >= first:
                j = behind.first - 1
                continue
            if self.char(j) in "؛" + ":":
                return j + 1
            word = self.article.words[j]
            if word.form == "حين" and self.article.words[j - 1].form in ("في", "وفي"):
                return j + 1
            if self.char(j - 1) in COMMAS and j - 1 > first:
                if word.form in _BESIDES and self._claimed(first, j):
                    return j + 1
                if word.form == "الأمر" and self.article.words[j + 1].form == "الذي":
                    return j
            j -= 1
        return self._behind_dateline(first, i)

    def _behind_dateline(self, first: int, limit: int) -> int:
        """`بيروت، لبنان (رويترز)-- أغلق …`: the token behind place, agency and dash."""
        for k in range(first + 1, min(first + _DATELINE, limit - 1)):
            if self.char(k) in _DASHES and self.char(k - 1) == ")":
                return self.trim(k, limit)[0]
        return first
