"""Adverbials: fixed phrases that tell when, how often and how, wherever they stand in a clause.

`كذلك`, `من قبل`, `أكثر من مرة`, `العام الماضي`, `قبل ثلاثة أيام`, `مطلع الشهر الجاري`: nobody who
speaks, nothing that is said, and no part of a noun phrase before or behind them.
"""

from __future__ import annotations

from functools import cache, lru_cache

from sdlib.article import Article
from sdlib.context import context_union, is_context
from sdlib.lexicon import read_lexicon
from sdlib.numerals import atom
from sdlib.roles import complementizer, event_noun
from sdlib.words import Word

#: `من قبل`: before a noun it is `by`, the agent of a passive.
_BEFORE = "من قبل"
#: `الأمين العام السابق`: behind a title it is an adjective.
_GENERAL = frozenset(["العام", "العامة"])
_OF_HOLDERS = frozenset(["السابق", "السابقة", "الحالي", "الحالية", "نفسه", "نفسها", "الأخير"])


@lru_cache(maxsize=1 << 17)
def begins_adverbial(word: Word) -> bool:
    """Whether an adverbial may begin with a word: a gate before `adverbials`."""
    form = word.form
    return form in _phrases() or form in _DATES or form in context_union(*_TIMES)


#: How much of a manner.
_VERY = frozenset("شديد شديدة بالغ بالغة تام تامة كبير كبيرة كامل كاملة".split())
#: What dates begin with: `في 13 نيسان`.
_DATES = frozenset(["في", "يوم", "بتاريخ"])
#: What times begin with: `قبل ثلاثة أيام`, `مطلع الشهر`, `العام الماضي`.
_TIMES = ("time_before", "time_edge", "time_span")


def adverbials(article: Article) -> dict[int, int]:
    """Give the adverbials of an article: the first token of each, and the one behind it.

    Examples
    --------
    >>> from sdlib.article import read_article
    >>> adverbials(read_article("نفى الوزير أكثر من مرة، قبل ثلاثة أيام."))
    {2: 5, 6: 9}
    """
    found: dict[int, int] = {}
    behind = 0
    for i in article.where(begins_adverbial):
        if i >= behind and article.kinds[i] == "word":
            fixed = max(_of_day(article, _fixed(article, i)), _manner(article, i))
            behind = max(fixed, _time(article, i), _date(article, i))
            if behind > i:
                found[i] = behind
    return found


def _fixed(article: Article, i: int) -> int:
    """The token behind the longest phrase of `adverbials.tsv` that begins at ``i``, or ``i``."""
    words = article.words
    seconds = _phrases().get(words[i].form, {})
    second = words[i + 1].form if i + 1 < len(words) else ""
    for length, known in (*seconds.get(second, ()), *seconds.get("", ())):
        behind = i + length
        phrase = tuple([word.form for word in words[i:behind]])
        if phrase not in known or any(kind != "word" for kind in article.kinds[i:behind]):
            continue
        if " ".join(phrase) == _BEFORE and not _earlier(article, i, behind):
            continue
        return behind
    return i


def _earlier(article: Article, i: int, behind: int) -> bool:
    """`نفى من قبل اتهامات`, not `قتل من قبل مجهولين`: whether nobody who did it follows."""
    if behind >= len(article.words) or article.kinds[behind] != "word":
        return True
    word = article.words[behind]
    led = bool(word.preposition) or is_context(word.form, "preposition")
    return led or complementizer(word.form) or event_noun(word)


def _manner(article: Article, i: int) -> int:
    """`بحزم شديد`, `بحماسة بالغة`: the token behind how something was said, or ``i``."""
    alone = _phrases().get(article.words[i].form, {}).get("")
    if not alone or article.words[i].form[:1] != "ب" or not _word(article, i + 1):
        return i
    return i + 2 if article.words[i + 1].form in _VERY else i


def _time(article: Article, i: int) -> int:
    """The token behind a time that begins at ``i``, or ``i``."""
    words, form = article.words, article.words[i].form
    k = i
    if is_context(form, "time_before"):
        unit = _counted_unit(article, i + 1)
        return _when(article, unit) if unit > i + 1 else _dated(article, i)
    if is_context(form, "time_edge"):
        k = i + 1
        if not (_word(article, k) and is_context(words[k].form, "time_span")):
            return i
        return max(_when(article, k + 1), k + 1)
    behind = _when(article, i + 1)
    title = form in _GENERAL and behind > i + 1 and words[i + 1].form in _OF_HOLDERS
    return i if behind == i + 1 or title else behind


