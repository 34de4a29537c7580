"""Entities: every alias of a lexicon found in one pass over the words, clitics respected."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from sdlib.article import Article, read_article
from sdlib.context import is_context
from sdlib.errors import LexiconError
from sdlib.frequencies import is_rare
from sdlib.lexicon import read_lexicon
from sdlib.normalization import DIACRITICS, TATWEEL, bare, normalize_word
from sdlib.tables import require_texts, table
from sdlib.tokens import token_spans
from sdlib.words import Word

TYPES = ("PER", "LOC", "ORG", "MISC")
_COLUMNS = ("entity_id", "type", "name_ar", "name_en", "aliases", "from", "to", "note")
_MARKS = DIACRITICS | {TATWEEL}
_HAMZA_ALEFS = frozenset("أإآ")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

#: The earliest and latest date, for a period that is open on one side.
_ALWAYS = ("0000-00-00", "9999-99-99")
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

    def _add(self, row: Mapping[str, str], where: str) -> None:
        entity = Entity(row["entity_id"], row["type"], row["name_ar"], row["name_en"])
        known = self.entities.setdefault(entity.entity_id, entity)
        if known != entity:
            raise LexiconError(
                f"{where}: {entity.entity_id} has another type or name in a row above"
            )
        dated = bool(row["from"] or row["to"])
        for date in filter(None, (row["from"], row["to"])):
            if not _DATE.fullmatch(date):
                raise LexiconError(f"{where}: {date!r} is no date; write it as 2024-12-01")
        period = row["from"] or _ALWAYS[0], row["to"] or _ALWAYS[1]
        names = [] if dated else [row["name_ar"]]
        for text in dict.fromkeys(
            [*names, *filter(None, map(str.strip, row["aliases"].split("|")))]
        ):
            self._add_alias(_Alias(entity, *period, bare(text)), where)

    def _add_alias(self, alias: _Alias, where: str) -> None:
        text = alias.text
        key = _key(text)
        if not key:
            raise LexiconError(f"{where}: the alias {text!r} holds no word")
        others = self._aliases.setdefault(key, [])
        for other in others:
            if other.entity != alias.entity and other.start < alias.end and alias.start < other.end:
                raise LexiconError(
                    f"{where}: the alias {text!r} belongs to {other.entity.entity_id} already; "
                    "leave it out of one of them, or give both rows periods that do not overlap"
                )
        others.append(alias)
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
        return found

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
                if not aliases:
                    continue
                if length == 1:
                    aliases = [a for a in aliases if _may_spell(word.base, a.text)]
                if aliases and not self._holds(article, i, i + length):
                    aliases = [a for a in aliases if (a.start, a.end) == _ALWAYS]
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
        always = (alias.start, alias.end) == _ALWAYS
        return alias.entity if always or (date and alias.start <= date[:10] <= alias.end) else None
    current = {a.entity for a in aliases if (a.start, a.end) == _ALWAYS}
    if date:
        current |= {a.entity for a in aliases if a.start <= date[:10] <= a.end}
    return current.pop() if len(current) == 1 else None


def _may_spell(word: str, alias: str) -> bool:
    """Whether a word can be a spelling of a one-word alias: أفاد is not آفاد, but افاد may be."""
    first, other = word[:1], alias[:1]
    return first == other or first not in _HAMZA_ALEFS or other not in _HAMZA_ALEFS


@cache
def _key(text: str) -> tuple[str, ...]:
    spans = token_spans(text)
    return tuple(
        normalize_word(text[s:e])
        for s, e in zip(spans.starts.tolist(), spans.ends.tolist(), strict=True)
    )


@cache
def gazetteer(lexicon: str | Path = "entities") -> Gazetteer:
    """Read an entity lexicon: the one that ships with sdlib, or a file of the same columns."""
    rows = read_lexicon(
        lexicon,
        _COLUMNS,
        required=["entity_id", "type", "name_ar"],
        choices={"type": TYPES},
    )
    return Gazetteer(rows, str(lexicon) if "." in str(lexicon) else f"{lexicon}.tsv")


def find_entities(documents: pd.DataFrame, lexicon: str | Path = "entities") -> pd.DataFrame:
    """Give the mentions table of a documents table.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``doc_id`` and ``text``; ``date`` decides who holds a dated title.
    lexicon : str or Path
        The entity lexicon: sdlib's own, or the path of a TSV file with the columns
        ``entity_id, type, name_ar, name_en, aliases, from, to, note``.

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
    require_texts(documents, "find_entities(documents)")
    names = gazetteer(lexicon)
    rows: list[dict[str, object]] = []
    dates = documents["date"] if "date" in documents else [""] * len(documents)
    for doc_id, text, date in zip(documents["doc_id"], documents["text"], dates, strict=True):
        article = read_article(text)
        for mention in names.find(article, "" if pd.isna(date) else str(date)):
            rows.append(mention_row(doc_id, article, mention))
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
