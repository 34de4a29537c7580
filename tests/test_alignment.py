"""Alignment: what two outlets report alike, otherwise or alone, each told from the rest."""

import pandas as pd
import pytest

import sdlib
from sdlib.errors import ParameterError

SAID = "قال وزير المياه إن السد القديم آمن ولا خطر على القرى القريبة منه."
COLUMNS = ["relation", "outlet_a", "outlet_b"]


def aligned(*texts, outlets="ABC", **options):
    """Align articles of as many outlets, all of one event."""
    documents = pd.DataFrame({"doc_id": [f"d{k}" for k in range(len(texts))],
                              "outlet": list(outlets)[: len(texts)], "date": None,
                              "text": texts})  # fmt: skip
    options.setdefault("events", documents[["doc_id"]].assign(event_id="e"))
    return sdlib.align_claims(sdlib.annotate(documents), **options)


def relations(*texts, **options):
    return aligned(*texts, **options)["relation"].tolist()


# The same claim ---------------------------------------------------------------------------


def test_the_same_words_are_the_same_claim():
    found = aligned(SAID, SAID)

    assert found[COLUMNS].values.tolist() == [["same", "A", "B"]]

    assert found.loc[0, "score"] == pytest.approx(1)


def test_other_words_for_it_are_reworded():
    other = "أكد وزير المياه أن السد القديم لا يزال آمنا وأن القرى التي حوله ليست في خطر."
    found = aligned(SAID, other)

    assert found["relation"].tolist()[:1] == ["reworded"]

    assert "same speaker: وزير المياه" in found.loc[0, "reasons"]


def test_spans_and_sentences_are_those_of_the_raw_text():
    """Every finding leads back to the articles: text[start:end] is what was compared."""
    texts = [f"هدأت الريح. {SAID}", SAID]
    found = aligned(*texts)

    for side, text in zip("ab", texts, strict=True):
        start, end = found.loc[0, f"start_{side}"], found.loc[0, f"end_{side}"]
        assert text[start:end] == found.loc[0, f"text_{side}"]
        assert found.loc[0, f"sentence_{side}"] == SAID


def test_a_claim_stands_in_one_pair_only():
    """One to one: a claim made once is not reported twice, however often the other repeats it."""
    found = aligned(SAID, f"{SAID} {SAID}")

    assert found["relation"].tolist() == ["same"]


def test_each_two_of_three_outlets_are_compared():
    found = aligned(SAID, SAID, SAID)

    assert found[COLUMNS].values.tolist() == [
        ["same", "A", "B"], ["same", "A", "C"], ["same", "B", "C"],
    ]  # fmt: skip


def test_the_first_side_is_the_outlet_that_the_documents_name_first():
    """Else a pair of outlets would stand both ways, by which of them has a claim first."""
    counted = "قتل {} شخصا في انهيار المبنى القديم."
    told = f"ساد الهدوء. {SAID} {counted}"
    found = aligned("هطل المطر.", told.format(12), told.format(15), outlets="ABA")

    assert {*found["relation"]} == {"same", "number conflict"}

    assert found[["outlet_a", "outlet_b"]].drop_duplicates().values.tolist() == [["A", "B"]]


def test_two_articles_of_one_outlet_are_not_compared():
    assert relations(SAID, SAID, SAID, outlets="AAB") == ["same"]


def test_claims_of_two_events_are_not_compared():
    events = pd.DataFrame({"doc_id": ["d0", "d1"], "event_id": ["x", "y"]})

    assert aligned(SAID, SAID, events=events).empty


def test_one_country_has_several_spellings():
    """سورية and سوريا are one entity: a house style must not hide that the claims are one."""
    found = aligned("قالت تركيا إن سوريا تحتاج حلا سياسيا شاملا.",
                    "قالت تركيا إن سورية تحتاج حلا سياسيا شاملا.")  # fmt: skip

    assert found["relation"].tolist() == ["same"]


# Speakers and topics ------------------------------------------------------------------------


def test_one_speaker_on_one_topic_is_not_the_same_claim():
    other = "قال وزير المياه إن السد القديم يحتاج صيانة عاجلة قبل الشتاء."

    assert relations(SAID, other) == ["same speaker and topic"]


def test_what_one_reports_alone_is_not_found_in_the_other():
    """Both sides are named; that the speaker is quoted elsewhere in the other is said."""
    other = f"{SAID} وأعلن وزير المياه إلغاء المؤتمر الصحفي."
    found = aligned(SAID, other)
    alone = found[found["relation"] == "found in one only"]

    assert alone[["outlet_a", "outlet_b"]].values.tolist() == [["B", "A"]]

    assert alone["reasons"].tolist() == ["not found in A; other claims of its speaker: 1 in A"]

    assert alone["claim_id_b"].isna().all() and alone["score"].isna().all()


def test_an_outlet_without_claims_has_not_reported_those_of_the_others():
    """Left out it would look as if it had not written on the event at all."""
    found = aligned(SAID, "هدأت الريح.", "سكن البحر. قال الحارس إنه نام.")

    assert found[[*COLUMNS, "reasons"]].values.tolist()[0] == [
        "found in one only", "A", "B; C", "not found in B, C; nor is its speaker",
    ]  # fmt: skip


