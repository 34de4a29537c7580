"""Intervals of TF-IDF: how much a word's difference would vary with other paragraphs."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib.annotation import Annotation
from sdlib.bootstraps import bootstrap_interval
from sdlib.errors import ParameterError
from sdlib.inference import Resampling
from sdlib.tables import TEXT
from sdlib.tfidf import by_source, weigh

Numbers = npt.NDArray[np.float64]


def tfidf_intervals(
    documents: pd.DataFrame | Annotation,
    *,
    by: str = "outlet",
    resampling: Resampling = Resampling(bootstraps=1000),  # noqa: B008 (it is frozen)
    **options: Any,
) -> pd.DataFrame:
    """Give each word's mean TF-IDF in two sources, and their difference with an interval.

    The units of each source (its paragraphs) are drawn with replacement. With one article a
    source the interval says how much hangs on single paragraphs of these two articles; of the
    sources, which have other articles, it says nothing.

    Parameters
    ----------
    documents : pandas.DataFrame or Annotation
        As of `tfidf_by_source`, of two sources.
    by : str
        The column that names the source.
    resampling : Resampling
        Bootstraps and seed.
    **options
        ``unit, terms, ngram, stop`` and ``min_units`` of `tfidf_by_source`.

    Returns
    -------
    pandas.DataFrame
        What `tfidf_by_source` gives, and behind ``difference`` its ``low`` and ``high`` (float64,
        95 % percentile interval; NaN where a source has one unit only) and, last, ``reason``:
        which source that is, "" where there are intervals.

    Raises
    ------
    ParameterError
        As of `tfidf_by_source`, and if there are more than two sources.

    Notes
    -----
    The inverse document frequencies stay those of all units. A word that a source does not
    have is not drawn there either, so its interval is rather too narrow.

    References
    ----------
    B. Efron, "Bootstrap methods: another look at the jackknife", *Annals of Statistics* 7
    (1979): the percentile interval.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["A", "B"],
    ...     "text": ["المعارضة تتقدم\\nالمعارضة تعلن", "الحكومة تعلن\\nالحكومة تنفي"]})
    >>> table = tfidf_intervals(documents)
    >>> both = table[table["term"] == "تعلن"].round(3)
    >>> both[["outlet", "difference", "low", "high"]].values.tolist()
    [['A', 0.0, -0.707, 0.707], ['B', 0.0, -0.707, 0.707]]
    """
    weighed = weigh(documents, by, **options)
    if len(weighed.sources) != 2:
        raise ParameterError(
            f"tfidf_intervals compares two sources, and {by} names {len(weighed.sources)}; "
            "leave the others out"
        )
    units = np.ones(weighed.of_unit.size)
    low, high = bootstrap_interval(
        weighed.weights, units, weighed.of_unit == 0, _difference,
        bootstraps=resampling.bootstraps, seed=resampling.seed,
    )  # fmt: skip
    # The same draws seen from the other side: what is 0.1 more there is 0.1 less here.
    sides = zip(weighed.sources, (low, 0 - high), (high, 0 - low), strict=True)
    edges = pd.concat(
        pd.DataFrame({by: source, "term": weighed.terms, "low": least, "high": most})
        for source, least, most in sides
    )
    table = by_source(weighed, by).merge(edges, on=[by, "term"], how="left")
    alone = [
        f"one unit of {source}: no interval"
        for k, source in enumerate(weighed.sources)
        if (weighed.of_unit == k).sum() < 2
    ]
    return table.assign(reason=pd.Series("; ".join(alone), index=table.index, dtype=TEXT))


def _difference(a: Numbers, b: Numbers, n1: Numbers, n2: Numbers) -> Numbers:
    """The difference of two means, from sums of weights and units."""
    return np.asarray(a / n1 - b / n2)
