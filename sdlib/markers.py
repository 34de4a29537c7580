"""Markers: attributions without a verb of their own (`وفق`, `بحسب`, `نقلا عن`, `حسبما ذكرت`)."""

from __future__ import annotations

from sdlib.article import Range
from sdlib.clauses import COMMAS, Clauses
from sdlib.context import is_context
from sdlib.cues import CueEntry, Reading
from sdlib.drafts import Draft
from sdlib.frames import VerbFrames
from sdlib.marker_words import Marker, markers, may_mark
from sdlib.phrases import Phrases
from sdlib.pronoun_markers import may_mark_own, pronoun_marker
from sdlib.roles import complementizer, plain_complementizer, speaker_noun
from sdlib.told_sources import before_clause, behind_clause
from sdlib.verbs import verb_forms
from sdlib.wordkinds import foreign

#: Verbs that hand on: with a marker (`حسبما نقلت`, `وفقا لما تداولته`) they cite a source.
_HANDING_ON = frozenset(
    ["نقل", "تناقل", "تداول", "نشر", "بث", "أذاع", "ورد", "جاء", "نسب", "أورد", "رصد", "وثق"]
)
#: Verbs that behind كما go on telling, or compare.
_NOT_AS = frozenset(["وجد", "تمنى", "أمل", "أحس", "شعر", "علم", "أثبت", "زاد", "عد", "اعتبر"])
_GAVE = frozenset(["أدلى", "أدلت", "أدلوا"])
#: Prepositions that a verb asks for.
_GOVERNED = frozenset(["عن", "إلى", "على", "من", "في"])
_RELATIVE_MA = frozenset({"ما", "لما", "مما"})


