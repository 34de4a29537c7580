"""Naming at arm's length: the expressions by which a reporter lends a label to somebody else."""

from __future__ import annotations

from typing import NamedTuple

from sdlib.article import Article
from sdlib.phrases import Phrases, complementizer, speaker_noun, verb_like

Range = tuple[int, int]

#: Verbs of naming, perfect and imperfect stems; a pronoun or اسم follows.
_NAMING = [
    "وصف",
    "يصف",
    "تصف",
    "وصفت",
    "وصفوا",
    "وصفو",
    "سمى",
    "سمت",
    "سما",
    "أسمى",
    "أسمت",
    "أسما",
    "يسمي",
    "تسمي",
    "يسمو",
    "يسميه",
    "اعتبر",
    "اعتبرت",
    "اعتبرو",
    "يعتبر",
    "تعتبر",
    "يعتبرون",
    "أسمو",
    "سمو",
    "يصفون",
    "يسمون",
    "دعا",
    "دعت",
    "أطلق",
    "أطلقت",
    "أطلقوا",
    "يطلق",
    "تطلق",
    "يطلقون",
    "أطلقو",
    "عد",
    "عدت",
    "يعد",
]
_PASSIVE = frozenset(
    [
        "يسمى",
        "تسمى",
        "يعرف",
        "تعرف",
        "عرف",
        "عرفت",
        "سمي",
        "سميت",
        "يدعى",
        "تدعى",
        "وصف",
        "وصفت",
        "يوصف",
        "توصف",
    ]
)
_CARRIERS = frozenset(
    [
        "ما",
        "من",
        "مما",
        "ممن",
        "لما",
        "لمن",
        "بما",
        "بمن",
        "عما",
        "عمن",
        "فيما",
        "فيمن",
        "وما",
        "ومن",
        "كما",
    ]
)
_SO_CALLED = frozenset(
    ["المزعوم", "المزعومة", "المزعومين", "المزعومون", "المسمى", "المسماة", "المدعو", "المدعوة"]
)
_PRONOUNS = ("ه", "ها", "هم", "هما", "هن")


#: Before a carrier these take up the sentence before: `وهو ما اعتبره كثيرون` is a claim.
_TAKES_UP = frozenset(["وهو", "وهي", "هو", "هي", "وهذا", "هذا", "الأمر"])
_BECOME = frozenset(["بات", "باتت", "أصبح", "أصبحت", "كان", "كانت", "صار"])
#: `ما زعم أنه`: the words are said, and nobody vouches for them.
_CLAIMING = frozenset(
    ["زعم", "زعمت", "زعموا", "يزعم", "تزعم", "يزعمون", "ادعى", "ادعت", "يدعي", "تدعي"]
)
_CALLING = frozenset(["أطلق", "أطلقت", "أطلقوا", "يطلق", "تطلق", "يطلقون", "أطلقته"])


class LabelDraft(NamedTuple):
    """A label by token ranges; ``speaker`` is the explicit namer's range, ``known`` tells whether
    anybody names at all (a passive names nobody)."""

    marker: Range
    label: Range
    speaker: Range | None
    known: bool


def find_label_drafts(phrases: Phrases) -> list[LabelDraft]:
    """Find the labels of one article, by token ranges, in reading order."""
    found = []
    article = phrases.article
    for i, word in enumerate(article.words):
        draft = None
        if word.form in _CARRIERS and i + 1 < len(article.words):
            draft = _named(phrases, i, i + 1)
        elif word.form in _SO_CALLED:
            draft = _so_called(phrases, i)
        elif word.base in _CALLING and not (i and article.words[i - 1].form in _CARRIERS):
            draft = _under_the_name(phrases, i)
        if draft:
            found.append(draft)
    return found


