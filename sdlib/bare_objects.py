"""Bare objects: what is announced, denied or done, far behind its verb and without any sign.

`أعلنت الوزارة، اليوم، فتح معبر حدودي`: behind a closed phrase a verbal noun without the article
belongs to nothing but the verb, since only what is open can govern it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sdlib.asides import Asides
from sdlib.clauses import COMMAS, Clauses
from sdlib.context import is_context
from sdlib.cues import Reading
from sdlib.drafts import Opening
from sdlib.objects import Objects
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, event_noun, speaker_noun
from sdlib.wordkinds import YES, accusative, noun_only, verb_evidence
from sdlib.words import Word

#: How far behind its verb an object may begin, in tokens.
_REACH = 30
_ANY = frozenset(["أي", "أية"])
_THIS = frozenset(["هذا", "هذه", "ذلك", "تلك", "هذين", "هاتين"])


class BareObjects:
    """Finds objects that nothing but the end of the phrase before them shows, in one article."""

    def __init__(
        self, phrases: Phrases, clauses: Clauses, objects: Objects, asides: Asides
    ) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.objects = objects
        self.sources = objects.sources
        self.asides = asides
        self.article = phrases.article
        self.words = phrases.article.words

    def find(self, i: int, reading: Reading, limit: int) -> Opening | None:
        """Give the opening of the object of the cue at ``i``, or None."""
        frames = reading.entry.frames
        kinds = {"obj", "obj:event", "obj:small"}
        if not frames & kinds or frames & {"weak", "strict"} or reading.pronoun:
            return None
        far = frames & {"obj", "obj:small"}
        places = self._places(i, limit) if far else iter([i + 1])
        for j in places:
            if j < limit and self._object_at(i, j, reading, limit):
                return Opening("obj", j, j)
        denied = far and reading.entry.type == "denial" and reading.finite
        at = self._behind_relative(i, min(limit, i + _REACH)) if denied else 0
        return Opening("obj", at, at) if at else None

    def _behind_relative(self, i: int, limit: int) -> int:
        """`نفى الوزير الذي أقيل أمس | تورطه في القضية`: what is denied, behind a relative clause
        that no comma closes; 0 where nothing is."""
        relative = (k for k in range(i + 2, limit) if is_context(self.words[k].form, "relative"))
        for j in range(next(relative, limit) + 2, limit - 1):
            word, before = self.words[j], self.words[j - 1]
            if self.article.kinds[j] == "punct" or complementizer(word.form):
                return 0
            if word.conjunction or word.preposition or self._acts(j - 1):
                continue
            own = bool(word.pronoun) and event_noun(word) and not self._circumstance(word)
            led = self.phrases.is_function_word(j - 1) and not self.sources.adverb(j - 1)
            if not led and (own or word.form in _ANY) and not before.conjunction:
                return j
        return 0

    def _places(self, i: int, limit: int) -> Iterator[int]:
        """The tokens of the clause behind its verb, without what commas set apart."""
        k, limit = i + 1, min(limit, i + _REACH)
        while k < limit:
            if self.article.kinds[k] != "punct" or k in self.article.opens:
                yield k
            behind = self._behind(i, k, limit)
            if behind <= k:
                return
            k = behind

    def _behind(self, i: int, k: int, limit: int) -> int:
        """The token to go on at behind ``k``; ``k`` itself where the clause ends."""
        word = self.words[k]
        if self.article.kinds[k] == "punct":
            return self._behind_mark(k, limit)
        if complementizer(word.form):
            return k
        if is_context(word.form, "relative"):
            end = self.asides.relative_end(k, limit)
            return end + 1 if end < limit and self.clauses.char(end) in COMMAS else k
        if is_context(word.base, "boundary") or (word.conjunction and not self.phrases.joined(k)):
            return k
        if k > i + 1 and self._acts(k):
            return k
        return k + 1

    def _behind_mark(self, k: int, limit: int) -> int:
        """The token behind a mark that sets something apart, or ``k``."""
        quotation = self.article.opens.get(k)
        if quotation:
            return quotation.last + 1 if self.phrases.quotes_name(k) else k
        behind = self.objects.adjuncts.behind(k, limit)
        if behind > k:
            return behind
        behind = self.clauses.skip_group(k, limit)
        if behind > k or self.clauses.char(k) not in COMMAS or k + 1 >= limit:
            return max(behind, k)
        apart = self.sources.appositions.set_apart(k + 1, limit)
        return apart + 1 if apart else k

    def _acts(self, k: int) -> bool:
        """Whether another verb stands at a token: its objects are its own."""
        word = self.words[k]
        if self.phrases.is_name(k) or self.phrases.mention_over(k) or word.preposition:
            return False
        return self.phrases.finite_cue(k) or (
            verb_evidence(word) == YES and self.phrases.verb_at(k) and not speaker_noun(word)
        )

    def _object_at(self, i: int, j: int, reading: Reading, limit: int) -> bool:
        """Whether the object of the cue at ``i`` begins at ``j``."""
        word = self.words[j]
        if self.article.kinds[j] != "word" or word.conjunction or word.preposition:
            return False
        if j + 1 >= limit or self.phrases.is_name(j) or self.phrases.mention_over(j):
            return False
        if j == i + 1:
            subject = reading.shape == "participle" or self._has_subject(i)
            denied = reading.entry.type == "denial" and word.form in _ANY
            return (subject or denied) and (self._shown(j) or self._deed(j, limit))
        if word.definite and self.clauses.char(j - 1) in COMMAS and self._closed(i, j - 1):
            return self._apart(j, reading)
        plain = "obj:small" not in reading.entry.frames
        return plain and self._closed(i, j - 1) and (self._shown(j) or self._deed(j, limit))

    def _apart(self, j: int, reading: Reading) -> bool:
        """`أدان الوزير، في بيان، الهجوم`, `اعتبرت طهران، أمس، الخطوة انتهاكا`: a definite noun that
        is condemned or judged, behind what commas set apart."""
        word = self.words[j]
        if not noun_only(word) or speaker_noun(word):
            return False
        if "obj:small" in reading.entry.frames:
            return self.objects.judgements.judged(j)
        return reading.entry.type in ("accusation", "denial")

    def _has_subject(self, i: int) -> bool:
        """`لكنه نفى`, `والذي أعلن`, `وكان الوزير قد أعلن`: who acts stands before the verb."""
        before = self.words[i - 1] if i else None
        if before is None:
            return False
        if before.form in ("قد", "وقد") and i > 1:
            return self.sources.left(i, 0) is not None
        joined = bool(before.pronoun) and before.stem in ("لكن", "ولكن", "لأن", "أن", "إن")
        return joined or before.base in ("الذي", "التي", "وهو", "وهي")

    def _shown(self, j: int) -> bool:
        """`أي تدخل`, `هذه المزاعم`: what is pointed at, and nobody who speaks."""
        word, follower = self.words[j], self.words[j + 1]
        if word.form in _ANY:
            return not (follower.definite or speaker_noun(follower)) and noun_only(follower)
        return word.form in _THIS and follower.definite and not self._of_time(j + 1)

    def _of_time(self, j: int) -> bool:
        return is_context(self.words[j].form, "time") or speaker_noun(self.words[j]) is not None

    def _deed(self, j: int, limit: int) -> bool:
        """`فتح معبر`, `تمسكها`: a verbal noun with what it governs."""
        word = self.words[j]
        plain = not self._circumstance(word)
        if not (event_noun(word) and plain and (word.pronoun or not accusative(word))):
            return False
        return bool(word.pronoun) or self._governed(j + 1, limit)

    def _circumstance(self, word: Word) -> bool:
        """`خلال`, `نتيجة`: what tells when, how or why."""
        groups = ("adjunct", "preposition", "time", "between", "occasion", "reply")
        return any(is_context(word.form, group) for group in groups)

    def _governed(self, k: int, limit: int) -> bool:
        """Whether a word can stand behind a verbal noun in its annexation."""
        if k >= limit or self.article.kinds[k] == "punct":
            return k in self.article.opens
        word = self.words[k]
        if self.article.kinds[k] in ("number", "hashtag"):
            return True
        return not (word.conjunction or word.preposition or complementizer(word.form)) and (
            word.form in _ANY | _THIS or not self.phrases.is_function_word(k)
        )

    def _closed(self, i: int, k: int) -> bool:
        """Whether the phrase that ends at ``k`` can govern nothing behind it."""
        word = self.words[k]
        if self.article.kinds[k] != "word":
            return True
        if word.definite or word.pronoun or is_context(word.form, "between"):
            return True
        mention = self.phrases.mention_over(k)
        if is_context(word.form, "time") or (mention is not None and mention.behind == k + 1):
            return True
        return k > i + 1 and (self.phrases.is_name(k) or self._described(k))

    def _described(self, k: int) -> bool:
        """`بيانات حديثة`: an indefinite adjective behind its noun."""
        word, noun = self.words[k], self.words[k - 1]
        adjective = word.form.endswith(("ية", "ي", "ة")) and not noun_only(word)
        return adjective and not noun.definite and noun_only(noun)
