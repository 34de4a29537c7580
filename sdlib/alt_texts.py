"""Figures in words, for whoever does not see them: the numbers that a plot draws, as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import pandas as pd

from sdlib.arabic_text import has_arabic
from sdlib.errors import PlotError
from sdlib.plot_tables import (
    Name,
    both_names,
    check_arguments,
    checked,
    decimals_of,
    glosses,
    group_column,
    outlet_names,
    pair,
    unit_of,
    value_column,
    written,
)

Kind = Literal["counts", "difference", "ranges", "dispersion"]
Tongue = Literal["ar", "en"]

_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"

#: A listener follows no longer list; the table beside the figure has it all.
_MOST = 12

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "counts": "Horizontal bars, {value} by outlet.",
        "difference": "Bars to both sides of zero, {value}.",
        "ranges": "Figures by who gives them, as points and ranges{value}.",
        "dispersion": "Where in each article it stands, from 0 (start) to 1 (end).",
        "count": "count",
        "rate": "rate",
        "unit": "difference",
        "more in": "more in {name} by {number}",
        "same": "no difference",
        "least": "at least {low}",
        "most": "at most {high}",
        "between": "{low} to {high}",
        "none": "not found",
        "marks": "{count} times, from {first} to {last}",
        "mark": "once, at {first}",
        "rest": "{count} more in the table.",
        "comma": ", ",
        "stop": "; ",
    },
    "ar": {
        "counts": "أعمدة أفقية: {value} بحسب الوسيلة.",
        "difference": "أعمدة على جانبي الصفر: {value}.",
        "ranges": "الأرقام بحسب مصدرها، نقاطا ومجالات{value}.",
        "dispersion": "مواضع الورود في كل مقال، من 0 (البداية) إلى 1 (النهاية).",
        "count": "العدد",
        "rate": "المعدل",
        "unit": "الفرق",
        "more in": "أكثر في {name} بمقدار {number}",
        "same": "لا فرق",
        "least": "على الأقل {low}",
        "most": "على الأكثر {high}",
        "between": "من {low} إلى {high}",
        "none": "لم يُعثر عليه",
        "marks": "عدد المرات {count}، من {first} إلى {last}",
        "mark": "مرة واحدة، عند {first}",
        "rest": "وفي الجدول غيرها، عددها {count}.",
        "comma": "، ",
        "stop": "؛ ",
    },
}


def alt_text(
    table: pd.DataFrame,
    kind: Kind = "counts",
    *,
    lang: Tongue = "en",
    value: str | None = None,
    outlets: Sequence[Name] | None = None,
) -> str:
    """Say in words what a plot of the table shows.

    Parameters
    ----------
    table : pandas.DataFrame
        As the plot takes it.
    kind : {"counts", "difference", "ranges", "dispersion"}
        The plot, ``plot_`` left out.
    lang : {"ar", "en"}
    value : str, optional
        The column that `plot_counts` draws, as there.
    outlets : sequence, optional
        As the plot takes it; `plot_difference` has to have it.

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


def _counts(table: pd.DataFrame, lang: Tongue, value: str | None, _: object) -> str:
    column = value_column(table, value)
    clean = checked(table, "alt_text", ["label", "outlet"], [column]).dropna(subset=column)
    names = _names(clean, "outlet", lang)
    shown = written(clean[column], decimals_of(clean[column]))
    said = [f"{names[o]} {number}" for o, number in zip(clean["outlet"], shown, strict=True)]
    unit = unit_of(clean, lang, _WORDS[lang].get(column, column))
    return _sentence(lang, _opening(lang, "counts", unit), _by_label(clean, said, lang))


def _difference(
    table: pd.DataFrame, lang: Tongue, _: object, outlets: Sequence[Name] | None
) -> str:
    clean = checked(table, "alt_text", ["label"], ["difference"]).dropna(subset="difference")
    first, second = (_isolated(both_names(name, lang), lang) for name in pair(outlets))
    words = _WORDS[lang]
    said = []
    shown = written(clean["difference"].abs(), decimals_of(clean["difference"]))
    for size, number in zip(clean["difference"], shown, strict=True):
        more = words["more in"].format(name=first if size > 0 else second, number=number)
        said.append(more if size else words["same"])
    unit = unit_of(clean, lang, words["unit"])
    return _sentence(lang, _opening(lang, "difference", unit), _by_label(clean, said, lang))


