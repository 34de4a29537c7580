"""All plots: nothing cut off, nothing on top of each other, text as HarfBuzz shapes it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from functools import cache
from unittest import mock

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from harfbuzz_lines import line_width
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from plot_cases import (
    LONG,
    MIXED,
    PLOTS,
    SHORT,
    Pair,
    Plot,
    counts,
    ink_box,
    inside,
    ranges,
    texts,
    touch,
)

from sdlib import arabic_text
from sdlib.arabic_text import figure_text
from sdlib.errors import PlotError
from sdlib.plots import alt_text, plot_counts, plot_ranges
from sdlib.shaping import text_direction

each_plot = pytest.mark.parametrize(("plot", "make"), PLOTS.values(), ids=PLOTS)
each_lang = pytest.mark.parametrize("lang", ["ar", "en", "both"])

#: Languages, outlets and names that every plot is drawn with.
LAYOUTS = [
    ("both", 2, LONG),
    ("both", 5, MIXED),
    ("both", 14, LONG),
    ("ar", 5, SHORT),
    ("ar", 14, MIXED),
    ("en", 5, MIXED),
    ("en", 14, SHORT),
]


@pytest.fixture
def originals() -> Iterator[dict[str, str]]:
    """What each string was before it was made ready for matplotlib."""
    known: dict[str, str] = {}

    def remember(text: str, **options: str) -> str:
        drawn = figure_text(text, **options)
        known[drawn] = text
        return drawn

    with mock.patch.object(arabic_text, "figure_text", remember):
        yield known


@each_plot
@pytest.mark.parametrize(("lang", "outlets", "name"), LAYOUTS)
def test_all_text_is_whole_apart_and_shaped(
    plot: Plot, make: Callable, lang: str, outlets: int, name: Pair, originals: dict[str, str]
) -> None:
    """Names of outlets and ministries are long and mixed, and there may be many of them."""
    ax = plot(make(outlets, name), lang=lang, title=f"{LONG[0]} {LONG[1]}")
    drawn = texts(ax.figure)
    boxes = [ink_box(text) for text in drawn]

    assert len(drawn) > outlets

    for text, box in zip(drawn, boxes, strict=True):
        assert inside(box, ax.figure.bbox), text.get_text()
        assert text.get_text() in originals or re.fullmatch(r"[\d,.٫٬]+", text.get_text())

    for (a, first), (b, second) in itertools.combinations(zip(drawn, boxes, strict=True), 2):
        assert not touch(first, second), (a.get_text(), b.get_text())

    for text in drawn:
        check_width(text, originals.get(text.get_text(), text.get_text()))


@cache
def drawn_width(line: str, bold: bool) -> float:
    font = arabic_text.arabic_font(bold, size=100)
    return text_to_path.get_text_width_height_descent(line, font, False)[0] / 100


#: Punctuation; what shapes or turns letters unseen is none.
_MARKS = re.compile("[^\\w\\s\u200c-\u200f\u202a-\u202e\u2066-\u2069]")


def check_width(text: Text, original: str) -> None:
    """Isolated, reversed or doubly shaped letters are wider or narrower than joined ones."""
    bold = text.get_fontproperties().get_weight() == "bold"
    widths = [line_width(line, bold) for line in original.split("\n")]
    if None in widths:
        return
    drawn = [drawn_width(line, bold) for line in text.get_text().split("\n")]

    for line, own, width in zip(original.split("\n"), drawn, widths, strict=True):
        # Brackets are kerned by the script that they are counted to, which the cases of
        # test_arabic_text.py settle one by one.
        brackets = len(_MARKS.findall(line))
        assert own == pytest.approx(width, abs=0.02 + 0.25 * brackets), original

    # On the screen letters are fitted to pixels, most of all Latin ones.
    box = text.get_window_extent()
    scale = text.get_fontsize() * text.get_figure(root=True).dpi / 72
    extent = (box.height if text.get_rotation() else box.width) / scale

    marks = max(len(_MARKS.findall(line)) for line in original.split("\n"))
    assert extent == pytest.approx(max(widths), abs=max(0.3 + 0.1 * marks, 0.08 * max(widths))), (
        original
    )


@each_plot
def test_an_arabic_name_does_not_turn_an_english_label(
    plot: Plot, make: Callable, originals: dict[str, str]
) -> None:
    """'more in X (CNN)' drawn from right to left reads '(CNN) X more in'."""
    ax = plot(make(2, MIXED), lang="en", title="x")
    mark = "\N{RIGHT-TO-LEFT MARK}"
    for text in texts(ax.figure):
        for line in originals.get(text.get_text(), "").split("\n"):
            assert not line.lstrip(mark).startswith(("CNN", "more")) or mark not in line
            assert not line.startswith(mark) or text_direction(line.lstrip(mark)) == "rtl"


def test_the_width_of_unshaped_text_would_be_noticed() -> None:
    """The suite above holds only if its tolerance is smaller than what goes wrong."""
    joined = "الأمم المتحدة"
    drawn = arabic_text.draw_text(Figure(), 0, 0.5, joined)
    check_width(drawn, joined)

    with pytest.raises(AssertionError):
        check_width(drawn, "\N{ZERO WIDTH NON-JOINER}".join(joined))


@each_plot
def test_a_character_that_no_font_has_is_an_error(plot: Plot, make: Callable) -> None:
    """A box in place of a letter says nothing; matplotlib only warns of it."""
    with pytest.warns(UserWarning, match=r"Glyph \d+ .* missing"):
        plot(
            make(2, ("\N{COPTIC SMALL LETTER ALFA}\U00012000", "x"))
        ).figure.draw_without_rendering()


@each_plot
@each_lang
def test_an_empty_table_gives_a_figure_that_says_so(plot: Plot, make: Callable, lang: str) -> None:
    """A filter that keeps nothing is no error, and a blank picture would look like one."""
    ax = plot(make().head(0), lang=lang, title="حلب")
    (text,) = ax.texts
    said = text.get_text()

    assert ("Nothing to show" in said, bool(re.search("[\u0600-\ufefc]", said))) == (
        lang != "ar",
        lang != "en",
    )

    assert ax.sdlib_alt

    assert inside(text.get_window_extent(), ax.figure.bbox)


@each_plot
def test_missing_columns_are_named(plot: Plot, make: Callable) -> None:
    """Even where the table is empty: the mistake is in the code before."""
    with pytest.raises(PlotError, match=r"needs the column \w+.*Rename"):
        plot(make().head(0)[[]])


@each_plot
def test_what_is_no_table_and_no_language_is_refused(plot: Plot, make: Callable) -> None:
    """Both come from a slip in the order of arguments."""
    with pytest.raises(PlotError, match="DataFrame, not list"):
        plot([1, 2])

    with pytest.raises(PlotError, match="lang is 'fr'"):
        plot(make(), lang="fr")


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("counts", {"count": -1}, "row 0 .* negative count"),
        ("counts", {"count": "many"}, "row 0 .* no finite number as its count"),
        ("counts", {"count": np.inf}, "row 0 .* no finite number"),
        ("counts", {"label": pd.NA}, "row 0 .* has no label"),
        ("counts", {"label": "x", "outlet": "o1"}, "row 1 .* repeats a label and outlet"),
        ("counts", {"unit": list("abcabc")}, "3 units"),
        ("difference", {"label": "x"}, "row 1 .* repeats a label"),
        ("difference", {"difference": 9999}, "row 0 .* outside low to high"),
        ("difference", {"difference": None}, "row 0 .* no difference"),
        ("intervals", {"low": 9}, "row 0 .* outside low to high"),
        ("intervals", {"low": -1}, "row 0 .* below 0"),
        ("intervals", {"label": "x", "outlet": "o1"}, "row 1 .* repeats"),
        ("shares", {"count": -1}, "row 0 .* negative count"),
        ("shares", {"label": "x", "outlet": "o1"}, "row 1 .* repeats"),
        ("keyness", {"count": None}, "row 0 .* no count of 0 or more"),
        ("keyness", {"count_other": -1}, "row 0 .* no count of 0 or more as its count_other"),
        ("keyness", {"weighted_log_odds": None}, "row 0 .* no weighted_log_odds"),
        ("shift", {"label": "x"}, "row 1 .* repeats a label"),
        ("frequencies", {"per_million": None}, "row 0 .* no frequency of 0 or more"),
        ("frequencies", {"label": "x"}, "row 1 .* repeats a label"),
        ("matrix", {"count": -1}, "row 0 .* negative count"),
        ("matrix", {"speaker": "x", "about": "y"}, "row 1 .* repeats a pair"),
        ("timeline", {"date": "yesterday"}, "row 0 .* no date like"),
        ("timeline", {"count": -1}, "row 0 .* negative count"),
        ("ranges", {"value": None, "low": None, "high": None}, "row 0 .* no value, low or high"),
        ("ranges", {"value": None, "low": 9, "high": 8}, "row 0 .* low end above"),
        ("ranges", {"value": 9, "low": None, "high": 8}, "row 0 .* outside low to high"),
        ("ranges", {"value": -9, "low": None}, "row 0 .* below 0"),
        ("ranges", {"unit": list("abcabc")}, "one axis has one unit"),
        ("dispersion", {"position": 1.01}, "row 0 .* outside 0 to 1"),
    ],
)
def test_rows_that_cannot_be_drawn_are_named(name: str, change: dict, message: str) -> None:
    """Drawn all the same they would be a picture of something else."""
    plot, make = PLOTS[name]

    with pytest.raises(PlotError, match=message):
        plot(make().assign(**change))


def test_the_table_is_left_as_it_is() -> None:
    """The notebook shows the table beside the figure."""
    for plot, make in PLOTS.values():
        table = make()
        before = table.copy()
        plot(table)

        pd.testing.assert_frame_equal(table, before)


def test_settings_and_pyplot_are_left_alone() -> None:
    """A figure that pyplot knows is shown again when the cell ends, and never freed."""
    import matplotlib.pyplot as plt

    before = dict(mpl.rcParams)
    for plot, make in PLOTS.values():
        plot(make())

    assert dict(mpl.rcParams) == before

    assert plt.get_fignums() == []


def test_an_axes_of_ones_own_is_drawn_into_and_keeps_its_figure() -> None:
    """Panels of one figure are the reader's to arrange."""
    figure = Figure(figsize=(14, 4), layout="constrained")
    left, right = figure.subplots(1, 2)

    assert plot_counts(counts(), ax=left) is left

    assert plot_ranges(ranges(), ax=right) is right

    assert tuple(figure.get_size_inches()) == (14, 4)

    figure.draw_without_rendering()
    assert all(inside(text.get_window_extent(), figure.bbox) for text in texts(figure))


def test_a_figure_too_high_to_read_is_refused() -> None:
    """A forgotten head() would make a picture of several metres."""
    with pytest.raises(PlotError, match="inches high; draw fewer labels"):
        plot_counts(counts(14, labels=60))


def test_in_a_notebook_the_axes_is_the_picture_with_its_text() -> None:
    """nbval does not compare pictures, but it compares the numbers in the text."""
    formatters = pytest.importorskip("IPython.core.formatters")
    ax = plot_counts(counts())
    data, about = formatters.DisplayFormatter().format(ax)

    assert data["text/plain"] == ax.sdlib_alt == alt_text(counts())

    assert data["image/png"].startswith("iVBOR")

    assert about["image/png"]["alt"] == ax.sdlib_alt

    assert len(data["image/png"]) < 60_000
