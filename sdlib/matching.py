"""Matching: pairs so that each thing stands in one only, and their scores are the best."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from sdlib.span_terms import Ints


def match(spans: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Choose pairs so that a claim stands in one only for the same two sides, and scores are best.

    Parameters
    ----------
    spans : pandas.DataFrame
        With ``side``.
    pairs : pandas.DataFrame
        ``a``, ``b`` (positions in ``spans``) and ``score``.

    Returns
    -------
    pandas.DataFrame
        The rows of ``pairs`` with the greatest sum of scores, in their order.
    """
    left, right = ends(spans, pairs)
    nodes, numbers = np.unique(np.concatenate([left, right]), return_inverse=True)
    left, right = numbers[: left.size], numbers[left.size :]
    graph = coo_matrix((np.ones(left.size), (left, right)), shape=(nodes.size, nodes.size))
    component = connected_components(graph, directed=False)[1][left] if nodes.size else left
    scores = pairs["score"].to_numpy()
    chosen = [
        rows[_best(left[rows], right[rows], scores[rows])]
        for rows in pd.Series(component).groupby(component).indices.values()
    ]
    return pairs.iloc[np.sort(np.concatenate(chosen))] if chosen else pairs


def ends(spans: pd.DataFrame, pairs: pd.DataFrame) -> tuple[Ints, Ints]:
    """A number for each claim of each pair, another one towards each other side."""
    sides = pd.factorize(spans["side"])[0].astype(np.int64)
    a, b = (pairs[side].to_numpy(dtype=np.int64) for side in "ab")
    width = int(sides.max(initial=0)) + 1
    return a * width + sides[b], b * width + sides[a]


def _best(left: Ints, right: Ints, scores: np.ndarray) -> Ints:
    """The positions of the pairs that match the most score one to one."""
    if left.size == 1:
        return np.zeros(1, dtype=np.int64)
    rows, row = np.unique(left, return_inverse=True)
    columns, column = np.unique(right, return_inverse=True)
    table = np.zeros((rows.size, columns.size))
    table[row, column] = scores
    place = np.full(table.shape, -1, dtype=np.int64)
    place[row, column] = np.arange(left.size)
    found = place[linear_sum_assignment(table, maximize=True)]
    return found[found >= 0]
