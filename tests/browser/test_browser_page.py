"""The findings page in a real browser: what a reader does with mouse, keyboard and telephone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pandas as pd
import pytest

import sdlib
from sdlib.report import LARGE, SECTIONS, write_report
from sdlib.report_text import strings

ROOT = Path(__file__).resolve().parents[2]
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"
HOSTILE = (
    "<script>window.broken = 1</script> قال الوزير إن حلب آمنة.\n"
    f'قالت الوزيرة إن "><img src=x onerror="window.broken = 2"> {OVERRIDE}دمشق قريبة.\n'
    "</script><style>body { display: none }</style>\n" + "كلمة " * 12_000
)
TITLES = {lang: [strings(lang)[f"{name}.title"] for name in SECTIONS] for lang in ("en", "ar")}
ARABIC = "[\u0600-\u06ff]"


@pytest.fixture(scope="session")
def findings(tmp_path_factory):
    """The page of the two articles."""
    path = tmp_path_factory.mktemp("page") / "findings.html"
    return write_report(sdlib.annotate(sdlib.read_corpus(ROOT / "data")), path).as_uri()


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    """The page of an article that means no good, and of one that is like any other."""
    rows = {
        "doc_id": ['a"><img src=x onerror="window.broken = 3">', "b"],
        "outlet": ["<b>A</b>", f"B{OVERRIDE}C"],
        "title": ["</h1><script>window.broken = 4</script>", ""],
        "text": [HOSTILE, "قال الوزير إن حلب آمنة. قُتل 20 شخصا."],
    }
    path = tmp_path_factory.mktemp("page") / "hostile.html"
    return write_report(sdlib.annotate(pd.DataFrame(rows)), path).as_uri()


@pytest.fixture(scope="session")
def large(tmp_path_factory):
    """The page of so many articles that most of it is drawn when it is near or asked for."""
    texts = [f"قال الوزير إن الطريق {k} آمن، وقُتل {k} شخصا." for k in range(2, LARGE + 4)]
    outlets = ["A", "B"] * (len(texts) // 2)
    table = pd.DataFrame({"doc_id": map(str, range(len(texts))), "outlet": outlets, "text": texts})
    path = tmp_path_factory.mktemp("page") / "large.html"
    return write_report(sdlib.annotate(table), path).as_uri()


def unfold(window):
    """Open the sections that a telephone begins without."""
    window.evaluate(
        "document.querySelectorAll('.fold[aria-expanded=false]').forEach(e => e.click())"
    )


def rows(window, name):
    return window.locator(f"#grid-{name} tbody tr")


def cells(window, name, column):
    return rows(window, name).locator(f":is(th, td):nth-child({column})").all_inner_texts()


def heading(window, name, column):
    return window.locator(f"#grid-{name} thead th:nth-child({column})")


def visible(window, selector="main"):
    return window.locator(selector).first.inner_text()


def test_opens_without_error_or_request(watched, findings):
    """The page is sent to people who have no network, or do not trust one."""
    window = watched()
    window.goto(findings)
    assert [window.locator(f"#{name} h2").inner_text() for name in SECTIONS] == TITLES["en"]

    assert rows(window, "claims").count() == 20 and watched.errors == []

    assert window.asked == [findings]

    # In a mail, and on a slow line.
    assert Path(url2pathname(urlsplit(findings).path)).stat().st_size < 1_500_000


def test_sorts_both_ways(watched, findings):
    """The button of a heading sorts, the arrow turns, and a listener hears which way."""
    window = watched()
    window.goto(findings)
    window.locator("#grid-articles thead button", has_text="Claims").click()
    first = [int(text) for text in cells(window, "articles", 5)]
    assert first == sorted(first, reverse=True) and len(set(first)) == 2

    head = heading(window, "articles", 5)
    assert head.get_attribute("aria-sort") == "descending"

    head.locator("button").click()
    assert [int(text) for text in cells(window, "articles", 5)] == first[::-1]

    assert head.get_attribute("aria-sort") == "ascending"


def test_filters_and_pages(watched, findings):
    """Filters narrow each other, pages follow, and the reset button brings all back."""
    window = watched()
    window.goto(findings)
    status = window.locator("#grid-claims .shown")
    every = status.inner_text()
    window.locator('#grid-claims [data-filter="outlet"]').select_option(index=1)
    window.locator('#grid-claims [data-filter="mode"]').select_option("indirect")
    assert set(cells(window, "claims", 4)) == {"indirect"} and status.inner_text() != every

    window.locator('#grid-claims [data-step="1"]').click()
    assert "Page 2 of" in window.locator("#grid-claims .pager").inner_text()

    window.locator("#grid-claims button", has_text="Reset").click()
    assert status.inner_text() == every


def test_search_reads_arabic_as_people_write_it(watched, findings):
    """A reader types no hamza and no diacritics, and finds the words all the same."""
    window = watched()
    window.goto(findings)
    found = []
    for query in ("الأسد", "الاسد", "الأَسَد"):
        window.locator("#grid-claims input").fill(query)
        window.wait_for_function(
            "text => document.querySelector('#grid-claims .shown').textContent !== text",
            arg="Rows: 79 of 79",
        )
        window.wait_for_timeout(300)
        found.append(window.locator("#grid-claims .shown").inner_text())
    assert len(set(found)) == 1 and "Rows: 0" not in found[0] and "79 of 79" not in found[0]


def test_language_turns_the_whole_page(watched, findings):
    """Half a translated page is worse than none: no text of ours stays in English."""
    window = watched()
    window.goto(findings)
    window.locator('[data-turn="ar"]').click()
    root = window.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")

    assert [window.locator(f"#{name} h2").inner_text() for name in SECTIONS] == TITLES["ar"]

    # What is left in Latin letters are ids and notes of the corpus, isolated as such.
    left = window.evaluate(LATIN)
    assert left == []

    window.locator('[data-turn="en"]').click()
    assert root.get_attribute("dir") == "ltr" and window.title().startswith("Who says what")


# The texts in Latin letters that a reader sees outside of pieces marked as text of the corpus.
LATIN = """() => {
  const walker = document.createTreeWalker(document.querySelector("body"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (element.closest("script, noscript, svg, [dir='ltr'], [data-t='methods.quality']")) continue;
    if (!element.checkVisibility() || !/[A-Za-z]{2}/.test(walker.currentNode.data)) continue;
    if (/sdlib|aljazeera-000|other-001/.test(walker.currentNode.data)) continue;
    found.push(walker.currentNode.data);
  }
  return found;
}"""


def test_notes_turn_with_the_page(watched, findings):
    """What a corpus says of its dates stood in English on the Arabic page."""
    window = watched()
    window.goto(f"{findings}#lang=ar")
    notes = cells(window, "articles", 7)
    assert len(notes) == 2 and not any(re.search("[A-Za-z]{2}", note) for note in notes)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_dates_stand_in_one_line(watched, findings, lang):
    """A date that is broken at its hyphen is no date."""
    window = watched()
    window.goto(f"{findings}#lang={lang}")
    for date in window.locator("#grid-articles .date").all():
        assert date.evaluate("each => each.getClientRects().length") == 1


def test_figures_are_drawn_alike_in_both_directions(watched, findings):
    """Text of an SVG begins at the other side where the page runs from right to left."""
    window = watched()
    window.goto(findings)
    window.locator('[data-turn="ar"]').click()
    drawing = window.locator("#overview svg:visible").first
    assert drawing.evaluate("each => getComputedStyle(each).direction") == "ltr"

    boxes = "each => [...each.querySelectorAll('text')].map((one) => one.getBoundingClientRect())"
    frame = drawing.bounding_box()
    for box in drawing.evaluate(boxes):
        assert frame["x"] - 1 <= box["left"] and box["right"] <= frame["x"] + frame["width"] + 1


def test_numbers_lead_to_sentences(watched, findings):
    """From a count to its sentences, from there to the article, and back with the keyboard."""
    window = watched()
    window.goto(findings)
    button = rows(window, "named").first.locator("button.count").first
    count = int(button.inner_text())
    button.click()
    dialog = window.locator("dialog[open]")
    assert f"Places: {count}" in dialog.inner_text()

    assert dialog.locator(".place").count() == min(count, 20) == dialog.locator(".hit").count()

    dialog.locator(".place button").first.click()
    assert dialog.locator("#hit").count() == 1 and "article=" in window.url

    window.keyboard.press("Escape")
    assert window.locator("dialog[open]").count() == 0 and "article=" not in window.url

    assert window.evaluate(
        "document.activeElement === document.querySelector('#grid-named tbody button')"
    )


def test_address_keeps_language_section_and_article(watched, findings):
    """An address is sent to a colleague, who should see the same."""
    window = watched()
    window.goto(f"{findings}#lang=ar&section=labels&article=aljazeera-000&claim=aljazeera-000%233")
    assert window.locator("html").get_attribute("dir") == "rtl"

    assert window.locator("dialog[open] .chosen").count() >= 1

    window.keyboard.press("Escape")
    assert "section=labels" in window.url and "lang=ar" in window.url

    assert window.evaluate(
        "Math.abs(document.querySelector('#labels').getBoundingClientRect().top) < 200"
    )


def test_two_articles_are_joined_by_number(watched, findings):
    """The number at a claim leads to the claim that was paired with it, on the other side."""
    window = watched()
    window.goto(findings)
    panes = window.locator(".pane")
    assert panes.count() == 2

    # What the marks mean is told above them.
    assert strings("en")["part.cue"] in panes.first.locator(".legend").inner_text()

    numbers = [pane.locator("sup button").all_inner_texts() for pane in panes.all()]
    assert sorted(set(numbers[0])) == sorted(set(numbers[1])) != []

    panes.first.locator("sup button").first.click()
    side = window.evaluate("document.activeElement.closest('.pane').dataset.side")
    assert side == "b"


def test_words_lead_to_a_concordance(watched, findings):
    """A count of words is nothing without the places in which they stand."""
    window = watched()
    window.goto(findings)
    button = rows(window, "words").first.locator("button.count").first
    count = int(button.inner_text())
    button.click()
    assert window.locator("dialog .kwic tbody tr").count() == count


def test_figures_of_people_stand_side_by_side(watched, findings):
    """A reader sees who gives which number, with which bounds, since when; no sum of them."""
    window = watched()
    window.goto(findings)
    table = window.locator("#people table")
    assert table.locator("thead th").count() == 3

    killed = table.locator("tbody tr").first.locator("td")
    found = [re.findall(r"\d+", text) for text in killed.locator("button").all_inner_texts()]
    assert found == [["300"], ["400"], ["457"], ["72"]]

    assert "at least 400" in killed.nth(1).inner_text()

    killed.locator("button").first.click()
    assert "300" in window.locator("dialog[open] .hit").inner_text()


def test_naming_and_profile_lead_on(watched, findings):
    """Whose word it is can be filtered, and a count leads to its sentences."""
    window = watched()
    window.goto(findings)
    window.locator('#grid-naming [data-filter="voice"]').select_option("claim")
    assert set(cells(window, "naming", 3)) == {"claim"} and "" not in cells(window, "naming", 7)

    rows(window, "naming").first.locator("button.count").first.click()
    assert window.locator("dialog[open] .hit").count() >= 1

    window.keyboard.press("Escape")
    window.locator('#grid-profile [data-filter="aspect"]').select_option("mode")
    assert rows(window, "profile").count() == 3


def test_concordance_begins_with_whole_words(watched, findings):
    """Half a word reads as another one."""
    window = watched()
    window.goto(findings)
    rows(window, "words").first.locator("button.count").first.click()
    whole = window.evaluate("data('articles').text.join(' ').split(/\\s+/)")
    for name, end in (("before", 0), ("behind", -1)):
        for piece in window.locator(f"dialog td.{name}").all_inner_texts():
            assert piece.split()[end] in whole or len(piece.split()) == 1


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_concordance_is_as_wide_as_its_dialog(watched, findings, lang):
    """Its lines were cut off on both sides, and who wrote them was out of sight."""
    window = watched(width=1280)
    window.goto(f"{findings}#lang={lang}")
    for row in range(6):
        rows(window, "words").nth(row).locator("button.count").first.click()
        wide = "each => each.scrollWidth <= each.clientWidth"
        assert window.locator("dialog .scroll").evaluate(wide)

        window.keyboard.press("Escape")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_telephone_shows_the_word_of_a_concordance(watched, findings, lang):
    """Lines aligned on a word that lies outside of the screen are of no use."""
    window = watched(width=390, height=780)
    window.goto(f"{findings}#lang={lang}")
    unfold(window)
    rows(window, "words").first.locator("button.count").first.click()
    box = window.locator("dialog td.node").first.bounding_box()
    assert box["x"] > 100 and box["x"] + box["width"] < 290


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_telephone_shows_all_numbers_of_an_outlet(watched, findings, lang):
    """Columns that are cut off at the edge of the screen are not looked for."""
    window = watched(width=360, height=780)
    window.goto(f"{findings}#lang={lang}")
    box = window.locator("#overview .scroll").first
    assert box.evaluate("each => each.scrollWidth <= each.clientWidth")

    cell = box.locator("tbody td").last
    label = cell.evaluate("each => getComputedStyle(each, '::before').content")
    assert strings(lang)["col.labels"] in label


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_telephone_has_figures_of_its_own(watched, findings, lang):
    """A wide figure on a narrow screen is either cut off or too small to read."""
    window = watched(width=390, height=780)
    window.goto(f"{findings}#lang={lang}")
    unfold(window)
    for drawing in window.locator(".drawing svg:visible").all():
        assert drawing.bounding_box()["width"] <= 390

        sizes = "each => [...each.querySelectorAll('text')].map((text) => {\n"
        sizes += "const high = parseFloat(getComputedStyle(text).fontSize);\n"
        sizes += "return high * each.clientWidth / each.viewBox.baseVal.width; })"
        assert min(drawing.evaluate(sizes)) > 10


def test_numbers_and_dates_keep_their_order_in_arabic(watched, findings):
    """Behind an Arabic word 2024-12-01 reads as 01-12-2024, unless the two are kept apart."""
    window = watched(width=390, height=780)
    window.goto(f"{findings}#lang=ar")
    unfold(window)
    cell = rows(window, "articles").first.locator("td").nth(1)
    label = cell.evaluate("each => getComputedStyle(each, '::before').unicodeBidi")
    assert label == "isolate" and cell.inner_text() == "2024-12-01"

    option = window.locator("#columns option").first.inner_text()
    assert "\N{FIRST STRONG ISOLATE}2024-12-01\N{POP DIRECTIONAL ISOLATE}" in option

    window.set_viewport_size({"width": 1200, "height": 900})
    numbers = window.locator("#grid-named tbody td.number")
    boxes = [numbers.nth(4 * row).locator("button").bounding_box() for row in range(4)]
    assert len({round(box["x"] + box["width"]) for box in boxes}) == 1


def test_a_table_of_nothing_says_so(watched, findings):
    """The head of a table without rows is an empty box."""
    window = watched()
    window.goto(findings)
    assert strings("en")["ui.none"] in window.locator("#grid-shared").inner_text()

    assert window.locator("#grid-shared table").count() == 0


# Where the focus is, whether it can be seen, and whether it lies under what stands on top.
FOCUS = """() => {
  const each = document.activeElement;
  const box = each.getBoundingClientRect();
  const style = getComputedStyle(each);
  const top = each.closest("nav, dialog, .skip") ? null : document.querySelector("nav");
  const over = top?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
  const covered = box.top < over.bottom - 1 && box.bottom > over.top + 1;
  each.dataset.reached = (Number(each.dataset.reached) || 0) + 1;
  return {
    name: `${each.tagName} ${each.className} ${each.textContent.slice(0, 40)}`,
    body: each === document.body,
    again: Number(each.dataset.reached) > 1,
    inside: each.closest("dialog") !== null,
    seen: style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2,
    clear: !covered && box.top < innerHeight && box.bottom > 0,
  };
}"""


def press_until(window, selector, most=900):
    """Go on by Tab to an element; what is not reached by it is not there for many readers."""
    for _ in range(most):
        window.keyboard.press("Tab")
        if window.evaluate(f"document.activeElement.matches({selector!r})"):
            return window.locator(":focus")
    raise AssertionError(f"no Tab leads to {selector}")


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("width", [1280, 390])
def test_tab_leads_through_the_whole_page(watched, findings, lang, width):
    """Whatever can be used is reached by Tab, once, with a focus that is seen and not covered."""
    window = watched(width=width)
    window.goto(f"{findings}#lang={lang}")
    unfold(window)
    window.evaluate("scrollTo(0, 0); document.activeElement.blur()")
    faults, reached = [], 0
    for _ in range(1500):
        window.keyboard.press("Tab")
        focus = window.evaluate(FOCUS)
        if focus["body"] or focus["again"]:
            break
        reached += 1
        if not (focus["seen"] and focus["clear"]):
            faults.append(focus)
    assert faults == []

    usable = "main :is(button, select, input, [tabindex='0']):enabled, main [tabindex='0'], nav a"
    every = f"[...document.querySelectorAll({usable!r})].filter((e) => e.checkVisibility())"
    missed = window.evaluate(f"{every}.filter((e) => !e.dataset.reached).map((e) => e.outerHTML)")
    assert missed == [] and reached > 100


def test_keyboard_alone(watched, findings):
    """Skip link, language, folds, filters and sorting, with Tab, Enter and arrows alone."""
    window = watched()
    window.goto(findings)
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.className") == "skip"

    press_until(window, '[data-turn="ar"]')
    window.keyboard.press("Enter")
    assert window.locator("html").get_attribute("dir") == "rtl"

    window.keyboard.press("Shift+Tab")
    window.keyboard.press("Enter")
    assert window.locator("html").get_attribute("dir") == "ltr"

    press_until(window, 'nav a[data-section="claims"]')
    window.keyboard.press("Enter")
    assert window.evaluate("document.activeElement.id") == "claims-title"

    press_until(window, '#grid-claims [data-filter="mode"]')
    window.keyboard.press("ArrowDown")
    left = rows(window, "claims").count()
    assert 0 < left < 79 and len(set(cells(window, "claims", 4))) == 1

    press_until(window, "#grid-claims thead th:nth-child(2) button")
    window.keyboard.press("Enter")
    assert heading(window, "claims", 2).get_attribute("aria-sort") == "ascending"

    press_until(window, "#pairs .fold")
    window.keyboard.press("Enter")
    assert not window.locator("#grid-pairs").is_visible()

    # What is folded is passed over, and nothing is lost by it.
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.closest('section').id") == "figures"


def test_dialogs_keep_the_focus_and_give_it_back(watched, findings):
    """A focus that leaves an open dialog moves about in a page that is not seen."""
    window = watched()
    window.goto(findings)
    press_until(window, "#grid-named button.count")
    opened_by = window.locator(":focus").get_attribute("aria-label")
    window.keyboard.press("Enter")
    for _ in range(60):
        focus = window.evaluate(FOCUS)
        # Behind the last button a browser goes to its own, and then to the first.
        assert focus["inside"] or focus["body"], focus
        window.keyboard.press("Tab")
    press_until(window, "dialog .place button.open")
    window.keyboard.press("Enter")
    assert window.locator("dialog .layers").is_visible()

    window.keyboard.press("Tab")
    assert window.locator(":focus").inner_text() == strings("en")["ui.back"]

    window.keyboard.press("Enter")
    assert window.locator("dialog .place").count() > 0

    window.keyboard.press("Escape")
    assert window.locator("dialog[open]").count() == 0

    assert window.locator(":focus").get_attribute("aria-label") == opened_by


def test_more_places_leave_the_focus_where_they_begin(watched, findings):
    """The button that shows the last of them is gone, and took the focus with it."""
    window = watched()
    window.goto(findings)
    rows(window, "articles").first.locator("button.count").first.click()
    places = window.locator("dialog .place")
    while window.locator("dialog .inside > button").count():
        before = places.count()
        window.locator("dialog .inside > button").focus()
        window.keyboard.press("Enter")
        where = "each => each.contains(document.activeElement)"
        assert places.count() > before and places.nth(before).evaluate(where)
    assert places.count() == 41


def test_telephone_begins_with_the_overview(watched, findings):
    """All sections one below the other were 53,000 pixels high, which no thumb scrolls through."""
    window = watched(width=390, height=780)
    window.goto(findings)
    assert window.evaluate("document.documentElement.scrollHeight") < 5000

    assert window.locator("#outlets-title").is_visible()

    assert not window.locator("#grid-claims").is_visible()

    window.locator('nav a[data-section="claims"]').click()
    assert rows(window, "claims").count() == 5

    window.locator("#grid-claims .pager button").click()
    assert rows(window, "claims").count() == 20 and watched.errors == []

    fifth = "each => each === document.activeElement"
    assert rows(window, "claims").nth(5).evaluate(fifth)

    # What a link points to is open, and so is what is printed.
    window.goto(f"{findings}#section=words")
    window.reload()
    assert window.locator("#grid-words").is_visible()

    window.emulate_media(media="print")
    assert window.locator("#grid-labels").is_visible()


def test_large_page_is_drawn_where_it_is_looked_at(watched, large):
    """All tables of 1,557 articles at once kept a reader waiting; none of them may be lost."""
    window = watched()
    window.goto(f"{large}#section=figures")
    at = "document.querySelector('#figures').getBoundingClientRect().top"
    assert abs(window.evaluate(at)) < 200 and rows(window, "figures").count() == 20

    # A guessed height above it is one that changes later, and moves the reader.
    sections = window.locator("main > section")
    names = sections.evaluate_all("every => every.map((e) => e.id)")
    laid = sections.evaluate_all("every => every.map((e) => getComputedStyle(e).contentVisibility)")
    jumped = names.index("figures")
    assert set(laid[: jumped + 1]) == {"visible"} and laid[-1] == "auto"

    empty = "[...document.querySelectorAll('.grid')].filter((e) => !e.textContent.trim()).length"
    window.wait_for_function(f"() => page.waiting.length === 0 && {empty} === 0")
    assert abs(window.evaluate(at)) < 200 and watched.errors == []

    window.reload()
    window.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert window.evaluate(empty) == 0


def test_who_speaks_with_others_is_one_entry(watched, findings):
    """A filter had the two that speak together as a third, and neither of them for it."""
    window = watched()
    window.goto(findings)
    choice = window.locator('#grid-claims [data-filter="speaker"]')
    names = choice.locator("option").all_inner_texts()
    assert not any(";" in name for name in names)

    lavrov = next(name for name in names if name.startswith("Sergei Lavrov ("))
    choice.select_option(lavrov)
    found = cells(window, "claims", 2)
    assert len(found) == int(re.search(r"\d+", lavrov)[0]) and any(";" in name for name in found)

    spoken = dict(zip(cells(window, "speakers", 1), cells(window, "speakers", 5), strict=True))
    assert int(spoken["Sergei Lavrov\nسيرغي لافروف"]) == len(found)


def test_lists_in_reasons_keep_their_commas_and_brackets(watched, findings):
    """A comma stood alone in a line, and a name's brackets were taken for those of a count."""
    window = watched()
    window.goto(findings)
    text = "الحكومة السورية (حتى ديسمبر 2024), حلب, إدلب / حماة"
    made = f"el('div', {{ class: 'reason' }}, nameNodes({json.dumps(text)}, new Map()))"
    assert window.evaluate(f"{made}.textContent") == text

    names = f"[...{made}.querySelectorAll('bdi')].map((each) => each.textContent)"
    assert window.evaluate(names) == ["الحكومة السورية (حتى ديسمبر 2024)", "حلب", "إدلب", "حماة"]

    kept = f"[...{made}.querySelectorAll('.part')].map((each) => each.textContent)"
    assert window.evaluate(kept) == ["الحكومة السورية (حتى ديسمبر 2024),", "حلب,"]

    counted = "el('div', {}, nameNodes(' (3): حلب', new Map())).textContent"
    assert window.evaluate(counted) == " (3): حلب" and watched.errors == []


def test_spellings_lead_to_their_places(watched, findings):
    """What outlets only spell differently stands apart from the words they use more."""
    window = watched()
    window.goto(findings)
    spelt = dict(zip(cells(window, "spellings", 2), range(9), strict=False))
    assert {"سوريا", "سورية"} <= set(spelt) and "سورية" not in cells(window, "words", 1)[:5]

    row = rows(window, "spellings").nth(spelt["سوريا"])
    row.locator("button.count").click()
    nodes = window.locator("dialog td.node").all_inner_texts()
    assert len(nodes) == 13 and all("سوريا" in node for node in nodes) and watched.errors == []


def test_names_in_reasons_stay_whole(watched, findings):
    """An Arabic name that goes on in the next line of an English sentence cannot be read."""
    window = watched()
    window.goto(findings)
    names = window.locator("#pairs .reason bdi[dir=rtl], #grid-compared .part, #people .part")
    assert names.count() > 10

    broken = "every => every.filter((e) => e.getClientRects().length > 1).map((e) => e.textContent)"
    assert names.evaluate_all(broken) == []

    # And on the English page it is the English name, where there is one.
    assert "same speaker: Bashar al-Assad" in window.locator("#pairs").inner_text()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_links_stand_on_the_line_of_their_row(watched, findings, lang):
    """A link that stands lower than the words beside it looks like another line."""
    window = watched()
    window.goto(f"{findings}#lang={lang}")
    lines = """(each, columns) => columns.map((column) => {
      const cell = each.cells[column];
      const mark = document.createElement("img");
      (cell.querySelector("bdi") ?? cell).prepend(mark);
      const line = mark.getBoundingClientRect().bottom;
      mark.remove();
      return line; })"""
    # In a narrow column a link goes on in the next line; its first one counts.
    for name, columns in (("labels", [1, 2]), ("figures", [0, 3]), ("articles", [0, 2])):
        for row in rows(window, name).all():
            text, link = row.evaluate(lines, columns)
            assert abs(text - link) < 1, name


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 390])
def test_telephone_has_no_sideways_scroll(watched, findings, lang, width):
    """A page that scrolls both ways cannot be read with one thumb."""
    window = watched(width=width, height=780)
    window.goto(f"{findings}#lang={lang}")
    unfold(window)
    assert window.evaluate("document.documentElement.scrollWidth") <= width

    rows(window, "claims").first.locator("button").click()
    assert window.evaluate("document.querySelector('dialog').scrollWidth") <= width


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious(watched, findings, lang, scheme, width):
    """WCAG 2.2 AA as far as a machine can see it: contrast, names, roles, languages."""
    from axe_playwright_python.sync_playwright import Axe

    window = watched(width=width, color_scheme=scheme, bypass_csp=True)
    window.goto(f"{findings}#lang={lang}")
    unfold(window)
    for place in ("page", "dialog"):
        if place == "dialog":
            rows(window, "claims").first.locator("button").click()
            window.locator("dialog .place button").first.click()
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        result = Axe().run(window, options={"runOnly": {"type": "tag", "values": tags}})
        serious = [
            (each["id"], [node["html"][:120] for node in each["nodes"][:3]])
            for each in result.response["violations"]
            if each["impact"] in ("serious", "critical")
        ]
        assert serious == [], place


