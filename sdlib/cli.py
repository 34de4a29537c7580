"""The command line: ``sdlib annotate``, ``report``, ``init``, ``evaluate`` and ``entities``."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

import sdlib
from sdlib.corpus_cli import add_corpus, annotated, tell
from sdlib.entities_cli import add_entities
from sdlib.errors import SdlibError
from sdlib.report_cli import add_report

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
        tell("interrupted")
        return INTERRUPTED
    return 0


def _survive_any_terminal() -> None:
    """Show escapes where the terminal's encoding lacks Arabic letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _fail(message: str) -> int:
    tell(message)
    return WRONG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sdlib", description="Who says what in Arabic news.")
    parser.add_argument("--version", action="version", version=f"sdlib {sdlib.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_annotate(commands.add_parser("annotate", help="find claims, and write tables"))
    _add_init(commands.add_parser("init", help="write a sources.csv for a folder of texts"))
    _add_evaluate(commands.add_parser("evaluate", help="score predicted claims against gold"))
    add_report(commands.add_parser("report", help="write the findings of a corpus as a page"))
    add_entities(commands.add_parser("entities", help="check, or suggest, rows of a lexicon"))
    return parser


def _add_annotate(parser: argparse.ArgumentParser) -> None:
    parser.description = "Annotate a corpus and write one file a table, and run.json, into DIR."
    add_corpus(parser)
    parser.add_argument("--out", metavar="DIR", required=True, help="the folder to write")
    parser.add_argument(
        "--format",
        default="parquet",
        choices=("parquet", "csv", "jsonl", "gold"),
        help="of the tables; gold: claims and labels as evaluate reads them (default: parquet)",
    )
    parser.set_defaults(run=_annotate)


def _annotate(arguments: argparse.Namespace) -> None:
    annotation = annotated(arguments)
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
