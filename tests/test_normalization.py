"""Normalisation: what each step writes alike, and a map that leads back to the raw text."""

import sys
import tracemalloc
import unicodedata

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import any_code_points, texts

from sdlib.errors import ParameterError
from sdlib.normalization import (
    DIACRITICS,
    SEARCH_STEPS,
    STEPS,
    _in_pieces,
    bare,
    normalize,
    normalize_word,
)

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


@given(texts(), texts(), STEP_SETS)
def test_lines_are_normalised_alone(left, right, steps):
    """A tatweel looks at its neighbours, but no step looks over a line's end."""
    alone = [s for s in steps if s != "whitespace"]
    whole = normalize(f"{left}\n{right}", alone).text

    assert whole == f"{normalize(left, alone).text}\n{normalize(right, alone).text}"


@example(" \N{ZERO WIDTH SPACE} ", ["controls", "whitespace"], 1)
@given(texts() | any_code_points(), STEP_SETS, st.integers(1, 20))
def test_pieces_equal_the_whole(text, steps, size):
    """A long text is cut at white space: nobody may see where."""
    ordered = tuple(s for s in STEPS if s in steps)
    pieces = _in_pieces(text, ordered, size)
    whole = normalize(text, steps)

    assert pieces.text == whole.text
    assert pieces.offsets.tolist() == whole.offsets.tolist()
    assert pieces.offsets.dtype == whole.offsets.dtype == np.int64


@pytest.mark.parametrize(
    ("raw", "result", "reason"),
    [
        ("الأســد", "الأسد", "stretched for the layout"),
        ("الـ36 عاما", "ال36 عاما", "joins the article to a number"),
        ("بـGoogle", "بGoogle", "joins a preposition to a Latin word"),
        ("بـ«قسد»", "ب«قسد»", "a particle keeps nothing of it before a quotation"),
        ("مصدر: الإحصاءـ", "مصدر: الإحصاءـ", "a dash at a word's end"),
        ("دمشق ـ حلب", "دمشق ـ حلب", "a dash between spaces"),
        ("2011ــ2024", "2011ــ2024", "a dash between years"),
        ("1ـ قال", "1ـ قال", "the dash behind the number of a list"),
        ("الضمير ـه", "الضمير ه", "shows that the letter is joined"),
        ("نـ\u0651ه", "ن\u0651ه", "carries a mark"),
    ],
)
def test_tatweel(raw, result, reason):
    """Decoration goes, a dash stays: the same rule as in the tokens."""
    assert normalize(raw, ["tatweel"]).text == result, reason

    assert bare(raw) == bare(result), reason


@example("\ufe70", ["presentation_forms"])
@example("ألـ ", ["tatweel", "alef"])
@example("ؤـ", ["tatweel", "hamza"])
@example("\ufe91\u0640 ", ["presentation_forms", "tatweel"])
@example(f"و{16 * chr(0x640)}بـ", ["tatweel"])
@given(texts(), STEP_SETS)
def test_idempotent_where_steps_meet(text, steps):
    """A step must not make what an earlier one would have changed."""
    once = normalize(text, steps).text

    assert normalize(once, steps).text == once


def test_shaped_mark_comes_alone():
    """A shaped tanwin is written on a space or a tatweel of its own: neither is in the word."""
    assert normalize("جدا\ufe70", ["presentation_forms"]).text == "جدا\u064b"

    assert normalize("مه\ufe7dم", ["presentation_forms"]).text == "مه\u0651م"


def test_working_memory():
    """Beside the result, a long text needs less than eight bytes a character."""
    text = "قال الوزير: «لن نقبل». الـ36 أَكّدت  😀 \N{RIGHT-TO-LEFT MARK}3.5%\n" * 40_000
    normalize(text[:100], STEPS)
    tracemalloc.start()
    try:
        result = normalize(text, STEPS)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak - result.offsets.nbytes - sys.getsizeof(result.text) < 8 * len(text)


@example("\ufefb")
@given(texts() | any_code_points())
def test_word_and_text_agree(text):
    """The form of a word in the tokens table is the form that a search makes."""
    assert normalize_word(text) == normalize(text).text

    assert normalize_word(bare(text)) == normalize_word(text)
