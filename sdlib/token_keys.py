"""Token keys: a number for each token of a text, one for all spellings of a search form.

Millions of tokens are compared as numbers, by arrays; only where a number is a known one is a
string read. Two search forms may share a key, though they hardly will: none of up to eight common
letters do.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from sdlib.characters import COMMON, RARE, TATWEEL, common_bytes
from sdlib.eights import WIDTH, Bytes, Numbers, Offsets, mixed, next_eight
from sdlib.normalization import normalize_word, search_letters
from sdlib.tokens import TokenSpans

#: The byte of what a key leaves out: marks, tatweel.
_LEFT_OUT = 0
#: Odd, so that no bit is lost by multiplying.
_FACTOR = 0x9E3779B97F4A7C15
_PAIR = 0xC2B2AE3D27D4EB4F


def token_keys(text: str, spans: TokenSpans, codes: Bytes | None = None) -> Numbers:
    """Give the key of each token of a text.

    Parameters
    ----------
    text : str
        Raw text.
    spans : TokenSpans
        Its tokens (`sdlib.tokens.token_spans`).
    codes : numpy.ndarray of uint8, optional
        Its characters as bytes (`sdlib.characters.common_bytes`), where they are known.

    Returns
    -------
    numpy.ndarray of uint64
        One a token. Tokens of one search form (`sdlib.normalization.normalize_word`) have one
        key, tatweel aside.

    Examples
    --------
    >>> from sdlib.tokens import token_spans
    >>> text = "أحمد احـمَد حامد"
    >>> one, other, third = token_keys(text, token_spans(text)).tolist()
    >>> one == other, one == third
    (True, False)
    """
    known = common_bytes(text) if codes is None else codes
    return _keys(text, known, spans.starts, spans.ends)


def word_keys(words: Sequence[str]) -> Numbers:
    """Give the keys of words in search form: what `token_keys` gives for them in a text.

    Examples
    --------
    >>> from sdlib.tokens import token_spans
    >>> bool(word_keys(["حلب"]) == token_keys("حلب", token_spans("حلب")))
    True
    """
    ends = np.fromiter(accumulate(map(len, words)), np.int64, len(words))
    starts = ends - np.fromiter(map(len, words), np.int64, len(words))
    joined = "".join(words)
    return _keys(joined, common_bytes(joined), starts, ends)


@lru_cache(maxsize=1 << 16)
def token_key(word: str) -> int:
    """Give the key of one word in search form (see `word_keys`)."""
    return int(word_keys([word])[0])


def _keys(text: str, codes: Bytes, starts: Offsets, ends: Offsets) -> Numbers:
    letters = codes.tobytes().translate(_search_bytes())
    keys = _mixed_eights(letters, starts, ends)
    left_out = np.flatnonzero(np.frombuffer(letters, np.uint8) == _LEFT_OUT)
    if left_out.size:
        # Few tokens hold marks: these move forward by as many as stand before them.
        own = _tokens_at(left_out, starts)
        edges = (at - np.searchsorted(left_out, at) for at in (starts[own], ends[own]))
        keys[own] = _mixed_eights(letters.translate(None, bytes([_LEFT_OUT])), *edges)
    for k in _tokens_at(np.flatnonzero(codes == RARE), starts).tolist():
        keys[k] = _rare_key(text[starts[k] : ends[k]])
    return keys


def _tokens_at(places: Offsets, starts: Offsets) -> Offsets:
    """The last tokens that begin at places or before."""
    found = np.unique(np.searchsorted(starts, places, side="right") - 1)
    return found[found >= 0]


@lru_cache(maxsize=1 << 12)
def _rare_key(token: str) -> int:
    """The key of a token that may have rare characters, or some that are several letters."""
    word = normalize_word(token)
    letters = common_bytes(word).tobytes().translate(_search_bytes())
    kept = letters.translate(None, bytes([_LEFT_OUT]))
    if RARE not in kept:
        return int(_mixed_eights(kept, np.array([0]), np.array([len(kept)]))[0])
    own = "".join([c for c, code in zip(word, letters, strict=True) if code != _LEFT_OUT])
    digest = blake2b(own.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def _mixed_eights(letters: bytes, starts: Offsets, ends: Offsets) -> Numbers:
    """The eights of each token mixed into one number."""
    codes = np.frombuffer(letters + bytes(WIDTH), dtype=np.uint8)
    keys = next_eight(codes, starts, ends)
    longer = np.flatnonzero(ends - starts > WIDTH)
    begins, ends = starts[longer], ends[longer]
    while longer.size:
        begins = begins + WIDTH
        keys[longer] = mixed(keys[longer], _FACTOR) + next_eight(codes, begins, ends)
        more = ends - begins > WIDTH
        longer, begins, ends = longer[more], begins[more], ends[more]
    return keys


@cache
def _search_bytes() -> bytes:
    """For each byte of a common character that of its letter in search form."""
    first, length = search_letters()
    # Of the places that no character has the last one is left: `RARE`.
    places = {character: byte for byte, character in enumerate(COMMON)}
    found = bytearray([RARE] * 256)
    for character, byte in places.items():
        letters = length[ord(character)]
        if character == TATWEEL or not letters:
            found[byte] = _LEFT_OUT
        elif letters == 1:
            found[byte] = places[chr(first[ord(character)])]
    return bytes(found)


def joined_keys(first: Numbers, second: Numbers) -> Numbers:
    """Give the keys of pairs of tokens.

    Examples
    --------
    >>> one, other = word_keys(["مجلس"]), word_keys(["الامن"])
    >>> bool(joined_keys(one, other) == joined_keys(other, one))
    False
    """
    return first * np.uint64(_PAIR) + second


class KeyTable:
    """Marks of keys, in a table that answers for many at once; it may answer for others too.

    Parameters
    ----------
    keys : numpy.ndarray of uint64
    bits : numpy.ndarray of uint8
        What marks each key.

    Examples
    --------
    >>> keys = word_keys(["حلب", "ادلب"])
    >>> KeyTable(keys, np.array([1, 2], dtype=np.uint8)).marks(keys).tolist()
    [1, 2]
    """

    def __init__(self, keys: Numbers, bits: npt.NDArray[np.uint8]) -> None:
        size = max(10, (16 * keys.size).bit_length())
        self._shift = np.uint64(64 - size)
        self._tables = {factor: np.zeros(1 << size, dtype=np.uint8) for factor in (_FACTOR, _PAIR)}
        for factor, table in self._tables.items():
            np.bitwise_or.at(table, self._places(keys, factor), bits)

    def _places(self, keys: Numbers, factor: int) -> Numbers:
        # The upper bits of a product hang on all bits of its factors.
        return (keys * np.uint64(factor)) >> self._shift

    def marks(self, keys: Numbers) -> npt.NDArray[np.uint8]:
        """Give the bits of each key, 0 where it is certainly none that is marked."""
        marks = self._tables[_FACTOR][self._places(keys, _FACTOR)]
        # One key in twenty shares its place with one that is marked, hardly any both places.
        at = np.flatnonzero(marks)
        marks[at] &= self._tables[_PAIR][self._places(keys[at], _PAIR)]
        return marks
