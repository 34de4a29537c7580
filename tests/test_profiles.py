"""Source profiles: kinds come from lexicons and the article, and intervals from documents."""

import pandas as pd
import pytest

import sdlib
from sdlib.errors import ParameterError, TableError
from sdlib.nationalities import nationality
from sdlib.source_kinds import KINDS, entity_kind, source_kind
from sdlib.span_terms import tokens_in


@pytest.mark.parametrize(
    ("phrase", "kind", "state"),
    [
        ("وزير الخارجية الفرنسي", "state", "loc-france"),
        ("المتحدث باسم الشرطة اليابانية", "state", "loc-japan"),
        ("مصادر أمنية عراقية", "anonymous", ""),
        ("مسؤول أميركي رفيع", "anonymous", ""),
        ("المسؤول الأميركي", "unknown", ""),
        ("شهود عيان", "civilian or expert", ""),
        ("صحيفة محلية", "media", ""),
        ("المفوضية السامية لشؤون اللاجئين", "international", ""),
        ("منظمة العفو الدولية", "civil society", ""),
        ("فصائل مسلحة", "opposition", ""),
        ("مدير الشركة", "unknown", ""),
        ("الرئيس الفرنسي، فلان", "state", "loc-france"),
        ('جماعة "جيش الإسلام"', "opposition", ""),
        ("رئيس النادي الإسباني", "civilian or expert", ""),
        ("تقارير", "anonymous", ""),
        ("تقارير الوزارة", "state", ""),
        ("الرئيس التنفيذي", "unknown", ""),
        ("سعيد", "unknown", ""),
    ],
)
def test_the_first_noun_that_tells_decides(phrase, kind, state):
    """What no word of the source tells is unknown, and never guessed."""
    assert tuple(source_kind(phrase)) == (kind, state)


def test_a_given_name_is_no_nationality():
    """تركي المالكي is a person: an adjective of a definite noun has the article as well."""
    assert source_kind("العقيد تركي المالكي باسم قوات التحالف").state == ""

    assert nationality("التركي") == "loc-turkey"


def test_roles_change_with_the_date():
    """Who led an armed group may head a state later; without a date neither is said."""
    assert entity_kind("per-ahmed-al-sharaa", "2024-11-30").kind == "opposition"

    assert entity_kind("per-ahmed-al-sharaa", "2025-03-01").kind == "state"

    assert entity_kind("per-ahmed-al-sharaa").kind == "unknown"


def test_the_order_of_the_claims_changes_no_kind():
    """Who sorts the table must not change who is quoted: the article's order decides."""
    a = sdlib.annotate("قال الخبير سامي حداد إن السد آمن. وأعلن الوزير سامي حداد فتح الطريق.")
    kinds = sdlib.speaker_kinds(a.claims, a.documents)["kind"]
    turned = sdlib.speaker_kinds(a.claims.iloc[::-1], a.documents)["kind"]

    assert len(kinds) == 2 and "unknown" not in set(kinds)

    assert turned.sort_index().tolist() == kinds.tolist()


@pytest.mark.parametrize(
    ("speakers", "kind"),
    [
        ("وزارة الدفاع ووزارة الداخلية", "state"),
        ("روسيا وتركيا", "state"),
        ("روسيا ومنظمة العفو الدولية", "unknown"),
    ],
)
def test_who_speak_together_are_of_a_kind_that_is_known_of_each(speakers, kind):
    """Two ministries are a state; a state and an organisation are neither alone."""
    a = sdlib.annotate(f"أعلنت {speakers} أن الهدنة بدأت في المدينة.")

    assert "؛" in a.claims["speaker"].iloc[0]

    assert sdlib.speaker_kinds(a.claims, a.documents)["kind"].tolist() == [kind]


def test_every_entity_of_the_lexicon_exists():
    """An id that is misspelt would never be found."""
    from sdlib.entity_rows import read_entity_rows
    from sdlib.lexicon import read_lexicon
    from sdlib.nationalities import countries

    known = {row["entity_id"] for row in read_entity_rows("entities")}
    kinds = read_lexicon("entity_kinds", ["entity_id", "kind", "state", "from", "to", "note"])

    assert {row["entity_id"] for row in kinds} <= known

    assert {row["state"] for row in kinds} - {""} | countries() <= known


TEXT = (
    'قال وزير الخارجية السوري: "سنعود". وقال وزير الخارجية التركي إن الطريق آمن. '
    "وذكرت مصادر أن الجسر أغلق."
)


