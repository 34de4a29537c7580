"""Measures of keyness: each against an example of others, or another way to compute it."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.sparse import csr_matrix
from scipy.stats import chi2_contingency

from sdlib.errors import ParameterError
from sdlib.measures import (
    MEASURES,
    chi_squared,
    dispersion,
    jensen_shannon,
    log_likelihood,
    log_ratio,
    percent_difference,
    simple_maths,
    weighted_log_odds,
)
from sdlib.name_counts import deviation_of_proportions

# Published examples ---------------------------------------------------------------------

#: "the swiss", "can be", "previous year", "mineral water": k(AB), k(A~B), k(~AB), k(~A~B).
DUNNING = np.array(
    [[110, 2442, 111, 29114], [29, 13, 123, 31612], [31, 23, 139, 31584], [10, 0, 3, 31764]]
)


def test_log_likelihood_after_dunning():
    """T. Dunning, Computational Linguistics 19 (1993), table 1, the first and later rows.

    The first row stands in the documentation of NLTK's collocations too; the others are quoted
    from memory of the paper. His ratio has four terms; Rayson and Garside's two are those of
    the word, and the other two those of all other words, so that both rows together give his.
    scipy computes all four terms too.
    """
    of_scipy = [
        chi2_contingency(row.reshape(2, 2), correction=False, lambda_="log-likelihood")[0]
        for row in DUNNING
    ]
    found = [
        float(log_likelihood([a], [b], a + c, b + d)[0] + log_likelihood([c], [d], a + c, b + d)[0])
        for a, c, b, d in DUNNING.tolist()
    ]

    assert np.round(found, 2).tolist() == [270.72, 263.90, 256.84, 167.23]

    assert found == pytest.approx(of_scipy)


def test_chi_squared_after_dunning():
    """Ibid., table 2: "mineral water", 10, 0, 3, 31764: 24441.54, from memory; scipy agrees."""
    a, c, b, d = DUNNING[3].tolist()
    found = chi_squared([a], [b], a + c, b + d)

    assert found.round(2).tolist() == [24441.54]

    assert found == pytest.approx(chi2_contingency(DUNNING[3].reshape(2, 2), correction=False)[0])


def test_simple_maths_after_kilgarriff():
    """Sketch Engine's documentation, "Simple maths": the lemma "shard" in BNC and ukWaC."""
    found = simple_maths([35], [263], 112_289_776, 1_559_716_979)

    assert found.round(4).tolist() == [1.1224]


def test_weighted_log_odds_after_tidylo():
    """tidylo 0.2.0 (Silge, Hayes & Schnoebelen), reference of ``bind_log_odds``.

    Gears by shape of engine in ``mtcars``. It compares each set with all sets together, whose
    pseudo-counts hold the prior once a set: for our formula, with one prior on each side, the
    second count is all uses and one prior more.
    """
    counts = np.array([[12, 2, 4], [3, 10, 1]])
    published = {
        "prior from the data": ([1.1728347, -1.3767516, 0.4033125], counts.sum(axis=0)),
        "prior of one each": ([1.8912729, -1.9691060, 0.5549172], np.ones(3)),
    }
    for z, alpha in published.values():
        pooled = counts.sum(axis=0) + alpha
        found = weighted_log_odds(counts[0], pooled, 18, pooled.sum(), alpha=alpha)
        assert found.z.tolist() == pytest.approx(z, abs=5e-8)

    assert found.delta.tolist() == pytest.approx([0.6968169, -1.2527630, 0.3249262], abs=5e-8)


