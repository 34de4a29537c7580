"""The command ``sdlib report``: the findings of a corpus as one page."""

from __future__ import annotations

import argparse
from pathlib import Path

from sdlib.corpus_cli import add_corpus, annotated
from sdlib.report_text import DIRECTIONS


def add_report(parser: argparse.ArgumentParser) -> None:
    """Add what ``sdlib report`` takes to its parser."""
    parser.description = "Annotate a corpus and write its findings as one page without a network."
    add_corpus(parser)
    parser.add_argument(
        "--out", metavar="FILE", type=Path, required=True, help="the page to write (.html)"
    )
    parser.add_argument(
        "--lang", default="en", choices=tuple(DIRECTIONS), help="in which the page opens (en)"
    )
    parser.set_defaults(run=_report)


def _report(arguments: argparse.Namespace) -> None:
    from sdlib.report import write_report

    page = write_report(annotated(arguments), arguments.out, lang=arguments.lang)
    print(f"{page} written, {page.stat().st_size / 1e6:.1f} MB")
