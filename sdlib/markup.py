"""Markup: raw text as HTML, and which way it runs."""

from __future__ import annotations

import re
import unicodedata
from html import escape

_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_STRONG = re.compile(r"[A-Za-z\u00c0-\u024f\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")

# Arabic words with nothing but spaces and numbers between them (`الساعات الـ24 الماضية`).
_STRETCH = re.compile(rf"{_ARABIC.pattern}+(?:(?:\s+|\s*\d+\s*){_ARABIC.pattern}+)*")

# Embeddings, overrides and isolates would turn the page around them; control characters are
# not allowed in HTML.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


#: What a view of nothing says in place of an empty frame.
NOTHING = "nothing found"
#: What stands beside a text, legible on the light ground of a notebook and on the dark one.
SOFT = "#767676"


def runs_rtl(text: str) -> bool:
    """Say whether a text runs from right to left: its first strong letter decides.

    Examples
    --------
    >>> runs_rtl("300 مسلح"), runs_rtl("BBC عربي"), runs_rtl("300")
    (True, False, False)
    """
    first = _STRONG.search(text)
    return bool(first and _ARABIC.match(first[0]))


def direction(text: str) -> str:
    """Give the HTML attributes for a text's direction, and its language if it is Arabic.

    Examples
    --------
    >>> direction("حلب"), direction("Aleppo")
    ('dir="rtl" lang="ar"', 'dir="ltr"')
    """
    return 'dir="rtl" lang="ar"' if runs_rtl(text) else 'dir="ltr"'


def text_html(text: str) -> str:
    """Escape a text for HTML; what steers direction unseen is shown by its code point.

    An override such as U+202E in an article turns what stands behind it, the page around the
    article included. Shown by its number it does no harm and is not lost. Diacritics, joiners
    and the marks U+200E and U+200F stay: they belong to the spelling or touch one word only.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Examples
    --------
    >>> text_html("<b> & \N{RIGHT-TO-LEFT OVERRIDE}abc")
    '&lt;b&gt; &amp; <small title="RIGHT-TO-LEFT OVERRIDE">[U+202E]</small>abc'
    """
    return _UNSEEN.sub(_by_number, escape(text))


def mixed_html(text: str) -> str:
    """Escape a text for HTML, each stretch of Arabic in it as a unit of its own.

    In a line from left to right numbers and signs between two Arabic names would change sides
    with them.

    Examples
    --------
    >>> mixed_html("speaker: حلب; 3 words")
    'speaker: <bdi lang="ar">حلب</bdi>; 3 words'
    >>> mixed_html("period: خلال الساعات الـ24 الماضية")
    'period: <bdi lang="ar">خلال الساعات الـ24 الماضية</bdi>'
    """
    if runs_rtl(text):
        return text_html(text)
    return _STRETCH.sub(r'<bdi lang="ar">\g<0></bdi>', text_html(text))


def _by_number(found: re.Match[str]) -> str:
    character = found[0]
    name = unicodedata.name(character, "control character")
    return f'<small title="{name}">[U+{ord(character):04X}]</small>'
