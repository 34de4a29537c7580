"""Relays: statements handed on (`نقلت A عن B قوله`), read in documents, or said again."""

from __future__ import annotations

from sdlib.anonymity import unnamed_end
from sdlib.asides import PHASES
from sdlib.context import is_context
from sdlib.cues import CueEntry, Reading, saying
from sdlib.drafts import Draft, Opening
from sdlib.frames import VerbFrames
from sdlib.roles import (
    complementizer,
    definite_event,
    event_noun,
    plain_complementizer,
    speaker_noun,
)

#: Gender and number of those whom `عن` with a pronoun quotes.
_OF_PRONOUN = {"عنه": ("m", "s"), "عنها": ("f", "s"), "عنهم": ("m", "p")}
#: So many tokens behind `قوله` its clause may begin.
_FAR = 20


def _says(readings: list[Reading]) -> bool:
    """Whether a verbal noun is that of saying: `قوله`."""
    return any(r.entry.lemma == "قال" for r in readings)


class RelayFrames:
    """Finds relayed, documented and renewed statements in one article."""

    def __init__(self, verbs: VerbFrames) -> None:
        self.verbs = verbs
        self.phrases = verbs.phrases
        self.clauses = verbs.clauses
        self.article = verbs.article
        self.words = verbs.words

    def begins(self, i: int, limit: int) -> bool:
        """`في حين نقلت القناة عن مسؤول أن`, `تستدرك بالقول إن`: a claim by another word than the
        verb's own content."""
        phase = any(r.finite and r.entry.lemma in PHASES for r in self.phrases.cues[i])
        if phase and i + 1 < limit and saying(self.words[i + 1].form):
            return True
        hands_on = any("relay" in r.entry.frames and r.finite for r in self.phrases.cues[i])
        via_end = self._via_end(i, limit) if hands_on else None
        return via_end is not None and self._relayed_ahead(via_end, limit)

    def _relayed_ahead(self, via_end: int, limit: int) -> bool:
        """Whether what is handed on follows: `عن مسؤول قوله إن`."""
        end = self.phrases.phrase_end(min(via_end + 1, limit - 1), limit)
        return self._relayed(end, limit) is not None

    def relay(self, i: int, first: int, limit: int) -> Draft | None:
        """Read `نقلت A عن B قوله إن C`: one claim, source B, via A."""
        found = [
            r
            for r in self.phrases.cues[i]
            if "relay" in r.entry.frames and (r.finite or r.shape == "participle")
        ]
        found = found or self._on_tongue(i)
        if not found or self.phrases.mention_over(i) or self.words[i].form == "نقلا":
            return None
        via_end = self._via_end(i, limit)
        if via_end is None:
            return self._words_of(i, found[0], limit)
        at = via_end + 1
        if self.words[via_end].form == "على":
            at += 1
        if self.words[via_end].pronoun:
            return self._of_pronoun(i, via_end, first, limit, found[0])
        if at + 1 >= limit:
            return None
        counted = self.article.kinds[at] == "number" and self.phrases.speakers[at + 1] is not None
        plain = self.article.kinds[at] == "word" or at in self.article.opens or counted
        if not plain:
            return None
        end = self.phrases.phrase_end(at + counted, limit)  # `عن 3 مصادر`
        end = self.verbs.sources.appositions.end(end, limit) if end < limit else end
        opened = self._relayed(unnamed_end(self.article, end, limit), limit)
        if opened is None:
            return None
        content = self.verbs.contents.of(opened, limit, i)
        if content[0] >= content[1]:
            return None
        explicit = self.clauses.trim(i + 1, via_end) if via_end > i + 1 else None
        via = (
            explicit
            if explicit and explicit[0] < explicit[1]
            else self.verbs.sources.left(i, first)
        )
        source = self.clauses.trim(at, end) if at < end else None
        return Draft((i, i + 1), found[0], content, source, via, f"relay+{opened.kind}")

    def _on_tongue(self, i: int) -> list[Reading]:
        """`جاء على لسان المتحدث أن`: nobody hands it on."""
        tongue = [w.form for w in self.words[i + 1 : i + 3]] == ["على", "لسان"]
        return [r for r in self.phrases.cues[i] if "document" in r.entry.frames and tongue]

    def _via_end(self, i: int, limit: int) -> int | None:
        """The عن, إلى or على لسان that names the one who is quoted."""
        for k in range(i + 1, min(i + 14, limit)):
            if self.words[k].form == "على" and k + 2 < limit and self.words[k + 1].form == "لسان":
                return k
            if self.words[k].form in ("عنه", "عنها", "عنهم"):
                return k
            if self.words[k].form in ("عن", "إلى"):
                attributed = any(r.entry.lemma == "نسب" for r in self.phrases.cues[i])
                return k if attributed == (self.words[k].form == "إلى") else None
            if self.clauses.char(k) in ".؛:" or (k > i + 1 and self.phrases.finite_cue(k)):
                return None
        return None

    def _words_of(self, i: int, reading: Reading, limit: int) -> Draft | None:
        """`نقلت الوكالة قول الوزير إن`: whose the words are stands behind them."""
        for k in range(i + 2, min(i + 14, limit - 1)):
            if self.words[k].form in ("قول", "تأكيد", "تصريح") and self.verbs.sources.speaks(k + 1):
                end = self.phrases.phrase_end(k + 1, limit)
                opened = self._relayed(end, limit)
                if opened is None or opened.kind != "that":
                    return None
                content = self.verbs.contents.of(opened, limit, i)
                via = self.clauses.trim(i + 1, self.phrases.phrase_end(i + 1, k))
                rule = f"relay+{opened.kind}"
                return Draft((i, i + 1), reading, content, (k + 1, end), via, rule)
            if self.clauses.char(k) in ".؛:" or self.phrases.finite_cue(k):
                return None
        return None

    def _of_pronoun(
        self, i: int, at: int, first: int, limit: int, reading: Reading
    ) -> Draft | None:
        """`نقلت الصحيفة عنه قوله إن`: who is quoted has been named before."""
        behind = at + 1
        if at == i + 1 and behind < limit and self.verbs.sources.speaks(behind):
            behind = self.phrases.phrase_end(behind, limit)  # `ونقلت عنه الوكالة قوله`
        opened = self._relayed(behind, limit)
        if opened is None or opened.kind == "obj":
            return None
        content = self.verbs.contents.of(opened, limit, i)
        if content[0] >= content[1]:
            return None
        via = self.clauses.trim(i + 1, at) if at > i + 1 else self.verbs.sources.left(i, first)
        via = self.clauses.trim(at + 1, behind) if behind > at + 1 else via
        gender, number = _OF_PRONOUN[self.words[at].form]
        said = reading._replace(gender=gender, number=number, pronoun="")
        return Draft((i, i + 1), said, content, None, via, f"relay+{opened.kind}")

    def _relayed(self, end: int, limit: int) -> Opening | None:
        """Find the opening behind the relayed source: `قوله إن`, `تأكيدهم مقتل`, a quotation."""
        entry = CueEntry("قال", "neutral", frozenset({"that", "quote"}))
        k = end
        while k < min(end + 25, limit):
            behind = self.clauses.skip_group(k, limit) if k not in self.article.opens else k
            if behind > k:
                k = behind
                continue
            opened = self.verbs.openings.clause_at(end - 1, k, entry, limit)
            if opened:
                return opened
            if k == end and event_noun(self.words[k]) and not self.phrases.cues[k]:
                return Opening("obj", k, k)
            masdar = [r for r in self.phrases.cues[k] if r.shape == "masdar" and r.pronoun]
            if masdar and k + 1 < limit:
                at = (
                    self.clauses.skip_group(k + 1, limit)
                    if k + 1 not in self.article.opens
                    else k + 1
                )
                if at >= limit:
                    return None
                dated = self.verbs.sources.adjuncts.behind(at, limit)  # `قوله يوم 30 مايو "…"`
                while at + 1 < limit and (
                    self.verbs.sources.adverb(at) or self.clauses.char(at) in "،,"
                ):
                    at += 1
                if self.words[at].form in ("إلى", "على", "عن") and at + 1 < limit:
                    at += 1
                apart = self.verbs.sources.adjuncts.behind(at, limit)  # `قوله في خطاب إن`
                if self.words[at].preposition == "ل":  # `قوله لبوتين "…"`
                    told = self.phrases.phrase_end(at, limit)
                    opened = self.verbs.openings.clause_at(k, told, entry, limit)
                    if told < limit and opened:
                        return opened
                day = is_context(self.words[k + 1].form, "time")
                if day and dated < limit and dated in self.article.opens:
                    apart = dated
                if at < apart < limit and (
                    opened := self.verbs.openings.clause_at(k, apart, entry, limit)
                ):
                    return opened
                opened = self.verbs.openings.clause_at(k, at, entry, limit)
                opened = opened or (self._said_later(k, at, limit) if _says(masdar) else None)
                return opened or Opening("obj", at, at)
            stops = self.clauses.char(k) in ".؛" and not (k == end and self.clauses.char(k) == "؛")
            if stops or self.phrases.finite_cue(k):
                return None
            k += 1
        return None

    def _said_later(self, k: int, at: int, limit: int) -> Opening | None:
        """`قوله للصحفيين في العاصمة أنقرة، الاثنين، إن`: the clause behind all that is between."""
        for j in range(at, min(at + _FAR, limit - 1)):
            if self.clauses.char(j) in ".؛:" or self.phrases.finite_cue(j):
                return None
            if self.words[j].form.startswith("إن") and complementizer(self.words[j].form):
                entry = CueEntry("قال", "neutral", frozenset({"that", "quote"}))
                return self.verbs.openings.clause_at(k, j, entry, limit)
        return None

    def document(self, i: int, limit: int) -> Draft | None:
        """Read `وجاء في البيان أن …`: the document is the source."""
        word = self.words[i]
        found = [r for r in self.phrases.cues[i] if "document" in r.entry.frames and r.finite]
        if not found or i + 2 >= limit or word.pronoun:
            return None
        cue = i
        if self.words[i + 1].form in ("أيضا", "كذلك") and i + 3 < limit:
            i += 1  # `وجاء أيضا في البيان أن`
        within = self.words[i + 1].form in ("فيه", "فيها")
        if within and i and self.words[i - 1].base == "ما":
            return None  # `ما جاء فيه`
        if not within and self.words[i + 1].form != "في":
            return None
        if within:
            source = self._read_in(i, "m" if self.words[i + 1].form == "فيه" else "f")
            end = i + 2
        else:
            noun = speaker_noun(self.words[i + 2])
            if not noun or noun[0] not in ("document", "organisation"):
                return None
            end = self.phrases.phrase_end(i + 2, limit)
            source = i + 2, end
        k = end
        while k < min(end + 20, limit):
            char = self.clauses.char(k)
            opens_quote = k in self.article.opens and not self.phrases.quotes_name(k)
            opens_quote = opens_quote and self.words[k - 1].form not in ("ب", "بال")
            if complementizer(self.words[k].form) or opens_quote or char == ":":
                plain = plain_complementizer(self.words[k].form) or char == ":"
                opening = Opening("quote" if opens_quote else "that", k, k + 1 if plain else k)
                content = self.verbs.contents.of(opening, limit, i)
                return (
                    Draft((cue, cue + 1), found[0], content, source, None, "document")
                    if content[0] < content[1]
                    else None
                )
            if char in ".؛" or self.phrases.finite_cue(k):
                return None
            k += 1
        return None

    def _read_in(self, i: int, gender: str) -> tuple[int, int] | None:
        """`نشر الوزير بيانا جاء فيه: …`: the document that `فيه` takes up."""
        first = self.article.ranges[self.article.sentence_of[i]][0]
        for k in range(i - 1, max(first, i - 25) - 1, -1):
            word = self.words[k]
            noun = speaker_noun(word)
            if noun is None and word.stem.endswith("ا"):
                noun = speaker_noun(word._replace(stem=word.stem[:-1]))
            if word.form in ("تعليقا", "تعليق") and gender == "m":
                return k, k + 1
            if noun and noun[0] == "document" and (noun[1] == gender or noun[1] == "p"):
                return k, min(self.phrases.phrase_end(k, i), i)
        return None

    def renewal(self, i: int, first: int, limit: int) -> Draft | None:
        """Read `جدد X التأكيد أن`, `كرر دعوته إلى`: the cue is the verbal noun."""
        if not any(
            "compound" in r.entry.frames and (r.finite or r.shape == "participle")
            for r in self.phrases.cues[i]
        ):
            return None
        if self.words[i].form == "مجددا" and self.article.kinds[i - 1] == "word":
            return None  # `التنديد مجددا بالفساد`: again
        for k in range(i + 1, min(i + 10, limit)):
            nouns = [r for r in self.phrases.cues[k] if r.shape == "masdar"]
            known = self.words[k].definite or (nouns and nouns[0].pronoun)
            if nouns and (known or (nouns[0].entry.lemma == "أكد" and k + 1 < limit)):
                return self._renewed(i, k, nouns[0], first, limit)
            other = event_noun(self.words[k]) or definite_event(self.words[k])
            if other and not self.phrases.cues[k]:  # `أعادوا تسجيلها بعد تعهدها`
                return None
            if self.clauses.char(k) in ".؛:" or self.phrases.finite_cue(k):
                return None
        return None

    def _of_renewed(self, k: int, limit: int) -> Opening | None:
        """`تأكيد موقفه`, `رفضها أي تدخل`, `رفضه للقرار`: what stands behind the verbal noun."""
        word = self.words[k + 1] if k + 1 < limit and self.article.kinds[k + 1] == "word" else None
        if word is None or word.conjunction or word.preposition not in ("", "ل"):
            return None
        leads = bool(word.preposition) or word.definite or bool(word.pronoun)
        leads = leads or word.form in ("أي", "كل") or not self.phrases.is_function_word(k + 1)
        return Opening("obj", k + 1, k + 1) if leads else None

    def _renewed(self, i: int, k: int, noun: Reading, first: int, limit: int) -> Draft | None:
        """`جدد الوزير التأكيد أن`: the claim of the verbal noun."""
        reading = Reading(noun.entry, "perfect", "", "s", "")
        opening = self.verbs.openings.find(k, reading, limit) or self._of_renewed(k, limit)
        promised = noun.entry.lemma == "وعد" and opening is not None and opening.kind == "obj"
        if opening is None or promised:  # `جدد المطرب وعده لجمهوره`: nothing is told
            return None
        if opening.kind == "acc":
            start = opening.at + (
                self.words[opening.at].form in ("إلى", "على") if opening.at < limit else 0
            )
            opening = opening._replace(first=start)
        content = self.verbs.contents.of(opening, limit, k)
        if content[0] >= content[1]:
            return None
        source = None
        if k > i + 1 and not self.phrases.is_function_word(i + 1):
            source = self.clauses.trim(i + 1, self.phrases.phrase_end(i + 1, k))
        source = source or self.verbs.sources.left(i, first)
        return Draft((k, k + 1), noun, content, source, None, f"renewal+{opening.kind}")
