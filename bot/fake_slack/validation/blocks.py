"""Slack's rules for blocks (https://docs.slack.dev/reference/block-kit/blocks): fields, lengths, and what may stand in
them."""

from collections.abc import Callable
from typing import Any

from bot.fake_slack import Json
from bot.fake_slack.validation.elements import CHOICES, ONE_OF_MANY, SEVERAL_OF_MANY, TYPED, Problems, element, sized, text

# The fields a block must and may have besides its type and block_id, and where it may stand.
ANYWHERE = {"message", "modal", "home"}
FIELDS: dict[str, tuple[set[str], set[str], set[str]]] = {
    "actions": ({"elements"}, set(), ANYWHERE),
    "context": ({"elements"}, set(), ANYWHERE),
    "context_actions": ({"elements"}, set(), {"message"}),
    "divider": (set(), set(), ANYWHERE),
    "header": ({"text"}, set(), ANYWHERE),
    "image": ({"alt_text"}, {"title", "image_url", "slack_file"}, ANYWHERE),
    "input": ({"label", "element"}, {"hint", "optional", "dispatch_action"}, ANYWHERE),
    "markdown": ({"text"}, set(), {"message"}),
    "rich_text": ({"elements"}, set(), ANYWHERE),
    "section": (set(), {"text", "fields", "accessory", "expand"}, ANYWHERE),
    "table": ({"rows"}, {"column_settings"}, {"message"}),
}
PICKERS = {"datepicker", "timepicker", "datetimepicker"}
BESIDE_A_SECTION = {"button", "overflow", "image", "workflow_button", "datepicker", "timepicker", *CHOICES, *ONE_OF_MANY}
IN_ACTIONS = {"button", "overflow", "workflow_button", *PICKERS, *CHOICES, *ONE_OF_MANY}  # and no multi-select menu
ALLOWED = {
    "section": BESIDE_A_SECTION | SEVERAL_OF_MANY,
    "actions": IN_ACTIONS,
    "input": {"file_input", *TYPED, *PICKERS, *CHOICES, *ONE_OF_MANY, *SEVERAL_OF_MANY},
    "context_actions": {"feedback_buttons", "icon_button"},
}


def block(one: Any, at: str, where: str) -> Problems:
    """What Slack would find wrong with a block."""
    if not isinstance(one, dict) or one.get("type") not in FIELDS:
        yield f"unsupported type: {one.get('type') if isinstance(one, dict) else one} [json-pointer:{at}]"
        return
    required, optional, places = FIELDS[one["type"]]
    if where not in places:
        yield f"unsupported type in a {where}: {one['type']} [json-pointer:{at}]"
    for key in required - set(one):
        yield f"missing required field: {key} [json-pointer:{at}]"
    for key in set(one) - required - optional - {"type", "block_id"}:
        yield f"invalid additional property: {key} [json-pointer:{at}]"
    yield from sized(one, "block_id", at, 255)
    if required <= set(one):
        yield from RULES[one["type"]](one, at)


def _section(one: Json, at: str) -> Problems:
    if "text" not in one and "fields" not in one:
        yield f"missing required field: text [json-pointer:{at}]"
    if "text" in one:
        yield from text(one["text"], f"{at}/text", 3000, mrkdwn=True)
    if "fields" in one:
        yield from _many(one["fields"], f"{at}/fields", 10, lambda field, there: text(field, there, 2000, mrkdwn=True))
    if "accessory" in one:
        yield from element(one["accessory"], f"{at}/accessory", ALLOWED["section"])


def _many(items: Any, at: str, most: int, rule: Callable[[Any, str], Problems], least: int = 1) -> Problems:
    if not isinstance(items, list) or not least <= len(items) <= most:
        yield f"must have from {least} to {most} items [json-pointer:{at}]"
        return
    for number, item in enumerate(items):
        yield from rule(item, f"{at}/{number}")


def _elements(one: Json, at: str) -> Problems:
    most = 25 if one["type"] == "actions" else 5
    allowed = ALLOWED[one["type"]]
    yield from _many(one["elements"], f"{at}/elements", most, lambda item, there: element(item, there, allowed))
    ids = [item.get("action_id") for item in one["elements"] if isinstance(item, dict) and item.get("action_id")]
    for id_ in {id_ for id_ in ids if ids.count(id_) > 1}:
        yield f"`action_id` {id_} already exists for another element [json-pointer:{at}/elements]"


def _context(one: Json, at: str) -> Problems:
    yield from _many(one["elements"], f"{at}/elements", 10, _beside_words)


def _beside_words(item: Any, at: str) -> Problems:
    if isinstance(item, dict) and item.get("type") == "image":
        yield from element(item, at, {"image"})
    else:
        yield from text(item, at, 3000, mrkdwn=True)


def _header(one: Json, at: str) -> Problems:
    yield from text(one["text"], f"{at}/text", 150)


def _image(one: Json, at: str) -> Problems:
    if ("image_url" in one) == ("slack_file" in one):
        yield f"needs image_url or slack_file [json-pointer:{at}]"
    yield from sized(one, "image_url", at, 3000)
    yield from sized(one, "alt_text", at, 2000)
    if "title" in one:
        yield from text(one["title"], f"{at}/title", 2000)


def _input(one: Json, at: str) -> Problems:
    yield from text(one["label"], f"{at}/label", 2000)
    if "hint" in one:
        yield from text(one["hint"], f"{at}/hint", 2000)
    yield from element(one["element"], f"{at}/element", ALLOWED["input"])


def _markdown(one: Json, at: str) -> Problems:
    yield from sized(one, "text", at, 12_000)


def _rich_text(one: Json, at: str) -> Problems:
    parts = {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}
    for number, item in enumerate(one["elements"] if isinstance(one["elements"], list) else [None]):
        if not isinstance(item, dict) or item.get("type") not in parts or not isinstance(item.get("elements"), list):
            yield f"unsupported element [json-pointer:{at}/elements/{number}]"


def _table(one: Json, at: str) -> Problems:
    def row(cells: Any, there: str) -> Problems:
        yield from _many(cells, there, 20, _cell)

    yield from _many(one["rows"], f"{at}/rows", 100, row)
    if len({len(cells) for cells in one["rows"] if isinstance(cells, list)}) > 1:
        yield f"all rows need the same number of cells [json-pointer:{at}/rows]"


def _cell(cell: Any, at: str) -> Problems:
    if not isinstance(cell, dict) or cell.get("type") not in {"raw_text", "rich_text"}:
        yield f"unsupported cell [json-pointer:{at}]"
    elif cell["type"] == "raw_text":
        yield from sized(cell, "text", at, 3000, required=True)
    else:
        yield from _rich_text(cell, at)


def _divider(_: Json, __: str) -> Problems:
    yield from ()


RULES: dict[str, Callable[[Json, str], Problems]] = {
    "actions": _elements, "context": _context, "context_actions": _elements, "divider": _divider, "header": _header,
    "image": _image, "input": _input, "markdown": _markdown, "rich_text": _rich_text, "section": _section, "table": _table,
}  # fmt: skip
