"""Token keys: a number for each token of a text, one for all spellings of a search form.

Millions of tokens are compared as numbers, by arrays; only where a number is a known one is a
string read. Keys tell at once what cannot be: two search forms may, though they hardly will,
share one.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    values = table.values[codes]
    # Few characters are no single letter; of those some are left out: tokens move forward by as
    # many as stand before them.
    starts, ends = spans.starts, spans.ends
    odd = np.flatnonzero(values == 0)
    lengths = table.lengths[codes[odd]]
    left_out = odd[lengths == 0]
    if left_out.size:
        values = np.delete(values, left_out)
        starts = starts - np.searchsorted(left_out, starts)
        ends = ends - np.searchsorted(left_out, ends)
    powers = _powers(1 << (values.size + 1).bit_length())
    sums = np.zeros(values.size + 1, dtype=np.uint64)
    np.cumsum(values * powers.up[: values.size], out=sums[1:])
    keys: Keys = (sums[ends] - sums[starts]) * powers.down[starts]
    keys[keys == ANY] = 1  # a tatweel, which has no letter
    if lengths.size and lengths.max() > 1:
        several = np.searchsorted(spans.starts, odd[lengths > 1], side="right") - 1
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
    return key_and_power(word)[0]


def key_and_power(word: str) -> tuple[int, int]:
    """Give the key of a word, and the number by which the key of what stands behind it counts.

    Examples
    --------
    >>> key, power = key_and_power("وال")
    >>> (key + power * token_key("حلب")) % 2**64 == token_key("والحلب")
    True
    """
    key, power = 0, 1
    for character in word:
        value = _value(character)
        key += value * power
        power = power * _BASE & _MASK if value else power
    return key & _MASK, power


def keys_behind(fronts: Sequence[str], words: Sequence[str]) -> Keys:
    """Give the keys of words behind each of several beginnings, a row a word.

    Examples
    --------
    >>> found = keys_behind(["", "وال"], ["حلب"])
    >>> found.tolist() == [[token_key("حلب"), token_key("والحلب")]]
    True
    """
    pairs = np.array(list(map(key_and_power, fronts)), dtype=np.uint64)
    own = np.array(list(map(token_key, words)), dtype=np.uint64)
    found: Keys = pairs[:, 0] + own[:, None] * pairs[:, 1]
    return found


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
    keys : numpy.ndarray of uint64
    bits : numpy.ndarray of uint8
        What marks each key.

    Examples
    --------
    >>> keys = keys_behind([""], ["حلب", "إدلب"]).ravel()
    >>> KeyTable(keys, np.array([1, 2], dtype=np.uint8)).marks(keys).tolist()
    [1, 2]
    """

    def __init__(self, keys: Keys, bits: npt.NDArray[np.uint8]) -> None:
        size = max(10, (16 * keys.size).bit_length())
        self._shift = np.uint64(64 - size)
        self._tables = {factor: np.zeros(1 << size, dtype=np.uint8) for factor in (_BASE, _PAIR)}
        for factor, table in self._tables.items():
            np.bitwise_or.at(table, self._places(keys, factor), bits)
            table[0] = 0xFF  # the place of `ANY`

    def _places(self, keys: Keys, factor: int) -> Keys:
        # The upper bits of a product hang on all bits of its factors.
        return (keys * np.uint64(factor)) >> self._shift

    def marks(self, keys: Keys) -> npt.NDArray[np.uint8]:
        """Give the bits of each key, 0 where it is certainly none that is marked."""
        marks = self._tables[_BASE][self._places(keys, _BASE)]
        # One key in twenty shares its place with one that is marked, hardly any both places.
        at = np.flatnonzero(marks)
        marks[at] &= self._tables[_PAIR][self._places(keys[at], _PAIR)]
        return marks
