"""Adapters: other recognisers of Arabic names with our spans and types.

They find names as `sdlib.recognizer.Recognizer` does, and `sdlib.annotate` takes them in its
place. sdlib does not install their libraries and brings none of their models.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any

from sdlib.article import Article
from sdlib.conll import Name
from sdlib.entities import TYPES
from sdlib.errors import MissingLibraryError
from sdlib.recognition import Recognition
from sdlib.tagged_articles import read_labels, sequences

#: What GLiNER is asked for, and which type that is.
GLINER_LABELS = {"person": "PER", "location": "LOC", "organization": "ORG"}

#: How the models call the types; what they call otherwise (dates, sums) is left out.
_TYPES = {
    **{kind: kind for kind in TYPES},
    "PERS": "PER",
    "PERSON": "PER",
    "GPE": "LOC",
    "LOCATION": "LOC",
    "ORGANIZATION": "ORG",
    "MIS": "MISC",
}

#: Offsets in the text and the type, as a model calls it.
_Span = tuple[int, int, str]


class Adapter(Recognition):
    """Recognition by somebody else's recogniser; `camel`, `stanza` and `gliner` make one."""

    def __init__(self, find: Callable[[Article], Iterable[Name]]) -> None:
        self._find = find

    def find_names(self, article: Article) -> list[Name]:
        """Find the names as spans of the article's tokens; of overlapping ones the first."""
        found: list[Name] = []
        for name in sorted(self._find(article), key=lambda n: (n.first, -n.behind)):
            if name.behind > name.first and (not found or found[-1].behind <= name.first):
                found.append(name)
        return found


def camel(recognizer: Any = None) -> Adapter:
    """Find names by CAMeL Tools.

    Parameters
    ----------
    recognizer : camel_tools.ner.NERecognizer, optional
        Without one, its default model is loaded, which has to be there:
        ``camel_data -i ner-arabert``.

    Raises
    ------
    MissingLibraryError
        If no recogniser is given and camel-tools is not installed.

    References
    ----------
    Obeid, O., et al. (2020). CAMeL Tools: An open source Python toolkit for Arabic natural
    language processing. LREC 2020, 7022-7032.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> standing_in = SimpleNamespace(predict_sentence=lambda words: ["O", "B-PERS"])
    >>> camel(standing_in).find("زار سعد")
    [FoundName(start=4, end=7, text='سعد', type='PER')]
    """
    if recognizer is None:
        recognizer = _import("camel_tools.ner", "camel-tools").NERecognizer.pretrained()

    def find(article: Article) -> list[Name]:
        parts = sequences(article)
        words = [article.text[s:e] for s, e in zip(article.starts, article.ends, strict=True)]
        labels = [label for part in parts for label in recognizer.predict_sentence(words[part])]
        named = [f"{label[:2]}{_type(label[2:])}" if _type(label[2:]) else "O" for label in labels]
        return read_labels(named, parts)

    return Adapter(find)


def stanza(pipeline: Any = None) -> Adapter:
    """Find names by Stanza.

    Parameters
    ----------
    pipeline : stanza.Pipeline, optional
        With the processors ``tokenize`` and ``ner``. Without one, the Arabic one is loaded, whose
        models have to be there: ``stanza.download("ar")``.

    Raises
    ------
    MissingLibraryError
        If no pipeline is given and stanza is not installed.

    References
    ----------
    Qi, P., et al. (2020). Stanza: A Python natural language processing toolkit for many human
    languages. ACL 2020 system demonstrations, 101-108.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> name = SimpleNamespace(start_char=4, end_char=7, type="PER")
    >>> stanza(lambda text: SimpleNamespace(ents=[name])).find("زار سعد")
    [FoundName(start=4, end=7, text='سعد', type='PER')]
    """
    if pipeline is None:
        pipeline = _import("stanza", "stanza").Pipeline(
            "ar", processors="tokenize,ner", download_method=None
        )
    return Adapter(
        lambda article: _names(
            article, ((e.start_char, e.end_char, e.type) for e in pipeline(article.text).ents)
        )
    )


def gliner(model: Any, labels: Mapping[str, str] = GLINER_LABELS, *, least: float = 0.5) -> Adapter:
    """Find names by GLiNER, sentence by sentence.

    Parameters
    ----------
    model : gliner.GLiNER or str
        A model, or the name or folder of one to load.
    labels : mapping of str to str
        What the model is asked for, and which of PER, LOC, ORG and MISC that is.
    least : float
        The least score of a name, between 0 and 1.

    Raises
    ------
    MissingLibraryError
        If a model is to be loaded and gliner is not installed.

    References
    ----------
    Zaratiana, U., et al. (2024). GLiNER: Generalist model for named entity recognition using
    bidirectional transformer. NAACL 2024, 5364-5376.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> name = {"start": 4, "end": 7, "label": "person"}
    >>> standing_in = SimpleNamespace(predict_entities=lambda text, labels, threshold: [name])
    >>> gliner(standing_in).find("زار سعد")
    [FoundName(start=4, end=7, text='سعد', type='PER')]
    """
    if isinstance(model, str):
        model = _import("gliner", "gliner").GLiNER.from_pretrained(model)

    def spans(article: Article) -> Iterator[_Span]:
        for part in sequences(article):
            start, end = article.span(part.start, part.stop)
            found = model.predict_entities(article.text[start:end], list(labels), threshold=least)
            for each in found:
                yield start + each["start"], start + each["end"], labels.get(each["label"], "")

    return Adapter(lambda article: _names(article, spans(article)))


def _names(article: Article, spans: Iterable[_Span]) -> Iterator[Name]:
    """Spans of the text as spans of the tokens that they touch."""
    for start, end, kind in spans:
        first = bisect_right(article.ends, start)
        behind = bisect_left(article.starts, end)
        if _type(kind):
            yield Name(first, behind, _type(kind))


def _type(name: str) -> str:
    return _TYPES.get(name.upper(), "")


def _import(module: str, package: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingLibraryError(
            f"{package} is not installed, and sdlib does not bring it: pip install {package}"
        ) from error
