"""Frames: from a cue to its content and its source, for verbs, participles and verbal nouns."""

from __future__ import annotations

from sdlib.addressees import IN_IT, Addressees
from sdlib.answers import Answers
from sdlib.article import Range
from sdlib.clauses import COMMAS, Clauses
from sdlib.contents import Contents
from sdlib.context import is_context
from sdlib.cues import Reading
from sdlib.drafts import Draft, Opening
from sdlib.fallbacks import Fallbacks
from sdlib.known_bodies import begins_medium
from sdlib.masdars import VerbalNouns
from sdlib.openings import Openings
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, plain_complementizer, speaker_noun
from sdlib.senses import Senses
from sdlib.sources import NOTICE, Sources
from sdlib.words import search_form

#: Verbs whose imperfect has a damma in the passive only (others have one in the active).
_PLAIN_VERBS = frozenset(
    ["قال", "ذكر", "نقل", "كتب", "وصف", "زعم", "ظن", "رأى", "نصح", "طلب", "حث", "حض", "أمر", "كشف"]
)
_PRONOUNS = frozenset(["هو", "هي", "هم", "هما", "هن"])
#: A clause stands no more tokens behind the noun that it tells of.
_NEAR = 5
_DAMMA = "\N{ARABIC DAMMA}"
#: With it a damma shows nothing: `تُذكّر بأن`.
_SHADDA = "\N{ARABIC SHADDA}"
#: What demonstrators carry and call.
_BANNERS = frozenset(["لافتات", "لافتة", "شعارات", "هتافات", "يافطات", "منشورات"])


