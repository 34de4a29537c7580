"""Proportions: intervals against other ways to compute them, and outlets without anything."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, norm

from sdlib.errors import ParameterError
from sdlib.proportions import compare_shares, difference_interval, wilson_interval

COUNTS = pd.DataFrame(
    [("x", "A", 5, 40), ("x", "B", 0, 30), ("y", "B", 3, 30)],
    columns=["what", "outlet", "count", "of"],
)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_shares_have_the_intervals_of_scipy(count, of, low, high):
    """Counts as of Newcombe (1998), "… for the single proportion", table I, quoted from memory.

    The four digits are therefore no evidence by themselves: scipy computes the interval too.
    """
    found = [float(edge) for edge in wilson_interval(count, of)]
    other = binomtest(count, of).proportion_ci(method="wilson")

    assert found == pytest.approx([low, high], abs=5e-5)

    assert found == pytest.approx([other.low, other.high])


def by_roots(first, second):
    """Newcombe's method 10, the edges of each share as the roots of Wilson's quadratic."""
    z2 = norm.ppf(0.975) ** 2
    sides = [
        (k / n, *np.sort(np.roots([n + z2, -(2 * k + z2), k * k / n]))) for k, n in (first, second)
    ]
    (p, low_p, high_p), (q, low_q, high_q) = sides
    return p - q - np.hypot(p - low_p, high_q - q), p - q + np.hypot(high_p - p, q - low_q)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_differences_have_the_intervals_of_newcombe(first, second, low, high):
    """Counts as of Newcombe (1998), "… for the difference …", table II, quoted from memory.

    The digits are therefore computed a second time, from the quadratic that defines the edges.
    """
    _, *found = (float(edge) for edge in difference_interval(first, second))

    assert found == pytest.approx([low, high], abs=5e-5)

    assert found == pytest.approx(by_roots(first, second))


@given(st.integers(0, 30), st.integers(1, 30), st.integers(0, 30), st.integers(1, 30))
def test_an_interval_holds_its_difference_and_turns_with_it(k, more, m, others):
    """Who is called the first outlet must not change what is found."""
    one, other = (k, k + more), (m, m + others)
    difference, low, high = (float(edge) for edge in difference_interval(one, other))
    turned = [float(edge) for edge in difference_interval(other, one)]

    assert -1 <= low <= difference <= high <= 1

    assert turned == pytest.approx([-difference, -high, -low])


def test_what_an_outlet_does_not_have_is_none_of_all():
    found = compare_shares(COUNTS, "what", {"A": 40, "B": 30})

    assert found[["what", "count_a", "of_a", "count_b", "of_b"]].values.tolist() == [
        ["x", 5, 40, 0, 30],
        ["y", 0, 40, 3, 30],
    ]


def test_of_nothing_there_is_no_share_and_no_difference():
    """Missing, and not 0: an outlet without claims does not quote nobody less often."""
    found = compare_shares(COUNTS.head(2), "what", {"A": 40, "B": 0})

    assert found[["difference", "low", "high"]].isna().all(axis=None)


def test_three_outlets_are_compared_two_by_two():
    found = compare_shares(COUNTS, "what", {"A": 40, "B": 30, "C": 9}, outlets=list("ABC"))

    assert found[["outlet_a", "outlet_b"]].drop_duplicates().values.tolist() == [
        ["A", "B"], ["A", "C"], ["B", "C"],
    ]  # fmt: skip


def test_mistakes_are_told():
    with pytest.raises(ParameterError, match="two outlets"):
        compare_shares(COUNTS[COUNTS["outlet"] == "B"], "what", "of")
    with pytest.raises(ParameterError, match="two rows"):
        compare_shares(pd.concat([COUNTS, COUNTS]), "what", "of")
    with pytest.raises(ParameterError, match="more than"):
        compare_shares(COUNTS, "what", {"A": 1, "B": 1})
