"""Collocates: which words stand near a word more often than their frequency makes them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib.annotation import Annotation
from sdlib.concordance import Concordance, Nodes, make_concordance
from sdlib.errors import ParameterError
from sdlib.tables import TEXT, require_columns

Numbers = npt.NDArray[np.int64]

MEASURES = ("log_dice", "mi", "t_score")

_COLUMNS = {
    "term": TEXT,
    "count": "int64",
    "expected": "float64",
    "documents": "int64",
    "frequency": "int64",
    "log_dice": "float64",
    "mi": "float64",
    "t_score": "float64",
}


def collocates(
    source: pd.DataFrame | Annotation | Concordance,
    node: str | pd.DataFrame,
    *,
    window: int = 5,
    measure: str = "log_dice",
    min_count: int = 3,
    terms: str | None = None,
) -> pd.DataFrame:
    """Give the words near a node, by how strongly they are associated with it.

    Parameters
    ----------
    source : pandas.DataFrame, Annotation or Concordance
        As for `sdlib.kwic`.
    node : str or pandas.DataFrame
        What `sdlib.kwic` takes as its query; or lines that it gave for the same texts, for
        instance those of one outlet or one voice.
    window : int
        Words on each side of a node that count as near, within the document.
    measure : {"log_dice", "mi", "t_score"}
        By which the rows are sorted.
    min_count : int
        Words that stand near the node less often are left out: association of a single
        case is none.
    terms : {"word", "lemma", "norm", "form"}, optional
        What counts as one word, as for `sdlib.kwic`.

    Returns
    -------
    pandas.DataFrame
        One row a word, the strongest first: ``term``; ``count``, how often it stands near the
        node (a word near two nodes once); ``expected``, how often it would by its frequency;
        ``documents`` in which it stands near it; its ``frequency`` in all texts (the nodes
        left out) and the measures (`association`). Ten uses in one document are one
        writer's habit: look at ``documents`` first.

    Raises
    ------
    ParameterError
        If there is no such measure, or a number is not positive.
    TableError
        If lines lack a column.

    Notes
    -----
    Surface co-occurrence: with S words in the windows around all nodes and N words in all,
    the nodes themselves in neither, a word of frequency f is expected S·f / N times.

    References
    ----------
    S. Evert, "Corpora and collocations", in *Corpus Linguistics. An International Handbook*
    (2008), sections 3.1 and 4.1.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "text": [
    ...     "قصف الجيش المدينة ثم دخلها", "الجيش قصف القرية"]})
    >>> table = collocates(documents, "الجيش", window=1, min_count=2)
    >>> table[["term", "count", "documents", "frequency"]].values.tolist()
    [['قصف', 2, 2, 2]]
    """
    if measure not in MEASURES:
        raise ParameterError(f"measure is {measure!r}, but must be one of {', '.join(MEASURES)}")
    if window < 1 or min_count < 1:
        raise ParameterError(
            f"window is {window} and min_count {min_count}, but both must be 1 or more"
        )
    index = make_concordance(source, terms=terms)
    nodes = index.find(node) if isinstance(node, str) else _nodes(index, node)
    table = _counts(index, nodes, window)
    table = table[table["count"] >= min_count]
    for name in MEASURES:
        table[name] = association(
            name,
            table["count"],
            table["expected"],
            node=nodes.first.size,
            collocate=table["frequency"],
        )
    order = [measure, "count", "term"]
    ranked = table.sort_values(order, ascending=[False, False, True], ignore_index=True)
    return ranked.astype(_COLUMNS)


def _counts(index: Concordance, nodes: Nodes, window: int) -> pd.DataFrame:
    """Count each word that stands near a node at all."""
    within, near = _surroundings(index, nodes, window)
    found = index.ids[near]
    counts = np.bincount(found, minlength=len(index.encoded.terms))
    frequency = np.bincount(index.ids[~within], minlength=counts.size)
    chosen = np.flatnonzero(counts)
    columns = {
        "term": np.array(index.encoded.terms, dtype=object)[chosen],
        "count": counts[chosen],
        "expected": near.size * frequency[chosen] / max(int((~within).sum()), 1),
        "documents": _documents(index, near, found)[chosen],
        "frequency": frequency[chosen],
    }
    return pd.DataFrame(columns)


def association(
    measure: str,
    count: npt.ArrayLike,
    expected: npt.ArrayLike,
    *,
    node: npt.ArrayLike,
    collocate: npt.ArrayLike,
) -> npt.NDArray[np.float64]:
    """Give a measure of association for words that stand together.

    Parameters
    ----------
    measure : {"log_dice", "mi", "t_score"}
        ``log_dice``: 14 + log₂(2·count / (node + collocate)), at most 14 where no word stands
        near two nodes and no node has two; it does not grow with the corpus. ``mi``:
        log₂(count / expected), in bits, which favours rare words. ``t_score``:
        (count − expected) / √count, which favours frequent ones; it is no test here, as words
        do not fall independently.
    count, expected : array-like of float
        How often the words stand together, above 0, and how often they would by chance.
    node, collocate : array-like of float
        How often each is used at all.

    Returns
    -------
    numpy.ndarray of float64

    Raises
    ------
    ParameterError
        If there is no such measure, or a count is not above 0.

    References
    ----------
    P. Rychlý, "A lexicographer-friendly association score", *RASLAN* (2008); K. W. Church
    & P. Hanks, "Word association norms, mutual information, and lexicography", *Computational
    Linguistics* 16 (1990); C. D. Manning & H. Schütze, *Foundations of Statistical Natural
    Language Processing* (1999), ch. 5.

    Examples
    --------
    >>> association("mi", [8], [2], node=[10], collocate=[20]).tolist()
    [2.0]
    """
    count, expected, node, collocate = (
        np.asarray(values, dtype=np.float64) for values in (count, expected, node, collocate)
    )
    if (count <= 0).any() or (expected <= 0).any():
        raise ParameterError("association: count and expected must be above 0")
    if measure == "log_dice":
        return 14 + np.log2(2 * count / (node + collocate))
    if measure == "mi":
        return np.log2(count / expected)
    if measure == "t_score":
        return (count - expected) / np.sqrt(count)
    raise ParameterError(f"measure is {measure!r}, but must be one of {', '.join(MEASURES)}")


def _nodes(index: Concordance, lines: pd.DataFrame) -> Nodes:
    """Find the words of a concordance's lines again."""
    require_columns(lines, ["doc_id", "start", "end"], "collocates(node)")
    return index.words_of(lines)


def _surroundings(
    index: Concordance, nodes: Nodes, window: int
) -> tuple[npt.NDArray[np.bool_], Numbers]:
    """Say which words are of a node, and give those near one, each once."""
    size = index.ids.size
    owners = index.owners[nodes.first]
    within = _covered(nodes.first, nodes.last + 1, size)
    first = np.maximum(nodes.first - window, index.edges[owners])
    behind = np.minimum(nodes.last + window + 1, index.edges[owners + 1])
    return within, np.flatnonzero(_covered(first, behind, size) & ~within)


def _covered(first: Numbers, behind: Numbers, size: int) -> npt.NDArray[np.bool_]:
    """Say which places lie in one of the ranges, or in several."""
    changes = np.bincount(first, minlength=size + 1) - np.bincount(behind, minlength=size + 1)
    return np.cumsum(changes)[:size] > 0


def _documents(index: Concordance, near: Numbers, found: npt.NDArray[np.int32]) -> Numbers:
    """For each term, in how many documents it stands near the node."""
    pairs = np.unique(found.astype(np.int64) * len(index.documents) + index.owners[near])
    terms = pairs // max(len(index.documents), 1)
    return np.bincount(terms, minlength=len(index.encoded.terms))
