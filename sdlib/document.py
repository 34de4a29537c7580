"""Documents, read once: the article, its mentions and its noun phrases, for all who search it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from sdlib.article import Article, read_articles, read_some_articles
from sdlib.dates import read_days
from sdlib.entities import SHIPPED, Gazetteer, Lexicon, Mention, gazetteer
from sdlib.naming import LabelDraft, find_label_drafts
from sdlib.phrases import Phrases
from sdlib.resolution import ArticleView
from sdlib.shared_names import settle
from sdlib.tables import require_texts
from sdlib.vocabulary import ReadTexts


@dataclass(frozen=True)
class Document:
    """One document as it was read; what is found in it on demand is found once."""

    doc_id: str
    article: Article
    #: its date (``2024-12-01``), empty if unknown
    date: str
    names: Gazetteer

    @cached_property
    def mentions(self) -> list[Mention]:
        """The entities named in the article."""
        return self.names.find(self.article, self.date)

    @cached_property
    def settled(self) -> list[Mention]:
        """The mentions, names shared by several countries as the article tells whose they are."""
        return settle(ArticleView(self.article), self.mentions, self.names)

    @cached_property
    def unsettled(self) -> frozenset[str]:
        """Entities of whose names here nothing tells that they are theirs."""
        found = {m.entity.entity_id for m in self.mentions}
        return frozenset(found - {m.entity.entity_id for m in self.settled})

    @cached_property
    def phrases(self) -> Phrases:
        """The noun phrases of the article."""
        return Phrases(self.article, self.mentions)

    @cached_property
    def labels(self) -> list[LabelDraft]:
        """The labels at arm's length: their markers are no cues of claims."""
        return find_label_drafts(self.phrases)


def read_documents(
    documents: pd.DataFrame,
    what: str,
    lexicon: Lexicon = SHIPPED,
    *,
    read: ReadTexts | None = None,
) -> Iterator[Document]:
    """Read the documents of a table one after the other.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``doc_id`` and ``text``; ``date`` decides who holds a dated title.
    what : str
        Who asks, for the error's message.
    lexicon : str, Path or sequence of them
        The entity lexicon (see `sdlib.entities.find_entities`).
    read : ReadTexts, optional
        What `sdlib.vocabulary.read_texts` gave for the texts, if they are read already.

    Yields
    ------
    Document

    Raises
    ------
    TableError
        If the table lacks a column.
    CorpusError
        If a document has no text, or a date that does not exist.
    LexiconError
        If the lexicon cannot be read.

    Examples
    --------
    >>> table = pd.DataFrame({"doc_id": ["a"], "text": ["زار وزير الخارجية دمشق."]})
    >>> [document] = read_documents(table, "example")
    >>> [mention.entity.name_en for mention in document.mentions]
    ['Damascus']
    """
    require_texts(documents, what)
    names = gazetteer(lexicon)
    # A list is walked through faster than a column of strings.
    dates = read_days(documents, what).fillna("").tolist()
    ids, texts = documents["doc_id"].tolist(), documents["text"].tolist()
    articles = read_some_articles(texts) if read is None else read_articles(texts, read)
    for doc_id, article, date in zip(ids, articles, dates, strict=True):
        yield Document(doc_id, article, date, names)
