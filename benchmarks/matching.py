r"""Measures what finding the names of the lexicons costs, against cutting texts into words.

    python benchmarks/matching.py [FILE [ARTICLES]] [--large]

FILE holds an article a line as JSON (`text`, `date`), gzipped or not; without one, the two
articles in data/raw are repeated. It prints

ratio
    CPU time of `find_entities` with the lexicons entities and places, as a multiple of that of
    `re.findall(r"\w+", text)` over the same texts, timed right before and behind: the median of
    several runs. ``first`` is the first run of the process, which loads the tables; ``resolved``
    links surnames, titles and acronyms as well; ``discovered`` finds names that no lexicon has,
    too (the default of `find_entities`), for which each article is read as claims need it.
peak
    traced memory (tracemalloc) beyond the texts, for the two articles repeated to documents of
    10 MB in all (with `--large` of 100 MB too, which takes minutes), found in tables of a
    thousand documents; sdlib's own tables are loaded by then.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tracemalloc
from functools import partial
from itertools import islice
from statistics import median

import pandas as pd
from report import ARTICLES, cpu_time, megabytes, print_table

from sdlib.entities import find_entities

_ROUNDS = 5
_TABLE = 1000


def read(path: str | None, count: int) -> pd.DataFrame:
    """Read the first articles of a file, or repeat the two that ship with the repository."""
    if path is None:
        texts = [article.read_text(encoding="utf-8") for article in ARTICLES]
        rows = [{"text": text, "date": ""} for text in texts * (count // len(texts))]
    else:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in islice(file, count)]
    found = pd.DataFrame(rows)[["text", "date"]]
    return found.assign(doc_id=[f"d{i}" for i in range(len(found))])


def cut(texts: list[str]) -> list[list[str]]:
    """Do what the ratio is to."""
    return [re.findall(r"\w+", text) for text in texts]


def ratio(documents: pd.DataFrame, rounds: int, **options: bool) -> float:
    """Give the median ratio of so many runs."""
    find = partial(find_entities, **{"resolve": False, "discover": False, **options})
    texts = documents["text"].tolist()
    found = []
    for _ in range(rounds):
        before = cpu_time(cut, texts)
        own = cpu_time(find, documents)
        found.append(2 * own / (before + cpu_time(cut, texts)))
    return median(found)


def peak(size: int) -> float:
    """Give the peak of memory in MB for so many MB of documents."""
    part = read(None, _TABLE)
    parts = round(size / megabytes(part["text"])) or 1
    tracemalloc.start()
    for _ in range(parts):
        find_entities(part, discover=False)
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found / 1e6


def main() -> None:
    """Measure time, then memory."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?")
    parser.add_argument("articles", nargs="?", type=int, default=3000)
    parser.add_argument("--large", action="store_true", help="100 MB too")
    options = parser.parse_args()
    sizes = (10, 100) if options.large else (10,)
    documents = read(options.file, options.articles)
    first, warm = ratio(documents, 1), ratio(documents, _ROUNDS)
    resolved = ratio(documents, _ROUNDS, resolve=True)
    discovered = ratio(documents, 1, resolve=True, discover=True)
    rows = [
        ["documents", str(len(documents))],
        ["mentions", str(len(find_entities(documents, discover=False)))],
        ["ratio, first", f"{first:.1f}"],
        ["ratio, warm", f"{warm:.1f}"],
        ["ratio, resolved", f"{resolved:.1f}"],
        ["ratio, discovered", f"{discovered:.0f}"],
        *([f"peak, {size} MB", f"{peak(size):.1f} MB"] for size in sizes),
    ]
    print_table("Names of the lexicons", ["what", "found"], [*rows, ["goal: ratio", "<= 2.5"]])


if __name__ == "__main__":
    main()
