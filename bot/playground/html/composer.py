"""Where people type."""

from bot.fake_slack.fake_slack import FakeSlack
from bot.fake_slack.state.workspace import Channel
from bot.playground.html.tags import Html, joined, tag

SHORTCUTS = {"start_a_decision": "Start a decision"}  # as the manifest has them
COMMANDS = ("help", "ask ", "start ", "resume", "my decisions", "onboard", "forget me")


def composer_html(slack: FakeSlack, channel: Channel, thread: str = "") -> Html:
    """The composer of a channel or a thread."""
    name = "Reply…" if thread else f"Message # {channel.name}" if channel.name else "Message Advisor"
    id_ = f"words-{thread or channel.id}".replace(".", "-")
    label = tag("label", name, for_=id_, class_="unseen")
    words = tag("textarea", "", id=id_, rows=1, placeholder=name, data_words=True, autocomplete="off")
    tools = tag("div", *_tools(id_, channel, thread), _send(), class_="row")
    form = tag("form", label, words, tools, class_="composer", data_channel=channel.id, data_thread_ts=thread, data_key=id_)
    return joined([None if thread else _prompts(slack, channel), form])


def _send() -> Html:
    return tag("button", tag("span", "➤", aria_hidden="true"), type="submit", class_="button primary send", aria_label="Send")


def _tools(id_: str, channel: Channel, thread: str) -> list[Html]:
    mention = tag(
        "button",
        tag("span", "@", aria_hidden="true"),
        type="button",
        aria_label="Mention the advisor",
        title="Mention the advisor",
        data_fill="@advisor ",
    )
    tools = [mention] if channel.kind != "im" else []
    if not thread:
        commands = [tag("button", f"/advisor {word}", type="button", data_fill=f"/advisor {word}") for word in COMMANDS]
        shortcuts = [
            tag("button", name, type="button", data_do="shortcut", data_value=callback) for callback, name in SHORTCUTS.items()
        ]
        tools += [_menu(f"{id_}-commands", "/", "Commands", commands), _menu(f"{id_}-shortcuts", "⚡", "Shortcuts", shortcuts)]
    return tools


def _menu(id_: str, sign: str, name: str, choices: list[Html]) -> Html:
    opens = tag("button", tag("span", sign, aria_hidden="true"), type="button", aria_label=name, title=name, popovertarget=id_)
    return tag("span", opens, tag("div", *choices, id=id_, popover="auto", class_="menu"))


def _prompts(slack: FakeSlack, channel: Channel) -> Html | None:
    """What the app suggests to say, until somebody said something."""
    held = slack.prompts.get(channel.id, {})
    if not held.get("prompts") or slack.workspace.top(channel.id):
        return None
    buttons = (tag("button", one["title"], type="button", class_="button", data_say=one["message"]) for one in held["prompts"])
    return tag("div", tag("p", held.get("title"), class_="quiet"), tag("div", *buttons, class_="row"), class_="prompts")
