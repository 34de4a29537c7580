"""Acronyms: runs of the names of letters (`بي بي سي`), one word that has no clitics inside.

What a single one is, its neighbours tell: `بي` is also ب with a pronoun, `إن` a particle. Tokens
become a byte each, so that one pattern finds the runs of any number of texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sdlib.abbreviations import is_letter_name, words
from sdlib.characters import TATWEEL
from sdlib.normalization import bare

#: What a token can be in an acronym: a letter; one that is a word too (`بي`), or a function word
#: (`إن`), or a preposition (`في`); a letter with a clitic in front; a single Arabic letter; a
#: number; a sign that stands between letters.
_LETTER, _ALSO_WORD, _FUNCTION, _WITHIN, _JOINED, _ARABIC, _NUMBER, _SIGN, _OTHER = b"SBWVPA0.x"
_SURE = frozenset([_LETTER, _ALSO_WORD, _JOINED])
#: The classes of the lexicon, in the order in which they are asked.
_GROUPS = {_WITHIN: "letter_inside", _FUNCTION: "letter_or_word", _ALSO_WORD: "letter_word"}
_RUN = re.compile(rb"[SBWP](?:\.?[SBWV])+|A(?:\.?A)+")
_IN_RUN = bytes(code in b"SBWVPA." for code in range(256))
_BEFORE_NUMBER = re.compile(rb"B(?=\.?0)")
_FRONT = re.compile("(?P<conjunction>[وف]?)(?P<preposition>[بلك]?)(?:ال|(?<=ل)ل)?(?P<name>.+?)")
_FRONTS = [c + rest for c in ("", "و", "ف") for rest in ("", *"بلك", "ال", "بال", "كال", "لل")][1:]
_SIGNS = frozenset(".-–")
_ARABIC_LETTERS = frozenset(map(chr, (*range(0x621, 0x63B), *range(0x641, 0x64B))))
#: Conjunctions stand alone: `أ و ب` is A and B.
_NO_LETTER = frozenset("و")
#: How long a token with clitics and the name of a letter is at most (``وللدبليو``).
_LONGEST = 10
#: Letters of most acronyms; what is longer may have a word at its edge.
_USUAL = 3


def acronym_spans(
    codes: bytes, edges: Sequence[int] | npt.NDArray[np.int64] = ()
) -> Iterator[tuple[int, int]]:
    """Find the acronyms among tokens that stand behind one another.

    Function words that stand at the edge of one are none of its letters: `لسي إن إن إن` is
    `سي إن إن` and `إن`, `في بي بي سي أو سي إن إن` are two acronyms.

    Parameters
    ----------
    codes : bytes
        One a token (`letter_code`).
    edges : sequence or array of int
        The tokens over which no acronym goes, in order: where another text or line begins.

    Yields
    ------
    tuple of (int, int)
        The first token and the one behind the last.

    Examples
    --------
    >>> def find(text):
    ...     tokens = text.split()
    ...     return [tokens[s:e] for s, e in acronym_spans(bytes(map(letter_code, tokens)))]
    >>> find("أعلن لسي إن إن إن الأمر"), find("قال أو أن")
    ([['لسي', 'إن', 'إن']], [])
    >>> find("بي بي سي أو إن بي سي")
    [['بي', 'بي', 'سي'], ['إن', 'بي', 'سي']]
    """
    for start, end in pairwise([0, *_within_runs(codes, edges), len(codes)]):
        yield from _spans_within(codes, start, end)


def _within_runs(codes: bytes, edges: Sequence[int] | npt.NDArray[np.int64]) -> list[int]:
    """The edges that a run could go over: beside the others stands what is in none."""
    at = np.asarray(edges, dtype=np.int64)
    at = at[(at > 0) & (at < len(codes))]
    runs = np.frombuffer(codes.translate(_IN_RUN), np.bool_)
    found: list[int] = at[runs[at - 1] & runs[at]].tolist()
    return found


def _spans_within(codes: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _RUN.finditer(codes, start, end):
        letters = [k for k in range(*match.span()) if codes[k] != _SIGN]
        for part in _parts(codes, letters):
            own = _trimmed(codes, part)
            if own and _is_acronym(bytes(codes[k] for k in own)):
                yield own[0], own[-1] + 1


def _parts(codes: bytes, letters: list[int]) -> Iterator[list[int]]:
    """Cut a long run at a function word that has two letters or more on both sides."""
    for at in range(3, len(letters) - 2):
        if codes[letters[at]] == _FUNCTION:
            yield letters[:at]
            yield from _parts(codes, letters[at + 1 :])
            return
    yield letters


def _trimmed(codes: bytes, letters: list[int]) -> list[int]:
    """Leave out function words at the edges, of what would be longer than most acronyms."""
    own = list(letters)
    while len(own) > _USUAL and codes[own[0]] == _FUNCTION:
        del own[0]
    while len(own) > _USUAL and codes[own[-1]] in (_FUNCTION, _WITHIN):
        del own[-1]
    return own


def _is_acronym(letters: bytes) -> bool:
    """Whether letters are enough of an acronym: not `إن دي`, which a name goes on from."""
    if letters[0] == _ARABIC:
        return True
    if letters[0] == _JOINED:
        return len(letters) > 2
    sure = sum(code in _SURE for code in letters)
    return sure > 1 or (len(letters) > 2 and (letters[0] in _SURE or letters[-1] == _WITHIN))


def acronym_cuts(forms: Sequence[str]) -> dict[int, tuple[int, ...]]:
    """Give the cuts of the tokens that are letters of an acronym, or a letter before a number.

    Parameters
    ----------
    forms : sequence of str
        Tokens behind one another.

    Returns
    -------
    dict of int to tuple of int
        The position of each such token, and its offsets: behind clitics, which only the first
        of an acronym can have.

    Examples
    --------
    >>> acronym_cuts("وقالت لبي بي سي إن طائرة بي 52".split())
    {1: (1,), 2: (), 3: (), 6: ()}
    """
    codes = bytes(map(letter_code, forms))
    return {k: front_cuts(forms[k]) for k in letter_places(codes)}


def letter_places(codes: bytes, edges: Sequence[int] | npt.NDArray[np.int64] = ()) -> list[int]:
    """Give the places of the tokens that `acronym_cuts` speaks of.

    Examples
    --------
    >>> letter_places(b"xB.B.SxB0B")
    [1, 3, 5, 7]
    """
    found = {m.start() for m in _BEFORE_NUMBER.finditer(codes)}
    for first, behind in acronym_spans(codes, edges):
        found.update(k for k in range(first, behind) if codes[k] not in (_SIGN, _ARABIC))
    return sorted(found)


def letter_code(form: str) -> int:
    """Say what a token can be in an acronym: one byte, that of ``x`` for most.

    Examples
    --------
    >>> bytes(map(letter_code, ["سي", "بي", "إن", "في", "لسي", "أ", ".", "16", "حلب"]))
    b'SBWVPA.0x'
    """
    if (code := _codes().get(form)) is not None:
        return code
    if form.isalpha() or len(form) > _LONGEST:
        return _OTHER
    if form[:1].isdigit():
        return _NUMBER
    plain = bare(form)
    alone = len(plain) == 1 and form.endswith(TATWEEL)
    return _codes().get(plain, _OTHER) if len(plain) < len(form) and not alone else _OTHER


def letter_codes(forms: Sequence[str]) -> bytes:
    """Give the codes of many forms (`letter_code`): most are looked up, and no more.

    Examples
    --------
    >>> letter_codes(["سي", "لسي", "حلب", "16"])
    b'SPx0'
    """
    known = _codes()
    return bytes([known.get(f) or (_OTHER if f.isalpha() else letter_code(f)) for f in forms])


@cache
def _codes() -> dict[str, int]:
    """The codes of all forms without marks: a table, since each form of a corpus is asked."""
    letters = {a + n[1:] for n in words("letter") if n[0] == "ا" for a in "اأإآ"} | words("letter")
    names = letters | words("letter_word")
    inside = names - words("letter_or_word") - words("letter_inside")
    found = {f + name: _JOINED for f in _FRONTS for name in inside}
    found |= dict.fromkeys(names, _LETTER) | dict.fromkeys(_SIGNS, _SIGN)
    for code, group in reversed(_GROUPS.items()):
        found |= dict.fromkeys(words(group), code)
    return found | dict.fromkeys(_ARABIC_LETTERS - _NO_LETTER, _ARABIC)


@lru_cache(maxsize=1 << 14)
def front_cuts(form: str) -> tuple[int, ...]:
    """Give the cuts behind the clitics before the name of a letter, or before its article.

    Examples
    --------
    >>> front_cuts("ولبي"), front_cuts("بالسي"), front_cuts("سي"), front_cuts("لبيب")
    ((1, 2), (1,), (), ())
    """
    match = _front(form)
    if not match:
        return ()
    return tuple(match.end(group) for group in ("conjunction", "preposition") if match[group])


def _front(plain: str) -> re.Match[str] | None:
    """Whether clitics, or the article, stand before the name of a letter."""
    match = None if _is_function(plain) or is_letter_name(plain) else _FRONT.fullmatch(plain)
    known = match and is_letter_name(match["name"]) and not _is_function(match["name"])
    return match if known else None


def _is_function(name: str) -> bool:
    return name in words("letter_or_word") or name in words("letter_inside")
