"""Cues: the words that signal an attribution, generated from a lexicon of lemmas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from sdlib.lexicon import read_lexicon
from sdlib.normalization import bare

CUE_TYPES = (
    "neutral",
    "assertive",
    "announcement",
    "denial",
    "accusation",
    "directive",
    "commissive",
    "opinion",
    "distancing",
)

#: What a frame in the lexicon may be; `lexicons/README.md` explains each.
FRAMES = frozenset(
    [
        "that",
        "quote",
        "obj",
        "obj:clausal",
        "obj:small",
        "obj:attack",
        "obj:attitude",
        "obj:allegation",
        "obj:finding",
        "obj:event",
        "obj:request",
        "acc",
        "acc:ب",
        "acc:إلى",
        "acc:ل",
        "acc:على",
        "acc:من",
        "acc:responsibility",
        "acc:count",
        "ask",
        "source",
        "relay",
        "document",
        "compound",
        "weak",
        "strict",
        "nested",
        "addressee",
        "prep:إلى",
        "prep:ب",
        "prep:عن",
        "prep:على",
        "prep:من",
        "prep:في",
        "prep:ل",
    ]
)

_FINITE = frozenset(["perfect", "imperfect", "first", "jussive", "passive"])
_COLUMNS = ("lemma", "imperfect", "participle", "masdars", "type", "frames", "forms", "note")
#: Behind a lemma: the row is of its nouns, and of no verb.
_NOUNS = "_ن"
_PRONOUNS = ("ه", "ها", "هم", "هما", "هن")
_HAMZA = re.compile("[أإآ]")
#: Verbs of two letters that may have a conjunction in front: `وحث`; `وعد` and `ورد` are verbs.
_SHORT = frozenset(["حث", "حض"])
#: Forms of `ورد` that are rather `رد` behind a conjunction.
_JOINED = frozenset(["ورد", "وردت", "وردوا"])
#: Verbs whose object is rather the one who speaks of himself: `أبلغنا`, `أمرنا`.
_TOLD = frozenset(
    """أبلغ أخبر أمر وعد نصح أعلم هدد اتهم حذر وصف ذكر هاجم خاطب سأل نبه طمأن ناشد أنذر رد حث حض ظن
    عد دان حمل نقل بين علق أقر أصر شعر""".split()
)
#: Written like `the most prominent`, which alone bears a pronoun: `أبرزهم`.
_ELATIVES = frozenset(["أبرز"])
#: Verbal nouns of saying that, behind ب, tell how something is done: `اكتفى بالقول إن`.
_SAYINGS = frozenset(["القول", "التأكيد", "الإشارة", "التشديد", "الإعلان", "التذكير", "التنويه"])
#: What demonstrators gather for: `خرجت مظاهرة للمطالبة بـ`.
_DEMONSTRATED = frozenset(["المطالبة", "التنديد"])
#: Nouns of what is said to which a letter is attached: `ندد بالتهديدات`, `تكرار للاتهامات`.
_LETTERED = frozenset(
    """تهديدات اتهامات انتقادات دعوات مناشدات مطالبات مزاعم ادعاءات تحذيرات تعهدات وعود توصية توصيات
    توجيهات""".split()
)
#: For what something is done that says something too: `أغلقوا متاجرهم للتعبير عن غضبهم`.
_PURPOSES = frozenset(["للتعبير", "للتأكيد"])
_EXTRA = {
    "pass": ("passive", "m"),
    "part": ("participle", ""),
    "jussm": ("jussive", "m"),
    "jussf": ("jussive", "f"),
    "perff": ("perfect", "f"),
    "impm": ("imperfect", "m"),
    "impf": ("imperfect", "f"),
}


@dataclass(frozen=True, slots=True)
class CueEntry:
    """A row of the cue lexicon."""

    lemma: str
    type: str
    frames: frozenset[str]
    #: the prepositions that lead to this cue's content
    prepositions: frozenset[str] = field(init=False, repr=False, compare=False)
    #: whether the one accused or addressed belongs to the content
    addressed: bool = field(init=False, repr=False, compare=False)
    #: whether the content may be a plain object
    takes_object: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        led = frozenset(f[5:] for f in self.frames if f.startswith("prep:"))
        object.__setattr__(self, "prepositions", led)
        object.__setattr__(self, "addressed", any(f.startswith("acc") for f in self.frames))
        object.__setattr__(self, "takes_object", any(f.startswith("obj") for f in self.frames))


class Reading(NamedTuple):
    """One way to read a form as a cue.

    ``shape`` is perfect, imperfect, first (person), jussive, passive, participle or masdar;
    ``gender``
    m, f or "" where the form does not tell; ``number`` s, d or p; ``pronoun`` the
    object (of verbs) or the speaker (of verbal nouns) attached to it.
    """

    entry: CueEntry
    shape: str
    gender: str
    number: str
    pronoun: str

    @property
    def finite(self) -> bool:
        """Whether the form is a verb that can head a clause."""
        return self.shape in _FINITE

    @classmethod
    def of(cls, entry: CueEntry) -> Reading:
        """The reading of what is no verb: a marker, a colon, an expectation."""
        return cls(entry, "marker", "", "", "")


@lru_cache(maxsize=1 << 17)
def readings(form: str) -> tuple[Reading, ...]:
    """Give the readings of a bare form as a cue, a conjunction in front allowed.

    Parameters
    ----------
    form : str
        A word without diacritics and tatweel (`bare`).

    Returns
    -------
    tuple of Reading
        Empty when the form signals no attribution. A future with س is none: what will
        be said has not been said.

    Examples
    --------
    >>> [(r.entry.lemma, r.shape, r.gender) for r in readings("وأعلنت")]
    [('أعلن', 'perfect', 'f')]
    >>> readings("سيعلن")
    ()
    """
    table = _forms()
    found = table.get(form)
    if form in _JOINED:
        found = (*(found or ()), *table[form[1:]])
    if found is None and form[:1] in ("و", "ف") and (len(form) > 3 or form[1:] in _SHORT):
        found = table.get(form[1:])
    if found is None and form[:2] == "وو":  # `ووقال`, a slip
        found = table.get(form[2:])
    if found is None and len(form) > 4:
        rest = form.removeprefix("و")
        if rest.startswith("ب"):
            found = tuple(r for r in table.get(rest[1:], ()) if r.shape == "masdar" and r.pronoun)
    if not found and form[:2] == "لل" and "ال" + form[2:] in _DEMONSTRATED:
        found = tuple(r for r in table["ال" + form[2:]] if r.shape == "masdar")
    if not found and (noun := _behind_letter(form)):
        found = tuple(r for r in table.get(noun, ()) if r.shape == "masdar")
    if not found and saying(form):
        found = tuple(r for r in table.get(form[1:], ()) if r.shape == "masdar")
    if not found and form.endswith("ى"):  # `ينفى`, as Egyptian papers write it
        dotted = (r for r in readings(form[:-1] + "ي") if r.entry.lemma != "ادعى")
        found = tuple(r for r in dotted if r.shape == "imperfect")  # `يدعى` is a passive
    return found or ()


def _behind_letter(form: str) -> str:
    """`بالتهديدات`, `لاتهامات`, `للتعبير`: the noun of what is said behind ب or ل, or ""."""
    rest = form.removeprefix("و")
    for letters, article in (("بال", "ال"), ("لل", "ال"), ("ب", ""), ("ل", "")):
        noun = rest[len(letters) :]
        if rest.startswith(letters) and (noun in _LETTERED or letters + noun in _PURPOSES):
            return article + noun
    return ""


def saying(form: str) -> bool:
    """Whether a form is a verbal noun of saying behind ب.

    Examples
    --------
    >>> saying("بالقول"), saying("بالسكن")
    (True, False)
    """
    return form[:1] == "ب" and form[1:] in _SAYINGS


def joined(form: str) -> bool:
    """Whether a form is a cue only without the و or ف in front: `وقال`, not `وصف`.

    Examples
    --------
    >>> joined("وقال"), joined("وصف"), joined("فدان")
    (True, False, True)
    """
    return form not in _forms() and form[:1] in "وف" and form[1:] in _forms()


@cache
def entries() -> tuple[CueEntry, ...]:
    """Give the rows of the cue lexicon, validated."""
    return tuple(entry for entry, _ in _rows())


@cache
def _rows() -> list[tuple[CueEntry, dict[str, str]]]:
    rows = read_lexicon(
        "cues",
        _COLUMNS,
        required=["lemma", "type", "frames"],
        choices={"type": CUE_TYPES},
        key=["lemma", "type"],
    )
    found = []
    for row in rows:
        frames = frozenset(row["frames"].split())
        if unknown := frames - FRAMES:
            from sdlib.errors import LexiconError

            raise LexiconError(
                f"cues.tsv, line {row['line']}: unknown frame(s) {', '.join(sorted(unknown))}"
            )
        lemma = row["lemma"].split("_")[0]
        found.append((CueEntry(lemma, row["type"], frames), row))
    return found


@cache
def _forms() -> dict[str, tuple[Reading, ...]]:
    table: dict[str, tuple[Reading, ...]] = {}
    for entry, row in _rows():
        for form, *features in _inflect(row, entry.lemma):
            reading = Reading(entry, *features)
            for spelling in {form, _HAMZA.sub("ا", form), *_misspelt(form)}:
                if reading not in table.get(spelling, ()):
                    table[spelling] = (*table.get(spelling, ()), reading)
    for entry, row in _rows():
        for form in _own_forms(row["imperfect"], entry.lemma):
            for spelling in {form, _HAMZA.sub("ا", form)}:
                table.setdefault(spelling, (Reading(entry, "first", "", "", ""),))
    return table


def _misspelt(form: str) -> Iterator[str]:
    """`إعتبر`, `أعتبرت` for `اعتبر`, `اعتبرت`: a hamza on an alef that has none; `أعتبر` is I."""
    if form[0] == "ا" and len(form) > 4:
        yield "إ" + form[1:]
        if form.endswith(("ت", "وا", "تا")):
            yield "أ" + form[1:]


def _own_forms(imperfect: str, lemma: str) -> Iterator[str]:
    """`أعتقد`, `أرى`, `قلت`, `قلنا`, `طالبنا`, where they are no other form's spelling.

    `أبلغنا` is rather `he told us`; of doubled and other hollow verbs they are rare.
    """
    if not imperfect:
        return
    yield "أ" + imperfect[1:]
    if lemma == "قال":
        yield from ("قلت", "قلنا")
    elif lemma[-1] == "ى":
        yield lemma[:-1] + "ينا"
    elif len(lemma) > 3 and lemma[-2] == "ا" and lemma[0] == "أ":
        yield lemma[:-2] + lemma[-1] + "نا"
    elif lemma[-1] not in "اين" and len(lemma) > 2 and lemma not in _TOLD:
        yield lemma + "نا"


def _inflect(row: dict[str, str], lemma: str) -> Iterator[tuple[str, str, str, str, str]]:
    """All forms of a row with shape, gender, number and pronoun."""
    passive_only = row["forms"] and not row["imperfect"]
    noun_only = row["lemma"].endswith(_NOUNS)
    finite = (
        []
        if passive_only or noun_only
        else [*_perfect(lemma), *_imperfect(row["imperfect"], lemma)]
    )
    if "weak" in row["frames"]:  # `سجلن`: rarer than the other sense
        finite = [found for found in finite if found[1:] != ("perfect", "f", "p")]
    yield from ((form, shape, gender, number, "") for form, shape, gender, number in finite)
    for form, shape, gender, number in finite:
        for pronoun in () if form in _ELATIVES else _PRONOUNS:
            yield _with_object(form) + pronoun, shape, gender, number, pronoun
    yield from _participle(row["participle"])
    for masdar in row["masdars"].split():
        yield from _masdar(masdar)
    for extra in row["forms"].split():
        form, kind = extra.split(":")
        shape, gender = _EXTRA[kind]
        yield bare(form), shape, gender, "s", ""


def _perfect(lemma: str) -> list[tuple[str, str, str, str]]:
    """`أعلن`, `أعلنت`, `أعلنا`, `أعلنتا`, `أعلنوا`, `أعلنّ`, `أكدن`."""
    stem = lemma[:-1]
    if lemma[-1] == "ى":
        forms = [lemma, stem + "ت", stem + "يا", stem + "تا", stem + "وا"]
    elif lemma[-1] == "ا":
        forms = [lemma, stem + "ت", stem + "وا", stem + "تا", stem + "وا"]
    elif lemma[-1] == "ي":
        forms = [lemma, lemma + "ت", lemma + "ا", lemma + "تا", stem + "وا"]
    else:
        forms = [lemma, lemma + "ت", lemma + "ا", lemma + "تا", lemma + "وا"]
    found = [
        (form, "perfect", gender, number)
        for form, (gender, number) in zip(
            forms, [("m", "s"), ("f", "s"), ("m", "d"), ("f", "d"), ("m", "p")], strict=True
        )
    ]
    strong = len(lemma) > 3 or (len(lemma) == 3 and (lemma[0] != "أ" or lemma == "أكد"))
    if strong and lemma[-2] not in "اوي" and lemma[-1] not in "ىاين":  # `أحسن` is the better
        found.append((lemma + "ن", "perfect", "f", "p"))
    return found


def _imperfect(verb: str, lemma: str) -> list[tuple[str, str, str, str]]:
    """`يعلن`, `تعلن`, `يعلنان`, `يعلنون`, the jussives, `نعلن`."""
    if not verb:
        return []
    defective = verb[-1] in "يوى"
    dual = verb[:-1] + "يان" if verb[-1] == "ى" else verb + "ان"
    plural = (verb[:-1] if defective else verb) + "و"
    if defective:
        short = verb[:-1]
    elif lemma[-2] == "ا" and verb[-2] in "ويا":
        short = verb[:-2] + verb[-1]
    else:
        short = verb
    found = [
        (verb, "imperfect", "m", "s"),
        ("ت" + verb[1:], "imperfect", "f", "s"),
        (dual, "imperfect", "m", "d"),
        ("ت" + dual[1:], "imperfect", "f", "d"),
        (plural + "ن", "imperfect", "m", "p"),
        (plural + "ا", "jussive", "m", "p"),
    ]
    if not defective and verb[-2] not in "ويا":
        found.append((verb + "ن", "imperfect", "f", "p"))
    found.append(("ن" + verb[1:], "first", "", ""))
    if lemma == "اعتقد":
        found.append(("أ" + verb[1:], "first", "", ""))
    if short != verb:
        found += [(short, "jussive", "m", "s"), ("ت" + short[1:], "jussive", "f", "s")]
    return found


def _with_object(form: str) -> str:
    """The form before a pronoun: `نفى` and `نفاه`, `أعلنوا` and `أعلنوه`."""
    if form.endswith("وا"):
        return form[:-1]
    return form[:-1] + "ا" if form.endswith("ى") else form


def _participle(base: str) -> Iterator[tuple[str, str, str, str, str]]:
    """The accusative of state: مشيرا, مشيرة, مشيرين, مشيرتين, مشيرات."""
    if base.endswith("="):
        yield base[:-1], "participle", "m", "s", ""
    elif base:
        stem = base[:-1] if base.endswith("ي") else base
        ms = base + "ا" if not base.endswith("ء") else base
        for form, gender, number in (
            (ms, "m", "s"),
            (base + "ة", "f", "s"),
            (stem + "ين", "m", "p"),
            (base + "تين", "f", "d"),
            (base + "ات", "f", "p"),
        ):
            yield form, "participle", gender, number, ""


def _masdar(masdar: str) -> Iterator[tuple[str, str, str, str, str]]:
    """`تأكيد`, `التأكيد`, `تأكيده`."""
    stem = masdar[:-1] + "ت" if masdar.endswith("ة") else masdar
    yield masdar, "masdar", "", "s", ""
    yield "ال" + masdar, "masdar", "", "s", ""
    for pronoun in _PRONOUNS:
        yield stem + pronoun, "masdar", "", "s", pronoun
