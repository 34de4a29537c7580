"""Contradictions: opposite words, negations, exchanged roles, counts; and what looks like them."""

import pandas as pd
import pytest
from golden_cases import expected, found, golden

import sdlib
from sdlib.bounds import bounds_of, meet
from sdlib.errors import LexiconError
from sdlib.exchanges import find_exchanges
from sdlib.lemmas import lemma
from sdlib.normalization import normalize_word
from sdlib.opposites import contrast, contrasts
from sdlib.span_terms import read_spans
from sdlib.words import read_word

SPEAKERS = ("وزير الدفاع", "زعيم المعارضة")
PLACE = "منطقة الوادي الشرقي القريبة من الحدود الجنوبية مساء الخميس"


def aligned(one, other, *, speakers=(SPEAKERS[0], SPEAKERS[0])):
    """Align two claims of two outlets on one event."""
    texts = [f"قال {who} إن {what}." for who, what in zip(speakers, (one, other), strict=True)]
    documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"], "date": None,
                              "text": texts})  # fmt: skip
    events = documents[["doc_id"]].assign(event_id="e")
    return sdlib.align_claims(sdlib.annotate(documents), events=events)


def relations(one, other, **options):
    return set(aligned(one, other, **options)["relation"])


@golden("contradictions")
def test_golden(case):
    """All ways we know in which two outlets deny each other, and what only looks like one."""
    assert found("contradictions", case) == expected(case)


# Opposite words -----------------------------------------------------------------------------


@pytest.mark.parametrize("speakers", [(SPEAKERS[0], SPEAKERS[0]), SPEAKERS])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وافقت على خطة", "رفضت خطة"),
        ("ستسحب قواتها من", "ستبقي قواتها في"),
        ("تقدمت في", "تراجعت في"),
        ("ستزيد الضرائب في", "ستخفض الضرائب في"),
        ("فتحت الطريق إلى", "أغلقت الطريق إلى"),
        ("رفعت العقوبات عن", "فرضت العقوبات على"),
        ("نجحت في اقتحام", "فشلت في اقتحام"),
    ],
)
def test_opposite_words_contradict_and_are_never_the_same(one, other, speakers):
    """All other words agree, and yet one outlet has it one way and the other the other way."""
    found = relations(f"الحكومة {one} {PLACE}", f"الحكومة {other} {PLACE}", speakers=speakers)

    assert "contradiction" in found

    assert not found & {"same", "reworded"}


def test_adjectives_and_participles_are_opposite_too():
    found = aligned("المعبر الشمالي مفتوح أمام حركة المسافرين والبضائع",
                    "المعبر الشمالي مغلق أمام حركة المسافرين والبضائع")  # fmt: skip

    assert found["relation"].tolist() == ["contradiction"]

    assert found["reasons"].tolist() == ["opposite words: مفتوح / مغلق"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وافقت على", "قبلت"),
        ("لم توافق على", "رفضت"),
        ("لم تفشل في تنفيذ", "نجحت في تنفيذ"),
    ],
)
def test_a_negated_opposite_says_the_same(one, other):
    """لم توافق and رفضت cancel each other: to count words alone would call them a contradiction."""
    found = relations(f"الحكومة {one} خطة بناء السد الكبير قرب القرية القديمة",
                      f"الحكومة {other} خطة بناء السد الكبير قرب القرية القديمة")  # fmt: skip

    assert "contradiction" not in found

    assert found & {"same", "reworded"}


def test_opposite_words_of_different_things_do_not_contradict():
    """Words of a pair in two places: a market that opened here, and a road that closed there."""
    found = relations("البلدية فتحت السوق الجديد في المدينة القديمة أمام الزوار والتجار",
                      "البلدية نظفت المدينة القديمة أمام الزوار ثم أغلقت الطريق")  # fmt: skip

    assert "contradiction" not in found


def test_sanctions_are_lifted_and_taxes_are_not():
    """رفع and فرض are opposed of sanctions: رفع الضرائب raises them."""
    assert contrast("فرض", "رفع").about >= {"عقوبه"}

    found = relations(f"الحكومة رفعت الضرائب على الوقود في {PLACE}",
                      f"الحكومة فرضت الضرائب على الوقود في {PLACE}")  # fmt: skip

    assert "contradiction" in found or found & {"same", "reworded"}


