"""Speakers: whose words a claim reports, resolved inside the article."""

from __future__ import annotations

from dataclasses import dataclass

from sdlib.entities import Mention
from sdlib.frames import Draft, Range
from sdlib.normalization import normalize_word
from sdlib.phrases import Phrases, agreement, is_context, speaker_noun

#: A pronoun that refers to one speaker, by gender and number.
_PRONOUN_AGREEMENT = {"ه": ("m", "s"), "ها": ("f", "s"), "هم": ("", "p"), "هما": ("", "d"), "هن": ("f", "p")}


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved speaker; ``rule`` tells what decided."""

    name: str | None
    entity_id: str | None
    gender: str
    number: str
    rule: str


NOBODY = Speaker(None, None, "", "", "none")


class Speakers:
    """Resolves the speakers of one article's claims, in reading order."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self._names = self._person_names()
        self._titles: dict[str, Speaker] = {}
        self._said: list[tuple[int, Speaker]] = []
        self._inner: list[tuple[int, Speaker]] = []
        self._heads: dict[str, list[int]] | None = None
        self._issuers: dict[str, tuple[str, str | None, str]] = {}

    # -- names ---------------------------------------------------------------------------

    def _person_names(self) -> dict[str, list[tuple[str, ...]]]:
        """Runs of name words in the article, by each of their words: to find a fullest form."""
        runs: dict[str, list[tuple[str, ...]]] = {}
        i, n = 0, len(self.article.words)
        while i < n:
            j = i
            while j < n and j - i < 6 and self._name_word(i, j):
                j += 1
            if j > i:
                start = i
                while start < j - 1 and not self._bare_name(start):
                    start += 1
                run = tuple(
                    self.article.words[k].base if k == start else self.article.words[k].form
                    for k in range(start, j)
                )
                for word in run:
                    runs.setdefault(normalize_word(word), []).append(run)
            i = max(j, i + 1)
        return runs

    def _name_word(self, i: int, j: int) -> bool:
        if j == i:
            return self.phrases.is_name(j)
        word = self.article.words[j]
        if self.article.kinds[j] != "word" or word.conjunction or word.preposition:
            return False
        if self.phrases.is_name(j):
            return True
        return not word.definite and self.phrases.may_be_name(j) and not self.phrases.mention_at(j)

    def named(self, first: int, behind: int) -> Speaker:
        """Give the speaker whom an explicit source names."""
        gender, number = agreement(self.phrases, first, behind)
        parts = self._parts(first, behind)
        if len(parts) > 1:
            named = [self._one(*part) for part in parts]
            return Speaker("؛ ".join(n for n, _, _ in named), named[0][1], "", "d", "source: coordinated")
        name, entity_id, rule = self._one(first, behind)
        return Speaker(name, entity_id, gender, number, f"source: {rule}")

    def _parts(self, first: int, behind: int) -> list[Range]:
        """Cut a source at the و that joins two who speak: `سوريا وروسيا`."""
        cuts = [
            i
            for i in range(first + 1, behind)
            if self.article.words[i].conjunction == "و"
            and (self.phrases.mention_at(i) or speaker_noun(self.article.words[i]) and self.phrases.is_name(first))
            and (self.phrases.mention_over(i - 1) or self.phrases.is_name(i - 1))
        ]
        edges = [first, *cuts, behind]
        return [(a, b) for a, b in zip(edges, edges[1:], strict=False)]

    def _one(self, first: int, behind: int) -> tuple[str, str | None, str]:
        issuer = self._issuer(first, behind)
        if issuer:
            return issuer
        name_range = self._name_range(first, behind)
        if name_range:
            name = self._fullest(*name_range)
            return name, self._entity(*name_range), "name"
        entity_id = self._entity(first, behind)
        whole = self._plain(first, behind)
        holder = self._holder(first, behind)
        if holder:
            return holder, entity_id, "title"
        return self._fuller_phrase(first, behind) or whole, entity_id, "phrase"

    def _issuer(self, first: int, behind: int) -> tuple[str, str | None, str] | None:
        """For a document the body that issued it: behind ل or in annexation, or as named before."""
        head = speaker_noun(self.article.words[first])
        if not head or head[0] != "document":
            return None
        stem = normalize_word(self.article.words[first].stem).removeprefix("ال")
        for k in range(first + 1, behind):
            word = self.article.words[k]
            if self.article.opens.get(k):
                continue
            body = self.phrases.mention_at(k) or speaker_noun(word)
            if body and (word.preposition in ("", "ل")) and not word.conjunction:
                name, entity_id, _ = self._one(k, behind)
                self._issuers[stem] = (name, entity_id, "issuer")
                return self._issuers[stem]
        if behind - first == 1 and self.article.words[first].definite:
            return self._issuers.get(stem)
        return None

    def _name_range(self, first: int, behind: int) -> Range | None:
        """The words of a source that are a person's name: a run of bare names behind or before a title."""
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
        if person:
            start, end = max(person, key=lambda r: r[1] - r[0])
            while end - start > 1 and not self._bare_name(start):
                start += 1
            return start, end
        head = speaker_noun(self.article.words[first])
        titled = [r for r in runs if r[1] == behind and r[0] > first and r[1] - r[0] >= 2]
        if head and head[0] == "person" and titled and self._closes_title(titled[0][0]):
            return titled[0]
        return None

    def _closes_title(self, i: int) -> bool:
        word = self.article.words[i - 1]
        return word.definite or bool(word.pronoun) or self.phrases.mention_over(i - 1) is not None or self.article.kinds[i - 1] == "punct"

    def _in_name(self, first: int, i: int, j: int) -> bool:
        mention = self.phrases.mention_over(j)
        if mention:
            return mention.entity.type == "PER"
        word = self.article.words[j]
        if self.phrases.is_name(j):
            return True
        if word.definite:
            return False
        return self.phrases.may_be_name(j) and (j > first or not speaker_noun(word))

    def _fullest(self, first: int, behind: int) -> str:
        """The fullest form in the article of the name at some tokens."""
        while behind - first > 1 and not self._bare_name(first):
            first += 1
        words = [self.article.words[k].base if k == first else self.article.words[k].form for k in range(first, behind) if self.article.kinds[k] == "word"]
        mention = self.phrases.mention_over(first)
        keys = {normalize_word(w) for w in words}
        best = tuple(words)
        for run in self._names.get(normalize_word(words[-1]), []):
            if keys <= {normalize_word(w) for w in run} and len(run) > len(best):
                best = run
        if mention and mention.entity.type == "PER" and len(best) == 1:
            best = self._same_entity(mention.entity.entity_id) or best
        return " ".join(best)

    def _same_entity(self, entity_id: str) -> tuple[str, ...] | None:
        forms = [
            tuple(self.article.words[k].base if k == m.first else self.article.words[k].form for k in range(m.first, m.behind))
            for m in self.phrases.mentions
            if m.entity.entity_id == entity_id and all(self._bare_name(k) for k in range(m.first, m.behind))
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
        """The source's head phrase as it stands, without clitics, dashes and quotation marks at its edges."""
        start, end = self.article.starts[first], self.article.ends[behind - 1]
        word = self.article.words[first]
        text = self.article.text[start:end]
        if word.conjunction or word.preposition:
            lead = len(self.article.text[start : self.article.ends[first]])
            text = word.base + text[lead:]
        return text[1:-1] if text[:1] in "«\"“" and text[-1:] in "»\"”" else text

    def _holder(self, first: int, behind: int) -> str | None:
        """The name of a title's holder, where the article names him with that title."""
        head = speaker_noun(self.article.words[first])
        if not head or head[0] != "person":
            return None
        mention = self.phrases.mention_at(first)
        if mention and mention.entity.type == "PER":
            same = self._same_entity(mention.entity.entity_id)
            return " ".join(same) if same else None
        title = self._title_key(first, behind)
        known = self._titles.get(title)
        if known and known.name:
            return known.name
        if self.article.words[first].definite or behind - first > 1:
            fitting = [s for key, s in self._titles.items() if _title_fits(title, key)]
            names = {s.name for s in fitting}
            if len(names) == 1:
                return names.pop()
        return None

    def _title_key(self, first: int, behind: int) -> str:
        words = [normalize_word(self.article.words[k].base) for k in range(first, behind) if self.article.kinds[k] == "word"]
        return " ".join(w.removeprefix("ال") for w in words)

    def _fuller_phrase(self, first: int, behind: int) -> str | None:
        """The fullest phrase of the article that a short one repeats (`الوزارة` → `وزارة الدفاع الإيرانية`)."""
        key = self._title_key(first, behind).split()
        if not key or len(key) == 1 and not self.article.words[first].definite:
            return None
        best: tuple[int, str] | None = None
        for i in self._headed_by(key[0]):
            end = self.phrases.phrase_end(i, min(i + 8, self.article.ranges[self.article.sentence_of[i]][1]))
            words = self._title_key(i, end).split()
            fuller = len(words) > max(len(key), best[0] if best else 0)
            if fuller and self._only_describes(i, end, key) and len(words) < 7 and set(key) <= set(words):
                best = (len(words), self._plain(i, end))
        return best[1] if best else None

    def _only_describes(self, first: int, behind: int, key: list[str]) -> bool:
        """Whether a longer phrase adds definite words only, and nobody's name."""
        for k in range(first + 1, behind):
            word = self.article.words[k]
            known = normalize_word(word.base).removeprefix("ال") in key
            if self.article.kinds[k] != "word" or word.conjunction or not (word.definite or known):
                return False
        return True

    def _headed_by(self, head: str) -> list[int]:
        """The tokens whose word, without clitics and article, is a given noun."""
        if self._heads is None:
            self._heads = {}
            for i, word in enumerate(self.article.words):
                if speaker_noun(word):
                    self._heads.setdefault(normalize_word(word.base).removeprefix("ال"), []).append(i)
        return self._heads.get(head, [])

    # -- chains --------------------------------------------------------------------------

    def resolve(
        self,
        draft: Draft,
        parent: Speaker | None,
        sentence_start: int,
        parent_start: int | None = None,
    ) -> Speaker:
        """Give the speaker of a claim: named, or by its verb's agreement and the claims before it."""
        if draft.subject == "passive":
            speaker = Speaker(None, None, "", "", "passive")
        elif draft.source and self._title_key(*draft.source):
            speaker = self.named(*draft.source)
            self._remember_title(draft.source, speaker)
        else:
            speaker = self._carried(draft, parent, sentence_start, parent_start)
        return speaker

    def say(self, at: int, speaker: Speaker, *, inner: bool = False) -> None:
        """Note that somebody spoke at a token (``inner``: inside a claim), for those who go on."""
        if speaker.name:
            (self._inner if inner else self._said).append((at, speaker))

    def _remember_title(self, source: Range, speaker: Speaker) -> None:
        name_range = self._name_range(*source)
        if name_range and speaker.name and name_range[0] > source[0]:
            title = self._title_key(source[0], name_range[0])
            if title:
                self._titles[title] = speaker

    def _carried(
        self, draft: Draft, parent: Speaker | None, sentence_start: int, parent_start: int | None
    ) -> Speaker:
        reading = draft.reading
        at = draft.cue[0]
        if reading.shape == "masdar" and reading.pronoun:
            gender, number = _PRONOUN_AGREEMENT.get(reading.pronoun, ("", ""))
        else:
            gender, number = reading.gender, reading.number
        if parent_start is not None:
            for position, speaker in reversed(self._inner):
                if position > parent_start and draft.subject != "pronoun" and _agrees(speaker, gender, number):
                    return _ruled(speaker, "carried: inside the same claim")
        inner = reading.shape in ("participle", "masdar") or draft.subject == "pronoun"
        if inner and parent and parent.name and _agrees(parent, gender, number):
            return _ruled(parent, "carried: enclosing claim")
        here = [s for p, s in self._said if p >= sentence_start]
        if reading.shape in ("participle", "masdar"):
            for speaker in reversed(here):
                if _agrees(speaker, gender, number):
                    return _ruled(speaker, "carried: same sentence")
            subject = self._sentence_subject(sentence_start, at, gender)
            if subject:
                return subject
        if number == "d":
            return self._two(at)
        last = here[-1] if here else None
        subject = self._last_subject(sentence_start, at, gender)
        if subject and not (last and _agrees(last, gender, number)):
            return subject
        for position, speaker in reversed(self._said):
            if at - position > 400:
                break
            if _agrees(speaker, gender, number):
                return _ruled(speaker, "carried: last who spoke")
        return NOBODY

    def _two(self, at: int) -> Speaker:
        """Two speak (`أكدا`): the last coordinated speakers, else the last two persons named."""
        for _, speaker in reversed(self._said[-2:]):
            if speaker.number == "d":
                return _ruled(speaker, "carried: two speakers")
        persons: list[Mention] = []
        for mention in reversed([m for m in self.phrases.mentions if m.behind <= at]):
            if at - mention.first > 60 or len(persons) == 2:
                break
            if mention.entity.type == "PER" and mention.entity not in [p.entity for p in persons]:
                persons.append(mention)
        if len(persons) < 2:
            return NOBODY
        names = [self._one(p.first, p.behind)[0] for p in reversed(persons)]
        return Speaker("؛ ".join(names), persons[1].entity.entity_id, "", "d", "carried: two persons named")

    def _last_subject(self, start: int, at: int, gender: str) -> Speaker | None:
        """The subject right behind the last verb before a cue in its sentence, if it can speak."""
        for k in range(at - 2, start - 1, -1):
            word = self.article.words[k]
            if not (self.phrases.finite_cue(k) or is_context(word.base, "verb")):
                continue
            follower = self.phrases.mention_at(k + 1)
            speaks = follower and follower.entity.type in ("PER", "ORG") or speaker_noun(self.article.words[k + 1])
            if not speaks:
                continue
            found = self.named(k + 1, self.phrases.phrase_end(k + 1, at))
            if _agrees(found, gender, ""):
                return _ruled(found, "carried: subject of the verb before")
        return None

    def _sentence_subject(self, start: int, at: int, gender: str) -> Speaker | None:
        """The subject of the sentence's verb: the first one named behind or before it."""
        for mention in self.phrases.mentions:
            if start <= mention.first < at and mention.entity.type != "MISC" and not self.article.words[mention.first].preposition:
                before = self.article.words[mention.first - 1] if mention.first > start else None
                if before is None or before.form not in ("في", "من", "إلى", "على", "عن", "مع", "ضد"):
                    found = self.named(mention.first, mention.behind)
                    if _agrees(found, gender, ""):
                        return _ruled(found, "carried: subject of the sentence")
        return None


def _agrees(speaker: Speaker, gender: str, number: str) -> bool:
    if gender and speaker.gender and speaker.gender != gender and speaker.number != "p":
        return False
    if number == "s" and speaker.number == "d":
        return False
    if number == "s" and speaker.number == "p" and gender == "m":
        return False
    if number == "p" and speaker.number in ("s", "d"):
        return False
    return not (number == "d" and speaker.number != "d")


def _ruled(speaker: Speaker, rule: str) -> Speaker:
    return Speaker(speaker.name, speaker.entity_id, speaker.gender, speaker.number, rule)


def _title_fits(title: str, longer: str) -> bool:
    """Whether a short title (`وزير ايراني`) can be the longer one (`وزير خارجيه ايراني`)."""
    short, long = title.split(), longer.split()
    return bool(short) and short[0] == long[0] and set(short) <= set(long)
