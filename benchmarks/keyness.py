r"""Checks keyness on a corpus of news: a difference that is known, and halves without any.

    python benchmarks/keyness.py CORPUS [--target OUTLET] [--more TERM] [--less TERM] [--runs N]

CORPUS is a file or folder as `read_corpus` takes it. It prints

known difference
    the rank of a sequence of two words that the target uses more, by weighted log-odds against
    all other outlets, and of one that it uses less, from the other end; with log ratio,
    interval, dispersion and p adjusted for all sequences (maxT);
halves
    of the outlet with most articles, split at random: the share of words with G² over 3.84
    (p < .05 by the usual table) and with p < .05 over documents, and how many remain after
    Benjamini-Hochberg and maxT; of N runs, in how many 5 % or less are under .05, and in how
    many none remains.
"""

from __future__ import annotations

import argparse

import numpy as np
import pandas as pd
from report import cpu_time, print_table

from sdlib.corpus import read_corpus
from sdlib.inference import Resampling
from sdlib.keywords import Keyness, keyness
from sdlib.term_counts import TermCounts, count_terms
from sdlib.tfidf import analyze

_NORMAL = 3.84


def known(found: Keyness, terms: dict[str, int]) -> list[list[str]]:
    """Give a line for each term: its rank from the top (1) or from the end (-1)."""
    rows = []
    table = found.table
    for term, sign in terms.items():
        own = " ".join(analyze(term))
        place = table.index[table["term"] == own]
        if place.empty:
            rows.append([term, "not found", *[""] * 6])
            continue
        row = table.loc[place[0]]
        rank = place[0] + 1 if sign > 0 else len(table) - place[0]
        rows.append(
            [
                term,
                f"{rank} of {len(table)}",
                f"{row['count']} / {row['count_other']}",
                f"{row['log_ratio']:.2f} [{row['low']:.2f}, {row['high']:.2f}]",
                f"{row['dp']:.2f}",
                f"{row['p']:.4f}",
                f"{row['p_maxt']:.4f}",
            ]
        )
    return rows


def halves(counts: TermCounts, outlet: str, runs: int) -> pd.DataFrame:
    """Split an outlet's articles at random, and count what seems to differ."""
    own = counts.units["outlet"].eq(outlet).to_numpy(dtype=bool)
    size = int(own.sum())
    found = []
    for seed in range(runs):
        half = np.full(len(own), None, dtype=object)
        half[own] = np.random.default_rng(seed).permuted(np.arange(size) % 2).astype(str)
        units = counts.units.assign(half=half)
        split = TermCounts(counts.matrix, units, *_rest(counts))
        table = keyness(split, by="half", resampling=Resampling(999, 0, seed)).table
        found.append(
            {
                "words": len(table),
                "g2": (table["log_likelihood"] > _NORMAL).mean(),
                "p": (table["p"] < 0.05).mean(),
                "bh": int((table["p_bh"] < 0.05).sum()),
                "maxt": int((table["p_maxt"] < 0.05).sum()),
            }
        )
    return pd.DataFrame(found)


def _rest(counts: TermCounts) -> tuple[object, ...]:
    return counts.sequences, counts.encoded, counts.columns


def main() -> None:
    """Check both, and print what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", metavar="CORPUS")
    parser.add_argument("--column", metavar="THERE=HERE", action="append", default=[])
    parser.add_argument("--target", default="BBC", help="outlet, BBC by default")
    parser.add_argument("--more", default="الحكومة السورية", help="what the target uses more")
    parser.add_argument("--less", default="النظام السوري", help="what the target uses less")
    parser.add_argument("--runs", type=int, default=20, help="random halves, 20 by default")
    arguments = parser.parse_args()
    columns = dict(pair.split("=", 1) for pair in arguments.column)
    documents = read_corpus(arguments.corpus, columns=columns)
    pairs = count_terms(documents, ngram=2)
    result: list[Keyness] = []
    seconds = cpu_time(
        lambda: result.append(keyness(pairs, target=arguments.target, resampling=Resampling(9999)))
    )
    print(f"\n{result[0].note}\n{seconds:.1f} CPU s for {len(result[0].table)} sequences")
    header = ["sequence", "rank", "uses", "log ratio, 95 %", "DP", "p", "p maxT"]
    wanted = {arguments.more: 1, arguments.less: -1}
    print_table("A known difference", header, known(result[0], wanted))
    top = result[0].table[["term", "log_ratio", "p_maxt"]]
    for name, part in (("more", top.head(20)), ("less", top.tail(20)[::-1])):
        words = "، ".join(f"{r.term} ({r.p_maxt:.3f})" for r in part.itertuples())
        print(f"\n  20 used {name}, with p maxT: {words}")
    outlet = documents["outlet"].value_counts().index[0]
    found = halves(count_terms(documents), outlet, arguments.runs)
    rows = [
        [f"{100 * r.g2:.1f} %", f"{100 * r.p:.1f} %", str(r.bh), str(r.maxt)]
        for r in found.itertuples()
    ]
    title = f"Random halves of {outlet}, {int(found['words'].median())} words"
    print_table(title, ["G² > 3.84", "p < .05", "BH", "maxT"], rows)
    few, none = (found["p"] <= 0.05).sum(), (found["bh"] == 0).sum()
    no_maxt = (found["maxt"] == 0).sum()
    print(f"\n  5 % or less under .05 in {few} of {len(found)}; on average {found['p'].mean():.3f}")
    print(f"  none after Benjamini-Hochberg in {none}, none after maxT in {no_maxt}")


if __name__ == "__main__":
    main()
