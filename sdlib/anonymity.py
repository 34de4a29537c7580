"""Anonymity: clauses of sources who stay unnamed (`مسؤول طلب عدم ذكر اسمه`, `لم يشأ كشف هويته`).

They stand between who speaks and what is said, tell nothing of it, and are no claims.
"""

from __future__ import annotations

from functools import lru_cache

from sdlib.article import Article
from sdlib.context import is_context
from sdlib.words import Word

#: What is kept back, with a pronoun.
_IDENTITY = frozenset(["اسم", "هوية", "هويت", "أسماء", "اسماء", "أسمائ", "اسمائ"])
_NEGATORS = frozenset(["لم", "ولم", "لا", "ولا"])
#: The clause has no more tokens before what is kept back, and few behind it.
_REACH = 7
_BEHIND = 3


@lru_cache(maxsize=1 << 14)
def may_keep(word: Word) -> bool:
    """Whether a clause of staying unnamed may begin with a word."""
    return is_context(word.form, "keeps_unnamed") or word.form in _NEGATORS


def identity(word: Word) -> bool:
    """`اسمه`, `هويتها`: what one who stays unnamed keeps back."""
    return bool(word.pronoun) and word.stem in _IDENTITY


def unnamed_end(article: Article, i: int, limit: int) -> int:
    """The token behind a clause of staying unnamed that begins at ``i``; ``i`` where none does."""
    words, kinds = article.words, article.kinds
    if i >= limit or not may_keep(words[i]) or kinds[i] != "word":
        return i
    first = i + 1 if words[i].form in _NEGATORS else i
    if first >= limit or not is_context(words[first].form, "keeps_unnamed"):
        return i
    for k in range(first + 1, min(first + _REACH, limit)):
        if kinds[k] == "punct":
            return i
        if identity(words[k]):
            return _closed(article, k + 1, limit)
    return i


def _closed(article: Article, k: int, limit: int) -> int:
    """Behind the few words that may close the clause: `للعموم`, `لأسباب أمنية`."""
    for end in range(k, min(k + _BEHIND, limit)):
        if article.kinds[end] == "punct":
            return end
        word = article.words[end]
        if word.preposition != "ل" and end == k:
            return k
    return k
