"""What is shown for a question: all that a surface needs, and nothing of how it was found."""

from dataclasses import dataclass

from bot.core.content.source import Source
from bot.core.content.topic import ShownTable
from bot.core.dialogue.guidance import Link
from bot.core.search.results import Result, Status


@dataclass(frozen=True)
class Choice:
    """A topic to pick, with its answer in a line."""

    topic: str
    title: str
    line: str


@dataclass(frozen=True)
class Answer:
    """One question answered on one screen: the limit first, then the answer, then the first of the detail."""

    status: Status
    asked: str = ""
    topic: str = ""
    title: str = ""
    limit: str = ""  # what the documents do not say
    lead: str = ""
    body: str = ""
    table: ShownTable | None = None
    note: str = ""
    sources: tuple[Source, ...] = ()
    choices: tuple[Choice, ...] = ()
    dialogues: tuple[Link, ...] = ()
    related: tuple[Link, ...] = ()
    has_more: bool = False
    blocks: tuple[str, ...] = ()  # of the topic's body, as its author wrote them
    shows_table: bool = False  # the topic's own table
    goes_on: bool = False  # with what was said before, and about the same
    results: tuple[Result, ...] = ()


@dataclass(frozen=True)
class Reply:
    """The answers to all that was asked in a message, with a word before them."""

    answers: tuple[Answer, ...]
    before: str = ""

    @property
    def status(self) -> Status:
        """Answered as soon as one of them is."""
        statuses = [answer.status for answer in self.answers]
        return next((status for status in ("answered", "choose", "nothing") if status in statuses), statuses[0])

    @property
    def results(self) -> tuple[Result, ...]:
        """What was found, for all of them."""
        return tuple(result for answer in self.answers for result in answer.results)
