"""Annotation: all tables of a corpus in one object."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sdlib.brackets import bracketed
from sdlib.errors import CorpusError, ParameterError
from sdlib.export import save_tables
from sdlib.garbage import lexicons_set_aside
from sdlib.tables import SCHEMAS, TEXT, require_columns, table
from sdlib.tokenization import tokens_table

if TYPE_CHECKING:
    from sdlib.recognition import Recognition

#: The tables that are found in one reading of each document.
_FOUND = ("sentences", "mentions", "claims", "labels", "quantities")

#: The spans of a claim, outermost first where two are one.
_SPANS = ("content", "source", "via", "cue")


@dataclass(frozen=True, repr=False, eq=False)
class Annotation:
    """The tables of annotated documents; spans are code points of ``documents["text"]``.

    Attributes
    ----------
    documents, sentences, tokens, mentions, claims, labels, quantities : pandas.DataFrame
        Tidy tables that share ``doc_id``; columns and dtypes as in `sdlib.tables.SCHEMAS`.
    """

    documents: pd.DataFrame
    sentences: pd.DataFrame
    tokens: pd.DataFrame
    mentions: pd.DataFrame
    claims: pd.DataFrame
    labels: pd.DataFrame
    quantities: pd.DataFrame

    def __repr__(self) -> str:
        counts = ", ".join(f"{name}={len(frame)}" for name, frame in self.tables().items())
        return f"Annotation({counts})"

    def tables(self) -> dict[str, pd.DataFrame]:
        """Give the tables by name."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def explain(self, claim_id: str) -> str:
        """Say in plain text what was found for a claim, where, and by which rule.

        Parameters
        ----------
        claim_id : str
            An id of the claims table.

        Returns
        -------
        str
            The claim's sentence (or sentences, where the content goes on over several)
            with cue, source, via and content in brackets, then speaker, types and rules.

        Raises
        ------
        ParameterError
            If there is no such claim.
        """
        found = self.claims[self.claims["claim_id"] == claim_id]
        if found.empty:
            some = ", ".join(self.claims["claim_id"].head(3)) or "none"
            raise ParameterError(f"no claim has the id {claim_id!r}; the first ids are: {some}")
        claim = found.iloc[0].to_dict()
        document = self.documents[self.documents["doc_id"] == claim["doc_id"]].iloc[0]
        sentences = self.sentences[self.sentences["doc_id"] == claim["doc_id"]]
        return "\n".join(_explain(claim, document.to_dict(), sentences))

    def select(self, doc_ids: Iterable[str]) -> Annotation:
        """Keep some documents, in their order, with their rows of every table.

        Raises
        ------
        ParameterError
            If there is no document with one of the ids.

        Examples
        --------
        >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["حلب", "إدلب"]})
        >>> annotate(documents).select(["b"])
        Annotation(documents=1, sentences=1, tokens=1, mentions=1, claims=0, labels=0, quantities=0)
        """
        chosen = list(doc_ids)
        known = set(self.documents["doc_id"])
        for doc_id in chosen:
            if doc_id not in known:
                some = ", ".join(self.documents["doc_id"].head(3)) or "none"
                raise ParameterError(
                    f"no document has the id {doc_id!r}; the first ids are: {some}"
                )
        return Annotation(
            **{
                name: table[table["doc_id"].isin(chosen)].reset_index(drop=True)
                for name, table in self.tables().items()
            }
        )

    def save(self, folder: str | os.PathLike[str], *, format: str = "parquet") -> Path:
        """Write the tables into a folder, all or nothing; see `sdlib.export.save_tables`."""
        return save_tables(self.tables(), folder, format=format)


