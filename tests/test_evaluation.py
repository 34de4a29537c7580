"""Scores of claims and labels: the guideline's definitions, case by case."""

import json

import pandas as pd
import pytest

from sdlib.agreement import count_agreement
from sdlib.annotation import Annotation
from sdlib.errors import GoldError, ParameterError
from sdlib.evaluation import evaluate
from sdlib.gold import check_articles
from sdlib.tables import SCHEMAS, table

TEXT = "قال الوزير السوري إن الاتفاق بين الطرفين قريب جدا، وفق ما يسمى المجلس."


def span(words, text=TEXT):
    start = text.index(words)
    return [start, start + len(words)]


CLAIM = {
    "cue": span("قال"),
    "source": span("الوزير السوري"),
    "via": None,
    "content": span("الاتفاق بين الطرفين قريب جدا"),
    "speaker": "سامر العلي",
    "mode": "indirect",
    "cue_type": "neutral",
}
LABEL = {"marker": span("ما يسمى"), "label": span("المجلس"), "speaker": None}


def article(*claims, labels=(), doc_id="a"):
    return {"doc_id": doc_id, "claims": list(claims), "labels": list(labels)}


def documents(*names, text=TEXT, outlet="One"):
    return pd.DataFrame({"doc_id": names or ["a"], "outlet": outlet, "text": text})


def value(gold, predicted, score, text=TEXT):
    counts, _ = count_agreement(article(gold), article(predicted), text)
    assert counts["matched"] == 1
    return counts[score]


# Definitions ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cues", "predicted", "matched"),
    [
        ([[0, 3]], [[0, 3]], 1),
        ([[0, 3]], [[2, 9]], 1),
        ([[0, 3]], [[3, 9]], 0),
        ([[0, 3]], [[0, 3], [0, 3]], 1),
        ([[0, 9]], [[0, 2], [2, 9]], 1),
        ([[0, 4], [4, 9]], [[3, 9]], 1),
        # The largest overlap goes first, even where another pairing would match both.
        ([[0, 6], [6, 9]], [[1, 8]], 1),
        ([[0, 5], [5, 9]], [[4, 9], [0, 4]], 2),
        ([], [[0, 3]], 0),
    ],
)
def test_each_cue_is_matched_once(cues, predicted, matched):
    """A second prediction of one claim is a false alarm, not a second hit."""
    gold = article(*({**CLAIM, "cue": cue} for cue in cues))
    other = article(*({**CLAIM, "cue": cue} for cue in predicted))

    assert count_agreement(gold, other, TEXT)[0]["matched"] == matched


def test_largest_overlap_is_matched_first():
    """Else a claim would be compared with the content of its neighbour."""
    gold = article({**CLAIM, "cue": [0, 10], "mode": "direct"})
    predicted = article({**CLAIM, "cue": [0, 2]}, {**CLAIM, "cue": [2, 10], "mode": "direct"})

    assert count_agreement(gold, predicted, TEXT)[0]["mode"] == 1


@pytest.mark.parametrize(
    ("content", "right", "exact"),
    [
        ("الاتفاق بين الطرفين قريب جدا", True, True),
        ("الاتفاق بين الطرفين قريب جدا،", True, False),
        ("إن الاتفاق بين الطرفين قريب جدا", True, False),
        ("الطرفين قريب جدا", False, False),  # 2 * 3 / (5 + 3) = 0.75
        ("بين الطرفين قريب جدا", True, False),  # 2 * 4 / (5 + 4) = 0.89
        ("،", False, False),
    ],
)
def test_content_is_right_from_four_fifths_on(content, right, exact):
    """The F1 of the words shared decides; punctuation is no word."""
    counts = [value(CLAIM, {**CLAIM, "content": span(content)}, name) for name in (
        "content", "content_exact")]  # fmt: skip

    assert counts == [right, exact]


@pytest.mark.parametrize(
    ("gold", "predicted", "right"),
    [
        ("الوزير السوري", "الوزير السوري", True),
        ("الوزير السوري", "الوزير", True),
        ("الوزير السوري", "الوزير السوري إن الاتفاق", True),
        ("الوزير", "الوزير السوري إن الاتفاق", False),
        (None, None, True),
        (None, "الوزير", False),
        ("الوزير", None, False),
    ],
)
def test_source_is_right_from_a_half_on(gold, predicted, right):
    """Where nobody is named, naming nobody is right."""
    sources = [name and span(name) for name in (gold, predicted)]
    claims = [{**CLAIM, "source": source} for source in sources]

    assert value(*claims, "source") == right


