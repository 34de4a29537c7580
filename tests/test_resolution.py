"""Resolution: surnames, titles and acronyms are who their own article says, or nobody."""

import pandas as pd
import pytest
from hypothesis import given
from strategies import arabic_text, news_text

from sdlib.annotation import annotate
from sdlib.entities import find_entities
from sdlib.resolution import RULES

HEADER = "entity_id\ttype\tname_ar\tname_en\taliases\tfrom\tto\tnote"
LEXICON = f"""{HEADER}
karam\tPER\tكرم غيلمور\tKaram Gilmour\t\t\t\t
nadim\tPER\tنديم غيلمور\tNadim Gilmour\t\t\t\t
huda\tPER\tهدى العادل\tHuda al-Adel\t\t\t\t
salma\tPER\tسلمى بن زاهر\tSalma bin Zahir\t\t\t\t
forces\tORG\tقوات الجبل الشرقي\tEastern Mountain Forces\t\t\t\t
union\tORG\tاتحاد الرعاة\tHerders' Union\t\t\t\t
canada\tLOC\tكندا\tCanada\t\t\t\t
"""


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory):
    """A lexicon of a few entities, none of whom has a surname, title or acronym as an alias."""
    path = tmp_path_factory.mktemp("lexicon") / "names.tsv"
    path.write_text(LEXICON, encoding="utf-8")
    return path


def linked(text, lexicon, **options):
    """What was linked by the article: text, entity and rule."""
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    found = find_entities(documents, lexicon, **options)
    found = found[found["rule"].isin(RULES)]
    ids = [None if pd.isna(each) else each for each in found["entity_id"]]
    return list(zip(found["text"], ids, found["rule"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل كرم غيلمور. ثم غادر غيلمور.", [("غيلمور", "karam", "surname")]),
        ("وصل كرم غيلمور. وقيل لغيلمور ذلك.", [("غيلمور", "karam", "surname")]),
        ("غادر غيلمور. وكان كرم غيلمور هنا.", [("غيلمور", "karam", "surname")]),
        # An ordinary word is a surname only behind a verb of speech.
        ("وصلت هدى العادل. وقالت العادل ذلك.", [("العادل", "huda", "surname")]),
        ("وصلت هدى العادل. وطلبت الحل العادل.", []),
        # Somebody else of that name.
        ("وصل كرم غيلمور. ثم غادر سامر غيلمور.", []),
        # The name ends in somebody's name, but the part alone is none.
        ("وصلت سلمى بن زاهر. هذا زاهر.", []),
        ("غادر غيلمور.", []),
    ],
)
def test_surname(lexicon, text, expected):
    """Who was named in full is taken up by the surname, and nobody else is."""
    assert linked(text, lexicon) == expected


def test_surname_of_two_is_nobodys(lexicon):
    """Of two of one name nobody is guessed; the mention is there to be seen."""
    found = linked("وصل كرم غيلمور ونديم غيلمور. ثم غادر غيلمور.", lexicon)

    assert found == [("غيلمور", None, "ambiguous")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قال وزير الزراعة الكندي كرم غيلمور ذلك. ورحب الوزير الكندي به.",
            [("الوزير الكندي", "karam", "title")],
        ),
        (
            "قال وزير الزراعة الكندي كرم غيلمور ذلك. وزار وزير الزراعة الكندي السوق.",
            [("وزير الزراعة الكندي", "karam", "title")],
        ),
        (
            "قال الرئيس الكندي كرم غيلمور ذلك. ورحبوا بالرئيس الكندي.",
            [("الرئيس الكندي", "karam", "title")],
        ),
        # Whoever leads the ministers is no president.
        ("قال رئيس الوزراء الكندي كرم غيلمور ذلك. ورحب الرئيس الكندي به.", []),
        ("قال وزير الزراعة الكندي كرم غيلمور ذلك. ورحب الوزير الكندي السابق به.", []),
        ("قال وزير الزراعة الكندي كرم غيلمور ذلك. ورحب نائب الوزير الكندي به.", []),
        ("قال وزير الزراعة الكندي كرم غيلمور ذلك. ورحب الوزير الكندي سامر الأحمد به.", []),
        ("قال وزير الزراعة الكندي كرم غيلمور ذلك. ورحب الوزير التركي به.", []),
        (
            "التقى وزير الزراعة الكندي كرم غيلمور وزيرة الدفاع الكندية هدى العادل. وقال الوزير"
            " الكندي ذلك. وقالت الوزيرة الكندية ذلك.",
            [("الوزير الكندي", "karam", "title"), ("الوزيرة الكندية", "huda", "title")],
        ),
        (
            "التقى وزير الزراعة الكندي كرم غيلمور وزير الدفاع الكندي نديم غيلمور. وقال الوزير"
            " الكندي ذلك.",
            [("الوزير الكندي", None, "ambiguous")],
        ),
    ],
)
def test_title(lexicon, text, expected):
    """A nation's office, or the whole title, is the one who is named with it."""
    assert linked(text, lexicon) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "انسحبت قوات الجبل الشرقي «قجش». وقالت قجش ذلك.",
            [("قجش", "forces", "acronym"), ("قجش", "forces", "acronym")],
        ),
        (
            "انسحبت قوات الجبل الشرقي (قجش) أمس، ورحبت بقجش.",
            [("قجش", "forces", "acronym"), ("قجش", "forces", "acronym")],
        ),
        ("انسحبت قوات الجبل الشرقي (EMF) أمس.", [("EMF", "forces", "acronym")]),
        # A word in marks that shares no letter with the name, or is an ordinary one.
        ('خرجوا من اتحاد الرعاة "بركسلت" أمس.', []),
        ("انسحبت قوات الجبل الشرقي (قرية) أمس.", []),
        ("قالت قوات الجبل الشرقي: «قجش قادمة إلى هنا اليوم».", []),
    ],
)
def test_acronym(lexicon, text, expected):
    """What brackets or quotation marks enclose behind a body's name is that body."""
    assert linked(text, lexicon) == expected


