"""Reading lexicons: tables of cells, validated as they load."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from importlib import resources
from pathlib import Path

from sdlib.errors import LexiconError
from sdlib.files import FileProblem, csv_records, decode


def read_lexicon(
    source: str | Path,
    columns: Collection[str],
    *,
    optional: Collection[str] = (),
    required: Collection[str] = (),
    choices: Mapping[str, Collection[str]] | None = None,
    key: Collection[str] = (),
) -> list[dict[str, str]]:
    """Read a lexicon with a header row.

    Parameters
    ----------
    source : str or Path
        The name of a lexicon that ships with sdlib (``"cues"``), or a path to a file: one that
        ends in ``.csv`` is separated by commas or semicolons, any other by tabs.
    columns : collection of str
        The columns that the header must hold, in any order; others are refused.
    optional : collection of str
        Columns that it may hold as well; one that it leaves out is empty in every row.
    required : collection of str
        Columns in which no row may be empty.
    choices : mapping of str to collection of str, optional
        The values that a column may take.
    key : collection of str
        Columns that together name a row; two rows with the same key are refused.

    Returns
    -------
    list of dict
        One dict a row, in the file's order, with the row's line number under ``"line"``.

    Raises
    ------
    LexiconError
        If the file is missing, not UTF-8, or a row breaks a rule; names file and line.

    Examples
    --------
    >>> rows = read_lexicon("stopwords", ["form", "category", "note"], required=["form"])
    >>> rows[0]["line"]
    '2'
    """
    name, lines = _lines(source)
    header = next(lines, (1, []))[1]
    _check_header(header, columns, optional, f"{name}, line 1")
    rows: list[dict[str, str]] = []
    empty = dict.fromkeys([*optional, *header], "")
    for number, cells in lines:
        if not any(cells) or cells[0].startswith("# "):
            continue
        if len(cells) > len(header) and any(cells[len(header) :]):
            raise LexiconError(
                f"{name}, line {number}: {len(cells)} cells, but the header has {len(header)} "
                "columns"
            )
        row = {**empty, **dict(zip(header, cells, strict=False))}
        _check(row, required, choices or {}, (name, number))
        row["line"] = str(number)
        rows.append(row)
    _check_keys(rows, key, name)
    return rows


def _lines(source: str | Path) -> tuple[str, Iterator[tuple[int, list[str]]]]:
    """What a lexicon is called, and the cells of its lines with their numbers."""
    path = Path(source)
    if path.suffix or isinstance(source, Path):
        name, file = str(path), path
    else:
        name = f"{source}.tsv"
        file = resources.files("sdlib") / "lexicons" / name  # type: ignore[assignment]
    try:
        text = decode(file.read_bytes()).removeprefix("\N{BOM}")
        return name, _csv_cells(text) if file.name.lower().endswith(".csv") else _tsv_cells(text)
    except FileProblem as problem:
        raise LexiconError(f"{name} {problem}") from problem
    except OSError as error:
        raise LexiconError(f"{name} cannot be read: {error.strerror or error}") from error


def _tsv_cells(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        cells = list(map(str.strip, line.split("\t")))
        yield number, [_unquoted(cell) for cell in cells] if '"' in line else cells


def _unquoted(cell: str) -> str:
    """A cell as it was before a spreadsheet put it into quotation marks and doubled its own."""
    inside = cell[1:-1]
    if len(cell) < 2 or cell[0] + cell[-1] != '""' or '"' in inside.replace('""', ""):
        return cell
    return inside.replace('""', '"').strip()


def _csv_cells(text: str) -> Iterator[tuple[int, list[str]]]:
    # Spreadsheets write semicolons where the comma stands in decimal numbers.
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    records = csv_records(text, separator)
    return ((number, [" ".join(cell.split()) for cell in cells]) for number, cells in records)


def _check_header(
    header: list[str], columns: Collection[str], optional: Collection[str], where: str
) -> None:
    unknown = [column for column in header if column not in {*columns, *optional}]
    missing = [column for column in columns if column not in header]
    twice = sorted({column for column in header if header.count(column) > 1})
    if not (unknown or missing or twice):
        return
    advice = (
        f"add {', '.join(missing)}, and separate columns by tabs (by commas in a .csv)"
        if missing
        else f"take out {', '.join(unknown or twice)}"
    )
    may = f" and may be {sorted(optional)}" if optional else ""
    raise LexiconError(
        f"{where}: the columns are {header}, but must be {sorted(columns)}{may}; {advice}"
    )


def _check(
    row: Mapping[str, str],
    required: Collection[str],
    choices: Mapping[str, Collection[str]],
    where: tuple[str, int],
) -> None:
    for column in required:
        if not row[column]:
            raise LexiconError(f"{where[0]}, line {where[1]}: the column {column} is empty")
    for column, allowed in choices.items():
        if row[column] not in allowed:
            raise LexiconError(
                f"{where[0]}, line {where[1]}: {column} is {row[column]!r}, "
                f"but must be one of {', '.join(sorted(allowed))}"
            )


def _check_keys(rows: list[dict[str, str]], key: Collection[str], name: str) -> None:
    """Refuse rows that are named alike."""
    seen: dict[tuple[str, ...], str] = {}
    for row in rows if key else ():
        mark = tuple([row[column] for column in key])
        if mark in seen:
            raise LexiconError(
                f"{name}, line {row['line']}: {' / '.join(mark)} stands in line {seen[mark]} "
                "already"
            )
        seen[mark] = row["line"]
