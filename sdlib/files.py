"""Files as people have them: their bytes, encoding and rows, and what is wrong with them.

A `FileProblem` is a predicate ("is empty; …"). Whoever reads the file puts its name and the
row in front, and raises the error of its own kind.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import hashlib
import io
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from sdlib.characters import TATWEEL

#: Letters of the Arabic script, presentation forms included; a tatweel alone is no letter.
ARABIC_LETTER = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06fc\u06ff\u0750-\u077f\u0870-\u08c9"
    f"\ufb50-\ufbb1\ufbd3-\ufdfb\ufe70-\ufefc](?<!{TATWEEL})"
)

#: Eight-bit encodings that Arabic texts still come in; the names are those iconv takes.
_CODE_PAGES = {"cp1256": "Windows-1256", "iso8859_6": "ISO-8859-6"}

_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

#: A cell may hold a whole book; more than this no C long of any platform holds.
_LONGEST_CELL = 2**31 - 1


class FileProblem(Exception):
    """What is wrong with a file and what to do, without the file's name."""


def read_bytes(path: Path) -> bytes:
    """Read a file; `FileProblem` where that fails or there is nothing in it."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise FileProblem("does not exist; check the name and the folder") from error
    except (OSError, ValueError) as error:
        raise FileProblem(f"cannot be read: {getattr(error, 'strerror', '') or error}") from error
    if not data:
        raise FileProblem("is empty; put something into it or leave it out")
    return data


def unzip(data: bytes) -> bytes:
    """Undo gzip; `FileProblem` if the data is not gzip, or breaks off."""
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise FileProblem(f"is not a whole gzip file ({error}); copy or make it again") from error


def sha256(data: bytes) -> str:
    """Give the SHA-256 of bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def decode(data: bytes, *, nul: bool = False) -> str:
    r"""Decode UTF-8 without touching a character: ``\r\n`` and a BOM stay.

    Parameters
    ----------
    data : bytes
    nul : bool
        Whether NUL characters may stand in it: people's texts have none, and binary files
        do, but a table of ours holds whatever it was given.

    Raises
    ------
    FileProblem
        If the bytes are not UTF-8 text. The message names Windows-1256, ISO-8859-6 or
        UTF-16 where the bytes look like it; it is a guess, so nothing is converted here.

    Examples
    --------
    >>> decode("قال\r\n".encode())
    'قال\r\n'
    >>> decode("قال الوزير".encode("cp1256"))
    Traceback (most recent call last):
    sdlib.files.FileProblem: is not UTF-8 (byte 0 is 0xde); this looks like Windows-1256; ...
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise FileProblem("is not UTF-8; this looks like UTF-16; " + _advice("UTF-16"))
    if b"\0" in data and not nul:
        raise FileProblem(
            "holds NUL bytes, so it is a binary file or UTF-16; give plain text saved as UTF-8"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileProblem(_not_utf8(data, error.start)) from error


def _not_utf8(data: bytes, at: int) -> str:
    if _CONTROL_BYTES.search(data):
        return "is a binary file; give plain text saved as UTF-8"
    what = f"is not UTF-8 (byte {at} is 0x{data[at]:02x})"
    name = _code_page(data)
    return (
        f"{what}; this looks like {name}; {_advice(name)}" if name else f"{what}; save it as UTF-8"
    )


def _advice(encoding: str) -> str:
    return (
        f"convert with `iconv -f {encoding.upper()} -t UTF-8 OLD > NEW`, "
        "or save it as UTF-8 in an editor"
    )


def _code_page(data: bytes) -> str:
    """The code page in which the bytes read most like Arabic, "" where none is plausible."""
    scores = {}
    for codec, name in _CODE_PAGES.items():
        foreign = re.sub(r"[\x00-\x7f]", "", data.decode(codec, "replace"))
        # The article separates the code pages: its two letters stand apart in each of them,
        # and the bytes of damaged UTF-8 read as no article in either.
        articles = foreign.count("ال")
        if articles and 2 * len(ARABIC_LETTER.findall(foreign)) > len(foreign):
            scores[name] = articles
    return max(scores, key=lambda name: scores[name], default="")


def csv_records(text: str, separator: str = ",") -> Iterator[tuple[int, list[str]]]:
    r"""Give each record of a CSV text with the line on which it starts, blank lines left out.

    Raises
    ------
    FileProblem
        If a quoted cell is not closed, or goes on behind its closing quote.

    Examples
    --------
    >>> list(csv_records('id,text\n1,"a\r\nb"\n\n2,c\n'))
    [(1, ['id', 'text']), (2, ['1', 'a\r\nb']), (5, ['2', 'c'])]
    """
    before = csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records = []
    line = 1
    try:
        for cells in reader:
            if cells:
                records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileProblem(
            f"is no valid CSV from line {line} on ({error}); "
            'close every quoted cell and write a quotation mark inside one as ""'
        ) from error
    finally:
        csv.field_size_limit(before)
    return iter(records)


def json_value(text: str) -> object:
    """Parse JSON; `FileProblem` says where it breaks."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, " if "\n" in text.strip() else ""
        raise FileProblem(
            f"is no valid JSON ({error.msg} at {place}column {error.colno})"
        ) from error
    except (ValueError, RecursionError) as error:
        raise FileProblem(f"is no valid JSON ({error})") from error


def json_lines(text: str) -> Iterator[tuple[int, str]]:
    r"""Give the lines of a JSON-lines text that are not blank, with their numbers.

    Only ``\n`` ends a line: U+2028 and its like may stand inside a JSON string.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line
