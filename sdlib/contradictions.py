"""Contradictions: pairs of claims about the same thing of which one denies what the other says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix

from sdlib.claim_similarity import wording
from sdlib.context import context_words
from sdlib.lexicon import read_lexicon
from sdlib.normalization import normalize_word
from sdlib.span_terms import SpanTerms
from sdlib.tables import TEXT

Flags = npt.NDArray[np.bool_]

#: What a denial can stand against: what is stated, and not what is asked for or vowed.
STATING = frozenset(["neutral", "assertive", "announcement", "accusation", "distancing", "opinion"])

#: What a reason says beside cues and words. A page has each in its own language.
PHRASES: Mapping[str, str] = {"denies": "denies the other", "negated": "negated in one only"}

#: How much of the wording must agree before polarity says anything, and in how many lemmas.
_LEAST_WORDING = 0.4
_LEAST_SHARED = 3

#: The same, where the other claim is no accusation: a topic may be shared with what is denied.
_LEAST_DENIED = 0.5

#: What stands for a thing that has been told.
_POINTING = ("ذلك", "هذا ", "هذه ", "الأمر")

#: بطريقة غير صحيحة tells how something was done, and not that it is untrue; in search form.
_MANNER = r"\bب\S+ غير \S+"

#: And where nobody denies and only a negator differs.
_LEAST_NEGATED = 0.55


class Polarities(NamedTuple):
    """Which of two claims says that something is not so.

    Attributes
    ----------
    denies : numpy.ndarray of bool
        For each claim, whether it denies, by its cue or by its words.
    denied, negated, refused : numpy.ndarray of bool
        For each pair, whether only one denies, only one has a negator before a word of both, or
        only one has a cue that is negated itself (``لم يدع``).
    met, plain : numpy.ndarray of bool
        For each pair, whether what the denial is about stands in the other, rather than what
        is told beside it; and whether that one has no negator at all.
    reasons : pandas.Series
        For each pair, which one denies, or what is negated, as text; ``<NA>`` for others.
    """

    denies: Flags
    denied: Flags
    negated: Flags
    refused: Flags
    met: Flags
    plain: Flags
    reasons: pd.Series

    @property
    def opposed(self) -> Flags:
        """Pairs of which one says that something is so, and the other that it is not."""
        return self.denied | self.negated | self.refused


def contradictions(spans: pd.DataFrame, pairs: pd.DataFrame, polarity: Polarities) -> pd.Series:
    """Say for each pair of claims whether one denies what the other says, and how.

    A denial (``نفى``, or words like ``غير صحيح`` in the content) stands against a statement of
    somebody else; a denial of what is negated (``نفى أنه لم ينسحب``) does not. Without a denial, a
    content word that both share must have a negator (``لم``, ``ليس``, ``عدم``) before it at the
    beginning of one content, and the other must have no negator at all. Claims whose cue itself
    is negated (``لم ينف``) are neither said nor denied, and are left out, and so are pairs of one
    speaker: who is reported in two ways has not denied himself.

    Parameters
    ----------
    spans : pandas.DataFrame
        What `sdlib.claim_spans.claim_spans` gives.
    pairs : pandas.DataFrame
        What `sdlib.claim_similarity.similar_pairs` gives.
    polarity : Polarities
        What `polarities` gives for them.

    Returns
    -------
    pandas.Series
        The reason as text, ``<NA>`` where there is no contradiction; the index of ``pairs``.
    """
    denies = polarity.denies
    a, b = pairs["a"].to_numpy(), pairs["b"].to_numpy()
    clear = _clear(spans, denies)
    by_denial = polarity.denied & polarity.met & polarity.plain & clear[a] & clear[b]
    accused = spans["cue_type"].eq("accusation").to_numpy(dtype=bool)
    by_denial &= accused[np.where(denies[a], b, a)] | (wording(pairs) >= _LEAST_DENIED).to_numpy()
    by_negation = polarity.negated & ~denies[a] & (pairs["speaker"] == 0).to_numpy()
    by_negation &= (wording(pairs) >= _LEAST_NEGATED).to_numpy()
    opposed = _comparable(spans, pairs, denies) & (by_denial | by_negation)
    return polarity.reasons.where(opposed)


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
    both = csr_matrix(terms.present[a].minimum(terms.present[b])).sign()
    differ = csr_matrix(both.multiply(abs(terms.negated[a] - terms.negated[b])))
    turned = np.asarray(differ.sum(axis=1)).ravel() > 0
    plain = (terms.negations[a] == 0) | (terms.negations[b] == 0)
    denies, refuses = _denies(spans, contents), spans["negated"].to_numpy(dtype=bool)
    negates = np.asarray(terms.negated.sum(axis=1)).ravel() > 0
    denied = (denies[a] & ~denies[b] & ~negates[b]) | (denies[b] & ~denies[a] & ~negates[a])
    denied &= ~turned
    negated = (denies[a] == denies[b]) & turned & plain
    reasons = np.full(len(pairs), None, dtype=object)
    alike = (wording(pairs) >= _LEAST_WORDING).to_numpy()
    for k in np.flatnonzero((denied | negated) & alike).tolist():
        words = [terms.vocabulary[c] for c in differ[k].indices]
        cue = spans["cue"].iat[a[k] if denies[a[k]] else b[k]]
        denial = f"{cue} {PHRASES['denies']}"
        reasons[k] = denial if denied[k] else f"{PHRASES['negated']}: {', '.join(words)}"
    texts = pd.Series(reasons, index=pairs.index, dtype=TEXT)
    denial, other = np.where(denies[a], a, b), np.where(denies[a], b, a)
    met = terms.opening[denial].multiply(terms.present[other].sign()).sum(axis=1)
    # نفت ذلك: what is denied stands before, and what is told behind it is not denied.
    points = contents.str.startswith(_POINTING).fillna(False).to_numpy(dtype=bool)
    met = (np.asarray(met).ravel() > 0) & ~points[denial]
    affirms = terms.negations[other] == 0
    return Polarities(denies, denied, negated, refuses[a] != refuses[b], met, affirms, texts)


def _denies(spans: pd.DataFrame, contents: pd.Series) -> Flags:
    """Whether each claim says that something is not so, by its cue or by its words."""
    # نفى: "لم نقصف": what is quoted is said, and not denied.
    by_cue = ((spans["cue_type"] == "denial") & (spans["mode"] != "direct")).to_numpy(dtype=bool)
    words = contents.map(_normalized)
    # Who rejects a result or an interference does not say that there is none; but accusations.
    refuses = spans["cue_lemma"].isin(context_words("refusal")).to_numpy(dtype=bool)
    by_cue &= ~refuses | words.str.match(_allegations()).to_numpy(dtype=bool)
    words = words.str.replace(_MANNER, "", regex=True)
    return by_cue | words.str.contains(_untruths()).to_numpy(dtype=bool)


def _clear(spans: pd.DataFrame, denies: Flags) -> Flags:
    """Claims of which it is clear what they deny, by the claims inside of them.

    Who says that somebody denies something says no more than the denial; and what is denied is
    not what somebody else is quoted with inside it, unless that is an accusation.
    """
    inner = spans.set_index("parent_id")["cue_type"]
    denied = set(inner.index[inner == "denial"].dropna())
    quoting = set(inner.index[~inner.isin(["accusation", "distancing", "denial"])].dropna())
    claims = spans["claim_id"]
    unclear = claims.isin(denied) | (denies & claims.isin(quoting))
    return ~unclear.to_numpy(dtype=bool)


def _comparable(spans: pd.DataFrame, pairs: pd.DataFrame, denies: Flags) -> Flags:
    """Whether two claims of two speakers state something, and about the same thing."""
    stating = spans["cue_type"].isin(STATING).to_numpy(dtype=bool) | denies
    stating &= ~spans["negated"].to_numpy(dtype=bool)
    alike = (wording(pairs) >= _LEAST_WORDING) & (pairs["shared"] >= _LEAST_SHARED)
    alike &= pairs["speaker"] != 1
    return stating[pairs["a"]] & stating[pairs["b"]] & alike.to_numpy(dtype=bool)


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
