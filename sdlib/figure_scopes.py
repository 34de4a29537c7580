"""Scopes of figures: who is counted, where and since when, as far as the sentence says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from sdlib.annotation import Annotation, require_annotation
from sdlib.comparison import sentences_around
from sdlib.errors import ParameterError
from sdlib.figure_reaches import Reach, figure_reaches
from sdlib.findings import texts_of
from sdlib.scope_words import INSIDE, bare_word, scope_class
from sdlib.tables import TEXT, require_columns
from sdlib.units import MEASURES

#: The most words that a period has behind the word that opens it.
_LONGEST = 5

#: How many words before a figure may stand what makes it a part of another (``بينهم نحو``).
_BEFORE = 3

#: Beside it, the word that makes it more than another (``شخصا آخرين``) may stand so far behind.
_BEHIND = 2


#: And before it, what makes it a total.
_TOTAL = 4


#: How many words before ``منذ`` may stand what is a record.
_RECORD = 5

#: What makes ``بعد`` or ``قبل`` and a time (``بعد يوم من``) begin another event.
_LATER, _FROM = frozenset(["بعد", "قبل"]), frozenset(["من", "على"])

_DAYS = frozenset(["day", "weekday"])

#: Where those who are quoted have their seat (``ومقرها``), right before its name.
_SEAT = re.compile(r"(?:مقر(?:ه|ها|هم)?|مركزه|مركزها|يتخذ|تتخذ)\s+(?:\S+\s+)?\S{0,2}$")

#: What makes a place at the head of a sentence that of what happens there.
_INSIDE = re.compile(r"(?<!\S)[وف]?(?:في\s+(?:\S+\s+){0,2}|ب)$")

_SOURCE = ("doc_id", "source_start", "source_end")

#: A year.
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
        (who or what is counted), ``measure, places`` (names of places in its clause, or those
        before it), ``period`` (since when or when, in the words of the sentence), ``told`` (on
        which day somebody gives it, if the sentence says so), ``part`` (of a number given before:
        ``بينهم``; or besides it: ``آخرين``), ``start, end`` and ``sentence``.

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
         "unit", "measure", "places", "period", "told", "part", "start", "end", "sentence"]
    ]  # fmt: skip


def _scopes(figures: pd.DataFrame, annotation: Annotation) -> dict[str, pd.Series]:
    """Places, period, day of telling and part of each figure, from its sentence."""
    found: dict[str, list[object]] = {"places": [], "period": [], "told": [], "part": []}
    texts = dict(zip(annotation.documents["doc_id"], annotation.documents["text"], strict=True))
    edges = list(zip(*(e.tolist() for e in sentence_edges(figures, annotation.sentences)),
                     strict=True))  # fmt: skip
    reaches = figure_reaches(figures, annotation.claims, edges, texts)
    located = _places(annotation)
    columns = (figures["doc_id"], figures["start"], figures["end"], edges, reaches)
    for doc_id, start, end, (first, last), reach in zip(*columns, strict=True):
        text = texts[doc_id]
        found["places"].append("; ".join(_places_in(reach, located.get(doc_id, ()), text)) or None)
        found["period"].append(_period(reach, text, (start, end)).text or None)
        found["told"].append(_told(reach, text) or None)
        found["part"].append(_is_part(text[first:start].split(), text[end:last].split()))
    dtypes = {"places": TEXT, "period": TEXT, "told": TEXT, "part": bool}
    return {
        name: pd.Series(values, index=figures.index, dtype=dtypes[name])
        for name, values in found.items()
    }


def _places(annotation: Annotation) -> dict[str, list[tuple[int, str]]]:
    """Where each document names which places, but in the names of those who are quoted."""
    rows = annotation.mentions[annotation.mentions["type"] == "LOC"]
    sources: dict[str, list[tuple[int, int]]] = {}
    named = annotation.claims.dropna(subset=["source_start", "source_end"])
    for doc_id, start, end in zip(*(named[c] for c in _SOURCE), strict=True):
        sources.setdefault(doc_id, []).append((start, end))
    found: dict[str, list[tuple[int, str]]] = {}
    for doc_id, start, name in zip(rows["doc_id"], rows["start"], rows["name"], strict=True):
        if not any(first <= start < last for first, last in sources.get(doc_id, ())):
            found.setdefault(doc_id, []).append((start, name))
    return found


def _places_in(reach: Reach, located: Iterable[tuple[int, str]], text: str) -> list[str]:
    """The places of a figure's clause; if it has none, of those before it, nearest first."""
    for first, last in reach.clauses:
        own = [(at, name) for at, name in located if first <= at < last]
        names = [name for at, name in own if not _SEAT.search(text, first, at)]
        if names:
            return list(dict.fromkeys(names))
    first, last = reach.front
    own = [(at, name) for at, name in located if first <= at < last]
    # وفي حلب، قال المرصد: there it was; من لندن قال: there he was.
    return list(dict.fromkeys(name for at, name in own if _INSIDE.search(text, first, at)))


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


