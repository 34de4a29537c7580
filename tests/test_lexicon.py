"""Lexicons: what a table may hold, and what is said of one that does not hold it."""

import pytest

from sdlib.clitics import clitic_cuts
from sdlib.cues import CUE_TYPES, FRAMES, entries, readings
from sdlib.entities import gazetteer
from sdlib.errors import LexiconError
from sdlib.lexicon import read_lexicon

COLUMNS = ["form", "type", "note"]
RULES = {
    "required": ["form", "type"],
    "choices": {"type": ["good", "bad"]},
    "key": ["form", "type"],
}


def read(folder, data, **rules):
    path = folder / "own.tsv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_lexicon(path, COLUMNS, **{**RULES, **rules})


def test_rows(tmp_path):
    """Comments and blank lines are for the reader; line numbers are the file's."""
    data = "form\ttype\tnote\n# Group\nقال\tgood\tsaid\n\nنفى\tbad\n"

    assert read(tmp_path, data) == [
        {"form": "قال", "type": "good", "note": "said", "line": "3"},
        {"form": "نفى", "type": "bad", "note": "", "line": "5"},
    ]


@pytest.mark.parametrize(
    "data",
    [
        "\N{BOM}form\ttype\tnote\nقال\tgood\tsaid\n",
        "form\ttype\tnote\r\nقال\tgood\tsaid\r\n",
        "note\tform\ttype\nsaid\tقال\tgood",
        "form\ttype\tnote\n قال \tgood\t said \n",
    ],
    ids=["bom", "windows", "other order", "spaces"],
)
def test_files_as_spreadsheets_write_them(tmp_path, data):
    """A byte-order mark, Windows line ends, moved columns and stray spaces change nothing."""
    assert read(tmp_path, data) == [{"form": "قال", "type": "good", "note": "said", "line": "2"}]


def test_no_rows(tmp_path):
    """A lexicon may be empty: somebody begins one."""
    assert read(tmp_path, "form\ttype\tnote\n") == []


def test_same_form_twice_without_a_key(tmp_path):
    """Only a table that names its key is held to it."""
    data = "form\ttype\tnote\nقال\tgood\t\nقال\tgood\t\n"

    assert len(read(tmp_path, data, key=[])) == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            "",
            r"own\.tsv, line 1: the columns are \[\], but must be .*; add form, .* by tabs",
        ),
        ("form,type,note\n", r"own\.tsv, line 1: the columns are .*separate columns by tabs"),
        ("form\ttype\n", r"own\.tsv, line 1: the columns are .*'note'"),
        ("form\ttype\tnote\textra\n", r"own\.tsv, line 1: the columns are .*; take out extra"),
        ("form\ttype\tnote\nقال\tgood\ta\tb\n", r"own\.tsv, line 2: 4 cells, .* has 3 columns"),
        ("form\ttype\tnote\nقال\tgood\n\tgood\n", r"own\.tsv, line 3: the column form is empty"),
        ("form\ttype\tnote\nقال\n", r"own\.tsv, line 2: the column type is empty"),
        ("form\ttype\tnote\nقال\tugly\n", r"own\.tsv, line 2: type is 'ugly'.* one of bad, good"),
        (
            "form\ttype\tnote\nقال\tgood\n# x\nقال\tgood\tagain\n",
            r"own\.tsv, line 4: قال / good stands in line 2 already",
        ),
        (
            b"form\ttype\tnote\n\xff\tgood\n",
            r"own\.tsv is not UTF-8 \(byte 15 is 0xff\); save it as UTF-8",
        ),
    ],
)
def test_bad_table_is_refused(tmp_path, data, message):
    """The message says in which file and line, and what to do."""
    with pytest.raises(LexiconError, match=message):
        read(tmp_path, data)


@pytest.mark.parametrize("name", ["no_such_lexicon", "no/such/file.tsv"])
def test_missing_lexicon(name):
    """The name is in the message, whether it ships with sdlib or not."""
    with pytest.raises(LexiconError, match=rf"{name}.* cannot be read"):
        read_lexicon(name, COLUMNS)


def test_shipped_tables_are_valid():
    """Each module checks its own table as it loads it."""
    assert len(entries()) > 100

    assert len(gazetteer().entities) > 100

    assert clitic_cuts("وقال") == [1]


# The cue lexicon --------------------------------------------------------------------------


def test_entries_hold_known_types_and_frames():
    """A frame that no rule reads would be silently ignored."""
    assert {entry.type for entry in entries()} == set(CUE_TYPES)

    assert {frame for entry in entries() for frame in entry.frames} <= FRAMES


@pytest.mark.parametrize(
    ("form", "lemma", "shape", "gender", "number"),
    [
        ("قال", "قال", "perfect", "m", "s"),
        ("وقالت", "قال", "perfect", "f", "s"),
        ("فأضافوا", "أضاف", "perfect", "m", "p"),
        ("وأكدا", "أكد", "perfect", "m", "d"),
        ("اكدت", "أكد", "perfect", "f", "s"),
        ("نفته", "نفى", "perfect", "f", "s"),
        ("نفاها", "نفى", "perfect", "m", "s"),
        ("ونفوا", "نفى", "perfect", "m", "p"),
        ("يقولون", "قال", "imperfect", "m", "p"),
        ("تنفي", "نفى", "imperfect", "f", "s"),
        ("ينف", "نفى", "jussive", "m", "s"),
        ("يقل", "قال", "jussive", "m", "s"),
        ("قيل", "قيل", "passive", "m", "s"),
        ("مشيرا", "أشار", "participle", "m", "s"),
        ("ومؤكدة", "أكد", "participle", "f", "s"),
        ("متهمين", "اتهم", "participle", "m", "p"),
        ("قوله", "قال", "masdar", "", "s"),
        ("تأكيدهما", "أكد", "masdar", "", "s"),
        ("دعوتها", "دعا", "masdar", "", "s"),
    ],
)
def test_inflection(form, lemma, shape, gender, number):
    """Each form of a cue that news uses is read, with what it says of its subject."""
    found = [(r.entry.lemma, r.shape, r.gender, r.number) for r in readings(form)]

    assert (lemma, shape, gender, number) in found


@pytest.mark.parametrize(
    "form", ["سيعلن", "وستقول", "وزير", "مدينة", "كلام", "فريق", "قلب", "", "2024"]
)
def test_no_reading(form):
    """What will be said has not been said; other words are no cues."""
    assert readings(form) == ()


def test_every_lemma_has_a_reading():
    """A row that generates no form would never be found."""
    without = [entry.lemma for entry in entries() if not readings(entry.lemma)]

    assert without == []
