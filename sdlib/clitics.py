"""Clitics: where an orthographic word splits into conjunction, preposition, stem and pronoun.

Each way to split a word is weighed by what is known of its stem: whether the lexicons of
nominals and verbs have it, and how usual it is in news. The weights are few, stand in a
table beside the code and were fitted on a treebank (`benchmarks/clitic_weights.py`). The
article ال is not split off.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from sdlib.acronyms import acronym_cuts
from sdlib.characters import TATWEEL
from sdlib.frequencies import UNKNOWN, level, one_alef
from sdlib.lexicon import read_lexicon
from sdlib.nominals import derived_forms, has_article, is_nominal
from sdlib.normalization import bare
from sdlib.particles import particle_cuts, particles
from sdlib.proper_names import name_words
from sdlib.tokens import token_spans
from sdlib.verbs import verb_forms

#: Enclitic pronouns by their last letter.
_ENCLITICS = {
    "ا": ("هما", "كما", "ها", "نا"),
    "م": ("هم", "كم"),
    "ن": ("هن",),
    "ه": ("ه",),
    "ك": ("ك",),
    "ي": ("ني", "ي"),
}
#: What a letter at a stem's end stands for where a pronoun follows.
_BEFORE_PRONOUN = {"ت": "ة", "ا": "ى", "ئ": "ء", "ؤ": "ء"}
_PERSONS = frozenset("يتنا")

_Features = list[tuple[str, float]]


class Split(NamedTuple):
    """One way to split a word (its alefs all ا): ``stem`` is what is neither clitic."""

    cuts: tuple[int, ...]
    conjunction: str
    preposition: str
    stem: str
    pronoun: str


class Decision(NamedTuple):
    """The cuts of a word, and whether its stem is known: else its document may know better."""

    cuts: tuple[int, ...]
    known: bool


def clitic_cuts(text: str) -> list[int]:
    """Give the offsets in a text at which its words split into clitics.

    Split off are the conjunctions و and ف, the prepositions ب, ل and ك, the future س, and
    the pronouns at the end; ``لل`` is cut after its first letter; the article stays. A word
    whose stem is unknown is split where the same text has the rest as a word of its own.

    Parameters
    ----------
    text : str
        A word or any longer text, diacritics and tatweel included.

    Returns
    -------
    list of int
        Offsets in code points, increasing. A word without clitics has none.

    Examples
    --------
    >>> [clitic_cuts(w) for w in ["وبالأسد", "للأسد", "مواقعهم", "وزير", "لبنان"]]
    [[1, 2], [1], [5], [], []]
    >>> clitic_cuts("بتشرشل"), clitic_cuts("تشرشل، بتشرشل")
    ([], [8])
    """
    spans = token_spans(text)
    starts = spans.starts.tolist()
    forms = [text[s:e] for s, e in zip(starts, spans.ends.tolist(), strict=True)]
    cuts = cut_words(forms)
    return [start + cut for start, found in zip(starts, cuts, strict=True) for cut in found]


def cut_words(forms: list[str]) -> list[tuple[int, ...]]:
    """Give the cuts of the tokens of one document, each as offsets in its token."""
    decided = [decide(form) for form in forms]
    cuts = [d.cuts for d in decided]
    if not all(d.known for d in decided):
        own = set(map(word_key, forms))
        cuts = [
            d.cuts if d.known else cuts_by_document(form, own, d.cuts)
            for form, d in zip(forms, decided, strict=True)
        ]
    for place, found in acronym_cuts(forms).items():
        cuts[place] = found
    return cuts


@lru_cache(maxsize=1 << 18)
def decide(word: str) -> Decision:
    """Decide where one word splits, by the word alone."""
    plain = bare(word)
    if len(plain) < 2 or not "\u0621" <= plain[0] <= "\u064a":
        return Decision((), True)
    key = word_key(word)
    closed = particle_cuts().get(key)
    if closed is not None:
        best, known = closed, True
    else:
        found = list(splits(key))
        # `بـ20`, `بGoogle`: what is no Arabic word stands by itself.
        split = next((s for s in found if s.cuts and _foreign(s.stem)), None) or (
            found[0] if len(found) == 1 else max(found, key=_score)
        )
        best = split.cuts
        known = len(found) == 1 or bool(_stem(split.stem, bool(split.pronoun))[0])
    if best and len(plain) < len(word):
        best = _raw_offsets(word, best)
    return Decision(best, known)


def _foreign(stem: str) -> bool:
    return not "\u0621" <= stem[0] <= "\u064a"


def splits(key: str) -> Iterator[Split]:
    """Give all ways to split a bare word whose alefs are ا, the whole word first."""
    for conjunction in ("", key[0]) if key[0] in "وف" and _may_part(key) else ("",):
        at = len(conjunction)
        rest = key[at:]
        front = (at,) if at else ()
        yield from _with_pronoun(front, conjunction, "", rest, at)
        letter = rest[0]
        if letter in "بلك" and _may_part(rest):
            base = rest[1:]
            if letter == "ل" and base[0] == "ل":
                base = behind_lam(base)
            yield from _with_pronoun(
                (*front, at + 1), conjunction, letter, base, len(key) - len(base)
            )
        elif letter == "س" and len(rest) > 3 and rest[1] in _PERSONS:
            yield from _with_pronoun((*front, at + 1), conjunction, letter, rest[1:], at + 1)


def _may_part(rest: str) -> bool:
    """Whether enough is left behind the first letter: two letters, or a digit (`بـ3`)."""
    return len(rest) > 2 or (len(rest) == 2 and _foreign(rest[1]))


def _with_pronoun(
    front: tuple[int, ...], conjunction: str, preposition: str, base: str, at: int
) -> Iterator[Split]:
    yield Split(front, conjunction, preposition, base, "")
    for pronoun in _ENCLITICS.get(base[-1], ()):
        stem = base[: -len(pronoun)]
        if len(stem) > 1 and base.endswith(pronoun) and not _is_definite(base, stem):
            yield Split((*front, at + len(stem)), conjunction, preposition, stem, pronoun)


def _is_definite(base: str, stem: str) -> bool:
    """Whether ال is the article, so that no pronoun follows: not in التزامه and ألقاها."""
    if not base.startswith("ال"):
        return False
    if is_nominal(base[2:]) or derived_forms(base[2:]):
        return True
    return has_article(stem) and not verb_forms(stem)


def features(split: Split) -> _Features:
    """Give what speaks for or against a split: names of weights and how much each counts."""
    conjunction, preposition, stem, pronoun = split[1:]
    kinds, usual = _stem(stem, bool(pronoun))
    size = f"length:{min(len(stem), 5)}"
    found: _Features = [(size, 1.0), ("level", usual)]
    if conjunction:
        found.append((conjunction, 1.0))
    if preposition:
        found.append((preposition, 1.0))
    if pronoun:
        found += [(f"-{pronoun}", 1.0), ("-level", usual)]
    if not split.cuts:
        found += [("whole", 1.0), ("whole:article", _usual("ال" + stem))]
        if stem[0] in "وف":
            # A word that begins with و by itself is seen with another و in front.
            found += [("whole:و", 1.0), ("whole:و:seen", _usual("و" + stem))]
    if usual <= 0:
        found.append(("rare", 1.0))
    if not kinds:
        found += [
            ("unknown", 1.0),
            ("unknown:level" if split.cuts else "unknown:whole:level", usual),
        ]
        found += [
            (f"unknown:{c}", 1.0)
            for c in ((conjunction and "و"), (preposition and "ب"), (pronoun and "-"))
            if c
        ]
    role = _ROLES[preposition]
    families = {kind[0] for kind in kinds}
    for kind in kinds:
        found.append((kind, 1.0))
    for family in families:
        found.append((f"{role}{family}{'-' if pronoun else ''}", 1.0))
    if role and not families & _ASKED[role]:
        found.append((f"{role}:other", 1.0))
    return found


#: What a preposition asks for: a noun; ل a noun or a verb; س a verb.
_ROLES = {"": "", "ب": "p", "ك": "p", "ل": "l", "س": "s"}
_ASKED = {
    "p": frozenset("nadmf"),
    "l": frozenset("nadmfv"),
    "s": frozenset("v"),
}


def _score(split: Split) -> float:
    weights = _weights()
    score = 0.0
    for name, value in features(split):
        if weight := weights.get(name):
            score += weight * value
    return score


@lru_cache(maxsize=1 << 18)
def _stem(stem: str, pronoun: bool) -> tuple[tuple[str, ...], float]:
    """What is known of a stem (see `_kinds`), and how usual it is."""
    kinds = set(_kinds(stem, pronoun))
    usual = _usual(stem)
    if pronoun:
        for other in _alternatives(stem):
            kinds.update(_kinds(other, pronoun))
            usual = max(usual, _usual(other))
    if not stem.startswith("ال"):
        usual = max(usual, _usual("ال" + stem) - 0.4)
    return tuple(sorted(kinds)), usual


def _alternatives(stem: str) -> Iterator[str]:
    last = stem[-1]
    if last in _BEFORE_PRONOUN:
        yield stem[:-1] + _BEFORE_PRONOUN[last]
    elif last == "و":
        yield stem + "ا"


def _kinds(stem: str, pronoun: bool) -> Iterator[str]:
    """Readings of a stem: with the article ``a…``, nominal ``n…``, verb ``v…``, particle ``f``."""
    if has_article(stem) and not (pronoun and verb_forms(stem)):
        yield ("a?", "a1", "a0")[is_nominal(stem[2:]) or bool(derived_forms(stem[2:]))]
        return
    if _foreign(stem):
        yield "n0"
        return
    nominal = is_nominal(stem)
    if nominal:
        yield ("n1", "n0")[nominal - 1]
    elif stem in name_words():
        yield "m"
    elif derived_forms(stem):
        yield "d"
    for form in verb_forms(stem):
        yield f"v{form.aspect[0]}"
    if stem in (particles() if not pronoun else ()):
        yield "f"


def _usual(key: str) -> float:
    return (level(key) - UNKNOWN) / 10


@cache
def _weights() -> dict[str, float]:
    rows = read_lexicon(
        "clitic_weights", ["feature", "weight"], required=["feature", "weight"], key=["feature"]
    )
    return {row["feature"]: float(row["weight"]) for row in rows}


def cuts_by_document(word: str, own: Container[str], cuts: tuple[int, ...] = ()) -> tuple[int, ...]:
    """Give the cuts of an unknown word whose rest is among the words of its document.

    ``own`` holds their keys (`word_key`); the longest rest counts, ``cuts`` if there is none.
    """
    return next((found for rest, found in rests(word) if rest in own), cuts)


@lru_cache(maxsize=1 << 16)
def rests(word: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Give what may be left of a word without the clitics in front (`word_key`), and the cuts.

    Examples
    --------
    >>> rests("بتشرشل")
    (('تشرشل', (1,)),)
    """
    plain = bare(word)
    found = (s for s in splits(one_alef(plain)) if s.cuts and not s.pronoun and len(s.stem) > 2)
    if len(plain) < len(word):
        return tuple((s.stem, _raw_offsets(word, s.cuts)) for s in found)
    return tuple((s.stem, s.cuts) for s in found)


@lru_cache(maxsize=1 << 18)
def word_key(word: str) -> str:
    """Give a word without marks, its alefs all ا: what the tables of forms are keyed by."""
    return one_alef(bare(word))


def behind_lam(base: str) -> str:
    """Give the word behind ل in `لل…`: with its article, unless ل begins the word.

    Examples
    --------
    >>> behind_lam("لمدينة"), behind_lam("لبنان"), behind_lam("لجنة")
    ('المدينة', 'لبنان', 'لجنة')
    """
    definite = "ا" + base
    if len(base) < 3 or level(one_alef(base)) <= level(one_alef(definite)):
        return definite
    own = is_nominal(one_alef(base)) or not is_nominal(one_alef(base[1:]))
    return base if own else definite


def _raw_offsets(word: str, cuts: Iterable[int]) -> tuple[int, ...]:
    """Offsets in the bare word as offsets in the raw word: marks stay with their letter."""
    letters = [i for i, c in enumerate(word) if c != TATWEEL for _ in bare(c)]
    return tuple(letters[c] for c in cuts)
