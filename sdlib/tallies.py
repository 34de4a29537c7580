"""Tallies: how many rows of a table each outlet has of each kind, and their names in figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from sdlib.comparison import with_outlet
from sdlib.errors import ParameterError
from sdlib.tables import TEXT, counted_by, require_columns

#: What the kinds of the data model are called in a figure.
ARABIC: Mapping[str, str] = {
    "direct": "مباشر",
    "mixed": "مختلط",
    "indirect": "غير مباشر",
    "neutral": "حياد",
    "assertive": "تأكيد",
    "announcement": "إعلان",
    "denial": "نفي",
    "accusation": "اتهام",
    "directive": "دعوة أو طلب",
    "commissive": "تعهد",
    "opinion": "رأي",
    "distancing": "تحفظ",
    "narration": "سرد الوسيلة",
    "claim": "كلام منقول",
    "label": "وصف منسوب",
}


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
    outlets = list(dict.fromkeys(counted_by(documents["outlet"]).dropna()))
    grid = pd.MultiIndex.from_product([values, outlets], names=[column, "outlet"])
    counts = located.groupby([column, "outlet"], observed=True).size().reindex(grid, fill_value=0)
    result = counts.rename("count").reset_index()
    totals = result.groupby("outlet")["count"].transform("sum")
    result["share"] = (result["count"] / totals.where(totals > 0)).fillna(0.0)
    return result.astype({column: TEXT, "outlet": TEXT})


def for_figure(
    counts: pd.DataFrame,
    documents: pd.DataFrame,
    labels: str | list[str],
    *,
    glosses: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Name the rows of a table of counts in Arabic and in English, as the plots take them.

    Parameters
    ----------
    counts : pandas.DataFrame
        One row a label and outlet.
    documents : pandas.DataFrame
        With ``outlet``; its columns ``outlet_ar`` and ``outlet_en``, if any, name the outlets.
    labels : str or list of str
        The column that names what is counted; of several the names are put behind each other.
    glosses : mapping of str to str, optional
        What a name is in English. The kinds of the data model have their names in ``ARABIC``.

    Returns
    -------
    pandas.DataFrame
        ``label``, ``label_en``, ``outlet`` and all other columns; and ``outlet_ar`` and
        ``outlet_en`` if the documents have them.

    Examples
    --------
    >>> documents = pd.DataFrame({"outlet": ["A"], "outlet_ar": ["أ"], "outlet_en": ["A"]})
    >>> counts = pd.DataFrame({"term": ["حرب"], "voice": ["claim"], "outlet": ["A"], "count": [2]})
    >>> table = for_figure(counts, documents, ["term", "voice"], glosses={"حرب": "war"})
    >>> table[["label", "label_en"]].values.tolist()
    [['حرب: كلام منقول', 'war: claim']]
    """
    columns = [labels] if isinstance(labels, str) else list(labels)
    require_columns(counts, [*columns, "outlet"], "for_figure(counts)")
    english = dict(glosses or {})
    rows = counts[columns].astype(object).values.tolist()
    table = counts.drop(columns=columns)
    table.insert(0, "label", [": ".join(ARABIC.get(n, n) for n in row) for row in rows])
    table.insert(1, "label_en", [": ".join(english.get(n, n) for n in row) for row in rows])
    named = documents.drop_duplicates("outlet").set_index("outlet")
    for column in ("outlet_ar", "outlet_en"):
        if column in named:
            table[column] = table["outlet"].map(named[column])
    return table


def speaker_glosses(claims: pd.DataFrame, mentions: pd.DataFrame) -> dict[str, str]:
    """Give the English names of the speakers that are entities, for tables and figures.

    Parameters
    ----------
    claims, mentions : pandas.DataFrame
        Tables of one annotation.

    Returns
    -------
    dict
        From the speaker as in the claims to the English name, if there is one; of several who
        speak together the name of each, and the names of all, if all have one.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("قال بشار الأسد إن دمشق آمنة. قال شاهد إن الطريق مغلق.")
    >>> speaker_glosses(a.claims, a.mentions)
    {'بشار الأسد': 'Bashar al-Assad'}
    """
    require_columns(claims, ["speaker", "entity_id"], "speaker_glosses(claims)")
    require_columns(mentions, ["text", "name", "entity_id", "name_en"], "speaker_glosses(mentions)")
    mentions = mentions.dropna(subset="name_en")
    by_entity = dict(zip(mentions["entity_id"], mentions["name_en"], strict=True))
    by_name = {
        name: english
        for column in ("text", "name")
        for name, english in zip(mentions[column], mentions["name_en"], strict=True)
    }
    found: dict[str, str] = {}
    spoken = claims.dropna(subset="speaker")
    for speaker, entity in zip(spoken["speaker"], spoken["entity_id"], strict=True):
        parts = speaker.split("؛ ")
        if len(parts) == 1 and entity in by_entity:
            found[speaker] = by_entity[entity]
            continue
        known = [part for part in parts if part in by_name]
        for part in known:
            found.setdefault(part, by_name[part])
        if len(known) == len(parts):
            found.setdefault(speaker, "; ".join(by_name[part] for part in parts))
    return found
