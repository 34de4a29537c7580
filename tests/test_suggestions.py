"""Suggestions and checks: what a lexicon lacks, and which of its aliases are ambiguous."""

import pandas as pd
import pytest

from sdlib.ambiguity import find_ambiguous
from sdlib.cli import main
from sdlib.entities import find_entities
from sdlib.entity_rows import COLUMNS, EVIDENCE
from sdlib.errors import LexiconError, ParameterError
from sdlib.spellings import skeleton
from sdlib.suggestions import suggest_entities, suggestions_text, write_suggestions

HEADER = "\t".join(COLUMNS)
TEXTS = [
    "قال المحلل هوراس غيلمور إن الطريق آمن. وأضاف غيلمور أن الجسر سليم.",
    "رأى المحلل هوراس جيلمور أن الطريق مغلق.",
    "وصل هوراس غيلمور إلى مدينة تلبيشة، وقال إن مجلس الأمن (مجام) اجتمع.",
    "عاد أهالي مدينة تلبيشة إلى بيوتهم بعد زيارة الرئيس بشار الأسد لدمشق.",
]
DOCUMENTS = pd.DataFrame(
    {"doc_id": list("abcd"), "outlet": ["x", "y", "x", "x"], "text": TEXTS, "date": [None] * 4}
)


def rows(found, *columns):
    return [tuple(row) for row in found[list(columns)].itertuples(index=False)]


def test_suggestions():
    """Names come with their counts, aliases with the entity that they belong to."""
    found = suggest_entities(DOCUMENTS, min_docs=1)
    got = rows(found, "kind", "name_ar", "aliases", "documents", "count", "outlets")

    assert got[:2] == [
        ("name", "هوراس غيلمور", "", 2, 3, 1),
        ("name", "تلبيشة", "", 2, 2, 1),
    ]

    assert ("spelling", "هوراس غيلمور", "هوراس جيلمور", 1, 1, 1) in got

    acronym = found[found["kind"] == "acronym"].iloc[0]
    assert (acronym["name_en"], acronym["aliases"]) == ("UN Security Council", "مجام")


def test_what_the_lexicon_has_is_not_proposed():
    """Nobody needs to be told of the names in the list."""
    found = suggest_entities(DOCUMENTS, min_docs=1)

    assert not found["name_ar"].isin(["بشار الأسد", "دمشق"]).any()


def test_own_lexicon_is_known_as_well(tmp_path):
    """What a user has taken over is not proposed again."""
    path = tmp_path / "own.tsv"
    path.write_text(f"{HEADER}\nloc-t\tLOC\tتلبيشة\tTalbisha\t\t\t\t\n", encoding="utf-8")
    found = suggest_entities(DOCUMENTS, [path, "entities"], min_docs=1)

    assert "تلبيشة" not in found["name_ar"].tolist()


def test_fewest_documents():
    """A name of one article may be a slip; nothing stands in less than one."""
    found = suggest_entities(DOCUMENTS, min_docs=2)
    assert found["documents"].min() == 2

    with pytest.raises(ParameterError, match="min_docs is 0"):
        suggest_entities(DOCUMENTS, min_docs=0)


def test_one_name_has_one_type():
    """A club is told by `نادي`; where it only `wins`, it looks like a person."""
    texts = [
        "فاز نادي فولمرستون أمس.",
        "قال فولمرستون إن الملعب جاهز.",
        "وقال فولمرستون إن الفريق جاهز.",
    ]
    found = suggest_entities(
        pd.DataFrame({"doc_id": list("abc"), "text": texts}), min_docs=1
    ).query("name_ar == 'فولمرستون'")

    assert found[["type", "count"]].values.tolist() == [["ORG", 3]]


def suggested(texts, **options):
    documents = pd.DataFrame({"doc_id": [f"d{k}" for k in range(len(texts))], "text": texts})
    return suggest_entities(documents, **{"min_docs": 2, **options})


def test_a_part_is_completed():
    """Where one word stands beside most uses of a name, the name is longer."""
    days = ("أمس", "اليوم", "الجمعة", "الأحد")
    found = suggested([f"فاز باريس سان فلورمان {day} على ضيفه." for day in days])

    assert rows(found, "type", "name_ar", "documents") == [("ORG", "باريس سان فلورمان", 4)]


def test_a_word_beside_few_uses_is_no_part():
    """Three uses prove nothing; `أمس` and a verb are never parts."""
    found = suggested(["قال هوراس غيلمور أمس إنه عاد."] * 5)

    assert found["name_ar"].tolist() == ["هوراس غيلمور"]


def test_a_body_of_any_country_is_left_to_its_nations():
    """`حزب الفلاحين` of two countries is nobody's: with their names they are proposed."""
    texts = ["أعلن حزب الفلاحين الكندي قراره.", "أعلن حزب الفلاحين اليوناني قراره."]
    found = suggested([*texts, "أعلن حزب الفلاحين قراره."] * 2)

    assert sorted(found["name_ar"]) == ["حزب الفلاحين الكندي", "حزب الفلاحين اليوناني"]


def test_suggestions_are_a_lexicon(tmp_path):
    """The file is used as it is written, for Excel as well; what was found is found."""
    for name in ("own.tsv", "own.csv"):
        path = tmp_path / name
        write_suggestions(suggest_entities(DOCUMENTS, min_docs=1), path)
        assert main(["entities", "check", str(path)]) == 0

        own = find_entities(DOCUMENTS, [path, "entities", "places"], resolve=False)
        spelt = own.loc[own["text"].isin(["هوراس غيلمور", "هوراس جيلمور"]), "entity_id"]
        assert spelt.tolist() == ["found-per-هوراس-غيلمور"] * 3

        assert set(own.loc[own["text"] == "مجام", "name_en"]) == {"UN Security Council"}


