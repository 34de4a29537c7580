"""Told sources: the clause that tells of an indefinite source behind a marker, without a pronoun
of its own (`وفق وثائق | حصلت عليها الصحيفة، …`)."""

from __future__ import annotations

from sdlib.context import is_context
from sdlib.phrases import Phrases
from sdlib.roles import complementizer
from sdlib.wordkinds import NO, verb_evidence

#: Verbs of documents that are written like nouns.
_CAME_OUT = frozenset(["صدر", "نشر", "صدرت", "نشرت"])
#: So many tokens such a clause has at most.
_LONGEST = 14


def before_clause(phrases: Phrases, at: int, end: int) -> int:
    """Give where the source at ``at`` ends: `لتقرير | صدر أمس`, before what looks like a noun."""
    words = phrases.article.words
    bare = not (words[at].definite or words[at].pronoun)
    told = (k for k in range(at + 1, end) if words[k].form in _CAME_OUT)
    return next(told, end) if bare else end


def behind_clause(phrases: Phrases, at: int, end: int, limit: int) -> int:
    """Give the token behind the clause at ``end`` that tells of the source at ``at``; ``end``
    where none does."""
    words = phrases.article.words
    if end + 1 >= limit or words[at].definite or phrases.mention_over(at):
        return end
    if not _tells(phrases, end):
        return end
    for k in range(end + 1, min(end + _LONGEST, limit)):
        char = phrases.article.text[phrases.article.starts[k]]
        resumes = complementizer(words[k].base) or words[k].stem == "قد"
        if (words[k].conjunction == "ف" and resumes) or char in "،,":
            return k
        if char in ".؛:" and phrases.article.kinds[k] == "punct":
            return k if k == limit - 1 else end
    return limit if end + _LONGEST >= limit else end


def _tells(phrases: Phrases, end: int) -> bool:
    """Whether a verb at ``end`` tells of the noun before it: it, or the word behind it, takes the
    noun up by a pronoun, or it is one of those that documents and people are told of by."""
    word, follower = phrases.article.words[end], phrases.article.words[end + 1]
    if phrases.article.kinds[end] != "word" or word.conjunction or word.definite:
        return False
    if is_context(word.form, "made") or is_context(word.form, "spoke_to"):
        return True
    upon = bool(follower.pronoun) and is_context(follower.stem, "preposition")
    return (bool(word.pronoun) or upon) and verb_evidence(word) != NO
