"""Accusatives: the one accused or addressed, with whom content begins (`اتهم الوزير خصومه بـ`)."""

from __future__ import annotations

from functools import lru_cache

from sdlib.clauses import COMMAS, Clauses
from sdlib.complements import led_by, posted
from sdlib.context import is_context
from sdlib.cues import CueEntry, Reading
from sdlib.drafts import Opening
from sdlib.objects import MANNER, Objects
from sdlib.roles import complementizer, event_noun, speaker_noun
from sdlib.verbs import verb_forms
from sdlib.words import Word, read_word

#: Verbs of describing people, with them as a pronoun.
_NAMING = frozenset(["وصف", "سمى", "أسمى", "نعت", "اعتبر"])


class Accusatives:
    """Finds who is accused or addressed, and what leads on to what, in one article."""

    def __init__(self, objects: Objects, clauses: Clauses) -> None:
        self.objects = objects
        self.clauses = clauses
        self.phrases = objects.phrases
        self.adjuncts = objects.adjuncts
        self.article = objects.article
        self.words = objects.words

    def begin(self, i: int, j: int, reading: Reading, limit: int) -> Opening | None:
        """Begin the content at the one accused or addressed, if the rest of the frame follows."""
        called = self.called(j, limit)
        lead = bool(called) or self._led(i + 1, j)
        relative = self.words[j].form in ("ما", "من") and j == i + 1  # `واصفا ما حدث بأنه`
        function = self.phrases.is_function_word(j) and not self.article.opens.get(j)
        function = function and self.article.kinds[j] != "number"
        if not lead or (function and not relative):
            return None
        prepositions = frozenset(f[4:] for f in reading.entry.frames if f.startswith("acc:"))
        inside, told_of = called or self.phrases.phrase_end(j, limit), max(j, called)
        for k in range(j, min(j + 25, limit)):
            word = self.words[k]
            told_of = max(told_of, self._behind_relative(k, limit), self.called(k, limit))
            if k < told_of or (self.phrases.in_adverbial(k) and k > j) or self._toward(k, limit):
                continue  # `وصف المحامي، الذي يقاضي الشركة بتهمة الغش، الوزير بأنه`
            if self.article.kinds[k] == "punct" and self.clauses.char(k) in ".؛:":
                break
            if k > j and self.phrases.finite_cue(k):
                break
            clause = word.form[0] == "ب" and complementizer(word.form) and k > j
            if clause and reading.entry.type == "directive" and "that" in reading.entry.frames:
                break  # `حذر الوزير بأن …`
            if "count" in prepositions:
                if k > j and word.preposition == "ب" and self._estimated(j, k):
                    return Opening("acc", k, j)
                continue
            if "responsibility" in prepositions and word.stem.removeprefix("ال") in (
                "مسؤولية",
                "مسؤوليت",
            ):
                return Opening("acc", k, j)
            # `دعا مبعوث المنظمة إلى سوريا الأطراف إلى …`
            own = k < inside and (word.form == "إلى" or bool(word.preposition))
            own = own or (word.form == "من" and self.of_those(j, k, limit))
            own = own or posted(self.phrases, k, j) or bool(self.objects.sources.among(k, limit))
            own = own or any(led_by(self.phrases, m, k, limit) for m in range(j, k))
            own = own or (k + 1 < limit and self.words[k + 1].form == "العمر")
            leads = word.form in prepositions or word.preposition in prepositions
            if word.preposition == "ل" and any(w.form == "إلى" for w in self.words[k + 1 : k + 6]):
                continue  # `دعا النواب المنتمون للوسط إلى`
            leads = (leads or uncut(word, prepositions)) and not own
            if leads and not self.objects.without_content(word.form) and not self._at_place(k):
                return Opening("acc", k, j)
        if "acc" not in reading.entry.frames:
            return None
        return Opening("acc", min(max(j + 3, self.phrases.phrase_end(j, limit) + 2), limit), j)

    def called(self, k: int, limit: int) -> int:
        """`اتهم | من وصفهم بـ"المخربين" | بافتعال …`: the token behind whom somebody describes and
        what he calls them, 0 where nobody is described."""
        if self.words[k].form != "من" or k + 3 >= limit:
            return 0
        verb, at = self.words[k + 1], k + 2
        names = any(form.lemma in _NAMING for form in verb_forms(verb.stem))
        if not (names and verb.pronoun):
            return 0
        at += self.words[at].form == "ب"
        marks = self.article.opens.get(at)
        return marks.last + 1 if marks else self.phrases.phrase_end(at, limit)

    def _toward(self, k: int, limit: int) -> bool:
        """`دعا خلال زيارته إلى العراق إلى وقف الحرب`: where somebody goes, before what is asked."""
        if self.words[k].form != "إلى" or k + 2 >= limit:
            return False
        mention = self.phrases.mention_at(k + 1)
        if mention is None or mention.entity.type == "PER" or mention.behind >= limit:
            return False
        return self.words[mention.behind].form == "إلى"

    def _behind_relative(self, k: int, limit: int) -> int:
        """The comma behind a relative clause that commas set apart at ``k``, 0 where none is."""
        apart = self.clauses.char(k - 1) in COMMAS and is_context(self.words[k].form, "relative")
        if not apart:
            return 0
        return next((m for m in range(k, min(k + 20, limit)) if self.clauses.char(m) in COMMAS), 0)

    def _at_place(self, k: int) -> bool:
        """`أمانته العامة بالرياض`, `المدينة بريف حلب`: ب leads to a place, and to no content."""
        mention = self.phrases.mention_at(k)
        named = mention is not None and mention.entity.type == "LOC"
        word = self.words[k]
        return word.preposition == "ب" and (named or _place(word))

    def takes_phrase(self, j: int, entry: CueEntry, i: int) -> bool:
        """Whether a preposition of the cue stands at ``j``, alone or attached."""
        word = self.words[j]
        return j > i and (
            word.form in entry.prepositions
            or uncut(word, entry.prepositions)
            or (
                bool(word.preposition)
                and word.preposition in entry.prepositions
                and not self.objects.without_content(word.form)
                and not _place(word)
            )
        )

    def place_at(self, j: int) -> bool:
        """`بريف حلب`; `بالقضاء على المرض` is what is done."""
        ended = self.words[j].stem == "القضاء" and self.words[j + 1 : j + 2] != []
        ended = ended and self.words[j + 1].form == "على"
        return _place(self.words[j]) and not ended

    def of_those(self, j: int, k: int, limit: int) -> bool:
        """`حذر نواب من المعارضة من …`, `حذر سبعة أعضاء من الأقلية، من …`: of whom they are, where
        another من follows."""
        if max(j, k) + 1 >= len(self.words):
            return False  # nothing stands behind من
        if (
            k == j + 1
            and is_context(self.words[j].base, "partitive")
            and self.words[k + 1].definite
        ):
            return True  # `حذر عدد من النواب أن`
        noun = speaker_noun(self.words[j]) or speaker_noun(self.words[j + 1])
        several = noun is not None and not any(w.definite for w in self.words[j:k])
        if not several or k - j > 3 or not self.words[k + 1].definite:
            return False
        return any(
            self.words[m].form == "من"
            and (self.words[m - 1].definite or self.article.kinds[m - 1] == "punct")
            for m in range(k + 2, min(k + 12, limit))
        )

    def _led(self, first: int, behind: int) -> bool:
        """Whether only adverbs and occasions stand between: `اتهمت في بيانها النظام بـ`."""
        k = first
        while k < behind and self.words[k].form in MANNER:
            k += 1
        return self.adjuncts.leads_to(k, behind)

    def _estimated(self, first: int, at: int) -> bool:
        """`قدرت الشرطة عدد المشاركين بألفين`: what is estimated stands before the figure."""
        return not is_context(self.words[first].form, "estimated") and any(
            is_context(self.words[k].form, "estimated") for k in range(first, at)
        )


def _place(word: Word) -> bool:
    """`بريف`, `بالمدينة`: whether a word names a kind of place."""
    return is_context(word.stem.removeprefix("ال"), "place")


@lru_cache(maxsize=1 << 14)
def uncut(word: Word, prepositions: frozenset[str]) -> bool:
    """`هدد الحوثيين برد قاس`: a deed behind ب in a word that is another one too, and not cut."""
    plain = word.form[:1] == "ب" and not (word.preposition or word.definite or word.pronoun)
    return plain and "ب" in prepositions and event_noun(read_word(word.form[1:]))
