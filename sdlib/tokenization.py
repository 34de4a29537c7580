"""The tokens table: each token with its search form, its clitics and its lemma."""

from __future__ import annotations

import pandas as pd

from sdlib.tables import from_columns, require_texts, take
from sdlib.tokens import KINDS
from sdlib.vocabulary import encode, lemma_vocabulary, read_vocabulary


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
    encoded = encode(documents["text"])
    words, ids = read_vocabulary(encoded)
    lemmas, lemma_ids = lemma_vocabulary(words, ids, encoded.offsets)
    cuts = [word.cuts for word in words]
    return from_columns(
        "tokens",
        {
            "doc_id": take(documents["doc_id"].tolist(), encoded.documents),
            "start": pd.Series(encoded.starts),
            "end": pd.Series(encoded.ends),
            "text": take(encoded.terms, encoded.ids),
            "norm": take([word.norm for word in words], ids),
            "kind": take(list(KINDS), encoded.kinds),
            "cuts": [
                [start + cut for cut in cuts[k]] if cuts[k] else []
                for start, k in zip(encoded.starts.tolist(), ids.tolist(), strict=True)
            ],
            "lemma": take(lemmas, lemma_ids),
        },
    )
