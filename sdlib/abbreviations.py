"""Abbreviations: what stands around a full stop, and whether the stop ends a sentence there."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sdlib.characters import TATWEEL
from sdlib.lexicon import read_lexicon
from sdlib.normalization import DIACRITICS

#: Bidi controls, joiners and the byte order mark: pages put them between a stop and a space.
CONTROLS = "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
#: How long the longest word of the lexicon before a stop is: ``دابليو``, with one to spare.
LONGEST = 7

_CONTROL = re.compile(f"[{CONTROLS}]")
#: The last word before a stop, and the abbreviations before it: ``ق.م``, ``ق. م``.
_LAST = re.compile(r"[^\W\d_]+$")
_CHAIN = re.compile(r"(?:[^\W\d_]+\. ?)+$")
#: Letters, and the marks on them, which ``\w`` does not match.
_WORD = re.compile(r"(?:[^\W\d_]|[\u0610-\u061a\u064b-\u065f\u0670])+")
#: A list item's letter or Roman number, a bullet or bracket before it.
_ROMAN = re.compile(r"\W{0,5}(?:[IVXivx]{1,4}|[A-Za-z])")
_UNMARKED = dict.fromkeys(map(ord, DIACRITICS | {TATWEEL}))
#: Names of letters are spelled with any alef and either ya.
_ONE_SPELLING = str.maketrans("أإآى", "اااي")
_QUOTES = frozenset('"“”„‟＂«»‹›')


class Before(NamedTuple):
    """What stands before a full stop: the last word, and what may tell what it is."""

    word: str
    #: abbreviations before it, with their stops
    chain: str
    #: whether a number stands before these
    number: bool
    #: the word before these
    previous: str
    #: whether nothing stands before these
    first: bool


def read_before(window: str) -> Before | None:
    """Read the text before a full stop; give nothing where it ends with no letter.

    Examples
    --------
    >>> read_before("عام 332 ق. م")
    Before(word='م', chain='ق. ', number=True, previous='332', first=False)
    """
    parts = window.split()
    last = parts.pop()
    while parts and parts[-1][-1] == ".":
        last = f"{parts.pop()} {last}"
    last = _plain(last)
    match = _LAST.search(last, last.rfind(".") + 1)
    if not match:
        return None
    chain = _CHAIN.search(last, 0, match.start())
    head = last[: (chain or match).start()]
    previous = "" if head or not parts else parts[-1]
    number = (head or previous)[-1:].isdigit()
    first = not (parts or head)
    return Before(match[0], chain[0] if chain else "", number, _plain(previous), first)


def is_item_letter(window: str) -> bool:
    """Whether all that stands before a full stop is the Latin letter of a list item."""
    return _ROMAN.fullmatch(window) is not None


def abbreviation_ends(text: str, before: Before, follow: int, glued: bool) -> bool:
    """Whether a full stop behind a word ends a sentence, as it does behind most.

    Parameters
    ----------
    text : str
    before : Before
        What stands before the stop (`read_before`).
    follow : int
        Where the text goes on behind the stop and white space.
    glued : bool
        Whether no white space stands between.
    """
    if before.word.isascii():
        return _latin_ends(text, before, follow)
    if len(before.word) == 1:
        return _letter_ends(text, before, follow)
    return _word_ends(text, before, follow, glued)


def _letter_ends(text: str, before: Before, follow: int) -> bool:
    """Whether a stop behind a single Arabic letter ends a sentence.

    It does behind a label (``فيتامين د.``); behind a number (``300 م.``) if what follows
    does not go on; behind a title or an initial only if a verb with و or ف follows.
    """
    if text[follow].isdigit():
        return False
    if before.number:
        return not continues(text, follow)
    if not before.chain and before.previous in words("label"):
        return True
    return _begins(text, follow)


def _latin_ends(text: str, before: Before, follow: int) -> bool:
    after = text[follow]
    word = before.word
    latin = after.isascii() and after.isalnum()
    if latin and (after.islower() or len(word) == 1 or word in words("latin")):
        return False
    return not (before.chain and len(word) == 1) or _begins(text, follow)


def _word_ends(text: str, before: Before, follow: int, glued: bool) -> bool:
    word = before.word
    if word in words("title"):
        return False
    if word in words("unit") and before.number:
        return not continues(text, follow)
    if word in words("numbered"):
        return not text[follow].isdigit()
    if word in words("ordinal"):
        return not before.first
    return not is_letter_name(word) or _letter_name_ends(text, before, follow, glued)


def _letter_name_ends(text: str, before: Before, follow: int, glued: bool) -> bool:
    """Whether a stop behind the Arabic name of a Latin letter ends a sentence.

    Not within an acronym (``سي.إن.إن``) or behind an initial (``دبليو. بوش``); it does behind
    an acronym that is written with spaces (``بي بي سي.``).
    """
    after = plain_word(text, follow)
    if is_letter_name(after):
        return False
    if after[:1] == "و" and len(after) > 3:
        return True
    if glued or before.chain:
        return False
    if is_letter_name(before.previous) or before.previous in words("label"):
        return True
    return before.word in words("letter_word")


def _begins(text: str, follow: int) -> bool:
    """Whether the word at ``follow`` begins a sentence: و or ف with a verb or a particle."""
    word = plain_word(text, follow)
    return word[:1] in ("و", "ف") and (word[1:] in words("says") or word[1:] in words("begins"))


def continues(text: str, follow: int) -> bool:
    """Whether what follows an abbreviation or a quotation goes on with the sentence.

    Examples
    --------
    >>> continues("مسافة 300 م. من البلدة", 13), continues("مسافة 300 م. ثم عاد", 13)
    (True, False)
    """
    first = raw_word(text, follow)
    if not first:
        return text[follow].isdigit() or text[follow] in "([-–—/="
    after = text[follow + len(first) : follow + len(first) + 1]
    word = _plain(first)
    if word == "و" and after and (after in _QUOTES or after.isdigit()):
        return True
    if len(word) == 1:
        return True
    if word not in words("continues"):
        return False
    return plain_word(text, follow + len(first) + 1) not in words("opens")


def raw_word(text: str, at: int) -> str:
    """Give the word that begins at ``at``, its marks included, or nothing."""
    match = _WORD.match(text, at)
    return match[0] if match else ""


def plain_word(text: str, at: int) -> str:
    """Give the word that begins at ``at`` as the lexicon has it, or nothing."""
    return _plain(raw_word(text, at))


def _plain(word: str) -> str:
    """Give a word without diacritics, tatweel and controls, as the lexicon has it."""
    return word if word.isascii() else _CONTROL.sub("", word.translate(_UNMARKED))


def is_letter_name(word: str) -> bool:
    """Whether a word is the Arabic name of a Latin letter: ``سي``, ``دبليو``."""
    return word.translate(_ONE_SPELLING) in words("letter") or word in words("letter_word")


def words(group: str) -> frozenset[str]:
    """Give the words of one class of `abbreviations.tsv`."""
    return _lexicon()[group]


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    columns = ["form", "class", "note"]
    rows = read_lexicon("abbreviations", columns, required=columns[:2], key=columns[:2])
    groups = {row["class"] for row in rows}
    return {g: frozenset(row["form"] for row in rows if row["class"] == g) for g in groups}
