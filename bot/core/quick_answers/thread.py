"""A thread: each message answered with what was said before in mind."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.core.content.topic import Topic
from bot.core.quick_answers.answerer import Answerer
from bot.core.quick_answers.blocks import blocks_of, items_of
from bot.core.quick_answers.composer import Wanted
from bot.core.quick_answers.follow_up import FollowUp, FollowUpReader
from bot.core.quick_answers.memory import Said
from bot.core.quick_answers.reply import Answer, Choice, Reply
from bot.core.search.results import Found
from bot.core.templating.values import Typed
from bot.core.words.tokens import stems_of

ROOM = 1500  # characters of a further screen
_BACK = re.compile(r"\b(?:it|its|they|them|their|that|this|these|those)\b", re.I)


@dataclass(frozen=True)
class Thread:
    """Answers messages of a thread; pure, the same words after the same answer always get the same."""

    answerer: Answerer
    reader: FollowUpReader

    def reply(self, typed: str, said: Said | None = None) -> Reply:
        """The answer to a message, or to what it asks of the answer before."""
        text = self.answerer.index.reader.without_asides(typed)
        follow_up = self.reader.read(text)
        if follow_up and (said or follow_up.wants == "thanks"):
            return Reply((self._followed(follow_up, text, said or Said()),))
        reply = self.answerer.reply(typed)
        if said and said.topic and reply.status in {"vague", "nothing"} and not reply.answers[0].limit and _BACK.search(text):
            again = self.answerer.answer(text, self._title(said))
            return Reply((again,)) if again.status in {"answered", "nothing"} else reply
        return reply

    def refers_back(self, typed: str) -> bool:
        """Whether a message refers to the answer before."""
        return self.reader.read(self.answerer.index.reader.without_asides(typed)) is not None

    def explains(self, word: str) -> bool:
        """Whether a single word is the name of something that is explained."""
        index = self.answerer.index
        return index.topic_called(index.reader.read(word).stems) is not None

    def _followed(self, follow_up: FollowUp, text: str, said: Said) -> Answer:
        small_talk = {"thanks": "ask_thanks", "wrong": "ask_wrong"}
        if follow_up.wants in small_talk:
            return Answer("answered", lead=self._say(small_talk[follow_up.wants]), topic="", goes_on=True)
        if follow_up.wants == "number" and said.choices:
            return self._chosen(follow_up.number, said)
        if said.topic not in self._topics:
            return self._among_choices(said) if said.choices else self.answerer.answer(text)
        return _WAYS[follow_up.wants](self, follow_up, said)

    def _chosen(self, number: int, said: Said) -> Answer:
        at = number if number > 0 else len(said.choices)
        if not 0 < at <= len(said.choices) or said.choices[at - 1] not in self._topics:
            return Answer("answered", lead=self._say("ask_no_number", number=number, most=len(said.choices)), goes_on=True)
        return self._about(said.choices[at - 1])

    def _among_choices(self, said: Said) -> Answer:
        known = [id_ for id_ in said.choices if id_ in self._topics]
        choices = tuple(Choice(id_, self._topics[id_].title, self._topics[id_].answer) for id_ in known)
        return Answer("choose", lead=self._say("ask_which_number"), choices=choices)

    def _about(self, id_: str) -> Answer:
        return self.answerer.composer.about(id_, Wanted(self._topics[id_].title), None, Found("answered"))

    def more(self, _: FollowUp, said: Said) -> Answer:
        """What was not shown of the topic yet, then its table, then what else there is."""
        topic = self._topics[said.topic]
        rest: list[str] = []
        room = ROOM
        for block in blocks_of(topic.body):
            if block not in said.shown and (not rest or len(block) <= room):
                rest.append(block)
                room -= len(block)
        tables = [self.answerer.composer.content.tables[name] for name in topic.tables[:1]]
        if not rest and tables and not said.table_shown:
            return replace(self._further(said), table=self.answerer.composer.whole(tables[0]), shows_table=True)
        if not rest:
            related = tuple(Choice(id_, self._topics[id_].title, self._topics[id_].answer) for id_ in topic.related[:3])
            return replace(self._further(said), lead=self._say("ask_no_more"), choices=related)
        return replace(self._further(said), body="\n\n".join(rest), blocks=tuple(rest), note=topic.changed or "")

    def example(self, _: FollowUp, said: Said) -> Answer:
        """An example of the topic, or of one that is related."""
        for id_ in (said.topic, *self._topics[said.topic].related):
            fact = (
                next((fact for fact in self._topics[id_].facts if "example" in fact.kind), None) if id_ in self._topics else None
            )
            if fact:
                cited = fact.cite or self._topics[id_].cite[:1]
                return replace(self._further(said), lead=fact.say, sources=self.answerer.composer.cited(cited))
        return replace(self._further(said), lead=self._say("ask_no_example"))

    def source(self, _: FollowUp, said: Said) -> Answer:
        """Where it stands, in full."""
        cited = self.answerer.composer.cited(self._topics[said.topic].cite)
        if not cited:
            return replace(self._further(said), lead=self._say("ask_no_source"))
        return replace(self._further(said), lead=self._say("ask_stands_in"), body="\n".join(f"- {source}" for source in cited))

    def sure(self, _: FollowUp, said: Said) -> Answer:
        """How far it can be relied on."""
        topic = self._topics[said.topic]
        cited = self.answerer.composer.cited(topic.cite)
        return replace(self._further(said), lead=self._say("ask_sure"), note=topic.changed or "", sources=cited)

    def point(self, follow_up: FollowUp, said: Said) -> Answer:
        """One point of the lists that were shown, with what is known of it elsewhere."""
        items = [item for block in said.shown for item in items_of(block)]
        at = follow_up.number if follow_up.number > 0 else len(items)
        if not 0 < at <= len(items):
            return replace(self._further(said), lead=self._say("ask_no_number", number=follow_up.number, most=len(items)))
        own = self._topics[said.topic]
        found = self.answerer.found(f"{items[at - 1]} ({own.title})")
        further = [one for one in found.results if one.topic != said.topic and one.score >= self.answerer.close][:1]
        choices = tuple(Choice(one.topic, one.title, self._topics[one.topic].answer) for one in further)
        return replace(self._further(said), lead=f"{at}. {items[at - 1]}", choices=choices)

    def about(self, follow_up: FollowUp, said: Said) -> Answer:
        """The same question about something else."""
        reader = self.answerer.index.reader
        if self.answerer.index.topic_called(reader.read(follow_up.rest).stems) is not None:
            return self.answerer.answer(follow_up.rest, kinds_of=said.asked)
        topic, wanted = self._topics[said.topic], set(reader.read(follow_up.rest).stems)
        answer = self.answerer.answer(f"{said.asked} {follow_up.rest}")
        if answer.limit or answer.topic not in {"", said.topic}:
            return answer
        told = [block for block in blocks_of(topic.body) if wanted & set(stems_of(block))]
        if told and wanted:
            return replace(self._further(said), body="\n\n".join(told), blocks=tuple(told))
        return replace(self._further(said), limit=self._say("ask_no_more_on", term=Typed(follow_up.rest)), lead=topic.answer)

    def _further(self, said: Said) -> Answer:
        topic = self._topics[said.topic]
        return Answer(
            "answered", topic=said.topic, title=topic.title, goes_on=True, sources=self.answerer.composer.cited(topic.cite)
        )

    def _title(self, said: Said) -> str:
        return self._topics[said.topic].title if said.topic in self._topics else ""

    @property
    def _topics(self) -> Mapping[str, Topic]:
        return self.answerer.composer.content.topics

    def _say(self, phrase: str, **names: object) -> str:
        return self.answerer.composer.phrases.say(phrase, **names)


_WAYS: Mapping[str, Callable[[Thread, FollowUp, Said], Answer]] = {
    "more": Thread.more,
    "example": Thread.example,
    "source": Thread.source,
    "sure": Thread.sure,
    "number": Thread.point,
    "point": Thread.point,
    "about": Thread.about,
}
