"""Recogniser: names of people, places and bodies found by what was learned from tagged text.

A conditional random field over the tokens of each sentence. What it is shown of a token is in
`sdlib/entity_features.py`. Nothing in its training is drawn by chance.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pandas as pd

import sdlib
from sdlib.article import Article
from sdlib.conll import Name, TaggedSentence, read_conll
from sdlib.entities import TYPES
from sdlib.entity_features import VERSION, token_features
from sdlib.entity_scores import score_names
from sdlib.errors import MissingLibraryError, ModelError, ParameterError
from sdlib.files import FileProblem, read_bytes
from sdlib.models import check_target, read_model, write_model
from sdlib.recognition import Recognition
from sdlib.repetitions import add_repeated
from sdlib.tagged_articles import TaggedArticle, read_labels, read_tagged, sequences

#: Chosen by cross-validation on the training part of ANERcorp (`benchmarks/anercorp.py`).
PARAMETERS = {
    "c1": 0.01,
    "c2": 0.3,
    "max_iterations": 100,
    "feature.possible_transitions": True,
}


class _Example(NamedTuple):
    """An article with what is shown of its tokens."""

    tagged: TaggedArticle
    features: list[list[str]]


class Recognizer(Recognition):
    """Finds names in articles by a trained model; see `train_recognizer`.

    Attributes
    ----------
    record : dict
        How the model was trained: ``sdlib``, ``format``, ``features`` (versions), ``labels``,
        ``sentences``, ``tokens``, ``names`` (by type), ``parameters``, ``sha256``.
    """

    def __init__(self, record: dict[str, Any], model: bytes) -> None:
        self.record = record
        # The library reads the model where it lies, so it has to stay.
        self._model = model
        self._tagger = _library().Tagger()
        self._tagger.open_inmemory(model)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Recognizer:
        """Read a model file that `train_recognizer` wrote.

        Raises
        ------
        ModelError
            If the file is no model of sdlib, damaged, or of another version.
        MissingLibraryError
            If python-crfsuite is not installed.
        """
        _library()
        return cls(*read_model(path, VERSION))

    def described(self) -> str:
        """What a run's record says of it: no path, but which model it was."""
        return f"sha256 {self.record['sha256']}"

    def find_names(self, article: Article) -> list[Name]:
        """Find the names as spans of the article's tokens."""
        return self.label(article, token_features(article))

    def label(self, article: Article, features: Sequence[list[str]]) -> list[Name]:
        """Find the names by what is shown of each token (`token_features`)."""
        parts = sequences(article)
        labels = [label for part in parts for label in self._tagger.tag(features[part])]
        return add_repeated(article, read_labels(labels, parts))


def train_recognizer(
    sentences: Iterable[TaggedSentence] | str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    parameters: dict[str, Any] | None = None,
) -> Recognizer:
    r"""Train a recogniser of names on tagged sentences and write its model file.

    Parameters
    ----------
    sentences : iterable of TaggedSentence, or path
        As `sdlib.conll.read_conll` gives them, in the order of the text, or its file.
    out : str or path
        The model file; one that is there is replaced.
    parameters : dict, optional
        What to change of `PARAMETERS`: ``c1`` and ``c2`` (L1 and L2 regularisation),
        ``max_iterations``, and whatever else CRFsuite's L-BFGS takes.

    Returns
    -------
    Recognizer
        The same sentences give the same model, byte for byte, on one machine.

    Raises
    ------
    CorpusError
        If the file cannot be read (see `read_conll`).
    ModelError
        If the sentences hold no names, or a parameter is none.
    OutputError
        If the model file cannot be written.
    MissingLibraryError
        If python-crfsuite is not installed.

    References
    ----------
    Lafferty, J., McCallum, A., & Pereira, F. (2001). Conditional random fields:
    Probabilistic models for segmenting and labeling sequence data. ICML 2001, 282-289.

    Okazaki, N. (2007). CRFsuite: a fast implementation of conditional random fields.

    Examples
    --------
    >>> names = (Name(1, 2, "PER"), Name(2, 3, "LOC"))
    >>> sentence = TaggedSentence(("زار", "سعد", "حلب", "."), names)
    >>> with tempfile.TemporaryDirectory() as place:
    ...     recognizer = train_recognizer([sentence] * 9, Path(place, "names.model"))
    >>> [(name.text, name.type) for name in recognizer.find("زار سعد حلب.")]
    [('سعد', 'PER'), ('حلب', 'LOC')]
    """
    check_target(out)
    sentences = _sentences(sentences)
    model = _train(_examples(sentences), parameters or {})
    names = Counter(name.type for sentence in sentences for name in sentence.names)
    record = {
        "sdlib": sdlib.__version__,
        "features": VERSION,
        "labels": sorted(f"{letter}-{kind}" for kind in names for letter in "BI"),
        "sentences": len(sentences),
        "tokens": sum(len(sentence.tokens) for sentence in sentences),
        "names": {kind: names[kind] for kind in TYPES},
        "parameters": PARAMETERS | (parameters or {}),
    }
    write_model(out, record, model)
    return Recognizer.load(out)


