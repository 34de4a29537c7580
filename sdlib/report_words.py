"""Report words: the words that set outlets apart, and the spellings, for a page.

A spelling that an outlet has chosen is no difference in what it writes about, and would be the
first in any table of keywords. So spellings of one word are counted together, and listed apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib.report_data import Places, levels, numbers, outlets

if TYPE_CHECKING:
    from sdlib.annotation import Annotation
    from sdlib.keywords import Keyness
    from sdlib.term_counts import TermCounts

_Tokens = npt.NDArray[np.int64]

#: Words of a group that are shown, those that stand out most.
MOST_WORDS = 60
#: Places of a word that are shown for each outlet.
MOST_PLACES = 200
#: Below so many articles a word may stand in one of them only.
_FEW = 8


class KeyWords(NamedTuple):
    """The words that set outlets apart, and the counts that tell where each of them stands.

    ``families`` are the spellings that were counted as one (`sdlib.house_style.find_spellings`).
    """

    keyness: Keyness
    counts: TermCounts
    families: pd.DataFrame


def key_words(annotation: Annotation) -> KeyWords:
    """Give the keyness of all words by outlet, the spellings of outlets counted as one.

    Of few articles a word may stand in one only.

    Examples
    --------
    >>> import sdlib
    >>> rows = {"doc_id": ["a", "b"], "outlet": ["A", "B"], "text": ["عاد الجيش.", "عاد الوزير."]}
    >>> key_words(sdlib.annotate(pd.DataFrame(rows))).keyness.table["term"].tolist()
    ['الجيش', 'عاد', 'الوزير']
    """
    from sdlib.house_style import find_spellings
    from sdlib.keywords import keyness
    from sdlib.term_counts import count_terms

    few = len(annotation.documents) < _FEW
    families = find_spellings(annotation)
    counts = count_terms(annotation, spellings=families)
    return KeyWords(keyness(counts, min_documents=1 if few else 3), counts, families)


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


def _tokens_of(counts: TermCounts, term: str) -> _Tokens:
    return np.sort(counts.tokens_of(counts.terms.index(term)))


def word_table(annotation: Annotation, places: Places, words: KeyWords) -> Mapping[str, Any]:
    """Give the words that stand out most, with their measures and places, as short columns.

    Examples
    --------
    >>> import sdlib
    >>> rows = {"doc_id": ["a", "b"], "outlet": ["A", "B"], "text": ["عاد الجيش.", "عاد الوزير."]}
    >>> annotation = sdlib.annotate(pd.DataFrame(rows))
    >>> found = word_table(annotation, Places(annotation.documents), key_words(annotation))
    >>> found["terms"], found["places"]
    (['الجيش', 'الوزير'], [[0, 4, 9], [1, 4, 10]])
    """
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
    tokens = _tokens_of(counts, term)
    return _flat(counts, tokens, tokens, places)


def _flat(counts: TermCounts, first: _Tokens, last: _Tokens, places: Places) -> list[int]:
    """Where a term stands: document, start and end one after the other, some for each outlet."""
    encoded = counts.encoded
    owners = encoded.documents[first]
    outlets = pd.Series(counts.units["outlet"].to_numpy()[owners])
    kept = (outlets.groupby(outlets).cumcount() < MOST_PLACES).to_numpy()
    docs = owners[kept].tolist()
    starts = places.offsets(docs, pd.Series(encoded.starts[first[kept]]))
    ends = places.offsets(docs, pd.Series(encoded.ends[last[kept]]))
    triples = zip(docs, starts, ends, strict=True)
    return [value for triple in triples for value in triple]


def spelling_table(
    annotation: Annotation, places: Places, families: pd.DataFrame
) -> Mapping[str, Any]:
    """Give the spellings that outlets choose differently, with their uses by outlet and places.

    Examples
    --------
    >>> import sdlib
    >>> texts = ["في سوريا. " * 5, "في سورية. " * 5]
    >>> rows = {"doc_id": ["a", "b"], "outlet": ["A", "B"], "text": texts}
    >>> annotation = sdlib.annotate(pd.DataFrame(rows))
    >>> words = key_words(annotation)
    >>> found = spelling_table(annotation, Places(annotation.documents), words.families)
    >>> found["spelling"], found["counts"], found["places"][1][:3]
    (['سوريا', 'سورية'], [[5, 0], [0, 5]], [1, 3, 8])
    """
    from sdlib.term_counts import count_terms

    rows = families.drop_duplicates(["family", "spelling"])
    uses = families.pivot_table(index=["family", "spelling"], columns="outlet", values="count")
    known = [row["name"] for row in outlets(annotation.documents)]
    uses = uses.reindex(columns=known, fill_value=0).fillna(0).astype("int64")
    base = count_terms(annotation, terms="base", ngram=(1, 2)) if len(rows) else None
    return {
        "family": levels(rows["family"]),
        "kind": [kind.split(", ") for kind in rows["kind"]],
        "spelling": rows["spelling"].tolist(),
        "counts": [
            uses.loc[key].tolist() for key in zip(rows["family"], rows["spelling"], strict=True)
        ],
        "places": [_flat(base, *_spelt(base, term), places) for term in rows["spelling"]],
    }


def _spelt(counts: TermCounts, term: str) -> tuple[_Tokens, _Tokens]:
    """The first and the last token of each use of a spelling of one word or two."""
    first = _tokens_of(counts, term)
    *_, last = term.split(" ")
    own = np.flatnonzero(counts.encoded.ids == counts.encoded.terms.index(last))
    return first, own[np.searchsorted(own, first, side="right" if " " in term else "left")]
