"""Entities: the mentions table, of lexicons and of names that no lexicon has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sdlib.aliases import Entity, Mention, without_edges
from sdlib.article import Article, read_some_articles
from sdlib.dates import read_days
from sdlib.entity_rows import TYPES, name_key
from sdlib.garbage import lexicons_set_aside
from sdlib.gazetteers import SHIPPED, Gazetteer, Lexicon, gazetteer
from sdlib.tables import from_columns, require_texts, table, take

if TYPE_CHECKING:
    from sdlib.name_spans import NameSpans

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


@lexicons_set_aside()
def find_entities(
    documents: pd.DataFrame,
    lexicon: Lexicon = SHIPPED,
    *,
    discover: bool = True,
    resolve: bool = True,
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
        Whether names that no lexicon has are found as well (`sdlib.discovery.discover`):
        in news of any subject a quarter of all mentions. Without them it is faster.
    resolve : bool
        Whether surnames, titles and acronyms are linked to whom their article names in full
        (`sdlib.resolution.resolve`).

    Returns
    -------
    pandas.DataFrame
        One row a mention in reading order: ``doc_id, start, end, text, entity_id, name,
        name_en, type, rule``. An attached و, ف, ب, ل or ك is left out of the span. ``rule``
        says what told the entity: ``lexicon``; ``office``, a title of the lexicon at the
        document's date; ``discovery``; ``surname``, ``title`` or ``acronym`` by the article;
        ``ambiguous`` is who may be one of two, and has no ``entity_id``.

    Raises
    ------
    CorpusError
        If a document has no text, or a date that does not exist.
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
    from sdlib.name_spans import find_spans
    from sdlib.resolution import ArticleView
    from sdlib.resolution import resolve as resolve_names
    from sdlib.shared_names import settle

    require_texts(documents, "find_entities(documents)")
    names = gazetteer(lexicon)
    dates = read_days(documents, "find_entities(documents)").fillna("").tolist()
    ids, texts = documents["doc_id"].tolist(), documents["text"].tolist()
    if not discover:
        return _mentions(ids, texts, find_spans(texts, dates, names, resolve=resolve))
    rows: list[dict[str, object]] = []
    for doc_id, article, day in zip(ids, read_some_articles(texts), dates, strict=True):
        view = ArticleView(article)
        mentions = discover_names(article, settle(view, names.find(article, day), names))
        if resolve:
            mentions = resolve_names(view, mentions, names.offices(day))
        rows += [mention_row(doc_id, article, mention) for mention in mentions]
    return table("mentions", rows)


def _mentions(ids: Sequence[str], texts: Sequence[str], found: NameSpans) -> pd.DataFrame:
    """Give the mentions table of what was found in texts."""
    numbers, starts, ends = (column.tolist() for column in found[:3])
    words = [texts[n][s:e] for n, s, e in zip(numbers, starts, ends, strict=True)]
    entities = {entity: k for k, entity in enumerate(dict.fromkeys(found.entities))}
    who = np.fromiter(map(entities.__getitem__, found.entities), np.int64, len(words))
    fields = {name: [_field(e, name) for e in entities] for name in Entity._fields}
    rules = list(dict.fromkeys(found.rules))
    which = np.fromiter(map(rules.index, found.rules), np.int64, len(words))
    columns = {
        "doc_id": take(ids, found.texts),
        "start": found.starts,
        "end": found.ends,
        "text": words,
        **{name: take(values, who) for name, values in fields.items()},
        "rule": take(rules, which),
    }
    return from_columns("mentions", columns)


def _field(entity: Entity, name: str) -> str | None:
    """What the table says of an entity: of nobody known it has neither id nor English name."""
    nobody = not entity.entity_id and name in ("entity_id", "name_en")
    return None if nobody else str(getattr(entity, name))


@lru_cache(maxsize=1 << 14)
def _fields(entity: Entity) -> dict[str, str | None]:
    """What the table says of an entity, by column: most are named many times."""
    return {name: _field(entity, name) for name in Entity._fields}


def mention_row(doc_id: str, article: Article, mention: Mention) -> dict[str, object]:
    """Give the row of the mentions table for one mention; of nobody known, without an id."""
    start, end = mention_span(article, mention)
    entity = mention.entity
    return {
        "doc_id": doc_id,
        "start": start,
        "end": end,
        "text": article.text[start:end],
        **_fields(entity),
        "rule": mention.rule,
    }


def mention_span(article: Article, mention: Mention) -> tuple[int, int]:
    """The offsets of a mention, the clitics in front of its first word left out."""
    start, end = article.span(mention.first, mention.behind)
    edge = article.ends[mention.first]
    return without_edges(article.text, (start, edge, end), mention)
