"""Titles: who holds a title that an article names with it, before or after the name."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from sdlib.article import Range
from sdlib.context import is_context
from sdlib.entity_rows import read_entity_rows
from sdlib.hashtag_names import named_by_tag
from sdlib.kin import tells_of_another
from sdlib.normalization import normalize_word
from sdlib.phrases import Phrases
from sdlib.roles import event_noun, speaker_noun
from sdlib.runs import own_name
from sdlib.wordkinds import accusative, foreign, noun_only
from sdlib.words import Word

#: A title and the name of its holder stand within so many tokens.
_REACH = 16

#: Offices of a country or town, behind whose name a foreign name is the holder's.
_OFFICES = frozenset(
    ["رئيس", "رئيسة", "وزير", "وزيرة", "حاكم", "عمدة", "محافظ", "سفير", "مستشار", "مستشارة"]
)

#: With these another takes the word: `من جهته، قال المدرب`.
_TURNS = frozenset(["جهته", "جهتها", "جانبه", "جانبها", "بدوره", "بدورها", "المقابل"])

#: Who holds the same title elsewhere (`نظيره التركي`).
_PEERS = frozenset(["نظير", "نظيرت", "نظيرة"])

#: Envoys, whom their country tells from one another.
_ENVOYS = frozenset(["مندوب", "مندوبه", "سفير", "سفيره", "مبعوث", "مبعوثه"])


@lru_cache(maxsize=1 << 16)
def _key(word: Word) -> str:
    """A word in its search form without clitics and article."""
    return normalize_word(word.base).removeprefix("ال")


class Holder(NamedTuple):
    """A title (its words without article) that the article gives with a name at a token."""

    at: int
    title: str
    name: Range


class Titles:
    """The titles of one article with the names of those who hold them."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self.words = phrases.article.words
        #: what `key` answered: one phrase is compared with many
        self._keys: dict[Range, str] = {}

    def key(self, first: int, behind: int) -> str:
        """The words of a phrase without clitics and article, as titles are compared."""
        if (first, behind) not in self._keys:
            self._keys[first, behind] = self._read_key(first, behind)
        return self._keys[first, behind]

    def _read_key(self, first: int, behind: int) -> str:
        kinds = self.article.kinds
        words = self.words[first:behind]
        told = ("word", "hashtag", "number")
        said = (w for k, w in enumerate(words, first) if kinds[k] in told)
        return " ".join(map(_key, said))

    def holders(self) -> list[Holder]:
        """Every title that stands beside a name anywhere in the article, in reading order."""
        found: list[Holder] = []
        for i, noun in enumerate(self.phrases.speakers):
            if not noun or noun[0] != "person" or self._of_another(i):
                continue
            second = is_context(self.words[i].base.removeprefix("ال"), "deputy")
            second = second or tells_of_another(self.phrases, i)
            holder = (second and self._behind_name(i, second=True)) or self._before_name(i)
            holder = holder or self._behind_name(i)
            if holder:
                peer = self.words[i].stem in _PEERS and found
                found.append(self._peer(holder, found[-1]) if peer else holder)
        return found

    def _peer(self, holder: Holder, other: Holder) -> Holder:
        """`الوزير سامر الأحمد … نظيره الأميركي جون سميث`: he holds the title of the other."""
        own = [word for word in holder.title.split()[1:] if is_nation(word)]
        near = self.article.sentence_of[other.at] == self.article.sentence_of[holder.at]
        if not own or not near:
            return holder
        title = [word for word in other.title.split() if not is_nation(word)]
        woman = self.words[holder.at].stem.startswith("نظيرت")
        title[:1] = [title[0].removesuffix("ه") + "ه" * woman] if title else []
        return holder._replace(title=" ".join([*title, *own])) if title else holder

    def _of_another(self, i: int) -> bool:
        """Whether a title ends another one: `نائب رئيس الوزراء`."""
        before = self.words[i - 1] if i else None
        if before is None or self.article.kinds[i - 1] != "word" or before.definite:
            return False
        noun = self.phrases.speakers[i - 1]
        title = is_context(before.base, "deputy") or (noun is not None and noun[0] == "person")
        return title and not self.words[i].conjunction and not self.words[i].preposition

    def _limit(self, i: int) -> int:
        """The token behind the stretch in which a title and its holder stand."""
        return min(i + _REACH, self.article.ranges[self.article.sentence_of[i]][1])

    def _before_name(self, i: int) -> Holder | None:
        """`رئيس الوزراء سكوت موريسون`, `وزيرة الخارجية السابقة، هيلاري كلينتون،`."""
        limit = self._limit(i)
        end = self.phrases.phrase_end(i, limit)
        tag = named_by_tag(self.phrases, i, min(end + 2, limit))
        if tag:
            return Holder(i, self.key(i, min(end, tag)), (tag, tag + 1))
        name = None if tells_of_another(self.phrases, i) else self.bearer(i, end)
        if name:
            return (
                Holder(i, self.key(i, name[0]), name) if name[0] > i + 1 or self._plain(i) else None
            )
        if end + 1 >= limit or not self._comma(end) or not self._plain(i, end):
            return None
        start = end + 1
        noun = speaker_noun(self.words[start])
        if noun and noun[0] == "person" and self.words[start].definite and start + 1 < limit:
            # `ولي العهد، الأمير سامر بن رامي`
            start += 1
        parent = start + 1 < limit and self.words[start + 1].form in ("بن", "بنت")
        behind = self.name_end(start + 1 if parent else start, limit)
        if behind - start < 2 or not self._closed(behind):
            return None
        return Holder(i, self.key(i, end), (start, behind))

    def _plain(self, i: int, end: int = 0) -> bool:
        """Whether a title tells one from others: it is definite, or more than one word."""
        return self.words[i].definite or end - i > 1

    def _behind_name(self, i: int, *, second: bool = False) -> Holder | None:
        """`رياض حجاب، رئيس الوزراء السابق`, `سامر الأحمد مدرب النادي`: the name before the title.

        ``second``: the title is a deputy's, and a name in it may be his superior's.
        """
        if i < 3 or self.words[i].conjunction or self.words[i].preposition:
            return None
        last = i - 1 if self._comma(i - 1) else i
        start = last
        while start > max(last - 5, 0) and self._name_word(start - 1):
            start -= 1
        while start < last and not self._opens_name(start, sure=last == i):
            start += 1
        end = self.phrases.phrase_end(i, self._limit(i))
        if last - start < 2 or (self.bearer(i, end) and not second) or not self._plain(i, end):
            return None
        return Holder(i, self.key(i, end), (start, last))

    def _opens_name(self, i: int, *, sure: bool) -> bool:
        """Whether a person's name, without title, can begin at a token; ``sure``: a known one."""
        mention = self.phrases.mention_over(i)
        if mention and (mention.first != i or speaker_noun(self.words[i])):
            return False
        word = self.words[i]
        if sure:
            return is_context(word.form, "given_name") or mention is not None
        return not word.definite and (own_name(self.phrases, i) or foreign(word))

    def _comma(self, i: int) -> bool:
        """Whether a comma stands at a token."""
        return self.article.text[self.article.starts[i]] in "،,"

    def _closed(self, i: int) -> bool:
        """Whether a name behind a comma ends where an apposition does."""
        if i >= len(self.words):
            return True
        return self.article.kinds[i] != "word" or self.phrases.is_function_word(i)

    def _name_word(self, i: int) -> bool:
        """Whether a token is, or may be, part of a name."""
        if self.article.kinds[i] != "word":
            return False
        word = self.words[i]
        known = own_name(self.phrases, i) or self.phrases.follows_given_name(i)
        before = self.words[i - 1] if i else word
        family = word.definite and not word.preposition and not speaker_noun(word)
        given = is_context(before.form, "given_name") or self.phrases.is_name(i - 1)
        if before.form == "آل" or (family and given and i > 0):
            return True  # `تركي المالكي`
        return known or (foreign(word) and not word.conjunction)

    def name_end(self, first: int, limit: int) -> int:
        """The token behind the name that begins at ``first``, ``first`` where none does."""
        if not (own_name(self.phrases, first) or foreign(self.words[first])):
            return first
        i = first + 1
        while i < limit and i - first < 6 and self._continues_name(i):
            i += 1
        return i

    def _continues_name(self, i: int) -> bool:
        """`الأحمد`: whether a name goes on at a token."""
        word = self.words[i]
        if self.article.kinds[i] != "word" or word.conjunction or word.pronoun:
            return False
        if word.preposition and not own_name(self.phrases, i):
            return False
        if own_name(self.phrases, i) or self.phrases.follows_given_name(i) or foreign(word):
            return True
        return word.definite and not speaker_noun(word) and self._closed(i + 1)

    def bearer(self, first: int, behind: int) -> Range | None:
        """The name that ends a phrase behind a person's title.

        What is bare behind a definite word belongs to no annexation any more, so it is a
        name, whether a list knows it or not: `الباحث الفرنسي برتران سيف`, `الناطق باسم
        المجلس تميم الجراح`.
        """
        noun = speaker_noun(self.words[first])
        if not noun or noun[0] != "person":
            return None
        for k in range(first + 1, behind):
            if self._begins_name(first, k) and self._all_name(k + 1, behind):
                end = self._before_another(k, behind)
                return (k, end) if end - k > 1 or self._name_word(k) else None
        return None

    def _before_another(self, first: int, behind: int) -> int:
        """`فولوديمير زيلينسكي | بوتين`: where another known person is named."""
        for k in range(first + 2, behind):
            last, mention = self.phrases.mention_over(k - 1), self.phrases.mention_at(k)
            if last and mention and last.behind == k and last.entity != mention.entity:
                return k
        return behind

    def _begins_name(self, first: int, k: int) -> bool:
        """Whether the name of a title's holder begins at ``k``: `الباحث الفرنسي | برتران`."""
        before, word = self.words[k - 1], self.words[k]
        mention = self.phrases.mention_over(k - 1)
        place = mention is not None and mention.behind == k and k - 1 > first
        office = self.words[first].stem.removeprefix("ال") in _OFFICES and foreign(word)
        closed = (
            before.definite
            or bool(before.pronoun)
            or (place and (office or own_name(self.phrases, k)))
        )
        closed = closed or (self.article.kinds[k - 1] == "punct" and k - 1 > first)
        if not closed or word.definite or word.conjunction or word.pronoun:
            return False
        if self.article.kinds[k] != "word" or self.phrases.is_function_word(k):
            return False
        if own_name(self.phrases, k):
            return True
        if word.preposition and not (word.preposition == "ك" and foreign(word)):
            return False
        common = speaker_noun(word) or event_noun(word) or accusative(word)
        bound = k + 1 < len(self.words) and self.words[k + 1].definite
        # `أكد الرئيس عمق العلاقات`: two known nouns
        common = common or (bound and noun_only(word) and noun_only(self.words[k + 1]))
        return not common and not self.phrases.verb_at(k) and not self.phrases.finite_cue(k)

    def _all_name(self, first: int, behind: int) -> bool:
        """Whether nothing but words of a name stands between two tokens."""
        return all(
            self.article.kinds[k] == "word"
            and not self.words[k].conjunction
            and (not self.words[k].preposition or own_name(self.phrases, k))
            and not self.phrases.is_function_word(k)
            and not speaker_noun(self.words[k])
            for k in range(first, behind)
        )

    def turns(self, first: int) -> bool:
        """`من جهته، قال المدرب`, `فأجاب الموظف`: another speaks now."""
        before = self.words[max(0, first - 5) : first]
        if before and before[-1].form[:1] == "ف" and before[-1].conjunction:
            return True
        return any(word.base in _TURNS or word.form in _TURNS for word in before)

    def of_the_last(self, first: int, behind: int, position: int) -> bool:
        """`الدبلوماسي المصري`: a definite title of one man, whom nothing behind it tells.

        A relative clause tells of the last speaker where his title has the same adjective.
        """
        words = self.words
        head = words[first].stem.removeprefix("ال")
        if not words[first].definite:
            return False
        if is_context(head, "another") and not self._same_office(first, behind, position):
            return False
        k = behind + 1 if behind < len(words) and self.article.kinds[behind] == "punct" else behind
        told = words[k : k + 2]
        if not told or self.turns(first):
            return False
        if told[0].form == "عن" and not is_context(told[-1].form, "determiner"):
            return False  # `قال المدرب عن لاعبه`, but `عن ذلك`
        if words[k].form == "في" and not is_context(words[k + 1].form, "occasion"):
            return False  # `المدير العام في الوزارة رامي عباس`
        title = self._words_of_title(first, position)
        shared = any(word.form in title for word in words[first + 1 : behind])
        if is_context(words[k].form, "relative"):
            return shared
        if not shared and self.of_other_nation(first, behind, position):
            return False  # `الزعيم اللبناني` behind `الزعيم السوري سامر الأحمد`
        return not (self.phrases.is_name(k) or foreign(words[k]))

    def _same_office(self, first: int, behind: int, position: int) -> bool:
        """`المتحدثة باسم البنتاغون` behind `المتحدثة باسم وزارة الدفاع الأمريكية ليلى حداد`."""
        near = self._words_of_title(first, position)
        own = {self.words[k].form for k in range(first, behind)}
        if own <= near or self.words[first].form not in near:
            return own <= near
        bodies = {m.entity.entity_id for m in self.phrases.mentions if first < m.first < behind}
        said = range(max(0, position - 8), min(first, position + 12))
        known = {m.entity.entity_id for m in self.phrases.mentions if m.first in said}
        return bool(bodies & known)

    def _words_of_title(self, first: int, position: int) -> set[str]:
        """The forms beside a cue: those of the title under which somebody spoke are among them."""
        return {word.form for word in self.words[max(0, position - 8) : min(first, position + 12)]}

    def of_other_nation(self, first: int, behind: int, position: int) -> bool:
        """Whether a title tells a country, and that of who spoke at ``position`` another one."""
        own = {nation_of(word.form) for word in self.words[first + 1 : behind]} - {""}
        near = range(max(1, position - 8), min(first, position + 12))
        his = {nation_of(self.words[k].form) for k in near if self._beside_title(k)} - {""}
        return bool(own and his and not own & his)

    def _beside_title(self, k: int) -> bool:
        """`الزعيم | السوري`, `نائب الرئيس | السوري`; not `مدرب نادي الساحل | السوري`."""
        k -= 1
        k -= k > 0 and self.words[k].definite and not speaker_noun(self.words[k])
        before = speaker_noun(self.words[k])  # `الزعيم الدرزي | السوري`
        return before is not None and before[0] in ("person", "organisation")


