"""What the benchmarks share: aligned tables, CPU time, texts and packages that may be missing."""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import ModuleType

from treebank import read_texts

ROOT = Path(__file__).resolve().parents[1]
#: The articles that ship with the repository.
ARTICLES = tuple(sorted((ROOT / "data" / "raw").glob("*.txt")))


def print_table(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a title and a table: the first column from the left, the others to the right."""
    lines = [tuple(header), *map(tuple, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    print(f"\n{title}\n")
    for line in lines:
        cells = [line[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
        print("  " + "  ".join(cells).rstrip())


def cpu_time(run: Callable[..., object], *arguments: object) -> float:
    """Give the CPU seconds of one call, its result freed outside of them."""
    begin = time.process_time()
    result = run(*arguments)
    end = time.process_time()
    del result
    return end - begin


def module(name: str) -> ModuleType | None:
    """Import a module that need not be there."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def lines_of(paths: Iterable[str | Path]) -> list[str]:
    """Give the lines of text files, and the sentences of treebanks, that are not empty."""
    found: list[str] = []
    for path in map(Path, paths):
        if path.suffix == ".conllu":
            found += read_texts(path)
        else:
            found += path.read_text(encoding="utf-8").splitlines()
    return [line for line in found if line.strip()]


def megabytes(texts: Iterable[str]) -> float:
    """Give the size of texts in millions of UTF-8 bytes."""
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6


def forget_words() -> None:
    """Empty the caches that hold single words, as they are before the first text.

    Those have a bound; what has none holds lexicons, which stay.
    """
    for name, found in list(sys.modules.items()):
        if name.split(".")[0] == "sdlib":
            for value in list(vars(found).values()):
                parameters = getattr(value, "cache_parameters", None)
                if parameters is not None and parameters()["maxsize"] is not None:
                    value.cache_clear()