def _of_day(article: Article, k: int) -> int:
    """`في وقت متأخر | من مساء أمس`: the token behind the day that a part is taken of; or ``k``."""
    if not (_word(article, k + 1) and article.words[k].form == "من" and k):
        return k
    if not is_context(article.words[k - 1].form, "time_part"):
        return k
    behind = k + 1
    while _word(article, behind) and is_context(article.words[behind].form, "time"):
        behind += 1
    return behind if behind > k + 1 else k


def _date(article: Article, i: int) -> int:
    """`في 13 نيسان/أبريل 2024`: the token behind a date with its month that begins at ``i``."""
    k = i + 1
    if article.words[i].form not in _DATES and not is_context(article.words[i].form, "time_span"):
        return i
    while _word(article, k) and is_context(article.words[k].form, "time"):
        k += 1
    if k + 1 >= len(article.words) or article.kinds[k] != "number":
        return i
    k += 1
    if not is_context(article.words[k].form, "time"):
        return i
    while k < len(article.words) and (
        _slash(article, k) or is_context(article.words[k].form, "time")
    ):
        k += 1
    year = k < len(article.words) and article.kinds[k] == "number"
    return k + (year and len(article.text[article.starts[k] : article.ends[k]]) == 4)


def _slash(article: Article, k: int) -> bool:
    return article.text[article.starts[k] : article.ends[k]] == "/"


def _dated(article: Article, i: int) -> int:
    """`منذ الأسبوع الماضي`, `خلال العام الجاري`: a span with a word that says which."""
    if not (_word(article, i + 1) and is_context(article.words[i + 1].form, "time_span")):
        return i
    behind = _when(article, i + 2)
    return behind if behind > i + 2 else i


def _counted_unit(article: Article, k: int) -> int:
    """The token behind `أيام`, `نحو ثلاثة أيام`, `3 أسابيع`, `أيام قليلة`; or ``k``."""
    words, at = article.words, k
    while _word(article, at) and is_context(words[at].form, "time_about"):
        at += 1
    if at < len(words) and (
        article.kinds[at] == "number" or (article.kinds[at] == "word" and _counts(words[at]))
    ):
        at += 1
    if not (_word(article, at) and is_context(words[at].form, "time_unit")):
        return k
    at += 1
    while _word(article, at) and is_context(words[at].form, "time_few"):
        at += 1
    return at


def _counts(word: Word) -> bool:
    """Whether a word is a number: `ثلاثة`; a unit of time counts itself (`يومين`)."""
    return atom(word.norm) is not None and not is_context(word.form, "time_unit")


def _when(article: Article, k: int) -> int:
    """The token behind `الماضي`, `الجاري نفسه` from ``k`` on; or ``k``."""
    while _word(article, k) and is_context(article.words[k].form, "time_which"):
        k += 1
    return k


def _word(article: Article, k: int) -> bool:
    return k < len(article.words) and article.kinds[k] == "word"


#: Phrases of one length, as tuples of their words.
_OfLength = tuple[int, frozenset[tuple[str, ...]]]


@cache
def _phrases() -> dict[str, dict[str, list[_OfLength]]]:
    """The phrases by their first word, their second ("" for none) and length, the longest first.

    Many begin with the same word: compared one by one, they took a quarter of the time of all
    claims, and most words that begin one do not go on with it.
    """
    found: dict[str, dict[str, dict[int, set[tuple[str, ...]]]]] = {}
    for row in read_lexicon("adverbials", ["form", "note"], required=["form"], key=["form"]):
        phrase = tuple(row["form"].split())
        bare = tuple(word.translate(_ALEFS) for word in phrase)
        for spelling in (phrase, bare):
            second = spelling[1] if len(spelling) > 1 else ""
            by_length = found.setdefault(spelling[0], {}).setdefault(second, {})
            by_length.setdefault(len(spelling), set()).add(spelling)
    return {
        first: {second: _longest_first(by_length) for second, by_length in seconds.items()}
        for first, seconds in found.items()
    }


def _longest_first(by_length: dict[int, set[tuple[str, ...]]]) -> list[_OfLength]:
    return [(length, frozenset(by_length[length])) for length in sorted(by_length, reverse=True)]


_ALEFS = str.maketrans("أإآ", "ااا")
