"""Timeline: counts by day, week or month, a strip for each outlet, gaps where nothing is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pandas as pd
from matplotlib.axes import Axes

from sdlib.alt_texts import alt_text
from sdlib.arabic_text import label_ticks, text_width
from sdlib.outlet_styles import MOST, bar_style
from sdlib.periods import date_text, in_periods
from sdlib.plot_frame import (
    MUTED,
    Rows,
    draw_rows,
    draw_scale,
    finish,
    make_rows,
    nothing_to_show,
    number_size,
    plot_width,
    start,
    write_number,
)
from sdlib.plot_tables import (
    Lang,
    both_names,
    check_arguments,
    in_order,
    unit_name,
    unit_of,
    written,
)

# In points: of bars, and of the number above the highest.
_HIGHEST = 34.0
_NUMBER = 16.0
# How many periods may lie between two dates that are written.
_STEPS = (1, 2, 3, 4, 7, 14, 28, 56, 84)
_EACH = {
    "day": ("كل عمود يوم", "each bar is a day"),
    "week": ("كل عمود أسبوع", "each bar is a week"),
    "month": ("كل عمود شهر", "each bar is a month"),
}
_GAPS = (
    "حيث ينقطع الخط لا مقالات",
    "where the line is broken there are no articles",
)


def plot_timeline(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    lang: Lang = "both",
    every: Literal["day", "week", "month"] | None = None,
    outlets: Sequence[str] | None = None,
    title: str | None = None,
) -> Axes:
    """Draw counts over time, such as claims by day, one strip an outlet, all on one scale.

    Periods without a row are gaps: the base line is broken there. 0 has a base line and no
    bar. Above the highest bar of each outlet stands its number. In Arabic time runs from right
    to left.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a date and outlet, or several, which are added up: ``date`` (ISO text or
        timestamps), ``outlet``, ``count`` (not negative), and if wanted ``outlet_ar``,
        ``outlet_en``, ``unit`` and ``unit_en``. `count_by_date` gives it.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.
    lang : {"ar", "en", "both"}
        Language of the labels and of what the plot says itself.
    every : {"day", "week", "month"}, optional
        How long a bar lasts; by default the shortest that gives no more than 200 bars.
    outlets : sequence of str, optional
        The outlets from top to bottom; as in the table if not given.
    title : str, optional

    Returns
    -------
    Axes
        With the alternative text as ``sdlib_alt``.

    Raises
    ------
    PlotError
        If a column is missing, a date or count cannot be read, or there are too many periods.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("2018-04-14", "A", 2), ("2018-04-16", "A", 5)]
    >>> table = pd.DataFrame(rows, columns=["date", "outlet", "count"])
    >>> plot_timeline(table, lang="en").sdlib_alt.split(": ")[1].split(", ")[1:]
    ['most on 2018-04-16 (5)', 'periods between without articles']
    """
    check_arguments(table, lang, "plot_timeline")
    clean, step = in_periods(table, "plot_timeline", every)
    unit = unit_of(clean, lang, unit_name("count"))
    ax = start(ax)
    if clean.empty:
        return nothing_to_show(ax, lang, title)
    order = in_order(clean, "outlet", outlets, most=MOST)
    ordered = clean.assign(_at=clean["outlet"].map(order.index)).sort_values("_at", kind="stable")
    rows = make_rows(ordered, lang, [_HIGHEST + _NUMBER] * clean["outlet"].nunique(), key="outlet")
    draw_rows(ax, rows)
    notes = [both_names(note, lang) for note in (_EACH[step], _GAPS)]
    draw_scale(ax, "\n".join([unit, *notes]), decimals=0, lang=lang)
    _draw_dates(ax, rows, clean["period"], lang)
    for name in rows.names:
        _draw_strip(ax, rows, ordered, name, order.index(name), lang=lang)
    alt = alt_text(table, "timeline", lang="ar" if lang == "ar" else "en", value=step)
    return finish(ax, rows, title=title, above=0, alt=alt)


def _draw_dates(ax: Axes, rows: Rows, periods: pd.Series, lang: Lang) -> None:
    """Set the x axis, which counts periods from the first one, with as many dates as fit."""
    first, count = periods.min(), (periods.max() - periods.min()).n + 1
    # It would look like the base line of the last strip.
    ax.spines["bottom"].set_visible(False)
    # A single bar should not fill the figure.
    margin = 0.5 + max(0.01 * count, (5 - count) / 2)
    ends = (-margin, count - 1 + margin)
    ax.set_xlim(ends[::-1] if rows.rtl else ends)
    size = number_size(date_text(first, lang))
    needed = text_width(date_text(first, lang), size=size) + 14
    room = plot_width(ax, rows) / (count - 1 + 2 * margin)
    step = next((s for s in _STEPS if room * s >= needed), _STEPS[-1])
    places = range(0, count, step)
    dates = [date_text(first + place, lang) for place in places]
    label_ticks(ax.xaxis, list(places), dates, size=size)


def _draw_strip(
    ax: Axes, rows: Rows, table: pd.DataFrame, name: str, place: int, *, lang: Lang
) -> None:
    own = table[table["outlet"].eq(name)]
    base = rows.centres[rows.names.index(name)] + (_HIGHEST + _NUMBER) / 2
    at = (own["period"] - table["period"].min()).map(lambda difference: difference.n)
    heights = own["count"] * _HIGHEST / (table["count"].max() or 1.0)
    ax.bar(at, -heights, bottom=base, width=0.9, **bar_style(place))
    ax.hlines([base] * len(at), at - 0.5, at + 0.5, color=MUTED, linewidth=1)
    highest = own["count"].idxmax()
    text = written([own["count"].max()], 0, lang)[0]
    top = base - heights[highest] - 1
    write_number(ax, at[highest], top, text, color=MUTED, ha="center", va="bottom")
