"""Voices: whose words a term stands in. To give an outlet a word that it quotes is the worst
mistake that a comparison of words can make, so that the edges of the spans are tested one by one.
"""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdlib.errors import ParameterError, TableError
from sdlib.tables import table
from sdlib.tokenization import tokenize
from sdlib.voices import VOICES, add_voice, find_terms, terms_by_voice

#: Eight words of three letters: word k is [4k, 4k + 3].
TEXT = "سهل جبل نهر بحر واد شجر حجر رمل"
DOCUMENTS = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"], "text": [TEXT, TEXT]})
TOKENS = tokenize(DOCUMENTS)


def claim(first, last, *, number=1, speaker="X", doc_id="a", **other):
    """A claim whose content is the words from ``first`` to ``last``."""
    return {
        "claim_id": f"{doc_id}#{number}",
        "doc_id": doc_id,
        "cue_start": 0,
        "cue_end": 3,
        "cue_type": "neutral",
        "content_start": 4 * first,
        "content_end": 4 * last + 3,
        "speaker": speaker,
        "mode": "indirect",
        "negated": False,
        **other,
    }


def claims(*rows):
    return table("claims", rows)


def voices(*rows, labels=None, doc_id="a"):
    voiced = add_voice(TOKENS, claims(*rows), labels=labels)
    return voiced[voiced["doc_id"] == doc_id]


def test_words_inside_a_content_are_the_claims_and_all_others_the_outlets():
    """The first and the last word of a content belong to it, their neighbours do not."""
    found = voices(claim(2, 4))

    assert found["voice"].tolist() == ["narration"] * 2 + ["claim"] * 3 + ["narration"] * 3
    assert found["speaker"].isna().tolist() == [True] * 2 + [False] * 3 + [True] * 3
    assert found.loc[2, ["claim_id", "speaker", "mode"]].tolist() == ["a#1", "X", "indirect"]


def test_a_claim_of_one_document_says_nothing_of_another():
    """Offsets repeat from document to document."""
    assert set(voices(claim(0, 7), doc_id="b")["voice"]) == {"narration"}


@pytest.mark.parametrize("turned", [False, True])
def test_of_claims_inside_one_another_the_innermost_speaks(turned):
    """What X says that Y said are Y's words; the order of the rows must not matter."""
    rows = [claim(1, 6), claim(3, 4, number=2, speaker="Y")]
    found = voices(*(reversed(rows) if turned else rows))

    assert found["speaker"].tolist()[1:7] == ["X", "X", "Y", "Y", "X", "X"]


def test_a_denial_of_what_stands_before_it_lends_nobody_its_words():
    """`X said A, which Y denied`: A is X's, although it is the content of Y's denial too."""
    denial = {"cue_start": 24, "cue_end": 27, "cue_type": "denial"}
    found = voices(claim(1, 5), claim(1, 4, number=2, speaker="Y", **denial))

    assert set(found["speaker"].dropna()) == {"X"}


def test_a_denial_that_spells_out_what_it_denies_keeps_its_words():
    """`Y denied that …`: the words behind the cue are Y's way to put it."""
    found = voices(claim(1, 4, speaker="Y", cue_type="denial"))

    assert set(found["speaker"].dropna()) == {"Y"}


def test_an_answer_of_another_type_keeps_its_words():
    """`…, according to X`: the content stands before the cue, and is X's."""
    found = voices(claim(0, 4, cue_start=24, cue_end=27))

    assert found["voice"].tolist()[:5] == ["claim"] * 5


def test_a_label_is_neither_the_outlets_nor_plainly_the_claims():
    """Inside a claim a label keeps the claim's id, and has its own speaker."""
    labels = table(
        "labels",
        [
            {"marker_start": 8, "marker_end": 11, "label_start": 12, "label_end": 15}
            | {"doc_id": "a", "speaker": "Z"},
            {"marker_start": 20, "marker_end": 23, "label_start": 24, "label_end": 27}
            | {"doc_id": "a", "speaker": None},
        ],
    )
    found = voices(claim(2, 4), labels=labels).set_index("start")

    assert found.loc[12, ["voice", "claim_id", "speaker"]].tolist() == ["label", "a#1", "Z"]
    assert found.loc[8, "voice"] == "claim"
    assert found.loc[24, "voice"] == "label"
    assert pd.isna(found.loc[24, "speaker"])


