"""Report text: what a page says itself, in both its languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from string import Formatter

from sdlib.errors import LexiconError, ParameterError
from sdlib.lexicon import read_lexicon
from sdlib.markup import runs_rtl

#: The languages of a page, and the direction of each.
DIRECTIONS: Mapping[str, str] = {"en": "ltr", "ar": "rtl"}

_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@cache
def strings(lang: str) -> Mapping[str, str]:
    """Give all that a page says in a language, by key.

    Parameters
    ----------
    lang : {"en", "ar"}

    Returns
    -------
    mapping of str to str
        Texts with places to fill in (``{n}``), the same in both languages.

    Raises
    ------
    ParameterError
        If there is no such language.
    LexiconError
        If a text is missing in a language, or has other places to fill in there.

    Examples
    --------
    >>> strings("en")["claims.title"], strings("ar")["claims.title"]
    ('Claims', 'الأقوال المنقولة')
    """
    if lang not in DIRECTIONS:
        raise ParameterError(f"lang is {lang!r}, but must be one of {', '.join(DIRECTIONS)}")
    columns = ["key", *DIRECTIONS]
    rows = read_lexicon("report", columns, required=columns, key=["key"])
    for row in rows:
        if _places(row["en"]) != _places(row["ar"]):
            raise LexiconError(
                f"report.tsv, line {row['line']}: {row['key']} has other places in braces in one "
                "language than in the other"
            )
    return {row["key"]: row[lang] for row in rows}


def _places(text: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(text) if name})


def say(lang: str, key: str, **places: object) -> str:
    """Give a text with its places filled in: numbers in groups of three, names isolated.

    Examples
    --------
    >>> say("en", "page.title", n=1557)
    'Who says what (articles: 1,557)'
    """
    rtl = DIRECTIONS[lang] == "rtl"
    return strings(lang)[key].format(**{name: _filled(v, rtl) for name, v in places.items()})


def _filled(value: object, rtl: bool) -> str:
    """A number or a name as it stands in a text: what runs the other way is isolated."""
    if isinstance(value, int):
        return f"{value:,}"
    text = str(value)
    return text if runs_rtl(text) == rtl else f"{_ISOLATE}{text}{_END}"
