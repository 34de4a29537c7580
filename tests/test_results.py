"""Where notebooks write: beside their folder, or where SDLIB_RESULTS says."""

import pytest

from sdlib.errors import OutputError, ParameterError
from sdlib.results import results_folder


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
