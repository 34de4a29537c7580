"""The command line: ``sdlib annotate``, ``sdlib init`` and ``sdlib evaluate``."""

from __future__ import annotations

import argparse
import io
import os
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

import sdlib
from sdlib.entities_cli import add_entities
from sdlib.errors import SdlibError
from sdlib.options import add_columns, add_lexicons

#: Exit statuses: what `argparse` gives for a wrong call, and what shells give for Ctrl-C.
WRONG, INTERRUPTED = 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and give its exit status.

    Errors are one line on stderr: status 2 for whatever was wrong with the input or the
    output, 130 when interrupted. A reader that stops reading (``| head``) is no error.
    """
    _survive_any_terminal()
    arguments = _parser().parse_args(argv)
    try:
        arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes stdout once more as it exits, so it has to go somewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except SdlibError as error:
        return _fail(str(error))
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _fail(f"{place}{error.strerror or error}")
    except KeyboardInterrupt:
        _say("interrupted")
        return INTERRUPTED
    return 0


def _survive_any_terminal() -> None:
    """Show escapes where the terminal's encoding lacks Arabic letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _fail(message: str) -> int:
    _say(message)
    return WRONG


def _say(message: str) -> None:
    print("sdlib:", " ".join(message.split()), file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sdlib", description="Who says what in Arabic news.")
    parser.add_argument("--version", action="version", version=f"sdlib {sdlib.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_annotate(commands.add_parser("annotate", help="find claims, and write tables"))
    _add_init(commands.add_parser("init", help="write a sources.csv for a folder of texts"))
    _add_evaluate(commands.add_parser("evaluate", help="score predicted claims against gold"))
    add_entities(commands.add_parser("entities", help="check, or suggest, rows of a lexicon"))
    return parser


def _add_annotate(parser: argparse.ArgumentParser) -> None:
    parser.description = "Annotate a corpus and write one file a table, and run.json, into DIR."
    parser.add_argument(
        "corpus",
        metavar="CORPUS",
        help="a folder with sources.csv, or a .csv, .jsonl, .jsonl.gz, .json or .parquet file",
    )
    parser.add_argument("--out", metavar="DIR", required=True, help="the folder to write")
    parser.add_argument(
        "--format",
        default="parquet",
        choices=("parquet", "csv", "jsonl", "gold"),
        help="of the tables; gold: claims and labels as evaluate reads them (default: parquet)",
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
        "--discover", action="store_true", help="also find names that no lexicon has"
    )
    parser.add_argument(
        "--entity-model",
        metavar="MODEL",
        help="also find names by a model that `sdlib entities train` wrote",
    )
    parser.set_defaults(run=_annotate)


def _annotate(arguments: argparse.Namespace) -> None:
    from sdlib.corpus import SkippedRowsWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SkippedRowsWarning)
        documents = sdlib.read_corpus(
            arguments.corpus, dict(arguments.column), on_error=arguments.on_error
        )
    for row in documents.attrs["skipped"]:
        named = f" ({row['doc_id']})" if row["doc_id"] else ""
        _say(f"{arguments.corpus}: row {row['row']}{named} skipped: {row['reason']}")
    lexicon = [*map(Path, arguments.entities), "entities", "places"]
    annotation = sdlib.annotate(
        documents,
        lexicon=lexicon,
        discover=arguments.discover,
        entity_model=arguments.entity_model,
    )
    folder = annotation.save(arguments.out, format=arguments.format)
    print(f"{annotation!r} written to {folder}")


def _add_init(parser: argparse.ArgumentParser) -> None:
    parser.description = "Write FOLDER/sources.csv, one row for each *.txt, to fill in."
    parser.add_argument("folder", metavar="FOLDER", help="a folder of *.txt (or its raw/)")
    parser.set_defaults(run=_init)


def _init(arguments: argparse.Namespace) -> None:
    print(f"{sdlib.init_corpus(arguments.folder)} written; fill in the column outlet")


def _add_evaluate(parser: argparse.ArgumentParser) -> None:
    parser.description = "Score predicted claims and labels against gold."
    what = "a JSON-lines file in the gold form, or a folder that sdlib annotate wrote"
    parser.add_argument("gold", metavar="GOLD", help=what)
    parser.add_argument("predicted", metavar="PRED", help=what)
    parser.add_argument(
        "documents",
        metavar="DOCS",
        nargs="?",
        help="the corpus with the texts, if neither GOLD nor PRED is a folder",
    )
    parser.add_argument("--resamples", type=int, default=1000, help="bootstrap resamples (1000)")
    parser.add_argument("--seed", type=int, default=0, help="of the bootstrap (0)")
    parser.set_defaults(run=_evaluate)


def _evaluate(arguments: argparse.Namespace) -> None:
    evaluation = sdlib.evaluate(
        arguments.gold,
        arguments.predicted,
        arguments.documents,
        resamples=arguments.resamples,
        seed=arguments.seed,
    )
    print(evaluation)


if __name__ == "__main__":
    sys.exit(main())
