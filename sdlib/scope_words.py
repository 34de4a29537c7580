"""Scope words: what the words around a figure say of who is counted, where and since when."""

from __future__ import annotations

from functools import cache, lru_cache

from sdlib.lexicon import read_lexicon
from sdlib.normalization import normalize_word
from sdlib.units import unit_form
from sdlib.words import read_word

#: The classes of `scope_words.tsv`; the first go on with a period (``منذ مساء الأربعاء``).
INSIDE = ("day", "weekday", "inside", "month", "year")
_CLASSES = (
    *INSIDE, "since", "during", "part", "other", "anyone", "total", "risen", "first", "clause",
    "apart", "record",
)  # fmt: skip


@lru_cache(maxsize=1 << 16)
def scope_class(word: str) -> str:
    """Give the class of a word, "" for one that is not in the lexicon.

    Examples
    --------
    >>> scope_class("منذ"), scope_class("آذار/مارس"), scope_class("قال")
    ('since', 'month', '')
    """
    # Months have two names: آذار/مارس.
    bare = bare_word(word).lstrip("(«“\"'").split("/")[0]
    forms = _forms()
    return forms.get(normalize_word(bare)) or forms.get(normalize_word(read_word(bare).base), "")


def bare_word(text: str) -> str:
    """Give words without the signs behind them."""
    return text.rstrip("،,.؛;:!؟)»”\"'")


def is_weekday(word: str) -> bool:
    """Whether a word names a day of the week: other than yesterday, it is the same for all."""
    return scope_class(word) == "weekday"


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


@cache
def _forms() -> dict[str, str]:
    rows = read_lexicon(
        "scope_words",
        ["form", "class", "note"],
        required=["form", "class"],
        choices={"class": _CLASSES},
        key=["form"],
    )
    return {normalize_word(row["form"]): row["class"] for row in rows}
