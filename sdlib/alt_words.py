"""The words of alternative texts, in both languages, and the sentence that they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd

from sdlib.arabic_text import has_arabic
from sdlib.plot_tables import both_names, digits, outlet_names, unit_name

Tongue = Literal["ar", "en"]

_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"

#: A listener follows no longer list; the table beside the figure has it all.
MOST = 12

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "counts": "Horizontal bars, {value} by outlet.",
        "intervals": "Points with their intervals, {value} by outlet.",
        "shares": "Bars of {whole}, cut into shares of {value}, one an outlet.",
        "difference": "Bars to both sides of zero, {value}.",
        "keyness": "Bars to both sides of zero, {value}, with counts in both outlets.",
        "shift": "Word shift: how much each word adds to the divergence, {value}.",
        "frequencies": "Points on two logarithmic scales, {value} in {first} and in {second}.",
        "matrix": "A grid of who speaks about whom, {value} in each cell.",
        "timeline": "Bars over time, {value} by {period} and outlet.",
        "ranges": "Figures by who gives them, as points and ranges{value}.",
        "dispersion": "Where in each article it stands, from 0 (start) to 1 (end).",
        "day": "day",
        "week": "week",
        "month": "month",
        "more in": "more in {name} by {number}",
        "key in": "more in {name}, {number} ({first}: {count}, {second}: {other})",
        "same": "no difference",
        "interval": "{number} ({low} to {high})",
        "least": "at least {low}",
        "most": "at most {high}",
        "between": "{low} to {high}",
        "none": "not found",
        "marks": "{count} times, from {first} to {last}",
        "mark": "once, at {first}",
        "over": "{total} in all from {first} to {last}, most on {peak} ({most})",
        "once": "{total} on {first}",
        "gap": "periods between without articles: {count}",
        "rest": "{count} more in the table.",
        "comma": ", ",
        "stop": "; ",
    },
    "ar": {
        "counts": "أعمدة أفقية: {value} بحسب الوسيلة.",
        "intervals": "نقاط مع مجالاتها: {value} بحسب الوسيلة.",
        "shares": "أعمدة كل منها {whole} مقسمة إلى حصص من {value}، عمود لكل وسيلة.",
        "difference": "أعمدة على جانبي الصفر: {value}.",
        "keyness": "أعمدة على جانبي الصفر: {value}، مع العدد في الوسيلتين.",
        "shift": "نصيب كل كلمة من التباعد: {value}.",
        "frequencies": "نقاط على مقياسين لوغاريتميين: {value} في {first} وفي {second}.",
        "matrix": "شبكة من يتحدث عمن، وفي كل خانة {value}.",
        "timeline": "أعمدة عبر الزمن: {value} بحسب {period} والوسيلة.",
        "ranges": "الأرقام بحسب مصدرها، نقاطا ومجالات{value}.",
        "dispersion": "مواضع الورود في كل مقال، من ٠ (البداية) إلى ١ (النهاية).",
        "day": "اليوم",
        "week": "الأسبوع",
        "month": "الشهر",
        "more in": "أكثر في {name} بمقدار {number}",
        "key in": "أكثر في {name}، {number} ({first}: {count}، {second}: {other})",
        "same": "لا فرق",
        "interval": "{number} (من {low} إلى {high})",
        "least": "على الأقل {low}",
        "most": "على الأكثر {high}",
        "between": "من {low} إلى {high}",
        "none": "لم يُعثر عليه",
        "marks": "عدد المرات {count}، من {first} إلى {last}",
        "mark": "مرة واحدة، عند {first}",
        "over": "المجموع {total} من {first} إلى {last}، وأكثرها في {peak} ({most})",
        "once": "{total} في {first}",
        "gap": "والفترات بلا مقالات بينها: {count}",
        "rest": "وفي الجدول غيرها، عددها {count}.",
        "comma": "، ",
        "stop": "؛ ",
    },
}


def name_of_value(lang: Tongue, column: str) -> str:
    """Give what a column counts, as the axis of the plot names it."""
    return digits(both_names(unit_name(column), lang), lang)


def names(table: pd.DataFrame, column: str, lang: Tongue) -> dict[str, str]:
    """Give the name of each value of a column, set apart where it runs the other way."""
    order = list(dict.fromkeys(table[column]))
    shown = outlet_names(table, column, order, lang)
    return {key: isolated(name, lang) for key, name in zip(order, shown, strict=True)}


def by_label(
    table: pd.DataFrame, said: Sequence[str], lang: Tongue, *, key: str = "label"
) -> list[str]:
    """Join what is said of each label (or value of another column) to one part a label."""
    known = names(table, key, lang)
    grouped: dict[str, list[str]] = {}
    for label, fact in zip(table[key], said, strict=True):
        grouped.setdefault(label, []).append(fact)
    comma = WORDS[lang]["comma"]
    return [f"{known[k]}: {comma.join(said)}" for k, said in grouped.items()]


def opening(lang: Tongue, kind: str, value: str = "", **others: str) -> str:
    """Say what kind of figure it is, and what it counts."""
    shown = isolated(value, lang) if value else ""
    if kind == "ranges" and value:
        shown = f" ({shown})"
    return WORDS[lang][kind].format(value=shown, **others)


def sentence(lang: Tongue, first: str, parts: Sequence[str]) -> str:
    """Join the opening and the first parts, and say how many parts are left out."""
    words = WORDS[lang]
    said = [first]
    if parts:
        said.append(words["stop"].join(parts[:MOST]) + ".")
    if len(parts) > MOST:
        said.append(words["rest"].format(count=digits(str(len(parts) - MOST), lang)))
    return " ".join(said)


def isolated(name: str, lang: Tongue) -> str:
    """Set a name of the other direction between isolates."""
    foreign = has_arabic(name) if lang == "en" else not has_arabic(name)
    return _ISOLATE + name + _END if foreign else name
