"""Sightings: the places of a text at which a name may begin, and what stands around each.

Of an article that is read already, every word is looked up. A text that is not is cut at its
spaces, which no token runs over. Each distinct chunk is looked at once; only where it can begin
a name are words read, and sentences only where a name might run over the end of one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import compress
from typing import NamedTuple, Protocol

from sdlib.aliases import Entity
from sdlib.article import Article
from sdlib.characters import TATWEEL
from sdlib.clitics import cuts_by_document, word_key
from sdlib.heads import MOST, Heads, may_be_cut, may_have_head
from sdlib.normalization import DIACRITICS, normalize_word
from sdlib.sentences import sentence_spans
from sdlib.tokens import KINDS, token_spans
from sdlib.words import Word, read_form, split_word

_HASHTAG = KINDS.index("hashtag")
#: What most chunks are: words of unmarked letters, and signs that are tokens by themselves.
_SIGNS = '.,:!?()\\[\\]"\n\r\t«»،؛؟“”'
_LETTERS = "ء-غف-ي"
_PLAIN = re.compile(f"[{_LETTERS}{_SIGNS}]*")
_RUN = re.compile(f"[{_LETTERS}]+")
#: A word, up to a sign or the chunk's end.
_WORD = re.compile(f"([{_LETTERS}]+)(?:[{_SIGNS}]|$)")
_SIGN = re.compile(f"[{_SIGNS}]|\\.+")
#: What makes one word of several pieces, or writes its letters as others.
_ODD = re.compile("[\u00ad\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufb50-\ufeff]")
_KEY = str.maketrans(dict.fromkeys(DIACRITICS, "") | dict.fromkeys("أإآٱ", "ا"))
#: Without one of these no sentence ends.
_END = re.compile("[.!?؟۔…\n\r\v\f\x85\u2028\u2029]")


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


class Token(NamedTuple):
    """A token of a chunk: its span there, and its search form."""

    start: int
    end: int
    norm: str
    hashtag: bool


class _Tokens(dict[str, tuple[Token, ...]]):
    """The tokens of chunks."""

    def __missing__(self, chunk: str) -> tuple[Token, ...]:
        if len(self) >= MOST:
            self.clear()
        spans = token_spans(chunk)
        found = tuple(
            Token(s, e, normalize_word(chunk[s:e]), k == _HASHTAG)
            for s, e, k in zip(*(column.tolist() for column in spans), strict=True)
        )
        self[chunk] = found
        return found


class _Firsts(dict[str, str]):
    """The search form of the first token of chunks, "" where there is none."""

    def __init__(self, tokens: _Tokens) -> None:
        super().__init__()
        self._tokens = tokens

    def __missing__(self, chunk: str) -> str:
        if len(self) >= MOST:
            self.clear()
        plain = _WORD.match(chunk)
        if plain:
            found = normalize_word(plain[1])
        else:
            tokens = self._tokens[chunk]
            found = tokens[0].norm if tokens else ""
        self[chunk] = found
        return found


class Found(NamedTuple):
    """A name of so many tokens, who bears it, and the letters of the first that are cut off."""

    length: int
    entity: Entity
    cut: int


class Start(NamedTuple):
    """A token of a chunk, by its number, that may begin a name."""

    token: Token
    number: int
    #: whether it is the chunk's last token
    last: bool
    word: Word
    heads: tuple[str, ...]
    #: second words of the names that it may begin
    seconds: frozenset[str]
    #: what it is by itself, if no second word follows; ``None`` if the text decides
    alone: Found | bool | None


class Names(Protocol):
    """What is asked of a lexicon of names."""

    #: the first words of names, and the second words behind each
    seconds: dict[str, frozenset[str]]
    heads: Heads

    def alone(self, word: Word, heads: tuple[str, ...]) -> Found | bool | None:
        """What a word names by itself: `False` for nothing, ``None`` if the text decides."""

    def in_hashtag(self, form: str) -> bool:
        """Whether a hashtag is a name at some date."""


class Starts(dict[str, tuple[Start, ...]]):
    """For each chunk the tokens in it that may begin a name, and hashtags that are one."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.names = names
        self.tokens = _Tokens()
        self.firsts = _Firsts(self.tokens)

    def __missing__(self, chunk: str) -> tuple[Start, ...]:
        if len(self) >= MOST:
            self.clear()
        found = () if self._has_none(chunk) else tuple(self._starts(chunk))
        self[chunk] = found
        return found

    def _has_none(self, chunk: str) -> bool:
        """Whether a look at the letters is enough to tell that no name begins here."""
        known = self.names.seconds
        return (
            _PLAIN.fullmatch(chunk) is not None
            and not any(may_have_head(normalize_word(w), known) for w in _RUN.findall(chunk))
            and known.keys().isdisjoint(_SIGN.findall(chunk))
        )

    def _starts(self, chunk: str) -> Iterator[Start]:
        names, tokens = self.names, self.tokens[chunk]
        for i, token in enumerate(tokens):
            form = chunk[token.start : token.end]
            hashtag = token.hashtag and names.in_hashtag(form)
            odd = hashtag or TATWEEL in token.norm
            if not odd and not may_have_head(token.norm, names.seconds):
                continue
            word, known = read_form(form)
            heads = names.heads[word]
            if not known and may_be_cut(word):
                yield Start(token, i, False, word, (), frozenset(), None)
            elif heads or hashtag:
                seconds = frozenset().union(*(names.seconds[head] for head in heads))
                alone = None if hashtag else names.alone(word, heads)
                if seconds or alone is not False:
                    yield Start(token, i, i + 1 == len(tokens), word, heads, seconds, alone)


