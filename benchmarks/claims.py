"""Measures how many MB a second (UTF-8, one core) all tables of a corpus take.

    python benchmarks/claims.py [DOCUMENTS] [--copies N] [--rounds N]

DOCUMENTS is what `sdlib.read_corpus` reads (`.json`, `.jsonl`, `.csv`, `.parquet`, a folder with
sources.csv); by default the two articles in data/raw, N times as distinct documents. Printed are
CPU seconds and MB a second of `sdlib.annotate`, and of each table's finder called by itself. A
finder called by itself reads the documents again, which `annotate` does once for all: so the
parts take longer than the whole.

The first pass knows no word yet (the lexicons are loaded, all caches of words empty); copies of
one article bring no new words, so that a large corpus lies between the first pass over the
articles without copies, which is printed too, and later passes, of which the best counts.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

import pandas as pd
from report import ARTICLES, cpu_time, forget_words, megabytes, print_table

import sdlib
from sdlib.claims import tag_claims
from sdlib.entities import find_entities
from sdlib.labels import find_labels
from sdlib.quantities import find_quantities
from sdlib.sentences import find_sentences
from sdlib.tokenization import tokenize


def copied(copies: int) -> pd.DataFrame:
    """Give the articles of the repository several times, each under an id of its own."""
    texts = [path.read_text(encoding="utf-8") for path in ARTICLES] * copies
    ids = [f"{k:06d}" for k in range(len(texts))]
    return pd.DataFrame({"doc_id": ids, "outlet": "outlet", "text": texts})


def finders(documents: pd.DataFrame) -> dict[str, Callable[[], object]]:
    """Give what makes each table, on documents."""
    claims = tag_claims(documents)
    return {
        "annotate, all tables": lambda: sdlib.annotate(documents),
        "find_sentences": lambda: find_sentences(documents),
        "tokenize": lambda: tokenize(documents),
        "find_entities": lambda: find_entities(documents),
        "tag_claims": lambda: tag_claims(documents),
        "find_labels, claims given": lambda: find_labels(documents, claims),
        "find_quantities, claims given": lambda: find_quantities(documents, claims),
    }


def first_pass(documents: pd.DataFrame) -> float:
    """Give the CPU seconds of `annotate` where no word is known yet."""
    forget_words()
    return cpu_time(sdlib.annotate, documents)


def line(name: str, documents: pd.DataFrame, seconds: float) -> list[str]:
    """Give a line of the table."""
    size = megabytes(documents["text"])
    count = str(len(documents))
    return [name, count, f"{size:.3f}", f"{seconds:.3f}", f"{size / seconds:.3f}"]


def main() -> None:
    """Time the whole and its parts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", metavar="DOCUMENTS", nargs="?", help="a corpus")
    parser.add_argument("--copies", metavar="N", type=int, default=20, help="20 by default")
    parser.add_argument("--rounds", metavar="N", type=int, default=3, help="rounds, 3 by default")
    arguments = parser.parse_args()
    sdlib.annotate(copied(1))  # loads the lexicons
    rows = []
    if arguments.documents:
        documents = sdlib.read_corpus(arguments.documents)
    else:
        once, documents = copied(1), copied(arguments.copies)
        rows.append(line("annotate, first pass, no copies", once, first_pass(once)))
    rows.append(line("annotate, first pass", documents, first_pass(documents)))
    for name, run in finders(documents).items():
        seconds = min(cpu_time(run) for _ in range(arguments.rounds))
        rows.append(line(name, documents, seconds))
    print_table("Tables of a corpus", ["what", "documents", "MB", "CPU s", "MB/s"], rows)


if __name__ == "__main__":
    main()
