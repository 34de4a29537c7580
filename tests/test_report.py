"""The page of a corpus: complete in two languages, safe with any text, sufficient in itself."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import sdlib
from sdlib import (
    alignment,
    findings,
    narration,
    number_conflicts,
    polarities,
    stance_shifts,
)
from sdlib.cli import main
from sdlib.cues import CUE_TYPES
from sdlib.entity_rows import TYPES
from sdlib.errors import LexiconError, OutputError, ParameterError
from sdlib.gold import MODES
from sdlib.house_style import KINDS
from sdlib.lexicon import read_lexicon
from sdlib.report import PLAIN_CLAIMS, QUALITY, SECTIONS, write_report
from sdlib.report_comparisons import comparisons
from sdlib.report_data import PROFILED, dumps, tables
from sdlib.report_figures import MOST_OUTLETS, draw_figures
from sdlib.report_text import say, strings
from sdlib.report_words import key_words
from sdlib.spelling_pairs import SPACE
from sdlib.voices import VOICES

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "sdlib" / "templates"

CALM = "قالت وزارة الدفاع إن قواتها لم تنسحب من حلب. وأضافت أنها تستهدف من وصفتهم بالمتمردين."
HOSTILE = (
    '<script>alert(1)</script> قال الوزير إن "><img src=x onerror=alert(2)> حلب آمنة.\n'
    "\N{RIGHT-TO-LEFT OVERRIDE}قال الوزير إن </script><b>دمشق</b> قريبة.\n\u2028{{ 7 * 7 }} &amp;"
)


def documents(*texts, **columns):
    rows = {"doc_id": [f"d{k}" for k in range(len(texts))], "text": list(texts)}
    outlets = [f"O{k}" for k in range(len(texts))]
    return pd.DataFrame({**rows, "outlet": outlets, **columns})


class Page(HTMLParser):
    """The tags of a page with their attributes, and the text of its scripts."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.scripts, self.text, self._inside = [], {}, [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._inside = f"{tag} {dict(attrs).get('id', '')}" if tag == "script" else ""

    def handle_endtag(self, tag):
        self._inside = ""

    def handle_data(self, data):
        if self._inside:
            self.scripts[self._inside] = self.scripts.get(self._inside, "") + data
        else:
            self.text.append(data)

    def data(self, name):
        return json.loads(self.scripts[f"script data-{name}"])


@pytest.fixture(scope="module")
def annotation():
    return sdlib.annotate(documents(CALM, "أكد الوزير أن دمشق آمنة. قُتل نحو 20 شخصا."))


@pytest.fixture(scope="module")
def html(annotation, tmp_path_factory):
    path = write_report(annotation, tmp_path_factory.mktemp("page") / "findings.html")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


@pytest.fixture
def no_figures(monkeypatch):
    """Figures take most of the time that a page takes, and are looked at in `page`."""
    monkeypatch.setattr("sdlib.report.draw_figures", lambda annotation, words: [])


def test_all_texts_in_both_languages():
    """A key that one language lacks would stand on the page as a key."""
    english, arabic = strings("en"), strings("ar")
    assert english.keys() == arabic.keys() and len(english) > 100

    latin = [key for key, text in arabic.items() if not re.search("[\u0600-\u06ff]", text)]
    assert latin == ["ui.missing"]

    assert [key for key, text in english.items() if re.search("[\u0600-\u06ff]", text)] == []


def test_all_keys_that_are_asked_for_are_there():
    """A script asks for keys by name, and shows the name where there is no text."""
    sources = [p.read_text(encoding="utf-8") for p in TEMPLATES.iterdir()]
    sources += [p.read_text(encoding="utf-8") for p in (ROOT / "sdlib").glob("report*.py")]
    groups = "page|ui|col|view|about|overview|named|speakers|pairs|words|methods"
    asked = set(re.findall(rf"[\"`](({groups})\.[a-z_]+)[\"`]", "\n".join(sources)))
    assert {key for key, _ in asked} - strings("en").keys() == set() and len(asked) > 30


