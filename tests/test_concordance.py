"""Concordance: every use is found, where it stands, with whose words it is.

Each line must lead back to the raw text: its three parts joined are one stretch of it.
"""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from sdlib.annotation import annotate
from sdlib.concordance import Concordance, kwic, make_concordance
from sdlib.errors import CorpusError, ParameterError, TableError
from sdlib.tables import table


def documents(*texts):
    names = [f"d{k}" for k in range(len(texts))]
    return pd.DataFrame({"doc_id": names, "outlet": [n.upper() for n in names], "text": texts})


def nodes(text, query, **options):
    return kwic(documents(text), query, **options)["node"].tolist()


def test_a_word_is_found_in_all_its_spellings_and_with_particles():
    """Marks, tatweel, hamza and what is joined in front hide no use."""
    text = "إدارة الإدارة وإدارة بالادارة لِلإِدارة الإدارـة الإداري"

    assert nodes(text, "الإدارة") == [*("الإدارة", "بالادارة", "لِلإِدارة", "الإدارـة")]


def test_what_counts_as_one_word_is_chosen():
    """As a form only what is written so is found, as a lemma its plural too."""
    text = "وزير والوزير الوزراء وَزير"

    assert nodes(text, "وزير", terms="form") == ["وزير"]
    assert nodes(text, "وزير", terms="norm") == ["وزير", "وَزير"]
    assert nodes(text, "وزير", terms="lemma") == text.split()


def test_a_phrase_goes_over_quotation_marks_and_nothing_else():
    """Words of two sentences, of two lines or of a list are no phrase."""
    text = 'قوات السلام. قوات. السلام\nقوات\nالسلام قوات، السلام وقوات "السلام"'

    assert nodes(text, "قوات السلام") == ["قوات السلام", 'وقوات "السلام']


def test_a_phrase_does_not_begin_in_one_text_and_end_in_the_next():
    assert kwic(documents("قوات", "السلام"), "قوات السلام").empty


def test_with_a_star_a_word_is_open_at_that_end():
    text = "حرب الحرب حربية حروب محاربة والحربي"

    assert nodes(text, "حرب*") == ["حرب", "حربية"]
    assert nodes(text, "*حرب") == ["حرب", "الحرب"]
    assert nodes(text, "*حرب*") == ["حرب", "الحرب", "حربية", "والحربي"]
    assert nodes("حرب المدن حرب الجبل", "حرب ال*") == ["حرب المدن", "حرب الجبل"]


def test_the_parts_of_a_line_are_one_stretch_of_the_raw_text():
    """Signs, marks and bidi controls stand where they stood."""
    text = "ثم\N{RIGHT-TO-LEFT MARK} قال: «السَّلام» \N{LEFT-TO-RIGHT MARK}قريب (جدا)."
    row = kwic(documents(text), "السلام", window=2).iloc[0]

    assert text[row["start"] : row["end"]] == row["node"] == "السَّلام"
    assert row["before"] + row["node"] + row["after"] == text[: text.index(")")]


def test_the_window_ends_with_the_text():
    """A term at an edge has fewer words around it, and none of another text."""
    rows = kwic(documents("بحر رمل شمس", "شمس قمر"), "شمس", window=2)

    assert rows[["before", "after"]].values.tolist() == [["بحر رمل ", ""], ["", " قمر"]]
    assert kwic(documents("بحر رمل شمس"), "رمل", window=0)[["before", "after"]].values.tolist() == [
        ["", ""]
    ]


def test_lines_are_sorted_by_the_words_around_the_node():
    """By the nearest word before, then the one before that; none goes first."""
    text = documents("نهر. جبل واد نهر بحر. شجر واد نهر ارض", "نهر")
    after = kwic(text, "نهر", sort="after")["after"]
    before = kwic(text, "نهر", sort="before")["before"]

    assert [line.split()[0] if line else "" for line in after] == ["", "ارض", "بحر.", "."]
    assert [" ".join(line.split()[-2:]) for line in before] == ["", "", "جبل واد", "شجر واد"]
    assert kwic(text, "*ر", sort="node")["node"].tolist()[:2] == ["بحر", "شجر"]


def test_each_line_says_in_whose_words_it_stands():
    """The outlet's own use and a speaker's are not one."""
    a = annotate("تراجع المسلحون. قال الوزير إن المسلحين ينسحبون.")
    rows = kwic(a, "المسلح*")

    assert rows["voice"].tolist() == ["narration", "claim"]
    assert rows["claim_id"].tolist()[1] == a.claims.loc[0, "claim_id"]
    assert rows["speaker"].tolist()[1] == "الوزير"
    assert rows["speaker"].isna().tolist() == [True, False]


def test_an_entity_is_found_by_its_mentions_under_all_its_names():
    """Particles in front of a name are not the name, and the line is still whole."""
    a = annotate("زار الوفد دمشق وحلب. وعاد من مدينة حلب.")
    rows = kwic(a, "loc-aleppo", window=1)

    assert rows["node"].tolist() == a.mentions.query("name == 'حلب'")["text"].tolist()
    assert rows["before"].tolist()[0].endswith("و")
    assert kwic(documents("حلب"), "حلب").shape[0] == 1


