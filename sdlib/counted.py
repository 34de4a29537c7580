"""What a number counts: the noun beside it, or the sign that it counts nothing."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from sdlib.article import Article
from sdlib.counts import Number, approximator_behind, bounds, read_count, words_of
from sdlib.lexicon import read_lexicon
from sdlib.normalization import normalize_word
from sdlib.numerals import atom
from sdlib.units import Unit, UnitForm, guess_lemma, unit_form
from sdlib.words import Word

_CURRENCIES = {"$": "دولار", "€": "يورو", "£": "جنيه", "¥": "ين"}
_PERCENT = frozenset("%٪")
_OPENING = frozenset("\"«“'(")
_DASHES = frozenset("-\N{EN DASH}_")
_NOT_COUNTED = Unit("", "none", None, frozenset())
_GOAL = "هدف"
#: Endings of duals, feminine and of adjectives in ي, that no name of a country has.
_DUAL_ENDINGS = ("تان", "تين", "يان", "يين")
#: Numbers that may be years.
YEARS = range(1900, 2101)


class Counted(NamedTuple):
    """What a number counts, and the tokens that number and noun take up."""

    unit: Unit
    first: int
    behind: int

    @property
    def counts(self) -> bool:
        """Whether the noun is one whose numbers are quantities."""
        return self.unit.kind != "none"


def is_name(article: Article, number: Number) -> bool:
    """Whether figures belong to a date, a time, a name or a sum, and count nothing.

    Examples
    --------
    >>> from sdlib.article import read_article
    >>> article = read_article("مقاتلات إف-16")
    >>> is_name(article, read_count(article, 3))
    True
    """
    if not number.figures:
        return False
    first, behind, words = number.first, number.behind, article.words
    if behind < len(words) and words[behind].form in "/:+" and _is_glued(article, behind):
        return True
    if first == bounds(article, first)[0]:
        return False
    before = words[first - 1]
    if _is_glued(article, first):
        if before.form in "/:+._":
            return True
        if before.form in _DASHES and _is_glued(article, first - 1):
            return True
    kind = _numbered().get(before.norm)
    is_year = number.scale == 1 and number.value in YEARS
    return number.approximator is None and (kind == "name" or (kind == "year" and is_year))


def _is_glued(article: Article, i: int) -> bool:
    return i > 0 and article.ends[i - 1] == article.starts[i]


def counted_noun(article: Article, number: Number) -> Counted | None:
    """Find the noun beside a number that it counts.

    Parameters
    ----------
    article : Article
    number : Number
        As `read_count` gives it.

    Returns
    -------
    Counted or None
        None without such a noun; `Counted.counts` is false where the noun is a time, a
        length, a share or the like.

    Examples
    --------
    >>> from sdlib.article import read_article
    >>> article = read_article("خروج 400 من المسلحين")
    >>> found = counted_noun(article, read_count(article, 1))
    >>> found.unit.lemma, article.slice(found.first, found.behind)
    ('مسلح', '400 من المسلحين')
    """
    return _noun_before(article, number) or _currency(article, number) or _noun(article, number)


def _noun_before(article: Article, number: Number) -> Counted | None:
    """`القتلى الـ17`, `الدول الصناعية السبع`, `مسلحين اثنين`."""
    words, first = article.words, number.first
    start = bounds(article, first)[0]
    if number.definite and number.approximator is None:
        for i in range(first - 1, max(start, first - 2) - 1, -1):
            form = unit_form(words[i].norm)
            if form and form.definite and form.number == "plural":
                return Counted(form.unit, i, number.behind)
            if not words[i].definite:
                return None
    if number.value == 2 and not number.figures and first > start:
        form = unit_form(words[first - 1].norm)
        joined = atom(words[first].norm)
        if form and form.number == "plural" and not (joined and joined.conjunction):
            return Counted(form.unit, first - 1, number.behind)
    return None


def _currency(article: Article, number: Number) -> Counted | None:
    words, first, behind = article.words, number.first, number.behind
    if first > 0 and (name := _CURRENCIES.get(words[first - 1].form)):
        return Counted(Unit(name, "money", None, frozenset()), first - 1, behind)
    if behind < len(words) and (name := _CURRENCIES.get(words[behind].form)):
        return Counted(Unit(name, "money", None, frozenset()), first, behind + 1)
    return None


def _noun(article: Article, number: Number) -> Counted | None:
    """The noun behind a number, straight behind it or after `من`."""
    words, i = article.words, number.behind
    end = bounds(article, number.first)[1]
    if i >= end:
        return None
    if words[i].form in _PERCENT:
        return Counted(_NOT_COUNTED, number.first, i + 1)
    if words[i].norm == "في" and _is_hundred(words, i + 1, end):
        return Counted(_NOT_COUNTED, number.first, i + 2)
    closing = approximator_behind(article, i)
    if closing and closing[0] < end and words[closing[0]].norm == "من":
        i = closing[0]
    if words[i].norm == "من":
        return _noun_of(article, number, i + 1)
    if words[i].form in _OPENING and i + 1 < end:
        i += 1
    if article.kinds[i] != "word":
        return None
    form = unit_form(words[i].norm)
    if form is None:
        return _unknown_noun(words[i], number, i)
    if form.conjunction or form.preposition:
        return None
    if not _is_counted(article, number, form, i):
        return Counted(_NOT_COUNTED, number.first, i + 1)
    if form.definite and not number.vague:
        return None
    return Counted(form.unit, number.first, i + 1)


def _is_hundred(words: list[Word], i: int, end: int) -> bool:
    found = atom(words[i].norm) if i < end else None
    return found is not None and found.kind == "hundred" and found.definite


def _is_counted(article: Article, number: Number, form: UnitForm, i: int) -> bool:
    """Whether a noun counts here: not a time, nor points or goals of a match."""
    following = article.words[i + 1].norm if i + 1 < bounds(article, i)[1] else ""
    unit = form.unit
    if unit.kind == "none" or (unit.needs and following not in unit.needs):
        return False
    return unit.lemma != _GOAL or (number.preposition != "ب" and following not in words_of("score"))


def _noun_of(article: Article, number: Number, i: int) -> Counted | None:
    """`400 من المسلحين`, `3 من عناصرها`, `اثنان من كبار الضباط`, `20 من أصل 30 نائبا`."""
    words, end = article.words, bounds(article, number.first)[1]
    if i < end and words[i].norm in words_of("rank"):
        i += 1
    if i >= end:
        return None
    if words[i].norm == "اصل":
        whole = read_count(article, i + 1) if i + 1 < end and atom(words[i + 1].norm) else None
        counted = counted_noun(article, whole) if whole else None
        return Counted(counted.unit, number.first, number.behind) if counted else None
    form = unit_form(words[i].norm) or (_owned(words[i]) if words[i].pronoun else None)
    if form is None:
        return None
    if form.unit.kind == "none":
        return Counted(_NOT_COUNTED, number.first, i + 1)
    if form.conjunction or form.preposition or not (form.definite or form.number == "plural"):
        return None
    return Counted(form.unit, number.first, i + 1)


def _owned(word: Word) -> UnitForm | None:
    """`عناصرها`, `أبنائها`, `قادتها`: the noun before its pronoun, its last letter as it was."""
    stem = normalize_word(word.stem)
    ending = {"ي": "ء", "و": "ء", "ت": normalize_word("ة")}.get(stem[-1:])
    return unit_form(stem) or (unit_form(stem[:-1] + ending) if ending else None)


def _unknown_noun(word: Word, number: Number, i: int) -> Counted | None:
    """A noun that the lexicon lacks, where its ending is the one that the number asks for."""
    value = number.value if number.value is not None else number.high
    rest = (value or 0) % 100 if number.scale == 1 else 0
    if word.conjunction or word.preposition or len(word.form) < 5 or word.norm in words_of("other"):
        return None
    if number.vague:
        counts = word.definite
    elif word.definite:
        counts = False
    elif 11 <= rest <= 99:
        counts = word.form.endswith(("ا", "ة"))
    else:
        counts = 3 <= rest <= 10 and word.form.endswith(("ات", "ين"))
    if not counts:
        return None
    unit = Unit(guess_lemma(word.form, value), "thing", None, frozenset())
    return Counted(unit, number.first, i + 1)


def counted_dual(article: Article, i: int) -> Counted | None:
    """Read a dual at a token as a quantity: `جنديان`, `شخصين اثنين`."""
    words = article.words
    start, end = bounds(article, i)
    form = unit_form(words[i].norm)
    if form is None or not _is_counted(article, two(i, form.preposition), form, i):
        return None
    if i > start and not form.conjunction and _is_dual(words[i - 1]):
        # An adjective of the dual before it: `ضابطان سوريان`.
        return None
    behind = i + 1
    following = atom(words[behind].norm) if behind < end else None
    if following and following.kind == "digit" and not following.conjunction:
        behind += following.value == 2
    return Counted(form.unit, i, behind)


def _is_dual(word: Word) -> bool:
    form = unit_form(word.norm)
    listed = form is not None and form.number == "dual"
    return not word.definite and (listed or word.norm.endswith(_DUAL_ENDINGS))


def counted_single(article: Article, i: int) -> Counted | None:
    """Read `واحد` at a token as a quantity with the person before it: `شخص واحد`."""
    form = unit_form(article.words[i - 1].norm) if i > bounds(article, i)[0] else None
    if form is None or form.definite or form.number != "singular" or form.unit.kind != "person":
        return None
    return Counted(form.unit, i - 1, i + 1)


def two(i: int, preposition: str = "") -> Number:
    """The number of a dual, at its token."""
    return Number(i, i + 1, 2.0, 2.0, 2.0, None, 1.0, False, False, False, preposition)


@cache
def _numbered() -> dict[str, str]:
    rows = read_lexicon(
        "numbered_nouns",
        ["form", "kind", "note"],
        required=["form", "kind"],
        choices={"kind": ["name", "year"]},
        key=["form"],
    )
    return {normalize_word(row["form"]): row["kind"] for row in rows}