def annotated(number):
    documents = pd.DataFrame({"doc_id": [f"d{k}" for k in range(number)]})
    return sdlib.annotate(documents.assign(outlet="A", date="2018-05-01", text=TEXT))


def test_home_makes_government_and_foreign_state():
    a = annotated(1)
    plain = sdlib.speaker_kinds(a.claims, a.documents)
    syrian = sdlib.speaker_kinds(a.claims, a.documents, home="loc-syria")

    assert plain["kind"].tolist() == ["state", "state", "anonymous"]

    assert syrian["kind"].tolist() == ["government", "foreign state", "anonymous"]

    with pytest.raises(ParameterError, match="home"):
        sdlib.speaker_kinds(a.claims, a.documents, home="org-nato")


def test_counts_come_first_and_shares_are_of_the_claims():
    found = sdlib.source_profiles(annotated(2)).set_index(["aspect", "value"])

    assert found.loc[("kind", "state"), ["count", "of"]].tolist() == [4, 6]

    assert found.loc[("direct speech", "state"), ["count", "of"]].tolist() == [2, 4]

    assert found.loc[("mode", "direct"), "estimate"] == pytest.approx(1 / 3)


def test_two_states_that_speak_together_each_have_the_claim():
    """Counted as a third one, the two would not seem to speak for a country at all."""
    text = "أعلنت روسيا وتركيا أن المعبر فتح. وقالت تركيا إن الطريق آمن."
    found = sdlib.source_profiles(sdlib.annotate(text)).set_index(["aspect", "value"])["count"]

    assert found["kind"].to_dict() == {"state": 2}

    assert found["state"].to_dict() == {"loc-turkey": 2, "loc-russia": 1}


def test_an_outlet_without_claims_has_zeros():
    """Left out it would look as if the corpus had no such outlet."""
    documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"]})
    a = sdlib.annotate(documents.assign(text=[TEXT, "هدأت الريح."]))
    found = sdlib.source_profiles(a)

    assert found.groupby("outlet").size().to_dict() == {"A": len(found) / 2, "B": len(found) / 2}

    assert found.loc[found["outlet"] == "B", ["count", "of"]].to_numpy().sum() == 0


def test_below_four_documents_there_is_no_interval_and_the_note_says_so():
    three, four = (sdlib.source_profiles(annotated(n), bootstraps=20) for n in (3, 4))

    assert three["low"].isna().all() and set(three["note"]) == {
        "3 documents with such claims: no interval under 4"
    }

    assert four["low"].notna().all() and set(four["note"]) == {""}


def test_documents_that_are_alike_leave_nothing_open():
    """Four copies of one article: whichever are drawn, the share is the same."""
    found = sdlib.source_profiles(annotated(4), bootstraps=20)

    assert found["low"].to_numpy() == pytest.approx(found["estimate"].to_numpy())

    assert found["high"].to_numpy() == pytest.approx(found["estimate"].to_numpy())


def test_no_claims_make_an_empty_profile_with_its_types():
    full = sdlib.source_profiles(annotated(1))
    empty = sdlib.source_profiles(sdlib.annotate("هدأت الريح."))

    assert empty["count"].sum() == 0

    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_kinds_are_those_of_the_lexicons():
    a = annotated(1)

    assert set(sdlib.speaker_kinds(a.claims, a.documents)["kind"]) <= {*KINDS, "unknown"}


def test_claims_of_few_documents_have_no_interval():
    """Of what one article has alone every draw has the same share, or none: no width is told."""
    texts = ["قال الوزير إن الطريق آمن."] * 4 + ["قالت مصادر أمنية إن الطريق مغلق."]
    documents = pd.DataFrame({"doc_id": list("abcde"), "outlet": "A", "text": texts})
    found = sdlib.source_profiles(sdlib.annotate(documents), bootstraps=50)
    found = found.set_index(["aspect", "value"])

    alone = found.loc[("direct speech", "anonymous")]
    assert pd.isna(alone["low"]) and alone["note"].startswith("1 document with such claims")

    assert found.loc[("kind", "anonymous"), "low"] == 0 and not found.loc[("kind", "state"), "note"]


def test_tokens_out_of_order_are_an_error():
    """Sorted otherwise, a table would give spans the words of others without a word."""
    annotation = sdlib.annotate("قال الوزير إن الطريق آمن.")
    tokens = annotation.tokens.iloc[::-1]

    with pytest.raises(TableError, match="not in order"):
        tokens_in(annotation.sentences, tokens)
