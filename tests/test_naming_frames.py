"""Frames of naming: whose word it is decides what a count of words says."""

from dataclasses import replace

import pandas as pd
import pytest

from sdlib.annotation import annotate
from sdlib.errors import LexiconError, ParameterError, TableError
from sdlib.lexicon import read_lexicon
from sdlib.naming_frames import count_naming_frames, find_naming_frames

TEXT = (
    "دخل المسلحون القرية. قال الوزير إن الإرهابيين قتلوا حارسا، "
    "وأضاف الوزير أن إرهابيين آخرين فروا. وغادر الثوار."
)
OTHER = "دخل من وصفتهم الحكومة بالإرهابيين القرية. واستمر النزاع المسلح."


def annotation(*texts):
    names = [f"d{k}" for k in range(len(texts))]
    table = pd.DataFrame({"doc_id": names, "outlet": [n.upper() for n in names], "text": texts})
    return annotate(table)


def test_each_use_has_its_frame_its_voice_and_its_place():
    """The outlet's armed men and the minister's terrorists are one group in two mouths."""
    a = annotation(TEXT)
    found = find_naming_frames(a)

    assert found[["frame", "voice"]].values.tolist() == [
        ["armed men", "narration"],
        ["terrorists", "claim"],
        ["terrorists", "claim"],
        ["revolutionaries", "narration"],
    ]
    assert set(found["speaker"].dropna()) == {"الوزير"}
    assert [TEXT[s:e] for s, e in zip(found["start"], found["end"], strict=True)] == list(
        found["text"]
    )


def test_a_name_at_arms_length_is_a_label():
    """`those whom the government called terrorists` is not the outlet's word."""
    found = find_naming_frames(annotation(OTHER))

    assert found[["frame", "voice"]].values.tolist() == [["terrorists", "label"]]


def test_what_names_nobody_is_no_row():
    """An armed conflict is no armed man, nor are the armed forces."""
    assert find_naming_frames(annotation("نزاع مسلح، والقوات المسلحة، وهجوم مسلح.")).empty


def test_several_words_are_one_name_and_their_span_holds_them():
    text = "هاجمت الجماعات المسلحة وفصائل المعارضة مواقع قوات النظام."
    found = find_naming_frames(annotation(text))

    assert found["frame"].tolist() == ["armed men", "opposition", "regime"]
    assert [text[s:e] for s, e in zip(found["start"], found["end"], strict=True)] == [
        *("الجماعات المسلحة", "وفصائل المعارضة", "قوات النظام")
    ]


def test_a_counted_noun_is_people_and_an_adjective_is_not():
    """Behind a number `terrorist` is a noun, in whatever number the number asks for."""
    text = "قتل الجيش 25 إرهابيا وأسر ثلاثة إرهابيين بعدما صد هجوما إرهابيا. وفر أكثر من 40 مقاتلا."
    found = find_naming_frames(annotation(text))

    assert found["text"].tolist() == ["إرهابيا", "إرهابيين", "مقاتلا"]
    assert find_naming_frames(annotation("وقع هجومان إرهابيان.")).empty
    assert found["frame"].tolist() == ["terrorists", "terrorists", "fighters"]
    assert find_naming_frames(annotation(text), {"x": ["جيش"]})["text"].tolist() == ["الجيش"]


def test_counts_have_every_outlet_and_voice():
    """That only a quoted speaker uses a word is the finding: zeros stand there."""
    a = annotation(TEXT, OTHER)
    counts = count_naming_frames(find_naming_frames(a), a)
    cells = counts.set_index(["term", "outlet", "voice"])

    assert len(counts) == 3 * 2 * 3
    assert cells.loc[("إرهابيون", "D0", "claim"), ["count", "documents"]].tolist() == [2, 1]
    assert cells.loc[("إرهابيون", "D0", "narration"), "count"] == 0
    assert cells.loc[("إرهابيون", "D1", "label"), "count"] == 1
    words = (a.tokens["kind"].eq("word") & a.tokens["doc_id"].eq("d0")).sum()
    assert cells.loc[("إرهابيون", "D0", "claim"), "per_1000"] == pytest.approx(2000 / words)
    assert counts["frame"].drop_duplicates().tolist() == [
        *("armed men", "terrorists", "revolutionaries")
    ]


def test_claims_are_counted_by_who_speaks_if_asked_for():
    """The narration has no speaker and is kept."""
    a = annotation(TEXT)
    counts = count_naming_frames(find_naming_frames(a), a, speakers=True)

    assert counts.set_index("term").loc["إرهابيون", ["speaker", "count"]].tolist() == ["الوزير", 2]
    assert counts["speaker"].isna().sum() == 2
    assert counts["count"].sum() == 4


