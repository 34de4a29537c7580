"""Comparison: every count of the findings comes from here, so that each is counted by hand once."""

import pandas as pd
import pytest

from sdlib.casualties import casualty_figures
from sdlib.comparison import (
    count_entities,
    found_in_one,
    naming_variants,
    sentences_around,
    side_by_side,
    with_outlet,
    words_by_outlet,
)
from sdlib.errors import ParameterError, TableError
from sdlib.sentences import find_sentences
from sdlib.speaker_counts import count_speakers, each_speaker, speaker_key
from sdlib.tables import table
from sdlib.tokenization import tokenize

DOCUMENTS = pd.DataFrame(
    {
        "doc_id": ["n1", "s1", "n2"],
        "outlet": ["North", "South", "North"],
        "text": ["هطل المطر. فاض النهر.", "جف النهر في سورية!", "ساد الهدوء، وهطل المطر."],
    }
)


def mentions(*rows):
    """Mentions of one word each: document, word, entity."""
    texts = DOCUMENTS.set_index("doc_id")["text"]
    made = []
    for doc_id, word, entity in rows:
        start = texts[doc_id].index(word)
        place = {"doc_id": doc_id, "start": start, "end": start + len(word), "text": word}
        named = {"entity_id": entity, "name": entity, "name_en": entity, "type": "LOC"}
        made.append(place | named)
    return table("mentions", made)


def claims(*rows):
    """Claims: document, speaker, entity and mode."""
    spans = dict.fromkeys(["cue_start", "cue_end", "content_start", "content_end"], 0)
    return table(
        "claims",
        [
            {"claim_id": f"{d}#{k}", "doc_id": d, "speaker": s, "entity_id": e, "mode": m}
            | spans
            | {"negated": False}
            for k, (d, s, e, m) in enumerate(rows, start=1)
        ],
    )


# Outlets --------------------------------------------------------------------------------


def test_each_row_gets_the_outlet_of_its_document():
    """The order of the table stays; what was there under the name is replaced, not doubled."""
    rows = pd.DataFrame({"doc_id": ["s1", "n2", "s1"], "x": [1, 2, 3]}, index=[7, 3, 5])
    found = with_outlet(with_outlet(rows, DOCUMENTS), DOCUMENTS)

    assert found["outlet"].tolist() == ["South", "North", "South"]
    assert found.columns.tolist() == ["outlet", "doc_id", "x"]
    assert found.index.tolist() == [7, 3, 5]
    assert "outlet" not in rows


def test_words_are_counted_without_marks_and_in_the_order_of_the_documents():
    """The denominator of every rate: a comma must not make an outlet's rates smaller."""
    words = words_by_outlet(tokenize(DOCUMENTS), DOCUMENTS)

    assert list(words.items()) == [("North", 8), ("South", 4)]


def test_an_outlet_without_a_word_has_zero_words():
    none = words_by_outlet(tokenize(DOCUMENTS.head(2)), DOCUMENTS.replace("North", "West").iloc[1:])

    assert none.to_dict() == {"South": 4, "West": 0}


@pytest.mark.parametrize("function", [with_outlet, words_by_outlet])
def test_a_table_without_documents_is_refused(function):
    with pytest.raises(TableError, match="doc_id"):
        function(pd.DataFrame({"kind": ["word"]}), DOCUMENTS)


# Entities -------------------------------------------------------------------------------


def test_mentions_documents_and_rates_by_hand():
    """Two mentions in eight words of two articles are 250 in a thousand."""
    found = mentions(("n1", "النهر", "river"), ("n2", "المطر", "rain"), ("n1", "المطر", "rain"))
    counts = count_entities(found, DOCUMENTS, tokenize(DOCUMENTS)).set_index(
        ["entity_id", "outlet"]
    )

    assert counts.loc[("rain", "North"), ["count", "documents", "per_1000"]].tolist() == [2, 2, 250]
    assert counts.loc[("rain", "South"), ["count", "documents", "per_1000"]].tolist() == [0, 0, 0]
    assert counts.index.get_level_values(0).tolist() == ["rain", "rain", "river", "river"]


