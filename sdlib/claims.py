"""Claims: every reported statement of an article, with source, cue, content and speaker."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from sdlib.article import Article, Range
from sdlib.captions import CaptionFrames
from sdlib.clauses import Clauses, units
from sdlib.cues import readings
from sdlib.document import Document, read_documents
from sdlib.drafts import Draft
from sdlib.entities import SHIPPED, Lexicon
from sdlib.frames import VerbFrames
from sdlib.garbage import lexicons_set_aside
from sdlib.handing_on import handed_on, is_all_of
from sdlib.light_verbs import LightVerbs, may_give
from sdlib.marker_words import may_mark
from sdlib.markers import MarkerFrames
from sdlib.names import Speaker
from sdlib.objects import PREPOSITIONS
from sdlib.phrases import Phrases
from sdlib.pronoun_markers import may_mark_own
from sdlib.relays import RelayFrames
from sdlib.roles import complementizer
from sdlib.speakers import Speakers
from sdlib.tables import table
from sdlib.words import Word

#: Claims are compared with those whose content reaches into the same block of so many tokens.
_BLOCK = 512


@dataclass(slots=True)
class _Claim:
    draft: Draft
    speaker: Speaker
    parent: int | None = None


class _Tagger:
    """Finds the claims of one article."""

    def __init__(self, document: Document) -> None:
        self.article = document.article
        self.phrases = document.phrases
        self.markers = MarkerFrames(self.phrases)
        self.clauses = Clauses(self.phrases, self._begins_claim, self.markers.begins_marker)
        self.verbs = VerbFrames(self.phrases, self.clauses)
        self.relays = RelayFrames(self.verbs)
        self.markers.clauses = self.clauses
        self.markers.verbs = self.verbs
        self.captions = CaptionFrames(self.markers)
        self.light = LightVerbs(self.phrases, self.clauses, self.verbs.sources, self.verbs.contents)
        self._light = self.article.marks(may_give)
        self._possible = self.article.where(_may_begin)
        self._label_tokens = {i for label in document.labels for i in range(*label.marker)}

    def _begins_claim(self, i: int, limit: int) -> bool:
        return self.verbs.begins_claim(i, limit) or self.relays.begins(i, limit)

    def drafts(self) -> list[Draft]:
        """The claims of the article by token ranges, in the order of their cues."""
        found: list[Draft] = []
        for first, limit in units(self.article):
            found += self._unit(first, limit)
        return sorted(found, key=lambda d: d.cue)

    def _unit(self, first: int, limit: int) -> list[Draft]:
        """The claims of one sentence, each cue once."""
        found: list[Draft] = []
        taken: set[int] = set()
        caption = self.captions.caption(first, limit)
        if caption:
            found.append(caption)
        for i in self._candidates(first, limit):
            if i in taken or i in self._label_tokens:
                continue
            draft = _own_words(self._at(i, first, self._limit(i, limit)))
            draft = draft and self._before_content(draft, found)
            if draft and not any(d.cue == draft.cue for d in found):
                found.append(draft)
                taken |= set(range(*draft.cue))
                taken |= self._spent(i, draft)
        return found

    def _before_content(self, draft: Draft, before: list[Draft]) -> Draft:
        """`قال متحدث ردا على تقارير تحدثت عن غارة "لا علم لي"`: between a verb and its content
        nothing reaches into that."""
        first, behind = draft.content
        finite = draft.reading.finite and not draft.rule.startswith("marker")
        for outer in before if finite else ():
            opens, kind = outer.content[0], outer.rule.rpartition("+")[2]
            said = kind in ("quote", "colon", "that") and outer.reading.entry.lemma != "كتب"
            if said and outer.cue[1] <= draft.cue[0] < first < opens < behind:
                behind = self.clauses.trim(first, self._before_opening(first, opens))[1]
        return replace(draft, content=(first, behind)) if behind > first else draft

    def _before_opening(self, first: int, opens: int) -> int:
        """The token behind what stands before `إلى أن`, which opens a content at ``opens``."""
        words = self.article.words
        while opens > first and (
            complementizer(words[opens - 1].form) or words[opens - 1].form in PREPOSITIONS
        ):
            opens -= 1
        return opens

    def _candidates(self, first: int, limit: int) -> list[int]:
        """Give the tokens that can be a cue or begin a marker."""
        found = self._possible
        return found[bisect_left(found, first) : bisect_left(found, limit)]

    def _limit(self, i: int, limit: int) -> int:
        """A cue inside a quotation has its content in its own sentence there."""
        for quotation in self.article.quotations:
            if quotation.first >= i:
                break
            if i < quotation.last:
                sentence = self.article.ranges[self.article.sentence_of[i]][1]
                return min(quotation.last, limit, sentence)
        return limit

    def _at(self, i: int, first: int, limit: int) -> Draft | None:
        """The claim that a token opens: a marker, a relay, a verb, an expectation."""
        if self.article.kinds[i] != "word":
            return None
        marked = self.markers.marked(i, first, limit)
        if marked:
            return marked
        if self._light[i]:
            given = self.light.read(i, first, limit)
            if given:
                return given
        if self.phrases.cues[i]:
            return (
                self.relays.relay(i, first, limit)
                or self.relays.document(i, limit)
                or self.relays.renewal(i, first, limit)
                or self.verbs.draft(i, first, limit)
            )
        return self.captions.expectation(i, limit)

    def _spent(self, i: int, draft: Draft) -> set[int]:
        """Verbal nouns inside a relay and `قائلا` behind another verb are no second cue."""
        between = range(i, draft.content[0])
        if draft.rule.startswith(("relay", "renewal")):
            return set(between)
        return {
            k
            for k in between
            for r in self.phrases.cues[k]
            if r.entry.lemma == "قال" and not r.finite
        }

    def claims(self) -> list[_Claim]:
        """The claims with their speakers, each in the light of those before."""
        speakers = Speakers(self.phrases)
        found: list[_Claim] = []
        drafts = handed_on(self.article, self.drafts())
        for draft in drafts:
            if draft.source:
                speakers.names.remember_title(draft.source)
        near = _by_block(drafts)
        for draft in drafts:
            parent = _parent(draft, found, near)
            quoting = self._quoting(draft, found, near) if parent is not None else None
            enclosing = found[parent].speaker if parent is not None else None
            enclosing = enclosing if quoting is None else found[quoting].speaker
            start = self._unit_start(draft.cue[0])
            begin = found[parent].draft.content[0] if parent is not None else None
            speaker = speakers.resolve(draft, enclosing, start, begin)
            draft = self._not_himself(draft, speaker, speakers)
            found.append(_Claim(draft, speaker, parent))
            if draft.rule == "answers-before" or (parent is None and self._told(draft)):
                answers = draft.rule == "answers-before"
                speakers.put_in(draft.cue[0] if answers else start - 1, speaker)
                continue
            if draft.rule == "marker-after" and self._hands_on(draft, found):
                speakers.put_in(draft.cue[0], speaker)
                continue
            if draft.rule.startswith("marker") and speakers.names.is_document(draft.source):
                continue
            inner = parent is not None and (draft.source is not None or speaker != enclosing)
            cited = parent is not None and is_all_of(draft, found[parent].draft)
            speakers.say(draft.cue[0], speaker, inner=inner and not cited)
        for k, claim in enumerate(found):
            claim.parent = _innermost(k, found, near)
        return found

    def _quoting(
        self, draft: Draft, before: list[_Claim], near: dict[int, list[int]]
    ) -> int | None:
        """`قال الوزير "يقول خصومنا إننا ضعفاء، ونؤكد أننا أقوياء"`: whose words the marks hold
        round a verb in the first person."""
        cue = draft.cue[0]
        around = [q for q in self.article.quotations if q.first < cue < q.last]
        if draft.reading.shape != "first" or not around:
            return None
        opens = around[0].first
        known = [k for k in near.get(cue // _BLOCK, []) if k < len(before)]
        holds = [k for k in known if before[k].draft.content[0] <= opens]
        inside = [(_length(before[k]), k) for k in holds if _holds(before[k].draft, cue)]
        return min(inside)[1] if inside else None

    def _not_himself(self, draft: Draft, speaker: Speaker, speakers: Speakers) -> Draft:
        """`وحث كارتر على الإغلاق` where Carter spoke last: nobody urges himself, so he urges."""
        first, limit = draft.content
        plain = draft.source is None and draft.reading.finite and not draft.reading.pronoun
        if not (plain and draft.rule.endswith("+acc") and draft.cue[1] == first):
            return draft
        if not speaker.name or not speaker.rule.startswith("carried"):
            return draft
        ends = (self.phrases.phrase_end(first, limit), first + 1)
        own = (k for k in ends if self._names_him(first, k, speaker, speakers))
        end = next(own, limit)
        if end + 1 >= limit or self.article.words[end].form[0] == "ب":
            return draft  # `وصف كارتر بأنه …`: somebody else does
        led = self.article.words[end].form in ("إلى", "على", "من")
        return replace(draft, source=(first, end), content=(end + led, limit))

    def _names_him(self, first: int, end: int, speaker: Speaker, speakers: Speakers) -> bool:
        """Whether a phrase gives a speaker's proper name, or a part of it."""
        named = speakers.names.named(first, end)
        return named.name == speaker.name and named.rule == "source: name"

    def _hands_on(self, marker: Draft, before: list[_Claim]) -> bool:
        """`أكد الوزير أن …، وفق الوكالة. وأضاف`: the one quoted goes on, and not the agency."""
        return any(
            marker.content[0] <= c.draft.cue[0] < marker.content[1]
            and not c.draft.rule.startswith("marker")
            for c in before
        )

    def _told(self, draft: Draft) -> bool:
        """`كما أن المجلس يخشى`: behind أن somebody else goes on telling, who has the word."""
        if draft.source is None or not 0 < draft.source[0] < draft.cue[0]:
            return False
        return complementizer(self.article.words[draft.source[0] - 1].form)

    def _unit_start(self, i: int) -> int:
        return self.article.ranges[self.article.sentence_of[i]][0]


