"""Figure pairs: who gives which number for what, in two outlets, side by side with their scopes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from sdlib.annotation import Annotation, require_annotation
from sdlib.bounds import bounds_of
from sdlib.claim_spans import sides_of
from sdlib.events import events_of
from sdlib.figure_scopes import period_of
from sdlib.number_conflicts import paired_figures, scopes_apart
from sdlib.tables import NUMBER, TEXT

#: What is shown of each figure.
_SHOWN = (
    "doc_id", "claim_id", "speaker", "text", "value", "low", "high", "unit", "places", "period",
    "told", "part", "start", "end", "sentence",
)  # fmt: skip

#: Figures that have these in common are one, however often an outlet gives it.
_ONE = ["event", "side", "measure", "unit", "value", "low", "high", "part"]

#: From which number on equal ones are one count in whatever words: two dead are in many articles.
_LEAST_EQUAL = 5


def compare_figures(
    annotation: Annotation,
    *,
    by: str = "outlet",
    events: pd.DataFrame | None = None,
    measure: str | None = None,
) -> pd.DataFrame:
    """Lay the figures of two outlets for the same thing side by side.

    Parameters
    ----------
    annotation : Annotation
        What `sdlib.annotate` gives for articles of two outlets or more.
    by : str
        The column of the documents that names the sides.
    events : pandas.DataFrame, optional
        ``doc_id`` and ``event_id`` of every document; by default `sdlib.group_events`.
    measure : str, optional
        ``killed``, ``wounded``, ``displaced``, ``arrested`` or ``other``; all by default.

    Returns
    -------
    pandas.DataFrame
        One row a pair of figures, in the order of the first: ``event_id, status, measure, score``
        (how alike the two sentences are; missing where they share too few words), ``differs`` (in
        which scope), and of each side (``_a``, ``_b``) the columns of `sdlib.list_figures`.
        ``status`` is

        - ``agree``: the bounds meet (``أكثر من 400`` and 420; not 10 and 4,000, see below);
        - ``different scope``: another group, period or place is counted, a part, a total or a
          later count (the higher number is of a later day, or is said to have risen);
        - ``number conflict``: sentences alike, bounds that do not meet, one scope;
        - ``unclear``: in other words, and nothing says whether they count the same.

    Raises
    ------
    ParameterError
        If something else than an annotation is given, or nothing is measured by that name; if a
        document has no outlet, or all have the same; if ``events`` leaves one out.
    TableError
        If a column is missing.

    Notes
    -----
    Figures are paired one to one by the wording of their sentences, equal ones first. A figure
    of people that is left, and that somebody gives, is laid beside the nearest one of the other
    side, whatever the words: three sources with three figures of the dead are three rows. One of
    another year is not, nor a part of another number. A figure of about a number (``نحو 300``) is
    taken as within a tenth of it, an open one (``أكثر من 10``) as not beyond twice its number: two
    lower bounds can both be true, but 10 and 4,000 killed are not one count (``differs`` says so).
    No figure is subtracted from another: who counted what stands in the sentences.

    Examples
    --------
    >>> import sdlib
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"], "text": [
    ...     "قتل 12 شخصا في انهيار المبنى القديم.", "قتل 15 شخصا في انهيار المبنى القديم."]})
    >>> compare_figures(sdlib.annotate(documents))[["status", "value_a", "value_b"]].values.tolist()
    [['number conflict', 12.0, 15.0]]
    """
    require_annotation(annotation, "compare_figures")
    of_event = events_of(annotation.documents, events)
    figures, pairs = paired_figures(annotation, of_event, by, measure)
    sides = sides_of(annotation.documents, by).unique()
    pairs = pd.concat([pairs, _left_over(figures, pairs, sides)], ignore_index=True)
    pairs = pairs.sort_values(["a", "b"], ignore_index=True)
    a, b = (pairs[side].to_numpy(dtype=np.int64) for side in "ab")
    columns: dict[str, object] = {"event_id": figures["event"].array[a]}
    columns |= {name: pairs[name].array for name in ("status", "measure", "score", "differs")}
    for name in (by, *_SHOWN):
        for rows, suffix in ((a, "_a"), (b, "_b")):
            columns[name + suffix] = figures[name].array[rows]
    return pd.DataFrame(columns)


def _left_over(figures: pd.DataFrame, pairs: pd.DataFrame, sides: Sequence[str]) -> pd.DataFrame:
    """Pairs of the figures of people that the wording left alone, each with the nearest one."""
    people = figures[figures["measure"] != "other"]
    numbers = people.groupby(_ONE, dropna=False, sort=False).ngroup()
    # Of one figure given twice, the place where somebody gives it.
    order = people["speaker"].isna().to_numpy().argsort(kind="stable")
    once = numbers.iloc[order].drop_duplicates().sort_index()
    met = {
        (numbers[one], figures["side"].iat[other])
        for a, b in zip(pairs["a"], pairs["b"], strict=True)
        for one, other in ((a, b), (b, a))
        if one in numbers.index
    }
    given = _given(figures)
    found = list(_nearest(figures.loc[once.index].assign(given=given[once.index]), once, met))
    rank = pd.Index(sides).get_indexer(figures["side"])
    rows = sorted({(a, b) if rank[a] < rank[b] else (b, a) for a, b in found})
    left = pd.DataFrame(rows, columns=["a", "b"], dtype="int64")
    left["differs"] = scopes_apart(figures, left)
    left["status"] = _status(figures, left, given)
    left["measure"] = figures["measure"].array[left["a"]]
    known = left[left["status"].notna()]
    return known.assign(score=pd.array([pd.NA] * len(known), dtype=NUMBER))


def _nearest(
    figures: pd.DataFrame, numbers: pd.Series, met: set[tuple[int, str]]
) -> Iterator[tuple[int, int]]:
    """For each figure and each other side that it has met nothing of, the figure most like it."""
    values = figures["value"].fillna(figures["low"]).fillna(figures["high"])
    sizes = np.log(np.maximum(values.to_numpy(np.float64, na_value=np.nan), 1))
    for rows in figures.groupby(["event", "measure"], sort=False).indices.values():
        group, size = figures.iloc[rows], sizes[rows]
        side, unit, given = (group[name].to_numpy() for name in ("side", "unit", "given"))
        for k, at in enumerate(group.index):
            far = np.nan_to_num(np.abs(size - size[k]), nan=np.inf) + (unit != unit[k])
            # Equal numbers need nobody who gives them.
            far = np.where((given & given[k]) | (size == size[k]), far, np.inf)
            for other in dict.fromkeys(side.tolist()):
                if other == side[k] or (numbers[at], other) in met:
                    continue
                apart = np.where(side == other, far, np.inf)
                if np.isfinite(apart.min()):
                    yield at, int(group.index[apart.argmin()])


def _given(figures: pd.DataFrame) -> np.ndarray:
    """Figures that somebody gives of the event itself: no part of another, and of no other year."""
    other_year = np.array([period_of(text).kind == "date" for text in figures["period"]], bool)
    return figures["speaker"].notna().to_numpy(bool) & ~figures["part"].to_numpy(bool) & ~other_year


def _status(figures: pd.DataFrame, pairs: pd.DataFrame, given: np.ndarray) -> pd.Series:
    """What is said of two figures in other words; ``<NA>`` where they are not worth a row."""
    a, b = (pairs[side].to_numpy(dtype=np.int64) for side in "ab")
    low, high = bounds_of(figures)
    value = figures["value"].to_numpy(np.float64, na_value=np.nan)
    plain = figures["approximator"].isna().to_numpy(bool)
    known = pairs["differs"].notna().to_numpy(bool)
    # Equal numbers of people and of armed men are one count in two words.
    of_all = figures.assign(unit=pd.NA)
    elsewhere = scopes_apart(of_all, pairs).notna().to_numpy(bool)
    equal = (value[a] == value[b]) & plain[a] & plain[b]
    both, apart = given[a] & given[b], np.where(equal, elsewhere, known)
    meet = (low[a] <= high[b]) & (low[b] <= high[a])
    large = equal & (value[a] >= _LEAST_EQUAL)
    names = ["different scope", "agree", "unclear"]
    cases = [both & apart, (both & meet & ~known | large) & ~apart, both & ~meet & ~apart]
    found = np.select(cases, names, "")
    return pd.Series(found, index=pairs.index, dtype=TEXT).where(found != "")
