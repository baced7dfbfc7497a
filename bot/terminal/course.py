"""The course in a terminal; what happens is kept, and the next time goes on from there."""

from typing import Literal

from rich.console import Console

from bot.core.course import intents
from bot.core.course.intent_parser import check_answer, course_command, near_answers
from bot.core.course.intents import CourseCommand
from bot.core.course.reply import CourseReply
from bot.core.templating.templates import LanguageError
from bot.core.templating.values import Typed
from bot.services.access import Caller, Learner
from bot.services.conversations import TurnResult
from bot.services.course import CourseService
from bot.terminal.chat import next_turn
from bot.terminal.course_screen import LessonScreen
from bot.terminal.menu import Ask, Menu, QuickAnswer, no_answer

PLACE = "terminal"


def learner_here(course_service: CourseService) -> Learner:
    """The enrolment of whoever sits at this terminal."""
    return course_service.advisor.access.learner(Caller(PLACE))


_LEAVE = frozenset({"quit", "exit", "bye"})
_BACK_TO_COURSE = frozenset({"", "next", "course", "done"})


class _BackToCourse(Exception):
    """The dialogue is over, and the person wants to go on with the course."""


def document_meant(intent: intents.CourseIntent | None) -> Literal["brief", "summary"] | None:
    """The document that is asked for, if it is one."""
    return "brief" if intent is CourseCommand.SHOW_BRIEF else "summary" if intent is CourseCommand.SHOW_SUMMARY else None


def learn(course_service: CourseService, console: Console, ask: Ask, words: str = "", answer: QuickAnswer = no_answer) -> None:
    """Take the course until the person leaves; with words, only what these words ask for."""
    at = _Terminal(course_service, console, ask, answer)
    try:
        if words:
            at.hear(words)
        else:
            at.say(CourseCommand.START)
        while not words:
            typed = ask("> ").strip()
            if typed.lower() in _LEAVE:
                break
            if typed:
                at.hear(typed)
            else:
                at.say(CourseCommand.ASK)
            if course_command(typed) is CourseCommand.STOP:
                break
    except (EOFError, KeyboardInterrupt):
        console.print()
    except LanguageError as error:
        at.screen.words("cannot_go_on", style="yellow", what=Typed(error))
    if not words:
        at.screen.words("course_left")


class _Terminal:
    def __init__(self, course_service: CourseService, console: Console, ask: Ask, answer: QuickAnswer) -> None:
        self.course_service, self.ask, self.answer = course_service, ask, answer
        self.learner = learner_here(course_service)
        self.screen = LessonScreen(console, course_service.library.phrases)

    def hear(self, typed: str) -> None:
        """Words for the course; or a question in between, which leaves everything as it is."""
        told = "" if self._is_for_course(typed) else self.answer(typed)
        if told:
            self.screen.console.print()
            self.screen.text(told)
            self.screen.words("course_asked_between", style="dim")
        else:
            self.say(intents.Say(typed))

    def _is_for_course(self, typed: str) -> bool:
        progress = self.course_service.progress(self.learner)
        check = self.course_service.course.lessons[progress.open].check if progress.open else None
        near = bool(check and near_answers(check, typed)) and not typed.endswith("?")
        return course_command(typed) is not None or typed.isdigit() or near or bool(check and check_answer(check, typed))

    def say(self, message: intents.CourseIntent) -> None:
        """Take a message to the course, and show what it leads to."""
        result = self.course_service.respond(self.learner, message)
        assert result  # only deliveries can be seen twice
        self._show(result.turn.reply)

    def _show(self, reply: CourseReply) -> None:
        self.screen.show_course(reply)
        if reply.document:
            self._document(reply.document)
        if reply.tries:
            self._try(self.course_service.try_it(self.learner, reply.tries, PLACE))
            self.say(CourseCommand.ASK)

    def _document(self, which: Literal["brief", "summary"]) -> None:
        text = self.course_service.document(self.learner, which)
        if not text:
            self.screen.words("course_no_brief")
        elif self.screen.console.is_terminal:
            self.screen.markdown(text)
        else:
            self.screen.console.out(text, end="")  # as Markdown, for a file

    def _try(self, result: TurnResult | None) -> None:
        """The dialogue, until it is stopped, or is over and the person goes back to the course."""
        while result:
            self.screen.show(result.turn.reply)
            if result.stored.conversation.stopped:
                return
            over = result.stored.status == "finished"
            if over:
                self.screen.words("course_back_in", style="dim")
            try:
                after = next_turn(
                    Menu(self.course_service.advisor, self.screen, self._ask_or_leave if over else self.ask), result
                )
            except _BackToCourse:
                return
            if after and after.stored.conversation.dialogue != result.stored.conversation.dialogue:
                self.course_service.note(self.learner, after.stored.conversation)
            result = after

    def _ask_or_leave(self, prompt: str) -> str:
        words = self.ask(prompt)
        if words.strip().lower() in _BACK_TO_COURSE:
            raise _BackToCourse
        return words