class TextSighting:
    """A sighting in a text of which little is read."""

    __slots__ = ("_chunk", "_offset", "_text", "_token", "alone", "end", "heads", "start", "word")

    def __init__(self, text: Text, chunk: int, offset: int, start: Start) -> None:
        self._text = text
        self._chunk = chunk
        self._token = start.number
        #: where the chunk begins in the text
        self._offset = offset
        #: the token's span in the text
        self.start = offset + start.token.start
        self.end = offset + start.token.end
        self.word, self.heads = start.word, start.heads
        #: what it is by itself, if nothing else can be
        self.alone: Found | None = None

    @property
    def hashtag(self) -> bool:
        """Whether it is a hashtag."""
        return self._text.text[self.start] in "#＃"

    def read(self) -> None:
        """Read the word in the light of its document."""
        self.word = self._text.word(self._chunk, self._token)
        self.heads = self._text.starts.names.heads[self.word]

    def norms(self, count: int) -> tuple[str, ...]:
        """Give the search forms of the tokens behind."""
        found = self._text.tokens(self._chunk)[self._token + 1 :]
        chunk = self._chunk + 1
        while len(found) < count and chunk < len(self._text.chunks):
            found += self._text.tokens(chunk)
            chunk += 1
        return tuple([token.norm for token in found[:count]])

    def span_of(self, distance: int) -> tuple[int, int]:
        """Give the span in the text of a token that stands behind."""
        chunk, token = self._at(distance)
        between = sum(map(len, self._text.chunks[self._chunk : chunk])) + chunk - self._chunk
        found = self._text.tokens(chunk)[token]
        return self._offset + between + found.start, self._offset + between + found.end

    def _at(self, distance: int) -> tuple[int, int]:
        """The chunk and the number in it of a token before or behind; -1 if there is none."""
        text, chunk, token = self._text, self._chunk, self._token + distance
        while token < 0 and chunk:
            chunk -= 1
            token += len(text.tokens(chunk))
        while token >= (size := len(text.tokens(chunk))):
            chunk, token = chunk + 1, token - size
            if chunk == len(text.chunks):
                return -1, -1
        return chunk, token

    def in_one_sentence(self, length: int) -> bool:
        """Whether so many tokens from here on stand in one sentence."""
        text = self._text.text
        last, end = self.span_of(length - 1)
        # The number of a list's item begins a sentence, by the full stop behind it.
        end += text[end - 1].isdigit()
        if text[self.start].isalpha() and not _END.search(text, self.start, end):
            return True
        return self._text.sentence_of(self.start) == self._text.sentence_of(last)

    def stem(self, distance: int) -> str:
        """Give the stem of a token before or behind."""
        chunk, token = self._at(distance)
        return self._text.word(chunk, token).stem.removeprefix("ال") if token >= 0 else ""


class Text:
    """A text, cut at its spaces; what else is asked of it is read when it is."""

    def __init__(self, text: str, starts: Starts) -> None:
        self.text = text
        self.chunks = text.split(" ")
        self.starts = starts

    def sightings(self) -> Iterator[TextSighting]:
        """Give the tokens that may begin a name, and hashtags that are one, in reading order."""
        chunks = self.chunks
        found = list(map(self.starts.__getitem__, chunks))
        offset = done = 0
        for k in compress(range(len(chunks)), found):
            for start in found[k]:
                alone = start.alone
                if alone is not None and start.seconds and self._second(k, start) in start.seconds:
                    alone = None
                if alone is False:
                    continue
                offset += len(" ".join(chunks[done:k])) + 1 if k > done else 0
                done = k
                sighting = TextSighting(self, k, offset, start)
                if alone:
                    sighting.alone = alone
                elif not start.heads:
                    sighting.read()
                yield sighting

    def _second(self, chunk: int, start: Start) -> str:
        """The search form of the token behind one, "" at the text's end."""
        firsts, chunks = self.starts.firsts, self.chunks
        if not start.last:
            return self.tokens(chunk)[start.number + 1].norm
        for k in range(chunk + 1, len(chunks)):
            if first := firsts[chunks[k]]:
                return first
        return ""

    def tokens(self, chunk: int) -> tuple[Token, ...]:
        """Give the tokens of a chunk by its number."""
        return self.starts.tokens[self.chunks[chunk]]

    def word(self, chunk: int, token: int) -> Word:
        """Read a token as `sdlib.words.read_words` does: an unknown one by its document."""
        start, end = self.tokens(chunk)[token][:2]
        form = self.chunks[chunk][start:end]
        word, known = read_form(form)
        if known or not may_be_cut(word):
            return word
        return split_word(form, cuts_by_document(form, self._own, word.cuts))

    @cached_property
    def _own(self) -> _Own:
        return _Own(self.text)

    @cached_property
    def _ends(self) -> list[int]:
        return [sentence.end for sentence in sentence_spans(self.text)]

    def sentence_of(self, offset: int) -> int:
        """Give the number of the sentence in which a token begins."""
        return min(bisect_right(self._ends, offset), len(self._ends) - 1)


class _Own:
    """The keys of the words of a text: most that are asked for are seen to be missing at once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._letters = "" if _ODD.search(text) else text.translate(_KEY)

    def __contains__(self, key: str) -> bool:
        if self._letters and not re.search(f"(?<![{_LETTERS}]){re.escape(key)}", self._letters):
            return False
        return key in self._keys

    @cached_property
    def _keys(self) -> set[str]:
        spans = token_spans(self._text)
        pairs = zip(spans.starts.tolist(), spans.ends.tolist(), strict=True)
        return {word_key(self._text[s:e]) for s, e in pairs}
