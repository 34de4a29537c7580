"""TF-IDF by source: weights recomputed by hand, from the formula and not from the library."""

from math import log, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from sdlib.annotation import annotate
from sdlib.class_weights import class_tfidf
from sdlib.errors import ParameterError, TableError
from sdlib.tables import table
from sdlib.tfidf import (
    analyze,
    cut_units,
    find_uses,
    spell_alike,
    stop_words,
    tfidf_by_source,
    top_under_settings,
)
from sdlib.tokenization import tokenize
from sdlib.weight_intervals import tfidf_intervals


def corpus(*articles):
    rows = [(f"d{k}", outlet, text) for k, (outlet, text) in enumerate(articles)]
    return pd.DataFrame(rows, columns=["doc_id", "outlet", "text"])


TWO = corpus(("A", "نفط غاز\nنفط ذهب"), ("B", "قمح غاز"))


def weights(frame, source, by="outlet"):
    return frame[frame[by] == source].set_index("term")["tfidf"]


# The formula ----------------------------------------------------------------------------


def test_the_weights_of_three_paragraphs_by_hand():
    """scikit-learn's idf is ln((1+N)/(1+df)) + 1, its vectors have length 1; the mean is ours."""
    idf = {
        "نفط": log(4 / 3) + 1,
        "غاز": log(4 / 3) + 1,
        "ذهب": log(4 / 2) + 1,
        "قمح": log(4 / 2) + 1,
    }
    first = sqrt(idf["نفط"] ** 2 + idf["غاز"] ** 2)
    second = sqrt(idf["نفط"] ** 2 + idf["ذهب"] ** 2)
    third = sqrt(idf["قمح"] ** 2 + idf["غاز"] ** 2)

    found = tfidf_by_source(TWO, min_units=1)

    assert weights(found, "A")["نفط"] == pytest.approx(
        (idf["نفط"] / first + idf["نفط"] / second) / 2
    )
    assert weights(found, "A")["غاز"] == pytest.approx(idf["غاز"] / first / 2)
    assert weights(found, "B")["غاز"] == pytest.approx(idf["غاز"] / third)
    assert weights(found, "B")["ذهب"] == 0


def test_a_word_used_twice_in_a_unit_counts_twice_there():
    """The tf of tf-idf: it is a count, not whether the word is there."""
    found = tfidf_by_source(corpus(("A", "نفط نفط غاز"), ("B", "قمح")), min_units=1)
    a = weights(found, "A")

    assert a["نفط"] == pytest.approx(2 * a["غاز"])
    assert found.set_index(["outlet", "term"]).loc[("A", "نفط"), ["count", "units"]].tolist() == [
        2,
        1,
    ]


def test_two_documents_as_units_give_two_values_of_idf():
    """1.405 for a word in one document, 1 for a word in both: of rarity this says nothing more."""
    found = tfidf_by_source(
        corpus(("A", "نفط غاز"), ("B", "قمح غاز")), unit="document", min_units=1
    )
    a = weights(found, "A")

    assert a["نفط"] / a["غاز"] == pytest.approx(log(3 / 2) + 1)
    assert log(3 / 2) + 1 == pytest.approx(1.405, abs=0.001)


def test_the_difference_is_to_the_mean_of_the_others():
    """With three sources no single one is the yardstick."""
    three = corpus(("A", "نفط غاز"), ("B", "نفط قمح"), ("C", "ذهب قمح"))
    found = tfidf_by_source(three, min_units=1)
    oil = found[found["term"] == "نفط"].set_index("outlet")
    tfidf = oil["tfidf"]

    assert oil["difference"]["A"] == pytest.approx(tfidf["A"] - (tfidf["B"] + tfidf["C"]) / 2)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("AB"),
            st.lists(st.sampled_from(["نفط", "غاز", "قمح", "ذهب"]), min_size=1),
        ),
        min_size=2,
        max_size=6,
    ).filter(lambda articles: len({outlet for outlet, _ in articles}) == 2)
)
def test_the_formula_holds_for_any_small_corpus(articles):
    """The whole table against the definition, with numpy alone."""
    terms = sorted({w for _, words in articles for w in words})
    counts = np.array([[words.count(t) for t in terms] for _, words in articles], dtype=float)
    raw = counts * (np.log((1 + len(articles)) / (1 + (counts > 0).sum(axis=0))) + 1)
    unit = raw / np.linalg.norm(raw, axis=1, keepdims=True)
    documents = corpus(*((outlet, " ".join(words)) for outlet, words in articles))

    found = tfidf_by_source(documents, unit="document", min_units=1)

    for outlet in "AB":
        chosen = [k for k, (o, _) in enumerate(articles) if o == outlet]
        own = found[found["outlet"] == outlet].set_index("term").loc[terms]
        assert own["tfidf"].to_numpy() == pytest.approx(unit[chosen].mean(axis=0))
        assert own["count"].tolist() == counts[chosen].sum(axis=0).tolist()
        assert own["units"].tolist() == (counts[chosen] > 0).sum(axis=0).tolist()


