"""Keywords: which words set groups of documents apart, by how much, and how sure that is.

One table for all measures of the field: the size of a difference first, with an interval
from drawing documents anew; how the word is spread over documents; and a p-value from
dealing documents to the sides at random, adjusted for having looked at all words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix

from sdlib.annotation import Annotation
from sdlib.bootstraps import bootstrap_interval
from sdlib.errors import ParameterError
from sdlib.inference import MIN_DOCUMENTS, Gate, Resampling
from sdlib.measures import MEASURES, dispersion, log_likelihood, log_ratio
from sdlib.permutations import adjust_p, permute_documents
from sdlib.tables import TEXT, named, require_columns
from sdlib.term_counts import TermCounts, count_terms

#: What all documents of other groups are called together.
REST = "the rest"

_FLOAT, _INT = "float64", "int64"
#: The columns behind the term, the groups and the effects.
_COLUMNS = {
    "log_likelihood": _FLOAT,
    "count": _INT,
    "count_other": _INT,
    "per_million": _FLOAT,
    "per_million_other": _FLOAT,
    "documents": _INT,
    "documents_other": _INT,
    "dp": _FLOAT,
    "dp_other": _FLOAT,
    "dp_reason": TEXT,
    "p": _FLOAT,
    "p_maxt": _FLOAT,
    "p_bh": _FLOAT,
    "reason": TEXT,
}

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, repr=False, eq=False)
class Keyness:
    """Words that set groups apart, and what the documents are enough for.

    Attributes
    ----------
    table : pandas.DataFrame
        As `keyness` tells.
    note : str
        The unit, the documents of each side, and the smallest p that could come out, a
        line for each group: the caption of the table.
    gates : mapping of str to Gate
        The same, by group.
    """

    table: pd.DataFrame
    note: str
    gates: Mapping[str, Gate]

    def __repr__(self) -> str:
        return f"{self.note}\n{self.table.head(10).to_string(index=False)}"


@dataclass(frozen=True)
class _Sides:
    """Uses in documents, the words of these, and which are of the first side."""

    matrix: csr_matrix
    sizes: npt.NDArray[np.int64]
    first: npt.NDArray[np.bool_]


def keyness(
    source: TermCounts | pd.DataFrame | Annotation,
    *,
    by: str = "outlet",
    target: str | tuple[str, str] | None = None,
    measure: str = "weighted_log_odds",
    min_documents: int | None = None,
    resampling: Resampling = Resampling(),  # noqa: B008 (it is frozen)
) -> Keyness:
    """Compare the words of a group of documents with those of the others.

    Parameters
    ----------
    source : TermCounts, pandas.DataFrame or Annotation
        Counts of any terms (`sdlib.term_counts.count_terms`); of documents or an
        annotation the single words are counted.
    by : str
        The column of the documents that names the group. Documents without one are left out.
    target : str or pair of str, optional
        One group, against all others; or two groups, the first against the second. By default
        the first of two groups, of more than two each in turn.
    measure : str
        By which to sort: "weighted_log_odds" (its z), "log_ratio", "log_likelihood",
        "chi_squared", "percent_difference", "simple_maths" or "jensen_shannon", see
        `sdlib.measures`. Those without a sign get that of the difference. Terms of one value,
        such as those of one side only by "percent_difference", come by their uses: those most
        used by the group first, those most used by the others last.
    min_documents : int, optional
        Terms that fewer documents of the two sides use are left out, also of the adjustment:
        by default 3, or 1 where a side has too few documents for p-values.
    resampling : Resampling
        Permutations, bootstraps and seed.

    Returns
    -------
    Keyness
        Its ``table`` has one row a term and group, by falling ``measure``: ``term, group,
        other``; ``log_ratio`` (1 is twice as often) with its 95 % interval ``low, high`` over
        documents; the measure; ``log_likelihood`` (G², description only); ``count,
        per_million, documents, dp`` (Gries' DP over documents), and the same of the
        other side; ``p`` (permuting documents), ``p_maxt`` (adjusted for all terms, Westfall
        & Young), ``p_bh`` (Benjamini & Hochberg), and ``reason``, why these are NaN. The
        interval is NaN where a side has one document; ``dp`` where a side does not use the
        term, or has one document, as ``dp_reason`` says.

    Raises
    ------
    TableError
        If there is no such column.
    ParameterError
        If a group or the measure is unknown, a group has no words, or there is one group only.

    Notes
    -----
    Units smaller than a document are put together again: words of one document are no
    independent draws, so whatever is counted, documents are drawn and dealt.

    No p is below 1 / (permutations + 1). So of 10,000 terms and 999 permutations ``p_bh`` gets
    below 0.05 only where 200 terms or more have the smallest p, whatever their effects:
    look at ``p_maxt``, which gets to the smallest p however many terms there are.

    References
    ----------
    As of the measures, `sdlib.permutations` and `sdlib.bootstraps`.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": list("abcdefgh"), "outlet": list("AAAABBBB"),
    ...     "text": ["المعارضة تعلن"] * 4 + ["الحكومة تعلن"] * 4})
    >>> found = keyness(documents)
    >>> found.table[["term", "log_ratio", "p"]].round(3).values.tolist()
    [['المعارضه', 3.17, 0.029], ['تعلن', 0.0, 1.0], ['الحكومه', -3.17, 0.029]]
    >>> print(found.note)
    Unit: the document. A 4, B 4. p-values from all 70 ways to deal the documents to two
    sides; the smallest that could come out is 0.029.
    """
    if measure not in MEASURES:
        raise ParameterError(f"measure is {measure!r}, but must be one of {', '.join(MEASURES)}")
    counts = source if isinstance(source, TermCounts) else count_terms(source)
    require_columns(counts.units, [by], "keyness(by)")
    documents, groups = _by_document(counts, by)
    frames, gates = [], {}
    for group, other in _pairs(groups, target, by):
        own = groups == group
        against = (groups == other) if other != REST else ~own & ~pd.isna(groups)
        chosen = own | against
        sides = _Sides(documents[0][chosen], documents[1][chosen], own[chosen])
        gates[group] = _gate(sides, (group, other), by, resampling.permutations)
        used = np.flatnonzero(sides.matrix.getnnz(axis=0) >= _least(min_documents, gates[group]))
        sides = replace(sides, matrix=sides.matrix[:, used].tocsr())
        columns = _compare(sides, gates[group], measure, resampling)
        terms = pd.array([counts.terms[k] for k in used.tolist()], dtype=TEXT)
        frames.append(_frame(terms, (group, other), columns, measure))
    note = "\n".join(gate.note for gate in gates.values())
    return Keyness(pd.concat(frames, ignore_index=True), note, gates)


def _least(min_documents: int | None, gate: Gate) -> int:
    """How many documents must use a term: of two articles no more than one can be asked."""
    if min_documents is None:
        return 1 if min(gate.documents) < MIN_DOCUMENTS else 3
    return max(min_documents, 1)


def _by_document(
    counts: TermCounts, by: str
) -> tuple[tuple[csr_matrix, npt.NDArray[np.int64]], npt.NDArray[np.object_]]:
    """Uses and words of each document, and its group."""
    rows, ids = pd.factorize(counts.units["doc_id"])
    words = counts.units["words"].to_numpy(dtype=np.int64)
    matrix = counts.matrix
    # A missing name equals nothing, and `pandas.NA` would not say whether it does.
    groups = named(counts.units[by]).to_numpy(dtype=object, na_value=None)
    if len(ids) < len(rows):
        cells = (np.ones(rows.size, dtype=matrix.dtype), (rows, np.arange(rows.size)))
        matrix = csr_matrix(cells, shape=(len(ids), rows.size)) @ matrix
        words = np.bincount(rows, weights=words).astype(np.int64)
        groups = groups[np.unique(rows, return_index=True)[1]]
    return (matrix.tocsr(), words), groups


def _pairs(
    groups: npt.NDArray[np.object_], target: str | Sequence[str] | None, by: str
) -> Iterator[tuple[str, str]]:
    """Which group is compared with which."""
    names = list(dict.fromkeys(groups[~pd.isna(groups)]))
    if not names:
        raise ParameterError(
            f"the column {by} names no group: fill it in for the documents, one name a row, or "
            f"give the column that does with by=…"
        )
    if len(names) < 2:
        raise ParameterError(
            f"the column {by} names one group, {names[0]}; a comparison needs at least two: add "
            f"documents of another, or give another column with by=…"
        )
    pair = isinstance(target, list | tuple)
    asked = names if target is None else list(target) if pair else [target]
    if unknown := [name for name in asked if name not in names]:
        some = ", ".join(map(str, names[:8]))
        raise ParameterError(f"no document has {unknown[0]!r} in the column {by}; there is {some}")
    if pair and (len(asked), len(set(asked))) != (2, 2):
        raise ParameterError(f"target is {target!r}, but must be one group or two different ones")
    if pair or (target is None and len(names) == 2):
        yield asked[0], asked[1]
        return
    for name in asked:
        others = [each for each in names if each != name]
        yield name, others[0] if len(others) == 1 else REST


def _gate(sides: _Sides, names: tuple[str, str], by: str, permutations: int) -> Gate:
    has_words = sides.sizes > 0
    numbers = [int((has_words & side).sum()) for side in (sides.first, ~sides.first)]
    for name, number in zip(names, numbers, strict=True):
        if not number:
            raise ParameterError(f"{name} ({by}) has no words; leave the group out")
    return Gate((str(names[0]), str(names[1])), (numbers[0], numbers[1]), permutations)


def _compare(
    sides: _Sides, gate: Gate, measure: str, resampling: Resampling
) -> dict[str, npt.ArrayLike]:
    """All columns of the table but the names."""
    parts = [(sides.matrix[side], sides.sizes[side]) for side in (sides.first, ~sides.first)]
    uses = [np.asarray(matrix.sum(axis=0)).ravel().astype(np.float64) for matrix, _ in parts]
    words = [float(sizes.sum()) for _, sizes in parts]
    low, high = _interval(sides, resampling)
    columns: dict[str, npt.ArrayLike] = {
        "log_ratio": log_ratio(*uses, *words),
        "low": low,
        "high": high,
        measure: MEASURES[measure](*uses, *words),
        "log_likelihood": log_likelihood(*uses, *words),
    }
    if measure == "log_likelihood":
        columns[measure] = MEASURES[measure](*uses, *words)
    for end, (matrix, sizes), own, all_words in zip(
        ("", "_other"), parts, uses, words, strict=True
    ):
        columns[f"count{end}"] = own.astype(np.int64)
        columns[f"per_million{end}"] = 1e6 * own / all_words
        columns[f"documents{end}"] = matrix.getnnz(axis=0)
        columns[f"dp{end}"] = dispersion(matrix, sizes)
    columns["dp_reason"] = _dp_reasons(uses, gate)
    return columns | _p_values(sides, gate, resampling)


def _dp_reasons(uses: Sequence[Numbers], gate: Gate) -> list[str]:
    """For each term why a side has no dispersion; empty where both have one."""
    alone = [
        f"one document of {n}" for n, k in zip(gate.names, gate.documents, strict=True) if k < 2
    ]
    if alone:
        return ["; ".join(alone)] * uses[0].size
    first, second = (f"not used by {name}" for name in gate.names)
    return [second if not b else first if not a else "" for a, b in zip(*uses, strict=True)]


def _interval(sides: _Sides, resampling: Resampling) -> tuple[Numbers, Numbers]:
    if not resampling.bootstraps:
        nothing = np.full(sides.matrix.shape[1], np.nan)
        return nothing, nothing
    return bootstrap_interval(
        sides.matrix,
        sides.sizes,
        sides.first,
        log_ratio,
        bootstraps=resampling.bootstraps,
        seed=resampling.seed,
    )


def _p_values(sides: _Sides, gate: Gate, resampling: Resampling) -> dict[str, npt.ArrayLike]:
    terms = sides.matrix.shape[1]
    if gate.reason or not terms:
        nothing = np.full(terms, np.nan)
        return {"p": nothing, "p_maxt": nothing, "p_bh": nothing, "reason": gate.reason}
    # A document without words is of no side.
    with_words = sides.sizes > 0
    found = permute_documents(
        sides.matrix[with_words],
        sides.sizes[with_words],
        sides.first[with_words],
        permutations=resampling.permutations,
        seed=resampling.seed,
    )
    return {"p": found.p, "p_maxt": found.p_maxt, "p_bh": adjust_p(found.p), "reason": ""}


def _frame(
    terms: npt.ArrayLike,
    names: tuple[str, str],
    columns: Mapping[str, npt.ArrayLike],
    measure: str,
) -> pd.DataFrame:
    effects = dict.fromkeys(["log_ratio", "low", "high", measure], _FLOAT)
    frame = pd.DataFrame({"term": terms, "group": names[0], "other": names[1]} | dict(columns))
    order = ["term", "group", "other", *effects, *(c for c in _COLUMNS if c not in effects)]
    dtypes = dict.fromkeys(["term", "group", "other"], TEXT) | effects | _COLUMNS
    ordered = frame[order].astype({c: dtypes[c] for c in order})
    # Of one value are all terms of one side only, by some measures: the more used, the farther out.
    ranks = [measure, "count", "count_other", "term"]
    return ordered.sort_values(ranks, ascending=[False, False, True, True], ignore_index=True)
