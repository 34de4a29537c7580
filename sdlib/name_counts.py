"""Name counts: how often outlets use a name, whatever longer name it stands in.

The choice of name is a finding of its own: `النظام السوري`, `الحكومة السورية` and `دمشق`
may be one body, and no outlet uses them alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib.article import read_article
from sdlib.entities import Gazetteer
from sdlib.errors import ParameterError
from sdlib.tables import TEXT, named, require_columns, require_texts
from sdlib.tokens import WORD, token_spans
from sdlib.words import Word

_TEXTS = ["name", "outlet", "reason"]


def count_names(
    documents: pd.DataFrame,
    names: Iterable[str] | Mapping[str, Iterable[str]],
    *,
    per: int = 10_000,
    assimilated: bool = True,
    hashtags: bool = True,
) -> pd.DataFrame:
    """Count names by outlet, wherever they stand.

    A name counts with و, ب or ل in front (``للنظام السوري``), in any spelling of its alef,
    and inside a longer name as well (``قوات النظام السوري``), where `find_entities` gives
    the longer one. Of the names asked for the longest wins: with ``داعش`` and ``تنظيم داعش``
    both asked for, the second takes its own.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``doc_id``, ``outlet`` and ``text``.
    names : iterable of str, or mapping of str to iterable of str
        The names; a mapping gives several forms one label.
    per : int
        The number of words to which ``rate`` refers.
    assimilated : bool
        Whether ``للنظام`` counts, in which the article has merged with ل. A search for the
        string ``النظام`` does not find it.
    hashtags : bool
        Whether ``#النظام_السوري`` counts, and a name between the ``_`` of a longer hashtag. Some
        outlets write names so in mid-sentence, where they are the outlet's choice as well. With
        this and ``assimilated`` False the counts are those of a search for the string.

    Returns
    -------
    pandas.DataFrame
        One row a name and outlet, names as asked, outlets as the documents have them:
        ``name, outlet, count, documents`` (with at least one use; both int64), ``rate``
        (uses per ``per`` words of the outlet), ``share`` (of the outlet's uses of all names
        asked for; NaN where it uses none) and ``dp`` (`deviation_of_proportions` over the
        outlet's documents; NaN where it does not use the name, or has one document), and
        ``reason``, why figures of the row are NaN, "" where none is.

    Raises
    ------
    TableError
        If a column is missing.
    ParameterError
        If no name is given, a name holds no word, two labels share a form, or ``per`` is
        not positive.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"], "text": [
    ...     "تقدمت قوات النظام السوري. دعم للنظام السوري.", "أعلنت الحكومة السورية الاتفاق."]})
    >>> found = count_names(documents, ["النظام السوري", "الحكومة السورية"])
    >>> found[["outlet", "count"]].values.tolist()
    [['A', 2], ['B', 0], ['A', 0], ['B', 1]]
    """
    require_columns(documents, ["doc_id", "outlet", "text"], "count_names(documents)")
    require_texts(documents, "count_names(documents)")
    if per <= 0:
        raise ParameterError(f"per is {per}, but must be a positive number of words")
    forms = _forms(names)
    finder = _finder(forms)
    counts = np.zeros((len(documents), len(forms)), dtype=np.int64)
    words = np.zeros(len(documents), dtype=np.int64)
    places = {label: k for k, label in enumerate(forms)}
    for row, text in enumerate(documents["text"]):
        article = read_article(text)
        words[row] = article.kinds.count("word")
        for mention in finder.find(article):
            if article.kinds[mention.first] == "hashtag":
                counted = hashtags
            else:
                counted = assimilated or not _merged(article.words[mention.first], mention.cut)
            counts[row, places[mention.entity.entity_id]] += counted
    return _by_outlet(documents["outlet"], list(forms), counts, words, per)


def _merged(word: Word, cut: int) -> bool:
    """Whether the article of a name's first word has merged with ل."""
    return bool(cut) and word.base.startswith("ال") and "لل" in word.form[:3]


