"""Recognition: what all that find names by themselves share, whichever way they do it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from sdlib.article import Article, read_article
from sdlib.conll import Name
from sdlib.entities import Entity, Mention, mention_span


class FoundName(NamedTuple):
    """A name in a text: ``text[start:end]``, clitics in front left out, and its type."""

    start: int
    end: int
    text: str
    type: str


class Recognition(ABC):
    """Finds names; each kind says how in `find_names`, the rest comes from here."""

    @abstractmethod
    def find_names(self, article: Article) -> list[Name]:
        """Find the names as spans of the article's tokens, in reading order, without overlap."""

    def described(self) -> str:
        """What a run's record says of it."""
        return type(self).__name__

    def find(self, article: Article | str) -> list[FoundName]:
        """Find the names in an article or a text.

        Parameters
        ----------
        article : Article or str

        Returns
        -------
        list of FoundName
            In reading order; they do not overlap. Each begins and ends where a token does, but
            that a clitic in front of the first word is left out, as in the lexicon's mentions.
        """
        if isinstance(article, str):
            article = read_article(article)
        found = []
        for mention in self.find_mentions(article):
            start, end = mention_span(article, mention)
            found.append(FoundName(start, end, article.text[start:end], mention.entity.type))
        return found

    def find_mentions(self, article: Article) -> list[Mention]:
        """Find the names as mentions of entities that have no id, called as they are written."""
        return [as_mention(article, name) for name in self.find_names(article)]


def as_mention(article: Article, name: Name) -> Mention:
    """Give a name as the mention of an entity without an id, called as it is written."""
    word = article.words[name.first]
    cut = len(word.conjunction) + len(word.preposition)
    bare = Mention(name.first, name.behind, Entity("", name.type, "", ""), cut)
    start, end = mention_span(article, bare)
    return bare._replace(entity=Entity("", name.type, article.text[start:end], ""), rule="model")


def add_found(known: Iterable[Mention], found: Iterable[Mention]) -> list[Mention]:
    """Join mentions of a lexicon and of a recogniser: the lexicon's stays, inside a longer one not.

    Parameters
    ----------
    known : iterable of Mention
        What the lexicon knows. It stays, its entity known, also where what was found is shorter
        or overlaps it in part.
    found : iterable of Mention
        What a recogniser found. `حلب الجديدة` takes the place of `حلب`, since it is another name.

    Returns
    -------
    list of Mention
        In reading order, without overlap.

    Examples
    --------
    >>> city, nobody = Entity("loc-x", "LOC", "X", "X"), Entity("", "LOC", "Y", "")
    >>> found = [Mention(0, 2, nobody), Mention(4, 6, nobody), Mention(8, 9, nobody)]
    >>> known = [Mention(0, 2, city), Mention(4, 5, city)]
    >>> [(m.first, m.behind, m.entity.name) for m in add_found(known, found)]
    [(0, 2, 'X'), (4, 6, 'Y'), (8, 9, 'Y')]
    """
    known = list(known)
    gone: set[Mention] = set()
    new: list[Mention] = []
    by_token = {i: mention for mention in known for i in range(mention.first, mention.behind)}
    for mention in found:
        inside = range(mention.first, mention.behind)
        over = {by_token[i] for i in inside if i in by_token}
        if all(_holds(mention, other) for other in over):
            gone |= over
            new.append(mention)
    return sorted([*(m for m in known if m not in gone), *new], key=lambda m: m.first)


def _holds(longer: Mention, shorter: Mention) -> bool:
    within = longer.first <= shorter.first and shorter.behind <= longer.behind
    return within and longer.behind - longer.first > shorter.behind - shorter.first


def load_recognition(model: str | Path | Recognition | None) -> Recognition | None:
    """Give a recogniser as it is, or the one of a model file."""
    if model is None or isinstance(model, Recognition):
        return model
    from sdlib.recognizer import Recognizer

    return Recognizer.load(model)
