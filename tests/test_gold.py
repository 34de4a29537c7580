"""The gate on quality: the tagger's scores on the two annotated articles may not fall."""

import hashlib
import json
from pathlib import Path

import pytest

import sdlib

DATA = Path(__file__).parents[1] / "data"
GOLD = DATA / "gold" / "claims.jsonl"

#: The gold that the floors below were measured on. Who changes the gold measures anew.
CHECKSUM = "4b3fcbcdcfe5cadaaa822852f4244af24a6fd4bff2a490b5f5436d1016b5570b"

#: Measured scores, rounded down to two places; an improvement raises its floor.
FLOORS = {
    "detection_precision": 1.0,
    "detection_recall": 0.98,
    "detection_f1": 0.99,
    "content": 0.97,
    "source": 0.98,
    "speaker": 0.97,
    "speaker_strict": 0.94,
    "mode": 1.0,
    "cue_type": 1.0,
    "end_to_end_f1": 0.95,
    "labels_f1": 1.0,
}


@pytest.fixture(scope="module")
def annotation():
    return sdlib.annotate(sdlib.read_corpus(DATA))


@pytest.fixture(scope="module")
def scores(annotation):
    return sdlib.evaluate(GOLD, annotation, annotation.documents, resamples=10).scores


def test_gold_is_what_the_floors_were_measured_on():
    """A floor means nothing without the data it was measured on."""
    assert hashlib.sha256(GOLD.read_bytes()).hexdigest() == CHECKSUM


@pytest.mark.parametrize("name", FLOORS)
def test_score_is_not_below_its_floor(scores, name):
    """No change may cost quality unseen."""
    assert scores["value"][name] >= FLOORS[name]


def test_gold_spans_are_in_the_raw_text():
    """The gold's offsets must belong to the committed bytes of the articles."""
    texts = sdlib.read_corpus(DATA).set_index("doc_id")["text"]
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        text = texts[document["doc_id"]]
        for claim in document["claims"]:
            for name in ("cue", "content", "source", "via"):
                if claim[name]:
                    start, end = claim[name]
                    assert 0 <= start < end <= len(text)

                    assert text[start:end] == text[start:end].strip(" \n،.")


def test_quantities_of_the_gold_are_found(annotation):
    """The three casualty figures, with their three sources, are what the walk promises."""
    lines = (DATA / "gold" / "quantities.jsonl").read_text(encoding="utf-8").splitlines()
    expected = {
        (d["doc_id"], q["start"], q["end"], q["measure"])
        for d in map(json.loads, lines)
        for q in d["quantities"]
        if q["measure"] == "killed"
    }
    table = annotation.quantities
    found = set(zip(table["doc_id"], table["start"], table["end"], table["measure"], strict=True))

    assert expected <= found
