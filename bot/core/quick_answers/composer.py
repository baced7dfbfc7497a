"""Puts an answer together: the limit, the answer to this kind of question, the first of the detail, and the way on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.content.phrases import Phrases
from bot.core.content.search_settings import Limit
from bot.core.content.source import Source
from bot.core.content.topic import MOST_SOURCES, Fact, KnownTable, ShownTable, Topic, known_table
from bot.core.dialogue.guidance import Link
from bot.core.quick_answers.blocks import blocks_of, first_screen, without_repeats
from bot.core.quick_answers.comparison import Compared
from bot.core.quick_answers.reply import Answer, Choice
from bot.core.search.results import Found, Result, Status
from bot.core.search.table_parts import part_shown
from bot.core.words.tokens import stems_of

MOST_CHOICES, CLOSEST = 3, 2
ROOM, ROOM_AMONG_SEVERAL, ROOM_AFTER_A_LIMIT, ROOM_BESIDE_A_TABLE = 850, 320, 420, 300  # characters of the body shown
LONGEST_PART = 900  # characters; more of a table is not a short answer
FACT_LEADS = 0.75  # from which score on a fact of the kind that is asked for is the answer
FACT_SETTLES = 0.85  # from which score on it settles which topic is meant
ANY_FACT_LEADS = 1.2  # the same for a fact of another kind
_NOTE_BEARS = 2  # words that a note shares with what is shown

LISTS_FIRST = frozenset({"list", "how_many", "how"})


class Content(Protocol):
    """What answers are made of."""

    @property
    def topics(self) -> Mapping[str, Topic]: ...
    @property
    def tables(self) -> Mapping[str, KnownTable]: ...


@dataclass(frozen=True)
class Wanted:
    """A question as it was read, with all that bears on the form of its answer."""

    text: str
    kinds: tuple[str, ...] = ()
    asker: str = ""
    several: bool = False


@dataclass(frozen=True)
class Composer:
    """Writes answers in the words of the topics."""

    content: Content
    sources: Mapping[str, Source]
    phrases: Phrases
    dialogues: Mapping[str, str]  # their titles

    def answered(self, wanted: Wanted, found: Found, limit: str = "", whom: str = "") -> Answer:
        """The answer of the topic whose fact settles the question, else of the best one."""
        best = self.settled_by(wanted, found) or found.results[0]
        return self.about(best.topic, wanted, best, found, limit, whom)

    def settled_by(self, wanted: Wanted, found: Found) -> Result | None:
        """That of the best topics whose fact, of the right kind, surely answers the question, and best of all."""
        sure = []
        for result in found.results[:MOST_CHOICES]:
            fact = leading_fact(self.content.topics[result.topic], wanted, result)
            if fact and result.fact and set(fact.kind) & set(wanted.kinds) and result.fact.score >= FACT_SETTLES:
                sure.append((result.fact.score, result))
        return max(sure, key=lambda one: one[0])[1] if sure else None

    def about(self, id_: str, wanted: Wanted, best: Result | None, found: Found, limit: str = "", whom: str = "") -> Answer:
        """What a topic says to a question, on one screen."""
        topic = self.content.topics[id_]
        lead = self._lead(topic, wanted, best)
        table = self._part(best)
        room = _room(several=wanted.several, limited=bool(limit), declined=found.status == "nothing", beside_table=bool(table))
        blocks = blocks_of(topic.body)
        shown = first_screen(blocks, best.nearest if best else "", room, bool(LISTS_FIRST & set(wanted.kinds)))
        body = "\n\n".join(part for block in shown if (part := without_repeats(block, lead)))
        note = topic.changed if topic.changed and _bears(topic.changed, f"{wanted.text} {lead} {body}") else ""
        return Answer(
            status=found.status,
            topic=id_,
            title=topic.title,
            limit=limit,
            lead=f"{self.phrases.say('ask_what_they_say')} {lead}" if limit else lead,
            body=body,
            table=table,
            note=" ".join(part for part in (whom, note) if part),
            sources=self.cited(_sources(topic, wanted, best)),
            dialogues=tuple(Link(one, self.dialogues[one]) for one in topic.dialogues if one in self.dialogues),
            related=tuple(Link(one, self.content.topics[one].title) for one in topic.related if one in self.content.topics),
            has_more=len(shown) < len(blocks) or bool(topic.tables),
            blocks=tuple(shown),
            results=found.results,
        )

    def _lead(self, topic: Topic, wanted: Wanted, best: Result | None) -> str:
        if wanted.asker in topic.means_for:
            return topic.means_for[wanted.asker]
        fact = leading_fact(topic, wanted, best)
        return fact.say if fact else topic.answer

    def _part(self, best: Result | None) -> ShownTable | None:
        if best is None or best.part is None:
            return None
        shown = part_shown(self.content.tables[best.part.table], best.part)
        return shown if sum(len(cell) for row in shown.rows for cell in row) <= LONGEST_PART else None

    def compared(self, compared: Compared, found: Found) -> Answer:
        """Things side by side."""
        topic = self.content.topics[compared.topic]
        return Answer(
            status="answered",
            topic=compared.topic,
            title=self.phrases.say("ask_side_by_side"),
            table=compared.table,
            sources=self.cited(compared.sources[:MOST_SOURCES]),
            dialogues=tuple(Link(one, self.dialogues[one]) for one in topic.dialogues if one in self.dialogues),
            related=(Link(compared.topic, topic.title),),
            has_more=True,
            results=_first(found.results, compared.topic),
        )

    def open_point(self, limit: Limit, wanted: Wanted, found: Found) -> Answer:
        """What the documents leave open, what they do have, and whom to ask."""
        ranked = [result for result in found.results if result.topic in limit.near]
        near = [id_ for id_ in limit.near if id_ in self.content.topics]
        if limit.partly:
            near = [*(result.topic for result in ranked), *near]
        status: Status = "answered" if limit.partly else "nothing"
        if not limit.near and found.status in {"answered", "choose"}:
            ranked, near = list(found.results), [found.results[0].topic]
        if not near:
            return Answer(status=status, limit=limit.say, note=limit.ask, results=found.results)
        best = next((result for result in ranked if result.topic == near[0]), None)
        return self.about(near[0], wanted, best, Found(status, _first(found.results, near[0])), limit.say, limit.ask)

    def to_choose(self, found: Found) -> Answer:
        """The topics that may be meant."""
        lead = self.phrases.say("ask_choose")
        return Answer(status="choose", lead=lead, choices=self._choices(found.results[:MOST_CHOICES]), results=found.results)

    def nothing(self, found: Found, close: Sequence[Result], limit: str = "") -> Answer:
        """An honest no, with what is close if anything is."""
        lead = self.phrases.say("ask_nothing_close" if close else "ask_nothing")
        return Answer(status="nothing", limit=limit, lead=lead, choices=self._choices(close[:CLOSEST]), results=found.results)

    def vague(self) -> Answer:
        """What is said when nothing was named."""
        return Answer(status="vague", lead=self.phrases.say("ask_vague"))

    def _choices(self, results: Iterable[Result]) -> tuple[Choice, ...]:
        topics = self.content.topics
        return tuple(Choice(one.topic, one.title, topics[one.topic].answer) for one in results)

    def whole(self, table: KnownTable) -> ShownTable:
        """All of a table."""
        return known_table(table)

    def cited(self, ids: Iterable[str]) -> tuple[Source, ...]:
        """The places with these ids."""
        return tuple(self.sources[id_] for id_ in ids if id_ in self.sources)


def _room(*, several: bool, limited: bool, declined: bool, beside_table: bool) -> int:
    """The characters of a topic's body that one screen has room for."""
    if several or (limited and declined):
        return ROOM_AMONG_SEVERAL
    if beside_table:
        return ROOM_BESIDE_A_TABLE
    return ROOM_AFTER_A_LIMIT if limited else ROOM


