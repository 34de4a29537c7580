"""Figures: numbers of different scope must not be played off against each other."""

import pandas as pd
import pytest

import sdlib
from sdlib.errors import ParameterError


def compared(one, other, *, dates=None, **options):
    documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"], "date": dates,
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


@pytest.mark.parametrize(
    ("dates", "conflicts"), [(["2024-12-01", "2024-12-02"], 0), (["2024-12-02", "2024-12-01"], 1)]
)
def test_a_higher_number_of_a_later_day_is_a_later_count(dates, conflicts):
    """The dead of a fire become more from day to day, and not fewer."""
    found = compared(FIRE.format("12 شخصا", ""), FIRE.format("15 شخصا", ""), dates=dates)

    assert (found["status"] == "number conflict").sum() == conflicts

    assert conflicts or "a later count (2024-12-01 / 2024-12-02)" in found["differs"].iloc[0]


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        (FIRE.format("12 شخصا", " في حصيلة أولية"), FIRE.format("15 شخصا", ""), "different scope"),
        (
            FIRE.format("12 شخصا", ""),
            f"ارتفع العدد إذ {FIRE.format('15 شخصا', '')}",
            "different scope",
        ),
        (
            FIRE.format("15 شخصا", ""),
            f"ارتفع العدد إذ {FIRE.format('12 شخصا', '')}",
            "number conflict",
        ),
        (FIRE.format("12 شخصا", " الاثنين"), FIRE.format("15 شخصا", " الجمعة"), "different scope"),
        (FIRE.format("12 شخصا", " الاثنين"), FIRE.format("15 شخصا", " أمس"), "number conflict"),
    ],
)
def test_first_and_risen_counts_and_other_weekdays(one, other, status):
    """A count that has risen is the newer one; yesterday may be Monday, but Friday is not."""
    assert compared(one, other)["status"].tolist() == [status]


def test_a_total_is_not_its_first_part():
    loan = "منح البنك المدينة قرضا قيمته {} مليار دولار لبناء السد الكبير."
    found = compared(loan.format("2"), loan.format("الإجمالية 12"))

    assert (found["status"] != "number conflict").all()


def test_numbers_that_are_far_apart_need_the_same_words():
    """65 killed in a crash of last month and 11 in that of today share a sentence's words."""
    far = compared("قتل 65 شخصا بعد تحطم طائرة كبيرة في جبال الشمال.",
                   "سقطت طائرة صغيرة قرب القرية فقتل 11 شخصا كانوا عليها.")  # fmt: skip

    assert (far["status"] != "number conflict").all()

    same = compared(FIRE.format("11 شخصا", ""), FIRE.format("65 شخصا", ""))

    assert same["status"].tolist() == ["number conflict"]


def test_a_number_that_the_other_sentence_has_too_is_unclear():
    """Eight are freed and nine are held: who tells of the nine does not contradict the eight."""
    found = compared("أفرج القاضي عن ثمانية متهمين واستمر توقيف تسعة متهمين في قضية السد الكبير.",
                     "قرر القاضي استمرار توقيف تسعة متهمين في قضية السد الكبير.")  # fmt: skip

    assert (found["status"] != "number conflict").all()


def test_who_is_named_goes_before_the_headline():
    """Of two places with one number, the claim of the ministry tells more than the headline."""
    fire = "قتل {} شخصا في حريق محطة المدينة القديمة"
    said = "قالت وزارة الصحة إن 12 شخصا قتلوا في حريق المحطة القديمة."
    found = compared(f"{fire.format(12)}\n{said}", f"{fire.format(15)}.")

    assert found[["status", "speaker_a"]].values.tolist() == [["number conflict", "وزارة الصحة"]]


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


