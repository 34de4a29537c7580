"""Nesting: claims inside of other claims, figures inside of claims, and pairs of such."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sdlib.span_terms import Flags

#: Two positions in spans.
Pair = tuple[int, int]


def parents(spans: pd.DataFrame) -> list[int | None]:
    """Give the position of the claim in which each claim stands, None where it stands in none.

    Examples
    --------
    >>> parents(pd.DataFrame({"claim_id": ["x", "y"], "parent_id": [None, "x"]}))
    [None, 0]
    """
    places = {claim: k for k, claim in enumerate(spans["claim_id"])}
    return [places.get(parent) for parent in spans["parent_id"]]


def beside(spans: pd.DataFrame, pairs: pd.DataFrame, chosen: Flags) -> Flags:
    """Say which pairs are of one claim of a chosen pair and what stands inside or around the other.

    In `وافقت الحكومة على الخطة` what is approved is a claim itself: without its verb it is not
    what `رفضت الحكومة الخطة` says.

    Examples
    --------
    >>> spans = pd.DataFrame({"claim_id": ["x", "y", "z"], "parent_id": [None, "x", None]})
    >>> beside(spans, pd.DataFrame({"a": [0, 1], "b": [2, 2]}), np.array([True, False])).tolist()
    [False, True]
    """
    kin: dict[int, set[int]] = {}
    for k, parent in enumerate(parents(spans)):
        if parent is not None:
            kin.setdefault(k, set()).add(parent)
            kin.setdefault(parent, set()).add(k)
    ends = _ends(pairs)
    found: set[Pair] = set()
    for k in np.flatnonzero(chosen).tolist():
        a, b = ends[k]
        found |= {(other, b) for other in kin.get(a, ())} | {(a, o) for o in kin.get(b, ())}
    return np.array([pair in found for pair in ends], dtype=bool)


def around(spans: pd.DataFrame, figures: pd.DataFrame, pairs: pd.DataFrame) -> list[set[Pair]]:
    """Give for each pair of figures the pairs of spans in which the two stand.

    Examples
    --------
    >>> spans = pd.DataFrame({"doc_id": ["d", "e"], "start": [0, 5], "end": [9, 20]})
    >>> figures = pd.DataFrame({"doc_id": ["e", "d"], "start": [7, 2]})
    >>> around(spans, figures, pd.DataFrame({"a": [1], "b": [0]}))
    [{(0, 1)}]
    """
    by_document: dict[str, list[tuple[int, int, int]]] = {}
    columns = (spans["doc_id"].tolist(), spans["start"].tolist(), spans["end"].tolist())
    for k, (doc_id, start, end) in enumerate(zip(*columns, strict=True)):
        by_document.setdefault(doc_id, []).append((k, start, end))
    places = list(zip(figures["doc_id"].tolist(), figures["start"].tolist(), strict=True))

    def holding(figure: int) -> list[int]:
        doc_id, at = places[figure]
        return [k for k, start, end in by_document.get(doc_id, ()) if start <= at < end]

    return [{(i, k) for i in holding(a) for k in holding(b)} for a, b in _ends(pairs)]


def _ends(pairs: pd.DataFrame) -> list[Pair]:
    return list(zip(pairs["a"].tolist(), pairs["b"].tolist(), strict=True))
