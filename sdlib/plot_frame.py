"""The frame that the plots share: a figure, rows with their labels, a scale, and a height."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Literal

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import offset_copy

from sdlib.arabic_text import (
    FAMILIES,
    SIZE,
    draw_text,
    has_arabic,
    label_axis,
    label_ticks,
    set_title,
    text_width,
    wrap_text,
)
from sdlib.errors import PlotError
from sdlib.figure_files import picture
from sdlib.plot_tables import Lang, digits, scale_text, sides_of

#: In inches: the column of a notebook, and of a page in landscape.
WIDTH = 9.0
#: In inches; nobody reads a higher picture.
MAX_HEIGHT = 120.0

INK, MUTED, FAINT = "#222222", "#555555", "#e4e4e4"
SMALL = 11.0
_TITLE: dict[str, Any] = {"size": SIZE + 2, "bold": True}

# Sharp on dense screens, which show the picture at 96 dots an inch.
_SCREEN_DPI = 130
_width = ContextVar("_width", default=WIDTH)

# Lengths in points.
_LABEL_WIDTH = 150.0
_LINE_HEIGHT = 20.0
_ROW_GAP = 9.0

# The percent sign of a number in Arabic digits stands on its left.
_EASTERN = re.compile("[٠-٩]")

_NOTHING = {"ar": "لا توجد بيانات لعرضها", "en": "Nothing to show: the table is empty"}


class FigureAxes(Axes):
    """The Axes of a figure of our own: as the value of a notebook cell it is the picture.

    A figure that pyplot does not know leaves no global state behind and is not shown a second
    time when the cell ends; but notebooks do not show it by themselves either.
    """

    sdlib_alt = ""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
        png = picture(self.figure, _SCREEN_DPI)
        width, height = self.figure.get_size_inches() * 96
        about = {"width": round(width), "height": round(height), "alt": self.sdlib_alt}
        data = {"image/png": base64.b64encode(png).decode("ascii"), "text/plain": self.sdlib_alt}
        return data, {"image/png": about}


@dataclass(frozen=True)
class Rows:
    """The rows of a plot, whose y axis counts points from the top.

    ``names`` are the labels as in the table; ``arabic`` and ``english`` are wrapped, and ``""``
    where that side has none.
    """

    names: list[str]
    arabic: list[str]
    english: list[str]
    heights: list[float]

    @property
    def edges(self) -> list[float]:
        """Where a row ends and the next one starts."""
        return list(accumulate(self.heights))[:-1]

    @property
    def centres(self) -> list[float]:
        ends = accumulate(self.heights)
        return [end - height / 2 for end, height in zip(ends, self.heights, strict=True)]

    @property
    def total(self) -> float:
        return sum(self.heights)

    @property
    def rtl(self) -> bool:
        return any(self.arabic)

    def lane(self, name: str, lane: int, lanes: int, height: float) -> float:
        """Give the middle of one of the lanes into which a row is cut."""
        return self.centres[self.names.index(name)] + (lane - (lanes - 1) / 2) * height


def start(ax: Axes | None) -> Axes:
    """Give ``ax``, or that of a new figure which pyplot does not know."""
    if ax is not None:
        return ax
    figure = Figure(figsize=(_width.get(), 4.0), layout="constrained")
    FigureCanvasAgg(figure)
    return figure.add_subplot(axes_class=FigureAxes)


@contextmanager
def figures_of_width(inches: float) -> Iterator[None]:
    """Make figures of another width while this is entered: for the column of a telephone.

    Letters keep their size, so that labels break sooner.

    Examples
    --------
    >>> with figures_of_width(4.5):
    ...     float(start(None).figure.get_figwidth())
    4.5
    """
    before = _width.set(inches)
    try:
        yield
    finally:
        _width.reset(before)


def lane_height(lanes: int) -> float:
    """Give the height of one outlet's marks in points; many outlets get less each."""
    return 15.0 if lanes <= 3 else 12.0


def base_of(text: str, *, english: bool = False) -> Literal["auto", "rtl"]:
    """Give the direction of a label: from right to left as soon as any of it is Arabic.

    In an English label an Arabic name is a quotation, and the first strong letter decides.
    """
    return "rtl" if not english and (has_arabic(text) or _EASTERN.search(text)) else "auto"


