"""Complements: the prepositions that belong to a title or a body (`باسم`, `لحقوق`, `في سوريا`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdlib.context import is_context
from sdlib.known_bodies import begins_medium
from sdlib.roles import complementizer, speaker_noun
from sdlib.wordkinds import foreign, noun_only
from sdlib.words import Word, search_form

if TYPE_CHECKING:
    from sdlib.phrases import Phrases

#: Words that ask for a preposition, which then belongs to the phrase (`مصدر مطلع على الملف`).
_GOVERNED = {
    "مطلع": "على",
    "مطلعة": "على",
    "مشرف": "على",
    "مشرفة": "على",
    "قريب": "من",
    "قريبة": "من",
    "مقرب": "من",
    "مقربة": "من",
    "مقربون": "من",
    "مسؤول": "عن",
    "مسؤولة": "عن",
    "مسؤولون": "عن",
    "مسؤولين": "عن",
    "صادر": "عن",
    "صادرة": "عن",
    "ناجون": "من",
    "قائم": "على",
    "قائمة": "على",
    "قائمون": "على",
    "قائمين": "على",
    "مشرفون": "على",
    "مشرفين": "على",
    "عاملون": "في",
    "عاملين": "في",
    "مقيمون": "في",
    "مقيمين": "في",
    "متخصص": "في",
    "متخصصون": "في",
    "متخصصين": "في",
    "مختص": "في",
    "مختصون": "في",
    "مختصين": "في",
    "مقربين": "من",
    "مدعوم": "من",
    "مدعومة": "من",
    "مدعومون": "من",
    "مدعومين": "من",
}
#: Quantities of those who speak (`العديد من النقابات`).
_QUANTITIES = frozenset(
    ["عدد", "العديد", "المزيد", "الكثير", "كثير", "كثيرون", "مجموعة", "أعداد", "المئات"]
)
#: A clause that belongs to the verb before a title follows it within so many tokens.
_NEAR = 9
#: Prepositions that lead to what is said.
_TOWARD = frozenset(["من", "إلى", "الى", "على", "عن"])
#: A name in marks has no more tokens.
_LONG_NAME = 14
#: Names of Latin letters have no more letters (`إيه`, `بي`).
_LETTER = 3
#: Titles that go on with a medium.
_OF_MEDIA = frozenset(["مراسل", "مدير", "رئيس"])
#: Bodies of journalists: what ل leads to behind them is no audience.
_BODIES = frozenset(["نقابة", "اتحاد", "رابطة", "نادي"])


def governs(word: Word) -> str | None:
    """The preposition that a title asks for: `المسؤول عن`, `المشرف على`."""
    return _GOVERNED.get(word.base.removeprefix("ال"))


def counts(word: Word) -> bool:
    """Whether a noun only counts those behind من: `العديد من النقابات`."""
    return word.base in _QUANTITIES


def of_journalists(phrases: Phrases, first: int, i: int) -> bool:
    """`النقابة الوطنية للصحفيين`: no audience but a part of the body's name."""
    word = phrases.article.words[i]
    if word.preposition != "ل" or not is_context(word.base.removeprefix("ال"), "medium"):
        return False
    return any(phrases.article.words[k].base.removeprefix("ال") in _BODIES for k in range(first, i))


def attached(phrases: Phrases, first: int, i: int) -> bool:
    """Whether a word with its own preposition belongs to a title: باسم, للوكالة, لحقوق."""
    word = phrases.article.words[i]
    if word.form in ("باسم", "بإسم", "بلسان"):
        return True
    head = speaker_noun(phrases.article.words[first])
    if _attribute_leads(phrases, first, i):
        return True
    if word.preposition == "ب" and head and head[0] in ("person", "group"):
        return at_place(phrases, i)
    if word.preposition != "ل" or not head or word.pronoun or is_context(word.form, "adjunct"):
        return False
    if word.base.removeprefix("ال") == "شؤون":
        return True
    if i == first + 1 and phrases.article.words[first].definite and not word.definite:
        return phrases.mention_at(i) is not None
    if not any(
        is_context(phrases.article.words[k].stem.removeprefix("ال"), "complemented")
        for k in range(first, i)
    ):
        return False
    medium = is_context(word.base.removeprefix("ال"), "medium")
    if medium and head[0] == "document":
        return True
    whole = i > first + 1 and phrases.article.words[i - 1].definite  # `رئيس الشركة | للصحيفة`
    if medium and (whole or phrases.article.words[first].stem not in _OF_MEDIA):
        return False
    if whole and noun_only(phrases.article.words[i - 1]) and _hears(word):
        return False
    mention = phrases.mention_at(i)
    return not (mention and mention.entity.type == "ORG" and i - first < 2)


