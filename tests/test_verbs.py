"""Verbs: each class with its forms, and laws that hold for every row."""

import pytest

from sdlib.errors import LexiconError
from sdlib.verbs import derived_nominals, read_verbs, verb_forms

VERBS = read_verbs()


def lemmas(form):
    return {found.lemma for found in verb_forms(form)}


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        # Sound: all persons, the plural's alef falling before a pronoun.
        ("كتب", "كتب كتبت كتبا كتبتا كتبوا كتبو كتبنا كتبتم كتبن يكتب تكتب نكتب أكتب"),
        ("كتب", "يكتبان تكتبان يكتبا يكتبون تكتبون يكتبوا يكتبو تكتبين يكتبن"),
        # Hamza changes its seat with the vowel beside it.
        ("أخذ", "أخذ أخذت يأخذ تأخذ يأخذون يؤخذ تؤخذ"),
        ("سأل", "سأل سألوا يسأل يسألون"),
        ("قرأ", "قرأ قرأت قرؤوا قرأوا قرئ قرئت يقرأ يقرؤون يقرأون يقرآن"),
        ("أنشأ", "أنشأ أنشأت أنشأوا ينشئ ينشئون أنشئ أنشئت"),
        ("لجأ", "لجأ لجأت لجؤوا يلجأ يلجؤون"),
        # Assimilated: the imperfect loses و, its passive does not.
        ("وصف", "وصف وصفت وصفوا يصف تصف يصفون يوصف توصف"),
        ("وجد", "وجد يجد يوجد توجد"),
        # Hollow: a short vowel before a consonant and in the jussive; the passive.
        ("قال", "قال قالت قالا قالتا قالوا قلت قلنا قلن يقول تقول يقولون يقولان قيل يقال يقل"),
        ("باع", "باع باعوا بعت يبيع يبيعون بيع بيعت يباع يبع"),
        ("نال", "نال نلت ينال ينالون ينل"),
        ("أعاد", "أعاد أعادت أعدت أعدنا يعيد أعيد أعيدت يعاد تعاد يعد"),
        ("اختار", "اختار اختارت اخترت يختار اختير اختيرت"),
        ("استعاد", "استعاد استعدنا يستعيد استعيد يستعاد يستعد"),
        ("جاء", "جاء جاءت جاؤوا جاءوا جئت جئنا يجيء يجئ"),
        ("أساء", "أساء أساءت أسأت يسيء يسيئون يسئ يساء"),
        # Defective: in ى, ا and ي.
        ("نفى", "نفى نفت نفيا نفتا نفوا نفو نفيت نفينا نفا نفي نفيت"),
        ("نفى", "ينفي تنفي ينفون ينفيان ينف ينفى"),
        ("دعا", "دعا دعت دعوا دعوت دعونا دعي دعيت يدعو تدعو يدعون يدعوان يدع يدعى"),
        ("سعى", "سعى سعت سعوا يسعى يسعون يسعيان يسعا يسع"),
        ("بقي", "بقي بقيت بقوا بقيا يبقى يبقون يبق"),
        ("رأى", "رأى رأت رأوا رأيت يرى يرون ير"),
        ("تلقى", "تلقى تلقا تلقت تلقوا يتلقى يتلقون يتلق"),
        ("نادى", "نادى نادت نادوا ينادي ينادون نودي نوديت"),
        ("أتى", "أتى أتت أتوا يأتي يأتون يأت يؤتى"),
        # Doubled: both radicals are written before a consonant.
        ("رد", "رد ردت ردا ردوا رددت رددنا يرد ترد يردون يرددن"),
        ("أصر", "أصر أصرت أصروا أصررت يصر يصرون"),
        ("استمر", "استمر استمرت استمروا استمررنا يستمر يستمرون"),
        # Derived forms II to X.
        ("أكد", "أكد أكدت أكدوا يؤكد يؤكدون"),
        ("طالب", "طالب طالبت يطالب طولب طولبت طولبوا"),
        ("أعلن", "أعلن أعلنت أعلنوا يعلن تعلن يعلنون اعلنت"),
        ("تحدث", "تحدث تحدثت تحدثوا يتحدث تتحدث يتحدثون"),
        ("تبادل", "تبادل تبادلت يتبادل تبودل تبودلت"),
        ("انسحب", "انسحب انسحبت انسحبوا ينسحب ينسحبون"),
        ("اتهم", "اتهم اتهمت يتهم تتهم يتهمون"),
        ("احمر", "احمر احمرت يحمر"),
        ("استخدم", "استخدم استخدمت يستخدم يستخدمون"),
        # Four radicals.
        ("سيطر", "سيطر سيطرت سيطروا يسيطر يسيطرون"),
        ("تدهور", "تدهور تدهورت يتدهور"),
    ],
)
def test_forms(lemma, forms):
    """Each class of verbs is inflected in all persons, voices and moods that news uses."""
    assert [form for form in forms.split() if lemma not in lemmas(form)] == []


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("يوقف", "وقف"), ("يعاد", "عاد"), ("يدار", "دار"), ("قيم", "قام"), ("يوصل", "وصل")],
)
def test_no_passive_of_an_intransitive(form, lemma):
    """يوقف is of أوقف: nothing can be stood, so that the note keeps its passive out."""
    assert lemma not in lemmas(form)


