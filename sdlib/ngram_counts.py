"""N-grams: sequences of words that outlets use again and again."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import coo_array

from sdlib.annotation import Annotation
from sdlib.errors import ParameterError
from sdlib.tables import TEXT, counted_by, require_columns
from sdlib.term_counts import TermCounts, count_terms


def ngrams(
    source: pd.DataFrame | Annotation | TermCounts,
    n: int = 2,
    *,
    by: str = "outlet",
    terms: str = "word",
    min_count: int = 2,
    stop: frozenset[str] = frozenset(),
) -> pd.DataFrame:
    """Count sequences of words by outlet.

    Parameters
    ----------
    source : pandas.DataFrame, Annotation or TermCounts
        Documents, with at least ``doc_id``, ``text`` and the column ``by``; an annotation; or
        counts of documents that `sdlib.count_terms` made, whose terms are taken as they are.
    n : int
        Words in a sequence; which words follow each other says `sdlib.count_terms`.
    by : str
        The column that names the groups; documents without a group are left out.
    terms : {"word", "lemma", "norm", "form"}
        What counts as one word, see `sdlib.encode`.
    min_count : int
        Sequences with fewer uses in all groups together are left out.
    stop : frozenset of str
        Sequences that begin or end with one of these are left out (`sdlib.stop_words`).

    Returns
    -------
    pandas.DataFrame
        One row a sequence and group, a group without it with 0, the most frequent sequence
        first: ``term``, the group, ``count``, ``per_million`` (uses per million words of the
        group) and ``documents`` (of the group that use it).

    Raises
    ------
    TableError
        If a column is missing.
    ParameterError
        If ``n`` or ``min_count`` is not positive, the counts are not of documents, or
        ``terms`` is none of these.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"],
    ...     "text": ["الحكومة السورية. والحكومة السورية", "قالت الحكومة السورية"]})
    >>> ngrams(documents)[["term", "outlet", "count", "documents"]].values.tolist()
    [['الحكومه السوريه', 'A', 2, 1], ['الحكومه السوريه', 'B', 1, 1]]
    """
    if not isinstance(n, int):
        raise ParameterError(f"n is {n!r}; give the number of words in a sequence, like 2")
    if n < 1 or min_count < 1:
        raise ParameterError(f"n is {n} and min_count {min_count}, but both must be 1 or more")
    counts = source
    if not isinstance(counts, TermCounts):
        counts = count_terms(counts, terms=terms, ngram=n)
    require_columns(counts.units, [by], "ngrams(documents)")
    if counts.units["doc_id"].duplicated().any():
        raise ParameterError("ngrams counts documents; make the counts with unit='document'")
    if stop:
        counts = counts.select(~counts.holds(stop, only_ends=True))
    groups, names = pd.factorize(counted_by(counts.units[by]))
    inside = np.flatnonzero(groups >= 0)
    cells = (np.ones(inside.size, dtype=np.int64), (groups[inside], inside))
    members = coo_array(cells, shape=(len(names), len(groups))).tocsr()
    total = np.asarray((members @ counts.matrix).sum(axis=0)).ravel()
    counts = counts.select(np.flatnonzero(total >= min_count))
    return _table(counts, members, by, list(names), total[total >= min_count])


def _table(
    counts: TermCounts, members: coo_array, by: str, names: list[str], total: np.ndarray
) -> pd.DataFrame:
    used = counts.matrix.copy()
    used.data[:] = 1
    words = members @ counts.units["words"].to_numpy(dtype=np.int64)
    uses = (members @ counts.matrix).toarray().T
    terms = np.array(counts.terms, dtype=object)
    order = np.lexsort((terms, -total)) if terms.size else np.empty(0, dtype=np.int64)
    columns = {
        "term": pd.array(np.repeat(terms[order], len(names)), dtype=TEXT),
        by: pd.array(names * order.size, dtype=TEXT),
        "count": uses[order].ravel().astype(np.int64),
        "per_million": (1e6 * uses / np.maximum(words, 1))[order].ravel(),
        "documents": (members @ used).toarray().T[order].ravel().astype(np.int64),
    }
    return pd.DataFrame(columns)
