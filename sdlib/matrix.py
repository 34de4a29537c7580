"""Matrix: who speaks about whom, as a grid of cells with their counts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, PowerNorm, to_rgb
from matplotlib.transforms import offset_copy

from sdlib.alt_texts import alt_text
from sdlib.arabic_text import draw_text, label_axis, label_ticks, text_width, wrap_text
from sdlib.errors import PlotError
from sdlib.plot_frame import (
    INK,
    MUTED,
    SMALL,
    FigureAxes,
    Rows,
    base_of,
    draw_rows,
    finish,
    height_of,
    make_rows,
    nothing_to_show,
    number_size,
    plot_width,
    start,
    write_number,
)
from sdlib.plot_tables import (
    Lang,
    check_arguments,
    checked,
    decimals_of,
    refuse,
    sides_of,
    unit_of,
    written,
)

# Lengths in points.
_CELL = 24.0
_LINE = 17.0
_LONGEST = 320.0
#: In inches; wider than the column of a notebook, and still a page in landscape.
_MAX_WIDTH = 14.0
_COLOURS = ("#FFFFFF", "#0072B2", "#00324F")
_ABOUT = ("من يتحدث (الصفوف) عمن (الأعمدة)", "who speaks (rows) about whom (columns)")


def plot_matrix(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    lang: Lang = "both",
    title: str | None = None,
) -> Axes:
    """Draw who speaks about whom: a grid of speakers by those spoken about, with counts.

    Cells are the darker the larger their count, by its square root; the ink of a number is
    black or white, whichever is seen better (contrast at least 4.5 to 1).

    Parameters
    ----------
    table : pandas.DataFrame
        One row a pair: ``speaker`` (rows, from top to bottom as they first stand in it), ``about``
        (columns, from the side where one begins to read), ``count`` (not negative), and if wanted
        ``speaker_en``, ``about_en``, ``unit`` and ``unit_en``. A pair without a row has an empty
        cell, 0 a cell with 0. Other grids, such as who is named together with whom, are drawn
        from the same columns; say in ``unit`` what they count.
    ax : Axes, optional
        Where to draw; a figure of its own if not given.
    lang : {"ar", "en", "both"}
        Language of the labels; with both, Arabic stands above and on the right.
    title : str, optional

    Returns
    -------
    Axes
        With the alternative text as ``sdlib_alt``.

    Raises
    ------
    PlotError
        If a column is missing, a count negative, a pair there twice, or there are more columns
        than the figure has room for.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"speaker": ["Ankara"], "about": ["Damascus"], "count": [3]})
    >>> plot_matrix(table, lang="en").sdlib_alt.split("cell. ")[1]
    'Ankara: Damascus 3.'
    """
    check_arguments(table, lang, "plot_matrix")
    clean = _checked(table)
    unit = unit_of(clean, lang, _ABOUT)
    ax = start(ax)
    if clean.empty:
        return nothing_to_show(ax, lang, title)
    wide = clean.pivot(index="speaker", columns="about", values="count")
    wide = wide.reindex(index=clean["speaker"].unique(), columns=clean["about"].unique())
    rows = make_rows(clean, lang, [_CELL - 9] * len(wide), key="speaker")
    decimals = decimals_of(clean["count"])
    texts = written(clean["count"].dropna(), decimals, lang)
    needed = max((text_width(text, size=number_size(text)) for text in texts), default=0) + 8
    cell = _cell_width(ax, rows, len(wide.columns), max(needed, _LINE))
    draw_rows(ax, rows)
    _draw_cells(ax, wide, rows, decimals, lang)
    label_axis(ax.xaxis, unit, size=SMALL, color=MUTED, labelpad=6)
    above = _draw_heads(ax, sides_of(clean, "about"), cell, lang)
    alt = alt_text(table, "matrix", lang="ar" if lang == "ar" else "en")
    return finish(ax, rows, title=title, above=above, alt=alt)


def _checked(table: pd.DataFrame) -> pd.DataFrame:
    plot = "plot_matrix"
    clean = checked(table, plot, ["speaker", "about"], ["count"])
    refuse(clean["count"] < 0, plot, "has a negative count; correct or drop it")
    refuse(clean.duplicated(["speaker", "about"]), plot, "repeats a pair; add such rows up")
    return clean


def _cell_width(ax: Axes, rows: Rows, count: int, least: float) -> float:
    """Give the width of a cell; a figure of our own grows where they would be too narrow."""
    missing = least * count - plot_width(ax, rows)
    figure = ax.get_figure(root=True)
    if missing > 0 and isinstance(ax, FigureAxes):
        figure.set_figwidth(min(figure.get_figwidth() + missing / 72, _MAX_WIDTH))
    width = plot_width(ax, rows) / count
    if width < least - 0.1:
        raise PlotError(
            f"plot_matrix: {count} columns are too many; there is room for "
            f"{int(plot_width(ax, rows) // least)}, such as those most spoken about"
        )
    return width


def _draw_cells(ax: Axes, wide: pd.DataFrame, rows: Rows, decimals: int, lang: Lang) -> None:
    counts = wide.to_numpy(dtype="float64")
    largest = np.nanmax(counts, initial=1.0)
    shade = LinearSegmentedColormap.from_list("counts", _COLOURS)
    norm = PowerNorm(0.5, vmin=0, vmax=largest)
    edges = [np.arange(counts.shape[1] + 1), [0, *rows.edges, rows.total]]
    look = {"edgecolors": "#d0d0d0", "linewidth": 0.8}
    ax.pcolormesh(*edges, np.ma.masked_invalid(counts), cmap=shade, norm=norm, **look)
    ax.set_xlim((counts.shape[1], 0) if rows.rtl else (0, counts.shape[1]))
    for spine in ax.spines.values():
        spine.set_visible(False)
    for i, j in zip(*np.nonzero(~np.isnan(counts)), strict=True):
        text = written([counts[i, j]], decimals, lang)[0]
        ink = ink_on(shade(norm(counts[i, j]))[:3])
        write_number(ax, j + 0.5, rows.centres[i], text, color=ink, ha="center", va="center")


def ink_on(ground: tuple[float, float, float] | str) -> str:
    """Give black or white, whichever has the greater contrast on a colour (WCAG 2.2).

    Examples
    --------
    >>> ink_on("#FFFFFF"), ink_on("#00324F")
    ('#000000', '#FFFFFF')
    """
    levels = np.array(to_rgb(ground))
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    light = float(linear @ np.array([0.2126, 0.7152, 0.0722]))
    return "#000000" if (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) else "#FFFFFF"


def _draw_heads(ax: Axes, names: dict[str, tuple[str, str]], cell: float, lang: Lang) -> float:
    """Name the columns above, in both languages also below; give the height above."""
    ax.tick_params(axis="x", length=0, pad=5)
    middles = [place + 0.5 for place in range(len(names))]
    arabic = [right or name for name, (right, _) in names.items()]
    english = [left or name for name, (_, left) in names.items()]
    below = [e if e != a else "" for a, e in zip(arabic, english, strict=True)]
    if lang == "both" and any(below):
        texts, upright = _fitted(below, cell, english=True)
        turned = {"rotation": 0 if upright else 90, "multialignment": "center"}
        label_ticks(ax.xaxis, middles, texts, size=SMALL, color=MUTED, **turned)
    else:
        ax.set_xticks([])
    texts, upright = _fitted(english if lang == "en" else arabic, cell, english=lang == "en")
    place = offset_copy(ax.get_xaxis_transform(), ax.figure, y=6, units="points")
    look = {"size": SMALL, "color": INK, "transform": place, "rotation": 0 if upright else 90}
    aligned = {"ha": "center", "va": "bottom", "multialignment": "center" if upright else "left"}
    return 6 + max(
        height_of(draw_text(ax, x, 1, text, **look, **aligned))
        for x, text in zip(middles, texts, strict=True)
    )


def _fitted(names: Sequence[str], cell: float, *, english: bool) -> tuple[list[str], bool]:
    """Wrap the names of columns; upright where their words fit into a cell, else turned."""
    words = [word for name in names for word in name.split()]
    if max((text_width(word, size=SMALL) for word in words), default=0) <= cell - 6:
        wrapped = [_wrapped(name, cell - 6, english) for name in names]
        if max(text.count("\n") for text in wrapped) < 4:
            return wrapped, True
    lines = max(int(cell // _LINE), 1)
    for width in range(90, int(_LONGEST), 20):
        wrapped = [_wrapped(name, width, english) for name in names]
        if max(text.count("\n") for text in wrapped) < lines:
            break
    return wrapped, False


def _wrapped(name: str, width: float, english: bool) -> str:
    return wrap_text(name, width, size=SMALL, base=base_of(name, english=english))
