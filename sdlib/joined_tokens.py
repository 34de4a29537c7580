"""Joined tokens: what is counted as one word though it stands in several tokens, or as none.

Clitics are not counted where terms are words or lemmas; so one that a quotation mark or a sign
parts from its word (`لـ"رويترز"`) is no word either. An acronym is one.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import numpy.typing as npt

from sdlib.abbreviations import words
from sdlib.acronyms import acronym_spans, front_cuts, letter_codes
from sdlib.characters import TATWEEL
from sdlib.lemmas import lemma
from sdlib.normalization import normalize_word
from sdlib.tokens import KINDS
from sdlib.vocabulary import EncodedTexts, renumbered
from sdlib.words import read_word, search_form

Numbers = npt.NDArray[np.int64]

_CLITICS = frozenset("وفبلك")
#: Terms of which some stand before a sign, with a tatweel: `الـ"تحالف"`, but not `آل`.
_CUT_OFF = frozenset(
    conjunction + rest
    for conjunction in ("", "و", "ف")
    for rest in ("ال", "لل", "بال", "كال", "ب", "ل")
)
#: What a term is, as bits.
_OUT, _MAYBE_OUT, _IS_NUMBER = 1, 2, 4
#: So far from a letter of an acronym its others may stand, signs between them counted.
_NEAR = 8


def join_tokens(encoded: EncodedTexts, spans: npt.NDArray[np.int64], ids: Numbers) -> EncodedTexts:
    """Make one token of each span of tokens.

    Parameters
    ----------
    encoded : EncodedTexts
    spans : numpy.ndarray of int64, shape (n_spans, 2)
        The first token and the one behind the last; disjoint, in order.
    ids : numpy.ndarray of int64, shape (n_spans,)
        The term of each.

    Returns
    -------
    EncodedTexts

    Examples
    --------
    >>> from sdlib.vocabulary import encode
    >>> encoded = encode(["عبد الله عاد"])
    >>> joined = join_tokens(encoded, np.array([[0, 2]]), np.array([2]))
    >>> joined.ids.tolist(), joined.starts.tolist(), joined.ends.tolist()
    ([2, 2], [0, 9], [8, 12])
    """
    new_ids, ends, kinds = encoded.ids.copy(), encoded.ends.copy(), encoded.kinds.copy()
    first, behind = spans[:, 0], spans[:, 1]
    new_ids[first] = ids
    ends[first] = encoded.ends[behind - 1]
    gone = np.zeros(encoded.ids.size + 1, dtype=np.int64)
    np.add.at(gone, first + 1, 1)
    np.add.at(gone, behind, -1)
    joined = replace(encoded, ids=new_ids, ends=ends, kinds=kinds)
    return _keep(joined, np.cumsum(gone)[:-1] == 0)


def _keep(encoded: EncodedTexts, keep: npt.NDArray[np.bool_]) -> EncodedTexts:
    """Leave out tokens."""
    offsets = np.concatenate([[0], np.cumsum(keep)])[encoded.offsets].astype(np.int64)
    columns = {c: getattr(encoded, c)[keep] for c in ("ids", "starts", "ends", "kinds")}
    return replace(encoded, **columns, offsets=offsets)


def join_acronyms(encoded: EncodedTexts, texts: list[str]) -> EncodedTexts:
    """Make one token of each acronym (`بي بي سي`), by its letters in search form.

    Parameters
    ----------
    encoded : EncodedTexts
        Of words or lemmas.
    texts : list of str
        The texts that were encoded.

    Returns
    -------
    EncodedTexts

    Examples
    --------
    >>> from sdlib.vocabulary import encode
    >>> texts = ["قالت لبي بي سي إن وكالة أ.ف.ب نفت"]
    >>> join_acronyms(encode(texts, terms="word"), texts).terms
    ['قالت', 'بي بي سي', 'ان', 'وكاله', 'ا ف ب', 'نفت']
    """
    forms = _letter_forms(encoded, texts)
    if not forms:
        return encoded
    codes = np.full(encoded.ids.size, ord("x"), dtype=np.uint8)
    codes[list(forms)] = np.frombuffer(letter_codes(list(forms.values())), np.uint8)
    spans = list(acronym_spans(codes.tobytes(), _edges(encoded, texts, forms)))
    names = [_name([forms[k] for k in range(*span)]) for span in spans]
    if not spans:
        return encoded
    terms = list(encoded.terms)
    place = {term: k for k, term in enumerate(terms)}
    for name in dict.fromkeys(names):
        place.setdefault(name, len(place))
    ids = np.array([place[name] for name in names], dtype=np.int64)
    joined = join_tokens(replace(encoded, terms=list(place)), np.array(spans), ids)
    return renumbered(joined, joined.terms, joined.ids)


def _name(forms: list[str]) -> str:
    """The letters of an acronym without signs and the clitics in front."""
    first = forms[0][max(front_cuts(forms[0]), default=0) :]
    return " ".join([normalize_word(f) for f in (first, *forms[1:]) if f[:1].isalpha()])


def _edges(encoded: EncodedTexts, texts: list[str], forms: dict[int, str]) -> list[int]:
    """Where a text begins, and those tokens of ``forms`` with which a line does."""
    edges = set(encoded.offsets[1:-1].tolist())
    # Over what is not near a letter no acronym goes.
    tokens = np.array([k for k in forms if k - 1 in forms], dtype=np.int64)
    documents = np.searchsorted(encoded.offsets, tokens, side="right") - 1
    begins, ends = encoded.ends[tokens - 1].tolist(), encoded.starts[tokens].tolist()
    own = zip(tokens.tolist(), documents.tolist(), begins, ends, strict=True)
    edges.update(k for k, document, begin, end in own if "\n" in texts[document][begin:end])
    return sorted(edges)


def _letter_forms(encoded: EncodedTexts, texts: list[str]) -> dict[int, str]:
    """The forms of the tokens that may belong to an acronym: a letter, or what is near one."""
    sure, maybe = _letter_terms()
    terms = np.array(
        [3 if t in sure else 2 if t in maybe else 0 for t in encoded.terms], dtype=np.uint8
    )
    seeds = np.flatnonzero(np.take(terms, encoded.ids) & 1) if terms.size else np.empty(0, int)
    if not seeds.size:
        return {}
    near = np.zeros(encoded.ids.size, dtype=bool)
    for step in range(-_NEAR, _NEAR + 1):
        near[np.clip(seeds + step, 0, near.size - 1)] = True
    tokens = np.flatnonzero(near & (np.take(terms, encoded.ids) > 1))
    documents = (np.searchsorted(encoded.offsets, tokens, side="right") - 1).tolist()
    spans = zip(encoded.starts[tokens].tolist(), encoded.ends[tokens].tolist(), strict=True)
    return {
        k: texts[document][start:end]
        for k, document, (start, end) in zip(tokens.tolist(), documents, spans, strict=True)
    }


@cache
def _letter_terms() -> tuple[frozenset[str], frozenset[str]]:
    """Terms that are letters of acronyms, and terms that may be: function words and signs."""
    names = words("letter") | words("letter_word")
    spelt = {h + n[1:] for n in names if n[0] == "ا" for h in "اأإآ"} | names
    read = [read_word(name) for name in sorted(spelt | {"ال" + name for name in names})]
    terms = {search_form(word) for word in read} | {normalize_word(lemma(word)) for word in read}
    function = {normalize_word(name) for name in words("letter_or_word") | words("letter_inside")}
    single = frozenset(map(chr, range(0x621, 0x64B)))
    return frozenset(terms - function) | single, frozenset(function | set(".-–"))


def leave_out_clitics(encoded: EncodedTexts, texts: list[str]) -> EncodedTexts:
    """Leave out the tokens that are a clitic without its word; one before a number is a number.

    Parameters
    ----------
    encoded : EncodedTexts
        Of words, lemmas or bases.
    texts : list of str
        The texts that were encoded.

    Returns
    -------
    EncodedTexts

    Examples
    --------
    >>> from sdlib.vocabulary import encode
    >>> texts = ['قال لـ"رويترز" إن آل النمر عادوا بـ3']
    >>> left = leave_out_clitics(encode(texts, terms="word"), texts)
    >>> [left.terms[k] for k in left.ids[left.words]]
    ['قال', 'رويترز', 'ان', 'ال', 'النمر', 'عادوا']
    """
    if not encoded.terms:
        return encoded
    words = np.flatnonzero(encoded.words)
    marks = np.take(_marks(encoded.terms), np.take(encoded.ids, words))
    out = np.zeros(encoded.ids.size, dtype=bool)
    out[words[(marks & _OUT) > 0]] = True
    for k in words[(marks & _MAYBE_OUT) > 0].tolist():
        document = int(np.searchsorted(encoded.offsets, k, side="right")) - 1
        out[k] |= texts[document][encoded.ends[k] - 1] == TATWEEL
    kinds = encoded.kinds.copy()
    kinds[words[(marks & _IS_NUMBER) > 0]] = KINDS.index("number")
    encoded = replace(encoded, kinds=kinds)
    if not out.any():
        return encoded
    left = _keep(encoded, ~out)
    return renumbered(left, left.terms, left.ids)


def _marks(terms: list[str]) -> npt.NDArray[np.uint8]:
    """For each term whether it is left out, if a sign cuts it off, and whether it is a number."""
    marks = np.zeros(len(terms), dtype=np.uint8)
    for k, term in enumerate(terms):
        if term in _CUT_OFF:
            marks[k] = _MAYBE_OUT | (_OUT if term in _CLITICS else 0)
        elif not term.isalpha():
            letters, numbers = any(map(str.isalpha, term)), any(map(str.isalnum, term))
            marks[k] = (0 if numbers else _OUT) | (
                _IS_NUMBER if term[:1].isdecimal() and not letters else 0
            )
        elif term in _CLITICS:
            marks[k] = _OUT
    return marks
