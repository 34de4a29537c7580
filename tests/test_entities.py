"""Entities: what a lexicon may say, and which words of a text are a mention."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_text, arabic_text, news_text

from sdlib.annotation import annotate
from sdlib.article import read_article
from sdlib.entities import TYPES, find_entities, gazetteer, mention_span
from sdlib.errors import LexiconError, TableError
from sdlib.name_spans import find_spans
from sdlib.resolution import ArticleView, resolve
from sdlib.tables import SCHEMAS
from sdlib.tokens import token_spans

HEADER = "entity_id\ttype\tname_ar\tname_en\taliases\tfrom\tto\tnote"
LEXICON = f"""{HEADER}
syria\tLOC\tسوريا\tSyria\tسورية|الجمهورية العربية السورية\t\t\t
egypt\tLOC\tمصر\tEgypt\t\t\t\t
lebanon\tLOC\tلبنان\tLebanon\t\t\t\t
united-nations\tORG\tالأمم المتحدة\tUnited Nations\t\t\t\t
security-council\tORG\tمجلس الأمن\tSecurity Council\tمجلس الأمن الدولي\t\t\t
security-service\tORG\tالأمن العام\tSecurity Service\t\t\t\t
washington\tLOC\tواشنطن\tWashington\t\t\t\t
putin\tPER\tفلاديمير بوتين\tVladimir Putin\tبوتين\t\t\t
karam\tPER\tكرم سعد\tKaram Saad\t\t\t\t
karam\tPER\tكرم سعد\tKaram Saad\tوزير الري\t2010-01-01\t2014-12-31\theld the office
huda\tPER\tهدى سليم\tHuda Salim\t\t\t\t
huda\tPER\tهدى سليم\tHuda Salim\tوزير الري\t2015-01-01\t\theld it after him
treaty\tMISC\tاتفاق الماء\tWater treaty\tالاتفاق\t\t\t
"""
PERIODS = "a\tPER\tسعد\tSaad\t{}\t{}\t{}\t\n"


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory):
    """A lexicon of a few entities, so that no test hangs on who is in the big one."""
    path = tmp_path_factory.mktemp("lexicon") / "names.tsv"
    path.write_text(LEXICON, encoding="utf-8")
    return path


def documents(*texts, date=None):
    ids = [f"d{i}" for i in range(len(texts))]
    return pd.DataFrame({"doc_id": ids, "text": list(texts), "date": [date] * len(texts)})


def mentions(text, lexicon, date=None):
    found = find_entities(documents(text, date=date), lexicon, discover=False)
    return list(zip(found["text"], found["entity_id"], strict=True))


# What a lexicon may say -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("a\tTOWN\tسعد\tSaad\t\t\t\t", r"line 2: type is 'TOWN', .* one of LOC, MISC, ORG, PER"),
        ("a\tPER\t\tSaad\t\t\t\t", r"line 2: the column name_ar is empty"),
        ("\tPER\tسعد\tSaad\t\t\t\t", r"line 2: the column entity_id is empty"),
        ("a\tPER\tسعد\tSaad\t \N{ZERO WIDTH SPACE}\t\t\t", r"line 2: the alias .* holds no word"),
        ("a\tPER\tسعد\tSaad\tالوزير\t1.12.2024\t\t", r"line 2: '1\.12\.2024' is no date"),
        (
            "a\tPER\tسعد\tSaad\tالشيخ\t\t\t\nb\tPER\tفهد\tFahd\tالشيخ\t\t\t",
            r"line 3: the alias 'الشيخ' belongs to a already; leave it out of one of them",
        ),
        (
            "a\tPER\tسعد\tSaad\t\t\t\t\nb\tPER\tفهد\tFahd\tسَعد\t\t\t",
            r"line 3: the alias .* belongs to a already",
        ),
        (
            "a\tPER\tسعد\tSaad\tالوزير\t2010-01-01\t2015-06-30\t\n"
            "b\tPER\tفهد\tFahd\tالوزير\t2015-06-01\t\t",
            r"line 3: the alias 'الوزير' belongs to a already.* periods that do not overlap",
        ),
        (
            "a\tPER\tسعد\tSaad\t\t\t\t\na\tORG\tسعد\tSaad\t\t\t\t",
            r"line 3: a has another type or name in a row above",
        ),
    ],
)
def test_bad_lexicon_is_refused(tmp_path, rows, message):
    """The message names file and line, and what to do about it."""
    path = tmp_path / "own.tsv"
    path.write_text(f"{HEADER}\n{rows}\n", encoding="utf-8")

    with pytest.raises(LexiconError, match=rf"own\.tsv, {message}"):
        find_entities(documents("سعد"), path)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (PERIODS.format("الوزير", "2024-02-31", ""), r"line 2: '2024-02-31' is no date"),
        (PERIODS.format("الوزير", "2024-13-01", ""), r"line 2: '2024-13-01' is no date"),
        (
            PERIODS.format("الوزير", "2024-06-01", "2024-01-01"),
            r"line 2: the period ends on .* before it begins",
        ),
        (PERIODS.format("الشيخ|الشيخ", "", ""), r"line 2: the alias 'الشيخ' stands twice"),
        (PERIODS.format("", "2024-01-01", ""), r"line 2: a row with a period has no alias"),
        (PERIODS.format("الشيخ", "", "") * 2, r"line 3: 'الشيخ' stands in line 2 already"),
    ],
    ids=["day", "month", "ends before it begins", "alias twice", "no alias", "row twice"],
)
def test_slip_in_a_lexicon_is_refused(tmp_path, row, message):
    """Slips of a hand that fills in a table: each would leave an alias without its holder."""
    path = tmp_path / "own.tsv"
    path.write_text(f"{HEADER}\n{row}", encoding="utf-8")

    with pytest.raises(LexiconError, match=rf"own\.tsv, {message}"):
        find_entities(documents("سعد"), path)


def test_one_day_is_a_period(tmp_path):
    """Who held an office for a day held it."""
    path = tmp_path / "own.tsv"
    row = PERIODS.format("الوزير", "2024-01-01", "2024-01-01")
    path.write_text(f"{HEADER}\n{row}", encoding="utf-8")

    assert mentions("الوزير", path, "2024-01-01") == [("الوزير", "a")]


# Several lexicons -------------------------------------------------------------------------

OWN = f"""{HEADER}
putin\tPER\tفلاديمير فلاديميروفيتش\tV. Putin\tالقيصر\t\t\t
town\tLOC\tمصر\tMasr (town)\t\t\t\t
deputy\tPER\tسعاد كرم\tSuad Karam\tوزير الري\t2016-01-01\t\t
"""


@pytest.fixture(scope="module")
def layers(lexicon, tmp_path_factory):
    """A user's lexicon in front of another one."""
    path = tmp_path_factory.mktemp("own") / "own.tsv"
    path.write_text(OWN, encoding="utf-8")
    return [path, lexicon]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("القيصر وبوتين", ["putin", "putin"]),
        ("عاد إلى مصر", ["town"]),
        ("عاد إلى سوريا", ["syria"]),
        ("زار وزير الري السد", ["deputy"]),
    ],
)
def test_first_lexicon_wins(layers, text, expected):
    """A user adds names to an entity, takes a name over, and leaves the rest as it is."""
    assert [entity for _, entity in mentions(text, layers, "2024-01-01")] == expected


