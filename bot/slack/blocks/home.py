"""The Home tab: what can be decided, what is going on, settings and privacy."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.core.content.library import menu_groups
from bot.core.content.phrases import Phrases
from bot.slack.blocks import kit
from bot.slack.blocks.action_ids import COLLEAGUES, FORGET, REMINDERS, START, WELCOME, Click
from bot.slack.blocks.case import case_blocks
from bot.slack.blocks.kit import Block
from bot.slack.blocks.my_decisions import decision_blocks
from bot.slack.context import Edge
from bot.slack.errors import is_for_a_while
from bot.slack.features.course import Onboarding
from bot.slack.outbox.kinds import HOME, PROMPTS
from bot.slack.payloads import Spot, delivery_of, enterprise_of, team_of


@dataclass(frozen=True)
class Home:
    """Shows a person's Home tab, and suggests what to say in the agent view."""

    edge: Edge
    onboarding: Onboarding

    def opened(self, body: Mapping[str, Any]) -> None:
        """The app was opened: its Home tab, or its direct messages."""
        event = body.get("event") or {}
        spot = Spot(team_of(body), str(event.get("channel") or ""), enterprise=enterprise_of(body))
        tab = PROMPTS if event.get("tab") == "messages" else HOME
        self.edge.show_app(spot, str(event.get("user", "")), tab, f"opened:{delivery_of(body)}")

    def publish(self, spot: Spot, user: str) -> None:
        """The Home tab as it is now. Raises SlackApiError."""
        self.edge.client(spot).views_publish(user_id=user, view={"type": "home", "blocks": self._blocks(spot, user)[:100]})

    def _blocks(self, spot: Spot, user: str) -> list[Block]:
        say = self.edge.phrases.say
        shown = case_blocks if self.edge.library.road else decision_blocks
        decisions = shown(self.edge, spot, user)
        return [
            *kit.header(say("home_title")),
            *kit.sections(say("home_lead")),
            *(decisions or kit.context(say("no_decisions"))),
            *self._course(spot, user),
            kit.divider(),
            *kit.header(say("menu_title")),
            *self._dialogues(),
            kit.divider(),
            *kit.header(say("home_settings")),
            *self._settings(spot, user),
            *kit.header(say("home_privacy")),
            *kit.sections(say("privacy")),
            *kit.actions([forget_button(self.edge.phrases)]),
        ]

    def _course(self, spot: Spot, user: str) -> list[Block]:
        course, progress = self.edge.library.course, self.onboarding.progress(spot, user)
        return [kit.divider(), *kit.header(course.title), *progress] if course else []

    def _dialogues(self) -> list[Block]:
        blocks: list[Block] = []
        for group, ids in menu_groups(self.edge.library):
            blocks += kit.sections(f"**{group}**")
            buttons = [
                kit.button(self.edge.library.dialogues[id_].title, f"{START}:{id_}", Click("", 0, "", id_).packed())
                for id_ in ids
            ]
            blocks += kit.actions(buttons)
        return blocks

    def _settings(self, spot: Spot, user: str) -> list[Block]:
        mine = self.edge.preferences.of_person(self.edge.caller(spot, user))
        say = self.edge.phrases.say
        on = mine.get("reminders", True)
        toggle = kit.button(say("reminders_off" if on else "reminders_on"), REMINDERS, "off" if on else "on")
        blocks = [*kit.sections(say("reminders_are_on" if on else "reminders_are_off")), *kit.actions([toggle])]
        if self.edge.is_administrator(spot, user):
            chosen = self.edge.workspace_settings(spot.team).get("colleagues")
            select: Block = {
                "type": "conversations_select",
                "action_id": COLLEAGUES,
                "filter": {"include": ["public", "private"]},
            }
            select |= {"initial_conversation": chosen} if chosen else {}
            blocks += [*kit.sections(say("colleagues_setting")), *kit.actions([select])]
            blocks += self._welcome_setting(spot) if self.edge.library.course else []
        return blocks

    def _welcome_setting(self, spot: Spot) -> list[Block]:
        chosen = self.edge.workspace_settings(spot.team).get("welcome")
        select: Block = {
            "type": "multi_conversations_select",
            "action_id": WELCOME,
            "filter": {"include": ["public", "private"]},
        }
        select |= {"initial_conversations": chosen} if chosen else {}
        first, *rest = kit.sections(self.edge.phrases.say("welcome_setting"))
        return [{**first, "accessory": select}, *rest]  # Slack has menus for several beside a text, and not among buttons

    def suggest(self, spot: Spot) -> None:
        """Prompts for the agent view; an app without that view is simply refused. Raises SlackApiError where that may pass."""
        say = self.edge.phrases.say
        prompts = [{"title": say(f"prompt_{n}_title"), "message": say(f"prompt_{n}")} for n in (1, 2, 3)]
        wanted = {"channel_id": spot.channel, "prompts": prompts, "title": say("prompts_title")}
        try:
            self.edge.client(spot).api_call("assistant.threads.setSuggestedPrompts", json=wanted)
        except SlackApiError as error:
            if is_for_a_while(error):
                raise


def forget_button(phrases: Phrases) -> Block:
    """The button, which asks once more."""
    button = kit.button(phrases.say("action_forget"), FORGET, "all", style="danger")
    words = [phrases.say(name) for name in ("forget_title", "forget_sure", "forget_yes", "action_cancel")]
    asking = kit.asking_once_more(button, *words)
    asking["confirm"]["style"] = "danger"
    return asking
