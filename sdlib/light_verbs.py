"""Light verbs: `وجه الوزير تحذيرا إلى …`, `أطلق ناشطون دعوات إلى …`: they give what a noun says.

The cue is the noun; what it leads to with its preposition is what is said, the one accused or
addressed included.
"""

from __future__ import annotations

from functools import lru_cache

from sdlib.clauses import Clauses
from sdlib.contents import Contents
from sdlib.context import is_context
from sdlib.cues import Reading, readings
from sdlib.drafts import Draft, Opening
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, plain_complementizer
from sdlib.sources import Sources
from sdlib.words import Word

#: The noun stands no more tokens behind its verb.
_REACH = 12
#: What a verb gives: charges, demands, pledges.
_GIVEN = frozenset(["accusation", "directive", "commissive"])
#: `ألقى باللوم على …`: the one noun that is given with its article.
_BLAME = frozenset(["اللوم", "اللائمة"])
_LEADS = frozenset(["إلى", "من", "على", "عن"])
_TO = frozenset(["إلى", "على"])


@lru_cache(maxsize=1 << 16)
def may_give(word: Word) -> bool:
    """Whether a word may be a light verb; ووجهت may stand uncut."""
    joined = word.form[1:] if word.form[:2] == "وو" else ""
    return is_context(word.stem, "light_verb") or is_context(joined, "light_verb")


class LightVerbs:
    """Reads nouns of saying that a verb without a sense of its own gives, in one article."""

    def __init__(
        self, phrases: Phrases, clauses: Clauses, sources: Sources, contents: Contents
    ) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.sources = sources
        self.contents = contents
        self.article = phrases.article
        self.words = phrases.article.words

    def read(self, i: int, first: int, limit: int) -> Draft | None:
        """Read the light verb at ``i`` and its noun as a claim, if its content follows."""
        if self.words[i].preposition or self.words[i].definite or self.phrases.mention_over(i):
            return None
        if i and is_context(self.words[i - 1].base, "negator"):
            return None  # `لم تصدر الوزارة أي تحذيرات لمواطنيها`
        found = self._noun(i, limit)
        if found is None:
            return None
        k, reading = found
        opening = self._opening(k, limit)
        if opening is None:
            return None
        source = self._subject(i, k, first)
        content = self.contents.of(opening, limit, k)
        they = self.words[i].stem.endswith("وا")  # `كما وجهوا انتقادات لـ`
        if (source is None and not they) or content[0] >= content[1]:
            return None
        if source is None:
            reading = reading._replace(gender="m", number="p")
        return Draft((k, k + 1), reading, content, source, None, f"light+{opening.kind}")

    def _noun(self, i: int, limit: int) -> tuple[int, Reading] | None:
        """The noun that the verb gives, behind its subject and whom it is given to."""
        for k in range(i + 1, min(i + _REACH, limit)):
            if self.article.kinds[k] == "punct" and self.clauses.char(k) in ".؛:":
                return None
            reading = self._given(k)
            verb = self.phrases.finite_cue(k) and not self.words[k].form.endswith("ا")
            if verb or complementizer(self.words[k].form):
                return None
            if reading:
                return k, reading  # `قطع وعدا` is no verb of two
            if self.phrases.finite_cue(k):
                return None
        return None

    def _given(self, k: int) -> Reading | None:
        """The reading of an indefinite noun of saying: `تحذيرا`, `اتهامات`."""
        word = self.words[k]
        if word.stem in _BLAME:
            return next((r for r in readings("لوم") if r.shape == "masdar"), None)
        own = is_context(word.form, "light_noun")  # `وعدا` is not و and عدا
        if word.definite or word.pronoun or word.preposition or (word.conjunction and not own):
            return None
        forms = [word.form, word.form[:-1]] if word.form.endswith("ا") else [word.form]
        nouns = (r for form in forms for r in readings(form) if r.shape == "masdar")
        return next((r for r in nouns if r.entry.type in _GIVEN), None)

    def _opening(self, k: int, limit: int) -> Opening | None:
        """Where what is said begins, behind the adjectives of the noun."""
        at = k + 1
        while at < limit and self._describes(at):
            at += 1
        if at + 1 >= limit or self.article.kinds[at] != "word":
            return None
        word = self.words[at]
        if word.form in _LEADS and self.article.kinds[at + 1] != "punct":
            clause = plain_complementizer(self.words[at + 1].form) and at + 2 < limit
            return Opening("that" if clause else "prep", at, at + 1 + clause)
        attached = word.preposition in ("ب", "ل") and not is_context(word.form, "adjunct")
        return Opening("prep", at, at) if attached else None

    def _describes(self, at: int) -> bool:
        """`حادة`, `شديد | اللهجة`: an adjective of the noun, with what it governs."""
        word, before = self.words[at], self.words[at - 1]
        if at in self.phrases.adverbials and word.form not in _LEADS:
            return True
        if self.article.kinds[at] != "word" or word.preposition or word.conjunction:
            return False
        if is_context(word.form, "adjunct") and word.form not in _LEADS:
            return not is_context(word.form, "preposition")  # `اتهاما رسميا لإيران`
        if self.phrases.is_function_word(at) or self.phrases.speakers[at] is not None:
            return False
        governed = word.definite and not before.definite and self._given(at - 1) is None
        return governed or not (word.definite or word.pronoun or self.phrases.mention_at(at))

    def _subject(self, i: int, k: int, first: int) -> tuple[int, int] | None:
        """Who gives it: right behind the verb, or before it."""
        if k > i + 1 and self.sources.speaks(i + 1) and not self.words[i + 1].preposition:
            return self.sources.bare(i + 1, min(self.phrases.phrase_end(i + 1, k), k))
        if k == i + 1 or self.words[i + 1].form in _TO:
            return self.sources.left(i, first)
        return None
