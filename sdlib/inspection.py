"""Inspection: what raw text is made of, and what each reading of it as words changes.

Nothing here is needed to annotate a corpus: these tables are for looking before counting.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd

from sdlib.article import read_article
from sdlib.clitics import Split, features, splits, word_key
from sdlib.errors import ParameterError
from sdlib.frequencies import OCTAVE, UNKNOWN
from sdlib.lexicon import read_lexicon
from sdlib.normalization import SEARCH_STEPS, bare, normalize
from sdlib.particles import particle_cuts
from sdlib.tables import TEXT, require_columns
from sdlib.tfidf import analyze
from sdlib.tokenization import tokenize
from sdlib.vocabulary import encode

#: What the lexicons can know of a stem, by the names that `sdlib.clitics.features` gives it.
_READINGS = {
    "n0": "nominal",
    "n1": "nominal with an ending",
    "a0": "nominal with article",
    "a1": "nominal with article and ending",
    "a?": "article",
    "d": "derived nominal",
    "m": "name",
    "vp": "verb (perfect)",
    "vi": "verb (imperfect)",
    "vj": "verb (jussive)",
    "f": "particle",
}
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
        joined.append(_joined(text, [cut - start for cut in cuts]))
    return pd.Series(joined, index=tokens.index, dtype=TEXT, name="pieces")


def _joined(text: str, cuts: Iterable[int]) -> str:
    return "+".join(text[a:b] for a, b in pairwise([0, *cuts, len(text)]))


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
        (norm, counts.total(), _with_counts(counts))
        for norm, counts in spellings.items()
        if len(counts) > 1
    ]
    frame = pd.DataFrame(rows, columns=["norm", "count", "spellings"])
    return frame.sort_values(["count", "norm"], ascending=[False, True], ignore_index=True)


def _with_counts(counts: Counter[str]) -> str:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], bare(item[0]), item[0]))
    return "، ".join(f"{text} ({n})" for text, n in ranked)


def count_words(
    documents: pd.DataFrame, *, terms: str = "word", stop: frozenset[str] = frozenset()
) -> pd.DataFrame:
    """Count the words of each outlet.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``outlet`` and ``text``.
    terms : {"word", "lemma", "norm", "form"}
        What counts as one term, see `sdlib.vocabulary.encode`. As a ``word``,
        ``والمعارضة`` counts as ``المعارضة``; pronouns at the end come off the ``lemma`` only.
    stop : frozenset of str
        Terms not to count, in search form (`sdlib.stop_words`).

    Returns
    -------
    pandas.DataFrame
        One row a term and outlet, the term with most uses first, an outlet without it with
        0: ``term, outlet, count, per_1000`` (uses per 1,000 words of the outlet, stop words
        included).

    Examples
    --------
    >>> documents = pd.DataFrame({"outlet": ["A"], "text": ["مدينة ومدن"]})
    >>> count_words(documents)[["term", "count"]].values.tolist()
    [['مدن', 1], ['مدينه', 1]]
    >>> count_words(documents, terms="lemma")[["term", "count"]].values.tolist()
    [['مدينه', 2]]
    """
    require_columns(documents, ["outlet", "text"], "count_words(documents)")
    encoded = encode(documents["text"], terms=terms)
    used = encoded.words
    outlet = documents["outlet"].to_numpy(dtype=object)[encoded.documents[used]]
    found = pd.DataFrame({"id": encoded.ids[used], "outlet": outlet}).dropna()
    found["term"] = np.array(encoded.terms, dtype=object)[found["id"]]
    outlets = list(dict.fromkeys(documents["outlet"].dropna()))
    words = found.groupby("outlet").size().reindex(outlets, fill_value=0)
    counts = found[~found["term"].isin(stop)].groupby(["term", "outlet"]).size()
    kept = sorted(set(counts.index.get_level_values("term")))
    grid = pd.MultiIndex.from_product([kept, outlets], names=["term", "outlet"])
    result = counts.reindex(grid, fill_value=0).rename("count").reset_index()
    result["per_1000"] = 1000 * result["count"] / result["outlet"].map(words).astype("float64")
    result["_total"] = -result.groupby("term")["count"].transform("sum")
    # A stable sort keeps the order of the outlets within a word.
    ordered = result.sort_values(["_total", "term"], kind="stable", ignore_index=True)
    return ordered.drop(columns="_total").astype({"term": TEXT, "outlet": TEXT, "count": "int64"})


def count_four_ways(documents: pd.DataFrame, asked: Iterable[str]) -> pd.DataFrame:
    """Count some words in each outlet as forms, in search form, without clitics, and as lemmas.

    Parameters
    ----------
    documents : pandas.DataFrame
        At least ``outlet`` and ``text``.
    asked : iterable of str
        Words as one would look them up in an index. Each is read by itself.

    Returns
    -------
    pandas.DataFrame
        One row a word and outlet: ``asked, outlet`` and the counts ``form, norm, word,
        lemma`` (int64): how many words of the outlet are the same term, see
        `sdlib.vocabulary.encode`.

    Raises
    ------
    ParameterError
        If one of ``asked`` is not one word.

    Examples
    --------
    >>> documents = pd.DataFrame({"outlet": ["A"], "text": ["أكّد الوزير وأكد ويؤكد"]})
    >>> count_four_ways(documents, ["أكد"]).values.tolist()
    [['أكد', 'A', 0, 1, 2, 3]]
    """
    asked = list(dict.fromkeys(asked))
    for word in asked:
        if len(analyze(word)) != 1:
            raise ParameterError(f"asked holds {word!r}, but each must be one word")
    ways = ("form", "norm", "word", "lemma")
    outlets = list(dict.fromkeys(documents["outlet"].dropna()))
    pairs = [(word, outlet) for word in asked for outlet in outlets]
    frame = pd.DataFrame(pairs, columns=["asked", "outlet"]).astype(TEXT)
    for way in ways:
        counts = count_words(documents, terms=way).set_index(["term", "outlet"])["count"]
        own = {word: analyze(word, terms=way)[0] for word in asked}
        frame[way] = [int(counts.get((own[word], outlet), 0)) for word, outlet in pairs]
    return frame.astype(dict.fromkeys(ways, "int64"))


def forms_by_lemma(tokens: pd.DataFrame) -> pd.DataFrame:
    """List the words that share a lemma.

    Parameters
    ----------
    tokens : pandas.DataFrame
        A tokens table: ``norm``, ``kind`` and ``lemma``.

    Returns
    -------
    pandas.DataFrame
        One row a lemma: ``lemma``, ``count``, ``different`` (search forms) and ``forms``
        (with their counts), the lemma with most different forms first.

    Examples
    --------
    >>> tokens = tokenize(pd.DataFrame({"doc_id": ["a"], "text": ["قالت مدن، ويقول: مدينة مدينة"]}))
    >>> forms_by_lemma(tokens).values.tolist()
    [['مدينة', 3, 2, 'مدينه (2)، مدن (1)'], ['قال', 2, 2, 'قالت (1)، ويقول (1)']]
    """
    require_columns(tokens, ["norm", "kind", "lemma"], "forms_by_lemma(tokens)")
    words = tokens[tokens["kind"] == "word"]
    forms: dict[str, Counter[str]] = {}
    for lemma, norm in zip(words["lemma"], words["norm"], strict=True):
        forms.setdefault(lemma, Counter())[norm] += 1
    rows = [(lemma, n.total(), len(n), _with_counts(n)) for lemma, n in forms.items()]
    frame = pd.DataFrame(rows, columns=["lemma", "count", "different", "forms"])
    return frame.sort_values(
        ["different", "count", "lemma"], ascending=[False, False, True], ignore_index=True
    )


def explain_cuts(word: str) -> pd.DataFrame:
    """Weigh all ways to split a word into clitics, as `sdlib.clitics.decide` does.

    Parameters
    ----------
    word : str
        One word, looked at without the other words of its document.

    Returns
    -------
    pandas.DataFrame
        One row a way to split, the best first: ``pieces``, with all alefs ا; ``known_as``,
        what the lexicons know of the stem, ``<NA>`` if nothing; ``uses``, about how often it
        stands in 7.4 million words of news (or half of its uses with the article, if these
        are more), ``<NA>`` if too seldom for the table of frequencies; ``score``, the sum of
        the weights that speak for and against it; ``share``, how probable that is among all
        ways, in percent. A function word has one row without a score: its cuts stand in a
        list.

    Raises
    ------
    ParameterError
        If ``word`` is not one Arabic word of two letters or more.

    Examples
    --------
    >>> explain_cuts("وزير")[["pieces", "known_as"]].values.tolist()
    [['وزير', 'nominal'], ['و+زير', 'verb (perfect)']]
    >>> explain_cuts("وعليهم")["pieces"].tolist()
    ['و+علي+هم']
    """
    key = word_key(word)
    if len(key) < 2 or not key.isalpha() or not "\u0621" <= key[0] <= "\u064a":
        raise ParameterError(
            f"word is {word!r}, but must be one Arabic word of two letters or more"
        )
    columns = ["pieces", "known_as", "uses", "score", "share"]
    types = {"pieces": TEXT, "known_as": TEXT, "uses": "Int64", "score": "Float64"}
    if key in particle_cuts():
        pieces = _joined(key, particle_cuts()[key])
        rows = [(pieces, "function word", pd.NA, pd.NA, 100.0)]
        return pd.DataFrame(rows, columns=columns).astype(types)
    rows = [(_joined(key, split.cuts), *_weighed(split)) for split in splits(key)]
    frame = pd.DataFrame(rows, columns=columns[:-1]).astype(types)
    odds = np.exp(frame["score"].to_numpy(dtype="float64") - frame["score"].max())
    frame["share"] = 100 * odds / odds.sum()
    return frame.sort_values("score", ascending=False, kind="stable", ignore_index=True)


def _weighed(split: Split) -> tuple[object, object, float]:
    """What is known of a split's stem, how often news uses it, and the split's score."""
    found = features(split)
    known = dict.fromkeys(_READINGS[name] for name, _ in found if name in _READINGS)
    level = UNKNOWN + 10 * dict(found)["level"]
    uses = f"{2 ** (level / OCTAVE):.2g}" if level > UNKNOWN else None
    score = sum(_weights().get(name, 0.0) * value for name, value in found)
    return ", ".join(known) or pd.NA, pd.NA if uses is None else int(float(uses)), score


@cache
def _weights() -> dict[str, float]:
    columns = ["feature", "weight"]
    rows = read_lexicon("clitic_weights", columns, required=columns, key=columns[:1])
    return {row["feature"]: float(row["weight"]) for row in rows}


def check_answers(answers: Mapping[str, object], expected: Mapping[str, object]) -> pd.DataFrame:
    """Compare a reader's answers to an exercise with what is expected.

    Parameters
    ----------
    answers : mapping
        An answer for each question; ``None`` where there is none yet.
    expected : mapping
        The right answer to each question.

    Returns
    -------
    pandas.DataFrame
        One row a question: ``question``, ``answer`` and ``verdict``: ``right``, ``look
        again``, or ``not answered yet``. What is right is not told.

    Raises
    ------
    ParameterError
        If a question is missing from ``answers``.

    Examples
    --------
    >>> check_answers({"1 + 1": 2, "1 + 2": None}, {"1 + 1": 2, "1 + 2": 3})["verdict"].tolist()
    ['right', 'not answered yet']
    """
    if missing := [question for question in expected if question not in answers]:
        raise ParameterError(f"no answer to {', '.join(missing)}; write None to leave it open")
    rows = []
    for question, right in expected.items():
        given = answers[question]
        verdict = "right" if given == right else "look again"
        shown = pd.NA if given is None else str(given)
        rows.append((question, shown, verdict if given is not None else "not answered yet"))
    return pd.DataFrame(rows, columns=["question", "answer", "verdict"]).astype(TEXT)
