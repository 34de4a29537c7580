"""Shared names: role words and names of many countries, whose their article says they are."""

import pandas as pd
import pytest

import sdlib
from sdlib.errors import LexiconError
from sdlib.gazetteers import gazetteer

SYRIAN = "org-syrian-armed-opposition"


def ids(text, lexicon=("entities", "places"), **options):
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    return sdlib.find_entities(documents, lexicon, **options)["entity_id"].fillna("").tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تقدم مقاتلو المعارضة في ريف حلب.", SYRIAN),
        ("وصل وفد إلى دمشق. ثم غادر مقاتلو المعارضة المدينة.", SYRIAN),
        ("غادر مقاتلو المعارضة المدينة. وقال الجيش السوري إنه دخلها.", SYRIAN),
        ("زار وزير روسي دمشق، ثم عاد إلى روسيا. وغادر مقاتلو المعارضة المدينة.", SYRIAN),
        ("قال وزير روسي في موسكو إن روسيا باقية. وقاتل في سوريا مسلحو المعارضة.", SYRIAN),
        ("غادر مقاتلو المعارضة السورية المدينة.", SYRIAN),
    ],
    ids=["place", "sentence before", "behind", "great power", "sentence", "its own country"],
)
def test_of_the_country(text, expected):
    """An article on a war need not say its country with each name, and names others besides."""
    assert expected in ids(text)


@pytest.mark.parametrize(
    "text",
    [
        "غادر مقاتلو المعارضة المدينة.",
        "تقدم مقاتلو المعارضة في ليبيا نحو سرت.",
        "في جوبا قال زعيم المعارضة المسلحة إن الهدنة صامدة.",
        "عاد الوفد اليمني من سوريا إلى صنعاء. وفي اليمن، في تعز، هاجم مسلحو المعارضة المطار.",
        "في دمشق اجتمع وفد المعارضة المسلحة الليبية.",
    ],
    ids=["nothing told", "Libya", "unknown country", "named once", "adjective"],
)
def test_of_another_country(text):
    """A count of the Syrian opposition that holds Libya's is no count: nobody is guessed."""
    assert SYRIAN not in ids(text)

    assert SYRIAN not in ids(text, resolve=False)

    assert SYRIAN not in ids(text, discover=True)

    documents = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    assert SYRIAN not in sdlib.annotate(documents).mentions["entity_id"].fillna("").tolist()


def test_what_is_left():
    """It stays in the table as a mention, with the words as they stand, the article whole."""
    documents = pd.DataFrame({"doc_id": ["a"], "text": ["سلاح للمعارضة المسلحة في ليبيا"]})
    row = sdlib.find_entities(documents).iloc[0]

    assert (row["text"], row["name"]) == ("لمعارضة المسلحة", "المعارضة المسلحة")

    assert (row["type"], row["rule"], row["name_en"] is pd.NA) == ("ORG", "ambiguous", True)


def test_claims_follow():
    """The speaker keeps the name, not somebody else's entity."""
    claims = sdlib.annotate("في ليبيا قالت فصائل المعارضة إن الميناء مفتوح.").claims
    assert claims[["speaker", "entity_id"]].fillna("").values.tolist() == [["فصائل المعارضة", ""]]

    claims = sdlib.annotate("في حلب قالت فصائل المعارضة إن المطار مفتوح.").claims
    assert claims["entity_id"].tolist() == [SYRIAN]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في واشنطن قال الحزب الديمقراطي إنه يرفض.", "org-democratic-party"),
        ("في برلين قال الحزب الديمقراطي إنه يرفض.", ""),
        ("في طرابلس الليبية قالت حكومة الوفاق إنها ترفض.", "org-gna"),
        ("في رام الله قالت حكومة الوفاق إنها ترفض.", ""),
    ],
)
def test_for_all_countries(text, expected):
    """Nothing here is made for one country."""
    assert ids(text)[-1] == expected


def test_in_a_lexicon_of_ones_own(tmp_path):
    """Who writes a lexicon says the country in a column; a place says where it lies."""
    path = tmp_path / "own.tsv"
    path.write_text(
        "entity_id\ttype\tname_ar\taliases\tcountry\n"
        "org-y\tORG\tقوات الجبل اليمنية\tقوات الجبل\tloc-yemen\n"
        "loc-t\tLOC\tتلبيشة\t\tloc-yemen\n",
        encoding="utf-8",
    )
    own = [path, "entities", "places"]

    assert ids("دخلت قوات الجبل تلبيشة.", own)[0] == "org-y"

    assert ids("دخلت قوات الجبل حلب.", own)[0] == ""

    assert ids("دخلت قوات الجبل اليمنية حلب.", own)[0] == "org-y"

    path.write_text(path.read_text(encoding="utf-8").replace("loc-yemen", "Yemen"), "utf-8")
    with pytest.raises(LexiconError, match=r"line 2: country is 'Yemen'; write .* loc-yemen"):
        gazetteer(path)


def test_every_country_of_the_lexicon_exists():
    """An id that is misspelt would never be found."""
    names = gazetteer()
    told = set(names.countries.values()).union(*(set(k.values()) for k in names.shared.values()))

    assert told <= set(names.entities)
