"""Homographs: words of speech that are no verbs, or tell what something is (`يعد … بمثابة`)."""

from __future__ import annotations

from sdlib.anonymity import identity
from sdlib.context import is_context
from sdlib.cues import Reading
from sdlib.frequencies import takes_article
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, event_noun, speaker_noun
from sdlib.wordkinds import accusative

_BEING = frozenset(["يكون", "تكون", "كان", "كانت", "ليس", "ليست", "يبدو", "تبدو", "بات", "أصبح"])
#: Behind these a word is a noun: `رغبة في كشف اسمه`.
_GOVERNING = frozenset(["في", "إلى", "الى", "عن", "على", "مع", "عند", "دون", "بعد", "قبل"])
#: Perfects that are written like their verbal nouns.
_DONE = frozenset(["تم", "جرى", "يتم", "تمت", "سيتم"])
_NOUNS_TOO = frozenset(["نعت", "وصف", "كشف", "نقل", "طلب", "ذكر", "حمل", "رد", "وعد", "أمل", "أسف"])
#: Prepositions that are written like verbs, which stand at the beginning of a clause only.
_HOMOGRAPHS = frozenset(["بين", "عبر", "دون"])
_THIS = frozenset(["هذا", "هذه", "ذلك", "تلك"])

#: What one owes: `يدين بالفضل`.
_OWED = frozenset(["الفضل", "الولاء", "الشكر", "الكثير"])
_OWN_NAME = frozenset(["اسمه", "اسمها", "أسماءهم", "هويته", "هويتها"])


def rated(phrases: Phrases, i: int) -> bool:
    """`يعد القرار بمثابة "إنذار"`, `تعد الخطوة، التي يمكن أن تتكرر، ضربة`: what something
    counts as, where no clause or ب stands before a comma (`يعد السكان بالمزيد`)."""
    for k in range(i + 1, min(i + 12, len(phrases.article.words))):
        word = phrases.article.words[k]
        if word.form == "بمثابة" or is_context(word.form, "relative"):
            return True
        if complementizer(word.form) or word.preposition == "ب":
            return False
        if phrases.article.kinds[k] == "punct" and k not in phrases.article.opens:
            return True
    return False


def no_verb_here(phrases: Phrases, i: int) -> bool:
    """`رغبة في كشف اسمه`, `"…" بين البلدين`, `إذا لم يعترض أحد`: no verb, or nothing said."""
    before, form = phrases.article.words[i - 1].form, phrases.article.words[i].form
    if before in _GOVERNING:
        return True
    if form == "وبين":
        near = (word.base for word in phrases.article.words[max(i - 25, 0) : i])
        return any(base == "بين" for base in near)  # `بين الوزير وبين النواب: …`
    if form == "بين" and _several_quoted(phrases, i + 1):
        return True
    if form in ("دون", "ودون") and i + 1 in phrases.article.opens:
        return True  # `دون "شروط"`
    if form in _HOMOGRAPHS:
        led = is_context(phrases.article.words[i - 1].base, "boundary") or before in ("قد", "وقد")
        return not led and (
            phrases.article.kinds[i - 1] != "punct" or i - 1 in phrases.article.closes
        )
    done = phrases.article.words[i - 1].base in _DONE
    if form.removeprefix("و") in _NOUNS_TOO and (done or is_context(before, "noun_before")):
        return True  # `طلب عدم كشف هويته`, `إن نقل السفارة`
    k = i - 2 if before == "لم" else i - 1
    return k >= 0 and phrases.article.words[k].base in ("إذا", "اذا", "لو")


