"""Country adjectives: names of countries that are adjectives as well (`سورية`, `السعودية`).

`قوات سورية` and `القوات السعودية` name no country, `في سورية` and `دعم السعودية` do: an adjective
agrees with the noun before it in gender and definiteness.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from sdlib.aliases import Mention
from sdlib.context import is_context
from sdlib.frequencies import one_alef
from sdlib.nationalities import nationality
from sdlib.nominals import nominal_forms
from sdlib.particles import particles
from sdlib.verbs import verb_forms
from sdlib.words import Word

if TYPE_CHECKING:
    from sdlib.gazetteers import Gazetteer
    from sdlib.resolution import View

_FEMININE = ("ة", "ات", "آت")


def without_adjectives(view: View, mentions: Sequence[Mention], names: Gazetteer) -> list[Mention]:
    """Leave out the mentions of a country that are adjectives.

    Parameters
    ----------
    view : View
        The text (`sdlib.resolution.ArticleView`).
    mentions : sequence of Mention
    names : Gazetteer

    Returns
    -------
    list of Mention
        In the same order.

    Examples
    --------
    >>> from sdlib.article import read_article
    >>> from sdlib.gazetteers import gazetteer
    >>> from sdlib.resolution import ArticleView
    >>> for text in ("عاد إلى سورية", "تقدمت قوات سورية", "أمن سورية", "وزارة النفط السعودية"):
    ...     article = read_article(text)
    ...     found = gazetteer("entities").find(article)
    ...     print(len(without_adjectives(ArticleView(article), found, gazetteer("entities"))))
    1
    0
    1
    0
    """
    both = coinciding(names)
    return [
        m
        for m in mentions
        if m.entity.entity_id not in both
        or m.behind - m.first > 1
        or not _is_adjective(view, m.first)
    ]


@lru_cache(maxsize=8)
def coinciding(names: Gazetteer) -> frozenset[str]:
    """Give the ids of the countries of which a name is their adjective too."""
    return frozenset(
        entity.entity_id
        for key, entities in names.names().items()
        if len(key) == 1 and key[0].endswith("ه")
        for entity in entities
        if entity.entity_id == nationality(key[0])
    )


def _is_adjective(view: View, at: int) -> bool:
    word = view.word(at)
    if word.preposition or not word.base.endswith(("ة", "ه")) or nationality(word.base) is None:
        return False
    before = _before(view, at)
    if before is None:
        return False
    if word.conjunction:
        same = nationality(before.base) and before.definite == word.definite
        return bool(same and (at - 1 == view.first or _may_be_adjective(view, at - 1)))
    if before.base == "غير":
        return True
    if not _is_noun(before) or before.definite != word.definite:
        return False
    return _agrees_back(view, at) if word.definite else _indefinite(view, at, before)


def _may_be_adjective(view: View, at: int) -> bool:
    """Whether what stands before و and the name is an adjective: no country of its own."""
    word = view.word(at)
    return nationality(word.base) is not None and (
        not word.base.endswith(("ة", "ه")) or _is_adjective(view, at) or not word.definite
    )


def _indefinite(view: View, at: int, before: Word) -> bool:
    """`عائلة سورية`, `وسائل إعلام سورية`; not `وحدة سورية`, `قوات سورية الديمقراطية`."""
    behind = view.word(at + 1) if at + 1 < view.behind else None
    if behind is not None and not view.in_one_sentence(at, at + 1):
        behind = None
    if is_context(before.stem, "of_country") or (behind and _is_definite_adjective(behind)):
        return False
    if _agrees(before) or is_context(before.stem, "of_compound"):
        return True
    return behind is not None and _is_indefinite_adjective(behind)


def _is_definite_adjective(word: Word) -> bool:
    """`الديمقراطية`: which is of a country or of the whole name, as no indefinite noun has it."""
    return word.definite and word.form == word.base and word.base.endswith("ة")


def _is_indefinite_adjective(word: Word) -> bool:
    """`رسمية`, `موالية`: which an adjective of nationality has behind it, a country has not."""
    if word.definite or word.preposition or word.conjunction or not word.base.endswith("ة"):
        return False
    return any(form.pos == "adj" and form.undone for form in nominal_forms(one_alef(word.base)))


def _agrees_back(view: View, at: int) -> bool:
    """`القوات السعودية`, `وزارة النفط السعودية`: a definite noun that agrees, or that ends one."""
    if _agrees(view.word(at - 1)):
        return True
    head = _before(view, at - 1)
    return head is not None and not head.definite and _is_noun(head) and _agrees(head)


def _before(view: View, at: int) -> Word | None:
    inside = at > view.first and view.in_one_sentence(at - 1, at)
    return view.word(at - 1) if inside else None


def _is_noun(word: Word) -> bool:
    """Whether a word can be a noun: no particle, number or sign, no pronoun behind it."""
    if word.pronoun or word.stem in particles() or not "ء" <= word.stem[:1] <= "ي":
        return False
    return word.definite or word.base.endswith("ة") or not _is_verb(word)


def _is_verb(word: Word) -> bool:
    key = one_alef(word.base)
    return bool(verb_forms(key)) and not nominal_forms(key)


def _agrees(word: Word) -> bool:
    """Whether a noun takes a feminine adjective: by its ending, or as a plural of things."""
    stem = word.stem.removeprefix("ال") if word.definite else word.stem
    if stem.endswith(_FEMININE):
        return True
    if stem.endswith("ا") and not word.definite:
        stem = stem[:-1]  # أهدافا
    forms = nominal_forms(one_alef(stem))
    own = {one_alef(form.lemma) for form in forms}
    return bool(own) and one_alef(stem) not in own and not any(form.undone for form in forms)
