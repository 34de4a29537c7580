r"""Measures what finding shared text and asking a concordance cost, on a corpus of news.

    python benchmarks/shared_text.py CORPUS [CORPUS ...] [--id COLUMN] [--queries WORD ...]
        [--judge N]

A CORPUS is a file or folder as `read_corpus` takes it. It prints, in CPU time of one process

tokens
    cutting all texts into tokens, which each of the following shares with all other counting;
shared text
    what comes behind the tokens, by article: shingles, index and pairs of documents and of
    paragraphs; how many articles share at least half of their shingles with another outlet; and,
    if datasketch is installed, its MinHash (128 permutations) with LSH at a Jaccard of 0.5 over
    the same shingles, and how many of the pairs that have it (of those that either finds) each
    finds;
concordance
    one query each, once the corpus is encoded: a word, a phrase, its collocates.

With `--judge`, N pairs of paragraphs of different outlets are printed to be read, half of them
those that share least.
"""

from __future__ import annotations

import argparse
from itertools import pairwise

import numpy as np
import pandas as pd
from report import cpu_time, module, print_table

from sdlib import shared_text
from sdlib.collocations import collocates
from sdlib.concordance import kwic, make_concordance
from sdlib.corpus import read_corpus
from sdlib.shared_text import find_shared_text
from sdlib.vocabulary import encode

_SHARE = 0.5
_QUERIES = ("الحكومة", "الحكومة السورية", "إرهاب*")


def read(paths: list[str], column: str) -> pd.DataFrame:
    """Read corpora into one table; an id that several have gets a number."""
    columns = {column: "doc_id"} if column != "doc_id" else None
    tables = [read_corpus(path, columns=columns) for path in paths]
    found = pd.concat(tables, ignore_index=True)
    again = found.groupby("doc_id").cumcount()
    found["doc_id"] = found["doc_id"] + again.map(lambda n: f"~{n}" if n else "").astype("string")
    return found


def timed_pairs(documents: pd.DataFrame) -> tuple[list[list[str]], pd.DataFrame]:
    """Time tokens, then the search behind them, for documents and for paragraphs."""
    texts = documents["text"].tolist()
    tokens = cpu_time(encode, texts)
    encoded = encode(texts)
    shared_text.encode = lambda texts: encoded
    rows = [["tokens", f"{1000 * tokens / len(texts):.3f}", ""]]
    for unit in ("document", "paragraph"):
        cost = cpu_time(lambda unit=unit: find_shared_text(documents, unit=unit))
        found = find_shared_text(documents, unit=unit)
        rows.append([f"shared {unit}s", f"{1000 * cost / len(texts):.3f}", str(len(found))])
    return rows, found


def minhash(sets: list[np.ndarray]) -> set[tuple[int, int]]:
    """Give the pairs that datasketch finds."""
    datasketch = module("datasketch")
    index = datasketch.MinHashLSH(threshold=_SHARE, num_perm=128)
    pairs = set()
    for number, own in enumerate(sets):
        if not own.size:
            continue
        sketch = datasketch.MinHash(num_perm=128)
        sketch.update_batch([mark.tobytes() for mark in own])
        pairs |= {(other, number) for other in index.query(sketch)}
        index.insert(number, sketch, check_duplication=False)
    return pairs


def agreement(documents: pd.DataFrame) -> list[list[str]]:
    """Compare the pairs of documents of both, by their true Jaccard similarity."""
    _, encoded, spans = shared_text._read(documents, "document", None)
    units = shared_text.unit_numbers(encoded, spans)
    index = shared_text._shingle_index(encoded, units, len(spans), shared_text.SHINGLE)
    edges = index.matrix.indptr
    sets = [index.matrix.indices[a:b] for a, b in pairwise(edges.tolist())]
    cost = cpu_time(minhash, sets)
    theirs = minhash(sets)
    found = find_shared_text(documents, unit="document", across=None)
    place = {doc_id: k for k, doc_id in enumerate(documents["doc_id"])}
    ours = set(zip(found["doc_id_a"].map(place), found["doc_id_b"].map(place), strict=True))

    def jaccard(pair: tuple[int, int]) -> float:
        one, other = sets[pair[0]], sets[pair[1]]
        both = np.intersect1d(one, other).size
        return both / (one.size + other.size - both)

    true = {pair for pair in ours | theirs if jaccard(pair) >= _SHARE}
    rows = []
    for name, pairs in (("sdlib", ours), ("datasketch", theirs)):
        rows.append([name, str(len(pairs)), f"{len(pairs & true)} of {len(true)}"])
    rows[1].append(f"{1000 * cost / len(sets):.3f}")
    rows[0].append("above")
    return rows


def shared_articles(documents: pd.DataFrame) -> str:
    """Say how many articles share half of their shingles with another outlet."""
    found = find_shared_text(documents, unit="document")
    sides = [found.loc[found[f"share_{s}"] >= _SHARE, f"doc_id_{s}"] for s in "ab"]
    number = pd.concat(sides).nunique()
    return f"{number} of {len(documents)} ({100 * number / len(documents):.1f} %)"


def queries(documents: pd.DataFrame, words: list[str]) -> list[list[str]]:
    """Time questions to a concordance, each the second time it is put."""
    index = make_concordance(documents)
    rows = []
    for word in words:
        lines = kwic(index, word)
        near = collocates(index, word, min_count=3)
        costs = [cpu_time(kwic, index, word), cpu_time(collocates, index, word)]
        rows.append([word, str(len(lines)), str(len(near)), *(f"{cost:.3f}" for cost in costs)])
    return rows


def judge(documents: pd.DataFrame, pairs: pd.DataFrame, number: int) -> None:
    """Print pairs to be read."""
    texts = documents.set_index("doc_id")["text"]
    share = pairs[["share_a", "share_b"]].max(axis=1)
    least, rest = pairs[share < 0.7], pairs[share >= 0.7]
    parts = [part.sample(min(number // 2, len(part)), random_state=1) for part in (least, rest)]
    for row in pd.concat(parts).itertuples():
        print(f"\n{row.outlet_a} {row.share_a:.2f} | {row.outlet_b} {row.share_b:.2f} {row.kind}")
        print(texts[row.doc_id_a][row.start_a : row.end_a])
        print(texts[row.doc_id_b][row.start_b : row.end_b])


def main() -> None:
    """Read the corpus, measure, and print pairs if asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", nargs="+")
    parser.add_argument("--id", default="doc_id", metavar="COLUMN")
    parser.add_argument("--queries", nargs="+", default=list(_QUERIES), metavar="WORD")
    parser.add_argument("--judge", type=int, default=0, metavar="N")
    options = parser.parse_args()
    documents = read(options.corpus, options.id)
    asked = queries(documents, options.queries)
    rows, pairs = timed_pairs(documents)
    print_table(f"{len(documents)} articles", ["step", "ms an article", "pairs"], rows)
    print(f"\narticles that share half with another outlet: {shared_articles(documents)}")
    if module("datasketch"):
        header = ["pairs of documents", "found", f"Jaccard {_SHARE} or more", "ms an article"]
        print_table("agreement", header, agreement(documents))
    header = ["query", "lines", "collocates", "kwic (s)", "collocates (s)"]
    print_table("concordance", header, asked)
    if options.judge:
        judge(documents, pairs, options.judge)


if __name__ == "__main__":
    main()
