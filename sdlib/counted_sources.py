"""Counted sources: who is counted speaks (`3 شهود`, `60 % من السكان`, `أكثر من نصف المشاركين`)."""

from __future__ import annotations

from sdlib.phrases import Phrases
from sdlib.roles import speaker_noun
from sdlib.words import Word

_ABOUT = frozenset(["حوالي", "نحو", "قرابة", "زهاء"])
_PERCENT = frozenset("% ٪ المئة المائة مئة مائة بالمئة بالمائة المئه المية بالمية".split())
_ABOUTS = frozenset(["يقرب", "يقارب", "يزيد", "يقل", "يناهز", "يربو"])
_SHARES = frozenset(["نصف", "ثلث", "ثلثي", "ربع", "خمس", "عشر", "غالبية"])
_MORE = frozenset(["أكثر", "أقل"])


def counted(phrases: Phrases, start: int, at: int) -> int:
    """Give the end of those who are counted from ``start`` on and before ``at``, 0 where nobody is.

    Examples
    --------
    >>> from sdlib.article import read_article
    >>> article = read_article("وقال نحو 60 بالمئة من السكان إن الطريق مغلق.")
    >>> counted(Phrases(article, []), 1, 10)
    6
    """
    words, kinds = phrases.article.words, phrases.article.kinds
    more = _behind_more(words, start, at)
    if more:
        if kinds[more] != "number" and words[more].base not in _SHARES:
            return 0
        start = more
        if kinds[start] != "number":
            return phrases.phrase_end(start + 1, at)  # `أكثر من نصف المشاركين`
    if words[start].base in _ABOUT and start + 2 < at:
        start += kinds[start + 1] == "number"
    number = kinds[start] == "number" and start + 1 < at
    share = start + 1
    if number and words[share].form == "في":
        share += 1
    if number and share + 1 == at and words[share].base in _PERCENT:
        return at  # `قال 14 بالمئة إن`
    if number and share + 1 < at and words[share + 1].form in ("منهم", "منهن"):
        return share + 2
    if number and share + 2 < at and words[share].base in _PERCENT:
        share += words[share + 1].form == "فقط"
        if share + 2 >= at:
            return 0
        those = words[share + 2]
        shared = words[share + 1].form == "من" and (
            those.definite or _people(those) or those.stem.endswith(("ي", "و"))
        )
        return phrases.phrase_end(share + 2, at) if shared else 0
    if not number or not (speaker_noun(words[start + 1]) or _people(words[start + 1])):
        return 0
    return phrases.phrase_end(start + 1, at)


def _behind_more(words: list[Word], start: int, at: int) -> int:
    """`أكثر من`, `ما يقرب من`, `ما لا يقل عن`: the token behind, 0 where none stands there."""
    k = start + 1
    if words[start].form == "ما" and k + 2 < at:
        k += words[k].form == "لا"
        k = k + 1 if words[k].form in _ABOUTS else at
    elif words[start].base not in _MORE:
        return 0
    led = k + 2 < at and words[k].form in ("من", "عن", "على")
    return k + 1 if led else 0


def _people(word: Word) -> bool:
    """`3 مندوبين`: a sound plural in ين behind a number, whose singular can speak."""
    one = word._replace(stem=word.stem[:-2]) if word.stem.endswith(("ين", "ون")) else None
    return one is not None and speaker_noun(one) is not None
