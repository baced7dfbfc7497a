"""From what somebody typed to what is shown: every question in it, each answered or honestly not."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.core.content.search_settings import Languages
from bot.core.quick_answers.comparison import Compared, Comparer
from bot.core.quick_answers.composer import Composer, Wanted
from bot.core.quick_answers.kinds import KindReader
from bot.core.quick_answers.open_points import OpenPoints
from bot.core.quick_answers.reply import Answer, Reply
from bot.core.quick_answers.splitter import MOST, questions_in
from bot.core.quick_answers.terms import unknown_term
from bot.core.search.index import Index
from bot.core.search.query import Asked
from bot.core.search.results import Found, Result
from bot.core.search.search import find
from bot.core.templating.values import Typed
from bot.core.words.tokens import says_something, words_of

_BACK = re.compile(r"\b(?:it|its|they|them|their|that|this|these|those|there|one)\b", re.I)
_COMMON = 0.08  # a word that more than this share of the topics uses names nothing by itself
_FEW = 2
_FOREIGN = 0.34  # the share of words known here below which the language is looked at

Detect = Callable[[str], str]  # the two letters of a language


@dataclass(frozen=True)
class Answerer:
    """Answers quick questions."""

    index: Index
    composer: Composer
    comparer: Comparer
    kinds: KindReader
    open_points: OpenPoints
    languages: Languages
    detect: Detect
    close: float  # from which score on a topic is close to a question that nothing answers

    def reply(self, typed: str) -> Reply:
        """All that was asked, answered one by one."""
        if said := self._in_another_language(typed):
            return said
        text = self.index.reader.asking_part(typed)
        parts = questions_in(text)
        if len(parts) > 1 and (several := self._several(parts)):
            return several
        return Reply((self.answer(text),))

    def _several(self, parts: tuple[str, ...]) -> Reply | None:
        answers: list[Answer] = []
        for part in parts[:MOST]:
            about = answers[-1].title if answers and answers[-1].topic and self._points_back(part) else ""
            answers.append(replace(self.answer(part, about, several=True), asked=part))
        told = [answer for answer in answers if answer.status != "vague" and not self._left_hanging(answer)]
        if len({(answer.topic, answer.lead) for answer in told}) < 2:
            return None
        say = self.composer.phrases.say
        return Reply(tuple(told), say("ask_several", count=len(told), left=len(parts) - MOST if len(parts) > MOST else 0))

    def _left_hanging(self, answer: Answer) -> bool:
        """Whether nothing was found for a question without a word of its own, such as “and what are they?”."""
        return answer.status == "nothing" and not answer.limit and not self.index.reader.read(answer.asked).stems

    def _points_back(self, part: str) -> bool:
        """Whether a question names nothing of its own, but what was asked before it."""
        stems = self.index.reader.read(part).stems
        common = self.index.lexical.rarity_when_used_by(_COMMON)
        bare = len(stems) <= _FEW and all(self.index.lexical.rarity(stem) < common for stem in stems)
        return bool(_BACK.search(part)) or (bare and self.index.topic_called(stems) is None)

    def found(self, text: str) -> Found:
        """The topics for a text, whatever its kind."""
        return find(self.index, self.index.reader.read(text))

    def answer(self, text: str, about: str = "", several: bool = False, kinds_of: str = "") -> Answer:
        """One question; with `about` its pronouns stand for that, with `kinds_of` it is of that question's kinds."""
        asked = self.index.reader.read(f"{text} ({about})" if about else text)
        mended = self.index.reader.mended(text)
        wanted = Wanted(asked.text, self.kinds.kinds_of(kinds_of or mended), self.kinds.asker_of(mended), several)
        found = find(self.index, asked, wanted.kinds)
        if limit := self.open_points.asked_for(mended):
            return self.composer.open_point(limit, wanted, found)
        if compared := self._compared(asked, wanted, found):
            return self.composer.compared(compared, found)
        if term := unknown_term(text, self.index.reader.knows):
            unknown = self.composer.phrases.say("ask_unknown_term", term=Typed(term))
            return self.composer.nothing(found, self._close(found), unknown)
        return self._by_status(asked, wanted, found)

    def _by_status(self, asked: Asked, wanted: Wanted, found: Found) -> Answer:
        if found.status == "choose" and (wanted.several or self.composer.settled_by(wanted, found)):
            found = replace(found, status="answered")
        if found.status == "answered":
            limit = self._not_compared(asked, wanted, found) or self._unsaid(wanted, found)
            return self.composer.answered(wanted, found, limit)
        if found.status == "choose":
            return self.composer.to_choose(found)
        return self.composer.vague() if found.status == "vague" else self.composer.nothing(found, self._close(found))

    def _compared(self, asked: Asked, wanted: Wanted, found: Found) -> Compared | None:
        """The things side by side, unless a fact says how they compare."""
        if "difference" not in wanted.kinds and not asked.two_things:
            return None
        table = self.comparer.in_a_table(asked.text)
        settled = found.status in {"answered", "choose"} and self.composer.settled_by(wanted, found)
        return table or (None if settled else self.comparer.by_their_answers(asked.text))

    def _unsaid(self, wanted: Wanted, found: Found) -> str:
        """That a number or a length of time is not said, where the topic states none."""
        best = self.composer.settled_by(wanted, found) or found.results[0]
        stated = {kind for fact in self.index.topics[best.topic].facts for kind in fact.kind}
        return self.kinds.unsaid(wanted.kinds, stated)

    def _not_compared(self, asked: Asked, wanted: Wanted, found: Found) -> str:
        """That nothing sets two things side by side, where the answer speaks of one of them alone."""
        if "difference" not in wanted.kinds or not asked.two_things:
            return ""
        place = self.index.ids.index(found.results[0].topic)
        both = all(self.index.lexical.scores(side)[place] > 0 for side in asked.two_things)
        return "" if both else self.composer.phrases.say("ask_not_compared")

    def _close(self, found: Found) -> list[Result]:
        return [result for result in found.results if result.score >= self.close]

    def _in_another_language(self, typed: str) -> Reply | None:
        words = words_of(typed)
        known = sum(not says_something(word) or self.index.reader.knows(word) for word in words)
        if len(words) < 2 or known / len(words) > _FOREIGN:
            return None
        language = self.detect(typed)
        if language not in self.languages.languages:
            return None
        found = self.found(typed)
        answer = self.composer.nothing(found, found.results[:2])
        return Reply((replace(answer, limit="", lead=self.languages.languages[language]),))
