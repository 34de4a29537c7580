"""Alignment: which claims of one outlet another reports too, in which words, and which not."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from sdlib.annotation import Annotation, require_annotation
from sdlib.claim_similarity import similar_pairs
from sdlib.claim_spans import claim_spans, sides_of
from sdlib.contradictions import contradictions
from sdlib.events import events_of
from sdlib.findings import finding_rows, findings_table, reasons_of, texts_of
from sdlib.garbage import lexicons_set_aside
from sdlib.gazetteers import SHIPPED, gazetteer
from sdlib.matching import ends, match
from sdlib.narration import attribution_shifts, maybe_told
from sdlib.nesting import around, beside, parents
from sdlib.number_conflicts import number_conflicts
from sdlib.polarities import polarities
from sdlib.span_terms import SpanTerms, read_spans
from sdlib.stance_shifts import stance_shifts
from sdlib.tables import TEXT

#: From which score on two claims say the same, and from which they share speaker and topic.
#: Chosen by reading pairs of half of 158 known events.
REWORDED = 0.5
TOPIC = 0.3

#: Below this score few words of two speakers make a topic and no claim; and of one speaker.
#: Chosen by reading 70 pairs of events that were not among those.
_SURE, _SURE_OF_ONE = 0.6, 0.55

#: How many words that are no names must be in both there.
_WORDS, _WORDS_OF_ONE = 6, 4

#: "same" asks for nearly the same words: cosines of lemmas and of characters.
_SAME_LEMMAS = 0.85
_SAME_CHARACTERS = 0.8

#: What a reason says of claims without a partner. A page has each in its own language.
PHRASES: Mapping[str, str] = {
    "not_found": "not found in",
    "others": "other claims of its speaker",
    "others_state": "other claims of others who speak for",
    "in": "in",
    "nor": "nor is its speaker",
}

#: The claims of an event, of a speaker or a state, and of a side.
_Spoken = dict[tuple[str, str, str], set[int]]

#: What may be the id of an entity in a reason.
_WORD = re.compile(r"[^\s,;:]+")


@lexicons_set_aside()
def align_claims(
    annotation: Annotation, *, by: str = "outlet", events: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Compare the claims of outlets that report the same event.

    Parameters
    ----------
    annotation : Annotation
        What `sdlib.annotate` gives for articles of two outlets or more.
    by : str
        The column of the documents in which the two sides of a pair differ.
    events : pandas.DataFrame, optional
        ``doc_id`` and ``event_id`` of every document; by default `sdlib.group_events` finds
        them. Claims of different events are not compared.

    Returns
    -------
    pandas.DataFrame
        One row a finding, ordered by event, relation and falling score; side ``_a`` is the
        outlet that the documents name first. ``relation`` is

        - ``same``: the same claim in nearly the same words; ``reworded``: in other words;
        - ``contradiction``: one denies what the other says, or negates it; opposite words (``فتح``,
          ``أغلق``) stand between the same words; or who does it to whom is exchanged;
        - ``number conflict``: both count the same, and their bounds do not meet, or are open and
          far apart (``أكثر من 10``, ``أكثر من 4000``);
        - ``stance shift``: the same claim of one speaker, another kind of cue (``قال``, ``زعم``);
        - ``attribution shift``: a claim in one, the outlet's own words in the other;
        - ``same speaker and topic``: one speaker on one topic, not the same claim (also where
          it is a denial in one only, or another day, place, name or count stands in one place);
        - ``found in one only``: not found in the other outlets of the event.

        What two claims say has one relation: a contradiction is no number conflict, and neither
        is ``same``, ``reworded`` or ``same speaker and topic``, in this order. A stance shift is of
        the cues, and a second row for claims that say the same. Further columns: ``event_id,
        score`` (0 to 1, NaN for what is found in one only), and for each side (``_a``, ``_b``)
        the column ``by``, ``doc_id, claim_id`` (``<NA>`` in narration), ``speaker, cue, text,
        start, end`` (code points of the raw text) and ``sentence``; ``reasons`` says in words
        what the finding rests on. Among pairs that say the same, and among those of each other
        relation, no claim stands twice for the same two outlets.

    Raises
    ------
    ParameterError
        If something else than an annotation is given; if a document has no outlet, or all have
        the same; if ``events`` leaves one out.
    TableError
        If a column is missing.

    Notes
    -----
    A pair of claims is scored by the weighted mean of how far lemmas, characters, speakers,
    entities and numbers agree (`sdlib.claim_similarity.WEIGHTS`); from 0.5 on it says the
    same. Claims are then matched one to one so that the sum of scores is greatest. "Not
    found in" says no more than that: the outlet may have reported it elsewhere. Events of one
    outlet have no rows.

    References
    ----------
    D. F. Crouse, "On implementing 2D rectangular assignment algorithms", IEEE Transactions on
    Aerospace and Electronic Systems 52 (2016): the matching, as scipy has it.

    Examples
    --------
    >>> import sdlib
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"], "text": [
    ...     "قال الوزير إن المفاوضات مع النقابة انتهت باتفاق على الأجور.",
    ...     "زعم الوزير أن المفاوضات مع النقابة انتهت باتفاق حول الأجور."]})
    >>> found = align_claims(sdlib.annotate(documents))
    >>> found[["relation", "outlet_a", "outlet_b"]].values.tolist()
    [['same', 'A', 'B'], ['stance shift', 'A', 'B']]
    """
    require_annotation(annotation, "align_claims")
    documents = annotation.documents
    of_event = events_of(documents, events)
    spans = claim_spans(annotation, of_event, by)
    terms = read_spans(spans, annotation.tokens, annotation.mentions)
    pairs = similar_pairs(spans, terms, sides_of(documents, by).unique())
    polarity = polarities(spans, texts_of(spans, documents), terms, pairs)
    pairs["opposed"], pairs["polarity"] = polarity.opposed, polarity.reasons
    pairs["opposed"] |= beside(spans, pairs, polarity.differ)
    against = contradictions(spans, pairs, polarity)
    opposed = _opposed(spans, pairs, against)
    figures, conflicts = number_conflicts(annotation, of_event, by)
    free, conflicts = _one_relation(spans, pairs[against.isna()], opposed, (figures, conflicts))
    matched = _matched(spans, terms, free)
    likely = pairs[~pairs["opposed"] | ~pairs.index.isin(free.index)]
    alone = _found_in_one(spans, likely, matched, _sides(documents, of_event, by))
    # نفى ذلك: without a word of its own a content could not have been found anywhere.
    alone = alone[terms.present[alone["a"].to_numpy(dtype=np.int64)].getnnz(axis=1) > 0]
    narrated = attribution_shifts(annotation, spans.iloc[alone["a"]], of_event, by)
    told = narrated[0].iloc[np.concatenate([narrated[1][side] for side in "ab"])]["claim_id"]
    # What another tells in its own words is found there, though nobody says it.
    told = set(told.dropna()) | set(narrated[0].loc[narrated[0]["retold"], "claim_id"])
    alone = alone[~spans["claim_id"].iloc[alone["a"]].isin(told).to_numpy()]
    found = pd.concat([matched, opposed, _shifted(spans, matched), alone], ignore_index=True)
    rows = [finding_rows(*each) for each in ((spans, found), (figures, conflicts), narrated)]
    table = findings_table(rows, documents, annotation.sentences, by)
    return table.assign(reasons=_with_names(table["reasons"], annotation.mentions))


