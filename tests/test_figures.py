"""Figures: numbers of different scope must not be played off against each other."""

import pandas as pd
import pytest

import sdlib
from sdlib.errors import ParameterError


def compared(one, other, **options):
    documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"], "date": None,
                              "text": [one, other]})  # fmt: skip
    events = documents[["doc_id"]].assign(event_id="e")
    return sdlib.compare_figures(sdlib.annotate(documents), events=events, **options)


FIRE = "قتل {} في حريق كبير قرب محطة المدينة القديمة{}."


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        ("12 شخصا", "12 شخصا", "agree"),
        ("12 شخصا", "15 شخصا", "number conflict"),
        ("أكثر من 400 شخص", "420 شخصا", "agree"),
        ("أكثر من 400 شخص", "300 شخص", "number conflict"),
        ("نحو 300 شخص", "310 أشخاص", "agree"),
        ("12 شخصا", "15 قتيلا", "number conflict"),
        ("12 شخصا", "15 مدنيا", "different scope"),
    ],
)
def test_bounds_and_units_decide(one, other, status):
    """More than 400 agrees with 420; and civilians are others than people."""
    found = compared(FIRE.format(one, ""), FIRE.format(other, ""))

    assert found["status"].tolist() == [status]


@pytest.mark.parametrize(
    ("behind", "differs"),
    [(" منذ بداية العام", "period"), (" في يوليو 2004", "period"), ("، بينهم 15 شخصا", None)],
)
def test_another_time_or_a_part_is_no_conflict(behind, differs):
    """Who has died since January, or in another year, is not who died in the fire."""
    found = compared(FIRE.format("12 شخصا", ""), FIRE.format("15 شخصا", behind))
    apart = found[found["status"] == "different scope"]

    assert (found["status"] != "number conflict").all()

    assert differs is None or differs in apart["differs"].iloc[0]


def test_three_figures_of_three_sources_keep_their_scope():
    """None is subtracted from another: the table says who counts whom, where and since when."""
    text = (
        "أعلن الجيش مقتل أكثر من 400 مسلح في حلب خلال الساعات الماضية. "
        "وبحسب المرصد أدت المعارك منذ الأربعاء إلى مقتل 457 شخصا، بينهم 72 مدنيا."
    )
    found = sdlib.list_figures(sdlib.annotate(text), measure="killed")

    assert found["unit"].tolist() == ["مسلح", "شخص", "مدني"]

    assert found["period"].tolist() == ["خلال الساعات الماضية", "منذ الأربعاء", "منذ الأربعاء"]

    assert found["places"].tolist()[:1] == ["حلب"]

    assert found["part"].tolist() == [False, False, True]

    assert found["speaker"].tolist() == ["الجيش", "المرصد", "المرصد"]


def test_a_measure_that_there_is_not_is_refused():
    """An empty table would say that nobody died."""
    with pytest.raises(ParameterError, match=r"'dead', but must be one of .*killed"):
        sdlib.list_figures(sdlib.annotate("قتل 12 مدنيا."), measure="dead")


def test_a_conflict_is_a_finding_of_the_alignment_too():
    documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"], "date": None, "text": [
        FIRE.format("12 شخصا", ""), FIRE.format("15 شخصا", "")]})  # fmt: skip
    events = documents[["doc_id"]].assign(event_id="e")
    found = sdlib.align_claims(sdlib.annotate(documents), events=events)
    conflict = found[found["relation"] == "number conflict"]

    assert conflict[["text_a", "text_b"]].values.tolist() == [["12 شخصا", "15 شخصا"]]


def test_no_figures_make_empty_tables_with_all_columns():
    full = compared(FIRE.format("12 شخصا", ""), FIRE.format("15 شخصا", ""))
    empty = compared("هدأت الريح.", "سكن البحر.")

    assert empty.empty and empty.columns.tolist() == full.columns.tolist()
