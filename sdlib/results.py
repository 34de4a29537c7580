"""Results: the folder that the notebooks write their tables and figures to."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from sdlib.errors import OutputError, ParameterError

if TYPE_CHECKING:
    import pandas as pd

VARIABLE = "SDLIB_RESULTS"


def results_folder(part: str = "") -> Path:
    """Return the folder for results, made if there is none.

    The environment variable ``SDLIB_RESULTS`` names it; a run of all notebooks sets it, so that a
    run that fails leaves nothing half-written behind, and the tests set it to a folder that they
    throw away. Without it, it is ``results`` beside the nearest folder called ``notebooks`` at or
    above the working directory, or ``results`` in the working directory if there is none.

    Parameters
    ----------
    part : str
        A folder inside it, such as ``"figures"`` or ``"tables"``.

    Returns
    -------
    Path
        An absolute path to an existing folder.

    Raises
    ------
    ParameterError
        If `part` leads out of the folder.
    OutputError
        If the folder cannot be made.

    Examples
    --------
    >>> import tempfile
    >>> from unittest import mock
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with mock.patch.dict("os.environ", SDLIB_RESULTS=folder):
    ...         tables = results_folder("tables")
    ...     tables.is_dir(), tables.name
    (True, 'tables')
    """
    if PurePath(part).is_absolute() or ".." in PurePath(part).parts:
        raise ParameterError(f"part is {part!r}, but must name a folder inside the results folder")
    folder = (_base() / part).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be made: {error.strerror or error}; set {VARIABLE} to a folder that "
            "you may write to"
        ) from error
    return folder


def save_table(frame: pd.DataFrame, name: str) -> list[Path]:
    """Write a table to the results folder, as CSV and as Parquet.

    Parameters
    ----------
    frame : pandas.DataFrame
    name : str
        The files' name without an ending.

    Returns
    -------
    list of Path
        The two files, in the folder ``tables`` of `results_folder`. Each is written beside its
        place and then moved there, so that a failure leaves no half of it.

    Raises
    ------
    ParameterError
        If `name` is not the name of a file.
    OutputError
        If a file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from unittest import mock
    >>> import pandas as pd
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with mock.patch.dict("os.environ", SDLIB_RESULTS=folder):
    ...         files = save_table(pd.DataFrame({"word": ["حلب"], "count": [5]}), "counts")
    ...     [file.name for file in files]
    ['counts.csv', 'counts.parquet']
    """
    if not name or PurePath(name).name != name:
        raise ParameterError(f"name is {name!r}, but must be a file's name without a folder")
    from sdlib.export import write_csv, write_parquet

    folder = results_folder("tables")
    files = []
    for ending, write in (("csv", write_csv), ("parquet", write_parquet)):
        file = folder / f"{name}.{ending}"
        partial = file.with_name(f".{file.name}.part")
        try:
            write(frame, partial)
            partial.replace(file)
        except (OSError, ValueError) as error:
            partial.unlink(missing_ok=True)
            raise OutputError(f"{file} cannot be written: {error}") from error
        files.append(file)
    return files


def _base() -> Path:
    if named := os.environ.get(VARIABLE):
        return Path(named)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if folder.name == "notebooks":
            return folder.parent / "results"
    return here / "results"
