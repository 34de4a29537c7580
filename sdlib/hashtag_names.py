"""Hashtag names: `#سامر_الأحمد`, a person named in one token, behind his title or before it."""

from __future__ import annotations

import re

from sdlib.context import is_context
from sdlib.phrases import Phrases
from sdlib.roles import speaker_noun
from sdlib.wordkinds import foreign
from sdlib.words import read_word

_SIGNS = "#＃"
_TAG = re.compile(rf"(?<!\S)(\w?)[{_SIGNS}]([^\s{_SIGNS}،,؛.]+)")


def tag_words(form: str) -> list[str]:
    """Give the words of a hashtag.

    Examples
    --------
    >>> tag_words("#سامر_الأحمد")
    ['سامر', 'الأحمد']
    """
    return [part for part in form.lstrip(_SIGNS).split("_") if part]


def without_signs(name: str) -> str:
    """Write the hashtags of a name as words.

    Examples
    --------
    >>> without_signs("سفارة مصر في #المملكة_المتحدة")
    'سفارة مصر في المملكة المتحدة'
    """
    return _TAG.sub(lambda found: found[1] + found[2].strip("_").replace("_", " "), name)


def is_person(phrases: Phrases, k: int) -> bool:
    """Whether a token is a hashtag of a person's whole name, known or not (no `#حزب_الله`)."""
    if phrases.article.kinds[k] != "hashtag":
        return False
    mention = phrases.mention_over(k)
    if mention:
        return mention.entity.type == "PER"
    parts = tag_words(phrases.article.words[k].form)
    if not 1 <= len(parts) <= 4 or any(speaker_noun(read_word(part)) for part in parts):
        return False
    return is_context(parts[0], "given_name") or all(foreign(read_word(part)) for part in parts)


def names_speaker(phrases: Phrases, k: int) -> bool:
    """Whether a token is a hashtag whose first word is one who speaks (`#وزارة_العدل`)."""
    if phrases.article.kinds[k] != "hashtag":
        return False
    parts = tag_words(phrases.article.words[k].form)
    return bool(parts) and speaker_noun(read_word(parts[0])) is not None


def named_by_tag(phrases: Phrases, first: int, behind: int) -> int | None:
    """The token of a source that is the hashtag of who speaks, None where none is.

    `#سامر_الأحمد، رئيس الوفد`, `وزير الخارجية، #سامر_الأحمد`, `السفير المصري #سامر_الأحمد`; in
    `محامي #سامر_الأحمد` and `النائب عن #سامر_الأحمد` he is somebody else.
    """
    words, head = phrases.article.words, speaker_noun(phrases.article.words[first])
    for k in range(first, behind):
        if not is_person(phrases, k):
            continue
        if k == first:
            return k if "_" in words[k].form or phrases.mention_over(k) else None
        if head is None or head[0] != "person" or head[1] == "p":
            return None
        before = words[k - 1]
        comma = phrases.article.kinds[k - 1] == "punct"
        if comma or (before.definite and not before.preposition):
            return k
    return None
