"""Runs: the names of persons in an article, each in its fullest form."""

from __future__ import annotations

from bisect import bisect_right

from sdlib.context import is_context
from sdlib.hashtag_names import tag_words
from sdlib.name_words import behind_servant, ends_name
from sdlib.new_nouns import object_behind_name
from sdlib.nominals import derived_forms, nominal_forms
from sdlib.normalization import normalize_word
from sdlib.phrases import Phrases
from sdlib.roles import definite_event, speaker_noun
from sdlib.strangers import strange_whole
from sdlib.wordkinds import foreign, noun_only
from sdlib.words import Word

#: Titles of one holder that are no nouns of those who speak: `العاهل السعودي`.
_TITLES = frozenset(["عاهل", "خادم", "بابا", "إمام", "سلطان", "قيصر", "إمبراطور", "آية", "ولي"])

_GOVERNED = frozenset(["في", "من", "على", "إلى", "عن", "ضد"])
#: Runs of name words, each with the tokens where it begins in the article.
_Runs = dict[tuple[str, ...], list[int]]


def own_name(phrases: Phrases, i: int) -> bool:
    """Whether a token is part of somebody's name, and not of a title that stands for him.

    `الأمين العام للأمم المتحدة` may be an alias of a person; it holds no word of his name.
    """
    mention = phrases.mention_over(i)
    if mention is None or mention.entity.type != "PER":
        return phrases.is_name(i) or _of_house(phrases, i)
    words = phrases.article.words
    head = words[mention.first]
    if not speaker_noun(head) and head.base.removeprefix("ال") not in _TITLES:
        return True
    known = normalize_word(words[i].base) in normalize_word(mention.entity.name).split()
    return known or (i > mention.first and head.definite and foreign(words[i]))


def _of_house(phrases: Phrases, i: int) -> bool:
    """`تركي آل سعود`: آل stands between a given name and that of the house, known or not."""
    if not phrases.houses:
        return False  # nearly every article, and this is asked of nearly every token
    words, kinds = phrases.article.words, phrases.article.kinds
    for k in (i - 1, i, i + 1):
        if not 0 < k < len(words) - 1 or words[k].form != "آل" or kinds[k + 1] != "word":
            continue
        if i >= k:
            return True
        word = words[i]
        noun = speaker_noun(word) or noun_only(word) or phrases.is_function_word(i)
        clitic = word.conjunction or word.preposition or word.definite or word.pronoun
        return kinds[i] == "word" and not (clitic or noun or phrases.finite_cue(i))
    return False


def _of_child(key: str, run: tuple[str, ...]) -> bool:
    """`سلمان بن سعود` in `محمد بن سلمان بن سعود`: whether the longer name is a child's."""
    at = [normalize_word(word) for word in run].index(key)
    return at > 1 and run[at - 1] in ("بن", "بنت", "ابن")


def _given(form: str) -> bool:
    """`لي`, `سامر`: whether a form is a given name, its first letters no clitic."""
    return is_context(form, "given_name") or is_context(form, "maybe_given")


def of_k(word: Word) -> bool:
    """`كروز`: whether the ك of an unknown word is rather its own than a clitic."""
    return word.preposition == "ك" and not word.conjunction and strange_whole(word)


