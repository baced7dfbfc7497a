"""The Web API's methods that install the app and renew its token; these need no token, as they give it."""

from collections.abc import Callable

from bot.fake_slack import Json
from bot.fake_slack.fake_slack import FakeSlack
from bot.fake_slack.state.workspace import APP, BOT_USER, ORGANISATION, TEAM
from bot.fake_slack.validation.messages import Refused

# What Slack's consent page sends back with.
CODE, CODE_FOR_ORG, CODE_NAMING_TEAM = (
    "consented",
    "consented-for-all",
    "consented-for-all-from-a-team",
)


def access(slack: FakeSlack, args: Json) -> Json:
    """oauth.v2.access: the bot's token for the code of a consent, or a new one for the token that renews it."""
    if args.get("grant_type") == "refresh_token":
        return _given(slack, _renewed(slack, args))
    if args.get("code") not in (CODE, CODE_FOR_ORG, CODE_NAMING_TEAM):
        raise Refused("invalid_code")
    whole = args["code"] != CODE
    own = {"authed_user": {"id": "U0ADMIN"}, "is_enterprise_install": whole}
    team = None if args["code"] == CODE_FOR_ORG else {"id": TEAM, "name": "Stand-in"}
    return _given(slack, {**own, "team": team, "enterprise": {"id": ORGANISATION, "name": "An organisation"} if whole else None})


def _renewed(slack: FakeSlack, args: Json) -> Json:
    if not slack.refresh_token or args.get("refresh_token") != slack.refresh_token:
        raise Refused("invalid_refresh_token")
    slack.refresh_token, slack.bot_token = (f"{kind}-{slack.workspace.new_id('x')}" for kind in ("xoxe", "xoxb"))
    return {}


def _given(slack: FakeSlack, more: Json) -> Json:
    own = {"access_token": slack.bot_token, "token_type": "bot", "scope": "chat:write", "bot_user_id": BOT_USER, "app_id": APP}
    ends = {"refresh_token": slack.refresh_token, "expires_in": slack.token_seconds} if slack.refresh_token else {}
    return {"ok": True, **own, **ends, **more}


METHODS: dict[str, Callable[[FakeSlack, Json], Json]] = {"oauth.v2.access": access}
