"""The course in Slack: its replies as messages, and what its buttons carry."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Literal

from bot.core.content.phrases import Phrases
from bot.core.content.source import Source, places_in_words
from bot.core.content.topic import ShownTable
from bot.core.course import intents
from bot.core.course.intents import CourseCommand, CourseIntent
from bot.core.course.reply import CourseChoice, CourseReply, Feedback, ShownCheck, ShownLesson, ShownStatus
from bot.slack.blocks import kit
from bot.slack.blocks.action_ids import COURSE, COURSE_PAGE
from bot.slack.blocks.button_values import NotOurs, Packing, parts_of
from bot.slack.blocks.kit import Block
from bot.slack.blocks.table import table_text

PAGE = 2500  # characters of a document before “more”

_KINDS = {
    "accept": intents.Accept, "answer": intents.Answer, "skip": intents.Skip, "read": intents.Read, "try": intents.Try,
}  # fmt: skip
_INTENTS = Packing[CourseIntent](_KINDS, CourseCommand)
_TABLE = re.compile(r"(?:^\|.*\|$\n?){3,}", re.M)
_CELLS = re.compile(r"(?<!\\)\|")


def packed(intent: CourseIntent) -> str:
    """An intent of the course as the value of a button."""
    return _INTENTS.packed(intent)


def unpacked(value: str) -> CourseIntent:
    """The intent that a button carries. Raises NotOurs."""
    return _INTENTS.unpacked(value)


def course_button(phrases: Phrases, name: str, intent: CourseIntent) -> Block:
    """A button with one of the course's own labels."""
    return kit.button(phrases.say(f"course_action_{name}"), f"{COURSE}:{name}", packed(intent))


def reply_messages(phrases: Phrases, reply: CourseReply, ask: str = "") -> Iterator[Block]:
    """A reply as messages, what became of the turn first; `ask` is the check that the feedback is about."""
    if reply.feedback:
        yield kit.message(_feedback(phrases, reply.feedback, ask), reply.feedback.text)
    choices = _buttons(reply.choices)
    words = [*reply.notes, *([reply.trouble] if reply.trouble else ())]
    aside = [block for text in words for block in kit.sections(text)]
    aside += status_blocks(reply.status) if reply.status else []
    loose = [] if reply.lesson or reply.check else choices
    if aside or loose:
        yield kit.message([*aside, *loose], " ".join(words))
    if reply.lesson:
        yield kit.message([*_lesson(phrases, reply.lesson), *choices], f"{reply.lesson.title}\n\n{reply.lesson.lead}")
    if reply.check:
        yield kit.message([*_check(phrases, reply.check), *([] if reply.lesson else choices)], reply.check.ask)


def _buttons(choices: Iterable[CourseChoice]) -> list[Block]:
    return kit.actions([kit.button(one.label, f"{COURSE}:{n}", packed(one.intent)) for n, one in enumerate(choices)])


def _lesson(phrases: Phrases, lesson: ShownLesson) -> list[Block]:
    names = {"number": lesson.number, "total": lesson.total, "module": lesson.module}
    to_do = [lesson.do] if lesson.do else []
    if lesson.dialogue:
        to_do.append(phrases.say("course_try_it", title=lesson.dialogue.title))
    return [
        *kit.context(phrases.say("course_lesson_number", **names)),
        *kit.header(lesson.title),
        *kit.sections(f"**{lesson.lead}**"),
        *kit.sections(lesson.point),
        *(_headed(phrases, "course_example", lesson.example) if lesson.example else ()),
        *_sources(phrases, lesson.sources),
        *_headed(phrases, "course_to_do", "\n\n".join(to_do)),
    ]


def _headed(phrases: Phrases, heading: str, text: str) -> list[Block]:
    return kit.sections(f"**{phrases.say(heading)}**\n\n{text}")


def _sources(phrases: Phrases, sources: tuple[Source, ...]) -> list[Block]:
    heading = phrases.say("one_source" if len(sources) == 1 else "sources")
    return kit.context(f"{heading}: {places_in_words(sources)}") if sources else []


def _check(phrases: Phrases, check: ShownCheck) -> list[Block]:
    too_long = any(len(option.label) > kit.BUTTON for option in check.options)
    in_full = "\n".join(f"{n}. {option.label}" for n, option in enumerate(check.options, 1)) if too_long else ""
    answers = [
        kit.button(option.label, f"{COURSE}:{n}", packed(intents.Answer(check.lesson, option.value)))
        for n, option in enumerate(check.options)
    ]
    return [*_headed(phrases, "course_check", check.ask), *kit.sections(in_full), *kit.actions(answers)]


def _feedback(phrases: Phrases, feedback: Feedback, ask: str) -> list[Block]:
    mark, word = ("✓", "course_right") if feedback.right else ("✗", "course_wrong")
    right = phrases.say("course_right_answer", answer=feedback.right_answer) if feedback.right_answer else ""
    back = phrases.say("course_comes_back", day=feedback.comes_back) if feedback.comes_back else ""
    return [
        *(_headed(phrases, "course_check", ask) if ask else ()),
        *kit.sections(f"{mark} **{feedback.answer}**"),
        *kit.sections(f"**{phrases.say(word)}** {feedback.text}"),
        *kit.sections(right),
        *_sources(phrases, feedback.sources),
        *kit.context(back),
    ]


def status_blocks(status: ShownStatus) -> list[Block]:
    """How far somebody is, module by module."""
    bars = [f"- {'■' * one.done}{'□' * (one.total - one.done)}  {one.title}" for one in status.modules]
    return [*kit.sections("\n".join(bars)), *kit.sections("\n".join(f"- {line}" for line in status.lines))]


def page_message(phrases: Phrases, which: str, document: str, number: int) -> Block:
    """A page of a document, with a button for what follows."""
    pages = kit.pieces(_TABLE.sub(_as_list, document), PAGE) or [phrases.say("course_no_brief")]
    page = min(max(number, 0), len(pages) - 1)
    more = kit.button(phrases.say("action_more"), COURSE_PAGE, json.dumps([which, page + 1]))
    rest = [*kit.context(f"{page + 1}/{len(pages)}"), *kit.actions([more])] if page + 1 < len(pages) else []
    return kit.message([*kit.sections(pages[page]), *rest], pages[page])


def page_meant(value: str) -> tuple[Literal["brief", "summary"], int]:
    """The document and the page of a “more” button. Raises NotOurs."""
    parts = parts_of(value)
    if not (isinstance(parts, list) and len(parts) == 2 and parts[0] in {"brief", "summary"} and isinstance(parts[1], int)):
        raise NotOurs
    return parts[0], parts[1]


def _as_list(table: re.Match[str]) -> str:
    """A table of the document as a list, which is all that a Slack section can show."""
    rows = [tuple(cell.strip() for cell in _CELLS.split(line)[1:-1]) for line in table[0].splitlines()]
    return table_text(ShownTable(rows[0], tuple(rows[2:]))) + "\n"
