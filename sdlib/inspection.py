"""Inspection: what raw text is made of, and what each reading of it as words changes.

Nothing here is needed to annotate a corpus: these tables are for looking before counting.
"""

from __future__ import annotations

import re
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
from sdlib.normalization import SEARCH_STEPS, normalize
from sdlib.particles import particle_cuts
from sdlib.tables import TEXT, require_columns
from sdlib.tokenization import tokenize
from sdlib.word_counts import with_counts

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
        (norm, counts.total(), with_counts(counts))
        for norm, counts in spellings.items()
        if len(counts) > 1
    ]
    frame = pd.DataFrame(rows, columns=["norm", "count", "spellings"])
    return frame.sort_values(["count", "norm"], ascending=[False, True], ignore_index=True)


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
