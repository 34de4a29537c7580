"""Speakers: whose words a claim reports, resolved inside the article."""

from __future__ import annotations

from dataclasses import replace

from sdlib.actors import Actors
from sdlib.article import Range
from sdlib.clauses import LONG
from sdlib.context import is_context
from sdlib.drafts import Draft
from sdlib.inner_subjects import GOES_ON
from sdlib.names import Names, Speaker
from sdlib.phrases import Phrases
from sdlib.resumptions import Resumptions
from sdlib.roles import complementizer, definite_event, speaker_noun
from sdlib.sources import SHOWN
from sdlib.subjects import Subjects
from sdlib.wordkinds import accusative, inflected
from sdlib.words import read_word

#: A pronoun that refers to one speaker, by gender and number.
_PRONOUN_AGREEMENT = {
    "ه": ("m", "s"),
    "ها": ("f", "s"),
    "هم": ("", "p"),
    "هما": ("", "d"),
    "هن": ("f", "p"),
}


#: Pages on which somebody makes his own words known.
_PAGES = frozenset(["موقع", "حساب", "صفحة", "صفحت", "مدونة", "مدونت", "قناة", "قنات"])

#: So many tokens back a title takes up the one who spoke.
_NEAR = 90

NOBODY = Speaker(None, None, "", "", "none")
#: Nouns of a man as well as a woman: `قال ضحية آخر إن`.
_EITHER = frozenset(["ضحية", "رهينة", "شخصية"])


