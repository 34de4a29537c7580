"""Scores names found in a corpus tagged by people (ANERcorp, AQMAR): CoNLL, a token and tag a line.

    python benchmarks/anercorp.py FILE [--folds K] [--test TEST] [--known]

Strict F1 over persons, places and bodies: right is what has the same tokens and the same type.
The text is rebuilt from the file's tokens with spaces between, twenty sentences as an article; what
is found is widened to the tokens that it touches. Printed are

lexicon
    sdlib's lexicons, as `find_entities` reads them (`--known`: and nothing is trained)
discovered
    with the names that rules discover as well
trained
    a recogniser, by K-fold validation on neighbouring sentences, or trained on FILE and scored on
    TEST
both
    what `annotate` gives with a model: the lexicon's mentions, but inside longer ones of the
    recogniser, and its others. Titles that stand for a person count as wrong here

with 95% intervals (bootstrap over articles), and tokens a second of CPU time, the reading of the
text not included.
ANERcorp (Benajiba, Rosso and Benedi, 2007) is not part of sdlib; its split is that of Obeid et al.
(2020).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from report import print_table

from sdlib.article import Article
from sdlib.conll import Name, TaggedSentence, read_conll
from sdlib.discovery import discover
from sdlib.entities import Mention, gazetteer
from sdlib.entity_scores import score_names
from sdlib.recognition import add_found
from sdlib.recognizer import Recognizer, train_recognizer
from sdlib.tagged_articles import SENTENCES, TaggedArticle, read_tagged

Finder = Callable[[Article], Sequence[Mention]]
Sentences = list[TaggedSentence]


def finders(recognizer: Recognizer | None) -> dict[str, Finder]:
    """Give what finds mentions, by what the tables call it."""
    known = gazetteer(("entities", "places"))
    found: dict[str, Finder] = {
        "lexicon": known.find,
        "discovered": lambda article: discover(article, known.find(article)),
    }
    if recognizer is None:
        return found
    return found | {
        "trained": recognizer.find_mentions,
        "both": lambda a: add_found(known.find(a), recognizer.find_mentions(a)),
    }


def names(mentions: Sequence[Mention]) -> list[Name]:
    """Give mentions as names."""
    return [Name(m.first, m.behind, m.entity.type) for m in mentions]


def folds(sentences: Sentences, number: int) -> Iterator[tuple[Sentences, Sentences]]:
    """Give sentences to train and to score on, each sentence scored once."""
    articles = -(-len(sentences) // SENTENCES)
    for k in range(number):
        first, behind = (SENTENCES * (j * articles // number) for j in (k, k + 1))
        yield sentences[:first] + sentences[behind:], sentences[first:behind]


def train(sentences: Sentences) -> Recognizer:
    """Train a recogniser whose file goes again."""
    with tempfile.TemporaryDirectory() as folder:
        return train_recognizer(sentences, Path(folder, "names.model"))


class Results:
    """What each finder found, and how long it took."""

    def __init__(self) -> None:
        self.gold: list[list[Name]] = []
        self.found: defaultdict[str, list[list[Name]]] = defaultdict(list)
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.tokens = 0

    def add(self, articles: list[TaggedArticle], recognizer: Recognizer | None) -> None:
        """Let all finders find the names of some articles."""
        self.gold += [tagged.names for tagged in articles]
        self.tokens += sum(len(tagged.article.words) for tagged in articles)
        for name, find in finders(recognizer).items():
            begin = time.process_time()
            found = [find(tagged.article) for tagged in articles]
            self.seconds[name] += time.process_time() - begin
            self.found[name] += [
                tagged.widened(names(mentions))
                for tagged, mentions in zip(articles, found, strict=True)
            ]

    def print(self) -> None:
        """Print the scores of each finder, and those by type of each."""
        rows, by_type = [], []
        for name, found in self.found.items():
            scores = score_names(self.gold, found)
            main = scores.loc["all"]
            shown = [f"{100 * main[c]:.1f}" for c in ("precision", "recall", "f1", "low", "high")]
            rows.append([name, *shown, f"{self.tokens / self.seconds[name]:,.0f}"])
            by_type.append([name, *(f"{100 * f1:.1f}" for f1 in scores["f1"])])
        header = ["", "precision", "recall", "F1", "low", "high", "tokens/s"]
        print_table("Persons, places and bodies, strict, in per cent", header, rows)
        print_table("F1 by type", ["", *scores.index], by_type)


def main() -> None:
    """Score all finders on a file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--folds", metavar="K", type=int, default=5)
    parser.add_argument("--test", metavar="TEST")
    parser.add_argument("--known", action="store_true", help="train nothing")
    arguments = parser.parse_args()
    sentences = read_conll(arguments.file)
    results = Results()
    if arguments.known:
        results.add(list(read_tagged(sentences)), None)
    elif arguments.test:
        test = list(read_tagged(read_conll(arguments.test)))
        results.add(test, train(sentences))
    else:
        for number, (known, unseen) in enumerate(folds(sentences, arguments.folds), start=1):
            results.add(list(read_tagged(unseen)), train(known))
            print(f"fold {number} of {arguments.folds}", flush=True)
    results.print()


if __name__ == "__main__":
    main()
