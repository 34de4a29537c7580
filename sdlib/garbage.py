"""Garbage: what the collector need not look through again while documents are read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: So many objects come into being before the collector looks for cycles among them: some MB.
#: With Python's 700 it took a twelfth of the time of texts, and a sixth while lexicons are read.
_LOT = 20_000


@contextmanager
def lexicons_set_aside() -> Iterator[None]:
    """Keep Python's collector of cycles away from what was there before a block, or a function.

    The lexicons are some hundred thousand objects that live as long as Python does; looking
    through all of them again and again took a tenth of the time of a corpus. What comes into
    being inside is collected as ever, and behind it all is as before.

    Notes
    -----
    `gc.freeze` and `gc.unfreeze`. Who has frozen objects already knows why: then nothing is done.

    Examples
    --------
    >>> with lexicons_set_aside():
    ...     gc.get_freeze_count() > 0
    True
    >>> gc.get_freeze_count()
    0
    """
    if gc.get_freeze_count():
        yield
        return
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(max(before[0], _LOT) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
