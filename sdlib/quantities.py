"""Quantities: how many people and things, how much money, and what befell those counted."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from sdlib.article import Article
from sdlib.counted import (
    YEARS,
    Counted,
    counted_dual,
    counted_noun,
    counted_single,
    is_name,
    two,
)
from sdlib.counts import (
    Approximator,
    Number,
    approximate,
    approximator_behind,
    bounds,
    read_count,
    without_approximator,
    words_of,
)
from sdlib.document import Document, read_documents
from sdlib.fates import (
    continues,
    fate_at,
    fate_before,
    fate_behind,
    is_part,
    link_before,
    total_at,
    whole_before,
)
from sdlib.numerals import atom, behind_ordinal, readings
from sdlib.tables import require_columns, table
from sdlib.units import Unit, unit_form
from sdlib.words import Word

_PERSON = Unit("شخص", "person", None, frozenset())
_CASE = "حالة"
#: `5 قتلى و7 آخرين`: the others share no noun that names the harm.
_HARM = frozenset(["killed", "wounded"])
#: `اثنان منها`: things, and of a noun that stands further before.
_OF_THEM = "منها"
_OTHER_THINGS = "اخري"
#: What is asked of a claims table to find out which claim holds a quantity.
_ASKED = ("claim_id", "content_start", "content_end")
#: How many tokens a total may stand before its number: `عدد القتلى في … إلى 36`.
_FAR = 18
#: How many words may stand between two quantities of one list.
_ADJECTIVES = 4


class Quantity(NamedTuple):
    """A number with what it counts; ``start`` and ``end`` are offsets in the raw text."""

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    approximator: str | None
    unit: str
    measure: str


class _Found(NamedTuple):
    first: int
    behind: int
    number: Number
    unit: Unit
    measure: str
    #: whether it counts some of those counted before it (`بينهم 5 أطفال و3 نساء`)
    part: bool
    #: whether it goes on with the list of the one before it, or is a part
    tied: bool


def find_quantities(documents: pd.DataFrame, claims: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find the numbers that count people, things or money.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``doc_id`` and ``text``, as `read_corpus` gives them.
    claims : pandas.DataFrame, optional
        A claims table; with it, each quantity gets the innermost claim whose content holds it.

    Returns
    -------
    pandas.DataFrame
        One row a quantity in reading order: ``doc_id, claim_id, start, end, value, low, high,
        approximator, unit, measure``. ``value`` is the number said, ``low`` and ``high`` its
        bounds (``<NA>`` where open); ``unit`` is the lemma of what is counted; ``measure`` is
        killed, wounded, displaced, arrested or other.

    Raises
    ------
    TableError
        If a table lacks a column.

    Examples
    --------
    >>> import pandas as pd
    >>> text = "أعلن الجيش مقتل أكثر من 40 مسلحا."
    >>> found = find_quantities(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> found.loc[0, ["approximator", "unit", "measure"]].tolist()
    ['أكثر من', 'مسلح', 'killed']
    >>> found["low"].tolist(), found["high"].tolist()
    ([40.0], [<NA>])
    """
    by_doc: dict[str, list[dict[str, Any]]] = {}
    if claims is not None:
        require_columns(claims, ["doc_id", *_ASKED], "find_quantities(claims=...)")
        for row in claims[["doc_id", *_ASKED]].to_dict("records"):
            by_doc.setdefault(row["doc_id"], []).append(row)
    rows = []
    for document in read_documents(documents, "find_quantities(documents)"):
        rows += quantity_rows(document, by_doc.get(document.doc_id, []))
    return table("quantities", rows)


def quantity_rows(document: Document, claims: list[dict[str, Any]]) -> list[dict[str, object]]:
    """Give the rows of the quantities table for one document, with the rows of its claims."""
    return [
        {"doc_id": document.doc_id, "claim_id": _innermost(claims, q), **q._asdict()}
        for q in quantities_in(document.article)
    ]


def _innermost(claims: list[dict[str, Any]], quantity: Quantity) -> str | None:
    around = [
        claim
        for claim in claims
        if claim["content_start"] <= quantity.start and quantity.end <= claim["content_end"]
    ]
    if not around:
        return None
    return str(min(around, key=lambda c: c["content_end"] - c["content_start"])["claim_id"])


def quantities_in(article: Article) -> list[Quantity]:
    """Find the quantities of one article.

    Parameters
    ----------
    article : Article
        As `read_article` gives it.

    Returns
    -------
    list of Quantity
        In reading order; the spans do not overlap.

    Examples
    --------
    >>> from sdlib.article import read_article
    >>> quantities_in(read_article("مقتل جنديين وإصابة ما بين 5 و7 مدنيين"))[1]
    Quantity(start=19, end=37, value=None, low=5.0, high=7.0,
             approximator='بين', unit='مدني', measure='wounded')
    """
    finder = _Finder(article)
    return [
        Quantity(
            *article.span(found.first, found.behind),
            found.number.value,
            found.number.low,
            found.number.high,
            found.number.approximator,
            found.unit.lemma,
            found.measure,
        )
        for found in finder.run()
    ]


