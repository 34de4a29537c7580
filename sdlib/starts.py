"""Starts: forms with which names begin in texts, and what is known of each without its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from sdlib.aliases import Alias, Entity
from sdlib.clitics import rests
from sdlib.heads import MOST, HeadKeys, Heads, letters_before
from sdlib.normalization import normalize_word
from sdlib.token_keys import token_key
from sdlib.words import Word, read_form, split_word


class Found(NamedTuple):
    """A name of so many tokens, who bears it, and the letters of the first that are cut off."""

    length: int
    entity: Entity
    cut: int
    #: ``lexicon``, or ``office`` for a title at a date
    rule: str = "lexicon"


class HashtagName(NamedTuple):
    """A name in a hashtag: whose it may be, and the letters before it and behind."""

    aliases: list[Alias]
    before: int
    after: int


class Longer(NamedTuple):
    """A name of several words: the keys of the third and those behind, and who bears it."""

    rest: bytes
    length: int
    #: ``None`` if the text decides
    entity: Entity | None


class Start(NamedTuple):
    """A form that may begin a name, or a hashtag."""

    word: Word
    heads: tuple[str, ...]
    #: the longer names that it may begin, by the key of the second word, the longest first
    longer: Mapping[int, list[Longer]]
    #: how many letters of it stand before them
    cut: int
    #: what it is by itself, if no second word follows; ``None`` if the text decides
    alone: Found | bool | None
    #: the keys of words that tell how it splits, where its text has one of them
    rests: tuple[bytes, ...] = ()
    #: of a hashtag, the names in it
    names: tuple[HashtagName, ...] = ()


_NO_WORD = split_word("", ())


class Names(Protocol):
    """What is asked of a lexicon of names."""

    heads: Heads
    #: the keys of first words, and of first with second ones
    keys: HeadKeys

    def alone(self, word: Word, heads: tuple[str, ...]) -> Found | bool | None:
        """What a word names by itself: `False` for nothing, ``None`` if the text decides."""

    def longer(self, heads: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Entity | None]]:
        """Give the names behind first words, and who bears each: ``None`` if the text decides."""

    def in_hashtag(self, form: str) -> tuple[HashtagName, ...]:
        """Give the names in a hashtag."""


class Starts(dict[str, Start]):
    """What is known of forms that may begin a name, and of hashtags."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.names = names
        self._longer: dict[tuple[str, ...], dict[int, list[Longer]]] = {(): {}}

    def __missing__(self, form: str) -> Start:
        if len(self) >= MOST:
            self.clear()
        found = self._hashtag(form) if form[0] in "#＃" and len(form) > 1 else self._word(form)
        self[form] = found
        return found

    def _hashtag(self, form: str) -> Start:
        names = self.names.in_hashtag(form)
        return Start(_NO_WORD, (), {}, 0, None if names else False, names=names)

    def _word(self, form: str) -> Start:
        names = self.names
        # Most forms need no analysis: a pronoun behind a name makes no difference.
        asked = names.heads.hang_on_cuts(form)
        word, known = read_form(form) if asked else (split_word(form, ()), True)
        heads = names.heads[word]
        before = letters_before(word, heads[0]) if heads else 0
        left = () if known else [normalize_word(rest) for rest, _ in rests(form)]
        telling = tuple([_key_bytes([token_key(rest)]) for rest in left])
        return Start(word, heads, self._behind(heads), before, names.alone(word, heads), telling)

    def _behind(self, heads: tuple[str, ...]) -> dict[int, list[Longer]]:
        """The longer names behind first words, by the key of the second."""
        if heads not in self._longer:
            found: dict[int, list[Longer]] = {}
            for words, entity in sorted(self.names.longer(heads), key=lambda n: -len(n[0])):
                second, *rest = map(self.names.keys.of.__getitem__, words[1:])
                name = Longer(_key_bytes(rest), len(words), entity)
                found.setdefault(second, []).append(name)
            self._longer[heads] = found
        return self._longer[heads]


def _key_bytes(keys: Sequence[int]) -> bytes:
    return np.array(keys, dtype=np.uint64).tobytes()
