"""From a turn to what Slack is told: at most one update of the open message and one new message."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.core.content.phrases import Phrases
from bot.core.course.intents import CourseCommand
from bot.core.dialogue.conversation import Conversation
from bot.core.dialogue.intents import Change, Command, kind
from bot.core.dialogue.reply import Reply, ShownAnswer
from bot.core.templating.values import Typed
from bot.services.conversations import TurnResult
from bot.slack.blocks import kit
from bot.slack.blocks.action_ids import DO, GIVE, Click, named
from bot.slack.blocks.guidance import guidance_blocks, section_blocks
from bot.slack.blocks.kit import Block
from bot.slack.blocks.lesson import course_button
from bot.slack.blocks.question import choice_buttons, question_blocks
from bot.slack.outbox.kinds import LINE, OUTCOME, POST, UPDATE, WHISPER


@dataclass(frozen=True)
class Told:
    """Tells Slack what became of a turn; `user` is who caused it, `ts` the message they clicked in."""

    phrases: Phrases
    user: str
    ts: str = ""
    begun: bool = False
    private: bool = False  # in a DM, where a word on the side may be an ordinary message
    typed: bool = False  # at the end of the channel or thread, where the open question has to be, too
    name: str = ""  # who answered, to be shown where anyone may
    beside: Mapping[str, Any] = field(default_factory=dict)  # what is said elsewhere once the first question stands

    def __call__(self, result: TurnResult) -> Iterator[dict[str, Any]]:
        """The payloads, in order."""
        turn, conversation = result.turn, result.stored.conversation
        if turn.reply.aside:
            yield self._payload(POST if self.private else WHISPER, aside_blocks(turn.reply, conversation), turn.reply)
            if turn.changed and self.ts and turn.reply.asks:  # what was picked may be picked again, which Slack would not send
                yield self._payload(UPDATE, self.shown(replace(turn.reply, notes=()), conversation), turn.reply, opens=True)
        elif self.begun:
            yield {**self._payload(POST, self.shown(turn.reply, conversation), turn.reply, opens=True), **self.beside}
        elif turn.changed:
            yield from self._moved(result)
            yield from self._taken_back(result)
        elif self.typed and turn.reply.asks:
            yield self._payload(POST, self.shown(turn.reply, conversation), turn.reply, opens=True)
        elif turn.reply.notes:
            yield self._payload(POST if self.private else WHISPER, _notes(turn.reply), turn.reply)
        if result.stored.surface.get("lesson") and result.stored.status != "open" and (self.begun or result.was_waiting):
            yield self._back_to_course()

    def _back_to_course(self) -> dict[str, Any]:
        words = self.phrases.say("course_tried")
        blocks = [*kit.sections(words), *kit.actions([course_button(self.phrases, "next", CourseCommand.ASK)])]
        return {"kind": POST, "user": self.user, "ts": "", "opens": False, **kit.message(blocks, words)}

    def _taken_back(self, result: TurnResult) -> Iterator[dict[str, Any]]:
        """The advice that no longer counts, struck out, with the way to what counts now; said after that was posted."""
        ts = (result.stored.surface.get("lines") or {}).get(OUTCOME)
        if ts and result.turn.reply.replaces:
            [title] = kit.sections(result.turn.reply.replaces)
            title["text"]["text"] = f"~{title['text']['text']}~"
            words = self.phrases.say("outcome_struck")
            newest = self.phrases.say("outcome_newest") if result.turn.reply.guidance else ""
            told = {"kind": LINE, "user": "", "ts": ts, "opens": False, "line": OUTCOME, "newest": newest}
            yield {**told, **kit.message([title, *kit.context(words)], words)}

    def _moved(self, result: TurnResult) -> Iterator[dict[str, Any]]:
        reply, conversation = result.turn.reply, result.stored.conversation
        was_open = result.was_waiting
        if reply.settled and was_open:
            own = [line for line in reply.settled if not line.carried]  # those carried over stand with the next question
            lines = [block for line in own for block in settled_blocks(self.phrases, line, conversation, self.name)]
            update = {"kind": UPDATE, "user": self.user, "ts": self.ts, "opens": False, "line": own[0].key if own else ""}
            yield {**update, **kit.message(lines, _settled_fallback(reply))}
            yield self._payload(POST, self.shown(reply, conversation), reply, opens=True)
            return
        if was_open and (reply.asks or conversation.stopped) and not self.typed:  # the open message is before their eyes
            yield self._payload(UPDATE, self.shown(reply, conversation), reply, opens=True)
            return
        again = self._asked_again(result)
        yield from again
        if was_open and not again:
            below = reply.notes[0] if conversation.stopped else self.phrases.say("goes_on_below")
            yield {"kind": UPDATE, "user": "", "ts": "", "opens": False, **kit.message(kit.context(below), below)}
        yield self._payload(POST, self.shown(reply, conversation), reply, opens=True)

    def _asked_again(self, result: TurnResult) -> list[dict[str, Any]]:
        """The line of an answered question that is asked again, which must not read as the answer that counts."""
        asks, conversation = result.turn.reply.asks, result.stored.conversation
        known = asks is not None and asks.key in (result.stored.surface.get("lines") or {})
        if asks is None or not known or conversation.reopened in ("", result.turn.before.reopened):
            return []
        line = ShownAnswer(asks.key, asks.text, asks.before, self.phrases.say("asked_again_below"))
        shown = kit.message(settled_blocks(self.phrases, line, conversation), line.guidance)
        return [{"kind": LINE, "user": "", "ts": "", "opens": False, "line": asks.key, **shown}]

    def shown(self, reply: Reply, conversation: Conversation) -> list[Block]:
        """What is to be read of a reply."""
        blocks = _notes(reply)
        if not reply.section:
            carried = [line for line in reply.settled if line.carried]
            blocks += [block for line in carried for block in settled_blocks(self.phrases, line, conversation)]
        if reply.guidance:
            blocks += guidance_blocks(self.phrases, reply.guidance, reply.choices, conversation)
        elif reply.section:
            blocks += section_blocks(self.phrases, reply.section, reply.choices, conversation)
        elif reply.asks:
            blocks += question_blocks(self.phrases, reply, conversation)
        return blocks

    def _payload(self, kind: str, blocks: list[Block], reply: Reply, opens: bool = False) -> dict[str, Any]:
        opens = opens and reply.asks is not None
        line = OUTCOME if kind == POST and reply.guidance else ""
        return {
            "kind": kind,
            "user": self.user,
            "ts": self.ts,
            "opens": opens,
            "line": line,
            **kit.message(blocks, _fallback(reply)),
        }


def settled_blocks(phrases: Phrases, line: ShownAnswer, conversation: Conversation, name: str = "") -> list[Block]:
    """A question and its answer as one compact line, with what the author says about it, and a way to change it."""
    words = f"{line.question}  \n**{line.answer}**"
    click = Click(conversation.id, conversation.version, line.key, named(Change(line.key)))
    blocks = kit.sections(words)
    blocks[0]["accessory"] = kit.button(phrases.say("action_change"), f"{DO}:change", click.packed())
    by = kit.context(phrases.say("answered_by", name=Typed(name))) if name else []
    carried = kit.context(phrases.say("carried_from", dialogue=line.whence, day=line.day)) if line.carried else []
    return [*blocks, *by, *carried, *(kit.context(line.guidance) if line.guidance else ())]


def aside_blocks(reply: Reply, conversation: Conversation) -> list[Block]:
    """A word on the side: why it does not fit, a reason, the answers so far."""
    lines = [f"{number}. {line.question} **{line.answer}**" for number, line in enumerate(reply.answers, 1)]
    blocks = [*(kit.sections(reply.trouble) if reply.trouble else ()), *_notes(reply), *kit.sections("\n".join(lines))]
    click = Click(conversation.id, conversation.version, reply.asks.key if reply.asks else "")
    suggested = [
        kit.button(option.label, f"{GIVE}:near:{n}", replace(click, what=option.value).packed())
        for n, option in enumerate(reply.suggestions)
    ]
    changes = tuple(choice for choice in reply.choices if kind(choice.intent) in (Change, Command.CONFIRM, Command.KEEP))
    return blocks + kit.actions([*suggested, *choice_buttons(changes, click)])


def _notes(reply: Reply) -> list[Block]:
    return [block for note in reply.notes for block in kit.context(note)]


def _settled_fallback(reply: Reply) -> str:
    return "\n\n".join(f"{line.question} {line.answer}" for line in reply.settled)


def _fallback(reply: Reply) -> str:
    """What notifications and screen readers say."""
    if reply.trouble or (reply.aside and reply.notes):
        return reply.trouble or reply.notes[0]
    if reply.guidance:
        return f"{reply.guidance.title}\n\n{reply.guidance.lead}"
    if reply.section:
        return reply.section.title
    return reply.asks.text if reply.asks else "".join(reply.notes[:1])
