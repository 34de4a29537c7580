"""Scores the tagger on annotated articles: the outlets it was built on, and those held out.

    python benchmarks/gold.py GOLD.jsonl DOCUMENTS.json [--held-out OUTLET …] [--resamples N]

GOLD.jsonl is in the gold form (`sdlib.gold`), DOCUMENTS what `sdlib.read_corpus` reads. Printed are
the guideline's scores with bootstrap intervals over articles: of all, and, with `--held-out`, of
those outlets and of the others alone. What rules were built on flatters.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

import sdlib
from sdlib.evaluation import evaluate
from sdlib.gold import read_gold


def report(gold: str, annotation: sdlib.Annotation, outlets: set[str], resamples: int) -> None:
    """Print the scores over the articles of some outlets."""
    chosen = annotation.documents["outlet"].isin(outlets)
    documents = annotation.documents[chosen]
    ids = set(documents["doc_id"])
    articles = [article for article in read_gold(Path(gold)) if article["doc_id"] in ids]
    print(f"\n{', '.join(sorted(outlets))}: {len(documents)} articles\n")
    print(evaluate(articles, annotation, documents, resamples=resamples))


def main() -> None:
    """Tag the documents and print the scores."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", metavar="GOLD.jsonl")
    parser.add_argument("documents", metavar="DOCUMENTS")
    parser.add_argument("--held-out", nargs="+", default=[], metavar="OUTLET")
    parser.add_argument("--resamples", type=int, default=1000)
    arguments = parser.parse_args()
    annotation = sdlib.annotate(sdlib.read_corpus(arguments.documents))
    outlets = set(annotation.documents["outlet"].dropna())
    held = set(arguments.held_out)
    if held - outlets:
        parser.error(f"no outlet is called {', '.join(held - outlets)}: {', '.join(outlets)}")
    if held:
        report(arguments.gold, annotation, held, arguments.resamples)
        report(arguments.gold, annotation, outlets - held, arguments.resamples)
    report(arguments.gold, annotation, outlets, arguments.resamples)


if __name__ == "__main__":
    pd.set_option("display.width", 200)
    main()
