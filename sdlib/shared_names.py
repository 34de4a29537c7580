"""Shared names: those said of bodies in many countries (`قوات المعارضة`), and whose each is.

`مقاتلو المعارضة` are Syrians in an article about Aleppo and nobody that a lexicon knows in one
about Caracas. A row of the lexicon that says its country is believed where the nationality behind
the name, or else the article, says the same country.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sdlib.aliases import Entity, Mention
from sdlib.country_adjectives import coinciding, without_adjectives
from sdlib.lexicon import read_lexicon
from sdlib.nationalities import countries, nationality, nationality_forms
from sdlib.nations import nation

if TYPE_CHECKING:
    from sdlib.gazetteers import Gazetteer
    from sdlib.resolution import View

#: An article is about a country if it names it at least so often as a share of the one that it
#: names most: articles on a war name great powers more often than the place of the war.
_SHARE = 1 / 3
_BEFORE = ("ال", "وال", "فال", "بال", "كال", "لل", "ولل", "فلل")


def settle(view: View, mentions: Sequence[Mention], names: Gazetteer) -> list[Mention]:
    """Take the entity from shared names that no country of their article explains.

    Parameters
    ----------
    view : View
        The text (`sdlib.resolution.ArticleView`).
    mentions : sequence of Mention
        In reading order, without overlap.
    names : Gazetteer
        Whose rows say which names are shared, in its column ``country``.

    Returns
    -------
    list of Mention
        The same mentions, without names of countries that are adjectives here
        (`sdlib.country_adjectives`). A shared name keeps its entity if the adjective behind it is
        of the country of its row; if there is none, if its sentence names that country, a place,
        body or official of it or its adjective, or the article does so at least a third as often
        as for the country that it names most. Any other has the entity ``""`` and the rule
        ``ambiguous``.

    Examples
    --------
    >>> from sdlib.article import read_article
    >>> from sdlib.gazetteers import gazetteer
    >>> from sdlib.resolution import ArticleView
    >>> for text in ("دخل مقاتلو المعارضة حلب", "دخل مقاتلو المعارضة جوبا"):
    ...     article = read_article(text)
    ...     found = gazetteer().find(article)
    ...     print(settle(ArticleView(article), found, gazetteer())[0].entity.entity_id or "nobody")
    org-syrian-armed-opposition
    nobody
    """
    mentions = without_adjectives(view, mentions, names)
    known = [(k, m) for k, m in enumerate(mentions) if m.entity.entity_id in names.shared]
    shared = [(k, country) for k, m in known if (country := _country(view, m, names))]
    if not shared:
        return list(mentions)
    numbers = {k for k, _ in shared}
    others = [m for k, m in enumerate(mentions) if k not in numbers]
    places = _places(view, others, names)
    settled = list(mentions)
    for k, country in shared:
        told = _adjective(view, mentions[k].behind)
        if told != country and (told or not _about(view, mentions[k].first, country, places)):
            settled[k] = nobody(view, mentions[k])
    return settled


@lru_cache(maxsize=8)
def unsettled(names: Gazetteer) -> frozenset[str]:
    """Give the ids of those whose mentions hang on their text: `settle` leaves all others as found.

    Examples
    --------
    >>> from sdlib.gazetteers import gazetteer
    >>> found = unsettled(gazetteer("entities"))
    >>> "loc-syria" in found, "loc-france" in found
    (True, False)
    """
    return coinciding(names) | names.shared.keys()


def nobody(view: View, mention: Mention) -> Mention:
    """Give a mention of somebody of whom nothing tells who it is."""
    first = view.word(mention.first)
    # `للحزب` is ل and `الحزب`.
    whole = mention.cut and mention.cut == len(first.conjunction) + len(first.preposition)
    rest = [view.word(k).form for k in range(mention.first + 1, mention.behind)]
    name = " ".join([first.base if whole else first.form[mention.cut :], *rest])
    return mention._replace(entity=Entity("", mention.entity.type, name, ""), rule="ambiguous")


def _country(view: View, mention: Mention, names: Gazetteer) -> str:
    """The country of a shared name; "" if the name is not shared, or says its country itself."""
    keys = names.shared.get(mention.entity.entity_id)
    if not keys:
        return ""
    norms = [view.word(k).norm for k in range(mention.first, mention.behind)]
    for key, country in keys.items():
        same = len(key) == len(norms) and list(key[1:]) == norms[1:]
        if same and norms[0].endswith(key[0].removeprefix("ال")):
            return "" if country in map(nation, norms) else country
    return ""


def _places(view: View, mentions: Sequence[Mention], names: Gazetteer) -> dict[int, str]:
    """The tokens at which a text names a country, a place, body or official of it, or says it."""
    inside = {k for m in mentions for k in range(m.first, m.behind)}
    found = {m.first: _home(m.entity, names.countries) for m in mentions}
    for at in view.places(_adjectives()):
        if at not in inside:
            found[at] = nationality(view.word(at).base) or ""
    return {at: country for at, country in found.items() if country}


def _about(view: View, at: int, country: str, places: Mapping[int, str]) -> bool:
    """Whether the sentence of a token, or its text as a whole, is about a country."""
    named = Counter(places.values())
    if named[country] and named[country] >= _SHARE * max(named.values()):
        return True
    own = (k for k, name in places.items() if name == country)
    return any(view.in_one_sentence(min(at, k), max(at, k)) for k in own)


def _home(entity: Entity, places: Mapping[str, str]) -> str:
    if entity.entity_id in countries():
        return entity.entity_id
    return places.get(entity.entity_id) or _states().get(entity.entity_id, "")


def _adjective(view: View, behind: int) -> str:
    """The country that the word behind a name says: `فصائل المعارضة | الفنزويلية`."""
    if behind >= view.behind or not view.in_one_sentence(behind - 1, behind):
        return ""
    word = view.word(behind)
    joined = word.conjunction or word.preposition or not word.definite
    return "" if joined else nationality(word.base) or ""


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(before + form for form in nationality_forms() for before in _BEFORE)


@cache
def _states() -> dict[str, str]:
    """The country of each official and body that has one."""
    columns = ["entity_id", "kind", "state", "from", "to", "note"]
    rows = read_lexicon("entity_kinds", columns, required=columns[:2])
    return {row["entity_id"]: row["state"] for row in rows if row["state"]}
