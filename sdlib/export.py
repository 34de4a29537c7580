"""Tables out to a folder and back: one file a table, and a record of how they were made."""

from __future__ import annotations

import csv
import importlib.metadata
import json
import os
import platform
import secrets
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

import sdlib
from sdlib.errors import OutputError, ParameterError, TableError
from sdlib.files import (
    FileProblem,
    csv_records,
    decode,
    json_lines,
    json_value,
    read_bytes,
    sha256,
)
from sdlib.gold import gold_articles
from sdlib.tables import (
    FLAG,
    LIST,
    MAYBE,
    NUMBER,
    OFFSET,
    SCHEMAS,
    from_columns,
    require_columns,
    schema,
)

RUN = "run.json"
#: The table of the format ``gold`` that holds claims and labels in the gold form.
GOLD = "annotations"
FORMATS = ("parquet", "csv", "jsonl", "gold")

_PACKAGES = ("numpy", "pandas", "pyarrow")


def save_tables(
    tables: Mapping[str, pd.DataFrame],
    folder: str | os.PathLike[str],
    *,
    format: str = "parquet",
) -> Path:
    """Write tables of the data model into a folder, all or nothing.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        ``documents``, ``claims``, … as in `sdlib.tables.SCHEMAS`.
    folder : str or path
        Made if there is none. A folder that sdlib wrote is replaced, unless something in
        it was added or changed since; a folder with anything else in it is refused.
    format : {"parquet", "csv", "jsonl", "gold"}
        - ``parquet``: all dtypes are kept.
        - ``csv``: UTF-8 without byte order mark, every string in quotation marks; a
          missing value and an empty string are both an empty cell, the lists of ``cuts``
          are joined by spaces. Cells are written as they are, also those that begin with
          ``=``, ``+``, ``-`` or ``@``, which a spreadsheet may run as a formula: import
          such a file with all columns as text.
        - ``jsonl``: one object a line, missing values ``null``.
        - ``gold``: ``annotations.jsonl``, claims and labels in the form in which gold is
          annotated, one line an article, and ``documents.jsonl``.

    Returns
    -------
    Path
        The folder: one file a table, and ``run.json`` with the versions of sdlib and of
        what it runs on, the parameters, and names, rows and SHA-256 of inputs and outputs.
        It holds no time and no path, so that the same run gives the same bytes.

    Raises
    ------
    OutputError
        If the folder may not be replaced or cannot be written; nothing is left behind.
    ParameterError
        If the format or a table's name is unknown.
    TableError
        If a table lacks columns.

    Examples
    --------
    >>> import tempfile
    >>> from sdlib.tables import table
    >>> rows = [{"doc_id": "a", "paragraph": 0, "start": 0, "end": 4}]
    >>> with tempfile.TemporaryDirectory() as place:
    ...     folder = save_tables({"sentences": table("sentences", rows)}, place, format="csv")
    ...     print((folder / "sentences.csv").read_text("utf-8"))
    "doc_id","paragraph","start","end"
    "a",0,0,4
    """
    if format not in FORMATS:
        raise ParameterError(f"format is {format!r}, but must be one of {', '.join(FORMATS)}")
    for name, frame in tables.items():
        require_columns(frame, schema(name), f"the table {name}")
    folder = Path(folder).resolve()
    try:
        _check_target(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        partial = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
        partial.mkdir()
        try:
            _fill(partial, tables, format)
            _publish(partial, folder)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    except OutputError:
        raise
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be written: {error.strerror or error}; "
            "choose a folder that you may write to and that has room"
        ) from error
    return folder


# Writing --------------------------------------------------------------------------------


def _fill(folder: Path, tables: Mapping[str, pd.DataFrame], format: str) -> None:
    written = {}
    if format == "gold":
        articles = gold_articles(tables["documents"], tables["claims"], tables["labels"])
        file = folder / f"{GOLD}.jsonl"
        _write_json_lines(articles, file)
        written[GOLD] = _entry(file, len(articles), list(articles[0]) if articles else [])
        tables = {"documents": tables["documents"]}
    ending, write = _WRITERS[format]
    for name, frame in tables.items():
        file = folder / f"{name}.{ending}"
        try:
            write(frame, file)
        except (ValueError, TypeError) as error:
            raise OutputError(
                f"the table {name} cannot be written as {ending}: {error}; "
                "drop or convert that column"
            ) from error
        written[name] = _entry(file, len(frame), [str(column) for column in frame.columns])
    run = _run(tables.get("documents"), format, written)
    text = json.dumps(run, ensure_ascii=False, indent=1) + "\n"
    (folder / RUN).write_text(text, encoding="utf-8", newline="\n")


