"""Adverbials: what tells when, how often and how is nobody who speaks and nothing that is said."""

import pandas as pd
import pytest

from sdlib import tag_claims
from sdlib.adverbials import adverbials
from sdlib.article import read_article


def _found(text: str) -> list[str]:
    article = read_article(text)
    return [
        article.text[article.starts[i] : article.ends[k - 1]]
        for i, k in adverbials(article).items()
    ]


@pytest.mark.parametrize(
    "phrase",
    [
        "كذلك", "أكثر من مرة", "للمرة الأولى", "العام الماضي", "قبل أيام", "منذ ثلاثة أسابيع",
        "قبل نحو 3 أشهر", "مطلع الشهر الجاري", "بعد ذلك بأسبوع", "بشدة", "في أكثر من مناسبة",
        "في 13 نيسان", "في 3 أيار/مايو 2024",
        "في وقت متأخر من مساء أمس",
    ],
)  # fmt: skip
def test_whole_phrase_is_found(phrase: str) -> None:
    """Times are made of classes of words, all else is listed: each is found from end to end."""
    assert _found(f"قال الوزير {phrase} إن الجسر آمن.") == [phrase]


@pytest.mark.parametrize(
    "text",
    [
        "قال الأمين العام السابق إن الجسر آمن.",  # the one before him, and no year
        "قتل من قبل مجهولين في السوق.",  # by whom, and not when
        "قبل الوزير الخطة.",  # accepted
        "دخل الفريق العام مرحلة جديدة.",
    ],
)
def test_nothing_is_found(text: str) -> None:
    """What only looks like an adverbial is a part of a noun phrase, or a verb."""
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("وأعلنت البلدية كذلك أن الجسر آمن.", "البلدية", "الجسر آمن"),
        ("اتهم الوزير أكثر من مرة النقابة بالتقصير.", "الوزير", "النقابة بالتقصير"),
        ("الوزير بدوره يؤكد أن الجسر آمن.", "الوزير", "الجسر آمن"),
        ("نفت الشركة من قبل إغلاق المصنع.", "الشركة", "إغلاق المصنع"),
        ("اتهمت الشرطة الجمعة 12 موظفا بالتزوير.", "الشرطة", "12 موظفا بالتزوير"),
        ("حذرت النقابة (الاثنين) من إغلاق المصنع.", "النقابة", "إغلاق المصنع"),
        ("أعلن مصدر بوزارة النقل مجددا أن الجسر آمن.", "مصدر بوزارة النقل", "الجسر آمن"),
        ("أعلن لوكالة الأنباء قائد الشرطة أن الجسر آمن.", "قائد الشرطة", "الجسر آمن"),
    ],
)  # fmt: skip
def test_claims_go_over_adverbials(text: str, source: str, content: str) -> None:
    """Wherever an adverbial stands, who speaks and what is said are read around it."""
    claims = tag_claims(pd.DataFrame({"doc_id": ["d"], "text": [text]}))
    assert claims[["source", "content"]].values.tolist() == [[source, content]]
