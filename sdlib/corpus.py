"""Corpora: articles of any outlets, read into the documents table."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import warnings
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from sdlib.dates import date_problem
from sdlib.errors import CorpusError, OutputError, ParameterError
from sdlib.files import ARABIC_LETTER, FileProblem
from sdlib.rows import RAW, SOURCES, Listing, Row, add_texts, list_rows
from sdlib.tables import SCHEMAS, TEXT, from_columns

#: What every row must have.
REQUIRED = ("doc_id", "outlet", "text")

_CORE = tuple(SCHEMAS["documents"])
_SOURCES_HEADER = ("doc_id", "outlet", "date", "title", "url", "file", "note")


class SkippedRowsWarning(UserWarning):
    """Rows of a corpus were left out; ``documents.attrs["skipped"]`` lists them."""


def read_corpus(
    path: str | os.PathLike[str],
    columns: Mapping[str, str] | None = None,
    *,
    on_error: str = "raise",
) -> pd.DataFrame:
    r"""Read articles into the documents table.

    Parameters
    ----------
    path : str or path
        One of:

        - a folder with a table ``sources.csv`` (``doc_id``, ``outlet``, ``file``, and
          what else is known: ``date``, ``title``, ``url``, …) and the texts that its
          column ``file`` names, in the folder or in its ``raw``; other files there are
          not read;
        - a ``.csv``, ``.jsonl``, ``.jsonl.gz``, ``.json`` (a list of objects) or
          ``.parquet`` file with ``doc_id``, ``outlet`` and ``text``.
    columns : mapping of str to str, optional
        The columns that have another name there: ``{"id": "doc_id"}``.
    on_error : {"raise", "skip"}
        Whether a row that cannot be read stops the reading or is left out. A file that
        cannot be read as a whole always stops it.

    Returns
    -------
    pandas.DataFrame
        One row an article in the file's order: ``doc_id, outlet, date, title, url,
        text`` (dtype ``string``, missing is ``<NA>``) and all other columns (``string``;
        numbers stay numbers; lists and objects become JSON).

        Texts are kept to the character, ``\r\n`` and a byte order mark at the start of
        a text file included, since all offsets count the characters of ``text``. (The
        mark before a CSV or JSON file belongs to the file and is dropped.) White space
        around ``doc_id``, ``outlet``, ``date`` and ``url`` is dropped.

        ``attrs["skipped"]`` lists the rows left out as ``{"row", "doc_id", "reason"}``
        (``row``: line of a CSV or JSON-lines file, else number of the item, from 1).

    Raises
    ------
    CorpusError
        If the path, or a row without ``on_error="skip"``, cannot be read: names the file
        and the line, and says what to do. Also if no row can be read.
    ParameterError
        If ``on_error`` or ``columns`` are not as described.

    Warns
    -----
    SkippedRowsWarning
        Once, if rows were left out.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "news.jsonl")
    ...     _ = file.write_text('{"id": 7, "outlet": "A", "text": "قال الوزير"}', "utf-8")
    ...     documents = read_corpus(file, {"id": "doc_id"})
    >>> documents.loc[0, ["doc_id", "outlet", "text"]].tolist()
    ['7', 'A', 'قال الوزير']
    """
    if on_error not in ("raise", "skip"):
        raise ParameterError(f'on_error is {on_error!r}, but must be "raise" or "skip"')
    documents = read_documents(path, columns or {}, skip=on_error == "skip")
    documents.attrs["parameters"] = {"columns": dict(columns or {}), "on_error": on_error}
    if skipped := documents.attrs["skipped"]:
        warnings.warn(
            f"{path}: {len(skipped)} of {len(skipped) + len(documents)} rows skipped; "
            'documents.attrs["skipped"] lists them',
            SkippedRowsWarning,
            stacklevel=2,
        )
    return documents


def read_documents(
    path: str | os.PathLike[str],
    columns: Mapping[str, str] | None = None,
    *,
    skip: bool = False,
    required: Collection[str] = REQUIRED,
) -> pd.DataFrame:
    """Read what `read_corpus` reads, without a warning, and asking only for ``required``."""
    place = path = Path(path)
    try:
        listing = list_rows(path)
        place = listing.place
        listing.rename(columns or {})
        if path.is_dir():
            _require(listing, [c if c != "text" else "file" for c in required])
            add_texts(listing, path)
        else:
            _require(listing, required)
    except FileProblem as problem:
        raise CorpusError(f"{place}: {problem}") from problem
    except OSError as error:
        raise CorpusError(f"{place}: cannot be read: {error.strerror or error}") from error
    _check_rows(listing, required)
    bad = [row for row in listing.rows if row.problem]
    good = [row for row in listing.rows if not row.problem]
    if bad and not (skip and good):
        raise CorpusError(_first_problem(listing, bad))
    documents = _table(good)
    documents.attrs["skipped"] = [
        {"row": row.number, "doc_id": _doc_id(row) or None, "reason": row.problem} for row in bad
    ]
    # One string: pandas copies attrs deeply with every step, and a string costs nothing.
    documents.attrs["inputs"] = "\n".join(listing.inputs)
    return documents


def _doc_id(row: Row) -> str:
    return str(row.values.get("doc_id") or "").strip()


def _first_problem(listing: Listing, bad: Sequence[Row]) -> str:
    row = bad[0]
    doc_id = _doc_id(row)
    named = f" ({doc_id})" if doc_id else ""
    more = ""
    if len(bad) > 1:
        every = "nor can any other row be read"
        more = f" ({every if len(bad) == len(listing.rows) else f'and {len(bad) - 1} more rows'})"
    return f"{listing.place}, {listing.unit} {row.number}{named}: {row.problem}{more}"


# Rows into documents --------------------------------------------------------------------


def _require(listing: Listing, required: Iterable[str]) -> None:
    present = listing.columns
    missing = [name for name in required if name not in present]
    if missing and present:
        raise FileProblem(
            f"has no column {' and no column '.join(missing)} (it has {', '.join(present)}); "
            f'if another column holds it, say so: columns={{"its name": "{missing[0]}"}}, '
            f"or in a command --column 'its name={missing[0]}'"
        )


def _check_rows(listing: Listing, required: Collection[str]) -> None:
    seen: dict[object, int] = {}
    for row in listing.rows:
        if row.problem:
            continue
        try:
            row.values = {name: _value(name, value) for name, value in row.values.items()}
            _check_row(row.values, required)
        except FileProblem as problem:
            row.problem = str(problem)
            continue
        doc_id = row.values["doc_id"]
        if doc_id in seen:
            row.problem = (
                f"the doc_id stands in {listing.unit} {seen[doc_id]} already; "
                "give every article an id of its own"
            )
        seen.setdefault(doc_id, row.number)


def _value(name: str, value: object) -> object:
    """A cell as it goes into the table; the model's own columns become text."""
    if value is None or value != value:
        return None
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise FileProblem(
                f"{name} holds half a character (\\u{ord(value[error.start]):04x} alone); "
                "write the whole pair"
            ) from error
        return (value if name in ("text", "title") or name not in _CORE else value.strip()) or None
    if name not in _CORE:
        return value
    if isinstance(value, dt.date):
        return value.isoformat().removesuffix("T00:00:00")
    if isinstance(value, int) and not isinstance(value, bool) and name != "text":
        return str(value)
    raise FileProblem(f"{name} is of the kind {type(value).__name__}; write it as a string")


