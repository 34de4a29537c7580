"""Next nouns: how a noun phrase goes on behind its first noun (`وزير | الخارجية | التركي`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdlib.complements import (
    attached,
    counts,
)
from sdlib.context import is_context
from sdlib.coordination import coordinates, further_adjective, last_adjective
from sdlib.name_words import (
    plural_behind_one,
)
from sdlib.new_nouns import new_noun
from sdlib.roles import definite_event, speaker_noun
from sdlib.strangers import strange_whole
from sdlib.wordkinds import foreign, noun_only

if TYPE_CHECKING:
    from sdlib.phrases import Phrases
    from sdlib.words import Word


def next_noun(phrases: Phrases, first: int, i: int, limit: int, closed: bool) -> tuple[int, bool]:
    """The step of a noun or name behind the first one: `وزير | الخارجية | التركي`."""
    word = phrases.article.words[i]
    if is_context(word.form, "given_name"):
        return 1, True  # `سامر` is not س and امر
    if i == first + 1 and not closed and names_body(phrases, i):
        return 1, True
    if phrases.joined(i):
        if not coordinates(phrases, first, i):
            return 0, closed
        mention = phrases.mention_at(i)
        if mention and mention.behind <= limit:
            return mention.behind - i, True  # `حزب العمال | وتنظيم الدولة`
        own = word.definite or word.pronoun or phrases.mention_over(i) or phrases.is_name(i)
        return 1, bool(own) or speaker_noun(word) is None
    if word.pronoun and word.stem in ("اسم", "إسم") and word.preposition == "ب":
        return 1, True  # `المتحدث باسمه سامر الأحمد`
    if word.preposition and names_paper(phrases, first, i):
        return 1, True
    if word.preposition:
        return (1, False) if attached(phrases, first, i) else (0, closed)
    if word.definite and first == i - 1 and closed and head_of_body(phrases, i):
        return 0, closed  # `شكرت الشركة المدير`
    if i > first and closed and plural_behind_one(phrases, i):
        return 0, closed
    alone = whole_plural(phrases, first) and not phrases.joined(i - 1)  # `خبراء وشركات | التصنيف`
    if word.definite and not closed and i > first and alone:
        return 0, closed  # `حث ناجون آخرون | المشرعين`
    if i == first + 1 and whole_plural(phrases, first) and is_context(word.form, "most"):
        return 0, closed  # `اعتبره مراقبون | أكبر نزوح`
    if word.definite and closed and behind_bare_name(phrases, first, i):
        return 0, closed
    if word.definite:
        if not closed and (behind_whole_plural(phrases, i) or behind_adjective(phrases, first, i)):
            return 0, closed
        several = counts(phrases.article.words[first]) or plural_head(phrases, first)
        another = several and phrases.speakers[i] is not None and phrases.speakers[i][1] != "p"
        return (0, closed) if closed and (another or new_noun(phrases, i)) else (1, True)
    if word.pronoun and any(r.shape == "masdar" for r in phrases.cues[i]):
        return 0, closed
    if not closed:
        if behind_whole_plural(phrases, i):
            return 0, closed
        nisba = word.base.endswith(("ي", "ية", "يون", "يين", "يان")) and not noun_only(word)
        nisba = nisba and word.base != "بلدية"  # `رئيس بلدية غزة`: the noun rather
        adjective = nisba or is_context(word.base, "several")
        return 1, bool(word.pronoun) or phrases.is_name(i) or adjective
    if phrases.may_be_name(i):
        # `العديد من النساء كوسبي`: those who are counted have no name.
        several = counts(phrases.article.words[first]) or plural_head(phrases, first)
        return (0, closed) if several else (1, True)
    if last_adjective(phrases, i, limit) or further_adjective(phrases, first, i):
        return 1, True
    noun = speaker_noun(word)
    if noun and noun[0] == "person" and phrases.is_name(i - 1):
        return 1, False
    return 0, closed


def behind_bare_name(phrases: Phrases, first: int, i: int) -> bool:
    """`قادت روسيا الحملة`, `شركة إيروس اللحظات`: a known noun with the article behind the name
    of a country or body that has none."""
    word, before = phrases.article.words[i], phrases.article.words[i - 1]
    if before.definite or not noun_only(word):
        return False
    noun = speaker_noun(word)
    if noun is not None:  # `مدير أعمال مادونا | الحكومة`
        bare = phrases.names[i - 1] or (foreign(before) and i > first + 1)
        return noun[0] == "organisation" and bare
    if i - 1 in phrases.article.closes:
        return True  # `تبنى تنظيم "الفجر" الهجوم`
    mention = phrases.mention_over(i - 1)
    if mention is not None:
        return mention.behind == i and mention.entity.type in ("LOC", "ORG")
    head = phrases.speakers[first]
    body = head is not None and head[0] == "organisation" and first == i - 2
    return body and foreign(before) and not phrases.names[i - 1]


def names_body(phrases: Phrases, i: int) -> bool:
    """`شرطة ويلتشير`: behind a bare body the و of an unknown word is its own."""
    word, head = phrases.article.words[i], phrases.speakers[i - 1]
    body = head is not None and head[0] == "organisation"
    return body and word.conjunction == "و" and not word.preposition and strange_whole(word)


def names_paper(phrases: Phrases, first: int, i: int) -> bool:
    """`موقع تايمز | لايف`: behind a bare body and a foreign word the ل of an unknown one is its
    own."""
    head = phrases.speakers[first]
    body = head is not None and head[0] == "organisation"
    body = body and not phrases.article.words[first].definite and i == first + 2
    before, word = phrases.article.words[i - 1 : i + 1]
    native = noun_only(before) or before.definite or before.base.endswith(("ي", "ية"))
    return body and not native and strange_whole(word)


def behind_adjective(phrases: Phrases, first: int, i: int) -> bool:
    """`تصريحات صحفية | الهجوم`: no deed belongs to an indefinite adjective."""
    if i < first + 2:
        return False
    head, before, word = phrases.article.words[i - 2 : i + 1]
    bare = not (head.definite or head.pronoun or before.definite or before.pronoun)
    nisba = before.base.endswith("ية") and head.base.endswith(("ة", "ات"))
    return bare and nisba and definite_event(word)


def head_of_body(phrases: Phrases, i: int) -> bool:
    """`الشركة المدير`: one person behind a body is another noun."""
    body, noun = phrases.speakers[i - 1], phrases.speakers[i]
    person = noun is not None and noun[0] == "person" and noun_only(phrases.article.words[i])
    return person and body is not None and body[0] == "organisation"


def plural_head(phrases: Phrases, i: int) -> bool:
    """`مديرو الشركة`, `المسؤولون`: those who are several bear no name of one."""
    word, noun = phrases.article.words[i], phrases.speakers[i]
    if noun is None and word.stem.endswith("و"):
        noun = speaker_noun(_cut(word, 1))
        return noun is not None and noun[0] == "person"
    return noun is not None and (noun[1] == "p" or word.stem.endswith("ون"))


def whole_plural(phrases: Phrases, i: int) -> bool:
    """`ناجون`, `مسؤولان`: with its ن a plural of those who speak leads no annexation; `سكان` has
    another ending."""
    word, noun = phrases.article.words[i], phrases.speakers[i]
    whole = not word.definite and (word.form.endswith("ون") or _two(word))
    return whole and noun is not None and noun[1] == "p"


def behind_whole_plural(phrases: Phrases, i: int) -> bool:
    """`رفع محتجون لافتات`, `توقع مصرفيون المزيد`: with its ن a plural leads no annexation, a
    noun is another's."""
    before, noun = phrases.article.words[i - 1], phrases.speakers[i - 1]
    if phrases.article.words[i].definite:
        bare = (
            not before.definite and not phrases.names[i - 1] and phrases.mention_over(i - 1) is None
        )
        return bare and before.form.endswith(("يون", "يين")) and not foreign(before)
    sound = before.form.endswith("ون") and before.form[:1] == "م" and len(before.form) > 5
    plural = sound or (noun is not None and noun[1] == "p" and before.form.endswith("ون"))
    whole = plural or (noun is not None and _two(before))
    return whole and noun_only(phrases.article.words[i])


def _two(word: Word) -> bool:
    """`مسؤولان`: a dual of those who speak; `بيان`, `سكان` are none."""
    return word.form.endswith("ان") and speaker_noun(_cut(word, 2)) is not None


def _cut(word: Word, letters: int) -> Word:
    """The word without the last letters of its stem: مسؤولو, مسؤولان."""
    return word._replace(stem=word.stem[:-letters])