@pytest.mark.parametrize(
    ("form", "aspect"),
    [("كتبوا", "perfect"), ("يكتبوا", "imperfect"), ("ينف", "jussive"), ("يقل", "jussive")],
)
def test_aspect(form, aspect):
    """What لم asks for is known from a form that is only a jussive."""
    assert aspect in {found.aspect for found in verb_forms(form)}


@pytest.mark.parametrize("form", ["", "و", "قرطبانوف", "CNN", "2024", "وكتب", "سيكتب"])
def test_no_verb(form):
    """Clitics are off before a form is looked up; what no row gives has no reading."""
    assert verb_forms(form) == ()


def test_every_row_is_read_as_its_lemma():
    """A row whose own perfect and imperfect are not found would be of no use."""
    assert [v for v in VERBS if v.lemma not in lemmas(v.lemma)] == []

    assert [v for v in VERBS if v.lemma not in lemmas(v.imperfect)] == []


def test_every_person_of_every_row():
    """The letters of the person are the same for all verbs."""
    for verb in VERBS:
        for letter in "تنا":
            assert verb.lemma in lemmas(letter + verb.tail), verb


def test_negators_and_clitics_are_no_verbs():
    """A function word that a row made a verb would be weighed in vain."""
    assert [v.lemma for v in VERBS if v.lemma in ("لا", "ما", "لم", "لن", "ليس", "ودع")] == []


@pytest.mark.parametrize(
    ("nominal", "pos"),
    [
        ("متحالف", "adj"),
        ("مستهدف", "adj"),
        ("مطالبة", "noun"),
        ("انسحاب", "noun"),
        ("إعلان", "noun"),
        ("تأكيد", "noun"),
        ("تبادل", "noun"),
        ("استخدام", "noun"),
        ("كاتب", "adj"),
    ],
)
def test_derived_nominals(nominal, pos):
    """Participles and verbal nouns of the derived forms follow by rule alone."""
    assert (nominal, pos) in derived_nominals()


def test_rare_verbs_derive_nothing():
    """A participle of a rare verb is nearly always another word."""
    rare = {"م" + v.tail for v in VERBS if v.note == "rare"}
    usual = {"م" + v.tail for v in VERBS if v.note != "rare"}

    assert (rare - usual).isdisjoint(nominal for nominal, _ in derived_nominals())


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("كتب\tكتب", r"verbs\.tsv, line 2: the imperfect كتب must begin with ي"),
        ("كتب\tيك", r"line 2: the imperfect يك"),
        ("كتب\t", r"line 2: the column imperfect is empty"),
        ("كَتب\tيكتب", r"line 2: 'كَتب' is no word of two letters or more"),
        ("ردّ\tيردّ", r"line 2: 'يردّ' is no word"),
        ("كتب له\tيكتب", r"line 2: 'كتب له' is no word"),
        ("كتب\tيكتب\tseldom", r"line 2: note is 'seldom'"),
        ("كتب\tيكتب\nكتب\tيكتب", r"line 3: كتب / يكتب stands in line 2 already"),
    ],
)
def test_bad_row_is_refused(tmp_path, row, message):
    """A row that would make forms of no verb is refused, with its file and line."""
    path = tmp_path / "verbs.tsv"
    path.write_text(f"lemma\timperfect\tnote\n{row}\n", encoding="utf-8")

    with pytest.raises(LexiconError, match=message):
        read_verbs(path)
