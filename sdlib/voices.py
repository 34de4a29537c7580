"""Voices: whether a word is the outlet's own, or stands in what somebody is reported to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib.comparison import with_outlet
from sdlib.errors import ParameterError
from sdlib.normalization import normalize_word
from sdlib.tables import TEXT, counted_by, require_columns
from sdlib.words import read_word

#: Whose words a place in an article holds.
VOICES = ("narration", "claim", "label")

_CLAIM_COLUMNS = (
    "doc_id",
    "claim_id",
    "cue_start",
    "cue_type",
    "content_start",
    "content_end",
    "speaker",
    "mode",
)


def add_voice(
    table: pd.DataFrame, claims: pd.DataFrame, *, labels: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Say for each row of a table in whose words it stands.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table with ``doc_id`` and ``start``: tokens, mentions, quantities.
    claims : pandas.DataFrame
        The claims of the same documents. Of claims inside one another the innermost counts.
        A denial of what stands before it (``وهو ما نفته الوزارة``) is passed over: the words
        denied are another's.
    labels : pandas.DataFrame, optional
        Their labels; what is held at arm's length (``ما وصفته بـ…``) is neither the outlet's
        word nor plainly the claim's.

    Returns
    -------
    pandas.DataFrame
        A copy with ``voice`` (``narration``: the outlet's own; ``claim``: in a claim's
        content; ``label``), ``claim_id``, ``speaker`` and ``mode`` of the claim (of a label its
        own speaker), ``<NA>`` in narration.

    Raises
    ------
    TableError
        If a column is missing.

    Notes
    -----
    Who introduces a claim (source and cue) does so in the narration. In an indirect claim the
    choice of words may be the reporter's: ``mode`` tells which claims quote.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("المعارضة تتقدم. قال الوزير إن المسلحين ينسحبون.")
    >>> voiced = add_voice(a.tokens, a.claims)
    >>> voiced.loc[[0, 6], ["text", "voice", "speaker"]].values.tolist()
    [['المعارضة', 'narration', <NA>], ['المسلحين', 'claim', 'الوزير']]
    """
    require_columns(table, ["doc_id", "start"], "add_voice(table)")
    require_columns(claims, _CLAIM_COLUMNS, "add_voice(claims)")
    spoken = claims[~_answers(claims)]
    found = innermost(table, spoken, ("content_start", "content_end"))
    result = table.copy()
    result["voice"] = pd.Series(np.where(found < 0, *VOICES[:2]), index=table.index, dtype=TEXT)
    for column in ("claim_id", "speaker", "mode"):
        result[column] = _pick(spoken[column], found, table.index)
    if labels is not None:
        require_columns(labels, ["label_start", "label_end", "speaker"], "add_voice(labels)")
        held = innermost(table, labels, ("label_start", "label_end"))
        result.loc[held >= 0, "voice"] = VOICES[2]
        result.loc[held >= 0, "speaker"] = _pick(labels["speaker"], held, table.index)[held >= 0]
    return result


def _answers(claims: pd.DataFrame) -> pd.Series:
    """Denials whose content stands before them."""
    return (claims["cue_type"] == "denial") & (claims["content_end"] <= claims["cue_start"])


def innermost(
    table: pd.DataFrame, spans: pd.DataFrame, names: tuple[str, str]
) -> npt.NDArray[np.int64]:
    """Give the position in ``spans`` of the shortest span over each row's start, or -1."""
    found = np.full(len(table), -1, dtype=np.int64)
    documents, _ = pd.factorize(pd.concat([table["doc_id"], spans["doc_id"]], ignore_index=True))
    starts = table["start"].to_numpy(dtype=np.int64)
    first, behind = (spans[name].to_numpy(dtype=np.int64) for name in names)
    # One number for document and offset, by which rows can be sorted and looked up.
    size = max(starts.max(initial=0), behind.max(initial=0)) + 1
    keys = documents[: len(table)] * size + starts
    order = np.argsort(keys, kind="stable")
    before = documents[len(table) :] * size
    low, high = (np.searchsorted(keys[order], before + edge) for edge in (first, behind))
    # The longest first, so that a span inside another is written over it.
    spoken = np.argsort(first - behind, kind="stable")
    counts = np.maximum(high - low, 0)[spoken]
    steps = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    found[order[np.repeat(low[spoken], counts) + steps]] = np.repeat(spoken, counts)
    return found


