"""Counting names: in longer names, with clitics, over documents, and who names whom."""

import numpy as np
import pandas as pd
import pytest

import sdlib
from sdlib.errors import ParameterError, TableError


def _documents(*texts: str, outlets: str | None = None) -> pd.DataFrame:
    ids = [f"d{k}" for k in range(len(texts))]
    names = list(outlets or "A" * len(texts))
    return pd.DataFrame({"doc_id": ids, "outlet": names, "text": list(texts)})


def test_names_count_inside_longer_names_and_with_clitics():
    """The finder of entities gives the longest name; whoever counts a name wants all its uses."""
    documents = _documents("قوات النظام السوري والنظام السوري وللنظام السوري.")

    found = sdlib.count_names(documents, ["النظام السوري"])

    assert found["count"].tolist() == [3]
    assert sdlib.count_names(documents, ["النظام السوري"], assimilated=False)["count"].tolist() == [
        2
    ]


def test_the_longest_of_the_names_asked_for_wins():
    """Two names of which one holds the other share no use."""
    found = sdlib.count_names(_documents("تنظيم داعش وداعش."), ["داعش", "تنظيم داعش"])

    assert dict(zip(found["name"], found["count"], strict=True)) == {"داعش": 1, "تنظيم داعش": 1}


@pytest.mark.parametrize(("hashtags", "count"), [(True, 3), (False, 1)])
def test_hashtags_count_unless_switched_off(hashtags, count):
    """Outlets that write names as hashtags in mid-sentence use them too; a search misses them."""
    text = "تقدم #النظام_السوري، وقال النظام السوري ذلك تحت وسم #قوات_النظام_السوري_تتقدم."
    documents = pd.DataFrame({"doc_id": ["a"], "outlet": ["A"], "text": [text]})
    found = sdlib.count_names(documents, ["النظام السوري"], hashtags=hashtags)

    assert found["count"].tolist() == [count]


def test_a_name_is_not_found_inside_another_word():
    """ماليزيا is no مالي."""
    assert sdlib.count_names(_documents("زار ماليزيا."), ["مالي"])["count"].tolist() == [0]


def test_rates_shares_and_documents_are_by_outlet():
    """What an outlet never uses is a row with 0, and a share needs something to share."""
    documents = _documents("سورية سورية", "سورية كلمة", "كلمة كلمة", outlets="AAB")

    found = sdlib.count_names(documents, {"Syria": ["سورية", "سوريا"]}, per=100)

    assert found[["count", "documents", "rate"]].values.tolist() == [[3, 2, 75.0], [0, 0, 0.0]]
    assert found["share"].tolist()[0] == 1.0 and np.isnan(found["share"].tolist()[1])


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], "no name"),
        ("دمشق", "give a list"),
        (["، ."], "names"),
        ({"a": ["دمشق"], "b": ["دمشق"]}, "belongs to"),
    ],
)
def test_names_that_cannot_be_counted_are_refused(names, said):
    """What is wrong is said, and nothing is counted in part."""
    with pytest.raises(ParameterError, match=said):
        sdlib.count_names(_documents("دمشق"), names)


def test_a_table_without_outlets_is_refused():
    """Rates are by outlet."""
    with pytest.raises(TableError, match="outlet"):
        sdlib.count_names(pd.DataFrame({"doc_id": ["a"], "text": ["دمشق"]}), ["دمشق"])


def test_deviation_of_proportions_by_hand():
    """Even use is 0; all uses in the smallest of the parts is 1; nothing to spread is NaN."""
    dp = sdlib.deviation_of_proportions

    assert dp([2, 2], [50, 50]) == 0

    assert dp([0, 3], [90, 10]) == 1

    # Shares 1/2, 1/2 against 3/4, 1/4: half the differences is 1/4, over 1 - 1/4.
    assert dp([1, 1], [75, 25]) == pytest.approx(1 / 3)

    assert np.isnan(dp([0, 0], [1, 1])) and np.isnan(dp([3], [9])) and np.isnan(dp([3, 0], [9, 0]))


@pytest.mark.parametrize(("counts", "sizes"), [([1], [1, 2]), ([-1, 1], [1, 1]), ([[1]], [[1]])])
def test_deviation_of_proportions_refuses(counts, sizes):
    """Numbers that cannot be uses of parts."""
    with pytest.raises(ParameterError):
        sdlib.deviation_of_proportions(counts, sizes)


def test_co_mentions_by_document_and_sentence():
    """In one document all three are together; in one sentence two of them are not."""
    a = sdlib.annotate("زار لافروف دمشق. وعاد لافروف إلى موسكو.")

    together = sdlib.co_mention_matrix(a.mentions)
    close = sdlib.co_mention_matrix(a.mentions, sentences=a.sentences)

    assert (together.to_numpy() == 1).all() and together.shape == (3, 3)

    assert close.loc["loc-damascus", "loc-moscow"] == 0
    assert close.loc["per-sergei-lavrov", "per-sergei-lavrov"] == 2
    assert (close.to_numpy() == close.to_numpy().T).all()


def test_co_mentions_of_nothing_and_of_the_first():
    """An empty table stays square; ``top`` keeps what is named in most units."""
    a = sdlib.annotate("زار لافروف دمشق.")

    assert sdlib.co_mention_matrix(a.mentions.iloc[:0]).shape == (0, 0)
    assert sdlib.co_mention_matrix(a.mentions, top=1).shape == (1, 1)
    with pytest.raises(ParameterError, match="top"):
        sdlib.co_mention_matrix(a.mentions, top=0)


def test_roles_are_told_apart():
    """Who speaks, who is spoken of, and whom the outlet names itself."""
    a = sdlib.annotate("قال لافروف إن تركيا وافقت. وصل الوفد إلى دمشق.")

    found = sdlib.add_role(a.mentions, a.claims, labels=a.labels)

    assert found["role"].tolist() == ["speaker", "claim", "narration"]
    assert found["speaker"].isna().tolist() == [True, False, True]


def test_roles_add_up():
    """Each mention has one role."""
    a = sdlib.annotate("قال لافروف إن تركيا وافقت. وصل الوفد إلى دمشق. وغادرت تركيا.")

    counts = sdlib.count_roles(a.mentions, a.claims, a.documents, labels=a.labels)

    assert counts["count"].sum() == len(a.mentions)
    assert counts[list(("speaker", "claim", "label", "narration"))].to_numpy().sum() == len(
        a.mentions
    )


def test_what_is_missing_has_its_reason():
    """No figure is NaN in silence: no words, no name at all, not this name, one document."""
    documents = pd.DataFrame(
        {
            "doc_id": list("abcdef"),
            "outlet": list("ABCCDD"),
            "text": ["...", "فاض النهر", "زار حلب", "زار حلب", "في إدلب", "إلى إدلب"],
        }
    )
    found = sdlib.count_names(documents, ["حلب", "إدلب"]).set_index(["name", "outlet"])
    reasons = found["reason"].unstack("outlet")

    assert reasons.loc["حلب"].tolist() == [
        "no words: no rate, share and dp",
        "uses none of the names: no share and dp",
        "",
        "does not use the name: no dp",
    ]

    assert (found[["rate", "share", "dp"]].isna().any(axis=1) == (found["reason"] != "")).all()

    alone = sdlib.count_names(documents.iloc[[2]], ["حلب"])

    assert alone["reason"].tolist() == ["one document with words: no dp"]
