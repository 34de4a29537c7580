"""Oppositions: pairs of spans that share their words, and differ in one that turns what they say.

Where two spans agree but for one word each, and both stand between the same words, that word
decides: وافق and رفض deny each other, الخميس and الجمعة tell of two days, and so do names.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from sdlib.context import context_words
from sdlib.gazetteers import SHIPPED, gazetteer
from sdlib.normalization import normalize_word
from sdlib.opposites import contrasts, families
from sdlib.span_terms import Flags, Ints, SpanTerms
from sdlib.verbal_nouns import terms_of
from sdlib.wordkinds import MAYBE, NO, YES, verb_evidence
from sdlib.words import read_word

#: How many words on each side tell where a word stands, and within how many they are looked for.
_BESIDE, _NEAR = 2, 4

#: How many of them two words must share to stand in one place, where there are as many.
_SAME_PLACE = 2

#: What is said to come, or aimed at.
_TO_COME = frozenset("سل")

#: What share of the terms of the shorter and of the longer span must stand in both, besides.
_OF_SHORTER, _OF_LONGER = 0.65, 0.45

#: The ids of what was discovered: behind it stand type and words (``found-per-هاكان-فيدان``).
_FOUND = "found-"
#: Names this much alike are spellings of one.
_ONE_NAME = 0.6


class Opposition(NamedTuple):
    """In what two spans differ: a word of each, as written, a name by its entity."""

    kind: str
    one: str
    other: str
    #: whether the words around agree so well that both tell of the same thing
    firm: bool


class Lines:
    """The spans as lines of terms, each read when it is first asked for."""

    def __init__(self, terms: SpanTerms) -> None:
        self.terms = terms
        self._lines: dict[int, Line] = {}

    def __getitem__(self, span: int) -> Line:
        if span not in self._lines:
            self._lines[span] = Line(self.terms, span)
        return self._lines[span]


class Line:
    """The words of one span that say something, in their order.

    Attributes
    ----------
    names : list of str
        The term of each.
    negated, content : list of bool
        Whether a negator reaches it, and whether it is no function word.
    negating : frozenset of str
        The words of the span that may deny something.
    """

    def __init__(self, terms: SpanTerms, span: int) -> None:
        words = terms.words
        places = np.arange(words.starts[span], words.starts[span + 1])
        names = [terms.vocabulary[k] for k in words.ids[places].tolist()]
        kept = [
            k
            for k, content in enumerate(words.content[places].tolist())
            if content or names[k] in contrasts()
        ]
        self.names = [names[k] for k in kept]
        self.all_names = frozenset(names)
        self.negated = words.negated[places[kept]].tolist()
        self.content = words.content[places[kept]].tolist()
        self.negating = frozenset(names) & (terms_of("negator") | terms_of("denying"))
        self._places = words.places[places[kept]]
        self._all, self._kept = names, kept
        self._texts = words.texts

    @cached_property
    def terms(self) -> frozenset[str]:
        return frozenset(self.names)

    def written(self, k: int) -> str:
        """A word as it stands in the text, a name by its entity."""
        return str(self._texts[self._places[k]]) if self.names[k].isalpha() else self.names[k]

    def next(self, k: int) -> str:
        """The word behind one, "" at the end."""
        return self.names[k + 1] if k + 1 < len(self.names) else ""

    def behind(self, k: int, group: str) -> bool:
        """Whether a word of a class of context words stands close before one."""
        place = self._kept[k]
        return not terms_of(group).isdisjoint(self._all[max(place - _NEAR, 0) : place])

    def done(self, k: int) -> bool:
        """Whether a word has been so if it is: no future, and no aim (`سيوقع`, `ليوقع`)."""
        return read_word(str(self._texts[self._places[k]])).preposition not in _TO_COME

    def verb(self, k: int) -> int:
        """Whether a word is a finite verb (`sdlib.wordkinds.verb_evidence`)."""
        known = self.content[k] and self.names[k].isalpha()
        return verb_evidence(read_word(str(self._texts[self._places[k]]))) if known else MAYBE

    def beside(self, k: int, shared: frozenset[str]) -> frozenset[str]:
        """The nearest words of both spans before and behind a word."""
        before = [t for t in self.names[max(k - _NEAR, 0) : k] if t in shared]
        behind = [t for t in self.names[k + 1 : k + 1 + _NEAR] if t in shared]
        return frozenset(before[-_BESIDE:] + behind[:_BESIDE])


def find_oppositions(terms: SpanTerms, pairs: pd.DataFrame) -> list[Opposition | None]:
    """Find for each pair of spans a word of each that stand in one place and differ.

    Parameters
    ----------
    terms : SpanTerms
        What `sdlib.span_terms.read_spans` gives.
    pairs : pandas.DataFrame
        ``a`` and ``b``, positions of spans.

    Returns
    -------
    list of Opposition or None
        ``kind`` is ``opposite`` (one word denies the other), ``negated`` (the same word or one of
        its kind, with a negator in one span only) or ``apart`` (another day, place or name).
        Two that cancel each other (``لم يوافق``, ``رفض``) are none.
    """
    a, b = (pairs[side].to_numpy(dtype=np.int64) for side in "ab")
    found: list[Opposition | None] = [None] * len(pairs)
    lines = Lines(terms)
    for k in np.flatnonzero(_may_differ(terms, a, b)).tolist():
        one, other = lines[a[k]], lines[b[k]]
        turned, denied = list(_contrasted(one, other)), list(_negated(one, other))
        if denied and any(each.kind == "opposite" for each in turned):
            continue  # لم يعلن رفضه and أعلن موافقته: two that cancel each other
        named = list(_named(one, other))
        each = sorted(turned + denied, key=_rank) or named
        # What is so of one day or place may not be so of another.
        apart = any(e.firm and e.kind == "apart" for e in turned + named)
        found[k] = each[0]._replace(firm=each[0].firm and not apart) if each else None
    return found


def _rank(found: Opposition) -> tuple[bool, bool]:
    """What is denied stands before what is told of something else, and the sure before the rest."""
    return found.kind == "apart", not found.firm


def _contrasted(one: Line, other: Line) -> Iterator[Opposition]:
    """Words of the lexicon that differ and stand in one place, both negated or none."""
    shared = one.terms & other.terms
    for i, x in enumerate(one.names):
        against = contrasts().get(x, {})
        if x in shared or not against or not one.terms.isdisjoint(against):
            continue
        for j, y in enumerate(other.names):
            if y not in against or y in shared or not other.terms.isdisjoint(contrasts()[y]):
                continue
            said = against[y]
            if one.negated[i] == other.negated[j] and (not said.about or said.about & shared):
                kind = "opposite" if said.denies else "apart"
                yield from _placed(kind, (one, i), (other, j), shared)


def _negated(one: Line, other: Line) -> Iterator[Opposition]:
    """A word that has a negator in one span only, in one place, or one of its kind (سيطرة)."""
    shared = one.terms & other.terms
    for i, j in _alike(one, other):
        if one.negated[i] != other.negated[j]:
            sides = [(one, i), (other, j)]
            denying, said = sides if one.negated[i] else sides[::-1]
            for each in _placed("negated", *sides, shared):
                open_ = denying[0].behind(denying[1], "maybe") or not _at_one_time(denying, said)
                yield each._replace(firm=each.firm and not open_)


def _at_one_time(denying: tuple[Line, int], said: tuple[Line, int]) -> bool:
    """Whether what has not been done is said to have been done, and not to come."""
    past = denying[0].behind(denying[1], "negator_of_past")
    return said[0].done(said[1]) or not past


def _alike(one: Line, other: Line) -> Iterator[tuple[int, int]]:
    """The places of each two words of one kind of which the one or the other is negated.

    A span with any other word that denies may say the same in another way: غير كاف, ليس كافيا.
    """
    for line, against, turned in ((one, other, False), (other, one, True)):
        if not terms_of("excepting").isdisjoint(line.all_names):
            continue
        for i in (k for k, negated in enumerate(line.negated) if negated):
            if against.negating - {line.names[i]}:
                continue
            own = families().get(line.names[i], frozenset())
            found = [
                j
                for j, name in enumerate(against.names)
                if name == line.names[i] or own & families().get(name, frozenset())
            ]
            yield from ((j, i) if turned else (i, j) for j in found)


def _named(one: Line, other: Line) -> Iterator[Opposition]:
    """Names that differ and stand in one place: of two places, or of two persons."""
    shared = one.terms & other.terms
    for i, x in enumerate(one.names):
        if x in shared or not _is_name(x):
            continue
        for j, y in enumerate(other.names):
            if y not in shared and _is_name(y) and _two_names(x, y):
                yield from (each for each in _placed("apart", (one, i), (other, j), shared)
                            if each.firm)  # fmt: skip


def _placed(
    kind: str, one: tuple[Line, int], other: tuple[Line, int], shared: frozenset[str]
) -> Iterator[Opposition]:
    """Two words as an opposition, where they stand in one place."""
    (line, i), (against, j) = one, other
    if not (line.content[i] and against.content[j]) and line.next(i) != against.next(j):
        return  # قبل and بعد are of what stands behind them
    around, around_other = line.beside(i, shared), against.beside(j, shared)
    both = around & around_other
    if both:
        least = min(_SAME_PLACE, len(around), len(around_other))
        firm = len(both) >= least and {line.verb(i), against.verb(j)} != {YES, NO}
        firm = firm and _agree(len(shared), len(line.terms), len(against.terms))
        firm = firm and not line.behind(i, "wished") and not against.behind(j, "wished")
        firm = firm and not _of_others((line, i), (against, j), shared)
        yield Opposition(kind, line.written(i), against.written(j), firm)


def _agree(shared: int, one: int, other: int) -> bool:
    """Whether two spans of so many terms agree in what stands beside the words that differ."""
    least, most = sorted((max(one - 1, 1), max(other - 1, 1)))
    return shared >= _OF_SHORTER * least and shared >= _OF_LONGER * most


def _of_others(one: tuple[Line, int], other: tuple[Line, int], shared: frozenset[str]) -> bool:
    """Whether two words have beside them one each that the other span does not have.

    `الجيش لم ينسحب` and `المسلحون انسحبوا`, `لم تقصف المستشفى` and `قصفت المدرسة`: of others.
    """
    (line, i), (against, j) = one, other
    for step in (-1, 1):
        k, n = i + step, j + step
        if min(k, n) >= 0 and k < len(line.names) and n < len(against.names):
            beside = line.names[k], against.names[n]
            said = line.content[k] and against.content[n]
            if said and shared.isdisjoint(beside):
                return True
    return False


@lru_cache(maxsize=1 << 16)
def _is_name(term: str) -> bool:
    """Whether a term is a place, a person, or a given name."""
    return bool(_kind_of(term)) or term in _given()


def _kind_of(term: str) -> str:
    """``loc`` or ``per`` of an entity's id, also of one that was discovered, else ""."""
    kind = term.removeprefix(_FOUND)[:4]
    return kind[:3] if kind in ("loc-", "per-") else ""


