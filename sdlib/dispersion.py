"""Dispersion: where in the articles things stand, as marks from the first word to the last."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes

from sdlib.alt_texts import alt_text
from sdlib.arabic_text import label_ticks
from sdlib.outlet_styles import COLOURED, MOST, Kind, colour, draw_keys, marker
from sdlib.plot_frame import (
    FAINT,
    Rows,
    draw_rows,
    draw_scale,
    finish,
    lane_height,
    make_rows,
    nothing_to_show,
    number_size,
    plot_width,
    start,
)
from sdlib.plot_tables import (
    Lang,
    check_arguments,
    checked,
    digits,
    group_column,
    in_order,
    outlet_names,
    refuse,
)
from sdlib.shaping import Base

Numbers = npt.NDArray[np.float64]

_ENDS = {
    "ar": ("بداية المقال", "نهايته"),
    "en": ("start of article", "end"),
    "both": ("بداية المقال\nstart of article", "نهايته\nend"),
}


def plot_dispersion(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    lang: Lang = "both",
    outlets: Sequence[str] | None = None,
    title: str | None = None,
) -> Axes:
    """Draw where in the articles each thing stands: an x-ray, one row a label.

    Each outlet has a line of its own in each row; a line without marks says that the outlet's
    articles in the table do not have the thing.

    Parameters
    ----------
    table : pandas.DataFrame
        One row an occurrence: ``label``, ``position`` (0 the start of the article, 1 its end)
        and ``outlet``, or ``doc_id`` where there is no outlet; if wanted ``label_en``,
        ``outlet_ar``, ``outlet_en``. A row without a position keeps the lines of a label that
        is not found at all.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.
    lang : {"ar", "en", "both"}
        Language of the labels and of what the plot says itself.
    outlets : sequence of str, optional
        The outlets (or documents) from top to bottom; as in the table if not given.
    title : str, optional

    Returns
    -------
    Axes
        With the alternative text as ``sdlib_alt``.

    Raises
    ------
    PlotError
        If a column is missing or a position outside 0 to 1.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"label": ["Hama"] * 2, "doc_id": "a", "position": [0.1, 0.9]})
    >>> plot_dispersion(table).sdlib_alt.split("(end). ")[1]
    'Hama: a 2 times, from 0.10 to 0.90.'
    """
    check_arguments(table, lang, "plot_dispersion")
    column = group_column(table)
    clean = checked(table, "plot_dispersion", ["label", column], ["position"])
    outside = ~clean["position"].between(0, 1) & clean["position"].notna()
    refuse(outside, "plot_dispersion", "has a position outside 0 to 1; divide by the length")
    ax = start(ax)
    if clean.empty:
        return nothing_to_show(ax, lang, title)
    order = in_order(clean, column, outlets, most=MOST)
    lane = lane_height(len(order))
    # Lines of many outlets would run into those of the next label.
    gap = lane if len(order) > 3 else 0.0
    rows = make_rows(clean, lang, [lane * len(order) + gap] * clean["label"].nunique())
    draw_rows(ax, rows)
    _draw_scale(ax, rows, lang)
    kind: Kind = "tick" if len(order) <= COLOURED else "dot"
    for place, group in enumerate(order):
        lines = {name: rows.lane(name, place, len(order), lane) for name in rows.names}
        ax.hlines(list(lines.values()), 0, 1, color=FAINT, linewidth=1, zorder=1)
        own = clean[clean[column].eq(group) & clean["position"].notna()]
        y = own["label"].map(lines).to_numpy(dtype="float64")
        reach = 0.4 * lane if kind == "tick" else 0.0
        _draw_marks(ax, own["position"].to_numpy(), y, place, reach=reach)
    names = outlet_names(clean, column, order, lang)
    above = draw_keys(ax, kind, names, room=plot_width(ax, rows), rtl=rows.rtl)
    alt = alt_text(table, "dispersion", lang="ar" if lang == "ar" else "en")
    return finish(ax, rows, title=title, above=above, alt=alt)


def _draw_marks(ax: Axes, x: Numbers, y: Numbers, place: int, *, reach: float) -> None:
    if reach:
        ax.vlines(x, y - reach, y + reach, color=colour(place), linewidth=1.6)
    else:
        ax.plot(x, y, marker(place), color=colour(place), markersize=5, clip_on=False)


def _draw_scale(ax: Axes, rows: Rows, lang: Lang) -> None:
    draw_scale(ax, "", decimals=2)
    ax.grid(False)
    ax.set_xlim((1.01, -0.01) if rows.rtl else (-0.01, 1.01))
    first, last = _ENDS[lang]
    quarters = [digits(f"{share}%", lang) for share in (25, 50, 75)]
    labels = [first, *quarters, last]
    base: Base = "rtl" if lang == "ar" else "auto"
    look = {"size": number_size(quarters[0]), "multialignment": "center"}
    label_ticks(ax.xaxis, [0, 0.25, 0.5, 0.75, 1], labels, base=base, **look)
