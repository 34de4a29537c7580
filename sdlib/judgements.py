"""Judgements: what is judged, and what it is taken for (`معتبرا القرار خطوة مهمة`)."""

from __future__ import annotations

from sdlib.context import is_context
from sdlib.cues import Reading
from sdlib.drafts import Opening
from sdlib.phrases import Phrases
from sdlib.roles import event_noun, speaker_noun
from sdlib.sources import Sources
from sdlib.wordkinds import accusative, noun_only

#: So many tokens behind `رأى` may stand what something is seen in.
_NEAR = 8
#: Verbs of judging with the judged as a pronoun.
JUDGING = frozenset(["اعتبر", "صنف", "عد"])


class Judgements:
    """Finds objects that are judged, in one article."""

    def __init__(self, phrases: Phrases, sources: Sources) -> None:
        self.phrases = phrases
        self.sources = sources
        self.article = phrases.article
        self.words = phrases.article.words

    def seen_in(self, i: int, j: int) -> int:
        """`رأى النائب في القرار تراجعا`, `يرى فيه السكان خطرا`: where what a thing is taken
        for begins, 0 where nothing is."""
        form = self.words[j].form
        if form not in ("في", "فيه", "فيها", "فيهم") or j > i + _NEAR:
            return 0
        if j > i + 1 and not (self.sources.speaks(i + 1) or self.words[i + 1].definite):
            return 0
        end = j + 1
        if form == "في":
            noun = self.words[j + 1] if j + 1 < len(self.words) else None
            if noun is None or any(
                is_context(base, group)
                for group in ("time", "occasion", "place")
                for base in (noun.base, noun.stem.removeprefix("ال"))
            ):
                return 0
            end = self.phrases.phrase_end(j + 1, len(self.words))
            deed = event_noun(noun) or is_context(noun.stem, "event_noun")
            if deed and end + 2 < len(self.words) and self.words[end + 1].definite:
                end += not self.words[end].definite  # `في تولي الوزير حقيبة الخارجية بداية`
        while end < len(self.words) and self.words[end].definite:
            end += 1
        if end >= len(self.words) or (end == j + 1 and form == "في"):
            return 0
        word = self.words[end]
        stem = word.stem[:-1] if accusative(word) and word.form.endswith("ا") else word.stem
        taken_for = is_context(stem, "seen_as") or event_noun(word)
        seen = end in self.article.opens or (taken_for and self._judgement(end))
        return (j if form == "في" else end) if seen else 0

    def first(self, i: int, j: int) -> bool:
        """`معتبرا القرار خطوة مهمة`, `اعتبرت الهجوم جريمة`: the judged right behind the verb, where
        nobody who could speak stands there, and the judgement behind it."""
        word = self.words[j]
        state = any(r.shape == "participle" for r in self.phrases.cues[i])
        if not word.definite or word.preposition or not noun_only(word):
            return False
        known = speaker_noun(word)
        speaks = self.sources.speaks(j) and not (known and known[0] == "document")
        if not state and (speaks or not (self._active(i, j) or self._has_subject(i))):
            return False
        end = self.phrases.phrase_end(j, min(j + 12, len(self.words)))
        return end < len(self.words) and self._judgement(end)

    def _has_subject(self, i: int) -> bool:
        """`إسرائيل اعتبرت القرار خطأ`: a subject that agrees stands right before the verb."""
        if i == 0 or not self.sources.subject_before(i):
            return False
        source = self.sources.left(i, 0)
        return source is not None and source[1] in (i, i - 1) and self.sources.speaks(source[0])

    def _active(self, i: int, j: int) -> bool:
        """`اعتبرت الهجوم جريمة`: no passive, whose subject would stand behind it."""
        if not any(r.shape == "perfect" for r in self.phrases.cues[i]):
            return i > 0 and self.sources.subject_before(i)
        gender = "f" if self.words[j].form.endswith(("ة", "ات")) else "m"
        before = self.words[i - 1].form if i else ""
        differs = all(r.gender != gender for r in self.phrases.cues[i])
        return differs or bool(self.words[i].conjunction) or before in ("كما", "قد", "وقد")

    def _judgement(self, k: int) -> bool:
        """`خطوة مهمة`, `«غير كافية»`: an indefinite noun or adjective, or what stands in marks."""
        if k in self.article.opens:
            return True
        word = self.words[k]
        if word.form == "غير" and k + 1 < len(self.words):
            return self.article.kinds[k + 1] == "word" and not self.words[k + 1].definite
        plain = self.article.kinds[k] == "word" and not self.phrases.is_function_word(k)
        plain = plain and not (word.definite or word.preposition or word.conjunction)
        known = noun_only(word) or accusative(word) or word.form.endswith("أ")
        return plain and known and not is_context(word.form, "time")

    def noun(self, i: int, j: int, *, parted: bool) -> bool:
        """`اعتبر النائب القرار خطأ`: the judged, and the judgement behind it."""
        if j < i + 2 or j + 1 >= len(self.words) or self.words[j].preposition:
            return False
        if self._judged_phrase(i, j):
            return True
        if not (self.words[j].definite and parted):
            return False
        return self.judged(j)

    def judged(self, j: int) -> bool:
        """Whether a judgement stands right behind the noun at ``j``, or behind its phrase."""
        end = self.phrases.phrase_end(j, min(j + 6, len(self.words)))
        return self._judgement(j + 1) or (end < len(self.words) and self._judgement(end))

    def _judged_phrase(self, i: int, j: int) -> bool:
        """`تعتبر أنقرة وحدات الحماية منظمة خطرة`: a judged annexation behind the name of a place
        or body that is the subject, and the judgement behind it."""
        last = self.phrases.mention_over(j - 1)
        bare = not (self.words[j].definite or self.words[j].pronoun)
        place = last is not None and last.entity.type != "PER"
        subject = place and last.first == i + 1 and last.behind == j
        if not subject and not self._named_subject(i + 1, j):
            return False
        if not bare or not (noun_only(self.words[j]) or self.phrases.mention_at(j)):
            return False
        end = self.phrases.phrase_end(j, min(j + 8, len(self.words)))
        named = self.phrases.mention_at(j) is not None  # `تعتبر الصين تايوان جزءا`
        if end - j < 2 - named or end >= len(self.words):
            return False
        return self._judgement(end)

    def _named_subject(self, first: int, j: int) -> bool:
        """`اعتبر كريم سالم | قرار المحكمة خطأ`: a person's name that ends before a known noun."""
        noun = noun_only(self.words[j]) and not self.phrases.is_name(j)
        named = self.phrases.is_name(first) and not self.words[first].definite
        return noun and named and self.phrases.phrase_end(first, j + 1) == j

    def of_pronoun(self, i: int, reading: Reading, limit: int) -> Opening | None:
        """`يعتبرها ضرورية`, `التي تعتبرها البلدية خطرة`: the judged is the pronoun, the judgement
        an indefinite noun or adjective, right behind the verb or behind its subject."""
        judges = reading.entry.lemma in JUDGING and reading.finite and reading.pronoun
        if not judges or i + 1 >= limit:
            return None
        at = i + 1
        subject = self.sources.speaks(at) or self.words[at].definite
        if subject and self.article.kinds[at] == "word":
            named, end = self.phrases.mention_at(at), self.sources.behind_subjects(at, limit)
            if named and end == named.behind + 1 and noun_only(self.words[named.behind]):
                end = named.behind  # `تعتبرهم أنقرة | أعداء، …`
            at = self._before_marks(at, end)
        behind = at > i + 1  # `تصنفها واشنطن منظمات إرهابية`
        judged = at < limit and (
            self._attribute(at, body=behind) or (behind and at in self.article.opens)
        )
        return Opening("obj", at, at) if judged else None

    def before(self, i: int, j: int, reading: Reading) -> Opening | None:
        """`معتبرا النتائج "مضللة"`, `اعتبر الوزير النتائج "مضللة"`: the judged, before what is said
        of it in marks."""
        if reading.entry.lemma not in JUDGING or reading.pronoun or j < i + 2:
            return None
        at = i + 1 if reading.shape == "participle" else self.sources.behind_subjects(i + 1, j)
        word = self.words[at]
        plain = self.article.kinds[at] == "word" and not self.phrases.is_function_word(at)
        plain = plain and not (word.preposition or word.conjunction)
        return Opening("obj", at, at) if at < j and plain else None

    def _before_marks(self, first: int, behind: int) -> int:
        """`اعتبرته المعارضة "استسلاما"`: a subject that is closed does not take in the marks."""
        quotation = self.article.closes.get(behind - 1)
        if quotation is None or quotation.first <= first:
            return behind
        before = quotation.first - 1
        named = self.words[before].definite or self.phrases.mention_over(before) is not None
        return quotation.first if named else behind

    def _attribute(self, i: int, *, body: bool) -> bool:
        """`خطرة`: whether an indefinite noun or adjective stands here, of a ``body`` or nobody."""
        word = self.words[i]
        plain = self.article.kinds[i] == "word" and not self.phrases.is_function_word(i)
        return (
            plain
            and not word.definite
            and not word.preposition
            and not word.conjunction
            and not self.phrases.verb_at(i)
            and (body or not (speaker_noun(word) and not word.form.endswith(("ا", "ة"))))
            and not self.phrases.mention_at(i)
        )
