"""Numbers in figures and words: which words can be part of one, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from sdlib.lexicon import read_lexicon
from sdlib.normalization import normalize_word
from sdlib.words import Word

KINDS = (
    *("one", "head", "digit", "ten", "tens", "hundred", "hundreds"),
    *("scale", "scales", "accusative", "double", "vague", "fraction", "ordinal", "word"),
)

#: `الـ36`, `ول36`: figures that a tatweel joins to particles.
_ATTACHED = re.compile(r"([وف]?)([بلك]?)(ال|ل)?(\d[\d.,،]*)")
#: Figures with signs in them:
#: 1. groups of three, all joined by one sign, then perhaps a decimal part: 1,000  1,500.5
#: 2. a decimal part alone: 3.5  3,5
_GROUPED = re.compile(r"([1-9]\d{0,2})(?:([.,،])\d{3})(?:\2\d{3})*(?:(?!\2)[.,]\d+)?")
_DECIMAL = re.compile(r"\d+[.,،]\d+")
_AND = "و"


class Atom(NamedTuple):
    """One word of a number; ``kind`` as in the lexicon, or ``figures``."""

    value: float
    kind: str
    conjunction: bool
    preposition: str
    definite: bool


class Value(NamedTuple):
    """What a number comes to; ``behind`` is the token behind it."""

    #: None for one that is known by its lower bound only, as `عشرات`
    value: float | None
    low: float
    behind: int
    #: the thousand, million … that closes it, else 1
    scale: float


def _fronts() -> Iterator[tuple[str, str, str, bool]]:
    """Give what may stand before a stem: the letters, and which of them are what."""
    for conjunction in ("", "و", "ف"):
        for preposition in ("", "ب", "ل", "ك"):
            article = "ل" if preposition == "ل" else "ال"
            yield conjunction + preposition, conjunction, preposition, False
            yield conjunction + preposition + article, conjunction, preposition, True


_NO_FRONT = (("", "", "", False),)
#: For each letter that a front begins with: the fronts that a word beginning so can have.
_FRONTS = {
    letter: tuple(front for front in _fronts() if front[0][:1] in ("", letter))
    for letter in "وفبلكا"
}


def readings(norm: str) -> list[tuple[str, str, str, bool]]:
    """Give all ways to take و ف, ب ل ك and the article off a search form, the whole form first.

    Gives the rest, the conjunction, the preposition, and whether there was an article.
    For closed lexicons only: most of the rests are no words.

    Examples
    --------
    >>> readings("وبالف")[-1]
    ('ف', 'و', 'ب', True)
    """
    return [
        (norm[len(front) :], conjunction, preposition, definite)
        for front, conjunction, preposition, definite in _FRONTS.get(norm[:1], _NO_FRONT)
        if norm.startswith(front)
    ]


@lru_cache(maxsize=1 << 16)
def atom(norm: str) -> Atom | None:
    """Read one word as a part of a number.

    Parameters
    ----------
    norm : str
        The word's search form.

    Returns
    -------
    Atom or None

    Examples
    --------
    >>> atom("وعشرون")
    Atom(value=20.0, kind='tens', conjunction=True, preposition='', definite=False)
    >>> atom("ال1,300").value
    1300.0
    """
    if norm[-1:].isdigit():
        return _figures(norm)
    numerals = _numerals()
    for rest, conjunction, preposition, definite in readings(norm):
        if (found := numerals.get(rest)) and found[1] != "word":
            return Atom(*found, bool(conjunction), preposition, definite)
        if found:
            return None
    return None


def _figures(norm: str) -> Atom | None:
    match = _ATTACHED.fullmatch(norm)
    value = figures_value(match[4]) if match else None
    if match is None or value is None:
        return None
    return Atom(value, "figures", bool(match[1]), match[2], bool(match[3]))


def figures_value(figures: str, *, scaled: bool = False) -> float | None:
    """Read a number in ASCII digits.

    A sign before exactly three digits parts thousands, any other one the decimals: outlets
    write ``1,500``, ``1.500`` and ``3,5`` alike.

    Parameters
    ----------
    figures : str
        Digits with ``.``, ``,`` or ``،`` between them.
    scaled : bool
        Whether a word like `مليون` follows, before which ``1.234`` is a decimal.

    Returns
    -------
    float or None
        None where the signs make no number (``10.10.2018``).

    Examples
    --------
    >>> [figures_value(f) for f in ["1,000", "1.200.000", "3,5", "0.125", "10.10.2018"]]
    [1000.0, 1200000.0, 3.5, 0.125, None]
    >>> figures_value("1.234", scaled=True)
    1.234
    """
    if figures.isdigit():
        return float(figures)
    grouped = _GROUPED.fullmatch(figures)
    if grouped and not (scaled and grouped[2] == "." and figures.count(".") == 1):
        head, sign, tail = figures.rpartition(".")
        if grouped[2] != "." and sign:
            return float(re.sub("[,،]", "", head) + "." + tail)
        return float(re.sub("[.,،]", "", figures))
    if _DECIMAL.fullmatch(figures):
        return float(re.sub("[,،]", ".", figures))
    return None


def read_value(words: Sequence[Word], i: int, end: int) -> Value | None:
    """Read the number that begins at a token and ends before ``end``.

    Examples
    --------
    >>> from sdlib.article import read_article
    >>> read_value(read_article("3.5 ملايين و200 ألف").words, 0, 5)
    Value(value=3700000.0, low=3700000.0, behind=5, scale=1000.0)
    >>> read_value(read_article("عشرات الآلاف").words, 0, 2)
    Value(value=None, low=20000.0, behind=2, scale=1.0)
    """
    first = atom(words[i].norm)
    if first is None or first.kind == "ordinal":
        return None
    if first.kind in ("vague", "scales"):
        return _vague(words, i, end)
    term = _term(words, i, end)
    if term is None:
        return None
    value, behind, scale = _added(words, *term, end=end)
    return Value(value, value, behind, scale)


def _vague(words: Sequence[Word], i: int, end: int) -> Value:
    first = atom(words[i].norm)
    assert first is not None
    low = first.value * (2 if first.kind == "scales" else 1)
    following = atom(words[i + 1].norm) if i + 1 < end else None
    if following and following.kind in ("scales", "scale") and not following.conjunction:
        return Value(None, low * following.value, i + 2, 1.0)
    return Value(None, low, i + 1, 1.0)


def _added(
    words: Sequence[Word], value: float, behind: int, scale: float, *, end: int
) -> tuple[float, int, float]:
    """Add what و joins to a term in thousands or millions: `4 ملايين و200 ألف`, `مليون ونصف`."""
    while scale > 1 and (k := joined_at(words, behind, end)) is not None:
        joined = atom(words[k].norm)
        term = _term(words, k, end)
        if joined and joined.kind == "fraction":
            whole = atom(words[k + 1].norm) if k + 1 < end else None
            named = whole is not None and whole.kind == "scale" and whole.value == scale
            return value + joined.value * scale, k + 1 + named, scale
        if term is None or term[0] >= scale:
            break
        value, behind, scale = value + term[0], term[1], term[2]
    return value, behind, scale


def joined_at(words: Sequence[Word], i: int, end: int) -> int | None:
    """Give the token of a number that و joins, be و a token or a letter of the word."""
    if i < end and words[i].norm == _AND:
        return i + 1 if i + 1 < end and atom(words[i + 1].norm) else None
    found = atom(words[i].norm) if i < end else None
    return i if found and found.conjunction and not found.preposition else None


def _term(words: Sequence[Word], i: int, end: int) -> tuple[float, int, float] | None:
    """A number below a thousand times its thousand or million: value, token behind, scale."""
    first = atom(words[i].norm)
    if first is None:
        return None
    if first.kind in ("scale", "double", "accusative"):
        value = first.value * (2 if first.kind == "accusative" else 1)
        behind, scale = i + 1, first.value / (2 if first.kind == "double" else 1)
    elif first.kind == "fraction":
        following = atom(words[i + 1].norm) if i + 1 < end else None
        if following is None or following.kind != "scale":
            return None
        return first.value * following.value, i + 2, following.value / 2
    else:
        group = _below_thousand(words, i, end)
        if group is None:
            return None
        (value, behind), scale = group, 1.0
    while behind < end and (factor := atom(words[behind].norm)):
        plain = not (factor.conjunction or factor.preposition or factor.definite)
        if not plain or factor.kind not in ("scale", "scales", "accusative"):
            break
        if first.kind == "figures" and scale == 1 and behind == i + 1:
            value = _scaled_figures(words[i].norm, value)
        value, scale, behind = value * factor.value, scale * factor.value, behind + 1
    return value, behind, scale


def _scaled_figures(norm: str, value: float) -> float:
    match = _ATTACHED.fullmatch(norm)
    return (figures_value(match[4], scaled=True) if match else None) or value


def _below_thousand(words: Sequence[Word], i: int, end: int) -> tuple[float, int] | None:
    first = atom(words[i].norm)
    if first is None:
        return None
    value, kind = first.value, first.kind
    if kind == "figures":
        return _spaced_groups(words, i, end)
    following = atom(words[i + 1].norm) if i + 1 < end else None
    if following and not following.conjunction:
        if following.kind == "ten" and kind in ("digit", "head") and value < 10:
            return value + 10, i + 2
        if following.kind == "hundred" and kind == "digit":
            return _with_rest(words, value * 100, i + 2, end)
    if kind in ("hundred", "hundreds"):
        return _with_rest(words, value, i + 1, end)
    if kind in ("digit", "head", "one") and following and following.kind == "tens":
        return (value + following.value, i + 2) if following.conjunction else None
    return (value, i + 1) if kind in ("digit", "ten", "tens") else None


def _with_rest(words: Sequence[Word], hundreds: float, i: int, end: int) -> tuple[float, int]:
    """Add to hundreds the number below a hundred that و joins: `مئة وخمسون`."""
    k = joined_at(words, i, end)
    rest = _below_thousand(words, k, end) if k is not None else None
    return (hundreds + rest[0], rest[1]) if rest and rest[0] < 100 else (hundreds, i)


def _spaced_groups(words: Sequence[Word], i: int, end: int) -> tuple[float, int] | None:
    """`120 000`: groups of three figures behind one to three, parted by spaces."""
    figures, behind = words[i].norm, i + 1
    while (
        behind < end
        and figures.isdigit()
        and len(words[i].norm) <= 3
        and len(words[behind].norm) == 3
        and words[behind].norm.isdigit()
    ):
        figures += words[behind].norm
        behind += 1
    if behind > i + 1:
        return float(figures), behind
    found = atom(words[i].norm)
    return (found.value, behind) if found else None


def behind_ordinal(words: Sequence[Word], i: int) -> int:
    """The token behind an ordinal, its tens included: `الحادي والعشرين` counts nothing."""
    following = atom(words[i + 1].norm) if i + 1 < len(words) else None
    tens = following and following.kind == "tens" and following.conjunction
    return i + 2 if tens or (following and following.kind == "ten") else i + 1


@cache
def _numerals() -> dict[str, tuple[float, str]]:
    rows = read_lexicon(
        "numerals",
        ["form", "value", "kind", "note"],
        required=["form", "value", "kind"],
        choices={"kind": KINDS},
        key=["form"],
    )
    return {normalize_word(row["form"]): (float(row["value"]), row["kind"]) for row in rows}
