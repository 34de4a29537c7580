"""Span terms: what is said in spans of text, as rows of sparse matrices that can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix, diags

from sdlib.context import context_words
from sdlib.errors import TableError
from sdlib.nationalities import nationality
from sdlib.nominals import nominal_forms
from sdlib.normalization import bare, normalize_word
from sdlib.tables import require_columns
from sdlib.tfidf import stop_words
from sdlib.verbal_nouns import terms_of, verb_of

#: Letters that are compared at once; a word has its edges as letters.
_GRAM = 3

#: How many words behind a negator may stand what it denies (``ليس هناك أي دليل``).
_REACH = 3

#: How many words a span's beginning has.
_BEGINNING = 6

#: How many content lemmas tell what a span is about.
_OPENING = 4

#: Stands for the words of a name behind its first.
_INSIDE = "\N{HORIZONTAL ELLIPSIS}"

#: What is a relative or a question as often as a negator.
_NOT_ONLY_NEGATORS = frozenset(["ما"])

#: ل and the number six, or ليس of me and you; in search form.
_FOR_SIX = "لست"

#: A negator that is a name as well, or an answer.
_NO = "لا"

#: A negator of adjectives; with a pronoun it is a noun, `others`.
_OTHER_THAN = "غير"

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class SpanWords:
    """The words of spans in their order, those of span ``k`` from ``starts[k]`` to the next.

    Attributes
    ----------
    starts : numpy.ndarray of int64
        Where each span begins, and where the last one ends.
    ids, places : numpy.ndarray of int64
        The term of each word, a position in the vocabulary, and its row in the tokens.
    content, negated : numpy.ndarray of bool
        Whether it is no function word, figure or inner word of a name; whether a negator
        reaches it.
    texts : numpy.ndarray of object
        The tokens as they are written.
    """

    starts: Ints
    ids: Ints
    places: Ints
    content: Flags
    negated: Flags
    texts: npt.NDArray[np.object_]

    def present(self, terms: int) -> csr_matrix:
        """1 for each of so many terms that a span has, function words too, one row a span."""
        rows = np.repeat(np.arange(self.starts.size - 1), np.diff(self.starts))
        return _counted(rows, self.ids, (self.starts.size - 1, terms)).sign()


@dataclass(frozen=True, slots=True, eq=False)
class SpanTerms:
    """What spans hold, one row a span.

    Attributes
    ----------
    lemmas, characters : scipy.sparse.csr_matrix
        TF-IDF of content lemmas and of the character 3-grams of content words; rows have
        length 1, or 0 where nothing is left.
    present : scipy.sparse.csr_matrix
        The inverse document frequency of each content lemma that is there.
    negated : scipy.sparse.csr_matrix
        1 for each content lemma that has a negator (``لم``, ``ليس``, ``غير``) before it at the
        beginning of the span, where its main clause is.
    negations : numpy.ndarray of int64
        How many negators a span has, wherever they stand.
    opening : scipy.sparse.csr_matrix
        1 for each of the first content lemmas of a span that are no entities.
    vocabulary : list of str
        The lemmas in search form, and the entities by their ids.
    spellings : list of str
        The same, the lemmas as they are written most often (``أرض``, not ``ارض``).
    words : SpanWords
        All words in their order.
    """

    lemmas: csr_matrix
    characters: csr_matrix
    present: csr_matrix
    negated: csr_matrix
    negations: Ints
    opening: csr_matrix
    vocabulary: list[str]
    spellings: list[str]
    words: SpanWords


def read_spans(spans: pd.DataFrame, tokens: pd.DataFrame, mentions: pd.DataFrame) -> SpanTerms:
    """Weigh the content words of spans by TF-IDF, the spans being the documents.

    Parameters
    ----------
    spans : pandas.DataFrame
        ``doc_id, start, end``, in code points.
    tokens, mentions : pandas.DataFrame
        Tables of the same documents. An entity is one term whatever it is called, and so is an
        adjective of nationality: سورية, سوريا and السوري are ``loc-syria``.

    Returns
    -------
    SpanTerms
        A weight is the count times ``ln((1 + N) / (1 + df)) + 1`` over the spans. Function
        words (`sdlib.tfidf.stop_words`) and figures are left out.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("فاض النهر. وفاض نهران.")
    >>> terms = read_spans(a.sentences, a.tokens, a.mentions)
    >>> sorted(terms.vocabulary), (terms.lemmas @ terms.lemmas.T).toarray().round(2).tolist()
    (['فاض', 'نهر'], [[1.0, 1.0], [1.0, 1.0]])
    """
    rows, places = tokens_in(spans, tokens)
    words = (tokens["kind"] == "word").to_numpy(dtype=bool)[places]
    rows, places = rows[words], places[words]
    ids, vocabulary, spellings = _terms(tokens, mentions, places)
    stop = stop_words() | {_INSIDE}
    content = np.array([t not in stop and not t.isdigit() for t in vocabulary], dtype=bool)
    kept = content[ids]
    shape = (len(spans), len(vocabulary))
    # لم يكن السفير على علم denies no ambassador: a word with the article is not what is denied.
    norms = tokens["norm"].array.take(places).to_numpy(dtype=object)
    definite = np.array([norm.startswith(("ال", "لل")) for norm in norms], dtype=bool)
    # لم تقم بتلويث: what is done stands behind the verb.
    light = _of_class("doing", vocabulary)[ids]
    negator = _negators(rows, places, ids, vocabulary, norms, definite)
    negator[_sixes(tokens["text"], places, norms)] = False
    of_noun = _of_class("negating_noun", vocabulary)[ids]
    bare = ~definite | np.append(False, of_noun[:-1])  # عدم المشاركة
    links = _of_class("linking", vocabulary)[ids]
    of_verbs = _of_class("negator_of_verbs", vocabulary)[ids]
    passed = light | _of_class("auxiliary", vocabulary)[ids]
    reach = _Reach(kept & bare & ~light, passed, links, of_verbs)
    reached, first = _negated(rows, places, negator, reach)
    negations = np.bincount(rows[negator], minlength=len(spans))
    negated = _counted(rows[first], ids[first], shape).sign()
    starts = np.searchsorted(rows, np.arange(len(spans) + 1))
    texts = tokens["text"].to_numpy(dtype=object)
    words = SpanWords(starts, ids, places, kept, reached, texts)
    rows, places, ids = rows[kept], places[kept], ids[kept]
    lemmas = _counted(rows, ids, shape)
    said = np.flatnonzero(np.array([term.isalpha() for term in vocabulary], dtype=bool)[ids])
    early = said[np.arange(said.size) - np.searchsorted(rows[said], rows[said]) < _OPENING]
    opening = _counted(rows[early], ids[early], shape).sign()
    forms, names = pd.factorize(norms[kept])
    grams = _counted(rows, forms, (len(spans), len(names))) @ _grams(names)
    present = lemmas.sign() @ diags(_rarity(lemmas))
    characters = _weighted(csr_matrix(grams))
    return SpanTerms(
        _weighted(lemmas),
        characters,
        csr_matrix(present),
        negated,
        negations,
        opening,
        vocabulary,
        spellings,
        words,
    )


def _of_class(group: str, vocabulary: Sequence[str]) -> Flags:
    """Which terms belong to a class of context words."""
    words = terms_of(group)
    return np.array([term in words for term in vocabulary], dtype=bool)


def _terms(
    tokens: pd.DataFrame, mentions: pd.DataFrame, places: Ints
) -> tuple[Ints, list[str], list[str]]:
    """The term of each word as a number, and the terms: entities, else lemmas in search form.

    And how each term is written most often.
    """
    numbers, names = pd.factorize(tokens["lemma"])
    lemmas = [nationality(name) or verb_of(normalize_word(name)) for name in names.tolist()]
    known = mentions[mentions["entity_id"].notna()]
    entities = known["entity_id"].tolist()
    every = {term: k for k, term in enumerate(dict.fromkeys([_INSIDE, *lemmas, *entities]))}
    terms = np.array([every[lemma] for lemma in lemmas], dtype=np.int64)[numbers]
    of_entity = np.array([every[entity] for entity in entities], dtype=np.int64)
    rows, inside = tokens_in(known, tokens)
    # All words of a name but its first are no terms.
    first = np.diff(rows, prepend=-1) > 0
    terms[inside] = np.where(first, of_entity[rows], every[_INSIDE])
    ids, used = pd.factorize(terms[places])
    all_terms = list(every)
    vocabulary = [all_terms[k] for k in used.tolist()]
    return ids, vocabulary, _spellings(ids, numbers[places], vocabulary, names.tolist())


def _spellings(
    ids: Ints, lemmas: Ints, vocabulary: Sequence[str], names: Sequence[str]
) -> list[str]:
    """How the lemma of each term is written most often; entities by their ids."""
    keys, counts = np.unique(ids * len(names) + lemmas, return_counts=True)
    found = list(vocabulary)
    for key in keys[np.argsort(counts, kind="stable")].tolist():
        term, lemma = key // len(names), names[key % len(names)]
        if lemma != found[term] and verb_of(normalize_word(lemma)) == vocabulary[term]:
            found[term] = lemma
    return found


def tokens_in(spans: pd.DataFrame, tokens: pd.DataFrame) -> tuple[Ints, Ints]:
    """Give each token in each span, as the row of the span and the position of the token.

    The spans in their order, and the tokens of each in theirs.

    Raises
    ------
    TableError
        If a column is missing, or the tokens of a document are not in the order of their starts.
    """
    require_columns(spans, ["doc_id", "start", "end"], "spans")
    require_columns(tokens, ["doc_id", "start", "end", "kind", "norm", "lemma"], "tokens")
    places = tokens.groupby("doc_id", sort=False).indices
    numbers_of = spans.groupby("doc_id", sort=False).indices
    starts = tokens["start"].to_numpy(dtype=np.int64)
    first, last = (spans[c].to_numpy(dtype=np.int64) for c in ("start", "end"))
    rows, found = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for doc_id, numbers in numbers_of.items():
        own = places.get(doc_id)
        if own is None:
            continue
        if (np.diff(starts[own]) < 0).any():
            raise TableError(f"tokens: those of {doc_id} are not in order; sort them by start")
        at = np.searchsorted(starts[own], first[numbers])
        behind = np.searchsorted(starts[own], last[numbers])
        rows.append(np.repeat(numbers, behind - at))
        found += [own[i:j] for i, j in zip(at, behind, strict=True)]
    all_rows, all_found = np.concatenate(rows).astype(np.int64), np.concatenate(found)
    order = np.argsort(all_rows, kind="stable")
    return all_rows[order], all_found[order].astype(np.int64)


def _negators(
    rows: Ints,
    places: Ints,
    ids: Ints,
    vocabulary: Sequence[str],
    norms: npt.NDArray[np.object_],
    definite: Flags,
) -> Flags:
    """Which words deny what stands behind them."""
    listed = {normalize_word(word) for word in context_words("negator")} - _NOT_ONLY_NEGATORS
    found = np.array([lemma in listed for lemma in vocabulary], dtype=bool)[ids]
    stop = stop_words()
    so = {normalize_word(word) for word in context_words("not_negated")}
    for k in np.flatnonzero(found).tolist():
        # لا يزال is still, لا بد must: nothing is denied.
        inside = k + 1 < rows.size and rows[k + 1] == rows[k]
        found[k] = not (inside and vocabulary[ids[k + 1]] in so)
        # وغيرها are others; منظمات غير حكومية says nothing of what the organisations do, other
        # than المعلومات غير كافية and أنها غير كافية.
        if found[k] and vocabulary[ids[k]] == _OTHER_THAN:
            # Behind a sign it is said of what stands before that.
            behind = k > 0 and rows[k - 1] == rows[k] and places[k - 1] + 1 == places[k]
            noun = behind and not definite[k - 1] and vocabulary[ids[k - 1]] not in stop
            noun |= inside and bool(definite[k + 1])  # السوق غير الرسمية
            found[k] = norms[k].endswith(_OTHER_THAN) and not noun
        # حركة لا للحرب: لا of verbs, and of nouns without the article.
        elif found[k] and vocabulary[ids[k]] == _NO:
            found[k] = not (inside and definite[k + 1])
    return found


def _sixes(texts: pd.Series, places: Ints, norms: npt.NDArray[np.object_]) -> list[int]:
    """Where لست is no negator, but a number with ل: before a plural (`لست سنوات`)."""
    found = []
    for k in np.flatnonzero(norms[:-1] == _FOR_SIX).tolist():
        behind = bare(texts.iat[places[k + 1]])
        known = nominal_forms(behind) if places[k + 1] == places[k] + 1 else ()
        # A broken plural is a form of the lexicon other than its lemma; متأكدا is متأكد.
        if any(behind.endswith("ات") or (not f.undone and f.lemma != behind) for f in known):
            found.append(k)
    return found


class _Reach(NamedTuple):
    """What a negator may reach: words that it denies, those it goes over, and verbs' negators."""

    content: Flags
    light: Flags
    links: Flags
    of_verbs: Flags


