"""Plots one by one: the marks are the numbers of the table, and stand where they are read."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from plot_cases import SHORT, counts, dispersion, legend_texts, ranges, texts

from sdlib.arabic_text import figure_text
from sdlib.errors import PlotError
from sdlib.outlet_styles import MOST, bar_style, colour, marker
from sdlib.plots import alt_text, plot_counts, plot_dispersion, plot_ranges


def test_bars_are_the_numbers_of_the_table_row_by_row() -> None:
    """The order of labels and outlets is that of the table, from the top."""
    ax = plot_counts(counts().astype({"count": "Int64", "label": "string"}))
    bars = sorted(ax.patches, key=lambda bar: bar.get_y())

    assert [bar.get_width() for bar in bars] == [0, 1, 10, 11, 20, 21]


def test_the_order_of_outlets_can_be_given_and_keeps_their_colours() -> None:
    """An outlet has to look alike in all figures, whatever the table begins with."""
    table = counts(2)
    plain = plot_counts(table.iloc[::-1], outlets=["o0", "o1"])
    (first,) = [bar for bar in plain.patches if bar.get_width() == 21]

    assert first.get_facecolor() == mpl.colors.to_rgba(colour(1))

    with pytest.raises(PlotError, match="the outlet 'o1', which is not among"):
        plot_counts(table, outlets=["o0"])


def test_zero_has_a_number_and_a_missing_pair_has_none() -> None:
    """Nothing counted and not counted are two things."""
    table = counts().drop(index=5).replace({"count": {10: 0}}).astype({"count": "Int64"})
    table.loc[3, "count"] = pd.NA
    numbers = sorted(text.get_text() for text in plot_counts(table).texts)

    assert numbers == ["0", "0", "1", "20"]


def test_rates_and_other_columns_can_be_drawn() -> None:
    """Counts of outlets that write more are not comparable; rates are."""
    table = counts().assign(rate=[0.5, 1.25, 0, 3, 2, 1.0])

    assert plot_counts(table.drop(columns="count")).patches[1].get_width() == 1.25

    assert plot_counts(table, value="rate").sdlib_alt.startswith("Horizontal bars, rate")

    assert [t.get_text() for t in plot_counts(table, value="rate").texts][:2] == ["0.50", "1.25"]


@pytest.mark.parametrize(("lang", "inverted"), [("ar", True), ("both", True), ("en", False)])
def test_arabic_figures_run_from_the_right(lang: str, inverted: bool) -> None:
    """Labels on the right, bars growing to the left; English ones the other way round."""
    ax = plot_counts(counts(), lang=lang)
    ax.figure.draw_without_rendering()
    name = figure_text("قسد 0" if inverted else "SDF 0")
    (label,) = [t for t in texts(ax.figure) if t.get_text() == name and t not in legend_texts(ax)]

    assert ax.xaxis_inverted() == inverted

    assert (label.get_window_extent().x0 > ax.get_window_extent().x1) == inverted


def test_both_languages_stand_in_one_row() -> None:
    """The English label on the left is the gloss of the Arabic one on the right."""
    ax = plot_counts(counts(), lang="both")
    ax.figure.draw_without_rendering()
    middles = {}
    for text in texts(ax.figure):
        box = text.get_window_extent()
        middles[text.get_text()] = (box.y0 + box.y1) / 2

    for i in range(3):
        gap = middles[figure_text(f"قسد {i}")] - middles[f"SDF {i}"]
        assert abs(gap) < 6


def test_a_label_that_is_its_own_gloss_stands_once() -> None:
    """Names of Latin abbreviations are often the same in both columns."""
    table = counts().assign(label="CNN", label_en="CNN").head(2)
    ax = plot_counts(table)
    ax.figure.draw_without_rendering()

    assert [t.get_text() for t in texts(ax.figure)].count("CNN") == 1


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_open_ends_are_arrows_towards_what_is_not_known(lang: str) -> None:
    """'At least' points to larger values and 'at most' to smaller, in both directions."""
    table = ranges().head(3).assign(label=["a", "b", "c"], value=[5, None, None])
    table[["low", "high"]] = [(5, 5), (10, None), (None, 400)]
    ax = plot_ranges(table, lang=lang)
    ax.figure.draw_without_rendering()
    arrows = {arrow.xyann[0]: arrow for arrow in ax.texts if getattr(arrow, "arrow_patch", None)}
    sign = -1 if lang == "ar" else 1

    assert set(arrows) == {10, 400}

    for value, towards in ((10, sign), (400, -sign)):
        box = arrows[value].arrow_patch.get_window_extent()
        start = ax.transData.transform((value, 0))[0]
        assert np.sign((box.x0 + box.x1) / 2 - start) == towards


def test_each_figure_of_a_source_has_a_line_of_its_own() -> None:
    """One speaker is often quoted with several figures."""
    table = ranges().assign(label="x", value=7.0, low=None, high=None)
    marks = [line for line in plot_ranges(table).lines if line.get_marker() != "None"]

    assert len({mark.get_ydata()[0] for mark in marks}) == len(marks) == len(table)


def test_dispersion_keeps_a_line_for_what_is_not_found() -> None:
    """That an outlet's article does not have a name is the finding."""
    table = dispersion().assign(position=[0.1, None, 0.2, 0.3, None, None])
    ax = plot_dispersion(table)
    marks = sum(len(c.get_segments()) for c in ax.collections if c.get_linewidth()[0] > 1)
    lines = sum(len(c.get_segments()) for c in ax.collections if c.get_linewidth()[0] == 1)

    assert (marks, lines) == (3, 6)

    assert "o1 not found" in alt_text(table.drop(columns=["outlet_en"]), "dispersion")


def test_documents_are_told_apart_where_there_are_no_outlets() -> None:
    """Two articles of one outlet are compared as well."""
    table = dispersion().rename(columns={"outlet": "doc_id"})
    names = [text.get_text() for text in plot_dispersion(table).get_legend().get_texts()]

    assert sorted(names) == ["o0", "o1"]


def test_outlets_can_be_told_apart_without_colour() -> None:
    """Grey print and colour-blind readers have hatching and markers."""
    looks = [(bar_style(i)["facecolor"], bar_style(i)["hatch"]) for i in range(MOST)]
    points = [(colour(i), marker(i)) for i in range(MOST)]

    assert len(set(looks)) == len(set(points)) == MOST

    assert len({bar_style(i)["hatch"] for i in range(8)}) == len({marker(i) for i in range(8)}) == 8

    with pytest.raises(PlotError, match=f"{MOST} at most"):
        plot_counts(counts(MOST + 1, labels=1))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_legend_is_read_in_the_order_of_the_bars(lang: str) -> None:
    """Its columns start on the side where a reader starts, also where the last is shorter."""
    ax = plot_counts(counts(14), lang=lang)
    ax.figure.draw_without_rendering()
    places = {}
    for text in ax.get_legend().get_texts():
        box = text.get_window_extent()
        column = round((box.x1 if lang == "ar" else box.x0) / 10)
        places[text.get_text()] = ((-column if lang == "ar" else column), -box.y0)
    names = [figure_text(f"{SHORT[0 if lang == 'ar' else 1]} {i}") for i in range(14)]

    assert sorted(places, key=lambda name: places[name]) == names

    assert len({column for column, _ in places.values()}) > 2
