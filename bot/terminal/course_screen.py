"""A reply of the course as a terminal shows it."""

from bot.core.content.source import Source, places_in_words
from bot.core.course.reply import CourseReply, Feedback, ShownCheck, ShownLesson, ShownStatus
from bot.terminal.screen import Screen


class LessonScreen(Screen):
    """Shows what the course says; all that people read comes from the library."""

    def show_course(self, reply: CourseReply) -> None:
        """One reply, from what became of the turn to the check that is open."""
        if reply.feedback:
            self._feedback(reply.feedback)
        for note in reply.notes:
            self.markdown(note)
        if reply.trouble:
            self.markdown(reply.trouble, style="yellow")
        if reply.lesson:
            self._lesson(reply.lesson)
        if reply.check:
            self._check(reply.check)
        if reply.status:
            self._status(reply.status)
        if reply.choices:
            self._line(" · ".join(choice.label for choice in reply.choices), style="dim")

    def markdown(self, text: str, style: str = "") -> None:
        """A text, with a line of space before it."""
        self.console.print()
        self._words(text, style=style)

    def _heading(self, phrase: str) -> None:
        self.console.print()
        self._line(self.phrases.say(phrase), style="bold")

    def _lesson(self, lesson: ShownLesson) -> None:
        self.console.print()
        self.console.rule(style="dim")
        names = {"number": lesson.number, "total": lesson.total, "module": lesson.module}
        self._line(self.phrases.say("course_lesson_number", **names), style="dim")
        self._line(lesson.title, style="bold")
        self.markdown(f"**{lesson.lead}**")
        self.markdown(lesson.point)
        if lesson.example:
            self._heading("course_example")
            self._words(lesson.example)
        self._named(lesson.sources)
        self._to_do(lesson)

    def _to_do(self, lesson: ShownLesson) -> None:
        self._heading("course_to_do")
        if lesson.do:
            self._words(lesson.do)
        if lesson.dialogue:
            self.words("course_try_it", title=lesson.dialogue.title)

    def _check(self, check: ShownCheck) -> None:
        self._heading("course_check")
        self._words(check.ask)
        for number, option in enumerate(check.options, 1):
            self._line(f"  {number}. {option.label}")

    def _feedback(self, feedback: Feedback) -> None:
        self.console.print()
        self._line(f"  {'✓' if feedback.right else '✗'} {feedback.answer}", style="green" if feedback.right else "yellow")
        self._words(f"**{self.phrases.say('course_right' if feedback.right else 'course_wrong')}** {feedback.text}")
        if feedback.right_answer:
            self.words("course_right_answer", answer=feedback.right_answer)
        self._named(feedback.sources)
        if feedback.comes_back:
            self.words("course_comes_back", style="dim", day=feedback.comes_back)

    def _named(self, sources: tuple[Source, ...]) -> None:
        heading = self.phrases.say("one_source" if len(sources) == 1 else "sources")
        self._line(f"{heading}: {places_in_words(sources)}", style="dim")

    def _status(self, status: ShownStatus) -> None:
        self.console.print()
        for module in status.modules:
            bar = "■" * module.done + "□" * (module.total - module.done)
            self._line(f"  {bar}  {module.title}")
        self._words("\n".join(f"- {line}" for line in status.lines))
