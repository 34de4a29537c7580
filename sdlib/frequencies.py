"""How usual a form is in news: a table of frequency levels that ships with sdlib."""

from __future__ import annotations

from functools import cache, lru_cache

from sdlib.lexicon import read_lexicon

#: Levels are round(4·log2(count)) in 7.4 million words of news: four to an octave.
OCTAVE = 4
#: Below the lowest level of the table: an unknown form.
UNKNOWN = 8
#: The level (some 64 uses) from which a form is taken to be well known.
_USUAL = 24


@lru_cache(maxsize=1 << 16)
def one_alef(form: str) -> str:
    """Write every alef of a bare form as ا, as the tables of forms are keyed."""
    # Four passes of `replace` take a third of the time of one substitution by a pattern.
    return form.replace("أ", "ا").replace("إ", "ا").replace("آ", "ا").replace("ٱ", "ا")


def level(key: str) -> int:
    """Give the frequency level of a bare form whose alefs are ا (`one_alef`)."""
    return _levels().get(key, UNKNOWN)


def takes_article(stem: str) -> bool:
    """Whether news uses a stem with the article often enough for it to be a common noun."""
    return level("ال" + one_alef(stem)) >= _USUAL


def has_feminine(word: str) -> bool:
    """Whether news uses a word in both genders, as it does adjectives (المسلح, المسلحة)."""
    key = one_alef(word)
    other = key[:-1] if key.endswith("ة") else key + "ة"
    return min(level(key), level(other)) >= _USUAL


def is_rare(word: str) -> bool:
    """Whether a form is too rare in news to be decided by its frequency."""
    key = one_alef(word)
    return level(key) <= UNKNOWN and level("ال" + key) <= UNKNOWN


@cache
def _levels() -> dict[str, int]:
    rows = read_lexicon("word_frequencies", ["form", "level"], required=["form", "level"])
    return {row["form"]: int(row["level"]) for row in rows}
