"""Reads treebanks in CoNLL-U as surface tokens: for the benchmarks, not for sdlib."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
#: Words of these classes stand alone even where no space divides them from a neighbour.
_ALONE = frozenset(["PUNCT", "SYM"])


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
        """Where the parts meet inside the token; None where the letters do not add up."""
        lengths = [len(part.form) for part in self.parts]
        if sum(lengths) != len(surface):
            # `لل` is written for ل + ال; all else has been respelt.
            at = surface.find("لل", 0, 3)
            return tuple(range(1, at + 2)) if at >= 0 and len(self.parts) == at + 2 else None
        return tuple(sum(lengths[: k + 1]) for k in range(len(lengths) - 1))


def read_treebank(path: str | Path) -> Iterator[tuple[str, list[SurfaceToken]]]:
    """Give the sentences of a file: text and surface tokens.

    Files with ranges (``4-5``) say what a token is. In those without, words are joined where
    ``SpaceAfter=No`` stands and neither is punctuation, a symbol or a number.
    """
    content = Path(path).read_text(encoding="utf-8")
    ranges = re.search(r"^\d+-\d+\t", content, re.MULTILINE) is not None
    for block in content.split("\n\n"):
        lines = block.split("\n")
        text = next((x[9:] for x in lines if x.startswith("# text = ")), None)
        rows = [x.split("\t") for x in lines if x and not x.startswith("#")]
        if text and rows:
            yield text, _located(text, _by_range(rows) if ranges else _by_space(rows))


def _by_range(rows: list[list[str]]) -> Iterator[list[Part]]:
    k = 0
    while k < len(rows):
        if "-" in rows[k][0]:
            first, last = map(int, rows[k][0].split("-"))
            size = last - first + 1
            yield [Part(rows[k][1], "", "SURFACE"), *map(_part, rows[k + 1 : k + 1 + size])]
            k += 1 + size
        else:
            yield [Part(rows[k][1], "", "SURFACE"), _part(rows[k])]
            k += 1


def _by_space(rows: list[list[str]]) -> Iterator[list[Part]]:
    group: list[list[str]] = []
    for row in rows:
        if group and ("SpaceAfter=No" not in group[-1][9] or _divided(group[-1], row)):
            yield _joined(group)
            group = []
        group.append(row)
    yield _joined(group)


def _divided(left: list[str], right: list[str]) -> bool:
    if {left[3], right[3]} & _ALONE:
        return True
    return "NUM" in (left[3], right[3]) and (left[1] + right[1])[0].isdigit()


def _joined(group: list[list[str]]) -> list[Part]:
    return [Part("".join(row[1] for row in group), "", "SURFACE"), *map(_part, group)]


def _part(row: list[str]) -> Part:
    features = row[5].split(";")
    pos = row[3]
    if pos == "_":
        found = [p for f, p in (("V", "VERB"), ("ADJ", "ADJ"), ("N", "NOUN")) if f in features]
        pos = found[0] if found else "X"
    return Part(row[1], row[2], pos)


def _located(text: str, tokens: Iterator[list[Part]]) -> list[SurfaceToken]:
    found = []
    at = 0
    for surface, *parts in tokens:
        start = text.index(surface.form, at)
        at = start + len(surface.form)
        found.append(SurfaceToken(start, at, tuple(parts)))
    return found


def plain(word: str) -> str:
    """Write a word without diacritics, tatweel and hamza, as lemmas are compared."""
    bare = re.sub("[أإآٱ]", "ا", _MARKS.sub("", word))
    return bare.replace("ؤ", "و").replace("ئ", "ي").replace("ء", "")
