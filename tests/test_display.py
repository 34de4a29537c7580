"""Tables and passages to look at: what the notebooks show, compared there to the byte."""

import re

import pandas as pd
import pytest

from sdlib.annotation import Annotation
from sdlib.display import in_sentences, mark, mark_claim, show
from sdlib.errors import ParameterError, TableError
from sdlib.sentences import find_sentences
from sdlib.tables import SCHEMAS, table

TEXT = "صباح الخير. وقال الوزير، بحسب وكالة، إن «الطريق مفتوح». ثم غادر."


def annotation(*claims, text=TEXT):
    """An annotation with the claims given as words of the text."""
    documents = table("documents", [{"doc_id": "a", "outlet": "A", "text": text}])
    rows = []
    for number, parts in enumerate(claims, start=1):
        row = {"claim_id": f"a#{number}", "doc_id": "a", "negated": False}
        for part, words in parts.items():
            start = text.index(words)
            row |= {part: words, f"{part}_start": start, f"{part}_end": start + len(words)}
        rows.append(row)
    empty = {name: table(name) for name in SCHEMAS}
    made = {"documents": documents, "claims": table("claims", rows)}
    return Annotation(**empty | made | {"sentences": find_sentences(documents)})


# Tables ---------------------------------------------------------------------------------


def test_the_plain_text_has_caption_headings_and_rows():
    """This is what a run of the notebooks compares."""
    frame = pd.DataFrame({"word": ["حلب", "حماة"], "n": [2, 1]})

    assert repr(show(frame, "Places", names={"n": "uses"})) == (
        "Places\nword | uses\nحلب | 2\nحماة | 1"
    )


def test_numbers_are_rounded_and_what_is_missing_is_a_dash():
    """Seventeen digits would differ from machine to machine, and mean nothing."""
    frame = pd.DataFrame({"x": [1 / 3, 2.0, None]})

    assert repr(show(frame, decimals=3)).splitlines()[1:] == ["0.333", "2", "–"]
    assert repr(show(pd.DataFrame({"x": pd.array([None, "z"], dtype="string")}))).endswith("–\nz")


def test_lists_are_shown_as_their_items():
    assert repr(show(pd.DataFrame({"cuts": [[1, 2], []]}))) == "cuts\n1 2\n"


def test_arabic_cells_run_right_to_left_and_others_do_not():
    """The first strong letter decides, whatever number or mark stands before it."""
    html = show(pd.DataFrame({"x": ["«300 مسلح", "300", "A حلب"]}))._repr_html_()

    assert html.count('<td dir="rtl" lang="ar"') == 1
    assert html.count('<td dir="ltr"') == 2


def test_marks_of_html_are_shown_and_not_obeyed():
    """An article may hold `<b>`."""
    html = show(pd.DataFrame({"<i>": ["<b>حلب"]}), "a < b")._repr_html_()

    assert "<b>" not in html and "<i>" not in html
    assert '&lt;b&gt;<bdi lang="ar">حلب</bdi>' in html
    assert "a &lt; b" in html


def test_a_table_without_rows_shows_its_headings():
    assert repr(show(pd.DataFrame({"x": []}), "Nothing")) == "Nothing\nx\nnothing found"


# Marked text ----------------------------------------------------------------------------


def test_spans_are_marked_in_reading_order_with_their_notes():
    spans = pd.DataFrame({"start": [6, 0], "end": [11, 4], "name": ["well", None]})

    assert repr(mark(TEXT, spans, end=11, note="name")) == "[صباح] ا[لخير.: well]"


def test_spans_outside_the_stretch_or_inside_another_are_left_out():
    spans = pd.DataFrame({"start": [0, 5, 6, 60], "end": [4, 11, 8, 64]})

    assert repr(mark(TEXT, spans, start=5, end=11)) == "[الخير.]"


def test_marked_arabic_runs_right_to_left_and_is_escaped():
    html = mark("حلب <b>", pd.DataFrame({"start": [0], "end": [3]}))._repr_html_()

    assert 'dir="rtl" lang="ar"' in html
    assert "<mark" in html and "&lt;b&gt;" in html and "<b>" not in html


def test_a_span_table_without_its_columns_is_refused():
    with pytest.raises(TableError, match="end"):
        mark(TEXT, pd.DataFrame({"start": [0]}))


