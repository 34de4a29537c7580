"""Reading lexicons: tab-separated tables, validated as they load."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib import resources
from pathlib import Path

from sdlib.errors import LexiconError


def read_lexicon(
    source: str | Path,
    columns: Collection[str],
    *,
    required: Collection[str] = (),
    choices: Mapping[str, Collection[str]] | None = None,
    key: Collection[str] = (),
) -> list[dict[str, str]]:
    """Read a tab-separated lexicon with a header row.

    Parameters
    ----------
    source : str or Path
        The name of a lexicon that ships with sdlib (``"cues"``), or a path to a file.
    columns : collection of str
        The columns that the header must hold, in any order; others are refused.
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
    name, text = _load(source)
    lines = text.removeprefix("\N{BOM}").splitlines()
    header = lines[0].split("\t") if lines else []
    if sorted(header) != sorted(columns):
        surplus = [column for column in header if column not in columns]
        enough = set(columns) <= set(header) and surplus
        advice = f"take out {', '.join(surplus)}" if enough else "separate them by tabs"
        raise LexiconError(
            f"{name}, line 1: the columns are {header}, but must be {sorted(columns)}; {advice}"
        )
    rows: list[dict[str, str]] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip() or line.startswith("# "):
            continue
        row = _row(line, header, f"{name}, line {number}")
        _check(row, required, choices or {}, f"{name}, line {number}")
        mark = tuple(row[c] for c in key)
        if key and mark in seen:
            raise LexiconError(
                f"{name}, line {number}: {' / '.join(mark)} stands in line {seen[mark]} already"
            )
        seen[mark] = number
        rows.append({**row, "line": str(number)})
    return rows


def _load(source: str | Path) -> tuple[str, str]:
    path = Path(source)
    if path.suffix or isinstance(source, Path):
        name, file = str(path), path
    else:
        name = f"{source}.tsv"
        file = resources.files("sdlib") / "lexicons" / name  # type: ignore[assignment]
    try:
        return name, file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise LexiconError(
            f"{name} is not UTF-8 (byte {error.start}); save it as UTF-8 text"
        ) from error
    except OSError as error:
        raise LexiconError(f"{name} cannot be read: {error.strerror or error}") from error


def _row(line: str, header: list[str], where: str) -> dict[str, str]:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) > len(header):
        raise LexiconError(f"{where}: {len(cells)} cells, but the header has {len(header)} columns")
    cells += [""] * (len(header) - len(cells))
    return dict(zip(header, cells, strict=True))


def _check(
    row: Mapping[str, str],
    required: Collection[str],
    choices: Mapping[str, Collection[str]],
    where: str,
) -> None:
    for column in required:
        if not row[column]:
            raise LexiconError(f"{where}: the column {column} is empty")
    for column, allowed in choices.items():
        if row[column] not in allowed:
            raise LexiconError(
                f"{where}: {column} is {row[column]!r}, "
                f"but must be one of {', '.join(sorted(allowed))}"
            )
