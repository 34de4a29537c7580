"""Plots: nothing cut off, nothing on top of each other, and the numbers of the table in it."""

from __future__ import annotations

import io
import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from sdlib import figure_files
from sdlib.arabic_text import figure_text
from sdlib.errors import OutputError, ParameterError, PlotError
from sdlib.outlet_styles import MOST, bar_style, colour, marker
from sdlib.plots import (
    alt_text,
    plot_counts,
    plot_difference,
    plot_dispersion,
    plot_ranges,
    save_figure,
)
from sdlib.shaping import SHAPES_TEXT

Plot = Callable[..., Axes]

FSI, PDI = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"

SHORT = ("قسد", "SDF")
LONG = (
    "رئيس هيئة الأرصاد الجوية والزلازل في المحافظات الشمالية كلها",
    "the head of the Authority for Weather and Earthquakes (north)",
)


def counts(outlets: int = 2, name: tuple[str, str] = SHORT, labels: int = 3) -> pd.DataFrame:
    rows = [(*pair, *outlet, 10 * i + j) for (i, pair), (j, outlet) in grid(outlets, name, labels)]
    columns = ["label", "label_en", "outlet", "outlet_ar", "outlet_en", "count"]
    return pd.DataFrame(rows, columns=columns)


def ranges(outlets: int = 2, name: tuple[str, str] = SHORT) -> pd.DataFrame:
    ends = [(5, 5, 5), (None, 10, None), (None, None, 400), (None, 100, 200), (1333, None, None)]
    table = counts(outlets, name).drop(columns="count")
    table[["value", "low", "high"]] = [ends[i % 5] for i in range(len(table))]
    return table.assign(unit="قتيلا", unit_en="killed")


def dispersion(outlets: int = 2, name: tuple[str, str] = SHORT) -> pd.DataFrame:
    table = counts(outlets, name).drop(columns="count")
    return table.assign(position=np.linspace(0, 1, len(table)))


def differences(outlets: int = 2, name: tuple[str, str] = SHORT) -> pd.DataFrame:
    table = counts(1, name, labels=outlets)[["label", "label_en"]]
    table["difference"] = np.linspace(-1200, 1500, outlets)
    return table.assign(low=lambda t: t["difference"] - 200, high=lambda t: t["difference"] + 99)


def grid(outlets: int, name: tuple[str, str], labels: int) -> Iterator[tuple]:
    pairs = [tuple(f"{n} {i}" for n in name) for i in range(labels)]
    named = [(f"o{j}", *(f"{n} {j}" for n in name)) for j in range(outlets)]
    return itertools.product(enumerate(pairs), enumerate(named))


def draw_difference(table: pd.DataFrame, **options: object) -> Axes:
    return plot_difference(table, [LONG, "قناة (CNN)"], **options)


PLOTS: dict[str, tuple[Plot, Callable[..., pd.DataFrame]]] = {
    "counts": (plot_counts, counts),
    "difference": (draw_difference, differences),
    "ranges": (plot_ranges, ranges),
    "dispersion": (plot_dispersion, dispersion),
}
each_plot = pytest.mark.parametrize(("plot", "make"), PLOTS.values(), ids=PLOTS)
each_lang = pytest.mark.parametrize("lang", ["ar", "en", "both"])


@each_plot
@pytest.mark.parametrize("lang", ["both", "en"])
@pytest.mark.parametrize("outlets", [2, 5, 14])
@pytest.mark.parametrize("name", [SHORT, LONG], ids=["short", "long"])
def test_nothing_is_cut_off_and_no_labels_touch(
    plot: Plot, make: Callable, lang: str, outlets: int, name: tuple[str, str]
) -> None:
    """Names of outlets and ministries are long, and there may be many of them."""
    ax = plot(make(outlets, name), lang=lang, title=f"{LONG[0]} {LONG[1]}")
    drawn = texts(ax.figure)

    assert len(drawn) > len(ax.texts)

    for text in drawn:
        assert inside(text.get_window_extent(), ax.figure.bbox), text.get_text()

    for axis in axes_of(ax):
        labels = [half for tick in axis.get_major_ticks() for half in (tick.label1, tick.label2)]
        boxes = [label.get_window_extent() for label in labels if label in drawn]
        assert not any(touch(a, b) for a, b in itertools.combinations(boxes, 2))


