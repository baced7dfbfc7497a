"""The Web API's methods that install the app; these need no token, as they give it."""

from collections.abc import Callable

from bot.surfaces.playground.rules import Refused
from bot.surfaces.playground.slack import Slack
from bot.surfaces.playground.workspace import APP, BOT_USER, TEAM, Json

CODE = "consented"  # what Slack's consent page sends back with


def access(slack: Slack, args: Json) -> Json:
    """oauth.v2.access: the bot's token for the code of a consent."""
    if args.get("code") != CODE:
        raise Refused("invalid_code")
    return {
        "ok": True,
        "access_token": slack.bot_token,
        "token_type": "bot",
        "scope": "chat:write",
        "bot_user_id": BOT_USER,
        "app_id": APP,
        "team": {"id": TEAM, "name": "Stand-in"},
        "enterprise": None,
        "authed_user": {"id": "U0ADMIN"},
        "is_enterprise_install": False,
    }


METHODS: dict[str, Callable[[Slack, Json], Json]] = {"oauth.v2.access": access}
