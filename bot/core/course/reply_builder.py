"""From where somebody stands in a course to what a surface shows."""

from collections.abc import Iterable
from datetime import datetime

from bot.core.content.course import CheckOption, Course, Lesson
from bot.core.content.library import Library
from bot.core.content.source import Source
from bot.core.course.progress import Progress
from bot.core.course.reminders import Reminder
from bot.core.course.reply import Feedback, ShownCheck, ShownLesson, ShownModule, ShownStatus
from bot.core.dialogue.guidance import Link
from bot.core.dialogue.reply import ShownOption
from bot.core.working_days import in_words, next_slot, weekday_in_words


def sources_of(library: Library, ids: Iterable[str]) -> tuple[Source, ...]:
    """The sources with these ids."""
    return tuple(library.sources[id_] for id_ in ids)


def point_of(library: Library, lesson: Lesson) -> str:
    """The point in detail; a lesson without one takes it from its first topic."""
    return lesson.point or library.topics[lesson.topics[0]].body


def lesson_shown(library: Library, course: Course, id_: str) -> ShownLesson:
    """A lesson as surfaces show it."""
    lesson, ids = course.lessons[id_], list(course.lessons)
    return ShownLesson(
        id=id_,
        number=ids.index(id_) + 1,
        total=len(ids),
        module=course.module_of(id_).title,
        title=lesson.title,
        lead=lesson.lead,
        point=point_of(library, lesson),
        example=lesson.example or "",
        do=lesson.do or "",
        dialogue=Link(lesson.try_, library.dialogues[lesson.try_].title) if lesson.try_ else None,
        topics=tuple(Link(topic, library.topics[topic].title) for topic in lesson.topics),
        sources=sources_of(library, lesson.cite),
    )


def check_shown(course: Course, progress: Progress, id_: str) -> ShownCheck:
    """The check of a lesson as surfaces show it."""
    lesson = course.lessons[id_]
    options = tuple(ShownOption(option.id, option.label) for option in lesson.check.options)
    came_back = id_ in {one.lesson for one in progress.returning}
    return ShownCheck(id_, lesson.title, lesson.check.ask, options, came_back)


def feedback_shown(library: Library, course: Course, progress: Progress, id_: str, chosen: CheckOption) -> Feedback:
    """What is said to an answer; `progress` is where it led."""
    lesson = course.lessons[id_]
    due = next((one.due for one in progress.returning if one.lesson == id_), None)
    return Feedback(
        lesson=id_,
        right=chosen.right,
        answer=chosen.label,
        text=chosen.feedback,
        sources=sources_of(library, chosen.cite or lesson.cite),
        right_answer="" if chosen.right else lesson.check.right.label,
        comes_back=weekday_in_words(due) if due else "",
    )


def status_shown(library: Library, course: Course, progress: Progress, now: datetime) -> ShownStatus:
    """How far somebody is."""
    done = set(progress.done)
    modules = (ShownModule(m.title, len(done & set(m.lessons)), len(m.lessons)) for m in course.modules.values())
    return ShownStatus(len(done), len(progress.lessons), tuple(modules), tuple(_status_lines(library, course, progress, now)))


def _status_lines(library: Library, course: Course, progress: Progress, now: datetime) -> Iterable[str]:
    say = library.phrases.say
    yield say("course_progress", done=len(progress.done), total=len(progress.lessons), skipped=len(progress.skipped))
    if progress.phase in {"paused", "stopped", "finished"}:
        yield say(f"course_is_{progress.phase}")
    if progress.phase == "running":
        yield coming_next(library, course, progress, now)
    if later := [one.due for one in progress.returning if one not in progress.come_back]:
        yield say("course_checks_return", count=len(later), day=weekday_in_words(later[0]))
    yield pace_words(library, progress, now)
    if progress.inviter:
        yield say("course_seen" if progress.may_see else "course_not_seen")


def pace_words(library: Library, progress: Progress, now: datetime) -> str:
    """The pace, and the time it is where they are."""
    time = f"{progress.at:%H:%M}" if progress.at else ""
    return library.phrases.say("course_pace", time=time, zone=progress.zone.key, now=in_words(now, progress.zone))


def coming_next(library: Library, course: Course, progress: Progress, now: datetime) -> str:
    """What comes next, and when."""
    say = library.phrases.say
    if progress.waits:
        return say("course_open", title=course.lessons[progress.open].title)
    if progress.come_back:
        return say("course_check_back", title=course.lessons[progress.come_back[0].lesson].title)
    if not progress.left:
        return (
            say("course_check_returns", day=weekday_in_words(progress.missed[0].due))
            if progress.missed
            else say("course_nothing_left")
        )
    title = course.lessons[progress.left[0]].title
    if progress.at is None or progress.next_day <= progress.today:
        return say("course_ready", title=title)
    return say(
        "course_next_at", title=title, when=in_words(next_slot(now, progress.at, progress.zone, progress.next_day), progress.zone)
    )


def reminder_words(library: Library, course: Course, reminder: Reminder) -> str:
    """A reminder as it is sent."""
    phrase = "course_last_reminder" if reminder.number > 1 else f"course_reminder_{reminder.about}"
    return library.phrases.say(phrase, title=course.lessons[reminder.lesson].title)
