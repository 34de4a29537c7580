"""Kin: who speaks where a phrase tells of somebody by another one's name.

`شقيق العقيد سامر الأحمد` and `محامي المتهم سامر الأحمد` name the colonel and the accused; who
speaks is named, if at all, between commas behind them (`، رامي خوري،`).
"""

from __future__ import annotations

from sdlib.article import Range
from sdlib.context import is_context
from sdlib.phrases import Phrases
from sdlib.roles import speaker_noun
from sdlib.wordkinds import foreign

_COMMAS = "،,"


def tells_of_another(phrases: Phrases, first: int) -> bool:
    """Whether the name behind the noun at a token is another's: `والدة سامر`, `محامي المتهم سامر`.

    A noun with the article or a pronoun stands beside its own name (`والدته ليلى عباس`).
    """
    words = phrases.article.words
    word = words[first]
    if word.definite or word.pronoun or first + 1 >= len(words) or phrases.is_name(first):
        return False
    if is_context(word.base, "kin"):
        return True
    behind = words[first + 1]
    noun = speaker_noun(behind)
    person = noun is not None and noun[0] == "person" and noun[1] != "p"
    return is_context(word.base, "close") and person and behind.definite


def own_name_of_kin(phrases: Phrases, first: int, behind: int) -> Range | None:
    """The last name that commas set apart in such a phrase, None where there is none."""
    article = phrases.article
    commas = [k for k in range(first, behind) if article.text[article.starts[k]] in _COMMAS]
    for comma in reversed(commas):
        end = next((k for k in commas if k > comma), behind)
        if end - comma > 1 and _all_name(phrases, comma + 1, end):
            return comma + 1, end
    return None


def _all_name(phrases: Phrases, first: int, behind: int) -> bool:
    """Whether a stretch begins with a name and holds nothing that is none."""
    words = phrases.article.words
    opens = phrases.is_name(first) or foreign(words[first])
    return opens and not any(
        phrases.article.kinds[k] != "word"
        or words[k].conjunction
        or phrases.is_function_word(k)
        or speaker_noun(words[k])
        for k in range(first, behind)
    )
