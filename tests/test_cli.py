"""The command line: what it prints, its exit status, and no traceback for any input."""

import json
import os
import subprocess
import sys

import pytest

import sdlib
from sdlib import cli, export
from sdlib.export import read_tables

TEXT = "قال الوزير إن الاتفاق قريب."


@pytest.fixture
def corpus(tmp_path):
    """A folder of two articles, one of them without a claim."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "sources.csv").write_text("doc_id,outlet,file\na,One,a.txt\nb,Two,b.txt\n", "utf-8")
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text("صباح الخير.", "utf-8")
    return folder


@pytest.fixture
def run(capsys):
    """Run a command: its status and what it printed on both streams."""

    def call(*arguments):
        status = cli.main([str(argument) for argument in arguments])
        return status, *capsys.readouterr()

    return call


def lines(path, *rows):
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


@pytest.mark.parametrize("format", export.FORMATS)
def test_annotate_writes_every_format(tmp_path, corpus, run, format):
    """From a folder of texts to tables in one command."""
    status, out, err = run("annotate", corpus, "--out", tmp_path / "out", "--format", format)

    assert (status, err) == (0, "")

    assert out.startswith("Annotation(documents=2, ")

    record = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert record["parameters"]["format"] == format

    assert [item["name"] for item in record["inputs"]] == ["sources.csv", "a.txt", "b.txt"]


def test_annotate_twice_gives_the_same_bytes(tmp_path, corpus, run):
    """A run replaces its own results, and nothing changes without a reason."""
    out = tmp_path / "out"
    run("annotate", corpus, "--out", out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    assert run("annotate", corpus, "--out", out)[0] == 0

    assert before == {path.name: path.read_bytes() for path in out.iterdir()}


def test_annotate_renames_columns_and_skips_rows(tmp_path, run):
    """Each skipped row is one line on stderr, with its reason."""
    rows = [{"id": "x", "paper": "One", "text": TEXT}, {"id": "y", "paper": "One", "text": "no"}]
    path = lines(tmp_path / "n.jsonl", *rows)
    names = ["--column", "id=doc_id", "--column", "paper=outlet"]
    status, _, err = run("annotate", path, "--out", tmp_path / "out", *names, "--on-error", "skip")

    assert status == 0

    assert err == (
        f"sdlib: {path}: row 2 (y) skipped: the text has no Arabic letter; "
        "take the row out or check its encoding\n"
    )

    assert read_tables(tmp_path / "out")["documents"]["doc_id"].tolist() == ["x"]


def test_init_then_annotate(tmp_path, corpus, run):
    """The way of somebody who has texts and nothing else."""
    (corpus / "sources.csv").unlink()

    assert run("init", corpus)[0] == 0

    status, _, err = run("annotate", corpus, "--out", tmp_path / "out")
    assert status == 2

    assert err.startswith(f"sdlib: {corpus / 'sources.csv'}, line 2 (a): has no outlet")

    path = corpus / "sources.csv"
    path.write_text(path.read_text("utf-8").replace(",,,,,", ",One,,,,"), "utf-8")
    assert run("annotate", corpus, "--out", tmp_path / "out")[0] == 0


def test_evaluate_reads_what_annotate_wrote(tmp_path, corpus, run):
    """The gold form goes in where it comes out, and tables are as good."""
    run("annotate", corpus, "--out", tmp_path / "gold", "--format", "gold")
    run("annotate", corpus, "--out", tmp_path / "tables", "--format", "csv")
    gold = tmp_path / "gold" / "annotations.jsonl"

    status, out, err = run("evaluate", gold, tmp_path / "tables")
    assert (status, err) == (0, "")

    assert "articles: 2" in out

    assert run("evaluate", gold, gold, corpus)[1] == out

    assert run("evaluate", tmp_path / "gold", gold)[1] == out

    assert run("evaluate", gold, gold, corpus, "--seed", "1", "--resamples", "7")[0] == 0


WRONG = [
    (["annotate", "gone", "--out", "out"], "gone: does not exist"),
    (["annotate", "empty", "--out", "out"], "empty: is a folder without sources.csv"),
    (["annotate", "corpus", "--out", "a_file"], "a_file is a file"),
    (["annotate", "corpus", "--out", "corpus"], "holds files that sdlib did not write"),
    (["annotate", "corpus", "--out", "a_file/out"], "cannot be written"),
    (["annotate", "corpus", "--out", "out", "--column", "x=doc_id"], "no column 'x' to rename"),
    (["init", "gone"], "gone: does not exist"),
    (["init", "empty"], "holds no *.txt"),
    (["init", "corpus"], "exists already"),
    (["evaluate", "gone", "gone"], "gone: does not exist"),
    (["evaluate", "empty", "empty"], "is a folder that sdlib did not write"),
    (["evaluate", "gold", "gold"], "a: has no text"),
    (["evaluate", "gold", "gold", "gone.json"], "gone.json: does not exist"),
    (["evaluate", "gold", "gold", "corpus", "--resamples", "0"], "resamples is 0"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG)
def test_wrong_input_is_one_line_and_status_2(tmp_path, corpus, run, monkeypatch, arguments, words):
    """A traceback tells a researcher nothing; the message names the place and what to do."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "a_file").write_text("x")
    lines(tmp_path / "gold", {"doc_id": "a"})
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    status, out, err = run(*arguments)

    assert (status, out) == (2, "")

    assert err.startswith("sdlib: ")

    assert err.count("\n") == 1

    assert words in err

    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["unknown"],
        ["annotate", "corpus"],
        ["annotate", "corpus", "--out", "out", "--format", "xlsx"],
        ["annotate", "corpus", "--out", "out", "--column", "id"],
        ["evaluate", "gold", "gold", "--seed", "x"],
    ],
)
def test_wrong_call(arguments, capsys):
    """A call that cannot be understood says how to call."""
    with pytest.raises(SystemExit) as stop:
        cli.main(arguments)

    assert stop.value.code == 2

    assert capsys.readouterr().err.startswith("usage: sdlib")


