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
from typing import Protocol

import numpy as np

from sdlib.article import Article
from sdlib.characters import classes_of, common_bytes
from sdlib.clitics import cuts_by_document, word_key
from sdlib.eights import Numbers, Offsets
from sdlib.normalization import normalize_word
from sdlib.sentences import sentence_spans
from sdlib.token_keys import token_keys, word_keys
from sdlib.tokens import KINDS, spans_of
from sdlib.words import Word, read_form, split_word

_HASHTAG = KINDS.index("hashtag")
_SIGN = KINDS.index("punct")
#: Without one of these no sentence ends.
_END = re.compile("[.!?؟۔…\n\r\v\f\x85\u2028\u2029]")
#: Texts are looked at together up to so many characters.
_TOGETHER = 1 << 16


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


@lru_cache(maxsize=1 << 8)
def _keys_of(forms: frozenset[str]) -> Numbers:
    """Give the keys of forms, in order: rules ask for the same ones in one text after the other."""
    return np.sort(word_keys(list(forms)))


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
        return self.form(at) if inside and self._texts.spans.kinds.item(at) == _SIGN else ""

    def places(self, forms: Collection[str]) -> list[int]:
        """Give the tokens with one of some search forms."""
        found = self._texts.places(self.first, self.behind, _keys_of(frozenset(forms)))
        return [at for at in found if normalize_word(self.form(at)) in forms]

    def __contains__(self, key: str) -> bool:
        """Whether a word of the text has this key (`sdlib.clitics.word_key`)."""
        wanted = _keys_of(frozenset([normalize_word(key)]))
        found = self._texts.places(self.first, self.behind, wanted)
        return any(word_key(self.form(at)) == key for at in found)

    def in_one_sentence(self, first: int, last: int) -> bool:
        """Whether two tokens stand in one sentence."""
        texts, offset = self._texts, self.offset
        if texts.surely_in_one_sentence(first, last):
            return True
        places = texts.starts[first] - offset, texts.starts[last] - offset
        return self._sentence_of(places[0]) == self._sentence_of(places[1])

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
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.joined = "\n".join(texts)
        sizes = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
        #: where each text begins, and one would behind the last
        self.offset_array = np.concatenate([[0], np.cumsum(sizes)])
        self.offsets: list[int] = self.offset_array.tolist()
        codes = common_bytes(self.joined)
        classes = classes_of(self.joined, codes)
        self.spans = spans = spans_of(self.joined, b"\0%b\0" % classes)
        #: for each text its first token, and the number of tokens
        self.token_array = np.searchsorted(spans.starts, self.offset_array)
        self.tokens: list[int] = self.token_array.tolist()
        self.keys = token_keys(self.joined, spans, codes)
        #: the keys of all tokens, eight bytes each
        self.key_bytes = self.keys.tobytes()
        # Of few tokens somebody wants to know where they stand: no list is made of all.
        self.starts, self.ends = memoryview(spans.starts), memoryview(spans.ends)

    def forms(self, tokens: Offsets) -> list[str]:
        """Give tokens as they are written."""
        spans = self.spans.starts[tokens].tolist(), self.spans.ends[tokens].tolist()
        return list(map(self.joined.__getitem__, map(slice, *spans)))

    def places(self, first: int, behind: int, wanted: Numbers) -> list[int]:
        """Give those of some tokens that may have one of some keys, which are in order."""
        own = self.keys[first:behind]
        found = wanted.take(np.searchsorted(wanted, own), mode="clip") == own
        return [first + k for k in found.nonzero()[0].tolist()]

    def surely_in_one_sentence(self, first: int, last: int) -> bool:
        """Whether nothing between two tokens can end a sentence."""
        start, end, joined = self.starts[first], self.ends[last], self.joined
        # The number of a list's item begins a sentence, by the full stop behind it.
        end += joined[end - 1].isdigit()
        return joined[start].isalpha() and not _END.search(joined, start, end)


def together(texts: Sequence[str]) -> Iterator[range]:
    """Give the numbers of texts that are looked at together.

    Examples
    --------
    >>> list(together(["أ" * 70_000, "ب", "ج"]))
    [range(0, 1), range(1, 3)]
    """
    first, size = 0, 0
    for number, text in enumerate(texts, start=1):
        size += len(text)
        if size >= _TOGETHER or number == len(texts):
            yield range(first, number)
            first, size = number, 0
