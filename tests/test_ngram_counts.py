"""N-grams: counted by hand, by outlet, with the documents that use them."""

import pandas as pd
import pytest

from sdlib.annotation import annotate
from sdlib.errors import ParameterError, TableError
from sdlib.ngram_counts import ngrams
from sdlib.term_counts import count_terms


def documents(*rows):
    texts, outlets = [t for t, _ in rows], [o for _, o in rows]
    names = [f"d{k}" for k in range(len(rows))]
    return pd.DataFrame(
        {"doc_id": names, "outlet": pd.array(outlets, dtype="string"), "text": texts}
    )


SOME = documents(
    ("مجلس المدينة يجتمع، مجلس المدينة يقرر", "A"),
    ("مجلس المدينة", "A"),
    ("قرر ومجلس المدينة", "B"),
    ("صمت", "C"),
)


def cells(table, column):
    return {(r["term"], r["outlet"]): r[column] for r in table.to_dict("records")}


def test_counts_rates_and_documents_by_hand():
    """Eight words of A hold the pair three times, in two documents; C has none of it."""
    table = ngrams(SOME)

    assert cells(table, "count") == dict(
        zip([("مجلس المدينه", o) for o in "ABC"], [3, 1, 0], strict=True)
    )
    assert table["documents"].tolist() == [2, 1, 0]
    assert table["per_million"].tolist() == pytest.approx([3e6 / 8, 1e6 / 3, 0])


def test_no_sequence_goes_over_a_comma():
    assert ("يجتمع مجلس", "A") not in cells(ngrams(SOME, min_count=1), "count")


def test_the_most_frequent_stands_first_and_equals_by_letters():
    """The order is the same in every run."""
    terms = ngrams(SOME, 1, min_count=1)["term"].drop_duplicates().tolist()

    assert set(terms[:2]) == {"مجلس", "المدينه"}
    assert terms[:2] == sorted(terms[:2])


def test_sequences_that_begin_or_end_with_a_stop_word_are_left_out():
    """`of the town` is no sequence of its own; `man of the town` stays."""
    table = documents(("رجل من المدينة", "A"))

    kept = {
        n: ngrams(table, n, min_count=1, stop=frozenset(["من"]))["term"].tolist() for n in (2, 3)
    }
    assert kept == {2: [], 3: ["رجل من المدينه"]}


def test_documents_without_an_outlet_are_left_out():
    """Their words are nobody's: neither in a count nor in a rate."""
    table = pd.concat([SOME, documents(("مجلس المدينة", None)).assign(doc_id="x")])

    assert ngrams(table.reset_index(drop=True)).equals(ngrams(SOME))


def test_counts_that_are_there_are_taken():
    """Texts are cut once; an annotation and its documents give the same."""
    a = annotate(SOME)

    assert ngrams(count_terms(SOME, ngram=2)).equals(ngrams(SOME))
    assert ngrams(a).equals(ngrams(SOME))


@pytest.mark.parametrize("table", [documents(), documents(("", "A")), documents(("كلمة", "A"))])
def test_nothing_repeated_is_an_empty_table_with_its_columns(table):
    """No document, an empty one, one word."""
    found = ngrams(table)

    assert found.empty
    assert found.dtypes.astype(str).tolist() == ["string", "string", "int64", "float64", "int64"]


def test_arguments_out_of_range_are_refused():
    with pytest.raises(ParameterError, match="n is 0"):
        ngrams(SOME, 0)
    with pytest.raises(ParameterError, match="min_count"):
        ngrams(SOME, min_count=0)
    with pytest.raises(TableError, match="agency"):
        ngrams(SOME, by="agency")
    lines = documents(("مجلس المدينة\nمجلس المدينة", "A"))
    with pytest.raises(ParameterError, match="unit='document'"):
        ngrams(count_terms(lines, unit="paragraph", ngram=2))


def test_a_length_that_is_no_number_is_refused():
    """`"2"` comes from a form or a command line."""
    documents = pd.DataFrame({"doc_id": ["a"], "outlet": ["A"], "text": ["الحكومة تعلن"]})

    with pytest.raises(ParameterError, match="n is '2'"):
        ngrams(documents, "2")


def test_documents_without_outlets_are_one_group():
    """Counts of one's own notes need no outlet."""
    documents = pd.DataFrame({"doc_id": ["a"], "outlet": [None], "text": ["الحكومة تعلن"]})

    assert ngrams(documents, min_count=1)[["outlet", "count"]].values.tolist() == [["", 1]]
