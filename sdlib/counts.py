"""Numbers as a text states them: with their approximator, as a range, with their bounds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sdlib.article import Article
from sdlib.lexicon import read_lexicon
from sdlib.normalization import normalize_word
from sdlib.numerals import atom, joined_at, read_value, readings
from sdlib.words import Word

BOUNDS = frozenset(["about", "low", "high", "range", "vague"])
#: What a word near a number can do; the lexicon of such words says it by example.
ROLES = (
    *("change", "clause", "preposition", "link", "part", "fate_noun"),
    *("total", "reach", "rank", "score", "other"),
)

_RANGE_SIGNS = frozenset("-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{ARABIC TATWEEL}")
_RANGE_WORDS = frozenset(["الي", "او", "وحتي"])
#: A range in figures spans at most this factor; `2-300` is none.
_WIDEST_RANGE = 20
_LONGEST_APPROXIMATOR = 5
_NEAR = 14


class Number(NamedTuple):
    """A number by its tokens, ``behind`` exclusive; ``value`` None where it has bounds only."""

    first: int
    behind: int
    value: float | None
    low: float | None
    high: float | None
    approximator: str | None
    #: the thousand, million … that closes it, else 1
    scale: float
    #: `عشرات`, `آلاف`: known by a lower bound only
    vague: bool
    figures: bool
    definite: bool
    preposition: str


class Approximator(NamedTuple):
    """What an approximating expression does to the bounds, and its canonical form."""

    lemma: str
    bound: str


def words_of(role: str) -> frozenset[str]:
    """The search forms that the lexicon of words around numbers gives one role.

    Examples
    --------
    >>> "بينهم" in words_of("part")
    True
    """
    return _roles()[role]


def bounds(article: Article, i: int) -> tuple[int, int]:
    """The first token of a token's sentence, and the token behind its last."""
    return article.ranges[article.sentence_of[i]]


def read_count(article: Article, i: int) -> Number | None:
    """Read the number that begins at a token, with range and approximator before it.

    Parameters
    ----------
    article : Article
    i : int
        A token for which `atom` gives something.

    Returns
    -------
    Number or None
        ``first`` is the first token of the approximator, where there is one.

    Examples
    --------
    >>> from sdlib.article import read_article
    >>> number = read_count(read_article("قتل ما بين عشرين وثلاثين جنديا"), 3)
    >>> number.first, number.behind, number.low, number.high, number.approximator
    (1, 5, 20.0, 30.0, 'بين')
    """
    end = bounds(article, i)[1]
    number = _read_number(article.words, i, end)
    if number is None:
        return None
    before = _approximator_before(article, number.first)
    between = before is not None and before[1].bound == "range"
    number = _range(article, number, end, between) or number
    if before is None or (between and (number.value is not None or number.vague)):
        return number
    if before[1].bound == "vague" and not number.vague:
        return number
    return approximate(number._replace(first=before[0]), before[1])


def approximate(number: Number, approximator: Approximator) -> Number:
    """Give the number the bounds that an approximator leaves it, and the approximator's name."""
    low, high = {
        "about": (None, None),
        "low": (number.value, None),
        "high": (None, number.value),
    }.get(approximator.bound, (number.low, number.high))
    if number.value is None:
        low, high = number.low, number.high
    return number._replace(low=low, high=high, approximator=approximator.lemma)


def without_approximator(number: Number, first: int) -> Number:
    """Give the number as it is without the approximator before it, from its own first token."""
    if number.value is not None:
        number = number._replace(low=number.value, high=number.value)
    return number._replace(first=first, approximator=None)


def _read_number(words: Sequence[Word], i: int, end: int) -> Number | None:
    first = atom(words[i].norm)
    found = read_value(words, i, end)
    if first is None or found is None:
        return None
    apart = not first.definite and i > 0 and words[i - 1].norm == "ال"
    return Number(
        first=i - apart,
        behind=found.behind,
        value=found.value,
        low=found.low,
        high=found.value,
        approximator=None,
        scale=found.scale,
        vague=found.value is None,
        figures=first.kind == "figures",
        definite=first.definite or apart,
        preposition=first.preposition,
    )


def _range(article: Article, low: Number, end: int, between: bool) -> Number | None:
    """Join a second number to the first where they are the two ends of a range."""
    words, i = article.words, low.behind
    if low.value is None or i >= end:
        return None
    k = joined_at(words, i, end) if between else None
    if k is None and _opens_end(article, low):
        k = i + 1
    high = _read_number(words, k, end) if k is not None and k < end else None
    if high is None or high.value is None or high.preposition:
        return None
    bottom, top = _shared_scale(low, high), high.value
    if between:
        bottom, top = sorted((bottom, top))
    if bottom >= top or (words[i].form in _RANGE_SIGNS and bottom * _WIDEST_RANGE < top):
        return None
    return low._replace(
        first=_range_start(article, low.first) if between else low.first,
        behind=high.behind,
        value=None,
        low=bottom,
        high=top,
        approximator="بين" if between else None,
        scale=high.scale,
    )


