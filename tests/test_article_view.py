"""An article as a reader sees it: what is marked, what is escaped, and what a run compares."""

import re
import time

import pytest

import sdlib
from sdlib.article_view import STYLES, ArticleView, Part, view_article
from sdlib.errors import ParameterError
from sdlib.markup import SOFT

TEXT = "قال الوزير زيد إن حلب آمنة.\nونفت الحكومة ما وصفته بالشائعات."


@pytest.fixture(scope="module")
def annotation():
    return sdlib.annotate(TEXT)


def words_of(html):
    """The text of a piece of HTML, without tags and numbers."""
    return re.sub(r"<[^>]+>", "", re.sub(r"<sup.*?</sup>", "", html))


def test_the_plain_text_names_every_part(annotation):
    """A run of the notebooks compares this and nothing else."""
    shown = repr(view_article(annotation, layers=["claims"]))

    assert shown.startswith("text\n[cue 1: قال] [source 1: الوزير زيد] إن [content 1: حلب آمنة].\n")
    assert "[cue 2: ونفت]" in shown


def test_layers_are_chosen(annotation):
    """A reader who asks for entities only sees no claims."""
    shown = repr(view_article(annotation, layers=["entities"]))

    assert "[entity: حلب]" in shown
    assert "cue" not in shown


def test_html_keeps_every_letter(annotation):
    """Spans that cross, or begin inside a word, must neither lose nor double a letter."""
    spans = [(0, 6, "content"), (4, 9, "source"), (5, 6, "cue")]
    parts = [Part(*span, "1", "about") for span in spans]
    view = ArticleView("abcdefghijk", parts)

    assert words_of(view.body()) == "abcdefghijk"

    assert words_of(view_article(annotation).body()) == TEXT.replace("\n", "")


def test_a_claim_shows_its_number_once_and_who_speaks(annotation):
    """The number joins the article to a table; speaker and rule stand in the tooltip."""
    html = view_article(annotation, layers=["claims"]).body()

    assert re.findall(r"<sup[^>]*>(\d+)</sup>", html) == ["1", "2"]
    assert "speaker: زيد · cue: قال (neutral) · indirect · rules: " in html


def test_numbers_of_ones_own(annotation):
    """Two articles side by side number their claims by pairs; a claim without one has none."""
    second = annotation.claims["claim_id"].iloc[1]
    html = view_article(annotation, layers=["claims"], numbers={second: "7"}).body()

    assert re.findall(r"<sup[^>]*>(\d+)</sup>", html) == ["7"]


def test_each_paragraph_has_its_direction():
    """An English paragraph in an Arabic article runs from left to right."""
    html = ArticleView("حلب\n\nAleppo", []).body()

    assert html.count('<p dir="rtl" lang="ar"') == 1
    assert html.count('<p dir="ltr"') == 1


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> حلب",
        '"><img src=x onerror=alert(1)> حلب',
        "حلب \N{RIGHT-TO-LEFT OVERRIDE}abc",
    ],
)
def test_an_article_is_text_and_nothing_else(text):
    """Whatever an article holds is shown and does nothing to the page."""
    part = Part(0, len(text), "content", "1", text)
    html = ArticleView(text, [part], heading=text)._repr_html_()

    assert "<script" not in html
    assert "<img" not in html
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in words_of(html)
    assert not re.search(r'title="[^"]*"[^ >]', html)


def test_legend_shows_what_is_marked_and_no_more():
    """A legend of what is not there makes the reader search."""
    assert ArticleView("abc", []).legend() == ""

    legend = ArticleView("abc", [Part(0, 1, "label", "", "")]).legend()

    assert ">label</span>" in legend
    assert "cue" not in legend


def test_a_long_paragraph_takes_no_long_time():
    """Some texts come as one line of 60,000 characters with thousands of parts."""
    parts = [Part(k, k + 3, "entity", "", "x") for k in range(0, 60_000, 5)]
    began = time.process_time()
    ArticleView("a" * 60_000, parts).body()

    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"doc_id": "b"}, "no document has the id 'b'; the first ids are: text"),
        ({"layers": ["claim"]}, "layers has 'claim'"),
    ],
)
def test_wrong_calls_are_told(annotation, arguments, message):
    with pytest.raises(ParameterError, match=message):
        view_article(annotation, **arguments)


def test_several_documents_need_a_name():
    """No document is chosen by chance."""
    documents = sdlib.annotate(TEXT).documents
    two = sdlib.annotate(
        documents.assign(doc_id="a").merge(documents.assign(doc_id="b"), how="outer")
    )

    with pytest.raises(ParameterError, match="there are 2 documents; name one"):
        view_article(two)


def brightness(colour):
    """The relative luminance of a colour (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * p for share, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(colour, ground):
    low, high = sorted([brightness(colour), brightness(ground)])
    return (high + 0.05) / (low + 0.05)


def test_text_in_colour_is_read_on_a_light_and_on_a_dark_ground():
    """In JupyterLab's dark theme cues were dark red on black, and the places of sentences grey."""
    styles = [*STYLES.values(), *re.findall('<sup dir="ltr" style="(.*?)"', _cue())]
    for style in styles:
        own = dict(each.split(":") for each in style.split(";"))
        if "color" in own:
            assert contrast(own["color"], own["background"]) >= 4.5, style

    assert contrast(SOFT, "#ffffff") >= 4.5 and contrast(SOFT, "#111111") >= 4


def _cue():
    return view_article(sdlib.annotate("قال الوزير إن الطريق آمن."))._repr_html_()


@pytest.mark.parametrize("kind", STYLES)
def test_styles_are_kept_by_jupyterlab(kind):
    """Of a notebook from elsewhere it drops each style whose value its sanitizer does not know."""
    known = {
        "background": "#[0-9a-f]+",
        "color": "#[0-9a-f]+",
        "font-weight": "bold",
        "border-bottom": r"\d+px (solid|dashed|dotted|double) #[0-9a-f]+",
    }
    for style in STYLES[kind].split(";"):
        name, value = style.split(":")

        assert re.fullmatch(known[name], value)
