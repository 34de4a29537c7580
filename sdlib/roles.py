"""Roles: what a word can be in a sentence of news.

A noun for those who speak, a noun of an event, an adjective, a finite verb, أن or إن: by
lexicons first, then by the word's form.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sdlib.context import is_context
from sdlib.frequencies import has_feminine, takes_article
from sdlib.lexicon import read_lexicon
from sdlib.nominals import nominal_forms
from sdlib.normalization import normalize_word
from sdlib.verbs import verb_forms
from sdlib.wordkinds import noun_only
from sdlib.words import Word

_COMPLEMENTIZER = re.compile("ب?[أإا]ن(?:ه|ها|هم|هما|هن|نا|ني|ي|ك|كم)?|ب?ألا")
_PLAIN_COMPLEMENTIZER = frozenset(["أن", "إن", "ان", "بأن", "بإن", "بان"])

#: Patterns of verbal nouns by the verb's form: IV, II, V–VI, VII–VIII, X, III.
_EVENT_PATTERNS = re.compile(
    """[إا]\\w{2,3}ا\\w|[إا]\\w{1,2}ا?[اي]\\wة|ت\\w\\wي\\w|ت\\w\\wية|ت\\wا\\w\\w|ان\\w{1,2}ا\\w|ا\\wت\\w?ا\\w|ا\\w{2}\\wا\\w
    |است\\w{1,2}ا\\w|است\\wا\\wة|م\\wا\\w\\wة""".replace("\n    ", "")
)


#: Feminine participles by the verb's form: I, then all others; `مواجهة` is a verbal noun as well.
_PARTICIPLE = re.compile(r"\wا\w\wة|م(?!\wا\w\wة)\w{3,5}ة")


@cache
def _speaker_nouns() -> dict[str, tuple[str, str]]:
    rows = read_lexicon(
        "speaker_nouns", ["form", "category", "gender"], required=["form", "category", "gender"],
        key=["form"],
    )  # fmt: skip
    return {normalize_word(r["form"]): (r["category"], r["gender"]) for r in rows}


@lru_cache(maxsize=1 << 16)
def speaker_noun(word: Word) -> tuple[str, str] | None:
    """Category and gender, if a word is a noun for those who speak (وزير, وزارة, مصادر, بيان)."""
    stem = normalize_word(word.stem.removeprefix("ال") if word.definite else word.stem)
    found = _speaker_nouns().get(stem)
    if found is None and stem.endswith("و") and not word.definite:
        one = _speaker_nouns().get(stem[:-1])
        return ("group", "p") if one == ("person", "m") else None  # `مسؤولو الصحة`
    return found


@lru_cache(maxsize=1 << 16)
def complementizer(form: str) -> bool:
    """Whether a form is أن or إن, with ب or a pronoun or without."""
    return bool(_COMPLEMENTIZER.fullmatch(form)) and form not in ("انا", "أنا")


def plain_complementizer(form: str) -> bool:
    """Whether a complementizer has no pronoun, so that it is no part of the content."""
    return form in _PLAIN_COMPLEMENTIZER


@lru_cache(maxsize=1 << 16)
def event_noun(word: Word) -> bool:
    """Whether an indefinite word is a noun of an event (مقتل, إطلاق, تمسكه), by list or pattern."""
    if word.definite or word.preposition:
        return False
    return _event_stem(word, word.stem)


@lru_cache(maxsize=1 << 16)
def definite_event(word: Word) -> bool:
    """Whether a word with the article is a noun of an event (الإفراج, السيطرة)."""
    if not word.definite or word.preposition:
        return False
    stem = word.stem.removeprefix("ال")
    return _event_stem(word, stem) or (_fifth_form(stem) and not speaker_noun(word))


def _fifth_form(stem: str) -> bool:
    """`التوصل`, `التورط`: the verbal noun of form V is written like its verb."""
    if len(stem) != 4 or stem[0] != "ت" or stem[1] == "ا":  # التاجر
        return False
    return any(form.lemma == stem for form in verb_forms(stem))


def _event_stem(word: Word, stem: str) -> bool:
    """Whether a stem is a noun of an event, by the list or by its pattern."""
    if word.pronoun and stem.endswith("ت"):
        stem = stem[:-1] + "ة"
    if is_context(stem, "event_noun"):
        return True
    if is_context(stem, "not_an_event") or is_context(stem, "given_name") or speaker_noun(word):
        return False
    return bool(_EVENT_PATTERNS.fullmatch(stem))


@lru_cache(maxsize=1 << 16)
def participle(word: Word) -> bool:
    """Whether a definite word is built like a feminine participle: الضامنة, المتحالفة.

    Examples
    --------
    >>> from sdlib.words import read_word
    >>> [participle(read_word(w)) for w in ("الضامنة", "المتحالفة", "المدرسة", "الخطة")]
    [True, True, False, False]
    """
    stem = word.stem.removeprefix("ال")
    if not word.definite or not _PARTICIPLE.fullmatch(stem) or noun_only(word):
        return False
    noun = any(form.pos == "noun" and not form.undone for form in nominal_forms(stem))
    return not noun and speaker_noun(word) is None


@lru_cache(maxsize=1 << 16)
def adjective(word: Word) -> bool:
    """Whether a definite word is most likely an adjective, by its form or its two genders."""
    if word.base.endswith(("ي", "ية", "يين", "يون", "يان", "يتين", "يات")):
        return True
    if re.fullmatch(r"ال[أا]\w\w[\wى]|ال\w\w\wاء", word.base) and not takes_article(
        word.base[2:] + "ات"
    ):
        return True
    return has_feminine(word.base[2:]) or has_feminine(word.base)


@lru_cache(maxsize=1 << 16)
def verb_like(word: Word) -> bool:
    """Whether a word is most likely a finite verb."""
    form = word.base
    if word.preposition in ("ب", "ك"):
        return False  # `اعترف بقتل زوجته`
    if is_context(form, "verb") or is_context(form, "auxiliary"):
        return True
    if is_context(form, "not_a_verb") or word.definite or word.preposition in ("ب", "ل", "ك"):
        return False
    if word.pronoun and len(word.stem) >= 4:
        form = word.stem
    imperfect = len(form) >= 4 and form[0] == "ي" and not form.endswith(("ة", "ا"))
    # What the verbs do not know is a name far more often (يونايتد, يوفنتوس).
    return imperfect and bool(verb_forms(word.stem))
