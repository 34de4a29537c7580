"""Class-based TF-IDF: all texts of a source as one document."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from sdlib.annotation import Annotation
from sdlib.errors import ParameterError
from sdlib.tables import TEXT, named, require_columns
from sdlib.term_counts import TermCounts, count_terms
from sdlib.tfidf import stop_words


def class_tfidf(
    source: TermCounts | pd.DataFrame | Annotation,
    *,
    by: str = "outlet",
    stop: frozenset[str] | None = None,
) -> pd.DataFrame:
    """Weigh the words of each source with class-based TF-IDF: all its texts are one document.

    A word's share of the source's words, times ``ln(1 + A / f)``, with ``f`` its uses in all
    sources and ``A`` the words of a source on average. Where `tfidf_by_source` asks in how
    many units a word stands, this asks how often it is used at all.

    Parameters
    ----------
    source : TermCounts, pandas.DataFrame or Annotation
        Counts of any terms (`sdlib.term_counts.count_terms`), or what they are made of.
    by : str
        The column that names the source. Documents without one are left out.
    stop : frozenset of str, optional
        Words to leave out, and terms that begin or end with one; by default `stop_words`.

    Returns
    -------
    pandas.DataFrame
        One row a term and source that uses it: ``term``, the source, ``weight`` (float64) and
        ``count`` (int64), sorted by source and falling weight.

    Raises
    ------
    TableError
        If there is no such column.
    ParameterError
        If there are fewer than two sources with words.

    References
    ----------
    M. Grootendorst, "BERTopic: Neural topic modeling with a class-based TF-IDF procedure",
    arXiv:2203.05794 (2022), equation 2, with shares for counts as in BERTopic itself.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"],
    ...     "text": ["المعارضة تعلن", "الحكومة تعلن"]})
    >>> class_tfidf(documents)[["outlet", "term", "weight"]].round(3).values.tolist()
    [['A', 'المعارضه', 0.549], ['A', 'تعلن', 0.347], ['B', 'الحكومه', 0.549], ['B', 'تعلن', 0.347]]
    """
    counts = source if isinstance(source, TermCounts) else count_terms(source)
    require_columns(counts.units, [by], "class_tfidf(by)")
    counts = counts.select(~counts.holds(stop_words() if stop is None else stop, only_ends=True))
    codes, names = pd.factorize(named(counts.units[by]))
    known = np.flatnonzero(codes >= 0)
    cells = (np.ones(known.size, dtype=np.int64), (codes[known], known))
    uses = (csr_matrix(cells, shape=(len(names), codes.size)) @ counts.matrix).tocoo()
    words = np.bincount(uses.row, weights=uses.data, minlength=len(names))
    if np.count_nonzero(words) < 2:
        raise ParameterError(
            f"{np.count_nonzero(words)} source(s) of the column {by} have words; "
            "a comparison needs at least two"
        )
    often = np.bincount(uses.col, weights=uses.data, minlength=uses.shape[1])
    share = uses.data / words[uses.row]
    weight = share * np.log1p(words.sum() / np.count_nonzero(words) / often[uses.col])
    terms = np.array(counts.terms, dtype=object)[uses.col]
    table = pd.DataFrame({"term": terms, by: names.take(uses.row), "weight": weight})
    table = table.assign(count=uses.data.astype(np.int64), _place=uses.row).astype({"term": TEXT})
    order = ["_place", "weight", "term"]
    ranked = table.sort_values(order, ascending=[True, False, True], ignore_index=True)
    return ranked.drop(columns="_place")
