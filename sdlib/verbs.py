"""Verbs: the forms of each verb of the lexicon, and the verbs that a form can belong to.

A row of ``verbs.tsv`` holds the perfect and the imperfect of the third person; weak,
hollow and doubled verbs show their class in the two. Forms are compared without
diacritics and with one alef, as news writes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from sdlib.frequencies import one_alef
from sdlib.lexicon import read_lexicon

_SHADDA = "\N{ARABIC SHADDA}"
_PREFIXES = frozenset("يتنا")
#: Endings of the perfect that begin with a consonant: I, you, we, they (feminine).
_CONSONANT = ("ت", "نا", "ن", "تم", "تما", "تن")


class VerbForm(NamedTuple):
    """One way to read a form as a verb: its lemma, and perfect, imperfect or jussive."""

    lemma: str
    aspect: str


def verb_forms(form: str) -> tuple[VerbForm, ...]:
    """Give the verbs that a form without clitics can belong to.

    Parameters
    ----------
    form : str
        A bare word (`sdlib.normalization.bare`), any spelling of alef.

    Returns
    -------
    tuple of VerbForm
        In the order of the lexicon; empty when no verb of it has the form.

    Examples
    --------
    >>> [f.lemma for f in verb_forms("يقولون")]
    ['قال']
    >>> [(f.lemma, f.aspect) for f in verb_forms("عاد")]
    [('عاد', 'perfect')]
    """
    key = one_alef(form)
    perfect, imperfect = _tables()
    found = perfect.get(key, ())
    if key[:1] in _PREFIXES:
        found += imperfect.get(key[1:], ())
    return found


@cache
def _rows() -> list[dict[str, str]]:
    columns = ["lemma", "imperfect", "note"]
    return read_lexicon("verbs", columns, required=columns[:2], key=columns[:2])


def derived_nominals() -> Iterator[tuple[str, str]]:
    """Give the participles and verbal nouns that follow from a verb's form by rule alone."""
    for row in _rows():
        if row["note"]:
            continue
        doubled = row["lemma"].endswith(_SHADDA)
        lemma, tail = row["lemma"].rstrip(_SHADDA), row["imperfect"][1:]
        derived = len(lemma) + doubled > 3 or len(tail) > len(lemma) or lemma[0] in "أآ"
        weak = {lemma[-1], tail[-1]} & set("يىوا")
        if len(tail) > 2 and (derived or tail[0] != "و"):
            yield "م" + tail, "adj"
        if weak or doubled or _is_hollow(lemma, row["imperfect"], doubled):
            continue
        if not derived and len(lemma) == 3 and lemma[1] not in "اوي":
            yield lemma[0] + "ا" + lemma[1:], "adj"
        yield from ((noun, "noun") for noun in _verbal_noun(lemma))


def _verbal_noun(lemma: str) -> Iterator[str]:
    """Of sound verbs: forms III to X, each with its pattern."""
    if lemma[0] == "ت" and len(lemma) > 3:
        yield lemma
    elif lemma[0] == "أ" and len(lemma) == 4:
        yield "إ" + lemma[1:3] + "ا" + lemma[3]
    elif lemma[0] == "ا" and len(lemma) in (5, 6):
        yield lemma[:-1] + "ا" + lemma[-1]
    elif len(lemma) == 4 and lemma[1] == "ا":
        yield "م" + lemma + "ة"
    elif len(lemma) == 3:
        yield "ت" + lemma[:2] + "ي" + lemma[2]


@cache
def _tables() -> tuple[dict[str, tuple[VerbForm, ...]], dict[str, tuple[VerbForm, ...]]]:
    """The forms of the perfect, and those of the imperfect without the letter of the person."""
    perfect: dict[str, tuple[VerbForm, ...]] = {}
    imperfect: dict[str, tuple[VerbForm, ...]] = {}
    for row in _rows():
        doubled = row["lemma"].endswith(_SHADDA)
        lemma = row["lemma"].rstrip(_SHADDA)
        for form in set(_perfect(lemma, row["imperfect"], doubled)):
            _add(perfect, form, VerbForm(lemma, "perfect"))
        whole = set(_imperfect(lemma, row["imperfect"], doubled))
        for form in whole:
            _add(imperfect, form, VerbForm(lemma, "imperfect"))
        for form in set(_jussive(lemma, row["imperfect"])) - whole:
            _add(imperfect, form, VerbForm(lemma, "jussive"))
    return perfect, imperfect


