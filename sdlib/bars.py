"""Bars: counts or rates side by side by outlet."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from sdlib.alt_texts import alt_text
from sdlib.outlet_styles import MOST, bar_style, draw_keys
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


def plot_counts(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    lang: Lang = "both",
    value: str | None = None,
    outlets: Sequence[str] | None = None,
    title: str | None = None,
) -> Axes:
    """Draw counts or rates as horizontal bars, those of one label together, one an outlet.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a label and outlet, labels from top to bottom as they first stand in it:
        ``label``, ``outlet``, ``count`` or ``rate`` (not negative), and if wanted ``label_en``,
        ``outlet_ar``, ``outlet_en``, and ``unit`` and ``unit_en``, which name the axis.
        A pair without a row, or with a missing number, has no bar and no number; 0 has a number.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.
    lang : {"ar", "en", "both"}
        Language of the labels and of what the plot says itself.
    value : str, optional
        The column to draw, if not ``count``, or ``rate`` where there is no ``count``.
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
        If a column is missing, a number negative, or a pair of label and outlet there twice.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("حلب", "Aleppo", "A", 12), ("حلب", "Aleppo", "B", 9)]
    >>> table = pd.DataFrame(rows, columns=["label", "label_en", "outlet", "count"])
    >>> [int(bar.get_width()) for bar in plot_counts(table).patches]
    [12, 9]
    """
    check_arguments(table, lang, "plot_counts")
    column = value_column(table, value)
    clean = _checked_counts(table, column)
    ax = start(ax)
    if clean.empty:
        return nothing_to_show(ax, lang, title)
    order = in_order(clean, "outlet", outlets, most=MOST)
    bar = lane_height(len(order))
    rows = make_rows(clean, lang, [bar * len(order)] * clean["label"].nunique())
    draw_rows(ax, rows, separated=len(order) > 3)
    known = clean.dropna(subset=column)
    decimals = decimals_of(known[column])
    draw_scale(ax, unit_of(clean, lang, unit_name(column)), decimals=decimals, lang=lang)
    texts = written(known[column], decimals, lang)
    end = end_of_scale(plot_width(ax, rows), known[column].max() if len(known) else 0, texts)
    ax.set_xlim((end, 0) if rows.rtl else (0, end))
    places = known["outlet"].map(order.index)
    heights = [
        rows.lane(label, place, len(order), bar)
        for label, place in zip(known["label"], places, strict=True)
    ]
    for place, y, number, text in zip(places, heights, known[column], texts, strict=True):
        ax.barh(y, number, height=bar - 1, **bar_style(place))
        write_beside(ax, number, y, text)
    names = outlet_names(clean, "outlet", order, lang)
    above = draw_keys(ax, "bar", names, room=plot_width(ax, rows), rtl=rows.rtl)
    alt = alt_text(table, "counts", lang="ar" if lang == "ar" else "en", value=column)
    return finish(ax, rows, title=title, above=above, alt=alt)


def _checked_counts(table: pd.DataFrame, column: str) -> pd.DataFrame:
    clean = checked(table, "plot_counts", ["label", "outlet"], [column])
    negative = clean[column] < 0
    refuse(negative, "plot_counts", f"has a negative {column}; plot_difference draws those")
    twice = clean.duplicated(["label", "outlet"])
    refuse(
        twice,
        "plot_counts",
        "repeats a label and outlet; add such rows up, or make the labels distinct",
    )
    return clean
