"""Regions: the noun phrase between a verb and what opens its content.

Where أن, a colon or a quotation shows how far the frame reaches, there is no room for an
object, so every noun behind the verb belongs to the one who speaks. Read from the left
alone, a phrase may end too early: at an adjective that is written like a noun, at a
hashtag, at a preposition of the title (`رئيس لجنة الأمن في مجلس الشورى سامر الأحمد`).
"""

from __future__ import annotations

from sdlib.complements import governs
from sdlib.context import is_context
from sdlib.frequencies import one_alef
from sdlib.nominals import nominal_forms
from sdlib.particles import particles
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, speaker_noun
from sdlib.wordkinds import YES, accusative, foreign, noun_only, verb_evidence
from sdlib.words import Word

#: Prepositions that may lead from a title to its body or place.
_INNER = frozenset(["في", "لدى"])
#: Behind these in no phrase goes on: what follows is where and when it was said.
_CIRCUMSTANCE = ("occasion", "vague_occasion", "time")


class Regions:
    """Completes the subjects of verbs whose content begins at a known token, in one article."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self.words = phrases.article.words

    def complete(self, first: int, end: int, at: int) -> int:
        """Give the end of the subject ``first:end`` when nothing but it stands before ``at``.

        Nouns, adjectives, hashtags and names go on with the phrase; a preposition does
        where it leads from a title to a body or a place. Adverbs, occasions and clauses end it.
        """
        if self.article.kinds[first] == "punct" and first not in self.article.opens:
            return end
        named = all(self.phrases.is_name(k) for k in range(first, end))
        while end < at:
            step = self._nominal(first, end) or (0 if named else self._inner(first, end, at))
            if not step or end + step > at:
                break
            named = named and self.phrases.is_name(end)
            end += step
        return end

    def _nominal(self, first: int, i: int) -> int:
        """How many tokens at ``i`` go on with a noun phrase: a mention, a noun, a hashtag; or 0."""
        if self.article.kinds[i] == "hashtag":
            return 1
        mention = self.phrases.mention_at(i)
        if mention and not self.words[i].preposition:
            return mention.behind - i
        quotation = self.article.opens.get(i)
        if quotation:
            return quotation.last + 1 - i if self.phrases.quotes_name(i) else 0
        word = self.words[i]
        if self.article.kinds[i] != "word" or self.phrases.is_function_word(i):
            return 0
        if word.form in ("باسم", "بإسم") or (word.preposition == "ل" and word.base == "الشؤون"):
            return 1
        if word.form in ("ل", "لـ") or word.conjunction:
            return 0  # `مصادر في المعارضة لـ"رويترز"`
        if i + 1 < len(self.words) and self.words[i + 1].form == "عدم":
            return 0  # `مصدر فضل عدم ذكر اسمه`
        if word.conjunction or (word.preposition and not self._foreign_name(i)):
            return 0
        return 0 if self._aside(i) or self._object(first, i) else 1

    def _foreign_name(self, i: int) -> bool:
        """`براين هوك`: a foreign name may begin with the letters of a preposition."""
        word = self.words[i]
        if word.preposition not in ("ب", "ك") or not foreign(word) or i + 1 >= len(self.words):
            return False
        return self.phrases.is_name(i + 1) or foreign(self.words[i + 1])

    def _aside(self, i: int) -> bool:
        """Whether a word is a verb, an adverb or a participle of the clause, and no noun of it."""
        word = self.words[i]
        if self.phrases.is_name(i) or word.definite:
            return False
        if any(is_context(word.form, g) for g in ("time", "between", "adjunct", "verb")):
            return True
        if one_alef(word.form) in particles() or accusative(word) or self.phrases.cues[i]:
            return True
        named = i + 1 < len(self.words) and (  # `بكر بوزداغ`, `بدر عبد الله`
            foreign(self.words[i + 1]) or self.phrases.is_name(i + 1)
        )
        return (self.phrases.verb_at(i) or verb_evidence(word) == YES) and not named

    def _object(self, first: int, i: int) -> bool:
        """Whether a word is an object after all, or describes a name.

        `تابع الوزير كلامه`, `أعلن الجيش نتائج …`, `قال سامر الأحمد المقيم في …`.
        """
        word, before = self.words[i], self.words[i - 1]
        noun = speaker_noun(word)
        if self._is(word, "attribute"):
            return False
        if noun or self.phrases.is_name(i):
            return noun is not None and noun[0] == "document" and not word.definite
        if word.pronoun and not foreign(word):
            return True
        if before.definite and noun_only(word):
            return True
        if not word.definite:
            return False
        known = bool(nominal_forms(word.stem.removeprefix("ال")))
        head = self.words[first]
        named = not head.definite and speaker_noun(head) is None and i - first > 1
        return named and known and not self.phrases.mention_over(first)

    def _inner(self, first: int, i: int, at: int) -> int:
        """`في مجلس الشورى`, `لدى الأمم المتحدة`, `بالقاهرة` behind a title or a body."""
        head = speaker_noun(self.words[first])
        if (head is not None and head[0] == "document") or self.words[i].form == "ل":
            return 0
        lead = 0 if self.words[i].preposition in ("ب", "ل") else 1
        charged = governs(self.words[first]) == self.words[i].form
        if lead and (not (charged or self.words[i].form in _INNER) or i + 1 >= at):
            return 0
        place = i + lead
        word = self.words[place]
        noun = speaker_noun(word)
        said = any(self._is(word, group) for group in _CIRCUMSTANCE)
        if said or word.pronoun or complementizer(word.form):
            return 0
        mention = self.phrases.mention_at(place)
        body = head is not None and noun is not None and noun[0] == "organisation"
        located = mention is not None and mention.entity.type in ("LOC", "ORG")
        strange = head and lead and self.words[i].form == "في" and foreign(word)
        if not (body or located or strange or charged):
            return 0
        end = mention.behind if mention else self.phrases.phrase_end(place, at)
        if not lead or self._is(word, "medium"):
            # `مسؤول بالشرطة أن`, but `الوزير لرويترز أن`: told to the agency
            own = self.words[i].preposition == "ب" and end >= at
            return end - i if own or self._named(end, at) else 0
        return end - i

    def _is(self, word: Word, group: str) -> bool:
        """Whether a word, with its clitics or without, belongs to a group of context words."""
        return any(
            is_context(w.removeprefix("ال"), group) for w in (word.form, word.base, word.stem)
        )

    def _named(self, end: int, at: int) -> bool:
        """Whether a name follows: `سفير البلاد بالقاهرة سامر الأحمد أن`."""
        return end < at and (self.phrases.is_name(end) or foreign(self.words[end]))