def test_a_claim_of_nobody_is_a_claim():
    """`It is said that …`: not the outlet's word, although no speaker is known."""
    found = voices(claim(0, 0, speaker=None))

    assert found["voice"].iloc[0] == "claim"
    assert pd.isna(found["speaker"].iloc[0])


def test_any_table_with_offsets_will_do_and_keeps_its_index_and_order():
    """Mentions and quantities are asked the same, filtered and turned as they are."""
    some = TOKENS[TOKENS["text"].isin(["رمل", "نهر"])].iloc[::-1][["doc_id", "start"]]
    found = add_voice(some, claims(claim(2, 4)))

    assert found.index.equals(some.index)
    assert found["voice"].tolist() == ["narration", "narration", "narration", "claim"]


def test_without_claims_and_without_rows():
    """A corpus without one claim is narration from end to end."""
    assert set(add_voice(TOKENS, claims())["voice"]) == {"narration"}

    nothing = add_voice(TOKENS.head(0), claims(claim(0, 1)), labels=table("labels"))
    assert nothing.empty
    assert {"voice", "claim_id", "speaker", "mode"} <= set(nothing.columns)


def test_missing_columns_are_named():
    with pytest.raises(TableError, match="start"):
        add_voice(DOCUMENTS, claims())

    with pytest.raises(TableError, match="content_start"):
        add_voice(TOKENS, TOKENS)


@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from("XYZ")), max_size=6)
)
def test_every_word_has_the_speaker_of_the_shortest_content_over_it(rows):
    """The quick way through numpy must give what the plain definition gives."""
    made = [
        claim(min(a, b), max(a, b), number=k, speaker=name) for k, (a, b, name) in enumerate(rows)
    ]
    found = voices(*made)
    for start, speaker in zip(found["start"], found["speaker"], strict=True):
        over = [c for c in made if c["content_start"] <= start < c["content_end"]]
        shortest = min((c["content_end"] - c["content_start"] for c in over), default=0)
        fitting = {c["speaker"] for c in over if c["content_end"] - c["content_start"] == shortest}

        assert (speaker in fitting) if over else pd.isna(speaker)


# Terms ----------------------------------------------------------------------------------


def words(text, terms):
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    found = find_terms(tokenize(documents), terms)
    return dict(zip(found["text"], found["term"], strict=True))


def test_particles_article_and_marks_do_not_hide_a_word():
    """One word has dozens of written forms; a list of all of them would never be whole."""
    text = "مسلح والمسلح للمسلح بمسلّح فالمُسَلَّح"

    assert set(words(text, {"armed": ["مسلح"]})) == set(text.split())


def test_without_a_star_other_words_of_the_root_are_not_meant():
    """المسلحة in `the armed forces` is no armed man."""
    assert words("المسلح المسلحة المسلحون", {"armed": ["مسلح", "مسلحون"]}) == {
        "المسلح": "armed",
        "المسلحون": "armed",
    }


def test_with_a_star_whatever_follows_is_meant():
    assert list(words("إرهاب إرهابي للإرهابيين الرهاب", {"terror": ["إرهاب*"]})) == [
        "إرهاب",
        "إرهابي",
        "للإرهابيين",
    ]


def test_the_alef_of_the_accusative_does_not_hide_a_word():
    """With and without its two strokes; a word that ends in alef anyway stays itself."""
    terms = {"conflict": ["صراع"], "south": ["جنوبا"], "attack": ["هجوم"]}

    assert words("صراعاً هجوما جنوبا", terms) == {
        "صراعاً": "conflict",
        "هجوما": "attack",
        "جنوبا": "south",
    }


def test_a_pronoun_at_the_end_does_not_hide_a_word():
    assert words("هجومهم", {"attack": ["هجوم"]}) == {"هجومهم": "attack"}


