"""Spans of tokens: classes of characters become kinds of tokens by rules on byte strings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sdlib import characters as ch

#: What a token can be; `TokenSpans.kinds` holds positions in this tuple.
KINDS = ("word", "number", "punct", "symbol", "url", "email", "hashtag", "mention", "emoji")
#: The kind of words, by its position.
WORD = KINDS.index("word")

#: A kind's class is its position and one. Two neighbouring tokens of a kind that a pattern
#: finds take turns between two classes.
_CLASS = {kind: i + 1 for i, kind in enumerate(KINDS)}
_TURN = {"hashtag": 13, "mention": 14, "emoji": 15}
_KIND_OF = {
    **{code: i for i, code in enumerate(_CLASS.values())},
    **dict.fromkeys([ch.DOT, ch.COMMA, ch.DASH], KINDS.index("punct")),
    **{code: KINDS.index(kind) for kind, code in _TURN.items()},
}
#: Signs are tokens by themselves, two of a kind too; a run of full stops is one token.
_IS_ALONE = bytes(code in (ch.PUNCT, ch.COMMA, _CLASS["symbol"]) for code in range(256))
_KIND = np.array([_KIND_OF.get(code, 0) for code in range(16)], dtype=np.uint8)

#: Texts longer than this are cut at white space, so that memory does not grow with them.
_PIECE = 1 << 18

#: Classes that no rule but those of numbers and of punctuation looks at; all others are greater.
_ORDINARY = bytes([ch.SPACE, ch.LETTER, ch.DIGIT, ch.PUNCT, ch.DOT, ch.COMMA])
_LAST_ORDINARY = np.uint8(max(_ORDINARY))
_SIGNS_IN_NUMBERS = tuple(bytes([ch.DIGIT, sign, ch.DIGIT]) for sign in (ch.DOT, ch.COMMA))

#: What remains of each class when all rules have been applied. Format characters that no
#: rule has put inside a token are outside of all.
_REST = bytes.maketrans(
    b"AKtN'&#@SEMcfvZG",
    bytes([1, 1, 1, 2, 3, 3, 3, 3, 4, 9, 9, 0, 0, 0, 0, 0]),
)
#: Format characters and what may be part of an emoji, where no emoji has taken it.
_LEFT_OVER = bytes.maketrans(b"vZGKt", b"fff\x01\x01")

# Each pattern begins with the characters that it can begin with: so it passes over others quickly.
#: A flag is two regional indicators; a sign before a keycap or a variation selector is a
#: picture; skin tones, tags and whatever a zero-width joiner holds belong to the picture.
_EMOJI = re.compile(
    rb"[REM\x02\x03\n\x0bS'&#@N]"
    rb"(?: (?<=R)R? | (?: (?<=[EM]) | (?<!R)(?=v?K|v) ) [vtM]*K?G* (?: Z[EMS][vtM]*G* )* )",
    re.VERBOSE,
)
_EMOJI_SIGNS = frozenset(b"ERMKv")

#: One letter and a full stop, at least twice: the last full stop is part of it (``U.S.``).
_ABBREVIATION = re.compile(rb"A\n(?<![\x01\x02A]A\n)(?:A\n)+(?![A\n])")
#: A full stop, an apostrophe or an ampersand between two Latin letters.
_LATIN_SIGN = re.compile(rb"[\n'&](?<=A[\n'&])(?=A)")
_DIGITS = re.compile(rb"\x02++")
_FORMATS = re.compile(rb"f++")

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06ea-\u06ed"
#: What an address, a hashtag, or (its ``@``) an e-mail address or an account's name begins with.
_MARKER = re.compile("http://|https://|HTTP://|HTTPS://|www\\.|WWW\\.|#|＃|@")
_URL = re.compile('[^\\s<>«»“”"،؛]+')
_VISIBLE = re.compile(rb"[^\x00cf]+")
#: Letters of any script with their marks, digits and ``_``.
_HASHTAG = re.compile(rf".(?=\w)(?:[\w{_MARKS}]|[\u200c\u200d](?=\w))+")
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_ACCOUNT = re.compile(r"[A-Za-z0-9_]+")
#: A hashtag may be glued to an Arabic word; behind these, ``#`` is something else.
_NO_HASHTAG_BEHIND = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_&")
_LOCAL_PART = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+-"
#: RFC 5321 allows no more characters before the @.
_LONGEST_LOCAL_PART = 64
#: What ends a sentence or a parenthesis rather than an address.
_CLOSING = frozenset(".,:;!?؟)]}'’…")


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
    space, bidi controls and zero-width characters belong to no token; where a joiner or
    a bidi mark stands between two letters of one word, it does not cut the word.

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
    return _boundaries(text) if len(text) <= _PIECE else _in_pieces(text, _PIECE)


def _boundaries(text: str) -> TokenSpans:
    return spans_of(text, ch.class_bytes(f" {text} "))


def spans_of(text: str, classes: bytes) -> TokenSpans:
    """Find the tokens of a text by its classes: they begin and end where the class changes.

    Parameters
    ----------
    text : str
    classes : bytes
        What `sdlib.characters.class_bytes` gives for the text between two spaces.

    Returns
    -------
    TokenSpans
        As of `token_spans`.
    """
    if ch.DIGIT in classes and any(sign in classes for sign in _SIGNS_IN_NUMBERS):
        classes = _numbers_joined(classes)
    odd = (np.frombuffer(classes, np.uint8) > _LAST_ORDINARY).nonzero()[0]
    if odd.size:
        classes = _around(text, classes, odd.tolist())
    # A token begins and ends where the class changes, and so does each sign that is alone.
    found = np.frombuffer(classes, np.uint8)
    visible = found.astype(np.bool_)  # all classes but that of white space
    edges = found[1:] != found[:-1]
    edges |= np.frombuffer(classes.translate(_IS_ALONE), np.bool_)[1:]
    starts = (edges & visible[1:]).nonzero()[0]
    ends = (edges & visible[:-1]).nonzero()[0]
    return TokenSpans(starts, ends, _KIND.take(found[1:].take(starts)))


def _numbers_joined(classes: bytes) -> bytes:
    """Make digits of the signs between two digits, which two of them may share: ``1.2.3``."""
    found = np.frombuffer(classes, np.uint8).copy()
    digit, sign = found == ch.DIGIT, found == ch.DOT
    sign |= found == ch.COMMA
    sign[1:-1] &= digit[:-2] & digit[2:]
    found[sign] = ch.DIGIT
    return found.tobytes()


def _around(text: str, classes: bytes, odd: list[int]) -> bytes:
    """Apply the rules to what stands between white space around odd characters, and only there."""
    spans, end = [], 0
    for place in odd:
        if place >= end:
            start = classes.rfind(b"\x00", 0, place) + 1
            end = classes.find(b"\x00", place)
            spans.append((start, end))
    pieces = b"\x00".join([b"", *(classes[s:e] for s, e in spans), b""])
    ruled = _apply_rules(
        " ".join([text[s - 1 : e - 1] for s, e in spans]),
        pieces,
        frozenset(pieces.translate(None, _ORDINARY)),
    )
    result, at = bytearray(classes), 1
    for start, end in spans:
        result[start:end] = ruled[at : at + end - start]
        at += end - start + 1
    return bytes(result)


def _in_pieces(text: str, size: int) -> TokenSpans:
    """Find the tokens of a long text, cut where no token can run over.

    A column is put together from 32-bit offsets within the pieces, which are given up one
    column after the other: beside the result, that is less than the text itself.
    """
    begins, pieces = [], []
    for begin, end in ch.cuts_at_space(text, size):
        spans = _boundaries(text[begin:end])
        begins.append(begin)
        pieces.append([column.astype(np.uint32) for column in spans[:2]] + [spans.kinds])
    counts = [len(piece[0]) for piece in pieces]
    columns = []
    for k, dtype in enumerate((np.int64, np.int64, np.uint8)):
        column = np.empty(sum(counts), dtype=dtype)
        filled = 0
        for begin, count, piece in zip(begins, counts, pieces, strict=True):
            column[filled : filled + count] = piece[k]
            if k < 2:
                column[filled : filled + count] += begin
            piece[k] = piece[k][:0].copy()
            filled += count
        columns.append(column)
    return TokenSpans(*columns)


def _apply_rules(text: str, classes: bytes, found: frozenset[int]) -> bytes:
    """Decide about what is not an Arabic word, a number or punctuation."""
    if found & _EMOJI_SIGNS:
        classes = _paint(classes, ((*m.span(), "emoji") for m in _EMOJI.finditer(classes)))
    classes = classes.translate(_LEFT_OVER)
    if ch.TATWEEL_CLASS in found:
        classes = ch.resolve_tatweel(f" {text} ", classes)
    if ch.LATIN in found:
        # Looking for two bytes costs far less than looking for a pattern.
        if b"A\n" in classes or b"A'" in classes or b"A&" in classes:
            classes = _LATIN_SIGN.sub(b"A", _ABBREVIATION.sub(_as_latin, classes))
        if b"A\x02" in classes or b"\x02A" in classes:
            classes = _DIGITS.sub(_digits_in_name, classes)
    if ch.HASH in found or ch.AT in found or (ch.LATIN in found and _holds_address(text)):
        classes = _paint(classes, _addresses(text, classes))
    classes = classes.replace(b"A", b"\x01")
    if b"f" in classes:
        classes = _FORMATS.sub(_format_inside, classes)
    return classes.translate(_REST)


def _as_latin(match: re.Match[bytes]) -> bytes:
    return b"A" * len(match[0])


def _digits_in_name(match: re.Match[bytes]) -> bytes:
    """Digits behind or before a Latin letter are part of a name or a unit: ``G20``, ``5G``."""
    start, end = match.span()
    beside = match.string[start - 1 : start] + match.string[end : end + 1]
    return _as_latin(match) if b"A" in beside else match[0]


def _format_inside(match: re.Match[bytes]) -> bytes:
    """A joiner or a bidi mark between two letters, or two digits, of one word is inside it."""
    start, end = match.span()
    before, after = match.string[start - 1 : start], match.string[end : end + 1]
    return before * (end - start) if before == after and before in b"\x01\x02" else match[0]


def _paint(classes: bytes, spans: Iterator[tuple[int, int, str]]) -> bytes:
    """Write the class of a kind over spans; neighbours take turns between two classes."""
    painted = bytearray(classes)
    for start, end, kind in spans:
        code = _CLASS[kind]
        if painted[start - 1] == code:
            code = _TURN.get(kind, code)
        painted[start:end] = bytes([code]) * (end - start)
    return bytes(painted)


def _holds_address(text: str) -> bool:
    return "://" in text or "www." in text or "WWW." in text


def _addresses(text: str, classes: bytes) -> Iterator[tuple[int, int, str]]:
    """Give addresses, hashtags and accounts, counted in the classes: behind one space."""
    done = 0
    for match in _MARKER.finditer(text):
        start, end = match.span()
        if start < done:
            continue
        if match[0] == "@":
            start, end, kind = _around_at(text, done, start)
        elif match[0] in "#＃":
            end, kind = _end_of_hashtag(text, start), "hashtag"
        else:
            seen = _VISIBLE.match(classes, end + 1)
            end, kind = _end_of_url(text, start, end, seen.end() - 1 if seen else end), "url"
        if start < end:
            done = end
            yield start + 1, end + 1, kind


def _end_of_hashtag(text: str, start: int) -> int:
    found = _HASHTAG.match(text, start)
    glued = start and text[start - 1] in _NO_HASHTAG_BEHIND
    return found.end() if found and not glued else start


def _end_of_url(text: str, start: int, scheme_end: int, limit: int) -> int:
    """Leave out what closes the sentence; a bracket that the address opened is its own."""
    found = _URL.match(text, scheme_end, limit)
    end = found.end() if found else scheme_end
    unopened = text.count(")", start, end) - text.count("(", start, end)
    while end > scheme_end and text[end - 1] in _CLOSING:
        if text[end - 1] == ")":
            if unopened <= 0:
                break
            unopened -= 1
        end -= 1
    return end if end > scheme_end else start


def _around_at(text: str, done: int, at: int) -> tuple[int, int, str]:
    before = text[max(done, at - _LONGEST_LOCAL_PART - 1) : at]
    local = before[len(before.rstrip(_LOCAL_PART)) :].lstrip(".%+-")
    domain, account = _DOMAIN.match(text, at + 1), _ACCOUNT.match(text, at + 1)
    if domain and 0 < len(local) <= _LONGEST_LOCAL_PART:
        return at - len(local), domain.end(), "email"
    if account and not local:
        return at, account.end(), "mention"
    return at, at, ""
