"""Fits the weights of the clitics on treebanks, and says what they are worth elsewhere.

    python benchmarks/clitic_weights.py FILE.conllu [FILE.conllu ...] [--show N] [--write]

A log-linear model over all ways to split a word, fitted by maximum likelihood with an L2
penalty (L-BFGS). For each treebank two accuracies over its words, by the word alone: with
weights fitted on the other treebanks, which is what to expect of one not seen (and has its
commonest errors shown), and with weights fitted on all.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
from report import print_table
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from treebank import read_treebank

from sdlib import clitics
from sdlib.particles import particle_cuts

_PENALTY = 0.3
_TABLE = Path(clitics.__file__).parent / "lexicons" / "clitic_weights.tsv"

Cuts = tuple[int, ...]
#: How often a word's key (`sdlib.clitics.word_key`) is cut in a way.
Words = Counter[tuple[str, Cuts]]
Floats = npt.NDArray[np.float64]


def read_words(path: str) -> Words:
    """Count the words of a treebank with their cuts, those whose letters do not add up left out."""
    words: Words = Counter()
    for text, tokens in read_treebank(path):
        for token in tokens:
            surface = text[token.start : token.end]
            key, cuts = clitics.word_key(surface), token.cuts(surface)
            if len(key) > 1 and "\u0621" <= key[0] <= "\u064a" and cuts is not None:
                words[key, cuts] += 1
    return words


def fit(words: Words) -> dict[str, float]:
    """Fit the weights; words of one way to split, and particles, have nothing to teach."""
    names: dict[str, int] = {}
    cells: list[tuple[int, int, float]] = []
    right: list[bool] = []
    groups: list[int] = []
    counts: list[float] = []
    for (key, cuts), count in sorted(words.items()):
        found = list(clitics.splits(key))
        if key in particle_cuts() or len(found) == 1 or cuts not in [s.cuts for s in found]:
            continue
        for split in found:
            for name, value in clitics.features(split):
                cells.append((len(right), names.setdefault(name, len(names)), value))
            right.append(split.cuts == cuts)
            groups.append(len(counts))
        counts.append(count**0.5)
    rows, columns, values = zip(*cells, strict=True)
    matrix = csr_matrix((values, (rows, columns)))
    weights = _maximize(matrix, np.array(right), np.array(groups), np.array(counts))
    return dict(zip(names, weights.tolist(), strict=True))


def _maximize(
    matrix: csr_matrix,
    right: npt.NDArray[np.bool_],
    groups: npt.NDArray[np.int64],
    counts: Floats,
) -> Floats:
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = matrix @ weights
        scores = np.exp(scores - np.maximum.reduceat(scores, starts)[groups])
        probability = scores / np.add.reduceat(scores, starts)[groups]
        hit = np.add.reduceat(probability * right, starts)
        value = -(counts * np.log(hit)).sum() + _PENALTY / 2 * (weights @ weights)
        wanted = probability * right / hit[groups]
        return value, matrix.T @ ((probability - wanted) * counts[groups]) + _PENALTY * weights

    start = np.zeros(matrix.shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x


def cut(key: str, weights: Mapping[str, float]) -> Cuts:
    """Cut a word with these weights, as `sdlib.clitics.decide` does with its own."""

    def score(split: clitics.Split) -> float:
        return sum(weights.get(name, 0.0) * value for name, value in clitics.features(split))

    closed = particle_cuts().get(key)
    return closed if closed is not None else max(clitics.splits(key), key=score).cuts


def errors(words: Words, weights: Mapping[str, float]) -> Counter[tuple[str, Cuts, Cuts]]:
    """Count the words that are cut otherwise than in the treebank: word, gold, found."""
    found = {key: cut(key, weights) for key, _ in words}
    wrong = {(k, gold, found[k]): n for (k, gold), n in words.items() if found[k] != gold}
    return Counter(wrong)


def _pieces(key: str, cuts: Cuts) -> str:
    return "+".join(key[s:e] for s, e in zip((0, *cuts), (*cuts, len(key)), strict=True))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", metavar="FILE.conllu", nargs="+", help="treebanks")
    parser.add_argument("--show", metavar="N", type=int, default=0, help="show N errors of each")
    parser.add_argument("--write", action="store_true", help="write the weights into sdlib")
    return parser


def main() -> None:
    """Print the figures; with ``--write`` write the table."""
    arguments = _parser().parse_args()
    treebanks = {path: read_words(path) for path in arguments.files}
    everything = fit(sum(treebanks.values(), Counter()))
    rows = []
    for path, words in treebanks.items():
        row = [Path(path).name, str(words.total())]
        others = sum((w for p, w in treebanks.items() if p != path), Counter())
        for weights in (fit(others) if others else None, everything):
            wrong = errors(words, weights) if weights is not None else None
            row.append("-" if wrong is None else f"{100 - 100 * wrong.total() / words.total():.2f}")
            if weights is not everything:
                for (key, gold, found), count in (wrong or Counter()).most_common(arguments.show):
                    print(f"{count:5d}  {_pieces(key, gold)}  found: {_pieces(key, found)}")
        rows.append(row)
    print_table(
        "Words with the right cuts, in per cent, by the word alone",
        ["treebank", "words", "weights of the others", "weights of all"],
        rows,
    )
    if arguments.write:
        lines = [f"{n}\t{w:.2f}" for n, w in sorted(everything.items()) if abs(w) >= 0.005]
        _TABLE.write_text("\n".join(["feature\tweight", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
