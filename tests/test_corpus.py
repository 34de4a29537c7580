"""Reading corpora: every kind of file, kept to the character, and every kind of bad input."""

import gzip
import json
import re
import warnings

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdlib.corpus import SkippedRowsWarning, init_corpus, read_corpus
from sdlib.errors import CorpusError, OutputError, ParameterError

TEXT = "قال الوزير إن الاتفاق قريب."
ROWS = [
    {"doc_id": "a", "outlet": "One", "date": "2024-12-01", "text": TEXT},
    {"doc_id": "b", "outlet": "Two", "date": None, "text": "نفت الشركة الخبر.\r\nثم صمتت."},
]
HEADER = "doc_id,outlet,file\n"


def write_folder(folder, table, texts, place="raw"):
    (folder / place).mkdir(parents=True, exist_ok=True)
    (folder / "sources.csv").write_bytes(table.encode() if isinstance(table, str) else table)
    for name, text in texts.items():
        data = text.encode() if isinstance(text, str) else text
        (folder / place / name).write_bytes(data)
    return folder


def write_rows(path, rows):
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    if path.suffix.lower() == ".csv":
        pd.DataFrame(rows).to_csv(path, index=False, lineterminator="\r\n")
    elif path.suffix == ".parquet":
        pd.DataFrame(rows).to_parquet(path)
    elif path.suffix == ".json":
        path.write_text(json.dumps(rows), "utf-8")
    elif path.suffix == ".gz":
        path.write_bytes(gzip.compress(lines.encode()))
    else:
        path.write_text(lines, "utf-8", newline="")
    return path


# What is read ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["n.csv", "n.jsonl", "n.jsonl.gz", "n.json", "n.parquet", "N.CSV"])
def test_every_kind_of_file_gives_the_same_table(tmp_path, name):
    """The kind of file is a matter of storage; the documents must not depend on it."""
    documents = read_corpus(write_rows(tmp_path / name, ROWS))

    assert list(documents.columns) == ["doc_id", "outlet", "date", "title", "url", "text"]

    assert set(documents.dtypes.astype(str)) == {"string"}

    assert documents["text"].tolist() == [row["text"] for row in ROWS]

    assert documents["date"].isna().tolist() == [False, True]

    assert documents.attrs["skipped"] == []


@pytest.mark.parametrize("place", [".", "raw"])
def test_folder_reads_texts_beside_its_table_or_in_raw(tmp_path, place):
    """Both layouts are in use; further columns of the table are kept."""
    table = "doc_id,outlet,file,note\nx,One,x.txt,=1+1\n"
    documents = read_corpus(write_folder(tmp_path, table, {"x.txt": TEXT}, place))

    assert documents.loc[0, ["doc_id", "text", "note"]].tolist() == ["x", TEXT, "=1+1"]


@pytest.mark.parametrize(
    "text",
    ["\ufeffقال", "قال\r\nثم\rعاد\n", " قال \n\n", "قا\u200fل\u2028ـ", "e\u0301 قال 😀"],
    ids=["bom", "line ends", "outer space", "controls", "beyond the BMP"],
)
def test_text_files_are_kept_to_the_character(tmp_path, text):
    """Offsets count the characters of the raw text: one dropped character shifts them all."""
    write_folder(tmp_path, HEADER + "x,One,x.txt\n", {"x.txt": text})

    assert read_corpus(tmp_path).loc[0, "text"] == text


arabic = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@given(st.lists(arabic, min_size=1, max_size=4), st.sampled_from(["jsonl", "csv", "parquet"]))
def test_any_text_comes_back_from_any_file(tmp_path_factory, texts, ending):
    """Quotes, commas, line ends of all kinds: none may change a text or break a row apart."""
    rows = [{"doc_id": str(k), "outlet": "o", "text": f"ع{t}"} for k, t in enumerate(texts)]
    path = tmp_path_factory.mktemp("c") / f"n.{ending}"

    assert read_corpus(write_rows(path, rows))["text"].tolist() == [row["text"] for row in rows]


def test_byte_order_mark_of_a_table_is_no_part_of_its_first_column(tmp_path):
    """Spreadsheets write one before UTF-8 CSV."""
    path = tmp_path / "n.csv"
    path.write_bytes(b"\xef\xbb\xbf" + f"doc_id,outlet,text\nx,One,{TEXT}\n".encode())

    assert read_corpus(path).loc[0, "doc_id"] == "x"


def test_long_cell_is_read_whole(tmp_path):
    """Python's csv stops at 131,072 characters a cell unless told otherwise."""
    row = {"doc_id": "x", "outlet": "One", "text": "ع" * 200_000}

    assert len(read_corpus(write_rows(tmp_path / "n.csv", [row])).loc[0, "text"]) == 200_000