def told_medium(phrases: Phrases, first: int, i: int) -> bool:
    """`وقال مسؤول لرويترز`: behind a person without the article ل leads to a medium that is told,
    where no title goes on with it (`مدير لرويترز`)."""
    words, head = phrases.article.words, phrases.speakers[first]
    person = head is not None and head[0] in ("person", "group")
    if words[i].preposition != "ل" or not person:
        return False
    if any(is_context(w.stem.removeprefix("ال"), "complemented") for w in words[first:i]):
        return False
    if is_context(words[i].base.removeprefix("ال"), "medium"):
        return True
    return begins_medium([search_form(w) for w in words[i : i + _LETTER]])


def _hears(word: Word) -> bool:
    """`للنواب`, `لوسائل الإعلام`: several who are told."""
    noun = speaker_noun(word)
    media = word.base.removeprefix("ال") in ("وسائل", "صحافة", "إعلام")
    return media or (noun is not None and noun[1] == "p" and noun[0] in ("person", "group"))


def _attribute_leads(phrases: Phrases, first: int, i: int) -> bool:
    """`المنسق الخاص بملف المياه`, `القوات الموالية للحكومة`: an attribute with its preposition."""
    group = {"ب": "leads_b", "ل": "leads_l"}.get(phrases.article.words[i].preposition)
    attribute = phrases.article.words[i - 1]
    if group is None or i - 1 <= first or attribute.conjunction or phrases.article.words[i].pronoun:
        return False
    told = is_context(phrases.article.words[i].base.removeprefix("ال"), "medium")
    return is_context(attribute.base.removeprefix("ال"), group) and not told


def at_place(phrases: Phrases, i: int) -> bool:
    """`سفير المملكة بالقاهرة سامر الأحمد`, `مسؤول بالوزارة إن`: a place inside a title."""
    mention = phrases.mention_at(i)
    word = phrases.article.words[i]
    body = speaker_noun(word)
    bound = i + 1 < len(phrases.article.words) and phrases.article.words[i + 1].definite
    placed = (mention and mention.entity.type in ("LOC", "ORG")) or (
        body is not None and body[0] == "organisation" and (word.definite or bound)
    )
    placed = placed or (
        (word.definite or bound) and is_context(word.base.removeprefix("ال"), "place")
    )
    if not placed:
        return False
    behind = mention.behind if mention else phrases.phrase_end(i, len(phrases.article.words))
    if behind >= len(phrases.article.words):
        return False
    follower = phrases.article.words[behind]
    named = phrases.is_name(behind) or (foreign(follower) and not phrases.verb_at(behind))
    return named or _clause_follows(phrases, behind) or _frame_follows(phrases, behind)


def _frame_follows(phrases: Phrases, i: int) -> bool:
    """`رحب مسؤول بالبلدية أمس | بالقرار`: whether what the verb leads to stands behind it all."""
    while i in phrases.adverbials:
        i = phrases.adverbials[i]
    while i < len(phrases.article.words) and is_context(phrases.article.words[i].form, "time"):
        i += 1
    if i >= len(phrases.article.words) or phrases.article.kinds[i] != "word":
        return False
    word = phrases.article.words[i]
    return word.form in _TOWARD or (word.preposition == "ب" and not word.conjunction)


def _clause_follows(phrases: Phrases, i: int) -> bool:
    """`مسؤول بالبحرية | الأمريكية لشبكة إخبارية بأن`: whether أن follows before a verb or mark."""
    for k in range(i, min(i + _NEAR, len(phrases.article.words))):
        word = phrases.article.words[k]
        if complementizer(word.form):
            return True
        comma = phrases.article.text[phrases.article.starts[k]] in "،,"
        if (phrases.article.kinds[k] != "word" and not comma) or word.conjunction:
            return False
        if phrases.finite_cue(k) or phrases.verb_at(k) or is_context(word.form, "relative"):
            return False
    return False


