"""Report comparisons: what outlets have in common and what sets them apart, for a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sdlib.report_data import Places, levels, numbers, spans
from sdlib.report_words import KeyWords, key_words, spelling_table, word_table

if TYPE_CHECKING:
    from sdlib.annotation import Annotation


def comparable(documents: pd.DataFrame) -> bool:
    """Whether each article has its outlet, and there are two or more."""
    return bool(documents["outlet"].notna().all() and documents["outlet"].nunique() > 1)


def comparisons(
    annotation: Annotation, words: Callable[[], KeyWords] | None = None
) -> dict[str, Callable[[], Mapping[str, Any]]]:
    """Give the tables of a page that compare outlets, each made when it is asked for.

    Parameters
    ----------
    annotation : Annotation
    words : callable, optional
        Gives what `key_words` gives, where that is needed elsewhere too.

    Returns
    -------
    dict of str to callable
        As `sdlib.report_data.tables`: ``pairs`` (`align_claims`), ``compared``
        (`compare_figures`), ``words`` (`keyness`), ``spellings`` (`find_spellings`) and
        ``shared`` (`find_shared_text`); nothing where there are not two outlets to compare.

    Examples
    --------
    >>> import sdlib
    >>> comparisons(sdlib.annotate("قال الوزير إن حلب آمنة."))
    {}
    """
    if not comparable(annotation.documents):
        return {}
    places = Places(annotation.documents)
    known = words or cache(lambda: key_words(annotation))
    return {
        "pairs": lambda: _pairs(annotation, places),
        "compared": lambda: _compared(annotation),
        "words": lambda: word_table(annotation, places, known()),
        "spellings": lambda: spelling_table(annotation, places, known().families),
        "shared": lambda: _shared(annotation, places),
    }


def _pairs(annotation: Annotation, places: Places) -> Mapping[str, Any]:
    from sdlib.alignment import align_claims
    from sdlib.findings import RELATIONS

    found = align_claims(annotation)
    order = found["relation"].map({name: k for k, name in enumerate(RELATIONS)})
    best = found["score"].fillna(0.0).astype("float64")
    found = found.iloc[np.lexsort((-best, order))]
    rows = {claim_id: k for k, claim_id in enumerate(annotation.claims["claim_id"])}
    columns: dict[str, Any] = {
        "relation": levels(found["relation"]),
        "score": numbers(found["score"].round(2)),
        "reasons": levels(found["reasons"]),
    }
    for side in "ab":
        own = found[[f"{name}_{side}" for name in ("doc_id", "start", "end")]]
        own = own.set_axis(["doc_id", "start", "end"], axis=1)
        docs = places.documents(own["doc_id"])
        columns[f"doc_{side}"] = docs
        columns[f"span_{side}"] = spans(places, docs, own, "")
        ids = found[f"claim_id_{side}"].fillna("")
        columns[f"claim_{side}"] = [rows.get(claim_id, -1) for claim_id in ids]
    return columns


def _compared(annotation: Annotation) -> Mapping[str, Any]:
    """Pairs of figures by their rows among the quantities."""
    from sdlib.figure_pairs import compare_figures

    found = compare_figures(annotation)
    quantities = annotation.quantities
    places = zip(quantities["doc_id"], quantities["start"], quantities["end"], strict=True)
    rows = {place: k for k, place in enumerate(places)}
    sides = {
        f"figure_{side}": [
            rows[place]
            for place in zip(
                *(found[f"{name}_{side}"] for name in ("doc_id", "start", "end")), strict=True
            )
        ]
        for side in "ab"
    }
    return {"status": levels(found["status"]), "differs": levels(found["differs"]), **sides}


def _shared(annotation: Annotation, places: Places) -> Mapping[str, Any]:
    from sdlib.shared_text import find_shared_text

    found = find_shared_text(annotation)
    columns: dict[str, Any] = {"kind": levels(found["kind"]), "shared": numbers(found["shared"])}
    for side in "ab":
        own = found[[f"{name}_{side}" for name in ("doc_id", "start", "end")]]
        own = own.set_axis(["doc_id", "start", "end"], axis=1)
        docs = places.documents(own["doc_id"])
        columns[f"doc_{side}"] = docs
        columns[f"span_{side}"] = spans(places, docs, own, "")
        columns[f"share_{side}"] = numbers(found[f"share_{side}"].round(2))
    return columns
