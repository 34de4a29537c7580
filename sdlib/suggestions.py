"""Suggestions: names and aliases of a corpus that an entity lexicon lacks, with their evidence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from sdlib.article import Article
from sdlib.context import is_context
from sdlib.discovery import found_entity
from sdlib.document import Document, read_documents
from sdlib.entities import SHIPPED, Entity, Gazetteer, Lexicon, gazetteer
from sdlib.entity_rows import COLUMNS, EVIDENCE
from sdlib.errors import ParameterError
from sdlib.frequencies import one_alef
from sdlib.name_search import Found, NameSearch
from sdlib.particles import particle_cuts
from sdlib.spellings import skeleton

#: So many candidates are kept at most; beyond, those of a single document are forgotten.
_MOST = 200_000
_EXAMPLES = 2
_AROUND = 40
_BRACKETS = {"(": ")", "[": "]"}
_NUMBERS = ("count", "documents", "outlets")


class Candidate(NamedTuple):
    """A name or alias at some tokens, and whose it would be."""

    first: int
    behind: int
    entity: Entity
    #: what to add: the name itself, or an alias of ``entity``
    text: str
    #: ``name``, ``surname``, ``acronym`` or ``spelling``
    kind: str


@dataclass(slots=True)
class _Evidence:
    entity: Entity
    text: str
    kind: str
    count: int = 0
    documents: int = 0
    outlets: set[str] = field(default_factory=set)
    examples: list[str] = field(default_factory=list)


def suggest_entities(
    documents: pd.DataFrame, lexicon: Lexicon = SHIPPED, *, min_docs: int = 3
) -> pd.DataFrame:
    """Propose rows for an entity lexicon: names and aliases of a corpus that it lacks.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``doc_id`` and ``text``; ``outlet`` is counted where it is there.
    lexicon : str, Path or sequence of them
        Whose names are not proposed (see `sdlib.entities.gazetteer`).
    min_docs : int
        In how many documents a name must stand.

    Returns
    -------
    pandas.DataFrame
        The lexicon's columns (strings; ``aliases`` holds what to add to an entity that is
        there, a new name has an id made of itself and no English name), then ``kind``
        (``name``, ``surname``: of a full name in the same article, ``acronym``: in marks
        behind a body, ``spelling``: of a name that is known or more frequent), ``count``,
        ``documents``, ``outlets`` (int64) and ``examples``; by ``documents``, then ``count``.

    Raises
    ------
    ParameterError
        If ``min_docs`` is below 1.
    TableError
        If a column is missing.
    LexiconError
        If the lexicon cannot be read.

    Notes
    -----
    Documents are read one by one. Of more than 200,000 candidates those seen in one document
    only are forgotten, so that memory does not grow with the corpus (lossy counting: Manku
    and Motwani, 2002, "Approximate Frequency Counts over Data Streams", VLDB).

    Examples
    --------
    >>> text = "قال المحلل هوراس غيلمور إن الطريق آمن. وأضاف غيلمور أن الجسر سليم."
    >>> found = suggest_entities(pd.DataFrame({"doc_id": ["a"], "text": [text]}), min_docs=1)
    >>> found[["type", "name_ar", "kind", "count"]].values.tolist()
    [['PER', 'هوراس غيلمور', 'name', 2]]
    """
    if min_docs < 1:
        raise ParameterError(f"min_docs is {min_docs}, but a name stands in 1 document at least")
    known = gazetteer(lexicon)
    outlets = documents["outlet"] if "outlet" in documents else [""] * len(documents)
    kept: dict[tuple[str, str], _Evidence] = {}
    read = read_documents(documents, "suggest_entities(documents)", lexicon)
    for document, outlet in zip(read, outlets, strict=True):
        _note(kept, document, "" if pd.isna(outlet) else str(outlet))
        if len(kept) > _MOST:
            for key in [key for key, seen in kept.items() if seen.documents < 2]:
                del kept[key]
    enough = [seen for seen in kept.values() if seen.documents >= min_docs]
    return _table(_respelled(_of_one_type(enough), known))


def _note(kept: dict[tuple[str, str], _Evidence], document: Document, outlet: str) -> None:
    """Count the candidates of one document."""
    seen: set[tuple[str, str]] = set()
    for candidate in candidates(document):
        key = candidate.entity.entity_id, candidate.text if candidate.kind != "name" else ""
        known = kept.get(key)
        if known is None:
            known = kept[key] = _Evidence(candidate.entity, candidate.text, candidate.kind)
        known.count += 1
        if key not in seen:
            seen.add(key)
            known.documents += 1
            known.outlets.add(outlet)
            if len(known.examples) < _EXAMPLES:
                known.examples.append(_context(document.article, candidate))


def candidates(document: Document) -> Iterator[Candidate]:
    """Give the names and aliases in a document that its lexicon does not have.

    Yields
    ------
    Candidate
        In reading order of the names, then of the acronyms.

    Examples
    --------
    >>> texts = pd.DataFrame({"doc_id": ["a"], "text": ["أعلن مجلس الأمن (مجام) قراره."]})
    >>> [document] = read_documents(texts, "example")
    >>> [(c.entity.name_en, c.text, c.kind) for c in candidates(document)]
    [('UN Security Council', 'مجام', 'acronym')]
    """
    persons = {m.entity.name: m.entity for m in document.mentions if m.entity.type == "PER"}
    covered = {k for m in document.mentions for k in range(m.first, m.behind)}
    bodies = [(m.behind, m.entity) for m in document.mentions if m.entity.type == "ORG"]
    found = NameSearch(document.article, document.mentions).names()
    for name in found:
        if covered & set(range(name.first, name.behind)):
            continue
        entity = persons.get(name.name) if name.rule == "again" else None
        if entity:
            yield Candidate(name.first, name.behind, entity, _surface(document, name), "surname")
        elif not _is_given(name.name):
            entity = found_entity(name)
            yield Candidate(name.first, name.behind, entity, entity.name, "name")
            if name.type == "ORG":
                bodies.append((name.behind, entity))
    for behind, entity in sorted(bodies):
        inside = _in_marks(document.article, behind)
        if inside and not covered & set(range(*inside)):
            text = document.article.slice(*inside)
            yield Candidate(*inside, entity, text, "acronym")


def _surface(document: Document, name: Found) -> str:
    word = document.article.words[name.first]
    return word.form[name.cut :]


def _in_marks(article: Article, i: int) -> tuple[int, int] | None:
    """The word in marks at a token, or two in brackets: `(قسد)`, `"قسد"`."""
    if i + 2 >= len(article.words):
        return None
    mark = article.text[article.starts[i]]
    closer = _BRACKETS.get(mark)
    if closer is None and i in article.opens:
        return (i + 1, i + 2) if article.opens[i].last == i + 2 and _short(article, i + 1) else None
    for behind in (i + 2, i + 3):
        if behind < len(article.words) and closer == article.text[article.starts[behind]]:
            short = all(_short(article, k) for k in range(i + 1, behind))
            return (i + 1, behind) if short else None
    return None


def _short(article: Article, k: int) -> bool:
    """Whether a word can be an acronym, or a part of one: it holds no other word."""
    word = article.words[k]
    arabic = article.kinds[k] == "word" and "\u0621" <= word.form[0] <= "\u064a"
    plain = not (word.conjunction or word.preposition or word.pronoun)
    return arabic and plain and one_alef(word.form) not in particle_cuts()


def _context(article: Article, candidate: Candidate) -> str:
    """The name in its context, on one line."""
    start, end = article.span(candidate.first, candidate.behind)
    text = article.text
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return " ".join(f"{before}[{text[start:end]}]{after}".split())


def _is_given(name: str) -> bool:
    """Whether a name is a given name and no more: `محمد`, `عبد الله`."""
    words = name.split()
    servant = words[0] == "عبد" and len(words) == 2
    return servant or (len(words) == 1 and is_context(name, "given_name"))


def _of_one_type(found: list[_Evidence]) -> list[_Evidence]:
    """Give a name of several types the one that words before it told most often.

    `نادي ليفربول` says what it is; `انتزع ليفربول` may be said of anybody.
    """
    by_name: dict[str, list[_Evidence]] = {}
    for seen in found:
        if seen.kind == "name":
            by_name.setdefault(seen.text, []).append(seen)
    result = [seen for seen in found if seen.kind != "name"]
    for same in by_name.values():
        told = [seen for seen in same if seen.entity.type != "PER"] or same
        best = max(told, key=lambda s: (s.documents, s.count))
        # Two types may share documents: the larger number is certain, their sum is not.
        best.documents = max(seen.documents for seen in same)
        best.count = sum(seen.count for seen in same)
        best.outlets = set().union(*(seen.outlets for seen in same))
        result.append(best)
    return result


def _respelled(found: list[_Evidence], known: Gazetteer) -> list[_Evidence]:
    """Turn new names that spell a known or a more frequent one into its aliases."""
    owners: dict[tuple[str, str], Entity] = {}
    for entity in known.entities.values():
        owners.setdefault((entity.type, skeleton(entity.name)), entity)
    result = []
    for seen in sorted(found, key=lambda s: (-s.documents, -s.count, s.entity)):
        spelt = skeleton(seen.text)
        if seen.kind == "name" and len(spelt) > 3:
            owner = owners.setdefault((seen.entity.type, spelt), seen.entity)
            if owner != seen.entity:
                seen = _Evidence(
                    owner,
                    seen.text,
                    "spelling",
                    seen.count,
                    seen.documents,
                    seen.outlets,
                    seen.examples,
                )
        result.append(seen)
    return result


def _table(found: list[_Evidence]) -> pd.DataFrame:
    rows = [
        {
            "entity_id": seen.entity.entity_id,
            "type": seen.entity.type,
            "name_ar": seen.entity.name,
            "name_en": seen.entity.name_en,
            "aliases": "" if seen.kind == "name" else seen.text,
            "from": "",
            "to": "",
            "note": "",
            "kind": seen.kind,
            "count": seen.count,
            "documents": seen.documents,
            "outlets": len(seen.outlets - {""}),
            "examples": " ‖ ".join(seen.examples),
        }
        for seen in found
    ]
    kinds = {c: "int64" if c in _NUMBERS else "string" for c in (*COLUMNS, *EVIDENCE)}
    table = pd.DataFrame(rows, columns=list(kinds)).astype(kinds)
    order = ["documents", "count", "entity_id", "aliases"]
    return table.sort_values(
        order, ascending=[False, False, True, True], kind="stable", ignore_index=True
    )


def suggestions_text(found: pd.DataFrame) -> str:
    """Give suggestions as tab-separated text with a header row.

    Examples
    --------
    >>> suggestions_text(pd.DataFrame({"name_ar": ["غيلمور"], "count": [2]}))
    'name_ar\\tcount\\nغيلمور\\t2\\n'
    """
    lines = [list(map(str, found.columns)), *found.astype(str).values.tolist()]
    return "".join("\t".join(" ".join(cell.split()) for cell in line) + "\n" for line in lines)


def write_suggestions(found: pd.DataFrame, path: str | os.PathLike[str]) -> None:
    """Write suggestions as a UTF-8 table, whole or not at all: a `.csv` for spreadsheets, or TSV.

    Raises
    ------
    OSError
        If the file cannot be written; what stood there stays.
    """
    target = Path(path)
    part = target.with_name(f".{target.name}.part")
    try:
        if target.suffix.lower() == ".csv":
            # Without the mark spreadsheets take UTF-8 for another encoding.
            found.to_csv(part, index=False, encoding="utf-8-sig")
        else:
            part.write_text(suggestions_text(found), encoding="utf-8")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
