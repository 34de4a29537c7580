"""Labels: names and judgements that the reporter keeps at arm's length (`ما وصفته بـ…`)."""

from __future__ import annotations

import pandas as pd

from sdlib.article import Article, read_article
from sdlib.claims import dated_texts, tag_claims
from sdlib.entities import gazetteer
from sdlib.names import Names
from sdlib.naming import LabelDraft, find_label_drafts
from sdlib.phrases import Phrases
from sdlib.tables import require_columns, table


def find_labels(
    documents: pd.DataFrame, claims: pd.DataFrame | None = None, lexicon: str = "entities"
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
    lexicon : str
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
    require_columns(documents, ["doc_id", "text"], "find_labels(documents)")
    if claims is None:
        claims = tag_claims(documents, lexicon)
    names = gazetteer(lexicon)
    by_doc = {doc_id: rows for doc_id, rows in claims.groupby("doc_id")}
    found: list[dict[str, object]] = []
    for doc_id, text, date in dated_texts(documents):
        article = read_article(text)
        phrases = Phrases(article, names.find(article, date))
        drafts = find_label_drafts(phrases)
        names_here = Names(phrases) if drafts else None
        for draft in drafts:
            speaker = _speaker(article, draft, by_doc.get(doc_id), names_here)
            found.append({"doc_id": doc_id, "speaker": speaker, **_spans(article, draft)})
    return table("labels", found)


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


def _speaker(
    article: Article,
    draft: LabelDraft,
    claims: pd.DataFrame | None,
    names: Names | None,
) -> object:
    """Give the namer: explicit, else who speaks in the innermost claim around, else before."""
    if draft.speaker and names:
        return names.named(*draft.speaker).name
    if not draft.known or claims is None:
        return None
    at = article.starts[draft.marker[0]]
    around = claims[(claims["content_start"] <= at) & (at < claims["content_end"])]
    if len(around):
        length = around["content_end"] - around["content_start"]
        return around.loc[length.idxmin(), "speaker"]
    sentence = article.sentences[article.sentence_of[draft.marker[0]]]
    before = claims[(claims["cue_start"] >= sentence.start) & (claims["cue_start"] < at)]
    return before["speaker"].iloc[-1] if len(before) else None
