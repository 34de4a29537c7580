"""Vocabulary: the tokens of many texts as integer ids, so that counting needs no strings.

Each text is cut into tokens once. Everything that is counted afterwards (words, lemmas,
TF-IDF) is an array operation on ids, and each distinct form is analysed once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib.acronyms import front_cuts, letter_codes, letter_places
from sdlib.clitics import cuts_by_document, word_key
from sdlib.errors import ParameterError
from sdlib.form_numbers import number_forms
from sdlib.lemmas import NOTHING, expected_behind, lemma
from sdlib.normalization import normalize_word
from sdlib.tables import require_columns
from sdlib.tokens import KINDS, WORD
from sdlib.words import Word, counted_base, read_form, search_form, split_word

T = TypeVar("T")

#: What may count as one term; see `encode`.
TERMS = ("form", "norm", "word", "lemma", "base")

#: The terms that are told from the analysis of a word alone.
_KEYS: dict[str, Callable[[Word], str]] = {
    "word": search_form,
    "base": counted_base,
}

#: More than there are constants for what a word leads to.
_LEADS = 8


@dataclass(frozen=True, slots=True, eq=False)
class EncodedTexts:
    """Tokens of several texts as arrays of one length, the texts behind each other.

    Attributes
    ----------
    terms : list of str
        The vocabulary: each distinct term, in the order of first use.
    ids : numpy.ndarray of int32
        For each token, its position in ``terms``.
    starts, ends : numpy.ndarray of int64
        Its span, in code points of its own text.
    kinds : numpy.ndarray of uint8
        Its kind, a position in `sdlib.tokens.KINDS`.
    offsets : numpy.ndarray of int64
        One more than there are texts: the tokens of text ``k`` are those from
        ``offsets[k]`` up to, not including, ``offsets[k + 1]``.

    Examples
    --------
    >>> encoded = encode(["قال: لا", "", "قال"])
    >>> encoded.ids.tolist(), encoded.offsets.tolist(), encoded.documents.tolist()
    ([0, 1, 2, 0], [0, 3, 3, 4], [0, 0, 0, 2])
    >>> [encoded.terms[k] for k in encoded.ids[encoded.words]]
    ['قال', 'لا', 'قال']
    """

    terms: list[str]
    ids: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    kinds: npt.NDArray[np.uint8]
    offsets: npt.NDArray[np.int64]

    @property
    def documents(self) -> npt.NDArray[np.int64]:
        """For each token, the number of its text."""
        return np.repeat(np.arange(self.offsets.size - 1), np.diff(self.offsets))

    @property
    def words(self) -> npt.NDArray[np.bool_]:
        """For each token, whether it is a word."""
        return np.equal(self.kinds, WORD)


def encode(texts: Iterable[str], *, terms: str = "form") -> EncodedTexts:
    """Cut texts into tokens and number their terms.

    Parameters
    ----------
    texts : iterable of str
        Raw texts.
    terms : {"form", "norm", "word", "lemma"}
        What counts as one term: the token as it is written; its search form
        (`sdlib.normalization.normalize_word`); that without conjunction and preposition;
        or the search form of its lemma (`sdlib.lemmas.lemmatize`). A fifth, ``"base"``, is the
        word without conjunction and preposition in its own letters, by which spellings
        are compared (`sdlib.house_style`).

    Returns
    -------
    EncodedTexts
        All arrays but ``offsets`` have one element a token, in reading order; no text, or
        texts without tokens, give empty ones. A text has the same terms alone as among others.

    Raises
    ------
    ParameterError
        If ``terms`` is none of these.

    Notes
    -----
    Each distinct form is analysed once, and once more in a text that knows an unknown word
    better (`sdlib.words.read_words`).

    Examples
    --------
    >>> encoded = encode(["من حلب إلى حلب", "وحلب."])
    >>> encoded.terms, encoded.ids.tolist(), encoded.offsets.tolist()
    (['من', 'حلب', 'إلى', 'وحلب', '.'], [0, 1, 2, 1, 3, 4], [0, 4, 6])
    >>> encode(["من حلب إلى حلب", "وحلب."], terms="word").ids.tolist()
    [0, 1, 2, 1, 1, 3]
    """
    _check_terms(terms)
    encoded = _encode_forms(texts)
    if terms == "form":
        return encoded
    words, ids = read_vocabulary(encoded)
    if terms == "lemma":
        lemmas, ids = lemma_vocabulary(words, ids, encoded.offsets)
        keys = list(map(normalize_word, lemmas))
    elif terms == "norm":
        keys = [word.norm for word in words]
    else:
        keys = list(map(_KEYS[terms], words))
    return renumbered(encoded, keys, ids)


def encode_tokens(
    tokens: pd.DataFrame, doc_ids: Sequence[str], *, terms: str = "form"
) -> EncodedTexts:
    """Number the terms of a tokens table, without cutting or analysing a text again.

    Parameters
    ----------
    tokens : pandas.DataFrame
        A tokens table (`sdlib.tokenization.tokenize`).
    doc_ids : sequence of str
        The documents whose tokens are wanted, in the order wanted.
    terms : {"form", "norm", "word", "lemma"}
        As for `encode`.

    Returns
    -------
    EncodedTexts
        What `encode` gives for the texts of these documents.

    Raises
    ------
    ParameterError
        If ``terms`` is none of these.
    TableError
        If the table lacks a column.

    Examples
    --------
    >>> from sdlib.tokenization import tokenize
    >>> tokens = tokenize(pd.DataFrame({"doc_id": ["a"], "text": ["من حلب وبحلب"]}))
    >>> encode_tokens(tokens, ["a"], terms="word").terms
    ['من', 'حلب']
    """
    _check_terms(terms)
    needed = ["doc_id", "start", "end", "kind", *_NEEDS[terms]]
    require_columns(tokens, needed, "encode_tokens(tokens)")
    of = pd.Index(doc_ids, dtype=object).get_indexer(tokens["doc_id"].astype(object))
    order = np.argsort(of, kind="stable")
    order = order[np.searchsorted(of[order], 0) :]
    if order.size < len(tokens) or (np.diff(order) != 1).any():
        tokens, of = tokens.iloc[order], of[order]
    kinds = pd.Categorical(tokens["kind"], categories=list(KINDS)).codes
    keys, ids = _keys(tokens, terms)
    sizes = np.bincount(of, minlength=len(doc_ids))
    columns = (tokens[c].to_numpy(dtype=np.int64) for c in ("start", "end"))
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    forms = EncodedTexts(keys, ids, *columns, kinds.astype(np.uint8), offsets)
    return renumbered(forms, keys, ids)


#: The columns of a tokens table from which terms come.
_NEEDS = {
    "form": ["text"],
    "norm": ["norm"],
    "word": ["text", "cuts"],
    "lemma": ["lemma"],
    "base": ["text", "cuts"],
}


def _keys(tokens: pd.DataFrame, terms: str) -> tuple[list[str], npt.NDArray[np.int32]]:
    """The terms of a table, of which some may be alike, and for each token its own."""
    ids, forms = pd.factorize(tokens[_NEEDS[terms][0]])
    found, ids = forms.tolist(), ids.astype(np.int32)
    if terms == "lemma":
        return list(map(normalize_word, found)), ids
    if terms not in _KEYS:
        return found, ids
    key = _KEYS[terms]
    keys = [key(split_word(form, ())) for form in found]
    cut: dict[tuple[int, tuple[int, ...]], int] = {}
    cuts, starts = tokens["cuts"].tolist(), tokens["start"].tolist()
    for k in [k for k, own in enumerate(cuts) if len(own)]:
        pair = (int(ids[k]), tuple(int(c) - starts[k] for c in cuts[k]))
        if pair not in cut:
            cut[pair] = len(keys)
            keys.append(key(split_word(found[pair[0]], pair[1])))
        ids[k] = cut[pair]
    return keys, ids


def _check_terms(terms: str) -> None:
    if terms not in TERMS:
        raise ParameterError(f"terms is {terms!r}, but must be one of {', '.join(TERMS)}")


def _encode_forms(texts: Iterable[str]) -> EncodedTexts:
    found = number_forms(texts)
    return EncodedTexts(found.forms, found.ids, *found.spans, found.offsets)


def renumbered(encoded: EncodedTexts, keys: list[str], ids: npt.NDArray[np.int32]) -> EncodedTexts:
    """Give one number to all ids that have one key, in the order of first use.

    Examples
    --------
    >>> encoded = encode(["أن لا ان"])
    >>> alike = renumbered(encoded, ["ان", "لا", "ان"], encoded.ids)
    >>> alike.terms, alike.ids.tolist()
    (['ان', 'لا'], [0, 1, 0])
    """
    first = np.full(len(keys), ids.size, dtype=np.int64)
    # Of several values for one place the last stays: the first use.
    first[ids[::-1]] = np.arange(ids.size - 1, -1, -1)
    used = np.flatnonzero(first < ids.size)
    used = used[np.argsort(first[used])]
    ordered = list(map(keys.__getitem__, used.tolist()))
    vocabulary = dict.fromkeys(ordered)
    table = np.zeros(len(keys), dtype=np.int32)
    table[used] = np.arange(used.size)
    if len(vocabulary) < used.size:
        number = dict(zip(vocabulary, range(len(vocabulary)), strict=True))
        table[used] = np.fromiter(map(number.__getitem__, ordered), np.int32, used.size)
    return replace(encoded, terms=list(vocabulary), ids=np.take(table, ids))


@dataclass(frozen=True, slots=True, eq=False)
class ReadTexts:
    """Texts cut into tokens, and the analysis of each token (see `read_vocabulary`)."""

    encoded: EncodedTexts
    words: list[Word]
    #: for each token, the position of its analysis in ``words``
    ids: npt.NDArray[np.int32]
    _told: dict[Callable[[Word], Any], list[Any]] = field(default_factory=dict)
    _marks: dict[Callable[[Word], Any], npt.NDArray[np.bool_]] = field(default_factory=dict)

    def told(self, ask: Callable[[Word], T]) -> list[T]:
        """Give what a function tells of each of ``words``: it is asked once for all texts."""
        if ask not in self._told:
            self._told[ask] = list(map(ask, self.words))
        return self._told[ask]

    def marks(self, ask: Callable[[Word], object]) -> npt.NDArray[np.bool_]:
        """Say of each token whether a function tells something of its word (see `told`)."""
        if ask not in self._marks:
            told = np.fromiter(map(bool, map(ask, self.words)), np.bool_, len(self.words))
            self._marks[ask] = told[self.ids]
        return self._marks[ask]


def read_texts(texts: Iterable[str]) -> ReadTexts:
    """Cut texts into tokens and analyse each form once, for all who read them.

    Examples
    --------
    >>> read = read_texts(["وحلب", "حلب"])
    >>> [read.words[k].stem for k in read.ids]
    ['حلب', 'حلب']
    """
    encoded = encode(texts)
    return ReadTexts(encoded, *read_vocabulary(encoded))


def read_vocabulary(encoded: EncodedTexts) -> tuple[list[Word], npt.NDArray[np.int32]]:
    """Analyse each form once, and once more where its own text knows better.

    That is an unknown form whose rest stands in the text, and a letter of an acronym.

    Parameters
    ----------
    encoded : EncodedTexts
        With forms as terms.

    Returns
    -------
    list of Word
        The analyses.
    numpy.ndarray of int32
        For each token, the position of its analysis.

    Examples
    --------
    >>> words, ids = read_vocabulary(encode(["بتشرشل", "تشرشل بتشرشل"]))
    >>> [words[k].preposition for k in ids]
    ['', '', 'ب']
    """
    read = list(map(read_form, encoded.terms))
    words = [word for word, _ in read]
    unknown = np.array([not known for _, known in read], dtype=bool)
    ids = encoded.ids.copy()
    found: dict[int, tuple[int, ...]] = {}
    own = _Keys(encoded)
    for token in np.flatnonzero(unknown[encoded.ids]).tolist() if unknown.size else ():
        own.document = int(np.searchsorted(encoded.offsets, token, side="right")) - 1
        number = int(encoded.ids[token])
        cuts = cuts_by_document(encoded.terms[number], own)
        if cuts:
            found[token] = cuts
    found |= _acronym_cuts(encoded)
    extra: dict[tuple[int, tuple[int, ...]], int] = {}
    for token, cuts in found.items():
        number = int(encoded.ids[token])
        if cuts == words[number].cuts:
            continue
        if (number, cuts) not in extra:
            extra[number, cuts] = len(words)
            words.append(split_word(encoded.terms[number], cuts))
        ids[token] = extra[number, cuts]
    return words, ids


def _acronym_cuts(encoded: EncodedTexts) -> dict[int, tuple[int, ...]]:
    """The cuts of the tokens that are letters of an acronym (`sdlib.acronyms`)."""
    codes = np.frombuffer(letter_codes(encoded.terms), np.uint8)
    if not codes.size:
        return {}
    places = letter_places(np.take(codes, encoded.ids).tobytes(), encoded.offsets[1:-1])
    return {k: front_cuts(encoded.terms[encoded.ids[k]]) for k in places}


class _Keys:
    """The keys of the words of one document after the other (`sdlib.clitics.word_key`)."""

    def __init__(self, encoded: EncodedTexts) -> None:
        self._encoded = encoded
        self.document = 0
        self._read: dict[int, set[int]] = {}

    @cached_property
    def _terms(self) -> dict[str, list[int]]:
        """The numbers of the terms of each key."""
        found: dict[str, list[int]] = {}
        for number, term in enumerate(self._encoded.terms):
            found.setdefault(word_key(term), []).append(number)
        return found

    def _own(self, document: int) -> set[int]:
        """The numbers of the terms of a document; its words are asked for one after the other."""
        if document not in self._read:
            first, behind = self._encoded.offsets[document : document + 2]
            self._read = {document: set(self._encoded.ids[first:behind].tolist())}
        return self._read[document]

    def __contains__(self, key: str) -> bool:
        """Whether a word of the document has a key."""
        terms = self._terms.get(key)
        if terms is None:
            return False
        return not self._own(self.document).isdisjoint(terms)


def lemma_vocabulary(
    words: list[Word], ids: npt.NDArray[np.int32], offsets: npt.NDArray[np.int64]
) -> tuple[list[str], npt.NDArray[np.int32]]:
    """Give the lemma of each pair of a word and what the word before it leads to.

    Parameters
    ----------
    words, ids
        What `read_vocabulary` gave.
    offsets : numpy.ndarray of int64
        Where each text begins among the tokens: no word leads on to the next text.

    Returns
    -------
    list of str
        Lemmas.
    numpy.ndarray of int32
        For each token, the position of its lemma.

    Examples
    --------
    >>> encoded = encode(["لم يعد", "يعد"])
    >>> words, ids = read_vocabulary(encoded)
    >>> lemmas, ids = lemma_vocabulary(words, ids, encoded.offsets)
    >>> lemmas[ids[1]]
    'عاد'
    """
    expected = np.array([expected_behind(word) for word in words], dtype=np.int64)
    pairs = ids.astype(np.int64) * _LEADS
    pairs[1:] += expected[ids[:-1]] if ids.size else 0
    first = offsets[:-1][offsets[:-1] < ids.size]
    pairs[first] = ids[first].astype(np.int64) * _LEADS + NOTHING
    distinct, inverse = np.unique(pairs, return_inverse=True)
    lemmas = [lemma(words[pair // _LEADS], pair % _LEADS) for pair in distinct.tolist()]
    return lemmas, inverse.astype(np.int32)
