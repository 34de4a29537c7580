"""Report: the findings of a corpus as one HTML file that opens without a network.

The page holds the tables of an annotation as JSON, and a script of ours draws from them what is
asked for, so that a corpus of many articles stays small and quick. Overview, figures and
methods, and the claims of a small corpus, are plain HTML.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sdlib import __version__
from sdlib.comparison import words_by_outlet
from sdlib.errors import OutputError, ParameterError
from sdlib.markup import direction, text_html
from sdlib.report_comparisons import comparisons
from sdlib.report_data import dumps, outlets, tables
from sdlib.report_figures import ReportFigure, draw_figures
from sdlib.report_text import DIRECTIONS, say, strings
from sdlib.report_words import key_words

if TYPE_CHECKING:
    from jinja2 import Environment

    from sdlib.annotation import Annotation

#: Characters of text in a page, at most: a browser holds them all.
MOST_CHARACTERS = 30_000_000
#: So many claims, at most, also stand in the page as plain HTML.
PLAIN_CLAIMS = 300
#: The same of figures of people.
PLAIN_FIGURES = 60
#: Of more articles than this only what is near the window is laid out.
LARGE = 100

#: The sections of a page in their order.
SECTIONS = (
    *("overview", "named", "speakers", "claims", "pairs"),
    *("figures", "words", "labels", "shared", "methods"),
)

_SCRIPTS = ("core", "tables", "articles", "sections", "comparisons", "page")
_METHODS = (
    *("what", "few", "time", "truth", "quality", "unseen", "names", "naming"),
    *("figures", "pairs", "keyness", "digits"),
)
#: F1 on articles that nobody had read while the rules were written, as the README tells.
QUALITY = {"articles": "37", "outlets": "12", "detection": "0.91", "whole": "0.67"}


def write_report(
    source: Annotation | pd.DataFrame, path: str | os.PathLike[str], *, lang: str = "en"
) -> Path:
    """Write the findings of a corpus as one HTML page.

    The page asks no network and holds all that it shows: overview, names, speakers, claims,
    figures reported, labels, whole articles, methods and limits. It turns between English and
    Arabic; its tables sort and filter, and each number leads to its sentences.

    Parameters
    ----------
    source : Annotation or pandas.DataFrame
        What `annotate` gives; or a documents table, which is annotated first.
    path : str or path
        The file to write. One that is there is replaced, when the new one is complete.
    lang : {"en", "ar"}
        The language in which the page opens.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ParameterError
        If there is no such language, or the texts are too long for one page.
    OutputError
        If the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> import sdlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     page = write_report(sdlib.annotate("قال الوزير نعم."), Path(folder, "findings.html"))
    ...     page.name, "قال الوزير نعم." in page.read_text(encoding="utf-8")
    ('findings.html', True)
    """
    strings(lang)
    annotation = _annotated(source)
    length = int(annotation.documents["text"].str.len().sum())
    if length > MOST_CHARACTERS:
        raise ParameterError(
            f"the texts have {length:,} characters, and a page holds {MOST_CHARACTERS:,}; "
            "report a part of the corpus, a year or an event"
        )
    path = Path(path)
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with partial.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(_pieces(annotation, lang))
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error
    return path


def _annotated(source: Annotation | pd.DataFrame) -> Annotation:
    if isinstance(source, pd.DataFrame):
        from sdlib.annotation import annotate

        return annotate(source)
    return source


def _pieces(annotation: Annotation, lang: str) -> Iterator[str]:
    """The page piece by piece: one table at a time is in memory as JSON."""
    script = "\n".join(_template(f"report_{name}.js") for name in _SCRIPTS)
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    words = cache(lambda: key_words(annotation))
    made = {**tables(annotation), **comparisons(annotation, words)}
    data = {name: _Json(make) for name, make in made.items()}
    page = _environment().get_template("report.html.j2")
    figures = list(draw_figures(annotation, words))
    return page.generate(
        lang=lang,
        directions=DIRECTIONS,
        say=lambda key, **places: say(lang, key, **places),
        sections=SECTIONS,
        large=LARGE,
        methods=[f"methods.{name}" for name in _METHODS],
        quality=QUALITY,
        figures=figures,
        hatches={name: svg for figure in figures for name, svg in figure.hatches.items()},
        style=_template("report.css") + _letters(figures),
        script=script,
        digest=digest,
        program=f"sdlib {__version__}",
        meta=dumps({"outlets": outlets(annotation.documents), "text": _all_strings()}),
        data=data,
        **_overview(annotation),
        claims=_plain_claims(annotation),
        people=_plain_figures(annotation),
    )


def _letters(figures: Sequence[ReportFigure]) -> str:
    """The letters of all figures once; without a figure matplotlib is not loaded."""
    if not figures:
        return ""
    from sdlib.figure_files import font_faces

    return font_faces(svg for figure in figures for svg in _drawings(figure))


def _drawings(figure: ReportFigure) -> list[str]:
    return [svg for sizes in figure.svgs.values() for svg in sizes.values()]


def _all_strings() -> Mapping[str, Mapping[str, str]]:
    return {lang: strings(lang) for lang in DIRECTIONS}


class _Json:
    """A table as JSON, made when the template comes to it."""

    def __init__(self, make: Any) -> None:
        self._make = make

    def __html__(self) -> str:
        return dumps(self._make())


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["raw_text"] = text_html
    environment.filters["direction"] = direction
    return environment


def _template(name: str) -> str:
    return (resources.files("sdlib") / "templates" / name).read_text(encoding="utf-8")


def _overview(annotation: Annotation) -> Mapping[str, Any]:
    documents = annotation.documents
    words = words_by_outlet(annotation.tokens, documents)
    counts = [
        ("articles", documents),
        ("dated", documents.dropna(subset="date")),
        ("claims", annotation.claims),
        ("labels", annotation.labels),
    ]
    by_outlet = documents.set_index("doc_id")["outlet"]
    columns = {name: table["doc_id"].map(by_outlet).value_counts() for name, table in counts}
    rows = [
        {
            **outlet,
            "words": int(words[outlet["name"]]),
            **{name: int(column.get(outlet["name"], 0)) for name, column in columns.items()},
        }
        for outlet in outlets(documents)
    ]
    return {"rows": rows, "articles": len(documents), "words": int(words.sum()),
            "claim_count": len(annotation.claims)}  # fmt: skip


def _plain_claims(annotation: Annotation) -> list[dict[str, Any]]:
    claims = annotation.claims
    if len(claims) > PLAIN_CLAIMS:
        return []
    return _plain(claims, annotation.documents)


def _plain_figures(annotation: Annotation) -> list[dict[str, Any]]:
    """The figures of people of a small corpus, to read without scripts."""
    from sdlib.figure_scopes import list_figures

    if not 0 < annotation.quantities["measure"].ne("other").sum() <= PLAIN_FIGURES:
        return []
    figures = list_figures(annotation)
    figures = figures[figures["measure"] != "other"].astype({"low": "Int64", "high": "Int64"})
    return _plain(figures.assign(written=figures["text"]), annotation.documents)


def _plain(table: pd.DataFrame, documents: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows with the names of their outlets in both languages, what is missing as nothing."""
    named = {row["name"]: row for row in outlets(documents)}
    by_document = documents.set_index("doc_id")["outlet"]
    return [
        {**row, "outlet": named.get(by_document[row["doc_id"]], {"en": "", "ar": ""})}
        for row in table.astype(object).where(table.notna(), "").to_dict("records")
    ]
