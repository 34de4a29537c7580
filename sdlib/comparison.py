"""Comparison: what the outlets' tables have in common, and what is found in one only.

Every count is descriptive: with one article an outlet it tells something of these
articles, nothing of the outlets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from sdlib.errors import ParameterError
from sdlib.normalization import bare, normalize_word
from sdlib.tables import counted_by, rates, require_columns
from sdlib.words import read_word


def with_outlet(table: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Give a table with the outlet of each row's document as its first column.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table with ``doc_id``.
    documents : pandas.DataFrame
        At least ``doc_id`` and ``outlet``.

    Returns
    -------
    pandas.DataFrame
        A copy, in the table's order. A column ``outlet`` that is there is replaced.

    Raises
    ------
    TableError
        If a column is missing.
    """
    require_columns(table, ["doc_id"], "with_outlet(table)")
    require_columns(documents, ["doc_id", "outlet"], "with_outlet(documents)")
    outlet = table["doc_id"].map(counted_by(documents.set_index("doc_id")["outlet"]))
    result = table.drop(columns="outlet", errors="ignore")
    result.insert(0, "outlet", outlet.astype("string"))
    return result


def count_entities(
    mentions: pd.DataFrame, documents: pd.DataFrame, tokens: pd.DataFrame
) -> pd.DataFrame:
    """Count the mentions of each entity by outlet.

    Parameters
    ----------
    mentions, documents, tokens : pandas.DataFrame
        Tables of one annotation.

    Returns
    -------
    pandas.DataFrame
        One row an entity and outlet, entities with most mentions first, an outlet that
        never names the entity with 0: ``entity_id, name, name_en, type, outlet, count``
        (mentions), ``documents`` (articles with at least one), ``per_1000`` (mentions per
        1,000 words of the outlet; NaN for one without a word).

    Warns
    -----
    NoWordsWarning
        If an outlet has no words.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("قال الأسد إن سوريا صامدة، وأضاف الأسد أن دمشق آمنة.")
    >>> count_entities(a.mentions, a.documents, a.tokens)[["name_en", "count"]].values.tolist()
    [['Bashar al-Assad', 2], ['Damascus', 1], ['Syria', 1]]
    """
    columns = ["entity_id", "name", "name_en", "type"]
    require_columns(mentions, columns, "count_entities(mentions)")
    words = words_by_outlet(tokens, documents)
    located = with_outlet(mentions, documents)
    grouped = located.groupby([*columns, "outlet"], observed=True, dropna=False)["doc_id"]
    counts = grouped.agg(count="size", documents="nunique").reset_index()
    entities = mentions[columns].drop_duplicates("entity_id")
    grid = entities.merge(pd.DataFrame({"outlet": words.index}), how="cross")
    result = grid.merge(counts, how="left", on=[*columns, "outlet"])
    result[["count", "documents"]] = result[["count", "documents"]].fillna(0).astype("int64")
    result["per_1000"] = rates(result["count"], result["outlet"].map(words), result["outlet"])
    total = result.groupby("entity_id")["count"].transform("sum")
    order = result.assign(
        _total=-total, _outlet=result["outlet"].map({o: i for i, o in enumerate(words.index)})
    )
    order = order.sort_values(["_total", "name_en", "entity_id", "_outlet"], kind="stable")
    return order.drop(columns=["_total", "_outlet"]).reset_index(drop=True)


def words_by_outlet(tokens: pd.DataFrame, documents: pd.DataFrame) -> pd.Series:
    """Count the words of each outlet, in the order in which the documents name the outlets.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("قال: نعم.")
    >>> words_by_outlet(a.tokens, a.documents).tolist()
    [2]
    """
    require_columns(tokens, ["doc_id", "kind"], "words_by_outlet(tokens)")
    words = with_outlet(tokens[tokens["kind"] == "word"], documents)
    counts = words.groupby("outlet", observed=True).size()
    order = list(dict.fromkeys(counted_by(documents["outlet"]).dropna()))
    return counts.reindex(order, fill_value=0).rename("words")


