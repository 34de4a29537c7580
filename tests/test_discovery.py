"""Discovery: names that no list has, told by the words around them."""

import pandas as pd
import pytest
from hypothesis import given
from strategies import any_text, arabic_text, news_text

from sdlib import annotate, count_entities, find_entities
from sdlib.article import read_article
from sdlib.discovery import discover
from sdlib.entities import gazetteer, mention_span
from sdlib.tables import SCHEMAS


def names(text, known=()):
    article = read_article(text)
    mentions = gazetteer("entities").find(article) if known else []
    found = []
    for mention in discover(article, mentions):
        start, end = mention_span(article, mention)
        found.append((article.text[start:end], mention.entity.type))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل وزير الزراعة الكندي هوراس غيلمور أمس", [("هوراس غيلمور", "PER")]),
        ("زارت الدكتورة ليلى الخضراوي المشفى", [("ليلى الخضراوي", "PER")]),
        ("قال السيد غيلمور كلمته", [("غيلمور", "PER")]),
        ("عاد سامر بن كريم إلى بيته", [("سامر بن كريم", "PER")]),
        ("وهوراس غيلمور حاضر", [("هوراس غيلمور", "PER")]),
        ("في مدينة تلبيشة مدرسة", [("تلبيشة", "LOC")]),
        ("أهالي قرية كفرزيتون عادوا", [("كفرزيتون", "LOC")]),
        ("اشترت شركة غلوبترون المصنع", [("غلوبترون", "ORG")]),
        ("أعلن حزب العدالة فوزه", [("حزب العدالة", "ORG")]),
        (
            "قالت المنظمة العالمية للملكية الفكرية ذلك",
            [("المنظمة العالمية للملكية الفكرية", "ORG")],
        ),
    ],
)
def test_name_by_its_company(text, expected):
    """A title, a trigger or a given name leads to it; what leads to it stands outside."""
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير إن الاتفاق قريب",
        "أكد وفقا للقانون أن الحل جلي",
        "زار مدرستهم ومدارسهم ونساءها",
        "في مدينة جميلة وقرية صغيرة",
        "الحزب الحاكم والمجلس",
        "",
        "...",
    ],
)
def test_words_are_no_names(text):
    """Titles without a name, adverbs, words with pronouns and adjectives are none."""
    assert names(text) == []


def test_surname_alone_is_the_full_name():
    """Who was named in full is meant by the surname: one entity, counted once."""
    text = "قال المحلل هوراس غيلمور ذلك. وأضاف غيلمور هذا. ورأى آخرون أن غيلمور محق."
    found = find_entities(pd.DataFrame({"doc_id": ["a"], "text": [text]}), discover=True)

    assert found["entity_id"].tolist() == ["found-per-هوراس-غيلمور"] * 3

    assert found["name"].unique().tolist() == ["هوراس غيلمور"]


def test_lexicon_keeps_its_mentions():
    """Discovery adds: who is in the lexicon stays who he is."""
    text = "استقبل الرئيس هوراس غيلمور بشار الأسد في دمشق."

    assert ("دمشق", "LOC") in names(text, known=True)

    assert [n for n, _ in names(text, known=True)].count("بشار الأسد") == 1


def test_never_over_a_sentence_end():
    """A name ends with its line."""
    assert ("هوراس غيلمور", "PER") not in names("حضر السيد هوراس\nغيلمور غاب")


def test_counts_keep_the_found_apart():
    """Found names have ids, so that the tables count each by itself."""
    annotation = annotate("قال السيد غيلمور كلمته. وعاد سامر بن كريم.", discover=True)
    counts = count_entities(annotation.mentions, annotation.documents, annotation.tokens)

    assert dict(zip(counts["name"], counts["count"], strict=True)) == {
        "غيلمور": 1,
        "سامر بن كريم": 1,
    }

    assert annotation.mentions.dtypes.astype(str).to_dict() == dict(SCHEMAS["mentions"])


