"""Token keys: what one search form is one number, and nothing that may be a name is passed over."""

import numpy as np
from hypothesis import given
from strategies import any_text, arabic_text

from sdlib.characters import TATWEEL
from sdlib.heads import HeadKeys
from sdlib.normalization import normalize_word
from sdlib.token_keys import ANY, KeyTable, keys_behind, token_key, token_keys
from sdlib.tokens import token_spans


@given(arabic_text() | any_text())
def test_one_search_form_is_one_key(text):
    """A name must be found in each spelling: with marks, another alef, a stretched letter."""
    spans = token_spans(text)
    keys = token_keys(text, spans).tolist()
    tokens = [text[s:e] for s, e in zip(spans.starts.tolist(), spans.ends.tolist(), strict=True)]
    forms = [normalize_word(token).replace(TATWEEL, "") for token in tokens]

    for key, form in zip(keys, forms, strict=True):
        assert key in (ANY, token_key(form) or 1)


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


@given(arabic_text(), arabic_text())
def test_key_behind_letters_is_the_key_of_both(front, word):
    """The forms of a first word get their keys by arithmetic, not letter by letter."""
    whole = normalize_word(front) + normalize_word(word)

    assert keys_behind([normalize_word(front)], [normalize_word(word)]).item() == token_key(whole)


def test_clitics_hide_no_first_word():
    """A name begins where و, ب or ل stand before it, the article's alef lost or not."""
    text = "الأمم والأمم وبالأمم للأمم وللأمم أمم"
    keys = token_keys(text, token_spans(text))

    assert HeadKeys([("الامم",)]).may_begin(keys).tolist() == [True] * 5 + [False]
