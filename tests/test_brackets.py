"""Spans written into a text: what explains a claim, and what a test holds of an article."""

import pytest

from sdlib.brackets import bracketed


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ([(0, 3, "content"), (0, 3, "cue")], "[content: [cue: abc]]def"),
        ([(0, 3, "cue"), (3, 6, "content")], "[cue: abc][content: def]"),
        ([(0, 6, "content"), (4, 6, "source")], "[content: abcd[source: ef]]"),
        ([(0, 4, "content"), (2, 6, "source")], "[content: ab[source: cd]ef]"),
    ],
)
def test_brackets_at_one_place(marked, expected):
    """Spans that begin or end together must close before others open."""
    assert bracketed("abcdef", marked) == expected
