"""Heads: the first words of names, and which words of a text may be one, clitics respected."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from sdlib.characters import TATWEEL
from sdlib.eights import Numbers
from sdlib.frequencies import is_rare
from sdlib.normalization import bare, normalize_word
from sdlib.token_keys import KeyTable, joined_keys, word_keys
from sdlib.words import Word

#: Tables that grow with what was read begin anew at this size, so that memory does not.
MOST = 1 << 17

_PROCLITICS = frozenset("وفبلكس")
#: What may stand before a word, as it is written; the article behind ل has lost its alef.
_BEFORE = ("", *"وفبلكس", *(a + b for a in "وف" for b in "بلكس"))
_BEFORE_ARTICLE = ("ل", "ول", "فل")
_ALONE, _LONGER = 1, 2


class Heads(dict[Word, tuple[str, ...]]):
    """The first words of aliases that a word may be, its clitics cut off or not.

    A table and no function, since every word of a corpus is looked up in it.
    """

    def __init__(self, known: Container[str]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, word: Word) -> tuple[str, ...]:
        if len(self) >= MOST:
            self.clear()
        found = tuple(head for head in _possible_heads(word) if head in self._known)
        self[word] = found
        return found

    def hang_on_cuts(self, form: str) -> bool:
        """Whether it depends on the clitics of a form which first words it may be.

        Not where none is left behind a clitic, nor where the form is so rare that the only one
        that is left is looked for anyway.
        """
        norm = normalize_word(form)
        if norm[:1] not in _PROCLITICS or TATWEEL in form:
            return TATWEEL in form
        behind = [norm[1:], norm[2:], "ا" + norm[1:], "ا" + norm[2:]]
        left = [word for word in behind if word in self._known]
        # Of alefs the hamza is compared, and behind ل an article may have lost its own.
        plain = left == [norm[1:]] and norm[1] != "ا" and "لل" not in norm[:3]
        return bool(left) and not (plain and _stands_behind_letter(norm, bare(form)))


def _stands_behind_letter(norm: str, form: str) -> bool:
    """Whether a first letter is left out even where an analysis does not cut it off."""
    return len(norm) > 4 and norm[0] in "وفبلك" and is_rare(form)


def _possible_heads(word: Word) -> list[str]:
    heads = [word.norm]
    if word.conjunction or word.preposition:
        heads.append(normalize_word(word.base))
        if word.conjunction and word.preposition:
            heads.append(word.norm[1:])
        if word.preposition == "ل" and "لل" in word.norm[:3]:
            # `لليتوانيا`: a name that begins with ل, and no article that lost its alef
            heads.append(word.norm[len(word.conjunction) + 1 :])
    elif _stands_behind_letter(word.norm, word.form):
        heads.append(word.norm[1:])
    return heads


def letters_before(word: Word, head: str) -> int:
    """How many letters of a word stand before the head that was found in it."""
    if head == word.norm:
        return 0
    if word.preposition == "ل" and head.startswith("ال") and "لل" in word.norm[:3]:
        return len(word.conjunction) + 1
    return len(word.norm) - len(head)


class HeadKeys:
    """The first words of names, and first with second ones, as keys of tokens.

    Parameters
    ----------
    names : iterable of tuple of str
        The words of names in search form.
    """

    def __init__(self, names: Iterable[tuple[str, ...]]) -> None:
        names = list(names)
        words = list({word for name in names for word in name[1:]})
        #: the key of each word behind a first one
        self.of = dict(zip(words, word_keys(words).tolist(), strict=True))
        marks: dict[str, int] = {}
        pairs: dict[tuple[str, ...], None] = {}
        for name in names:
            marks[name[0]] = marks.get(name[0], 0) | (_ALONE if len(name) == 1 else _LONGER)
            pairs |= {name[:2]: None} if len(name) > 1 else {}
        forms = _form_keys(list(marks))
        bits = np.array(list(marks.values()), dtype=np.uint8)
        self._heads = KeyTable(forms.ravel(), np.repeat(bits, forms.shape[1]))
        place = {head: k for k, head in enumerate(marks)}
        firsts = forms[np.array([place[head] for head, _ in pairs], dtype=np.int64)]
        longer = joined_keys(firsts, word_keys([word for _, word in pairs])[:, None]).ravel()
        self._pairs = KeyTable(longer, np.full(longer.size, _LONGER, dtype=np.uint8))

    def may_begin(self, keys: Numbers) -> npt.NDArray[np.bool_]:
        """Say of each token of a text whether a name may begin there; where not, none does.

        Examples
        --------
        >>> from sdlib.token_keys import token_keys
        >>> from sdlib.tokens import token_spans
        >>> text = "عقد مجلس الأمن، ومجلس النواب"
        >>> keys = token_keys(text, token_spans(text))
        >>> HeadKeys([("مجلس", "الامن")]).may_begin(keys).tolist()
        [False, True, False, False, False, False]
        """
        marks = self._heads.marks(keys)
        found: npt.NDArray[np.bool_] = (marks & _ALONE) > 0
        at = np.flatnonzero(((marks & _LONGER) > 0)[:-1] & ~found[:-1])
        found[at] = self._pairs.marks(joined_keys(keys[at], keys[at + 1])) > 0
        return found


def _form_keys(heads: Sequence[str]) -> Numbers:
    """The keys of the forms in which first words may stand, a row a word."""
    forms = [form for head in heads for form in _forms(head)]
    return word_keys(forms).reshape(len(heads), -1 if heads else 1)


def _forms(head: str) -> list[str]:
    merged = [front + head[1:] if head[0] == "ا" else head for front in _BEFORE_ARTICLE]
    return [front + head for front in _BEFORE] + merged
