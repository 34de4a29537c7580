"""Form numbers: each distinct token of many texts gets a number, most without being cut out.

Each common character is one byte, so that a token of up to eight characters is a number as it
stands, and a longer one is mixed into a number. Only the first token of a number in a stretch of
text becomes a string; longer ones must agree with it in a second, independent number, or become
strings as well, like all that hold a rare character.
"""

from __future__ import annotations

from codecs import charmap_decode
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib.characters import COMMON, RARE, classes_of, common_bytes, cuts_at_space
from sdlib.eights import WIDTH, Bytes, Numbers, Offsets, mixed, next_eight
from sdlib.tokens import TokenSpans, spans_of

#: How many characters are numbered at a time: enough that most forms come again (some 60 MB).
_AT_A_TIME = 1 << 22
#: And how many of them are read at a time: few enough that their arrays stay in the cache.
_PIECE = 1 << 16
#: So many forms are expected at first: a small table of numbers is quick, and it may grow.
_FORMS = 1 << 16

#: The odd numbers by which the eights of a longer token are mixed.
_FACTORS = (0x9E3779B97F4A7C15, 0xD1342543DE82EF95)
#: The last byte of a number of eight, by which those of longer tokens, and of tokens with a
#: rare character, are told: no common character has it.
_LONGER, _ODD = np.uint64(0xFE << 56), np.uint64(RARE << 56)
#: By which bytes become text again, and what then stands between tokens.
_LETTERS = COMMON.replace("\ufffe", "\N{REPLACEMENT CHARACTER}")
_SPACE = COMMON.index(" ")


class Numbered(NamedTuple):
    """The forms in the order of first use; for each token its form; and all spans.

    The spans stand behind each other, as code points of their own text: those of text ``k``
    from ``offsets[k]`` up to, not including, ``offsets[k + 1]``.
    """

    forms: list[str]
    ids: npt.NDArray[np.int32]
    spans: TokenSpans
    offsets: Offsets


class _Keys(NamedTuple):
    """A number for each token, and a second one for those that are longer than eight bytes."""

    keys: Numbers
    #: which tokens are longer
    longer: Offsets
    others: Numbers


class _Stretch(NamedTuple):
    """A text with its characters as bytes, and behind them zeros, and its tokens."""

    text: str
    codes: Bytes
    spans: TokenSpans
    keys: _Keys


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
    numbers: dict[str, int] = {}
    ids, spans, counts = [], [], [np.zeros(1, dtype=np.int64)]
    for part in _parts(texts):
        # No token runs over white space, so that the texts can be cut as one.
        text, own = " ".join(part), []
        for begin, end in cuts_at_space(text, 2 * _AT_A_TIME):
            stretch = _read(text[begin:end])
            ids.append(_number(stretch, numbers))
            own.append(_move(stretch.spans, begin))
        found = _all_spans(own)
        bases = np.fromiter(accumulate((len(each) + 1 for each in part), initial=0), np.int64)
        counts.append(np.diff(np.searchsorted(found.starts, bases)))
        spans.append(_move(found, -np.repeat(bases[:-1], counts[-1])))
    offsets = np.cumsum(np.concatenate(counts))
    return Numbered(list(numbers), _joined(ids, np.int32), _all_spans(spans), offsets)


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


def _joined(arrays: Sequence[npt.NDArray[Any]], dtype: type) -> npt.NDArray[Any]:
    """One array of many; a single one is not copied."""
    if len(arrays) == 1:
        return arrays[0]
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=dtype)


def _all_spans(spans: Sequence[TokenSpans]) -> TokenSpans:
    columns = zip(*spans, strict=True) if spans else [(), (), ()]
    return TokenSpans(*map(_joined, columns, (np.int64, np.int64, np.uint8)))


def _move(spans: TokenSpans, by: int | Offsets) -> TokenSpans:
    """Count spans from another place, without a copy."""
    for column in spans[:2]:
        column += by
    return spans


def _read(text: str) -> _Stretch:
    """Cut a text into tokens and give them keys, one piece of it after the other."""
    codes = np.zeros(len(text) + WIDTH, dtype=np.uint8)
    spans, keys, before = [], [], 0
    for begin, end in cuts_at_space(text, _PIECE):
        piece = text[begin:end]
        codes[begin:end] = common_bytes(piece)
        classes = classes_of(piece, codes[begin:end])
        spans.append(_move(spans_of(piece, b"\0%b\0" % classes), begin))
        own = _keys(codes, spans[-1].starts, spans[-1].ends)
        keys.append(own._replace(longer=own.longer + before))
        before += own.keys.size
    columns = zip(*keys, strict=True) if keys else [(), (), ()]
    found = _Keys(*map(_joined, columns, (np.uint64, np.int64, np.uint64)))
    return _Stretch(text, codes, _all_spans(spans), found)


