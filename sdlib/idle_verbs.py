"""Idle verbs: words written like cues that report nothing where they stand (`رد فعل`, `هل قال`)."""

from __future__ import annotations

from sdlib.cues import Reading
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, speaker_noun
from sdlib.wordkinds import noun_only

#: Verbs that mean something else of things: زاد العدد, يبلغ طوله, يرجع تاريخه, ترد أسماؤهم.
_OF_THINGS = frozenset(["زاد", "أبلغ", "أرجع", "رجع", "رد"])
_PRONOUNS = frozenset(["وهو", "وهي", "هو", "هي"])


def idle(phrases: Phrases, i: int, reading: Reading) -> bool:
    """Whether the verb at ``i`` is asked about, calls on God, or tells of a thing."""
    words, lemma = phrases.article.words, reading.entry.lemma
    before = words[i - 1].form if i else ""
    follower = words[i + 1] if i + 1 < len(words) else None
    if before in ("هل", "وهل"):
        return True
    if follower is None:
        return False
    if lemma == "دعا" and reading.finite and follower.form in ("الله", "ربه", "ربها"):
        return True
    if lemma == "تابع" and reading.pronoun and reading.shape != "participle":
        return True  # `ملايين يتابعونه`
    if lemma == "رد" and follower.form == "فعل":
        return True
    if lemma in ("دون", "عبر", "عقب") and reading.finite and _leads(phrases, i):
        return True
    if lemma == "طالب" and _student(phrases, i):
        return True
    if lemma == "طالب" and before in _PRONOUNS and follower.form in ("سابق", "جامعي", "في"):
        return True
    return lemma in _OF_THINGS and reading.finite and _thing(phrases, i + 1)


def _leads(phrases: Phrases, i: int) -> bool:
    """`تأجلت لكن دون جائزة مالية`, `عبر فتح معارك`: a preposition before a noun of no one."""
    word, near = phrases.article.words[i + 1], phrases.article.words[i + 1 : i + 12]
    known = speaker_noun(word) or phrases.is_name(i + 1) or phrases.mention_over(i + 1)
    plain = phrases.article.kinds[i + 1] == "word" and not (word.definite or word.preposition)
    led = any(w.form in ("عن", "على") or complementizer(w.form) for w in near)
    return plain and not known and not led and noun_only(word)


def _student(phrases: Phrases, i: int) -> bool:
    """`لقي طالب سوداني مصرعه`: before an adjective طالب is a noun."""
    word = phrases.article.words[i + 1]
    described = word.form.endswith("ي") and not (word.definite or noun_only(word))
    described = described and not phrases.is_function_word(i + 1)
    named = phrases.is_name(i + 1) or phrases.mention_over(i + 1) or speaker_noun(word)
    return phrases.article.words[i].base == "طالب" and described and not named


def _thing(phrases: Phrases, k: int) -> bool:
    """`معدل الولادة`, `حجمه`: a known noun of no one who speaks heads what stands behind."""
    word = phrases.article.words[k]
    plain = phrases.article.kinds[k] == "word" and not (word.preposition or word.conjunction)
    known = phrases.is_name(k) or phrases.mention_over(k) or speaker_noun(word)
    later = k + 1 < len(phrases.article.words) and phrases.article.words[k + 1]
    bound = bool(word.pronoun) or bool(later and later.definite)
    return plain and noun_only(word) and not known and not word.definite and bound