def _forms(names: Iterable[str] | Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    if isinstance(names, str):
        raise ParameterError(f"names is the text {names!r}; give a list: [{names!r}]")
    if isinstance(names, Mapping):
        forms = {label: list(dict.fromkeys(own)) for label, own in names.items()}
    else:
        forms = {name: [name] for name in names}
    if not forms or not all(forms.values()):
        raise ParameterError("names holds no name; give at least one, each label with a form")
    for name in [name for own in forms.values() for name in own]:
        if not (token_spans(name).kinds == WORD).any():
            raise ParameterError(f"names holds {name!r}, in which there is no word")
    return forms


def _finder(forms: Mapping[str, list[str]]) -> Gazetteer:
    rows = [
        {
            "entity_id": label,
            "type": "MISC",
            "name_ar": own[0],
            "name_en": "",
            "aliases": "|".join(own[1:]),
            "from": "",
            "to": "",
            "note": "",
            "line": str(k),
        }
        for k, (label, own) in enumerate(forms.items(), start=1)
    ]
    try:
        return Gazetteer(rows, "names")
    except ValueError as error:
        raise ParameterError(f"count_names: {error}") from error


def _by_outlet(
    outlet: pd.Series,
    labels: list[str],
    counts: npt.NDArray[np.int64],
    words: npt.NDArray[np.int64],
    per: int,
) -> pd.DataFrame:
    rows = []
    outlets = list(dict.fromkeys(named(outlet).dropna()))
    inside = {name: (outlet == name).fillna(False).to_numpy(dtype=bool) for name in outlets}
    for k, label in enumerate(labels):
        for name in outlets:
            own, size = counts[inside[name], k], words[inside[name]]
            total, all_names = int(own.sum()), int(counts[inside[name]].sum())
            rows.append(
                {
                    "name": label,
                    "outlet": name,
                    "count": total,
                    "documents": int((own > 0).sum()),
                    "rate": per * total / size.sum() if size.sum() else np.nan,
                    "share": total / all_names if all_names else np.nan,
                    "dp": deviation_of_proportions(own, size),
                    "reason": _reason(total, all_names, size),
                }
            )
    columns = ["name", "outlet", "count", "documents", "rate", "share", "dp", "reason"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(_TEXTS, TEXT))


def _reason(total: int, all_names: int, size: npt.NDArray[np.int64]) -> str:
    """Why an outlet has no rate, share or dispersion of a name."""
    if not size.sum():
        return "no words: no rate, share and dp"
    if not all_names:
        return "uses none of the names: no share and dp"
    if not total:
        return "does not use the name: no dp"
    return "one document with words: no dp" if np.count_nonzero(size) < 2 else ""


def deviation_of_proportions(counts: npt.ArrayLike, sizes: npt.ArrayLike) -> float:
    """Give how unevenly something is spread over the parts of a corpus.

    Parameters
    ----------
    counts : array-like of int, shape (n_parts,)
        Uses in each part.
    sizes : array-like of int, shape (n_parts,)
        Words of each part.

    Returns
    -------
    float
        Gries' DP, normalised: 0 where each part has its share, 1 where all stand in the
        smallest part; NaN where nothing is counted, or there are fewer than two parts with words.

    Raises
    ------
    ParameterError
        If the shapes differ, or a number is negative.

    References
    ----------
    S. Th. Gries, "Dispersions and adjusted frequencies in corpora", *International Journal of
    Corpus Linguistics* 13 (2008); normalised after J. Lijffijt & S. Th. Gries, ibid. 17 (2012).

    Examples
    --------
    Five equal parts with 1, 2, 3, 4 and 5 uses: the shares differ from a fifth by 2/15, 1/15,
    0, 1/15 and 2/15, half their sum is 0.2, and 0.2 / (1 - 0.2) is 0.25.

    >>> deviation_of_proportions([1, 2, 3, 4, 5], [100] * 5)
    0.25
    """
    uses, size = np.asarray(counts, dtype=np.float64), np.asarray(sizes, dtype=np.float64)
    if uses.shape != size.shape or uses.ndim != 1:
        raise ParameterError(f"counts {uses.shape} and sizes {size.shape} must be of one length")
    if (uses < 0).any() or (size < 0).any():
        raise ParameterError("counts and sizes must not be negative")
    kept = size > 0
    uses, size = uses[kept], size[kept]
    if len(size) < 2 or not uses.sum():
        return float("nan")
    expected = size / size.sum()
    dp = np.abs(uses / uses.sum() - expected).sum() / 2
    return float(round(dp / (1 - expected.min()), 12))
