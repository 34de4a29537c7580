"""TF-IDF by source: which words set outlets apart, with scikit-learn and sdlib's own words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix

from sdlib.annotation import Annotation
from sdlib.errors import ParameterError
from sdlib.lexicon import read_lexicon
from sdlib.normalization import normalize_word
from sdlib.tables import TEXT, named, require_columns
from sdlib.term_counts import count_terms
from sdlib.text_units import cut_units as cut_units
from sdlib.words import read_words, search_form


@cache
def stop_words() -> frozenset[str]:
    """Give the function words that ship with sdlib, in search form.

    قال and the negators are not among them: who speaks and what is denied is content here.
    """
    columns = ["form", "category", "note"]
    rows = read_lexicon("stopwords", columns, required=columns[:2], key=["form"])
    return frozenset(normalize_word(row["form"]) for row in rows)


def analyze(
    text: str,
    stop: frozenset[str] = frozenset(),
    *,
    terms: str = "word",
    ngram: int | Sequence[int] = 1,
) -> list[str]:
    """Give the terms of a text: its words in search form, conjunctions and prepositions split off.

    This is what scikit-learn's vectorizers take as ``analyzer``: their own
    ``token_pattern`` cuts Arabic words at their diacritics.

    Parameters
    ----------
    text : str
    stop : frozenset of str
        Words to leave out, in search form (`stop_words`); of several words those terms that
        begin or end with one.
    terms : {"word", "lemma", "norm", "form"}
        What counts as one word, see `sdlib.vocabulary.encode`.
    ngram : int or sequence of int
        How many words make a term, see `sdlib.term_counts.count_terms`.

    Returns
    -------
    list of str
        In reading order, those of one word before all others.

    Examples
    --------
    >>> analyze("قَالَ الأسدُ وبالمدينة")
    ['قال', 'الاسد', 'المدينه']
    >>> analyze("قَالَ الأسدُ وبالمدينة", terms="lemma")
    ['قال', 'اسد', 'مدينه']
    >>> analyze("قَالَ الأسدُ وبالمدينة", ngram=2)
    ['قال الاسد', 'الاسد المدينه']
    """
    document = pd.DataFrame({"doc_id": ["text"], "text": [text]}, dtype=TEXT)
    counts = count_terms(document, terms=terms, ngram=ngram)
    left = ~counts.holds(stop, only_ends=True)
    return [counts.terms[k] for k in counts.sequences.columns.tolist() if left[k]]


def tfidf_by_source(
    documents: pd.DataFrame | Annotation,
    *,
    by: str = "outlet",
    unit: str = "paragraph",
    terms: str = "word",
    ngram: int | Sequence[int] = 1,
    stop: frozenset[str] | None = None,
    min_units: int = 2,
) -> pd.DataFrame:
    """Give each word's mean TF-IDF in each source, and how they differ.

    Term frequency times inverse document frequency with scikit-learn's formula
    ``ln((1 + N) / (1 + df)) + 1``, each unit's vector scaled to length 1, then averaged
    over the units of a source. With two documents as units the inverse document
    frequency has two values only (1.405 and 1), so it says nothing: take paragraphs.

    Parameters
    ----------
    documents : pandas.DataFrame or Annotation
        At least ``doc_id``, ``text`` and the column ``by``; or an annotation of them, whose
        tokens are counted as they are.
    by : str
        The column that names the source. Documents without one are left out.
    unit : {"paragraph", "sentence", "document"}
        What counts as a document for the document frequency.
    terms : {"word", "lemma", "norm", "form"}
        What counts as one word, see `sdlib.vocabulary.encode`.
    ngram : int or sequence of int
        How many words make a term, see `sdlib.term_counts.count_terms`.
    stop : frozenset of str, optional
        Words to leave out, and terms that begin or end with one; by default `stop_words`.
    min_units : int
        Words in fewer units are left out: a word used once sets no source apart.

    Returns
    -------
    pandas.DataFrame
        One row a word and source: ``term``, the source, ``tfidf`` (mean over the source's
        units), ``units`` (of the source that hold the word), ``count`` (uses in the source),
        ``difference`` (this source's mean minus the mean of the others'), sorted by source and
        falling difference.

    Raises
    ------
    ParameterError
        If there are fewer than two sources, an unknown unit, or no word is left.

    References
    ----------
    K. Spärck Jones, "A statistical interpretation of term specificity and its application
    in retrieval", Journal of Documentation 28 (1972).

    Examples
    --------
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"],
    ...     "text": ["المعارضة تتقدم\\nالمعارضة تعلن", "الحكومة تعلن\\nالحكومة تنفي"]})
    >>> table = tfidf_by_source(documents)
    >>> table.groupby("outlet")["term"].first().to_dict()
    {'A': 'المعارضه', 'B': 'الحكومه'}
    """
    options = {"unit": unit, "terms": terms, "ngram": ngram, "stop": stop, "min_units": min_units}
    weighed = weigh(documents, by, **options)
    return by_source(weighed, by)


class Weighed(NamedTuple):
    """The TF-IDF of each unit (rows) and word, and of which source each unit is."""

    terms: list[str]
    counts: csr_matrix
    weights: csr_matrix
    of_unit: npt.NDArray[np.int64]
    sources: list[str]


def weigh(
    documents: pd.DataFrame | Annotation,
    by: str,
    *,
    stop: frozenset[str] | None = None,
    min_units: int = 2,
    **counting: Any,
) -> Weighed:
    """Weigh the words of each unit, as `tfidf_by_source` says; the rest is as of `count_terms`."""
    from sklearn.feature_extraction.text import TfidfTransformer

    table = documents.documents if isinstance(documents, Annotation) else documents
    require_columns(table, ["doc_id", "text", by], "tfidf_by_source(documents)")
    sources = list(dict.fromkeys(named(table[by]).dropna()))
    if len(sources) < 2:
        raise ParameterError(
            f"the column {by} names {len(sources)} source(s); a comparison needs at least two"
        )
    counts = count_terms(documents, **{"unit": "paragraph", **counting})
    known = named(counts.units[by]).notna().to_numpy(dtype=bool)
    counts = replace(counts, matrix=counts.matrix[known], units=counts.units[known])
    left = ~counts.holds(stop_words() if stop is None else stop, only_ends=True)
    left &= counts.matrix.getnnz(axis=0) >= min_units
    if not left.any():
        raise ParameterError(
            f"no word stands in {min_units} units or more; lower min_units or take more text"
        )
    counts = counts.select(left)
    counts = counts.select(np.argsort(np.array(counts.terms, dtype=object)))
    place = {source: k for k, source in enumerate(sources)}
    of_unit = counts.units[by].map(place).to_numpy(dtype=np.int64)
    if missing := [source for source, k in place.items() if k not in of_unit]:
        raise ParameterError(f"{missing[0]} has no words; leave the source out")
    weights = TfidfTransformer().fit_transform(counts.matrix)
    return Weighed(counts.terms, counts.matrix, weights, of_unit, sources)


def by_source(weighed: Weighed, by: str) -> pd.DataFrame:
    """Give the means of each source, and how they differ, as `tfidf_by_source` says."""
    terms, counts, weights, of_unit, sources = weighed
    of_source = [of_unit == k for k in range(len(sources))]
    means = np.vstack([np.asarray(weights[rows].mean(axis=0)).ravel() for rows in of_source])
    others = (means.sum(axis=0) - means) / (len(sources) - 1)
    frames = [
        pd.DataFrame(
            {
                "term": terms,
                by: source,
                "tfidf": means[k],
                "units": counts[of_source[k]].getnnz(axis=0),
                "count": np.asarray(counts[of_source[k]].sum(axis=0)).ravel(),
                "difference": means[k] - others[k],
            }
        )
        for k, source in enumerate(sources)
    ]
    ordered = [f.sort_values(["difference", "term"], ascending=[False, True]) for f in frames]
    return pd.concat(ordered, ignore_index=True)


def find_uses(tokens: pd.DataFrame, term: str) -> pd.DataFrame:
    """Keep the words that count as one term: the way back from a number to its sentences.

    Parameters
    ----------
    tokens : pandas.DataFrame
        A tokens table.
    term : str
        A term of `tfidf_by_source`, or any spelling of it.

    Returns
    -------
    pandas.DataFrame
        The rows of ``tokens`` that `analyze` turns into the term, all of an acronym.

    Raises
    ------
    ParameterError
        If ``term`` is not one word.

    Examples
    --------
    >>> import sdlib
    >>> tokens = sdlib.annotate("وسوريا آمنة، لا السورية.").tokens
    >>> find_uses(tokens, "سوريا")["text"].tolist()
    ['وسوريا']
    """
    require_columns(tokens, ["doc_id", "text", "kind"], "find_uses(tokens)")
    words = analyze(term)
    if len(words) != 1:
        raise ParameterError(f"term is {term!r}, but must be one word")
    parts = words[0].split(" ")
    is_word = tokens["kind"].eq("word").to_numpy(dtype=bool)
    uses = np.zeros(len(tokens), dtype=bool)
    for rows in tokens.groupby("doc_id", sort=False).indices.values():
        read = read_words(tokens["text"].iloc[rows].tolist())
        own = rows[is_word[rows]]
        forms = [search_form(word) for word, row in zip(read, rows, strict=True) if is_word[row]]
        for k in range(len(forms) - len(parts) + 1):
            if forms[k : k + len(parts)] == parts:
                uses[own[k : k + len(parts)]] = True
    return tokens[uses]


def spell_alike(
    documents: pd.DataFrame, mentions: pd.DataFrame, *, types: Collection[str] = ("LOC",)
) -> pd.DataFrame:
    """Write each mention of an entity in the lexicon's form of its name.

    Where one outlet writes ``سورية`` and another ``سوريا``, weights set the spellings apart
    and not what is said. Taken out here is what the entity lexicon knows of, and no more.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``doc_id`` and ``text``.
    mentions : pandas.DataFrame
        Their mentions.
    types : collection of str
        The types of entities to write alike: places, unless others are named. How an outlet
        names people and groups is content.

    Returns
    -------
    pandas.DataFrame
        A copy of ``documents`` with another ``text``: offsets of the tables of one do not
        hold in the other.

    Examples
    --------
    >>> import sdlib
    >>> documents = sdlib.annotate("عاد إلى سورية وللعراق.").documents
    >>> spell_alike(documents, sdlib.find_entities(documents)).loc[0, "text"]
    'عاد إلى سوريا وللعراق.'
    """
    require_columns(documents, ["doc_id", "text"], "spell_alike(documents)")
    require_columns(mentions, ["doc_id", "start", "end", "name", "type"], "spell_alike(mentions)")
    chosen = mentions[mentions["type"].isin(list(types))]
    spans: dict[str, list[tuple[int, int, str]]] = {}
    columns = (chosen[c] for c in ("doc_id", "start", "end", "name"))
    for doc_id, start, end, name in zip(*columns, strict=True):
        spans.setdefault(doc_id, []).append((start, end, name))
    texts = [
        _replace(text, spans.get(doc_id, []))
        for doc_id, text in zip(documents["doc_id"], documents["text"], strict=True)
    ]
    return documents.assign(text=pd.Series(texts, index=documents.index, dtype="string"))


def _replace(text: str, spans: list[tuple[int, int, str]]) -> str:
    parts = []
    at = 0
    for start, end, name in sorted(spans):
        if start < at:
            continue
        # Behind ل the article has no alef: ل + العراق is للعراق.
        joined = name.startswith("ال") and text[max(start - 1, 0) : start + 1] == "لل"
        parts += [text[at:start], name[1:] if joined else name]
        at = end
    return "".join([*parts, text[at:]])


def top_under_settings(
    runs: Mapping[str, pd.DataFrame], n: int = 10, *, by: str = "outlet"
) -> pd.DataFrame:
    """Lay side by side the words that stand at the top under several settings.

    Parameters
    ----------
    runs : mapping of str to pandas.DataFrame
        What `tfidf_by_source` gave, by the name of the setting.
    n : int
        How many words of each source count as the top.
    by : str
        The column that names the source.

    Returns
    -------
    pandas.DataFrame
        One row a word that is among the first ``n`` of a source in some setting: the source,
        ``term``, its rank under each setting (``Int64``, ``<NA>`` below ``n``) and ``settings``,
        in how many it is among them; those of most settings first.

    Examples
    --------
    >>> run = pd.DataFrame({"outlet": ["A", "A"], "term": ["x", "y"]})
    >>> other = pd.DataFrame({"outlet": ["A", "A"], "term": ["y", "z"]})
    >>> top_under_settings({"one": run, "two": other})["term"].tolist()
    ['y', 'x', 'z']
    """
    ranks = []
    for name, run in runs.items():
        require_columns(run, [by, "term"], f"top_under_settings({name})")
        rank = run.groupby(by, sort=False).cumcount() + 1
        ranks.append(run.assign(rank=rank)[rank <= n].set_index([by, "term"])["rank"].rename(name))
    table = pd.concat(ranks, axis=1).astype("Int64")
    table["settings"] = table.notna().sum(axis=1)
    best = table[list(runs)].min(axis=1)
    of = table.index.get_level_values(by)
    place = {source: k for k, source in enumerate(dict.fromkeys(of))}
    order = table.assign(_source=of.map(place), _best=best)
    order = order.sort_values(
        ["_source", "settings", "_best", "term"], ascending=[True, False, True, True]
    )
    return order.drop(columns=["_source", "_best"]).reset_index()
