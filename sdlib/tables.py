"""The data model: one schema for each table, and tables made after it.

Spans are code points of the raw text, start inclusive, end exclusive, so that
``text[start:end]`` is the span. Text columns have pandas' nullable ``string`` dtype
(missing is ``<NA>``), offsets are ``int64``, and ``Int64`` where they may be absent.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib.errors import CorpusError, NoWordsWarning, ParameterError, TableError

TEXT, OFFSET, MAYBE, NUMBER, FLAG, LIST = "string", "int64", "Int64", "Float64", "bool", "object"

SCHEMAS: Mapping[str, Mapping[str, str]] = {
    "documents": {
        "doc_id": TEXT,
        "outlet": TEXT,
        "date": TEXT,
        "title": TEXT,
        "url": TEXT,
        "text": TEXT,
    },
    "sentences": {"doc_id": TEXT, "paragraph": OFFSET, "start": OFFSET, "end": OFFSET},
    "tokens": {
        "doc_id": TEXT,
        "start": OFFSET,
        "end": OFFSET,
        "text": TEXT,
        "norm": TEXT,
        "kind": TEXT,
        "cuts": LIST,
        "lemma": TEXT,
    },
    "mentions": {
        "doc_id": TEXT,
        "start": OFFSET,
        "end": OFFSET,
        "text": TEXT,
        "entity_id": TEXT,
        "name": TEXT,
        "name_en": TEXT,
        "type": TEXT,
        "rule": TEXT,
    },
    "claims": {
        "claim_id": TEXT,
        "doc_id": TEXT,
        "cue_start": OFFSET,
        "cue_end": OFFSET,
        "cue": TEXT,
        "cue_lemma": TEXT,
        "cue_type": TEXT,
        "source_start": MAYBE,
        "source_end": MAYBE,
        "source": TEXT,
        "via_start": MAYBE,
        "via_end": MAYBE,
        "via": TEXT,
        "speaker": TEXT,
        "entity_id": TEXT,
        "content_start": OFFSET,
        "content_end": OFFSET,
        "content": TEXT,
        "mode": TEXT,
        "negated": FLAG,
        "parent_id": TEXT,
        "rule": TEXT,
        "speaker_rule": TEXT,
    },
    "labels": {
        "doc_id": TEXT,
        "marker_start": OFFSET,
        "marker_end": OFFSET,
        "marker": TEXT,
        "label_start": OFFSET,
        "label_end": OFFSET,
        "label": TEXT,
        "speaker": TEXT,
    },
    "quantities": {
        "doc_id": TEXT,
        "claim_id": TEXT,
        "start": OFFSET,
        "end": OFFSET,
        "value": NUMBER,
        "low": NUMBER,
        "high": NUMBER,
        "approximator": TEXT,
        "unit": TEXT,
        "measure": TEXT,
    },
}


def table(name: str, rows: Iterable[Mapping[str, object]] = ()) -> pd.DataFrame:
    """Make one of the tables of the data model from rows.

    Parameters
    ----------
    name : str
        A key of ``SCHEMAS``.
    rows : iterable of mapping
        One mapping a row; a column that a row leaves out is missing there.

    Returns
    -------
    pandas.DataFrame
        All columns of the schema in its order, with its dtypes, also without rows.

    Raises
    ------
    ParameterError
        If no table has that name.

    Examples
    --------
    >>> table("sentences", [{"doc_id": "a", "paragraph": 0, "start": 0, "end": 4}]).shape
    (1, 4)
    >>> table("claims")["source_start"].dtype
    Int64Dtype()
    """
    rows = list(rows)
    return from_columns(name, {c: [row.get(c) for row in rows] for c in schema(name)})


def from_columns(name: str, columns: Mapping[str, Sequence[object]]) -> pd.DataFrame:
    """Make a table of the data model from whole columns (sequences of one length)."""
    return pd.DataFrame(
        {c: pd.Series(list(columns[c]) if dtype == LIST else columns[c], dtype=dtype)
         for c, dtype in schema(name).items()}
    )  # fmt: skip


def take(values: Sequence[str], ids: npt.NDArray[np.integer[Any]]) -> pd.Series:
    """Give a text column by positions in its distinct values: no string is looked at twice."""
    return pd.Series(pd.array(list(values), dtype=TEXT).take(ids.astype(np.int64)))


def named(groups: pd.Series) -> pd.Series:
    """Give the names of groups, missing where they are empty or nothing but white space.

    A cell that was left empty in a spreadsheet is ``""`` in one format and missing in another:
    everywhere a document with it has no group.

    Examples
    --------
    >>> named(pd.Series(["A", " ", "", None])).isna().tolist()
    [False, True, True, True]
    """
    blank = [isinstance(name, str) and not name.strip() for name in groups.tolist()]
    return groups.mask(pd.Series(blank, index=groups.index, dtype=bool)) if any(blank) else groups


def counted_by(groups: pd.Series) -> pd.Series:
    """Give the groups that counts are made by: where no document names one, all are one group.

    Examples
    --------
    >>> counted_by(pd.Series(["A", ""])).isna().tolist()
    [False, True]
    >>> counted_by(pd.Series(["", None])).tolist()
    ['', '']
    """
    known = named(groups)
    return known if known.notna().any() else known.astype(TEXT).fillna("")


def rates(counts: pd.Series, words: pd.Series, outlets: pd.Series) -> pd.Series:
    """Give uses per 1,000 words; warn of outlets without a word, whose rates are NaN.

    Parameters
    ----------
    counts, words : pandas.Series
        Uses, and the words of the outlet of each row.
    outlets : pandas.Series
        The outlet of each row.

    Returns
    -------
    pandas.Series of float64

    Warns
    -----
    NoWordsWarning
        If an outlet has no words.

    Examples
    --------
    >>> rates(pd.Series([2]), pd.Series([500]), pd.Series(["A"])).tolist()
    [4.0]
    """
    total = words.astype("float64")
    empty = outlets[total.eq(0).to_numpy(dtype=bool)].unique().tolist()
    if empty:
        warnings.warn(
            f"{', '.join(map(str, empty))}: no words, so there are no rates (NaN in per_1000); "
            "leave the outlet out, or look at its texts",
            NoWordsWarning,
            stacklevel=3,
        )
    return 1000 * counts / total.mask(total == 0)


def schema(name: str) -> Mapping[str, str]:
    """Give the columns of a table and their dtypes; `ParameterError` for an unknown name."""
    if name not in SCHEMAS:
        raise ParameterError(f"no table is called {name!r}; the tables are {', '.join(SCHEMAS)}")
    return SCHEMAS[name]


def require_columns(frame: pd.DataFrame, columns: Iterable[str], what: str) -> None:
    """Raise `TableError` naming the columns that ``frame`` lacks; `ParameterError` if no table."""
    if not isinstance(frame, pd.DataFrame):
        raise ParameterError(f"{what} takes a table, not a {type(frame).__name__}")
    missing = [c for c in columns if c not in frame.columns]
    if missing:
        raise TableError(
            f"{what} needs the column(s) {', '.join(missing)}; "
            f"the table has {', '.join(map(str, frame.columns)) or 'none'}"
        )


def require_texts(documents: pd.DataFrame, what: str) -> None:
    """Raise `TableError` if a table is no documents table, `CorpusError` if a text is missing.

    `CorpusError` also if two rows have one ``doc_id``: their counts and spans would be mixed.
    """
    require_columns(documents, ["doc_id", "text"], what)
    texts = documents["text"]
    known = isinstance(texts.dtype, pd.StringDtype)  # whose texts are strings, or missing
    missing = texts.isna() if known else [not isinstance(text, str) for text in texts.tolist()]
    if any(missing):
        doc_id = documents["doc_id"].iloc[list(missing).index(True)]
        raise CorpusError(f"{what}: document {doc_id} has no text; fill it in or drop the row")
    twice = documents["doc_id"].duplicated()
    if twice.any():
        doc_id = documents.loc[twice.to_numpy(), "doc_id"].iloc[0]
        raise CorpusError(f"{what}: two rows have the doc_id {doc_id!r}; rename one of them")
