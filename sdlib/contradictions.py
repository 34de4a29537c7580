"""Contradictions: pairs of claims about the same thing of which one denies what the other says."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sdlib.claim_similarity import wording
from sdlib.context import context_words
from sdlib.polarities import LEAST_WORDING, Polarities, accusing
from sdlib.span_terms import Flags

#: What a denial can stand against: what is stated, and not what is asked for or vowed.
STATING = frozenset(["neutral", "assertive", "announcement", "accusation", "distancing", "opinion"])

#: In how many lemmas and entities two claims must agree, and in how many of them lemmas.
_LEAST_COMMON, _LEAST_SHARED = 3, 2

#: How much of the wording must agree where the other claim is no accusation: a topic may be
#: shared with what is denied; and where words or cues are opposite, or one is negated.
_LEAST_DENIED = 0.5
_LEAST_OPPOSITE, _LEAST_OF_CUES = 0.5, 0.7

#: The same for a denial by one whom another outlet has saying it.
_LEAST_OF_ONE = 0.7

#: How many lemmas must agree where only the order of words differs: cosine.
_LEAST_ORDERED = 0.85


def contradictions(spans: pd.DataFrame, pairs: pd.DataFrame, polarity: Polarities) -> pd.Series:
    """Say for each pair of claims whether one denies what the other says, and how.

    - A denial (``نفى``, or words like ``غير صحيح`` in the content) stands against a statement of
      somebody else; a denial of what is negated (``نفى أنه لم ينسحب``) does not.
    - A word of both has a negator (``لم``, ``ليس``, ``عدم``) in one only, or opposite words
      (``فتح``, ``أغلق``) stand in one place of both; the words around them agree. One speaker who
      is reported in two such ways counts as well.
    - All words agree, but who does it and to whom is exchanged (``قتل مسلح جنديا``).
    - The cues of one speaker are opposite (``وافق``, ``رفض``), the contents agree.

    Claims whose cue itself is negated (``لم ينف``) are neither said nor denied, and are left out,
    and so are requests and vows: two may ask for opposite things.

    Parameters
    ----------
    spans : pandas.DataFrame
        What `sdlib.claim_spans.claim_spans` gives.
    pairs : pandas.DataFrame
        What `sdlib.claim_similarity.similar_pairs` gives.
    polarity : Polarities
        What `sdlib.polarities.polarities` gives for them.

    Returns
    -------
    pandas.Series
        The reason as text, ``<NA>`` where there is no contradiction; the index of ``pairs``.
    """
    denies, kinds = polarity.denies, polarity.kinds
    a, b = pairs["a"].to_numpy(), pairs["b"].to_numpy()
    worded = wording(pairs).to_numpy()
    speaker = pairs["speaker"].to_numpy()
    clear = _clear(spans, denies)
    by_denial = polarity.denied & polarity.met & polarity.plain & clear[a] & clear[b]
    other, accuses = np.where(denies[a], b, a), accusing(spans)
    by_denial &= accuses[other] | (worded >= _LEAST_DENIED)
    # Who condemns a deed does not say whose it is.
    by_denial &= (accuses | spans["cue_type"].ne("accusation").to_numpy(dtype=bool))[other]
    by_denial &= (speaker != 1) | (worded >= _LEAST_OF_ONE)
    doubts = spans["cue_lemma"].isin(context_words("denying")).to_numpy(dtype=bool)
    by_words = np.isin(kinds, ["opposite", "negated"]) & polarity.firm & ~doubts[a] & ~doubts[b]
    by_words &= worded >= _LEAST_OPPOSITE
    by_order = (kinds == "exchanged") & polarity.firm
    by_order &= (pairs["lemmas"] >= _LEAST_ORDERED).to_numpy()
    stated = _stated(spans, pairs, denies) & (by_denial | by_words | by_order)
    by_cue = (kinds == "cue") & (speaker == 1) & (worded >= _LEAST_OF_CUES)
    alike = (worded >= LEAST_WORDING) & (pairs["shared"] >= _LEAST_SHARED).to_numpy()
    alike &= (pairs["common"] >= _LEAST_COMMON).to_numpy()
    return polarity.reasons.where((stated | by_cue) & alike)


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


def _stated(spans: pd.DataFrame, pairs: pd.DataFrame, denies: Flags) -> Flags:
    """Whether two claims both state something, or deny it."""
    stating = spans["cue_type"].isin(STATING).to_numpy(dtype=bool) | denies
    open_ = context_words("asking") | context_words("wished")
    stating &= ~spans["cue_lemma"].isin(open_).to_numpy(dtype=bool)
    stating &= ~spans["negated"].to_numpy(dtype=bool)
    return stating[pairs["a"]] & stating[pairs["b"]]
