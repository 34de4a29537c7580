"""Bearers: the name of a title's holder behind all that the title governs.

`المتحدث باسم حكومة الإقليم في الشمال سامر الأحمد`, `المديرة المختصة بالشؤون المالية، ليلى عباس،`:
read from the left, such a phrase ends at its first preposition; the name shows that it goes on.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sdlib.article import Range
from sdlib.context import context_union, is_context
from sdlib.frequencies import level, one_alef
from sdlib.new_nouns import object_behind_name, of_other_gender
from sdlib.roles import complementizer, event_noun, speaker_noun
from sdlib.wordkinds import accusative, foreign
from sdlib.words import Word

if TYPE_CHECKING:
    from sdlib.phrases import Phrases

#: A name stands no more tokens behind the beginning of its title.
_REACH = 24
#: A name has no more words.
_LONGEST = 6
#: A noun of this level or a lower one is seldom read, and may be a name.
_SELDOM = 28
#: Prepositions of their own that lead from a title to its field, body or place.
_LEADS = frozenset(["في", "من", "على", "إلى", "عن", "لدى", "ضد", "بين"])
#: What a clause or the next circumstance begins with.
_ENDS = ("time", "relative", "boundary", "auxiliary", "negator", "inner", "between")
_SAID = ("occasion", "vague_occasion", "time", "medium")
_COMMAS = "،,"
_TAKEN_UP = frozenset(["به", "بها", "بهم", "عليه", "عليها", "عليهم", "فيه", "فيها"])


def bearer_end(phrases: Phrases, first: int, end: int, limit: int) -> int:
    """Give the token behind the name that ends a title, ``end`` where no name does.

    Parameters
    ----------
    phrases : Phrases
    first, end : int
        The title as far as it was read.
    limit : int
        The token that the phrase cannot go over.
    """
    found = title_bearer(phrases, first, end, limit)
    return found[1] if found else end


def title_bearer(phrases: Phrases, first: int, end: int, limit: int) -> Range | None:
    """Give the name of a title's holder that begins at ``end`` or behind it, or None."""
    if not _titled(phrases, first):
        return None
    k, other, told = end, False, False
    limit = min(limit, first + _REACH)
    while k < limit:
        if not (other or told) and _closed(phrases, k - 1):
            named = _name_end(phrases, k, limit)
            if named - k > 1 and (_free(phrases, named) or _addressed(phrases, named)):
                return k, named
        step, person = _governed(phrases, k, limit)
        if not step and not told and _addressed(phrases, k):
            # `المدير التنفيذي لشبكة الساحل، سامر الأحمد،`: the comma shows that nobody is told
            step, told = 1, True
        if not step:
            break
        other = other or (person and not _second_title(phrases, first, k))
        k += step
    return _set_apart(phrases, k, limit)


def _addressed(phrases: Phrases, i: int) -> bool:
    """`الخبير في الشؤون الأمنية سامر الأحمد | لمحطة محلية`: who is told stands behind a name."""
    word = phrases.article.words[i]
    known = word.definite or phrases.speakers[i] or phrases.mention_at(i)
    return word.preposition == "ل" and bool(known or is_context(word.stem, "medium"))


def _titled(phrases: Phrases, i: int) -> bool:
    """Whether a noun for one person heads the phrase."""
    noun = phrases.speakers[i]
    return noun is not None and noun[0] == "person" and noun[1] != "p"


def _closed(phrases: Phrases, i: int) -> bool:
    """Whether no annexation is open behind a token, so that a bare word is a name."""
    word, kind = phrases.article.words[i], phrases.article.kinds[i]
    mention = phrases.mention_over(i)
    if kind != "word" or (mention is not None and mention.behind == i + 1):
        return kind != "punct" or i in phrases.article.closes or word.form in (")", "]")
    place = i > 0 and phrases.article.words[i - 1].form == "في" and foreign(word)
    return word.definite or bool(word.pronoun) or place or (i > 0 and _passive(phrases, i))