def test_a_name_has_one_row():
    """A surname of two persons in two rows would be no lexicon."""
    texts = ["قال هوراس غيلمور كلمة. ثم عاد غيلمور."] * 2
    found = suggested([*texts, *["قالت ليزا غيلمور كلمة. ثم عادت غيلمور."] * 2])

    names = [*found.loc[found["kind"] == "name", "name_ar"], *filter(None, found["aliases"])]
    assert len(names) == len(set(names)) >= 2


@pytest.mark.parametrize("name", ["عبد الله", "سامر"])
def test_given_name_alone_is_not_proposed(name):
    """Of whom it is the name nobody can say."""
    texts = pd.DataFrame({"doc_id": ["a"], "text": [f"قال {name} إن الطريق آمن."]})

    assert name not in suggest_entities(texts, min_docs=1)["name_ar"].tolist()


def test_no_suggestion_has_its_columns():
    """An empty table is a table."""
    found = suggest_entities(DOCUMENTS.head(0))

    assert list(found.columns) == [*COLUMNS, *EVIDENCE]

    assert suggestions_text(found).count("\n") == 1


def test_memory_is_bounded(monkeypatch):
    """Beyond the bound, what stood in one document is forgotten; what is frequent stays."""
    monkeypatch.setattr("sdlib.suggestions._MOST", 1)
    texts = ["عاد إلى مدينة تلبيشة.", "في مدينة تلبيشة مدرسة.", TEXTS[0], TEXTS[1]]
    found = suggest_entities(DOCUMENTS.assign(text=texts), min_docs=1)

    assert found["name_ar"].tolist() == ["تلبيشة"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("بريغوزين", "بريجوزين"), ("يكاترينبورغ", "يكاتيرينبورج"), ("ترامب", "ترمب")],
)
def test_skeleton(one, other):
    """Spellings of one foreign name share their consonants."""
    assert skeleton(one) == skeleton(other)


def test_skeletons_differ():
    """Different names do not."""
    assert skeleton("ترامب") != skeleton("ترومان")


# The command line -------------------------------------------------------------------------


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "corpus.jsonl"
    DOCUMENTS.drop(columns="date").to_json(path, orient="records", lines=True, force_ascii=False)
    return path


def test_suggest(corpus, tmp_path, capsys):
    """The file is a table whose first columns are the lexicon's."""
    out = tmp_path / "found.tsv"
    assert main(["entities", "suggest", str(corpus), "--min-docs", "2", "--out", str(out)]) == 0

    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == [*COLUMNS, *EVIDENCE]

    assert {line.count("\t") for line in lines} == {len(COLUMNS) + len(EVIDENCE) - 1}

    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []

    assert f"{len(lines) - 1} suggestions written" in capsys.readouterr().out


def test_suggest_to_a_missing_folder(corpus, tmp_path, capsys):
    """One line, and no traceback."""
    out = tmp_path / "none" / "found.tsv"

    assert main(["entities", "suggest", str(corpus), "--out", str(out)]) == 2

    assert capsys.readouterr().err.startswith("sdlib: ")


def test_check(tmp_path, capsys):
    """Ambiguous aliases are reported with their lines, and are no error."""
    path = tmp_path / "own.tsv"
    path.write_text(
        f"{HEADER}\n"
        "a\tPER\tسعد فهد\tSaad Fahd\tالمدينة|وزير الري\t2010-01-01\t2014-01-01\t\n"
        "b\tPER\tهدى كرم\tHuda Karam\tوزير الري\t2015-01-01\t\t\n"
        "c\tLOC\tدمشق\tDamascus, elsewhere\t\t\t\t\n",
        encoding="utf-8",
    )
    assert main(["entities", "check", str(path)]) == 0

    out = capsys.readouterr().out
    assert "own.tsv, line 2: المدينة (a) is a common noun too" in out

    assert "own.tsv, line 3: وزير الري (b) also belongs to a: the document's date decides" in out

    assert "line 4: دمشق (c) is taken from loc-damascus (Damascus) of sdlib's lexicon" in out


def test_check_refuses(tmp_path, capsys):
    """A bad row is an error with file and line."""
    path = tmp_path / "own.tsv"
    path.write_text(f"{HEADER}\na\tTOWN\tسعد\tSaad\t\t\t\t\n", encoding="utf-8")

    assert main(["entities", "check", str(path)]) == 2

    assert "own.tsv, line 2: type is 'TOWN'" in capsys.readouterr().err

    with pytest.raises(LexiconError, match="line 2"):
        find_ambiguous(path)


def test_annotate_with_own_entities(corpus, tmp_path):
    """A user's file is added to sdlib's, and found names only where they are asked for."""
    own = tmp_path / "own.tsv"
    own.write_text(f"{HEADER}\nloc-t\tLOC\tتلبيشة\tTalbisha\t\t\t\t\n", encoding="utf-8")
    out = tmp_path / "tables"
    command = ["annotate", str(corpus), "--out", str(out), "--format", "csv"]

    assert main([*command, "--entities", str(own), "--discover"]) == 0

    ids = set(pd.read_csv(out / "mentions.csv")["entity_id"])
    assert {"loc-t", "loc-damascus", "found-per-هوراس-غيلمور"} <= ids
