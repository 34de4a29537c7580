"""Words: what is said of one orthographic word, and laws that hold for any word."""

from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import WORDS, any_code_points, texts

from sdlib.clitics import clitic_cuts
from sdlib.normalization import bare, normalize_word
from sdlib.tokens import token_spans
from sdlib.words import read_word, read_words, search_form

FIELDS = ("conjunction", "preposition", "base", "stem", "pronoun", "definite")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("وللأسد", ("و", "ل", "الأسد", "الأسد", "", True)),
        ("لليبيا", ("", "ل", "ليبيا", "ليبيا", "", False)),
        ("للجنة", ("", "ل", "لجنة", "لجنة", "", False)),
        ("فسيعلنها", ("ف", "س", "يعلنها", "يعلن", "ها", False)),
        ("وبمواقعهم", ("و", "ب", "مواقعهم", "مواقع", "هم", False)),
        ("عليها", ("", "", "عليها", "علي", "ها", False)),
        ("بها", ("", "ب", "ها", "ها", "", False)),
        ("وزير", ("", "", "وزير", "وزير", "", False)),
        ("الى", ("", "", "إلى", "إلى", "", False)),
        ("2024", ("", "", "2024", "2024", "", False)),
        ("،", ("", "", "،", "،", "", False)),
    ],
)
def test_parts(word, expected):
    """Rules ask for parts by name; لل gives back the article that it hides."""
    assert tuple(getattr(read_word(word), field) for field in FIELDS) == expected


def test_marks():
    """Cuts count in the word as it is written, the parts are bare."""
    word = read_word("وَبِالـمُدُنِ")

    assert (word.form, word.base, word.cuts) == ("وبالمدن", "المدن", (2, 4))


def test_search_form():
    """What is counted is the word without و and ب, in one spelling."""
    assert search_form(read_word("وبالإرهابيّة")) == "الارهابيه"


@given(st.sampled_from(WORDS) | texts() | any_code_points())
def test_parts_make_up_the_word(text):
    """No letter is lost but the alef that لل hides, none is counted twice."""
    word = read_word(text)
    behind = word.form[len(word.conjunction + word.preposition) :]

    assert word.base in (behind, "ا" + behind)

    assert word.base == word.stem + word.pronoun

    assert word.norm == normalize_word(word.form)

    assert all(0 < cut < len(text) for cut in word.cuts)


#: و30 is two tokens.
SINGLE = [word for word in WORDS if len(token_spans(word).starts) == 1]


@given(st.lists(st.sampled_from(SINGLE), max_size=6))
def test_words_and_cuts_agree(words):
    """A text's cuts are those of its words, read in one another's light."""
    at = 0
    expected = []
    for text, word in zip(words, read_words(words), strict=True):
        expected += [at + cut for cut in word.cuts]
        at += len(text) + 1

    assert clitic_cuts(" ".join(words)) == expected


def test_a_document_helps_its_own_unknown_words():
    """A name is cut off its preposition where the text has it by itself."""
    assert [word.preposition for word in read_words(["بقرطبانوف"])] == [""]

    found = read_words(["بقرطبانوف", "قرطبانوف"])
    assert [(word.preposition, word.stem) for word in found] == [
        ("ب", "قرطبانوف"),
        ("", "قرطبانوف"),
    ]


@given(texts())
def test_bare_words_read_alike(text):
    """Diacritics change the offsets, and nothing else."""
    for word in text.split():
        if bare(word) and bare(word) != word:
            assert astuple(read_word(word))[:8] == astuple(read_word(bare(word)))[:8]
