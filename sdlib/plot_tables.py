"""Tables as the plots take them: checked columns, names and numbers as they are written."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

import pandas as pd

from sdlib.errors import PlotError

Lang = Literal["ar", "en", "both"]
#: What an outlet is called: one name, or the Arabic and the English one.
Name = str | tuple[str, str]

#: What stands between the Arabic and the English name in one line.
SEPARATOR = " · "
_LTR = "\N{LEFT-TO-RIGHT MARK}"

# What the columns that the plots know are called where the table names no unit.
_UNITS: Mapping[str, Name] = {
    "count": ("العدد", "count"),
    "rate": ("المعدل", "rate"),
    "share": ("الحصة %", "share, %"),
    "difference": ("الفرق", "difference"),
    "weighted_log_odds": ("القيمة المعيارية (z)", "z of the weighted log-odds"),
    "log_ratio": ("لوغاريتم النسبة (1: الضعف)", "log ratio (1: twice as often)"),
    "log_likelihood": ("G²", "G²"),
    "chi_squared": ("χ²", "χ²"),
    "percent_difference": ("الفرق %", "difference, %"),
    "jensen_shannon": ("النصيب من التباعد %", "share of the divergence, %"),
    "per_million": ("لكل مليون كلمة", "per million words"),
}
_EASTERN = str.maketrans("0123456789.,%", "٠١٢٣٤٥٦٧٨٩٫٬٪")
_western = ContextVar("_western", default=False)


def check_arguments(table: pd.DataFrame, lang: str, plot: str) -> None:
    """Raise a `PlotError` unless the table is one and ``lang`` a language of the figures."""
    if not isinstance(table, pd.DataFrame):
        raise PlotError(f"{plot} takes a pandas DataFrame, not {type(table).__name__}")
    if lang not in ("ar", "en", "both"):
        raise PlotError(f"{plot}: lang is {lang!r}; give 'ar', 'en' or 'both'")


def checked(
    table: pd.DataFrame, plot: str, texts: Sequence[str], numbers: Sequence[str] = ()
) -> pd.DataFrame:
    """Give a copy with text columns as ``str`` and number columns as ``float64``, missing NaN.

    Raises
    ------
    PlotError
        If a column is missing, a text is, or a number is none.
    """
    if missing := [c for c in (*texts, *numbers) if c not in table.columns]:
        raise PlotError(
            f"{plot} needs the column {', '.join(missing)}; the table has "
            f"{', '.join(map(str, table.columns)) or 'none'}. Rename or add columns first"
        )
    clean = table.reset_index(drop=True)
    for column in texts:
        bad = clean[column].isna()
        refuse(bad, plot, f"has no {column}; drop the row, or fill in what it is to be called")
        clean[column] = clean[column].astype(str).astype(object)
    for column in numbers:
        values = pd.to_numeric(clean[column], errors="coerce").astype("Float64")
        bad = (values.isna() & clean[column].notna()) | values.abs().eq(math.inf).fillna(False)
        refuse(bad, plot, f"has no finite number as its {column}; convert it, or drop the row")
        clean[column] = values.to_numpy(dtype="float64", na_value=math.nan)
    return clean


def refuse(bad: pd.Series, plot: str, what: str) -> None:
    """Raise a `PlotError` that names the first row where ``bad`` is true, if there is one."""
    if bad.any():
        raise PlotError(f"{plot}: row {int(bad.to_numpy().argmax())} (counted from 0) {what}")


def in_order(
    table: pd.DataFrame, column: str, wanted: Sequence[str] | None, *, most: int
) -> list[str]:
    """Give the values of ``column``, as wanted or as they first stand in the table.

    Raises
    ------
    PlotError
        If the table has a value that is not wanted, or there are more than ``most``.
    """
    order = list(dict.fromkeys(table[column] if wanted is None else wanted))
    if extra := [value for value in dict.fromkeys(table[column]) if value not in order]:
        raise PlotError(
            f"the table has the {column} {extra[0]!r}, which is not among those to draw; "
            "filter the table, or name it as well"
        )
    if len(order) > most:
        raise PlotError(
            f"{len(order)} values of {column} cannot be told apart in a figure; draw {most} at most"
        )
    return order


def value_column(table: pd.DataFrame, value: str | None) -> str:
    """Give the column that `plot_counts` draws: as told, else the counts, else the rates."""
    rates = "rate" in table.columns and "count" not in table.columns
    return value or ("rate" if rates else "count")


def group_column(table: pd.DataFrame) -> str:
    """Give the column by which `plot_dispersion` tells marks apart: outlets, else documents."""
    documents = "doc_id" in table.columns and "outlet" not in table.columns
    return "doc_id" if documents else "outlet"


def pair(outlets: Sequence[Name] | None) -> tuple[Name, Name]:
    """Give the two outlets that a difference is between; `PlotError` if they are not two."""
    if outlets is None or isinstance(outlets, str) or len(outlets) != 2:
        raise PlotError(
            f"outlets is {outlets!r}; a difference is between two, so give (first, second): "
            "positive numbers mean more in the first"
        )
    return outlets[0], outlets[1]


def unit_of(table: pd.DataFrame, lang: Lang, default: Name = "") -> str:
    """Give what the numbers count, from the columns ``unit`` (Arabic) and ``unit_en``.

    Raises
    ------
    PlotError
        If there are several: they do not belong on one axis.
    """
    known = {}
    for column in ("unit", "unit_en"):
        found = table[column].dropna().unique() if column in table.columns else []
        if len(found) > 1:
            raise PlotError(
                f"the column {column} holds {len(found)} units ({found[0]}, {found[1]}); one axis "
                "has one unit, so filter the table and draw a figure for each"
            )
        if len(found):
            known[column] = str(found[0])
    if not known:
        return digits(both_names(default, lang), lang)
    arabic, english = (known.get(c, next(iter(known.values()))) for c in ("unit", "unit_en"))
    return both_names((arabic, english), lang)


def unit_name(column: str) -> Name:
    """Give what a column counts; one that sdlib does not know has its own name."""
    return _UNITS.get(column, column)


def both_names(names: Name, lang: Lang) -> str:
    """Give a name in the language of the figure: in both, the Arabic one stands first.

    Examples
    --------
    >>> both_names(("الجزيرة", "Al Jazeera"), "en")
    'Al Jazeera'
    """
    arabic, english = (names, names) if isinstance(names, str) else names
    if lang == "both" and arabic != english:
        # The marks keep brackets and full stops at the ends of the English name with it.
        return f"{arabic}{SEPARATOR}{_LTR}{english}{_LTR}"
    return english if lang == "en" else arabic


def outlet_names(table: pd.DataFrame, column: str, order: Sequence[str], lang: Lang) -> list[str]:
    """Give the names for the legend: of outlets from ``outlet_ar`` and ``outlet_en``."""
    known = sides_of(table, column)
    return [both_names(_named(known, value), lang) for value in order]


def sides_of(table: pd.DataFrame, column: str) -> dict[str, tuple[str, str]]:
    """Give the Arabic and the English name of each value of a column, ``""`` where it has none.

    Examples
    --------
    >>> table = pd.DataFrame({"outlet": ["A"], "outlet_ar": ["أ"]})
    >>> sides_of(table, "outlet")
    {'A': ('أ', '')}
    """
    arabic, english = (_names(table, column, f"{column}_{end}") for end in ("ar", "en"))
    return {v: (arabic.get(v, ""), english.get(v, "")) for v in dict.fromkeys(table[column])}


def _named(known: dict[str, tuple[str, str]], value: str) -> Name:
    arabic, english = known.get(value, ("", ""))
    return arabic or value, english or value


def _names(table: pd.DataFrame, column: str, names: str) -> dict[str, str]:
    if names not in table.columns:
        return {}
    known = table.dropna(subset=names).drop_duplicates(column)
    return dict(zip(known[column], known[names].astype(str), strict=True))


def glosses(table: pd.DataFrame, column: str = "label") -> dict[str, str]:
    """Give the English name of each label (or value of another column) that has one."""
    return _names(table, column, f"{column}_en")


def decimals_of(values: Iterable[float]) -> int:
    """Give the decimal places that leave three digits to the largest number, none to integers.

    Examples
    --------
    >>> decimals_of([12, 7]), decimals_of([3.25, 0.5]), decimals_of([0.0123])
    (0, 2, 4)
    """
    known = [abs(value) for value in values if not math.isnan(value)]
    if all(value == round(value) for value in known):
        return 0
    return min(max(2 - math.floor(math.log10(max(known))), 0), 8)


def written(values: Iterable[float], decimals: int, lang: Lang = "en") -> list[str]:
    """Write numbers alike: thousands separated, a fixed number of places, in the right digits.

    Examples
    --------
    >>> written([1234, 0.5], 1), written([1234], 1, "ar")
    (['1,234.0', '0.5'], ['١٬٢٣٤٫٠'])
    """
    return [digits(f"{value:,.{decimals}f}", lang) for value in values]


def scale_text(value: float) -> str:
    """Write a number with three digits, as short as it is, and never as a power of ten.

    Examples
    --------
    >>> [scale_text(value) for value in (1234.5, 2.50, 0.00012)]
    ['1,234', '2.5', '0.00012']
    """
    places = 0 if value >= 100 or value == round(value) else 2 - math.floor(math.log10(value))
    return f"{value:,.{places}f}".rstrip("0").rstrip(".") if places else f"{value:,.0f}"


def digits(text: str, lang: Lang) -> str:
    """Give a written number the digits of the language; beside English they stay Western.

    Examples
    --------
    >>> digits("12.5%", "ar"), digits("12.5%", "both")
    ('١٢٫٥٪', '12.5%')
    """
    return text.translate(_EASTERN) if lang == "ar" and not _western.get() else text


@contextmanager
def western_digits() -> Iterator[None]:
    """Keep Western digits in Arabic figures too, while they are made and drawn.

    For a page whose tables and articles have these: two kinds of digits for one number are
    hard to compare.

    Examples
    --------
    >>> with western_digits():
    ...     digits("12.5%", "ar")
    '12.5%'
    """
    before = _western.set(True)
    try:
        yield
    finally:
        _western.reset(before)


def as_percent(table: pd.DataFrame, column: str, numbers: Sequence[str]) -> pd.DataFrame:
    """Give shares (of 1) as percentages; numbers in other columns are as they are."""
    if column != "share":
        return table
    return table.assign(**{name: 100 * table[name] for name in numbers})
