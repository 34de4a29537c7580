"""Kinds of speakers: who is quoted, by what the lexicons and the article itself say of him.

A kind is never guessed: what neither the entity nor a noun of the source tells is "unknown".
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

import pandas as pd

from sdlib.dates import read_days
from sdlib.errors import ParameterError
from sdlib.lexicon import read_lexicon
from sdlib.nationalities import countries, nationality
from sdlib.normalization import normalize_word
from sdlib.speaker_counts import speaker_key
from sdlib.tables import TEXT, require_columns
from sdlib.words import Word, read_word

#: The kinds that the lexicons know. With a home country, ``state`` becomes two.
KINDS = (
    "state",
    "opposition",
    "international",
    "civil society",
    "media",
    "civilian or expert",
    "anonymous",
)
UNKNOWN = "unknown"
#: What ``state`` is called where the country of the events is given.
HOME_KINDS = ("government", "foreign state")

#: What a form of `source_kinds.tsv` may need: no name, or a nationality behind it.
_NEEDS = ("", "unnamed", "nationality")
_LONGEST = 3


class Kind(NamedTuple):
    """What a speaker is, and of which country, as an entity, where it is a state's."""

    kind: str
    state: str


_NOT_KNOWN = Kind(UNKNOWN, "")


def speaker_kinds(
    claims: pd.DataFrame, documents: pd.DataFrame, *, home: str | None = None
) -> pd.DataFrame:
    """Say of what kind the speaker of each claim is.

    The speaker's entity decides, by `entity_kinds.tsv` and the document's date, since roles
    change. Else the first noun that tells decides (``وزارة``, ``مصادر``, ``خبير``), in any source
    by which the article names the speaker; the country is that of the first nationality there.

    Parameters
    ----------
    claims : pandas.DataFrame
        A claims table.
    documents : pandas.DataFrame
        Its documents, with ``doc_id`` and ``date``.
    home : str, optional
        The entity of the country that the events are in (``"loc-syria"``). With it, ``state``
        becomes ``government`` (of that country) and ``foreign state``; a state's body whose
        country is not known stays ``state``.

    Returns
    -------
    pandas.DataFrame
        ``kind`` and ``state`` (the entity of the country, ``<NA>`` where there is none or it is
        not known), with the index of ``claims``. Kinds are ``state, opposition`` (armed groups
        included), ``international`` (organisations), ``civil society, media, civilian or expert,
        anonymous`` and ``unknown``, which speakers that the claim does not name are too.

    Raises
    ------
    CorpusError
        If a date does not exist.
    ParameterError
        If no country is called ``home``.
    TableError
        If a column is missing.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("قالت وزارة الدفاع الروسية إن القصف توقف. وقال خبير إن الهدنة صعبة.")
    >>> speaker_kinds(a.claims, a.documents)["kind"].tolist()
    ['state', 'civilian or expert']
    """
    require_columns(claims, ["doc_id", "speaker", "entity_id", "source"], "speaker_kinds(claims)")
    require_columns(documents, ["doc_id", "date"], "speaker_kinds(documents)")
    if home is not None and home not in countries() | _states():
        raise ParameterError(f"home is {home!r}, but must be a country's entity_id: 'loc-syria', …")
    dates = read_days(documents, "speaker_kinds(documents)").set_axis(documents["doc_id"])
    keys = speaker_key(claims)
    phrases = _phrases(claims, keys)
    entities = pd.Series(keys.where(keys.str.match(r"(?:per|org|loc|misc)-").fillna(False)))
    found = [
        _kind(entity, phrases.get((doc_id, key), ()), dates.get(doc_id))
        for doc_id, key, entity in zip(claims["doc_id"], keys, entities, strict=True)
    ]
    kinds = pd.DataFrame(found, columns=["kind", "state"], index=claims.index)
    kinds["state"] = kinds["state"].where(kinds["state"] != "").astype(TEXT)
    if home is not None:
        own, known = kinds["state"] == home, kinds["state"].notna()
        state = (kinds["kind"] == "state") & known
        kinds.loc[state & own.fillna(False), "kind"] = HOME_KINDS[0]
        kinds.loc[state & ~own.fillna(False), "kind"] = HOME_KINDS[1]
    return kinds.astype(TEXT)


