"""Word counts: how often outlets use a word, by what counts as one word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import pandas as pd

from sdlib.errors import ParameterError
from sdlib.normalization import bare
from sdlib.tables import TEXT, named, rates, require_columns
from sdlib.term_counts import count_terms
from sdlib.tfidf import analyze


def count_words(
    documents: pd.DataFrame, *, terms: str = "word", stop: frozenset[str] = frozenset()
) -> pd.DataFrame:
    """Count the words of each outlet.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``outlet`` and ``text``.
    terms : {"word", "lemma", "norm", "form"}
        What counts as one term, see `sdlib.vocabulary.encode`. As a ``word``,
        ``والمعارضة`` counts as ``المعارضة``; pronouns at the end come off the ``lemma`` only.
    stop : frozenset of str
        Terms not to count, in search form (`sdlib.stop_words`).

    Returns
    -------
    pandas.DataFrame
        One row a term and outlet, the term with most uses first, an outlet without it with
        0: ``term, outlet, count, per_1000`` (uses per 1,000 words of the outlet, stop words
        included; NaN for an outlet without a word).

    Warns
    -----
    NoWordsWarning
        If an outlet has no words.

    Examples
    --------
    >>> documents = pd.DataFrame({"outlet": ["A"], "text": ["مدينة ومدن"]})
    >>> count_words(documents)[["term", "count"]].values.tolist()
    [['مدن', 1], ['مدينه', 1]]
    >>> count_words(documents, terms="lemma")[["term", "count"]].values.tolist()
    [['مدينه', 2]]
    """
    require_columns(documents, ["outlet", "text"], "count_words(documents)")
    # Whoever counts words needs no ids of documents.
    own = documents.assign(doc_id=np.arange(len(documents)).astype(str))
    counts = count_terms(own, terms=terms)
    outlets = list(dict.fromkeys(named(documents["outlet"]).dropna()))
    inside = [counts.units["outlet"].eq(name).fillna(False).to_numpy(bool) for name in outlets]
    words = [int(counts.units.loc[rows, "words"].sum()) for rows in inside]
    uses = np.array([np.asarray(counts.matrix[rows].sum(axis=0)).ravel() for rows in inside])
    uses = uses.reshape(len(outlets), len(counts.terms))
    total = uses.sum(axis=0)
    kept = [k for k, term in enumerate(counts.terms) if term not in stop and total[k]]
    kept.sort(key=lambda k: (-total[k], counts.terms[k]))
    result = pd.DataFrame(
        {
            "term": np.repeat([counts.terms[k] for k in kept], len(outlets)),
            "outlet": outlets * len(kept),
            "count": uses[:, kept].T.ravel(),
        }
    )
    totals = pd.Series(words * len(kept), dtype="float64")
    result["per_1000"] = rates(result["count"], totals, result["outlet"])
    return result.astype({"term": TEXT, "outlet": TEXT, "count": "int64", "per_1000": "float64"})


def count_four_ways(documents: pd.DataFrame, asked: Iterable[str]) -> pd.DataFrame:
    """Count some words in each outlet as forms, in search form, without clitics, and as lemmas.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``outlet`` and ``text``.
    asked : iterable of str
        Words as one would look them up in an index. Each is read by itself.

    Returns
    -------
    pandas.DataFrame
        One row a word and outlet: ``asked, outlet`` and the counts ``form, norm, word,
        lemma`` (int64): how many words of the outlet are the same term, see
        `sdlib.vocabulary.encode`.

    Raises
    ------
    ParameterError
        If one of ``asked`` is not one word.

    Examples
    --------
    >>> documents = pd.DataFrame({"outlet": ["A"], "text": ["أكّد الوزير وأكد ويؤكد"]})
    >>> count_four_ways(documents, ["أكد"]).values.tolist()
    [['أكد', 'A', 0, 1, 2, 3]]
    """
    asked = list(dict.fromkeys(asked))
    for word in asked:
        if len(analyze(word)) != 1:
            raise ParameterError(f"asked holds {word!r}, but each must be one word")
    ways = ("form", "norm", "word", "lemma")
    outlets = list(dict.fromkeys(named(documents["outlet"]).dropna()))
    pairs = [(word, outlet) for word in asked for outlet in outlets]
    frame = pd.DataFrame(pairs, columns=["asked", "outlet"]).astype(TEXT)
    for way in ways:
        counts = count_words(documents, terms=way).set_index(["term", "outlet"])["count"]
        own = {word: analyze(word, terms=way)[0] for word in asked}
        frame[way] = [int(counts.get((own[word], outlet), 0)) for word, outlet in pairs]
    return frame.astype(dict.fromkeys(ways, "int64"))


def forms_by_lemma(tokens: pd.DataFrame) -> pd.DataFrame:
    """List the words that share a lemma.

    Parameters
    ----------
    tokens : pandas.DataFrame
        A tokens table: ``norm``, ``kind`` and ``lemma``.

    Returns
    -------
    pandas.DataFrame
        One row a lemma: ``lemma``, ``count``, ``different`` (search forms) and ``forms``
        (with their counts), the lemma with most different forms first.

    Examples
    --------
    >>> from sdlib.tokenization import tokenize
    >>> tokens = tokenize(pd.DataFrame({"doc_id": ["a"], "text": ["قالت مدن، ويقول: مدينة مدينة"]}))
    >>> forms_by_lemma(tokens).values.tolist()
    [['مدينة', 3, 2, 'مدينه (2)، مدن (1)'], ['قال', 2, 2, 'قالت (1)، ويقول (1)']]
    """
    require_columns(tokens, ["norm", "kind", "lemma"], "forms_by_lemma(tokens)")
    words = tokens[tokens["kind"] == "word"]
    forms: dict[str, Counter[str]] = {}
    for lemma, norm in zip(words["lemma"], words["norm"], strict=True):
        forms.setdefault(lemma, Counter())[norm] += 1
    rows = [(lemma, n.total(), len(n), with_counts(n)) for lemma, n in forms.items()]
    frame = pd.DataFrame(rows, columns=["lemma", "count", "different", "forms"])
    return frame.sort_values(
        ["different", "count", "lemma"], ascending=[False, False, True], ignore_index=True
    )


def with_counts(counts: Counter[str]) -> str:
    """List spellings, each with how often it stands, the most frequent first."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], bare(item[0]), item[0]))
    return "، ".join(f"{text} ({n})" for text, n in ranked)
