"""Paragraphs and sentences as spans; a paragraph's end is always a sentence's end."""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from sdlib.abbreviations import (
    CONTROLS,
    LONGEST,
    abbreviation_ends,
    continues,
    is_item_letter,
    is_letter_name,
    plain_word,
    raw_word,
    read_before,
    words,
)
from sdlib.tables import from_columns, require_texts

#: A paragraph is a line: news texts of all kinds separate them by one newline or more.
_LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"
_MARKS = ".!?؟۔…"
_STOPS = (".", "۔")
_PAIRED = '"“”„‟＂'
_GUILLEMETS = "«»"
_QUOTES = frozenset(_PAIRED + _GUILLEMETS + "‹›")
#: Marks that close a quotation or a bracket, and so belong to the sentence before.
_CLOSERS = "\"＂'»”’›)]}"
_OPENERS = frozenset("«“„‹([{")
#: Marks that show that a sentence is not over yet, whatever stands before them.
_GOES_ON = frozenset("،؛,;:")
_EMOJI = "\U0001f000-\U0001faff\u2600-\u27bf\u200d\ufe0f"
#: Faces, hands and hearts comment on what stands before them; other emoji may be bullets.
_FACES = "\U0001f44a-\U0001f450\U0001f493-\U0001f49f\U0001f600-\U0001f64f\U0001f90c-\U0001f92f"

#: All that a sentence's end may be, found in one pass over the text:
#: 1. a line end, or marks (``.``, ``؟!``, ``...``), and behind marks
#: 2. closing quotes and brackets, and controls
#: 3. the number of a note in brackets, or emoji
_EVENT = re.compile(
    rf"[{_MARKS}{_LINE_ENDS}]"
    rf"(?:(?<=[{_MARKS}])([{_MARKS}]*)"
    rf"[{re.escape(_CLOSERS)}{CONTROLS}]*"
    rf"(?:\[\d{{1,3}}\]|[{_EMOJI}]+)*"
    rf"(?:[ \xa0][{_FACES}][{_EMOJI}]*(?=\s|$))?)?"
)
_GAP = re.compile(rf"(?:[^\S{_LINE_ENDS}]|[{CONTROLS}])*")
#: A list item's number at the beginning of a sentence, a bullet or bracket before it.
_ITEM = re.compile(r"[^\w.!?؟…]{0,9}(\d{1,3})(?:\.\d{1,2})*")
#: How far a stop looks back: no abbreviation, and hardly a remark or quotation, is longer.
_WINDOW = 40
_REMARK = 200
_QUOTATION = 1000


class Sentence(NamedTuple):
    """One sentence: the number of its paragraph, and its span in the raw text."""

    paragraph: int
    start: int
    end: int


def sentence_spans(text: str) -> list[Sentence]:
    """Split a text into sentences.

    Lines are paragraphs. Within one, a sentence ends behind ``. ! ? ؟ ۔`` and the
    closing quotes and brackets that follow, but not behind an abbreviation, an initial,
    the number of a list item, a decimal sign, or inside an ellipsis. Behind an
    abbreviation that may end a sentence (``300 م.``), and behind a question that is
    quoted, what follows decides.

    Parameters
    ----------
    text : str
        Raw text.

    Returns
    -------
    list of Sentence
        ``paragraph`` (counted from 0), ``start`` and ``end`` in code points; white space
        around a sentence belongs to none.

    Examples
    --------
    >>> text = "قال د. حسن: «لن نتوقف.» ثم غادر.\\nعنوان"
    >>> [text[s.start : s.end] for s in sentence_spans(text)]
    ['قال د. حسن: «لن نتوقف.»', 'ثم غادر.', 'عنوان']
    """
    found: list[Sentence] = []
    reader = _Reader(text)
    paragraph = fresh = 0
    for match in _EVENT.finditer(text):
        at, behind = match.span()
        if text[at] in _LINE_ENDS:
            _add(found, text, paragraph, reader.begin, at)
            reader.begin = reader.paragraph = behind
            if len(found) > fresh:
                paragraph, fresh = paragraph + 1, len(found)
        elif text[behind : behind + 1] not in _LINE_ENDS:
            end = behind if reader.is_plain(at, behind) else reader.end(match)
            if end:
                _add(found, text, paragraph, reader.begin, end)
                reader.begin = end
    _add(found, text, paragraph, reader.begin, len(text))
    return found


