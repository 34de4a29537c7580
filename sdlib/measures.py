"""Measures of keyness: how differently two sides use each word, from counts alone.

In all of them ``a`` and ``b`` are the uses of each word on the two sides and ``n1`` and ``n2``
the words of the sides in all. They describe; whether a difference is more than chance is
asked in `sdlib.permutations`, over documents.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from sdlib.errors import ParameterError

Numbers = npt.NDArray[np.float64]
Words = float | Numbers

#: Words that the prior of `weighted_log_odds` is worth: a page of news, so that a word that
#: is used once or twice in large counts is drawn to no difference.
PRIOR = 500.0


class LogOdds(NamedTuple):
    """The difference of log-odds, and that in units of its standard deviation."""

    delta: Numbers
    z: Numbers


def log_likelihood(a: npt.ArrayLike, b: npt.ArrayLike, n1: Words, n2: Words) -> Numbers:
    """Give G², the log-likelihood ratio of two rates.

    Parameters
    ----------
    a, b : array-like of int, shape (n_terms,)
        Uses on each side.
    n1, n2 : float, or array that broadcasts with ``a`` and ``b``
        Words of each side.

    Returns
    -------
    numpy.ndarray of float64, shape (n_terms,)
        At least 0. It grows with the size of the texts, so it is no size of a difference.

    Raises
    ------
    ParameterError
        If a side has no words, or a word more uses than its side words.

    References
    ----------
    T. Dunning, "Accurate methods for the statistics of surprise and coincidence",
    *Computational Linguistics* 19 (1993); in the form of two terms after P. Rayson &
    R. Garside, "Comparing corpora using frequency profiling", *Workshop on Comparing
    Corpora* (2000).

    Examples
    --------
    >>> log_likelihood([20, 10], [0, 10], 1000, 1000).round(2).tolist()
    [27.73, 0.0]
    """
    a, b = _checked(a, b, n1, n2)
    share = n1 / (n1 + n2)
    found = _x_log_ratio(a, (a + b) * share) + _x_log_ratio(b, (a + b) * (1 - share))
    return np.maximum(2 * found, 0)


def chi_squared(a: npt.ArrayLike, b: npt.ArrayLike, n1: Words, n2: Words) -> Numbers:
    """Give Pearson's χ² of the table of a word and all others, without a correction.

    Parameters, errors and shapes are those of `log_likelihood`; 0 for a word that is used
    never, or that is the only word.

    References
    ----------
    K. Pearson, *Philosophical Magazine* 50 (1900).

    Examples
    --------
    >>> chi_squared([20, 10], [0, 10], 1000, 1000).round(2).tolist()
    [20.2, 0.0]
    """
    a, b = _checked(a, b, n1, n2)
    y, n = a + b, n1 + n2
    expected = y * (n - y) / n * (n1 * n2 / n)
    return np.divide((a - n1 * y / n) ** 2 * n, expected, out=np.zeros_like(a), where=expected > 0)


def log_ratio(a: npt.ArrayLike, b: npt.ArrayLike, n1: Words, n2: Words) -> Numbers:
    """Give the binary logarithm of the ratio of two rates: 1 is twice as often, -1 half.

    Half a use is added on each side, so that a word of one side has a number too.
    Parameters, errors and shapes are those of `log_likelihood`.

    References
    ----------
    A. Hardie, "A single statistical technique for keywords, lockwords, and collocations",
    Lancaster (2014).

    Examples
    --------
    >>> log_ratio([31.5, 10], [15.5, 10], 999, 999).tolist()
    [1.0, 0.0]
    """
    a, b = _checked(a, b, n1, n2)
    return np.log2((a + 0.5) / (n1 + 1)) - np.log2((b + 0.5) / (n2 + 1))


def percent_difference(a: npt.ArrayLike, b: npt.ArrayLike, n1: Words, n2: Words) -> Numbers:
    """Give %DIFF, by how many per cent the first rate is above the second.

    Parameters, errors and shapes are those of `log_likelihood`. Infinite where only the
    first side uses the word, -100 where only the second does, 0 where neither does.

    References
    ----------
    C. Gabrielatos & A. Marchi, "Keyness: appropriate metrics and practical issues",
    CADS (2012).

    Examples
    --------
    >>> percent_difference([20, 5, 1], [10, 10, 0], 1000, 1000).tolist()
    [100.0, -50.0, inf]
    """
    a, b = _checked(a, b, n1, n2)
    never = np.where(a > 0, np.inf, 0.0)
    return np.divide(100 * (a / n1 - b / n2), b / n2, out=never, where=b > 0)


def simple_maths(
    a: npt.ArrayLike, b: npt.ArrayLike, n1: Words, n2: Words, *, k: float = 1.0
) -> Numbers:
    """Give the ratio of two rates per million, ``k`` added to both.

    Parameters, errors and shapes are those of `log_likelihood`; the larger ``k``, the more
    frequent the words that come first.

    References
    ----------
    A. Kilgarriff, "Simple maths for keywords", *Corpus Linguistics* (2009).

    Examples
    --------
    >>> simple_maths([199], [99], 1_000_000, 1_000_000).tolist()
    [2.0]
    """
    a, b = _checked(a, b, n1, n2)
    if k <= 0:
        raise ParameterError(f"k is {k}, but must be positive")
    return (1e6 * a / n1 + k) / (1e6 * b / n2 + k)


def weighted_log_odds(
    a: npt.ArrayLike,
    b: npt.ArrayLike,
    n1: Words,
    n2: Words,
    *,
    alpha: npt.ArrayLike | None = None,
) -> LogOdds:
    """Give the log-odds ratio with an informative Dirichlet prior, and its z.

    Parameters
    ----------
    a, b, n1, n2
        As for `log_likelihood`.
    alpha : array-like of float, shape (n_terms,), optional
        How many uses of each word are known beforehand. By default the share that the word
        has in both sides together, of ``PRIOR`` words.

    Returns
    -------
    LogOdds
        ``delta`` and ``z`` (float64, one a word), above 0 where the first side uses it more.

    Raises
    ------
    ParameterError
        As for `log_likelihood`, and if a word has no prior.

    References
    ----------
    B. L. Monroe, M. P. Colaresi & K. M. Quinn, "Fightin' Words: Lexical feature selection and
    evaluation for identifying the content of political conflict", *Political Analysis* 16
    (2008).

    Examples
    --------
    >>> weighted_log_odds([20, 10, 1], [10, 10, 0], 1000, 1000).z.round(2).tolist()
    [1.5, 0.0, 0.73]
    """
    a, b = _checked(a, b, n1, n2)
    # Who is used by nobody has no share; half a use keeps the prior above 0.
    known = np.where(a + b > 0, a + b, 0.5) / (n1 + n2) * PRIOR if alpha is None else alpha
    prior = np.broadcast_to(np.asarray(known, dtype=np.float64), a.shape)
    if (prior <= 0).any():
        raise ParameterError("alpha must be positive for each word; leave it out for the default")
    total = PRIOR if alpha is None else prior.sum()
    first, second = a + prior, b + prior
    # With one word alone there is nothing against which it could have odds.
    rest = [np.maximum(n + total - x, 0.5) for n, x in ((n1, first), (n2, second))]
    delta = np.log(first / rest[0]) - np.log(second / rest[1])
    return LogOdds(delta, delta / np.sqrt(1 / first + 1 / second))


def jensen_shannon(
    a: npt.ArrayLike,
    b: npt.ArrayLike,
    n1: Words,
    n2: Words,
    *,
    weights: tuple[float, float] = (0.5, 0.5),
) -> Numbers:
    """Give each word's part in the Jensen–Shannon divergence of the sides: a word shift.

    Parameters
    ----------
    a, b, n1, n2
        As for `log_likelihood`.
    weights : tuple of float
        What each side weighs in the mixture; together 1.

    Returns
    -------
    numpy.ndarray of float64, shape (n_terms,)
        In bits, at least 0; the sum over all words is the divergence, at most 1.

    Raises
    ------
    ParameterError
        As for `log_likelihood`, and if the weights are not positive or not together 1.

    References
    ----------
    J. Lin, "Divergence measures based on the Shannon entropy", *IEEE Transactions on
    Information Theory* 37 (1991); R. J. Gallagher et al., "Generalized word shift graphs",
    *EPJ Data Science* 10 (2021).

    Examples
    --------
    >>> jensen_shannon([10, 10, 0], [10, 0, 10], 20, 20).tolist()
    [0.0, 0.25, 0.25]
    """
    a, b = _checked(a, b, n1, n2)
    if min(weights) <= 0 or not np.isclose(sum(weights), 1):
        raise ParameterError(f"weights are {weights}, but must be positive and together 1")
    p, q = a / n1, b / n2
    m = weights[0] * p + weights[1] * q
    found = weights[0] * _x_log_ratio(p, m) + weights[1] * _x_log_ratio(q, m)
    return np.maximum(found / np.log(2), 0)


#: The measures by name, each as a function of the four counts. Those that have no sign of
#: their own get that of the difference of the rates.
MEASURES: Mapping[str, Callable[[Numbers, Numbers, Words, Words], Numbers]] = MappingProxyType(
    {
        "log_ratio": log_ratio,
        "weighted_log_odds": lambda a, b, n1, n2: weighted_log_odds(a, b, n1, n2).z,
        "log_likelihood": lambda a, b, n1, n2: log_likelihood(a, b, n1, n2) * _sign(a, b, n1, n2),
        "chi_squared": lambda a, b, n1, n2: chi_squared(a, b, n1, n2) * _sign(a, b, n1, n2),
        "percent_difference": percent_difference,
        "simple_maths": simple_maths,
        "jensen_shannon": lambda a, b, n1, n2: jensen_shannon(a, b, n1, n2) * _sign(a, b, n1, n2),
    }
)


def dispersion(matrix: csr_matrix, sizes: npt.ArrayLike) -> Numbers:
    """Give Gries' DP of each word over documents, normalised.

    Parameters
    ----------
    matrix : scipy.sparse.csr_matrix, shape (n_documents, n_terms)
        Uses.
    sizes : array-like of int, shape (n_documents,)
        Words of each document.

    Returns
    -------
    numpy.ndarray of float64, shape (n_terms,)
        As `sdlib.name_counts.deviation_of_proportions` gives it word by word; NaN where a
        word is not used, or there are fewer than two documents with words.

    References
    ----------
    S. Th. Gries, "Dispersions and adjusted frequencies in corpora", *International Journal of
    Corpus Linguistics* 13 (2008); normalised after J. Lijffijt & S. Th. Gries, ibid. 17 (2012).

    Examples
    --------
    >>> dispersion(csr_matrix([[1, 5], [1, 0]]), [100, 100]).tolist()
    [0.0, 1.0]
    """
    size = np.asarray(sizes, dtype=np.float64)
    used = size[size > 0]
    if used.size < 2:
        return np.full(matrix.shape[1], np.nan)
    expected = size / size.sum()
    total = np.bincount(matrix.indices, weights=matrix.data, minlength=matrix.shape[1])
    share = matrix.data / total[matrix.indices]
    own = np.repeat(expected, np.diff(matrix.indptr))
    # Documents without the word differ from their share by all of it: those are not visited.
    away = np.bincount(matrix.indices, weights=np.abs(share - own) - own, minlength=matrix.shape[1])
    dp = (1 + away) / 2 / (1 - used.min() / size.sum())
    return np.where(total > 0, np.clip(dp, 0, 1), np.nan)


def _checked(a: npt.ArrayLike, b: npt.ArrayLike, n1: Words, n2: Words) -> tuple[Numbers, Numbers]:
    first, second = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    for side, uses, words in (("first", first, n1), ("second", second, n2)):
        if not np.all(np.asarray(words) > 0):
            raise ParameterError(f"the {side} side has no words, so there is no rate to compare")
        # The greatest first: seldom is each to be asked by itself.
        if uses.min(initial=0) < 0 or (
            uses.max(initial=0) > np.min(words) and (uses > words).any()
        ):
            raise ParameterError(
                f"a word of the {side} side has fewer than 0 or over {np.max(words):g} uses"
            )
    if first.shape != second.shape:
        raise ParameterError(f"a {first.shape} and b {second.shape} must be of one length")
    return first, second


def _x_log_ratio(x: Numbers, y: Numbers) -> Numbers:
    """``x ln(x / y)``, 0 where x is 0."""
    return x * np.log(np.divide(x, y, out=np.ones_like(x), where=x > 0))


def _sign(a: Numbers, b: Numbers, n1: Words, n2: Words) -> Numbers:
    return np.sign(np.asarray(a) / n1 - np.asarray(b) / n2)