@each_plot
@each_lang
def test_marks_and_numbers_stay_within_the_plot(plot: Plot, make: Callable, lang: str) -> None:
    """A number beside the longest bar must not run into the labels of the rows."""
    ax = plot(make(), lang=lang)
    ax.figure.draw_without_rendering()
    frame = ax.get_window_extent()
    numbers = [text for text in ax.texts if re.fullmatch(r"[\d,.–]+", text.get_text())]

    assert len(numbers) == {plot_dispersion: 0, draw_difference: 2}.get(plot, 6)

    for text in numbers:
        assert inside(text.get_window_extent(), frame)


@each_plot
def test_legend_and_title_do_not_touch_the_plot(plot: Plot, make: Callable) -> None:
    """They stand above it, in any number of lines."""
    ax = plot(make(5, LONG), title="عنوان")
    ax.figure.draw_without_rendering()
    above = [ax.get_legend()] if ax.get_legend() else [t for t in ax.texts if t.get_rotation() == 0]
    boxes = [one.get_window_extent() for one in above if one.get_window_extent().y0 > 0]
    beside = [box for box in boxes if box.y0 >= ax.get_window_extent().y1]
    (title,) = [text for text in texts(ax.figure) if text.get_text() == figure_text("عنوان")]

    assert len(beside) == (2 if plot is draw_difference else 1)

    assert title.get_window_extent().y0 >= max(box.y1 for box in beside)


@each_plot
@each_lang
def test_an_empty_table_gives_a_figure_that_says_so(plot: Plot, make: Callable, lang: str) -> None:
    """A filter that keeps nothing is no error, and a blank picture would look like one."""
    ax = plot(make().head(0), lang=lang, title="حلب")
    (text,) = ax.texts
    said = text.get_text()

    assert ("Nothing to show" in said, bool(re.search("[\u0600-\ufefc]", said))) == (
        lang != "ar",
        lang != "en",
    )

    assert ax.sdlib_alt

    assert inside(text.get_window_extent(), ax.figure.bbox)


@each_plot
def test_missing_columns_are_named(plot: Plot, make: Callable) -> None:
    """Even where the table is empty: the mistake is in the code before."""
    with pytest.raises(PlotError, match=r"needs the column label.*Rename"):
        plot(make().head(0).rename(columns={"label": "name"}))


@each_plot
def test_what_is_no_table_and_no_language_is_refused(plot: Plot, make: Callable) -> None:
    """Both come from a slip in the order of arguments."""
    with pytest.raises(PlotError, match="DataFrame, not list"):
        plot([1, 2])

    with pytest.raises(PlotError, match="lang is 'fr'"):
        plot(make(), lang="fr")


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("counts", {"count": -1}, "row 0 .* negative count"),
        ("counts", {"count": "many"}, "row 0 .* no finite number as its count"),
        ("counts", {"count": np.inf}, "row 0 .* no finite number"),
        ("counts", {"label": pd.NA}, "row 0 .* has no label"),
        ("counts", {"label": "x", "outlet": "o1"}, "row 1 .* repeats a label and outlet"),
        ("counts", {"unit": list("abcabc")}, "3 units"),
        ("difference", {"label": "x"}, "row 1 .* repeats a label"),
        ("difference", {"difference": 9999}, "row 0 .* outside low to high"),
        ("difference", {"difference": None}, "row 0 .* no difference"),
        ("ranges", {"value": None, "low": None, "high": None}, "row 0 .* no value, low or high"),
        ("ranges", {"value": None, "low": 9, "high": 8}, "row 0 .* low end above"),
        ("ranges", {"value": 9, "low": None, "high": 8}, "row 0 .* outside low to high"),
        ("ranges", {"value": -9, "low": None}, "row 0 .* below 0"),
        ("ranges", {"unit": list("abcabc")}, "one axis has one unit"),
        ("dispersion", {"position": 1.01}, "row 0 .* outside 0 to 1"),
    ],
)
def test_rows_that_cannot_be_drawn_are_named(name: str, change: dict, message: str) -> None:
    """Drawn all the same they would be a picture of something else."""
    plot, make = PLOTS[name]

    with pytest.raises(PlotError, match=message):
        plot(make().assign(**change))


def test_the_table_is_left_as_it_is() -> None:
    """The notebook shows the table beside the figure."""
    for plot, make in PLOTS.values():
        table = make()
        before = table.copy()
        plot(table)

        pd.testing.assert_frame_equal(table, before)


