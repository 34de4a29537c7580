"""Openings: how and where the content of a cue begins."""

from __future__ import annotations

from functools import lru_cache

from sdlib.accusatives import Accusatives, uncut
from sdlib.asides import Asides, may_part
from sdlib.clauses import COMMAS, Clauses
from sdlib.complements import governs, posted
from sdlib.context import is_context
from sdlib.counted_sources import counted
from sdlib.cues import CueEntry, Reading, readings
from sdlib.distant import Distant
from sdlib.drafts import Opening
from sdlib.judgements import JUDGING
from sdlib.marked_subjects import MarkedSubjects
from sdlib.objects import Objects
from sdlib.phrases import Phrases
from sdlib.plain_objects import PlainObjects
from sdlib.roles import (
    complementizer,
    definite_event,
    event_noun,
    plain_complementizer,
    speaker_noun,
)
from sdlib.sources import DEMONSTRATIVES, Sources
from sdlib.wordkinds import noun_only
from sdlib.words import Word

_PLACES = frozenset(["من", "في", "مع", "لدى", "ضد", "عبر"])
#: Behind these أن begins a circumstance of the sentence, no content: `بالرغم من أن`.
_ADDING = frozenset(
    [
        ("بالرغم", "من"),
        ("الرغم", "من"),
        ("رغما", "عن"),
        ("فضلا", "عن"),
        ("ناهيك", "عن"),
        ("النظر", "عن"),
        ("إضافة", "إلى"),
        ("بالإضافة", "إلى"),
        ("نظرا", "إلى"),
        ("علاوة", "على"),
    ]
)
#: What is kept or sung of is not said.
_KEPT = frozenset(["التزم", "تغنى", "سجل"])
_ANY = frozenset(["أي", "أية"])
_THIS = frozenset(["هذا", "هذه", "ذلك", "تلك", "هؤلاء", "هذان", "هاتان"])
_OF_THEM = frozenset(["منها", "منهما", "منهم", "منهن"])
#: Prepositions written together with what they lead to.
_OF_WHAT = {"عما": "عن", "عمن": "عن", "مما": "من"}
#: How many words marks hold that only name something.
_FEW = 5
_SINCE = frozenset(["بعد", "قبل", "منذ", "دون", "لحين", "حتى"])
_SPECIAL = frozenset(["المتخصصة", "المتخصص", "المختصة", "المختص", "المعنية", "المعني", "المكلفة"])
_COMPARED = frozenset(["أكثر", "أقل", "أعلى", "أدنى", "أكبر", "أصغر", "أفضل", "أسوأ"])
#: Behind these a letter leads to when it was said.
_DURING = frozenset(["خلال", "أثناء", "عقب", "بعد", "قبل"])
#: Behind these على tells where or to what something was said: `عبر حسابها على`, `في رده على`.
_PAGES = frozenset(["حساب", "صفحت", "قنات", "موقع", "رد"])
_TOWARD = frozenset(["إليه", "إليها", "عنه", "عنها", "به", "بها", "عليه", "عليها"])
#: A clause that describes no object begins no more tokens behind it.
_NEAR = 12
#: How far behind a cue its content may begin, in tokens.
_REACH = 45


@lru_cache(maxsize=1 << 16)
def _may_open(word: Word) -> bool:
    """Whether a clause may begin with a word (`Openings.clause_at`), or an aside, or a cue."""
    return bool(readings(word.form)) or complementizer(word.form) or may_part(word)


#: What one insists on in words, and not by what one does.
_NEEDS = frozenset(["ضرورة", "أهمية", "وجوب", "حق", "حقه", "حقها", "حقهم", "رفض", "رفضه", "رفضها"])


