"""Mistakes: predicted claims beside gold, one by one, to be read.

`sdlib.evaluate` says how many are wrong; this says which, and lets every count of a notebook be
made again from gold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from sdlib.agreement import count_agreement
from sdlib.annotation import Annotation
from sdlib.errors import GoldError
from sdlib.gold import Article, check_articles, gold_articles, read_gold
from sdlib.tables import TEXT, require_columns, table

#: What may be wrong with a claim that was found, in the words of `sdlib.evaluate`.
PARTS = ("content", "source", "speaker", "mode", "cue_type")

_COLUMNS = ("doc_id", "offset", "kind", "cue", "gold", "predicted")


def find_mistakes(
    gold: str | Path | Sequence[Mapping[str, Any]], annotation: Annotation
) -> pd.DataFrame:
    """List every claim that was missed, is not in gold, or differs from gold in a part.

    What counts as a difference is what `sdlib.evaluate` counts: a content that shares fewer
    than eight tenths of its words with gold's, a speaker who is somebody else, and so on.

    Parameters
    ----------
    gold : path or list of dict
        A JSON-lines file in the gold form (see `sdlib.gold`), or its objects.
    annotation : Annotation
        What was predicted, of the same texts.

    Returns
    -------
    pandas.DataFrame
        One row a difference in reading order: ``doc_id``, ``offset`` (of the cue), ``kind``
        (``missed``, ``not in gold``, or one of ``PARTS``), ``cue``, and what stands in ``gold``
        and what was ``predicted`` there (of a claim missed or not in gold its content).

    Raises
    ------
    GoldError
        If gold cannot be read, or has an article that was not annotated.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("قال الوزير إن الاتفاق قريب.")
    >>> claim = {"cue": [0, 3], "source": [4, 10], "content": [14, 26], "speaker": "الوزيرة",
    ...          "mode": "indirect", "cue_type": "neutral"}
    >>> mistakes = find_mistakes([{"doc_id": "text", "claims": [claim]}], a)
    >>> mistakes[["kind", "gold", "predicted"]].values.tolist()
    [['speaker', 'الوزيرة', 'الوزير']]
    """
    articles = _read(gold)
    predicted = {
        article["doc_id"]: article
        for article in gold_articles(annotation.documents, annotation.claims, annotation.labels)
    }
    texts = dict(zip(annotation.documents["doc_id"], annotation.documents["text"], strict=True))
    rows: list[tuple[object, ...]] = []
    for article in articles:
        doc_id = article["doc_id"]
        if doc_id not in texts:
            raise GoldError(f"{doc_id}: is in gold, but was not annotated; annotate it too")
        found = _article_mistakes(article["claims"], predicted[doc_id]["claims"], texts[doc_id])
        rows += sorted(((doc_id, *row) for row in found), key=lambda row: row[1])
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    return frame.astype({c: "int64" if c == "offset" else TEXT for c in _COLUMNS})


def _read(gold: str | Path | Sequence[Mapping[str, Any]]) -> list[Article]:
    if isinstance(gold, str | Path):
        return read_gold(Path(gold), strict=True)
    return check_articles(((f"gold, item {k}", item) for k, item in enumerate(gold, start=1)))


def _article_mistakes(
    gold: Sequence[Mapping[str, Any]], predicted: Sequence[Mapping[str, Any]], text: str
) -> Iterator[tuple[int, str, str, object, object]]:
    free = list(predicted)
    for claim in gold:
        other = max(free, key=lambda p: _shared(claim, p), default=None)
        if other is None or not _shared(claim, other):
            yield _row(claim, text, "missed", text[slice(*claim["content"])], None)
            continue
        free.remove(other)
        yield from _differences(claim, other, text)
    for claim in free:
        yield _row(claim, text, "not in gold", None, text[slice(*claim["content"])])


def _shared(claim: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """How many characters of their cues two claims share."""
    return max(0, min(claim["cue"][1], other["cue"][1]) - max(claim["cue"][0], other["cue"][0]))


def _differences(
    claim: Mapping[str, Any], other: Mapping[str, Any], text: str
) -> Iterator[tuple[int, str, str, object, object]]:
    pair: list[Article] = [{"doc_id": "", "claims": [c], "labels": []} for c in (claim, other)]
    counts, _ = count_agreement(pair[0], pair[1], text)
    for part in PARTS:
        if not counts[part]:
            yield _row(claim, text, part, _shown(claim, part, text), _shown(other, part, text))


def _shown(claim: Mapping[str, Any], part: str, text: str) -> object:
    value = claim.get(part)
    return text[slice(*value)] if value and part in ("content", "source") else value


def _row(
    claim: Mapping[str, Any], text: str, kind: str, gold: object, predicted: object
) -> tuple[int, str, str, object, object]:
    start, end = claim["cue"]
    return start, kind, text[start:end], gold, predicted


def gold_claims(
    gold: str | Path | Sequence[Mapping[str, Any]], documents: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give gold as tables, to count with people's claims what was counted with the tagger's.

    Parameters
    ----------
    gold : path or list of dict
        A JSON-lines file in the gold form (see `sdlib.gold`), or its objects.
    documents : pandas.DataFrame
        At least ``doc_id`` and ``text``; of other documents the claims are left out.

    Returns
    -------
    claims, labels : pandas.DataFrame
        As `sdlib.annotate` gives them. What gold does not say is ``<NA>``: ``cue_lemma``,
        ``entity_id``, ``parent_id`` and the rules.

    Raises
    ------
    GoldError
        If gold cannot be read.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["قال الوزير إن الاتفاق قريب."]})
    >>> claim = {"cue": [0, 3], "source": [4, 10], "content": [14, 26], "speaker": "الوزير",
    ...          "mode": "indirect", "cue_type": "neutral"}
    >>> claims, labels = gold_claims([{"doc_id": "a", "claims": [claim]}], documents)
    >>> claims[["claim_id", "cue", "content"]].values.tolist()
    [['a#1', 'قال', 'الاتفاق قريب']]
    """
    require_columns(documents, ["doc_id", "text"], "gold_claims(documents)")
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    claims: list[dict[str, object]] = []
    labels: list[dict[str, object]] = []
    for article in _read(gold):
        doc_id = article["doc_id"]
        if doc_id not in texts:
            continue
        for number, claim in enumerate(article["claims"], start=1):
            spans = _spans(claim, ("cue", "source", "via", "content"), texts[doc_id])
            own = {c: claim.get(c) for c in ("speaker", "mode", "cue_type")}
            named = {"claim_id": f"{doc_id}#{number}", "doc_id": doc_id}
            claims.append({**named, **own, **spans, "negated": bool(claim.get("negated"))})
        for label in article["labels"]:
            spans = _spans(label, ("marker", "label"), texts[doc_id])
            labels.append({"doc_id": doc_id, "speaker": label.get("speaker"), **spans})
    return table("claims", claims), table("labels", labels)


def _spans(item: Mapping[str, Any], names: Sequence[str], text: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in names:
        if span := item.get(name):
            start, end = span
            found |= {f"{name}_start": start, f"{name}_end": end, name: text[start:end]}
    return found