def _entry(file: Path, rows: int, columns: list[str]) -> dict[str, Any]:
    return {
        "file": file.name,
        "rows": rows,
        "columns": columns,
        "sha256": sha256(file.read_bytes()),
    }


def _run(
    documents: pd.DataFrame | None, format: str, written: Mapping[str, object]
) -> dict[str, Any]:
    attrs = {} if documents is None else documents.attrs
    if inputs := attrs.get("inputs"):
        pairs = [line.split("  ", 1) for line in inputs.split("\n")]
    elif documents is not None:
        columns = documents["doc_id"], documents["text"]
        pairs = [(sha256(text.encode()), name) for name, text in zip(*columns, strict=True)]
    else:
        pairs = []
    return {
        "written_by": "sdlib",
        "versions": {
            "sdlib": sdlib.__version__,
            "python": platform.python_version(),
            **{name: importlib.metadata.version(name) for name in _PACKAGES},
        },
        "parameters": {"format": format, **attrs.get("parameters", {})},
        "inputs": [{"name": name, "sha256": digest} for digest, name in pairs],
        "skipped": attrs.get("skipped", []),
        "tables": dict(written),
    }


def write_parquet(frame: pd.DataFrame, file: Path) -> None:
    """Write one table as Parquet, lists of offsets as lists of int64."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    # attrs would go into the file: they name what was read, not what is written.
    plain = frame.copy(deep=False)
    plain.attrs = {}
    try:
        table = pa.Table.from_pandas(plain, preserve_index=False)
    except pa.ArrowException as error:
        raise ValueError(" ".join(map(str, error.args))) from error
    lists = pa.list_(pa.int64())
    for name in (c for c, dtype in _dtypes().items() if dtype == LIST and c in frame.columns):
        # Without one clitic in the whole table there is nothing to infer a type from.
        at = table.column_names.index(name)
        table = table.set_column(at, pa.field(name, lists), table[name].cast(lists))
    pq.write_table(table, file)


def write_csv(frame: pd.DataFrame, file: Path) -> None:
    """Write one table as CSV (UTF-8, every string quoted), lists of offsets joined by spaces."""
    joined = {
        name: [" ".join(map(str, offsets)) for offsets in frame[name]]
        for name, dtype in _dtypes().items()
        if dtype == LIST and name in frame.columns
    }
    # All strings are quoted: a lone carriage return would else break its row apart.
    frame.assign(**joined).to_csv(
        file, index=False, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n", encoding="utf-8"
    )


def _write_jsonl(frame: pd.DataFrame, file: Path) -> None:
    plain = frame.astype(object).where(frame.notna(), None)
    columns = [plain[name].tolist() for name in plain.columns]
    names = [str(name) for name in plain.columns]
    _write_json_lines(
        (dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)), file
    )


def _write_json_lines(items: Iterable[Mapping[str, object]], file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(json.dumps(item, ensure_ascii=False, default=str) + "\n" for item in items)


_WRITERS: dict[str, tuple[str, Callable[[pd.DataFrame, Path], None]]] = {
    "parquet": ("parquet", write_parquet),
    "csv": ("csv", write_csv),
    "jsonl": ("jsonl", _write_jsonl),
    "gold": ("jsonl", _write_jsonl),
}


def _dtypes() -> dict[str, str]:
    return {c: dtype for columns in SCHEMAS.values() for c, dtype in columns.items()}


# The folder -----------------------------------------------------------------------------


def _check_target(folder: Path) -> None:
    """Refuse a folder in which something would be lost."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise OutputError(f"{folder} is a file; choose another name for the folder")
    names = {path.name for path in folder.iterdir()}
    if not names:
        return
    run = read_run(folder)
    if run is None:
        raise OutputError(f"{folder} holds files that sdlib did not write; choose another folder")
    written = {table["file"]: table["sha256"] for table in run["tables"].values()}
    if foreign := sorted(names - {RUN, *written}):
        raise OutputError(
            f"{folder} holds {foreign[0]}, which sdlib did not write; "
            "move it away or choose another folder"
        )
    for name in sorted(names & written.keys()):
        if sha256((folder / name).read_bytes()) != written[name]:
            raise OutputError(
                f"{folder}: {name} was changed since sdlib wrote it; "
                "move it away or choose another folder"
            )


