"""Names: the plain name behind a source, in the fullest form that the article gives."""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass
from itertools import pairwise

from sdlib.context import is_context
from sdlib.normalization import normalize_word
from sdlib.phrases import Phrases, agreement, speaker_noun
from sdlib.sources import Range
from sdlib.titles import Titles, fits
from sdlib.verbs import verb_forms
from sdlib.wordkinds import foreign
from sdlib.words import Word

#: Runs of name words, each with the tokens where it begins in the article.
_Runs = dict[tuple[str, ...], list[int]]


#: Behind a title: the one who spoke before.
_SAME = frozenset(["نفسه", "نفسها", "ذاته", "ذاتها", "المذكور", "المذكورة"])
#: Verbs of those who make a document known as theirs.
_ISSUE = frozenset(
    ["نشر", "أصدر", "أعد", "أجرى", "بث", "وزع", "أطلق", "قدم", "كتب", "أذاع", "تلا", "عرض", "أرسل"]
)


def _publishes(word: Word) -> bool:
    return any(form.lemma in _ISSUE for form in verb_forms(word.stem))


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
        self._names = self._person_names()
        #: for each noun that heads a phrase, the phrases: where, their words, the text
        self._fuller: dict[str, list[tuple[int, set[str], str]]] = {}
        self._introduced: dict[str, str] = {}
        #: titles with the names of their holders and the tokens where they stand
        self._held: list[tuple[int, str, str]] = []
        self._note_holders()
        #: for each noun the last source of several words that it headed
        self._spoke: dict[str, int] = {}
        self._heads: dict[str, list[int]] | None = None
        self._issuers: dict[str, tuple[str, str | None, str]] = {}

    def _note_holders(self) -> None:
        """Note every title beside a name, and the names that only a title shows to be names."""
        for at, title, (first, behind) in self.titles.holders():
            run = tuple(
                self._name_form(k) if k == first else self.article.words[k].form
                for k in range(first, behind)
            )
            known = self._names.get(normalize_word(run[-1]), {})
            if len(run) > 1 and run not in known:
                for word in run:
                    self._names.setdefault(normalize_word(word), {})[run] = [first]
            self._held.append((at, title, self._fullest(first, behind)))

    def _person_names(self) -> dict[str, _Runs]:
        """Runs of name words in the article, by each of their words: to find a fullest form."""
        runs: dict[str, _Runs] = {}
        i, n = 0, len(self.article.words)
        while i < n:
            j = i
            while j < n and j - i < 6 and self._name_word(i, j):
                j += 1
            if j > i:
                start = i
                while start < j - 1 and not self._bare_name(start):
                    start += 1
                first = self.article.words[start]
                whole = is_context(first.form, "given_name")
                run = (
                    first.form if whole else first.base,
                    *(self.article.words[k].form for k in range(start + 1, j)),
                )
                for word in run:
                    runs.setdefault(normalize_word(word), {}).setdefault(run, []).append(start)
            i = max(j, i + 1)
        return runs

    def _name_word(self, i: int, j: int) -> bool:
        if j == i:
            return self.phrases.is_name(j)
        word = self.article.words[j]
        if self.article.kinds[j] != "word" or word.conjunction:
            return False
        if self.article.words[j - 1].definite and not self.phrases.mention_over(j):
            return False
        if self.phrases.is_name(j) or (j == i + 1 and self._behind_given_name(j)):
            return True
        return (
            not word.preposition
            and not word.definite
            and self.phrases.may_be_name(j)
            and not self.phrases.mention_at(j)
        )

    def _behind_given_name(self, i: int) -> bool:
        """Whether a word is the family name behind a given name, with the article or without."""
        if self.phrases.follows_given_name(i):
            return True
        before = self.article.words[i - 1]
        given = is_context(before.form, "given_name") or is_context(before.base, "given_name")
        word = self.article.words[i]
        family = word.definite and not word.preposition and not speaker_noun(word)
        family = family and not self.phrases.object_behind_name(i)
        return given and family and not self.phrases.mention_at(i)

    def named(self, first: int, behind: int) -> Speaker:
        """Give the speaker whom an explicit source names."""
        gender, number = agreement(self.phrases, first, behind)
        parts = self._parts(first, behind)
        if len(parts) > 1:
            named = [self.name_of(*part) for part in parts]
            return Speaker(
                "؛ ".join(n for n, _, _ in named), named[0][1], "", "d", "source: coordinated"
            )
        name, entity_id, rule = self.name_of(first, behind)
        return Speaker(name, entity_id, gender, number, f"source: {rule}")

    def _parts(self, first: int, behind: int) -> list[Range]:
        """Cut a source at the و that joins two who speak: `سوريا وروسيا`."""
        cuts = [
            i
            for i in range(first + 1, behind)
            if (
                self.phrases.joined(i)
                and (
                    self.phrases.mention_at(i)
                    or (speaker_noun(self.article.words[i]) and self.phrases.is_name(first))
                )
                and (self.phrases.mention_over(i - 1) or self.phrases.is_name(i - 1))
            )
            or self._two_titles(first, i)
            or self._two_bodies(first, i)
        ]
        edges = [first, *cuts, behind]
        return [(a, b) for a, b in pairwise(edges)]

    def _two_bodies(self, first: int, i: int) -> bool:
        """`ناشطون ومنظمة العفو`: و joins a body to a group or another body."""
        here, there = speaker_noun(self.article.words[i]), speaker_noun(self.article.words[first])
        mention = self.phrases.mention_at(i)
        named = mention is not None and mention.entity.type in ("ORG", "LOC")
        body = here is not None and (here[0] == "organisation" or here[1] == "p")
        body = body and not self.article.words[i].definite
        group = there is not None and there[0] in ("group", "organisation")
        joined = self.phrases.joined(i) and self.article.kinds[i - 1] == "word"
        several = there is not None and there[1] == "p" and not self.article.words[first].definite
        several = several and here is not None and not self.article.words[i].definite
        return joined and ((group and (named or body)) or several)

    def _two_titles(self, first: int, i: int) -> bool:
        """`الوزير والمحافظ`, `الوزير وشقيقه`: two titles with article or pronoun are two."""
        here, there = self.article.words[i], self.article.words[first]
        persons = [speaker_noun(w) for w in (here, there)]
        both = all(noun is not None and noun[0] == "person" for noun in persons)
        own = here.definite or bool(here.pronoun)
        return both and own and there.definite and here.conjunction == "و"

    def name_of(self, first: int, behind: int) -> tuple[str, str | None, str]:
        issuer = self._issuer(first, behind)
        if issuer:
            return issuer
        name_range = self._name_range(first, behind)
        if name_range:
            name = self._fullest(*name_range)
            mention = self.phrases.mention_over(name_range[0])
            person = mention is not None and mention.entity.type == "PER"
            entity_id = mention.entity.entity_id if mention and person else None
            return name, entity_id, "name"
        entity_id = self._entity(first, behind)
        whole = self._plain(first, behind)
        holder = self._holder(first, behind)
        if holder:
            return holder, entity_id, "title"
        if self.article.kinds[first] == "hashtag" and behind - first == 1:
            return whole.lstrip("#＃").replace("_", " "), entity_id, "phrase"
        repeated = self._repeated(first, behind)
        if repeated:
            return repeated, entity_id, "repeated"
        fuller = self._fuller_mention(first, behind) or self._fuller_phrase(first, behind)
        return fuller or whole, entity_id, "phrase"

    def _issuer(self, first: int, behind: int) -> tuple[str, str | None, str] | None:
        """For a document the body that issued it: behind ل or in annexation, or as named before."""
        head = speaker_noun(self.article.words[first])
        if not head or head[0] != "document":
            return None
        stem = normalize_word(self.article.words[first].stem).removeprefix("ال")
        for k in range(first + 1, behind):
            word = self.article.words[k]
            if self.article.opens.get(k) or (word.base.endswith("ية") and not word.definite):
                # `تقارير صحافية`: an adjective
                continue
            body = self.phrases.mention_at(k) or speaker_noun(word)
            if self.phrases.finite_cue(k) or self.phrases.verb_at(k):
                break
            if k == first + 1 and word.pronoun and not speaker_noun(word):
                break
            if body and (word.preposition in ("", "ل")) and not word.conjunction:
                name, entity_id, _ = self.name_of(k, behind)
                self._issuers[stem] = (name, entity_id, "issuer")
                return self._issuers[stem]
        if behind - first == 1 and self.article.words[first].definite:
            return self._issuers.get(stem)
        published = self._publisher(first, behind)
        if published:
            self._issuers[stem] = published
        return published

    def _publisher(self, first: int, behind: int) -> tuple[str, str | None, str] | None:
        """`بيان نشرته الوزارة`: the subject of the verb whose object it is."""
        limit = self.article.ranges[self.article.sentence_of[first]][1]
        if behind + 1 >= limit or not self.article.words[behind].pronoun:
            return None
        body = self.phrases.mention_at(behind + 1) or speaker_noun(self.article.words[behind + 1])
        if (
            not body
            or not self.phrases.verb_at(behind)
            or not _publishes(self.article.words[behind])
        ):
            return None
        end = self.phrases.phrase_end(behind + 1, limit)
        name, entity_id, _ = self.name_of(behind + 1, end)
        return name, entity_id, "issuer"

    def is_document(self, source: Range | None) -> bool:
        """Whether a source is a document whose issuer is not known: it says nothing further."""
        noun = speaker_noun(self.article.words[source[0]]) if source else None
        document = noun is not None and noun[0] == "document"
        return document and source is not None and not self.issued(source[0])

    def issued(self, i: int) -> bool:
        """Whether the body that issued a document is known from the article so far."""
        return normalize_word(self.article.words[i].stem).removeprefix("ال") in self._issuers

    def _name_range(self, first: int, behind: int) -> Range | None:
        """The words of a source that are a person's name, behind a title or before it."""
        if behind - first == 1 and self._family_name(first):
            return first, behind
        runs = []
        i = first
        while i < behind:
            j = i
            while j < behind and self._in_name(first, i, j):
                j += 1
            if j > i:
                runs.append((i, j))
            i = max(j, i + 1)
        person = [r for r in runs if any(self.phrases.is_name(k) for k in range(*r))]
        person = [r for r in person if not self._complement(first, r[0])]
        if person:
            # Behind the speaker's own name others are named: `سامر الأحمد، نجل …`.
            own = not self.article.words[first].definite
            start, end = max(person, key=lambda r: (own and r[0] == first, r[1] - r[0]))
            titles = [k for k in range(start, end - 1) if speaker_noun(self.article.words[k])]
            start = titles[-1] + 1 if titles else start
            while end - start > 1 and not self._bare_name(start):
                start += 1
            return (start, end) if self._bare_name(start) else None
        head = speaker_noun(self.article.words[first])
        bearer = self.titles.bearer(first, behind)
        if bearer:
            return bearer
        titled = [r for r in runs if r[1] == behind and r[0] > first and r[1] - r[0] >= 2]
        if head and head[0] == "person" and titled and self._closes_title(titled[0][0]):
            return titled[0]
        return self._unlisted(first, behind, head)

    def _family_name(self, i: int) -> bool:
        """Whether a single word ends a longer name of the article (المعلم: وليد المعلم)."""
        word = self.article.words[i].base
        runs = self._names.get(normalize_word(word), {})
        return any(len(run) > 1 and run[-1] == word for run in runs)

    def _unlisted(self, first: int, behind: int, head: tuple[str, str] | None) -> Range | None:
        """A name that no list knows: `الطبيب أشرف …`, `سماح حديد مديرة الحملات`."""
        words = self.article.words
        if head and head[0] == "person" and words[first].definite and behind - first > 2:
            bare = not words[first + 1].definite and not self.phrases.is_function_word(first + 1)
            other = words[first + 1].preposition or words[first + 1].form.endswith(("ي", "ية"))
            other = other or words[first + 1].form == "باسم"
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

    def _complement(self, first: int, start: int) -> bool:
        """Whether a name belongs to the title and not to its bearer.

        `مكتب أردوغان`, `محامي ترامب` and `المتحدث باسم الرئيس التركي` name somebody else
        than who speaks.
        """
        head = speaker_noun(self.article.words[first])
        if not head or start == first:
            return False
        if head[0] != "person":
            return True
        if start == first + 1 and not self.article.words[first].definite:
            return True
        mention = self.phrases.mention_over(start)
        titled = mention is not None and speaker_noun(self.article.words[mention.first]) is not None
        behind_comma = self.article.kinds[start - 1] == "punct"
        return titled and start == mention.first and not behind_comma and mention.first > first

    def _closes_title(self, i: int) -> bool:
        word = self.article.words[i - 1]
        return (
            word.definite
            or bool(word.pronoun)
            or self.phrases.mention_over(i - 1) is not None
            or self.article.kinds[i - 1] == "punct"
        )

    def _in_name(self, first: int, i: int, j: int) -> bool:
        mention = self.phrases.mention_over(j)
        if mention:
            return mention.entity.type == "PER"
        word = self.article.words[j]
        if self.phrases.is_name(j) or (j > i and self._behind_given_name(j)):
            return True
        if word.definite:
            return False
        return self.phrases.may_be_name(j) and (j > first or not speaker_noun(word))

    def _fullest(self, first: int, behind: int) -> str:
        """The fullest form in the article of the name at some tokens."""
        while behind - first > 1 and not self._bare_name(first):
            first += 1
        words = [
            self._name_form(k) if k == first else self.article.words[k].form
            for k in range(first, behind)
            if self.article.kinds[k] == "word"
        ]
        mention = self.phrases.mention_over(first)
        best = self._nearest_run(first, words)
        if mention and mention.entity.type == "PER" and len(best) == 1:
            best = self._same_entity(mention.entity.entity_id) or best
        return " ".join(best)

    def _nearest_run(self, at: int, words: list[str]) -> tuple[str, ...]:
        """The longer name that a short one takes up: the last before it that ends in it.

        Where two have one family name, the one named last is meant; a name that only
        begins with the short one is somebody else's more often.
        """
        keys = [normalize_word(w) for w in words]
        runs = self._names.get(keys[-1], {})
        longer = [
            run
            for run in runs
            if len(run) > len(words) and set(keys) <= {normalize_word(w) for w in run}
        ]
        ending = [run for run in longer if normalize_word(run[-1]) == keys[-1]]
        if not ending and len(words) == 1:
            ending = [run for run in longer if normalize_word(run[0]) == keys[0]]
        ending = ending or longer
        if not ending:
            return tuple(words)
        last = {run: bisect_right(runs[run], at) for run in ending}
        before = [run for run in ending if last[run]]
        if before:
            nearest = max(before, key=lambda run: runs[run][last[run] - 1])
        else:
            nearest = min(ending, key=lambda run: runs[run][0])
        near = {normalize_word(w) for w in nearest}
        fuller = [run for run in longer if near <= {normalize_word(w) for w in run}]
        return max(fuller, key=len)

    def _name_form(self, k: int) -> str:
        """A name's first word: whole where a longer name has it (كيربي), else its base."""
        form = self.article.words[k].form
        whole = normalize_word(form) in self._names or is_context(form, "given_name")
        return form if whole else self.article.words[k].base

    def _same_entity(self, entity_id: str) -> tuple[str, ...] | None:
        forms = [
            tuple(
                self.article.words[k].base if k == m.first else self.article.words[k].form
                for k in range(m.first, m.behind)
            )
            for m in self.phrases.mentions
            if m.entity.entity_id == entity_id and self._bare_name(m.first)
        ]
        return max(forms, key=len, default=None)

    def _bare_name(self, k: int) -> bool:
        word = self.article.words[k]
        if speaker_noun(word):
            return False
        return not (word.definite and word.form.endswith(("ية", "ي", "راء")))

    def _entity(self, first: int, behind: int) -> str | None:
        inside = [m for m in self.phrases.mentions if first <= m.first and m.behind <= behind]
        person = [m for m in inside if m.entity.type == "PER"]
        if person:
            return person[0].entity.entity_id
        whole = [m for m in inside if m.first == first and m.behind == behind]
        head = [m for m in inside if m.first == first]
        chosen = whole or head
        return chosen[0].entity.entity_id if chosen else None

    def _plain(self, first: int, behind: int) -> str:
        """The source as it stands, without clitics and quotation marks at its edges."""
        start, end = self.article.starts[first], self.article.ends[behind - 1]
        word = self.article.words[first]
        text = self.article.text[start:end]
        if word.conjunction or word.preposition:
            lead = len(self.article.text[start : self.article.ends[first]])
            text = word.base + text[lead:]
        return text[1:-1] if text[:1] in '«"“' and text[-1:] in '»"”' else text

    def _holder(self, first: int, behind: int) -> str | None:
        """The name of a title's holder, where the article names him with that title."""
        head = speaker_noun(self.article.words[first])
        if not head or head[0] != "person":
            return None
        mention = self.phrases.mention_at(first)
        if mention and mention.entity.type == "PER":
            same = self._same_entity(mention.entity.entity_id)
            return " ".join(same) if same else None
        if self.article.words[first].stem == "نظير" and behind - first == 2:
            return self._of_nation(first + 1)
        if not self.article.words[first].definite and behind - first == 1:
            return None
        return self._last_holder(self.key(first, behind), first)

    def _last_holder(self, title: str, at: int) -> str | None:
        """Who holds a title: as it stands, else a fuller one; of several the last one named."""
        known = [(k, name) for k, key, name in self._held if key == title]
        known = known or [(k, name) for k, key, name in self._held if fits(title, key)]
        known = known or [(k, name) for k, key, name in self._held if fits(title, key, woman=True)]
        head = title.split()[0] if len(title.split()) == 2 else ""
        alone = [(k, name) for k, key, name in self._held if key == head]
        if not known and len({name for _, name in alone}) == 1:
            # `الوزير الإيراني` behind `الوزير سامر الأحمد`, the only one.
            known = alone
        before = [name for k, name in known if k < at]
        return (before or [name for _, name in known[:1]] or [None])[-1]

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
        if behind - first == 2 and self.article.words[first + 1].form in _SAME:
            behind -= 1
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
            self._spoke[normalize_word(word.base).removeprefix("ال")] = source[0]
        alone = speaker.name is not None and "؛" not in speaker.name
        if speaker_noun(word) and not word.definite and source[1] - source[0] > 1 and alone:
            self._introduced[normalize_word(word.stem)] = speaker.name

    def _fuller_mention(self, first: int, behind: int) -> str | None:
        """The longest name of the same body in the article that begins with the same noun."""
        mention = self.phrases.mention_at(first)
        if mention is None or mention.behind != behind or mention.entity.type != "ORG":
            return None
        head = normalize_word(self.article.words[first].base)
        key = set(self.key(first, behind).split())
        same = [
            m
            for m in self.phrases.mentions
            if m.entity == mention.entity
            and normalize_word(self.article.words[m.first].base) == head
            and key <= set(self.key(m.first, m.behind).split())
        ]
        longest = max(same, key=lambda m: m.behind - m.first, default=mention)
        return (
            self._plain(longest.first, longest.behind)
            if longest.behind - longest.first > 1
            else None
        )

    def _fuller_phrase(self, first: int, behind: int) -> str | None:
        """The fullest phrase that a short one repeats (`الوزارة`: `وزارة الدفاع الإيرانية`).

        What stands alone takes up the last body of its kind that spoke, else the last
        one before it.
        """
        key = self.key(first, behind).split()
        noun = speaker_noun(self.article.words[first])
        other = noun is not None and noun[0] in ("document", "group")
        bare = not (self.article.words[first].definite or self.phrases.mention_at(first))
        if not key or (len(key) == 1 and (other or not self.article.words[first].definite)):
            return None
        if bare and noun is not None and noun[0] in ("person", "group"):
            # `مصدر أمني` is no one whom another phrase names.
            return None
        fuller = [f for f in self._phrases_headed(key[0]) if f[1] > set(key)]
        if len(key) == 1:
            spoke = [f for f in fuller if f[0] == self._spoke.get(key[0])]
            before = spoke or [f for f in fuller if f[0] < first] or fuller[:1]
            fuller = [f for f in fuller if before and f[1] >= before[-1][1]]
        return max(fuller, key=lambda f: len(f[1]))[2] if fuller else None

    def _phrases_headed(self, head: str) -> list[tuple[int, set[str], str]]:
        """The phrases of the article with a given head: where, their words, the text."""
        if head not in self._fuller:
            self._fuller[head] = found = []
            for i in self._headed_by(head):
                limit = min(i + 8, self.article.ranges[self.article.sentence_of[i]][1])
                end = self._end_of_body(i, self.phrases.phrase_end(i, limit))
                words = self.key(i, end).split()
                if 1 < len(words) < 7 and self._only_describes(i, end):
                    found.append((i, set(words), self._plain(i, end)))
        return self._fuller[head]

    def _end_of_body(self, first: int, behind: int) -> int:
        """Where a body's name ends: before what stands bare behind a definite word."""
        k = first + 1
        while k < behind:
            quotation = self.article.opens.get(k)
            if quotation and quotation.last < behind:
                k = quotation.last + 1
                continue
            word = self.article.words[k]
            bare = self.article.kinds[k] == "word" and not (word.definite or word.preposition)
            bare = bare and self.article.words[k - 1].definite
            if word.base in ("التابع", "التابعة") or (bare and not self.phrases.mention_over(k)):
                return k
            k += 1
        return behind

    def _only_describes(self, first: int, behind: int) -> bool:
        """Whether a phrase holds nouns and adjectives only, and nobody's name but its own."""
        body = speaker_noun(self.article.words[first])
        named = body is not None and body[0] == "organisation"
        for k in range(first + 1, behind):
            word = self.article.words[k]
            quotation = self.article.opens.get(k) or self.article.closes.get(k)
            if quotation and self.phrases.quotes_name(quotation.first):
                continue
            if self.article.kinds[k] != "word" or word.conjunction:
                return False
            if not (word.definite or named) or self.phrases.is_name(k):
                return False
        return True

    def _headed_by(self, head: str) -> list[int]:
        """The tokens whose word, without clitics and article, is a given noun."""
        if self._heads is None:
            self._heads = {}
            for i, word in enumerate(self.article.words):
                if speaker_noun(word):
                    self._heads.setdefault(normalize_word(word.base).removeprefix("ال"), []).append(
                        i
                    )
        return self._heads.get(head, [])

    def remember_title(self, source: Range, speaker: Speaker) -> None:
        """Note who speaks under a title."""
        name_range = self._name_range(*source)
        alone = speaker.name is not None and "؛" not in speaker.name
        if name_range and speaker.name and alone and name_range[0] > source[0]:
            title = self.key(source[0], name_range[0])
            if title:
                insort(self._held, (source[0], title, speaker.name))
