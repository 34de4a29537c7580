"""Arabic in figures: the glyphs that matplotlib lays out are those that HarfBuzz shapes.

Pixels change with every release of FreeType; glyph numbers and advances do not. So each case
gives, by hand, what a reader has to see from left to right: runs of text with their
direction. HarfBuzz shapes each run by itself, and matplotlib has to come out with the same
glyphs at the same places, whichever of its versions is installed:

- From 3.11 on it shapes with the font's own rules, and so does HarfBuzz here.
- 3.10 draws one glyph a character, and gets presentation forms. The font's rules choose finer
  glyphs than those, so glyph numbers of the font as it is cannot be the same. HarfBuzz has a
  way of its own to shape with a font that has presentation forms and no rules; it gets Amiri
  without its rules, and without the ligatures of two letters that are optional.

This module needs no pandas: it runs in an environment that has matplotlib 3.10 and little else.
"""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
import uharfbuzz as hb
from harfbuzz_lines import harfbuzz_font
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import _text_helpers, font_manager, rcParams
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sdlib.arabic_text import (
    arabic_font,
    draw_legend,
    draw_text,
    figure_text,
    label_axis,
    label_ticks,
    set_title,
    text_direction,
    text_width,
    wrap_text,
)
from sdlib.errors import FigureTextError
from sdlib.shaping import SHAPES_TEXT

RLM = "\N{RIGHT-TO-LEFT MARK}"
LRM = "\N{LEFT-TO-RIGHT MARK}"
INVISIBLE = {RLM, LRM, "\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH JOINER}"}
SIZE = 100
ALPHABET = st.sampled_from("ابتجلمهيوء أإآـ،؟ABz019٠٥٪%()[]«»{}<>-/$.\u064e\u0651\u200c\n")

# name, text, base, and what stands there from left to right.
CASES = [
    ("words", "محافظة حماة", "auto", ["R:محافظة حماة"]),
    ("lam and alef", "لأن الآن إلى لا", "auto", ["R:لأن الآن إلى لا"]),
    ("vowel signs", "قَالَ مُدَرِّسٌ إِنَّهُ", "auto", ["R:قَالَ مُدَرِّسٌ إِنَّهُ"]),
    ("Persian letters", "گاز پاكستان", "auto", ["R:گاز پاكستان"]),
    ("letters kept apart", "نمى\u200cخواهد", "auto", ["R:نمى\u200cخواهد"]),
    ("a lengthened word", "مـــهم", "auto", ["R:مـــهم"]),
    ("a name with hyphens", "أبو-محمد - «هتش»: نعم؟", "auto", ["R:أبو-محمد - «هتش»: نعم؟"]),
    ("nested brackets", "قال (نعم (لا)) ثم {هو}", "auto", ["R:قال (نعم (لا)) ثم {هو}"]),
    ("brackets side by side", "قال ()[] ثم", "auto", ["R:قال ()[] ثم"]),
    (
        "quotes around a number",
        "الصحة (غزة) تعلن «مقتل 45»",
        "auto",
        ["R:»", "L:45", "R:الصحة (غزة) تعلن «مقتل "],
    ),
    (
        "brackets around Latin",
        "قناة [الجزيرة] و(CNN) «CNN»",
        "auto",
        ["R:»", "L:CNN", "R:) «", "L:CNN", "R:قناة [الجزيرة] و("],
    ),
    (
        "Latin first, told",
        "CNN عربية (2024)",
        "rtl",
        ["R:)", "L:2024", "R: عربية (", "L:CNN"],
    ),
    ("Latin first, not told", "CNN عربية", "auto", ["L:CNN ", "R:عربية"]),
    ("Arabic first, told", "عربية CNN", "ltr", ["R:عربية", "L: CNN"]),
    ("Arabic inside Latin", "the «تحالف» said", "auto", ["L:the «", "R:تحالف", "L:» said"]),
    ("brackets around Arabic", "A (ب) C", "auto", ["L:A (", "R:ب", "L:) C"]),
    # After Arabic letters a percent sign and a hyphen no longer belong to the number: rule W2.
    ("percent", "ارتفع 50% إلى 60", "auto", ["L:60", "R:% إلى ", "L:50", "R:ارتفع "]),
    ("Arabic percent", "بلغ ٥٠٪ منها", "auto", ["R:٪ منها", "L:٥٠", "R:بلغ "]),
    ("years", "بين 2011-2024", "auto", ["L:2024", "R:-", "L:2011", "R:بين "]),
    ("a range first", "20–30 قتيلا", "auto", ["R: قتيلا", "L:30", "R:–", "L:20"]),
    ("Arabic digits", "١٢٣ قتيلا", "auto", ["R: قتيلا", "L:١٢٣"]),
    ("thousands", "1,234 جريحا", "auto", ["R: جريحا", "L:1,234"]),
    # Two dollar signs are mathtext in matplotlib, which would reverse the line.
    ("dollars", "سعر $5 و$6", "auto", ["L:6", "R: و$", "L:5", "R:سعر $"]),
    ("Latin", "Aleppo (north)", "auto", ["L:Aleppo (north)"]),
    ("no letters", "50% (2024)", "auto", ["L:50% (2024)"]),
]


