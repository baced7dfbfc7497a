"""The record of a case, as Markdown: where it stands, each verdict with its reasons, and what was answered by whom."""

import re
from collections.abc import Iterable, Iterator

from bot.core.cases.case import Case
from bot.core.cases.road_position import road_position
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Conversation
from bot.core.dialogue.guidance import guidance_for
from bot.core.dialogue.position import walk
from bot.core.dialogue.reply_builder import answers_shown


def record_of(library: Library, case: Case, conversations: Iterable[Conversation], today: str) -> str:
    """All that a case has come to so far, to be kept and shown to others."""
    conversations = list(conversations)
    title = case.name or library.phrases.say("case_without_name")
    parts = [f"# {title}", library.phrases.say("record_lead", today=today), _road(library, conversations)]
    parts += [part for one in conversations for part in _conversation(library, one, today)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _road(library: Library, conversations: list[Conversation]) -> str:
    position = road_position(library, conversations)
    lines = [library.phrases.say("road_line", **vars(stop)) for stop in position.stops if stop.state != "later"]
    return "\n".join((f"## {position.title}\n", *(f"- {line}" for line in lines))) if position.title else ""


def _conversation(library: Library, conversation: Conversation, today: str) -> Iterator[str]:
    position, say = walk(library, conversation), library.phrases.say
    yield f"## {library.dialogues[conversation.dialogue].title}"
    if position.ending:
        guidance = guidance_for(library, position.ending, today)
        yield f"**{guidance.title}**\n\n{guidance.lead}"
        yield _listed(say("because"), guidance.because, "- ")
        yield _listed(say("do_next"), guidance.do, "1. ")
        yield _listed(say("sources"), map(str, guidance.sources), "- ")
    else:
        yield say("record_open")
    answers = answers_shown(library, position)
    lines = (say("record_answer", question=one.question, answer=one.answer, by=one.by, day=one.day) for one in answers)
    yield _listed(say("answers_so_far"), lines, "- ")


def _listed(heading: str, entries: Iterable[str], bullet: str) -> str:
    lines = [bullet + entry.replace("\n", "\n   ") for entry in entries]
    return "\n".join((f"### {heading}\n", *lines)) if lines else ""


def file_stem(case: Case) -> str:
    """What the file of a record is called, without its ending."""
    return re.sub(r"[^\w]+", "-", case.name.lower()).strip("-")[:60] or "record"
