"""Particles: the function words, alone and with the clitics that they take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from sdlib.forms import refuse, require_words
from sdlib.frequencies import one_alef
from sdlib.lexicon import read_lexicon

PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "ك", "كم", "نا", "ي")
_BEFORE = "بلكس"
#: Behind these the pronoun of the first person may be ني.
_VERBLIKE = frozenset(["أن", "إن", "لأن", "كأن", "لكن", "لعل", "ليت"])
CLASSES = (
    "preposition",
    "conjunction",
    "pronoun",
    "demonstrative",
    "relative",
    "interrogative",
    "negator",
    "quantifier",
    "adverb",
    "auxiliary",
    "particle",
    "word",
)


@cache
def particle_cuts() -> dict[str, tuple[int, ...]]:
    """Give the cuts of all function words, from the form (with ا for every alef) to its cuts.

    Examples
    --------
    >>> [particle_cuts()[form] for form in ("وعليهم", "بما", "لها", "هناك")]
    [(1, 4), (1,), (1,), ()]
    """
    found: dict[str, tuple[int, ...]] = {
        one_alef(row["form"]): () for row in _rows() if row["class"] == "word"
    }
    for row in _rows():
        for form, cuts in _with_clitics(row):
            found.setdefault(one_alef(form), cuts)
    for conjunction in ("", "و", "ف"):
        for preposition in "بل":
            for pronoun in PRONOUNS:
                cuts = ((1,) if conjunction else ()) + (len(conjunction) + 1,)
                found.setdefault(conjunction + preposition + pronoun, cuts)
    return found


@cache
def particles() -> Mapping[str, str]:
    """Give the function words without clitics, as listed and with ا for every alef.

    Returns
    -------
    mapping of str to str
        From the form to its lemma. أثر is none of them, though إثر is; اثر is taken for it.

    Examples
    --------
    >>> particles()["إن"], particles()["ان"], "أثر" in particles()
    ('إن', 'أن', False)
    """
    found: dict[str, str] = {}
    # Most adverbs are nouns in the accusative and have a lemma like any other: سابقا.
    rows = [row for row in _rows() if row["class"] != "adverb" or row["lemma"]]
    for spell in (str, one_alef):
        for row in rows:
            for form in filter(None, (row["form"], row["host"])):
                found.setdefault(spell(form), row["lemma"] or row["form"])
    return found


@cache
def prepositions() -> frozenset[str]:
    """Give the prepositions that are words of their own, as listed and with ا for every alef.

    Examples
    --------
    >>> "على" in prepositions(), "هذا" in prepositions()
    (True, False)
    """
    forms = {row["form"] for row in _rows() if row["class"] == "preposition"}
    return frozenset(forms | set(map(one_alef, forms)))


@cache
def leads_to() -> Mapping[str, str]:
    """Say which function words ask for a ``verb``, a ``jussive`` or a ``noun`` behind them."""
    return {row["form"]: row["leads"] for row in _rows() if row["leads"]}


def _with_clitics(row: dict[str, str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    form, host = row["form"], row["host"]
    pronouns = PRONOUNS + (("ني",) if form in _VERBLIKE else ())
    for conjunction in ("", "و", "ف"):
        for preposition in ("", *row["before"]):
            before = conjunction + preposition
            cuts = tuple(range(1, len(before) + 1))
            if not row["bound"]:
                yield before + form, cuts
            for pronoun in pronouns if host else ():
                yield before + host + pronoun, (*cuts, len(before) + len(host))


def read_particles(source: str | Path = "particles") -> list[dict[str, str]]:
    """Read a lexicon of function words.

    Parameters
    ----------
    source : str or Path
        The name of a lexicon that ships with sdlib, or a path to a table like it.

    Raises
    ------
    LexiconError
        If a form, lemma or host is no bare word, a class or what a word leads to is unknown,
        or a letter in front none of ب ل ك س; names file and line.

    Examples
    --------
    >>> [row["leads"] for row in read_particles() if row["form"] == "لم"]
    ['jussive']
    """
    rows = read_lexicon(
        source,
        ["form", "class", "lemma", "host", "before", "leads", "bound", "note"],
        required=["form", "class"],
        choices={"class": CLASSES, "leads": ("", "verb", "jussive", "noun"), "bound": ("", "yes")},
        key=["form"],
    )
    for row in rows:
        require_words(source, row, filter(None, (row["form"], row["lemma"], row["host"])))
        for letter in row["before"]:
            if letter not in _BEFORE:
                letters = ", ".join(_BEFORE)
                raise refuse(
                    source, row, f"{letter!r} is no letter that stands before a word: {letters}"
                )
    return rows


@cache
def _rows() -> list[dict[str, str]]:
    return read_particles()
