"""The Web API's chat methods."""

from collections.abc import Callable

from bot.fake_slack import Json
from bot.fake_slack.fake_slack import FakeSlack
from bot.fake_slack.state.workspace import BOT, BOT_USER, Channel, Message
from bot.fake_slack.validation.messages import Refused, check_message

MOST_DAYS_AHEAD = 120


def channel_to_speak_in(slack: FakeSlack, args: Json) -> Channel:
    """The channel meant, if the app may speak there. Raises Refused."""
    channel = slack.workspace.channel(args.get("channel"))
    if channel.archived:
        raise Refused("is_archived")
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    return channel


def _own(slack: FakeSlack, args: Json, error: str) -> Message:
    message = slack.workspace.find(str(args.get("channel")), str(args.get("ts")), "message_not_found")
    if not message.ours:
        raise Refused(error)
    return message


def post_message(slack: FakeSlack, args: Json) -> Json:
    """chat.postMessage"""
    channel = channel_to_speak_in(slack, args)
    check_message(args)
    content = {"blocks": args.get("blocks"), "thread": args.get("thread_ts") or "", "metadata": args.get("metadata")}
    message = slack.workspace.post(channel.id, BOT_USER, args.get("text") or "", **content)
    return {"ok": True, "channel": channel.id, "ts": message.ts, "message": message.as_slack(with_metadata=True)}


def update(slack: FakeSlack, args: Json) -> Json:
    """chat.update"""
    channel = channel_to_speak_in(slack, args)
    message = _own(slack, args | {"channel": channel.id}, "cant_update_message")
    check_message(args, update=True)
    changes = {"text": args.get("text") or ""} | ({"blocks": args["blocks"]} if "blocks" in args else {})
    if "metadata" in args:
        changes["metadata"] = args["metadata"] or None  # left out, the message keeps what it had
    message = slack.workspace.edit(message, **changes)
    return {"ok": True, "channel": channel.id, "ts": message.ts, "text": message.text, "message": message.as_slack()}


def post_ephemeral(slack: FakeSlack, args: Json) -> Json:
    """chat.postEphemeral"""
    channel = channel_to_speak_in(slack, args)
    if args.get("user") not in channel.members:
        raise Refused("user_not_in_channel")
    check_message(args | {"metadata": None})
    content = {"blocks": args.get("blocks"), "thread": args.get("thread_ts") or "", "only_for": args["user"]}
    return {"ok": True, "message_ts": slack.workspace.post(channel.id, BOT_USER, args.get("text") or "", **content).ts}


def delete(slack: FakeSlack, args: Json) -> Json:
    """chat.delete"""
    message = _own(slack, args, "cant_delete_message")
    slack.workspace.delete(message)
    return {"ok": True, "channel": message.channel, "ts": message.ts}


def schedule(slack: FakeSlack, args: Json) -> Json:
    """chat.scheduleMessage"""
    channel = channel_to_speak_in(slack, args)
    check_message(args)
    try:
        ahead = float(args["post_at"]) - slack.workspace.clock()
    except (KeyError, TypeError, ValueError):
        raise Refused("invalid_time") from None
    if ahead <= 0:
        raise Refused("time_in_past")
    if ahead > MOST_DAYS_AHEAD * 86_400:
        raise Refused("time_too_far")
    id_ = slack.workspace.new_id("Q")
    slack.workspace.scheduled[id_] = args | {"channel": channel.id}
    return {"ok": True, "channel": channel.id, "scheduled_message_id": id_, "post_at": args["post_at"]}


def delete_scheduled(slack: FakeSlack, args: Json) -> Json:
    """chat.deleteScheduledMessage"""
    if slack.workspace.scheduled.pop(str(args.get("scheduled_message_id")), None) is None:
        raise Refused("invalid_scheduled_message_id")
    return {"ok": True}


def scheduled(slack: FakeSlack, args: Json) -> Json:
    """chat.scheduledMessages.list"""
    planned = slack.workspace.scheduled.items()
    shown = [
        {"id": id_, "channel_id": one["channel"], "post_at": one["post_at"], "text": one.get("text") or ""}
        for id_, one in planned
        if args.get("channel") in (None, one["channel"])
    ]
    return {"ok": True, "scheduled_messages": shown, "response_metadata": {"next_cursor": ""}}


def permalink(slack: FakeSlack, args: Json) -> Json:
    """chat.getPermalink"""
    channel = slack.workspace.channel(args.get("channel"))
    message = slack.workspace.find(channel.id, str(args.get("message_ts")), "message_not_found")
    path = f"{channel.id}/p{message.ts.replace('.', '')}"
    thread = f"?thread_ts={message.thread}&cid={channel.id}" if message.thread else ""
    return {"ok": True, "channel": channel.id, "permalink": f"https://stand-in.slack.com/archives/{path}{thread}"}


def auth_test(_: FakeSlack, __: Json) -> Json:
    """auth.test"""
    own = {"team": "Stand-in", "team_id": "T0TEAM", "user": "advisor", "user_id": BOT_USER, "bot_id": BOT}
    return {"ok": True, "url": "https://stand-in.slack.com/", "is_enterprise_install": False} | own


METHODS: dict[str, Callable[[FakeSlack, Json], Json]] = {
    "auth.test": auth_test,
    "chat.postMessage": post_message,
    "chat.update": update,
    "chat.postEphemeral": post_ephemeral,
    "chat.delete": delete,
    "chat.scheduleMessage": schedule,
    "chat.deleteScheduledMessage": delete_scheduled,
    "chat.scheduledMessages.list": scheduled,
    "chat.getPermalink": permalink,
}