@pytest.mark.parametrize(
    ("gold", "predicted", "same", "strict"),
    [
        ("سامر العلي", "سامر العلي", True, True),
        ("سامر العلي", "سَامِر العلـي", True, True),
        ("أحمد", "احمد", True, True),
        ("سامر العلي", "العلي", True, False),
        ("سامر العلي", "علي", True, False),
        ("سامر العلي", "الوزير سامر العلي", True, False),
        ("سامر العلي", "سامر الحسن", False, False),
        ("الرئيس", "رئيس", True, False),
        ("الرئيس السوري", "الرئيس", True, False),
        ("الرئيس السوري", "السوري", True, False),
        ("الرئيس السوري", "الجيش السوري", False, False),
        ("سامر؛ ليلى", "ليلى؛ سامر", True, False),
        ("سامر؛ ليلى", "سامر/ليلى", True, True),
        ("سامر؛ ليلى", "سامر", False, False),
        ("سامر؛ ليلى", "سامر؛ هند", False, False),
        ("سامر؛ هند", "سامر؛ ليلى؛ هند", False, False),
        (None, None, True, True),
        (None, "", True, True),
        (None, "سامر", False, False),
    ],
)
def test_speaker_is_right_by_name(gold, predicted, same, strict):
    """Titles, article and spelling do not make another person; a nationality names nobody."""
    claims = [{**CLAIM, "speaker": name} for name in (gold, predicted)]

    assert (value(*claims, "speaker"), value(*claims, "speaker_strict")) == (same, strict)


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, 1),
        ({"source": None, "cue_type": "denial"}, 1),
        ({"content": span("قريب")}, 0),
        ({"speaker": "ليلى"}, 0),
        ({"mode": "direct"}, 0),
    ],
)
def test_end_to_end_needs_content_speaker_and_mode(change, right):
    """Cue type and source are not part of who said what."""
    assert value(CLAIM, {**CLAIM, **change}, "end_to_end") == right


def test_scores_of_a_worked_example():
    """Precision, recall and F1 by hand: 3 in gold, 4 predicted, 2 matched, 1 of them right."""
    gold = article(CLAIM, {**CLAIM, "cue": [4, 10]}, {**CLAIM, "cue": [20, 24]}, labels=[LABEL])
    predicted = article(
        CLAIM,
        {**CLAIM, "cue": [5, 8], "mode": "direct"},
        {**CLAIM, "cue": [11, 14]},
        {**CLAIM, "cue": [15, 17]},
        labels=[LABEL, {**LABEL, "label": [0, 3]}],
    )
    scores = evaluate([gold], [predicted], documents()).scores

    assert scores["value"].round(4).to_dict() == {
        "detection_precision": 0.5,
        "detection_recall": 0.6667,
        "detection_f1": 0.5714,
        "content_f1": 1.0,
        "content": 1.0,
        "content_exact": 1.0,
        "source": 1.0,
        "speaker": 1.0,
        "speaker_strict": 1.0,
        "mode": 0.5,
        "cue_type": 1.0,
        "end_to_end_precision": 0.25,
        "end_to_end_recall": 0.3333,
        "end_to_end_f1": 0.2857,
        "labels_precision": 0.5,
        "labels_recall": 1.0,
        "labels_f1": 0.6667,
    }

    counted = scores.loc[["detection_precision", "detection_f1", "mode", "labels_recall"], "n"]
    assert counted.tolist() == [4, 7, 2, 1]


def test_recall_by_cue_type():
    """Which cues are missed says where the lexicon has gaps."""
    gold = article(
        CLAIM, {**CLAIM, "cue": [4, 10], "cue_type": "denial"}, {**CLAIM, "cue": [20, 24]}
    )
    result = evaluate([gold], [article(CLAIM)], documents())

    assert result.cue_types.to_dict("index") == {
        "denial": {"gold": 1, "matched": 0, "recall": 0.0},
        "neutral": {"gold": 2, "matched": 1, "recall": 0.5},
    }


def test_scores_by_outlet():
    """A tagger that fails on one outlet's style would distort every comparison."""
    table = documents("a", "b", "c").assign(outlet=["One", "Two", None])
    gold = [article(CLAIM, doc_id=name) for name in "abc"]
    result = evaluate(gold, [gold[0], article(doc_id="b"), gold[2]], table)

    assert result.outlets["detection_recall"].to_dict() == {"One": 1.0, "Two": 0.0}

    assert result.outlets["articles"].tolist() == [1, 1]


# Intervals ------------------------------------------------------------------------------


def twenty(right):
    gold = [article(CLAIM, doc_id=str(k)) for k in range(20)]
    predicted = [article(*[CLAIM] * (k < right), doc_id=str(k)) for k in range(20)]
    return gold, predicted, documents(*map(str, range(20)))


