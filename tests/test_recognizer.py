"""The recogniser: what is learned from invented sentences, and how files and texts may fail it."""

import itertools
import json
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import any_text, news_text

import sdlib
from sdlib import cli
from sdlib.article import read_article
from sdlib.conll import Name, TaggedSentence
from sdlib.entity_features import token_features
from sdlib.entity_scores import score_names
from sdlib.errors import MissingLibraryError, ModelError, OutputError, ParameterError
from sdlib.export import read_tables
from sdlib.known_bodies import find_bodies
from sdlib.lexicon import read_lexicon
from sdlib.models import write_model
from sdlib.recognition import as_mention
from sdlib.recognizer import Recognizer, cross_validate, score_recognizer, train_recognizer
from sdlib.repetitions import add_repeated, stretches
from sdlib.tagged_articles import read_labels, read_tagged, sequences
from sdlib.words import search_form

PEOPLE = ["كرم سعد", "هدى سليم", "فهد نجم", "سلمى راشد", "طارق عزيز", "ليلى فهمي"]
PLACES = ["بلقسارة", "تلمرجان", "وادي الغار", "دير الصفا"]
BODIES = ["حزب السنابل", "شركة مزون", "حركة الغد"]
PATTERNS = [
    "قال الوزير P إن الاجتماع في L انتهى .",
    "زار P مدينة L أمس .",
    "أعلن B أن المدير P استقال .",
    "وصل وفد من B إلى L .",
    "لم يعلق أحد على القرار حتى مساء أمس .",
]


def sentence(pattern, person, place, body):
    """Fill a pattern; each name is tagged as what it is."""
    tokens, names = [], []
    filled = {"P": ("PER", person), "L": ("LOC", place), "B": ("ORG", body)}
    for word in pattern.split():
        kind, text = filled.get(word, ("", word))
        if kind:
            names.append(Name(len(tokens), len(tokens) + len(text.split()), kind))
        tokens += text.split()
    return TaggedSentence(tuple(tokens), tuple(names))


SENTENCES = [
    sentence(pattern, *names)
    for pattern, names in itertools.product(PATTERNS, itertools.product(PEOPLE, PLACES, BODIES))
][::3]


def conll(sentences):
    """The sentences as a file holds them."""
    lines = []
    for each in sentences:
        tags = ["O"] * len(each.tokens)
        for name in each.names:
            tags[name.first] = f"B-{name.type}"
            for i in range(name.first + 1, name.behind):
                tags[i] = f"I-{name.type}"
        lines += [f"{token} {tag}" for token, tag in zip(each.tokens, tags, strict=True)] + [""]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A model of the invented sentences."""
    path = tmp_path_factory.mktemp("model") / "names.model"
    train_recognizer(SENTENCES, path)
    return path


@pytest.fixture(scope="module")
def recognizer(model):
    return Recognizer.load(model)


@pytest.fixture
def run(capsys):
    """Run a command: its status and what it printed on both streams."""

    def call(*arguments):
        status = cli.main([str(argument) for argument in arguments])
        return status, *capsys.readouterr()

    return call


def found(recognizer, text):
    return [(name.text, name.type) for name in recognizer.find(text)]


# What is found ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("زار كرم سعد مدينة تلمرجان أمس .", [("كرم سعد", "PER"), ("تلمرجان", "LOC")]),
        ("زار هدى راشد مدينة بلقسارة أمس .", [("هدى راشد", "PER"), ("بلقسارة", "LOC")]),
        (
            "أعلن حزب السنابل أن المدير فهد نجم استقال .",
            [("حزب السنابل", "ORG"), ("فهد نجم", "PER")],
        ),
        ("لم يعلق أحد على القرار .", []),
        ("", []),
    ],
)
def test_names_are_found(recognizer, text, expected):
    """Names of the training text, also those that were not seen together."""
    assert found(recognizer, text) == expected


@pytest.mark.parametrize("lead", ["و", "ب", "ل", "وب", "ف"])
def test_clitics_are_left_out(lead):
    """As in the lexicon's mentions: what is counted is the name."""
    article = read_article(f"أعلن الوزير تأييده {lead}دير الصفا أمس .")
    at = article.words.index(next(w for w in article.words if w.base == "دير"))
    mention = as_mention(article, Name(at, at + 2, "LOC"))

    assert mention.entity.name == "دير الصفا"

    assert mention.cut == len(lead)


def test_clitic_of_a_definite_word():
    """`للأمم`: the article has lost its alef, and what remains of it belongs to the name."""
    article = read_article("قال للأمم المتحدة")

    assert as_mention(article, Name(1, 3, "ORG")).entity.name == "لأمم المتحدة"


