"""Particles and stop words: the closed classes, and what they hold and do not hold."""

from itertools import pairwise

import pytest

from sdlib.clitics import clitic_cuts
from sdlib.errors import LexiconError
from sdlib.lexicon import read_lexicon
from sdlib.normalization import normalize_word
from sdlib.particles import PRONOUNS, leads_to, particle_cuts, particles, read_particles
from sdlib.tfidf import analyze, stop_words

ROWS = read_particles()


def parts(form):
    edges = [0, *particle_cuts()[form], len(form)]
    return [form[a:b] for a, b in pairwise(edges)]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("علي" + "هم", ["علي", "هم"]),
        ("وعليهم", ["و", "علي", "هم"]),
        ("فلهم", ["ف", "ل", "هم"]),
        ("بها", ["ب", "ها"]),
        ("وبانه", ["و", "ب", "ان", "ه"]),
        ("بما", ["ب", "ما"]),
        ("لذلك", ["لذلك"]),
        ("وكذلك", ["و", "كذلك"]),
        ("بهذه", ["ب", "هذه"]),
        ("كالذي", ["ك", "الذي"]),
        ("اياه", ["ايا", "ه"]),
        ("لانني", ["لان", "ني"]),
        ("ستكون", ["س", "تكون"]),
        ("وليكن", ["و", "ل", "يكن"]),
        ("فهم", ["فهم"]),
        ("نفسي", ["نفسي"]),
        ("نفسها", ["نفس", "ها"]),
    ],
)
def test_cuts(form, expected):
    """Hosts take pronouns, and in front what their row allows; words that look alike do not."""
    assert parts(form) == expected


def test_only_with_a_pronoun():
    """إيا never stands alone, so that what is left of another word is not taken for it."""
    assert "ايا" not in particle_cuts()

    assert "وحد" not in particle_cuts()


def test_every_host_takes_every_pronoun():
    """A closed class is closed: no pronoun of one host is weighed."""
    hosts = {row["host"] for row in ROWS if row["host"] and row["class"] != "word"}
    missing = [h + p for h in hosts for p in PRONOUNS if not clitic_cuts(h + p)]

    # Two that are adjectives, and those in which the pronoun of the first person looks so.
    assert {form[-1] for form in missing} <= {"ي"}


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("على", "على"),
        ("علي", "على"),
        ("هذه", "هذا"),
        ("اللواتي", "الذي"),
        ("ليست", "ليس"),
        ("كنا", "كان"),
        ("إن", "إن"),
        ("أن", "أن"),
        ("ان", "أن"),
        ("إثر", "إثر"),
        ("اثر", "إثر"),
        ("أثر", None),
        ("إمام", None),
        ("سابقا", None),
        ("جدا", "جدا"),
    ],
)
def test_lemmas(form, lemma):
    """One lemma for all forms of a function word; a hamza that is written is respected."""
    assert particles().get(form) == lemma


@pytest.mark.parametrize(
    ("form", "leads"),
    [("قد", "verb"), ("لم", "jussive"), ("لن", "verb"), ("في", "noun"), ("الذي", "verb")],
)
def test_leads(form, leads):
    """What stands behind a function word decides between a verb and a noun."""
    assert leads_to()[form] == leads


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("قد\tword class", r"particles\.tsv, line 2: class is 'word class', but must be one of"),
        ("قد\tparticle\t\t\t\tعل", r"line 2: leads is 'عل'"),
        ("قد\tparticle\t\tقد ما", r"line 2: 'قد ما' is no word"),
        ("قَد\tparticle", r"line 2: 'قَد' is no word"),
        ("قد\tparticle\t\t\tبت", r"line 2: 'ت' is no letter that stands before a word: ب, ل, ك, س"),
        ("قد\tparticle\nقد\tparticle", r"line 3: قد stands in line 2 already"),
    ],
)
def test_bad_row_is_refused(tmp_path, row, message):
    """A row that no word of a text could match is refused, with its file and line."""
    path = tmp_path / "particles.tsv"
    header = "form\tclass\tlemma\thost\tbefore\tleads\tbound\tnote"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")

    with pytest.raises(LexiconError, match=message):
        read_particles(path)


# Stop words ---------------------------------------------------------------------------------

STOP = read_lexicon("stopwords", ["form", "category", "note"], required=["form"], key=["form"])


@pytest.mark.parametrize(
    "word", ["قال", "قالت", "وقال", "لا", "لم", "لن", "ما", "ليس", "ليست", "نفى", "سوريا"]
)
def test_content_is_no_stop_word(word):
    """Who speaks, and what is denied, is what sdlib compares."""
    assert analyze(word, stop_words()) == analyze(word) != []


@pytest.mark.parametrize("word", ["أن", "ان", "وأن", "بأنه", "فإن", "لأنهم", "إلى", "والى", "بها"])
def test_stop_words_in_all_spellings(word):
    """With hamza and without, with و ف ب ل in front: all are one search form."""
    assert analyze(word, stop_words()) == []


def test_every_stop_word_has_its_reason():
    """A list without reasons grows by taste."""
    assert [row for row in STOP if not (row["category"] and row["note"])] == []


def test_no_stop_word_stands_twice():
    """Two rows of one search form are one stop word."""
    forms = [normalize_word(row["form"]) for row in STOP]

    assert sorted(forms) == sorted(set(forms))


def test_every_stop_word_is_one_term():
    """A row that is split before it is counted would stop nothing; a clitic alone is no term."""
    several = [r["form"] for r in STOP if len(r["form"]) > 1]
    assert [form for form in several if analyze(form) != [normalize_word(form)]] == []

    assert {r["form"] for r in STOP if not analyze(r["form"])} == {"ب", "ل", "ك", "و", "ف"}
