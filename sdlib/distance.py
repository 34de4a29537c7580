"""Adjectives of distance: `الهجوم المزعوم`, `المخبر المفترض`, `المهرجان المسمى بـ"…"`."""

from __future__ import annotations

from sdlib.article import Range
from sdlib.context import is_context
from sdlib.label_drafts import LabelDraft
from sdlib.new_nouns import new_noun
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, verb_like
from sdlib.wordkinds import YES, noun_only, verb_evidence
from sdlib.words import Word

_ALLEGED = ("مزعوم", "مفترض")
_ENDINGS = ("", "ة", "ين", "ون", "ات", "ان", "تان", "تين", "ا", "اً")
#: Participles of calling: marks behind them hold the label.
NAMED = frozenset(["المسمى", "المسماة", "المسماه", "المسمين", "المسميان", "مسماة"])
_PREDICATES = frozenset(["هو", "هي", "غير", "كانت", "كان", "ليس", "ليست", "من", "بين"])


def alleged(phrases: Phrases, i: int) -> LabelDraft | None:
    """Give the label that an adjective of distance at a token marks."""
    word = phrases.article.words[i]
    if word.base in NAMED:
        return _named(phrases, i)
    kind = distance(word)
    if kind is None or word.preposition or word.pronoun:
        return None
    marker = _marker(phrases, i)
    label = _noun_before(phrases, marker[0], definite=word.definite)
    if label is None or (kind == "مفترض" and _planned(phrases, label, marker[1])):
        return None
    return LabelDraft(marker, label, None, False)


def distance(word: Word) -> str | None:
    """Give the adjective of distance that a word is a form of."""
    stem = word.base.removeprefix("ال") if word.definite else word.base
    return next((a for a in _ALLEGED if stem.startswith(a) and stem[len(a) :] in _ENDINGS), None)


def _marker(phrases: Phrases, i: int) -> Range:
    """The adjective with the quotation marks that hold nothing else."""
    quotation = phrases.article.opens.get(i - 1) if i else None
    return (i - 1, i + 2) if quotation and quotation.last == i + 1 else (i, i + 1)


def _planned(phrases: Phrases, label: Range, behind: int) -> bool:
    """`في الموعد المفترض`, `القرار المفترض أن يصدر`: expected, and not said by anybody."""
    words = phrases.article.words
    if behind < len(words) and (
        complementizer(words[behind].form) or words[behind].form in ("به", "بها")
    ):
        return True
    return any(is_context(words[k].stem.removeprefix("ال"), "planned_thing") for k in range(*label))


def _named(phrases: Phrases, i: int) -> LabelDraft | None:
    """`المهرجان المسمى بـ"…"`: the marks or the bracket behind hold the label."""
    article = phrases.article
    behind = i + 2 if i + 1 < len(article.words) and article.words[i + 1].form == "ب" else i + 1
    quotation = article.opens.get(behind)
    return LabelDraft((i, i + 1), (i + 1, quotation.last + 1), None, False) if quotation else None


def _noun_before(phrases: Phrases, i: int, *, definite: bool) -> Range | None:
    """The noun phrase that the adjective qualifies, back to its head."""
    article = phrases.article
    if i == 0:
        return None
    quotation = article.closes.get(i - 1)
    if quotation:
        return (quotation.first, i) if quotation.last - quotation.first < 8 else None
    if not _qualified(phrases, i - 1, definite=definite):
        return None
    first = i - 1
    while first > 0 and i - first < 4 and _extends(phrases, first):
        first -= 1
    return first, i


def _qualified(phrases: Phrases, k: int, *, definite: bool) -> bool:
    """Whether a noun or adjective of the same definiteness stands before the adjective."""
    article = phrases.article
    word = article.words[k]
    if article.kinds[k] != "word" or word.form in _PREDICATES or phrases.is_function_word(k):
        return False
    known = word.definite or bool(word.pronoun) or phrases.mention_over(k) is not None
    if definite:
        return known or phrases.is_name(k)
    return not known and not verb_like(word) and verb_evidence(word) != YES


def _extends(phrases: Phrases, first: int) -> bool:
    """Whether the word before still belongs to the noun phrase: its noun, or an annexed one."""
    article = phrases.article
    here, before = article.words[first], article.words[first - 1]
    if article.kinds[first - 1] != "word" or phrases.is_function_word(first - 1):
        return False
    if here.preposition or here.conjunction or here.pronoun or before.form == "بخصوص":
        return False
    if before.conjunction and phrases.mention_over(first - 1):
        return False
    if verb_like(before) or phrases.finite_cue(first - 1):
        return False
    verb = phrases.verb_at(first - 1) or verb_evidence(before) == YES
    if verb and not before.definite and not before.preposition:
        return False
    if here.definite and before.definite:
        return not noun_only(here) and not new_noun(phrases, first)
    return not before.definite and not before.pronoun
