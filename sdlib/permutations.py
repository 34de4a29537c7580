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

Numbers = npt.NDArray[np.float64]

#: How many numbers a product of labels and counts may hold at a time (8 bytes each).
_AT_A_TIME = 1 << 19
#: Two statistics that differ by less are equal: they are sums in another order.
_TIE = 1e-9


class _Terms(NamedTuple):
    """Uses, and their share of a word, in standard deviations; and what counts as equal."""

    columns: csr_matrix
    share: Numbers
    tie: Numbers


class Permuted(NamedTuple):
    """What dealing the documents anew tells of each term.

    Attributes
    ----------
    statistic : numpy.ndarray of float64, shape (n_terms,)
        The uses on the first side beyond its share of words, in standard deviations over all
        ways to deal the documents.
    p : numpy.ndarray of float64, shape (n_terms,)
        Two-sided, of each term by itself.
    p_maxt : numpy.ndarray of float64, shape (n_terms,)
        Adjusted for all terms together: the chance that any of them is set so far apart.
    exact : bool
        Whether all ways to deal were tried, or some at random.
    """

    statistic: Numbers
    p: Numbers
    p_maxt: Numbers
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

    Raises
    ------
    ParameterError
        If a side has no document, no document has words, or ``permutations`` is below 1.

    Notes
    -----
    p is twice the share of ways in which the term is set as far apart in the same direction,
    ``2 (1 + number) / (B + 1)`` with ``B`` ways at random: where one side has far fewer
    documents, more and less are not mirror images. Likewise `p_maxt` compares with the
    largest, or the smallest, statistic of all terms. What differs by less than half a use
    counts as equal: else the lengths of documents would order a word of three documents,
    all of one side, whose p is near 0.25 where the sides are large and of one size (0.14 with
    four documents a side). A term that has one share in all documents has p = 1.

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
    if not 0 < first.sum() < first.size:
        raise ParameterError("all documents are on one side; a comparison needs two")
    if permutations < 1 or not size.sum():
        raise ParameterError("permutations must be at least 1, and some document have words")
    labels, exact = _labels(first, permutations, seed)
    rate = np.asarray(matrix.sum(axis=0)).ravel() / size.sum()
    scale = _scale(matrix, size, rate, int(first.sum()))
    columns = matrix.T.tocsr().astype(np.float64)
    columns.data *= np.repeat(scale, np.diff(columns.indptr))
    terms = _Terms(columns, rate * scale, 0.5 * scale + _TIE)
    statistic = columns @ first.astype(np.float64) - terms.share * size[first].sum()
    reached, largest, smallest = _dealt(terms, labels, labels.T @ size, statistic)
    # All ways include the one observed; of random ones that is one more.
    extra = 0 if exact else 1
    above = labels.shape[1] - np.searchsorted(np.sort(largest), statistic - terms.tie)
    below = np.searchsorted(np.sort(smallest), statistic + terms.tie, side="right")
    any_reached = np.where(statistic < 0, below, above)
    p, p_maxt = (
        np.minimum(2 * (number + extra) / (labels.shape[1] + extra), 1.0)
        for number in (reached, any_reached)
    )
    return Permuted(statistic, p, p_maxt, exact)


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
    [1.0, 0.1, 0.029, 0.008, 0.002]
    """
    ways = comb(first + second, first)
    return min(1.0, 2 / (ways if ways <= permutations else permutations + 1))


def adjust_p(p: npt.ArrayLike) -> Numbers:
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


def _labels(first: npt.NDArray[np.bool_], permutations: int, seed: int) -> tuple[Numbers, bool]:
    """For each document (row) and way to deal (column) 1 on the first side."""
    k = int(first.sum())
    if comb(first.size, k) <= permutations:
        chosen = np.array(list(combinations(range(first.size), k)))
        labels = np.zeros((first.size, len(chosen)))
        labels[chosen.T, np.arange(len(chosen))] = 1
        return labels, True
    rng = np.random.default_rng(seed)
    # Dealt as bytes: with 30,000 documents the labels as floats are 240 MB, once.
    dealt = np.tile(first.astype(np.uint8), (permutations, 1))
    rng.permuted(dealt, axis=1, out=dealt)
    return dealt.T.astype(np.float64, order="C"), False


def _scale(matrix: csr_matrix, size: Numbers, rate: Numbers, k: int) -> Numbers:
    """One over the standard deviation, dealing ``k`` documents, of uses beyond their share.

    A term that has one share in all documents does not vary: it gets 0.
    """
    n = size.size
    squares = np.bincount(
        matrix.indices, weights=matrix.data.astype(np.float64) ** 2, minlength=matrix.shape[1]
    )
    # The uses beyond share of all documents add up to 0.
    left = squares - 2 * rate * (matrix.T @ size) + rate**2 * (size**2).sum()
    varies = left > _TIE * squares
    scale = np.zeros(rate.size)
    scale[varies] = np.sqrt(n * (n - 1) / (k * (n - k) * left[varies]))
    return scale


def _dealt(
    terms: _Terms, labels: Numbers, words: Numbers, statistic: Numbers
) -> tuple[npt.NDArray[np.int64], Numbers, Numbers]:
    """How many ways reach what was observed, and the largest and smallest term of each way."""
    reached = np.zeros(statistic.size, dtype=np.int64)
    largest, smallest = np.full(words.size, -np.inf), np.full(words.size, np.inf)
    step = max(1, _AT_A_TIME // words.size)
    for begin in range(0, statistic.size, step):
        part = slice(begin, begin + step)
        found = terms.columns[part] @ labels
        found -= terms.share[part, None] * words
        np.maximum(largest, found.max(axis=0), out=largest)
        np.minimum(smallest, found.min(axis=0), out=smallest)
        own, tie = statistic[part, None], terms.tie[part, None]
        as_far = np.where(own < 0, found <= own + tie, found >= own - tie)
        reached[part] = np.count_nonzero(as_far, axis=1)
    return reached, largest, smallest
