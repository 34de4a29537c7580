"""Name search: names in one article that no list has, by the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from sdlib.article import Article
from sdlib.cues import readings
from sdlib.entities import Mention
from sdlib.frequencies import one_alef
from sdlib.name_runs import LONGEST, NameRuns
from sdlib.particles import particle_cuts, particles
from sdlib.roles import speaker_noun
from sdlib.strangers import (
    derived,
    given,
    leads,
    may_be_family,
    strange,
    strange_whole,
    triggers,
    unknown,
)
from sdlib.wordkinds import accusative, noun_only
from sdlib.words import Word

#: So many words stand at most between a title and the name of its holder.
_REACH = 8
#: What begins a name of two words: `أبو مازن`, `عبد السلام`.
_COMPOUND = frozenset(("أبو", "ابو", "أبي", "عبد"))
_QUOTES = frozenset("\"«“„'")


class Found(NamedTuple):
    """A name at the tokens from ``first`` up to, not including, ``behind``."""

    first: int
    behind: int
    type: str
    #: how many letters of the first word stand before the name (و, ب, …)
    cut: int
    #: what told it: ``title``, ``given``, ``unknown``, ``speaks``, ``place``, ``body``,
    #: ``brand``, ``again``; ``ambiguous`` is a surname that two persons have
    rule: str
    #: the name, in its fullest form in the article
    name: str


class NameSearch(NameRuns):
    """The names of one article that its mentions do not cover, found in one pass.

    Parameters
    ----------
    article : Article
    mentions : sequence of Mention
        What a lexicon found (`sdlib.entities.Gazetteer.find`).
    """

    def __init__(self, article: Article, mentions: Sequence[Mention]) -> None:
        super().__init__(article, mentions)
        #: family names, and names of places and bodies, to be known again when they stand alone
        self._again: dict[str, tuple[str, str]] = {}
        #: family names of two persons of the article
        self._shared: set[str] = set()

    def names(self) -> list[Found]:
        """Give the names in reading order; they do not overlap."""
        self._remember_mentions()
        found: list[Found] = []
        for i in self._candidates():
            if self._taken[i] or self.article.kinds[i] != "word":
                continue
            name = self._body(i) or self._led(i) or self._person(i)
            if name:
                found.append(name)
                self._taken[name.first : name.behind] = [True] * (name.behind - name.first)
                self._remember(name)
        return sorted([*map(self._in_full, found), *self._known_again()])

    def _candidates(self) -> list[int]:
        """Give the tokens at which a name may begin, by their word and the two before them."""
        leading = self.article.where(_leads_on)
        behind = (k for i in leading for k in (i + 1, i + 2) if k < self.size)
        return sorted({*self.article.where(_may_begin), *behind})

    def _in_full(self, name: Found) -> Found:
        """A surname that stands alone, by the full name that the article gives elsewhere."""
        kind, full = self._again.get(name.name, ("", ""))
        alone = name.behind - name.first == 1 and name.type == kind == "PER"
        if not alone or " " not in full:
            return name
        shared = name.name in self._shared
        return name._replace(rule="ambiguous") if shared else name._replace(name=full, rule="again")

    # Persons ------------------------------------------------------------------------------

    def _person(self, i: int) -> Found | None:
        """A run of name words that a title, a given name or its strangeness shows to be one."""
        if not self._begins(i):
            return None
        behind = self._run_end(i)
        length = behind - i
        word = self.words[i]
        named = self._given_at(i)
        if self._titled(i, length):
            return self._found(i, behind, "PER", "title")
        if length > 1 and (named or self.words[behind - 1].form in triggers()["ordinal"]):
            return self._found(i, behind, "PER", "given")
        if length > 1 and all(self._stranger(k) for k in range(i, behind)):
            place = i and self.words[i - 1].base == "في"
            return self._found(i, behind, "LOC" if place else "PER", "unknown")
        alone = length == 1 and (named or strange(word)) and not self._no_name(word)
        if alone and self._speaks(i):
            return self._found(i, behind, "PER", "speaks")
        if named and unknown(word):
            return self._found(i, behind, "PER", "given")
        return None

    @staticmethod
    def _no_name(word: Word) -> bool:
        """Whether a word is an adverb in the accusative (`وفقا`, `جليا`) or has a native form."""
        if not given(word.form) and derived(word):
            return True
        return accusative(word) or one_alef(word.base) in particle_cuts()

    def _begins(self, i: int) -> bool:
        mention = self._over[i]
        if mention is not None:
            return False
        word = self.words[i]
        if self._given_at(i) or strange(word) or strange_whole(word):
            return True
        if word.base not in _COMPOUND or i + 1 == self.size:
            return False
        return self._same(i, i + 1) and (self.words[i + 1].definite or self._given_at(i + 1))

    def _titled(self, i: int, length: int) -> bool:
        """Whether a title leads to the name: right before it, or before its adjectives."""
        k, words = i - 1, self.words
        if k < 0 or words[i].conjunction or words[i].preposition or not self._same(k, i):
            return False
        if self.article.kinds[k] == "punct" and self.article.text[self.article.starts[k]] == "،":
            return False
        if leads(words[k], "relation") and not words[k].definite:
            return True
        if leads(words[k], "honorific"):
            return words[k].definite or words[k].stem in ("سمو", "جلالة", "معالي", "سعادة", "فخامة")
        for back in range(k, max(-1, i - _REACH), -1):
            if self.article.kinds[back] != "word" or not self._same(back, i):
                return False
            noun = speaker_noun(words[back])
            if noun and noun[0] == "person":
                # `رئيس فولهام`: bare before a single word it belongs to a place or club.
                return back < k or words[back].definite
            if not (words[back].definite or self._over[back] or words[back].form == "باسم"):
                bare = back < k and (noun is not None or words[back + 1].definite)
                if not bare or words[back].conjunction:
                    return False
        return False

    def _speaks(self, i: int) -> bool:
        """Whether a verb of speech stands right before, or أن or إن behind."""
        if not i or self.words[i].conjunction or self.words[i].preposition:
            return False
        before = readings(self.words[i - 1].form)
        return any(r.shape in ("perfect", "imperfect") for r in before) and self._same(i - 1, i)

    # Places and bodies --------------------------------------------------------------------

    def _led(self, i: int) -> Found | None:
        """A name right behind a word that leads to a place (`مدينة`) or a body (`شركة`)."""
        lead = i - 1
        if lead < 0 or self._over[i] is not None:
            return None
        if self.article.text[self.article.starts[lead]] in _QUOTES and lead:
            lead -= 1
        before = self.words[lead]
        if not _leads_on(before) or not self._same(lead, i) or self.words[i].conjunction:
            return None
        plain = not self.words[i].preposition or strange_whole(self.words[i])
        if not before.definite and plain:
            if leads(before, "brand") and self._stranger(i) and not self._given_at(i):
                return self._found(i, self._strangers_end(i), "ORG", "brand")
            if leads(before, "place") and (self._stranger(i) or self._proper(i)):
                return self._found(i, self._strangers_end(i), "LOC", "place")
            if (leads(before, "area") or leads(before, "direction")) and self._stranger(i):
                behind = self._strangers_end(i)
                own = self.words[i].form.endswith(("ها", "هم", "هما", "هن"))
                word = derived(self.words[i]) or before.pronoun
                if behind - i == 1 and not (self._given_at(i) or own or word):
                    return self._found(i, behind, "LOC", "place")
        return None

    def _proper(self, i: int) -> bool:
        """Whether a word with the article is no known noun or adjective: `حي المنصور`."""
        word = self.words[i]
        return word.definite and (unknown(word) or not word.stem.endswith(("ية", "ي", "ة")))

    def _strangers_end(self, i: int) -> int:
        behind = i + 1
        while behind < min(self.size, i + 3) and self._plain_stranger(i, behind):
            behind += 1
        return behind

    def _plain_stranger(self, i: int, k: int) -> bool:
        free = self.article.kinds[k] == "word" and not self._taken[k] and self._over[k] is None
        return (
            free
            and self._same(i, k)
            and strange(self.words[k])
            and not (self.words[k].conjunction or self.words[k].preposition)
        )

    def _body(self, i: int) -> Found | None:
        """A body with its phrase: `حزب العمل`, `المنظمة العالمية للملكية الفكرية`."""
        word = self.words[i]
        if not leads(word, "body") or self._over[i] is not None or word.pronoun:
            return None
        behind = i + 1
        while behind < min(self.size, i + LONGEST) and self._goes_on(i, behind):
            behind += 1
        if behind - i < 2 + word.definite:
            return None
        return self._found(i, behind, "ORG", "body")

    def _goes_on(self, i: int, k: int) -> bool:
        word, before = self.words[k], self.words[k - 1]
        if self.article.kinds[k] != "word" or not self._same(i, k) or word.conjunction:
            return False
        if self._over[k] is not None and self._over[k].entity.type == "PER":
            return False
        if word.preposition:
            closed = before.definite and self.words[i].definite
            return closed and word.preposition == "ل" and word.definite
        if word.definite:
            adjective = not noun_only(word) and word.stem[-1:] in "يةن"
            return not speaker_noun(word) and (not before.definite or adjective)
        return k == i + 1 and not self.words[i].definite and strange(word)

    # Names that stand again ---------------------------------------------------------------

    def _remember(self, name: Found) -> None:
        last = self.words[name.behind - 1]
        if name.type == "PER" and name.behind - name.first > 1:
            if all(self._is_name_word(k) for k in range(name.first, name.behind)):
                self._name_person(last.form, name.name)
        elif name.behind - name.first == 1 and strange(self.words[name.first]):
            self._again.setdefault(self.words[name.first].stem, (name.type, name.name))

    def _remember_mentions(self) -> None:
        for i, mention in enumerate(self._over):
            if mention is not None and mention.behind == i + 1 and mention.entity.type == "PER":
                word, titled = self.words[i], speaker_noun(self.words[mention.first])
                long = mention.behind - mention.first > 1 and not titled
                # `العاهل السعودي` ends in no name.
                long = long and word.form in mention.entity.name.split()
                if long and (strange(word) or may_be_family(word)):
                    self._name_person(word.form, mention.entity.name)

    def _is_name_word(self, k: int) -> bool:
        """Whether a word of a name is no other's: `صلاح مهاجم ليفربول` names more than one."""
        word = self.words[k]
        return self._stranger(k) or word.definite or unknown(word) or leads(word, "particle")

    def _name_person(self, surname: str, name: str) -> None:
        """Note a person's full name; who is named by some of the same words is the same."""
        known = self._again.setdefault(surname, ("PER", name))[1]
        one, other = set(known.split()), set(name.split())
        if not (one <= other or other <= one):
            self._shared.add(surname)

    def _known_again(self) -> list[Found]:
        found, again = [], self._again
        named = [i for i, w in enumerate(self.words) if w.form in again or w.base in again]
        for i in named if again else ():
            if self._taken[i] or self._over[i] is not None or self.article.kinds[i] != "word":
                continue
            word = self.words[i]
            kind = again.get(word.form) or again[word.base]
            known = strange_whole(word) or (word.definite and may_be_family(_whole_base(word)))
            known = known and one_alef(word.base) not in particles()
            beside = i and self._taken[i - 1] and not word.conjunction
            # `المصدر الحوثي` is an adjective.
            beside = beside or (i and self._described(i))
            if (known or self._given_at(i)) and not beside:
                name = self._found(i, i + 1, kind[0], "again")
                shared = not again.keys().isdisjoint({word.form, word.base} & self._shared)
                rule = {"rule": "ambiguous"} if shared else {"name": kind[1]}
                found.append(name._replace(**rule))
        return found

    def _described(self, i: int) -> bool:
        """Whether a word with the article may be the adjective of the one before."""
        word, before = self.words[i], self.words[i - 1]
        if not (word.definite and before.definite) or word.conjunction or not self._same(i - 1, i):
            return False
        # `الحل العادل`; `الرئيس العادل` is a title and a name.
        noun = speaker_noun(before)
        titled = noun is not None and noun[0] == "person"
        return word.base.endswith("ي") or not (titled or strange(word))

    def _found(self, first: int, behind: int, kind: str, rule: str) -> Found:
        word = self.words[first]
        whole = given(word.form) or (not strange(word) and strange_whole(word))
        cut = 0 if whole else len(word.conjunction) + len(word.preposition)
        words = [self.words[k].form for k in range(first, behind)]
        words[0] = word.form if whole else word.base
        return Found(first, behind, kind, cut, rule, " ".join(words))


@lru_cache(maxsize=1 << 16)
def _may_begin(word: Word) -> bool:
    """A gate: whether a name may begin with a word (`NameSearch._begins`, `_body`)."""
    known = given(word.form) or given(word.base) or leads(word, "body")
    return known or word.base in _COMPOUND or strange(word) or strange_whole(word)


@lru_cache(maxsize=1 << 16)
def _leads_on(word: Word) -> bool:
    """A gate: whether a word may lead to the name of a place or body (`NameSearch._led`)."""
    return any(leads(word, group) for group in ("brand", "place", "area", "direction"))


def _whole_base(word: Word) -> Word:
    return word._replace(conjunction="", preposition="")