def test_entities_as_frequent_as_each_other_stand_in_the_order_of_their_names():
    found = mentions(("n1", "النهر", "river"), ("s1", "سورية", "syria"), ("n1", "المطر", "rain"))
    tokens = tokenize(DOCUMENTS)
    counts = count_entities(found, DOCUMENTS, tokens)

    assert counts["name_en"].tolist() == ["rain"] * 2 + ["river"] * 2 + ["syria"] * 2
    assert count_entities(found.iloc[::-1], DOCUMENTS, tokens).equals(counts)


def test_names_of_one_entity_are_variants_and_letter_forms_are_not():
    """سوريا and سورية are a choice; أ and ا in one word are a habit of typing."""
    texts = ["في سوريا", "في سورية", "في سوريه", "إلى أمريكا", "إلى امريكا"]
    documents = pd.DataFrame({"doc_id": list("abcde"), "outlet": ["X", "Y", "Y", "X", "Y"]})
    documents["text"] = texts
    rows = [
        {
            "doc_id": d,
            "text": t.split()[1],
            "entity_id": e,
            "start": t.index(" ") + 1,
            "end": len(t),
        }
        for d, t, e in zip("abcde", texts, ["sy"] * 3 + ["us"] * 2, strict=True)
    ]
    found = table("mentions", rows)
    columns = ["variant", "outlet", "count", "share"]

    assert naming_variants(found, documents, "sy")[columns].values.tolist() == [
        ["سورية", "Y", 2, 1.0],
        ["سوريا", "X", 1, 1.0],
    ]
    assert set(naming_variants(found, documents, "us")["variant"]) == {"أمريكا"}
    assert naming_variants(found, documents, "nobody").empty


# Speakers -------------------------------------------------------------------------------


def test_a_speaker_is_an_entity_whatever_he_is_called():
    """`Assad` and `the president` are one man; the more frequent name names him."""
    found = claims(
        ("n1", "بشار الأسد", "assad", "direct"),
        ("s1", "الأسد", "assad", "indirect"),
        ("n2", "بشار الأسد", "assad", "mixed"),
    )
    counts = count_speakers(found, DOCUMENTS)

    assert counts[["speaker", "outlet", "count", "direct"]].values.tolist() == [
        ["بشار الأسد", "North", 2, 2],
        ["بشار الأسد", "South", 1, 0],
    ]


def test_a_name_that_is_an_entity_once_is_the_same_speaker_elsewhere():
    """`the minister` is resolved to his name, and the name then is the entity."""
    found = claims(
        ("n1", "هاكان فيدان", "fidan", "direct"),
        ("n1", "هاكان فيدان", None, "direct"),
        ("n1", "شاهد", None, "direct"),
    )

    assert speaker_key(found).tolist() == ["fidan", "fidan", "شاهد"]


def test_one_name_is_one_speaker_also_where_its_entities_differ():
    """Rows with one name would be drawn over each other, and read as a mistake."""
    found = claims(
        ("n1", "المعارضة", "armed", "direct"),
        ("n1", "المعارضة", "armed", "direct"),
        ("n1", "المعارضة", "political", "direct"),
    )

    assert count_speakers(found, DOCUMENTS)["count"].tolist() == [3, 0]


def test_spellings_of_a_name_without_entity_are_one():
    found = claims(("n1", "إدارة المياه", None, "direct"), ("s1", "ادارة المياه", None, "direct"))

    assert speaker_key(found).nunique() == 1


def test_what_two_say_together_each_of_them_says():
    """A joint statement of two ministers counts for both, and not for a third person."""
    found = claims(
        ("n1", "عباس عراقجي؛ سيرغي لافروف", "per-abbas-araghchi", "indirect"),
        ("n1", "عباس عراقجي", "per-abbas-araghchi", "indirect"),
        ("s1", "سيرغي لافروف", "per-sergei-lavrov", "direct"),
    )

    counts = count_speakers(found, DOCUMENTS).set_index(["speaker", "outlet"])

    assert counts["count"].to_dict() == {
        ("سيرغي لافروف", "North"): 1,
        ("سيرغي لافروف", "South"): 1,
        ("عباس عراقجي", "North"): 2,
        ("عباس عراقجي", "South"): 0,
    }

    assert counts.loc[("سيرغي لافروف", "North"), "entity_id"] == "per-sergei-lavrov"

    assert counts["joint"].sum() == 2