def test_formats_offered_are_those_written(capsys):
    """They are named twice, since the help must not wait for pandas."""
    with pytest.raises(SystemExit):
        cli.main(["annotate", "--help"])

    assert "{" + ",".join(export.FORMATS) + "}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (KeyboardInterrupt(), 130, "sdlib: interrupted\n"),
        (PermissionError(13, "Permission denied", "x.txt"), 2, "sdlib: x.txt: Permission denied\n"),
        (OSError("odd\nerror"), 2, "sdlib: odd error\n"),
    ],
)
def test_interruption_and_system_errors(monkeypatch, run, corpus, error, status, words):
    """Ctrl-C has the status that shells expect; system errors are one line as well."""

    def fail(*_, **__):
        raise error

    monkeypatch.setattr(sdlib, "read_corpus", fail, raising=False)

    assert run("annotate", corpus, "--out", "out") == (status, "", words)


def python(*arguments, **keywords):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    environment |= keywords.pop("env", {})
    return subprocess.run(
        [sys.executable, *map(str, arguments)], capture_output=True, env=environment, **keywords
    )


@pytest.mark.parametrize("module", ["sdlib", "sdlib.cli"])
def test_module_is_a_command(module):
    """Where scripts are not on the path, `python -m` is the way; --version stays quick."""
    done = python("-X", "importtime", "-m", module, "--version")

    assert done.stdout.decode().split() == ["sdlib", sdlib.__version__]

    assert b"pandas" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
def test_reader_that_stops_is_no_error(tmp_path, corpus, run):
    """`sdlib evaluate … | head -1` must not end in a traceback."""
    run("annotate", corpus, "--out", tmp_path / "out")
    read, write = os.pipe()
    os.close(read)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "sdlib", "evaluate", tmp_path / "out", tmp_path / "out"]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, env=environment)
    os.close(write)

    assert (done.returncode, done.stderr) == (0, b"")


def test_terminal_without_arabic_letters(tmp_path, corpus):
    """A name that the terminal cannot show is escaped instead of ending the run."""
    done = python("-m", "sdlib", "init", tmp_path / "غائب", env={"PYTHONIOENCODING": "ascii"})

    assert done.returncode == 2

    assert b"\\u063a\\u0627\\u0626\\u0628: does not exist" in done.stderr
