"""Quick questions in Slack: in the thread for all, or to the asker alone."""

from dataclasses import dataclass
from typing import Protocol

from bot.core.quick_answers.composer import Composer, Wanted
from bot.core.quick_answers.memory import Said, said_in
from bot.core.quick_answers.reply import Answer, Reply
from bot.core.search.results import Found
from bot.core.templating.markdown import escaped
from bot.slack.blocks import kit
from bot.slack.blocks.action_ids import Click
from bot.slack.blocks.kit import Block
from bot.slack.blocks.message_size import shortened
from bot.slack.blocks.topic import answer_blocks, for_modal, reply_blocks, whole_topic_blocks
from bot.slack.context import Edge
from bot.slack.payloads import Clicked, Spot, person
from bot.storage.last_answers import unnamed


class Answers(Protocol):
    """What answers questions, with the answer before in mind."""

    def reply(self, typed: str, said: Said | None = None) -> Reply:
        """The answer to a message."""

    def refers_back(self, typed: str) -> bool:
        """Whether a message refers to the answer before."""

    def explains(self, word: str) -> bool:
        """Whether a single word is the name of something that is explained."""


@dataclass(frozen=True)
class Asking:
    """Answers quick questions."""

    edge: Edge
    answers: Answers

    def in_the_open(self, text: str, spot: Spot, user: str, event: str, still_open: bool = False) -> None:
        """The answer where it was asked; with `still_open` it says that the decision goes on."""
        before = self._before(spot)
        reply = self.answers.reply(text, before)
        blocks = reply_blocks(self.edge.phrases, reply, text)
        if still_open:
            blocks += kit.context(self.edge.phrases.say("still_open"))
        self._remember(spot, said_in(reply, text, before), user)
        self.edge.say_later(spot, kit.message(blocks, _fallback(blocks)), event, user)

    def has_answer(self, text: str) -> bool:
        """Whether there is something on that."""
        return self.answers.reply(text).status in {"answered", "choose"}

    def goes_on(self, text: str, spot: Spot) -> bool:
        """Whether words refer to the answer before at this place."""
        return self.answers.refers_back(text) and self._before(spot) is not None

    def was_asked_by(self, spot: Spot, user: str) -> bool:
        """Whether the last answer at this place was for this person."""
        return self._stored(spot).get("asker") == unnamed(spot.place, person(spot.team, user))

    def explains(self, word: str) -> bool:
        """Whether a single word is the name of something that is explained."""
        return len(word.split()) == 1 and self.answers.explains(word)

    def privately(self, text: str, shareable: bool) -> Block:
        """The answer for the asker alone, who may share it."""
        blocks = self._found(text, shareable)
        return kit.message([*kit.context(escaped(shortened(text, 300))), *blocks], _fallback(blocks))

    def modal(self, question: str) -> Block:
        """The answer about somebody's message, for the asker alone."""
        blocks = [*kit.context(escaped(question)), *self._found(question)]
        return self._modal(blocks)

    def _found(self, question: str, shareable: bool = False) -> list[Block]:
        if not question:  # somebody's picture, or a file
            return kit.sections(self.edge.phrases.say("ask_no_words"))
        return reply_blocks(self.edge.phrases, self.answers.reply(question), question, shareable)

    def _modal(self, blocks: list[Block]) -> Block:
        return kit.notice(self.edge.phrases.say("ask_title"), for_modal(blocks), self.edge.phrases.say("action_close"))

    def topic_clicked(self, click: Clicked) -> None:
        """A topic to read, or the rest of one."""
        meant = Click.unpacked(click.value)
        if meant.what not in self.edge.library.topics:
            self.edge.tell_gone(click)
            return
        alone, answer = not click.ts, self._about(meant.what)
        shareable = alone and bool(click.spot.channel) and not click.spot.private
        whole = whole_topic_blocks(self.edge.library, answer)
        blocks = whole if meant.key == "more" else answer_blocks(self.edge.phrases, answer, "", shareable)
        if click.modal:
            self.edge.put_in_modal(click, self._modal(blocks))
            return
        self._remember(click.spot, said_in(Reply((answer,)), answer.title), click.user)
        shown = kit.message(blocks, self.edge.library.topics[meant.what].title)
        self.edge.say_later(click.spot, shown, click.event, click.user, alone, click.url if alone else "")

    def shared(self, click: Clicked) -> None:
        """An answer that was for the asker alone, shown to the channel."""
        topic = Click.unpacked(click.value).what
        if topic in self.edge.library.topics:
            blocks = answer_blocks(self.edge.phrases, self._about(topic), "")
            shown = kit.message(blocks, self.edge.library.topics[topic].title)
            self.edge.say_later(click.spot, shown, click.event, click.user, url=click.url)

    def passed_on(self, click: Clicked) -> None:
        """A question without an answer, for those who own the knowledge."""
        meant = Click.unpacked(click.value)
        with self.edge.advisor.store.transaction(self.edge.now) as transaction:
            if transaction.first_time(click.event):
                transaction.pass_on(click.spot.team, meant.what, meant.key)
        self.edge.tell(click, self.edge.phrases.say("passed_on"))

    def _about(self, topic: str) -> Answer:
        library = self.edge.library
        titles = {id_: dialogue.title for id_, dialogue in library.dialogues.items()}
        composer = Composer(library, library.sources, library.phrases, titles)
        return composer.about(topic, Wanted(library.topics[topic].title), None, Found("answered"))

    def _before(self, spot: Spot) -> Said | None:
        stored = self._stored(spot)
        return Said.from_data(stored["said"]) if stored else None

    def _stored(self, spot: Spot) -> Block:
        with self.edge.advisor.store.transaction(self.edge.now) as transaction:
            return transaction.last_answer(spot.place)

    def _remember(self, spot: Spot, said: Said, user: str) -> None:
        with self.edge.advisor.store.transaction(self.edge.now) as transaction:
            asker = unnamed(spot.place, person(spot.team, user))
            transaction.keep_last_answer(spot.place, {"said": said.as_data(), "asker": asker})


def _fallback(blocks: list[Block]) -> str:
    """The first words of a message."""
    return next((str(block["text"]["text"]) for block in blocks if block["type"] in {"section", "header"}), "…")
