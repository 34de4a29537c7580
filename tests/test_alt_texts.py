"""Alternative texts: the numbers of a figure in words, in both languages."""

from __future__ import annotations

import pytest
from plot_cases import PLOTS, counts

from sdlib.errors import PlotError
from sdlib.plots import alt_text

FSI, PDI = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@pytest.mark.parametrize(
    ("kind", "lang", "said"),
    [
        ("counts", "en", "SDF 1: SDF 0 10, SDF 1 11;"),
        ("counts", "ar", "قسد 1: قسد 0 ١٠، قسد 1 ١١؛"),
        ("difference", "en", "SDF 0: more in B by 1,200; SDF 1: more in A by 1,500."),
        ("difference", "ar", f"قسد 0: أكثر في {FSI}B{PDI} بمقدار ١٬٢٠٠؛"),
        ("intervals", "en", "SDF 1: SDF 0 10.0 (8.0 to 15.0), SDF 1 11.0 (8.8 to 16.5);"),
        ("intervals", "ar", "قسد 0 ١٠٫٠ (من ٨٫٠ إلى ١٥٫٠)،"),
        ("shares", "en", "SDF 0: SDF 2 67%, SDF 1 33%; SDF 1: SDF 2 64%, SDF 1 33%, SDF 0 3%."),
        ("shares", "ar", "قسد 0: قسد 2 ٦٧٪، قسد 1 ٣٣٪؛"),
        (
            "keyness",
            "en",
            "SDF 0: more in B, 3.25 (A: 0, B: 1); SDF 1: more in A, 4.50",
        ),
        ("keyness", "ar", f"قسد 0: أكثر في {FSI}B{PDI}، ٣٫٢٥ ("),
        ("shift", "en", "SDF 1: more in A by 58.1; SDF 0: more in B by 41.9."),
        ("shift", "ar", f"قسد 1: أكثر في {FSI}A{PDI} بمقدار ٥٨٫١؛"),
        ("frequencies", "en", "SDF 0: A 0, B 7; SDF 1: A 100, B 0."),
        ("frequencies", "ar", f"قسد 1: {FSI}A{PDI} ١٠٠، {FSI}B{PDI} ٠."),
        ("matrix", "en", "SDF 0: SDF 1 1; SDF 1: SDF 0 10, SDF 1 11;"),
        ("matrix", "ar", "قسد 1: قسد 0 ١٠، قسد 1 ١١؛"),
        (
            "timeline",
            "en",
            "SDF 0: 30 in all from 2018-04-14 to 2018-04-29, most on 2018-04-29 (20), "
            "periods between without articles: 13;",
        ),
        (
            "timeline",
            "ar",
            "المجموع ٣٠ من ١٤/٤/٢٠١٨ إلى ٢٩/٤/٢٠١٨، وأكثرها في ٢٩/٤/٢٠١٨",
        ),
        ("ranges", "en", "(killed). SDF 0: SDF 0 5, SDF 1 at least 10; SDF 1: SDF 0 at most 400,"),
        ("ranges", "ar", "(قتيلا). قسد 0: قسد 0 ٥، قسد 1 على الأقل ١٠؛ قسد 1: قسد 0 على الأكثر"),
        ("dispersion", "en", "SDF 0: SDF 0 once, at 0.00, SDF 1 once, at 0.20;"),
        ("dispersion", "ar", "قسد 0: قسد 0 مرة واحدة، عند ٠٫٠٠، قسد 1 مرة واحدة، عند ٠٫٢٠؛"),
    ],
)
def test_alternative_texts_have_the_numbers(kind: str, lang: str, said: str) -> None:
    """Whoever does not see the figure has to get what it says."""
    table = PLOTS[kind][1]()

    assert said in alt_text(table, kind, lang=lang, outlets=["A", "B"])


def test_long_alternative_texts_say_what_they_leave_out() -> None:
    """A listener cannot skim."""
    assert alt_text(counts(labels=20)).endswith("8 more in the table.")


def test_arabic_names_are_isolated_in_english_text() -> None:
    """Without that the numbers beside them stand in another order than written."""
    table = counts().drop(columns="label_en").assign(outlet_en=lambda t: t["outlet_ar"])

    assert f"{FSI}قسد 1{PDI}: {FSI}قسد 0{PDI} 10," in alt_text(table)


def test_alternative_text_of_an_unknown_kind_is_refused() -> None:
    """A slip in the name of the plot."""
    with pytest.raises(PlotError, match="kind is 'bars'"):
        alt_text(counts(), "bars")  # type: ignore[arg-type]


def test_labels_with_one_gloss_stay_apart() -> None:
    """Two spellings of a name have the same English one, and are two bars in the figure."""
    table = counts(1, labels=2).assign(label_en="Syria")

    assert alt_text(table).endswith("Syria: SDF 0 0; Syria: SDF 0 10.")


def test_names_of_outlets_are_those_of_the_language() -> None:
    """Where outlets are the rows as well."""
    assert "قسد 1: " in alt_text(counts(), "shares", lang="ar")


def test_what_an_outlet_has_most_of_is_said_first_and_not_all() -> None:
    """There are dozens of names for a thing."""
    said = alt_text(counts(1, labels=20), "shares")

    assert said.split(": ")[1].startswith("SDF 19 10%, SDF 18 9%")

    assert said.count("%") == 13
