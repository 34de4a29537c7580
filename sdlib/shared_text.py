"""Shared text: paragraphs that stand in several articles, as agency copy does.

One wire story in forty papers is one story: counted forty times, it sets the words of
whoever prints it apart. What is found here can be flagged, dropped or weighted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from sdlib.errors import ParameterError
from sdlib.normalization import normalize_word
from sdlib.tables import TEXT, require_columns, require_texts
from sdlib.text_units import unit_numbers, unit_spans
from sdlib.tokens import KINDS
from sdlib.vocabulary import EncodedTexts, encode

if TYPE_CHECKING:
    from sdlib.annotation import Annotation

Numbers = npt.NDArray[np.int64]

#: Words in a shingle.
SHINGLE = 8
#: A shingle of more units than this finds no pairs: forty units are 780 pairs, a thousand 499,500.
_USUAL = 100
#: Pairs that are compared at once.
_STEP = 20_000

_SIDES = {"doc_id": TEXT, "outlet": TEXT, "start": "int64", "end": "int64", "shingles": "int64"}
_COLUMNS = {
    **{f"{name}_a": dtype for name, dtype in _SIDES.items()},
    **{f"{name}_b": dtype for name, dtype in _SIDES.items()},
    "shared": "int64",
    "share_a": "float64",
    "share_b": "float64",
    "kind": TEXT,
}


def find_shared_text(
    source: pd.DataFrame | Annotation,
    *,
    unit: str = "paragraph",
    min_share: float = 0.5,
    across: str | None = "outlet",
    shingle: int = SHINGLE,
) -> pd.DataFrame:
    """Find paragraphs, or documents, that share their text with others.

    Two units are compared by their shingles, the sequences of ``shingle`` words and numbers
    in search form: signs and spellings of one letter make no difference, a changed number
    does. Who had the text first, and from whom, is not known here.

    Parameters
    ----------
    source : pandas.DataFrame or Annotation
        Documents, with at least ``doc_id``, ``text`` and the column ``across``; or an annotation.
    unit : {"paragraph", "document", "sentence"}
        What is compared. A unit with fewer words than a shingle is not.
    min_share : float
        A pair is given if one of the two shares at least this much of its shingles, above 0
        and at most 1.
    across : str or None
        Give pairs only whose documents differ in this column; with None, all pairs of
        different documents.
    shingle : int
        Words in a shingle, two or more.

    Returns
    -------
    pandas.DataFrame
        One row a pair of units of two documents, in the documents' order: ``doc_id, outlet,
        start, end`` and ``shingles`` (distinct ones, int64) of each side, as ``_a`` and
        ``_b``; ``shared`` (shingles in both), ``share_a`` and ``share_b`` (containment:
        ``shared`` by the shingles of that side), ``kind`` (``exact``: the same words in the
        same order; ``near``). Spans are code points of the raw text.

    Raises
    ------
    TableError
        If a column is missing.
    CorpusError
        If a document has no text.
    ParameterError
        If there is no such unit, or a number is out of range.

    Notes
    -----
    A statement that both quote in full is shared text too, and no agency's: with an
    annotation, `sdlib.add_voice` tells quotations apart.

    An inverted index of shingles, sorted as an array, gives each pair that shares a shingle
    which at most 100 units have; the shares of these pairs are exact. What
    more units have is a line of the house rather than news: its exact copies are given each
    with the first of them, so that the table stays linear, and near copies may not be found.

    References
    ----------
    A. Z. Broder, "On the resemblance and containment of documents", *Compression and
    Complexity of Sequences* (1997).

    Examples
    --------
    >>> line = "أعلنت الوزارة اليوم أن الطريق إلى المطار مفتوح أمام المسافرين منذ الصباح"
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"],
    ...     "text": ["خبر\\n" + line, line + " والمساء"]})
    >>> found = find_shared_text(documents)
    >>> found[["start_a", "start_b", "shared", "share_a", "kind"]].values.tolist()
    [[4, 0, 5, 1.0, 'near']]
    """
    if not 0 < min_share <= 1:
        raise ParameterError(f"min_share is {min_share}, but must be above 0 and at most 1")
    if shingle < 2:
        raise ParameterError(f"shingle is {shingle}, but must be two words or more")
    documents, encoded, spans = _read(source, unit, across)
    owners = np.repeat(np.arange(len(spans)), [len(own) for own in spans])
    index = _shingle_index(encoded, unit_numbers(encoded, spans), owners.size, shingle)
    groups = owners if across is None else pd.factorize(documents[across])[0][owners]
    pairs = _pairs(index, owners, groups, min_share)
    return _table(documents, spans, owners, index, pairs)


def _read(
    source: pd.DataFrame | Annotation, unit: str, across: str | None
) -> tuple[pd.DataFrame, EncodedTexts, list[list[tuple[int, int]]]]:
    """The documents, their tokens in search form, and the spans of their units."""
    documents = getattr(source, "documents", source)
    require_columns(documents, ["doc_id", "text"], "find_shared_text(documents)")
    if across is not None:
        require_columns(documents, [across], "find_shared_text(documents)")
    require_texts(documents, "find_shared_text(documents)")
    texts = documents["text"].tolist()
    encoded = encode(texts)
    # Particles stay on their words here, so that no form needs to be analysed.
    numbers, found = pd.factorize(np.array(list(map(normalize_word, encoded.terms)), dtype=object))
    ids = numbers.astype(np.int32)[encoded.ids] if numbers.size else encoded.ids
    return documents, replace(encoded, terms=list(found), ids=ids), unit_spans(texts, unit)


class _Index(NamedTuple):
    """Which unit has which shingles, how many each has, and a number for its whole text."""

    matrix: sparse.csr_array
    sizes: Numbers
    wholes: npt.NDArray[np.uint64]


def _shingle_index(encoded: EncodedTexts, units: Numbers, number: int, length: int) -> _Index:
    counted = np.isin(encoded.kinds, [KINDS.index("word"), KINDS.index("number")])
    scattered, units = _scattered(encoded.ids[counted]), units[counted]
    size = max(units.size - length + 1, 0)
    begins = np.flatnonzero(units[:size] == units[length - 1 :][:size])
    marks = np.zeros(begins.size, dtype=np.uint64)
    for k, factor in enumerate(_factors(length)):
        marks += scattered[begins + k] * factor
    _, columns = np.unique(marks, return_inverse=True)
    cells = (np.ones(begins.size, dtype=np.int32), (units[begins], columns))
    matrix = sparse.coo_array(cells, shape=(number, columns.max(initial=-1) + 1)).tocsr()
    matrix.data[:] = 1
    sizes = np.diff(matrix.indptr).astype(np.int64)
    return _Index(matrix, sizes, _wholes(scattered, units, number))


def _wholes(
    scattered: npt.NDArray[np.uint64], units: Numbers, number: int
) -> npt.NDArray[np.uint64]:
    """Give each unit a number for its words in their order."""
    edges = np.searchsorted(units, np.arange(number + 1))
    place = np.arange(units.size) - edges[units]
    # Sums of 64 bits wrap around, and so do their differences.
    sums = np.zeros(units.size + 1, dtype=np.uint64)
    np.cumsum(scattered * (_scattered(place) | np.uint64(1)), out=sums[1:])
    return sums[edges[1:]] - sums[edges[:-1]]


def _scattered(numbers: npt.NDArray[np.integer]) -> npt.NDArray[np.uint64]:
    """Spread small numbers over all 64 bits, each to one of its own."""
    found = (numbers.astype(np.uint64) + np.uint64(1)) * np.uint64(0xBF58476D1CE4E5B9)
    found ^= found >> np.uint64(31)
    found *= np.uint64(0x94D049BB133111EB)
    return found ^ (found >> np.uint64(30))


def _factors(length: int) -> npt.NDArray[np.uint64]:
    """Odd numbers by which the words of a shingle count.

    The sum is a number of 64 bits: with ten million shingles two different ones have the
    same in one corpus of 400,000.
    """
    return _scattered(np.arange(length) + (1 << 40)) | np.uint64(1)


class _Pairs(NamedTuple):
    """Pairs of units, the earlier first, and how many shingles they share."""

    first: Numbers
    second: Numbers
    shared: Numbers


def _pairs(index: _Index, owners: Numbers, groups: Numbers, min_share: float) -> _Pairs:
    matrix = index.matrix
    spread = np.bincount(matrix.indices, minlength=matrix.shape[1])
    rare = matrix[:, np.flatnonzero((spread > 1) & (spread <= _USUAL))]
    found = sparse.triu(rare @ rare.T, k=1).tocoo()
    pairs = np.stack([found.row, found.col]).astype(np.int64)
    first, second = np.hstack([pairs, _same_as_first(index)])
    keep = (owners[first] != owners[second]) & (groups[first] != groups[second])
    # A pair as one number: both ways to find it may have found it.
    keys = np.unique(first[keep] * max(owners.size, 1) + second[keep])
    first, second = np.divmod(keys, max(owners.size, 1))
    shared = _shared(matrix, first, second)
    keep = shared >= min_share * np.minimum(index.sizes[first], index.sizes[second])
    return _Pairs(first[keep], second[keep], shared[keep])


def _same_as_first(index: _Index) -> Numbers:
    """Pair each unit with the first that has the same words, if that is another."""
    own = np.flatnonzero(index.sizes)
    _, where, which = np.unique(index.wholes[own], return_index=True, return_inverse=True)
    pairs = np.stack([own[where[which]], own])
    return pairs[:, pairs[0] != pairs[1]]


def _shared(matrix: sparse.csr_array, first: Numbers, second: Numbers) -> Numbers:
    """Count the shingles that the units of each pair share, the usual ones too."""
    counts = [np.empty(0, dtype=np.int64)]
    for at in range(0, first.size, _STEP):
        one, other = matrix[first[at : at + _STEP]], matrix[second[at : at + _STEP]]
        counts.append(np.asarray(one.multiply(other).sum(axis=1)).ravel().astype(np.int64))
    return np.concatenate(counts)


def _table(
    documents: pd.DataFrame,
    spans: list[list[tuple[int, int]]],
    owners: Numbers,
    index: _Index,
    pairs: _Pairs,
) -> pd.DataFrame:
    edges = np.array([span for own in spans for span in own], dtype=np.int64).reshape(-1, 2)
    missing = pd.Series(pd.NA, index=documents.index)
    names = {"doc_id": documents["doc_id"], "outlet": documents.get("outlet", missing)}
    columns: dict[str, object] = {}
    for side, units in (("a", pairs.first), ("b", pairs.second)):
        for name, values in names.items():
            columns[f"{name}_{side}"] = values.iloc[owners[units]].array
        columns[f"start_{side}"], columns[f"end_{side}"] = edges[units].T
        columns[f"shingles_{side}"] = index.sizes[units]
    same = index.wholes[pairs.first] == index.wholes[pairs.second]
    columns["shared"] = pairs.shared
    columns["share_a"] = pairs.shared / index.sizes[pairs.first]
    columns["share_b"] = pairs.shared / index.sizes[pairs.second]
    columns["kind"] = np.where(same, "exact", "near")
    return pd.DataFrame(columns).astype(_COLUMNS)