def naming_variants(
    mentions: pd.DataFrame, documents: pd.DataFrame, entity_id: str
) -> pd.DataFrame:
    """Count in which words each outlet names one entity.

    Parameters
    ----------
    mentions, documents : pandas.DataFrame
        Tables of one annotation.
    entity_id : str
        The entity.

    Returns
    -------
    pandas.DataFrame
        ``variant`` (the words as they stand, the article's alef restored behind ل;
        spellings that differ only in letter forms are one), ``outlet``, ``count``, ``share``
        (of the outlet's mentions of the entity), the most frequent first.

    Examples
    --------
    >>> import sdlib
    >>> documents = sdlib.annotate("زار العراق. قدم الدعم للعراق.").documents
    >>> mentions = sdlib.find_entities(documents)
    >>> naming_variants(mentions, documents, "loc-iraq")[["variant", "count"]].values.tolist()
    [['العراق', 2]]
    """
    columns = ["doc_id", "entity_id", "text", "start"]
    require_columns(mentions, columns, "naming_variants(mentions)")
    chosen = with_outlet(mentions[mentions["entity_id"] == entity_id], documents)
    variant = as_named(chosen, documents)
    counts = (
        chosen.assign(variant=variant).groupby(["variant", "outlet"], observed=True).size()
    ).rename("count")
    result = counts.reset_index()
    result["share"] = result["count"] / result.groupby("outlet")["count"].transform("sum")
    return result.sort_values(
        ["count", "variant", "outlet"], ascending=[False, True, True]
    ).reset_index(drop=True)


def as_named(mentions: pd.DataFrame, documents: pd.DataFrame) -> pd.Series:
    """Give the words in which each mention names its entity.

    Parameters
    ----------
    mentions, documents : pandas.DataFrame
        Tables of one annotation.

    Returns
    -------
    pandas.Series
        Strings, with the index of ``mentions``: the article's alef restored behind ل, and of
        spellings of one entity that differ only in letter forms the first.

    Examples
    --------
    >>> import sdlib
    >>> documents = sdlib.annotate("زار العراق. قدم الدعم للعراق.").documents
    >>> as_named(sdlib.find_entities(documents), documents).tolist()
    ['العراق', 'العراق']
    """
    require_columns(mentions, ["doc_id", "entity_id", "text", "start"], "as_named(mentions)")
    text = _with_article(mentions, documents)
    key = text.map(lambda t: " ".join(normalize_word(w) for w in t.split()))
    return text.groupby([mentions["entity_id"], key], dropna=False).transform("first")


def _with_article(mentions: pd.DataFrame, documents: pd.DataFrame) -> pd.Series:
    """The texts of mentions, ``ل|لعراق`` as ``العراق``: behind ل the article has no alef."""
    texts = documents.set_index("doc_id")["text"]
    restored = []
    for doc_id, start, text in zip(
        mentions["doc_id"], mentions["start"], mentions["text"], strict=True
    ):
        first = text.split()[0] if text else ""
        after_lam = start > 0 and texts[doc_id][start - 1] == "ل" and first.startswith("ل")
        article = after_lam and read_word("ل" + first).base == "ا" + bare(first)
        restored.append("ا" + text if article else text)
    return pd.Series(restored, index=mentions.index, dtype="string")


