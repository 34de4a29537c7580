"""Normalisation in named steps, with a map from each result character to the raw text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sdlib import characters as ch
from sdlib.characters import TATWEEL
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


def _letters_of(shaped: str) -> str:
    """Undo a shaped letter; a shaped mark comes without the space or tatweel that carries it."""
    letters = unicodedata.normalize("NFKC", shaped)
    return letters if unicodedata.category(letters[-1]) != "Mn" else letters.lstrip(f" {TATWEEL}")


#: What each step replaces: a map from a character to its replacement, ``""`` to delete it.
_REPLACEMENTS: dict[str, dict[str, str]] = {
    "controls": dict.fromkeys(_CONTROLS, ""),
    "presentation_forms": {
        chr(c): _letters_of(chr(c))
        for c in (*range(0xFB50, 0xFDFE), *range(0xFE70, 0xFEFD))
        if unicodedata.category(chr(c)) == "Lo"
    },
    "diacritics": dict.fromkeys(DIACRITICS, ""),
    "tatweel": {},  # which of them, their neighbours decide
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
    "whitespace": dict.fromkeys(ch.SPACES, " "),  # and then a run is one
}

#: All steps, in the order in which they are applied.
STEPS: tuple[str, ...] = tuple(_REPLACEMENTS)

#: The steps after which two spellings of one word are the same string.
SEARCH_STEPS: tuple[str, ...] = STEPS[:-1]
_BARE_STEPS = ("controls", "presentation_forms", "diacritics", "tatweel")

#: Nothing beyond the first plane is replaced.
_TABLE_SIZE = 0x10000
#: Texts longer than this are cut at white space, so that memory does not grow with them.
_PIECE = 1 << 18
#: Up to this length `str.translate` is quicker than a sweep for each kind of character.
_SHORT = 50


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
        ``diacritics`` deletes; ``tatweel`` deletes a tatweel inside a word or behind a
        particle (``الـ36``) and leaves one that is a dash, alone or at a word's end;
        ``alef``, ``hamza``, ``ya`` and
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
    ordered = _in_order(tuple(steps))
    return _normalize(text, ordered) if len(text) <= _PIECE else _in_pieces(text, ordered, _PIECE)


@lru_cache
def _in_order(steps: tuple[str, ...]) -> tuple[str, ...]:
    unknown = [s for s in steps if s not in _REPLACEMENTS]
    if unknown:
        raise ParameterError(
            f"unknown normalisation step(s) {', '.join(unknown)}; the steps are {', '.join(STEPS)}"
        )
    return tuple(s for s in STEPS if s in steps)


@lru_cache(maxsize=1 << 17)
def normalize_word(word: str) -> str:
    """Give a word's search form: all steps but ``whitespace``, without the offsets.

    Examples
    --------
    >>> normalize_word("الإرهابيّة")
    'الارهابيه'
    """
    return _without_map(word, SEARCH_STEPS)


@lru_cache(maxsize=1 << 17)
def bare(word: str) -> str:
    """Give a word without diacritics, tatweel and controls, its letters as they stand.

    Examples
    --------
    >>> bare("أكّـد")
    'أكد'
    """
    return _without_map(word, _BARE_STEPS)


def _without_map(text: str, steps: tuple[str, ...]) -> str:
    """Normalise without the offsets."""
    if TATWEEL in text and "tatweel" in steps:
        before, after = _around_tatweel(steps)
        text = _without_map(text, before)
        classes = ch.resolve_tatweel(text, ch.class_bytes(text))
        plain = [c for c, k in zip(text, classes, strict=True) if c != TATWEEL or k != ch.LETTER]
        text, steps = "".join(plain), after
    plan = _plan(steps)
    if plan.occurs(text) is None:
        return text
    if len(text) < _SHORT:
        return text.translate(plan.table)
    # `str.translate` looks up each character; of those to replace, few kinds occur in a text.
    for character in plan.replacements.keys() & text:
        text = text.replace(character, plan.replacements[character])
    return text


class _Plan(NamedTuple):
    occurs: Callable[[str], re.Match[str] | None]
    table: dict[int, str]
    replacements: dict[str, str]


@cache
def _plan(steps: tuple[str, ...]) -> _Plan:
    replacements = _translation(steps)
    anything = re.compile(f"[{''.join(map(re.escape, replacements))}]" if replacements else "(?!)")
    return _Plan(anything.search, str.maketrans(replacements), replacements)


def _around_tatweel(steps: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part the steps into those before ``tatweel`` and those behind it."""
    i = steps.index("tatweel") if "tatweel" in steps else len(steps)
    return steps[:i], steps[i + 1 :]


