"""The gold form: claims and labels by article, as people annotate them and scores read them.

One JSON object a line and article::

    {"doc_id": "a", "claims": [{"cue": [0, 3], "source": [4, 10], "via": null,
      "content": [15, 22], "speaker": "…", "mode": "indirect", "cue_type": "neutral",
      "negated": false, "nested": false}],
     "labels": [{"marker": [30, 38], "label": [39, 47], "speaker": null}]}

Spans are code points of the raw text, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from sdlib.cues import CUE_TYPES
from sdlib.errors import GoldError
from sdlib.files import FileProblem, decode, json_lines, json_value, read_bytes

Span = tuple[int, int]
Article = dict[str, Any]

#: What is a span in the gold form.
SPANS = ("cue", "source", "via", "content", "marker", "label")
MODES = ("direct", "mixed", "indirect")


def gold_articles(
    documents: pd.DataFrame, claims: pd.DataFrame, labels: pd.DataFrame
) -> list[Article]:
    """Turn tables into the gold form: one article a document, also where nothing was found.

    Examples
    --------
    >>> from sdlib.tables import table
    >>> documents = table("documents", [{"doc_id": "a"}])
    >>> gold_articles(documents, table("claims"), table("labels"))
    [{'doc_id': 'a', 'claims': [], 'labels': []}]
    """
    articles: dict[str, Article] = {
        doc_id: {"doc_id": doc_id, "claims": [], "labels": []} for doc_id in documents["doc_id"]
    }
    for claim in _records(claims):
        articles[claim["doc_id"]]["claims"].append(
            {
                **{name: _span(claim, name) for name in ("cue", "source", "via", "content")},
                **{name: claim[name] for name in ("speaker", "mode", "cue_type", "negated")},
                "nested": claim["parent_id"] is not None,
            }
        )
    for label in _records(labels):
        articles[label["doc_id"]]["labels"].append(
            {
                **{name: _span(label, name) for name in ("marker", "label")},
                "speaker": label["speaker"],
            }
        )
    return list(articles.values())


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def _span(row: Mapping[str, Any], name: str) -> list[int] | None:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return None if start is None or end is None else [int(start), int(end)]


def read_gold(path: Path, *, strict: bool = False) -> list[Article]:
    """Read articles in the gold form from a JSON-lines file.

    Parameters
    ----------
    path : Path
    strict : bool
        Whether ``mode`` and ``cue_type`` must be of the guideline's kinds, as gold's must.

    Raises
    ------
    GoldError
        If the file, a line or a claim is not of the form; names the line and the claim.
    """
    try:
        lines = list(json_lines(decode(read_bytes(path)).removeprefix("\N{BOM}")))
    except FileProblem as problem:
        raise GoldError(f"{path}: {problem}") from problem
    articles = []
    for number, line in lines:
        try:
            articles.append((f"{path}, line {number}", json_value(line)))
        except FileProblem as problem:
            raise GoldError(
                f"{path}, line {number}: {problem}; write one article a line"
            ) from problem
    return check_articles(articles, strict=strict)


def check_articles(articles: Iterable[tuple[str, Any]], *, strict: bool = False) -> list[Article]:
    """Check articles, each with the words for where it stands, and give them back.

    Raises
    ------
    GoldError
        If an article is not of the gold form, or two have one id.
    """
    seen: dict[str, str] = {}
    checked = []
    for place, article in articles:
        if not isinstance(article, Mapping) or not isinstance(article.get("doc_id"), str):
            raise GoldError(f"{place}: has no doc_id; write {{'doc_id': …, 'claims': […]}}")
        doc_id = article["doc_id"]
        if doc_id in seen:
            raise GoldError(f"{place}: {doc_id} stands in {seen[doc_id]} already; join the two")
        seen[doc_id] = place
        checked.append(_check_article(article, f"{place} ({doc_id})", strict=strict))
    return checked


def _check_article(article: Mapping[str, Any], place: str, *, strict: bool) -> Article:
    given = {name: article.get(name) for name in ("claims", "labels")}
    lists = {name: [] if items is None else items for name, items in given.items()}
    for name, items in lists.items():
        if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
            raise GoldError(f"{place}: {name} is no list of objects")
    for number, claim in enumerate(lists["claims"], start=1):
        _check_spans(claim, f"{place}, claim {number}", ("cue", "content"), ("source", "via"))
        _check_words(claim, f"{place}, claim {number}", strict=strict)
    for number, label in enumerate(lists["labels"], start=1):
        _check_spans(label, f"{place}, label {number}", ("label",), ("marker",))
    return {"doc_id": article["doc_id"], **lists}


def _check_spans(
    item: Mapping[str, Any], place: str, required: tuple[str, ...], optional: tuple[str, ...]
) -> None:
    for name in (*required, *optional):
        span = item.get(name)
        if span is None and name in optional:
            continue
        whole = isinstance(span, list | tuple) and [type(offset) for offset in span] == [int, int]
        if not whole or not 0 <= span[0] < span[1]:
            raise GoldError(
                f"{place}: {name} is {span!r}; write [start, end] with 0 <= start < end"
                + (", or null" if name in optional else "")
            )


def _check_words(claim: Mapping[str, Any], place: str, *, strict: bool) -> None:
    if not isinstance(claim.get("speaker"), str | None):
        raise GoldError(f"{place}: speaker is {claim['speaker']!r}; write a name or null")
    for name, kinds in (("mode", MODES), ("cue_type", CUE_TYPES)):
        if strict and claim.get(name) not in kinds:
            raise GoldError(
                f"{place}: {name} is {claim.get(name)!r}; write one of {', '.join(kinds)}"
            )
