"""Tokens with offsets: boundaries are found for the whole text at once, as arrays."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib import characters as ch
from sdlib.clitics import clitic_cuts
from sdlib.normalization import normalize_word
from sdlib.tables import from_columns, require_columns

#: What a token can be; `TokenSpans.kinds` holds positions in this tuple.
KINDS = ("word", "number", "punct", "symbol", "url", "email", "hashtag", "mention", "emoji")
_WORD, _NUMBER, _PUNCT, _SYMBOL, _URL, _EMAIL, _HASHTAG, _MENTION, _EMOJI = range(len(KINDS))

#: Classes beyond those of `sdlib.characters`: one for each kind that a pattern finds.
_PATTERN_CLASS = 32

#: 1. an address with its scheme or www., without the punctuation that closes the sentence
#: 2. an e-mail address
#: 3. a hashtag: letters of any script, digits and ``_``
#: 4. an account's name
_PATTERNS = re.compile(
    r"""
    (?P<url>      (?:https?://|www\.) [^\s<>«»“”"،؛]+ (?<![.,:;!?؟)\]'…]) )
  | (?P<email>    [A-Za-z0-9._%+-]+ @ [A-Za-z0-9-]+ (?:\.[A-Za-z0-9-]+)+ )
  | (?P<hashtag>  (?<!\w) [#＃] (?=[\w]) [\w]+ )
  | (?P<mention>  (?<!\w) @ [A-Za-z0-9_]+ )
    """,
    re.VERBOSE,
)
_PATTERN_KINDS = {"url": _URL, "email": _EMAIL, "hashtag": _HASHTAG, "mention": _MENTION}

_EMOJI_SEQUENCE = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"  # a flag is two regional indicators
    "|[^\u200d\ufe0f\U0001f3fb-\U0001f3ff][\ufe0f\U0001f3fb-\U0001f3ff]*"
    "(?:\u200d[^\u200d][\ufe0f\U0001f3fb-\U0001f3ff]*)*"
)

_DECIMAL_SIGNS = np.array([ord(c) for c in ".,،٫٬"], dtype=np.uint32)
#: Particles that stand before a tatweel that joins them to a foreign word, a number or a quotation.
_PROCLITICS = frozenset(
    f"{conjunction}{rest}"
    for conjunction in ("", "و", "ف")
    for rest in ("ب", "ل", "ك", "ال", "لل", "بال", "كال", "س", "")
) - {""}


class TokenSpans(NamedTuple):
    """Tokens as arrays of one length: int64 starts and ends, uint8 kinds (see ``KINDS``)."""

    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    kinds: npt.NDArray[np.uint8]


def token_spans(text: str) -> TokenSpans:
    """Find the tokens of a text as arrays of offsets.

    Words keep their diacritics and inner tatweel; numbers keep their decimal and
    thousands signs; each punctuation mark is a token (a run of full stops is one);
    addresses, hashtags, account names and emoji sequences are one token each. White
    space, bidi controls and zero-width characters belong to no token.

    Parameters
    ----------
    text : str
        Raw text.

    Returns
    -------
    TokenSpans
        ``starts`` and ``ends`` (int64, code points, end exclusive, sorted and disjoint)
        and ``kinds`` (uint8, positions in ``KINDS``).

    Examples
    --------
    >>> text = 'بلغ 3.5% "اليوم”.'
    >>> spans = token_spans(text)
    >>> [text[s:e] for s, e in zip(spans.starts, spans.ends)]
    ['بلغ', '3.5', '%', '"', 'اليوم', '”', '.']
    >>> [KINDS[k] for k in spans.kinds]
    ['word', 'number', 'punct', 'punct', 'word', 'punct', 'punct']
    """
    codes = ch.code_points(text)
    if not codes.size:
        empty = np.empty(0, dtype=np.int64)
        return TokenSpans(empty, empty.copy(), np.empty(0, dtype=np.uint8))
    classes = ch.classes(codes).copy()
    _join_numbers(codes, classes)
    _join_marks_and_tatweel(text, codes, classes)
    _join_latin_signs(codes, classes)
    _paint_patterns(text, classes)
    return _boundaries(text, codes, classes)


def _join_numbers(codes: ch.Codes, classes: npt.NDArray[np.uint8]) -> None:
    """Make a decimal or thousands sign between two digits a digit."""
    sign = np.flatnonzero((classes == ch.PUNCT) & np.isin(codes, _DECIMAL_SIGNS))
    sign = sign[(sign > 0) & (sign < codes.size - 1)]
    inside = sign[(classes[sign - 1] == ch.DIGIT) & (classes[sign + 1] == ch.DIGIT)]
    classes[inside] = ch.DIGIT


def _join_marks_and_tatweel(text: str, codes: ch.Codes, classes: npt.NDArray[np.uint8]) -> None:
    """Marks take the class before them; a tatweel is a letter unless it ends its word as a dash."""
    for i in np.flatnonzero(classes == ch.MARK):
        before = classes[i - 1] if i else ch.SYMBOL
        classes[i] = before if before in (ch.LETTER, ch.TATWEEL_CLASS, ch.EMOJI) else ch.LETTER
        if codes[i] == ord(ch.VARIATION_16) and before != ch.EMOJI:
            joins = i > 0 and before in (ch.SYMBOL, ch.DIGIT, ch.PUNCT)
            classes[i] = ch.EMOJI if joins else ch.CONTROL
    for i in np.flatnonzero(classes == ch.TATWEEL_CLASS)[::-1]:
        _place_tatweel(text, int(i), classes)


def _place_tatweel(text: str, i: int, classes: npt.NDArray[np.uint8]) -> None:
    after = classes[i + 1] if i + 1 < classes.size else ch.SPACE
    before = classes[i - 1] if i else ch.SPACE
    if before not in (ch.LETTER, ch.TATWEEL_CLASS):
        classes[i] = ch.LETTER if after == ch.LETTER else ch.PUNCT
        return
    start = i
    while start and classes[start - 1] in (ch.LETTER, ch.TATWEEL_CLASS):
        start -= 1
    particle = text[start:i].replace(ch.TATWEEL, "") in _PROCLITICS
    if after == ch.DIGIT and particle:
        _paint_number(i + 1, classes)
    classes[i] = ch.LETTER if after == ch.LETTER or particle else ch.PUNCT


def _paint_number(start: int, classes: npt.NDArray[np.uint8]) -> None:
    """`الـ36` is one word: its digits become letters."""
    end = start
    while end < classes.size and classes[end] == ch.DIGIT:
        end += 1
    classes[start:end] = ch.LETTER


def _join_latin_signs(codes: ch.Codes, classes: npt.NDArray[np.uint8]) -> None:
    """Join ``U.S``, ``don't`` and ``G20``: a sign between, and digits beside, Latin letters."""
    latin = (classes == ch.LETTER) & (codes < 0x250)
    if not latin.any():
        return
    signs = np.flatnonzero(np.isin(codes, [ord("."), ord("'"), 0x2019]) & (classes == ch.PUNCT))
    signs = signs[(signs > 0) & (signs < codes.size - 1)]
    classes[signs[latin[signs - 1] & latin[signs + 1]]] = ch.LETTER
    digit = np.flatnonzero((classes == ch.DIGIT) & (codes < 0x80))
    for i in digit[(digit > 0) & latin[digit - 1]]:
        _paint_number(int(i), classes)
    before = digit[digit < codes.size - 1]
    for i in before[latin[before + 1]]:
        start = i
        while start and classes[start - 1] == ch.DIGIT:
            start -= 1
        classes[start : i + 1] = ch.LETTER


def _paint_patterns(text: str, classes: npt.NDArray[np.uint8]) -> None:
    if not ("@" in text or "#" in text or "＃" in text or "://" in text or "www." in text):
        return
    for match in _PATTERNS.finditer(text):
        kind = _PATTERN_KINDS[str(match.lastgroup)]
        # Two neighbours of one kind must not run together, so they alternate.
        shift = 16 if match.start() and classes[match.start() - 1] == _PATTERN_CLASS + kind else 0
        classes[match.start() : match.end()] = _PATTERN_CLASS + kind + shift


def _boundaries(text: str, codes: ch.Codes, classes: npt.NDArray[np.uint8]) -> TokenSpans:
    alone = (classes == ch.PUNCT) | (classes == ch.SYMBOL)
    change = np.empty(classes.size, dtype=bool)
    change[0] = True
    np.not_equal(classes[1:], classes[:-1], out=change[1:])
    dots = codes == ord(".")
    run_of_dots = dots.copy()
    run_of_dots[0] = False
    run_of_dots[1:] &= dots[:-1]
    change |= alone & ~run_of_dots
    starts = np.flatnonzero(change)
    ends = np.append(starts[1:], classes.size)
    found = classes[starts]
    keep = found > ch.CONTROL
    starts, ends, found = starts[keep], ends[keep], found[keep]
    if (found == ch.EMOJI).any():
        starts, ends, found = _split_emoji(text, starts, ends, found)
    return TokenSpans(starts, ends, _kinds(found))


def _is_emoji(character: str) -> bool:
    return bool(character) and int(ch.classes(ch.code_points(character))[0]) == ch.EMOJI


def _split_emoji(
    text: str,
    starts: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
    found: npt.NDArray[np.uint8],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """Cut runs of emoji into sequences, and join those that a zero-width joiner holds together."""
    rows: list[tuple[int, int, int]] = []
    for s, e, c in zip(starts.tolist(), ends.tolist(), found.tolist(), strict=True):
        if rows and rows[-1][1] > s:
            continue
        if c != ch.EMOJI:
            rows.append((s, e, c))
            continue
        while text[e : e + 1] == ch.ZWJ and _is_emoji(text[e + 1 : e + 2]):
            e += 2
            while e < len(text) and (
                text[e] == ch.VARIATION_16 or "\U0001f3fb" <= text[e] <= "\U0001f3ff"
            ):
                e += 1
        pieces = [(s + m.start(), s + m.end(), c) for m in _EMOJI_SEQUENCE.finditer(text[s:e])]
        rows += pieces or [(s, e, c)]
    columns = np.array(rows, dtype=np.int64)
    return columns[:, 0], columns[:, 1], columns[:, 2].astype(np.uint8)


def _kinds(found: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    table = np.zeros(256, dtype=np.uint8)
    table[[ch.LETTER, ch.DIGIT, ch.PUNCT, ch.SYMBOL, ch.EMOJI]] = [
        _WORD,
        _NUMBER,
        _PUNCT,
        _SYMBOL,
        _EMOJI,
    ]
    for kind in _PATTERN_KINDS.values():
        table[[_PATTERN_CLASS + kind, _PATTERN_CLASS + kind + 16]] = kind
    return table[found]


def tokenize(documents: pd.DataFrame) -> pd.DataFrame:
    """Give the tokens table of a documents table.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``doc_id`` and ``text``, as `read_corpus` gives them.

    Returns
    -------
    pandas.DataFrame
        One row a token in reading order: ``doc_id, start, end, text, norm, kind, cuts``.
        ``norm`` is the search form (`normalize_word`); ``cuts`` the offsets in the raw
        text at which the word splits into clitics (see `clitic_cuts`).

    Examples
    --------
    >>> import pandas as pd
    >>> tokens = tokenize(pd.DataFrame({"doc_id": ["a"], "text": ["وبالأسد"]}))
    >>> tokens.loc[0, ["norm", "kind", "cuts"]].tolist()
    ['وبالاسد', 'word', [1, 2]]
    """
    require_columns(documents, ["doc_id", "text"], "tokenize(documents)")
    columns: dict[str, list[object]] = {c: [] for c in ("doc_id", "start", "end", "text", "kind")}
    for doc_id, text in zip(documents["doc_id"], documents["text"], strict=True):
        spans = token_spans(text)
        starts, ends = spans.starts.tolist(), spans.ends.tolist()
        columns["doc_id"] += [doc_id] * len(starts)
        columns["start"] += starts
        columns["end"] += ends
        columns["text"] += [text[s:e] for s, e in zip(starts, ends, strict=True)]
        columns["kind"] += [KINDS[k] for k in spans.kinds.tolist()]
    words = columns["text"]
    analysed = {w: (normalize_word(w), clitic_cuts(w)) for w in set(words)}  # type: ignore[arg-type]
    return from_columns(
        "tokens",
        {
            **columns,
            "norm": [analysed[w][0] for w in words],
            "cuts": [
                [s + c for c in analysed[w][1]]
                for s, w in zip(columns["start"], words, strict=True)
            ],
        },
    )
