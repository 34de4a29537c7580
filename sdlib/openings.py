"""Openings: how and where the content of a cue begins."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from sdlib.clauses import COMMAS, Clauses
from sdlib.context import is_context
from sdlib.cues import CueEntry, Reading
from sdlib.frequencies import takes_article
from sdlib.nominals import nominal_forms
from sdlib.phrases import (
    Phrases,
    complementizer,
    definite_event,
    event_noun,
    plain_complementizer,
    speaker_noun,
    verb_like,
)
from sdlib.sources import DEMONSTRATIVES, Sources
from sdlib.wordkinds import YES, accusative, verb_evidence
from sdlib.words import Word

#: A quotation behind one of these names a place or body: `من "الجبهة السورية"`.
_PREPOSITIONS = frozenset(["في", "من", "إلى", "على", "عن", "مع", "بين", "حتى", "لدى", "عند"])
_PLACES = frozenset(["من", "في", "مع", "لدى", "ضد", "عبر"])
#: Words with ب that lead to no content.
_NO_CONTENT = frozenset(["باسم", "بشدة", "بقوة", "بعضهم", "بينهم"])
#: How far behind a cue its content may begin, in tokens.
_REACH = 45
_IDENTITY = frozenset(["اسم", "هوية", "هويت", "أسماء", "اسماء", "أسمائ", "اسمائ"])


class Opening(NamedTuple):
    """How content begins: ``kind`` (that, quote, colon, prep, obj, acc), the token that opens it,
    and the content's first token."""

    kind: str
    at: int
    first: int


@lru_cache(maxsize=1 << 16)
def noun_only(word: Word) -> bool:
    """Whether a word, with the article or without, is a known noun and can be no adjective.

    Examples
    --------
    >>> from sdlib.words import read_word
    >>> [noun_only(read_word(w)) for w in ("الشركة", "نزاهة", "السورية", "المسلح")]
    [True, True, False, False]
    """
    stem = word.stem.removeprefix("ال") if word.definite else word.stem
    found = nominal_forms(stem)
    return bool(found) and all(f.pos == "noun" or f.undone > 1 for f in found)


