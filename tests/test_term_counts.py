"""Term counts: what arrays say is what reading word by word says."""

import re
from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_code_points, texts

from sdlib.annotation import annotate
from sdlib.errors import CorpusError, ParameterError, TableError
from sdlib.sequences import segments
from sdlib.term_counts import count_terms
from sdlib.text_units import cut_units
from sdlib.tokenization import tokenize
from sdlib.tokens import WORD, token_spans
from sdlib.vocabulary import TERMS, encode, encode_tokens

#: What has no code in UTF-8 fits into no table.
CORPORA = st.lists(
    texts() | any_code_points(20).filter(lambda text: not re.search("[\ud800-\udfff]", text)),
    max_size=4,
)


def corpus(*articles):
    rows = [(f"d{k}", outlet, text) for k, (outlet, text) in enumerate(articles)]
    return pd.DataFrame(rows, columns=["doc_id", "outlet", "text"]).astype("string")


def as_counters(counts):
    """Each row of the matrix as words and numbers."""
    return [
        Counter({counts.terms[k]: int(n) for k, n in enumerate(row) if n})
        for row in counts.matrix.toarray()
    ]


def long_words(counter):
    """Words that no clitic, sign or letter of an acronym can be."""
    return Counter({term: n for term, n in counter.items() if len(term) > 3 and term.isalpha()})


def by_hand(text, length, terms):
    """Sequences the slow way: word for word, with a look at what stands between two."""
    encoded = encode([text], terms=terms)
    words = [(i, encoded.terms[encoded.ids[i]]) for i in np.flatnonzero(encoded.words)]
    spans = token_spans(text)
    found = []
    for k in range(len(words) - length + 1):
        chosen = words[k : k + length]
        between = text[spans.starts[chosen[0][0]] : spans.ends[chosen[-1][0]]]
        inner = token_spans(between)
        signs = [
            between[s:e]
            for s, e, kind in zip(inner.starts, inner.ends, inner.kinds, strict=True)
            if kind != WORD
        ]
        if set(signs) <= set('"“”„‟＂«»‹›') and not set(between) & set("\n\r\v\f\x85\u2028\u2029"):
            found.append(" ".join(term for _, term in chosen))
    return found


PLAIN = st.lists(
    st.lists(
        st.sampled_from(["نفط", "غاز", "وقمح", "«ذهب»", '"', "،", ".", "3", "\n", "…"]), max_size=14
    ).map(" ".join),
    max_size=3,
)


# Counts ---------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [1, 2, 3])
@given(PLAIN)
def test_sequences_are_those_of_reading_word_by_word(length, articles):
    """Ids and segment numbers are a short cut: the slow way must count the same."""
    counts = count_terms(corpus(*(("A", text) for text in articles)), ngram=length)

    assert as_counters(counts) == [Counter(by_hand(text, length, "word")) for text in articles]


@pytest.mark.parametrize("terms", TERMS)
@given(CORPORA)
def test_single_words_of_any_text(terms, articles):
    """Whatever the code points: the terms are those of `encode`, and words alone.

    Letters that are a clitic without its word, or of an acronym, are none (`test_acronyms`).
    """
    counts = count_terms(corpus(*(("A", text) for text in articles)), terms=terms)
    expected = [Counter(by_hand(text, 1, terms)) for text in articles]

    assert list(map(long_words, as_counters(counts))) == list(map(long_words, expected))

    assert terms not in ("form", "norm") or as_counters(counts) == expected

    assert counts.units["words"].tolist() == counts.matrix.sum(axis=1).ravel().tolist()[0]


def test_lengths_stand_behind_each_other():
    """Single words and pairs in one matrix are the two matrices side by side."""
    documents = corpus(("A", "نفط غاز نفط غاز"), ("B", "غاز نفط"))
    both, one, two = (count_terms(documents, ngram=n) for n in ([1, 2], 1, 2))

    assert both.terms == one.terms + two.terms

    assert (both.matrix.toarray() == np.hstack([one.matrix.toarray(), two.matrix.toarray()])).all()


