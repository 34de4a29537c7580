"""Figures in words, for whoever does not see them: the numbers that a plot draws, as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import pandas as pd

from sdlib.alt_words import (
    MOST,
    WORDS,
    Tongue,
    by_label,
    isolated,
    name_of_value,
    names,
    opening,
    sentence,
)
from sdlib.errors import PlotError
from sdlib.periods import date_text, gaps, in_periods
from sdlib.plot_tables import (
    Name,
    as_percent,
    both_names,
    check_arguments,
    checked,
    decimals_of,
    digits,
    group_column,
    pair,
    scale_text,
    unit_of,
    value_column,
    written,
)

Kind = Literal[
    "counts",
    "intervals",
    "shares",
    "difference",
    "keyness",
    "shift",
    "frequencies",
    "matrix",
    "timeline",
    "ranges",
    "dispersion",
]
Outlets = Sequence[Name] | None


def alt_text(
    table: pd.DataFrame,
    kind: Kind = "counts",
    *,
    lang: Tongue = "en",
    value: str | None = None,
    outlets: Outlets = None,
) -> str:
    """Say in words what a plot of the table shows.

    Parameters
    ----------
    table : pandas.DataFrame
        As the plot takes it.
    kind : str
        The plot, ``plot_`` left out: ``"counts"``, ``"difference"``, ``"ranges"``, …
    lang : {"ar", "en"}
    value : str, optional
        The column that the plot draws, or, for ``"timeline"``, its ``every``; as there.
    outlets : sequence, optional
        As the plot takes it; a comparison of two has to have it.

    Returns
    -------
    str
        One line. It gives the first 12 labels and says how many more there are. Names in the
        other direction stand between U+2068 and U+2069, which keep the order of the line.

    Raises
    ------
    PlotError
        If the plot could not draw the table.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("Aleppo", "A", 12), ("Aleppo", "B", 9), ("Hama", "A", 0)]
    >>> alt_text(pd.DataFrame(rows, columns=["label", "outlet", "count"]))
    'Horizontal bars, count by outlet. Aleppo: A 12, B 9; Hama: A 0.'
    """
    check_arguments(table, lang, "alt_text")
    if lang == "both" or kind not in _KINDS:
        kinds = ", ".join(_KINDS)
        raise PlotError(f"kind is {kind!r} and lang {lang!r}; give one of {kinds}, and ar or en")
    return _KINDS[kind](table, lang, value, outlets)


def _counts(table: pd.DataFrame, lang: Tongue, value: str | None, _: Outlets) -> str:
    column = value_column(table, value)
    clean = checked(table, "alt_text", ["label", "outlet"], [column]).dropna(subset=column)
    shown = written(clean[column], decimals_of(clean[column]), lang)
    unit = unit_of(clean, lang, name_of_value(lang, column))
    return sentence(lang, opening(lang, "counts", unit), _by_outlet(clean, shown, lang))


def _intervals(table: pd.DataFrame, lang: Tongue, value: str | None, _: Outlets) -> str:
    column = value_column(table, value)
    numbers = [column, "low", "high"]
    clean = checked(table, "alt_text", ["label", "outlet"], numbers).dropna(subset=column)
    clean = as_percent(clean, column, numbers)
    decimals = decimals_of(clean[numbers].to_numpy().ravel())
    shown = [
        _interval(lang, *(_number(n, decimals, lang) for n in row))
        for row in clean[numbers].itertuples(index=False)
    ]
    unit = unit_of(clean, lang, name_of_value(lang, column))
    return sentence(lang, opening(lang, "intervals", unit), _by_outlet(clean, shown, lang))


def _interval(lang: Tongue, number: str, low: str, high: str) -> str:
    if not (low and high):
        return number
    return WORDS[lang]["interval"].format(number=number, low=low, high=high)


def _shares(table: pd.DataFrame, lang: Tongue, _: str | None, __: Outlets) -> str:
    clean = checked(table, "alt_text", ["label", "outlet"], ["count"])
    share = 100 * clean["count"] / clean.groupby("outlet")["count"].transform("sum")
    order = {outlet: place for place, outlet in enumerate(dict.fromkeys(clean["outlet"]))}
    clean = clean.assign(share=share, at=clean["outlet"].map(order))
    counted = clean[clean["count"] > 0].sort_values(["at", "share"], ascending=[True, False])
    counted = counted.groupby("outlet", sort=False).head(MOST)
    known = names(counted, "label", lang)
    shown = written(counted["share"], 0, lang)
    said = [
        f"{known[label]} {number}{digits('%', lang)}"
        for label, number in zip(counted["label"], shown, strict=True)
    ]
    unit = unit_of(clean, lang, name_of_value(lang, "count"))
    parts = by_label(counted, said, lang, key="outlet")
    return sentence(lang, opening(lang, "shares", unit, whole=digits("100%", lang)), parts)


def _difference(table: pd.DataFrame, lang: Tongue, _: object, outlets: Outlets) -> str:
    clean = checked(table, "alt_text", ["label"], ["difference"]).dropna(subset="difference")
    shown = written(clean["difference"].abs(), decimals_of(clean["difference"]), lang)
    said = _more_in(clean["difference"], shown, lang, outlets)
    unit = unit_of(clean, lang, name_of_value(lang, "difference"))
    return sentence(lang, opening(lang, "difference", unit), by_label(clean, said, lang))


def _shift(table: pd.DataFrame, lang: Tongue, _: object, outlets: Outlets) -> str:
    column = "jensen_shannon"
    clean = checked(table, "alt_text", ["label"], [column]).dropna(subset=column)
    order = clean[column].abs().sort_values(ascending=False, kind="stable").index
    percent = 100 * clean.loc[order, column] / (clean[column].abs().sum() or 1.0)
    shown = written(percent.abs(), decimals_of(percent), lang)
    said = _more_in(percent, shown, lang, outlets)
    first = opening(lang, "shift", name_of_value(lang, column))
    return sentence(lang, first, by_label(clean.loc[order], said, lang))


def _keyness(table: pd.DataFrame, lang: Tongue, value: str | None, outlets: Outlets) -> str:
    column = value or "weighted_log_odds"
    numbers = [column, "count", "count_other"]
    clean = checked(table, "alt_text", ["label"], numbers).dropna(subset=column)
    first, second = _pair(outlets, lang)
    counts = [written(clean[side], decimals_of(clean[side]), lang) for side in numbers[1:]]
    said = [
        WORDS[lang]["key in"].format(
            name=first if size >= 0 else second,
            number=number,
            first=first,
            count=count,
            second=second,
            other=other,
        )
        for size, number, count, other in zip(
            clean[column],
            written(clean[column].abs(), decimals_of(clean[column]), lang),
            *counts,
            strict=True,
        )
    ]
    unit = unit_of(clean, lang, name_of_value(lang, column))
    return sentence(lang, opening(lang, "keyness", unit), by_label(clean, said, lang))


def _frequencies(table: pd.DataFrame, lang: Tongue, _: object, outlets: Outlets) -> str:
    numbers = ["per_million", "per_million_other"]
    clean = checked(table, "alt_text", ["label"], numbers).dropna(subset=numbers)
    first, second = _pair(outlets, lang)
    comma = WORDS[lang]["comma"]
    # The frequencies of words are of all sizes.
    shown = [[digits(scale_text(v), lang) for v in clean[n]] for n in numbers]
    said = [f"{first} {a}{comma}{second} {b}" for a, b in zip(*shown, strict=True)]
    unit = unit_of(clean, lang, name_of_value(lang, "per_million"))
    start = opening(lang, "frequencies", unit, first=first, second=second)
    return sentence(lang, start, by_label(clean, said, lang))


def _matrix(table: pd.DataFrame, lang: Tongue, _: object, __: object) -> str:
    clean = checked(table, "alt_text", ["speaker", "about"], ["count"])
    counted = clean[clean["count"] > 0]
    known = names(counted, "about", lang)
    shown = written(counted["count"], decimals_of(counted["count"]), lang)
    said = [f"{known[whom]} {n}" for whom, n in zip(counted["about"], shown, strict=True)]
    unit = unit_of(clean, lang, name_of_value(lang, "count"))
    parts = by_label(counted, said, lang, key="speaker")
    return sentence(lang, opening(lang, "matrix", unit), parts)


def _timeline(table: pd.DataFrame, lang: Tongue, every: str | None, _: object) -> str:
    clean, step = in_periods(table, "alt_text", every)
    known = names(clean, "outlet", lang)
    parts = [
        f"{known[outlet]}: {_over_time(own, lang)}"
        for outlet, own in clean.groupby("outlet", sort=False)
    ]
    unit = unit_of(clean, lang, name_of_value(lang, "count"))
    return sentence(lang, opening(lang, "timeline", unit, period=WORDS[lang][step]), parts)


def _over_time(own: pd.DataFrame, lang: Tongue) -> str:
    words = WORDS[lang]
    ordered = own.sort_values("period", kind="stable")
    total, most = written([ordered["count"].sum(), ordered["count"].max()], 0, lang)
    days = [ordered["period"].iloc[0], ordered["period"].iloc[-1]]
    days.append(ordered.loc[ordered["count"].idxmax(), "period"])
    first, last, peak = (date_text(day, lang) for day in days)
    form = "once" if first == last else "over"
    said = words[form].format(total=total, first=first, last=last, peak=peak, most=most)
    missing = gaps(ordered["period"])
    if not missing:
        return said
    return said + words["comma"] + words["gap"].format(count=digits(str(missing), lang))


def _ranges(table: pd.DataFrame, lang: Tongue, _: object, __: object) -> str:
    columns = ["value", "low", "high"]
    clean = checked(table, "alt_text", ["label", "outlet"], columns)
    numbers = clean[columns].to_numpy()
    decimals = decimals_of(numbers.ravel())
    said = [_range(lang, *(_number(value, decimals, lang) for value in row)) for row in numbers]
    start = opening(lang, "ranges", unit_of(clean, lang))
    return sentence(lang, start, _by_outlet(clean, said, lang))


def _number(value: float, decimals: int, lang: Tongue) -> str:
    return "" if pd.isna(value) else written([value], decimals, lang)[0]


def _range(lang: Tongue, value: str, low: str, high: str) -> str:
    """Say a figure in words; ``""`` stands for what is not known."""
    words = WORDS[lang]
    if low and high:
        return low if low == high else words["between"].format(low=low, high=high)
    if low or high:
        return words["least" if low else "most"].format(low=low, high=high)
    return value


def _dispersion(table: pd.DataFrame, lang: Tongue, _: object, __: object) -> str:
    column = group_column(table)
    clean = checked(table, "alt_text", ["label", column], ["position"])
    known = names(clean, column, lang)
    grouped = clean.groupby(["label", column], sort=False)["position"]
    marks = grouped.agg(["count", "min", "max"]).reset_index()
    said = [
        f"{known[group]} {_occurrences(lang, count, first, last)}"
        for _, group, count, first, last in marks.itertuples(index=False)
    ]
    if "label_en" in clean:
        marks = marks.merge(clean[["label", "label_en"]].drop_duplicates("label"), on="label")
    return sentence(lang, opening(lang, "dispersion"), by_label(marks, said, lang))


def _occurrences(lang: Tongue, count: int, first: float, last: float) -> str:
    form = WORDS[lang]["none" if not count else "mark" if count == 1 else "marks"]
    start, end = written([first, last], 2, lang)
    return form.format(count=digits(str(count), lang), first=start, last=end)


_KINDS: Mapping[str, Callable[..., str]] = {
    "counts": _counts,
    "intervals": _intervals,
    "shares": _shares,
    "difference": _difference,
    "keyness": _keyness,
    "shift": _shift,
    "frequencies": _frequencies,
    "matrix": _matrix,
    "timeline": _timeline,
    "ranges": _ranges,
    "dispersion": _dispersion,
}


def _by_outlet(table: pd.DataFrame, shown: Sequence[str], lang: Tongue) -> list[str]:
    """What each label has in each outlet, the outlet's name before it."""
    known = names(table, "outlet", lang)
    said = [f"{known[o]} {fact}" for o, fact in zip(table["outlet"], shown, strict=True)]
    return by_label(table, said, lang)


def _pair(outlets: Outlets, lang: Tongue) -> tuple[str, str]:
    first, second = (isolated(both_names(name, lang), lang) for name in pair(outlets))
    return first, second


def _more_in(sizes: pd.Series, shown: Sequence[str], lang: Tongue, outlets: Outlets) -> list[str]:
    """In which outlet there is more, and by how much."""
    first, second = _pair(outlets, lang)
    form, same = WORDS[lang]["more in"], WORDS[lang]["same"]
    return [
        form.format(name=first if size > 0 else second, number=number) if size else same
        for size, number in zip(sizes, shown, strict=True)
    ]