def test_documents_alone_have_no_voices():
    """Without claims nobody can say whose words they are: missing, and not narration."""
    rows = kwic(documents("حلب"), "حلب")

    assert rows[["voice", "claim_id", "speaker", "mode"]].isna().all(axis=None)
    assert rows["outlet"].tolist() == ["D0"]
    assert kwic(documents("حلب").drop(columns="outlet"), "حلب")["outlet"].isna().all()


@pytest.mark.parametrize(
    "source",
    [documents(), documents(""), documents("شمس"), annotate("شمس"), annotate("قال إن الشمس تشرق.")],
)
@pytest.mark.parametrize("query", ["قمر", "قمر منير", "*قمر*"])
def test_what_is_not_found_is_an_empty_table_with_its_columns(source, query):
    """No document, an empty one, one without the word; with claims and without."""
    rows = kwic(source, query)

    assert rows.empty
    dtypes = rows.dtypes.astype(str)
    assert dtypes["start"] == dtypes["end"] == "int64"
    assert set(dtypes.drop(["start", "end"])) == {"string"}


def test_a_paragraph_of_60_000_characters_without_a_full_stop():
    text = "رمل " * 15_000 + "ذهب"
    row = kwic(documents(text), "ذهب").iloc[0]

    assert row["start"] == 60_000
    assert row["before"] == "رمل " * 6


def test_a_concordance_is_made_once_and_asked_often():
    """It is given back as it is, and does not change its terms in silence."""
    index = make_concordance(documents("وزير الوزراء"), terms="lemma")

    assert make_concordance(index) is index
    assert len(kwic(index, "وزير")) == 2
    with pytest.raises(ParameterError, match="terms='lemma'"):
        kwic(index, "وزير", terms="word")


@pytest.mark.parametrize("query", ["", " ", "*", "قال:", "300 قتيل", "و*ز", "* *"])
def test_queries_that_are_no_words_are_refused(query):
    """An empty query would find everything, one with a sign nothing."""
    with pytest.raises(ParameterError, match="must be words"):
        kwic(documents("قال الوزير"), query)


def test_a_list_of_words_is_no_query():
    """A list is neither a phrase nor a choice of words, until it says which."""
    with pytest.raises(ParameterError, match="query is a list"):
        kwic(annotate("قال الوزير"), ["قال", "الوزير"])


def test_arguments_out_of_range_are_refused():
    with pytest.raises(ParameterError, match="window"):
        kwic(documents("قال"), "قال", window=-1)
    with pytest.raises(ParameterError, match="before, node, after"):
        kwic(documents("قال"), "قال", sort="left")
    with pytest.raises(ParameterError, match="terms"):
        kwic(documents("قال"), "قال", terms="root")
    with pytest.raises(TableError, match="text"):
        kwic(pd.DataFrame({"doc_id": ["a"]}), "قال")
    with pytest.raises(CorpusError, match="no text"):
        kwic(documents(None), "قال")


def test_spans_lead_back_to_their_words():
    """Spans that begin inside a word are of that word; others of nothing are left out."""
    index = make_concordance(documents("سهل وجبل", "نهر ."))
    spans = pd.DataFrame(
        {"doc_id": ["d1", "d0", "d1", "x"], "start": [0, 5, 4, 0], "end": [3, 8, 5, 3]}
    )
    found = index.words_of(spans)

    assert found.first.tolist() == found.last.tolist() == [1, 2]
    assert found.starts.tolist() == [5, 0]


def test_an_annotation_without_entities_has_no_entity():
    """An id that nobody mentions is read as words, and refused as such."""
    a = annotate("شمس")

    assert isinstance(make_concordance(a), Concordance)
    assert a.mentions.equals(table("mentions"))
    with pytest.raises(ParameterError, match="entity_id"):
        kwic(a, "loc-aleppo")


@given(st.lists(texts(), max_size=3), st.data())
def test_every_use_is_found_and_nothing_else(corpus, data):
    """What the arrays find is what stands in the text, token by token."""
    index = make_concordance(documents(*corpus), terms="form")
    words = [corpus[k][s:e] for k, s, e in spans(index)]
    query = data.draw(st.sampled_from(words or ["رمل"]))
    rows = kwic(index, query, window=3)

    assert len(rows) == words.count(query)
    for row in rows.itertuples():
        text = corpus[int(row.doc_id[1:])]
        assert text[row.start : row.end] == row.node == query
        assert text[: row.start].endswith(row.before) and text[row.end :].startswith(row.after)


def spans(index):
    starts, ends = (
        each[index.places].tolist() for each in (index.encoded.starts, index.encoded.ends)
    )
    return zip(index.owners.tolist(), starts, ends, strict=True)