def _publish(partial: Path, folder: Path) -> None:
    if not folder.exists():
        partial.rename(folder)
        return
    replaced = partial.with_suffix(".old")
    folder.rename(replaced)
    try:
        partial.rename(folder)
    except BaseException:
        replaced.rename(folder)
        raise
    shutil.rmtree(replaced, ignore_errors=True)


# Reading --------------------------------------------------------------------------------


def read_run(folder: Path) -> dict[str, Any] | None:
    """Give the ``run.json`` of a folder that sdlib wrote, None for any other folder."""
    try:
        run = json_value(decode(read_bytes(folder / RUN)))
    except FileProblem:
        return None
    ours = isinstance(run, dict) and run.get("written_by") == "sdlib"
    return run if ours and isinstance(run.get("tables"), dict) else None


def read_tables(folder: str | os.PathLike[str]) -> dict[str, pd.DataFrame]:
    """Read the tables that `save_tables` wrote as ``parquet``, ``csv`` or ``jsonl``.

    Parameters
    ----------
    folder : str or path

    Returns
    -------
    dict of str to pandas.DataFrame
        The tables by name, with the data model's dtypes. In ``csv`` further columns of
        ``documents`` come back as strings, and empty strings as missing.

    Raises
    ------
    TableError
        If sdlib did not write the folder, or a file of it is missing or damaged.

    Examples
    --------
    >>> import tempfile
    >>> from sdlib.tables import table
    >>> with tempfile.TemporaryDirectory() as place:
    ...     _ = save_tables({"claims": table("claims")}, place, format="jsonl")
    ...     read_tables(place)["claims"].shape
    (0, 23)
    """
    folder = Path(folder)
    run = read_run(folder)
    if run is None:
        raise TableError(
            f"{folder} has no {RUN} of sdlib; give a folder that `sdlib annotate` wrote"
        )
    tables = {}
    for name, entry in run["tables"].items():
        file = folder / entry["file"]
        if name not in SCHEMAS:
            continue
        try:
            if not file.is_file():
                raise FileProblem("does not exist")
            tables[name] = _READERS[file.suffix](name, file, entry["columns"])
        except (FileProblem, KeyError, ValueError, TypeError, OSError) as error:
            what = f"no column {error}" if isinstance(error, KeyError) else error
            raise TableError(
                f"{file} cannot be read as the table {name}: {what}; annotate again"
            ) from error
    return tables


def _read_parquet(name: str, file: Path, names: list[str]) -> pd.DataFrame:
    frame = pd.read_parquet(file)
    model = {
        c: [list(map(int, offsets)) for offsets in frame[c]] if dtype == LIST else frame[c]
        for c, dtype in schema(name).items()
    }
    return from_columns(name, model).assign(**{c: frame[c] for c in names if c not in model})


def _read_csv(name: str, file: Path, names: list[str]) -> pd.DataFrame:
    _, *records = csv_records(decode(read_bytes(file), nul=True))
    columns = list(zip(*(cells for _, cells in records), strict=True)) or [()] * len(names)
    cells = dict(zip(names, columns, strict=True))
    model = {c: [_cell(v, dtype) for v in cells[c]] for c, dtype in schema(name).items()}
    extra = {
        c: pd.Series([v or None for v in cells[c]], dtype="string") for c in names if c not in model
    }
    return from_columns(name, model).assign(**extra)


def _cell(value: str, dtype: str) -> object:
    if dtype == LIST:
        return [int(offset) for offset in value.split()]
    if dtype == FLAG:
        return {"True": True, "False": False}[value]
    if dtype == OFFSET or (dtype == MAYBE and value):
        return int(value)
    if dtype == NUMBER and value:
        return float(value)
    return value or None


def _read_jsonl(name: str, file: Path, names: list[str]) -> pd.DataFrame:
    data = file.read_bytes()
    rows: list[Any] = [json_value(line) for _, line in json_lines(decode(data))]
    model = {c: [row[c] for row in rows] for c in schema(name)}
    extra = {c: [row[c] for row in rows] for c in names if c not in model}
    return from_columns(name, model).assign(
        **{c: pd.Series(values, dtype=object).convert_dtypes() for c, values in extra.items()}
    )


_READERS = {".parquet": _read_parquet, ".csv": _read_csv, ".jsonl": _read_jsonl}
