"""The payloads that Slack sends, in the shapes it sends them."""

from typing import Any

from bot.fake_slack import Json
from bot.fake_slack.fake_slack import FakeSlack
from bot.fake_slack.state.views import View
from bot.fake_slack.state.workspace import APP, BOT_USER, ORGANISATION, TEAM, Channel, Message, User

ANOTHER_TEAM = "T0ANOTHER"  # of the same organisation, where somebody may be at home who clicks here


class Payloads:
    """Makes payloads; with `for_org` as an app gets them that a whole organisation installed."""

    def __init__(self, slack: FakeSlack, for_org: bool = False) -> None:
        self.slack, self.for_org = slack, for_org

    def event(self, event: Json) -> Json:
        """An event of the Events API."""
        enterprise = ORGANISATION if self.for_org else None
        own = {"enterprise_id": enterprise, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True}
        return {
            "token": "verification",
            "team_id": TEAM,
            "context_team_id": TEAM,
            "context_enterprise_id": enterprise,
            "api_app_id": APP,
            "event": event,
            "type": "event_callback",
            "event_id": self.slack.workspace.new_id("Ev"),
            "event_time": int(self.slack.workspace.clock()),
            "authorizations": [own | {"is_enterprise_install": self.for_org}],
            "is_ext_shared_channel": False,
        }

    def message(self, message: Message, channel: Channel, mention: bool = False) -> Json:
        """A message that somebody typed, or the mention in it."""
        spoken = {"type": "app_mention" if mention else "message", "user": message.user, "text": message.text, "ts": message.ts}
        place: Json = {"channel": channel.id, "team": TEAM, "event_ts": message.ts, "client_msg_id": f"client-{message.ts}"}
        place |= {} if mention else {"channel_type": {"im": "im", "private": "group"}.get(channel.kind, "channel")}
        return self.event(spoken | place | ({"thread_ts": message.thread} if message.thread else {}))

    def joined(self, user: User, channel: Channel, inviter: User) -> Json:
        """Somebody joined a channel that the app is in."""
        event = {"type": "member_joined_channel", "user": user.id, "channel": channel.id, "channel_type": "C", "team": TEAM}
        event |= {"inviter": inviter.id} if inviter != user else {}
        return self.event(event | {"event_ts": self.slack.workspace.new_ts()})

    def home_opened(self, user: User, channel: Channel, tab: str) -> Json:
        """Somebody opened the app's home or its messages."""
        event = {"type": "app_home_opened", "user": user.id, "channel": channel.id, "tab": tab}
        view = self.slack.views.homes.get(user.id)
        shown = {"view": view.as_slack()} if view and tab == "home" else {}
        return self.event(event | {"event_ts": self.slack.workspace.new_ts()} | shown)

    def _interaction(self, type_: str, user: User, **more: Any) -> Json:
        team = None if self.for_org else {"id": TEAM, "domain": "stand-in"}
        home = ANOTHER_TEAM if self.for_org else TEAM
        enterprise = {"id": ORGANISATION, "name": "An organisation"} if self.for_org else None
        return {
            "type": type_,
            "user": {"id": user.id, "username": user.name.lower(), "name": user.name.lower(), "team_id": home},
            "api_app_id": APP,
            "token": "verification",
            "team": team,
            "enterprise": enterprise,
            "is_enterprise_install": self.for_org,
            "trigger_id": self.slack.triggers.trigger(user.id),
            **more,
        }

    def click(self, user: User, message: Message, state: Json, action: Json, url: str) -> Json:
        """Something clicked or chosen in a message."""
        workspace = self.slack.workspace
        channel, hidden = workspace.channels[message.channel], bool(message.only_for)
        container = {"type": "message", "message_ts": message.ts, "channel_id": channel.id, "is_ephemeral": hidden}
        container |= {"thread_ts": message.thread} if message.thread else {}
        more: Json = {"container": container, "channel": self._place(channel), "state": {"values": state}, "response_url": url}
        more |= {} if hidden else {"message": message.as_slack(workspace.is_root(message))}
        return self._interaction("block_actions", user, **more, actions=[self._stamped(action)])

    def click_in_view(self, user: User, view: View, state: Json, action: Json) -> Json:
        """Something clicked or chosen in a modal or home tab: there is no channel."""
        more = {"container": {"type": "view", "view_id": view.id}, "view": view.as_slack(state)}
        return self._interaction("block_actions", user, **more, actions=[self._stamped(action)])

    def _stamped(self, action: Json) -> Json:
        return action | {"action_ts": self.slack.workspace.new_ts()}

    def _place(self, channel: Channel) -> Json:
        return {"id": channel.id, "name": {"im": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name)}

    def submission(self, user: User, view: View, state: Json) -> Json:
        """A modal that was sent off: there is no channel either."""
        return self._interaction("view_submission", user, view=view.as_slack(state), response_urls=[])

    def closed(self, user: User, view: View) -> Json:
        """A modal that was closed."""
        return self._interaction("view_closed", user, view=view.as_slack(), is_cleared=False)

    def shortcut(self, user: User, callback: str) -> Json:
        """A global shortcut."""
        return self._interaction("shortcut", user, callback_id=callback, action_ts=self.slack.workspace.new_ts())

    def message_shortcut(self, user: User, message: Message, callback: str, url: str) -> Json:
        """A shortcut in a message's menu."""
        channel = self._place(self.slack.workspace.channels[message.channel])
        more = {"callback_id": callback, "channel": channel, "message_ts": message.ts, "response_url": url}
        shown = message.as_slack(self.slack.workspace.is_root(message))
        return self._interaction("message_action", user, **more, message=shown, action_ts=self.slack.workspace.new_ts())

    def command(self, user: User, channel: Channel, command: str, text: str, url: str) -> Json:
        """A slash command; all its fields are strings, as in a form."""
        who = {"user_id": user.id, "user_name": user.name.lower(), "team_id": TEAM, "team_domain": "stand-in"}
        where = {"channel_id": channel.id, "channel_name": self._place(channel)["name"], "response_url": url}
        what = {"command": command, "text": text, "trigger_id": self.slack.triggers.trigger(user.id)}
        return {
            "token": "verification",
            "api_app_id": APP,
            "is_enterprise_install": str(self.for_org).lower(),
            **({"enterprise_id": ORGANISATION, "enterprise_name": "An organisation"} if self.for_org else {}),
            **who,
            **where,
            **what,
        }
