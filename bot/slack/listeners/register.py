"""The desk: who takes what Slack sends. Each visit is decided and kept before Slack is acknowledged."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.core.templating.markdown import plain
from bot.services.access import Administrator, Refused
from bot.services.conversations import Advisor
from bot.slack.blocks.action_ids import (  # fmt: skip
    COLLEAGUE,
    COLLEAGUES,
    COURSE,
    COURSE_PAGE,
    DO,
    ENTRY,
    FORGET,
    GIVE,
    GIVE_ALL,
    HELPFUL,
    OPEN,
    PASS_ON,
    PICK,
    READ_ON,
    REMINDERS,
    SHARE,
    START,
    TICKS,
    TOPIC,
    WELCOME,
    WHERE,
    WHO,
    Click,
)
from bot.slack.blocks.button_values import NotOurs
from bot.slack.blocks.home import Home
from bot.slack.context import Edge
from bot.slack.features.course import Onboarding
from bot.slack.features.dialogues import Beginning
from bot.slack.features.quick_answers import Answers, Asking
from bot.slack.installations import UNREACHABLE, NotInstalled, Workspaces
from bot.slack.listeners.actions.answer import Clicking
from bot.slack.listeners.actions.feedback import Finishing
from bot.slack.listeners.commands.advisor import Commanding
from bot.slack.listeners.commands.onboard import Inviting
from bot.slack.listeners.events.app_uninstalled import Leaving
from bot.slack.listeners.events.member_joined_channel import Welcoming
from bot.slack.listeners.events.message import Hearing
from bot.slack.outbox.kinds import HOME
from bot.slack.payloads import Clicked, submitted

_SETTING_UP = frozenset({WHO, WHERE, TICKS})


class Desk:
    """Everything the Slack surface can do."""

    def __init__(self, advisor: Advisor, workspaces: Workspaces, answers: Answers) -> None:
        self.edge = Edge(advisor, workspaces)
        self.beginning, self.asking = Beginning(self.edge), Asking(self.edge, answers)
        self.onboarding = Onboarding(self.edge)
        inviting = Inviting(self.edge, self.onboarding)
        self.commanding = Commanding(self.edge, self.beginning, self.asking, inviting)
        self.hearing = Hearing(self.edge, self.beginning, self.asking, self.onboarding, self.commanding)
        self.clicking, self.finishing = Clicking(self.edge), Finishing(self.edge)
        self.home, self.leaving = Home(self.edge, self.onboarding), Leaving(self.edge)
        self.welcoming = Welcoming(self.edge)
        self.clicks: dict[str, Callable[[Clicked], None]] = {
            **dict.fromkeys((GIVE, GIVE_ALL, PICK, DO), self.clicking.answered),
            OPEN: lambda click: self.clicking.open_modal(click, Click.unpacked(click.value)),
            ENTRY: self.clicking.entry_menu,
            START: self.beginning.clicked,
            TOPIC: self.asking.topic_clicked,
            READ_ON: self._read_on,
            SHARE: self.asking.shared,
            PASS_ON: self.asking.passed_on,
            HELPFUL: self.finishing.judged,
            COLLEAGUE: self.finishing.colleague_asked,
            FORGET: self._forget,
            REMINDERS: self._reminders,
            COLLEAGUES: lambda click: self._by_administrator(self._colleagues, click),
            WELCOME: lambda click: self._by_administrator(self._welcome, click),
            COURSE: self.onboarding.clicked,
            COURSE_PAGE: self.onboarding.paged,
        }
        self.modals: dict[str, Callable[[Mapping[str, Any]], dict[str, str]]] = {
            "answer": self.clicking.submitted,
            "comment": self.finishing.commented,
        }

    def clicked(self, click: Clicked) -> None:
        """A button, a select or a small menu; those that only set something up for another wait for it."""
        verb = click.action.partition(":")[0]
        if verb not in _SETTING_UP:
            try:
                self.clicks.get(verb, self.edge.tell_gone)(click)
            except NotOurs:  # a button of an older version, or of a newer one
                self.edge.tell_gone(click)

    def submitted(self, body: Mapping[str, Any]) -> dict[str, str]:
        """A modal; what does not fit, by field."""
        try:
            return self.modals.get(str(body["view"]["callback_id"]), not_ours)(body)
        except NotOurs:  # opened by an older version, or by a newer one
            return {next(iter(submitted(body["view"]["state"]["values"])), "value"): plain(self.edge.phrases.say("gone_on"))}

    def _read_on(self, click: Clicked) -> None:
        """A topic or a decision, chosen from the menu below an answer."""
        meant = Click.unpacked(click.chosen)
        chosen = replace(click, value=Click("", 0, "", meant.what).packed(), chosen="")
        (self.beginning.clicked if meant.key == "dialogue" else self.asking.topic_clicked)(chosen)

    def _forget(self, click: Clicked) -> None:
        self.onboarding.cancel(click.spot, click.user)
        told = self.leaving.forget(click)
        self._at_home(click, told)

    def _reminders(self, click: Clicked) -> None:
        self.edge.preferences.choose_for_person(self.edge.caller(click.spot, click.user), reminders=click.value == "on")
        self.onboarding.plan_anew(click.spot, click.user)
        self._at_home(click, "")

    def _by_administrator(self, chosen: Callable[[Administrator, Clicked], None], click: Clicked) -> None:
        """What is for the whole workspace, chosen by its administrators only."""
        try:
            allowed = self.edge.administrator(click.spot, click.user)
        except (*UNREACHABLE, NotInstalled):
            self.edge.tell(click, self.edge.phrases.say("try_again"))
            return
        if isinstance(allowed, Refused):
            self._at_home(click, self.edge.phrases.say("for_administrators"))
        else:
            chosen(allowed, click)

    def _colleagues(self, administrator: Administrator, click: Clicked) -> None:
        self.edge.preferences.choose_for_workspace(administrator, colleagues=click.chosen)
        called, member = self.edge.channel_as_seen(click.spot, click.chosen)
        self._at_home(click, self.edge.phrases.say("colleagues_invite_me", channel=called) if member is False else "")

    def _welcome(self, administrator: Administrator, click: Clicked) -> None:
        self.edge.preferences.choose_for_workspace(administrator, welcome=click.several)
        self._at_home(click, "")

    def _at_home(self, click: Clicked, told: str) -> None:
        """Show the Home tab anew, and say what was done."""
        if told:
            self.edge.tell(click, told)
        self.edge.show_app(click.spot, click.user, HOME)


def not_ours(body: Mapping[str, Any]) -> dict[str, str]:
    """For a modal that this version does not open. Raises NotOurs."""
    raise NotOurs
