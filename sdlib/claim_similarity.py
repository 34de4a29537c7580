"""Similarity of claims: which pairs may say the same thing, and by how much they agree.

Only spans of one event and of two sides (outlets) are compared. A pair that shares content
lemmas is a candidate; then each kind of agreement is measured, and the score is their
weighted mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix

from sdlib.normalization import normalize_word
from sdlib.span_terms import Ints, SpanTerms
from sdlib.tables import require_columns

#: What each kind of agreement weighs. What a pair does not have (numbers in neither, no known
#: speaker) is left out of the mean. Chosen by reading pairs of half of 158 known events.
WEIGHTS: Mapping[str, float] = {
    "lemmas": 4,  # cosine of the content lemmas by TF-IDF
    "overlap": 3,  # of the rarity of the shorter one's lemmas, the share that the other has too
    "characters": 2,  # cosine of character 3-grams by TF-IDF: other spellings, other forms
    "speaker": 2,  # 1 if one name, or the words of one are in the other; 0.5 if one state
    "entities": 1,  # Jaccard of the entities named
    "numbers": 1,  # of the counted numbers of the shorter one, the share that the other has too
}

#: Pairs whose lemmas agree less are no candidates.
_LEAST = 0.12

#: Spans that are compared with those behind them at once.
_BLOCK = 2000

#: How much two speakers of one state are alike.
SAME_STATE = 0.5

Floats = npt.NDArray[np.float64]


def similar_pairs(spans: pd.DataFrame, terms: SpanTerms, sides: Sequence[str]) -> pd.DataFrame:
    """Give the pairs of spans of one event and of two sides that may say the same.

    Parameters
    ----------
    spans : pandas.DataFrame
        ``event`` and ``side`` (any values); ``speaker`` (a key), ``name`` (the speaker's words,
        several with ``؛`` between them) and ``state`` (the country whose state speaks), each
        missing where it is not known; ``entities`` and ``numbers`` (frozensets of what is in the
        span).
    terms : SpanTerms
        What `sdlib.span_terms.read_spans` gives for them.
    sides : sequence of str
        All sides, in the order in which they are shown.

    Returns
    -------
    pandas.DataFrame
        ``a`` and ``b`` (positions in ``spans``, the side of ``a`` the first one of ``sides``),
        a column for each of ``WEIGHTS`` between 0 and 1 (NaN where neither or only one has
        it), ``common`` (content lemmas and entities in both), ``shared`` (those that are no
        entities) and ``score``, the weighted mean.

    Notes
    -----
    Spans of different events never meet, so that the cost grows with the number of events.

    References
    ----------
    J. C. Gower, "A general coefficient of similarity and some of its properties",
    Biometrics 27 (1971): the weighted mean over what can be compared.
    """
    columns = ["event", "side", "speaker", "name", "state", "entities", "numbers"]
    require_columns(spans, columns, "similar_pairs(spans)")
    places = pd.Index(sides).get_indexer(spans["side"])
    a, b, cosines = _candidates(pd.factorize(spans["event"])[0], places, terms.lemmas)
    swap = places[a] > places[b]
    a, b = np.where(swap, b, a), np.where(swap, a, b)
    pairs = pd.DataFrame({"a": a, "b": b, "lemmas": cosines})
    pairs["overlap"], pairs["shared"], pairs["common"] = _overlap(terms, a, b)
    pairs["characters"] = _products(terms.characters, a, b)
    pairs["speaker"] = _same_speaker(spans, a, b)
    for name, least in (("entities", False), ("numbers", True)):
        pairs[name] = _shares(spans[name].tolist(), a, b, of_smaller=least)
    return pairs.assign(score=_score(pairs))


def wording(pairs: pd.DataFrame) -> pd.Series:
    """Give how much the words of two spans agree, whoever says them: 0 to 1."""
    names = ("lemmas", "overlap", "characters")
    return sum(WEIGHTS[n] * pairs[n] for n in names) / sum(WEIGHTS[n] for n in names)


def _score(pairs: pd.DataFrame) -> Floats:
    """The weighted mean of what each pair has."""
    values = pairs[list(WEIGHTS)].to_numpy(dtype=np.float64)
    weights = np.where(np.isnan(values), 0.0, list(WEIGHTS.values()))
    return (np.nan_to_num(values) * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)


def _candidates(events: Ints, sides: Ints, lemmas: csr_matrix) -> tuple[Ints, Ints, Floats]:
    """Pairs of one event and two sides, the earlier row first, with their cosines."""
    cells = lemmas.tocoo()
    # A column for each lemma of each event: what is of two events has no product.
    keys = events[cells.row].astype(np.int64) * lemmas.shape[1] + cells.col
    names, columns = np.unique(keys, return_inverse=True)
    shape = (lemmas.shape[0], max(names.size, 1))
    apart = csr_matrix((cells.data, (cells.row, columns)), shape=shape)
    found = list(_blocks(apart, sides))
    rows, others, values = (np.concatenate(column) for column in zip(*found, strict=True))
    return rows.astype(np.int64), others.astype(np.int64), values


def _blocks(apart: csr_matrix, sides: Ints) -> Iterator[tuple[Ints, Ints, Floats]]:
    behind = apart.T.tocsc()
    for first in range(0, max(apart.shape[0], 1), _BLOCK):
        products = (apart[first : first + _BLOCK] @ behind).tocoo()
        rows = products.row.astype(np.int64) + first
        kept = (products.data >= _LEAST) & (products.col > rows)
        kept &= sides[rows] != sides[products.col] if sides.size else False
        yield rows[kept], products.col[kept].astype(np.int64), products.data[kept]


def _products(rows: csr_matrix, a: Ints, b: Ints) -> Floats:
    return np.asarray(rows[a].multiply(rows[b]).sum(axis=1)).ravel()


def _overlap(terms: SpanTerms, a: Ints, b: Ints) -> tuple[Floats, Ints, Ints]:
    """The share of the rarity of the shorter one's lemmas; how many words, and terms, both have."""
    both = csr_matrix(terms.present[a].minimum(terms.present[b]))
    totals = np.asarray(terms.present.sum(axis=1)).ravel()
    smaller = np.minimum(totals[a], totals[b])
    shares = np.asarray(both.sum(axis=1)).ravel() / np.where(smaller > 0, smaller, 1)
    words = np.array([term.isalpha() for term in terms.vocabulary], dtype=np.float64)
    return shares, np.asarray(both.sign() @ words).astype(np.int64), both.getnnz(axis=1)