def test_weighted_log_odds_by_hand_after_monroe():
    """Monroe, Colaresi & Quinn (2008), formulas 16 (delta), 20 (variance) and 22 (z), by hand.

    The paper prints no counts, so they are those above, now one side against the other, with a
    prior of one use each: of 3 gears the odds are 13/8 against 4/13, and the variance is
    1/13 + 1/4 = 17/52. For 4 gears 3/18 against 11/6, for 5 gears 5/16 against 2/15.
    """
    found = weighted_log_odds([12, 2, 4], [3, 10, 1], 18, 14, alpha=[1, 1, 1])
    ratios = [Fraction(13 * 13, 8 * 4), Fraction(3 * 6, 18 * 11), Fraction(5 * 15, 16 * 2)]
    variances = [Fraction(17, 52), Fraction(14, 33), Fraction(7, 10)]

    assert found.delta.tolist() == pytest.approx([math.log(ratio) for ratio in ratios])

    assert found.delta.round(4).tolist() == [1.6642, -2.3979, 0.8518]

    z = [math.log(r) / math.sqrt(v) for r, v in zip(ratios, variances, strict=True)]
    assert found.z.tolist() == pytest.approx(z)

    assert found.z.round(4).tolist() == [2.9105, -3.6815, 1.0180]


def test_jensen_shannon_after_philentropy():
    """philentropy (Drost, JOSS 3, 2018), example of ``JSD`` with ``unit = "log2"``: 0.03792749."""
    p, q = np.arange(1, 11), np.arange(20, 30)
    found = jensen_shannon(p, q, p.sum(), q.sum())

    assert found.sum() == pytest.approx(0.03792749, abs=5e-9)


@pytest.mark.parametrize("doublings", [0, 1, 2, 3, 4, 10])
def test_log_ratio_after_hardie(doublings):
    """A. Hardie, "Log Ratio: an informal introduction", CASS (2014): a point is a doubling.

    Same rate 0, twice as often 1, four times 2, eight times 3, sixteen times 4.
    """
    found = log_ratio([1000 * 2**doublings], [1000], 1e9, 1e9)

    assert found.tolist() == pytest.approx([doublings], abs=1e-3)


def test_percent_difference_after_gabrielatos_and_marchi():
    """C. Gabrielatos, "Keyness analysis" (2018): 100 is twice as often, -50 half as often."""
    found = percent_difference([200, 150, 50, 100], [200, 200, 200, 200], 1e6, 2e6)

    assert found.tolist() == pytest.approx([100, 50, -50, 0])


def test_dispersion_after_gries():
    """S. Th. Gries, in *A Practical Handbook of Corpus Linguistics* (2020), ch. 5.

    Five parts of 9, 10, 10, 10 and 11 words with 1 to 5 uses: DP = 0.18, normalised 0.2195.
    """
    sizes = [9, 10, 10, 10, 11]
    found = dispersion(csr_matrix([[1], [2], [3], [4], [5]]), sizes)

    assert found.round(4).tolist() == [0.2195]

    assert (found * (1 - 9 / 50)).round(2).tolist() == [0.18]


# Other libraries and our own slow ways --------------------------------------------------

COUNTS = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 300)).filter(any), min_size=1, max_size=8
)


@given(COUNTS, st.integers(1000, 5000), st.integers(1000, 5000))
def test_likelihood_and_chi_squared_are_scipys(pairs, n1, n2):
    """For any table: Pearson's statistic, and G² as the two rows of a table give it."""
    for a, b in pairs:
        table = np.array([[a, b], [n1 - a, n2 - b]])
        pearson = stats.chi2_contingency(table, correction=False)[0]
        ratio = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")[0]
        rows = log_likelihood(table[:, 0], table[:, 1], n1, n2)
        assert chi_squared([a], [b], n1, n2)[0] == pytest.approx(pearson)
        assert rows.sum() == pytest.approx(ratio, abs=1e-9)


@pytest.mark.parametrize("name", MEASURES)
@given(COUNTS, st.integers(500, 5000), st.integers(500, 5000))
def test_every_measure_is_above_where_the_first_rate_is_above(name, pairs, n1, n2):
    """One sign for all, so that one table can be sorted by any; and always a number."""
    a, b = np.array(pairs, dtype=float).T
    score = MEASURES[name](a, b, n1, n2) - (1 if name == "simple_maths" else 0)

    assert not np.isnan(score).any()

    # What is added to counts draws small differences over: those are not asked about.
    clear = np.abs(a / n1 - b / n2) > 3 / min(n1, n2)
    assert (np.sign(score)[clear] == np.sign(a / n1 - b / n2)[clear]).all()


