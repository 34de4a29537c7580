"""Names: the plain name behind a source, in the fullest form that the article gives."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass
from itertools import pairwise

from sdlib.article import Range
from sdlib.bearers import title_bearer
from sdlib.bodies import Bodies
from sdlib.complements import person_in_marks
from sdlib.concord import agreement
from sdlib.context import is_context
from sdlib.descriptions import Descriptions
from sdlib.hashtag_names import named_by_tag, without_signs
from sdlib.issuers import SAME, Issuers
from sdlib.kin import own_name_of_kin, tells_of_another
from sdlib.latter import Latter
from sdlib.normalization import normalize_word
from sdlib.offices import of_another_country
from sdlib.pairs import Pairs
from sdlib.phrases import Phrases
from sdlib.roles import speaker_noun
from sdlib.runs import NameRuns, own_name
from sdlib.sources import EACH
from sdlib.titles import Titles, fits, is_nation, is_office, nation_of
from sdlib.wordkinds import foreign, noun_only


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved speaker; ``rule`` tells what decided."""

    name: str | None
    entity_id: str | None
    gender: str
    number: str
    rule: str


class Names:
    """Names those who speak in one article: by proper name, title, issuer or fuller phrase."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self.titles = Titles(phrases)
        self.key = self.titles.key
        self.runs = NameRuns(phrases)
        self.bodies = Bodies(phrases, self.titles)
        self.issuers = Issuers(phrases, self.name_of)
        self.pairs = Pairs(phrases, self.runs, self.name_of)
        self.latter = Latter(phrases, self.name_of)
        self.descriptions = Descriptions(phrases, self.runs)
        self._introduced: dict[str, str] = {}
        #: what `_name_range` answered: a source is named several times
        self._ranges: dict[Range, Range | None] = {}
        #: titles with the names of their holders and the tokens where they stand
        self._held: list[tuple[int, str, str]] = []
        self._note_holders()

    def _note_holders(self) -> None:
        """Note every title beside a name, and the names that only a title shows to be names."""
        for at, title, (first, behind) in self.titles.holders():
            if of_another_country(self.phrases, first):
                continue
            run = tuple(self.runs.words_of(first, behind))
            self.runs.add(run, first)
            self._held.append((at, title, self.runs.fullest(first, behind)))

    def named(self, first: int, behind: int) -> Speaker:
        """Give the speaker whom an explicit source names."""
        gender, number = agreement(self.phrases, first, behind)
        parts = self._each(first, behind) or self._parts(first, behind)
        named = [self.name_of(*part) for part in parts] if len(parts) > 1 else []
        if len({name for name, _, _ in named}) > 1:  # `الوزير والنائب سامر الأحمد` is one
            return Speaker(
                "؛ ".join(n for n, _, _ in named), named[0][1], "", "d", "source: coordinated"
            )
        pair = self.pairs.of(first, behind)
        if pair:
            return Speaker(pair, None, "", "d", "source: pair")
        last = self.latter.of(first, behind)
        name, entity_id, rule = (*last, "latter") if last else self.name_of(first, behind)
        return Speaker(name, entity_id, gender, number, f"source: {rule}")

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
        return [(a, b) for a, b in pairwise(edges)]

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
        if self._two_titles(first, i) or self._two_bodies(first, i):
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

    def name_of(self, first: int, behind: int) -> tuple[str, str | None, str]:
        """Give a name, its entity and the rule: the issuer, a name, a holder, a fuller phrase."""
        same = self.article.words[first].base in ("نفس", "ذات", "عين") and behind - first > 1
        first += same  # `نفس المصدر`
        marks = self.article.opens.get(first)
        if marks and marks.last == behind - 1 > first + 1:
            first, behind = first + 1, behind - 1  # `وأضاف «المرصد» أن`
        issuer = self.issuers.of(first, behind)
        if issuer:
            return issuer
        name_range = self._name_range(first, behind)
        if name_range:
            name = self.runs.fullest(*name_range)
            mention = self.phrases.mention_over(name_range[0])
            person = mention is not None and mention.entity.type == "PER"
            entity_id = mention.entity.entity_id if mention and person else None
            return name, entity_id, "name"
        entity_id = self._entity(first, behind)
        whole = without_signs(self.bodies.plain(first, behind))
        holder = self._holder(first, behind)
        if holder:
            return holder, entity_id, "title"
        repeated = self._repeated(first, behind)
        if repeated:
            return repeated, entity_id, "repeated"
        described = self.descriptions.who(first, behind)
        if described:
            return described, entity_id, "description"
        fuller = self.bodies.fuller(first, behind)
        return without_signs(fuller or whole), entity_id, "phrase"

    def is_document(self, source: Range | None) -> bool:
        """Whether a source is a document whose issuer is not known: it says nothing further."""
        if source is None or not self.issuers.is_document(source[0]):
            return False
        return self.issuers.of(*source) is None

    def _name_range(self, first: int, behind: int) -> Range | None:
        """The words of a source that are a person's name, behind a title or before it."""
        if (first, behind) not in self._ranges:
            self._ranges[first, behind] = self._read_name(first, behind)
        return self._ranges[first, behind]

    def _read_name(self, first: int, behind: int) -> Range | None:
        tag = named_by_tag(self.phrases, first, behind)
        if tag is not None:
            return tag, tag + 1
        if tells_of_another(self.phrases, first):
            return own_name_of_kin(self.phrases, first, behind)
        if set_off := self._set_off(first, behind):
            return set_off
        last = behind - 1
        head = speaker_noun(self.article.words[first])
        marks = self.article.closes.get(last)
        if marks and marks.first > first and person_in_marks(self.phrases, first, marks.first):
            return marks.first + 1, last
        person = head is not None and head[0] == "person" and self.article.words[first].definite
        titled = last == first + 1 and person
        if (last == first or titled) and self.runs.family_name(last):
            return last, behind
        if last == first and self.runs.first_name(first):
            return first, behind
        placed = title_bearer(self.phrases, first, first + 1, behind)
        if placed:
            return placed
        runs = []
        i = first
        while i < behind:
            j = i
            while j < behind and self._in_name(first, i, j):
                j += 1
            if j > i:
                runs.append((i, j))
            i = max(j, i + 1)
        person = [r for r in runs if any(own_name(self.phrases, k) for k in range(*r))]
        person = [r for r in person if not self._complement(first, r[0])]
        if person:
            # Behind the speaker's own name others are named: `سامر الأحمد، نجل …`.
            own = not self.article.words[first].definite
            start, end = max(person, key=lambda r: (own and r[0] == first, r[1] - r[0]))
            titles = [k for k in range(start, end - 1) if self._is_title(k)]
            start = titles[-1] + 1 if titles else start
            while end - start > 1 and not self.runs.bare_name(start):
                start += 1
            return (start, end) if self.runs.bare_name(start) else None
        bearer = self.titles.bearer(first, behind)
        if bearer:
            return bearer
        titled = [r for r in runs if r[1] == behind and r[0] > first and r[1] - r[0] >= 2]
        if head and head[0] == "person" and titled and self._closes_title(titled[0][0]):
            return titled[0]
        return self._unlisted(first, behind, head)

    def _set_off(self, first: int, behind: int) -> Range | None:
        """`أيدو أنتيبي، الرئيس التنفيذي`, `سماح حديد مديرة الحملات`: the words that no noun of
        those who speak heads, before what tells who they are, behind a title or without."""
        words, start = self.article.words, first
        titled = speaker_noun(words[first]) or nation_of(words[first].form)
        if titled and words[first].definite:
            start += 1  # `الفريق ضاحي خلفان، نائب رئيس الشرطة`
        if behind - start < 3 or words[start].definite or not self._may_head(start):
            return None
        end = start + 1
        while end < behind and self._goes_on(end):
            end += 1
        apart = end < behind and self.article.slice(end, end + 1) == "،"
        at = end + apart
        if not 2 <= end - start <= 4 or at >= behind:
            return None
        told = speaker_noun(words[at])
        one = words[at].base in ("أحد", "إحدى") or (told is not None and told[1] != "p")
        return (start, end) if one and (apart or not words[at].definite) else None

    def _may_head(self, k: int) -> bool:
        """Whether a name may begin at a token: nobody who speaks by a noun, unless it is a name."""
        word = self.article.words[k]
        given = is_context(word.form, "given_name")
        counted = is_context(word.base, "determiner") or is_context(word.base, "whole_group")
        mention = self.phrases.mention_over(k)
        person = mention is None or mention.entity.type == "PER"
        return given or (person and not (speaker_noun(word) or counted))

    def _goes_on(self, k: int) -> bool:
        """Whether a word may be part of a name: no title, particle, sign or joined word."""
        word = self.article.words[k]
        if self.article.kinds[k] != "word" or self.phrases.is_function_word(k):
            return False
        return not (word.conjunction or word.preposition or speaker_noun(word))

    def _is_title(self, k: int) -> bool:
        """Whether a word of a name is a title; `أم محمد` is a name with a son's."""
        word = self.article.words[k]
        behind = self.article.words[k + 1]
        mother = word.form == "أم" and is_context(behind.form, "given_name")
        return speaker_noun(word) is not None and not mother

    def _unlisted(self, first: int, behind: int, head: tuple[str, str] | None) -> Range | None:
        """A name that no list knows: `الطبيب أشرف …`, `سماح حديد مديرة الحملات`."""
        words = self.article.words
        if head and head[0] == "person" and words[first].definite and behind - first > 2:
            bare = not words[first + 1].definite and not self.phrases.is_function_word(first + 1)
            other = words[first + 1].preposition or words[first + 1].form.endswith(("ي", "ية"))
            other = other or words[first + 1].form == "باسم" or speaker_noun(words[first + 1])
            return (first + 1, behind) if bare and not other else None
        end = first
        while end < behind and not words[end].definite and self.phrases.may_be_name(end):
            end += 1
        named = end
        if (
            end < behind
            and self.article.kinds[end] == "punct"
            and all(foreign(words[k]) or self.phrases.is_name(k) for k in range(first, end))
        ):
            end += 1
        follower = speaker_noun(words[end]) if end < behind else None
        known = named - first > 1 or (named > first and foreign(words[first]))
        return (first, named) if known and follower and follower[0] == "person" else None

    def _annexed(self, first: int, start: int) -> bool:
        """`حملة | ترامب الانتخابية`, `محامو | ترامب`, `أحد مساعدي | ترامب`: a name that a noun
        of things, or of several, governs."""
        word, before = self.article.words[first], self.article.words[start - 1]
        if word.base in ("أحد", "إحدى"):
            return start == first + 2 and before.form.endswith("ي") and not before.definite
        bare = not (word.definite or word.pronoun or self.phrases.is_name(first))
        thing = word.form.endswith("ة") and not is_context(word.form[:-1], "kin")
        return (
            start == first + 1 and bare and (thing or word.form.endswith("و")) and noun_only(word)
        )

    def _complement(self, first: int, start: int) -> bool:
        """Whether a name belongs to the title and not to its bearer.

        `مكتب أردوغان`, `محامي ترامب` and `المتحدث باسم الرئيس التركي` name somebody else
        than who speaks.
        """
        head = speaker_noun(self.article.words[first])
        if start == first:
            return False
        if not head:
            return self._annexed(first, start)
        if head[0] != "person":
            return True
        mention = self.phrases.mention_over(start)
        if mention and not own_name(self.phrases, mention.first):
            # `ممثل الأمين العام سامر الأحمد`
            start = max(mention.first, first)
        if start == first + 1 and not self.article.words[first].definite:
            return True
        if self._in_office_of(first, start):
            return True
        before = self.phrases.mention_over(start - 1)
        same = mention and before and mention.entity.entity_id == before.entity.entity_id
        if same and before is not mention and before.first > first:
            # `نائب الرئيس التركي رجب طيب أردوغان`: name and title of one person, not the deputy
            return True
        titled = mention is not None and speaker_noun(self.article.words[mention.first]) is not None
        behind_comma = self.article.kinds[start - 1] == "punct"
        return titled and start == mention.first and not behind_comma and mention.first > first

    def _in_office_of(self, first: int, start: int) -> bool:
        """`مسؤول في إدارة الرئيس | ترامب`: a name whose title a noun of things governs."""
        words, at = self.article.words, start
        if speaker_noun(words[at]) is None:
            at -= 1
        if at < first + 2:
            return False
        noun, governor = speaker_noun(words[at]), words[at - 1]
        titled = noun is not None and noun[0] == "person" and words[at].definite
        thing = not governor.definite and self.phrases.speakers[at - 1] is None
        led = any(self.phrases.is_function_word(k) for k in range(first + 1, at - 1))
        return titled and thing and led and noun_only(governor)

    def _closes_title(self, i: int) -> bool:
        """`الوزير الإيراني سامر`: whether a title has ended before a token."""
        word = self.article.words[i - 1]
        return (
            word.definite
            or bool(word.pronoun)
            or self.phrases.mention_over(i - 1) is not None
            or self.article.kinds[i - 1] == "punct"
        )

    def _in_name(self, first: int, i: int, j: int) -> bool:
        """Whether the token ``j`` goes on with the name that begins at ``i``."""
        mention = self.phrases.mention_over(j)
        if mention:
            return mention.entity.type == "PER" and own_name(self.phrases, j)
        word = self.article.words[j]
        if j > i and word.preposition == "ب" and noun_only(word):
            return False  # `سجنت ليلى عباس بتهمة السرقة`
        if own_name(self.phrases, j) or (j > i and self.runs.behind_given_name(j)):
            return True
        if word.definite:
            return False
        return self.phrases.may_be_name(j) and (j > first or not speaker_noun(word))

    def _entity(self, first: int, behind: int) -> str | None:
        """The entity of a source: its person, else what it is as a whole, else what heads it."""
        begun = (self.phrases.mention_at(k) for k in range(first, behind))
        inside = [m for m in begun if m is not None and m.behind <= behind]
        person = [m for m in inside if m.entity.type == "PER"]
        if tells_of_another(self.phrases, first):
            return None
        if person:
            return person[0].entity.entity_id
        whole = [m for m in inside if m.first == first and m.behind == behind]
        head = [m for m in inside if m.first == first]
        chosen = whole or head
        return chosen[0].entity.entity_id if chosen else None

    def _holder(self, first: int, behind: int) -> str | None:
        """The name of a title's holder, where the article names him with that title."""
        while behind - first > 1 and is_context(self.article.words[first].form, "honorific"):
            first += 1  # `السيد الرئيس`
        mention = self.phrases.mention_at(first)
        if mention and mention.entity.type == "PER" and not own_name(self.phrases, first):
            same = self.runs.same_entity(mention.entity.entity_id)
            return " ".join(same) if same else None
        head = speaker_noun(self.article.words[first])
        if not head or head[0] != "person":
            return None
        if self.article.words[first].stem == "نظير" and behind - first == 2:
            return self._of_nation(first + 1)
        if not self.article.words[first].definite and behind - first == 1:
            return None
        return self._last_holder(self.key(first, behind), first)

    def _last_holder(self, title: str, at: int) -> str | None:
        """Who holds a title: as it stands, else a fuller one; of several the last one named."""
        exact = [(k, name) for k, key, name in self._held if key == title]
        longer = [(k, name) for k, key, name in self._held if fits(title, key)]
        woman = [(k, name) for k, key, name in self._held if fits(title, key, woman=True)]
        named = [group for group in (exact, longer, woman) if group]
        known = next((group for group in named if group[0][0] < at), named[0] if named else [])
        head = title.split()[0] if len(title.split()) == 2 else ""
        adjective = at + 1 < len(self.article.words) and self.article.words[at + 1].definite
        alone = [(k, name) for k, key, name in self._held if key == head and adjective]
        alone = alone if self.article.words[at].definite else []  # no `رئيس الشركة`
        if not known and len({name for _, name in alone}) == 1:
            # `الوزير الإيراني` behind `الوزير سامر الأحمد`, the only one.
            known = alone
        known = known or self._only_holder(title, at)
        before = [name for k, name in known if k < at]
        return (before or [name for _, name in known[:1]] or [None])[-1]

    def _only_holder(self, title: str, at: int) -> list[tuple[int, str]]:
        """`الزعيم اللبناني`: the one leader of the article, of whom no other nation is told."""
        words = title.split()
        if len(words) != 2 or not is_nation(words[1]):
            return []
        headed = [(k, key, name) for k, key, name in self._held if key.split()[0] == words[0]]
        one = len({name for _, _, name in headed}) == 1 and headed[0][0] < at
        if one and not is_office(words[0]):
            return [(k, name) for k, _, name in headed]  # `الحارس البلجيكي`: no other guard
        other = any(is_nation(word) for _, key, _ in headed for word in key.split()[1:])
        return [(k, name) for k, _, name in headed] if one and not other else []

    def _of_nation(self, i: int) -> str | None:
        """Who holds a title of a nation (`نظيره التركي`), if the article names one only."""
        nation = normalize_word(self.article.words[i].base).removeprefix("ال")
        names = {name for _, key, name in self._held if nation in key.split()}
        return names.pop() if len(names) == 1 else None

    def _repeated(self, first: int, behind: int) -> str | None:
        """`المسؤول` behind `مسؤول تركي`: the indefinite phrase that the definite one takes up."""
        word = self.article.words[first]
        noun = speaker_noun(word)
        source = word.stem.removeprefix("ال") in ("مصدر", "مصادر")
        if behind - first == 2 and self.article.words[first + 1].form in SAME:
            behind -= 1
        whole = self._introduced.get(self.key(first, behind))
        if behind - first > 1 and word.definite and whole:
            return whole  # `الدبلوماسي الروسي` behind `دبلوماسي روسي`
        if (
            (behind - first > 1 and not source)
            or not word.definite
            or not noun
            or noun[0] not in ("person", "group")
        ):
            return None
        return self._introduced.get(normalize_word(word.stem).removeprefix("ال"))

    def introduce(self, source: Range, speaker: Speaker) -> None:
        """Note a speaker whom a short form may take up (`مسؤول تركي`, then `المسؤول`)."""
        word = self.article.words[source[0]]
        if source[1] - source[0] > 1:
            self.bodies.spoke[normalize_word(word.base).removeprefix("ال")] = source[0]
        alone = speaker.name is not None and "؛" not in speaker.name
        if alone and speaker.name:
            self.descriptions.note(speaker.name)
        noun = speaker_noun(word)
        several = noun is not None and source[1] - source[0] > 1 and alone
        # `المتحدث باسم الجيش`, of whom no name is known, then `المتحدث`
        unnamed = noun == ("person", "m") or noun == ("person", "f")
        unnamed = unnamed and speaker.rule == "source: phrase"
        if several and (not word.definite or unnamed):
            self._introduced[normalize_word(word.stem).removeprefix("ال")] = speaker.name
            self._introduced[self.key(*source)] = speaker.name

    def remember_title(self, source: Range) -> None:
        """Note who speaks under a title, and who issued a document that speaks."""
        name_range = self._name_range(*source)
        titled = name_range is not None and name_range[0] > source[0]
        # Who has no title and is no document is named later only, where all titles are known.
        told = titled or any(map(self.issuers.is_document, range(*source)))
        name = self.named(*source).name if told else None
        if self.article.words[source[0]].definite:
            self.issuers.speaking.add(self.issuers.noun(source[0]))
        if name_range and titled and name and "؛" not in name:
            title = self.key(source[0], name_range[0])
            if title:
                insort(self._held, (source[0], title, name))
