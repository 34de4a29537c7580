"""What stands for an outlet: colour with hatching or marker, and the legend that says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sdlib.arabic_text import draw_legend, text_width, wrap_text
from sdlib.plot_frame import INK, SMALL, base_of, height_of
from sdlib.plot_tables import SEPARATOR

Kind = Literal["bar", "point", "tick", "dot"]

# Okabe and Ito's palette for the colour-blind (https://jfly.uni-koeln.de/color/), without its
# yellow, which is too pale on white, and with a dark grey for its black, which the text has.
_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#444444")
# One more than colours, so that no pair of both comes again before the 57th outlet.
_REST = "#b8b8b8"
_HATCHES = ("", "////", "...", "\\\\\\\\", "xxxx", "----", "oo", "++")
_MARKERS = ("o", "s", "D", "^", "v", "P", "X", "*")

#: How many outlets can be told apart, and how many by their colour alone.
MOST = len(_COLOURS) * len(_HATCHES)
COLOURED = len(_COLOURS)


def colour(place: int) -> str:
    """Give the colour of the outlet at a place, from 0."""
    return _COLOURS[place % len(_COLOURS)]


def marker(place: int) -> str:
    """Give the marker of the outlet at a place: in grey print it tells them apart."""
    return _MARKERS[place % len(_MARKERS)]


def bar_style(place: int | None) -> dict[str, Any]:
    """Give the look of an outlet's bars, with white hatching that grey print keeps.

    None is for what is left over, and plain grey.
    """
    return {
        "facecolor": _REST if place is None else colour(place),
        "hatch": "" if place is None else _HATCHES[place % len(_HATCHES)],
        "edgecolor": "white",
        # An edge, white on both sides, would swallow the bars of small numbers.
        "linewidth": 0,
    }


def draw_keys(
    ax: Axes, kind: Kind, names: Sequence[str], *, room: float, rtl: bool, rest: bool = False
) -> float:
    """Draw the legend above the plot.

    Parameters
    ----------
    ax : Axes
    kind : {"bar", "point", "tick", "dot"}
        What the outlets are drawn as.
    names : sequence of str
        As the legend shall show them, in order.
    room : float
        The width that there is, in points.
    rtl : bool
        Whether it is read from right to left.
    rest : bool
        Whether the last name is that of what is left over.

    Returns
    -------
    float
        Its height in points.
    """
    wrapped = [_wrapped(name, min(room - 45, 260), english=not rtl) for name in names]
    widest = max(text_width(name, size=SMALL) for name in wrapped) + 50
    columns = max(1, min(len(names), int(room // widest)))
    order = _from_the_right(len(names), columns) if rtl else range(len(names))
    legend = draw_legend(
        ax,
        [_key(None if rest and place == len(names) - 1 else place, kind) for place in order],
        [wrapped[place] for place in order],
        markerfirst=not rtl,
        alignment="right" if rtl else "left",
        size=SMALL,
        color=INK,
        ncols=columns,
        loc="lower right" if rtl else "lower left",
        bbox_to_anchor=(1.0 if rtl else 0.0, 1.0),
        frameon=False,
        borderpad=0,
        borderaxespad=0.6,
        columnspacing=1.6,
        labelspacing=0.5,
    )
    return height_of(legend) + 10


def _wrapped(name: str, width: float, *, english: bool) -> str:
    """Break a long name, first between its two languages, the English one behind."""
    languages = [name] if text_width(name, size=SMALL) <= width else name.split(SEPARATOR)
    bases = [base_of(n, english=english or place > 0) for place, n in enumerate(languages)]
    return "\n".join(
        wrap_text(n, width, size=SMALL, base=base) for n, base in zip(languages, bases, strict=True)
    )


def _key(place: int | None, kind: Kind) -> Artist:
    if kind == "bar" or place is None:
        return Patch(**bar_style(place))
    if kind == "point":
        return Line2D([], [], color=colour(place), marker=marker(place), linewidth=2)
    if kind == "dot":
        return Line2D([], [], color=colour(place), marker=marker(place), linestyle="")
    tick = {"marker": "|", "markersize": 11, "markeredgewidth": 2, "linestyle": ""}
    return Line2D([], [], color=colour(place), **tick)


def _from_the_right(count: int, columns: int) -> list[int]:
    """The order that makes a legend, which fills columns from the left, start on the right."""
    order: list[int] = []
    end = count
    for column in range(columns):
        length = count // columns + (column < count % columns)
        order += range(end - length, end)
        end -= length
    return order