def test_interval_is_that_of_resampled_articles():
    """Recall over 20 articles of one claim each is binomial: its percentiles are known."""
    result = evaluate(*twenty(10), resamples=4000)
    row = result.scores.loc["detection_recall"]

    assert row["value"] == 0.5

    # The 2.5% and 97.5% quantiles of Binomial(20, 0.5) are 6 and 14.
    assert [row["low"], row["high"]] == pytest.approx([6 / 20, 14 / 20], abs=0.026)


def test_same_seed_same_intervals():
    """Reported numbers have to come out again."""
    one, two, other = (evaluate(*twenty(7), resamples=50, seed=seed).scores for seed in (1, 1, 2))

    pd.testing.assert_frame_equal(one, two)

    assert not one.equals(other)


def test_no_interval_from_one_article():
    """One article says nothing about the spread over articles."""
    scores = evaluate([article(CLAIM)], [article(CLAIM)], documents()).scores

    assert scores[["low", "high"]].isna().all().all()


def test_score_that_divides_by_nothing_has_no_interval():
    """Without a label in gold there is no recall of labels, in no resample either."""
    result = evaluate(*twenty(20))

    assert result.scores.loc["labels_recall"].isna()[["low", "high"]].all()

    line = next(line for line in str(result).split("\n") if line.startswith("labels_recall"))
    assert line.split() == ["labels_recall", "-", "-", "-", "0"]


# What is given --------------------------------------------------------------------------


def test_articles_on_one_side_only():
    """A missing prediction is a miss, one without gold no false alarm; both are said."""
    gold = [article(CLAIM), article(CLAIM, doc_id="b")]
    predicted = [article(CLAIM), article(CLAIM, CLAIM, doc_id="c")]
    result = evaluate(gold, predicted, documents("a", "b"))

    assert result.scores.loc["detection_recall", "value"] == 0.5

    assert result.scores.loc["detection_precision", "value"] == 1.0

    assert result.notes == (
        "not predicted, all claims count as missed: b",
        "not in gold, left out: c",
    )

    assert str(result).endswith("\n".join(result.notes))


def annotation(claims=True):
    start, end = CLAIM["content"]
    row = {
        **{"claim_id": "a#1", "doc_id": "a", "cue_start": 0, "cue_end": 3, "negated": False},
        **{"source_start": 4, "source_end": 17, "content_start": start, "content_end": end},
        **{name: CLAIM[name] for name in ("speaker", "mode", "cue_type")},
    }
    rows = {"documents": [{"doc_id": "a", "outlet": "One", "text": TEXT}]}
    rows["claims"] = [row] if claims else []
    return Annotation(**{name: table(name, rows.get(name, ())) for name in SCHEMAS})


@pytest.fixture
def given(tmp_path):
    """The same gold in every form that `evaluate` takes, by name."""
    lines = tmp_path / "gold.jsonl"
    lines.write_text("\ufeff" + json.dumps(article(CLAIM), ensure_ascii=False) + "\n\n", "utf-8")
    folders = {f: annotation().save(tmp_path / f, format=f) for f in ("csv", "gold", "parquet")}
    objects = {"annotation": annotation(), "list": [article(CLAIM)], "lines": lines}
    return {**objects, **folders, "path as text": str(lines)}


NAMES = ["annotation", "list", "lines", "csv", "gold", "parquet", "path as text"]


@pytest.mark.parametrize("name", NAMES)
def test_every_form_of_gold_and_predictions_is_the_same(given, name):
    """Gold is annotated in one form, predictions come in another."""
    first = evaluate(given[name], given["lines"], documents())
    second = evaluate(given["lines"], given[name], documents())

    for result in (first, second):
        assert result.scores.loc["end_to_end_f1", "value"] == 1.0

        assert result.articles["gold_claims"].tolist() == [1]


@pytest.mark.parametrize("name", ["annotation", "csv", "gold", "parquet"])
def test_texts_and_outlets_of_either_side_are_used(given, name):
    """Who evaluates a folder that sdlib wrote need not name the corpus again."""
    assert evaluate(given["lines"], given[name]).outlets.index.tolist() == ["One"]

    assert evaluate(given["lines"], given["list"], given[name]).outlets.index.tolist() == ["One"]


def test_documents_need_no_outlet(tmp_path, given):
    """Texts alone are enough to score."""
    path = tmp_path / "docs.json"
    path.write_text(json.dumps([{"doc_id": "a", "text": TEXT}]), "utf-8")

    assert evaluate(given["list"], given["list"], path).outlets.empty


