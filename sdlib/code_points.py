"""Code points: what raw text is made of, character by character."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pandas as pd

from sdlib.tables import TEXT, require_columns

#: Unicode gives control characters no name.
_UNNAMED = {"\n": "LINE FEED", "\r": "CARRIAGE RETURN", "\t": "TABULATION"}


def list_code_points(text: str) -> pd.DataFrame:
    r"""List the code points of a text, invisible ones included.

    Parameters
    ----------
    text : str

    Returns
    -------
    pandas.DataFrame
        One row a code point: ``offset`` (int64), ``character`` (a mark on a dotted circle;
        ``<NA>`` where there is nothing to see), ``code`` (``U+0642``) and Unicode's
        ``name``.

    Examples
    --------
    >>> list_code_points("قَ\N{RIGHT-TO-LEFT MARK}")["name"].tolist()
    ['ARABIC LETTER QAF', 'ARABIC FATHA', 'RIGHT-TO-LEFT MARK']
    """
    rows = [(k, *_describe(character)) for k, character in enumerate(text)]
    frame = pd.DataFrame(rows, columns=["offset", "character", "code", "name"])
    return frame.astype({"offset": "int64", "character": TEXT, "code": TEXT, "name": TEXT})


def count_characters(documents: pd.DataFrame) -> pd.DataFrame:
    r"""Count by outlet the characters that are neither letters nor ASCII digits.

    These are where sources differ before a word is read: quotation marks, diacritics,
    kinds of space, characters that cannot be seen.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``outlet`` and ``text``.

    Returns
    -------
    pandas.DataFrame
        One row a character and outlet, in the order of the code points, an outlet without
        it with 0: ``character, code, name, outlet, count``.

    Examples
    --------
    >>> documents = pd.DataFrame({"outlet": ["A", "B"], "text": ["«نعم»", '"نعم”']})
    >>> counts = count_characters(documents)
    >>> counts.loc[counts["count"] > 0, ["code", "outlet"]].values.tolist()
    [['U+0022', 'B'], ['U+00AB', 'A'], ['U+00BB', 'A'], ['U+201D', 'B']]
    """
    require_columns(documents, ["outlet", "text"], "count_characters(documents)")
    outlets = list(dict.fromkeys(documents["outlet"].dropna()))
    counts: dict[str, Counter[str]] = {outlet: Counter() for outlet in outlets}
    for outlet, text in zip(documents["outlet"], documents["text"], strict=True):
        if outlet in counts:
            counts[outlet].update(text)
    characters = sorted(set().union(*counts.values()))
    rows = [
        (*_describe(character), outlet, counts[outlet][character])
        for character in characters
        if not (character.isalpha() and character != "\N{ARABIC TATWEEL}")
        and not ("0" <= character <= "9")
        for outlet in outlets
    ]
    frame = pd.DataFrame(rows, columns=["character", "code", "name", "outlet", "count"])
    texts = dict.fromkeys(["character", "code", "name", "outlet"], TEXT)
    return frame.astype({**texts, "count": "int64"})


def _describe(character: str) -> tuple[object, str, str]:
    category = unicodedata.category(character)
    shown: object = f"\N{DOTTED CIRCLE}{character}" if category == "Mn" else character
    if category[0] in "ZC":
        shown = pd.NA
    code = f"U+{ord(character):04X}"
    return shown, code, unicodedata.name(character, _UNNAMED.get(character, "no name"))