def inner_preposition(
    phrases: Phrases, first: int, i: int, limit: int, closed: bool
) -> tuple[int, bool]:
    """Take `في سوريا`, `إلى الشرق الأوسط`, `من أصل` into a phrase headed by a title.

    `منظمة أطباء بلا حدود`: بلا goes on with the indefinite noun before it.
    """
    word = phrases.article.words[first]
    form = phrases.article.words[i].form
    if form == "بلا" and not closed and i + 1 < limit and not phrases.is_function_word(i + 1):
        return 2, True
    quantity = counts(word) and i == first + 1 and form == "من"
    head = speaker_noun(word)
    if i + 1 >= limit or not (head or quantity or phrases.is_name(first)):
        return 0, closed
    marks = phrases.article.opens.get(i + 1)
    if marks and form == "من" and i > first and _names_body(phrases, i + 1):
        return marks.last + 1 - i, True  # `تهاني عباس من "تحالف الطفولة"`
    follower = phrases.article.words[i + 1]
    several = is_context(follower.form, "bundle") and i + 2 < limit  # `في سلسلة تغريدات`
    told = phrases.article.words[i + 2] if several else follower
    said = is_context(told.form.removeprefix("ال"), "occasion")
    if said or is_context(follower.form, "occasion") or is_context(follower.base, "time"):
        return 0, closed
    if phrases.article.kinds[i + 1] != "word" or complementizer(follower.form):
        return 0, closed
    governor = phrases.article.words[i - 1].base.removeprefix("ال")
    if quantity or _GOVERNED.get(governor) == form:
        return 2, follower.definite or bool(follower.pronoun)
    if form == "عن" and i == first + 1 and _represents(phrases, first, i + 1):
        return 2, follower.definite
    place = phrases.mention_at(i + 1)
    if form == "في" and place:
        return place.behind - i, closed
    if form == "في" and follower.definite:
        return 2, closed
    body = speaker_noun(follower)
    if form == "في" and head and body and body[0] == "organisation" and i == first + 1:
        return 2, False
    envoy = is_context(word.stem.removeprefix("ال"), "envoy")
    if (form == "إلى" and envoy) or (
        form == "من" and i == first + 1 and head and not word.definite
    ):
        return 2, closed
    return 0, closed


def posted(phrases: Phrases, i: int, first: int) -> bool:
    """`المبعوث الخاص للرئيس | إلى ليبيا`: where an envoy, named behind ``first``, is sent to."""
    words, kinds = phrases.article.words, phrases.article.kinds
    place = phrases.mention_at(i + 1) if words[i].form in ("إلى", "لدى") else None
    if place is None or place.entity.type == "PER":
        return False
    for k in range(i - 1, max(first, i - _LONG_NAME) - 1, -1):
        if kinds[k] != "word":
            return False
        if is_context(words[k].stem.removeprefix("ال"), "envoy"):
            return True
    return False


def led_by(phrases: Phrases, first: int, i: int, limit: int) -> int:
    """The length of `برئاسة الوزير كريم سالم` behind a body or group; 0 where it is none."""
    if i + 1 >= limit or phrases.article.kinds[i + 1] != "word":
        return 0
    word, head = phrases.article.words[i], speaker_noun(phrases.article.words[first])
    leads = word.preposition == "ب" and not word.conjunction and is_context(word.stem, "leadership")
    if not leads:
        return 0
    body = phrases.mention_at(first)
    several = (head is not None and head[0] != "person") or (body and body.entity.type != "PER")
    leader = speaker_noun(phrases.article.words[i + 1])
    person = leader is not None and leader[0] == "person"
    mention = phrases.mention_at(i + 1)
    person = person or mention is not None or phrases.is_name(i + 1)
    return phrases.phrase_end(i + 1, limit) - i if several and person else 0


def _names_body(phrases: Phrases, i: int) -> bool:
    """Whether the marks at ``i`` hold the name of a body."""
    noun, marks = phrases.speakers[i + 1], phrases.article.opens[i]
    body = noun is not None and noun[0] == "organisation"
    return marks.last - i < _LONG_NAME and (body or phrases.quotes_name(i))


def _represents(phrases: Phrases, first: int, i: int) -> bool:
    """`النائب عن حزب التجمع`, `المرشحة عن مدينة الميناء`: whom or what somebody stands for."""
    word = phrases.article.words[i]
    body, mention = speaker_noun(word), phrases.mention_at(i)
    placed = mention is not None and mention.entity.type in ("LOC", "ORG")
    placed = placed or is_context(word.base.removeprefix("ال"), "place")
    placed = placed or (body is not None and body[0] == "organisation")
    head = phrases.article.words[first].stem.removeprefix("ال")
    return placed and is_context(head, "representative")


def aged(phrases: Phrases, i: int) -> int:
    """The length of `البالغة من العمر 45 عاما`, which belongs to a person; 0 where it is not."""
    words, kinds = phrases.article.words, phrases.article.kinds
    if i + 4 >= len(words) or words[i + 1].form != "من" or words[i + 2].form != "العمر":
        return 0
    reaches = words[i].stem.removeprefix("ال").startswith("بالغ")
    counted = kinds[i + 3] == "number" and is_context(words[i + 4].form, "time_unit")
    return 5 if reaches and counted else 0