def _phrases(claims: pd.DataFrame, keys: pd.Series) -> dict[tuple[str, object], tuple[str, ...]]:
    """By which words each article names each speaker, in order."""
    found: dict[tuple[str, object], dict[str, None]] = {}
    columns = (claims["doc_id"], keys, claims["source"], claims["speaker"])
    for doc_id, key, *names in zip(*columns, strict=True):
        if isinstance(key, str):
            words = found.setdefault((doc_id, key), {})
            words.update((name, None) for name in names if isinstance(name, str))
    return {place: tuple(words) for place, words in found.items()}


def _kind(entity: object, phrases: Iterable[str], date: object) -> Kind:
    if isinstance(entity, str):
        known = entity_kind(entity, date if isinstance(date, str) else None)
        if known.kind != UNKNOWN:
            return known
    kinds = (source_kind(phrase) for phrase in phrases)
    return next((kind for kind in kinds if kind.kind != UNKNOWN), _NOT_KNOWN)


def entity_kind(entity_id: str, date: str | None = None) -> Kind:
    """Give what an entity is on a day; a country speaks for its state.

    Examples
    --------
    >>> entity_kind("per-hakan-fidan")
    Kind(kind='state', state='loc-turkey')
    """
    for first, last, kind in _entities().get(entity_id, ()):
        bounded = first or last
        if not bounded or (date and first <= date[:10] <= (last or "9999")):
            return kind
    return Kind("state", entity_id) if entity_id in countries() else _NOT_KNOWN


@lru_cache(maxsize=1 << 14)
def source_kind(phrase: str) -> Kind:
    """Give what the words of a source say of its kind.

    Examples
    --------
    >>> source_kind("المتحدث باسم وزارة الخارجية الروسية"), source_kind("مصادر أمنية").kind
    (Kind(kind='state', state='loc-russia'), 'anonymous')
    """
    if "؛" in phrase:
        kinds = {source_kind(part) for part in phrase.split("؛")}
        return kinds.pop() if len(kinds) == 1 else _NOT_KNOWN
    words = [read_word(word) for word in phrase.split()]
    norms = [normalize_word(word.base).removeprefix("ال") for word in words]
    state = _state(words)
    for k in range(len(norms)):
        for length in range(min(_LONGEST, len(norms) - k), 0, -1):
            kind, needs = _nouns().get(" ".join(norms[k : k + length]), ("", ""))
            if needs == "nationality" and not state:
                continue
            # مسؤول أميركي is not named; المسؤول and مسؤول الإعلام are.
            if needs == "unnamed" and (k or any(word.definite for word in words[:2])):
                continue
            if kind:
                return Kind(kind, state if kind == "state" else "")
    return _NOT_KNOWN


def _state(words: list[Word]) -> str:
    """The country of the first adjective of nationality, "" without one."""
    for k, word in enumerate(words):
        # العقيد تركي المالكي: an adjective of a definite noun has the article as well.
        if not word.definite and k and words[k - 1].definite:
            continue
        if found := nationality(word.base):
            return found
    return ""


@cache
def _nouns() -> dict[str, tuple[str, str]]:
    rows = read_lexicon(
        "source_kinds",
        ["form", "kind", "needs", "note"],
        required=["form", "kind"],
        choices={"kind": KINDS, "needs": _NEEDS},
        key=["form"],
    )
    return {
        " ".join(normalize_word(word) for word in row["form"].split()): (row["kind"], row["needs"])
        for row in rows
    }


def _states() -> set[str]:
    return {kind.state for rows in _entities().values() for *_, kind in rows}


@cache
def _entities() -> dict[str, list[tuple[str, str, Kind]]]:
    rows = read_lexicon(
        "entity_kinds",
        ["entity_id", "kind", "state", "from", "to", "note"],
        required=["entity_id", "kind"],
        choices={"kind": KINDS},
        key=["entity_id", "from"],
    )
    found: dict[str, list[tuple[str, str, Kind]]] = {}
    for row in rows:
        kind = Kind(row["kind"], row["state"])
        found.setdefault(row["entity_id"], []).append((row["from"], row["to"], kind))
    return found
