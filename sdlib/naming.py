"""Naming at arm's length: the expressions by which a reporter lends a label to somebody else."""

from __future__ import annotations

from functools import lru_cache

from sdlib.callings import called, called_upon
from sdlib.distance import NAMED, alleged, distance
from sdlib.headless import CARRIERS, headless, said_to_be, without_conjunction
from sdlib.label_drafts import LabelDraft
from sdlib.naming_verbs import naming
from sdlib.phrases import Phrases
from sdlib.words import Word

__all__ = ["LabelDraft", "find_label_drafts", "find_said_drafts"]


def find_label_drafts(phrases: Phrases) -> list[LabelDraft]:
    """Find the labels of one article whose markers are no claims, in reading order.

    Examples
    --------
    >>> from sdlib.article import read_article
    >>> text = "انتقد النائب ما وصفه بالصمت الدولي وهاجم الناطق الجهات المزعومة."
    >>> drafts = find_label_drafts(Phrases(read_article(text), []))
    >>> [text[slice(*read_article(text).span(*draft.label))] for draft in drafts]
    ['بالصمت الدولي', 'الجهات']
    """
    found: list[LabelDraft] = []
    behind = 0
    for i in phrases.article.where(_may_mark):
        if i < behind:
            continue
        draft = (
            headless(phrases, i)
            or called_upon(phrases, i)
            or called(phrases, i)
            or alleged(phrases, i)
        )
        if draft:
            found.append(draft)
            behind = draft.marker[1]
    return found


@lru_cache(maxsize=1 << 16)
def _may_carry(word: Word) -> bool:
    """Whether a word is what `said_to_be` begins with."""
    return without_conjunction(word.form) in CARRIERS


@lru_cache(maxsize=1 << 16)
def _may_mark(word: Word) -> bool:
    """Whether a marker may begin with a word, whatever stands around it: few words may."""
    bare = without_conjunction(word.form)
    return (
        bare in CARRIERS
        or word.form == "كما"
        or bool(naming(word.form) or naming(bare))
        or distance(word) is not None
        or word.base in NAMED
    )


def find_said_drafts(phrases: Phrases) -> list[LabelDraft]:
    """Find the labels that are claims as well: `ردا على ما قال إنه هجوم`."""
    drafts = (said_to_be(phrases, i) for i in phrases.article.where(_may_carry))
    return [draft for draft in drafts if draft]
