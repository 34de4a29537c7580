"""The object that holds all tables: what goes in, what it explains, what it saves.

The finders have tests of their own; here a stand-in finds what a case needs.
"""

from dataclasses import FrozenInstanceError

import pandas as pd
import pytest

import sdlib
from sdlib.annotation import Annotation, annotate
from sdlib.errors import CorpusError, LexiconError, ParameterError, TableError
from sdlib.export import read_tables
from sdlib.tables import SCHEMAS, table

TEXT = "صباح الخير. وقال الوزير إن «الاتفاق، بحسب\nالخبير، قريب»! ثم غادر."


def spans(text=TEXT, **words):
    found = {}
    for name, word in words.items():
        start = text.index(word)
        found |= {name: word, f"{name}_start": start, f"{name}_end": start + len(word)}
    return found


CLAIMS = [
    {
        "claim_id": "text#1",
        "doc_id": "text",
        **spans(cue="وقال", source="الوزير", content="«الاتفاق، بحسب\nالخبير، قريب»"),
        "cue_lemma": "قال",
        "cue_type": "neutral",
        "speaker": "الوزير",
        "mode": "direct",
        "negated": False,
        "rule": "verb",
        "speaker_rule": "phrase",
    },
    {
        "claim_id": "text#2",
        "doc_id": "text",
        **spans(cue="بحسب", via="الخبير", content="الاتفاق، بحسب\nالخبير، قريب"),
        "cue_lemma": "بحسب",
        "cue_type": "neutral",
        "mode": "indirect",
        "negated": True,
        "parent_id": "text#1",
        "rule": "marker",
    },
]


@pytest.fixture
def tagged(monkeypatch):
    """Annotate with a tagger that finds ``CLAIMS``."""
    monkeypatch.setattr("sdlib.claims.claim_rows", lambda _: CLAIMS)
    return annotate(TEXT)


def test_text_becomes_one_document():
    """The shortest way in, for notebooks: a string is a document."""
    annotation = annotate("قال الوزير إن الاتفاق قريب.")

    assert annotation.documents[["doc_id", "outlet"]].values.tolist() == [["text", ""]]

    for name, frame in annotation.tables().items():
        assert frame.dtypes.astype(str).to_dict() == dict(SCHEMAS[name]), name


@pytest.mark.parametrize("text", ["", " \n", "hello", "ـ", "\ufeff\x00"])
def test_text_without_anything_to_find_gives_empty_tables(text):
    """An empty result is a table like any other."""
    annotation = annotate(text)

    assert [len(annotation.claims), len(annotation.labels), len(annotation.quantities)] == [0] * 3


def test_repr_is_stable():
    """It stands in notebooks' outputs, which are compared as text."""
    rows = {"claims": CLAIMS, "documents": [{"doc_id": "text", "text": TEXT}]}
    annotation = Annotation(**{name: table(name, rows.get(name, ())) for name in SCHEMAS})
    words = "documents=1, sentences=0, tokens=0, mentions=0, claims=2, labels=0, quantities=0"

    assert repr(annotation) == f"Annotation({words})"


def test_annotation_cannot_be_changed(tagged):
    """Tables belong together: replacing one would leave spans of another text."""
    with pytest.raises(FrozenInstanceError):
        tagged.claims = None


def test_explanation_shows_spans_in_their_sentence(tagged):
    """From every number back to the words behind it; a content may cross sentences."""
    assert tagged.explain("text#1").split("\n") == [
        "text#1 in text",
        "[cue: وقال] [source: الوزير] إن [content: «الاتفاق، بحسب الخبير، قريب»]!",
        "speaker: الوزير (rule: phrase)",
        "cue: قال (neutral); mode: direct",
        "rule: verb",
    ]


def test_explanation_of_a_marker_inside_its_content(tagged):
    """Brackets nest; a claim without source or speaker is explained as well."""
    assert tagged.explain("text#2").split("\n")[1:] == [
        "وقال الوزير إن «[content: الاتفاق، [cue: بحسب] [via: الخبير]، قريب]»!",
        "speaker: none",
        "cue: بحسب (neutral, negated); mode: indirect",
        "rule: marker",
        "inside: text#1",
    ]


def test_explanation_of_a_claim_that_is_not_there(tagged):
    """A mistyped id is answered with ids that exist."""
    with pytest.raises(ParameterError, match="no claim has the id 'x'; the first ids are: text#1"):
        tagged.explain("x")


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl"])
def test_saved_tables_come_back(tmp_path, tagged, format):
    """What `read_tables` gives is what was annotated."""
    folder = tagged.save(tmp_path / "out", format=format)

    pd.testing.assert_frame_equal(read_tables(folder)["claims"], tagged.claims)

    assert '"lexicon": "entities, places, world"' in (folder / "run.json").read_text("utf-8")


