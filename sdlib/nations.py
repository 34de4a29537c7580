"""Nations: the country that an adjective or a name means (`إيراني`, `سورية`)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sdlib.gazetteers import gazetteer

_ENDING = re.compile("(?:يا|يه|ا|ه|ي)$")


@lru_cache(maxsize=1 << 12)
def nation(word: str) -> str:
    """Give the entity of a country that a word names, or whose adjective it is.

    Parameters
    ----------
    word : str
        A word in search form, with its article or without.

    Returns
    -------
    str
        The ``entity_id`` of a place of sdlib's lexicon; "" if there is none.

    Examples
    --------
    >>> nation("الايراني"), nation("ايران"), nation("السوريه"), nation("الخارجيه")
    ('loc-iran', 'loc-iran', 'loc-syria', '')
    """
    places = _places()
    return places.get(_ENDING.sub("", word.removeprefix("ال"))) or ""


@cache
def _places() -> dict[str, str]:
    """For each root the place of that name, the first of the lexicon: countries stand there."""
    found: dict[str, str] = {}
    for key, entities in gazetteer("entities").names().items():
        if len(key) == 1 and len(entities) == 1 and entities[0].type == "LOC":
            # المانيا begins with no article.
            for name in (key[0], key[0].removeprefix("ال")):
                root = _ENDING.sub("", name)
                if len(root) > 2:
                    found.setdefault(root, entities[0].entity_id)
    return found
