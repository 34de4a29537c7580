"""Differences between two outlets: bars to both sides of zero, each side with its outlet's name."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator
from matplotlib.transforms import offset_copy

from sdlib.alt_texts import alt_text
from sdlib.arabic_text import draw_text, text_width, wrap_text
from sdlib.errors import PlotError
from sdlib.outlet_styles import bar_style
from sdlib.plot_frame import (
    INK,
    MUTED,
    SMALL,
    Rows,
    draw_rows,
    draw_scale,
    end_of_scale,
    finish,
    height_of,
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
    Name,
    both_names,
    check_arguments,
    checked,
    decimals_of,
    digits,
    pair,
    refuse,
    unit_name,
    unit_of,
    written,
)

_BAR = 15.0
_SHIFT = "jensen_shannon"
_COUNTS = ("count", "count_other")
_MORE_IN = {"ar": "أكثر في {}", "en": "more in {}"}
_PART = {"ar": "{}% من التباعد", "en": "{}% of the divergence"}
_DRAWN = ("المرسوم هنا: {}%", "drawn here: {}%")


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
        ``outlets`` are not two.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"label": ["militia", "army"], "difference": [2.5, -1]})
    >>> plot_difference(table, ["A", "B"], lang="en").sdlib_alt
    'Bars to both sides of zero, difference. militia: more in A by 2.50; army: more in B by 1.00.'
    """
    pair(outlets)
    check_arguments(table, lang, "plot_difference")
    clean = _checked(table, "plot_difference", "difference")
    ax = start(ax)
    if clean.empty:
        return nothing_to_show(ax, lang, title)
    rows = _draw(ax, clean, "difference", lang, unit=_unit(clean, "difference", lang))
    above = _draw_sides(ax, [_more_in(name, lang) for name in outlets], rows)
    alt = alt_text(table, "difference", lang="ar" if lang == "ar" else "en", outlets=outlets)
    return finish(ax, rows, title=title, above=above, alt=alt)


def plot_keyness(
    table: pd.DataFrame,
    outlets: Sequence[Name],
    *,
    ax: Axes | None = None,
    lang: Lang = "both",
    value: str = "weighted_log_odds",
    title: str | None = None,
) -> Axes:
    """Draw the keyness of words: bars to both sides of zero, with the counts in both outlets.

    The counts stand at the outer edges, those of the first outlet on the right, under its name:
    a score of two uses and one of two hundred do not look alike.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a word, from top to bottom, as `keyness` gives it, ``term`` renamed: ``label``,
        ``weighted_log_odds`` (z; positive: more in the first outlet), ``count`` and
        ``count_other`` (uses in the first and the second), and if wanted ``label_en``, ``unit``
        and ``unit_en``, which name the score, and ``low`` and ``high``, the interval of
        ``log_ratio``, which is drawn with that score only.
    outlets : sequence of two
        As in `plot_difference`.
    ax, lang, title
        As in `plot_counts`.
    value : str
        The column of the score, if not ``weighted_log_odds``: another of the measures of `keyness`.

    Returns
    -------
    Axes
        With the alternative text as ``sdlib_alt``.

    Raises
    ------
    PlotError
        As `plot_difference`, and if a count is missing or negative.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"label": ["army"], "weighted_log_odds": [-3.25], "count": [4],
    ...                       "count_other": [31]})
    >>> plot_keyness(table, ["A", "B"], lang="en").sdlib_alt.split(". ")[1]
    'army: more in B, 3.25 (A: 4, B: 31).'
    """
    pair(outlets)
    check_arguments(table, lang, "plot_keyness")
    if value != "log_ratio":
        table = table.drop(columns=["low", "high"], errors="ignore")
    clean = _checked(table, "plot_keyness", value, counts=_COUNTS)
    ax = start(ax)
    if clean.empty:
        return nothing_to_show(ax, lang, title)
    counts = [written(clean[side], decimals_of(clean[side]), lang) for side in _COUNTS]
    head = both_names(unit_name("count"), lang)
    room = max(text_width(text, size=number_size(text)) for text in [head, *counts[0], *counts[1]])
    rows = _draw(ax, clean, value, lang, unit=_unit(clean, value, lang), beside=room + 12)
    heights = [_draw_column(ax, rows, x, head, own) for x, own in zip((1, 0), counts, strict=True)]
    names = [_more_in(name, lang) for name in outlets]
    above = _draw_sides(ax, names, rows, above=max(heights))
    tongue = "ar" if lang == "ar" else "en"
    alt = alt_text(table, "keyness", lang=tongue, value=value, outlets=outlets)  # type: ignore[arg-type]
    return finish(ax, rows, title=title, above=above, alt=alt)


