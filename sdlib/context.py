"""Context words: the closed classes of words that the rules ask about, from one lexicon."""

from __future__ import annotations

import re
from functools import cache

from sdlib.lexicon import read_lexicon

_HAMZA = re.compile("[أإآ]")


class _Groups(dict[str, frozenset[str]]):
    """The classes by name, read when the first is asked for; a table, since rules ask often."""

    def __missing__(self, group: str) -> frozenset[str]:
        found = _context()
        self.update(found)
        return found[group]


_GROUPS = _Groups()


@cache
def _context() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for row in read_lexicon(
        "context_words",
        ["form", "class", "note"],
        required=["form", "class"],
        key=["form", "class"],
    ):
        groups.setdefault(row["class"], set()).add(row["form"])
    groups["given_name"] |= {f"{name[:-1]}ى" for name in groups["given_name"] if _dotless(name)}
    return {
        name: frozenset(words | {_HAMZA.sub("ا", w) for w in words})
        for name, words in groups.items()
    }


def _dotless(name: str) -> bool:
    """Whether Egyptian papers write a name without its last dots (`مجدى`); على is a preposition."""
    return name.endswith("ي") and len(name) > 3


def is_context(form: str, group: str) -> bool:
    """Whether a form, with its hamza or without, belongs to a class of `context_words.tsv`."""
    return form in _GROUPS[group]


@cache
def context_union(*groups: str) -> frozenset[str]:
    """The forms of any of several classes of `context_words.tsv`."""
    return frozenset().union(*(_GROUPS[group] for group in groups))


def context_words(group: str) -> frozenset[str]:
    """The forms of a class of `context_words.tsv`."""
    return _GROUPS[group]