@lru_cache(maxsize=1 << 14)
def country_of(word: str) -> str:
    """A country, its adjective and its capital as one: روسيا, روسي, روسية, موسكو."""
    root = _root(word)
    return _capitals().get(root, root)


def _root(word: str) -> str:
    return re.sub("(?:يا|يه|ا|ه|ي)$", "", word)


@cache
def _places() -> list[list[str]]:
    rows = read_entity_rows("entities")
    return [
        [normalize_word(name) for name in (row["name_ar"], *row["aliases"].split("|")) if name]
        for row in rows
        if row["type"] == "LOC"
    ]


@cache
def _capitals() -> dict[str, str]:
    """For each capital, and the United States, the root of the country's adjective."""
    found = {_root("متحده"): "امريك", _root("ولايات"): "امريك", "اميرك": "امريك"}
    for names in _places():
        for alias in names[1:]:
            words = alias.split()
            if len(words) == 2 and words[0] == "العاصمه" and " " not in names[0]:
                country = _root(words[1].removeprefix("ال"))
                found[_root(names[0].removeprefix("ال"))] = found.get(country, country)
    return found


@cache
def _nations() -> frozenset[str]:
    """The roots of places with a name of one word."""
    return frozenset(country_of(n[0].removeprefix("ال")) for n in _places() if " " not in n[0])


