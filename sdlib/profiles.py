"""Source profiles: whom each outlet quotes, with which cues, how directly and at what length."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdlib.annotation import Annotation, require_annotation
from sdlib.errors import ParameterError
from sdlib.source_kinds import speaker_kinds
from sdlib.span_terms import tokens_in
from sdlib.speaker_counts import each_speaker
from sdlib.tables import NUMBER, OFFSET, TEXT, counted_by, require_columns

#: The aspects of a profile, in the order in which they are shown.
ASPECTS = ("kind", "state", "cue_type", "mode", "direct speech", "length")

#: Documents with claims that an interval needs: of fewer there is too little else to draw.
LEAST_DOCUMENTS = 4

_NUMBERS = ("count", "of")

#: The 95 % interval's ends.
_ENDS = (0.025, 0.975)

Floats = npt.NDArray[np.float64]


def source_profiles(
    annotation: Annotation,
    *,
    by: str = "outlet",
    home: str | None = None,
    bootstraps: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Describe whom each outlet quotes, and how.

    Parameters
    ----------
    annotation : Annotation
        Its tables documents, claims and tokens are read.
    by : str
        The column of the documents to compare.
    home : str, optional
        The country of the events (``"loc-syria"``), as in `sdlib.speaker_kinds`.
    bootstraps : int
        How often documents are drawn for the intervals, at least 20.
    seed : int
        Of the random numbers.

    Returns
    -------
    pandas.DataFrame
        One row an aspect, value and outlet, what an outlet does not have with 0: ``aspect,
        value``, the column ``by``, ``count, of, estimate`` (``count / of``), ``low, high`` (95 %
        interval over documents), ``documents`` and ``note``. The aspects are

        - ``kind``, ``state``: claims by kind of speaker, and those that speak for a country; a
          claim of several who speak together counts for each kind and country among them, so that
          these shares may add up to more than 1;
        - ``cue_type``, ``mode``: claims by type of cue, and direct, mixed or indirect;
        - ``direct speech``: for each kind of speaker, its claims in direct or mixed quotation of
          all its claims;
        - ``length``: words of content a claim (the estimate is a mean).

        Intervals and estimates that there are not are missing, and ``note`` says why.

    Raises
    ------
    ParameterError
        If something else than an annotation is given, there are fewer than 20 draws, or no country
        is called ``home``.
    TableError
        If a column is missing.

    Notes
    -----
    The documents of an outlet are drawn with replacement, since the claims of one article are
    not independent of each other. With fewer than four documents that have such claims there
    is no interval: the numbers describe these articles and no outlet.

    References
    ----------
    B. Efron, "Bootstrap methods: another look at the jackknife", *Annals of Statistics* 7
    (1979): the percentile interval.

    Examples
    --------
    >>> import sdlib
    >>> a = sdlib.annotate('قال الوزير: "سنعود". وذكر خبير أن الطريق آمن.')
    >>> profile = source_profiles(a)
    >>> profile.loc[profile["aspect"] == "mode", ["value", "count", "of"]].values.tolist()
    [['direct', 1, 2], ['indirect', 1, 2]]
    >>> profile["note"].iloc[0]
    '1 document with such claims: no interval under 4'
    """
    if bootstraps < 20:
        raise ParameterError(f"bootstraps is {bootstraps}; an interval needs at least 20 draws")
    require_annotation(annotation, "source_profiles")
    require_columns(annotation.documents, ["doc_id", by], "documents")
    documents = annotation.documents.assign(**{by: counted_by(annotation.documents[by])})
    documents = documents[documents[by].notna()]
    cells = pd.concat(_cells(annotation, home), ignore_index=True)
    rng = np.random.default_rng(seed)
    keys = cells[["aspect", "value"]].drop_duplicates(ignore_index=True)
    numbers = [_by_document(cells, keys, name) for name in _NUMBERS]
    found = []
    for place, (side, own) in enumerate(documents.groupby(by, sort=False, observed=True)):
        counts, totals = (_of_documents(wide, own["doc_id"]) for wide in numbers)
        part = keys.assign(**{by: side}, **_estimates(counts, totals, bootstraps, rng))
        found.append(part.assign(_place=place))
    return _in_order(found, by)


def _cells(annotation: Annotation, home: str | None) -> Iterator[pd.DataFrame]:
    """What each document has of each value of each aspect: ``count`` of ``of``."""
    claims = annotation.claims.reset_index(drop=True)
    total = claims.groupby("doc_id").size()
    spoken = each_speaker(claims)
    kinds = speaker_kinds(spoken, annotation.documents, home=home)
    spoken = spoken.assign(kind=kinds["kind"], state=kinds["state"])
    for aspect in ("kind", "state"):
        yield _aspect(aspect, _by_value(spoken, aspect), total)
    for aspect in ("cue_type", "mode"):
        yield _aspect(aspect, _by_value(claims, aspect), total)
    direct = spoken[spoken["mode"].isin(["direct", "mixed"])]
    by_kind = _by_value(spoken, "kind")
    quoted = _by_value(direct, "kind").reindex(by_kind.index, fill_value=0)
    yield _aspect("direct speech", quoted, by_kind)
    yield _aspect("length", _words(claims, annotation.tokens), total)


