"""Entities: the mentions table, of lexicons and of names that no lexicon has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from sdlib.aliases import Entity, Mention, without_edges
from sdlib.article import Article, read_some_articles
from sdlib.dates import read_days
from sdlib.entity_rows import TYPES, name_key
from sdlib.garbage import lexicons_set_aside
from sdlib.gazetteers import SHIPPED, Gazetteer, Lexicon, gazetteer
from sdlib.sightings import Text, Texts, together
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

#: Where a mention begins and ends, who is meant, and by which rule.
Span = tuple[int, int, Entity, str]


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


def find_spans(
    texts: Sequence[str], dates: Sequence[str], names: Gazetteer, *, resolve: bool = False
) -> Iterator[list[Span]]:
    """Find the mentions in texts that nobody has read: as `Gazetteer.find`, many times as fast.

    Parameters
    ----------
    texts, dates : sequence of str
        Raw texts, and as many dates (``2024-12-01``, or empty).
    names : Gazetteer
    resolve : bool
        Whether surnames, titles and acronyms are linked (`sdlib.resolution.resolve`).

    Yields
    ------
    list of tuple of (int, int, Entity, str)
        For each text the start and end of its mentions, who is meant, and by which rule.

    Examples
    --------
    >>> [[(start, end, city, rule)]] = find_spans(["عاد إلى دمشق"], [""], gazetteer())
    >>> start, end, city.name_en
    (8, 12, 'Damascus')
    """
    from sdlib.resolution import resolve as resolve_names
    from sdlib.shared_names import settle

    for numbers in together(texts):
        several = Texts(texts[numbers.start : numbers.stop], names)
        for number, date in enumerate(dates[numbers.start : numbers.stop]):
            text = Text(several, number)
            found = settle(text, names.find_in(text, date), names)
            if resolve and found:
                found = resolve_names(text, found, names.offices(date))
            spans = text.mention_spans(found)
            yield [(*span, m.entity, m.rule) for span, m in zip(spans, found, strict=True)]


def _mentions(
    ids: Sequence[str], texts: Sequence[str], found: Iterable[list[Span]]
) -> pd.DataFrame:
    """Give the mentions table of what was found in each text."""
    entities: dict[Entity, int] = {}
    numbers: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    bearers: list[int] = []
    rules: list[str] = []
    for number, spans in enumerate(found):
        for start, end, entity, rule in spans:
            numbers.append(number)
            starts.append(start)
            ends.append(end)
            bearers.append(entities.setdefault(entity, len(entities)))
            rules.append(rule)
    words = [texts[n][s:e] for n, s, e in zip(numbers, starts, ends, strict=True)]
    fields = list(zip(*entities, strict=True)) or [()] * len(Entity._fields)
    who = np.array(bearers, dtype=np.int64)
    taken = {name: take(values, who) for name, values in zip(Entity._fields, fields, strict=True)}
    doc_ids = take(ids, np.array(numbers, dtype=np.int64))
    columns = {"doc_id": doc_ids, "start": starts, "end": ends, "text": words}
    found_in = from_columns("mentions", columns | taken | {"rule": rules})
    nobody = ["entity_id", "name_en"]
    return found_in.assign(**{c: found_in[c].mask(found_in["entity_id"] == "") for c in nobody})


def mention_row(doc_id: str, article: Article, mention: Mention) -> dict[str, object]:
    """Give the row of the mentions table for one mention; of nobody known, without an id."""
    start, end = mention_span(article, mention)
    entity = mention.entity
    known = bool(entity.entity_id)
    return {
        "doc_id": doc_id,
        "start": start,
        "end": end,
        "text": article.text[start:end],
        "entity_id": entity.entity_id if known else None,
        "name": entity.name,
        "name_en": entity.name_en if known else None,
        "type": entity.type,
        "rule": mention.rule,
    }


def mention_span(article: Article, mention: Mention) -> tuple[int, int]:
    """The offsets of a mention, the clitics in front of its first word left out."""
    start, end = article.span(mention.first, mention.behind)
    edge = article.ends[mention.first]
    return without_edges(article.text, (start, edge, end), mention)
