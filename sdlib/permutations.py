"""Permutations of documents: how often chance alone would set two sides so far apart.

Words of one document are no independent draws; documents are dealt to the sides, whole.
"""

from __future__ import annotations

from itertools import combinations
from math import comb
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from sdlib.errors import ParameterError

#: How many numbers a product of labels and counts may hold at a time (8 bytes each).
_AT_A_TIME = 1 << 19
#: Two statistics that differ by less are equal: they are sums in another order.
_TIE = 1e-9


class Permuted(NamedTuple):
    """What dealing the documents anew tells of each term.

    Attributes
    ----------
    statistic : numpy.ndarray of float64, shape (n_terms,)
        How far the first side's uses are from its share, in standard deviations over all
        ways to deal the documents.
    p : numpy.ndarray of float64, shape (n_terms,)
        Two-sided, of each term by itself.
    p_maxt : numpy.ndarray of float64, shape (n_terms,)
        Adjusted for all terms together: the chance that any of them is set so far apart.
    exact : bool
        Whether all ways to deal were tried, or some at random.
    """

    statistic: npt.NDArray[np.float64]
    p: npt.NDArray[np.float64]
    p_maxt: npt.NDArray[np.float64]
    exact: bool


def permute_documents(
    matrix: csr_matrix,
    sizes: npt.ArrayLike,
    first: npt.NDArray[np.bool_],
    *,
    permutations: int = 999,
    seed: int = 0,
) -> Permuted:
    """Deal documents to two sides anew, and see how often terms differ as much.

    The statistic is the uses on the first side beyond its share of words, in units of its
    standard deviation over all ways to deal documents: a word that a few documents
    use very often varies much, and gets no large statistic by that.

    Parameters
    ----------
    matrix : scipy.sparse.csr_matrix, shape (n_documents, n_terms)
        Uses.
    sizes : array-like of int, shape (n_documents,)
        Words of each document.
    first : numpy.ndarray of bool, shape (n_documents,)
        Which documents are of the first side.
    permutations : int
        How many ways to deal; all, if there are not more.
    seed : int
        Of the random numbers.

    Returns
    -------
    Permuted
        With all ways tried, p is the share of those with a statistic as large; with ``B``
        at random it is ``(1 + number) / (B + 1)``. A term of which each document
        has its exact share has p = 1.

    Raises
    ------
    ParameterError
        If a side has no document, no document has words, or ``permutations`` is below 1.

    References
    ----------
    B. Phipson & G. K. Smyth, "Permutation p-values should never be zero", *Statistical
    Applications in Genetics and Molecular Biology* 9 (2010); P. H. Westfall & S. S. Young,
    *Resampling-based multiple testing* (1993), single-step maxT.

    Examples
    --------
    >>> counts = csr_matrix([[5], [5], [5], [5], [0], [0], [0], [0]])
    >>> found = permute_documents(counts, [100] * 8, np.arange(8) < 4)
    >>> found.p.round(4).tolist(), found.exact
    ([0.0286], True)
    """
    size = np.asarray(sizes, dtype=np.float64)
    k = int(first.sum())
    if not 0 < k < first.size:
        raise ParameterError(f"{k} of {first.size} documents are on the first side; deal both some")
    if permutations < 1 or not size.sum():
        raise ParameterError("permutations must be at least 1, and some document have words")
    labels, exact = _labels(first, permutations, seed)
    rate = np.asarray(matrix.sum(axis=0)).ravel() / size.sum()
    deviation = _deviation(matrix, size, rate, k)
    moving = deviation > 0
    scale = np.divide(1.0, deviation, out=np.zeros_like(deviation), where=moving)
    columns = matrix.T.tocsr().astype(np.float64)
    columns.data *= np.repeat(scale, np.diff(columns.indptr))
    share, words = rate * scale, labels.T @ size
    observed = columns @ first.astype(np.float64) - share * size[first].sum()
    reached, maxima = _dealt(columns, labels, share, words, np.abs(observed))
    # All ways include the one observed; of random ones that is one more.
    extra = 0 if exact else 1
    total = labels.shape[1] + extra
    above = maxima.size - np.searchsorted(np.sort(maxima), np.abs(observed) - _TIE)
    return Permuted(observed, (reached + extra) / total, (above + extra) / total, exact)