def _pick(values: pd.Series, places: npt.NDArray[np.int64], index: pd.Index) -> pd.Series:
    chosen = values.reset_index(drop=True).reindex(places).astype(TEXT)
    return chosen.set_axis(index)


def find_terms(tokens: pd.DataFrame, terms: Mapping[str, Iterable[str]]) -> pd.DataFrame:
    """Keep the words of some groups, also with particles, the article or a pronoun attached.

    Parameters
    ----------
    tokens : pandas.DataFrame
        A tokens table, also one that `add_voice` has been through.
    terms : mapping of str to iterable of str
        The words of each group; with ``*`` at its end a word stands for all that begin so
        (``إرهاب*``: الإرهاب, للإرهابيين). Several words (``جماعات مسلحة``) must follow each
        other, and go before what is shorter.

    Returns
    -------
    pandas.DataFrame
        The rows of those words with the column ``term``, the group, in the tokens' order. Of
        several words it is the row of the first, its ``end`` and ``text`` reaching to the last.

    Raises
    ------
    ParameterError
        If a group has no words, or two groups have the same word.
    TableError
        If a column is missing.

    Examples
    --------
    >>> import sdlib
    >>> tokens = sdlib.annotate("حذر من الإرهاب وللإرهابيين، لا من المسلحين.").tokens
    >>> find_terms(tokens, {"terror": ["إرهاب*"]})["text"].tolist()
    ['الإرهاب', 'وللإرهابيين']
    """
    require_columns(tokens, ["text", "kind"], "find_terms(tokens)")
    patterns = _patterns(terms)
    read = _Forms(tokens)
    free = tokens["kind"].eq("word").to_numpy(dtype=bool, copy=True)
    term = np.full(len(tokens), None, dtype=object)
    last = np.arange(len(tokens))
    phrases = [pattern for pattern in patterns if len(pattern) > 1]
    if phrases:
        require_columns(tokens, ["doc_id", "end"], "find_terms(tokens)")
        document = pd.factorize(tokens["doc_id"])[0]
    for pattern in sorted(phrases, key=len, reverse=True):
        size = len(pattern)
        at = read.first_words(pattern)
        whole = free[at[:, None] + np.arange(size)].all(axis=1)
        at = at[whole & (document[at] == document[at + size - 1])]
        term[at], last[at] = patterns[pattern], at + size - 1
        free[at[:, None] + np.arange(size)] = False
    single = np.array([_group(keys, patterns) for keys in read.keys], dtype=object)
    if free.any():
        term[free] = single[read.ids[free]]
    at = np.flatnonzero(pd.notna(term))
    found = tokens.iloc[at].assign(term=pd.array(term[at], dtype=TEXT))
    return _widened(found, tokens, at, last[at])


#: A word of a term: its key, and whether more letters may follow.
_Pattern = tuple[tuple[str, bool], ...]


def _patterns(terms: Mapping[str, Iterable[str]]) -> dict[_Pattern, str]:
    patterns: dict[_Pattern, str] = {}
    for group, words in terms.items():
        empty = True
        for word in words:
            empty = False
            parts = word.split()
            pattern = tuple((_key(part.removesuffix("*")), part.endswith("*")) for part in parts)
            filled = bool(pattern) and all(key for key, _ in pattern)
            if not filled or patterns.setdefault(pattern, group) != group:
                other = f"stands for {patterns[pattern]!r} too" if filled else "is empty"
                raise ParameterError(f"terms: {word!r} of {group!r} {other}; give each its own")
        if empty:
            raise ParameterError(f"terms: {group!r} has no words; give it some or leave it out")
    return patterns


