"""Scores what sdlib finds without training on a corpus tagged with names, strictly.

    python benchmarks/entities.py FILE.conll [--part first|second|all]

CoNLL: a token and its tag a line (B-PER, I-PER, O), a blank line behind sentences. The text is
rebuilt from the tokens with spaces, 20 sentences a document; spans are widened to the tokens of
the file. A name is right if type, beginning and end are. ANERcorp was looked at in its first half
only while the rules were written; the second is the honest one.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable

from report import print_table

from sdlib.article import Article
from sdlib.conll import Name, read_conll
from sdlib.discovery import discover
from sdlib.entities import SHIPPED, Mention, gazetteer
from sdlib.tagged_articles import TaggedArticle, read_tagged

TYPES = ("PER", "LOC", "ORG")


def methods() -> dict[str, Callable[[Article], list[Mention]]]:
    """Give the ways to find names, each with what it adds to the one before."""
    own, both, all_of_it = map(gazetteer, ("entities", SHIPPED[:2], SHIPPED))
    return {
        "lexicon": own.find,
        "lexicon, places": both.find,
        "lexicon, places, world": all_of_it.find,
        "all, discovery": lambda article: discover(article, all_of_it.find(article)),
    }


def count(articles: Iterable[TaggedArticle], find: Callable[[Article], list[Mention]]) -> Counter:
    """Count right, found and true names by type."""
    counts: Counter = Counter()
    for tagged in articles:
        found = [Name(m.first, m.behind, m.entity.type) for m in find(tagged.article)]
        here = {name for name in tagged.widened(found) if name.type in TYPES}
        gold = {name for name in tagged.names if name.type in TYPES}
        for kind, names in (("right", here & gold), ("found", here), ("gold", gold)):
            counts.update((kind, name.type) for name in names)
    return counts


def scores(counts: Counter, types: Iterable[str]) -> list[str]:
    """Give precision, recall and F1 over some types."""
    right, found, gold = (sum(counts[k, t] for t in types) for k in ("right", "found", "gold"))
    precision, recall = right / max(found, 1), right / max(gold, 1)
    f1 = 2 * right / max(found + gold, 1)
    return [f"{value:.3f}" for value in (precision, recall, f1)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", metavar="FILE.conll")
    parser.add_argument("--part", choices=("first", "second", "all"), default="all")
    arguments = parser.parse_args()
    sentences = read_conll(arguments.file)
    half = len(sentences) // 2
    parts = {"first": sentences[:half], "second": sentences[half:], "all": sentences}
    articles = list(read_tagged(parts[arguments.part]))
    rows = []
    for name, find in methods().items():
        counts = count(articles, find)
        rows += [[name, kind, *scores(counts, [kind])] for kind in TYPES]
        rows.append([name, "together", *scores(counts, TYPES)])
    print_table(
        f"Names, strictly: {arguments.part}", ["method", "type", "precision", "recall", "F1"], rows
    )


if __name__ == "__main__":
    main()
