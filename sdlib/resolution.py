"""Resolution: who is meant by a surname, a title or an acronym, as its own article tells.

An article names somebody in full and takes him up by less: `عباس عراقجي`, then `عراقجي` or
`الوزير الإيراني`; `قوات الجبل (قجب)`, then `قجب`. Who stands for what is told by the article
alone; where two come into question, nobody is guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple, Protocol

from sdlib.aliases import Entity, Mention
from sdlib.article import Article
from sdlib.context import is_context
from sdlib.cues import readings
from sdlib.nations import nation
from sdlib.normalization import normalize_word
from sdlib.particles import particle_cuts
from sdlib.roles import speaker_noun
from sdlib.shared_names import nobody
from sdlib.strangers import given, leads, strange_whole, triggers, unknown, whole
from sdlib.wordkinds import noun_only
from sdlib.words import Word, search_form

#: The rules by which a mention may be linked, and what is left without an entity.
RULES = ("surname", "title", "acronym", "ambiguous")

#: So many words stand at most between a title and the name of its holder.
_REACH = 8
_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
_MARKS = {"(": ")", "[": "]", "«": "»", "“": "”", '"': '"'}
_LONGEST_ACRONYM = 8


#: Titles by ``entity_id``, each as its words in search form.
Offices = Mapping[str, Sequence[tuple[str, ...]]]


class View(Protocol):
    """What is asked of a text; tokens have numbers from ``first`` up to ``behind``."""

    first: int
    behind: int

    def word(self, at: int) -> Word:
        """Give a token as a word."""

    def sign(self, at: int) -> str:
        """Give a token that is a sign, "" if it is none or stands outside of the text."""

    def places(self, forms: Collection[str]) -> list[int]:
        """Give the tokens with one of some search forms."""

    def in_one_sentence(self, first: int, last: int) -> bool:
        """Whether two tokens stand in one sentence."""


class ArticleView:
    """An article that is read, as a `View`."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self.first, self.behind = 0, len(article.words)

    def word(self, at: int) -> Word:
        """Give a token as a word."""
        return self._article.words[at]

    def sign(self, at: int) -> str:
        """Give a token that is a sign."""
        article = self._article
        inside = at < self.behind and article.kinds[at] == "punct"
        return article.text[article.starts[at] : article.ends[at]] if inside else ""

    def places(self, forms: Collection[str]) -> list[int]:
        """Give the tokens with one of some search forms."""
        return [k for k, word in enumerate(self._article.words) if word.norm in forms]

    def in_one_sentence(self, first: int, last: int) -> bool:
        """Whether two tokens stand in one sentence."""
        return self._article.sentence_of[first] == self._article.sentence_of[last]


class Held(NamedTuple):
    """A title that stands before its holder's name: its words without article."""

    title: tuple[str, ...]
    nations: frozenset[str]
    entity: Entity


def resolve(
    view: View, mentions: Sequence[Mention], offices: Offices = MappingProxyType({})
) -> list[Mention]:
    """Add to the mentions of a text those that its own full names and titles explain.

    Parameters
    ----------
    view : View
        The text (`ArticleView`).
    mentions : sequence of Mention
        In reading order, without overlap.
    offices : mapping of str to sequence of tuple of str
        The titles that people hold on the day, by ``entity_id`` (`Gazetteer.offices`).

    Returns
    -------
    list of Mention
        In reading order, without overlap; what was there stays. What is new has one of `RULES`:
        ``surname`` (of a person named in full; a word that means something else as well only
        behind a verb of speech), ``title`` (a nation's office, or the whole title, of the one
        who is named with it, or is named and holds it), ``acronym`` (in brackets or quotation
        marks behind a body's name, and again). ``ambiguous`` has the entity ``""``: two came
        into question.

    Examples
    --------
    >>> from sdlib.article import read_article
    >>> from sdlib.discovery import discover
    >>> article = read_article("وصل الوزير التركي هوراس غيلمور. ثم غادر الوزير التركي.")
    >>> found = resolve(ArticleView(article), discover(article, []))
    >>> [(m.first, m.behind, m.entity.name, m.rule) for m in found if m.rule == "title"]
    [(8, 10, 'هوراس غيلمور', 'title')]
    """
    if not any(_may_explain(m) for m in mentions):
        return list(mentions)
    found = _with_acronyms(view, mentions)
    taken = {k for m in found for k in range(m.first, m.behind)}
    held = [*_held(view, mentions), *_held_offices(mentions, offices)]
    rules = (
        lambda: _titles(view, held, taken),
        lambda: _surnames(view, mentions, taken),
    )
    for rule in rules:
        new = [m for m in rule() if taken.isdisjoint(range(m.first, m.behind))]
        found += new
        taken.update(k for m in new for k in range(m.first, m.behind))
    return sorted(found, key=lambda m: m.first)


