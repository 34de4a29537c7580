"""Nationalities: which country an adjective is of (``روسي``, ``الروسية``, ``الروس``)."""

from __future__ import annotations

from functools import cache

from sdlib.errors import LexiconError
from sdlib.lexicon import read_lexicon
from sdlib.normalization import normalize_word

#: What an adjective of nationality ends in, in search form: gender, number and case.
_ENDINGS = ("", "ه", "ون", "ين", "ان", "تان", "تين", "ات", "ا")


@cache
def _forms() -> dict[str, str]:
    rows = read_lexicon(
        "nationalities",
        ["adjective", "entity_id", "note"],
        required=["adjective", "entity_id"],
        key=["adjective"],
    )
    for row in rows:
        if not row["adjective"].endswith("ي"):
            raise LexiconError(
                f"nationalities.tsv, line {row['line']}: {row['adjective']!r} is no adjective of "
                "nationality; write the masculine singular, which ends in ي"
            )
    return {
        normalize_word(row["adjective"]) + ending: row["entity_id"]
        for row in rows
        for ending in _ENDINGS
    }


def nationality(word: str) -> str | None:
    """Give the entity of the country that an adjective is of, or None.

    Parameters
    ----------
    word : str
        An adjective in any form, with the article or without, without other clitics.

    Examples
    --------
    >>> nationality("الروسية"), nationality("روسي"), nationality("كبير")
    ('loc-russia', 'loc-russia', None)
    """
    return _forms().get(normalize_word(word).removeprefix("ال"))


@cache
def nationality_forms() -> frozenset[str]:
    """Give all forms of all adjectives of nationality in search form, without article."""
    return frozenset(_forms())


@cache
def countries() -> frozenset[str]:
    """Give the entities of all countries that an adjective is known of."""
    return frozenset(_forms().values())