def _named(phrases: Phrases, i: int, at: int) -> LabelDraft | None:
    """`ما سمتها معركة …`, `من وصفهم بالإرهابيين`, `ما يسمى …`, `ما عرف بـ…`."""
    article = phrases.article
    if i and article.words[i - 1].form in _TAKES_UP:
        return None
    if article.words[at].form in _BECOME and at + 1 < len(article.words):
        at += 1
    word = article.words[at]
    form = word.form
    if form in _CLAIMING:
        return _claimed(phrases, i, at)
    if form in _CALLING:
        return _under_the_name(phrases, at, i)
    if article.words[i].form == "كما" and at + 1 < len(article.words):
        noun = speaker_noun(article.words[at + 1])
        if noun and article.words[at + 1].definite:  # `"…"، كما يصفها النظام`
            return None
    if form in _PASSIVE and at + 1 < len(article.words) and article.words[at + 1].form == "باسم":
        return _label(phrases, (i, at + 1), at + 1, None, known=False, prepositional=True)
    if form in _PASSIVE and not word.pronoun:
        return _label(
            phrases,
            (i, at + 1),
            at + 1,
            None,
            known=False,
            prepositional=form not in ("يسمى", "تسمى", "سمي", "سميت", "يدعى", "تدعى"),
        )
    stem = next(
        (form[: -len(p)] for p in _PRONOUNS if form.endswith(p) and form[: -len(p)] in _NAMING),
        None,
    )
    if stem is None:
        return None
    start, speaker = at + 1, None
    prepositional = stem.startswith(("وصف", "يصف", "تصف"))
    if start < len(article.words) and not _begins_label(phrases, start, prepositional):
        end = phrases.phrase_end(start, _clause_limit(article, start))
        if end < len(article.words) and _begins_label(phrases, end, prepositional):
            speaker, start = (start, end), end
    noun = speaker_noun(article.words[start]) if start < len(article.words) else None
    told = noun and article.words[start].definite and not _begins_label(phrases, start, True)
    if prepositional and not speaker and told:
        # `ما وصفه البيان الصادر عنها بالحوادث`, `ما وصفه البيان سوء المعاملة`
        speaker, start = _judging(phrases, start)
        if speaker is None:
            return None
    if prepositional and not _begins_label(phrases, start, True):
        # `ما وصفه الوزير "خطأ"`, `مما وصفته محاولة …`: the judgement without its preposition.
        prepositional = False
        end = phrases.phrase_end(start, _clause_limit(article, start)) if not speaker else start
        if start < end < len(article.words) and end in article.opens:
            speaker, start = (start, end), end
    elif not prepositional and not speaker:
        start, speaker = _namer(phrases, start)
    return _label(phrases, (i, at + 1), start, speaker, known=True, prepositional=prepositional)


def _judging(phrases: Phrases, start: int) -> tuple[Range | None, int]:
    """Part who judges from the label: at a ب not far behind, else where the phrase ends."""
    article = phrases.article
    limit = _clause_limit(article, start)
    end = phrases.phrase_end(start, limit)
    for k in range(start + 1, min(end + 3, limit)):
        if _begins_label(phrases, k, True) or k in article.opens:
            return (start, k), k
    if end >= limit or phrases.is_function_word(end) or article.kinds[end] != "word":
        return None, start
    return (start, end), end


def _namer(phrases: Phrases, start: int) -> tuple[int, Range | None]:
    """`ما تعتبره الحكومة أراضي محتلة`: who names stands between the verb and the label."""
    article = phrases.article
    limit = _clause_limit(article, start)
    if start + 1 >= limit:
        return start, None
    word = article.words[start]
    known = speaker_noun(word) or phrases.mention_at(start) or word.form in ("البعض", "كثيرون")
    if not (known or (word.form.endswith("ون") and not word.definite)):
        return start, None
    end = phrases.phrase_end(start, limit)
    if end >= limit or (phrases.is_function_word(end) and end not in article.opens):
        return start, None
    return (start, None) if article.words[end].conjunction else (end, (start, end))


def _claimed(phrases: Phrases, i: int, at: int) -> LabelDraft | None:
    """`ما زعم أنه مخزن`, `ما زعمت الصحيفة أنها وثائق`."""
    article = phrases.article
    for k in range(at + 1, min(at + 8, _clause_limit(article, at) - 1)):
        if complementizer(article.words[k].form) and article.words[k].pronoun:
            speaker = (at + 1, k) if k > at + 1 else None
            return _label(phrases, (i, k + 1), k + 1, speaker, known=True, prepositional=False)
        if article.kinds[k] == "punct":
            return None
    return None


def _begins_label(phrases: Phrases, i: int, prepositional: bool) -> bool:
    if prepositional:
        return phrases.article.words[i].preposition == "ب" or phrases.article.words[i].form in (
            "ب",
            "بأنه",
            "بأنها",
            "بأنهم",
        )
    return i in phrases.article.opens or not phrases.mention_at(i)


