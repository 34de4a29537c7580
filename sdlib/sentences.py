"""Paragraphs and sentences as spans; a paragraph's end is always a sentence's end."""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from sdlib.tables import from_columns, require_columns

#: A paragraph is a line: news texts of all kinds separate them by one newline or more.
_PARAGRAPH = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")

#: Marks that close a quotation or a bracket, and so belong to the sentence before.
_CLOSERS = "\"'»”’›)]}"

#: A candidate for a sentence's end:
#: 1. ``.``, ``!``, ``?``, ``؟`` or ``۔``, one or several
#: 2. the closing marks behind them
#: 3. then white space, the end, or an Arabic letter glued to a full stop (a frequent slip)
_END = re.compile(
    r"(?P<mark>[.!?؟۔…]+)(?P<close>[" + re.escape(_CLOSERS) + r"]*)(?=\s|$|[\u0621-\u064a«“])"
)

#: Abbreviations with a full stop that ends no sentence: titles, units, eras, letters of a list.
_ABBREVIATIONS = frozenset(
    [
        "د",
        "أ",
        "م",
        "ا",
        "ص",
        "ج",
        "ط",
        "ق",
        "هـ",
        "ه",
        "ت",
        "ع",
        "س",
        "ب",
        "ج",
        "و",
        "دكتور",
        "الخ",
        "مثلا",
    ]
) - {"الخ"}
_BEFORE = re.compile(r"[\w\u0640]+$")
_NUMBERED = re.compile(r"\s*[(]?\d{1,3}$")


class Sentence(NamedTuple):
    """One sentence: the number of its paragraph, and its span in the raw text."""

    paragraph: int
    start: int
    end: int


def sentence_spans(text: str) -> list[Sentence]:
    """Split a text into sentences.

    Lines are paragraphs. Within one, a sentence ends behind ``. ! ? ؟ ۔`` and the
    closing quotes and brackets that follow, but not behind an abbreviation, an initial,
    the number of a list item, a decimal sign, or inside an ellipsis.

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
    paragraph = 0
    for match in _PARAGRAPH.finditer(text):
        spans = _split(text, match.start(), match.end())
        found += [Sentence(paragraph, s, e) for s, e in spans]
        paragraph += bool(spans)
    return found


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    begin = start
    for match in _END.finditer(text, start, end):
        if _ends_sentence(text, begin, match, end):
            spans.append((begin, match.end()))
            begin = match.end()
    spans.append((begin, end))
    return [(s, e) for s, e in (_strip(text, s, e) for s, e in spans) if s < e]


def _ends_sentence(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    mark = match["mark"]
    if (len(mark) > 1 and set(mark) <= {".", "…"}) or mark == "…":
        # An ellipsis ends a sentence only at the end of its quotation or paragraph; `(...)` never.
        if text[match.start() - 1 : match.start()] == "(":
            return match.end() == end
        return bool(match["close"]) or match.end() == end
    if mark != ".":
        return True
    before = _BEFORE.search(text, max(begin, match.start() - 30), match.start())
    word = before[0] if before else ""
    if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word.isascii()):
        return False
    if _NUMBERED.fullmatch(text, begin, match.start()):
        return False
    glued = match.end() < end and not text[match.end()].isspace()
    return not glued or len(word) > 2


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


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
    require_columns(documents, ["doc_id", "text"], "find_sentences(documents)")
    rows = [
        (doc_id, *sentence)
        for doc_id, text in zip(documents["doc_id"], documents["text"], strict=True)
        for sentence in sentence_spans(text)
    ]
    columns = list(zip(*rows, strict=True)) if rows else [[]] * 4
    return from_columns(
        "sentences", dict(zip(["doc_id", "paragraph", "start", "end"], columns, strict=True))
    )
