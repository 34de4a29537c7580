"""Keyness: one table of counts, effects and p-values over documents, and what it refuses."""

import numpy as np
import pandas as pd
import pytest

from sdlib.annotation import annotate
from sdlib.errors import ParameterError, TableError
from sdlib.inference import Gate, Resampling
from sdlib.keywords import REST, keyness
from sdlib.measures import MEASURES, log_ratio
from sdlib.name_counts import deviation_of_proportions
from sdlib.term_counts import count_terms

QUICK = Resampling(99, 20)
COLUMNS = (
    "term group other log_ratio low high weighted_log_odds log_likelihood count count_other "
    "per_million per_million_other documents documents_other dp dp_other dp_reason "
    "p p_maxt p_bh reason"
).split()


def corpus(*articles):
    rows = [(f"d{k}", outlet, text) for k, (outlet, text) in enumerate(articles)]
    return pd.DataFrame(rows, columns=["doc_id", "outlet", "text"]).astype("string")


TEN = corpus(
    *[("A", "نفط نفط غاز قمح")] * 3,
    *[("A", "نفط ذهب"), ("A", "غاز"), ("B", "غاز غاز غاز")],
    *[("B", "غاز قمح")] * 2,
    *[("B", "نفط غاز ذهب"), ("B", "قمح")],
)


def by_term(found):
    return found.table.set_index("term")


# Numbers --------------------------------------------------------------------------------


def test_counts_of_both_sides_by_hand():
    """Every number of a row can be counted with a finger."""
    row = by_term(keyness(TEN, resampling=QUICK)).loc["نفط"]

    assert row[["group", "other", "reason"]].tolist() == ["A", "B", ""]
    assert row[["count", "count_other", "documents", "documents_other"]].tolist() == [7, 1, 4, 1]
    assert row["per_million"] == pytest.approx(7e6 / 15)
    assert row["per_million_other"] == pytest.approx(1e6 / 11)
    assert row["log_ratio"] == log_ratio([7], [1], 15, 11)[0]
    assert row["dp"] == pytest.approx(deviation_of_proportions([2, 2, 2, 1, 0], [4, 4, 4, 2, 1]))


def test_the_table_has_its_columns_effect_first():
    """And the dtypes of the data model, also where nothing is left to compare."""
    full, empty = (keyness(TEN, min_documents=n, resampling=QUICK).table for n in (1, 99))

    assert list(full) == list(empty) == COLUMNS
    assert len(empty) == 0
    assert full.dtypes.equals(empty.dtypes)


@pytest.mark.parametrize("measure", MEASURES)
def test_each_measure_sorts_the_table(measure):
    """One interface; the column of the measure falls from first to last."""
    table = keyness(TEN, measure=measure, min_documents=1, resampling=QUICK).table

    assert table[measure].is_monotonic_decreasing
    assert table.iloc[0]["term"] == "نفط"
    assert table.columns.is_unique


def test_terms_of_too_few_documents_are_left_out():
    assert "ذهب" in by_term(keyness(TEN, min_documents=2, resampling=QUICK)).index
    assert "ذهب" not in by_term(keyness(TEN, min_documents=3, resampling=QUICK)).index


def test_a_word_in_every_document_alike():
    """No difference, p = 1, and no number is missing."""
    row = by_term(keyness(corpus(*[("A", "نفط غاز")] * 4, *[("B", "نفط قمح")] * 4))).loc["نفط"]

    assert row[["log_ratio", "low", "high", "log_likelihood", "dp"]].tolist() == [0] * 5
    assert row[["p", "p_maxt", "p_bh"]].tolist() == [1] * 3


def test_units_below_the_document_are_put_together_again():
    """Paragraphs of one article are no independent draws: a finer count changes no number."""
    documents = TEN.assign(text=TEN["text"].str.replace(" غاز", "\nغاز"))
    fine = count_terms(documents, unit="paragraph")

    assert len(fine.units) > len(documents)
    expected = keyness(documents, resampling=QUICK).table
    pd.testing.assert_frame_equal(keyness(fine, resampling=QUICK).table, expected)


