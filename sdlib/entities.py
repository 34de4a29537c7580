"""Entities: every alias of a lexicon found in one pass over the words, clitics respected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import pandas as pd

from sdlib.aliases import Alias, Entity, Mention, holder, may_spell, together
from sdlib.article import Article, read_article
from sdlib.context import is_context
from sdlib.entity_rows import (
    ALWAYS,
    TYPES,
    Name,
    lexicon_name,
    name_key,
    names_of,
    period,
    read_entity_rows,
)
from sdlib.errors import LexiconError
from sdlib.heads import Heads, letters_before
from sdlib.normalization import DIACRITICS, TATWEEL, bare, normalize_word
from sdlib.sightings import ArticleSighting, Found, Sighting, Starts, Text
from sdlib.tables import from_columns, require_texts, table
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
        self._aliases: dict[tuple[str, ...], list[Alias]] = {}
        #: for each first word of aliases how many words they have, the most first
        self._lengths: dict[str, tuple[int, ...]] = {}
        #: for each first word of aliases the second words
        self.seconds: dict[str, frozenset[str]] = {}
        self.heads = Heads(self._lengths)
        self._starts = Starts(self)
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
                if not any(together(alias, other) for other in above):
                    entity = self.entities[alias.entity.entity_id]
                    self._put(Alias(entity, alias.start, alias.end, alias.text, alias.line), key)

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
            self._add_alias(Alias(entity, *days, name.text, row.get("line", "")), name, where)

    def _add_alias(self, alias: Alias, name: Name, where: str) -> None:
        for other in self._aliases.get(name.key, ()):
            if not together(alias, other):
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

    def _put(self, alias: Alias, key: tuple[str, ...]) -> None:
        self._aliases.setdefault(key, []).append(alias)
        lengths = {len(key), *self._lengths.get(key[0], ())}
        self._lengths[key[0]] = tuple(sorted(lengths, reverse=True))
        self.seconds[key[0]] = self.seconds.get(key[0], frozenset()) | set(key[1:2])

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
        behind, known = 0, self.heads
        for i, heads in [(i, h) for i, word in enumerate(article.words) if (h := known[word])]:
            if i >= behind and (name := self._match(ArticleSighting(article, i, heads), date)):
                behind = i + name.length
                found.append(Mention(i, behind, name.entity, name.cut))
        if "hashtag" in article.kinds:
            hashtags = [i for i, kind in enumerate(article.kinds) if kind == "hashtag"]
            found += [
                Mention(i, i + 1, entity, 1)
                for i in hashtags
                if (entity := self._hashtag(article.words[i], date))
            ]
            found.sort()
        return found

    def find_spans(self, text: str, date: str = "") -> list[tuple[int, int, Entity]]:
        """Find the mentions in a text that nobody has read: `find`, many times as fast.

        Parameters
        ----------
        text : str
            Raw text of one document.
        date : str
            The article's date (see `find`).

        Returns
        -------
        list of tuple of (int, int, Entity)
            Start and end in the text, the clitics in front left out, and who is meant.

        Examples
        --------
        >>> [(s, e, who.name_en) for s, e, who in gazetteer().find_spans("عاد إلى دمشق")]
        [(8, 12, 'Damascus')]
        """
        found: list[tuple[int, int, Entity, int, int]] = []
        hashtags = False
        behind = 0
        for sighting in Text(text, self._starts).sightings():
            start, end = sighting.start, sighting.end
            if start >= behind and (name := sighting.alone or self._match(sighting, date)):
                behind = sighting.span_of(name.length - 1)[1] if name.length > 1 else end
                found.append((start, behind, name.entity, name.cut, end))
            if sighting.hashtag and (entity := self._hashtag(sighting.word, date)):
                hashtags = True
                found.append((start, end, entity, 1, end))
        if hashtags:
            found.sort()
        return [
            (_behind_clitics(text, start, first, cut), end, entity)
            for start, end, entity, cut, first in found
        ]

    def alone(self, word: Word, heads: tuple[str, ...]) -> Found | bool | None:
        """Tell what a word names by itself: `False` for nothing, ``None`` if the text decides."""
        for head in heads:
            aliases = self._aliases.get((head,), [])
            aliases = [a for a in aliases if may_spell(word.base, a.text)]
            if any((a.start, a.end) != ALWAYS for a in aliases):
                return None
            if entity := holder(aliases, ""):
                return Found(1, entity, letters_before(word, head))
        return False

    def in_hashtag(self, form: str) -> bool:
        """Whether a hashtag is a name at some date."""
        parts = bare(form)[1:].split("_")
        return tuple(map(normalize_word, parts)) in self._aliases

    def _hashtag(self, word: Word, date: str) -> Entity | None:
        """Whose name a hashtag is: `#الأمم_المتحدة`."""
        parts = word.form[1:].split("_")
        return holder(self._aliases.get(tuple(map(normalize_word, parts)), []), date)

    def _match(self, sighting: Sighting, date: str) -> Found | None:
        word = sighting.word
        for head in sighting.heads:
            lengths = self._lengths[head]
            norms = sighting.norms(lengths[0] - 1)
            for length in lengths:
                if length > len(norms) + 1:
                    continue
                aliases = self._aliases.get((head, *norms[: length - 1]))
                if not aliases or (length > 1 and not sighting.in_one_sentence(length)):
                    continue
                if length == 1:
                    aliases = [a for a in aliases if may_spell(word.base, a.text)]
                entity = holder(_held(aliases, sighting, length), date)
                if entity:
                    return Found(length, entity, letters_before(word, head))
        return None


def _held(aliases: list[Alias], sighting: Sighting, length: int) -> list[Alias]:
    """Leave out a title that stands for no holder: `نائب وزير …`, `الرئيس … السابق`."""
    lasting = [a for a in aliases if (a.start, a.end) == ALWAYS]
    if len(lasting) == len(aliases):
        return aliases
    if is_context(sighting.stem(-1), "deputy") or is_context(sighting.stem(length), "former"):
        return lasting
    return aliases


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
    dates = documents["date"].tolist() if "date" in documents else [""] * len(documents)
    days = ["" if pd.isna(date) else str(date) for date in dates]
    read = zip(documents["doc_id"].tolist(), documents["text"].tolist(), days, strict=True)
    if not discover:
        return _mentions((doc_id, text, names.find_spans(text, day)) for doc_id, text, day in read)
    rows: list[dict[str, object]] = []
    for doc_id, text, day in read:
        article = read_article(text)
        mentions = discover_names(article, names.find(article, day))
        rows += [mention_row(doc_id, article, mention) for mention in mentions]
    return table("mentions", rows)


def _mentions(found: Iterable[tuple[str, str, list[tuple[int, int, Entity]]]]) -> pd.DataFrame:
    """Give the mentions table of what was found in each text."""
    rows = [
        (doc_id, start, end, text[start:end], *entity)
        for doc_id, text, spans in found
        for start, end, entity in spans
    ]
    names = ["doc_id", "start", "end", "text", "entity_id", "type", "name", "name_en"]
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return from_columns("mentions", dict(zip(names, columns, strict=True)))


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
    return _behind_clitics(article.text, start, article.ends[mention.first], mention.cut), end


def _behind_clitics(text: str, start: int, end: int, cut: int) -> int:
    """Give where a word begins behind so many letters, and their marks."""
    for character in text[start:end]:
        if not cut and character not in _MARKS:
            break
        cut -= character not in _MARKS
        start += 1
    return start