def test_first_lexicon_gives_the_name(layers):
    """The name in tables is the user's, also where an alias of ours was found."""
    found = find_entities(documents("بوتين"), layers)

    assert found["name_en"].tolist() == ["V. Putin"]


def test_lower_lexicon_is_checked_by_itself(layers, tmp_path):
    """A slip in it is no less a slip because somebody else's row would win."""
    path = tmp_path / "low.tsv"
    path.write_text(f"{HEADER}\n{PERIODS.format('مصر|مصر', '', '')}", encoding="utf-8")

    with pytest.raises(LexiconError, match=r"low\.tsv, line 2: the alias 'مصر' stands twice"):
        gazetteer([*layers, path])


def test_places_give_way():
    """What libraries know of places stands behind what sdlib says of an entity."""
    places = gazetteer(["entities", "places"])

    assert places.entities["loc-denmark"] == gazetteer("entities").entities["loc-denmark"]

    assert set(gazetteer("entities").names()) <= set(places.names())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل إلى مدريد ثم نيبال", ["Madrid", "Nepal"]),
        ("هوية الحرية بقوله في الأشهر", []),
        ("قال سعيد وكريم ونبيل", []),
    ],
)
def test_places(text, expected):
    """Cities and countries are found, and words and given names that look like one are not."""
    found = find_entities(documents(text), "places", discover=False)

    assert found["name_en"].tolist() == expected


