"""Adjuncts: when, where and how something is said may stand anywhere, and changes nothing.

Every frame of a cue is put together with every adjunct and every order of verb and subject, so
that no rule can hold for the one sentence somebody has read.
"""

from itertools import product

import pandas as pd
import pytest

from sdlib import tag_claims

#: frame: the verb (he, she) and what it says
FRAMES = {
    "that": ("أعلن", "أعلنت", "أن الجسر القديم سيغلق أسبوعا"),
    "inna": ("قال", "قالت", "إن الجسر القديم سيغلق أسبوعا"),
    "prep": ("تعهد", "تعهدت", "بترميم الجسر القديم"),
    "from": ("حذر", "حذرت", "من انهيار الجسر القديم"),
    "object": ("نفى", "نفت", "إغلاق الجسر القديم"),
    "accused": ("اتهم", "اتهمت", "شركة المقاولات بإهمال الجسر القديم"),
    "addressed": ("دعا", "دعت", "السكان إلى مغادرة الحي القديم"),
    "asked": ("طالب", "طالبت", "الحكومة بترميم الجسر القديم"),
}
#: who speaks, and whether in the feminine
SUBJECTS = {"minister": ("وزير الزراعة سمير الحداد", 0), "body": ("منظمة أطباء بلا جدران", 1)}
ADJUNCTS = {
    "day": "الثلاثاء",
    "day apart": "، الثلاثاء،",
    "statement": "في بيان",
    "conference": "في مؤتمر صحفي عقد مساء أمس",
    "account": "عبر موقع تويتر",
    "interview": "في مقابلة مع صحيفة محلية نشرت الجمعة",
    "journalists": "للصحفيين في العاصمة",
    "dashes": "- بعد زيارة المدينة قبل يومين -",
    "recently": "مؤخرا",
    "meeting": "بعد اجتماع طارئ مع المحافظ",
    "same time": "في الوقت نفسه",
}
#: where verb (V), subject (S) and adjunct (A) stand
ORDERS = {
    "VSA": "{v} {s} {a} {c}.",
    "SVA": "{s} {v} {a} {c}.",
    "was": "وكان {s} قد {v} {a} {c}.",
    "SAV": "{s} {a} {v} {c}.",
    "VAS": "{v} {a} {s} {c}.",
}


def sentence(order, frame, subject, adjunct):
    """One sentence, and the words of its source and of its content."""
    name, feminine = SUBJECTS[subject]
    content = FRAMES[frame][2]
    text = ORDERS[order].format(v=FRAMES[frame][feminine], s=name, a=ADJUNCTS[adjunct], c=content)
    text = text.replace("وكان", "وكانت" if feminine else "وكان").replace(" ،", "،")
    for lead in ("أن ", "إن ", "من "):
        content = content.removeprefix(lead)
    return text, name, content


@pytest.mark.parametrize("order", ["VSA", "SVA", "was", "SAV"])
def test_an_adjunct_hides_neither_who_speaks_nor_what_is_said(order):
    """`اتهم الوزير في بيان الشركة بـ`: what is said begins behind the adjunct, with the one
    accused, and no part of the adjunct is taken for who speaks."""
    check(order, list(FRAMES))


def test_an_adjunct_before_the_subject_hides_nobody():
    """`أعلن للصحفيين وزير الزراعة أن`: where أن shows what is said, the subject stands before."""
    check("VAS", ["that", "inna"], without=["statement"])


def check(order, frames, without=()):
    """Compare what is found in all sentences of an order with what was put into them."""
    adjuncts = [a for a in ADJUNCTS if a not in without]
    cases = [(f, s, a) for f, s, a in product(frames, SUBJECTS, adjuncts)]
    expected = [sentence(order, *case) for case in cases]
    documents = pd.DataFrame(
        {"doc_id": [str(k) for k in range(len(cases))], "text": [e[0] for e in expected]}
    )
    claims = tag_claims(documents)
    found = {
        int(doc): [(str(s), c) for s, c in zip(rows["source"], rows["content"], strict=True)]
        for doc, rows in claims.groupby("doc_id")
    }
    wrong = {
        text: found.get(k)
        for k, (text, name, content) in enumerate(expected)
        if found.get(k) != [(name, content)]
    }

    assert wrong == {}