def _may_explain(mention: Mention) -> bool:
    """Whether a mention is a name that others may be short for."""
    kind = mention.entity.type
    return kind == "ORG" or (kind == "PER" and mention.rule != "office")


def _linked(
    view: View, span: tuple[int, int], bearers: Collection[Entity], rule: str, cut: int
) -> Mention:
    """A mention of the one who comes into question, or of nobody."""
    if len(bearers) == 1:
        return Mention(*span, next(iter(bearers)), cut, rule=rule)
    return nobody(view, Mention(*span, next(iter(bearers)), cut))


# Surnames -----------------------------------------------------------------------------------


def _surnames(view: View, mentions: Iterable[Mention], taken: set[int]) -> Iterator[Mention]:
    bearers: defaultdict[str, set[Entity]] = defaultdict(set)
    for mention in mentions:
        if mention.entity.entity_id and (surname := _surname(view, mention)):
            bearers[surname].add(mention.entity)
    forms = {form: name for name in bearers for form in _with_clitics(normalize_word(name))}
    for at in view.places(forms) if forms else ():
        if at in taken:
            continue
        word = view.word(at)
        surname = forms[word.norm]
        cut = _letters_before(word, normalize_word(surname))
        if cut is not None and _stands_alone(view, at, taken, surname):
            yield _linked(view, (at, at + 1), bearers[surname], "surname", cut)


@lru_cache(maxsize=1 << 12)
def _with_clitics(norm: str) -> frozenset[str]:
    """The search forms in which a word may stand; behind ل the article loses its alef."""
    lam = {c + norm[1:] for c in ("ل", "ول", "فل")} if norm.startswith("ال") else set()
    return frozenset({c + norm for c in _CLITICS} | lam)


def _surname(view: View, mention: Mention) -> str:
    """The last word of a full name, "" if it says no more than a given name does."""
    if mention.entity.type != "PER" or mention.behind - mention.first < 2:
        return ""
    last, before = view.word(mention.behind - 1), view.word(mention.behind - 2)
    names = mention.entity.name.split()
    own = normalize_word(last.form) == normalize_word(names[-1])
    if not own or len(names) < 2 or speaker_noun(view.word(mention.first)):
        return ""
    part = before.base in triggers()["particle"] or last.form in triggers()["tail"]
    return "" if part or len(last.form) < 3 else last.form


def _letters_before(word: Word, norm: str) -> int | None:
    """How many letters stand before a surname in a word; ``None`` if it is another word."""
    if word.norm == norm:
        return 0
    if word.norm.endswith(norm[1:]) and word.norm[: -len(norm) + 1].endswith("ل"):
        merged = norm.startswith("ال") and normalize_word(word.base) == norm
        if merged:
            return len(word.conjunction) + 1
    cut = len(word.norm) - len(norm)
    known = normalize_word(word.base) == norm or strange_whole(word) or unknown(whole(word))
    return cut if known and word.norm.endswith(norm) else None


def _stands_alone(view: View, at: int, taken: set[int], surname: str) -> bool:
    """Whether a word is the surname by itself: no other's name, and no ordinary word."""
    before = at - 1 if at > view.first and view.in_one_sentence(at - 1, at) else None
    behind = at + 1 if at + 1 < view.behind and view.in_one_sentence(at, at + 1) else None
    if before is not None and (before in taken or _may_be_name(view.word(before))):
        joined = view.word(at).conjunction or view.word(at).preposition
        if not joined:
            return False
    if behind is not None and _may_be_name(view.word(behind)):
        return False
    word = whole(view.word(at)._replace(form=surname, norm=normalize_word(surname)))
    if (strange_whole(word) or unknown(word)) and not given(surname):
        return True
    speech = readings(view.word(before).form) if before is not None else ()
    return any(reading.shape in ("perfect", "imperfect") for reading in speech)


