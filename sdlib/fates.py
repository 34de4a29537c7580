"""What befell the people counted: the word that governs a number says killed, wounded, …"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from sdlib.article import Article
from sdlib.counts import bounds, words_of
from sdlib.lexicon import read_lexicon
from sdlib.normalization import normalize_word
from sdlib.numerals import atom, readings
from sdlib.units import MEASURES, Unit, unit_form
from sdlib.words import Word

#: Prepositions between a noun and the verb that tells its fate: `3 من الجنود قتلوا`.
_PASSED = frozenset(["علي", "من"])
_FAR = 14
#: How many tokens the noun of a whole may stand before a part of it.
_NEAR = 8


class Fate(NamedTuple):
    """A governing word: its measure, its first token and the token behind it."""

    measure: str
    first: int
    behind: int
    #: two fates at once (`مقتل وإصابة 30`); the measure is then ``other``
    mixed: bool = False


def fate_at(words: Sequence[Word], i: int, place: str) -> Fate | None:
    """Read the word at a token as one that governs a number ``before`` or ``after`` itself."""
    found = _opens(words[i].norm, place)
    for rest, measure in found:
        behind = i + 1 + len(rest)
        if tuple(w.norm for w in words[i + 1 : behind]) == rest:
            return Fate(measure, i, behind)
    return None


def fate_before(article: Article, first: int) -> Fate | None:
    """Look back from a number for the verb or noun that governs it, within its clause.

    Parameters
    ----------
    article : Article
    first : int
        First token of the number, its approximator included.

    Returns
    -------
    Fate or None
        None also where a new clause, or an adverbial with a preposition, begins in between.

    Examples
    --------
    >>> from sdlib.article import read_article
    >>> fate_before(read_article("قتل في الغارة أمس 12 جنديا"), 4).measure
    'killed'
    """
    words = article.words
    start = max(bounds(article, first)[0], first - _FAR)
    barred = words[first - 1].norm in words_of("preposition") if first > start else False
    for i in range(first - 1, start - 1, -1):
        fate = fate_at(words, i, "before")
        if fate and fate.behind <= first and (not barred or fate.behind == first):
            return _mixed(article, fate, start)
        if words[i].norm in words_of("clause") or words[i].form in ":؛;":
            return None
        if words[i].conjunction and i > start and words[i - 1].form in "،,":
            return None
    return None


def _mixed(article: Article, fate: Fate, start: int) -> Fate:
    """`مقتل وإصابة 30`: two fates at once are neither."""
    words, i = article.words, fate.first - 1
    joined = words[fate.first].conjunction or words[fate.first].norm[0] == "و"
    if i > start and words[i].norm == "او":
        i, joined = i - 1, True
    before = fate_at(words, i, "before") if i >= start and joined else None
    if before is None or before.measure == fate.measure:
        return fate
    # A verb right behind its own subject has nothing to do with the number.
    opens = i == start or words[i].conjunction or words[i].preposition
    opens = (
        opens
        or words[i - 1].norm in words_of("clause") | words_of("preposition")
        or article.kinds[i - 1] != "word"
    )
    if opens or words[i].norm in words_of("fate_noun"):
        return fate._replace(measure="other", mixed=True)
    return fate


def fate_behind(article: Article, behind: int) -> Fate | None:
    """Look on from a number and its noun for what befell them: `300 مسلح قُضي عليهم`."""
    words = article.words
    if not 0 < behind < len(words):
        return None
    end = bounds(article, behind - 1)[1]
    for i in range(behind, min(end, behind + 5)):
        word = words[i]
        fate = fate_at(words, i, "after")
        if fate and fate.behind <= end:
            return None if _has_object(article, fate, end) else fate
        if (
            article.kinds[i] != "word"
            or word.conjunction
            or word.norm in words_of("preposition") - _PASSED
        ):
            return None
    return None


def _has_object(article: Article, fate: Fate, end: int) -> bool:
    """Whether the verb is active: `قتلوا` followed by another number or a noun for people."""
    if fate.behind >= end or not article.words[fate.first].norm.endswith("وا"):
        return False
    norm = article.words[fate.behind].norm
    form = unit_form(norm)
    return bool(atom(norm) or (form and form.unit.kind == "person" and not form.preposition))


def link_before(words: Sequence[Word], first: int) -> int | None:
    """The first token of an expression before a number that ties it to those counted before."""
    links = _links().get(words[first - 1].norm, ()) if first else ()
    for link in links:
        at = first - len(link)
        if at >= 0 and tuple(w.norm for w in words[at:first]) == link:
            return at
    return None


def is_part(words: Sequence[Word], first: int) -> bool:
    """Whether the number counts some of those just counted: `بينهم 5`."""
    return first > 0 and words[first - 1].norm in words_of("part")


def continues(words: Sequence[Word], first: int, behind: int) -> bool:
    """Whether a number goes on with a list: by و, or by a comma right ``behind`` the one before."""
    before, norm = words[first - 1], words[first].norm
    if before.norm == "و" or (before.form in "،,(" and behind == first - 1):
        return True
    found = atom(norm) or unit_form(norm)
    return found.conjunction if found else norm.startswith("و")


def total_at(words: Sequence[Word], i: int) -> Unit | None:
    """The people that a word like `عدد` or `حصيلة` at a token counts: `عدد القتلى`."""
    form = unit_form(words[i + 1].norm) if i + 1 < len(words) else None
    counted = form and form.number == "plural" and form.unit.kind == "person"
    return form.unit if form and counted else None


def whole_before(article: Article, behind: int) -> str | None:
    """The measure in the noun of a whole: `قتلى بينهم 5 أطفال`, `النازحون، وعددهم 5 آلاف`."""
    start = max(bounds(article, behind)[0], behind - _NEAR)
    for i in range(behind - 1, start - 1, -1):
        form = unit_form(article.words[i].norm)
        if form and form.unit.measure:
            return form.unit.measure
    return None


@cache
def _links() -> dict[str, list[tuple[str, ...]]]:
    """The expressions that tie a number to those before, by their last word, the longest first."""
    links = [tuple(link.split()) for link in words_of("link")]
    links += [("و" + link[0], *link[1:]) for link in links]
    by_last: dict[str, list[tuple[str, ...]]] = {}
    for link in sorted(links, key=len, reverse=True):
        by_last.setdefault(link[-1], []).append(link)
    return by_last


@lru_cache(maxsize=1 << 16)
def _opens(norm: str, place: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    lexicon = _fates()[place]
    for rest, conjunction, preposition, definite in readings(norm):
        if place == "after" and (conjunction or preposition):
            continue
        if not definite and rest in lexicon:
            return lexicon[rest]
    return ()


@cache
def _fates() -> dict[str, dict[str, tuple[tuple[tuple[str, ...], str], ...]]]:
    rows = read_lexicon(
        "measures",
        ["form", "measure", "place", "note"],
        required=["form", "measure", "place"],
        choices={"measure": MEASURES, "place": ["before", "after"]},
        key=["form", "place"],
    )
    places: dict[str, dict[str, tuple[tuple[tuple[str, ...], str], ...]]] = {
        "before": {},
        "after": {},
    }
    for row in sorted(rows, key=lambda r: -len(r["form"].split())):
        first, *rest = normalize_word(row["form"]).split()
        lexicon = places[row["place"]]
        lexicon[first] = (*lexicon.get(first, ()), (tuple(rest), row["measure"]))
    return places
