"""The Web API's methods about channels, threads and people."""

from collections.abc import Callable

from bot.fake_slack import Json
from bot.fake_slack.fake_slack import FakeSlack
from bot.fake_slack.state.workspace import BOT_USER, Channel, Message
from bot.fake_slack.validation.messages import Refused

DEFAULT_PAGE, LARGEST_PAGE = 100, 999


def open_(slack: FakeSlack, args: Json) -> Json:
    """conversations.open"""
    users = [user for user in str(args.get("users") or "").split(",") if user]
    if not users:
        raise Refused("users_list_not_supplied")
    if len(users) > 1:
        raise Refused("invalid_user_combination")  # the stand-in has no group messages
    return {"ok": True, "channel": {"id": slack.workspace.direct_message(users[0]).id}}


def _readable(slack: FakeSlack, args: Json) -> Channel:
    channel = slack.workspace.channel(args.get("channel"))
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    return channel


def replies(slack: FakeSlack, args: Json) -> Json:
    """conversations.replies: oldest first."""
    channel = _readable(slack, args)
    root = slack.workspace.find(channel.id, str(args.get("ts")))
    return _page(slack, args, slack.workspace.thread(channel.id, root.thread or root.ts))


def history(slack: FakeSlack, args: Json) -> Json:
    """conversations.history: newest first, without the answers in threads."""
    return _page(slack, args, slack.workspace.top(_readable(slack, args).id)[::-1])


def _page(slack: FakeSlack, args: Json, messages: list[Message]) -> Json:
    oldest, latest, inclusive = (
        str(args.get("oldest") or "0"),
        str(args.get("latest") or "9" * 12),
        _is_true(args.get("inclusive")),
    )
    within = [one for one in messages if oldest < one.ts < latest or (inclusive and one.ts in (oldest, latest))]
    start, size = int(args.get("cursor") or 0), min(int(args.get("limit") or DEFAULT_PAGE), LARGEST_PAGE)
    metadata = _is_true(args.get("include_all_metadata"))
    shown = [one.as_slack(slack.workspace.is_root(one), metadata) | _files(slack, one) for one in within[start : start + size]]
    more = start + size < len(within)
    following = {"next_cursor": str(start + size) if more else ""}
    return {"ok": True, "messages": shown, "has_more": more, "response_metadata": following}


def _files(slack: FakeSlack, message: Message) -> Json:
    return {"files": [slack.workspace.files[id_].as_slack() for id_ in message.files]} if message.files else {}


def _is_true(value: object) -> bool:
    return str(value).lower() in {"1", "true"}


def info(slack: FakeSlack, args: Json) -> Json:
    """conversations.info"""
    channel = slack.workspace.channel(args.get("channel"))
    return {"ok": True, "channel": channel.as_slack() | {"is_member": BOT_USER in channel.members}}


def members(slack: FakeSlack, args: Json) -> Json:
    """conversations.members"""
    channel = slack.workspace.channel(args.get("channel"))
    return {"ok": True, "members": sorted(channel.members), "response_metadata": {"next_cursor": ""}}


def user_info(slack: FakeSlack, args: Json) -> Json:
    """users.info"""
    if args.get("user") not in slack.workspace.users:
        raise Refused("user_not_found")
    return {"ok": True, "user": slack.workspace.users[args["user"]].as_slack()}


def users(slack: FakeSlack, _: Json) -> Json:
    """users.list"""
    known = [user.as_slack() for user in slack.workspace.users.values()]
    return {"ok": True, "members": known, "response_metadata": {"next_cursor": ""}}


METHODS: dict[str, Callable[[FakeSlack, Json], Json]] = {
    "conversations.open": open_,
    "conversations.replies": replies,
    "conversations.history": history,
    "conversations.info": info,
    "conversations.members": members,
    "users.info": user_info,
    "users.list": users,
}
