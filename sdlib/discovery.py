"""Discovery: names of persons, places and bodies that no list has, by the words around them.

No model stands behind this: a name is told by what leads to it (a title, `مدينة`, `حزب`), by a
given name at its head, by words that no lexicon knows, and by its own fuller form elsewhere in
the article. Spans are those of ANERcorp: a title, `مدينة` and `شركة` stand outside of the name,
`حزب` and `جامعة` inside.
"""

from __future__ import annotations

from collections.abc import Sequence

from sdlib.article import Article
from sdlib.entities import Entity, Mention
from sdlib.name_search import Found, NameSearch
from sdlib.normalization import normalize_word


def discover(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """Add to the mentions of an article the names that no lexicon has.

    Parameters
    ----------
    article : Article
    mentions : sequence of Mention
        What a lexicon found (`sdlib.entities.Gazetteer.find`); they may be empty.

    Returns
    -------
    list of Mention
        In reading order, without overlaps. A name that was discovered has an id made of its
        type and its words in search form (``found-per-هاكان-فيدان``), the same in every
        document. Where it holds a mention, the longer one stays; a person's keeps the
        entity. Time grows with the article's length, no faster.

    Notes
    -----
    Rules over words, no model. Strict F1 over persons, places and bodies, together with
    sdlib's lexicons: 0.70 on the half of ANERcorp's training part that was not looked at
    (Benajiba, Rosso and Benedí, 2007, "ANERsys: An Arabic Named Entity Recognition System
    Based on Maximum Entropy", CICLing), which `benchmarks/entities.py` prints.

    Examples
    --------
    >>> from sdlib.article import read_article
    >>> article = read_article("التقى وزير الزراعة الكندي هوراس غيلمور سكان بلدة تلبيشة.")
    >>> [(m.entity.type, m.entity.name) for m in discover(article, [])]
    [('PER', 'هوراس غيلمور'), ('LOC', 'تلبيشة')]
    """
    found = NameSearch(article, mentions).names()
    kept: list[Mention] = []
    inside: set[int] = set()
    persons = {m.entity.name: m.entity for m in mentions if m.entity.type == "PER"}
    by_token = {k: m for m in mentions for k in range(m.first, m.behind)}
    for name in found:
        over = {by_token[k] for k in range(name.first, name.behind) if k in by_token}
        if any(m.first < name.first or m.behind > name.behind for m in over):
            continue
        same = [m.entity for m in over if m.entity.type == name.type == "PER"]
        same += [persons[name.name]] if name.rule == "again" and name.name in persons else []
        kept.append(_mention(name, same[0] if len(same) == 1 else found_entity(name)))
        inside |= {m.first for m in over}
    return sorted([*(m for m in mentions if m.first not in inside), *kept])


def _mention(name: Found, entity: Entity) -> Mention:
    if name.rule == "ambiguous":
        entity = Entity("", name.type, name.name, "")
    rule = {"again": "surname", "ambiguous": "ambiguous"}.get(name.rule, "discovery")
    full = entity.type == "PER" and " " in entity.name
    rule = "discovery" if rule == "surname" and not full else rule
    return Mention(name.first, name.behind, entity, name.cut, rule=rule)


def found_entity(name: Found) -> Entity:
    """Give the entity that a discovered name stands for: its id is made of type and name.

    Examples
    --------
    >>> found_entity(Found(0, 2, "PER", 0, "title", "هوراس غيلمور")).entity_id
    'found-per-هوراس-غيلمور'
    """
    key = "-".join(normalize_word(word) for word in name.name.split())
    return Entity(f"found-{name.type.lower()}-{key}", name.type, name.name, "")
