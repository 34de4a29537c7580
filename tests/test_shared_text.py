"""Shared text: what stands in several articles is found, and nothing else is.

A copy that is missed counts twice; a pair that is none takes words from an outlet that
chose them.
"""

from collections import Counter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdlib import shared_text
from sdlib.annotation import annotate
from sdlib.errors import CorpusError, ParameterError, TableError
from sdlib.normalization import normalize_word
from sdlib.shared_text import find_shared_text
from sdlib.tokens import KINDS, token_spans

LINE = "فتحت البلدية أمس طريق الجبل القديم أمام السيارات بعد شهر من أعمال الترميم"
OTHER = "زرع طلاب المدرسة مئة شجرة زيتون على ضفة النهر قرب الجسر الحجري صباح السبت"


def documents(*texts, outlets=None):
    names = [f"d{k}" for k in range(len(texts))]
    outlets = outlets or [f"o{k}" for k in range(len(texts))]
    return pd.DataFrame({"doc_id": names, "outlet": outlets, "text": list(texts)})


def found(*texts, **options):
    return find_shared_text(documents(*texts), **options)


def test_the_same_paragraph_in_two_articles_is_one_exact_pair():
    """The spans are those of the paragraph in each raw text."""
    texts = f"عنوان\n{LINE}", f"{LINE}.\nخاتمة"
    row = found(*texts).iloc[0]

    assert texts[0][row["start_a"] : row["end_a"]] == LINE
    assert texts[1][row["start_b"] : row["end_b"]] == LINE + "."
    assert row[["doc_id_a", "outlet_b", "kind", "share_a", "share_b"]].tolist() == [
        *("d0", "o1", "exact", 1.0, 1.0)
    ]


@pytest.mark.parametrize(
    "other",
    [
        LINE.replace("أمس", "امس").replace("أعمال", "اعمال"),
        LINE.replace("القديم", "\N{RIGHT-TO-LEFT MARK}القديم"),
        LINE.replace("فتحت", "فَتَحَت"),
        f"«{LINE}»،",
    ],
)
def test_spelling_marks_and_signs_make_no_copy_near(other):
    """Each desk has its own spelling and quotation marks: the wording is the agency's."""
    assert found(LINE, other)["kind"].tolist() == ["exact"]


def test_another_number_is_another_text():
    """Three dead and five dead is what a comparison must see: such a pair is near at most."""
    texts = [
        f"{LINE} وأصيب {n} عمال بجروح طفيفة ونقلوا إلى المشفى القريب من المكان" for n in (3, 5)
    ]

    assert found(*texts)["kind"].tolist() == ["near"]


def test_a_paragraph_inside_a_longer_one_is_contained_in_it():
    """Some papers print a whole article as one paragraph: containment is said for both sides."""
    row = found(LINE, f"{OTHER}. {LINE}. {OTHER}").iloc[0]

    assert row["share_a"] == 1.0
    assert row["share_b"] < 0.5


def test_shares_are_counts_of_distinct_shingles():
    """Twelve words in a row of thirteen: five shingles of six, by hand."""
    words = LINE.split()
    row = found(LINE, " ".join([*words[:-1], "الطويلة"])).iloc[0]

    assert len(words) == 13
    assert row[["shingles_a", "shingles_b", "shared"]].tolist() == [6, 6, 5]
    assert row["share_a"] == pytest.approx(5 / 6)


def test_words_in_another_order_are_near_and_not_exact():
    """The same shingles may stand in another order, with a turn repeated."""
    a, b = LINE, OTHER
    rows = found(f"{a} {b} {a}", f"{b} {a} {b}")

    assert rows["kind"].tolist() == ["near"]


def test_pairs_below_the_share_are_left_out():
    words = LINE.split()
    half = " ".join([*words[:9], *OTHER.split()])

    assert found(LINE, half, min_share=0.3).shape[0] == 1
    assert found(LINE, half, min_share=0.5).empty


def test_pairs_of_one_outlet_are_given_if_asked_for():
    """An outlet that prints its own story twice is a question of its own."""
    table = documents(LINE, LINE, LINE, outlets=["A", "A", "B"])
    pairs = find_shared_text(table)

    assert pairs[["doc_id_a", "doc_id_b"]].values.tolist() == [["d0", "d2"], ["d1", "d2"]]
    assert len(find_shared_text(table, across=None)) == 3


