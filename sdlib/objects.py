"""Objects: where an object without a complementizer begins, and the one accused or addressed."""

from __future__ import annotations

from sdlib.clauses import COMMAS, Clauses
from sdlib.complements import counts
from sdlib.context import is_context
from sdlib.cues import CueEntry
from sdlib.frequencies import takes_article
from sdlib.judgements import Judgements
from sdlib.new_nouns import new_noun
from sdlib.offices import bears_title
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, definite_event, event_noun, speaker_noun
from sdlib.sources import DEMONSTRATIVES, Sources
from sdlib.wordkinds import YES, foreign, noun_only, verb_evidence

#: A quotation behind one of these names a place or body: `من "الجبهة السورية"`.
PREPOSITIONS = frozenset(["في", "من", "إلى", "على", "عن", "مع", "بين", "حتى", "لدى", "عند"])
#: Words with ب that lead to no content.
NO_CONTENT = frozenset(
    """باسم باستثناء بلا بشدة بقوة بعضهم بينهم به بها بهم بهما بالمئة بالمائة""".split()
)
#: Prepositions with the pronoun of somebody named before.
_TAKEN_UP = frozenset(["له", "لها", "لهم", "منه", "منها", "منهم", "إليه", "إليها", "عنه", "عنها"])
_RESOLVES = frozenset(["قرار", "قراره", "قرارها", "قرارهم", "قرارهما"])
#: Adverbs of manner and number between a verb and its object.
MANNER = frozenset(
    """مرارا تكرارا علنا علانية قطعا نهائيا تماما فورا بشدة بقوة سابقا لاحقا رسميا مجددا صراحة
    بوضوح حينها آنذاك وقتها ضمنا""".split()
)


