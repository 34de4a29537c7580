r"""Arabic text in matplotlib figures: joined, from right to left, in any matplotlib since 3.10.

Every string that sdlib draws passes through the functions here, so that nobody has to know
what the installed matplotlib does by itself (`sdlib.shaping`). They import no pandas.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

import fontpkg
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import FigureBase
from matplotlib.font_manager import FontProperties
from matplotlib.legend import Legend
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from sdlib.errors import FigureTextError
from sdlib.shaping import (
    SHAPES_TEXT,
    Base,
    clean_text,
    directed,
    figure_text,
    has_arabic,
    text_direction,
)

__all__ = [
    "arabic_font",
    "draw_legend",
    "draw_text",
    "figure_text",
    "has_arabic",
    "label_axis",
    "label_ticks",
    "set_title",
    "text_direction",
    "text_width",
    "wrap_text",
]

#: Amiri is a book face with true bold and Latin; it lacks some symbols, which DejaVu Sans has.
FAMILIES = ("Amiri", "DejaVu Sans")
#: Amiri is small for its size: 13 points look like 10 of most Latin fonts.
SIZE = 13.0
# matplotlib 3.11 counts in heights of the font, which are great in Amiri, 3.10 in those of "lp".
_LINE_SPACING = 0.82 if SHAPES_TEXT else 1.3

# A line may break behind a space, and behind a hyphen, slash or underscore within a name, but
# not between a minus or a range and its number.
_PIECE = re.compile(r" *(?:[^ ]+?[/_\-](?=[^\W\d_])|[^ ]+)")


def arabic_font(bold: bool = False, size: float | None = None) -> FontProperties:
    """Give the Amiri font, with DejaVu Sans for the characters that it lacks.

    The files are made known to matplotlib at the first call; no setting is changed.

    Parameters
    ----------
    bold : bool
    size : float, optional
        In points; `SIZE` if not given.

    Examples
    --------
    >>> arabic_font(size=11).get_family()
    ['Amiri', 'DejaVu Sans']
    """
    _register_fonts()
    weight = "bold" if bold else "normal"
    return FontProperties(family=list(FAMILIES), weight=weight, size=size or SIZE)


def text_width(text: str, *, size: float | None = None, bold: bool = False) -> float:
    """Measure the widest line of a text as it will be drawn, in points.

    Examples
    --------
    >>> text_width("حلب", size=20) == 2 * text_width("حلب", size=10) > 0
    True
    """
    return (size or SIZE) * max(_line_width(line, bold) for line in clean_text(text).split("\n"))


@lru_cache(maxsize=8192)
def _line_width(line: str, bold: bool) -> float:
    """The width of a line at the size of one point; measuring takes milliseconds."""
    font = arabic_font(bold, size=100)
    return text_to_path.get_text_width_height_descent(figure_text(line), font, False)[0] / 100


def wrap_text(
    text: str, width: float, *, size: float | None = None, bold: bool = False, base: Base = "auto"
) -> str:
    r"""Break a text into lines that are no wider than ``width``, measured in its font.

    A line that goes on from the one before keeps its direction, by a direction mark where its
    own first strong character would say otherwise.

    Parameters
    ----------
    text : str
        Its own line ends are kept.
    width : float
        In points. A word that is wider is broken where it has to be.
    size, bold
        As in `arabic_font`.
    base : {"auto", "rtl", "ltr"}
        As in `figure_text`; ``"auto"`` decides for each line of ``text`` as a whole.

    Returns
    -------
    str
        Plain text, still to be passed to `draw_text` or another function here.

    Examples
    --------
    >>> wrap_text("the Ministry of Health", 70).split("\n")
    ['the Ministry', 'of Health']
    """
    wrapped = []
    for paragraph in clean_text(text).split("\n"):
        direction: Base = base if base != "auto" else text_direction(paragraph) or "auto"
        broken = _break(paragraph, width, size, bold)
        wrapped += [directed(line, direction) for line in broken]
    return "\n".join(wrapped)


def draw_text(
    ax_or_fig: Axes | FigureBase,
    x: float,
    y: float,
    text: str,
    *,
    base: Base = "auto",
    **kwargs: Any,
) -> Text:
    """Draw a text, Arabic or not, like ``Axes.text``.

    Parameters
    ----------
    ax_or_fig : Axes or Figure
    x, y : float
        As in ``Axes.text`` or ``Figure.text``.
    text : str
        Plain text; a dollar sign is a dollar sign.
    base : {"auto", "rtl", "ltr"}
        As in `figure_text`.
    **kwargs
        ``size`` and ``bold`` of `arabic_font`, and those of ``Axes.text``. Lines are aligned by
        the direction of the text unless ``multialignment`` is given.

    Returns
    -------
    Text

    Raises
    ------
    FigureTextError
        As `figure_text`.
    """
    return ax_or_fig.text(x, y, figure_text(text, base=base), **_properties(text, base, kwargs))


def set_title(ax: Axes, text: str, *, base: Base = "auto", **kwargs: Any) -> Text:
    """Set the title of an Axes, on the side where its text begins.

    Parameters and errors are those of `draw_text`, and ``loc``, ``pad`` and ``y`` of
    ``Axes.set_title``.
    """
    direction = _direction(text, base)
    kwargs.setdefault("loc", "right" if direction == "rtl" else "left")
    return ax.set_title(figure_text(text, base=base), **_properties(text, base, kwargs))


def label_axis(axis: Axis, text: str, *, base: Base = "auto", **kwargs: Any) -> Text:
    """Name an axis (``ax.xaxis`` or ``ax.yaxis``).

    Parameters and errors are those of `draw_text`, and ``labelpad`` of ``Axes.set_xlabel``.
    """
    axis.labelpad = kwargs.pop("labelpad", axis.labelpad)
    return axis.set_label_text(figure_text(text, base=base), **_properties(text, base, kwargs))


def label_ticks(
    axis: Axis,
    positions: Sequence[float],
    labels: Sequence[str],
    *,
    base: Base = "auto",
    **kwargs: Any,
) -> None:
    """Label the ticks of an axis (``ax.xaxis`` or ``ax.yaxis``).

    Parameters
    ----------
    axis : Axis
    positions : sequence of float
        In data units.
    labels : sequence of str
        One a position.
    base, **kwargs
        As in `draw_text`.

    Raises
    ------
    FigureTextError
        As `figure_text`, and if there are more labels than positions or fewer.
    """
    if len(positions) != len(labels):
        raise FigureTextError(
            f"{len(positions)} positions and {len(labels)} labels; give one label a position"
        )
    drawn = [figure_text(label, base=base) for label in labels]
    joined = "\n".join(labels)
    axis.set_ticks(list(positions), labels=drawn, **_properties(joined, base, kwargs))
    if "multialignment" in kwargs:
        return
    for tick, label in zip(axis.get_major_ticks(len(labels)), labels, strict=True):
        for text in (tick.label1, tick.label2):
            text.set_multialignment(_alignment(_direction(label, base)))


def draw_legend(
    ax: Axes,
    handles: Sequence[Artist],
    labels: Sequence[str],
    *,
    base: Base = "auto",
    **kwargs: Any,
) -> Legend:
    """Draw a legend; with a right-to-left base the marks stand to the right of their names.

    Parameters
    ----------
    ax : Axes
    handles, labels : sequence
        As in ``Axes.legend``.
    base : {"auto", "rtl", "ltr"}
        As in `figure_text`; ``"auto"`` lays the legend out by its first label.
    **kwargs
        ``size`` of `arabic_font`, ``color`` of the names, and those of ``Axes.legend``.
    """
    rtl = _direction("\n".join(labels), base) == "rtl"
    options = {"markerfirst": not rtl, "alignment": "right" if rtl else "left"}
    color = kwargs.pop("color", None)
    size = kwargs.pop("size", None)
    drawn = [figure_text(label, base=base) for label in labels]
    legend = ax.legend(list(handles), drawn, prop=arabic_font(size=size), **(options | kwargs))
    for text, label in zip(legend.get_texts(), labels, strict=True):
        properties = _properties(label, base, {"size": size})
        text.set(**(properties | ({"color": color} if color else {})))
    return legend


@cache
def _register_fonts() -> None:
    for weight in (400, 700):
        font_manager.fontManager.addfont(str(fontpkg.path(FAMILIES[0], weight=weight)))


def _properties(text: str, base: Base, kwargs: dict[str, Any]) -> dict[str, Any]:
    font = arabic_font(kwargs.pop("bold", False), kwargs.pop("size", None))
    own = {
        "fontproperties": font,
        # Two dollar signs would start mathtext, which draws Arabic reversed.
        "parse_math": False,
        "usetex": False,
        "linespacing": _LINE_SPACING,
        "multialignment": _alignment(_direction(text, base)),
    }
    return own | kwargs


def _direction(text: str, base: Base) -> str:
    return text_direction(text) if base == "auto" else base


def _alignment(direction: str) -> str:
    return "right" if direction == "rtl" else "left"


def _break(paragraph: str, width: float, size: float | None, bold: bool) -> Iterator[str]:
    # Words join no letters across a space, so that the sum of their widths is that of the line.
    space = text_width("ن ن", size=size, bold=bold) - 2 * text_width("ن", size=size, bold=bold)
    line, used = "", 0.0
    for piece in _PIECE.findall(paragraph):
        word = piece.strip(" ")
        gap = space if piece != word else 0.0
        needed = text_width(word, size=size, bold=bold)
        if line and used + gap + needed > width:
            yield line
            line, used, gap = "", 0.0, 0.0
        while needed > width and len(word) > 1:
            head = _fitting(word, width, size, bold)
            yield head
            word = word[len(head) :]
            needed = text_width(word, size=size, bold=bold)
        line += " " * bool(gap and line) + word
        used += gap + needed
    yield line


def _fitting(word: str, width: float, size: float | None, bold: bool) -> str:
    """The longest beginning of a word that fits, at least a letter, marks kept with it."""
    end = len(word) - 1
    while end > 1 and (
        unicodedata.combining(word[end]) or text_width(word[:end], size=size, bold=bold) > width
    ):
        end -= 1
    return word[:end]