def _same_speaker(spans: pd.DataFrame, a: Ints, b: Ints) -> Floats:
    """1 where two spans share a speaker, 0.5 a state, NaN where one has none that is known."""
    keys, states = (pd.factorize(spans[name])[0] for name in ("speaker", "state"))
    voices = [_voices(name) for name in spans["name"].tolist()]
    known = np.array([bool(parts) for parts in voices], dtype=bool)
    pairs = zip(a.tolist(), b.tolist(), strict=True)
    same = np.array([_one_voice(voices[i], voices[k]) for i, k in pairs], dtype=bool)
    same |= (keys[a] == keys[b]) & (keys[a] >= 0)
    party = (states[a] == states[b]) & (states[a] >= 0)
    values = np.where(same, 1.0, np.where(party, SAME_STATE, 0.0))
    return np.where(known[a] & known[b], values, np.nan)


def _one_voice(some: list[frozenset[str]], others: list[frozenset[str]]) -> bool:
    return any(one <= other or other <= one for one in some for other in others)


def _voices(name: object) -> list[frozenset[str]]:
    """The words of each of the speakers that are named."""
    parts = name.split("؛") if isinstance(name, str) else []
    found = [
        frozenset(normalize_word(word).removeprefix("ال") for word in part.split())
        for part in parts
    ]
    return [words for words in found if words]


def _shares(sets: list[frozenset[object]], a: Ints, b: Ints, *, of_smaller: bool) -> Floats:
    """What two sets share, of the smaller one or of both together; NaN where one is empty."""
    shares = np.full(a.size, np.nan)
    for k, (i, j) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        one, other = sets[i], sets[j]
        if one and other:
            size = min(len(one), len(other)) if of_smaller else len(one | other)
            shares[k] = len(one & other) / size
    return shares
