"""Timeline: counts by date, and gaps that are not zeros."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest
from plot_cases import dates, texts

from sdlib.date_counts import count_by_date
from sdlib.errors import CorpusError, PlotError, TableError
from sdlib.plot_frame import figures_of_width
from sdlib.plots import plot_timeline

ROWS = [("2018-04-14", "A", 2), ("2018-04-15", "A", 0), ("2018-04-17", "A", 4)]


def table(rows: list = ROWS) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["date", "outlet", "count"])


def test_days_without_articles_have_no_base_line() -> None:
    """No articles is not the same as articles without claims."""
    ax = plot_timeline(table(), lang="en")
    ((first, *_),) = [collection.get_segments() for collection in ax.collections]
    covered = [(s[0][0], s[1][0]) for s in ax.collections[0].get_segments()]

    assert covered == [(-0.5, 0.5), (0.5, 1.5), (2.5, 3.5)]

    assert [round(bar.get_height(), 1) for bar in ax.patches] == [-17, 0, -34]

    assert first[0][1] == first[1][1]


def test_time_runs_in_the_direction_of_the_language() -> None:
    """An Arabic figure begins on the right."""
    assert plot_timeline(table(), lang="ar").xaxis_inverted()

    assert not plot_timeline(table(), lang="en").xaxis_inverted()


@pytest.mark.parametrize(
    ("every", "highest"), [("day", [20, 21]), ("week", [20, 21]), ("month", [30, 33])]
)
def test_counts_are_added_up_by_period(every: str, highest: list[int]) -> None:
    """14 and 15 April 2018 are Saturday and Sunday of one week, the 29th is of another."""
    ax = plot_timeline(dates().assign(count=[0, 1, 10, 11, 20, 21]), lang="en", every=every)

    assert [int(text.get_text()) for text in ax.texts] == highest

    assert len(ax.patches) == {"day": 6, "week": 4, "month": 2}[every]


def test_long_times_are_cut_into_longer_periods() -> None:
    """Two hundred bars is what a figure has room for."""
    rows = [(f"{day:%Y-%m-%d}", "A", 1) for day in pd.date_range("2018-01-01", periods=400)]

    assert len(plot_timeline(table(rows)).patches) == 58

    with pytest.raises(PlotError, match="400 periods of a day"):
        plot_timeline(table(rows), every="day")

    with pytest.raises(PlotError, match="every is 'year'"):
        plot_timeline(table(rows), every="year")


def test_timestamps_are_dates_too() -> None:
    """pandas reads dates of CSV files as such."""
    stamped = table().assign(date=pd.to_datetime(table()["date"]))

    assert plot_timeline(stamped).sdlib_alt == plot_timeline(table()).sdlib_alt


def test_dates_of_a_scale_do_not_touch() -> None:
    """A year of days has room for a handful of dates."""
    rows = [(f"{day:%Y-%m-%d}", "A", 1) for day in pd.date_range("2018-01-01", periods=190)]
    ax = plot_timeline(table(rows), lang="ar")
    shown = [t.get_window_extent() for t in texts(ax.figure) if "/" in t.get_text()]

    assert 3 < len(shown) < 10

    ordered = sorted(shown, key=lambda box: box.x0)
    assert all(a.x1 < b.x0 for a, b in itertools.pairwise(ordered))


def test_on_a_telephone_three_days_have_two_dates() -> None:
    """A bar without a date below it says nothing of when."""
    with figures_of_width(4.6):
        three = dates(2, ("الوسيلة", "the outlet"))
        ax = plot_timeline(three.replace("2018-04-29", "2018-04-16"), lang="en")

    shown = [text.get_text() for text in texts(ax.figure) if text.get_text().startswith("2018")]
    assert shown == ["2018-04-14", "2018-04-16"]


def test_articles_without_claims_are_counted_as_zero() -> None:
    """And articles without a date are left out, as the docstring says."""
    documents = pd.DataFrame(
        {
            "doc_id": list("abcd"),
            "outlet": ["A", "A", "B", "A"],
            "date": ["2018-04-15T10:00", "2018-04-14", "2018-04-14", None],
            "outlet_ar": ["أ", "أ", "ب", "أ"],
        }
    )
    counts = count_by_date(pd.DataFrame({"doc_id": ["a", "a", "b", "d"]}), documents)

    assert counts[["date", "outlet", "count", "documents"]].values.tolist() == [
        ["2018-04-14", "A", 1, 1],
        ["2018-04-14", "B", 0, 1],
        ["2018-04-15", "A", 2, 1],
    ]

    assert counts["outlet_ar"].tolist() == ["أ", "ب", "أ"]


def test_counts_by_date_of_nothing_have_all_columns() -> None:
    """A corpus without dates is no error."""
    documents = pd.DataFrame({"doc_id": ["a"], "outlet": ["A"], "date": [None]})
    counts = count_by_date(pd.DataFrame({"doc_id": ["a"]}), documents)

    assert counts.empty and counts.dtypes.astype(str).to_dict() == {
        "date": "string",
        "outlet": "string",
        "count": "int64",
        "documents": "int64",
    }

    with pytest.raises(TableError, match="date"):
        count_by_date(counts.assign(doc_id=[]), documents.drop(columns="date"))


def test_a_date_that_cannot_be_read_is_named() -> None:
    """It would be left out in silence."""
    documents = pd.DataFrame({"doc_id": ["a"], "outlet": ["A"], "date": ["14 April"]})

    with pytest.raises(CorpusError, match="document a: the date '14 April'"):
        count_by_date(pd.DataFrame({"doc_id": ["a"]}), documents)