def _period(reach: Reach, text: str, figure: tuple[int, int]) -> Period:
    """The period nearest to a figure: in its clause behind it, or before; else before that."""
    start, end = figure
    (first, last), *earlier = reach.clauses
    behind, before = text[end:last].split(), text[first:start].split()
    found = [*_periods(behind), *reversed(_periods(before, from_end=True))]
    for begin, stop in earlier:
        found = found or list(reversed(_periods(text[begin:stop].split(), from_end=True)))
    if not found:
        # On which day somebody spoke is no period, but since when he counts.
        ahead = _periods(text[slice(*reach.front)].split())
        found = [period for period in ahead if period.kind != "day"]
    # A stretch of time says more of the scope than the day on which it was told.
    return next((p for p in found if p.kind != "day"), found[0] if found else Period("", ""))


def _periods(words: list[str], *, from_end: bool = False) -> list[Period]:
    """The periods of some words, up to where (or from where) another event is spoken of."""
    apart = [k for k in range(len(words)) if _is_apart(words, k)]
    inside = range(apart[-1] + 1, len(words)) if from_end and apart else range(len(words))
    if apart and not from_end:
        inside = range(apart[0])
    found = [_period_at(words, k) for k in inside if not _is_record(words, k)]
    return [period for period in found if period.kind]


def _is_apart(words: list[str], k: int) -> bool:
    """Whether a word opens another event than the one that is counted (``بعد يوم من``)."""
    kind = scope_class(words[k])
    if kind == "apart":
        return True
    later = bare_word(words[k]).lstrip("وف") in _LATER and k + 2 < len(words)
    return later and scope_class(words[k + 1]) == "inside" and words[k + 2] in _FROM


def _is_record(words: list[str], k: int) -> bool:
    """Whether a period only says of what something is the worst or the first (``الأكبر منذ``)."""
    near = words[max(k - _RECORD, 0) : k]
    return scope_class(words[k]) == "since" and any(scope_class(w) == "record" for w in near)


def _told(reach: Reach, text: str) -> str:
    """The day on which somebody gives a figure (``أعلنت الوزارة الثلاثاء``)."""
    for first, last in reach.told:
        days = [word for word in text[first:last].split() if scope_class(word) in _DAYS]
        if days:
            return bare_word(days[0])
    return ""


def _period_at(words: list[str], k: int) -> Period:
    kind = scope_class(words[k])
    if kind in ("month", "year"):
        return _date_at(words, k)
    if kind in ("day", "weekday"):
        return Period("day", bare_word(words[k]))
    if kind not in ("since", "during"):
        return Period("", "")
    taken = [words[k]]
    for word in words[k + 1 : k + 1 + _LONGEST]:
        known = scope_class(word) in INSIDE or any(c.isdigit() for c in word)
        if not known:
            break
        taken.append(word)
        if bare_word(word) != word:
            break
    # منذ alone opens a clause, and خلال may be any place.
    return Period(kind, bare_word(" ".join(taken))) if len(taken) > 1 else Period("", "")


def _date_at(words: list[str], k: int) -> Period:
    """A month or ``عام`` with its year: a figure of another time than the event's."""
    behind = words[k + 1 : k + 3]
    for n, word in enumerate(behind):
        if _YEAR.fullmatch(bare_word(word)):
            return Period("date", bare_word(" ".join(words[k : k + 2 + n])))
        if scope_class(word) not in ("month", "inside"):
            break
    return Period("", "")


def _is_part(before: list[str], behind: list[str]) -> bool:
    """Whether a figure is part of a number before it, or besides it."""
    ahead = any(scope_class(word) == "part" for word in before[-_BEFORE:])
    return ahead or any(scope_class(word) == "other" for word in behind[:_BEHIND])


def period_of(text: object) -> Period:
    """Read the words of a period again: its class, and the words."""
    return _period_at(text.split(), 0) if isinstance(text, str) else Period("", "")


def totals(figures: pd.DataFrame) -> pd.Series:
    """Say which figures are said to be a total (``بقيمة إجمالية تبلغ 12 مليارا``)."""
    near = (before.split()[-_TOTAL:] for before, _ in _around(figures))
    found = [any(scope_class(word) == "total" for word in words) for words in near]
    return pd.Series(found, index=figures.index, dtype=bool)


def growths(figures: pd.DataFrame) -> pd.Series:
    """Say which figures have risen (``ارتفع إلى``), and which are first ones (``أولية``)."""
    found = []
    for before, behind in _around(figures):
        ahead = {scope_class(word) for word in before.split()}
        first = "first" in ahead | {scope_class(word) for word in behind.split()}
        found.append("risen" if "risen" in ahead else "first" if first else "")
    return pd.Series(found, index=figures.index, dtype=TEXT)


def _around(figures: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """What stands before each figure in its sentence, and behind it."""
    for sentence, text in zip(figures["sentence"].fillna(""), figures["text"], strict=True):
        before, _, behind = sentence.partition(text)
        yield before, behind