@given(news_text() | any_text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_spans_hold_for_any_text(recognizer, text):
    """Inside the text, in order, without overlap, each from a word's edge to a word's edge."""
    names = recognizer.find(text)
    article = read_article(text)
    starts = {
        s + k for s, e in zip(article.starts, article.ends, strict=True) for k in range(e - s)
    }
    at = 0
    for name in names:
        assert at <= name.start < name.end <= len(text)

        assert text[name.start : name.end] == name.text

        assert name.end in article.ends and name.start in starts
        at = name.end

    assert names == recognizer.find(article)


@given(news_text() | any_text())
def test_features_for_any_text(text):
    """One list a token, whatever the text; none is empty, and one word gives the same twice."""
    article = read_article(text)
    shown = token_features(article)

    assert len(shown) == len(article.words)

    assert all(shown) and shown == token_features(article)


# Training ---------------------------------------------------------------------------------


def test_same_sentences_give_the_same_bytes(tmp_path, model):
    """Nothing is drawn by chance, and the file holds no time and no path."""
    train_recognizer(SENTENCES, tmp_path / "again.model")

    assert (tmp_path / "again.model").read_bytes() == model.read_bytes()


def test_file_and_sentences_give_the_same_model(tmp_path, model):
    """A path is read as `read_conll` reads it."""
    path = tmp_path / "train.conll"
    path.write_text(conll(SENTENCES), encoding="utf-8")
    train_recognizer(path, tmp_path / "names.model")

    assert (tmp_path / "names.model").read_bytes() == model.read_bytes()


def test_record_says_how_it_was_trained(recognizer):
    """Who finds a model file years later should know what is in it."""
    record = recognizer.record

    assert record["labels"] == ["B-LOC", "B-ORG", "B-PER", "I-LOC", "I-ORG", "I-PER"]

    assert record["sentences"] == len(SENTENCES)

    assert record["names"]["PER"] == sum(n.type == "PER" for s in SENTENCES for n in s.names)


def test_what_was_learned_is_known(recognizer):
    """On its own training text a model is nearly perfect, or something is broken."""
    scores = score_recognizer(recognizer, SENTENCES)

    assert scores.loc["all", "f1"] > 0.99


def test_cross_validation():
    """Each sentence is scored once, by a model that has not seen it."""
    scores = cross_validate(SENTENCES, 3, parameters={"max_iterations": 10})

    assert scores.loc["all", "gold"] == sum(len(s.names) for s in SENTENCES)

    assert scores.loc["LOC", "f1"] > 0.8


@pytest.mark.parametrize("folds", [-1, 0, 1, 100])
def test_folds_that_cannot_be(folds):
    """Twenty sentences are one article, and each fold needs one."""
    with pytest.raises(ParameterError, match=r"folds is -?\d+, but must be between 2 and 6"):
        cross_validate(SENTENCES, folds)


def test_nothing_to_learn(tmp_path):
    """A model that finds nothing is no use, and a file of another format looks like this."""
    for sentences in ([], [TaggedSentence(("زار",), ())]):
        with pytest.raises(ModelError, match="hold no names"):
            train_recognizer(sentences, tmp_path / "names.model")

    assert not list(tmp_path.iterdir())


def test_unknown_parameter(tmp_path):
    """The message names those that there are."""
    with pytest.raises(ModelError, match=r"c3.*: .*c1"):
        train_recognizer(SENTENCES[:3], tmp_path / "names.model", parameters={"c3": 1})


# Alignment --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tokens", "names"),
    [
        (("زار", "(سعد", "فهد)", "أمس"), (Name(1, 3, "PER"),)),
        (("في", "«حلب»،", "أمس"), (Name(1, 2, "LOC"),)),
        (("في", "2024-05", "!!"), (Name(1, 2, "MISC"), Name(2, 3, "ORG"))),
        (("U.S.", "أ", ".", "ب", "."), (Name(0, 1, "LOC"), Name(1, 4, "PER"))),
        (("سعد.", "فهد", "حلب"), (Name(0, 2, "PER"), Name(2, 3, "PER"))),
    ],
)
def test_names_come_back_over_the_tokens_of_the_file(tokens, names):
    """Our tokens part signs from words; what is found is widened to the file's tokens."""
    [tagged] = read_tagged([TaggedSentence(tokens, names)])
    back = tagged.widened(read_labels(tagged.labels()))

    assert tuple(back) == names


def test_names_end_with_their_sentence():
    """An `I-` at the beginning of a sentence goes on with nothing."""
    article = read_article("زار سعد\nحلب")

    assert read_labels(["O", "B-PER", "I-PER"], sequences(article)) == [
        Name(1, 2, "PER"),
        Name(2, 3, "PER"),
    ]


# Scores -----------------------------------------------------------------------------------


