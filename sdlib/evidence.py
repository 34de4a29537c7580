"""Evidence: what a corpus tells of names that a lexicon lacks, brought to one row a name."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field, replace

from sdlib.aliases import Entity
from sdlib.entity_rows import name_key
from sdlib.gazetteers import Gazetteer
from sdlib.nationalities import nationality
from sdlib.spellings import skeleton

#: A name is a part of a longer one if so much of its uses stand beside the same word.
_PART = 0.6
#: … and so many at least: beside a name of three uses one word may stand by chance.
_FEWEST = 4
#: A type that words told wins over the default, a person, from this share of the documents on.
_TOLD = 1 / 3
#: Below this share of uses that something told, a person is one by default only.
_DOUBTFUL = 0.05
#: A surname is one person's if another of that name stands in less than this share of documents.
_SECOND = 1 / 4
#: So many words beside a name are counted: one beside most of its uses is among the first.
_MOST_BESIDE = 50


@dataclass(slots=True)
class Evidence:
    """What was seen of one name or alias."""

    entity: Entity
    text: str
    kind: str
    count: int = 0
    documents: int = 0
    outlets: set[str] = field(default_factory=set)
    examples: list[str] = field(default_factory=list)
    #: how often each word stands right before and behind it
    before: dict[str, int] = field(default_factory=dict)
    behind: dict[str, int] = field(default_factory=dict)
    #: how many uses something told the type of
    told: int = 0
    #: what a reader should look at
    doubt: str = ""

    def note(self, before: str, behind: str, *, told: bool) -> None:
        """Count one use."""
        self.count += 1
        self.told += told
        for word, words in ((before, self.before), (behind, self.behind)):
            if word and (word in words or len(words) < _MOST_BESIDE):
                words[word] = words.get(word, 0) + 1


def merged(found: Iterable[Evidence], known: Gazetteer) -> list[Evidence]:
    """Bring what was found to rows that are a lexicon together.

    Parts of longer names are completed (`سان جيرمان` of `باريس سان جيرمان`), a name has one
    type, spellings and surnames are aliases of the name they stand for, bodies of any country
    (`مجلس الشيوخ`) are left to their nations' rows, and a name belongs to one row only.

    Parameters
    ----------
    found : iterable of Evidence
    known : Gazetteer
        Whose names are not proposed.

    Returns
    -------
    list of Evidence
        By ``documents``, then ``count``.
    """
    names = known.names()
    places = {key[0] for key, who in names.items() if len(key) == 1 and who[0].type == "LOC"}
    rows = [_whole(seen, places) for seen in found]
    rows = [seen for seen in rows if seen.kind != "name" or name_key(seen.text) not in names]
    rows = _of_one_type(_joined(rows, lambda seen: seen.entity.entity_id + seen.kind), places)
    rows = _respelled(_surnames(_without_common_bodies(rows, names)), known)
    return _unshared(_sorted(rows))


def _sorted(found: Iterable[Evidence]) -> list[Evidence]:
    return sorted(found, key=lambda s: (-s.documents, -s.count, s.entity, s.text))


def _named(seen: Evidence, kind: str, name: str) -> Evidence:
    """The same as a name of another type, or in other words."""
    entity = Entity(f"found-{kind.lower()}-{'-'.join(name_key(name))}", kind, name, "")
    return replace(seen, entity=entity, text=name)


def _whole(seen: Evidence, places: Container[str]) -> Evidence:
    """A name with the word that most of its uses have beside it."""
    if seen.kind != "name":
        return seen
    least = max(_FEWEST, _PART * seen.count)
    before = [word for word, uses in seen.before.items() if uses >= least]
    behind = [word for word, uses in seen.behind.items() if uses >= least]
    if not (before or behind):
        return seen
    # A place and a foreign word are a club: `باريس سان جيرمان`.
    club = bool(before) and name_key(before[0])[0] in places
    kind = "ORG" if club else seen.entity.type
    return _named(seen, kind, " ".join([*before, seen.text, *behind]))


def _joined(found: Iterable[Evidence], key: Callable[[Evidence], str]) -> list[Evidence]:
    """Join the rows of one key to the first in order.

    Rows may share documents: the largest number is certain, their sum is not. Uses are not shared.
    """
    groups: dict[str, list[Evidence]] = {}
    for seen in _sorted(found):
        groups.setdefault(key(seen) if seen.kind == "name" else f"{len(groups)}", []).append(seen)
    return [_join(group[0], group) for group in groups.values()]


def _join(best: Evidence, group: list[Evidence]) -> Evidence:
    return replace(
        best,
        documents=max(seen.documents for seen in group),
        count=sum(seen.count for seen in group),
        outlets=set().union(*(seen.outlets for seen in group)),
    )


def _of_one_type(found: list[Evidence], places: Container[str]) -> list[Evidence]:
    """Give a name of several types the one that words before it told, if they did often enough.

    `نادي ليفربول` says what it is; `انتزع ليفربول` may be said of anybody, and `فريق مورينيو`
    is the team of a person.
    """
    by_name: dict[tuple[str, ...], list[Evidence]] = {}
    for seen in found:
        if seen.kind == "name":
            by_name.setdefault(name_key(seen.text), []).append(seen)
    bodies = {key[0] for key, same in by_name.items() if any(s.entity.type == "ORG" for s in same)}
    result = [seen for seen in found if seen.kind != "name"]
    for key, same in by_name.items():
        most = max(seen.documents for seen in same)
        told = [s for s in same if s.entity.type != "PER" and s.documents >= _TOLD * most]
        best = _join(_sorted(told or same)[0], same)
        if best.entity.type == "PER" and best.told < _DOUBTFUL * best.count:
            best.doubt = "nothing says that it is a person"
            club = key[0] in bodies or key[0] in places
            best = _named(best, "ORG", best.text) if club else best
        result.append(best)
    return result


def _without_common_bodies(
    found: list[Evidence], names: Iterable[tuple[str, ...]]
) -> list[Evidence]:
    """Leave out bodies that stand with a nationality elsewhere: `مجلس الشيوخ الأميركي`."""
    keys = [*names, *(name_key(seen.text) for seen in found if seen.kind == "name")]
    common = {key[:-1] for key in keys if len(key) > 2 and nationality(key[-1])}
    return [s for s in found if s.entity.type != "ORG" or name_key(s.text) not in common]


def _surnames(found: list[Evidence]) -> list[Evidence]:
    """Turn a name of one word that ends a person's name into an alias of that person."""
    persons: dict[str, list[Evidence]] = {}
    for seen in _sorted(found):
        words = seen.text.split()
        person = seen.kind == "name" and seen.entity.type == "PER" and not seen.doubt
        if person and len(words) > 1:
            persons.setdefault(words[-1], []).append(seen)
    result = []
    for seen in found:
        bearers = persons.get(seen.text, []) if seen.kind == "name" else []
        alone = len(bearers) == 1 or (
            len(bearers) > 1 and bearers[1].documents < _SECOND * bearers[0].documents
        )
        if alone and bearers[0].documents >= _TOLD * seen.documents:
            seen = replace(seen, entity=bearers[0].entity, kind="surname", doubt="")
        result.append(seen)
    return result


