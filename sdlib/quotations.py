"""Quotations: which marks belong together, and whether they quote or only name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from sdlib.context import is_context
from sdlib.entity_rows import read_entity_rows
from sdlib.nominals import nominal_forms
from sdlib.normalization import bare, normalize_word
from sdlib.wordkinds import YES, foreign, noun_only, verb_evidence
from sdlib.words import read_word

#: Marks of one family close each other, whichever way they point: ``"…”`` is everywhere.
_FAMILY = {**dict.fromkeys('"“”„‟＂', 1), **dict.fromkeys("«»", 2), **dict.fromkeys("‹›", 3)}
_MARK = re.compile(f"[{''.join(_FAMILY)}]")
_OPENERS = frozenset("«“„‹")
_CLOSERS = frozenset("»”›")
_SPACE = frozenset(" \t\n\r\v\f\x85\xa0\u2028\u2029")
#: No quotation begins with these.
_CLOSING = frozenset(",،؛:!?؟)]}")
_INTRODUCES = frozenset(":،")
_SPACE_OR_CLOSING = _SPACE | frozenset(".,،؛:!?؟)]}-–—…")
_SPACE_OR_OPENING = _SPACE | frozenset("([{-–—/:\N{ARABIC TATWEEL}")
#: Marks that no editor shows stand between a quotation mark and its word on some pages.
_CONTROLS = frozenset("\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff")
#: What is glued before a mark that opens: ``و"المجموعة"``, ``ال"دولة"``.
_PROCLITICS = frozenset("و ف ب ل ك ال وال بال لل ولل فال كال وب ول".split())
#: Names are no longer than this many tokens; a quotation without its closing mark is longer.
_NAME_LENGTH = 5
#: The name of a body, behind the title of who heads it, no more than these.
_BODY_LENGTH = 10
#: Between the noun of a medium and its name.
_OF_NEWS = frozenset(["أنباء", "انباء", "أخبار", "اخبار"])
#: Names of letters that names of Latin letters begin with.
_LETTERS = frozenset("ايه بي سي دي اي اف جي كيه ام ان ار اس تي آي آر إيه إي إف إم إن إس".split())
#: No name holds these.
_NO_NAME = frozenset(bare(w) for w in "من إلى على عن أن إن لن لم لا ليس قد سوف هذا هذه غير".split())
#: Patterns of words that are Arabic though no lexicon has them (مرفوضة, مشاكسات, أشلاء).
_ARABIC = re.compile(r"م\w\wو\w(?:ا|ون)?|أ\w\wا\w|\w+(?:ات|تين|ة)")
_UNCLOSED_LENGTH = 4


class Quotation(NamedTuple):
    """A quotation by its marks' token positions; ``name`` where the marks only hold a name."""

    first: int
    last: int
    name: bool


class _Mark(NamedTuple):
    token: int
    family: int
    opens: bool
    closes: bool


def find_quotations(
    text: str, starts: Sequence[int], ends: Sequence[int], paragraphs: Sequence[int]
) -> list[Quotation]:
    """Pair the quotation marks of a text.

    Marks are paired within a paragraph, by where they stand rather than by where they point.
    A quotation stands inside another one of the same marks where enough marks close both,
    and one kind of mark closes another where it has none of its own. A mark that nothing
    closes is closed at its paragraph's end where it opens a quotation of several words; a
    quotation goes on over paragraphs only where the next one opens it again. A mark typed
    twice counts once. Time grows with the text and not with what marks enclose.

    Parameters
    ----------
    text : str
        Raw text.
    starts, ends : sequence of int
        Offsets of its tokens.
    paragraphs : sequence of int
        The number of each token's paragraph.

    Returns
    -------
    list of Quotation
        In order of their opening marks. Where a closing mark is missing, ``last`` is the
        last token of the paragraph.

    Examples
    --------
    >>> from sdlib.article import read_article
    >>> article = read_article('قال: "لن نقبل. لن نفاوض". ثم غادر.')
    >>> find_quotations(article.text, article.starts, article.ends, [0] * len(article.starts))
    [Quotation(first=2, last=8, name=False)]
    """
    tokens = _Tokens(text, starts, ends, paragraphs)
    found: list[Quotation] = []
    left_open: Quotation | None = None
    for marks in tokens.marks_by_paragraph():
        pairs, unclosed = _Pairing(marks).pairs()
        quotations = [tokens.quotation(*pair) for pair in _without_doubles(pairs, tokens)]
        last_open: Quotation | None = None
        if unclosed is not None and all(first < unclosed for first, _ in pairs):
            last = tokens.paragraph_end(unclosed)
            if last - unclosed >= _UNCLOSED_LENGTH:
                last_open = tokens.quotation(unclosed, last)
                quotations.append(last_open)
        if left_open and (whole := tokens.opened_again(left_open, quotations)):
            found.remove(left_open)
            quotations.remove(whole)
            joined = Quotation(left_open.first, whole.last, False)
            quotations.append(joined)
            last_open = joined if whole is last_open else last_open
        left_open = last_open
        found += quotations
    return _named_again(sorted(found), tokens)