class Speakers:
    """Resolves the speakers of one article's claims, in reading order."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self.names = Names(phrases)
        self.resumptions = Resumptions(self.names)
        self.subjects = Subjects(phrases)
        self.actors = Actors(self.names, self.subjects)
        self._said: list[tuple[int, Speaker]] = []
        self._inner: list[tuple[int, Speaker]] = []

    def resolve(
        self,
        draft: Draft,
        parent: Speaker | None,
        sentence_start: int,
        parent_start: int | None = None,
    ) -> Speaker:
        """Give the speaker of a claim: named, or by its verb's agreement and the claims before."""
        draft = self._without_demonstrative(draft)
        if draft.subject == "passive":
            speaker = Speaker(None, None, "", "", "passive")
        elif draft.source and self._has_words(draft.source) and not self._excellency(draft):
            speaker = (
                self._owner(draft, sentence_start)
                or self._issuer(draft)
                or self._carrier(draft, max(sentence_start, parent_start or 0))
                or self._named(draft, inside=parent is not None)
            )
            if speaker.rule == "source: issuer":
                # `أفاد بيان للوزارة … وأضافت`
                gender = self.names.issuers.gender(draft.source[0], speaker.name or "")
                speaker = replace(speaker, gender=gender)
            elif draft.reading.finite and self._of_verb(draft.source, speaker):
                speaker = replace(speaker, gender=draft.reading.gender)
            self.names.introduce(draft.source, speaker)
        else:
            speaker = self._carried(draft, parent, sentence_start, parent_start)
        return speaker

    def _has_words(self, source: Range) -> bool:
        """Whether a source names somebody, or counts those who speak (`14%`)."""
        return bool(self.names.key(*source)) or self.article.kinds[source[0]] == "number"

    def _without_demonstrative(self, draft: Draft) -> Draft:
        """`هذه المنظمات` is who `المنظمات` is."""
        first, behind = draft.source or (0, 0)
        shown = behind - first > 1 and self.article.words[first].form in SHOWN
        return replace(draft, source=(first + 1, behind)) if shown else draft

    def _of_verb(self, source: Range, speaker: Speaker) -> bool:
        """Whether the verb tells the gender: `أبدى السومة` is a man, though the name ends in ة."""
        if not speaker.gender or self.article.words[source[0]].base in _EITHER:
            return speaker.number in ("", "s")
        strange = speaker_noun(self.article.words[source[0]]) is None
        strange = strange and not self.phrases.mention_at(source[0])
        return strange and speaker.number == "" and source[1] - source[0] == 1

    def _named(self, draft: Draft, *, inside: bool) -> Speaker:
        """Whom a source names; a title of nobody known takes up the person who spoke last.

        `قال سامر الأحمد إن … وأوضح الدبلوماسي المصري أن`; not ``inside`` another's words, where
        titles are of those spoken about.
        """
        first, behind = draft.source or (0, 0)
        found = self.names.named(first, behind)
        self.resumptions.note((first, behind), found)
        if found.rule != "source: phrase" or inside or not self._said:
            return found
        last = self.resumptions.of(draft, found, self._said)
        return last.by("source: title of the last") if last else found

    def _excellency(self, draft: Draft) -> bool:
        """`وثمن معاليه الجهود`: whose title of honour a pronoun takes up goes on."""
        first, behind = draft.source or (0, 0)
        word = self.article.words[first]
        return behind - first == 1 and bool(word.pronoun) and is_context(word.stem, "honorific")

    def say(self, at: int, speaker: Speaker, *, inner: bool = False) -> None:
        """Note that somebody spoke at a token (``inner``: inside a claim), for those who go on."""
        if speaker.name:
            (self._inner if inner else self._said).append((at, speaker))

    def put_in(self, at: int, speaker: Speaker) -> None:
        """Note an aside (`وهو ما نفته موسكو`): who spoke before it is the likelier to go on."""
        if speaker.name:
            self._said.insert(max(0, len(self._said) - 1), (at, speaker))

    def _carried(
        self, draft: Draft, parent: Speaker | None, sentence_start: int, parent_start: int | None
    ) -> Speaker:
        """Who goes on: by gender and number, in the claim around, the sentence, the text before."""
        reading = draft.reading
        at = draft.cue[0]
        if reading.shape == "masdar" and reading.pronoun:
            gender, number = _PRONOUN_AGREEMENT.get(reading.pronoun, ("", ""))
        else:
            gender, number = reading.gender, reading.number
        if reading.shape == "first" and parent is not None:
            # `"… ونطالب الجميع بـ…"`
            return parent.by("carried: enclosing claim") if parent.name else NOBODY
        if parent_start is not None:
            for position, speaker in reversed(self._inner):
                if (
                    position > parent_start
                    and draft.subject != "pronoun"
                    and speaker.agrees(gender, number)
                ):
                    return speaker.by("carried: inside the same claim")
        inner = reading.shape in ("participle", "masdar") or draft.subject == "pronoun"
        before = self.article.words[at - 1].form if at else ""
        if at > 1 and is_context(before, "relative"):
            before = self.article.words[at - 2].form  # `وهي التي تتهم`
        if before in ("وهو", "وهي") and (shown := self.actors.taken_up(at, sentence_start, gender)):
            return shown
        if parent_start is not None and reading.shape == "masdar" and not reading.pronoun:
            opens = self.subjects.told(parent_start, at)
            if opens and self.article.words[at].definite:
                return self.names.named(*opens).by("carried: subject of what is said")
        if inner and parent and parent.name and parent.agrees(gender, number):
            return parent.by("carried: enclosing claim")
        if parent_start is not None and parent and parent.name:
            told = self._told(draft, parent, parent_start, gender, number)
            if told:
                return told
        if number == "d":
            return self._two(at, gender)
        return (
            self.actors.whose_words(sentence_start, at)
            or self.actors.asked(draft, sentence_start, gender)
            or self.actors.parallel(sentence_start, at, gender, number)
            or self._same_sentence(sentence_start, at, gender, number)
            or self.actors.awaited(sentence_start, at, gender, number)
            or self.actors.last_subject(sentence_start, at, gender, number)
            or self._members(draft, sentence_start)
            or self._sentence_before(draft, sentence_start, gender)
            or self._last_said(draft, gender, number)
        )

    def _told(
        self, draft: Draft, parent: Speaker, start: int, gender: str, number: str
    ) -> Speaker | None:
        """Who goes on in what another said: the subject that opens it, where no other agrees.

        `قال الخبير إن الوزارة فتحت تحقيقا وأعلنت أن`; in a quotation أكدت may be `I` too.
        """
        at = draft.cue[0]
        if parent.agrees(gender, number):
            return None
        source = self.subjects.told(start, at)
        if source:
            speaker = self.names.named(*source)
            shown = speaker.gender or number == "p"
            if speaker.name and shown and speaker.agrees(gender, number):
                return speaker.by("carried: subject of what is said")
        quoted = any(q.first <= start and q.last > at for q in self.article.quotations)
        first = quoted and self.article.words[at].form.endswith("ت")
        first = first and draft.reading.shape == "perfect"
        return parent.by("carried: enclosing claim") if first else None

    def _same_sentence(self, start: int, at: int, gender: str, number: str) -> Speaker | None:
        """Who spoke or acted last in the sentence: `طرحت الوزيرة خطة، قائلة إن`.

        Who speaks in a relative clause only (`ما أفاد به شاهد`) comes after the others.
        """
        found = [(p, 0, s) for p, s in self._said if p >= start]
        spoke = {p for p, _, _ in found}
        for verb, source in self.subjects.before(start, at):
            deed = definite_event(self.article.words[source[0]])
            if not deed and not any(verb <= p + 1 and p <= verb for p in spoke):
                found.append((verb, 1, self.actors.subject(verb, source)))
        found.sort(key=lambda entry: (not self._embedded(entry[0]), entry[0]), reverse=True)
        for _, acts, speaker in found:
            if speaker.name and speaker.agrees(gender, number):
                rule = "subject of the sentence" if acts else "same sentence"
                return speaker.by(f"carried: {rule}")
        return None

    def _members(self, draft: Draft, start: int) -> Speaker | None:
        """`قالت الأسرة إن …، مؤكدين ثقتهم`: those of a body that spoke in the sentence."""
        if draft.reading.shape != "participle" or draft.reading.number != "p":
            return None
        for position, speaker in reversed(self._said):
            if position < start:
                break
            noun = speaker_noun(read_word((speaker.name or "").split()[0]))
            if noun is not None and noun[0] in ("organisation", "group"):
                return speaker.by("carried: same sentence")
        return None

    def _embedded(self, at: int) -> bool:
        """Whether a cue stands in a relative clause or behind أن."""
        before = self.article.words[at - 1].form if at else ""
        relative = is_context(before, "relative") or before in ("ما", "مما", "بما")
        return relative or complementizer(before)

    def _sentence_before(self, draft: Draft, start: int, gender: str) -> Speaker | None:
        """`وصل الملك أمس. وقال إن`: the subject of the sentence before, where nobody spoke."""
        if not start or draft.reading.entry.lemma in GOES_ON or not draft.reading.finite:
            return None
        first = self.article.ranges[self.article.sentence_of[start - 1]][0]
        if self._said and self._said[-1][0] >= first:
            return None
        plural = draft.reading.number == "p"
        for verb, source in self.subjects.before(first, start):
            speaker = self.actors.subject(verb, source)
            fits = (speaker.number in ("p", "d")) == plural and bool(gender)
            fits = fits and speaker.gender in ((gender, "") if plural else (gender,))
            if fits and (self._is_person(speaker, source) or not self._spoke_near(draft)):
                return speaker.by("carried: subject of the sentence before")
        return None

    def _is_person(self, speaker: Speaker, source: Range) -> bool:
        """Whether a subject is a person or several, who speak before any body does."""
        noun = speaker_noun(self.article.words[source[0]])
        named = speaker.rule in ("source: name", "source: title")
        return named or (noun is not None and noun[0] == "person")

    def _spoke_near(self, draft: Draft) -> bool:
        """Whether somebody who agrees with a verb spoke a few sentences before."""
        at, reading = draft.cue[0], draft.reading
        return any(
            at - position < _NEAR and speaker.agrees(reading.gender, reading.number)
            for position, speaker in self._said
        )

    def _last_said(self, draft: Draft, gender: str, number: str) -> Speaker:
        """The last who spoke and agrees, not too far back."""
        at = draft.cue[0]
        for position, speaker in reversed(self._said):
            if at - position > 400:
                break
            if speaker.agrees(gender, number):
                return speaker.by("carried: last who spoke")
            if (position, speaker) == self._said[-1] and self._document_goes_on(draft, position):
                return replace(speaker, gender="").by("carried: last who spoke")
        for position, speaker in reversed(self._inner):
            if at - position < _NEAR and speaker.agrees(gender, number):
                return speaker.by("carried: last who spoke")
        if draft.rule.startswith("relay") and gender == "m":
            for mention in reversed(self.phrases.mentions):
                if mention.behind <= at and mention.entity.type == "PER":
                    name, entity_id, _ = self.names.name_of(mention.first, mention.behind)
                    return Speaker(name, entity_id, "", "s", "carried: last who was named")
        return NOBODY

    def _document_goes_on(self, draft: Draft, position: int) -> bool:
        """`قالت السفارة في بيان … وتابع`: the verb agrees with the statement, not with her."""
        reading = draft.reading
        said, here = (self.article.sentence_of[k] for k in (position, draft.cue[0]))
        if reading.entry.lemma not in GOES_ON or reading.number == "p" or here - said > 1:
            return False
        first, behind = self.article.ranges[said]
        behind = min(behind, draft.cue[0])
        return self.names.issuers.spoken_in(first, behind, reading.gender)

    def _carrier(self, draft: Draft, sentence_start: int) -> Speaker | None:
        """`رفع المحتجون لافتات تندد بـ`: what they carry says what they say."""
        first, behind = draft.source or (0, 0)
        word = self.article.words[first]
        noun = speaker_noun(word)
        thing = (noun is None and inflected(word)) or (noun is not None and accusative(word))
        lists = first > 0 and word.base == "بيانات" and not self.phrases.is_function_word(first - 1)
        thing = thing or lists  # `نشرت الوزارة بيانات تفيد بأن`
        if behind != draft.cue[0] or behind - first > 1 or not thing:
            return None
        if word.definite or word.pronoun:
            return None
        if self.phrases.mention_at(first) or self.phrases.is_name(first):
            return None
        return self._same_sentence(sentence_start, draft.cue[0], "", "")

    def _issuer(self, draft: Draft) -> Speaker | None:
        """`قالت النيابة في بيان … وتابع البيان`: who spoke in the document named before."""
        first, behind = draft.source or (0, 0)
        issuers = self.names.issuers
        if not issuers.is_document(first) or not self.article.words[first].definite:
            return None
        if behind - first > 1 or issuers.of(first, behind, ahead=False):
            return None
        for position, speaker in reversed(self._said[-6:]):
            start, end = self.article.ranges[self.article.sentence_of[position]]
            if issuers.takes_up(first, max(start, first - LONG), min(end, first)):
                # `قالت الوزارة … وأضاف البيان … وتابع`: the verb may agree with either.
                return replace(speaker, gender="").by("source: issuer")
        return self._statement(draft)

    def _owner(self, draft: Draft, start: int) -> Speaker | None:
        """`تعمل الشركة في بلدان كثيرة، وفقا لموقعها`: whose the document or page is."""
        first = draft.source[0] if draft.source else 0
        word = self.article.words[first]
        mine = self.names.issuers.is_document(first) or word.stem in _PAGES
        agrees = _PRONOUN_AGREEMENT.get(word.pronoun)
        if not mine or not agrees or not agrees[0]:
            return None
        found = self._same_sentence(start, first, *agrees)
        return found and found.by("source: owner")

    def _statement(self, draft: Draft) -> Speaker | None:
        """`قالت القيادة إن … وأضاف البيان`: a statement first named where somebody goes on."""
        first = draft.source[0] if draft.source else 0
        if draft.reading.entry.lemma not in GOES_ON or not self._said:
            return None
        position, speaker = self._said[-1]
        if first - position > 200 or self.names.issuers.named_before(first):
            return None
        self.names.issuers.note(first, (speaker.name or "", speaker.entity_id, "issuer"))
        return replace(speaker, gender="").by("source: issuer")

    def _two(self, at: int, gender: str) -> Speaker:
        """Two speak (`أكدا`): the last coordinated speakers, else the last two persons named."""
        for _, speaker in reversed(self._said[-2:]):
            if speaker.number == "d":
                return speaker.by("carried: two speakers")
        if gender == "f" or any(reading.number == "p" for reading in self.phrases.cues[at]):
            return NOBODY  # `دعوا` is a plural as well; whether two names are women's is not known
        names = self.names.pairs.met(at)
        return Speaker(names, None, "", "d", "carried: two persons named") if names else NOBODY
