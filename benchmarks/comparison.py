r"""Measures what comparing words costs, beside scikit-learn on the same texts in one process.

    python benchmarks/comparison.py CORPUS [--column THERE=HERE] [--rounds N]

CORPUS is a file or folder as `read_corpus` takes it, with two outlets or more; the first outlet
is compared with the others. It prints CPU seconds (the least of N rounds; scikit-learn is
timed right before and behind) of

words, first pass / later passes
    `count_terms` with terms="form", "norm" and "word": tokens, ids, counts, document-term matrix.
    The first pass knows no word yet.
all measures
    tokens (forms), the matrix, all measures of `sdlib.measures`, Gries' DP and 200 bootstraps
    of the log ratio, of words in three documents or more, over `TfidfVectorizer()` by default;
ids to matrix
    the counts and the document-term matrix from ids that are there already, over
    `CountVectorizer()` by default: how often faster;
permutations
    1,000 permutations of documents, of the 10,000 words of most documents.

For one thread set OPENBLAS_NUM_THREADS=1.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

import numpy as np
import pandas as pd
from report import cpu_time, forget_words, megabytes, print_table
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from sdlib.bootstraps import bootstrap_interval
from sdlib.corpus import read_corpus
from sdlib.measures import MEASURES, dispersion, log_ratio
from sdlib.permutations import permute_documents
from sdlib.term_counts import TermCounts, count_encoded, count_terms
from sdlib.text_units import unit_spans
from sdlib.vocabulary import encode

_WORDS, _PERMUTATIONS, _BOOTSTRAPS = 10_000, 1_000, 200


def sides(counts: TermCounts) -> np.ndarray:
    """Say which documents are of the first outlet."""
    outlet = counts.units["outlet"]
    return outlet.eq(outlet.iloc[0]).to_numpy(dtype=bool)


def all_measures(documents: pd.DataFrame) -> None:
    """From raw text to every measure of every word."""
    counts = count_terms(documents, terms="form")
    counts = counts.select(np.flatnonzero(counts.matrix.getnnz(axis=0) >= 3))
    first, sizes = sides(counts), counts.units["words"].to_numpy()
    parts = [(counts.matrix[side], sizes[side]) for side in (first, ~first)]
    uses = [np.asarray(matrix.sum(axis=0)).ravel() for matrix, _ in parts]
    words = [float(own.sum()) for _, own in parts]
    for measure in MEASURES.values():
        measure(*uses, *words)
    for matrix, own in parts:
        dispersion(matrix, own)
    bootstrap_interval(counts.matrix, sizes, first, log_ratio, bootstraps=_BOOTSTRAPS)


def beside(run: Callable[[], object], yardstick: Callable[[], object], rounds: int):
    """Give the least seconds of both, timed in turns."""
    own, other = [], []
    for _ in range(rounds):
        other.append(cpu_time(yardstick))
        own.append(min(cpu_time(run) for _ in range(2)))
    return min(own), min(other)


def rows(documents: pd.DataFrame, rounds: int) -> list[list[str]]:
    """Give the lines of the table."""
    texts = documents["text"].tolist()
    tfidf = lambda: TfidfVectorizer().fit_transform(texts)  # noqa: E731
    count = lambda: CountVectorizer().fit_transform(texts)  # noqa: E731
    found = []
    for terms in ("form", "norm", "word"):
        forget_words()
        first = cpu_time(lambda terms=terms: count_terms(documents, terms=terms))
        later, yard = beside(lambda terms=terms: count_terms(documents, terms=terms), tfidf, rounds)
        ratio = f"{first / yard:.2f} / {later / yard:.2f}"
        found.append([f"words ({terms}), first / later", f"{first:.2f} / {later:.2f}", ratio, ""])
    own, yard = beside(lambda: all_measures(documents), tfidf, rounds)
    found.append(["all measures, over TfidfVectorizer", f"{own:.2f}", f"{own / yard:.2f}", "0.50"])
    encoded, spans = encode(texts), unit_spans(texts, "document")
    bare = documents[["doc_id", "outlet", "text"]]
    own, yard = beside(lambda: count_encoded(encoded, bare, spans), count, rounds)
    found.append(["ids to matrix, times faster", f"{own:.4f}", f"{yard / own:.0f}", "50"])
    counts = count_terms(documents)
    often = np.sort(np.argsort(-counts.matrix.getnnz(axis=0), kind="stable")[:_WORDS])
    counts = counts.select(often)
    sizes, first = counts.units["words"], sides(counts)

    def permute() -> None:
        permute_documents(counts.matrix, sizes, first, permutations=_PERMUTATIONS)

    own = min(cpu_time(permute) for _ in range(rounds))
    found.append([f"permutations of {len(often)} words", f"{own:.2f}", "", "1 s"])
    return found


def main() -> None:
    """Time everything and print it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", metavar="CORPUS")
    parser.add_argument("--column", metavar="THERE=HERE", action="append", default=[])
    parser.add_argument("--rounds", metavar="N", type=int, default=5, help="rounds, 5 by default")
    arguments = parser.parse_args()
    columns = dict(pair.split("=", 1) for pair in arguments.column)
    documents = read_corpus(arguments.corpus, columns=columns)
    found = rows(documents, arguments.rounds)
    size = megabytes(documents["text"])
    print(f"\n{len(documents)} documents, {size:.2f} MB")
    print_table("CPU seconds", ["what", "seconds", "ratio", "goal"], found)


if __name__ == "__main__":
    main()
