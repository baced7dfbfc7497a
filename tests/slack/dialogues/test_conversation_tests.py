"""Every executable conversation, through Slack: what is typed there is typed, what is clicked there is clicked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.authoring.conversation_tests import ConversationFile, begun_with, messages_in, read_conversation
from bot.core.content.library import Library
from bot.core.content.question import Question
from bot.core.content.source import places_in_words
from bot.core.dialogue import intents
from bot.core.dialogue.conversation import full
from bot.core.dialogue.reply import Reply
from bot.core.dialogue.turn import new_conversation, take_turn
from bot.core.templating.markdown import plain
from bot.core.templating.values import UNSURE
from bot.core.working_days import day_in_words
from bot.fake_slack.client.controls import controls
from bot.fake_slack.state.workspace import Message
from bot.services.content import shipped_content
from bot.services.conversations import now_in_utc
from bot.services.openings import understanding
from bot.slack.blocks.action_ids import Click
from tests.support.slack.office import Office, Talk
from tests.support.slack.words import shown

FILES = sorted((Path(__file__).parents[2] / "conversations").glob("*.yaml"))


@pytest.fixture(scope="module")
def whole_office(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with the content as it is shipped."""
    office = Office(library, tmp_path_factory.mktemp("office") / "advisor.db").open()
    office.advisor.understand = understanding(library, shipped_content())
    yield office
    office.close()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_goes_as_told(file: Path, library: Library, whole_office: Office) -> None:
    told = read_conversation(file.read_text(), file.name)
    calls = len(whole_office.slack.calls)
    ann = whole_office.person()
    PayloadsFor(library, told, Talk(whole_office, ann, ann.dm)).through()
    whole_office.settled()
    assert [(call.method, call.answer) for call in whole_office.slack.calls[calls:] if not call.ok] == []


class PayloadsFor:
    """A conversation as it is told in Slack, beside the same in the core, which says what must be read."""

    def __init__(self, library: Library, file: ConversationFile, talk: Talk) -> None:
        self.library, self.file, self.talk = library, file, talk
        self.today = day_in_words(now_in_utc())
        self.conversation = new_conversation(library, "told", file.dialogue)

    def through(self) -> None:
        """From the dialogue's name, or the sentence that somebody begins with, to the end."""
        self.begins()
        reply = take_turn(self.library, self.conversation, intents.Show(), self.today).reply
        self.reads(reply, [])
        for line in self.file.conversation:
            if line.advisor is not None:
                continue  # which is for the core to check; here Slack must show what the core says
            before = self.seen
            self.does(line.user)
            for message in messages_in(self.library, self.file.dialogue, line.user):
                turn = take_turn(self.library, self.conversation, message, self.today)
                self.conversation, reply = turn.conversation, turn.reply
            self.reads(reply, before)

    def begins(self) -> None:
        """Type the name, or the sentence, and agree to what was understood."""
        self.talk.person.write(self.file.begins or self.file.dialogue)
        if not self.file.begins:
            return
        opening = self.talk.office.advisor.understand(self.file.begins)
        self.conversation = begun_with(self.library, self.conversation, opening)
        self.talk.office.settled()
        self.talk.person.click(self.talk.last, self.library.dialogues[self.file.dialogue].title)

    @property
    def seen(self) -> list[Message]:
        """All that the person reads of the app."""
        self.talk.office.settled()
        return [message for message in self.talk.person.sees(self.talk.channel) if message.ours]

    def reads(self, reply: Reply, before: list[Message]) -> None:
        """All that the core says must be read in what is new."""
        new = squeezed("\n".join(shown(message) for message in self.seen if message not in before))
        for words in said_in(reply):
            assert squeezed(plain(words)) in new

    def does(self, user: Any) -> None:
        """Type the words, or click the answers."""
        if not isinstance(user, dict):
            self.talk.person.write(str(user))
            return
        for name, value in user.items():
            key = full(str(name), self.file.dialogue)
            question = self.library.question(key)
            assert question is not None
            self.answers(question, value, next(one for one in reversed(self.talk.said) if key in keys_in(one)))

    def answers(self, question: Question, value: Any, asked: Message) -> None:
        """The answer in the way that its question asks for."""
        talk = self.talk
        if value == UNSURE and question.unsure:
            talk.person.click(asked, talk.phrase("dont_know"))
        elif question.type == "choices":
            talk.person.tick(asked, *value)
            talk.person.click(asked, talk.phrase("action_give_all"))
        elif question.type == "list":
            self.lists(question, value)
        elif question.type in {"choice", "scale"}:
            buttons = {Click.unpacked(one["value"]).what: one["value"] for one in buttons_in(asked)}
            answer = talk.person.click if str(value) in buttons else talk.person.choose
            answer(asked, buttons.get(str(value), str(value)))
        else:
            talk.person.click(asked, talk.phrase("action_answer"))
            assert talk.person.submit({"value": value}) == {}

    def lists(self, question: Question, value: Any) -> None:
        """One entry after the other, and then that it is done."""
        add = self.talk.phrase("action_add", item=question.item)
        for entry in value:
            self.talk.click(add)
            modal = self.talk.person.modal
            assert modal is not None
            assert self.talk.person.submit(entry if isinstance(entry, dict) else {"value": entry}) == {}
        self.talk.press("action_done")


def said_in(reply: Reply) -> Iterator[str]:
    """Everything a reply says, in parts that stand together on any surface."""
    yield from (reply.trouble, *reply.notes)
    yield from (part for line in reply.settled for part in (line.answer, line.guidance))
    yield from (line.answer for line in reply.answers)
    if reply.guidance:
        yield from (reply.guidance.title, reply.guidance.lead, *reply.guidance.because, *reply.guidance.do)
        yield from (part for book in places_in_words(reply.guidance.sources).split("; ") for part in book.split(" · "))
    if reply.section:
        yield from (reply.section.title, reply.section.text)
        yield from (cell for row in (reply.section.table.rows if reply.section.table else ()) for cell in row)
    if reply.asks and not reply.aside:
        yield from (reply.asks.text, reply.asks.help, *(option.label for option in reply.asks.options if option.description))


def squeezed(words: str) -> str:
    """Words without what differs between surfaces: case, spaces, and the marks of lists."""
    return " ".join(words.replace("•", " ").replace("- ", " ").lower().split())


def buttons_in(message: Message) -> list[dict[str, Any]]:
    """The buttons that carry one of our clicks."""
    return [element for _, element in controls(message.blocks) if element["type"] == "button"]


def keys_in(message: Message) -> set[str]:
    """The questions that a message's controls are about."""
    carried = [str(element.get("value")) for element in buttons_in(message)]
    carried += [block["block_id"].rpartition("|")[0] for block in message.blocks]
    return {Click.unpacked(one).key for one in carried if one.startswith("[")}
