"""Adapters: what other recognisers give, as their documentation shows it, becomes our names."""

import sys
from types import SimpleNamespace
from typing import ClassVar

import pytest

from sdlib import adapters
from sdlib.article import read_article
from sdlib.errors import MissingLibraryError

TEXT = "قالت الأمم المتحدة إن سعد فهد زار حلب. عاد سعد وبحلب كثيرون."


class Camel:
    """camel_tools.ner.NERecognizer: a label for each token of a sentence."""

    labels: ClassVar = {"سعد": "B-PERS", "فهد": "I-PERS", "حلب": "B-LOC", "وبحلب": "B-LOC"}
    labels |= {"الأمم": "B-ORG", "المتحدة": "I-ORG"}

    def predict_sentence(self, sentence):
        assert isinstance(sentence, list) and all(isinstance(word, str) for word in sentence)
        return [self.labels.get(word, "O") for word in sentence]


def spans(text, *names):
    """Where the names stand, each behind the one before."""
    at = 0
    for name, kind in names:
        at = text.index(name, at)
        yield at, at + len(name), name, kind
        at += len(name)


def stanza(text):
    """A stanza.Pipeline: `ents`, each with offsets and a type."""
    names = [
        ("الأمم المتحدة", "ORG"),
        ("سعد فهد", "PER"),
        ("حلب", "LOC"),
        ("سعد", "PER"),
        ("حلب", "LOC"),
    ]
    return SimpleNamespace(
        ents=[
            SimpleNamespace(start_char=s, end_char=e, text=t, type=k)
            for s, e, t, k in spans(text, *names)
        ]
    )


class Gliner:
    """gliner.GLiNER: dictionaries with offsets, and the label that was asked for."""

    names = (("الأمم المتحدة", "organization"), ("سعد فهد", "person"), ("حلب", "location"))
    again = (("سعد", "person"), ("حلب", "location"))

    def predict_entities(self, text, labels, threshold=0.5):
        assert labels == ["person", "location", "organization"] and threshold == 0.5
        return [
            {"start": s, "end": e, "text": t, "label": k, "score": 0.9}
            for s, e, t, k in spans(text, *(self.names if "قالت" in text else self.again))
        ]


@pytest.mark.parametrize(
    "finder",
    [adapters.camel(Camel()), adapters.stanza(stanza), adapters.gliner(Gliner())],
    ids=["camel", "stanza", "gliner"],
)
def test_names_have_our_spans_and_types(finder):
    """All three give the same names, clitics left out as in the lexicon's mentions."""
    found = finder.find(TEXT)

    assert [(name.text, name.type) for name in found] == [
        ("الأمم المتحدة", "ORG"),
        ("سعد فهد", "PER"),
        ("حلب", "LOC"),
        ("سعد", "PER"),
        ("حلب", "LOC"),
    ]

    assert all(TEXT[name.start : name.end] == name.text for name in found)


def test_types_without_a_place_here_are_left_out():
    """Models of other languages also find dates and sums; AQMAR's say MIS."""
    ents = [("أمس", "DATE"), ("حلب", "GPE"), ("الحرب", "MIS")]
    text = "أمس كانت حلب في الحرب"
    pipeline = SimpleNamespace(
        ents=[
            SimpleNamespace(start_char=s, end_char=e, type=k) for s, e, _, k in spans(text, *ents)
        ]
    )
    found = adapters.stanza(lambda text: pipeline).find(read_article(text))

    assert [(name.text, name.type) for name in found] == [("حلب", "LOC"), ("الحرب", "MISC")]


def test_overlapping_names_are_one():
    """GLiNER can be asked for types that one word has both of; mentions do not overlap."""
    model = SimpleNamespace(
        predict_entities=lambda text, labels, threshold: [
            {"start": 4, "end": 7, "label": "person"},
            {"start": 0, "end": 7, "label": "organization"},
            {"start": 4, "end": 10, "label": "person"},
            {"start": 3, "end": 4, "label": "person"},
        ]
    )
    found = adapters.gliner(model).find("حزب سعد جديد")

    assert [(name.text, name.type) for name in found] == [("حزب سعد", "ORG")]


@pytest.mark.parametrize(
    ("make", "module", "package"),
    [
        (adapters.camel, "camel_tools.ner", "camel-tools"),
        (adapters.stanza, "stanza", "stanza"),
        (lambda: adapters.gliner("some-model"), "gliner", "gliner"),
    ],
)
def test_missing_library(monkeypatch, make, module, package):
    """Who has no such library is told which one to install."""
    monkeypatch.setitem(sys.modules, module, None)

    with pytest.raises(MissingLibraryError, match=f"pip install {package}"):
        make()
