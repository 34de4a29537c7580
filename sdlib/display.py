"""Tables in a notebook, with Arabic columns running right to left."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from sdlib.errors import ParameterError
from sdlib.tables import require_columns

if TYPE_CHECKING:
    from sdlib.annotation import Annotation

_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_STRONG = re.compile(r"[A-Za-z\u00c0-\u024f\u0600-\u06ff]")


class Table:
    """A table to look at: HTML with a direction for each cell, and a stable plain text.

    Parameters
    ----------
    frame : pandas.DataFrame
    caption : str
        One sentence: what the table shows, and its caution.
    decimals : int
        Decimal places of the numbers.
    names : mapping of str to str
        Headings to show in place of column names.
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        caption: str = "",
        *,
        decimals: int = 2,
        names: Mapping[str, str] | None = None,
    ) -> None:
        self.frame = frame
        self.caption = caption
        self._headings = [(names or {}).get(str(c), str(c)) for c in frame.columns]
        self._cells = [[_cell(v, decimals) for v in row] for row in frame.itertuples(index=False)]

    def __repr__(self) -> str:
        lines = [self.caption] if self.caption else []
        lines.append(" | ".join(self._headings))
        lines += [" | ".join(row) for row in self._cells]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        head = "".join(f'<th style="text-align:start">{escape(h)}</th>' for h in self._headings)
        body = "".join("<tr>" + "".join(map(_td, row)) + "</tr>" for row in self._cells)
        caption = (
            f'<caption style="caption-side:top;text-align:start">{escape(self.caption)}</caption>'
        )
        return (
            f'<table style="border-collapse:collapse">{caption if self.caption else ""}'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )


def show(frame: pd.DataFrame, caption: str = "", **options: object) -> Table:
    """Make a `Table` of a data frame: Arabic cells run right to left in the notebook.

    Parameters
    ----------
    frame : pandas.DataFrame
    caption : str
    **options
        ``decimals`` and ``names`` of `Table`.

    Returns
    -------
    Table

    Examples
    --------
    >>> import pandas as pd
    >>> show(pd.DataFrame({"word": ["حلب"], "share": [0.25]}), "One word")
    One word
    word | share
    حلب | 0.25
    """
    return Table(frame, caption, **options)  # type: ignore[arg-type]


def _cell(value: object, decimals: int) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return "–"
    if isinstance(value, float):
        return (
            f"{value:.{decimals}f}" if not value.is_integer() or decimals == 0 else f"{value:.0f}"
        )
    return str(value)


def _td(cell: str) -> str:
    first = _STRONG.search(cell)
    arabic = first and _ARABIC.match(first[0])
    direction = 'dir="rtl" lang="ar"' if arabic else 'dir="ltr"'
    side = "right" if arabic else "left"
    style = f"text-align:{side};max-width:40em;white-space:normal"
    return f'<td {direction} style="{style}">{escape(cell)}</td>'