def test_who_approves_is_not_the_same_as_who_refuses_by_the_cue():
    """The cue is outside of the content: both contents are equal words."""
    texts = ["رحب الوزير بقرار المحكمة إغلاق المصنع القديم.",
             "استنكر الوزير قرار المحكمة إغلاق المصنع القديم."]  # fmt: skip
    documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"], "text": texts})
    events = documents[["doc_id"]].assign(event_id="e")
    found = sdlib.align_claims(sdlib.annotate(documents), events=events)

    assert not set(found["relation"]) & {"same", "reworded"}

    assert found["reasons"].str.contains("opposite cues: رحب / استنكر").any()


def test_all_lemmas_of_the_lexicon_are_what_the_lemmatiser_gives():
    """A lemma that no word is given would never be found."""
    lost = [
        word
        for word in contrasts()
        if not {word} & {normalize_word(lemma(read_word(x))) for x in (word, "ال" + word)}
    ]
    # Search forms have lost their hamza, by which the lemmatiser tells some words apart.
    assert len(lost) < 0.2 * len(contrasts())

    assert len(contrasts()) > 500


def test_a_row_without_its_opposite_is_refused(tmp_path, monkeypatch):
    """A series stands alone, any other row needs its other side."""
    from sdlib import opposites

    rows = [{"one": "فتح", "other": "", "kind": "opposite", "about": "", "line": "7"}]
    monkeypatch.setattr(opposites, "read_lexicon", lambda *a, **k: rows)
    opposites._rows.cache_clear()
    with pytest.raises(LexiconError, match="line 7: a series has nothing under other"):
        opposites._rows()
    opposites._rows.cache_clear()


# Negation -----------------------------------------------------------------------------------


@pytest.mark.parametrize("speakers", [(SPEAKERS[0], SPEAKERS[0]), SPEAKERS])
@pytest.mark.parametrize(
    ("said", "negated"),
    [
        ("الجيش سيطر على المدينة القديمة", "الجيش لم يسيطر على المدينة القديمة"),
        ("الجيش سيسيطر على المدينة القديمة", "الجيش لن يسيطر على المدينة القديمة"),
        ("الجيش يسيطر على المدينة القديمة", "الجيش لا يسيطر على المدينة القديمة"),
        ("المدينة القديمة آمنة للسكان والزوار", "المدينة القديمة غير آمنة للسكان والزوار"),
        (
            "بلاده قررت المشاركة في مؤتمر السلام المقبل",
            "بلاده قررت عدم المشاركة في مؤتمر السلام المقبل",
        ),
        (
            "الجنود في القاعدة العسكرية الكبيرة قرب النهر غادروا المدينة القديمة",
            "الجنود في القاعدة العسكرية الكبيرة قرب النهر لم يغادروا المدينة القديمة",
        ),
    ],
)
def test_a_negation_of_the_same_predicate_contradicts(said, negated, speakers):
    """Wherever the negator stands, of one speaker in two outlets as of two speakers."""
    found = relations(said, negated, speakers=speakers)

    assert "contradiction" in found

    assert not found & {"same", "reworded"}


def test_a_denial_in_the_content_is_a_denial():
    found = relations("الجيش سيطر على المدينة القديمة مساء الخميس",
                      "حزبه ينفي أن يكون الجيش قد سيطر على المدينة القديمة مساء الخميس",
                      speakers=SPEAKERS)  # fmt: skip

    assert "contradiction" in found

    assert not found & {"same", "reworded"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الخطة غير كافية لحماية القرى القريبة", "الخطة ليست كافية لحماية القرى القريبة"),
        (
            "الحكومة لن تبني السد إلا بعد موافقة سكان القرية",
            "الحكومة ستبني السد بعد موافقة سكان القرية",
        ),
        (
            "الممر ليس للمدنيين فقط بل للجنود في الوادي",
            "الممر للمدنيين وللجنود في الوادي",
        ),
        (
            "الشركة ستدفع الثمن إذا لم توقف تلويث النهر الكبير",
            "الشركة ستدفع الثمن لأنها توقف تلويث النهر الكبير",
        ),
    ],
)
def test_a_negation_that_the_other_has_in_other_words_does_not_contradict(one, other):
    """غير كافية and ليست كافية, لن … إلا, ليس … فقط, a condition: nothing is denied in one only."""
    assert "contradiction" not in relations(one, other, speakers=SPEAKERS)


