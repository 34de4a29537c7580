"""Callings: `ما يطلق عليه "…"`, `أطلقوا عليها اسم …`, `… كما يسميها خصومه`."""

from __future__ import annotations

import re

from sdlib.article import Range
from sdlib.context import is_context
from sdlib.headless import some_people, without_conjunction
from sdlib.label_drafts import LabelDraft, Namer
from sdlib.label_spans import behind_adjunct, clause_limit, label_end, may_begin
from sdlib.naming_verbs import Naming, naming
from sdlib.particles import particles
from sdlib.phrases import Phrases
from sdlib.roles import speaker_noun, verb_like

_UPON = frozenset(["عليه", "عليها", "عليهم", "عليهما", "عليهن"])
_NAMES = frozenset(["اسم", "إسم", "أسم", "لقب", "تسمية", "مسمى", "وصف", "صفة", "أسماء", "ألقاب"])
_WISHED = frozenset(["أن", "لن", "ألا", "بأن"])
_CARRIED = frozenset(["ما", "من", "مما", "ممن", "لما", "لمن", "بما", "بمن", "عما", "عمن", "فيما"])
_OPEN_CLAUSE = "،,()-–—"


def called_upon(phrases: Phrases, i: int) -> LabelDraft | None:
    """Give the label that a form of أطلق at a token puts upon somebody."""
    article = phrases.article
    word = article.words[i]
    readings = naming(word.form) or naming(without_conjunction(word.form))
    reading = next((r for r in readings if "upon" in r.uses and not r.pronoun), None)
    limit = clause_limit(article, i)
    before = article.words[i - 1].form if i else ""
    if reading is None or i + 2 >= limit or before in _WISHED or before == "كما":
        return None
    upon = next((k for k in range(i + 1, min(i + 7, limit - 1)) if _upon(phrases, k)), None)
    if upon is None:
        return None
    first = i - 1 if i and without_conjunction(before) in _CARRIED else i
    speaker: Range | None = (i + 1, upon) if upon > i + 1 else None
    start = behind_adjunct(phrases, upon + 1)
    noun = next(
        (k for k in range(start, min(start + 7, limit - 1)) if _name_noun(phrases, k)), None
    )
    if noun is not None and not any(article.kinds[k] == "punct" for k in range(start, noun)):
        if noun > start:
            speaker = (start, noun)
        start, marker = noun + 1, (first, noun + 1)
    elif speaker:
        return None
    else:
        marker = (first, upon + 1)
        speaker, start = _namer(phrases, start, limit, carried=first < i)
        if start < 0:
            return None
    return _put(phrases, marker, start, _who(reading, speaker))


def _who(reading: Naming, speaker: Range | None) -> Namer:
    """`أطلق عليها` is read as a passive without a namer, `أطلقوا`, `أطلقت عليها` are not."""
    known = speaker is not None or reading.number != "s" or reading.gender == "f"
    return Namer(speaker, known, reading.gender, reading.number)


def _put(phrases: Phrases, marker: Range, start: int, namer: Namer) -> LabelDraft | None:
    """The label draft if a label begins at ``start``."""
    limit = clause_limit(phrases.article, start)
    if start >= limit or not may_begin(phrases, start):
        return None
    end = label_end(phrases, start, limit)
    return LabelDraft(marker, (start, end), *namer) if end > start else None


def _upon(phrases: Phrases, k: int) -> bool:
    return phrases.article.words[k].form in _UPON


def _name_noun(phrases: Phrases, k: int) -> bool:
    return phrases.article.words[k].form in _NAMES


def _namer(phrases: Phrases, start: int, limit: int, *, carried: bool) -> tuple[Range | None, int]:
    """`يطلق عليها كثيرون "…"`: who names, and where the label begins; -1 if nothing is named."""
    article = phrases.article
    if _names_here(phrases, start, carried=carried):
        return None, start
    marks = next((k for k in range(start + 1, min(start + 7, limit)) if k in article.opens), limit)
    end = phrases.phrase_end(start, marks)
    plain = article.kinds[start] == "word" and not article.words[start].preposition
    if end < limit and plain and _names_here(phrases, end, carried=False):
        return (start, end), end
    return None, -1


def _names_here(phrases: Phrases, k: int, *, carried: bool) -> bool:
    """Whether a label begins: marks, a hashtag, or a noun with marks, or behind ما any noun."""
    article = phrases.article
    word = article.words[k]
    bracket = article.text[article.starts[k]] == "("
    if k in article.opens or article.kinds[k] == "hashtag" or bracket:
        return True
    if (
        some_people(word)
        or word.form.endswith("يون")
        or any(is_context(w.base, "shot") for w in article.words[k : k + 3])
    ):
        return False
    if article.kinds[k] != "word" or not may_begin(phrases, k):
        return False
    if word.preposition or word.form in particles():
        return False
    if k + 1 in article.opens:
        return not word.definite
    own = (carried and not word.definite) or not speaker_noun(word)
    own = own and not phrases.mention_at(k) and not verb_like(word)
    return own and (carried or _whole_name(phrases, k))