def test_all_kinds_of_the_data_model_have_names():
    """A type of cue that is added to the lexicon would stand on the page as its key."""
    kinds = [f"cue.{kind}" for kind in CUE_TYPES] + [f"mode.{mode}" for mode in MODES]
    kinds += [f"entity.{kind}" for kind in TYPES]
    measures = read_lexicon("measures", ["form", "measure", "place", "note"])
    kinds += [f"measure.{row['measure']}" for row in measures]
    kinds += [f"{name}.title" for name in SECTIONS]
    frames = read_lexicon("naming_frames", ["frame", "term", "forms", "note"])
    kinds += [f"frame.{row['frame'].replace(' ', '_')}" for row in frames if row["frame"] != "none"]
    kinds += [f"voice.{voice}" for voice in VOICES]
    kinds += [f"spelling.{kind.replace(' ', '_')}" for kind in (*KINDS, SPACE)]
    kinds += [f"aspect.{aspect.replace(' ', '_')}" for aspect in PROFILED]
    kinds += [f"relation.{relation.replace(' ', '_')}" for relation in findings.RELATIONS]
    assert set(kinds) - strings("en").keys() == set()


def test_all_phrases_of_findings_have_an_arabic_one():
    """A reason that the page does not know would stand in English on an Arabic page."""
    modules = (alignment, polarities, findings, narration, number_conflicts)
    phrases = {f"reason.{key}": text for each in modules for key, text in each.PHRASES.items()}
    assert len(phrases) == sum(len(each.PHRASES) for each in modules)

    phrases |= {f"stance.{stance}": stance for stance in stance_shifts.STANCES}
    known = {k: v for k, v in strings("en").items() if k.startswith(("reason.", "stance."))}
    assert phrases == known


def test_reasons_hold_no_other_phrase():
    """A phrase that is written beside the tables would not be turned into Arabic."""
    told = "قال الوزير إن المفاوضات مع النقابة انتهت باتفاق على الأجور. "
    annotation = sdlib.annotate(
        documents(
            told
            + "أكدت وزارة الدفاع أن قواتها سيطرت على بلدة الزهراء. قتل 12 شخصا في انهيار المبنى.",
            "زعم الوزير أن المفاوضات مع النقابة انتهت باتفاق حول الأجور. نفى المرصد أن تكون "
            "قواتها سيطرت على بلدة الزهراء. قتل 15 شخصا في انهيار المبنى. قال خبير إن الطريق مغلق.",
        )
    )
    found = sdlib.align_claims(annotation, events=annotation.documents.assign(event_id="e"))
    said = strings("en")
    keys = [key for key in said if key.startswith(("reason.", "stance.", "measure."))]
    texts = sorted((re.escape(said[key]) for key in keys), key=len, reverse=True)
    left = found["reasons"].str.replace(rf"\b({'|'.join(texts)})\b|\bO[01]\b", "", regex=True)
    assert left[left.str.contains("[A-Za-z]")].tolist() == []

    assert found["relation"].nunique() >= 4


def test_places_to_fill_in_agree(tmp_path, monkeypatch):
    """A number that one language forgets is lost to its readers."""
    rows = [{"key": "a", "en": "{n} of {all}", "ar": "{n}", "line": "2"}]
    monkeypatch.setattr("sdlib.report_text.read_lexicon", lambda *args, **kinds: rows)
    with pytest.raises(LexiconError, match=r"report.tsv, line 2: a has other places"):
        strings.__wrapped__("en")


def test_names_of_the_other_direction_are_isolated():
    """Without isolates a Latin name drags the punctuation of an Arabic sentence with it."""
    assert "\u2068Reuters\u2069" in say("ar", "named.variants", name="Reuters")

    assert "\u2068" not in say("en", "named.variants", name="Reuters")


