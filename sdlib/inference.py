"""Inference: what documents are enough for, said before any number is.

The unit is the document. Below four on a side no p could come out that says anything, and
two articles say something of these two articles only.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

from sdlib.errors import ParameterError
from sdlib.permutations import smallest_p

#: With four documents on each side the smallest p is 0.029; with three it is 0.1.
MIN_DOCUMENTS = 4


@dataclass(frozen=True)
class Resampling:
    """How often documents are dealt anew and drawn, and the seed of the random numbers.

    Attributes
    ----------
    permutations : int
        Ways to deal the documents to two sides; 0 for no p-values.
    bootstraps : int
        Draws of documents with replacement; 0 for no intervals.
    seed : int
        Two runs with one seed give the same numbers.
    """

    permutations: int = 999
    bootstraps: int = 200
    seed: int = 0

    def __post_init__(self) -> None:
        if self.permutations < 0 or (self.bootstraps and self.bootstraps < 20):
            raise ParameterError(
                f"{self}: permutations must not be negative, bootstraps be 0 or at least 20"
            )


@dataclass(frozen=True)
class Gate:
    """What two groups of documents allow to be said.

    Attributes
    ----------
    names : tuple of str
        What the two sides are called.
    documents : tuple of int
        How many documents with words each has.
    permutations : int
        How many ways to deal the documents are tried at most.

    Examples
    --------
    >>> Gate(("A", "B"), (1, 1), 999).reason
    'fewer than 4 documents on a side'
    >>> print(Gate(("A", "B"), (1, 1), 999).note)
    Unit: the document. A 1, B 1. No p-values: what differs here differs between these two
    articles; of the outlets, their authors or their days it says nothing.
    >>> print(Gate(("A", "B"), (5, 5), 999).note)
    Unit: the document. A 5, B 5. p-values from all 252 ways to deal the documents to two
    sides; the smallest that could come out is 0.0079.
    """

    names: tuple[str, str]
    documents: tuple[int, int]
    permutations: int

    @property
    def reason(self) -> str:
        """Why there is no p-value; empty if there is one."""
        if min(self.documents) < MIN_DOCUMENTS:
            return f"fewer than {MIN_DOCUMENTS} documents on a side"
        return "" if self.permutations else "no permutations asked for"

    @property
    def smallest_p(self) -> float:
        """The smallest p-value that could come out; see `sdlib.permutations.smallest_p`."""
        return smallest_p(*self.documents, max(self.permutations, 1))

    @property
    def note(self) -> str:
        """The unit, the documents of each side, and what they are enough for, in words."""
        sides = ", ".join(f"{n} {k}" for n, k in zip(self.names, self.documents, strict=True))
        return f"Unit: the document. {sides}. {self._verdict()}"

    def _verdict(self) -> str:
        first, second = self.documents
        if first == second == 1:
            return (
                "No p-values: what differs here differs between these two articles; of the "
                "outlets, their authors or their days it says nothing."
            )
        if min(first, second) < MIN_DOCUMENTS:
            could = smallest_p(first, second, 10**9)
            return (
                f"No p-values: {self.reason} (the smallest that could come out is {could:.2g}). "
                "What differs here differs between these articles."
            )
        if not self.permutations:
            return "No p-values: no permutations asked for."
        return f"p-values from {self._ways()}; the smallest that could come out is {self._least()}."

    def _ways(self) -> str:
        ways = comb(sum(self.documents), self.documents[0])
        if ways <= self.permutations:
            return f"all {ways} ways to deal the documents to two sides"
        return f"{self.permutations} random ways to deal the documents to two sides"

    def _least(self) -> str:
        return f"{self.smallest_p:.2g}"
