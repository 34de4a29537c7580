"""Actors: who, of those a sentence tells of, is the subject of a verb of speech without one."""

from __future__ import annotations

from dataclasses import replace

from sdlib.article import Range
from sdlib.clauses import COMMAS, LONG
from sdlib.context import is_context
from sdlib.drafts import Draft
from sdlib.names import Names, Speaker
from sdlib.roles import speaker_noun
from sdlib.subjects import Subjects
from sdlib.wordkinds import accusative

#: Pronouns that take up what somebody speaks in, with its gender.
_IN_IT = {"فيه": "m", "فيها": "f", "خلاله": "m", "خلالها": "f"}
_FEMININE = frozenset(["تصريحات", "تغريدات", "كلمات", "رسائل", "منشورات"])
_WAITING = (["بعدما"], ["عندما"], ["حين"], ["حينما"], ["قبلما"])
_WAS_ASKED = frozenset(["سئل", "سئلت"])


class Actors:
    """Finds who goes on to speak by what was done in the sentence, in one article."""

    def __init__(self, names: Names, subjects: Subjects) -> None:
        self.names = names
        self.subjects = subjects
        self.phrases = names.phrases
        self.article = names.article

    def taken_up(self, at: int, start: int, gender: str) -> Speaker | None:
        """`ظهرت الممثلة في الإعلان وهي تؤكد أن`: whom the pronoun before the verb takes up."""
        words = self.article.words
        for k in range(at - 2, max(start, at - 15) - 1, -1):
            noun = speaker_noun(words[k])
            known = self.phrases.mention_at(k) or (noun is not None and noun[0] == "person")
            if not known or words[k].preposition:
                continue
            found = self.names.named(k, self.phrases.phrase_end(k, at - 1))
            if found.name and found.agrees(gender, "s"):
                return found.by("carried: pronoun")
        return None

    def awaited(self, start: int, at: int, gender: str, number: str) -> Speaker | None:
        """`بعد أن أعلن أنه سينسحب، عاد كريم سالم`: the subject of the main clause, of a clause that
        opens the sentence and waits for it."""
        words = self.article.words
        opens = [word.base for word in words[start : min(start + 2, at)]]
        waits = opens[:2] in (["بعد", "أن"], ["قبل", "أن"]) or opens[:1] in _WAITING
        if not waits or at - start > len(opens) + 1:
            return None
        limit = self.article.ranges[self.article.sentence_of[at]][1]
        for comma in range(at + 1, limit - 1):
            if self.article.slice(comma, comma + 1) not in COMMAS:
                continue
            found = self.subjects.subject_of(comma + 1, limit)
            if found:
                speaker = self.subject(*found)
                agrees = speaker.name and speaker.agrees(gender, number)
                return speaker.by("carried: main clause") if agrees else None
        return None

    def asked(self, draft: Draft, start: int, gender: str) -> Speaker | None:
        """`سأل القاضي الشاهدة ليلى عباس عن الحادث، فأجابت`: who was asked answers."""
        at, words = draft.cue[0], self.article.words
        if draft.reading.entry.lemma not in ("أجاب", "رد") or words[at].conjunction != "ف":
            return None
        asks = [k for k in range(start, at) if self._asks(k)]
        found = None
        k = asks[-1] + 1 if asks else at
        while k < at:
            noun, end = speaker_noun(words[k]), k + 1
            person = (noun is not None and noun[0] == "person") or self.phrases.is_name(k)
            if person and not words[k].preposition:
                end = self.phrases.phrase_end(k, at)
                speaker = self.names.named(k, end)
                passive = words[asks[-1]].base in _WAS_ASKED
                whom = (k == asks[-1] + 1) == passive
                found = speaker if whom and speaker.agrees(gender, "s") else found
            k = end
        return found.by("carried: who was asked") if found and found.name else None

    def _asks(self, i: int) -> bool:
        """Whether the verb `سأل` stands at a token, or its passive."""
        return self.article.words[i].base in _WAS_ASKED or any(
            r.finite and r.entry.lemma == "سأل" for r in self.phrases.cues[i]
        )

    def whose_words(self, start: int, at: int) -> Speaker | None:
        """`جاء ذلك في كلمة للرئيس أمس، قال فيها إن`: whose the speech is that فيها takes up."""
        words = self.article.words
        gender = _IN_IT.get(words[at + 1].form) if at + 1 < len(words) else None
        if gender is None:
            return None
        for k in range(at - 2, max(start, at - LONG) - 1, -1):
            word = words[k]
            stem = word.stem[:-1] if accusative(word) else word.stem  # `نشر مقالا`
            if not is_context(stem, "utterance") or word.definite or word.pronoun:
                continue
            if (stem.endswith("ة") or stem in _FEMININE) != (gender == "f"):
                continue
            nxt = words[k + 1]
            body = self.phrases.mention_at(k + 1) or speaker_noun(nxt)
            if not body or nxt.preposition not in ("", "ل") or nxt.conjunction:
                return None
            found = self.names.named(k + 1, self.phrases.phrase_end(k + 1, at))
            return found.by("carried: whose words") if found.name else None
        return None

    def parallel(self, start: int, at: int, gender: str, number: str) -> Speaker | None:
        """The subject of the verb of the same tense before a joined verb, if it agrees."""
        found = self.subjects.parallel(start, at)
        speaker = self.subject(*found) if found else None
        if speaker and speaker.name and speaker.agrees(gender, number):
            return speaker.by("carried: parallel verb")
        return None

    def subject(self, verb: int, source: Range) -> Speaker:
        """Name the subject of a verb, whose form tells the gender that a name does not."""
        speaker = self.names.named(*source)
        if not speaker.gender and speaker.number in ("", "s"):
            speaker = replace(speaker, gender=self.subjects.gender_at(verb))
        if self.article.words[source[0]].form == "كل":  # `قطعت كل من … علاقاتها`
            speaker = replace(speaker, gender=self.subjects.gender_at(verb), number="")
        return speaker

    def last_subject(self, start: int, at: int, gender: str, number: str) -> Speaker | None:
        """The subject right behind the last verb before a cue in its sentence, if it can speak."""
        for k in range(at - 2, max(start, at - LONG) - 1, -1):
            word = self.article.words[k]
            if not (self.phrases.finite_cue(k) or is_context(word.base, "verb")):
                continue
            follower = self.phrases.mention_at(k + 1)
            speaks = (follower and follower.entity.type in ("PER", "ORG")) or speaker_noun(
                self.article.words[k + 1]
            )
            told = any(r.shape == "masdar" for r in self.phrases.cues[k + 1])
            if told or not (speaks or self.phrases.is_name(k + 1)):
                continue  # `عقب إعلان الإقالة، تحرك …`
            found = self.subject(k, (k + 1, self.phrases.phrase_end(k + 1, at)))
            if found.agrees(gender, "p" if number == "p" else ""):
                return found.by("carried: subject of the verb before")
        return None