def test_columns_are_completed_and_kept():
    """A table made by hand has an id and a text; whatever else it has stays, in any order."""
    documents = pd.DataFrame({"x": [1, 2], "text": ["قال", "عاد"], "doc_id": ["b", "a"]}, [7, 7])
    annotation = annotate(documents)

    assert list(annotation.documents.columns) == [*SCHEMAS["documents"], "x"]

    assert annotation.documents["doc_id"].tolist() == ["b", "a"]

    assert list(documents.columns) == ["x", "text", "doc_id"]


def test_documents_do_not_influence_each_other():
    """A speaker of one article must not go on speaking in the next."""
    texts = ["قال الوزير إن الاتفاق قريب.", "وأضاف أن الطريق مفتوح.", "نفت الشركة الخبر."]
    documents = pd.DataFrame({"doc_id": list("abc"), "outlet": "One", "text": texts})
    whole = annotate(documents)

    for k in (2, 0, 1):
        alone = annotate(documents.iloc[[k]])
        for name, frame in whole.tables().items():
            same = frame[frame["doc_id"] == "abc"[k]].reset_index(drop=True)
            pd.testing.assert_frame_equal(same, alone.tables()[name])


@pytest.mark.parametrize(
    ("documents", "error", "words"),
    [
        (["قال"], ParameterError, "not a list; read files with read_corpus"),
        (pd.DataFrame({"text": ["قال"]}), TableError, "needs the column.* doc_id"),
        (pd.DataFrame({"doc_id": ["a"], "text": [None]}), CorpusError, "row 0 .* has no text"),
        (pd.DataFrame({"doc_id": [None], "text": ["قال"]}), CorpusError, "row 0 .* has no doc_id"),
        (pd.DataFrame({"doc_id": ["a", "a"], "text": "قال"}), CorpusError, "two rows .* 'a'"),
    ],
)
def test_what_cannot_be_annotated(documents, error, words):
    """Claims of two documents with one id could not be told apart."""
    with pytest.raises(error, match=words):
        annotate(documents)


def test_lexicon_that_does_not_exist(tmp_path):
    """The entity lexicon can be the user's own; its name is checked before the work."""
    with pytest.raises(LexiconError, match=r"mine\.tsv"):
        annotate("قال", lexicon=tmp_path / "mine.tsv")


def test_tables_are_those_of_the_data_model():
    """A table that the model gains has to be annotated and saved as well."""
    assert list(Annotation.__dataclass_fields__) == list(SCHEMAS)


@pytest.mark.parametrize(
    "find",
    ["tag_claims", "find_labels", "find_quantities", "find_entities", "find_sentences", "tokenize"],
)
def test_single_finders_refuse_a_missing_text(find):
    """Whoever calls one finder alone is told the same as by `annotate`: which document it is."""
    documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["نص", None]})

    with pytest.raises(CorpusError, match="b"):
        getattr(sdlib, find)(documents)


@pytest.mark.parametrize("given", ["قال", None, pd.DataFrame({"doc_id": ["a"], "text": ["نص"]})])
@pytest.mark.parametrize(
    "compare",
    ["align_claims", "compare_figures", "find_naming_frames", "list_figures", "source_profiles"],
)
def test_comparisons_refuse_what_is_no_annotation(compare, given):
    """A text, or documents that nobody annotated, have no claims to compare."""
    with pytest.raises(ParameterError, match=f"{compare} takes an annotation, not a "):
        getattr(sdlib, compare)(given)


@pytest.mark.parametrize("compare", ["find_shared_text", "find_spellings", "group_events"])
def test_comparisons_of_documents_refuse_what_is_none(compare):
    """The path of a corpus is not its documents."""
    with pytest.raises(ParameterError, match="takes a table, not a str"):
        getattr(sdlib, compare)("articles.jsonl")


def test_half_a_character_is_named():
    """Text cut in the middle of an emoji cannot be written to a file."""
    with pytest.raises(CorpusError, match=r"half a character \(\\ud83d alone\) in 'نعم"):
        annotate("نعم \ud83d")


def test_single_finders_find_what_annotate_finds():
    """One reading for all tables, or one for each: the tables are the same."""
    documents = pd.DataFrame({"doc_id": ["a", "b"], "text": [TEXT, "قال 3 شهود إن حلب آمنة."]})
    annotation = annotate(documents)

    pd.testing.assert_frame_equal(annotation.claims, sdlib.tag_claims(documents))
    pd.testing.assert_frame_equal(annotation.mentions, sdlib.find_entities(documents))
    pd.testing.assert_frame_equal(annotation.sentences, sdlib.find_sentences(documents))
    pd.testing.assert_frame_equal(
        annotation.quantities, sdlib.find_quantities(documents, annotation.claims)
    )
