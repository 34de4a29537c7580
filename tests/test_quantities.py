"""Quantities: golden cases, the laws that every result keeps, and the table.

``golden/quantities.json`` holds cases as data. Each has a ``label``, a ``comment`` that says
why the case is there, ``original`` (a sentence of our own) and ``expected``: for each quantity
its text, value, low, high, approximator, unit and measure. ``quantities_known_failures.json``
has the same fields; its cases fail, and one that passes breaks the build until it moves.
"""

import itertools
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdlib.article import read_article
from sdlib.counts import read_count, words_of
from sdlib.errors import TableError
from sdlib.numerals import atom, figures_value
from sdlib.quantities import find_quantities, quantities_in
from sdlib.tables import SCHEMAS, table
from sdlib.units import MEASURES, unit_form

GOLDEN = Path(__file__).parent / "golden"


def cases(name: str) -> list:
    rows = json.loads((GOLDEN / name).read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["label"]) for row in rows]


def found_in(text: str) -> list[list[object]]:
    quantities = quantities_in(read_article(text))
    return [[text[q.start : q.end], *q[2:]] for q in quantities]


@pytest.mark.parametrize("case", cases("quantities.json"))
def test_golden_cases(case):
    """Each case stands for a way in which news states a number, or for what only looks like one."""
    assert found_in(case["original"]) == case["expected"]


@pytest.mark.xfail(strict=True, reason="known limits, kept in public")
@pytest.mark.parametrize("case", cases("quantities_known_failures.json"))
def test_known_failures(case):
    """What the finder cannot do yet; an improvement has to be recorded."""
    assert found_in(case["original"]) == case["expected"]


def test_eastern_and_ascii_digits_give_the_same():
    """Outlets differ in their digits, and that must not make their numbers differ."""
    text = "قتل 1,234 شخصا وأصيب 56 في 7 مدن"
    eastern = text.translate({ord(str(d)): chr(0x660 + d) for d in range(10)})

    assert [q[1:] for q in found_in(eastern)] == [q[1:] for q in found_in(text)]


def test_diacritics_and_tatweel_do_not_matter():
    """A vocalised headline states the same number."""
    plain, vocalised = "مقتل ثلاثة جنود", "مَقتَلُ ثَلاثَةِ جُنُـود"

    assert [q[1:] for q in found_in(vocalised)] == [q[1:] for q in found_in(plain)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("ثلاثة عشر", 13),
        ("اثنتا عشرة", 12),
        ("واحد وعشرون", 21),
        ("تسعة وتسعين", 99),
        ("مئتان وخمسة", 205),
        ("ثلاثمائة وخمسة وستون", 365),
        ("ألف ومئتان", 1200),
        ("خمسة آلاف وأربعمئة", 5400),
        ("مئة وخمسون ألفا", 150_000),
        ("مليونان وثلاثمئة ألف", 2_300_000),
        ("ربع مليون", 250_000),
        ("3 ملايين ونصف المليون", 3_500_000),
    ],
)
def test_numerals_in_words(words, value):
    """Arabic joins ones before tens and thousands before hundreds; each order is one case."""
    number = read_count(read_article(words), 0)

    assert number is not None
    assert number.value == value
    assert number.behind == len(words.split())


@pytest.mark.parametrize("figures", ["1.2.3", "10.10.2018", "1,23,456"])
def test_figures_that_are_no_number(figures):
    """Dates and versions hold signs as numbers do."""
    assert figures_value(figures) is None


def test_a_preposition_is_no_part_of_a_numeral_that_is_a_word():
    """`لست` is a verb and `بالمئة` a share, though ل+ست and ب+المئة are numerals."""
    assert atom("لست") is None

    assert atom("بالميه") is None

    assert atom("لسته").value == 6


def test_a_noun_that_is_not_counted_goes_before_one_that_is():
    """آب the month and أب the father are one search form; a number before it is a date."""
    assert unit_form("اب").unit.kind == "none"