def make_rows(
    table: pd.DataFrame, lang: Lang, heights: Sequence[float], *, key: str = "label"
) -> Rows:
    """Make one row a label, in order of appearance, high enough for its label.

    Parameters
    ----------
    table : pandas.DataFrame
        With the column ``key``, and perhaps others that end in ``_ar`` and ``_en``.
    lang : {"ar", "en", "both"}
    heights : sequence of float
        What the marks of each row need, in points.
    key : str
        The column that tells the rows apart.
    """
    names = sides_of(table, key)
    sides = [_sides(name, *names[name], lang) for name in names]
    labels = [(_wrapped(right), _wrapped(left, english=True)) for right, left in sides]
    lines = [max(side.count("\n") + 1 for side in label) for label in labels]
    tall = [
        max(needed, count * _LINE_HEIGHT) + _ROW_GAP
        for needed, count in zip(heights, lines, strict=True)
    ]
    return Rows(list(names), [right for right, _ in labels], [left for _, left in labels], tall)


def _sides(name: str, arabic: str, english: str, lang: Lang) -> tuple[str, str]:
    """The label of a row on the right and on the left."""
    right = arabic or name
    if lang == "en":
        return "", english or name
    # A label that is its own gloss would stand on both sides.
    return right, english if lang == "both" and english != right else ""


def _wrapped(label: str, *, english: bool = False) -> str:
    width = min(_LABEL_WIDTH, 72 * _width.get() / 3)
    return wrap_text(label, width, base=base_of(label, english=english))


def draw_rows(ax: Axes, rows: Rows, *, separated: bool = False) -> None:
    """Set the y axis: Arabic labels on the right, English ones on the left.

    ``separated`` puts a line between rows, where marks of several lines belong to one label.
    """
    middle = {"va": "center", "multialignment": "right"}
    ax.set_ylim(rows.total, 0)
    ax.tick_params(axis="y", length=0, pad=8, labelcolor=INK)
    for edge in rows.edges if separated else []:
        ax.axhline(edge, color=FAINT, linewidth=0.8, zorder=0.5)
    if not rows.rtl:
        label_ticks(ax.yaxis, rows.centres, rows.english, **middle)
        return
    ax.yaxis.tick_right()
    label_ticks(ax.yaxis, rows.centres, rows.arabic, va="center")
    if any(rows.english):
        left = ax.secondary_yaxis("left")
        left.spines["left"].set_visible(False)
        left.tick_params(axis="y", length=0, pad=8, labelcolor=MUTED)
        label_ticks(left.yaxis, rows.centres, rows.english, size=SMALL, **middle)


def draw_scale(ax: Axes, label: str, *, decimals: int, lang: Lang = "en") -> None:
    """Set the x axis: a light grid, numbers without sign, and what they count."""
    for side, spine in ax.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(MUTED)
    ax.grid(axis="x", color=FAINT, linewidth=0.8)
    ax.set_axisbelow(True)
    size = number_size(digits("0", lang))
    ax.tick_params(axis="x", length=0, labelsize=size, labelcolor=MUTED, pad=5)
    ax.tick_params(axis="x", labelfontfamily=list(FAMILIES))
    steps = [1, 2, 2.5, 5, 10]
    ax.xaxis.set_major_locator(MaxNLocator(6, steps=steps, integer=decimals == 0))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: digits(scale_text(abs(x)), lang)))
    label_axis(ax.xaxis, label, size=SMALL, color=MUTED, labelpad=4, multialignment="center")


def end_of_scale(width: float, largest: float, texts: Sequence[str], *, extra: float = 0) -> float:
    """Give the end of the x axis that leaves room for a number beside the largest mark.

    Parameters
    ----------
    width : float
        From zero to the end, in points.
    largest : float
        The largest value drawn, without sign.
    texts : sequence of str
        What is written beside the marks.
    extra : float
        What else has to fit between mark and number, in points.
    """
    beside = extra + 12 + max((text_width(t, size=number_size(t)) for t in texts), default=0)
    return (largest or 1.0) * width / max(width - beside, width / 3)