@given(st.lists(st.tuples(st.integers(0, 40), st.lists(st.integers(0, 9), min_size=3, max_size=3))))
def test_dispersion_of_all_words_is_that_of_each(rows):
    """The sparse short cut against the definition, word by word."""
    sizes = [size for size, _ in rows]
    counts = np.array([own if size else [0] * 3 for size, own in rows]).reshape(-1, 3)
    found = dispersion(csr_matrix(counts), sizes)
    expected = [deviation_of_proportions(counts[:, k], sizes) for k in range(3)]

    assert found.tolist() == pytest.approx(expected, nan_ok=True)


# Edges ----------------------------------------------------------------------------------


def test_no_difference_is_none_in_any_measure():
    """The same rate on sides of different size."""
    a, b = np.array([10.0]), np.array([1000.0])
    found = {name: float(measure(a, b, 1e4, 1e6)[0]) for name, measure in MEASURES.items()}

    assert found.pop("simple_maths") == 1
    assert found.pop("log_ratio") == pytest.approx(0.07, abs=0.01)
    assert found.pop("weighted_log_odds") == pytest.approx(0, abs=0.05)
    assert found == pytest.approx(dict.fromkeys(found, 0), abs=1e-9)


def test_a_word_of_one_side_only():
    """It has no infinite score but in %DIFF, where that is what the formula says."""
    a, b = np.array([50.0, 0.0]), np.array([0.0, 50.0])
    found = {name: measure(a, b, 1e4, 1e4) for name, measure in MEASURES.items()}

    assert found.pop("percent_difference").tolist() == [np.inf, -100]

    for score in found.values():
        assert np.isfinite(score).all()


def test_a_word_that_nobody_uses_and_a_word_that_is_all():
    """Neither differs, and neither is a division by nothing."""
    for a, b in ((0.0, 0.0), (10.0, 10.0)):
        for name, measure in MEASURES.items():
            score = measure(np.array([a]), np.array([b]), 10, 10)
            assert score.tolist() == pytest.approx([1 if name == "simple_maths" else 0])


def test_the_prior_holds_rare_words_back():
    """Five uses against none are less sure than fifty against ten, whatever their ratio."""
    found = weighted_log_odds([5, 50], [0, 10], 1e5, 1e5)

    assert found.delta[0] > found.delta[1]

    assert found.z[0] < found.z[1]


def test_no_uses_and_no_terms():
    """An empty table of counts gives an empty array."""
    for measure in MEASURES.values():
        assert measure(np.empty(0), np.empty(0), 10, 10).tolist() == []


@pytest.mark.parametrize(
    ("a", "b", "n1", "n2", "says"),
    [
        ([1], [1], 0, 5, "first side has no words"),
        ([1], [1], 5, 0, "second side has no words"),
        ([7], [1], 5, 5, "first side has fewer than 0 or over 5"),
        ([1], [-1], 5, 5, "second side has fewer"),
        ([1, 2], [1], 5, 5, "one length"),
    ],
)
@pytest.mark.parametrize("name", MEASURES)
def test_counts_that_cannot_be_are_refused(name, a, b, n1, n2, says):
    """An empty group is an error that says so, and no row of NaN."""
    with pytest.raises(ParameterError, match=says):
        MEASURES[name](np.array(a), np.array(b), n1, n2)


def test_settings_that_cannot_be_are_refused():
    with pytest.raises(ParameterError, match="positive"):
        simple_maths([1], [1], 5, 5, k=0)

    with pytest.raises(ParameterError, match="together 1"):
        jensen_shannon([1], [1], 5, 5, weights=(0.5, 0.6))

    with pytest.raises(ParameterError, match="alpha"):
        weighted_log_odds([1], [1], 5, 5, alpha=[0])
