"""Concordance: each use of a word, a phrase or an entity in its context, and whose words it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib.annotation import Annotation
from sdlib.errors import ParameterError
from sdlib.normalization import normalize_word
from sdlib.sequences import segments
from sdlib.tables import TEXT, require_columns, require_texts
from sdlib.vocabulary import EncodedTexts, encode, encode_tokens
from sdlib.voices import add_voice

Numbers = npt.NDArray[np.int64]

#: What the lines of a concordance can be sorted by.
SORTS = ("text", "before", "node", "after")
#: Any letters, at either end of a word asked for.
_ANY = "*"
#: Words by which lines are sorted.
_DEPTH = 3

_COLUMNS = {
    "doc_id": TEXT,
    "outlet": TEXT,
    "start": "int64",
    "end": "int64",
    "before": TEXT,
    "node": TEXT,
    "after": TEXT,
    "voice": TEXT,
    "claim_id": TEXT,
    "speaker": TEXT,
    "mode": TEXT,
}


class Nodes(NamedTuple):
    """Where something asked for stands: arrays with one element a hit, in reading order.

    Attributes
    ----------
    first, last : numpy.ndarray of int64
        Its first and last word, counted over all texts (`Concordance.places`).
    starts, ends : numpy.ndarray of int64
        Its span in its own text.
    """

    first: Numbers
    last: Numbers
    starts: Numbers
    ends: Numbers


@dataclass(frozen=True, eq=False, repr=False)
class Concordance:
    """Texts cut into terms once, to be asked for many words.

    Attributes
    ----------
    documents : pandas.DataFrame
    encoded : EncodedTexts
        Their tokens.
    terms : str
        What counts as one term.
    annotation : Annotation or None
        Whose claims, labels and mentions are asked.
    """

    documents: pd.DataFrame
    encoded: EncodedTexts
    terms: str
    annotation: Annotation | None = None

    def __repr__(self) -> str:
        return f"Concordance({len(self.documents)} documents, {self.places.size} words)"

    @cached_property
    def places(self) -> Numbers:
        """For each word, its position among the tokens."""
        return np.flatnonzero(self.encoded.words)

    @cached_property
    def ids(self) -> npt.NDArray[np.int32]:
        """For each word, its term."""
        return self.encoded.ids[self.places]

    @cached_property
    def owners(self) -> Numbers:
        """For each word, the number of its document."""
        return self.encoded.documents[self.places]

    @cached_property
    def edges(self) -> Numbers:
        """The words of document ``k`` are those from ``edges[k]`` up to ``edges[k + 1]``."""
        return np.searchsorted(self.places, self.encoded.offsets)

    @cached_property
    def stretches(self) -> Numbers:
        """For each word, the stretch in which words follow one another."""
        return segments(self.encoded, self.documents["text"])

    def find(self, query: str) -> Nodes:
        """Find a word, a phrase or an entity; see `kwic`."""
        if not isinstance(query, str):
            raise ParameterError(
                f"query is a {type(query).__name__}, but must be one text; ask for each word apart"
            )
        if self.annotation is not None:
            mentions = self.annotation.mentions
            own = mentions[(mentions["entity_id"] == query).fillna(False)]
            if not own.empty:
                return self.words_of(own)
        words = self._asked(query)
        first = np.flatnonzero(words[0][self.ids])
        for k, word in enumerate(words[1:], start=1):
            first = first[first + k < self.ids.size]
            follows = self.stretches[first] == self.stretches[first + k]
            first = first[follows & word[self.ids[first + k]]]
        last = first + len(words) - 1
        starts = self.encoded.starts[self.places[first]]
        return Nodes(first, last, starts, self.encoded.ends[self.places[last]])

    def words_of(self, spans: pd.DataFrame) -> Nodes:
        """Find the words of spans (``doc_id, start, end``), in reading order.

        Spans of other documents, and those in which there is no word, are left out.
        """
        doc_ids = pd.Index(self.documents["doc_id"].astype(TEXT))
        of = doc_ids.get_indexer(spans["doc_id"].astype(TEXT))
        starts, ends = (spans[c].to_numpy(dtype=np.int64) for c in ("start", "end"))
        # Documents behind one another, so that one sorted array finds all words.
        size = max(ends.max(initial=0), self.encoded.ends.max(initial=0)) + 1
        before = self.owners * size
        first = np.searchsorted(
            before + self.encoded.ends[self.places], of * size + starts, "right"
        )
        last = np.searchsorted(before + self.encoded.starts[self.places], of * size + ends) - 1
        keep = np.flatnonzero((of >= 0) & (last >= first))
        order = keep[np.lexsort((ends[keep], starts[keep], of[keep]))]
        return Nodes(first[order], last[order], starts[order], ends[order])

    def _asked(self, query: str) -> list[npt.NDArray[np.bool_]]:
        """For each word of a query, which terms are it."""
        if _ANY in query:
            return [mask for piece in query.split() for mask in self._masks(piece)]
        return self._masks(query)

    def _masks(self, query: str) -> list[npt.NDArray[np.bool_]]:
        encoded = encode([query.strip(_ANY)], terms=self.terms)
        if not encoded.words.size or not encoded.words.all() or _ANY in query.strip(_ANY):
            raise ParameterError(
                f"query is {query!r}, but must be words without signs and numbers, of each any "
                f"end may be left open ({_ANY}), or the entity_id of a mention"
            )
        if _ANY not in query:
            return [self._terms_like(encoded.terms[k], "", "") for k in encoded.ids]
        key = query.strip(_ANY)
        key = key if self.terms == "form" else normalize_word(key)
        return [self._terms_like(key, query[0], query[-1])]

    def _terms_like(self, key: str, before: str, behind: str) -> npt.NDArray[np.bool_]:
        terms = self.encoded.terms
        if before == behind == _ANY:
            found = [key in term for term in terms]
        elif before == _ANY:
            found = [term.endswith(key) for term in terms]
        elif behind == _ANY:
            found = [term.startswith(key) for term in terms]
        else:
            found = [term == key for term in terms]
        return np.array(found, dtype=bool)


def make_concordance(
    source: pd.DataFrame | Annotation | Concordance, *, terms: str | None = None
) -> Concordance:
    """Cut texts into terms, once for all words that they are asked for.

    Parameters
    ----------
    source : pandas.DataFrame or Annotation
        Documents, with at least ``doc_id`` and ``text``, or an annotation. A concordance is
        given back as it is.
    terms : {"word", "lemma", "norm", "form"}, optional
        What counts as one term, see `sdlib.encode`; words if not given.

    Returns
    -------
    Concordance

    Raises
    ------
    ParameterError
        If ``terms`` is none of these, or not those of the concordance given.
    TableError
        If a column is missing.
    CorpusError
        If a document has no text.

    Examples
    --------
    >>> import sdlib
    >>> index = make_concordance(sdlib.annotate("قال الوزير إن الطريق آمن."))
    >>> index, kwic(index, "الطريق")["before"].tolist()
    (Concordance(1 documents, 5 words), ['قال الوزير إن '])
    """
    if isinstance(source, Concordance):
        if terms not in (None, source.terms):
            raise ParameterError(
                f"terms is {terms!r}, but the concordance was made of terms={source.terms!r}; "
                "leave it out, or make another"
            )
        return source
    chosen = "word" if terms is None else terms
    if isinstance(source, Annotation):
        documents = source.documents
        encoded = encode_tokens(source.tokens, documents["doc_id"].tolist(), terms=chosen)
        return Concordance(documents, encoded, chosen, source)
    require_columns(source, ["doc_id", "text"], "make_concordance(documents)")
    require_texts(source, "make_concordance(documents)")
    return Concordance(source, encode(source["text"].tolist(), terms=chosen), chosen)


def kwic(
    source: pd.DataFrame | Annotation | Concordance,
    query: str,
    *,
    window: int = 6,
    sort: str = "text",
    terms: str | None = None,
) -> pd.DataFrame:
    """Give each use of a word, a phrase or an entity with the words around it.

    Parameters
    ----------
    source : pandas.DataFrame, Annotation or Concordance
        Documents; an annotation, which also tells whose words they are; or what
        `make_concordance` made of one, to be asked many times.
    query : str
        One word; several, which must follow each other as the words of an n-gram do
        (`sdlib.count_terms`); or the ``entity_id`` of mentions of the annotation. With ``*``
        at its beginning or end, a word stands for all that end or begin so.
    window : int
        Words to show on each side, within the document.
    sort : {"text", "before", "node", "after"}
        The order of the lines: that of the texts, or the alphabetical order of the words
        before (the nearest first), of the node or of the words after.
    terms : {"word", "lemma", "norm", "form"}, optional
        What counts as one word: with ``"word"``, if not given, ``وسوريا`` is found as
        ``سوريا``, in any spelling of its letters; with ``"lemma"``, which has no article,
        ``الوزراء`` as ``وزير``.

    Returns
    -------
    pandas.DataFrame
        One row a use: ``doc_id, outlet, start, end`` (of the node, in code points of the raw
        text), ``before, node, after`` (raw text, which joined is one stretch of it), and of an
        annotation ``voice, claim_id, speaker, mode`` (`sdlib.add_voice`), otherwise ``<NA>``.

    Raises
    ------
    ParameterError
        If the query holds no word, or something else than words, ``window`` is negative, or
        there is no such order.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("المعارضة تتقدم. قال الوزير إن المعارضة تنسحب.")
    >>> kwic(a, "المعارضة", window=2)[["before", "after", "speaker"]].values.tolist()
    [['', ' تتقدم. قال', <NA>], ['الوزير إن ', ' تنسحب', 'الوزير']]
    """
    if window < 0:
        raise ParameterError(f"window is {window}, but must be a number of words")
    if sort not in SORTS:
        raise ParameterError(f"sort is {sort!r}, but must be one of {', '.join(SORTS)}")
    index = make_concordance(source, terms=terms)
    nodes = index.find(query)
    order = _order(index, nodes, sort)
    nodes = Nodes(*(part[order] for part in nodes))
    table = _lines(index, nodes, window)
    if index.annotation is not None:
        claims, labels = index.annotation.claims, index.annotation.labels
        own = claims[claims["doc_id"].isin(table["doc_id"])]
        table = add_voice(table, own, labels=labels[labels["doc_id"].isin(table["doc_id"])])
    return table.reindex(columns=list(_COLUMNS)).astype(_COLUMNS)


def _lines(index: Concordance, nodes: Nodes, window: int) -> pd.DataFrame:
    owners = index.owners[nodes.first]
    first = np.maximum(nodes.first - window, index.edges[owners])
    last = np.minimum(nodes.last + window, index.edges[owners + 1] - 1)
    # Without words around it the stretch is the node, particles in front of a name included.
    begins = np.minimum(index.encoded.starts[index.places[first]], nodes.starts)
    behind = np.maximum(index.encoded.ends[index.places[last]], nodes.ends)
    # Of a large corpus, only the texts with a line are made strings of Python.
    used, row = np.unique(owners, return_inverse=True)
    texts = index.documents["text"].iloc[used].tolist()
    cuts = zip(row, begins, nodes.starts, nodes.ends, behind, strict=True)
    parts = [(texts[k][a:b], texts[k][b:c], texts[k][c:d]) for k, a, b, c, d in cuts]
    table = index.documents[["doc_id"]].iloc[owners].reset_index(drop=True)
    outlet = index.documents.get("outlet", pd.Series(pd.NA, index=index.documents.index))
    table["outlet"] = outlet.iloc[owners].array
    table["start"], table["end"] = nodes.starts, nodes.ends
    columns = ["before", "node", "after"]
    return table.join(pd.DataFrame(parts, columns=columns, index=table.index))


def _order(index: Concordance, nodes: Nodes, sort: str) -> Numbers:
    if sort == "text":
        return np.arange(nodes.first.size)
    steps = range(_DEPTH)
    if sort == "before":
        words = [nodes.first - 1 - k for k in steps]
    elif sort == "after":
        words = [nodes.last + 1 + k for k in steps]
    else:
        words = [np.minimum(nodes.first + k, nodes.last) for k in steps]
    owners = index.owners[nodes.first]
    keys = [np.full(nodes.first.size, -1, dtype=np.int64) for _ in words]
    for key, word in zip(keys, words, strict=True):
        inside = (word >= index.edges[owners]) & (word < index.edges[owners + 1])
        key[inside] = index.ids[word[inside]]
    found, ranks = np.unique(np.stack(keys), return_inverse=True)
    # What lies outside of the document goes before all words.
    names = ["" if k < 0 else index.encoded.terms[k] for k in found.tolist()]
    place = np.argsort(np.argsort(np.array(names, dtype=object), kind="stable"))
    return np.lexsort(place[ranks.reshape(len(keys), -1)][::-1])