def plot_shift(
    table: pd.DataFrame,
    outlets: Sequence[Name],
    *,
    ax: Axes | None = None,
    lang: Lang = "both",
    top: int = 20,
    title: str | None = None,
) -> Axes:
    """Draw a word shift: which words make up the divergence of two outlets, and how much.

    Above each side stands what all its words come to, drawn or not, and below the scale what
    the drawn words of both sides come to: twenty words may be little of it.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a word, all words of both outlets, as `keyness` gives them with
        ``measure="jensen_shannon", min_documents=1``, ``term`` renamed: ``label``,
        ``jensen_shannon`` (contribution to the divergence; positive: more in the first outlet),
        and if wanted ``label_en``.
    outlets : sequence of two
        As in `plot_difference`.
    ax, lang, title
        As in `plot_counts`.
    top : int
        How many words are drawn, those that contribute most.

    Returns
    -------
    Axes
        With the alternative text as ``sdlib_alt``.

    Raises
    ------
    PlotError
        As `plot_difference`, and if ``top`` is below 1.

    References
    ----------
    R. J. Gallagher et al., "Generalized word shift graphs", *EPJ Data Science* 10 (2021).

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"label": ["army", "war"], "jensen_shannon": [0.03, -0.01]})
    >>> plot_shift(table, ["A", "B"], lang="en").sdlib_alt.split(". ")[1]
    'army: more in A by 75; war: more in B by 25.'
    """
    pair(outlets)
    check_arguments(table, lang, "plot_shift")
    if top < 1:
        raise PlotError(f"plot_shift: top is {top}; draw at least 1 word")
    table = table.drop(columns=["low", "high"], errors="ignore")
    clean = _checked(table, "plot_shift", _SHIFT)
    ax = start(ax)
    if clean.empty:
        return nothing_to_show(ax, lang, title)
    parts = 100 * clean[_SHIFT] / (clean[_SHIFT].abs().sum() or 1.0)
    clean = clean.assign(**{name: parts for name in (_SHIFT, "low", "high")})
    drawn = clean.loc[parts.abs().sort_values(ascending=False, kind="stable").index[:top]]
    known = round(drawn[_SHIFT].abs().sum())
    said = [unit_name(_SHIFT), (_DRAWN[0].format(known), _DRAWN[1].format(known))]
    unit = "\n".join(digits(both_names(name, lang), lang) for name in said)
    rows = _draw(ax, drawn.reset_index(drop=True), _SHIFT, lang, unit=unit)
    sums = [parts.clip(lower=0).sum(), -parts.clip(upper=0).sum()]
    names = [_more_in(name, lang, part) for name, part in zip(outlets, sums, strict=True)]
    above = _draw_sides(ax, names, rows)
    alt = alt_text(table, "shift", lang="ar" if lang == "ar" else "en", outlets=outlets)
    return finish(ax, rows, title=title, above=above, alt=alt)


def _checked(
    table: pd.DataFrame, plot: str, column: str, *, counts: Sequence[str] = ()
) -> pd.DataFrame:
    ends = [end for end in ("low", "high") if end in table.columns]
    clean = checked(table, plot, ["label"], [column, *ends, *counts])
    refuse(clean.duplicated("label"), plot, "repeats a label; make the labels distinct")
    refuse(clean[column].isna(), plot, f"has no {column}; drop it")
    for count in counts:
        bad = clean[count].isna() | (clean[count] < 0)
        refuse(bad, plot, f"has no count of 0 or more as its {count}; correct or drop it")
    for end in {"low", "high"} - set(ends):
        clean[end] = clean[column]
    outside = (clean[column] < clean["low"]) | (clean[column] > clean["high"])
    refuse(outside, plot, f"has its {column} outside low to high")
    return clean


