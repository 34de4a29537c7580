"""The wheel works where the clone is not: lexicons, types and the command line are in it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*command, cwd, **options):
    result = subprocess.run(
        command, cwd=cwd, capture_output=True, encoding="utf-8", check=False, **options
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built without a network from a copy that holds tracked kinds of files only.

    A build in the clone would leave `build/` behind, and take what an earlier one left there.
    """
    copy = tmp_path_factory.mktemp("source")
    names = ["pyproject.toml", "README.md", "LICENSE", "NOTICE"]
    sources = [ROOT / name for name in names if (ROOT / name).exists()]
    sources += [p for p in (ROOT / "sdlib").rglob("*") if p.is_file() and p.suffix != ".pyc"]
    for source in sources:
        target = copy / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    out = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "wheel"]
    options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir"]
    run(*pip, *options, str(out), str(copy), cwd=out)
    (path,) = out.glob("sdlib-*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The folder of an installation outside the clone; a wheel is unpacked, no more."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def python(installed, *arguments, cwd):
    """Run this Python with the installation in front of the clone, and no other setting."""
    code = f"import sys; sys.path.insert(0, {str(installed)!r}); "
    code += "import runpy; sys.argv = sys.argv[1:]; "
    code += "runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=True)"
    return run(sys.executable, "-I", "-c", code, *arguments, cwd=cwd)


def test_wheel_holds_all_modules_lexicons_and_licenses(wheel):
    """A file that package data forgets is missed only by those who did not clone."""
    names = set(zipfile.ZipFile(wheel).namelist())
    kinds = [
        p for part in ("*.py", "lexicons/*", "templates/*") for p in ROOT.glob(f"sdlib/{part}")
    ]
    expected = {path.relative_to(ROOT).as_posix() for path in kinds if path.is_file()}
    assert expected - names == set()

    assert "sdlib/py.typed" in names and "sdlib/templates/report.html.j2" in names

    assert {name.rsplit("/")[-1] for name in names} >= {"LICENSE", "NOTICE", "entry_points.txt"}


def test_wheel_holds_nothing_else(wheel):
    """Tests, notebooks and the articles are not the package's to hand on."""
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"sdlib"}


def test_import_comes_from_the_wheel(installed, tmp_path):
    """The clone is installed too; a test that imported it would pass for any wheel."""
    code = f"import sys; sys.path.insert(0, {str(installed)!r}); import sdlib; "
    code += "print(sdlib.__file__)"
    where = run(sys.executable, "-I", "-c", code, cwd=tmp_path).strip()
    assert Path(where) == installed / "sdlib" / "__init__.py"


def test_version_of_the_command(installed, tmp_path):
    """The command of the wheel answers with the wheel's version."""
    (metadata,) = installed.glob("sdlib-*.dist-info")
    version = metadata.name.split("-")[1].removesuffix(".dist")
    assert python(installed, "sdlib", "--version", cwd=tmp_path).strip() == f"sdlib {version}"


def test_annotate_works_outside_the_clone(installed, tmp_path):
    """Annotating reads every lexicon, so one that is missing fails here."""
    text = "قال الوزير إن الاتفاق قريب."
    (tmp_path / "news.csv").write_text(f"doc_id,outlet,text\na,A,{text}\n", encoding="utf-8")
    options = ["--out", "tables", "--format", "csv"]
    python(installed, "sdlib", "annotate", "news.csv", *options, cwd=tmp_path)
    claims = (tmp_path / "tables" / "claims.csv").read_text(encoding="utf-8-sig")
    assert "الاتفاق قريب" in claims