def test_edited_lexicon_is_read_again(tmp_path):
    """Who adds a name in a notebook's session expects to find it."""
    path = tmp_path / "own.tsv"
    path.write_text(f"{HEADER}\na\tPER\tسعد\tSaad\t\t\t\t\n", encoding="utf-8")
    assert mentions("عاد سعد وفهد", path) == [("سعد", "a")]

    path.write_text(f"{HEADER}\nb\tPER\tفهد\tFahd\t\t\t\t\n", encoding="utf-8")
    assert mentions("عاد سعد وفهد", path) == [("فهد", "b")]


def test_shipped_lexicon():
    """Every name of the lexicon is found in a text that is only this name."""
    names = {e.name: e.entity_id for e in gazetteer().entities.values()}
    found = find_entities(documents(".\n".join(names)))

    # A name said in many countries has no entity where the text is not about its own.
    assert set(names.values()) - set(found["entity_id"]) <= set(gazetteer().shared)

    assert set(found["type"]) == set(TYPES)


# What is a mention ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عاد إلى سوريا أمس", [("سوريا", "syria")]),
        ("وسوريا بسوريا لسوريا فسوريا كسوريا", [("سوريا", "syria")] * 5),
        ("وبسوريا", [("سوريا", "syria")]),
        ("للأمم المتحدة", [("لأمم المتحدة", "united-nations")]),
        ("وللأمم المتحدة", [("لأمم المتحدة", "united-nations")]),
        ("بالأمم المتحدة", [("الأمم المتحدة", "united-nations")]),
        ("واشنطن ولبنان", [("واشنطن", "washington"), ("لبنان", "lebanon")]),
        ("وواشنطن", [("واشنطن", "washington")]),
        ("سُورِيا وسـوريا", [("سُورِيا", "syria"), ("سـوريا", "syria")]),
        ("الامم المتحده", [("الامم المتحده", "united-nations")]),
        ("وَسوريا", [("سوريا", "syria")]),
    ],
)
def test_spelling_and_clitics(lexicon, text, expected):
    """What hangs on a name in front is no part of it; spellings of one name are one."""
    assert mentions(text, lexicon) == expected


@pytest.mark.parametrize("text", ["مصرف", "مصري", "سورياتنا", "لبناني", "الأمم", "المصر"])
def test_never_inside_another_word(lexicon, text):
    """Egypt is not in a bank, nor is a part of a name the name."""
    assert mentions(text, lexicon) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مجلس الأمن الدولي", [("مجلس الأمن الدولي", "security-council")]),
        ("مجلس الأمن العام", [("مجلس الأمن", "security-council")]),
        ("الجمهورية العربية السورية", [("الجمهورية العربية السورية", "syria")]),
        ("فلاديمير بوتين وبوتين", [("فلاديمير بوتين", "putin"), ("بوتين", "putin")]),
        ("فلاديمير. بوتين", [("بوتين", "putin")]),
    ],
)
def test_longest_match_wins(lexicon, text, expected):
    """The longest alias at a word is the mention, and no word is in two."""
    assert mentions(text, lexicon) == expected


@pytest.mark.parametrize("between", ["\n", "\n\n", ". ", "؟ "])
def test_never_over_an_end(lexicon, between):
    """A headline's last word and the text's first are no name."""
    assert mentions(f"انعقد مجلس{between}الأمن مستتب", lexicon) == []


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2014-12-31", "karam"),
        ("2015-01-01", "huda"),
        ("2024-05-06T10:00:00", "huda"),
        ("2009-12-31", None),
        (None, None),
        (pd.NA, None),
        ("", None),
    ],
)
def test_dated_title(lexicon, date, expected):
    """A title is its holder's on the article's day; without a day it is nobody's."""
    found = mentions("زار وزير الري السد", lexicon, date)

    assert [entity for _, entity in found] == ([expected] if expected else [])


@pytest.mark.parametrize("date", ["2005-01-01", "2012-01-01", None])
def test_name_beside_a_dated_title(lexicon, date):
    """The period is the title's: the name is its bearer's at any time."""
    assert ("كرم سعد", "karam") in mentions("كرم سعد", lexicon, date)


def test_table(lexicon):
    """Names in both scripts, the type, and offsets of the raw text."""
    found = find_entities(documents("قال بوتين", date="2024-01-01"), lexicon)

    assert found.to_dict("records") == [
        {
            "doc_id": "d0",
            "start": 4,
            "end": 9,
            "text": "بوتين",
            "entity_id": "putin",
            "name": "فلاديمير بوتين",
            "name_en": "Vladimir Putin",
            "type": "PER",
            "rule": "lexicon",
        }
    ]