class Openings:
    """Finds where the content of a cue begins, in one article."""

    def __init__(self, phrases: Phrases, clauses: Clauses, sources: Sources) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.sources = sources
        self.article = phrases.article
        self.words = phrases.article.words

    def find(self, i: int, reading: Reading, limit: int) -> Opening | None:
        """Find how the content of the cue at ``i`` begins, or None."""
        entry = reading.entry
        fallback = self._judged(i, reading, limit)
        if fallback:
            return fallback
        j = i + 2 if self.sources.reinforced(i) else i + 1
        while j < min(limit, i + _REACH):
            found = self.clause_at(i, j, entry, limit)
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
            if not fallback and j > i + 1 and self._object_of_another_verb(i, j, entry):
                break
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
        if (
            not plain
            or word.definite
            or word.preposition
            or speaker_noun(word)
            or self.phrases.mention_at(i + 1)
        ):
            return None
        return Opening("obj", i + 1, i + 1)

    def _charged(self, j: int, entry: CueEntry) -> bool:
        """`اتُّهم بـ…`: the charge right behind the verb, nobody named between."""
        word = self.words[j]
        charge = word.preposition == "ب" or (complementizer(word.form) and word.form[0] == "ب")
        return entry.lemma in ("اتهم", "وصف") and charge and word.form not in ("باسم", "بشدة")

    def _prefer(self, found: Opening, fallback: Opening | None) -> Opening:
        """A clause wins over a preposition that led to a place (`إلى الشرق الأوسط إلى أن`)."""
        if fallback is None:
            return found
        if found.kind == "that" and not event_noun(self.words[fallback.first]):
            same = self.words[found.at - 1].form == self.words[fallback.at].form
            return found if same else fallback
        return fallback

    def clause_at(self, i: int, j: int, entry: CueEntry, limit: int) -> Opening | None:
        word = self.words[j]
        quotation = self.article.opens.get(j)
        if quotation and quotation.last <= limit:
            behind_name = quotation.last + 1
            if self.phrases.quotes_name(j) and not (j == i + 1 and behind_name >= limit):
                return None
            if j == i + 1 and self._quoted_subject(j, limit):
                return None
            if j > i + 1 and self._names_paper(j, limit):
                return None
            if self.words[j - 1].form in _PLACES - entry.prepositions:
                return None
            if entry.frames & {"quote", "that"} and not entry.addressed:
                return Opening("quote", j, j)
            return None
        if self.clauses.char(j) == ":" and self.article.kinds[j] == "punct" and j + 1 < limit:
            return Opening("colon", j, j + 1) if entry.frames & {"quote", "that"} else None
        if (
            word.form in ("ألا", "بألا")
            and j > i + 1
            and self.words[j - 1].form not in entry.prepositions
        ):
            return None
        if (complementizer(word.form) and "that" in entry.frames) or (
            entry.prepositions and complementizer(word.form)
        ):
            if is_context(self.words[j - 1].form, "no_complementizer") and not self._special(i, j):
                return None
            plain = plain_complementizer(word.form)
            return Opening("that", j, j + 1 if plain else j) if j + 1 < limit else None
        return None

    def _names_paper(self, j: int, limit: int) -> bool:
        """`قال لمجلة "دير شبيغل" الألمانية: "…"`: the marks hold a name, the words stand behind."""
        quotation = self.article.opens[j]
        noun = speaker_noun(self.words[j - 1])
        told = self.words[j - 1].preposition == "ل"
        if not told or quotation.last - j > 4 or noun is None or noun[0] == "person":
            return False
        return any(
            k in self.article.opens
            or self.clauses.char(k) == ":"
            or complementizer(self.words[k].form)
            for k in range(quotation.last + 1, min(quotation.last + 8, limit))
        )

    def _special(self, i: int, j: int) -> bool:
        """`أفادت مصادر خاصة أن`: an adjective, where `…، خاصة أن` is an adverb."""
        noun = self.words[j - 2]
        agrees = self.words[j - 1].form == "خاصة" and j - 2 > i and not noun.definite
        return agrees and speaker_noun(noun) is not None

    def _quoted_subject(self, j: int, limit: int) -> bool:
        """`يشير "المجلس النرويجي" في بيان إلى أن`: the marks hold a name, the clause follows."""
        quotation = self.article.opens[j]
        behind = quotation.last + 1
        if quotation.last - j > 6 or behind >= limit or self.article.kinds[behind] == "punct":
            return False
        return any(
            complementizer(self.words[k].form) for k in range(behind, min(behind + 12, limit))
        )

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
            return self.relative_end(j, limit)
        if j > i + 1 and (behind := self._aside(i, j, limit)):
            return behind
        if word.form == "في" and j + 1 < limit and is_context(self.words[j + 1].form, "occasion"):
            return j + 2
        if j > i + 1 and (behind := self.clauses.begins_marker(j, limit)):
            return behind
        if self.phrases.mention_over(j):
            return j
        if is_context(word.base, "boundary") and j > i + 1 and word.form != "ما":
            return -1
        if j > i + 1 and self._heads_clause(i, j):
            return -1
        saying = any(r.entry.lemma == "قال" for r in self.phrases.cues[j])
        if j > i + 1 and saying and not self.phrases.finite_cue(j):
            return j + 1
        if j > i + 1 and any(r.shape == "participle" for r in self.phrases.cues[j]):
            return -1
        return j

    def _heads_clause(self, i: int, j: int) -> bool:
        """Whether a verb stands at ``j``; `أعلنت السلطات في ليبيا فتح المعبر` has an object there,
        `4 من بين 5 أشخاص` and `عبر الهاتف` have prepositions."""
        word = self.words[j]
        if word.form in ("بين", "عبر", "دون", "قبل") or self.phrases.is_name(j):
            return False
        objects = any("obj" in r.entry.frames for r in self.phrases.cues[i])
        if objects and j + 1 < len(self.words) and self.words[j + 1].definite:
            plain = not (word.conjunction or word.pronoun or word.preposition)
            if plain and noun_only(word) and event_noun(word) and self._closed(j - 1):
                return False
        return self.phrases.finite_cue(j) or verb_like(word)

    def _aside(self, i: int, j: int, limit: int) -> int:
        """Give the end of a clause inside the frame, 0 where none begins at ``j``.

        `قالت ليلى ناصر، وهي طبيبة في المشفى، إن`, `قال خلال مؤتمر نظم في البلدة إن`,
        `قال مسؤول طلب عدم ذكر اسمه إن`: what the cue opens must follow.
        """
        word = self.words[j]
        comma = self.clauses.char(j - 1) in COMMAS
        opens = comma and word.form in ("حيث", "وهو", "وهي", "وهم", "والذي", "والتي")
        opens = opens or word.form in ("وهو", "وهي", "وهم")
        told = comma and verb_evidence(word) == YES and not word.conjunction
        if not opens and not told and verb_evidence(word) and not word.conjunction:
            opens = self._on_occasion(i, j) or self.keeps_name(j, limit)
        if not (opens or told):
            return 0
        for k in range(j + 1, min(j + 25, limit)):
            form, char = self.words[k].form, self.clauses.char(k)
            if told and not opens and (k in self.article.opens or self.phrases.finite_cue(k)):
                return 0
            if told and not opens and (complementizer(form) or char == ":"):
                return 0
            if k in self.article.opens and not self.phrases.quotes_name(k):
                return 0 if comma else k
            if complementizer(form) or (char == ":" and self.article.kinds[k] == "punct"):
                return 0 if self.phrases.cues[k - 1] else k
            if char in COMMAS and k + 1 < limit:
                return k if self._opens_behind(k + 1) else 0
            if char in ".؛؟!":
                return 0
        return 0

    def _opens_behind(self, k: int) -> bool:
        """Whether a cue's content can begin at ``k``, with a preposition in front or without."""
        form = self.words[k].form
        if form in ("إلى", "على", "من", "عن") and k + 1 < len(self.words):
            form = self.words[k + 1].form
        quoted = k in self.article.opens and not self.phrases.quotes_name(k)
        return complementizer(form) or quoted or self.clauses.char(k) == ":"

    def _on_occasion(self, i: int, j: int) -> bool:
        """Whether a verb at ``j`` tells of the occasion before it: `في مؤتمر صحافي عقد …`."""
        return any(
            is_context(self.words[k].base, "occasion")
            and not is_context(self.words[k].form, "vague_occasion")
            for k in range(max(i + 2, j - 4), j)
        )

    def keeps_name(self, j: int, limit: int) -> bool:
        """`مسؤول رفض الكشف عن اسمه`, `مصدر طلب عدم ذكر هويته`: one who stays unnamed."""
        return any(
            self.words[k].stem in _IDENTITY and bool(self.words[k].pronoun)
            for k in range(j + 1, min(j + 6, limit))
        )

    def _new_clause(self, j: int) -> bool:
        word = self.words[j]
        return bool(word.conjunction) and (self.phrases.finite_cue(j) or verb_like(word))

    def relative_end(self, j: int, limit: int) -> int:
        """Skip a relative clause: up to its comma, or to the complementizer behind it."""
        k = j + 1
        reports = False
        while k < limit:
            quotation = self.article.opens.get(k)
            if quotation and quotation.last - k > 5 and not self.phrases.quotes_name(k):
                led = self.words[k - 1].form in _PREPOSITIONS or reports
                if not led:  # `قال النائب الذي زار الميناء "…"`
                    return k
            behind = self.clauses.skip_group(k, limit)
            if behind > k:
                k = behind
                continue
            reports = reports or self.phrases.finite_cue(k)
            if self.clauses.char(k) in COMMAS or (
                complementizer(self.words[k].form) and not reports
            ):
                return k
            k += 1
        return k

    def _opens_phrase(self, i: int, j: int, reading: Reading, limit: int) -> Opening | None:
        entry = reading.entry
        word = self.words[j]
        if "obj:finding" in entry.frames and self._found(i, j):
            return Opening("obj", j, j)
        if "weak" in entry.frames and not entry.addressed and reading.shape != "participle":
            return None
        if entry.addressed and not self._takes_phrase(j, entry, i):
            return self._accusative(i, j, reading, limit)
        if word.form in entry.prepositions and j + 1 < limit:
            follower = self.words[j + 1]
            circumstance = is_context(follower.form, "occasion") or is_context(
                follower.form, "time"
            )
            if (
                not circumstance and self.article.kinds[j + 1] != "punct"
            ) or self.article.opens.get(j + 1):
                return Opening("prep", j, j + 1)
        leads = word.preposition and word.preposition in entry.prepositions
        lately = {self.words[k].form for k in range(max(i + 1, j - 3), j)}
        leads = leads and not lately & {"خلال", "أثناء", "عقب", "بعد", "قبل"}
        if leads and word.stem.removeprefix("ب") in ("يد", "إصبع", "أصابع", "رأس"):
            return None
        if leads and not (is_context(word.form, "adjunct") or word.form in _NO_CONTENT):
            return Opening("prep", j, j)
        taken = reading.finite and reading.pronoun and entry.lemma != "اعتبر"
        if entry.takes_object and not taken and self._object_at(i, j, entry):
            return Opening("obj", j, j)
        return None

    def _found(self, i: int, j: int) -> bool:
        """`أظهرت التحقيقات وقوف …`: an event behind a document or body that found it."""
        noun = speaker_noun(self.words[i + 1])
        if j <= i + 1 or not self._closed(j - 1) or not noun or noun[0] == "person":
            return False
        return event_noun(self.words[j])

    def _alleged(self, j: int) -> bool:
        """`رفض الاتهامات`, `رفض تلك النتائج`, `رفض ما …`."""
        word = self.words[j]
        if is_context(word.form, "allegation") or word.form == "ما":
            return True
        shown = word.form in DEMONSTRATIVES and j + 1 < len(self.words)
        return shown and is_context(self.words[j + 1].form, "allegation")

    def _object_of_another_verb(self, i: int, j: int, entry: CueEntry) -> bool:
        """`أقر البرلمان القانون بالإجماع`: an object where the frame has no place for one."""
        if "that" in entry.frames and not entry.prepositions:
            return False
        word = self.words[j]
        if any(self._clause_ahead(k) for k in (j + 1, j + 2)):
            return False
        if entry.takes_object or entry.addressed or "addressee" in entry.frames:
            return False
        if not word.definite or word.preposition:
            return False
        before = self.words[j - 1].definite and self._closed(j - 1)
        return before and self.phrases.new_noun(j)

    def _clause_ahead(self, k: int) -> bool:
        """`نوه الدكتور السمحان إلى أن`: the clause follows at once, no object is between."""
        return k < len(self.words) and complementizer(self.words[k].form)

    def _takes_phrase(self, j: int, entry: CueEntry, i: int) -> bool:
        word = self.words[j]
        return j > i and (
            word.form in entry.prepositions
            or (bool(word.preposition) and word.preposition in entry.prepositions)
        )

    def _object_at(self, i: int, j: int, entry: CueEntry) -> bool:
        word = self.words[j]
        if j > i + 1 and not self._closed(j - 1):
            return False
        if "obj:attitude" in entry.frames:
            return is_context(word.form, "attitude")
        if "obj:allegation" in entry.frames:
            return self._alleged(j)
        if "obj:request" in entry.frames:
            if definite_event(word) and j > i + 1:
                return True
            return event_noun(word) and (j > i + 1 or self.sources.left(i, 0) is not None)
        if "obj:event" in entry.frames:
            return j > i + 1 and (event_noun(word) or definite_event(word))
        if "obj:clausal" in entry.frames:
            return word.form == "ما"
        if "obj:small" in entry.frames:
            if self._judged_noun(i, j):
                return True
            return word.form in DEMONSTRATIVES or (event_noun(word) and j == i + 1)
        if word.form in DEMONSTRATIVES:
            if word.form == "أي" and j == i + 1:
                return False
            return j + 1 >= len(self.words) or not is_context(self.words[j + 1].form, "time")
        if self.phrases.mention_over(j) or word.conjunction:
            return False
        if definite_event(word) and j == i + 1:
            if self._preposed(j):
                return False
            return entry.type in ("assertive", "denial") or self.sources.left(i, 0) is not None
        if word.definite and j > i + 1 and not word.preposition and self.second_noun(j):
            if entry.type in ("denial", "accusation"):
                return True
            return definite_event(word)
        alone = j > i + 1 or any(r.shape == "participle" for r in self.phrases.cues[i])
        return event_noun(word) or (alone and self._common_noun(j))

    def _preposed(self, j: int) -> bool:
        """Whether a definite noun is the subject after all: another object or clause follows it."""
        return j + 1 < len(self.words) and complementizer(self.words[j + 1].form)

    def _common_noun(self, j: int) -> bool:
        """An indefinite common noun behind a closed subject, and no title or body that speaks."""
        word = self.words[j]
        return (
            self.article.kinds[j] == "word"
            and not word.definite
            and not word.preposition
            and (takes_article(word.stem) or noun_only(word))
            and verb_evidence(word) != YES
            and not self.phrases.is_function_word(j)
            and not self.phrases.is_name(j)
            and not speaker_noun(word)
            and (noun_only(word) or not word.form.endswith(("ية", "ي", "يين", "يون")))
        )

    def second_noun(self, j: int) -> bool:
        """Whether a definite noun behind a definite noun is no adjective: `الوزارة الشركة`."""
        return self._bare_second(j) or self.phrases.new_noun(j)

    def _bare_second(self, j: int) -> bool:
        word, before = self.words[j], self.words[j - 1]
        both = word.definite and before.definite and not (word.conjunction or word.preposition)
        known = noun_only(word) and not word.stem.endswith("ى")
        return both and known and not self.phrases.mention_over(j)

    def _judged_noun(self, i: int, j: int) -> bool:
        """`اعتبر النائب القرار خطأ`: the judged, and the judgement behind it."""
        if j < i + 2 or j + 1 >= len(self.words) or self.words[j].preposition:
            return False
        if not (self.words[j].definite and self.words[j - 1].definite and self.second_noun(j)):
            return False
        judgement = self.words[j + 1]
        plain = not (judgement.definite or judgement.preposition or judgement.conjunction)
        known = noun_only(judgement) or accusative(judgement)
        return (plain and known and not self.phrases.is_function_word(j + 1)) or (
            j + 1 in self.article.opens
        )

    def _closed(self, j: int) -> bool:
        """Whether a noun phrase can have ended at token ``j``."""
        word = self.words[j]
        if word.form in _PREPOSITIONS or word.form == "سيما":
            return False
        if j > 1 and is_context(self.words[j - 1].base, "occasion") and not noun_only(word):
            return True
        if j and self.words[j - 1].form in _PREPOSITIONS and not word.definite:
            return bool(word.pronoun) or self.phrases.mention_over(j) is not None
        return (
            self.article.kinds[j] != "word"
            or word.definite
            or bool(word.pronoun)
            or self.phrases.mention_over(j) is not None
            or self.phrases.is_name(j)
            or is_context(word.form, "time")
            or self.sources.adverb(j)
            or (not speaker_noun(word) and self.phrases.may_be_name(j))
            or (word.form.endswith(("ية", "يون", "يين", "ي")) and not noun_only(word))
        )

    def _plain_object(self, i: int, reading: Reading, limit: int) -> Opening | None:
        """`نفى الاتهامات`, `انتقد الوزير القرار`: an object without any sign of its own."""
        entry = reading.entry
        if (
            "obj" not in entry.frames
            or entry.type not in ("denial", "accusation")
            or i + 1 >= limit
        ):
            return None
        if (
            reading.pronoun
            or self.article.kinds[i + 1] != "word"
            or self.phrases.is_function_word(i + 1)
        ):
            return None
        end = self.phrases.phrase_end(i + 1, limit)
        if reading.shape == "participle":
            return Opening("obj", i + 1, i + 1)
        end = self.without_object(i + 1, end)
        while end < limit and (self.words[end].form in _NO_CONTENT or self.sources.adverb(end)):
            end += 1
        noun = end < limit and self.article.kinds[end] == "word" and not self.words[end].preposition
        if noun and not self.phrases.is_function_word(end):
            return Opening("obj", end, end) if not self._skip(i, end, limit) < 0 else None
        subject_before = i > 0 and self.sources.subject_before(i)
        return Opening("obj", i + 1, i + 1) if subject_before else None

    def without_object(self, first: int, behind: int) -> int:
        """Cut an object off the subject that was read with it: `المحكمة | المتهم`."""
        for k in range(first + 1, behind):
            if self._bare_second(k) and not (
                speaker_noun(self.words[k - 1]) and self.phrases.is_name(k + 1)
            ):
                return k
        return behind

    def _accusative(self, i: int, j: int, reading: Reading, limit: int) -> Opening | None:
        """Begin the content at the one accused or addressed, if the rest of the frame follows."""
        lead = all(self.sources.adverb(k) for k in range(i + 1, j))
        if not lead or (self.phrases.is_function_word(j) and not self.article.opens.get(j)):
            return None
        prepositions = {f[4:] for f in reading.entry.frames if f.startswith("acc:")}
        for k in range(j, min(j + 25, limit)):
            word = self.words[k]
            if self.article.kinds[k] == "punct" and self.clauses.char(k) in ".؛:":
                break
            if k > j and self.phrases.finite_cue(k):
                break
            if "count" in prepositions:
                if k > j and word.preposition == "ب" and self._estimated(j, k):
                    return Opening("acc", k, j)
                continue
            if "responsibility" in prepositions and word.stem.removeprefix("ال") in (
                "مسؤولية",
                "مسؤوليت",
            ):
                return Opening("acc", k, j)
            leads = word.form in prepositions or (word.preposition in prepositions and k > j)
            if leads and word.form not in _NO_CONTENT:
                return Opening("acc", k, j)
        return Opening("acc", min(j + 3, limit), j) if "acc" in reading.entry.frames else None

    def _estimated(self, first: int, at: int) -> bool:
        """`قدرت الشرطة عدد المشاركين بألفين`: what is estimated stands before the figure."""
        return not is_context(self.words[first].form, "estimated") and any(
            is_context(self.words[k].form, "estimated") for k in range(first, at)
        )