def test_scores_by_hand():
    """Right is what has the same tokens and type: not a part, not another type."""
    gold = [[Name(0, 2, "PER"), Name(3, 4, "LOC")], [Name(0, 1, "ORG")], [Name(5, 6, "MISC")]]
    given = [[Name(0, 1, "PER"), Name(3, 4, "LOC")], [Name(0, 1, "LOC")], [Name(5, 6, "MISC")]]
    scores = score_names(gold, given)

    assert scores.loc["all", ["gold", "found", "right"]].tolist() == [3, 3, 1]

    assert scores.loc["with MISC", "f1"] == 0.5

    assert scores.loc["LOC", ["precision", "recall"]].tolist() == [0.5, 1.0]

    assert (scores["low"] <= scores["f1"]).all() and (scores["f1"] <= scores["high"]).all()


def test_scores_of_nothing():
    """No sentence, or no name: 0 by definition, and no warning."""
    assert (score_names([], [])["f1"] == 0).all()

    assert (score_names([[]], [[]])["f1"] == 0).all()

    with pytest.raises(ParameterError, match="gold has 1 sentences and found 2"):
        score_names([[]], [[], []])

    with pytest.raises(ParameterError, match="resamples is 0"):
        score_names([[]], [[]], resamples=0)


# Model files ------------------------------------------------------------------------------


def spoiled(model, path, change):
    path.write_bytes(change(model.read_bytes()))
    return path


def other_record(data, **values):
    magic, head, rest = data.split(b"\n", 2)
    return b"\n".join([magic, json.dumps({**json.loads(head), **values}).encode(), rest])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: b"", "is empty"),
        (lambda data: b"lCRFsomething", "is no entity model of sdlib; train it again"),
        (lambda data: data[:-100], "is damaged or not whole"),
        (lambda data: data[:-1] + b"!", "is damaged or not whole"),
        (lambda data: data[:40], "has a damaged record"),
        (lambda data: b"sdlib entity model\n[]\n", "has a damaged record"),
        (lambda data: other_record(data, features=0), r"features 0\), but this sdlib has"),
        (lambda data: other_record(data, format=9), r"\(format 9, .* train it again"),
    ],
)
def test_bad_model_is_refused(tmp_path, model, change, message):
    """A damaged model would end the process in the library that reads it."""
    path = spoiled(model, tmp_path / "bad.model", change)

    with pytest.raises(ModelError, match=rf"bad\.model: .*{message}"):
        Recognizer.load(path)


def test_missing_model(tmp_path):
    """The commonest slip of all."""
    with pytest.raises(ModelError, match=r"gone\.model: does not exist"):
        Recognizer.load(tmp_path / "gone.model")


def test_other_files_are_not_replaced(tmp_path):
    """`--out` may name a file by mistake: only a model is replaced, and nothing else is left."""
    text = tmp_path / "article.txt"
    text.write_text("قال الوزير", "utf-8")
    with pytest.raises(OutputError, match="is there already and no model"):
        write_model(text, {}, b"")

    with pytest.raises(OutputError, match="is a folder"):
        train_recognizer(SENTENCES, tmp_path)

    with pytest.raises(OutputError, match="there is no folder"):
        train_recognizer(SENTENCES, tmp_path / "gone" / "names.model")

    assert [path.name for path in tmp_path.iterdir()] == ["article.txt"]

    assert text.read_text("utf-8") == "قال الوزير"


def test_missing_library(monkeypatch, tmp_path, model):
    """sdlib works without CRFsuite, and says how to get it."""
    monkeypatch.setitem(sys.modules, "pycrfsuite", None)
    with pytest.raises(MissingLibraryError, match=r"pip install 'sdlib\[entities\]'"):
        Recognizer.load(model)

    with pytest.raises(MissingLibraryError, match="python-crfsuite"):
        train_recognizer(SENTENCES, tmp_path / "names.model")


def test_library_is_not_loaded_before_it_is_needed():
    """It is an extra: neither `import sdlib` nor the command line asks for it."""
    code = "import sys; sys.modules['pycrfsuite'] = None; import sdlib.recognizer, sdlib.cli"
    subprocess.run([sys.executable, "-c", code], check=True)


# The command line and the mentions table --------------------------------------------------


@pytest.fixture
def corpus(tmp_path):
    """One article, with a place of the lexicon and names that only the model knows."""
    path = tmp_path / "corpus.jsonl"
    text = "قال الوزير كرم سعد إن الاجتماع في دمشق انتهى . زار فهد نجم مدينة تلمرجان أمس ."
    path.write_text(json.dumps({"doc_id": "a", "outlet": "One", "text": text}), "utf-8")
    return path


def test_train_prints_what_to_expect(tmp_path, run):
    """Counts, and scores by type for a second file and by validation."""
    path = tmp_path / "train.conll"
    path.write_text(conll(SENTENCES), encoding="utf-8")
    model = tmp_path / "names.model"
    options = ["--dev", path, "--folds", "2", "--seed", "1"]
    status, out, err = run("entities", "train", path, "--out", model, *options)

    assert (status, err) == (0, "")

    assert f"trained on {len(SENTENCES)} sentences" in out and "PER " in out

    assert out.count("precision") == 2 and "2-fold validation" in out

    assert Recognizer.load(model).record["sentences"] == len(SENTENCES)


