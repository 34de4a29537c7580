"""TF-IDF by source: which words set outlets apart, with scikit-learn and sdlib's own words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix

from sdlib.errors import ParameterError
from sdlib.lexicon import read_lexicon
from sdlib.normalization import normalize_word
from sdlib.sentences import sentence_spans
from sdlib.tables import require_columns
from sdlib.vocabulary import EncodedTexts, encode
from sdlib.words import read_words, search_form

UNITS = ("document", "paragraph", "sentence")


@cache
def stop_words() -> frozenset[str]:
    """Give the function words that ship with sdlib, in search form.

    قال and the negators are not among them: who speaks and what is denied is content here.
    """
    columns = ["form", "category", "note"]
    rows = read_lexicon("stopwords", columns, required=columns[:2], key=["form"])
    return frozenset(normalize_word(row["form"]) for row in rows)


def analyze(text: str, stop: frozenset[str] = frozenset(), *, terms: str = "word") -> list[str]:
    """Give the terms of a text: its words in search form, conjunctions and prepositions split off.

    This is what scikit-learn's vectorizers take as ``analyzer``: their own
    ``token_pattern`` cuts Arabic words at their diacritics.

    Parameters
    ----------
    text : str
    stop : frozenset of str
        Words to leave out, in search form (`stop_words`).
    terms : {"word", "lemma", "norm", "form"}
        What counts as one term, see `sdlib.vocabulary.encode`.

    Returns
    -------
    list of str

    Examples
    --------
    >>> analyze("قَالَ الأسدُ وبالمدينة")
    ['قال', 'الاسد', 'المدينه']
    >>> analyze("قَالَ الأسدُ وبالمدينة", terms="lemma")
    ['قال', 'اسد', 'مدينه']
    """
    encoded = encode([text], terms=terms)
    found = (encoded.terms[k] for k in encoded.ids[encoded.words].tolist())
    return [term for term in found if term not in stop]


def cut_units(documents: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Cut documents into units: one row a document, paragraph or sentence, with its text.

    Returns
    -------
    pandas.DataFrame
        ``outlet, doc_id, start, end, text``.
    """
    _check_unit(unit)
    rows = []
    for outlet, doc_id, text in zip(
        documents["outlet"], documents["doc_id"], documents["text"], strict=True
    ):
        rows += [(outlet, doc_id, s, e, text[s:e]) for s, e in _spans(text, unit)]
    return pd.DataFrame(rows, columns=["outlet", "doc_id", "start", "end", "text"])


def _check_unit(unit: str) -> None:
    if unit not in UNITS:
        raise ParameterError(f"unit is {unit!r}, but must be one of {', '.join(UNITS)}")


def _spans(text: str, unit: str) -> Iterable[tuple[int, int]]:
    if unit == "document":
        return [(0, len(text))]
    sentences = sentence_spans(text)
    if unit == "sentence":
        return [(s.start, s.end) for s in sentences]
    paragraphs: dict[int, tuple[int, int]] = {}
    for s in sentences:
        start = paragraphs.get(s.paragraph, (s.start, s.end))[0]
        paragraphs[s.paragraph] = (start, s.end)
    return paragraphs.values()


def tfidf_by_source(
    documents: pd.DataFrame,
    *,
    by: str = "outlet",
    unit: str = "paragraph",
    terms: str = "word",
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
    documents : pandas.DataFrame
        At least ``doc_id``, ``text`` and the column ``by``.
    by : str
        The column that names the source.
    unit : {"paragraph", "sentence", "document"}
        What counts as a document for the document frequency.
    terms : {"word", "lemma", "norm", "form"}
        What counts as one term, see `sdlib.vocabulary.encode`.
    stop : frozenset of str, optional
        Words to leave out; by default `stop_words`.
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
    from sklearn.feature_extraction.text import TfidfTransformer

    require_columns(documents, ["doc_id", "text", by], "tfidf_by_source(documents)")
    _check_unit(unit)
    sources = list(dict.fromkeys(documents[by]))
    if len(sources) < 2:
        raise ParameterError(
            f"the column {by} names {len(sources)} source(s); a comparison needs at least two"
        )
    terms, counts, owners = _count(documents, unit, terms, stop_words() if stop is None else stop)
    frequent = counts.getnnz(axis=0) >= min_units
    if not frequent.any():
        raise ParameterError(
            f"no word stands in {min_units} units or more; lower min_units or take more text"
        )
    counts, kept = counts[:, frequent], [t for t, keep in zip(terms, frequent, strict=True) if keep]
    place = {source: k for k, source in enumerate(sources)}
    of_unit = documents[by].map(place).to_numpy(dtype=np.int64)[owners]
    weights = TfidfTransformer().fit_transform(counts)
    return _table(kept, counts, weights, of_unit, sources, by)


def _count(
    documents: pd.DataFrame, unit: str, terms: str, stop: frozenset[str]
) -> tuple[list[str], csr_matrix, npt.NDArray[np.int64]]:
    """The terms in order, their counts in each unit, and the document of each unit."""
    encoded = encode(documents["text"], terms=terms)
    chosen = encoded.words & ~np.array([t in stop for t in encoded.terms], dtype=bool)[encoded.ids]
    order = np.argsort(np.array(encoded.terms, dtype=object), kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(order.size)
    units, owners = _unit_numbers(documents["text"], encoded, unit)
    cells = (np.ones(chosen.sum(), dtype=np.int64), (units[chosen], rank[encoded.ids[chosen]]))
    counts = csr_matrix(cells, shape=(owners.size, order.size))
    return [encoded.terms[k] for k in order], counts, owners


def _unit_numbers(
    texts: pd.Series, encoded: EncodedTexts, unit: str
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """For each token the number of its unit, and for each unit the number of its document."""
    if unit == "document":
        return encoded.documents, np.arange(len(texts))
    numbers, owners = [], []
    for k, text in enumerate(texts):
        ends = np.array([end for _, end in _spans(text, unit)], dtype=np.int64)
        starts = encoded.starts[encoded.offsets[k] : encoded.offsets[k + 1]]
        inside = np.minimum(np.searchsorted(ends, starts, side="right"), max(ends.size - 1, 0))
        numbers.append(inside + len(owners))
        owners += [k] * ends.size
    joined = np.concatenate(numbers) if numbers else np.empty(0, dtype=np.int64)
    return joined, np.array(owners, dtype=np.int64)


def _table(
    terms: list[str],
    counts: csr_matrix,
    weights: csr_matrix,
    of_unit: npt.NDArray[np.int64],
    sources: list[str],
    by: str,
) -> pd.DataFrame:
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
        The rows of ``tokens`` that `analyze` turns into the term.

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
    uses = tokens["kind"].eq("word").to_numpy(dtype=bool)
    for rows in tokens.groupby("doc_id", sort=False).indices.values():
        read = read_words(tokens["text"].iloc[rows].tolist())
        uses[rows] &= [search_form(word) == words[0] for word in read]
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
