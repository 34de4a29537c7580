"""New nouns: where a definite word behind a closed noun phrase heads another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdlib.context import is_context
from sdlib.name_words import behind_servant
from sdlib.roles import adjective, definite_event, participle, speaker_noun
from sdlib.wordkinds import foreign, nominative, noun_only

if TYPE_CHECKING:
    from sdlib.phrases import Phrases


def new_noun(phrases: Phrases, i: int) -> bool:
    """Whether a definite word behind a closed phrase heads another one."""
    noun = speaker_noun(phrases.article.words[i])
    if phrases.rank_before_name(i) or (
        phrases.names[i - 1] and phrases.article.words[i].form == "الدين"
    ):
        return False  # `مي عز | الدين`
    if object_behind_name(phrases, i):
        return True
    if noun and of_other_gender(phrases, i):
        return True  # `سأل القاضي الشاهدة`
    if phrases.speakers[i - 1] == ("person", "m") and _feminine(phrases, i):
        return True  # `فسر الباحث الظاهرة`
    if nominative(phrases.article.words[i]):
        return False  # `المحتجون الغاضبون`: no object ends so
    if behind_servant(phrases, i) and not noun:
        return noun_only(phrases.article.words[i]) or definite_event(phrases.article.words[i])
    if is_context(phrases.article.words[i].stem.removeprefix("ال"), "attribute"):
        return False  # `العقيد الركن`, `الدول الثلاث`
    if not noun and phrases.article.words[i - 1].definite and not phrases.mention_over(i):
        word = phrases.article.words[i]
        # `المدرب الغرامة`: a noun, though غرام stands beside it like another gender.
        noun_here = noun_only(word) and not word.base.endswith(("ي", "ية"))
        return noun_here or not (adjective(word) or _of_several(phrases, i))
    event = definite_event(phrases.article.words[i]) and phrases.article.words[i - 1].definite
    event = event or deed_behind_name(phrases, i)
    if (noun and noun[0] != "person") or event:
        return event or not _of_field(phrases, i)
    named = phrases.mention_over(i - 1) is not None
    return bool(noun) and named and not phrases.may_be_name_at(i + 1)


def _feminine(phrases: Phrases, i: int) -> bool:
    """Whether a word with the article has the ة that tells a woman or thing, and names none."""
    word = phrases.article.words[i]
    alone = word.definite and word.form.endswith("ة") and not word.preposition
    named = phrases.is_name(i) or phrases.mention_over(i) or is_context(word.form[2:], "learned")
    return alone and not named and not phrases.may_be_name_at(i + 1)


def _of_several(phrases: Phrases, i: int) -> bool:
    """`الدول | الضامنة`: a participle in ة behind a plural, which has no ة."""
    words = phrases.article.words
    plural = not words[i - 1].base.endswith("ة")
    return plural and participle(words[i]) and phrases.speakers[i - 1] != ("person", "m")


def of_other_gender(phrases: Phrases, i: int) -> bool:
    """Whether a man stands right before a woman, or a woman before a man: `القاضي الشاهدة`."""
    pair = phrases.speakers[i - 1], phrases.speakers[i]
    persons = all(noun is not None and noun[0] == "person" for noun in pair)
    genders = {noun[1] for noun in pair if noun}
    return persons and genders == {"m", "f"}


def _of_field(phrases: Phrases, i: int) -> bool:
    """`السياسة الخارجية`: an adjective behind what is no body, though it names one alone."""
    before = phrases.article.words[i - 1]
    feminine = phrases.article.words[i].base.endswith("ية") and before.base.endswith("ة")
    return feminine and before.definite and phrases.speakers[i - 1] is None


def deed_behind_name(phrases: Phrases, i: int) -> bool:
    """`نفى منصور التقدم بطلب`: a verbal noun with its preposition is no family name."""
    words = phrases.article.words
    if i + 1 >= len(words) or not (phrases.is_name(i - 1) and definite_event(words[i])):
        return False
    behind = words[i + 1]
    return behind.preposition in ("ب", "ل") or is_context(behind.form, "preposition")


def object_behind_name(phrases: Phrases, i: int) -> bool:
    """`زارت ليلى عباس المخيم`, `انتقد غروسي القرار`: a known noun behind a whole name, or
    behind a foreign one, is no part of it."""
    word = phrases.article.words[i]
    if not word.definite or speaker_noun(word) or i < 2 or phrases.mention_over(i):
        return False
    if phrases.article.words[i - 1].base == "عبد":
        return False  # `محمود عبد الستار`
    last, before = foreign(phrases.article.words[i - 1]), phrases.article.words[i - 2]
    alone = last and phrases.finite_cue(i - 2) and phrases.speakers[i - 1] is None
    alone = alone and phrases.article.words[i - 1].form[-1] != "ة"
    placed = phrases.mention_over(i - 2)  # `بلدية غزة يحيى السراج`
    whole = phrases.is_name(i - 2) or (foreign(before) and placed is None)
    named = (last or phrases.is_name(i - 1)) and whole
    return (named or alone) and noun_only(word)
