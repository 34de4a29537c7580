"""Tallies: a zero is a finding, so that it has to be there."""

import pandas as pd
import pytest

from sdlib.errors import ParameterError, TableError
from sdlib.tables import table
from sdlib.tallies import ARABIC, count_by, for_figure, speaker_glosses

DOCUMENTS = pd.DataFrame({"doc_id": ["b", "a", "c"], "outlet": ["B", "A", "B"]})
CLAIMS = pd.DataFrame(
    {"doc_id": ["a", "b", "b", "c", "c"], "mode": ["direct", "mixed", "direct", "mixed", None]}
)


def rows(frame):
    return frame[[frame.columns[0], "outlet", "count"]].values.tolist()


def test_the_most_frequent_value_stands_first_and_outlets_as_in_the_documents():
    """Tables and figures of one corpus must agree on the order of the outlets."""
    claims = pd.concat([CLAIMS, CLAIMS[CLAIMS["mode"] == "mixed"]])

    assert rows(count_by(claims, DOCUMENTS, "mode")) == [
        ["mixed", "B", 4],
        ["mixed", "A", 0],
        ["direct", "B", 1],
        ["direct", "A", 1],
    ]


def test_values_as_frequent_as_each_other_stand_in_the_order_of_their_letters():
    """Without a rule for ties the order would hang on the order of the rows."""
    assert count_by(CLAIMS, DOCUMENTS, "mode")["mode"].tolist() == ["direct"] * 2 + ["mixed"] * 2

    turned = CLAIMS.iloc[::-1]
    assert rows(count_by(turned, DOCUMENTS, "mode")) == rows(count_by(CLAIMS, DOCUMENTS, "mode"))


def test_an_order_is_kept_with_values_that_do_not_occur():
    """A type of cue that nobody uses is to be seen as 0, and not to be looked for."""
    counts = count_by(CLAIMS, DOCUMENTS, "mode", order=["indirect", "mixed", "direct"])

    assert counts["count"].tolist() == [0, 0, 2, 0, 1, 1]


def test_a_value_that_the_order_lacks_is_refused():
    """It would be left out of every sum without a word."""
    with pytest.raises(ParameterError, match="mixed"):
        count_by(CLAIMS, DOCUMENTS, "mode", order=["direct"])


def test_shares_are_of_the_outlets_rows_with_a_value():
    """Rows without a value belong to no kind, so that they are no part of the whole either."""
    counts = count_by(CLAIMS, DOCUMENTS, "mode").set_index(["mode", "outlet"])["share"]

    assert counts["mixed", "B"] == pytest.approx(2 / 3)
    assert counts["direct", "A"] == 1


def test_an_outlet_without_rows_has_zeros_and_no_division_by_zero():
    """An article without claims is a case, not an error."""
    counts = count_by(CLAIMS[CLAIMS["doc_id"] == "a"], DOCUMENTS, "mode")

    assert rows(counts) == [["direct", "B", 0], ["direct", "A", 1]]
    assert counts["share"].tolist() == [0, 1]


def test_no_rows_give_no_rows():
    """With an order there are zeros, without one there is nothing to name."""
    nothing = CLAIMS.head(0)

    assert count_by(nothing, DOCUMENTS, "mode").empty
    assert count_by(nothing, DOCUMENTS, "mode", order=["direct"])["count"].tolist() == [0, 0]


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match="cue_type"):
        count_by(CLAIMS, DOCUMENTS, "cue_type")


# Names ----------------------------------------------------------------------------------


def test_rows_are_named_in_both_languages_and_keep_their_numbers():
    """Kinds of the data model have names; words have theirs from the glosses, or none."""
    documents = DOCUMENTS.assign(outlet_ar=["ب", "أ", "ب"], outlet_en=["Bee", "Ay", "Bee"])
    counts = pd.DataFrame(
        {
            "term": ["حرب", "سلم"],
            "voice": ["claim", "narration"],
            "outlet": ["A", "B"],
            "count": [2, 1],
        }
    )
    found = for_figure(counts, documents, ["term", "voice"], glosses={"حرب": "war"})

    assert found["label"].tolist() == [f"حرب: {ARABIC['claim']}", f"سلم: {ARABIC['narration']}"]
    assert found["label_en"].tolist() == ["war: claim", "سلم: narration"]
    assert found[["outlet_ar", "outlet_en"]].values.tolist() == [["أ", "Ay"], ["ب", "Bee"]]
    assert found["count"].tolist() == [2, 1]


def test_documents_without_names_of_outlets_leave_them_out():
    found = for_figure(count_by(CLAIMS, DOCUMENTS, "mode"), DOCUMENTS, "mode")

    assert "outlet_ar" not in found
    assert set(found["label_en"]) == {"direct", "mixed"}


def test_every_kind_has_an_arabic_name():
    """A figure with one English label among Arabic ones looks like a mistake."""
    from sdlib.cues import CUE_TYPES
    from sdlib.gold import MODES
    from sdlib.voices import VOICES

    assert set(ARABIC) == {*CUE_TYPES, *MODES, *VOICES}


def test_speakers_have_the_english_names_of_their_entities():
    """A joint statement has the names of both, and a speaker who is no entity has none."""
    spans = dict.fromkeys(["cue_start", "cue_end", "content_start", "content_end"], 0)
    rows = [("سين", "x"), ("سين؛ صاد", "x"), ("شاهد", None), (None, None), ("سين؛ شاهد", "x")]
    claims = table(
        "claims", [{"speaker": s, "entity_id": e, "negated": False} | spans for s, e in rows]
    )
    place = {"start": 0, "end": 1}
    mentions = table(
        "mentions",
        [
            {"text": "س", "name": "سين", "entity_id": "x", "name_en": "Ex"} | place,
            {"text": "صاد", "name": "ص", "entity_id": "y", "name_en": "Why"} | place,
        ],
    )

    assert speaker_glosses(claims, mentions) == {"سين": "Ex", "صاد": "Why", "سين؛ صاد": "Ex; Why"}


def test_speakers_without_an_english_name_have_no_gloss():
    """An entity of one's own lexicon may have none; a missing value is no name."""
    claims = pd.DataFrame({"speaker": ["ا", "ب؛ ج"], "entity_id": ["x", None]})
    names = {"text": ["ا", "ب", "ج"], "name": ["ا", "ب", "ج"]}
    mentions = pd.DataFrame({**names, "entity_id": ["x", "y", "z"], "name_en": [None, "B", None]})
    assert speaker_glosses(claims, mentions.astype("string")) == {"ب": "B"}
