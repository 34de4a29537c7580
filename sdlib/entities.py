"""Entities: every alias of a lexicon found in one pass over the words, clitics respected."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from sdlib.article import Article, read_article
from sdlib.context import is_context
from sdlib.entity_rows import (
    ALWAYS,
    TYPES,
    Name,
    lexicon_name,
    name_key,
    names_of,
    overlap,
    period,
    read_entity_rows,
)
from sdlib.errors import LexiconError
from sdlib.frequencies import is_rare
from sdlib.normalization import DIACRITICS, TATWEEL, normalize_word
from sdlib.tables import require_texts, table
from sdlib.words import Word

__all__ = [
    "SHIPPED",
    "TYPES",
    "Entity",
    "Gazetteer",
    "Lexicon",
    "Mention",
    "find_entities",
    "gazetteer",
    "name_key",
]

#: One entity lexicon, or several of which the first wins: names of sdlib's own, or paths.
Lexicon = str | Path | Sequence[str | Path]

#: What is read unless somebody says otherwise: our own lexicon, and places that it lacks.
SHIPPED = ("entities", "places")

_MARKS = DIACRITICS | {TATWEEL}
_HAMZA_ALEFS = frozenset("أإآ")
_MOST_HEADS = 1 << 17


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


@dataclass(frozen=True, slots=True)
class _Alias:
    entity: Entity
    start: str
    end: str
    text: str
    #: the line of the lexicon
    line: str


class Gazetteer:
    """The aliases of an entity lexicon, ready to be found in articles.

    Parameters
    ----------
    rows : iterable of mapping
        Rows of an entity lexicon, as `read_lexicon` gives them.
    name : str
        What to call the lexicon in error messages.
    """

    def __init__(self, rows: Iterable[Mapping[str, str]], name: str = "entities.tsv") -> None:
        self._aliases: dict[tuple[str, ...], list[_Alias]] = {}
        #: for each first word of aliases how many words they have, the most first
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._heads = _Heads(self._lengths)
        self.entities: dict[str, Entity] = {}
        for row in rows:
            self._add(row, f"{name}, line {row['line']}")

    def add_below(self, rows: Iterable[Mapping[str, str]], name: str) -> None:
        """Add a lexicon that gives way: an entity, or the owner of a name, stays as it is.

        Parameters
        ----------
        rows : iterable of mapping
            Rows of an entity lexicon.
        name : str
            What to call the lexicon in error messages.

        Raises
        ------
        LexiconError
            If the lexicon by itself breaks a rule; names file and line.
        """
        below = Gazetteer(rows, name)
        for entity_id, entity in below.entities.items():
            self.entities.setdefault(entity_id, entity)
        for key, aliases in below._aliases.items():
            above = tuple(self._aliases.get(key, ()))
            for alias in aliases:
                if not any(_together(alias, other) for other in above):
                    entity = self.entities[alias.entity.entity_id]
                    self._put(_Alias(entity, alias.start, alias.end, alias.text, alias.line), key)

    def names(self) -> dict[tuple[str, ...], tuple[Entity, ...]]:
        """Give the names that are looked for, as words in search form, with who may bear them."""
        return {k: tuple(dict.fromkeys(a.entity for a in v)) for k, v in self._aliases.items()}

    def _add(self, row: Mapping[str, str], where: str) -> None:
        entity = Entity(row["entity_id"], row["type"], row["name_ar"], row["name_en"])
        known = self.entities.setdefault(entity.entity_id, entity)
        if known != entity:
            raise LexiconError(
                f"{where}: {entity.entity_id} has another type or name in a row above"
            )
        days = period(row, where)
        names = names_of(row, where)
        if not names:
            raise LexiconError(f"{where}: a row with a period has no alias that holds in it")
        for name in names:
            self._add_alias(_Alias(entity, *days, name.text, row.get("line", "")), name, where)

    def _add_alias(self, alias: _Alias, name: Name, where: str) -> None:
        for other in self._aliases.get(name.key, ()):
            if not _together(alias, other):
                continue
            if other.entity != alias.entity:
                raise LexiconError(
                    f"{where}: the alias {alias.text!r} belongs to {other.entity.entity_id} "
                    "already; leave it out of one of them, or give both rows periods that do "
                    "not overlap"
                )
            if other.text == alias.text and other.line != alias.line:
                raise LexiconError(
                    f"{where}: {alias.text!r} stands in line {other.line} already, for the same "
                    "entity and time; leave one of them out"
                )
        self._put(alias, name.key)

    def _put(self, alias: _Alias, key: tuple[str, ...]) -> None:
        self._aliases.setdefault(key, []).append(alias)
        lengths = {len(key), *self._lengths.get(key[0], ())}
        self._lengths[key[0]] = tuple(sorted(lengths, reverse=True))

    def find(self, article: Article, date: str = "") -> list[Mention]:
        """Find the mentions in an article, the longest first where several could begin.

        Parameters
        ----------
        article : Article
        date : str
            The article's date (``2024-12-01``): it decides whose a dated title is. A title
            whose holder depends on an unknown date names nobody.

        Returns
        -------
        list of Mention
            In reading order; mentions do not overlap.
        """
        found: list[Mention] = []
        words, behind = article.words, 0
        norms = [word.norm for word in words]
        known = self._heads
        for i, heads in [(i, h) for i, word in enumerate(words) if (h := known[word])]:
            if i >= behind:
                mention = self._match(article, norms, i, heads, date)
                if mention:
                    found.append(mention)
                    behind = mention.behind
        if "hashtag" in article.kinds:
            found = sorted([*found, *self._hashtags(article, date)])
        return found

    def _hashtags(self, article: Article, date: str) -> Iterator[Mention]:
        """The hashtags that are a name: `#الأمم_المتحدة`."""
        for i, kind in enumerate(article.kinds):
            if kind == "hashtag":
                parts = article.words[i].form[1:].split("_")
                aliases = self._aliases.get(tuple(map(normalize_word, parts)))
                entity = _holder(aliases, date) if aliases else None
                if entity:
                    yield Mention(i, i + 1, entity, 1)

    @staticmethod
    def _holds(article: Article, first: int, behind: int) -> bool:
        """Whether a title stands for its holder: not `نائب وزير …`, not `الرئيس … السابق`."""
        before, after = _stem(article, first - 1), _stem(article, behind)
        return not (is_context(before, "deputy") or is_context(after, "former"))

    def _match(
        self, article: Article, norms: list[str], i: int, heads: tuple[str, ...], date: str
    ) -> Mention | None:
        word = article.words[i]
        for head in heads:
            for length in self._lengths[head]:
                if i + length > len(norms):
                    continue
                aliases = self._aliases.get((head, *norms[i + 1 : i + length]))
                if not aliases or article.sentence_of[i] != article.sentence_of[i + length - 1]:
                    continue
                if length == 1:
                    aliases = [a for a in aliases if _may_spell(word.base, a.text)]
                if aliases and not self._holds(article, i, i + length):
                    aliases = [a for a in aliases if (a.start, a.end) == ALWAYS]
                entity = _holder(aliases, date) if aliases else None
                if entity:
                    return Mention(i, i + length, entity, _letters_before(word, head))
        return None


class _Heads(dict[Word, tuple[str, ...]]):
    """The first words of aliases that a word may be, its clitics cut off or not.

    A table and no function, since every word of a corpus is looked up in it.
    """

    def __init__(self, known: Container[str]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, word: Word) -> tuple[str, ...]:
        if len(self) >= _MOST_HEADS:
            self.clear()
        found = tuple(head for head in _possible_heads(word) if head in self._known)
        self[word] = found
        return found


def _possible_heads(word: Word) -> list[str]:
    heads = [word.norm]
    if word.conjunction or word.preposition:
        heads.append(normalize_word(word.base))
        if word.conjunction and word.preposition:
            heads.append(word.norm[1:])
    elif len(word.norm) > 4 and word.norm[0] in "وفبلك" and is_rare(word.form):
        heads.append(word.norm[1:])
    return heads


def _letters_before(word: Word, head: str) -> int:
    if head == word.norm:
        return 0
    if word.preposition == "ل" and head.startswith("ال") and "لل" in word.norm[:3]:
        return len(word.conjunction) + 1
    return len(word.norm) - len(head)


def _stem(article: Article, i: int) -> str:
    return article.words[i].stem.removeprefix("ال") if 0 <= i < len(article.words) else ""


def _holder(aliases: list[_Alias], date: str) -> Entity | None:
    if len(aliases) == 1:
        alias = aliases[0]
        always = (alias.start, alias.end) == ALWAYS
        return alias.entity if always or (date and alias.start <= date[:10] <= alias.end) else None
    current = {a.entity for a in aliases if (a.start, a.end) == ALWAYS}
    if date:
        current |= {a.entity for a in aliases if a.start <= date[:10] <= a.end}
    return current.pop() if len(current) == 1 else None


def _may_spell(word: str, alias: str) -> bool:
    """Whether a word can be a spelling of a one-word alias: أفاد is not آفاد, but افاد may be."""
    first, other = word[:1], alias[:1]
    return first == other or first not in _HAMZA_ALEFS or other not in _HAMZA_ALEFS


def _together(one: _Alias, other: _Alias) -> bool:
    return overlap((one.start, one.end), (other.start, other.end))


def gazetteer(lexicon: Lexicon = "entities") -> Gazetteer:
    """Read an entity lexicon: one that ships with sdlib, a file of the same columns, or several.

    Parameters
    ----------
    lexicon : str, Path or sequence of them
        ``"entities"``, ``"places"`` or a path. Of several, each gives way to those before it:
        who an entity is, and whose a name is, the first says that knows it.

    Returns
    -------
    Gazetteer
        The same object while no file has changed.

    Raises
    ------
    LexiconError
        If a lexicon cannot be read or breaks a rule; names file and line.

    Examples
    --------
    >>> gazetteer("entities").entities["loc-syria"].name
    'سوريا'
    """
    sources = (lexicon,) if isinstance(lexicon, str | Path) else tuple(lexicon)
    return _gazetteer(sources, tuple(map(_state, sources)))


def _state(source: str | Path) -> tuple[int, int]:
    """What changes when a file does, so that an edited lexicon is read again."""
    try:
        found = Path(source).stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=8)
def _gazetteer(sources: tuple[str | Path, ...], states: tuple[tuple[int, int], ...]) -> Gazetteer:
    found = Gazetteer((), "")
    for source in sources:
        found.add_below(read_entity_rows(source), lexicon_name(source))
    return found


def find_entities(
    documents: pd.DataFrame, lexicon: Lexicon = SHIPPED, *, discover: bool = False
) -> pd.DataFrame:
    """Give the mentions table of a documents table.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``doc_id`` and ``text``; ``date`` decides who holds a dated title.
    lexicon : str, Path or sequence of them
        The entity lexicon: sdlib's own, or the path of a TSV file with the columns
        ``entity_id, type, name_ar, name_en, aliases, from, to, note``. Of several, each gives
        way to those before it (``["own.tsv", "entities"]``).
    discover : bool
        Whether names that no lexicon has are found as well (`sdlib.discovery.discover`).

    Returns
    -------
    pandas.DataFrame
        One row a mention in reading order: ``doc_id, start, end, text, entity_id, name,
        name_en, type``. An attached و, ف, ب, ل or ك is left out of the span.

    Raises
    ------
    LexiconError
        If a row of the lexicon breaks its rules.

    Examples
    --------
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["اتهمت أنقرة الأسد وسوريا"]})
    >>> find_entities(documents)["name_en"].tolist()
    ['Ankara', 'Bashar al-Assad', 'Syria']
    """
    # Discovery stands behind the gazetteer, whose mentions it reads.
    from sdlib.discovery import discover as discover_names

    require_texts(documents, "find_entities(documents)")
    names = gazetteer(lexicon)
    rows: list[dict[str, object]] = []
    dates = documents["date"] if "date" in documents else [""] * len(documents)
    for doc_id, text, date in zip(documents["doc_id"], documents["text"], dates, strict=True):
        article = read_article(text)
        mentions = names.find(article, "" if pd.isna(date) else str(date))
        if discover:
            mentions = discover_names(article, mentions)
        rows += [mention_row(doc_id, article, mention) for mention in mentions]
    return table("mentions", rows)


def mention_row(doc_id: str, article: Article, mention: Mention) -> dict[str, object]:
    """Give the row of the mentions table for one mention."""
    start, end = mention_span(article, mention)
    entity = mention.entity
    return {
        "doc_id": doc_id,
        "start": start,
        "end": end,
        "text": article.text[start:end],
        "entity_id": entity.entity_id,
        "name": entity.name,
        "name_en": entity.name_en,
        "type": entity.type,
    }


def mention_span(article: Article, mention: Mention) -> tuple[int, int]:
    """The offsets of a mention, the clitics in front of its first word left out."""
    start, end = article.span(mention.first, mention.behind)
    for character in article.text[start : article.ends[mention.first]]:
        if not mention.cut and character not in _MARKS:
            break
        cut = character not in _MARKS
        mention = mention._replace(cut=mention.cut - cut)
        start += 1
    return start, end
