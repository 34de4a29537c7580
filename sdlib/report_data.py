"""Report data: the tables of an annotation as short columns that a page can read.

A page counts offsets as JavaScript does, in units of UTF-16, and we count code points. The two
differ behind an emoji, so spans are converted here and the page never has to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib.comparison import as_named
from sdlib.source_kinds import UNKNOWN, speaker_kinds
from sdlib.speaker_counts import each_speaker, speaker_key
from sdlib.tables import named
from sdlib.tallies import speaker_glosses

if TYPE_CHECKING:
    from sdlib.annotation import Annotation

Column = dict[str, Any]

_ABSENT = -1

#: The aspects of source profiles that a page shows: who speaks for which state is in its names.
PROFILED = ("kind", "direct speech", "mode", "cue_type", "length")


class Places:
    """Where documents stand in the page, and their spans in units of UTF-16."""

    def __init__(self, documents: pd.DataFrame) -> None:
        self.rows = {doc_id: k for k, doc_id in enumerate(documents["doc_id"])}
        texts = documents["text"].tolist()
        self._units = {k: _units(text) for k, text in enumerate(texts) if _far(text)}

    def documents(self, doc_ids: pd.Series) -> list[int]:
        """Give the row of each document, and -1 where none is named."""
        return [self.rows.get(doc_id, _ABSENT) for doc_id in doc_ids.fillna("")]

    def offsets(self, rows: Sequence[int], offsets: pd.Series) -> list[int]:
        """Give offsets in units of UTF-16, and -1 for those that are missing."""
        found = offsets.astype("Int64").fillna(_ABSENT).astype("int64").tolist()
        if not self._units:
            return found
        return [
            int(self._units[k][at]) if k in self._units and at >= 0 else at
            for k, at in zip(rows, found, strict=True)
        ]


def _far(text: str) -> bool:
    return max(text, default="") > "\uffff"


def _units(text: str) -> npt.NDArray[np.int64]:
    """The offset of each code point, and of the end, in units of UTF-16."""
    widths = [1 + (character > "\uffff") for character in text]
    return np.concatenate([[0], np.cumsum(widths, dtype=np.int64)])


def tables(annotation: Annotation) -> dict[str, Callable[[], Mapping[str, Any]]]:
    """Give the tables of a page by name, each made when it is asked for.

    Parameters
    ----------
    annotation : Annotation

    Returns
    -------
    dict of str to callable
        Each gives a mapping of columns: lists of one length, or ``{"levels", "codes"}`` where
        few values come often, -1 for none. Rows are named by their position.

    Examples
    --------
    >>> import sdlib
    >>> found = tables(sdlib.annotate("قال الوزير إن حلب آمنة."))
    >>> found["claims"]()["mode"]
    {'levels': ['indirect'], 'codes': [0]}
    """
    places = Places(annotation.documents)
    return {
        "articles": lambda: _articles(annotation, places),
        "claims": lambda: _claims(annotation, places),
        "mentions": lambda: _mentions(annotation, places),
        "labels": lambda: _labels(annotation, places),
        "quantities": lambda: _quantities(annotation, places),
        "naming": lambda: _naming(annotation, places),
        "profile": lambda: _profile(annotation),
    }


def outlets(documents: pd.DataFrame) -> list[dict[str, str]]:
    """Give the outlets in the documents' order, named in both languages."""
    known = documents[named(documents["outlet"]).notna()].drop_duplicates("outlet")
    found = []
    for row in known.to_dict("records"):
        names = {lang: _text(row.get(f"outlet_{lang}")) or row["outlet"] for lang in ("en", "ar")}
        found.append({"name": row["outlet"], **names})
    return found


