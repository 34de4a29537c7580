"""House style: spellings of one word between which outlets, and not writers, decide.

Families are found in the corpus, by general ways in which Arabic spelling varies, and kept
where outlets differ. Two words of their own may differ in the same way; spellings must stand
among the same words too (`sdlib.spelling_pairs`): that sets `سوريا/سورية` apart from `قوي/قوى`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix

from sdlib.annotation import Annotation
from sdlib.errors import ParameterError
from sdlib.spelling_pairs import (
    BEFORE_HAMZA,
    FINAL_ALEF,
    FINAL_TA,
    FINAL_YA,
    HAMZA,
    SPACE,
    Contexts,
    is_one_word,
)
from sdlib.tables import TEXT, require_columns
from sdlib.term_counts import TermCounts, count_terms

_HAMZA = str.maketrans("أإآٱؤئ", "ااااءء")
_FINAL_ALEF = ("ا", "ة", "ه")
#: Shorter words are too often others: `ما` and `مه`, `كان` and `كا ن`.
_SHORTEST, _SHORTEST_PART = 4, 2


def _final_alef(word: str) -> str:
    return word[:-1] + "ا" if len(word) >= _SHORTEST and word.endswith(_FINAL_ALEF) else word


#: The ways in which the letters of one word vary: words that become one are a family.
KINDS: Mapping[str, Callable[[str], str]] = {
    HAMZA: lambda word: word.translate(_HAMZA),
    FINAL_YA: lambda word: word[:-1] + "ي" if word.endswith("ى") else word,
    FINAL_TA: lambda word: word[:-1] + "ه" if word.endswith("ة") else word,
    FINAL_ALEF: _final_alef,
    BEFORE_HAMZA: lambda word: word.replace("ائ", "ئ"),
}
_COLUMNS = {
    "family": TEXT,
    "kind": TEXT,
    "spelling": TEXT,
    "outlet": TEXT,
    "count": "int64",
    "share": "float64",
    "range": "float64",
}


def find_spellings(
    source: pd.DataFrame | Annotation,
    *,
    min_count: int = 5,
    min_range: float = 0.5,
) -> pd.DataFrame:
    """Find words that outlets spell differently.

    Two spellings are of one family if they differ in hamza (``ان/أن``), in final ya
    (``على/علي``), in final ta marbuta (``غزة/غزه``) or alef (``سوريا/سورية``), in an alef
    before hamza (``المائة/المئة``), or in a space (``عبد الله/عبدالله``). Such pairs may be
    different words: so the words before and behind must be much the same, and inflection no
    other reason (``لافتا/لافتة``), unless in an annotation both name one entity. Kept are
    families whose most frequent spelling has a share that differs between outlets by
    ``min_range`` or more. Rare words, of which too few neighbours are known, are missed.

    Parameters
    ----------
    source : pandas.DataFrame or Annotation
        Documents with ``doc_id``, ``outlet`` and ``text``, or an annotation.
    min_count : int
        Spellings used less often are left out, and outlets that use a family less often do not
        decide on its range.
    min_range : float
        From 0 (all families) to 1.

    Returns
    -------
    pandas.DataFrame
        One row a spelling and outlet, the largest range first: ``family`` (its most frequent
        spelling of one word), ``kind``, ``spelling``, ``outlet``, ``count``, ``share`` (of
        the outlet's uses of the family; NaN where it has none) and ``range`` (of the shares
        of ``family`` between outlets). What `count_terms` takes as ``spellings``.

    Raises
    ------
    TableError
        If a column is missing.
    ParameterError
        If a number is out of range.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"],
    ...     "text": ["في سوريا. " * 6, "في سورية. " * 5]})
    >>> found = find_spellings(documents)
    >>> found[["family", "spelling", "outlet", "count"]].values.tolist()
    [['سوريا', 'سوريا', 'A', 6], ['سوريا', 'سوريا', 'B', 0],
     ['سوريا', 'سورية', 'A', 0], ['سوريا', 'سورية', 'B', 5]]
    """
    if min_count < 1 or not 0 <= min_range <= 1:
        raise ParameterError("min_count must be at least 1, and min_range from 0 to 1")
    documents = source.documents if isinstance(source, Annotation) else source
    require_columns(documents, ["doc_id", "outlet", "text"], "find_spellings(documents)")
    counts = count_terms(source, terms="base", ngram=(1, 2))
    whole = counts
    total = np.asarray(counts.matrix.sum(axis=0)).ravel()
    counts = counts.select(total >= min_count)
    outlets = list(dict.fromkeys(counts.units["outlet"].dropna()))
    uses = _by_outlet(counts, outlets)
    frames = [
        frame
        for members, kind in _families(counts, whole, _named(source))
        if (frame := _frame(members, kind, counts.terms, uses, outlets, min_count)) is not None
    ]
    if not frames:
        return pd.DataFrame({c: pd.Series(dtype=dtype) for c, dtype in _COLUMNS.items()})
    table = pd.concat(frames, ignore_index=True).astype(_COLUMNS)
    table = table[table["range"] >= min_range]
    # A stable sort keeps spellings and outlets in their order within a family.
    order = ["range", "family"]
    return table.sort_values(order, ascending=[False, True], kind="stable", ignore_index=True)


def _by_outlet(counts: TermCounts, outlets: list[str]) -> npt.NDArray[np.int64]:
    """The uses of each term (column) in each outlet (row)."""
    place = {outlet: k for k, outlet in enumerate(outlets)}
    rows = counts.units["outlet"].map(place).to_numpy(dtype="float64", na_value=-1)
    known = np.flatnonzero(rows >= 0)
    cells = (np.ones(known.size), (rows[known].astype(np.int64), known))
    return (csr_matrix(cells, shape=(len(outlets), rows.size)) @ counts.matrix).toarray()


def _named(source: pd.DataFrame | Annotation) -> Mapping[str, set[str]]:
    """The entities that each word names in the annotation, where it is the whole name."""
    named: dict[str, set[str]] = {}
    if isinstance(source, Annotation):
        mentions = source.mentions[["text", "entity_id"]].dropna().drop_duplicates()
        for text, entity_id in mentions.itertuples(index=False):
            named.setdefault(text, set()).add(entity_id)
    return named


def _families(
    counts: TermCounts, whole: TermCounts, named: Mapping[str, set[str]]
) -> Iterator[tuple[list[int], str]]:
    """Groups of terms that are spellings of each other, with the kinds that join them."""
    terms, contexts = counts.terms, Contexts(whole)
    place = {int(column): k for k, column in enumerate(whole.columns.tolist())}
    own = [place[int(column)] for column in counts.columns.tolist()]
    edges, refused = [], set()
    for i, j, kind in _edges(terms):
        alike = contexts.alike(own[i], own[j])
        if named.get(terms[i], set()) & named.get(terms[j], set()):
            alike = 1.0
        if is_one_word(terms[i], terms[j], kind, alike):
            edges.append((alike, i, j, kind))
        else:
            refused.add((i, j))
    refused -= {(i, j) for _, i, j, _ in edges}
    family: dict[int, list[int]] = {}
    kinds: dict[int, dict[str, None]] = {}
    for _, i, j, kind in sorted(edges, key=lambda edge: (-edge[0], *edge[1:])):
        one, other = family.setdefault(i, [i]), family.setdefault(j, [j])
        if one is not other:
            if refused & {pair for a in one for b in other for pair in ((a, b), (b, a))}:
                continue
            one += other
            kinds.setdefault(id(one), {}).update(kinds.pop(id(other), {}))
            family.update(dict.fromkeys(other, one))
        kinds.setdefault(id(one), {})[kind] = None
    for members in {id(m): m for m in family.values() if len(m) > 1}.values():
        yield sorted(members), ", ".join(kinds[id(members)])


def _edges(terms: list[str]) -> Iterator[tuple[int, int, str]]:
    """Pairs of terms that differ in one of the ways in which spelling varies."""
    single = {term: k for k, term in enumerate(terms) if " " not in term}
    for kind, key in KINDS.items():
        groups: dict[str, list[int]] = {}
        for term, k in single.items():
            groups.setdefault(key(term), []).append(k)
        for group in groups.values():
            yield from ((i, j, kind) for i, j in combinations(group, 2))
    for k, term in enumerate(terms):
        parts = term.split(" ")
        joined = single.get("".join(parts))
        if len(parts) == 2 and joined is not None and min(map(len, parts)) >= _SHORTEST_PART:
            yield joined, k, SPACE


def _frame(
    members: list[int],
    kind: str,
    terms: list[str],
    uses: npt.NDArray[np.int64],
    outlets: list[str],
    min_count: int,
) -> pd.DataFrame | None:
    """The rows of a family; None where fewer than two outlets can be compared."""
    ranked = sorted(members, key=lambda k: (" " in terms[k], -uses[:, k].sum(), terms[k]))
    own = uses[:, ranked]
    total = own.sum(axis=1, keepdims=True)
    share = np.divide(own, total, out=np.full(own.shape, np.nan), where=total > 0)
    deciding = share[total[:, 0] >= min_count, 0]
    if deciding.size < 2:
        return None
    return pd.DataFrame(
        {
            "family": terms[ranked[0]],
            "kind": kind,
            "spelling": np.repeat([terms[k] for k in ranked], len(outlets)),
            "outlet": outlets * len(ranked),
            "count": own.T.ravel(),
            "share": share.T.ravel(),
            "range": deciding.max() - deciding.min(),
        }
    )