def _add(found: list[Sentence], text: str, paragraph: int, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Sentence(paragraph, start, end))


class _Reader:
    """A text on the way through it: where its paragraph and its sentence began."""

    __slots__ = ("_counted", "_open", "begin", "paragraph", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.begin = self.paragraph = 0
        #: up to where quotation marks are counted, and whether one of each family is open
        self._counted = 0
        self._open = [False, False]

    def is_plain(self, at: int, behind: int) -> bool:
        """Whether a full stop stands behind a long word and before a space and a letter.

        Nine of ten stops inside a paragraph do; the longest abbreviation that could be
        taken for such a word is دبليو, and ordinals (``ثانيا.``) begin their sentence.
        """
        text = self.text
        last = text[at - 4 : at]
        return (
            behind - at == 1
            and text[at] == "."
            and text[behind] == " "
            and at - self.begin > 8
            and last.isalpha()
            and last[3] > "\u0620"
            and last != "بليو"
            and text[behind + 1 : behind + 2].isalpha()
        )

    def end(self, match: re.Match[str]) -> int:
        """Give where the sentence ends that marks inside a paragraph may end, else 0."""
        text = self.text
        at, behind = match.span()
        marks = match.end(1)
        follow = self._follow(behind)
        if not follow:
            return 0
        if follow > behind:
            behind = self._with_mark_apart(behind, follow)
        else:
            behind = self._without_opener(marks, behind)
            if not self._may_be_glued(at, behind):
                return 0
        follow = self._follow(behind)
        if not follow or text[follow] in _GOES_ON:
            return 0
        if text[at - 1 : at].isdigit() and marks - at == 1:
            item = self._next_item(at)
            if item:
                return item
        return behind if self._ends(at, marks, behind, follow) else 0

    def _follow(self, at: int) -> int:
        """Give what follows ``at`` behind white space; 0 at the paragraph's end, which is one."""
        found = _GAP.match(self.text, at).end()  # type: ignore[union-attr]
        return 0 if self.text[found : found + 1] in _LINE_ENDS else found

    def _with_mark_apart(self, behind: int, follow: int) -> int:
        """Take a closing mark that a space sets off from the stop: ``. " ثم``."""
        text = self.text
        mark = text[follow]
        if not text[follow + 1 : follow + 2].isspace() and follow + 1 < len(text):
            return behind
        closes = mark in ")]}" or (mark in _QUOTES and self._is_open(mark, follow))
        return follow + 1 if closes else behind

    def _without_opener(self, marks: int, behind: int) -> int:
        """Leave a mark that opens the next sentence, or take one that points the wrong way."""
        text = self.text
        if text[behind] in _QUOTES and text[behind + 1 : behind + 2].isspace():
            return behind + 1 if self._is_open(text[behind], behind) else behind
        last = text[behind - 1]
        if behind > marks and last in _QUOTES and text[behind].isalnum():
            return behind if self._is_open(last, behind - 1) else behind - 1
        return behind

    def _is_open(self, mark: str, at: int) -> bool:
        """Whether an odd number of marks of this family stands before ``at`` in the paragraph."""
        if self._counted < self.paragraph:
            self._counted, self._open = self.paragraph, [False, False]
        for k, family in enumerate((_PAIRED, _GUILLEMETS)):
            count = sum(self.text.count(each, self._counted, at) for each in family)
            self._open[k] ^= bool(count % 2)
        self._counted = max(at, self._counted)
        return self._open[mark in _GUILLEMETS]

    def _may_be_glued(self, at: int, behind: int) -> bool:
        """Whether a sentence may begin at ``behind`` without a space: Arabic, or an opener."""
        after = self.text[behind : behind + 1]
        if after.isspace() or after in _QUOTES or after in "([{#":
            return True
        if after.isascii() and after.isupper():
            return not self.text[at - 1 : at].isascii()
        return after.isalpha() and "\u0620" < after < "\u06ff"

    def _next_item(self, at: int) -> int:
        """Give where a list item begins if the number before ``at`` follows the sentence's own."""
        text = self.text
        start = at
        while start > self.begin and at - start < 3 and text[start - 1].isdigit():
            start -= 1
        first = _ITEM.match(text, self.begin, at)
        if not first or first.end() >= start or not text[start - 1].isspace():
            return 0
        return start if int(text[start:at]) == int(first[1]) + 1 else 0

    def _ends(self, at: int, marks: int, behind: int, follow: int) -> bool:
        text = self.text
        run, tail = text[at:marks], text[marks:behind]
        stop = run in _STOPS
        closed = not _QUOTES.isdisjoint(tail)
        if not closed and ")" not in tail and "]" not in tail and "}" not in tail:
            if stop:
                return self._stop_ends(at, behind, follow)
            return not set(run) <= {".", "…"}
        if stop:
            return self._stop_ends(at, behind, follow) and not (
                closed and self._attributes(at, follow)
            )
        if self._holds_marks_only(at) or (not closed and self._is_remark(at)):
            return False
        return not (closed and (self._attributes(at, follow) or continues(self.text, follow)))

    def _holds_marks_only(self, at: int) -> bool:
        """Whether quotes or brackets hold nothing but the marks at ``at``: ``(...)``, ``"؟"``."""
        before = self.text[at - 1 : at]
        if before in _QUOTES:
            return self.text[at - 2 : at - 1] in " \xa0(\N{ARABIC TATWEEL}"
        return before in _OPENERS

    def _is_remark(self, at: int) -> bool:
        """Whether the bracket that closes behind ``at`` was opened inside the sentence."""
        start = max(self.begin, at - _REMARK)
        opener = max(self.text.rfind(each, start, at) for each in "([{")
        before = self.text[max(self.begin, opener - _REMARK) : max(opener, 0)]
        return opener >= 0 and bool(before.strip())

    def _stop_ends(self, at: int, behind: int, follow: int) -> bool:
        """Whether a single full stop ends a sentence, and is not part of a word or number."""
        text = self.text
        window = text[max(self.begin, at - _WINDOW) : at]
        if not window.strip():
            return False
        if text[follow] in _MARKS and text[follow : follow + 2] not in ("..", "…"):
            return False
        if window[-1].isspace():
            return not (window.rstrip()[-1].isdigit() and text[follow].isdigit())
        glued = follow == behind
        after = plain_word(text, follow)
        if glued and (after in words("domain") or is_letter_name(after)):
            return False
        if window[-1].isdigit():
            return not self._is_item(at, window)
        before = read_before(window)
        if not before or len(before.word) > LONGEST:
            return True
        if before.word.isascii() and at - self.begin <= 6 and is_item_letter(window):
            return False
        return abbreviation_ends(text, before, follow, glued)

    def _is_item(self, at: int, window: str) -> bool:
        """Whether the number before ``at`` is that of a list item."""
        if at - self.begin <= 12 and _ITEM.fullmatch(self.text, self.begin, at):
            return True
        return window.rstrip("0123456789٠١٢٣٤٥٦٧٨٩").rstrip()[-1:] == ":"

    def _attributes(self, at: int, follow: int) -> bool:
        """Whether what follows a quotation says whose it is: ``مضيفا``, ``بحسب``, ``قال``.

        A verb does so behind a quotation that begins its sentence only.
        """
        text = self.text
        word = plain_word(text, follow)
        if word in words("attributes"):
            return True
        if word in words("says"):
            return self._quotation_begins(at)
        behind = follow + len(raw_word(text, follow)) + 1
        return f"{word} {plain_word(text, behind)}" in words("attributes")

    def _quotation_begins(self, at: int) -> bool:
        """Whether the quotation that closes behind ``at`` stands at a sentence's beginning."""
        start = max(self.paragraph, at - _QUOTATION)
        opener = max(self.text.rfind(mark, start, at) for mark in _QUOTES)
        before = self.text[start : max(opener, start)].rstrip()
        return opener >= 0 and before[-1:] in _MARKS + _CLOSERS


def find_sentences(documents: pd.DataFrame) -> pd.DataFrame:
    """Give the sentences table of a documents table.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``doc_id`` and ``text``.

    Returns
    -------
    pandas.DataFrame
        One row a sentence: ``doc_id, paragraph, start, end``.

    Examples
    --------
    >>> import pandas as pd
    >>> find_sentences(pd.DataFrame({"doc_id": ["a"], "text": ["قال. ثم عاد."]})).shape
    (2, 4)
    """
    require_texts(documents, "find_sentences(documents)")
    rows = [
        (doc_id, *sentence)
        for doc_id, text in zip(documents["doc_id"], documents["text"], strict=True)
        for sentence in sentence_spans(text)
    ]
    columns = list(zip(*rows, strict=True)) or [()] * 4
    return from_columns(
        "sentences", dict(zip(["doc_id", "paragraph", "start", "end"], columns, strict=True))
    )