def title_of(phrases: Phrases, first: int, i: int) -> bool:
    """`موقع "كل الأخبار اليوم"`: marks behind a bare noun of a body hold its name."""
    last = phrases.article.opens[i].last
    behind = [word.form for word in phrases.article.words[last + 1 : last + 3]]
    if _bare_body(phrases, first, i) and any(map(complementizer, behind)):
        return last - i < _LONG_NAME  # `برنامج "دراسة الشباب المتفوق منذ سن مبكرة" إلى أن`
    short = last - i < 7
    return short and (_bare_body(phrases, first, i) or _named_in_marks(phrases, first, i))


def _named_in_marks(phrases: Phrases, first: int, i: int) -> bool:
    """`الرئيس الهندي "رام ناث سينغ"`, `جهاز المخابرات "أف أس بي"`: marks that hold the name of
    somebody or the abbreviation of a body, behind a title or noun for it."""
    words, noun = phrases.article.words, speaker_noun(phrases.article.words[first])
    inside = range(i + 1, phrases.article.opens[i].last)
    if noun is None or len(inside) < 2 or any(phrases.article.kinds[k] != "word" for k in inside):
        return False
    if noun[0] == "organisation":
        return all(len(words[k].form) <= _LETTER for k in inside)
    if noun[0] != "person" or not all(_bare(phrases, k) for k in inside):
        return False
    return any(phrases.is_name(k) or foreign(words[k]) for k in inside)


def person_in_marks(phrases: Phrases, first: int, i: int) -> bool:
    """Whether the marks at ``i`` hold the name of a title's bearer, and of no body beside it."""
    before, head = (speaker_noun(phrases.article.words[k]) for k in (i - 1, first))
    body = before is not None and before[0] == "organisation"
    bound = body or phrases.article.words[i - 1].form == "ل"
    person = head is not None and head[0] == "person"
    return person and not bound and _named_in_marks(phrases, first, i)


def _bare(phrases: Phrases, k: int) -> bool:
    """Whether a word may be a part of a name: no clitics, no particle, no verb."""
    word = phrases.article.words[k]
    clitics = word.conjunction or word.preposition or word.pronoun
    return not (clitics or phrases.is_function_word(k) or phrases.finite_cue(k))


def _bare_body(phrases: Phrases, first: int, i: int) -> bool:
    """Whether nothing but a bare noun of a body stands before a token: `شبكة | …`."""
    noun = speaker_noun(phrases.article.words[first])
    bare = i == first + 1 and not phrases.article.words[first].definite
    return bare and noun is not None and noun[0] == "organisation"


def _closing(phrases: Phrases, i: int, limit: int) -> int:
    """The token that closes the short parenthesis that opens at ``i``, 0 where none does."""
    article = phrases.article
    closer = {"(": ")", "[": "]"}.get(article.text[article.starts[i]])
    if not closer:
        return 0
    inside = range(i + 1, min(i + 8, limit))
    return next((j for j in inside if article.text[article.starts[j]] == closer), 0)


def parenthesis(phrases: Phrases, i: int, limit: int) -> int:
    """The length of a short parenthesis between two parts of a phrase, 0 where there is none, or
    it tells when: `وزارة النقل (الاثنين)`."""
    end = _closing(phrases, i, limit)
    if not end or i + 1 in phrases.adverbials:
        return 0
    return 0 if is_context(phrases.article.words[i + 1].form, "time") else end + 1 - i


def named_in_brackets(phrases: Phrases, first: int, i: int, limit: int) -> int:
    """`شبكة (مساء الخير)`: the length of brackets behind a bare noun of a body, which hold its
    name."""
    end = _closing(phrases, i, limit) if _bare_body(phrases, first, i) else 0
    return end + 1 - i if end else 0


def abbreviated(phrases: Phrases, first: int, i: int, limit: int) -> bool:
    """`وزير النقل د. سامر الأحمد`: a full stop behind the single letter of a title."""
    article = phrases.article
    single = i > first and i + 1 < limit and article.words[i - 1].form in ("د", "أ", "م", "ا")
    return single and article.text[article.starts[i]] == "." and article.kinds[i + 1] == "word"


def foreign_article(phrases: Phrases, i: int, limit: int) -> bool:
    """`صحيفة لو باريزيان`: a foreign article, which is written like a particle, and its noun."""
    words = phrases.article.words
    french = words[i].form in ("لو", "لا") and i + 1 < limit and foreign(words[i + 1])
    return french and _bare_body(phrases, i - 1, i)