def _may_be_name(word: Word) -> bool:
    """Whether a word beside a surname makes another's name of both."""
    return given(word.form) or (strange_whole(word) and not word.definite and not word.conjunction)


# Titles -------------------------------------------------------------------------------------


def _titles(view: View, held: Sequence[Held], taken: set[int]) -> Iterator[Mention]:
    heads = {f"{article}{h.title[0]}" for h in held for article in ("", "ال")}
    forms = {form for head in heads for form in _with_clitics(head)}
    for at in view.places(forms) if held else ():
        if at in taken or _of_another(view, at):
            continue
        for behind, bearers in _holders(view, at, held):
            if not _goes_on(view, behind, taken):
                word = view.word(at)
                cut = len(word.conjunction) + len(word.preposition)
                yield _linked(view, (at, behind), bearers, "title", cut)
            break


def _held(view: View, mentions: Iterable[Mention]) -> Iterator[Held]:
    for mention in mentions:
        first = mention.first
        if mention.entity.type != "PER" or not mention.entity.entity_id or mention.cut:
            continue
        start = _title_start(view, first)
        if start is None:
            continue
        words = [view.word(k) for k in range(start, first)]
        title = tuple(search_form(word).removeprefix("ال") for word in words)
        if not any(is_context(word.stem.removeprefix("ال"), "former") for word in words):
            nations = frozenset(filter(None, map(nation, title[1:])))
            yield Held(title, nations, mention.entity)


def _held_offices(mentions: Iterable[Mention], offices: Offices) -> Iterator[Held]:
    """The titles of the lexicon of those whom the article names, whatever it calls them there."""
    named = {m.entity for m in mentions if m.rule != "office" and m.entity.entity_id in offices}
    for entity in named:
        for words in offices[entity.entity_id]:
            title = tuple(word.removeprefix("ال") for word in words)
            yield Held(title, frozenset(filter(None, map(nation, title[1:]))), entity)


def _title_start(view: View, first: int) -> int | None:
    """Where the title begins that stands right before a name: `وزير الخارجية التركي | …`."""
    for at in range(first - 1, max(view.first - 1, first - _REACH), -1):
        if view.sign(at) or not view.in_one_sentence(at, first):
            return None
        word = view.word(at)
        if _is_person(word):
            while at > view.first and _is_person(view.word(at - 1)) and _bare(view, at - 1):
                at -= 1
            return at if at < first - 1 else None
        if not word.definite or word.conjunction:
            return None
    return None


def _is_person(word: Word) -> bool:
    noun = speaker_noun(word)
    return noun is not None and noun[0] == "person"


def _bare(view: View, at: int) -> bool:
    """Whether a noun has another behind it: `رئيس الوزراء`, `نائب رئيس …`."""
    return not view.word(at).definite and view.in_one_sentence(at, at + 1)


def _of_another(view: View, at: int) -> bool:
    """Whether a title belongs to another one or to a relative: `نائب الوزير`, `زوجة الرئيس`."""
    if at == view.first or not view.in_one_sentence(at - 1, at) or view.word(at).conjunction:
        return False
    before = view.word(at - 1)
    deputy = is_context(before.stem.removeprefix("ال"), "deputy") or leads(before, "relation")
    return not before.definite and (deputy or _is_person(before))


def _holders(view: View, at: int, held: Sequence[Held]) -> Iterator[tuple[int, set[Entity]]]:
    """The ends of a title that begins at a token, and who may be meant, the longest first."""
    words = [
        search_form(view.word(k)).removeprefix("ال")
        for k in range(at, min(at + _REACH, view.behind))
        if view.in_one_sentence(at, k)
    ]
    for length in sorted({len(h.title) for h in held if len(h.title) > 2}, reverse=True):
        same = {h.entity for h in held if h.title == tuple(words[:length])}
        if same:
            yield at + length, same
    country = nation(words[1]) if len(words) > 1 and view.word(at).definite else ""
    if country and view.word(at + 1).definite:
        office = words[0] in _offices()
        fits = [h for h in held if h.title[0] == words[0] and country in h.nations]
        if bearers := {h.entity for h in fits if office or len(h.title) == 2}:
            yield at + 2, bearers


