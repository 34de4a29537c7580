"""Sightings: the places of a text at which a name may begin, and what stands around each.

Of an article that is read already, every word is looked up. Texts that are not are taken many
at a time, their tokens numbered by arrays (`sdlib.token_keys`): only where a known number stands
is a word read, and sentences only where a name might run over the end of one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple, Protocol

import numpy as np

from sdlib.aliases import MARKS, Alias, Entity, Mention, without_edges
from sdlib.article import Article
from sdlib.clitics import cuts_by_document, word_key
from sdlib.heads import MOST, HeadKeys, Heads, may_be_cut
from sdlib.normalization import normalize_word
from sdlib.sentences import sentence_spans
from sdlib.token_keys import ANY, Keys, token_key, token_keys
from sdlib.tokens import KINDS, token_spans
from sdlib.words import Word, read_form, split_word

_HASHTAG = KINDS.index("hashtag")
_SIGN = KINDS.index("punct")
#: Without one of these no sentence ends.
_END = re.compile("[.!?؟۔…\n\r\v\f\x85\u2028\u2029]")
#: Texts are looked at together up to so many characters.
_TOGETHER = 1 << 15


class Sighting(Protocol):
    """A token at which a name may begin."""

    #: the token as a word, and the first words of names that it may be
    word: Word
    heads: tuple[str, ...]

    def norms(self, count: int) -> tuple[str, ...]:
        """Give the search forms of so many tokens behind this one, fewer at the text's end."""

    def in_one_sentence(self, length: int) -> bool:
        """Whether so many tokens from here on stand in one sentence."""

    def stem(self, distance: int) -> str:
        """Give the stem of a token before or behind, without its article; "" if there is none."""


class ArticleSighting:
    """A sighting in an article that is read already."""

    def __init__(self, article: Article, at: int, heads: tuple[str, ...]) -> None:
        self.heads = heads
        self.word = article.words[at]
        self._article = article
        self._at = at

    def norms(self, count: int) -> tuple[str, ...]:
        """Give the search forms of the tokens behind."""
        return tuple([w.norm for w in self._article.words[self._at + 1 : self._at + 1 + count]])

    def in_one_sentence(self, length: int) -> bool:
        """Whether so many tokens from here on stand in one sentence."""
        of = self._article.sentence_of
        return of[self._at] == of[self._at + length - 1]

    def stem(self, distance: int) -> str:
        """Give the stem of a token before or behind."""
        at, words = self._at + distance, self._article.words
        return words[at].stem.removeprefix("ال") if 0 <= at < len(words) else ""


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
    #: whether only its document tells how it splits
    open: bool
    #: of a hashtag, the names in it
    names: tuple[HashtagName, ...] = ()


class Names(Protocol):
    """What is asked of a lexicon of names."""

    #: the first words of names, and the second words behind each
    seconds: dict[str, dict[str, tuple[int, ...]]]
    heads: Heads
    #: the keys of first words, and of first with second ones
    keys: HeadKeys
    #: what is known of forms
    starts: Starts

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
        names = self.names
        word, known = read_form(form)
        if form[0] in "#＃" and len(form) > 1:
            found = Start(word, (), {}, False, False, names.in_hashtag(form))
        elif not known and may_be_cut(word):
            found = Start(word, (), {}, None, True)
        else:
            heads = names.heads[word]
            longer = _longer(names.longer(word, heads)) if heads else {}
            found = Start(word, heads, longer, names.alone(word, heads), False)
        self[form] = found
        return found


def _longer(names: Iterator[tuple[tuple[str, ...], Found | None]]) -> dict[int, list[Longer]]:
    found: dict[int, list[Longer]] = {}
    for words, name in names:
        keys = [token_key(word) for word in words[1:]]
        rest = np.array(keys[1:], dtype=np.uint64).tobytes()
        found.setdefault(keys[0], []).append(Longer(rest, name))
    for names_of in found.values():
        names_of.sort(key=lambda name: -len(name.rest))
    return found


@lru_cache(maxsize=1 << 8)
def _keys_of(forms: frozenset[str]) -> Keys:
    """Give the keys of forms, in order: rules ask for the same ones in one text after the other."""
    return np.array(sorted([ANY, *map(token_key, forms)]), dtype=np.uint64)


class TextSighting:
    """A sighting in a text of which little is read."""

    __slots__ = ("_text", "at", "heads", "word")

    def __init__(self, text: Text, at: int, word: Word, heads: tuple[str, ...]) -> None:
        self._text = text
        self.at = at
        self.word = word
        self.heads = heads

    def norms(self, count: int) -> tuple[str, ...]:
        """Give the search forms of the tokens behind."""
        text = self._text
        behind = range(self.at + 1, min(self.at + 1 + count, text.behind))
        return tuple([normalize_word(text.form(k)) for k in behind])

    def in_one_sentence(self, length: int) -> bool:
        """Whether so many tokens from here on stand in one sentence."""
        return self._text.in_one_sentence(self.at, self.at + length - 1)

    def stem(self, distance: int) -> str:
        """Give the stem of a token before or behind."""
        at, text = self.at + distance, self._text
        inside = text.first <= at < text.behind
        return text.word(at).stem.removeprefix("ال") if inside else ""


