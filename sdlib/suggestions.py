"""Suggestions: names and aliases of a corpus that an entity lexicon lacks, with their evidence."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from sdlib.article import Article
from sdlib.candidates import Candidate, beside, candidates
from sdlib.document import Document, read_documents
from sdlib.entities import SHIPPED, Lexicon, gazetteer
from sdlib.entity_rows import COLUMNS, EVIDENCE
from sdlib.errors import ParameterError
from sdlib.evidence import Evidence, merged

#: So many candidates are kept at most; beyond, those of a single document are forgotten.
_MOST = 200_000
_EXAMPLES = 2
_AROUND = 40
_NUMBERS = ("count", "documents", "outlets")


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
        A lexicon as it stands, to be read, corrected and used: its columns (strings;
        ``aliases`` holds what to add to an entity that is there, a new name has an id made of
        itself and no English name; ``note`` says what is doubtful: whose a name may be besides,
        or that nothing told the type), then ``kind``
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
    kept: dict[tuple[str, str], Evidence] = {}
    read = read_documents(documents, "suggest_entities(documents)", lexicon)
    for document, outlet in zip(read, outlets, strict=True):
        _note(kept, document, "" if pd.isna(outlet) else str(outlet))
        if len(kept) > _MOST:
            for key in [key for key, seen in kept.items() if seen.documents < 2]:
                del kept[key]
    enough = [seen for seen in kept.values() if seen.documents >= min_docs]
    return _table(merged(enough, known))


def _note(kept: dict[tuple[str, str], Evidence], document: Document, outlet: str) -> None:
    """Count the candidates of one document."""
    seen: set[tuple[str, str]] = set()
    for candidate in candidates(document):
        key = candidate.entity.entity_id, candidate.text if candidate.kind != "name" else ""
        known = kept.get(key)
        if known is None:
            known = kept[key] = Evidence(candidate.entity, candidate.text, candidate.kind)
        known.note(*beside(document, candidate), told=candidate.rule != "unknown")
        if key not in seen:
            seen.add(key)
            known.documents += 1
            known.outlets.add(outlet)
            if len(known.examples) < _EXAMPLES:
                known.examples.append(_context(document.article, candidate))


def _context(article: Article, candidate: Candidate) -> str:
    """The name in its context, on one line."""
    start, end = article.span(candidate.first, candidate.behind)
    text = article.text
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return " ".join(f"{before}[{text[start:end]}]{after}".split())


def _table(found: list[Evidence]) -> pd.DataFrame:
    rows = [
        {
            "entity_id": seen.entity.entity_id,
            "type": seen.entity.type,
            "name_ar": seen.entity.name,
            "name_en": seen.entity.name_en,
            "aliases": "" if seen.kind == "name" else seen.text,
            "from": "",
            "to": "",
            "note": seen.doubt,
            "country": "",
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
