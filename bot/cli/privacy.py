"""`advisor export` and `advisor forget`: what people may ask of whoever runs the advisor."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import Content, echo, fail, library_from, open_advisor

if TYPE_CHECKING:
    from bot.services.conversations import Advisor

HOW = "as workspace/person, such as T0123/U0456"
User = Annotated[str, typer.Option("--user", help=f"Whom, {HOW}.")]
Team = Annotated[str, typer.Option("--team", help="A whole workspace, such as T0123.")]


def export(user: User, content: Content = None) -> None:
    """Print all that is kept of a person, as one JSON document."""
    from bot.services.privacy import exported

    echo(json.dumps(exported(open_advisor(library_from(content)), _person(user)), ensure_ascii=False, indent=2))


def forget(user: User = "", team: Team = "", content: Content = None) -> None:
    """Let go of all that is kept of a person, or of a whole workspace with its tokens."""
    if bool(user) == bool(team):
        raise fail(f"Say whom to forget: --user, {HOW}, or --team.")
    advisor = open_advisor(library_from(content))
    echo(_forget_person(advisor, _person(user)) if user else _forget_workspace(advisor, team))


def _person(user: str) -> str:
    workspace, slash, person = user.partition("/")
    if not (workspace and slash and person):
        raise fail(
            f"“{user}” is nobody: name them {HOW}. Slack shows both ids in a profile, under “Copy member ID” and “Copy link”."
        )
    return user


def _forget_person(advisor: "Advisor", person: str) -> str:
    from bot.services.privacy import forget_person
    from bot.slack.context import Edge
    from bot.slack.features.course import Onboarding
    from bot.slack.installations import OneWorkspace, client_with
    from bot.slack.payloads import Spot

    workspace, _, user = person.partition("/")
    edge = Edge(advisor, OneWorkspace(client_with(None, "")))  # which speaks to nobody: reminders go by the outbox
    Onboarding(edge).cancel(Spot(workspace, ""), user)
    gone = forget_person(advisor, person)
    course = ", their course" if gone.course else ""
    return f"Forgotten: {gone.conversations} conversations{course}, and their name in {gone.elsewhere} of others."


def _forget_workspace(advisor: "Advisor", team: str) -> str:
    from bot.services.privacy import forget_workspace
    from bot.settings import read_settings
    from bot.slack.installations import workspaces_from

    gone = forget_workspace(advisor, team)
    workspaces_from(read_settings(), advisor.store.engine).forget(team)
    return f"Forgotten: {gone} conversations, and the tokens of {team} where they were in the database."
