"""Dates: a day that does not exist, or may be read in two ways, is refused and never guessed."""

import datetime as dt

import pandas as pd
import pytest

import sdlib
from sdlib.cli import main
from sdlib.dates import read_days
from sdlib.errors import CorpusError

TEXT = "قال الرئيس السوري إن الجسر فتح."


def documents(date):
    return pd.DataFrame({"doc_id": ["b-7"], "outlet": ["A"], "date": [date], "text": [TEXT]})


@pytest.mark.parametrize(
    "date",
    [
        "2024-12-01",
        "2024-12-01T10:00:00Z",
        "2024-12-01 10:00:00 +0300",
        " 2024-12-01 ",
        pd.Timestamp("2024-12-01"),
        dt.date(2024, 12, 1),
    ],
)
def test_a_day(date):
    """Feeds write times, data frames timestamps: the day is the same, and so is the president."""
    assert read_days(documents(date), "test").tolist() == ["2024-12-01"]

    assert sdlib.find_entities(documents(date))["entity_id"].tolist() == ["per-bashar-al-assad"]


@pytest.mark.parametrize("date", [None, "", float("nan"), pd.NaT])
def test_no_day(date):
    """What is not known is missing, and names no president."""
    assert read_days(documents(date), "test").isna().all()

    assert sdlib.find_entities(documents(date)).empty


@pytest.mark.parametrize("date", ["2022", "2022-07"])
def test_a_year_alone_is_no_error(date):
    """Archives often know no more than the year: the article is read, and its day is not known."""
    assert read_days(documents(date), "test").isna().all()

    assert sdlib.annotate(documents(date)).documents["date"].tolist() == [date]

    assert sdlib.find_entities(documents(date)).empty


@pytest.mark.parametrize(
    ("date", "message"),
    [
        ("2024-13-45", "does not exist"),
        ("2023-02-29", "does not exist"),
        ("01/12/2024", "not written as"),
        ("2024/12/01", "not written as"),
        ("20241201", "not written as"),
        ("2024-13", "not written as"),
        ("1446", "not written as"),
        ("٢٠٢٤-١٢-٠١", "not written as"),
        ("1446-05-30", "a Hijri year perhaps"),
    ],
)
@pytest.mark.parametrize(
    "read", [sdlib.annotate, sdlib.find_entities, sdlib.tag_claims, sdlib.group_events]
)
def test_a_wrong_day_is_refused(read, date, message):
    """Nobody notices one wrong president in a table: the message says where, and what to do."""
    with pytest.raises(
        CorpusError, match=f"document b-7: the date '{date}' .*{message}.*2024-12-01"
    ):
        read(documents(date))


def test_a_wrong_day_in_a_corpus(tmp_path, capsys):
    """The command says in which line; `on_error="skip"` leaves the row out."""
    path = tmp_path / "news.csv"
    path.write_text(
        f"doc_id,outlet,date,text\na,A,2024-12-01,{TEXT}\nb,A,01/12/2024,{TEXT}\n", encoding="utf-8"
    )
    assert main(["annotate", str(path), "--out", str(tmp_path / "out")]) == 2

    error = capsys.readouterr().err
    assert "line 3 (b): the date '01/12/2024' is not written as sdlib reads it" in error

    with pytest.warns(UserWarning, match="1 of 2 rows skipped"):
        assert sdlib.read_corpus(path, on_error="skip")["doc_id"].tolist() == ["a"]
