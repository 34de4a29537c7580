"""Plain objects: what is denied, judged or condemned without any sign (`انتقد الوزير القرار`)."""

from __future__ import annotations

from sdlib.asides import Asides
from sdlib.context import is_context
from sdlib.cues import Reading
from sdlib.drafts import Opening
from sdlib.objects import NO_CONTENT, Objects
from sdlib.phrases import Phrases
from sdlib.roles import definite_event, speaker_noun
from sdlib.wordkinds import noun_only

#: Verbs whose object is what is praised, whatever it is.
_PRAISING = frozenset(["امتدح", "ثمن"])


class PlainObjects:
    """Finds objects that nothing but their place shows, in one article."""

    def __init__(self, phrases: Phrases, objects: Objects, asides: Asides) -> None:
        self.phrases = phrases
        self.objects = objects
        self.asides = asides
        self.sources = objects.sources
        self.article = phrases.article
        self.words = phrases.article.words

    def find(self, i: int, reading: Reading, limit: int) -> Opening | None:
        """`نفى الاتهامات`, `انتقد الوزير القرار`: an object without any sign of its own."""
        entry = reading.entry
        judged = entry.type in ("denial", "accusation") or entry.lemma in _PRAISING
        if "obj" not in entry.frames or not judged or i + 1 >= limit:
            return None
        marked = self.article.opens.get(i + 1)
        if reading.pronoun or (self.phrases.is_function_word(i + 1) and not marked):
            return None
        if marked and not self.phrases.quotes_name(i + 1):
            return None
        end = self.phrases.phrase_end(i + 1, limit)
        if reading.shape == "participle":
            return Opening("obj", i + 1, i + 1)
        end = self.objects.without_object(i + 1, end)
        if end < limit and self.phrases.rank_before_name(end):
            end = self.phrases.phrase_end(end, limit)  # `المتحدث باسم … العقيد سامر`
        while end < limit and (self.words[end].form in NO_CONTENT or self.sources.adverb(end)):
            end += 1
        adjunct = self._behind_adjuncts(end, limit)
        if end < adjunct < limit and self._thing(adjunct):
            end = adjunct  # `أدان الوزير، في بيان له أمس، الهجوم`
        elif end + 1 < limit and self.words[end].form in ("في", "لدى"):
            # `انتقد ناشطون في المدينة القرار`
            end = self.phrases.phrase_end(end + 1, limit)
            end = self.objects.without_object(i + 1, end)
        noun = end < limit and self.article.kinds[end] == "word" and not self.words[end].preposition
        if self._of_other_gender(i, reading):
            return Opening("obj", i + 1, i + 1)
        if noun and (self.words[end].form[0] in "وف" or not self.words[end].definite):
            # `أدان الهجوم بشدة ودعا إلى`, `نفى الخبر مؤكدا أن`
            noun = not any(r.finite or r.shape == "participle" for r in self.phrases.cues[end])
        if noun and not self.phrases.is_function_word(end):
            return Opening("obj", end, end) if not self.asides.skip(i, end, limit) < 0 else None
        subject_before = i > 0 and self.sources.subject_before(i)
        alone = subject_before or self._no_subject(i, reading)
        return Opening("obj", i + 1, i + 1) if alone else None

    def _behind_adjuncts(self, end: int, limit: int) -> int:
        """The token behind adjuncts, or behind `في تصريحات صحفية` where else no thing is left."""
        adjuncts = self.objects.adjuncts
        behind = adjuncts.behind(end, limit) if end < limit else end
        if behind < limit and behind > end and not self._thing(behind):
            short = adjuncts.behind(end, limit, short=True)
            described = short < limit and self.words[short - 1].form.endswith("ية")
            if described and self._thing(short):
                return short
        return behind

    def _no_subject(self, i: int, reading: Reading) -> bool:
        """`وأدان القصف ودعا إلى`, `انتقد المقاربة`: a thing that cannot be who speaks."""
        noun = self.words[i + 1]
        if not (reading.finite and noun.definite) or noun.preposition or noun.conjunction:
            return False
        begun = bool(self.words[i].conjunction) or self.article.kinds[i - 1] == "word"
        if i == 0 or not begun or not self.objects.alone(i + 1):
            return False  # `شجب الدور الإيراني` as a headline
        if is_context(noun.stem.removeprefix("ال"), "judged_thing"):
            return True
        if not noun_only(noun) or speaker_noun(noun) or self.phrases.is_name(i + 1):
            return False
        feminine = noun.base.endswith(("ة", "ات"))
        other = feminine and reading.gender == "m" and reading.number == "s"
        return other or definite_event(noun)

    def _of_other_gender(self, i: int, reading: Reading) -> bool:
        """`انتقد الحكومة السورية في مقال`: what does not agree with the verb is no subject."""
        noun = self.words[i + 1]
        body = speaker_noun(noun) == ("organisation", "f") and noun.definite
        return body and reading.finite and reading.gender == "m" and reading.number == "s"

    def _thing(self, j: int) -> bool:
        """Whether a definite noun or a body stands at ``j``, tied to nothing before it."""
        word = self.words[j]
        if word.conjunction or word.preposition:
            return False
        return noun_only(word) and (word.definite or speaker_noun(word) is not None)
