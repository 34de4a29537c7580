"""Speakers: whose words a claim reports, resolved inside the article."""

from __future__ import annotations

from sdlib.context import is_context
from sdlib.entities import Mention
from sdlib.frames import Draft
from sdlib.names import Names, Speaker
from sdlib.phrases import Phrases, speaker_noun

#: A pronoun that refers to one speaker, by gender and number.
_PRONOUN_AGREEMENT = {
    "ه": ("m", "s"),
    "ها": ("f", "s"),
    "هم": ("", "p"),
    "هما": ("", "d"),
    "هن": ("f", "p"),
}

NOBODY = Speaker(None, None, "", "", "none")


class Speakers:
    """Resolves the speakers of one article's claims, in reading order."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self.names = Names(phrases)
        self._said: list[tuple[int, Speaker]] = []
        self._inner: list[tuple[int, Speaker]] = []

    def resolve(
        self,
        draft: Draft,
        parent: Speaker | None,
        sentence_start: int,
        parent_start: int | None = None,
    ) -> Speaker:
        """Give the speaker of a claim: named, or by its verb's agreement and the claims before."""
        if draft.subject == "passive":
            speaker = Speaker(None, None, "", "", "passive")
        elif draft.source and self.names.key(*draft.source):
            speaker = self.names.named(*draft.source)
            self.names.introduce(draft.source, speaker)
        else:
            speaker = self._carried(draft, parent, sentence_start, parent_start)
        return speaker

    def say(self, at: int, speaker: Speaker, *, inner: bool = False) -> None:
        """Note that somebody spoke at a token (``inner``: inside a claim), for those who go on."""
        if speaker.name:
            (self._inner if inner else self._said).append((at, speaker))

    def put_in(self, at: int, speaker: Speaker) -> None:
        """Note an aside (`وهو ما نفته موسكو`): who spoke before it is the likelier to go on."""
        if speaker.name:
            self._said.insert(max(0, len(self._said) - 1), (at, speaker))

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
                if (
                    position > parent_start
                    and draft.subject != "pronoun"
                    and _agrees(speaker, gender, number)
                ):
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
        names = [self.names.name_of(p.first, p.behind)[0] for p in reversed(persons)]
        return Speaker(
            "؛ ".join(names), persons[1].entity.entity_id, "", "d", "carried: two persons named"
        )

    def _last_subject(self, start: int, at: int, gender: str) -> Speaker | None:
        """The subject right behind the last verb before a cue in its sentence, if it can speak."""
        for k in range(at - 2, start - 1, -1):
            word = self.article.words[k]
            if not (self.phrases.finite_cue(k) or is_context(word.base, "verb")):
                continue
            follower = self.phrases.mention_at(k + 1)
            speaks = (follower and follower.entity.type in ("PER", "ORG")) or speaker_noun(
                self.article.words[k + 1]
            )
            if not speaks:
                continue
            found = self.names.named(k + 1, self.phrases.phrase_end(k + 1, at))
            if _agrees(found, gender, ""):
                return _ruled(found, "carried: subject of the verb before")
        return None

    def _sentence_subject(self, start: int, at: int, gender: str) -> Speaker | None:
        """The subject of the sentence's verb: the first one named behind or before it."""
        for mention in self.phrases.mentions:
            if (
                start <= mention.first < at
                and mention.entity.type != "MISC"
                and not self.article.words[mention.first].preposition
            ):
                before = self.article.words[mention.first - 1] if mention.first > start else None
                if before is None or before.form not in (
                    "في",
                    "من",
                    "إلى",
                    "على",
                    "عن",
                    "مع",
                    "ضد",
                ):
                    found = self.names.named(mention.first, mention.behind)
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
