"""Labels: names and judgements that the reporter keeps at arm's length (`ما وصفته بـ…`)."""

from __future__ import annotations

import pandas as pd

from sdlib.article import Article
from sdlib.claims import claim_rows
from sdlib.document import Document, read_documents
from sdlib.entities import SHIPPED, Lexicon
from sdlib.label_drafts import LabelDraft
from sdlib.namers import Namers
from sdlib.naming import find_said_drafts
from sdlib.tables import require_columns, table

#: What is asked of a claims table to find out who uses a label.
_ASKED = ("cue_start", "content_start", "content_end", "speaker")


def find_labels(
    documents: pd.DataFrame, claims: pd.DataFrame | None = None, lexicon: Lexicon = SHIPPED
) -> pd.DataFrame:
    """Find the labels that reporters keep at arm's length.

    `ما وصفته بالإرهاب`, `من سماهم المتمردين`, `ما يسمى …`, `المزعوم`: the words are
    somebody's, and the reporter says so.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``doc_id`` and ``text``.
    claims : pandas.DataFrame, optional
        Their claims table; found anew if left out. A label inside a claim is its speaker's.
    lexicon : str, Path or sequence of them
        The entity lexicon (see `find_entities`).

    Returns
    -------
    pandas.DataFrame
        The labels table, one row a label in reading order; ``speaker`` is ``<NA>`` where
        nobody is said to use the label.

    Examples
    --------
    >>> import pandas as pd
    >>> text = "أعلنت الوزارة أنها ضربت من وصفتهم بالإرهابيين."
    >>> labels = find_labels(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> labels[["marker", "label", "speaker"]].values.tolist()
    [['من وصفتهم', 'بالإرهابيين', 'الوزارة']]
    """
    by_doc: dict[str, list[dict[str, object]]] = {}
    if claims is not None:
        require_columns(claims, ["doc_id", *_ASKED], "find_labels(claims=...)")
        for row in claims[["doc_id", *_ASKED]].astype(object).to_dict("records"):
            by_doc.setdefault(row["doc_id"], []).append(row)
    found: list[dict[str, object]] = []
    for document in read_documents(documents, "find_labels(documents)", lexicon):
        drafts = label_drafts(document)
        if drafts:
            own = claim_rows(document) if claims is None else by_doc.get(document.doc_id, [])
            found += _rows(document, own, drafts)
    return table("labels", found)


def label_drafts(document: Document) -> list[LabelDraft]:
    """Give the labels of one document by token ranges, those that are claims as well among them."""
    said = find_said_drafts(document.phrases)
    return sorted([*document.labels, *said]) if said else document.labels


def label_rows(document: Document, claims: list[dict[str, object]]) -> list[dict[str, object]]:
    """Give the rows of the labels table for one document, with the rows of its claims."""
    return _rows(document, claims, label_drafts(document))


def _rows(
    document: Document, claims: list[dict[str, object]], drafts: list[LabelDraft]
) -> list[dict[str, object]]:
    if not drafts:
        return []
    namers = Namers(document.phrases, claims)
    return [
        {
            "doc_id": document.doc_id,
            "speaker": namers.namer(draft),
            **_spans(document.article, draft),
        }
        for draft in drafts
    ]


def _spans(article: Article, draft: LabelDraft) -> dict[str, object]:
    marker, label = article.span(*draft.marker), article.span(*draft.label)
    return {
        "marker_start": marker[0],
        "marker_end": marker[1],
        "marker": article.text[slice(*marker)],
        "label_start": label[0],
        "label_end": label[1],
        "label": article.text[slice(*label)],
    }