def smallest_p(first: int, second: int, permutations: int) -> float:
    """Give the smallest two-sided p that dealing documents could give.

    Parameters
    ----------
    first, second : int
        Documents of each side.
    permutations : int
        How many ways are tried at most.

    Returns
    -------
    float
        With three on each side 0.1, with four 0.029; 1 where a side has none.

    Examples
    --------
    >>> [round(smallest_p(k, k, 999), 3) for k in (1, 3, 4, 5, 20)]
    [1.0, 0.1, 0.029, 0.008, 0.001]
    """
    if min(first, second) < 1:
        return 1.0
    ways = comb(first + second, first)
    if ways > permutations:
        return 1 / (permutations + 1)
    # With sides of one size the mirror image of each way to deal is as far apart.
    return (2 if first == second else 1) / ways


def adjust_p(p: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Adjust p-values so that of those under a level no more than that share is false.

    Parameters
    ----------
    p : array-like of float, shape (n,)
        NaN for what was not tested; it stays NaN and does not count.

    Returns
    -------
    numpy.ndarray of float64, shape (n,)

    References
    ----------
    Y. Benjamini & Y. Hochberg, "Controlling the false discovery rate", *Journal of the Royal
    Statistical Society* B 57 (1995).

    Examples
    --------
    >>> adjust_p([0.01, 0.04, 0.03, np.nan]).tolist()
    [0.03, 0.04, 0.04, nan]
    """
    given = np.asarray(p, dtype=np.float64)
    adjusted = np.full(given.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(given))
    order = tested[np.argsort(-given[tested], kind="stable")]
    ranks = np.arange(order.size, 0, -1)
    adjusted[order] = np.minimum.accumulate(given[order] * order.size / np.maximum(ranks, 1))
    return adjusted


def _labels(
    first: npt.NDArray[np.bool_], permutations: int, seed: int
) -> tuple[npt.NDArray[np.float64], bool]:
    """For each document (row) and way to deal (column) 1 on the first side."""
    k = int(first.sum())
    if comb(first.size, k) <= permutations:
        chosen = np.array(list(combinations(range(first.size), k)))
        labels = np.zeros((first.size, len(chosen)))
        labels[chosen.T, np.arange(len(chosen))] = 1
        return labels, True
    rng = np.random.default_rng(seed)
    dealt = np.tile(first.astype(np.float64), (permutations, 1))
    return np.ascontiguousarray(rng.permuted(dealt, axis=1).T), False


def _deviation(
    matrix: csr_matrix, size: npt.NDArray[np.float64], rate: npt.NDArray[np.float64], k: int
) -> npt.NDArray[np.float64]:
    """The standard deviation, over all ways to deal ``k`` documents, of their uses beyond share."""
    n = size.size
    squares = np.bincount(
        matrix.indices, weights=matrix.data.astype(np.float64) ** 2, minlength=matrix.shape[1]
    )
    # The uses beyond share of all documents add up to 0.
    left = squares - 2 * rate * (matrix.T @ size) + rate**2 * (size**2).sum()
    left[left < _TIE * squares] = 0
    return np.sqrt(k * (n - k) / (n * (n - 1)) * left)


def _dealt(
    columns: csr_matrix,
    labels: npt.NDArray[np.float64],
    share: npt.NDArray[np.float64],
    words: npt.NDArray[np.float64],
    observed: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """How many ways each term reaches what was observed, and the largest term of each way."""
    reached = np.zeros(observed.size, dtype=np.int64)
    maxima = np.zeros(words.size)
    step = max(1, _AT_A_TIME // words.size)
    for begin in range(0, observed.size, step):
        part = slice(begin, begin + step)
        found = columns[part] @ labels
        found -= share[part, None] * words
        np.abs(found, out=found)
        reached[part] = np.count_nonzero(found >= observed[part, None] - _TIE, axis=1)
        np.maximum(maxima, found.max(axis=0), out=maxima)
    return reached, maxima
