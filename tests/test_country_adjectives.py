"""Country adjectives: سورية and السعودية name a country, or say of what country something is."""

import pandas as pd
import pytest

import sdlib

COUNTRIES = {"loc-syria", "loc-saudi-arabia"}


def named(text):
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text]}, dtype="string")
    for discover in (False, True):
        mentions = sdlib.find_entities(documents, discover=discover)
        yield mentions.loc[mentions["entity_id"].isin(COUNTRIES), "text"].tolist()


@pytest.mark.parametrize(
    "text",
    [
        "عاد الوفد إلى سورية",
        "عاد الوفد من شمال سورية أمس",
        "تحدث عن وحدة سورية واستقرارها",
        "سورية تعلن الاتفاق",
        "اتصلت العراق وسورية بالوفد",
        "يحب شعب سورية السلام",
        "دعمت السعودية القرار",
        "وصل الوزير إلى السعودية",
        "قال الرئيس إن السعودية حليف",
        "زار الإمارات والسعودية",
    ],
)
def test_country(text):
    """Behind a preposition, a verb or a noun with which it does not agree it is the country."""
    for found in named(text):
        assert len(found) == 1


@pytest.mark.parametrize(
    "text",
    [
        "تقدمت قوات سورية نحو البلدة",
        "قالت مصادر سورية رفيعة إن الطريق آمن",
        "نقلت وسائل إعلام سورية رسمية الخبر",
        "شنت طائرات روسية وسورية غارات",
        "وصلت عائلة سورية لاجئة",
        "قصفت أهدافا سورية",
        "من جنسيات غير سورية",
        "وصلت القوات السعودية إلى الميناء",
        "أعلنت وزارة النفط السعودية القرار",
        "شاركت القوات المصرية والسعودية في التدريب",
    ],
)
def test_adjective(text):
    """An adjective agrees with its noun in gender and definiteness; it was counted as Syria."""
    for found in named(text):
        assert found == []