def _first(results: Sequence[Result], topic: str) -> tuple[Result, ...]:
    """The results with a topic's first, if it is among them."""
    return tuple(sorted(results, key=lambda result: result.topic != topic))


def leading_fact(topic: Topic, wanted: Wanted, best: Result | None) -> Fact | None:
    """The fact that answers a question, if one does."""
    if best is None or best.fact is None:
        return None
    fact = topic.facts[best.fact.number]
    of_the_kind = bool(set(fact.kind) & set(wanted.kinds))
    if "what" in wanted.kinds and not of_the_kind:
        return None  # what a thing is, the topic's own answer says
    least = FACT_LEADS if of_the_kind else ANY_FACT_LEADS
    return fact if best.fact.score >= least else None


def _sources(topic: Topic, wanted: Wanted, best: Result | None) -> tuple[str, ...]:
    """The places of what is shown, those of the fact that leads first."""
    if best is None:
        return topic.cite
    fact = leading_fact(topic, wanted, best)
    return tuple(dict.fromkeys([*(fact.cite if fact else ()), *best.sources]))[:MOST_SOURCES]


def _bears(note: str, shown: str) -> bool:
    """Whether a note is about something that was asked or shown."""
    return len(set(stems_of(note)) & set(stems_of(shown))) >= _NOTE_BEARS
