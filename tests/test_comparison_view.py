"""Two articles side by side: numbers join what belongs together, and only that."""

import re

import pandas as pd
import pytest

import sdlib
from sdlib.comparison_view import compare
from sdlib.errors import ParameterError, TableError

ONE = "قال الوزير إن الجسر مغلق. قالت النقابة إن الأجور ارتفعت."
OTHER = "أعلنت النقابة أن الأجور ارتفعت. الجسر مغلق منذ الصباح."


@pytest.fixture(scope="module")
def annotation():
    return sdlib.annotate(pd.DataFrame({"doc_id": ["a", "b"], "outlet": "A", "text": [ONE, OTHER]}))


def finding(relation, a, b, claim_a, claim_b):
    """A row of align_claims, its spans given as words."""
    sides = {"a": ("a", ONE, a, claim_a), "b": ("b", OTHER, b, claim_b)}
    row = {"relation": relation, "score": 0.5, "reasons": "because"}
    for side, (doc_id, text, words, claim_id) in sides.items():
        start = text.index(words)
        row |= {f"doc_id_{side}": doc_id, f"claim_id_{side}": claim_id, f"text_{side}": words}
        row |= {f"start_{side}": start, f"end_{side}": start + len(words)}
    return row


@pytest.fixture(scope="module")
def found():
    wages = ("الأجور ارتفعت", "الأجور ارتفعت", "a#2", "b#1")
    return pd.DataFrame(
        [
            finding("same", *wages),
            finding("stance shift", *wages),
            finding("attribution shift", "الجسر مغلق", "الجسر مغلق منذ الصباح", "a#1", None),
        ]
    )


def numbers(view):
    return re.findall(r"<sup[^>]*>([^<]+)</sup>", view.body())


def test_findings_of_one_pair_share_a_number(annotation, found):
    """A pair that says the same in another light is one pair, not two."""
    view = compare(annotation, "a", "b", found=found)

    assert view.pairs[["number", "relation"]].values.tolist() == [
        ["1", "attribution shift"],
        ["2", "same"],
        ["2", "stance shift"],
    ]


def test_each_article_shows_the_numbers_of_its_side(annotation, found):
    """Also where one side is the outlet's own narration, which no claim marks."""
    one, other = compare(annotation, "a", "b", found=found).views

    assert numbers(one) == ["1", "2"]

    assert sorted(numbers(other)) == ["1", "2"]

    assert "[narration 1: الجسر مغلق منذ الصباح]" in repr(other)


def test_the_sides_may_be_turned(annotation, found):
    """Findings have their own order of sides; the reader chooses which article stands first."""
    turned = compare(annotation, "b", "a", found=found)

    assert turned.pairs["text_b"].tolist()[-1] == "الجسر مغلق"
    assert turned.views[0].text == OTHER


def test_what_is_found_in_one_only_has_no_number(annotation, found):
    alone = found.assign(relation="found in one only")

    view = compare(annotation, "a", "b", found=alone)

    assert view.pairs.empty
    assert numbers(view.views[0]) == []


def test_two_articles_of_one_outlet_are_compared(annotation):
    """Also without dates: whoever names two articles wants these two."""
    view = compare(annotation, "a", "b")

    assert "الأجور ارتفعت" in view.pairs["text_a"].tolist()


def test_html_has_two_columns_and_the_pairs(annotation, found):
    html = compare(annotation, "a", "b", found=found)._repr_html_()

    assert html.count("flex:1 1") == 2
    assert "3 findings" in html
    assert "<script" not in html


def test_wrong_calls_are_told(annotation, found):
    with pytest.raises(ParameterError, match="both 'a'; name two"):
        compare(annotation, "a", "a")

    with pytest.raises(ParameterError, match="no document has the id 'c'"):
        compare(annotation, "a", "c")

    with pytest.raises(TableError, match="reasons"):
        compare(annotation, "a", "b", found=found.drop(columns="reasons"))
