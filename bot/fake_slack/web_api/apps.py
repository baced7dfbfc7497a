"""The Web API's methods about the app itself, and about what it could send."""

import re
from collections.abc import Callable
from typing import Any

from bot.fake_slack import Json
from bot.fake_slack.fake_slack import FakeSlack
from bot.fake_slack.state.workspace import APP, BOT
from bot.fake_slack.validation.messages import Refused, check_blocks, check_view

_POINTER = re.compile(r"\[json-pointer:(\S+)\]")


class Invalid(Refused):
    """What blocks.validate finds, each fault with the place where it stands."""

    def as_answer(self) -> Json:
        """The answer of the Web API."""
        errors = [
            {"pointer": _pointer(one), "code": "failed_constraint", "message": one} for one in self.messages or [self.error]
        ]
        return {"ok": False, "error": self.error, "errors": errors}


def _pointer(message: str) -> str:
    found = _POINTER.search(message)
    return found[1] if found else "/"


def validate(_: FakeSlack, args: Json) -> Json:
    """blocks.validate: blocks, a whole message, or a view. Raises Refused."""
    given = [name for name in ("blocks", "message", "view") if args.get(name)]
    if len(given) != 1:
        raise Refused("invalid_arguments")
    [name] = given
    held: Any = args[name]
    try:
        if name == "view":
            check_view(held)
        else:
            check_blocks(held.get("blocks", []) if name == "message" else held, "message")
    except Refused as refused:
        raise Invalid(f"invalid_{name}", refused.messages or [refused.error]) from None
    return {"ok": True}


def bot_info(_: FakeSlack, args: Json) -> Json:
    """bots.info"""
    if args.get("bot") != BOT:
        raise Refused("bot_not_found")
    return {"ok": True, "bot": {"id": BOT, "app_id": APP, "name": "advisor", "deleted": False}}


def export(slack: FakeSlack, args: Json) -> Json:
    """apps.manifest.export: for the owner's configuration token alone."""
    if args.get("app_id") != APP:
        raise Refused("invalid_app_id")
    return {"ok": True, "manifest": slack.manifest}


METHODS: dict[str, Callable[[FakeSlack, Json], Json]] = {
    "blocks.validate": validate,
    "bots.info": bot_info,
    "apps.manifest.export": export,
}
