"""Drafts: what the frames read from an article, by token ranges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sdlib.article import Range
from sdlib.cues import Reading


class Opening(NamedTuple):
    """How content begins: ``kind`` (that, quote, colon, prep, obj, acc), the token that opens it,
    and the content's first token."""

    kind: str
    at: int
    first: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim by token ranges, before its speaker is known."""

    cue: Range
    reading: Reading
    content: Range
    source: Range | None = None
    via: Range | None = None
    rule: str = ""
    negated: bool = False
    #: without a source: `passive` where nobody is named, `pronoun` where a pronoun speaks
    subject: str = ""
