"""Differences between two outlets: sides, counts, and what the words drawn come to."""

from __future__ import annotations

import pandas as pd
import pytest
from plot_cases import differences, find, keywords, texts

from sdlib.arabic_text import figure_text
from sdlib.errors import PlotError
from sdlib.plots import plot_difference, plot_frequencies, plot_keyness, plot_shift


def test_sides_of_a_difference_are_two_texts_and_the_first_outlet_is_on_the_right() -> None:
    """In one string the names of two Arabic outlets would change places."""
    table = pd.DataFrame({"label": ["حلب", "حماة"], "difference": [2.0, -3.0]})
    ax = plot_difference(table, ["الجزيرة", "العربية"], lang="ar")
    ax.figure.draw_without_rendering()
    sides = {outlet: find(ax, f"أكثر في {outlet}") for outlet in ("الجزيرة", "العربية")}
    right, left = (sides[o].get_window_extent() for o in ("الجزيرة", "العربية"))
    zero = ax.transData.transform((0, 0))[0]
    positive = next(bar for bar in ax.patches if bar.get_width() > 0)

    assert left.x1 < zero < right.x0

    assert positive.get_window_extent().x0 >= zero - 1

    assert "-" not in "".join(t.get_text() for t in texts(ax.figure))


@pytest.mark.parametrize("outlets", [None, "AB", ["A"], ["A", "B", "C"]])
def test_a_difference_is_between_two(outlets: object) -> None:
    """A string of two letters is a sequence of two as well."""
    with pytest.raises(PlotError, match="between two"):
        plot_difference(differences(), outlets)


@pytest.mark.parametrize("plot", [plot_keyness, plot_shift, plot_frequencies])
def test_all_comparisons_of_two_ask_for_two(plot) -> None:
    """Also where the table is empty."""
    with pytest.raises(PlotError, match="between two"):
        plot(keywords().head(0), ["A", "B", "C"])


def test_counts_stand_on_the_side_of_their_outlet() -> None:
    """In the wrong column they would say the opposite, whatever the direction of the figure."""
    for lang in ("ar", "en"):
        ax = plot_keyness(keywords(3), ["A", "B"], lang=lang)
        ax.figure.draw_without_rendering()
        zero = ax.transData.transform((0, 0))[0]
        ours, theirs = ("٨", "8") if lang == "ar" else ("8", "8")
        top, bottom = ax.get_window_extent().y1, ax.get_window_extent().y0
        eights = [t for t in ax.texts if t.get_text().lstrip("\u200f") in (ours, theirs)]
        places = sorted((t.get_window_extent().x0 > zero, t.get_window_extent().y0) for t in eights)

        # The first outlet uses the last word eight times, the second one the first.
        assert [right for right, _ in places] == [False, True]
        assert bottom < places[1][1] < places[0][1] < top


def test_the_interval_of_the_log_ratio_is_drawn_with_it_only() -> None:
    """`keyness` has one interval for all its measures: around another score it would be wrong."""
    table = keywords().assign(log_ratio=[-2.0, 3.0], low=[-2.5, 1.0], high=[-1.0, 4.0])
    lines = [len(plot_keyness(table, "ab".split("x") * 2, value=value).lines)
             for value in ("weighted_log_odds", "log_ratio")]  # fmt: skip

    assert lines == [1, 3]


def test_a_shift_says_what_its_words_come_to() -> None:
    """The twenty first of thousands of words may be very little of a divergence."""
    table = keywords(2).iloc[[0] * 5].assign(label=list("abcde"))
    table["jensen_shannon"] = [0.04, -0.03, 0.01, 0.01, 0.01]
    ax = plot_shift(table, ["A", "B"], lang="en", top=2)

    assert find(ax, "more in A: 70% of the divergence")

    assert find(ax, "more in B: 30% of the divergence")

    assert ax.xaxis.get_label_text().endswith("drawn here: 70%")

    assert [bar.get_width() for bar in ax.patches] == pytest.approx([40, -30])

    with pytest.raises(PlotError, match="top is 0"):
        plot_shift(table, ["A", "B"], top=0)


def test_numbers_have_the_digits_of_the_language() -> None:
    """On the scale, beside bars and in the columns alike."""
    ax = plot_keyness(keywords(), ["أ", "ب"], lang="ar")
    drawn = "".join(text.get_text() for text in texts(ax.figure))

    assert "٣٫٢٥" in drawn and not set("3456789") & set(drawn)

    assert figure_text("العدد") in drawn


def test_no_grid_line_runs_through_the_counts() -> None:
    """A line through 16 makes it look like 116."""
    table = keywords()
    ax = plot_keyness(table.assign(weighted_log_odds=[-5.525, 7.65]), ["A", "B"], lang="en")
    ax.figure.draw_without_rendering()
    lines = [ax.transData.transform((tick, 0))[0] for tick in ax.xaxis.get_majorticklocs()]
    numbers = [text.get_window_extent() for text in ax.texts if text.get_position()[0] in (0, 1)]
    edges = [box for box in numbers if box.y1 < ax.bbox.y1]

    assert len(edges) == 4 and len(lines) >= 3

    assert not [x for x in lines for box in edges if box.x0 - 1 < x < box.x1 + 1]