@pytest.mark.parametrize(
    ("text", "base", "runs"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
@pytest.mark.parametrize("bold", [False, True], ids=["regular", "bold"])
def test_glyphs_and_places_are_those_of_harfbuzz(
    text: str, base: str, runs: list[str], bold: bool
) -> None:
    """Isolated, reversed or unmirrored letters all give other glyphs or other places."""
    expected = in_place(shaped(runs, bold))
    drawn = in_place(laid_out(text, base, bold))

    assert [glyph for glyph, _ in drawn] == [glyph for glyph, _ in expected]

    assert [x for _, x in drawn] == pytest.approx([x for _, x in expected], abs=0.1)


def test_the_name_of_god_is_one_sign() -> None:
    """Readers expect the ligature, which neither way of shaping may take apart."""
    glyphs = laid_out("الله")

    if SHAPES_TEXT:
        assert [g for g, _ in glyphs] == [g for g, _ in shaped(["R:الله"])]
    else:
        assert figure_text("الله") == "\N{ARABIC LIGATURE ALLAH ISOLATED FORM}"


@pytest.mark.parametrize("text", ["الأمم المتحدة", "هيئة تحرير الشام", "قال"])
def test_words_are_neither_isolated_letters_nor_drawn_from_the_left(text: str) -> None:
    """The two ways in which figures go wrong in silence: this test does not rest on HarfBuzz's
    order of runs, but on what a figure without shaping would have.
    """
    wrong = [glyph for glyph, _ in letters_one_by_one(text)]
    drawn = [glyph for glyph, _ in laid_out(text)]

    assert drawn != wrong

    assert drawn != wrong[::-1]


@pytest.mark.parametrize(
    ("shape", "text"),
    [("reshaped", "حلب"), ("reshaped and reversed", "الأمم المتحدة"), ("a ligature", "قال لا")],
)
def test_text_that_was_shaped_before_is_refused(shape: str, text: str) -> None:
    """Drawn again it would be reversed; and reversed text looks like any other to a program."""
    reshaper = pytest.importorskip("arabic_reshaper")
    before = reshaper.reshape(text)
    if "reversed" in shape:
        before = before[::-1]

    with pytest.raises(FigureTextError, match=r"U\+F[BE]..|U\+FE.. .*NFKC"):
        figure_text(before)


@pytest.mark.parametrize("sign", ["ﷺ", "ﷲ", "﷽", "﴿"])
def test_signs_that_people_type_are_no_presentation_forms(sign: str) -> None:
    """News text has them, in the same Unicode block as shaped letters."""
    assert sign in figure_text(f"قال {sign} ثم")


@pytest.mark.parametrize("value", [None, float("nan"), 3, b"x"])
def test_what_is_no_string_is_refused(value: object) -> None:
    """A missing cell of a table would be drawn as "nan"."""
    with pytest.raises(FigureTextError, match="give a string"):
        figure_text(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("حلب", "rtl"),
        ("Aleppo", "ltr"),
        ("«12» قتيلا", "rtl"),
        ("12–30", ""),
        ("", ""),
        (f"{RLM}CNN", "rtl"),
        ("\u2066CNN\u2069 عربية", "rtl"),
        ("\u2069عربية", "rtl"),
    ],
)
def test_direction_is_that_of_the_first_strong_character(text: str, direction: str) -> None:
    """Numbers and quotes have none, and what is isolated does not count."""
    assert text_direction(text) == direction


def test_each_line_has_its_own_direction() -> None:
    """matplotlib decides line by line, so a base that is asked for has to be told in each."""
    text = "CNN عربية\nBBC عربي\nحلب"
    both = [line.lstrip(RLM) for line in text.split("\n")]
    expected = [figure_text(RLM + line) if line[0] < "z" else figure_text(line) for line in both]

    assert figure_text(text, base="rtl").split("\n") == expected


def test_a_wrapped_line_keeps_the_direction_of_its_paragraph() -> None:
    """A line that happens to begin with a Latin word would turn around otherwise."""
    text = "تقول شبكة CNN (الأمريكية) إن الأمر انتهى"
    lines = wrap_text(text, text_width("تقول شبكة") + 2).split("\n")

    assert lines[1].startswith(RLM + "CNN")

    assert all(text_direction(line) == "rtl" for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "المرصد السوري لحقوق الإنسان ومقره بريطانيا",
        "the Syrian Observatory for Human Rights",
        "وسم_طويل_جدا_لا_فراغ_فيه_على_الإطلاق",
        "كلمةطويلةجدالافراغفيهاولافاصلةعلىالإطلاق",
        "مُدَرِّسٌ مُدَرِّسٌ مُدَرِّسٌ",
    ],
)
def test_wrapped_lines_fit_and_lose_nothing(text: str) -> None:
    """Labels of tables come with hashtags and addresses that have no space to break at."""
    wrapped = wrap_text(text, 90)

    assert max(text_width(line) for line in wrapped.split("\n")) <= 92

    assert "".join(wrapped.replace(RLM, "").split()) == "".join(text.split())

    assert not any(unicodedata.combining(line[0]) for line in wrapped.split("\n"))


