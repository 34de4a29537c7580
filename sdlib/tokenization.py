"""The tokens table: each token with its search form, its clitics and its lemma."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib.garbage import lexicons_set_aside
from sdlib.tables import from_columns, require_texts, take
from sdlib.tokens import KINDS
from sdlib.vocabulary import ReadTexts, lemma_vocabulary, read_texts


@lexicons_set_aside()
def tokenize(documents: pd.DataFrame) -> pd.DataFrame:
    """Give the tokens table of a documents table.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``doc_id`` and ``text``, as `read_corpus` gives them.

    Returns
    -------
    pandas.DataFrame
        One row a token in reading order: ``doc_id, start, end, text, norm, kind, cuts, lemma``.
        ``norm`` is the search form (`normalize_word`); ``cuts`` the offsets in the raw
        text at which the word splits into clitics (see `clitic_cuts`); ``lemma`` the
        dictionary form of the word without its clitics and article, and of a token that is
        no word the token as it stands.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> tokens = tokenize(pd.DataFrame({"doc_id": ["a"], "text": ["وبالمدن"]}))
    >>> tokens.loc[0, ["norm", "kind", "cuts", "lemma"]].tolist()
    ['وبالمدن', 'word', [1, 2], 'مدينة']
    """
    require_texts(documents, "tokenize(documents)")
    return tokens_table(documents["doc_id"].tolist(), read_texts(documents["text"].tolist()))


def tokens_table(doc_ids: list[str], read: ReadTexts) -> pd.DataFrame:
    """Give the tokens table of texts that are read already (see `tokenize`)."""
    encoded, words, ids = read.encoded, read.words, read.ids
    lemmas, lemma_ids = lemma_vocabulary(words, ids, encoded.offsets)
    return from_columns(
        "tokens",
        {
            "doc_id": take(doc_ids, encoded.documents),
            "start": pd.Series(encoded.starts),
            "end": pd.Series(encoded.ends),
            "text": take(encoded.terms, encoded.ids),
            "norm": take([word.norm for word in words], ids),
            "kind": take(list(KINDS), encoded.kinds),
            "cuts": _cuts([word.cuts for word in words], encoded.starts, ids),
            "lemma": take(lemmas, lemma_ids),
        },
    )


def _cuts(
    cuts: list[tuple[int, ...]], starts: npt.NDArray[np.int64], ids: npt.NDArray[np.int32]
) -> list[list[int]]:
    """Give the offsets in the text where each token splits; most tokens do not."""
    found: list[list[int]] = [[] for _ in range(len(ids))]
    splits = np.array([bool(each) for each in cuts], dtype=bool)
    for token in np.flatnonzero(splits[ids]).tolist() if cuts else ():
        start = int(starts[token])
        found[token] = [start + cut for cut in cuts[ids[token]]]
    return found