def test_each_of_those_who_speak_together_may_speak_elsewhere():
    """Counted as a third person, they would not be found in the outlet that quotes one alone."""
    together = "أعلنت روسيا وتركيا أن المعبر الشمالي فتح أمام الشاحنات."
    other = "قالت تركيا إن المتاحف مغلقة. قالت تركيا إن القطارات متوقفة."
    found = aligned(together, other)

    assert found.loc[found["outlet_a"] == "A", "reasons"].tolist() == [
        "not found in B; other claims of its speaker: 2 in B"
    ]


def test_who_speaks_together_with_another_speaks_too():
    together = "أكد الوزيران سامي حداد ونبيل عون ضرورة حماية الغابات من الحرائق الكبيرة."
    alone = "أكد الوزير سامي حداد ضرورة حماية الغابات من الحرائق الكبيرة."

    assert set(relations(together, alone)) & {"same", "reworded"}


# Contradictions ----------------------------------------------------------------------------


def test_a_denial_of_somebody_else_contradicts():
    found = aligned("اتهم حزب الوادي شركة النقل بتلويث مياه النهر الكبير بالزيوت.",
                    "نفت شركة النقل تلويث مياه النهر الكبير بالزيوت.")  # fmt: skip

    assert "contradiction" in found["relation"].tolist()


@pytest.mark.parametrize(
    "other",
    [
        "نفت شركة النقل تلويث مياه النهر الكبير بالزيوت.",
        "ذكرت وكالة الأنباء أن شركة النقل نفت تلويث مياه النهر الكبير بالزيوت.",
        "قالت شركة النقل إن تلويث مياه النهر الكبير بالزيوت كلام غير صحيح.",
    ],
)
def test_who_denies_the_same_does_not_contradict(other):
    """A denial passed on, or in words like غير صحيح, is the same denial."""
    denied = "نفت شركة النقل تلويث مياه النهر الكبير بالزيوت."

    assert "contradiction" not in relations(denied, other)


def test_two_negations_agree():
    """نفى أنه لم: who denies that it did not happen does not contradict that it did."""
    found = relations("نفى مدير المصنع أن العمال لم يغادروا المصنع القديم قبل الظهر.",
                      "قالت النقابة إن العمال غادروا المصنع القديم قبل الظهر.")  # fmt: skip

    assert "contradiction" not in found


def test_negated_words_of_another_speaker_contradict():
    found = relations("قالت النقابة إن العمال غادروا المصنع القديم قبل الظهر.",
                      "قال مدير المصنع إن العمال لم يغادروا المصنع القديم قبل الظهر.")  # fmt: skip

    assert "contradiction" in found


@pytest.mark.parametrize(
    "other",
    [
        "نفت شركة النقل تلويث مياه النهر الكبير بالزيوت الثقيلة.",
        "قالت شركة النقل إنها لم تقم بتلويث مياه النهر الكبير بالزيوت الثقيلة.",
        "قالت شركة النقل إنه لم يتم تلويث مياه النهر الكبير بالزيوت الثقيلة.",
    ],
)
def test_what_one_denies_and_the_other_says_is_never_the_same_claim(other):
    """One speaker too: polarity goes before likeness, and the reason says who denies."""
    said = "اعترفت شركة النقل بتلويث مياه النهر الكبير بالزيوت الثقيلة."
    found = aligned(said, other)

    assert not {"same", "reworded"} & set(found["relation"])

    assert {"same speaker and topic", "contradiction"} & set(found["relation"])


@pytest.mark.parametrize(
    "same",
    [
        "اعتبر الخبير أنها خطة غير كافية لحماية القرى من السيول.",
        "قال الخبير إن منظمات غير حكومية وغيرها ستحمي القرى القريبة من السيول.",
        'وصف الوزير الخطة بأنها "غير كافية لحماية القرى". وقال: "غير كافية لحماية القرى".',
    ],
)
def test_a_negated_adjective_is_negated_in_both(same):
    """غير at the beginning of a quotation, before an attribute, and as a noun (وغيرها)."""
    other = same.replace("السيول", "السيول الكبيرة")

    assert not aligned(same, other)["reasons"].str.contains("negated").any()


def test_who_rejects_accusations_denies_and_who_rejects_a_result_does_not():
    """رفض النتائج says of no result that it is not so; رفض الاتهامات does of what they say."""
    accused = "اتهم حزب الوادي شركة النقل بتلويث مياه النهر الكبير بالزيوت."
    rejected = "رفضت شركة النقل الاتهامات بتلويث مياه النهر الكبير بالزيوت."

    assert "contradiction" in relations(accused, rejected)

    lost = "أعلنت اللجنة فوز حزب الوادي في انتخابات المجلس المحلي الأخيرة."
    refused = "رفض حزب السهل فوز حزب الوادي في انتخابات المجلس المحلي الأخيرة."

    assert "contradiction" not in relations(lost, refused)