def _unit(clean: pd.DataFrame, column: str, lang: Lang) -> str:
    return unit_of(clean, lang, unit_name(column))


def _draw(
    ax: Axes, clean: pd.DataFrame, column: str, lang: Lang, *, unit: str, beside: float = 0.0
) -> Rows:
    """Draw rows, scale and bars; ``beside`` points stay free at both edges."""
    rows = make_rows(clean, lang, [_BAR] * len(clean))
    draw_rows(ax, rows)
    decimals = decimals_of(clean[column])
    draw_scale(ax, unit, decimals=decimals, lang=lang)
    ax.axvline(0, color=MUTED, linewidth=1)
    texts = written(clean[column].abs(), decimals, lang)
    numbers = clean[[column, "low", "high"]]
    largest = numbers.abs().max().max()
    end = end_of_scale(plot_width(ax, rows) / 2, largest, texts, extra=beside)
    ax.set_xlim(-end, end)
    if beside:
        _free_edges(ax, end * (1 - 2 * beside / plot_width(ax, rows)))
    for y, row, text in zip(rows.centres, numbers.itertuples(index=False), texts, strict=True):
        _draw_bar(ax, y, row, text)
    return rows


def _free_edges(ax: Axes, last: float) -> None:
    """Draw no grid line beyond ``last``: it would run through the numbers at the edges."""
    ticks = ax.xaxis.get_major_locator().tick_values(*ax.get_xlim())
    ax.xaxis.set_major_locator(FixedLocator([tick for tick in ticks if abs(tick) <= last]))


def _draw_bar(ax: Axes, y: float, row: tuple[float, float, float], text: str) -> None:
    size, low, high = row
    low, high = (size if pd.isna(end) else end for end in (low, high))
    ax.barh(y, size, height=13, **bar_style(0 if size >= 0 else 1))
    if low < high:
        ax.plot([low, high], [y, y], color=INK, linewidth=1.2, solid_capstyle="butt")
    outer, away = (max(high, 0), 5.0) if size >= 0 else (min(low, 0), -5.0)
    write_beside(ax, outer, y, text, away=away)


def _draw_column(ax: Axes, rows: Rows, x: int, head: str, texts: Sequence[str]) -> float:
    """Write numbers at an edge, at 1 the right one, and their head above; give its height."""
    edge = {"color": MUTED, "ha": "right" if x else "left"}
    for y, text in zip(rows.centres, texts, strict=True):
        write_number(ax, x, y, text, va="center", transform=ax.get_yaxis_transform(), **edge)
    above = offset_copy(ax.transAxes, ax.figure, y=4, units="points")
    return (
        height_of(draw_text(ax, x, 1, head, size=SMALL, transform=above, va="bottom", **edge)) + 4
    )


def _draw_sides(ax: Axes, names: Sequence[str], rows: Rows, *, above: float = 0.0) -> float:
    """Name each side; one text a side, since within one string Arabic names change places."""
    place = offset_copy(ax.transAxes, ax.figure, y=above or 8, units="points")
    room = plot_width(ax, rows) / 2 - 12
    heights = []
    for x, side, name in zip((1, 0), ("right", "left"), names, strict=True):
        lines = [wrap_text(line, room, size=SMALL, bold=True) for line in name.split("\n")]
        look = {"size": SMALL, "bold": True, "color": INK, "transform": place}
        aligned = {"ha": side, "va": "bottom", "multialignment": side}
        heights.append(height_of(draw_text(ax, x, 1, "\n".join(lines), **look, **aligned)))
    return (above or 8) + max(heights)


def _more_in(outlet: Name, lang: Lang, part: float | None = None) -> str:
    """What a side says, in one line a language."""
    lines = []
    for tongue in ("ar", "en") if lang == "both" else (lang,):
        lines.append(_MORE_IN[tongue].format(both_names(outlet, tongue)))
        if part is not None:
            lines[-1] += ": " + digits(_PART[tongue].format(round(part)), lang)
    return "\n".join(lines)
