"""Bars: counts side by side by outlet, and differences to both sides of zero."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import offset_copy

from sdlib.alt_texts import alt_text
from sdlib.arabic_text import draw_text, wrap_text
from sdlib.outlet_styles import MOST, bar_style, draw_keys
from sdlib.plot_frame import (
    INK,
    MUTED,
    SMALL,
    base_of,
    draw_rows,
    draw_scale,
    end_of_scale,
    finish,
    height_of,
    lane_height,
    make_rows,
    nothing_to_show,
    plot_width,
    start,
    write_beside,
)
from sdlib.plot_tables import (
    Lang,
    Name,
    both_names,
    check_arguments,
    checked,
    decimals_of,
    in_order,
    outlet_names,
    pair,
    refuse,
    unit_of,
    value_column,
    written,
)

_UNITS: dict[str, Name] = {"count": ("العدد", "count"), "rate": ("المعدل", "rate")}
_DIFFERENCE = ("الفرق", "difference")
_MORE_IN = {"ar": "أكثر في {}", "en": "more in {}"}


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
    draw_scale(ax, unit_of(clean, lang, _UNITS.get(column, column)), decimals=decimals)
    texts = written(known[column], decimals)
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


def plot_difference(
    table: pd.DataFrame,
    outlets: Sequence[Name],
    *,
    ax: Axes | None = None,
    lang: Lang = "both",
    title: str | None = None,
) -> Axes:
    """Draw differences between two outlets as bars to both sides of zero.

    The first outlet is on the right in every language, and each side bears its outlet's name.
    Numbers have no sign: the side says which outlet has more.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a label, from top to bottom: ``label``, ``difference`` (positive: more in the
        first outlet), and if wanted ``low`` and ``high`` (the ends of an interval, drawn as a
        line), ``label_en``, ``unit`` and ``unit_en``.
    outlets : sequence of two
        The first and the second outlet, each a name or a pair of an Arabic and an English name.
    ax, lang, title
        As in `plot_counts`.

    Returns
    -------
    Axes
        With the alternative text as ``sdlib_alt``.

    Raises
    ------
    PlotError
        If a column is missing, a label there twice, a difference outside its interval, or
        ``outlets`` not two.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"label": ["حلب", "حماة"], "difference": [0.4, -1.2]})
    >>> [float(bar.get_width()) for bar in plot_difference(table, ["A", "B"]).patches]
    [0.4, -1.2]
    """
    check_arguments(table, lang, "plot_difference")
    pair(outlets)
    clean = _checked_differences(table)
    ax = start(ax)
    if clean.empty:
        return nothing_to_show(ax, lang, title)
    rows = make_rows(clean, lang, [15.0] * len(clean))
    draw_rows(ax, rows)
    decimals = decimals_of(clean["difference"])
    draw_scale(ax, unit_of(clean, lang, _DIFFERENCE), decimals=decimals)
    ax.axvline(0, color=MUTED, linewidth=1)
    texts = written(clean["difference"].abs(), decimals)
    numbers = clean[["difference", "low", "high"]]
    end = end_of_scale(plot_width(ax, rows) / 2, numbers.abs().max().max(), texts)
    ax.set_xlim(-end, end)
    for y, row, text in zip(rows.centres, numbers.itertuples(index=False), texts, strict=True):
        _draw_difference(ax, y, row, text)
    above = _draw_sides(ax, outlets, lang, plot_width(ax, rows) / 2 - 12)
    alt = alt_text(table, "difference", lang="ar" if lang == "ar" else "en", outlets=outlets)
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


def _checked_differences(table: pd.DataFrame) -> pd.DataFrame:
    ends = [column for column in ("low", "high") if column in table.columns]
    clean = checked(table, "plot_difference", ["label"], ["difference", *ends])
    twice = clean.duplicated("label")
    refuse(twice, "plot_difference", "repeats a label; make the labels distinct")
    refuse(clean["difference"].isna(), "plot_difference", "has no difference; drop it")
    for end in {"low", "high"} - set(ends):
        clean[end] = clean["difference"]
    outside = (clean["difference"] < clean["low"]) | (clean["difference"] > clean["high"])
    refuse(outside, "plot_difference", "has its difference outside low to high")
    return clean


def _draw_difference(ax: Axes, y: float, row: tuple[float, float, float], text: str) -> None:
    size, low, high = row
    low, high = (size if pd.isna(end) else end for end in (low, high))
    ax.barh(y, size, height=13, **bar_style(0 if size >= 0 else 1))
    if low < high:
        ax.plot([low, high], [y, y], color=INK, linewidth=1.2, solid_capstyle="butt")
    outer, away = (max(high, 0), 5.0) if size >= 0 else (min(low, 0), -5.0)
    write_beside(ax, outer, y, text, away=away)


def _draw_sides(ax: Axes, outlets: Sequence[Name], lang: Lang, room: float) -> float:
    """Name each side; one text a side, since within one string Arabic names change places."""
    place = offset_copy(ax.transAxes, ax.figure, y=8, units="points")
    heights = []
    for side, outlet in zip(("right", "left"), outlets, strict=True):
        text = "\n".join(_more_in(outlet, one, room) for one in _languages(lang))
        drawn = draw_text(
            ax,
            1 if side == "right" else 0,
            1,
            text,
            size=SMALL,
            bold=True,
            color=INK,
            transform=place,
            ha=side,
            va="bottom",
            multialignment=side,
        )
        heights.append(height_of(drawn))
    return max(heights) + 8


def _languages(lang: Lang) -> tuple[Lang, ...]:
    return ("ar", "en") if lang == "both" else (lang,)


def _more_in(outlet: Name, lang: Lang, room: float) -> str:
    text = _MORE_IN[lang].format(both_names(outlet, lang))
    base = "ltr" if lang == "en" else base_of(text)
    return wrap_text(text, room, size=SMALL, bold=True, base=base)