@cache
def _offices() -> frozenset[str]:
    return frozenset(map(normalize_word, triggers()["office"]))


def _goes_on(view: View, behind: int, taken: set[int]) -> bool:
    """Whether a name, or `السابق`, follows a title: then somebody else may be meant."""
    if behind >= view.behind or not view.in_one_sentence(behind - 1, behind):
        return False
    word = view.word(behind)
    former = is_context(word.stem.removeprefix("ال"), "former")
    named = behind in taken and not word.conjunction and not word.preposition
    relative = is_context(word.form, "relative")
    described = word.definite and not noun_only(word) and not relative
    return former or named or _may_be_name(word) or described


# Acronyms and translations --------------------------------------------------------------------


def _with_acronyms(view: View, mentions: Sequence[Mention]) -> list[Mention]:
    """Add the acronyms; what was discovered of a single word that is one gives way."""
    loose = {m.first for m in mentions if m.rule == "discovery" and m.behind == m.first + 1}
    taken = {k for m in mentions for k in range(m.first, m.behind)} - loose
    new = [
        m for m in _acronyms(view, mentions, taken) if taken.isdisjoint(range(m.first, m.behind))
    ]
    over = loose.intersection(k for m in new for k in range(m.first, m.behind))
    kept = [m for m in mentions if m.first not in over] if over else list(mentions)
    return kept + new


def _acronyms(view: View, mentions: Iterable[Mention], taken: set[int]) -> Iterator[Mention]:
    owners: defaultdict[str, set[Entity]] = defaultdict(set)
    for mention in mentions:
        if mention.entity.type != "ORG" or not mention.entity.entity_id:
            continue
        inside = _in_marks(view, mention.behind)
        if inside and taken.isdisjoint(range(*inside)) and _may_shorten(view, inside[0], mention):
            yield Mention(*inside, mention.entity, 0, rule="acronym")
            if inside[1] - inside[0] == 1:
                owners[view.word(inside[0]).norm].add(mention.entity)
            taken.update(range(*inside))
    for norm, entities in owners.items():
        for at in view.places(_with_clitics(norm)):
            cut = _letters_before(view.word(at), norm)
            if at not in taken and cut is not None:
                yield _linked(view, (at, at + 1), entities, "acronym", cut)


def _in_marks(view: View, at: int) -> tuple[int, int] | None:
    """The one or two words that marks enclose at a token: `(قسد)`, `«قسد»`."""
    closing = _MARKS.get(view.sign(at))
    for behind in (at + 2, at + 3):
        if closing and view.sign(behind) == closing:
            inside = range(at + 1, behind)
            short = all(not view.sign(k) and _is_acronym(view.word(k)) for k in inside)
            return (at + 1, behind) if short else None
    return None


def _may_shorten(view: View, at: int, mention: Mention) -> bool:
    """Whether a word has the article (`«البنتاغون»`), or a first letter of the longer name.

    So `الاتحاد الأوروبي (بريكست)` is none: what was left is not what it was called.
    """
    word = view.word(at)
    names = [view.word(k) for k in range(mention.first, mention.behind)]
    initials = {search_form(name).removeprefix("ال")[:1] for name in names}
    return word.form.isascii() or word.definite or word.norm[0] in initials


def _is_acronym(word: Word) -> bool:
    """Whether a word can be an acronym or another name: no lexicon knows it."""
    if word.form.isascii():
        return word.form.isupper() and 1 < len(word.form) <= _LONGEST_ACRONYM
    arabic = len(word.form) > 1 and "\N{ARABIC LETTER HAMZA}" <= word.form[0] <= "ي"
    plain = whole(word)
    return arabic and unknown(plain) and not given(word.form) and word.form not in particle_cuts()