def _named_again(found: list[Quotation], tokens: _Tokens) -> list[Quotation]:
    """`كتلة "سائرون"`, then `"سائرون"` alone: what marks name once they name again, and what و
    joins to it."""
    if not any(q.name for q in found):
        return found
    inside = {q: tokens.inside(q) for q in found if q.last - q.first <= _NAME_LENGTH + 1}
    names = {words for q, words in inside.items() if q.name and words}
    again: list[Quotation] = []
    for quotation in found:
        words = inside.get(quotation)
        before = again[-1] if again else None
        joined = before is not None and before.name and tokens.joined(before, quotation)
        whole = bool(words) and (words in names or (joined and _short_name(words)))
        again.append(quotation._replace(name=True) if whole else quotation)
    return again


def _short_name(words: tuple[str, ...] | None) -> bool:
    """`"الفتح"`: whether a word or two with the article may be a name."""
    return words is not None and len(words) < 3 and all(w.startswith("ال") for w in words)


def _without_doubles(pairs: list[tuple[int, int]], tokens: _Tokens) -> list[tuple[int, int]]:
    """Leave out a pair of marks that stands directly around a pair of the same kind."""
    kept = set(pairs)
    return [
        (first, last)
        for first, last in pairs
        if (first + 1, last - 1) not in kept
        or not (tokens.doubled(first, first + 1) and tokens.doubled(last - 1, last))
    ]


