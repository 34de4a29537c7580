"""Form numbers: keys and arrays number tokens as a dictionary of strings would."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_code_points, texts

from sdlib.characters import COMMON, RARE, common_bytes
from sdlib.form_numbers import number_forms
from sdlib.tokens import token_spans

CORPORA = st.lists(texts() | any_code_points(30), max_size=5)


def slowly(articles):
    """A dictionary from each string to the number of those before it."""
    numbers, ids = {}, []
    for text in articles:
        spans = token_spans(text)
        for start, end in zip(spans.starts, spans.ends, strict=True):
            ids.append(numbers.setdefault(text[start:end], len(numbers)))
    return set(numbers), [list(numbers)[k] for k in ids]


def words(found):
    return set(found.forms), [found.forms[k] for k in found.ids.tolist()]


@given(CORPORA)
def test_tokens_get_the_numbers_of_a_dictionary(articles):
    """Any code points, lone surrogates and characters beyond the first plane included."""
    found = number_forms(articles)

    assert words(found) == slowly(articles)

    assert len(set(found.forms)) == len(found.forms)

    assert found.ids.dtype == np.int32


@pytest.mark.parametrize("size", [1, 7, 40])
@given(CORPORA)
def test_the_size_of_a_stretch_changes_nothing(size, articles):
    """A form in two stretches has one number, and a text may be longer than a stretch."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sdlib.form_numbers._AT_A_TIME", size)
        patch.setattr("sdlib.form_numbers._PIECE", 5)
        found = number_forms(articles)

    assert words(found) == slowly(articles)


@given(CORPORA)
def test_one_key_for_all_longer_tokens_is_no_harm(articles):
    """Where the first keys of two forms are one, the second tell them apart."""
    import sdlib.form_numbers as module

    of_tokens = module._keys

    def one_for_all(*arguments):
        found = of_tokens(*arguments)
        found.keys[found.longer] = module._LONGER
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_keys", one_for_all)
        found = number_forms(articles)

    assert words(found) == slowly(articles)


def test_no_common_character_has_a_byte_that_tells_longer_and_rare_tokens():
    """Who adds a common character must leave free what their numbers begin with."""
    assert set(common_bytes(COMMON.rstrip("\ufffe")).tolist()) <= {*range(0xFE), RARE}

    assert common_bytes("\0\ufffe漢").tolist() == [RARE] * 3


def test_anagrams_and_repetitions_have_keys_of_their_own():
    """Polynomials are at their weakest where the same letters stand in another order."""
    forms = ["ابابابا", "بابابابا", "ابباباابا", "بااباببا", "اا", "ا", "ااا", "اب", "با"]

    assert number_forms([" ".join(forms)]).forms == forms


@given(CORPORA)
def test_spans_are_those_of_each_text(articles):
    """Texts are cut as one: no token may run from one into the next, nor keep its place there."""
    found = number_forms(articles)

    assert found.offsets.tolist() == np.cumsum([0, *map(_size, articles)]).tolist()

    for k, text in enumerate(articles):
        own = slice(*found.offsets[k : k + 2])
        for column, alone in zip(found.spans, token_spans(text), strict=True):
            assert column[own].tolist() == alone.tolist()


def _size(text):
    return token_spans(text).starts.size


@pytest.mark.parametrize("size", [7, 8, 9, 15, 16, 17, 40])
def test_a_longer_token_is_told_from_its_beginning(size):
    """Eight characters are one number: a token ends inside, at the end of, or behind one."""
    whole = "ابتثجحخد" * 6
    forms = [whole[:size], whole[: size - 1] + "ز", whole[: size + 1], "ز" + whole[: size - 1]]

    assert number_forms([" ".join(forms), forms[-1]]).ids.tolist() == [0, 1, 2, 3, 3]


def test_rare_characters_keep_the_order_of_first_use():
    """Their tokens have no bytes of their own, and may be many in a foreign quotation."""
    assert number_forms(["漢字 قال 漢 قال", "漢字 éa 漢"]).ids.tolist() == [0, 1, 2, 1, 0, 3, 2]


def test_a_rare_sign_behind_a_token_is_no_part_of_it():
    """The token is the same as elsewhere: two numbers for one form would part its uses."""
    found = number_forms(["قال\0نعم\0 قال نعم"])

    assert (found.forms, found.ids.tolist()) == (["قال", "نعم"], [0, 1, 0, 1])


def test_texts_may_come_one_by_one():
    assert number_forms(text for text in ["نعم", "", "لا نعم"]).ids.tolist() == [0, 1, 0]
