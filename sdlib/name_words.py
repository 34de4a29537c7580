"""Name words: words with another meaning that their neighbours show to be names.

`الوزير أمين سمعان` is no secretary, and `سامر نجم` no star: behind a title a given name can only
be one if a family name follows, and behind a given name a noun is a family name where no
genitive goes on with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from sdlib.context import is_context
from sdlib.frequencies import takes_article
from sdlib.nominals import derived_forms, nominal_forms
from sdlib.roles import complementizer, event_noun, speaker_noun
from sdlib.strangers import triggers, unknown
from sdlib.verbs import verb_forms
from sdlib.wordkinds import accusative, foreign, inflected, noun_only
from sdlib.words import Word, read_word

if TYPE_CHECKING:
    from sdlib.phrases import Phrases

#: Parts of a name behind which every noun is one.
_PARENTS = frozenset(["بن", "بنت", "ابن", "أبو", "أبي", "أبا", "آل", "عبد", "ولد"])
#: Particles of foreign names.
_NOBLE = frozenset(["دو", "دي", "فان", "فون", "دا", "دوس", "دل", "دير"])
_PRONOUNS = frozenset(["هو", "هي", "هم", "هما", "هن"])
_TO_WHOM = frozenset(["لي", "لنا", "لهم", "لكم", "له", "لها"])
_SONS = frozenset(["بن", "ولد"])
#: Letters that stand alone before a quotation (`بـ"…"`).
_LETTERS = frozenset("بلكو")
#: A verb of so many letters that begins with ا is hardly a name as well.
_LONG = 6


def follows_given_name(phrases: Phrases, i: int) -> bool:
    """Whether a word stands right behind a given name, so that it may be the family name.

    A verbal noun is one only where no genitive goes on with it (`نفى سامر صالح إغلاق الجسر`), and
    a noun behind a foreign name where only the content follows: `قال الباحث برتران سيف إن`.
    """
    words, kinds = phrases.article.words, phrases.article.kinds
    word = words[i]
    before = words[i - 1] if i else word
    given = _may_be_given(before)
    strange = not given and foreign(before) and _begins_content(phrases, i + 1)
    if not (given or strange):
        return False  # before all else, since this is asked of nearly every word
    parent = before.form in _PARENTS
    plain = kinds[i] == "word" and not word.definite and phrases.mention_over(i) is None
    if not plain or accusative(word) or _no_family(word):
        return False
    if word.preposition == "ل" and is_context(word.base, "given_name"):
        return False  # `قال وليام لعباس`
    if word.preposition in ("ب", "ل") and event_noun(word._replace(preposition="")):
        return False  # `طالبت كارين جان بيير بفتح تحقيق`
    if word.pronoun and (phrases.cues[i] or verb_forms(word.stem) or _owned(word)):
        return False
    if given and not parent and noun_only(word) and _owned_next(phrases, i + 1):
        return False
    if strange and (word.conjunction or word.preposition or word.pronoun or phrases.cues[i]):
        return False
    if is_context(word.stem, "utterance") or word.base in _PRONOUNS:
        return False  # `ألقى بدر سالم كلمة`, `قال بدر سالم وهو يبتسم`
    if given and not parent and event_noun(word) and not ends_name(phrases, i + 1):
        return False
    verb = phrases.verb_at(i) and not (given and _begins_clause(phrases, i + 1))
    verb = verb or phrases.finite_cue(i) or complementizer(word.form)
    noun = speaker_noun(word)
    other = strange or (noun is not None and noun[0] != "person")
    title = noun is not None and not parent and (other or not _begins_content(phrases, i + 1))
    return not verb and not phrases.is_function_word(i) and not title


@lru_cache(maxsize=1 << 16)
def _may_be_given(word: Word) -> bool:
    """Whether a word, with a letter in front or without, is a given name."""
    return is_context(word.form, "given_name") or is_context(word.base, "given_name")


@lru_cache(maxsize=1 << 16)
def no_name_by_form(word: Word) -> bool:
    """Whether the form of a bare word shows that it is no name: `شعارات`, `ضبابية`, `استقلت`.

    Examples
    --------
    >>> from sdlib.words import read_word
    >>> [no_name_by_form(read_word(w)) for w in ("ضبابية", "استقلت", "ب", "دورتموند")]
    [True, True, True, False]
    """
    if word.form in _TO_WHOM:
        return True
    if accusative(word) or inflected(word) or takes_article(word.stem) or _no_family(word):
        return True
    known = word.form.endswith("ية") and (nominal_forms(word.stem) or derived_forms(word.stem))
    return bool(known)


def hears_of(word: Word, behind: Word) -> bool:
    """`أفاد المرصد بدوي | انفجارات`: a deed behind ب, before what it is of, is no name."""
    if word.form[:1] != "ب" or word.preposition or not noun_only(behind):
        return False
    return not behind.definite and event_noun(read_word(word.form[1:]))


def _no_family(word: Word) -> bool:
    """`ب`, `استقلت`: a letter alone or a long verb, which are not even names behind a name."""
    long = len(word.form) >= _LONG and word.form[0] == "ا" and not word.form.endswith("ان")
    return word.form in _LETTERS or (long and bool(verb_forms(word.form)))


def plural_behind_one(phrases: Phrases, i: int) -> bool:
    """`دعا الرئيس قيس السبسي | التونسيين`: a plural in ين behind a name or one person's title
    is another noun, and an object."""
    word, before = phrases.article.words[i], phrases.article.words[i - 1]
    if not word.definite or not word.stem.endswith("ين") or phrases.mention_over(i):
        return False
    noun = speaker_noun(word)
    several = noun[1] == "p" if noun else word.stem.endswith("يين")
    title = phrases.speakers[i - 1]
    one = title is not None and title[0] == "person" and title[1] != "p"
    adjective = before.definite and before.form.endswith(("ي", "ية")) and not noun_only(before)
    last = phrases.mention_over(i - 1)
    person = last is not None and last.entity.type == "PER"
    return several and (phrases.is_name(i - 1) or one or adjective or person)


def _owned_next(phrases: Phrases, i: int) -> bool:
    """`نظمت ليلى مشروع هروبها`: a noun with a pronoun that the noun before it governs."""
    word = phrases.article.words[i] if i < len(phrases.article.words) else None
    return word is not None and bool(word.pronoun) and noun_only(word) and not word.preposition


def _begins_content(phrases: Phrases, i: int) -> bool:
    """Whether a token can only begin what is said: أن, a colon, a quotation, a comma."""
    if i >= len(phrases.article.words):
        return False
    if phrases.article.kinds[i] == "punct":
        return phrases.article.text[phrases.article.starts[i]] in ':،,"«“'
    return complementizer(phrases.article.words[i].form)


def behind_servant(phrases: Phrases, i: int) -> bool:
    """`عبد الناصر العايد`: whether عبد and a name with the article stand before a word, as one."""
    words = phrases.article.words
    return i > 1 and words[i - 1].definite and words[i - 2].base == "عبد"


def _owned(word: Word) -> bool:
    """`أسبابها`: a known noun with a pronoun of several letters is no name (`عبده` is)."""
    return len(word.pronoun) > 1 and bool(nominal_forms(word.stem))


def _begins_clause(phrases: Phrases, i: int) -> bool:
    """`قال سامر نشار إن`: behind أن or a colon no verb has stood."""
    if i >= len(phrases.article.words):
        return False
    colon = phrases.article.text[phrases.article.starts[i]] == ":"
    return colon or complementizer(phrases.article.words[i].form)


def names_by_company(phrases: Phrases) -> Iterator[int]:
    """Give the tokens that are names by what stands beside them."""
    words, kinds = phrases.article.words, phrases.article.kinds
    yield from filter(partial(_noble, phrases), phrases.article.where(_particle))
    behind = (i + 1 for i in phrases.article.where(_given) if i + 1 < len(words))
    for i in sorted({*phrases.article.where(_maybe_given), *behind} - {0}):
        if kinds[i] != "word" or phrases.names[i] or phrases.mention_over(i):
            continue
        if words[i - 1].form in _SONS and _son(phrases, i):
            yield i
            continue
        if _maybe_given(words[i]):
            named = i + 1 < len(words) and _introduced(phrases, i) and _family(phrases, i + 1)
            if named or (i + 1 < len(words) and words[i + 1].form in ("بن", "بنت")):
                yield i
        elif _surname(phrases, i):
            yield i


def _noble(phrases: Phrases, i: int) -> bool:
    """`مارك فان | دير | مير`: a particle of foreign names between the words of one."""
    words, kinds = phrases.article.words, phrases.article.kinds
    if not 0 < i < len(words) - 1 or {kinds[k] for k in range(i - 1, i + 2)} != {"word"}:
        return False
    before, behind = words[i - 1], words[i + 1]
    led = before.form in triggers()["particle"] and i > 1
    led = led or phrases.names[i - 1] or foreign(before)
    return led and (foreign(behind) or _particle(behind)) and not phrases.mention_over(i)


@lru_cache(maxsize=1 << 16)
def _particle(word: Word) -> bool:
    return word.form in _NOBLE


def _son(phrases: Phrases, i: int) -> bool:
    """`دليلة بن مبارك`, `بن مبارك`: any word behind بن is a name, unless a clause begins there."""
    word = phrases.article.words[i]
    if word.conjunction or phrases.is_function_word(i) or complementizer(word.form):
        return False
    return _son_of(phrases, i - 1) or not (word.definite or word.preposition)


def _son_of(phrases: Phrases, k: int) -> bool:
    """Whether a name stands before بن."""
    return k > 0 and (phrases.names[k - 1] or foreign(phrases.article.words[k - 1]))


def _given(word: Word) -> bool:
    return is_context(word.form, "given_name")


def _maybe_given(word: Word) -> bool:
    """Whether a word is a given name, and an adjective, particle or noun as well."""
    titled = word.definite and is_context(word.form, "given_name")  # `الطيب`
    return titled or is_context(word.form, "maybe_given")


def _introduced(phrases: Phrases, i: int) -> bool:
    """Whether a title, its adjective or a verb of speech stands before a word."""
    at = i - 1
    if phrases.article.kinds[at] != "word" and phrases.article.slice(at, i) in ("،", ",") and at:
        at -= 1  # `رئيس الوزراء الصيني، لي كيكيانغ،`
        if not phrases.article.words[at].definite:
            return False
    before = phrases.article.words[at]
    if phrases.article.kinds[at] != "word":
        return False
    titled = before.definite and any(
        phrases.speakers[k] is not None and phrases.speakers[k][0] == "person"
        for k in range(max(0, i - 8), i)
    )
    return titled or phrases.finite_cue(at)


def _family(phrases: Phrases, i: int) -> bool:
    """Whether a word can only be a family name here: a name, an unknown word, `القحطاني`."""
    word = phrases.article.words[i]
    if phrases.article.kinds[i] != "word" or word.conjunction or phrases.is_function_word(i):
        return False
    bare = not (word.definite or word.pronoun or word.preposition)
    if phrases.names[i] or foreign(word) or (bare and unknown(word)):
        return True
    nisba = word.definite and word.form.endswith("ي") and not noun_only(word)
    return nisba and phrases.speakers[i] is None and ends_name(phrases, i + 1)


def _surname(phrases: Phrases, i: int) -> bool:
    """`قال سامر نجم إن`: a noun behind a given name, with no genitive behind it."""
    words = phrases.article.words
    if phrases.article.kinds[i - 1] != "word" or not _given(words[i - 1]):
        return False
    word = words[i]
    clitics = word.definite or word.conjunction or word.preposition or word.pronoun
    if clitics or phrases.cues[i] or phrases.is_function_word(i) or accusative(word):
        return False
    plain = not word.form.endswith(("ة", "ات"))
    return plain and not phrases.verb_at(i) and ends_name(phrases, i + 1)


def ends_name(phrases: Phrases, i: int) -> bool:
    """Whether a name must have ended before a token: at a mark, أن, a verb or an adverb."""
    words = phrases.article.words
    if i >= len(words) or phrases.article.kinds[i] != "word":
        return True
    word = words[i]
    ended = complementizer(word.form) or phrases.is_function_word(i) or phrases.finite_cue(i)
    return ended or word.preposition in ("ل", "ب") or event_noun(word)