def not_told(phrases: Phrases, i: int, lemma: str) -> bool:
    """`يدين بالفضل لمدربه`, `ومن أبرز كتبه "…"`, `الذي لم يذكر اسمه`, `بلا أدنى شك ولا تردد`: owed,
    outstanding, unnamed, a hesitation."""
    words = phrases.article.words
    before, follower = words[i - 1], words[i + 1]
    last = words[i + 2] if follower.form == "عن" and i + 2 < len(words) else follower
    if identity(last):
        return True  # `لم يشأ كشف هويته`, `لم يفصح عن اسمه`
    if lemma in ("أدان", "دان"):
        return any(w.preposition == "ب" and w.stem in _OWED for w in words[i + 1 : i + 7])
    if lemma == "أبرز":
        return before.form in ("من", "ومن")
    if lemma == "ذكر":
        return before.base == "لم" and follower.form in _OWN_NAME
    return words[i].form == "تردد" and before.form in ("ولا", "بلا", "دون", "أي")


def _several_quoted(phrases: Phrases, i: int) -> bool:
    """`بين "الوطن" و"الحرية"`: two or more quotations that و joins."""
    quotation = phrases.article.opens.get(i)
    if quotation is None or quotation.last + 2 >= len(phrases.article.words):
        return False
    joined = phrases.article.words[quotation.last + 1].form == "و"
    return joined and quotation.last + 2 in phrases.article.opens


#: Behind a definite noun they tell what it counts as.
_MOST = frozenset(
    """الأهم الأكبر الأول الأولى الأكثر الأبرز الأقوى الأسوأ الأفضل الأعلى الأخطر الأضخم الأقدم
    الأغنى الوحيد الوحيدة الكبرى""".split()
)


def counts_as(phrases: Phrases, i: int) -> bool:
    """`الغياب يعتبر دليلا على أن …`: a passive, whose judgement follows at once."""
    follower = phrases.article.words[i + 1]
    marks = phrases.article.opens.get(i + 1)
    if marks and phrases.quotes_name(i + 1):  # `يعتبر "بلوك 3" واحدا من …`
        behind = phrases.article.words[marks.last + 1 : marks.last + 2]
        return any(accusative(word) for word in behind)
    plain = not (follower.preposition or follower.conjunction or follower.definite)
    named = phrases.is_name(i + 1) or phrases.mention_at(i + 1)
    if follower.definite and i and not named:
        # `مصر تعتبر الضامن الأهم`
        near = [word.form for word in phrases.article.words[i + 2 : i + 4]]
        return phrases.article.kinds[i - 1] == "word" and not _MOST.isdisjoint(near)
    return plain and accusative(follower) and not named


def of_state(phrases: Phrases, i: int, reading: Reading, first: int) -> bool:
    """Whether a participle states what a speaker does; `تقارير مؤكدة` is an adjective."""
    if i > first and phrases.article.kinds[i - 1] == "number":
        return False  # `26 متهما`
    if i == first or phrases.article.kinds[i - 1] != "word" or phrases.article.words[i].conjunction:
        return True
    if _predicate(phrases, i, first):
        return False
    if reading.gender != "f" or reading.entry.lemma == "قال":
        return True
    if any(complementizer(w.form) for w in phrases.article.words[i + 1 : i + 3]):
        return True  # `محذرة من أن`
    behind = phrases.article.words[i + 1 : i + 2]
    shown = any(word.definite or word.form in _THIS for word in behind)
    lemma = reading.entry.lemma
    if lemma == "اتهم":  # `متهمة إياها بـ`, `متهمة الدوحة بـ`
        them = any(word.form.startswith("إيا") for word in behind)
        return shown or them or phrases.mention_at(i + 1) is not None
    if lemma == "توقع":
        return any(word.pronoun and event_noun(word) for word in behind)
    return lemma == "اعتبر" and shown  # `خسائر معتبرة` has nothing behind it


def _predicate(phrases: Phrases, i: int, first: int) -> bool:
    """`قد يكون الأمر مفيدا`: what something is, behind كان or ما زال; `ليس خطرا، مضيفا أن`
    and `ليس هذا خطرا مشيرا إلى أن` tell a clause, and what is no clause stands next to it."""
    behind = phrases.article.words[i + 1 : i + 3]
    told = any(complementizer(word.form) for word in behind)
    told = told or any(word.pronoun and event_noun(word) for word in behind[:1])
    reach = 1 if told or phrases.article.words[i].form.startswith("قائل") else 5
    for k in range(i - 1, max(i - reach, first) - 1, -1):
        if phrases.article.kinds[k] == "punct":
            return False
        if phrases.article.words[k].base in _BEING:
            return True
    return False


