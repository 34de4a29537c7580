"""Proper names: the words of the names of people and places that ship with sdlib."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sdlib.context import context_words
from sdlib.entity_rows import read_entity_rows
from sdlib.frequencies import one_alef
from sdlib.nominals import is_nominal
from sdlib.normalization import bare


@cache
def name_words() -> frozenset[str]:
    """Give every word of these names and the given names, bare, with ا for every alef.

    Examples
    --------
    >>> "لافروف" in name_words(), "كتاب" in name_words()
    (True, False)
    """
    words = frozenset(word for name in _names() for word in name.split() if not _attached(word))
    return words | frozenset(one_alef(bare(name)) for name in context_words("given_name"))


def _attached(word: str) -> bool:
    """Whether a word holds a preposition and is none of the name's own: `أريحا بريف إدلب`."""
    return word[0] in "بل" and is_nominal(word[1:]) == 2


@cache
def whole_names() -> frozenset[str]:
    """Give the names that are one word.

    Examples
    --------
    >>> "تركيا" in whole_names(), "الولايات" in whole_names(), "الولايات" in name_words()
    (True, False, True)
    """
    return frozenset(name for name in _names() if " " not in name)


def _names() -> Iterator[str]:
    for row in read_entity_rows("entities"):
        if row["type"] in ("PER", "LOC"):
            for name in [row["name_ar"], *filter(None, row["aliases"].split("|"))]:
                yield one_alef(bare(name))
