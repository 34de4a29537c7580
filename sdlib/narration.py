"""Narration: what an outlet states in its own words, and claims that another tells as facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib.annotation import Annotation
from sdlib.claim_similarity import similar_pairs, wording
from sdlib.claim_spans import add_sides, sides_of
from sdlib.context import is_context
from sdlib.contradictions import STATING
from sdlib.cues import readings
from sdlib.findings import reasons_of, texts_of
from sdlib.marker_words import may_mark
from sdlib.matching import match
from sdlib.roles import complementizer, speaker_noun
from sdlib.span_terms import read_spans, tokens_in
from sdlib.tables import TEXT
from sdlib.words import read_word

#: What a reason says beside those of `sdlib.findings`. A page has it in its own language.
PHRASES: Mapping[str, str] = {"narrated": "claim in one, narration in the other"}

#: How alike a claim and a sentence of narration must be, and in how many words.
_LEAST_WORDING = 0.6
_LEAST_SHARED = 4

#: The same for what may be told there in quite other words: too little to say that it is, and
#: too much to say that it is not. By reading 30 claims that other outlets seemed not to have.
_MAYBE_WORDING, _MAYBE_SHARED = 0.42, 3

#: What a claim must hold of the sentence's rarer words, and the sentence of the claim's.
_LEAST_OVERLAP = 0.6

#: Four words or more in quotation marks.
_QUOTATION = re.compile(r"[\"«“](?:[^\"»”\s]+\s+){3}")

#: Forms of verbs that attribute, and prepositions that begin markers but seldom do.
_TOLD = frozenset(["perfect", "imperfect", "passive", "participle"])
_PREPOSITIONS = frozenset(["على", "من"])
_ALSO_PLAIN = frozenset(["أن", "ان", "بأن", "بان", "ألا"])


def narrated_spans(annotation: Annotation) -> pd.DataFrame:
    """Give the sentences in which nobody is reported to say anything.

    Parameters
    ----------
    annotation : Annotation
        Its tables sentences and claims are read.

    Returns
    -------
    pandas.DataFrame
        ``doc_id, start, end`` of each sentence in which there is no cue, source or content of a
        claim, no word that may attribute (``وفق``, ``بيان``), and no quotation of four words.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("فاض النهر أمس. قال الوزير إن السد انهار.")
    >>> narrated_spans(a)[["start", "end"]].values.tolist()
    [[0, 14]]
    """
    sentences, claims = annotation.sentences, annotation.claims
    spoken = [
        (doc_id, int(start), int(end))
        for part in ("cue", "source", "content")
        for doc_id, start, end in zip(
            *(claims[c].tolist() for c in ("doc_id", f"{part}_start", f"{part}_end")), strict=True
        )
        if pd.notna(start) and end > start
    ]
    places = sentences.groupby("doc_id").indices
    starts, ends = (sentences[c].to_numpy(dtype=np.int64) for c in ("start", "end"))
    quiet = ~_attributed(annotation)
    for doc_id, start, end in spoken:
        rows = places.get(doc_id, np.empty(0, dtype=np.int64))
        quiet[rows[(starts[rows] < end) & (ends[rows] > start)]] = False
    return sentences.loc[quiet, ["doc_id", "start", "end"]].reset_index(drop=True)


def _attributed(annotation: Annotation) -> npt.NDArray[np.bool_]:
    """Sentences with a word that may attribute, or a quotation, though no claim was found."""
    sentences = annotation.sentences
    rows, places = tokens_in(sentences, annotation.tokens)
    numbers, forms = pd.factorize(annotation.tokens["text"])
    attributes = np.array(list(map(_attributes, forms.tolist())), dtype=bool)
    found = np.zeros(len(sentences), dtype=bool)
    found[rows[attributes[numbers[places]]]] = True
    texts = texts_of(sentences, annotation.documents)
    # One mark alone: the quotation began before, or goes on.
    quoted = texts.str.contains(_QUOTATION) | (texts.str.count('"') % 2 == 1)
    return found | quoted.to_numpy(dtype=bool)


@lru_cache(maxsize=1 << 16)
def _attributes(form: str) -> bool:
    """Whether a word is a verb or a marker of attribution, or what one speaks in (``بيان``)."""
    word = read_word(form)
    if any(r.shape in _TOLD and "weak" not in r.entry.frames for r in readings(word.form)):
        return True
    if may_mark(word) and word.base not in _PREPOSITIONS:
        return True
    if is_context(word.base, "hedge"):  # من المعتقد أن
        return True
    # إن and أنه open what somebody says, whatever the verb; أن stands behind يمكن as well.
    if complementizer(word.form) and word.form not in _ALSO_PLAIN:
        return True
    noun = speaker_noun(word)
    return bool(noun and noun[0] == "document")


def _counted_otherwise(spans: pd.DataFrame, pairs: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Pairs with numbers on both sides, none in both: 12 killed is not what 19 killed says."""
    values = [frozenset(value for _, value in numbers) for numbers in spans["numbers"]]
    sides = [(values[a], values[b]) for a, b in zip(pairs["a"], pairs["b"], strict=True)]
    return np.array([bool(a and b and a.isdisjoint(b)) for a, b in sides], dtype=bool)


def maybe_told(pairs: pd.DataFrame) -> pd.Series:
    """Pairs (`similar_pairs`) that agree too much for one to be called not found in the other."""
    return (wording(pairs) >= _MAYBE_WORDING) & (pairs["shared"] >= _MAYBE_SHARED)


def attribution_shifts(
    annotation: Annotation, claims: pd.DataFrame, of_event: pd.Series, by: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Find claims of one outlet that another tells in its own words, nobody being quoted.

    Parameters
    ----------
    annotation : Annotation
        The tables.
    claims : pandas.DataFrame
        Claims that the other outlets do not report as claims (`sdlib.claim_spans.claim_spans`).
    of_event : pandas.Series
        The event of each document, by ``doc_id``.
    by : str
        The column of the documents that names the sides.

    Returns
    -------
    spans : pandas.DataFrame
        The claims and the sentences of narration, with ``retold``: claims that narration of
        another outlet may tell.
    found : pandas.DataFrame
        ``a`` and ``b``, positions in ``spans``, with ``relation, score, reasons``, one to one.
    """
    stated = claims[claims["cue_type"].isin(STATING) & ~claims["negated"]]
    sides = sides_of(annotation.documents, by)
    told = add_sides(narrated_spans(annotation), annotation, of_event, sides)
    spans = pd.concat([stated.assign(told=False), told.assign(told=True)], ignore_index=True)
    terms = read_spans(spans, annotation.tokens, annotation.mentions)
    pairs = similar_pairs(spans, terms, sides.unique())
    pairs["score"] = wording(pairs)
    narration = spans["told"].to_numpy(dtype=bool)
    alike = (pairs["score"] >= _LEAST_WORDING) & (pairs["shared"] >= _LEAST_SHARED)
    alike &= pairs["overlap"] >= _LEAST_OVERLAP
    alike &= ~_counted_otherwise(spans, pairs)
    pairs = pairs[narration[pairs["a"]] != narration[pairs["b"]]]
    retold = pairs.loc[maybe_told(pairs), ["a", "b"]].to_numpy().ravel()
    spans["retold"] = np.isin(np.arange(len(spans)), retold) & ~narration
    found = match(spans, pairs[alike[pairs.index]])
    reasons = f"{PHRASES['narrated']}; " + reasons_of(spans, terms, found, speakers=False)
    return spans, found.assign(relation="attribution shift", reasons=reasons.astype(TEXT))