def _add(table: dict[str, tuple[VerbForm, ...]], form: str, reading: VerbForm) -> None:
    key = one_alef(form)
    if reading not in table.get(key, ()):
        table[key] = (*table.get(key, ()), reading)


def _is_hollow(lemma: str, imperfect: str, doubled: bool) -> bool:
    return not doubled and len(lemma) > 2 and lemma[-2] == "ا" and imperfect[-2] in "ويا"


def _perfect(lemma: str, imperfect: str, doubled: bool) -> Iterator[str]:
    """Active and passive; those with an object pronoun too where the ending changes."""
    stem, last = lemma[:-1], lemma[-1]
    if last in "ىا" and not doubled:
        weak = "و" if imperfect[-1] == "و" else "ي"
        yield from (lemma, stem + "ا", stem + "ت", stem + "تا", stem + weak + "ا")
        yield from _plural(stem)
        yield from (stem + weak + ending for ending in _CONSONANT)
        yield from (stem + "ي", stem + "يت")
        return
    yield from (lemma, lemma + "ت", lemma + "ا", lemma + "تا")
    yield from _plural(stem if last == "ي" else lemma)
    short = lemma
    if doubled:
        short = lemma + last
    elif _is_hollow(lemma, imperfect, doubled):
        short = lemma[:-2] + last
        yield from (p + e for p in [lemma[:-2] + "ي" + last] for e in ("", "ت", "ا", "وا"))
    yield from (short + ending for ending in _CONSONANT)
    if last in "أئؤء" and len(lemma) > 2:
        # قرأ: قُرئ, قرؤوا
        yield from (stem + "ئ", stem + "ئت", stem + "ؤوا", stem + "ؤو", stem + "ئوا", stem + "ئو")
    if len(lemma) > 3 and lemma[1] == "ا" and lemma[0] not in "اأإ":
        # The passive of the third form: عوقب, and of the sixth below.
        yield from (lemma[0] + "و" + lemma[2:] + ending for ending in ("", "ت", "وا", "ا"))
    if len(lemma) > 4 and lemma[0] == "ت" and lemma[2] == "ا":
        yield from (lemma[:2] + "و" + lemma[3:] + ending for ending in ("", "ت"))


def _plural(stem: str) -> tuple[str, str]:
    return stem + "وا", stem + "و"


def _imperfect(lemma: str, imperfect: str, doubled: bool) -> Iterator[str]:
    """Without the letter of the person: singular, dual, plural, their short forms, passive."""
    tail = imperfect[1:]
    stem, last = tail[:-1], tail[-1]
    if last in "يوى" and not doubled:
        yield from (tail, stem + "ا" if last == "ى" else tail, stem + "ى", stem + "ين")
        dual = stem + "ي" if last == "ى" else tail
        yield from (dual + "ان", dual + "ا", stem + "ون", *_plural(stem), dual + "ن")
        return
    yield from (tail, tail + "ان", tail + "ا", tail + "ون", *_plural(tail), tail + "ين")
    if last in "أئؤء":
        yield from (stem + "ؤون", stem + "ؤوا", stem + "ؤو", stem + "ئون", stem + "آن")
    if _is_hollow(lemma, imperfect, doubled):
        passive = tail[:-2] + "ا" + last
        yield from (passive, passive + "ون", passive + "ان", passive + "وا")
        yield tail[:-2] + last + "ن"
    else:
        yield tail + "ن" if not doubled else tail + last + "ن"
    if lemma[0] == "و" and len(tail) == len(lemma) - 1:
        yield from ("و" + tail + ending for ending in ("", "ون", "ان", "وا"))


def _jussive(lemma: str, imperfect: str) -> Iterator[str]:
    tail = imperfect[1:]
    if tail[-1] in "يوى":
        yield tail[:-1]
    elif len(lemma) > 2 and lemma[-2] == "ا" and tail[-2:-1] in ("و", "ي", "ا"):
        yield tail[:-2] + tail[-1]
