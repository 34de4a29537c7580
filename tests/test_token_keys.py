"""Token keys: what one search form is one number, and nothing that may be a name is passed over."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_text, arabic_text

from sdlib.characters import TATWEEL
from sdlib.heads import HeadKeys
from sdlib.normalization import normalize_word
from sdlib.token_keys import KeyTable, token_key, token_keys, word_keys
from sdlib.tokens import token_spans


@given(arabic_text() | any_text())
def test_one_search_form_is_one_key(text):
    """A name must be found in each spelling: with marks, another alef, a stretched letter."""
    spans = token_spans(text)
    keys = token_keys(text, spans).tolist()
    tokens = [text[s:e] for s, e in zip(spans.starts.tolist(), spans.ends.tolist(), strict=True)]
    forms = [normalize_word(token) for token in tokens]

    assert keys == list(map(token_key, forms))

    assert len(set(keys)) == len({form.replace(TATWEEL, "") for form in forms})


def test_other_words_have_other_keys():
    """The same letters in another order, or fewer of them, are another word."""
    assert len(set(map(token_key, ["حلب", "حبل", "لحب", "حل", "ححلب", "حلبب"]))) == 6


def test_table_has_no_false_denial():
    """What is marked is found among many others; of those, few are taken for it."""
    random = np.random.default_rng(0)
    keys = random.integers(1, 1 << 63, 20_000, dtype=np.uint64)
    table = KeyTable(keys[:1000], np.ones(1000, dtype=np.uint8))
    marks = table.marks(keys)

    assert marks[:1000].all()

    assert marks[1000:].mean() < 0.01


@given(st.lists(arabic_text() | any_text()))
def test_keys_of_words_do_not_hang_on_their_neighbours(words):
    """The words of a lexicon get their keys all at once, those of a text as it comes."""
    words = list(map(normalize_word, words))

    assert word_keys(words).tolist() == list(map(token_key, words))


def test_rare_characters_have_keys():
    """A name in another script, or in letters shaped by hand, is told from all others."""
    one, other, shaped = map(token_key, ["Путин", "Лавров", normalize_word("ﻻﻓﺮﻭﻑ")])

    assert one != other

    assert shaped == token_key("لافروف")


def test_clitics_hide_no_first_word():
    """A name begins where و, ب or ل stand before it, the article's alef lost or not."""
    text = "الأمم والأمم وبالأمم للأمم وللأمم أمم"
    keys = token_keys(text, token_spans(text))

    assert HeadKeys([("الامم",)]).may_begin(keys).tolist() == [True] * 5 + [False]