class _Tokens:
    """The tokens of a text, as far as quotation marks need them."""

    def __init__(
        self, text: str, starts: Sequence[int], ends: Sequence[int], paragraphs: Sequence[int]
    ) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends
        self.paragraphs = paragraphs

    def marks_by_paragraph(self) -> list[list[_Mark]]:
        """Give the marks of each paragraph that has any; marks that touch share their place."""
        groups: dict[int, list[_Mark]] = {}
        runs: list[list[int]] = []
        for i in self._marks():
            if runs and runs[-1][-1] == i - 1 and self.ends[i - 1] == self.starts[i]:
                runs[-1].append(i)
            else:
                runs.append([i])
        for run in runs:
            place = self._place(run[0], run[-1])
            marks = [self._mark(i, place) for i in run]
            groups.setdefault(self.paragraphs[run[0]], []).extend(marks)
        return list(groups.values())

    def _marks(self) -> Iterator[int]:
        """Give the tokens that are a quotation mark; one inside an address is none."""
        for match in _MARK.finditer(self.text):
            i = bisect_left(self.starts, match.start())
            if self.starts[i : i + 1] == [match.start()] and self.ends[i] == match.end():
                yield i

    def _place(self, first: int, last: int) -> tuple[bool, bool]:
        """Whether marks from ``first`` to ``last`` can open, and can close, by what is around."""
        text = self.text
        at = self.starts[first] - 1
        while at >= 0 and text[at] in _CONTROLS:
            at -= 1
        before = text[at] if at >= 0 else " "
        at = self.ends[last]
        while at < len(text) and text[at] in _CONTROLS:
            at += 1
        after = text[at] if at < len(text) else " "
        if after in _CLOSING or (after == "." and text[at + 1 : at + 2] != "."):
            return False, True
        if after in _SPACE and before in _INTRODUCES:
            return before == ":", False  # `:" نحن …`, `،" نحن …`: the space is on the wrong side
        closes = after in _SPACE_OR_CLOSING and before not in _SPACE
        opens = after not in _SPACE and (before in _SPACE_OR_OPENING or self._is_glued(first))
        return opens, closes

    def _is_glued(self, first: int) -> bool:
        """Whether a proclitic is glued before the mark."""
        return (
            first > 0
            and self.ends[first - 1] == self.starts[first]
            and self.text[self.starts[first - 1] : self.ends[first - 1]] in _PROCLITICS
        )

    def _mark(self, token: int, place: tuple[bool, bool]) -> _Mark:
        mark = self.text[self.starts[token]]
        opens, closes = place
        if opens == closes:
            opens, closes = mark not in _CLOSERS, mark not in _OPENERS
        return _Mark(token, _FAMILY[mark], opens, closes)

    def doubled(self, first: int, second: int) -> bool:
        """Whether two tokens are the same mark, one directly behind the other."""
        at, behind = self.starts[first], self.starts[second]
        return behind == at + 1 and self.text[at] == self.text[behind]

    def paragraph_end(self, token: int) -> int:
        """Give the last token of a token's paragraph."""
        last = token
        while last + 1 < len(self.starts) and self.paragraphs[last + 1] == self.paragraphs[token]:
            last += 1
        return last

    def opened_again(self, before: Quotation, found: list[Quotation]) -> Quotation | None:
        """Give the quotation that goes on with one of the paragraph before, which nothing closed.

        It begins the paragraph with the same kind of mark and is the whole of it.
        """
        first = before.last + 1
        whole = next((q for q in found if q.first == first), None)
        if whole is None or whole.name or self._family(first) != self._family(before.first):
            return None
        end = self.paragraph_end(first)
        rest = self.text[self.ends[whole.last] : self.ends[end]]
        return None if any(char.isalnum() for char in rest) else whole

    def _family(self, token: int) -> int:
        return _FAMILY[self.text[self.starts[token]]]

    def quotation(self, first: int, last: int) -> Quotation:
        """Say of a pair of marks whether it only holds a name."""
        if last - first - 1 > _BODY_LENGTH:
            return Quotation(first, last, False)
        inside = [self._word(i) for i in range(first + 1, last)]
        before = self._noun_before(first)
        return Quotation(first, last, _headed(inside, before) or _is_name(inside, before))

    def inside(self, quotation: Quotation) -> tuple[str, ...]:
        """The words between two marks, without the sign of a hashtag."""
        words = (self._word(i) for i in range(quotation.first + 1, quotation.last))
        return tuple(word.lstrip("#") for word in words)

    def joined(self, before: Quotation, behind: Quotation) -> bool:
        """Whether و stands between two quotations, and nothing else."""
        return behind.first == before.last + 2 and self._word(before.last + 1) == "و"

    def _noun_before(self, first: int) -> str:
        """The noun that marks may name: `صحيفة «…»`, and of `وكالة أنباء «…»` the first one."""
        before = self._word(first - 1) if first else ""
        return self._word(first - 2) if before in _OF_NEWS and first > 1 else before

    def _word(self, i: int) -> str:
        return bare(self.text[self.starts[i] : self.ends[i]])


class _Pairing:
    """The marks of one paragraph on the way through them: which are open, and which follow."""

    def __init__(self, marks: list[_Mark]) -> None:
        self._marks = marks
        self._open: list[_Mark] = []
        #: for each family, where its open marks stand in ``_open``
        self._places: dict[int, list[int]] = {family: [] for family in _FAMILY.values()}
        #: for each family, how many marks follow that surely open, surely close, can close
        self._opening = dict.fromkeys(_FAMILY.values(), 0)
        self._closing = dict.fromkeys(_FAMILY.values(), 0)
        self._able = dict.fromkeys(_FAMILY.values(), 0)
        for mark in marks:
            self._count(mark, 1)

    def _count(self, mark: _Mark, step: int) -> None:
        self._opening[mark.family] += step * (mark.opens and not mark.closes)
        self._closing[mark.family] += step * (mark.closes and not mark.opens)
        self._able[mark.family] += step * mark.closes

    def pairs(self) -> tuple[list[tuple[int, int]], int | None]:
        """Give the pairs of tokens that belong together, and the first that stays open."""
        found = []
        for mark in self._marks:
            self._count(mark, -1)
            partner = self._partner(mark)
            if partner is not None:
                found.append((self._open[partner].token, mark.token))
                self._close(partner)
            elif mark.opens:
                self._places[mark.family].append(len(self._open))
                self._open.append(mark)
        return found, self._open[0].token if self._open else None

    def _partner(self, mark: _Mark) -> int | None:
        """Give the place of the open mark that ``mark`` closes, if it closes any."""
        places = self._places[mark.family]
        if not places:
            return self._stranger() if mark.closes and not mark.opens else None
        if mark.closes:
            return places[-1]
        left_over = self._closing[mark.family] - self._opening[mark.family]
        if left_over < 1:
            return places[-1]  # it stands as if it opened, but nothing would close it
        if left_over == 1:
            self._close(places[-1])  # what would close both closes this one only
        return None

    def _stranger(self) -> int | None:
        """Give the last open mark if it is of another family that has no mark left to close it."""
        if not self._open:
            return None
        family = self._open[-1].family
        return len(self._open) - 1 if self._able[family] <= self._opening[family] else None

    def _close(self, place: int) -> None:
        """Take an open mark away, and those above it, which nothing closed."""
        while len(self._open) > place:
            self._places[self._open.pop().family].pop()


