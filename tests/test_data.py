"""The two articles are the ones that the gold claims and the notebooks speak of, to the byte."""

from __future__ import annotations

import csv
import datetime
import hashlib
import re
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[1] / "data"

COLUMNS = ["doc_id", "outlet", "outlet_ar", "outlet_en", "date", "title", "file", "note", "note_ar"]


def sources():
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return reader.fieldnames, list(reader)


def stated_checksums():
    """File name and checksum of each row of the table in data/README.md."""
    text = (DATA / "README.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `raw/(\S+)` \|.*\| `([0-9a-f]{64})` \|$", text, re.MULTILINE))


def raw_files():
    return sorted(path for path in (DATA / "raw").iterdir() if path.is_file())


def test_checksums_cover_all_files():
    """A third file without a row, or a row without a file, is no known data."""
    assert list(stated_checksums()) == [path.name for path in raw_files()]

    assert len(raw_files()) == 2


@pytest.mark.parametrize("path", raw_files(), ids=lambda path: path.name)
def test_checksum(path):
    """One byte more or less moves every span behind it."""
    assert hashlib.sha256(path.read_bytes()).hexdigest() == stated_checksums()[path.name]


@pytest.mark.parametrize("path", raw_files(), ids=lambda path: path.name)
def test_sizes_in_the_datasheet(path):
    """The sizes that the datasheet states are those of the files."""
    text = path.read_bytes().decode("utf-8")
    paragraphs = sum(1 for line in text.split("\n") if line.strip())
    row = rf"`raw/{re.escape(path.name)}` \| {len(text):,} \| {paragraphs} \|"
    assert re.search(row, (DATA / "README.md").read_text(encoding="utf-8"))


def test_line_endings_are_kept():
    """Git would turn line endings round on some machines, and with them the spans."""
    attributes = (DATA.parent / ".gitattributes").read_text(encoding="utf-8")
    assert re.search(r"^data/raw/\*\* -text$", attributes, re.MULTILINE)


def test_sources_columns_and_files():
    """Each text has its row: doc ids are unique, files exist, nothing is left empty but titles."""
    columns, rows = sources()
    assert columns == COLUMNS

    assert len({row["doc_id"] for row in rows}) == len(rows)

    assert sorted(row["file"] for row in rows) == [path.name for path in raw_files()]

    assert all(row[column].strip() for row in rows for column in COLUMNS if column != "title")


@pytest.mark.parametrize("row", sources()[1], ids=lambda row: row["doc_id"])
def test_dates_are_dates_and_said_to_be_inferred(row):
    """The articles state no date; whoever reads the table must learn that."""
    datetime.date.fromisoformat(row["date"])
    assert "inferred, not stated" in row["note"]

    assert "مستنتج غير مذكور" in row["note_ar"]
