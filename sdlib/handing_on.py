"""Handing on: what a marker that names a second voice makes of the claims in its sentence."""

from __future__ import annotations

from dataclasses import replace

from sdlib.article import Article
from sdlib.context import is_context
from sdlib.drafts import Draft


def handed_on(article: Article, drafts: list[Draft]) -> list[Draft]:
    """A closing marker that names somebody else hands on the claims inside its sentence.

    With `عنه` it takes up who spoke there: no claim of its own, if there is one inside.
    """
    drafts = _cited_first(article, drafts)
    for marker in [d for d in drafts if d.rule.startswith("marker") and d.source is not None]:
        inside = [d for d in drafts if _inside(article, d, marker)]
        of_him = bool(inside) and _of_him(article, marker)
        if marker.rule != "marker-after" and not of_him:
            continue
        drafts = [
            replace(d, via=marker.source) if any(d is own for own in inside) else d
            for d in drafts
            if not (of_him and d is marker)
        ]
    return drafts


def _cited_first(article: Article, drafts: list[Draft]) -> list[Draft]:
    """`نقلا عن مسؤول، ذكرت قناة «الحدث» أن`: one claim, of the one cited, via the medium."""
    words, found = article.words, list(drafts)
    for marker in [d for d in drafts if d.rule == "marker-before" and d.cue[1] - d.cue[0] == 2]:
        told = next((d for d in found if is_all_of(d, marker) and d.source and not d.via), None)
        if told is None or told.source is None:
            continue
        medium = is_context(words[told.source[0]].stem.removeprefix("ال"), "medium")
        if medium and words[marker.cue[0]].base == "نقلا":
            relayed = replace(told, source=marker.source, via=told.source)
            found = [relayed if d is told else d for d in found if d is not marker]
    return found


def _of_him(article: Article, marker: Draft) -> bool:
    """`بحسب ما نقلت عنه الصحيفة`, `وفق ما نقلته الوكالة عنه`."""
    first, end = marker.cue[1] - 1, (marker.source or marker.cue)[1]
    near = article.words[first : end + 1]
    return any(word.form in ("عنه", "عنها", "عنهم") for word in near)


def _inside(article: Article, draft: Draft, marker: Draft) -> bool:
    """Whether a marker of another source stands behind a claim."""
    same_text = (
        draft.source is not None
        and marker.source is not None
        and (article.slice(*draft.source) == article.slice(*marker.source))
    )
    inside = marker.content[0] <= draft.cue[0] < marker.content[1]
    return draft is not marker and draft.via is None and inside and not same_text


def is_all_of(draft: Draft, marked: Draft) -> bool:
    """`وفقا للوكالة، قال الوزير إن …`: whether a marker is said of nothing but a claim."""
    return marked.rule == "marker-before" and draft.cue[0] == marked.content[0]
