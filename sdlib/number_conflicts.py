"""Number conflicts: figures of two outlets for the same thing whose bounds do not meet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from sdlib.annotation import Annotation
from sdlib.bounds import OPEN, bounds_of, meet
from sdlib.claim_similarity import similar_pairs, wording
from sdlib.claim_spans import sides_of
from sdlib.dates import read_days
from sdlib.figure_scopes import growths, list_figures, period_of, sentence_edges, totals
from sdlib.matching import match
from sdlib.scope_words import counts_anyone, is_weekday
from sdlib.span_terms import read_spans
from sdlib.tables import NUMBER, TEXT

#: How alike the sentences of two figures must be to count the same thing.
_LEAST_WORDING = 0.3

#: The same for what conflicts and is no casualty (votes, sums and matches are counted in many
#: ways), and where one number is several times the other.
_LEAST_OTHER = 0.6
_SEVERAL = 3

#: Added to that where figures agree, and where their units are one: those find each other first.
_AGREE, _ONE_UNIT = 0.3, 0.1

#: Periods that are more than a day.
_LONG = frozenset(["since", "during", "date"])

_NUMBER = re.compile(r"\d")

#: In what the scopes of two figures differ. A page has each in its own language.
PHRASES: Mapping[str, str] = {
    "counted": "who is counted",
    "part": "a part",
    "period": "period",
    "place": "place",
    "total": "a total",
    "later": "a later count",
    "open": "open bounds that are far apart",
}


def number_conflicts(
    annotation: Annotation, of_event: pd.Series, by: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give all figures as spans, and the pairs of them that conflict as findings."""
    figures, pairs = paired_figures(annotation, of_event, by, None)
    pairs = pairs[pairs["status"] == "number conflict"]
    texts = figures["text"].tolist()
    shown = [f"{pair.measure}: {texts[pair.a]} / {texts[pair.b]}" for pair in pairs.itertuples()]
    reasons = pd.Series(shown, pairs.index, TEXT)
    reasons = reasons.where(pairs["differs"].isna(), reasons + "; " + pairs["differs"])
    found = pairs.assign(relation="number conflict", reasons=reasons)
    return figures.assign(name=figures["speaker"], cue=pd.NA), found


