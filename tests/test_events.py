"""Events: what is grouped decides what is compared, so neither too much nor too little may be."""

import pandas as pd
import pytest

import sdlib
from sdlib import events
from sdlib.b_cubed import b_cubed
from sdlib.errors import CorpusError, ParameterError
from sdlib.events import events_of, group_events

FLOOD = "فاض النهر في المدينة ليلا وأغلقت البلدية الجسر القديم أمام السيارات."
FLOOD_TOO = "أغلقت البلدية الجسر القديم في المدينة بعدما فاض النهر ليلا."
MATCH = "فاز الفريق الأخضر في نهائي الكأس بهدفين دون مقابل."


def documents(*rows):
    return pd.DataFrame(rows, columns=["doc_id", "date", "text"])


def numbers(frame, **options):
    return group_events(frame, **options)["event_id"].str.removeprefix("event-").tolist()


def test_articles_on_one_event_are_grouped_and_others_are_not():
    frame = documents(("a", "2024-01-01", FLOOD), ("b", "2024-01-02", FLOOD_TOO),
                      ("c", "2024-01-01", MATCH))  # fmt: skip

    assert numbers(frame) == ["1", "1", "2"]


def test_the_same_words_weeks_apart_are_another_event():
    """Floods come again: without the window a corpus of years would be one event."""
    frame = documents(("a", "2024-01-01", FLOOD), ("b", "2024-02-02", FLOOD))

    assert numbers(frame) == ["1", "2"]

    assert numbers(frame, window_days=None) == ["1", "1"]


def test_without_dates_all_articles_are_compared():
    frame = documents(("a", None, FLOOD), ("b", None, FLOOD_TOO), ("c", None, MATCH))

    assert numbers(frame) == ["1", "1", "2"]

    assert numbers(frame.drop(columns="date")) == ["1", "1", "2"]


def test_an_article_without_a_date_meets_those_that_have_one():
    rows = [("a", "2024-01-01", FLOOD), ("b", None, FLOOD_TOO), ("c", "2024-03-01", MATCH)]

    assert numbers(documents(*rows)) == ["1", "1", "2"]


def test_a_chain_of_likeness_is_not_one_event():
    """Average linkage: an article that resembles two events must not join them."""
    texts = [FLOOD, FLOOD, MATCH, MATCH, f"{FLOOD} {MATCH}"]
    frame = documents(*((str(k), None, text) for k, text in enumerate(texts)))
    groups = group_events(frame, threshold=0.5)["event_id"].tolist()

    assert groups[0] == groups[1] != groups[2] == groups[3]


def test_no_articles_have_no_events():
    found = group_events(documents())

    assert found.empty and found.columns.tolist() == ["doc_id", "event_id", "documents"]


def test_texts_without_a_word_stay_alone():
    """Nothing in common is not likeness: empty texts must not make a group."""
    frame = documents(("a", None, ""), ("b", None, "..."), ("c", None, FLOOD))

    assert numbers(frame) == ["1", "2", "3"]


@pytest.mark.parametrize("options", [{"window_days": -1}, {"threshold": 0.05}, {"threshold": 2}])
def test_options_out_of_range_are_refused(options):
    with pytest.raises(ParameterError, match=next(iter(options))):
        group_events(documents(("a", None, FLOOD)), **options)


def test_a_date_that_is_none_is_named():
    with pytest.raises(CorpusError, match=r"document b.*'soon'"):
        group_events(documents(("a", "2024-01-01", FLOOD), ("b", "soon", FLOOD)))


def test_an_annotation_is_grouped_by_its_documents():
    """All other comparisons take one."""
    frame = documents(("a", None, FLOOD), ("b", None, FLOOD_TOO), ("c", None, MATCH))

    assert numbers(sdlib.annotate(frame)) == numbers(frame)


def test_events_that_are_given_must_name_each_document_once():
    frame = documents(("a", None, FLOOD), ("b", None, MATCH))
    given = pd.DataFrame({"doc_id": ["a", "b"], "event_id": ["x", "x"]})

    assert events_of(frame, given).to_dict() == {"a": "x", "b": "x"}

    with pytest.raises(ParameterError, match="document b has no event"):
        events_of(frame, given.head(1))

    with pytest.raises(ParameterError, match="document a has two rows"):
        events_of(frame, pd.concat([given, given.head(1)]))


def test_b_cubed_is_that_of_its_paper():
    """Their second response: to join two groups of five is worse than five and two."""
    gold = pd.Series(list("AAAAABBCCCCC"))
    score = b_cubed(gold, gold.replace("C", "A"))

    assert round(score.precision, 2) == 0.58

    assert score.recall == 1.0


def test_b_cubed_refuses_what_it_cannot_score():
    with pytest.raises(ParameterError, match="nothing to score"):
        b_cubed(pd.Series(dtype="string"), pd.Series(dtype="string"))

    with pytest.raises(ParameterError, match="'y' has no group"):
        b_cubed(pd.Series(["A", "B"], index=["x", "y"]), pd.Series(["A"], index=["x"]))

    with pytest.raises(ParameterError, match="'x' stands twice"):
        b_cubed(pd.Series(["A", "B"], index=["x", "x"]), pd.Series(["A"], index=["x"]))


def test_b_cubed_counts_nothing_without_a_gold_group():
    """Else a row that nobody judged would lower the score."""
    gold = pd.Series(["A", "A", None], index=["x", "y", "z"])

    assert b_cubed(gold, pd.Series("A", index=["x", "y", "z"])) == (1, 1, 1)


def test_an_event_that_is_missing_is_none():
    """Else all articles without an event would be one."""
    frame = documents(("a", None, FLOOD), ("b", None, MATCH))
    given = pd.DataFrame({"doc_id": ["a", "b"], "event_id": ["e", None]})

    with pytest.raises(ParameterError, match="document b has no event"):
        events_of(frame, given)


def test_blocks_of_rows_make_no_difference(monkeypatch):
    """A corpus is compared in pieces; each pair, with a date or without, is met once."""
    dates = ["2024-01-01", None, "2024-01-03", "2024-01-02", None, "2024-02-01", "2024-01-01"]
    texts = [FLOOD, FLOOD_TOO, MATCH, FLOOD, MATCH, FLOOD_TOO, f"{MATCH} {FLOOD}"]
    frame = documents(*((str(k), *row) for k, row in enumerate(zip(dates, texts, strict=True))))
    whole = group_events(frame)
    for size in (1, 2, 3):
        monkeypatch.setattr(events, "_BLOCK", size)
        pd.testing.assert_frame_equal(group_events(frame), whole)
