r"""Measures CPU time as a multiple of `re.findall(r"\w+", text)` in the same process.

    python benchmarks/speed.py [FILE ...] [--rounds N]

FILE is a treebank (`.conllu`: its sentences) or a text (each line); by default the two articles
in data/raw. Each figure stands twice: over many short texts (each sentence or line by itself)
and over one long text (all of them, joined by line feeds). Each is timed next to its measure,
the best of three runs of both, in N rounds, of which the figure is the median: the speed of a
busy machine changes.

What is timed, from raw text to result:

tokens
    `token_spans`: arrays of offsets and kinds; `encode`: ids of forms, whose strings it cuts
    out once; `finditer`: offsets by `\w+`; scikit-learn: lower-cased strings; regex: strings
    by `\w+`, and by Unicode's word boundaries; PyICU: word boundaries, and strings cut there;
    camel-tools: `simple_word_tokenize`, strings.
sentences, normalisation
    `sentence_spans`; `normalize` with all steps and the map back; PyICU: sentence boundaries;
    camel-tools: Unicode, alef, alef maksura, ta marbuta and diacritics, without a map.
clitics, lemmas
    `clitic_cuts`; `encode(terms="lemma")`: tokens, clitics, lemmas, ids; `tokenize`: the whole
    table; simplemma: lemmas of the strings that `\w+` finds. The first pass knows no word yet
    (the lexicons are loaded, and all caches of words empty); later passes know them all.
    A package that has caches of its own keeps them: its first pass is not told apart.

Packages that are not installed are passed over.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import pandas as pd
from report import ARTICLES, cpu_time, forget_words, lines_of, megabytes, module, print_table
from sklearn.feature_extraction.text import CountVectorizer

from sdlib.clitics import clitic_cuts
from sdlib.normalization import STEPS, normalize
from sdlib.sentences import sentence_spans
from sdlib.tokenization import tokenize
from sdlib.tokens import token_spans
from sdlib.vocabulary import encode

_WORDS = re.compile(r"\w+")
#: How often a job runs in each round; a first pass takes long: it runs once, in few rounds.
_RUNS, _FIRST_ROUNDS = 3, 3


class Job(NamedTuple):
    """Something to time on a list of texts."""

    name: str
    run: Callable[[list[str]], object]
    goal: str = ""
    #: whether all words are forgotten before
    first: bool = False


def each(function: Callable[[str], object]) -> Callable[[list[str]], object]:
    """Apply a function to each text by itself; each result is given up when the next is made."""

    def run(texts: list[str]) -> None:
        for text in texts:
            function(text)

    return run


def jobs() -> Iterator[Job | str]:
    """Give what to time; the first is the measure of all. A string says what is not installed."""
    yield Job(r"re.findall(r'\w+')", each(lambda text: re.findall(r"\w+", text)))
    yield Job(r"re.finditer(r'\w+'), offsets", each(_offsets))
    yield Job("scikit-learn, default analyzer", each(CountVectorizer().build_analyzer()))
    yield from _regex_jobs()
    yield from _icu_jobs()
    yield from _camel_jobs()
    yield Job("sdlib token_spans", each(token_spans), "1.0")
    yield Job("sdlib encode, forms", encode)
    yield Job("sdlib sentence_spans", each(sentence_spans), "2.0")
    yield Job("sdlib normalize, all steps", each(lambda text: normalize(text, STEPS)), "3.0")
    yield from _simplemma_jobs()
    for name, run, goal in (
        ("clitic_cuts", each(clitic_cuts), ""),
        ("encode, lemmas", _encode_lemmas, "10.0"),
        ("tokenize", _tokenize, ""),
    ):
        yield Job(f"sdlib {name}, first pass", run, goal, first=True)
        yield Job(f"sdlib {name}, later passes", run, goal)


def _offsets(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _WORDS.finditer(text)]


def _encode_lemmas(texts: list[str]) -> object:
    return encode(texts, terms="lemma")


def _tokenize(texts: list[str]) -> object:
    return tokenize(pd.DataFrame({"doc_id": [str(k) for k in range(len(texts))], "text": texts}))


def _regex_jobs() -> Iterator[Job | str]:
    if (regex := module("regex")) is None:
        yield "regex"
        return
    words, bounds = regex.compile(r"\w+"), regex.compile(r"(?w)\b")
    yield Job(r"regex.findall(r'\w+')", each(words.findall))
    yield Job("regex, Unicode's word boundaries", each(bounds.split))


def _icu_jobs() -> Iterator[Job | str]:
    if (icu := module("icu")) is None:
        yield "PyICU"
        return
    words = icu.BreakIterator.createWordInstance(icu.Locale("ar"))
    sentences = icu.BreakIterator.createSentenceInstance(icu.Locale("ar"))

    def boundaries(breaks, text: str) -> list[int]:
        breaks.setText(text)
        return [0, *breaks]

    yield Job("PyICU words, boundaries", each(lambda text: boundaries(words, text)))
    yield Job(
        "PyICU words, with slices",
        each(lambda text: [text[s:e] for s, e in pairwise(boundaries(words, text))]),
    )
    yield Job("PyICU sentences, boundaries", each(lambda text: boundaries(sentences, text)))


def _camel_jobs() -> Iterator[Job | str]:
    word, normal, marks = (
        module(f"camel_tools.{name}")
        for name in ("tokenizers.word", "utils.normalize", "utils.dediac")
    )
    if word is None or normal is None or marks is None:
        yield "camel-tools"
        return

    def normalized(text: str) -> str:
        text = normal.normalize_alef_ar(normal.normalize_unicode(text))
        text = normal.normalize_teh_marbuta_ar(normal.normalize_alef_maksura_ar(text))
        return marks.dediac_ar(text)

    yield Job("camel-tools simple_word_tokenize", each(word.simple_word_tokenize))
    yield Job("camel-tools normalisation, no map", each(normalized))


def _simplemma_jobs() -> Iterator[Job | str]:
    if (simplemma := module("simplemma")) is None:
        yield "simplemma"
        return
    yield Job(
        "simplemma lemmas, later passes",
        each(lambda text: [simplemma.lemmatize(w, lang="ar") for w in _WORDS.findall(text)]),
    )


def multiples(found: list[Job], texts: list[str], rounds: int) -> list[float]:
    """Give the CPU time of each job over that of the first: the median of the rounds.

    One round before loads what is to be loaded.
    """
    for job in found:
        job.run(texts)
    return [median(_rounds(found[0], job, texts, rounds)) for job in found]


def _rounds(measure: Job, job: Job, texts: list[str], rounds: int) -> Iterator[float]:
    for _ in range(min(rounds, _FIRST_ROUNDS) if job.first else rounds):
        before = _best(measure, texts)
        time = _best(job, texts)
        yield 2 * time / (before + _best(measure, texts))


def _best(job: Job, texts: list[str]) -> float:
    if job.first:
        forget_words()
        return cpu_time(job.run, texts)
    return min(cpu_time(job.run, texts) for _ in range(_RUNS))


def main() -> None:
    """Time everything and print the multiples."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", metavar="FILE", nargs="*", help="treebanks or texts")
    parser.add_argument("--rounds", metavar="N", type=int, default=7, help="rounds, 7 by default")
    arguments = parser.parse_args()
    short = lines_of(arguments.files or ARTICLES)
    long = ["\n".join(short)]
    everything = list(jobs())
    found = [job for job in everything if isinstance(job, Job)]
    columns = [multiples(found, texts, arguments.rounds) for texts in (short, long)]
    rows = [
        [job.name, *(f"{column[k]:.2f}" for column in columns), job.goal]
        for k, job in enumerate(found)
    ]
    rows += [[f"{name}: not installed", "-", "-", ""] for name in everything if name not in found]
    size, words = megabytes(short), sum(len(_WORDS.findall(text)) for text in short)
    print(f"\n{len(short)} texts, {size:.2f} MB, {words} words")
    print_table(
        r"CPU time as a multiple of re.findall(r'\w+')",
        ["what", "short texts", "one text", "goal"],
        rows,
    )


if __name__ == "__main__":
    main()
