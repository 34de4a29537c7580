r"""The strings that matplotlib has to get so that Arabic is drawn as it reads.

matplotlib 3.11 shapes and reorders text by itself (libraqm); before, it draws isolated
letters from left to right, so that they have to be joined and reordered first. What is right
for one is wrong for the other, and neither says so.

On 3.10 three things stay coarser: vowel signs stand at one fixed height and place of their
letter (on a shadda they touch it), the font's finer ligatures are not used, and letters without
presentation forms (some of Uyghur, Sindhi, …) stay isolated.

References
----------
Unicode Standard Annex #9, Unicode Bidirectional Algorithm.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, Literal

from matplotlib import ft2font

from sdlib.errors import FigureTextError

Base = Literal["auto", "rtl", "ltr"]

#: Whether matplotlib shapes text by itself. A version number would not tell a build without.
SHAPES_TEXT = getattr(ft2font, "__libraqm_version__", None) is not None

_MARKS = {"rtl": "\N{RIGHT-TO-LEFT MARK}", "ltr": "\N{LEFT-TO-RIGHT MARK}"}
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
# Characters that act on their neighbours and are not drawn themselves.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_GUARD = "\N{COMBINING GRAPHEME JOINER}"


def figure_text(text: str, *, base: Base = "auto") -> str:
    r"""Give the string to hand to matplotlib so that ``text`` is drawn as it reads.

    `draw_text` and its siblings do this themselves; call it only for text that another
    library hands to matplotlib, and set ``parse_math=False`` there.

    Parameters
    ----------
    text : str
        Plain text in reading order, any number of lines.
    base : {"auto", "rtl", "ltr"}
        Direction of each line: that of its first strong character, or as told. A label that
        starts with a Latin name and goes on in Arabic wants ``"rtl"``.

    Returns
    -------
    str
        Where matplotlib shapes text itself, ``text`` with a direction mark before each line
        that needs one; else letters in their joined forms, from left to right. Never pass
        it in again.

    Raises
    ------
    FigureTextError
        If ``text`` is no string, or holds presentation forms (U+FB50–FDCF, FE70–FEFC): then it
        was shaped before, by ``arabic_reshaper`` or a PDF, and possibly reversed as well.
        Which of the two cannot be seen, so that nothing is undone here. Signs that people type
        (U+FDF2 ﷲ, U+FDFA ﷺ) are let through.

    Examples
    --------
    >>> figure_text("Aleppo $5")
    'Aleppo $5'
    >>> figure_text("\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM}")
    Traceback (most recent call last):
    sdlib.errors.FigureTextError: the text 'ﻻ' holds U+FEFB ARABIC LIGATURE LAM WITH ALEF ISOL...
    """
    lines = [directed(line, base) for line in clean_text(text).split("\n")]
    return "\n".join(lines if SHAPES_TEXT else map(_visual, lines))


def clean_text(text: str) -> str:
    r"""Check a text for `figure_text`; line ends become ``\n``, control characters spaces.

    Raises
    ------
    FigureTextError
        As `figure_text`.

    Examples
    --------
    >>> clean_text("a\tb\r\nc")
    'a b\nc'
    """
    if not isinstance(text, str):
        raise FigureTextError(
            f"text to draw is {text!r}, of type {type(text).__name__}; give a string"
        )
    if shaped := next(filter(_is_shaped, text), None):
        raise FigureTextError(
            f"the text {text[:40]!r} holds U+{ord(shaped):04X} {unicodedata.name(shaped)}: it has "
            "been shaped already, and perhaps reversed. Give the text as it was before; if it is "
            "in reading order (from a PDF), unicodedata.normalize('NFKC', text) restores it"
        )
    # DejaVu Sans draws the grapheme joiner, which means nothing to a reader.
    return _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", text)).replace(_GUARD, "")


def text_direction(text: str) -> Literal["rtl", "ltr", ""]:
    """Give the direction of the first strong character, ``""`` if there is none.

    Characters between an isolate and its end do not count (rule P2 of the algorithm).

    Examples
    --------
    >>> text_direction("12 قتيلا"), text_direction("CNN عربية"), text_direction("50%")
    ('rtl', 'ltr', '')
    """
    depth = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(depth - 1, 0)
        elif kind in _STRONG and not depth:
            return _STRONG[kind]  # type: ignore[return-value]
    return ""


def has_arabic(text: str) -> bool:
    """Tell whether any character of the text runs from right to left.

    Examples
    --------
    >>> has_arabic("CNN عربية"), has_arabic("CNN")
    (True, False)
    """
    return any(_STRONG.get(unicodedata.bidirectional(character)) == "rtl" for character in text)


def directed(line: str, base: Base) -> str:
    """Put a direction mark before a line whose own direction is not ``base``."""
    # A line without any strong character runs from left to right by itself.
    if base == "auto" or (text_direction(line) or "ltr") == base:
        return line
    return _MARKS[base] + line


def _is_shaped(character: str) -> bool:
    # The words and signs of U+FDF0–FDFC decompose like shaped letters, but people type them.
    form = unicodedata.decomposition(character).partition(" ")[0]
    joined = form in ("<isolated>", "<initial>", "<medial>", "<final>")
    return joined and not "\ufdf0" <= character <= "\ufdfc"


def _visual(line: str) -> str:
    """The line as matplotlib 3.10 has to get it: shaped letters, from left to right."""
    # bidi.get_display pairs brackets but does not mirror them, bidi.algorithm.get_display mirrors
    # and does not pair. A mark put behind each bracket goes with it, and comes out before it
    # exactly where the bracket was reversed, so that it can be mirrored here.
    from bidi import get_display
    from bidi.mirror import MIRRORED

    composed = unicodedata.normalize("NFC", line)
    shaped = _reshaper().reshape(composed)
    guarded = "".join(c + _GUARD if c in MIRRORED else c for c in shaped)
    bracket = "[" + re.escape("".join(MIRRORED)) + "]"
    ordered = re.sub(
        f"{_GUARD}({bracket})|({bracket}){_GUARD}",
        lambda m: MIRRORED[m[1]] if m[1] else m[2],
        get_display(guarded),
    )
    return _INVISIBLE.sub("", ordered)


@cache
def _reshaper() -> Any:
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper(configuration={"delete_harakat": False})