def test_bars_are_the_numbers_of_the_table_row_by_row() -> None:
    """The order of labels and outlets is that of the table, from the top."""
    ax = plot_counts(counts().astype({"count": "Int64", "label": "string"}))
    bars = sorted(ax.patches, key=lambda bar: bar.get_y())

    assert [bar.get_width() for bar in bars] == [0, 1, 10, 11, 20, 21]


def test_the_order_of_outlets_can_be_given_and_keeps_their_colours() -> None:
    """An outlet has to look alike in all figures, whatever the table begins with."""
    table = counts(2)
    plain = plot_counts(table.iloc[::-1], outlets=["o0", "o1"])
    (first,) = [bar for bar in plain.patches if bar.get_width() == 21]

    assert first.get_facecolor() == mpl.colors.to_rgba(colour(1))

    with pytest.raises(PlotError, match="the outlet 'o1', which is not among"):
        plot_counts(table, outlets=["o0"])


def test_zero_has_a_number_and_a_missing_pair_has_none() -> None:
    """Nothing counted and not counted are two things."""
    table = counts().drop(index=5).replace({"count": {10: 0}}).astype({"count": "Int64"})
    table.loc[3, "count"] = pd.NA
    numbers = sorted(text.get_text() for text in plot_counts(table).texts)

    assert numbers == ["0", "0", "1", "20"]


def test_rates_and_other_columns_can_be_drawn() -> None:
    """Counts of outlets that write more are not comparable; rates are."""
    table = counts().assign(rate=[0.5, 1.25, 0, 3, 2, 1.0])

    assert plot_counts(table.drop(columns="count")).patches[1].get_width() == 1.25

    assert plot_counts(table, value="rate").sdlib_alt.startswith("Horizontal bars, rate")

    assert [t.get_text() for t in plot_counts(table, value="rate").texts][:2] == ["0.50", "1.25"]


@pytest.mark.parametrize(("lang", "inverted"), [("ar", True), ("both", True), ("en", False)])
def test_arabic_figures_run_from_the_right(lang: str, inverted: bool) -> None:
    """Labels on the right, bars growing to the left; English ones the other way round."""
    ax = plot_counts(counts(), lang=lang)
    ax.figure.draw_without_rendering()
    name = figure_text("قسد 0" if inverted else "SDF 0")
    (label,) = [t for t in texts(ax.figure) if t.get_text() == name and t not in legend_texts(ax)]

    assert ax.xaxis_inverted() == inverted

    assert (label.get_window_extent().x0 > ax.get_window_extent().x1) == inverted


def test_both_languages_stand_in_one_row() -> None:
    """The English label on the left is the gloss of the Arabic one on the right."""
    ax = plot_counts(counts(), lang="both")
    ax.figure.draw_without_rendering()
    middles = {}
    for text in texts(ax.figure):
        box = text.get_window_extent()
        middles[text.get_text()] = (box.y0 + box.y1) / 2

    for i in range(3):
        gap = middles[figure_text(f"قسد {i}")] - middles[f"SDF {i}"]
        assert abs(gap) < 6


def test_a_label_that_is_its_own_gloss_stands_once() -> None:
    """Names of Latin abbreviations are often the same in both columns."""
    table = counts().assign(label="CNN", label_en="CNN").head(2)
    ax = plot_counts(table)
    ax.figure.draw_without_rendering()

    assert [t.get_text() for t in texts(ax.figure)].count("CNN") == 1


def test_sides_of_a_difference_are_two_texts_and_the_first_outlet_is_on_the_right() -> None:
    """In one string the names of two Arabic outlets would change places."""
    table = pd.DataFrame({"label": ["حلب", "حماة"], "difference": [2.0, -3.0]})
    ax = plot_difference(table, ["الجزيرة", "العربية"], lang="ar")
    ax.figure.draw_without_rendering()
    sides = {outlet: find(ax, f"أكثر في {outlet}") for outlet in ("الجزيرة", "العربية")}
    right, left = (sides[o].get_window_extent() for o in ("الجزيرة", "العربية"))
    zero = ax.transData.transform((0, 0))[0]
    positive = next(bar for bar in ax.patches if bar.get_width() > 0)

    assert left.x1 < zero < right.x0

    assert positive.get_window_extent().x0 >= zero - 1

    assert "-" not in "".join(t.get_text() for t in texts(ax.figure))


