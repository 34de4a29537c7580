"""Figures as files: PNG and SVG, the same bytes run after run, whole or not there at all."""

from __future__ import annotations

import base64
import html
import io
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path, PurePath
from xml.sax.saxutils import quoteattr

import fontpkg
import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sdlib.arabic_text import FAMILIES, SHAPES_TEXT
from sdlib.errors import OutputError, ParameterError

_DPI = 150
# The ids in an SVG are random without a salt.
_SVG_SETTINGS = {"svg.hashsalt": "sdlib", "svg.fonttype": "none" if SHAPES_TEXT else "path"}
_TEXT = re.compile(r'<text style="([^"]*)"[^>]*>([^<]*)</text>')
_STYLE = '<style type="text/css">'


def save_figure(ax_or_fig: Axes | Figure, name: str, folder: str | Path) -> list[Path]:
    """Write a figure as PNG (150 dots an inch) and as SVG.

    The same figure gives the same bytes with the same versions of the libraries: nothing in
    the files depends on the time or on chance. The alternative text goes into both.

    Where matplotlib shapes Arabic itself (3.11), the SVG holds text that can be searched and
    copied. Each ``<text>`` takes its direction from its own content, without which browsers
    set mixed labels in the wrong order, and the letters of Amiri that it needs are embedded, so
    that it looks alike, and fits, where the font is not installed; programs that ignore
    embedded fonts (Inkscape) need Amiri. Under matplotlib 3.10 the strings are reordered
    already, and a browser would reorder them again: there the SVG holds outlines.

    A PDF is written by ``ax.figure.savefig("name.pdf")``. With matplotlib 3.11 its words can be
    searched and copied; in which order words and brackets of one line come out depends on the
    reader, since a PDF holds glyphs where they stand and not text. With 3.10 they come out as
    presentation forms, and as they stand from left to right: take the SVG.

    Parameters
    ----------
    ax_or_fig : Axes or Figure
        As the plots return it, or any other.
    name : str
        Name of the files, without suffix.
    folder : str or Path
        Made if there is none. Files of the same name are replaced.

    Returns
    -------
    list of Path
        The PNG and the SVG.

    Raises
    ------
    ParameterError
        If ``name`` is empty or names a folder, or ``ax_or_fig`` is no figure.
    OutputError
        If the folder cannot be made or written to.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in save_figure(Figure(), "blank", folder)]
    ['blank.png', 'blank.svg']
    """
    if PurePath(name).name != name or name in ("", ".."):
        raise ParameterError(f"name is {name!r}; give a file name without folder and suffix")
    figure, alt = _figure_and_alt(ax_or_fig)
    files = {f"{name}.png": _png(figure, alt), f"{name}.svg": _svg(figure, alt).encode("utf-8")}
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_write(folder / file, data) for file, data in files.items()]
    except OSError as error:
        raise OutputError(
            f"the figure {name!r} cannot be written to {folder}: {error.strerror or error}"
        ) from error


def figure_svg(ax_or_fig: Axes | Figure, *, fonts: bool = True) -> str:
    """Give a figure as the SVG that `save_figure` writes, for a page that holds it.

    A page with many figures asks for them without ``fonts``, and has their letters once, from
    `font_faces`: to cut them out of a font takes longer than to draw a figure.

    Examples
    --------
    >>> figure_svg(Figure()).startswith("<?xml")
    True
    """
    return _svg(*_figure_and_alt(ax_or_fig), fonts=fonts)


def font_faces(svgs: Iterable[str]) -> str:
    """Give the CSS that embeds, for each weight, the characters of Amiri that some SVGs use.

    Examples
    --------
    >>> font_faces([figure_svg(Figure(), fonts=False)])
    ''
    """
    used: dict[int, set[str]] = {}
    for style, text in (found for svg in svgs for found in _TEXT.findall(svg)):
        if f"'{FAMILIES[0]}'" in html.unescape(style):
            weight = 700 if "font-weight: 700" in style else 400
            used.setdefault(weight, set()).update(html.unescape(text))
    return "".join(
        f"@font-face{{font-family:'{FAMILIES[0]}';font-weight:{weight};"
        f"src:url(data:font/woff;base64,{_subset(weight, used[weight])}) format('woff')}}"
        for weight in sorted(used)
    )


def picture(figure: Figure, dpi: float) -> bytes:
    """Draw a figure as a small PNG: 128 colours are enough for bars and text.

    A notebook carries its figures, and a full PNG is three times as large.
    """
    from PIL import Image

    full, small = io.BytesIO(), io.BytesIO()
    figure.savefig(full, format="png", dpi=dpi)
    with Image.open(full) as image:
        few = image.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    few.save(small, format="png", optimize=True)
    return small.getvalue()


def _figure_and_alt(ax_or_fig: Axes | Figure) -> tuple[Figure, str]:
    if isinstance(ax_or_fig, Figure):
        alts = [getattr(ax, "sdlib_alt", "") for ax in ax_or_fig.axes]
        return ax_or_fig, " ".join(filter(None, alts))
    figure = ax_or_fig.get_figure(root=True) if isinstance(ax_or_fig, Axes) else None
    if not isinstance(figure, Figure):
        raise ParameterError(f"{ax_or_fig!r} is no figure; give what a plot returned, or a Figure")
    return figure, getattr(ax_or_fig, "sdlib_alt", "")


def _png(figure: Figure, alt: str) -> bytes:
    # Without "Software" the bytes do not tell one patch release of matplotlib from the next.
    metadata = {"Software": None} | ({"Description": alt} if alt else {})
    return _drawn(figure, "png", metadata)


def _drawn(figure: Figure, kind: str, metadata: Mapping[str, str | None]) -> bytes:
    # A figure without a layout engine lets its labels stick out.
    box = None if figure.get_layout_engine() else "tight"
    data = io.BytesIO()
    figure.savefig(data, format=kind, dpi=_DPI, metadata=dict(metadata), bbox_inches=box)
    return data.getvalue()


def _svg(figure: Figure, alt: str, *, fonts: bool = True) -> str:
    with mpl.rc_context(_SVG_SETTINGS):
        svg = _drawn(figure, "svg", {"Date": None, "Creator": None}).decode("utf-8")
    if alt:
        svg = svg.replace("<svg ", f'<svg role="img" aria-label={quoteattr(alt)} ', 1)
    if fonts:
        svg = svg.replace(_STYLE, _STYLE + font_faces([svg]), 1)
    return svg.replace('<text style="', '<text style="unicode-bidi: plaintext; ')


def _subset(weight: int, characters: set[str]) -> str:
    from fontTools import subset

    options = subset.Options(flavor="woff", hinting=False, layout_features=["*"])
    cut = subset.Subsetter(options)
    cut.populate(text="".join(sorted(characters)))
    data = io.BytesIO()
    with closing(subset.load_font(str(fontpkg.path(FAMILIES[0], weight=weight)), options)) as font:
        cut.subset(font)
        subset.save_font(font, data, options)
    return base64.b64encode(data.getvalue()).decode("ascii")


def _write(path: Path, data: bytes) -> Path:
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return path
