"""Aligns the claims of known events, and prints findings to judge, counts and CPU time.

    python benchmarks/alignment.py CORPUS EVENTS.jsonl [--half test] [--show RELATION --sample N]

CORPUS and EVENTS.jsonl are those of `events.py`. Printed are the findings by relation and half of
the events, and the CPU time for the events once, twice and four times (as further events), which
shows whether the cost grows with the events. `--show` prints a random sample of one relation, both
sides and the reasons, for reading: the parameters were chosen on the half `tuning`.
"""

from __future__ import annotations

import argparse

import pandas as pd
from events import corpus, known_events
from report import cpu_time, print_table

import sdlib


def copies(annotation: sdlib.Annotation, number: int) -> sdlib.Annotation:
    """An annotation of as many copies of each document, under other ids."""
    tables = {}
    for name, table in annotation.tables().items():
        ids = [c for c in ("doc_id", "claim_id", "parent_id") if c in table]
        parts = [table.assign(**{c: table[c] + f"/{k}" for c in ids}) for k in range(number)]
        tables[name] = pd.concat(parts, ignore_index=True)
    return sdlib.Annotation(**tables)


def costs(annotation: sdlib.Annotation, events: pd.Series) -> list[tuple[str, ...]]:
    """CPU seconds for once, twice and four times the events."""
    rows = []
    for number in (1, 2, 4):
        more = copies(annotation, number)
        ids = more.documents["doc_id"]
        names = ids.str.rsplit("/", n=1, expand=True)
        of_event = names[0].map(events) + "/" + names[1]
        table = pd.DataFrame({"doc_id": ids, "event_id": of_event})
        seconds = cpu_time(lambda more=more, table=table: sdlib.align_claims(more, events=table))
        rows.append((str(table["event_id"].nunique()), str(len(more.claims)), f"{seconds:.1f}"))
    return rows


def show(found: pd.DataFrame, relation: str, sample: int, seed: int) -> None:
    """Print some findings of one relation."""
    chosen = found[found["relation"] == relation]
    for row in chosen.sample(min(sample, len(chosen)), random_state=seed).to_dict("records"):
        print(f"\n{row['relation']}  {row['score']}  {row['reasons']}")
        for side in "ab":
            print(f"  {row[f'outlet_{side}']}: {row[f'speaker_{side}']} | {row[f'cue_{side}']}")
            print(f"    {row[f'text_{side}']}\n    {row[f'sentence_{side}']}")


def main() -> None:
    """Align the claims and print what came out."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus")
    parser.add_argument("events", metavar="EVENTS.jsonl")
    parser.add_argument("--half", choices=("tuning", "test"), default="test")
    parser.add_argument("--show", metavar="RELATION")
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--seed", type=int, default=11)
    arguments = parser.parse_args()
    halves = known_events(arguments.events)
    events = pd.concat(halves.values())
    documents = corpus(arguments.corpus)
    known = documents[documents["doc_id"].isin(events.index)].reset_index(drop=True)
    annotation = sdlib.annotate(known)
    table = events.rename_axis("doc_id").rename("event_id").reset_index()
    found = sdlib.align_claims(annotation, events=table)
    half = found["event_id"].isin(set(halves["test"])).map({True: "test", False: "tuning"})
    if arguments.show:
        show(found[half == arguments.half], arguments.show, arguments.sample, arguments.seed)
        return
    counts = pd.crosstab(found["relation"], half)
    rows = [
        (name, *map(str, row)) for name, row in zip(counts.index, counts.to_numpy(), strict=True)
    ]
    print_table("Findings", ("relation", *counts.columns), rows)
    print_table("Cost", ("events", "claims", "CPU s"), costs(annotation, events))


if __name__ == "__main__":
    main()
