r"""Measures tokens, clitics and lemmas against treebanks (Universal Dependencies, CoNLL-U).

    python benchmarks/treebanks.py FILE.conllu [FILE.conllu ...] [--show N]

For each file, from the raw text of each sentence (`# text = ...`):

tokens
    F1 of exact spans, with the counts behind it: spans that are in both, found, and in the
    treebank. Once over all tokens, once over words only (with a letter in them), beside
    `re.findall(r"\w+")`, scikit-learn's default pattern, and PyICU if it is installed.
clitics
    The share of the treebank's tokens that are cut where it cuts them, and of those that have
    no cut there. Tokens whose letters the treebank has respelt are left out.
lemmas
    The share of nouns, verbs and adjectives whose token has the treebank's lemma, compared
    without diacritics, tatweel and hamza; beside simplemma if it is installed, the token as
    it stands, and the treebank's own word (what a perfect split into clitics would give).

"Goal" is what sdlib set out to reach; "elsewhere" is the best that was measured on Universal
Dependencies with other libraries.

The weights of the clitics that ship with sdlib were fitted on two treebanks;
`clitic_weights.py` tells what to expect of one not seen. `--show N` prints the N commonest
errors of each kind: the treebank's, then sdlib's.
"""

from __future__ import annotations

import argparse
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from report import module, print_table
from sklearn.feature_extraction.text import CountVectorizer
from treebank import Part, SurfaceToken, plain, read_treebank

from sdlib.clitics import clitic_cuts
from sdlib.normalization import bare
from sdlib.tokenization import tokenize
from sdlib.tokens import token_spans

_CONTENT = ("NOUN", "VERB", "ADJ")

Sentence = tuple[str, list[SurfaceToken]]
Span = tuple[int, int]
Finder = Callable[[str], Iterable[Span]]
#: The treebank's and what was found instead.
Errors = Counter[tuple[str, str]]
#: The lemma of a part of a token of the sentence of this number.
Guess = Callable[[int, SurfaceToken, Part], str]


class Counts(NamedTuple):
    """Spans that are right, that were found, and that are in the treebank."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def plus(self, found: set[Span], gold: set[Span]) -> Counts:
        """Count the spans of one more sentence."""
        right = self.right + len(found & gold)
        return Counts(right, self.found + len(found), self.gold + len(gold))

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in per cent."""
        return 200 * self.right / (self.found + self.gold)


def finders() -> dict[str, Finder]:
    """Give what finds tokens, sdlib first."""
    found: dict[str, Finder] = {
        "sdlib": _sdlib_spans,
        r"\w+": _pattern(r"\w+"),
        "scikit-learn": _pattern(CountVectorizer().token_pattern),
    }
    if icu := module("icu"):
        breaks = icu.BreakIterator.createWordInstance(icu.Locale("ar"))
        found["PyICU"] = lambda text: _icu_spans(breaks, text)
    return found


def _sdlib_spans(text: str) -> Iterable[Span]:
    spans = token_spans(text)
    return zip(spans.starts.tolist(), spans.ends.tolist(), strict=True)


def _pattern(pattern: str) -> Finder:
    compiled = re.compile(pattern)
    return lambda text: (match.span() for match in compiled.finditer(text))


def _icu_spans(breaks, text: str) -> Iterable[Span]:
    """The treebanks hold nothing beyond the first plane, so ICU's units are code points."""
    breaks.setText(text)
    return ((s, e) for s, e in pairwise([0, *breaks]) if not text[s:e].isspace())


def _is_word(text: str, span: Span) -> bool:
    return any(map(str.isalpha, text[slice(*span)]))


def token_rows(sentences: list[Sentence]) -> Iterable[list[str]]:
    """Give the lines of the table of tokens."""
    gold = [{(t.start, t.end) for t in tokens} for _, tokens in sentences]
    kinds = (("all tokens", lambda text, span: True), ("words", _is_word))
    for kind, wanted in kinds:
        for name, find in finders().items():
            counts = Counts()
            for (text, _), spans in zip(sentences, gold, strict=True):
                chosen = [{x for x in each if wanted(text, x)} for each in (find(text), spans)]
                counts = counts.plus(*chosen)
            goal = ["99.7", "99.8"] if kind == "words" and name == "sdlib" else ["", ""]
            yield [f"{kind}, {name}", *map(str, counts), f"{counts.f1:.2f}", *goal]


def token_errors(sentences: list[Sentence]) -> Errors:
    """Count what the treebank cuts otherwise: its tokens and sdlib's over one stretch."""
    wrong: Errors = Counter()
    for text, tokens in sentences:
        found, gold = set(_sdlib_spans(text)), {(t.start, t.end) for t in tokens}
        missed, added = (
            [text[slice(*x)] for x in sorted(each)] for each in (gold - found, found - gold)
        )
        if missed or added:
            wrong[" ".join(missed), " ".join(added)] += 1
    return wrong


