"""What numbers count: nouns with their plurals and duals, and those that no quantity counts."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from sdlib.lexicon import read_lexicon
from sdlib.normalization import normalize_word
from sdlib.numerals import readings

MEASURES = frozenset(["killed", "wounded", "displaced", "arrested", "other"])

#: ``none``: measures, times and shares, whose numbers count neither people, things nor money.
#: ``word``: no noun, though its search form is one of a noun's.
KINDS = frozenset(["person", "thing", "money", "none", "word"])

_PRECEDENCE = {"word": 0, "none": 1}

#: Markers in the lexicon for the sound plurals, masculine and feminine.
_SOUND = {"ون", "ات"}


class Unit(NamedTuple):
    """A countable noun: its lemma, its kind, and the measure that lies in the noun itself."""

    lemma: str
    kind: str
    measure: str | None
    #: words of which one must follow for the noun to be counted (`نقطة تفتيش`, not a score)
    needs: frozenset[str]


class UnitForm(NamedTuple):
    """A word read as a countable noun; ``number`` is singular, plural or dual."""

    unit: Unit
    number: str
    definite: bool
    conjunction: bool
    preposition: str


@lru_cache(maxsize=1 << 16)
def unit_form(norm: str) -> UnitForm | None:
    """Read a word as a form of a noun in the lexicon.

    Parameters
    ----------
    norm : str
        The word's search form.

    Returns
    -------
    UnitForm or None

    Examples
    --------
    >>> form = unit_form("بطايرتين")
    >>> form.unit.lemma, form.number, form.definite
    ('طائرة', 'dual', False)
    >>> unit_form("للقتلي").unit
    Unit(lemma='قتيل', kind='person', measure='killed', needs=frozenset())
    """
    forms = _forms()
    for rest, conjunction, preposition, definite in readings(norm):
        if found := forms.get(rest):
            if found[0].kind == "word" or (found[1] == "dual" and preposition == "ك"):
                return None
            return UnitForm(*found, definite, bool(conjunction), preposition)
    return None


def guess_lemma(form: str, value: float | None) -> str:
    """Guess the lemma of a noun that the lexicon lacks, from the ending its number asks for.

    Parameters
    ----------
    form : str
        The noun without diacritics.
    value : float or None
        The number before it; None for one like `عشرات`.

    Returns
    -------
    str
        The singular where the ending shows it; a broken plural as it stands.

    Examples
    --------
    >>> guess_lemma("حاجزا", 12.0), guess_lemma("المداهمات", None), guess_lemma("بحارين", 5.0)
    ('حاجز', 'مداهمة', 'بحار')
    >>> guess_lemma("تعادلات", 4.0)
    'تعادل'
    """
    form = form.removeprefix("ال")
    below_hundred = value is not None and 11 <= value % 100 <= 99
    if below_hundred and form.endswith("ا"):
        return form[:-1]
    if not below_hundred and form.endswith("ات") and len(form) > 4:
        return form[:-2] + ("" if _is_verbal_noun(form[:-2]) else "ة")
    plural = value is None or 3 <= value % 100 <= 10
    if plural and form.endswith(("ين", "ون")) and len(form) > 4:
        return form[:-2]
    return form


def _is_verbal_noun(stem: str) -> bool:
    """Whether the singular is the stem alone, as of `اجتماعات`, `تجمعات` and `تبادلات`."""
    if stem[0] in "اإأ":
        return stem[-2] == "ا"
    return stem[0] == "ت" and (len(stem) == 4 or (len(stem) == 5 and stem[2] == "ا"))


@cache
def _forms() -> dict[str, tuple[Unit, str]]:
    """All forms by search form; what the lexicon lists goes before what is derived from it."""
    rows = read_lexicon(
        "units",
        ["lemma", "plural", "kind", "measure", "dual", "needs", "note"],
        required=["lemma", "kind", "dual"],
        choices={"kind": KINDS, "measure": MEASURES | {""}, "dual": ["yes", "no"]},
        key=["lemma", "plural"],
    )
    listed: dict[str, tuple[Unit, str]] = {}
    derived: dict[str, tuple[Unit, str]] = {}
    # Of two nouns with one search form, one that is not counted goes first: آب before أب.
    for row in sorted(rows, key=lambda row: _PRECEDENCE.get(row["kind"], 2)):
        needs = frozenset(normalize_word(w) for w in row["needs"].split())
        unit = Unit(row["lemma"], row["kind"], row["measure"] or None, needs)
        lemma, plurals = normalize_word(row["lemma"]), row["plural"].split()
        listed.setdefault(lemma, (unit, "singular"))
        for plural in plurals:
            if plural not in _SOUND:
                listed.setdefault(normalize_word(plural), (unit, "plural"))
        for form, number in _derived(row["lemma"], plurals, row["dual"] == "yes"):
            derived.setdefault(form, (unit, number))
    return derived | listed


def _derived(lemma: str, plurals: list[str], dual: bool) -> list[tuple[str, str]]:
    """The accusative, the sound plurals and the duals of a noun, as search forms."""
    feminine = lemma.endswith("ة")
    lemma = normalize_word(lemma)
    stem = lemma[:-1] if feminine else lemma
    forms = [] if feminine else [(lemma + "ا", "singular")]
    if "ون" in plurals:
        forms += [(stem + ending, "plural") for ending in ("ون", "ين", "و", "ي")]
    if "ات" in plurals:
        forms.append((stem + "ات", "plural"))
    if dual:
        # In the oblique case the dual of a noun with the plural ون is spelled like that plural.
        stem += "ت" if feminine else ""
        forms += [
            (stem + ending, "dual")
            for ending in ("ان", "ين")
            if (stem + ending, "plural") not in forms
        ]
    return forms