class _Marks(dict[str, str]):
    """What a word may open, by its search form: a kind of numeral, a dual, or nothing.

    A table and no function, since every word of a corpus is looked up in it.
    """

    def __missing__(self, norm: str) -> str:
        if len(self) >= _MOST_MARKS:
            self.clear()
        found, form = atom(norm), unit_form(norm)
        dual = form is not None and form.number == "dual" and form.unit.kind != "none"
        mark = found.kind if found else "dual" if dual else ""
        self[norm] = mark
        return mark


_MARKS = _Marks()
_MOST_MARKS = 1 << 18


def _mark(word: Word) -> str:
    """What a word may open."""
    return _MARKS[word.norm]


class _Finder:
    """One pass over one article; what was found before helps to read what follows."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.words = article.words
        self.found: list[_Found] = []

    def run(self) -> list[_Found]:
        behind = 0
        for i in self.article.where(_mark):
            if i >= behind:
                behind = self._read(i)
        return self.found

    def _read(self, i: int) -> int:
        """Try to read a quantity whose number or dual stands at a token; give the token behind."""
        mark = _MARKS[self.words[i].norm]
        if mark == "dual":
            dual = counted_dual(self.article, i)
            return self._keep(dual if dual and self._is_new(i) else None, two(i), i + 1)
        if mark == "ordinal":
            return behind_ordinal(self.words, i)
        number = read_count(self.article, i)
        if number is None:
            single = counted_single(self.article, i) if mark == "one" else None
            return self._keep(single, two(i)._replace(value=1.0, low=1.0, high=1.0), i + 1)
        if is_name(self.article, number):
            return number.behind
        if self.found and number.first < self.found[-1].behind:
            # `على الأقل` between two numbers belongs to the first.
            number = without_approximator(number, i)
        counted = counted_noun(self.article, number) or self._context(number)
        return self._keep(counted, number, number.behind)

    def _keep(self, counted: Counted | None, number: Number, behind: int) -> int:
        if counted is None or not counted.counts:
            return max(behind, counted.behind if counted else 0)
        if self.found and counted.first < self.found[-1].behind:
            return behind
        behind = counted.behind
        closing = self._closing(behind)
        if closing and number.approximator is None:
            behind, number = closing[0], approximate(number, closing[1])
        measure = self._measure(counted, behind, single=number.value == 1)
        part = is_part(self.words, counted.first)
        tied = self._is_tied(counted.first)
        if (part or tied) and measure != "other" and fate_behind(self.article, behind):
            self._befell_all(counted.first, measure)
        part = part or (tied and self.found[-1].part)
        found = _Found(counted.first, behind, number, counted.unit, measure, part, part or tied)
        self.found.append(found)
        return behind

    def _is_new(self, i: int) -> bool:
        """Whether a dual brings in two; a definite one speaks of two known, or tells their fate."""
        form = unit_form(self.words[i].norm)
        if form is None or not form.definite or form.unit.measure:
            return True
        fate = fate_before(self.article, i) if form.unit.kind == "person" else None
        return fate is not None and fate.measure != "other"

    def _closing(self, behind: int) -> tuple[int, Approximator] | None:
        """`على الأقل` behind number and noun, with at most an adjective or two in between."""
        for i in range(behind, min(behind + 3, bounds(self.article, behind - 1)[1])):
            if found := approximator_behind(self.article, i):
                return found
            word = self.words[i]
            if self.article.kinds[i] != "word" or word.conjunction or _MARKS[word.norm]:
                return None
        return None

    def _befell_all(self, first: int, measure: str) -> None:
        """`13 مدنيا بينهم 4 أطفال قتلوا`, `جنديين و5 مدنيين أصيبوا`: the verb is for all."""
        for k in range(len(self.found) - 1, -1, -1):
            found = self.found[k]
            if found.first < bounds(self.article, first)[0] or found.unit.kind != "person":
                return
            if found.measure == "other":
                self.found[k] = found._replace(measure=measure)
            if not found.tied:
                return

    # A number without a noun ---------------------------------------------------------------

    def _context(self, number: Number) -> Counted | None:
        """Read a bare number where the words around it say what it counts."""
        first, behind = number.first, number.behind
        if number.figures and number.value in YEARS and number.approximator is None:
            return None
        if behind < bounds(self.article, first)[1] and self.words[behind].norm in words_of("other"):
            return self._others(number)
        if unit := self._total(number):
            return Counted(unit, first, behind)
        if behind < bounds(self.article, first)[1] and self.words[behind].norm == _OF_THEM:
            return None
        same = self._same(first)
        before = fate_before(self.article, first)
        if before and before.behind == first and (before.mixed or before.measure != "other"):
            return Counted(same or _PERSON, first, behind)
        after = fate_behind(self.article, behind)
        if after and after.measure != "other":
            return Counted(same or _PERSON, first, behind)
        return Counted(same, first, behind) if same and is_part(self.words, first) else None

    def _same(self, first: int) -> Unit | None:
        """The people counted before in the sentence, unless their noun tells their fate."""
        start = bounds(self.article, first)[0]
        for last in reversed(self.found):
            if last.first < start:
                break
            if last.unit.kind == "person" and not last.part:
                return None if last.unit.measure in _HARM else last.unit
        return None

    def _is_tied(self, first: int) -> bool:
        last = self._last(first)
        near = last is not None and first - last.behind <= _ADJECTIVES
        return near and continues(self.words, first, last.behind)

    def _last(self, first: int) -> _Found | None:
        """The quantity before, if it stands in the same sentence."""
        last = self.found[-1] if self.found else None
        return last if last and last.first >= bounds(self.article, first)[0] else None

    def _others(self, number: Number) -> Counted | None:
        """`12 آخرين`: others of those named before."""
        i = number.behind
        end = bounds(self.article, number.first)[1]
        if i + 2 < end and self.words[i + 1].norm == "من":
            form = unit_form(self.words[i + 2].norm)
            if form and form.unit.kind != "none":
                return Counted(form.unit, number.first, i + 3)
        last = self._last(number.first)
        if self.words[i].norm == _OTHER_THINGS:
            return Counted(last.unit, number.first, i + 1) if last else None
        return Counted(self._same(number.first) or self._named(number.first), number.first, i + 1)

    def _named(self, first: int) -> Unit:
        """One person named without a number before: `مقتل جندي وإصابة 3 آخرين`."""
        for i in range(first - 1, max(bounds(self.article, first)[0], first - 12) - 1, -1):
            form = unit_form(self.words[i].norm)
            if form and form.unit.kind == "person" and not form.unit.measure and not form.definite:
                return form.unit
        return _PERSON

    def _total(self, number: Number) -> Unit | None:
        """`ارتفع عدد القتلى إلى 36`, `ارتفع إلى 36 عدد القتلى`: the noun behind `عدد`."""
        first, behind = number.first, number.behind
        start = bounds(self.article, first)[0]
        if closing := approximator_behind(self.article, behind):
            behind = closing[0]
        if behind + 1 < bounds(self.article, first)[1] and self.words[behind].norm in words_of(
            "total"
        ):
            return total_at(self.words, behind)
        attached = self.words[first].norm[0] in "لب" and first > start
        if not attached and (first == start or self.words[first - 1].norm not in words_of("reach")):
            return None
        for i in range(first - 1, max(start, first - _FAR) - 1, -1):
            if any(rest in words_of("total") for rest, *_ in readings(self.words[i].norm)):
                return total_at(self.words, i)
        return None

    # What befell those counted -------------------------------------------------------------

    def _measure(self, counted: Counted, behind: int, *, single: bool) -> str:
        unit, first = counted.unit, counted.first
        if unit.measure:
            return unit.measure
        after = fate_behind(self.article, behind)
        if unit.lemma == _CASE:
            return after.measure if after and after.first == behind else "other"
        if unit.kind != "person":
            return "other"
        if single and after is None and behind < bounds(self.article, first)[1]:
            # The verb of one person has the form of those that go before a number.
            after = fate_at(self.words, behind, "before")
        return after.measure if after else self._governed(first)

    def _governed(self, first: int) -> str:
        """The measure that the words before give: a verb or noun, or the quantity before."""
        last = self._last(first)
        link = link_before(self.words, first)
        if link is not None and last and last.unit.kind == "person":
            return last.measure
        if link is not None:
            part = is_part(self.words, first)
            whole = whole_before(self.article, link) if part else self._announced(link)
            fate = fate_before(self.article, link)
            return whole or (fate.measure if fate else "other")
        fate = fate_before(self.article, first)
        if fate and (last is None or fate.first > last.first):
            return fate.measure
        if last and last.unit.kind == "person" and continues(self.words, first, last.behind):
            return last.measure
        return self._announced(first) or "other"

    def _announced(self, first: int) -> str | None:
        """`من بين القتلى 12 طفلا`, `بلغ عدد النازحين 6 ملايين شخص`: a noun tells the fate."""
        start = max(bounds(self.article, first)[0], first - _FAR)
        if self.found:
            start = max(start, self.found[-1].behind)
        for i in range(first - 2, start - 1, -1):
            norm = self.words[i].norm
            among = norm == "بين" and i > 0 and self.words[i - 1].norm.endswith("من")
            if among or any(rest in words_of("total") for rest, *_ in readings(norm)):
                unit = total_at(self.words, i)
                return unit.measure if unit else None
            if norm.startswith("عدده"):
                return whole_before(self.article, i)
        return None
