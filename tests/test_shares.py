"""Shares and intervals: what is drawn is what the table says, in percent."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_rgba
from plot_cases import SHORT, counts, find, intervals, legend_texts

from sdlib.arabic_text import figure_text
from sdlib.errors import PlotError
from sdlib.outlet_styles import colour
from sdlib.plots import plot_intervals, plot_shares


def test_each_bar_is_whole_and_its_parts_are_shares() -> None:
    """An outlet that writes more has no longer bar."""
    ax = plot_shares(counts(2), lang="en")
    widths = [bar.get_width() for bar in ax.patches]

    assert sum(widths[:3]) == pytest.approx(100) == pytest.approx(sum(widths[3:]))

    assert widths[:3] == pytest.approx([0, 100 / 3, 200 / 3])

    assert find(ax, "n = 30") and find(ax, "67%") and find(ax, "n = 33")


def test_what_is_rare_is_one_grey_part() -> None:
    """Nobody can tell twenty colours apart, and leaving names out would not give 100 %."""
    ax = plot_shares(counts(1, labels=10), lang="en", most=3)
    (*_, rest) = ax.patches

    assert [text.get_text() for text in legend_texts(ax)] == ["SDF 7", "SDF 8", "SDF 9", "other"]

    assert sum(bar.get_width() for bar in ax.patches) == pytest.approx(100)

    assert rest.get_hatch() == "" and len({*rest.get_facecolor()[:3]}) == 1

    with pytest.raises(PlotError, match="most is 0"):
        plot_shares(counts(1), most=0)


def test_an_outlet_without_counts_has_no_bar_and_says_so() -> None:
    """A share of nothing is no share."""
    ax = plot_shares(counts(1).assign(count=0), lang="en")

    assert find(ax, "n = 0")

    assert not any(bar.get_width() for bar in ax.patches)


def test_parts_look_alike_in_the_bar_and_in_the_legend() -> None:
    """Reading from the right, the legend is drawn in another order."""
    for lang in ("ar", "en"):
        legend = plot_shares(counts(1, labels=9), lang=lang).get_legend()
        keys = zip(legend.texts, legend.legend_handles, strict=True)
        looks = {text.get_text(): handle.get_facecolor() for text, handle in keys}
        wanted = [f"{SHORT[lang == 'en']} {part}" for part in range(2, 9)]

        assert [looks[figure_text(name)] for name in wanted] == [
            to_rgba(colour(i)) for i in range(7)
        ]


def test_shares_are_drawn_in_percent_with_their_intervals() -> None:
    """0.25 of the claims is what a reader calls 25 %."""
    table = intervals().rename(columns={"count": "share"})
    table[["share", "low", "high"]] /= 100
    ax = plot_intervals(table, value="share", lang="en")
    ends = [tuple(line.get_xdata()) for line in ax.lines if len(line.get_xdata()) == 2]

    assert (8.0, 15.0) in [tuple(map(float, end)) for end in ends]

    assert find(ax, "10")


def test_an_estimate_without_interval_is_a_point() -> None:
    """With one document there is none."""
    table = intervals().assign(low=None, high=None)
    lines = [line for line in plot_intervals(table).lines if len(line.get_xdata()) == 2]

    assert all(line.get_xdata()[0] == line.get_xdata()[1] for line in lines)