def test_quality_is_that_of_the_readme():
    """The page names how good the tagger is; the README is where that is kept."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (detection F1|end to end F1) \| ([\d.]+)", readme, re.MULTILINE))
    scores = {"detection": rows["detection F1"], "whole": rows["end to end F1"]}
    assert {name: QUALITY[name] for name in scores} == scores

    # On what they were measured: the sentence still told of fewer articles than the table.
    (articles,) = re.findall(r"\| blind: (\d+) articles of twelve outlets", readme)
    assert (QUALITY["articles"], QUALITY["outlets"]) == (articles, "12")


def test_page_has_all_sections(page):
    """The links of the navigation work without a script."""
    ids = {attributes.get("id") for _, attributes in page.tags}
    links = [a["href"] for tag, a in page.tags if tag == "a"]
    assert [link[1:] for link in links[1:]] == list(SECTIONS)

    assert {link[1:] for link in links} <= ids


def test_page_asks_no_network(html, page):
    """The page is sent by mail and opened on a train; its policy forbids what we might forget."""
    policy = next(a["content"] for tag, a in page.tags if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'")

    addresses = [v for tag, a in page.tags for n, v in a.items() if n in ("src", "href", "action")]
    assert [address for address in addresses if not address.startswith("#")] == []

    assert not re.search(r"@import|url\((?!#|data:)", html)


def test_policy_lets_our_script_run_and_no_other(page):
    """A wrong digest would leave a dead page, a loose one would let an article's script run."""
    policy = next(a["content"] for tag, a in page.tags if a.get("http-equiv"))
    digest = hashlib.sha256(page.scripts["script "].encode("utf-8")).digest()
    assert f"script-src 'sha256-{base64.b64encode(digest).decode('ascii')}';" in policy


def test_ids_are_unique(page):
    """Figures come from one library and would share their ids, and with them their hatching."""
    ids = [a["id"] for _, a in page.tags if a.get("id")]
    assert len(ids) == len(set(ids)) and len(ids) > 20

    uses = re.findall(r"url\(#([^)]+)\)", " ".join(str(a) for _, a in page.tags))
    assert uses and set(uses) <= set(ids)


def test_digits_are_of_one_kind(html):
    """A number that stands in a table and in a drawing should look alike in both."""
    assert not re.search("[٠-٩]", html)


def test_letters_of_all_figures_are_there_once(html):
    """To cut them out for each figure takes longer than all else on the page."""
    weights = re.findall(r"@font-face\{font-family:'Amiri';font-weight:(\d+);src:url\(data:", html)
    assert weights == ["400", "700"] and html.count("@font-face") == 2


def test_figures_with_bounds_and_scope(annotation):
    """Two figures can be compared only by those who see what each of them counts."""
    text = "قُتل أكثر من 12 مدنيا في حلب منذ الأربعاء، بينهم 3 أطفال."
    found = tables(sdlib.annotate(documents(text)))["quantities"]()
    assert (found["low"], found["high"]) == ([12, 3], [None, 3]) and found["part"] == [0, 1]

    assert found["places"]["levels"] == ["حلب"] and found["period"]["levels"] == ["منذ الأربعاء"]


def test_same_figure_of_two_outlets():
    """What counts the same is paired, and each half leads to its own row."""
    told = "قتل {} شخصا في انهيار المبنى القديم."
    annotation = sdlib.annotate(documents(told.format(12), told.format(15)))
    found = comparisons(annotation)["compared"]()
    assert (found["figure_a"], found["figure_b"]) == ([0], [1])

    assert found["status"]["levels"] == ["number conflict"]


def test_naming_says_whose_words_they_are():
    """An outlet that quotes a minister's word has not called anybody so."""
    text = "سيطر المسلحون على القرية. قال الوزير إن الإرهابيين انسحبوا."
    found = tables(sdlib.annotate(documents(text)))["naming"]()
    assert found["voice"]["levels"] == ["narration", "claim"] and found["claim"] == [-1, 0]


def test_profile_has_a_cell_for_each_outlet(annotation):
    """What an outlet does not have is 0 of its claims, and what it cannot have is nothing."""
    found = tables(annotation)["profile"]()
    direct = found["cells"][found["aspect"].index("mode")]
    assert [cell[1] for cell in direct] == annotation.claims["doc_id"].value_counts(
        sort=False
    ).reindex(annotation.documents["doc_id"]).tolist()

    assert set(found["aspect"]) <= set(PROFILED)


def test_timeline_needs_two_days(annotation):
    """One bar says less than the number in the table above it."""
    texts = ["قال الوزير إن حلب آمنة."] * 2
    names = []
    for days in (["2020-01-01"] * 2, ["2020-01-01", "2020-01-03"]):
        frame = documents(*texts).assign(date=days)
        names.append([figure.name for figure in draw_figures(sdlib.annotate(frame))])
    assert "timeline" not in names[0] and "timeline" in names[1]