def test_a_number_is_not_broken_off_its_sign() -> None:
    """A hyphen is a place to break in a name, not in -5 or 2011-2024."""
    width = text_width("2011-2024") + 1

    assert wrap_text("from 2011-2024 to -5", width).split("\n") == ["from", "2011-2024", "to -5"]

    assert wrap_text("Omar Abu-Omar", width).split("\n") == ["Omar Abu-", "Omar"]


@given(st.text(ALPHABET, max_size=40))
def test_every_text_is_drawn_with_all_its_characters(text: str) -> None:
    """Reordering may mirror brackets, but neither lose nor double anything, in any text."""
    assert visible(figure_text(text)) == visible(text)


def test_a_figure_shows_dollars_and_changes_no_setting() -> None:
    """Whatever draws a string must not parse it, nor leave traces in other figures."""
    before = dict(rcParams)
    figure = Figure()
    ax = figure.subplots()
    texts = [
        draw_text(ax, 0.5, 0.5, "سعر $5 و$6"),
        draw_text(figure, 0.5, 0.5, "سعر $5 و$6", bold=True),
        set_title(ax, "سعر $5 و$6"),
        label_axis(ax.xaxis, "سعر $5 و$6"),
        *draw_legend(ax, [Line2D([], [])], ["سعر $5 و$6"]).get_texts(),
    ]
    label_ticks(ax.yaxis, [0, 1], ["سعر $5 و$6", "b"])
    figure.draw_without_rendering()

    for text in [*texts, ax.yaxis.get_ticklabels()[0]]:
        assert text.get_text() == figure_text("سعر $5 و$6")
        assert not text.get_parse_math()
        assert text.get_fontname().startswith("Amiri")

    assert dict(rcParams) == before


def test_arabic_titles_and_legends_start_on_the_right() -> None:
    """The side on which a reader begins."""
    ax = Figure().subplots()
    title = set_title(ax, "حلب")
    legend = draw_legend(ax, [Line2D([], [])], ["حلب"])
    handle = legend.legend_handles[0]
    ax.figure.draw_without_rendering()

    assert ax.get_title("right") == title.get_text()

    assert handle.get_window_extent().x0 > legend.get_texts()[0].get_window_extent().x0


def test_lines_of_a_label_are_aligned_by_its_direction() -> None:
    """Wrapped Arabic has its ragged edge on the left."""
    ax = Figure().subplots()
    label_ticks(ax.yaxis, [0, 1], ["حلب\nحماة", "Aleppo\nHama"])
    alignments = [label._get_multialignment() for label in ax.yaxis.get_ticklabels()]

    assert alignments == ["right", "left"]