def test_columns_are_renamed(tmp_path):
    """Corpora name their columns as they like."""
    rows = [{"id": 7, "paper": "One", "body": TEXT, "words": 5}]
    names = {"id": "doc_id", "paper": "outlet", "body": "text"}
    documents = read_corpus(write_rows(tmp_path / "n.jsonl", rows), names)

    assert documents.loc[0, ["doc_id", "outlet", "text"]].tolist() == ["7", "One", TEXT]

    assert documents["words"].dtype == "Int64"


def test_further_columns_of_any_kind_stay_tidy(tmp_path):
    """Numbers stay numbers; lists become JSON, so that every table can be saved."""
    extra = [{"n": 1, "share": 0.5, "tags": ["سوريا"], "mixed": 1}, {"n": None, "mixed": "x"}]
    rows = [{**row, **more} for row, more in zip(ROWS, extra, strict=True)]
    documents = read_corpus(write_rows(tmp_path / "n.jsonl", rows))

    assert documents.dtypes.astype(str)[["n", "share", "tags", "mixed"]].tolist() == [
        "Int64",
        "Float64",
        "string",
        "string",
    ]

    assert documents.loc[0, "tags"] == '["سوريا"]'

    assert documents["mixed"].tolist() == ["1", "x"]


def test_white_space_around_an_id_is_dropped(tmp_path):
    """`One ` and `One` would be two outlets in every comparison."""
    documents = read_corpus(write_rows(tmp_path / "n.jsonl", [{**ROWS[0], "outlet": " One "}]))

    assert documents.loc[0, "outlet"] == "One"


def test_column_without_a_name_is_left_out(tmp_path):
    """Data frames write their row numbers as a first column without a name."""
    path = tmp_path / "n.csv"
    pd.DataFrame(ROWS).to_csv(path)

    assert "" not in read_corpus(path).columns


def test_inputs_are_hashed(tmp_path):
    """A run has to say on which bytes it was made."""
    write_folder(tmp_path, HEADER + "x,One,x.txt\n", {"x.txt": TEXT})
    names = [line.split("  ")[1] for line in read_corpus(tmp_path).attrs["inputs"].split("\n")]

    assert names == ["sources.csv", "raw/x.txt"]


