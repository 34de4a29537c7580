"""Mistakes: the list must say what the scores count, no more and no less."""

import pandas as pd
import pytest

from sdlib.annotation import Annotation
from sdlib.errors import GoldError
from sdlib.evaluation import evaluate
from sdlib.mistakes import PARTS, find_mistakes, gold_claims
from sdlib.tables import SCHEMAS, table

TEXT = "قال الوزير إن الطريق مفتوح. أكدت الشرطة أن السائق وصل. نفى السائق الخبر كله."


def claim(cue, source, content, **other):
    """A claim in the gold form, from its words."""
    spans = {"cue": cue, "source": source, "content": content}
    found = {k: v and [TEXT.index(v), TEXT.index(v) + len(v)] for k, v in spans.items()}
    made = {"speaker": source, "mode": "indirect", "cue_type": "neutral", "negated": False}
    return found | {"via": None} | made | other


FIRST = claim("قال", "الوزير", "الطريق مفتوح")
SECOND = claim("أكدت", "الشرطة", "السائق وصل", cue_type="assertive")
THIRD = claim("نفى", "السائق", "الخبر كله", cue_type="denial")
GOLD = [{"doc_id": "a", "claims": [FIRST, SECOND, THIRD], "labels": []}]


def predicted(*claims):
    documents = table("documents", [{"doc_id": "a", "outlet": "A", "text": TEXT}])
    made, _ = gold_claims([{"doc_id": "a", "claims": list(claims)}], documents)
    empty = {name: table(name) for name in SCHEMAS}
    return Annotation(**empty | {"documents": documents, "claims": made})


def kinds(*claims):
    found = find_mistakes(GOLD, predicted(*claims))
    return list(zip(found["cue"], found["kind"], strict=True))


def test_what_is_like_gold_is_no_mistake():
    assert find_mistakes(GOLD, predicted(FIRST, SECOND, THIRD)).empty


def test_missed_and_invented_claims_stand_in_reading_order():
    other = claim("وصل", None, "كله", speaker=None)

    assert kinds(THIRD, other) == [("قال", "missed"), ("أكدت", "missed"), ("وصل", "not in gold")]


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("speaker", "السائق"),
        ("mode", "direct"),
        ("cue_type", "neutral"),
        ("source", None),
        ("content", [TEXT.index("الخبر"), TEXT.index("كله")]),
    ],
)
def test_each_part_that_differs_is_a_row_of_its_own(part, value):
    """So that a speaker who is wrong can be told from a content that is too long."""
    assert kinds(FIRST, {**SECOND, part: value}, THIRD) == [("أكدت", part)]


def test_gold_and_prediction_stand_side_by_side():
    """Spans as words, so that the row can be read without the offsets."""
    row = find_mistakes(GOLD, predicted(FIRST, {**SECOND, "source": None}, THIRD)).iloc[0]

    assert row["gold"] == "الشرطة"
    assert pd.isna(row["predicted"])
    assert row["offset"] == TEXT.index("أكدت")


def test_a_cue_that_is_only_partly_the_same_is_the_same_claim():
    """As in the scores: `أكدت` and `أكدت الشرطة` overlap."""
    wider = {**SECOND, "cue": [SECOND["cue"][0], SECOND["cue"][1] + 7]}

    assert kinds(FIRST, wider, THIRD) == []


@pytest.mark.parametrize(
    "claims",
    [
        [FIRST],
        [FIRST, {**SECOND, "speaker": "أحد", "mode": "mixed"}, THIRD],
        [FIRST, SECOND, {**THIRD, "cue": [0, 1]}],
        [{**FIRST, "content": THIRD["content"]}, {**SECOND, "cue_type": "denial"}],
    ],
)
def test_the_rows_are_as_many_as_the_scores_say(claims):
    """Two readings of one definition would soon say two things."""
    counts = evaluate(GOLD, predicted(*claims)).articles.loc["a"]
    found = find_mistakes(GOLD, predicted(*claims))["kind"].value_counts()

    assert found.get("missed", 0) == counts["gold_claims"] - counts["matched"]
    assert found.get("not in gold", 0) == counts["predicted_claims"] - counts["matched"]
    for part in PARTS:
        assert found.get(part, 0) == counts["matched"] - counts[part]


def test_gold_without_its_article_is_refused():
    """It would count as missed what was never read."""
    with pytest.raises(GoldError, match="b"):
        find_mistakes([{"doc_id": "b", "claims": [], "labels": []}], predicted())


def test_gold_as_tables_has_the_model_s_columns_and_the_words_of_its_spans():
    """Whatever counts the tagger's claims must take gold's too."""
    label = {"marker": [0, 3], "label": [4, 10], "speaker": None}
    documents = pd.DataFrame({"doc_id": ["a"], "text": [TEXT]})
    both = [{"doc_id": "a", "claims": [FIRST], "labels": [label]}, {"doc_id": "b", "claims": []}]
    claims, labels = gold_claims(both, documents)

    assert claims.columns.tolist() == list(SCHEMAS["claims"])
    assert claims.loc[0, ["cue", "source", "content", "speaker"]].tolist() == [
        "قال",
        "الوزير",
        "الطريق مفتوح",
        "الوزير",
    ]
    assert claims.loc[0, ["via", "entity_id", "rule"]].isna().all()
    assert labels.loc[0, ["marker", "label"]].tolist() == ["قال", "الوزير"]
