"""Descriptions: whom `النجم الفرنسي` or `الباحثة` takes up, by the roles that an article gives.

A definite description of one person links to whom the article calls by the same noun, before
the name or behind it, else to the only one whose role is of its kind (`اللاعب` behind
`المهاجم سامر الأحمد`). Gender, nationality and somebody unnamed in between speak against it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property

from sdlib.context import is_context
from sdlib.lexicon import read_lexicon
from sdlib.normalization import normalize_word
from sdlib.phrases import Phrases
from sdlib.roles import adjective
from sdlib.runs import NameRuns
from sdlib.titles import is_office, nation_of
from sdlib.wordkinds import foreign, noun_only
from sdlib.words import Word

#: The class of what anybody may be called: `الرجل`, `الشابة`.
_ANYBODY = "anybody"
#: Adjectives that make an office of a noun: `النائب العام`.
_OFFICE = frozenset(["عام", "عامة", "أعلى", "أول", "رسمي", "رسمية", "تنفيذي", "تنفيذية"])
#: A description has no more words, a title no more tokens before its name.
_LONGEST, _REACH = 4, 8
_COMMAS = "،,"
_Role = tuple[str, frozenset[str]]


@cache
def _roles() -> dict[str, _Role]:
    """For each noun in its search form its gender ("" for both) and its classes."""
    found: dict[str, tuple[str, set[str]]] = {}
    for row in read_lexicon(
        "role_nouns",
        ["form", "gender", "class"],
        required=["form", "gender", "class"],
        choices={"gender": ("m", "f", "any")},
        key=["form", "class"],
    ):
        gender = "" if row["gender"] == "any" else row["gender"]
        found.setdefault(normalize_word(row["form"]), (gender, set()))[1].add(row["class"])
    return {form: (gender, frozenset(classes)) for form, (gender, classes) in found.items()}


def _noun(word: Word) -> str:
    """A word in its search form without article, as roles are compared (طاهي like طاه)."""
    noun = normalize_word(word.stem).removeprefix("ال")
    short = noun.removesuffix("ي")
    return short if short in _roles() else noun


@dataclass(slots=True)
class Person:
    """Somebody whom an article names, and what it calls him."""

    name: str
    #: the tokens where the name begins
    at: list[int]
    nouns: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)


class Descriptions:
    """Links the definite descriptions of one article to the persons whom it names."""

    def __init__(self, phrases: Phrases, runs: NameRuns) -> None:
        self.article = phrases.article
        self.words = phrases.article.words
        self._phrases = phrases
        self._runs = runs
        self._spoke: list[str] = []
        #: for each noun the tokens where it tells of nobody known
        self._unnamed: dict[str, list[int]] = {}

    def note(self, name: str) -> None:
        """Note who speaks: of several in one role the last speaker is meant."""
        self._spoke.append(name)

    def who(self, first: int, behind: int) -> str | None:
        """Name the person whom the phrase at some tokens takes up, None where that is open."""
        word, noun = self.words[first], _noun(self.words[first])
        role = _roles().get(noun)
        if role is None or not word.definite or not self._describes(first, behind):
            return None
        nations = _nations(self.words[first + 1 : behind])
        if is_office(noun) and behind - first > 1 and not nations:
            return None  # `الزعيم الكوري الشمالي`: of a place that is not known
        known = [p for p in self._persons if p.at[0] < first and " " in p.name]
        known = [p for p in known if _agrees(p, role[0], nations)]
        if nations and (is_office(noun) or any(p.nations for p in known if noun in p.nouns)):
            known = [p for p in known if p.nations]  # each country has its own
        same = [p for p in known if noun in p.nouns and not self._another(noun, p, first)]
        if same:
            return self._last(same).name
        kind = [p for p in known if p.classes & role[1] - {_ANYBODY}]
        return kind[0].name if len(kind) == 1 and not self._unnamed_before(noun, first) else None

    def _describes(self, first: int, behind: int) -> bool:
        """Whether only adjectives, that make no office of it, follow the noun, and no name."""
        inner = self.words[first + 1 : behind]
        if len(inner) >= _LONGEST or not all(map(_adjective, inner)):
            return False
        if behind >= len(self.words) or self.article.kinds[behind] != "word":
            return True
        return not (self._phrases.is_name(behind) or foreign(self.words[behind]))

    def _unnamed_before(self, noun: str, at: int) -> int:
        """The last token before ``at`` where a noun tells of nobody known, 0 for none."""
        return max((k + 1 for k in self._unnamed.get(noun, []) if k < at), default=0)

    def _another(self, noun: str, person: Person, at: int) -> bool:
        """Whether somebody unnamed in this role came in since a person was named."""
        return self._unnamed_before(noun, at) > max(k for k in person.at if k < at)

    def _last(self, persons: list[Person]) -> Person:
        """Who of several spoke last, else who is named most often."""
        for name in reversed(self._spoke):
            found = [p for p in persons if p.name == name]
            if found:
                return found[0]
        return max(persons, key=lambda p: len(p.at))

    @cached_property
    def _persons(self) -> list[Person]:
        """The persons of the article with their roles, in the order of their longest names."""
        found: list[tuple[set[str], Person]] = []
        begins: dict[int, Person] = {}
        ends: dict[int, Person] = {}
        for run, starts in sorted(self._runs.all(), key=lambda entry: -len(entry[0])):
            words = {normalize_word(word) for word in run}
            person = next((p for mine, p in found if words <= mine), None)
            if person is None:
                person = Person(" ".join(run), [])
                found.append((words, person))
            person.at = sorted({*person.at, *starts})
            for k in starts:
                person.nations |= _nations(self.words[max(k - 1, 0) : k])
                begins.setdefault(k, person)
                ends.setdefault(k + len(run), person)
        self._call(begins, ends)
        return [person for _, person in found]

    def _call(self, begins: dict[int, Person], ends: dict[int, Person]) -> None:
        """Note what the article calls each person, and which nouns tell of nobody known."""
        for i, word in enumerate(self.words):
            role = _roles().get(_noun(word)) if self.article.kinds[i] == "word" else None
            if role is None:
                continue
            person = self._named_before(i, ends) or self._named_behind(i, begins)
            if person:
                person.nouns.add(_noun(word))
                person.classes |= role[1]
                person.genders |= {role[0]} - {""}
                person.nations |= _nations(self.words[i + 1 : i + 1 + _LONGEST])
            elif not (word.definite or word.pronoun or word.preposition):
                behind = self.words[i + 1] if i + 1 < len(self.words) else word
                if not behind.definite or behind.preposition:
                    self._unnamed.setdefault(_noun(word), []).append(i)

    def _named_before(self, i: int, ends: dict[int, Person]) -> Person | None:
        """`سامر الأحمد لاعب …`, `سامر الأحمد، مدرب …`: whose name ends before a role."""
        word = self.words[i]
        if word.preposition or word.conjunction:
            return None
        return ends.get(i) or (ends.get(i - 1) if i and self._comma(i - 1) else None)

    def _named_behind(self, i: int, begins: dict[int, Person]) -> Person | None:
        """`النجم الفرنسي سامر الأحمد`: whose name begins behind a role and its adjectives."""
        limit = min(i + _REACH, self.article.ranges[self.article.sentence_of[i]][1])
        for k in range(i + 1, limit):
            if k in begins or (self._comma(k) and k + 1 in begins):
                return begins.get(k) or begins[k + 1]
            word = self.words[k]
            if self.article.kinds[k] != "word" or not word.definite:
                return None
            if word.preposition or word.conjunction:
                return None
        return None

    def _comma(self, i: int) -> bool:
        """Whether a comma stands at a token."""
        return self.article.text[self.article.starts[i]] in _COMMAS


def _adjective(word: Word) -> bool:
    """Whether a definite word only describes: no family name, no office, no noun."""
    form = word.stem.removeprefix("ال")
    if not word.definite or word.conjunction or word.preposition or word.pronoun:
        return False
    if nation_of(word.form) or is_context(form, "former"):
        return True
    return form not in _OFFICE and adjective(word) and not noun_only(word)


def _nations(words: Iterable[Word]) -> set[str]:
    """The countries of the adjectives among some words, with article or without."""
    forms = ("ال" + word.form.removeprefix("ال") for word in words)
    return {nation for form in forms if (nation := nation_of(form))}


def _agrees(person: Person, gender: str, nations: set[str]) -> bool:
    """Whether nothing that is known of a person speaks against a gender and nationality."""
    if gender and person.genders and gender not in person.genders:
        return False
    return not (nations and person.nations and not nations & person.nations)
