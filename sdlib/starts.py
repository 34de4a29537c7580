"""Starts: forms with which names begin in texts, and what is known of each without its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from sdlib.aliases import Alias, Entity
from sdlib.clitics import rests
from sdlib.heads import MOST, HeadKeys, Heads
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
    #: ``None`` if the text decides
    found: Found | None


class Start(NamedTuple):
    """A form that may begin a name, or a hashtag."""

    word: Word
    heads: tuple[str, ...]
    #: the longer names that it may begin, by the key of the second word, the longest first
    longer: dict[int, list[Longer]]
    #: what it is by itself, if no second word follows; ``None`` if the text decides
    alone: Found | bool | None
    #: the keys of words that tell how it splits, where its text has one of them
    rests: tuple[bytes, ...] = ()
    #: of a hashtag, the names in it
    names: tuple[HashtagName, ...] = ()


class Names(Protocol):
    """What is asked of a lexicon of names."""

    heads: Heads
    #: the keys of first words, and of first with second ones
    keys: HeadKeys

    def alone(self, word: Word, heads: tuple[str, ...]) -> Found | bool | None:
        """What a word names by itself: `False` for nothing, ``None`` if the text decides."""

    def longer(
        self, word: Word, heads: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], Found | None]]:
        """Give the longer names that a word may begin, ``None`` where the text decides."""

    def in_hashtag(self, form: str) -> tuple[HashtagName, ...]:
        """Give the names in a hashtag."""


class Starts(dict[str, Start]):
    """What is known of forms that may begin a name, and of hashtags."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.names = names

    def __missing__(self, form: str) -> Start:
        if len(self) >= MOST:
            self.clear()
        found = self._hashtag(form) if form[0] in "#＃" and len(form) > 1 else self._word(form)
        self[form] = found
        return found

    def _hashtag(self, form: str) -> Start:
        alone = None if (names := self.names.in_hashtag(form)) else False
        return Start(split_word(form, ()), (), {}, alone, names=names)

    def _word(self, form: str) -> Start:
        names = self.names
        # Where no clitic stands before a name, a pronoun behind it makes no difference.
        cut = names.heads.may_be_cut(form)
        word, known = read_form(form) if cut else (split_word(form, ()), True)
        heads = names.heads[word]
        longer = _longer(names.longer(word, heads)) if heads else {}
        left = () if known else [normalize_word(rest) for rest, _ in rests(form)]
        telling = tuple([_key_bytes([rest]) for rest in left])
        return Start(word, heads, longer, names.alone(word, heads), telling)


def _key_bytes(words: Sequence[str]) -> bytes:
    return np.array([token_key(word) for word in words], dtype=np.uint64).tobytes()


def _longer(names: Iterator[tuple[tuple[str, ...], Found | None]]) -> dict[int, list[Longer]]:
    found: dict[int, list[Longer]] = {}
    for words, name in names:
        found.setdefault(token_key(words[1]), []).append(Longer(_key_bytes(words[2:]), name))
    for names_of in found.values():
        names_of.sort(key=lambda name: -len(name.rest))
    return found
