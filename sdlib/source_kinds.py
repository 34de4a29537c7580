"""Kinds of speakers: who is quoted, by what the lexicons and the article itself say of him.

A kind is never guessed: what neither the entity nor a noun of the source tells is "unknown".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from sdlib.dates import read_days
from sdlib.errors import ParameterError
from sdlib.lexicon import read_lexicon
from sdlib.nationalities import countries, nationality
from sdlib.normalization import normalize_word
from sdlib.speaker_counts import JOINT, entities_by_name, speaker_key
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

#: What a name may have around it; and how the id of an entity begins.
_SIGNS = '،,.:()"«»“”#'
_ENTITY = re.compile("(?:per|org|loc|misc)-")


class Kind(NamedTuple):
    """What a speaker is, and of which country, as an entity, where it is a state's."""

    kind: str
    state: str


_NOT_KNOWN = Kind(UNKNOWN, "")


#: By which words an article names a speaker, by document and key.
Phrases = Mapping[tuple[object, object], tuple[str, ...]]


def speaker_kinds(
    claims: pd.DataFrame, documents: pd.DataFrame, *, home: str | None = None
) -> pd.DataFrame:
    """Say of what kind the speaker of each claim is.

    The speaker's entity decides, by `entity_kinds.tsv` and the document's date, since roles
    change. Else the first noun that tells decides (``وزارة``, ``مصادر``, ``خبير``), in any source
    by which the article names the speaker; the country is that of the first nationality there.
    Of several who speak together all that are known must be of one kind.

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
    days = read_days(documents, "speaker_kinds(documents)")
    dates = dict(zip(documents["doc_id"].tolist(), days.tolist(), strict=True))
    keys = speaker_key(claims)
    phrases = _phrases(claims, keys)
    speakers = claims["speaker"].tolist()
    by_name = dict(zip(speakers, keys.tolist(), strict=True))
    rows = zip(claims["doc_id"].tolist(), keys.tolist(), speakers, strict=True)
    found = [_speaker_kind(row, phrases, by_name, dates.get(row[0])) for row in rows]
    kinds = pd.DataFrame(found, columns=["kind", "state"], index=claims.index)
    kinds["state"] = kinds["state"].where(kinds["state"] != "").astype(TEXT)
    if home is not None:
        own, known = kinds["state"] == home, kinds["state"].notna()
        state = (kinds["kind"] == "state") & known
        kinds.loc[state & own.fillna(False), "kind"] = HOME_KINDS[0]
        kinds.loc[state & ~own.fillna(False), "kind"] = HOME_KINDS[1]
    return kinds.astype(TEXT)


def _speaker_kind(
    row: tuple[object, object, object],
    phrases: Phrases,
    by_name: dict[object, object],
    date: object,
) -> Kind:
    """The kind of who speaks; of several who speak together the one that all known ones are of."""
    doc_id, key, name = row
    if not isinstance(key, str):
        return _NOT_KNOWN
    if not isinstance(name, str) or JOINT not in name:
        return _kind(key, phrases.get((doc_id, key), ()), date)
    kinds = set()
    for part in map(str.strip, name.split(JOINT)):
        own = by_name.get(part)
        if not isinstance(own, str):
            norm = " ".join(map(normalize_word, part.split()))
            own = entities_by_name().get(norm, part)
        kinds.add(_kind(own, (*phrases.get((doc_id, own), ()), part), date))
    kinds.discard(_NOT_KNOWN)
    if len({kind.kind for kind in kinds}) != 1:
        return _NOT_KNOWN
    states = {kind.state for kind in kinds}
    return Kind(next(iter(kinds)).kind, states.pop() if len(states) == 1 else "")


def _phrases(claims: pd.DataFrame, keys: pd.Series) -> dict[tuple[str, object], tuple[str, ...]]:
    """By which words each article names each speaker, in the order of the article."""
    found: dict[tuple[str, object], dict[str, None]] = {}
    if "cue_start" in claims:
        # The order of the table says nothing: who sorts it by speaker must not change a kind.
        order = np.argsort(claims["cue_start"].to_numpy(dtype=np.int64), kind="stable")
        claims, keys = claims.iloc[order], keys.iloc[order]
    columns = (claims["doc_id"], keys, claims["source"], claims["speaker"])
    for doc_id, key, *names in zip(*(column.tolist() for column in columns), strict=True):
        if isinstance(key, str):
            words = found.setdefault((doc_id, key), {})
            words.update((name, None) for name in names if isinstance(name, str))
    return {place: tuple(words) for place, words in found.items()}


def _kind(key: str, phrases: Iterable[str], date: object) -> Kind:
    if _ENTITY.match(key):
        known = entity_kind(key, date if isinstance(date, str) else None)
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
    # What holds on a day goes before what holds always, in whatever order the rows stand.
    rows = sorted(_entities().get(entity_id, ()), key=lambda row: not (row[0] or row[1]))
    for first, last, kind in rows:
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
    if JOINT in phrase:
        kinds = {source_kind(part) for part in phrase.split(JOINT)}
        return kinds.pop() if len(kinds) == 1 else _NOT_KNOWN
    # الرئيس الفرنسي، فلان: a comma is no part of the nationality.
    words = [read_word(word) for word in (w.strip(_SIGNS) for w in phrase.split()) if word]
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