def _decoration(text: str, codes: ch.Codes) -> npt.NDArray[np.bool_]:
    """Tell for each character whether it is a tatweel that decorates a word."""
    classes = ch.resolve_tatweel(text, ch.class_bytes(text))
    return (codes == ord(TATWEEL)) & (np.frombuffer(classes, np.uint8) == ch.LETTER)


@cache
def _translation(steps: tuple[str, ...]) -> dict[str, str]:
    merged: dict[str, str] = {}
    for step in steps:
        replacements = _REPLACEMENTS[step]
        merged = {k: "".join(replacements.get(c, c) for c in v) for k, v in merged.items()}
        merged |= {k: v for k, v in replacements.items() if k not in merged}
    return merged


def _normalize(text: str, steps: tuple[str, ...]) -> Normalized:
    result = _apply(text, steps)
    if "whitespace" in steps and "  " in result.text:
        return _collapse_spaces(result)
    return result


def _in_pieces(text: str, steps: tuple[str, ...], size: int) -> Normalized:
    """Normalise a long text in pieces that begin with the white space of a cut."""
    texts: list[str] = []
    maps: list[npt.NDArray[np.uint32]] = []
    begins: list[int] = []
    last = ""
    for begin, end in ch.cuts_at_space(text, size):
        piece, found = _normalize(text[begin:end], steps)
        if "whitespace" in steps and last == " " == piece[:1]:
            piece, found = piece[1:], found[1:]
        last = piece[-1:] or last
        texts.append(piece)
        maps.append(found.astype(np.uint32))
        begins.append(begin)
    result = "".join(texts)
    texts.clear()
    offsets = np.empty(sum(map(len, maps)), dtype=np.int64)
    filled = 0
    for begin, piece_map in zip(begins, maps, strict=True):
        np.add(piece_map, begin, out=offsets[filled : filled + len(piece_map)])
        filled += len(piece_map)
    return Normalized(result, offsets)


class _Lookup(NamedTuple):
    first: npt.NDArray[np.uint32]
    length: npt.NDArray[np.uint8]


@cache
def _lookup(steps: tuple[str, ...]) -> _Lookup:
    first = np.arange(_TABLE_SIZE, dtype=np.uint32)
    length = np.ones(_TABLE_SIZE, dtype=np.uint8)
    for character, replacement in _translation(steps).items():
        length[ord(character)] = len(replacement)
        first[ord(character)] = ord(replacement[0]) if replacement else 0
    return _Lookup(first, length)


def search_letters() -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8]]:
    """Give what the search form writes for each code point of the first plane.

    Returns
    -------
    numpy.ndarray of uint32
        The first letter, 0 where there is none.
    numpy.ndarray of uint8
        The number of letters; tatweel has one here, since its neighbours decide.

    Examples
    --------
    >>> first, length = search_letters()
    >>> chr(first[ord("أ")]), length[ord("\N{ARABIC FATHA}")].item()
    ('ا', 0)
    """
    return _lookup(SEARCH_STEPS)


def _apply(text: str, steps: tuple[str, ...]) -> Normalized:
    """Apply all steps, each white space by itself."""
    if "tatweel" not in steps or TATWEEL not in text:
        return _replace(text, steps)
    before, after = _around_tatweel(steps)
    shaped, offsets = _replace(text, before)
    codes = ch.code_points(shaped)
    keep = ~_decoration(shaped, codes)
    result, within = _replace(ch.text_of(codes[keep]), after)
    return Normalized(result, offsets[keep][within])


def _replace(text: str, steps: tuple[str, ...]) -> Normalized:
    first, length = _lookup(steps)
    units = text.encode("utf-16-le", "surrogatepass")
    # As long as there are two bytes a character, the text holds nothing beyond the first plane.
    near = len(units) == 2 * len(text)
    codes = np.frombuffer(units, np.uint16) if near else ch.code_points(text)
    places = codes if near else np.where(codes < _TABLE_SIZE, codes, ord("."))
    lengths = length[places]
    if lengths.tobytes().translate(None, b"\0\1"):
        return _expand(text, lengths, _translation(steps))
    offsets = lengths.nonzero()[0]
    result = first[places[offsets]]
    if not near:
        result = np.where(codes[offsets] < _TABLE_SIZE, result, codes[offsets])
    return Normalized(ch.text_of(result), offsets)


def _expand(text: str, lengths: npt.NDArray[np.uint8], translation: dict[str, str]) -> Normalized:
    """Replace where one character may become several."""
    offsets = np.repeat(np.arange(len(text)), lengths)
    return Normalized("".join([translation.get(c, c) for c in text]), offsets)


def _collapse_spaces(result: Normalized) -> Normalized:
    codes = ch.code_points(result.text)
    keep = codes != ord(" ")
    keep[1:] |= keep[:-1]
    keep[:1] = True
    return Normalized(ch.text_of(codes[keep]), result.offsets[keep])