def test_without_scripts(watched, findings):
    """Overview, figures, claims and methods are there, and the page says what is not."""
    window = watched(java_script_enabled=False)
    window.goto(findings)
    text = visible(window, "body")
    assert strings("en")["page.noscript"] in text and strings("en")["methods.truth"] in text

    assert window.locator("#grid-claims tbody tr").count() == 79

    assert window.locator("svg:visible").count() == 7


def test_hostile_article_is_text(watched, hostile):
    """What an article holds is shown, and neither runs nor turns the page around it."""
    window = watched()
    window.goto(hostile)
    assert rows(window, "articles").count() == 2 and watched.errors == []

    rows(window, "articles").first.locator("button").first.click()
    shown = visible(window, "dialog")
    assert "<script>window.broken = 1</script>" in shown and "[U+202E]" in shown

    assert '"><img src=x onerror="window.broken = 2">' in shown and len(shown) > 60_000

    for lang in ("ar", "en"):
        window.keyboard.press("Escape")
        window.locator(f'[data-turn="{lang}"]').click()
    assert window.evaluate("window.broken") is None and watched.errors == []

    assert window.locator("main img, main b").count() == 0 and window.asked == [hostile]


def test_prints_without_controls(watched, findings):
    """On paper there is nothing to press."""
    window = watched()
    window.goto(findings)
    window.emulate_media(media="print")
    assert (
        not window.locator("nav").is_visible() and not window.locator(".tools").first.is_visible()
    )

    assert window.locator("#methods").is_visible()

    assert not window.locator("#grid-claims button.open").first.is_visible()

    # What is small on the screen was larger than the text around it.
    sizes = "parseFloat(getComputedStyle(document.querySelector({!r})).fontSize)"
    small, text = (window.evaluate(sizes.format(name)) for name in (".reason", "#pairs td"))
    assert small < text


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_prints_whole_tables(watched, findings, lang):
    """What is wider than a sheet of A4 between its margins is cut off, and nobody can scroll."""
    window = watched(width=700, height=1000)
    window.goto(f"{findings}#lang={lang}")
    window.emulate_media(media="print")
    assert window.evaluate("document.documentElement.scrollWidth") <= 700

    # A section that is laid out only when it is looked at would be an empty sheet.
    window.evaluate("document.documentElement.classList.add('large')")
    shown = "each => getComputedStyle(each).contentVisibility"
    assert window.locator("#shared").evaluate(shown) == "visible"

    assert not window.locator("thead").first.evaluate(
        "each => getComputedStyle(each).display === 'table-header-group'"
    )


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("width", [1200, 390])
def test_pictures(watched, findings, pictures, lang, width):
    """Pictures of all sections are kept for whoever looks; in both languages letters are drawn."""
    window = watched(width=width)
    window.goto(f"{findings}#lang={lang}")
    unfold(window)
    for name in SECTIONS:
        path = pictures / f"findings-{lang}-{width}-{name}.png"
        window.locator(f"#{name}").screenshot(path=path)
        assert path.stat().st_size > 3000
    assert bool(re.search(ARABIC, window.locator("h1").inner_text())) == (lang == "ar")
