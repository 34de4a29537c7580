"""Tables for all plots, and what a figure has drawn."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from unittest import mock

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from sdlib.arabic_text import figure_text
from sdlib.plots import (
    plot_counts,
    plot_difference,
    plot_dispersion,
    plot_frequencies,
    plot_intervals,
    plot_keyness,
    plot_matrix,
    plot_ranges,
    plot_shares,
    plot_shift,
    plot_timeline,
)

Plot = Callable[..., Axes]
Pair = tuple[str, str]

SHORT = ("قسد", "SDF")
LONG = (
    "رئيس هيئة الأرصاد الجوية والزلازل في المحافظات الشمالية كلها",
    "the head of the Authority for Weather and Earthquakes (north)",
)
MIXED = ("قناة «CNN» [عربية] (24) – ٥٠٪", 'CNN «قناة» [Arabic] ("24") – 50%')


def counts(outlets: int = 2, name: Pair = SHORT, labels: int = 3) -> pd.DataFrame:
    rows = [(*pair, *outlet, 10 * i + j) for (i, pair), (j, outlet) in _grid(outlets, name, labels)]
    columns = ["label", "label_en", "outlet", "outlet_ar", "outlet_en", "count"]
    return pd.DataFrame(rows, columns=columns)


def intervals(outlets: int = 2, name: Pair = SHORT) -> pd.DataFrame:
    table = counts(outlets, name)
    return table.assign(low=table["count"] * 0.8, high=table["count"] * 1.5)


def ranges(outlets: int = 2, name: Pair = SHORT) -> pd.DataFrame:
    ends = [(5, 5, 5), (None, 10, None), (None, None, 400), (None, 100, 200), (1333, None, None)]
    table = counts(outlets, name).drop(columns="count")
    table[["value", "low", "high"]] = [ends[i % 5] for i in range(len(table))]
    return table.assign(unit="قتيلا", unit_en="killed")


def dispersion(outlets: int = 2, name: Pair = SHORT) -> pd.DataFrame:
    table = counts(outlets, name).drop(columns="count")
    return table.assign(position=np.linspace(0, 1, len(table)))


def differences(outlets: int = 2, name: Pair = SHORT) -> pd.DataFrame:
    table = counts(1, name, labels=outlets)[["label", "label_en"]]
    table["difference"] = np.linspace(-1200, 1500, outlets)
    return table.assign(low=lambda t: t["difference"] - 200, high=lambda t: t["difference"] + 99)


def keywords(outlets: int = 2, name: Pair = SHORT) -> pd.DataFrame:
    table = differences(outlets, name)[["label", "label_en"]]
    table["weighted_log_odds"] = table["jensen_shannon"] = np.linspace(-3.25, 4.5, outlets)
    uses = np.arange(outlets) ** 3
    table = table.assign(count=uses, count_other=uses[::-1])
    return table.assign(per_million=100 * uses, per_million_other=7 * uses[::-1])


def matrix(outlets: int = 2, name: Pair = SHORT) -> pd.DataFrame:
    table = counts(outlets, name)[["label", "label_en", "outlet_ar", "outlet_en", "count"]]
    return table.set_axis(["speaker", "speaker_en", "about", "about_en", "count"], axis=1)


def dates(outlets: int = 2, name: Pair = SHORT) -> pd.DataFrame:
    days = {0: "2018-04-14", 1: "2018-04-15", 2: "2018-04-29"}
    table = counts(outlets, name).drop(columns=["label", "label_en"])
    return table.assign(date=[days[i // outlets] for i in range(len(table))])


def _grid(outlets: int, name: Pair, labels: int) -> Iterator[tuple]:
    pairs = [tuple(f"{n} {i}" for n in name) for i in range(labels)]
    named = [(f"o{j}", *(f"{n} {j}" for n in name)) for j in range(outlets)]
    return itertools.product(enumerate(pairs), enumerate(named))


def between_two(plot: Plot) -> Plot:
    """The plot with the two outlets that it compares."""

    def draw(table: pd.DataFrame, **options: object) -> Axes:
        return plot(table, [LONG, "قناة (CNN)"], **options)

    return draw


PLOTS: dict[str, tuple[Plot, Callable[..., pd.DataFrame]]] = {
    "counts": (plot_counts, counts),
    "intervals": (plot_intervals, intervals),
    "shares": (plot_shares, counts),
    "difference": (between_two(plot_difference), differences),
    "keyness": (between_two(plot_keyness), keywords),
    "shift": (between_two(plot_shift), keywords),
    "frequencies": (between_two(plot_frequencies), keywords),
    "matrix": (plot_matrix, matrix),
    "timeline": (plot_timeline, dates),
    "ranges": (plot_ranges, ranges),
    "dispersion": (plot_dispersion, dispersion),
}


def texts(figure: Figure) -> list[Text]:
    """All texts that are drawn: labels, numbers, titles, legend, but no ticks out of view."""
    drawn = []
    draw = Text.draw

    def record(self: Text, renderer: object) -> None:
        if self.get_visible() and self.get_text():
            drawn.append(self)
        draw(self, renderer)

    with mock.patch.object(Text, "draw", record):
        figure.draw_without_rendering()
    return drawn


def find(ax: Axes, text: str) -> Text:
    (found,) = [t for t in ax.texts if t.get_text() == figure_text(text)]
    return found


def legend_texts(ax: Axes) -> list[Text]:
    return ax.get_legend().get_texts()


def axes_of(ax: Axes) -> list[mpl.axis.Axis]:
    return [axis for one in (ax, *ax.child_axes) for axis in (one.xaxis, one.yaxis)]


def inside(box: Bbox, frame: Bbox) -> bool:
    return (
        box.x0 >= frame.x0 - 1
        and box.x1 <= frame.x1 + 1
        and box.y0 >= frame.y0 - 1
        and box.y1 <= frame.y1 + 1
    )


def touch(a: Bbox, b: Bbox) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1


def ink_box(text: Text) -> Bbox:
    """The box of a text without the room that Amiri leaves above and below its letters."""
    box = text.get_window_extent()
    number = not any(character.isalpha() for character in text.get_text())
    spare = (0.4 if number else 0.25) * text.get_fontsize() * text.get_figure(root=True).dpi / 72
    if text.get_rotation():
        return Bbox.from_extents(box.x0 + spare, box.y0, box.x1 - spare, box.y1)
    return Bbox.from_extents(box.x0, box.y0 + spare, box.x1, box.y1 - spare)