def write_beside(ax: Axes, x: float, y: float, text: str, *, away: float = 5.0) -> None:
    """Write a number beside a mark, ``away`` points towards larger values (or smaller, if < 0)."""
    shift = -away if ax.xaxis_inverted() else away
    place = offset_copy(ax.transData, ax.figure, x=shift, units="points")
    ha = "left" if shift > 0 else "right"
    write_number(ax, x, y, text, color=MUTED, transform=place, va="center", ha=ha)


def write_number(ax: Axes, x: float, y: float, text: str, **look: Any) -> None:
    """Write a number inside the plot, where room has been left for it."""
    drawn = draw_text(ax, x, y, text, base=base_of(text), size=number_size(text), **look)
    # Measuring hundreds of numbers takes seconds.
    drawn.set_in_layout(False)


def number_size(text: str) -> float:
    """Give the size of a number: Amiri's Arabic digits are small, and its zero is a dot."""
    return SMALL + 2.5 if _EASTERN.search(text) else SMALL


def plot_width(ax: Axes, rows: Rows) -> float:
    """Estimate in points how wide the plot is between the labels of its rows."""
    size = SMALL if rows.rtl else SIZE
    right = max(text_width(label) for label in rows.arabic)
    left = max(text_width(label, size=size) for label in rows.english)
    return figure_width(ax, beside=right + left + 50)


def figure_width(ax: Axes, *, beside: float) -> float:
    """Estimate in points how wide a plot is that has labels of so much width ``beside`` it."""
    figure = ax.get_figure(root=True)
    if not isinstance(ax, FigureAxes):
        return ax.get_window_extent().width * 72 / figure.dpi
    return max(72 * figure.get_figwidth() - beside, 120.0)


def height_of(drawn: Artist) -> float:
    """Measure how high something drawn is, in points."""
    return drawn.get_window_extent().height * 72 / drawn.get_figure(root=True).dpi


def finish(ax: Axes, rows: Rows, *, title: str | None, above: float, alt: str) -> Axes:
    """Set the title ``above`` points over the plot, the alternative text and the height."""
    return close(ax, title, room=plot_width(ax, rows), height=rows.total, above=above, alt=alt)


def close(
    ax: Axes, title: str | None, *, room: float, height: float, above: float, alt: str
) -> Axes:
    """Do what `finish` does for a plot ``height`` points high whose title has ``room``."""
    if title:
        wrapped = wrap_text(title, room, **_TITLE)
        above += 8 + height_of(set_title(ax, wrapped, color=INK, pad=above + 8, **_TITLE))
    ax.sdlib_alt = alt  # type: ignore[attr-defined]
    if isinstance(ax, FigureAxes):
        _fit(ax, height / 72, above / 72)
    return ax


def _fit(ax: FigureAxes, height: float, above: float) -> None:
    """Give the figure the height at which the plot is ``height`` inches high."""
    if height > MAX_HEIGHT:
        raise PlotError(
            f"the figure would be {height:.0f} inches high; draw fewer labels or fewer outlets, "
            "such as the most frequent ones"
        )
    figure = ax.get_figure(root=True)
    # Any height will do that leaves room for what stands above and below the plot.
    figure.set_figheight(height + above + 8)
    figure.draw_without_rendering()
    figure.set_figheight(figure.get_figheight() + height - ax.bbox.height / figure.dpi)


def nothing_to_show(ax: Axes, lang: Lang, title: str | None) -> Axes:
    """Say in the figure that the table has no rows."""
    said = _NOTHING.values() if lang == "both" else [_NOTHING[lang]]
    ax.set_axis_off()
    draw_text(
        ax,
        0.5,
        0.5,
        "\n".join(said),
        size=SIZE + 1,
        color=MUTED,
        transform=ax.transAxes,
        ha="center",
        va="center",
        multialignment="center",
    )
    if title:
        set_title(ax, wrap_text(title, 72 * _width.get() - 40, **_TITLE), color=INK, **_TITLE)
    ax.sdlib_alt = _NOTHING["ar" if lang == "ar" else "en"]  # type: ignore[attr-defined]
    if isinstance(ax, FigureAxes):
        _fit(ax, height=0.9, above=1.0)
    return ax
