"""Rows: a corpus file of any kind as rows that are not checked yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from sdlib.errors import ParameterError
from sdlib.files import (
    FileProblem,
    csv_records,
    decode,
    json_lines,
    json_value,
    read_bytes,
    sha256,
    unzip,
)

#: The table that says which text of a folder is what.
SOURCES = "sources.csv"
#: Where the texts of a folder may stand, beside its ``sources.csv``.
RAW = "raw"


@dataclass(slots=True)
class Row:
    """One row: its line or number from 1, its values, and what is wrong with it so far."""

    number: int
    values: dict[str, object]
    problem: str = ""


@dataclass(slots=True)
class Listing:
    """The rows of one corpus, and a line ``sha256  name`` for each file read."""

    #: the file that holds the rows, as messages name it
    place: Path
    #: what the rows' numbers count
    unit: str
    rows: list[Row]
    inputs: list[str] = field(default_factory=list)

    @property
    def columns(self) -> list[str]:
        return list(dict.fromkeys(name for row in self.rows for name in row.values))

    def rename(self, columns: Mapping[str, str]) -> None:
        """Rename columns; `FileProblem` where one is absent."""
        present = self.columns
        for old, new in columns.items():
            if old not in present:
                raise FileProblem(f"has no column {old!r} to rename; it has {', '.join(present)}")
            taken = new in present and new not in columns
            if taken or list(columns.values()).count(new) > 1:
                raise ParameterError(f"columns gives two columns the name {new!r}; leave one out")
        if columns:
            for row in self.rows:
                row.values = {columns.get(name, name): value for name, value in row.values.items()}


def list_rows(path: Path) -> Listing:
    """Read the rows of a corpus; of a folder, those of its ``sources.csv`` without the texts.

    Raises
    ------
    FileProblem
        If the file cannot be read as a whole, or holds no rows.
    """
    if not path.is_dir():
        return _list_file(path)
    sources = path / SOURCES
    if not sources.is_file():
        raise FileProblem(
            f"is a folder without {SOURCES}; `sdlib init FOLDER` writes one to fill in"
        )
    try:
        return _list_csv(sources)
    except FileProblem as problem:
        raise FileProblem(f"{SOURCES} {problem}") from problem


def add_texts(listing: Listing, folder: Path) -> None:
    """Read the text that each row names in its column ``file``."""
    if "text" in listing.columns:
        raise FileProblem("has a column text; take it out, or read this file by itself")
    seen: dict[Path, int] = {}
    for row in listing.rows:
        if row.problem:
            continue
        name = row.values.get("file")
        try:
            path = _locate(folder, name)
            if path in seen:
                raise FileProblem(f"stands in line {seen[path]} already; name another file")
            data = read_bytes(path)
            row.values["text"] = decode(data)
        except FileProblem as problem:
            row.problem = f"{name} {problem}" if name else str(problem)
            continue
        seen[path] = row.number
        listing.inputs.append(f"{sha256(data)}  {path.relative_to(folder).as_posix()}")


def _locate(folder: Path, name: object) -> Path:
    if not name:
        raise FileProblem("names no file; fill in the column file")
    part = PurePath(str(name))
    if part.is_absolute() or ".." in part.parts:
        raise FileProblem("leads out of the folder; name a file inside it")
    places = [folder / part, folder / RAW / part]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise FileProblem(f"is neither in the folder nor in its {RAW}; check the name")
    return found


def _list_file(path: Path) -> Listing:
    readers: dict[str, Callable[[Path], Listing]] = {
        ".csv": _list_csv,
        ".jsonl": _list_jsonl,
        ".jsonl.gz": _list_jsonl,
        ".json": _list_json,
        ".parquet": _list_parquet,
    }
    for ending, reader in readers.items():
        if path.name.lower().endswith(ending):
            return reader(path)
    if not path.exists():
        raise FileProblem("does not exist; check the name and the folder")
    raise FileProblem(
        f"is of no kind that can be read; give a folder with {SOURCES} or a file "
        f"that ends in {', '.join(readers)}"
    )


def _list_csv(path: Path) -> Listing:
    data = read_bytes(path)
    records = csv_records(decode(data).removeprefix("\N{BOM}"))
    _, header = next(records, (1, []))
    header = [name.strip() for name in header]
    double = [name for name in header if name and header.count(name) > 1]
    if double:
        raise FileProblem(f"has two columns {double[0]!r}; rename one of them")
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        raise FileProblem(f"has the header {header[0]!r}; separate the columns by commas")
    rows = [_csv_row(number, cells, header) for number, cells in records]
    if not rows:
        raise FileProblem("holds no rows below its header; add one a text")
    return Listing(path, "line", rows, [f"{sha256(data)}  {path.name}"])


def _csv_row(number: int, cells: list[str], header: list[str]) -> Row:
    # Spreadsheets and data frames write a first column of row numbers without a name.
    values: dict[str, object] = {
        name: cell or None for name, cell in zip(header, cells, strict=False) if name
    }
    values.update({name: None for name in header[len(cells) :] if name})
    if len(cells) > len(header):
        return Row(
            number,
            values,
            f"has {len(cells)} cells, but the header {len(header)}; "
            "put a cell that contains a comma into quotation marks",
        )
    return Row(number, values)


def _list_jsonl(path: Path) -> Listing:
    data = read_bytes(path)
    text = decode(unzip(data) if path.name.lower().endswith(".gz") else data)
    rows = []
    for number, line in json_lines(text.removeprefix("\N{BOM}")):
        try:
            rows.append(_json_row(number, json_value(line)))
        except FileProblem as problem:
            rows.append(Row(number, {}, f"{problem}; write one object a line"))
    return Listing(path, "line", _some(rows), [f"{sha256(data)}  {path.name}"])


def _list_json(path: Path) -> Listing:
    data = read_bytes(path)
    items = json_value(decode(data).removeprefix("\N{BOM}"))
    if not isinstance(items, list):
        raise FileProblem("holds no list; write the articles as a list of objects")
    rows = [_json_row(number, item) for number, item in enumerate(items, start=1)]
    return Listing(path, "item", _some(rows), [f"{sha256(data)}  {path.name}"])


def _json_row(number: int, item: object) -> Row:
    if isinstance(item, dict):
        return Row(number, item)
    return Row(number, {}, 'is no object; write {"doc_id": …, "outlet": …, "text": …}')


def _list_parquet(path: Path) -> Listing:
    import pyarrow as pa
    import pyarrow.parquet as pq

    data = read_bytes(path)
    try:
        table = pq.read_table(pa.BufferReader(data))
    except (pa.ArrowException, OSError) as error:
        raise FileProblem(f"is no valid Parquet file ({error}); write it again") from error
    table = table.select([c for c in table.column_names if not c.startswith("__index_level_")])
    rows = [Row(number, item) for number, item in enumerate(table.to_pylist(), start=1)]
    return Listing(path, "row", _some(rows), [f"{sha256(data)}  {path.name}"])


def _some(rows: list[Row]) -> list[Row]:
    if not rows:
        raise FileProblem("holds no articles; add some")
    return rows
