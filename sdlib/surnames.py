"""Surnames: words that an article shows to be names, since it gives the whole name once.

A foreign name may look like a word with clitics (`باخ` like ب and أخ, `لوفرن` like ل and a
verb). Behind a given name, or between a title and a comma, it can be nothing but a name,
and then it is one wherever the article takes it up alone.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import lru_cache

from sdlib.article import Article
from sdlib.context import is_context
from sdlib.frequencies import one_alef, takes_article
from sdlib.nominals import nominal_forms
from sdlib.particles import particles
from sdlib.roles import complementizer, speaker_noun
from sdlib.traits import finite, given, is_particle
from sdlib.verbs import verb_forms
from sdlib.wordkinds import foreign, noun_only
from sdlib.words import Word, read_word

_COMMAS = "،,"
#: What stands more often in an article behind nobody's given name is no chance.
_OFTEN = 2
#: A name has no more words.
_LONGEST = 5
#: A noun of so few letters stands at the end of many a name (`بشارة`).
_SHORT = 4
#: Behind these no conjunction stands.
_LEADING = frozenset(["عن", "من", "إلى", "على", "مع", "لدى"])
#: What an imperfect begins with, behind س or ل.
_PREFIXES = "يتن"


@lru_cache(maxsize=1 << 16)
def whole(word: Word) -> Word:
    """The word as one piece, no letters cut off.

    Examples
    --------
    >>> from sdlib.words import read_word
    >>> word = read_word("باخ")
    >>> (word.preposition, word.base), (whole(word).preposition, whole(word).base)
    (('ب', 'اخ'), ('', 'باخ'))
    """
    form = word.form
    return Word(form, word.norm, "", "", form, "", form, False, word.cuts)


def read_names_whole(article: Article, inside: Container[int]) -> frozenset[int]:
    """Read the words of names as one piece, in place, and give their tokens.

    Parameters
    ----------
    article : Article
    inside : container of int
        Tokens of known mentions, which stay as they are.
    """
    words, kinds = article.words, article.kinds
    for k in _dotless_names(article):
        article.read_anew(k, read_word("علي"))
    runs = [*_full_names(article, inside), *_behind_prepositions(article, inside)]
    if not runs:
        return frozenset()
    known = {words[behind - 1].form for _, behind in runs}
    tokens = {k for run in runs for k in range(*run)}
    written = known.union("و" + form for form in known)
    alike = {i for i, word in enumerate(words) if word.form in written}
    for i in sorted(tokens | alike):
        word = words[i]
        if kinds[i] != "word" or i in inside or (word.definite and i not in tokens):
            continue
        if i in tokens or word.form in known:
            article.read_anew(i, whole(word))
            tokens.add(i)
        else:
            rest = word.form[1:]
            own = whole(word)._replace(conjunction="و", base=rest, stem=rest)
            article.read_anew(i, own)
            tokens.add(i)
    return frozenset(tokens)


def _dotless_names(article: Article) -> list[int]:
    """The tokens of على that are a name, in an article that writes في and final ي without dots:
    behind a title or another name and before a name (`الدكتور على الغمراوى`)."""
    words = article.words
    if " فى " not in article.text:
        return []
    found = []
    for k in article.where(_on):
        if not 0 < k < len(words) - 1 or words[k].conjunction or words[k].preposition:
            continue
        title = speaker_noun(words[k - 1])
        led = (title is not None and title[0] == "person") or is_context(
            words[k - 1].stem.removeprefix("ال"), "rank_title"
        )
        name = words[k + 1]
        strange = name.definite and not noun_only(name) and not nominal_forms(name.base[2:])
        if (led or given(words[k - 1])) and (given(name) or strange):
            found.append(k)
    return found


@lru_cache(maxsize=1 << 12)
def _on(word: Word) -> bool:
    return word.form == "على"


def _behind_prepositions(article: Article, inside: Container[int]) -> Iterator[tuple[int, int]]:
    """The tokens of names with و behind a preposition, where it joins nothing: `عن والدن`."""
    for i in article.where(_strange_joined):
        if i and i not in inside and article.words[i - 1].form in _LEADING:
            yield i, i + 1


def _full_names(article: Article, inside: Container[int]) -> Iterator[tuple[int, int]]:
    """The tokens of names of two words and more that nothing else can be."""
    words, kinds = article.words, article.kinds
    known = article.where(_strange)
    strange = frozenset(k for k in known if kinds[k] == "word" and k not in inside)
    behind = 0
    for i in known:
        if i < behind or i not in strange or i + 1 == len(words):
            continue
        i += _of_body(article, i)
        end = _run(words, strange, i)
        given = is_context(words[i].form, "given_name")
        if given and end - i == 1 and _cut(article, inside, end) and _often(words, words[end]):
            end += 1
        if end - i > 1 and (given or _behind_title(article, i, end)):
            yield i, end
        behind = max(end, i + 1)


def _often(words: Sequence[Word], word: Word) -> bool:
    """Whether an article has a form too often for chance."""
    return sum(other.form == word.form for other in words) > _OFTEN


def _of_body(article: Article, i: int) -> int:
    """`الرئيس التنفيذي لشركة أبل سامر …`: 1 where the first strange word names a body."""
    words = article.words
    noun = speaker_noun(words[i - 1]) if i else None
    body = noun is not None and noun[0] == "organisation" and not words[i - 1].definite
    named = body and not is_context(words[i].form, "given_name") and i + 2 < len(words)
    return int(named and is_context(words[i + 1].form, "given_name"))


def _cut(article: Article, inside: Container[int], i: int) -> bool:
    """Whether clitics are cut off a word that may be a name, if it comes often (`ماسك`)."""
    word = article.words[i] if i < len(article.words) else None
    if word is None or i in inside or word.definite or article.kinds[i] != "word":
        return False
    if complementizer(word.form) or one_alef(word.stem) in particles():
        return False  # `قالت ليلى إنها`, `اهتمت ليلى بما`
    return bool(word.preposition or word.pronoun) and not word.conjunction


def _run(words: Sequence[Word], strange: Container[int], i: int) -> int:
    """The token behind the words from ``i`` on that may be one name."""
    k = i
    while k < min(i + _LONGEST, len(words)) and k in strange:
        joined = words[k].conjunction == "و" and (k != i + 1 or _named_alone(words[k]))
        joined = joined or (k > i and bool(words[k].conjunction) and finite(words[k]))
        if joined or (k > i and (_future(words[k]) or _deed(words[k], k - i))):
            break  # `ليلى عباس وماهر …`, but `توم ويليامز`
        k += 1
    return k


def _named_alone(word: Word) -> bool:
    """Whether a word with و is a given name without it (`وماهر`)."""
    return is_context(word.base, "given_name")


@lru_cache(maxsize=1 << 16)
def _strange(word: Word) -> bool:
    """Whether a word is a given name or one that no lexicon knows (`غروسي`)."""
    if word.definite:
        return False
    if is_context(word.form, "given_name"):
        return True
    if complementizer(word.form) or word.form in particles() or is_particle(word):
        return False
    return not _led(word) and foreign(_without_clitics_in_front(word))


@lru_cache(maxsize=1 << 16)
def _strange_joined(word: Word) -> bool:
    """Whether a word with و is known to no lexicon, without it neither (`والدن`)."""
    if word.conjunction != "و":
        return False
    if word.definite:
        return not nominal_forms(word.stem.removeprefix("ال")) and foreign(whole(word))
    return _strange(word) and foreign(word)


def _led(word: Word) -> bool:
    """`بجامعة`, `لمنصب`, `بذلك`, `وزوجها`: a letter and a known word, too long for chance."""
    if word.conjunction:
        known = speaker_noun(word) or noun_only(word)
        long = len(word.stem) >= _SHORT or bool(word.pronoun)
        return is_context(word.base, "given_name") or (bool(known) and long)
    if not word.preposition:
        return False
    if word.preposition == "ل" and is_context(word.base, "given_name"):
        return True  # `قال وليام لعباس`
    if word.pronoun and word.stem == "اسم":
        return True  # `المتحدث باسمه سامر الأحمد`
    if one_alef(word.stem) in particles():
        return len(word.stem) >= _SHORT - 1
    if speaker_noun(word):
        return len(word.stem) >= _SHORT and not word.pronoun  # `بشركة`, but `باخ`
    usual = word.preposition in "بل" and len(word.stem) == _SHORT and takes_article(word.stem)
    usual = usual or word.stem.endswith("ة")  # `بشدة`
    known = noun_only(word) and (usual or len(word.stem) > _SHORT)
    return known and not word.pronoun  # `لمنزل`, `بملعب`


def _future(word: Word) -> bool:
    """`سامر الأحمد | سيرحل`: behind a name, an imperfect with س or ل."""
    return bool(word.preposition) and word.stem[0] in _PREFIXES and bool(verb_forms(word.stem))


def _deed(word: Word, before: int) -> bool:
    """`رحب سامر الأحمد | بعقد اجتماع`: a letter and a verbal noun, or any noun behind two names."""
    if not word.preposition:
        return False
    noun = before > 1 and noun_only(word) and len(word.stem) >= _SHORT - 1
    return noun or is_context(word.stem, "event_noun")


def _without_clitics_in_front(word: Word) -> Word:
    """A word whose pronoun may still be one: `قولها` is no name, though no lexicon has it whole."""
    stem = word.form.removesuffix(word.pronoun)
    return Word(word.form, word.norm, "", "", word.form, word.pronoun, stem, False, word.cuts)


def _behind_title(article: Article, first: int, end: int) -> bool:
    """Whether a run stands between commas, behind the article of a title, or behind a verb of
    saying and before a comma."""
    before = article.text[article.starts[first - 1]] if first else ""
    behind = article.text[article.starts[end]] if end < len(article.words) else "."
    if before in _COMMAS and before:
        return behind in _COMMAS and first > 1 and article.kinds[first - 2] in ("word", "hashtag")
    if not first:
        return False
    if finite(article.words[first - 1]):  # `قالت جينا لويس، مديرة …`
        return behind in _COMMAS
    if not article.words[first - 1].definite:
        return False
    return any(
        (noun := speaker_noun(article.words[k])) is not None and noun[0] == "person"
        for k in range(max(first - 5, 0), first)
    )
