"""Scatter of frequencies: points where they belong, labels that never touch."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox
from plot_cases import ink_box, inside, texts, touch

from sdlib.label_places import place_labels
from sdlib.plots import plot_frequencies

NUMBERS = st.floats(0, 100)
LABELS = st.tuples(st.tuples(NUMBERS, NUMBERS), st.tuples(st.floats(1, 40), st.floats(1, 20)))
FRAME = (0.0, 0.0, 100.0, 100.0)


def words(count: int = 300) -> pd.DataFrame:
    random = np.random.default_rng(0)
    table = pd.DataFrame({"label": [f"كلمة {i}" for i in range(count)]})
    table["label_en"] = [f"word {i}" for i in range(count)]
    table["per_million"] = random.lognormal(3, 1.5, count)
    table["per_million_other"] = random.permutation(table["per_million"])
    ratio = np.log(table["per_million"] / table["per_million_other"]).abs()
    return table.loc[ratio.sort_values(ascending=False).index]


@given(st.lists(LABELS, max_size=30), st.lists(st.tuples(NUMBERS, NUMBERS), max_size=30))
def test_labels_touch_nothing(labels: list, obstacles: list) -> None:
    """Neither each other nor any point, and they stay in the frame."""
    points, sizes = [p for p, _ in labels], [s for _, s in labels]
    found = place_labels(points, sizes, FRAME, obstacles=obstacles)
    boxes = [
        Bbox.from_bounds(*corner, *size)
        for corner, size in zip(found, sizes, strict=True)
        if corner
    ]

    assert all(inside(box, Bbox.from_extents(*FRAME)) for box in boxes)

    assert not any(touch(a, b) for a, b in itertools.combinations(boxes, 2))

    for box in boxes:
        assert not any(box.x0 < x < box.x1 and box.y0 < y < box.y1 for x, y in points + obstacles)


def test_the_first_labels_are_placed_first() -> None:
    """Where there is room for one of two, it is that of the word that matters more."""
    around = [(50.0 + dx, 50.0 + dy) for dx in (-9, 9) for dy in (-9, 9)]
    crowded = [(50.0, 50.0), (50.0, 50.5), *around]
    found = place_labels(crowded[:2], [(8, 6), (80, 60)], FRAME, obstacles=crowded[2:])

    assert found[0] is not None and found[1] is None


@pytest.mark.parametrize("lang", ["ar", "both", "en"])
def test_labels_of_many_words_are_apart_and_some_are_left_out(lang: str) -> None:
    """Three hundred words have no room for forty labels of two lines each."""
    ax = plot_frequencies(words(), ["A", "B"], lang=lang)
    drawn = [text for text in texts(ax.figure) if text in ax.texts]
    boxes = [ink_box(text) for text in drawn]

    assert 5 < len(drawn) <= 40

    assert not any(touch(a, b) for a, b in itertools.combinations(boxes, 2))

    assert all(inside(box, ax.get_window_extent()) for box in boxes)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_word_that_one_outlet_does_not_have_stands_at_zero(lang: str) -> None:
    """A logarithm of zero is none, and a point left out would be the most telling one."""
    table = words(3).assign(per_million=[0.0, 50.0, 900.0], per_million_other=[20.0, 50.0, 0.0])
    ax = plot_frequencies(table, ["A", "B"], lang=lang)
    ax.figure.draw_without_rendering()
    first, second, equal = (line for line in ax.lines if line.get_marker() != "None")

    assert ax.yaxis.get_ticklabels()[0].get_text() == ("٠" if lang == "ar" else "0")

    assert first.get_xdata()[0] == ax.xaxis.get_ticklocs()[0] < second.get_xdata()[0]

    assert second.get_ydata()[0] == ax.yaxis.get_ticklocs()[0] < first.get_ydata()[0]

    assert equal.get_xdata()[0] == equal.get_ydata()[0] == pytest.approx(np.log10(50))

    assert ax.xaxis_inverted() == (lang == "ar")


def test_labels_go_with_their_points_when_the_figure_grows() -> None:
    """A saved figure has more dots an inch than that in which the places were found."""
    ax = plot_frequencies(words(2), ["A", "B"])
    figure = ax.figure
    away = []
    for dpi in (100, 200):
        figure.dpi = dpi
        figure.draw_without_rendering()
        (box, *_) = (text.get_window_extent() for text in ax.texts)
        drawn = [line.get_xydata()[0] for line in ax.lines[1:] if len(line.get_xdata())]
        point = ax.transData.transform(drawn)
        away.append(min(np.hypot(*(p - [box.x0, box.y0])) for p in point) / dpi)

    assert away[0] == pytest.approx(away[1], rel=0.1)


def test_it_draws_into_an_axes_of_ones_own() -> None:
    """Beside another figure, and labels inside its own panel."""
    figure = Figure(figsize=(14, 6), layout="constrained")
    left, _ = figure.subplots(1, 2)

    assert plot_frequencies(words(20), ["A", "B"], ax=left) is left

    drawn = [text for text in texts(figure) if text in left.texts]
    assert drawn and all(inside(ink_box(t), left.get_window_extent()) for t in drawn)
