"""Headless relatives: `ما سمتها معركة …`, `من وصفهم بالمخربين`, `ما يسمى …`, `ما قال إنه …`."""

from __future__ import annotations

from sdlib.article import Range
from sdlib.concord import agreement
from sdlib.context import is_context
from sdlib.label_drafts import NOBODY, LabelDraft, Namer, behind_marker
from sdlib.label_spans import (
    begins_with_bi,
    behind_adjunct,
    clause_limit,
    may_begin,
    of_it,
    opening_mark,
)
from sdlib.naming_verbs import Naming, naming
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, speaker_noun
from sdlib.wordkinds import foreign
from sdlib.words import Word

#: What a headless relative begins with.
CARRIERS = frozenset(
    ["ما", "من", "مما", "ممن", "لما", "لمن", "بما", "بمن", "عما", "عمن", "فيما", "فيمن", "كمن"]
)
#: Before a carrier these take up the sentence before: `وهو ما اعتبره كثيرون` is a claim.
_TAKES_UP = frozenset(["هو", "هي", "هذا", "هذه", "ذلك", "الأمر", "هم", "ليس", "أهذا"])
#: Behind these من is a preposition: `على الرغم من وصفه`.
_GOVERN_FROM = frozenset(
    ["الرغم", "بالرغم", "رغم", "بدلا", "بدلاً", "انطلاقا", "بعد", "هناك", "ثمة"]
)
#: Before these what is said stands elsewhere: `وفق ما قال`, `أقل ما يقال`, `بعد ما قال`.
_SOURCES = frozenset(
    """وفق وفقا وفقاً حسب بحسب طبقا طبقاً نحو مثل مثلما أقل أكثر كل حين عند مع إثر فور منذ
    بناء استنادا تعليقا ردا""".split()
)
_BE = frozenset(["كان", "كانت", "كانوا", "يكون", "تكون", "يكونون", "قد"])
_PERSONS = frozenset(["من", "ممن", "لمن", "بمن", "عمن", "فيمن"])


def some_people(word: Word) -> bool:
    """Whether a word stands for people without a noun: `البعض`, `كثيرون`, `مراقبون`."""
    return is_context(word.form, "part_of_all") or (word.form.endswith("ون") and not word.definite)


def without_conjunction(form: str) -> str:
    """Give a form without the و or ف in front (`وما`, `فمن`)."""
    return form[1:] if form[:1] in ("و", "ف") and form != "فيما" and form != "فيمن" else form


def headless(phrases: Phrases, i: int) -> LabelDraft | None:
    """Give the label that a carrier at a token and the verb of naming behind it lend."""
    article = phrases.article
    carrier = without_conjunction(article.words[i].form)
    if carrier not in CARRIERS or _taken_up(phrases, i):
        return None
    at, limit = i + 1, clause_limit(article, i)
    while at < limit - 1 and is_context(article.words[at].form, "becoming"):
        at += 1
    if at >= limit - 1:
        return None
    for reading in naming(article.words[at].form):
        draft = None
        if reading.uses & {"say", "upon"} == reading.uses:
            continue
        if reading.pronoun and not reading.passive:
            draft = _active(phrases, i, at, reading)
        elif not reading.pronoun:
            draft = _passive(phrases, i, at, reading)
        if draft:
            return draft
    return None


def _taken_up(phrases: Phrases, i: int) -> bool:
    """Whether the clause before is what is judged, or من is a preposition."""
    words = phrases.article.words
    before = words[i - 1].form if i else ""
    if without_conjunction(before) in _TAKES_UP:
        return True
    return without_conjunction(words[i].form) == "من" and before in _GOVERN_FROM


def _passive(phrases: Phrases, i: int, at: int, reading: Naming) -> LabelDraft | None:
    """`ما يسمى المنطقة الآمنة`, `ما بات يعرف بالمثلث`, `ما عرف باسم …`: nobody names."""
    article = phrases.article
    start = behind_adjunct(phrases, at + 1)
    if start >= clause_limit(article, at):
        return None
    if i and article.words[i - 1].form in ("أو", "او"):
        return None  # `وزارة الدفاع أو ما يُعرف بالبنتاغون`: two names of one
    marked = begins_with_bi(phrases, start)
    name = "name" in reading.uses
    # `ما يسمي بالثورة`: ى and ي are one letter to many.
    passive = reading.passive or (name and marked and article.words[at].form[-1] in "يى")
    passive = passive or (marked and bool(reading.uses & {"known"}))
    plain = name and may_begin(phrases, start) and article.words[start].preposition != "ل"
    if not passive or not (marked or plain) or of_it(article.words[start].form):
        return None
    if reading.lemma in ("دعا", "لقب", "كنى") and not (marked or start in article.opens):
        return None
    return behind_marker(phrases, (i, at + 1), start, NOBODY)


