"""Brackets: spans of a text written into it, ``[name: …]``, as plain text that a test can hold."""

from __future__ import annotations

from collections.abc import Sequence


def bracketed(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """Write each span of a text as ``[name: …]``.

    Parameters
    ----------
    text : str
    spans : sequence of (int, int, str)
        Start, end and name. Of equal spans the first stands outside. Spans may cross.

    Returns
    -------
    str

    Examples
    --------
    >>> bracketed("قال الوزير نعم", [(0, 14, "claim"), (4, 10, "source")])
    '[claim: قال [source: الوزير] نعم]'
    """
    # At one place brackets close before others open, the inner ones first.
    signs = [(s, 1, -e, order, f"[{name}: ") for order, (s, e, name) in enumerate(spans)]
    signs += [(e, 0, -s, -order, "]") for order, (s, e, name) in enumerate(spans)]
    parts = []
    at = 0
    for place, *_, sign in sorted(signs):
        parts += [text[at:place], sign]
        at = place
    return "".join([*parts, text[at:]])
