"""Ambiguity: aliases of an entity lexicon that may also mean something else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from sdlib.context import is_context
from sdlib.entities import Gazetteer, gazetteer
from sdlib.entity_rows import lexicon_name, names_of, read_entity_rows
from sdlib.frequencies import one_alef
from sdlib.nominals import derived_forms, nominal_forms
from sdlib.particles import particles
from sdlib.verbs import verb_forms

_COLUMNS = {"line": "int64", "alias": "string", "entity_id": "string", "problem": "string"}


def find_ambiguous(source: str | Path) -> pd.DataFrame:
    """Find the aliases of a lexicon that several entities share, or that are a common word.

    Parameters
    ----------
    source : str or Path
        An entity lexicon: one that ships with sdlib, or the path of a TSV file.

    Returns
    -------
    pandas.DataFrame
        One row an alias and problem, in the file's order: ``line`` (int64, of the file),
        ``alias``, ``entity_id``, ``problem`` (strings; what else the alias may mean).

    Raises
    ------
    LexiconError
        If the file cannot be read or a row breaks a rule; names file and line.

    Examples
    --------
    >>> found = find_ambiguous("entities")
    >>> found.loc[found["alias"] == "قطر", "problem"].tolist()
    ['is a common noun too']
    """
    rows = read_entity_rows(source)
    name = lexicon_name(source)
    own = Gazetteer(rows, name)
    ours = {} if source == "entities" else gazetteer("entities").names()
    bearers = own.names()
    found = []
    for row in rows:
        where = f"{name}, line {row['line']}"
        dated = any(row[column] for column in ("from", "to"))
        for alias in names_of(row, where):
            others = {e.entity_id for e in bearers[alias.key]} - {row["entity_id"]}
            problems = [_shared(others, dated)] if others else []
            problems += _common(alias.text)
            problems += [
                f"is taken from {e.entity_id} ({e.name_en}) of sdlib's lexicon"
                for e in ours.get(alias.key, ())
                if e.entity_id != row["entity_id"]
            ]
            found += [(int(row["line"]), alias.text, row["entity_id"], p) for p in problems]
    return pd.DataFrame(found, columns=list(_COLUMNS)).astype(_COLUMNS)


def _shared(others: set[str], dated: bool) -> str:
    why = "the document's date decides" if dated else "it names nobody where both may be meant"
    return f"also belongs to {', '.join(sorted(others))}: {why}"


def _common(alias: str) -> Iterator[str]:
    """What a name of one word means besides."""
    if " " in alias:
        return
    stem = alias.removeprefix("ال")
    if one_alef(alias) in particles():
        yield "is a function word too"
    if any(form.undone == 0 for s in {alias, stem} for form in nominal_forms(s) + derived_forms(s)):
        yield "is a common noun too"
    elif verb_forms(alias):
        yield "is a verb form too"
    if is_context(alias, "given_name"):
        yield "is a given name too"