@pytest.mark.parametrize("outlets", [None, "AB", ["A"], ["A", "B", "C"]])
def test_a_difference_is_between_two(outlets: object) -> None:
    """A string of two letters is a sequence of two as well."""
    with pytest.raises(PlotError, match="between two"):
        plot_difference(differences(), outlets)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_open_ends_are_arrows_towards_what_is_not_known(lang: str) -> None:
    """'At least' points to larger values and 'at most' to smaller, in both directions."""
    table = ranges().head(3).assign(label=["a", "b", "c"], value=[5, None, None])
    table[["low", "high"]] = [(5, 5), (10, None), (None, 400)]
    ax = plot_ranges(table, lang=lang)
    ax.figure.draw_without_rendering()
    arrows = {arrow.xyann[0]: arrow for arrow in ax.texts if getattr(arrow, "arrow_patch", None)}
    sign = -1 if lang == "ar" else 1

    assert set(arrows) == {10, 400}

    for value, towards in ((10, sign), (400, -sign)):
        box = arrows[value].arrow_patch.get_window_extent()
        start = ax.transData.transform((value, 0))[0]
        assert np.sign((box.x0 + box.x1) / 2 - start) == towards


def test_each_figure_of_a_source_has_a_line_of_its_own() -> None:
    """One speaker is often quoted with several figures."""
    table = ranges().assign(label="x", value=7.0, low=None, high=None)
    marks = [line for line in plot_ranges(table).lines if line.get_marker() != "None"]

    assert len({mark.get_ydata()[0] for mark in marks}) == len(marks) == len(table)


def test_dispersion_keeps_a_line_for_what_is_not_found() -> None:
    """That an outlet's article does not have a name is the finding."""
    table = dispersion().assign(position=[0.1, None, 0.2, 0.3, None, None])
    ax = plot_dispersion(table)
    marks = sum(len(c.get_segments()) for c in ax.collections if c.get_linewidth()[0] > 1)
    lines = sum(len(c.get_segments()) for c in ax.collections if c.get_linewidth()[0] == 1)

    assert (marks, lines) == (3, 6)

    assert "o1 not found" in alt_text(table.drop(columns=["outlet_en"]), "dispersion")


def test_documents_are_told_apart_where_there_are_no_outlets() -> None:
    """Two articles of one outlet are compared as well."""
    table = dispersion().rename(columns={"outlet": "doc_id"})
    names = [text.get_text() for text in plot_dispersion(table).get_legend().get_texts()]

    assert sorted(names) == ["o0", "o1"]


def test_outlets_can_be_told_apart_without_colour() -> None:
    """Grey print and colour-blind readers have hatching and markers."""
    looks = [(bar_style(i)["facecolor"], bar_style(i)["hatch"]) for i in range(MOST)]
    points = [(colour(i), marker(i)) for i in range(MOST)]

    assert len(set(looks)) == len(set(points)) == MOST

    assert len({bar_style(i)["hatch"] for i in range(8)}) == len({marker(i) for i in range(8)}) == 8

    with pytest.raises(PlotError, match=f"{MOST} at most"):
        plot_counts(counts(MOST + 1, labels=1))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_legend_is_read_in_the_order_of_the_bars(lang: str) -> None:
    """Its columns start on the side where a reader starts, also where the last is shorter."""
    ax = plot_counts(counts(14), lang=lang)
    ax.figure.draw_without_rendering()
    places = {}
    for text in ax.get_legend().get_texts():
        box = text.get_window_extent()
        column = round((box.x1 if lang == "ar" else box.x0) / 10)
        places[text.get_text()] = ((-column if lang == "ar" else column), -box.y0)
    names = [figure_text(f"{SHORT[0 if lang == 'ar' else 1]} {i}") for i in range(14)]

    assert sorted(places, key=lambda name: places[name]) == names

    assert len({column for column, _ in places.values()}) > 2


def test_an_axes_of_ones_own_is_drawn_into_and_keeps_its_figure() -> None:
    """Panels of one figure are the reader's to arrange."""
    figure = Figure(figsize=(14, 4), layout="constrained")
    left, right = figure.subplots(1, 2)

    assert plot_counts(counts(), ax=left) is left

    assert plot_ranges(ranges(), ax=right) is right

    assert tuple(figure.get_size_inches()) == (14, 4)

    figure.draw_without_rendering()
    assert all(inside(text.get_window_extent(), figure.bbox) for text in texts(figure))