#: Titles of those who head a body.
_HEADS = frozenset(["مدير", "مديرة", "رئيس", "رئيسة", "عضو", "عضوة", "قائد", "منسق", "منسقة"])


def _is_name(inside: list[str], before: str) -> bool:
    """Whether marks hold a name: by the noun before them, by their words, or as known."""
    if len(inside) > _NAME_LENGTH or not inside:
        return False
    if " ".join(map(normalize_word, inside)) in _known_names() or _foreign_name(inside):
        return True
    if any(w in _NO_NAME for w in inside):
        return False
    if _numbered(inside):
        return True
    head = read_word(before)
    noun = head.stem.removeprefix("ال") if head.definite else head.stem
    thing = not head.definite and is_context(noun, "named_thing")
    if not head.pronoun and (
        thing or is_context(noun, "named_by") or is_context(before, "named_by")
    ):
        told = head.definite and verb_evidence(read_word(inside[0])) == YES
        judged = len(inside) == 1 or is_context(
            noun, "named_action"
        )  # `عملية "مطاردة ساحرات قانونية"`
        return not told and not (judged and _describes(inside[-1]))
    return _body(inside)


def _headed(inside: list[str], before: str) -> bool:
    """`مدير "صندوق إعادة إعمار المناطق"`: behind the title of who heads it a body is named."""
    return len(inside) > 1 and before in _HEADS and is_context(inside[0], "named_body")


def _numbered(inside: list[str]) -> bool:
    """`"الفرقة 30"`, `"أم آي 6"`: a noun with the article, or single letters, and a number."""
    if len(inside) < 2 or not inside[-1].isdigit():
        return False
    unit = len(inside) == 2 and inside[0].startswith("ال")
    return unit or all(len(word) < 4 and not word.isdigit() for word in inside[:-1])


def _body(inside: list[str]) -> bool:
    """`"مركز الدراسات"`, `"المعهد العربي للسلام"`: a noun of a body with what defines it."""
    if not any(w.startswith("ال") for w in inside[1:]):
        return False
    noun = inside[0].removeprefix("ال")
    return is_context(inside[0], "named_by") or is_context(noun, "named_body")


def _foreign_name(inside: list[str]) -> bool:
    """`"لايف لاين"`, `"إيه 320"`, `"Vue"`: words that no lexicon has, and letters of others."""
    words = [w for w in inside if w not in "-–.&'’"]
    if len(words) > 1 and all(len(w) < 4 for w in words) and words[0] in _LETTERS:
        return True  # `"تي في اي"`, `"بي إن"`
    names = [w for w in words if _strange(w)]
    return bool(names) and all(w in names or len(w) < 3 or w[0].isdigit() for w in words)


def _strange(form: str) -> bool:
    if form[0].isascii():
        return form[0].isalpha()
    return foreign(read_word(form)) and not _ARABIC.fullmatch(form)


def _describes(form: str) -> bool:
    """`مجموعة "إرهابية"`: an adjective, and no name of the group."""
    word = read_word(form)
    if word.definite or word.pronoun:
        return False
    if word.stem.endswith(("ي", "ية")) and len(word.stem) > 4 and not noun_only(word):
        return not _strange(form)  # `اتفاق "تكميلي"`
    return any(f.pos == "adj" for f in nominal_forms(word.stem))


@cache
def _known_names() -> frozenset[str]:
    """Give the names of `entities.tsv` in their search form: whole, they are names in quotes."""
    return frozenset(
        " ".join(map(normalize_word, name.split()))
        for row in read_entity_rows("entities")
        for name in (row["name_ar"], *row["aliases"].split("|"))
        if name
    )
