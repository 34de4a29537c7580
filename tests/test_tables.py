"""Tables: columns and dtypes as the data model has them, with rows and without."""

import pandas as pd
import pytest

from sdlib.errors import CorpusError, ParameterError, TableError
from sdlib.tables import SCHEMAS, from_columns, require_columns, require_texts, schema, table

EXAMPLES = {"string": "قال", "int64": 3, "Int64": 3, "Float64": 2.5, "bool": True, "object": [1, 2]}


def dtypes(frame):
    return frame.dtypes.astype(str).to_dict()


@pytest.mark.parametrize("name", SCHEMAS)
def test_empty_table(name):
    """An empty result is an empty table, not None and not a table without columns."""
    frame = table(name)

    assert len(frame) == 0

    assert dtypes(frame) == dict(SCHEMAS[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_full_row(name):
    """A row with all its values keeps them, and the dtypes of the empty table."""
    row = {column: EXAMPLES[dtype] for column, dtype in SCHEMAS[name].items()}
    frame = table(name, [row])

    assert frame.to_dict("records") == [row]

    assert dtypes(frame) == dict(SCHEMAS[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_missing_values(name):
    """What may be absent is <NA>, and the column's dtype stays what it is without it."""
    given = {c: EXAMPLES[d] for c, d in SCHEMAS[name].items() if d in ("int64", "bool", "object")}
    frame = table(name, [given])

    absent = [column for column in frame if column not in given]
    assert all(frame[column].isna().all() for column in absent)

    assert dtypes(frame) == dict(SCHEMAS[name])


def test_columns_in_order_whatever_the_row():
    """Rows come as dicts in any order; the table has the schema's."""
    frame = table("sentences", [{"end": 4, "start": 0, "paragraph": 0, "doc_id": "a"}])

    assert list(frame.columns) == ["doc_id", "paragraph", "start", "end"]


def test_rows_may_be_a_generator():
    """Finders yield their rows."""
    rows = ({"doc_id": str(i), "paragraph": 0, "start": i, "end": i + 1} for i in range(3))

    assert table("sentences", rows)["start"].tolist() == [0, 1, 2]


def test_lists_stay_lists():
    """The cuts of one word are one value, also where all words have as many."""
    frame = from_columns(
        "tokens",
        {
            "doc_id": ["a", "a"],
            "start": [0, 5],
            "end": [4, 9],
            "text": ["وقال", "ونفى"],
            "norm": ["وقال", "ونفي"],
            "kind": ["word", "word"],
            "cuts": [[1], [6]],
            "lemma": ["قال", "نفى"],
        },
    )

    assert frame["cuts"].tolist() == [[1], [6]]


@pytest.mark.parametrize("make", [schema, table, lambda name: from_columns(name, {})])
def test_unknown_table(make):
    """The message lists the tables that there are."""
    with pytest.raises(ParameterError, match="no table is called 'claim'; the tables are doc"):
        make("claim")


def test_required_columns():
    """The message names what needs them, what is missing and what is there."""
    frame = pd.DataFrame({"doc_id": [], "body": []})
    require_columns(frame, ["doc_id"], "find(documents)")

    with pytest.raises(TableError, match=r"find\(documents\) needs .* text, date; .* doc_id, body"):
        require_columns(frame, ["doc_id", "text", "date"], "find(documents)")

    with pytest.raises(TableError, match="the table has none"):
        require_columns(pd.DataFrame(), ["text"], "find(documents)")


def test_spans_are_nullable_where_a_claim_may_lack_them():
    """A claim has a cue and content; a source and a via only where the text names them."""
    claims = SCHEMAS["claims"]

    nullable = [name for name, dtype in claims.items() if dtype == "Int64"]
    assert nullable == ["source_start", "source_end", "via_start", "via_end"]

    plain = [name for name, dtype in claims.items() if dtype == "int64"]
    assert plain == ["cue_start", "cue_end", "content_start", "content_end"]


def test_two_documents_of_one_id_are_refused():
    """Their words would be counted as those of one document, and of the outlet of the first."""
    documents = pd.DataFrame({"doc_id": ["a", "a"], "outlet": ["A", "B"], "text": ["نعم", "لا"]})

    with pytest.raises(CorpusError, match="two rows have the doc_id 'a'"):
        require_texts(documents, "count_terms(documents)")
