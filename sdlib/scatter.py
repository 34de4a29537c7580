"""Scatter: how frequent words are in one outlet and in another, on two logarithmic scales."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.text import Text
from matplotlib.transforms import offset_copy

from sdlib.alt_texts import alt_text
from sdlib.arabic_text import FAMILIES, draw_text, label_axis, label_ticks, wrap_text
from sdlib.label_places import place_labels
from sdlib.outlet_styles import colour, draw_keys, marker
from sdlib.plot_frame import (
    FAINT,
    INK,
    MUTED,
    SMALL,
    base_of,
    close,
    figure_width,
    nothing_to_show,
    number_size,
    start,
)
from sdlib.plot_tables import (
    Lang,
    Name,
    both_names,
    check_arguments,
    checked,
    digits,
    glosses,
    pair,
    refuse,
    scale_text,
    unit_name,
    unit_of,
)

Numbers = npt.NDArray[np.float64]

# Lengths in points.
_HEIGHT = 430.0
_BESIDE = 90.0
_AWAY = 5.0
_WIDEST = 120.0
#: Where words stand that an outlet does not have: half a power of ten below the rarest.
_BELOW = 0.5
_SIDES = ("per_million", "per_million_other")
_MORE_IN = ("أكثر في {}", "more in {}")


def plot_frequencies(
    table: pd.DataFrame,
    outlets: Sequence[Name],
    *,
    ax: Axes | None = None,
    lang: Lang = "both",
    labels: int = 40,
    title: str | None = None,
) -> Axes:
    """Draw how frequent words are in two outlets: one point a word, both scales logarithmic.

    The higher a point, the more frequent the word is in the first outlet; the further from
    the corner, in the second. Words on the broken line are as frequent in both. Labels never
    overlap: those for which there is no room beside their point are left out, of the later rows
    rather than of the first.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a word, those to be labelled first on top: ``label``, ``per_million``
        and ``per_million_other`` (uses per million words in the first and the second outlet; 0
        stands at the edge, marked 0), and if wanted ``label_en``, ``unit`` and ``unit_en``.
        `keyness` gives it, ``term`` renamed; sort by what the labels are to show.
    outlets : sequence of two
        The first (upwards) and the second outlet (across), each a name or a pair of an Arabic and
        an English name.
    ax, lang, title
        As in `plot_counts`. In an Axes of your own, labels keep apart at its present size.
    labels : int
        How many words may get a label.

    Returns
    -------
    Axes
        With the alternative text as ``sdlib_alt``.

    Raises
    ------
    PlotError
        If a column is missing, a frequency missing or negative, or ``outlets`` are not two.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"label": ["army"], "per_million": [50], "per_million_other": [225]})
    >>> plot_frequencies(table, ["A", "B"], lang="en").sdlib_alt.split(". ")[1]
    'army: A 50, B 225.'
    """
    pair(outlets)
    check_arguments(table, lang, "plot_frequencies")
    clean = _checked(table)
    unit = unit_of(clean, lang, unit_name(_SIDES[0]))
    ax = start(ax)
    if clean.empty:
        return nothing_to_show(ax, lang, title)
    rtl = lang != "en"
    up, across = (clean[side].to_numpy() for side in _SIDES)
    rarest = min((v for v in (*up, *across) if v), default=1.0)
    points = np.column_stack([_place(across, rarest), _place(up, rarest)])
    _draw_scales(ax, points, rarest, lang)
    for axis, outlet in ((ax.xaxis, outlets[1]), (ax.yaxis, outlets[0])):
        said = f"{both_names(outlet, lang)}\n{unit}"
        label_axis(axis, said, size=SMALL, color=MUTED, labelpad=6, multialignment="center")
    for place, chosen in enumerate((up > across, up < across, up == across)):
        color = MUTED if place == 2 else colour(place)
        look = {"color": color, "markersize": 4.5, "markeredgewidth": 0, "zorder": 2}
        ax.plot(*points[chosen].T, marker(place), alpha=0.75, **look)
    room = figure_width(ax, beside=_BESIDE)
    names = [both_names(_more_in(name), lang) for name in outlets]
    above = draw_keys(ax, "dot", names, room=room, rtl=rtl)
    alt = alt_text(table, "frequencies", lang="ar" if lang == "ar" else "en", outlets=outlets)
    close(ax, title, room=room, height=_HEIGHT, above=above, alt=alt)
    _draw_labels(ax, clean, points, lang, labels)
    return ax


def _checked(table: pd.DataFrame) -> pd.DataFrame:
    plot, numbers = "plot_frequencies", list(_SIDES)
    clean = checked(table, plot, ["label"], numbers)
    refuse(clean.duplicated("label"), plot, "repeats a label; make the labels distinct")
    bad = clean[numbers].isna().any(axis=1) | (clean[numbers] < 0).any(axis=1)
    refuse(bad, plot, "has no frequency of 0 or more in both outlets; correct or drop it")
    return clean


def _place(values: Numbers, rarest: float) -> Numbers:
    """Give logarithms; zero has none, and stands below the rarest."""
    return np.log10(np.where(values > 0, values, rarest * 10**-_BELOW))


def _draw_scales(ax: Axes, points: Numbers, rarest: float, lang: Lang) -> None:
    """Set both axes to one scale, so that the line of equal frequency runs into the corner."""
    least, most = points.min(), max(points.max(), points.min() + 0.3)
    margin = 0.04 * (most - least)
    zero = bool((points == _place(np.zeros(1), rarest)).any())
    for axis in (ax.xaxis, ax.yaxis):
        _draw_ticks(axis, least, most, lang, zero=zero)
    ends = (least - margin, most + margin)
    ax.set_xlim(ends if lang == "en" else ends[::-1])
    ax.set_ylim(ends)
    ax.plot(ends, ends, color=MUTED, linewidth=1, linestyle=(0, (4, 4)), zorder=1)
    ax.grid(color=FAINT, linewidth=0.8)
    ax.set_axisbelow(True)
    side = "left" if lang == "en" else "right"
    if side == "right":
        ax.yaxis.tick_right()
        ax.yaxis.set_label_position("right")
    for name, spine in ax.spines.items():
        spine.set_visible(name in ("bottom", side))
        spine.set_color(MUTED)


def _draw_ticks(axis: Axis, least: float, most: float, lang: Lang, *, zero: bool) -> None:
    first = least + (_BELOW / 2 if zero else 0)
    steps = (1,) if most - first > 2 else (1, 3) if most - first > 1 else (1, 2, 5)
    known = [m * 10.0**e for e in range(floor(first), ceil(most) + 1) for m in steps]
    shown = [value for value in known if first <= np.log10(value) <= most]
    places = [least] * zero + [float(np.log10(value)) for value in shown]
    texts = ["0"] * zero + [scale_text(value) for value in shown]
    axis.set_tick_params(length=0, labelsize=SMALL, labelcolor=MUTED, pad=5)
    axis.set_tick_params(labelfontfamily=list(FAMILIES))
    label_ticks(
        axis, places, [digits(text, lang) for text in texts], size=number_size(digits("0", lang))
    )


def _more_in(name: Name) -> Name:
    arabic, english = (name, name) if isinstance(name, str) else name
    return _MORE_IN[0].format(arabic), _MORE_IN[1].format(english)


def _draw_labels(ax: Axes, clean: pd.DataFrame, points: Numbers, lang: Lang, labels: int) -> None:
    figure = ax.get_figure(root=True)
    figure.draw_without_rendering()
    dots = [(float(x), float(y)) for x, y in ax.transData.transform(points)]
    shown = _texts(clean.head(labels), lang)
    texts = [_draw_label(ax, x, y, text) for (x, y), text in zip(points, shown, strict=False)]
    boxes = [text.get_window_extent() for text in texts]
    places = place_labels(
        dots[: len(texts)],
        [(box.width, box.height) for box in boxes],
        ax.get_window_extent().extents,
        obstacles=dots[len(texts) :],
        away=_AWAY * figure.dpi / 72,
    )
    for text, (x, y), corner in zip(texts, dots, places, strict=False):
        if corner is None:
            text.remove()
            continue
        # In points, so that a label stays beside its point when the figure is drawn larger.
        shift = {"x": (corner[0] - x) * 72 / figure.dpi, "y": (corner[1] - y) * 72 / figure.dpi}
        text.set_transform(offset_copy(ax.transData, figure, units="points", **shift))


def _texts(table: pd.DataFrame, lang: Lang) -> list[str]:
    known = glosses(table)
    lines = [[known.get(n, n)] if lang == "en" else [n] for n in table["label"]]
    if lang == "both":
        lines = [list(dict.fromkeys([name, known.get(name, name)])) for (name,) in lines]
    return ["\n".join(_wrapped(label, english=lang == "en")) for label in lines]


def _wrapped(label: Sequence[str], *, english: bool) -> Iterator[str]:
    """The names of a word, the English one behind, each broken where it is too wide."""
    for place, name in enumerate(label):
        base = base_of(name, english=english or place > 0)
        yield wrap_text(name, _WIDEST, size=SMALL, base=base)


def _draw_label(ax: Axes, x: float, y: float, text: str) -> Text:
    look = {"size": SMALL, "color": INK, "ha": "left", "va": "bottom"}
    drawn = draw_text(ax, x, y, text, multialignment="center", **look)
    drawn.set_in_layout(False)
    return drawn
