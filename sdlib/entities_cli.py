"""The commands ``sdlib entities …``: lexicons checked, and rows for them proposed."""

from __future__ import annotations

import argparse
from pathlib import Path

from sdlib.options import add_columns, add_lexicons
from sdlib.training_cli import add_train


def add_entities(parser: argparse.ArgumentParser) -> None:
    """Add the commands of ``sdlib entities`` to its parser."""
    parser.description = "Check an entity lexicon, or propose rows for one."
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_check(commands.add_parser("check", help="refuse bad rows, report ambiguous aliases"))
    _add_suggest(commands.add_parser("suggest", help="propose names and aliases from a corpus"))
    add_train(commands.add_parser("train", help="train a recogniser of names on tagged text"))


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Check a lexicon: a bad row is an error; aliases that may mean something else are "
        "printed, one a line, and it is for you to say whether they are worth it."
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="a lexicon (.tsv or .csv)")
    parser.set_defaults(run=_check)


def _check(arguments: argparse.Namespace) -> None:
    from sdlib.ambiguity import find_ambiguous

    found = find_ambiguous(arguments.file)
    for row in found.itertuples():
        print(f"{arguments.file}, line {row.line}: {row.alias} ({row.entity_id}) {row.problem}")
    print(f"{arguments.file}: no bad row, {len(found)} ambiguous aliases")


def _add_suggest(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Propose names and aliases that the lexicon lacks, with counts and examples, those of "
        "most documents first. Delete what is wrong in a spreadsheet, merge what is one, and use "
        "the file as it is: sdlib annotate --entities FILE."
    )
    parser.add_argument("corpus", metavar="CORPUS", help="as sdlib annotate reads it")
    parser.add_argument(
        "--out", metavar="FILE", type=Path, help="a .tsv or .csv to write (default: stdout)"
    )
    parser.add_argument(
        "--min-docs", metavar="N", type=int, default=3, help="in so many documents at least (3)"
    )
    add_columns(parser)
    add_lexicons(parser)
    parser.set_defaults(run=_suggest)


def _suggest(arguments: argparse.Namespace) -> None:
    import sdlib
    from sdlib.gazetteers import SHIPPED
    from sdlib.suggestions import suggest_entities, suggestions_text, write_suggestions

    documents = sdlib.read_corpus(arguments.corpus, dict(arguments.column))
    lexicon = [*map(Path, arguments.entities), *SHIPPED]
    found = suggest_entities(documents, lexicon, min_docs=arguments.min_docs)
    if arguments.out is None:
        print(suggestions_text(found), end="")
    else:
        write_suggestions(found, arguments.out)
        print(f"{len(found)} suggestions written to {arguments.out}")
