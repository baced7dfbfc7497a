"""Quick questions in Slack: in the thread for all, or to the asker alone."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.search.results import Found
from bot.core.templating.markdown import escaped
from bot.slack.blocks import kit
from bot.slack.blocks.action_ids import Click
from bot.slack.blocks.kit import Block
from bot.slack.blocks.table import without_tables
from bot.slack.blocks.topic import found_blocks, topic_blocks
from bot.slack.context import Edge
from bot.slack.payloads import Clicked, Spot

Search = Callable[[str], Found]


@dataclass(frozen=True)
class Asking:
    """Answers quick questions."""

    edge: Edge
    search: Search

    def in_the_open(self, text: str, spot: Spot, user: str, event: str, still_open: bool = False) -> None:
        """The answer where it was asked; with `still_open` it says that the decision goes on."""
        blocks = found_blocks(self.edge.library, self.search(text), text)
        if still_open:
            blocks += kit.context(self.edge.phrases.say("still_open"))
        self.edge.say_later(spot, kit.message(blocks, _fallback(blocks)), event, user)

    def has_answer(self, text: str) -> bool:
        """Whether there is something on that."""
        return self.search(text).status in {"answered", "choose"}

    def privately(self, text: str, shareable: bool) -> Block:
        """The answer for the asker alone, who may share it."""
        blocks = found_blocks(self.edge.library, self.search(text), text, shareable)
        return kit.message([*kit.context(escaped(kit.shortened(text, 300))), *blocks], _fallback(blocks))

    def modal(self, question: str) -> Block:
        """The answer about somebody's message, for the asker alone."""
        blocks = [*kit.context(escaped(question) or "…"), *found_blocks(self.edge.library, self.search(question), question)]
        return self._modal(blocks)

    def _modal(self, blocks: list[Block]) -> Block:
        return kit.notice(self.edge.phrases.say("ask_title"), without_tables(blocks), self.edge.phrases.say("action_close"))

    def topic_clicked(self, click: Clicked) -> None:
        """A topic to read, or the rest of one."""
        meant = Click.unpacked(click.value)
        if meant.what not in self.edge.library.topics:
            self.edge.tell_gone(click)
            return
        alone, more = not click.ts, meant.key == "more"
        blocks = topic_blocks(
            self.edge.library, meant.what, more=more, shareable=alone and bool(click.spot.channel) and not click.spot.private
        )
        if click.modal:
            self.edge.put_in_modal(click, self._modal(blocks))
            return
        shown = kit.message(blocks, self.edge.library.topics[meant.what].title)
        self.edge.say_later(click.spot, shown, click.event, click.user, alone, click.url if alone else "")

    def shared(self, click: Clicked) -> None:
        """An answer that was for the asker alone, shown to the channel."""
        topic = Click.unpacked(click.value).what
        if topic in self.edge.library.topics:
            shown = kit.message(topic_blocks(self.edge.library, topic), self.edge.library.topics[topic].title)
            self.edge.say_later(click.spot, shown, click.event, click.user, url=click.url)

    def passed_on(self, click: Clicked) -> None:
        """A question without an answer, for those who own the knowledge."""
        meant = Click.unpacked(click.value)
        with self.edge.advisor.store.transaction(self.edge.now) as transaction:
            if transaction.first_time(click.event):
                transaction.pass_on(click.spot.team, meant.what, meant.key)
        self.edge.tell(click, self.edge.phrases.say("passed_on"))


def _fallback(blocks: list[Block]) -> str:
    """The first words of a message."""
    return next((str(block["text"]["text"]) for block in blocks if block["type"] in {"section", "header"}), "…")
