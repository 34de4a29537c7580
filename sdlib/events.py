"""Events: articles that report the same thing, so that only their claims are compared."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix

from sdlib.annotation import Annotation
from sdlib.dates import read_days
from sdlib.errors import ParameterError
from sdlib.tables import TEXT, require_columns, require_texts
from sdlib.tfidf import stop_words
from sdlib.vocabulary import encode

#: Rows of the similarity matrix that are made at once where no date bounds them.
_BLOCK = 1000

#: Pairs of articles less alike than this count as not alike at all.
_FLOOR = 0.1

#: One similarity of two documents: the earlier, the later, the cosine.
_Edges = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64]]


def group_events(
    documents: pd.DataFrame | Annotation, *, window_days: int | None = 2, threshold: float = 0.3
) -> pd.DataFrame:
    """Group articles that report the same event.

    Articles are compared by the TF-IDF of their lemmas (with their titles, stop words left
    out), and joined as long as the mean cosine between two groups reaches the threshold
    (average linkage: one article that resembles two events does not make them one).

    Parameters
    ----------
    documents : pandas.DataFrame or Annotation
        Of an annotation, its documents. At least ``doc_id`` and ``text``; ``title`` and ``date``
        (ISO, ``2024-12-01``) are used where they are there.
    window_days : int, optional
        Articles further apart are not compared; with None all are. An article without a
        date is compared with all.
    threshold : float
        The least mean cosine of two groups that are joined, above 0.1 and at most 1.

    Returns
    -------
    pandas.DataFrame
        ``doc_id, event_id, documents`` (articles of the event), one row a document, in their
        order. Events are numbered in the order of their first article.

    Raises
    ------
    CorpusError
        If a date does not exist, or a text is missing.
    ParameterError
        If the window is negative or the threshold out of its range.
    TableError
        If a column is missing.

    Notes
    -----
    With a window the cost grows with the number of articles times those of a window. A pair
    whose cosine is under 0.1 counts as 0. The default threshold was chosen on half of 158
    events of five outlets of 2018 (`benchmarks/events.py`).

    References
    ----------
    R. R. Sokal and C. D. Michener, "A statistical method for evaluating systematic
    relationships", University of Kansas Science Bulletin 38 (1958): average linkage.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": [
    ...     "فاض النهر في المدينة وأغلقت المدارس", "أغلقت مدارس المدينة بعدما فاض النهر",
    ...     "فاز الفريق في المباراة"]})
    >>> group_events(documents)["event_id"].tolist()
    ['event-1', 'event-1', 'event-2']
    """
    documents = documents.documents if isinstance(documents, Annotation) else documents
    require_texts(documents, "group_events(documents)")
    if window_days is not None and window_days < 0:
        raise ParameterError(f"window_days is {window_days}, but must be 0 or more, or None")
    if not _FLOOR < threshold <= 1:
        raise ParameterError(f"threshold is {threshold}, but must be above {_FLOOR} and at most 1")
    days = _days(documents) if window_days is not None else np.full(len(documents), np.nan)
    edges = _similarities(_weights(documents), days, window_days or 0)
    groups = _average_linkage(len(documents), edges, threshold)
    number = {group: k for k, group in enumerate(dict.fromkeys(groups), start=1)}
    events = pd.Series([f"event-{number[g]}" for g in groups], dtype=TEXT, index=documents.index)
    sizes = events.groupby(events).transform("size").astype("int64")
    return pd.DataFrame(
        {"doc_id": documents["doc_id"].astype(TEXT), "event_id": events, "documents": sizes}
    ).reset_index(drop=True)


def events_of(documents: pd.DataFrame, events: pd.DataFrame | None) -> pd.Series:
    """Give the event of each document by ``doc_id``: as a table says, else by `group_events`.

    Raises
    ------
    ParameterError
        If the table leaves a document out or names one twice.
    TableError
        If the table lacks ``doc_id`` or ``event_id``.
    """
    if events is None:
        events = group_events(documents)
    require_columns(events, ["doc_id", "event_id"], "events")
    found = events.set_index("doc_id")["event_id"].astype(TEXT)
    if found.index.has_duplicates:
        twice = found.index[found.index.duplicated()][0]
        raise ParameterError(f"events: document {twice} has two rows; give it one event")
    missing = documents.loc[~documents["doc_id"].isin(found.dropna().index), "doc_id"]
    if len(missing):
        raise ParameterError(f"events: document {missing.iloc[0]} has no event; give it one")
    return found


def _days(documents: pd.DataFrame) -> npt.NDArray[np.float64]:
    """The day of each document as a number, NaN without a date."""
    days = pd.to_datetime(read_days(documents, "group_events(documents)"), format="%Y-%m-%d")
    return ((days - pd.Timestamp(0)) / pd.Timedelta(days=1)).to_numpy(dtype=np.float64)


def _weights(documents: pd.DataFrame) -> csr_matrix:
    """TF-IDF of the documents' lemmas, each row of length 1."""
    from sklearn.feature_extraction.text import TfidfTransformer

    texts = documents["text"].tolist()
    if "title" in documents:
        titles = documents["title"].astype(TEXT).fillna("")
        texts = [f"{title}\n{text}" for title, text in zip(titles, texts, strict=True)]
    encoded = encode(texts, terms="lemma")
    stop = stop_words()
    content = np.array([t not in stop and not t.isdigit() for t in encoded.terms], dtype=bool)
    chosen = encoded.words & content[encoded.ids]
    cells = (np.ones(chosen.sum()), (encoded.documents[chosen], encoded.ids[chosen]))
    # One column more: scikit-learn refuses a matrix without any.
    counts = csr_matrix(cells, shape=(len(texts), len(encoded.terms) + 1))
    if not len(texts):
        return counts
    return TfidfTransformer(sublinear_tf=True).fit_transform(counts)


