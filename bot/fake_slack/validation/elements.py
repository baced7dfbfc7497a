"""Slack's rules for what people can click, choose and type
(https://docs.slack.dev/reference/block-kit/block-elements)."""

import re
from collections.abc import Iterator
from typing import Any

from bot.fake_slack import Json

Problems = Iterator[str]

CHOICES = {"radio_buttons", "checkboxes"}
_SOURCES = ("static", "external", "users", "conversations", "channels")
ONE_OF_MANY = {f"{source}_select" for source in _SOURCES}
SEVERAL_OF_MANY = {f"multi_{source}_select" for source in _SOURCES}
TYPED = {"plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input"}

_COMMON = {"type", "action_id", "confirm", "focus_on_load", "placeholder"}
_TYPED = {"type", "action_id", "focus_on_load", "placeholder", "initial_value", "dispatch_action_config"}
_MENU = {"options", "option_groups", "initial_option", "initial_options", "max_selected_items", "min_query_length"}
_PICKED = {f"initial_{what}{s}" for what in ("user", "conversation", "channel") for s in ("", "s")}
FIELDS: dict[str, set[str]] = {
    "button": {"type", "text", "action_id", "value", "url", "style", "confirm", "accessibility_label"},
    "workflow_button": {"type", "text", "workflow", "style", "accessibility_label"},
    "overflow": {"type", "action_id", "options", "confirm"},
    "radio_buttons": {"options", "initial_option"} | _COMMON - {"placeholder"},
    "checkboxes": {"options", "initial_options"} | _COMMON - {"placeholder"},
    "datepicker": {"initial_date"} | _COMMON,
    "timepicker": {"initial_time", "timezone"} | _COMMON,
    "datetimepicker": {"initial_date_time"} | _COMMON - {"placeholder"},
    "plain_text_input": {"multiline", "min_length", "max_length"} | _TYPED,
    "number_input": {"is_decimal_allowed", "min_value", "max_value"} | _TYPED,
    "email_text_input": _TYPED,
    "url_text_input": _TYPED,
    "rich_text_input": {"min_lines", "max_lines"} | _TYPED,
    "file_input": {"type", "action_id", "filetypes", "max_files"},
    "feedback_buttons": {"type", "action_id", "positive_button", "negative_button"},
    "icon_button": {"type", "action_id", "icon", "text", "value", "confirm", "accessibility_label", "visible_to_user_ids"},
    "image": {"type", "image_url", "slack_file", "alt_text"},
    **{name: _COMMON | _MENU | _PICKED | {"response_url_enabled", "filter"} for name in ONE_OF_MANY | SEVERAL_OF_MANY},
}
MOST_OPTIONS = {"radio_buttons": 10, "checkboxes": 10, "overflow": 5, "static_select": 100, "multi_static_select": 100}


def text(value: Any, at: str, most: int, mrkdwn: bool = False) -> Problems:
    """What Slack would find wrong with a text object."""
    kinds = {"plain_text": {"type", "text", "emoji"}, "mrkdwn": {"type", "text", "verbatim"}}
    if not isinstance(value, dict) or value.get("type") not in (kinds if mrkdwn else {"plain_text"}):
        yield f"must be a text object of another type [json-pointer:{at}]"
        return
    for key in set(value) - kinds[value["type"]]:
        yield f"invalid additional property: {key} [json-pointer:{at}]"
    yield from sized(value, "text", at, most, required=True)


def sized(holder: Json, key: str, at: str, most: int, required: bool = False) -> Problems:
    """What is wrong with the length of a field that holds a string."""
    if key not in holder and not required:
        return
    value = holder.get(key)
    if not isinstance(value, str) or not value:
        yield f"must be more than 0 characters [json-pointer:{at}/{key}]"
    elif len(value) > most:
        yield f"must be less than {most + 1} characters [json-pointer:{at}/{key}]"


def element(one: Any, at: str, allowed: set[str]) -> Problems:
    """What Slack would find wrong with an element at a place where these types are allowed."""
    kind = one.get("type") if isinstance(one, dict) else None
    if kind not in allowed or kind not in FIELDS:
        yield f"unsupported type: {kind} [json-pointer:{at}]"
        return
    for key in set(one) - FIELDS[kind]:
        yield f"invalid additional property: {key} [json-pointer:{at}]"
    for key, most in (("action_id", 255), ("url", 3000), ("value", 2000), ("accessibility_label", 75), ("image_url", 3000)):
        yield from sized(one, key, at, most)
    if "placeholder" in one:
        yield from text(one["placeholder"], f"{at}/placeholder", 150)
    if "confirm" in one:
        yield from _confirm(one["confirm"], f"{at}/confirm")
    yield from _own_rules(one, at)


