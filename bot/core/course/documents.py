"""What a learner takes home, as Markdown: the brief that the exercises end as, and the summary of the course."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from bot.core.content.course import Brief, BriefPart, Course
from bot.core.content.library import Library
from bot.core.content.source import Source, places_in_words
from bot.core.content.topic import ShownTable
from bot.core.course.enrolment import Enrolment
from bot.core.course.progress import Progress, progress_of
from bot.core.course.reply_builder import sources_of
from bot.core.dialogue.conversation import Conversation
from bot.core.dialogue.guidance import Guidance, guidance_for
from bot.core.dialogue.position import Ending, walk
from bot.core.templating.markdown import plain
from bot.core.templating.templates import holds, rendered
from bot.core.templating.values import Typed
from bot.core.working_days import day_in_words

MOST_TO_READ = 10


def file_name(document: str) -> str:
    """A name for the file in which somebody keeps a document: its title.

    >>> file_name("# First commissioning brief: carers & friends\\n\\nThis brief ...")
    'first-commissioning-brief-carers-friends.md'
    """
    words = re.findall(r"\w+", plain(document.partition("\n")[0]).lower())
    return f"{'-'.join(words)[:80].rstrip('-')}.md"


def brief_document(library: Library, brief: Brief, conversations: Sequence[Conversation], today: str) -> str:
    """The exercises as one document, about the population they were done for. `conversations` in the order they
    began."""
    had = {one.dialogue: one for one in conversations}
    about = {brief.about: _about(library, brief, conversations)}
    parts = [f"# {rendered(brief.title, about)}", rendered(brief.lead, about), f"*{today}*"]
    last: Guidance | None = None
    for number, part in enumerate(brief.parts, 1):
        parts.append(f"## {number}. {part.title}")
        ending = walk(library, had[part.dialogue]).ending if part.dialogue in had else None
        if ending is None:
            phrase = "course_part_open" if part.dialogue in had else "course_part_missing"
            parts.append(library.phrases.say(phrase, dialogue=library.dialogues[part.dialogue].title))
        else:
            last = guidance_for(library, ending, today)
            parts += _part(library, part, ending, last, today)
    if last:
        parts += _next_steps(library, last)
    return "\n\n".join(part for part in parts if part) + "\n"


def _about(library: Library, brief: Brief, conversations: Iterable[Conversation]) -> Any:
    """What the exercises are about, as it was said last."""
    steps = [step for one in conversations for step in walk(library, one).steps if step.question.shares == brief.about]
    return Typed(steps[-1].value) if steps else library.phrases.say("course_nobody_named")


def _part(library: Library, part: BriefPart, ending: Ending, guidance: Guidance, today: str) -> Iterator[str]:
    names = {**ending.names, "today": today}
    told = [entry for entry in part.say if holds(entry.when, names)]
    yield f"**{guidance.title}**"
    if part.say:
        yield from (rendered(entry.say, names) for entry in told)
    else:
        yield guidance.lead
        yield _bullets(guidance.because)
    yield _cited(library, (*sources_of(library, (id_ for entry in told for id_ in entry.cite)), *guidance.sources))


def _next_steps(library: Library, guidance: Guidance) -> Iterator[str]:
    yield f"## {library.phrases.say('do_next')}"
    yield "\n".join(f"{number}. {step}" for number, step in enumerate(guidance.do, 1))
    if guidance.sections:
        yield f"## {library.phrases.say('more_to_read')}"
    for section in guidance.sections:
        yield f"### {section.title}"
        yield section.text
        if section.table:
            yield _table(section.table)
        if section.sources:
            yield _cited(library, section.sources)


def _table(table: ShownTable) -> str:
    rows = [table.columns, ("---",) * len(table.columns), *table.rows]
    return "\n".join(f"| {' | '.join(' '.join(cell.split()) for cell in row)} |" for row in rows)


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _cited(library: Library, sources: Iterable[Source]) -> str:
    named = list(dict.fromkeys(sources))
    heading = library.phrases.say("one_source" if len(named) == 1 else "sources")
    return f"*{heading}: {places_in_words(named)}*"


def summary_document(library: Library, course: Course, enrolment: Enrolment, now: datetime) -> str:
    """What somebody learnt, where they wavered, and what to read next."""
    progress, say = progress_of(course, enrolment, now), library.phrases.say
    parts = [f"# {say('course_summary', title=course.title)}", _done_words(library, progress)]
    if progress.answers:
        parts += [f"## {say('course_learnt')}", *_learnt(course, progress)]
    if wavered := _wavered(library, course, progress):
        parts += [f"## {say('course_wavered')}", *wavered]
    parts += [f"## {say('course_read_next')}", _to_read(library, course, progress)]
    return "\n\n".join(parts) + "\n"


def _done_words(library: Library, progress: Progress) -> str:
    days = sorted(event.moment.astimezone(progress.zone).date() for events in progress.answers.values() for event in events)
    first, last = (day_in_words(day) for day in (days[0], days[-1])) if days else ("", "")
    names = {"done": len(progress.answers), "total": len(progress.lessons), "skipped": len(progress.skipped)}
    return library.phrases.say("course_summary_lead", first=first, last=last, **names)


def _learnt(course: Course, progress: Progress) -> Iterator[str]:
    for module in course.modules.values():
        lessons = [lesson for id_, lesson in module.lessons.items() if id_ in progress.answers]
        if lessons:
            yield f"### {module.title}"
            yield _bullets(f"**{lesson.title}.** {' '.join(lesson.lead.split())}" for lesson in lessons)


def _missed_lessons(progress: Progress) -> list[str]:
    return [id_ for id_ in progress.lessons if any(not event.right for event in progress.answers.get(id_, ()))]


def _wavered(library: Library, course: Course, progress: Progress) -> list[str]:
    return [_wavered_at(library, course, progress, id_) for id_ in _missed_lessons(progress)]


def _wavered_at(library: Library, course: Course, progress: Progress, id_: str) -> str:
    lesson, answers = course.lessons[id_], progress.answers[id_]
    right, missed = lesson.check.right, [event.said for event in answers if not event.right]
    said = [option.label for option in lesson.check.options if option.id in missed and not option.right]
    phrase = "course_wavered_then_right" if answers[-1].right else "course_wavered_at"
    words = library.phrases.say(phrase, title=lesson.title, ask=lesson.check.ask, said=said, right=right.label)
    return f"{words}\n\n{right.feedback}\n\n{_cited(library, sources_of(library, right.cite or lesson.cite))}"


def _to_read(library: Library, course: Course, progress: Progress) -> str:
    lessons = [*_missed_lessons(progress), *(id_ for id_ in progress.lessons if id_ not in progress.answers)]
    topics = dict.fromkeys(topic for id_ in lessons for topic in course.lessons[id_].topics)
    if not topics:
        return library.phrases.say("course_nothing_to_read")
    known = (library.topics[id_] for id_ in list(topics)[:MOST_TO_READ])
    return f"{_bullets(f'**{topic.title}.** {topic.answer}' for topic in known)}\n\n{library.phrases.say('course_read_how')}"
