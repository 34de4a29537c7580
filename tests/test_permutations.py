"""Permutations of documents: against a slow way that says the definition, and by their laws."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.sparse import csr_matrix
from scipy.stats import false_discovery_control

from sdlib.errors import ParameterError
from sdlib.permutations import adjust_p, permute_documents, smallest_p


def slowly(counts, sizes, first):
    """All ways to deal, one after the other: uses beyond share, by their standard deviation."""
    counts, sizes = np.asarray(counts, float), np.asarray(sizes, float)
    rate = counts.sum(axis=0) / sizes.sum()
    ways = [list(c) for c in combinations(range(len(sizes)), int(first.sum()))]
    beyond = np.array([counts[w].sum(axis=0) - rate * sizes[w].sum() for w in ways])
    deviation = beyond.std(axis=0)
    scale = np.divide(1, deviation, out=np.zeros_like(deviation), where=deviation > 1e-6)
    all_ways, tie = beyond * scale, 0.5 * scale + 1e-9
    own = (counts[first].sum(axis=0) - rate * sizes[first].sum()) * scale
    p, p_maxt = [], []
    for k, value in enumerate(own):
        low = value < 0
        reach = all_ways <= value + tie[k] if low else all_ways >= value - tie[k]
        p.append(min(1, 2 * reach[:, k].mean()))
        p_maxt.append(min(1, 2 * reach.any(axis=1).mean()))
    return own, np.array(p), np.array(p_maxt)


DOCUMENTS = st.lists(
    st.tuples(st.integers(10, 30), st.lists(st.integers(0, 3), min_size=3, max_size=3)),
    min_size=4,
    max_size=7,
)


@given(DOCUMENTS, st.integers(1, 3))
def test_all_ways_to_deal_are_those_of_the_definition(documents, k):
    """The sparse product against a loop: statistic, p and maxT."""
    sizes = np.array([size for size, _ in documents])
    counts = np.array([own for _, own in documents])
    first = np.arange(len(documents)) < k
    found = permute_documents(csr_matrix(counts), sizes, first)
    own, p, p_maxt = slowly(counts, sizes, first)

    assert found.exact

    assert found.statistic.tolist() == pytest.approx(own.tolist(), abs=1e-6)

    assert found.p.tolist() == pytest.approx(p.tolist())

    assert found.p_maxt.tolist() == pytest.approx(p_maxt.tolist())


@given(DOCUMENTS)
def test_the_adjusted_p_is_never_below_the_other(documents):
    """Who looks at many words finds more by chance, not less."""
    first = np.arange(len(documents)) % 2 == 0
    counts = csr_matrix([own for _, own in documents])
    found = permute_documents(counts, [size for size, _ in documents], first)

    assert (found.p_maxt >= found.p).all()

    assert (found.p > 0).all() and (found.p_maxt <= 1).all()


def random_corpus(k=30, terms=40, seed=1):
    rng = np.random.default_rng(seed)
    sizes = rng.integers(50, 150, k)
    return csr_matrix(rng.poisson(sizes[:, None] * 0.02, (k, terms))), sizes, np.arange(k) < k // 2


def test_random_ways_come_near_all_ways():
    """A thousand of the 12,870 ways to deal 16 documents tell nearly the same."""
    matrix, sizes, _ = random_corpus(16)
    first = np.arange(16) < 8
    some = permute_documents(matrix, sizes, first, permutations=5000)
    all_ways = permute_documents(matrix, sizes, first, permutations=13_000)

    assert (some.exact, all_ways.exact) == (False, True)

    assert np.abs(some.p - all_ways.p).max() < 0.05


def test_a_seed_gives_one_result_and_another_seed_another():
    """A notebook run twice shows the same numbers."""
    matrix, sizes, first = random_corpus()
    one, two, other = (permute_documents(matrix, sizes, first, seed=s).p for s in (3, 3, 4))

    assert (one == two).all() and (one != other).any()


def test_parts_of_a_long_list_of_terms_are_those_of_the_whole(monkeypatch):
    """What bounds the memory must not change a number, maxT included."""
    matrix, sizes, first = random_corpus()
    whole = permute_documents(matrix, sizes, first)
    monkeypatch.setattr("sdlib.permutations._AT_A_TIME", 3000)
    parts = permute_documents(matrix, sizes, first)

    assert parts.p.tolist() == whole.p.tolist()

    assert parts.p_maxt.tolist() == whole.p_maxt.tolist()


def test_without_a_difference_few_words_are_under_five_per_cent():
    """The law of a p-value: under chance no more than 5 % are below .05."""
    under = []
    for seed in range(20):
        matrix, sizes, first = random_corpus(seed=seed)
        under.append((permute_documents(matrix, sizes, first, seed=seed).p < 0.05).mean())

    assert np.mean(under) <= 0.05


def test_with_a_difference_it_is_found_among_all_words():
    """A word that each article of one side uses more is found whatever else is looked at."""
    matrix, sizes, first = random_corpus()
    counts = matrix.toarray()
    counts[first, 0] += 5
    found = permute_documents(csr_matrix(counts), sizes, first)

    assert found.p_maxt[0] == 0.002

    assert found.statistic[0] > 3


def test_a_word_of_three_articles_is_no_sign():
    """100 uses against none, and G² = 69: three articles of 40 can fall to one side by chance."""
    counts = np.zeros((40, 1), dtype=int)
    counts[:3] = [[50], [30], [20]]
    found = permute_documents(csr_matrix(counts), np.full(40, 500), np.arange(40) < 20)

    assert found.p[0] == pytest.approx(2 * 20 * 19 * 18 / (40 * 39 * 38), abs=0.05)


def test_a_word_of_the_same_share_everywhere():
    """It cannot be dealt unevenly, so p is 1; as it is for a word that nobody uses."""
    counts = csr_matrix([[1, 0, 3], [2, 0, 0], [1, 0, 0], [2, 0, 0]])
    found = permute_documents(counts, [10, 20, 10, 20], np.array([True, True, False, False]))

    assert found.p[:2].tolist() == found.p_maxt[:2].tolist() == [1, 1]

    assert found.statistic[:2].tolist() == [0, 0]


def test_sides_of_very_different_size():
    """Three articles against three hundred: under-use cannot be sure, over-use can."""
    counts = np.ones((303, 2), dtype=int)
    counts[:3] = [0, 30]
    first = np.arange(303) < 3
    found = permute_documents(csr_matrix(counts), np.full(303, 100), first)

    assert found.p[1] == 0.002

    assert found.statistic[0] < 0 < found.statistic[1]


@pytest.mark.parametrize(
    ("first", "sizes", "permutations", "says"),
    [
        ([True, True], [5, 5], 9, "on one side"),
        ([False, False], [5, 5], 9, "on one side"),
        ([True, False], [0, 0], 9, "some document have words"),
        ([True, False], [5, 5], 0, "at least 1"),
    ],
)
def test_what_cannot_be_dealt_is_refused(first, sizes, permutations, says):
    with pytest.raises(ParameterError, match=says):
        permute_documents(csr_matrix([[1], [1]]), sizes, np.array(first), permutations=permutations)


# The smallest p, and many of them -------------------------------------------------------


@pytest.mark.parametrize(("first", "second"), [(1, 1), (1, 5), (3, 3), (4, 4), (2, 6)])
def test_no_p_is_smaller_than_the_smallest(first, second):
    """Said beforehand and reached by the clearest of differences."""
    sides = np.arange(first + second) < first
    found = permute_documents(csr_matrix(sides[:, None] * 50), np.full(sides.size, 100), sides)

    assert found.p[0] == pytest.approx(smallest_p(first, second, 999))


#: Y. Benjamini & Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995), section 3.2.
PUBLISHED = [
    *[0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459],
    *[0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0],
]


def test_adjustment_after_benjamini_and_hochberg():
    """Their example of thrombolysis: four of fifteen hypotheses fall at .05; scipy agrees."""
    assert adjust_p(PUBLISHED) == pytest.approx(false_discovery_control(PUBLISHED))

    assert np.count_nonzero(adjust_p(PUBLISHED) <= 0.05) == 4


@given(st.lists(st.floats(0, 1), max_size=20))
def test_adjustment_is_scipys(values):
    expected = stats.false_discovery_control(values) if values else []

    assert adjust_p(values).tolist() == pytest.approx(list(expected))


def test_what_was_not_tested_does_not_count():
    """NaN stays NaN, and makes no other p larger."""
    assert adjust_p([np.nan, 0.03, np.nan]).tolist() == pytest.approx(
        [np.nan, 0.03, np.nan], nan_ok=True
    )
