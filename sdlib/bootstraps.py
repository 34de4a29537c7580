"""Bootstraps: how much a number would vary with other documents of the same kind."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from sdlib.errors import ParameterError

#: How many numbers a product of draws and counts may hold at a time, and how many of them are
#: measured at a time: few enough to stay in the cache.
_AT_A_TIME, _MEASURED = 1 << 20, 1 << 15

#: Up to here, numbers of four bytes hold each integer.
_EXACT = 1 << 24

Numbers = npt.NDArray[np.float64]
Measure = Callable[[Numbers, Numbers, Numbers, Numbers], Numbers]


def bootstrap_interval(
    matrix: csr_matrix,
    sizes: npt.ArrayLike,
    first: npt.NDArray[np.bool_],
    measure: Measure,
    *,
    bootstraps: int = 200,
    seed: int = 0,
) -> tuple[Numbers, Numbers]:
    """Give the 95 % percentile interval of a measure, drawing documents with replacement.

    Parameters
    ----------
    matrix : scipy.sparse.csr_matrix, shape (n_documents, n_terms)
        Uses.
    sizes : array-like of int, shape (n_documents,)
        Words of each document.
    first : numpy.ndarray of bool, shape (n_documents,)
        Which documents are of the first side. Each side is drawn from by itself.
    measure : callable
        A function of uses and words of both sides (`sdlib.measures.log_ratio`) that takes
        arrays of shape (n, bootstraps) for uses and (bootstraps,) for words.
    bootstraps : int
        How often documents are drawn.
    seed : int
        Of the random numbers.

    Returns
    -------
    low, high : numpy.ndarray of float64, shape (n_terms,)
        NaN where a side has fewer than two documents with words: of one there is nothing else
        to draw.

    Raises
    ------
    ParameterError
        If there are fewer than 20 draws.

    References
    ----------
    B. Efron, "Bootstrap methods: another look at the jackknife", *Annals of Statistics* 7
    (1979).

    Examples
    --------
    >>> from sdlib.measures import log_ratio
    >>> counts = csr_matrix([[5], [7], [2], [3]])
    >>> low, high = bootstrap_interval(counts, [99] * 4, np.array([1, 1, 0, 0], bool), log_ratio)
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([0.69], [1.69])
    """
    if bootstraps < 20:
        raise ParameterError(f"bootstraps is {bootstraps}; an interval needs at least 20 draws")
    size = np.asarray(sizes, dtype=np.float64)
    terms = matrix.shape[1]
    if min(np.count_nonzero(size[first]), np.count_nonzero(size[~first])) < 2:
        return np.full(terms, np.nan), np.full(terms, np.nan)
    rng = np.random.default_rng(seed)
    sides = [_draw(matrix, size, side & (size > 0), bootstraps, rng) for side in (first, ~first)]
    (columns1, weights1, words1), (columns2, weights2, words2) = sides
    low, high = np.empty(terms), np.empty(terms)
    step = max(1, _AT_A_TIME // bootstraps)
    for begin in range(0, terms, step):
        part = slice(begin, begin + step)
        a, b = columns1[part] @ weights1, columns2[part] @ weights2
        few = max(1, _MEASURED // bootstraps)
        for at in range(0, len(a), few):
            found = np.sort(measure(a[at : at + few], b[at : at + few], words1, words2), axis=1)
            own = slice(begin + at, begin + at + len(found))
            low[own], high[own] = _quantiles(found)
    return low, high


def _draw(
    matrix: csr_matrix,
    size: Numbers,
    chosen: npt.NDArray[np.bool_],
    bootstraps: int,
    rng: np.random.Generator,
) -> tuple[csr_matrix, npt.NDArray[np.floating], Numbers]:
    """The terms of some documents, how often each is drawn, and the words drawn."""
    k = int(chosen.sum())
    drawn = rng.multinomial(k, np.full(k, 1 / k), size=bootstraps).T
    own = matrix[chosen].T.tocsr()
    most = k * int(own.max()) if own.nnz else 0
    exact = np.float32 if most < _EXACT else np.float64
    weights = np.ascontiguousarray(drawn.astype(exact))
    return own.astype(exact), weights, size[chosen] @ weights.astype(np.float64)


def _quantiles(ordered: Numbers) -> tuple[Numbers, Numbers]:
    """The 2.5 and 97.5 per cent points of rows in rising order, as numpy takes them."""
    found = []
    for share in (0.025, 0.975):
        place = share * (ordered.shape[1] - 1)
        below = int(place)
        above = min(below + 1, ordered.shape[1] - 1)
        step = ordered[:, above] - ordered[:, below]
        found.append(ordered[:, below] + (place - below) * step)
    return found[0], found[1]