class Objects:
    """Tells objects from what else can stand behind a cue and its subject, in one article."""

    def __init__(self, phrases: Phrases, clauses: Clauses, sources: Sources) -> None:
        self.phrases = phrases
        self.clauses = clauses
        self.sources = sources
        self.adjuncts = sources.adjuncts
        self.judgements = Judgements(phrases, sources)
        self.article = phrases.article
        self.words = phrases.article.words

    def found(self, i: int, j: int) -> bool:
        """`أظهرت التحقيقات وقوف …`: an event behind a document or body that found it."""
        if not event_noun(self.words[j]):
            return False
        if j == i + 1:
            left = self.sources.left(i, 0)
            return left is not None and self._no_person(left[0])
        return self.closed(j - 1) and self._no_person(i + 1)

    def _no_person(self, i: int) -> bool:
        """Whether a document or body stands at a token: `التحقيقات`."""
        noun = speaker_noun(self.words[i])
        return noun is not None and noun[0] != "person"

    def alleged(self, j: int) -> bool:
        """`رفض الاتهامات`, `رفض تلك النتائج`, `رفض ما …`."""
        word = self.words[j]
        if self.words[j - 1].base in ("وكالة", "وكالات"):
            return False  # `رفضت وكالة الأنباء التعليق`
        if is_context(word.form, "allegation") or word.form == "ما":
            return True
        shown = word.form in DEMONSTRATIVES and j + 1 < len(self.words)
        return shown and is_context(self.words[j + 1].form, "allegation")

    def object_of_another_verb(self, j: int, entry: CueEntry) -> bool:
        """`أقر البرلمان القانون بالإجماع`: an object where the frame has no place for one."""
        if "that" in entry.frames and not entry.prepositions:
            return False
        if entry.takes_object or entry.addressed or "addressee" in entry.frames:
            return False
        word = self.words[j]
        owned = word.pronoun and noun_only(word) and speaker_noun(word) is None
        owned = owned and not is_context(word.form, "self")  # `شددت واشنطن عقوباتها على`
        if not (word.definite or owned) or word.preposition or word.conjunction:
            return False
        if is_context(word.form, "time") or any(self._clause_ahead(k) for k in (j + 1, j + 2)):
            return False
        before = self.words[j - 1].definite and self.closed(j - 1)
        return before and new_noun(self.phrases, j)

    def _clause_ahead(self, k: int) -> bool:
        """`نوه الدكتور السمحان إلى أن`: the clause follows at once, no object is between."""
        return k < len(self.words) and complementizer(self.words[k].form)

    @staticmethod
    def without_content(form: str) -> bool:
        """`هدد المجلس بالفعل بعقوبات`: what leads an adverb leads to no content."""
        adverb = is_context(form, "adjunct") or is_context(form, "between")
        return form in NO_CONTENT or (len(form) > 3 and adverb)

    def object_at(self, i: int, j: int, entry: CueEntry) -> bool:
        """Whether the object of the cue at ``i`` begins at ``j``, by what its entry may govern."""
        word = self.words[j]
        if is_context(word.form, "time") or is_context(word.form, "self"):
            return False
        named = self.phrases.mention_over(j)
        if named and named.first < j:
            return False  # `دولة | الإمارات`: a name is not parted
        ended = self.closed(j - 1) or self.words[j - 1].form in MANNER
        # `توقع خبراء ارتفاع الأسعار`
        ended = ended or (event_noun(word) and is_context(self.words[j - 1].base, "whole_group"))
        if "obj:attack" in entry.frames:
            # `تبنى فصيل مسلح الهجوم`: nothing else can be what is claimed
            return is_context(word.stem.removeprefix("ال"), "attack") and not word.preposition
        if j > i + 1 and not ended and not self._adjoined(i, j):
            return False
        restricted = self._restricted(i, j, entry)
        if restricted is not None:
            return restricted
        if word.form in DEMONSTRATIVES:
            then = self.words[j + 1].stem if j + 1 < len(self.words) else ""
            if word.form == "ما" and j > i + 1 and is_context(then, "reaction"):
                return False  # `رفضت دعوتهم، ما أثار غضبهم`
            if word.form == "أي" and j == i + 1 and entry.type not in ("denial", "accusation"):
                return False
            if j == i + 1 and self.sources.each_of(j, min(j + 40, len(self.words))):
                return False  # `أعلنت كل من مصر وقطر أن`
            if j == i + 1 and self.sources.shown(i, j, min(j + 40, len(self.words))):
                return False  # `أكدت هذه المنظمات أن`
            return j + 1 >= len(self.words) or not is_context(self.words[j + 1].form, "time")
        if self.phrases.mention_over(j) or word.conjunction:
            return False
        if j == i + 1 and entry.type == "denial" and word.pronoun and noun_only(word):
            return speaker_noun(word) is None and not is_context(word.stem, "kin")  # `نفى علمه بـ`
        if definite_event(word) and j == i + 1:
            if self._preposed(j):
                return False
            if entry.type in ("assertive", "denial") or self.sources.left(i, 0) is not None:
                return True
            return not speaker_noun(word) and self.alone(j)
        if word.definite and j > i + 1 and not word.preposition and self.second_noun(j):
            if entry.type in ("denial", "accusation"):
                return True
            return definite_event(word)
        if definite_event(word) and j > i + 1 and (self._unbound(j - 1) or self._adjoined(i, j)):
            return True
        if self._more_of(i, j):
            return True
        if self._resolve(j) and (j > i + 1 or self.sources.left(i, 0) is not None):
            return True
        if j > i + 1 and self._made_known(j):
            return True
        alone = j > i + 1 or any(r.shape == "participle" for r in self.phrases.cues[i])
        given = is_context(self.words[j - 1].form, "given_name")
        titled = given and j > i + 2 and not self.phrases.is_name(j - 2)  # `المحلل كمال | عون`
        alone = alone and not titled
        return event_noun(word) or (alone and self._common_noun(j))

    def _adjoined(self, i: int, j: int) -> bool:
        """`نفى الوزير في بيان إغلاق الجسر`, `استبعد بشكل قاطع أي اتفاق`: whether only adjuncts part
        an object from the subject of the cue at ``i``, or from the cue."""
        word = self.words[j]
        deed = event_noun(word) or definite_event(word) or word.form in DEMONSTRATIVES
        deed = deed or is_context(word.form, "allegation")
        if not deed or word.conjunction:
            return False
        subject = self.sources.right(i, j)
        behind = subject[1] if subject else i + 1
        return behind < j and self.adjuncts.leads_to(behind, j)

    def _restricted(self, i: int, j: int, entry: CueEntry) -> bool | None:
        """What a frame like `obj:attitude` admits (`أبدى الوزير استعداده`); None without one."""
        word = self.words[j]
        if "obj:attitude" in entry.frames:
            return is_context(word.form, "attitude") or (
                bool(word.pronoun) and is_context(word.stem, "attitude")
            )
        if "obj:allegation" in entry.frames:
            return self.alleged(j)
        if "obj:request" in entry.frames:
            if definite_event(word) and j > i + 1:
                return True
            subject = i > 0 and self.words[i - 1].form in ("وهو", "وهي", "وهم")
            subject = subject or j > i + 1 or self.sources.left(i, 0) is not None
            return (event_noun(word) or is_context(word.form, "asked_for")) and subject
        if "obj:event" in entry.frames:
            deed = event_noun(word) or definite_event(word)
            return j > i + 1 and deed and self.closed(j - 1)  # `تعهدت هيئة | البث بـ`
        if "obj:clausal" in entry.frames:
            return word.form == "ما"
        if "obj:small" in entry.frames:
            if self.judgements.noun(i, j, parted=self._parted(j)) or (
                j == i + 1 and self.judgements.first(i, j)
            ):
                return True
            deed = event_noun(word) and not self.phrases.is_name(j)  # `تهاني`
            return word.form in DEMONSTRATIVES or (deed and j == i + 1)
        return None

    def _more_of(self, i: int, j: int) -> bool:
        """`يتوقع مصرفيون المزيد من النمو`: a quantity behind the subject, and of what."""
        of = j > i + 1 and j + 1 < len(self.words) and self.words[j + 1].form == "من"
        return of and self.words[j].definite and counts(self.words[j])

    def _made_known(self, j: int) -> bool:
        """`أعلنت الوزارة تسجيل 20 إصابة`: what a noun of a document governs makes it a deed."""
        word, noun = self.words[j], speaker_noun(self.words[j])
        bare = not (word.definite or word.pronoun or word.preposition)
        if noun is None or noun[0] != "document" or not bare or j + 1 >= len(self.words):
            return False
        verbal = len(word.stem) == 5 and word.stem[0] == "ت" and word.stem[3] == "ي"
        counted = self.article.kinds[j + 1] == "number" or noun_only(self.words[j + 1])
        return verbal and counted

    def _unbound(self, j: int) -> bool:
        """Whether what stands before an event with the article is no part of it, nor it of that:
        `استبعد محللون غربيون التوصل إلى …`, `لم تؤكد فرنسا الإفراج عن …`."""
        word = self.words[j]
        if j in self.article.closes:
            return self.phrases.quotes_name(self.article.closes[j].first)
        if self.clauses.char(j) in COMMAS and self.article.kinds[j] == "punct":
            return self.closed(j - 1)  # `أعلنت الوزارة، القبض على متهمين`
        if word.definite or self.article.kinds[j] != "word":
            return False
        mention = self.phrases.mention_over(j)
        whole = word.form.endswith(("ون", "يين")) and not self.phrases.is_name(j)
        return whole or (mention is not None and mention.behind == j + 1)

    def _resolve(self, j: int) -> bool:
        """`أعلن الوزير قرار وقف الرحلات`, `قرارها إغلاق المعبر`: a resolve, and what to do."""
        word = self.words[j]
        if word.base not in _RESOLVES or j + 1 >= len(self.words):
            return False
        return event_noun(self.words[j + 1]) or definite_event(self.words[j + 1])

    def alone(self, j: int) -> bool:
        """`وأعلن الانسحاب من الاتفاق`: whether no clause and no other noun is behind the noun."""
        end = self.phrases.phrase_end(j, min(j + 12, len(self.words)))
        if end < len(self.words) and self.article.kinds[end] == "punct":
            end += 1
            # `وينتقد الاقتراح، الذي قدم أمس، الفشل`
            return end >= len(self.words) or not is_context(self.words[end].form, "relative")
        if end >= len(self.words):
            return True
        noun = noun_only(self.words[end]) and not self.words[end].preposition
        return not complementizer(self.words[end].form) and not noun

    def _preposed(self, j: int) -> bool:
        """Whether a definite noun is the subject after all: another object or clause follows it."""
        return j + 1 < len(self.words) and complementizer(self.words[j + 1].form)

    def _common_noun(self, j: int) -> bool:
        """An indefinite common noun behind a closed subject, and no title or body that speaks."""
        word = self.words[j]
        return (
            self.article.kinds[j] == "word"
            and not word.definite
            and not word.preposition
            and (takes_article(word.stem) or noun_only(word))
            and verb_evidence(word) != YES
            and not self.phrases.is_function_word(j)
            and not self._led_on(j)
            and not self.phrases.is_name(j)
            and not speaker_noun(word)
            and (noun_only(word) or not word.form.endswith(("ية", "ي", "يين", "يون")))
        )

    def _led_on(self, j: int) -> bool:
        """`حسابات تابعة له`: an adjective, whose preposition takes up another noun."""
        follower = self.words[j + 1] if j + 1 < len(self.words) else None
        return follower is not None and follower.form in _TAKEN_UP

    def second_noun(self, j: int) -> bool:
        """Whether a definite noun behind a definite noun is no adjective: `الوزارة الشركة`."""
        return self._bare_second(j) or new_noun(self.phrases, j)

    def _bare_second(self, j: int) -> bool:
        """`المحكمة | المتهم`: a known noun with the article right behind another, or what is
        denied behind a name (`برانسون | الاتهامات`), or a person behind a place or body
        (`برلين | كريم منصور`)."""
        word, before = self.words[j], self.words[j - 1]
        mention, last = self.phrases.mention_at(j), self.phrases.mention_over(j - 1)
        if mention and last and not (word.conjunction or word.preposition):
            another = last.behind == j and mention.entity != last.entity  # `زيلينسكي | بوتين`
            return mention.entity.type == "PER" and (last.entity.type != "PER" or another)
        if mention and mention.entity.type == "PER" and mention.rule == "lexicon" and j > 2:
            whole = self.phrases.is_name(j - 1) and self.phrases.is_name(j - 2)
            if whole and not (word.conjunction or word.preposition):
                return True  # `كريم خان | نتنياهو`
        named = self.phrases.is_name(j - 1) or foreign(before) or last is not None
        if named and word.definite and is_context(word.form, "allegation"):
            return True
        both = word.definite and before.definite and not (word.conjunction or word.preposition)
        if is_context(word.stem.removeprefix("ال"), "rank_title") and self.phrases.is_name(j + 1):
            return False  # `نقيب الأطباء الدكتور سامر`
        if is_context(word.stem.removeprefix("ال"), "attribute"):
            return False  # `الدول الثلاث`
        if both and word.base.endswith("ية") and before.base.endswith("ة"):
            return False  # `السياسة الخارجية`: rather an adjective
        known = noun_only(word) and not word.stem.endswith("ى")
        return both and known and not self.phrases.mention_over(j)

    def _parted(self, j: int) -> bool:
        """Whether a noun at ``j`` is another one than that before it."""
        if j + 1 >= len(self.words):
            return False
        return self.second_noun(j) if self.words[j - 1].definite else self._behind_name(j)

    def _behind_name(self, j: int) -> bool:
        """Whether a definite noun stands behind a body's or place's name: `عدّت فرنسا القرار …`."""
        mention = self.phrases.mention_over(j - 1)
        whole = mention is not None and mention.behind == j
        named = self.phrases.is_name(j - 1) or foreign(self.words[j - 1])
        return (whole or named) and noun_only(self.words[j])

    def closed(self, j: int) -> bool:
        """Whether a noun phrase can have ended at token ``j``."""
        word = self.words[j]
        if word.form in PREPOSITIONS or word.form == "سيما":
            return False
        if j > 1 and is_context(self.words[j - 1].base, "occasion") and not noun_only(word):
            return True
        timed = is_context(word.form, "time")  # `14 من تموز`
        if j and self.words[j - 1].form in PREPOSITIONS and not word.definite and not timed:
            return bool(word.pronoun) or self.phrases.mention_over(j) is not None
        return (
            self.article.kinds[j] != "word"
            or word.definite
            or bool(word.pronoun)
            or self.phrases.mention_over(j) is not None
            or self.phrases.is_name(j)
            or is_context(word.form, "time")
            or self.sources.adverb(j)
            or (not speaker_noun(word) and self.phrases.may_be_name(j))
            or (word.form.endswith(("ية", "يون", "يين", "ي")) and not noun_only(word))
        )

    def without_object(self, first: int, behind: int, limit: int = 0, *, told: bool = True) -> int:
        """Cut an object off the subject that was read with it: `المحكمة | المتهم`.

        ``limit``: the token before which whoever is addressed or accused stands; ``told``:
        whether somebody has to.
        """
        for k in range(first + 1, behind):
            if bears_title(self.phrases, first, k, behind, limit, told=told):
                continue
            if self._of_joined(first, k):
                continue
            if self._named_behind_body(first, k) or self._his(first, k):
                return k
            titled = speaker_noun(self.words[k - 1]) and self.phrases.is_name(k + 1)
            if self._bare_second(k) and not titled:
                return k
        return behind

    def _of_joined(self, first: int, k: int) -> bool:
        """`حزب العمال وتنظيم | الدولة`: what a joined noun without the article is annexed to."""
        word, noun = self.words[k - 1], speaker_noun(self.words[k - 1])
        body = noun is not None and noun[0] == "organisation"
        bare = word.conjunction == "و" and not (word.definite or word.pronoun)
        return body and bare and k - 1 > first and self.words[k].definite

    def _his(self, first: int, k: int) -> bool:
        """`دعا كريم سالم | نظيره الروسي إلى`, `القاضي`: a person of his behind a name, or one
        with a title and a name of his own."""
        word, noun = self.words[k], speaker_noun(self.words[k])
        if noun is None or noun[0] != "person" or word.conjunction or word.preposition:
            return False
        named = self.phrases.is_name(k - 1) or self.phrases.mention_over(k - 1) is not None
        another = word.definite and k > first + 1 and k + 1 < len(self.words)
        another = another and self.phrases.is_name(k + 1) and not self.phrases.is_name(k)
        another = another and self.phrases.is_name(k - 1)  # `رئيس جامعة حلب الدكتور سامر`
        rank = is_context(word.stem.removeprefix("ال"), "rank_title")
        return named and (bool(word.pronoun) or (another and not rank))

    def _named_behind_body(self, first: int, k: int) -> bool:
        """`اتهمت الشرطة | جون سميث بـ`: a person's name behind a body or several is another one;
        `شركة الطيران لوفتهانزا` has a name of its own."""
        head = self.words[first]
        noun = speaker_noun(head)
        media = is_context(self.words[first + 1].stem.removeprefix("ال"), "medium")
        several = noun is not None and (noun[0] in ("organisation", "group") or noun[1] == "p")
        if not (several or media) or not self.words[k - 1].definite or self.words[k].definite:
            return False
        persons = [self.phrases.speakers[j] for j in range(first + 1, k)]
        if any(title is not None and title[0] == "person" for title in persons):
            return False  # `أسرة الإعلامي المغربي سامر الأحمد`
        strange = self.article.kinds[k] == "word" and foreign(self.words[k])
        mention = self.phrases.mention_at(k)
        known = mention is not None and mention.entity.type != "PER"
        return not known and ((strange and (head.definite or media)) or self.phrases.is_name(k))
