"""Agreement: one article's predicted claims beside gold, by the guideline's definitions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sdlib.gold import Article, Span

#: What is counted in each article; ``content_overlap`` is a sum of F1 over its matched claims.
COUNTS = (
    "gold_claims",
    "predicted_claims",
    "matched",
    "content_overlap",
    "content",
    "content_exact",
    "source",
    "speaker",
    "speaker_strict",
    "mode",
    "cue_type",
    "end_to_end",
    "gold_labels",
    "predicted_labels",
    "matched_labels",
)

#: From here on a content is right, and a source: the guideline's Scoring section.
_CONTENT_RIGHT, _SOURCE_RIGHT = 0.8, 0.5

# The guideline compares words under its own folding, narrower than sdlib's search form, and
# names without these titles. Both are part of the definition of the scores: another folding
# would give scores that cannot be compared with published ones.
_FOLD = str.maketrans(
    {
        **dict.fromkeys([*map(chr, range(0x064B, 0x0653)), "\u0670", "\N{ARABIC TATWEEL}"], ""),
        **dict.fromkeys("أإآٱ", "ا"),
        "ى": "ي",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
    }
)
_WORD = re.compile(r"[^\W_]+")
_TITLES = frozenset(
    "الرئيس رئيس وزير الوزير وزيرة الناطق المتحدث باسم نائب الأمير الشيخ الملك الجنرال العميد "
    "العقيد اللواء الدكتور السيد مدير قائد القائد العام أمير".translate(_FOLD).split()
)
_NATIONALITY = re.compile("ال.*يه?")
_ARTICLE = re.compile("^[ولب]?ال")
_SEVERAL = re.compile("[؛/]")


def count_agreement(gold: Article, predicted: Article, text: str) -> tuple[Counter, Counter]:
    """Count one article: the counts of ``COUNTS``, and ``(cue type, matched)`` of gold claims."""
    pairs = _match(gold["claims"], predicted["claims"], "cue")
    counts = Counter(
        gold_claims=len(gold["claims"]),
        predicted_claims=len(predicted["claims"]),
        matched=len(pairs),
        gold_labels=len(gold["labels"]),
        predicted_labels=len(predicted["labels"]),
        matched_labels=len(_match(gold["labels"], predicted["labels"], "label")),
    )
    for i, j in pairs:
        counts.update(_compare(gold["claims"][i], predicted["claims"][j], text))
    found = {i for i, _ in pairs}
    types = Counter((claim["cue_type"], i in found) for i, claim in enumerate(gold["claims"]))
    return counts, types


def _match(gold: Sequence[Any], predicted: Sequence[Any], name: str) -> list[tuple[int, int]]:
    candidates = []
    for i, one in enumerate(gold):
        for j, other in enumerate(predicted):
            shared = min(one[name][1], other[name][1]) - max(one[name][0], other[name][0])
            if shared > 0:
                candidates.append((shared, i, j))
    free_gold, free_predicted = set(range(len(gold))), set(range(len(predicted)))
    pairs = []
    # Of equal overlaps the one later in the text goes first, as the guideline's scorer has it.
    for _, i, j in sorted(candidates, reverse=True):
        if i in free_gold and j in free_predicted:
            free_gold.remove(i)
            free_predicted.remove(j)
            pairs.append((i, j))
    return pairs


def _compare(gold: Mapping[str, Any], predicted: Mapping[str, Any], text: str) -> dict[str, float]:
    overlap = _shared_words(gold["content"], predicted["content"], text)
    sources = gold.get("source"), predicted.get("source")
    one_missing = not all(sources)
    source = not any(sources) if one_missing else _shared_words(*sources, text) >= _SOURCE_RIGHT
    speakers = gold.get("speaker") or "", predicted.get("speaker") or ""
    speaker = _same_speakers(*speakers)
    mode = gold.get("mode") == predicted.get("mode")
    return {
        "content_overlap": overlap,
        "content": overlap >= _CONTENT_RIGHT,
        "content_exact": tuple(gold["content"]) == tuple(predicted["content"]),
        "source": source,
        "speaker": speaker,
        "speaker_strict": _words(speakers[0]) == _words(speakers[1]),
        "mode": mode,
        "cue_type": gold.get("cue_type") == predicted.get("cue_type"),
        "end_to_end": overlap >= _CONTENT_RIGHT and speaker and mode,
    }


def _words(text: str) -> list[str]:
    return _WORD.findall(text.translate(_FOLD))


def _shared_words(one: Span, other: Span, text: str) -> float:
    """F1 of the words that two spans share, each counted as often as both have it."""
    first, second = _words(text[slice(*one)]), _words(text[slice(*other)])
    if not first or not second:
        return 0.0
    shared = sum((Counter(first) & Counter(second)).values())
    return 2 * shared / (len(first) + len(second))


def _same_speakers(one: str, other: str) -> bool:
    if not one or not other:
        return not one and not other
    first, second = ([_name(part) for part in _SEVERAL.split(names)] for names in (one, other))
    return len(first) == len(second) and all(
        any(name <= each or each <= name for each in second) for name in first
    )


@lru_cache(maxsize=1 << 14)
def _name(speaker: str) -> frozenset[str]:
    """The words of one name, without titles and without the article in front."""
    words = _words(speaker)
    name = [word for word in words if word not in _TITLES]
    # A nationality alone names nobody: `الرئيس السوري` keeps its title.
    alone = len(name) == 1 < len(words) and _NATIONALITY.fullmatch(name[0])
    return frozenset(_ARTICLE.sub("", word) or word for word in (words if alone else name or words))
