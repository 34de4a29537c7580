"""Parties: how a source of several is cut into those who speak together."""

from __future__ import annotations

from itertools import pairwise

from sdlib.article import Range
from sdlib.context import is_context
from sdlib.coordination import ally
from sdlib.phrases import Phrases
from sdlib.roles import speaker_noun
from sdlib.runs import NameRuns, own_name
from sdlib.sources import EACH
from sdlib.wordkinds import noun_only


class Parties:
    """Cuts the sources of one article where و joins another who speaks."""

    def __init__(self, phrases: Phrases, runs: NameRuns) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self.runs = runs

    def of(self, first: int, behind: int) -> list[Range]:
        """The parts of a source, each of one who speaks: `سوريا | وروسيا`."""
        several = self._each(first, behind) or self._quoted(first, behind)
        return several or self._parts(first, behind)

    def _quoted(self, first: int, behind: int) -> list[Range]:
        """`صحيفتا "الوطن" و"الأهرام"`: each of the names in marks behind one noun."""
        opens, found, at = self.article.opens, [], first + 1
        while at in opens and opens[at].last < behind:
            found.append((at, opens[at].last + 1))
            at = opens[at].last + 1
            at += at < behind and self.article.words[at].form in ("و", "،")
        return found if len(found) > 1 else []

    def _each(self, first: int, behind: int) -> list[Range]:
        """`كل من الوزير وليلى حداد`: each of those whom و joins."""
        words = self.article.words
        if behind - first < 4 or words[first].form not in EACH or words[first + 1].form != "من":
            return []
        cuts = [i for i in range(first + 3, behind) if self.phrases.joined(i)]
        return [(a, b) for a, b in pairwise([first + 2, *cuts, behind])]

    def _parts(self, first: int, behind: int) -> list[Range]:
        """Cut a source at the و that joins two who speak: `سوريا وروسيا`."""
        cuts: list[int] = []
        for i in range(first + 1, behind):
            if not self.phrases.joined(i) or self._titles_of_one(first, i, behind):
                continue
            if self._another(first, i, cuts):
                cuts.append(i)
        edges = [first, *cuts, behind]
        return [(self._behind_ally(a, b), b) for a, b in pairwise(edges)]

    def _behind_ally(self, first: int, behind: int) -> int:
        """`وحليفتها | روسيا`: where the name of an ally begins."""
        return first + (behind - first > 1 and ally(self.article.words[first]))

    def _titles_of_one(self, first: int, i: int, behind: int) -> bool:
        """`سامر الأحمد، نائب الرئيس والناطق باسم الوفد`: behind a name with a title و joins what
        belongs to the title, or another title."""
        if self._one_bearer(first, i, behind):
            return True
        named = [own_name(self.phrases, k) for k in range(first, behind)]
        if not any(named[: i - first]) or any(named[i - first :]) or named[i - 1 - first]:
            return False
        return not self.phrases.mention_at(i) or self._comma_before(first, i)

    def _one_bearer(self, first: int, i: int, behind: int) -> bool:
        """`الناشطة والكاتبة السعودية منال الأحمد`: two nouns of one who is named behind them."""
        pair = speaker_noun(self.article.words[first]), speaker_noun(self.article.words[i])
        alone = (
            i == first + 1 and self.article.words[first].definite and self.article.words[i].definite
        )
        alike = pair[0] is not None and pair[0] == pair[1] and pair[0][0] == "person"
        return alone and alike and any(own_name(self.phrases, k) for k in range(i + 1, behind))

    def _comma_before(self, first: int, i: int) -> bool:
        """Whether a comma stands between two tokens."""
        return any(self.article.slice(k, k + 1) in "،," for k in range(first, i))

    def _another(self, first: int, i: int, cuts: list[int]) -> bool:
        """Whether the word that و joins is another one who speaks."""
        if self._two_titles(first, i) or self._two_bodies(first, i) or self._body_too(first, i):
            return True
        if self._one_more(first, i) or ally(self.article.words[i]):
            return True
        noun = speaker_noun(self.article.words[first])
        mention = self.phrases.mention_at(i)
        before = self.phrases.mention_over(i - 1)
        types = ("LOC", "ORG") if noun and noun[0] == "person" and noun[1] != "p" else ("LOC",)
        places = [m is not None and m.entity.type in types for m in (before, mention)]
        if noun and all(places) and not cuts and not self.phrases.mention_at(first):
            # `زعماء تركيا وإيران`, `المتحدث باسم سوريا ولبنان`: one title of two countries
            return False
        titled = speaker_noun(self.article.words[i]) and self.phrases.is_name(first)
        name = mention or titled or is_context(self.article.words[i].base, "given_name")
        family = own_name(self.phrases, i - 1) or self.runs.behind_given_name(i - 1)
        return bool(name and (before or family))

    def _two_bodies(self, first: int, i: int) -> bool:
        """`ناشطون ومنظمة العفو`: و joins a body to a group or another body."""
        here, there = speaker_noun(self.article.words[i]), speaker_noun(self.article.words[first])
        mention = self.phrases.mention_at(i)
        named = mention is not None and mention.entity.type in ("ORG", "LOC")
        if named and mention.entity.type == "LOC" and self.phrases.mention_over(i - 1):
            # `زعماء تركيا وإيران`
            return False
        body = here is not None and (here[0] == "organisation" or here[1] == "p")
        body = body and not self.article.words[i].definite
        group = there is not None and there[0] in ("group", "organisation")
        joined = self.phrases.joined(i) and self.article.kinds[i - 1] == "word"
        several = there is not None and there[1] == "p" and not self.article.words[first].definite
        people = here is not None and here[0] == "group" and group and there[1] == "p"
        if i == first + 1 and people and self._bound(i) and self.article.words[i].base[-1] in "وي":
            return False  # `أطباء وممرضو المستشفى`: two nouns of one annexation
        several = several and here is not None and not self.article.words[i].definite
        return joined and ((group and (named or body)) or several)

    def _body_too(self, first: int, i: int) -> bool:
        """`التلفزيون السوري والإعلام الحربي`, `الإذاعة والتلفزيون`: one body joined to another, and
        no name of one (`وزارة الثقافة والإعلام`)."""
        here, there = self.article.words[i], self.article.words[first]
        pair = [speaker_noun(word) for word in (here, there)]
        if any(noun is None or noun[0] != "organisation" or noun[1] == "p" for noun in pair):
            return False
        last = self.article.words[i - 1]
        adjective = last.definite and last.base.endswith(("ي", "ية")) and not noun_only(last)
        named = self.phrases.mention_over(i - 1)
        named = named is not None and named.entity.type == "ORG" and named.behind == i
        return here.definite and (i == first + 1 or adjective or named)

    def _one_more(self, first: int, i: int) -> bool:
        """`مصدر مطلع على الملف ومصدر قضائي`: one person without the article joined to another."""
        here, there = self.article.words[i], self.article.words[first]
        pair = [speaker_noun(word) for word in (here, there)]
        persons = all(noun is not None and noun[0] == "person" for noun in pair)
        bare = not (here.definite or here.pronoun or there.definite or there.pronoun)
        return persons and bare and i > first + 1 and here.conjunction == "و"

    def _bound(self, i: int) -> bool:
        """Whether a definite noun stands right behind a word, which has no article itself."""
        words = self.article.words
        return not words[i].definite and i + 1 < len(words) and words[i + 1].definite

    def _two_titles(self, first: int, i: int) -> bool:
        """`الوزير والمحافظ`, `الوزير وشقيقه`: two titles with article or pronoun are two."""
        here, there = self.article.words[i], self.article.words[first]
        persons = [speaker_noun(w) for w in (here, there)]
        both = all(noun is not None and noun[0] == "person" for noun in persons)
        own = here.definite or bool(here.pronoun)
        return both and own and there.definite and here.conjunction == "و"
