"""CoNLL files: tokens with the entities that people have tagged in them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sdlib.errors import CorpusError
from sdlib.files import FileProblem, decode, read_bytes

#: How corpora write the types; a letter doubled, left out or out of place is read as well.
_NAMES = {
    "PER": "PER",
    "PERS": "PER",
    "PERSON": "PER",
    "LOC": "LOC",
    "LOCATION": "LOC",
    "ORG": "ORG",
    "ORGANIZATION": "ORG",
    "ORGANISATION": "ORG",
    "MISC": "MISC",
    "MIS": "MISC",
    "MISCELLANEOUS": "MISC",
}
#: What begins a name in BIO, IOB1, BIOES and BILOU; the others go on with one.
_BEGINS = frozenset("BSU")
#: A hyphen, a dash or an underscore between the letter and the type, or several. Corpora number
#: kinds of miscellaneous names (MIS1).
_TAG = re.compile("(?:([BIESLU])[-_\N{EN DASH}]+)?([A-Z]+)(?:-?[0-9])?")
_NO_TAG = ("O", "0", "OO")
_DOCUMENT = "-DOCSTART-"


class Name(NamedTuple):
    """An entity's type, and its tokens from ``first`` up to, not including, ``behind``."""

    first: int
    behind: int
    type: str


class TaggedSentence(NamedTuple):
    """A sentence of a CoNLL file."""

    tokens: tuple[str, ...]
    names: tuple[Name, ...]

    @property
    def text(self) -> str:
        """The tokens with a space between them."""
        return " ".join(self.tokens)


def read_conll(path: str | os.PathLike[str]) -> list[TaggedSentence]:
    r"""Read a file with a token and its tag on each line and a blank line behind each sentence.

    Parameters
    ----------
    path : str or path
        UTF-8 text, with or without a byte order mark, lines ended by ``\n`` or ``\r\n``. The
        token is in the first column, the tag in the last; columns are separated by spaces or
        tabs. Tags are ``O`` or ``B-PER``, ``I-PER`` and so on for PER, LOC, ORG and MISC. An
        ``I-`` that does not go on with the name before it begins one, so that IOB1 is read,
        and files without any ``B-``; ``E-`` and ``S-`` are read as ``I-`` and ``B-``. Types
        may be written PERS or Person, and with one letter missing, doubled or out of place.

    Returns
    -------
    list of TaggedSentence
        In the file's order; spans of names count tokens.

    Raises
    ------
    CorpusError
        If the file cannot be read or holds no token, or a line has no tag, another number of
        columns than the lines above, or a tag that is none of these; names file and line.

    References
    ----------
    Tjong Kim Sang, E. F., & De Meulder, F. (2003). Introduction to the CoNLL-2003 shared
    task: Language-independent named entity recognition. CoNLL-2003, 142-147.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     path = Path(place, "train.conll")
    ...     _ = path.write_text("زار O\nسعد B-PERS\nفهد I-PERS\nحلب B-LOC\n", "utf-8")
    ...     [sentence] = read_conll(path)
    >>> sentence.text, [tuple(name) for name in sentence.names]
    ('زار سعد فهد حلب', [(1, 3, 'PER'), (3, 4, 'LOC')])
    """
    path = Path(path)
    try:
        text = decode(read_bytes(path))
    except FileProblem as problem:
        raise CorpusError(f"{path}: {problem}") from problem
    found = [_sentence(rows) for rows in _blocks(text.removeprefix("\N{BOM}"), path)]
    if not found:
        raise CorpusError(f"{path}: holds no token; give one token and its tag a line")
    return found


_Row = tuple[str, bool, str]


def _blocks(text: str, path: Path) -> Iterator[list[_Row]]:
    """Give the rows of each sentence: token, whether a name begins, type."""
    rows: list[_Row] = []
    width = 0
    for number, line in enumerate(text.split("\n"), start=1):
        cells = [cell for cell in re.split("[ \t\r]+", line) if cell]
        if not cells or cells[0] == _DOCUMENT:
            if rows:
                yield rows
            rows = []
            continue
        where = f"{path}, line {number}"
        width = width or len(cells)
        _check_width(len(cells), width, where)
        begins, kind = _read_tag(cells[-1], where)
        rows.append((cells[0], begins, kind))
    if rows:
        yield rows


def _check_width(cells: int, width: int, where: str) -> None:
    if cells < 2:
        raise CorpusError(f"{where}: has one column; write a token, a space and its tag")
    if cells != width:
        raise CorpusError(
            f"{where}: has {cells} columns, but the first line has {width}; "
            "give all lines the same, and no token a space"
        )


def _read_tag(tag: str, where: str) -> tuple[bool, str]:
    """Whether a tag begins a name, and of which type; no type for a token outside names."""
    given = tag.upper()
    if given in _NO_TAG:
        return False, ""
    found = _TAG.fullmatch(given)
    kind = _kind(found[2]) if found else ""
    if not (found and kind):
        raise CorpusError(
            f"{where}: the tag {tag!r} is none that sdlib knows; write O, or B- or I- and "
            "PER, LOC, ORG or MISC, as in B-PER"
        )
    return found[1] in _BEGINS, kind


def _kind(name: str) -> str:
    """The type that a name stands for, misspelt or not; "" where that is not clear."""
    if name in _NAMES:
        return _NAMES[name]
    kinds = {kind for known, kind in _NAMES.items() if _slip(name, known)}
    return kinds.pop() if len(kinds) == 1 else ""


def _slip(name: str, known: str) -> bool:
    """Whether a letter of a known name is doubled, missing, or changed places with the next."""
    if abs(len(name) - len(known)) > 1 or len(name) < 2:
        return False
    swaps = (known[:i] + known[i + 1] + known[i] + known[i + 2 :] for i in range(len(known) - 1))
    lacking = (known[:i] + known[i + 1 :] for i in range(len(known)))
    doubled = (known[: i + 1] + known[i:] for i in range(len(known)))
    return name in {*swaps, *lacking, *doubled}


def _sentence(rows: list[_Row]) -> TaggedSentence:
    names: list[Name] = []
    for i, (_, begins, kind) in enumerate(rows):
        if not kind:
            continue
        last = names[-1] if names else None
        if last and not begins and last.behind == i and last.type == kind:
            names[-1] = last._replace(behind=i + 1)
        else:
            names.append(Name(i, i + 1, kind))
    return TaggedSentence(tuple(token for token, _, _ in rows), tuple(names))
