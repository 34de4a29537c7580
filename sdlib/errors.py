"""Exceptions of sdlib: every one says what was wrong, where, and what to do."""


class SdlibError(Exception):
    """Base of all errors that sdlib raises on purpose."""


class CorpusError(SdlibError, ValueError):
    """A corpus, or a row of one, cannot be read as documents."""


class LexiconError(SdlibError, ValueError):
    """A lexicon table breaks its own rules; the message names file and line."""


class TableError(SdlibError, ValueError):
    """A table lacks columns that the data model asks for."""


class ParameterError(SdlibError, ValueError):
    """An argument is outside what the function takes."""


class GoldError(SdlibError, ValueError):
    """Gold or predicted claims cannot be read or do not belong together."""


class OutputError(SdlibError, OSError):
    """A result cannot be written where it was asked for."""


class FigureTextError(SdlibError, ValueError):
    """A string cannot be drawn as it is."""


class PlotError(SdlibError, ValueError):
    """A table cannot be drawn by this plot."""


class NotebookError(SdlibError, RuntimeError):
    """A notebook cannot be read or does not run to its end."""


class ModelError(SdlibError, ValueError):
    """A recogniser cannot be trained, or a model not be used."""


class NoWordsWarning(UserWarning):
    """An outlet has no words, so that its rates are missing (NaN)."""


class MissingLibraryError(SdlibError, ImportError):
    """A library that sdlib does without is needed for this, and is not installed."""