# Who does it to whom ------------------------------------------------------------------------


def exchanged(one, other):
    a = sdlib.annotate(f"إن {one}. إن {other}.")
    terms = read_spans(a.sentences, a.tokens, a.mentions)
    return find_exchanges(terms, pd.DataFrame({"a": [0], "b": [1]}))[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مسلحا قتل جنديا قرب المعبر", "جنديا قتل مسلحا قرب المعبر"),
        ("قتل مسلح جنديا قرب المعبر", "قتل جندي مسلحا قرب المعبر"),
        ("قتل مسلح جنديا قرب المعبر", "قتل مسلح برصاص جندي قرب المعبر"),
        ("هجوم المعارضة على القرية بدأ فجرا", "هجوم القرية على المعارضة بدأ فجرا"),
        ("تركيا هددت إسرائيل بقطع العلاقات", "إسرائيل هددت تركيا بقطع العلاقات"),
        ("فاز الفريق الأحمر على الفريق الأزرق", "فاز الفريق الأزرق على الفريق الأحمر"),
        ("القافلة انتقلت من حلب إلى دمشق", "القافلة انتقلت من دمشق إلى حلب"),
    ],
)
def test_exchanged_roles_are_found(one, other):
    """The same words: only what stands before and behind the verb tells them apart."""
    assert exchanged(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("قتل مسلح جنديا قرب المعبر", "جنديا قتل على يد مسلح قرب المعبر"),
        ("قتل مسلح جنديا قرب المعبر", "قتل جندي على يد مسلح قرب المعبر"),
        ("الشرطة اعتقلت المتظاهرين في الساحة", "اعتقلت الشرطة المتظاهرين في الساحة"),
        ("الشرطة اعتقلت المتظاهرين في الساحة", "المتظاهرين اعتقلتهم الشرطة في الساحة"),
        ("اغتال المسلحون القاضي في منزله", "القاضي اغتيل في منزله من قبل المسلحين"),
        ("اتفقت روسيا وتركيا على وقف القتال", "اتفقت تركيا وروسيا على وقف القتال"),
        ("اتفقت روسيا مع تركيا على وقف القتال", "اتفقت تركيا مع روسيا على وقف القتال"),
        ("التقى الرئيس الوزير في القصر", "التقى الوزير الرئيس في القصر"),
        ("القافلة انتقلت إلى دمشق من حلب", "القافلة انتقلت من حلب إلى دمشق"),
    ],
)
def test_another_order_is_no_exchange(one, other):
    """Verb first or subject first, passive, an object in front, and what two do together."""
    assert exchanged(one, other) is None


def test_exchanged_roles_contradict_and_threats_do_not():
    """Of the same day and place one is untrue; but two may threaten each other."""
    found = relations("مسلحا قتل جنديا قرب المعبر الشمالي مساء الخميس",
                      "جنديا قتل مسلحا قرب المعبر الشمالي مساء الخميس")  # fmt: skip

    assert found == {"contradiction"}

    found = relations("الوزير هدد السفير بقطع العلاقات الدبلوماسية فورا",
                      "السفير هدد الوزير بقطع العلاقات الدبلوماسية فورا")  # fmt: skip

    assert not found & {"contradiction", "same"}


# Another day, place or person -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الهجوم وقع يوم الاثنين قرب المدينة", "الهجوم وقع يوم الثلاثاء قرب المدينة"),
        ("الهجوم وقع قرب مدينة حمص صباحا", "الهجوم وقع قرب مدينة حلب صباحا"),
        ("القصف أدى إلى مقتل القائد سامي عون", "القصف أدى إلى مقتل القائد نبيل حرب"),
        ("الانفجار وقع شمال القرية القديمة", "الانفجار وقع جنوب القرية القديمة"),
    ],
)
def test_another_day_place_or_person_is_not_the_same(one, other):
    """They may be two events: neither the same nor a contradiction, and the reason says why."""
    found = aligned(f"{one} على القاعدة العسكرية", f"{other} على القاعدة العسكرية")

    assert found["relation"].tolist() == ["same speaker and topic"]

    assert found["reasons"].str.startswith("another day, place, name or kind: ").all()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("موسكو ستزيد صادرات القمح هذا العام", "روسيا ستزيد صادرات القمح هذا العام"),
        ("المتحف يفتح يوم الاثنين أبوابه للزوار", "المتحف يفتح أبوابه للزوار"),
    ],
)
def test_a_capital_for_its_country_and_a_day_in_one_only_are_the_same(one, other):
    assert relations(one, other) & {"same", "reworded"}


