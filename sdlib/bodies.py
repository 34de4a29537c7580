"""Bodies: the fullest phrase of an article for a body that a short one names again."""

from __future__ import annotations

from functools import cache

from sdlib.aliases import Entity
from sdlib.entity_rows import read_entity_rows
from sdlib.normalization import normalize_word
from sdlib.phrases import Phrases
from sdlib.roles import speaker_noun
from sdlib.strangers import strange_whole
from sdlib.titles import Titles
from sdlib.wordkinds import accusative

#: Behind a noun they say that it is the one named before.
_SAME = frozenset(["نفسه", "نفسها", "ذاته", "ذاتها", "عينه", "عينها"])


@cache
def _first_words() -> dict[str, frozenset[str]]:
    """For each body of the lexicon, the nouns that begin its names of several words."""
    found: dict[str, set[str]] = {}
    for row in read_entity_rows("entities"):
        if row["type"] == "ORG":
            names = (name.split() for name in [row["name_ar"], *row["aliases"].split("|")])
            heads = (normalize_word(name[0]) for name in names if len(name) > 1)
            found.setdefault(row["entity_id"], set()).update(heads)
    return {entity_id: frozenset(heads) for entity_id, heads in found.items()}


def _heads_of(entity_id: str) -> frozenset[str]:
    return _first_words().get(entity_id, frozenset())


