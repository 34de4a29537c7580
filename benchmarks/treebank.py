"""Reads treebanks in CoNLL-U as surface tokens: for the benchmarks, not for sdlib.

A surface token is what stands between spaces, without punctuation, symbols and digits, which
stand alone: ``17/3`` is three tokens, ``40%`` two, ``7،1`` one, ``و511`` two. A token that
the treebank has as one word stays one: ``الـ36``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sdlib.normalization import bare

#: Words of these classes stand alone even where no space divides them from a neighbour.
_ALONE = frozenset(["PUNCT", "SYM"])
_HAMZA = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), "ؤ": "و", "ئ": "ي", "ء": ""})
_TEXT = "# text = "


class Part(NamedTuple):
    """A syntactic word: its form, lemma, and NOUN, VERB, ADJ or another class."""

    form: str
    lemma: str
    pos: str


class SurfaceToken(NamedTuple):
    """A token of the text with the words that it is made of."""

    start: int
    end: int
    parts: tuple[Part, ...]

    def cuts(self, surface: str) -> tuple[int, ...] | None:
        """Where the parts meet in the bare token; None where the letters do not add up."""
        whole = bare(surface)
        lengths = [len(bare(part.form)) for part in self.parts]
        if sum(lengths) != len(whole):
            # `لل` is written for ل + ال; all else has been respelt.
            at = whole.find("لل", 0, 3)
            return tuple(range(1, at + 2)) if at >= 0 and len(self.parts) == at + 2 else None
        return tuple(sum(lengths[: k + 1]) for k in range(len(lengths) - 1))


def read_treebank(path: str | Path) -> Iterator[tuple[str, list[SurfaceToken]]]:
    """Give the sentences of a file: text and surface tokens.

    Files with ranges (``4-5``) say what a token is. In those without, words are joined where
    ``SpaceAfter=No`` stands and neither is punctuation, a symbol or digits.
    """
    content = Path(path).read_text(encoding="utf-8")
    ranges = re.search(r"^\d+-\d+\t", content, re.MULTILINE) is not None
    for text, lines in _sentences(content):
        rows = [line.split("\t") for line in lines]
        yield text, _located(text, _by_range(rows) if ranges else _by_space(rows))


def read_texts(path: str | Path) -> list[str]:
    """Give the texts of a file's sentences."""
    return [text for text, _ in _sentences(Path(path).read_text(encoding="utf-8"))]


def _sentences(content: str) -> Iterator[tuple[str, list[str]]]:
    for block in content.split("\n\n"):
        lines = block.split("\n")
        text = next((x[len(_TEXT) :] for x in lines if x.startswith(_TEXT)), None)
        rows = [x for x in lines if x and not x.startswith("#")]
        if text and rows:
            yield text, rows


#: The form of a surface token and its parts.
_Group = tuple[str, list[Part]]


def _by_range(rows: list[list[str]]) -> Iterator[_Group]:
    k = 0
    while k < len(rows):
        form, size = rows[k][1], 1
        if "-" in rows[k][0]:
            first, last = map(int, rows[k][0].split("-"))
            size = last - first + 1
            k += 1
        yield form, list(map(_part, rows[k : k + size]))
        k += size


def _by_space(rows: list[list[str]]) -> Iterator[_Group]:
    group = rows[:1]
    for row in rows[1:]:
        if "SpaceAfter=No" not in group[-1][9] or _stands_alone(group[-1]) or _stands_alone(row):
            yield _joined(group)
            group = []
        group.append(row)
    yield _joined(group)


def _stands_alone(row: list[str]) -> bool:
    return row[3] in _ALONE or not any(map(str.isalpha, row[1]))


def _joined(group: list[list[str]]) -> _Group:
    return "".join(row[1] for row in group), list(map(_part, group))


def _part(row: list[str]) -> Part:
    features = row[5].split(";")
    pos = row[3]
    if pos == "_":  # UniMorph has the class among the features
        found = [p for f, p in (("V", "VERB"), ("ADJ", "ADJ"), ("N", "NOUN")) if f in features]
        pos = found[0] if found else "X"
    return Part(row[1], row[2], pos)


def _located(text: str, groups: Iterator[_Group]) -> list[SurfaceToken]:
    found = []
    at = 0
    for form, parts in groups:
        start = text.index(form, at)
        at = start + len(form)
        found.append(SurfaceToken(start, at, tuple(parts)))
    return found


def plain(word: str) -> str:
    """Write a word without diacritics, tatweel and hamza, as lemmas are compared."""
    return bare(word).translate(_HAMZA)
