"""Proportions: the shares that two outlets have of something, and their difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtri

from sdlib.errors import ParameterError
from sdlib.tables import NUMBER, OFFSET, TEXT, require_columns

Numbers = npt.NDArray[np.float64]

#: The standard normal quantile of a 95 % interval.
_Z = float(ndtri(0.975))


def wilson_interval(count: npt.ArrayLike, of: npt.ArrayLike) -> tuple[Numbers, Numbers]:
    """Give the 95 % score interval of shares, which also holds where there is none or all.

    Parameters
    ----------
    count, of : array-like of int, shape (n,)
        How many have it, of how many.

    Returns
    -------
    low, high : numpy.ndarray of float64, shape (n,)
        Between 0 and 1; 0 and 1 where there is nothing to have it.

    Raises
    ------
    ParameterError
        If a count is negative or more than that of which it is.

    References
    ----------
    E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    *Journal of the American Statistical Association* 22 (1927).

    Examples
    --------
    >>> low, high = wilson_interval([0, 15], [20, 148])
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.0, 0.0624], [0.1611, 0.1605])
    """
    k, n = np.asarray(count, dtype=np.float64), np.asarray(of, dtype=np.float64)
    if bool(((k < 0) | (k > n)).any()):
        raise ParameterError("a count is negative, or more than that of which it is a share")
    some = np.maximum(n, 1)
    middle = (k + _Z**2 / 2) / (some + _Z**2)
    half = _Z * np.sqrt(k * (some - k) / some + _Z**2 / 4) / (some + _Z**2)
    low = np.where(k == 0, 0.0, middle - half)
    high = np.where(k == n, 1.0, middle + half)
    return np.where(n > 0, low, 0.0), np.where(n > 0, high, 1.0)


def compare_shares(
    counts: pd.DataFrame,
    labels: str | Sequence[str],
    of: str | Mapping[str, int],
    *,
    by: str = "outlet",
    outlets: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Compare the shares that two outlets have of the same things, each with an interval.

    The interval tells how large the difference may be if each of those counted had been drawn by
    itself. Claims and words of one article are not: they hang together, so it is rather too narrow,
    and with one article a side it is one of these two articles, and of no outlet.

    Parameters
    ----------
    counts : pandas.DataFrame
        One row a thing and outlet: the labels, the column ``by`` and ``count``.
    labels : str or sequence of str
        The columns that name what is counted.
    of : str or mapping of str to int
        Of how many: a column of ``counts``, or the number for each outlet.
    by : str
        The column that names the outlet.
    outlets : sequence of str, optional
        The outlets and their order; as in ``counts`` if not given.

    Returns
    -------
    pandas.DataFrame
        One row a thing and pair of outlets, in the order of ``counts``: the labels, ``outlet_a,
        outlet_b`` (named after ``by``), ``count_a, of_a, count_b, of_b`` (int64), ``difference``
        (share in the first minus share in the second; Float64, missing where one of them has
        nothing to be a share of), ``low`` and ``high`` (its 95 % interval). What an outlet does
        not have has the count 0; of how many then is the most that ``of`` says of it.

    Raises
    ------
    ParameterError
        If there are fewer than two outlets, two rows of one thing and outlet, or more than all.
    TableError
        If a column is missing.

    References
    ----------
    R. G. Newcombe, "Interval estimation for the difference between independent proportions:
    comparison of eleven methods", *Statistics in Medicine* 17 (1998): method 10.

    Examples
    --------
    >>> rows = [("direct", "A", 56, 70), ("direct", "B", 48, 80)]
    >>> counts = pd.DataFrame(rows, columns=["mode", "outlet", "count", "of"])
    >>> found = compare_shares(counts, "mode", "of")
    >>> found[["difference", "low", "high"]].round(4).values.tolist()
    [[0.2, 0.0524, 0.3339]]
    """
    labels = [labels] if isinstance(labels, str) else list(labels)
    needed = [*labels, by, "count", *([of] if isinstance(of, str) else [])]
    require_columns(counts, needed, "compare_shares(counts)")
    if counts.duplicated([*labels, by]).any():
        raise ParameterError(f"two rows have the same {by} and the same {', '.join(labels)}")
    names = list(dict.fromkeys(counts[by].dropna() if outlets is None else outlets))
    if len(names) < 2:
        raise ParameterError(f"a comparison needs two outlets, and {by} names {len(names)}")
    totals = counts[of] if isinstance(of, str) else counts[by].map(dict(of))
    rows = counts.assign(_of=totals.astype(OFFSET))
    sides = {name: _side(rows, labels, (by, name), of) for name in names}
    pairs = [_pair(sides, pair, by) for pair in combinations(names, 2)]
    return pd.concat(pairs, ignore_index=True)


def _side(
    rows: pd.DataFrame,
    labels: list[str],
    outlet: tuple[str, str],
    of: str | Mapping[str, int],
) -> pd.DataFrame:
    """The counts of one outlet, all labels, with of how many."""
    by, name = outlet
    own = rows.loc[rows[by] == name, [*labels, "count", "_of"]]
    total = int(own["_of"].max()) if isinstance(of, str) and len(own) else 0
    total = total if isinstance(of, str) else int(of[name])
    wide = rows[labels].drop_duplicates().merge(own, on=labels, how="left")
    return wide.fillna({"count": 0, "_of": total}).astype({"count": OFFSET, "_of": OFFSET})


def _pair(sides: Mapping[str, pd.DataFrame], pair: tuple[str, str], by: str) -> pd.DataFrame:
    """Two outlets beside each other, with the difference of their shares."""
    one, other = (sides[name] for name in pair)
    table = one.drop(columns=["count", "_of"])
    for name, side, suffix in zip(pair, (one, other), "ab", strict=True):
        table[f"{by}_{suffix}"] = pd.Series(name, index=table.index, dtype=TEXT)
        table[f"count_{suffix}"], table[f"of_{suffix}"] = side["count"], side["_of"]
    difference, low, high = difference_interval(
        (one["count"], one["_of"]), (other["count"], other["_of"])
    )
    return table.assign(
        difference=pd.array(difference, dtype=NUMBER),
        low=pd.array(low, dtype=NUMBER),
        high=pd.array(high, dtype=NUMBER),
    )


def difference_interval(
    first: tuple[npt.ArrayLike, npt.ArrayLike], second: tuple[npt.ArrayLike, npt.ArrayLike]
) -> tuple[Numbers, Numbers, Numbers]:
    """Give the difference of two shares with its 95 % interval (Newcombe's method 10).

    Parameters
    ----------
    first, second : pair of array-like of int, shape (n,)
        How many have it, and of how many, on each side.

    Returns
    -------
    difference, low, high : numpy.ndarray of float64, shape (n,)
        NaN where a side has nothing to be a share of.

    Examples
    --------
    >>> [edge.round(4).tolist() for edge in difference_interval(([10], [10]), ([0], [10]))]
    [[1.0], [0.6075], [1.0]]
    """
    (k, n), (m, o) = (
        tuple(np.asarray(side, dtype=np.float64) for side in pair) for pair in (first, second)
    )
    share, other = k / np.maximum(n, 1), m / np.maximum(o, 1)
    (low, high), (least, most) = wilson_interval(k, n), wilson_interval(m, o)
    known = (n > 0) & (o > 0)
    difference = np.where(known, share - other, np.nan)
    below = np.sqrt((share - low) ** 2 + (most - other) ** 2)
    above = np.sqrt((high - share) ** 2 + (other - least) ** 2)
    return difference, difference - below, difference + above
