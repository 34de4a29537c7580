"""Quotations: golden cases, and laws that hold for any text."""

import time

import pytest
from golden_cases import expected, found, golden
from hypothesis import given
from strategies import any_text, arabic_text, news_text

from sdlib.article import read_article
from sdlib.quotations import find_quotations
from sdlib.tokens import token_spans

MARKS = set('"“”„‟＂«»‹›')
TEXTS = arabic_text() | news_text() | any_text()


@golden("quotations")
def test_golden(case):
    """Each case's comment says why it exists."""
    assert found("quotations", case) == expected(case)


@given(TEXTS)
def test_quotations_begin_at_a_mark(text):
    """What opens a quotation is a mark; what ends it is one, or the paragraph's last token."""
    article = read_article(text)
    paragraphs = [article.sentences[k].paragraph for k in article.sentence_of]

    for quotation in article.quotations:
        first, last = quotation.first, quotation.last
        assert first < last
        assert article.slice(first, first + 1) in MARKS
        closed = article.slice(last, last + 1) in MARKS
        assert closed or last + 1 == len(paragraphs) or paragraphs[last + 1] != paragraphs[last]


@given(TEXTS)
def test_quotations_stay_in_their_paragraph(text):
    """A mark forgotten in one paragraph must not turn those of the next inside out."""
    article = read_article(text)

    for quotation in article.quotations:
        inside = {
            article.sentences[article.sentence_of[i]].paragraph
            for i in range(quotation.first, quotation.last + 1)
        }
        assert len(inside) == 1


@given(TEXTS)
def test_quotations_do_not_cross(text):
    """Two quotations stand behind each other, or one inside the other."""
    quotations = read_article(text).quotations

    assert quotations == sorted(quotations)

    for k, outer in enumerate(quotations):
        for inner in quotations[k + 1 :]:
            assert inner.first > outer.last or inner.last < outer.last


@given(TEXTS)
def test_no_mark_belongs_to_two_quotations(text):
    """Each mark opens or closes once."""
    article = read_article(text)

    marks = [i for q in article.quotations for i in (q.first, q.last)]
    assert len(marks) == len(set(marks))

    assert len(article.opens) == len(article.closes) == len(article.quotations)


@pytest.mark.parametrize("marks", ['""', "“”", "”“", "““", "””", "„“", "«»", "»«", '"”', '“"'])
@pytest.mark.parametrize(
    "text",
    [
        "قال: {لن نقبل هذا الاتفاق}.",
        "{لن نقبل هذا الاتفاق}، قال الوزير.",
        "قال إنه {لا يعرف شيئا} وإنه {لن يستقيل أبدا}.",
        "قال: {لن نقبل. لن نفاوض أحدا.}\nثم قال: {سنعود غدا إلى البيت}",
        "عاد ({لن نقبل هذا الاتفاق}) أمس.",
    ],
)
def test_direction_of_marks_does_not_matter(text, marks):
    """Pages turn their marks round, or close one kind with another: the same words are quoted."""
    left = read_article(text.replace("{", "«").replace("}", "»"))
    right = read_article(text.replace("{", marks[0]).replace("}", marks[1]))

    assert right.quotations == left.quotations


@pytest.mark.parametrize(
    "piece",
    ['"قال ', "«", '"', '"قال" ', "«قال ", "قال» ", '«قال" ', "«قال «لا» ", '"«', '«"قال '],
    ids=ascii,
)
def test_many_marks_in_one_paragraph(piece):
    """A page that lost its line ends is one paragraph with the marks of all its quotations."""
    assert least_seconds(piece, 8_000) < max(1, 4 * least_seconds(piece, 4_000))


def least_seconds(piece, size):
    """The least of three times: the collector of a long test run may fall into one of them."""
    spans = token_spans(piece * size)
    starts, ends = spans.starts.tolist(), spans.ends.tolist()
    seconds = []
    for _ in range(3):
        started = time.process_time()
        find_quotations(piece * size, starts, ends, [0] * len(starts))
        seconds.append(time.process_time() - started)
    return min(seconds)


def test_nested_marks_take_no_time():
    """What many marks enclose is read once and not once for each."""
    text = "«" * 5_000 + "قال " * 5_000 + "»" * 5_000

    started = time.process_time()
    quotations = read_article(text).quotations
    assert time.process_time() - started < 5

    # Marks typed twice count once, so of all these one pair is left.
    assert [(q.last - q.first, q.name) for q in quotations] == [(5_001, False)]
