"""Fits the weights of the clitics on treebanks, and says what they are worth elsewhere.

python benchmarks/clitic_weights.py FILE.conllu [FILE.conllu …] [--write]

A log-linear model over all ways to split a word, fitted by maximum likelihood with an L2
penalty (L-BFGS). With two files or more the first line of each is the accuracy on it of
weights fitted on the others: what to expect of a treebank not seen.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from treebank import read_treebank

from sdlib import clitics
from sdlib.frequencies import one_alef
from sdlib.normalization import bare
from sdlib.particles import particle_cuts

_PENALTY = 0.3
_TABLE = Path(clitics.__file__).parent / "lexicons" / "clitic_weights.tsv"

Words = Counter[tuple[str, tuple[int, ...]]]


def read_words(path: str) -> Words:
    """Count the words of a treebank with their cuts."""
    words: Words = Counter()
    for text, tokens in read_treebank(path):
        for token in tokens:
            surface = bare(text[token.start : token.end])
            parts = [part._replace(form=bare(part.form)) for part in token.parts]
            cuts = token._replace(parts=tuple(parts)).cuts(surface)
            if len(surface) > 1 and "\u0621" <= surface[0] <= "\u064a" and cuts is not None:
                words[one_alef(surface), cuts] += 1
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


def _maximize(matrix, right, groups, counts):
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])

    def loss(weights):
        scores = matrix @ weights
        scores = np.exp(scores - np.maximum.reduceat(scores, starts)[groups])
        probability = scores / np.add.reduceat(scores, starts)[groups]
        hit = np.add.reduceat(probability * right, starts)
        value = -(counts * np.log(hit)).sum() + _PENALTY / 2 * (weights @ weights)
        wanted = probability * right / hit[groups]
        return value, matrix.T @ ((probability - wanted) * counts[groups]) + _PENALTY * weights

    start = np.zeros(matrix.shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x


def accuracy(words: Words, weights: dict[str, float], show: int = 0) -> float:
    """Give the share of words that are cut as in the treebank, by the word alone."""
    clitics._weights.cache_clear()
    clitics.decide.cache_clear()
    clitics._weights = lambda: weights
    clitics._weights.cache_clear = lambda: None
    wrong = Counter(
        {
            (k, c, clitics.decide(k).cuts): n
            for (k, c), n in words.items()
            if clitics.decide(k).cuts != c
        }
    )
    for (key, gold, found), count in wrong.most_common(show):
        print("   ", count, key, gold, found)
    return 1 - wrong.total() / words.total()


def main(arguments: list[str]) -> None:
    """Print the figures; with ``--write`` write the table."""
    show = next((int(a[7:]) for a in arguments if a.startswith("--show=")), 0)
    paths = [a for a in arguments if not a.startswith("--")]
    treebanks = {path: read_words(path) for path in paths}
    for path, words in treebanks.items():
        others = sum((w for p, w in treebanks.items() if p != path), Counter())
        if others:
            print(
                f"{Path(path).name}: {accuracy(words, fit(others), show):.4f} with weights of the others"
            )
    weights = fit(sum(treebanks.values(), Counter()))
    for path, words in treebanks.items():
        print(
            f"{Path(path).name}: {accuracy(words, weights):.4f} with weights of all (fitted on it)"
        )
    if "--write" in arguments:
        lines = [f"{n}\t{w:.2f}" for n, w in sorted(weights.items()) if abs(w) >= 0.005]
        _TABLE.write_text("\n".join(["feature\tweight", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
