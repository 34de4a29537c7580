"""Entities: the mentions table, of lexicons and of names that no lexicon has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from sdlib.aliases import Entity, Mention, without_edges
from sdlib.article import Article, read_article
from sdlib.entity_rows import TYPES, name_key
from sdlib.gazetteers import SHIPPED, Gazetteer, Lexicon, gazetteer
from sdlib.sightings import Texts, together
from sdlib.tables import from_columns, require_texts, table, take

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
    ids, texts = documents["doc_id"].tolist(), documents["text"].tolist()
    if not discover:
        return _mentions(ids, texts, find_spans(texts, days, names))
    rows: list[dict[str, object]] = []
    for doc_id, text, day in zip(ids, texts, days, strict=True):
        article = read_article(text)
        mentions = discover_names(article, names.find(article, day))
        rows += [mention_row(doc_id, article, mention) for mention in mentions]
    return table("mentions", rows)


def find_spans(
    texts: Sequence[str], dates: Sequence[str], names: Gazetteer
) -> Iterator[list[tuple[int, int, Entity]]]:
    """Find the mentions in texts that nobody has read: as `Gazetteer.find`, many times as fast.

    Parameters
    ----------
    texts, dates : sequence of str
        Raw texts, and as many dates (``2024-12-01``, or empty).
    names : Gazetteer

    Yields
    ------
    list of tuple of (int, int, Entity)
        For each text the start and end of its mentions, and who is meant.

    Examples
    --------
    >>> [[(start, end, city)]] = find_spans(["عاد إلى دمشق"], [""], gazetteer())
    >>> start, end, city.name_en
    (8, 12, 'Damascus')
    """
    for numbers in together(texts):
        several = Texts(texts[numbers.start : numbers.stop], names)
        for number, date in enumerate(dates[numbers.start : numbers.stop]):
            found = names.find_in(several, number, date)
            yield [(*several.span(number, mention), mention.entity) for mention in found]


def _mentions(
    ids: Sequence[str], texts: Sequence[str], found: Iterable[list[tuple[int, int, Entity]]]
) -> pd.DataFrame:
    """Give the mentions table of what was found in each text."""
    entities: dict[Entity, int] = {}
    numbers: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    bearers: list[int] = []
    for number, spans in enumerate(found):
        for start, end, entity in spans:
            numbers.append(number)
            starts.append(start)
            ends.append(end)
            bearers.append(entities.setdefault(entity, len(entities)))
    words = [texts[n][s:e] for n, s, e in zip(numbers, starts, ends, strict=True)]
    fields = list(zip(*entities, strict=True)) or [()] * len(Entity._fields)
    who = np.array(bearers, dtype=np.int64)
    taken = {name: take(values, who) for name, values in zip(Entity._fields, fields, strict=True)}
    doc_ids = take(ids, np.array(numbers, dtype=np.int64))
    columns = {"doc_id": doc_ids, "start": starts, "end": ends, "text": words}
    return from_columns("mentions", columns | taken)


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
    edge = article.ends[mention.first]
    return without_edges(article.text, (start, edge, end), mention)
