"""Lines of text as HarfBuzz shapes them, to hold what matplotlib draws against."""

from __future__ import annotations

import io
import itertools
import unicodedata
from functools import cache

import fontpkg
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from matplotlib import font_manager

from sdlib.arabic_text import arabic_font
from sdlib.shaping import SHAPES_TEXT, text_direction

_DIGITS = ("EN", "AN")


@cache
def harfbuzz_font(bold: bool) -> hb.Font:
    """Give Amiri; for matplotlib 3.10 without its rules and optional ligatures.

    That version draws one glyph a character, and gets presentation forms.
    """
    file = font_manager.findfont(arabic_font(bold))
    assert file.endswith("-Bold.ttf") == bold
    assert file.startswith(str(fontpkg.path("Amiri").parent))
    if SHAPES_TEXT:
        return hb.Font(hb.Face(hb.Blob.from_file_path(file)))
    with TTFont(file) as font:
        for rules in ("GSUB", "GPOS", "GDEF"):
            del font[rules]
        for table in font["cmap"].tables:
            for code in [c for c in table.cmap if 0xFBEA <= c <= 0xFDFB]:
                del table.cmap[code]
        data = io.BytesIO()
        font.save(data)
    return hb.Font(hb.Face(hb.Blob(data.getvalue())))


@cache
def line_width(line: str, bold: bool) -> float | None:
    """Measure a line at the size of 1, None if Amiri lacks a character of it.

    The width of a line does not depend on the order of its runs, only on how each is shaped.
    """
    font = harfbuzz_font(bold)
    if any(font.get_nominal_glyph(ord(c)) is None for c in line if unicodedata.category(c) != "Cf"):
        return None
    width = 0
    for run, direction in _runs(line):
        buffer = hb.Buffer()
        buffer.add_str(run)
        buffer.direction, buffer.script = direction, "Arab" if direction == "rtl" else "Latn"
        hb.shape(font, buffer)
        width += sum(place.x_advance for place in buffer.glyph_positions)
    return width / font.scale[0]


def _runs(line: str) -> list[tuple[str, str]]:
    """Cut a line where its direction changes: rules N1 and N2 of the bidirectional algorithm."""
    base = text_direction(line) or "ltr"
    kinds = [unicodedata.bidirectional(character) for character in line]
    own = [{"R": "rtl", "AL": "rtl", "NSM": "rtl", "AN": "rtl", "L": "ltr"}.get(k) for k in kinds]
    for i, kind in enumerate(kinds):
        if kind == "EN":
            before = next((o for o in reversed(own[:i]) if o), base)
            own[i] = before
    resolved = []
    for i, direction in enumerate(own):
        before = next((o for o in reversed(own[:i]) if o), base)
        behind = next((o for o in own[i:] if o), base)
        resolved.append(direction or (before if before == behind else base))
    # A point or comma within a number belongs to it: rule W4.
    digits = [k in _DIGITS for k in kinds]
    inner = [False, *(a and b for a, b in zip(digits, digits[2:], strict=False)), False]
    number = [d or (k == "CS" and i) for d, k, i in zip(digits, kinds, inner, strict=False)]
    groups = itertools.groupby(range(len(line)), key=lambda i: number[i] or resolved[i])
    return [
        ("".join(line[i] for i in places), "ltr" if direction is True else direction)
        for direction, places in groups
    ]