def test_frames_of_ones_own():
    """A mapping, or a table of the same columns; each word is a term."""
    found = find_naming_frames(annotation(TEXT), {"guards": ["حارس"], "villages": ["قري*"]})

    assert found[["frame", "term", "text"]].values.tolist() == [
        ["villages", "قري*", "القرية"],
        ["guards", "حارس", "حارسا"],
    ]


def test_a_table_of_ones_own_is_read_anew_each_time(tmp_path):
    """Who edits a list between two cells counts with the new one."""
    path = tmp_path / "frames.tsv"
    path.write_text("frame\tterm\tforms\tnote\nguards\tحراس\tحارس|حراس\t\n", encoding="utf-8")
    first = find_naming_frames(annotation(TEXT), path)
    path.write_text("frame\tterm\tforms\tnote\nplaces\tقرى\tقرية\t\n", encoding="utf-8")

    assert first["term"].tolist() == ["حراس"]
    assert find_naming_frames(annotation(TEXT), path)["frame"].tolist() == ["places"]


@pytest.mark.parametrize("texts", [[], [""], ["الجو صاف."]])
@pytest.mark.parametrize("speakers", [False, True])
def test_nothing_found_is_empty_with_all_columns(texts, speakers):
    a = annotation(*texts) if texts else annotate(pd.DataFrame({"doc_id": [], "text": []}))
    found = find_naming_frames(a)
    counts = count_naming_frames(found, a, speakers=speakers)

    assert found.empty and counts.empty
    assert found["start"].dtype == counts["count"].dtype == "int64"
    assert counts["per_1000"].dtype == "float64"
    assert ("speaker" in counts) == speakers


def test_frames_that_cannot_be_told_apart_are_refused(tmp_path):
    a = annotation(TEXT)
    with pytest.raises(ParameterError, match="'x' and 'y'"):
        find_naming_frames(a, {"x": ["حارس"], "y": ["حارس"]})
    with pytest.raises(ParameterError, match="'الحارس' of 'الحارس'"):
        find_naming_frames(a, {"x": ["حارس"], "y": ["الحارس"]})
    with pytest.raises(ParameterError, match="no words"):
        find_naming_frames(a, {"x": []})
    empty = tmp_path / "empty.tsv"
    empty.write_text("frame\tterm\tforms\tnote\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="has no row"):
        find_naming_frames(a, empty)
    with pytest.raises(TableError, match="frame"):
        count_naming_frames(a.tokens, a)


def test_every_form_of_the_lexicon_is_found_under_its_own_term():
    """A form that another row takes, or that is never matched, would count for nothing."""
    rows = read_lexicon("naming_frames", ["frame", "term", "forms", "note"])
    forms = [(form, row) for row in rows for form in row["forms"].split("|")]
    found = find_naming_frames(annotation(*[f"ثم {form} هنا" for form, _ in forms]))
    terms = found.groupby("doc_id")["term"].agg(list).to_dict()
    for k, (form, row) in enumerate(forms):
        expected = None if row["frame"] == "none" else [row["term"]]
        assert terms.get(f"d{k}") == expected, form


@pytest.mark.parametrize("speakers", [False, True])
def test_an_outlet_without_words_has_a_rate_of_0_and_no_outlet_has_no_row(speakers):
    """A rate that is missing would be left out of a mean, or drawn as nothing, in silence."""
    rows = [("a", "A", "سيطر المسلحون على القرية."), ("b", "B", ""), ("c", None, "المسلحون")]
    annotation = annotate(pd.DataFrame(rows, columns=["doc_id", "outlet", "text"]))
    found = find_naming_frames(annotation)
    counts = count_naming_frames(found, annotation, speakers=speakers)

    assert len(found) == 2 and counts["count"].sum() == 1

    assert counts["per_1000"].notna().all() and counts["outlet"].notna().all()


@pytest.mark.parametrize("index", [[5] * 5, [4, 3, 2, 1, 0]])
def test_the_index_of_the_tokens_makes_no_difference(index):
    """A table put together of others may have any index; what counts is its order."""
    annotation = annotate("قتل 25 إرهابيا وانسحب المسلحون")
    other = replace(annotation, tokens=annotation.tokens.set_index(pd.Index(index)))

    pd.testing.assert_frame_equal(find_naming_frames(other), find_naming_frames(annotation))

    assert len(find_naming_frames(other)) == 2