def test_figures_have_their_words(page):
    """Who does not see a figure hears it, in the language of the page."""
    labels = [a["aria-label"] for tag, a in page.tags if tag == "svg" and "aria-label" in a]
    # Names, speakers and their kinds, cues, modes and words, in two languages, each for a wide
    # and for a narrow screen; no two days.
    assert len(labels) == 6 * len(page.data("meta")["text"]) * 2

    assert any("O0" in label for label in labels)


def test_table_of_outlets_agrees_with_the_tables(annotation, page):
    """The numbers of the overview are counted once more, from the annotation itself."""
    text = " ".join(" ".join(page.text).split())
    words = sdlib.words_by_outlet(annotation.tokens, annotation.documents)
    claims = annotation.claims["doc_id"].value_counts()
    assert f"O0 1 0 {words['O0']} {claims['d0']} 1" in text.replace("O0 O0", "O0")


def test_spans_lead_to_their_text(annotation):
    """Each span in the page is the text that the annotation names."""
    found = {name: make() for name, make in tables(annotation).items()}
    texts = found["articles"]["text"]
    claims = found["claims"]
    for k, content in enumerate(annotation.claims["content"]):
        start, end = claims["content"][2 * k : 2 * k + 2]
        assert texts[claims["doc"][k]][start:end] == content


def test_offsets_count_as_scripts_do():
    """Behind an emoji a script counts one more than we do, and would cut a word."""
    text = "\N{GRINNING FACE} خبر. قال الوزير إن حلب آمنة."
    annotation = sdlib.annotate(text)
    claims = tables(annotation)["claims"]()
    units = text.encode("utf-16-le")
    start, end = claims["content"]
    assert units[2 * start : 2 * end].decode("utf-16-le") == "حلب آمنة"

    assert claims["via"] == [-1, -1]


def test_data_cannot_end_its_script():
    """JSON inside a script ends at the first `</script>`, whatever the quotes say."""
    text = "</script><!--\u2028\N{RIGHT-TO-LEFT OVERRIDE}\ud800"
    assert not re.search("[<>\u2028\u202e\ud800]", dumps([text]))

    assert json.loads(dumps([text])) == [text]


def test_hostile_article_stays_text(tmp_path, no_figures):
    """A text from the web is nobody's friend: it may hold tags, overrides and templates."""
    frame = documents(HOSTILE, outlet=["<img src=x onerror=alert(3)>"])
    path = write_report(frame.assign(doc_id='"><script>'), tmp_path / "a.html")
    page = Page(path.read_text(encoding="utf-8"))
    assert [tag for tag, a in page.tags if tag in ("img", "b")] == []

    assert len([tag for tag, _ in page.tags if tag == "script"]) == 9

    assert page.data("articles")["text"] == [HOSTILE]

    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in path.read_text(encoding="utf-8")


def test_claims_of_a_small_corpus_are_plain_html(html, annotation):
    """Without scripts the claims of two articles can still be read."""
    text = unescape(html)
    assert all(content in text for content in annotation.claims["content"])


def test_claims_of_a_large_corpus_are_data_only(tmp_path, monkeypatch, annotation, no_figures):
    """A table of 15,000 rows as HTML would be half of the page and take seconds to open."""
    monkeypatch.setattr("sdlib.report.PLAIN_CLAIMS", len(annotation.claims) - 1)
    path = write_report(annotation, tmp_path / "a.html")
    page = Page(path.read_text(encoding="utf-8"))
    # The overview has a table of articles, the methods have none, and the figures of people are
    # few and plain; naming, profiles and spellings are tables more.
    assert "".join(page.text).count(say("en", "page.needs")) == len(SECTIONS) - 2 + 3

    assert len(annotation.claims) < PLAIN_CLAIMS


def test_page_in_arabic(annotation, tmp_path, no_figures):
    """The page may open in Arabic: without scripts it stays so."""
    page = Page(write_report(annotation, tmp_path / "a.html", lang="ar").read_text("utf-8"))
    root = next(a for tag, a in page.tags if tag == "html")
    assert root["lang"] == "ar" and root["dir"] == "rtl"

    assert say("ar", "claims.title") in page.text and say("en", "claims.title") not in page.text


