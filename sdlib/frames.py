"""Frames: from a cue to its content and its source, for verbs, participles and verbal nouns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from sdlib.clauses import COMMAS, Clauses
from sdlib.clitics import takes_article
from sdlib.cues import CueEntry, Reading
from sdlib.phrases import (
    Phrases,
    agreement,
    complementizer,
    definite_event,
    event_noun,
    is_context,
    plain_complementizer,
    speaker_noun,
    verb_like,
)

Range = tuple[int, int]

_DAMMA = "\N{ARABIC DAMMA}"
_DEMONSTRATIVES = frozenset("هذا هذه ذلك تلك هؤلاء أي ما كل".split())
_ATTITUDES = frozenset(
    """استعداد استعداده استعدادها رغبة رغبته رغبتها أمل أمله أملها قلق قلقه قلقها أسف أسفه أسفها
    استغراب استغرابه ترحيب ترحيبه ترحيبها تأييد تأييده تأييدها اعتقاد اعتقاده ثقته ثقتها ثقة حرص
    حرصه حرصها تفاؤل تفاؤله ارتياح ارتياحه ارتياحها دهشته استياء استياءه استياءها دعمه دعمها
    تحفظ تحفظه تحفظها تضامنه تضامنها مخاوف مخاوفه مخاوفها خشيته""".split()
)
_ALLEGATIONS = frozenset(
    """الاتهامات اتهامات اتهام الاتهام المزاعم مزاعم ادعاءات الادعاءات ادعاء الأنباء أنباء التقارير
    الانتقادات انتقادات""".split()
)
_CONNECTIVES = frozenset("يذكر ويذكر يشار ويشار يجدر".split())
_NOT_YET = frozenset("سوف لن قد".split())
#: How far behind a cue its content may begin, in tokens.
_REACH = 45


class Opening(NamedTuple):
    """How content begins: ``kind`` (that, quote, colon, prep, obj, acc), the token that opens it,
    and the content's first token."""

    kind: str
    at: int
    first: int


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

    # -- whether a token is a cue with content ------------------------------------------

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
            self._admissible(i, r, max(0, i - 30)) and self.opening(i, r, limit) is not None
            for r in self.phrases.cues[i]
        )

    def _read(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        if reading.entry.frames & {"relay", "document", "compound"} and not reading.entry.frames & {"that"}:
            return None
        if not self._admissible(i, reading, first):
            return None
        if reading.shape == "masdar":
            return self._masdar(i, reading, first, limit)
        answer = self._answers_before(i, reading, first, limit)
        if answer:
            return answer
        opening = self.opening(i, reading, limit)
        if opening is None:
            return None
        passive = self._passive(i, reading, opening)
        source = None if passive or reading.shape == "participle" else self._source(i, opening, first)
        if opening.kind == "acc":
            opening, source = self._addressed(i, reading, opening, source, limit)
        content = self._content(opening, limit, i)
        subject = "passive" if passive else self._subject_hint(i, reading, source)
        if content[0] >= content[1] or not (subject or self._credible(i, reading, source)):
            return None
        cue = (i, i + 2) if self._reinforced(i) else (i, i + 1)
        rule = f"{reading.shape}+{opening.kind}"
        return Draft(cue, reading, content, source, None, rule, self._negated(i), subject)

    def _credible(self, i: int, reading: Reading, source: Range | None) -> bool:
        """Ask for somebody who can speak where the verb is used of things as well, and in quotations."""
        quoted = any(q.first < i < q.last for q in self.article.quotations)
        if reading.shape == "first":
            return True
        if reading.shape == "imperfect" and not (source or reading.pronoun) and self._other_subject(i):
            return False
        if "source" in reading.entry.frames or quoted and reading.finite:
            return source is not None and (self._speaks(source[0]) or quoted and self.words[source[0]].definite)
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
            if word.form in _CONNECTIVES and not self._left_noun(i, first):
                return False
        if reading.shape == "first" and not self._first_person(i, reading):
            return False
        if reading.shape == "jussive" and before not in ("لم", "ولم"):
            return False
        if self._labels(i, reading):
            return False
        if "strict" in reading.entry.frames and not self._initial(i, first):
            return False
        if "weak" in reading.entry.frames and speaker_noun(word):
            return False
        return True

    def _first_person(self, i: int, reading: Reading) -> bool:
        """`ندعو الحكومة إلى …`: a call or charge in somebody's own words counts, `نقول` does not."""
        quoted = any(q.first < i < q.last for q in self.article.quotations)
        return quoted and reading.entry.type in ("directive", "accusation")

    def _labels(self, i: int, reading: Reading) -> bool:
        """`ما وصفته بـ` gives a label, `من وصفهم بـ` as well."""
        before = self.words[i - 1].base if i else ""
        return (
            before in ("ما", "من", "مما", "لما", "بما", "فيما", "عما")
            and bool(reading.pronoun)
            and reading.entry.lemma in ("وصف", "اعتبر")
        )

    def _left_noun(self, i: int, first: int) -> bool:
        return i > first and self.article.kinds[i - 1] == "word" and not self.phrases.is_function_word(i - 1)

    def _initial(self, i: int, first: int) -> bool:
        if i == first or bool(self.words[i].conjunction) or self.article.kinds[i - 1] == "punct":
            return True
        return is_context(self.words[i - 1].base, "boundary")

    def _negated(self, i: int) -> bool:
        before = self.words[i - 1].base if i else ""
        return before in ("لم", "لا") or (before == "أن" and i > 1 and self.words[i - 2].form == "دون")

    def _reinforced(self, i: int) -> bool:
        """`وتابع قائلا`: two words, one cue."""
        return i + 1 < len(self.words) and self.words[i + 1].form in ("قائلا", "قائلة", "قائلين")

    def _passive(self, i: int, reading: Reading, opening: Opening) -> bool:
        if reading.shape == "passive":
            return True
        raw = self.article.slice(i, i + 1)
        if _DAMMA in raw[: raw.find(_DAMMA) + 1][len(self.words[i].conjunction) :][:3]:
            return True
        if reading.entry.lemma in ("اتهم", "وصف") and opening.kind == "prep":
            return True
        impersonal = reading.entry.lemma in ("اعتقد", "اشتبه", "رجح", "توقع", "خشي", "افترض", "اتهم")
        alone = reading.shape == "imperfect" and (reading.gender, reading.number) == ("m", "s")
        if not (impersonal and alone and opening.at <= i + 2):
            return False
        return self._left(i, 0) is None or not self._subject_before(i)

    def _subject_before(self, i: int) -> bool:
        return i > 0 and (
            self.words[i - 1].definite
            or is_context(self.words[i - 1].form, "relative")
            or bool(self.words[i - 1].pronoun)
            or self.phrases.mention_over(i - 1) is not None
        )

    # -- where content begins -----------------------------------------------------------

    def opening(self, i: int, reading: Reading, limit: int) -> Opening | None:
        """Find how the content of the cue at ``i`` begins, or None."""
        entry = reading.entry
        fallback = self._judged(i, reading, limit)
        if fallback:
            return fallback
        j = i + 2 if self._reinforced(i) else i + 1
        while j < min(limit, i + _REACH):
            found = self._opens_clause(i, j, entry, limit)
            if found:
                return self._prefer(found, fallback)
            if j == i + 1 and reading.finite and self._charged(j, entry):
                return Opening("prep", j, j)
            if j == i + 1 and entry.addressed and j in self.article.opens:
                fallback = self._accusative(i, j, reading, limit)
                if fallback:
                    return fallback
            if fallback and self.article.kinds[j] == "punct":
                break
            behind = self._skip(i, j, limit)
            if behind < 0:
                break
            if behind > j:
                j = behind
                continue
            fallback = fallback or self._opens_phrase(i, j, reading, limit)
            if fallback and fallback.kind in ("obj", "acc"):
                return fallback
            j += 1
        if fallback is None and not entry.frames & {"weak"}:
            return self._plain_object(i, reading, limit)
        return fallback

    def _judged(self, i: int, reading: Reading, limit: int) -> Opening | None:
        """`يعتبرها ضرورية`: the judged is the pronoun, the judgement an indefinite adjective."""
        judges = reading.entry.lemma == "اعتبر" and reading.finite and reading.pronoun
        if not judges or i + 1 >= limit:
            return None
        word = self.words[i + 1]
        plain = self.article.kinds[i + 1] == "word" and not self.phrases.is_function_word(i + 1)
        if not plain or word.definite or word.preposition or speaker_noun(word) or self.phrases.mention_at(i + 1):
            return None
        return Opening("obj", i + 1, i + 1)

    def _charged(self, j: int, entry: CueEntry) -> bool:
        """`اتُّهم بـ…`: the charge right behind the verb, nobody named between."""
        word = self.words[j]
        charge = word.preposition == "ب" or complementizer(word.form) and word.form[0] == "ب"
        return entry.lemma in ("اتهم", "وصف") and charge and word.form not in ("باسم", "بشدة")

    def _prefer(self, found: Opening, fallback: Opening | None) -> Opening:
        """A clause wins over a preposition that led to a place (`إلى الشرق الأوسط إلى أن`)."""
        if fallback is None:
            return found
        if found.kind == "that" and not event_noun(self.words[fallback.first]):
            same = self.words[found.at - 1].form == self.words[fallback.at].form
            return found if same else fallback
        return fallback

    def _opens_clause(self, i: int, j: int, entry: CueEntry, limit: int) -> Opening | None:
        word = self.words[j]
        quotation = self.article.opens.get(j)
        if quotation and quotation.last <= limit:
            behind_name = quotation.last + 1
            if self.phrases.quotes_name(j) and not (j == i + 1 and behind_name >= limit):
                return None
            if entry.frames & {"quote", "that"} and not entry.addressed:
                return Opening("quote", j, j)
            return None
        if self.clauses.char(j) == ":" and self.article.kinds[j] == "punct" and j + 1 < limit:
            return Opening("colon", j, j + 1) if entry.frames & {"quote", "that"} else None
        if word.form in ("ألا", "بألا") and j > i + 1 and self.words[j - 1].form not in entry.prepositions:
            return None
        if complementizer(word.form) and "that" in entry.frames or entry.prepositions and complementizer(word.form):
            if is_context(self.words[j - 1].form, "no_complementizer"):
                return None
            plain = plain_complementizer(word.form)
            return Opening("that", j, j + 1 if plain else j) if j + 1 < limit else None
        return None

    def _skip(self, i: int, j: int, limit: int) -> int:
        """Give the token to go on at; -1 where nothing behind can belong to the cue."""
        word = self.words[j]
        if self.article.kinds[j] == "punct":
            if self.clauses.char(j) in ".؟!؛?":
                return -1
            behind = self.clauses.skip_group(j, limit)
            if behind > j:
                return behind
            if self.clauses.char(j) in COMMAS and j + 1 < limit and self._new_clause(j + 1):
                return -1
            return j + 1
        if is_context(word.form, "relative"):
            return self._relative_end(j, limit)
        if word.form == "في" and j + 1 < limit and is_context(self.words[j + 1].form, "occasion"):
            return j + 2
        if j > i + 1 and (behind := self.clauses.begins_marker(j, limit)):
            return behind
        if self.phrases.mention_over(j):
            return j
        if is_context(word.base, "boundary") and j > i + 1 and word.form != "ما":
            return -1
        if j > i + 1 and (self.phrases.finite_cue(j) or (verb_like(word) and not self.phrases.is_name(j))):
            return -1
        if j > i + 1 and any(r.shape == "participle" for r in self.phrases.cues[j]):
            return -1
        return j

    def _new_clause(self, j: int) -> bool:
        word = self.words[j]
        return bool(word.conjunction) and (self.phrases.finite_cue(j) or verb_like(word))

    def _relative_end(self, j: int, limit: int) -> int:
        """Skip a relative clause: up to its comma, or to the complementizer behind it."""
        k = j + 1
        reports = False
        while k < limit:
            behind = self.clauses.skip_group(k, limit)
            if behind > k:
                k = behind
                continue
            reports = reports or self.phrases.finite_cue(k)
            if self.clauses.char(k) in COMMAS or complementizer(self.words[k].form) and not reports:
                return k
            k += 1
        return k

    def _opens_phrase(self, i: int, j: int, reading: Reading, limit: int) -> Opening | None:
        entry = reading.entry
        word = self.words[j]
        if "weak" in entry.frames and not entry.addressed and reading.shape != "participle":
            return None
        if entry.addressed and not self._takes_phrase(j, entry, i):
            return self._accusative(i, j, reading, limit)
        if word.form in entry.prepositions and j + 1 < limit:
            follower = self.words[j + 1]
            circumstance = is_context(follower.form, "occasion") or is_context(follower.form, "time")
            if not circumstance and self.article.kinds[j + 1] != "punct" or self.article.opens.get(j + 1):
                return Opening("prep", j, j + 1)
        if word.preposition and word.preposition in entry.prepositions:
            if not is_context(word.form, "adjunct") and word.form not in ("باسم", "بعضهم", "بينهم"):
                return Opening("prep", j, j)
        if entry.takes_object and self._object_at(i, j, entry):
            return Opening("obj", j, j)
        return None

    def _takes_phrase(self, j: int, entry: CueEntry, i: int) -> bool:
        word = self.words[j]
        return j > i and (
            word.form in entry.prepositions or bool(word.preposition) and word.preposition in entry.prepositions
        )

    def _object_at(self, i: int, j: int, entry: CueEntry) -> bool:
        word = self.words[j]
        if j > i + 1 and not self._closed(j - 1):
            return False
        if "obj:attitude" in entry.frames:
            return word.form in _ATTITUDES
        if "obj:allegation" in entry.frames:
            return word.form in _ALLEGATIONS or word.form == "ما"
        if "obj:request" in entry.frames:
            return event_noun(word) and (j > i + 1 or self._left(i, 0) is not None)
        if "obj:clausal" in entry.frames:
            return word.form == "ما"
        if "obj:small" in entry.frames:
            return word.form in _DEMONSTRATIVES or (event_noun(word) and j == i + 1)
        if word.form in _DEMONSTRATIVES:
            return j + 1 >= len(self.words) or not is_context(self.words[j + 1].form, "time")
        if self.phrases.mention_over(j) or word.conjunction:
            return False
        if definite_event(word) and j == i + 1:
            return entry.type in ("assertive", "denial") and not self._preposed(j)
        alone = j > i + 1 or any(r.shape == "participle" for r in self.phrases.cues[i])
        return event_noun(word) or alone and self._common_noun(j)

    def _preposed(self, j: int) -> bool:
        """Whether a definite noun is the subject after all: another object or clause follows it."""
        return j + 1 < len(self.words) and complementizer(self.words[j + 1].form)

    def _common_noun(self, j: int) -> bool:
        """An indefinite common noun behind a closed subject, other than a title or a body that speaks."""
        word = self.words[j]
        return (
            self.article.kinds[j] == "word"
            and not word.definite
            and not word.preposition
            and takes_article(word.stem)
            and not self.phrases.is_function_word(j)
            and not self.phrases.is_name(j)
            and not speaker_noun(word)
            and not word.form.endswith(("ية", "ي", "يين", "يون"))
        )

    def _closed(self, j: int) -> bool:
        """Whether a noun phrase can have ended at token ``j``."""
        word = self.words[j]
        return (
            self.article.kinds[j] != "word"
            or word.definite
            or bool(word.pronoun)
            or self.phrases.mention_over(j) is not None
            or self.phrases.is_name(j)
            or is_context(word.form, "time")
            or self._adverb(j)
            or (not speaker_noun(word) and self.phrases.may_be_name(j))
            or word.form.endswith(("ية", "يون", "يين", "ي"))
        )

    def _plain_object(self, i: int, reading: Reading, limit: int) -> Opening | None:
        """`نفى الاتهامات`, `انتقد الوزير القرار`: an object without any sign of its own."""
        entry = reading.entry
        if "obj" not in entry.frames or entry.type not in ("denial", "accusation") or i + 1 >= limit:
            return None
        if reading.pronoun or self.article.kinds[i + 1] != "word" or self.phrases.is_function_word(i + 1):
            return None
        end = self.phrases.phrase_end(i + 1, limit)
        if reading.shape == "participle":
            return Opening("obj", i + 1, i + 1)
        if end < limit and self.article.kinds[end] == "word" and not self.phrases.is_function_word(end):
            return Opening("obj", end, end) if not self._skip(i, end, limit) < 0 else None
        subject_before = i > 0 and self._subject_before(i)
        return Opening("obj", i + 1, i + 1) if subject_before else None

    # -- accusation and call ------------------------------------------------------------

    def _accusative(self, i: int, j: int, reading: Reading, limit: int) -> Opening | None:
        """Begin the content at the one accused or addressed, if the rest of the frame follows."""
        lead = all(self._adverb(k) for k in range(i + 1, j))
        if not lead or self.phrases.is_function_word(j) and not self.article.opens.get(j):
            return None
        prepositions = {f[4:] for f in reading.entry.frames if f.startswith("acc:")}
        for k in range(j, min(j + 25, limit)):
            word = self.words[k]
            if self.article.kinds[k] == "punct" and self.clauses.char(k) in ".؛:":
                break
            if k > j and self.phrases.finite_cue(k):
                break
            if "responsibility" in prepositions and word.stem.removeprefix("ال") in ("مسؤولية", "مسؤوليت"):
                return Opening("acc", j, j)
            if word.form in prepositions or word.preposition in prepositions and k > j:
                if word.form not in ("باسم", "بشدة", "بقوة"):
                    return Opening("acc", k, j)
        return Opening("acc", min(j + 3, limit), j) if "acc" in reading.entry.frames else None

    def _addressed(
        self, i: int, reading: Reading, opening: Opening, source: Range | None, limit: int
    ) -> tuple[Opening, Range | None]:
        """Part speaker and addressee: `اتهمت سوريا القوات بـ` against `واتهم القوات بـ`."""
        start = opening.first
        end = self.phrases.phrase_end(start, opening.at) if start < opening.at else start
        end = self._apposition(end, opening.at) if end < opening.at else end
        if reading.pronoun:
            explicit = (start, end) if end > start and reading.shape != "participle" else None
            return Opening("acc", opening.at, max(end, start)), explicit
        if reading.shape == "participle" or not self._can_speak(reading, start, end):
            return Opening("acc", opening.at, start), self._left(i, 0)
        rest = end
        while rest < opening.at and self.article.kinds[rest] == "punct":
            rest += 1
        second = rest < opening.at and not self.phrases.is_function_word(rest)
        if second:
            return Opening("acc", opening.at, rest), (start, end)
        left = self._left(i, 0)
        transitive = reading.entry.lemma in ("اتهم", "ناشد", "حث", "حض", "حمل", "وصف")
        if left or transitive:
            return Opening("acc", opening.at, start), left
        first = opening.at
        if self.article.kinds[first] == "word" and self.words[first].form in ("إلى", "على", "من"):
            first += 1
        return Opening("acc", opening.at, first), (start, end)

    def _can_speak(self, reading: Reading, first: int, behind: int) -> bool:
        if behind <= first or self.words[first].base in _DEMONSTRATIVES:
            return False
        gender, number = agreement(self.phrases, first, behind)
        if reading.number in ("d", "p"):
            return False
        return not (gender and reading.gender and number == "s" and gender != reading.gender)

    # -- source -------------------------------------------------------------------------

    def _source(self, i: int, opening: Opening, first: int) -> Range | None:
        if opening.kind == "acc":
            return None
        found = self._right(i, opening.at) or self._left(i, first)
        if found and opening.kind == "obj" and found[0] >= opening.first:
            return None
        return found

    def _right(self, i: int, at: int) -> Range | None:
        """The subject between the cue and the opening of its content."""
        start = i + 2 if self._reinforced(i) else i + 1
        if any(r.finite and r.number in ("d", "p") for r in self.phrases.cues[i]) and not any(
            r.number == "s" for r in self.phrases.cues[i]
        ):
            return None
        while start < at and self._adverb(start):
            behind = self.clauses.skip_group(start, at)
            start = behind if behind > start else start + 1
        if start >= at or self.phrases.is_function_word(start) and not self.article.opens.get(start):
            return None
        if self.words[start].preposition or self.words[start].base in _DEMONSTRATIVES - {"كل"}:
            return None
        end = self.phrases.phrase_end(start, at)
        return self.clauses.trim(start, self._apposition(end, at))

    def _adverb(self, i: int) -> bool:
        word = self.words[i]
        dash = self.article.kinds[i] == "punct" and self.clauses.char(i) in "-–—(،"
        return dash or is_context(word.form, "time") or word.form in ("أيضا", "كذلك", "مجددا", "لاحقا", "له", "لها", "فيه", "فيها", "بدوره", "بدورها", "نفسه", "ذاته", "نفسها", "ذاتها")

    def _apposition(self, end: int, at: int) -> int:
        """Take in `، رئيس الوفد،` and `، رافائيل غروسي،` behind a name or title."""
        while end + 1 < at and self.clauses.char(end) in COMMAS:
            start = end + 1
            if self.phrases.is_function_word(start) or self.words[start].conjunction:
                break
            behind = self.phrases.phrase_end(start, at)
            if behind < at and self.clauses.char(behind) not in COMMAS:
                if not (speaker_noun(self.words[start]) or self.phrases.is_name(start)):
                    break
                return behind
            end = behind
        return end

    def _left(self, i: int, first: int) -> Range | None:
        """The subject before its verb: relative, `كان X قد`, `إن X`, or plain."""
        first = max(first, self.article.ranges[self.article.sentence_of[i]][0])
        k = i - 1
        if k < first:
            return None
        if self.words[k].base in ("نحن", "أنا"):
            return None
        while k >= first and (self.words[k].form in ("قد", "لم", "لا", "هو", "هي", "ما", "ولم") or is_context(self.words[k].base, "auxiliary")):
            k -= 1
        if k < first or self.words[i].conjunction:
            return None
        if is_context(self.words[k].form, "relative"):
            k -= 1
            while k > first and self.clauses.char(k) in COMMAS:
                k -= 1
            found = self._phrase_before(k, first, relative=True)
            return found if found and self._agrees(i, found) else None
        behind_aux = self._after_auxiliary(k, first)
        if behind_aux:
            return behind_aux
        return self._phrase_before(k, first, relative=False)

    def _agrees(self, i: int, source: Range) -> bool:
        """Whether a subject before its verb agrees with it in gender."""
        gender, number = agreement(self.phrases, *source)
        finite = [r for r in self.phrases.cues[i] if r.finite]
        if not gender or number != "s" or not finite:
            return True
        return any(r.gender in ("", gender) for r in finite)

    def _after_auxiliary(self, k: int, first: int) -> Range | None:
        """`وكان القائد …، مظلوم عبدي، صرح`: from كان, إن or أن on, whatever commas stand between."""
        for j in range(k, max(k - 22, first - 1), -1):
            word = self.words[j]
            opens = word.base in ("كان", "كانت", "كانوا") or word.form in ("أن", "إن", "بأن", "لكن", "ولكن")
            if opens and j < k:
                if self.phrases.is_function_word(j + 1) and not self.phrases.mention_at(j + 1):
                    return None
                end = self._apposition(self.phrases.phrase_end(j + 1, k + 1), k + 1)
                return self.clauses.trim(j + 1, end) if end >= k else None
            if self.clauses.char(j) in ".؛:" or self.phrases.finite_cue(j) or verb_like(word):
                return None
        return None

    def _phrase_before(self, k: int, first: int, *, relative: bool) -> Range | None:
        """The longest noun phrase that ends at token ``k`` and begins where a phrase can."""
        if k < first or self.article.kinds[k] == "punct" and k not in self.article.closes:
            return None
        best = None
        for s in range(k, max(k - 16, first - 1), -1):
            if self.article.kinds[s] == "punct" and s not in self.article.opens:
                break
            if self.phrases.is_function_word(s) and not self.phrases.mention_over(s):
                if self.words[s].form not in ("في", "من", "إلى", "على"):
                    break
                continue
            if self.phrases.finite_cue(s) or verb_like(self.words[s]) and not self.phrases.is_name(s):
                break
            if self.phrases.phrase_end(s, k + 1) == k + 1 and self._phrase_may_begin(s, relative):
                best = s
        return (best, k + 1) if best is not None else None

    def _phrase_may_begin(self, s: int, relative: bool) -> bool:
        if s == 0:
            return True
        before = self.words[s - 1]
        if self.words[s].preposition and not relative:
            return False
        if self.article.kinds[s - 1] == "punct" or complementizer(before.form) or self.words[s].conjunction:
            return True
        if is_context(before.base, "boundary") or is_context(before.base, "auxiliary"):
            return True
        if self.article.sentence_of[s] != self.article.sentence_of[s - 1]:
            return True
        return relative

    def _subject_hint(self, i: int, reading: Reading, source: Range | None) -> str:
        if source:
            return ""
        k = i - 2 if i - 1 in self.article.opens else i - 1
        before = self.words[k].form if k >= 0 else ""
        if complementizer(before) and not plain_complementizer(before):
            return "pronoun"
        return ""

    # -- content ------------------------------------------------------------------------

    def _content(self, opening: Opening, limit: int, cue: int) -> Range:
        start = opening.first
        if opening.kind == "colon" or opening.kind == "that":
            start = self._skip_commas(start, limit)
        quotation = self.article.opens.get(start)
        if quotation and quotation.last <= limit:
            if not self._sentence_goes_on(quotation.first, quotation.last, limit, opening.kind, cue):
                return start, min(quotation.last + 1, limit)
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

    # -- other shapes -------------------------------------------------------------------

    def _answers_before(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """`وهو ما نفته الوزارة`: the content is the clause before."""
        pronoun = reading.finite and reading.pronoun in ("ه", "ها")
        if not pronoun or i - first < 2 or reading.entry.lemma in ("وصف",):
            return None
        j = i - 1
        while j > first and self.words[j].form not in ("ما", "الذي", "التي") and i - j < 6:
            j -= 1
        anchor = self.words[j - 1].form if j > first else ""
        if self.words[j].form not in ("ما", "الذي", "التي") or anchor not in ("وهو", "الأمر", "وهي", "هو"):
            return None
        behind = self.clauses.trim(first, j - 1)[1]
        said = [k for k in range(first, behind) if self.phrases.finite_cue(k)]
        inner = self.draft(said[-1], first, behind) if said else None
        start = self.clauses.start_of_clause(behind, first)
        content = inner.content if inner else self.clauses.trim(start, behind)
        end = self.phrases.phrase_end(i + 1, limit) if i + 1 < limit else i + 1
        subject = i + 1 < limit and not self.phrases.is_function_word(i + 1)
        source = self.clauses.trim(i + 1, end) if subject else self._dative(j, i)
        if content[0] >= content[1]:
            return None
        return Draft((i, i + 1), reading, content, source, None, "answers-before")

    def _dative(self, j: int, i: int) -> Range | None:
        """`وهو ما سبق لطهران أن نفته`: the speaker behind ل."""
        for k in range(j + 1, i):
            if self.words[k].preposition == "ل":
                return k, min(self.phrases.phrase_end(k, i), i)
        return None

    def _masdar(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """`إعلانها السيطرة`, `تأكيد السوداني أن`, `قوله إن`."""
        word = self.words[i]
        entry = reading.entry
        if word.definite or i + 1 >= limit or "weak" in entry.frames:
            return None
        if reading.pronoun:
            return self._masdar_with_pronoun(i, reading, limit)
        if self.phrases.is_function_word(i + 1):
            return None
        if not (self._speaks(i + 1) or self.words[i + 1].definite):
            return None
        end = self.phrases.phrase_end(i + 1, limit)
        end = self._apposition(end, limit) if end < limit else end
        at = self._skip_commas(end, limit)
        if at >= limit:
            return None
        opened = self._opens_clause(i, at, entry, limit)
        if opened is None and entry.takes_object and event_noun(self.words[at]):
            opened = Opening("obj", at, at)
        if opened is None or opened.kind == "colon":
            return None
        if opened.kind != "that" and not self._speaks(i + 1):
            return None
        content = self._content(opened, limit, i)
        if content[0] >= content[1]:
            return None
        return Draft((i, i + 1), reading, content, (i + 1, end), None, f"masdar+{opened.kind}")

    def _speaks(self, i: int) -> bool:
        mention = self.phrases.mention_at(i)
        return bool(mention and mention.entity.type != "MISC" or speaker_noun(self.words[i]) or self.phrases.is_name(i))

    def _masdar_with_pronoun(self, i: int, reading: Reading, limit: int) -> Draft | None:
        entry = reading.entry
        opened = self._opens_clause(i, i + 1, entry, limit)
        if opened is None and i + 2 < limit and self.words[i + 1].form in ("إلى", "على", "عن"):
            opened = self._opens_clause(i, i + 2, entry, limit)
        if opened is None and "obj" in entry.frames:
            follower = self.words[i + 1]
            if follower.definite or event_noun(follower):
                opened = Opening("obj", i + 1, i + 1)
        if opened is None:
            return None
        content = self._content(opened, limit, i)
        if content[0] >= content[1]:
            return None
        return Draft((i, i + 1), reading, content, None, None, f"masdar+{opened.kind}", False, "pronoun")


def with_rule(draft: Draft, rule: str) -> Draft:
    """The same claim, found by another rule."""
    return replace(draft, rule=rule)