def test_what_stands_beside_a_denial_is_not_denied():
    """نفت ذلك denies what stands before it; what is told behind it is affirmed."""
    ship = "سفينة الشحن كانت تنقل القمح إلى ميناء المدينة القديمة."
    found = relations(f"قال ضابط إن {ship}", f"نفت الشركة ذلك مشيرة إلى أن {ship}")

    assert "contradiction" not in found


def test_what_is_still_so_is_not_negated():
    """لا يزال has a negator, and says that it is so."""
    found = relations("قال المدير إن السد القديم لا يزال آمنا للقرى القريبة من النهر.",
                      "قال المدير إن السد القديم آمن للقرى القريبة من النهر.")  # fmt: skip

    assert set(found) & {"same", "reworded"}


def test_a_negator_of_an_attribute_is_no_denial():
    said = "قال الوزير إن جمعيات {}ربحية دفعت تكاليف بناء السد القديم في الوادي."
    found = relations(said.format("غير "), said.format(""))

    assert set(found) & {"same", "reworded"}


# Stance --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cue", "stance"), [("زعم", "distancing"), ("أكد", "assertive"),
                                             ("اعترف", "conceding")])  # fmt: skip
def test_another_light_on_the_same_claim_is_a_stance_shift(cue, stance):
    verb = f"{cue} المدير بأن" if cue == "اعترف" else f"{cue} المدير أن"
    said = "قال المدير إن الشركة خسرت عقد الميناء الجديد."
    found = aligned(said, said.replace("قال المدير إن", verb))
    shift = found[found["relation"] == "stance shift"]

    assert stance in shift["reasons"].iloc[0]


def test_said_and_added_are_one_stance():
    said = "قال المدير إن الشركة خسرت عقد الميناء الجديد."

    assert relations(said, said.replace("قال", "أوضح").replace("إن", "أن")) == ["same"]


# Narration ----------------------------------------------------------------------------------


def test_a_claim_that_the_other_tells_itself_is_an_attribution_shift():
    theft = "اللصوص سرقوا ثلاث لوحات نادرة من متحف المدينة ليلا."
    found = aligned(f"قال الحارس إن {theft}", f"{theft} قال الحارس إنه نام.")
    shift = found[found["relation"] == "attribution shift"]

    assert shift["cue_a"].tolist() == ["قال"]

    assert shift["claim_id_b"].isna().all()

    alone = found[found["relation"] == "found in one only"]
    assert alone["text_a"].tolist() == ["إنه نام"]  # what is told there is found in both


def test_a_quotation_in_the_other_is_no_narration():
    """Where the tagger missed a claim, words of attribution and quotation marks still tell."""
    theft = "اللصوص سرقوا ثلاث لوحات نادرة من متحف المدينة ليلا"
    other = f'"{theft}"، هكذا كتب على الجدار. قال الحارس إنه نام.'

    assert "attribution shift" not in relations(f"قال الحارس إن {theft}.", other)


def test_other_numbers_in_the_other_are_no_attribution_shift():
    """12 killed and 19 killed are told apart; that the numbers differ is a finding of its own."""
    told, said = (f"{n} شخصا قتلوا في حريق كبير قرب ميناء المدينة القديمة." for n in (12, 19))
    found = relations(f"قال الحارس إن {said}", f"{told} قال الحارس إنه نام.")

    assert "number conflict" in found

    assert "attribution shift" not in found

    assert "attribution shift" in relations(f"قال الحارس إن {said}", f"{said} قال الحارس إنه نام.")


def test_a_claim_without_words_of_its_own_is_not_missed_elsewhere():
    """What `denied that` denies stands in the sentence before: no other could have it so."""
    other = f"{SAID} ونفى رئيس البلدية ذلك."

    assert sdlib.annotate(other).claims["content"].tolist()[1:] == ["ذلك"]

    assert "found in one only" not in relations(SAID, other)


# Tables ---------------------------------------------------------------------------------------


def test_without_a_claim_the_table_has_its_columns():
    full, empty = aligned(SAID, SAID), aligned("هدأت الريح.", "سكن البحر.")

    assert empty.empty

    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_one_outlet_cannot_be_compared():
    with pytest.raises(ParameterError, match="a comparison needs two"):
        aligned(SAID, SAID, outlets="AA")


def test_an_article_without_an_outlet_is_named():
    with pytest.raises(ParameterError, match="document d1 has no outlet"):
        aligned(SAID, SAID, outlets=["A", None])


def test_sides_may_be_any_column():
    documents = pd.DataFrame({"doc_id": ["x", "y"], "outlet": ["A", "A"], "date": None,
                              "desk": ["city", "sport"], "text": [SAID, SAID]})  # fmt: skip
    found = sdlib.align_claims(sdlib.annotate(documents), by="desk")

    assert found[["desk_a", "desk_b"]].values.tolist() == [["city", "sport"]]


def test_reasons_call_entities_by_name():
    """A reader of the table does not know what the lexicon calls its rows."""
    text = "قال وزير المياه إن سوريا وتركيا اتفقتا على حصص النهر."
    reasons = aligned(text, text).loc[0, "reasons"]

    assert "entities in both: سوريا, تركيا" in reasons
    assert "loc-" not in reasons