def _similarities(weights: csr_matrix, days: npt.NDArray[np.float64], window: int) -> _Edges:
    """The cosines of all pairs of documents inside the window, each pair once."""
    order = np.argsort(days, kind="stable")  # NaN stands last
    sorted_weights, sorted_days = weights[order], days[order]
    nothing = np.empty(0, dtype=np.int64)
    found: list[_Edges] = [(nothing, nothing, np.empty(0))]
    for since, first, last in _blocks(sorted_days, window):
        cosines = (sorted_weights[first:last] @ sorted_weights[since:last].T).tocoo()
        rows, columns = cosines.row + first, cosines.col + since
        keep = (cosines.data >= _FLOOR) & (columns < rows)
        found.append((order[columns[keep]], order[rows[keep]], cosines.data[keep]))
    earlier, later, values = map(np.concatenate, zip(*found, strict=True))
    return earlier, later, values


def _blocks(days: npt.NDArray[np.float64], window: int) -> Iterator[tuple[int, int, int]]:
    """Rows that are compared at once: since where with those before, from where, and up to where.

    Those without a date stand last, and are compared with all before them.
    """
    dated = int(np.isfinite(days).sum())
    starts = np.searchsorted(days[:dated], np.unique(days[:dated]))
    for first, last in pairwise([*starts, dated]):
        since = np.searchsorted(days[:dated], days[first] - window)
        for block in range(first, last, _BLOCK):
            yield int(since), block, min(block + _BLOCK, last)
    for block in range(dated, days.size, _BLOCK):
        yield 0, block, min(block + _BLOCK, days.size)


class _Groups:
    """Groups of documents, with the summed similarities between those that have any."""

    def __init__(self, size: int, edges: _Edges) -> None:
        self.sizes = [1] * size
        self.parents = list(range(size))
        self.versions = [0] * size
        self.near: list[dict[int, float]] = [{} for _ in range(size)]
        for a, b, value in zip(*(column.tolist() for column in edges), strict=True):
            self.near[a][b] = self.near[b][a] = value

    def mean(self, a: int, b: int) -> float:
        """The mean similarity of the pairs of two groups; a pair without one counts as 0."""
        return self.near[a].get(b, 0.0) / (self.sizes[a] * self.sizes[b])

    def join(self, a: int, b: int) -> int:
        """Make two groups one and give its number: that of the one with more neighbours."""
        if len(self.near[a]) < len(self.near[b]):
            a, b = b, a
        self.parents[b] = a
        self.sizes[a] += self.sizes[b]
        self.versions[a] += 1
        self.versions[b] += 1
        del self.near[a][b], self.near[b][a]
        for other, value in self.near[b].items():
            del self.near[other][b]
            total = self.near[a].get(other, 0.0) + value
            self.near[a][other] = self.near[other][a] = total
        self.near[b] = {}
        return a

    def root(self, document: int) -> int:
        """The group of a document."""
        while self.parents[document] != document:
            document = self.parents[document]
        return document


def _average_linkage(size: int, edges: _Edges, threshold: float) -> list[int]:
    """The group of each document, when the two groups most alike are joined again and again."""
    groups = _Groups(size, edges)
    heap = [
        (-value, a, b, 0, 0)
        for a, b, value in zip(*(column.tolist() for column in edges), strict=True)
        if value >= threshold
    ]
    heapq.heapify(heap)
    while heap:
        _, a, b, version_a, version_b = heapq.heappop(heap)
        if (groups.versions[a], groups.versions[b]) != (version_a, version_b):
            continue
        joined = groups.join(a, b)
        for other in groups.near[joined]:
            mean = groups.mean(joined, other)
            if mean >= threshold:
                versions = groups.versions[joined], groups.versions[other]
                heapq.heappush(heap, (-mean, joined, other, *versions))
    return [groups.root(document) for document in range(size)]
