"""The command ``sdlib entities train``: a recogniser of names from tagged text."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def add_train(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``sdlib entities train`` to its parser."""
    parser.description = (
        "Train a recogniser of names on tagged text, for `sdlib annotate --entity-model`."
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        help="CoNLL: a token and its tag a line (B-PER, I-PER, O), a blank line behind sentences",
    )
    parser.add_argument("--out", metavar="MODEL", required=True, help="the model file to write")
    parser.add_argument("--dev", metavar="DEV", help="score the model on this file as well")
    parser.add_argument(
        "--folds", metavar="K", type=int, help="first tell what to expect, by K-fold validation"
    )
    parser.add_argument("--seed", type=int, default=0, help="of the bootstrap of the scores (0)")
    parser.set_defaults(run=_train)


def _train(arguments: argparse.Namespace) -> None:
    from sdlib.conll import read_conll
    from sdlib.models import check_target
    from sdlib.recognizer import cross_validate, score_recognizer, train_recognizer

    check_target(arguments.out)
    sentences = read_conll(arguments.file)
    # A slip in the second file should not show after minutes of training.
    dev = read_conll(arguments.dev) if arguments.dev else []
    if arguments.folds is not None:
        scores = cross_validate(sentences, arguments.folds, seed=arguments.seed)
        print(f"{arguments.folds}-fold validation on {arguments.file}:\n{_report(scores)}\n")
    recognizer = train_recognizer(sentences, arguments.out)
    record = recognizer.record
    names = ", ".join(f"{kind} {count}" for kind, count in record["names"].items())
    print(
        f"trained on {record['sentences']} sentences, {record['tokens']} tokens; names: {names}\n"
        f"{arguments.out} written"
    )
    if dev:
        scores = score_recognizer(recognizer, dev, seed=arguments.seed)
        print(f"\n{arguments.dev}:\n{_report(scores)}")


def _report(scores: pd.DataFrame) -> str:
    """The scores as a table; `low` and `high` are the 95% interval of f1."""
    return scores.to_string(float_format="{:.3f}".format)