def _keys(codes: Bytes, starts: Offsets, ends: Offsets) -> _Keys:
    """Give tokens their numbers; a longer one is mixed, eight bytes after eight."""
    keys = next_eight(codes, starts, ends)
    longer = np.flatnonzero(ends - starts > WIDTH)
    hashes = [keys[longer], keys[longer]]
    begins, ends = starts[longer], ends[longer]
    left = np.arange(longer.size)
    while left.size:
        begins = begins + WIDTH
        behind = next_eight(codes, begins, ends)
        for numbers, factor in zip(hashes, _FACTORS, strict=True):
            numbers[left] = mixed(numbers[left], factor) + behind
        more = ends - begins > WIDTH
        left, begins, ends = left[more], begins[more], ends[more]
    # Of a product the upper bits hold most.
    keys[longer] = mixed(hashes[0], _FACTORS[0]) >> np.uint64(8) | _LONGER
    return _Keys(keys, longer, hashes[1])


def _number(stretch: _Stretch, numbers: dict[str, int]) -> npt.NDArray[np.int32]:
    """Number the tokens of a text, and add forms that are new."""
    groups, distinct = pd.factorize(_odd_told(stretch), size_hint=_FORMS)
    # Groups are numbered in the order of first use: their greatest number yet says where.
    greatest = np.maximum.accumulate(groups.astype(np.int32))
    first = np.searchsorted(greatest, np.arange(distinct.size, dtype=np.int32))
    forms = _forms(stretch, first, odd=np.flatnonzero(distinct >= _ODD))
    own = _new_numbers(forms, numbers)
    ids: npt.NDArray[np.int32] = np.take(own, groups)
    for token in _mistaken(stretch.keys, groups, first).tolist():
        ids[token] = numbers.setdefault(_form(stretch, token), len(numbers))
    return ids


def _new_numbers(forms: list[str], numbers: dict[str, int]) -> npt.NDArray[np.int32]:
    """The numbers of different forms, of which those that are new get the next ones."""
    new = [form for form in forms if form not in numbers] if numbers else forms
    before = len(numbers)
    numbers.update(zip(new, range(before, before + len(new)), strict=True))
    if new is forms:
        return np.arange(len(forms), dtype=np.int32)
    return np.fromiter(map(numbers.__getitem__, forms), np.int32, len(forms))


def _odd_told(stretch: _Stretch) -> Numbers:
    """The keys; that of a token with a rare character is told by its string."""
    keys = stretch.keys.keys
    rare = np.flatnonzero(stretch.codes == RARE)
    # The token that begins before each, if it does not end before it.
    odd = np.searchsorted(stretch.spans.starts, rare, side="right") - 1
    odd = odd[rare < np.append(stretch.spans.ends, 0)[odd]]
    seen: dict[str, int] = {}
    for token in np.unique(odd).tolist():
        number = seen.setdefault(_form(stretch, token), len(seen))
        keys[token] = _ODD | np.uint64(number)
    return keys


def _form(stretch: _Stretch, token: int) -> str:
    return stretch.text[stretch.spans.starts[token] : stretch.spans.ends[token]]


def _forms(stretch: _Stretch, tokens: Offsets, odd: Offsets) -> list[str]:
    """The strings of tokens: made of their bytes at once, and split; ``odd`` ones by themselves."""
    if not tokens.size:
        return []
    starts = stretch.spans.starts[tokens]
    sizes = stretch.spans.ends[tokens] - starts + 1
    behind = np.cumsum(sizes)
    places = np.arange(behind[-1]) + np.repeat(starts - behind + sizes, sizes)
    letters = stretch.codes[places]
    letters[behind - 1] = _SPACE
    forms = charmap_decode(letters[:-1].tobytes(), "strict", _LETTERS)[0].split(" ")
    for k in odd.tolist():
        forms[k] = _form(stretch, tokens[k])
    return forms


def _mistaken(keys: _Keys, groups: Offsets, first: Offsets) -> Offsets:
    """The longer tokens that differ from the first of their group in their second number."""
    chosen = keys.keys[keys.longer] < _ODD
    longer, others = keys.longer[chosen], keys.others[chosen]
    of = groups[longer]
    expected = np.zeros(first.size, dtype=np.uint64)
    is_first = first[of] == longer
    expected[of[is_first]] = others[is_first]
    return longer[others != expected[of]]
