"""Small libraries written in the tests themselves, so that edits of the shipped content do not break tests of the
engine."""

from importlib.resources import files
from textwrap import dedent

from bot.core.content.library import Library
from bot.core.dialogue.conversation import Conversation
from bot.core.dialogue.intents import Give, Intent, Say, Show
from bot.core.dialogue.position import walk
from bot.core.dialogue.reply import Reply, ShownQuestion
from bot.core.dialogue.turn import new_conversation, take_turn
from bot.core.dialogue.turn_context import Speaker, Turn
from bot.core.loading.files import PHRASES, SOURCES
from bot.core.loading.loader import load_library

TODAY = "1 January 2027"
SHIPPED_PHRASES = (files("bot.core.loading") / "shipped" / "phrases.yaml").read_text(encoding="utf-8")
ONE_SOURCE = """
documents: {}
sources:
  - {id: "doc:one", document: A Document, locator: Part one}
"""
_HEAD = 'title: A small decision\nsummary: What it settles.\ncite: ["doc:one"]\n'


# A dialogue with something of everything; `finished` answers it.
VISIT = """
questions:
  service: {ask: Which service?, type: text, most: 40, why: The advice names it.}
  change:
    ask: Must {{ service }} change?
    options:
      - {id: yes, label: "Yes", phrase: it must change, guidance: "Then see about money, as of {{ today }}."}
      - {id: no, label: "No", next: rest}
    unsure: Ask two people.
  money: {ask: How much is there?, type: number, unit: "£", least: 0}
  when: {ask: By when?, type: date, next: act}
outcomes:
  act:
    title: Change {{ service }}
    say: You said that {{ change }}, and that there is {{ money }}.
    more:
      - {title: First, say: One.}
      - {title: Second, say: Two.}
  rest: {title: "Leave {{ service }}", say: Nothing to do.}
"""


def small_texts(**dialogues: str) -> dict[str, str]:
    """The files of a small library: dialogues by id, as YAML from `questions:` on."""
    texts = {PHRASES: SHIPPED_PHRASES, SOURCES: ONE_SOURCE}
    return texts | {f"dialogues/{id_}.yaml": _HEAD + dedent(text) for id_, text in dialogues.items()}


def small_library(**dialogues: str) -> Library:
    """A library of these dialogues alone."""
    return load_library(small_texts(**dialogues))


class CoreTalk:
    """Somebody talking to the advisor: words as typed, or messages as clicked."""

    def __init__(self, library: Library, dialogue: str, earlier: Conversation | None = None, by: str = "ann") -> None:
        self.library, self.speaker = library, Speaker(by, "2027-01-01T09:00:00+00:00")
        self.conversation = new_conversation(library, "c1", dialogue, earlier)
        self.turn: Turn
        self.reply = self.take(Show())

    def take(self, message: Intent) -> Reply:
        """One message."""
        self.turn = take_turn(self.library, self.conversation, message, TODAY, self.speaker)
        self.conversation, self.reply = self.turn.conversation, self.turn.reply
        return self.reply

    def say(self, *words: str) -> Reply:
        """Words, one message each; the reply to the last."""
        for one in words:
            self.take(Say(one))
        return self.reply

    def give(self, key: str, value: object) -> Reply:
        """A click; the key with its dialogue."""
        return self.take(Give(key, value))

    @property
    def asks(self) -> ShownQuestion:
        """The open question."""
        assert self.reply.asks is not None
        return self.reply.asks

    @property
    def asked(self) -> str:
        """The id of the open question, without its dialogue; empty at the end."""
        return self.reply.asks.key.partition(".")[2] if self.reply.asks else ""

    @property
    def outcome(self) -> str:
        """Where it ended; empty while a question is open."""
        return self.reply.guidance.outcome if self.reply.guidance else ""

    @property
    def said(self) -> dict[str, object]:
        """The answers that count, by question id."""
        return {step.key.partition(".")[2]: step.value for step in walk(self.library, self.conversation).steps}


def finished(talk: CoreTalk) -> CoreTalk:
    """At the end of VISIT."""
    talk.say("home care", "yes", "£1,500", "31 March 2027")
    assert talk.outcome == "act"
    return talk