class Openings:
    """Finds where the content of a cue begins, in one article."""

    def __init__(self, phrases: Phrases, clauses: Clauses, sources: Sources) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.sources = sources
        self.objects = Objects(phrases, clauses, sources)
        self.asides = Asides(phrases, clauses, self.objects)
        self.accusatives = Accusatives(self.objects, clauses)
        self.distant = Distant(phrases, clauses)
        self.marked = MarkedSubjects(phrases, clauses, sources)
        self.plain_objects = PlainObjects(phrases, self.objects, self.asides)
        self.article = phrases.article
        self.words = phrases.article.words

    def find(self, i: int, reading: Reading, limit: int) -> Opening | None:
        """Find how the content of the cue at ``i`` begins, or None."""
        entry = reading.entry
        if self._taken_up(i, reading):
            return None
        fallback = self.objects.judgements.of_pronoun(i, reading, limit)
        if fallback:
            return fallback
        j = i + 2 if self.sources.reinforced(i) else i + 1
        shown = self._shown_subject(i, reading, limit)
        while j < min(limit, i + _REACH):
            plain = not self._may_open(j)
            found = None if plain else self.clause_at(i, j, entry, limit)
            if found:
                judged = (
                    self.objects.judgements.before(i, j, reading) if found.kind == "quote" else None
                )
                return judged or self._prefer(found, fallback)
            if j == i + 1 and reading.finite and self._charged(j, entry):
                return Opening("prep", j, j)
            asked = reading.shape == "participle" and entry.type in ("directive", "accusation")
            if j == i + 1 and asked and self._him(j, limit):
                return Opening("acc", j + 1, j)
            if j == i + 1 and entry.addressed and j in self.article.opens:
                fallback = self.accusatives.begin(i, j, reading, limit)
                if fallback:
                    return fallback
            if fallback and self.article.kinds[j] == "punct":
                break
            named = None if fallback else self._named_deed(i, j, reading, limit, shown=shown)
            if named:
                return named
            behind = shown if j == i + 1 else 0
            behind = behind or (j if plain else self.asides.skip(i, j, limit))
            if behind < 0:
                if "obj:attack" in entry.frames and self.objects.object_at(i, j, entry):
                    return Opening("obj", j, j)
                break
            if behind > j:
                j = behind
                continue
            if not fallback and j > i + 1 and self.objects.object_of_another_verb(j, entry):
                break
            fallback = fallback or self._opens_phrase(i, j, reading, limit)
            if fallback and fallback.kind in ("obj", "acc"):
                return self._clause_behind(fallback, entry, limit) or fallback
            j += 1
        if fallback is None and not entry.frames & {"weak"}:
            return self.distant.find(i, reading, limit) or self.plain_objects.find(
                i, reading, limit
            )
        return fallback

    def _may_open(self, j: int) -> bool:
        """Whether a token is or follows a sign, or its word may open or part.

        It is asked of the few words behind cues only, and so not of all words at once.
        """
        kinds = self.article.kinds
        sign = kinds[j] != "word" or kinds[j - 1] != "word"
        return sign or _may_open(self.words[j])

    def _taken_up(self, i: int, reading: Reading) -> bool:
        """`القائمة التي أعلنها المدرب`, `المسيرة التي دعت إليها النقابة`: what is said stands
        before the relative pronoun, unless a clause follows at once."""
        if not i or not reading.finite or reading.entry.lemma in JUDGING:
            return False
        if self.words[i - 1].base not in ("الذي", "التي") or i + 1 >= len(self.words):
            return False
        near = self.words[i + 1 : i + _NEAR]
        if any(complementizer(w.form) or w.form == ":" for w in near):
            return False
        toward = self.words[i + 1].form in _TOWARD
        return toward or (bool(reading.pronoun) and not reading.entry.addressed)

    def _named_deed(
        self, i: int, j: int, reading: Reading, limit: int, *, shown: int
    ) -> Opening | None:
        """`أدان الوزير "المجازر" في المدينة`, `أعلنت تلك القوات سيطرتها`: a noun of what was done,
        with few words in marks or with a pronoun, right behind the subject."""
        if j < i + 2 or reading.pronoun or "obj" not in reading.entry.frames:
            return None
        quotation = self.article.opens.get(j)
        if quotation is None:
            word = self.words[j]
            own = shown == j and word.pronoun and noun_only(word)
            return Opening("obj", j, j) if own else None
        if quotation.last - j > _FEW or quotation.last + 1 >= limit:
            return None
        word, behind = self.words[j + 1], self.words[quotation.last + 1]
        deed = event_noun(word) or definite_event(word) or (noun_only(word) and word.definite)
        speaks = self.phrases.mention_over(j + 1) or speaker_noun(word) is not None
        if not deed or speaks or complementizer(behind.form):
            return None
        return Opening("obj", j, j) if self._behind_subject(i, j) else None

    def _behind_subject(self, i: int, j: int) -> bool:
        """Whether nothing but the subject of the cue at ``i``, and when it spoke, stands before
        ``j``."""
        if not self.objects.closed(j - 1) or self.words[i + 1].preposition:
            return False  # `أعلن حزب "التقدم"`: its name
        all_of_them = self.words[i + 1].form == "كل" and self.words[i + 2].form in _OF_THEM
        end = i + 3 if all_of_them else self.sources.behind_subjects(i + 1, j)
        while end < j and is_context(self.words[end].form, "time"):
            end += 1
        return end == j

    def _shown_subject(self, i: int, reading: Reading, limit: int) -> int:
        """`أعلنت تلك القوات سيطرتها`, `تؤكد هذه الدول أن`: the token behind a subject that begins
        with a demonstrative, 0 where an object begins (`رفض هذه الخطة`)."""
        j = i + 1
        if not reading.finite or reading.pronoun or j + 2 >= limit:
            return 0
        word = self.words[j]
        if word.form == "ما" and (end := counted(self.phrases, j, limit)):
            # `قال ما يقرب من نصف المشاركين إن`
            return end if end < limit and complementizer(self.words[end].form) else 0
        if word.form == "كل" and self.words[j + 1].form in _OF_THEM:
            return j + 2
        shown = word.form in _THIS and self.words[j + 1].definite
        first = self.sources.anyone(j) if word.form in _ANY else j + 1  # `أي جهة مسؤوليتها`
        if not first or not (shown or word.form in _ANY):
            return 0
        end = self.phrases.phrase_end(first, limit)
        if word.form in _ANY and first + 1 < limit and self.words[first + 1].pronoun:
            end = first + 1
        if end >= limit or self.article.kinds[end] != "word":
            return 0
        follower = self.words[end]
        said = complementizer(follower.form) and "that" in reading.entry.frames
        own = bool(follower.pronoun) and (event_noun(follower) or word.form in _ANY)
        return end if said or own else 0

    def _clause_behind(self, found: Opening, entry: CueEntry, limit: int) -> Opening | None:
        """`أعلن نادي الشباب بطل الدوري يوم الجمعة أن …`: what describes the subject is no object
        where a clause follows a day, nothing but nouns between."""
        noun = self.words[found.first]
        if found.kind != "obj" or "that" not in entry.frames or noun.pronoun:
            return None
        if event_noun(noun) or definite_event(noun):
            return None
        for k in range(found.first + 1, min(found.first + _NEAR, limit - 1)):
            word = self.words[k]
            if self.article.kinds[k] == "punct" or word.conjunction or self.phrases.finite_cue(k):
                return None
            if complementizer(word.form):
                plain = plain_complementizer(word.form) and word.form[0] != "ب"
                day = is_context(self.words[k - 1].form, "time")
                return Opening("that", k, k + 1) if plain and day else None
        return None

    def _charged(self, j: int, entry: CueEntry) -> bool:
        """`اتُّهم بـ…`: the charge right behind the verb, nobody named between."""
        word = self.words[j]
        charge = word.preposition == "ب" or (complementizer(word.form) and word.form[0] == "ب")
        adverb = word.form == "باسم" or j in self.phrases.adverbials
        return entry.lemma in ("اتهم", "وصف") and charge and not adverb

    def _him(self, j: int, limit: int) -> bool:
        """`طالبا إياه بـ…`, `متهمة إياهم «بالتعاون»`: who is asked, and what leads on to what."""
        at = j + 2 if j + 1 in self.article.opens else j + 1
        word = self.words[at] if at < limit else None
        return (
            self.words[j].form.startswith("إيا")
            and word is not None
            and (bool(word.preposition) or word.form in ("إلى", "من", "على", "أن"))
        )

    def _prefer(self, found: Opening, fallback: Opening | None) -> Opening:
        """A clause wins over a preposition that led to a place (`إلى الشرق الأوسط إلى أن`)."""
        if fallback is None:
            return found
        if found.kind == "that" and not event_noun(self.words[fallback.first]):
            same = self.words[found.at - 1].form == self.words[fallback.at].form
            return found if same else fallback
        return fallback

    def clause_at(self, i: int, j: int, entry: CueEntry, limit: int) -> Opening | None:
        """The opening of the cue at ``i`` if a clause, quotation or colon begins at ``j``."""
        word = self.words[j]
        mention = self.phrases.mention_over(j)
        if mention and j > mention.first:
            return None  # `قال لسي إن إن`
        inside = self.article.opens.get(j - 1)
        if inside and inside.name:
            return None  # `قال لـ"إن تي في" إن`
        quotation = self.article.opens.get(j)
        if quotation and quotation.last <= limit:
            if any(self._joined_cue(k) for k in range(i + 1, j)):
                return None  # `هاجمه المتابعون وطالبوه بالاعتراف بأنه "الجاني"`
            behind_name = quotation.last + 1
            if self.phrases.quotes_name(j) and not (j == i + 1 and behind_name >= limit):
                return None
            if self.marked.named(i, j, limit):
                return None
            if self.words[j - 1].form in _PLACES - entry.prepositions:
                return None
            if self.words[j - 1].form == "و" and j - 1 > i + 1:
                return None  # `يتابع الأحداث و"سيتخذ أي إجراء"`
            if entry.frames & {"quote", "that"} and not entry.addressed:
                return Opening("quote", j, j)
            return None
        if self.clauses.char(j) == ":" and self.article.kinds[j] == "punct" and j + 1 < limit:
            return Opening("colon", j, j + 1) if entry.frames & {"quote", "that"} else None
        if word.form == "أن" and self.words[j - 1].conjunction and self.words[j - 1].base in _SINCE:
            return None  # `وبعد أن رأت الثوب`
        until = word.form == "أن" and self.words[j - 1].form == "إلى"  # `إلى أن وصل`
        until = until and not ("إلى" in entry.prepositions and "that" in entry.frames)
        if until and (entry.lemma == "نقل" or self.clauses.char(j - 2) in COMMAS):
            return None
        if (
            word.form in ("ألا", "بألا")
            and j > i + 1
            and self.words[j - 1].form not in entry.prepositions
            and not self._not_to(j, entry)
        ):
            return None
        if (complementizer(word.form) and "that" in entry.frames) or (
            entry.prepositions and complementizer(word.form)
        ):
            if is_context(self.words[j - 1].form, "no_complementizer") and not self._special(i, j):
                return None
            if (self.words[j - 2].base, self.words[j - 1].form) in _ADDING:
                return None
            plain = plain_complementizer(word.form)
            return Opening("that", j, j + 1 if plain else j) if j + 1 < limit else None
        return None

    def _joined_cue(self, k: int) -> bool:
        """Whether another verb of speech is joined to the words before it."""
        joined = self.words[k].conjunction and self.article.kinds[k - 1] == "word"
        whom = bool(self.words[k].pronoun) and any(r.finite for r in self.phrases.cues[k])
        return bool(joined) and (whom or self.phrases.finite_cue(k))

    def _not_to(self, j: int, entry: CueEntry) -> bool:
        """`توقع المدرب ألا يلعب`: أن and لا before a verb; `ألا وهو` is none."""
        wished = entry.type in ("opinion", "directive", "commissive")
        return wished and self.words[j + 1].form[:1] in "يتن" and self.phrases.verb_at(j + 1)

    def _special(self, i: int, j: int) -> bool:
        """`أفادت مصادر خاصة أن`: an adjective, where `…، خاصة أن` is an adverb; `أكد بعد ذلك أن`:
        a time, where `ذلك أن` gives a reason."""
        noun = self.words[j - 2]
        if j - 2 > i and (self.phrases.in_adverbial(j - 1) or self._behind_that(j)):
            return True
        agrees = self.words[j - 1].form == "خاصة" and j - 2 > i and not noun.definite
        return agrees and speaker_noun(noun) is not None

    def _behind_that(self, j: int) -> bool:
        """`أكد في ضوء ذلك | أن`: whether a preposition governs the demonstrative."""
        shown = self.words[j - 1].form == "ذلك"
        return shown and is_context(self.words[j - 2].form, "preposition")

    def _opens_phrase(self, i: int, j: int, reading: Reading, limit: int) -> Opening | None:
        """The opening if a preposition (`عن خطة`) or an object begins at ``j``."""
        entry = reading.entry
        word = self.words[j]
        if "obj:finding" in entry.frames and self.objects.found(i, j):
            return Opening("obj", j, j)
        if entry.lemma == "أصر" and word.form == "على" and j + 1 < limit:
            needed = self.words[j + 1].form in _NEEDS  # `يصرون على ضرورة التعاون`
            return Opening("prep", j, j + 1) if needed else None
        if entry.lemma == "رأى" and (seen := self.objects.judgements.seen_in(i, j)):
            return Opening("obj", seen, seen)
        weak = "weak" in entry.frames and not entry.addressed and reading.shape != "participle"
        if weak and not self._deed_of_speaker(i, j, entry):
            return None
        if entry.addressed and not self.accusatives.takes_phrase(j, entry, i):
            return self.accusatives.begin(i, j, reading, limit)
        if j > i + 1 and governs(self.words[j - 1]) == word.form:
            return None  # `أكد القائمون على المشروع أن`
        if word.form == "من" and self.accusatives.of_those(i + 1, j, limit):
            return None
        if word.form == "عن" and j > i + 1 and self.phrases.phrase_end(i + 1, limit) > j:
            return None  # `أفاد النائب عن حزب التجمع أن`
        if word.form == "من" and any(w.form in _COMPARED for w in self.words[max(j - 4, i) : j]):
            return None  # `طلبوا اللجوء، أي أكثر بنسبة الربع من العام السابق`
        if posted(self.phrases, j, i + 1):
            return None  # `أشار كريم سالم، المبعوث الخاص إلى ليبيا لوكالة الأناضول إلى أن`
        if word.form == "على" and self.words[j - 1].stem in _PAGES:
            return None  # `أكدت عبر حسابها على منصة إكس أن`
        if _OF_WHAT.get(word.form) in entry.prepositions and j + 1 < limit:
            return Opening("prep", j, j)  # `كشف عما قال إنه إنجاز`
        if word.form in entry.prepositions and j + 1 < limit:
            follower = self.words[j + 1]
            circumstance = is_context(follower.form, "occasion") and not self._topic(j, follower)
            circumstance = circumstance or is_context(follower.form, "time")
            adverb = f"{word.form} {follower.form}"  # `نبه من جهة أخرى إلى أن`
            circumstance = circumstance or is_context(adverb, "adverbial")
            if (
                not circumstance and self.article.kinds[j + 1] != "punct"
            ) or self.article.opens.get(j + 1):
                return Opening("prep", j, j + 1)
        leads = word.preposition and word.preposition in entry.prepositions
        leads = leads or uncut(word, entry.prepositions)  # `أفاد بدوي انفجارات`
        leads = leads and (
            self._lately(i, j).isdisjoint(_DURING)
            or event_noun(word._replace(preposition="", definite=False))
        )
        if leads and word.stem.removeprefix("ب") in ("يد", "إصبع", "أصابع", "رأس"):
            return None
        leads = leads and self.words[j - 1].base not in _SPECIAL  # `الشركة المتخصصة بمتابعة …`
        leads = leads and not self.objects.without_content(word.form)
        leads = leads and not self.accusatives.place_at(j)  # `سكان المدينة بريف حلب`
        if leads and not self._in_title(i + 1, j, limit):
            return Opening("prep", j, j)
        taken = reading.finite and reading.pronoun and entry.lemma != "اعتبر"
        taken = taken or (j == i + 1 and self._tells_that(j, entry, limit))
        if entry.takes_object and not taken and self.objects.object_at(i, j, entry):
            return Opening("obj", j, j)
        return None

    def _deed_of_speaker(self, i: int, j: int, entry: CueEntry) -> bool:
        """`أمل الوزير في إغلاق المعبر`, `احتج النائب على الإغلاق`: behind one who speaks a verb
        that means much else is said of a deed."""
        kept = entry.lemma in _KEPT or bool(entry.frames & {"strict", "source"})
        if j < i + 2 or kept or not self.sources.speaks(i + 1):
            return False
        word = self.words[j]
        if word.form in entry.prepositions and j + 1 < len(self.words):
            follower = self.words[j + 1]
            return event_noun(follower) or definite_event(follower)
        stem = word.stem.removeprefix("ال")
        bare = word._replace(preposition="", definite=False, stem=stem)
        return word.preposition in entry.prepositions and event_noun(bare)

    def _tells_that(self, j: int, entry: CueEntry, limit: int) -> bool:
        """`أكد تقييم الوزارة أن`: behind the noun phrase stands the clause that it tells."""
        if "that" not in entry.frames or not event_noun(self.words[j]):
            return False
        end = self.phrases.phrase_end(j, limit)
        plain = end < limit and plain_complementizer(self.words[end].form)
        return plain and self.words[end].form[0] in "أا" and not self.words[end].conjunction

    def _in_title(self, first: int, j: int, limit: int) -> bool:
        """`مسؤول بالبحرية بأن`: whether the noun phrase of who speaks goes on at ``j``."""
        head = self.phrases.speakers[first]
        return j > first and head is not None and self.phrases.phrase_end(first, limit) > j

    def _lately(self, i: int, j: int) -> set[str]:
        """The three words before ``j``, behind the cue and behind any mark."""
        found: set[str] = set()
        for k in range(j - 1, max(i, j - 4), -1):
            if self.article.kinds[k] == "punct":
                break
            if not self.phrases.in_adverbial(k):
                found.add(self.words[k].form)
        return found

    def _topic(self, j: int, follower: Word) -> bool:
        """`دعا إلى حوار شامل`, `كشف عن لقاء سري`: what is told, and not where it was said."""
        if self.words[j].form in ("في", "على") or follower.form in DEMONSTRATIVES:
            return self.words[j].form == "على" and is_context(follower.form, "meeting")
        return noun_only(follower) and not follower.pronoun
