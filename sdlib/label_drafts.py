"""Label drafts: labels by token ranges, before anybody is named."""

from __future__ import annotations

from typing import NamedTuple

from sdlib.article import Range
from sdlib.label_spans import clause_limit, label_end
from sdlib.phrases import Phrases


class LabelDraft(NamedTuple):
    """A label by token ranges.

    ``speaker`` is the explicit namer's range, ``known`` tells whether anybody names at all (a
    passive names nobody), ``gender`` and ``number`` are those of the verb of naming.
    """

    marker: Range
    label: Range
    speaker: Range | None
    known: bool
    gender: str = ""
    number: str = ""


class Namer(NamedTuple):
    """Who names: as in `LabelDraft`."""

    speaker: Range | None = None
    known: bool = True
    gender: str = ""
    number: str = ""


#: `ما يسمى`: nobody is said to name.
NOBODY = Namer(known=False)


def behind_marker(phrases: Phrases, marker: Range, start: int, namer: Namer) -> LabelDraft | None:
    """Give the label that begins at ``start``, if anything ends behind it in its sentence."""
    limit = clause_limit(phrases.article, start)
    if start >= limit:
        return None
    end = label_end(phrases, start, limit)
    return LabelDraft(marker, (start, end), *namer) if end > start else None