def test_labels_and_positions_belong_together() -> None:
    """matplotlib's own message does not say which is which."""
    with pytest.raises(FigureTextError, match="2 positions and 1 labels"):
        label_ticks(Figure().subplots().yaxis, [0, 1], ["حلب"])


def test_fonts_are_registered_once() -> None:
    """Each registration would make every later search for a font slower."""
    arabic_font()
    before = len(font_manager.fontManager.ttflist)
    arabic_font(bold=True)
    arabic_font(size=20)

    assert len(font_manager.fontManager.ttflist) == before


def test_characters_that_amiri_lacks_come_from_the_other_font() -> None:
    """A missing glyph is a box and a warning, and warnings are errors here."""
    figure = Figure()
    draw_text(figure, 0.5, 0.5, "حلب ≥ 100 → 200")
    figure.draw_without_rendering()


@pytest.mark.parametrize("mark", "\u200f \u2067 \u061c \u2060 \ufeff \u034f \u00ad".split(" "))
def test_characters_that_are_not_seen_take_no_room_and_no_box(mark: str) -> None:
    """Web pages are full of them, and a font that lacks one has a box for it, and a warning."""
    figure = Figure()
    draw_text(figure, 0.5, 0.5, f"{mark}حلب{mark}")
    figure.draw_without_rendering()

    assert text_width(f"{mark}حلب{mark}") == pytest.approx(text_width("حلب"), abs=0.01)


def test_it_imports_without_pandas_and_scikit_learn() -> None:
    """The small environment has neither; and a figure should not wait for them."""
    code = "import sys; sys.modules.update(pandas=None, sklearn=None); import sdlib.arabic_text"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def laid_out(text: str, base: str = "auto", bold: bool = False) -> list[tuple[int, float]]:
    """The glyphs that matplotlib draws for a line, from left to right, each with its place."""
    items = _text_helpers.layout(figure_text(text, base=base), matplotlib_font(bold))
    glyphs = []
    for item in items:
        glyph = item.glyph_index if SHAPES_TEXT else item.glyph_idx
        if item.char not in INVISIBLE:
            glyphs.append((glyph, item.x))
    return glyphs


def in_place(glyphs: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Order the marks of a letter that are drawn at one place, which no reader can tell apart."""
    ordered: list[tuple[int, float]] = []
    for glyph, x in glyphs:
        start = next((i for i, (_, other) in enumerate(ordered) if abs(other - x) < 0.2), None)
        ordered.append((glyph, x if start is None else ordered[start][1]))
    return sorted(ordered, key=lambda placed: (placed[1], placed[0]))


def letters_one_by_one(text: str) -> list[tuple[int, float]]:
    """What a figure has that knows nothing of Arabic."""
    font = matplotlib_font(False)
    return [(font.get_char_index(ord(character)), 0.0) for character in text]


def matplotlib_font(bold: bool) -> font_manager.FT2Font:
    wanted = arabic_font(bold)
    font = font_manager.get_font(font_manager.fontManager._find_fonts_by_props(wanted))
    font.set_size(SIZE, 72)
    return font


def shaped(runs: list[str], bold: bool = False) -> list[tuple[int, float]]:
    """The glyphs that HarfBuzz gives for runs that stand from left to right, with their places."""
    font = harfbuzz_font(bold)
    glyphs, pen = [], 0.0
    for run in runs:
        text = run[2:]
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction = "rtl" if run[0] == "R" else "ltr"
        buffer.script = "Latn" if any(c.isascii() and c.isalpha() for c in text) else "Arab"
        hb.shape(font, buffer)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            if text[info.cluster] not in INVISIBLE or place.x_advance:
                # matplotlib 3.10 puts every glyph where the pen is: it moves no marks.
                offset = place.x_offset if SHAPES_TEXT else 0
                glyphs.append((info.codepoint, (pen + offset) * SIZE / font.scale[0]))
            pen += place.x_advance
    return glyphs


def visible(text: str) -> list[str]:
    """The characters of a text without order, shape, side of a bracket, and what is not seen."""
    plain = unicodedata.normalize("NFKD", text)
    sides = str.maketrans(")]}»>", "([{«<")
    kept = (c for c in plain.translate(sides) if c not in INVISIBLE)
    return sorted(kept)
