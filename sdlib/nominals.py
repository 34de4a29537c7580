"""Nominals: the nouns and adjectives of the lexicon, and those that a form can belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from sdlib.forms import require_words
from sdlib.frequencies import one_alef
from sdlib.lexicon import read_lexicon
from sdlib.verbs import derived_nominals

#: Endings that a rule undoes and what the lemma ends in instead: sound plurals and duals,
#: their short forms before another noun or a pronoun, the accusative, the letters that
#: change before a pronoun.
_ENDINGS = {
    "يات": ("ى", "ي", "ية"),
    "اوات": ("اء", "اة"),
    "تان": ("ة",),
    "تين": ("ة",),
    "ات": ("ة", "", "اة"),
    "يان": ("ى", "ي"),
    "يين": ("ى", "ي"),
    "ئين": ("ئ", "ء"),
    "ؤون": ("ئ", "ء"),
    "ئون": ("ئ",),
    "اوان": ("اء",),
    "اوين": ("اء",),
    "ان": ("",),
    "ين": ("", "ي", "ى"),
    "ون": ("", "ي", "ى"),
    "تا": ("ة",),
    "تي": ("ة",),
    "ت": ("ة",),
    "ئ": ("ء",),
    "ؤ": ("ء",),
    "ا": ("", "ى", "ء"),
    "و": ("", "ي"),
    "ي": ("",),
    "ى": ("ي",),
}
#: Endings of a feminine, behind which the masculine of an adjective is left.
_FEMININE = ("ة", "ت", "ات", "تين", "تان")
_LAST_LETTERS = frozenset(ending[-1] for ending in (*_ENDINGS, *_FEMININE))
_LONGEST = max(map(len, _ENDINGS))
#: Sound plurals: a noun that has a broken plural seldom takes one.
_PLURALS = frozenset(["ات", "ون", "يات", "ؤون", "ئون"])


class NominalForm(NamedTuple):
    """One way to read a form as a noun or an adjective."""

    lemma: str
    #: ``noun`` or ``adj``
    pos: str
    #: how many letters of the form were undone
    undone: int
    #: the rank of what the ending may stand for, the usual first
    order: int
    #: whether the form has another hamza on its first alef than the lexicon has
    respelt: bool
    #: whether a plural's ending was undone though the lemma has a plural of its own
    broken: bool


class _Entry(NamedTuple):
    lemma: str
    pos: str
    form: str
    #: the lemma, its alefs all ا
    key: str
    #: whether the lemma has a broken plural or another irregular form
    irregular: bool


_Table = Mapping[str, tuple[_Entry, ...]]


@lru_cache(maxsize=1 << 16)
def nominal_forms(form: str) -> tuple[NominalForm, ...]:
    """Give the nouns and adjectives that a form can belong to, as it is first.

    Parameters
    ----------
    form : str
        A bare word without clitics and article, any spelling of alef.

    Returns
    -------
    tuple of NominalForm
        The form as it is, then with endings undone, the longest ending first.

    Examples
    --------
    >>> [(f.lemma, f.pos) for f in nominal_forms("مدن")]
    [('مدينة', 'noun')]
    >>> nominal_forms("قرارات")[0].lemma
    'قرار'
    """
    return _forms(form, _table())


@lru_cache(maxsize=1 << 16)
def derived_forms(form: str) -> tuple[NominalForm, ...]:
    """Give the participles and verbal nouns of known verbs that a form can belong to.

    Examples
    --------
    >>> [f.lemma for f in derived_forms("المتأقلمين"[2:])]
    ['متأقلم']
    """
    return _forms(form, _derived())


def is_nominal(key: str) -> int:
    """Whether the lexicon has a form (its alefs all ا): 2 as it is, 1 with an ending, 0 not."""
    table = _table()
    return 2 if key in table else int(bool(_undone_entries(key, table)))


@lru_cache(maxsize=1 << 16)
def has_article(stem: str) -> bool:
    """Whether ال begins a word as its article, and not as its own letters (التزام, الغاء).

    Examples
    --------
    >>> has_article("المدن"), has_article("التزام")
    (True, False)
    """
    if not stem.startswith("ال") or len(stem) < 4:
        return False
    base = stem[2:]
    if nominal_forms(base) or derived_forms(base):
        return True
    return not (nominal_forms(stem) or derived_forms(stem))


def undo_endings(key: str) -> Iterator[str]:
    """Give what an unknown form (its alefs all ا) may be without its ending, the longest first."""
    rules = _undone()
    for size in range(min(_LONGEST, len(key) - 2), 0, -1):
        for _, replacement, _ in rules.get(key[-size:], ()):
            yield key[:-size] + replacement


def _forms(form: str, table: _Table) -> tuple[NominalForm, ...]:
    key = one_alef(form)
    hamza = form[0] if form and form[0] in "أإآ" else ""
    found = [
        NominalForm(e.lemma, e.pos, 0, 0, bool(hamza) and e.form[0] != hamza, False)
        for e in table.get(key, ())
    ]
    for e, undone, order in _undone_entries(key, table):
        respelt = bool(hamza) and e.form[0] != hamza
        broken = e.irregular and key[-undone:] in _PLURALS
        found.append(NominalForm(e.lemma, e.pos, undone, order, respelt, broken))
    return tuple(found)


def _undone_entries(key: str, table: _Table) -> list[tuple[_Entry, int, int]]:
    """Give the entries that a form with its ending undone has, how much is undone, the order.

    Of a broken plural no more than one letter is undone.
    """
    found: list[tuple[_Entry, int, int]] = []
    if key[-1:] not in _LAST_LETTERS:
        return found
    rules = _undone()
    for size in range(min(_LONGEST, len(key) - 2), 0, -1):
        for order, replacement, feminine in rules.get(key[-size:], ()):
            stem = key[:-size] + replacement
            for e in table.get(stem, ()):
                if (size == 1 or e.key == stem) and (not feminine or e.pos == "adj"):
                    found.append((e, size, order))
    return found


@cache
def _undone() -> dict[str, list[tuple[int, str, bool]]]:
    """For each ending what it may stand for: its order, the letters, and if of adjectives only."""
    rules = {e: [(k, r, False) for k, r in enumerate(rs)] for e, rs in _ENDINGS.items()}
    for ending in _FEMININE:
        rules.setdefault(ending, []).append((0, "", True))
    return rules


def read_nominals(source: str | Path = "nouns") -> list[tuple[str, str, list[str]]]:
    """Read a lexicon of nouns and adjectives: lemma, part of speech and irregular forms.

    Parameters
    ----------
    source : str or Path
        The name of a lexicon that ships with sdlib, or a path to a table like it.

    Raises
    ------
    LexiconError
        If a lemma or a form is no bare word, ``pos`` neither ``noun`` nor ``adj``, or a row
        stands twice; names file and line.

    Examples
    --------
    >>> ("مدينة", "noun", ["مدن", "مدائن"]) in read_nominals()
    True
    """
    rows = read_lexicon(
        source,
        ["lemma", "pos", "forms"],
        required=["lemma", "pos"],
        choices={"pos": ("noun", "adj")},
        key=["lemma", "pos"],
    )
    found = []
    for row in rows:
        forms = row["forms"].split("|") if row["forms"] else []
        require_words(source, row, [row["lemma"], *forms])
        found.append((row["lemma"], row["pos"], forms))
    return found


@cache
def _table() -> _Table:
    table: dict[str, tuple[_Entry, ...]] = {}
    for lemma, pos, forms in read_nominals():
        key = one_alef(lemma)
        for form in [lemma, *forms]:
            entry = _Entry(lemma, pos, form, key, bool(forms))
            table[one_alef(form)] = (*table.get(one_alef(form), ()), entry)
    return table


@cache
def _derived() -> _Table:
    found = {}
    for form, pos in derived_nominals():
        key = one_alef(form)
        found[key] = (_Entry(form, pos, form, key, False),)
    return found
