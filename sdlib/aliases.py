"""Aliases: names that a lexicon gives an entity, and whose each is at a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sdlib.entity_rows import ALWAYS, overlap
from sdlib.normalization import DIACRITICS, TATWEEL

MARKS = DIACRITICS | {TATWEEL}
_HAMZA_ALEFS = frozenset("أإآ")


class Entity(NamedTuple):
    """Who or what a name stands for."""

    entity_id: str
    type: str
    name: str
    name_en: str


class Mention(NamedTuple):
    """An entity named at the tokens from ``first`` up to, not including, ``behind``."""

    first: int
    behind: int
    entity: Entity
    #: how many letters of the first word stand before the name (و, ب, …)
    cut: int = 0
    #: how many characters of the last token stand behind it (`#حلب_اليوم`)
    rest: int = 0
    #: what told it: ``lexicon``, ``office`` (a title at the document's date), ``discovery``,
    #: ``model``, or one of `sdlib.resolution.RULES`
    rule: str = "lexicon"


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of an entity, and the first and last day of it."""

    entity: Entity
    start: str
    end: str
    text: str
    #: the line of the lexicon
    line: str


def holder(aliases: list[Alias], date: str) -> Entity | None:
    """Whose of several aliases of one name the name is; ``None`` if nobody's, or unknown."""
    if not aliases:
        return None
    if len(aliases) == 1:
        alias = aliases[0]
        always = (alias.start, alias.end) == ALWAYS
        return alias.entity if always or (date and alias.start <= date[:10] <= alias.end) else None
    current = {a.entity for a in aliases if (a.start, a.end) == ALWAYS}
    if date:
        current |= {a.entity for a in aliases if a.start <= date[:10] <= a.end}
    return current.pop() if len(current) == 1 else None


def may_spell(word: str, alias: str) -> bool:
    """Whether a word can be a spelling of a one-word alias: أفاد is not آفاد, but افاد may be."""
    first, other = word[:1], alias[:1]
    return first == other or first not in _HAMZA_ALEFS or other not in _HAMZA_ALEFS


def together(one: Alias, other: Alias) -> bool:
    """Whether two aliases hold on one day."""
    return overlap((one.start, one.end), (other.start, other.end))


def wins(above: Alias, below: Alias) -> bool:
    """Whether an alias leaves no room for one below: another spelling of its own name it does."""
    other = above.entity.entity_id != below.entity.entity_id or above.text == below.text
    return other and together(above, below)


def without_edges(text: str, edges: tuple[int, int, int], mention: Mention) -> tuple[int, int]:
    """Give where a mention begins and ends, without the letters that are cut off, and their marks.

    Parameters
    ----------
    text : str
        The raw text.
    edges : tuple of (int, int, int)
        Where its first token begins and ends, and where its last one ends.
    mention : Mention

    Examples
    --------
    >>> city = Mention(0, 1, Entity("loc-x", "LOC", "حلب", "Aleppo"), cut=1, rest=6)
    >>> without_edges("#حلب_اليوم", (0, 10, 10), city)
    (1, 4)
    """
    start, first, end = edges
    if mention.cut or text[start] in MARKS:
        start += _letters(text[start:first], mention.cut)
    if mention.rest:
        end -= _letters(text[start:end][::-1], mention.rest)
    return start, end


def _letters(text: str, number: int) -> int:
    """How many characters so many letters are, with the marks behind them."""
    for at, character in enumerate(text):
        if not number and character not in MARKS:
            return at
        number -= character not in MARKS
    return len(text)
