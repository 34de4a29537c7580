"""Called names: the name that a clause gives to whoever speaks (`رجل يدعى سامر الأحمد`)."""

from __future__ import annotations

from sdlib.article import Range
from sdlib.clauses import COMMAS
from sdlib.context import is_context
from sdlib.phrases import Phrases
from sdlib.roles import speaker_noun
from sdlib.words import Word

#: Behind a verb of naming oneself the name stands behind this: `عرف عن نفسه باسم كريم`.
_BY_NAME = "باسم"
_SELF = frozenset(["عرف", "عرفت", "عرّف", "عرّفت", "قدم", "قدمت"])
#: So many tokens behind `عرف` may stand `باسم`.
_NEAR = 4
_LONGEST = 5
#: Begin a clause that tells who somebody is, and how long it goes on before his name.
_WHO = frozenset(["وهو", "وهي"])
_ASIDE = 8


def called_name(phrases: Phrases, first: int, behind: int) -> Range | None:
    """Give the tokens of the name that stands behind a person's phrase, None where none does.

    Examples
    --------
    >>> from sdlib.article import read_article
    >>> article = read_article("قال رجل يدعى سامر الأحمد إن الطريق مغلق.")
    >>> called_name(Phrases(article, []), 1, 2)
    (3, 5)
    """
    words = phrases.article.words
    one = is_context(words[first].base, "determiner") and behind - first > 1  # `أحد السكان`
    noun = speaker_noun(words[first]) or ("person", "") if one else speaker_noun(words[first])
    if noun is not None and noun[0] in ("organisation", "group"):
        return _called_body(phrases, behind)
    if noun is None or noun[0] != "person" or noun[1] == "p" or behind + 1 >= len(words):
        return None
    behind += phrases.article.slice(behind, behind + 1) in COMMAS
    if behind + 1 >= len(words):
        return None
    if words[behind].form in _WHO:
        behind = _who_goes_by(phrases, behind)
    led = is_context(words[behind].form, "goes_by")
    at = behind + 1 if led else _named_himself(words, behind)
    if not at or at >= len(words) or phrases.article.kinds[at] != "word":
        return None
    end = phrases.phrase_end(at, min(at + _LONGEST, len(words)))
    plain = phrases.is_name(at) or not (words[at].preposition or phrases.is_function_word(at))
    return (at, end) if plain and speaker_noun(words[at]) is None else None


def _called_body(phrases: Phrases, behind: int) -> Range | None:
    """`جماعة تطلق على نفسها اسم «أنصار البيت»`: the name in marks that a body has or takes."""
    words = phrases.article.words
    for k in range(behind, min(behind + _ASIDE, len(words) - 1)):
        marks = phrases.article.opens.get(k)
        if marks:
            led = words[k - 1].form in (_BY_NAME, "اسم", "نفسها", "نفسه") and k > behind + 1
            called = led and any(is_context(w.stem, "naming") for w in words[behind:k])
            return (k + 1, marks.last) if called else None
        if phrases.article.kinds[k] != "word" or words[k].form in ("أن", "إن"):
            return None
    return None


def _who_goes_by(phrases: Phrases, i: int) -> int:
    """`أحد الضحايا، وهو عامل سابق | اسمه كريم، إنه`: the token that leads to the name inside what
    tells who he is, else ``i``."""
    words = phrases.article.words
    for k in range(i + 1, min(i + _ASIDE, len(words) - 1)):
        if phrases.article.kinds[k] != "word":
            break
        if is_context(words[k].form, "goes_by"):
            return k
    return i


def _named_himself(words: list[Word], behind: int) -> int:
    """`شاب عرف عن نفسه باسم كريم`: the token behind باسم, 0 where there is none."""
    if words[behind].form not in _SELF:
        return 0
    near = range(behind + 1, min(behind + _NEAR, len(words)))
    return next((k + 1 for k in near if words[k].form == _BY_NAME), 0)
