"""Distances between outlets stand beside the distance within each, over as many documents."""

import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import jensenshannon

import sdlib
from sdlib.annotation import annotate
from sdlib.errors import ParameterError, TableError
from sdlib.outlet_distances import DISTANCES, distances_by_outlet
from sdlib.term_counts import count_terms


def corpus(*articles):
    rows = [(f"d{k}", outlet, text) for k, (outlet, text) in enumerate(articles)]
    return pd.DataFrame(rows, columns=["doc_id", "outlet", "text"]).astype("string")


def drawn(outlet, words, k, seed):
    """Articles of fifty words each, drawn at random."""
    rng = np.random.default_rng(seed)
    return [(outlet, " ".join(rng.choice(words, 50))) for _ in range(k)]


NOUNS = ["نفط", "غاز", "قمح", "ذهب", "فضة", "حديد", "نحاس", "قصدير"]


def by_pair(table):
    return table.set_index(["outlet", "other"])


def test_the_distance_is_scipys():
    """Two outlets of two equal articles: whatever the split, the same two distributions."""
    documents = corpus(
        *[("A", "نفط نفط غاز قمح")] * 2,
        *[("B", "غاز قمح ذهب ذهب")] * 2,
    )
    found = by_pair(distances_by_outlet(documents))
    p, q = [0.5, 0.25, 0.25, 0], [0, 0.25, 0.25, 0.5]

    assert found.loc[("A", "B"), "distance"] == pytest.approx(jensenshannon(p, q, base=2))
    assert found.loc[("A", "A"), ["distance", "low", "high"]].tolist() == pytest.approx([0] * 3)


@pytest.mark.parametrize("distance", DISTANCES)
def test_the_same_texts_and_texts_that_share_nothing(distance):
    documents = corpus(*[("A", "نفط غاز")] * 4, *[("B", "قمح ذهب")] * 4, *[("C", "نفط غاز")] * 4)
    found = by_pair(distances_by_outlet(documents, distance=distance))["distance"]

    assert found[("A", "B")] == pytest.approx(1)
    assert found[("A", "C")] == pytest.approx(0, abs=1e-7)


@pytest.mark.parametrize("distance", DISTANCES)
def test_without_a_difference_between_is_as_within(distance):
    """Outlets that draw from the same words are as far from each other as from themselves."""
    documents = corpus(*drawn("A", NOUNS, 30, 1), *drawn("B", NOUNS, 30, 2))
    found = by_pair(distances_by_outlet(documents, distance=distance))

    between, within = found.loc[("A", "B")], found.loc[("A", "A")]
    assert within["low"] < between["distance"] < within["high"]
    assert within["distance"] > 0


@pytest.mark.parametrize("distance", DISTANCES)
def test_with_a_difference_between_is_above_within(distance):
    documents = corpus(*drawn("A", NOUNS, 30, 1), *drawn("B", [*NOUNS, "فحم"], 30, 2))
    found = by_pair(distances_by_outlet(documents, distance=distance))

    assert found.loc[("A", "B"), "low"] > found.loc[("A", "A"), "high"]


def test_outlets_of_very_different_size_are_compared_over_as_many_documents():
    """Samples of few words are far from any other: that is no property of a small outlet."""
    documents = corpus(*drawn("A", NOUNS, 200, 1), *drawn("B", NOUNS, 6, 2))
    found = by_pair(distances_by_outlet(documents))

    assert set(found["documents"]) == {3}
    spread = found["distance"].max() - found["distance"].min()
    assert spread < 0.3 * found["distance"].max()


def test_one_article_an_outlet():
    """The distance of two articles is a number; what it means without a within, nobody knows."""
    found = by_pair(distances_by_outlet(corpus(("A", "نفط غاز"), ("B", "نفط قمح"))))

    assert found.loc[("A", "B"), "distance"] == pytest.approx(np.sqrt(0.5))
    assert found[["low", "high"]].isna().all(axis=None)
    assert np.isnan(found.loc[("A", "A"), "distance"])
    assert set(found["reason"]) == {"an outlet has one document: no halves"}


def test_documents_without_words_or_outlet_are_left_out():
    base = [*drawn("A", NOUNS, 6, 1), *drawn("B", NOUNS, 6, 2)]
    expected = distances_by_outlet(corpus(*base))

    stray = corpus(*base, ("A", "3 !"), (pd.NA, "نفط"), ("C", ""))
    pd.testing.assert_frame_equal(distances_by_outlet(stray), expected, check_exact=False)


def test_annotations_and_finer_units_give_the_same():
    documents = corpus(*drawn("A", NOUNS, 4, 1), *drawn("B", NOUNS, 4, 2))
    lines = documents.assign(text=documents["text"].str.replace("نفط غاز", "نفط\nغاز"))
    expected = distances_by_outlet(documents)

    pd.testing.assert_frame_equal(distances_by_outlet(annotate(documents)), expected)
    fine = count_terms(lines, unit="paragraph")
    assert len(fine.units) > 8
    pd.testing.assert_frame_equal(distances_by_outlet(fine), expected)


@pytest.mark.parametrize(
    ("documents", "options", "says"),
    [
        (corpus(("A", "نفط"), ("A", "غاز")), {}, "1 outlet"),
        (corpus(("A", "نفط"), ("B", "")), {}, "1 outlet"),
        (corpus(("A", "نفط"), ("B", "غاز")), {"distance": "euclid"}, "jensen_shannon, cosine"),
        (corpus(("A", "نفط"), ("B", "غاز")), {"splits": 3}, "at least 20"),
    ],
)
def test_what_cannot_be_compared_is_refused(documents, options, says):
    with pytest.raises(ParameterError, match=says):
        distances_by_outlet(documents, **options)


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match="author"):
        distances_by_outlet(corpus(("A", "نفط")), by="author")


@pytest.mark.parametrize("blank", ["", " ", None])
def test_no_outlet_is_no_outlet_in_every_comparison(blank):
    """An empty cell is a group of its own nowhere; claims are not compared without an outlet."""
    text = "قال وزير المياه إن السد القديم آمن ولا خطر على القرى القريبة منه."
    documents = pd.DataFrame({"doc_id": list("abc"), "outlet": ["A", blank, "B"], "date": None,
                              "text": [text] * 3})  # fmt: skip
    a = sdlib.annotate(documents)

    assert "A 1, B 1." in sdlib.keyness(a).note
    assert set(sdlib.distances_by_outlet(a)["other"]) == {"A", "B"}
    ways = (sdlib.source_profiles, sdlib.ngrams, sdlib.class_tfidf, sdlib.tfidf_by_source)
    for table in [*(way(a) for way in ways), sdlib.count_speakers(a.claims, a.documents)]:
        assert list(dict.fromkeys(table["outlet"])) == ["A", "B"]

    with pytest.raises(sdlib.errors.ParameterError, match="document b has no outlet"):
        sdlib.align_claims(a)
