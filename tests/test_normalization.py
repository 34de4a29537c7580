"""Normalisation: what each step writes alike, and a map that leads back to the raw text."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import any_code_points, texts

from sdlib.errors import ParameterError
from sdlib.normalization import DIACRITICS, SEARCH_STEPS, STEPS, bare, normalize, normalize_word

STEP_SETS = st.lists(st.sampled_from(STEPS), unique=True)


@pytest.mark.parametrize(
    ("step", "raw", "result", "reason"),
    [
        ("controls", "\ufeffقال\u200f الوزير\u202c", "قال الوزير", "a copied page is full of them"),
        ("controls", "می\u200cشود", "میشود", "a non-joiner only shapes letters"),
        ("presentation_forms", "\ufe8d\ufedf\ufeb4\ufef2", "السي", "old PDF text is shaped"),
        pytest.param(
            *("presentation_forms", "\ufefb\ufe9f\ufef2", "لاجي", "one ligature, two letters"),
        ),
        ("diacritics", "قَالَ هٰذا", "قال هذا", "vocalised names, and the dagger alef"),
        ("diacritics", "أكّدٌ", "أكد", "shadda and tanwin"),
        ("tatweel", "الأســد", "الأسد", "letters stretched for the layout"),
        ("alef", "أإآٱا", "ااااا", "the seat and the madda are often left out in print"),
        ("hamza", "مسؤول دائم", "مسوول دايم", "the seats of hamza differ by country"),
        ("ya", "مصطفى علی", "مصطفي علي", "Egypt writes the last ya without dots"),
        ("ta_marbuta", "سورية", "سوريه", "often typed as a ha"),
        ("digits", "٣٫٥ ١٬٠٠٠ ۱۲ ٪", "3.5 1,000 12 %", "two sets of Eastern digits"),
        ("whitespace", "قال \n\t\u00a0عاد", "قال عاد", "a line may break anywhere"),
    ],
)
def test_step(step, raw, result, reason):
    """Each step does what the reason asks for, and nothing else does it."""
    assert normalize(raw, [step]).text == result, reason

    others = [s for s in STEPS if s != step]
    assert normalize(raw, others).text != normalize(raw, STEPS).text, reason


@pytest.mark.parametrize("word", ["كان", "بين", "ماء", "شيء", "هو", "2024", "Google", "«", "😀"])
def test_nothing_to_normalise(word):
    """Plain words pass unchanged: a search form must not merge different words."""
    assert normalize_word(word) == bare(word) == word


def test_bare_keeps_letters():
    """The tagger tells إن from ان where the text does: only marks go."""
    assert bare("إِنَّهُ أُؤكِّـدُ") == "إنه أؤكد"

    assert bare("مدرسةٌ كبرى") == "مدرسة كبرى"


def test_unknown_step_is_refused():
    """The message names the step and all that there are."""
    with pytest.raises(ParameterError, match=r"vowels.*controls.*whitespace"):
        normalize("قال", ["diacritics", "vowels"])


def test_default_steps_keep_white_space():
    """Words found in the normalised text must still stand where they stood."""
    assert SEARCH_STEPS == STEPS[:-1]

    assert normalize("قال  \n عاد").text == "قال  \n عاد"


def test_diacritics_are_marks():
    """A letter among the diacritics would be deleted from every word."""
    assert {unicodedata.category(mark) for mark in DIACRITICS} == {"Mn"}


@given(texts() | any_code_points(), STEP_SETS)
def test_idempotent(text, steps):
    """Normalising twice is normalising once."""
    once = normalize(text, steps).text

    assert normalize(once, steps).text == once


@example("\ufefb", ["presentation_forms"])
@given(texts() | any_code_points(), STEP_SETS)
def test_map(text, steps):
    """Each character has an offset inside the raw text, and offsets never decrease."""
    result = normalize(text, steps)
    offsets = result.offsets.tolist()

    assert len(offsets) == len(result.text)

    assert offsets == sorted(offsets)

    assert all(0 <= offset < len(text) for offset in offsets)


@given(texts(), STEP_SETS)
def test_map_leads_to_the_origin(text, steps):
    """Each character comes from the raw character that the map points at."""
    result = normalize(text, steps)
    alone = [s for s in steps if s != "whitespace"]

    for character, offset in zip(result.text, result.offsets.tolist(), strict=True):
        origin = normalize(text[offset], alone).text
        assert character in origin or (character == " " and origin.isspace())


@given(texts(), STEP_SETS)
def test_order_of_steps_does_not_matter(text, steps):
    """Steps are a set: whoever names them in another order gets the same text."""
    assert normalize(text, steps).text == normalize(text, steps[::-1]).text


@given(texts(), texts())
def test_characters_are_normalised_one_by_one(left, right):
    """No step of the search form looks at a neighbour, so texts can be cut anywhere."""
    whole = normalize(left + right).text

    assert whole == normalize(left).text + normalize(right).text


@example("\ufefb")
@given(texts() | any_code_points())
def test_word_and_text_agree(text):
    """The form of a word in the tokens table is the form that a search makes."""
    assert normalize_word(text) == normalize(text).text

    assert normalize_word(bare(text)) == normalize_word(text)
