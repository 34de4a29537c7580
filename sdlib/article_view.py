"""Article view: an article as it stands, with its claims, labels and entities marked in it.

HTML with inline styles and no script, which JupyterLab keeps and a page can be made of; the
plain text is stable, so that a run of the notebooks compares it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from sdlib.brackets import bracketed
from sdlib.errors import ParameterError
from sdlib.markup import direction, text_html

if TYPE_CHECKING:
    from sdlib.annotation import Annotation

#: What can be marked.
LAYERS = ("claims", "labels", "entities")

#: How each kind of part looks, in the order of the legend. None is told by colour alone, and
#: text in colour has its own ground, or it cannot be read on the dark one of some notebooks. Of a
#: notebook that is not trusted JupyterLab keeps such styles: no ``text-decoration`` in colour.
STYLES: Mapping[str, str] = {
    "content": "background:#fff2c2;color:#222",
    "content in content": "background:#ffd966;color:#222",
    "narration": "background:#e3e3e3;color:#222",
    "cue": "background:#fbe6da;color:#8f2d00;font-weight:bold",
    "source": "background:#d6eaf8;color:#222;border-bottom:2px solid #0072b2",
    "via": "background:#d6eaf8;color:#222;border-bottom:2px dashed #0072b2",
    "marker": "background:#f6e6f0;color:#7a2257;border-bottom:1px dashed #7a2257",
    "label": "border-bottom:3px double #a8457f",
    "entity": "border-bottom:1px dotted #00855e",
}

_SPANS = ("content", "source", "via", "cue")
_NUMBERED = ("cue", "narration")
_NUMBER = "background:#fbe6da;color:#8f2d00"


class Part(NamedTuple):
    """A marked span: a kind of `STYLES`, the number of its claim, and a line about it."""

    start: int
    end: int
    kind: str
    #: of the claim in the view; empty for none
    number: str
    about: str


class ArticleView:
    """An article with marked parts: HTML for a notebook or a page, and a stable plain text.

    Parameters
    ----------
    text : str
        Raw text.
    parts : sequence of Part
        Their spans are code points of ``text``; they may lie in each other and cross.
    heading : str
        What names the article.
    """

    def __init__(self, text: str, parts: Sequence[Part], heading: str = "") -> None:
        self.text = text
        self.parts = sorted(parts, key=lambda part: (part.start, -part.end))
        self.heading = heading

    def __repr__(self) -> str:
        named = [(p.start, p.end, _numbered(p)) for p in self.parts]
        return "\n".join(filter(None, [self.heading, bracketed(self.text, named)]))

    def _repr_html_(self) -> str:
        bold = f"<div {direction(self.heading)}><b>{text_html(self.heading)}</b></div>"
        return f"<div>{bold if self.heading else ''}{self.legend()}{self.body()}</div>"

    def legend(self) -> str:
        """Give the legend as HTML: a sample of each kind that is marked."""
        kinds = {part.kind for part in self.parts}
        samples = [
            f'<span style="{STYLES[kind]}">{kind}</span>' for kind in STYLES if kind in kinds
        ]
        line = '<div dir="ltr" style="margin:0.4em 0">' + " · ".join(samples) + "</div>"
        return line if samples else ""

    def body(self) -> str:
        """Give the paragraphs as HTML, each in its own direction."""
        paragraphs = []
        at = 0
        for line in self.text.split("\n"):
            if line.strip():
                inside = "".join(self._segments(at, at + len(line)))
                style = "text-align:start;max-width:44em;line-height:2;margin:0.5em 0"
                paragraphs.append(f'<p {direction(line)} style="{style}">{inside}</p>')
            at += len(line) + 1
        return "".join(paragraphs)

    def _segments(self, start: int, end: int) -> Iterator[str]:
        """Cut a stretch where a part begins or ends, and write each piece in their styles."""
        parts = [p for p in self.parts if p.start < end and p.end > start]
        edges = {edge for p in parts for edge in (p.start, p.end) if start < edge < end}
        waiting, open_parts, at = parts[::-1], [], start
        for edge in [*sorted(edges), end]:
            while waiting and waiting[-1].start <= at:
                open_parts.append(waiting.pop())
            yield _piece(self.text[at:edge], open_parts, edge)
            open_parts = [p for p in open_parts if p.end > edge]
            at = edge


def _numbered(part: Part) -> str:
    return f"{part.kind} {part.number}" if part.number else part.kind


def _piece(text: str, parts: Sequence[Part], edge: int) -> str:
    if not parts:
        return text_html(text)
    # Later styles win, and the innermost part is the last.
    style = ";".join(dict.fromkeys(STYLES[part.kind] for part in parts))
    about = "\n".join(dict.fromkeys(part.about for part in reversed(parts) if part.about))
    title = f' title="{escape(about)}"' if about else ""
    ended = [p.number for p in parts if p.kind in _NUMBERED and p.number and p.end == edge]
    numbers = "".join(f'<sup dir="ltr" style="{_NUMBER}">{n}</sup>' for n in ended)
    return f'<span style="{style}"{title}>{text_html(text)}</span>{numbers}'


def view_article(
    annotation: Annotation,
    doc_id: str | None = None,
    *,
    layers: Collection[str] = LAYERS,
    numbers: Mapping[str, str] | None = None,
) -> ArticleView:
    """Show an article with what was found in it.

    Parameters
    ----------
    annotation : Annotation
    doc_id : str, optional
        The article; not needed if there is one only.
    layers : collection of {"claims", "labels", "entities"}
        What to mark.
    numbers : mapping of str to str, optional
        What to show as the number of a claim, by ``claim_id``; claims that are not in it are marked
        without one. By default claims count from 1 in the order of their cues.

    Returns
    -------
    ArticleView

    Raises
    ------
    ParameterError
        If there is no such document or layer, or several documents and no ``doc_id``.

    Examples
    --------
    >>> import sdlib
    >>> annotation = sdlib.annotate("قال الوزير إن الاتفاق قريب.")
    >>> view_article(annotation, layers=["claims"])
    text
    [cue 1: قال] [source 1: الوزير] إن [content 1: الاتفاق قريب].
    """
    unknown = [layer for layer in layers if layer not in LAYERS]
    if unknown:
        raise ParameterError(f"layers has {unknown[0]!r}, but may have {', '.join(LAYERS)} only")
    document = _document(annotation.documents, doc_id)
    parts: list[Part] = []
    if "claims" in layers:
        parts += _claim_parts(_own(annotation.claims, document), numbers)
    if "labels" in layers:
        parts += _label_parts(_own(annotation.labels, document))
    if "entities" in layers:
        parts += _entity_parts(_own(annotation.mentions, document))
    return ArticleView(document["text"], parts, _heading(document))


def _document(documents: pd.DataFrame, doc_id: str | None) -> Mapping[str, Any]:
    if doc_id is None and len(documents) != 1:
        raise ParameterError(f"there are {len(documents)} documents; name one by its doc_id")
    found = documents if doc_id is None else documents[documents["doc_id"] == doc_id]
    if found.empty:
        some = ", ".join(documents["doc_id"].head(3)) or "none"
        raise ParameterError(f"no document has the id {doc_id!r}; the first ids are: {some}")
    return found.iloc[0].to_dict()


def _own(table: pd.DataFrame, document: Mapping[str, Any]) -> list[dict[str, Any]]:
    return table[table["doc_id"] == document["doc_id"]].to_dict("records")


def _heading(document: Mapping[str, Any]) -> str:
    named = [document.get(column) for column in ("outlet", "date", "title")]
    return " · ".join(str(value) for value in named if not pd.isna(value) and value) or str(
        document["doc_id"]
    )


def _claim_parts(
    claims: Sequence[Mapping[str, Any]], numbers: Mapping[str, str] | None
) -> Iterator[Part]:
    if numbers is None:
        ordered = sorted(claims, key=lambda claim: claim["cue_start"])
        numbers = {claim["claim_id"]: str(k) for k, claim in enumerate(ordered, start=1)}
    for claim in claims:
        about = about_claim(claim)
        number = numbers.get(claim["claim_id"], "")
        nested = not pd.isna(claim["parent_id"])
        for span in _SPANS:
            if not pd.isna(claim[f"{span}_start"]):
                kind = "content in content" if nested and span == "content" else span
                start, end = int(claim[f"{span}_start"]), int(claim[f"{span}_end"])
                yield Part(start, end, kind, number, about)


def about_claim(claim: Mapping[str, Any]) -> str:
    """Say in one line who speaks, by which cue, and by which rules this was found.

    Examples
    --------
    >>> import sdlib
    >>> claims = sdlib.annotate("نفى الوزير أن يكون الاتفاق قريبا.").claims
    >>> about_claim(claims.iloc[0]).split(" · ")[:3]
    ['speaker: الوزير', 'cue: نفى (denial)', 'indirect']
    """
    speaker = "not resolved" if pd.isna(claim["speaker"]) else claim["speaker"]
    negated = ", negated" if claim["negated"] else ""
    rules = [claim[name] for name in ("rule", "speaker_rule") if not pd.isna(claim[name])]
    facts = [
        f"speaker: {speaker}",
        f"cue: {claim['cue_lemma']} ({claim['cue_type']}{negated})",
        str(claim["mode"]),
        *([f"rules: {', '.join(rules)}"] if rules else []),
    ]
    return " · ".join(facts)


def _label_parts(labels: Sequence[Mapping[str, Any]]) -> Iterator[Part]:
    for label in labels:
        who = "" if pd.isna(label["speaker"]) else label["speaker"]
        about = f"label used by: {who or 'not resolved'}"
        for span in ("marker", "label"):
            yield Part(int(label[f"{span}_start"]), int(label[f"{span}_end"]), span, "", about)


def _entity_parts(mentions: Sequence[Mapping[str, Any]]) -> Iterator[Part]:
    for mention in mentions:
        names = [mention[c] for c in ("name", "name_en", "type") if not pd.isna(mention[c])]
        about = f"entity: {', '.join(names)}"
        yield Part(int(mention["start"]), int(mention["end"]), "entity", "", about)
