"""Report figures: the plots of a page, once in each language, as SVG that may stand in HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from sdlib.comparison import count_entities
from sdlib.date_counts import count_by_date
from sdlib.report_comparisons import comparable
from sdlib.report_data import outlets
from sdlib.report_text import DIRECTIONS, say, strings
from sdlib.report_words import written_forms
from sdlib.source_kinds import speaker_kinds
from sdlib.speaker_counts import count_speakers
from sdlib.tallies import count_by, for_figure, speaker_glosses

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sdlib.annotation import Annotation
    from sdlib.report_words import KeyWords

#: More outlets than this are not drawn: the tables have them all.
MOST_OUTLETS = 6
#: Bars in a figure, at most.
_BARS = 36
#: In inches: as wide as a page has room for, and as a telephone has.
_WIDTHS = {"broad": 9.0, "narrow": 4.6}
_PATH = re.compile(r' d="[^"]*"')
_PATTERN = re.compile(r'<pattern id="([^"]*)".*?</pattern>', re.DOTALL)
_LONG = re.compile(r"-?\d+\.\d{3,}")
#: Words of each side in the drawing of keyness.
_WORDS = 12


class ReportFigure(NamedTuple):
    """A figure of a page: its name, and in each language its heading, drawings and note.

    ``svgs`` are by language and width (``broad``, ``narrow``). Hatching stands once for all
    figures, in ``hatches`` by its id: that of dots is larger than all else of a drawing.
    """

    name: str
    titles: dict[str, str]
    svgs: dict[str, dict[str, str]]
    notes: dict[str, str]
    hatches: dict[str, str]


class _Drawing(NamedTuple):
    """What a figure is drawn from, and how: ``draw`` takes the table and ``lang``."""

    table: pd.DataFrame
    draw: Callable[..., Axes]


def draw_figures(
    annotation: Annotation, words: Callable[[], KeyWords] | None = None
) -> Iterator[ReportFigure]:
    """Draw the figures of a page.

    Parameters
    ----------
    annotation : Annotation
    words : callable, optional
        Gives what `sdlib.report_words.key_words` gives; without it words are not drawn.

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
    ['speakers', 'kind', 'cue_type', 'mode']
    """
    known = list(annotation.documents["outlet"].value_counts().index)
    drawn = known[:MOST_OUTLETS]
    order = [name for name in dict.fromkeys(annotation.documents["outlet"]) if name in drawn]
    for name, drawing in _drawings(annotation, order) if order else ():
        if not drawing.table.empty:
            yield _figure(name, drawing, len(order), len(known))
    if words and len(known) == 2 and comparable(annotation.documents):
        yield _figure("keyness", _key_words(words(), annotation), 2, 2)


def _drawings(annotation: Annotation, order: list[str]) -> Iterator[tuple[str, _Drawing]]:
    from sdlib.plots import plot_counts, plot_shares, plot_timeline

    def drawn(table: pd.DataFrame, draw: Callable[..., Axes]) -> _Drawing:
        return _Drawing(table[table["outlet"].isin(order)], partial(draw, outlets=order))

    def counted(table: pd.DataFrame, what: str) -> pd.DataFrame:
        key = f"unit.{what}"
        return table.assign(unit=say("ar", key), unit_en=say("en", key))

    number = max(4, _BARS // len(order))
    yield "entities", drawn(counted(_entities(annotation, number), "mentions"), plot_counts)
    yield "speakers", drawn(counted(_speakers(annotation, number), "claims"), plot_counts)
    yield "kind", drawn(_kinds(annotation), plot_shares)
    for column in ("cue_type", "mode"):
        yield column, drawn(counted(_by_column(annotation, column, number), "claims"), plot_counts)
    if _days(annotation.documents) > 1:
        days = count_by_date(annotation.claims, annotation.documents)
        yield "timeline", drawn(counted(days, "claims"), plot_timeline)


def _figure(name: str, drawing: _Drawing, drawn: int, known: int) -> ReportFigure:
    titles, svgs, notes = {}, {}, {}
    hatches: dict[str, str] = {}
    for lang in DIRECTIONS:
        titles[lang] = say(lang, f"fig.{name}")
        svgs[lang] = {
            size: _embedded(_svg(drawing, lang, width), f"{name}-{lang}-{size}", hatches)
            for size, width in _WIDTHS.items()
        }
        some = say(lang, "fig.some", n=drawn, all=known) if drawn < known else ""
        notes[lang] = " ".join(filter(None, [say(lang, f"about.{name}"), some]))
    return ReportFigure(name, titles, svgs, notes, hatches)


def _svg(drawing: _Drawing, lang: str, width: float) -> str:
    from sdlib.figure_files import figure_svg
    from sdlib.plot_frame import figures_of_width
    from sdlib.plot_tables import western_digits

    # The tables of the page and most news sites have Western digits in Arabic too.
    with western_digits(), figures_of_width(width):
        return figure_svg(drawing.draw(drawing.table, lang=lang), fonts=False)


def _embedded(svg: str, name: str, hatches: dict[str, str]) -> str:
    """An SVG file as part of a page: ids and styles of its own, and a width that yields.

    Its hatching is put among ``hatches``, whose ids tell the same from the other.
    """
    svg = svg[svg.index("<svg ") :]
    for found in _PATTERN.finditer(svg):
        hatches[found[1]] = _PATH.sub(lambda path: _LONG.sub(_rounded, path[0]), found[0])
    svg = _PATTERN.sub("", svg)
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r'(<svg [^>]*?) width="[^"]*" height="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', svg)
    svg = re.sub(
        r'url\(#([^)"]+)\)|href="#([^"]+)"', lambda found: _link(found, name, hatches), svg
    )
    svg = re.sub(r"(<style type=\"text/css\">)\*\{", rf"\1#{name} *{{", svg)
    svg = _PATH.sub(lambda found: _LONG.sub(_rounded, found[0]), svg)
    return svg.replace("<svg ", f'<svg id="{name}" ', 1)


def _rounded(number: re.Match[str]) -> str:
    """A coordinate in hundredths of a point: hatching of dots has many thousands of them."""
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _link(found: re.Match[str], name: str, hatches: dict[str, str]) -> str:
    if found[1] in hatches:
        return found[0]
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


def _kinds(annotation: Annotation) -> pd.DataFrame:
    kinds = speaker_kinds(annotation.claims, annotation.documents)["kind"]
    counts = count_by(annotation.claims.assign(kind=kinds), annotation.documents, "kind")
    names = {lang: strings(lang) for lang in DIRECTIONS}
    keys = [f"kind.{kind.replace(' ', '_')}" for kind in counts["kind"]]
    counts["kind"] = [names["ar"][key] for key in keys]
    english = {names["ar"][key]: names["en"][key] for key in keys}
    return for_figure(counts, annotation.documents, "kind", glosses=english)


def _by_column(annotation: Annotation, column: str, number: int) -> pd.DataFrame:
    counts = count_by(annotation.claims, annotation.documents, column)
    counts = _most(counts, [column], number)[[column, "outlet", "count"]]
    return for_figure(counts, annotation.documents, column)


def _days(documents: pd.DataFrame) -> int:
    """On how many days there are articles."""
    return int(documents["date"].dropna().astype(str).str[:10].nunique())


def _key_words(words: KeyWords, annotation: Annotation) -> _Drawing:
    """The words that stand out most on both sides, those of the first outlet on top."""
    from sdlib.plots import plot_keyness

    found = words.keyness
    table = found.table.rename(columns={"term": "label"}).astype({"label": str})
    scores = table["weighted_log_odds"]
    first, second = table[scores > 0].head(_WORDS), table[scores < 0].tail(_WORDS)
    named = {row["name"]: (row["ar"], row["en"]) for row in outlets(annotation.documents)}
    (gate,) = found.gates.values()
    drawn = pd.concat([first, second])
    written = written_forms(words, drawn["label"], annotation.documents["text"].tolist())
    drawn["label"] = drawn["label"].map(written)
    return _Drawing(drawn, partial(plot_keyness, outlets=[named[name] for name in gate.names]))