def _label(
    phrases: Phrases,
    marker: Range,
    start: int,
    speaker: Range | None,
    *,
    known: bool,
    prepositional: bool,
) -> LabelDraft | None:
    article = phrases.article
    limit = _clause_limit(article, start)
    if start >= limit or (prepositional and not _begins_label(phrases, start, True)):
        return None
    opens = start in article.opens or article.text[article.starts[start]] == "("
    plain = article.kinds[start] in ("word", "hashtag") and (
        prepositional or not phrases.is_function_word(start)
    )
    if not (opens or plain):
        return None
    end = _label_end(phrases, start, limit)
    return LabelDraft(marker, (start, end), speaker, known) if end > start else None


def _label_end(phrases: Phrases, start: int, limit: int) -> int:
    article = phrases.article
    at = start + 1 if article.words[start].form in ("ب", "بأنه", "بأنها", "بأنهم") else start
    quotation = article.opens.get(at) or article.opens.get(at + 1)
    if quotation and quotation.last < limit + 1:
        return quotation.last + 1
    if article.text[article.starts[at]] == "(":
        for k in range(at + 1, min(at + 9, limit)):
            if article.text[article.starts[k]] == ")":
                return k + 1
    end = at + 1
    while end < min(limit, at + 6):
        word = article.words[end]
        quotation = article.opens.get(end)
        if quotation and end == at + 1:
            return quotation.last + 1
        if word.conjunction or word.preposition or phrases.is_function_word(end) or verb_like(word):
            break
        if article.words[end - 1].definite and not word.definite:
            break
        end += 1
    return end


def _so_called(phrases: Phrases, i: int) -> LabelDraft | None:
    """`الخلافة المزعومة`: the noun before is the label."""
    article = phrases.article
    behind = i + 1
    if behind < len(article.words) and article.words[behind].form == "ب":
        behind += 1
    if article.words[i].form.startswith("المسم") and behind in article.opens:
        end = article.opens[behind].last + 1  # `المهرجان المسمى بـ"…"`
        return LabelDraft((i, i + 1), (i + 1, end), None, False)
    if i == 0 or (article.kinds[i - 1] != "word" and i - 1 not in article.closes):
        return None
    quotation = article.closes.get(i - 1)
    first = quotation.first if quotation else i - 1
    while not quotation and first > 0 and i - first < 4 and _extends(phrases, first):
        first -= 1
    return LabelDraft((i, i + 1), (first, i), None, False)


def _extends(phrases: Phrases, first: int) -> bool:
    article = phrases.article
    here, before = article.words[first], article.words[first - 1]
    if (
        article.kinds[first - 1] != "word"
        or phrases.is_function_word(first - 1)
        or here.preposition
    ):
        return False
    if verb_like(before) or phrases.finite_cue(first - 1):
        return False
    if here.definite and before.definite and phrases.new_noun(first):
        return False
    return before.definite == here.definite or (not before.definite and here.definite)


def _under_the_name(phrases: Phrases, i: int, carrier: int | None = None) -> LabelDraft | None:
    """`أطلقوا عليها اسم "…"`, `ما يطلق عليه "…"`."""
    article = phrases.article
    first = i if carrier is None else carrier
    upon = article.words[i + 1].form if i + 2 < len(article.words) else ""
    if carrier is not None and upon in ("عليه", "عليها", "عليهم") and i + 2 in article.opens:
        return _label(phrases, (first, i + 2), i + 2, None, known=False, prepositional=False)
    if carrier is None and upon in ("عليه", "عليها", "عليهم"):
        # `الجمعة التي أطلقوا عليها "…"`, `… عليها جمعة "…"`
        at = i + 2 if i + 2 in article.opens else i + 3
        if at in article.opens and article.words[at - 1].form not in ("اسم", "إسم", "لقب", "تسمية"):
            known = article.words[i].base.endswith("وا")
            label = i + 2, article.opens[at].last + 1
            return LabelDraft((i, i + 2), label, None, known)
    for k in range(i + 1, min(i + 9, len(article.words) - 1)):
        if article.words[k].form in ("اسم", "إسم", "تسمية", "لقب", "وصف"):
            on = next((j for j in range(i + 1, k) if article.words[j].form.startswith("علي")), None)
            if on is None:
                return None
            end = _label_end(phrases, k + 1, _clause_limit(article, k + 1))
            between = [j for j in range(i + 1, k) if j != on and article.kinds[j] == "word"]
            speaker = (between[0], between[-1] + 1) if between else None
            return LabelDraft((first, k + 1), (k + 1, end), speaker, True)
        if article.kinds[k] == "punct":
            return None
    return None


def _clause_limit(article: Article, start: int) -> int:
    if start >= len(article.words):
        return start
    return article.ranges[article.sentence_of[start]][1]
