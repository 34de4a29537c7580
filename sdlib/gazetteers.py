"""Gazetteers: every alias of lexicons, found in one pass over the words, clitics respected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from sdlib.aliases import Alias, Entity, Mention, holder, may_spell, together, wins
from sdlib.article import Article
from sdlib.context import is_context
from sdlib.entity_rows import (
    ALWAYS,
    Name,
    lexicon_name,
    names_of,
    period,
    read_entity_rows,
)
from sdlib.errors import LexiconError
from sdlib.heads import HeadKeys, Heads, letters_before
from sdlib.normalization import bare, normalize_word
from sdlib.sightings import ArticleSighting, Sighting
from sdlib.starts import Found, HashtagName, Starts
from sdlib.words import Word

#: One entity lexicon, or several of which the first wins: names of sdlib's own, or paths.
Lexicon = str | Path | Sequence[str | Path]

#: What is read unless somebody says otherwise: our own lexicon, and places and names of the world
#: that it lacks.
SHIPPED = ("entities", "places", "world")


class Gazetteer:
    """The aliases of an entity lexicon, ready to be found in articles.

    Parameters
    ----------
    rows : iterable of mapping
        Rows of an entity lexicon, as `read_lexicon` gives them.
    name : str
        What to call the lexicon in error messages.
    """

    def __init__(self, rows: Iterable[Mapping[str, str]], name: str = "entities.tsv") -> None:
        self._aliases: dict[tuple[str, ...], list[Alias]] = {}
        #: for each first word of aliases the second ones, with the numbers of words, most first
        self.seconds: dict[str, dict[str, tuple[int, ...]]] = {}
        self._longer: dict[str, list[tuple[str, ...]]] = {}
        self.heads = Heads(self.seconds)
        #: what is known of forms that were met in texts
        self.starts = Starts(self)
        self._offices: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        self.entities: dict[str, Entity] = {}
        #: in which country places lie, by ``entity_id``
        self.countries: dict[str, str] = {}
        #: names of an entity that are said in other countries too, with the country where it is
        self.shared: dict[str, dict[tuple[str, ...], str]] = {}
        rows = list(rows)
        # One row with the English name is enough for all of an entity.
        english = {row["entity_id"]: row["name_en"] for row in reversed(rows) if row["name_en"]}
        for row in rows:
            name_en = row["name_en"] or english.get(row["entity_id"], "")
            self._add({**row, "name_en": name_en}, f"{name}, line {row['line']}")

    def add_below(self, below: Gazetteer) -> None:
        """Add a lexicon that gives way: an entity, or the owner of a name, stays as it is."""
        for entity_id, entity in below.entities.items():
            self.entities.setdefault(entity_id, entity)
        self.countries = below.countries | self.countries
        for entity_id, keys in below.shared.items():
            self.shared[entity_id] = keys | self.shared.get(entity_id, {})
        for key, aliases in below._aliases.items():
            above = tuple(self._aliases.get(key, ()))
            for alias in aliases:
                if not any(wins(other, alias) for other in above):
                    entity = self.entities[alias.entity.entity_id]
                    self._put(Alias(entity, alias.start, alias.end, alias.text, alias.line), key)

    @cached_property
    def keys(self) -> HeadKeys:
        """What tells at once where none of the names can begin."""
        return HeadKeys(self._aliases)

    def names(self) -> dict[tuple[str, ...], tuple[Entity, ...]]:
        """Give the names that are looked for, as words in search form, with who may bear them."""
        return {k: tuple(dict.fromkeys(a.entity for a in v)) for k, v in self._aliases.items()}

    def offices(self, date: str) -> Mapping[str, Sequence[tuple[str, ...]]]:
        """Give the dated titles of each entity that holds one on a day, as words in search form.

        Parameters
        ----------
        date : str
            The day (``2024-12-01``); without one nobody holds any.

        Returns
        -------
        mapping of str to sequence of tuple of str
            Titles by ``entity_id``.

        Examples
        --------
        >>> gazetteer("entities").offices("2018-05-01")["per-adel-al-jubeir"][0]
        ('وزير', 'الخارجيه', 'السعودي')
        """
        day = date[:10]
        if day not in self._offices:
            held: dict[str, list[tuple[str, ...]]] = {}
            for key, alias in self._dated if day else ():
                if alias.start <= day <= alias.end:
                    held.setdefault(alias.entity.entity_id, []).append(key)
            self._offices[day] = held
        return self._offices[day]

    @cached_property
    def _dated(self) -> list[tuple[tuple[str, ...], Alias]]:
        return [(k, a) for k, aliases in self._aliases.items() for a in aliases if not _lasts(a)]

    def _add(self, row: Mapping[str, str], where: str) -> None:
        entity = Entity(row["entity_id"], row["type"], row["name_ar"], row["name_en"])
        known = self.entities.setdefault(entity.entity_id, entity)
        if known != entity:
            raise LexiconError(
                f"{where}: {entity.entity_id} has another type or name in a row above "
                f"({known.type}, {known.name}, {known.name_en or 'no English name'}); write them "
                "as there, and another name as an alias"
            )
        days = period(row, where)
        names = names_of(row, where)
        if not names:
            raise LexiconError(f"{where}: a row with a period has no alias that holds in it")
        # With aliases the name is given for the reader: it may stand in other rows as well.
        own = bare(entity.name) if len(names) > 1 and days == ALWAYS else ""
        names = [n for n in names if not (n.text == own and self._has(entity, n))]
        if country := row.get("country", ""):
            self._add_country(entity, country, names)
        for text, key in names:
            line = "" if text == own else row.get("line", "")
            self._add_alias(Alias(entity, *days, text, line), key, where)

    def _add_country(self, entity: Entity, country: str, names: Sequence[Name]) -> None:
        """Note in which country a place lies, or where the names of a row are an entity's."""
        if entity.type == "LOC":
            self.countries[entity.entity_id] = country
        else:
            shared = self.shared.setdefault(entity.entity_id, {})
            shared.update((name.key, country) for name in names)

    def _has(self, entity: Entity, name: Name) -> bool:
        """Whether a name is an entity's already, without dates."""
        return any(a.entity == entity and _lasts(a) for a in self._aliases.get(name.key, ()))

    def _add_alias(self, alias: Alias, key: tuple[str, ...], where: str) -> None:
        for other in self._aliases.get(key, ()):
            if not together(alias, other):
                continue
            if other.entity != alias.entity:
                raise LexiconError(
                    f"{where}: the alias {alias.text!r} belongs to {other.entity.entity_id} "
                    "already; leave it out of one of them, or give both rows periods that do "
                    "not overlap"
                )
            if other.text == alias.text and other.line and other.line != alias.line:
                raise LexiconError(
                    f"{where}: {alias.text!r} stands in line {other.line} already, for the same "
                    "entity and time; leave one of them out"
                )
        self._put(alias, key)

    def _put(self, alias: Alias, key: tuple[str, ...]) -> None:
        if len(key) > 1 and key not in self._aliases:
            self._longer.setdefault(key[0], []).append(key)
        self._aliases.setdefault(key, []).append(alias)
        seconds = self.seconds.setdefault(key[0], {})
        if len(key) > 1:
            lengths = {len(key), *seconds.get(key[1], ())}
            seconds[key[1]] = tuple(sorted(lengths, reverse=True))

    def find(self, article: Article, date: str = "") -> list[Mention]:
        """Find the mentions in an article, the longest first where several could begin.

        Parameters
        ----------
        article : Article
        date : str
            The article's date (``2024-12-01``): it decides whose a dated title is. A title
            whose holder depends on an unknown date names nobody.

        Returns
        -------
        list of Mention
            In reading order; mentions do not overlap.
        """
        found: list[Mention] = []
        behind = 0
        begun = article.column(self.begins)
        for i, heads, alone in [(i, *found) for i, found in enumerate(begun) if found]:
            if i < behind or not (alone or self._with_next(article, i, heads)):
                continue
            if name := self.match(ArticleSighting(article, i, heads), date):
                behind = i + name.length
                found.append(Mention(i, behind, name.entity, name.cut, rule=name.rule))
        if "hashtag" in article.kinds:
            hashtags = [i for i, kind in enumerate(article.kinds) if kind == "hashtag"]
            forms = [self.in_hashtag(article.words[i].form) for i in hashtags]
            named = [in_hashtag(i, names, date) for i, names in zip(hashtags, forms, strict=True)]
            found = sorted([*found, *filter(None, named)])
        return found

    def begins(self, word: Word) -> tuple[tuple[str, ...], bool] | None:
        """Give the first words of names that a word may be, and whether it may be one alone."""
        heads = self.heads[word]
        return (heads, self.alone(word, heads) is not False) if heads else None

    def _with_next(self, article: Article, i: int, heads: tuple[str, ...]) -> bool:
        """Whether a word and the next one may begin a longer name: most that may begin one do
        not go on."""
        if i + 1 == len(article.words):
            return False
        second = article.words[i + 1].norm
        return any(second in self.seconds[head] for head in heads)

    def alone(self, word: Word, heads: tuple[str, ...]) -> Found | bool | None:
        """Tell what a word names by itself: `False` for nothing, ``None`` if the text decides."""
        for head in heads:
            aliases = self._aliases.get((head,), [])
            aliases = [a for a in aliases if may_spell(word.base, a.text)]
            if not all(map(_lasts, aliases)):
                return None
            if entity := holder(aliases, ""):
                return Found(1, entity, letters_before(word, head))
        return False

    def longer(self, heads: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Entity | None]]:
        """Give the names behind first words, and who bears each: ``None`` if the text decides."""
        for head in heads:
            for key in self._longer.get(head, ()):
                aliases = self._aliases[key]
                sure = len(heads) == 1 and all(map(_lasts, aliases))
                yield key, holder(aliases, "") if sure else None

    def in_hashtag(self, form: str) -> tuple[HashtagName, ...]:
        """Give the names in a hashtag (`#الأمم_المتحدة`, `#حلب_اليوم`), the longest first."""
        parts = bare(form)[1:].split("_")
        norms = tuple(map(normalize_word, parts))
        found = []
        for length in range(len(parts), 0, -1):
            for first in range(len(parts) - length + 1):
                behind = first + length
                aliases = self._aliases.get(norms[first:behind], [])
                if length == 1:
                    aliases = [a for a in aliases if may_spell(parts[first], a.text)]
                if aliases:
                    own = parts[:first], parts[behind:]
                    before, after = (sum(len(part) + 1 for part in outside) for outside in own)
                    found.append(HashtagName(aliases, before + 1, after))
        return tuple(found)

    def match(self, sighting: Sighting, date: str) -> Found | None:
        """Give the longest name that begins at a sighting."""
        word = sighting.word
        second = "".join(sighting.norms(1))
        for head in sighting.heads:
            lengths = self.seconds[head].get(second, ())
            norms = sighting.norms(lengths[0] - 1) if lengths else ()
            for length in (*lengths, 1):
                if length > len(norms) + 1:
                    continue
                aliases = self._aliases.get((head, *norms[: length - 1]))
                if not aliases or (length > 1 and not sighting.in_one_sentence(length)):
                    continue
                if length == 1:
                    aliases = [a for a in aliases if may_spell(word.base, a.text)]
                aliases = _held(aliases, sighting, length)
                if entity := holder(aliases, date):
                    lasting = any(a.entity == entity and _lasts(a) for a in aliases)
                    rule = "lexicon" if lasting else "office"
                    return Found(length, entity, letters_before(word, head), rule)
        return None


