"""Opposites: lemmas that cannot both be said of one thing, from one lexicon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import permutations, product
from types import MappingProxyType
from typing import NamedTuple

from sdlib.errors import LexiconError
from sdlib.forms import require_words
from sdlib.lexicon import read_lexicon
from sdlib.normalization import normalize_word

#: ``opposite``: one denies the other; ``apart``: another place, day or group, and no denial;
#: ``series``: of several (the days of the week) each is apart from each.
KINDS = ("opposite", "apart", "series")


class Contrast(NamedTuple):
    """How two lemmas differ."""

    #: whether one denies the other, and does not only tell of something else
    denies: bool
    #: the lemmas of which they have to be said, in search form; empty for any
    about: frozenset[str]


def contrast(one: str, other: str) -> Contrast | None:
    """Say how two lemmas in search form differ; None where they may be said of one thing.

    Examples
    --------
    >>> contrast("وافق", "رفض").denies, contrast("خميس", "جمعه").denies
    (True, False)
    >>> contrast("وافق", "قبول") is None, sorted(contrast("فرض", "رفع").about)[:2]
    (True, ['اجراء', 'تجميد'])
    """
    return contrasts().get(one, {}).get(other)


@cache
def contrasts() -> Mapping[str, Mapping[str, Contrast]]:
    """Give for each lemma in search form those that are opposed to it, and how."""
    found: dict[str, dict[str, Contrast]] = {}
    for one, other, kind, about in _pairs():
        known = found.setdefault(one, {}).get(other)
        # What is opposite of anything stays so, though another row has it of some things only.
        if known is None or (known.about and (kind == "opposite" or not about)):
            found[one][other] = Contrast(kind == "opposite", about)
    return MappingProxyType(found)


@cache
def families() -> Mapping[str, frozenset[int]]:
    """Give for each lemma in search form the rows and sides on which it stands with its like.

    Examples
    --------
    >>> bool(families()["سيطر"] & families()["سيطره"]), bool(families()["سيطر"] & families()["رفض"])
    (True, False)
    """
    found: dict[str, set[int]] = {}
    for number, row in enumerate(_rows()):
        if row["kind"] != "series":
            for side, name in enumerate(("one", "other")):
                for lemma in _lemmas(row[name]):
                    found.setdefault(lemma, set()).add(2 * number + side)
    return MappingProxyType({lemma: frozenset(rows) for lemma, rows in found.items()})


def _pairs() -> Iterator[tuple[str, str, str, frozenset[str]]]:
    """Each two lemmas that differ, both ways round."""
    for row in _rows():
        about = frozenset(_lemmas(row["about"]))
        if row["kind"] == "series":
            pairs = list(permutations(_lemmas(row["one"]), 2))
        else:
            ways = list(product(_lemmas(row["one"]), _lemmas(row["other"])))
            pairs = ways + [(other, one) for one, other in ways]
        yield from ((one, other, row["kind"], about) for one, other in pairs)


def _lemmas(cell: str) -> list[str]:
    return [normalize_word(lemma) for lemma in cell.split("|") if lemma]


@cache
def _rows() -> list[dict[str, str]]:
    rows = read_lexicon(
        "opposites",
        ["one", "other", "kind", "about", "note"],
        required=["one", "kind"],
        choices={"kind": KINDS},
        key=["one", "other", "about"],
    )
    for row in rows:
        cells = [row[name].split("|") for name in ("one", "other", "about") if row[name]]
        require_words("opposites", row, [lemma for cell in cells for lemma in cell])
        if bool(row["other"]) == (row["kind"] == "series"):
            raise LexiconError(
                f"opposites.tsv, line {row['line']}: a series has nothing under other, "
                "any other kind has what is opposed there"
            )
    return rows