# The table ------------------------------------------------------------------------------


def test_sources_stand_as_in_the_documents_and_words_by_falling_difference():
    """Words that differ as much stand in the order of their letters, run after run."""
    found = tfidf_by_source(corpus(("Z", "قمح نفط\nقمح نفط"), ("A", "غاز\nغاز")))

    assert found["outlet"].tolist() == ["Z"] * 3 + ["A"] * 3
    assert found["term"].tolist() == ["قمح", "نفط", "غاز", "غاز", "قمح", "نفط"]
    assert found.groupby("outlet")["difference"].is_monotonic_decreasing.all()


def test_words_in_too_few_units_are_left_out():
    """A word used in one paragraph sets nobody apart."""
    assert set(tfidf_by_source(TWO)["term"]) == {"نفط", "غاز"}


def test_function_words_are_left_out_unless_they_are_asked_for():
    documents = corpus(("A", "قال في حلب\nقال في حلب"), ("B", "لم يقل في حمص\nلم يقل في حمص"))

    assert set(tfidf_by_source(documents)["term"]) == {"قال", "حلب", "لم", "يقل", "حمص"}
    assert "في" in set(tfidf_by_source(documents, stop=frozenset())["term"])


def test_another_column_may_name_the_source():
    """Authors, dates or halves of one article are compared in the same way."""
    found = tfidf_by_source(TWO.assign(half=["x", "y"]), by="half", min_units=1)

    assert list(dict.fromkeys(found["half"])) == ["x", "y"]
    assert "outlet" not in found


@pytest.mark.parametrize(
    ("documents", "options", "says"),
    [
        (TWO.head(1), {}, "1 source"),
        (TWO, {"unit": "page"}, "page"),
        (TWO, {"min_units": 3}, "no word"),
        (corpus(("A", "في من"), ("B", "على")), {"min_units": 1}, "no word"),
    ],
)
def test_what_cannot_be_compared_is_refused(documents, options, says):
    with pytest.raises(ParameterError, match=says):
        tfidf_by_source(documents, **options)


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match="author"):
        tfidf_by_source(TWO, by="author")


# Words and units ------------------------------------------------------------------------


def test_words_are_whole_with_diacritics_and_bare_of_particles():
    """scikit-learn's own pattern makes two words of one at each diacritic."""
    assert analyze("وَقَالَ لِلأسدِ بالمدينةِ") == ["قال", "الاسد", "المدينه"]


def test_numbers_marks_and_addresses_are_no_words():
    assert analyze("«نفط» 300، https://example.org #غاز") == ["نفط"]


def test_stop_words_keep_who_speaks_and_what_is_denied():
    """قال and the negators are what this library is about."""
    stop = stop_words()

    assert {"في", "علي", "الي", "هذا"} <= stop
    assert not {"قال", "اكد", "نفي", "لم", "لن", "ليس", "لا"} & stop


@pytest.mark.parametrize(("unit", "number"), [("document", 1), ("paragraph", 2), ("sentence", 3)])
def test_units_are_the_parts_of_the_text(unit, number):
    """A word that stands in every sentence is in as many units as there are."""
    documents = corpus(("A", "نفط هطل. نفط ساد.\n\nنفط عاد."), ("B", "نفط"))
    found = tfidf_by_source(documents, unit=unit, min_units=1)

    assert found.set_index(["outlet", "term"]).loc[("A", "نفط"), "units"] == number


@pytest.mark.parametrize(("unit", "number"), [("document", 1), ("paragraph", 2), ("sentence", 3)])
def test_units_are_spans_of_the_raw_text(unit, number):
    """So that a unit can be found again in its document."""
    documents = corpus(("A", "هطل المطر. ساد الهدوء.\n\nعاد الناس إلى البيوت."))
    units = cut_units(documents, unit)
    text = documents.loc[0, "text"]

    assert len(units) == number
    for row in units.itertuples():
        assert text[row.start : row.end] == row.text == row.text.strip()


