"""Merged spellings: tokens counted under one spelling of their family, words of two as one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from sdlib.joined_tokens import join_tokens
from sdlib.normalization import normalize_word
from sdlib.tables import require_columns
from sdlib.vocabulary import EncodedTexts, renumbered


def merge_spellings(encoded: EncodedTexts, spellings: pd.DataFrame) -> EncodedTexts:
    """Count each spelling as the one by which its family is named, in search form.

    Parameters
    ----------
    encoded : EncodedTexts
        Of bases (``encode(texts, terms="base")``).
    spellings : pandas.DataFrame
        ``family`` and ``spelling``, a spelling of two words with a space (`عبد الله`).

    Returns
    -------
    EncodedTexts
        Of words (``terms="word"``): two tokens that are one spelling have become one token.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> from sdlib.vocabulary import encode
    >>> families = pd.DataFrame({"family": ["سوريا", "سوريا", "لاسيما", "لاسيما"],
    ...     "spelling": ["سوريا", "سورية", "لاسيما", "لا سيما"]})
    >>> merge_spellings(encode(["لا سيما في سورية"], terms="base"), families).terms
    ['لاسيما', 'في', 'سوريا']
    """
    require_columns(spellings, ["family", "spelling"], "merge_spellings(spellings)")
    pairs = spellings[["family", "spelling"]].drop_duplicates()
    names = dict(zip(pairs["spelling"], pairs["family"], strict=True))
    joined = {tuple(s.split(" ")): family for s, family in names.items() if " " in s}
    encoded = _join(encoded, joined)
    keys = [normalize_word(names.get(term, term)) for term in encoded.terms]
    return renumbered(encoded, keys, encoded.ids)


def _join(encoded: EncodedTexts, joined: dict[tuple[str, ...], str]) -> EncodedTexts:
    """Make one token of two words that follow each other."""
    place = {term: k for k, term in enumerate(encoded.terms)}
    known = {pair: family for pair, family in joined.items() if all(w in place for w in pair)}
    if not known or encoded.ids.size < 2:
        return encoded
    terms, size = list(encoded.terms), len(encoded.terms)
    targets = {}
    for (first, second), family in known.items():
        if family not in place:
            place[family] = len(terms)
            terms.append(family)
        targets[place[first] * size + place[second]] = place[family]
    ids = encoded.ids.astype(np.int64)
    both = ids[:-1] * size + ids[1:]
    found = np.isin(both, list(targets)) & (np.diff(encoded.documents) == 0)
    # Of three words in a row that could be joined twice, the first two are.
    found[1:] &= ~found[:-1]
    at = np.flatnonzero(found)
    spans = np.column_stack([at, at + 2])
    new = np.array([targets[key] for key in both[at].tolist()], dtype=np.int64)
    return join_tokens(replace(encoded, terms=terms), spans, new)
