"""Roles of mentions: named as the one who speaks, in what somebody says, or by the outlet."""

from __future__ import annotations

import pandas as pd

from sdlib.comparison import with_outlet
from sdlib.tables import TEXT, require_columns
from sdlib.voices import add_voice, innermost

#: What a mention can be in an article.
ROLES = ("speaker", "claim", "label", "narration")


def add_role(
    mentions: pd.DataFrame, claims: pd.DataFrame, *, labels: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Say for each mention in which role the entity is named.

    Parameters
    ----------
    mentions, claims : pandas.DataFrame
        Tables of one annotation.
    labels : pandas.DataFrame, optional
        Its labels.

    Returns
    -------
    pandas.DataFrame
        A copy with ``role``: ``speaker`` (in the source of a claim: as who speaks, or in the
        speaker's title), ``claim`` (in what another says), ``label`` (in words held at arm's
        length) or ``narration`` (named by the outlet); and ``speaker``, whose words hold the
        mention, <NA> in the last and the first.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("قالت روسيا إن تركيا وافقت. وصل الوفد إلى سوريا.")
    >>> add_role(a.mentions, a.claims)[["name_en", "role"]].values.tolist()
    [['Russia', 'speaker'], ['Turkey', 'claim'], ['Syria', 'narration']]
    """
    require_columns(mentions, ["doc_id", "start"], "add_role(mentions)")
    require_columns(claims, ["doc_id", "source_start", "source_end"], "add_role(claims)")
    voiced = add_voice(mentions, claims, labels=labels)
    named = claims[claims["source_start"].notna()]
    speaks = innermost(mentions, named, ("source_start", "source_end")) >= 0
    result = mentions.copy()
    result["role"] = voiced["voice"].mask(speaks, ROLES[0]).astype(TEXT)
    result["speaker"] = voiced["speaker"].mask(speaks, pd.NA).astype(TEXT)
    return result


def count_roles(
    mentions: pd.DataFrame,
    claims: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    labels: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Count the mentions of each entity by outlet and role.

    Parameters
    ----------
    mentions, claims, documents : pandas.DataFrame
        Tables of one annotation.
    labels : pandas.DataFrame, optional
        Its labels.

    Returns
    -------
    pandas.DataFrame
        One row an entity and outlet that names it, the most mentions first: ``entity_id, name,
        name_en, outlet``, the roles ``speaker, claim, label, narration`` and ``count``, their sum
        (int64).

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("قالت روسيا إن تركيا وافقت. ورحبت تركيا.")
    >>> found = count_roles(a.mentions, a.claims, a.documents)
    >>> found[["name_en", "speaker", "claim", "narration"]].values.tolist()
    [['Turkey', 0, 1, 1], ['Russia', 1, 0, 0]]
    """
    columns = ["entity_id", "name", "name_en"]
    require_columns(mentions, columns, "count_roles(mentions)")
    named = with_outlet(add_role(mentions, claims, labels=labels), documents)
    keys = [*columns, "outlet"]
    counts = named.groupby([*keys, "role"], observed=True, dropna=False).size()
    wide = counts.unstack("role", fill_value=0).reindex(columns=list(ROLES), fill_value=0)
    wide.columns.name = None
    wide["count"] = wide.sum(axis=1)
    result = wide.astype("int64").reset_index()
    return result.sort_values(
        ["count", "name_en", "outlet"], ascending=[False, True, True], ignore_index=True
    )
