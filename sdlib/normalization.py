"""Normalisation in named steps, with a map from each result character to the raw text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sdlib.characters import SPACE, TATWEEL, classes, code_points, text_of
from sdlib.errors import ParameterError

#: Harakat, tanwin, shadda, sukun and the small Quranic signs, and the dagger alef.
DIACRITICS = frozenset(
    [*map(chr, range(0x064B, 0x0660)), "\N{ARABIC LETTER SUPERSCRIPT ALEF}"]
    + [chr(c) for c in range(0x06D6, 0x06EE) if unicodedata.category(chr(c)) == "Mn"]
    + [chr(c) for c in range(0x08D3, 0x0900) if unicodedata.category(chr(c)) == "Mn"]
    + [chr(c) for c in range(0x0610, 0x061B)]
)
_ALEFS = "\u0622\u0623\u0625\u0671"  # madda, hamza above, hamza below, wasla
_CONTROLS = frozenset(
    [*"\u00ad\u061c\ufeff", *map(chr, range(0x200B, 0x2010)), *map(chr, range(0x202A, 0x202F))]
    + [chr(c) for c in range(0x2060, 0x2070)]
)

#: What each step replaces: a map from a character to its replacement, ``""`` to delete it.
_REPLACEMENTS: dict[str, dict[str, str]] = {
    "controls": dict.fromkeys(_CONTROLS, ""),
    "presentation_forms": {
        chr(c): unicodedata.normalize("NFKC", chr(c))
        for c in (*range(0xFB50, 0xFDFE), *range(0xFE70, 0xFEFD))
        if unicodedata.normalize("NFKC", chr(c)).strip() and unicodedata.category(chr(c)) == "Lo"
    },
    "diacritics": dict.fromkeys(DIACRITICS, ""),
    "tatweel": {TATWEEL: ""},
    "alef": dict.fromkeys(_ALEFS, "ا"),
    "hamza": {"ؤ": "و", "ئ": "ي"},
    "ya": {"ى": "ي", "ی": "ي"},
    "ta_marbuta": {"ة": "ه"},
    "digits": {
        **{chr(0x0660 + d): str(d) for d in range(10)},
        **{chr(0x06F0 + d): str(d) for d in range(10)},
        "\N{ARABIC DECIMAL SEPARATOR}": ".",
        "\N{ARABIC THOUSANDS SEPARATOR}": ",",
        "\N{ARABIC PERCENT SIGN}": "%",
    },
    "whitespace": {},
}

#: All steps, in the order in which they are applied.
STEPS: tuple[str, ...] = tuple(_REPLACEMENTS)

#: The steps after which two spellings of one word are the same string.
SEARCH_STEPS: tuple[str, ...] = STEPS[:-1]


class Normalized(NamedTuple):
    """A normalised text, and for each of its characters the offset in the raw text."""

    text: str
    offsets: npt.NDArray[np.int64]


def normalize(text: str, steps: Sequence[str] = SEARCH_STEPS) -> Normalized:
    """Normalise a text and keep, for each character that results, where it came from.

    Parameters
    ----------
    text : str
        Raw text.
    steps : sequence of str
        Any of ``STEPS``. They are applied in the order of ``STEPS``, whatever order
        they are named in, so that the result does not depend on it.

        ``controls`` deletes bidi controls, zero-width characters and BOMs;
        ``presentation_forms`` undoes shaped letters (one may become several);
        ``diacritics`` and ``tatweel`` delete; ``alef``, ``hamza``, ``ya`` and
        ``ta_marbuta`` write the spellings of one letter alike; ``digits`` writes Eastern
        digits as 0–9; ``whitespace`` writes each run of white space as one space.

    Returns
    -------
    Normalized
        ``text`` and ``offsets``, an int64 array as long as the text, never decreasing.

    Raises
    ------
    ParameterError
        If a step is unknown.

    Examples
    --------
    >>> result = normalize("قَالَ الأسـد", ["diacritics", "tatweel", "alef"])
    >>> result.text
    'قال الاسد'
    >>> result.offsets.tolist()
    [0, 2, 3, 5, 6, 7, 8, 9, 11]
    """
    unknown = [s for s in steps if s not in _REPLACEMENTS]
    if unknown:
        raise ParameterError(
            f"unknown normalisation step(s) {', '.join(unknown)}; the steps are {', '.join(STEPS)}"
        )
    ordered = tuple(s for s in STEPS if s in steps)
    codes = code_points(text)
    codes, offsets = _replace(codes, ordered)
    if "whitespace" in ordered:
        codes, offsets = _collapse_whitespace(codes, offsets)
    return Normalized(text_of(codes), offsets)


def normalize_word(word: str) -> str:
    """Give a word's search form: all steps but ``whitespace``, without the offsets.

    Examples
    --------
    >>> normalize_word("الإرهابيّة")
    'الارهابيه'
    """
    return word.translate(_translation(SEARCH_STEPS))


def bare(word: str) -> str:
    """Give a word without diacritics, tatweel and controls, its letters as they stand.

    Examples
    --------
    >>> bare("أكّـد")
    'أكد'
    """
    return word.translate(_translation(("controls", "presentation_forms", "diacritics", "tatweel")))


@cache
def _translation(steps: tuple[str, ...]) -> dict[int, str]:
    merged: dict[int, str] = {}
    for step in steps:
        merged = {k: _apply(v, step) for k, v in merged.items()}
        merged |= {ord(k): v for k, v in _REPLACEMENTS[step].items() if ord(k) not in merged}
    return merged


def _apply(string: str, step: str) -> str:
    return "".join(_REPLACEMENTS[step].get(c, c) for c in string)


class _Lookup(NamedTuple):
    first: npt.NDArray[np.uint32]
    length: npt.NDArray[np.uint8]
    long: dict[int, str]


@cache
def _lookup(steps: tuple[str, ...]) -> _Lookup:
    first = np.arange(0x10000, dtype=np.uint32)
    length = np.ones(0x10000, dtype=np.uint8)
    translation = _translation(steps)
    for code, replacement in translation.items():
        length[code] = len(replacement)
        first[code] = ord(replacement[0]) if replacement else 0
    return _Lookup(first, length, {c: r for c, r in translation.items() if len(r) > 1})


def _replace(
    codes: npt.NDArray[np.uint32], steps: tuple[str, ...]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    if not codes.size:
        return codes, np.empty(0, dtype=np.int64)
    lookup = _lookup(steps)
    near = np.minimum(codes, 0xFFFF)
    length = np.where(codes < 0x10000, lookup.length[near], 1).astype(np.int64)
    first = np.where(codes < 0x10000, lookup.first[near], codes)
    offsets = np.repeat(np.arange(codes.size, dtype=np.int64), length)
    result = first[offsets]
    if length.max() > 1:
        position = np.arange(offsets.size) - (np.cumsum(length) - length)[offsets]
        for i in np.flatnonzero(position):
            result[i] = ord(lookup.long[int(codes[offsets[i]])][position[i]])
    return result, offsets


def _collapse_whitespace(
    codes: npt.NDArray[np.uint32], offsets: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    space = classes(codes) == SPACE
    codes = np.where(space, np.uint32(ord(" ")), codes)
    keep = ~space
    keep[1:] |= ~space[:-1]
    keep[:1] = True
    return codes[keep], offsets[keep]
