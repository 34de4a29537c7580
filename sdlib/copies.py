"""Copies: what `find_shared_text` found, as a flag, a weight, or text to leave out.

A word that forty papers took over from one agency was chosen once.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from sdlib.errors import TableError
from sdlib.tables import TEXT, require_columns, require_texts
from sdlib.voices import innermost

_PLACES = ("doc_id", "start", "end", "shingles")
_NEEDED = [f"{name}_{side}" for side in "ab" for name in (*_PLACES[:1], "start", "end", "share")]


def flag_copies(table: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Say for each row of a table how often the text in which it stands is there.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table with ``doc_id`` and ``start``: tokens, a concordance, the units of
        `sdlib.count_terms`; claims with ``cue_start`` renamed.
    pairs : pandas.DataFrame
        What `sdlib.find_shared_text` gave for the same documents.

    Returns
    -------
    pandas.DataFrame
        A copy with ``copies`` (int64: the units that hold at least half of the row's
        unit, itself included; 1 where nothing is shared), ``weight`` (float64: 1 by its copies,
        a near one counted by what it shares; a story in forty papers weighs 1 in all) and ``kept``
        (bool: False in copies that `drop_copies` leaves out).

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> from sdlib.shared_text import find_shared_text
    >>> line = "أعلنت الوزارة اليوم أن الطريق إلى المطار مفتوح أمام المسافرين"
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"], "text": [line] * 2})
    >>> rows = pd.DataFrame({"doc_id": ["a", "b"], "start": [0, 6]})
    >>> flag_copies(rows, find_shared_text(documents))[["copies", "weight", "kept"]].values.tolist()
    [[2, 0.5, True], [2, 0.5, False]]
    """
    require_columns(table, ["doc_id", "start"], "flag_copies(table)")
    units = _units(pairs)
    place = innermost(table.astype({"doc_id": TEXT}), units.spans, ("start", "end"))
    inside = place >= 0
    copies = np.ones(len(table), dtype=np.int64)
    weight = np.ones(len(table))
    kept = np.ones(len(table), dtype=bool)
    copies[inside] = units.copies[place[inside]]
    weight[inside] = units.weights[place[inside]]
    kept[inside] = units.kept[place[inside]]
    return table.assign(copies=copies, weight=weight, kept=kept)


