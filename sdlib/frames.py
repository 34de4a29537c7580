"""Frames: from a cue to its content and its source, for verbs, participles and verbal nouns."""

from __future__ import annotations

from dataclasses import dataclass

from sdlib.clauses import COMMAS, Clauses
from sdlib.context import is_context
from sdlib.cues import Reading
from sdlib.openings import Opening, Openings
from sdlib.phrases import (
    Phrases,
    agreement,
    complementizer,
    event_noun,
    plain_complementizer,
    speaker_noun,
)
from sdlib.sources import DEMONSTRATIVES, Range, Sources

#: Verbs whose imperfect has a damma in the passive only (others have one in the active).
_PLAIN_VERBS = frozenset(["قال", "ذكر", "نقل", "كتب", "وصف", "زعم", "ظن"])
_CLOSING_MARKS = frozenset('"“”„»«›‹＂')
_DAMMA = "\N{ARABIC DAMMA}"
_CONNECTIVES = frozenset(["يذكر", "ويذكر", "يشار", "ويشار", "يجدر"])
_NOT_YET = frozenset(["سوف", "لن", "قد"])


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim by token ranges, before its speaker is known."""

    cue: Range
    reading: Reading
    content: Range
    source: Range | None = None
    via: Range | None = None
    rule: str = ""
    negated: bool = False
    #: the tokens of the head on whose pronoun or verb the source hangs: `passive`, `relative`, …
    subject: str = ""


class VerbFrames:
    """Finds claims headed by verbs, participles and verbal nouns in one article."""

    def __init__(self, phrases: Phrases, clauses: Clauses) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.article = phrases.article
        self.words = phrases.article.words
        self.sources = Sources(phrases, clauses)
        self.openings = Openings(phrases, clauses, self.sources)

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
            self._admissible(i, r, max(0, i - 30)) and self.openings.find(i, r, limit) is not None
            for r in self.phrases.cues[i]
        )

    def _read(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        if reading.entry.frames & {"relay", "document", "compound"} and not reading.entry.frames & {
            "that"
        }:
            return None
        if not self._admissible(i, reading, first):
            return None
        if reading.shape == "masdar":
            return self._masdar(i, reading, first, limit)
        answer = self._answers_before(i, reading, first, limit)
        if answer:
            return answer
        opening = self.openings.find(i, reading, limit)
        if opening is None:
            return self._quoted_before(i, reading, limit)
        right = self.sources.right(i, opening.at) if opening.kind != "acc" else None
        passive = right is None and self._passive(i, reading, opening)
        source = (
            None if passive or reading.shape == "participle" else self._source(i, opening, first)
        )
        if opening.kind == "acc":
            opening, source = self._addressed(i, reading, opening, source, limit)
        content = self.content(opening, limit, i)
        if passive and reading.entry.lemma == "وصف":
            content = content[0], min(content[1], self.phrases.phrase_end(content[0], content[1]))
        source, via = self._cited(i, opening, source)
        subject = "passive" if passive else self._subject_hint(i, reading, source)
        if content[0] >= content[1] or not (subject or self._credible(i, reading, source)):
            return None
        cue = (i, i + 2) if self.sources.reinforced(i) else (i, i + 1)
        rule = f"{reading.shape}+{opening.kind}"
        return Draft(cue, reading, content, source, via, rule, self._negated(i), subject)

    def _cited(
        self, i: int, opening: Opening, source: Range | None
    ) -> tuple[Range | None, Range | None]:
        """`ذكرت الصحيفة نقلا عن مصدر أن`: the source is the one cited, via the one who cites."""
        for k in range(i + 1, opening.at - 2):
            if self.words[k].form == "نقلا" and self.words[k + 1].form == "عن":
                return (k + 2, self.phrases.phrase_end(k + 2, opening.at)), source
        return source, None

    def _quoted_before(self, i: int, reading: Reading, limit: int) -> Draft | None:
        """`"لن نغلق الطريق"، قال رئيس البلدية`: the quotation stands before its verb."""
        k = i - 1
        while k >= 0 and self.article.kinds[k] == "punct" and k not in self.article.closes:
            k -= 1
        quotation = self.article.closes.get(k)
        said = quotation and not self.phrases.quotes_name(quotation.first)
        plain = reading.finite and not reading.pronoun and "quote" in reading.entry.frames
        if not said or not plain or self.words[i].conjunction:
            return None
        source = self.sources.right(i, limit)
        if source is None or not (self._can_name(source[0])):
            return None
        content = quotation.first, quotation.last + 1
        return Draft((i, i + 1), reading, content, source, None, f"{reading.shape}+quote-before")

    def _can_name(self, i: int) -> bool:
        return self.sources.speaks(i) or self.phrases.may_be_name(i)

    def _credible(self, i: int, reading: Reading, source: Range | None) -> bool:
        """Ask for somebody who can speak where things do as well, and in quotations."""
        quoted = any(q.first < i < q.last for q in self.article.quotations)
        if reading.shape == "first":
            return True
        if (
            reading.shape == "imperfect"
            and not (source or reading.pronoun)
            and self._other_subject(i)
        ):
            return False
        if "source" in reading.entry.frames or (quoted and reading.finite):
            return source is not None and (
                self.sources.speaks(source[0]) or (quoted and self.words[source[0]].definite)
            )
        return True

    def _other_subject(self, i: int) -> bool:
        """Whether a noun that could not be read stands where the verb's subject would be."""
        if self.words[i].conjunction or i == 0 or self.article.kinds[i - 1] != "word":
            return False
        return not self.phrases.is_function_word(i - 1) and not self.phrases.finite_cue(i - 1)

    def _admissible(self, i: int, reading: Reading, first: int) -> bool:
        word = self.words[i]
        if self.phrases.mention_over(i) or is_context(word.form, "given_name"):
            return False
        before = self.words[i - 1].form if i > first else ""
        if before in _NOT_YET and not (before == "قد" and reading.shape == "perfect"):
            return False
        if reading.finite:
            unsaid = reading.shape != "perfect" and before in ("أن", "بأن", "كي", "حتى")
            if unsaid and self.words[max(i - 2, 0)].form not in ("دون",):
                return False
            if word.form in _CONNECTIVES and not self.sources.noun_before(i, first):
                return False
        if reading.shape == "participle" and not self._of_state(i, reading, first):
            return False
        if reading.shape == "first" and not self._first_person(i, reading):
            return False
        if reading.shape == "jussive" and before not in ("لم", "ولم"):
            return False
        if self._labels(i, reading) or self._suspected(i, reading):
            return False
        inner = complementizer(before) and not plain_complementizer(before)
        if "nested" in reading.entry.frames and not inner:
            return False
        if "strict" in reading.entry.frames and not self._initial(i, first):
            return False
        return not ("weak" in reading.entry.frames and speaker_noun(word))

    def _of_state(self, i: int, reading: Reading, first: int) -> bool:
        """Whether a participle states what a speaker does; `تقارير مؤكدة` is an adjective."""
        if reading.gender != "f" or i == first or self.article.kinds[i - 1] != "word":
            return True
        return i + 1 < len(self.words) and complementizer(self.words[i + 1].form)

    def _first_person(self, i: int, reading: Reading) -> bool:
        """`ندعو الحكومة إلى …`: a call or charge in one's own words counts, `نقول` does not."""
        quoted = any(q.first < i < q.last for q in self.article.quotations)
        return quoted and reading.entry.type in ("directive", "accusation")

    def _suspected(self, i: int, reading: Reading) -> bool:
        """`ما يُشتبه بأنه مستودع` is the reporter's own caution."""
        return reading.entry.lemma == "اشتبه" and i > 0 and self.words[i - 1].base == "ما"

    def _labels(self, i: int, reading: Reading) -> bool:
        """`ما وصفته بـ` gives a label, `من وصفهم بـ` as well."""
        before = self.words[i - 1].base if i else ""
        return (
            before in ("ما", "من", "مما", "لما", "بما", "فيما", "عما")
            and bool(reading.pronoun)
            and reading.entry.lemma in ("وصف", "اعتبر")
        )

    def _initial(self, i: int, first: int) -> bool:
        if i == first or bool(self.words[i].conjunction) or self.article.kinds[i - 1] == "punct":
            return True
        return is_context(self.words[i - 1].base, "boundary")

    def _negated(self, i: int) -> bool:
        before = self.words[i - 1].base if i else ""
        return before in ("لم", "لا") or (
            before == "أن" and i > 1 and self.words[i - 2].form == "دون"
        )

    def _passive(self, i: int, reading: Reading, opening: Opening) -> bool:
        if reading.shape == "passive":
            return True
        raw = self.article.slice(i, i + 1)
        tells = reading.shape == "perfect" or reading.entry.lemma in _PLAIN_VERBS
        tells = tells or reading.entry.lemma[0] == "ا"
        if tells and _DAMMA in raw[: raw.find(_DAMMA) + 1][len(self.words[i].conjunction) :][:3]:
            return True
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
        return self.sources.left(i, 0) is None or not self.sources.subject_before(i)

    def _addressed(
        self, i: int, reading: Reading, opening: Opening, source: Range | None, limit: int
    ) -> tuple[Opening, Range | None]:
        """Part speaker and addressee: `اتهمت سوريا القوات بـ` against `واتهم القوات بـ`."""
        start = opening.first
        quotation = self.article.opens.get(start)
        if quotation and quotation.last < opening.at:
            end = quotation.last + 1
        else:
            end = self.phrases.phrase_end(start, opening.at) if start < opening.at else start
        end = self.sources.apposition(end, opening.at) if end < opening.at else end
        if reading.pronoun:
            explicit = (start, end) if end > start and reading.shape != "participle" else None
            return Opening("acc", opening.at, max(end, start)), explicit
        if reading.shape == "participle" or not self._can_speak(reading, start, end):
            return Opening("acc", opening.at, start), self.sources.left(i, 0)
        rest = end
        while rest < opening.at and self.article.kinds[rest] == "punct":
            rest += 1
        second = rest < opening.at and not self.phrases.is_function_word(rest)
        if second:
            return Opening("acc", opening.at, rest), (start, end)
        left = self.sources.left(i, 0)
        transitive = reading.entry.lemma in ("اتهم", "ناشد", "حث", "حض", "حمل", "وصف")
        if left or transitive:
            return Opening("acc", opening.at, start), left
        first = opening.at
        if self.article.kinds[first] == "word" and self.words[first].form in ("إلى", "على", "من"):
            first += 1
        return Opening("acc", opening.at, first), (start, end)

    def _can_speak(self, reading: Reading, first: int, behind: int) -> bool:
        if behind <= first or self.words[first].base in DEMONSTRATIVES:
            return False
        gender, number = agreement(self.phrases, first, behind)
        if reading.number in ("d", "p"):
            return False
        return not (gender and reading.gender and number == "s" and gender != reading.gender)

    def _source(self, i: int, opening: Opening, first: int) -> Range | None:
        if opening.kind == "acc":
            return None
        found = self.sources.right(i, opening.at) or self.sources.left(i, first)
        if found and opening.kind == "obj" and found[0] >= opening.first:
            return None
        if found and found[1] <= i and self._describes(i, found):
            return None
        return found

    def _describes(self, i: int, source: Range) -> bool:
        """`مواقع يعتبرها ضرورية`: a clause that describes the indefinite noun before it."""
        pronoun = any(r.finite and r.pronoun for r in self.phrases.cues[i])
        indefinite = not self.words[source[0]].definite and not self.phrases.mention_at(source[0])
        return pronoun and indefinite and not self.phrases.is_name(source[0])

    def _subject_hint(self, i: int, reading: Reading, source: Range | None) -> str:
        if source:
            return ""
        k = i - 2 if i - 1 in self.article.opens else i - 1
        before = self.words[k].form if k >= 0 else ""
        if complementizer(before) and not plain_complementizer(before):
            return "pronoun"
        return ""

    def content(self, opening: Opening, limit: int, cue: int) -> Range:
        start = opening.first
        if opening.kind == "colon" or opening.kind == "that":
            start = self._skip_commas(start, limit)
        quotation = self.article.opens.get(start)
        if (
            quotation
            and quotation.last <= limit
            and not self._sentence_goes_on(
                quotation.first, quotation.last, limit, opening.kind, cue
            )
        ):
            behind = min(quotation.last + 1, limit)
            closed = self.clauses.char(behind - 1) in _CLOSING_MARKS
            return (start, behind) if closed else self.clauses.trim_end(start, behind)
        phrase = opening.kind in ("obj", "prep", "acc")
        return self.clauses.trim(start, self.clauses.content_end(start, limit, cue, phrase=phrase))

    def _skip_commas(self, start: int, limit: int) -> int:
        while start < limit and self.clauses.char(start) in COMMAS:
            start += 1
        return start

    def _sentence_goes_on(self, first: int, last: int, limit: int, kind: str, cue: int) -> bool:
        """Whether a quotation that begins the content is only a part of it."""
        if last + 1 >= limit:
            return False
        if self.phrases.quotes_name(first):
            return True
        follower = last + 1
        if self.article.kinds[follower] == "word":
            return last - first < 9 and not self.words[follower].conjunction
        end = self.clauses.content_end(first, limit, cue)
        return any(
            last < q.first < end and not self.phrases.quotes_name(q.first)
            for q in self.article.quotations
        )

    def _answers_before(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """`وهو ما نفته الوزارة`: the content is the clause before."""
        pronoun = reading.finite and reading.pronoun in ("ه", "ها")
        if not pronoun or i - first < 2 or reading.entry.lemma in ("وصف",):
            return None
        j = i - 1
        while j > first and self.words[j].form not in ("ما", "الذي", "التي") and i - j < 6:
            j -= 1
        anchor = self.words[j - 1].form if j > first else ""
        if self.words[j].form not in ("ما", "الذي", "التي") or anchor not in (
            "وهو",
            "الأمر",
            "وهي",
            "هو",
        ):
            return None
        behind = self.clauses.trim(first, j - 1)[1]
        said = [k for k in range(first, behind) if self.phrases.finite_cue(k)]
        inner = self.draft(said[-1], first, behind) if said else None
        start = self.clauses.start_of_clause(behind, first)
        content = inner.content if inner else self.clauses.trim(start, behind)
        end = self.phrases.phrase_end(i + 1, limit) if i + 1 < limit else i + 1
        subject = i + 1 < limit and not self.phrases.is_function_word(i + 1)
        source = self.clauses.trim(i + 1, end) if subject else self.sources.dative(j, i)
        if content[0] >= content[1]:
            return None
        return Draft((i, i + 1), reading, content, source, None, "answers-before")

    def _masdar(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """`إعلانها السيطرة`, `تأكيد السوداني أن`, `قوله إن`."""
        word = self.words[i]
        entry = reading.entry
        if word.definite and i > first and self.words[i - 1].base in ("تم", "جرى", "يتم", "تمت"):
            return self._done(i, reading, limit)
        if word.definite or i + 1 >= limit or "weak" in entry.frames:
            return None
        if reading.pronoun:
            return self._masdar_with_pronoun(i, reading, limit)
        if self.phrases.is_function_word(i + 1):
            return None
        if not (self.sources.speaks(i + 1) or self.words[i + 1].definite):
            return None
        end = self.phrases.phrase_end(i + 1, limit)
        end = self.sources.apposition(end, limit) if end < limit else end
        at = self._skip_commas(end, limit)
        if at >= limit:
            return None
        opened = self.openings.clause_at(i, at, entry, limit)
        if opened is None and entry.takes_object and event_noun(self.words[at]):
            opened = Opening("obj", at, at)
        if opened is None or opened.kind == "colon":
            return None
        if opened.kind != "that" and not self.sources.speaks(i + 1):
            return None
        content = self.content(opened, limit, i)
        if content[0] >= content[1]:
            return None
        return Draft((i, i + 1), reading, content, (i + 1, end), None, f"masdar+{opened.kind}")

    def _done(self, i: int, reading: Reading, limit: int) -> Draft | None:
        """`تم الإعلان عن …`: a passive, nobody is named."""
        opening = self.openings.find(i, reading._replace(shape="perfect"), limit)
        if opening is None or opening.kind not in ("that", "prep"):
            return None
        content = self.content(opening, limit, i)
        if content[0] >= content[1]:
            return None
        rule = f"done+{opening.kind}"
        return Draft((i, i + 1), reading, content, None, None, rule, False, "passive")

    def _masdar_with_pronoun(self, i: int, reading: Reading, limit: int) -> Draft | None:
        entry = reading.entry
        opened = self.openings.clause_at(i, i + 1, entry, limit)
        if opened is None and i + 2 < limit and self.words[i + 1].form in ("إلى", "على", "عن"):
            opened = self.openings.clause_at(i, i + 2, entry, limit)
        if opened is None and "obj" in entry.frames:
            follower = self.words[i + 1]
            if follower.definite or event_noun(follower):
                opened = Opening("obj", i + 1, i + 1)
        if opened is None:
            return None
        content = self.content(opened, limit, i)
        if content[0] >= content[1]:
            return None
        return Draft(
            (i, i + 1), reading, content, None, None, f"masdar+{opened.kind}", False, "pronoun"
        )
