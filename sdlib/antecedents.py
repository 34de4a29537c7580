"""Antecedents: what a relative clause or فيها takes up, and whether it is who speaks."""

from __future__ import annotations

from sdlib.article import Range
from sdlib.context import is_context
from sdlib.phrases import Phrases
from sdlib.roles import complementizer, speaker_noun

_SPOKEN_OF = frozenset(["عنه", "عنها", "عنهم", "بشأنه", "بشأنها", "بحقه", "بحقها"])
#: Verbs of judging and naming: a pronoun on them takes up what is judged.
_JUDGED = frozenset(["وصف", "اعتبر", "صنف", "عد", "نعت"])
#: Verbs of belief that name nobody in `الذي يعتقد أنه`.
_IMPERSONAL = frozenset(["اعتقد", "اشتبه", "رجح", "ظن", "زعم"])


def topic_of(phrases: Phrases, i: int) -> bool:
    """`العملة التي قال عنها`: the pronoun takes up the antecedent, of which somebody speaks."""
    return i + 1 < len(phrases.article.words) and phrases.article.words[i + 1].form in _SPOKEN_OF


def judged(phrases: Phrases, i: int, k: int) -> bool:
    """`الجماعة التي تصنفها خطرة`, `الرجال الذين وصفهم ب…`: the pronoun is the antecedent."""
    found = [r for r in phrases.cues[i] if r.finite and r.pronoun]
    if not any(r.entry.lemma in _JUDGED for r in found):
        return False
    relative = phrases.article.words[k + 1].form
    fits = {"ها": "التي", "ه": "الذي", "هم": "الذين"}
    return any(fits.get(r.pronoun) == relative for r in found)


def believed(phrases: Phrases, i: int) -> bool:
    """`المهاجم الذي يعتقد أنه`: nobody is named who believes it of him."""
    believes = any(
        r.entry.lemma in _IMPERSONAL and r.shape == "imperfect" and r.gender == "m"
        for r in phrases.cues[i]
    )
    behind = phrases.article.words[i + 1] if i + 1 < len(phrases.article.words) else None
    return believes and behind is not None and bool(behind.pronoun) and complementizer(behind.form)


def owner(phrases: Phrases, k: int, first: int) -> Range | None:
    """Whose words they are: `تصريحات للرئيس … هدد فيها`, `تغريدات للسفير، حيث قال`."""
    for j in range(k, max(k - 22, first), -1):
        noun = speaker_noun(phrases.article.words[j])
        who = (noun and noun[0] != "document") or phrases.mention_at(j)
        who = who or phrases.is_name(j)
        if phrases.article.words[j].preposition == "ل" and who and _spoken(phrases, j, first):
            return (j, phrases.phrase_end(j, k + 1))
    return None


def _spoken(phrases: Phrases, j: int, first: int) -> bool:
    """Whether words, by their noun, stand right before a token: `تصريحات نارية للوزير`."""
    for k in range(j - 1, max(first, j - 3) - 1, -1):
        word = phrases.article.words[k]
        if is_context(word.stem.removeprefix("ال"), "utterance"):
            return True
        if word.pronoun or phrases.finite_cue(k) or phrases.verb_at(k):
            return False
    return False
