"""Known bodies: clubs, companies, media and institutions of the world, as hints and no more.

Many are ordinary words as well (`الشباب`, `الحياة`): a recogniser learns what to make of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sdlib.lexicon import read_lexicon
from sdlib.words import read_word, search_form

CLASSES = ("body", "club", "company", "medium")

_Names = dict[str, dict[tuple[str, ...], str]]


def find_bodies(forms: Sequence[str]) -> list[str]:
    """Say for each word of a text which class of body it begins or goes on with.

    Parameters
    ----------
    forms : sequence of str
        The search forms of the words (`sdlib.words.search_form`), clitics cut off.

    Returns
    -------
    list of str
        One a word: ``B-`` and a class of `CLASSES`, ``I-`` and it, or ``""``. The longest name
        counts where several begin.

    Examples
    --------
    >>> words = ["فاز", "ريال", "مدريد", "وتعادل", "ميلان"]
    >>> find_bodies([search_form(read_word(word)) for word in words])
    ['', 'B-club', 'I-club', '', 'B-club']
    """
    found = [""] * len(forms)
    names = _names()
    i = 0
    while i < len(forms):
        length = 1
        known = names.get(forms[i], {})
        for key, kind in known.items():
            if tuple(forms[i : i + len(key)]) == key:
                found[i : i + len(key)] = [f"B-{kind}"] + [f"I-{kind}"] * (len(key) - 1)
                length = len(key)
                break
        i += length
    return found


def begins_medium(forms: Sequence[str]) -> bool:
    """Say whether words begin with the name of a medium.

    Parameters
    ----------
    forms : sequence of str
        The search forms of the words (`sdlib.words.search_form`), clitics cut off.

    Returns
    -------
    bool

    Examples
    --------
    >>> begins_medium(["رويترز", "إن"]), begins_medium(["الجيش"])
    (True, False)
    """
    return bool(forms) and find_bodies(forms)[0] == "B-medium"


@cache
def _names() -> _Names:
    """For each first word the names that begin with it, the longest first."""
    rows = read_lexicon(
        "known_bodies",
        ["form", "class"],
        required=["form", "class"],
        choices={"class": CLASSES},
        key=["form", "class"],
    )
    names: _Names = {}
    for row in rows:
        key = tuple(search_form(read_word(word)) for word in row["form"].split())
        names.setdefault(key[0], {}).setdefault(key, row["class"])
    return {
        first: dict(sorted(known.items(), key=lambda item: -len(item[0])))
        for first, known in names.items()
    }
