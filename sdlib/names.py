"""Names: the plain name behind a source, in the fullest form that the article gives."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, replace

from sdlib.article import Range
from sdlib.bodies import Bodies
from sdlib.called_names import called_name
from sdlib.complements import led_by
from sdlib.concord import agreement
from sdlib.context import is_context
from sdlib.descriptions import Descriptions
from sdlib.hashtag_names import without_signs
from sdlib.issuers import SAME, Issuers
from sdlib.kin import tells_of_another
from sdlib.latter import Latter
from sdlib.name_ranges import NameRanges
from sdlib.normalization import normalize_word
from sdlib.offices import of_another_country
from sdlib.pairs import Pairs
from sdlib.parties import Parties
from sdlib.phrases import Phrases
from sdlib.roles import speaker_noun
from sdlib.runs import NameRuns, own_name
from sdlib.titles import Titles, fits, is_nation, is_office

_SPOKESMEN = frozenset(["متحدث", "متحدثه", "ناطق", "ناطقه"])


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved speaker; ``rule`` tells what decided."""

    name: str | None
    entity_id: str | None
    gender: str
    number: str
    rule: str

    def by(self, rule: str) -> Speaker:
        """Give the speaker with another rule."""
        return replace(self, rule=rule)

    def agrees(self, gender: str, number: str) -> bool:
        """Whether the speaker may be the subject of a verb of some gender and number."""
        if gender and self.gender and self.gender != gender:
            return False
        if number == "s" and self.number == "d":
            return False
        if number == "s" and self.number == "p" and gender == "m":
            return False
        if number == "p" and self.number in ("s", "d"):
            return False
        return not (number == "d" and self.number != "d")


class Names:
    """Names those who speak in one article: by proper name, title, issuer or fuller phrase."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self.titles = Titles(phrases)
        self.key = self.titles.key
        self.runs = NameRuns(phrases)
        self.parties = Parties(phrases, self.runs)
        self.ranges = NameRanges(phrases, self.runs, self.titles)
        self.bodies = Bodies(phrases, self.titles)
        self.issuers = Issuers(phrases, self.name_of)
        self.pairs = Pairs(phrases, self.runs, self.name_of)
        self.latter = Latter(phrases, self.name_of)
        self.descriptions = Descriptions(phrases, self.runs)
        self._introduced: dict[str, str] = {}
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
        parts = self.parties.of(first, behind)
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
        body = self.phrases.mention_at(first)
        if body and body.entity.type != "PER" and led_by(self.phrases, first, body.behind, behind):
            behind = body.behind  # `الجيش الوطني الليبي | بقيادة المشير كريم سالم`
        name_range = self.ranges.of(first, behind)
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
        called = called_name(self.phrases, first, behind)
        if called:
            person = called[0] - 1 not in self.article.opens
            name = self.runs.fullest(*called) if person else self.article.slice(*called)
            return name, None, "called"
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
        known = known or self._only_holder(title, at) or self._spokesman(title)
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

    def _spokesman(self, title: str) -> list[tuple[int, str]]:
        """`المتحدث باسم الوكالة`, where the article names `المتحدث كريم سالم` and no other one."""
        head = title.split()[0]
        if head not in _SPOKESMEN or len(title.split()) < 3:
            return []
        headed = [(k, key, name) for k, key, name in self._held if key.split()[0] == head]
        one = len({name for _, _, name in headed}) == 1
        return [(k, name) for k, key, name in headed if one and key == head]

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
        name_range = self.ranges.of(*source)
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
