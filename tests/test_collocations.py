"""Collocates: observed against expected, each measure against what its authors printed."""

import numpy as np
import pandas as pd
import pytest

from sdlib.annotation import annotate
from sdlib.collocations import MEASURES, association, collocates
from sdlib.concordance import kwic, make_concordance
from sdlib.errors import ParameterError, TableError


def documents(*texts):
    return pd.DataFrame({"doc_id": [f"d{k}" for k in range(len(texts))], "text": list(texts)})


def rows(*texts, node="شمس", **options):
    options = {"min_count": 1, **options}
    return collocates(documents(*texts), node, **options).set_index("term")


# Published examples ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("together", "first", "second", "printed"),
    [
        (12, 111, 621, 11.3),  # honorary doctor
        (8, 1105, 44, 11.3),  # doctors, dentists
        (30, 1105, 241, 10.7),  # doctors, nurses
        (8, 1105, 154, 9.4),  # doctors, treating
        (6, 275, 621, 9.0),  # examined, doctor
    ],
)
def test_mutual_information_is_that_of_church_and_hanks(together, first, second, printed):
    """Their table of words around `doctor` in 15 million words, printed with one decimal.

    Its rows are quoted from memory of the paper: that counts and decimals fit is what is tested.
    """
    expected = first * second / 15_000_000
    found = association("mi", together, expected, node=first, collocate=second)

    assert found == pytest.approx(printed, abs=0.1)


def test_mutual_information_is_that_of_manning_and_schuetze():
    """`Ayatollah Ruhollah`: 42 and 20 uses, 20 together, of 14,307,668 words: 18.38 bits.

    The same counts stand in the documentation of NLTK's collocations.
    """
    found = association("mi", 20, 42 * 20 / 14_307_668, node=42, collocate=20)

    assert found == pytest.approx(18.38, abs=0.005)


def test_the_t_score_is_that_of_manning_and_schuetze():
    """`new companies`: 15,828 and 4,675 uses, 8 together, of 14,307,668 words: 0.999932.

    Section 5.3; the same counts stand in the documentation of NLTK's collocations.
    """
    expected = 15_828 * 4_675 / 14_307_668
    found = association("t_score", 8, expected, node=15_828, collocate=4_675)

    assert found == pytest.approx(0.999932, abs=1e-5)


def test_log_dice_has_the_properties_rychly_gives_it():
    """At most 14; 0 where one use of 16,000 is with the other; a point more is twice as often."""

    def log_dice(together, node, collocate):
        return float(association("log_dice", together, 0.1, node=node, collocate=collocate))

    assert log_dice(50, 50, 50) == 14
    assert log_dice(1, 2**14, 2**14) == 0
    assert log_dice(8, 500, 900) - log_dice(4, 500, 900) == pytest.approx(1)
    assert log_dice(100, 1000, 1000) - log_dice(1, 1000, 1000) == pytest.approx(7, abs=0.5)


def test_what_cannot_be_measured_is_refused():
    """The logarithm of 0 would be an infinity in silence."""
    with pytest.raises(ParameterError, match="above 0"):
        association("mi", 0, 1, node=1, collocate=1)
    with pytest.raises(ParameterError, match="above 0"):
        association("t_score", 1, 0, node=1, collocate=1)
    with pytest.raises(ParameterError, match="log_dice, mi, t_score"):
        association("dice", 1, 1, node=1, collocate=1)


# Counting -------------------------------------------------------------------------------


def test_counts_by_hand():
    """Two nodes in twelve words: windows of one word hold four of the ten others."""
    found = rows("قمر شمس نجم قمر بحر", "قمر شمس بحر رمل رمل رمل رمل", window=1)

    assert found.loc["قمر", ["count", "documents", "frequency"]].tolist() == [2, 2, 3]
    assert found.loc["قمر", "expected"] == pytest.approx(4 * 3 / 10)
    assert found.loc["قمر", "mi"] == pytest.approx(np.log2(2 / 1.2))
    assert found.loc["قمر", "log_dice"] == pytest.approx(14 + np.log2(2 * 2 / (2 + 3)))
    assert found.loc["قمر", "t_score"] == pytest.approx((2 - 1.2) / np.sqrt(2))
    assert set(found.index) == {"قمر", "نجم", "بحر"}


def test_a_word_near_two_nodes_stands_there_once():
    """Windows that overlap are one: a word is not seen twice."""
    assert rows("شمس قمر شمس", window=2)["count"].to_dict() == {"قمر": 1}


def test_windows_end_with_the_document():
    assert rows("قمر شمس", "بحر", window=5).index.tolist() == ["قمر"]


def test_the_words_of_a_phrase_are_no_collocates_of_it():
    found = rows("قمر شمس حار بحر شمس", node="شمس حار", window=1)

    assert found["count"].to_dict() == {"قمر": 1, "بحر": 1}


def test_rare_pairs_are_left_out_and_the_rest_is_sorted():
    """By the measure, then by count and letters, so that a table is the same in every run."""
    text = "قمر شمس نجم. قمر شمس بحر. " * 3
    found = rows(text, window=1, min_count=3, measure="t_score")

    assert found.index.tolist()[0] == "قمر"
    assert found["count"].min() == 3
    for measure in MEASURES:
        assert rows(text, measure=measure)[measure].is_monotonic_decreasing


def test_nodes_may_be_lines_of_a_concordance():
    """Near what the outlet itself calls so, or near what it quotes: lines are filtered first."""
    a = annotate("الهدوء يسود المدينة. قال الوزير إن الهدوء يسود القرية.")
    lines = kwic(a, "الهدوء")
    quoted = collocates(a, lines[lines["voice"] == "claim"], window=2, min_count=1)

    assert "القريه" in set(quoted["term"])
    assert "المدينه" not in set(quoted["term"])
    assert collocates(a, lines, min_count=1).equals(collocates(a, "الهدوء", min_count=1))


def test_a_concordance_is_asked_as_documents_are():
    table = documents("قمر شمس", "قمر شمس قمر")
    index = make_concordance(table)

    assert collocates(index, "شمس", min_count=1).equals(collocates(table, "شمس", min_count=1))


@pytest.mark.parametrize("texts", [[], [""], ["قمر"], ["شمس"], ["شمس شمس"]])
def test_nothing_near_is_an_empty_table_with_its_columns(texts):
    """No document, no node, and a node alone."""
    found = collocates(documents(*texts), "شمس", min_count=1)

    assert found.empty
    assert found["expected"].dtype == "float64"
    assert list(found.columns[-3:]) == list(MEASURES)


def test_arguments_out_of_range_are_refused():
    for wrong in ({"measure": "pmi"}, {"window": 0}, {"min_count": 0}):
        with pytest.raises(ParameterError, match=next(iter(wrong))):
            rows("شمس", **wrong)
    with pytest.raises(TableError, match="start"):
        collocates(documents("شمس"), documents("شمس"))


def test_lines_are_found_again_where_ids_are_numbers():
    """A concordance gives ids as text, whatever the table has."""
    documents = pd.DataFrame({"doc_id": [1, 2], "text": ["قصف الجيش المدينة", "الجيش قصف القرية"]})
    lines = kwic(documents, "الجيش")

    pd.testing.assert_frame_equal(
        collocates(documents, lines, min_count=1), collocates(documents, "الجيش", min_count=1)
    )
