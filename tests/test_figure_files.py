"""Figures as files: the same bytes, text that stays text, nothing half-written."""

from __future__ import annotations

import html
import io
import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.image import imread
from plot_cases import counts

from sdlib import figure_files
from sdlib.errors import OutputError, ParameterError
from sdlib.plots import plot_counts, save_figure
from sdlib.shaping import SHAPES_TEXT


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


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
@pytest.mark.skipif(not SHAPES_TEXT, reason="matplotlib 3.10 writes presentation forms")
def test_words_of_a_pdf_can_be_found(tmp_path: Path) -> None:
    """Whoever archives a figure as PDF has to find it again."""
    ax = plot_counts(counts().assign(label="المقاتلين", outlet=list("abcdef")), title="لأن الجيش")
    ax.figure.savefig(tmp_path / "a.pdf")
    command = ["pdftotext", str(tmp_path / "a.pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    plain = unicodedata.normalize("NFKC", text)

    assert all(word in plain for word in ("المقاتلين", "لأن", "الجيش"))


def test_text_of_an_svg_stands_in_reading_order(tmp_path: Path) -> None:
    """What is copied has to read as it was written, brackets and Latin words in their place."""
    title = 'قناة «CNN» (24) – 50% من "الجيش"'
    svg = save_figure(plot_counts(counts(), title=title), "a", tmp_path)[1].read_text("utf-8")

    assert (html.escape(title, quote=False) in svg) == SHAPES_TEXT


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
