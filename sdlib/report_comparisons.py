"""Report comparisons: what outlets have in common and what sets them apart, for a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib.report_data import Places, levels, numbers, spans

if TYPE_CHECKING:
    from sdlib.annotation import Annotation
    from sdlib.keywords import Keyness
    from sdlib.term_counts import TermCounts

#: Words of a group that are shown, those that stand out most.
MOST_WORDS = 60
#: Places of a word that are shown for each outlet.
MOST_PLACES = 200
#: Below so many articles a word may stand in one of them only.
_FEW = 8


class KeyWords(NamedTuple):
    """The words that set outlets apart, and the counts that tell where each of them stands."""

    keyness: Keyness
    counts: TermCounts


def key_words(annotation: Annotation) -> KeyWords:
    """Give the keyness of all words by outlet; of few articles a word may stand in one only.

    Examples
    --------
    >>> import sdlib
    >>> rows = {"doc_id": ["a", "b"], "outlet": ["A", "B"], "text": ["عاد الجيش.", "عاد الوزير."]}
    >>> key_words(sdlib.annotate(pd.DataFrame(rows))).keyness.table["term"].tolist()
    ['الجيش', 'عاد', 'الوزير']
    """
    from sdlib.keywords import keyness
    from sdlib.term_counts import count_terms

    few = len(annotation.documents) < _FEW
    counts = count_terms(annotation)
    return KeyWords(keyness(counts, min_documents=1 if few else 3), counts)


def written_forms(words: KeyWords, terms: Iterable[str], texts: list[str]) -> dict[str, str]:
    """Give for terms, which are search forms, how the articles write them most often.

    Examples
    --------
    >>> import sdlib
    >>> texts = ["إدلب مدينة وإدلب محافظة وادلب.", "لا شيء."]
    >>> rows = {"doc_id": ["a", "b"], "outlet": ["A", "B"], "text": texts}
    >>> words = key_words(sdlib.annotate(pd.DataFrame(rows)))
    >>> written_forms(words, ["ادلب", "مدينه"], texts)
    {'ادلب': 'إدلب', 'مدينه': 'مدينة'}
    """
    encoded = words.counts.encoded
    owners = encoded.documents
    found = {}
    for term in terms:
        tokens = _tokens_of(words.counts, term)
        spans = zip(owners[tokens], encoded.starts[tokens], encoded.ends[tokens], strict=True)
        forms = Counter(texts[k][start:end] for k, start, end in spans)
        # Of forms that are as frequent, the first by code points: the same in each run.
        found[term] = min(forms, key=lambda form: (-forms[form], form))
    return found


def _tokens_of(counts: TermCounts, term: str) -> npt.NDArray[np.int64]:
    return np.sort(counts.tokens_of(counts.terms.index(term)))


def comparable(documents: pd.DataFrame) -> bool:
    """Whether each article has its outlet, and there are two or more."""
    return bool(documents["outlet"].notna().all() and documents["outlet"].nunique() > 1)


def comparisons(
    annotation: Annotation, words: Callable[[], KeyWords] | None = None
) -> dict[str, Callable[[], Mapping[str, Any]]]:
    """Give the tables of a page that compare outlets, each made when it is asked for.

    Parameters
    ----------
    annotation : Annotation
    words : callable, optional
        Gives what `key_words` gives, where that is needed elsewhere too.

    Returns
    -------
    dict of str to callable
        As `sdlib.report_data.tables`: ``pairs`` (`align_claims`), ``compared``
        (`compare_figures`), ``words`` (`keyness`) and ``shared`` (`find_shared_text`); nothing
        where there are not two outlets to compare.

    Examples
    --------
    >>> import sdlib
    >>> comparisons(sdlib.annotate("قال الوزير إن حلب آمنة."))
    {}
    """
    if not comparable(annotation.documents):
        return {}
    places = Places(annotation.documents)
    return {
        "pairs": lambda: _pairs(annotation, places),
        "compared": lambda: _compared(annotation),
        "words": lambda: _words(annotation, places, words() if words else key_words(annotation)),
        "shared": lambda: _shared(annotation, places),
    }


def _pairs(annotation: Annotation, places: Places) -> Mapping[str, Any]:
    from sdlib.alignment import align_claims
    from sdlib.findings import RELATIONS

    found = align_claims(annotation)
    order = found["relation"].map({name: k for k, name in enumerate(RELATIONS)})
    best = found["score"].fillna(0.0).astype("float64")
    found = found.iloc[np.lexsort((-best, order))]
    rows = {claim_id: k for k, claim_id in enumerate(annotation.claims["claim_id"])}
    columns: dict[str, Any] = {
        "relation": levels(found["relation"]),
        "score": numbers(found["score"].round(2)),
        "reasons": levels(found["reasons"]),
    }
    for side in "ab":
        own = found[[f"{name}_{side}" for name in ("doc_id", "start", "end")]]
        own = own.set_axis(["doc_id", "start", "end"], axis=1)
        docs = places.documents(own["doc_id"])
        columns[f"doc_{side}"] = docs
        columns[f"span_{side}"] = spans(places, docs, own, "")
        ids = found[f"claim_id_{side}"].fillna("")
        columns[f"claim_{side}"] = [rows.get(claim_id, -1) for claim_id in ids]
    return columns


def _compared(annotation: Annotation) -> Mapping[str, Any]:
    """Pairs of figures by their rows among the quantities."""
    from sdlib.figure_pairs import compare_figures

    found = compare_figures(annotation)
    quantities = annotation.quantities
    places = zip(quantities["doc_id"], quantities["start"], quantities["end"], strict=True)
    rows = {place: k for k, place in enumerate(places)}
    sides = {
        f"figure_{side}": [
            rows[place]
            for place in zip(
                *(found[f"{name}_{side}"] for name in ("doc_id", "start", "end")), strict=True
            )
        ]
        for side in "ab"
    }
    return {"status": levels(found["status"]), "differs": levels(found["differs"]), **sides}


def _words(annotation: Annotation, places: Places, words: KeyWords) -> Mapping[str, Any]:
    both = annotation.documents["outlet"].nunique() == 2
    found = words.keyness
    table = _outstanding(found.table, both)
    terms = list(dict.fromkeys(table["term"]))
    written = written_forms(words, terms, annotation.documents["text"].tolist())
    return {
        "gates": [
            {"names": gate.names, "documents": gate.documents, "p": _least(gate)}
            for gate in found.gates.values()
        ],
        "group": levels(table["group"]),
        "term": [terms.index(term) for term in table["term"]],
        **{
            name: numbers(table[name].round(3))
            for name in (
                *("log_ratio", "low", "high", "weighted_log_odds", "p_maxt"),
                *("count", "count_other", "per_million", "per_million_other"),
            )
        },
        "terms": [written[term] for term in terms],
        "places": [_places_of(words.counts, term, places) for term in terms],
    }


def _least(gate: Any) -> float | None:
    """The smallest p-value that could come out, and None where there is none."""
    return None if gate.reason else round(gate.smallest_p, 4)


def _outstanding(table: pd.DataFrame, both: bool) -> pd.DataFrame:
    """The words that each group uses more; of two groups the second's too."""
    first = table[table["weighted_log_odds"] > 0].groupby("group", sort=False).head(MOST_WORDS)
    if not both:
        return first
    second = table[table["weighted_log_odds"] < 0].tail(MOST_WORDS)
    return pd.concat([first, second.iloc[::-1]])


