"""One article, read once: its words, sentences and quotations as parallel lists.

Everything that looks for structure in a text (entities, claims, labels, quantities)
works on this view, by token index; offsets in the raw text come back through ``starts``
and ``ends``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from sdlib.clitics import behind_lam, clitic_cuts, is_rare
from sdlib.normalization import bare, normalize_word
from sdlib.quotations import Quotation, find_quotations
from sdlib.sentences import Sentence, sentence_spans
from sdlib.tokens import KINDS, token_spans

#: Function words that some outlets write without their hamza, so that rules need one spelling.
_SPELLINGS = {"الى": "إلى", "والى": "وإلى", "او": "أو", "اي": "أي", "ايضا": "أيضا", "امس": "أمس"}


class Word(NamedTuple):
    """What can be said of one orthographic word without its context."""

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


@lru_cache(maxsize=1 << 17)
def read_word(text: str) -> Word:
    """Analyse one orthographic word.

    Examples
    --------
    >>> word = read_word("وللأسد")
    >>> word.conjunction, word.preposition, word.base, word.definite
    ('و', 'ل', 'الأسد', True)
    """
    plain = bare(text) or text
    form = _SPELLINGS.get(plain, plain)
    cuts = clitic_cuts(form)
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
    definite = base.startswith("ال") and len(base) > 3
    return Word(form, normalize_word(form), conjunction, preposition, base, pronoun, stem, definite)


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
    words = _words([text[s:e] for s, e in zip(starts, ends, strict=True)])
    sentences = sentence_spans(text)
    sentence_of, ranges = _locate(starts, sentences)
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


def _words(texts: list[str]) -> list[Word]:
    """Analyse the words of one article; a rare name that it has without its و is split."""
    words = [read_word(t) for t in texts]
    forms = {w.form for w in words}
    return [
        _without_conjunction(w) if w.form[0] in "وف" and w.form[1:] in forms and _splits(w) else w
        for w in words
    ]


def _splits(word: Word) -> bool:
    return not word.conjunction and len(word.form) > 4 and is_rare(word.form)


def _without_conjunction(word: Word) -> Word:
    inner = read_word(word.form[1:])
    return inner._replace(form=word.form, norm=word.norm, conjunction=word.form[0])


def _locate(
    starts: list[int], sentences: list[Sentence]
) -> tuple[list[int], list[tuple[int, int]]]:
    sentence_of: list[int] = []
    ranges = []
    i = 0
    for k, sentence in enumerate(sentences):
        first = i
        while i < len(starts) and starts[i] < sentence.end:
            sentence_of.append(k)
            i += 1
        ranges.append((first, i))
    # A control character alone on a line holds no token but may end the last sentence early.
    sentence_of += [len(sentences) - 1] * (len(starts) - i)
    return sentence_of, ranges