# What is refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("gone.csv", None, "does not exist"),
        ("n.csv", b"", "is empty"),
        ("n.jsonl", b" \n", "holds no articles"),
        ("n.json", b"[]", "holds no articles"),
        ("n.csv", b"doc_id,outlet,text\n", "holds no rows"),
        ("n.docx", b"PK\x03\x04", "is of no kind that can be read"),
        ("n", b"x", "is of no kind that can be read"),
        ("n.csv", "doc_id\r\nقال".encode("utf-16"), "looks like UTF-16"),
        ("n.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "NUL bytes"),
        ("n.csv", b"\x89PNG\r\n\x1a\n\xff", "is a binary file"),
        ("n.csv", "doc_id,text\nx,عاجل: قال الوزير".encode("cp1256"), "looks like Windows-1256"),
        ("n.csv", "doc_id,text\nx,قال الوزير".encode("iso8859_6"), "looks like ISO-8859-6"),
        ("n.csv", "doc_id,text\nx,déjà".encode("latin-1"), r"is not UTF-8 \(byte 15 is 0xe9\)"),
        ("n.jsonl", "قال الوزير".encode()[:-1], r"is not UTF-8 \(byte 17 is 0xd8\); save"),
        ("n.jsonl.gz", b"{}", "is not a whole gzip file"),
        ("n.jsonl.gz", gzip.compress(b"{}" * 99)[:-9], "is not a whole gzip file"),
        ("n.parquet", b"PAR1", "is no valid Parquet file"),
        ("n.json", b"{}", "holds no list"),
        ("n.json", b'[{"a": 1},\n{]', r"is no valid JSON \(.*line 2"),
        ("n.csv", b'doc_id,outlet,text\nx,One,"abc', "no valid CSV from line 2 on"),
        ("n.csv", b'doc_id,outlet,text\nx,One,"a"b', "no valid CSV from line 2 on"),
        ("n.csv", b"doc_id;outlet;text\nx;One;y", "separate the columns by commas"),
        ("n.csv", b"doc_id,outlet,doc_id\nx,One,y", "two columns 'doc_id'"),
        ("n.csv", b"id,outlet,body\nx,One,y", "no column doc_id and no column text"),
        ("n.csv", b"id,outlet,text\nx,One,y", "in a command --column 'its name=doc_id'"),
    ],
)
@pytest.mark.parametrize("on_error", ["raise", "skip"])
def test_file_that_cannot_be_read(tmp_path, name, data, words, on_error):
    """A file is refused as a whole, named, and with what to do; skipping is for rows."""
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(CorpusError, match=f"{re.escape(name)}: .*{words}"):
        read_corpus(path, on_error=on_error)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"outlet": "One", "text": "قال"}', "has no doc_id"),
        ('{"doc_id": "", "outlet": "One", "text": "قال"}', "has no doc_id"),
        ('{"doc_id": "x", "text": "قال"}', "has no outlet"),
        ('{"doc_id": "x", "outlet": "  ", "text": "قال"}', "has no outlet"),
        ('{"doc_id": "x", "outlet": "One"}', "has no text"),
        ('{"doc_id": "x", "outlet": "One", "text": " \\n"}', "has no text"),
        ('{"doc_id": "x", "outlet": "One", "text": "hello ـ ١٢"}', "no Arabic letter"),
        ('{"doc_id": "x", "outlet": "One", "text": ["قال"]}', "text is of the kind list"),
        ('{"doc_id": 1.5, "outlet": "One", "text": "قال"}', "doc_id is of the kind float"),
        ('{"doc_id": "x", "outlet": "One", "text": "قال\\ud83d"}', r"half a character \(\\ud83d"),
        ('{"doc_id": "a", "outlet": "One", "text": "قال"}', "stands in line 1 already"),
        ('{"doc_id": "x", "outlet": ', "is no valid JSON"),
        ('["x"]', "is no object"),
        ("[" * 100_000, "is no valid JSON"),
    ],
)
def test_row_that_cannot_be_read(tmp_path, line, words):
    """One bad row of thousands is named by its line, or left out and listed, as asked."""
    path = tmp_path / "n.jsonl"
    good = [json.dumps(row, ensure_ascii=False) for row in ROWS]
    path.write_text(f"{good[0]}\n\n{line}\n{good[1]}\n", "utf-8")

    with pytest.raises(CorpusError, match=f"n.jsonl, line 3.*: .*{words}"):
        read_corpus(path)

    with pytest.warns(SkippedRowsWarning, match="1 of 3 rows skipped"):
        documents = read_corpus(path, on_error="skip")

    assert documents["doc_id"].tolist() == ["a", "b"]

    [skipped] = documents.attrs["skipped"]
    assert skipped["row"] == 3

    assert re.search(words, skipped["reason"])


@pytest.mark.parametrize(
    ("row", "texts", "words"),
    [
        ("x,One,gone.txt", {}, "gone.txt is neither in the folder nor in its raw"),
        ("x,One,", {}, "names no file"),
        ("x,One", {}, "names no file"),
        ("x,One,../sources.csv", {}, "leads out of the folder"),
        ("x,One,/x.txt", {}, "leads out of the folder"),
        ("x,One,x.txt", {"x.txt": ""}, "x.txt is empty"),
        ("x,One,x.txt", {"x.txt": "قال الوزير".encode("cp1256")}, "iconv -f WINDOWS-1256"),
        ("x,One,x.txt", {"x.txt": b"%PDF\x00\xff"}, "x.txt holds NUL bytes"),
        ("x,One,x.txt", {"x.txt": "no"}, "no Arabic letter"),
        ("x,,x.txt", {"x.txt": TEXT}, "has no outlet"),
        ("x,One,a.txt", {}, "a.txt stands in line 2 already"),
        ("x,One,x.txt,more", {"x.txt": TEXT}, "has 4 cells, but the header 3"),
    ],
)
def test_text_of_a_folder_that_cannot_be_read(tmp_path, row, texts, words):
    """The line of sources.csv is named, since that is where it is mended."""
    write_folder(tmp_path, f"{HEADER}a,One,a.txt\n{row}\n", {"a.txt": TEXT, **texts})

    with pytest.raises(CorpusError, match=rf"sources.csv, line 3 \(x\): .*{words}"):
        read_corpus(tmp_path)

    with pytest.warns(SkippedRowsWarning):
        assert len(read_corpus(tmp_path, on_error="skip")) == 1


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (None, "is a folder without sources.csv; `sdlib init"),
        ("", "sources.csv is empty"),
        ("doc_id,outlet\nx,One\n", "has no column file"),
        ("doc_id,outlet,file,text\nx,One,x.txt,y\n", "has a column text"),
        ("doc_id,outlet,file\nx,قال الوزير,x.txt\n".encode("cp1256"), "looks like Windows-1256"),
    ],
)
def test_folder_that_cannot_be_read(tmp_path, table, words):
    """A folder is only a corpus through its table."""
    if table is not None:
        write_folder(tmp_path, table, {"x.txt": TEXT})

    with pytest.raises(CorpusError, match=words):
        read_corpus(tmp_path)


