"""Intervals: estimates by outlet as points, with the line from the low end to the high one."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from sdlib.alt_texts import alt_text
from sdlib.outlet_styles import MOST, colour, draw_keys, marker
from sdlib.plot_frame import (
    draw_rows,
    draw_scale,
    end_of_scale,
    finish,
    lane_height,
    make_rows,
    nothing_to_show,
    plot_width,
    start,
    write_beside,
)
from sdlib.plot_tables import (
    Lang,
    as_percent,
    check_arguments,
    checked,
    decimals_of,
    in_order,
    outlet_names,
    refuse,
    unit_name,
    unit_of,
    value_column,
    written,
)


def plot_intervals(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    lang: Lang = "both",
    value: str | None = None,
    outlets: Sequence[str] | None = None,
    title: str | None = None,
) -> Axes:
    """Draw counts, rates or shares as points with their intervals, one line an outlet.

    The number beside a line is the point's; intervals that overlap are seen to do so.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a label and outlet, labels from top to bottom as they first stand in it:
        ``label``, ``outlet``, ``count`` or ``rate`` (not negative), ``low`` and ``high`` (missing
        where there is no interval), and if wanted ``label_en``, ``outlet_ar``, ``outlet_en``,
        ``unit`` and ``unit_en``. A pair without a row, or with a missing number, has no mark.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.
    lang : {"ar", "en", "both"}
        Language of the labels and of what the plot says itself.
    value : str, optional
        The column to draw, if not ``count``, or ``rate`` where there is no ``count``. One that is
        called ``share`` goes from 0 to 1 and is drawn in percent.
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
        If a column is missing, a number negative or outside its interval, or a pair of label
        and outlet there twice.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"label": ["direct"], "outlet": ["A"], "share": [0.25],
    ...                       "low": [0.125], "high": [0.5]})
    >>> plot_intervals(table, value="share", lang="en").sdlib_alt.split("outlet. ")[1]
    'direct: A 25.0 (12.5 to 50.0).'
    """
    check_arguments(table, lang, "plot_intervals")
    column = value_column(table, value)
    numbers = [column, "low", "high"]
    clean = as_percent(_checked(table, numbers), column, numbers)
    ax = start(ax)
    if clean.empty:
        return nothing_to_show(ax, lang, title)
    order = in_order(clean, "outlet", outlets, most=MOST)
    lane = lane_height(len(order))
    rows = make_rows(clean, lang, [lane * len(order)] * clean["label"].nunique())
    draw_rows(ax, rows, separated=len(order) > 3)
    known = clean.dropna(subset=column)
    decimals = decimals_of(known[column])
    draw_scale(ax, unit_of(clean, lang, unit_name(column)), decimals=decimals, lang=lang)
    texts = written(known[column], decimals, lang)
    largest = known[numbers].max().max() if len(known) else 0.0
    end = end_of_scale(plot_width(ax, rows), largest, texts, extra=4)
    # A mark at zero is whole.
    ax.set_xlim((end, -0.015 * end) if rows.rtl else (-0.015 * end, end))
    for row, text in zip(known.itertuples(index=False), texts, strict=True):
        place = order.index(row.outlet)
        y = rows.lane(row.label, place, len(order), lane)
        _draw_interval(ax, y, (getattr(row, column), row.low, row.high), text, place)
    names = outlet_names(clean, "outlet", order, lang)
    above = draw_keys(ax, "point", names, room=plot_width(ax, rows), rtl=rows.rtl)
    alt = alt_text(table, "intervals", lang="ar" if lang == "ar" else "en", value=column)
    return finish(ax, rows, title=title, above=above, alt=alt)


def _checked(table: pd.DataFrame, numbers: Sequence[str]) -> pd.DataFrame:
    plot = "plot_intervals"
    clean = checked(table, plot, ["label", "outlet"], numbers)
    refuse(clean.duplicated(["label", "outlet"]), plot, "repeats a label and outlet")
    refuse((clean[list(numbers)] < 0).any(axis=1), plot, "has a number below 0")
    value, low, high = (clean[number] for number in numbers)
    refuse((value < low) | (value > high), plot, f"has its {numbers[0]} outside low to high")
    return clean


def _draw_interval(
    ax: Axes, y: float, row: tuple[float, float, float], text: str, place: int
) -> None:
    value, low, high = row
    low, high = (value if pd.isna(end) else end for end in (low, high))
    ax.plot([low, high], [y, y], color=colour(place), linewidth=2, solid_capstyle="butt")
    ax.plot([value], [y], marker(place), color=colour(place), markersize=7)
    write_beside(ax, high, y, text, away=7 if high == value else 5)