def test_same_page_twice(annotation, tmp_path):
    """A page that differs from run to run cannot be compared with the last."""
    first, second = (write_report(annotation, tmp_path / f"{k}.html") for k in "ab")
    assert first.read_bytes() == second.read_bytes()


def test_empty_corpus(tmp_path):
    """A filter that leaves nothing gives a page that says so, and no error."""
    path = write_report(documents(), tmp_path / "a.html")
    page = Page(path.read_text(encoding="utf-8"))
    assert page.data("articles")["id"] == [] and page.data("meta")["outlets"] == []


def test_articles_without_outlet_or_date(tmp_path, no_figures):
    """A single text has no outlet; it is still an article."""
    path = write_report(sdlib.annotate("قال الوزير إن حلب آمنة."), tmp_path / "a.html")
    assert Page(path.read_text("utf-8")).data("articles")["date"] == [""]


def test_many_outlets_are_not_all_drawn():
    """Bars of forty outlets say nothing; the note says that the tables have them all."""
    many = sdlib.annotate(documents(*["قال الوزير إن حلب آمنة."] * (MOST_OUTLETS + 3)))
    figure = next(draw_figures(many))
    assert f" {MOST_OUTLETS} of {MOST_OUTLETS + 3} outlets" in figure.notes["en"]

    for svg in figure.svgs["en"].values():
        assert ">O8<" not in svg and ">O5<" in svg


def test_no_such_language(annotation, tmp_path, no_figures):
    """A page in French would be half English."""
    with pytest.raises(ParameterError, match="lang is 'fr'"):
        write_report(annotation, tmp_path / "a.html", lang="fr")


def test_too_much_for_a_page(annotation, tmp_path, monkeypatch, no_figures):
    """A gigabyte of text would hang the browser without a word."""
    monkeypatch.setattr("sdlib.report.MOST_CHARACTERS", 100)
    with pytest.raises(ParameterError, match="report a part of the corpus"):
        write_report(annotation, tmp_path / "a.html")
    assert list(tmp_path.iterdir()) == []


def test_place_that_cannot_be_written(annotation, tmp_path, no_figures):
    """Nothing half-written stays behind."""
    (tmp_path / "a").write_text("a file")
    with pytest.raises(OutputError, match="cannot be written"):
        write_report(annotation, tmp_path / "a" / "b.html")
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_command(tmp_path, capsys, no_figures):
    """`sdlib report` reads what `sdlib annotate` reads."""
    rows = documents(CALM).rename(columns={"doc_id": "id"})
    rows.to_csv(tmp_path / "news.csv", index=False)
    arguments = ["report", str(tmp_path / "news.csv"), "--out", str(tmp_path / "a.html")]
    assert main([*arguments, "--column", "id=doc_id", "--lang", "ar"]) == 0

    assert "a.html written" in capsys.readouterr().out

    assert '<html lang="ar" dir="rtl"' in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_words_are_shown_as_they_are_written():
    """A search form has no hamza and no ta marbuta: to a reader it is misspelt."""
    annotation = sdlib.annotate(documents("قالت أنقرة أمس.", "عادت المدينة وعادت الأسواق."))
    found = comparisons(annotation)["words"]()
    assert {"أنقرة", "المدينة", "الأسواق"} <= set(found["terms"])

    *_, drawn = draw_figures(annotation, lambda: key_words(annotation))
    assert drawn.name == "keyness" and all(
        "المدينة" in svg for sizes in drawn.svgs.values() for svg in sizes.values()
    )


def test_acronyms_are_words_with_their_places():
    """An acronym is one word of several tokens: asked for token by token, it was not there."""
    texts = ("قالت بي بي سي أمس. ثم قالت بي بي سي اليوم.", "عادت المدينة وعادت الأسواق.")
    found = comparisons(sdlib.annotate(documents(*texts)))["words"]()
    places = found["places"][found["terms"].index("بي بي سي")]
    assert [texts[k][start:end] for k, start, end in zip(*[iter(places)] * 3, strict=True)] == [
        "بي بي سي",
        "بي بي سي",
    ]