def _opens_end(article: Article, low: Number) -> bool:
    """Whether `إلى`, `أو` or a dash behind a number leads to the upper end of a range."""
    word = article.words[low.behind]
    if word.norm in _RANGE_WORDS:
        return not _is_change(article, low.first)
    return word.form in _RANGE_SIGNS and _is_undated(article.words, low.first - 1, low.behind)


def _shared_scale(low: Number, high: Number) -> float:
    """`بين 3 و5 آلاف` is from 3,000: the thousand of the second number belongs to both."""
    assert low.value is not None and high.value is not None
    own = high.value / high.scale
    millions = high.scale >= 1e6 and own != 1 and low.value < 1000
    shared = low.scale == 1 and high.scale > 1 and (low.value < own or millions)
    return low.value * high.scale if shared else low.value


def _range_start(article: Article, first: int) -> int:
    before = _approximator_before(article, first)
    return before[0] if before else first


def _is_change(article: Article, first: int) -> bool:
    start = max(bounds(article, first)[0], first - _NEAR)
    norms = [w.norm.removeprefix("و") for w in article.words[start:first]]
    return norms[-1:] == ["من"] and not words_of("change").isdisjoint(norms)


def _is_undated(words: Sequence[Word], before: int, sign: int) -> bool:
    """Whether a dash between figures is neither part of a date nor of a list of numbers."""
    after = sign + 2
    marks = _RANGE_SIGNS | {"/", ":"}
    return not (
        (before >= 0 and words[before].form in marks)
        or (after < len(words) and words[after].form in marks)
    )


def _approximator_before(article: Article, first: int) -> tuple[int, Approximator] | None:
    """The longest approximator that ends right before a token, with its first token."""
    start = bounds(article, first)[0]
    lexicon = _approximators()["before"]
    if first == start or article.words[first - 1].norm not in _edges()["before"]:
        return None
    for length in range(min(_LONGEST_APPROXIMATOR, first - start), 0, -1):
        norms = [w.norm for w in article.words[first - length : first]]
        for head, _, _, definite in readings(norms[0]):
            found = lexicon.get(" ".join([head, *norms[1:]]))
            if found and not definite:
                return first - length, found
    return None


def approximator_behind(article: Article, i: int) -> tuple[int, Approximator] | None:
    """Read an approximator that follows its number, as `على الأقل`: the token behind it, and it."""
    end = bounds(article, i)[1] if i < len(article.words) else i
    lexicon = _approximators()["after"]
    if i >= end or article.words[i].norm not in _edges()["after"]:
        return None
    for length in range(min(_LONGEST_APPROXIMATOR, end - i), 0, -1):
        found = lexicon.get(" ".join(w.norm for w in article.words[i : i + length]))
        if found:
            return i + length, found
    return None


@cache
def _approximators() -> dict[str, dict[str, Approximator]]:
    rows = read_lexicon(
        "approximators",
        ["form", "lemma", "bound", "place", "note"],
        required=["form", "lemma", "bound", "place"],
        choices={"bound": BOUNDS, "place": ["before", "after", "either"]},
        key=["form"],
    )
    places: dict[str, dict[str, Approximator]] = {"before": {}, "after": {}}
    for row in rows:
        for place in places if row["place"] == "either" else [row["place"]]:
            key = normalize_word(row["form"])
            places[place][key] = Approximator(row["lemma"], row["bound"])
    return places


@cache
def _edges() -> dict[str, frozenset[str]]:
    """The words of approximators that stand next to the number: most numbers have none there."""
    before = {key.split()[-1] for key in _approximators()["before"]}
    # A single word can have a preposition before it: `بنحو`.
    before |= {p + key for key in before for p in (*"وفبلك", "وب", "ول", "فب", "فل")}
    after = {key.split()[0] for key in _approximators()["after"]}
    return {"before": frozenset(before), "after": frozenset(after)}


@cache
def _roles() -> dict[str, frozenset[str]]:
    rows = read_lexicon(
        "quantity_words",
        ["form", "role", "note"],
        required=["form", "role"],
        choices={"role": ROLES},
        key=["form", "role"],
    )
    return {
        role: frozenset(normalize_word(row["form"]) for row in rows if row["role"] == role)
        for role in ROLES
    }
