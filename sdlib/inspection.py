"""Inspection: what raw text is made of, and what each reading of it as words changes.

Nothing here is needed to annotate a corpus: these tables are for looking before counting.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from sdlib.article import read_article
from sdlib.comparison import words_by_outlet
from sdlib.normalization import SEARCH_STEPS, bare, normalize
from sdlib.tables import TEXT, require_columns
from sdlib.tfidf import analyze
from sdlib.tokenization import tokenize

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


def list_quotations(documents: pd.DataFrame) -> pd.DataFrame:
    """List what stands between quotation marks, and whether it quotes or names.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``doc_id`` and ``text``.

    Returns
    -------
    pandas.DataFrame
        One row a quotation in reading order: ``doc_id, start, end`` (marks included;
        int64), ``text``, ``words`` (int64) and ``name`` (bool): whether the marks only
        hold the name of a thing, or one word.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ['قال "لن نقبل” لصحيفة «النهار».']})
    >>> list_quotations(documents)[["text", "name"]].values.tolist()
    [['"لن نقبل”', False], ['«النهار»', True]]
    """
    require_columns(documents, ["doc_id", "text"], "list_quotations(documents)")
    rows = []
    for doc_id, text in zip(documents["doc_id"], documents["text"], strict=True):
        article = read_article(text)
        for first, last, name in article.quotations:
            start, end = article.span(first, last + 1)
            words = article.kinds[first : last + 1].count("word")
            rows.append((doc_id, start, end, text[start:end], words, name))
    columns = ["doc_id", "start", "end", "text", "words", "name"]
    whole = dict.fromkeys(["start", "end", "words"], "int64")
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype({"doc_id": TEXT, "text": TEXT, **whole, "name": "bool"})


def blank_quotations(documents: pd.DataFrame) -> pd.DataFrame:
    """Replace what is quoted by spaces, so that what is left is the outlet's own words.

    Names between quotation marks stay. What is reported without marks stays too.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``doc_id`` and ``text``.

    Returns
    -------
    pandas.DataFrame
        A copy; its texts are as long as before, so that offsets point where they did.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["قال: «لن نقبل»."]})
    >>> blank_quotations(documents).loc[0, "text"]
    'قال:           .'
    """
    quotations = list_quotations(documents)
    spoken = quotations[~quotations["name"]]
    texts = []
    for doc_id, text in zip(documents["doc_id"], documents["text"], strict=True):
        own = spoken[spoken["doc_id"] == doc_id]
        for start, end in zip(own["start"], own["end"], strict=True):
            text = text[:start] + " " * (end - start) + text[end:]
        texts.append(text)
    return documents.assign(text=pd.Series(texts, index=documents.index, dtype=TEXT))


def compare_tokenizers(text: str) -> pd.DataFrame:
    r"""Cut one text with ``\w+``, with scikit-learn's default pattern, and with sdlib.

    Parameters
    ----------
    text : str

    Returns
    -------
    pandas.DataFrame
        Three rows: ``tokenizer``, ``count`` (tokens; of sdlib's the words only) and
        ``tokens`` (in reading order, separated by ``·``).

    Examples
    --------
    >>> compare_tokenizers("قَالَ لا")["tokens"].tolist()
    ['ق · ال · لا', 'ال · لا', 'قَالَ · لا']
    """
    from sklearn.feature_extraction.text import CountVectorizer

    tokens = tokenize(pd.DataFrame({"doc_id": ["text"], "text": [text]}))
    cut = {
        r"\w+": re.findall(r"\w+", text),
        "scikit-learn's default": CountVectorizer().build_analyzer()(text),
        "sdlib": tokens.loc[tokens["kind"] == "word", "text"].tolist(),
    }
    rows = [(name, len(words), " · ".join(words)) for name, words in cut.items()]
    return pd.DataFrame(rows, columns=["tokenizer", "count", "tokens"])


def join_pieces(tokens: pd.DataFrame) -> pd.Series:
    """Write each token with a ``+`` where it splits into clitics.

    Parameters
    ----------
    tokens : pandas.DataFrame
        A tokens table: ``start``, ``text`` and ``cuts``.

    Returns
    -------
    pandas.Series
        Strings with the table's index.

    Examples
    --------
    >>> tokens = tokenize(pd.DataFrame({"doc_id": ["a"], "text": ["وزير وبالأسد"]}))
    >>> join_pieces(tokens).tolist()
    ['وزير', 'و+ب+الأسد']
    """
    require_columns(tokens, ["start", "text", "cuts"], "join_pieces(tokens)")
    joined = []
    for start, text, cuts in zip(tokens["start"], tokens["text"], tokens["cuts"], strict=True):
        places = [0, *(cut - start for cut in cuts), len(text)]
        joined.append("+".join(text[a:b] for a, b in pairwise(places)))
    return pd.Series(joined, index=tokens.index, dtype=TEXT, name="pieces")


def normalization_effects(
    tokens: pd.DataFrame, steps: Sequence[str] = SEARCH_STEPS
) -> pd.DataFrame:
    """Count what each normalisation step changes in the words of a corpus.

    Parameters
    ----------
    tokens : pandas.DataFrame
        A tokens table: ``text`` and ``kind``.
    steps : sequence of str
        Steps of `sdlib.normalize`, in the order in which they are to be added up.

    Returns
    -------
    pandas.DataFrame
        A row for the raw text, then one a step: ``step``; ``changed``, the words that the
        step alone writes differently; ``different``, how many different words are left
        after this step and all above it; ``merged``, how many that is fewer than before.

    Examples
    --------
    >>> tokens = tokenize(pd.DataFrame({"doc_id": ["a"], "text": ["أكّد أكد اكد"]}))
    >>> normalization_effects(tokens, ["diacritics", "alef"]).values.tolist()
    [['raw text', 0, 3, 0], ['diacritics', 1, 2, 1], ['alef', 2, 1, 1]]
    """
    require_columns(tokens, ["text", "kind"], "normalization_effects(tokens)")
    counts = Counter(tokens.loc[tokens["kind"] == "word", "text"])
    rows = [("raw text", 0, len(counts), 0)]
    for k, step in enumerate(steps, start=1):
        changed = sum(n for word, n in counts.items() if normalize(word, [step]).text != word)
        different = len({normalize(word, steps[:k]).text for word in counts})
        rows.append((step, changed, different, rows[-1][2] - different))
    return pd.DataFrame(rows, columns=["step", "changed", "different", "merged"])


def spelling_variants(tokens: pd.DataFrame) -> pd.DataFrame:
    """List the words of a corpus that normalisation writes alike.

    Parameters
    ----------
    tokens : pandas.DataFrame
        A tokens table: ``text``, ``norm`` and ``kind``.

    Returns
    -------
    pandas.DataFrame
        One row a search form that stands for two spellings or more: ``norm``, ``count``
        and ``spellings`` (with their counts), the most frequent first.

    Examples
    --------
    >>> tokens = tokenize(pd.DataFrame({"doc_id": ["a"], "text": ["قال إن حلب، وأكد أن إن"]}))
    >>> spelling_variants(tokens).values.tolist()
    [['ان', 3, 'إن (2)، أن (1)']]
    """
    require_columns(tokens, ["text", "norm", "kind"], "spelling_variants(tokens)")
    words = tokens[tokens["kind"] == "word"]
    spellings: dict[str, Counter[str]] = {}
    for norm, text in zip(words["norm"], words["text"], strict=True):
        spellings.setdefault(norm, Counter())[text] += 1
    rows = [
        (norm, sum(counts.values()), "، ".join(f"{text} ({n})" for text, n in _ranked(counts)))
        for norm, counts in spellings.items()
        if len(counts) > 1
    ]
    frame = pd.DataFrame(rows, columns=["norm", "count", "spellings"])
    return frame.sort_values(["count", "norm"], ascending=[False, True], ignore_index=True)


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], bare(item[0]), item[0]))


def count_words(
    documents: pd.DataFrame, *, split: bool = True, stop: frozenset[str] = frozenset()
) -> pd.DataFrame:
    """Count the words of each outlet, in search form.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``doc_id``, ``outlet`` and ``text``.
    split : bool
        Whether conjunctions and prepositions in front are split off and left out, so that
        ``والمعارضة`` counts as ``المعارضة``. Pronouns at the end stay in any case.
    stop : frozenset of str
        Words not to count, in search form (`sdlib.stop_words`).

    Returns
    -------
    pandas.DataFrame
        One row a word and outlet, the word with most uses first, an outlet without it with
        0: ``term, outlet, count, per_1000`` (uses per 1,000 words of the outlet, stop words
        included).

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "outlet": ["A"], "text": ["حلب وحلب"]})
    >>> count_words(documents)[["term", "count"]].values.tolist()
    [['حلب', 2]]
    >>> count_words(documents, split=False)["count"].tolist()
    [1, 1]
    """
    require_columns(documents, ["doc_id", "outlet", "text"], "count_words(documents)")
    tokens = tokenize(documents)
    words = words_by_outlet(tokens, documents)
    terms = _terms(documents, stop) if split else _norms(tokens, documents, stop)
    counts = terms.groupby(["term", "outlet"], sort=True).size()
    pairs = [sorted(set(terms["term"])), words.index]
    grid = pd.MultiIndex.from_product(pairs, names=["term", "outlet"])
    result = counts.reindex(grid, fill_value=0).rename("count").reset_index()
    result["per_1000"] = 1000 * result["count"] / result["outlet"].map(words).astype("float64")
    result["_total"] = -result.groupby("term")["count"].transform("sum")
    # A stable sort keeps the order of the outlets within a word.
    ordered = result.sort_values(["_total", "term"], kind="stable", ignore_index=True)
    return ordered.drop(columns="_total").astype({"term": TEXT, "outlet": TEXT, "count": "int64"})


def _terms(documents: pd.DataFrame, stop: frozenset[str]) -> pd.DataFrame:
    rows = [
        (term, outlet)
        for outlet, text in zip(documents["outlet"], documents["text"], strict=True)
        for term in analyze(text, stop)
    ]
    return pd.DataFrame(rows, columns=["term", "outlet"])


def _norms(tokens: pd.DataFrame, documents: pd.DataFrame, stop: frozenset[str]) -> pd.DataFrame:
    words = tokens[(tokens["kind"] == "word") & ~tokens["norm"].isin(stop)]
    outlet = words["doc_id"].map(documents.set_index("doc_id")["outlet"])
    return pd.DataFrame({"term": words["norm"], "outlet": outlet})
