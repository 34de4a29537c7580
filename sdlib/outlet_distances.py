"""Distances between outlets, beside the distance within each: halves of one outlet differ too."""

from __future__ import annotations

from itertools import combinations_with_replacement

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix

from sdlib.annotation import Annotation
from sdlib.errors import ParameterError
from sdlib.tables import TEXT, named, require_columns
from sdlib.term_counts import TermCounts, count_terms

DISTANCES = ("jensen_shannon", "cosine")

_COLUMNS = {
    "outlet": TEXT,
    "other": TEXT,
    "kind": TEXT,
    "distance": "float64",
    "low": "float64",
    "high": "float64",
    "documents": "int64",
    "reason": TEXT,
}

Numbers = npt.NDArray[np.float64]


def distances_by_outlet(
    source: TermCounts | pd.DataFrame | Annotation,
    *,
    by: str = "outlet",
    distance: str = "jensen_shannon",
    splits: int = 200,
    seed: int = 0,
) -> pd.DataFrame:
    """Measure how far outlets are from each other, and halves of one from each other.

    Samples of few words differ by chance alone. So all distances are between samples of one
    number of documents: the documents of each outlet are drawn and split at random, and a half
    is compared with the other half of its own outlet and with a half of another.

    Parameters
    ----------
    source : TermCounts, pandas.DataFrame or Annotation
        Counts by document (`sdlib.term_counts.count_terms`), or what they are made of.
    by : str
        The column that names the outlet. Documents without one, or without words, are left out.
    distance : {"jensen_shannon", "cosine"}
        The root of the Jensen–Shannon divergence of the shares of words, in bits; or one less
        the cosine of the mean TF-IDF vectors. Both are 0 for the same and 1 for nothing shared.
    splits : int
        How often documents are drawn and split, at least 20.
    seed : int
        Of the random numbers.

    Returns
    -------
    pandas.DataFrame
        One row a pair: ``outlet, other, kind`` ("within" or "between"), ``distance`` (mean
        over the splits), ``low, high`` (the middle 95 % of the splits), ``documents`` (in each
        sample) and ``reason``. With one document in an outlet there is no half: distances
        within are NaN, those between have no interval, and ``reason`` says so.

    Raises
    ------
    TableError
        If there is no such column.
    ParameterError
        If there is one outlet only, or a setting is unknown or out of range.

    References
    ----------
    D. M. Endres & J. E. Schindelin, "A new metric for probability distributions", *IEEE
    Transactions on Information Theory* 49 (2003).

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": list("abcd"), "outlet": list("AABB"),
    ...     "text": ["نفط غاز", "نفط غاز", "نفط قمح", "نفط قمح"]})
    >>> table = distances_by_outlet(documents)
    >>> table[["outlet", "other", "distance"]].round(3).values.tolist()
    [['A', 'A', 0.0], ['A', 'B', 0.707], ['B', 'B', 0.0]]
    """
    if distance not in DISTANCES:
        raise ParameterError(f"distance is {distance!r}, but must be one of {', '.join(DISTANCES)}")
    if splits < 20:
        raise ParameterError(f"splits is {splits}; an interval needs at least 20")
    counts = source if isinstance(source, TermCounts) else count_terms(source)
    require_columns(counts.units, [by], "distances_by_outlet(by)")
    matrix, members = _members(counts, by)
    if len(members) < 2:
        raise ParameterError(f"{len(members)} outlet(s) have words; a comparison needs two")
    weights = _tfidf(matrix) if distance == "cosine" else matrix.astype(np.float64)
    measure = _cosine if distance == "cosine" else _jensen_shannon
    smallest = min(map(len, members.values()))
    size = max(smallest // 2, 1)
    rng = np.random.default_rng(seed)
    pairs = list(combinations_with_replacement(range(len(members)), 2))
    found = np.array(
        [
            measure(_samples(weights, list(members.values()), size, rng), pairs)
            for _ in range(splits)
        ]
    )
    return _table(found, pairs, list(members), size, smallest)


def _members(counts: TermCounts, by: str) -> tuple[csr_matrix, dict[str, npt.NDArray[np.int64]]]:
    """Uses by document, and which documents with words each outlet has."""
    ids, names = pd.factorize(counts.units["doc_id"])
    cells = (np.ones(ids.size, dtype=np.int32), (ids, np.arange(ids.size)))
    matrix = (csr_matrix(cells, shape=(len(names), ids.size)) @ counts.matrix).tocsr()
    groups = named(counts.units[by]).to_numpy(dtype=object, na_value=None)
    first = np.unique(ids, return_index=True)[1]
    rows: dict[str, list[int]] = {}
    for row, name in enumerate(groups[first]):
        if name is not None and matrix.indptr[row] < matrix.indptr[row + 1]:
            rows.setdefault(name, []).append(row)
    return matrix, {name: np.array(own) for name, own in rows.items()}


def _tfidf(matrix: csr_matrix) -> csr_matrix:
    from sklearn.feature_extraction.text import TfidfTransformer

    return TfidfTransformer().fit_transform(matrix).tocsr()


def _samples(
    weights: csr_matrix,
    members: list[npt.NDArray[np.int64]],
    size: int,
    rng: np.random.Generator,
) -> Numbers:
    """Two samples of each outlet as shares that add up to 1: first halves, then second ones."""
    drawn = [rng.permutation(own)[: 2 * size] for own in members]
    halves = [own[:size] for own in drawn] + [own[-size:] for own in drawn]
    rows = np.repeat(np.arange(len(halves)), size)
    cells = (np.ones(rows.size), (rows, np.concatenate(halves)))
    sums = csr_matrix(cells, shape=(len(halves), weights.shape[0])) @ weights
    dense = sums.toarray()
    return dense / dense.sum(axis=1, keepdims=True)


def _jensen_shannon(samples: Numbers, pairs: list[tuple[int, int]]) -> list[float]:
    outlets = len(samples) // 2
    entropies = _entropy(samples)
    found = []
    for i, j in pairs:
        j += outlets
        mixed = _entropy((samples[i] + samples[j])[None] / 2)[0]
        found.append(float(np.sqrt(max(mixed - (entropies[i] + entropies[j]) / 2, 0))))
    return found


def _entropy(shares: Numbers) -> Numbers:
    logs = np.log2(shares, out=np.zeros_like(shares), where=shares > 0)
    return -(shares * logs).sum(axis=1)


def _cosine(samples: Numbers, pairs: list[tuple[int, int]]) -> list[float]:
    outlets = len(samples) // 2
    unit = samples / np.linalg.norm(samples, axis=1, keepdims=True)
    return [float(max(1 - unit[i] @ unit[j + outlets], 0)) for i, j in pairs]


def _table(
    found: Numbers, pairs: list[tuple[int, int]], names: list[str], size: int, smallest: int
) -> pd.DataFrame:
    within = np.array([i == j for i, j in pairs])
    distance = found.mean(axis=0)
    low, high = np.quantile(found, [0.025, 0.975], axis=0)
    if smallest < 2:
        distance = np.where(within, np.nan, distance)
        low, high = np.full(len(pairs), np.nan), np.full(len(pairs), np.nan)
    table = pd.DataFrame(
        {
            "outlet": [names[i] for i, _ in pairs],
            "other": [names[j] for _, j in pairs],
            "kind": np.where(within, "within", "between"),
            "distance": distance,
            "low": low,
            "high": high,
            "documents": size,
            "reason": "" if smallest > 1 else "an outlet has one document: no halves",
        }
    )
    return table.astype(_COLUMNS)
