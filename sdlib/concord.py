"""Concord: gender and number of a noun phrase, as a verb agrees with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdlib.context import is_context
from sdlib.entities import Mention
from sdlib.nominals import nominal_forms
from sdlib.roles import speaker_noun
from sdlib.words import Word

if TYPE_CHECKING:
    from sdlib.phrases import Phrases


def agreement(phrases: Phrases, first: int, behind: int) -> tuple[str, str]:
    """Give gender and number (m, f or ""; s, d, p or "") of the noun phrase at some tokens."""
    word = phrases.article.words[first]
    noun = speaker_noun(word)
    mention = phrases.mention_at(first)
    coordinated = any(phrases.mention_at(i) and phrases.joined(i) for i in range(first + 1, behind))
    if coordinated:
        return "", "d"
    two = noun is None and word.stem.endswith("ان")
    one = speaker_noun(word._replace(stem=word.stem[:-2])) if two else None
    if one and one[1] != "p":
        return one[1], "d"  # `قال شاهدان إن … وأضافا`
    if _of_people(word):
        return "m", "p"
    if noun:
        gender = noun[1]
        if gender == "p":
            # مراقبون go on in the masculine plural only, مصادر in the feminine singular.
            return ("m" if word.stem.endswith(("ون", "ين")) else ""), "p"
        return gender, "s"
    if mention:
        return _entity_gender(mention, word), "s"
    if phrases.is_name(first):
        return "", "s"
    return ("f" if word.stem.endswith(("ة", "ات")) else ""), ""


def _of_people(word: Word) -> bool:
    """`الحوثيون قالوا`: people, or a body that is named by them."""
    stem = word.stem.removeprefix("ال")
    plural = word.definite and stem.endswith("يون")
    return plural and not any(f.lemma == stem for f in nominal_forms(stem))  # not `التلفزيون`


def _entity_gender(mention: Mention, word: Word) -> str:
    """`لبنان أكد`, `سوريا أكدت`: people may be of either gender."""
    if mention.entity.type == "PER":
        return ""
    if mention.entity.type == "LOC":
        return "m" if is_context(word.base, "masculine_name") else "f"
    return "f" if word.stem.endswith(("ة", "ات")) else ""
