"""Evaluation: how far predicted claims and labels agree with gold, article by article."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib.agreement import COUNTS, count_agreement
from sdlib.annotation import Annotation
from sdlib.corpus import read_documents
from sdlib.errors import GoldError, ParameterError
from sdlib.export import GOLD, read_run, read_tables
from sdlib.gold import SPANS, Article, check_articles, gold_articles, read_gold
from sdlib.tables import TEXT, require_columns

#: Each score: the count that it is a share of, and the count or counts (their mean) it divides by.
_SCORES: dict[str, tuple[str, tuple[str, ...]]] = {
    "detection_precision": ("matched", ("predicted_claims",)),
    "detection_recall": ("matched", ("gold_claims",)),
    "detection_f1": ("matched", ("gold_claims", "predicted_claims")),
    "content_f1": ("content_overlap", ("matched",)),
    "content": ("content", ("matched",)),
    "content_exact": ("content_exact", ("matched",)),
    "source": ("source", ("matched",)),
    "speaker": ("speaker", ("matched",)),
    "speaker_strict": ("speaker_strict", ("matched",)),
    "mode": ("mode", ("matched",)),
    "cue_type": ("cue_type", ("matched",)),
    "end_to_end_precision": ("end_to_end", ("predicted_claims",)),
    "end_to_end_recall": ("end_to_end", ("gold_claims",)),
    "end_to_end_f1": ("end_to_end", ("gold_claims", "predicted_claims")),
    "labels_precision": ("matched_labels", ("predicted_labels",)),
    "labels_recall": ("matched_labels", ("gold_labels",)),
    "labels_f1": ("matched_labels", ("gold_labels", "predicted_labels")),
}

_Counts = npt.NDArray[np.float64]


@dataclass(frozen=True, repr=False, eq=False)
class Evaluation:
    """The scores of predicted claims; ``print`` shows them as a report.

    Attributes
    ----------
    scores : pandas.DataFrame
        One row a score (index ``score``): ``value``, ``low`` and ``high`` (the bootstrap
        interval, missing with fewer than two articles) and ``n``, the number of claims or
        labels that it divides by. Without any (``n`` 0) the value is 0.
    outlets : pandas.DataFrame
        The scores by outlet (index ``outlet``), with ``articles`` and the counts; no row
        where the documents name no outlets.
    cue_types : pandas.DataFrame
        By cue type of gold (index ``cue_type``): ``gold``, ``matched`` and ``recall``.
    articles : pandas.DataFrame
        The counts behind the scores, one row an article of gold (index ``doc_id``).
    notes : tuple of str
        What has to be known with the scores: articles that lack predictions, and
        predictions left out because gold has no such article.
    """

    scores: pd.DataFrame
    outlets: pd.DataFrame
    cue_types: pd.DataFrame
    articles: pd.DataFrame
    notes: tuple[str, ...]

    def __str__(self) -> str:
        totals = self.articles.sum()
        parts = [
            f"articles: {len(self.articles)}; claims in gold: {totals['gold_claims']:.0f}, "
            f"predicted: {totals['predicted_claims']:.0f}",
            _report(self.scores, "low", "high"),
        ]
        if len(self.outlets):
            parts.append(_report(self.outlets[["articles", "gold_claims", *_OUTLET_SCORES]]))
        if len(self.cue_types):
            parts.append(_report(self.cue_types))
        return "\n\n".join([*parts, *(["\n".join(self.notes)] if self.notes else [])])

    __repr__ = __str__


_OUTLET_SCORES = (
    "detection_f1",
    "content",
    "source",
    "speaker",
    "mode",
    "cue_type",
    "end_to_end_f1",
)


def _report(frame: pd.DataFrame, *interval: str) -> str:
    shown = frame.copy()
    if "n" in shown:
        # What divides by nothing is 0 by definition, which would read as a failure.
        shown.loc[shown["n"] == 0, ["value", *interval]] = np.nan
    return shown.to_string(float_format="{:.3f}".format, na_rep="-")


def evaluate(
    gold: Any,
    predicted: Any,
    documents: Any = None,
    *,
    resamples: int = 1000,
    seed: int = 0,
) -> Evaluation:
    """Score predicted claims and labels against gold.

    A predicted claim matches a gold claim where their cues overlap, each once, the largest
    overlap first. Over matched claims a content is right where the F1 of the words shared
    is at least 0.8, a source where both are missing or that F1 is at least 0.5, a speaker
    where the names without titles and article contain one another (``speaker_strict``:
    where they are equal). End to end, a claim counts where content, speaker and mode are
    right. Labels match where their spans overlap.

    Parameters
    ----------
    gold, predicted : Annotation, path, or list of dict
        An annotation; a folder that `Annotation.save` or ``sdlib annotate`` wrote; a
        JSON-lines file in the gold form (see `sdlib.gold`), or its objects.
    documents : Annotation, path, or pandas.DataFrame, optional
        Where the texts are, if neither of the two carries them: whatever `read_corpus`
        reads, or a folder as above, or a table with ``doc_id`` and ``text``. Its column
        ``outlet``, if any, gives the scores by outlet.
    resamples : int
        Bootstrap resamples of articles behind each 95% percentile interval.
    seed : int
        Of the resampling.

    Returns
    -------
    Evaluation
        An article of gold that was not predicted counts as predicted without claims; a
        predicted one that gold lacks is left out; both are said in ``notes``.

    Raises
    ------
    GoldError
        If gold or predictions cannot be read, do not fit the texts, or texts are missing
        or differ between the two.
    CorpusError
        If ``documents`` cannot be read.
    ParameterError
        If an argument is of another kind.

    References
    ----------
    Efron, B., & Tibshirani, R. (1993). An introduction to the bootstrap. Chapman & Hall.
    Chapter 13 (percentile intervals).

    Examples
    --------
    >>> text = "قال الوزير إن الاتفاق قريب."
    >>> claim = {"cue": [0, 3], "source": [4, 10], "content": [14, 26], "speaker": "الوزير",
    ...          "mode": "indirect", "cue_type": "neutral"}
    >>> other = {**claim, "content": [22, 26]}
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    >>> result = evaluate([{"doc_id": "a", "claims": [claim]}],
    ...                   [{"doc_id": "a", "claims": [other]}], documents)
    >>> result.scores.loc[["detection_f1", "content", "speaker"], "value"].tolist()
    [1.0, 0.0, 1.0]
    """
    if resamples < 1:
        raise ParameterError(f"resamples is {resamples}, but must be 1 or more")
    gold_by_id, gold_documents = _load(gold, "gold", strict=True)
    predicted_by_id, predicted_documents = _load(predicted, "predicted")
    if not gold_by_id:
        raise GoldError("gold holds no articles; annotate some")
    given = [_load_documents(documents), gold_documents, predicted_documents]
    texts = _texts(given, gold_by_id)
    nothing: Article = {"claims": [], "labels": []}
    rows, types = [], Counter()
    for doc_id, article in gold_by_id.items():
        other = predicted_by_id.get(doc_id, nothing)
        text = texts[doc_id]
        _check_fit(article, text, f"gold, {doc_id}")
        _check_fit(other, text, f"predicted, {doc_id}")
        counts, article_types = count_agreement(article, other, text)
        rows.append([counts[name] for name in COUNTS])
        types.update(article_types)
    articles = pd.DataFrame(rows, index=pd.Index(gold_by_id, name="doc_id"), columns=list(COUNTS))
    return Evaluation(
        scores=_score_table(articles, resamples, seed),
        outlets=_by_outlet(articles, given),
        cue_types=_by_cue_type(types),
        articles=articles,
        notes=_notes(gold_by_id, predicted_by_id),
    )


# Loading --------------------------------------------------------------------------------


def _load(
    source: Any, what: str, *, strict: bool = False
) -> tuple[dict[str, Article], pd.DataFrame | None]:
    """Articles by id, and the documents table where the source has one."""
    documents = None
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        articles, documents = (
            _load_folder(path, strict) if path.is_dir() else (read_gold(path, strict=strict), None)
        )
    elif isinstance(source, Annotation):
        articles = gold_articles(source.documents, source.claims, source.labels)
        documents = source.documents
    elif isinstance(source, Iterable) and not isinstance(source, Mapping | pd.DataFrame):
        placed = ((f"{what}, item {number}", item) for number, item in enumerate(source, start=1))
        articles = check_articles(placed, strict=strict)
    else:
        raise ParameterError(
            f"{what} is a {type(source).__name__}; give an Annotation, a path or a list of articles"
        )
    return {article["doc_id"]: article for article in articles}, documents


def _load_folder(folder: Path, strict: bool) -> tuple[list[Article], pd.DataFrame | None]:
    run = read_run(folder)
    if run is None:
        raise GoldError(
            f"{folder}: is a folder that sdlib did not write; "
            "give a JSON-lines file of articles, or a folder that `sdlib annotate` wrote"
        )
    tables = read_tables(folder)
    if GOLD in run["tables"]:
        file = folder / run["tables"][GOLD]["file"]
        return read_gold(file, strict=strict), tables.get("documents")
    missing = {"documents", "claims", "labels"} - tables.keys()
    if missing:
        raise GoldError(f"{folder}: has no table {min(missing)}; annotate again")
    return gold_articles(tables["documents"], tables["claims"], tables["labels"]), tables[
        "documents"
    ]


def _load_documents(documents: Any) -> pd.DataFrame | None:
    if documents is None or isinstance(documents, pd.DataFrame):
        return documents
    if isinstance(documents, Annotation):
        return documents.documents
    if not isinstance(documents, str | os.PathLike):
        raise ParameterError(
            f"documents is a {type(documents).__name__}; give a table, an Annotation or a path"
        )
    path = Path(documents)
    if path.is_dir() and read_run(path) is not None:
        return read_tables(path).get("documents")
    return read_documents(path, required=("doc_id", "text"))


def _texts(given: Sequence[pd.DataFrame | None], wanted: Iterable[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for documents in given:
        if documents is None:
            continue
        require_columns(documents, ["doc_id", "text"], "documents")
        for doc_id, text in zip(documents["doc_id"], documents["text"], strict=True):
            if texts.setdefault(doc_id, text) != text:
                raise GoldError(
                    f"{doc_id}: the texts of gold, predictions or documents differ, so that "
                    "offsets mean different places; annotate the same text"
                )
    for doc_id in wanted:
        if doc_id not in texts:
            raise GoldError(f"{doc_id}: has no text; give the documents that gold was annotated on")
    return texts


def _check_fit(article: Article, text: str, place: str) -> None:
    for kind in ("claims", "labels"):
        for number, item in enumerate(article[kind], start=1):
            for name in SPANS:
                if (span := item.get(name)) and span[1] > len(text):
                    raise GoldError(
                        f"{place}, {kind[:-1]} {number}: {name} ends at {span[1]}, but the text "
                        f"has {len(text)} characters; give the text that was annotated"
                    )


def _notes(gold: Mapping[str, object], predicted: Mapping[str, object]) -> tuple[str, ...]:
    missing = [doc_id for doc_id in gold if doc_id not in predicted]
    extra = [doc_id for doc_id in predicted if doc_id not in gold]
    notes = []
    if missing:
        notes.append(f"not predicted, all claims count as missed: {', '.join(missing)}")
    if extra:
        notes.append(f"not in gold, left out: {', '.join(extra)}")
    return tuple(notes)


# Scoring --------------------------------------------------------------------------------


def _ratios(counts: _Counts) -> tuple[_Counts, _Counts]:
    """Scores (…, 17) and what each divides by, from counts (…, 15); 0 by nothing is 0."""
    at = {name: k for k, name in enumerate(COUNTS)}
    parts = np.stack([counts[..., at[part]] for part, _ in _SCORES.values()], axis=-1)
    wholes = np.stack(
        [counts[..., [at[w] for w in whole]].mean(axis=-1) for _, whole in _SCORES.values()],
        axis=-1,
    )
    return np.divide(parts, wholes, out=np.zeros_like(parts), where=wholes > 0), wholes


def _score_table(articles: pd.DataFrame, resamples: int, seed: int) -> pd.DataFrame:
    counts = articles.to_numpy(dtype=float)
    values, wholes = _ratios(counts.sum(axis=0))
    low = high = np.full(len(values), np.nan)
    if len(counts) > 1:
        sampled, sampled_wholes = _ratios(_resample(counts, resamples, seed))
        # A resample in which a score divides by nothing says nothing about it.
        sampled[sampled_wholes == 0] = np.nan
        known = ~np.isnan(sampled).all(axis=0)
        low, high = np.full((2, len(values)), np.nan)
        low[known], high[known] = np.nanpercentile(sampled[:, known], [2.5, 97.5], axis=0)
    sizes = [len(whole) for _, whole in _SCORES.values()]
    return pd.DataFrame(
        {"value": values, "low": low, "high": high, "n": (wholes * sizes).round().astype("int64")},
        index=pd.Index(_SCORES, name="score"),
    )


def _resample(counts: _Counts, resamples: int, seed: int) -> _Counts:
    """The summed counts of ``resamples`` draws of as many articles, with replacement."""
    rng = np.random.default_rng(seed)
    n = len(counts)
    sums = np.empty((resamples, counts.shape[1]))
    for k in range(resamples):
        sums[k] = np.bincount(rng.integers(0, n, n), minlength=n) @ counts
    return sums


def _by_outlet(articles: pd.DataFrame, given: Sequence[pd.DataFrame | None]) -> pd.DataFrame:
    outlets: dict[str, str] = {}
    for documents in given:
        if documents is not None and "outlet" in documents:
            known = documents[documents["outlet"].notna() & (documents["outlet"] != "")]
            outlets |= dict(zip(known["doc_id"], known["outlet"], strict=True))
    named = articles.groupby(articles.index.map(outlets).astype(TEXT).rename("outlet"))
    sums = named.sum()
    values = pd.DataFrame(
        _ratios(sums.to_numpy(dtype=float))[0], index=sums.index, columns=list(_SCORES)
    )
    counts = sums[[name for name in COUNTS if name.endswith(("_claims", "_labels"))]].astype(int)
    return pd.concat([named.size().rename("articles"), counts, values], axis=1)


def _by_cue_type(types: Counter) -> pd.DataFrame:
    names = sorted({name for name, _ in types})
    matched = [types[name, True] for name in names]
    gold = [types[name, True] + types[name, False] for name in names]
    frame = pd.DataFrame(
        {"gold": gold, "matched": matched}, index=pd.Index(names, dtype=TEXT, name="cue_type")
    )
    return frame.assign(recall=frame["matched"] / frame["gold"])
