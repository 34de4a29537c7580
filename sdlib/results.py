"""Results: the folder that the notebooks write their tables and figures to."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

from sdlib.errors import OutputError, ParameterError

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


def _base() -> Path:
    if named := os.environ.get(VARIABLE):
        return Path(named)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if folder.name == "notebooks":
            return folder.parent / "results"
    return here / "results"
