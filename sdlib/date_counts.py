"""Counts by date: how many rows of a table each outlet has on each day on which it has articles."""

from __future__ import annotations

import pandas as pd

from sdlib.dates import read_days
from sdlib.tables import OFFSET, TEXT, counted_by, require_columns


def count_by_date(table: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Count the rows of a table by outlet and day of their articles.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table with ``doc_id``: claims, mentions, …
    documents : pandas.DataFrame
        At least ``doc_id``, ``outlet`` and ``date`` (ISO: ``2018-04-14``, a time behind it is
        passed over); its columns ``outlet_ar`` and ``outlet_en``, if any, are kept.

    Returns
    -------
    pandas.DataFrame
        One row an outlet and day on which it has an article, days in order: ``date``,
        ``outlet``, ``count`` (0 where the articles have none) and ``documents`` (int64). A day
        without an article has no row, which is not the same as 0. Articles without a date or
        outlet are left out.

    Raises
    ------
    CorpusError
        If a date does not exist.
    TableError
        If a column is missing.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": "A",
    ...                           "date": ["2018-04-14", "2018-04-16"]})
    >>> claims = pd.DataFrame({"doc_id": ["a", "a"]})
    >>> count_by_date(claims, documents)[["date", "count"]].values.tolist()
    [['2018-04-14', 2], ['2018-04-16', 0]]
    """
    require_columns(table, ["doc_id"], "count_by_date(table)")
    require_columns(documents, ["doc_id", "outlet", "date"], "count_by_date(documents)")
    dated = documents.assign(
        date=read_days(documents, "count_by_date(documents)"),
        outlet=counted_by(documents["outlet"]),
    ).dropna(subset=["date", "outlet"])
    dated = dated.assign(count=dated["doc_id"].map(table.groupby("doc_id").size()))
    names = [column for column in ("outlet_ar", "outlet_en") if column in documents]
    known = {name: (name, "first") for name in names}
    grouped = dated.fillna({"count": 0}).groupby(["date", "outlet"], observed=True)
    result = grouped.agg(count=("count", "sum"), documents=("doc_id", "size"), **known)
    types = {"date": TEXT, "outlet": TEXT, "count": OFFSET, "documents": OFFSET}
    return result.reset_index().astype(types)
