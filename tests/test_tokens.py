"""Tokens: golden cases, and laws that hold for any text."""

import time
import tracemalloc
import unicodedata

import pandas as pd
import pytest
from golden_cases import expected, found, golden, read
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import any_code_points, texts

from sdlib.characters import class_bytes
from sdlib.errors import TableError
from sdlib.normalization import normalize, normalize_word
from sdlib.tables import SCHEMAS
from sdlib.tokenization import tokenize
from sdlib.tokens import KINDS, _in_pieces, token_spans

VARIATION_16 = "\N{VARIATION SELECTOR-16}"


def spans_of(text):
    spans = token_spans(text)
    return list(zip(spans.starts.tolist(), spans.ends.tolist(), strict=True))


def documents(*texts):
    return pd.DataFrame({"doc_id": [f"d{i}" for i in range(len(texts))], "text": list(texts)})


@golden("tokens")
def test_golden(case):
    """Each case's comment says why it exists."""
    assert found("tokens", case) == expected(case)


@pytest.mark.parametrize("case", read("tokens"), ids=lambda case: case["label"])
def test_form_in_the_text_is_form_of_the_token(case):
    """A token's search form is what stands on its place in the normalised text."""
    text = case["original"]
    normalized = normalize(text)

    for start, end in spans_of(text):
        there = (start <= normalized.offsets) & (normalized.offsets < end)
        form = "".join(c for c, inside in zip(normalized.text, there, strict=True) if inside)
        assert form == normalize_word(text[start:end])


@given(texts() | any_code_points())
def test_spans_are_sorted_disjoint_and_inside(text):
    """Offsets are code points of the raw text: what stands on them relies on these three."""
    spans = spans_of(text)
    edges = [edge for span in spans for edge in span]

    assert edges == sorted(edges)

    assert all(start < end for start, end in spans)

    assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))


@example("قال \N{EMOJI MODIFIER FITZPATRICK TYPE-4}")
@given(texts() | any_code_points())
def test_nothing_is_lost(text):
    """Between two tokens stand white space and characters that cannot be seen, nothing else."""
    outside = set(range(len(text)))
    for start, end in spans_of(text):
        outside -= set(range(start, end))

    lost = {text[i] for i in outside}
    assert not {c for c in lost if unicodedata.category(c)[0] not in "ZC" and c != VARIATION_16}


@given(texts())
def test_no_token_begins_or_ends_with_space(text):
    """White space inside a token would be counted as part of a word."""
    for start, end in spans_of(text):
        assert text[start:end] == text[start:end].strip()


@given(texts())
def test_table_holds_the_raw_text(text):
    """The table's words are slices of the text as it stands, not of a normalised copy."""
    tokens = tokenize(documents(text))

    for token in tokens.itertuples():
        assert token.text == text[token.start : token.end]
        assert token.norm == normalize_word(token.text)
        assert token.kind in KINDS
        assert all(token.start < cut < token.end for cut in token.cuts)
        assert token.cuts == sorted(set(token.cuts))


@given(texts(), texts())
def test_document_alone_as_in_a_corpus(left, right):
    """What is found in one document does not depend on the others."""
    both = tokenize(documents(left, right))
    alone = tokenize(documents(left))

    pd.testing.assert_frame_equal(both[both["doc_id"] == "d0"], alone)


@example("0A", "0")
@given(texts(), texts())
def test_paragraphs_are_cut_alone(left, right):
    """No token and no decision reaches over a line's end."""
    whole = spans_of(f"{left}\n{right}")
    shift = len(left) + 1

    assert whole == spans_of(left) + [(s + shift, e + shift) for s, e in spans_of(right)]


def test_empty_table_has_its_columns():
    """Code that reads the table must not ask whether there is a row."""
    tokens = tokenize(documents())

    assert tokens.dtypes.astype(str).to_dict() == dict(SCHEMAS["tokens"])