def _active(phrases: Phrases, i: int, at: int, reading: Naming) -> LabelDraft | None:
    """`ما وصفته بـ…`, `ما سماه الوزير "…"`, `ما تعتبره الحكومة أراضي محتلة`."""
    article = phrases.article
    start = behind_adjunct(phrases, at + 1)
    limit = clause_limit(article, at)
    if start >= limit:
        return None
    describes = bool(reading.uses & {"describe", "known"})
    if describes or ("name" in reading.uses and begins_with_bi(phrases, start)):
        speaker, start = _judging(phrases, start, limit, reading)
    else:
        speaker, start = _namer(phrases, start, limit, reading)
    if start < 0 or start >= limit or _clause_before(phrases, i, reading, speaker):
        return None
    if speaker and reading.pronoun in ("ه", "ها") and article.words[i].form == "من":
        # `بعد أيام من وصفه المدينة بأنها آمنة`: a verbal noun.
        return None
    if not (begins_with_bi(phrases, start) if describes else False) and not _noun(phrases, start):
        return None
    if "known" in reading.uses and not begins_with_bi(phrases, start):
        return None
    if "deem" in reading.uses and not _deemed(phrases, i, start, speaker):
        return None
    namer = Namer(speaker, True, reading.gender, reading.number)
    return behind_marker(phrases, (i, at + 1), start, namer)


def _noun(phrases: Phrases, start: int) -> bool:
    """Whether a label may begin at a token without ب: `ما دعاه إلى` lends none."""
    word = phrases.article.words[start]
    opens = start in phrases.article.opens or opening_mark(phrases.article, start)
    return opens or (may_begin(phrases, start) and word.preposition not in ("ل", "ك"))


def _deemed(phrases: Phrases, i: int, start: int, speaker: Range | None) -> bool:
    """`من يراهم أعداء`, `ما يراه البعض خطأ`; but `يروي ما رآه`, `يتبع ما يراه مناسبا`."""
    person = without_conjunction(phrases.article.words[i].form) in (
        "من",
        "ممن",
        "لمن",
        "بمن",
        "عمن",
    )
    article = phrases.article
    word = article.words[start]
    plain = article.kinds[start] == "word" and not word.definite
    judged = word.form.endswith(("ا", "اً")) and not is_context(word.form, "fitting")
    return start in article.opens or (plain and (person or speaker is not None or judged))


def _clause_before(phrases: Phrases, i: int, reading: Naming, speaker: Range | None) -> bool:
    """`تأخر الرد، ما اعتبره مراقبون ضعفا`: behind a comma, with a namer of its own, a claim."""
    article = phrases.article
    comma = i > 0 and article.text[article.starts[i - 1]] in "،,"
    if not comma or speaker is None:
        return False
    carrier = article.words[i].form
    judges = bool(reading.uses & {"judge", "deem"})
    return (judges and carrier == "فيما") or carrier in ("ما", "مما", "بما")


def _judging(phrases: Phrases, start: int, limit: int, reading: Naming) -> tuple[Range | None, int]:
    """Part who judges from the judgement behind ب: `ما وصفه البيان الصادر عنها بالحوادث`."""
    article = phrases.article
    if begins_with_bi(phrases, start) or start in article.opens:
        return None, start
    end = phrases.phrase_end(start, limit)
    known = _may_name(phrases, start, end, reading)
    plain = article.kinds[start] == "word" and reading.number not in ("p", "d")
    behind = behind_adjunct(phrases, end)
    if end < limit and plain and (begins_with_bi(phrases, behind) or behind in article.opens):
        return (start, end), behind
    if not known:
        return None, start
    for k in range(start + 1, min(end + 4, limit)):
        if begins_with_bi(phrases, k) or k in article.opens:
            return (start, min(end, k)), k
    if start + 1 < end and _judged_behind(phrases, start):
        return (start, start + 1), start + 1
    if end >= limit or phrases.is_function_word(end) or article.kinds[end] != "word":
        return None, -1 if article.words[start].definite else start
    return (start, end), end