@lexicons_set_aside()
def annotate(
    documents: pd.DataFrame | str,
    *,
    lexicon: str | Path | Sequence[str | Path] = ("entities", "places", "world"),
    discover: bool | None = None,
    resolve: bool = True,
    entity_model: str | Path | Recognition | None = None,
) -> Annotation:
    """Find sentences, tokens, entities, claims, labels and quantities in documents.

    Parameters
    ----------
    documents : pandas.DataFrame or str
        A documents table as `read_corpus` gives it; at least ``doc_id`` and ``text``. Or
        one text, which becomes the document ``text`` of the outlet ``""``.
    lexicon : str, Path or sequence of them
        The entity lexicon: sdlib's own, the path of one, or several, of which the first wins
        (see `find_entities`).
    discover : bool, optional
        Whether the mentions table also gets names that no lexicon has
        (`sdlib.discovery.discover`), with ``rule`` ``discovery``: by default yes, unless an
        ``entity_model`` finds them. Claims and labels are found without them.
    resolve : bool
        Whether the mentions table also links surnames, titles and acronyms to whom their
        article names in full (`sdlib.resolution.resolve`); claims name their speakers by
        themselves.
    entity_model : str, Path or Recognition, optional
        A model file of `sdlib.recognizer.train_recognizer`, or one of `sdlib.adapters`. What it
        finds is added to the mentions table, its ``entity_id`` missing, its name as written;
        the lexicon's mentions stay, but inside a longer name
        (`sdlib.recognition.add_found`). Claims and labels are found without it.

    Returns
    -------
    Annotation
        Each document is annotated by itself: what is found in one does not depend on the
        others or on their order.

    Raises
    ------
    ParameterError
        If ``documents`` is neither a table nor a text.
    TableError
        If the table lacks ``doc_id`` or ``text``.
    CorpusError
        If a row has no id or text, two rows have one id, or a date does not exist.
    LexiconError
        If the lexicon cannot be read.
    ModelError
        If the model cannot be used.

    Examples
    --------
    >>> annotation = annotate("قال الوزير إن الاتفاق قريب.")
    >>> annotation.documents[["doc_id", "outlet"]].values.tolist()
    [['text', '']]
    >>> print(annotation.explain(annotation.claims.loc[0, "claim_id"]))
    text#1 in text
    [cue: قال] [source: الوزير] إن [content: الاتفاق قريب].
    speaker: الوزير (rule: ...)
    cue: قال (neutral); mode: indirect
    rule: ...
    """
    # Whoever reads or scores saved tables needs neither the tagger nor its lexicons.
    from sdlib.claims import claim_rows
    from sdlib.discovery import discover as discover_names
    from sdlib.document import read_documents
    from sdlib.entities import mention_row
    from sdlib.labels import label_rows
    from sdlib.quantities import quantity_rows
    from sdlib.recognition import add_found, load_recognition
    from sdlib.resolution import ArticleView
    from sdlib.resolution import resolve as resolve_names
    from sdlib.vocabulary import read_texts

    model = load_recognition(entity_model)
    documents = _documents(documents)
    documents.attrs["parameters"] = {
        **documents.attrs.get("parameters", {}),
        "lexicon": _names(lexicon),
        **({} if discover is None else {"discover": discover}),
        **({} if resolve else {"resolve": False}),
        **({"entity_model": model.described()} if model else {}),
    }
    discover = model is None if discover is None else discover
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in _FOUND}
    read = read_texts(documents["text"].tolist())
    for document in read_documents(documents, "annotate(documents)", lexicon, read=read):
        doc_id, article = document.doc_id, document.article
        claims = claim_rows(document)
        mentions = document.settled
        if model:
            mentions = add_found(mentions, model.find_mentions(article))
        if discover:
            mentions = discover_names(article, mentions)
        if resolve:
            offices = document.names.offices(document.date)
            mentions = resolve_names(ArticleView(article), mentions, offices)
        rows["sentences"] += [{"doc_id": doc_id, **s._asdict()} for s in article.sentences]
        rows["mentions"] += [mention_row(doc_id, article, m) for m in mentions]
        rows["claims"] += claims
        rows["labels"] += label_rows(document, claims)
        rows["quantities"] += quantity_rows(document, claims)
    found = {name: table(name, rows[name]) for name in _FOUND}
    tokens = tokens_table(documents["doc_id"].tolist(), read)
    return Annotation(documents=documents, tokens=tokens, **found)


