"""Notebook runs: execute a folder of notebooks top to bottom and write their results.

``make findings`` calls ``python -m sdlib.notebook_runs notebooks --corpus data --out results``.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sdlib.corpus import read_corpus
from sdlib.errors import NotebookError, OutputError, SdlibError
from sdlib.report import write_report
from sdlib.results import VARIABLE

if TYPE_CHECKING:
    from nbformat import NotebookNode

# A notebook is meant to take 20 seconds on two cores; one cell gets thirty times that.
CELL_SECONDS = 600

_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def run_notebooks(
    folder: str | Path,
    out: str | Path,
    *,
    corpus: str | Path | None = None,
    in_place: bool = False,
    echo: Callable[[str], None] = print,
) -> list[Path]:
    """Execute the notebooks of a folder in the order of their names and write their results.

    Each notebook runs in a fresh kernel of this Python, in its own folder. What it writes to
    `sdlib.results.results_folder` and its page ``notebooks/NAME.html`` come to `out` when all have
    run to their end, and not before: a run that fails leaves `out` and the notebooks as they were.

    Parameters
    ----------
    folder : str or Path
        The folder with the notebooks, ``*.ipynb``; folders inside it are left out.
    out : str or Path
        The folder for the results, made if there is none. Other files in it are left alone.
    corpus : str or Path, optional
        A corpus whose findings are written too, as ``findings.html`` (`sdlib.write_report`).
    in_place : bool
        Whether to put the outputs into the notebooks too. The same outputs give the same bytes:
        execution counts 1 to n, fixed metadata, no times.
    echo : callable
        Takes one line a notebook, with the seconds it took.

    Returns
    -------
    list of Path
        The pages, that of the findings last: it is the one to open first.

    Raises
    ------
    NotebookError
        If a notebook cannot be read or a cell fails; names notebook and cell.
    CorpusError
        If the corpus cannot be read; this is looked at before the notebooks run.
    OutputError
        If the results cannot be written.

    Examples
    --------
    >>> from nbformat import v4, write
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     heading = v4.new_markdown_cell("# Findings")
    ...     write(v4.new_notebook(cells=[heading]), Path(folder, "1_findings.ipynb"))
    ...     pages = run_notebooks(folder, Path(folder, "results"), echo=lambda line: None)
    ...     [page.relative_to(folder).as_posix() for page in pages]
    ['results/notebooks/1_findings.html']
    """
    _need_extra()
    out = Path(out)
    notebooks = {path: read_notebook(path) for path in notebook_paths(folder)}
    documents = None if corpus is None else read_corpus(corpus)
    with _workshop(out) as (results, environment):
        for number, (path, notebook) in enumerate(notebooks.items(), start=1):
            start = time.perf_counter()
            _execute(notebook, path, environment)
            _settle(notebook)
            seconds = time.perf_counter() - start
            echo(f"[{number}/{len(notebooks)}] {path.name}  {seconds:.1f} s")
        pages = _write_pages(notebooks, results, out)
        if documents is not None:
            page = write_report(documents, results / "findings.html")
            pages.append(out / page.name)
            echo(f"{page.name}  {page.stat().st_size / 1e6:.1f} MB")
        _move(results, out)
    if in_place:
        for path, notebook in notebooks.items():
            _replace_text(path, _dumps(notebook))
    return pages


def notebook_paths(folder: str | Path) -> list[Path]:
    """Return the notebooks of a folder in the order of their names.

    Raises
    ------
    NotebookError
        If there is no such folder, or no notebook in it.

    Examples
    --------
    >>> notebook_paths("no-such-folder")
    Traceback (most recent call last):
    sdlib.errors.NotebookError: no-such-folder is not a folder; name the one with the notebooks
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise NotebookError(f"{folder} is not a folder; name the one with the notebooks")
    paths = sorted(path for path in folder.glob("*.ipynb") if path.is_file())
    if not paths:
        raise NotebookError(f"{folder} holds no *.ipynb; name the folder with the notebooks")
    return paths


def read_notebook(path: str | Path) -> NotebookNode:
    """Read a notebook of format 4 and give each cell an id that does not change from run to run.

    Raises
    ------
    NotebookError
        If the file is not a valid notebook of format 4.
    """
    import nbformat

    path = Path(path)
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotebookError(f"{path} cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise NotebookError(
            f"{path} is not a notebook, its JSON does not parse ({error}); restore it or save it "
            "again in JupyterLab"
        ) from error
    if not isinstance(raw, dict) or raw.get("nbformat") != 4:
        raise NotebookError(
            f"{path} is not a notebook of format 4; open it in JupyterLab and save it again"
        )
    try:
        _name_cells(raw)
        notebook = nbformat.v4.reads(json.dumps(raw))
        nbformat.validate(notebook)
    except (nbformat.ValidationError, KeyError, TypeError, AttributeError) as error:
        reason = str(error).splitlines()[0]
        raise NotebookError(
            f"{path} breaks the notebook format ({reason}); open it in JupyterLab and save it again"
        ) from error
    return notebook


def _name_cells(raw: dict) -> None:
    """Fill in ids that are missing, twice there or invalid: nbformat would draw random ones."""
    raw["nbformat_minor"] = max(5, raw.get("nbformat_minor", 0))
    seen: set[str] = set()
    for number, cell in enumerate(raw["cells"], start=1):
        name = cell.get("id")
        if not isinstance(name, str) or not _CELL_ID.fullmatch(name) or name in seen:
            cell["id"] = name = f"cell-{number:03d}"
        seen.add(name)


