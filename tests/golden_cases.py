"""Golden cases: JSON files of what must be found, and of what is not found yet.

``python tests/golden_cases.py`` moves the known failures that have come right into the
files of cases that must pass; `golden/README.md` describes the fields.
"""

import json
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import sdlib
from sdlib.article import read_article
from sdlib.claims import tag_claims
from sdlib.clitics import clitic_cuts
from sdlib.labels import find_labels
from sdlib.lemmas import lemmatize
from sdlib.sentences import sentence_spans
from sdlib.tokens import KINDS, token_spans
from sdlib.words import read_words

GOLDEN = Path(__file__).parent / "golden"
KNOWN_FAILURES = "_known_failures"
CLAIM_FIELDS = ("cue", "source", "via", "speaker", "content", "mode", "cue_type", "negated")
LABEL_FIELDS = ("marker", "label", "speaker")
#: Characters beyond those of Unicode's categories C and Z that no editor shows as they are.
_SHAPED = [*range(0xFB50, 0xFE00), *range(0xFE0F, 0xFE10), *range(0xFE70, 0xFF00)]

Case = dict[str, Any]


def _tokens(case: Case) -> Case:
    spans = token_spans(case["original"])
    pairs = zip(spans.starts.tolist(), spans.ends.tolist(), strict=True)
    return {
        "expected": [case["original"][start:end] for start, end in pairs],
        "kinds": [KINDS[kind] for kind in spans.kinds.tolist()],
    }


def _sentences(case: Case) -> Case:
    spans = sentence_spans(case["original"])
    return {
        "expected": [case["original"][span.start : span.end] for span in spans],
        "paragraphs": [span.paragraph for span in spans],
    }


def _clitics(case: Case) -> Case:
    word = case["original"]
    edges = [0, *clitic_cuts(word), len(word)]
    return {"expected": [word[a:b] for a, b in pairwise(edges)]}


def _lemmas(case: Case) -> Case:
    return {"expected": lemmatize(read_words(_tokens(case)["expected"]))}


def _quotations(case: Case) -> Case:
    article = read_article(case["original"])
    return {
        "expected": [
            {"text": article.slice(found.first, found.last + 1), "name": found.name}
            for found in article.quotations
        ]
    }


def _claims(case: Case) -> Case:
    documents = pd.DataFrame({"doc_id": ["case"], "text": [case["text"]]})
    claims = tag_claims(documents)
    labels = find_labels(documents, claims)
    return {"claims": _records(claims, CLAIM_FIELDS), "labels": _records(labels, LABEL_FIELDS)}


def _records(frame: pd.DataFrame, columns: tuple[str, ...]) -> list[Case]:
    rows = frame[list(columns)].astype(object)
    return rows.where(rows.notna(), None).to_dict("records")


def _contradictions(case: Case) -> Case:
    documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"], "text": case["texts"]})
    events = documents[["doc_id"]].assign(event_id="e")
    relations = set(sdlib.align_claims(sdlib.annotate(documents), events=events)["relation"])
    return {
        "contradiction": "contradiction" in relations,
        "same": bool(relations & {"same", "reworded"}),
    }


FINDERS: dict[str, Callable[[Case], Case]] = {
    "tokens": _tokens,
    "sentences": _sentences,
    "clitics": _clitics,
    "lemmas": _lemmas,
    "quotations": _quotations,
    "claims": _claims,
    "labels": _claims,
    "contradictions": _contradictions,
}


def golden(area: str) -> pytest.MarkDecorator:
    """Parametrise a test with ``case``: golden cases, and known failures as strict xfails."""
    params = [pytest.param(case, id=case["label"]) for case in read(area)]
    for case in read(area + KNOWN_FAILURES):
        # A crash is no known failure.
        mark = pytest.mark.xfail(strict=True, raises=AssertionError, reason=case["comment"])
        params.append(pytest.param(case, id=case["label"], marks=mark))
    return pytest.mark.parametrize("case", params)


def read(name: str) -> list[Case]:
    """Give the cases of one file."""
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


def expected(case: Case) -> Case:
    """Give what a case asks for: its fields that a finder fills."""
    return {
        k: v for k, v in case.items() if k not in ("label", "comment", "original", "text", "texts")
    }


def found(area: str, case: Case) -> Case:
    """Give what is found for a case, in the fields that it asks for."""
    result = FINDERS[area](case)
    return {name: result[name] for name in expected(case)}


def dump(cases: list[Case]) -> str:
    """Write cases as JSON: one field a line, what cannot be seen as ``\\uXXXX``."""
    return "[\n" + ",\n".join(_case(case) for case in cases) + "\n]\n" if cases else "[]\n"


def _case(case: Case) -> str:
    fields = []
    for name, value in case.items():
        if value and isinstance(value, list) and isinstance(value[0], dict):
            inner = ",\n".join(f"      {_visible(item)}" for item in value)
            fields.append(f'    "{name}": [\n{inner}\n    ]')
        else:
            fields.append(f'    "{name}": {_visible(value)}')
    return "  {\n" + ",\n".join(fields) + "\n  }"


def _visible(value: object) -> str:
    return "".join(map(_escape, json.dumps(value, ensure_ascii=False)))


def _escape(character: str) -> str:
    hidden = unicodedata.category(character)[0] in "CZ" and character != " "
    return json.dumps(character)[1:-1] if hidden or ord(character) in _SHAPED else character


def promote(area: str) -> list[str]:
    """Move the known failures that have come right to the golden cases; give their labels."""
    failing, passing = [], []
    for case in read(area + KNOWN_FAILURES):
        (passing if found(area, case) == expected(case) else failing).append(case)
    if passing:
        _write(area, read(area) + passing)
        _write(area + KNOWN_FAILURES, failing)
    return [case["label"] for case in passing]


def _write(name: str, cases: list[Case]) -> None:
    (GOLDEN / f"{name}.json").write_text(dump(cases), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for each in FINDERS:
        print(each, *promote(each))
