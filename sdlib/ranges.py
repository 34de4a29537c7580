"""Ranges: figures of one thing with who gives them, as points, spans and open ends."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import offset_copy

from sdlib.alt_texts import alt_text
from sdlib.outlet_styles import MOST, colour, draw_keys, marker
from sdlib.plot_frame import (
    Rows,
    draw_rows,
    draw_scale,
    end_of_scale,
    finish,
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
    unit_of,
    written,
)

_NUMBERS = ["value", "low", "high"]
# In points.
_LANE = 16.0
_ARROW = 26.0
_MARKER = 7.0


def plot_ranges(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    lang: Lang = "both",
    outlets: Sequence[str] | None = None,
    title: str | None = None,
) -> Axes:
    """Draw figures with who gives them: points, ranges, and arrows where an end is open.

    Figures of different scope stand on one axis here. Whether they count the same people is
    said in the sentences that they come from, and not in the plot.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a figure: ``label`` (who says it), ``outlet``, ``value``, ``low``, ``high`` (not
        negative, missing where not known), ``unit`` (the same in all rows), and if wanted
        ``label_en``, ``outlet_ar``, ``outlet_en``, ``unit_en``. With one end missing the range
        is open there; with both, the value stands alone.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.
    lang : {"ar", "en", "both"}
        Language of the labels and of what the plot says itself.
    outlets : sequence of str, optional
        The outlets in the order of the legend; as in the table if not given.
    title : str, optional

    Returns
    -------
    Axes
        With the alternative text as ``sdlib_alt``.

    Raises
    ------
    PlotError
        If a column is missing, there are several units, or a row has no number, a negative
        one, or a value outside its ends.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"label": ["observers"], "outlet": ["A"], "value": [None],
    ...                       "low": [20], "high": [None], "unit": ["killed"]})
    >>> plot_ranges(table, lang="en").sdlib_alt
    'Figures by who gives them, as points and ranges (killed). observers: A at least 20.'
    """
    check_arguments(table, lang, "plot_ranges")
    clean = _checked(table)
    unit = unit_of(clean, lang)
    ax = start(ax)
    if clean.empty:
        return nothing_to_show(ax, lang, title)
    order = in_order(clean, "outlet", outlets, most=MOST)
    clean["_place"] = clean["outlet"].map(order.index)
    rows = make_rows(clean, lang, [_LANE * n for n in clean.groupby("label", sort=False).size()])
    draw_rows(ax, rows, separated=True)
    decimals = decimals_of(clean[_NUMBERS].to_numpy().ravel())
    draw_scale(ax, unit, decimals=decimals, lang=lang)
    spans = [_span(*row) for row in clean[_NUMBERS].itertuples(index=False)]
    clean["_text"] = [_text(*span, decimals, lang) for span in spans]
    _set_limits(ax, rows, max(last for _, last in spans), list(clean["_text"]))
    for label, figures in clean.groupby("label", sort=False):
        ordered = figures.sort_values("_place", kind="stable")
        for lane, row in enumerate(ordered[[*_NUMBERS, "_place", "_text"]].itertuples(index=False)):
            _draw_figure(ax, rows.lane(label, lane, len(figures), _LANE), row)
    names = outlet_names(clean, "outlet", order, lang)
    above = draw_keys(ax, "point", names, room=plot_width(ax, rows), rtl=rows.rtl)
    alt = alt_text(table, "ranges", lang="ar" if lang == "ar" else "en")
    return finish(ax, rows, title=title, above=above, alt=alt)


def _checked(table: pd.DataFrame) -> pd.DataFrame:
    plot = "plot_ranges"
    clean = checked(table, plot, ["label", "outlet"], _NUMBERS)
    checked(table.head(0), plot, ["unit"])
    refuse(clean[_NUMBERS].isna().all(axis=1), plot, "has no value, low or high; drop it")
    refuse((clean[_NUMBERS] < 0).any(axis=1), plot, "has a figure below 0; correct or drop it")
    outside = (clean["value"] < clean["low"]) | (clean["value"] > clean["high"])
    refuse(outside, plot, "has its value outside low to high")
    refuse(clean["low"] > clean["high"], plot, "has its low end above its high one")
    return clean


def _set_limits(ax: Axes, rows: Rows, largest: float, texts: Sequence[str]) -> None:
    end = end_of_scale(plot_width(ax, rows), largest, texts, extra=_ARROW + _MARKER)
    # A mark at zero is whole, and its arrow does not reach the labels.
    ax.set_xlim((end, -0.02 * end) if rows.rtl else (-0.02 * end, end))


def _span(value: float, low: float, high: float) -> tuple[float, float]:
    known = [number for number in (low, value, high) if not isnan(number)]
    return min(known), max(known)


def _text(first: float, last: float, decimals: int, lang: Lang) -> str:
    return "–".join(dict.fromkeys(written([first, last], decimals, lang)))


def _draw_figure(ax: Axes, y: float, row: tuple[float, float, float, int, str]) -> None:
    value, low, high, place, text = row
    look = {"color": colour(place), "solid_capstyle": "butt"}
    first, last = _span(value, low, high)
    if first < last:
        ax.plot([first, last], [y, y], linewidth=2.5, **look)
    at = [first, last] if isnan(value) else [value]
    ax.plot(at, [y] * len(at), marker(place), markersize=_MARKER, **look)
    away = _MARKER
    if isnan(high) and not isnan(low):
        _draw_arrow(ax, last, y, _ARROW, colour(place))
        away += _ARROW
    if isnan(low) and not isnan(high):
        _draw_arrow(ax, first, y, -_ARROW, colour(place))
    write_beside(ax, last, y, text, away=away)


def _draw_arrow(ax: Axes, x: float, y: float, length: float, color: str) -> None:
    """Draw an open end: an arrow ``length`` points towards larger values (smaller, if < 0)."""
    shift = -length if ax.xaxis_inverted() else length
    look = {"arrowstyle": "-|>", "color": color, "linewidth": 2.0, "shrinkA": 0, "shrinkB": 0}
    ax.annotate(
        "",
        xy=(x, y),
        xycoords=offset_copy(ax.transData, ax.figure, x=shift, units="points"),
        xytext=(x, y),
        textcoords="data",
        arrowprops=look,
    )
