"""Offices: whether a known person bears the title that stands before the name.

`دعا الأمين العام للأمم المتحدة أنطونيو غوتيريش …` names one man, `اتهم رئيس أوكرانيا فلاديمير
بوتين بـ…` two.
"""

from __future__ import annotations

from functools import cache

from sdlib.context import is_context
from sdlib.entity_rows import read_entity_rows
from sdlib.normalization import normalize_word
from sdlib.phrases import Phrases
from sdlib.roles import speaker_noun
from sdlib.titles import country_of, is_nation
from sdlib.words import read_word

#: Behind these a place belongs to the title.
_TOWARD = frozenset(["إلى", "في", "لدى", "عن"])


@cache
def _words_of_titles() -> dict[str, frozenset[str]]:
    """The words of all names and titles of each person in the lexicon, countries as one word."""
    found: dict[str, set[str]] = {}
    for row in read_entity_rows("entities"):
        if row["type"] == "PER":
            names = " ".join([row["name_ar"], *row["aliases"].split("|")])
            found.setdefault(row["entity_id"], set()).update(map(_key, names.split()))
    return {entity_id: frozenset(words) for entity_id, words in found.items()}


def _key(form: str) -> str:
    word = normalize_word(form)
    word = word.removeprefix("لل") if word.startswith("لل") else word.removeprefix("ال")
    return country_of(word)


def bears_title(
    phrases: Phrases, first: int, k: int, behind: int, limit: int, *, told: bool = True
) -> bool:
    """Whether the person named at ``k``, behind a place or body, bears the title that begins at
    ``first``: it is among the titles that the lexicon knows, or another one is addressed or
    accused between ``behind`` and ``limit``, or nobody has to be (not ``told``) and the lexicon
    knows no title of his."""
    noun, mention = phrases.speakers[first], phrases.mention_at(k)
    if noun is None or noun[0] != "person" or noun[1] == "p" or mention is None:
        return False
    before = phrases.mention_over(k - 1)
    if before is None or mention.entity.type != "PER" or before.entity.type == "PER":
        return False
    own = _words_of_titles().get(mention.entity.entity_id, frozenset())
    words = phrases.article.words[before.first : before.behind]
    if before.first > first and phrases.article.words[before.first - 1].form in _TOWARD:
        return True  # `المبعوث الأممي إلى اليمن هانس غروندبرغ`
    if all(_key(word.base) in own for word in words) or _another_told(phrases, behind, limit):
        return True
    office = any(speaker_noun(read_word(word)) is not None for word in own)
    return not told and not office  # `دعت رئيسة المفوضية الأوروبية أورسولا فون دير لاين إلى`


def of_another_country(phrases: Phrases, name: int) -> bool:
    """Whether a known person is named right behind a country that none of his titles tells:
    `رئيس أوكرانيا | فلاديمير بوتين`."""
    mention, before = phrases.mention_at(name), phrases.mention_over(name - 1)
    if mention is None or before is None or before.entity.type != "LOC":
        return False
    own = _words_of_titles().get(mention.entity.entity_id, frozenset())
    words = phrases.article.words[before.first : before.behind]
    told = all(_key(word.base) in own for word in words)
    return any(is_nation(word) for word in own) and not told


def _another_told(phrases: Phrases, behind: int, limit: int) -> bool:
    """Whether somebody stands behind a name, days and commas: `…، الثلاثاء، الأطراف إلى`."""
    for j in range(behind, limit):
        word = phrases.article.words[j]
        if phrases.article.kinds[j] == "punct" or is_context(word.form, "time"):
            continue
        plain = phrases.article.kinds[j] == "word" and not word.preposition
        return plain and not phrases.is_function_word(j)
    return False
