"""Exchanges: pairs of spans with the same words in which who does it and to whom is exchanged."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sdlib.cues import readings
from sdlib.doers import Doers, Place
from sdlib.oppositions import Opposition
from sdlib.span_terms import SpanTerms


def find_exchanges(terms: SpanTerms, pairs: pd.DataFrame) -> list[Opposition | None]:
    """Find for each pair of spans two words that have changed places around the same verb.

    Parameters
    ----------
    terms : SpanTerms
        What `sdlib.span_terms.read_spans` gives.
    pairs : pandas.DataFrame
        ``a`` and ``b``, positions of spans that have nearly the same words.

    Returns
    -------
    list of Opposition or None
        Firm where it is done, and not said: of two that threaten each other both may do so.
        None also where the order tells nothing: behind verbs that two do together (``التقى``),
        and where a passive cannot be told from its active.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("إن مسلحا قتل جنديا. إن جنديا قتل مسلحا. قتل الجندي برصاص مسلح.")
    >>> terms = sdlib.span_terms.read_spans(a.sentences, a.tokens, a.mentions)
    >>> for found in find_exchanges(terms, pd.DataFrame({"a": [0, 0], "b": [1, 2]})):
    ...     print(found)
    Opposition(kind='exchanged', one='مسلحا', other='جنديا', firm=True)
    None
    """
    spans: dict[int, Doers] = {}
    found: list[Opposition | None] = []
    for one, other in zip(pairs["a"].tolist(), pairs["b"].tolist(), strict=True):
        for span in (one, other):
            if span not in spans:
                spans[span] = Doers(terms, span)
        found.append(_exchange(terms, spans[one], spans[other]))
    return found


def _exchange(terms: SpanTerms, one: Doers, other: Doers) -> Opposition | None:
    shared = set(one.order) & set(other.order)
    orders = [[term for term in each.order if term in shared] for each in (one, other)]
    if orders[0] == orders[1] and not (one.passive or other.passive):
        return None
    for place in one.places:
        for behind in one.places:
            if place.head == behind.head and place.mark < behind.mark:
                words = _moved(one.places, other.places, place, behind)
                if words:
                    # Who threatens whom may be so both ways.
                    done = not readings(terms.spellings[place.head])
                    return Opposition("exchanged", *map(one.written, words), done)
    return None


def _moved(
    places: Mapping[Place, Mapping[int, int]],
    others: Mapping[Place, Mapping[int, int]],
    place: Place,
    behind: Place,
) -> tuple[int, int] | None:
    """A word of each of two places that has the other one in another span."""
    here, there = places[place], places[behind]
    first, second = others.get(place, {}), others.get(behind, {})
    gone = here.keys() & second.keys() - there.keys() - first.keys()
    come = there.keys() & first.keys() - here.keys() - second.keys()
    return (here[min(gone)], there[min(come)]) if gone and come else None