def _check_row(values: Mapping[str, object], required: Collection[str]) -> None:
    for name in required:
        if not str(values.get(name) or "").strip():
            raise FileProblem(f"has no {name}; fill it in or take the row out")
    if not ARABIC_LETTER.search(str(values["text"])):
        raise FileProblem("the text has no Arabic letter; take the row out or check its encoding")
    if problem := date_problem(str(values["date"])) if values.get("date") else "":
        raise FileProblem(problem)


def _table(rows: Sequence[Row]) -> pd.DataFrame:
    def column(name: str) -> list[object]:
        return [row.values.get(name) for row in rows]

    documents = from_columns("documents", {name: column(name) for name in _CORE})
    extra = dict.fromkeys(name for row in rows for name in row.values if name not in _CORE)
    return documents.assign(**{name: _extra_column(column(name)) for name in extra})


def _extra_column(values: list[object]) -> pd.Series:
    if all(value is None or isinstance(value, int | float) for value in values):
        numbers = pd.Series(values, dtype=object).convert_dtypes()
        if numbers.dtype != object:
            return numbers
    texts = [
        value
        if value is None or isinstance(value, str)
        else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
        for value in values
    ]
    return pd.Series(texts, dtype=TEXT)


# A folder without its table -------------------------------------------------------------


def init_corpus(folder: str | os.PathLike[str]) -> Path:
    """Write a ``sources.csv`` to fill in for a folder of texts.

    Parameters
    ----------
    folder : str or path
        A folder with ``*.txt`` files, there or in its ``raw``.

    Returns
    -------
    Path
        The table: one row a text, sorted by file, with ``doc_id`` (the file's name without
        ``.txt``) and ``file``; ``outlet``, ``date``, ``title``, ``url`` and ``note`` are
        empty. `read_corpus` asks for ``outlet``; the others may stay empty.

    Raises
    ------
    CorpusError
        If the folder does not exist, holds no text, or two texts have one name.
    OutputError
        If there is a ``sources.csv`` already, or it cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.txt").write_text("قال", "utf-8")
    ...     print(init_corpus(folder).read_text("utf-8"))
    doc_id,outlet,date,title,url,file,note
    a,,,,,a.txt,
    """
    folder = Path(folder)
    target = folder / SOURCES
    files = _find_texts(folder)
    if target.exists():
        raise OutputError(f"{target} exists already; fill it in, or move it away to start again")
    partial = target.with_name(f".{SOURCES}.{os.getpid()}.part")
    try:
        with partial.open("x", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, _SOURCES_HEADER, lineterminator="\n")
            writer.writeheader()
            writer.writerows({"doc_id": file.stem, "file": file.name} for file in files)
        partial.replace(target)
    except UnicodeEncodeError as error:
        raise CorpusError(f"{folder}: a file's name is not UTF-8; rename it") from error
    except OSError as error:
        raise OutputError(f"{target} cannot be written: {error.strerror or error}") from error
    finally:
        partial.unlink(missing_ok=True)
    return target


def _find_texts(folder: Path) -> list[Path]:
    if not folder.is_dir():
        kind = "is no folder" if folder.exists() else "does not exist"
        raise CorpusError(f"{folder}: {kind}; give the folder that holds the texts")
    places = [place for place in (folder, folder / RAW) if place.is_dir()]
    files = [file for place in places for file in place.iterdir() if _is_text(file)]
    if not files:
        raise CorpusError(f"{folder}: holds no *.txt, nor does its {RAW}; put the texts there")
    by_id: dict[str, Path] = {}
    for file in sorted(files, key=lambda file: file.name):
        if other := by_id.get(file.stem):
            raise CorpusError(f"{folder}: {other} and {file} would have one id; rename one of them")
        by_id[file.stem] = file
    return list(by_id.values())


def _is_text(file: Path) -> bool:
    return file.suffix.lower() == ".txt" and not file.name.startswith(".") and file.is_file()