def _whole_name(phrases: Phrases, k: int) -> bool:
    """`أطلقوا عليها قمة الماء`, but not `أطلق عليها نبضات كهربائية`: a name is definite."""
    limit = clause_limit(phrases.article, k)
    end = label_end(phrases, k, limit)
    words = phrases.article.words
    return end > k + 1 and not words[k].definite and words[end - 1].definite


def called(phrases: Phrases, i: int) -> LabelDraft | None:
    """`"الحصار"، كما يسميه الإعلام`, `سماها "جمعة الماء"`: marks hold what somebody calls it."""
    article = phrases.article
    word = article.words[i]
    if word.form == "كما":
        return _as_called(phrases, i)
    reading = next((r for r in naming(word.form) if r.lemma in ("سمى", "أسمى") and r.pronoun), None)
    before = without_conjunction(article.words[i - 1].form) if i else ""
    if reading is None or before in _CARRIED or before == "كما" or i + 1 not in article.opens:
        return None
    namer = Namer(None, True, reading.gender, reading.number)
    return _put(phrases, (i, i + 1), i + 1, namer)


def _as_called(phrases: Phrases, i: int) -> LabelDraft | None:
    """`"…"، كما يصفها خبراء`, `… كما يطلقون عليه`: the label stands before its marker."""
    article = phrases.article
    limit = clause_limit(article, i)
    if i < 2 or i + 1 >= limit:
        return None
    readings = naming(article.words[i + 1].form)
    upon = i + 2 < limit and _upon(phrases, i + 2)
    reading = next((r for r in readings if ("upon" in r.uses and upon) or _names_it(r)), None)
    if reading is None:
        return None
    marker = i, i + 3 if "upon" in reading.uses else i + 2
    speaker = _behind(phrases, marker[1], limit)
    if speaker is None and marker[1] < limit and article.kinds[marker[1]] != "punct":
        return None
    label = _before(phrases, i, quoted=not reading.uses & {"name", "upon"})
    if label is None:
        return None
    known = not reading.passive and (speaker is not None or reading.number != "s" or not upon)
    return LabelDraft(marker, label, speaker, known, reading.gender, reading.number)


def _names_it(reading: Naming) -> bool:
    """`سماها`: whether a verb calls what its pronoun takes up."""
    calls = reading.uses & {"name", "describe"} and "known" not in reading.uses
    return bool(calls) and (bool(reading.pronoun) or (reading.passive and reading.lemma == "سمى"))


def _behind(phrases: Phrases, k: int, limit: int) -> Range | None:
    """Who calls it so, right behind the verb."""
    if k >= limit or phrases.article.kinds[k] != "word":
        return None
    word = phrases.article.words[k]
    # `… كما يسميه لاعبو الفريق`
    many = some_people(word) or word.form.endswith("ون") or re.fullmatch(r"\w{4,}و", word.form)
    if not (speaker_noun(word) or phrases.mention_at(k) or phrases.is_name(k) or many):
        return None
    if word.preposition and not some_people(word):
        return None
    return k, phrases.phrase_end(k, limit)


def _before(phrases: Phrases, i: int, *, quoted: bool) -> Range | None:
    """The marks before `كما`, not far off, or the noun phrase that ends there."""
    article = phrases.article
    first = article.ranges[article.sentence_of[i]][0]
    end = i - 1 if article.text[article.starts[i - 1]] in _OPEN_CLAUSE else i
    for k in range(end - 1, max(first, end - 5), -1):
        quotation = article.closes.get(k)
        if quotation and quotation.first >= first:
            return (quotation.first, k + 1) if k - quotation.first < 9 else None
        if article.kinds[k] == "punct":
            break
    if quoted or end < i:
        return None
    start = end - 1
    while start > first and end - start < 5 and _joins(phrases, start - 1):
        start -= 1
    known = article.kinds[start] == "word" and not phrases.is_function_word(start)
    return (start, end) if known and not verb_like(article.words[start]) else None


def _joins(phrases: Phrases, k: int) -> bool:
    """Whether the label before كما goes back over a token."""
    article = phrases.article
    if article.kinds[k] != "word" or verb_like(article.words[k]) or phrases.finite_cue(k):
        return False
    form = article.words[k].form
    clause = without_conjunction(form) in ("هو", "هي", "هم")
    return form == "أو" or not (clause or phrases.is_function_word(k))