def _own_rules(one: Json, at: str) -> Problems:
    kind = one["type"]
    if kind in {"button", "icon_button"}:
        yield from text(one.get("text"), f"{at}/text", 75)
        if one.get("style", "primary") not in {"primary", "danger"}:
            yield f"invalid style [json-pointer:{at}/style]"
    elif kind in MOST_OPTIONS:
        yield from _options_of(one, at)
    elif kind == "plain_text_input":
        yield from _lengths(one, at)
    elif kind == "number_input" and not isinstance(one.get("is_decimal_allowed"), bool):
        yield f"missing required field: is_decimal_allowed [json-pointer:{at}]"
    elif kind == "datepicker" and not re.fullmatch(r"\d{4}-\d\d-\d\d", one.get("initial_date", "2026-01-01")):
        yield f"must be a date [json-pointer:{at}/initial_date]"
    elif kind == "image":
        yield from sized(one, "alt_text", at, 2000, required=True)
    elif kind == "feedback_buttons":
        for side in ("positive_button", "negative_button"):
            held: Json = one.get(side) or {}
            yield from text(held.get("text"), f"{at}/{side}/text", 75)
            yield from sized(held, "value", f"{at}/{side}", 2000)


def _lengths(one: Json, at: str) -> Problems:
    least, most = one.get("min_length", 0), one.get("max_length", 3000)
    if not 0 <= least <= most <= 3000 or most < 1:
        yield f"min_length and max_length must be from 0 to 3000 [json-pointer:{at}]"
    if len(one.get("initial_value", "")) > most:
        yield f"must be less than {most + 1} characters [json-pointer:{at}/initial_value]"


def _confirm(one: Any, at: str) -> Problems:
    held = one if isinstance(one, dict) else {}
    for key, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        yield from text(held.get(key), f"{at}/{key}", most)


def _options_of(one: Json, at: str) -> Problems:
    if ("options" in one) == ("option_groups" in one):
        yield f"needs options or option_groups, and not both [json-pointer:{at}]"
        return
    groups = one.get("option_groups") or [{"options": one.get("options")}]
    if len(groups) > 100:
        yield f"no more than 100 items allowed [json-pointer:{at}/option_groups]"
    for number, group in enumerate(groups):
        if "option_groups" in one:
            yield from text(group.get("label"), f"{at}/option_groups/{number}/label", 75)
        yield from _options(group.get("options"), f"{at}/options", one["type"])
    yield from _chosen_before(one, [option for group in groups for option in group.get("options") or ()], at)


def _options(options: Any, at: str, kind: str) -> Problems:
    if not isinstance(options, list) or not 1 <= len(options) <= MOST_OPTIONS[kind]:
        yield f"must have from 1 to {MOST_OPTIONS[kind]} items [json-pointer:{at}]"
        return
    for number, option in enumerate(options):
        yield from _option(option, f"{at}/{number}", kind)


def _option(option: Any, at: str, kind: str) -> Problems:
    known = {"text", "value", "description"} | ({"url"} if kind == "overflow" else set())
    if not isinstance(option, dict) or set(option) - known:
        yield f"not an option [json-pointer:{at}]"
        return
    yield from text(option.get("text"), f"{at}/text", 75, mrkdwn=kind in CHOICES)
    yield from sized(option, "value", at, 150, required=True)
    if "description" in option:
        yield from text(option["description"], f"{at}/description", 75, mrkdwn=kind in CHOICES)


def _chosen_before(one: Json, options: list[Json], at: str) -> Problems:
    before = one.get("initial_options") or ([one["initial_option"]] if "initial_option" in one else [])
    if any(option not in options for option in before):
        yield f"must be one of the provided options [json-pointer:{at}/initial_option]"
    values = [option.get("value") for option in options if isinstance(option, dict)]
    if len(set(values)) < len(values):
        yield f"option values must differ [json-pointer:{at}/options]"