@pytest.mark.parametrize("terms", ["form", "norm", "word", "lemma"])
@pytest.mark.parametrize("unit", ["document", "paragraph"])
@pytest.mark.parametrize("ngram", [1, 2, (1, 2)])
def test_ids_give_the_weights_of_the_analyzer_route(terms, unit, ngram):
    """Counting integers is a short cut: scikit-learn over strings must say the same."""
    documents = corpus(
        ("A", "أعلنت الحكومة السورية القرار\nوقالت الحكومة إن المدن آمنة"),
        ("B", "والحكومة أعلنت القرارات\nفي المدينة، وبالمدينة أيضا"),
        ("A", "قَالَ الوزيرُ"),
    )
    texts = [
        (outlet, part)
        for outlet, text in zip(documents["outlet"], documents["text"], strict=True)
        for part in (text.split("\n") if unit == "paragraph" else [text])
    ]
    vectorizer = TfidfVectorizer(analyzer=lambda text: analyze(text, terms=terms, ngram=ngram))
    matrix = vectorizer.fit_transform([part for _, part in texts]).toarray()
    options = {"unit": unit, "terms": terms, "ngram": ngram, "stop": frozenset()}
    found = tfidf_by_source(documents, min_units=1, **options)

    for source in ("A", "B"):
        mean = matrix[[outlet == source for outlet, _ in texts]].mean(axis=0)
        expected = dict(zip(vectorizer.get_feature_names_out(), mean, strict=True))
        assert weights(found, source).to_dict() == pytest.approx(expected)


def test_unknown_terms_are_refused():
    with pytest.raises(ParameterError, match="form, norm, word, lemma"):
        tfidf_by_source(TWO, terms="stem")


def test_sequences_that_begin_or_end_with_a_stop_word_are_left_out():
    """What stands between two words of content is part of what is said."""
    documents = corpus(("A", "الحرب على الفقر"), ("B", "الحرب على الفقر"))
    found = tfidf_by_source(documents, ngram=(2, 3))

    assert set(found["term"]) == {"الحرب علي الفقر"}


def test_an_annotation_is_weighed_as_its_documents():
    documents = corpus(("A", "قال الوزير نعم\nوعاد الوزير"), ("B", "قال السفير لا\nقال لا"))

    pd.testing.assert_frame_equal(tfidf_by_source(annotate(documents)), tfidf_by_source(documents))


# Class-based TF-IDF ---------------------------------------------------------------------


def test_class_weights_by_hand():
    """Grootendorst (2022), equation 2: A is 3.5 words, `نفط` is used 4 times in all."""
    documents = corpus(("A", "نفط نفط غاز"), ("B", "نفط ذهب"), ("B", "نفط قمح"))
    found = class_tfidf(documents).set_index(["outlet", "term"])

    assert found.loc[("A", "نفط"), "weight"] == pytest.approx(2 / 3 * log(1 + 3.5 / 4))
    assert found.loc[("B", "ذهب"), "weight"] == pytest.approx(1 / 4 * log(1 + 3.5 / 1))
    assert found.loc[("B", "نفط"), "count"] == 2
    assert ("A", "ذهب") not in found.index


def test_class_weights_leave_out_what_has_no_source():
    """A source without words has no weights, and is no class of the average."""
    documents = corpus(("A", "نفط"), ("B", "غاز"), ("C", "في"), (None, "ذهب"))
    found = class_tfidf(documents)

    assert found[["outlet", "term"]].values.tolist() == [["A", "نفط"], ["B", "غاز"]]
    assert found["weight"].tolist() == pytest.approx([log(2)] * 2)
    with pytest.raises(ParameterError, match="1 source"):
        class_tfidf(corpus(("A", "نفط"), ("B", "في")))


# Back to the sentences ------------------------------------------------------------------


def test_the_uses_of_every_term_are_as_many_as_its_count():
    """A number that does not lead back to as many places is no evidence."""
    documents = corpus(("A", "والنفط في نفطنا\nبالنفط والغاز"), ("B", "للنفط غازٌ\nغاز"))
    tokens = tokenize(documents)
    counts = (
        tfidf_by_source(documents, min_units=1, stop=frozenset()).groupby("term")["count"].sum()
    )

    assert {t: len(find_uses(tokens, t)) for t in counts.index} == counts.to_dict()
    assert find_uses(tokens, "النَفط")["text"].tolist() == ["والنفط", "بالنفط", "للنفط"]


@pytest.mark.parametrize("term", ["", "نفط وغاز", "؛"])
def test_what_is_not_one_word_has_no_uses(term):
    with pytest.raises(ParameterError, match="one word"):
        find_uses(tokenize(TWO), term)


# Spelling -------------------------------------------------------------------------------


def mentions(text, *rows):
    made = []
    for word, name, kind in rows:
        start = text.index(word)
        made.append(
            {"doc_id": "d0", "start": start, "end": start + len(word), "name": name, "type": kind}
        )
    return table("mentions", made)


