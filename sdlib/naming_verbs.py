"""Verbs of naming: what calls, describes or judges somebody, in all persons, from a lexicon.

A row of ``naming_verbs.tsv`` holds the perfect and the imperfect of the third person, the
passives where they are used, and what the verb can do (`USES`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from sdlib.forms import refuse, require_words
from sdlib.lexicon import read_lexicon

#: What a verb can do: give a name (its object), describe (behind ب), judge (its object), deem
#: (the same, but it has other senses too), make known (passive, behind ب), say (that it is so)
#: and put a name upon somebody (`أطلق عليه`).
USES = ("name", "describe", "judge", "deem", "known", "say", "upon")
PRONOUNS = ("ه", "ها", "هم", "هما", "هن")
_HAMZA = re.compile("[أإآ]")
_COLUMNS = ("lemma", "imperfect", "passives", "uses", "note")


class Naming(NamedTuple):
    """One way to read a form as a verb of naming; ``gender`` and ``number`` are the namer's."""

    lemma: str
    uses: frozenset[str]
    passive: bool
    gender: str
    number: str
    pronoun: str


def naming(form: str) -> tuple[Naming, ...]:
    """Give the readings of a bare form as a verb of naming, without و or ف in front.

    Parameters
    ----------
    form : str
        A word without diacritics and tatweel (`sdlib.normalization.bare`).

    Examples
    --------
    >>> [(n.lemma, n.gender, n.number, n.pronoun) for n in naming("يسمونها")]
    [('سمى', 'm', 'p', 'ها'), ('أسمى', 'm', 'p', 'ها')]
    >>> [(n.lemma, n.passive) for n in naming("توصف")]
    [('وصف', True)]
    """
    return _forms().get(form, ())


@cache
def _forms() -> dict[str, tuple[Naming, ...]]:
    table: dict[str, tuple[Naming, ...]] = {}
    rows = read_lexicon(
        "naming_verbs", _COLUMNS, required=["lemma", "imperfect", "uses"], key=["lemma"]
    )
    for row in rows:
        for form, reading in _read(row):
            for spelling in {form, _HAMZA.sub("ا", form)}:
                if reading not in table.get(spelling, ()):
                    table[spelling] = (*table.get(spelling, ()), reading)
    return table


def _read(row: Mapping[str, str]) -> Iterator[tuple[str, Naming]]:
    """All forms of a verb: active with a pronoun and without, and passive."""
    lemma, imperfect, uses = row["lemma"], row["imperfect"], frozenset(row["uses"].split())
    passives = row["passives"].split()
    require_words("naming_verbs", row, [lemma, imperfect, *passives])
    if unknown := uses - set(USES):
        raise refuse("naming_verbs", row, f"unknown use(s) {', '.join(sorted(unknown))}")
    for form, gender, number in (*_perfect(lemma), *_imperfect(imperfect)):
        yield form, Naming(lemma, uses, False, gender, number, "")
        for pronoun in PRONOUNS:
            yield _bound(form) + pronoun, Naming(lemma, uses, False, gender, number, pronoun)
    for passive in passives:
        inflect = _imperfect if passive[0] == "ي" else _perfect
        for form, gender, number in inflect(passive):
            yield form, Naming(lemma, uses, True, gender, number, "")


def _bound(form: str) -> str:
    """The form before a pronoun: سموا and سموه, سمى and سماه, رأى and رآه, سميتم and سميتموه."""
    if form.endswith("أى"):
        return form[:-2] + "آ"
    if form.endswith("ى"):
        return form[:-1] + "ا"
    if form.endswith("تم"):
        return form + "و"
    return form[:-1] if form.endswith("وا") else form


def _perfect(lemma: str) -> Iterator[tuple[str, str, str]]:
    stem, last = lemma[:-1], lemma[-1]
    short = lemma
    if last in "ىا":
        short = stem + ("و" if last == "ا" else "ي")
    elif len(lemma) == 3 and lemma[1] == "ا":
        short = lemma[0] + last
    elif len(lemma) == 2:
        short = lemma + last
    weak = last in "ىا"
    base = stem if weak else lemma
    dual = (short if weak else lemma) + "ا"
    plural = (stem if last in "ىاي" else lemma) + "وا"
    yield from ((lemma, "m", "s"), (base + "ت", "f", "s"), (dual, "m", "d"))
    yield from ((base + "تا", "f", "d"), (plural, "m", "p"), (short + "ن", "f", "p"))
    if len(plural) > 5:
        # أطلقو, as some write it; سمو would be a title.
        yield plural[:-1], "m", "p"
    yield from ((short + "ت", "", "s"), (short + "نا", "", "p"), (short + "تم", "", "p"))


def _imperfect(verb: str) -> Iterator[tuple[str, str, str]]:
    tail = verb[1:]
    stem = tail[:-1] if tail[-1] in "يوى" else tail
    dual = stem + "ي" if tail[-1] == "ى" else tail
    yield from (("ي" + tail, "m", "s"), ("ت" + tail, "f", "s"))
    yield from (("ن" + tail, "", "p"), ("أ" + tail, "", "s"))
    yield from (("ي" + dual + "ان", "m", "d"), ("ت" + dual + "ان", "f", "d"))
    yield from (("ي" + stem + "ون", "m", "p"), ("ت" + stem + "ون", "", "p"))
    yield from (("ي" + stem + "وا", "m", "p"), ("ي" + dual + "ن", "f", "p"))