def test_nothing_is_joined_over_stops_lines_and_documents():
    """A pair of words that nobody wrote together is no term."""
    documents = corpus(
        ("A", "نفط. غاز، قمح\nذهب"), ("B", "فضة 3 حديد (نحاس) قصدير"), ("B", "زنك «ذهب» نفط")
    )

    assert count_terms(documents, ngram=2).terms == ["ذهب نفط", "زنك ذهب"]


def test_sequences_end_with_their_unit():
    """A sentence may end without a sign at which a stretch ends: behind an emoji, for one."""
    documents = corpus(("A", "عاد الناس! فرح الجميع\nهدأ البحر"))
    counts = count_terms(documents, ngram=2, unit="sentence")

    assert counts.matrix.sum(axis=1).ravel().tolist() == [[1, 1, 1]]


def test_a_matrix_in_its_one_form():
    """No pair twice, none stored with 0, indices sorted: sums and slices rely on it."""
    counts = count_terms(corpus(("A", "نفط غاز نفط\nغاز"), ("B", "غاز")), ngram=(1, 2))

    assert counts.matrix.has_canonical_format

    assert (counts.matrix.data > 0).all()

    assert counts.matrix.dtype == np.int32


# Units ----------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["document", "paragraph", "sentence"])
def test_rows_are_the_units(unit):
    """Each row counts what stands in the span that its row of ``units`` names."""
    documents = corpus(("A", "هطل المطر. ساد الهدوء.\n\nعاد الناس."), ("B", ""), ("B", "نعم"))
    counts = count_terms(documents, unit=unit)
    cut = cut_units(documents, unit)

    assert counts.units[["outlet", "doc_id", "start", "end"]].values.tolist() == (
        cut[["outlet", "doc_id", "start", "end"]].values.tolist()
    )

    assert as_counters(counts) == [Counter(by_hand(text, 1, "word")) for text in cut["text"]]


def test_units_keep_the_columns_of_the_documents():
    """Words are compared by date or author as well as by outlet."""
    documents = corpus(("A", "نفط. غاز"), ("B", "قمح")).assign(author=["x", "y"], start=7)
    units = count_terms(documents, unit="sentence").units

    assert units["author"].tolist() == ["x", "x", "y"]

    assert units["start"].tolist() == [0, 5, 0]


def test_documents_without_an_outlet_have_one_that_is_missing():
    """A concordance needs no outlet."""
    units = count_terms(corpus(("A", "نفط")).drop(columns="outlet")).units

    assert units["outlet"].isna().tolist() == [True]


@pytest.mark.parametrize("articles", [[], [""], ["", "؟ 3"]])
@pytest.mark.parametrize("ngram", [1, (1, 2)])
@pytest.mark.parametrize("unit", ["document", "sentence"])
def test_texts_without_words(articles, ngram, unit):
    """No words are no terms, and a document without words is a row of zeros."""
    documents = corpus(*(("A", text) for text in articles))
    counts = count_terms(documents, ngram=ngram, unit=unit)

    assert counts.matrix.shape == (len(cut_units(documents, unit)), 0)

    assert counts.terms == []

    assert counts.units["words"].dtype == np.int64


# Annotations ----------------------------------------------------------------------------


@pytest.mark.parametrize("terms", TERMS)
@given(CORPORA)
def test_a_tokens_table_says_what_its_texts_say(terms, articles):
    """What has been cut once is not cut again, and nothing is lost on the way."""
    documents = corpus(*(("A", text) for text in articles))
    found = encode_tokens(tokenize(documents), documents["doc_id"].tolist(), terms=terms)
    expected = encode(articles, terms=terms)

    assert found.terms == expected.terms

    for name in ("ids", "starts", "ends", "kinds", "offsets"):
        own, other = getattr(found, name), getattr(expected, name)
        assert own.tolist() == other.tolist() and own.dtype == other.dtype


