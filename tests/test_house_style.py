"""House style: spellings between which outlets decide are found, counted and merged."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdlib.annotation import annotate
from sdlib.errors import ParameterError, TableError
from sdlib.house_style import find_spellings
from sdlib.inference import Resampling
from sdlib.keywords import keyness
from sdlib.merged_spellings import merge_spellings
from sdlib.spelling_pairs import is_one_word
from sdlib.term_counts import count_terms
from sdlib.vocabulary import encode


def corpus(*articles):
    rows = [(f"d{k}", outlet, text) for k, (outlet, text) in enumerate(articles)]
    return pd.DataFrame(rows, columns=["doc_id", "outlet", "text"]).astype("string")


def two(first, second, frame="عاد {} أمس. "):
    """Six sentences of each outlet, one spelling each."""
    return corpus(("A", frame.format(first) * 6), ("B", frame.format(second) * 6))


def families(table):
    return {name: set(own["spelling"]) for name, own in table.groupby("family")}


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("أكد", "اكد", "hamza"),
        ("مسؤول", "مسئول", "hamza"),
        ("مستشفى", "مستشفي", "final ya"),
        ("غزة", "غزه", "final ta marbuta"),
        ("ليبيا", "ليبية", "final alef"),
        ("المئة", "المائة", "alef before hamza"),
        ("عبدالله", "عبد الله", "space"),
    ],
)
def test_each_way_in_which_spelling_varies(first, second, kind):
    """By classes of letters and the corpus: none of the words stands in the code."""
    found = find_spellings(two(first, second))

    assert families(found) == {first: {first, second}}
    assert kind in found["kind"].iloc[0].split(", ")
    assert set(found["range"]) == {1.0}


def test_the_uses_and_shares_of_each_outlet():
    documents = corpus(("A", "عاد أكد أمس. " * 9 + "عاد اكد أمس."), ("B", "عاد اكد أمس. " * 5))
    found = find_spellings(documents).set_index(["spelling", "outlet"])

    assert found["count"].to_dict() == {
        ("أكد", "A"): 9,
        ("أكد", "B"): 0,
        ("اكد", "A"): 1,
        ("اكد", "B"): 5,
    }
    assert found.loc[("أكد", "A"), "share"] == found["range"].iloc[0] == 0.9


def test_what_writers_decide_is_no_house_style():
    """Both outlets write both: nothing to set apart from content."""
    mixed = "عاد أكد أمس. عاد اكد أمس. " * 6

    assert find_spellings(corpus(("A", mixed), ("B", mixed))).empty
    assert not find_spellings(corpus(("A", mixed), ("B", mixed)), min_range=0).empty


def test_two_words_among_other_words_are_no_family():
    """A noun in the accusative and another noun end in alef and ta marbuta; so does house style."""
    documents = corpus(
        ("A", "ألف الكاتب كتابا جديدا. " * 6), ("B", "أتقن الطالب كتابة الرسالة. " * 6)
    )

    assert families(find_spellings(documents)) == {}


def test_one_hamza_against_another_is_two_words():
    """إن and أن stand behind different words; without their hamza they are one family."""
    documents = corpus(("A", "قال إن المطر هطل. " * 6), ("B", "أكد أن الريح هبت. " * 6))

    assert families(find_spellings(documents)) == {}


def test_a_conjunction_in_front_is_no_other_spelling():
    found = find_spellings(corpus(("A", "عاد وأكد. عاد أكد. " * 4), ("B", "عاد واكد. " * 6)))

    assert families(found) == {"أكد": {"أكد", "اكد"}}


def test_rare_spellings_and_outlets_that_use_a_word_rarely():
    """Four uses decide nothing."""
    few = corpus(("A", "عاد أكد أمس. " * 6), ("B", "عاد اكد أمس. " * 4))

    assert find_spellings(few).empty
    assert not find_spellings(few, min_count=4).empty


def test_an_annotation_gives_the_families_of_its_documents():
    documents = two("سوريا", "سورية", "زار {} أمس. ")

    pd.testing.assert_frame_equal(find_spellings(annotate(documents)), find_spellings(documents))


@pytest.mark.parametrize("documents", [corpus(), corpus(("A", "")), corpus(("A", "أكد"))])
def test_without_families_the_table_has_its_columns(documents):
    full, empty = find_spellings(two("أكد", "اكد")), find_spellings(documents)

    assert list(empty) == list(full) and len(empty) == 0
    assert empty.dtypes.equals(full.dtypes)


def test_settings_and_tables_that_cannot_be_are_refused():
    with pytest.raises(ParameterError, match="min_range"):
        find_spellings(corpus(), min_range=2)

    with pytest.raises(TableError, match="outlet"):
        find_spellings(corpus(("A", "نعم")).drop(columns="outlet"))


# Merging --------------------------------------------------------------------------------

MERGED = pd.DataFrame(
    {
        "family": ["سوريا", "سوريا", "عبدالله", "عبدالله"],
        "spelling": ["سوريا", "سورية", "عبدالله", "عبد الله"],
    }
)


def test_keyness_before_and_after_merging():
    """The spelling leads before; after, the word is the same on both sides and says nothing."""
    documents = corpus(*[("A", "زار سوريا أمس. " * 3)] * 4, *[("B", "زار سورية أمس. " * 3)] * 4)
    quick = Resampling(70, 20)
    before = keyness(documents, resampling=quick).table.set_index("term")
    families_found = find_spellings(documents)
    counts = count_terms(documents, spellings=families_found)
    after = keyness(counts, resampling=quick).table.set_index("term")

    assert before.index[0] == "سوريا" and before.index[-1] == "سوريه"
    assert after.loc["سوريا", ["count", "count_other", "log_ratio"]].tolist() == [12, 12, 0]
    assert "سوريه" not in after.index


def test_two_words_become_one_token_with_its_span():
    """A concordance must still find the place: the span is that of both words."""
    text = "قال عبد الله إن سورية بعيدة"
    found = merge_spellings(encode([text, "عبد"], terms="base"), MERGED)
    spans = zip(found.starts.tolist(), found.ends.tolist(), strict=True)

    assert found.terms == ["قال", "عبدالله", "ان", "سوريا", "بعيده", "عبد"]
    assert [text[s:e] for s, e in spans][1] == "عبد الله"
    assert found.offsets.tolist() == [0, 5, 6]


def test_nothing_is_joined_from_one_text_to_the_next():
    found = merge_spellings(encode(["عبد", "الله", "عبد. الله"], terms="base"), MERGED)

    assert "عبدالله" not in found.terms


@given(
    st.lists(
        st.lists(st.sampled_from(["عبد", "الله", "عبدالله", "سورية", "نفط", "."])).map(" ".join)
    )
)
def test_merging_is_reading_texts_in_which_the_spellings_were_replaced(texts):
    """Ids joined as arrays say what replaced strings say."""
    replaced = [text.replace("عبد الله", "عبدالله").replace("سورية", "سوريا") for text in texts]
    found = merge_spellings(encode(texts, terms="base"), MERGED)
    expected = encode(replaced, terms="word")

    assert [found.terms[k] for k in found.ids] == [expected.terms[k] for k in expected.ids]
    assert found.offsets.tolist() == expected.offsets.tolist()


def test_without_families_merging_gives_words():
    """`terms="word"`, whatever the table is called."""
    texts = ["وَقَالَ للأسدِ، والمدينة"]
    merged = merge_spellings(encode(texts, terms="base"), MERGED.iloc[:0])

    assert merged.terms == encode(texts, terms="word").terms


def test_spellings_are_merged_for_words_only():
    with pytest.raises(ParameterError, match="terms='word'"):
        count_terms(corpus(("A", "نعم")), terms="lemma", spellings=MERGED)


def test_names_of_one_entity_are_one_word():
    """Two articles have too few neighbours to compare; who knows the names needs none."""
    texts = two("سوريا", "سورية", "{}. ")

    assert find_spellings(texts).empty
    assert families(find_spellings(annotate(texts))) == {"سوريا": {"سوريا", "سورية"}}


@pytest.mark.parametrize(
    ("first", "second", "kind", "alike", "one"),
    [
        ("سوريا", "سورية", "final alef", 0.6, True),
        ("المئة", "المائة", "alef before hamza", 0.8, True),
        ("أن", "ان", "hamza", 0.6, True),
        ("عبدالله", "عبد الله", "space", 0.3, True),
        ("إنسان", "انسان", "hamza", 0.25, True),
        # Two words, of which the words around tell little or mislead.
        ("قوي", "قوى", "final ya", 0.1, False),
        ("قلقه", "قلقة", "final ta marbuta", 0.16, False),
        ("لافتا", "لافتة", "final alef", 0.6, False),
        ("تعليقا", "تعليقه", "final alef", 0.5, False),
        ("حلفاؤها", "حلفاءها", "hamza", 0.5, False),
        ("الآمن", "الامن", "hamza", 0.3, False),
        ("إنهم", "أنهم", "hamza", 0.3, False),
        ("فيما", "في ما", "space", 0.38, False),
    ],
)
def test_spellings_and_words(first, second, kind, alike, one):
    """Rules of the language decide where neighbours do not: inflection makes them alike, too."""
    assert is_one_word(first, second, kind, alike) is one


def test_a_third_spelling_joins_no_two_words():
    """`ان` may be أن and إن: it goes to the one beside whose neighbours it stands."""
    table = find_spellings(
        corpus(
            ("A", "أعلن أن الطريق آمن. " * 6 + "قالوا إن البلاد بخير. " * 6),
            ("B", "أعلن ان الطريق آمن. " * 6 + "قالوا إن البلاد بخير. " * 6),
        )
    )

    assert families(table) == {"أن": {"أن", "ان"}}