def _ranges(table: pd.DataFrame, lang: Tongue, _: object, __: object) -> str:
    columns = ["value", "low", "high"]
    clean = checked(table, "alt_text", ["label", "outlet"], columns)
    names = _names(clean, "outlet", lang)
    numbers = clean[columns].to_numpy()
    decimals = decimals_of(numbers.ravel())
    said = [
        f"{names[outlet]} {_range(lang, *(_number(value, decimals) for value in row))}"
        for outlet, row in zip(clean["outlet"], numbers, strict=True)
    ]
    opening = _opening(lang, "ranges", unit_of(clean, lang))
    return _sentence(lang, opening, _by_label(clean, said, lang))


def _number(value: float, decimals: int) -> str:
    return "" if pd.isna(value) else written([value], decimals)[0]


def _range(lang: Tongue, value: str, low: str, high: str) -> str:
    """Say a figure in words; ``""`` stands for what is not known."""
    words = _WORDS[lang]
    if low and high:
        return low if low == high else words["between"].format(low=low, high=high)
    if low or high:
        return words["least" if low else "most"].format(low=low, high=high)
    return value


def _dispersion(table: pd.DataFrame, lang: Tongue, _: object, __: object) -> str:
    column = group_column(table)
    clean = checked(table, "alt_text", ["label", column], ["position"])
    names = _names(clean, column, lang)
    grouped = clean.groupby(["label", column], sort=False)["position"]
    marks = grouped.agg(["count", "min", "max"]).reset_index()
    known = _gloss(clean, lang)
    marks["label"] = [known.get(label, label) for label in marks["label"]]
    said = [
        f"{names[group]} {_occurrences(lang, count, first, last)}"
        for _, group, count, first, last in marks.itertuples(index=False)
    ]
    return _sentence(lang, _opening(lang, "dispersion"), _by_label(marks, said, lang))


def _occurrences(lang: Tongue, count: int, first: float, last: float) -> str:
    form = _WORDS[lang]["none" if not count else "mark" if count == 1 else "marks"]
    return form.format(count=count, first=f"{first:.2f}", last=f"{last:.2f}")


_KINDS: Mapping[str, Callable[..., str]] = {
    "counts": _counts,
    "difference": _difference,
    "ranges": _ranges,
    "dispersion": _dispersion,
}


def _names(table: pd.DataFrame, column: str, lang: Tongue) -> dict[str, str]:
    order = list(dict.fromkeys(table[column]))
    shown = outlet_names(table, column, order, lang)
    return {key: _isolated(name, lang) for key, name in zip(order, shown, strict=True)}


def _gloss(table: pd.DataFrame, lang: Tongue) -> dict[str, str]:
    return glosses(table) if lang == "en" else {}


def _by_label(table: pd.DataFrame, said: Sequence[str], lang: Tongue) -> list[str]:
    known = _gloss(table, lang)
    grouped: dict[str, list[str]] = {}
    for label, fact in zip(table["label"], said, strict=True):
        grouped.setdefault(known.get(label, label), []).append(fact)
    comma = _WORDS[lang]["comma"]
    return [f"{_isolated(label, lang)}: {comma.join(facts)}" for label, facts in grouped.items()]


def _opening(lang: Tongue, kind: Kind, unit: str = "") -> str:
    shown = _isolated(unit, lang) if unit else ""
    if kind == "ranges" and unit:
        shown = f" ({shown})"
    return _WORDS[lang][kind].format(value=shown)


def _sentence(lang: Tongue, opening: str, parts: Sequence[str]) -> str:
    words = _WORDS[lang]
    said = [opening]
    if parts:
        said.append(words["stop"].join(parts[:_MOST]) + ".")
    if len(parts) > _MOST:
        said.append(words["rest"].format(count=len(parts) - _MOST))
    return " ".join(said)


def _isolated(name: str, lang: Tongue) -> str:
    foreign = has_arabic(name) if lang == "en" else not has_arabic(name)
    return _ISOLATE + name + _END if foreign else name