def _sides(documents: pd.DataFrame, of_event: pd.Series, by: str) -> pd.DataFrame:
    """The event and the side of each document."""
    sides = sides_of(documents, by)
    return pd.DataFrame({"event": sides.index.map(of_event), "side": sides.array})


def _with_names(reasons: pd.Series, mentions: pd.DataFrame) -> pd.Series:
    """Write the names of entities, which are words here like others, in place of their ids."""
    names = {key: entity.name for key, entity in gazetteer(SHIPPED).entities.items()}
    known = mentions.dropna(subset="entity_id").drop_duplicates("entity_id")
    names |= dict(zip(known["entity_id"], known["name"], strict=True))
    return reasons.map(
        lambda text: _WORD.sub(lambda found: names.get(found[0], found[0]), text),
        na_action="ignore",
    ).astype(TEXT)


def _one_relation(
    spans: pd.DataFrame,
    pairs: pd.DataFrame,
    opposed: pd.DataFrame,
    counted: tuple[pd.DataFrame, pd.DataFrame],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Leave each pair one relation: what is denied is not counted otherwise, nor that the same.

    Gives the pairs of claims that are free for another relation, and the conflicts of figures.
    """
    figures, conflicts = counted
    holding = around(spans, figures, conflicts)
    denied = set(zip(opposed["a"].tolist(), opposed["b"].tolist(), strict=True))
    kept = [denied.isdisjoint(pair) for pair in holding]
    taken = {pair for pair, keep in zip(holding, kept, strict=True) if keep for pair in pair}
    ends = zip(pairs["a"].tolist(), pairs["b"].tolist(), strict=True)
    free = np.array([pair not in taken for pair in ends], dtype=bool)
    return pairs[free], conflicts[np.array(kept, dtype=bool)]


def _matched(spans: pd.DataFrame, terms: SpanTerms, pairs: pd.DataFrame) -> pd.DataFrame:
    """Pairs that say the same, and of the claims left those of one speaker on one topic."""
    nearly = (pairs["lemmas"] >= _SAME_LEMMAS) & (pairs["characters"] >= _SAME_CHARACTERS)
    pairs = pairs.assign(relation=np.where(nearly, "same", "reworded"))
    says = (pairs["score"] >= REWORDED) & (_says_enough(pairs) | nearly) & ~pairs["opposed"]
    said = match(spans, pairs[says])
    topic = pairs[(pairs["speaker"] == 1) & (pairs["score"] >= TOPIC)]
    taken = np.concatenate(ends(spans, said))
    left, right = ends(spans, topic)
    topic = match(spans, topic[~np.isin(left, taken) & ~np.isin(right, taken)])
    both = pd.concat([said, topic.assign(relation="same speaker and topic")], ignore_index=True)
    reasons = reasons_of(spans, terms, both)
    return both.assign(reasons=(both["polarity"] + "; " + reasons).fillna(reasons))


def _says_enough(pairs: pd.DataFrame) -> pd.Series:
    """Pairs that agree in more than a topic: one word, or names alone, are no claim."""
    one = pairs["speaker"] == 1
    sure = pairs["score"] >= np.where(one, _SURE_OF_ONE, _SURE)
    many = pairs["shared"] >= np.where(one, _WORDS_OF_ONE, _WORDS)
    return (pairs["shared"] > 1) & (sure | many)


def _opposed(spans: pd.DataFrame, pairs: pd.DataFrame, against: pd.Series) -> pd.DataFrame:
    """Pairs of which one denies the other, one to one."""
    opposed = match(spans, pairs.assign(reasons=against)[against.notna()])
    return opposed.assign(relation="contradiction")


def _shifted(spans: pd.DataFrame, matched: pd.DataFrame) -> pd.DataFrame:
    """Pairs that say the same in another light."""
    said = matched[matched["relation"].isin(["same", "reworded"])]
    shifts = stance_shifts(spans, said)
    return said.assign(relation="stance shift", reasons=shifts)[shifts.notna()]


def _found_in_one(
    spans: pd.DataFrame, pairs: pd.DataFrame, matched: pd.DataFrame, sides: pd.DataFrame
) -> pd.DataFrame:
    """The claims without a partner in the other outlets of their event, ``sides`` all of them."""
    # What may stand in another outlet in quite other words is not said to be found in one only.
    likely = pairs.loc[(pairs["score"] >= REWORDED) | maybe_told(pairs), ["a", "b"]]
    found = set(matched["a"]) | set(matched["b"]) | set(likely.to_numpy().ravel().tolist())
    found = _with_nested(spans, found)
    # An outlet without a claim of its own has not reported those of the others either.
    of_event = sides.groupby("event")["side"].agg(lambda side: tuple(dict.fromkeys(side))).to_dict()
    spoken = [_spoken(spans, name) for name in ("speakers", "states")]
    rows = []
    columns = (spans[name].tolist() for name in ("event", "side", "speakers", "states"))
    for k, (event, side, *keys) in enumerate(zip(*columns, strict=True)):
        others = [other for other in of_event[event] if other != side]
        if k not in found and others:
            counts = [
                _counted(count, own, event=event, others=others)
                for own, count in zip(keys, spoken, strict=True)
            ]
            states = [s for s in keys[1] if any((event, s, o) in spoken[1] for o in others)]
            rows.append((k, -1, "; ".join(others), _not_found(others, ", ".join(states), *counts)))
    alone = pd.DataFrame(rows, columns=["a", "b", "others", "reasons"])
    return alone.assign(relation="found in one only", score=np.nan)


def _spoken(spans: pd.DataFrame, column: str) -> _Spoken:
    """The claims of each event, speaker (or state) and side."""
    found: _Spoken = {}
    columns = (spans[name].tolist() for name in ("event", column, "side"))
    for k, (event, keys, side) in enumerate(zip(*columns, strict=True)):
        for key in keys:
            found.setdefault((event, key, side), set()).add(k)
    return found


def _counted(
    spoken: _Spoken,
    keys: tuple[str, ...],
    *,
    event: str,
    others: list[str],
) -> dict[str, int]:
    """How many claims some speakers have in each of the other outlets, where they have any."""
    claims = {
        other: set().union(*(spoken.get((event, key, other), ()) for key in keys))
        for other in others
    }
    return {other: len(own) for other, own in claims.items() if own}


def _with_nested(spans: pd.DataFrame, found: set[int]) -> set[int]:
    """Claims, those that stand inside of them, and those in which they stand."""
    of = parents(spans)
    inside = {k for k, parent in enumerate(of) if parent in found}
    outside = {of[k] for k in found} - {None}
    return found | inside | outside


def _not_found(others: list[str], state: str, own: dict[str, int], of_state: dict[str, int]) -> str:
    """Where a claim is not found, and whether its speaker or another of the state is."""
    places = f"{PHRASES['not_found']} {', '.join(others)}"
    others_state = f"{PHRASES['others_state']} {state}"
    for said, counts in ((PHRASES["others"], own), (others_state, of_state)):
        if counts:
            listed = (f"{count} {PHRASES['in']} {other}" for other, count in counts.items())
            return f"{places}; {said}: {', '.join(listed)}"
    return f"{places}; {PHRASES['nor']}"
