"""Scopes of figures: who is counted, where and since when, as far as the sentence says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from sdlib.annotation import Annotation, require_annotation
from sdlib.comparison import sentences_around
from sdlib.errors import ParameterError
from sdlib.findings import texts_of
from sdlib.lexicon import read_lexicon
from sdlib.normalization import normalize_word
from sdlib.tables import TEXT, require_columns
from sdlib.units import MEASURES, unit_form
from sdlib.words import read_word

#: The most words that a period has behind the word that opens it.
_LONGEST = 5

#: How many words before a figure may stand what makes it a part of another (``بينهم نحو``).
_BEFORE = 3

#: Beside it, the word that makes it more than another (``شخصا آخرين``) may stand so far behind.
_BEHIND = 2


#: And before it, what makes it a total.
_TOTAL = 4


#: What goes on with a period (``منذ مساء الأربعاء``), and a year.
_INSIDE = ("day", "weekday", "inside", "month", "year")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Period(NamedTuple):
    """A time: its class (``since``, ``during``, ``date``, ``day`` or ``""``) and its words."""

    kind: str
    text: str


def list_figures(
    annotation: Annotation, *, by: str = "outlet", measure: str | None = None
) -> pd.DataFrame:
    """List the numbers of people and things side by side, with who gives them and their scope.

    Figures of different scope (another group, place or time) are not to be subtracted.

    Parameters
    ----------
    annotation : Annotation
        Its tables quantities, claims, mentions, sentences and documents are read.
    by : str
        The column of the documents that names the sides.
    measure : str, optional
        ``killed``, ``wounded``, ``displaced``, ``arrested`` or ``other``; all by default.

    Returns
    -------
    pandas.DataFrame
        One row a figure, in order: the column ``by``, ``doc_id, claim_id, speaker`` (``<NA>``
        where the outlet gives the figure itself), ``text, value, low, high, approximator, unit``
        (who or what is counted), ``measure, places`` (names of places in its sentence), ``period``
        (since when, in the words of the sentence), ``part`` (of a number given before: ``بينهم``;
        or besides it: ``آخرين``), ``start, end`` and ``sentence``.

    Raises
    ------
    ParameterError
        If something else than an annotation is given, or nothing is measured by that name.
    TableError
        If a column is missing.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("قتل 12 مدنيا في حلب منذ الأربعاء، بينهم 3 أطفال.")
    >>> list_figures(a)[["value", "unit", "places", "period", "part"]].values.tolist()
    [[12.0, 'مدني', 'حلب', 'منذ الأربعاء', False], [3.0, 'طفل', 'حلب', 'منذ الأربعاء', True]]
    """
    require_annotation(annotation, "list_figures")
    if measure is not None and measure not in MEASURES:
        known = ", ".join(sorted(MEASURES))
        raise ParameterError(f"measure is {measure!r}, but must be one of {known}, or None for all")
    quantities, documents = annotation.quantities, annotation.documents
    require_columns(documents, ["doc_id", by], "documents")
    if measure is not None:
        quantities = quantities[quantities["measure"] == measure]
    figures = quantities.reset_index(drop=True)
    speakers = annotation.claims.set_index("claim_id")["speaker"]
    figures["speaker"] = figures["claim_id"].map(speakers).astype(TEXT)
    figures[by] = figures["doc_id"].map(documents.set_index("doc_id")[by]).astype(TEXT)
    figures["text"] = texts_of(figures, documents)
    figures["sentence"] = sentences_around(
        figures, documents, annotation.sentences, "start"
    ).astype(TEXT)
    scopes = _scopes(figures, annotation)
    figures = figures.assign(**{name: scopes[name] for name in scopes})
    return figures[
        [by, "doc_id", "claim_id", "speaker", "text", "value", "low", "high", "approximator",
         "unit", "measure", "places", "period", "part", "start", "end", "sentence"]
    ]  # fmt: skip


def _scopes(figures: pd.DataFrame, annotation: Annotation) -> dict[str, pd.Series]:
    """Places, period and part of each figure, from its sentence."""
    places, periods, parts = [], [], []
    texts = dict(zip(annotation.documents["doc_id"], annotation.documents["text"], strict=True))
    spans = sentence_edges(figures, annotation.sentences)
    located = _places(annotation.mentions)
    columns = (figures["doc_id"], figures["start"], figures["end"], *spans)
    for doc_id, start, end, first, last in zip(*columns, strict=True):
        named = (name for at, name in located.get(doc_id, ()) if first <= at < last)
        places.append("; ".join(dict.fromkeys(named)) or None)
        text = texts[doc_id]
        before, behind = text[first:start].split(), text[end:last].split()
        periods.append(_period(before, behind).text or None)
        parts.append(_is_part(before, behind))
    return {
        "places": pd.Series(places, index=figures.index, dtype=TEXT),
        "period": pd.Series(periods, index=figures.index, dtype=TEXT),
        "part": pd.Series(parts, index=figures.index, dtype=bool),
    }


def _places(mentions: pd.DataFrame) -> dict[str, list[tuple[int, str]]]:
    """Where each document names which places."""
    rows = mentions[mentions["type"] == "LOC"]
    found: dict[str, list[tuple[int, str]]] = {}
    for doc_id, start, name in zip(rows["doc_id"], rows["start"], rows["name"], strict=True):
        found.setdefault(doc_id, []).append((start, name))
    return found


def sentence_edges(figures: pd.DataFrame, sentences: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Give where the sentence of each figure begins and where it ends (int64)."""
    found = np.zeros((len(figures), 2), dtype=np.int64)
    rows = sentences.groupby("doc_id").indices
    starts, ends = (sentences[c].to_numpy(dtype=np.int64) for c in ("start", "end"))
    for k, (doc_id, at) in enumerate(zip(figures["doc_id"], figures["start"], strict=True)):
        own = rows[doc_id]
        place = own[max(int(np.searchsorted(starts[own], at, side="right")) - 1, 0)]
        found[k] = starts[place], ends[place]
    return found[:, 0], found[:, 1]


