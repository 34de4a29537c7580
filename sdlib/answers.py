"""Contents that stand before their cue: `"…"، قال فلان`, `وهو ما نفته الوزارة`."""

from __future__ import annotations

from collections.abc import Callable

from sdlib.article import Range
from sdlib.clauses import COMMAS, Clauses
from sdlib.context import is_context
from sdlib.cues import Reading
from sdlib.drafts import Draft
from sdlib.nations import nation
from sdlib.phrases import (
    Phrases,
)
from sdlib.roles import complementizer, event_noun, speaker_noun
from sdlib.sources import Sources
from sdlib.wordkinds import accusative, noun_only

#: What takes up the clause before: `وهو ما نفته الوزارة`.
_TAKING_UP = frozenset(["وهو", "وهي", "هو", "الأمر"])
#: How far before its answer a charge may begin, in tokens.
_CHARGE = 12


class Answers:
    """Finds contents before their cue, in one article."""

    def __init__(
        self,
        phrases: Phrases,
        clauses: Clauses,
        sources: Sources,
        draft: Callable[[int, int, int], Draft | None],
    ) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.sources = sources
        self.draft = draft
        self.article = phrases.article
        self.words = phrases.article.words

    def meant(self, i: int, reading: Reading, content: Range, first: int) -> Range:
        """`…، نافيا ذلك`: what is denied is the content of the claim before."""
        denial = reading.entry.type == "denial" and reading.shape == "participle"
        if not denial or self.words[content[0]].form != "ذلك":
            return content
        said = [k for k in range(first, i) if self.phrases.finite_cue(k)]
        inner = self.draft(said[-1], first, i) if said else None
        told = inner is not None and inner.rule.endswith(("+that", "+quote", "+colon"))
        return inner.content if inner and told and inner.content[1] <= i else content

    def quoted_before(self, i: int, reading: Reading, limit: int) -> Draft | None:
        """`"لن نغلق الطريق"، قال رئيس البلدية`: the quotation stands before its verb."""
        k = i - 1
        while k >= 0 and self.article.kinds[k] == "punct" and k not in self.article.closes:
            k -= 1
        quotation = self.article.closes.get(k)
        said = quotation and not self.phrases.quotes_name(quotation.first)
        plain = reading.finite and not reading.pronoun and "quote" in reading.entry.frames
        if not said or not plain or self.words[i].conjunction or not self._one_paragraph(k, i):
            return None
        source = self.sources.right(i, limit)
        if source is None or not self.sources.can_name(source[0] + self._counts(source)):
            return None
        content = quotation.first, quotation.last + 1
        return Draft((i, i + 1), reading, content, source, None, f"{reading.shape}+quote-before")

    def _counts(self, source: Range) -> bool:
        """`أحد المقاتلين`, `بعض السكان`: whether a source begins with a word that counts."""
        first, behind = source
        return behind - first > 1 and is_context(self.words[first].form, "determiner")

    def _one_paragraph(self, i: int, j: int) -> bool:
        """Whether two tokens stand in one paragraph."""
        sentences, of = self.article.sentences, self.article.sentence_of
        return sentences[of[i]].paragraph == sentences[of[j]].paragraph

    def answers_before(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """`وهو ما نفته الوزارة`: the content is the clause before."""
        pronoun = reading.finite and reading.pronoun in ("ه", "ها")
        if not pronoun or i - first < 2 or reading.entry.lemma in ("وصف",):
            return None
        j = i - 1
        while j > first and self.words[j].form not in ("ما", "الذي", "التي") and i - j < 6:
            j -= 1
        anchor = self.words[j - 1].form if j > first else ""
        relative = self.words[j].form in ("التي", "الذي", "والتي", "والذي") and anchor != "الأمر"
        if relative or (reading.entry.type == "denial" and anchor not in _TAKING_UP):
            alleged = self._alleged_before(i, reading, first, limit)
            if alleged:
                return alleged
        if self._called(i):
            j = i - 1
        elif self.words[j].form not in ("ما", "الذي", "التي") or anchor not in _TAKING_UP:
            return None
        at = j - 1
        if self.words[at].form == "الأمر" and self.words[at - 1].form in ("وهو", "هو"):
            at -= 1
        behind = self.clauses.trim(first, at)[1]
        content = self._answered(first, behind, reading)
        end = self.phrases.phrase_end(i + 1, limit) if i + 1 < limit else i + 1
        subject = i + 1 < limit and not self.phrases.is_function_word(i + 1)
        behind = end if subject else i + 1
        if behind < limit and complementizer(self.words[behind].form):
            return None  # `وهو ما فسره محللون بأنه …`
        judged = reading.entry.lemma in ("اعتبر", "عد") and subject
        judged = judged or (
            reading.entry.lemma == "رأى" and subject and self._taken_for(end, limit)
        )
        if judged and accusative(self.words[i + 1]) and not self.phrases.is_name(i + 1):
            subject, end = False, i + 1  # `وهو ما اعتبره دليلا على …`
        if judged:
            content = self.clauses.trim(
                end, self.clauses.content_end(end, limit, i, phrase=True) if end < limit else end
            )
        source = self._denier(i, limit) or self.sources.dative(j, i)
        if content[0] >= content[1]:
            return None
        return Draft((i, i + 1), reading, content, source, None, "answers-before")

    def _taken_for(self, k: int, limit: int) -> bool:
        """`وهو ما يراه مراقبون | محاولة للإيحاء بأنه`: a bare noun behind the subject."""
        if k >= limit or self.article.kinds[k] != "word" or self.phrases.is_function_word(k):
            return False
        word = self.words[k]
        bare = not (word.definite or word.preposition or word.conjunction)
        return bare and (noun_only(word) or event_noun(word) or accusative(word))

    def _answered(self, first: int, behind: int, reading: Reading) -> Range:
        """What the clause up to a token says: the charge (`سجن بتهمة التجسس`), the content of its
        last claim (`… موضحا أن الجسر آمن`), or all of it."""
        if reading.entry.type == "denial":
            for k in range(behind - 1, max(first, behind - _CHARGE), -1):
                word = self.words[k]
                if word.preposition == "ب" and is_context(word.stem, "allegation"):
                    return k, behind
        said = [k for k in range(first, behind) if self._tells(k)]
        inner = self.draft(said[-1], first, behind) if said else None
        if inner:
            return inner.content
        return self.clauses.trim(self.clauses.start_of_clause(behind, first), behind)

    def _tells(self, k: int) -> bool:
        """Whether a token is a reporting verb, or a participle behind a comma."""
        if self.phrases.finite_cue(k):
            return True
        behind_comma = k > 0 and self.clauses.char(k - 1) in COMMAS
        return behind_comma and any(r.shape == "participle" for r in self.phrases.cues[k])

    def _called(self, i: int) -> bool:
        """`…، وهو رقم تنفيه السلطات`: what stands before is called so, and taken up."""
        if i < 3 or self.words[i - 2].form not in ("وهو", "وهي"):
            return False
        word = self.words[i - 1]
        bare = not (word.definite or word.pronoun or word.preposition or word.conjunction)
        return bare and noun_only(word) and speaker_noun(word) is None

    def _denier(self, i: int, limit: int) -> Range | None:
        """The subject behind the verb at ``i``, or behind `أيضا`, `أمس`."""
        at = i + 1
        while at < limit and (at in self.phrases.adverbials or self._timed(at)):
            at = self.phrases.adverbials.get(at, at + 1)
        if at >= limit or self.phrases.is_function_word(at) or self.words[at].conjunction:
            return None
        word = self.words[at]
        verb = self.phrases.verb_at(at) or self.phrases.finite_cue(at)
        verb = verb or is_context(word.form, "self")  # `أكده بنفسه`
        # روسيا ends like an accusative, as many countries do.
        named = self.phrases.is_name(at) or nation(word.norm)
        if verb or (accusative(word) and not named):
            return None
        return self.clauses.trim(at, self.phrases.phrase_end(at, limit))

    def _timed(self, k: int) -> bool:
        """Whether a token tells a day: `أمس`."""
        return is_context(self.words[k].form, "time") and not self.words[k].conjunction

    def _alleged_before(self, i: int, reading: Reading, first: int, limit: int) -> Draft | None:
        """`اتهامات عديدة ينفيها`, `المزاعم التي يرفضها وينكرها`: what is denied stands before."""
        if reading.entry.type != "denial" or reading.pronoun not in ("ها", "ه"):
            return None
        k = i - 1
        while k > first and (
            any(r.entry.type == "denial" for r in self.phrases.cues[k])
            or is_context(self.words[k].base, "relative")
            or is_context(self.words[k].form, "relative")
            or self.article.kinds[k] == "punct"
        ):
            k -= 1
        source = self._denier(i, limit)
        for s in range(k, max(k - 4, first - 1), -1):
            if is_context(self.words[s].base, "allegation"):
                if s > first + 1 and self.words[s - 1].form in ("وهي", "وهو"):
                    # `…، وهي تهمة تنفيها الحكومة`: what stands before was called so
                    before = self.clauses.trim(first, s - 1)[1]
                    content = self._answered(first, before, reading)
                    return Draft((i, i + 1), reading, content, source, None, "answers-before")
                return Draft((i, i + 1), reading, (s, k + 1), source, None, "answers-before")
        return None
