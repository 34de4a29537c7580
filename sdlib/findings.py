"""Findings: rows that say what two outlets have in common or not, with both sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from sdlib.comparison import sentences_around
from sdlib.span_terms import SpanTerms
from sdlib.tables import MAYBE, NUMBER, TEXT

#: The relations, in the order in which they are shown.
RELATIONS = (
    "same",
    "reworded",
    "contradiction",
    "number conflict",
    "stance shift",
    "attribution shift",
    "same speaker and topic",
    "found in one only",
)

#: What each side of a finding tells, beside its outlet; from columns of spans.
_SIDE = {"doc_id": TEXT, "claim_id": TEXT, "name": TEXT, "cue": TEXT, "start": MAYBE, "end": MAYBE}

_SHOWN = 6

#: What a reason says beside names, words and numbers. A page has each in its own language.
PHRASES: Mapping[str, str] = {
    "same_speaker": "same speaker",
    "one_state": "speakers of one state",
    "differ": "speakers differ",
    "not_known": "a speaker is not known",
    "words": "words in both",
    "entities": "entities in both",
    "numbers": "numbers in both",
}


def finding_rows(spans: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Give findings as rows with both sides.

    Parameters
    ----------
    spans : pandas.DataFrame
        ``event, side, doc_id, claim_id, name, cue, start, end``.
    found : pandas.DataFrame
        ``a`` and ``b`` (positions in ``spans``, ``b`` -1 for nothing), ``relation, score,
        reasons``, and ``others``, the outlets that stand for ``b`` where it is nothing.

    Returns
    -------
    pandas.DataFrame
        ``event_id, relation, score, reasons``, and ``side, doc_id, claim_id, speaker, cue, start,
        end`` with ``_a`` and ``_b`` behind them.
    """
    a, b = (found[side].to_numpy(dtype=np.int64) for side in "ab")
    columns: dict[str, object] = {
        "event_id": spans["event"].astype(TEXT).array[a],
        "relation": found["relation"].astype(TEXT).array,
        "score": found["score"].astype(NUMBER).array,
        "reasons": found["reasons"].astype(TEXT).array,
    }
    for rows, suffix in ((a, "_a"), (b, "_b")):
        for name, dtype in {"side": TEXT, **_SIDE}.items():
            values = spans[name].astype(dtype).array
            columns[name.replace("name", "speaker") + suffix] = values.take(rows, allow_fill=True)
    table = pd.DataFrame(columns)
    if "others" in found:
        table["side_b"] = table["side_b"].fillna(
            found["others"].astype(TEXT).reset_index(drop=True)
        )
    return table


def findings_table(
    rows: Sequence[pd.DataFrame], documents: pd.DataFrame, sentences: pd.DataFrame, by: str
) -> pd.DataFrame:
    """Join rows of findings, in order, with the texts of both sides and their sentences.

    Parameters
    ----------
    rows : sequence of pandas.DataFrame
        What `finding_rows` gives.
    documents, sentences : pandas.DataFrame
        Tables of the annotation.
    by : str
        What the sides are called.

    Returns
    -------
    pandas.DataFrame
        As `sdlib.align_claims` describes it.
    """
    table = pd.concat(rows, ignore_index=True)
    for suffix in ("_a", "_b"):
        side = table[[c + suffix for c in ("doc_id", "start", "end")]]
        side.columns = ["doc_id", "start", "end"]
        table["text" + suffix] = texts_of(side, documents)
        around = sentences_around(side, documents, sentences, "start")
        table["sentence" + suffix] = around.astype(TEXT)
    table = table.rename(columns={"side_a": f"{by}_a", "side_b": f"{by}_b"})
    events = list(dict.fromkeys(table["event_id"]))
    order = table.assign(
        _event=table["event_id"].map({e: k for k, e in enumerate(events)}),
        _relation=table["relation"].map({r: k for k, r in enumerate(RELATIONS)}),
        _score=-table["score"].astype("float64"),
    )
    keys = ["_event", "_relation", f"{by}_a", f"{by}_b", "_score", "doc_id_a", "start_a"]
    return table.loc[order.sort_values(keys, kind="stable").index, _columns(by)].reset_index(
        drop=True
    )


def _columns(by: str) -> list[str]:
    sides = (by, "doc_id", "claim_id", "speaker", "cue", "text", "start", "end", "sentence")
    both = [name + suffix for name in sides for suffix in ("_a", "_b")]
    return ["event_id", "relation", "score", *both, "reasons"]


def texts_of(spans: pd.DataFrame, documents: pd.DataFrame) -> pd.Series:
    """Give the raw text of each span, ``<NA>`` where it has no document."""
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    columns = (spans[name] for name in ("doc_id", "start", "end"))
    found = [
        texts[doc_id][start:end] if isinstance(doc_id, str) else None
        for doc_id, start, end in zip(*columns, strict=True)
    ]
    return pd.Series(found, index=spans.index, dtype=TEXT)


def reasons_of(
    spans: pd.DataFrame, terms: SpanTerms, pairs: pd.DataFrame, *, speakers: bool = True
) -> pd.Series:
    """Say for pairs of spans in words what they have in common."""
    a, b = (pairs[side].to_numpy(dtype=np.int64) for side in "ab")
    both = csr_matrix(terms.present[a].minimum(terms.present[b]))
    names, entities, numbers = (spans[c].tolist() for c in ("name", "entities", "numbers"))
    reasons = []
    for k, (i, j, same) in enumerate(zip(a, b, pairs["speaker"], strict=True)):
        parts = [_speakers(names[i], names[j], same)] if speakers else []
        cells = slice(both.indptr[k], both.indptr[k + 1])
        rarest = np.argsort(-both.data[cells], kind="stable")
        words = [terms.spellings[c] for c in both.indices[cells][rarest]]
        parts.append(f"{len(words)} {PHRASES['words']}: {', '.join(words[:_SHOWN])}")
        if shared := sorted(entities[i] & entities[j]):
            parts.append(f"{PHRASES['entities']}: {', '.join(shared)}")
        if counted := sorted(numbers[i] & numbers[j]):
            shown = ", ".join(f"{n:g} {unit}" for unit, n in counted)
            parts.append(f"{PHRASES['numbers']}: {shown}")
        reasons.append("; ".join(parts))
    return pd.Series(reasons, index=pairs.index, dtype=TEXT)


def _speakers(one: object, other: object, same: float) -> str:
    if pd.isna(same):
        return PHRASES["not_known"]
    if same == 1 and one == other:
        return f"{PHRASES['same_speaker']}: {one}"
    key = "same_speaker" if same == 1 else "one_state" if same > 0 else "differ"
    return f"{PHRASES[key]}: {one} / {other}"
