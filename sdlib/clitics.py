"""Clitics: where an orthographic word splits into conjunction, preposition, stem and pronoun.

The decision weighs the whole word against its rest by how often news uses each (a
table of frequency levels that ships with sdlib), so it needs one word and nothing else:
a document alone gives the same cuts as in a corpus. The article ال is not split off.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from sdlib.lexicon import read_lexicon
from sdlib.normalization import DIACRITICS, TATWEEL, bare

#: Frequency levels are round(4·log2(count)) in 7.4 million words of news: four to an octave.
_OCTAVE = 4
#: Below the lowest level of the table: an unknown form.
_UNKNOWN = 8

_ALEF = re.compile("[أإآٱ]")
#: Enclitic pronouns, the longest first. ي is left to the table of words: in news it is a nisba.
_PRONOUNS = ("هما", "كما", "هم", "هن", "ها", "كم", "نا", "ني", "ه", "ك")
_IMPERFECT = frozenset("يتنا")

#: How many levels the rest may be rarer than the whole and still be split off, by the clitic.
#: Determined on the sentences of Universal Dependencies' Arabic treebanks.
_MARGIN = {"و": 20, "ف": 2, "ب": 12, "ل": 8, "ك": -6, "س": 8, "لل": 14, "pronoun": 14}


class _Split(NamedTuple):
    cuts: tuple[int, ...]
    gain: float


def clitic_cuts(word: str) -> list[int]:
    """Give the offsets in a word at which it splits into clitics.

    Split off are the conjunctions و and ف, the prepositions ب, ل and ك, the future س, and
    the pronouns at the end; ``لل`` is cut after its first letter; the article stays.

    Parameters
    ----------
    word : str
        One orthographic word as it stands in the text, diacritics and tatweel included.

    Returns
    -------
    list of int
        Offsets in code points, increasing; empty when the word stays whole.

    Examples
    --------
    >>> [clitic_cuts(w) for w in ["وبالأسد", "للأسد", "مواقعهم", "وزير", "لبنان"]]
    [[1, 2], [1], [5], [], []]
    """
    return list(_cuts(word))


@lru_cache(maxsize=1 << 17)
def _cuts(word: str) -> tuple[int, ...]:
    plain = bare(word)
    key = _ALEF.sub("ا", plain)
    cuts = _decide(key) if len(plain) > 1 and "\u0621" <= plain[0] <= "\u064a" else ()
    return _raw_offsets(word, cuts) if cuts and len(plain) < len(word) else cuts


def _decide(key: str) -> tuple[int, ...]:
    words = _closed_class()
    if key in words:
        return words[key]
    best = max(_proclitic_splits(key), key=lambda s: s.gain, default=None)
    start = best.cuts[-1] if best else 0
    head = best.cuts if best else ()
    rest = key[start:]
    if rest in words and start:
        return head + tuple(start + c for c in words[rest])
    return head + tuple(start + c for c in _pronoun_cut(rest))


def _proclitic_splits(key: str) -> list[_Split]:
    """All ways to split off clitics in front, with how well the evidence speaks for each."""
    found = []
    conjunction = key[0] if key[0] in "وف" and len(key) > 2 else ""
    for first in {"", conjunction}:
        rest = key[len(first) :]
        gain = _gain(key, rest, first) if first else 0.0
        if first and gain > 0:
            found.append(_Split((1,), gain))
        inner = _preposition(rest)
        if inner is not None and (not first or not _stands_alone(key)):
            cuts = ((1,) if first else ()) + (len(first) + 1,)
            found.append(_Split(cuts, inner + max(gain, 0.0)))
    return found


def _preposition(rest: str) -> float | None:
    if len(rest) < 3:
        return None
    letter = rest[0]
    if rest.startswith("لل") and len(rest) > 3:
        gain = _gain(rest, "ال" + rest[2:], "لل")
        return gain if gain > 0 else None
    if letter == "س":
        if rest[1] in _IMPERFECT and (gain := _gain(rest, rest[1:], "س")) > 0:
            return gain
        return None
    if letter in "بلك":
        if rest.startswith(letter + "ال") and len(rest) > 4 and letter != "ل":
            gain = _gain(rest, rest[1:], letter) + 2 * _OCTAVE
        else:
            gain = _gain(rest, rest[1:], letter)
        return gain if gain > 0 else None
    return None


def _gain(whole: str, rest: str, clitic: str) -> float:
    """Levels by which the evidence for the rest as a word exceeds what the clitic asks for."""
    evidence = max(_strength(rest), _strength_without_pronoun(rest))
    if evidence <= _UNKNOWN:
        return _MARGIN[clitic] - _OCTAVE if rest.startswith("ال") and len(rest) > 4 else -1.0
    own = _own_strength(whole)
    if clitic in "وفس":
        own = max(own, _strength_without_pronoun(whole))
    return evidence - own + _MARGIN[clitic]


def _strength(word: str) -> float:
    """How usual a form is, with or without the article."""
    return max(_known(word), _known("ال" + word) - _OCTAVE if not word.startswith("ال") else 0)


def _strength_without_pronoun(rest: str) -> float:
    return max((_strength(stem) - 3 * _OCTAVE for _, stem in _stems(rest)), default=0.0)


def _own_strength(whole: str) -> float:
    """How much speaks for the whole as one word: with ال, or with another و before it."""
    own = max(_known("ال" + whole) + 4 * _OCTAVE, _known("و" + whole) + 3 * _OCTAVE)
    return max(_known(whole), own if own > _UNKNOWN + 4 * _OCTAVE else 0)


def _stands_alone(key: str) -> bool:
    return _known("ال" + key) > _UNKNOWN


def _pronoun_cut(rest: str) -> tuple[int, ...]:
    """The cut before an enclitic pronoun, if the stem without it is the more usual word."""
    if rest.startswith("ال") or rest in _closed_class() or _known("ال" + rest) > _UNKNOWN:
        return ()
    for cut, stem in _stems(rest):
        if _strength(stem) - _known(rest) + _MARGIN["pronoun"] > 0 and _strength(stem) > _UNKNOWN:
            return (cut,)
    return ()


def _stems(rest: str) -> list[tuple[int, str]]:
    """Possible stems before a pronoun, with ت read as ة, the plural verb's alef restored."""
    found = []
    for pronoun in _PRONOUNS:
        if rest.endswith(pronoun) and len(rest) - len(pronoun) >= 2:
            stem = rest[: -len(pronoun)]
            cut = len(stem)
            found.append((cut, stem))
            if stem.endswith("ت"):
                found.append((cut, stem[:-1] + "ة"))
            elif stem.endswith("و"):
                found.append((cut, stem + "ا"))
            elif stem.endswith("ا"):
                found.append((cut, stem[:-1] + "ى"))
            elif stem.endswith(("ئ", "ؤ")):
                found.append((cut, stem[:-1] + "ء"))
    return found


