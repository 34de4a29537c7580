"""Reaches: which part of its sentence may tell the place and the time of a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from sdlib.scope_words import scope_class

#: What stands before the first sentence of an agency's text: places, and its name in brackets.
_DATELINE = re.compile(r"[^.()]{0,60}\([^()]{2,30}\)\s*[-–—]+")

_WORD = re.compile(r"\S+")

_NO_CLAIM = (-1, -1, -1)


class Reach(NamedTuple):
    """Ranges of a text (start and end), the nearest to the figure first, and what tells it.

    ``clauses`` are its own and those before it; ``front`` is what stands before who gives the
    figure, ``told`` where it is said who gives it, with the day on which.
    """

    clauses: tuple[tuple[int, int], ...]
    front: tuple[int, int]
    told: tuple[tuple[int, int], ...]


def figure_reaches(
    figures: pd.DataFrame,
    claims: pd.DataFrame,
    edges: Sequence[tuple[int, int]],
    texts: dict[str, str],
) -> Iterator[Reach]:
    """Give for each figure the parts of its sentence that may tell its place and time.

    Where somebody gives the figure, it is in what he says: where he has his seat, and on which day
    he said it, is no scope of what he counts.

    Parameters
    ----------
    figures : pandas.DataFrame
        ``doc_id, claim_id, start, end``.
    claims : pandas.DataFrame
        A claims table.
    edges : sequence of tuple of int
        Where the sentence of each figure begins and ends.
    texts : dict
        The text of each document.
    """
    rows = zip(claims["cue_start"], claims["source_start"], claims["content_start"],
               claims["content_end"], strict=True)  # fmt: skip
    places = dict(zip(claims["claim_id"], rows, strict=True))
    columns = (figures["doc_id"], figures["claim_id"], figures["start"], edges)
    for doc_id, claim_id, at, (first, last) in zip(*columns, strict=True):
        text = texts[doc_id]
        dateline = _DATELINE.match(text, first, last)
        first = dateline.end() if dateline else first
        cue, content, behind = _claim(places.get(claim_id))
        if not content <= at < behind:
            yield Reach(_clauses(text, first, last, at), (first, first), ())
            continue
        inner = max(first, content), min(last, behind)
        # Who gives it stands before what he says, or behind: وبحسب المرصد …، … كما قال المرصد.
        front = (first, max(cue, first)) if cue < content else (first, first)
        told = [(front[1], inner[0]), (inner[1], last)]
        kept = tuple(part for part in told if part[0] < part[1])
        yield Reach(_clauses(text, *inner, at), front, kept)


def _claim(row: tuple[int, object, int, int] | None) -> tuple[int, int, int]:
    """Where cue or source of a claim begin, and where its content begins and ends."""
    if row is None:
        return _NO_CLAIM
    cue, source, content, behind = row
    return (cue if pd.isna(source) else min(cue, int(str(source)))), content, behind


def _clauses(text: str, first: int, last: int, at: int) -> tuple[tuple[int, int], ...]:
    """The clause of a figure, and those before it, the nearest first (``بينما``, ``فيما``)."""
    cuts = [w.start() for w in _WORD.finditer(text, first, last) if scope_class(w[0]) == "clause"]
    found = [(a, b) for a, b in pairwise([first, *cuts, last]) if a < b]
    return tuple(part for part in reversed(found) if part[0] <= at)