class Bodies:
    """The phrases of one article by the noun that heads them, found on demand."""

    def __init__(self, phrases: Phrases, titles: Titles) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self.key = titles.key
        #: for each noun the last source of several words that it headed
        self.spoke: dict[str, int] = {}
        #: for each noun that heads a phrase, the phrases: where, their words, the text
        self._fuller: dict[str, list[tuple[int, set[str], str]]] = {}
        self._heads: dict[str, list[int]] | None = None

    def plain(self, first: int, behind: int) -> str:
        """The source as it stands, without clitics and quotation marks at its edges."""
        start, end = self.article.starts[first], self.article.ends[behind - 1]
        word = self.article.words[first]
        text = self.article.text[start:end]
        # سيبولا and `فان هورن` are names
        named = word.preposition == "س" or word.form in ("فان", "وجهة")
        if (word.conjunction or word.preposition) and not named:
            lead = len(self.article.text[start : self.article.ends[first]])
            text = word.base + text[lead:]
        return text[1:-1] if text[:1] in '«"“' and text[-1:] in '»"”' else text

    def fuller(self, first: int, behind: int) -> str | None:
        """The fullest name or phrase for the body at some tokens, None where there is none."""
        if behind - first == 2 and self.article.words[first + 1].form in _SAME:
            behind = first + 1  # `الشركة نفسها`
        if self.article.kinds[behind - 1] == "number":
            return None  # `الفرقة 30` is no other one
        return self._fuller_mention(first, behind) or self._fuller_phrase(first, behind)

    def _fuller_mention(self, first: int, behind: int) -> str | None:
        """The longest name of the same body in the article that begins with the same noun."""
        mention = self.phrases.mention_at(first)
        if mention is None or mention.behind != behind or mention.entity.type != "ORG":
            return None
        head = normalize_word(self.article.words[first].base)
        key = set(self.key(first, behind).split())
        own = [m for m in self.phrases.mentions if m.entity == mention.entity]
        if behind - first == 1 and speaker_noun(self.article.words[first]) is None:
            # An acronym (`واس`) stands for the name.
            longest = max(own, key=lambda m: m.behind - m.first)
            whole = longest.behind - longest.first > 1
            return self.plain(longest.first, longest.behind) if whole else None
        same = [
            m
            for m in own
            if normalize_word(self.article.words[m.first].base) == head
            and key <= set(self.key(m.first, m.behind).split())
        ]
        longest = max(same, key=lambda m: m.behind - m.first, default=mention)
        return (
            self.plain(longest.first, longest.behind)
            if longest.behind - longest.first > 1
            else None
        )

    def _fuller_phrase(self, first: int, behind: int) -> str | None:
        """The fullest phrase that a short one repeats (`الوزارة`: `وزارة الدفاع الإيرانية`).

        What stands alone takes up the last body of its kind that spoke, else the last
        one before it.
        """
        key = self.key(first, behind).split()
        noun = speaker_noun(self.article.words[first])
        other = noun is not None and noun[0] in ("document", "group")
        bare = not (self.article.words[first].definite or self.phrases.mention_at(first))
        if not key or (len(key) == 1 and (other or not self.article.words[first].definite)):
            return None
        if bare and noun is not None and noun[0] in ("person", "group"):
            # `مصدر أمني` is no one whom another phrase names.
            return None
        # What stands behind the body in its own place is no part of it.
        fuller = [f for f in self._phrases_headed(key[0]) if f[1] > set(key) and f[0] != first]
        if len(key) == 1:
            spoke = [f for f in fuller if f[0] == self.spoke.get(key[0])]
            before = spoke or [f for f in fuller if f[0] < first]
            known = None if spoke else self._known_before(first, before)
            if known:
                return known
            before = before or fuller[:1]
            fuller = [f for f in fuller if before and f[1] >= before[-1][1]]
        return max(fuller, key=lambda f: len(f[1]))[2] if fuller else None

    def _known_before(self, first: int, before: list[tuple[int, set[str], str]]) -> str | None:
        """`الحركة` behind `حماس`: the last body before whose other names begin with this noun,
        None where a phrase of ``before`` names it more fully, or another one later."""
        noun = normalize_word(self.article.words[first].base).removeprefix("ال")
        last = before[-1][0] if before else -1
        for mention in reversed(self.phrases.mentions):
            if mention.first >= first or noun not in _heads_of(mention.entity.entity_id):
                continue
            if mention.first <= last or any(self._names(at, mention.entity) for at, *_ in before):
                return None
            longest = self._fuller_mention(mention.first, mention.behind)
            return longest or self.plain(mention.first, mention.behind)
        return None

    def _names(self, at: int, entity: Entity) -> bool:
        """Whether a body is named at a token, or right behind the noun there: `صحيفة «الحياة»`."""
        near = (
            self.phrases.mention_over(k) for k in range(at, min(at + 3, len(self.article.words)))
        )
        return any(m is not None and m.entity == entity for m in near)

    def _phrases_headed(self, head: str) -> list[tuple[int, set[str], str]]:
        """The phrases of the article with a given head: where, their words, the text."""
        if head not in self._fuller:
            self._fuller[head] = found = []
            for i in self._headed_by(head):
                limit = min(i + 8, self.article.ranges[self.article.sentence_of[i]][1])
                end = self._end_of_body(i, self.phrases.phrase_end(i, limit))
                words = self.key(i, end).split()
                if 1 < len(words) < 7 and self._only_describes(i, end):
                    found.append((i, set(words), self.plain(i, end)))
        return self._fuller[head]

    def _end_of_body(self, first: int, behind: int) -> int:
        """Where a body's name ends: before a name, or what stands bare behind a definite word."""
        title = self._title_over(first)
        if title:
            return title  # `مدير المرصد السوري لحقوق الإنسان | رامي`
        k = first + 1
        while k < behind:
            quotation = self.article.opens.get(k)
            if quotation and quotation.last < behind:
                k = quotation.last + 1
                continue
            word = self.article.words[k]
            # سامر is no س with امر
            led = word.preposition and not self.phrases.is_name(k)
            bare = self.article.kinds[k] == "word" and not (word.definite or led)
            bare = bare and self.article.words[k - 1].definite
            # `رفضت محكمة استئناف تركية التماسا`; سوريا only looks so.
            bare = bare or (accusative(word) and not word.form.endswith("يا"))
            place = self.phrases.mention_over(k - 1)  # `شرطة لندن | سامر الأحمد`
            other = self.phrases.is_name(k) and place is not None and place.behind == k
            bare = (bare and not self.phrases.mention_over(k)) or other
            if word.base in ("التابع", "التابعة") or bare:
                return k
            k += 1
        return behind

    def _title_over(self, i: int) -> int:
        """The token behind a known person's title that a body at ``i`` is part of, or 0."""
        mention = self.phrases.mention_over(i)
        inside = mention is not None and mention.entity.type == "PER" and mention.first < i
        if mention is None or not inside:
            return 0
        words = self.article.words
        of_holder = words[mention.behind - 1].base.endswith("ي") and words[i].base.endswith("ة")
        return 0 if of_holder else mention.behind  # `وزير الخارجية الروسي`

    def _only_describes(self, first: int, behind: int) -> bool:
        """Whether a phrase holds nouns and adjectives only, and nobody's name but its own."""
        body = speaker_noun(self.article.words[first])
        named = body is not None and body[0] == "organisation"
        if named and self._title_over(first) == behind:
            return True
        for k in range(first + 1, behind):
            word = self.article.words[k]
            if k == first + 1 and word.conjunction and strange_whole(word):
                continue  # `شرطة ويلتشير`
            quotation = self.article.opens.get(k) or self.article.closes.get(k)
            if quotation and self.phrases.quotes_name(quotation.first):
                continue
            if self.article.kinds[k] == "number" and k == first + 1:
                continue  # `الفرقة 30`
            if self.article.kinds[k] != "word" or word.conjunction:
                return False
            if not (word.definite or named) or self.phrases.is_name(k):
                return False
        return True

    def _headed_by(self, head: str) -> list[int]:
        """The tokens whose word, without clitics and article, is a given noun."""
        if self._heads is None:
            self._heads = {}
            words = self.article.words
            for i, noun in enumerate(self.phrases.speakers):
                if noun:
                    key = normalize_word(words[i].base).removeprefix("ال")
                    self._heads.setdefault(key, []).append(i)
        return self._heads.get(head, [])