class _Forms:
    """The different forms of a tokens table, what each may be, and where each stands."""

    def __init__(self, tokens: pd.DataFrame) -> None:
        self.ids, texts = pd.factorize(tokens["text"])
        self.keys = list(map(_keys, texts))
        self._forms: dict[str, list[int]] = {}
        for form, keys in enumerate(self.keys):
            for key in keys:
                self._forms.setdefault(key, []).append(form)
        self._order = np.argsort(self.ids, kind="stable")
        self._edges = np.searchsorted(self.ids[self._order], np.arange(len(texts) + 1))

    def first_words(self, pattern: _Pattern) -> npt.NDArray[np.int64]:
        """Give the tokens at which the words of a pattern begin to follow each other."""
        forms = self._fitting(*pattern[0]).tolist()
        edges = [self._order[self._edges[k] : self._edges[k + 1]] for k in forms]
        at = np.sort(np.concatenate([np.empty(0, dtype=np.int64), *edges]))
        at = at[at + len(pattern) <= self.ids.size]
        for k, (key, open_end) in enumerate(pattern[1:], start=1):
            at = at[np.isin(self.ids[at + k], self._fitting(key, open_end))]
        return at

    def _fitting(self, key: str, open_end: bool) -> npt.NDArray[np.int64]:
        if not open_end:
            return np.array(self._forms.get(key, []), dtype=np.int64)
        found = [forms for own, forms in self._forms.items() if own.startswith(key)]
        return np.unique(np.array([form for forms in found for form in forms], dtype=np.int64))


def _group(keys: list[str], patterns: Mapping[_Pattern, str]) -> str | None:
    """Give the group of a single word: a whole word first, then the longest beginning."""
    for key in keys:
        if ((key, False),) in patterns:
            return patterns[((key, False),)]
    beginnings = [(key[:size], True) for key in keys for size in range(len(key), 0, -1)]
    fitting = [beginning for beginning in beginnings if (beginning,) in patterns]
    return patterns[(max(fitting, key=lambda own: len(own[0])),)] if fitting else None


def _widened(
    found: pd.DataFrame,
    tokens: pd.DataFrame,
    first: npt.NDArray[np.int64],
    last: npt.NDArray[np.int64],
) -> pd.DataFrame:
    """Let the rows of phrases reach to their last word."""
    if (last == first).all():
        return found
    texts = tokens["text"].tolist()
    pairs = zip(first.tolist(), last.tolist(), strict=True)
    joined = [" ".join(texts[a : b + 1]) for a, b in pairs]
    ends = tokens["end"].to_numpy(dtype=np.int64)[last]
    return found.assign(text=pd.array(joined, dtype=TEXT), end=ends)


def _keys(text: str) -> list[str]:
    """The forms under which a word may be looked for, the likeliest first."""
    word = read_word(text)
    keys = []
    # A word may also be meant with what looks like a pronoun at its end.
    for key in (_key(word.base), _key(word.stem)):
        # The accusative without the article ends in alef: هجوما is هجوم.
        keys += [key, key.removesuffix("ا")]
    return list(dict.fromkeys(keys))


def _key(word: str) -> str:
    norm = normalize_word(word)
    return norm.removeprefix("ال") if len(norm) > 3 else norm


def terms_by_voice(found: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Count by outlet and voice the words that `find_terms` found.

    Parameters
    ----------
    found : pandas.DataFrame
        What ``find_terms(add_voice(tokens, claims), terms)`` gives.
    documents : pandas.DataFrame
        At least ``doc_id`` and ``outlet``.

    Returns
    -------
    pandas.DataFrame
        One row a term, outlet and voice, what is not there with 0, in the order of the first
        use of the terms and the documents' order of outlets: ``term, outlet, voice, count``.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate("المسلحون هنا. قال الوزير إن المسلحين ينسحبون.")
    >>> found = find_terms(add_voice(a.tokens, a.claims), {"armed": ["مسلحون", "مسلحين"]})
    >>> terms_by_voice(found, a.documents)[["voice", "count"]].values.tolist()
    [['narration', 1], ['claim', 1], ['label', 0]]
    """
    require_columns(found, ["doc_id", "term", "voice"], "terms_by_voice(found)")
    located = with_outlet(found, documents)
    levels = [
        list(dict.fromkeys(located["term"])),
        list(dict.fromkeys(counted_by(documents["outlet"]).dropna())),
        list(VOICES),
    ]
    names = ["term", "outlet", "voice"]
    grid = pd.MultiIndex.from_product(levels, names=names)
    counts = located.groupby(names, observed=True).size().reindex(grid, fill_value=0)
    return counts.rename("count").reset_index().astype({**dict.fromkeys(names, TEXT)})