def score_recognizer(
    recognizer: Recognition,
    sentences: Iterable[TaggedSentence] | str | os.PathLike[str],
    *,
    seed: int = 0,
) -> pd.DataFrame:
    """Score a recogniser on tagged sentences that it was not trained on.

    What it finds is widened to the tokens of the file that it touches.

    Parameters
    ----------
    recognizer : Recognition
        A `Recognizer`, or one of `sdlib.adapters`.
    sentences : iterable of TaggedSentence, or path
    seed : int
        Of the bootstrap.

    Returns
    -------
    pandas.DataFrame
        As `sdlib.entity_scores.score_names` gives it.

    Examples
    --------
    >>> from sdlib.adapters import Adapter
    >>> nothing = Adapter(lambda article: [])
    >>> sentence = TaggedSentence(("زار", "سعد"), (Name(1, 2, "PER"),))
    >>> score_recognizer(nothing, [sentence]).loc["PER", ["gold", "found"]].tolist()
    [1, 0]
    """
    gold, found = [], []
    for tagged in read_tagged(_sentences(sentences)):
        gold.append(tagged.names)
        found.append(tagged.widened(recognizer.find_names(tagged.article)))
    return score_names(gold, found, seed=seed)


def cross_validate(
    sentences: Iterable[TaggedSentence] | str | os.PathLike[str],
    folds: int = 5,
    *,
    seed: int = 0,
    parameters: dict[str, Any] | None = None,
) -> pd.DataFrame:
    """Score recognisers that were each trained on all but one part of the sentences.

    A part is a run of neighbouring sentences: sentences of one article, in which the same
    names come again, are not in both the training and the test.

    Parameters
    ----------
    sentences : iterable of TaggedSentence, or path
    folds : int
        How many parts.
    seed : int
        Of the bootstrap.
    parameters : dict, optional
        As in `train_recognizer`.

    Returns
    -------
    pandas.DataFrame
        As `sdlib.entity_scores.score_names` gives it, over all parts.

    Raises
    ------
    ParameterError
        If there are too few sentences for so many folds, or fewer than two folds.

    Examples
    --------
    >>> names = (Name(1, 2, "PER"), Name(2, 3, "LOC"))
    >>> sentence = TaggedSentence(("زار", "سعد", "حلب", "."), names)
    >>> float(cross_validate([sentence] * 40, 2).loc["all", "f1"])
    1.0
    """
    examples = _examples(_sentences(sentences))
    n = len(examples)
    if not 2 <= folds <= n:
        raise ParameterError(
            f"folds is {folds}, but must be between 2 and {n}, the number of articles "
            "that the sentences are read as"
        )
    gold, found = [], []
    for k in range(folds):
        first, behind = k * n // folds, (k + 1) * n // folds
        model = _train(examples[:first] + examples[behind:], parameters or {})
        recognizer = Recognizer({}, model)
        for tagged, features in examples[first:behind]:
            gold.append(tagged.names)
            found.append(tagged.widened(recognizer.label(tagged.article, features)))
    return score_names(gold, found, seed=seed)


def _sentences(
    sentences: Iterable[TaggedSentence] | str | os.PathLike[str],
) -> list[TaggedSentence]:
    if isinstance(sentences, str | os.PathLike):
        return read_conll(sentences)
    return list(sentences)


def _examples(sentences: Sequence[TaggedSentence]) -> list[_Example]:
    return [_Example(tagged, token_features(tagged.article)) for tagged in read_tagged(sentences)]


def _train(examples: Sequence[_Example], parameters: dict[str, Any]) -> bytes:
    trainer = _library().Trainer("lbfgs", verbose=False)
    if not any(example.tagged.names for example in examples):
        raise ModelError("the sentences hold no names, so that nothing can be learned; tag some")
    for tagged, features in examples:
        labels = tagged.labels()
        for part in sequences(tagged.article):
            trainer.append(features[part], labels[part])
    try:
        trainer.set_params(PARAMETERS | parameters)
    except ValueError as error:
        known = ", ".join(trainer.params())
        raise ModelError(f"a parameter is none of CRFsuite's ({error}): {known}") from error
    return _written(trainer)


def _written(trainer: Any) -> bytes:
    """The library writes models to files only."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "model")
        trainer.train(str(file))
        try:
            return read_bytes(file)
        except FileProblem as problem:
            raise ModelError(
                "CRFsuite wrote no model; make room in the folder for temporary files"
            ) from problem


def _library() -> ModuleType:
    try:
        import pycrfsuite
    except ImportError as error:
        raise MissingLibraryError(
            "recognising names by a model needs python-crfsuite; install sdlib with its extra "
            "`entities`: pip install 'sdlib[entities]'"
        ) from error
    return pycrfsuite
