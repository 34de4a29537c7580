"""Nominals: endings that are undone, and laws that hold for every row."""

import pytest

from sdlib.errors import LexiconError
from sdlib.nominals import (
    derived_forms,
    has_article,
    is_nominal,
    nominal_forms,
    read_nominals,
    undo_endings,
)

ROWS = read_nominals()


def lemmas(form):
    return {found.lemma for found in nominal_forms(form)}


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        # Sound plurals, their accusative, and both before another noun.
        ("مهاجم", "مهاجم مهاجمون مهاجمين مهاجمو مهاجمي"),
        ("محامي", "محامي محام محامون محامين"),
        ("قرار", "قرار قرارات"),
        ("منظمة", "منظمة منظمات"),
        ("مستشفى", "مستشفى مستشفيات"),
        # The dual, and before another noun.
        ("جندي", "جندي جنديان جنديين جنديا جنديي"),
        ("مدينة", "مدينة مدينتان مدينتين مدينتا مدينتي"),
        # The accusative, and letters that change before a pronoun.
        ("هجوم", "هجوم هجوما"),
        ("حكومة", "حكومة حكومت"),
        ("عضو", "عضو أعضاء أعضاؤ أعضائ أعضاء"),
        ("مستوى", "مستوى مستوا مستويات"),
        # Feminines of an adjective.
        ("روسي", "روسي روسية روسيين روسيون روسيات روسيت"),
        ("أكبر", "أكبر كبرى أكابر"),
        ("أحمر", "أحمر حمراء حمر"),
        # Broken plurals.
        ("مدينة", "مدن مدائن"),
        ("رئيس", "رؤساء"),
        ("ابن", "أبناء بنو بني بنين"),
        ("امرأة", "نساء نسوة امرأتان امرأتين"),
        ("شيء", "أشياء شيئا شيئين"),
        ("مسؤول", "مسؤول مسؤولون مسئول مسئولين مسئولي مسئولو"),
        ("مئة", "مئة مئات مائة مائتين مائتا"),
        # Weak nouns.
        ("قاضي", "قاضي قاض قضاة قاضيا"),
        ("مبنى", "مبنى مبنا مبان مباني"),
        # With another hamza, or none, as half of print writes it.
        ("إعلان", "إعلان اعلان اعلانات"),
        ("أثر", "أثر آثار اثار"),
    ],
)
def test_forms(lemma, forms):
    """Each ending that a rule undoes, and each kind of irregular form."""
    assert [form for form in forms.split() if lemma not in lemmas(form)] == []


def test_the_form_itself_comes_first():
    """أسود is black before it is lions, and with its own hamza before another's."""
    assert nominal_forms("أسود")[0].undone == 0

    found = {form.lemma: form.respelt for form in nominal_forms("أعلام")}
    assert found == {"علم": False, "إعلام": True}


def test_a_plural_ending_behind_a_broken_plural():
    """مرات is of مرة; مر has no such plural, and حرفات of حرف would be new."""
    assert {form.lemma: form.broken for form in nominal_forms("حرفات")}.get("حرف") is True


@pytest.mark.parametrize(
    ("word", "article"),
    [
        ("المدن", True),
        ("التزام", False),
        ("الالتزام", True),
        ("ألعاب", False),
        ("العاب", False),
        ("الغاء", False),
        ("الإلغاء", True),
        ("القرطبان", True),
        ("ال", False),
        ("الي", False),
    ],
)
def test_has_article(word, article):
    """ال begins words of its own, which without hamza are many."""
    assert has_article(word) is article


@pytest.mark.parametrize(("key", "known"), [("مدن", 2), ("مدينتين", 1), ("قرطبان", 0), ("", 0)])
def test_is_nominal(key, known):
    """A form that is listed is worth more to a split than one with an ending."""
    assert is_nominal(key) == known


def test_derived_forms():
    """A participle of a verb that has one is known though no row holds it."""
    assert [form.lemma for form in derived_forms("متأقلمين")] == ["متأقلم"]

    assert derived_forms("قرطبان") == ()


def test_undone_endings_are_shorter():
    """What is left of an unknown word is the word with another end."""
    for stem in undo_endings("قرطبانات"):
        assert stem.startswith("قرطبان")


def test_every_form_is_found_with_its_lemma():
    """A lemma or a listed form that is not found would be of no use."""
    for lemma, pos, forms in ROWS:
        for form in [lemma, *forms]:
            exact = [(f.lemma, f.pos) for f in nominal_forms(form) if not f.undone]
            assert (lemma, pos) in exact, (lemma, form)


def test_no_form_is_listed_twice():
    """A form that stands twice in its row, or is the lemma itself, is a slip."""
    twice = [lemma for lemma, _, forms in ROWS if len({lemma, *forms}) <= len(forms)]

    assert twice == []


def test_rows_are_sorted():
    """Whoever adds a row finds its place."""
    order = [(lemma, pos) for lemma, pos, _ in ROWS]

    assert order == sorted(order)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("مدينة\tplace", r"nouns\.tsv, line 2: pos is 'place', but must be one of adj, noun"),
        ("مدينة\t", r"line 2: the column pos is empty"),
        ("مدينة\tnoun\tمدن كبيرة", r"line 2: 'مدن كبيرة' is no word of two letters or more"),
        ("مدينة\tnoun\tمُدن", r"line 2: 'مُدن' is no word"),
        ("مدينة\tnoun\tمدن||مدائن", r"line 2: '' is no word"),
        ("مدينة\tnoun\tمدن,مدائن", r"line 2: .* separate forms by |"),
        ("مـدينة\tnoun", r"line 2: 'مـدينة' is no word"),
        ("م\tnoun", r"line 2: 'م' is no word"),
        ("مدينة\tnoun\nمدينة\tnoun", r"line 3: مدينة / noun stands in line 2 already"),
    ],
)
def test_bad_row_is_refused(tmp_path, row, message):
    """A form that could never be found is refused, with its file and line."""
    path = tmp_path / "nouns.tsv"
    path.write_text(f"lemma\tpos\tforms\n{row}\n", encoding="utf-8")

    with pytest.raises(LexiconError, match=message):
        read_nominals(path)