def test_each_sentence_stands_once_with_its_place():
    """Two words of one sentence are one passage; the caption says how many were left out."""
    found = annotation()
    words = ["صباح", "الخير", "الوزير", "غادر"]
    spans = pd.DataFrame({"doc_id": "a", "start": [TEXT.index(w) for w in words]}).assign(
        end=lambda f: f["start"] + [len(w) for w in words]
    )

    shown = repr(in_sentences(spans, found.documents, found.sentences, "Words", limit=2))

    assert shown.splitlines()[0] == "Words (2 of 3 sentences)"
    assert shown.splitlines()[1:3] == ["A, a[0:11]", "[صباح] [الخير]."]


def test_the_named_spans_of_a_claim_are_marked():
    found = annotation({"cue": "وقال", "content": "«الطريق مفتوح»"})
    shown = in_sentences(found.claims, found.documents, found.sentences, column="content")

    assert "[«الطريق مفتوح»]" in repr(shown)
    assert "[وقال]" not in repr(shown)


# Claims ---------------------------------------------------------------------------------


def test_a_claim_is_shown_in_its_sentence_with_all_its_parts():
    found = annotation(
        {"cue": "وقال", "source": "الوزير", "via": "وكالة", "content": "«الطريق مفتوح»"}
    )

    assert repr(mark_claim(found, "a#1")) == (
        "a#1\n[وقال: cue] [الوزير: source]، بحسب [وكالة: via]، إن [«الطريق مفتوح»: content]."
    )


def test_a_marker_in_the_middle_of_its_clause_cuts_the_content_shown():
    """The content is one span, with the marker and the source inside: all three must be seen."""
    found = annotation(
        {"cue": "بحسب", "source": "وكالة", "content": "وقال الوزير، بحسب وكالة، إن «الطريق مفتوح»"}
    )

    assert repr(mark_claim(found, "a#1", "x")).splitlines()[1] == (
        "[وقال الوزير: content]، [بحسب: cue] [وكالة: source]، [إن «الطريق مفتوح»: content]."
    )


def test_a_content_over_several_sentences_shows_them_all():
    found = annotation({"cue": "وقال", "content": "«الطريق مفتوح». ثم غادر"})

    assert repr(mark_claim(found, "a#1")).endswith("[«الطريق مفتوح». ثم غادر: content].")


def test_a_claim_that_is_not_there_is_refused():
    with pytest.raises(ParameterError, match="a#9"):
        mark_claim(annotation(), "a#9")


def test_arabic_inside_an_english_cell_keeps_its_place():
    """Two names with a number between them would change sides in a line from left to right."""
    html = show(pd.DataFrame({"x": ["speaker: حلب; 3 words: نهر"]}))._repr_html_()

    assert '<bdi lang="ar">حلب</bdi>; 3 words: <bdi lang="ar">نهر</bdi>' in html


def test_a_view_of_nothing_says_so():
    """A frame without rows looks like a fault of the page."""
    empty = show(pd.DataFrame({"word": [], "count": []}), "Words")
    assert repr(empty) == "Words\nword | count\nnothing found"

    assert '<td colspan="2"' in empty._repr_html_() and "nothing found" in empty._repr_html_()

    documents = pd.DataFrame({"doc_id": ["a"], "outlet": "A", "text": "الطريق مفتوح."})
    none = pd.DataFrame({"doc_id": [], "start": [], "end": []})
    sentences = in_sentences(none, documents, find_sentences(documents), "Places")
    assert repr(sentences) == "Places\nnothing found" and "nothing found" in sentences._repr_html_()


def test_numbers_stand_below_each_other_and_headings_above_their_column():
    """Units below units; a heading on the left is read as that of the next column."""
    frame = pd.DataFrame({"word": ["حلب", "x"], "count": [7, 12], "kind": ["a", "b"]})
    html = show(frame.assign(yes=[True, False]))._repr_html_()
    heads = re.findall(r'<th style="text-align:(\w+)">(\w+)<', html)
    assert {name: side for side, name in heads} == {
        "word": "right",
        "count": "right",
        "kind": "left",
        "yes": "left",
    }

    assert re.findall(r"text-align:(\w+)[^>]*>(?:7|12)<", html) == ["right"] * 2


def test_nothing_has_no_sign():
    """The difference of two equal shares turned round is -0.0, and is not below 0."""
    assert repr(show(pd.DataFrame({"difference": [-0.0]}))) == "difference\n0"


def test_the_side_of_a_caption_is_one_that_jupyterlab_knows():
    """Its sanitizer drops "start", and captions stood in the middle until a cell was run."""
    for caption, side in (("Words", "left"), ("كلمات", "right")):
        html = show(pd.DataFrame({"word": ["حلب"]}), caption)._repr_html_()
        assert re.findall(r"<caption style=\"caption-side:top;text-align:(\w+)\"", html) == [side]