def test_empty_table_has_its_columns(lexicon):
    """Code that reads the table must not ask whether there is a row."""
    found = find_entities(documents(), lexicon)

    assert found.dtypes.astype(str).to_dict() == dict(SCHEMAS["mentions"])


def test_date_may_be_missing_as_a_column(lexicon):
    """A table of texts alone is enough."""
    found = find_entities(documents("سوريا")[["doc_id", "text"]], lexicon)

    assert found["entity_id"].tolist() == ["syria"]

    with pytest.raises(TableError, match=r"find_entities\(documents\) needs .* text"):
        find_entities(pd.DataFrame({"doc_id": ["a"]}), lexicon)


NAMES = [row.split("\t")[2] for row in LEXICON.splitlines()[1:]]
TEXTS = st.lists(st.sampled_from(NAMES) | st.sampled_from([" ", " و", " لل", "ب", "، ", "\n"])).map(
    "".join
)


@given(TEXTS | arabic_text() | news_text() | any_text())
def test_spans(lexicon, text):
    """Mentions do not overlap, hold the raw text, and end where a token ends."""
    found = find_entities(documents(text, date="2024-01-01"), lexicon)
    spans = list(zip(found["start"], found["end"], strict=True))
    edges = [edge for span in spans for edge in span]

    assert edges == sorted(edges)

    assert found["text"].tolist() == [text[start:end] for start, end in spans]

    plain = [
        end for start, end in spans if "_" not in (text[start - 1 : start], text[end : end + 1])
    ]
    assert set(plain) <= set(token_spans(text).ends.tolist())


@given(TEXTS, TEXTS)
def test_document_alone_as_in_a_corpus(lexicon, left, right):
    """What is found in one document does not depend on the others."""
    both = find_entities(documents(left, right), lexicon)

    alone = find_entities(documents(left), lexicon)
    pd.testing.assert_frame_equal(both[both["doc_id"] == "d0"], alone)


HARD = st.lists(
    st.sampled_from([*NAMES, "وزير الري", "نائب", "السابق", "#الأمم_المتحدة", "كتشرشل", "تشرشل"])
    | st.sampled_from(
        [" ", "  ", "\n", " و", ". ", ".", " لل", "، ", "2. ", "\u200b", "\u0640", "\u064f"]
    )
).map("".join)


@given(HARD | TEXTS | arabic_text() | news_text() | any_text())
def test_unread_text_as_in_an_article(lexicon, text):
    """`find_entities` reads only the words that matter: it must find what a full reading does."""
    names = gazetteer(lexicon)
    article = read_article(text)
    mentions = resolve(ArticleView(article), names.find(article, "2012-01-01"))
    read = [(*mention_span(article, m), m.entity, m.rule) for m in mentions]

    found = find_spans([text], ["2012-01-01"], names, resolve=True)
    spans = found.starts.tolist(), found.ends.tolist(), found.entities, found.rules
    assert list(zip(*spans, strict=True)) == read


def test_mentions_of_annotate():
    """One corpus has one set of mentions, whichever function is asked."""
    texts = ["قال وزير الخارجية في دمشق: «وصل بوتين». وللأمم المتحدة\nمجلس الأمن #سوريا", ""]
    frame = documents(*texts, date="2024-01-01")

    pd.testing.assert_frame_equal(find_entities(frame), annotate(frame).mentions)


# Names of the world -----------------------------------------------------------------------


def test_names_of_the_world_give_way(tmp_path):
    """Whose a name is, the lexicon before says; the world adds spellings to its entities."""
    text = "من آيسلندا وأيسلندا وتكساس إلى برشلونة، وريال مدريد والبرازيل."
    found = find_entities(documents(text))

    assert found["entity_id"].tolist() == [
        "loc-iceland",
        "loc-iceland",
        "loc-texas",
        "loc-barcelona",
        "org-real-madrid",
        "loc-brazil",
    ]


def test_the_moon_is_no_country():
    """`جزر القمر` is one; its short form is a word."""
    assert find_entities(documents("اكتمال القمر في جزر القمر"))["name_en"].tolist() == ["Comoros"]


def test_names_that_begin_with_lam_stand_behind_the_preposition():
    """`لليتوانيا` was read as ل with an article, of which no name is left."""
    text = "سافر الوفد لليتوانيا ولليبيريا وللاتفيا، ثم للبنان وللبحرين."
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    found = find_entities(documents, discover=False)["name"].tolist()
    assert found == ["ليتوانيا", "ليبيريا", "لاتفيا", "لبنان", "البحرين"]
