"""Where notebooks write: beside their folder, or where SDLIB_RESULTS says."""

import pandas as pd
import pytest

from sdlib.errors import OutputError, ParameterError
from sdlib.results import results_folder, save_table


def test_variable_decides(tmp_path, monkeypatch):
    """The tests must not write into the results that a reader looks at."""
    monkeypatch.setenv("SDLIB_RESULTS", str(tmp_path / "elsewhere"))
    assert results_folder("figures") == tmp_path / "elsewhere" / "figures"

    assert (tmp_path / "elsewhere" / "figures").is_dir()


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("notebooks", "results"),
        ("notebooks/exercises", "results"),
        ("", "results"),
        ("scripts", "scripts/results"),
    ],
)
def test_without_variable_beside_the_notebooks(tmp_path, monkeypatch, start, expected):
    """A notebook opened in JupyterLab writes where `make findings` does."""
    (tmp_path / start).mkdir(parents=True, exist_ok=True)
    monkeypatch.delenv("SDLIB_RESULTS", raising=False)
    monkeypatch.chdir(tmp_path / start)
    assert results_folder() == tmp_path / expected


@pytest.mark.parametrize("part", ["..", "figures/../..", "/figures"])
def test_part_stays_inside(part):
    """A slip in a notebook must not write over the data."""
    with pytest.raises(ParameterError, match="inside the results folder"):
        results_folder(part)


def test_folder_that_cannot_be_made(tmp_path, monkeypatch):
    """The message names the variable that leads elsewhere."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SDLIB_RESULTS", str(tmp_path / "file"))
    with pytest.raises(OutputError, match="set SDLIB_RESULTS"):
        results_folder("tables")


def test_save_table_writes_both_forms_and_reads_back(tmp_path, monkeypatch):
    """Findings leave the notebook as CSV for people and as Parquet for programs."""
    monkeypatch.setenv("SDLIB_RESULTS", str(tmp_path))
    frame = pd.DataFrame({"word": pd.Series(["حلب", None], dtype="string"), "count": [5, 1]})

    files = save_table(frame, "counts")

    assert [f.relative_to(tmp_path).as_posix() for f in files] == [
        "tables/counts.csv",
        "tables/counts.parquet",
    ]

    assert pd.read_csv(files[0])["word"].tolist()[0] == "حلب"

    pd.testing.assert_frame_equal(pd.read_parquet(files[1]), frame)

    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("name", ["", "a/b", "../counts"])
def test_save_table_refuses_a_name_that_is_no_file(name, tmp_path, monkeypatch):
    """A name with a folder in it would write outside the results."""
    monkeypatch.setenv("SDLIB_RESULTS", str(tmp_path))

    with pytest.raises(ParameterError, match="without a folder"):
        save_table(pd.DataFrame({"a": [1]}), name)