def test_settings_and_pyplot_are_left_alone() -> None:
    """A figure that pyplot knows is shown again when the cell ends, and never freed."""
    import matplotlib.pyplot as plt

    before = dict(mpl.rcParams)
    for plot, make in PLOTS.values():
        plot(make())

    assert dict(mpl.rcParams) == before

    assert plt.get_fignums() == []


def test_a_figure_too_high_to_read_is_refused() -> None:
    """A forgotten head() would make a picture of several metres."""
    with pytest.raises(PlotError, match="inches high; draw fewer labels"):
        plot_counts(counts(14, labels=60))


def test_in_a_notebook_the_axes_is_the_picture_with_its_text() -> None:
    """nbval does not compare pictures, but it compares the numbers in the text."""
    formatters = pytest.importorskip("IPython.core.formatters")
    ax = plot_counts(counts())
    data, about = formatters.DisplayFormatter().format(ax)

    assert data["text/plain"] == ax.sdlib_alt == alt_text(counts())

    assert data["image/png"].startswith("iVBOR")

    assert about["image/png"]["alt"] == ax.sdlib_alt

    assert len(data["image/png"]) < 60_000


@pytest.mark.parametrize(
    ("kind", "lang", "said"),
    [
        ("counts", "en", "SDF 1: SDF 0 10, SDF 1 11;"),
        ("counts", "ar", "قسد 1: قسد 0 10، قسد 1 11؛"),
        ("difference", "en", "SDF 0: more in B by 1,200; SDF 1: more in A by 1,500."),
        ("difference", "ar", f"قسد 0: أكثر في {FSI}B{PDI} بمقدار 1,200؛"),
        ("ranges", "en", "(killed). SDF 0: SDF 0 5, SDF 1 at least 10; SDF 1: SDF 0 at most 400,"),
        ("ranges", "ar", "(قتيلا). قسد 0: قسد 0 5، قسد 1 على الأقل 10؛ قسد 1: قسد 0 على الأكثر"),
        ("dispersion", "en", "SDF 0: SDF 0 once, at 0.00, SDF 1 once, at 0.20;"),
        ("dispersion", "ar", "قسد 0: قسد 0 مرة واحدة، عند 0.00، قسد 1 مرة واحدة، عند 0.20؛"),
    ],
)
def test_alternative_texts_have_the_numbers(kind: str, lang: str, said: str) -> None:
    """Whoever does not see the figure has to get what it says."""
    table = PLOTS[kind][1]()

    assert said in alt_text(table, kind, lang=lang, outlets=["A", "B"])


def test_long_alternative_texts_say_what_they_leave_out() -> None:
    """A listener cannot skim."""
    assert alt_text(counts(labels=20)).endswith("8 more in the table.")


def test_arabic_names_are_isolated_in_english_text() -> None:
    """Without that the numbers beside them stand in another order than written."""
    table = counts().drop(columns="label_en").assign(outlet_en=lambda t: t["outlet_ar"])

    assert f"{FSI}قسد 1{PDI}: {FSI}قسد 0{PDI} 10," in alt_text(table)


def test_alternative_text_of_an_unknown_kind_is_refused() -> None:
    """A slip in the name of the plot."""
    with pytest.raises(PlotError, match="kind is 'bars'"):
        alt_text(counts(), "bars")  # type: ignore[arg-type]


def test_saved_figures_are_the_same_bytes_run_after_run(tmp_path: Path) -> None:
    """Figures are committed, and a change of a file has to be a change of the figure."""
    files = [
        [path.read_bytes() for path in save_figure(plot_counts(counts()), "a", tmp_path / run)]
        for run in ("one", "two")
    ]

    assert files[0] == files[1]


def test_saving_gives_a_png_and_an_svg_and_nothing_else(tmp_path: Path) -> None:
    """Also where a file is replaced; and the PNG is sharp enough to print."""
    ax = plot_counts(counts())
    paths = save_figure(ax, "counts", tmp_path)
    again = save_figure(ax.figure, "counts", tmp_path)

    assert paths == again == [tmp_path / "counts.png", tmp_path / "counts.svg"]

    assert sorted(tmp_path.iterdir()) == paths

    assert imread(paths[0]).shape[1] == 150 * ax.figure.get_figwidth()