def test_annotate_with_a_model(tmp_path, corpus, model, run):
    """The lexicon's mentions stay as they are; what only the model finds has no id."""
    status, _, err = run("annotate", corpus, "--out", tmp_path / "out", "--entity-model", model)
    assert (status, err) == (0, "")

    mentions = read_tables(tmp_path / "out")["mentions"]
    assert mentions["text"].tolist() == ["كرم سعد", "دمشق", "فهد نجم", "تلمرجان"]

    assert mentions["type"].tolist() == ["PER", "LOC", "PER", "LOC"]

    assert mentions["entity_id"].isna().tolist() == [True, False, True, True]

    assert mentions["name"].tolist()[0] == "كرم سعد"

    parameters = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))["parameters"]
    assert parameters["entity_model"].startswith("sha256 ")


def test_claims_do_not_depend_on_the_model(corpus, model):
    """Rules were measured with the lexicon's mentions, and stay so."""
    documents = sdlib.read_corpus(corpus)
    plain, more = sdlib.annotate(documents), sdlib.annotate(documents, entity_model=model)

    assert plain.claims.equals(more.claims) and len(plain.mentions) < len(more.mentions)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["entities", "train", "gone", "--out", "m"], "gone: does not exist"),
        (["entities", "train", "bad", "--out", "m"], "bad, line 2: has one column"),
        (["entities", "train", "none", "--out", "m"], "hold no names"),
        (["entities", "train", "good", "--out", "bad"], "is there already and no model"),
        (["entities", "train", "good", "--out", "m", "--dev", "bad"], "bad, line 2"),
        (["entities", "train", "good", "--out", "m", "--folds", "1"], "folds is 1"),
        (["annotate", "corpus.jsonl", "--out", "o", "--entity-model", "bad"], "is no entity model"),
        (["annotate", "corpus.jsonl", "--out", "o", "--entity-model", "x"], "x: does not exist"),
    ],
)
def test_wrong_input_is_one_line(tmp_path, corpus, run, monkeypatch, arguments, words):
    """No traceback, and nothing is left behind."""
    (tmp_path / "bad").write_text("زار O\nسعد\n", "utf-8")
    (tmp_path / "none").write_text("زار O\n", "utf-8")
    (tmp_path / "good").write_text("زار O\nسعد B-PER\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    status, out, err = run(*arguments)

    assert (status, out, err.count("\n")) == (2, "", 1)

    assert words in err and "Traceback" not in err

    assert sorted(tmp_path.rglob("*")) == before


# Repetitions ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("زار مزون . أعلنت شركة مزون .", ["مزون", "مزون"]),
        ("زار مزون . ولمزون فروع .", ["مزون", "ولمزون"]),
        ("زار مزون . مزونة بعيدة .", ["مزون"]),
        ("زار مزون . أمس زار", ["مزون"]),
        ("زار مزون ." + " هذا مزون جديد ." * 4, ["مزون"]),
    ],
)
def test_a_name_is_one_again(text, expected):
    """Also behind a clitic, never inside a word, and not where it is mostly an ordinary word."""
    article = read_article(text)
    names = add_repeated(article, [Name(1, 2, "ORG")])

    assert [article.slice(name.first, name.behind) for name in names] == expected


def test_long_texts_are_stretches():
    """A corpus in one text does not make a word a name everywhere."""
    article = read_article("زار مزون .\n" * 300)
    parts = stretches(article)

    assert [i for part in parts for i in part] == list(range(900))

    assert len(parts) == 10 and len(add_repeated(article, [Name(1, 2, "ORG")])) == 1


def test_stretches_of_nothing():
    """An empty text has no token."""
    assert add_repeated(read_article(""), []) == []


# Known bodies -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("فاز ريال مدريد", ["", "B-club", "I-club"]),
        ("وبريال مدريد", ["B-club", "I-club"]),
        ("ريال واحد", ["", ""]),
        ("وكالة فرانس برس", ["B-medium", "I-medium", "I-medium"]),
        ("", []),
    ],
)
def test_known_bodies(text, expected):
    """Whole names only, the longest, clitics cut off."""
    assert find_bodies([search_form(word) for word in read_article(text).words]) == expected


def test_every_known_body_is_found():
    """A row that cannot be found would be dead."""
    for row in read_lexicon("known_bodies", ["form", "class"]):
        forms = [search_form(word) for word in read_article(row["form"]).words]
        assert find_bodies(forms)[0].startswith("B-"), row

        assert all(find_bodies(forms)), row
