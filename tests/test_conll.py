"""CoNLL files: what is clear is read, what is not is refused with file and line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdlib.conll import Name, TaggedSentence, read_conll
from sdlib.errors import CorpusError

NAMES = [Name(1, 3, "PER"), Name(3, 4, "LOC")]


@pytest.fixture
def read(tmp_path):
    """Write a file and read it."""

    def call(text):
        path = tmp_path / "train.conll"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_conll(path)

    return call


def tagged(*tags):
    words = ["زار", "سعد", "فهد", "حلب", "أمس"]
    return "".join(f"{word} {tag}\n" for word, tag in zip(words, tags, strict=False))


@pytest.mark.parametrize(
    "tags",
    [
        ("O", "B-PER", "I-PER", "B-LOC"),
        ("O", "I-PER", "I-PER", "I-LOC"),
        ("O", "B-PERS", "I-PERS", "B-LOC"),
        ("o", "b-person", "i-Person", "B-LOCATION"),
        ("O", "B-PRES", "I-PES", "B-LCO"),
        ("O", "B_PER", "I--PER", "B-LOC"),
        ("O", "B-PER", "E-PER", "S-LOC"),
        ("O", "B-PER", "L-PER", "U-LOC"),
        ("O", "PER", "PER", "LOC"),
        ("OO", "B-PER", "I-PER", "B-LOC"),
        ("O", "B-PER", "I-PER", "I-LOC"),
    ],
)
def test_schemes_and_slips(read, tags):
    """Corpora write one thing in many ways, and tagging by hand leaves slips."""
    [sentence] = read(tagged(*tags))

    assert list(sentence.names) == NAMES


def test_neighbours_stay_two(read):
    """In IOB1 a `B-` is there to part two names of one type."""
    [sentence] = read(tagged("O", "I-PER", "B-PER", "I-PER"))

    assert sentence.names == (Name(1, 2, "PER"), Name(2, 4, "PER"))


@pytest.mark.parametrize("name", ["MISC", "MIS", "MIS1", "MIS-2", "Miscellaneous"])
def test_numbered_kinds_are_one_type(read, name):
    """AQMAR numbers its kinds of miscellaneous names."""
    assert read(f"أمس B-{name}\n")[0].names == (Name(0, 1, "MISC"),)


def test_ends_of_lines_mark_and_columns(read):
    """Files come from Windows, with a byte order mark, and with columns between the two."""
    text = "\ufeffزار\tVB\tO\r\nسعد\tNN\tB-PER\r\n\r\n\r\n-DOCSTART- - O\r\n\r\nحلب\tNN\tB-LOC\r\n"

    assert read(text) == [
        TaggedSentence(("زار", "سعد"), (Name(1, 2, "PER"),)),
        TaggedSentence(("حلب",), (Name(0, 1, "LOC"),)),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"train\.conll: is empty"),
        ("\n \n\r\n", r"train\.conll: holds no token"),
        ("زار O\n\nسعد\n", r"train\.conll, line 3: has one column; write a token"),
        ("زار O\nسعد NN B-PER\n", r"train\.conll, line 2: has 3 columns, .* has 2"),
        ("زار O\nسعد B-XYZ\n", r"train\.conll, line 2: the tag 'B-XYZ' is none"),
        ("زار O\nسعد B-\n", r"line 2: the tag 'B-' is none"),
        ("زار O\nسعد IO\n", r"line 2: the tag 'IO' is none"),
        ("زار O\nسعد B-DATE\n", r"line 2: the tag 'B-DATE' is none .* write O, or B- or I-"),
        ("زار O\n".encode("utf-16"), r"train\.conll: is not UTF-8; this looks like UTF-16"),
        ("قال الوزير O\n".encode("cp1256"), r"train\.conll: is not UTF-8"),
    ],
)
def test_unclear_file_is_refused(read, text, message):
    """The message names the file, the line and what to do."""
    with pytest.raises(CorpusError, match=message):
        read(text)


def test_missing_file(tmp_path):
    """The commonest slip of all."""
    with pytest.raises(CorpusError, match=r"gone\.conll: does not exist"):
        read_conll(tmp_path / "gone.conll")


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(tmp_path_factory, text):
    """Whatever stands in a file: names within their sentence, or an error of ours."""
    path = tmp_path_factory.getbasetemp() / "any.conll"
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    try:
        found = read_conll(path)
    except CorpusError:
        return
    for sentence in found:
        assert sentence.tokens and all(token.strip() == token for token in sentence.tokens)

        assert all(0 <= n.first < n.behind <= len(sentence.tokens) for n in sentence.names)
