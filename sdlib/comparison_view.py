"""Comparison view: two articles side by side, the claims that belong together joined by number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from sdlib.article_view import ArticleView, Part, view_article
from sdlib.display import Table
from sdlib.errors import ParameterError
from sdlib.tables import require_columns

if TYPE_CHECKING:
    from sdlib.annotation import Annotation

_ALONE = "found in one only"
_SIDES = [
    f"{name}_{side}" for name in ("doc_id", "claim_id", "text", "start", "end") for side in "ab"
]


class ComparisonView:
    """Two articles in two columns, and below them the pairs that their numbers join.

    Parameters
    ----------
    views : tuple of ArticleView
        The two articles.
    pairs : pandas.DataFrame
        ``number``, ``relation``, ``score``, ``reasons`` and the text of each side.
    """

    def __init__(self, views: tuple[ArticleView, ArticleView], pairs: pd.DataFrame) -> None:
        self.views = views
        self.pairs = pairs

    @property
    def _table(self) -> Table:
        one, other = (view.heading for view in self.views)
        caption = f"{len(self.pairs)} findings, numbered as in the articles"
        return Table(self.pairs, caption, names={"text_a": one, "text_b": other})

    def __repr__(self) -> str:
        return repr(self._table)

    def _repr_html_(self) -> str:
        cell = '<div style="flex:1 1 20em;min-width:0">{}</div>'
        columns = "".join(cell.format(view._repr_html_()) for view in self.views)
        flex = '<div style="display:flex;flex-wrap:wrap;gap:2em">'
        return f"{flex}{columns}</div>{self._table._repr_html_()}"


def compare(
    annotation: Annotation, doc_a: str, doc_b: str, *, found: pd.DataFrame | None = None
) -> ComparisonView:
    """Show two articles side by side, with the claims that belong together joined by number.

    Parameters
    ----------
    annotation : Annotation
    doc_a, doc_b : str
        The articles.
    found : pandas.DataFrame, optional
        What `sdlib.align_claims` gave, to show its rows of the two articles; by default the two
        are compared with each other alone, whatever their outlets and dates.

    Returns
    -------
    ComparisonView
        A claim with a number has a partner in the other article: below, each number has its
        relation, score and reasons. What has no number is not found there, or was not found
        by sdlib.

    Raises
    ------
    ParameterError
        If there is no such document, or both are one.
    TableError
        If ``found`` lacks a column.

    Examples
    --------
    >>> import sdlib
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"], "text": [
    ...     "قال الوزير إن المفاوضات مع النقابة انتهت باتفاق على الأجور.",
    ...     "قال الوزير إن المفاوضات مع النقابة انتهت باتفاق حول الأجور."]})
    >>> view = compare(sdlib.annotate(documents), "a", "b")
    >>> view.pairs[["number", "relation"]].values.tolist()
    [['1', 'same']]
    """
    if doc_a == doc_b:
        raise ParameterError(f"doc_a and doc_b are both {doc_a!r}; name two articles")
    both = annotation.select([doc_a, doc_b])
    rows = _align(both) if found is None else found
    require_columns(rows, ["relation", "score", "reasons", *_SIDES], "compare(found)")
    rows = _numbered(_oriented(rows, doc_a, doc_b))
    views = (_view(both, doc_a, rows, "a"), _view(both, doc_b, rows, "b"))
    shown = rows[["number", "relation", "score", "text_a", "text_b", "reasons"]]
    return ComparisonView(views, shown)


def _align(both: Annotation) -> pd.DataFrame:
    """Compare the two articles as two sides of one event, also where one outlet has both."""
    from sdlib.alignment import align_claims

    documents = both.documents.assign(article=both.documents["doc_id"])
    events = documents[["doc_id"]].assign(event_id="both")
    return align_claims(replace(both, documents=documents), by="article", events=events)


def _oriented(rows: pd.DataFrame, doc_a: str, doc_b: str) -> pd.DataFrame:
    """The rows of two articles, each with the same article as its first side."""
    rows = rows[rows["relation"] != _ALONE]
    straight = (rows["doc_id_a"] == doc_a) & (rows["doc_id_b"] == doc_b)
    turned = (rows["doc_id_a"] == doc_b) & (rows["doc_id_b"] == doc_a)
    other = {"_a": "_b", "_b": "_a"}
    names = {c: c[:-2] + other[c[-2:]] for c in rows.columns if c[-2:] in other}
    return pd.concat([rows[straight], rows[turned].rename(columns=names)], ignore_index=True)


def _numbered(rows: pd.DataFrame) -> pd.DataFrame:
    """Number the pairs in the order of the first article; findings of one pair share a number."""
    spans = ["start_a", "start_b", "end_a", "end_b"]
    rows = rows.sort_values(spans, kind="stable", ignore_index=True)
    return rows.assign(number=(rows.groupby(spans, sort=True).ngroup() + 1).astype(str))


def _view(both: Annotation, doc_id: str, rows: pd.DataFrame, side: str) -> ArticleView:
    claim, start, end = (f"{name}_{side}" for name in ("claim_id", "start", "end"))
    told = rows[claim].isna().to_numpy(dtype=bool)
    numbers = rows[~told].groupby(claim)["number"].agg(_joined).to_dict()
    view = view_article(both, doc_id, layers=["claims"], numbers=numbers)
    spans = rows[told].groupby([start, end])["number"].agg(_joined)
    parts = [Part(int(s), int(e), "narration", n, "") for (s, e), n in spans.items()]
    # Who said the rest is told by `view_article`; here it would hide what the numbers show.
    marked = [part if part.number else part._replace(about="") for part in view.parts]
    return ArticleView(view.text, [*marked, *parts], view.heading)


def _joined(numbers: pd.Series) -> str:
    return ", ".join(dict.fromkeys(numbers))