def clitic_rows(sentences: list[Sentence]) -> tuple[list[list[str]], Errors]:
    """Give the lines of the table of clitics, and the errors."""
    wrong: Errors = Counter()
    total = right = whole = respelt = words = right_words = 0
    for text, tokens in sentences:
        found = clitic_cuts(text)
        for token in tokens:
            surface = text[token.start : token.end]
            gold = token.cuts(surface)
            if gold is None:
                respelt += 1
                continue
            first, last = bisect_right(found, token.start), bisect_left(found, token.end)
            own = tuple(len(bare(text[token.start : cut])) for cut in found[first:last])
            word = _is_word(surface, (0, len(surface)))
            total, words = total + 1, words + word
            right, right_words = right + (own == gold), right_words + (own == gold and word)
            whole += not gold
            if own != gold:
                wrong[_pieces(surface, gold), _pieces(surface, own)] += 1
    rows = [
        [
            "all tokens, sdlib",
            str(right),
            str(total),
            _percent(right, total),
            "98.7 / 97.5",
            "98.5",
        ],
        ["words, sdlib", str(right_words), str(words), _percent(right_words, words), "", ""],
        ["all tokens, never split", str(whole), str(total), _percent(whole, total), "", ""],
        ["left out: respelt", "", str(respelt), "", "", ""],
    ]
    return rows, wrong


def _pieces(surface: str, cuts: tuple[int, ...]) -> str:
    word = bare(surface)
    return "+".join(word[s:e] for s, e in pairwise((0, *cuts, len(word))))


def lemma_rows(sentences: list[Sentence]) -> tuple[list[list[str]], Errors]:
    """Give the lines of the table of lemmas, and the errors."""
    words = list(_content_words(sentences))
    total = Counter(part.pos for _, _, part in words)
    rows = []
    for name, guess in guesses(sentences).items():
        right = Counter(
            part.pos for k, token, part in words if _is_right(guess(k, token, part), part)
        )
        goal = ["88", "85"] if name == "sdlib" else ["", ""]
        shares = [_percent(right[pos], total[pos]) for pos in _CONTENT]
        rows.append([name, *shares, _percent(right.total(), total.total()), *goal])
    rows.append(["words", *(str(total[pos]) for pos in _CONTENT), str(total.total()), "", ""])
    return rows, _lemma_errors(sentences, words)


def guesses(sentences: list[Sentence]) -> dict[str, Guess]:
    """Give what guesses lemmas, sdlib first."""

    def surface(k: int, token: SurfaceToken) -> str:
        return sentences[k][0][token.start : token.end]

    tokens = tokenize(pd.DataFrame(_documents(sentences)))
    keys = zip(tokens["doc_id"], tokens["start"], tokens["end"], strict=True)
    lemmas = dict(zip(keys, tokens["lemma"], strict=True))
    found: dict[str, Guess] = {
        "sdlib": lambda k, token, part: lemmas.get((str(k), token.start, token.end), "")
    }
    if simplemma := module("simplemma"):
        found["simplemma"] = lambda k, token, part: simplemma.lemmatize(
            surface(k, token), lang="ar"
        )
    found["the token"] = lambda k, token, part: surface(k, token)
    found["the treebank's word"] = lambda k, token, part: part.form
    return found


def _is_right(found: str, part: Part) -> bool:
    return plain(found) == plain(part.lemma)


def _lemma_errors(sentences: list[Sentence], words: list[tuple[int, SurfaceToken, Part]]) -> Errors:
    guess = guesses(sentences)["sdlib"]
    return Counter(
        (f"{sentences[k][0][token.start : token.end]}: {plain(part.lemma)}", found)
        for k, token, part in words
        if not _is_right(found := guess(k, token, part), part)
    )


def _documents(sentences: list[Sentence]) -> dict[str, list[str]]:
    texts = [text for text, _ in sentences]
    return {"doc_id": [str(k) for k in range(len(texts))], "text": texts}


def _content_words(sentences: list[Sentence]) -> Iterable[tuple[int, SurfaceToken, Part]]:
    for k, (_, tokens) in enumerate(sentences):
        for token in tokens:
            for part in token.parts:
                if part.pos in _CONTENT:
                    yield k, token, part


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}" if whole else "-"


def _show(errors: Errors, number: int) -> None:
    if number:
        print()
    for (gold, found), count in errors.most_common(number):
        print(f"  {count:5d}  {gold or 'nothing'}  found: {found or 'nothing'}")


def measure(path: str, show: int) -> None:
    """Print the tables of one treebank."""
    sentences = list(read_treebank(path))
    print(f"\n{Path(path).name}: {len(sentences)} sentences")
    end = ["elsewhere", "goal"]
    print_table(
        "Tokens: exact spans, F1 in per cent",
        ["what", "right", "found", "gold", "F1", *end],
        token_rows(sentences),
    )
    _show(token_errors(sentences) if show else Counter(), show)
    rows, errors = clitic_rows(sentences)
    print_table("Clitics: tokens with the right cuts", ["what", "right", "of", "%", *end], rows)
    _show(errors, show)
    rows, errors = lemma_rows(sentences)
    print_table("Lemmas: right in per cent", ["what", *_CONTENT, "all", *end], rows)
    _show(errors, show)


def main() -> None:
    """Measure each treebank."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", metavar="FILE.conllu", nargs="+", help="treebanks")
    parser.add_argument("--show", metavar="N", type=int, default=0, help="show N errors of each")
    arguments = parser.parse_args()
    for path in arguments.files:
        measure(path, arguments.show)


if __name__ == "__main__":
    main()
