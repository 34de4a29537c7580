"""Classes of Unicode code points as Arabic news uses them, looked up in one table."""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

SPACE, CONTROL, LETTER, MARK, DIGIT, PUNCT, SYMBOL, EMOJI, TATWEEL_CLASS = range(9)

TATWEEL = "\N{ARABIC TATWEEL}"
ZWJ = "\N{ZERO WIDTH JOINER}"
VARIATION_16 = "\N{VARIATION SELECTOR-16}"

#: Beyond this code point nothing but ideographs, tags and private use is assigned.
_TABLE_SIZE = 0x20000

Codes = npt.NDArray[np.uint32]


def code_points(text: str) -> Codes:
    """Give the code points of ``text`` as an array of uint32, lone surrogates included."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def text_of(codes: Codes) -> str:
    """Give the string of an array of code points: the inverse of `code_points`."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def classes(codes: Codes) -> npt.NDArray[np.uint8]:
    """Give the class of each code point (``SPACE``, ``LETTER``, …) as an array of uint8."""
    table = _class_table()
    if codes.size and codes.max() >= _TABLE_SIZE:
        far = codes >= _TABLE_SIZE
        found = table[np.where(far, 0, codes)]
        found[far] = [_class(chr(c)) for c in codes[far].tolist()]
        return found
    return table[codes]


@cache
def _class_table() -> npt.NDArray[np.uint8]:
    return np.array([_class(chr(c)) for c in range(_TABLE_SIZE)], dtype=np.uint8)


def _class(character: str) -> int:
    if character == TATWEEL:
        return TATWEEL_CLASS
    category = unicodedata.category(character)
    if category[0] == "Z" or character in "\t\n\v\f\r\x85":
        return SPACE
    if category in ("Cc", "Cf", "Cs", "Cn"):
        # The signs of the Quran's end of ayah and the number signs are format
        # characters too, but they are visible.
        return SYMBOL if "\u0600" <= character <= "\u0605" or character == "\u06dd" else CONTROL
    if _is_emoji(ord(character)):
        return EMOJI
    if category[0] == "N":
        return DIGIT
    return {"L": LETTER, "M": MARK, "P": PUNCT}.get(category[0], SYMBOL)


def _is_emoji(code: int) -> bool:
    # Emoji blocks of Unicode; single characters of other blocks are emoji only with U+FE0F.
    return 0x1F000 <= code <= 0x1FAFF or 0x2600 <= code <= 0x27BF
