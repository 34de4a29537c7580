r"""Measures working memory and growth of time of tokens and normalisation on long texts.

    python benchmarks/memory.py [--large]

The two articles in data/raw are repeated to texts of 1 and 10 MB (UTF-8), with `--large` of
100 MB too (which needs some GB of memory): once as they are, and once with an emoji, a hashtag,
an account, an address, a particle with tatweel, a Latin name and bidi marks in each paragraph.
For `token_spans` and for `normalize` with all steps it prints

beyond the result
    the peak of traced memory (tracemalloc, in a run of its own) without what is returned, in
    bytes a character of the text; the text itself was there before;
ns a character
    CPU time of the best of several runs;
growth
    CPU time as a multiple of that for the text of a tenth of the size, which is timed right
    before and behind: the median of several runs.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tracemalloc
from collections.abc import Callable
from statistics import median

import numpy as np
from report import ARTICLES, cpu_time, print_table

from sdlib.normalization import STEPS, normalize
from sdlib.tokens import token_spans

_HARD = " كتب @name في #وسم 😀 إلى a@b.org عن الـ36 طائرة F-16 \u200fقال\u200f الأســد"
#: How often each size is timed.
_ROUNDS = {1: 7, 10: 5, 100: 2}


def measured() -> dict[str, Callable[[str], tuple[object, ...]]]:
    """Give what is measured; each result is a tuple of arrays and strings."""
    return {"token_spans": token_spans, "normalize": lambda text: normalize(text, STEPS)}


def repeated(paragraphs: list[str], megabytes: int) -> str:
    """Repeat paragraphs to a text of so many millions of UTF-8 bytes."""
    once = "\n".join(paragraphs) + "\n"
    return once * (megabytes * 1_000_000 // len(once.encode()))


def memory_beyond(run: Callable[[str], tuple[object, ...]], text: str) -> float:
    """Give the peak of memory beyond the result, in bytes a character."""
    gc.collect()
    tracemalloc.start()
    result = run(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return (peak - sum(map(_size, result))) / len(text)


def _size(value: object) -> int:
    return value.nbytes if isinstance(value, np.ndarray) else sys.getsizeof(value)


def times(run: Callable[[str], object], texts: dict[int, str]) -> dict[int, tuple[float, float]]:
    """Give for each size in MB the least CPU seconds, and the growth (0 for the first)."""
    found = {}
    smaller = 0
    for size, text in texts.items():
        seconds, growths = [], []
        for _ in range(_ROUNDS[size]):
            before = cpu_time(run, texts[smaller]) if smaller else 0.0
            seconds.append(cpu_time(run, text))
            if smaller:
                behind = cpu_time(run, texts[smaller])
                growths.append(2 * seconds[-1] / (before + behind))
        found[size] = (min(seconds), median(growths) if growths else 0.0)
        smaller = size
    return found


def rows(kind: str, paragraphs: list[str], sizes: list[int]) -> list[list[str]]:
    """Give the lines of the table for one kind of text."""
    texts = {size: repeated(paragraphs, size) for size in sizes}
    found = []
    for name, run in measured().items():
        for size, (seconds, growth) in times(run, texts).items():
            beyond = memory_beyond(run, texts[size])
            speed = seconds / len(texts[size]) * 1e9
            figures = [f"{beyond:.2f}", f"{speed:.1f}", f"{growth:.1f}" if growth else "-"]
            found.append([f"{name}, {kind}", f"{size} MB", *figures])
    return found


def main() -> None:
    """Measure both kinds of text."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--large", action="store_true", help="a text of 100 MB too")
    sizes = [1, 10, 100] if parser.parse_args().large else [1, 10]
    paragraphs = [x for path in ARTICLES for x in path.read_text(encoding="utf-8").splitlines()]
    for run in measured().values():  # loads the tables
        run("\n".join(paragraphs) + _HARD)
    found = rows("plain", paragraphs, sizes)
    found += rows("emoji and the like", [p + _HARD for p in paragraphs], sizes)
    print_table(
        "Working memory in bytes a character, and CPU time",
        ["what", "text", "beyond the result", "ns a character", "growth"],
        [*found, ["goal for a long text", "", "<= 8", "", "<= 11"]],
    )


if __name__ == "__main__":
    main()
