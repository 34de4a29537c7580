"""Scores the grouping of articles into events against known events.

    python benchmarks/events.py CORPUS EVENTS.jsonl [--window DAYS] [--threshold COSINE]

CORPUS is what `sdlib.read_corpus` reads, its ids in `doc_id` or `id`; each line of EVENTS.jsonl
is `{"event": …, "members": [{"id": …}, …]}`. Events are put into two halves by their place in
the file: parameters are chosen on the first, third, … (`tuning`); the second, fourth, … are
`test`. Printed is B-cubed of each half, when only the articles of the known events are grouped
and when all of the corpus is, with the sizes of the groups: an event that swallows others shows
there.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import pandas as pd
from report import print_table

import sdlib
from sdlib.b_cubed import b_cubed


def known_events(path: str) -> dict[str, pd.Series]:
    """The event of each article, by half of the events."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    events = [json.loads(line) for line in lines if line.strip()]
    return {
        half: pd.Series({m["id"]: e["event"] for e in chosen for m in e["members"]})
        for half, chosen in (("tuning", events[::2]), ("test", events[1::2]))
    }


def corpus(path: str) -> pd.DataFrame:
    """The articles; a corpus whose ids stand in `id` is read as well."""
    try:
        return sdlib.read_corpus(path)
    except sdlib.errors.CorpusError:
        return sdlib.read_corpus(path, columns={"id": "doc_id"})


def main() -> None:
    """Group the articles and print the scores."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus")
    parser.add_argument("events", metavar="EVENTS.jsonl")
    parser.add_argument("--window", type=int, default=2)
    parser.add_argument("--threshold", type=float, default=0.3)
    arguments = parser.parse_args()
    documents, known = corpus(arguments.corpus), known_events(arguments.events)
    members = documents["doc_id"].isin(pd.concat(known.values()).index)
    scores, sizes = [], []
    for name, chosen in (("of known events", documents[members]), ("all", documents)):
        begin = time.process_time()
        grouped = sdlib.group_events(
            chosen, window_days=arguments.window, threshold=arguments.threshold
        )
        seconds = time.process_time() - begin
        events = grouped.set_index("doc_id")["event_id"]
        for half, gold in known.items():
            score = b_cubed(gold, events)
            scores.append((name, half, str(len(gold)), *(f"{value:.3f}" for value in score)))
        groups = events.value_counts()
        several = [(groups > n).sum() for n in (1, 10, 20)]
        sizes.append((name, *map(str, (len(chosen), *several, groups.max())), f"{seconds:.1f}"))
    header = ("articles grouped", "half", "articles", "precision", "recall", "F1")
    print_table("B-cubed (Bagga and Baldwin 1998)", header, scores)
    header = ("articles grouped", "articles", "events >1", ">10", ">20", "largest", "CPU s")
    print_table("Sizes", header, sizes)


if __name__ == "__main__":
    main()