@pytest.mark.parametrize(
    ("text", "places", "period"),
    [
        ("بحسب مرصد الأنهار ومقره بريطانيا قتل 12 صيادا في حمص أمس.", "حمص", "أمس"),
        ("قال المرصد الذي يتخذ من لندن مقرا له إن 12 صيادا قتلوا.", None, None),
        ("وفي حمص، قال الدفاع المدني إن 12 صيادا قتلوا أمس.", "حمص", "أمس"),
        ("ومن أنقرة، قال الوزير إن 12 صيادا قتلوا في حمص.", "حمص", None),
        ("عمان، الأردن (وكالة النهر)-- قتل 12 صيادا في حمص.", "حمص", None),
        ("قتل 12 صيادا في حمص، بينما زار الوزير دمشق منذ الأحد.", "حمص", None),
        ("قتل 12 صيادا في حمص في عاصفة هي الأعنف منذ 40 عاما.", "حمص", None),
        ("هدأت الريح السبت غداة عاصفة قتل فيها 12 صيادا.", None, None),
        ("قتل 12 صيادا في حمص بعد يومين من عاصفة ضربت الساحل الأحد.", "حمص", None),
    ],
)  # fmt: skip
def test_the_scope_is_that_of_the_figure_and_of_nobody_else(text, places, period):
    """Where a body has its seat, since when something is a record, and what else happened when."""
    found = sdlib.list_figures(sdlib.annotate(text), measure="killed").iloc[0]

    assert (None if pd.isna(found["places"]) else found["places"]) == places

    assert (None if pd.isna(found["period"]) else found["period"]) == period


def test_the_day_on_which_a_figure_is_given_is_no_period():
    """`The army announced on Tuesday` does not say on which day those who are counted died."""
    text = "أعلن الجيش الثلاثاء مقتل 12 مسلحا في حمص. وقتل 3 صيادين الأحد، كما قالت الشرطة أمس."
    found = sdlib.list_figures(sdlib.annotate(text), measure="killed")

    assert found[["period", "told"]].fillna("-").values.tolist() == [
        ["-", "الثلاثاء"], ["الأحد", "أمس"],
    ]  # fmt: skip


ONE = "أضاف الحاكم أن نحو 300 مسلح قتلوا خلال الساعات الـ24 الماضية."
TWO = (
    "وأعلن الجيش مقتل أكثر من 400 مسلح في ريف حمص خلال الساعات الماضية. "
    "وبحسب المرصد أدت المعارك منذ الأربعاء إلى مقتل 457 شخصا."
)


def test_three_sources_with_three_figures_are_rows_of_different_scope():
    """The sentences share few words; who looks for the dead of both outlets must find all three."""
    found = compared(ONE, TWO)

    assert found[["status", "value_a", "value_b"]].values.tolist() == [
        ["different scope", 300, 400],
        ["different scope", 300, 457],
    ]

    assert "period (خلال الساعات الـ24 الماضية / منذ الأربعاء)" in found["differs"].iloc[1]

    assert "who is counted (مسلح / شخص)" in found["differs"].iloc[1]

    assert found["speaker_b"].tolist() == ["الجيش", "المرصد"]

    assert pd.isna(found["score"].iloc[1])  # too few words in both


def test_what_nobody_gives_or_another_year_counted_is_no_row():
    """Background of the event would be laid beside each figure of thousands of articles."""
    told = "أسفرت العاصفة عن مصرع 90 بحارا{}."
    given = f"أفاد الحارس بأنه {told}"

    assert compared(ONE, told.format("")).empty

    assert compared(ONE, given.format(" عام 2004")).empty

    assert len(compared(ONE, given.format(""))) == 1


def test_equal_numbers_agree_in_whatever_words():
    """Six men of a cell and six armed men are one count; two and two are found in any article."""
    told = "أعلنت الوزارة أن قوات الأمن قتلت {} أشخاص من خلية سرية."
    other = "لقي {} مسلحين مصرعهم في تبادل لإطلاق النار، كما قالت الشرطة."

    assert compared(told.format(6), other.format(6))["status"].tolist() == ["agree"]

    assert compared(told.format(3), other.format(3)).empty


def test_in_other_words_and_without_a_scope_it_is_unclear():
    """No conflict: nothing says that both count the same."""
    found = compared("قالت الشرطة إن 25 شخصا قتلوا في انفجارين.",
                     "وصل عدد القتلى إلى 48 قتيلا، كما أعلن مسؤول.")  # fmt: skip

    assert found["status"].tolist() == ["unclear"]


def test_side_a_is_the_outlet_that_the_documents_name_first():
    """Also where its figure is the one that was looked for last."""
    found = compared(TWO, ONE)

    assert found["value_b"].tolist() == [300, 300] and set(found["outlet_a"]) == {"A"}


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
