"""Tables out and back: every format, nothing half-written, nothing of others overwritten."""

import json
import os

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sdlib
from sdlib import export
from sdlib.errors import OutputError, ParameterError, TableError
from sdlib.export import read_tables, save_tables
from sdlib.tables import SCHEMAS, table

TEXT = "قال الوزير إن الاتفاق قريب."
CLAIM = {
    "claim_id": "a-1",
    "doc_id": "a",
    "cue_start": 0,
    "cue_end": 3,
    "cue": "قال",
    "cue_type": "neutral",
    "source_start": 4,
    "source_end": 10,
    "source": "الوزير",
    "speaker": "الوزير",
    "content_start": 14,
    "content_end": 26,
    "content": "الاتفاق قريب",
    "mode": "indirect",
    "negated": False,
}


def tables(text=TEXT):
    rows = {
        "documents": [
            {"doc_id": "a", "outlet": "One", "text": text},
            {"doc_id": "b", "outlet": "Two", "title": "=1+1", "text": "صمت"},
        ],
        "sentences": [{"doc_id": "a", "paragraph": 0, "start": 0, "end": 27}],
        "tokens": [
            {"doc_id": "a", "start": 0, "end": 6, "text": "وبالأس", "kind": "word", "cuts": [1, 2]},
            {"doc_id": "a", "start": 7, "end": 9, "text": "NA", "kind": "word", "cuts": []},
        ],
        "mentions": [],
        "claims": [
            CLAIM,
            {**CLAIM, "claim_id": "a-2", "source_start": None, "source_end": None}
            | {"source": None, "speaker": None, "negated": True, "parent_id": "a-1"},
        ],
        "labels": [
            {"doc_id": "a", "marker_start": 0, "marker_end": 3, "label_start": 4, "label_end": 10}
        ],
        "quantities": [
            {"doc_id": "a", "start": 0, "end": 1, "value": 2.5, "low": 1e-7, "high": None}
        ],
    }
    return {name: table(name, rows[name]) for name in SCHEMAS}


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def assert_same(one, other):
    assert one.keys() == other.keys()

    for name in one:
        pd.testing.assert_frame_equal(one[name], other[name])


# Round trips ----------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl"])
def test_tables_come_back_with_values_and_dtypes(tmp_path, format):
    """Missing offsets, lists, flags and the word NA are what plain CSV readers get wrong."""
    folder = save_tables(tables(), tmp_path / "out", format=format)

    assert names(folder) == sorted(["run.json", *(f"{name}.{format}" for name in SCHEMAS)])

    assert_same(tables(), read_tables(folder))


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl"])
def test_empty_tables_come_back_with_their_dtypes(tmp_path, format):
    """A corpus without a claim is an ordinary result."""
    empty = {name: table(name) for name in SCHEMAS}

    assert_same(empty, read_tables(save_tables(empty, tmp_path / "out", format=format)))


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl"])
def test_further_columns_come_back(tmp_path, format):
    """What the corpus says about an article beyond the model is kept."""
    documents = tables()["documents"].assign(note=pd.Series(['"a", b', None], dtype="string"))
    folder = save_tables({"documents": documents}, tmp_path / "out", format=format)

    pd.testing.assert_frame_equal(read_tables(folder)["documents"], documents)


anything = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
odd = st.sampled_from(
    ["\r", "\r\n", "\n", '"', ",", "\0", "\u2028", "\x85", "\ufeff", "\x1a", "=1"]
)


@given(
    st.lists(anything | odd, min_size=1).map("".join), st.sampled_from(["csv", "jsonl", "parquet"])
)
def test_any_text_comes_back(tmp_path_factory, text, format):
    """A text that changes by one character no longer fits its spans."""
    documents = {"documents": tables(text)["documents"]}
    folder = save_tables(documents, tmp_path_factory.mktemp("t") / "out", format=format)

    assert read_tables(folder)["documents"].loc[0, "text"] == text


def test_csv_is_plain(tmp_path):
    """Other programs read it: missing is empty, lists are joined by spaces, nothing is altered."""
    folder = save_tables(tables(), tmp_path / "out", format="csv")

    assert (folder / "tokens.csv").read_text("utf-8").split("\n")[1:3] == [
        '"a",0,6,"وبالأس","","word","1 2",""',
        '"a",7,9,"NA","","word","",""',
    ]

    assert '"b","Two","","=1+1","","صمت"' in (folder / "documents.csv").read_text("utf-8")

    assert pd.read_csv(folder / "claims.csv")["source_start"].isna().tolist() == [False, True]


