"""Poor corpora: whatever compares gives a message or a number where there is too little of all."""

import warnings
from functools import cache

import pandas as pd
import pytest

import sdlib
from sdlib.errors import NoWordsWarning, SdlibError

TOLD = "قال الوزير إن الاتفاق مع النقابة انتهى أمس في حلب. قتل 12 مدنيا في القصف على المسلحين."
SAID = "أعلن المتحدث أن المدينة"
CORPORA = {
    "sound": [(o, f"{TOLD} {SAID} {w} آمنة.") for o in "AB" for w in ("كلها", "القديمة") * 3],
    "no document": [],
    "one document": [("A", TOLD)],
    "one each": [("A", TOLD), ("B", TOLD)],
    "an empty text": [("A", TOLD), ("B", "")],
    "empty texts": [("A", ""), ("B", "")],
    "no outlet": [(None, TOLD), (None, TOLD)],
    "an empty cell": [("A", TOLD), ("", TOLD)],
    "no words": [("A", "..."), ("B", "!!")],
    "one word in every document": [(o, "حلب") for o in "AAAABBBB"],
    "rows of zeros": [(o, t) for o in "AB" for t in ("", "!", "...", "", TOLD)],
    "many and one": [*(("A", f"{TOLD} السد{'د' * k}") for k in range(12)), ("B", TOLD)],
}


def speakers(a):
    return sdlib.count_speakers(a.claims, a.documents)


def frames(a, **options):
    return sdlib.count_naming_frames(sdlib.find_naming_frames(a), a, **options)


def copies(a):
    return sdlib.find_shared_text(a.documents, unit="document")


def voices(a):
    found = sdlib.find_terms(a.tokens, {"مسلحون": ["المسلحين"]})
    return sdlib.terms_by_voice(sdlib.add_voice(found, a.claims), a.documents)


#: Each public function that counts or compares, as it is called.
COMPARISONS = {
    "align_claims": sdlib.align_claims,
    "casualty_figures": lambda a: sdlib.casualty_figures(a.quantities, a.claims, a.documents),
    "class_tfidf": sdlib.class_tfidf,
    "co_mention_matrix": lambda a: sdlib.co_mention_matrix(a.mentions, sentences=a.sentences),
    "collocates": lambda a: sdlib.collocates(a, "حلب"),
    "compare": lambda a: pd.DataFrame({"size": [len(sdlib.compare(a, "d0", "d1")._repr_html_())]}),
    "compare_figures": sdlib.compare_figures,
    "compare_shares": lambda a: sdlib.compare_shares(
        speakers(a), "speaker", a.documents.groupby("outlet").size().mul(99).to_dict()
    ),
    "count_by": lambda a: sdlib.count_by(a.claims, a.documents, "mode"),
    "count_by_date": lambda a: sdlib.count_by_date(a.claims, a.documents),
    "count_entities": lambda a: sdlib.count_entities(a.mentions, a.documents, a.tokens),
    "count_names": lambda a: sdlib.count_names(a.documents, ["حلب", "إدلب"]),
    "count_naming_frames": frames,
    "count_naming_frames, speakers": lambda a: frames(a, speakers=True),
    "count_roles": lambda a: sdlib.count_roles(a.mentions, a.claims, a.documents),
    "count_speakers": speakers,
    "count_terms": lambda a: pd.DataFrame(sdlib.count_terms(a).matrix.toarray()),
    "count_words": lambda a: sdlib.count_words(a.documents),
    "distances_by_outlet": sdlib.distances_by_outlet,
    "drop_copies": lambda a: sdlib.drop_copies(a.documents, copies(a)),
    "each_speaker": lambda a: sdlib.each_speaker(a.claims),
    "find_naming_frames": sdlib.find_naming_frames,
    "find_shared_text": lambda a: sdlib.find_shared_text(a.documents),
    "find_spellings": sdlib.find_spellings,
    "flag_copies": lambda a: sdlib.flag_copies(a.sentences, copies(a)),
    "found_in_one": lambda a: sdlib.found_in_one(speakers(a), "speaker"),
    "group_events": lambda a: sdlib.group_events(a.documents),
    "keyness": lambda a: sdlib.keyness(a).table,
    "kwic": lambda a: sdlib.kwic(a, "حلب"),
    "list_figures": sdlib.list_figures,
    "naming_variants": lambda a: sdlib.naming_variants(a.mentions, a.documents, "loc-aleppo"),
    "ngrams": sdlib.ngrams,
    "side_by_side": lambda a: sdlib.side_by_side(speakers(a), "speaker"),
    "source_profiles": sdlib.source_profiles,
    "speaker_kinds": lambda a: sdlib.speaker_kinds(a.claims, a.documents),
    "spell_alike": lambda a: sdlib.spell_alike(a.documents, a.mentions),
    "terms_by_voice": voices,
    "tfidf_by_source": sdlib.tfidf_by_source,
    "tfidf_intervals": sdlib.tfidf_intervals,
    "weight_copies": lambda a: sdlib.weight_copies(a.documents, copies(a)).to_frame(),
    "with_outlet": lambda a: sdlib.with_outlet(a.claims, a.documents),
    "words_by_outlet": lambda a: sdlib.words_by_outlet(a.tokens, a.documents).to_frame(),
}
#: What a row has without a reason: a pair that is found in one only has no score, a figure with
#: no upper bound no number there, a claim without a "through whom" no offsets of it.
NO_REASON_NEEDED = {
    "align_claims",
    "casualty_figures",
    "compare_figures",
    "each_speaker",
    "list_figures",
    "with_outlet",
}
#: What is listed with the outlet as it stands in the documents.
LISTED = {"kwic", "list_figures", "spell_alike"}
_REASONS = ("reason", "dp_reason", "note")


@cache
def annotation(case):
    texts = [(f"d{k}", o, "2018-01-01", text) for k, (o, text) in enumerate(CORPORA[case])]
    return sdlib.annotate(pd.DataFrame(texts, columns=["doc_id", "outlet", "date", "text"]))


@pytest.mark.parametrize("way", COMPARISONS)
def test_enough_gives_a_table(way):
    """Each is called as it should be: else the errors below would say nothing of a corpus."""
    assert isinstance(COMPARISONS[way](annotation("sound")), pd.DataFrame)


@pytest.mark.parametrize("case", CORPORA)
@pytest.mark.parametrize("way", COMPARISONS)
def test_too_little_gives_a_message_or_a_number(way, case):
    """Whatever lacks words, documents or outlets: an error that teaches, or no NaN in silence."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("error")
        warnings.simplefilter("always", NoWordsWarning)
        try:
            found = COMPARISONS[way](annotation(case))
        except SdlibError as error:
            assert len(str(error)) > 20
            return
    missing = found.select_dtypes("number").isna().any(axis=1)
    if way not in NO_REASON_NEEDED and not told:
        reasons = found[[c for c in found if c in _REASONS]]
        assert reasons[missing].fillna("").ne("").any(axis=1).all()
    # Who compares has no group without a name.
    if case == "an empty cell" and way not in LISTED and "outlet" in found:
        assert not found["outlet"].eq("").any()


@pytest.mark.parametrize("way", ["count_words", "count_entities"])
def test_an_outlet_without_words_is_told_by_its_name(way):
    """A rate of nothing is missing, and whoever reads the table is told why."""
    with pytest.warns(NoWordsWarning, match="^B: no words"):
        found = COMPARISONS[way](annotation("an empty text"))

    assert found.set_index("outlet")["per_1000"].isna().groupby("outlet").all().to_dict() == {
        "A": False,
        "B": True,
    }
