"""Repetitions: a name that an article gives once or more is one wherever the same words stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from sdlib.article import Article
from sdlib.conll import Name
from sdlib.words import search_form

#: Longer texts are looked at in stretches of about so many sentences: in a book, or a corpus in
#: one text, a word is a name here and none there.
STRETCH = 30
#: Words found as a name in fewer than this share of their places are ordinary in the others.
_SHARE = 1 / 4

_Key = tuple[str, ...]


def stretches(article: Article) -> list[range]:
    """Give an article's tokens in stretches of about `STRETCH` sentences, most often one."""
    sentences = len(article.ranges)
    number = max(1, round(sentences / STRETCH))
    edges = [sentences * k // number for k in range(number + 1)]
    starts = [first for first, _ in article.ranges] + [len(article.words)]
    return [range(starts[first], starts[behind]) for first, behind in pairwise(edges)]


def add_repeated(article: Article, names: Sequence[Name]) -> list[Name]:
    """Add to the names of an article the other places of their words, clitics in front aside.

    Parameters
    ----------
    article : Article
    names : sequence of Name
        In reading order, without overlap.

    Returns
    -------
    list of Name
        In reading order, without overlap. Added are places within one sentence that no name
        touches; the type is the one found most often. Words that are a name in less than a
        quarter of their places are left alone.

    References
    ----------
    Krishnan, V., & Manning, C. D. (2006). An effective two-stage model for exploiting non-local
    dependencies in named entity recognition. ACL 2006, 1121-1128. (The idea, not the method.)

    Examples
    --------
    >>> from sdlib.article import read_article
    >>> add_repeated(read_article("زار مزون. ولمزون فروع."), [Name(1, 2, "ORG")])
    [Name(first=1, behind=2, type='ORG'), Name(first=3, behind=4, type='ORG')]
    """
    forms = [search_form(word) for word in article.words]
    added: list[Name] = []
    for stretch in stretches(article):
        here = [name for name in names if name.first in stretch]
        added += _repeated(article, forms, stretch, here) if here else []
    return sorted([*names, *added])


def _repeated(
    article: Article, forms: Sequence[str], stretch: range, names: Sequence[Name]
) -> list[Name]:
    kinds: defaultdict[_Key, Counter[str]] = defaultdict(Counter)
    for name in names:
        kinds[tuple(forms[name.first : name.behind])][name.type] += 1
    free = [True] * len(forms)
    for name in names:
        free[name.first : name.behind] = [False] * (name.behind - name.first)
    places = _places(article, forms, stretch, kinds, free)
    return [
        Name(i, i + len(key), kinds[key].most_common(1)[0][0])
        for key, indices in places.items()
        if kinds[key].total() >= _SHARE * (kinds[key].total() + len(indices))
        for i in indices
    ]


def _places(
    article: Article,
    forms: Sequence[str],
    stretch: range,
    keys: Collection[_Key],
    free: list[bool],
) -> dict[_Key, list[int]]:
    """Where the words of names stand, the longest first, and are free; they are free no more."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for key in keys:
        lengths[key[0]].add(len(key))
    places: defaultdict[_Key, list[int]] = defaultdict(list)
    for i in stretch:
        for length in sorted(lengths.get(forms[i], ()), reverse=True):
            behind = i + length
            key = tuple(forms[i:behind])
            inside = behind <= stretch.stop and all(free[i:behind])
            if inside and key in keys and article.sentence_of[i] == article.sentence_of[behind - 1]:
                places[key].append(i)
                free[i:behind] = [False] * length
                break
    return places