def takes_article(stem: str) -> bool:
    """Whether news uses a stem with the article often enough for it to be a common noun."""
    return _known("ال" + _ALEF.sub("ا", stem)) >= 24


def behind_lam(base: str) -> str:
    """Give the word behind ل in `لل…`: with its article, unless ل begins the word (لبنان)."""
    definite = "ا" + base
    own, other = _known(_ALEF.sub("ا", base)), _known(_ALEF.sub("ا", definite))
    return base if len(base) > 3 and own > other else definite


def has_feminine(word: str) -> bool:
    """Whether news uses a word in both genders, as it does adjectives (المسلح, المسلحة)."""
    key = _ALEF.sub("ا", word)
    other = key[:-1] if key.endswith("ة") else key + "ة"
    return min(_known(key), _known(other)) >= 24


def is_rare(word: str) -> bool:
    """Whether a form is too rare in news to be decided by its frequency."""
    key = _ALEF.sub("ا", word)
    return _known(key) <= _UNKNOWN and _known("ال" + key) <= _UNKNOWN


def _known(word: str) -> int:
    return _levels().get(word, _UNKNOWN)


@cache
def _levels() -> dict[str, int]:
    rows = read_lexicon("word_frequencies", ["form", "level"], required=["form", "level"])
    return {row["form"]: int(row["level"]) for row in rows}


@cache
def _closed_class() -> dict[str, tuple[int, ...]]:
    rows = read_lexicon("clitic_words", ["form", "parts"], required=["form", "parts"], key=["form"])
    words = {}
    for row in rows:
        position, cuts = 0, []
        for part in row["parts"].split("+")[:-1]:
            position += len(part)
            cuts.append(position)
        words[_ALEF.sub("ا", row["form"])] = tuple(cuts)
    return words


def _raw_offsets(word: str, cuts: tuple[int, ...]) -> tuple[int, ...]:
    """Offsets in the bare word as offsets in the raw word: marks stay with their letter."""
    letters = [i for i, c in enumerate(word) if c not in DIACRITICS and c != TATWEEL]
    return tuple(letters[c] for c in cuts)