def test_an_annotation_and_sequences_of_words():
    """The same interface for annotations, and for any terms that can be counted."""
    pairs = count_terms(annotate(TEN), ngram=2)
    found = by_term(keyness(pairs, min_documents=1, resampling=QUICK))

    assert found.loc["نفط نفط", ["count", "count_other"]].tolist() == [3, 0]
    annotated = keyness(annotate(TEN), resampling=QUICK).table
    pd.testing.assert_frame_equal(annotated, keyness(TEN, resampling=QUICK).table)


def test_one_seed_one_table():
    """Two runs of a notebook print the same; another seed shows how much is chance."""
    one, two, other = (keyness(TEN, resampling=Resampling(99, 20, s)).table for s in (1, 1, 2))

    pd.testing.assert_frame_equal(one, two)
    assert not one["low"].equals(other["low"])


# Groups ---------------------------------------------------------------------------------

THREE = pd.concat([TEN, corpus(*[("C", "ذهب قمح")] * 5)]).assign(
    doc_id=[f"d{k}" for k in range(15)]
)


def test_of_two_groups_the_first_is_compared():
    """The other direction would be the same table with its signs changed."""
    assert set(keyness(TEN, resampling=QUICK).table["group"]) == {"A"}

    back = by_term(keyness(TEN, target="B", resampling=QUICK))
    there = by_term(keyness(TEN, resampling=QUICK)).loc[back.index]
    assert back["log_ratio"].tolist() == pytest.approx((-there["log_ratio"]).tolist())


def test_groups_may_be_numbers():
    """A year is a group as well as an outlet is, asked for alone or with another."""
    years = TEN.assign(year=[2014] * 5 + [2015] * 5)

    for target in (2015, (2015, 2014)):
        found = keyness(years, by="year", target=target, resampling=QUICK)
        assert set(found.table["group"]) == {"2015"}


def test_of_three_groups_each_is_compared_with_the_rest():
    found = keyness(THREE, resampling=QUICK)
    counts = found.table[found.table["term"] == "ذهب"].set_index("group")

    assert set(zip(found.table["group"], found.table["other"], strict=True)) == {
        ("A", REST),
        ("B", REST),
        ("C", REST),
    }
    assert counts["count"].to_dict() == {"A": 1, "B": 1, "C": 5}
    assert (counts["count"] + counts["count_other"]).tolist() == [7, 7, 7]
    assert len(found.note.split("\n")) == len(found.gates) == 3


def test_two_of_three_groups():
    found = keyness(THREE, target=("C", "A"), resampling=QUICK)

    assert set(zip(found.table["group"], found.table["other"], strict=True)) == {("C", "A")}
    assert found.gates["C"].documents == (5, 5)


def test_documents_without_a_group_are_left_out():
    """Who has no outlet is no third outlet, and not of the rest."""
    stray = pd.concat([TEN, corpus((pd.NA, "ذهب ذهب ذهب")).assign(doc_id="x")])

    pd.testing.assert_frame_equal(
        keyness(stray, resampling=QUICK).table, keyness(TEN, resampling=QUICK).table
    )


def test_another_column_may_name_the_group():
    halves = TEN.assign(half=["x", "y"] * 5)

    assert set(keyness(halves, by="half", resampling=QUICK).table["group"]) == {"x"}


# The gate -------------------------------------------------------------------------------


def test_two_articles_speak_of_two_articles():
    """The newcomer with two articles gets counts, no p, and is told what they are about."""
    found = keyness(corpus(("A", "نفط نفط غاز"), ("B", "قمح غاز")))

    assert "these two articles" in found.note.replace("\n", " ")
    assert found.table[["p", "p_maxt", "p_bh", "low", "high"]].isna().all(axis=None)
    assert set(found.table["reason"]) == {"fewer than 4 documents on a side"}
    assert found.table["log_ratio"].notna().all()


@pytest.mark.parametrize(("k", "allowed"), [(3, False), (4, True)])
def test_below_four_documents_a_side_there_is_no_p(k, allowed):
    documents = corpus(*[("A", "نفط")] * k, *[("B", "غاز")] * 9)
    found = keyness(documents, resampling=QUICK)

    assert found.table["p"].notna().all() == allowed
    assert (found.table["reason"] == "").all() == allowed
    assert f"A {k}, B 9" in found.note