def test_number_of_further_problems_is_said(tmp_path):
    """Who mends one row at a time wants to know how many are left."""
    rows = [ROWS[0], {**ROWS[1], "text": ""}, {"doc_id": "c", "outlet": "One", "text": "x"}]

    with pytest.raises(CorpusError, match=r"line 2 \(b\): has no text.*\(and 1 more rows\)"):
        read_corpus(write_rows(tmp_path / "n.jsonl", rows))


def test_nothing_left_is_an_error_even_when_skipping(tmp_path):
    """A table without rows would only fail later, where nobody sees why."""
    path = write_rows(tmp_path / "n.jsonl", [{"doc_id": "x", "outlet": "One", "text": "no"}])

    with pytest.raises(CorpusError, match="no Arabic letter"):
        read_corpus(path, on_error="skip")


def test_no_warning_without_skipped_rows(tmp_path):
    """A warning that always comes is not read."""
    path = write_rows(tmp_path / "n.jsonl", ROWS)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read_corpus(path, on_error="skip")


def test_text_given_for_a_path():
    """Passing the text itself is a likely slip; no file name is as long as a text."""
    with pytest.raises(CorpusError, match="cannot be read"):
        read_corpus(TEXT * 50)


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"on_error": "ignore"}, ParameterError, 'must be "raise" or "skip"'),
        ({"columns": {"id": "doc_id"}}, CorpusError, "no column 'id' to rename; it has doc_id"),
        ({"columns": {"date": "doc_id"}}, ParameterError, "two columns the name 'doc_id'"),
        ({"columns": {"date": "x", "text": "x"}}, ParameterError, "two columns the name 'x'"),
    ],
)
def test_wrong_arguments(tmp_path, arguments, error, words):
    """A name that does not exist would otherwise be passed over in silence."""
    with pytest.raises(error, match=words):
        read_corpus(write_rows(tmp_path / "n.jsonl", ROWS), **arguments)


def test_columns_can_be_swapped(tmp_path):
    """A renaming is one step, not one after the other."""
    names = {"date": "outlet", "outlet": "date"}
    rows = [{"doc_id": "a", "date": "One", "outlet": "2024-12-01", "text": TEXT}]

    assert read_corpus(write_rows(tmp_path / "n.csv", rows), names).loc[0, "outlet"] == "One"


# A folder without its table -------------------------------------------------------------


def test_init_writes_a_table_that_only_lacks_the_outlets(tmp_path):
    """The table is filled in by people: it has to be readable as soon as the outlets stand."""
    for name in ("b.txt", "a.TXT", ".hidden.txt", "notes.md"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    path = init_corpus(tmp_path)

    assert path.read_text("utf-8").split("\n") == [
        "doc_id,outlet,date,title,url,file,note",
        "a,,,,,a.TXT,",
        "b,,,,,b.txt,",
        "",
    ]

    with pytest.raises(CorpusError, match=r"line 2 \(a\): has no outlet; fill it in"):
        read_corpus(tmp_path)

    path.write_text(path.read_text("utf-8").replace(",,,,,", ",One,,,,"), "utf-8")
    assert read_corpus(tmp_path)["doc_id"].tolist() == ["a", "b"]


def test_init_finds_texts_in_raw_and_odd_names(tmp_path):
    """A name with a comma or a quotation mark must survive the table."""
    write_folder(tmp_path, "", {'خبر, "1".txt': TEXT})
    (tmp_path / "sources.csv").unlink()
    path = init_corpus(tmp_path)
    path.write_text(path.read_text("utf-8").replace(",,,,,", ",One,,,,"), "utf-8")

    assert read_corpus(tmp_path).loc[0, "doc_id"] == 'خبر, "1"'


def test_init_never_overwrites(tmp_path):
    """What was filled in by hand cannot be made again."""
    write_folder(tmp_path, "mine", {"x.txt": TEXT})

    with pytest.raises(OutputError, match="exists already"):
        init_corpus(tmp_path)

    assert (tmp_path / "sources.csv").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("files", "words"),
    [([], "holds no"), (["a.txt", "raw/a.txt"], "one id"), (None, "does not exist")],
)
def test_init_refuses(tmp_path, files, words):
    """Two texts of one name would have one id."""
    folder = tmp_path / "corpus"
    if files is not None:
        (folder / "raw").mkdir(parents=True)
    for name in files or []:
        (folder / name).write_text(TEXT, "utf-8")

    with pytest.raises(CorpusError, match=words):
        init_corpus(folder)

    assert not (folder / "sources.csv").exists()
