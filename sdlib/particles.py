"""Particles: the function words, alone and with the clitics that they take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from sdlib.frequencies import one_alef
from sdlib.lexicon import read_lexicon

PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "ك", "كم", "نا", "ي")
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
    # Adverbs are nouns in the accusative: they have a lemma like any other.
    rows = [row for row in _rows() if row["class"] != "adverb"]
    for spell in (str, one_alef):
        for row in rows:
            for form in filter(None, (row["form"], row["host"])):
                found.setdefault(spell(form), row["lemma"] or row["form"])
    return found


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
            if form != host or not row["note"].startswith("only with"):
                yield before + form, cuts
            for pronoun in pronouns if host else ():
                yield before + host + pronoun, (*cuts, len(before) + len(host))


@cache
def _rows() -> list[dict[str, str]]:
    return list(
        read_lexicon(
            "particles",
            ["form", "class", "lemma", "host", "before", "leads", "note"],
            required=["form", "class"],
            choices={"class": CLASSES, "leads": ("", "verb", "jussive", "noun")},
            key=["form"],
        )
    )