class NameRuns:
    """The runs of name words in one article, by each of their words."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.article = phrases.article
        self._names = self._person_names()

    def add(self, run: tuple[str, ...], first: int) -> None:
        """Note a name that only a title shows to be one."""
        if len(run) > 1 and run not in self._names.get(normalize_word(run[-1]), {}):
            for word in run:
                self._names.setdefault(normalize_word(word), {})[run] = [first]

    def all(self) -> list[tuple[tuple[str, ...], list[int]]]:
        """Every run once, with the tokens where it begins."""
        return list({run: at for runs in self._names.values() for run, at in runs.items()}.items())

    def _person_names(self) -> dict[str, _Runs]:
        """Runs of name words in the article, by each of their words: to find a fullest form."""
        runs: dict[str, _Runs] = {}
        behind, n = 0, len(self.article.words)
        for i in [i for i, name in enumerate(self.phrases.names) if name]:
            if i < behind:
                continue
            behind = i + 1
            while behind < n and behind - i < 6 and self._continues(i, behind):
                behind += 1
            start = i
            while start < behind - 1 and not self.bare_name(start):
                start += 1
            first = self.article.words[start]
            whole = _given(first.form) or of_k(first)
            run = (
                first.form if whole else first.base,
                *(self.article.words[k].form for k in range(start + 1, behind)),
            )
            for word in run:
                runs.setdefault(normalize_word(word), {}).setdefault(run, []).append(start)
        return runs

    def _continues(self, i: int, j: int) -> bool:
        """Whether the word at ``j`` goes on with the name that begins at ``i``."""
        word = self.article.words[j]
        if self.article.kinds[j] != "word" or word.conjunction or self._another(j):
            return False
        if word.preposition == "ل" and is_context(word.base, "given_name"):
            return False  # `قال وليام لعباس`
        if is_context(word.form, "time") and word.form.startswith("ال") and self._named(j - 1):
            return False  # `أعلن أحمد أبو الغيط الأربعاء`
        if word.form == "الدين" and self.phrases.is_name(j - 1):
            return True  # `مي عز الدين`
        house = self.article.words[j].form == "آل" or self.article.words[j - 1].form == "آل"
        compound = j > i + 1 and self._compound(j - 1) and word.definite and not word.preposition
        if compound and self.phrases.is_name(j - 2) and not speaker_noun(word):
            return True
        if self.article.words[j - 1].definite and not self.phrases.mention_over(j) and not house:
            return False
        if own_name(self.phrases, j) or (j == i + 1 and self.behind_given_name(j)):
            return True
        return (
            not word.preposition
            and not word.definite
            and self.phrases.may_be_name(j)
            and not self.phrases.mention_at(j)
        )

    def _named(self, j: int) -> bool:
        """Whether a known person's name ends at a token."""
        last = self.phrases.mention_over(j)
        return last is not None and last.entity.type == "PER" and last.behind == j + 1

    def _another(self, j: int) -> bool:
        """`محامي ترامب ليلى حداد`: behind the whole name of a known person another one begins."""
        last = self.phrases.mention_over(j - 1)
        if last is None or last.entity.type != "PER" or last.behind != j:
            return False
        word, known = self.article.words[j], self.phrases.mention_at(j)
        if known is not None and known.entity.type == "PER" and last.behind - last.first > 1:
            return known.entity != last.entity  # `اتهم فولوديمير زيلينسكي | بوتين بـ`
        begun = is_context(self.article.words[j - 1].base, "given_name")
        if last.behind - last.first > 1 and last.rule == "lexicon" and not begun:
            # `حملة دونالد ترامب الانتخابية`, `إيمانويل ماكرون بولي العهد`
            return bool(word.preposition) or (word.definite and word.form.endswith("ة"))
        return not begun and (is_context(word.form, "given_name") or foreign(word))

    def _compound(self, j: int) -> bool:
        """`سعد الدين`, `عبد الرحمن`: whether a word ends a given name of two."""
        head = self.article.words[j - 1].form in ("عبد", "أبو", "أبي", "أبا")
        return head or self.article.words[j].form in ("الدين", "الله", "الإسلام")

    def behind_given_name(self, i: int) -> bool:
        """Whether a word is the family name behind a given name, with the article or without."""
        if self.phrases.follows_given_name(i):
            return True
        before = self.article.words[i - 1]
        given = is_context(before.form, "given_name") or is_context(before.base, "given_name")
        given = given or behind_servant(self.phrases, i)
        word = self.article.words[i]
        alone = not speaker_noun(word) or ends_name(self.phrases, i + 1)  # `أسماء الخطيب، فإن`
        behind = self.article.words[i + 1 : i + 2]
        alone = alone and not (behind and behind[0].form == "باسم")  # `عبد الغني الناطق باسم`
        family = word.definite and not word.preposition and alone
        family = family and not object_behind_name(self.phrases, i) and not self._thing(i)
        return given and family and not self.phrases.mention_at(i)

    def _thing(self, i: int) -> bool:
        """`وجه سامر التحية`, `زار سامر الجمعة`: what is no family name behind a given one."""
        word = self.article.words[i]
        feminine = noun_only(word) and word.stem.endswith("ة")
        return feminine or definite_event(word) or self.phrases.is_function_word(i)

    def family_name(self, i: int) -> bool:
        """Whether a single word ends a longer name of the article (المعلم: وليد المعلم)."""
        word = self.article.words[i].base
        runs = self._names.get(normalize_word(word), {})
        return any(len(run) > 1 and run[-1] == word for run in runs)

    def first_name(self, i: int) -> bool:
        """Whether a bare word begins a longer name of the article (أويس: أويس الجراح)."""
        word = self.article.words[i]
        runs = self._names.get(normalize_word(word.form), {})
        mention = self.phrases.mention_over(i)
        other = (
            mention is not None and mention.entity.type != "PER"
        )  # `إسرائيل` is no `إسرائيل كاتس`
        other = other or speaker_noun(word) or self.phrases.is_function_word(i)
        bare = not (word.definite or other)
        return bare and any(len(run) > 1 and run[0] == word.form for run in runs)

    def fullest(self, first: int, behind: int) -> str:
        """The fullest form in the article of the name at some tokens."""
        while behind - first > 1 and not self.bare_name(first):
            first += 1
        if behind - first == 2 and self.family_name(first) and self._describes(first + 1):
            behind = first + 1
        words = self.words_of(first, behind)
        if not words:
            return self.article.slice(first, behind)
        mention = self.phrases.mention_over(first)
        best = self._nearest_run(first, words)
        if mention and mention.entity.type == "PER" and len(best) == 1:
            best = self.same_entity(mention.entity.entity_id) or best
        return " ".join(best)

    def _describes(self, i: int) -> bool:
        """`جيمس الملقب بالملك`: a participle with its preposition is no part of a name."""
        word = self.article.words[i]
        behind = self.article.words[i + 1] if i + 1 < len(self.article.words) else None
        governs = behind is not None and (behind.preposition or behind.form in _GOVERNED)
        form = word.stem.removeprefix("ال")
        return bool(word.definite and governs and (nominal_forms(form) or derived_forms(form)))

    def words_of(self, first: int, behind: int) -> list[str]:
        """The words of the name at some tokens, its first without clitics."""
        return [word for k in range(first, behind) for word in self._parts(k, k == first)]

    def _parts(self, k: int, opens: bool) -> list[str]:
        """The words of a name at a token; a hashtag (`#سامر_الأحمد`) may hold several."""
        form = self.article.words[k].form
        if self.article.kinds[k] == "hashtag":
            return tag_words(form)
        if self.article.kinds[k] != "word":
            return []
        return [self.name_form(k) if opens else form]

    def _nearest_run(self, at: int, words: list[str]) -> tuple[str, ...]:
        """The longer name that a short one takes up: the last before it that ends in it.

        Where two have one family name, the one named last is meant; a name that only
        begins with the short one is somebody else's more often.
        """
        keys = [normalize_word(w) for w in words]
        runs = self._names.get(keys[-1], {})
        longer = [
            run
            for run in runs
            if len(run) > len(words) and set(keys) <= {normalize_word(w) for w in run}
        ]
        if len(words) > 1:
            longer = [run for run in longer if not _of_child(keys[0], run)]
        ending = [run for run in longer if normalize_word(run[-1]) == keys[-1]]
        if not ending and len(words) == 1:
            ending = [run for run in longer if normalize_word(run[0]) == keys[0]]
        ending = ending or longer
        if not ending:
            return tuple(words)
        last = {run: bisect_right(runs[run], at) for run in ending}
        before = [run for run in ending if last[run]]
        if before:
            nearest = max(before, key=lambda run: runs[run][last[run] - 1])
        else:
            nearest = min(ending, key=lambda run: runs[run][0])
        near = {normalize_word(w) for w in nearest}
        fuller = [run for run in longer if near <= {normalize_word(w) for w in run}]
        return max(fuller, key=len)

    def name_form(self, k: int) -> str:
        """A name's first word: whole where a longer name has it (كيربي), else its base."""
        form = self.article.words[k].form
        whole = normalize_word(form) in self._names or _given(form)
        whole = whole or of_k(self.article.words[k])
        return form if whole else self.article.words[k].base

    def same_entity(self, entity_id: str) -> tuple[str, ...] | None:
        """The longest form of an entity that the article gives, if it is a plain name."""
        forms = [
            tuple(self.words_of(m.first, m.behind))
            for m in self.phrases.mentions
            if m.entity.entity_id == entity_id and self.bare_name(m.first)
        ]
        return max(forms, key=len, default=None)

    def bare_name(self, k: int) -> bool:
        """Whether a word can begin the plain name, and is no title (`الوزير سامر`)."""
        word = self.article.words[k]
        if k and self.article.words[k - 1].form == "آل":
            return True
        if word.form == "أم" and k + 1 < len(self.article.words):
            return is_context(self.article.words[k + 1].form, "given_name")  # `أم محمد`
        mention = self.phrases.mention_over(k)
        if speaker_noun(word) or (
            mention and mention.entity.type == "PER" and not own_name(self.phrases, k)
        ):
            return False
        return not (word.definite and word.form.endswith(("ية", "ي", "راء")))
