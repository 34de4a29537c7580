"""Dates: the day of an article, written as ISO 8601 writes it, or not known."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import pandas as pd

from sdlib.errors import CorpusError
from sdlib.tables import TEXT

#: A day, and perhaps a time: of that only the day is used.
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?", re.DOTALL)
_DAY_LENGTH = len("2024-12-01")
#: A year, or a year and a month: the day is not known.
_PART = re.compile(r"([0-9]{4})(?:-(?:0[1-9]|1[0-2]))?")
#: There was no Arabic newspaper before; 1446 is a year of the Hijri calendar.
_FIRST_YEAR = 1700

_ADVICE = (
    "write year, month and day as in 2024-12-01 (a time may follow), leave it empty, or give the "
    "column another name"
)


@lru_cache(maxsize=1 << 12)
def date_problem(text: str) -> str:
    """Say what is wrong with a date, "" if nothing is.

    Dates like ``01/12/2024`` are not read: whether the day or the month stands first, nothing
    tells, and a wrong date names a wrong president. A year alone (``2024``) or with its month
    (``2024-12``) is no error: the day is not known.

    Parameters
    ----------
    text : str
        As it stands in a table.

    Examples
    --------
    >>> date_problem("2024-12-01"), date_problem("2024-12-01T10:00:00Z")
    ('', '')
    >>> date_problem("2024"), date_problem("2024-12")
    ('', '')
    >>> date_problem("2024-13-45").partition(";")[0]
    "the date '2024-13-45' does not exist"
    >>> date_problem("01/12/2024").partition(";")[0]
    "the date '01/12/2024' is not written as sdlib reads it"
    """
    part = _PART.fullmatch(text)
    if part and int(part[1]) >= _FIRST_YEAR:
        return ""
    found = _DAY.fullmatch(text)
    if not found:
        return f"the date {text!r} is not written as sdlib reads it; {_ADVICE}"
    try:
        day = date.fromisoformat(found[1])
    except ValueError:
        return f"the date {text!r} does not exist; {_ADVICE}"
    if day.year < _FIRST_YEAR:
        return f"the date {text!r} is before {_FIRST_YEAR}, a Hijri year perhaps; {_ADVICE}"
    return ""


def read_days(documents: pd.DataFrame, what: str) -> pd.Series:
    """Give the day of each document of a table.

    Parameters
    ----------
    documents : pandas.DataFrame
        ``doc_id`` and perhaps ``date``: text, timestamps or missing.
    what : str
        Who asks, for the error's message.

    Returns
    -------
    pandas.Series
        ``2024-12-01`` or missing (``string``), in the documents' index; missing as well where
        only the year or the month is known.

    Raises
    ------
    CorpusError
        If a date does not exist, or is written otherwise; names the document.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "date": ["2024-12-01T10:00:00Z", None]})
    >>> read_days(documents, "example").tolist()
    ['2024-12-01', <NA>]
    """
    if "date" not in documents:
        return pd.Series(pd.NA, index=documents.index, dtype=TEXT)
    dates = documents["date"].astype(TEXT).str.strip()
    dates = dates.mask(dates == "")
    for text in dates.dropna().unique():
        if problem := date_problem(text):
            doc_id = documents.loc[(dates == text).fillna(False).to_numpy(bool), "doc_id"].iloc[0]
            raise CorpusError(f"{what}: document {doc_id}: {problem}")
    return dates.str.slice(0, 10).where(dates.str.len() >= _DAY_LENGTH, pd.NA)
