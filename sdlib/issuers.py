"""Issuers: the body behind a document that is cited as a source, inside one article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property, lru_cache

from sdlib.context import is_context
from sdlib.hashtag_names import names_speaker
from sdlib.normalization import normalize_word
from sdlib.phrases import Phrases
from sdlib.roles import speaker_noun
from sdlib.subjects import Subjects
from sdlib.verbs import verb_forms
from sdlib.wordkinds import accusative, foreign
from sdlib.words import Word, read_word

#: A name, its entity and the rule that found it.
Issuer = tuple[str, str | None, str]

#: Verbs of those who make a document.
_MAKE = frozenset(["أعد", "أجرى", "أنجز", "كتب", "حرر", "صاغ", "وضع", "ألف"])
#: Verbs of those who make a document known as theirs.
_ISSUE = _MAKE | frozenset(
    """نشر أصدر بث وزع أطلق قدم أذاع تلا عرض أرسل أعلن أورد جمع أحصى رفع ألقى قرأ وجه سلم سجل صور
    وقع بعث كشف سرب خط دون""".split()
)
#: What a newspaper or journal publishes is the work of others.
_STUDIES = frozenset(["دراسه", "دراسات", "بحث", "بحوث", "ابحاث", "استطلاع", "استطلاعات"])
#: Statements, which a news agency or a channel carries and does not issue.
_STATEMENTS = frozenset(
    "بيان بيانات بلاغ بلاغات خطاب رساله رسائل تصريح تصريحات مذكره مرسوم قرار برقيه".split()
)
_NEWS = frozenset(
    """وكاله وكالات صحيفه صحف قناه قنوات تلفزيون اذاعه موقع مواقع مجله مجلات شبكه شبكات جريده جرائد
    محطه محطات فضائيه وسائل""".split()
)
#: `صادر عن الوزارة`: participles and verbs that name the issuer behind عن or من.
_COMES = frozenset(
    """صادر صادرة الصادر الصادرة صدر صدرت يصدر تصدر صادرا صادرين الصادرين منسوب منسوبة المنسوب
    المنسوبة معد موقع موقعة الموقع الموقعة""".split()
)
_MADE_KNOWN = frozenset(["المنشور", "المنشورة", "المشترك", "المشتركة", "الختامي", "الختامية"])
_FROM = frozenset(["عن", "من", "إلى", "باسم"])
#: Behind a title or document: the one that was named before.
SAME = frozenset(["نفسه", "نفسها", "ذاته", "ذاتها", "عينه", "عينها", "المذكور", "المذكورة"])
_RELATIVE = frozenset(["الذي", "التي", "اللذان", "اللتان", "الذين", "اللذين", "اللتين"])
#: `في بيان`: words that put a document beside the verb of saying.
_MEDIA = frozenset(["في", "عبر", "خلال", "ضمن", "بموجب"])
#: So many sentences back a document is still the one that a short form takes up.
_BACK = 12


class Issuers:
    """Finds who issued the documents of one article."""

    def __init__(self, phrases: Phrases, name_of: Callable[[int, int], Issuer]) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self.words = phrases.article.words
        self.subjects = Subjects(phrases)
        self._name_of = name_of
        #: for each document's noun the issuers known so far, with the token where it stands
        self._known: dict[str, dict[int, Issuer]] = {}
        #: the nouns that head a definite source anywhere in the article
        self.speaking: set[str] = set()

    def of(self, first: int, behind: int, *, ahead: bool = True) -> Issuer | None:
        """The body that issued the document at some tokens; None if it is none, or not known.

        ``ahead``: also where the article tells it further on only.
        """
        if not self.is_document(first):
            return None
        word, noun = self.words[first], self.noun(first)
        found = self._inside(first, behind) or self._behind(first, behind)
        if found and word.definite and not ahead:
            # `بيان للوزارة … البيان الذي نشره المتحدث`
            found = self._before(noun, first, ahead) or found
        if found:
            self.note(first, found)
            return found
        alone = behind - first == 1 or (behind - first == 2 and self._told_before(first + 1))
        return self._before(noun, first, ahead) if alone and word.definite else None

    def _told_before(self, i: int) -> bool:
        """`البيان ذاته`, `البيان الصادر`: an adjective of a document that was told of."""
        word = self.words[i]
        return word.form in SAME or (word.definite and word.form in _COMES | _MADE_KNOWN)

    def note(self, first: int, issuer: Issuer) -> None:
        """Note who issued the document at a token."""
        self._known.setdefault(self.noun(first), {})[first] = issuer

    def gender(self, first: int, name: str) -> str:
        """The gender of a verb that goes on: of the document and of its issuer, "" for both."""
        noun = speaker_noun(self.words[first])
        body = speaker_noun(read_word(name.split()[0])) if name else None
        genders = {"f" if n[1] == "p" else n[1] for n in (noun, body) if n}
        return genders.pop() if len(genders) == 1 and body else ""

    def is_document(self, i: int) -> bool:
        """Whether a noun of a document stands at a token (`بيان`, `التقرير`, `تقريرا`)."""
        word = self.words[i]
        noun = speaker_noun(read_word(word.stem[:-1]) if accusative(word) else word)
        if noun is None:
            return is_context(word.stem.removeprefix("ال"), "cited")
        return noun[0] == "document"

    def spoken_in(self, first: int, behind: int, gender: str) -> bool:
        """`قالت الوزارة في بيان`: whether a sentence's words are those of a document."""
        for k in range(first + 1, behind):
            noun = speaker_noun(self.words[k])
            if noun and noun[0] == "document" and noun[1] == gender and self._medium(k):
                return True
        return False

    def takes_up(self, at: int, first: int, behind: int) -> bool:
        """Whether the document at a token is the one that a sentence before says something in."""
        return any(self._medium(k) for k in self._named(self.noun(at), first + 1, behind))

    def named_before(self, at: int) -> bool:
        """Whether the article names a document of this noun before."""
        return bool(self._named(self.noun(at), 0, at))

    @cached_property
    def _at(self) -> dict[str, list[int]]:
        """The tokens of each noun, in reading order."""
        found: dict[str, list[int]] = {}
        for k, noun in enumerate(self.article.column(_noun)):
            found.setdefault(noun, []).append(k)
        return found

    def _named(self, noun: str, first: int, behind: int) -> list[int]:
        """The tokens from ``first`` up to ``behind`` where a noun stands."""
        at = self._at.get(noun, [])
        return at[bisect_left(at, first) : bisect_left(at, behind)]

    def noun(self, i: int) -> str:
        """A noun without article, as documents are compared."""
        return _noun(self.words[i])

    def _medium(self, k: int) -> bool:
        """`في بيان`, `في بيانها`, `ببيان`: what is said there is said in the document."""
        word = self.words[k]
        return (word.preposition == "ب" and not word.definite) or self.words[k - 1].form in _MEDIA

    def _inside(self, first: int, behind: int) -> Issuer | None:
        """`بيان الوزارة`, `التقرير السنوي للمنظمة`: in annexation, or behind ل."""
        for k in range(first + 1, behind):
            word = self.words[k]
            if self.phrases.finite_cue(k) or self.phrases.verb_at(k):
                break
            if self.article.opens.get(k):
                if self.words[k - 1].form == "ل":
                    # `تحقيق صحفي لـ"أخبار الساحل"`
                    return self._issuer(k, behind)
                continue
            if self._describes(first, k):
                continue
            if k == first + 1 and word.pronoun and not speaker_noun(word):
                break
            if self._body(k) and word.preposition in ("", "ل") and not word.conjunction:
                return self._issuer(k, behind)
        return None

    def _body(self, k: int) -> bool:
        """Whether a body or person stands at a token: known, or one that speaks elsewhere."""
        known = self.phrases.mention_at(k) is not None or speaker_noun(self.words[k]) is not None
        known = known or names_speaker(self.phrases, k)
        return known or (self.words[k].definite and self.noun(k) in self.speaking)

    def _describes(self, first: int, k: int) -> bool:
        """`تقارير صحافية`, `تقرير حقوقي`: an adjective of the document issues nothing."""
        word = self.words[k]
        if self.article.kinds[k] != "word":
            return False
        both = k == first + 1 and self.words[first].definite and not self.phrases.mention_at(k)
        if word.base.endswith("ية") and (not word.definite or both):
            return True  # `التقارير الإعلامية`
        bare = not (word.definite or word.pronoun or word.preposition)
        nisba = word.base.endswith(("ي", "يا", "يين", "يان"))
        return bare and nisba and not any(w.definite for w in self.words[first:k])

    def _behind(self, first: int, behind: int) -> Issuer | None:
        """`بيان أصدرته الوزارة`, `تقرير صادر عن المنظمة`, `الدراسة التي أعدها المعهد`."""
        limit = self.article.ranges[self.article.sentence_of[first]][1]
        for k in range(first + 1, min(behind + 2, limit - 1)):
            word = self.words[k]
            at = k + 2 if word.form in _COMES and self.words[k + 1].form in _FROM else k + 1
            makes = at == k + 1 and bool(word.pronoun) and self._publishes(first, word)
            if (makes or at == k + 2) and at < limit and self._can_issue(first, at):
                return self._issuer(at, self.phrases.phrase_end(at, limit))
            if k == behind and self._for(first, k):
                return self._issuer(k, self.phrases.phrase_end(k, limit))
            if k >= behind and word.form not in _RELATIVE:
                break
        return self._conducted(first, behind, limit)

    def _conducted(self, first: int, behind: int, limit: int) -> Issuer | None:
        """`استطلاع للرأي العام أجراه المعهد`: what it is about stands before whoever made it."""
        for k in range(behind, min(behind + 7, limit - 1)):
            word = self.words[k]
            if self.article.kinds[k] != "word" or word.conjunction:
                return None
            made = bool(word.pronoun) and self._publishes(first, word)
            if made and self._can_issue(first, k + 1):
                return self._issuer(k + 1, self.phrases.phrase_end(k + 1, limit))
            if self.phrases.finite_cue(k) or self.phrases.verb_at(k):
                return None
        return None

    def _for(self, first: int, k: int) -> bool:
        """`تقرير لصحيفة`: ل right behind an indefinite document names whose it is."""
        noun = speaker_noun(self.words[k])
        body = noun is not None and noun[0] in ("organisation", "group")
        bare = not self.words[first].definite and self.noun(first) not in _STATEMENTS
        return self.words[k].preposition == "ل" and body and bare

    def _publishes(self, first: int, word: Word) -> bool:
        """`أصدرته`: whether a verb makes a document, or makes it known."""
        verbs = _MAKE if self.noun(first) in _STUDIES else _ISSUE
        return any(form.lemma in verbs for form in verb_forms(word.stem))

    def _can_issue(self, first: int, k: int) -> bool:
        """Whether a body or person, and for a statement no newspaper, stands here."""
        word = self.words[k]
        if k in self.article.opens:
            return self.phrases.quotes_name(k)  # `بيان صادر عن "الجبهة"`
        if self.noun(first) in _STATEMENTS and self.noun(k) in _NEWS:
            return False
        if word.preposition or word.conjunction or self.article.kinds[k] != "word":
            return False
        return self._body(k) or word.definite or self.phrases.is_name(k) or foreign(word)

    def _issuer(self, first: int, behind: int) -> Issuer:
        """Name the body at some tokens as the issuer."""
        name, entity_id, _ = self._name_of(first, behind)
        return name, entity_id, "issuer"

    def _before(self, noun: str, at: int, ahead: bool) -> Issuer | None:
        """`البيان`: the issuer of the last document with this noun, else of the next one."""
        known = self._known.get(noun, {})
        last = max((k for k in known if k < at), default=None)
        published = self._published(noun, 0 if last is None else last + 1, at)
        if published or last is not None:
            return published or known[last]
        return known[min(known)] if known and ahead else None

    def _published(self, noun: str, start: int, at: int) -> Issuer | None:
        """`نشرت الوكالة تسجيلا … ويشير التسجيل`: the subject of the verb of publishing."""
        sentence = self.article.sentence_of[at]
        start = max(start, self.article.ranges[max(0, sentence - _BACK)][0])
        for k in reversed(self._named(noun, start, at)):
            if self.words[k].definite or not self.is_document(k):
                continue
            first, limit = self.article.ranges[self.article.sentence_of[k]]
            found = self._behind(k, self.phrases.phrase_end(k, limit))
            if found:
                return found
            for verb, source in reversed(self.subjects.before(first, k)):
                if self._publishes(k, self.words[verb]) and self._can_issue(k, source[0]):
                    return self._issuer(*source)
        return None


@lru_cache(maxsize=1 << 16)
def _noun(word: Word) -> str:
    """A word without article and the ending of an accusative."""
    stem = word.stem[:-1] if accusative(word) else word.stem
    return normalize_word(stem).removeprefix("ال")