class Text:
    """One of several texts that stand behind each other; tokens are counted through all of them.

    What is asked of it is read when it is.
    """

    def __init__(self, texts: Texts, number: int) -> None:
        self._texts = texts
        self._number = number
        #: its own text, and where it begins
        self.text = texts.texts[number]
        self.offset = texts.offsets[number]
        #: its first token, and the one behind its last
        self.first, self.behind = texts.tokens[number : number + 2]

    @property
    def plain(self) -> bool:
        """Whether each token has a key of its own."""
        return self._texts.plain

    def candidates(self) -> list[tuple[int, int, Start]]:
        """Give the candidates of the text, in reading order."""
        return self._texts.candidates_of(self._number)

    def goes_on(self, at: int, rest: bytes) -> bool:
        """Whether the tokens from one on have these keys."""
        return not rest or self._texts.key_bytes.startswith(rest, 8 * at)

    def mention_spans(self, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
        """Give the spans of mentions, what is cut off left out."""
        starts, ends, offset = self._texts.starts, self._texts.ends, self.offset
        text = self.text
        for mention in mentions:
            first, behind, _, cut, rest, _ = mention
            start, end = starts[first] - offset, ends[behind - 1] - offset
            if cut or rest or text[start] in MARKS:
                yield without_edges(text, (start, ends[first] - offset, end), mention)
            else:
                yield start, end

    def span(self, at: int) -> tuple[int, int]:
        """Give the span of a token in its own text."""
        return self._texts.starts[at] - self.offset, self._texts.ends[at] - self.offset

    def form(self, at: int) -> str:
        """Give a token as it is written."""
        start, end = self.span(at)
        return self.text[start:end]

    def word(self, at: int) -> Word:
        """Read a token as `sdlib.words.read_words` does: an unknown one by its document."""
        form = self.form(at)
        word, known = read_form(form)
        return word if known else split_word(form, cuts_by_document(form, self, word.cuts))

    def sign(self, at: int) -> str:
        """Give a token that is a sign, "" if it is none or stands outside of the text."""
        inside = self.first <= at < self.behind
        return self.form(at) if inside and self._texts.kinds.item(at) == _SIGN else ""

    def places(self, forms: Collection[str]) -> list[int]:
        """Give the tokens with one of some search forms."""
        found = self._texts.places(self.first, self.behind, _keys_of(frozenset(forms)))
        return [at for at in found if normalize_word(self.form(at)) in forms]

    def __contains__(self, key: str) -> bool:
        """Whether a word of the text has this key (`sdlib.clitics.word_key`)."""
        wanted = np.array(sorted([ANY, token_key(normalize_word(key))]), dtype=np.uint64)
        found = self._texts.places(self.first, self.behind, wanted)
        return any(word_key(self.form(at)) == key for at in found)

    def in_one_sentence(self, first: int, last: int) -> bool:
        """Whether two tokens stand in one sentence."""
        text, texts, offset = self.text, self._texts, self.offset
        start, end = texts.starts[first] - offset, texts.ends[last] - offset
        # The number of a list's item begins a sentence, by the full stop behind it.
        end += text[end - 1].isdigit()
        if text[start].isalpha() and not _END.search(text, start, end):
            return True
        return self._sentence_of(start) == self._sentence_of(texts.starts[last] - offset)

    @cached_property
    def _ends(self) -> list[int]:
        return [sentence.end for sentence in sentence_spans(self.text)]

    def _sentence_of(self, offset: int) -> int:
        return min(bisect_right(self._ends, offset), len(self._ends) - 1)


class Texts:
    """Several texts behind each other, cut into tokens at once; none runs over white space.

    Parameters
    ----------
    texts : sequence of str
        Raw texts.
    names : Names
        What may begin in them.
    """

    def __init__(self, texts: Sequence[str], names: Names) -> None:
        self.texts = texts
        joined = "\n".join(texts)
        sizes = np.array([len(text) + 1 for text in texts], dtype=np.int64)
        offsets = np.concatenate([[0], np.cumsum(sizes)])
        self.offsets: list[int] = offsets.tolist()
        spans = token_spans(joined)
        self.kinds = spans.kinds
        #: for each text its first token, and the number of tokens
        self.tokens: list[int] = np.searchsorted(spans.starts, offsets).tolist()
        self._keys = keys = token_keys(joined, spans)
        #: the keys of all tokens, eight bytes each
        self.key_bytes = keys.tobytes()
        #: whether each token has a key of its own
        self.plain = not (keys == ANY).any()
        at = np.flatnonzero(names.keys.may_begin(keys) | (spans.kinds == _HASHTAG))
        # Of few tokens somebody wants to know where they stand: no list is made of all.
        self.starts, self.ends = memoryview(spans.starts), memoryview(spans.ends)
        own = spans.starts[at].tolist(), spans.ends[at].tolist()
        forms = [joined[start:end] for start, end in zip(*own, strict=True)]
        seconds = np.append(keys, np.uint64(ANY))[at + 1]
        #: tokens that may begin a name, or are a hashtag: number, key of the next, what is known
        known = map(names.starts.__getitem__, forms)
        self._candidates = list(zip(at.tolist(), seconds.tolist(), known, strict=True))
        self._edges: list[int] = np.searchsorted(at, self.tokens).tolist()

    def places(self, first: int, behind: int, wanted: Keys) -> list[int]:
        """Give those of some tokens that may have one of some keys, which are in order."""
        own = self._keys[first:behind]
        found = wanted.take(np.searchsorted(wanted, own), mode="clip") == own
        return [first + k for k in found.nonzero()[0].tolist()]

    def candidates_of(self, number: int) -> list[tuple[int, int, Start]]:
        """Give the candidates of a text, in reading order."""
        return self._candidates[self._edges[number] : self._edges[number + 1]]


def together(texts: Sequence[str]) -> Iterator[range]:
    """Give the numbers of texts that are looked at together.

    Examples
    --------
    >>> list(together(["أ" * 40_000, "ب", "ج"]))
    [range(0, 1), range(1, 3)]
    """
    first, size = 0, 0
    for number, text in enumerate(texts, start=1):
        size += len(text)
        if size >= _TOGETHER or number == len(texts):
            yield range(first, number)
            first, size = number, 0
