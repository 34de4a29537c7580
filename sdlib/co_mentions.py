"""Co-mentions: which entities are named together, in one document or one sentence."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from sdlib.errors import ParameterError
from sdlib.tables import require_columns


def co_mention_matrix(
    mentions: pd.DataFrame, *, sentences: pd.DataFrame | None = None, top: int | None = 20
) -> pd.DataFrame:
    """Count in how many documents, or sentences, two entities are named together.

    Parameters
    ----------
    mentions : pandas.DataFrame
        A mentions table; rows without ``entity_id`` are left out.
    sentences : pandas.DataFrame, optional
        The sentences of the same documents: together then means in one sentence.
    top : int, optional
        Keep the entities named in most units; None keeps all.

    Returns
    -------
    pandas.DataFrame
        Square and symmetric, int64: entities (``entity_id``) by entities, the one in most units
        first; on the diagonal the units that name the entity at all.

    Raises
    ------
    TableError
        If a column is missing.
    ParameterError
        If ``top`` is below one.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("زار الأسد دمشق. وعاد الأسد إلى حلب.")
    >>> table = co_mention_matrix(a.mentions, sentences=a.sentences)
    >>> table.loc["per-bashar-al-assad"].tolist(), table.loc["loc-aleppo", "loc-damascus"].item()
    ([2, 1, 1], 0)
    """
    require_columns(mentions, ["doc_id", "start", "entity_id"], "co_mention_matrix(mentions)")
    if top is not None and top < 1:
        raise ParameterError(f"top is {top}, but must be one or more, or None for all")
    named = mentions[mentions["entity_id"].notna()]
    units = named["doc_id"] if sentences is None else _sentence_of(named, sentences)
    rows, _ = pd.factorize(units)
    columns, entities = pd.factorize(named["entity_id"], sort=True)
    shape = (int(rows.max(initial=-1)) + 1, len(entities))
    ones = np.ones(len(named), dtype=np.int64)
    incidence = sparse.coo_array((ones, (rows, columns)), shape=shape).tocsr()
    incidence.data[:] = 1
    counts = (incidence.T @ incidence).toarray()
    order = np.argsort(-counts.diagonal(), kind="stable")[:top]
    kept = pd.Index(np.asarray(entities)[order], name="entity_id", dtype="string")
    return pd.DataFrame(counts[np.ix_(order, order)], index=kept, columns=kept.rename(None))


def _sentence_of(mentions: pd.DataFrame, sentences: pd.DataFrame) -> pd.Series:
    """A number for the sentence in which each mention begins."""
    require_columns(sentences, ["doc_id", "start"], "co_mention_matrix(sentences)")
    found = pd.Series(0, index=mentions.index, dtype="int64")
    starts = {doc: group["start"].to_numpy() for doc, group in sentences.groupby("doc_id")}
    before = 0
    for doc, group in mentions.groupby("doc_id", sort=False):
        own = starts.get(doc, np.zeros(1, dtype=np.int64))
        found[group.index] = before + np.searchsorted(own, group["start"], side="right")
        before += len(own) + 1
    return found
