"""The course in a terminal; what happens is kept, and the next time goes on from there."""

from typing import Literal

from rich.console import Console

from bot.core import course_messages as say
from bot.core.course_reply import CourseReply
from bot.core.course_words import course_command
from bot.core.language import LanguageError, Typed
from bot.service import Held
from bot.surfaces.terminal.chat import Ask, next_turn
from bot.surfaces.terminal.lesson_screen import LessonScreen
from bot.tutor import Tutor

LEARNER = PLACE = "terminal"
_LEAVE = frozenset({"quit", "exit", "bye"})
_BACK_TO_COURSE = frozenset({"", "next", "course", "done"})


class _BackToCourse(Exception):
    """The dialogue is over, and the person wants to go on with the course."""


def learn(tutor: Tutor, console: Console, ask: Ask, words: str = "") -> None:
    """Take the course until the person leaves; with words, only what these words ask for."""
    at = _Terminal(tutor, console, ask)
    try:
        at.say(say.Say(words) if words else say.Start())
        while not words:
            typed = ask("> ").strip()
            if typed.lower() in _LEAVE:
                break
            at.say(say.Say(typed) if typed else say.Ask())
            if isinstance(course_command(typed), say.Stop):
                break
    except (EOFError, KeyboardInterrupt):
        console.print()
    except LanguageError as error:
        at.screen.words("cannot_go_on", style="yellow", what=Typed(error))
    if not words:
        at.screen.words("course_left")


class _Terminal:
    def __init__(self, tutor: Tutor, console: Console, ask: Ask) -> None:
        self.tutor, self.ask = tutor, ask
        self.screen = LessonScreen(console, tutor.library.phrases)

    def say(self, message: say.CourseMessage) -> None:
        """Take a message to the course, and show what it leads to."""
        taught = self.tutor.respond(LEARNER, message)
        assert taught  # only deliveries can be seen twice
        self._show(taught.turn.reply)

    def _show(self, reply: CourseReply) -> None:
        self.screen.show_course(reply)
        if reply.document:
            self._document(reply.document)
        if reply.tries:
            self._try(self.tutor.try_it(LEARNER, reply.tries, PLACE))
            self.say(say.Ask())

    def _document(self, which: Literal["brief", "summary"]) -> None:
        text = self.tutor.document(LEARNER, which)
        if not text:
            self.screen.words("course_no_brief")
        elif self.screen.console.is_terminal:
            self.screen.markdown(text)
        else:
            self.screen.console.out(text, end="")  # as Markdown, for a file

    def _try(self, held: Held | None) -> None:
        """The dialogue, until it is stopped, or is over and the person goes back to the course."""
        while held:
            self.screen.show(held.turn.reply)
            if held.kept.conversation.stopped:
                return
            over = held.kept.status == "finished"
            if over:
                self.screen.words("course_back_in", style="dim")
            try:
                after = next_turn(self.tutor.advisor, self.screen, self._ask_or_leave if over else self.ask, held)
            except _BackToCourse:
                return
            if after and after.kept.conversation.dialogue != held.kept.conversation.dialogue:
                self.tutor.note(LEARNER, after.kept.conversation)
            held = after

    def _ask_or_leave(self, prompt: str) -> str:
        words = self.ask(prompt)
        if words.strip().lower() in _BACK_TO_COURSE:
            raise _BackToCourse
        return words
