"""Classes of Unicode code points as Arabic news uses them, looked up in one table.

A text becomes a byte string with one class a character: rules on neighbours are then rules on
bytes, which Python finds and replaces at the speed of C.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from codecs import charmap_encode
from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt

TATWEEL = "\N{ARABIC TATWEEL}"

#: The classes of an ordinary text. A word's marks are of its class.
SPACE, LETTER, DIGIT, PUNCT, DOT, COMMA = 0, 1, 2, 3, 10, 11
#: A tatweel that is no decoration: a run of them is one dash.
DASH = 12
#: What a rule asks for by name. ``CONTROL`` parts words (a zero-width space, a line feed's
#: cousins, lone surrogates), ``FORMAT`` does not (Unicode's UAX 29, rule WB4).
SYMBOL, CONTROL, FORMAT, TATWEEL_CLASS, LATIN, NUMERAL = b"ScfTAN"
#: Signs that may stand inside a Latin word, and those that begin a hashtag or an address.
APOSTROPHE, AMPERSAND, HASH, AT = b"'&#@"
#: The parts of emoji sequences (Unicode's UTS 51).
EMOJI, REGIONAL, MODIFIER, JOINER, TAG, KEYCAP, AS_EMOJI, AS_TEXT = b"ERMZGKvt"

Codes = npt.NDArray[np.uint32]

#: Letters of these blocks have a case; digits and some signs join them (``G20``, ``don't``).
_CASED = [(0x41, 0x5B), (0x61, 0x7B), (0xC0, 0x530), (0x1E00, 0x2000)]
#: What is shown as a picture without a variation selector that asks for it.
_PICTURES = [
    *[(0x231A, 0x231C), (0x23E9, 0x23ED), (0x23F0, 0x23F1), (0x23F3, 0x23F4), (0x25FD, 0x25FF)],
    *[(0x2600, 0x27C0), (0x2B1B, 0x2B1D), (0x2B50, 0x2B51), (0x2B55, 0x2B56)],
    (0x1F000, 0x1FB00),
]
#: White space of any width; `str.isspace` takes four separators of old data files for it too.
SPACES = [chr(c) for c in range(0x3001) if chr(c).isspace() and not 0x1C <= c <= 0x1F]
_NAMED = {
    **dict.fromkeys(SPACES, SPACE),
    **dict.fromkeys(",،٫٬", COMMA),
    **dict.fromkeys("'\N{RIGHT SINGLE QUOTATION MARK}", APOSTROPHE),
    **dict.fromkeys("#\N{FULLWIDTH NUMBER SIGN}", HASH),
    **{".": DOT, "&": AMPERSAND, "@": AT, TATWEEL: TATWEEL_CLASS},
    # The one format character that is there to part words.
    "\N{ZERO WIDTH SPACE}": CONTROL,
    "\N{ZERO WIDTH JOINER}": JOINER,
    "\N{COMBINING ENCLOSING KEYCAP}": KEYCAP,
    "\N{VARIATION SELECTOR-16}": AS_EMOJI,
    "\N{VARIATION SELECTOR-15}": AS_TEXT,
    # Format characters that can be seen: the signs of numbers and of the end of an ayah.
    **dict.fromkeys(map(chr, [*range(0x600, 0x606), 0x6DD, 0x8E2]), SYMBOL),
}
_BY_CATEGORY = {
    **{"Zs": SPACE, "Zl": SPACE, "Zp": SPACE, "Cf": FORMAT, "Nd": DIGIT, "Co": SYMBOL},
    **{"Cc": CONTROL, "Cs": CONTROL, "Cn": CONTROL},
    **dict.fromkeys(["Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me"], LETTER),
    **dict.fromkeys(["Nl", "No"], NUMERAL),
    **dict.fromkeys(["Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"], PUNCT),
    **dict.fromkeys(["Sm", "Sc", "Sk", "So"], SYMBOL),
}


def _class(character: str) -> int:
    if character in _NAMED:
        return _NAMED[character]
    if any(start <= ord(character) < end for start, end in _PICTURES):
        return EMOJI
    found = _BY_CATEGORY[unicodedata.category(character)]
    cased = found == LETTER and any(a <= ord(character) < b for a, b in _CASED)
    return LATIN if cased else found


#: The characters of nearly all Arabic news, at most 256: a text of these alone needs no array.
COMMON = "".join(
    chr(c)
    for c in (
        *(0, 9, 10, 13, *range(0x20, 0x7F), 0xA0, 0xAB, 0xBB, *range(0x600, 0x670), 0x670, 0x67E),
        *(0x686, 0x698, 0x6A4, 0x6A9, 0x6AF, 0x6CC, 0x6D4, *range(0x6F0, 0x6FA), 0x200E, 0x200F),
        *(0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026),
    )
).ljust(256, "\ufffe")
#: The byte of a character that is none of these.
RARE = 0xFF
#: Each common character as one byte; and the class of each. Quick, because U+0000 comes first;
#: unused places hold a character that is never assigned, and so is none of the common ones.
_COMMON_MAP = codecs.charmap_build(COMMON)
_COMMON_CLASSES = bytes(map(_class, COMMON))
#: From this length on, the array is quicker than the map of common characters.
_SHORT = 500

_WHITE = re.compile(r"\s")
_TATWEELS = re.compile(b"T(?:f*T)*")
_DIGITS = re.compile(b"\x02*")
_LETTERS = bytes([LETTER, LATIN])
#: Particles that stand before a tatweel that joins them to a foreign word, a number or a quotation.
_PROCLITICS = frozenset(
    f"{conjunction}{rest}"
    for conjunction in ("", "و", "ف")
    for rest in ("ب", "ل", "ك", "ال", "لل", "بال", "كال", "س", "")
) - {""}
_LONGEST_PROCLITIC = max(map(len, _PROCLITICS))
#: Letters in which no particle ends: most words that end in a tatweel need no second look.
_NEVER_LAST = frozenset(map(chr, range(0x621, 0x64B))) - frozenset("بلكسوف\u0624")
_SPELLINGS = str.maketrans("\u0622\u0623\u0625\u0671\u0624", "ااااو")


def code_points(text: str) -> Codes:
    """Give the code points of ``text`` as an array of uint32, lone surrogates included.

    Examples
    --------
    >>> code_points("قال").tolist()
    [1602, 1575, 1604]
    """
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def text_of(codes: Codes) -> str:
    """Give the string of an array of code points: the inverse of `code_points`."""
    return codes.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


def cuts_at_space(text: str, size: int) -> Iterator[tuple[int, int]]:
    """Cut a text into pieces of at least ``size`` characters, each next at white space.

    Examples
    --------
    >>> list(cuts_at_space("قال ثم عاد", 4))
    [(0, 6), (6, 10)]
    """
    begin = 0
    while begin < len(text):
        white = _WHITE.search(text, begin + size)
        end = white.start() if white else len(text)
        yield begin, end
        begin = end


def class_bytes(text: str) -> bytes:
    """Give the class of each character (``SPACE``, ``LETTER``, …) as one byte.

    Examples
    --------
    >>> class_bytes("قال 3") == bytes([LETTER, LETTER, LETTER, SPACE, DIGIT])
    True
    """
    if len(text) < _SHORT:
        try:
            return charmap_encode(text, "strict", _COMMON_MAP)[0].translate(_COMMON_CLASSES)
        except UnicodeEncodeError:
            pass
    return classes_of(text, common_bytes(text))


def common_bytes(text: str) -> npt.NDArray[np.uint8]:
    """Give each character as one byte, its place in ``COMMON``; ``RARE`` if it has none.

    U+0000 is rare too, so that a zero can stand for no character.

    Examples
    --------
    >>> [COMMON[byte] for byte in common_bytes("قال")], common_bytes("漢").tolist() == [RARE]
    (['ق', 'ا', 'ل'], True)
    """
    return np.take(_places(), code_points(text), mode="clip")


def classes_of(text: str, places: npt.NDArray[np.uint8]) -> bytes:
    """Give what `class_bytes` does for a text whose characters are bytes already.

    Examples
    --------
    >>> classes_of("قال 漢", common_bytes("قال 漢")) == class_bytes("قال 漢")
    True
    """
    found = places.tobytes()
    classes = found.translate(_COMMON_CLASSES)
    if RARE not in found:
        return classes
    mended = np.frombuffer(classes, np.uint8).copy()
    rare = np.flatnonzero(places == RARE)
    mended[rare] = _class_table()[code_points(text)[rare]]
    return mended.tobytes()


def resolve_tatweel(text: str, classes: bytes) -> bytes:
    """Give the classes with each tatweel a ``LETTER`` (decoration) or a ``DASH``.

    A tatweel between two letters, before a word's first letter or behind a particle
    (``الـ36``, ``بـ«``) is decoration; alone, or at a word's end, it is a dash. Digits
    that a tatweel joins to a particle become letters.

    Examples
    --------
    >>> text = "الأســد دمشقـ"
    >>> resolve_tatweel(text, class_bytes(text)).index(DASH)
    12
    """
    if b"T" not in classes:
        return classes
    between, joined = b"\x01T\x01", b"\x01\x01\x01"
    result = bytearray(classes.replace(between, joined).replace(between, joined))
    for match in _TATWEELS.finditer(bytes(result)):
        start, end = match.span()
        before, after = _skip_format(classes, start, end)
        place = _place(text, classes, before, after)
        result[start:end] = result[start:end].replace(b"T", bytes([place]))
        if place == LETTER and classes[after : after + 1] == b"\x02":
            digits = _DIGITS.match(classes, after)
            size = digits.end() - after if digits else 0
            result[after : after + size] = joined[:1] * size
    return bytes(result)


def _skip_format(classes: bytes, start: int, end: int) -> tuple[int, int]:
    while start and classes[start - 1] == FORMAT:
        start -= 1
    while end < len(classes) and classes[end] == FORMAT:
        end += 1
    return start, end


def _place(text: str, classes: bytes, before: int, after: int) -> int:
    """Tell what a run of tatweel is that begins at ``before`` and ends at ``after``."""
    left = classes[before - 1] if before else SPACE
    if left == DIGIT:
        return DASH
    if classes[after : after + 1] in (b"\x01", b"A"):
        return LETTER
    if left not in _LETTERS or text[before - 1] in _NEVER_LAST:
        return DASH
    return LETTER if _is_particle(text, classes, before) else DASH


def _is_particle(text: str, classes: bytes, end: int) -> bool:
    letters = ""
    while end and classes[end - 1] in b"\x01ATf" and len(letters) <= _LONGEST_PROCLITIC:
        end -= 1
        shaped = unicodedata.normalize("NFKC", text[end])
        letters = "".join(c for c in shaped if c.isalpha() and c != TATWEEL) + letters
    return letters.translate(_SPELLINGS) in _PROCLITICS


@cache
def _places() -> npt.NDArray[np.uint8]:
    known = [(ord(c), byte) for byte, c in enumerate(COMMON) if c not in "\0\ufffe"]
    # What lies beyond the last is read as that place.
    table = np.full(max(known)[0] + 2, RARE, dtype=np.uint8)
    for point, byte in known:
        table[point] = byte
    return table


@cache
def _class_table() -> npt.NDArray[np.uint8]:
    # Planes 4 to 13 hold nothing, 15 and 16 private use.
    table = np.full(0x110000, CONTROL, dtype=np.uint8)
    table[0xF0000:] = SYMBOL
    for start, end in ((0, 0x40000), (0xE0000, 0xE0200)):
        categories = map(unicodedata.category, map(chr, range(start, end)))
        table[start:end] = np.fromiter(map(_BY_CATEGORY.__getitem__, categories), dtype=np.uint8)
    for start, end in _CASED:
        part = table[start:end]
        part[part == LETTER] = LATIN
    for start, end in _PICTURES:
        table[start:end] = EMOJI
    table[0x1F1E6:0x1F200] = REGIONAL
    table[0x1F3FB:0x1F400] = MODIFIER
    table[0xE0020:0xE0080] = TAG
    for character, named in _NAMED.items():
        table[ord(character)] = named
    return table
