"""B-cubed: how well a grouping of things agrees with a known one."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from sdlib.errors import ParameterError


class BCubed(NamedTuple):
    """Precision, recall and F1 of a grouping, each between 0 and 1."""

    precision: float
    recall: float
    f1: float


def b_cubed(gold: pd.Series, predicted: pd.Series) -> BCubed:
    """Score a grouping by the mean over all things of how well each one's group fits.

    Parameters
    ----------
    gold, predicted : pandas.Series
        The group of each thing, by its name in the index, each name once. What has no gold
        group is not counted.

    Returns
    -------
    BCubed
        Precision: of the things in a thing's predicted group, the share that belongs there;
        recall: of those that belong to it, the share that is there; F1 of the two means.

    Raises
    ------
    ParameterError
        If there is nothing to score, or a thing has no predicted group, or two.

    References
    ----------
    A. Bagga and B. Baldwin, "Entity-based cross-document coreferencing using the vector
    space model", COLING-ACL 1998.

    Examples
    --------
    The first response of the paper, in which two of three groups were joined:

    >>> gold = pd.Series(list("AAAAABBCCCCC"))
    >>> score = b_cubed(gold, gold.replace("B", "C"))
    >>> round(score.precision, 2), score.recall
    (0.76, 1.0)
    """
    gold = gold.dropna()
    if gold.empty:
        raise ParameterError("b_cubed(gold): there is nothing to score")
    for name, groups in (("gold", gold), ("predicted", predicted)):
        if groups.index.has_duplicates:
            twice = groups.index[groups.index.duplicated()][0]
            raise ParameterError(f"b_cubed({name}): {twice!r} stands twice; give it one group")
    missing = gold.index.difference(predicted.dropna().index)
    if len(missing):
        raise ParameterError(f"b_cubed(predicted): {missing[0]!r} has no group")
    pairs = pd.DataFrame({"gold": gold, "predicted": predicted.loc[gold.index]})
    cells = pairs.groupby(["gold", "predicted"]).size().rename("both").reset_index()
    squares = cells["both"] ** 2 / len(pairs)
    precision = float((squares / cells.groupby("predicted")["both"].transform("sum")).sum())
    recall = float((squares / cells.groupby("gold")["both"].transform("sum")).sum())
    return BCubed(precision, recall, 2 * precision * recall / (precision + recall))