def noun_for_verb(phrases: Phrases, i: int, reading: Reading) -> bool:
    """`بات أمرا صعبا`, `طالبا إياه بـ`, `أمر شائن أن`: a noun or participle written as a verb."""
    word = phrases.article.words[i]
    if reading.shape != "perfect":
        return False
    if reading.entry.lemma == "أمر" and reading.number == "s" and not reading.pronoun:
        return _matter(phrases, i + 1)
    if reading.number != "d" or word.conjunction:
        return False
    state = any(r.shape == "participle" for r in phrases.cues[i])
    if not (state or accusative(word) or takes_article(word.form[:-1])):
        return False
    before = phrases.article.words[i - 1] if i else None
    two = before is not None and before.definite and before.form.endswith(("ان", "ين"))
    return not (two or (before is not None and before.form.endswith("هما")))


def _matter(phrases: Phrases, k: int) -> bool:
    """Whether an indefinite word stands at a token that is no order's giver or receiver."""
    if k >= len(phrases.article.words) or phrases.article.kinds[k] != "word":
        return False
    word = phrases.article.words[k]
    bare = not (word.definite or word.preposition or word.pronoun)
    known = speaker_noun(word) or phrases.is_name(k) or phrases.mention_over(k)
    return bare and not known and not phrases.is_function_word(k)


def of_things(phrases: Phrases, i: int, reading: Reading) -> bool:
    """`ما ينذر بكارثة`, `وثائق اطلعت عليها الصحيفة`: what things do, or are done with."""
    lemma, form = reading.entry.lemma, phrases.article.words[i].form
    before = [w.base for w in phrases.article.words[max(i - 2, 0) : i]]
    if reading.finite and before[:1] == ["كل"] and before[1:] and before[1] in _THIS:
        return True  # `وكل ذلك يقول لنا إن`
    if form == "طالبا" and before[-1:] in (["أو"], ["او"]):
        return True  # `مهندسا أو طالبا`
    if lemma == "أنذر":
        titled = i + 1 < len(phrases.article.words) and speaker_noun(phrases.article.words[i + 1])
        return reading.shape == "imperfect" and not titled
    between = form == "وبين" and any(
        w.stem == "بين" for w in phrases.article.words[max(i - 8, 0) : i]
    )
    if lemma == "بين" and between:
        return True  # `بينه وبين البحث`, `13 شخصا بينهم ثلاثة «…»`
    if lemma == "أسف" and phrases.article.words[i].pronoun:
        return True  # `أبدى أسفه لسقوط ضحايا`: a noun
    if lemma == "اشتبه":
        return _suspected(phrases, i)
    if lemma == "التزم" and reading.shape == "jussive":
        return True  # `أعضاء لم يلتزموا بحصصهم`
    near = phrases.article.words[i + 1 : i + 7]
    # `اطلع على التقارير`, `أطلع الوزير على النتائج`
    return lemma == "أطلع" and any(w.form.startswith(("علي", "على")) for w in near)


def _suspected(phrases: Phrases, i: int) -> bool:
    """`أفراد يشتبه بانتمائهم إلى`: who are suspected stand before, their pronoun behind ب or في."""
    words = phrases.article.words
    noun = words[i + 2] if words[i + 1].form == "في" and i + 2 < len(words) else words[i + 1]
    before = words[i - 1] if i else None
    if before is None or is_context(before.base, "boundary") or before.stem == "لكن":
        return False  # `لكن يُشتبه في أنها`
    behind_in = noun is not words[i + 1] or noun.preposition == "ب"
    return behind_in and bool(noun.pronoun) and i > 0 and phrases.article.kinds[i - 1] == "word"