def test_a_saved_svg_holds_its_text_where_matplotlib_shapes_it(tmp_path: Path) -> None:
    """Text can be searched and read aloud; reordered strings would be reordered again."""
    table = counts().assign(label_en='<&> "x"', outlet_ar="قناة (CNN)").head(1)
    ax = plot_counts(table, title="عنوان")
    svg = save_figure(ax, "a", tmp_path)[1].read_text("utf-8")
    root = ET.fromstring(svg)
    found = root.findall(".//{http://www.w3.org/2000/svg}text")

    assert root.get("aria-label") == ax.sdlib_alt

    if SHAPES_TEXT:
        assert {"قسد 0", '<&> "x"', "عنوان"} <= {text.text for text in found}
        assert all("unicode-bidi: plaintext" in text.get("style") for text in found)
        assert svg.count("@font-face") == 2
    else:
        assert not found


def test_a_figure_without_layout_is_saved_with_all_its_text(tmp_path: Path) -> None:
    """A reader's own figure may have its labels outside the canvas."""
    figure = Figure(figsize=(2, 2))
    ax = figure.subplots()
    ax.text(1.5, 0.5, "far out", color="red")
    image = imread(save_figure(figure, "a", tmp_path)[0])

    assert ((image[..., 0] > 0.9) & (image[..., 1] < 0.2)).any()


@pytest.mark.parametrize("name", ["", "a/b", "..", "/a"])
def test_names_that_lead_elsewhere_are_refused(name: str, tmp_path: Path) -> None:
    """A name comes from data sometimes."""
    with pytest.raises(ParameterError, match="without folder"):
        save_figure(Figure(), name, tmp_path)


def test_what_is_no_figure_is_refused(tmp_path: Path) -> None:
    """The array of Axes that subplots() gives, for example."""
    with pytest.raises(ParameterError, match="is no figure"):
        save_figure(Figure().subplots(2), "a", tmp_path)


def test_a_failed_write_keeps_the_old_file_and_leaves_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk must not cost the figure that was there."""
    (old, _) = save_figure(Figure(), "a", tmp_path)
    before = sorted(tmp_path.iterdir()), old.read_bytes()

    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(figure_files.Path, "replace", fail)

    with pytest.raises(OutputError, match=r"'a' cannot be written to .*No space left"):
        save_figure(plot_counts(counts()), "a", tmp_path)

    assert (sorted(tmp_path.iterdir()), old.read_bytes()) == before


def test_a_folder_that_cannot_be_made_is_an_error_of_ours(tmp_path: Path) -> None:
    """A file may stand where the folder should be."""
    (tmp_path / "file").write_text("x")

    with pytest.raises(OutputError, match="cannot be written"):
        save_figure(Figure(), "a", tmp_path / "file")


def test_the_small_picture_has_the_colours_of_the_large_one() -> None:
    """A notebook has no room for full PNGs; reducing colours must not change those of outlets."""
    figure = plot_counts(counts(14)).figure
    small, full = (io.BytesIO(), io.BytesIO())
    small.write(figure_files.picture(figure, 100))
    figure.savefig(full, dpi=100)
    few, all_ = (imread(io.BytesIO(data.getvalue()))[..., :3] for data in (small, full))

    assert few.shape == all_.shape

    assert np.abs(few - all_).max() < 0.2


def texts(figure: Figure) -> list[Text]:
    """All texts that are drawn: labels, numbers, titles, legend, but no ticks out of view."""
    drawn = []
    draw = Text.draw

    def record(self: Text, renderer: object) -> None:
        if self.get_visible() and self.get_text():
            drawn.append(self)
        draw(self, renderer)

    with mock.patch.object(Text, "draw", record):
        figure.draw_without_rendering()
    return drawn


def legend_texts(ax: Axes) -> list[Text]:
    return ax.get_legend().get_texts()


def find(ax: Axes, text: str) -> Text:
    (found,) = [t for t in ax.texts if t.get_text() == figure_text(text)]
    return found


def axes_of(ax: Axes) -> list[mpl.axis.Axis]:
    return [axis for one in (ax, *ax.child_axes) for axis in (one.xaxis, one.yaxis)]


def inside(box: Bbox, frame: Bbox) -> bool:
    return (
        box.x0 >= frame.x0 - 1
        and box.x1 <= frame.x1 + 1
        and box.y0 >= frame.y0 - 1
        and box.y1 <= frame.y1 + 1
    )


def touch(a: Bbox, b: Bbox) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1
