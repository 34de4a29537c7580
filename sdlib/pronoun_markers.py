"""Pronoun markers: whose words these are, told by a pronoun (`على حد قوله`, `بحسبه`, `في رأيه`)."""

from __future__ import annotations

from sdlib.article import Article
from sdlib.context import is_context
from sdlib.cues import CueEntry, Reading
from sdlib.marker_words import WHO, Marker, markers, may_mark
from sdlib.roles import complementizer
from sdlib.words import Word

_TO_WHOM = {f"ل{pronoun}": pronoun for pronoun in WHO}


def may_mark_own(word: Word) -> bool:
    """Whether a word can begin a marker with a pronoun: what `pronoun_marker` asks for at first."""
    return may_mark(word) or word.base == "في"


def _marker_form(word: Word) -> str:
    """The marker that a word is, with و or ف in front or without; "" for none."""
    if word.form in markers():
        return word.form
    rest = word.form[1:] if word.form[0] in "وف" else ""
    return rest if rest in markers() else ""


def pronoun_marker(article: Article, i: int, limit: int) -> Marker | None:
    """Read a marker at token ``i`` that tells by a pronoun whose words these are.

    The words of somebody (`على حد قوله`, `بحسب تعبيره`) are always such a marker; a view
    (`برأيه`) and a plain pronoun (`بحسبه`, `وفقا له`) only where they stand apart or open a clause.
    """
    found = _words_of_somebody(article.words, i, limit)
    if found is None:
        found = _view(article.words, i, limit) or _plain(article.words, i, limit)
        sure = article.words[i].stem == "حسب" and article.words[i].preposition == "ب"
        if found and not sure and not _apart(article, i, found[0], limit):
            return None
    if found is None:
        return None
    behind, entry = found
    last = article.words[behind - 1]
    gender, number = WHO[last.pronoun or _TO_WHOM[last.form]]
    reading = Reading.of(entry)._replace(gender=gender, number=number)
    return Marker((i, behind), None, reading, behind)


def _words_of_somebody(words: list[Word], i: int, limit: int) -> tuple[int, CueEntry] | None:
    """`على حد تعبيره`, `بحسب قولها`, `وفقا لرواياتهم`: the token behind, and how it is meant."""
    if words[i].base == "على" and i + 2 < limit and words[i + 1].form == "حد":
        at, entry = i + 2, CueEntry("حد", "neutral", frozenset())
    else:
        form = _marker_form(words[i])
        if not form or i + 1 >= limit:
            return None
        entry, frame = markers()[form]
        if frame not in ("of", "of-ل") or (frame == "of-ل") != (words[i + 1].preposition == "ل"):
            return None
        at = i + 1
    word = words[at]
    if word.pronoun not in WHO or (
        at == i + 1 and not is_context(word.stem, "own_words") and word.form != "تعبيره"
    ):
        return None
    had = markers().get(word.stem)
    return at + 1, had[0] if had and had[1] == "had" and had[0].type == "distancing" else entry


def _view(words: list[Word], i: int, limit: int) -> tuple[int, CueEntry] | None:
    """`في رأيه`, `برأيها`, `من وجهة نظرهم`: what somebody thinks."""
    at = i
    if words[i].base == "من" and i + 2 < limit and words[i + 1].form == "وجهة":
        at = i + 2
    elif words[i].base == "في" and i + 1 < limit:
        at = i + 1
    elif words[i].preposition != "ب":
        return None
    word = words[at]
    if word.pronoun not in WHO or not is_context(word.stem, "view"):
        return None
    return at + 1, CueEntry(word.stem, "opinion", frozenset())


def _plain(words: list[Word], i: int, limit: int) -> tuple[int, CueEntry] | None:
    """`بحسبه`, `وفقا لها`: the marker with a pronoun only."""
    form = _marker_form(words[i])
    if form and markers()[form][1] == "of-ل" and i + 1 < limit and words[i + 1].form in _TO_WHOM:
        return i + 2, markers()[form][0]
    word = words[i]
    entry, frame = markers().get(word.stem, (None, ""))
    if frame != "of" or word.pronoun not in WHO or word.preposition not in ("", "ب"):
        return None
    return (i + 1, entry) if entry else None


def _apart(article: Article, i: int, behind: int, limit: int) -> bool:
    """Whether a marker stands between marks or edges of its sentence, or opens a clause."""
    first, end = article.ranges[article.sentence_of[i]]
    opens = i == first or article.kinds[i - 1] == "punct"
    if behind >= min(limit, end):
        return opens
    clause = complementizer(article.words[behind].base)
    return opens and (article.kinds[behind] == "punct" or clause)