def test_a_text_that_repeats_itself_is_no_pair():
    """Within one document nothing is counted twice by another."""
    assert found(f"{LINE}\n{LINE}", across=None).empty


def test_documents_and_sentences_are_units_too():
    one, other = f"{LINE}.\n{OTHER}.", f"{LINE}. {OTHER}."

    assert found(one, other, unit="document")["kind"].tolist() == ["exact"]
    assert len(found(one, other, unit="sentence")) == 2


def test_an_annotation_may_be_given():
    table = documents(LINE, LINE)

    assert find_shared_text(annotate(table)).equals(find_shared_text(table))


@pytest.mark.parametrize(
    "table",
    [documents(), documents(LINE), documents("", " \n"), documents("قصير جدا", "قصير جدا")],
)
def test_nothing_shared_is_an_empty_table_with_its_columns(table):
    """An empty corpus, one document, empty and short texts; code behind it asks for dtypes."""
    pairs = find_shared_text(table.astype("string"))

    assert pairs.empty
    assert pairs.dtypes.astype(str).to_dict() == shared_text._COLUMNS


def test_a_long_paragraph_without_a_full_stop_is_compared_as_it_stands():
    """60,000 characters: nothing is cut, and its share is small and not rounded away."""
    long = " ".join(f"كلمة{k}" for k in range(7_000))
    row = found(f"{long} {LINE}", LINE).iloc[0]

    assert row["end_a"] > 60_000
    assert row["share_b"] == 1.0
    assert 0 < row["share_a"] < 0.01


def test_what_stands_everywhere_stays_linear(monkeypatch):
    """A house line in a thousand articles would be half a million pairs."""
    monkeypatch.setattr(shared_text, "_USUAL", 3)
    pairs = found(*[LINE] * 6)

    assert pairs["doc_id_a"].tolist() == ["d0"] * 5
    assert pairs["doc_id_b"].tolist() == [f"d{k}" for k in range(1, 6)]


def test_usual_shingles_count_in_the_shares_of_pairs_found_by_others(monkeypatch):
    """Boilerplate finds no pairs, but a pair that shares it shares it."""
    monkeypatch.setattr(shared_text, "_USUAL", 2)
    pairs = found(LINE, LINE, f"{LINE} {OTHER}", f"{LINE} {OTHER}")
    both = pairs[(pairs["doc_id_a"] == "d2") & (pairs["doc_id_b"] == "d3")].iloc[0]

    assert both["shared"] == both["shingles_a"] == len((LINE + " " + OTHER).split()) - 7


def test_arguments_out_of_range_are_refused():
    with pytest.raises(ParameterError, match="min_share"):
        found(LINE, min_share=0)
    with pytest.raises(ParameterError, match="shingle"):
        found(LINE, shingle=1)
    with pytest.raises(ParameterError, match="unit"):
        found(LINE, unit="page")
    with pytest.raises(TableError, match="agency"):
        found(LINE, across="agency")
    with pytest.raises(CorpusError, match="no text"):
        find_shared_text(documents(LINE, None))


# Against the plain definition -------------------------------------------------------------


def shingles(text, length):
    spans = token_spans(text)
    words = [
        normalize_word(text[s:e])
        for s, e, kind in zip(spans.starts, spans.ends, spans.kinds, strict=True)
        if KINDS[kind] in ("word", "number")
    ]
    return [tuple(words[k : k + length]) for k in range(len(words) - length + 1)]


def plainly(texts, length, share):
    """Every pair of documents compared, shingle by shingle."""
    rows = []
    for b, other in enumerate(texts):
        for a, one in enumerate(texts[:b]):
            left, right = shingles(one, length), shingles(other, length)
            both = len(set(left) & set(right))
            if both and both >= share * min(len(set(left)), len(set(right))):
                rows.append((f"d{a}", f"d{b}", both, "exact" if left == right else "near"))
    return Counter(rows)


@given(
    st.lists(st.lists(st.sampled_from("بتثج"), max_size=9).map(" ".join), max_size=6),
    st.sampled_from([2, 3]),
    st.sampled_from([0.3, 0.5, 1.0]),
)
def test_pairs_are_those_of_the_plain_definition(texts, length, share):
    """The sorted index and the sparse product must give what a comparison of all gives."""
    pairs = found(*texts, unit="document", min_share=share, shingle=length)
    columns = ["doc_id_a", "doc_id_b", "shared", "kind"]

    assert Counter(pairs[columns].itertuples(index=False, name=None)) == plainly(
        texts, length, share
    )
