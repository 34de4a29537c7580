"""Entity rows: lexicons as people's spreadsheets write them, and what is said of their slips."""

import pandas as pd
import pytest

from sdlib.ambiguity import find_ambiguous
from sdlib.entities import find_entities, gazetteer
from sdlib.entity_rows import COLUMNS, EVIDENCE, read_entity_rows
from sdlib.errors import LexiconError

CELLS = ["loc-t", "LOC", "تلبيشة", "Talbisha", "تل بيشة", "", "", 'قرية "قديمة"', "loc-syria"]


def written(folder, text, name="own.tsv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def quoted(cells, separator):
    return separator.join('"' + cell.replace('"', '""') + '"' for cell in cells)


TSV = "\t".join(COLUMNS) + "\n" + "\t".join(CELLS) + "\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("own.tsv", "\N{BOM}" + TSV),
        ("own.tsv", TSV.replace("\n", "\r\n")),
        ("own.tsv", TSV.replace("\t", " \t ")),
        ("own.tsv", quoted(COLUMNS, "\t") + "\r\n" + quoted(CELLS, "\t")),
        ("own.tsv", TSV.replace("\n", "\t\t\n").replace("country\t\t", "country")),
        ("own.csv", "\N{BOM}" + quoted(COLUMNS, ",") + "\r\n" + quoted(CELLS, ",") + "\r\n"),
        ("own.CSV", quoted(COLUMNS, ";") + "\n" + quoted(CELLS, ";") + "\n"),
        ("own.tsv", "\n".join(map("\t".join, zip(*sorted(zip(COLUMNS, CELLS, strict=True)),
                                                 strict=True)))),
    ],
    ids=["bom", "windows", "spaces", "quotes", "empty cells", "csv", "semicolons", "other order"],
)  # fmt: skip
def test_files_as_spreadsheets_write_them(tmp_path, name, text):
    """What a spreadsheet does to a file is no reason to write it again by hand."""
    [row] = read_entity_rows(written(tmp_path, text, name))

    assert [row[column] for column in COLUMNS] == CELLS


def test_few_columns(tmp_path):
    """Three columns make a lexicon; the others may be left out."""
    path = written(tmp_path, "name_ar\ttype\tentity_id\nتلبيشة\tLOC\tloc-t\n")
    documents = pd.DataFrame({"doc_id": ["a"], "text": ["عاد إلى تلبيشة"]})

    assert find_entities(documents, path)["entity_id"].tolist() == ["loc-t"]


def test_evidence_of_suggestions_is_passed_over(tmp_path):
    """A file of suggestions is a lexicon as it stands, for command and function."""
    head = "\t".join([*COLUMNS, *EVIDENCE])
    path = written(tmp_path, f"{head}\n" + "\t".join([*CELLS, "name", "3", "2", "1", "[تلبيشة]"]))

    assert gazetteer(path).entities["loc-t"].name == "تلبيشة"

    assert list(read_entity_rows(path)[0]) == [*COLUMNS, "line"]


def test_further_rows_add_aliases(tmp_path):
    """Each row of a spreadsheet may hold one alias, with the name beside it for the reader."""
    rows = "a\tPER\tهوراس غيلمور\t\t{}\t\t\t\n"
    english = rows.format("غيلمور").replace("\t\tغ", "\tHorace Gilmour\tغ")
    head = "\t".join(COLUMNS)
    path = written(tmp_path, f"{head}\n{rows.format('جيلمور')}{english}")
    assert gazetteer(path).entities["a"].name_en == "Horace Gilmour"

    assert {key for key in gazetteer(path).names() if len(key) == 1} == {("جيلمور",), ("غيلمور",)}


def test_rows_in_any_order(tmp_path):
    """Who sorts a spreadsheet may put an alias above the name."""
    row = "a\tPER\tهوراس غيلمور\t\t{}\n"
    head = "\t".join(COLUMNS)
    path = written(tmp_path, f"{head}\n{row.format('غيلمور')}{row.format('')}")
    assert len(gazetteer(path).names()) == 2

    path = written(tmp_path, f"{head}\n{row.format('')}{row.format('غيلمور')}{row.format('')}")
    with pytest.raises(LexiconError, match="line 4: 'هوراس غيلمور' stands in line 2 already"):
        gazetteer(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TSV.replace("\t", ","), r"line 1: .*; add entity_id, .*, and separate columns by tabs"),
        (TSV.replace("aliases", "alias"), r"line 1: .*; take out alias$"),
        (TSV.replace("entity_id", "id"), r"line 1: .*; add entity_id"),
        (TSV.replace("note", "type"), r"line 1: .*; take out type$"),
        (TSV.replace("\t\t\t", "\t٢٠٢٤-١٢-٠١\t\t"), r"line 2: '٢٠٢٤-١٢-٠١' is no date; write"),
        (TSV.replace("\t\t\t", "\t1/12/2024\t\t"), r"line 2: '1/12/2024' is no date"),
        (TSV + TSV.splitlines()[1].replace("loc-t", "loc-u"), r"line 3: the alias .* to loc-t"),
        (TSV.replace("تلبيشة", "", 1), r"line 2: the column name_ar is empty"),
        (TSV.replace("LOC", "Ort"), r"line 2: type is 'Ort', but must be one of LOC"),
    ],
    ids=["commas", "unknown", "lacking", "twice", "digits", "slashes", "two", "empty", "type"],
)  # fmt: skip
def test_slips_are_refused(tmp_path, text, message):
    """The message says file and line, and what to write instead."""
    path = written(tmp_path, text)

    with pytest.raises(LexiconError, match=rf"own\.tsv, {message}"):
        find_ambiguous(path)


@pytest.mark.parametrize(("encoding", "said"), [("cp1256", "Windows-1256"), ("utf-16", "UTF-16")])
def test_encodings_of_spreadsheets_are_named(tmp_path, encoding, said):
    """`Unicode text` of a spreadsheet is UTF-16, and older ones write a code page."""
    path = written(tmp_path, TSV.replace("Talbisha", "الأمل والعمل والسلام"), encoding=encoding)

    with pytest.raises(LexiconError, match=rf"own\.tsv is not UTF-8.*this looks like {said}"):
        gazetteer(path)


def test_a_quotation_mark_is_not_closed(tmp_path):
    """In a .csv it would swallow all rows behind it."""
    path = written(tmp_path, TSV.replace("\t", ",").replace("LOC", '"LOC'), "own.csv")

    with pytest.raises(LexiconError, match="close every quoted cell"):
        gazetteer(path)