# Counts ---------------------------------------------------------------------------------------


def test_counts_that_do_not_meet_are_one_number_conflict_and_nothing_else():
    """One pair, one relation: it stood among the same claims as well."""
    found = aligned("300 شخص قتلوا في الهجوم على السوق القديم",
                    "457 شخصا قتلوا في الهجوم على السوق القديم")  # fmt: skip

    assert found["relation"].tolist() == ["number conflict"]


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("أكثر من 10 أشخاص", "أكثر من 4000 شخص", "number conflict"),
        ("أكثر من 400 شخص", "457 شخصا", "same"),
        ("مئات الأشخاص", "457 شخصا", "same"),
    ],
)
def test_open_bounds_reach_so_far(one, other, relation):
    """More than 10 and more than 4,000 may both be true, and are no one count."""
    found = aligned(f"{one} قتلوا في الهجوم على السوق القديم قرب النهر",
                    f"{other} قتلوا في الهجوم على السوق القديم قرب النهر")  # fmt: skip

    assert set(found["relation"]) & {relation, "reworded" if relation == "same" else relation}

    far = found["reasons"].str.contains("open bounds that are far apart")
    assert far.any() == (relation == "number conflict")


def test_what_words_say_and_what_they_are_taken_for():
    """Without a reach two lower bounds always meet; by default not."""
    figures = sdlib.annotate("قتل أكثر من 10 أشخاص. قتل أكثر من 4000 شخص.").quantities
    for reach, met in ((float("inf"), True), (2, False)):
        least, most = bounds_of(figures, reach=reach)
        assert meet((least[:1], most[:1]), (least[1:], most[1:])).tolist() == [met]


@pytest.mark.parametrize(
    ("count", "contradicts"),
    [("لست طائرات", False), ("لست أنظمة", False), ("لست متأكدا من", True), ("لست خائفا من", True)],
)
def test_six_is_no_negator(count, contradicts):
    """لست stands for six behind ل, before a plural, and for ليس of me and you."""
    a = sdlib.annotate(f"المصنع يخطط {count} الدفع الجديدة.")
    terms = read_spans(a.sentences, a.tokens, a.mentions)

    assert bool(terms.negations[0]) == contradicts


# Reasons --------------------------------------------------------------------------------------


def test_reasons_are_written_as_in_the_dictionary():
    """Search forms have no hamza: ارض is no spelling to show a reader."""
    said = "الأرض القديمة قرب النهر أعيدت إلى أصحابها"
    reasons = aligned(said, said).loc[0, "reasons"]

    assert "أرض" in reasons and "ارض" not in reasons


# What says the same in other words ------------------------------------------------------------


def test_a_verbal_noun_says_what_its_verb_says():
    """نفى استخدام and استخدم have no word in common without the verb of the noun."""
    a = sdlib.annotate("استخدم الحراس العصي. استخدام الحراس العصي.")
    terms = read_spans(a.sentences, a.tokens, a.mentions)

    assert (terms.lemmas[0] @ terms.lemmas[1].T).toarray().round(6).item() == 1

    assert "استخدم" in terms.vocabulary and "استخدام" not in terms.vocabulary


def test_a_negator_of_verbs_does_not_go_on_behind_its_verb():
    """لن يؤثر على حصة denies no share, whether or not the verb is a word that says something."""
    a = sdlib.annotate("الجدار لن يؤثر على حصة القرية. النهر لم يعد آمنا للسباحة.")
    terms = read_spans(a.sentences, a.tokens, a.mentions)
    negated = [[terms.vocabulary[k] for k in terms.negated[row].indices] for row in range(2)]

    assert "حصه" not in negated[0]

    assert "امن" in negated[1]


def test_few_words_of_two_speakers_are_a_topic():
    """Two who speak of one thing in two words do not say the same about it."""
    found = relations("الحكومة تدعم فرص العمل في الريف والجبال", "فرص العمل ضرورية للشباب في المدن",
                      speakers=SPEAKERS)  # fmt: skip

    assert not found & {"same", "reworded"}