def drop_copies(documents: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Leave out of documents the text that another keeps.

    Of two units the one with fewer shingles is left out: it is the one contained in the other;
    of two alike the later one. What is left out itself keeps no text of a third.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``doc_id`` and ``text``.
    pairs : pandas.DataFrame
        What `sdlib.find_shared_text` gave for these documents.

    Returns
    -------
    pandas.DataFrame
        A copy in which such text is spaces, so that the offsets of all other text stay; a
        document of which nothing stays is left out.

    Raises
    ------
    TableError
        If a column is missing, or a pair lies outside its document.
    CorpusError
        If a document has no text.

    Examples
    --------
    >>> from sdlib.shared_text import find_shared_text
    >>> line = "أعلنت الوزارة اليوم أن الطريق إلى المطار مفتوح أمام المسافرين"
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"],
    ...     "text": [line, line + "\\nولم تذكر السبب"]})
    >>> drop_copies(documents, find_shared_text(documents))["text"].str.strip().tolist()[1]
    'ولم تذكر السبب'
    """
    require_texts(documents, "drop_copies(documents)")
    units, doc_ids = _units(pairs), documents["doc_id"].astype(TEXT)
    texts = dict(zip(doc_ids, documents["text"], strict=True))
    for doc_id, start, end in units.spans[~units.kept].itertuples(index=False):
        text = _whole(texts.get(doc_id), doc_id, end)
        texts[doc_id] = text[:start] + " " * (end - start) + text[end:]
    result = documents.assign(text=pd.array(doc_ids.map(texts), dtype=TEXT))
    emptied = result["text"].str.isspace() & ~documents["text"].str.isspace()
    return result[~emptied.astype(bool)]


def weight_copies(documents: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series:
    """Give each document a weight: how much of it is its own.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``doc_id`` and ``text``.
    pairs : pandas.DataFrame
        What `sdlib.find_shared_text` gave for these documents.

    Returns
    -------
    pandas.Series
        Floats above 0 and at most 1 with the documents' index: the weights of `flag_copies`
        as their mean over the characters of the document, those outside of pairs with 1. To
        count with them, multiply the rows of a document–term matrix.

    Raises
    ------
    TableError
        If a column is missing, or a pair lies outside its document.
    CorpusError
        If a document has no text.

    Examples
    --------
    >>> from sdlib.shared_text import find_shared_text
    >>> line = "أعلنت الوزارة اليوم أن الطريق إلى المطار مفتوح أمام المسافرين"
    >>> documents = pd.DataFrame({"doc_id": ["a", "b", "c"], "outlet": ["A", "B", "C"],
    ...     "text": [line, line, "ولم تذكر السبب"]})
    >>> weight_copies(documents, find_shared_text(documents)).tolist()
    [0.5, 0.5, 1.0]
    """
    require_texts(documents, "weight_copies(documents)")
    units, doc_ids = _units(pairs), documents["doc_id"].astype(TEXT)
    texts = dict(zip(doc_ids, documents["text"], strict=True))
    for doc_id, _, end in units.spans.itertuples(index=False):
        _whole(texts.get(doc_id), doc_id, end)
    lost = (units.spans["end"] - units.spans["start"]) * (1 - units.weights)
    lost = doc_ids.map(lost.groupby(units.spans["doc_id"]).sum()).fillna(0)
    sizes = documents["text"].str.len().astype("int64").clip(lower=1)
    return (1 - lost.astype("float64") / sizes).rename("weight")


def _whole(text: str | None, doc_id: str, end: int) -> str:
    if text is None or end > len(text):
        where = "is not among the documents" if text is None else f"has {len(text)} characters"
        raise TableError(
            f"pairs: a unit of {doc_id} ends at {end}, but that document {where}; give the "
            "documents from which the pairs come, unchanged"
        )
    return text


class _Units(NamedTuple):
    """The units of pairs: their spans, and for each its copies, weight, and if it is kept."""

    spans: pd.DataFrame
    copies: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float64]
    kept: npt.NDArray[np.bool_]


def _units(pairs: pd.DataFrame) -> _Units:
    require_columns(pairs, [*_NEEDED, "shingles_a", "shingles_b", "kind"], "pairs")
    names = ["doc_id", "start", "end"]
    sides = [pairs[[f"{name}_{side}" for name in names]].set_axis(names, axis=1) for side in "ab"]
    both = pd.concat(sides, ignore_index=True).astype({"doc_id": TEXT})
    numbers = both.groupby(names, sort=False).ngroup().to_numpy()
    spans = both.drop_duplicates(ignore_index=True)
    first, second = numbers[: len(pairs)], numbers[len(pairs) :]
    exact = pairs["kind"].eq("exact").to_numpy(dtype=bool)
    # What is the same as a third is the same, also where the pair itself is not in the table.
    edges = (np.ones(int(exact.sum())), (first[exact], second[exact]))
    _, group = connected_components(coo_array(edges, shape=(len(spans), len(spans))))
    copies = np.bincount(group)[group] if len(spans) else np.zeros(0, dtype=np.int64)
    near = np.concatenate([~exact, ~exact])
    shares = np.concatenate([pairs[f"share_{side}"].to_numpy(dtype=np.float64) for side in "ab"])
    others = np.bincount(numbers[near], shares[near], minlength=len(spans))
    halves = np.bincount(numbers[near & (shares >= 0.5)], minlength=len(spans))
    sizes = np.zeros(len(spans), dtype=np.int64)
    sizes[numbers] = np.concatenate([pairs[f"shingles_{side}"].to_numpy() for side in "ab"])
    kept = _kept(group, sizes, first[~exact], second[~exact])
    return _Units(spans, copies + halves, 1 / (copies + others), kept)


def _kept(
    group: npt.NDArray[np.integer],
    sizes: npt.NDArray[np.int64],
    first: npt.NDArray[np.int64],
    second: npt.NDArray[np.int64],
) -> npt.NDArray[np.bool_]:
    """Keep the first unit of each group of exact copies, unless one that is kept is near it.

    What is left out itself keeps no text of others: the largest groups are asked first.
    """
    earliest = np.unique(group, return_index=True)[1]
    rank = np.empty(earliest.size, dtype=np.int64)
    rank[np.lexsort((earliest, -sizes[earliest]))] = np.arange(earliest.size)
    ends = np.sort(rank[group[np.stack([first, second])]], axis=0)
    stays = np.ones(earliest.size, dtype=bool)
    order = np.argsort(ends[1], kind="stable")
    for better, other in ends[:, order].T.tolist():
        stays[other] &= better == other or not stays[better]
    kept = np.zeros(group.size, dtype=bool)
    kept[earliest] = stays[rank]
    return kept