def _need_extra() -> None:
    needed = ("ipykernel", "latex2mathml", "nbclient", "nbconvert", "nbformat")
    missing = [name for name in needed if find_spec(name) is None]
    if missing:
        raise NotebookError(
            f"running notebooks needs {', '.join(missing)}; install sdlib with its extra "
            "`notebooks`: pip install 'sdlib[notebooks]'"
        )


@contextmanager
def _workshop(out: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """Make a folder beside `out` for a run's results, and the environment of its kernels."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.absolute().parent)
    except OSError as error:
        raise OutputError(
            f"{out} cannot be written: {error.strerror or error}; name another folder for the "
            "results"
        ) from error
    with folder as name:
        results = Path(name, "results")
        results.mkdir()
        environment = {**os.environ, VARIABLE: str(results)}
        # Start-up files and a back end of the user's own would change the outputs.
        environment["IPYTHONDIR"] = str(Path(name, "ipython"))
        environment.pop("MPLBACKEND", None)
        # The debugger's note on frozen modules would stand between the progress lines.
        environment["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
        yield results, environment


def _execute(notebook: NotebookNode, path: Path, environment: dict[str, str]) -> None:
    import zmq
    from jupyter_client.kernelspec import KernelSpecManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellControlSignal, CellExecutionError, DeadKernelError

    started: list[NotebookNode] = []
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
        on_cell_execute=lambda cell, cell_index: started.append(cell),
    )
    manager = client.create_kernel_manager()
    # A kernel called python3 that is registered for the user may be another Python; without
    # folders to look into, the name means this one.
    manager.kernel_spec_manager = KernelSpecManager(kernel_dirs=[])
    # Newer kernels warn between the progress lines of a connection without encryption.
    if manager.has_trait("transport_encryption") and zmq.has("curve"):
        manager.transport_encryption = "auto"
    try:
        client.execute(env=environment)
    except CellExecutionError as error:
        problem = f"{error.ename}: {error.evalue}"
    except (CellControlSignal, DeadKernelError) as error:
        problem = str(error).strip().splitlines()[0]
    except RuntimeError as error:
        problem = f"the kernel did not start: {error}"
    else:
        return
    where = f"code cell {len(started)} ({_first_line(started[-1])})" if started else "its start"
    raise NotebookError(
        f"{path}, {where}: {problem}; nothing was written. Open the notebook in JupyterLab, run it "
        "to that cell and mend it"
    )


def _first_line(cell: NotebookNode) -> str:
    return next((line.strip() for line in cell.source.splitlines() if line.strip()), "")


def _settle(notebook: NotebookNode) -> None:
    """Drop what differs from one run or machine to the next and tells a reader nothing."""
    for cell in notebook.cells:
        for key in ("execution", "ExecuteTime"):
            cell.metadata.pop(key, None)
    notebook.metadata["kernelspec"] = {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    }
    notebook.metadata["language_info"] = {
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "pygments_lexer": "ipython3",
        # Without the patch release: the outputs hold for all of them.
        "version": f"{sys.version_info.major}.{sys.version_info.minor}",
    }


def _write_pages(notebooks: dict[Path, NotebookNode], results: Path, out: Path) -> list[Path]:
    """Write the pages into `results`, with links that hold once they stand in `out`."""
    from sdlib.pages import notebook_page

    pages = {path: out / "notebooks" / f"{path.stem}.html" for path in notebooks}
    for path, target in pages.items():
        place = results / target.relative_to(out)
        place.parent.mkdir(exist_ok=True)
        page = notebook_page(notebooks[path], path, target, pages=pages)
        place.write_text(page, encoding="utf-8", newline="\n")
    return list(pages.values())


def _move(results: Path, out: Path) -> None:
    for file in sorted(path for path in results.rglob("*") if path.is_file()):
        target = out / file.relative_to(results)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(file, target)
        except OSError as error:
            raise OutputError(
                f"{target} cannot be written: {error.strerror or error}; close it, or name another "
                "folder for the results"
            ) from error


def _dumps(notebook: NotebookNode) -> str:
    import nbformat

    return nbformat.v4.writes(notebook).rstrip("\n") + "\n"


def _replace_text(path: Path, text: str) -> None:
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_text(text, encoding="utf-8", newline="\n")
        os.replace(fresh, path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sdlib.notebook_runs",
        description="Run notebooks top to bottom and write their tables, figures and pages.",
    )
    parser.add_argument("folder", type=Path, help="the folder with the notebooks")
    parser.add_argument(
        "--out", type=Path, default=Path("results"), help="the folder for the results (results)"
    )
    parser.add_argument(
        "--corpus", metavar="CORPUS", help="also write the findings of a corpus, as findings.html"
    )
    parser.add_argument(
        "--in-place", action="store_true", help="put the outputs into the notebooks too"
    )
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the notebooks named on the command line; return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        pages = run_notebooks(
            options.folder,
            options.out,
            corpus=options.corpus,
            in_place=options.in_place,
            echo=lambda line: print(line, flush=True),
        )
    except SdlibError as error:
        print(f"sdlib: error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("sdlib: stopped; nothing was written", file=sys.stderr)
        return 130
    print(f"done: open {pages[-1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
