"""Casualties: the figures of one measure side by side, with who gives them."""

from __future__ import annotations

import pandas as pd

from sdlib.comparison import with_outlet
from sdlib.tables import require_columns


def casualty_figures(
    quantities: pd.DataFrame, claims: pd.DataFrame, documents: pd.DataFrame, measure: str = "killed"
) -> pd.DataFrame:
    """Lay side by side the figures of one measure, with who gives them.

    Figures of different scope are not added or subtracted: who is counted, where and
    since when stands in the sentence, and only there.

    Parameters
    ----------
    quantities, claims, documents : pandas.DataFrame
        Tables of one annotation.
    measure : str
        ``killed``, ``wounded``, ``displaced``, ``arrested`` or ``other``.

    Returns
    -------
    pandas.DataFrame
        ``outlet, doc_id, claim_id, speaker, text, value, low, high, approximator, unit,
        start, end``, in order of document and offset; ``speaker`` is ``<NA>`` where the
        outlet gives the figure itself.
    """
    require_columns(quantities, ["doc_id", "claim_id", "measure"], "casualty_figures(quantities)")
    chosen = with_outlet(quantities[quantities["measure"] == measure], documents)
    speakers = claims.set_index("claim_id")["speaker"]
    texts = documents.set_index("doc_id")["text"]
    chosen["speaker"] = chosen["claim_id"].map(speakers).astype("string")
    chosen["text"] = pd.Series(
        [
            texts[d][s:e]
            for d, s, e in zip(chosen["doc_id"], chosen["start"], chosen["end"], strict=True)
        ],
        index=chosen.index,
        dtype="string",
    )
    columns = [
        "outlet",
        "doc_id",
        "claim_id",
        "speaker",
        "text",
        "value",
        "low",
        "high",
        "approximator",
        "unit",
        "start",
        "end",
    ]
    return chosen[columns].reset_index(drop=True)
