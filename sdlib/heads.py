"""Heads: the first words of names, and which words of a text may be one, clitics respected."""

from __future__ import annotations

from collections.abc import Container

from sdlib.frequencies import is_rare
from sdlib.normalization import normalize_word
from sdlib.words import Word

#: Tables that grow with what was read begin anew at this size, so that memory does not.
MOST = 1 << 17

_PROCLITICS = frozenset("وفبلكس")


class Heads(dict[Word, tuple[str, ...]]):
    """The first words of aliases that a word may be, its clitics cut off or not.

    A table and no function, since every word of a corpus is looked up in it.
    """

    def __init__(self, known: Container[str]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, word: Word) -> tuple[str, ...]:
        if len(self) >= MOST:
            self.clear()
        found = tuple(head for head in _possible_heads(word) if head in self._known)
        self[word] = found
        return found


def _possible_heads(word: Word) -> list[str]:
    heads = [word.norm]
    if word.conjunction or word.preposition:
        heads.append(normalize_word(word.base))
        if word.conjunction and word.preposition:
            heads.append(word.norm[1:])
    elif len(word.norm) > 4 and word.norm[0] in "وفبلك" and is_rare(word.form):
        heads.append(word.norm[1:])
    return heads


def may_have_head(norm: str, known: Container[str]) -> bool:
    """Whether a word in search form has a known head, if it has the clitics that it may have.

    Examples
    --------
    >>> [may_have_head(word, {"الامم"}) for word in ["وللامم", "الامم", "للوزير"]]
    [True, True, False]
    """
    if norm in known:
        return True
    return (
        norm[:1] in _PROCLITICS
        and (
            norm[1:] in known
            or norm[2:] in known
            # The article behind ل has lost its alef.
            or (norm[:1] == "ل" and f"ا{norm[1:]}" in known)
            or (norm[1:2] == "ل" and f"ا{norm[2:]}" in known)
        )
    )


def may_be_cut(word: Word) -> bool:
    """Whether a word begins with a letter that another reading may cut off."""
    return word.form[:1] in _PROCLITICS


def letters_before(word: Word, head: str) -> int:
    """How many letters of a word stand before the head that was found in it."""
    if head == word.norm:
        return 0
    if word.preposition == "ل" and head.startswith("ال") and "لل" in word.norm[:3]:
        return len(word.conjunction) + 1
    return len(word.norm) - len(head)
