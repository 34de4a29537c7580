"""Tagged articles: sentences of a CoNLL file read as we read text, their names as labels."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sdlib.article import Article, read_article
from sdlib.conll import Name, TaggedSentence

#: A CoNLL file does not say where an article ends: so many sentences are read as one, about
#: as many as news articles have, since words and names are understood by their document.
SENTENCES = 20

OUTSIDE = "O"


@dataclass(frozen=True, slots=True)
class TaggedArticle:
    """Sentences of a CoNLL file as one article.

    Attributes
    ----------
    article : Article
        Of the text: the file's tokens with spaces between, a sentence a line.
    starts, ends : list of int
        The offsets of the file's tokens.
    names : list of Name
        The file's names; their spans count the file's tokens.
    """

    article: Article
    starts: list[int]
    ends: list[int]
    names: list[Name]

    def labels(self) -> list[str]:
        """Give each of our tokens its label: ``B-`` and the type, ``I-`` and the type, ``O``."""
        article = self.article
        found = [OUTSIDE] * len(article.words)
        for name in self.names:
            first, behind = self._inner(name)
            found[first:behind] = [f"I-{name.type}"] * (behind - first)
            if behind > first:
                found[first] = f"B-{name.type}"
        return found

    def _inner(self, name: Name) -> tuple[int, int]:
        """Our tokens of a name; signs glued to its first and last word are left out."""
        kinds = self.article.kinds
        first = bisect_right(self.article.ends, self.starts[name.first])
        behind = bisect_left(self.article.starts, self.ends[name.behind - 1])
        inner = [i for i in range(first, behind) if kinds[i] != "punct"]
        return (inner[0], inner[-1] + 1) if inner else (first, behind)

    def widened(self, found: Sequence[Name]) -> list[Name]:
        """Give names over our tokens as names over the file's tokens that they touch."""
        article = self.article
        names = []
        for name in found:
            first = bisect_right(self.starts, article.starts[name.first]) - 1
            behind = bisect_left(self.starts, article.ends[name.behind - 1])
            names.append(Name(first, behind, name.type))
        return names


def read_tagged(sentences: Sequence[TaggedSentence]) -> Iterator[TaggedArticle]:
    """Read the sentences of a CoNLL file as articles of `SENTENCES` sentences each.

    Examples
    --------
    >>> sentence = TaggedSentence(("زار", "(سعد", "وفهد)"), (Name(1, 2, "PER"), Name(2, 3, "PER")))
    >>> [tagged] = read_tagged([sentence])
    >>> [word.form for word in tagged.article.words], tagged.labels()
    (['زار', '(', 'سعد', 'وفهد', ')'], ['O', 'O', 'B-PER', 'B-PER', 'O'])
    >>> tagged.widened([Name(2, 3, "PER")])
    [Name(first=1, behind=2, type='PER')]
    """
    for first in range(0, len(sentences), SENTENCES):
        yield _read(sentences[first : first + SENTENCES])


def _read(sentences: Sequence[TaggedSentence]) -> TaggedArticle:
    starts: list[int] = []
    ends: list[int] = []
    names: list[Name] = []
    at = 0
    for sentence in sentences:
        before = len(starts)
        names += [Name(n.first + before, n.behind + before, n.type) for n in sentence.names]
        for token in sentence.tokens:
            starts.append(at)
            at += len(token)
            ends.append(at)
            at += 1
    text = "\n".join(sentence.text for sentence in sentences)
    return TaggedArticle(read_article(text), starts, ends, names)


def sequences(article: Article) -> list[slice]:
    """Give the sentences of an article as slices of its tokens, empty ones left out."""
    return [slice(first, behind) for first, behind in article.ranges if behind > first]


def read_labels(labels: Sequence[str], breaks: Sequence[slice] = ()) -> list[Name]:
    """Give the names that labels of tokens stand for; none reaches over the end of a sentence.

    Examples
    --------
    >>> read_labels(["B-PER", "I-PER", "O", "I-LOC", "B-LOC"])
    [Name(first=0, behind=2, type='PER'), Name(first=3, behind=4, type='LOC'), Name(first=4, ...
    """
    starts = {part.start for part in breaks}
    names: list[Name] = []
    for i, label in enumerate(labels):
        if label == OUTSIDE:
            continue
        letter, _, kind = label.partition("-")
        last = names[-1] if names else None
        joined = last is not None and last.behind == i and last.type == kind and i not in starts
        if joined and letter != "B":
            names[-1] = last._replace(behind=i + 1)
        else:
            names.append(Name(i, i + 1, kind))
    return names
