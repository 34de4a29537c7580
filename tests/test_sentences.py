"""Sentences: golden cases, and laws that hold for any text."""

import time

import pandas as pd
import pytest
from golden_cases import expected, found, golden
from hypothesis import given
from strategies import any_code_points, texts

from sdlib.errors import TableError
from sdlib.sentences import find_sentences, sentence_spans
from sdlib.tables import SCHEMAS
from sdlib.tokens import token_spans

LINE_ENDS = set("\n\r\v\f\x85\u2028\u2029")


@golden("sentences")
def test_golden(case):
    """Each case's comment says why it exists."""
    assert found("sentences", case) == expected(case)


@given(texts() | any_code_points())
def test_spans_are_sorted_disjoint_and_inside(text):
    """Sentences follow each other, each with at least one character."""
    spans = sentence_spans(text)
    edges = [edge for span in spans for edge in (span.start, span.end)]

    assert edges == sorted(edges)

    assert all(span.start < span.end for span in spans)

    assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))


@given(texts() | any_code_points())
def test_all_that_can_be_read_is_in_a_sentence(text):
    """Text outside every sentence would never be searched for claims."""
    outside = set(range(len(text)))
    for span in sentence_spans(text):
        outside -= set(range(span.start, span.end))

    assert all(text[i].isspace() or text[i] in LINE_ENDS for i in outside)


@given(texts() | any_code_points())
def test_no_sentence_crosses_a_line(text):
    """Paragraphs are hard boundaries, numbered without gaps."""
    spans = sentence_spans(text)

    assert all(LINE_ENDS.isdisjoint(text[span.start : span.end]) for span in spans)

    numbers = [span.paragraph for span in spans]
    assert all(b - a in (0, 1) for a, b in zip([0, *numbers], numbers, strict=False))


@given(texts())
def test_no_sentence_begins_or_ends_with_space(text):
    """White space around a sentence belongs to none."""
    for span in sentence_spans(text):
        assert text[span.start : span.end] == text[span.start : span.end].strip()


@given(texts())
def test_no_token_is_cut(text):
    """A sentence's edge inside a token would give a claim half a word."""
    spans = token_spans(text)
    edges = {edge for span in sentence_spans(text) for edge in (span.start, span.end)}

    for start, end in zip(spans.starts.tolist(), spans.ends.tolist(), strict=True):
        assert edges.isdisjoint(range(start + 1, end)), text[start:end]


@given(texts(), texts())
def test_paragraphs_are_split_alone(left, right):
    """What stands in one paragraph does not move the boundaries of another."""
    count = len(sentence_spans(left)) + len(sentence_spans(right))

    assert len(sentence_spans(f"{left}\n{right}")) == count


@pytest.mark.parametrize(
    "piece",
    [
        "قال. ",
        "قال.",
        "د. ",
        "ح.س. ",
        "1. ",
        "... ",
        '."',
        '؟" قال ',
        "(قال؟) ",
        ".   ",
        ".\u200f",
        "م\n",
    ],
)
def test_time_grows_with_the_text(piece):
    """A page that lost its line ends is one paragraph with all the stops of its texts."""
    seconds = []
    for size in (2_000, 4_000, 8_000):
        text = "قال " * size + piece * size + " قال" * size
        started = time.process_time()
        sentence_spans(text)
        seconds.append(time.process_time() - started)

    assert seconds[-1] < max(1, 4 * seconds[-2])


def test_table():
    """One row a sentence, document after document."""
    documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["عاد. غادر.\nعنوان", ""]})
    sentences = find_sentences(documents)

    assert sentences.values.tolist() == [["a", 0, 0, 4], ["a", 0, 5, 10], ["a", 1, 11, 16]]

    assert sentences.dtypes.astype(str).to_dict() == dict(SCHEMAS["sentences"])


def test_empty_table_has_its_columns():
    """Code that reads the table must not ask whether there is a row."""
    sentences = find_sentences(pd.DataFrame({"doc_id": [], "text": []}))

    assert sentences.dtypes.astype(str).to_dict() == dict(SCHEMAS["sentences"])


def test_missing_column_is_named():
    """A table from elsewhere may call its id otherwise."""
    with pytest.raises(TableError, match=r"find_sentences\(documents\) needs .* doc_id"):
        find_sentences(pd.DataFrame({"text": ["عاد."]}))