def _period(before: list[str], behind: list[str]) -> Period:
    """The period nearest to a figure: behind it, or else before."""
    after = [_period_at(behind, k) for k in range(len(behind))]
    ahead = [_period_at(before, k) for k in reversed(range(len(before)))]
    found = [period for period in [*after, *ahead] if period.kind]
    # A stretch of time says more of the scope than the day on which it was told.
    return next((p for p in found if p.kind != "day"), found[0] if found else Period("", ""))


def _period_at(words: list[str], k: int) -> Period:
    kind = _class(words[k])
    if kind in ("month", "year"):
        return _date_at(words, k)
    if kind in ("day", "weekday"):
        return Period("day", _bare(words[k]))
    if kind not in ("since", "during"):
        return Period("", "")
    taken = [words[k]]
    for word in words[k + 1 : k + 1 + _LONGEST]:
        known = _class(word) in _INSIDE or any(c.isdigit() for c in word)
        if not known:
            break
        taken.append(word)
        if _bare(word) != word:
            break
    # منذ alone opens a clause, and خلال may be any place.
    return Period(kind, _bare(" ".join(taken))) if len(taken) > 1 else Period("", "")


def _date_at(words: list[str], k: int) -> Period:
    """A month or ``عام`` with its year: a figure of another time than the event's."""
    behind = words[k + 1 : k + 3]
    for n, word in enumerate(behind):
        if _YEAR.fullmatch(_bare(word)):
            return Period("date", _bare(" ".join(words[k : k + 2 + n])))
        if _class(word) not in ("month", "inside"):
            break
    return Period("", "")


def _is_part(before: list[str], behind: list[str]) -> bool:
    """Whether a figure is part of a number before it, or besides it."""
    ahead = any(_class(word) == "part" for word in before[-_BEFORE:])
    return ahead or any(_class(word) == "other" for word in behind[:_BEHIND])


def period_of(text: object) -> Period:
    """Read the words of a period again: its class, and the words."""
    return _period_at(text.split(), 0) if isinstance(text, str) else Period("", "")


def is_weekday(word: str) -> bool:
    """Whether a word names a day of the week: other than yesterday, it is the same for all."""
    return _class(word) == "weekday"


def totals(figures: pd.DataFrame) -> pd.Series:
    """Say which figures are said to be a total (``بقيمة إجمالية تبلغ 12 مليارا``)."""
    near = (before.split()[-_TOTAL:] for before, _ in _around(figures))
    found = [any(_class(word) == "total" for word in words) for words in near]
    return pd.Series(found, index=figures.index, dtype=bool)


def growths(figures: pd.DataFrame) -> pd.Series:
    """Say which figures have risen (``ارتفع إلى``), and which are first ones (``أولية``)."""
    found = []
    for before, behind in _around(figures):
        ahead = {_class(word) for word in before.split()}
        first = "first" in ahead | {_class(word) for word in behind.split()}
        found.append("risen" if "risen" in ahead else "first" if first else "")
    return pd.Series(found, index=figures.index, dtype=TEXT)


def _around(figures: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """What stands before each figure in its sentence, and behind it."""
    for sentence, text in zip(figures["sentence"].fillna(""), figures["text"], strict=True):
        before, _, behind = sentence.partition(text)
        yield before, behind


def counts_anyone(unit: object) -> bool:
    """Whether a unit says nothing of who is counted (``شخص``, ``قتيل``).

    Examples
    --------
    >>> counts_anyone("شخص"), counts_anyone("قتيل"), counts_anyone("مدني")
    (True, True, False)
    """
    if not isinstance(unit, str):
        return False
    norm = normalize_word(unit)
    found = unit_form(norm)
    return _forms().get(norm) == "anyone" or bool(found and found.unit.measure)


def _bare(text: str) -> str:
    return text.rstrip("،,.؛;:!؟)»”\"'")


def _class(word: str) -> str:
    # Months have two names: آذار/مارس.
    bare = _bare(word).lstrip("(«“\"'").split("/")[0]
    forms = _forms()
    return forms.get(normalize_word(bare)) or forms.get(normalize_word(read_word(bare).base), "")


@cache
def _forms() -> dict[str, str]:
    classes = (*_INSIDE, "since", "during", "part", "other", "anyone", "total")
    classes += ("risen", "first")
    rows = read_lexicon(
        "scope_words",
        ["form", "class", "note"],
        required=["form", "class"],
        choices={"class": classes},
        key=["form"],
    )
    return {normalize_word(row["form"]): row["class"] for row in rows}
