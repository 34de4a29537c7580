"""Shares: for each outlet a bar of 100 %, cut into the parts of which its counts are made."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from sdlib.alt_texts import alt_text
from sdlib.arabic_text import text_width
from sdlib.errors import PlotError
from sdlib.outlet_styles import MOST, bar_style, draw_keys
from sdlib.plot_frame import (
    INK,
    draw_rows,
    draw_scale,
    end_of_scale,
    finish,
    make_rows,
    nothing_to_show,
    number_size,
    plot_width,
    start,
    write_beside,
    write_number,
)
from sdlib.plot_tables import (
    Lang,
    both_names,
    check_arguments,
    checked,
    digits,
    in_order,
    outlet_names,
    refuse,
    unit_name,
    written,
)

_BAR = 30.0
_REST = "\0rest"
_REST_NAMES = ("غير ذلك", "other")
# Hatching would run through a number.
_GROUND = {"facecolor": "white", "edgecolor": "none", "boxstyle": "round,pad=0"}
_TOTAL = {"ar": "العدد {}", "en": "n = {}", "both": "n = {}"}


def plot_shares(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    lang: Lang = "both",
    outlets: Sequence[str] | None = None,
    most: int = 7,
    title: str | None = None,
) -> Axes:
    """Draw of which parts the counts of each outlet are made, as bars of 100 %.

    For the names that outlets have for one thing, the kinds of speakers, the types of cues,
    direct and indirect claims. At the end of each bar stands how many are counted in all:
    half of four and half of four hundred do not say the same.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a part and outlet: ``label`` (the part), ``outlet``, ``count`` (not negative),
        and if wanted ``label_en``, ``outlet_ar``, ``outlet_en``. Parts are in the order in which
        they first stand in the table, outlets from top to bottom.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.
    lang : {"ar", "en", "both"}
        Language of the labels and of what the plot says itself.
    outlets : sequence of str, optional
        The outlets from top to bottom; as in the table if not given.
    most : int
        How many parts are told apart, the most frequent; what is left is one grey part.
    title : str, optional

    Returns
    -------
    Axes
        With the alternative text as ``sdlib_alt``.

    Raises
    ------
    PlotError
        If a column is missing, a count negative, or a pair of label and outlet there twice.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("direct", "A", 3), ("indirect", "A", 1)]
    >>> table = pd.DataFrame(rows, columns=["label", "outlet", "count"])
    >>> plot_shares(table, lang="en").sdlib_alt.split("outlet. ")[1]
    'A: direct 75%, indirect 25%.'
    """
    check_arguments(table, lang, "plot_shares")
    if not 1 <= most <= MOST:
        raise PlotError(f"plot_shares: most is {most}; tell 1 to {MOST} parts apart")
    clean = _checked(table)
    ax = start(ax)
    if clean.empty:
        return nothing_to_show(ax, lang, title)
    order = in_order(clean, "outlet", outlets, most=MOST)
    parts = _parts(clean, most)
    counts = _counts(clean, order, parts)
    ordered = clean.assign(_at=clean["outlet"].map(order.index)).sort_values("_at", kind="stable")
    rows = make_rows(ordered, lang, [_BAR] * clean["outlet"].nunique(), key="outlet")
    draw_rows(ax, rows)
    draw_scale(ax, digits(both_names(unit_name("share"), lang), lang), decimals=0, lang=lang)
    totals = counts.sum(axis=1)
    texts = [_TOTAL[lang].format(n) for n in written(totals, 0, lang)]
    end = end_of_scale(plot_width(ax, rows), 100, texts)
    ax.set_xlim((end, 0) if rows.rtl else (0, end))
    ax.set_xticks([0, 25, 50, 75, 100])
    for y, name, text in zip(rows.centres, rows.names, texts, strict=True):
        _draw_bar(ax, y, counts.loc[name], lang, plot_width(ax, rows) / end)
        write_beside(ax, 100 if totals[name] else 0, y, text)
    names = outlet_names(clean, "label", [part for part in parts if part != _REST], lang)
    names += [both_names(_REST_NAMES, lang)] * (_REST in parts)
    room = plot_width(ax, rows)
    above = draw_keys(ax, "bar", names, room=room, rtl=rows.rtl, rest=_REST in parts)
    alt = alt_text(table, "shares", lang="ar" if lang == "ar" else "en")
    return finish(ax, rows, title=title, above=above, alt=alt)


def _checked(table: pd.DataFrame) -> pd.DataFrame:
    plot = "plot_shares"
    clean = checked(table, plot, ["label", "outlet"], ["count"])
    refuse(clean["count"] < 0, plot, "has a negative count; correct or drop it")
    twice = clean.duplicated(["label", "outlet"])
    refuse(twice, plot, "repeats a label and outlet; add such rows up")
    return clean


def _parts(clean: pd.DataFrame, most: int) -> list[str]:
    """The parts that are told apart, in the table's order, and the rest behind them."""
    labels = list(dict.fromkeys(clean["label"]))
    sums = clean.groupby("label", sort=False)["count"].sum()
    kept = set(sums.sort_values(ascending=False, kind="stable").index[:most])
    return [label for label in labels if label in kept] + [_REST] * (len(labels) > most)


def _counts(clean: pd.DataFrame, order: Sequence[str], parts: Sequence[str]) -> pd.DataFrame:
    """Outlets by parts."""
    part = clean["label"].where(clean["label"].isin(parts), _REST)
    wide = clean.groupby(["outlet", part])["count"].sum().unstack(fill_value=0.0)
    present = [outlet for outlet in order if outlet in wide.index]
    return wide.reindex(index=present, columns=list(parts), fill_value=0.0)


def _draw_bar(ax: Axes, y: float, counts: pd.Series, lang: Lang, scale: float) -> None:
    """Draw one bar; ``scale`` is how many points one percent is wide."""
    left = 0.0
    for place, (part, share) in enumerate((100 * counts / (counts.sum() or 1.0)).items()):
        ax.barh(y, share, left=left, height=_BAR - 4, **bar_style(None if part == _REST else place))
        text = digits(f"{share:.0f}%", lang)
        if text_width(text, size=number_size(text)) + 10 <= share * scale:
            centred = {"ha": "center", "va": "center", "bbox": _GROUND}
            write_number(ax, left + share / 2, y, text, color=INK, **centred)
        left += share
