"""Acronyms: names of letters behind one another are one word, and what stands beside is not."""

import pandas as pd
import pytest

import sdlib
from sdlib.acronyms import acronym_spans, letter_code
from sdlib.term_counts import count_terms
from sdlib.vocabulary import encode, read_vocabulary
from sdlib.words import read_words


def found(text: str) -> list[str]:
    tokens = [text[s:e] for s, e in zip(*sdlib.token_spans(text)[:2], strict=True)]
    spans = acronym_spans(bytes(map(letter_code, tokens)))
    return [" ".join(tokens[s:e]) for s, e in spans]


@pytest.mark.parametrize(
    ("text", "acronyms"),
    [
        ("أعلنت بي بي سي أن الطريق آمن", ["بي بي سي"]),
        ("قال لسي إن إن إن الأمر انتهى", ["لسي إن إن"]),
        ("وقالت سي.إن.إن أمس", ["سي . إن . إن"]),
        ("ذكرت أن سي آي إيه أو إف بي آي تحقق", ["سي آي إيه", "إف بي آي"]),
        ("في بي بي سي وفي إن بي سي", ["بي بي سي", "إن بي سي"]),
        ("فحص دي إن إيه وقناة إم تي في", ["دي إن إيه", "إم تي في"]),
        ("وكالة د.ب.أ ووكالة أ ف ب", ["د . ب . أ", "أ ف ب"]),
        ("أي أن الأمر أو إن شئت", []),
        ("أكد أن دي ميستورا عاد", []),
        ("لا علم لي أو لدي به", []),
        ("يثق بي أن أعود", []),
        ("الخيار أ و ب", []),
    ],
)
def test_runs(text, acronyms):
    """Names of letters are also particles and parts of names: their neighbours tell which."""
    assert found(text) == acronyms


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("وقالت بي بي سي", ["قالت", "بي", "بي", "سي"]),
        ("ولبي بي سي مراسل", ["بي", "بي", "سي", "مراسل"]),
        ("قاذفة بي 52", ["قاذفة", "بي", "52"]),
        ("لم يثق بي أحد", ["لم", "يثق", "ي", "أحد"]),
    ],
)
def test_no_clitics_inside(text, bases):
    """`بي` was ب with a pronoun, so that ي led tables of keywords; all readers must agree."""
    tokens = text.split()
    assert [word.base for word in read_words(tokens)] == bases
    words, ids = read_vocabulary(encode([text]))
    assert [words[k].base for k in ids] == bases
    cuts = sdlib.tokenize(pd.DataFrame({"doc_id": ["a"], "text": [text]}))["cuts"]
    assert sorted(c for own in cuts for c in own) == sdlib.clitic_cuts(text)


def test_one_term():
    """What a table of words shows of an acronym is the whole, whatever its spelling."""
    texts = ["قالت لبي بي سي إن شبكة سي إن إن", "بي بي سي و سي.ان.ان"]
    documents = pd.DataFrame({"doc_id": ["a", "b"], "text": texts})
    for terms in ("word", "lemma"):
        counts = count_terms(documents, terms=terms)
        uses = dict(zip(counts.terms, counts.matrix.sum(axis=0).tolist()[0], strict=True))
        assert uses["بي بي سي"] == uses["سي ان ان"] == 2
        assert not {"بي", "سي", "ي"} & set(uses)
    annotation = sdlib.annotate(documents.assign(outlet="A"))
    assert count_terms(annotation).terms == count_terms(documents).terms


def test_uses_of_an_acronym():
    """The way back from a term to its tokens holds for one of several tokens too."""
    tokens = sdlib.tokenize(
        pd.DataFrame({"doc_id": ["a"], "text": ["قالت لسي إن إن إن سي.إن.إن عادت"]})
    )
    uses = sdlib.find_uses(tokens, "سي إن إن")
    assert uses["text"].tolist() == ["لسي", "إن", "إن", "سي", "إن", "إن"]


def test_not_over_lines():
    """A line ends an acronym: the next one begins with another."""
    documents = pd.DataFrame({"doc_id": ["a"], "text": ["قناة سي إن\nبي بي سي"]})
    assert "سي ان بي بي سي" not in count_terms(documents).terms


def test_clitics_alone_are_no_words():
    """A quotation mark parts a clitic from its word: counted were ب and ل, and pairs with them."""
    text = 'قال لـ"رويترز" و"فرانس" إن الـ"قوة" من آل النمر عادت بـ16 و\N{ARABIC FATHA} له به'
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    counts = count_terms(documents, ngram=(1, 2))
    singles = "قال رويترز فرانس ان قوه من ال النمر عادت له به".split()
    assert counts.terms[: len(singles)] == singles
    assert {"قال رويترز", "ان قوه"} <= set(counts.terms)
    assert not any(part in {"ب", "ل", "16"} for term in counts.terms for part in term.split())
