"""Tallies: how many rows of a table each outlet has of each kind."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from sdlib.comparison import with_outlet
from sdlib.errors import ParameterError
from sdlib.tables import TEXT, require_columns


def count_by(
    table: pd.DataFrame,
    documents: pd.DataFrame,
    column: str,
    *,
    order: Iterable[str] | None = None,
) -> pd.DataFrame:
    """Count the rows of a table by a column and by outlet, what is not there with 0.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table with ``doc_id`` and the column.
    documents : pandas.DataFrame
        At least ``doc_id`` and ``outlet``.
    column : str
        What to count by: ``"cue_type"`` or ``"mode"`` of claims, ``"type"`` of mentions, …
    order : iterable of str, optional
        The values in the order in which they are to stand, those without a row included; by
        default those that occur, the most frequent first.

    Returns
    -------
    pandas.DataFrame
        One row a value and outlet: the column, ``outlet``, ``count`` and ``share`` (of the
        outlet's rows in all, 0 where it has none). Rows where the column is missing are left out.

    Raises
    ------
    ParameterError
        If the column has a value that is not in ``order``.
    TableError
        If a column is missing.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"]})
    >>> claims = pd.DataFrame({"doc_id": ["a", "a", "b"], "mode": ["direct", "mixed", "direct"]})
    >>> count_by(claims, documents, "mode")[["mode", "outlet", "count"]].values.tolist()
    [['direct', 'A', 1], ['direct', 'B', 1], ['mixed', 'A', 1], ['mixed', 'B', 0]]
    """
    require_columns(table, ["doc_id", column], "count_by(table)")
    located = with_outlet(table[table[column].notna()], documents)
    frequencies = located[column].value_counts()
    values = sorted(frequencies.index, key=lambda value: (-frequencies[value], value))
    if order is not None:
        order = list(order)
        if unknown := [value for value in values if value not in order]:
            raise ParameterError(f"order lacks {unknown[0]!r}, a value of {column}; add it")
        values = order
    outlets = list(dict.fromkeys(documents["outlet"].dropna()))
    grid = pd.MultiIndex.from_product([values, outlets], names=[column, "outlet"])
    counts = located.groupby([column, "outlet"], observed=True).size().reindex(grid, fill_value=0)
    result = counts.rename("count").reset_index()
    totals = result.groupby("outlet")["count"].transform("sum")
    result["share"] = (result["count"] / totals.where(totals > 0)).fillna(0.0)
    return result.astype({column: TEXT, "outlet": TEXT})
