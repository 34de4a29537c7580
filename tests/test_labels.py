"""Labels: golden cases, and laws that hold for any text."""

import pandas as pd
import pytest
from golden_cases import expected, found, golden
from hypothesis import given
from strategies import any_text, arabic_text, news_text

from sdlib.claims import tag_claims
from sdlib.errors import TableError
from sdlib.labels import find_labels
from sdlib.tables import SCHEMAS
from sdlib.tokens import token_spans

TEXTS = arabic_text() | news_text() | any_text()


def documents(*texts):
    return pd.DataFrame({"doc_id": [f"d{i}" for i in range(len(texts))], "text": list(texts)})


@golden("labels")
def test_golden(case):
    """Each case's comment says why it exists."""
    assert found("labels", case) == expected(case)


@given(TEXTS)
def test_spans(text):
    """Marker and label hold the raw text, begin and end with a token, and do not overlap."""
    spans = token_spans(text)
    starts, ends = set(spans.starts.tolist()), set(spans.ends.tolist())

    for row in find_labels(documents(text)).to_dict("records"):
        marker, label = ((row[f"{name}_start"], row[f"{name}_end"]) for name in ("marker", "label"))
        assert (row["marker"], row["label"]) == (text[slice(*marker)], text[slice(*label)])
        assert {marker[0], label[0]} <= starts
        assert {marker[1], label[1]} <= ends
        assert marker[1] <= label[0] or label[1] <= marker[0]


@given(news_text(2), news_text(2))
def test_document_alone_as_in_a_corpus(left, right):
    """What is found in one document does not depend on the others."""
    both = find_labels(documents(left, right))

    pd.testing.assert_frame_equal(both[both["doc_id"] == "d0"], find_labels(documents(left)))


@given(news_text(2))
def test_claims_may_be_left_out(text):
    """Labels found with a claims table at hand are those found without."""
    frame = documents(text)

    pd.testing.assert_frame_equal(find_labels(frame, tag_claims(frame)), find_labels(frame))


def test_empty_table_has_its_columns():
    """Code that reads the table must not ask whether there is a row."""
    labels = find_labels(documents())

    assert labels.dtypes.astype(str).to_dict() == dict(SCHEMAS["labels"])


def test_missing_column_is_named():
    """A table from elsewhere may call its text otherwise."""
    with pytest.raises(TableError, match=r"find_labels\(documents\) needs .* text"):
        find_labels(pd.DataFrame({"doc_id": ["a"]}))
