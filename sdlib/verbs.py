"""Verbs: the forms of each verb of the lexicon, and the verbs that a form can belong to.

A row of ``verbs.tsv`` holds the perfect and the imperfect of the third person; weak,
hollow and doubled verbs show their class in the two. Forms are compared without
diacritics and with one alef, as news writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sdlib.forms import refuse, require_words
from sdlib.frequencies import level, one_alef
from sdlib.lexicon import read_lexicon

_SHADDA = "\N{ARABIC SHADDA}"
_PREFIXES = frozenset("يتنا")
_HAMZAS = "أئؤء"
#: Endings of the perfect that begin with a consonant: I, you, we, they (feminine).
_CONSONANT = ("ت", "نا", "ن", "تم", "تما", "تن")
#: What a final hamza is written on behind a short vowel, by the long vowel that it was.
_SEATS = {"ي": "ئ", "ا": "أ", "و": "ؤ"}
_NOTES = ("", "rare", "intransitive")


class VerbForm(NamedTuple):
    """One way to read a form as a verb: its lemma, and perfect, imperfect or jussive."""

    lemma: str
    aspect: str


class Verb(NamedTuple):
    """A row of the lexicon: the perfect and imperfect of the third person, without shadda."""

    lemma: str
    imperfect: str
    doubled: bool
    note: str

    @property
    def tail(self) -> str:
        """The imperfect without the letter of the person."""
        return self.imperfect[1:]

    @property
    def hollow(self) -> bool:
        """Whether the middle radical is a long vowel: قال, أعاد, اختار."""
        vowels = self.lemma[-2:-1], self.imperfect[-2]
        return not self.doubled and len(self.lemma) > 2 and vowels[0] == "ا" and vowels[1] in _SEATS

    @property
    def defective(self) -> bool:
        """Whether the perfect ends in a long vowel that other forms drop: نفى, دعا."""
        return not self.doubled and self.lemma[-1] in "ىا"

    @property
    def third(self) -> bool:
        """Whether it is of the third form (عاقب), whose passive is عوقب."""
        return len(self.lemma) > 3 and self.lemma[1] == "ا" and self.lemma[0] not in "اأإآ"


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


def neighbours(form: str, aspect: str, *, weak: str = "ىا") -> int:
    """Say how usual a form's neighbours in the verb's paradigm are, which no noun shares.

    Parameters
    ----------
    form : str
        A bare form without clitics in front.
    aspect : str
        How it is read (`VerbForm.aspect`): the perfect is looked up as she and they, every
        other form in the other person.
    weak : str
        The last letters of a perfect that are left out before an ending: ا too, unless it
        is rather that of the accusative (`دعما`).

    Returns
    -------
    int
        A level of `sdlib.frequencies`.

    Examples
    --------
    >>> neighbours("دعا", "perfect") == max(level("دعت"), level("دعوا"))
    True
    >>> neighbours("يدعو", "imperfect") == level("تدعو")
    True
    """
    if aspect == "perfect":
        if form.endswith("ت"):
            return level(one_alef(form[:-1] + "وا"))
        stem = form[:-1] if form[-1] in weak else form
        return max(level(one_alef(stem + "ت")), level(one_alef(stem + "وا")))
    return level(one_alef(("ت" if form[0] == "ي" else "ي") + form[1:]))


def read_verbs(source: str | Path = "verbs") -> list[Verb]:
    """Read a lexicon of verbs.

    Parameters
    ----------
    source : str or Path
        The name of a lexicon that ships with sdlib, or a path to a table like it.

    Raises
    ------
    LexiconError
        If a row is no verb: a perfect or imperfect that is no bare word, an imperfect that
        does not begin with ي, an unknown note; names file and line.

    Examples
    --------
    >>> next(verb for verb in read_verbs() if verb.doubled)
    Verb(lemma='أتم', imperfect='يتم', doubled=True, note='')
    """
    columns = ["lemma", "imperfect", "note"]
    rows = read_lexicon(
        source, columns, required=columns[:2], choices={"note": _NOTES}, key=columns[:2]
    )
    return [_verb(source, row) for row in rows]


def _verb(source: str | Path, row: Mapping[str, str]) -> Verb:
    lemma, imperfect = row["lemma"].removesuffix(_SHADDA), row["imperfect"]
    require_words(source, row, [lemma, imperfect])
    if imperfect[0] != "ي" or len(imperfect) < 3:
        raise refuse(source, row, f"the imperfect {imperfect} must begin with ي, as يكتب does")
    return Verb(lemma, imperfect, row["lemma"].endswith(_SHADDA), row["note"])


@cache
def _verbs() -> list[Verb]:
    return read_verbs()


def derived_nominals() -> Iterator[tuple[str, str]]:
    """Give the participles and verbal nouns that follow from a verb's form by rule alone.

    Examples
    --------
    >>> [("متأقلم", "adj") in derived_nominals(), ("تأقلم", "noun") in derived_nominals()]
    [True, True]
    """
    for verb in _verbs():
        if verb.note != "rare":
            yield from _derived(verb)


def verbal_nouns() -> Iterator[tuple[str, str]]:
    """Give the verbal nouns that follow from a verb's form by rule alone, with their verbs.

    Examples
    --------
    >>> [("استخدام", "استخدم") in verbal_nouns(), ("إعادة", "أعاد") in verbal_nouns()]
    [True, True]
    """
    for verb in _verbs():
        if verb.note == "rare" or verb.doubled or verb.lemma[-1] in "يىوا":
            continue
        if not verb.hollow:
            yield from ((noun, verb.lemma) for noun in _verbal_noun(verb.lemma))
        elif verb.lemma[0] == "أ":
            yield "إ" + verb.lemma[1:] + "ة", verb.lemma
        elif verb.lemma.startswith("است"):
            yield verb.lemma + "ة", verb.lemma


def _derived(verb: Verb) -> Iterator[tuple[str, str]]:
    lemma, tail = verb.lemma, verb.tail
    derived = len(lemma) + verb.doubled > 3 or len(tail) > len(lemma) or lemma[0] in "أآ"
    if len(tail) > 2 and (derived or tail[0] != "و"):
        yield "م" + tail, "adj"
    if {lemma[-1], tail[-1]} & set("يىوا") or verb.doubled or verb.hollow:
        return
    if not derived and len(lemma) == 3 and lemma[1] not in "اوي":
        yield lemma[0] + "ا" + lemma[1:], "adj"
    yield from ((noun, "noun") for noun in _verbal_noun(lemma))


def _verbal_noun(lemma: str) -> Iterator[str]:
    """Of sound verbs: forms II to X, each with its pattern."""
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


_Table = dict[str, tuple[VerbForm, ...]]


@cache
def _tables() -> tuple[_Table, _Table]:
    """The forms of the perfect, and those of the imperfect without the letter of the person."""
    perfect: _Table = {}
    imperfect: _Table = {}
    for verb in _verbs():
        _add(perfect, _perfect(verb), VerbForm(verb.lemma, "perfect"))
        whole = set(_imperfect(verb))
        _add(imperfect, whole, VerbForm(verb.lemma, "imperfect"))
        short = (form for form in _jussive(verb) if form not in whole)
        _add(imperfect, short, VerbForm(verb.lemma, "jussive"))
    return perfect, imperfect


def _add(table: _Table, forms: Iterable[str], reading: VerbForm) -> None:
    alone = (reading,)
    for form in forms:
        # Each form comes once: kept in `one_alef`'s table, it would only push out what is asked.
        found = table.setdefault(one_alef.__wrapped__(form), alone)
        if reading not in found:
            table[one_alef.__wrapped__(form)] = (*found, reading)


def _perfect(verb: Verb) -> Iterator[str]:
    """Active and passive; those with an object pronoun too where the ending changes."""
    if verb.defective:
        yield from _perfect_of_defective(verb)
        return
    lemma, stem, last = verb.lemma, verb.lemma[:-1], verb.lemma[-1]
    yield from (lemma, lemma + "ت", lemma + "ا", lemma + "تا")
    yield from _plural(stem if last == "ي" else lemma)
    yield from (_short(verb) + ending for ending in _CONSONANT)
    if last in _HAMZAS and len(lemma) > 2:
        # قرأ: قُرئ, قرؤوا
        yield from (stem + "ئ", stem + "ئت", stem + "ؤوا", stem + "ؤو", stem + "ئوا", stem + "ئو")
    if verb.note == "intransitive":
        return
    if verb.hollow:
        yield from (lemma[:-2] + "ي" + last + ending for ending in ("", "ت", "ا", "وا"))
    if verb.third:
        yield from (lemma[0] + "و" + lemma[2:] + ending for ending in ("", "ت", "وا", "ا"))
    if len(lemma) > 4 and lemma[0] == "ت" and lemma[2] == "ا":
        # The passive of the sixth form: تُبودل.
        yield from (lemma[:2] + "و" + lemma[3:] + ending for ending in ("", "ت"))


def _perfect_of_defective(verb: Verb) -> Iterator[str]:
    lemma, stem = verb.lemma, verb.lemma[:-1]
    weak = "و" if verb.imperfect[-1] == "و" else "ي"
    yield from (lemma, stem + "ا", stem + "ت", stem + "تا", stem + weak + "ا")
    yield from _plural(stem)
    yield from (stem + weak + ending for ending in _CONSONANT)
    passive = lemma[0] + "و" + lemma[2:-1] if verb.third else stem
    yield from (passive + "ي", passive + "يت")


def _short(verb: Verb) -> str:
    """The perfect before an ending that begins with a consonant: قل(ت), جئ(ت), مدد(ت)."""
    lemma, last = verb.lemma, verb.lemma[-1]
    if verb.doubled:
        return lemma + last
    if not verb.hollow:
        return lemma
    if last == "ء":
        last = "أ" if len(lemma) > 3 else "ؤ" if verb.imperfect[-2] == "و" else "ئ"
    return lemma[:-2] + last


def _plural(stem: str) -> tuple[str, str]:
    return stem + "وا", stem + "و"


def _imperfect(verb: Verb) -> Iterator[str]:
    """Without the letter of the person: singular, dual, plural, their short forms, passive."""
    tail = verb.tail
    stem, last = tail[:-1], tail[-1]
    if last in "يوىا" and not verb.doubled:
        yield from _imperfect_of_defective(tail)
        return
    yield from (tail, tail + "ان", tail + "ا", tail + "ون", *_plural(tail), tail + "ين")
    if last in _HAMZAS:
        yield from (stem + "ؤون", stem + "ؤوا", stem + "ؤو", stem + "ئون", stem + "آن")
    if verb.hollow:
        yield tail[:-2] + last + "ن"
    else:
        yield tail + (last if verb.doubled else "") + "ن"
    if (passive := _passive(verb)) and verb.note != "intransitive":
        yield from (passive + ending for ending in ("", "ون", "ان", "وا"))


def _imperfect_of_defective(tail: str) -> Iterator[str]:
    stem, last = tail[:-1], tail[-1]
    dual = stem + "ي" if last in "ىا" else tail
    yield from (tail, stem + "ا" if last == "ى" else tail, stem + "ى", stem + "ين")
    yield from (dual + "ان", dual + "ا", stem + "ون", *_plural(stem), dual + "ن")
    if tail[0] == "أ":
        yield "ؤ" + stem[1:] + "ى"


def _passive(verb: Verb) -> str:
    """The imperfect's passive where it is written otherwise: يُقال, يوجد, يؤخذ."""
    tail = verb.tail
    if verb.hollow:
        return tail[:-2] + "ا" + tail[-1]
    if verb.lemma[0] == "و" and len(tail) == len(verb.lemma) - 1:
        return "و" + tail
    return "ؤ" + tail[1:] if tail[0] == "أ" else ""


def _jussive(verb: Verb) -> Iterator[str]:
    tail = verb.tail
    if tail[-1] in "يوىا":
        yield tail[:-1]
    elif verb.hollow:
        yield tail[:-2] + (_SEATS[tail[-2]] if tail[-1] == "ء" else tail[-1])