@lru_cache(maxsize=1 << 17)
def _may_begin(word: Word) -> bool:
    """Whether a word can be a cue, begin a marker or give what a noun says."""
    return bool(readings(word.form)) or may_mark(word) or may_mark_own(word) or may_give(word)


def _own_words(draft: Draft | None) -> Draft | None:
    """`ندعو الحكومة إلى`: who says we speaks, the noun behind the verb is addressed."""
    if draft is None or draft.reading.shape != "first" or draft.source is None:
        return draft
    start = draft.content[0]
    if draft.cue[1] == draft.source[0] and draft.source[1] <= start:
        start = draft.source[0]
    return replace(draft, source=None, content=(start, draft.content[1]), subject="pronoun")


def _by_block(drafts: list[Draft]) -> dict[int, list[int]]:
    """The drafts whose content reaches into each block of tokens, so that few are compared."""
    found: dict[int, list[int]] = {}
    for k, draft in enumerate(drafts):
        first, behind = draft.content
        for block in range(first // _BLOCK, (behind - 1) // _BLOCK + 1):
            found.setdefault(block, []).append(k)
    return found


def _parent(draft: Draft, before: list[_Claim], near: dict[int, list[int]]) -> int | None:
    """The claim with the shortest content round a draft, of those that begin before it."""
    cue = draft.cue[0]
    known = [k for k in near.get(cue // _BLOCK, []) if k < len(before)]
    inside = [(_length(before[k]), k) for k in known if _holds(before[k].draft, cue)]
    return min(inside)[1] if inside else None


def _innermost(k: int, claims: list[_Claim], near: dict[int, list[int]]) -> int | None:
    """The claim with the shortest content round a claim; of two in one another, the later one."""
    draft = claims[k].draft
    inside = [
        (_length(claims[j]), j)
        for j in near.get(draft.cue[0] // _BLOCK, [])
        if j != k
        and _holds(claims[j].draft, draft.cue[0])
        and not (_holds(draft, claims[j].draft.cue[0]) and j < k)
    ]
    return min(inside)[1] if inside else None


def _holds(draft: Draft, token: int) -> bool:
    """Whether a token belongs to the content of a draft."""
    return draft.content[0] <= token < draft.content[1]


def _length(claim: _Claim) -> int:
    """The tokens of a claim's content."""
    return claim.draft.content[1] - claim.draft.content[0]


@lexicons_set_aside()
def tag_claims(documents: pd.DataFrame, lexicon: Lexicon = SHIPPED) -> pd.DataFrame:
    """Find every reported statement of the documents.

    Rules over the words of each sentence find the cue, its content and its source
    (source–cue–content after Pareti 2016); the speaker is resolved inside the article.
    A tagged claim is not a true claim: it says who is reported to have said what.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``doc_id`` and ``text``; ``date`` decides who holds a dated title.
    lexicon : str, Path or sequence of them
        The entity lexicon (see `find_entities`).

    Returns
    -------
    pandas.DataFrame
        The claims table, one row a claim in order of its cues. ``rule`` names the frame
        that found it, ``speaker_rule`` what decided on the speaker.

    References
    ----------
    S. Pareti, "PARC 3.0: A Corpus of Attribution Relations", LREC 2016.

    Examples
    --------
    >>> import pandas as pd
    >>> text = "قال الوزير إن المدينة آمنة. وأضاف أن الطريق مفتوح."
    >>> claims = tag_claims(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> claims[["cue", "speaker", "content"]].values.tolist()
    [['قال', 'الوزير', 'المدينة آمنة'], ['وأضاف', 'الوزير', 'الطريق مفتوح']]
    """
    read = read_documents(documents, "tag_claims(documents)", lexicon)
    return table("claims", [row for document in read for row in claim_rows(document)])


def claim_rows(document: Document) -> list[dict[str, object]]:
    """Give the rows of the claims table for one document."""
    tagger = _Tagger(document)
    article = document.article
    claims = tagger.claims()
    ids = [f"{document.doc_id}#{k}" for k in range(1, len(claims) + 1)]
    return [
        {
            "claim_id": ids[k],
            "doc_id": document.doc_id,
            "parent_id": None if claim.parent is None else ids[claim.parent],
            **_spans(article, claim.draft),
            "cue_lemma": claim.draft.reading.entry.lemma,
            "cue_type": claim.draft.reading.entry.type,
            "speaker": claim.speaker.name,
            "entity_id": None
            if claim.speaker.entity_id in document.unsettled
            else claim.speaker.entity_id,
            "mode": _mode(tagger.phrases, claim.draft),
            "negated": claim.draft.negated,
            "rule": claim.draft.rule,
            "speaker_rule": claim.speaker.rule,
        }
        for k, claim in enumerate(claims)
    ]


def _spans(article: Article, draft: Draft) -> dict[str, object]:
    found: dict[str, object] = {}
    ranges: dict[str, Range | None] = {
        "cue": draft.cue,
        "source": draft.source,
        "via": draft.via,
        "content": draft.content,
    }
    for name, tokens in ranges.items():
        if tokens and tokens[0] < tokens[1]:
            start, end = article.span(*tokens)
            found |= {f"{name}_start": start, f"{name}_end": end, name: article.text[start:end]}
    return found


def _mode(phrases: Phrases, draft: Draft) -> str:
    """Direct where the marks hold the whole content, mixed where they hold a part of it."""
    article = phrases.article
    first, behind = draft.content
    described = draft.reading.entry.lemma == "وصف"
    quotation = article.opens.get(first)
    if quotation and quotation.last + 1 >= behind:
        return "direct"
    inside = [
        q
        for q in article.quotations
        if first <= q.first and q.last < behind and (described or not phrases.quoted_name(q.first))
    ]
    return "mixed" if inside else "indirect"