class VerbFrames:
    """Finds claims headed by verbs, participles and verbal nouns in one article."""

    def __init__(self, phrases: Phrases, clauses: Clauses) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.article = phrases.article
        self.words = phrases.article.words
        self.sources = Sources(phrases, clauses)
        self.openings = Openings(phrases, clauses, self.sources)
        self.addressees = Addressees(self.openings.objects)
        self.fallbacks = Fallbacks(phrases, clauses, self.openings.objects, self.openings.asides)
        self.contents = Contents(phrases, clauses)
        self.senses = Senses(phrases, self.sources, self.openings)
        self.masdars = VerbalNouns(phrases, self.sources, self.openings, self.contents)
        self.answers = Answers(phrases, clauses, self.sources, self.draft)

    def draft(self, i: int, first: int, limit: int) -> Draft | None:
        """Read the cue at token ``i`` of the sentence ``first:limit`` as a claim, if it is one."""
        for reading in self.phrases.cues[i]:
            found = self._read(i, reading, first, limit)
            if found:
                return found
        return None

    def begins_claim(self, i: int, limit: int) -> bool:
        """Whether the cue at ``i`` has content of its own."""
        return any(
            self.senses.admissible(i, r, max(0, i - 30)) and self._opening(i, r, limit) is not None
            for r in self.phrases.cues[i]
        )

    def _read(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """Read one reading of the cue as a claim, if its sense, content and source allow it."""
        if reading.entry.frames & {"relay", "document", "compound"} and not reading.entry.frames & {
            "that"
        }:
            return None
        if not self.senses.admissible(i, reading, first):
            return None
        if reading.shape == "masdar":
            return self.masdars.read(i, reading, first, limit)
        answer = self.answers.answers_before(i, reading, first, limit)
        if answer:
            return answer
        opening = self._opening(i, reading, limit)
        if opening is None:
            return self.answers.quoted_before(i, reading, limit)
        if opening.kind in ("quote", "colon", "that") and self._said_in_it(i, opening):
            return None
        if reading.entry.lemma == "يدعى" and opening.at > i + 1:
            return None  # `شاهد يدعى سامر الأحمد إن`: what he is called
        right = self._right(i, opening) if opening.kind != "acc" else None
        passive = right is None and self._passive(i, reading, opening)
        if (passive or reading.shape == "passive") and opening.kind == "quote":
            # `يدعى "…"` gives a name; who is not named says nothing in quotation marks.
            return None
        source = (
            None if passive or reading.shape == "participle" else self._source(i, opening, first)
        )
        if source is None and opening.kind == "quote" and reading.entry.lemma == "نقل":
            return None  # `نقل أمس إلى المستشفى "بحالة حرجة"`
        if opening.kind == "acc" and not passive:
            opening, source = self.addressees.part(i, reading, opening, limit)
        content = self.contents.of(opening, limit, i)
        if passive and reading.entry.lemma == "وصف":
            content = content[0], min(content[1], self.phrases.phrase_end(content[0], content[1]))
        source, via = self._cited(i, opening, source)
        if source and source[1] - source[0] == 1 and self.words[source[0]].base in _PRONOUNS:
            source = None  # `طالب هو بـ…`, `وهي التي تتهم`
        subject = "passive" if passive else self._subject_hint(i, source)
        if content[0] >= content[1] or not (subject or self.senses.credible(i, reading, source)):
            return None
        if source and self._of_things(i, reading) and self.sources.is_thing(source[0]):
            return None  # `المنفعة تبرر القرار`, `القضية تلفت النظر إلى`
        if self.senses.no_speech(reading, source, content, opening):
            return None
        if self.senses.untold(i, reading, opening):
            return None
        content = self.answers.meant(i, reading, content, first)
        cue = (i, i + 2) if self.sources.reinforced(i) else (i, i + 1)
        rule = f"{reading.shape}+{opening.kind}"
        return Draft(cue, reading, content, source, via, rule, self._negated(i), subject)

    def _said_in_it(self, i: int, opening: Opening) -> bool:
        """`رد الوزير في تغريدة قال فيها "…"`: the verb that stands right before the words says
        them."""
        k = opening.at - 2
        if k <= i or self.words[k + 1].form not in IN_IT:
            return False
        return any(r.finite and r.entry.lemma in ("قال", "كتب") for r in self.phrases.cues[k])

    def _of_things(self, i: int, reading: Reading) -> bool:
        """Whether things do what a verb tells as well, and say nothing: `تلفت النظر`, `تبرر`."""
        drawn = any(w.form in NOTICE for w in self.words[i + 1 : i + 3])
        return reading.entry.lemma == "برر" or (reading.entry.lemma == "لفت" and drawn)

    def _opening(self, i: int, reading: Reading, limit: int) -> Opening | None:
        """How the content of the cue at ``i`` begins."""
        found = self.openings.find(i, reading, limit)
        if found is None and reading.shape != "masdar":
            found = self.fallbacks.find(i, reading, limit)
        return found

    def _handed_on(self, source: Range | None) -> bool:
        """`قالت الوكالة على لسان مسؤول إن`; who speaks for a state or body does not hand it on."""
        stem = self.words[source[0]].stem if source else ""
        return is_context(stem.removeprefix("ال"), "medium")

    def _cited(
        self, i: int, opening: Opening, source: Range | None
    ) -> tuple[Range | None, Range | None]:
        """`ذكرت الصحيفة نقلا عن مصدر أن`: the source is the one cited, via the one who cites."""
        for k in range(i + 1, opening.at - 2):
            pair = self.words[k].form, self.words[k + 1].form
            if pair == ("نقلا", "عن") and self._aside(k) and self._person(source):
                return source, (k + 2, self.phrases.phrase_end(k + 2, opening.at))
            if pair == ("نقلا", "عن") or (pair == ("على", "لسان") and self._handed_on(source)):
                return (k + 2, self.phrases.phrase_end(k + 2, opening.at)), source
        return source, None

    def _aside(self, k: int) -> bool:
        """Whether a comma stands before a token."""
        return self.clauses.char(k - 1) in COMMAS

    def _person(self, source: Range | None) -> bool:
        """Whether a person speaks, whose words another one hands on: `قال عساف، نقلا عن مصادر`."""
        if source is None:
            return False
        noun = speaker_noun(self.words[source[0]])
        titled = noun is not None and noun[0] == "person"
        return titled or any(self.phrases.is_name(k) for k in range(*source))

    def _negated(self, i: int) -> bool:
        """`لم يؤكد`, `دون أن يؤكد`."""
        before = self.words[i - 1].base if i else ""
        return before in ("لم", "لا") or (
            before == "أن" and i > 1 and self.words[i - 2].form == "دون"
        )

    def _passive(self, i: int, reading: Reading, opening: Opening) -> bool:
        """`يُعتقد أن`, `اتُّهم بـ`: whether the verb names nobody who says it."""
        if reading.shape == "passive":
            return True
        if reading.entry.lemma == "كتب" and self.words[i + 1].form in ("عليه", "عليها", "عليهما"):
            return True  # `لافتات كتب عليها "…"`
        raw = self.article.slice(i, i + 1)
        tells = reading.shape == "perfect" or reading.entry.lemma in _PLAIN_VERBS
        tells = tells or reading.entry.lemma[0] == "ا"
        tells = tells and _SHADDA not in raw
        if tells and _DAMMA in raw[: raw.find(_DAMMA) + 1][len(self.words[i].conjunction) :][:3]:
            return True
        if reading.entry.lemma == "اتهم" and reading.pronoun:
            return False  # `ويتهمه الوزير بـ…`
        charged = reading.entry.lemma in ("اتهم", "وصف") and opening.kind == "prep"
        if charged and not reading.pronoun:
            return True
        impersonal = reading.entry.lemma in (
            "اعتقد",
            "اشتبه",
            "رجح",
            "توقع",
            "خشي",
            "افترض",
            "اتهم",
        )
        alone = reading.shape == "imperfect" and (reading.gender, reading.number) == ("m", "s")
        if not (impersonal and alone and opening.at <= i + 2):
            return False
        k = i - 2 if i > 1 and self.words[i - 1].form in ("لا", "لم", "لن") else i - 1
        after = self.words[k] if k >= 0 else None
        if after and after.pronoun and (complementizer(after.form) or after.stem == "لكن"):
            return False  # `قال إنه يتوقع أن`, `قال إنه لا يعتقد أن`
        if self._he_goes_on(i):
            return False
        return self.sources.left(i, 0) is None or not self.sources.subject_before(i)

    def _he_goes_on(self, i: int) -> bool:
        """`وهو يتجنب السفر، ويعتقد أن`: the pronoun at the head of the sentence goes on."""
        first = self.article.ranges[self.article.sentence_of[i]][0]
        he = self.words[first].form in ("هو", "وهو") and self.words[first + 1].form[:1] == "ي"
        return he and i > first + 1 and self.words[i].conjunction == "و"

    def _right(self, i: int, opening: Opening) -> Range | None:
        """The subject behind the cue; a clause or quotation leaves no room for an object."""
        alone = opening.kind in ("that", "quote", "colon")
        found = self.sources.right(i, opening.at, alone=alone)
        return found if found is None or alone else self._with_name(found, opening.first)

    def _with_name(self, source: Range, at: int) -> Range:
        """`نفى وزير المالية، سامر الأحمد | الخبر`: a title with the name behind a comma."""
        comma, first = source[1], source[1] + 1
        if first + 1 >= at or self.clauses.char(comma) not in COMMAS:
            return source
        title = self.phrases.speakers[source[0]]
        titled = title is not None and title[0] == "person"
        named = self.phrases.is_name(first) and self.phrases.phrase_end(first, at) == at
        return (source[0], at) if titled and named else source

    def _source(self, i: int, opening: Opening, first: int) -> Range | None:
        """The subject before or behind the cue, or the indefinite noun that a clause tells of."""
        if opening.kind == "acc":
            return None
        if any(r.entry.lemma == "خاطب" for r in self.phrases.cues[i]):
            return self.sources.left(i, first) or self._of_two(i, opening)
        before = self._stands_before(i) or "addressee" in self._frames(i)
        found = self.sources.left(i, first) if before else None
        if self._promises(i) and self.addressees.goes_on_acting(i):
            return found  # `وصف المدرب المباراة بأنها صعبة، ووعد الجمهور بالفوز`
        told = found is None and self._tells_of_relative(i)
        found = found or (None if told else self._right(i, opening)) or self.sources.left(i, first)
        found = found or self._carrier(i, first)
        if found and found[0] > i and self._hears(i, found[0]):
            found = self.sources.left(i, first) or found  # `وكان مصدر أفاد فرانس برس بأن`
        if found and opening.kind == "obj" and found[0] >= opening.first:
            return None
        if found and found[1] <= i and self._describes(i, found):
            return None
        return found

    def _hears(self, i: int, at: int) -> bool:
        """Whether a medium stands behind a verb that has one as its object, too."""
        informs = any(r.entry.lemma == "أفاد" for r in self.phrases.cues[i])
        return informs and begins_medium([search_form(w) for w in self.words[at : at + 3]])

    def _tells_of_relative(self, i: int) -> bool:
        """`الجار الذي أبلغ الشرطة بـ`: behind a relative pronoun comes the one who is told."""
        told = [r for r in self.phrases.cues[i] if "addressee" in r.entry.frames]
        behind = i > 0 and is_context(self.words[i - 1].base, "relative")
        return behind and any(r.finite and not r.pronoun for r in told)

    def _promises(self, i: int) -> bool:
        """Whether the verb at ``i`` has those to whom something is promised as its object."""
        return any(r.entry.lemma == "وعد" for r in self.phrases.cues[i])

    def _of_two(self, i: int, opening: Opening) -> Range | None:
        """`خاطب الوزير السكان بالقول`: the subject, where the one addressed stands behind it."""
        found = self._right(i, opening)
        if found is None or found[1] >= opening.at:
            return None
        behind = self.words[found[1]]
        return found if behind.definite and not behind.preposition else None

    def _frames(self, i: int) -> frozenset[str]:
        """The frames of the first reading of a cue."""
        cues = self.phrases.cues[i]
        return cues[0].entry.frames if cues else frozenset()

    def _stands_before(self, i: int) -> bool:
        """`وكانت روسيا قد أبلغت الأمم المتحدة`: behind قد with its subject comes the object."""
        before = self.words[i - 2].base if i > 1 and self.words[i - 1].form == "قد" else ""
        return bool(before) and not is_context(before, "auxiliary")

    def _carrier(self, i: int, first: int) -> Range | None:
        """`تقريرا يفيد بـ…`, `لافتات تندد بـ…`: an indefinite noun whose words a clause tells."""
        if i <= first or self.words[i].conjunction or self.words[i + 1].form in IN_IT:
            return None
        told = self._told_of(i, first)
        if told:
            return told
        if self.article.kinds[i - 1] != "word" or i - first > 1:
            described = self._described(i, first)
            if described or self.article.kinds[i - 1] != "word":
                return described
        word = self.words[i - 1]
        if word.definite or word.pronoun or self.phrases.is_function_word(i - 1):
            return None
        stem = word.stem[:-1] if word.stem.endswith("ا") else word.stem
        noun = speaker_noun(word._replace(stem=stem))
        document = noun is not None and noun[0] == "document"
        if not (document or stem in _BANNERS):
            return None
        gender = "m" if noun and noun[1] == "m" else "f"
        agrees = any(r.finite and r.gender == gender for r in self.phrases.cues[i])
        return (i - 1, i) if agrees else None

    def _told_of(self, i: int, first: int) -> Range | None:
        """`نقلا عن مصادر مجهولة | أكدت أن`: those of whom a clause without a pronoun tells."""
        for k in range(i - 1, max(first, i - _NEAR), -1):
            word, noun = self.words[k], self.phrases.speakers[k]
            if word.definite or word.pronoun or self.article.kinds[k] != "word":
                return None
            known = self.phrases.mention_at(k) is not None and k > first
            if known and not self.phrases.is_function_word(k - 1):
                return None  # `مشاركة أمير قطر`
            if noun is None or noun[0] not in ("person", "group"):
                continue
            if self.phrases.phrase_end(k, i) != i or self.phrases.is_name(k):
                return None
            several = noun[1] == "p"
            agrees = any(
                r.finite
                and (r.number == "p" or r.gender == "f" if several else r.gender == noun[1])
                for r in self.phrases.cues[i]
            )
            return (k, i) if agrees else None
        return None

    def _described(self, i: int, first: int) -> Range | None:
        """`دراسة بريطانية حديثة، كشفت أن`: an indefinite document, its adjectives, and a clause
        that tells what it says, behind a comma or not."""
        behind = i - 1 if self.clauses.char(i - 1) in "،," else i
        for k in range(behind - 1, max(first, behind - 5) - 1, -1):
            word, noun = self.words[k], speaker_noun(self.words[k])
            if word.definite or word.pronoun or self.phrases.is_function_word(k):
                return None
            if noun is None or noun[0] != "document" or noun[1] == "p":
                continue
            agrees = any(r.finite and r.gender == noun[1] for r in self.phrases.cues[i])
            whole = self.phrases.phrase_end(k, i) >= behind
            return (k, behind) if agrees and whole else None
        return None

    def _describes(self, i: int, source: Range) -> bool:
        """`مواقع يعتبرها ضرورية`: a clause that describes the indefinite noun before it."""
        pronoun = any(r.finite and r.pronoun for r in self.phrases.cues[i])
        indefinite = not self.words[source[0]].definite and not self.phrases.mention_at(source[0])
        return pronoun and indefinite and not self.phrases.is_name(source[0])

    def _subject_hint(self, i: int, source: Range | None) -> str:
        """`إنه أكد`: a pronoun on أن is the subject."""
        if source:
            return ""
        k = i - 2 if i - 1 in self.article.opens else i - 1
        before = self.words[k].form if k >= 0 else ""
        if complementizer(before) and not plain_complementizer(before):
            return "pronoun"
        return ""
