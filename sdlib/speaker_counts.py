"""Counts of speakers: whose claims each outlet reports, and how many."""

from __future__ import annotations

from functools import cache

import pandas as pd

from sdlib.comparison import with_outlet
from sdlib.gazetteers import SHIPPED, gazetteer
from sdlib.normalization import normalize_word
from sdlib.tables import TEXT, counted_by, require_columns

#: What stands between the names of those who speak together.
JOINT = "؛"

#: The key of claims without a speaker, while they are counted.
_NOBODY = ""

_COUNTS = ["count", "direct", "joint"]


def each_speaker(claims: pd.DataFrame) -> pd.DataFrame:
    """Give a claim of several who speak together a row for each of them.

    What two ministers say at one press conference each of them has said: whoever counts the
    claims of one of them counts it too. So there may be more rows than claims.

    Parameters
    ----------
    claims : pandas.DataFrame
        A claims table; ``speaker`` has the names of several with ``؛`` between them.

    Returns
    -------
    pandas.DataFrame
        The columns of ``claims`` and ``joint`` (bool: whether others speak too), in order, with
        the index of ``claims``; who is not known stays one row. ``entity_id`` of one of several is
        that of the other claims of that name, else what the lexicon knows by it, and ``source``,
        the words for all of them, is missing.

    Examples
    --------
    >>> names = ["سامي؛ ليلى", "ليلى"]
    >>> claims = pd.DataFrame({"speaker": names, "entity_id": [None, "per-layla"]})
    >>> each_speaker(claims)[["speaker", "entity_id", "joint"]].values.tolist()
    [['سامي', <NA>, True], ['ليلى', 'per-layla', True], ['ليلى', 'per-layla', False]]
    """
    require_columns(claims, ["speaker", "entity_id"], "each_speaker(claims)")
    names = claims["speaker"].astype(TEXT)
    joint = names.str.contains(JOINT).fillna(False).astype(bool)
    known = _most_frequent(claims["entity_id"].where(~joint), _normal(names))
    parts = claims.assign(joint=joint, speaker=names.str.split(JOINT)).explode("speaker")
    parts["speaker"] = parts["speaker"].astype(TEXT).str.strip()
    named = _normal(parts["speaker"])
    lexicon = {} if not joint.any() else entities_by_name()
    entities = named.map(known).astype(TEXT).fillna(named.map(lexicon).astype(TEXT))
    parts["entity_id"] = parts["entity_id"].astype(TEXT).where(~parts["joint"], entities)
    if "source" in parts:
        parts["source"] = parts["source"].astype(TEXT).where(~parts["joint"])
    return parts[[*claims.columns, "joint"]]


def count_speakers(claims: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Count the claims of each speaker by outlet.

    A speaker is an entity where the claim is linked to one, else the name as resolved
    inside the article; claims without a resolved speaker are counted as ``<NA>``. A claim of
    several who speak together counts for each of them, so that the counts of all speakers may
    be more than the claims.

    Parameters
    ----------
    claims, documents : pandas.DataFrame
        Tables of one annotation.

    Returns
    -------
    pandas.DataFrame
        ``speaker``, ``entity_id``, ``outlet``, ``count``, ``direct`` (claims in direct or
        mixed quotation), ``joint`` (claims that others make too), the speaker with most claims
        first, an outlet without with 0.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"]})
    >>> claims = pd.DataFrame({"doc_id": ["a", "b"], "speaker": ["سامي؛ ليلى", "ليلى"],
    ...     "entity_id": None, "mode": "direct"})
    >>> count_speakers(claims, documents)[["speaker", "outlet", "count", "joint"]].values.tolist()
    [['ليلى', 'A', 1, 1], ['ليلى', 'B', 1, 0], ['سامي', 'A', 1, 1], ['سامي', 'B', 0, 0]]
    """
    require_columns(claims, ["doc_id", "speaker", "entity_id", "mode"], "count_speakers(claims)")
    outlets = list(dict.fromkeys(counted_by(documents["outlet"]).dropna()))
    located = with_outlet(each_speaker(claims), documents).reset_index(drop=True)
    located["key"] = speaker_key(located)
    located["quoted"] = located["mode"].isin(["direct", "mixed"])
    keys = located["key"].fillna(_NOBODY)
    names = pd.DataFrame(index=pd.Index(keys.unique(), name="key", dtype="string"))
    for column in ("speaker", "entity_id"):
        names[column] = _most_frequent(located[column], keys).reindex(names.index).astype("string")
    names.index = names.index.where(names.index != _NOBODY, pd.NA)
    grouped = located.groupby(["key", "outlet"], dropna=False, observed=True)
    counts = grouped.agg(
        count=("quoted", "size"), direct=("quoted", "sum"), joint=("joint", "sum")
    ).reset_index()
    # Without an outlet there is nothing that could say of which dtype they are.
    dtype = None if outlets else located["outlet"].dtype
    each = pd.DataFrame({"outlet": pd.Series(outlets, dtype=dtype)})
    grid = names.reset_index().merge(each, how="cross")
    result = grid.merge(counts, how="left", on=["key", "outlet"])
    result[_COUNTS] = result[_COUNTS].fillna(0).astype("int64")
    total = result.groupby("key", dropna=False)["count"].transform("sum")
    order = result.assign(
        _total=-total, _rank=result["outlet"].map({o: i for i, o in enumerate(outlets)})
    )
    order = order.sort_values(["_total", "key", "_rank"], kind="stable")
    return order[["speaker", "entity_id", "outlet", *_COUNTS]].reset_index(drop=True)


def speaker_key(claims: pd.DataFrame) -> pd.Series:
    """Give what identifies each claim's speaker: the entity, else the normalised name.

    One name is one entity throughout, that of most of its claims. Several who speak together
    are somebody of their own, and not the first of them. Without a speaker it is ``<NA>``.
    """
    names = _normal(claims["speaker"])
    entities = claims["entity_id"].where(_speak_alone(names))
    known = _most_frequent(entities, names)
    return names.map(known).astype("string").fillna(names)


@cache
def entities_by_name() -> dict[str, str]:
    """Give the entities of names that only one bears, by the name in search form."""
    names = gazetteer(SHIPPED).names().items()
    return {" ".join(words): bearers[0].entity_id for words, bearers in names if len(bearers) == 1}


def _normal(names: pd.Series) -> pd.Series:
    """Names in search form, by which spellings of one are the same."""
    found = names.map(lambda s: " ".join(map(normalize_word, s.split())), na_action="ignore")
    return found.astype(TEXT)


def _speak_alone(speakers: pd.Series) -> pd.Series:
    """Where no more than one speaker is named: the entity of several is only the first one's."""
    return ~speakers.str.contains(JOINT).fillna(False).astype(bool)


def _most_frequent(values: pd.Series, keys: pd.Series) -> pd.Series:
    """The value that each key has most often, of several the first in order; missing ones apart."""
    counts = pd.DataFrame({"key": keys, "value": values}).dropna().value_counts()
    ranked = counts.reset_index().sort_values(["count", "value"], ascending=[False, True])
    return ranked.drop_duplicates("key").set_index("key")["value"]