def is_nation(word: str) -> bool:
    """Whether a word of a title is a country, its capital or its adjective."""
    return country_of(word) in _nations() or _root(word) in _capitals()


def is_office(word: str) -> bool:
    """Whether a noun in its search form is an office of a country, which many hold.

    Examples
    --------
    >>> is_office("وزير"), is_office("حارس")
    (True, False)
    """
    offices = _OFFICES | {"زعيم", "امير", "ملك", "نائب", "مسؤول", "مسوول", "متحدث", "مندوب"}
    return word in {normalize_word(office) for office in offices}


def fits(short: str, longer: str, *, woman: bool = False) -> bool:
    """Whether a short title (`وزير ايراني`) can be the longer one (`وزير خارجيه ايراني`).

    Who held it once (`رئيس وزراء سابق`) is not meant by the title alone. ``woman`` lets
    a title without ه be that of a woman (`وزير التعليم`, `وزيرة التعليم ليلى عباس`).
    """
    here, there = short.split(), longer.split()
    if not here or not there or here[0] != (there[0].removesuffix("ه") if woman else there[0]):
        return False
    if woman and len(here) < 2:
        return False
    known = {country_of(word) for word in there[1:]}
    asked = {country_of(word) for word in here[1:]}
    if not asked <= known and not (here[0] in _ENVOYS and known & asked & _nations()):
        return False
    return not any(is_context(word, "former") for word in set(there) - set(here))


def nation_of(form: str) -> str:
    """The country of a definite adjective (`اللبناني`), "" for other words."""
    word = normalize_word(form).removeprefix("ال")
    return country_of(word) if form.startswith("ال") and is_nation(word) else ""