def in_hashtag(at: int, names: Iterable[HashtagName], date: str) -> Mention | None:
    """Give the mention in a hashtag at a token, ``None`` if nobody bears its names on the day."""
    for name in names:
        if entity := holder(name.aliases, date):
            return Mention(at, at + 1, entity, name.before, name.after)
    return None


def _lasts(alias: Alias) -> bool:
    return (alias.start, alias.end) == ALWAYS


def _held(aliases: list[Alias], sighting: Sighting, length: int) -> list[Alias]:
    """Leave out a title that stands for no holder: `نائب وزير …`, `الرئيس … السابق`."""
    lasting = [a for a in aliases if _lasts(a)]
    if len(lasting) == len(aliases):
        return aliases
    if is_context(sighting.stem(-1), "deputy") or is_context(sighting.stem(length), "former"):
        return lasting
    return aliases


def gazetteer(lexicon: Lexicon = "entities") -> Gazetteer:
    """Read an entity lexicon: one that ships with sdlib, a file of the same columns, or several.

    Parameters
    ----------
    lexicon : str, Path or sequence of them
        ``"entities"``, ``"places"``, ``"world"`` or a path. Of several, each gives way to those
        before it: who an entity is, and whose a name is, the first says that knows it.

    Returns
    -------
    Gazetteer
        The same object while no file has changed.

    Raises
    ------
    LexiconError
        If a lexicon cannot be read or breaks a rule; names file and line.

    Examples
    --------
    >>> gazetteer("entities").entities["loc-syria"].name
    'سوريا'
    """
    sources = (lexicon,) if isinstance(lexicon, str | Path) else tuple(lexicon)
    return _gazetteer(tuple((source, *_state(source)) for source in sources))


def _state(source: str | Path) -> tuple[int, int]:
    """What changes when a file does, so that an edited lexicon is read again."""
    try:
        found = Path(source).stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=16)
def _gazetteer(sources: tuple[tuple[str | Path, int, int], ...]) -> Gazetteer:
    if len(sources) == 1:
        source = sources[0][0]
        return Gazetteer(read_entity_rows(source), lexicon_name(source))
    found = Gazetteer((), "")
    for source in sources:
        found.add_below(_gazetteer((source,)))
    return found
