"""Periods: days, weeks or months of a dated table of counts, and how they are written."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sdlib.errors import PlotError
from sdlib.plot_tables import Lang, checked, digits, refuse

#: pandas' names of the periods; a week begins on Monday.
STEPS: Mapping[str, str] = {"day": "D", "week": "W-SUN", "month": "M"}
#: More bars than this are too thin to be seen.
MOST_PERIODS = 200


def in_periods(table: pd.DataFrame, plot: str, every: str | None) -> tuple[pd.DataFrame, str]:
    """Add up counts by outlet and period.

    Parameters
    ----------
    table : pandas.DataFrame
        ``date`` (ISO text or timestamps), ``outlet``, ``count`` and perhaps ``outlet_ar``,
        ``outlet_en``, ``unit``, ``unit_en``.
    plot : str
        Who asks, for messages.
    every : {"day", "week", "month"} or None
        None takes the shortest of which there are no more than `MOST_PERIODS`.

    Returns
    -------
    tuple of pandas.DataFrame and str
        One row an outlet and period that has a count, outlets in the order of the table, with
        ``period`` (pandas Periods), and the step taken.

    Raises
    ------
    PlotError
        If a column is missing, a date or count cannot be read, or there are too many periods.

    Examples
    --------
    >>> rows = [("2018-04-14", "A", 2), ("2018-04-15", "A", 1)]
    >>> table = pd.DataFrame(rows, columns=["date", "outlet", "count"])
    >>> in_periods(table, "plot_timeline", "month")[0]["count"].tolist()
    [3.0]
    """
    if every is not None and every not in STEPS:
        raise PlotError(f"{plot}: every is {every!r}; give {', '.join(STEPS)} or None")
    clean = checked(table, plot, ["date", "outlet"], ["count"])
    refuse(clean["count"] < 0, plot, "has a negative count; correct or drop it")
    days = pd.to_datetime(clean["date"].str.slice(0, 10), format="%Y-%m-%d", errors="coerce")
    refuse(days.isna(), plot, "has no date like 2018-04-14; correct or drop it")
    step = every or _fitting(days)
    clean["period"] = days.dt.to_period(STEPS[step])
    known = clean.dropna(subset="count")
    if len(known) and (count := _span(known["period"])) > MOST_PERIODS:
        raise PlotError(
            f"{plot}: from first to last there are {count} periods of a {step}, and a figure has "
            f"room for {MOST_PERIODS}; take a longer period, or filter the table"
        )
    others = {c: "first" for c in known.columns.difference(["outlet", "period", "date", "count"])}
    grouped = known.groupby(["outlet", "period"], sort=False)
    return grouped.agg({"count": "sum", **others}).reset_index(), step


def gaps(periods: pd.Series) -> int:
    """Count the periods between the first and the last that are not there.

    Examples
    --------
    >>> gaps(pd.Series(pd.PeriodIndex(["2018-04-14", "2018-04-17"], freq="D")))
    2
    """
    return _span(periods) - periods.nunique()


def date_text(period: pd.Period, lang: Lang) -> str:
    """Write a period, a week as its first day: in Western digits as tables and articles' dates do.

    Hyphens between Arabic digits would turn the order of a date round, so these have strokes.

    Examples
    --------
    >>> date_text(pd.Period("2018-04-14", "D"), "ar"), date_text(pd.Period("2018-04", "M"), "en")
    ('١٤/٤/٢٠١٨', '2018-04')
    """
    day = period.start_time
    month = period.freqstr == STEPS["month"]
    if digits("0", lang) == "0":
        return f"{day:%Y-%m}" if month else f"{day:%Y-%m-%d}"
    parts = [day.month, day.year] if month else [day.day, day.month, day.year]
    return digits("/".join(map(str, parts)), lang)


def _fitting(days: pd.Series) -> str:
    steps = list(STEPS)
    fits = [s for s in steps if days.empty or _span(days.dt.to_period(STEPS[s])) <= MOST_PERIODS]
    return fits[0] if fits else steps[-1]


def _span(periods: pd.Series) -> int:
    return int((periods.max() - periods.min()).n) + 1
