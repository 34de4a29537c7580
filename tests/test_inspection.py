"""Looking before counting: what the tables of `sdlib.inspection` promise on text of any kind."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdlib.clitics import decide, word_key
from sdlib.code_points import count_characters, list_code_points
from sdlib.errors import ParameterError, TableError
from sdlib.inspection import (
    blank_quotations,
    check_answers,
    compare_tokenizers,
    explain_cuts,
    join_pieces,
    list_quotations,
    normalization_effects,
    spelling_variants,
)
from sdlib.tokenization import tokenize
from sdlib.vocabulary import TERMS
from sdlib.word_counts import count_four_ways, count_words, forms_by_lemma

#: Letters with marks, quotation marks that do and do not match, and what cannot be seen.
_PIECES = ["قال", "والأسد", "ال", "َ", "ـ", "ة", " ", "\n", '"', "”", "«", "»", "\u200f"]
TEXTS = st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)


def documents(*texts: str) -> pd.DataFrame:
    """Make a documents table with an outlet for each text."""
    ids = [f"d{k}" for k in range(len(texts))]
    return pd.DataFrame({"doc_id": ids, "outlet": [i.upper() for i in ids], "text": list(texts)})


def test_code_points_of_nothing_are_an_empty_table():
    """An empty paragraph is text too; its table still has columns to select."""
    frame = list_code_points("")

    assert list(frame) == ["offset", "character", "code", "name"]

    assert frame.empty


def test_marks_stand_on_a_circle_and_spaces_are_missing():
    """A mark alone would sit on the table's border, and a space would look like a mistake."""
    shown = list_code_points("َ \N{NO-BREAK SPACE}")["character"]

    assert shown[0] == "\N{DOTTED CIRCLE}َ"

    assert shown[1:].isna().all()


def test_a_line_feed_has_a_name():
    """Unicode names no control character, but each text has line feeds."""
    assert list_code_points("\n")["name"].tolist() == ["LINE FEED"]


def test_tatweel_is_counted_although_unicode_calls_it_a_letter():
    """Outlets differ in it, and no word needs it."""
    counts = count_characters(documents("الـ24", "ال24"))

    assert counts["name"].unique().tolist() == ["ARABIC TATWEEL"]

    assert counts["count"].tolist() == [1, 0]


def test_outlets_are_counted_over_all_their_documents():
    """An outlet has many articles."""
    table = documents("«أ»", "«ب»").assign(outlet="A")

    assert count_characters(table)["count"].tolist() == [2, 2]


@given(TEXTS)
def test_quotations_are_the_text_between_their_offsets(text):
    """The law of all spans holds for quotations too, closed or not."""
    frame = list_quotations(documents(text))

    assert [text[s:e] for s, e in zip(frame["start"], frame["end"], strict=True)] == list(
        frame["text"]
    )


@given(TEXTS)
def test_blanking_moves_nothing(text):
    """Offsets found in the blanked text must point to the same place in the raw one."""
    blanked = blank_quotations(documents(text))["text"][0]

    assert len(blanked) == len(text)

    assert all(b in (t, " ") for b, t in zip(blanked, text, strict=True))


def test_names_between_marks_are_not_blanked():
    """The outlet's own words name the paper that it cites."""
    blanked = blank_quotations(documents("قالت صحيفة «النهار»: «لن نقبل بهذا»."))["text"][0]

    assert "«النهار»" in blanked

    assert "نقبل" not in blanked


@given(TEXTS)
def test_pieces_joined_without_plus_are_the_token(text):
    """Nothing is lost where a word splits."""
    tokens = tokenize(documents(text))

    assert join_pieces(tokens).str.replace("+", "", regex=False).tolist() == tokens["text"].tolist()


def test_careless_patterns_are_those_of_the_tutorials():
    """The notebook's argument rests on scikit-learn still cutting words at their marks."""
    cut = compare_tokenizers("قَالَ").set_index("tokenizer")["tokens"]

    assert cut["scikit-learn's default"] == "ال"

    assert cut["sdlib"] == "قَالَ"


@pytest.mark.filterwarnings("ignore::sdlib.errors.NoWordsWarning")  # of texts without a word
@given(st.lists(TEXTS, min_size=1, max_size=3), st.sampled_from(TERMS))
def test_word_counts_lose_no_word(texts, terms):
    """What counts as one term moves counts between rows: it makes none, and loses but marks
    without a letter and clitics that stand alone."""
    table = documents(*texts)
    tokens = tokenize(table)
    words = tokens.loc[tokens["kind"].eq("word"), "text"]
    whole = words.str.contains("قال|سد")

    assert whole.sum() <= count_words(table, terms=terms)["count"].sum() <= len(words)