def _governed(phrases: Phrases, i: int, limit: int) -> tuple[int, bool]:
    """How many tokens at ``i`` go on with a title (0: none), and whether they are another's."""
    article, word = phrases.article, phrases.article.words[i]
    quotation, mention = article.opens.get(i), phrases.mention_over(i)
    if quotation:
        short = quotation.last < limit and quotation.last - i < _LONGEST
        return (quotation.last + 1 - i, False) if short else (0, False)
    if mention:
        person = mention.entity.type == "PER"
        return (0, False) if person else (mention.behind - i, False)
    if article.kinds[i] != "word":
        return (1 if article.kinds[i] in ("hashtag", "number") else 0), False
    if word.form in ("باسم", "بإسم", "بلسان"):
        return 1, False
    if word.form in _LEADS:
        return (1 if i + 1 < limit and _field(phrases, i + 1) else 0), False
    if _passive(phrases, i):
        return 1, False
    if not _noun(phrases, i) or (word.preposition and not _field(phrases, i)):
        return 0, False
    if of_other_gender(phrases, i):
        return 0, False  # `القاضي | الشاهدة ليلى عباس`
    noun = phrases.speakers[i]
    person = noun is not None and noun[0] == "person" and noun[1] != "p"
    rank = word.definite and not word.preposition and _closed(phrases, i - 1)
    return 1, person and not rank


def _second_title(phrases: Phrases, first: int, i: int) -> bool:
    """`وزير مالية لبنان | رئيس الحزب`: behind a closed annexation, a title of the same man."""
    words = phrases.article.words
    bare = not (words[first].definite or words[i].preposition)
    return bare and _closed(phrases, i - 1)


def _passive(phrases: Phrases, i: int) -> bool:
    """`المعترف بها دوليا`: the pronoun and the adverb of a participle in a title."""
    word, before = phrases.article.words[i], phrases.article.words[i - 1]
    if word.form in _TAKEN_UP:
        return before.definite
    return before.form in _TAKEN_UP and accusative(word)


def _noun(phrases: Phrases, i: int) -> bool:
    """Whether a word can be a noun or adjective of a title: no verb, particle, adverb."""
    word = phrases.article.words[i]
    if phrases.is_function_word(i) or complementizer(word.form) or word.preposition == "ك":
        return False
    if _ends_title(word):
        return False
    if phrases.finite_cue(i) or phrases.verb_at(i) or accusative(word):
        return False
    return not (word.pronoun and any(r.shape == "masdar" for r in phrases.cues[i]))


@lru_cache(maxsize=1 << 16)
def _ends_title(word: Word) -> bool:
    """Whether a clause or the next circumstance may begin with a word."""
    return not context_union(*_ENDS).isdisjoint((word.form, word.base))


def _field(phrases: Phrases, i: int) -> bool:
    """Whether a word behind a preposition tells of what a title is, and not when or to whom."""
    return _may_be_field(phrases.article.words[i])


@lru_cache(maxsize=1 << 16)
def _may_be_field(word: Word) -> bool:
    """The same of the word alone."""
    bare = word.stem.removeprefix("ال")
    told = not context_union(*_SAID).isdisjoint((word.base, bare))
    return not (told or word.pronoun or complementizer(word.form))


def _named(phrases: Phrases, i: int) -> bool:
    """Whether a bare word is a known name or one that no lexicon knows."""
    mention = phrases.mention_over(i)
    if not _bare(phrases, i) or (mention is not None and mention.entity.type != "PER"):
        return False
    return phrases.is_name(i) or foreign(phrases.article.words[i])


def _bare(phrases: Phrases, i: int) -> bool:
    """Whether a word has neither article nor conjunction."""
    word = phrases.article.words[i]
    return phrases.article.kinds[i] == "word" and not (word.definite or word.conjunction)


def _rare(phrases: Phrases, i: int) -> bool:
    """`صوفي`, `هيكل`: a word that is seldom read, or never, and may be a name beside one."""
    word = phrases.article.words[i]
    if not _bare(phrases, i) or word.preposition or phrases.is_function_word(i):
        return False
    if complementizer(word.form) or speaker_noun(word) or event_noun(word):
        return False
    if phrases.finite_cue(i) or phrases.verb_at(i) or phrases.mention_over(i):
        return False
    return level(one_alef(word.form)) <= _SELDOM


