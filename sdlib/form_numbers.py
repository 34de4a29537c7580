"""Form numbers: each distinct token of many texts gets a number, most without being cut out.

A token's key is a polynomial of its code points in arithmetic modulo 2**64, the difference of
two running sums. Only the first token of a key in a stretch of text becomes a string; all
others must agree with it in a second, independent key, or become strings as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib.tokens import TokenSpans, token_spans

#: How many characters are read at a time: enough that most forms come again, with arrays of
#: 8 bytes a character beside the text.
_AT_A_TIME = 1 << 19

#: The odd numbers at which the polynomials are taken, and one that spreads the code points.
_AT = (0x9E3779B97F4A7C15, 0xD1342543DE82EF95)
_SPREAD = np.uint64(0xBF58476D1CE4E5B9)

Keys = npt.NDArray[np.uint64]


class Numbered(NamedTuple):
    """The forms in the order of first use; for each token its form; and all spans."""

    forms: list[str]
    ids: npt.NDArray[np.int32]
    spans: list[TokenSpans]


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
    >>> found.forms, found.ids.tolist()
    (['من', 'حلب', 'إلى'], [0, 1, 2, 1, 1])
    """
    numbers: dict[str, int] = {}
    ids, spans = [np.empty(0, dtype=np.int32)], []
    for part in _parts(texts):
        found = [token_spans(text) for text in part]
        bases = np.cumsum([0, *map(len, part[:-1])])
        starts = np.concatenate([s.starts + b for s, b in zip(found, bases, strict=True)])
        ends = np.concatenate([s.ends + b for s, b in zip(found, bases, strict=True)])
        text = "".join(part)
        for own in _blocks(starts):
            base, end = int(starts[own][0]), int(ends[own][-1])
            ids.append(_number(text[base:end], starts[own] - base, ends[own] - base, numbers))
        spans += found
    return Numbered(list(numbers), np.concatenate(ids), spans)


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


def _blocks(starts: npt.NDArray[np.int64]) -> Iterator[slice]:
    """Tokens that begin within one stretch: a single text may be longer than is read at a time."""
    begin = 0
    while begin < starts.size:
        end = int(np.searchsorted(starts, starts[begin] + _AT_A_TIME))
        yield slice(begin, end)
        begin = end


def _number(
    text: str,
    starts: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
    numbers: dict[str, int],
) -> npt.NDArray[np.int32]:
    """Number the tokens of a text, and add forms that are new."""
    values = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32) * _SPREAD
    values ^= values >> np.uint64(29)
    groups, distinct = pd.factorize(_keys(values, starts, ends, _AT[0]))
    first = np.empty(len(distinct), dtype=np.int64)
    # Of several values for one place the last stays.
    first[groups[::-1]] = np.arange(len(groups) - 1, -1, -1)
    cuts = zip(starts[first].tolist(), ends[first].tolist(), strict=True)
    own = [numbers.setdefault(text[s:e], len(numbers)) for s, e in cuts]
    ids = np.array(own, dtype=np.int32)[groups]
    other = _keys(values, starts, ends, _AT[1])
    for token in np.flatnonzero(other != other[first][groups]).tolist():
        ids[token] = numbers.setdefault(text[starts[token] : ends[token]], len(numbers))
    return ids


def _keys(
    values: Keys, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64], at: int
) -> Keys:
    powers, inverses = _powers(at, 1 << max(values.size, 1).bit_length())
    sums = np.zeros(values.size + 1, dtype=np.uint64)
    np.cumsum(values * powers[: values.size], out=sums[1:])
    return (sums[ends] - sums[starts]) * inverses[starts]


@cache
def _powers(base: int, size: int) -> tuple[Keys, Keys]:
    """The powers of an odd number and of its inverse, modulo 2**64."""
    rows = []
    for factor in (base, pow(base, -1, 1 << 64)):
        powers = np.full(size, factor, dtype=np.uint64)
        powers[0] = 1
        rows.append(np.multiply.accumulate(powers))
    return rows[0], rows[1]
