"""Untold: clauses that tell what somebody left untold (`…، لكنه لم يحدد موعدا`)."""

from __future__ import annotations

from functools import lru_cache

from sdlib.context import is_context
from sdlib.phrases import Phrases
from sdlib.verbs import verb_forms
from sdlib.words import Word

#: What such a clause may begin with besides a verb of refusing.
_OPENING = frozenset(["دون", "ولم", "إلا", "ولا"])
_KNOWN = frozenset(["معلومات", "تفاصيل", "إحصاءات", "بيانات"])


@lru_cache(maxsize=1 << 16)
def leaves_untold(word: Word) -> bool:
    """Whether a clause that tells what was left untold may begin with a word: few may."""
    opens = word.form in _OPENING or _refuses(word)
    return opens or word.stem == "لكن"


def untold(phrases: Phrases, i: int, limit: int, cue: int) -> bool:
    """`…، لكنه لم يحدد موعدا`, `… دون ذكر تفاصيل`, `…، ورفض الكشف عن …`: left untold."""
    word = phrases.article.words[i]
    if i + 1 >= limit:
        return False
    if not leaves_untold(word):
        return False
    if word.form == "دون" or _refuses(word):
        return _refused(phrases, i, limit)
    if word.form == "ولا":  # `…، ولا توجد معلومات عن الضحايا`
        near = [w.form for w in phrases.article.words[i + 1 : i + 4]]
        return near[:1] in (["توجد"], ["تتوفر"], ["تتوافر"]) and not _KNOWN.isdisjoint(near)
    k = i
    while k < min(i + 3, limit) and phrases.article.words[k].base != "لم":
        k += 1
    if k + 1 >= limit or phrases.article.words[k].base != "لم":
        return False
    return _tells(phrases, k + 1, cue) or _unchecked(phrases, k + 1, limit)


def _unchecked(phrases: Phrases, i: int, limit: int) -> bool:
    """`ولم يتسن التحقق من ذلك`, `ولم تتمكن الوكالة من تأكيده`."""
    words = phrases.article.words
    if not (words[i].form == "يتسن" or _of_class(words[i], "able")):
        return False
    return any(is_context(word.stem, "checking") for word in words[i + 1 : min(i + 9, limit)])


def _of_class(word: Word, group: str) -> bool:
    """Whether a lemma of a word read as a verb belongs to a class of context words."""
    return any(is_context(form.lemma, group) for form in verb_forms(word.stem))


def _refuses(word: Word) -> bool:
    return is_context(word.form, "declined") or is_context(word.base, "declined")


def _refused(phrases: Phrases, i: int, limit: int) -> bool:
    """`دون أن يذكر`, `دون تحديد`, `ورفض المصدر ذكر`."""
    word = phrases.article.words[i]
    if word.form == "دون":
        follower = phrases.article.words[i + 1]
        if follower.form == "أن" and i + 2 < limit:
            return _of_class(phrases.article.words[i + 2], "telling")
        return is_context(follower.form, "telling_noun")
    if word.conjunction != "و":
        return False
    behind = phrases.article.words[i + 1 : min(i + 4, limit)]
    return any(is_context(other.base, "telling_noun") for other in behind)


def _tells(phrases: Phrases, i: int, cue: int) -> bool:
    """Whether a jussive of telling agrees with the cue: who spoke did not say."""
    word = phrases.article.words[i]
    if not _of_class(word, "telling"):
        return False
    genders = {r.gender for r in phrases.cues[cue]}
    return not genders or ("m" if word.form[0] == "ي" else "f") in genders