def test_a_whole_word_goes_before_a_beginning_and_the_longer_beginning_first():
    """Otherwise the group would hang on the order in which the groups are written."""
    terms = {"any": ["حرب*"], "warlike": ["حربي*"], "war": ["حرب"]}

    assert words("الحرب حربية حروب الحربان", terms) == {
        "الحرب": "war",
        "حربية": "warlike",
        "الحربان": "any",
    }


def test_what_is_no_word_is_no_term():
    """A hashtag or an address may hold the letters of a word."""
    assert words("#حرب", {"war": ["حرب"]}) == {}


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({"a": ["حرب"], "b": ["الحرب"]}, "stands for 'a' too"),
        ({"a": []}, "has no words"),
        ({"a": ["*"]}, "is empty"),
        ({"a": [" "]}, "is empty"),
        ({"a": ["حرب *"]}, "is empty"),
        ({"a": ["حرب أهلية"], "b": ["الحرب الأهلية"]}, "stands for 'a' too"),
    ],
)
def test_groups_that_cannot_be_told_apart_are_refused(terms, says):
    with pytest.raises(ParameterError, match=says):
        find_terms(TOKENS, terms)


def test_several_words_follow_each_other_and_go_before_fewer():
    """`armed groups` is one name, whatever joins its words; across a comma it is none."""
    text = "جماعات مسلحة وللجماعات المسلّحة جماعات، مسلحة مسلح"
    terms = {"group": ["جماعات مسلح*"], "armed": ["مسلح", "مسلحة"], "many": ["جماعات"]}

    assert words(text, terms) == {
        "جماعات مسلحة": "group",
        "وللجماعات المسلّحة": "group",
        "جماعات": "many",
        "مسلحة": "armed",
        "مسلح": "armed",
    }


def test_the_longest_of_several_words_takes_its_own():
    terms = {"two": ["بحر رمل"], "three": ["بحر رمل شمس"], "last": ["رمل شمس"]}

    assert words("بحر رمل شمس بحر رمل", terms) == {"بحر رمل شمس": "three", "بحر رمل": "two"}


def test_several_words_are_of_one_document_and_their_row_holds_them():
    """The span leads back to all of them; what was said of the first word's voice stays."""
    documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["في بحر رمل", "بحر"]})
    tokens = tokenize(documents).assign(voice="claim").set_index("start", drop=False)
    found = find_terms(tokens, {"both": ["بحر رمل", "رمل بحر"]})

    assert found[["start", "end", "voice", "term"]].values.tolist() == [[3, 10, "claim", "both"]]
    assert found.index.tolist() == [3]


def test_a_word_may_be_written_twice_in_one_group():
    """أمريكا and امريكا are one word here; to list both is no mistake."""
    assert words("أمريكا", {"us": ["أمريكا", "امريكا"]}) == {"أمريكا": "us"}


def test_counts_have_every_voice_and_outlet():
    """That nobody but a quoted speaker uses a word is the finding: the zeros must stand there."""
    voiced = add_voice(TOKENS, claims(claim(2, 4)))
    found = find_terms(voiced, {"water": ["نهر", "بحر"], "plain": ["سهل"]})
    counts = terms_by_voice(found, DOCUMENTS).set_index(["term", "outlet", "voice"])["count"]

    assert len(counts) == 2 * 2 * len(VOICES)
    assert counts["water", "A"].tolist() == [0, 2, 0]
    assert counts["water", "B"].tolist() == [2, 0, 0]
    assert counts.sum() == len(found)


def test_counts_of_nothing_are_no_rows():
    found = find_terms(add_voice(TOKENS, claims()), {"sun": ["شمس"]})

    assert terms_by_voice(found, DOCUMENTS).empty


def test_words_of_columns_that_hold_objects_are_found():
    """A table may come from elsewhere than `annotate`; what it lends is not written to."""
    tokens = tokenize(pd.DataFrame({"doc_id": ["a"], "text": ["مر رجال الإطفاء هنا"]}))
    found = find_terms(tokens.astype({"kind": object, "text": object}), {"x": ["رجال الإطفاء"]})

    assert found["text"].tolist() == ["رجال الإطفاء"]
