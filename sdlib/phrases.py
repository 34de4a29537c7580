"""Noun phrases: where they begin and end, whose names they hold, and how they agree.

No parser stands behind this: definiteness closes a phrase (an annexation ends with its
first definite word), lexicons tell nouns of speakers, names, verbs and event nouns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from sdlib.adverbials import adverbials
from sdlib.anonymity import may_keep, unnamed_end
from sdlib.article import Article
from sdlib.bearers import bearer_end
from sdlib.complements import (
    abbreviated,
    aged,
    foreign_article,
    inner_preposition,
    led_by,
    named_in_brackets,
    of_journalists,
    parenthesis,
    title_of,
    told_medium,
)
from sdlib.context import is_context
from sdlib.coordination import belongs
from sdlib.cues import Reading
from sdlib.entities import Mention
from sdlib.frequencies import one_alef
from sdlib.name_words import (
    follows_given_name,
    hears_of,
    names_by_company,
    no_name_by_form,
)
from sdlib.next_nouns import next_noun
from sdlib.particles import particles
from sdlib.roles import (
    definite_event,
    event_noun,
    speaker_noun,
)
from sdlib.surnames import read_names_whole
from sdlib.traits import (
    cues,
    finite,
    function,
    given,
    is_particle,
    may_be_time_or_title,
    titled_by_time,
    verb_by_form,
)
from sdlib.wordkinds import MAYBE, YES, accusative, foreign
from sdlib.words import Word

#: Prepositions that are written like verbs of speech.
_HOMOGRAPHS = frozenset(["بين", "عبر", "دون"])
#: Pronouns behind a participle that names somebody: `المشتبه بهم`.
_TO_WHOM = frozenset("به بها بهم بهما عليه عليها عليهم عليهما عنه عنهم إليه إليهم".split())
_THIS = frozenset(["هذا", "هذه", "ذلك", "تلك"])
#: Behind these stands no verb.
_GOVERNING = frozenset(
    """في إلى على عن مع خلال أثناء ضد لدى عند نحو تجاه حول بشأن وسط رغم إثر عقب بين عبر دون غير كل
    بعض أي""".split()
)
#: A name in marks has no more tokens, with the marks.
_SHORT = 6


@dataclass(slots=True)
class Phrases:
    """The noun phrases of one article, found on demand from its words and mentions."""

    article: Article
    mentions: list[Mention]
    #: for each token, the cue readings of its form
    cues: list[tuple[Reading, ...]] = field(init=False)
    #: for each token, category and gender of a noun for those who speak
    speakers: list[tuple[str, str] | None] = field(init=False)
    #: for each token, whether it is part of a person's name, known or by its company
    names: list[bool] = field(init=False)
    #: what tells when and how: the first token of each phrase, and the one behind it
    adverbials: dict[int, int] = field(init=False)
    #: words that stand behind a given name somewhere in the article
    families: frozenset[str] = field(init=False)
    #: where آل stands before the name of a house
    houses: list[int] = field(init=False)
    #: tokens of names that the article gives in full, which were read as one piece
    _whole_names: frozenset[int] = field(init=False)
    _adverbs: frozenset[int] = field(init=False)
    _at: dict[int, Mention] = field(init=False)
    _inside: dict[int, Mention] = field(init=False)
    #: for each token, what the method of that name answers
    _finite_cues: list[bool] = field(init=False)
    _function_words: list[bool] = field(init=False)
    #: what `phrase_end` answered: the rules ask for one phrase several times
    _phrase_ends: dict[tuple[int, int], int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._at = {m.first: m for m in self.mentions}
        self._inside = {i: m for m in self.mentions for i in range(m.first, m.behind)}
        self._whole_names = read_names_whole(self.article, self._inside)
        self._read_words()
        self._read_adverbials()
        self.houses = self.article.where(_of_house)
        self.families = frozenset(self._family_names())

    def _read_words(self) -> None:
        """Look the words up: what is asked of nearly each of them is a list, and no call."""
        words, kinds = self.article.words, self.article.kinds
        self.cues, self.speakers = self.article.column(cues), self.article.column(speaker_noun)
        self._finite_cues = self.article.marks(finite)
        self.names, self._function_words = self.article.marks(given), self.article.marks(function)
        for i in self.article.signs():
            self.names[i] = False
            self._function_words[i] |= kinds[i] != "hashtag"
        for i in self.article.where(finite):
            self._finite_cues[i] = not self._no_verb(i)
        for i in self._whole_names:
            self.names[i] = True
            self._finite_cues[i] = self._function_words[i] = False
        for i, mention in self._inside.items():
            self.names[i] = mention.entity.type == "PER"
            self._finite_cues[i] = False
        for i in self.article.opens:
            # `ل"تنظيم الدولة"`: the letter belongs to what is quoted.
            if i and words[i - 1].form == "ل" and kinds[i - 1] in ("word", "hashtag"):
                self._function_words[i - 1] = is_particle(words[i - 1])
        for i in self.article.where(may_keep):
            if unnamed_end(self.article, i, len(words)) > i:
                self._function_words[i] = True  # `مسؤول | فضل عدم كشف هويته`
        for i in self.article.where(may_be_time_or_title):
            dated = i + 1 < len(words) and kinds[i + 1] == "number"  # `مسؤول عام 2015`
            if i and not dated and titled_by_time(words[i], words[i - 1], self.speakers[i - 1]):
                self._function_words[i] = False  # `مدير | عام`, `إمام | الجمعة`
        for i in list(names_by_company(self)):
            self.names[i], self.cues[i] = True, ()
            self._finite_cues[i] = self._function_words[i] = False

    def _read_adverbials(self) -> None:
        """Take the words of adverbials for particles: `من قبل` is no part of a noun phrase."""
        found = adverbials(self.article)
        self.adverbials = {
            i: k for i, k in found.items() if self._inside.keys().isdisjoint(range(i, k))
        }
        inside = (range(i, behind) for i, behind in self.adverbials.items())
        self._adverbs = frozenset(chain.from_iterable(inside))
        for i in self._adverbs:
            self._function_words[i] = True
            self._finite_cues[i] = self.names[i] = False
            self.cues[i], self.speakers[i] = (), None

    def _no_verb(self, i: int) -> bool:
        """`أبدى الوزير أمله`, `المباحثات بين الجانبين`: what is written like a verb is none here;
        a preposition can be one at the beginning of a clause only."""
        words = self.article.words
        word, before = words[i], words[i - 1] if i else None
        if word.pronoun and (is_context(word.form, "attitude") or word.stem == "بين"):
            return True  # `دول، بينها مصر، طالبت`
        if before and (before.form in _GOVERNING or (before.form, word.form) == ("من", "نصف")):
            return True  # `خلال حملته`, `أكثر من نصف السكان`
        if is_context(word.form, "reply") and i + 1 < len(words):
            return words[i + 1].form == "على"  # `ردا على سؤال`
        if word.form == "عقب" and i + 1 < len(words):
            deed = event_noun(words[i + 1]) or definite_event(words[i + 1])
            return deed or bool(words[i + 1].pronoun)  # `عقب لقائه نظيره`
        if word.form not in _HOMOGRAPHS or before is None or self.article.kinds[i - 1] != "word":
            return False
        return before.form != "قد" and not is_context(before.base, "boundary")

    def _family_names(self) -> Iterator[str]:
        """The words that stand behind a given name, and may be taken up alone (`قال خان`)."""
        words = self.article.words
        for i in [k + 1 for k in self.article.where(_given) if k + 1 < len(words)]:
            bare = not (words[i].definite or words[i].conjunction)
            if bare and self.follows_given_name(i):
                yield words[i].base
        for mention in self.mentions:
            if mention.entity.type == "PER" and mention.behind - mention.first == 2:
                yield words[mention.behind - 1].form  # `حسن روحاني`

    def mention_at(self, i: int) -> Mention | None:
        """The mention that begins at a token."""
        return self._at.get(i)

    def mention_over(self, i: int) -> Mention | None:
        """The mention that a token is part of."""
        return self._inside.get(i)

    def in_adverbial(self, i: int) -> bool:
        """Whether a token is part of what tells when or how (`adverbials`)."""
        return i in self._adverbs

    def joined(self, i: int) -> bool:
        """Whether a word is joined by و to what stands before it."""
        word = self.article.words[i]
        if word.conjunction == "و":
            return True
        mention = self._at.get(i)
        return mention is not None and bool(mention.cut) and word.form[0] == "و"

    def verb_at(self, i: int) -> bool:
        """Whether a token is a finite verb by the lexicons and no noun, name or title here."""
        if self.article.kinds[i] != "word" or i in self._inside:
            return False
        found = verb_by_form(self.article.words[i])
        return found == YES or (found == MAYBE and not self.names[i])

    def finite_cue(self, i: int) -> bool:
        """Whether a token can be a reporting verb and is no part of a name or title."""
        return self._finite_cues[i]

    def is_name(self, i: int) -> bool:
        """Whether a token is part of a person's name, known or by its company."""
        return self.names[i]

    def may_be_name(self, i: int) -> bool:
        """Whether a bare word behind a closed phrase may be the name of its bearer.

        A foreign name may begin with the letters of a clitic (`كونستانتين`).
        """
        word = self.article.words[i]
        if self.article.kinds[i] != "word" or word.conjunction:
            return False
        if word.preposition:
            return word.preposition == "ك" and foreign(word)
        if self.is_name(i):
            return True
        if one_alef(word.form) in particles() or no_name_by_form(word):
            return False
        if is_context(word.form, "between"):
            return False
        behind = self.article.words[i + 1] if i + 1 < len(self.article.words) else None
        named = i > 0 and (self.names[i - 1] or self.article.words[i - 1].form == "الدين")
        if behind is not None and (behind.form == "عدم" or (hears_of(word, behind) and not named)):
            return False  # `مصدر فضل عدم ذكر اسمه`, `أفاد المرصد بدوي انفجارات`
        return not (
            event_noun(word)
            or self.verb_at(i)
            or self.finite_cue(i)
            or self.cues[i]
            or self.is_function_word(i)
            or speaker_noun(word)
            or word.pronoun
        )

    def follows_given_name(self, i: int) -> bool:
        """Whether a word stands right behind a given name, so that it may be the family name."""
        return follows_given_name(self, i)

    def is_function_word(self, i: int) -> bool:
        """Whether a token is a particle, an adverb, a number or no word at all."""
        return self._function_words[i]

    def phrase_end(self, first: int, limit: int) -> int:
        """Give the token behind the noun phrase that begins at ``first``.

        Annexations, adjectives, names, quoted names and the prepositions that belong to
        a title (`باسم …`, `في سوريا` behind an organisation) are taken in; relative
        clauses, time words and circumstances are not.
        """
        known = self._phrase_ends.get((first, limit))
        if known is None:
            known = self._phrase_ends[first, limit] = self._read_phrase(first, limit)
        return known

    def _read_phrase(self, first: int, limit: int) -> int:
        i = first
        closed = False
        while i < limit:
            step, closed = self._step(first, i, limit, closed)
            if not step:
                break
            i += step
        i = max(i, min(first + 1, limit))
        named = any(self.rank_before_name(k) for k in range(first + 1, i))  # it has its bearer
        return bearer_end(self, first, i, limit) if i < limit and not named else i

    def _step(self, first: int, i: int, limit: int, closed: bool) -> tuple[int, bool]:
        """How far the phrase goes on at ``i`` (0: it ends), and whether it is closed then."""
        article = self.article
        word = article.words[i]
        if i > first and word.form in _TO_WHOM and is_context(article.words[i - 1].stem, "done_to"):
            return 1, True  # `المشتبه به`, `المدعى عليه`
        if i > first and (i in self._adverbs or is_context(word.form, "goes_by")):
            return 0, closed
        if i > first and self._of_his(i, limit):
            return 2, True  # `الرئيس المنتهية ولايته`
        quotation = article.opens.get(i)
        if (
            quotation
            and quotation.last < limit
            and (self.quotes_name(i) or title_of(self, first, i))
            and not self._judgement(first, i)
        ):
            return quotation.last + 1 - i, True
        if (another := self._another_quoted(i)) and i > first and another < limit:
            return another + 1 - i, True
        mention = self._at.get(i)
        if mention and i > first and not closed and told_medium(self, first, i):
            return 0, closed
        if mention and mention.behind <= limit and not (self.joined(i) and closed and i > first):
            if i == first or not closed or self._bears(i, mention) or belongs(self, first, i):
                return mention.behind - i, True
            if self._of_nation(i, mention):
                return 1, True
            return 0, closed
        if article.kinds[i] == "punct":
            named = named_in_brackets(self, first, i, limit)
            if named or abbreviated(self, first, i, limit):
                return named or 1, bool(named)
            return parenthesis(self, i, limit), closed
        if article.kinds[i] == "hashtag" and i > first:
            titled = closed and "_" in word.form and self.speakers[i - 1] is not None
            return (1, True) if titled or not closed else (0, closed)
        if (
            article.kinds[i] == "number"
            and i == first + 1
            and is_context(article.words[first].base.removeprefix("ال"), "numbered_unit")
        ):
            return 1, True  # `الفرقة 30`
        if article.kinds[i] != "word":
            return 0, closed
        shown = i + 1 < limit and article.words[i + 1].definite
        if i > first and word.form in _THIS and not shown:
            return 0, closed  # `أرجع خبراء | ذلك إلى`
        any_one = first > 0 and article.words[first - 1].norm in ("اي", "ايه")
        if any_one and i > first and word.form in _THIS:
            return 0, closed  # `أي جهة | هذا الهجوم`
        if i > first and closed and (is_context(word.form, "self") or self._all_of_them(i)):
            return 1, True
        if i > first and self.follows_given_name(i):
            return 1, True
        if i > first and self._of_bracketed(i):
            return 1, True
        if i > first and closed and word.form == "ل":
            return 0, closed  # `مصادر في المعارضة لـ"رويترز"`
        if i > first and of_journalists(self, first, i):
            return 1, True
        if i > first and (years := aged(self, i)):
            return years, True
        if i > first and (led := led_by(self, first, i, limit)):
            return led, True
        if i > first and is_context(word.form, "made") and word.pronoun:
            return 0, closed  # `دراسة أجرتها جامعة`
        if i > first and word.base in ("مطلع", "مطلعة") and self.speakers[i - 1] is not None:
            return 1, True  # `مصدر مطلع`
        if i == first + 1 and foreign_article(self, i, limit):
            return 2, True
        if i > first and self.is_function_word(i):
            return inner_preposition(self, first, i, limit, closed)
        if i > first and (self.finite_cue(i) or self.verb_at(i)) and not self.is_name(i):
            return 0, closed
        if i == first:
            strange = foreign(word) and self.speakers[i] is None  # `سكان` is known
            named = self.is_name(i) and not self._heads_body(i)
            closed = word.definite or bool(word.pronoun) or named or strange
            return 1, closed or word.base in self.families
        return next_noun(self, first, i, limit, closed)

    def _heads_body(self, i: int) -> bool:
        """`شيخ | الأزهر`: a title that is a given name too, before the name of a body or place."""
        behind = self._at.get(i + 1)
        body = behind is not None and behind.entity.type != "PER"
        return body and self.speakers[i] is not None and not self.article.words[i].definite

    def _of_his(self, i: int, limit: int) -> bool:
        """`المنتهية | ولايته`: an adjective of something of his, which stands behind it."""
        if i + 1 >= limit or self.article.kinds[i + 1] != "word":
            return False
        word, noun = self.article.words[i], self.article.words[i + 1]
        own = bool(noun.pronoun) and not (noun.preposition or noun.conjunction or noun.definite)
        return own and word.definite and is_context(word.stem.removeprefix("ال"), "causative")

    def _of_bracketed(self, i: int) -> bool:
        """`شركة (ديستريس أليرت) | للإسعاف`: what a body is for, behind its name in brackets."""
        word = self.article.words[i]
        behind = i > 1 and self.article.text[self.article.starts[i - 1]] == ")"
        medium = is_context(word.base.removeprefix("ال"), "medium")
        return behind and word.preposition == "ل" and word.definite and not medium

    def _another_quoted(self, i: int) -> int:
        """`منظمتا "سي وتش" و"سي أي"`: the last token of a name in marks behind another, or 0."""
        quotation = self.article.opens.get(i + 1)
        joined = self.article.words[i].form == "و" and i - 1 in self.article.closes
        short = quotation is not None and quotation.last - i <= _SHORT
        return quotation.last if quotation and joined and short else 0

    def _all_of_them(self, i: int) -> bool:
        """`الأطراف كافة`; `كافة الأطراف` begins a phrase of its own."""
        words = self.article.words
        bound = i + 1 < len(words) and words[i + 1].definite
        return words[i].form in ("كافة", "جميعا") and not bound

    def _bears(self, i: int, mention: Mention) -> bool:
        """Whether a person's name goes on with a title; in `قال الأمير وليام لعباس` it does not."""
        told = self.article.words[i].preposition == "ل" and self.names[i - 1]
        return mention.entity.type == "PER" and not told

    def _judgement(self, first: int, i: int) -> bool:
        """`اعتبرته المعارضة "استسلاما"`: what is judged in marks is no part of a definite name."""
        inside, before = self.article.words[i + 1], self.article.words[i - 1]
        bare = not (inside.definite or self.is_name(i + 1) or self._inside.get(i + 1))
        named = before.definite or self._inside.get(i - 1) is not None
        judged = accusative(inside) or inside.form.endswith("ية")
        return i > first and named and bare and judged

    def _of_nation(self, i: int, mention: Mention) -> bool:
        """`وزارة الدفاع السعودية`, `مصادر عسكرية سورية`: an adjective written like the country."""
        word, before = self.article.words[i], self.article.words[i - 1]
        alone = mention.entity.type == "LOC" and mention.behind == i + 1
        plain = not word.preposition and not word.conjunction
        agrees = word.definite == before.definite
        agrees = agrees and (word.definite or before.base.endswith("ية"))
        return alone and plain and word.base.endswith("ية") and agrees

    def rank_before_name(self, i: int) -> bool:
        """`المتحدث باسم التحالف | العقيد تركي المالكي`: the rank of who has the title."""
        words = self.article.words
        if i + 1 >= len(words) or not words[i].definite:
            return False
        rank = is_context(words[i].stem.removeprefix("ال"), "rank_title")
        return rank and is_context(words[i + 1].form, "given_name")

    def may_be_name_at(self, i: int) -> bool:
        """`may_be_name`, false behind the article's last word."""
        return i < len(self.article.words) and self.may_be_name(i)

    def _quoted_name(self, i: int) -> bool:
        """`"البلدية"`: whether the marks hold one known name and nothing else."""
        quotation = self.article.opens[i]
        mention = self._at.get(i + 1)
        return bool(mention and mention.behind == quotation.last)

    def quotes_name(self, i: int) -> bool:
        """Whether the quotation that opens at a token only holds a name."""
        quotation = self.article.opens[i]
        return quotation.name or quotation.last - quotation.first < 3 or self._quoted_name(i)

    def quoted_name(self, i: int) -> bool:
        """Whether the quotation that opens at a token holds the name of a body or operation."""
        return self.article.opens[i].name or self._quoted_name(i)


def _of_house(word: Word) -> bool:
    """Whether a word is آل."""
    return word.form == "آل"


def _given(word: Word) -> bool:
    """Whether a word is a given name, a conjunction in front or not."""
    return is_context(word.base, "given_name")
