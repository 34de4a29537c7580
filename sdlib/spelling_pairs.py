"""Spelling pairs: whether two forms that differ as spellings do are one word.

The words around them tell, and rules of the language where those are too few or mislead: endings
that inflect (`لافتا`, `لافتة`; `حلفاؤها`, `حلفاءها`) are no spellings, though they stand alike.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from sdlib.frequencies import one_alef
from sdlib.lemmas import lemma
from sdlib.nominals import derived_forms, has_article, nominal_forms
from sdlib.particles import particles
from sdlib.sequences import NO_WORD
from sdlib.term_counts import TermCounts
from sdlib.verbs import verb_forms
from sdlib.words import read_word

HAMZA, FINAL_YA, FINAL_TA, FINAL_ALEF = "hamza", "final ya", "final ta marbuta", "final alef"
BEFORE_HAMZA, SPACE = "alef before hamza", "space"

#: How alike the neighbours of two spellings must be (a cosine): on 7,500 articles of 2018 spellings
#: have 0.4 to 0.9 where they are used often, pairs of two words 0 to 0.35.
_ALIKE = 0.4
#: Where no lexicon knows a second word: rare words have few neighbours to be alike.
_LIKELY = 0.2
_ALEFS = frozenset("اأإآ")
_SEATS = frozenset("ءؤئ")


class Contexts:
    """The words before and behind each term, as vectors of length 1.

    Parameters
    ----------
    counts : TermCounts
        Of single words and pairs.

    Examples
    --------
    >>> import pandas as pd
    >>> from sdlib.term_counts import count_terms
    >>> texts = pd.DataFrame({"doc_id": ["a"], "text": ["إلى حلب أمس. إلى حلب. إلى إدلب أمس"]})
    >>> counts = count_terms(texts, terms="base", ngram=(1, 2))
    >>> round(Contexts(counts).alike(counts.terms.index("حلب"), counts.terms.index("إدلب")), 2)
    0.99
    """

    def __init__(self, counts: TermCounts) -> None:
        self._counts = counts
        parts, size = counts.sequences.parts, len(counts.encoded.terms)
        uses = np.sqrt(np.asarray(counts.matrix.sum(axis=0)).ravel())
        pairs = np.flatnonzero(parts[:, -1] != NO_WORD)
        before, behind = parts[pairs, 0].astype(np.int64), parts[pairs, 1].astype(np.int64)
        cells = (np.concatenate([before, behind]), np.concatenate([behind + size, before]))
        matrix = csr_matrix((np.tile(uses[pairs], 2), cells), shape=(size, 2 * size))
        length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
        matrix.data /= np.repeat(length, np.diff(matrix.indptr))
        self._matrix = matrix

    def alike(self, first: int, second: int) -> float:
        """Give the cosine of the neighbours of two terms, the second a word or a pair of words."""
        one, other = self._row(first), self._row(second)
        return float((one @ other.T).sum())

    def _row(self, term: int) -> csr_matrix:
        words = self._counts.sequences.parts[self._counts.columns[term]]
        return self._matrix[int(words[0])] if words[-1] == NO_WORD else self._row_of_pair(term)

    def _row_of_pair(self, term: int) -> csr_matrix:
        """The words before the first word of a pair and behind its second."""
        encoded, size = self._counts.encoded, len(self._counts.encoded.terms)
        first = self._counts.tokens_of(term)
        documents = encoded.documents
        ids = []
        for at, place in ((first - 1, 0), (first + 2, size)):
            near = np.clip(at, 0, encoded.ids.size - 1)
            inside = (near == at) & encoded.words[near] & (documents[near] == documents[first])
            ids.append(encoded.ids[near[inside]] + place)
        found, uses = np.unique(np.concatenate(ids), return_counts=True)
        weights = np.sqrt(uses) / max(np.sqrt(uses.sum()), 1)
        return csr_matrix((weights, (np.zeros(found.size, dtype=int), found)), shape=(1, 2 * size))


def is_one_word(first: str, second: str, kind: str, alike: float) -> bool:
    """Say whether two spellings are of one word.

    Parameters
    ----------
    first, second : str
        Bases (`sdlib.vocabulary.encode`), the second of two words where ``kind`` is "space".
    kind : str
        In what they differ.
    alike : float
        How alike their neighbours are (`Contexts.alike`).

    Examples
    --------
    >>> is_one_word("سوريا", "سورية", FINAL_ALEF, 0.6), is_one_word("قوي", "قوى", FINAL_YA, 0.1)
    (True, False)
    >>> is_one_word("لافتا", "لافتة", FINAL_ALEF, 0.6), is_one_word("إنسان", "انسان", HAMZA, 0.2)
    (False, True)
    """
    if kind == FINAL_ALEF and _inflects(first, second):
        return False
    if kind == SPACE:
        last = second.split(" ")[1]
        return alike >= (_ALIKE if last in particles() and not has_article(last) else _LIKELY)
    if kind != HAMZA:
        return alike >= _ALIKE
    if _is_case(first, second):
        return False
    return alike >= (_ALIKE if _are_two(first, second) else _LIKELY)


def _inflects(first: str, second: str) -> bool:
    """Whether the endings are those of one adjective, or a case and a pronoun of one noun."""
    words = [read_word(first), read_word(second)]
    lemmas = {lemma(word) for word in words if word.base.endswith("ا")}
    others = [word for word in words if not word.base.endswith("ا")]
    return any(lemmas & {lemma(word), *_readings(one_alef(word.stem))} for word in others)


def _is_case(first: str, second: str) -> bool:
    """Whether the seat of a hamza before a pronoun tells the case: `لقاؤه`, `لقاءه`, `لقائه`."""
    at = next(k for k, (a, b) in enumerate(zip(first, second, strict=True)) if a != b)
    seats = first[at] in _SEATS and second[at] in _SEATS
    return seats and bool(read_word(first).pronoun and read_word(second).pronoun)


def _are_two(first: str, second: str) -> bool:
    """Whether two words may differ so: in two hamzas, or in one that a lexicon tells from none."""
    at = next(k for k, (a, b) in enumerate(zip(first, second, strict=True)) if a != b)
    if "ا" not in (first[at], second[at]) or not {first[at], second[at]} <= _ALEFS:
        return True
    return at not in _begins(first) or len(_initials(first)) > 1


def _begins(word: str) -> tuple[int, ...]:
    """Where the first letter of a word stands, with its article and without."""
    return (0, 2) if word.startswith("ال") else (0,)


def _initials(word: str) -> set[str]:
    """The first letters of the dictionary forms of a word, whatever its alefs."""
    key = one_alef(word)
    stems = {key, key[2:]} if has_article(key) else {key}
    return {form[0] for stem in stems for form in _readings(stem) if form[0] in _ALEFS}


def _readings(stem: str) -> set[str]:
    """The dictionary forms that a stem, its alefs all ا, may have."""
    return {f.lemma for f in (*nominal_forms(stem), *derived_forms(stem), *verb_forms(stem))}
