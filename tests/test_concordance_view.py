"""The view of a concordance: aligned for the eye, the same text in every run."""

import pandas as pd
import pytest

from sdlib.annotation import annotate
from sdlib.concordance import kwic
from sdlib.concordance_view import show_kwic
from sdlib.errors import ParameterError, TableError


def lines(text, query, outlet="A", **options):
    table = pd.DataFrame({"doc_id": ["a"], "outlet": [outlet], "text": [text]})
    return kwic(table, query, **options)


def test_the_plain_text_has_caption_place_and_line():
    """This is what a run of the notebooks compares; a line end in the text ends no line."""
    shown = show_kwic(lines("بحر\n\nرمل شمس", "رمل"), "Sand")

    assert repr(shown) == "Sand\nA, a[5] بحر [رمل] شمس"


def test_in_arabic_what_stands_before_is_on_the_right_and_meets_the_node():
    """Styles are those that JupyterLab keeps: no <style>, and no "start" or "end"."""
    html = show_kwic(lines("بحر رمل شمس", "رمل"))._repr_html_()

    assert html.startswith('<table dir="rtl" lang="ar"')
    assert html.index("text-align:left") < html.index("بحر") < html.index("<mark")
    assert html.index("<mark") < html.index("شمس")
    assert "<style" not in html and "text-align:start" not in html


def test_latin_text_runs_the_other_way():
    html = show_kwic(lines("on the sea shore", "sea", terms="form"))._repr_html_()

    assert html.startswith('<table dir="ltr"')
    assert 'text-align:right;white-space:nowrap;padding:0.15em 0.4em;vertical-align:top">on' in html


def test_marks_of_html_and_overrides_are_shown_and_not_obeyed():
    text = "<b>بحر & رمل \N{RIGHT-TO-LEFT OVERRIDE}شمس"
    html = show_kwic(lines(text, "رمل", outlet="<i>"), "<u>")._repr_html_()

    assert "<b>" not in html and "<i>" not in html and "<u>" not in html
    assert "U+202E" in html and "\N{RIGHT-TO-LEFT OVERRIDE}" not in html


def test_who_speaks_stands_behind_the_line():
    """The outlet's own words have nothing there; a claim of nobody known is still a claim."""
    found = lines("رمل رمل رمل رمل", "رمل", window=0)
    found["voice"] = ["narration", "claim", "claim", "label"]
    found["speaker"] = pd.array([None, "الوزير", None, "الوالي"], dtype="string")
    shown = repr(show_kwic(found)).splitlines()

    assert [line.split("]")[-1].strip() for line in shown] == [
        *("", "(الوزير)", "(claim)", "(label: الوالي)")
    ]


def test_the_caption_says_what_was_left_out():
    found = lines("رمل رمل رمل", "رمل")

    assert repr(show_kwic(found, "Sand", limit=2)).startswith("Sand (2 of 3 lines)\n")
    assert len(repr(show_kwic(found, limit=3)).splitlines()) == 3


def test_wrong_tables_and_limits_are_refused():
    with pytest.raises(TableError, match="before"):
        show_kwic(pd.DataFrame({"doc_id": ["a"]}))
    with pytest.raises(ParameterError, match="limit"):
        show_kwic(lines("رمل", "رمل"), limit=0)


def test_a_concordance_without_lines_says_so():
    """A word that is not found gives no lines, and an empty frame would hide that."""
    view = show_kwic(kwic(annotate("عاد الجيش."), "حلب"), "Aleppo")
    assert repr(view) == "Aleppo\nnothing found"

    assert view._repr_html_() == "<div>Aleppo</div><div>nothing found</div>"