def test_documents_without_words_are_no_documents():
    """Four files of which one is empty are three articles."""
    found = keyness(corpus(*[("A", "نفط")] * 3, ("A", ""), *[("B", "غاز")] * 4))

    assert found.gates["A"].documents == (3, 4)
    assert found.table["p"].isna().all()


def test_the_note_says_the_smallest_p():
    """All 70 ways to deal eight documents: 2/70."""
    gate = Gate(("A", "B"), (4, 4), 999)

    assert "all 70 ways" in gate.note and "0.029" in gate.note
    assert gate.smallest_p == pytest.approx(2 / 70)
    assert "99 random ways" in Gate(("A", "B"), (40, 40), 99).note
    assert "0.1" in Gate(("A", "B"), (3, 3), 99).note


def test_who_asks_for_no_p_gets_none_with_its_reason():
    found = keyness(TEN, resampling=Resampling(0, 0))

    assert found.table[["p", "low"]].isna().all(axis=None)
    assert set(found.table["reason"]) == {"no permutations asked for"}
    assert "no permutations" in found.note


def test_the_first_thing_seen_is_the_note():
    """A table alone would be read without it."""
    found = keyness(TEN, resampling=QUICK)

    assert repr(found).startswith("Unit: the document. A 5, B 5.")
    assert "نفط" in repr(found)


def test_outlets_of_very_different_size():
    """Four articles against two hundred: numbers for all, and the frequent word is found."""
    documents = corpus(*[("A", "نفط غاز")] * 4, *[("B", "قمح غاز")] * 200)
    found = by_term(keyness(documents, min_documents=1, resampling=Resampling(999, 20)))

    numbers = found.drop(columns=["group", "other", "reason", "dp", "dp_other", "dp_reason"])
    assert np.isfinite(numbers.to_numpy()).all()
    assert found.loc["نفط", "p_maxt"] == 0.002


# Errors ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("documents", "options", "says"),
    [
        (TEN, {"measure": "tfidf"}, "log_ratio, weighted_log_odds"),
        (TEN, {"target": "Z"}, "no document has 'Z' in the column outlet; there is A, B"),
        (TEN, {"target": ("A", "A")}, "two different"),
        (TEN, {"target": ("A", "B", "A")}, "two different"),
        (corpus(("A", "نفط"), ("A", "غاز")), {}, "names one group"),
        (corpus(), {}, "names no group"),
        (corpus(("A", "نفط"), ("B", "")), {}, "B .outlet. has no words"),
    ],
)
def test_what_cannot_be_compared_is_refused(documents, options, says):
    with pytest.raises(ParameterError, match=says):
        keyness(documents, **options)


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match="author"):
        keyness(TEN, by="author")


@pytest.mark.parametrize("setting", [{"permutations": -1}, {"bootstraps": 5}])
def test_resampling_that_cannot_be_is_refused(setting):
    with pytest.raises(ParameterError, match="at least 20"):
        Resampling(**setting)


def test_terms_of_one_value_come_by_their_uses():
    """All terms of one side have one %DIFF: the alphabet says nothing of them."""
    found = keyness(
        corpus(("A", "ذهب نفط نفط نفط حديد"), ("B", "قمح قمح غاز حديد")),
        measure="percent_difference",
    ).table

    assert found["term"].tolist() == ["نفط", "ذهب", "حديد", "غاز", "قمح"]


def test_why_there_is_no_dispersion():
    """NaN never stands without its reason."""
    two = corpus(*(("A", "نفط غاز") for _ in range(2)), *(("B", "غاز") for _ in range(2)))
    found = keyness(two).table.set_index("term")
    one = keyness(corpus(("A", "غاز"), ("B", "غاز"), ("B", "غاز"))).table

    assert found["dp_reason"].to_dict() == {"نفط": "not used by B", "غاز": ""}

    assert one["dp_reason"].tolist() == ["one document of A"]

    assert (found[["dp", "dp_other"]].isna().any(axis=1) == found["dp_reason"].ne("")).all()


def test_documents_without_groups():
    """Who has no outlets yet is told which column is empty and what to do."""
    documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["نفط", "غاز"]})

    with pytest.raises(ParameterError, match=r"column outlet names no group: fill it in .* by="):
        keyness(documents)

    with pytest.raises(ParameterError, match=r"names one group, A; .* at least two"):
        keyness(documents.assign(outlet="A"))
