"""Label spans: where the words that are lent to somebody begin and end."""

from __future__ import annotations

from sdlib.article import Article
from sdlib.context import is_context
from sdlib.naming_verbs import PRONOUNS
from sdlib.phrases import Phrases
from sdlib.roles import adjective, complementizer, verb_like
from sdlib.wordkinds import accusative, noun_only

#: `بشكل فضفاض`, `بصورة غير مباشرة`: the manner of naming begins with ب, as a label does.
_MANNERS = frozenset(["بشكل", "بصورة", "بطريقة", "بسخرية", "بوضوح", "بصراحة", "بحسب", "بعد"])
_PLACES = frozenset(["لدى", "عند", "بين", "في", "داخل", "ضمن", "خلال", "قبل"])
#: Words that are particles elsewhere and may belong to a name or judgement: `عدم التزام`.
_IN_LABELS = frozenset(["غير", "عدم", "يوم", "اليوم", "ليلة", "عام", "نهاية", "بداية", "فجر", "ضد"])
_MARKED = frozenset(["ب", "بأنه", "بأنها", "بأنهم", "بأنهما", "بأنهن", "بأن", "بانه", "بانها"])


def clause_limit(article: Article, start: int) -> int:
    """Give the token behind the sentence of a token."""
    if start >= len(article.words):
        return start
    return article.ranges[article.sentence_of[start]][1]


def begins_with_bi(phrases: Phrases, i: int) -> bool:
    """Whether a judgement begins at a token: ب, `بأنه`, `أنه`, or a quotation that holds them."""
    article = phrases.article
    if i >= len(article.words):
        return False
    word = article.words[i]
    if word.form in _MANNERS or (word.form == "باسم"):
        return word.form == "باسم"
    if word.preposition == "ب" or word.form in _MARKED or of_it(word.form):
        return True
    if word.form.startswith("ب") and i + 1 in article.opens:
        return True
    return i in article.opens and article.words[i + 1].preposition == "ب"


def of_it(form: str) -> bool:
    """Whether a form is أن or إن with a pronoun and nothing in front: `أنه`, `إنها`."""
    return complementizer(form) and form[0] in "أإا" and form.endswith(PRONOUNS)


def opening_mark(article: Article, i: int) -> bool:
    """Whether a quotation mark stands at a token that nothing closes: `ما اعتبره "رفضا للحوار`."""
    unclosed = i not in article.opens and i not in article.closes
    return unclosed and article.text[article.starts[i]] in '"«“”'


def may_begin(phrases: Phrases, i: int) -> bool:
    """Whether a quotation, a bracket, a hashtag or a noun stands at a token."""
    article = phrases.article
    if i in article.opens or article.text[article.starts[i]] == "(" or opening_mark(article, i):
        return True
    word = article.words[i]
    if article.kinds[i] not in ("word", "hashtag"):
        return False
    return word.form in _IN_LABELS or not (phrases.is_function_word(i) or word.conjunction)


def behind_adjunct(phrases: Phrases, i: int) -> int:
    """Give the token behind time, place and manner of a naming; ``i`` if there is none.

    `ما يعرف الآن بالمدينة القديمة`, `ما وصفته بشكل فضفاض بالجرائم`, `ما يسمى في المنطقة "…"`.
    """
    article = phrases.article
    limit = clause_limit(article, i)
    k = i
    while k < limit and is_context(article.words[k].form, "label_adverb"):
        k += 1
    if k >= limit or k in article.opens:
        return k
    form = article.words[k].form
    if form not in _MANNERS and form not in _PLACES:
        return k
    for j in range(k + 1, min(k + 6, limit)):
        if j in article.opens or (j > k + 1 and begins_with_bi(phrases, j)):
            return j
        if article.kinds[j] == "punct":
            break
    return k


def label_end(phrases: Phrases, start: int, limit: int) -> int:
    """Give the token behind the label that begins at ``start``.

    A quotation to its closing mark, else the noun phrase: without clauses and adjuncts, with
    what ل joins to it (`دعم المدينة للنادي`).
    """
    article = phrases.article
    form = article.words[start].form
    at = start + 1 if form in _MARKED or of_it(form) else start
    if opening_mark(article, at):
        at += 1
    while at < limit - 1 and at > start and _between(article.words[at].form):
        at += 1
    if at >= limit:
        return start
    marked = _marks_end(article, at, limit) or _marks_end(article, at + 1, limit)
    if marked:
        return marked
    end = at + 1
    if article.kinds[at] == "hashtag":
        return end
    joined = 0
    while end < min(limit, at + 8) and _goes_on(phrases, end, limit):
        joined += article.words[end].preposition == "ل"
        if joined > 1:
            break
        quotation = article.opens.get(end)
        if quotation:
            return quotation.last + 1
        end += 1
    while end > at + 1 and article.words[end - 1].form in ("ل", "لل"):
        end -= 1
    return end


def _between(form: str) -> bool:
    """Whether a word between `أنه` and what it is adds nothing: `إنه سيكون إغلاقا`."""
    be = form.removeprefix("س") in ("كان", "كانت", "يكون", "تكون")
    return be or is_context(form, "label_adverb")


def _marks_end(article: Article, at: int, limit: int) -> int:
    """The token behind a quotation or a short bracket that opens at a token, else 0."""
    quotation = article.opens.get(at)
    if quotation and quotation.last <= limit:
        return quotation.last + 1
    if at < limit and article.text[article.starts[at]] == "(":
        for k in range(at + 1, min(at + 9, limit)):
            if article.text[article.starts[k]] == ")":
                return k + 1
    return 0


def _goes_on(phrases: Phrases, end: int, limit: int) -> bool:
    """`معركة | ردع | العدوان`: whether a label goes on at a token."""
    article = phrases.article
    word, before = article.words[end], article.words[end - 1]
    if end in article.opens:
        # `معركة "ردع"`, but not `الاتفاق "لم يوقع"`
        return not before.definite and article.opens[end].last < limit
    if word.preposition == "ل" and article.kinds[end] == "word":
        plain = len(word.stem) > 2 and not word.pronoun and not phrases.is_function_word(end)
        known = word.definite or phrases.mention_at(end) is not None
        return plain and (known or not before.definite)
    if word.form in _IN_LABELS:
        return True
    if word.conjunction or word.preposition or phrases.is_function_word(end):
        return False
    if article.kinds[end] != "word" or is_context(word.form, "label_participle"):
        return False
    if verb_like(word) or (phrases.verb_at(end) and not word.definite):
        return False
    if (before.definite or before.pronoun) and not word.definite:
        return False
    if before.definite and word.definite and noun_only(word) and not adjective(word):
        return False
    return not (accusative(word) and not accusative(before))
