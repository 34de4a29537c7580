"""Counts of speakers: whose claims each outlet reports, and how many."""

from __future__ import annotations

import pandas as pd

from sdlib.comparison import with_outlet
from sdlib.normalization import normalize_word
from sdlib.tables import counted_by, require_columns

#: The key of claims without a speaker, while they are counted.
_NOBODY = ""


def count_speakers(claims: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Count the claims of each speaker by outlet.

    A speaker is an entity where the claim is linked to one, else the name as resolved
    inside the article; claims without a resolved speaker are counted as ``<NA>``.

    Parameters
    ----------
    claims, documents : pandas.DataFrame
        Tables of one annotation.

    Returns
    -------
    pandas.DataFrame
        ``speaker``, ``entity_id``, ``outlet``, ``count``, ``direct`` (claims in direct or
        mixed quotation), the speaker with most claims first, an outlet without with 0.
    """
    require_columns(claims, ["doc_id", "speaker", "entity_id", "mode"], "count_speakers(claims)")
    outlets = list(dict.fromkeys(counted_by(documents["outlet"]).dropna()))
    located = with_outlet(claims, documents)
    located["key"] = speaker_key(located)
    located["entity_id"] = located["entity_id"].where(_speak_alone(located["speaker"]))
    located["quoted"] = located["mode"].isin(["direct", "mixed"])
    keys = located["key"].fillna(_NOBODY)
    names = pd.DataFrame(index=pd.Index(keys.unique(), name="key", dtype="string"))
    for column in ("speaker", "entity_id"):
        names[column] = _most_frequent(located[column], keys).reindex(names.index).astype("string")
    names.index = names.index.where(names.index != _NOBODY, pd.NA)
    grouped = located.groupby(["key", "outlet"], dropna=False, observed=True)["quoted"]
    counts = grouped.agg(count="size", direct="sum").reset_index()
    grid = names.reset_index().merge(pd.DataFrame({"outlet": outlets}), how="cross")
    result = grid.merge(counts, how="left", on=["key", "outlet"])
    result[["count", "direct"]] = result[["count", "direct"]].fillna(0).astype("int64")
    total = result.groupby("key", dropna=False)["count"].transform("sum")
    order = result.assign(
        _total=-total, _rank=result["outlet"].map({o: i for i, o in enumerate(outlets)})
    )
    order = order.sort_values(["_total", "key", "_rank"], kind="stable")
    return order[["speaker", "entity_id", "outlet", "count", "direct"]].reset_index(drop=True)


def speaker_key(claims: pd.DataFrame) -> pd.Series:
    """Give what identifies each claim's speaker: the entity, else the normalised name.

    One name is one entity throughout, that of most of its claims. Several who speak together
    are somebody of their own, and not the first of them. Without a speaker it is ``<NA>``.
    """
    names = claims["speaker"].map(
        lambda s: " ".join(normalize_word(w) for w in s.split()), na_action="ignore"
    )
    names = names.astype("string")
    entities = claims["entity_id"].where(_speak_alone(names))
    known = _most_frequent(entities, names)
    return names.map(known).astype("string").fillna(names)


def _speak_alone(speakers: pd.Series) -> pd.Series:
    """Where no more than one speaker is named: the entity of several is only the first one's."""
    return ~speakers.str.contains("؛").fillna(False).astype(bool)


def _most_frequent(values: pd.Series, keys: pd.Series) -> pd.Series:
    """The value that each key has most often, of several the first in order; missing ones apart."""
    counts = pd.DataFrame({"key": keys, "value": values}).dropna().value_counts()
    ranked = counts.reset_index().sort_values(["count", "value"], ascending=[False, True])
    return ranked.drop_duplicates("key").set_index("key")["value"]