def test_jsonl_writes_null_and_arabic_letters(tmp_path):
    """Escapes would make the file unreadable for people; an absent key would be ambiguous."""
    folder = save_tables(tables(), tmp_path / "out", format="jsonl")
    line = (folder / "claims.jsonl").read_text("utf-8").split("\n")[1]

    assert "الاتفاق قريب" in line

    assert json.loads(line)["source_start"] is None


def test_parquet_holds_lists_of_integers_even_if_all_are_empty(tmp_path):
    """Without a value the type of the lists would be unknown, and files could not be joined."""
    import pyarrow.parquet as pq

    tokens = tables()["tokens"].iloc[1:]
    folder = save_tables({"tokens": tokens}, tmp_path / "out")

    assert str(pq.read_schema(folder / "tokens.parquet").field("cuts").type).startswith("list<")

    assert "int64" in str(pq.read_schema(folder / "tokens.parquet").field("cuts").type)


def test_gold_form_has_a_line_for_every_article(tmp_path):
    """An article without claims is not the same as an article that nobody looked at."""
    folder = save_tables(tables(), tmp_path / "out", format="gold")
    lines = (folder / "annotations.jsonl").read_text("utf-8").splitlines()
    first, second = map(json.loads, lines)

    assert names(folder) == ["annotations.jsonl", "documents.jsonl", "run.json"]

    assert first["claims"][0] == {
        "cue": [0, 3],
        "source": [4, 10],
        "via": None,
        "content": [14, 26],
        "speaker": "الوزير",
        "mode": "indirect",
        "cue_type": "neutral",
        "negated": False,
        "nested": False,
    }

    assert [first["claims"][1][name] for name in ("source", "speaker", "negated", "nested")] == [
        None,
        None,
        True,
        True,
    ]

    assert first["labels"] == [{"marker": [0, 3], "label": [4, 10], "speaker": None}]

    assert second == {"doc_id": "b", "claims": [], "labels": []}


# The record of the run ------------------------------------------------------------------


def test_run_says_what_was_written_with_what(tmp_path):
    """A table without its versions, parameters and hashes cannot be traced back."""
    written = tables()
    written["documents"].attrs = {
        "inputs": "ab  sources.csv\ncd  raw/a.txt",
        "parameters": {"columns": {}, "on_error": "skip"},
        "skipped": [{"row": 3, "doc_id": "x", "reason": "has no text"}],
    }
    folder = save_tables(written, tmp_path / "out", format="csv")
    run = json.loads((folder / "run.json").read_text("utf-8"))

    assert run["versions"]["sdlib"] == sdlib.__version__

    assert run["parameters"] == {"format": "csv", "columns": {}, "on_error": "skip"}

    assert run["inputs"][1] == {"name": "raw/a.txt", "sha256": "cd"}

    assert run["skipped"][0]["reason"] == "has no text"

    assert run["tables"]["claims"]["rows"] == 2

    data = (folder / "claims.csv").read_bytes()
    assert run["tables"]["claims"]["sha256"] == export.sha256(data)


@pytest.mark.parametrize("format", export.FORMATS)
def test_same_tables_give_the_same_bytes(tmp_path, format):
    """Results under version control should change only when something changed."""
    folders = [save_tables(tables(), tmp_path / name, format=format) for name in ("one", "two")]

    assert names(folders[0]) == names(folders[1])

    for name in names(folders[0]):
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()


def test_texts_are_hashed_where_no_file_was_read(tmp_path):
    """A table made in a notebook has no files, but its texts are as good."""
    run = json.loads((save_tables(tables(), tmp_path / "out") / "run.json").read_text("utf-8"))

    assert run["inputs"][0] == {"name": "a", "sha256": export.sha256(TEXT.encode())}


# The folder -----------------------------------------------------------------------------


def test_own_folder_is_replaced_in_another_format(tmp_path):
    """Files of the former format must not stay beside the new ones."""
    save_tables(tables(), tmp_path / "out", format="csv")
    folder = save_tables(tables(), tmp_path / "out", format="jsonl")

    assert not list(folder.glob("*.csv"))

    assert names(tmp_path) == ["out"]


def test_missing_parents_are_made_and_an_empty_folder_is_used(tmp_path):
    """`--out results/today` should work the first time."""
    (tmp_path / "empty").mkdir()

    assert save_tables(tables(), tmp_path / "empty").is_dir()

    assert save_tables(tables(), tmp_path / "new" / "deep" / "out").is_dir()