def _by_value(rows: pd.DataFrame, aspect: str) -> pd.Series:
    """The claims of each document and value; two of one kind who speak together are one claim."""
    claims = rows[["doc_id", aspect]].assign(claim=rows.index).drop_duplicates()
    return claims.groupby(["doc_id", aspect], observed=True).size()


def _aspect(aspect: str, count: pd.Series, total: pd.Series) -> pd.DataFrame:
    """Counts by document and value, with the total of the document, or of the value there."""
    count.index.names = ["doc_id", "value"]
    cells = count.rename("count").reset_index()
    if total.index.nlevels == 2:
        return cells.assign(aspect=aspect, of=total.to_numpy())
    grid = pd.MultiIndex.from_product([total.index, cells["value"].unique()])
    full = count.reindex(grid, fill_value=0)
    full.index.names = ["doc_id", "value"]
    cells = full.rename("count").reset_index()
    return cells.assign(aspect=aspect, of=cells["doc_id"].map(total))


def _words(claims: pd.DataFrame, tokens: pd.DataFrame) -> pd.Series:
    """The words of all contents of each document."""
    spans = claims[["doc_id", "content_start", "content_end"]]
    rows, places = tokens_in(spans.set_axis(["doc_id", "start", "end"], axis=1), tokens)
    words = tokens["kind"].to_numpy()[places] == "word"
    lengths = pd.Series(np.bincount(rows[words], minlength=len(claims)), index=claims.index)
    keys = [claims["doc_id"], pd.Series("words a claim", index=claims.index)]
    return lengths.groupby(keys).sum()


def _by_document(cells: pd.DataFrame, keys: pd.DataFrame, name: str) -> pd.DataFrame:
    """A row a value of an aspect and a column a document, 0 where a document has none."""
    wide = cells.set_index(["doc_id", "aspect", "value"])[name].unstack("doc_id", fill_value=0)
    return wide.reindex(index=pd.MultiIndex.from_frame(keys), fill_value=0)


def _of_documents(wide: pd.DataFrame, doc_ids: pd.Series) -> Floats:
    """A row a document and a column a value; documents without claims have 0."""
    return wide.reindex(columns=doc_ids, fill_value=0).to_numpy(dtype=np.float64).T


def _estimates(
    counts: Floats, totals: Floats, bootstraps: int, rng: np.random.Generator
) -> dict[str, object]:
    """Counts, estimates and intervals of one outlet's documents."""
    count, of = counts.sum(axis=0), totals.sum(axis=0)
    size = counts.shape[0]
    # Claims of one document alone have one share, however often it is drawn.
    with_claims = (totals > 0).sum(axis=0)
    low, high = np.full(count.size, np.nan), np.full(count.size, np.nan)
    some = with_claims >= LEAST_DOCUMENTS
    if some.any():
        drawn = rng.multinomial(size, np.full(size, 1 / size), size=bootstraps)
        drawn_of = drawn @ totals
        ratios = np.where(drawn_of > 0, drawn @ counts / np.maximum(drawn_of, 1), np.nan)
        low[some], high[some] = np.nanquantile(ratios[:, some], _ENDS, axis=0)
    return {
        "count": count.astype(np.int64),
        "of": of.astype(np.int64),
        "estimate": np.where(of > 0, count / np.maximum(of, 1), np.nan),
        "low": low,
        "high": high,
        "documents": size,
        "note": [_note(number) for number in with_claims.tolist()],
    }


def _note(documents: int) -> str:
    """Why there is no interval, by how many documents have such claims; empty if there is one."""
    if not documents:
        return "no such claims"
    few = f"{documents} document{'s' * (documents != 1)} with such claims"
    return "" if documents >= LEAST_DOCUMENTS else f"{few}: no interval under {LEAST_DOCUMENTS}"


def _in_order(found: list[pd.DataFrame], by: str) -> pd.DataFrame:
    """Aspects in their order, of each the values with most claims first, outlets as they come."""
    columns = ["aspect", "value", by, "count", "of", "estimate", "low", "high", "documents", "note"]
    if not found:
        found = [pd.DataFrame(columns=[*columns, "_place"])]
    table = pd.concat(found, ignore_index=True)
    aspect = table["aspect"].map({name: k for k, name in enumerate(ASPECTS)})
    total = table.groupby(["aspect", "value"])["count"].transform("sum")
    order = table.assign(_aspect=aspect, _total=-total.astype("float64"))
    order = order.sort_values(["_aspect", "_total", "value", "_place"], kind="stable")
    numbers = dict.fromkeys(("estimate", "low", "high"), NUMBER)
    texts = dict.fromkeys(("aspect", "value", by, "note"), TEXT)
    whole = dict.fromkeys(("count", "of", "documents"), OFFSET)
    return order[columns].reset_index(drop=True).astype({**texts, **numbers, **whole})
