"""Report figures: the plots of a page, once in each language, as SVG that may stand in HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from sdlib.comparison import count_entities
from sdlib.report_text import DIRECTIONS, say
from sdlib.speaker_counts import count_speakers
from sdlib.tallies import count_by, for_figure, speaker_glosses

if TYPE_CHECKING:
    from sdlib.annotation import Annotation

#: More outlets than this are not drawn: the tables have them all.
MOST_OUTLETS = 6
#: Bars in a figure, at most.
_BARS = 36


class ReportFigure(NamedTuple):
    """A figure of a page: its name, and in each language its heading, drawing and note."""

    name: str
    titles: dict[str, str]
    svgs: dict[str, str]
    notes: dict[str, str]


def draw_figures(annotation: Annotation) -> Iterator[ReportFigure]:
    """Draw the figures of a page.

    Parameters
    ----------
    annotation : Annotation

    Yields
    ------
    ReportFigure
        Without those for which there is nothing to draw.

    Examples
    --------
    >>> import sdlib
    >>> text = "قال الوزير إن الطريق آمن."
    >>> documents = pd.DataFrame({"doc_id": ["a"], "outlet": ["A"], "text": [text]})
    >>> [figure.name for figure in draw_figures(sdlib.annotate(documents))]
    ['speakers', 'cue_type', 'mode']
    """
    outlets = list(annotation.documents["outlet"].value_counts().index)
    drawn = outlets[:MOST_OUTLETS]
    order = [name for name in dict.fromkeys(annotation.documents["outlet"]) if name in drawn]
    for name, count in _TABLES.items() if order else ():
        table = count(annotation, max(4, _BARS // max(len(order), 1)))
        table = table[table["outlet"].isin(order)]
        if not table.empty:
            yield _figure(name, table, order, len(outlets))


def _figure(name: str, table: pd.DataFrame, outlets: list[str], known: int) -> ReportFigure:
    from sdlib.figure_files import figure_svg
    from sdlib.plot_tables import western_digits
    from sdlib.plots import plot_counts

    titles, svgs, notes = {}, {}, {}
    for lang in DIRECTIONS:
        titles[lang] = say(lang, f"fig.{name}")
        # The tables of the page and most news sites have Western digits in Arabic too.
        with western_digits():
            svg = figure_svg(plot_counts(table, lang=lang, outlets=outlets), fonts=False)
        svgs[lang] = _embedded(svg, f"{name}-{lang}")
        some = len(outlets) < known
        notes[lang] = say(lang, "fig.some", n=len(outlets), all=known) if some else ""
    return ReportFigure(name, titles, svgs, notes)


def _embedded(svg: str, name: str) -> str:
    """An SVG file as part of a page: ids and styles of its own, and a width that yields."""
    svg = svg[svg.index("<svg ") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r'(<svg [^>]*?) width="[^"]*" height="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', svg)
    svg = re.sub(r'url\(#([^)"]+)\)|href="#([^"]+)"', lambda found: _link(found, name), svg)
    svg = re.sub(r"(<style type=\"text/css\">)\*\{", rf"\1#{name} *{{", svg)
    return svg.replace("<svg ", f'<svg id="{name}" ', 1)


def _link(found: re.Match[str], name: str) -> str:
    return f"url(#{name}-{found[1]})" if found[1] else f'href="#{name}-{found[2]}"'


def _most(counts: pd.DataFrame, keys: list[str], number: int) -> pd.DataFrame:
    """The rows of the first labels: counts come with the most frequent first."""
    return counts[counts.groupby(keys, sort=False, dropna=False).ngroup() < number]


def _entities(annotation: Annotation, number: int) -> pd.DataFrame:
    known = annotation.mentions.dropna(subset="entity_id")
    counts = count_entities(known, annotation.documents, annotation.tokens)
    counts = _most(counts, ["entity_id"], number)
    glosses = dict(zip(counts["name"], counts["name_en"], strict=True))
    counts = counts[["name", "outlet", "count"]]
    return for_figure(counts, annotation.documents, "name", glosses=glosses)


def _speakers(annotation: Annotation, number: int) -> pd.DataFrame:
    spoken = annotation.claims.dropna(subset="speaker")
    counts = _most(count_speakers(spoken, annotation.documents), ["speaker"], number)
    english = speaker_glosses(spoken, annotation.mentions)
    counts = counts[["speaker", "outlet", "count"]].drop_duplicates(["speaker", "outlet"])
    return for_figure(counts, annotation.documents, "speaker", glosses=english)


def _by_column(column: str) -> Callable[[Annotation, int], pd.DataFrame]:
    def count(annotation: Annotation, number: int) -> pd.DataFrame:
        counts = count_by(annotation.claims, annotation.documents, column)
        counts = _most(counts, [column], number)[[column, "outlet", "count"]]
        return for_figure(counts, annotation.documents, column)

    return count


_TABLES: dict[str, Callable[[Annotation, int], pd.DataFrame]] = {
    "entities": _entities,
    "speakers": _speakers,
    "cue_type": _by_column("cue_type"),
    "mode": _by_column("mode"),
}
