"""Units of text: documents, paragraphs or sentences, as spans and as numbers of tokens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib.errors import ParameterError
from sdlib.sentences import sentence_spans
from sdlib.vocabulary import EncodedTexts

UNITS = ("document", "paragraph", "sentence")

Spans = list[tuple[int, int]]


def cut_units(documents: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Cut documents into units: one row a document, paragraph or sentence, with its text.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``outlet``, ``doc_id`` and ``text``.
    unit : {"document", "paragraph", "sentence"}

    Returns
    -------
    pandas.DataFrame
        ``outlet, doc_id, start, end, text``.

    Raises
    ------
    ParameterError
        If there is no such unit.

    Examples
    --------
    >>> documents = pd.DataFrame({"outlet": ["A"], "doc_id": ["a"], "text": ["نعم. لا.\\nبلى"]})
    >>> cut_units(documents, "paragraph")["text"].tolist()
    ['نعم. لا.', 'بلى']
    """
    rows = []
    spans = unit_spans(documents["text"], unit)
    columns = (documents[c] for c in ("outlet", "doc_id", "text"))
    for outlet, doc_id, text, own in zip(*columns, spans, strict=True):
        rows += [(outlet, doc_id, s, e, text[s:e]) for s, e in own]
    return pd.DataFrame(rows, columns=["outlet", "doc_id", "start", "end", "text"])


def unit_spans(
    texts: Iterable[str], unit: str, sentences: Sequence[pd.DataFrame] | None = None
) -> list[Spans]:
    """Give the spans of the units of each text.

    Parameters
    ----------
    texts : iterable of str
    unit : {"document", "paragraph", "sentence"}
    sentences : sequence of pandas.DataFrame, optional
        For each text its rows of a sentences table, if they have been found already.

    Returns
    -------
    list of list of tuple of int
        For each text the start and end of each unit. A document is the whole text, also an
        empty one; of an empty text there is no paragraph and no sentence.

    Raises
    ------
    ParameterError
        If there is no such unit.

    Examples
    --------
    >>> unit_spans(["نعم. لا.", ""], "sentence")
    [[(0, 4), (5, 8)], []]
    """
    if unit not in UNITS:
        raise ParameterError(f"unit is {unit!r}, but must be one of {', '.join(UNITS)}")
    if unit == "document":
        return [[(0, len(text))] for text in texts]
    if sentences is None:
        found = [sentence_spans(text) for text in texts]
    else:
        columns = ["paragraph", "start", "end"]
        found = [list(rows[columns].itertuples(index=False)) for rows in sentences]
    if unit == "sentence":
        return [[(int(s.start), int(s.end)) for s in own] for own in found]
    return [_paragraphs(own) for own in found]


def _paragraphs(sentences: Iterable[object]) -> Spans:
    paragraphs: dict[int, tuple[int, int]] = {}
    for s in sentences:
        start = paragraphs.get(s.paragraph, (s.start, s.end))[0]
        paragraphs[s.paragraph] = (int(start), int(s.end))
    return list(paragraphs.values())


def unit_numbers(encoded: EncodedTexts, spans: Sequence[Spans]) -> npt.NDArray[np.int64]:
    """Give for each token the number of its unit, counted through all texts.

    Parameters
    ----------
    encoded : EncodedTexts
    spans : sequence of list of tuple of int
        What `unit_spans` gave for the same texts.

    Returns
    -------
    numpy.ndarray of int64, shape (n_tokens,)
        It never falls from one token to the next.

    Examples
    --------
    >>> from sdlib.vocabulary import encode
    >>> texts = ["نعم. لا.", "بلى"]
    >>> unit_numbers(encode(texts), unit_spans(texts, "sentence")).tolist()
    [0, 0, 1, 1, 2]
    """
    if all(len(own) == 1 for own in spans):
        return encoded.documents
    numbers, before = [np.empty(0, dtype=np.int64)], 0
    for k, own in enumerate(spans):
        starts = encoded.starts[encoded.offsets[k] : encoded.offsets[k + 1]]
        inside = np.searchsorted([end for _, end in own], starts, side="right")
        # What stands behind the last unit, such as a sign by itself, belongs to that.
        numbers.append(np.minimum(inside, max(len(own) - 1, 0)) + before)
        before += len(own)
    return np.concatenate(numbers)


def unit_offsets(encoded: EncodedTexts, spans: Sequence[Spans]) -> npt.NDArray[np.int64]:
    """Give the token at which each unit begins, and behind the last how many tokens there are.

    Parameters
    ----------
    encoded : EncodedTexts
    spans : sequence of list of tuple of int
        What `unit_spans` gave for the same texts.

    Returns
    -------
    numpy.ndarray of int64, shape (n_units + 1,)

    Examples
    --------
    >>> from sdlib.vocabulary import encode
    >>> texts = ["نعم. لا.", "بلى"]
    >>> unit_offsets(encode(texts), unit_spans(texts, "sentence")).tolist()
    [0, 2, 4, 5]
    """
    if all(len(own) == 1 for own in spans):
        return encoded.offsets
    units = np.arange(sum(map(len, spans)) + 1)
    return np.searchsorted(unit_numbers(encoded, spans), units)
