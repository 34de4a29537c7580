"""Inner subjects: who goes on speaking inside what another said, by the grammar of the clause."""

from __future__ import annotations

from sdlib.concord import agreement
from sdlib.context import is_context
from sdlib.cues import Reading
from sdlib.phrases import Phrases
from sdlib.roles import speaker_noun

#: Verbs that go on with what somebody has said already.
GOES_ON = frozenset(["أضاف", "تابع", "واصل", "أردف", "استطرد", "زاد", "مضى"])


def of_inner_subject(phrases: Phrases, i: int, start: int, cue: int) -> bool:
    """Whether the cue at ``i`` goes on with the subject that opens what another said.

    `قال سامر إن الوزارة نفت الخبر، مؤكدة أن`: the participle agrees with her only. `ذكر التقرير أن
    رئيس اللجنة انتقد القرار وقال إن`: a verb like his, joined to it without a mark.
    """
    here = _main(phrases, i)
    outer = [r for r in phrases.cues[cue] if r.finite]
    noun = speaker_noun(phrases.article.words[start])
    if here is None or not outer or noun is None or noun[0] == "document":
        return False
    teller = speaker_noun(phrases.article.words[cue + 1])
    if teller is not None and teller[1] == "p":
        return False  # `قالت المصادر إن الوزير سيستقيل، موضحا أن`: as if one had said it
    end = phrases.phrase_end(start, i)
    gender, number = agreement(phrases, start, end)
    if here.shape == "participle":
        spoke = any(phrases.finite_cue(k) for k in range(end, i))
        return spoke and number == here.number == "s" and gender == here.gender != outer[0].gender
    if here.number == "p" and here.gender == "m" and teller is not None:
        one = outer[0].number == "s" and teller[0] in ("person", "organisation")
        return one and number == "p"  # `ذكرت الصحيفة أن النواب يعارضون الخطوة، ويرون أن`
    if here.entry.lemma in GOES_ON or phrases.article.kinds[i - 1] == "punct":
        return False
    first = end + 1 if is_context(phrases.article.words[end].form, "auxiliary") else end
    said = _main(phrases, first) if first < i else None
    return said is not None and said[1:4] == here[1:4]


def _main(phrases: Phrases, i: int) -> Reading | None:
    """The reading of a cue as a verb or participle."""
    return next((r for r in phrases.cues[i] if r.finite or r.shape == "participle"), None)
