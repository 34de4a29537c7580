"""Stance shifts: the same claim with a neutral cue in one outlet and a loaded one in the other."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from sdlib.lexicon import read_lexicon

#: Cue types that say more of the claim than that it was made, beside those of the lexicon.
LOADED = frozenset(["assertive", "distancing"])

#: Types that only say that it was made.
PLAIN = frozenset(["neutral", "announcement"])

#: The lights in which a cue can put its claim. A page has each in its own language.
STANCES = ("plain", "assertive", "distancing", "conceding")


def cue_stance(lemma: object, cue_type: object) -> str:
    """Give the light in which a cue puts its claim.

    Parameters
    ----------
    lemma, cue_type : str
        As in the claims table.

    Returns
    -------
    str
        ``plain`` (said, announced), ``assertive`` (``أكد``), ``distancing`` (``زعم``),
        ``conceding`` (``اعترف``), or ``""`` for another act (a denial, a demand, a judgement).

    Examples
    --------
    >>> cue_stance("قال", "neutral"), cue_stance("اعترف", "neutral"), cue_stance("دعا", "directive")
    ('plain', 'conceding', '')
    """
    if lemma in _stances():
        return _stances()[str(lemma)]
    if cue_type in LOADED:
        return str(cue_type)
    return "plain" if cue_type in PLAIN else ""


@cache
def _stances() -> dict[str, str]:
    rows = read_lexicon(
        "cue_stances",
        ["lemma", "stance", "note"],
        required=["lemma", "stance"],
        choices={"stance": STANCES},
        key=["lemma"],
    )
    return {row["lemma"]: row["stance"] for row in rows}


def stance_shifts(spans: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series:
    """Say for each pair of claims that say the same whether their cues put it in another light.

    Parameters
    ----------
    spans : pandas.DataFrame
        What `sdlib.claim_spans.claim_spans` gives.
    pairs : pandas.DataFrame
        ``a``, ``b`` (positions in ``spans``) and ``speaker`` (`similar_pairs`).

    Returns
    -------
    pandas.Series
        The two cues with their stances as text; ``<NA>`` where the stance is the same, where a
        cue is another act, and where the speakers are known to be different or unknown.
    """
    cues = zip(spans["cue"], spans["cue_lemma"], spans["cue_type"], strict=True)
    stances = [(cue, cue_stance(lemma, cue_type)) for cue, lemma, cue_type in cues]
    reasons = []
    for a, b, same in zip(pairs["a"], pairs["b"], pairs["speaker"] == 1, strict=True):
        (cue_a, stance_a), (cue_b, stance_b) = stances[a], stances[b]
        shifted = same and stance_a and stance_b and stance_a != stance_b
        reasons.append(f"{cue_a} ({stance_a}), {cue_b} ({stance_b})" if shifted else np.nan)
    return pd.Series(reasons, index=pairs.index, dtype="string")
