"""Polarities: which of two claims says that something is so, and which that it is not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix

from sdlib.claim_similarity import wording
from sdlib.context import context_words
from sdlib.exchanges import find_exchanges
from sdlib.gazetteers import SHIPPED, gazetteer
from sdlib.lexicon import read_lexicon
from sdlib.nesting import parents
from sdlib.normalization import normalize_word
from sdlib.opposites import contrast
from sdlib.oppositions import Line, Lines, Opposition, find_oppositions
from sdlib.span_terms import Flags, Ints, SpanTerms
from sdlib.tables import TEXT
from sdlib.verbal_nouns import terms_of
from sdlib.wordkinds import YES
from sdlib.words import read_word

#: What a reason says beside cues and words. A page has each in its own language.
PHRASES: Mapping[str, str] = {
    "denies": "denies the other",
    "negated": "negated in one only",
    "opposite": "opposite words",
    "cue": "opposite cues",
    "apart": "another day, place, name or kind",
    "exchanged": "who does it to whom is exchanged",
    "count": "counted otherwise",
}

#: How much of the wording must agree before polarity says anything.
LEAST_WORDING = 0.4

#: And before the order of words does: nearly all of them stand in both.
_LEAST_LEMMAS = 0.6

#: What stands for a thing that has been told.
_POINTING = ("ذلك", "هذا ", "هذه ", "الأمر")

#: بطريقة غير صحيحة tells how something was done, and not that it is untrue; in search form.
_MANNER = r"\bب\S+ غير \S+"

#: How many words tell what a claim is about, and among how many of the other's a word of the
#: denial must stand in front.
_OPENING, _FRONT = 6, 3

#: Among how many first words of a denial who does it may stand: نفت قصفا أمريكيا.
_DOER = 3

#: What share of a denial's first words must stand in an accusation and in any other claim, and
#: of those of the other claim in the denial. By reading 70 pairs of one year's news.
_OF_ACCUSED, _OF_DENIED, _OF_OTHER = 0.5, 0.6, 0.3

#: What a denial inside a content must be of it, so that the whole denies.
_MOST = 0.5


class Denials(NamedTuple):
    """For each pair whether it is looked at, which of the two denies, and which one does not."""

    chosen: Flags
    denial: Ints
    other: Ints


class Polarities(NamedTuple):
    """Which of two claims says that something is not so.

    Attributes
    ----------
    denies : numpy.ndarray of bool
        For each claim, whether it denies, by its cue or by its words.
    denied, negated, refused : numpy.ndarray of bool
        For each pair, whether only one denies, only one has a negator before a word of both, or
        only one has a cue that is negated itself (``لم يدع``).
    kinds : numpy.ndarray of object
        For each pair, how the two differ in one place (`sdlib.oppositions.Opposition.kind`;
        ``cue`` where their cues are opposite); empty where they do not.
    firm : numpy.ndarray of bool
        Whether the words around that place agree as well.
    met, plain : numpy.ndarray of bool
        For each pair, whether what the denial is about stands in the other, rather than what
        is told beside it; and whether that one has no negator at all.
    reasons : pandas.Series
        For each pair, which one denies, or in what they differ, as text; ``<NA>`` for others.
    """

    denies: Flags
    denied: Flags
    negated: Flags
    refused: Flags
    kinds: npt.NDArray[np.object_]
    firm: Flags
    met: Flags
    plain: Flags
    reasons: pd.Series

    @property
    def differ(self) -> Flags:
        """Pairs of which a word, a cue or the order of words says that they are opposed."""
        return self.negated | np.isin(self.kinds, ["opposite", "negated", "cue", "exchanged"])

    @property
    def opposed(self) -> Flags:
        """Pairs that do not say the same, whatever their words have in common."""
        return self.denied | self.negated | self.refused | (self.kinds != "")


def polarities(
    spans: pd.DataFrame, contents: pd.Series, terms: SpanTerms, pairs: pd.DataFrame
) -> Polarities:
    """Tell for each pair of claims whether both say that something is so, or not.

    Parameters
    ----------
    spans : pandas.DataFrame
        What `sdlib.claim_spans.claim_spans` gives.
    contents : pandas.Series
        Their texts.
    terms : SpanTerms
        Their terms.
    pairs : pandas.DataFrame
        What `sdlib.claim_similarity.similar_pairs` gives.

    Returns
    -------
    Polarities
        Where one denies and the other has a negator in its main clause, nothing is clear, and
        they are not opposed: ``نفى علمه بذلك`` and ``قال إنه لا يعرف`` say one thing.
    """
    a, b = pairs["a"].to_numpy(), pairs["b"].to_numpy()
    alike = (wording(pairs) >= LEAST_WORDING).to_numpy()
    denies, refuses = _denies(spans, contents), spans["negated"].to_numpy(dtype=bool)
    found = _differences(spans, terms, pairs, alike & (denies[a] == denies[b]))
    kinds = np.array([each.kind if each else "" for each in found], dtype=object)
    differ = _negated_terms(terms, a, b)
    one_only = np.asarray(differ.sum(axis=1)).ravel() > 0
    negates = np.asarray(terms.negated.sum(axis=1)).ravel() > 0
    denied = (denies[a] & ~denies[b] & ~negates[b]) | (denies[b] & ~denies[a] & ~negates[a])
    denied &= ~one_only
    plain = (terms.negations[a] == 0) | (terms.negations[b] == 0)
    negated = (denies[a] == denies[b]) & one_only & plain
    reasons = np.full(len(pairs), None, dtype=object)
    for k in np.flatnonzero((denied | negated) & alike).tolist():
        words = [terms.spellings[c] for c in differ[k].indices]
        cue = spans["cue"].iat[a[k] if denies[a[k]] else b[k]]
        denial = f"{cue} {PHRASES['denies']}"
        reasons[k] = denial if denied[k] else f"{PHRASES['negated']}: {', '.join(words)}"
    for k in np.flatnonzero((kinds != "") & ~denied).tolist():
        reasons[k] = f"{PHRASES[found[k].kind]}: {found[k].one} / {found[k].other}"
    denial, other = np.where(denies[a], a, b), np.where(denies[a], b, a)
    met = _met(spans, contents, terms, Denials(denied & alike, denial, other))
    affirms = terms.negations[other] == 0
    firm = np.array([bool(each and each.firm) for each in found], dtype=bool)
    texts = pd.Series(reasons, index=pairs.index, dtype=TEXT)
    return Polarities(
        denies, denied, negated, refuses[a] != refuses[b], kinds, firm, met, affirms, texts
    )


def _differences(
    spans: pd.DataFrame, terms: SpanTerms, pairs: pd.DataFrame, chosen: Flags
) -> list[Opposition | None]:
    """How each of the chosen pairs differs in one place: by the cues, a word or the order."""
    found: list[Opposition | None] = [None] * len(pairs)
    places = np.flatnonzero(chosen)
    finders = (_opposite_cues, spans), (find_oppositions, terms), (_other_counts, spans)
    for find in (partial(find, table) for find, table in finders):
        places = np.array([k for k in places.tolist() if found[k] is None], dtype=np.int64)
        for k, each in zip(places.tolist(), find(pairs.iloc[places]), strict=True):
            found[k] = each
    nearly = (pairs["lemmas"] >= _LEAST_LEMMAS).to_numpy()
    places = np.array(
        [k for k in places.tolist() if found[k] is None and nearly[k]], dtype=np.int64
    )
    for k, each in zip(places.tolist(), find_exchanges(terms, pairs.iloc[places]), strict=True):
        found[k] = each
    return found


def _opposite_cues(spans: pd.DataFrame, pairs: pd.DataFrame) -> list[Opposition | None]:
    """Pairs whose cues are opposite: who agrees to a thing, and who refuses it."""
    lemmas = [normalize_word(str(lemma).split("_")[0]) for lemma in spans["cue_lemma"]]
    cues = spans["cue"].tolist()
    found: list[Opposition | None] = []
    for i, j in zip(pairs["a"].tolist(), pairs["b"].tolist(), strict=True):
        said = contrast(lemmas[i], lemmas[j])
        opposite = said is not None and said.denies and not said.about
        found.append(Opposition("cue", cues[i], cues[j], True) if opposite else None)
    return found


def _other_counts(spans: pd.DataFrame, pairs: pd.DataFrame) -> list[Opposition | None]:
    """Pairs that count the same things, and have no number in common."""
    counts = spans["counts"].tolist()
    found: list[Opposition | None] = []
    for i, j in zip(pairs["a"].tolist(), pairs["b"].tolist(), strict=True):
        both = [(x, y) for x in counts[i] for y in counts[j] if x.unit == y.unit]
        apart = sorted((x, y) for x, y in both if x.most < y.least or y.most < x.least)
        shown = [f"{x.least:g} {x.unit}" for x in apart[0]] if apart else []
        differ = bool(apart) and len(apart) == len(both)
        found.append(Opposition("count", *shown, False) if differ else None)
    return found


def _negated_terms(terms: SpanTerms, a: Ints, b: Ints) -> csr_matrix:
    """The terms of both that only one has with a negator, in its main clause."""
    both = csr_matrix(terms.present[a].minimum(terms.present[b])).sign()
    return csr_matrix(both.multiply(abs(terms.negated[a] - terms.negated[b])))


def _met(spans: pd.DataFrame, contents: pd.Series, terms: SpanTerms, denials: Denials) -> Flags:
    """Whether what each denial is about stands in the other, and no sign for it (ذلك).

    Who accuses says what is denied, wherever it stands; in what else is stated it must stand
    in front, and not in the background: قبل التسميم, بعد قضية التسميم.
    """
    # نفت ذلك: what is denied stands before, and what is told behind it is not denied.
    points = contents.str.startswith(_POINTING).fillna(False).to_numpy(dtype=bool)
    accuses = spans["cue_type"].eq("distancing").to_numpy(dtype=bool) | accusing(spans)
    lines = Lines(terms)
    speaker = list(map(_countries, spans["speaker"], spans["state"]))
    met = np.zeros(denials.denial.size, dtype=bool)
    for k in np.flatnonzero(denials.chosen & ~points[denials.denial]).tolist():
        denial, other = denials.denial[k], denials.other[k]
        met[k] = _stands_in(lines[denial], lines[other], accuses=bool(accuses[other]))
        met[k] &= not _of_another(lines[denial], lines[other], speaker[denial])
    return met


def accusing(spans: pd.DataFrame) -> Flags:
    """Claims that somebody has done it; who condemns a deed may name nobody."""
    return spans["cue_lemma"].isin(context_words("accusing")).to_numpy(dtype=bool)


def _of_another(denial: Line, other: Line, speaker: frozenset[str]) -> bool:
    """Whether the denial and the other claim tell of what two countries or persons do.

    `قصف أمريكي` and `ضربات إسرائيلية`; what one denies of himself and another says of somebody
    else; and `مزاعم روسيا`, who is accused in the other.
    """
    own, others = (_countries(*line.names) for line in (denial, other))
    alleged = denial.names and read_word(denial.written(0)).stem in context_words("allegation")
    if alleged and _countries(*denial.names[1:2]) & others:
        return True
    doer = _countries(*denial.names[:_DOER])
    elsewhere = others - own - speaker
    return bool(elsewhere) and bool(doer - others or not others & (own | speaker))


def _countries(*terms: object) -> frozenset[str]:
    """The persons and countries among terms, a country for its cities and organs."""
    country_of = gazetteer(SHIPPED).countries
    found = (country_of.get(term, term) for term in terms if isinstance(term, str))
    return frozenset(term for term in found if term.startswith(("loc-", "per-")))


def _stands_in(denial: Line, other: Line, *, accuses: bool) -> bool:
    """Whether what a denial is about stands in another claim."""
    places, others = _told(denial)[:_OPENING], _told(other)
    told, said = [denial.names[k] for k in places], [other.names[k] for k in others]
    both = [term for term in told if term in said]
    if accuses:
        return len(both) >= _OF_ACCUSED * len(told) > 0
    # نفى مسؤوليته عن الهجوم: that there was one is not denied.
    if denial.names[0] in terms_of("blame") and terms_of("blame").isdisjoint(other.names):
        return False
    if not both or both[0] != told[0] or len(both) < _OF_DENIED * len(told):
        return False
    turned = sum(term in told for term in said[:_OPENING])
    front = min(map(said.index, both)) < _FRONT
    # استهدفت غارة المستشفى: what is done is stated wherever its verb stands.
    done = len(both) == len(told) > 1 and other.verb(others[said.index(told[0])]) == YES
    return done or (front and turned >= _OF_OTHER * len(said[:_OPENING]))


def _told(line: Line) -> list[int]:
    """The words of a content that tell what is done, without names and `الضلوع في`."""
    light = terms_of("involvement") | terms_of("negator")
    return [
        k
        for k, name in enumerate(line.names)
        if line.content[k] and name.isalpha() and name not in light
    ]


def _denies(spans: pd.DataFrame, contents: pd.Series) -> Flags:
    """Whether each claim says that something is not so, by its cue or by its words."""
    # نفى: "لم نقصف": what is quoted is said, and not denied.
    by_cue = ((spans["cue_type"] == "denial") & (spans["mode"] != "direct")).to_numpy(dtype=bool)
    words = contents.map(_normalized)
    # Who rejects a result or an interference does not say that there is none; but accusations.
    refuses = spans["cue_lemma"].isin(context_words("refusal")).to_numpy(dtype=bool)
    by_cue &= ~refuses | words.str.match(_allegations()).to_numpy(dtype=bool)
    by_cue |= _around(spans, by_cue)
    words = words.str.replace(_MANNER, "", regex=True)
    return by_cue | words.str.contains(_untruths()).to_numpy(dtype=bool)


def _around(spans: pd.DataFrame, denies: Flags) -> Flags:
    """Claims that are little more than the denial inside them: `قال إنه ينفي أن …`."""
    lengths = (spans["end"] - spans["start"]).to_numpy()
    outer = parents(spans)
    found = np.zeros(len(spans), dtype=bool)
    for k in np.flatnonzero(denies).tolist():
        around = outer[k]
        if around is not None and lengths[k] >= _MOST * lengths[around]:
            found[around] = True
    return found


@cache
def _allegations() -> str:
    """A content that begins with accusations or rumours, in search form."""
    forms = "|".join(sorted(map(normalize_word, context_words("accusation"))))
    return rf"(?:علي )?(?:{forms})\b"


@cache
def _untruths() -> str:
    rows = read_lexicon("untruths", ["form", "note"], required=["form"], key=["form"])
    forms = "|".join(re.escape(_normalized(row["form"])) for row in rows)
    return rf"\b(?:{forms})\b"


def _normalized(text: str) -> str:
    return " ".join(map(normalize_word, text.split()))
