"""Entity rows: what a row of an entity lexicon may hold, and the names that it gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sdlib.errors import LexiconError
from sdlib.lexicon import read_lexicon
from sdlib.normalization import bare, normalize_word
from sdlib.tokens import token_spans

TYPES = ("PER", "LOC", "ORG", "MISC")
COLUMNS = ("entity_id", "type", "name_ar", "name_en", "aliases", "from", "to", "note", "country")
#: What a row must have; the other columns may be left out.
REQUIRED = COLUMNS[:3]
#: What `sdlib entities suggest` writes beside them: evidence for the reader, passed over here.
EVIDENCE = ("kind", "count", "documents", "outlets", "examples")
#: Nothing but Arabic letters and spaces: of such a name no token is more or less than a word.
_WORDS = re.compile("[\u0621-\u063a\u0641-\u064a ]+")
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

#: The earliest and latest date, for a period that is open on one side.
ALWAYS = ("0000-00-00", "9999-99-99")

Row = Mapping[str, str]


class Name(NamedTuple):
    """A name that a row gives: its bare text, and its words in search form."""

    text: str
    key: tuple[str, ...]


def read_entity_rows(source: str | Path) -> list[dict[str, str]]:
    """Read the rows of an entity lexicon, each checked by itself.

    Parameters
    ----------
    source : str or Path
        The name of a lexicon that ships with sdlib (``"entities"``, ``"places"``), or the path
        of a TSV or CSV file with the columns ``entity_id, type, name_ar`` and any of ``name_en,
        aliases, from, to, note, country``; `EVIDENCE` of suggestions is passed over.

    Returns
    -------
    list of dict
        One dict a row, with the line's number under ``"line"``.

    Raises
    ------
    LexiconError
        If the file cannot be read, an id or name is missing, a type or country is unknown, a
        date is none, or a period ends before it begins; names file and line.

    Examples
    --------
    >>> read_entity_rows("entities")[0]["name_en"]
    'Syria'
    """
    name = lexicon_name(source)
    optional = (*COLUMNS[3:], *EVIDENCE)
    rows = read_lexicon(
        source, REQUIRED, optional=optional, required=REQUIRED, choices={"type": TYPES}
    )
    for row in rows:
        where = f"{name}, line {row['line']}"
        period(row, where)
        if row["country"] and not row["country"].startswith("loc-"):
            raise LexiconError(
                f"{where}: country is {row['country']!r}; write a country's entity_id: loc-yemen"
            )
    return [{column: row[column] for column in (*COLUMNS, "line")} for row in rows]


def lexicon_name(source: str | Path) -> str:
    """What a lexicon is called in messages: its path, or the file of sdlib's own."""
    path = isinstance(source, Path) or Path(source).suffix
    return str(source) if path else f"{source}.tsv"


def period(row: Row, where: str) -> tuple[str, str]:
    """Give the first and last day of a row, `ALWAYS` where it has none.

    Raises
    ------
    LexiconError
        If a date does not exist, or the period ends before it begins.

    Examples
    --------
    >>> period({"from": "2024-12-08", "to": ""}, "own.tsv, line 2")
    ('2024-12-08', '9999-99-99')
    """
    for day in filter(None, (row["from"], row["to"])):
        if not _is_day(day):
            raise LexiconError(f"{where}: {day!r} is no date; write it as 2024-12-01")
    if row["from"] and row["to"] and row["to"] < row["from"]:
        raise LexiconError(
            f"{where}: the period ends on {row['to']}, before it begins on {row['from']}; "
            "swap the columns from and to, or mend the year"
        )
    return row["from"] or ALWAYS[0], row["to"] or ALWAYS[1]


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return bool(_DATE.fullmatch(text))


def names_of(row: Row, where: str) -> list[Name]:
    """Give the names that a row lets be found: its aliases, and without dates ``name_ar``.

    Raises
    ------
    LexiconError
        If a name holds no word, or one stands twice.

    Examples
    --------
    >>> row = {"name_ar": "سوريا", "aliases": "سورية", "from": "", "to": ""}
    >>> [name.text for name in names_of(row, "own.tsv, line 2")]
    ['سوريا', 'سورية']
    """
    aliases = [bare(alias) for alias in filter(None, map(str.strip, row["aliases"].split("|")))]
    for alias in aliases:
        if aliases.count(alias) > 1:
            raise LexiconError(f"{where}: the alias {alias!r} stands twice; leave one of them out")
    own = [] if row["from"] or row["to"] else [bare(row["name_ar"])]
    found = [Name(text, name_key(text)) for text in dict.fromkeys([*own, *aliases])]
    for name in found:
        if not name.key:
            raise LexiconError(f"{where}: the alias {name.text!r} holds no word")
    return found


@cache
def name_key(text: str) -> tuple[str, ...]:
    """Give the words of a name in search form: what names are compared by.

    Examples
    --------
    >>> name_key("الأمم المتحدة")
    ('الامم', 'المتحده')
    """
    if _WORDS.fullmatch(text):
        return tuple(map(normalize_word, text.split()))
    spans = token_spans(text)
    return tuple(
        normalize_word(text[s:e])
        for s, e in zip(spans.starts.tolist(), spans.ends.tolist(), strict=True)
    )


def overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two periods have a day in common; the day of a change belongs to the later one."""
    return one[0] < other[1] and other[0] < one[1]
