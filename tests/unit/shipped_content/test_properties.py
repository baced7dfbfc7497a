"""Whatever anybody says, in any order, to any shipped dialogue: nothing breaks, nothing is lost, something is always
said."""

import json
import re
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.authoring.sample_answers import possible_answers
from bot.core.content.library import Library
from bot.core.dialogue import intents
from bot.core.dialogue.conversation import Conversation
from bot.core.dialogue.intents import Command, Intent
from bot.core.dialogue.position import Position, walk
from bot.core.dialogue.reply import Reply
from bot.core.dialogue.turn import new_conversation, take_turn
from bot.core.dialogue.turn_context import Speaker, Turn
from bot.core.templating.values import Names, shown
from tests.support.small_library import TODAY

ANN = Speaker("ann", "2027-01-01T09:00:00+00:00")
COMMANDS = ["back", "change 1", "change 2", "start again", "stop", "answers", "why", "help", "more", "resume"]
WORDS = [*COMMANDS, "done", "none", "?", "1", "2", "3", "1, 2", "yes", "nan", "1e999", "£5", "31/3/2027", "remove 1", "edit 1 x"]
ANYTHING = (
    st.none()
    | st.booleans()
    | st.integers(-3, 30)
    | st.floats()
    | st.text(max_size=20)
    | st.lists(st.text(max_size=5), max_size=3)
)


def plain_messages(keys: list[str]) -> st.SearchStrategy[Intent]:
    """Words as typed, and clicks on any button of any question, with values of any kind."""
    key, number = st.sampled_from([*keys, "", "gone", "gone.away"]), st.integers(-1, 4)
    return st.one_of(
        st.sampled_from(WORDS).map(intents.Say),
        st.text(max_size=30).map(intents.Say),
        st.sampled_from(
            [
                Command.BACK,
                Command.STOP,
                Command.CONFIRM,
                Command.KEEP,
                intents.Show(),
                Command.SHOW_ANSWERS,
                Command.WHY,
                Command.HELP,
            ]
        ),
        st.builds(intents.More, number),
        st.builds(intents.Give, key, ANYTHING),
        st.builds(intents.Change, key),
        st.builds(intents.Add, key, ANYTHING),
        st.builds(intents.Edit, key, number, ANYTHING),
        st.builds(intents.Remove, key, number),
        st.builds(intents.Done, key),
    )


def answering(draw: st.DrawFn, library: Library, reply: Reply) -> Intent:
    """An answer that fits the open question."""
    if reply.asks is None:
        return Command.BACK
    if choices := [choice.intent for choice in reply.choices if choice.intent in (Command.CONFIRM, Command.KEEP)]:
        return draw(st.sampled_from(choices))
    question = library.question(reply.asks.key)
    assert question is not None
    return intents.Give(reply.asks.key, draw(st.sampled_from(possible_answers(question, "words"))))


@st.composite
def talks(draw: st.DrawFn, library: Library) -> list[Turn]:
    """The turns of a conversation: mostly answers that fit, and anything else between them."""
    dialogue = draw(st.sampled_from(sorted(library.dialogues)))
    keys = [f"{id_}.{name}" for id_ in library.within(dialogue) for name in library.dialogues[id_].asked]
    conversation = new_conversation(library, "c", dialogue)
    turns = [take_turn(library, conversation, intents.Show(), TODAY, ANN)]
    for fitting in draw(st.lists(st.sampled_from([True, True, True, False]), max_size=25)):
        before = turns[-1]
        message = answering(draw, library, before.reply) if fitting else draw(plain_messages(keys))
        earlier = draw(st.sampled_from(turns)).position  # whichever it is, it saves walking and changes nothing
        turns.append(take_turn(library, before.conversation, message, TODAY, ANN, earlier))
        if isinstance(message, intents.Give) and fitting:
            answered(turns[-1], message)
        elif not isinstance(message, intents.Give | intents.Done | intents.Say) and message is not Command.CONFIRM:
            assert turns[-1].conversation.answers == before.conversation.answers
        assert turns[-1] == take_turn(library, before.conversation, message, TODAY, ANN)  # decided by what is handed in alone
    return turns


def answered(turn: Turn, message: intents.Give) -> None:
    """An answer that fits is taken, or proposed where more would change with it."""
    assert not turn.reply.trouble
    answer = turn.conversation.proposed or turn.conversation.answers[message.key]
    assert (answer.value, answer.by) == (message.value, "ann")


def words_of(reply: Reply) -> Iterator[str]:
    yield from (reply.trouble, *reply.notes, *(line.answer for line in (*reply.settled, *reply.answers)))
    if reply.asks:
        yield reply.asks.text
    if reply.guidance:
        yield from (reply.guidance.title, reply.guidance.lead, *reply.guidance.because, *reply.guidance.do)
    if reply.section:
        yield reply.section.title


def consider(library: Library, turn: Turn) -> None:
    """What must hold after every turn."""
    before, now, reply = turn.before, turn.conversation, turn.reply
    assert any(words_of(reply))
    assert not any("object at 0x" in words or "{{" in words.replace("\\{\\{", "") for words in words_of(reply))
    if reply.trouble:
        assert now == before
    assert now.version == before.version + (now != before)
    if not set(before.answers) <= set(now.answers):
        assert not now.answers  # only starting again lets answers go
    assert Conversation.from_data(now.as_data()) == now
    again = Conversation.from_data(json.loads(json.dumps(now.as_data())))
    assert told_of(walk(library, again, until=again.reopened)) == told_of(turn.position)
    assert told_of(walk(library, before, until=before.reopened)) == told_of(turn.position_before)


def told_of(position: Position) -> object:
    """All that can be told of a position, with the names that texts may use."""
    steps = [(step.key, step.value, step.shared, words(step.names)) for step in position.steps]
    waiting = position.waiting and (position.waiting.key, words(position.waiting.names))
    return steps, waiting, [(ending.id, words(ending.names)) for ending in position.endings], position.call_stack


def words(names: Names) -> dict[str, str]:
    return {name: re.sub(" at 0x[0-9a-f]+", "", str(shown(value))) for name, value in names.items()}


def test_any_conversation_with_any_shipped_dialogue(library: Library) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(talks(library))
    def holds(turns: list[Turn]) -> None:
        for turn in turns:
            consider(library, turn)

    holds()