def _places_of(counts: TermCounts, term: str, places: Places) -> list[int]:
    """Where a word stands: document, start and end one after the other, some for each outlet."""
    tokens = _tokens_of(counts, term)
    owners = counts.encoded.documents[tokens]
    outlets = pd.Series(counts.units["outlet"].to_numpy()[owners])
    kept = (outlets.groupby(outlets).cumcount() < MOST_PLACES).to_numpy()
    starts, ends = (
        places.offsets(owners[kept].tolist(), pd.Series(edges[tokens[kept]]))
        for edges in (counts.encoded.starts, counts.encoded.ends)
    )
    triples = zip(owners[kept].tolist(), starts, ends, strict=True)
    return [value for triple in triples for value in triple]


def _shared(annotation: Annotation, places: Places) -> Mapping[str, Any]:
    from sdlib.shared_text import find_shared_text

    found = find_shared_text(annotation)
    columns: dict[str, Any] = {"kind": levels(found["kind"]), "shared": numbers(found["shared"])}
    for side in "ab":
        own = found[[f"{name}_{side}" for name in ("doc_id", "start", "end")]]
        own = own.set_axis(["doc_id", "start", "end"], axis=1)
        docs = places.documents(own["doc_id"])
        columns[f"doc_{side}"] = docs
        columns[f"span_{side}"] = spans(places, docs, own, "")
        columns[f"share_{side}"] = numbers(found[f"share_{side}"].round(2))
    return columns