def test_stop_words_are_not_counted_but_are_words():
    """A rate per 1,000 words must not change with the list of words that are left out."""
    counts = count_words(documents("في حلب"), stop=frozenset(["في"]))

    assert counts[["term", "per_1000"]].values.tolist() == [["حلب", 500]]


def test_texts_of_no_outlet_are_not_counted():
    """A missing outlet is no outlet of its own."""
    table = documents("حلب", "حلب").assign(outlet=["A", None])

    assert count_words(table)[["outlet", "count"]].values.tolist() == [["A", 1]]


def test_each_word_has_a_row_for_each_outlet():
    """A word that an outlet does not use is a finding, so its 0 is there."""
    counts = count_words(documents("حلب", "حماة"))

    assert counts[["term", "outlet", "count"]].values.tolist() == [
        ["حلب", "D0", 1],
        ["حلب", "D1", 0],
        ["حماه", "D0", 0],
        ["حماه", "D1", 1],
    ]


def test_each_way_to_count_joins_more():
    """The four columns go from what is written to what a dictionary has."""
    table = documents("قَال وقال قال", "يقولون")

    assert count_four_ways(table, ["قال"]).values.tolist() == [
        ["قال", "D0", 1, 2, 3, 3],
        ["قال", "D1", 0, 0, 0, 1],
    ]


@pytest.mark.parametrize("asked", ["", "رئيس الوزراء", "؟"])
def test_what_is_asked_for_is_one_word(asked):
    """Two words have no count of their own, and none is no question."""
    with pytest.raises(ParameterError, match="one word"):
        count_four_ways(documents("حلب"), ["حلب", asked])


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_forms_of_all_lemmas_are_all_words(texts):
    """A word has one lemma."""
    tokens = tokenize(documents(*texts))

    assert forms_by_lemma(tokens)["count"].sum() == tokens["kind"].eq("word").sum()


#: Function words, names, unknown words, and words that begin or end like clitics.
_WORDS = "وزير وقال وعليهم للأمن لبنان بتشرشل وصفهم سيتوجه كدول وَقَالَ ووحدة باسم فريق لتشاور".split()


@pytest.mark.parametrize("word", _WORDS)
def test_the_explanation_is_the_decision(word):
    """A table that explains something else than what is done would be worse than none."""
    explained = explain_cuts(word)
    pieces = explained["pieces"][0].split("+")
    tokens = tokenize(documents(word_key(word)))

    assert explained["pieces"][0] == join_pieces(tokens)[0]

    assert len(pieces) == len(decide(word).cuts) + 1

    assert explained["share"].sum() == pytest.approx(100)


def test_function_words_are_not_weighed():
    """Their cuts stand in a list, so they have no score."""
    explained = explain_cuts("وعليهم")

    assert explained[["pieces", "known_as"]].values.tolist() == [["و+علي+هم", "function word"]]

    assert explained["score"].isna().all()


def test_what_nobody_knows_is_missing():
    """An unknown stem has no reading and no frequency, rather than zero uses."""
    explained = explain_cuts("بتشرشل")

    assert explained[["known_as", "uses"]].isna().all(axis=None)


@pytest.mark.parametrize("word", ["", "و", "NATO", "24", "قال الوزير", "قال،"])
def test_only_one_arabic_word_is_explained(word):
    """The weights say nothing of anything else."""
    with pytest.raises(ParameterError, match="one Arabic word"):
        explain_cuts(word)


def test_answers_are_judged_one_by_one():
    """A reader sees which answer to look at again, and not what it should be."""
    checked = check_answers({"a": 1, "b": "و+قال", "c": None}, {"a": 1, "b": "وقال", "c": 3})

    assert checked["verdict"].tolist() == ["right", "look again", "not answered yet"]

    assert "وقال" not in checked["answer"].dropna().tolist()


def test_a_question_left_out_is_named():
    """Deleting a line of an exercise must not look like solving it."""
    with pytest.raises(ParameterError, match="no answer to b"):
        check_answers({"a": 1}, {"a": 1, "b": 2})


def test_merges_add_up_to_the_spellings_that_fell_together():
    """Two ways to count the same loss."""
    tokens = tokenize(documents("أكّد أكد اكد، مشيراً مشيرا، على علي"))
    effects = normalization_effects(tokens)
    spellings = spelling_variants(tokens)["spellings"].str.count(r"\(")

    assert effects["merged"].sum() == (spellings - 1).sum() == 4


def test_a_missing_column_is_named():
    """Whoever passes claims for tokens reads what is wrong."""
    with pytest.raises(TableError, match="cuts"):
        join_pieces(pd.DataFrame({"start": [0], "text": ["قال"]}))