def _name_end(phrases: Phrases, i: int, limit: int) -> int:
    """The token behind the name that begins at ``i``, ``i`` where none does."""
    known = _named(phrases, i) or (i + 1 < limit and _rare(phrases, i) and _named(phrases, i + 1))
    title = speaker_noun(phrases.article.words[i]) and not (
        i + 1 < limit and phrases.is_name(i) and _family(phrases, i + 1)
    )
    if not known or title:
        return i
    k = i + 1
    while k < min(i + _LONGEST, limit) and _in_name(phrases, k):
        k += 1
    return k


def _family(phrases: Phrases, i: int) -> bool:
    """`أديب الشيشكلي`: whether a word behind a given name that is a title too makes it a name."""
    word = phrases.article.words[i]
    strange = word.definite and not speaker_noun(word) and _marked(phrases, i + 1)
    return phrases.is_name(i) or strange


def _in_name(phrases: Phrases, i: int) -> bool:
    """Whether a name goes on at a token (`سامر | الأحمد`)."""
    word = phrases.article.words[i]
    if phrases.article.kinds[i] != "word" or word.conjunction or phrases.is_function_word(i):
        return False
    if _led(phrases, i):
        return False
    if _named(phrases, i) or phrases.follows_given_name(i) or phrases.is_name(i):
        return True
    noun = object_behind_name(phrases, i)  # `سامر الأحمد الضوء على`, but `وليد الجلال:`
    free = _marked(phrases, i + 1) if noun else _free(phrases, i + 1)
    return word.form == "الله" or (word.definite and free)


def _marked(phrases: Phrases, i: int) -> bool:
    """Whether a mark or أن stands at a token, or the article ends."""
    words = phrases.article.words
    ends = i >= len(words) or phrases.article.kinds[i] != "word"
    return ends or complementizer(words[i].form)


def _led(phrases: Phrases, i: int) -> bool:
    """`سامر الأحمد | للرئيس …`: a preposition, and not the first letter of a foreign name."""
    word = phrases.article.words[i]
    if not word.preposition or is_context(word.form, "given_name"):
        return False  # `سامر` is not س and امر
    return word.definite or not foreign(word)


def _free(phrases: Phrases, i: int) -> bool:
    """Whether a name has ended before a token: a mark, أن, a particle, `قوله`."""
    words = phrases.article.words
    if _marked(phrases, i):
        return True
    mention = phrases.mention_at(i)
    placed = mention is not None and mention.entity.type != "PER"
    if (placed and not phrases.joined(i)) or is_context(words[i].form, "allegation"):
        return True  # `حمل قائد الفصيل سامر الأحمد واشنطن مسؤولية …`
    masdar = words[i].pronoun and any(r.shape == "masdar" for r in phrases.cues[i])
    noun = phrases.speakers[i]
    titled = noun is not None and noun[0] == "person" and not words[i].definite
    return titled or bool(masdar) or phrases.is_function_word(i)


def _set_apart(phrases: Phrases, i: int, limit: int) -> Range | None:
    """The name in `، العقيد سامر الأحمد` at ``i``, None where no name is set apart."""
    article = phrases.article
    if i + 2 >= limit or article.text[article.starts[i]] not in _COMMAS:
        return None
    k = i + 1
    while k < limit - 1 and _rank(phrases, k):
        k += 1
    tag = article.kinds[k] == "hashtag" and "_" in article.words[k].form
    end = k + 1 if tag else _strange_name_end(phrases, k, limit)
    long = tag or end - k > 1
    return (k, end) if long and (end >= limit or _free(phrases, end)) else None


def _rank(phrases: Phrases, i: int) -> bool:
    """`العقيد الركن`: a title before a name that commas set apart."""
    word, noun = phrases.article.words[i], phrases.speakers[i]
    if not word.definite or word.preposition or word.conjunction:
        return False
    titled = noun is not None and noun[0] == "person" and noun[1] != "p"
    national = word.base.endswith(("ي", "ية"))
    return titled or national or is_context(word.stem.removeprefix("ال"), "attribute")


def _strange_name_end(phrases: Phrases, i: int, limit: int) -> int:
    """The token behind the words between marks that can be nothing but a name, else ``i``."""
    k = i
    while k < min(i + _LONGEST, limit) and (_rare(phrases, k) or _in_name(phrases, k)):
        k += 1
    known = any(_named(phrases, j) for j in range(i, min(i + 2, k)))
    return k if known and not phrases.article.words[i].definite else i