def test_acronym_of_two_is_nobodys(lexicon):
    """One acronym given to two bodies is neither's where it stands alone."""
    text = "انسحبت قوات الجبل الشرقي (EMF) واتحاد الرعاة (EMF). ثم عادت EMF."

    assert linked(text, lexicon)[-1] == ("EMF", None, "ambiguous")


def test_discovered_name(lexicon):
    """A name of no lexicon is one entity, in full, by its surname and by its title."""
    text = (
        "قال وزير النقل الكندي هوراس تيلفورد ذلك. وأضاف تيلفورد أن الجسر آمن. ورحب الوزير الكندي."
    )
    found = find_entities(
        pd.DataFrame({"doc_id": ["a"], "text": [text]}), lexicon, discover=True
    ).query("type == 'PER'")

    assert found["rule"].tolist() == ["discovery", "surname", "title"]

    assert found["entity_id"].nunique() == 1


def test_surname_of_two_discovered_is_nobodys(lexicon):
    """So with names that no lexicon has."""
    text = "قال هوراس تيلفورد ذلك. وقال سامر تيلفورد ذلك. وأضاف تيلفورد أن الجسر آمن."

    assert linked(text, lexicon, discover=True) == [("تيلفورد", None, "ambiguous")]


def test_dated_title_has_its_rule():
    """Who held an office when is the lexicon's word, not the article's."""
    text = ["زار الرئيس السوري المدينة"] * 2
    dates = ["2018-05-01", "2025-05-01"]
    found = find_entities(pd.DataFrame({"doc_id": ["a", "b"], "text": text, "date": dates}))

    assert found["entity_id"].tolist() == ["per-bashar-al-assad", "per-ahmed-al-sharaa"]

    assert set(found["rule"]) == {"office"}


def test_switch(lexicon):
    """Without it the mentions are those of the lexicon alone."""
    text = "وصل كرم غيلمور. ثم غادر غيلمور."

    assert linked(text, lexicon, resolve=False, discover=False) == []


@given(news_text() | arabic_text())
def test_mentions_do_not_overlap(lexicon, text):
    """Whatever is linked stands beside what was found, in order, and `annotate` finds the same."""
    documents = pd.DataFrame({"doc_id": ["a"], "text": [f"وصل كرم غيلمور (قغ). {text} غيلمور"]})
    found = find_entities(documents, lexicon)
    edges = [edge for row in found.itertuples() for edge in (row.start, row.end)]

    assert edges == sorted(edges)

    pd.testing.assert_frame_equal(found, annotate(documents, lexicon=lexicon).mentions)


def test_a_title_of_the_lexicon_is_the_named_holders():
    """Nobody stands beside his office in every article; who holds it on the day is known."""
    text = (
        "التقى عباس عراقجي نظراءه. وقال الوزير الإيراني إنه يرحب. وغادر الوزير الإيراني الذي وصل."
    )
    documents = pd.DataFrame({"doc_id": ["then", "before"], "date": ["2024-12-01", "2018-12-01"]})

    found = find_entities(documents.assign(text=text))

    titles = found[found["rule"] == "title"]
    assert titles[["doc_id", "text"]].values.tolist() == [["then", "الوزير الإيراني"]] * 2
    assert set(titles["name_en"]) == {"Abbas Araghchi"}
