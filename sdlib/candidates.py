"""Candidates: names and aliases in a document that its lexicon does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sdlib.abbreviations import is_letter_name
from sdlib.aliases import Entity
from sdlib.article import Article
from sdlib.context import is_context
from sdlib.cues import readings
from sdlib.discovery import found_entity
from sdlib.document import Document
from sdlib.frequencies import one_alef
from sdlib.name_search import Found, NameSearch
from sdlib.nationalities import nationality
from sdlib.particles import particle_cuts, particles
from sdlib.roles import speaker_noun
from sdlib.strangers import leads, strange_whole, triggers, unknown
from sdlib.wordkinds import YES, verb_evidence

_BRACKETS = {"(": ")", "[": "]"}
_HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}"


class Candidate(NamedTuple):
    """A name or alias at some tokens, and whose it would be."""

    first: int
    behind: int
    entity: Entity
    #: what to add: the name itself, or an alias of ``entity``
    text: str
    #: ``name``, ``surname``, ``acronym`` or ``spelling``
    kind: str
    #: what told the type (see `sdlib.name_search.Found`)
    rule: str = ""


def candidates(document: Document) -> Iterator[Candidate]:
    """Give the names and aliases in a document that its lexicon does not have.

    Yields
    ------
    Candidate
        In reading order of the names, then of the acronyms.

    Examples
    --------
    >>> import pandas as pd
    >>> from sdlib.document import read_documents
    >>> texts = pd.DataFrame({"doc_id": ["a"], "text": ["أعلن مجلس الأمن (مجام) قراره."]})
    >>> [document] = read_documents(texts, "example")
    >>> [(c.entity.name_en, c.text, c.kind) for c in candidates(document)]
    [('UN Security Council', 'مجام', 'acronym')]
    """
    persons = {m.entity.name: m.entity for m in document.mentions if m.entity.type == "PER"}
    covered = {k for m in document.mentions for k in range(m.first, m.behind)}
    bodies = [(m.behind, m.entity) for m in document.mentions if m.entity.type == "ORG"]
    found = NameSearch(document.article, document.mentions).names()
    for name in found:
        if covered & set(range(name.first, name.behind)) or _broken(document.article, name):
            continue
        entity = persons.get(name.name) if name.rule == "again" else None
        if entity:
            surname = _surface(document, name)
            if not is_context(surname, "given_name"):
                yield Candidate(name.first, name.behind, entity, surname, "surname")
        elif not (_is_given(name.name) or _is_function_word(name.name)):
            entity = found_entity(name)
            yield Candidate(name.first, name.behind, entity, entity.name, "name", name.rule)
            if name.type == "ORG":
                bodies.append((name.behind, entity))
    for behind, entity in sorted(bodies):
        inside = _in_marks(document.article, behind)
        if inside and not covered & set(range(*inside)):
            text = document.article.slice(*inside)
            yield Candidate(*inside, entity, text, "acronym")


def _surface(document: Document, name: Found) -> str:
    word = document.article.words[name.first]
    return word.form[name.cut :]


def _in_marks(article: Article, i: int) -> tuple[int, int] | None:
    """The word in marks at a token, or two in brackets: `(قسد)`, `"قسد"`."""
    if i + 2 >= len(article.words):
        return None
    mark = article.text[article.starts[i]]
    closer = _BRACKETS.get(mark)
    if closer is None and i in article.opens:
        return (i + 1, i + 2) if article.opens[i].last == i + 2 and _short(article, i + 1) else None
    for behind in (i + 2, i + 3):
        if behind < len(article.words) and closer == article.text[article.starts[behind]]:
            short = all(_short(article, k) for k in range(i + 1, behind))
            return (i + 1, behind) if short else None
    return None


def _short(article: Article, k: int) -> bool:
    """Whether a word can be an acronym, or a part of one: it holds no other word."""
    word = article.words[k]
    arabic = article.kinds[k] == "word" and "\u0621" <= word.form[0] <= "\u064a"
    plain = not (word.conjunction or word.preposition or word.pronoun)
    return arabic and plain and one_alef(word.form) not in particle_cuts()


def _is_given(name: str) -> bool:
    """Whether a name is a given name and no more: `محمد`, `عبد الله`."""
    words = name.split()
    servant = words[0] == "عبد" and len(words) == 2
    return servant or (len(words) == 1 and is_context(name, "given_name"))


def _is_function_word(name: str) -> bool:
    """Whether a name is a function word, also with ى for ي: `لديها`, `حوالى`."""
    return bool({one_alef(name), one_alef(name[:-1] + "ي")} & particle_cuts().keys())


def _broken(article: Article, name: Found) -> bool:
    """Whether a name is a piece of one: of a hyphen (`جيه-إن`), letters (`إم بي`), `آل الشيخ`."""
    start, end = article.span(name.first, name.behind)
    inside = article.text[end : end + 2], article.text[max(0, start - 2) : start][::-1]
    hyphen = any(side[:1] in _HYPHENS and side[1:].isalpha() for side in inside)
    family = name.type == "PER" and article.words[name.first].form == "آل"
    return hyphen or family or all(is_letter_name(word) for word in name.name.split())


def beside(document: Document, candidate: Candidate) -> tuple[str, str]:
    """Give the words right before and behind a name that may be parts of it, "" for none.

    What is before is a name itself or a word that no lexicon knows; what is behind may be any
    noun, since `ديلي ميل` goes on with an ordinary one.
    """
    article = document.article
    words, first, behind = article.words, candidate.first, candidate.behind
    before = ""
    if first and _word_beside(article, first - 1, first):
        word = words[first - 1]
        place = any(m.behind == first and m.entity.type == "LOC" for m in document.mentions)
        known = place or strange_whole(word) or unknown(word) or is_context(word.form, "given_name")
        if known and not word.definite and not any(leads(word, group) for group in triggers()):
            before = word.base
    if behind < len(words) and _word_beside(article, behind, first):
        word = words[behind]
        whose = word.preposition == "ل" and candidate.entity.type == "ORG" and word.definite
        plain = not (word.preposition or word.definite or word.pronoun)
        if not word.conjunction and (whose or plain):
            return before, word.form
    return before, ""


def _word_beside(article: Article, k: int, near: int) -> bool:
    """Whether a word may belong to a name beside it: it is no title, verb or function word."""
    word = article.words[k]
    if article.kinds[k] != "word" or article.sentence_of[k] != article.sentence_of[near]:
        return False
    if speaker_noun(word) or nationality(word.base) or is_context(word.form, "time"):
        return False
    if readings(word.form):
        return False
    return one_alef(word.base) not in particles() and verb_evidence(word) != YES
