"""The Web API's methods for modals, home tabs and what stands around a direct message."""

from collections.abc import Callable

from bot.fake_slack import Json
from bot.fake_slack.fake_slack import FakeSlack
from bot.fake_slack.validation.messages import Refused


def _view(args: Json, type_: str = "modal") -> Json:
    view = args.get("view")
    if not isinstance(view, dict) or view.get("type") != type_:
        raise Refused("invalid_arguments", [f"must be a {type_} [json-pointer:/view]"])
    return view


def open_(slack: FakeSlack, args: Json) -> Json:
    """views.open"""
    view = _view(args)
    return {"ok": True, "view": slack.views.open(slack.triggers.exchange(str(args.get("trigger_id"))), view).as_slack()}


def push(slack: FakeSlack, args: Json) -> Json:
    """views.push"""
    view = _view(args)
    return {"ok": True, "view": slack.views.push(slack.triggers.exchange(str(args.get("trigger_id"))), view).as_slack()}


def update(slack: FakeSlack, args: Json) -> Json:
    """views.update"""
    id_ = str(args.get("view_id") or args.get("external_id") or "")
    return {"ok": True, "view": slack.views.update(id_, _view(args), str(args.get("hash") or "")).as_slack()}


def publish(slack: FakeSlack, args: Json) -> Json:
    """views.publish"""
    if args.get("user_id") not in slack.workspace.users:
        raise Refused("user_not_found")
    return {"ok": True, "view": slack.views.publish(args["user_id"], _view(args, "home")).as_slack()}


def _around(slack: FakeSlack, args: Json, known: Json) -> Json:
    channel = slack.workspace.channel(args.get("channel_id"))
    if channel.kind != "im":
        raise Refused("channel_not_found")
    slack.prompts.setdefault(channel.id, {}).update(known)
    return {"ok": True}


def suggested_prompts(slack: FakeSlack, args: Json) -> Json:
    """assistant.threads.setSuggestedPrompts"""
    prompts = args.get("prompts")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= 4 or any({"title", "message"} - set(one) for one in prompts):
        raise Refused("invalid_arguments", ["must have from 1 to 4 prompts [json-pointer:/prompts]"])
    return _around(slack, args, {"prompts": prompts, "title": args.get("title") or ""})


def status(slack: FakeSlack, args: Json) -> Json:
    """assistant.threads.setStatus"""
    return _around(slack, args, {"status": args.get("status") or ""})


def title(slack: FakeSlack, args: Json) -> Json:
    """assistant.threads.setTitle"""
    return _around(slack, args, {"thread_title": args.get("title") or ""})


def connect(slack: FakeSlack, _: Json) -> Json:
    """apps.connections.open"""
    return {"ok": True, "url": f"{slack.socket_address}?ticket={slack.workspace.new_id('t')}"}


METHODS: dict[str, Callable[[FakeSlack, Json], Json]] = {
    "views.open": open_,
    "views.push": push,
    "views.update": update,
    "views.publish": publish,
    "assistant.threads.setSuggestedPrompts": suggested_prompts,
    "assistant.threads.setStatus": status,
    "assistant.threads.setTitle": title,
    "apps.connections.open": connect,
}
