"""Matrix: cells in the order in which one reads, numbers that can be seen."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from plot_cases import matrix, texts

from sdlib.errors import PlotError
from sdlib.matrix import ink_on
from sdlib.plots import plot_matrix


def contrast(ink: str, ground: tuple[float, float, float]) -> float:
    """WCAG 2.2, written down a second time."""
    lights = []
    for colour in (to_rgb(ink), ground):
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
        lights.append(0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05)
    return max(lights) / min(lights)


def test_numbers_are_seen_on_every_ground() -> None:
    """4.5 to 1 is what WCAG asks for small text; black on the middle blue, white on the dark."""
    table = matrix(14).assign(count=np.arange(42))
    ax = plot_matrix(table, lang="en")
    ax.figure.draw_without_rendering()
    cells = ax.collections[0].get_facecolors()[:, :3]
    inks = {t.get_text(): t.get_color() for t in ax.texts if t.get_text().isdigit()}

    assert all(contrast(inks[str(n)], tuple(cells[n])) >= 4.5 for n in range(42))

    assert all(contrast(ink_on((g, g, g)), (g, g, g)) >= 4.5 for g in np.linspace(0, 1, 200))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_first_pair_stands_where_one_begins_to_read(lang: str) -> None:
    """The first speaker on top, the first one spoken about on the right in Arabic."""
    ax = plot_matrix(matrix().assign(count=[7, 1, 2, 3, 4, 5]), lang=lang)
    ax.figure.draw_without_rendering()
    (seven,) = [
        t for t in ax.texts if t.get_text().lstrip("\u200f") == ("٧" if lang == "ar" else "7")
    ]
    frame, box = ax.get_window_extent(), seven.get_window_extent()

    assert box.y0 > (frame.y0 + frame.y1) / 2

    assert (box.x0 > (frame.x0 + frame.x1) / 2) == (lang == "ar")


def test_nothing_counted_and_no_pair_are_two_things() -> None:
    """A pair without a row has an empty cell."""
    ax = plot_matrix(matrix().drop(index=5), lang="en")
    numbers = sorted(t.get_text() for t in ax.texts if t.get_text().isdigit())

    assert numbers == ["0", "1", "10", "11", "20"]


def test_both_languages_name_the_columns_above_and_below() -> None:
    """As they name the rows on the right and on the left."""
    ax = plot_matrix(matrix())
    drawn = {t.get_text(): t.get_window_extent() for t in texts(ax.figure)}
    frame = ax.get_window_extent()

    assert drawn["SDF 0"].y1 <= frame.y0 or drawn["SDF 0"].x1 <= frame.x0

    assert sum(box.y0 >= frame.y1 for box in drawn.values()) == 2


def test_too_many_columns_are_refused_and_some_widen_the_figure() -> None:
    """Numbers would run into each other."""
    wide = plot_matrix(matrix(26).assign(count=1000)).figure.get_figwidth()

    assert plot_matrix(matrix(3)).figure.get_figwidth() < wide <= 14

    with pytest.raises(PlotError, match="70 columns are too many; there is room for"):
        plot_matrix(matrix(70))
