"""One article, read once: its words, sentences and quotations as parallel lists.

Everything that looks for structure in a text (entities, claims, labels, quantities)
works on this view, by token index; offsets in the raw text come back through ``starts``
and ``ends``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sdlib.quotations import Quotation, find_quotations
from sdlib.sentences import Sentence, sentence_spans
from sdlib.tokens import KINDS, token_spans
from sdlib.words import Word, read_words

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
    sentences: list[Sentence]
    #: for each token, the index of its sentence
    sentence_of: list[int]
    #: for each sentence, its first token and the token behind its last
    ranges: list[tuple[int, int]]
    quotations: list[Quotation]
    #: from the token that opens (or closes) a quotation to the quotation
    opens: dict[int, Quotation] = field(default_factory=dict)
    closes: dict[int, Quotation] = field(default_factory=dict)

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
    spans = token_spans(text)
    starts, ends = spans.starts.tolist(), spans.ends.tolist()
    words = read_words([text[s:e] for s, e in zip(starts, ends, strict=True)])
    sentences = sentence_spans(text)
    sentence_of, ranges = _locate(spans.starts, sentences)
    paragraphs = [sentences[k].paragraph for k in sentence_of]
    quotations = find_quotations(text, starts, ends, paragraphs)
    return Article(
        text,
        starts,
        ends,
        [KINDS[k] for k in spans.kinds.tolist()],
        words,
        sentences,
        sentence_of,
        ranges,
        quotations,
        {q.first: q for q in quotations},
        {q.last: q for q in quotations},
    )


def _locate(
    starts: npt.NDArray[np.int64], sentences: list[Sentence]
) -> tuple[list[int], list[tuple[int, int]]]:
    """For each token its sentence, and for each sentence its tokens."""
    ends = np.array([sentence.end for sentence in sentences], dtype=np.int64)
    # A control character alone on a line holds no token but may end the last sentence early.
    of = np.minimum(np.searchsorted(ends, starts, side="right"), len(sentences) - 1)
    edges = [0, *np.searchsorted(starts, ends).tolist()]
    return of.tolist(), list(pairwise(edges))
