"""Words: what can be said of one orthographic word, its clitics cut off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sdlib.acronyms import acronym_cuts
from sdlib.clitics import behind_lam, cuts_by_document, decide, word_key
from sdlib.normalization import bare, normalize_word
from sdlib.particles import PRONOUNS

#: Function words that some outlets write without their hamza, so that rules need one spelling.
_SPELLINGS = {
    "الى": "إلى",
    "والى": "وإلى",
    "او": "أو",
    "اي": "أي",
    "ايضا": "أيضا",
    "امس": "أمس",
    # Egyptian papers write a final ي without its dots.
    "فى": "في",
    "وفى": "وفي",
    "التى": "التي",
    "والتى": "والتي",
    "الذى": "الذي",
    "والذى": "والذي",
    "هى": "هي",
    "وهى": "وهي",
    "أى": "أي",
}


#: Words whose ال is no article.
_OWN_AL = frozenset(
    """التزام التزامات التحاق التقاء التماس التماسا التباس التهاب التهابات التفاف التئام التحام
    التقاط التواء الغاء القاء الزام الحاق المانيا الباني البانيا""".split()
)


@dataclass(slots=True, eq=False)
class Word:
    """What can be said of one orthographic word without its context; it never changes.

    It is no tuple, and a word is itself only: the rules keep what they know of a word in tables,
    and to hash and compare nine strings took longer than what most of them have to tell.
    """

    #: without diacritics, tatweel and controls
    form: str
    #: the search form (`normalize_word`)
    norm: str
    #: و or ف in front, where the word splits there, else ""
    conjunction: str
    #: ب, ل, ك or س behind the conjunction, where the word splits there, else ""
    preposition: str
    #: ``form`` without conjunction and preposition; ``لل…`` gives ``ال…``
    base: str
    #: the pronoun at the end, where the word splits there, else ""
    pronoun: str
    #: ``base`` without the pronoun
    stem: str
    #: whether ``base`` has the article
    definite: bool
    #: where it splits, as offsets in the word as it is written, marks included
    cuts: tuple[int, ...]

    def _replace(self, **changes: Any) -> Word:
        """Give the word with some of its parts exchanged."""
        return replace(self, **changes)


def read_word(text: str) -> Word:
    """Analyse one orthographic word by itself.

    Parameters
    ----------
    text : str
        A word as it is written, diacritics and tatweel included, or any other token.

    Returns
    -------
    Word
        ``conjunction``, ``preposition``, ``stem`` and ``pronoun`` make up ``form``, but that
        ``لل…`` gives a ``base`` with ``ال…``.

    Examples
    --------
    >>> word = read_word("وللأسد")
    >>> word.conjunction, word.preposition, word.base, word.definite
    ('و', 'ل', 'الأسد', True)
    """
    return read_form(text)[0]


def read_words(texts: list[str]) -> list[Word]:
    """Analyse the words of one document: an unknown one, or a letter of an acronym, by the others.

    Parameters
    ----------
    texts : list of str
        The tokens of the document in reading order.

    Returns
    -------
    list of Word
        As many.

    Examples
    --------
    >>> [word.stem for word in read_words(["تشرشل", "بتشرشل"])], read_word("بتشرشل").stem
    (['تشرشل', 'تشرشل'], 'بتشرشل')
    """
    read = list(map(read_form, texts))
    words = [word for word, _ in read]
    if not all([known for _, known in read]):
        own = set(map(word_key, set(texts)))
        words = [
            word if known else split_word(text, cuts_by_document(text, own, word.cuts))
            for text, (word, known) in zip(texts, read, strict=True)
        ]
    for place, cuts in acronym_cuts(texts).items():
        words[place] = split_word(texts[place], cuts)
    return words


@lru_cache(maxsize=1 << 18)
def read_form(text: str) -> tuple[Word, bool]:
    """Analyse a word by itself, and say whether its stem is known: else its document may help."""
    decision = decide(text)
    return split_word(text, decision.cuts), decision.known


@lru_cache(maxsize=1 << 18)
def split_word(text: str, cuts: tuple[int, ...]) -> Word:
    """Analyse a word that is cut at these offsets."""
    written = cuts
    plain = bare(text) or text
    if cuts and len(plain) < len(text):
        cuts = tuple(len(bare(text[:cut])) for cut in cuts)
    form = _SPELLINGS.get(plain, plain)
    conjunction = form[0] if cuts and cuts[0] == 1 and form[0] in "وف" else ""
    at = len(conjunction)
    preposition = form[at] if at + 1 in cuts and form[at] in "بلكس" else ""
    start = at + len(preposition)
    base = form[start:]
    if preposition == "ل" and base.startswith("ل") and form[at : at + 2] == "لل":
        base = behind_lam(base)
    shift = start - (len(base) - len(form[start:]))
    tail = [c for c in cuts if c > start]
    stem = base[: tail[-1] - shift] if tail else base
    pronoun = base[len(stem) :]
    definite = base.startswith("ال") and len(base) > 3 and stem not in _OWN_AL
    norm = normalize_word(form)
    return Word(form, norm, conjunction, preposition, base, pronoun, stem, definite, written)


@lru_cache(maxsize=1 << 18)
def search_form(word: Word) -> str:
    """Give the search form of a word without conjunction and preposition: what is counted.

    Examples
    --------
    >>> search_form(read_word("وبالمدينة")), search_form(read_word("وله"))
    ('المدينه', 'له')
    """
    return normalize_word(counted_base(word)) or word.norm


def counted_base(word: Word) -> str:
    """Give a word without conjunction and preposition, but a preposition before a mere pronoun.

    Examples
    --------
    >>> counted_base(read_word("وبالمدينة")), counted_base(read_word("وله"))
    ('المدينة', 'له')
    """
    if word.preposition and word.base in PRONOUNS:
        return word.form[len(word.conjunction) :]
    return word.base or word.form
