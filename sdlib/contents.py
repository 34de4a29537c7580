"""Contents: from the opening of a content to its end."""

from __future__ import annotations

from sdlib.article import Range
from sdlib.clauses import COMMAS, Clauses
from sdlib.context import is_context
from sdlib.drafts import Opening
from sdlib.phrases import Phrases
from sdlib.roles import adjective, complementizer, plain_complementizer
from sdlib.verbs import verb_forms
from sdlib.wordkinds import NO, verb_evidence

_LEADS = frozenset(["إلى", "على", "من"])
_CLOSING_MARKS = frozenset('"“”„»«›‹＂')
_FIRST_PERSON = frozenset(
    """أنا نحن إنني إننا أنني أننا لي لنا لدي لدينا عندي عندنا كنت كنا لست لسنا ونحن وأنا فنحن
    علينا معنا منا بنا لأننا لأنني لكنني لكني لكننا ولكنني ولكني ولكننا""".split()
)


class Contents:
    """Reads the content that an opening begins, in one article."""

    def __init__(self, phrases: Phrases, clauses: Clauses) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.article = phrases.article
        self.words = phrases.article.words

    def of(self, opening: Opening, limit: int, cue: int) -> Range:
        """Give the content that an opening begins, up to where the cue stops attributing."""
        first, behind = self._read(opening, limit, cue)
        glued = cue < first - 1 and first < behind and first in self.article.opens
        if glued and self.words[first - 1].form == "ب":
            first -= 1  # `نددت بـ"الانتهاكات"`
        return first, behind

    def _read(self, opening: Opening, limit: int, cue: int) -> Range:
        """The content without the letter that is attached to its marks."""
        start = opening.first
        if opening.kind == "colon" or opening.kind == "that":
            start = self.skip_commas(start, limit)
        if opening.kind == "acc" and any(r.finite and r.pronoun for r in self.phrases.cues[cue]):
            # `وصفتها الوزارة في عام 1997 بأنها …`
            marked = opening.at > start and opening.at - 1 in self.article.opens
            start = max(start, opening.at - 1 if marked else opening.at)
        quotation = self.article.opens.get(start)
        if (
            quotation
            and quotation.last <= limit
            and not self._sentence_goes_on(quotation.first, quotation.last, limit, cue)
        ):
            behind = min(quotation.last + 1, limit)
            closed = self.clauses.char(behind - 1) in _CLOSING_MARKS
            return (start, behind) if closed else self.clauses.trim_end(start, behind)
        phrase = opening.kind in ("obj", "prep", "acc")
        if opening.kind == "acc" and plain_complementizer(self.words[start - 1].form):
            phrase = False  # `أمرت المحكمة بأن يخضع …`: a clause
        known = self._addressed_up_to(start, opening)
        end = self.clauses.content_end(known, limit, cue, phrase=phrase)
        found = self.clauses.trim(start, end)
        if phrase and found[0] < found[1]:
            found = self._and_that(*found, limit, cue)
        if opening.kind == "colon" and found[1] < limit and self._closes_sentence(found[1], limit):
            return self._speech(*found, whole=self._opens_paragraph(cue))
        return found

    def _and_that(self, start: int, behind: int, limit: int, cue: int) -> Range:
        """`أكد وقوع انفجار، وأن الطريق مغلق`: a clause that goes on with what is said."""
        k = self.skip_commas(behind, limit)
        word = self.words[k] if k + 1 < limit else None
        if word is None or word.conjunction != "و" or not complementizer(word.base):
            return start, behind
        if not any("that" in r.entry.frames for r in self.phrases.cues[cue]):
            return start, behind
        first = self.article.ranges[self.article.sentence_of[cue]][0]
        told = any(complementizer(self.words[j].form) for j in range(first, cue))
        if told and self.phrases.finite_cue(cue):
            return start, behind  # `قالت إن الشركة أعلنت الخسارة وإنها …`: said by the outer one
        return self.clauses.trim(start, self.clauses.content_end(k + 1, limit, cue))

    def _addressed_up_to(self, start: int, opening: Opening) -> int:
        """`دعا السكان، في خطاب، إلى …`: content up to its preposition, whatever is between."""
        if opening.kind != "acc" or not start < opening.at < len(self.words):
            return start
        word = self.words[opening.at]
        marked = opening.at - 1 > start and opening.at - 1 in self.article.opens
        leads = bool(word.preposition) or word.form in _LEADS
        return opening.at - marked if leads else start  # `وصف القرار "بالخطأ"`

    def _closes_sentence(self, behind: int, limit: int) -> bool:
        """Whether nothing but marks stands between two tokens."""
        return all(self.article.kinds[k] == "punct" for k in range(behind, limit))

    def _opens_paragraph(self, cue: int) -> bool:
        """Whether a cue is the first word of a paragraph and not of the article."""
        sentence = self.article.sentence_of[cue]
        if not sentence or self.article.ranges[sentence][0] != cue:
            return False
        here, there = self.article.sentences[sentence], self.article.sentences[sentence - 1]
        return here.paragraph != there.paragraph

    def _speech(self, start: int, behind: int, *, whole: bool = False) -> Range:
        """`قال اللاعب: الفوز مهم. نحن سعداء به.`: speech without marks goes on as long as it
        says I or we, in its paragraph and before somebody is said to speak; what opens a paragraph
        is the ``whole`` of it up to a sentence that begins with و and a verb."""
        end = behind
        sentence = self.article.sentence_of[behind - 1]
        paragraph = self.article.sentences[sentence].paragraph
        for k in range(sentence + 1, len(self.article.ranges)):
            first, last = self.article.ranges[k]
            if self.article.sentences[k].paragraph != paragraph or self._reports(first, last):
                break
            own = any(self._says_i(i) for i in range(first, last))
            if own or (whole and not self._narrates(first)):
                end = last
            elif whole:
                break
        return (start, behind) if end == behind else self.clauses.trim(start, end)

    def _narrates(self, i: int) -> bool:
        """`ويلعب الفريق`, `وكان الفريق`: whether a sentence begins with و and a verb."""
        word = self.words[i]
        verb = self.phrases.verb_at(i) or is_context(word.base, "auxiliary")
        return word.conjunction == "و" and (verb or verb_evidence(word) != NO)

    def _reports(self, first: int, last: int) -> bool:
        """Whether somebody is said to speak in a sentence, or a quotation begins in it."""
        return any(
            i in self.article.opens or (self._cue(i) and not self._says_i(i))
            for i in range(first, last)
        )

    def _cue(self, i: int) -> bool:
        """Whether a reporting verb stands at a token; `يجب` is one behind لم only."""
        told = any(r.finite and r.shape != "jussive" for r in self.phrases.cues[i])
        return told and self.phrases.finite_cue(i)

    def _says_i(self, i: int) -> bool:
        """`نحن`, `بلدنا`, `أعتقد`: whether a word says I or we."""
        word = self.words[i]
        if word.form in _FIRST_PERSON or word.pronoun in ("نا", "ني"):
            return True
        if any(r.shape == "first" for r in self.phrases.cues[i]):
            return True
        # `نسعى`, and not نجح: of the first person there is an imperfect only
        forms = verb_forms(word.stem) if word.base[:1] == "ن" else ()
        return bool(forms) and all(f.aspect == "imperfect" for f in forms)

    def skip_commas(self, start: int, limit: int) -> int:
        """Give the first token from ``start`` on that is no comma."""
        while start < limit and self.clauses.char(start) in COMMAS:
            start += 1
        return start

    def _completed(self, last: int, i: int) -> bool:
        """`"هذه هدية تعبر عن ثبات الصداقة" بين البلدين`: a word right behind the marks."""
        word = self.words[i]
        reports = bool(self.phrases.cues[i]) and word.form != "بين"
        if self.clauses.char(last - 1) in ".!؟?…،," or word.conjunction or reports:
            return False
        if self.article.sentence_of[i] != self.article.sentence_of[last]:
            return False
        if word.definite and adjective(word):
            return False  # `"… القرار" الصادر أمس`: the reporter tells of it
        adverbial = is_context(word.form, "adjunct") or is_context(word.form, "time")
        return not (adverbial or self.clauses.begins_marker(i, len(self.words)))

    def _joined_noun(self, i: int) -> bool:
        """`"دخول المدينة" والسيطرة على أحيائها`: a noun that و joins to those in the marks."""
        word = self.words[i]
        return word.definite and not self.phrases.cues[i] and verb_evidence(word) == NO

    def _sentence_goes_on(self, first: int, last: int, limit: int, cue: int) -> bool:
        """Whether a quotation that begins the content is only a part of it."""
        if last + 1 >= limit:
            return False
        if self.phrases.quotes_name(first):
            return True
        follower = last + 1
        if self.clauses.char(follower) in COMMAS and follower + 1 < limit:
            word = self.words[follower + 1]
            if word.conjunction == "و" and complementizer(word.base):
                return True
        if self.article.kinds[follower] == "word":
            word = self.words[follower]
            if word.conjunction == "و" and complementizer(word.base):
                return True
            if last - first < 9:
                return not word.conjunction or self._joined_noun(follower)
            return self._completed(last, follower)
        end = self.clauses.content_end(first, limit, cue)
        return any(
            last < q.first < end and not self.phrases.quotes_name(q.first)
            for q in self.article.quotations
        )
