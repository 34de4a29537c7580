"""Coordination: what adjectives and و add to a noun phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdlib.complements import at_place
from sdlib.context import is_context
from sdlib.known_bodies import begins_medium
from sdlib.roles import event_noun, speaker_noun, verb_like
from sdlib.words import Word, search_form

if TYPE_CHECKING:
    from sdlib.phrases import Phrases


#: Endings of adjectives of countries and kinds.
_NISBA = ("يون", "يين", "يتان", "يان")


def further_adjective(phrases: Phrases, first: int, i: int) -> bool:
    """`مصدر دبلوماسي مصري مسؤول`: one adjective after another behind an indefinite noun."""
    head, word = phrases.article.words[first], phrases.article.words[i]
    noun = speaker_noun(head)
    if not noun or any(phrases.article.words[k].definite for k in range(first, i)):
        return False
    if word.pronoun or word.preposition or phrases.is_name(i - 1) or event_noun(word):
        return False
    nisba = word.base.endswith(("ي", "ية", "يين", "يون")) and not verb_like(word)
    return nisba or is_context(word.base, "rank")


def last_adjective(phrases: Phrases, i: int, limit: int) -> bool:
    """`مدونون عسكريون روس`: an indefinite word between an adjective and the clause."""
    before = phrases.article.words[i - 1].base.endswith(("ي", "ية", "يون", "يين"))
    if not before or phrases.article.words[i - 1].definite or i + 1 > limit:
        return False
    word = phrases.article.words[i]
    ends = i + 1 == limit or phrases.article.kinds[i + 1] == "punct"
    ends = ends or word.base.endswith(("يون", "يين"))
    return ends and not word.pronoun and not event_noun(word) and not speaker_noun(word)


def belongs(phrases: Phrases, first: int, i: int) -> bool:
    """Whether a mention behind a closed phrase still belongs to it (`… وروسيا`)."""
    word = phrases.article.words[i]
    head = speaker_noun(phrases.article.words[first])
    if ally(phrases.article.words[i - 1]):
        return not (word.preposition or word.conjunction)
    if phrases.joined(i):
        body = head is not None and head[0] in ("organisation", "group")
        return body or phrases.mention_over(i - 1) is not None
    told = is_context(word.form, "adjunct") or is_context(word.base, "medium")
    if word.preposition == "ب" and head and head[0] in ("person", "group"):
        return at_place(phrases, i)
    if word.preposition != "ل" or not head or told:
        return False
    if head[0] == "document":
        return True  # `صور حصرية لسكاي نيوز`
    if head[0] == "person" and not _led(phrases, first, i):
        return False  # `قال الوزير لمجلس الأمن إن`
    return not begins_medium([search_form(w) for w in phrases.article.words[i : i + 3]])


def ally(word: Word) -> bool:
    """`وحليفتها | روسيا`: whether a noun with a pronoun leads to the name of another country."""
    return bool(word.pronoun) and is_context(word.stem, "ally")


def _led(phrases: Phrases, first: int, i: int) -> bool:
    """`الممثل الخاص للأمم المتحدة`: whether a title before a token goes on with ل."""
    words = phrases.article.words
    titles = (words[k].stem.removeprefix("ال") for k in range(first, i))
    return any(is_context(title, "complemented") for title in titles)


def several(phrases: Phrases, first: int) -> bool:
    """`الوزيران`, `النائبتان`: a dual of persons."""
    word = phrases.article.words[first]
    one = word.stem[:-2]
    if not word.definite or word.pronoun or not word.stem.endswith(("ان", "تين")):
        return False
    one = one[:-1] + "ة" if one.endswith("ت") else one
    noun = speaker_noun(word._replace(base=one, stem=one))
    return noun is not None and noun[0] == "person"


def coordinates(phrases: Phrases, first: int, i: int) -> bool:
    """Whether و joins another noun to the phrase, and not another clause."""
    word = phrases.article.words[i]
    if phrases.mention_at(i) and (phrases.mention_over(i - 1) or phrases.is_name(i - 1)):
        return True
    if phrases.finite_cue(i) or phrases.verb_at(i) or (event_noun(word) and not word.definite):
        return False
    if speaker_noun(word) and phrases.is_name(first):
        return True
    named = any(phrases.is_name(k) for k in range(first + 1, i))
    if named and phrases.is_name(i) and several(phrases, first):
        return True  # `اللاعبان سامر الأحمد وكريم سالم`
    here, there = speaker_noun(word), speaker_noun(phrases.article.words[first])
    if here and there:
        return True
    if there and word.base in ("أحد", "إحدى", "عدد", "بعض") and i + 1 < len(phrases.article.words):
        return speaker_noun(phrases.article.words[i + 1]) is not None  # `المرصد وأحد القادة`
    if ally(word) and (there or phrases.mention_over(i - 1)):
        return True  # `الحكومة وحليفتها روسيا`
    before = phrases.article.words[i - 1]
    if any(word.base.endswith(end) and before.base.endswith(end) for end in _NISBA):
        return True  # `مسؤولون أميركيون وأوروبيون`
    return word.definite and (
        phrases.article.words[i - 1].definite or phrases.mention_over(i - 1) is not None
    )