def side_by_side(
    counts: pd.DataFrame,
    labels: str | Sequence[str],
    value: str = "count",
    *,
    outlets: Iterable[str] | None = None,
) -> pd.DataFrame:
    """Lay one row an outlet out as one column an outlet.

    Parameters
    ----------
    counts : pandas.DataFrame
        A table with ``outlet``, as the functions of this module give it.
    labels : str or sequence of str
        The columns that name what is counted; they come first.
    value : str
        The column to lay out.
    outlets : iterable of str, optional
        The outlets and their order (``documents["outlet"]``), each once however often it is
        named; as they first stand in ``counts`` if not given.

    Returns
    -------
    pandas.DataFrame
        Labels in the order in which they first stand in ``counts``; a pair that is not there
        has 0.

    Raises
    ------
    ParameterError
        If the labels and the outlet do not tell the rows apart.
    TableError
        If a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("x", "B", 2), ("x", "A", 1), ("y", "B", 3)]
    >>> counts = pd.DataFrame(rows, columns=["term", "outlet", "count"])
    >>> side_by_side(counts, "term").to_dict("list")
    {'term': ['x', 'y'], 'B': [2, 3], 'A': [1, 0]}
    """
    labels = [labels] if isinstance(labels, str) else list(labels)
    require_columns(counts, [*labels, "outlet", value], "side_by_side(counts)")
    if counts.duplicated([*labels, "outlet"]).any():
        raise ParameterError(
            f"two rows have the same outlet and the same {', '.join(labels)}; name more columns"
        )
    outlets = counts["outlet"].dropna() if outlets is None else outlets
    cells = counts.set_index([*labels, "outlet"])[value]
    wide = cells.unstack("outlet", fill_value=0, sort=False)
    wide = wide.reindex(columns=list(dict.fromkeys(outlets)), fill_value=0)
    wide.columns.name = None
    return wide.reset_index()


def found_in_one(counts: pd.DataFrame, label: str) -> pd.DataFrame:
    """Keep the rows of things that one outlet has and no other.

    "Not found in" an article is all that this says: what the other outlet published
    elsewhere is not known.

    Parameters
    ----------
    counts : pandas.DataFrame
        A table with ``outlet`` and ``count``, all outlets for each label (`count_speakers`,
        `count_entities`).
    label : str
        The column that names what is counted.

    Returns
    -------
    pandas.DataFrame
        The rows with a count above 0 whose label has 0 in every other outlet.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("x", "a", 1), ("x", "b", 0), ("y", "a", 2), ("y", "b", 3)]
    >>> counts = pd.DataFrame(rows, columns=["speaker", "outlet", "count"])
    >>> found_in_one(counts, "speaker")["outlet"].tolist()
    ['a']
    """
    require_columns(counts, [label, "outlet", "count"], "found_in_one(counts)")
    named = counts[counts["count"] > 0]
    alone = named.groupby(label)["outlet"].transform("nunique") == 1
    return named[alone].reset_index(drop=True)


def sentences_around(
    table: pd.DataFrame, documents: pd.DataFrame, sentences: pd.DataFrame, column: str = "cue_start"
) -> pd.Series:
    """Give, for each row, the raw sentence in which the offset of a column lies.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table with ``doc_id`` and an offset column.
    documents, sentences : pandas.DataFrame
        Tables of one annotation.
    column : str
        The offset column (``"cue_start"`` of claims, ``"start"`` of mentions, …).

    Returns
    -------
    pandas.Series
        Strings, with the table's index; ``<NA>`` where the offset is missing.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("ساد الهدوء. قال الوزير إن الطريق آمن.")
    >>> sentences_around(a.claims, a.documents, a.sentences).tolist()
    ['قال الوزير إن الطريق آمن.']
    """
    require_columns(table, ["doc_id", column], "sentences_around(table)")
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    starts, ends = (sentences[side].to_numpy(dtype="int64") for side in ("start", "end"))
    rows = sentences.groupby("doc_id").indices
    found = []
    for doc_id, offset in zip(table["doc_id"], table[column], strict=True):
        if pd.isna(offset) or doc_id not in rows:
            found.append(pd.NA)
            continue
        own = rows[doc_id]
        place = own[max(int(starts[own].searchsorted(offset, side="right")) - 1, 0)]
        found.append(texts[doc_id][starts[place] : ends[place]])
    return pd.Series(found, index=table.index, dtype="string", name="sentence")