def _judged_behind(phrases: Phrases, start: int) -> bool:
    """`ما وصفه البيان سوء المعاملة`: behind one definite word a bare noun begins the judgement."""
    word, behind = phrases.article.words[start], phrases.article.words[start + 1]
    bare = not (behind.definite or behind.pronoun or behind.preposition or behind.conjunction)
    return word.definite and bare and not phrases.is_name(start + 1) and not foreign(behind)


def _namer(phrases: Phrases, start: int, limit: int, reading: Naming) -> tuple[Range | None, int]:
    """`ما تعتبره الحكومة أراضي محتلة`: who names stands between the verb and the label."""
    article = phrases.article
    if start in article.opens or start + 1 >= limit:
        return None, start
    end = phrases.phrase_end(start, limit)
    if not _may_name(phrases, start, end, reading):
        return None, start
    behind = behind_adjunct(phrases, end)
    if behind >= limit or article.words[behind].conjunction or not _noun(phrases, behind):
        # Nothing but a namer (`ما رآه الشاهد.`), or a label that is a noun for who speaks.
        return None, -1 if is_context(article.words[start].form, "part_of_all") else start
    return (start, end), behind


def _may_name(phrases: Phrases, start: int, end: int, reading: Naming) -> bool:
    """Whether the noun phrase behind a verb can be its subject: before it a verb is singular."""
    word = phrases.article.words[start]
    if reading.number in ("p", "d") or phrases.article.kinds[start] != "word":
        return False
    if some_people(word):
        return True
    if word.preposition:
        return False
    if not (speaker_noun(word) or phrases.mention_at(start) or phrases.is_name(start)):
        return False
    gender, number = agreement(phrases, start, end)
    return number == "p" or not gender or not reading.gender or gender == reading.gender


def said_to_be(phrases: Phrases, i: int) -> LabelDraft | None:
    """`ردا على ما قال إنه هجوم`, `ما زعمت الصحيفة أنها وثائق`: said, and so a claim as well."""
    article = phrases.article
    carrier = without_conjunction(article.words[i].form)
    if carrier not in CARRIERS or carrier == "فيما" or _taken_up(phrases, i):
        return None
    before = article.words[i - 1].form if i else ""
    limit = clause_limit(article, i)
    at = i + 2 if i + 1 < limit and article.words[i + 1].form == "قد" else i + 1
    if at + 1 >= limit or {before, without_conjunction(before)} & _SOURCES:
        return None
    says = [r for r in naming(article.words[at].form) if "say" in r.uses and not r.pronoun]
    if not says:
        return None
    start = next((k for k in range(at + 1, min(at + 10, limit)) if _it_is(phrases, k)), -1)
    between = range(at + 1, start)
    if start < 0 or any(article.kinds[k] == "punct" for k in between):
        return None
    # `من يقول إنه`: who says so is meant, and not who is so called.
    several = article.words[start].form.endswith("م")
    if carrier in _PERSONS and not (several or says[-1].passive):
        return None
    if between and (says[-1].passive or phrases.is_function_word(at + 1)):
        return None
    if _happens(phrases, start + 1, limit):
        return None
    speaker = (at + 1, start) if between else None
    known = not says[-1].passive or says[0].lemma in ("زعم", "ادعى")
    namer = Namer(speaker, known, says[0].gender, says[0].number)
    return behind_marker(phrases, (i, at + 1), start, namer)


def _happens(phrases: Phrases, k: int, limit: int) -> bool:
    """`ما قال إنه يدعم الحكومة` tells what happens, and calls nothing by a name."""
    while k < limit - 1 and (phrases.article.words[k].form.removeprefix("س") in _BE):
        k += 1
    return k < limit and phrases.verb_at(k)


def _it_is(phrases: Phrases, k: int) -> bool:
    """`إنه`: whether أن with a pronoun stands at a token."""
    word = phrases.article.words[k]
    return of_it(word.form) and complementizer(word.form)
