"""Sequences: terms of one or several words, numbered without a look at their strings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sdlib.errors import ParameterError
from sdlib.vocabulary import EncodedTexts

#: A sequence goes on over these: the words of `تنظيم "الدولة"` follow each other.
_QUOTES = frozenset('"“”„‟＂«»‹›')
_LINE_ENDS = re.compile("[\n\r\v\f\x85\u2028\u2029]")
#: What stands in `Sequences.parts` behind a term of fewer words than the longest.
NO_WORD = -1


class Sequences(NamedTuple):
    """The terms of texts, and where each of them is used.

    Attributes
    ----------
    parts : numpy.ndarray of int32, shape (n_terms, longest)
        The words of each term as ids of the vocabulary, ``NO_WORD`` behind them.
    columns : numpy.ndarray of int32, shape (n_uses,)
        For each use, the number of its term; the uses of shorter terms go before all others.
    tokens : numpy.ndarray of int64, shape (n_uses,)
        The token at which it begins.
    """

    parts: npt.NDArray[np.int32]
    columns: npt.NDArray[np.int32]
    tokens: npt.NDArray[np.int64]


def segments(encoded: EncodedTexts, texts: Iterable[str]) -> npt.NDArray[np.int64]:
    """Number the stretches of words within which one word follows another.

    A stretch ends with the text, with a line, and at every token that is no word, such as
    a full stop, a comma or a number, but not at quotation marks.

    Parameters
    ----------
    encoded : EncodedTexts
        Of any terms.
    texts : iterable of str
        The texts that were encoded.

    Returns
    -------
    numpy.ndarray of int64, shape (n_words,)
        For each token that is a word, the number of its stretch; it never falls.

    Examples
    --------
    >>> from sdlib.vocabulary import encode
    >>> texts = ['تنظيم "الدولة" تراجع. وقال', "نعم"]
    >>> segments(encode(texts), texts).tolist()
    [0, 0, 0, 1, 2]
    """
    quote = np.array([term in _QUOTES for term in encoded.terms], dtype=bool)
    stops = ~encoded.words & (~quote[encoded.ids] if quote.size else True)
    lines = []
    for (begin, end), text in zip(pairwise(encoded.offsets.tolist()), texts, strict=True):
        breaks = [match.start() for match in _LINE_ENDS.finditer(text)]
        lines.append(np.searchsorted(breaks, encoded.starts[begin:end]))
    # Each of the three grows or stays within its text, so a change of the sum is a change of one.
    line = np.concatenate([np.empty(0, dtype=np.int64), *lines])
    place = (np.cumsum(stops) + line)[encoded.words]
    changes = np.diff(place, prepend=place[:1]) != 0
    changes |= np.diff(encoded.documents[encoded.words], prepend=0) != 0
    return np.cumsum(changes)


def find_sequences(
    encoded: EncodedTexts, stretches: npt.NDArray[np.int64] | None, lengths: Sequence[int]
) -> Sequences:
    """Number the sequences of words of some lengths.

    Parameters
    ----------
    encoded : EncodedTexts
    stretches : numpy.ndarray of int64, shape (n_words,), or None
        Over whose ends no sequence goes (`segments`); not asked for by sequences of one word.
    lengths : sequence of int
        How many words a sequence may have, in rising order.

    Returns
    -------
    Sequences

    Raises
    ------
    ParameterError
        If the lengths are not positive and rising.

    Examples
    --------
    >>> from sdlib.vocabulary import encode
    >>> encoded = encode(["نعم لا نعم لا"])
    >>> found = find_sequences(encoded, segments(encoded, ["نعم لا نعم لا"]), [1, 2])
    >>> found.parts.tolist(), found.columns.tolist()
    ([[0, -1], [1, -1], [0, 1], [1, 0]], [0, 1, 0, 1, 2, 3, 2])
    """
    if not lengths or min(lengths) < 1 or any(b <= a for a, b in pairwise(lengths)):
        raise ParameterError(f"ngram is {lengths}, but must be positive numbers in rising order")
    tokens = np.flatnonzero(encoded.words)
    # Those that are no words (or, behind others, none any more) have no number of their own.
    ids, words = _dense(np.take(encoded.ids, tokens), len(encoded.terms))
    if list(lengths) == [1]:
        return Sequences(words[:, None], ids, tokens)
    parts, columns, places, before = [], [], [], 0
    starts, numbers, own = np.arange(tokens.size), ids.astype(np.int64), words[:, None]
    for length in range(1, max(lengths) + 1):
        if length > 1:
            starts, numbers, own = _longer(starts, numbers, own, ids, stretches, words)
        if length in lengths:
            padding = np.full((len(own), max(lengths) - length), NO_WORD, dtype=np.int32)
            parts.append(np.hstack([own, padding]).astype(np.int32))
            columns.append((numbers + before).astype(np.int32))
            places.append(tokens[starts])
            before += len(own)
    return Sequences(np.vstack(parts), np.concatenate(columns), np.concatenate(places))


def _dense(
    ids: npt.NDArray[np.int32], size: int
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Number the ids that are used, in their order: the new number of each, and the ids."""
    # Numbers of full width need no copy to be looked up by.
    places = ids.astype(np.intp)
    used = np.zeros(size, dtype=bool)
    used[places] = True
    number = np.cumsum(used, dtype=np.int32)
    number -= 1
    return np.take(number, places), np.flatnonzero(used).astype(np.int32)


def _longer(starts, numbers, own, ids, stretches, words):
    """Add to each sequence the word behind it, where that is of the same stretch."""
    length = own.shape[1]
    keep = starts + length < ids.size
    starts, numbers = starts[keep], numbers[keep]
    keep = stretches[starts] == stretches[starts + length]
    starts, numbers = starts[keep], numbers[keep]
    pairs = numbers * max(words.size, 1) + ids[starts + length]
    distinct, numbers = np.unique(pairs, return_inverse=True)
    first, last = np.divmod(distinct, max(words.size, 1))
    return starts, numbers, np.column_stack([own[first], words[last]])