def paired_figures(
    annotation: Annotation, of_event: pd.Series, by: str, measure: str | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the figures, and their pairs one to one with status and scope."""
    figures = list_figures(annotation, by=by, measure=measure)
    sides = sides_of(annotation.documents, by)
    figures["side"] = figures["doc_id"].map(sides).astype(TEXT)
    figures["event"] = figures["doc_id"].map(of_event).astype(TEXT)
    figures["day"] = figures["doc_id"].map(_days(annotation.documents)).astype(TEXT)
    figures["total"], figures["growth"] = totals(figures), growths(figures)
    figures["number"] = figures["value"].fillna(figures["low"]).fillna(figures["high"])
    pairs = _candidates(figures, annotation, sides.unique())
    a, b = (pairs[side].to_numpy(dtype=np.int64) for side in "ab")
    agree = _meet(figures, pairs, OPEN)
    one_unit = (figures["unit"].to_numpy()[a] == figures["unit"].to_numpy()[b]).astype(bool)
    ranked = pairs.assign(score=pairs["score"] + _AGREE * agree + _ONE_UNIT * one_unit)
    chosen = match(figures, ranked).sort_values(["a", "b"]).index
    agreed = pd.Series(agree, pairs.index)[chosen]
    chosen = chosen[agreed | ~_ambiguous(figures, pairs.loc[chosen])]
    pairs.loc[chosen, ["a", "b"]] = _attributed(figures, pairs.loc[chosen])
    differs, agreed = scopes_apart(figures, pairs.loc[chosen]), agreed[chosen]
    status = np.select([agreed, differs.notna()], ["agree", "different scope"], "number conflict")
    # أكثر من 10 and أكثر من 4000 may both be true, and are far apart.
    far = ~agreed & differs.isna() & _meet(figures, pairs.loc[chosen], np.inf)
    differs = differs.mask(far, PHRASES["open"])
    measures = figures["measure"].array[pairs.loc[chosen, "a"]]
    pairs = pairs.loc[chosen].assign(status=status, differs=differs, measure=measures)
    # Of people, figures of another scope are worth seeing in whatever words they are given.
    apart = (pairs["status"] == "different scope") & (pairs["measure"] != "other")
    apart_far = _ratio(figures, pairs) >= _SEVERAL
    strict = (pairs["measure"] == "other") | apart_far
    least = np.where(strict, _LEAST_OTHER, _LEAST_WORDING)
    least = np.where(pairs["status"] == "number conflict", least, _LEAST_WORDING)
    pairs = pairs[apart | (pairs["score"] >= least)]
    text = dict.fromkeys(("status", "differs", "measure"), TEXT)
    return figures, pairs.astype({**text, "score": NUMBER}).reset_index(drop=True)


def _meet(figures: pd.DataFrame, pairs: pd.DataFrame, reach: float) -> np.ndarray:
    """Whether the bounds of each two figures meet, open ones reaching so many times as far."""
    least, most = bounds_of(figures, reach=reach)
    a, b = (pairs[side].to_numpy(dtype=np.int64) for side in "ab")
    return meet((least[a], most[a]), (least[b], most[b]))


def _ratio(figures: pd.DataFrame, pairs: pd.DataFrame) -> np.ndarray:
    """How many times the one number is the other, 1 where one has none."""
    values = figures["number"].to_numpy(np.float64, na_value=np.nan)
    one, other = values[pairs["a"]], values[pairs["b"]]
    known = (np.minimum(one, other) > 0) & np.isfinite(one + other)
    return np.divide(
        np.maximum(one, other), np.minimum(one, other), out=np.ones(one.size), where=known
    )


def _days(documents: pd.DataFrame) -> pd.Series:
    """The day of each document, by ``doc_id``; missing where there is none."""
    if "date" not in documents:
        return pd.Series(pd.NA, index=documents["doc_id"], dtype=TEXT)
    return read_days(documents, "compare_figures(documents)").set_axis(documents["doc_id"])


def _candidates(
    figures: pd.DataFrame, annotation: Annotation, sides: Sequence[str]
) -> pd.DataFrame:
    """Pairs of figures of one measure, of things of one kind, in sentences that share words."""
    spans = figures.assign(speaker=pd.NA, name=pd.NA, state=pd.NA)
    spans["entities"] = spans["numbers"] = [frozenset()] * len(spans)
    first, behind = sentence_edges(figures, annotation.sentences)
    around = figures[["doc_id"]].assign(start=first, end=behind)
    terms = read_spans(around, annotation.tokens, annotation.mentions)
    pairs = similar_pairs(spans, terms, sides)
    pairs["score"] = wording(pairs)
    a, b = (figures.iloc[pairs[side]].reset_index(drop=True) for side in "ab")
    other = (a["measure"] == "other") | (b["measure"] == "other")
    same = (a["measure"] == b["measure"]) & (~other | (a["unit"] == b["unit"]))
    known = a["unit"].notna() & b["unit"].notna()
    return pairs[(same & known).to_numpy(dtype=bool)]


def _attributed(figures: pd.DataFrame, pairs: pd.DataFrame) -> np.ndarray:
    """The pairs, a figure that nobody gives replaced by the same one that somebody gives.

    A headline says what the ministry is quoted with further down: who says it is worth more
    than where it stands first. A figure that is in another pair stays there.
    """
    kind = ["doc_id", "measure", "unit", "value", "low", "high", "part"]
    same = {k: rows for rows in figures.groupby(kind, dropna=False).indices.values() for k in rows}
    named = figures["speaker"].notna().to_numpy(dtype=bool)
    taken = set(pairs[["a", "b"]].to_numpy().ravel().tolist())

    def best(place: int) -> int:
        others = [] if named[place] else same.get(place, ())
        return next((int(k) for k in others if named[k] and k not in taken), place)

    return np.array([[best(a), best(b)] for a, b in zip(pairs["a"], pairs["b"], strict=True)],
                    dtype=np.int64).reshape(-1, 2)  # fmt: skip


def _ambiguous(figures: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series:
    """Whether a sentence counts such things twice (25 to 20 votes): which is meant is unclear.

    So it is too where one sentence has the number of the other, of whatever measure it is there.
    """
    inside: dict[tuple[object, object], list[tuple[object, object, object]]] = {}
    columns = ("doc_id", "sentence", "unit", "measure", "value")
    rows = list(zip(*(figures[c].astype(object) for c in columns), strict=True))
    for doc_id, sentence, *counted in rows:
        inside.setdefault((doc_id, sentence), []).append(tuple(counted))

    def twice(row: tuple[object, ...]) -> bool:
        own = [m for unit, m, _ in inside[row[:2]] if unit == row[2]]
        return sum(m in (row[3], "other") or row[3] == "other" for m in own) > 1

    def given(row: tuple[object, ...], number: object) -> bool:
        counted = {value for unit, _, value in inside[row[:2]] if unit == row[2]}
        digits = re.findall(r"\d+(?:\.\d+)?", str(row[1]))
        return pd.notna(number) and (number in counted or f"{number:g}" in digits)

    unclear = [
        twice(rows[a]) or twice(rows[b]) or given(rows[b], rows[a][4]) or given(rows[a], rows[b][4])
        for a, b in zip(pairs["a"], pairs["b"], strict=True)
    ]
    return pd.Series(unclear, index=pairs.index, dtype=bool)


def scopes_apart(figures: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series:
    """Say in which scope two figures differ; ``<NA>`` where nothing tells them apart."""
    rows = figures[["unit", "part", "total", "period", "places", "day", "number", "growth"]]
    rows = rows.to_dict("records")
    found = [
        ", ".join(_differences(rows[a], rows[b])) or None
        for a, b in zip(pairs["a"], pairs["b"], strict=True)
    ]
    return pd.Series(found, index=pairs.index, dtype=TEXT)


def _differences(one: dict[str, object], other: dict[str, object]) -> list[str]:
    found = []
    units = one["unit"], other["unit"]
    if units[0] != units[1] and not all(map(counts_anyone, units)):
        found.append(f"{PHRASES['counted']} ({units[0]} / {units[1]})")
    if one["part"] != other["part"]:
        found.append(PHRASES["part"])
    if one["total"] != other["total"]:
        found.append(PHRASES["total"])
    later = _later(one, other)
    if later is not None:
        found.append(f"{PHRASES['later']}{later}")
    periods = period_of(one["period"]), period_of(other["period"])
    if not _same_period(*(p.kind for p in periods), *(set(p.text.split()) for p in periods)):
        found.append(f"{PHRASES['period']} ({one['period']} / {other['period']})")
    places = [
        set(p.split("; ")) if isinstance(p, str) else set()
        for p in (one["places"], other["places"])
    ]
    if all(places) and not places[0] & places[1]:
        found.append(f"{PHRASES['place']} ({one['places']} / {other['places']})")
    return found


def _same_period(kind: str, other_kind: str, words: set[str], other_words: set[str]) -> bool:
    """Whether nothing speaks against two periods being one: days are those of the event."""
    long, other_long = kind in _LONG, other_kind in _LONG
    # خلال الساعات الـ24 الماضية: of how many hours is said, or is not.
    if any(_NUMBER.search(word) for word in words ^ other_words):
        return False
    if not long and not other_long:
        days = [{w for w in each if is_weekday(w)} for each in (words, other_words)]
        return not all(days) or bool(days[0] & days[1])
    return long == other_long and len(words & other_words) > 1


def _later(one: dict[str, object], other: dict[str, object]) -> str | None:
    """Whether the higher number is only the newer one: of a later day, or said to have risen.

    Returns the days of both articles, "" without days, and None where nothing says so.
    """
    if pd.isna(one["number"]) or pd.isna(other["number"]):
        return None
    low, high = sorted((one, other), key=lambda row: row["number"])
    if all(isinstance(row["day"], str) for row in (low, high)) and low["day"] < high["day"]:
        return f" ({one['day']} / {other['day']})"
    risen = high["growth"] == "risen" and low["growth"] != "risen"
    return "" if risen or (low["growth"] == "first" and high["growth"] != "first") else None
