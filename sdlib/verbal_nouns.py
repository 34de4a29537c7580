"""Verbal nouns: what is done, told as a noun, and the verb that says the same (``استخدام``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sdlib.context import context_words
from sdlib.normalization import normalize_word
from sdlib.opposites import contrasts, families
from sdlib.verbs import verbal_nouns


def verb_of(lemma: str) -> str:
    """Give the verb of a verbal noun, both as lemmas in search form.

    Parameters
    ----------
    lemma : str
        A lemma in search form (`sdlib.normalization.normalize_word`).

    Returns
    -------
    str
        The verb, where the noun follows from it by rule; else the lemma itself. A noun that is
        opposed to other words than its verb is left as well: ``تزوير``, which honesty has not.

    Examples
    --------
    >>> [verb_of(word) for word in ("استخدام", "اغلاق", "تاكيد", "تزوير", "قريه")]
    ['استخدم', 'اغلق', 'اكد', 'تزوير', 'قريه']
    """
    return _verbs().get(lemma, lemma)


@cache
def terms_of(group: str) -> frozenset[str]:
    """Give a class of context words as the terms of spans: in search form, verbs for their nouns.

    Examples
    --------
    >>> "استخدم" in terms_of("involvement")
    True
    """
    return frozenset(verb_of(normalize_word(word)) for word in context_words(group))


@cache
def _verbs() -> Mapping[str, str]:
    pairs = {normalize_word(noun): normalize_word(verb) for noun, verb in verbal_nouns()}
    return {
        noun: verb
        for noun, verb in pairs.items()
        if noun not in contrasts() or families()[noun] & families().get(verb, frozenset())
    }
