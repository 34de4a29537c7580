"""Adjuncts: when, where and how something is said, between a verb, its subject and its object.

`اتهم الوزير، الثلاثاء، في خطاب ألقاه أمام النواب، المعارضة بـ…`: neither who speaks nor what
is said, and any number of them may stand anywhere between the parts of a clause.
"""

from __future__ import annotations

from sdlib.clauses import COMMAS, Clauses
from sdlib.context import is_context
from sdlib.nominals import nominal_forms
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, speaker_noun
from sdlib.wordkinds import YES, accusative, noun_only, verb_evidence

#: What is set apart between commas has no more tokens.
_APART = 30
_STOPS = ".؛:!?؟"
_BRACKETS = "([-–—"
#: Prepositions that lead to what is spoken of or to, rather than to when and where.
_TOPICS = frozenset(["على", "إلى", "عن", "من"])
#: Occasions that another noun always goes on with: `في ختام الاجتماع`.
_ANNEXED = frozenset(["ختام", "معرض", "إطار", "سياق"])


class Adjuncts:
    """Finds where the adjuncts that begin at a token end, in one article."""

    def __init__(self, phrases: Phrases, clauses: Clauses) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.article = phrases.article
        self.words = phrases.article.words

    def behind(
        self, first: int, limit: int, *, short: bool = False, keep: frozenset[str] = frozenset()
    ) -> int:
        """Give the first token from ``first`` on that is no part of an adjunct.

        ``short`` ends the phrase behind a preposition with an indefinite noun, where
        otherwise no room is left: `اتهم في بيان شركة المقاولات بـ…`. The prepositions to
        ``keep`` lead to what is said: `تحدث في بيان عن الخطة`.
        """
        k = first
        while k < limit:
            if keep and self._kept(k, limit, keep):
                break
            end = self._one(k, first, limit, short)
            if end <= k:
                break
            k = end
        return min(k, limit)

    def leads_to(self, first: int, at: int) -> bool:
        """Whether nothing but adjuncts stands from ``first`` up to the token ``at``."""
        limit = min(len(self.words), at + 12)
        if self.behind(first, limit) == at:
            return True
        return self.behind(first, limit, short=True) == at

    def reply(self, k: int, limit: int) -> int:
        """The token behind `ردا على سؤال`, `تعليقا على القرار` at ``k``; or ``k``."""
        on = k + 1
        if on + 1 >= limit or not is_context(self.words[k].form, "reply"):
            return k
        if self.words[on].form not in _TOPICS:
            return k
        end = self._prepositional(on, limit, False)
        return end if end > on else k

    def with_clause(self, first: int, limit: int, keep: frozenset[str]) -> int:
        """The token behind adjuncts with a verb inside, `في خطاب ألقاه أمس`; or ``first``."""
        if self.words[first].form in _TOPICS:
            return first
        end = self.behind(first, limit, keep=keep)
        if self.words[first].form in ("أو", "او"):
            return end
        if any(self.article.kinds[k] == "punct" for k in range(first, end)):
            return first
        verbs = any(self._tells_of(k) or self.phrases.verb_at(k) for k in range(first + 2, end))
        return end if verbs else first

    def _kept(self, k: int, limit: int, keep: frozenset[str]) -> bool:
        """Whether the preposition at ``k`` leads to what is said and not to an occasion."""
        word = self.words[k]
        if word.form not in keep and word.preposition not in keep:
            return False
        noun = self.words[k + 1] if word.form in keep and k + 1 < limit else word
        return not (is_context(noun.form, "occasion") or is_context(noun.form, "time"))

    def _one(self, k: int, first: int, limit: int, short: bool) -> int:
        """The token behind the one adjunct that begins at ``k``, or ``k``."""
        if self.article.kinds[k] == "punct":
            if self.clauses.char(k) in COMMAS:
                return self._set_apart(k, limit)
            bracket = self.clauses.char(k) in _BRACKETS and k not in self.article.opens
            return self.clauses.skip_group(k, limit) if bracket else k
        if k in self.phrases.adverbials:
            return self.phrases.adverbials[k]
        word = self.words[k]
        if word.form in ("أو", "او"):
            return self._also_called(k, limit)
        if self.article.kinds[k] == "number":
            dated = k > first and is_context(self.words[k - 1].form, "time")
            return k + 1 if dated and not self._counts(k) else k
        if self.phrases.mention_over(k) and not word.preposition:
            return k
        if is_context(word.form, "manner") and k + 1 < limit and self._describes(k + 1):
            return k + 2  # `بشكل قاطع`
        if is_context(word.form, "preposition"):
            return self._prepositional(k, limit, short)
        if is_context(word.form, "time") or is_context(word.form, "between"):
            return k + 1
        if word.preposition == "ل" and self._told(k):
            return self.phrases.phrase_end(k, limit)
        return k + 1 if is_context(word.form, "adjunct") else k

    def _counts(self, k: int) -> bool:
        """`الجمعة 12 موظفا`: whether a number counts those behind it, and is no day's."""
        return k + 1 < len(self.words) and accusative(self.words[k + 1])

    def _also_called(self, k: int, limit: int) -> int:
        """`وزارة الدفاع أو ما يعرف بـ"البنتاغون"`: another name of who speaks."""
        if k + 3 >= limit or self.words[k + 1].form != "ما":
            return k
        if not is_context(self.words[k + 2].form, "called"):
            return k
        for name in (k + 3, k + 4):
            quotation = self.article.opens.get(name)
            if quotation and quotation.last < limit:
                return quotation.last + 1
        return self.phrases.phrase_end(k + 3, limit)

    def _told(self, k: int) -> bool:
        """`للصحفيين`, `لوكالة الأنباء`: those who are told."""
        stem = self.words[k].stem.removeprefix("ال")
        noun = speaker_noun(self.words[k])
        return is_context(stem, "medium") or (noun is not None and noun[0] != "document")

    def _prepositional(self, k: int, limit: int, short: bool) -> int:
        """`في مؤتمر صحفي`, `في مقابلة نشرت الجمعة`: a preposition, its noun and its clause."""
        noun = k + 1
        if noun >= limit or self.article.kinds[noun] not in ("word", "hashtag"):
            return k
        word = self.words[noun]
        if complementizer(word.form) or is_context(word.form, "relative"):
            return k
        bare = not (word.definite or word.pronoun or self.phrases.mention_at(noun))
        short = short and bare and is_context(word.form, "occasion") and word.form not in _ANNEXED
        end = noun + 1 if short else self.phrases.phrase_end(noun, limit)
        while short and end < limit and self._describes(end):
            end += 1
        if bare and end < limit and self._tells_of(end):
            end = self._behind_verb(end, limit)
        replies = word.stem == "رد" and end + 1 < limit and self.words[end].form == "على"
        return self.phrases.phrase_end(end + 1, limit) if replies else end  # `في رده على سؤال`

    def _behind_verb(self, k: int, limit: int) -> int:
        """`تصريح نقلته الوكالة`: a verb that takes up the noun has its subject behind it."""
        told, subject = self.words[k].pronoun, k + 1
        if not told or subject >= limit or self.article.kinds[subject] != "word":
            return subject
        word = self.words[subject]
        named = word.definite or speaker_noun(word) or self.phrases.mention_at(subject)
        plain = not (word.preposition or self.phrases.is_function_word(subject))
        return self.phrases.phrase_end(subject, limit) if named and plain else subject

    def _describes(self, k: int) -> bool:
        """`في مؤتمر صحفي مطول`: whether an indefinite adjective goes on with the noun before it."""
        word = self.words[k]
        clitics = word.definite or word.conjunction or word.preposition or word.pronoun
        plain = not clitics and not self.phrases.is_function_word(k)
        feminine = word.form.endswith("ية") and self.words[k - 1].form.endswith(("ة", "ات"))
        nisba = feminine or (word.form.endswith(("ي", "ية")) and not noun_only(word))
        return plain and (nisba or any(f.pos != "noun" for f in nominal_forms(word.stem)))

    def _tells_of(self, k: int) -> bool:
        """`في خطاب ألقاه أمس`: whether a verb tells of the indefinite noun before it."""
        word = self.words[k]
        if self.article.kinds[k] != "word" or word.conjunction:
            return False
        known = is_context(word.stem, "made") or is_context(word.form, "made")
        return known or verb_evidence(word) == YES or self.phrases.verb_at(k)

    def _set_apart(self, comma: int, limit: int) -> int:
        """The token behind `، الذي يزور المدينة،`, `، متحدثا من العاصمة،`; or ``comma``."""
        k = comma + 1
        if k >= limit or not self._begins_apart(k):
            return comma
        end = min(k + _APART, limit)
        while k < end:
            char = self.clauses.char(k)
            if self.article.kinds[k] == "punct" and char in COMMAS:
                return k + 1
            if self.article.kinds[k] == "punct" and char in _STOPS:
                return comma
            if complementizer(self.words[k].form) and self.phrases.finite_cue(k - 1):
                return comma
            k = max(k + 1, self.clauses.skip_group(k, limit))
        return comma

    def _begins_apart(self, k: int) -> bool:
        """Whether what commas set apart from ``k`` on only tells more of him or of the occasion."""
        word = self.words[k]
        if self.article.kinds[k] != "word" or self.phrases.mention_at(k):
            return False
        if is_context(word.base, "relative") or word.form in ("وهو", "وهي", "وهم"):
            return True
        if any(is_context(word.form, g) for g in ("preposition", "time", "between", "adjunct")):
            return True
        cue = any(r.shape == "participle" for r in self.phrases.cues[k])
        return accusative(word) and not word.conjunction and not cue
