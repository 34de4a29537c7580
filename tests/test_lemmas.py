"""Lemmas: golden phrases, and laws that hold for any text."""

import pytest
from golden_cases import expected, found, golden
from hypothesis import given
from hypothesis import strategies as st
from strategies import WORDS, texts

from sdlib.lemmas import (
    DEFINITE,
    INDEFINITE,
    JUSSIVE,
    NOMINAL,
    NOTHING,
    VERB,
    expected_behind,
    lemma,
    lemmatize,
)
from sdlib.normalization import bare
from sdlib.particles import leads_to, particles
from sdlib.tokens import token_spans
from sdlib.words import read_word, read_words


def tokens(text):
    spans = token_spans(text)
    return [text[s:e] for s, e in zip(spans.starts.tolist(), spans.ends.tolist(), strict=True)]


@golden("lemmas")
def test_golden(case):
    """Each case's comment says why it exists."""
    assert found("lemmas", case) == expected(case)


@given(texts())
def test_one_lemma_a_token(text):
    """A table of tokens takes the lemmas as a column; none may be empty."""
    lemmas = lemmatize(read_words(tokens(text)))

    assert len(lemmas) == len(tokens(text))

    assert all(lemmas)


@given(st.lists(st.sampled_from(WORDS), max_size=6))
def test_marks_change_nothing(words):
    """A vocalised text has the lemmas of the same text without vowels."""
    vocalised = [word[0] + "\N{ARABIC FATHA}" + word[1:] for word in words]

    assert lemmatize(read_words(vocalised)) == lemmatize(read_words(list(map(bare, words))))


@pytest.mark.parametrize(
    ("word", "leads"),
    [
        ("وقد", VERB),
        ("ولم", JUSSIVE),
        ("في", NOMINAL),
        ("الجيش", DEFINITE),
        ("جيشهم", DEFINITE),
        ("جيش", INDEFINITE),
        ("التزام", INDEFINITE),
        ("قرطبانوف", NOTHING),
    ],
)
def test_what_a_word_leads_to(word, leads):
    """The word before decides between homographs; ال of التزام is no article."""
    assert expected_behind(read_word(word)) == leads


@pytest.mark.parametrize("word", ["2024", "،", "CNN", "😀", "ب", ""])
def test_no_word(word):
    """What is no Arabic word of two letters is its own lemma."""
    assert lemma(read_word(word)) == word


def test_lemma_of_a_particle_is_not_weighed():
    """Function words are a closed class: their lemma is the table's."""
    weighed = {f for f, own in particles().items() if lemma(read_word(f), VERB) != own}

    # Alone these split into a particle and a pronoun, or stand only in front of one.
    assert weighed <= {form for form in particles() if read_word(form).cuts}


def test_what_leads_stands_alone():
    """A form that leads to a verb or noun is found as it is listed, its hamza included."""
    assert {form for form in leads_to() if read_word(form).base != form} == set()