def test_missing_column_is_named():
    """A table from elsewhere may call its text otherwise."""
    with pytest.raises(TableError, match=r"tokenize\(documents\) needs the column\(s\) text"):
        tokenize(pd.DataFrame({"doc_id": ["a"], "body": ["قال"]}))


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("\N{EMOJI MODIFIER FITZPATRICK TYPE-4}", [(0, 1)]),
        ("\N{VARIATION SELECTOR-16}", []),
        ("😀\N{ZERO WIDTH JOINER}", [(0, 1)]),
    ],
)
def test_pieces_of_emoji(text, spans):
    """A comment may be cut in the middle of an emoji."""
    assert spans_of(text) == spans


@given(texts() | any_code_points(), st.integers(1, 20))
def test_pieces_equal_the_whole(text, size):
    """A long text is cut at white space: nobody may see where."""
    pieces = _in_pieces(text, size)
    whole = token_spans(text)

    for column, asked in zip(pieces, whole, strict=True):
        assert column.dtype == asked.dtype
        assert column.tolist() == asked.tolist()


def test_text_beyond_one_piece():
    """Offsets go on counting behind the first piece."""
    sentence = "قال الوزير: «لن نقبل». "
    times = 300_000 // len(sentence)
    spans = token_spans(sentence * times)

    assert len(spans.starts) == times * 8
    assert spans.ends[-1] == len(sentence) * times - 1


def test_long_text_without_a_space():
    """A page of 300,000 letters without a space is one word, found in passable time."""
    assert spans_of("ق" * 300_000) == [(0, 300_000)]


@pytest.mark.parametrize(
    "piece",
    [
        "\N{ARABIC TATWEEL}",
        "ق\N{ARABIC TATWEEL}",
        "ق\N{ARABIC TATWEEL} ",
        "\N{ARABIC TATWEEL}\N{RIGHT-TO-LEFT MARK}",
        "ب\N{ARABIC FATHA}\N{ARABIC FATHA}\N{ARABIC FATHA}",
        "ab.",
        "a@",
        "@a",
        "#ق",
        "a1",
        "1",
        "1.",
        "A.",
        "www.",
        "https://a)",
        "😀\N{ZERO WIDTH JOINER}",
        "\N{RIGHT-TO-LEFT MARK}",
    ],
    ids=ascii,
)
def test_time_grows_with_the_text(piece):
    """Ten times the text takes about ten times as long, whatever it is made of.

    What looks over a run again from each of its characters would take a hundred times as
    long. A text that is quickly read is no measure of its growth.
    """
    short, long = (_best_time(piece * times) for times in (2_000, 20_000))

    assert long < 30 * short + 0.02


def _best_time(text):
    times = []
    for _ in range(3):
        started = time.process_time()
        token_spans(text)
        times.append(time.process_time() - started)
    return min(times)


def test_working_memory():
    """Beside the result, a long text needs less than eight bytes a character."""
    text = "قال الوزير: «لن نقبل». الـ36 #وسم 😀 U.S. \N{RIGHT-TO-LEFT MARK}3.5%\n" * 40_000
    token_spans(text[:100])
    tracemalloc.start()
    try:
        spans = token_spans(text)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak - sum(column.nbytes for column in spans) < 8 * len(text)


def test_kinds_of_one_sentence():
    """All kinds side by side, as an article's last line may hold them."""
    text = "كتب @name في #وسم 3 كلمات 😀 و5$ إلى a@b.org أو www.a.org!"
    kinds = [KINDS[kind] for kind in token_spans(text).kinds]

    expected = "word mention word hashtag number word emoji word number symbol word email word url"
    assert kinds == [*expected.split(), "punct"]


@given(texts() | any_code_points())
def test_short_and_long_texts_have_the_same_tokens(text):
    """Short texts of common characters are classified by another table than long ones."""
    lengthened = f"{text}\n{'ق' * 600}"

    assert spans_of(lengthened)[:-1] == spans_of(text)


def test_every_character_has_one_class():
    """The two tables agree on every character that both hold."""
    for code in range(0x3000):
        short = class_bytes(chr(code))

        assert short == class_bytes(chr(code) * 600)[:1], hex(code)