def foreign(folder):
    folder.mkdir()
    (folder / "mine.txt").write_text("x")


def foreign_run(folder):
    folder.mkdir()
    (folder / "run.json").write_text('{"written_by": "another"}')


def added(folder):
    save_tables(tables(), folder)
    (folder / "mine.txt").write_text("x")


def changed(folder):
    save_tables(tables(), folder, format="csv")
    with (folder / "claims.csv").open("a") as out:
        out.write("corrected by hand")


def a_file(folder):
    folder.write_text("x")


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (foreign, "holds files that sdlib did not write"),
        (foreign_run, "holds files that sdlib did not write"),
        (added, "holds mine.txt, which sdlib did not write"),
        (changed, "claims.csv was changed since sdlib wrote it"),
        (a_file, "is a file"),
    ],
)
def test_work_of_others_is_never_overwritten(tmp_path, prepare, words):
    """A mistyped --out, or a table corrected by hand, must not cost somebody's work."""
    folder = tmp_path / "out"
    prepare(folder)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    with pytest.raises(OutputError, match=words):
        save_tables(tables(), folder)

    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_failure_leaves_the_former_results(tmp_path, monkeypatch, error):
    """A full disk or Ctrl-C in the middle: either all tables are new, or none."""
    folder = save_tables(tables(), tmp_path / "out", format="csv")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    write = export._write_jsonl

    def fail_late(frame, file):
        if file.name == "labels.jsonl":
            raise error
        write(frame, file)

    monkeypatch.setitem(export._WRITERS, "jsonl", ("jsonl", fail_late))
    with pytest.raises((OutputError, KeyboardInterrupt)):
        save_tables(tables(), folder, format="jsonl")

    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}

    assert names(tmp_path) == ["out"]


def test_failure_of_the_last_step_puts_the_former_results_back(tmp_path, monkeypatch):
    """Between the two renames there is no folder of that name."""
    folder = save_tables(tables(), tmp_path / "out", format="csv")
    before = names(folder)
    rename = type(folder).rename

    def fail(self, target):
        if self.suffix == ".part":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(type(folder), "rename", fail)
    with pytest.raises(OutputError, match="Input/output error"):
        save_tables(tables(), folder, format="jsonl")

    assert names(folder) == before

    assert names(tmp_path) == ["out"]


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_folder_has_ordinary_permissions(tmp_path):
    """Temporary folders are private; results are shared with colleagues."""
    (tmp_path / "plain").mkdir()
    folder = save_tables(tables(), tmp_path / "out")

    assert folder.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_column_that_no_file_can_hold_is_named(tmp_path):
    """The user's own columns may hold anything."""
    documents = tables()["documents"].assign(mixed=[1, "x"])

    with pytest.raises(OutputError, match=r"table documents cannot be written as parquet: .*mixed"):
        save_tables({"documents": documents}, tmp_path / "out")

    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"format": "xlsx"}, ParameterError, "must be one of parquet, csv, jsonl, gold"),
        ({"tables": {"claim": pd.DataFrame()}}, ParameterError, "no table is called 'claim'"),
        ({"tables": {"claims": pd.DataFrame()}}, TableError, "the table claims needs"),
    ],
)
def test_wrong_arguments(tmp_path, arguments, error, words):
    """Nothing is touched before the arguments are known to be right."""
    arguments = {"tables": tables(), "folder": tmp_path / "out", **arguments}
    with pytest.raises(error, match=words):
        save_tables(arguments.pop("tables"), arguments.pop("folder"), **arguments)

    assert names(tmp_path) == []


def damage_nothing(folder):
    (folder / "run.json").unlink()


def remove(folder):
    (folder / "claims.jsonl").unlink()


def break_off(folder):
    path = folder / "claims.jsonl"
    path.write_text(path.read_text("utf-8")[:-20], "utf-8")


def drop_key(folder):
    path = folder / "claims.jsonl"
    path.write_text(path.read_text("utf-8").replace('"cue_start"', '"cue"'), "utf-8")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (damage_nothing, "has no run.json of sdlib"),
        (remove, "cannot be read as the table claims: does not exist"),
        (break_off, "cannot be read as the table claims: is no valid JSON"),
        (drop_key, "cannot be read as the table claims: no column 'cue_start'"),
    ],
)
def test_damaged_folder_is_named(tmp_path, damage, words):
    """Folders are copied, unpacked and edited; what is missing is said."""
    folder = save_tables(tables(), tmp_path / "out", format="jsonl")
    damage(folder)

    with pytest.raises(TableError, match=words):
        read_tables(folder)
