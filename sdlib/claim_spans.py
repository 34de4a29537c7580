"""Claim spans: the contents of claims with what tells whether two of them say the same thing."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import NamedTuple

import pandas as pd

from sdlib.annotation import Annotation
from sdlib.bounds import bounds_of
from sdlib.errors import ParameterError
from sdlib.source_kinds import speaker_kinds
from sdlib.speaker_counts import each_speaker, speaker_key
from sdlib.tables import TEXT, named, require_columns

#: The columns of the claims table that a comparison reads.
_OF_CLAIMS = (
    "claim_id", "doc_id", "cue_start", "cue", "cue_lemma", "cue_type", "negated", "mode",
    "speaker", "entity_id", "content_start", "content_end", "parent_id",
)  # fmt: skip


class Count(NamedTuple):
    """What is counted, and the least and the most that it can be (`sdlib.bounds`)."""

    unit: str
    least: float
    most: float


def claim_spans(annotation: Annotation, events: pd.Series, by: str) -> pd.DataFrame:
    """Give the content of each claim as a span with its event, its side and its speaker.

    Parameters
    ----------
    annotation : Annotation
        Its tables claims, documents, mentions and quantities are read.
    events : pandas.Series
        The event of each document, by ``doc_id``.
    by : str
        The column of the documents that names the sides (``"outlet"``).

    Returns
    -------
    pandas.DataFrame
        One row a claim with a content, in order: ``claim_id, doc_id, start, end, event, side,
        speaker`` (`speaker_key`), ``state`` (the country whose state speaks), ``speakers`` and
        ``states`` (tuples: of each of several who speak together), ``name, cue_start, cue,
        cue_lemma, cue_type, negated, mode, parent_id, entities, numbers`` and ``counts``
        (frozensets; of the last `Count`).

    Raises
    ------
    ParameterError
        If a document has no side, or all have the same.
    TableError
        If a column is missing.
    """
    claims = annotation.claims
    require_columns(claims, _OF_CLAIMS, "claims")
    sides = sides_of(annotation.documents, by)
    spans = claims[list(_OF_CLAIMS)].rename(
        columns={"speaker": "name", "content_start": "start", "content_end": "end"}
    )
    spans["speaker"] = speaker_key(claims)
    spans["state"] = speaker_kinds(claims, annotation.documents)["state"]
    spans["speakers"], spans["states"] = _each(claims, annotation.documents)
    spans = spans[spans["end"] > spans["start"]].reset_index(drop=True)
    return add_sides(spans.drop(columns="entity_id"), annotation, events, sides)


def _each(claims: pd.DataFrame, documents: pd.DataFrame) -> tuple[list[tuple[str, ...]], ...]:
    """The keys and the states of all who make each claim, none twice."""
    spoken = each_speaker(claims.reset_index(drop=True))
    known = speaker_key(spoken), speaker_kinds(spoken, documents)["state"]
    found: tuple[list[tuple[str, ...]], ...] = ([], [])
    for values, lists in zip(known, found, strict=True):
        own: list[dict[str, None]] = [{} for _ in range(len(claims))]
        known_values = values.dropna()
        for row, value in zip(known_values.index.tolist(), known_values.tolist(), strict=True):
            own[row][value] = None
        lists += map(tuple, own)
    return found


def add_sides(
    spans: pd.DataFrame, annotation: Annotation, events: pd.Series, sides: pd.Series
) -> pd.DataFrame:
    """Add to spans the columns ``event, side, entities, numbers, counts``."""
    mentions, quantities = annotation.mentions, annotation.quantities
    columns = (mentions[c].tolist() for c in ("doc_id", "start", "entity_id"))
    entities = zip(*columns, strict=True)
    places = [quantities[c].tolist() for c in ("doc_id", "start")]
    numbers = zip(*places, _counted(quantities), strict=True)
    counts = zip(*places, _bounded(quantities), strict=True)
    return spans.assign(
        event=spans["doc_id"].map(events).astype(TEXT),
        side=spans["doc_id"].map(sides).astype(TEXT),
        entities=_inside(spans, ((d, s, e) for d, s, e in entities if isinstance(e, str))),
        numbers=_inside(spans, numbers),
        counts=_inside(spans, counts),
    )


def sides_of(documents: pd.DataFrame, by: str) -> pd.Series:
    """Give the side of each document, by ``doc_id``.

    Raises
    ------
    ParameterError
        If a document has none, or all have the same.
    TableError
        If the column is missing.
    """
    require_columns(documents, ["doc_id", by], "documents")
    sides = named(documents.set_index("doc_id")[by].astype(TEXT))
    missing = sides.index[sides.isna()]
    if len(missing):
        raise ParameterError(
            f"document {missing[0]} has no {by}; fill it in, or leave the document out"
        )
    if sides.nunique() < 2:
        only = f" ({sides.iloc[0]})" if len(sides) else ""
        raise ParameterError(
            f"the documents are of {sides.nunique()} {by}{only}; a comparison needs two"
        )
    return sides


def _counted(quantities: pd.DataFrame) -> list[tuple[str, float] | None]:
    """What each quantity counts, and its number; None without a number."""
    values = quantities["value"].fillna(quantities["low"])
    return [
        (unit, float(value)) if isinstance(unit, str) and pd.notna(value) else None
        for unit, value in zip(quantities["unit"], values, strict=True)
    ]


def _bounded(quantities: pd.DataFrame) -> list[Count | None]:
    """What each quantity counts, and the least and the most that it can be."""
    least, most = bounds_of(quantities)
    columns = (quantities["unit"], least.tolist(), most.tolist())
    return [
        Count(*row) if isinstance(row[0], str) and row[1] <= row[2] else None
        for row in zip(*columns, strict=True)
    ]


def _inside(
    spans: pd.DataFrame, found: Iterable[tuple[str, int, Hashable]]
) -> list[frozenset[Hashable]]:
    """For each span, what is found at an offset inside of it."""
    by_document: dict[str, list[tuple[int, Hashable]]] = {}
    for doc_id, start, value in found:
        if value is not None:
            by_document.setdefault(doc_id, []).append((start, value))
    columns = (spans[c].tolist() for c in ("doc_id", "start", "end"))
    return [
        frozenset(v for at, v in by_document.get(doc_id, ()) if start <= at < end)
        for doc_id, start, end in zip(*columns, strict=True)
    ]
