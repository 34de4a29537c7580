"""Quotations: which marks belong together, and whether they quote or only name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sdlib.normalization import bare

#: Marks of one family close each other, whichever way they point: ``"…”`` is everywhere.
_FAMILY = {**dict.fromkeys('"“”„‟＂', 1), **dict.fromkeys("«»", 2), **dict.fromkeys("‹›", 3)}
_OPENERS = frozenset("«“„‹")
_CLOSERS = frozenset("»”›")
_SPACE_OR_CLOSING = frozenset(" \t\n\r\xa0.,،؛:!?؟)]}-–—…؛")

#: Nouns behind which a short quotation is the name of a thing: a group, a paper, an operation.
_NAMED_BY = frozenset(
    bare(w)
    for w in [
        "تنظيم",
        "جماعة",
        "حركة",
        "حزب",
        "قوات",
        "وحدات",
        "جبهة",
        "هيئة",
        "جيش",
        "لواء",
        "كتيبة",
        "كتائب",
        "فصيل",
        "منظمة",
        "مؤسسة",
        "شركة",
        "وكالة",
        "صحيفة",
        "قناة",
        "تلفزيون",
        "إذاعة",
        "موقع",
        "شبكة",
        "مجلة",
        "معركة",
        "عملية",
        "حملة",
        "مسيرة",
        "غرفة",
        "مبادرة",
        "برنامج",
        "مشروع",
        "قانون",
        "فيلم",
        "كتاب",
        "مسلسل",
        "رواية",
        "أغنية",
        "عاصفة",
        "إعصار",
        "صاروخ",
        "صواريخ",
        "طائرة",
        "طائرات",
        "منظومة",
        "سلاح",
        "بند",
        "سجن",
        "مخيم",
        "حي",
        "مدينة",
        "بلدة",
        "قرية",
        "شارع",
        "فندق",
        "مستشفى",
        "مجموعة",
        "مجموعات",
        "حلف",
        "تحالف",
        "ائتلاف",
        "اتحاد",
        "نادي",
        "فريق",
        "مقاتلي",
        "مسلحي",
        "عناصر",
        "إرهابيي",
        "مصادر",
        "تطبيق",
        "منصة",
        "منصات",
        "وثيقة",
        "مسار",
        "اتفاق",
        "اتفاقية",
        "لجنة",
        "دولة",
        "اسم",
        "لوكالة",
        "لصحيفة",
        "لقناة",
        "لقوات",
    ]
)


class Quotation(NamedTuple):
    """A quotation by its marks' token positions; ``name`` where the marks only hold a name."""

    first: int
    last: int
    name: bool


class _Mark(NamedTuple):
    token: int
    family: int
    opens: bool
    closes: bool


def find_quotations(
    text: str, starts: Sequence[int], ends: Sequence[int], paragraphs: Sequence[int]
) -> list[Quotation]:
    """Pair the quotation marks of a text.

    Marks are paired within a paragraph, direction-agnostic. A mark that nothing closes
    is closed at its paragraph's end where it opens a quotation of several words; a
    quotation goes on over paragraphs only where the next one opens it again.

    Parameters
    ----------
    text : str
        Raw text.
    starts, ends : sequence of int
        Offsets of its tokens.
    paragraphs : sequence of int
        The number of each token's paragraph.

    Returns
    -------
    list of Quotation
        In order of their opening marks. Where a closing mark is missing, ``last`` is the
        last token of the paragraph.
    """
    found: list[Quotation] = []
    for marks in _marks_by_paragraph(text, starts, ends, paragraphs):
        found += _pair(text, starts, ends, paragraphs, marks)
    return sorted(found)


def _marks_by_paragraph(
    text: str, starts: Sequence[int], ends: Sequence[int], paragraphs: Sequence[int]
) -> list[list[_Mark]]:
    groups: dict[int, list[_Mark]] = {}
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if end - start == 1 and text[start] in _FAMILY:
            groups.setdefault(paragraphs[i], []).append(_mark(text, start, i))
    return list(groups.values())


def _mark(text: str, at: int, token: int) -> _Mark:
    """Say whether a mark can open and whether it can close, by its shape and its neighbours."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    closing_place = after in _SPACE_OR_CLOSING and before not in " \t\n\r\xa0"
    opening_place = before in " \t\n\r\xa0(-–—\N{ARABIC TATWEEL}" and after not in " \t\n\r\xa0"
    mark = text[at]
    if closing_place != opening_place:
        return _Mark(token, _FAMILY[mark], opening_place, closing_place)
    return _Mark(token, _FAMILY[mark], mark not in _CLOSERS, mark not in _OPENERS)


def _pair(
    text: str,
    starts: Sequence[int],
    ends: Sequence[int],
    paragraphs: Sequence[int],
    marks: list[_Mark],
) -> list[Quotation]:
    found = []
    open_marks: list[_Mark] = []
    for k, mark in enumerate(marks):
        partner = next((m for m in reversed(open_marks) if m.family == mark.family), None)
        if partner and (mark.closes or not _closer_follows(marks, k)):
            del open_marks[open_marks.index(partner) :]
            found.append(_quotation(text, starts, ends, partner.token, mark.token))
        elif mark.opens and not partner:
            open_marks.append(mark)
    if open_marks:
        found += _unclosed(text, starts, ends, paragraphs, open_marks[0], found)
    return found


def _closer_follows(marks: list[_Mark], k: int) -> bool:
    """Whether two more marks of the family follow, so that this one may open a quotation inside."""
    return sum(m.family == marks[k].family and m.closes for m in marks[k + 1 :]) > 1


def _unclosed(
    text: str,
    starts: Sequence[int],
    ends: Sequence[int],
    paragraphs: Sequence[int],
    mark: _Mark,
    found: list[Quotation],
) -> list[Quotation]:
    last = mark.token
    while last + 1 < len(starts) and paragraphs[last + 1] == paragraphs[mark.token]:
        last += 1
    taken = any(q.first > mark.token for q in found)
    if last - mark.token < 4 or taken:
        return []
    return [_quotation(text, starts, ends, mark.token, last)]


def _quotation(
    text: str, starts: Sequence[int], ends: Sequence[int], first: int, last: int
) -> Quotation:
    inside = [bare(text[starts[i] : ends[i]]) for i in range(first + 1, last)]
    before = bare(text[starts[first - 1] : ends[first - 1]]) if first else ""
    return Quotation(first, last, _is_name(inside, before))


def _is_name(inside: list[str], before: str) -> bool:
    if len(inside) > 5 or not inside:
        return False
    head = before.removeprefix("و").removeprefix("ال")
    if head in _NAMED_BY or before in _NAMED_BY:
        return True
    return bool(inside[0] in _NAMED_BY and any(w.startswith("ال") for w in inside[1:]))
