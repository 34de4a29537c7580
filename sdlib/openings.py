"""Openings: how and where the content of a cue begins."""

from __future__ import annotations

from typing import NamedTuple

from sdlib.clauses import COMMAS, Clauses
from sdlib.context import is_context
from sdlib.cues import CueEntry, Reading
from sdlib.frequencies import takes_article
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

_ATTITUDES = frozenset(
    [
        "استعداد",
        "استعداده",
        "استعدادها",
        "رغبة",
        "رغبته",
        "رغبتها",
        "أمل",
        "أمله",
        "أملها",
        "قلق",
        "قلقه",
        "قلقها",
        "أسف",
        "أسفه",
        "أسفها",
        "استغراب",
        "استغرابه",
        "ترحيب",
        "ترحيبه",
        "ترحيبها",
        "تأييد",
        "تأييده",
        "تأييدها",
        "اعتقاد",
        "اعتقاده",
        "ثقته",
        "ثقتها",
        "ثقة",
        "حرص",
        "حرصه",
        "حرصها",
        "تفاؤل",
        "تفاؤله",
        "ارتياح",
        "ارتياحه",
        "ارتياحها",
        "دهشته",
        "استياء",
        "استياءه",
        "استياءها",
        "دعمه",
        "دعمها",
        "تحفظ",
        "تحفظه",
        "تحفظها",
        "تضامنه",
        "تضامنها",
        "مخاوف",
        "مخاوفه",
        "مخاوفها",
        "خشيته",
    ]
)
_ALLEGATIONS = frozenset(
    [
        "الاتهامات",
        "اتهامات",
        "اتهام",
        "الاتهام",
        "المزاعم",
        "مزاعم",
        "ادعاءات",
        "الادعاءات",
        "ادعاء",
        "الأنباء",
        "أنباء",
        "التقارير",
        "الانتقادات",
        "انتقادات",
    ]
)
#: A quotation behind one of these names a place or body: `من "الجبهة السورية"`.
_PLACES = frozenset(["من", "في", "مع", "لدى", "ضد", "عبر"])
#: Words with ب that lead to no content.
_NO_CONTENT = frozenset(["باسم", "بشدة", "بقوة", "بعضهم", "بينهم"])
#: How far behind a cue its content may begin, in tokens.
_REACH = 45


class Opening(NamedTuple):
    """How content begins: ``kind`` (that, quote, colon, prep, obj, acc), the token that opens it,
    and the content's first token."""

    kind: str
    at: int
    first: int


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
            if is_context(self.words[j - 1].form, "no_complementizer"):
                return None
            plain = plain_complementizer(word.form)
            return Opening("that", j, j + 1 if plain else j) if j + 1 < limit else None
        return None

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
        if word.form == "في" and j + 1 < limit and is_context(self.words[j + 1].form, "occasion"):
            return j + 2
        if j > i + 1 and (behind := self.clauses.begins_marker(j, limit)):
            return behind
        if self.phrases.mention_over(j):
            return j
        if is_context(word.base, "boundary") and j > i + 1 and word.form != "ما":
            return -1
        if j > i + 1 and (
            self.phrases.finite_cue(j) or (verb_like(word) and not self.phrases.is_name(j))
        ):
            return -1
        saying = any(r.entry.lemma == "قال" for r in self.phrases.cues[j])
        if j > i + 1 and saying and not self.phrases.finite_cue(j):
            return j + 1
        if j > i + 1 and any(r.shape == "participle" for r in self.phrases.cues[j]):
            return -1
        return j

    def _new_clause(self, j: int) -> bool:
        word = self.words[j]
        return bool(word.conjunction) and (self.phrases.finite_cue(j) or verb_like(word))

    def relative_end(self, j: int, limit: int) -> int:
        """Skip a relative clause: up to its comma, or to the complementizer behind it."""
        k = j + 1
        reports = False
        while k < limit:
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
        if entry.takes_object and self._object_at(i, j, entry):
            return Opening("obj", j, j)
        return None

    def _object_of_another_verb(self, i: int, j: int, entry: CueEntry) -> bool:
        """`أقر البرلمان القانون بالإجماع`: an object where the frame has no place for one."""
        if "that" in entry.frames and not entry.prepositions:
            return False
        word = self.words[j]
        if entry.takes_object or entry.addressed or "addressee" in entry.frames:
            return False
        if not word.definite or word.preposition:
            return False
        before = self.words[j - 1].definite and self._closed(j - 1)
        return before and self.phrases.new_noun(j)

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
            return word.form in _ATTITUDES
        if "obj:allegation" in entry.frames:
            return word.form in _ALLEGATIONS or word.form == "ما"
        if "obj:request" in entry.frames:
            return event_noun(word) and (j > i + 1 or self.sources.left(i, 0) is not None)
        if "obj:clausal" in entry.frames:
            return word.form == "ما"
        if "obj:small" in entry.frames:
            return word.form in DEMONSTRATIVES or (event_noun(word) and j == i + 1)
        if word.form in DEMONSTRATIVES:
            if word.form == "أي" and j == i + 1:
                return False
            return j + 1 >= len(self.words) or not is_context(self.words[j + 1].form, "time")
        if self.phrases.mention_over(j) or word.conjunction:
            return False
        if definite_event(word) and j == i + 1:
            return entry.type in ("assertive", "denial") and not self._preposed(j)
        if word.definite and j > i + 1 and not word.preposition and self.phrases.new_noun(j):
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
            or self.sources.adverb(j)
            or (not speaker_noun(word) and self.phrases.may_be_name(j))
            or word.form.endswith(("ية", "يون", "يين", "ي"))
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
        noun = end < limit and self.article.kinds[end] == "word" and not self.words[end].preposition
        if noun and not self.phrases.is_function_word(end):
            return Opening("obj", end, end) if not self._skip(i, end, limit) < 0 else None
        subject_before = i > 0 and self.sources.subject_before(i)
        return Opening("obj", i + 1, i + 1) if subject_before else None

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
            if "responsibility" in prepositions and word.stem.removeprefix("ال") in (
                "مسؤولية",
                "مسؤوليت",
            ):
                return Opening("acc", j, j)
            leads = word.form in prepositions or (word.preposition in prepositions and k > j)
            if leads and word.form not in _NO_CONTENT:
                return Opening("acc", k, j)
        return Opening("acc", min(j + 3, limit), j) if "acc" in reading.entry.frames else None