def require_annotation(source: object, what: str) -> None:
    """Raise `ParameterError` if something is given that `annotate` did not make."""
    if not isinstance(source, Annotation):
        raise ParameterError(
            f"{what} takes an annotation, not a {type(source).__name__}; "
            "sdlib.annotate makes one of documents"
        )


def _names(lexicon: str | Path | Sequence[str | Path]) -> str:
    """What lexicons are called in run.json: no path of this machine."""
    sources = [lexicon] if isinstance(lexicon, str | Path) else lexicon
    return ", ".join(Path(source).name for source in sources)


def _documents(documents: pd.DataFrame | str) -> pd.DataFrame:
    try:
        return _tidy(documents)
    except UnicodeEncodeError as error:
        raise CorpusError(
            f"documents hold half a character (\\u{ord(error.object[error.start]):04x} alone) in "
            f"{error.object[:40]!r}; write the whole pair"
        ) from error


def _tidy(documents: pd.DataFrame | str) -> pd.DataFrame:
    if isinstance(documents, str):
        documents = pd.DataFrame({"doc_id": ["text"], "outlet": [""], "text": [documents]})
    if not isinstance(documents, pd.DataFrame):
        raise ParameterError(
            f"annotate takes a documents table or a text, not a {type(documents).__name__}; "
            "read files with read_corpus"
        )
    require_columns(documents, ["doc_id", "text"], "annotate(documents)")
    attrs = documents.attrs
    documents = documents.reset_index(drop=True)
    missing = {c: pd.NA for c in SCHEMAS["documents"] if c not in documents}
    tidy = documents.assign(**missing).astype(dict.fromkeys(SCHEMAS["documents"], TEXT))
    tidy = tidy[[*SCHEMAS["documents"], *(c for c in documents if c not in SCHEMAS["documents"])]]
    tidy.attrs = dict(attrs)
    for name in ("doc_id", "text"):
        if tidy[name].isna().any():
            number = int(tidy[name].isna().argmax())
            raise CorpusError(f"row {number} of documents has no {name}; fill it in or drop it")
    if tidy["doc_id"].duplicated().any():
        double = tidy.loc[tidy["doc_id"].duplicated(), "doc_id"].iloc[0]
        raise CorpusError(f"two rows of documents have the doc_id {double!r}; rename one of them")
    return tidy


def _explain(
    claim: Mapping[str, Any], document: Mapping[str, Any], sentences: pd.DataFrame
) -> Iterable[str]:
    spans = [
        (int(claim[f"{name}_start"]), int(claim[f"{name}_end"]), name)
        for name in _SPANS
        if not pd.isna(claim[f"{name}_start"])
    ]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    inside = sentences[(sentences["end"] > first) & (sentences["start"] < last)]
    start = min([first, *inside["start"].head(1)])
    end = max([last, *inside["end"].tail(1)])
    yield f"{claim['claim_id']} in {document['doc_id']}{_note(document['outlet'])}"
    inner = [(s - start, e - start, name) for s, e, name in spans]
    yield " ".join(bracketed(document["text"][start:end], inner).split())
    yield f"speaker: {_text(claim['speaker']) or 'none'}{_note(claim['speaker_rule'], 'rule: ')}"
    negated = ", negated" if claim["negated"] else ""
    yield f"cue: {_text(claim['cue_lemma'])} ({claim['cue_type']}{negated}); mode: {claim['mode']}"
    yield f"rule: {_text(claim['rule'])}"
    if parent := _text(claim["parent_id"]):
        yield f"inside: {parent}"


def _note(value: object, before: str = "") -> str:
    return f" ({before}{value})" if _text(value) else ""


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)