def dumps(value: object) -> str:
    """Give JSON that may stand in a script of a page: no ``<`` ends it before its end."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _RISKY.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


# What ends a script or a line of one, what turns a reader's editor, and halves of surrogate
# pairs, which UTF-8 does not have.
_RISKY = re.compile("[<>&\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def _text(value: object) -> str:
    return "" if value is None or pd.isna(value) else str(value)


def _texts(values: pd.Series) -> list[str]:
    return values.astype("string").fillna("").tolist()


def levels(values: pd.Series) -> Column:
    """Give a column of few values as these and a code for each row, -1 for none."""
    codes, levels = pd.factorize(values.astype("string"))
    return {"levels": list(levels), "codes": codes.tolist()}


def spans(places: Places, rows: Sequence[int], table: pd.DataFrame, name: str) -> list[int]:
    """Start and end of a span one after the other: ``[start, end, start, end, …]``."""
    prefix = f"{name}_" if name else ""
    start, end = (places.offsets(rows, table[f"{prefix}{edge}"]) for edge in ("start", "end"))
    return [offset for pair in zip(start, end, strict=True) for offset in pair]


def _articles(annotation: Annotation, places: Places) -> Mapping[str, Any]:
    documents = annotation.documents
    words = annotation.tokens[annotation.tokens["kind"] == "word"].groupby("doc_id").size()
    rows = places.documents(annotation.sentences["doc_id"])
    flat = spans(places, rows, annotation.sentences, "")
    sentences: list[list[int]] = [[] for _ in range(len(documents))]
    for k, row in enumerate(rows):
        sentences[row] += flat[2 * k : 2 * k + 2]
    known = [row["name"] for row in outlets(documents)]
    codes = {name: k for k, name in enumerate(known)}
    return {
        "id": _texts(documents["doc_id"]),
        "outlet": [codes.get(name, _ABSENT) for name in _texts(documents["outlet"])],
        "date": _texts(documents["date"]),
        "title": _texts(documents["title"]),
        "note": _notes(documents, "en", other="ar"),
        "note_ar": _notes(documents, "ar", other="en"),
        "words": documents["doc_id"].map(words).fillna(0).astype("int64").tolist(),
        "sentences": sentences,
        "text": _texts(documents["text"]),
    }


def _notes(documents: pd.DataFrame, lang: str, *, other: str) -> list[str]:
    """What a corpus says of each article, in the other language where it has no better."""
    notes = pd.Series("", index=documents.index, dtype="string")
    for column in (f"note_{other}", "note", f"note_{lang}"):
        if column in documents:
            own = documents[column].astype("string").fillna("")
            notes = own.where(own != "", notes)
    return notes.tolist()


def _claims(annotation: Annotation, places: Places) -> Mapping[str, Any]:
    claims = annotation.claims
    rows = places.documents(claims["doc_id"])
    order = {claim_id: k for k, claim_id in enumerate(claims["claim_id"])}
    parts = ("cue", "source", "via", "content")
    found = {name: spans(places, rows, claims, name) for name in parts}
    rules = claims["rule"].str.cat(claims["speaker_rule"], sep=", ", na_rep="").str.strip(", ")
    return {
        "id": _texts(claims["claim_id"]),
        "doc": rows,
        **found,
        "speaker": _glossed(claims["speaker"], annotation),
        "who": _who(annotation),
        "lemma": levels(claims["cue_lemma"]),
        "type": levels(claims["cue_type"]),
        "mode": levels(claims["mode"]),
        "negated": claims["negated"].astype(int).tolist(),
        "parent": [order.get(parent, _ABSENT) for parent in _texts(claims["parent_id"])],
        "rule": levels(rules),
    }


def _who(annotation: Annotation) -> Mapping[str, Any]:
    """Who makes each claim: of those who speak together each by himself, as all others count them.

    ``of`` has for each claim a number, -1 for nobody, or a list of numbers, of who is in ``ar``,
    ``en`` and ``kind``.
    """
    spoken = each_speaker(annotation.claims.reset_index(drop=True))
    codes, _ = pd.factorize(speaker_key(spoken))
    kinds = speaker_kinds(spoken, annotation.documents)["kind"].reset_index(drop=True)
    rows = pd.DataFrame({"code": codes, "name": spoken["speaker"].to_numpy(), "kind": kinds})
    of: list[list[int]] = [[] for _ in range(len(annotation.claims))]
    for row, code in zip(spoken.index, codes.tolist(), strict=True):
        of[row] += [code] if code not in of[row] else []
    known = rows[rows["code"] >= 0].groupby("code")
    names = known["name"].agg(lambda own: own.mode()[0]).tolist()
    english = speaker_glosses(annotation.claims, annotation.mentions)
    told = rows[(rows["code"] >= 0) & (rows["kind"] != UNKNOWN)].groupby("code")["kind"].first()
    return {
        "of": [own[0] if len(own) == 1 else own for own in of],
        "ar": names,
        "en": [english.get(name, "") for name in names],
        "kind": told.reindex(range(len(names)), fill_value=UNKNOWN).tolist(),
    }


def _glossed(speakers: pd.Series, annotation: Annotation) -> Column:
    """Speakers with their English names, where those who speak in claims have one."""
    column = levels(speakers)
    english = speaker_glosses(annotation.claims, annotation.mentions)
    return {**column, "en": [english.get(name, "") for name in column["levels"]]}


def _mentions(annotation: Annotation, places: Places) -> Mapping[str, Any]:
    mentions = annotation.mentions
    rows = places.documents(mentions["doc_id"])
    named = mentions["entity_id"].fillna(mentions["name"])
    first = mentions.assign(key=named).drop_duplicates("key")
    codes, _ = pd.factorize(named)
    return {
        "doc": rows,
        "span": spans(places, rows, mentions, ""),
        "entity": codes.tolist(),
        "variant": levels(as_named(mentions, annotation.documents)),
        "entities": {
            "id": _texts(first["key"]),
            "ar": _texts(first["name"]),
            "en": _texts(first["name_en"]),
            "type": _texts(first["type"]),
        },
    }


def _labels(annotation: Annotation, places: Places) -> Mapping[str, Any]:
    labels = annotation.labels
    rows = places.documents(labels["doc_id"])
    return {
        "doc": rows,
        "marker": spans(places, rows, labels, "marker"),
        "label": spans(places, rows, labels, "label"),
        "speaker": _glossed(labels["speaker"], annotation),
    }


def _quantities(annotation: Annotation, places: Places) -> Mapping[str, Any]:
    from sdlib.figure_scopes import list_figures

    quantities = list_figures(annotation)
    rows = places.documents(quantities["doc_id"])
    order = {claim_id: k for k, claim_id in enumerate(annotation.claims["claim_id"])}
    return {
        "doc": rows,
        "span": spans(places, rows, quantities, ""),
        "claim": [order.get(claim, _ABSENT) for claim in _texts(quantities["claim_id"])],
        **{name: numbers(quantities[name]) for name in ("value", "low", "high")},
        "unit": levels(quantities["unit"]),
        "measure": levels(quantities["measure"]),
        "places": levels(quantities["places"]),
        "period": levels(quantities["period"]),
        "part": quantities["part"].astype(int).tolist(),
    }


def _naming(annotation: Annotation, places: Places) -> Mapping[str, Any]:
    from sdlib.naming_frames import find_naming_frames

    found = find_naming_frames(annotation)
    rows = places.documents(found["doc_id"])
    order = {claim_id: k for k, claim_id in enumerate(annotation.claims["claim_id"])}
    return {
        "doc": rows,
        "span": spans(places, rows, found, ""),
        **{name: levels(found[name]) for name in ("frame", "term", "voice", "speaker")},
        "claim": [order.get(claim, _ABSENT) for claim in _texts(found["claim_id"])],
    }


def _profile(annotation: Annotation) -> Mapping[str, Any]:
    from sdlib.profiles import source_profiles

    found = source_profiles(annotation)
    cells = {}
    known = {row["name"]: k for k, row in enumerate(outlets(annotation.documents))}
    found = found[found["aspect"].isin(PROFILED) & found["outlet"].isin(list(known))]
    columns = ["count", "of", "estimate", "low", "high"]
    for row in found.to_dict("records"):
        own = cells.setdefault((row["aspect"], row["value"]), [None] * len(known))
        own[known[row["outlet"]]] = numbers(pd.Series([row[name] for name in columns]).round(3))
    aspects, values = zip(*cells, strict=True) if cells else ((), ())
    return {"aspect": list(aspects), "value": list(values), "cells": list(cells.values())}


def numbers(values: pd.Series) -> list[float | int | None]:
    """Give numbers, whole ones without a point, and None for what is missing."""
    found = [None if pd.isna(value) else float(value) for value in values]
    return [int(n) if n is not None and n.is_integer() else n for n in found]
