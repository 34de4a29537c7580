"""Token keys: a number for each token of a text, one for all spellings of a search form.

Millions of tokens are compared as numbers, by arrays; only where a number is a known one is a
string read. Keys tell at once what cannot be: two search forms may, though they hardly will,
share one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple, overload

import numpy as np
import numpy.typing as npt

from sdlib.characters import TATWEEL, code_points
from sdlib.normalization import DIACRITICS, search_letters
from sdlib.tokens import TokenSpans

Keys = npt.NDArray[np.uint64]

#: The key of a token whose letters stand in one character (``ﻻ``): it may be any.
ANY = 0

#: Odd, so that it has an inverse among the numbers of 64 bits.
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_MASK = (1 << 64) - 1
_PAIR = 0xC2B2AE3D27D4EB4F


class _Powers(NamedTuple):
    up: Keys
    down: Keys


def token_keys(text: str, spans: TokenSpans) -> Keys:
    """Give the key of each token of a text.

    Parameters
    ----------
    text : str
        Raw text.
    spans : TokenSpans
        Its tokens (`sdlib.tokens.token_spans`).

    Returns
    -------
    numpy.ndarray of uint64
        One a token. Tokens of one search form (`sdlib.normalization.normalize_word`) have one
        key, tatweel aside; `ANY` where a character stands for several letters.

    References
    ----------
    Karp, R. M., & Rabin, M. O. (1987). Efficient randomized pattern-matching algorithms. IBM
    Journal of Research and Development, 31(2), 249-260.

    Examples
    --------
    >>> from sdlib.tokens import token_spans
    >>> text = "أحمد احـمَد حامد"
    >>> one, other, third = token_keys(text, token_spans(text)).tolist()
    >>> one == other, one == third
    (True, False)
    """
    codes, table = _codes(text), _letters()
    values, lengths = table.values[codes], table.lengths[codes]
    # Few characters are left out: tokens move forward by as many as stand before them.
    starts, ends = spans.starts, spans.ends
    left_out = np.flatnonzero(lengths == 0)
    if left_out.size:
        values = values[lengths > 0]
        starts = starts - np.searchsorted(left_out, starts)
        ends = ends - np.searchsorted(left_out, ends)
    powers = _powers(1 << (values.size + 1).bit_length())
    sums = np.zeros(values.size + 1, dtype=np.uint64)
    np.cumsum(values * powers.up[: values.size], out=sums[1:])
    keys: Keys = (sums[ends] - sums[starts]) * powers.down[starts]
    keys[keys == ANY] = 1  # a tatweel, which has no letter
    if lengths.size and lengths.max() > 1:
        several = np.searchsorted(spans.starts, np.flatnonzero(lengths > 1), side="right") - 1
        keys[several[several >= 0]] = ANY
    return keys


@lru_cache(maxsize=1 << 16)
def token_key(word: str) -> int:
    """Give the key of one word in search form: what `token_keys` gives for it in a text.

    Examples
    --------
    >>> from sdlib.tokens import token_spans
    >>> token_key("حلب") == token_keys("حلب", token_spans("حلب")).item()
    True
    """
    key, power = 0, 1
    for character in word:
        value = _value(character)
        key += value * power
        power = power * _BASE & _MASK if value else power
    return key & _MASK


@cache
def _value(character: str) -> int:
    return int(_letters().values[min(ord(character), 0xFFFF)])


@overload
def joined_keys(first: int, second: int) -> int: ...
@overload
def joined_keys(first: Keys, second: Keys) -> Keys: ...
def joined_keys(first: int | Keys, second: int | Keys) -> int | Keys:
    """Give the keys of pairs of tokens.

    Examples
    --------
    >>> pair = joined_keys(token_key("مجلس"), token_key("الأمن"))
    >>> pair == joined_keys(token_key("الأمن"), token_key("مجلس"))
    False
    """
    if isinstance(first, int) and isinstance(second, int):
        return (first * _PAIR + second) & _MASK
    return first * np.uint64(_PAIR) + second  # type: ignore[operator]


def _codes(text: str) -> npt.NDArray[Any]:
    """The code points of a text, those beyond the first plane as its last."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) == 2 * len(text):
        return np.frombuffer(units, np.uint16)
    return np.minimum(code_points(text), 0xFFFF)


class _Letters(NamedTuple):
    """For each code point of the first plane what it adds to a key."""

    values: Keys
    #: how many letters it is in a search form; 0 also for tatweel
    lengths: npt.NDArray[np.uint8]


@cache
def _letters() -> _Letters:
    first, length = search_letters()
    length = length.copy()
    length[[ord(TATWEEL), *map(ord, DIACRITICS)]] = 0
    # Numbers without a pattern: the mixing step of SplitMix64.
    mixed = (first.astype(np.uint64) + np.uint64(1)) * np.uint64(_BASE)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    values = np.where(length == 1, mixed, np.uint64(0))
    return _Letters(values, length)


@cache
def _powers(size: int) -> _Powers:
    """The powers of the base and of its inverse."""
    up, down = (np.full(size, factor, dtype=np.uint64) for factor in (_BASE, _INVERSE))
    for powers in (up, down):
        powers[0] = 1
        np.cumprod(powers, out=powers)
    return _Powers(up, down)


class KeyTable:
    """Marks of keys, in a table that answers for many at once; it may answer for others too.

    Parameters
    ----------
    marked : iterable of tuple of (int, int)
        Keys, and the bits that mark each.

    Examples
    --------
    >>> table = KeyTable([(token_key("حلب"), 1), (token_key("إدلب"), 2)])
    >>> table.marks(np.array([token_key("حلب"), token_key("إدلب")], dtype=np.uint64)).tolist()
    [1, 2]
    """

    def __init__(self, marked: Iterable[tuple[int, int]]) -> None:
        pairs = list(marked)
        keys = np.array([key for key, _ in pairs], dtype=np.uint64)
        bits = np.array([mark for _, mark in pairs], dtype=np.uint8)
        size = max(10, (32 * len(pairs)).bit_length())
        self._shift = np.uint64(64 - size)
        self._table = np.zeros(1 << size, dtype=np.uint8)
        np.bitwise_or.at(self._table, self._places(keys), bits)
        self._table[0] = 0xFF  # the place of `ANY`

    def _places(self, keys: Keys) -> Keys:
        # The upper bits of a product hang on all bits of its factors.
        return (keys * np.uint64(_BASE)) >> self._shift

    def marks(self, keys: Keys) -> npt.NDArray[np.uint8]:
        """Give the bits of each key, 0 where it is certainly none that is marked."""
        return self._table[self._places(keys)]
