"""Vocabulary: ids say the same as reading text by text, word by word."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_code_points, texts

from sdlib.errors import ParameterError
from sdlib.lemmas import lemmatize
from sdlib.normalization import normalize_word
from sdlib.tokens import KINDS, token_spans
from sdlib.vocabulary import TERMS, encode, lemma_vocabulary, read_vocabulary
from sdlib.words import read_words, search_form

#: Words that only their own text knows, in front of others and alone.
UNKNOWN = st.lists(
    st.sampled_from(
        ["قرطبانوف", "بقرطبانوف", "وبقرطبانوف", "لزرنيخوف", "زرنيخوف", "لم يعد", "يعد"]
    ),
    max_size=5,
).map(" ".join)
CORPORA = st.lists(texts() | UNKNOWN | any_code_points(20), max_size=5)


def tokens(text):
    spans = token_spans(text)
    return [text[s:e] for s, e in zip(spans.starts.tolist(), spans.ends.tolist(), strict=True)]


def by_text(text, terms):
    """The terms of one text the slow way: no arrays, no vocabulary."""
    words = read_words(tokens(text))
    return {
        "form": lambda: tokens(text),
        "norm": lambda: [word.norm for word in words],
        "word": lambda: list(map(search_form, words)),
        "lemma": lambda: list(map(normalize_word, lemmatize(words))),
        "base": lambda: [word.base or word.form for word in words],
    }[terms]()


def decoded(encoded):
    found = [encoded.terms[k] for k in encoded.ids.tolist()]
    edges = encoded.offsets.tolist()
    return [found[a:b] for a, b in pairwise(edges)]


@pytest.mark.parametrize("terms", TERMS)
@given(CORPORA)
def test_ids_say_what_the_slow_way_says(terms, corpus):
    """Each distinct form is analysed once; the result is that of reading every token."""
    assert decoded(encode(corpus, terms=terms)) == [by_text(text, terms) for text in corpus]


@pytest.mark.parametrize("terms", TERMS)
@given(CORPORA)
def test_a_text_alone_and_in_a_corpus(terms, corpus):
    """No other text helps or harms: a count does not depend on what else is counted."""
    alone = [decoded(encode([text], terms=terms))[0] for text in corpus]

    assert decoded(encode(corpus, terms=terms)) == alone


@pytest.mark.parametrize("terms", TERMS)
@given(CORPORA)
def test_terms_are_numbered_by_first_use(terms, corpus):
    """Each term has one number, and none stands in the vocabulary unused."""
    encoded = encode(corpus, terms=terms)

    assert len(set(encoded.terms)) == len(encoded.terms)

    first = list(dict.fromkeys(encoded.ids.tolist()))
    assert first == list(range(len(encoded.terms)))


@given(CORPORA)
def test_spans_and_kinds(corpus):
    """Spans count in their own text, and slices of the arrays are that text's tokens."""
    encoded = encode(corpus)

    for k, text in enumerate(corpus):
        part = slice(encoded.offsets[k], encoded.offsets[k + 1])
        spans = token_spans(text)
        assert encoded.starts[part].tolist() == spans.starts.tolist()
        assert encoded.ends[part].tolist() == spans.ends.tolist()
        assert encoded.kinds[part].tolist() == spans.kinds.tolist()
        assert (encoded.documents[part] == k).all()


@pytest.mark.parametrize("terms", TERMS)
@pytest.mark.parametrize("corpus", [[], [""], ["", " "], ["\n\n"]])
def test_nothing(terms, corpus):
    """No texts, and texts without tokens, give empty arrays of the right dtype."""
    encoded = encode(corpus, terms=terms)

    assert encoded.terms == []

    assert encoded.offsets.tolist() == [0] * (len(corpus) + 1)

    dtypes = [a.dtype for a in (encoded.ids, encoded.starts, encoded.ends, encoded.kinds)]
    assert dtypes == [np.int32, np.int64, np.int64, np.uint8]

    assert encoded.words.tolist() == encoded.documents.tolist() == []


def test_empty_texts_between_others():
    """An empty text has no tokens, and its neighbours keep theirs."""
    encoded = encode(["", "لم", "", "يعد", ""], terms="lemma")

    assert encoded.offsets.tolist() == [0, 0, 1, 1, 2, 2]

    # Behind لم in the same text it would be عاد.
    assert decoded(encoded)[3] == by_text("يعد", "lemma")


def test_words():
    """Which tokens are words is one comparison."""
    encoded = encode(["قتل 3، وفق CNN"])

    kinds = [KINDS[kind] for kind in encoded.kinds]
    assert encoded.words.tolist() == [kind == "word" for kind in kinds]


def test_texts_may_come_one_by_one():
    """A corpus that does not fit into memory is read from a generator."""
    assert encode(text for text in ["نعم", "لا"]).terms == ["نعم", "لا"]


@pytest.mark.parametrize("terms", ["lemmas", "", None, "Form"])
def test_unknown_terms(terms):
    """The message names what there is."""
    with pytest.raises(ParameterError, match="must be one of form, norm, word, lemma"):
        encode(["نعم"], terms=terms)


def test_one_form_with_two_analyses():
    """Where one text knows a word better than another, it has two analyses and one form."""
    words, ids = read_vocabulary(encode(["بقرطبانوف", "قرطبانوف بقرطبانوف"]))

    assert [words[k].preposition for k in ids] == ["", "", "ب"]


def test_lemmas_of_one_word_in_two_contexts():
    """One analysis, two lemmas: by what stands before."""
    encoded = encode(["لم يعد", "لن يعد"])
    words, ids = read_vocabulary(encoded)
    lemmas, lemma_ids = lemma_vocabulary(words, ids, encoded.offsets)

    assert ids[1] == ids[3]

    assert lemmas[lemma_ids[1]] != lemmas[lemma_ids[3]]
