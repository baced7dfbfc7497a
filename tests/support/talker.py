"""A process that talks without end until it is killed: `python -m tests.support.talker URL ROUND`. Says what was
acknowledged."""

import sys

from bot.core.content.library import Library
from bot.core.dialogue import intents
from bot.services.conversations import Advisor
from bot.storage.database import open_database
from bot.storage.store import Store
from tests.support.small_library import small_library

QUESTIONS = ["one", "two", "three"]
TALK = (
    "questions:\n"
    + "".join(f"  {name}: {{ask: '{name}?', type: text}}\n" for name in QUESTIONS)
    + "  people: {ask: Who?, type: list, next: end}\noutcomes:\n  end: {title: E, say: E.}\n"
)


def library() -> Library:
    """One dialogue with a few questions and a list."""
    return small_library(talk=TALK)


def main(url: str, round_: str) -> None:
    """Conversation after conversation; a line for every answer once it is acknowledged."""
    advisor = Advisor(library(), Store(open_database(url)))
    number = 0
    while True:
        result = advisor.begin("talk", "here", "ann")
        assert result
        id_ = result.stored.conversation.id
        for place in [*QUESTIONS, "people", "people"]:
            number += 1
            words = f"{round_}.{number}"
            advisor.respond_to_own(
                id_,
                intents.Say(words),
                "ann",
                event=words,
                payloads_for=lambda result: [{"version": result.stored.conversation.version}],
            )
            sys.stdout.write(f"{id_} {place} {words}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