def _respelled(found: list[Evidence], known: Gazetteer) -> list[Evidence]:
    """Turn new names that spell a known or a more frequent one into its aliases."""
    owners: dict[tuple[str, str], Entity] = {}
    for entity in known.entities.values():
        owners.setdefault((entity.type, skeleton(entity.name)), entity)
    result = []
    renamed: dict[Entity, Entity] = {}
    for seen in _sorted(found):
        spelt = skeleton(seen.text)
        if seen.kind == "name" and len(spelt) > 3:
            owner = owners.setdefault((seen.entity.type, spelt), seen.entity)
            if owner != seen.entity:
                renamed[seen.entity] = owner
                seen = replace(seen, entity=owner, kind="spelling", doubt="")
        result.append(seen)
    return [replace(s, entity=renamed.get(s.entity, s.entity)) for s in result]


def _unshared(found: list[Evidence]) -> list[Evidence]:
    """Leave each name to its first row, which says whose it may be besides."""
    owners: dict[tuple[str, ...], Evidence] = {}
    for seen in (*(s for s in found if s.kind == "name"), *(s for s in found if s.kind != "name")):
        owner = owners.setdefault(name_key(seen.text), seen)
        if owner.entity != seen.entity:
            also = f"also said of {seen.entity.name} ({seen.documents} documents)"
            owner.doubt = f"{owner.doubt}; {also}" if owner.doubt else also
    kept = {id(seen) for seen in owners.values()}
    return [seen for seen in found if id(seen) in kept]
