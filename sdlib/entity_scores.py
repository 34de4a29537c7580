"""Entity scores: how many names are found with exactly their tokens and their type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from sdlib.conll import Name
from sdlib.errors import ParameterError

#: The types that the row ``all`` sums: what a miscellaneous name is differs by corpus.
MAIN_TYPES = ("PER", "LOC", "ORG")
_TYPES = (*MAIN_TYPES, "MISC")
_COUNTS = ("gold", "found", "right")


def score_names(
    gold: Sequence[Iterable[Name]],
    found: Sequence[Iterable[Name]],
    *,
    resamples: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Score names by sentence: right is what has the same tokens and the same type.

    Parameters
    ----------
    gold, found : sequence of iterable of Name
        The names of each sentence, as many sentences in both.
    resamples : int
        Bootstrap resamples of sentences behind the 95% percentile interval of F1.
    seed : int
        Of the resampling.

    Returns
    -------
    pandas.DataFrame
        Rows (index ``type``) ``all`` (PER, LOC and ORG), the types, and ``with MISC``;
        int64 columns ``gold``, ``found``, ``right``; float64 columns ``precision``,
        ``recall``, ``f1``, ``low`` and ``high`` between 0 and 1, 0 where nothing is counted.

    Raises
    ------
    ParameterError
        If the two differ in their number of sentences, or ``resamples`` is below 1.

    References
    ----------
    Tjong Kim Sang, E. F., & De Meulder, F. (2003). Introduction to the CoNLL-2003 shared
    task: Language-independent named entity recognition. CoNLL-2003, 142-147.

    Efron, B., & Tibshirani, R. (1993). An introduction to the bootstrap. Chapman & Hall.

    Examples
    --------
    >>> gold = [[Name(0, 2, "PER"), Name(3, 4, "LOC")], []]
    >>> found = [[Name(0, 1, "PER"), Name(3, 4, "LOC")], []]
    >>> score_names(gold, found).loc["all", ["precision", "recall", "f1"]].tolist()
    [0.5, 0.5, 0.5]
    """
    if len(gold) != len(found):
        raise ParameterError(
            f"gold has {len(gold)} sentences and found {len(found)}; give both for the same ones"
        )
    if resamples < 1:
        raise ParameterError(f"resamples is {resamples}, but must be 1 or more")
    counts = _counts(gold, found)
    total = counts.sum(axis=0)
    low, high = _intervals(counts, resamples, seed)
    return pd.DataFrame(
        {
            **{name: total[:, k] for k, name in enumerate(_COUNTS)},
            "precision": _share(total[:, 2], total[:, 1]),
            "recall": _share(total[:, 2], total[:, 0]),
            "f1": _f1(total),
            "low": low,
            "high": high,
        },
        index=pd.Index(("all", *_TYPES, "with MISC"), name="type"),
    )


def _counts(gold: Sequence[Iterable[Name]], found: Sequence[Iterable[Name]]) -> np.ndarray:
    """Gold, found and right names (sentences, rows of the table, 3)."""
    counts = np.zeros((len(gold), len(_TYPES) + 2, 3), dtype=np.int64)
    for k, (wanted, given) in enumerate(zip(map(set, gold), map(set, found), strict=True)):
        for column, names in enumerate((wanted, given, wanted & given)):
            for name in names:
                counts[k, 1 + _TYPES.index(name.type), column] += 1
    counts[:, -1] = counts[:, 1:-1].sum(axis=1)
    counts[:, 0] = counts[:, 1 : 1 + len(MAIN_TYPES)].sum(axis=1)
    return counts


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.zeros(part.shape), where=whole > 0)


def _f1(counts: np.ndarray) -> np.ndarray:
    return _share(2 * counts[..., 2], counts[..., 0] + counts[..., 1])


def _intervals(counts: np.ndarray, resamples: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    n = len(counts)
    if not n:
        return np.zeros(counts.shape[1]), np.zeros(counts.shape[1])
    flat = counts.reshape(n, -1)
    sums = [np.bincount(rng.integers(0, n, n), minlength=n) @ flat for _ in range(resamples)]
    low, high = np.percentile(
        _f1(np.reshape(sums, (resamples, *counts.shape[1:]))), [2.5, 97.5], axis=0
    )
    return low, high