def test_each_of_joint_speakers_is_one_entry():
    """Two who speak together were a third person, in the table and in the filter of speakers."""
    text = "قال الوزيران سامي الحداد وليلى النجار إن الطريق آمن. وقالت ليلى النجار إن الجسر مغلق."
    annotation = sdlib.annotate(text)
    assert annotation.claims["speaker"].tolist() == ["سامي الحداد؛ ليلى النجار", "ليلى النجار"]

    who = tables(annotation)["claims"]()["who"]
    assert who["ar"] == ["سامي الحداد", "ليلى النجار"] and who["of"] == [[0, 1], 1]

    assert len(who["en"]) == len(who["kind"]) == 2


def test_dates_of_figures_are_those_of_the_tables():
    """An Arabic figure wrote 3/12/2024 where the table below it writes 2024-12-03."""
    days = ["2024-12-01", "2024-12-03"]
    annotation = sdlib.annotate(documents(CALM, CALM, date=days))
    (drawn,) = [each for each in draw_figures(annotation) if each.name == "timeline"]
    for sizes in drawn.svgs.values():
        # Also where there is least room, the day of each bar is written.
        assert all(day in svg for svg in sizes.values() for day in days)


def test_hatching_stands_once_for_all_figures(page):
    """That of dots is larger than all else of a figure, and its ids are what it looks like."""
    ids = [a["id"] for tag, a in page.tags if tag == "pattern"]
    assert len(ids) == len(set(ids)) > 0


def test_labels_have_the_english_names_of_their_speakers():
    """In an English page an Arabic name alone is half a translation."""
    text = "قال بشار الأسد إن قواته تقاتل من وصفهم بالمرتزقة."
    labels = tables(sdlib.annotate(text))["labels"]()
    assert labels["speaker"]["en"] == ["Bashar al-Assad"]


def test_notes_of_a_corpus_are_in_the_language_of_the_page():
    """A reader of the Arabic page finds the Arabic note; the other one where there is none."""
    notes = {"note": ["one", "two", None], "note_ar": ["واحد", "", None]}
    found = tables(sdlib.annotate(documents("قال", "قال", "قال", **notes)))["articles"]()
    assert found["note"] == ["one", "two", ""]

    assert found["note_ar"] == ["واحد", "two", ""]

    bare = tables(sdlib.annotate(documents("قال")))["articles"]()
    assert bare["note"] == bare["note_ar"] == [""]


def test_of_a_large_corpus_only_what_is_seen_is_laid_out(tmp_path, monkeypatch):
    """Thousands of rows take seconds to lay out; a small page is laid out whole."""
    opening = '<html lang="en" dir="ltr" class="plain'
    for most, kind in ((2, '">'), (1, ' large">')):
        monkeypatch.setattr("sdlib.report.LARGE", most)
        path = write_report(documents("قال", "قال"), tmp_path / "page.html")
        assert opening + kind in path.read_text(encoding="utf-8")


def test_spellings_that_outlets_choose_are_no_key_words():
    """`سوريا` against `سورية` was the first of the key words, and says nothing but house style."""
    texts = ("عاد إلى سوريا أمس. " * 6 + "مرحبا", "عاد إلى سورية أمس. " * 5 + "وداعا")
    annotation = sdlib.annotate(documents(*texts))
    found = comparisons(annotation)
    assert set(found["words"]()["terms"]) & {"سوريا", "سورية"} <= {"سوريا"}

    spelt = found["spellings"]()
    assert spelt["spelling"] == ["سوريا", "سورية"] and spelt["counts"] == [[6, 0], [0, 5]]

    for spelling, flat in zip(spelt["spelling"], spelt["places"], strict=True):
        assert {texts[k][a:b] for k, a, b in zip(*[iter(flat)] * 3, strict=True)} == {spelling}

    assert (
        comparisons(sdlib.annotate(documents("لا شيء", "شيء آخر")))["spellings"]()["places"] == []
    )


def test_spellings_of_two_words_have_whole_places():
    """Of `عبد الله` the second word stands behind the first, perhaps behind a mark as well."""
    texts = ("قال عبد الله أمس. " * 6, "قال عبدالله أمس. " * 5)
    spelt = comparisons(sdlib.annotate(documents(*texts)))["spellings"]()
    places = dict(zip(spelt["spelling"], spelt["places"], strict=True))
    assert places["عبد الله"][:3] == [0, 4, 12] and places["عبدالله"][:3] == [1, 4, 11]
