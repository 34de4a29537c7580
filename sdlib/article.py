"""One article, read once: its words, sentences and quotations as parallel lists.

Everything that looks for structure in a text (entities, claims, labels, quantities)
works on this view, by token index; offsets in the raw text come back through ``starts``
and ``ends``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from sdlib.quotations import Quotation, find_quotations
from sdlib.sentences import Sentence, sentence_spans
from sdlib.tokens import KINDS, WORD
from sdlib.vocabulary import ReadTexts, read_texts
from sdlib.words import Word

T = TypeVar("T")

#: So many texts are analysed together.
_TOGETHER = 512
#: A first token and the token behind the last.
Range = tuple[int, int]


@dataclass(slots=True)
class Article:
    """A text with its tokens, sentences and quotations; indices are token positions."""

    text: str
    starts: list[int]
    ends: list[int]
    kinds: list[str]
    words: list[Word]
    #: all words of several texts, and for each token the number of its own
    read: ReadTexts
    ids: list[int]
    #: which tokens of all texts are its own
    own: slice
    sentences: list[Sentence]
    #: for each token, the index of its sentence
    sentence_of: list[int]
    #: for each sentence, its first token and the token behind its last
    ranges: list[tuple[int, int]]
    quotations: list[Quotation]
    #: from the token that opens (or closes) a quotation to the quotation
    opens: dict[int, Quotation] = field(default_factory=dict)
    closes: dict[int, Quotation] = field(default_factory=dict)
    #: tokens whose word was read anew
    _anew: list[int] = field(default_factory=list)
    _getter: itemgetter[Any] | None = None

    def column(self, ask: Callable[[Word], T]) -> list[T]:
        """Give what a function tells of each word; it is asked once for each form of all texts."""
        found = self._pick(self.read.told(ask))
        for i in self._anew:
            found[i] = ask(self.words[i])
        return found

    def marks(self, ask: Callable[[Word], object]) -> list[bool]:
        """Say of each word whether a function tells something of it: a gate before slow rules.

        It is told of all texts at once, which takes a fraction of the time of a `column`.
        """
        found: list[bool] = self.read.marks(ask)[self.own].tolist()
        for i in self._anew:
            found[i] = bool(ask(self.words[i]))
        return found

    def where(self, ask: Callable[[Word], object]) -> list[int]:
        """Give the tokens of whose word a function tells something, in reading order."""
        found: list[int] = self.read.marks(ask)[self.own].nonzero()[0].tolist()
        if not self._anew:
            return found
        anew = {i for i in self._anew if ask(self.words[i])}
        return sorted(anew.union(found).difference(set(self._anew) - anew))

    def signs(self) -> list[int]:
        """Give the tokens that are no words: punctuation, numbers, hashtags, addresses."""
        return self._signs().nonzero()[0].tolist()

    def edges(self, ask: Callable[[Word], object]) -> bytes:
        """For each token 1 if a function tells something of its word, or it is or follows a sign.

        In bytes the next one is found without a step for each token before it.
        """
        found = self.read.marks(ask)[self.own].copy()
        for i in self._anew:
            found[i] = bool(ask(self.words[i]))
        signs = self._signs()
        found |= signs
        found[1:] |= signs[:-1]
        return found.tobytes()

    def _signs(self) -> npt.NDArray[np.bool_]:
        """For each token, whether it is no word."""
        return np.not_equal(self.read.encoded.kinds[self.own], WORD)

    def _pick(self, told: list[T]) -> list[T]:
        """Give the element of each token: `itemgetter` does it without a step of Python's."""
        if len(self.ids) < 2:
            return [told[k] for k in self.ids]
        self._getter = self._getter or itemgetter(*self.ids)
        return list(self._getter(told))

    def read_anew(self, i: int, word: Word) -> None:
        """Put another word at a token."""
        self.words[i] = word
        self._anew.append(i)

    def span(self, first: int, behind: int) -> tuple[int, int]:
        """The offsets of the tokens from ``first`` up to, not including, ``behind``."""
        return self.starts[first], self.ends[behind - 1]

    def slice(self, first: int, behind: int) -> str:
        """The raw text of the tokens from ``first`` up to, not including, ``behind``."""
        return self.text[self.starts[first] : self.ends[behind - 1]]


def read_article(text: str) -> Article:
    """Read a text into the view that the finders work on.

    Parameters
    ----------
    text : str
        Raw text of one document.

    Returns
    -------
    Article

    Examples
    --------
    >>> article = read_article("قال الوزير: «لن نقبل».")
    >>> [word.form for word in article.words]
    ['قال', 'الوزير', ':', '«', 'لن', 'نقبل', '»', '.']
    >>> article.quotations
    [Quotation(first=3, last=6, name=False)]
    """
    return next(read_articles([text], read_texts([text])))


def read_some_articles(texts: Sequence[str]) -> Iterator[Article]:
    """Read texts some hundred at a time, so that memory does not grow with them."""
    for first in range(0, len(texts), _TOGETHER):
        part = texts[first : first + _TOGETHER]
        yield from read_articles(part, read_texts(part))


def read_articles(texts: Sequence[str], read: ReadTexts) -> Iterator[Article]:
    """Give the articles of texts whose words are analysed already, each form once for all.

    Parameters
    ----------
    texts : sequence of str
        Raw texts.
    read : ReadTexts
        What `sdlib.vocabulary.read_texts` gave for them.

    Yields
    ------
    Article
        As `read_article` gives it, much faster.

    Examples
    --------
    >>> from sdlib.vocabulary import read_texts
    >>> texts = ["عاد الوزير.", "قال الوزير: «لن نقبل»."]
    >>> [len(article.words) for article in read_articles(texts, read_texts(texts))]
    [3, 8]
    """
    edges = read.encoded.offsets.tolist()
    for number, text in enumerate(texts):
        yield _article(text, read, slice(edges[number], edges[number + 1]))


def _article(text: str, read: ReadTexts, own: slice) -> Article:
    """Give the article of one of several texts by its tokens."""
    encoded, ids = read.encoded, read.ids[own].tolist()
    starts, ends = encoded.starts[own].tolist(), encoded.ends[own].tolist()
    sentences = sentence_spans(text)
    sentence_of, ranges = _locate(starts, sentences)
    paragraphs = [sentences[k].paragraph for k in sentence_of]
    quotations = find_quotations(text, starts, ends, paragraphs)
    return Article(
        text,
        starts,
        ends,
        list(map(KINDS.__getitem__, encoded.kinds[own].tolist())),
        list(map(read.words.__getitem__, ids)),
        read,
        ids,
        own,
        sentences,
        sentence_of,
        ranges,
        quotations,
        {q.first: q for q in quotations},
        {q.last: q for q in quotations},
    )


def _locate(
    starts: list[int], sentences: list[Sentence]
) -> tuple[list[int], list[tuple[int, int]]]:
    """For each token its sentence, and for each sentence its tokens."""
    edges = [0, *(bisect_left(starts, sentence.end) for sentence in sentences)]
    ranges = list(pairwise(edges))
    of: list[int] = []
    for k, (first, behind) in enumerate(ranges):
        of += [k] * (behind - first)
    # A control character alone on a line holds no token but may end the last sentence early.
    return of + [len(sentences) - 1] * (len(starts) - len(of)), ranges
