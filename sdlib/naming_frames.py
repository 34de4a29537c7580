"""Frames of naming: who is called armed men, terrorists or opposition, and by whom.

An outlet that quotes a minister's `terrorists` has not called anybody so: the spans of
claims and labels decide whose word it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from sdlib.annotation import Annotation, require_annotation
from sdlib.comparison import with_outlet, words_by_outlet
from sdlib.errors import LexiconError, ParameterError
from sdlib.lexicon import read_lexicon
from sdlib.span_terms import tokens_in
from sdlib.tables import TEXT, require_columns
from sdlib.units import unit_form
from sdlib.voices import add_voice, find_terms, terms_by_voice

#: The frame of rows that name nobody: they keep `armed conflict` out of the armed men.
_NONE = "none"

_HITS = {
    "outlet": TEXT,
    "doc_id": TEXT,
    "start": "int64",
    "end": "int64",
    "text": TEXT,
    "frame": TEXT,
    "term": TEXT,
    "voice": TEXT,
    "claim_id": TEXT,
    "speaker": TEXT,
    "mode": TEXT,
}


def find_naming_frames(
    annotation: Annotation, frames: Mapping[str, Iterable[str]] | str | Path | None = None
) -> pd.DataFrame:
    """Find words that name groups of people, and say whose words they are.

    Parameters
    ----------
    annotation : Annotation
    frames : mapping of str to iterable of str, or path, optional
        The words of each frame as `sdlib.find_terms` takes them, each a term of its own; or the
        path of a table with the columns of sdlib's own, ``frame, term, forms, note``, which
        is taken if nothing is given. What has the frame ``none`` is matched and left out.

    Returns
    -------
    pandas.DataFrame
        One row a use, in reading order: ``outlet, doc_id, start, end, text, frame, term``, and
        ``voice, claim_id, speaker, mode`` as `sdlib.add_voice` gives them: the outlet's own
        ``narration``, a ``claim`` of a speaker, or a ``label`` held at arm's length. Of
        several words the span reaches from the first to the last. A noun that is counted
        (``25 إرهابيا``) stands for the term that lists its sound plural.

    Raises
    ------
    LexiconError
        If the table cannot be read, or one term stands in two frames.
    ParameterError
        If something else than an annotation is given; if a frame has no words, or two have the
        same.

    Notes
    -----
    That a word is found does not say of whom: read the lines (`sdlib.in_sentences`). In an
    indirect claim the choice of words may be the reporter's; ``mode`` tells which claims quote.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("سيطر المسلحون على القرية. قال الوزير إن الإرهابيين انسحبوا.")
    >>> find_naming_frames(a)[["text", "frame", "voice", "speaker"]].values.tolist()
    [['المسلحون', 'armed men', 'narration', <NA>], ['الإرهابيين', 'terrorists', 'claim', 'الوزير']]
    """
    require_annotation(annotation, "find_naming_frames")
    forms, frame_of = _forms(frames)
    tokens = annotation.tokens.reset_index(drop=True)
    voiced = add_voice(tokens, annotation.claims, labels=annotation.labels)
    found = find_terms(voiced, forms)
    counted = _counted(annotation, forms)
    counted = counted[~counted.index.isin(found.index)]
    if len(counted):
        added = voiced.loc[counted.index].assign(term=counted)
        found = pd.concat([found, added]).sort_index()
    found = found.assign(frame=found["term"].map(frame_of))
    found = with_outlet(found[found["frame"] != _NONE], annotation.documents)
    return found[list(_HITS)].astype(_HITS).reset_index(drop=True)


def count_naming_frames(
    found: pd.DataFrame, annotation: Annotation, *, speakers: bool = False
) -> pd.DataFrame:
    """Count naming by outlet, term and voice.

    Parameters
    ----------
    found : pandas.DataFrame
        What `find_naming_frames` gave for the annotation, or some of its rows.
    annotation : Annotation
        Whose outlets and words are counted.
    speakers : bool
        Whether claims and labels are counted by who speaks, and terms without a use left out.

    Returns
    -------
    pandas.DataFrame
        One row a term, outlet and voice (with ``speakers`` a speaker too, ``<NA>`` where none
        is known), frames and terms in the order of first use: ``frame, term, outlet, voice,
        count``, ``per_1000`` (uses per 1,000 words of the outlet, whoever speaks) and
        ``documents`` (of the outlet, with such a use). A voice that does not use a term has 0.
        Articles without an outlet are left out.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("سيطر المسلحون على القرية. قال الوزير إن المسلحين انسحبوا.")
    >>> counts = count_naming_frames(find_naming_frames(a), a)
    >>> counts[["term", "voice", "count", "documents"]].values.tolist()
    [['مسلحون', 'narration', 1, 1], ['مسلحون', 'claim', 1, 1], ['مسلحون', 'label', 0, 0]]
    """
    needed = ["doc_id", "frame", "term", "voice", "speaker"]
    require_columns(found, needed, "count_naming_frames(found)")
    keys = ["term", "outlet", "voice"]
    located = with_outlet(found, annotation.documents).dropna(subset="outlet")
    grid = terms_by_voice(found, annotation.documents)
    if speakers:
        keys = [*keys, "speaker"]
        grid = located.groupby(keys, dropna=False, sort=False).size().rename("count").reset_index()
    texts = located.groupby(keys, dropna=False)["doc_id"].nunique().rename("documents")
    result = grid.merge(texts.reset_index(), how="left", on=keys)
    words = words_by_outlet(annotation.tokens, annotation.documents)
    result["frame"] = result["term"].map(dict(zip(found["term"], found["frame"], strict=True)))
    # An outlet without words has no uses either.
    total = result["outlet"].map(words).astype("float64").clip(lower=1)
    result["per_1000"] = 1000 * result["count"] / total
    dtypes = {"frame": TEXT, "term": TEXT, "outlet": TEXT, "voice": TEXT, "count": "int64"}
    dtypes |= {"per_1000": "float64", "documents": "int64"} | dict.fromkeys(keys, TEXT)
    result["documents"] = result["documents"].fillna(0)
    order = ["frame", *keys, "count", "per_1000", "documents"]
    return result[order].astype({name: dtypes[name] for name in order})


def _counted(annotation: Annotation, forms: Mapping[str, list[str]]) -> pd.Series:
    """The term of each noun behind a number, by the position of its token.

    Alone and in the dual ``إرهابيا`` is an adjective (``هجوما إرهابيا``); behind a number it is
    people.
    """
    term_of = {form: term for term, own in forms.items() for form in own}
    figures = annotation.quantities.dropna(subset="unit").reset_index(drop=True)
    figures = figures[(figures["unit"] + "ون").isin(list(term_of))].reset_index(drop=True)
    rows, places = tokens_in(figures, annotation.tokens)
    units, tokens = figures["unit"].tolist(), annotation.tokens.iloc[places]
    found = {}
    for row, place, norm in zip(rows.tolist(), places.tolist(), tokens["norm"], strict=True):
        form = unit_form(norm)
        if form and form.unit.lemma == units[row] and form.number != "dual":
            found[place] = term_of[units[row] + "ون"]
    return pd.Series(found, dtype=TEXT)


def _forms(
    frames: Mapping[str, Iterable[str]] | str | Path | None,
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The forms of each term, and the frame of each."""
    if not isinstance(frames, Mapping):
        return _read("naming_frames" if frames is None else frames)
    forms: dict[str, list[str]] = {}
    frame_of: dict[str, str] = {}
    for frame, words in frames.items():
        own = list(dict.fromkeys(words))
        if not own:
            raise ParameterError(f"frames: {frame!r} has no words; give it some or leave it out")
        for word in own:
            if word in frame_of:
                raise ParameterError(
                    f"frames: {word!r} stands for {frame_of[word]!r} and {frame!r}; choose one"
                )
            forms[word], frame_of[word] = [word], frame
    return forms, frame_of


def _read(source: str | Path) -> tuple[dict[str, list[str]], dict[str, str]]:
    columns = ["frame", "term", "forms", "note"]
    rows = read_lexicon(source, columns, required=columns[:3], key=["term"])
    if not rows:
        raise LexiconError(f"{source} has no row; give each term its frame and its forms")
    forms = {row["term"]: [form.strip() for form in row["forms"].split("|")] for row in rows}
    return forms, {row["term"]: row["frame"] for row in rows}
