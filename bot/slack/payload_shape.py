"""Whether a payload has the shape that Slack gives it: what has not, though it is signed, is refused before it is read."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter, ValidationError

Id = Annotated[str, Field(min_length=1)]
Word = str | None


class Shape(BaseModel):
    """What we read of a payload; Slack may send more."""

    model_config = ConfigDict(extra="allow", strict=True)


class Named(Shape):
    """Something with an id."""

    id: Word = None


class Somebody(Shape):
    """Who did it."""

    id: Id


class Authorization(Shape):
    """For whom an event is."""

    user_id: Word = None
    team_id: Word = None
    enterprise_id: Word = None
    is_bot: bool | None = None
    is_enterprise_install: bool | None = None


class Whose(Shape):
    """Which workspace or organisation a payload comes from."""

    team: Named | Word = None
    team_id: Word = None
    enterprise: Named | Word = None
    enterprise_id: Word = None
    is_enterprise_install: bool | str | None = None
    trigger_id: Word = None
    response_url: Word = None
    authorizations: list[Authorization] | None = None
    event: Shape | None = None


_EVENTS = dict.fromkeys(("message", "app_mention", "app_home_opened", "member_joined_channel"), "said")
_EVENTS |= {"tokens_revoked": "revoked"}


class Told(Shape):
    """An event."""

    type: Id


class Field_(Shape):
    """A line of an attachment."""

    title: Word = None
    value: Word = None


class Attachment(Shape):
    """What is forwarded or attached."""

    text: Word = None
    fields: list[Field_] | None = None


class Said(Told):
    """A message, or an event about a place."""

    user: Word = None
    channel: Word = None
    text: Word = None
    ts: Word = None
    thread_ts: Word = None
    tab: Word = None
    subtype: Word = None


class Revoked(Told):
    """Tokens that hold no more."""

    tokens: Mapping[str, list[str]] = {}


class Event(Whose):
    """A delivery of the Events API."""

    event: Annotated[
        Annotated[Said, Tag("said")] | Annotated[Revoked, Tag("revoked")] | Annotated[Told, Tag("told")],
        Discriminator(lambda event: _EVENTS.get(str(event.get("type")), "told") if isinstance(event, dict) else "told"),
    ]
    authorizations: list[Authorization] | None = None


class Container(Shape):
    """What something was clicked in."""

    message_ts: Word = None
    channel_id: Word = None
    thread_ts: Word = None
    is_ephemeral: bool | None = None


class Message(Shape):
    """The message that something was clicked in, or that somebody asks about."""

    ts: Word = None
    thread_ts: Word = None
    text: Word = None
    attachments: list[Attachment] | None = None
    files: list[dict[str, Any]] | None = None


class Option(Shape):
    """What was chosen."""

    value: Word = None


class Element(Shape):
    """What stands in a field, or was clicked."""

    action_id: Word = None
    block_id: Word = None
    value: Word = None
    selected_option: Option | None = None
    selected_options: list[Option] | None = None
    selected_conversation: Word = None
    selected_conversations: list[str] | None = None
    selected_date: Word = None
    action_ts: Word = None


class State(Shape):
    """All that was filled in."""

    values: dict[str, dict[str, Element]] = {}


class View(Shape):
    """A modal or a Home tab."""

    id: Word = None
    type: Word = None


class SentView(View):
    """A modal that was sent off."""

    callback_id: Id
    private_metadata: str = ""
    state: State


class Interaction(Whose):
    """Something a person did in Slack's own controls."""

    user: Somebody
    channel: Named | None = None


class Click(Interaction):
    """Something clicked or chosen."""

    actions: Annotated[list[Element], Field(min_length=1)]
    container: Container | None = None
    message: Message | None = None
    view: View | None = None
    state: State | None = None


class Submission(Interaction):
    """A modal that was sent off."""

    view: SentView


class Shortcut(Interaction):
    """A shortcut, of a message or by itself."""

    callback_id: Id
    message: Message | None = None


class Command(Whose):
    """A slash command, as the fields of a form."""

    command: Id
    user_id: Id
    channel_id: Word = None
    text: Word = None


class Other(Whose):
    """What we do not read, though Bolt looks whose it is."""

    user: Named | Word = None
    user_id: Word = None
    channel: Named | Word = None


_KINDS = {"event_callback": "event", "block_actions": "click", "view_submission": "submission", "view_closed": "interaction"}
_KINDS |= {"shortcut": "shortcut", "message_action": "shortcut"}


def _kind(body: Any) -> str:
    return "command" if "command" in body else _KINDS.get(str(body.get("type")), "other")


_BODY: TypeAdapter[Any] = TypeAdapter(
    Annotated[
        Annotated[Event, Tag("event")]
        | Annotated[Click, Tag("click")]
        | Annotated[Submission, Tag("submission")]
        | Annotated[Interaction, Tag("interaction")]
        | Annotated[Shortcut, Tag("shortcut")]
        | Annotated[Command, Tag("command")]
        | Annotated[Other, Tag("other")],
        Discriminator(_kind),
    ]
)


def what_is_wrong(body: Mapping[str, Any]) -> str:
    """Where a payload is not as Slack sends it, without a word of what it holds; empty when all is well."""
    try:
        _BODY.validate_python(body)
    except ValidationError as error:
        where = error.errors(include_input=False, include_url=False)[0]["loc"]
        return ".".join(str(part) for part in where[:3])
    return ""