def test_places_are_written_alike_and_nothing_else():
    """How an outlet names people and groups is what a comparison is after."""
    text = "زار الاسد سورية وسوريه"
    found = mentions(
        text, ("سورية", "سوريا", "LOC"), ("سوريه", "سوريا", "LOC"), ("الاسد", "بشار الأسد", "PER")
    )

    assert spell_alike(corpus(("A", text)), found).loc[0, "text"] == "زار الاسد سوريا وسوريا"

    everyone = spell_alike(corpus(("A", text)), found, types=["PER"])
    assert everyone.loc[0, "text"] == "زار بشار الأسد سورية وسوريه"


def test_behind_lam_the_article_stays_without_its_alef():
    """`لالعراق` would be a word that nobody writes, and that counts as another."""
    text = "دعم للعراق"

    assert (
        spell_alike(corpus(("A", text)), mentions(text, ("لعراق", "العراق", "LOC"))).loc[0, "text"]
        == text
    )


def test_a_name_inside_a_name_is_left_alone():
    text = "مطار حلب"
    found = mentions(text, ("مطار حلب", "مطار حلب الدولي", "LOC"), ("حلب", "حلب", "LOC"))

    assert spell_alike(corpus(("A", text)), found).loc[0, "text"] == "مطار حلب الدولي"


def test_the_documents_given_stay_as_they_are():
    """Offsets of the first texts must not be read in the second."""
    text = "إلى سورية"
    documents = corpus(("A", text), ("B", "نفط"))
    alike = spell_alike(documents, mentions(text, ("سورية", "سوريا", "LOC")))

    assert documents.loc[0, "text"] == text
    assert alike["text"].tolist() == ["إلى سوريا", "نفط"]


# Settings -------------------------------------------------------------------------------


def test_a_word_has_its_rank_in_each_setting_and_none_below_the_top():
    runs = {
        "one": pd.DataFrame({"outlet": ["A", "A", "A", "B"], "term": ["x", "y", "z", "x"]}),
        "two": pd.DataFrame({"outlet": ["A", "A", "A", "B"], "term": ["z", "y", "x", "x"]}),
    }
    found = top_under_settings(runs, 2)

    assert found[["outlet", "term", "settings"]].values.tolist() == [
        ["A", "y", 2],
        ["A", "x", 1],
        ["A", "z", 1],
        ["B", "x", 2],
    ]
    assert found["one"].tolist() == [2, 1, pd.NA, 1]
    assert found["two"].tolist() == [2, pd.NA, 1, 1]


def test_a_source_without_words_is_named():
    """An empty article is no reason for a division by zero: the error says whose it is."""
    documents = pd.DataFrame(
        {"doc_id": ["a", "b", "c"], "outlet": ["A", "B", "C"], "text": ["الحكومة تعلن", "تنفي", ""]}
    )

    with pytest.raises(ParameterError, match="C has no words"):
        tfidf_by_source(documents, min_units=1)


# Intervals ------------------------------------------------------------------------------


def test_an_interval_holds_the_difference_and_turns_with_the_source():
    """The second source's row says the same as the first one's, from its own side."""
    documents = corpus(("A", "نفط غاز\nنفط\nذهب نفط\nقمح غاز"), ("B", "قمح\nقمح غاز\nنفط ذهب"))
    found = tfidf_intervals(documents)
    plain = tfidf_by_source(documents)

    assert found[plain.columns].equals(plain)

    assert (found["low"] <= found["difference"]).all()

    assert (found["difference"] <= found["high"]).all()

    one, other = (found[found["outlet"] == name].set_index("term") for name in "AB")
    assert one["difference"].sub(-other["difference"]).abs().max() < 1e-12

    assert (one["low"] == -other["high"].loc[one.index]).all()


def test_paragraphs_that_are_alike_leave_nothing_open():
    """Whichever of four equal paragraphs are drawn, the mean is the same."""
    found = tfidf_intervals(corpus(("A", "\n".join(["نفط"] * 4)), ("B", "\n".join(["قمح"] * 4))))

    assert found["low"].to_numpy() == pytest.approx(found["difference"].to_numpy())

    assert found["high"].to_numpy() == pytest.approx(found["difference"].to_numpy())


def test_one_paragraph_has_no_interval():
    """Of one paragraph there is nothing else to draw; no width would be told as certainty."""
    found = tfidf_intervals(corpus(("A", "نفط غاز"), ("B", "نفط\nغاز")))

    assert found["low"].isna().all() and found["high"].isna().all()


def test_three_sources_have_no_one_difference():
    three = corpus(("A", "نفط"), ("B", "نفط"), ("C", "نفط"))
    with pytest.raises(ParameterError, match="names 3"):
        tfidf_intervals(three)
