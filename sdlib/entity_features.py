"""Entity features: what a recogniser of names is shown of each token.

The word and its parts, what our lexicons say of it, the class of words that it is used like
(`word_clusters.tsv`), names that are known or that rules discover, and the same of the words
beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from sdlib.article import Article
from sdlib.context import is_context
from sdlib.entities import gazetteer
from sdlib.frequencies import OCTAVE, level, one_alef
from sdlib.known_bodies import find_bodies
from sdlib.lemmas import lemmatize
from sdlib.lexicon import read_lexicon
from sdlib.name_search import NameSearch
from sdlib.nominals import derived_forms, nominal_forms
from sdlib.normalization import normalize_word
from sdlib.particles import particles
from sdlib.proper_names import name_words
from sdlib.repetitions import stretches
from sdlib.roles import speaker_noun
from sdlib.wordkinds import foreign, verb_evidence
from sdlib.words import Word, read_word, search_form

#: Models know features by their names: a model of another version is refused. Raise it when
#: features change; a new row in a lexicon changes none.
VERSION = 1

#: Classes of `context_words.tsv` that tell of names in or beside a word.
_GROUPS = (
    "given_name",
    "rank",
    "deputy",
    "medium",
    "occasion",
    "former",
    "between",
    "event_noun",
    "verb",
    "time",
    "negator",
    "auxiliary",
    "boundary",
    "adjunct",
    "not_a_verb",
)
#: Endings of adjectives made from names of places.
_NISBA = ("ي", "ية", "يه", "يين", "يون", "يتين")
#: The words beside that are shown with a token.
_BESIDE = (-2, -1, 1, 2)
_LONGEST_PART = 4
#: Foreign names are spelt in many ways: غ, ج and ك for g, long vowels or none.
_SPELT_ALIKE = str.maketrans({"غ": "ج", "ق": "ك", "ط": "ت", "ث": "س", **dict.fromkeys("اويىهء")})
_SHORTEST_SOUND = 3
#: Longer quotations are speech and no names.
_LONGEST_TITLE = 8


class _Shown(NamedTuple):
    """What is shown of a word by itself, the strings made once."""

    #: search form and sort of word, for pairs of neighbours
    form: str
    sort: str
    cluster: str
    #: what it tells of a name behind it: a noun for those who speak, a given name
    leads: tuple[str, ...]
    own: tuple[str, ...]
    #: by the distance of the token that it is shown beside
    beside: dict[int, tuple[str, ...]]


_EDGE = {o: f"{o}:edge" for o in _BESIDE}


def token_features(article: Article) -> list[list[str]]:
    """Give what a recogniser is shown of each token of an article.

    Parameters
    ----------
    article : Article

    Returns
    -------
    list of list of str
        One list a token, names of features that are present.

    Examples
    --------
    >>> from sdlib.article import read_article
    >>> shown = token_features(read_article("زار الوزير سعد"))
    >>> [name for name in shown[2] if name in ("w=سعد", "-1:role=person", "name=given_name")]
    ['w=سعد', 'name=given_name', '-1:role=person']
    """
    shown = [_shown(word, kind) for word, kind in zip(article.words, article.kinds, strict=True)]
    lemmas = lemmatize(article.words)
    known, discovered = _names(article)
    quoted = _quoted(article)
    bodies = find_bodies([word.form for word in shown])
    found: list[list[str]] = [[] for _ in shown]
    for first, behind in article.ranges:
        for i in range(first, behind):
            names = found[i]
            names += shown[i].own
            names += quoted[i]
            names += discovered[i]
            names += [f"{j - i}:body={bodies[j]}" for j in _around(i, first, behind) if bodies[j]]
            for o in _BESIDE:
                j = i + o
                if first <= j < behind:
                    names += shown[j].beside[o]
                else:
                    names.append(_EDGE[o])
            names += _by_place(shown, lemmas, known, range(first, behind), i)
            if i > first:
                names += [f"-1:{name}" for name in discovered[i - 1][:1]]
            if i + 1 < behind:
                names += [f"+1:{name}" for name in discovered[i + 1][:1]]
    for i, names in _elsewhere(article, shown, known, discovered):
        found[i] += names
    return found


def _around(i: int, first: int, behind: int) -> range:
    """The token and those right beside it, within its sentence."""
    return range(max(first, i - 1), min(behind, i + 2))


def _by_place(
    shown: Sequence[_Shown], lemmas: Sequence[str], known: Sequence[str], place: range, i: int
) -> Iterator[str]:
    """What depends on the place: lemmas and known names around, and pairs of neighbours."""
    this = shown[i]
    yield f"lemma={lemmas[i]}"
    yield f"known={known[i]}"
    if i > place.start:
        before = shown[i - 1]
        yield f"-1:lemma={lemmas[i - 1]}"
        yield f"-1:known={known[i - 1]}"
        yield f"-1,0:w={before.form} {this.form}"
        yield f"-1,0:sort={before.sort} {this.sort}"
        yield f"-1,0:c={before.cluster} {this.cluster}"
    if i > place.start + 1:
        yield f"-2:lemma={lemmas[i - 2]}"
    if i + 1 < place.stop:
        after = shown[i + 1]
        yield f"+1:lemma={lemmas[i + 1]}"
        yield f"+1:known={known[i + 1]}"
        yield f"0,+1:w={this.form} {after.form}"
        yield f"0,+1:sort={this.sort} {after.sort}"
        yield f"0,+1:c={this.cluster} {after.cluster}"


def _names(article: Article) -> tuple[list[str], list[tuple[str, ...]]]:
    """For each token the type of a known name, and what rules take it for, with the rule."""
    mentions = gazetteer(("entities", "places")).find(article)
    known = ["-"] * len(article.words)
    for mention in mentions:
        for i in range(mention.first, mention.behind):
            known[i] = f"{'B' if i == mention.first else 'I'}-{mention.entity.type}"
    discovered: list[tuple[str, ...]] = [()] * len(article.words)
    for name in NameSearch(article, mentions).names():
        for i in range(name.first, name.behind):
            label = f"found={'B' if i == name.first else 'I'}-{name.type}"
            discovered[i] = (label, f"{label} {name.rule}")
    return known, discovered


def _elsewhere(
    article: Article,
    shown: Sequence[_Shown],
    known: Sequence[str],
    discovered: Sequence[tuple[str, ...]],
) -> Iterator[tuple[int, list[str]]]:
    """For each word that the article has again, what any of its places tells of it."""
    places: dict[tuple[int, str], list[int]] = {}
    for number, stretch in enumerate(stretches(article)):
        for i in stretch:
            if article.kinds[i] == "word":
                places.setdefault((number, shown[i].form), []).append(i)
    for indices in places.values():
        if len(indices) > 1:
            told: set[str] = set()
            for i in indices:
                told.update(discovered[i][1:])
                if known[i] != "-":
                    told.add(f"known={known[i]}")
                if i and article.kinds[i - 1] == "word":
                    told.update(shown[i - 1].leads)
            names = ["again", *(f"again:{name}" for name in sorted(told))]
            yield from ((i, names) for i in indices)


def _quoted(article: Article) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [()] * len(article.words)
    for quotation in article.quotations:
        if quotation.last - quotation.first <= _LONGEST_TITLE:
            inside = range(quotation.first + 1, quotation.last)
            found[inside.start : inside.stop] = [("quoted",)] * len(inside)
    return found


@lru_cache(maxsize=1 << 17)
def _shown(word: Word, kind: str) -> _Shown:
    form = search_form(word)
    stem = word.stem.removeprefix("ال") if word.definite else word.stem
    sort = _sort(word, stem) if kind == "word" else kind
    clusters = _clusters().get(form) or _clusters().get(normalize_word(stem)) or ()
    window = [f"w={form}", f"sort={sort}", *(f"c{k}={c}" for k, c in enumerate(clusters))]
    if kind == "word":
        window += _lexical(word)
    own = [*window, f"form={word.norm}"]
    if kind in ("word", "hashtag", "mention"):
        own += _parts(word, normalize_word(stem) or form)
    beside = {o: tuple(f"{o}:{name}" for name in window) for o in _BESIDE}
    leads = tuple(f"-1:{name}" for name in window if name.startswith(("role=", "name=given")))
    return _Shown(form, sort, clusters[1] if clusters else "-", leads, tuple(own), beside)


def _sort(word: Word, stem: str) -> str:
    """Parts of speech that the lexicons allow, and the article."""
    nominal = {f.pos[0] for f in nominal_forms(stem)}
    found = "f" if one_alef(word.stem) in particles() else ""
    found += "".join(sorted(nominal)) or ("d" if derived_forms(stem) else "")
    found += f"v{verb_evidence(word)}"
    return found + ("x" if foreign(word) else "") + ("+" if word.definite else "")


def _lexical(word: Word) -> Iterator[str]:
    yield f"lead={word.conjunction}{word.preposition}"
    nisba = "y" if word.base.endswith(_NISBA) else ""
    yield f"shape={'+' if word.definite else ''}{'p' if word.pronoun else ''}{nisba}"
    if role := speaker_noun(word):
        yield f"role={role[0]}"
    for group in _GROUPS:
        if is_context(word.base, group) or is_context(word.form, group):
            yield f"name={group}" if group == "given_name" else f"group={group}"
    if one_alef(word.base) in name_words():
        yield "name=part"
    if not word.definite and len(sound := _sound(word.stem)) >= _SHORTEST_SOUND:
        for kind in _sounds().get(sound, ()):
            yield f"sounds={kind}"


def _parts(word: Word, stem: str) -> Iterator[str]:
    usual = max(level(one_alef(word.stem)), level(one_alef(word.base)))
    yield f"level={usual // (2 * OCTAVE)}"
    yield f"length={min(len(stem), 8)}"
    yield f"stem={stem}"
    yield f"sound={_sound(stem)}"
    for size in range(1, min(_LONGEST_PART, len(stem)) + 1):
        yield f"begin={stem[:size]}"
        yield f"end={stem[-size:]}"
    yield f"form:begin={word.norm[:3]}"
    yield f"form:end={word.norm[-3:]}"


def _sound(word: str) -> str:
    """The consonants of a word, those alike that foreign names are spelt with in turn."""
    return normalize_word(word).translate(_SPELT_ALIKE)


@cache
def _sounds() -> dict[str, tuple[str, ...]]:
    """The types of known names that hold a word, by the word's sound."""
    found: dict[str, set[str]] = {}
    for words, entities in gazetteer(("entities", "places")).names().items():
        for word in words:
            if not word.startswith("ال") and foreign(read_word(word)):
                kinds = {e.type for e in entities if e.type in ("PER", "LOC")}
                found.setdefault(_sound(word), set()).update(kinds)
    return {sound: tuple(sorted(kinds)) for sound, kinds in found.items()}


@cache
def _clusters() -> dict[str, tuple[str, ...]]:
    rows = read_lexicon(
        "word_clusters",
        ["form", "coarse", "middle", "fine"],
        required=["form", "coarse", "middle", "fine"],
        key=["form"],
    )
    return {row["form"]: (row["coarse"], row["middle"], row["fine"]) for row in rows}
