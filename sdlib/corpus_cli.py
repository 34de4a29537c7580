"""Commands that read a corpus and annotate it: their options, and what they do first."""

from __future__ import annotations

import argparse
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from sdlib.options import add_columns, add_lexicons

if TYPE_CHECKING:
    from sdlib.annotation import Annotation


def add_corpus(parser: argparse.ArgumentParser) -> None:
    """Add the corpus, and how it is read and annotated, to a command."""
    parser.add_argument(
        "corpus",
        metavar="CORPUS",
        help="a folder with sources.csv, or a .csv, .jsonl, .jsonl.gz, .json or .parquet file",
    )
    add_columns(parser)
    parser.add_argument(
        "--on-error",
        default="raise",
        choices=("raise", "skip"),
        help="stop at rows that cannot be read, or leave them out (default: raise)",
    )
    add_lexicons(parser)
    parser.add_argument(
        "--discover",
        action=argparse.BooleanOptionalAction,
        help="also find names that no lexicon has (default: yes, unless a model finds them)",
    )
    parser.add_argument(
        "--entity-model",
        metavar="MODEL",
        help="also find names by a model that `sdlib entities train` wrote",
    )


def annotated(arguments: argparse.Namespace) -> Annotation:
    """Read the corpus that a command names and annotate it; say which rows were left out."""
    import sdlib
    from sdlib.corpus import SkippedRowsWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SkippedRowsWarning)
        documents = sdlib.read_corpus(
            arguments.corpus, dict(arguments.column), on_error=arguments.on_error
        )
    for row in documents.attrs["skipped"]:
        named = f" ({row['doc_id']})" if row["doc_id"] else ""
        tell(f"{arguments.corpus}: row {row['row']}{named} skipped: {row['reason']}")
    from sdlib.gazetteers import SHIPPED

    return sdlib.annotate(
        documents,
        lexicon=[*map(Path, arguments.entities), *SHIPPED],
        discover=arguments.discover,
        entity_model=arguments.entity_model,
    )


def tell(message: str) -> None:
    """Say something in one line on stderr."""
    print("sdlib:", " ".join(message.split()), file=sys.stderr)