def test_on_unless_switched_off():
    """A reader of any news finds its people; who asks for the lexicon alone gets it alone."""
    text = "قال السيد غيلمور كلمته."

    assert annotate(text).mentions["rule"].tolist() == ["discovery"]

    assert annotate(text, discover=False).mentions.empty

    assert annotate(text).claims.equals(annotate(text, discover=False).claims)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("حضر الناقد يوسف رزق الله العرض.", "يوسف رزق الله"),
        ("وصل السيد أحمد عبد الحكم الدويك.", "أحمد عبد الحكم الدويك"),
    ],
)
def test_names_of_god(text, expected):
    """A name of two words with الله or عبد is no end of the whole name."""
    assert (expected, "PER") in names(text)


def test_verbs_lead_to_no_name():
    """An unknown word behind a verb is an adjective or a thing as often as a person."""
    assert names("لم يكن متشائما، وتقبل برحابة صدر ما قدمه تراكب الأشكال.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقال بيتر سلامة نائب المدير ذلك.", [("بيتر سلامة", "PER")]),
        ("وصل صلاح أفضل لاعب.", [("صلاح", "PER")]),
        ("حضرت ميرفت أمين الحفل.", [("ميرفت أمين", "PER")]),
        ("قال كريس فان هولن ذلك.", [("كريس فان هولن", "PER")]),
        ("قال كريس فان الأمر انتهى.", [("كريس", "PER")]),
        ("رأى الناس في تبييض الوجه عيبا.", []),
        ("توسل راكعا، وأجاب ممازحا.", []),
    ],
)
def test_how_far_names_go(text, expected):
    """Common words go on with a name where they can be nothing else, and native ones begin none."""
    assert names(text) == expected


def test_acronym_before_unknown_speaker():
    """`مجش` behind قالت is the body that the article gives the letters to."""
    text = "انسحبت منظمة الجبل الشرقي «مجش». وقالت مجش ذلك."
    found = find_entities(pd.DataFrame({"doc_id": ["a"], "text": [text]}))

    assert found["entity_id"].nunique() == 1 and found["rule"].tolist()[1:] == ["acronym"] * 2


@given(arabic_text() | news_text() | any_text())
def test_spans(text):
    """Names hold the raw text, in reading order and without overlaps."""
    article = read_article(text)
    found = discover(article, gazetteer("entities").find(article))
    spans = [mention_span(article, mention) for mention in found]
    edges = [edge for span in spans for edge in span]

    assert edges == sorted(edges)

    assert all(end > start for start, end in spans)


def test_linear_in_time():
    """Each word is looked at a bounded number of times, also in one endless run of names."""
    counted = []
    for size in (200, 400):
        article = read_article("هوراس غيلمور " * size)
        counted.append(len(discover(article, [])))

    assert counted[1] <= 2 * counted[0] + 2


# Hashtags ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قالت #وحدات_حماية_الشعب ذلك", ["وحدات_حماية_الشعب"]),
        ("زار #سوريا", ["سوريا"]),
        ("زار #سوريا_الجميلة", ["سوريا"]),
        ("قال #أهالي_حلب_الشرقية", ["حلب"]),
        ("شعار #عودة_السوريين", []),
        ("شعار #عودة_وحدات_حماية_الشعب_الآن", ["وحدات_حماية_الشعب"]),
    ],
)
def test_hashtag(text, expected):
    """The parts of a hashtag are words, of which the longest name is one; the sign is none."""
    found = find_entities(pd.DataFrame({"doc_id": ["a"], "text": [text]}))

    assert found["text"].tolist() == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("استبدل موجمير الثالث قائد الجيش.", "موجمير الثالث"),
        ("زار المخرج جوزيف غوردون-ليفيت المدينة.", "جوزيف غوردون - ليفيت"),
    ],
)
def test_ordinals_and_hyphens(text, name):
    """Rulers are told apart by ordinals, and half of a double name is no name."""
    article = read_article(text)

    assert [m.entity.name for m in discover(article, []) if m.entity.type == "PER"] == [name]


def test_a_spaced_dash_parts():
    """A dash between spaces stands between two things: `غوردون - ليفيت`."""
    article = read_article("زار المخرج جوزيف غوردون - ليفيت المدينة.")

    assert "جوزيف غوردون" in [m.entity.name for m in discover(article, [])]