def _negated(rows: Ints, places: Ints, negator: Flags, reach: _Reach) -> tuple[Flags, Ints]:
    """Which words a negator reaches, and those of them that one at the beginning of a span does."""
    begins = np.searchsorted(rows, rows)
    reached, first = np.zeros(rows.size, dtype=bool), []
    for k in np.flatnonzero(negator).tolist():
        for n in range(k + 1, min(k + 1 + _REACH, rows.size)):
            if rows[n] != rows[k] or places[n] > places[n - 1] + 1:
                break  # behind a sign, something else begins
            if reach.content[n] and not negator[n]:
                reached[n] = True
                if k - begins[k] < _BEGINNING:
                    first.append(n)
                if not reach.links[n]:
                    break
            elif reach.of_verbs[k] and n == k + 1 and not reach.light[n]:
                break  # لن يؤثر على حصة: the verb is denied, whatever is known of it
    return reached, np.array(first, dtype=np.int64)


def _counted(rows: Ints, columns: Ints, shape: tuple[int, int]) -> csr_matrix:
    counts = csr_matrix((np.ones(rows.size), (rows, columns)), shape=shape)
    counts.sum_duplicates()
    return counts


def _grams(words: Sequence[str]) -> csr_matrix:
    """How often each word has each sequence of letters."""
    numbers: dict[str, int] = {}
    cells = [
        (k, numbers.setdefault(f" {word} "[i : i + _GRAM], len(numbers)))
        for k, word in enumerate(words)
        for i in range(max(len(word) + 3 - _GRAM, 1))
    ]
    rows, columns = np.array(cells, dtype=np.int64).reshape(-1, 2).T
    return _counted(rows, columns, (len(words), len(numbers)))


def _rarity(counts: csr_matrix) -> npt.NDArray[np.float64]:
    """The inverse document frequency of each column."""
    return np.log((1 + counts.shape[0]) / (1 + counts.getnnz(axis=0))) + 1


def _weighted(counts: csr_matrix) -> csr_matrix:
    weights = csr_matrix(counts @ diags(_rarity(counts)))
    lengths = np.sqrt(weights.multiply(weights).sum(axis=1)).A1
    return csr_matrix(diags(1 / np.where(lengths > 0, lengths, 1)) @ weights)