def test_broken_plural_has_both_duals_but_a_sound_one_only_the_nominative():
    """`جنديين` is two soldiers; `مدنيين` may be any number of civilians."""
    assert unit_form("جنديين").number == "dual"

    assert unit_form("مدنيان").number == "dual"

    assert unit_form("مدنيين").number == "plural"


def test_sentences_keep_their_numbers_apart():
    """A verb in one sentence says nothing of the number in the next."""
    found = found_in("وقع مقتل القائد فجرا. وصل 20 جنديا إلى المدينة.")

    assert [q[-1] for q in found] == ["other"]


WORDS = st.sampled_from(
    [
        *("قتل", "مقتل", "وإصابة", "نحو", "أكثر", "من", "بين", "إلى", "و", "على", "الأقل"),
        *("20", "٣٠", "1,000", "2018", "3.5", "ثلاثة", "وعشرون", "عشر", "مئة", "ألفا", "مليون"),
        *("عشرات", "آلاف", "الاثنين", "جنديان", "الجنود", "الـ17", "شخصا", "مدنيين", "دولار", "$"),
        *("بينهم", "آخرين", "عدد", "القتلى", "%", "في", "المئة", "أصل", "واحد", ".", "،", "-", "/"),
        *("الخامسة", "ونصف", "لا", "يقل", "عن", "ما", "حالة", "وفاة", "\n", "إف", "عاما"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_laws(text):
    """Whatever stands in a text: spans are ordered, apart and on tokens, and bounds are bounds."""
    article = read_article(text)
    quantities = quantities_in(article)

    starts = [q.start for q in quantities]
    assert starts == sorted(starts)
    assert all(a.end <= b.start for a, b in itertools.pairwise(quantities))

    for q in quantities:
        assert q.start in article.starts and q.end in article.ends
        assert q.unit and q.measure in MEASURES
        assert q.value is not None or q.low is not None
        assert q.low is None or q.high is None or q.low <= q.high


def test_table_has_the_schema_and_the_innermost_claim():
    """A number in a claim within a claim belongs to the inner one, one outside to none."""
    text = "قال إن الوزارة أعلنت مقتل 3 جنود وعودة 4 سياح. ووصل 5 صحافيين."
    inner = text.index("مقتل"), text.index("سياح") + 4
    claims = pd.DataFrame(
        {
            "claim_id": ["a-1", "a-2", "b-1"],
            "doc_id": ["a", "a", "b"],
            "content_start": [text.index("الوزارة"), text.index("مقتل"), 0],
            "content_end": [inner[1], text.index("جنود") + 4, 99],
        }
    )
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    found = find_quantities(documents, claims)

    assert found["claim_id"].tolist() == ["a-2", "a-1", pd.NA]
    assert found["unit"].tolist() == ["جندي", "سائح", "صحافي"]
    assert found.dtypes.astype(str).to_dict() == dict(SCHEMAS["quantities"])

    assert find_quantities(documents)["claim_id"].isna().all()


def test_a_corpus_without_numbers_gives_an_empty_table():
    """Figures and joins downstream need all columns with their dtypes."""
    documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["لا أرقام هنا.", ""]})
    found = find_quantities(documents, table("claims"))

    assert len(found) == 0
    assert found.dtypes.astype(str).to_dict() == dict(SCHEMAS["quantities"])


def test_missing_columns_are_named():
    """The message says which table lacks what."""
    with pytest.raises(TableError, match="text"):
        find_quantities(pd.DataFrame({"doc_id": ["a"]}))

    with pytest.raises(TableError, match="content_start"):
        find_quantities(
            pd.DataFrame({"doc_id": ["a"], "text": ["لا"]}),
            pd.DataFrame({"claim_id": ["a"], "doc_id": ["a"]}),
        )


def test_every_role_of_the_words_around_numbers_has_words():
    """A role that lost its words would switch a rule off without a sound."""
    roles = ["change", "clause", "preposition", "link", "part", "fate_noun", "total", "reach"]

    assert all(words_of(role) for role in [*roles, "rank", "score", "other"])
