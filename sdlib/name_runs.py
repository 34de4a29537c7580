"""Name runs: how far the words of a person's name go on, behind the one that begins it."""

from __future__ import annotations

from collections.abc import Sequence

from sdlib.article import Article
from sdlib.context import is_context
from sdlib.cues import readings
from sdlib.entities import Mention
from sdlib.frequencies import is_rare, one_alef
from sdlib.particles import particles
from sdlib.roles import event_noun, speaker_noun
from sdlib.strangers import (
    given,
    leads,
    may_be_family,
    strange,
    strange_whole,
    triggers,
    unknown,
)
from sdlib.verbs import verb_forms
from sdlib.wordkinds import accusative
from sdlib.words import Word

LONGEST = 6


class NameRuns:
    """The words of one article, and which of them a mention or a name has taken.

    Parameters
    ----------
    article : Article
    mentions : sequence of Mention
        What a lexicon found.
    """

    def __init__(self, article: Article, mentions: Sequence[Mention]) -> None:
        self.article = article
        self.words = article.words
        self.size = len(article.words)
        self._over: list[Mention | None] = [None] * self.size
        for mention in mentions:
            self._over[mention.first : mention.behind] = [mention] * (
                mention.behind - mention.first
            )
        self._taken = [False] * self.size
        forms = [word.form for word in self.words]
        #: whether the article writes على as علي, so that it is no name
        self._ali = forms.count("على") < forms.count("علي") > 3

    def _run_end(self, i: int) -> int:
        behind = i + 1
        while behind < min(self.size, i + LONGEST):
            if not self._continues(i, behind):
                # `جوزيف غوردون-ليفيت`
                if not self._hyphened(behind):
                    break
                behind += 1
            behind += 1
        while behind - i > 1 and leads(self.words[behind - 1], "particle"):
            behind -= 1
        return behind

    def _continues(self, i: int, k: int) -> bool:
        word, before = self.words[k], self.words[k - 1]
        if self.article.kinds[k] != "word" or self._taken[k] or not self._same(i, k):
            return False
        if len(word.form) < 2:
            return False
        over = self._over[k]
        if over is not None and over.entity.type != "PER":
            return before.base in ("بن", "آل", "أبو", "ابو", "عبد")
        if given(word.form) or (k == i + 1 and self._may_be_given(k)):
            return True
        if word.form in triggers()["particle"] and (not word.conjunction or self._named(k + 1)):
            # `فان دايك`, but not فان for فإن
            return True
        if word.conjunction and not strange_whole(word):
            return False
        if before.base in triggers()["particle"] and not word.conjunction:
            return word.definite or strange_whole(word) or not speaker_noun(word)
        if strange_whole(word) and not word.conjunction:
            return True
        if word.form == "الله":
            # `يوسف رزق الله`
            return True
        if before.definite and k - i > 1 and self.words[k - 2].base != "عبد":
            return False
        if word.form in triggers()["ordinal"]:
            return self._given_at(k - 1) or (k == i + 1 and strange(before))
        if may_be_family(word):
            return self._given_at(k - 1) or unknown(word)
        if not self._given_at(k - 1):
            return False
        second = k == i + 1 and self._before_title(k)
        return second or self._bare_family(word) or self._miscut(word)

    def _may_be_given(self, k: int) -> bool:
        """Whether a word behind a given name is one as well: `مدحت أمين`."""
        return is_context(self.words[k].form, "maybe_given") and given(self.words[k - 1].form)

    def _named(self, k: int) -> bool:
        """Whether a word that no lexicon knows, or a given name, stands at a token."""
        return k < self.size and self.article.kinds[k] == "word" and self._stranger(k)

    @staticmethod
    def _miscut(word: Word) -> bool:
        """Whether the letters before an unknown stem are its own: `بالوتيلي`."""
        return bool(word.preposition) and unknown(word) and is_rare(word.form)

    def _before_title(self, k: int) -> bool:
        """Whether a bare word stands between a given name and a title: `بيتر سلامة نائب المدير`."""
        word = self.words[k]
        plain = not (word.definite or word.conjunction or word.preposition or word.pronoun)
        if not plain or one_alef(word.form) in particles() or readings(word.form):
            return False
        if word.form[0] == "أ" and len(word.form) == 4:
            # `صلاح أفضل لاعب`
            return False
        comma = k + 1 < self.size and self.article.text[self.article.starts[k + 1]] in "،,"
        title = k + 1 + comma
        if speaker_noun(word) or title >= self.size or not self._same(k, title):
            return False
        noun = speaker_noun(self.words[title])
        return noun is not None and noun[0] == "person" and not self.words[title].conjunction

    def _bare_family(self, word: Word) -> bool:
        """A word without article behind a given name: `محمد دحلان`, not `محمد يقول`."""
        plain = not (word.definite or word.conjunction or word.preposition or word.pronoun)
        if not plain or one_alef(word.form) in particles() or readings(word.form):
            return False
        if speaker_noun(word) or event_noun(word) or verb_forms(word.stem):
            return False
        return word.stem[-2:] != "ية" and not is_context(word.form, "time") and not accusative(word)

    def _hyphened(self, k: int) -> bool:
        """Whether a token is the hyphen between two words of a name, without spaces."""
        article = self.article
        if k + 1 >= self.size or article.text[article.starts[k] : article.ends[k]] != "-":
            return False
        close = article.ends[k - 1] == article.starts[k], article.ends[k] == article.starts[k + 1]
        return all(close) and self._over[k + 1] is None and self._stranger(k + 1)

    def _given_at(self, i: int) -> bool:
        word = self.words[i]
        if word.base in ("ابن", "أم", "ام"):
            return False
        if self._ali and word.base == "علي":
            return i + 1 < self.size and self.words[i + 1].form in ("بن", "عبد")
        return given(word.form) or given(word.base)

    def _stranger(self, k: int) -> bool:
        return strange(self.words[k]) or strange_whole(self.words[k]) or self._given_at(k)

    def _same(self, i: int, k: int) -> bool:
        return self.article.sentence_of[i] == self.article.sentence_of[k]