def test_no_predictions_at_all(given):
    """A tagger that finds nothing has precision 0 by definition, shown as not defined."""
    result = evaluate(given["list"], annotation(claims=False))

    assert result.scores.loc[["detection_precision", "detection_recall"], "value"].tolist() == [
        0,
        0,
    ]

    assert "claims in gold: 1, predicted: 0" in str(result)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"doc_id": None}, "item 1: has no doc_id"),
        ({"claims": {}}, "claims is no list"),
        ({"claims": "x"}, "claims is no list"),
        ({"claims": [1]}, "claims is no list of objects"),
        ({"claims": [{**CLAIM, "cue": None}]}, r"claim 1: cue is None; write \[start, end\]"),
        ({"claims": [{**CLAIM, "cue": [3, 3]}]}, r"claim 1: cue is \[3, 3\]"),
        ({"claims": [{**CLAIM, "cue": [-1, 3]}]}, "claim 1: cue is"),
        ({"claims": [{**CLAIM, "cue": [0, 3.0]}]}, "claim 1: cue is"),
        ({"claims": [CLAIM, {**CLAIM, "content": [1]}]}, "claim 2: content is"),
        ({"claims": [{**CLAIM, "source": "الوزير"}]}, "source is 'الوزير'.* or null"),
        ({"claims": [{**CLAIM, "speaker": ["x"]}]}, "speaker is"),
        ({"claims": [{**CLAIM, "mode": "Direct"}]}, "mode is 'Direct'; write one of direct"),
        ({"claims": [{**CLAIM, "cue_type": None}]}, "cue_type is None; write one of neutral"),
        ({"labels": [{"marker": [0, 3]}]}, "label 1: label is None"),
        ({"claims": [{**CLAIM, "content": [9, 999]}]}, "content ends at 999, but the text has 70"),
    ],
)
def test_gold_that_is_not_of_its_form(change, words):
    """A slip in a file written by hand is named with its article and claim."""
    gold = [{**article(CLAIM), **change}]
    with pytest.raises(GoldError, match=words):
        evaluate(gold, [article(CLAIM)], documents())


def test_predictions_may_leave_out_what_they_do_not_know():
    """Another tagger may know no modes or types: then they are wrong, not an error."""
    predicted = article({"cue": [0, 3], "content": CLAIM["content"]})
    scores = evaluate([article(CLAIM)], [predicted], documents()).scores["value"]

    assert scores[["content", "mode", "cue_type", "speaker"]].tolist() == [1, 0, 0, 0]


def test_two_articles_of_one_id():
    """One would silently replace the other."""
    with pytest.raises(GoldError, match=r"item 2: a stands in .*item 1 already"):
        check_articles([("item 1", article()), ("item 2", article())])


def test_texts_that_differ():
    """Offsets into another version of a text mean other words."""
    with pytest.raises(GoldError, match="a: the texts of gold, predictions or documents differ"):
        evaluate([article(CLAIM)], annotation(), documents(text=TEXT + " "))


@pytest.mark.parametrize(
    ("gold", "error", "words"),
    [
        ([], GoldError, "gold holds no articles"),
        (article(CLAIM), ParameterError, "gold is a dict; give"),
        (pd.DataFrame(), ParameterError, "gold is a DataFrame; give"),
        (None, ParameterError, "gold is a NoneType; give"),
        ("gone.jsonl", GoldError, "gone.jsonl: does not exist"),
    ],
)
def test_gold_of_another_kind(gold, error, words):
    """What can be given is said."""
    with pytest.raises(error, match=words):
        evaluate(gold, [], documents())


@pytest.mark.parametrize(
    ("documents", "error", "words"),
    [
        (None, GoldError, "a: has no text; give the documents"),
        (pd.DataFrame({"doc_id": ["b"], "text": ["x"]}), GoldError, "a: has no text"),
        (3, ParameterError, "documents is a int; give"),
    ],
)
def test_documents_that_lack_the_text(documents, error, words):
    """Words cannot be compared without the text."""
    with pytest.raises(error, match=words):
        evaluate([article(CLAIM)], [article(CLAIM)], documents)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\n{}", "line 2: has no doc_id"),
        (b'{"doc_id": "a"}\n{', "line 2: is no valid JSON"),
        ("قال الوزير".encode("cp1256"), "Windows-1256"),
        (b"", "is empty"),
    ],
)
def test_gold_file_that_cannot_be_read(tmp_path, data, words):
    """Gold is edited by hand: the line is named."""
    path = tmp_path / "gold.jsonl"
    path.write_bytes(data)

    with pytest.raises(GoldError, match=f"gold.jsonl.*{words}"):
        evaluate(path, [], documents())


def test_folder_that_sdlib_did_not_write(tmp_path):
    """A folder is read through its run.json."""
    with pytest.raises(GoldError, match="is a folder that sdlib did not write"):
        evaluate(tmp_path, [], documents())


def test_too_few_resamples():
    """No resample, no interval."""
    with pytest.raises(ParameterError, match="resamples is 0"):
        evaluate([article(CLAIM)], [], documents(), resamples=0)
