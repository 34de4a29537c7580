"""Forms: what a table of Arabic words may hold, checked as it loads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from sdlib.errors import LexiconError

#: Two letters or more, with neither diacritics, tatweel nor spaces.
_WORD = re.compile("[\u0621-\u063a\u0641-\u064a]{2,}")


def refuse(source: str | Path, row: Mapping[str, str], what: str) -> LexiconError:
    """Give the error that says what is wrong with a row, and where it stands."""
    name = source if isinstance(source, Path) or Path(source).suffix else f"{source}.tsv"
    return LexiconError(f"{name}, line {row['line']}: {what}")


def require_words(source: str | Path, row: Mapping[str, str], forms: Iterable[str]) -> None:
    """Refuse a row with a form that is no bare word: it would never be found.

    Raises
    ------
    LexiconError
        If a form holds a space, a diacritic or anything but two Arabic letters or more.

    Examples
    --------
    >>> require_words("nouns", {"line": "7"}, ["مدينة", "مُدن"])
    Traceback (most recent call last):
    ...
    sdlib.errors.LexiconError: nouns.tsv, line 7: 'مُدن' is no word of two letters or more, ...
    """
    for form in forms:
        if not _WORD.fullmatch(form):
            raise refuse(
                source,
                row,
                f"{form!r} is no word of two letters or more, bare of diacritics, tatweel and "
                "spaces; separate forms by |",
            )
