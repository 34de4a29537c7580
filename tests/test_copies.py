"""Copies: one wire story counts once, and the offsets of all other text hold."""

import numpy as np
import pandas as pd
import pytest

from sdlib import shared_text
from sdlib.copies import drop_copies, flag_copies, weight_copies
from sdlib.errors import CorpusError, TableError
from sdlib.shared_text import find_shared_text
from sdlib.term_counts import count_terms
from sdlib.tokenization import tokenize

LINE = "فتحت البلدية أمس طريق الجبل القديم أمام السيارات بعد شهر من أعمال الترميم"
OTHER = "زرع طلاب المدرسة مئة شجرة زيتون على ضفة النهر قرب الجسر الحجري صباح السبت"


def documents(*texts):
    names = [f"d{k}" for k in range(len(texts))]
    return pd.DataFrame({"doc_id": names, "outlet": names, "text": pd.array(texts, dtype="string")})


def test_each_token_of_a_copy_weighs_its_part():
    """The weights of one story are 1 in all, whoever prints it; other words keep theirs."""
    table = documents(LINE, f"{OTHER}\n{LINE}", LINE)
    flagged = flag_copies(tokenize(table), find_shared_text(table))
    weights = flagged.groupby("text")["weight"].sum()

    assert weights[LINE.split()].tolist() == pytest.approx([1.0] * 13)
    assert weights[OTHER.split()[:3]].tolist() == [1.0] * 3
    assert flagged.groupby("doc_id")["copies"].agg(["min", "max"]).values.tolist() == [
        *([3, 3], [1, 3], [3, 3])
    ]


def test_a_unit_in_part_copied_weighs_by_what_it_shares():
    """A story behind which an outlet adds as much of its own is half a copy."""
    table = documents(LINE, f"{LINE} {OTHER}")
    pairs = find_shared_text(table)
    flagged = flag_copies(pd.DataFrame({"doc_id": ["d0", "d1"], "start": [0, 0]}), pairs)

    assert flagged["weight"].tolist() == pytest.approx([0.5, 1 / (1 + pairs["share_b"].iloc[0])])
    assert flagged["copies"].tolist() == [2, 1]


def test_copies_of_a_copy_are_copies_where_the_table_gives_no_such_pair(monkeypatch):
    """Of a line in very many articles the table has the pairs with the first only."""
    monkeypatch.setattr(shared_text, "_USUAL", 2)
    table = documents(*[LINE] * 5)
    flagged = flag_copies(pd.DataFrame({"doc_id": table["doc_id"], "start": 0}), pairs_of(table))

    assert flagged["weight"].tolist() == [0.2] * 5
    assert flagged["kept"].tolist() == [True] + [False] * 4


def pairs_of(table):
    return find_shared_text(table)


def test_what_is_dropped_becomes_spaces_and_offsets_stay():
    """Claims and mentions found before still point to their words."""
    table = documents(LINE, f"{OTHER}\n{LINE}\nانتهى")
    text = drop_copies(table, pairs_of(table)).set_index("doc_id").loc["d1", "text"]

    assert text == f"{OTHER}\n{' ' * len(LINE)}\nانتهى"


def test_the_longer_of_two_stays_whole_wherever_it_stands():
    """Dropped is what the other contains: the earlier text may be the shorter one."""
    long = f"{LINE} {OTHER}"
    table = documents(LINE, long)

    assert drop_copies(table, pairs_of(table))["text"].tolist() == [long]


def test_a_document_of_which_nothing_stays_is_left_out_and_an_empty_one_is_not():
    """An empty document was there before; whether it counts is not decided here."""
    table = documents(LINE, LINE, "", " ")

    assert drop_copies(table, pairs_of(table))["doc_id"].tolist() == ["d0", "d2", "d3"]


def test_every_story_stays_once():
    """Whatever is dropped, something that contains it is kept."""
    table = documents(LINE, LINE, f"{LINE} {OTHER}", OTHER, OTHER)
    text = " ".join(drop_copies(table, pairs_of(table))["text"])

    assert text.count(LINE) == text.count(OTHER) == 1


def test_documents_are_weighted_by_their_characters():
    table = documents(LINE, f"{LINE}\n{OTHER}", OTHER[:20], "")
    weights = weight_copies(table, pairs_of(table))
    own = len(LINE) / (len(LINE) + 1 + len(OTHER))

    assert weights.tolist() == pytest.approx([0.5, 1 - own / 2, 1, 1])


def test_weights_go_with_the_rows_of_a_matrix():
    """The way to use them: the words of one story in two papers count once."""
    table = documents(LINE, LINE)
    counts = count_terms(table, unit="paragraph")
    weights = flag_copies(counts.units, pairs_of(table))["weight"].to_numpy()

    assert (counts.matrix.T @ weights).tolist() == pytest.approx(np.ones(13))


def test_without_pairs_everything_weighs_one():
    """An index of its own is kept."""
    table = documents(LINE, OTHER).set_index(pd.Index([7, 3]))
    pairs = pairs_of(table)
    flagged = flag_copies(table.assign(start=0), pairs)

    assert flagged[["copies", "weight", "kept"]].values.tolist() == [[1, 1.0, True]] * 2
    assert weight_copies(table, pairs).to_dict() == {7: 1.0, 3: 1.0}
    assert drop_copies(table, pairs).equals(table)


def test_pairs_of_other_documents_are_refused():
    """Offsets of another text would blank words at random."""
    table = documents(LINE, LINE)
    pairs = pairs_of(table)

    with pytest.raises(TableError, match="has 20 characters"):
        drop_copies(documents(LINE, LINE[:20]), pairs)
    with pytest.raises(TableError, match="not among"):
        weight_copies(table.head(1), pairs)
    with pytest.raises(TableError, match="share_a"):
        flag_copies(table.assign(start=0), table)
    with pytest.raises(CorpusError, match="no text"):
        weight_copies(documents(LINE, None), pairs)


def test_what_only_a_dropped_unit_has_stays():
    """A chain: the middle one is left out for the first, so the third keeps its own text."""
    first, second, third = (
        LINE.split(),
        OTHER.split(),
        "نعم لا قد هل ما لم لن كي ثم أو أم بل إذ".split(),
    )
    middle = " ".join(first[:12] + second[:12])
    table = documents(" ".join(first + third), middle, " ".join(second))
    pairs = find_shared_text(table, min_share=0.2)

    assert {*zip(pairs["doc_id_a"], pairs["doc_id_b"], strict=True)} == {("d0", "d1"), ("d1", "d2")}

    assert drop_copies(table, pairs)["doc_id"].tolist() == ["d0", "d2"]


def test_copies_of_what_another_contains_are_all_dropped():
    """The table may have the pair with the longer text for one of several exact copies only."""
    table = documents(f"{LINE} {OTHER}", LINE, LINE, LINE)
    pairs = find_shared_text(table)
    star = pairs[(pairs["doc_id_a"] == "d1") | (pairs["doc_id_b"] == "d1")]

    assert drop_copies(table, star)["doc_id"].tolist() == ["d0"]


def test_ids_that_are_numbers_are_those_of_the_pairs():
    """A table read from a file may have numbers as ids; pairs have them as text."""
    table = documents(LINE, LINE).assign(doc_id=[1, 2])
    pairs = find_shared_text(table)
    rows = pd.DataFrame({"doc_id": [1, 2], "start": [0, 0]})

    assert flag_copies(rows, pairs)["copies"].tolist() == [2, 2]

    assert weight_copies(table, pairs).tolist() == [0.5, 0.5]

    assert drop_copies(table, pairs)["doc_id"].tolist() == [1]
