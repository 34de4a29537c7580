"""Spellings: foreign names written in several ways, brought to one form to be compared."""

from __future__ import annotations

from functools import cache

from sdlib.entity_rows import name_key

#: Letters for one foreign sound: g is غ, ج, ق or ك; v is ف; p is ب; t is ت or ط; s is س or ص.
_SOUNDS = str.maketrans("جغقطصضظذ", "كككتسدزز")
#: Long vowels, which stand for short ones as well.
_VOWELS = str.maketrans("", "", "اويءه")


@cache
def skeleton(name: str) -> str:
    """Give the consonants of a name, letters for one foreign sound as one.

    Names of one skeleton are often spellings of one name; whether they are, a reader says.

    Parameters
    ----------
    name : str
        A name of one word or several.

    Returns
    -------
    str
        Without spaces, the article and the vowels behind the first letter.

    Examples
    --------
    >>> skeleton("غوانتانامو"), skeleton("جوانتنامو")
    ('كنتنم', 'كنتنم')
    """
    words = [word.removeprefix("ال").translate(_SOUNDS) for word in name_key(name)]
    return "".join(word[:1] + word[1:].translate(_VOWELS) for word in words)