@pytest.mark.parametrize("unit", ["document", "paragraph", "sentence"])
def test_an_annotation_counts_as_its_documents_do(unit, monkeypatch):
    """Its tokens and sentences are taken as they are: the texts are not cut a second time."""
    documents = corpus(("A", "قال الوزير: «نعم». ثم غادر\nعاد الناس"), ("B", "وبالمدينة سوق"))
    annotation = annotate(documents)
    expected = count_terms(documents, ngram=(1, 2), unit=unit)
    for place in ("sdlib.form_numbers.spans_of", "sdlib.text_units.sentence_spans"):
        monkeypatch.setattr(place, None)
    found = count_terms(annotation, ngram=(1, 2), unit=unit)

    assert found.terms == expected.terms

    assert (found.matrix != expected.matrix).nnz == 0

    columns = ["doc_id", "start", "end", "words"]
    assert found.units[columns].equals(expected.units[columns])


def test_documents_of_an_annotation_in_another_order_or_fewer():
    """Who keeps some documents of an annotation counts these, each with its own words."""
    annotation = annotate(corpus(("A", "نفط"), ("B", "غاز غاز"), ("A", "قمح")))
    fewer = replace(annotation, documents=annotation.documents.iloc[[2, 1]].reset_index(drop=True))
    counts = count_terms(fewer)

    assert counts.units["doc_id"].tolist() == ["d2", "d1"]

    assert as_counters(counts) == [Counter({"قمح": 1}), Counter({"غاز": 2})]


# Terms ----------------------------------------------------------------------------------


def test_a_choice_of_terms_keeps_names_numbers_and_places():
    """Behind a choice each column still is the term that its name says."""
    documents = corpus(("A", "نفط غاز نفط غاز قمح"))
    counts = count_terms(documents, ngram=(1, 2))
    chosen = counts.select(np.array([4, 0]))

    assert chosen.terms == [counts.terms[4], counts.terms[0]] == ["غاز نفط", "نفط"]

    assert chosen.matrix.toarray().tolist() == [[1, 2]]

    assert [chosen.tokens_of(k).tolist() for k in (0, 1)] == [[1], [0, 2]]


def test_the_tokens_of_a_term_lead_back_to_the_text():
    """A concordance is a slice of the arrays behind the counts."""
    text = "غادر الوزير المدينة. عاد الوزير المدينة"
    counts = count_terms(corpus(("A", text)), ngram=2)
    first = counts.tokens_of(counts.terms.index("الوزير المدينه"))
    begins, ends = counts.encoded.starts[first], counts.encoded.ends[first + 1]

    assert [text[s:e] for s, e in zip(begins, ends, strict=True)] == ["الوزير المدينة"] * 2


def test_terms_that_hold_a_word():
    """A stop word in the middle of three is part of what is said."""
    counts = count_terms(corpus(("A", "الحرب على الفقر")), ngram=(1, 3))

    assert counts.holds(frozenset(["علي"])).tolist() == [False, True, False, True]

    assert counts.holds(frozenset(["علي"]), only_ends=True).tolist() == [False, True, False, False]


# Errors ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"terms": "stem"}, "form, norm, word, lemma"),
        ({"unit": "page"}, "document, paragraph, sentence"),
        ({"ngram": 0}, "positive"),
        ({"ngram": (2, 1)}, "rising"),
        ({"ngram": ()}, "positive"),
    ],
)
def test_unknown_settings_are_refused(options, says):
    with pytest.raises(ParameterError, match=says):
        count_terms(corpus(("A", "نفط")), **options)


def test_what_is_no_corpus_is_refused():
    with pytest.raises(ParameterError, match="documents table or an annotation"):
        count_terms(["نفط"])

    with pytest.raises(TableError, match="doc_id"):
        count_terms(corpus(("A", "نفط")).drop(columns="doc_id"))

    with pytest.raises(CorpusError, match="d0 has no text"):
        count_terms(corpus(("A", pd.NA)))


def test_segments_of_empty_texts_between_others():
    """Numbers of stretches do not run on over an empty text."""
    articles = ["نفط", "", "غاز"]

    assert segments(encode(articles), articles).tolist() == [0, 1]
