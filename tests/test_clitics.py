"""Clitics: golden words, and laws that hold for any word."""

from itertools import pairwise

import pandas as pd
from golden_cases import expected, found, golden
from hypothesis import assume, example, given
from hypothesis import strategies as st
from strategies import MARKS, WORDS, any_code_points, texts

from sdlib.clitics import clitic_cuts
from sdlib.frequencies import takes_article
from sdlib.normalization import DIACRITICS, TATWEEL, bare
from sdlib.particles import particle_cuts
from sdlib.tokenization import tokenize

LETTERS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئىة", min_size=1, max_size=9)
PREFIXES = st.sampled_from(["", "و", "ف", "ب", "ل", "ك", "س", "وب", "ولل", "بال", "كال", "وسي"])
SUFFIXES = st.sampled_from(["", "ه", "ها", "هم", "هما", "نا", "ني", "كم", "ك", "هن"])
ARABIC_WORDS = st.tuples(PREFIXES, LETTERS | st.sampled_from(WORDS), SUFFIXES).map("".join)
STRETCHED = st.sampled_from([*MARKS, TATWEEL])


def parts(word):
    edges = [0, *clitic_cuts(word), len(word)]
    return [word[a:b] for a, b in pairwise(edges)]


@golden("clitics")
def test_golden(case):
    """Each case's comment says why it exists."""
    assert found("clitics", case) == expected(case)


@given(ARABIC_WORDS | texts() | any_code_points())
def test_cuts_are_inside_the_word(word):
    """Each part has at least one character, so that cuts increase and never stand at an edge."""
    edges = [0, *clitic_cuts(word), len(word)]

    assert len(edges) == 2 or all(a < b for a, b in pairwise(edges))


@given(ARABIC_WORDS, st.lists(st.tuples(st.integers(1, 8), STRETCHED), max_size=4))
def test_marks_and_tatweel_change_nothing(word, marks):
    """A vocalised word splits where the same word without vowels does."""
    stretched = word
    for place, mark in marks:
        stretched = stretched[:place] + mark + stretched[place:]

    # Where the marks leave a dash, a tatweel at a word's end, they make another text; so does
    # a part that ends in one, taken by itself.
    assume(bare(stretched) == bare(word))
    assert [bare(part).rstrip(TATWEEL) for part in parts(stretched)] == parts(bare(word))


@given(ARABIC_WORDS, st.lists(st.tuples(st.integers(1, 8), STRETCHED), max_size=4))
def test_no_part_begins_with_a_mark(word, marks):
    """A mark stays with the letter that bears it."""
    for place, mark in marks:
        word = word[:place] + mark + word[place:]

    assert all(part[0] not in DIACRITICS and part[0] != TATWEEL for part in parts(word)[1:])


@given(ARABIC_WORDS)
def test_hamza_on_alef_changes_nothing(word):
    """Half of print leaves the hamza of an initial alef out."""
    plain = word.translate(str.maketrans("أإآ", "ااا"))

    assert clitic_cuts(plain) == clitic_cuts(word)


@given(ARABIC_WORDS)
@example("الوفد")
@example("البيان")
def test_article_is_never_split(word):
    """ال stays on its noun, and nothing in front of it is taken for a clitic of its own."""
    if word.startswith("ال") and len(word) > 4:
        assert all(cut > 2 for cut in clitic_cuts(word))


@given(st.lists(ARABIC_WORDS, min_size=1, max_size=6))
def test_table_and_text_agree(words):
    """The tokens table holds the same cuts as the text gives, each with its token."""
    text = " ".join(words)
    tokens = tokenize(pd.DataFrame({"doc_id": ["a"], "text": [text]}))

    assert [cut for cuts in tokens["cuts"] for cut in cuts] == clitic_cuts(text)

    for start, end, cuts in zip(tokens["start"], tokens["end"], tokens["cuts"], strict=True):
        assert all(start < cut < end for cut in cuts)


def test_a_document_helps_its_own_unknown_words():
    """A name that no table has is known where the same text has it by itself."""
    assert clitic_cuts("بقرطبانوف") == []

    assert clitic_cuts("قرطبانوف بقرطبانوف") == [10]


def test_no_other_document_helps():
    """A document alone gives the same cuts as in a corpus."""
    texts = ["قرطبانوف", "بقرطبانوف"]
    tokens = tokenize(pd.DataFrame({"doc_id": ["a", "b"], "text": texts}))

    assert tokens["cuts"].tolist() == [[], []]


def test_particles_are_cut_as_listed():
    """Function words are a closed class: nothing is weighed."""
    listed = {form: list(cuts) for form, cuts in particle_cuts().items() if len(form) > 1}

    assert {form: clitic_cuts(form) for form in listed} == listed

    assert [listed[form] for form in ("وعليهم", "بما", "لها")] == [[1, 4], [1], [1]]


def test_takes_article():
    """Common nouns are seen with the article in news, names of persons and states are not."""
    assert all(map(takes_article, ["وزير", "مدينة", "حكومة"]))

    assert not any(map(takes_article, ["لافروف", "إيران", "واشنطن"]))
