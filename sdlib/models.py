"""Model files: what was trained, with a record of how, checked before it is used."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sdlib.errors import ModelError, OutputError
from sdlib.files import FileProblem, read_bytes, sha256

_MAGIC = b"sdlib entity model\n"
#: How the record and the model are laid out in the file.
_FORMAT = 1
_AGAIN = "train it again with `sdlib entities train`"


def write_model(path: str | os.PathLike[str], record: Mapping[str, Any], model: bytes) -> Path:
    """Write a trained model with its record, all or nothing.

    Parameters
    ----------
    path : str or path
        The file to write; one that is there is replaced if it is a model.
    record : mapping
        What is known of the training, as JSON has it. Without a time and a path, so that the
        same training gives the same bytes.
    model : bytes
        As the trainer wrote it.

    Raises
    ------
    OutputError
        If the file cannot be written, or is there and no model.
    """
    path = Path(path)
    full = {**record, "format": _FORMAT, "sha256": sha256(model)}
    head = json.dumps(full, ensure_ascii=False, sort_keys=True).encode()
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        _check_target(path)
        try:
            partial.write_bytes(_MAGIC + head + b"\n" + model)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    except OutputError:
        raise
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror or error}; "
            "name a file in a folder that you may write to"
        ) from error
    return path


def check_target(path: str | os.PathLike[str]) -> None:
    """Raise `OutputError` if a model cannot be written there, before time is spent on one."""
    path = Path(path)
    try:
        _check_target(path)
    except OutputError:
        raise
    except OSError as error:
        raise OutputError(f"{path} cannot be read: {error.strerror or error}") from error
    if not path.parent.is_dir():
        raise OutputError(f"{path} cannot be written: there is no folder {path.parent}; make it")


def _check_target(path: Path) -> None:
    if path.is_dir():
        raise OutputError(f"{path} is a folder; name a file for the model")
    if path.exists():
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise OutputError(
                    f"{path} is there already and no model of sdlib; name another file"
                )


def read_model(path: str | os.PathLike[str], features: int) -> tuple[dict[str, Any], bytes]:
    """Read the record and the model from a file that `write_model` wrote.

    Parameters
    ----------
    path : str or path
    features : int
        The version of the features that will be shown to the model.

    Raises
    ------
    ModelError
        If the file is no model of sdlib, damaged, or trained by a version whose model files or
        features were others.
    """
    path = Path(path)
    try:
        data = read_bytes(path)
    except FileProblem as problem:
        raise ModelError(f"{path}: {problem}") from problem
    if not data.startswith(_MAGIC):
        raise ModelError(f"{path}: is no entity model of sdlib; {_AGAIN}, or name another file")
    head, _, model = data[len(_MAGIC) :].partition(b"\n")
    try:
        record = json.loads(head)
        found = record["format"], record["features"]
        digest = record["sha256"]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: has a damaged record; copy it again, or {_AGAIN}") from error
    if found != (_FORMAT, features):
        raise ModelError(
            f"{path}: was trained by sdlib {record.get('sdlib', '?')} (format {found[0]}, features "
            f"{found[1]}), but this sdlib has format {_FORMAT}, features {features}; {_AGAIN}"
        )
    # A damaged model would end the whole process in the library that reads it.
    if sha256(model) != digest:
        raise ModelError(f"{path}: is damaged or not whole; copy it again, or {_AGAIN}")
    return record, model
