"""How blocks look: every kind the app uses, what we do not know, and words that would like to be markup."""

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fake_slack import Json
from bot.fake_slack.state.workspace import Workspace
from bot.playground.html.blocks import blocks_html
from bot.playground.html.mrkdwn import Names, mrkdwn_html
from bot.playground.html.render_context import RenderContext
from bot.playground.html.rich_text import markdown_html


class Read(HTMLParser):
    """What a browser would make of it: each tag with its attributes, and the words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(str(html))  # of plain words, or what is read out of it would be escaped again
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every tag of this name."""
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def names() -> Names:
    """Nobody and nothing but Ann and a channel."""
    workspace = Workspace()
    workspace.add_user("Ann")
    workspace.add_channel("garden", [])
    return Names(workspace)


def seen(names: Names, *blocks: Json) -> Read:
    """What blocks look like."""
    return Read(blocks_html(blocks, RenderContext(names, "m1")))


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


ONE_AND_TWO = [{"text": plain("One"), "value": "1", "description": plain("the first")}, {"text": plain("Two"), "value": "2"}]


def holding(element: Json) -> Json:
    """An element in a block of actions."""
    return {"type": "actions", "block_id": "b", "elements": [{"action_id": "a", **element}]}


def test_words(names: Names) -> None:
    read = seen(
        names,
        {"type": "header", "text": plain("A head")},
        {"type": "section", "text": marked("*bold* _slanted_ ~gone~ `code` <https://example.org|there>")},
        {"type": "section", "fields": [marked("left"), marked("right")]},
        {"type": "context", "elements": [marked("small")]},
        {"type": "divider"},
        {"type": "markdown", "text": "**strong**\n\n- a point"},
        {
            "type": "rich_text",
            "elements": [
                {"type": "rich_text_list", "style": "ordered", "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "first", "style": {"bold": True}}]}]},
                {"type": "rich_text_quote", "elements": [{"type": "text", "text": "said"}]},
            ],
        },
    )  # fmt: skip
    found = {name for name, _ in read.tags}
    assert {"h3", "b", "i", "s", "code", "a", "hr", "strong", "ul", "ol", "li", "blockquote"} <= found
    assert read.named("a") == [{"href": "https://example.org", "target": "_blank", "rel": "noopener noreferrer nofollow"}]
    for words in ("A head", "left", "right", "small", "a point", "first", "said"):
        assert words in read.words


def test_a_table_has_heads_and_a_name(names: Names) -> None:
    cell = {"type": "raw_text", "text": "Lever"}
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Price"}]}]}
    read = seen(names, {"type": "section", "text": marked("Levers")}, {"type": "table", "rows": [[cell], [rich]]})
    assert read.named("th") == [{"scope": "col"}]
    assert ("Lever" in read.words, "Price" in read.words) == (True, True)
    assert {"class": "scrolls", "role": "region", "aria-label": "Levers", "tabindex": "0"} in read.named("div")


@pytest.mark.parametrize(
    ("element", "tag"),
    [
        ({"type": "button", "text": plain("Go"), "value": "v"}, "button"),
        ({"type": "static_select", "placeholder": plain("Choose"), "options": ONE_AND_TWO}, "select"),
        ({"type": "radio_buttons", "options": ONE_AND_TWO}, "fieldset"),
        ({"type": "checkboxes", "options": ONE_AND_TWO}, "fieldset"),
        ({"type": "overflow", "options": ONE_AND_TWO}, "button"),
        ({"type": "datepicker", "initial_date": "2026-04-30"}, "input"),
        ({"type": "channels_select", "placeholder": plain("Channel")}, "select"),
    ],
    ids=lambda value: value["type"] if isinstance(value, dict) else "",
)
def test_what_can_be_used_is_a_real_control_that_says_where_it_stands(names: Names, element: Json, tag: str) -> None:
    read = seen(names, {"type": "section", "text": marked("Which one?")}, holding(element))
    used = [held for held in read.named(tag) if held.get("data-use")] or read.named(tag)
    assert used
    assert any(held.get("data-block") == "b" and held.get("data-action") == "a" for _, held in read.tags)
    spoken = " ".join(str(held.get("aria-label")) for _, held in read.tags) + read.words
    assert "Which one?" in spoken


def test_feedback_and_a_button_that_asks_first(names: Names) -> None:
    sides = {
        "positive_button": {"text": plain("Helpful"), "value": "yes"},
        "negative_button": {"text": plain("Not helpful"), "value": "no"},
    }
    sure = {"title": plain("Sure?"), "text": plain("It goes."), "confirm": plain("Yes"), "deny": plain("No"), "style": "danger"}
    read = seen(
        names,
        {"type": "context_actions", "block_id": "b", "elements": [{"type": "feedback_buttons", "action_id": "f", **sides}]},
        holding({"type": "button", "text": plain("Forget"), "style": "danger", "confirm": sure}),
    )
    assert [held["data-value"] for held in read.named("button") if held.get("data-value")] == ["yes", "no"]
    [dialog] = read.named("dialog")
    [opens] = [held for held in read.named("button") if held.get("data-confirm")]
    assert opens["data-confirm"] == dialog["id"]
    assert opens["class"] == "button danger"


def test_an_input_with_its_label_hint_and_error(names: Names) -> None:
    element = {"type": "plain_text_input", "action_id": "a", "multiline": True}
    block = {"type": "input", "block_id": "b", "label": plain("Why?"), "hint": plain("Briefly"), "element": element}
    read = Read(blocks_html([block], RenderContext(names, "m1", errors={"b": "Too short."})))
    [field] = read.named("textarea")
    [label] = read.named("label")
    described = [held.get("id") for held in read.named("p")]
    assert label["for"] == field["id"]
    assert (field["aria-invalid"], field["aria-describedby"]) == ("true", " ".join(str(id_) for id_ in described))
    assert ("Too short." in read.words, "Briefly" in read.words) == (True, True)


def test_what_has_no_look_is_shown_as_such(names: Names) -> None:
    read = seen(names, {"type": "video", "title": "<b>Diggers</b>"}, holding({"type": "timepicker"}))
    assert "A block of type “video” has no look here yet." in read.words
    assert "<b>Diggers</b>" in read.words
    assert "An element of type “timepicker” has no look here yet." in read.words


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:alert(1)", "//example.org"])
def test_only_pages_and_mailboxes_are_linked(names: Names, address: str) -> None:
    button = {"type": "button", "text": plain("Go"), "url": address}
    rich = {"type": "rich_text_section", "elements": [{"type": "link", "url": address, "text": "here"}]}
    read = seen(
        names,
        {"type": "section", "text": marked(f"<{address}|here>")},
        {"type": "markdown", "text": f"[here]({address})"},
        {"type": "rich_text", "elements": [rich]},
        holding(button),
    )
    assert read.named("a") == []


TAGS = {"b", "i", "s", "code", "pre", "blockquote", "span", "a", "div", "p", "ul", "ol", "li", "em", "strong", "del", "br", "hr",
        "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
ATTRIBUTES = {"href", "target", "rel", "class", "data-go", "data-thread", "start", "style", "title"}
WORDS = st.text() | st.lists(st.sampled_from(
    ["<", ">", "&lt;", "<script>", "<https://e.org|", "|", "*", "_", "~", "`", "```", "\n", "&gt;", "@U1", "!", "#C1", "](", "[",
     "a", '"', "'", "javascript:", "onclick=", "", "", " "])).map("".join)  # fmt: skip


@given(WORDS)
def test_no_words_become_more_than_marks(text: str) -> None:
    for html in (mrkdwn_html(text, Names(Workspace())), markdown_html(text)):
        read = Read(html)
        assert {name for name, _ in read.tags} <= TAGS
        attributes: list[tuple[str, Any]] = [pair for _, held in read.tags for pair in held.items()]
        assert {name for name, _ in attributes} <= ATTRIBUTES
        assert all(value.startswith(("http", "mailto:", "?place=")) for name, value in attributes if name == "href")
