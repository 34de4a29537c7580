"""Bootstraps: intervals over documents, against a slow way and by what they must cover."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from sdlib.bootstraps import bootstrap_interval
from sdlib.errors import ParameterError
from sdlib.measures import log_ratio


def corpus(k=20, terms=6, seed=2):
    rng = np.random.default_rng(seed)
    sizes = rng.integers(50, 150, k)
    return csr_matrix(rng.poisson(sizes[:, None] * 0.05, (k, terms))), sizes, np.arange(k) < k // 2


def test_the_interval_is_numpys_quantiles_of_draws_made_one_by_one():
    """Weights and one product say the same as drawing the documents themselves."""
    matrix, sizes, first = corpus()
    low, high = bootstrap_interval(matrix, sizes, first, log_ratio, bootstraps=50, seed=7)
    rng = np.random.default_rng(7)
    counts, draws = matrix.toarray().astype(float), []
    for side in (first, ~first):
        weights = rng.multinomial(10, np.full(10, 0.1), size=50)
        draws.append([np.repeat(np.flatnonzero(side), own) for own in weights])
    drawn = [
        log_ratio(counts[i].sum(axis=0), counts[j].sum(axis=0), sizes[i].sum(), sizes[j].sum())
        for i, j in zip(*draws, strict=True)
    ]
    expected = np.quantile(drawn, [0.025, 0.975], axis=0)

    assert low.tolist() == pytest.approx(expected[0].tolist())

    assert high.tolist() == pytest.approx(expected[1].tolist())


def test_a_true_ratio_is_within_most_intervals():
    """Twice as often, in forty corpora: 95 % of the intervals should hold 1."""
    held = []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        first = np.arange(60) < 30
        counts = rng.poisson(np.where(first, 8.0, 4.0)[:, None], (60, 5))
        low, high = bootstrap_interval(csr_matrix(counts), np.full(60, 200), first, log_ratio)
        held.append(((low <= 1) & (high >= 1)).mean())

    assert 0.88 < np.mean(held) < 0.99


def test_a_word_of_one_article_has_a_wide_interval():
    """Fifty uses in one article of ten are not as sure as five in each."""
    counts = np.zeros((20, 2), dtype=int)
    counts[0, 0], counts[:10, 1], counts[10:] = 50, 5, 1
    low, high = bootstrap_interval(
        csr_matrix(counts), np.full(20, 100), np.arange(20) < 10, log_ratio
    )
    width = high - low

    assert width[0] > 5 * width[1]


def test_parts_of_a_long_list_of_terms_are_those_of_the_whole(monkeypatch):
    """What bounds the memory must not change a number."""
    matrix, sizes, first = corpus()
    whole = bootstrap_interval(matrix, sizes, first, log_ratio)
    monkeypatch.setattr("sdlib.bootstraps._AT_A_TIME", 400)
    parts = bootstrap_interval(matrix, sizes, first, log_ratio)

    assert [part.tolist() for part in parts] == [each.tolist() for each in whole]


def test_of_one_document_nothing_else_can_be_drawn():
    """An interval of no width would be a lie; documents without words do not count."""
    matrix, sizes, first = corpus(4, 2)
    sizes[:1] = 0
    low, high = bootstrap_interval(matrix, sizes, first, log_ratio)

    assert np.isnan(low).all() and np.isnan(high).all()


def test_few_draws_give_no_interval():
    with pytest.raises(ParameterError, match="at least 20"):
        bootstrap_interval(*corpus(), log_ratio, bootstraps=5)