@cache
def _given() -> frozenset[str]:
    return frozenset(map(normalize_word, context_words("given_name")))


def _two_names(one: str, other: str) -> bool:
    """Whether two names are of two places or two persons, and no spellings of one.

    A city may stand for its country, or lie in it.
    """
    types = [_kind_of(one), _kind_of(other)]
    if one.startswith(_FOUND) != other.startswith(_FOUND):
        return False
    if one.startswith(_FOUND):
        names = [term.split("-", 2)[2] for term in (one, other)]
        apart = set(names[0].split("-")).isdisjoint(names[1].split("-"))
        return types[0] == types[1] and apart and _unlike(*names)
    if "loc" in types:
        of = [gazetteer(SHIPPED).countries.get(term, term) for term in (one, other)]
        inside = {one, other} & set(of)
        return types[0] == types[1] and not (inside and of[0] == of[1])
    if "per" in types:
        return types[0] == types[1]
    return _unlike(one, other)


def _unlike(one: str, other: str) -> bool:
    """Whether two names are too unlike to be spellings of one."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio() < _ONE_NAME


def _may_differ(terms: SpanTerms, a: Ints, b: Ints) -> Flags:
    """Pairs of spans that have something of which the oppositions are made: a cheap look."""
    present = terms.words.present(len(terms.vocabulary))
    known = [k for k, t in enumerate(terms.vocabulary) if t in contrasts()]
    one, other = _apart(present[:, known], a, b)
    against = _against([terms.vocabulary[k] for k in known])
    found = (one @ against).multiply(other).getnnz(axis=1) > 0
    one, other = _apart(
        present[:, [k for k, t in enumerate(terms.vocabulary) if _is_name(t)]], a, b
    )
    found |= (one.getnnz(axis=1) > 0) & (other.getnnz(axis=1) > 0)
    negated = np.add.reduceat(
        np.append(terms.words.negated, False), terms.words.starts[:-1], dtype=np.int64
    )
    negated[np.diff(terms.words.starts) == 0] = 0
    return found | (negated[a] > 0) | (negated[b] > 0)


def _apart(present: csr_matrix, a: Ints, b: Ints) -> tuple[csr_matrix, csr_matrix]:
    """What only the one and only the other of each pair has."""
    one, other = present[a], present[b]
    both = one.minimum(other)
    found = csr_matrix(one - both), csr_matrix(other - both)
    for each in found:
        each.eliminate_zeros()
    return found


def _against(lemmas: list[str]) -> csr_matrix:
    """1 for each two of some lemmas that differ by the lexicon."""
    numbers = {lemma: k for k, lemma in enumerate(lemmas)}
    cells = [
        (k, numbers[other])
        for lemma, k in numbers.items()
        for other in contrasts()[lemma]
        if other in numbers
    ]
    rows, columns = np.array(cells, dtype=np.int64).reshape(-1, 2).T
    return csr_matrix((np.ones(rows.size), (rows, columns)), shape=(len(lemmas), len(lemmas)))
