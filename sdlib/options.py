"""Options that several commands share."""

from __future__ import annotations

import argparse


def add_columns(parser: argparse.ArgumentParser) -> None:
    """Add ``--column THERE=HERE``, which renames a corpus's columns, to a command."""
    parser.add_argument(
        "--column",
        metavar="THERE=HERE",
        action="append",
        type=_pair,
        default=[],
        help="rename a column, as in --column id=doc_id; can be given several times",
    )


def _pair(text: str) -> tuple[str, str]:
    old, equals, new = text.partition("=")
    if not (old and equals and new):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form THERE=HERE")
    return old, new


def add_lexicons(parser: argparse.ArgumentParser) -> None:
    """Add ``--entities FILE``, a lexicon in front of sdlib's own, to a command."""
    parser.add_argument(
        "--entities",
        metavar="FILE",
        action="append",
        default=[],
        help="a lexicon of your own, in front of sdlib's; can be given several times",
    )
