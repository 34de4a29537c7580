"""Term counts: texts cut into terms once, for all that is counted of them afterwards.

Counts, TF-IDF, permutations and bootstraps are products of one sparse matrix, and a
concordance slices the arrays of ids behind it: nothing reads the texts again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix

from sdlib.annotation import Annotation
from sdlib.errors import ParameterError
from sdlib.joined_tokens import join_acronyms, leave_out_clitics
from sdlib.merged_spellings import merge_spellings
from sdlib.sequences import NO_WORD, Sequences, find_sequences, segments
from sdlib.tables import TEXT, named, require_columns, require_texts
from sdlib.text_units import unit_offsets, unit_spans
from sdlib.vocabulary import EncodedTexts, encode, encode_tokens


@dataclass(frozen=True, eq=False, repr=False)
class TermCounts:
    """How often each unit of text uses each term.

    Attributes
    ----------
    matrix : scipy.sparse.csr_matrix of int32, shape (n_units, n_terms)
        Uses; sorted indices, no entry twice, and no 0 stored.
    units : pandas.DataFrame
        One row a unit: ``outlet, doc_id, start, end, words``, and the other columns of the
        documents. ``start`` and ``end`` are code points of the raw text; ``words`` (int64)
        are all words of the unit, those included that are no terms.
    sequences : Sequences
        The words of each term as ids, and where each of its uses begins; these are of all
        terms, also where `select` has left some out.
    encoded : EncodedTexts
        The tokens of the texts.
    columns : numpy.ndarray of int64, shape (n_terms,)
        For each term, its row in ``sequences.parts``.
    """

    matrix: csr_matrix
    units: pd.DataFrame
    sequences: Sequences
    encoded: EncodedTexts
    columns: npt.NDArray[np.int64]

    def __repr__(self) -> str:
        return f"TermCounts({self.matrix.shape[0]} units, {self.matrix.shape[1]} terms)"

    @cached_property
    def terms(self) -> list[str]:
        """The terms as text, the words of one with a space between them."""
        words = self.encoded.terms
        rows = self.sequences.parts[self.columns]
        if rows.shape[1] == 1:
            return [words[k] for k in rows[:, 0].tolist()]
        return [" ".join([words[k] for k in row if k != NO_WORD]) for row in rows.tolist()]

    def select(self, chosen: npt.NDArray[np.bool_] | npt.NDArray[np.integer]) -> TermCounts:
        """Keep some terms, given as a mask or as positions; the units stay as they are."""
        columns = self.columns[chosen]
        return replace(self, matrix=self.matrix[:, chosen], columns=columns)

    def tokens_of(self, term: int) -> npt.NDArray[np.int64]:
        """Give the tokens, as positions in ``encoded``, at which the uses of a term begin."""
        return self.sequences.tokens[self.sequences.columns == self.columns[term]]

    def holds(self, words: frozenset[str], *, only_ends: bool = False) -> npt.NDArray[np.bool_]:
        """Say which terms have one of some words in them, or as their first or last word."""
        found = np.array([term in words for term in self.encoded.terms], dtype=bool)
        parts = self.sequences.parts[self.columns]
        hits = found[parts] & (parts != NO_WORD) if found.size else parts != NO_WORD
        if not only_ends:
            return hits.any(axis=1)
        last = (parts != NO_WORD).sum(axis=1) - 1
        return hits[:, 0] | hits[np.arange(len(parts)), last]


def count_terms(
    source: pd.DataFrame | Annotation,
    *,
    terms: str = "word",
    ngram: int | Sequence[int] = 1,
    unit: str = "document",
    spellings: pd.DataFrame | None = None,
) -> TermCounts:
    """Cut texts into terms and count them in each unit.

    Parameters
    ----------
    source : pandas.DataFrame or Annotation
        Documents, with at least ``doc_id`` and ``text``; or an annotation, whose tokens and
        sentences are taken as they are.
    terms : {"word", "lemma", "norm", "form"}
        What counts as one word, see `sdlib.vocabulary.encode`. Only words are counted: no
        numbers, signs or addresses. Of ``"word"`` and ``"lemma"`` an acronym is one
        (``بي بي سي``), and a clitic that stands apart from its word (``لـ"رويترز"``) none.
    ngram : int or sequence of int
        How many words make a term; ``(1, 2)`` gives single words and pairs. Words follow
        each other where nothing but quotation marks stands between them: no term goes over
        a full stop, a comma, a number, or the end of a line or unit.
    unit : {"document", "paragraph", "sentence"}
        What is a row of the matrix.
    spellings : pandas.DataFrame, optional
        Families of spellings to count as one (`sdlib.house_style.find_spellings`); for
        ``terms="word"``.

    Returns
    -------
    TermCounts
        Single words in the order of first use, then pairs in that of their words. A unit
        without a word has a row of zeros.

    Raises
    ------
    TableError
        If the documents lack a column.
    CorpusError
        If a document has no text.
    ParameterError
        If ``terms``, ``ngram`` or ``unit`` is none of these.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"],
    ...     "text": ["قالت الحكومة السورية. الحكومة تنفي", "والحكومة السورية"]})
    >>> counts = count_terms(documents, ngram=(1, 2))
    >>> counts.terms[4:]
    ['قالت الحكومه', 'الحكومه السوريه', 'الحكومه تنفي']
    >>> counts.matrix.toarray().tolist()
    [[1, 2, 1, 1, 1, 1, 1], [0, 1, 1, 0, 0, 1, 0]]
    """
    documents, sentences = _read(source)
    lengths = [ngram] if isinstance(ngram, int) else list(ngram)
    if wrong := [length for length in lengths if not isinstance(length, int)]:
        raise ParameterError(f"ngram holds {wrong[0]!r}; give numbers of words, like (1, 2)")
    texts = documents["text"].tolist()
    if spellings is not None and terms != "word":
        raise ParameterError(f"spellings are merged for terms='word', not for {terms!r}")
    kind = terms if spellings is None else "base"
    if isinstance(source, Annotation):
        encoded = encode_tokens(source.tokens, documents["doc_id"].tolist(), terms=kind)
    else:
        encoded = encode(texts, terms=kind)
    if spellings is not None:
        encoded = merge_spellings(encoded, spellings)
    if terms in ("word", "lemma"):
        encoded = join_acronyms(encoded, texts)
    if terms in ("word", "lemma", "base"):
        encoded = leave_out_clitics(encoded, texts)
    spans = unit_spans(texts, unit, sentences if unit != "document" else None)
    return count_encoded(encoded, documents, spans, ngram=lengths)


def count_encoded(
    encoded: EncodedTexts,
    documents: pd.DataFrame,
    spans: Sequence[list[tuple[int, int]]],
    *,
    ngram: Sequence[int] = (1,),
) -> TermCounts:
    """Count the terms of texts that have been encoded already.

    Parameters
    ----------
    encoded : EncodedTexts
        The tokens of the texts of ``documents``.
    documents : pandas.DataFrame
        At least ``doc_id`` and ``text``.
    spans : sequence of list of tuple of int
        The units of each document (`sdlib.text_units.unit_spans`).
    ngram : sequence of int
        How many words make a term, in rising order.

    Returns
    -------
    TermCounts
    """
    offsets = unit_offsets(encoded, spans)
    number = offsets.size - 1
    if list(ngram) == [1]:
        found = find_sequences(encoded, None, ngram)
        words = np.diff(np.searchsorted(found.tokens, offsets))
        keys = np.repeat(_row_keys(number, len(found.parts)), words)
    else:
        of_token = np.repeat(np.arange(number), np.diff(offsets))
        of_word = of_token[encoded.words]
        # Both grow from word to word, so that their sum tells units and stretches apart.
        found = find_sequences(encoded, segments(encoded, documents["text"]) + of_word, ngram)
        words = np.bincount(of_word, minlength=number)
        keys = _row_keys(number, len(found.parts))[of_token[found.tokens]]
    keys += found.columns.view(np.uint32)
    matrix = _matrix(keys, (number, len(found.parts)))
    units = _units(documents, spans, words)
    return TermCounts(matrix, units, found, encoded, np.arange(len(found.parts)))


def _row_keys(rows: int, columns: int) -> npt.NDArray[np.unsignedinteger]:
    """The number of the first cell of each row, counted through the rows."""
    # Half as long numbers are sorted in half the time.
    dtype = np.uint32 if rows * columns < 1 << 32 else np.uint64
    return np.arange(rows, dtype=dtype) * dtype(columns)


def _matrix(keys: npt.NDArray[np.unsignedinteger], shape: tuple[int, int]) -> csr_matrix:
    """Count cells, given by their numbers: these are sorted, and equal ones counted."""
    keys.sort()
    differs = np.empty(keys.size, dtype=bool)
    differs[:1] = True
    np.not_equal(keys[1:], keys[:-1], out=differs[1:])
    first = differs.nonzero()[0]
    keys = keys.take(first)
    begins = np.empty(first.size + 1, dtype=np.int32)
    begins[:-1], begins[-1] = first, differs.size
    before = _row_keys(*shape)
    edges = np.append(np.searchsorted(keys, before), keys.size)
    keys -= np.repeat(before, np.diff(edges))
    columns = keys.astype(np.uint32, copy=False).view(np.int32)
    matrix = csr_matrix((begins[1:] - begins[:-1], columns, edges), shape)
    matrix.has_canonical_format = True
    return matrix


def _units(
    documents: pd.DataFrame,
    spans: Sequence[list[tuple[int, int]]],
    words: npt.NDArray[np.int64],
) -> pd.DataFrame:
    made = ["start", "end", "words"]
    known = [c for c in documents.columns if c not in ("outlet", "doc_id", "text", *made)]
    sizes = np.fromiter(map(len, spans), dtype=np.int64)
    # Where each document is one unit, all columns are as they are.
    document = None if (sizes == 1).all() else np.repeat(np.arange(sizes.size), sizes)
    edges = chain.from_iterable(chain.from_iterable(spans))
    flat = np.fromiter(edges, dtype=np.int64).reshape(-1, 2)
    outlets = documents.get("outlet")
    if outlets is None:
        outlets = pd.Series(pd.NA, index=documents.index, dtype=TEXT)
    columns = {
        "outlet": _of_units(named(outlets), document),
        "doc_id": _of_units(documents["doc_id"], document),
        "start": flat[:, 0],
        "end": flat[:, 1],
        "words": words.astype(np.int64),
    }
    return pd.DataFrame(columns | {c: _of_units(documents[c], document) for c in known})


def _of_units(
    column: pd.Series, document: npt.NDArray[np.int64] | None
) -> pd.api.extensions.ExtensionArray:
    return column.array if document is None else column.array.take(document)


def _read(
    source: pd.DataFrame | Annotation,
) -> tuple[pd.DataFrame, list[pd.DataFrame] | None]:
    """The documents, and their sentences if those have been found already."""
    if isinstance(source, Annotation):
        own = dict(list(source.sentences.groupby("doc_id", sort=False)))
        nothing = source.sentences.iloc[:0]
        return source.documents, [own.get(k, nothing) for k in source.documents["doc_id"]]
    if not isinstance(source, pd.DataFrame):
        raise ParameterError(
            f"count_terms takes a documents table or an annotation, not a {type(source).__name__}"
        )
    require_columns(source, ["doc_id", "text"], "count_terms(documents)")
    require_texts(source, "count_terms(documents)")
    return source, None