class MarkerFrames:
    """Finds claims whose cue is a verbless marker, in one article."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self.words = phrases.article.words
        self._may_mark = self.article.marks(may_mark)
        self._may_own = self.article.marks(may_mark_own)
        self.clauses: Clauses
        self.verbs: VerbFrames

    def begins_marker(self, i: int, limit: int) -> int:
        """Give the token behind a marker and its source at ``i``, or 0."""
        marker = self.marker(i, limit)
        return marker.behind if marker else 0

    def marker(self, i: int, limit: int) -> Marker | None:
        """Read a verbless marker at token ``i``."""
        if self._may_own[i]:
            own = pronoun_marker(self.article, i, limit)
            if own:
                return own
        if not self._may_mark[i]:
            return None
        word = self.words[i]
        form = word.form[1:] if word.form[0] in "وف" and word.form[1:] in markers() else word.form
        form = "على" if word.base == "على" else form
        if form == "على" and i + 2 < limit and self.words[i + 1].form == "حد":
            form, frame_at = self.words[i + 2].base, i + 2
            if form == "ما":
                return self._with_verb(i, i + 3, limit)
            if form in markers() and markers()[form][1] == "had":
                return self._of(i, frame_at + 1, markers()[form][0], limit, "")
            return None
        if form == "على" and i + 2 < limit and self.words[i + 1].form == "ما":
            return None if self._governed(i) else self._with_verb(i, i + 2, limit)
        if form not in markers() or markers()[form][1] == "had":
            return None
        entry, frame = markers()[form]
        if i + 1 >= limit:
            return None
        if frame == "verb":
            return self._with_verb(i, i + 1, limit)
        if self.words[i + 1].form in _RELATIVE_MA:
            return self._with_verb(i, i + 2, limit)
        return self._of(i, i + 1, entry, limit, frame[3:])

    def _governed(self, i: int) -> bool:
        """`شدد الوزير على ما كشف`: على belongs to the verb before it in the clause."""
        start = self.article.ranges[self.article.sentence_of[i]][0]
        for k in range(i - 1, max(i - 10, start - 1), -1):
            if self.clauses.char(k) in COMMAS and self.article.kinds[k] == "punct" and k < i - 1:
                continue
            if complementizer(self.words[k].form):
                return False
            if self.words[k].base in ("رد", "ردا", "تعليق", "تعليقا", "ردها", "رده"):
                return True
            if self.phrases.finite_cue(k):
                cues = self.phrases.cues[k]
                return any("على" in r.entry.prepositions or r.entry.lemma == "علق" for r in cues)
        return False

    def _of(self, i: int, at: int, entry: CueEntry, limit: int, preposition: str) -> Marker | None:
        """`وفق الوزارة`, `نقلا عن الوزير`: the marker whose source begins at ``at``."""
        if at >= limit:
            return None
        word = self.words[at]
        if preposition in ("عن", "إلى"):
            if word.form != preposition or at + 1 >= limit:
                return None
            at += 1
            word = self.words[at]
        elif preposition == "ل" and word.preposition != "ل":
            return None
        known = self._cited(at, limit) or self._strange(at, limit)
        if not known and not self._quoted_from(at, limit):
            return None
        end = self.phrases.phrase_end(at, limit)
        end = self.verbs.sources.appositions.end(end, limit) if end < limit else end
        end = before_clause(self.phrases, at, end)
        behind, noun, who = end, speaker_noun(word), at
        if end + 2 < limit and self.words[end].form in _GAVE and self.words[end + 1].form == "بها":
            who = end + 2  # `وفقا لتصريحات أدلى بها الوزير`
            end = behind = self.phrases.phrase_end(who, limit)
        if end < limit and is_context(self.words[end].form, "relative"):
            behind = self.verbs.openings.asides.relative_end(end, limit)
        elif self._issued(end, limit) and noun is not None and noun[0] == "document":
            while behind < limit and self.clauses.char(behind) not in "،,.؛":
                behind += 1
        else:
            behind = behind_clause(self.phrases, at, end, limit)
        # `وفق X`, `نقلا عن X`, `على حد قول X`
        cue = i, at if preposition in ("عن", "إلى") or at == i + 3 else i + 1
        return Marker(cue, (who, end), Reading.of(entry), behind)

    def _cited(self, at: int, limit: int) -> bool:
        """Whether somebody who can speak or what is cited as a source begins at a token, behind
        a word like هذا or أحدث: `وفق تقديرات أولية`, `بحسب تلك المصادر`, `حسب القانون، فإن …`."""
        k = at
        if is_context(self.words[at].base, "determiner") and at + 1 < limit:
            k = at + 2 if self.words[at + 1].form == "من" and at + 2 < limit else at + 1
        noun = self.words[k].stem.removeprefix("ال")
        if self.speaks(at) or self.speaks(k) or is_context(noun, "cited"):
            return True
        end = self.phrases.phrase_end(at, limit)
        if end < limit and self.clauses.char(end) in COMMAS:
            end += 1
        opens = (
            end < limit
            and self.words[end].form[:1] == "ف"
            and (complementizer(self.words[end].base))
        )
        plain = self.article.kinds[at] == "word" and not self.phrases.is_function_word(at)
        return opens and plain and k == at

    def _quoted_from(self, at: int, limit: int) -> bool:
        """`وبحسب الاتفاق الذي نشر أمس "تفتح الحدود …"`: what is cited is quoted at once."""
        end = self.phrases.phrase_end(at, limit)
        if end < limit and is_context(self.words[end].form, "relative"):
            end = self.verbs.openings.asides.relative_end(end, limit)
        end += end < limit and self.clauses.char(end) in COMMAS
        return (
            self.words[at].definite
            and end in self.article.opens
            and (not self.phrases.quotes_name(end))
        )

    def _issued(self, end: int, limit: int) -> bool:
        """`بيانات نشرت على الموقع …`: what tells where a document stood."""
        return end < limit and self.words[end].base in (
            "نشرت",
            "نشره",
            "نشرته",
            "نشرها",
            "نشر",
            "صدر",
            "صادر",
            "أصدرته",
            "أصدره",
            "بثته",
            "تلقت",
        )

    def speaks(self, at: int) -> bool:
        """Whether somebody who can speak begins at a token: a name, a title, a body."""
        mention = self.phrases.mention_at(at)
        if mention and mention.entity.type != "MISC":
            return True
        quotation = self.article.opens.get(at)
        if quotation:
            return self.phrases.quotes_name(at)
        word = self.words[at]
        return speaker_noun(word) is not None or self.phrases.is_name(at)

    def _strange(self, at: int, limit: int) -> bool:
        """`بحسب دوفيلان، فإن …`: an unknown name, and nothing else behind the marker."""
        if self.article.kinds[at] != "word" or not foreign(self.words[at]):
            return False
        end = self.phrases.phrase_end(at, limit)
        return end >= limit or self.article.kinds[end] == "punct"

    def _with_verb(self, i: int, at: int, limit: int) -> Marker | None:
        """`وفق ما أعلن فلان`, `حسبما ذكرت`, `كما أفاد`: the type is the verb's."""
        while at < limit and (
            is_context(self.words[at].form, "auxiliary") or is_context(self.words[at].form, "time")
        ):
            at += 1
        if at >= limit:
            return None
        handed = self._handed_on(i, at, limit)
        if handed:
            return handed
        finite = [r for r in self.phrases.cues[at] if r.finite]
        finite = [
            r
            for r in finite
            if "that" in r.entry.frames and r.entry.type not in ("directive", "commissive")
        ]
        bare_comparison = self.words[i].base in ("كما", "مثلما")
        if bare_comparison:
            # `كما وجدت معهما أجهزة`, `كما تتمنى والدته`, `كما أقرت المحكمة القانون`
            finite = [r for r in finite if r.entry.lemma not in _NOT_AS]
        if not finite or self.words[at].conjunction:
            return None
        reading = finite[0]
        if reading.entry.lemma == "أطلع" and self.words[at].base[0] == "ا":
            return None  # `كما اطلع الوفد على التقرير`
        if bare_comparison and self.verbs.openings.find(at, reading, limit) is not None:
            return None
        start = at + 1
        while start < limit and (
            is_context(self.words[start].form, "time")
            or is_context(self.words[start].form, "between")
            or self._circumstance(start)
        ):
            occasion = self._circumstance(start)
            start = self.phrases.phrase_end(start + 1, limit) if occasion else start + 1
        if (
            start >= limit
            or (self.article.kinds[start] == "punct" and start > at + 1)
            or (self.phrases.is_function_word(start) and not self.article.opens.get(start))
        ):
            if bare_comparison or reading.entry.frames & {"weak"}:
                return None
            return Marker((i, at + 1), None, reading, max(at + 1, min(start, limit)))
        if bare_comparison and self.verbs.sources.is_thing(start):
            return None  # `كما زاد الضغط عليهم`
        end = self.phrases.phrase_end(start, limit)
        end = self.verbs.sources.appositions.end(end, limit) if end < limit else end
        return Marker((i, at + 1), (start, end), reading, self._behind_told(end, limit))

    def _behind_told(self, end: int, limit: int) -> int:
        """`وفق ما صرح به الوزير للتلفزيون، …`: the token behind whom it was said to."""
        if end >= limit or self.words[end].preposition != "ل" or not self.speaks(end):
            return end
        behind = self.phrases.phrase_end(end, limit)
        return behind if behind >= limit or self.clauses.char(behind) in COMMAS else end

    def _handed_on(self, i: int, at: int, limit: int) -> Marker | None:
        """`حسبما نقلت صحيفة عن مسؤولين`, `بحسب ما جاء في البيان`: the source, and via whom."""
        word = self.words[at]
        lemmas = {f.lemma for f in verb_forms(word.stem)} & _HANDING_ON
        if not lemmas or word.conjunction or word.preposition or at + 1 >= limit:
            return None
        if "that" in {f for r in self.phrases.cues[at] if r.finite for f in r.entry.frames} and (
            "نقل" not in lemmas
        ):
            return None
        if self.words[i].base in ("كما", "مثلما") and self._opens_clause(at, limit):
            return None
        start = at + 1
        if self.words[start].form == "عنه" or self.words[start].form == "عنها":
            return None
        if word.form == "نسبته":
            return None  # `على ما نسبته 40 في المئة`
        inside = lemmas & {"جاء", "ورد"}
        if inside:
            if self.words[start].form not in ("في", "على") or start + 1 >= limit:
                return None
            start += 1
            noun = speaker_noun(self.words[start])
            if not noun or noun[0] not in ("document", "organisation"):
                return None
        elif self.phrases.is_function_word(start) and start not in self.article.opens:
            return None
        end = self.phrases.phrase_end(start, limit)
        source, via = (start, end), None
        if end + 1 < limit and self.words[end].form == "عن" and not inside:
            via, source = source, (end + 1, self.phrases.phrase_end(end + 1, limit))
            end = source[1]
        reading = Reading.of(CueEntry(min(lemmas), "neutral", frozenset()))
        return Marker((i, at + 1), source, reading, end, via)

    def _opens_clause(self, at: int, limit: int) -> bool:
        """Whether a clause with أن follows a verb within its phrase."""
        for k in range(at + 1, min(at + 12, limit)):
            if complementizer(self.words[k].form):
                return True
            if self.article.kinds[k] == "punct" and k not in self.article.opens:
                return False
        return False

    def _circumstance(self, i: int) -> bool:
        """`في بيان`, `في حين`: when or on which occasion."""
        return (
            self.words[i].form == "في"
            and i + 1 < len(self.words)
            and (is_context(self.words[i + 1].base, "occasion") or self.words[i + 1].stem == "حين")
        )

    def marked(self, i: int, first: int, limit: int) -> Draft | None:
        """Read a verbless marker at ``i`` as a claim over the clause that it opens or closes."""
        marker = self.marker(i, limit)
        if marker is None:
            return None
        if marker.source is None and not marker.reading.finite:
            return self._own_claim(i, marker, first, limit)
        if self._same_speaker(i, marker, first, limit):
            return None
        source = self.clauses.trim(*marker.source) if marker.source else None
        content, rule = self._marked_content(i, marker, first, limit)
        if content is None or "word" not in self.article.kinds[slice(*content)]:
            return None
        return Draft(marker.cue, marker.reading, content, source, marker.via, rule)

    def _own_claim(self, i: int, marker: Marker, first: int, limit: int) -> Draft | None:
        """`تحركوا دون إذن، على حد تعبيرهم`: whose words they are, where no verb has said it."""
        near = [k for k in range(first, i) if self.phrases.cues[k]]
        if any(self.verbs.draft(k, first, limit) for k in near):
            return None
        content, rule = self._marked_content(i, marker, first, limit)
        if content is None or content[0] >= content[1]:
            return None
        return Draft(marker.cue, marker.reading, content, None, None, rule, False, "pronoun")

    def _same_speaker(self, i: int, marker: Marker, first: int, limit: int) -> bool:
        """Two markers, one attribution: `أكد الوزير أن …، حسبما قال في بيان`.

        A closing marker without a name of its own, or with the document in which the
        speaker of the clause said it (`طالب في بيان بـ…، بحسب البيان`), is no second claim.
        """
        if marker.reading.entry.lemma == "نقلا":
            return any(self._cites(k, i, limit) for k in range(max(first, i - 12), i))
        if marker.source is not None:
            word = self.words[marker.source[0]]
            noun = speaker_noun(word)
            alone = marker.source[1] - marker.source[0] == 1 and word.definite
            if not (alone and noun and noun[0] == "document"):
                return False
            document = word.stem.removeprefix("ال")
            if not any(self.words[k].stem.removeprefix("ال") == document for k in range(first, i)):
                return False
        return any(
            self.verbs.begins_claim(k, limit) for k in range(first, i) if self.phrases.finite_cue(k)
        )

    def _cites(self, k: int, i: int, limit: int) -> bool:
        """`ذكرت الصحيفة نقلا عن مصدر أن …`: one claim, which has the source already."""
        finite = [r for r in self.phrases.cues[k] if r.finite] if self.phrases.finite_cue(k) else []
        found = [self.verbs.openings.find(k, r, limit) for r in finite]
        return any(opening is not None and opening.at > i + 2 for opening in found)

    def _marked_content(
        self, i: int, marker: Marker, first: int, limit: int
    ) -> tuple[Range | None, str]:
        """What a marker is said of: the clause behind, around or before it, and the rule."""
        before = self.clauses.trim(first, i)
        alone = before[1] <= before[0] and self.clauses.trim(marker.behind, limit)
        if alone and alone[0] >= alone[1]:
            return self._sentence_before(first), "marker-after"
        opens = before[1] <= before[0] or (
            before[1] - before[0] < 3 and self._circumstantial(first)
        )
        opens = opens or (before[1] - before[0] == 1 and self._conjunction(before[0]))
        opens = opens or (
            i > 0 and (i - 1 in self.article.opens or self.clauses.char(i - 1) == ":")
        )
        if opens or self._opens_clause_inside(i):
            start = marker.behind
            while start < limit and (
                self.clauses.char(start) in COMMAS
                or (
                    plain_complementizer(self.words[start].base)
                    and self.words[start].form[0] in "فأإ"
                )
            ):
                start += 1
            end = self.clauses.content_end(start, limit, i) if start < limit else start
            return (start, end), "marker-before"
        inside = marker.source is None and self._inside(i, marker.behind, limit)
        if (
            inside
            or self.clauses.goes_on(marker.behind, limit)
            or self._parts(i, marker.behind, limit)
        ):
            start = self._reported_from(i, first)
            return self.clauses.trim(
                start, self.clauses.content_end(marker.behind, limit, i)
            ), "marker-middle"
        start = self.clauses.start_of_clause(before[1], first)
        return self.clauses.trim(start, before[1]), "marker-after"

    def _inside(self, i: int, behind: int, limit: int) -> bool:
        """`تزامنت بحسبه مع المباريات`: a marker that no comma sets apart on either side."""
        marks = (i - 1, behind)
        return behind < limit and all(self.article.kinds[k] == "word" for k in marks)

    def _parts(self, i: int, behind: int, limit: int) -> bool:
        """`أسفر وفق مسعفين عن مقتل …`: a marker between a verb and its preposition."""
        verb = i > 0 and (self.phrases.verb_at(i - 1) or self.phrases.finite_cue(i - 1))
        return verb and behind < limit and self.words[behind].form in _GOVERNED

    def _sentence_before(self, first: int) -> Range | None:
        """`أغلق الجسر. بحسب البلدية.`: a marker that stands alone closes the sentence before."""
        if not first:
            return None
        here, there = (self.article.sentence_of[k] for k in (first, first - 1))
        sentences = self.article.sentences
        if here == there or sentences[here].paragraph != sentences[there].paragraph:
            return None
        return self.clauses.trim(*self.article.ranges[there])

    def _reported_from(self, i: int, first: int) -> int:
        """`قالت الصحيفة إن الجسر، بحسب الخبراء، متصدع`: the clause begins behind its إن."""
        for k in range(i - 1, max(i - 12, first), -1):
            if plain_complementizer(self.words[k].form) and not self.words[k].conjunction:
                return k + 1
            if (
                is_context(self.words[k].form, "relative")
                and self.clauses.char(i - 1) not in COMMAS
            ):
                return k + 1  # `الهجمات التي تزامنت بحسبه مع المباريات`
            if self.clauses.char(k) == "؛":
                break
        return first

    def _opens_clause_inside(self, i: int) -> bool:
        """`…، وبحسب المرصد أدت …`: a marker with و opens the clause behind it."""
        form = self.words[i].form
        joined = form not in markers() and form[0] in "وف"
        k = i - 2 if i > 1 and self._conjunction(i - 1) else i - 1
        return (joined or k == i - 2) and k >= 0 and self.article.kinds[k] == "punct"

    def _conjunction(self, i: int) -> bool:
        """`ولكن، بحسب البلدية، فقد …`: what joins the clause behind the marker to others."""
        return self.words[i].stem == "لكن"

    def _circumstantial(self, first: int) -> bool:
        """`وأمس، بحسب البلدية، …`: whether an adverb opens the sentence."""
        return is_context(self.words[first].base, "adjunct")
