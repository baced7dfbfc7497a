"""What it takes to play the whole course: somebody who answers whatever an exercise asks, and an author who edits."""

from collections.abc import Callable, Iterator

from bot.core.content.library import Library
from bot.core.content.question import Question
from bot.core.dialogue.position import Waiting
from bot.core.loading.files import COURSE
from bot.core.loading.loader import load_library
from bot.services.content import read_texts, shipped_content

GROUP = "carers of people with dementia"


class Exercise:
    """The answers that are typed, each once its question is open."""

    def __init__(self, waiting: Callable[[], Waiting | None]) -> None:
        self.waiting = waiting
        self.asked: list[str] = []  # the questions that were answered, shared ones by the name they share

    def answers(self) -> Iterator[str]:
        """What is typed, until nothing is asked any more."""
        while waiting := self.waiting():
            name = waiting.question.shares or waiting.key
            if self.asked[-1:] != [name]:  # else it is a list, of which an entry was kept
                self.asked.append(name)
                yield answer_to(waiting.key, waiting.question)
            if waiting.question.type == "list":
                yield "done"


def answer_to(key: str, question: Question) -> str:
    """Words that answer a question."""
    if key.endswith(".service"):
        return GROUP
    if question.type == "list" and question.fields:
        return "; ".join("1" if field.options else "Something that matters" for field in question.fields.values())
    return {"choice": "1", "choices": "1", "scale": "3", "number": "1"}.get(question.type, "Something that matters")


def edited_course() -> Library:
    """The course as an author changes it in mid-way: one lesson renamed, one taken out, an option of a third
    changed."""
    texts = read_texts(shipped_content())
    text = texts[COURSE]
    for old, new in (
        (
            "      levers:\n        title: Levers for change",
            "      what_you_can_move:\n        formerly: [levers]\n        title: What you can move",
        ),
        (text[text.index("      when_not:\n") : text.index("      why:\n")], ""),
        (
            "            - id: hypothesis\n              label: Moving",
            "            - id: assumption\n              label: Moving",
        ),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    return load_library(texts | {COURSE: text})
