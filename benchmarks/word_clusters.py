"""Clusters words by the words beside them, for the recogniser of names.

    python benchmarks/word_clusters.py CORPUS [CORPUS ...] [--column THERE=HERE] [--write]

CORPUS is what `sdlib.read_corpus` reads. Each search form that is used at least ten times becomes
a vector: positive pointwise mutual information with the words one and two places before and
behind it, then a truncated singular value decomposition; k-means gathers the vectors in 50, 250
and 1,000 clusters. Printed are clusters of the commonest words; `--write` renews
`sdlib/lexicons/word_clusters.tsv`. Nothing but forms and numbers of clusters is written. Takes
half an hour for seven million words.

Levy, O., Goldberg, Y., & Dagan, I. (2015). Improving distributional similarity with lessons
learned from word embeddings. TACL 3, 211-225.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import sklearn.utils.extmath
from report import print_table
from scipy.sparse import coo_matrix, csr_matrix, hstack
from sklearn.cluster import MiniBatchKMeans

import sdlib
from sdlib.options import add_columns
from sdlib.tokens import KINDS, token_spans
from sdlib.words import Word, read_words, search_form

_TABLE = Path(sdlib.__file__).parent / "lexicons" / "word_clusters.tsv"
_SIZES = {"coarse": 50, "middle": 250, "fine": 1000}
#: Vectors are made of forms used so often, clusters of the commonest, and those written.
_LEAST, _FITTED, _LEAST_WRITTEN = 6, 30_000, 10
#: So many words are told apart beside a word.
_CONTEXTS = 8000
#: What a neighbour counts by its distance.
_WEIGHTS = {1: 1.0, 2: 0.6}
_DIMENSIONS = 100
_ARABIC = re.compile("[\u0621-\u064a]+")

Ids = npt.NDArray[np.int64]


def read_forms(texts: Iterable[str]) -> Iterator[str]:
    """Give the search form of each word, a sign for other tokens, "" behind each paragraph."""
    for text in texts:
        for line in text.split("\n"):
            spans = token_spans(line)
            tokens = [line[s:e] for s, e in zip(spans.starts, spans.ends, strict=True)]
            for word, kind in zip(read_words(tokens), spans.kinds.tolist(), strict=True):
                yield _form(word, KINDS[kind])
            yield ""


def _form(word: Word, kind: str) -> str:
    if kind == "word":
        return search_form(word)
    return word.form if kind == "punct" else f"<{kind}>"


def encode(forms: Iterable[str]) -> tuple[Ids, list[str], Ids]:
    """Number the forms, the commonest first: their sequence, names and counts.

    In the sequence a rare form has the number behind the last, the end of a paragraph the next.
    """
    numbers: defaultdict[str, int] = defaultdict(lambda: len(numbers))
    sequence = np.fromiter((numbers[form] for form in forms), dtype=np.int64)
    names, counts = list(numbers), np.bincount(sequence)
    order = np.argsort(-counts, kind="stable")
    kept = [k for k in order if counts[k] >= _LEAST and names[k]]
    new = np.full(len(names), len(kept))
    new[kept] = np.arange(len(kept))
    new[numbers[""]] = len(kept) + 1
    return new[sequence], [names[k] for k in kept], counts[kept]


def vectors(sequence: Ids, size: int) -> npt.NDArray[np.float64]:
    """Give each form a vector of length 1 (size, `_DIMENSIONS`)."""
    tables = []
    for distance, weight in _WEIGHTS.items():
        before, behind = sequence[:-distance], sequence[distance:]
        tables += [
            weight * _association(*pair, size) for pair in ((before, behind), (behind, before))
        ]
    left, strengths, _ = sklearn.utils.extmath.randomized_svd(
        hstack(tables).tocsr(), n_components=_DIMENSIONS, n_iter=3, random_state=0
    )
    found = left * np.sqrt(strengths)
    return found / (np.linalg.norm(found, axis=1, keepdims=True) + 1e-9)


def _association(words: Ids, others: Ids, size: int) -> csr_matrix:
    """Positive pointwise mutual information, the frequencies of contexts smoothed (0.75)."""
    known = words < size
    rare, edge = _CONTEXTS, _CONTEXTS + 1
    others = np.where(others < _CONTEXTS, others, np.where(others == size + 1, edge, rare))
    cells = (np.ones(known.sum()), (words[known], others[known]))
    counts = coo_matrix(cells, shape=(size, edge + 1)).tocsr().tocoo()
    by_word = np.bincount(counts.row, counts.data, minlength=size)
    by_other = np.bincount(counts.col, counts.data, minlength=edge + 1) ** 0.75
    expected = by_word[counts.row] * (by_other / by_other.sum())[counts.col]
    found = np.maximum(np.log(counts.data / expected), 0)
    return csr_matrix((found, (counts.row, counts.col)), shape=counts.shape, dtype=np.float32)


def clusters(found: npt.NDArray[np.float64]) -> list[Ids]:
    """Give each vector the number of its cluster, for each size."""
    given = []
    for size in _SIZES.values():
        means = MiniBatchKMeans(size, random_state=0, n_init=3, batch_size=4096, max_iter=60)
        given.append(means.fit(found[:_FITTED]).predict(found))
    return given


def main() -> None:
    """Cluster the words of the corpora."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", metavar="CORPUS", nargs="+")
    add_columns(parser)
    parser.add_argument("--write", action="store_true", help="renew word_clusters.tsv")
    arguments = parser.parse_args()
    columns = dict(arguments.column)
    texts = (
        text
        for path in arguments.corpora
        for text in sdlib.read_corpus(path, columns, on_error="skip")["text"]
    )
    sequence, names, counts = encode(read_forms(texts))
    given = clusters(vectors(sequence, len(names)))
    fine = given[-1]
    rows = [
        [name, " ".join(names[j] for j in np.flatnonzero(fine == fine[k])[:8])]
        for k, name in enumerate(names[:200])
        if _ARABIC.fullmatch(name)
    ]
    print_table("Words used alike", ["word", "its fine cluster"], rows[::5])
    if arguments.write:
        kept = [
            "\t".join([name, *(str(each[k]) for each in given)])
            for k, name in enumerate(names)
            if counts[k] >= _LEAST_WRITTEN and _ARABIC.fullmatch(name)
        ]
        header = "\t".join(["form", *_SIZES])
        _TABLE.write_text("\n".join([header, *sorted(kept), ""]), encoding="utf-8")
        print(f"\n{_TABLE.name}: {len(kept)} forms")


if __name__ == "__main__":
    main()
