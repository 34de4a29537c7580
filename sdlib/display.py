"""Tables in a notebook, with Arabic columns running right to left."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from sdlib.article_view import ArticleView, view_article
from sdlib.errors import ParameterError
from sdlib.markup import NOTHING, SOFT, direction, mixed_html, runs_rtl, text_html
from sdlib.tables import require_columns

if TYPE_CHECKING:
    from sdlib.annotation import Annotation


_MISSING = "–"


class Table:
    """A table to look at: HTML with a direction for each cell, and a stable plain text.

    Parameters
    ----------
    frame : pandas.DataFrame
    caption : str
        One sentence: what the table shows, and its caution.
    decimals : int
        Decimal places of the numbers.
    names : mapping of str to str
        Headings to show in place of column names.
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        caption: str = "",
        *,
        decimals: int = 2,
        names: Mapping[str, str] | None = None,
    ) -> None:
        self.frame = frame
        self.caption = caption
        self._headings = [(names or {}).get(str(c), str(c)) for c in frame.columns]
        self._cells = [[_cell(v, decimals) for v in row] for row in frame.itertuples(index=False)]

    def __repr__(self) -> str:
        lines = [self.caption] if self.caption else []
        lines.append(" | ".join(self._headings))
        lines += [" | ".join(row) for row in self._cells] or [NOTHING]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        numbers = [is_numeric_dtype(kind) and not is_bool_dtype(kind) for kind in self.frame.dtypes]
        head = "".join(
            f'<th style="text-align:{side}">{escape(heading)}</th>'
            for heading, side in zip(self._headings, self._sides(numbers), strict=True)
        )
        rows = [map(_td, row, numbers) for row in self._cells]
        nothing = f'<td colspan="{len(self._headings)}" style="text-align:left">{NOTHING}</td>'
        body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows or [[nothing]])
        style = f"caption-side:top;text-align:{_side(self.caption, False)}"
        caption = f'<caption style="{style}">{escape(self.caption)}</caption>'
        return (
            f'<table style="border-collapse:collapse">{caption if self.caption else ""}'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _sides(self, numbers: list[bool]) -> list[str]:
        """Where the heading of each column stands: above its numbers, or above its first text."""
        texts = [
            next((row[k] for row in self._cells if row[k] != _MISSING), "")
            for k in range(len(numbers))
        ]
        return [_side(text, number) for text, number in zip(texts, numbers, strict=True)]


def show(what: pd.DataFrame | Annotation, caption: str = "", **options: Any) -> Table | ArticleView:
    """Show a table with its Arabic cells running right to left, or an annotated article.

    Parameters
    ----------
    what : pandas.DataFrame or Annotation
        Of an annotation of several articles, ``doc_id`` says which.
    caption : str
        Of a table.
    **options
        ``decimals`` and ``names`` of `Table`; ``doc_id``, ``layers`` and ``numbers`` of
        `sdlib.article_view.view_article`.

    Returns
    -------
    Table or ArticleView

    Examples
    --------
    >>> import pandas as pd
    >>> show(pd.DataFrame({"word": ["حلب"], "share": [0.25]}), "One word")
    One word
    word | share
    حلب | 0.25
    """
    if isinstance(what, pd.DataFrame):
        return Table(what, caption, **options)
    return view_article(what, **options)


def _cell(value: object, decimals: int) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return _MISSING
    if isinstance(value, float):
        value += 0.0  # of -0.0
        return (
            f"{value:.{decimals}f}" if not value.is_integer() or decimals == 0 else f"{value:.0f}"
        )
    return str(value)


def _side(text: str, number: bool) -> str:
    """Numbers stand with their units below each other, Arabic begins on the right."""
    return "right" if number or runs_rtl(text) else "left"


def _td(cell: str, number: bool) -> str:
    style = f"text-align:{_side(cell, number)};max-width:40em;white-space:normal"
    return f'<td {direction(cell)} style="{style}">{mixed_html(cell)}</td>'


class Marked:
    """A stretch of raw text to look at, with spans marked: HTML, and a stable plain text."""

    def __init__(self, pieces: list[tuple[str, bool, str]], caption: str = "") -> None:
        self._pieces = pieces
        self.caption = caption

    def __repr__(self) -> str:
        parts = [_bracket(text, note) if marked else text for text, marked, note in self._pieces]
        return "\n".join(filter(None, [self.caption, "".join(parts)]))

    def _repr_html_(self) -> str:
        body = "".join(_mark_html(*piece) for piece in self._pieces)
        whole = direction("".join(text for text, _, _ in self._pieces))
        # The caption stands nearer to its own text than to the one above.
        style = f"margin-top:0.8em;color:{SOFT}"
        caption = f'<div style="{style}">{escape(self.caption)}</div>' if self.caption else ""
        return (
            f'{caption}<div {whole} style="text-align:start;max-width:48em;line-height:1.9">'
            f"{body}</div>"
        )


def mark(
    text: str,
    spans: pd.DataFrame,
    caption: str = "",
    *,
    start: int = 0,
    end: int | None = None,
    note: str = "",
) -> Marked:
    """Show a stretch of a document with the spans of a table marked in it.

    Parameters
    ----------
    text : str
        The whole raw text of the document: spans count its code points.
    spans : pandas.DataFrame
        ``start`` and ``end``. Spans outside the stretch, or inside another, are left out.
    caption : str
    start, end : int
        The stretch of the text to show; all of it if they are not given.
    note : str
        A column of ``spans`` to write behind each marked span.

    Returns
    -------
    Marked

    Raises
    ------
    TableError
        If ``spans`` lacks a column.

    Examples
    --------
    >>> spans = pd.DataFrame({"start": [8], "end": [13], "name": ["Syria"]})
    >>> mark("تقع في \N{ARABIC LETTER BEH}سوريا", spans, note="name")
    تقع في ب[سوريا: Syria]
    """
    require_columns(spans, ["start", "end", *([note] if note else [])], "mark(spans)")
    end = len(text) if end is None else end
    pieces: list[tuple[str, bool, str]] = []
    at = start
    notes = spans[note].fillna("") if note else [""] * len(spans)
    for s, e, written in sorted(zip(spans["start"], spans["end"], notes, strict=True)):
        if s >= at and e <= end:
            pieces += [(text[at:s], False, ""), (text[s:e], True, str(written))]
            at = e
    return Marked([*pieces, (text[at:end], False, "")], caption)


class Passages:
    """Marked stretches of text, one below the other."""

    def __init__(self, passages: list[Marked], caption: str = "") -> None:
        self.passages = passages
        self.caption = caption

    def __repr__(self) -> str:
        return "\n".join(
            filter(
                None, [self.caption, *(map(repr, self.passages) if self.passages else [NOTHING])]
            )
        )

    def _repr_html_(self) -> str:
        caption = f"<div>{escape(self.caption)}</div>" if self.caption else ""
        passages = "".join(passage._repr_html_() for passage in self.passages)
        return caption + (passages or f"<div>{NOTHING}</div>")


def in_sentences(
    table: pd.DataFrame,
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    caption: str = "",
    *,
    column: str = "",
    limit: int = 5,
) -> Passages:
    """Show the sentences in which the spans of a table lie, with the spans marked.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table of spans: ``doc_id`` and the span's columns.
    documents, sentences : pandas.DataFrame
        Tables of one annotation.
    caption : str
    column : str
        Which span of the table: ``"cue"`` takes ``cue_start`` and ``cue_end``; without it
        ``start`` and ``end`` are taken.
    limit : int
        How many sentences to show, in reading order; the caption says when there are more.

    Returns
    -------
    Passages
        Each sentence once, below its outlet and its offsets in the document.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("ساد الهدوء. قال الوزير إن حلب آمنة.")
    >>> in_sentences(a.mentions, a.documents, a.sentences, "Places")
    Places
    text[12:35]
    قال الوزير إن [حلب] آمنة.
    """
    prefix = f"{column}_" if column else ""
    names = [f"{prefix}start", f"{prefix}end"]
    require_columns(table, ["doc_id", *names], "in_sentences(table)")
    spans = table[["doc_id", *names]].dropna().set_axis(["doc_id", "start", "end"], axis=1)
    found = []
    for document in documents.itertuples():
        own = spans[spans["doc_id"] == document.doc_id]
        for sentence in sentences[sentences["doc_id"] == document.doc_id].itertuples():
            start, end = sentence.start, sentence.end
            if ((own["start"] >= start) & (own["end"] <= end)).any():
                where = f"{_place(document)}[{start}:{end}]"
                found.append(mark(document.text, own, where, start=start, end=end))
    if len(found) > limit:
        caption = f"{caption} ({limit} of {len(found)} sentences)".strip()
    return Passages(found[:limit], caption)


def _place(document: Any) -> str:
    outlet = getattr(document, "outlet", "")
    return f"{outlet}, {document.doc_id}" if pd.notna(outlet) and outlet else document.doc_id


def mark_claim(annotation: Annotation, claim_id: str, caption: str = "") -> Marked:
    """Show a claim in its sentence, with cue, source, via and content marked.

    Parameters
    ----------
    annotation : Annotation
    claim_id : str
        An id of its claims table.
    caption : str
        By default the claim's id.

    Returns
    -------
    Marked
        The sentence, or sentences where the content goes on over several.

    Raises
    ------
    ParameterError
        If there is no such claim.

    Examples
    --------
    >>> import sdlib
    >>> mark_claim(sdlib.annotate("قال الوزير إن الاتفاق قريب."), "text#1", "One claim")
    One claim
    [قال: cue] [الوزير: source] إن [الاتفاق قريب: content].
    """
    chosen = annotation.claims[annotation.claims["claim_id"] == claim_id]
    if chosen.empty:
        raise ParameterError(f"no claim has the id {claim_id!r}; claims['claim_id'] lists them")
    claim = chosen.iloc[0]
    text = annotation.documents.set_index("doc_id").loc[claim["doc_id"], "text"]
    spans = _claim_spans(claim, text)
    first, last = spans["start"].min(), spans["end"].max()
    sentences = annotation.sentences[annotation.sentences["doc_id"] == claim["doc_id"]]
    around = sentences[(sentences["end"] > first) & (sentences["start"] < last)]
    start, end = min([first, *around["start"]]), max([last, *around["end"]])
    return mark(text, spans, caption or claim_id, start=start, end=end, note="part")


def _claim_spans(claim: pd.Series, text: str) -> pd.DataFrame:
    """The parts of a claim, its content in pieces where another part stands inside it."""
    parts = ("cue", "source", "via")
    found = [(claim[f"{p}_start"], claim[f"{p}_end"], p) for p in parts if pd.notna(claim[p])]
    at, behind = claim["content_start"], claim["content_end"]
    for start, end, _ in sorted(found):
        if at <= start and end <= behind:
            found.append((at, start, "content"))
            at = end
    found.append((at, behind, "content"))
    trimmed = [(*_trim(text, int(start), int(end)), part) for start, end, part in found]
    whole = [row for row in trimmed if row[0] < row[1]]
    return pd.DataFrame(whole, columns=["start", "end", "part"])


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the spaces and commas at its edges."""
    piece = text[start:end]
    begun, ended = piece.lstrip(" ،,"), piece.rstrip(" ،,")
    return start + len(piece) - len(begun), end - len(piece) + len(ended)


def _bracket(text: str, note: str) -> str:
    return f"[{text}: {note}]" if note else f"[{text}]"


def _mark_html(text: str, marked: bool, note: str) -> str:
    shown = text_html(text).replace("\n", "<br>")
    if not marked:
        return shown
    style = "background:#fff0b3;color:#222;padding:0 0.15em"
    small = f' <small dir="ltr" style="color:{SOFT}">{escape(note)}</small>' if note else ""
    return f'<mark style="{style}">{shown}</mark>{small}'