def test_one_of_several_is_known_by_the_claims_he_makes_alone():
    """The entity of a joint claim is only the first one's; the second has his own."""
    found = claims(
        ("n1", "سامي؛ ليلى", "per-sami", "indirect"), ("s1", "ليلى", "per-layla", "indirect")
    )
    spoken = each_speaker(found)

    assert spoken["entity_id"].fillna("-").tolist() == ["-", "per-layla", "per-layla"]

    assert spoken.index.tolist() == [0, 0, 1]


def test_claims_of_nobody_known_are_counted_as_such():
    """They are part of all claims, although they are nobody's."""
    found = claims(
        ("n1", None, None, "indirect"),
        ("s1", None, None, "indirect"),
        ("s1", "شاهد", None, "direct"),
    )
    counts = count_speakers(found, DOCUMENTS)

    assert counts["count"].sum() == 3
    assert counts[counts["speaker"].isna()]["count"].tolist() == [1, 1]


def test_without_claims_nobody_speaks():
    assert count_speakers(claims(), DOCUMENTS).empty


# Side by side ---------------------------------------------------------------------------

COUNTS = pd.DataFrame(
    [("x", "South", 2), ("x", "North", 0), ("y", "South", 1), ("y", "North", 3), ("z", "North", 1)],
    columns=["what", "outlet", "count"],
)


def test_found_in_one_needs_zero_in_all_others():
    """Both outlets have y, so that it sets none apart; a row of 0 is not a find."""
    assert found_in_one(COUNTS, "what")[["what", "outlet"]].values.tolist() == [
        ["x", "South"],
        ["z", "North"],
    ]


def test_what_has_no_name_is_not_found_in_one():
    """Claims of unknown speakers say nothing of who speaks in one article only."""
    counts = pd.DataFrame({"speaker": [pd.NA, "x"], "outlet": ["South", "South"], "count": [2, 1]})

    assert found_in_one(counts, "speaker")["speaker"].tolist() == ["x"]


def test_outlets_become_columns_in_the_order_of_the_rows():
    wide = side_by_side(COUNTS, "what")

    assert wide.columns.tolist() == ["what", "South", "North"]
    assert wide.values.tolist() == [["x", 2, 0], ["y", 1, 3], ["z", 0, 1]]


def test_rows_that_labels_do_not_tell_apart_are_refused():
    with pytest.raises(ParameterError, match="what"):
        side_by_side(pd.concat([COUNTS, COUNTS]), "what")


# Back to the text -----------------------------------------------------------------------


def test_the_sentence_around_an_offset_is_raw_text():
    """Its first and its last character are inside, and the index of the rows stays."""
    sentences = find_sentences(DOCUMENTS)
    rows = pd.DataFrame(
        {"doc_id": ["n1", "n1", "n1", "s1", "n2"], "at": [0, 9, 11, 5, pd.NA]}, index=list("abcde")
    ).astype({"at": "Int64"})
    found = sentences_around(rows, DOCUMENTS, sentences, "at")

    assert found.fillna("–").to_dict() == {
        "a": "هطل المطر.",
        "b": "هطل المطر.",
        "c": "فاض النهر.",
        "d": "جف النهر في سورية!",
        "e": "–",
    }


def test_an_article_without_sentences_has_none_around():
    rows = pd.DataFrame({"doc_id": ["n1"], "cue_start": [0]})

    assert sentences_around(rows, DOCUMENTS, table("sentences")).isna().all()


def test_figures_stand_beside_whoever_gives_them():
    """A figure that the outlet gives itself has no speaker; other measures are left out."""
    found = claims(("n1", "شاهد", None, "direct"))
    numbers = [("n1", "n1#1", 0, 4, 3, "killed"), ("s1", None, 3, 8, 5, "killed")]
    numbers += [("s1", None, 0, 2, 9, "wounded")]
    names = ["doc_id", "claim_id", "start", "end", "value", "measure"]
    quantities = table("quantities", [dict(zip(names, row, strict=True)) for row in numbers])
    figures = casualty_figures(quantities, found, DOCUMENTS)

    assert figures[["outlet", "text", "value"]].values.tolist() == [
        ["North", "هطل ", 3],
        ["South", "النهر", 5],
    ]
    assert figures["speaker"].fillna("–").tolist() == ["شاهد", "–"]
    assert casualty_figures(quantities, found, DOCUMENTS, "wounded")["value"].tolist() == [9]
