"""Form numbers: each distinct token of many texts gets a number, most without being cut out.

Each common character is one byte, so that a token of up to eight characters is a number as it
stands, and a longer one is mixed into a number. Only the first token of a number in a stretch of
text becomes a string; longer ones must agree with it in a second, independent number, or become
strings as well, like all that hold a rare character.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib.characters import COMMON, code_points
from sdlib.tokens import TokenSpans, token_spans

#: How many characters are read at a time: enough that most forms come again (some 80 MB).
_AT_A_TIME = 1 << 22
#: And how many of them become bytes at a time, by an array of four bytes a character.
_PIECE = 1 << 16

#: The byte of all characters that have none of their own.
_RARE = 0xFF
#: The bytes of one number.
_WIDTH = 8
#: The odd numbers by which the eights of a longer token are mixed.
_FACTORS = (0x9E3779B97F4A7C15, 0xD1342543DE82EF95)

Keys = npt.NDArray[np.uint64]
Offsets = npt.NDArray[np.int64]


class Numbered(NamedTuple):
    """The forms in the order of first use; for each token its form; and all spans.

    The spans stand behind each other, as code points of their own text: those of text ``k``
    from ``offsets[k]`` up to, not including, ``offsets[k + 1]``.
    """

    forms: list[str]
    ids: npt.NDArray[np.int32]
    spans: TokenSpans
    offsets: Offsets


def number_forms(texts: Iterable[str]) -> Numbered:
    """Cut texts into tokens and number the distinct ones.

    Parameters
    ----------
    texts : iterable of str

    Returns
    -------
    Numbered

    Examples
    --------
    >>> found = number_forms(["من حلب إلى حلب", "حلب"])
    >>> found.forms, found.ids.tolist(), found.offsets.tolist()
    (['من', 'حلب', 'إلى'], [0, 1, 2, 1, 1], [0, 4, 5])
    """
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    nothing = TokenSpans(*(np.empty(0, dtype=d) for d in (np.int64, np.int64, np.uint8)))
    ids, spans, counts = [np.empty(0, dtype=np.int32)], [nothing], [np.zeros(1, dtype=np.int64)]
    for part in _parts(texts):
        # No token runs over white space, so that the texts can be cut as one.
        text = " ".join(part)
        found = token_spans(text)
        for own in _blocks(found.starts):
            base, end = int(found.starts[own][0]), int(found.ends[own][-1])
            bounds = found.starts[own] - base, found.ends[own] - base
            ids.append(_number(text[base:end], *bounds, numbers))
        bases = np.fromiter(accumulate((len(each) + 1 for each in part), initial=0), np.int64)
        edges = np.searchsorted(found.starts, bases)
        counts.append(np.diff(edges))
        shift = np.repeat(bases[:-1], counts[-1])
        spans.append(TokenSpans(found.starts - shift, found.ends - shift, found.kinds))
    offsets = np.cumsum(np.concatenate(counts))
    columns = map(np.concatenate, zip(*spans, strict=True))
    return Numbered(list(numbers), np.concatenate(ids), TokenSpans(*columns), offsets)


def _parts(texts: Iterable[str]) -> Iterator[list[str]]:
    part: list[str] = []
    size = 0
    for text in texts:
        part.append(text)
        size += len(text)
        if size >= _AT_A_TIME:
            yield part
            part, size = [], 0
    if part:
        yield part


def _blocks(starts: Offsets) -> Iterator[slice]:
    """Tokens that begin within one stretch: a single text may be longer than is read at a time."""
    begin = 0
    while begin < starts.size:
        end = int(np.searchsorted(starts, starts[begin] + 2 * _AT_A_TIME))
        yield slice(begin, end)
        begin = end


def _number(
    text: str, starts: Offsets, ends: Offsets, numbers: defaultdict[str, int]
) -> npt.NDArray[np.int32]:
    """Number the tokens of a text, and add forms that are new."""
    codes = _bytes(text)
    keys, others = _keys(codes, starts, ends)
    rare = np.flatnonzero(codes[: len(text)] == _RARE)
    odd = np.unique(np.searchsorted(starts, rare, side="right") - 1)
    odd = odd[odd >= 0]
    # No common token has the byte of rare characters, so none has such a number.
    seen: dict[str, int] = {}
    top = _RARE << 56
    for k in odd.tolist():
        keys[k] = top | seen.setdefault(text[starts[k] : ends[k]], len(seen))
    others[odd] = keys[odd]
    groups, distinct = pd.factorize(keys)
    first = np.empty(len(distinct), dtype=np.int64)
    # Of several values for one place the last stays.
    first[groups[::-1]] = np.arange(len(groups) - 1, -1, -1)
    # A string by string loop in C: a form that is new gets the next number.
    cuts = map(text.__getitem__, map(slice, starts[first].tolist(), ends[first].tolist()))
    own = np.fromiter(map(numbers.__getitem__, cuts), np.int32, len(first))
    ids: npt.NDArray[np.int32] = own[groups]
    for token in np.flatnonzero(others != others[first][groups]).tolist():
        ids[token] = numbers[text[starts[token] : ends[token]]]
    return ids


def _bytes(text: str) -> npt.NDArray[np.uint8]:
    """Each character as a byte, and zeros behind the last, up to whole numbers."""
    codes = np.zeros(len(text) + 2 * _WIDTH - len(text) % _WIDTH, dtype=np.uint8)
    for begin in range(0, len(text), _PIECE):
        points = code_points(text[begin : begin + _PIECE])
        np.take(_alphabet(), points, out=codes[begin : begin + points.size], mode="clip")
    return codes


def _keys(codes: npt.NDArray[np.uint8], starts: Offsets, ends: Offsets) -> tuple[Keys, Keys]:
    """Two numbers for each token, which are one for those that are not longer than eight bytes."""
    eights = codes.view("<u8")
    keys = _eight(eights, starts, ends)
    others = keys.copy()
    longer = np.flatnonzero(ends - starts > _WIDTH)
    begins = starts[longer]
    while longer.size:
        begins = begins + _WIDTH
        behind = _eight(eights, begins, ends[longer])
        for mixed, factor in zip((keys, others), _FACTORS, strict=True):
            own = mixed[longer]
            mixed[longer] = (own ^ own >> np.uint64(29)) * np.uint64(factor) + behind
        left = ends[longer] - begins > _WIDTH
        longer, begins = longer[left], begins[left]
    return keys, others


def _eight(eights: Keys, starts: Offsets, ends: Offsets) -> Keys:
    """The next eight bytes of each token, or as many as it has, as one number."""
    place = starts >> 3
    shift = ((starts & 7) << 3).astype(np.uint64)
    # A shift by all bits leaves nothing.
    found: Keys = eights[place] >> shift | eights[place + 1] << (np.uint64(64) - shift)
    return found & _masks()[np.minimum(ends - starts, _WIDTH)]


@cache
def _masks() -> Keys:
    return np.array([(1 << 8 * k) - 1 for k in range(_WIDTH + 1)], dtype=np.uint64)


@cache
def _alphabet() -> npt.NDArray[np.uint8]:
    """The byte of each code point; 0 is left for what stands behind a token."""
    known = [(ord(c), byte) for byte, c in enumerate(COMMON) if c not in "\0\ufffe"]
    # What lies beyond the last is read as that place.
    table = np.full(max(known)[0] + 2, _RARE, dtype=np.uint8)
    for point, byte in known:
        table[point] = byte
    return table
