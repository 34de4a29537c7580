"""Marker words: what begins a verbless attribution (`وفق`, `بحسب`, `نقلا عن`), by the lexicon."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from sdlib.article import Range
from sdlib.context import is_context
from sdlib.cues import CUE_TYPES, CueEntry, Reading
from sdlib.lexicon import read_lexicon
from sdlib.words import Word

#: Gender and number of whose words they are.
WHO = {"ه": ("m", "s"), "ها": ("f", "s"), "هم": ("m", "p"), "هما": ("", "d")}
_MARKER_FRAMES = frozenset({"of", "of-ل", "of-عن", "of-إلى", "verb", "had"})


class Marker(NamedTuple):
    """A verbless marker: its tokens, its source (empty for a pronoun), its reading."""

    cue: Range
    source: Range | None
    reading: Reading
    behind: int
    via: Range | None = None


@cache
def markers() -> dict[str, tuple[CueEntry, str]]:
    """The words that begin a marker, each with its reading and what follows it."""
    rows = read_lexicon(
        "markers",
        ["form", "type", "frame"],
        required=["form", "type", "frame"],
        choices={"type": CUE_TYPES, "frame": _MARKER_FRAMES},
        key=["form"],
    )
    return {r["form"]: (CueEntry(r["form"], r["type"], frozenset()), r["frame"]) for r in rows}


@lru_cache(maxsize=1 << 16)
def may_mark(word: Word) -> bool:
    """Whether a word can begin a marker (وفق, على حد قوله, بحسبه) or an expectation (من المتوقع);
    not where it begins with في, as one in ten words does (`في رأيه`)."""
    rest = word.form[1:] if word.form[0] in "وف" else ""
    if word.form in markers() or rest in markers() or word.base in ("على", "من"):
        return True
    return word.pronoun in WHO and (word.stem in markers() or is_context(word.stem, "view"))
