"""The stand-in's rules: what Slack takes is taken, and what it refuses is refused by the same name."""

from typing import Any

import pytest

from bot.fake_slack.validation.messages import Refused, check_message, check_metadata, check_view

Json = dict[str, Any]


def words(text: str = "words") -> Json:
    return {"type": "plain_text", "text": text}


def section(**more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": "words"}} | more


def button(**more: Any) -> Json:
    return {"type": "button", "text": words(), "action_id": "press"} | more


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def option(number: int = 1, **more: Any) -> Json:
    return {"text": words(f"option {number}"), "value": f"v{number}"} | more


def menu(type_: str, count: int = 2, **more: Any) -> Json:
    return {"type": type_, "action_id": "choose", "options": [option(number) for number in range(count)]} | more


def field(**more: Any) -> Json:
    return {"type": "input", "label": words(), "element": {"type": "plain_text_input", "action_id": "type"}} | more


def table(rows: int, cells: int) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * cells] * rows}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": words(), "blocks": list(blocks)} | more


GOOD = {
    "every kind": [
        section(accessory=menu("overflow", 5)),
        section(fields=[words()] * 10),
        section(accessory=menu("multi_static_select", 100)),
        {"type": "header", "text": words("x" * 150)},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "x", "verbatim": True}] * 10},
        {"type": "divider"},
        actions(*[button(action_id=str(number)) for number in range(25)]),
        actions(menu("radio_buttons", 10), menu("checkboxes", 10, action_id="tick")),
        actions(menu("static_select", 100, placeholder=words(), initial_option=option(3))),
        table(100, 20),
    ],
    "the most blocks": [section()] * 50,
    "long words": [section(text={"type": "mrkdwn", "text": "x" * 3000})],
}

BAD = {
    "too many blocks": [section()] * 51,
    "an unknown block": [{"type": "marquee"}],
    "an unknown property": [section(colour="red")],
    "a section without text": [{"type": "section"}],
    "an empty text": [section(text=words(""))],
    "a long section": [section(text=words("x" * 3001))],
    "a long header": [{"type": "header", "text": words("x" * 151)}],
    "mrkdwn in a header": [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
    "too much context": [{"type": "context", "elements": [words()] * 11}],
    "no actions": [actions()],
    "too many actions": [actions(*[button(action_id=str(number)) for number in range(26)])],
    "the same action twice": [actions(button(), button())],
    "the same block twice": [section(block_id="a"), section(block_id="a")],
    "a long block id": [section(block_id="x" * 256)],
    "an empty block id": [section(block_id="")],
    "a long action id": [actions(button(action_id="x" * 256))],
    "a long label": [actions(button(text=words("x" * 76)))],
    "a long value": [actions(button(value="x" * 2001))],
    "an odd style": [actions(button(style="loud"))],
    "several of many in actions": [actions(menu("multi_static_select"))],
    "a text field in actions": [actions({"type": "plain_text_input", "action_id": "type"})],
    "too many radio buttons": [actions(menu("radio_buttons", 11))],
    "too many boxes": [actions(menu("checkboxes", 11))],
    "too many options": [actions(menu("static_select", 101))],
    "too large an overflow": [section(accessory=menu("overflow", 6))],
    "no options": [actions(menu("static_select", 0))],
    "a long option": [actions(menu("static_select", options=[option(text=words("x" * 76))]))],
    "a long option's value": [actions(menu("static_select", options=[option(value="x" * 151)]))],
    "a long description": [actions(menu("checkboxes", options=[option(description=words("x" * 76))]))],
    "equal options": [actions(menu("static_select", options=[option(1), option(1)]))],
    "an unknown first choice": [actions(menu("radio_buttons", initial_option=option(9)))],
    "options and groups": [actions(menu("static_select", option_groups=[{"label": words(), "options": [option()]}]))],
    "two tables": [table(1, 1), table(1, 1)],
    "a wide table": [table(1, 21)],
    "a long table": [table(101, 1)],
    "an input without a label": [{"type": "input", "element": {"type": "plain_text_input", "action_id": "type"}}],
    "a confirmation without a text": [actions(button(confirm={"title": words(), "confirm": words(), "deny": words()}))],
}


@pytest.mark.parametrize("blocks", GOOD.values(), ids=GOOD)
def test_good_blocks_are_taken(blocks: list[Json]) -> None:
    check_message({"text": "words", "blocks": blocks})


@pytest.mark.parametrize("blocks", BAD.values(), ids=BAD)
def test_bad_blocks_are_refused(blocks: list[Json]) -> None:
    with pytest.raises(Refused) as refused:
        check_message({"text": "words", "blocks": blocks})
    assert refused.value.error == "invalid_blocks"
    assert refused.value.messages


MESSAGES = {
    "no_text": {"text": ""},
    "msg_too_long": {"text": "x" * 40_001},
    "msg_blocks_too_long": {"text": "x", "blocks": [section(text=words("x" * 2900))] * 5},
    "invalid_blocks_format": {"text": "x", "blocks": "[]"},
    "invalid_metadata_schema": {"text": "x", "metadata": {"event_type": "said"}},
    "invalid_metadata_format": {"text": "x", "metadata": "said"},
    "metadata_too_large": {"text": "x", "metadata": {"event_type": "said", "event_payload": {"id": "x" * 20_000}}},
}


@pytest.mark.parametrize(("error", "message"), MESSAGES.items(), ids=MESSAGES)
def test_a_message_is_refused_by_name(error: str, message: Json) -> None:
    with pytest.raises(Refused, match=error):
        check_message(message)


def test_an_edit_takes_fewer_characters() -> None:
    check_message({"text": "x" * 4001})
    with pytest.raises(Refused, match="msg_too_long"):
        check_message({"text": "x" * 4001}, update=True)


def test_good_metadata_is_taken() -> None:
    check_metadata({"event_type": "said", "event_payload": {"id": "1"}})


def test_good_views_are_taken() -> None:
    check_view(modal(field(), submit=words(), close=words(), private_metadata="x" * 3000, callback_id="answer"))
    check_view({"type": "home", "blocks": [section()] * 100})


VIEWS = {
    "no title": {"type": "modal", "blocks": []},
    "a long title": modal(title=words("x" * 25)),
    "a long button": modal(submit=words("x" * 25)),
    "input without a button": modal(field()),
    "long metadata": modal(private_metadata="x" * 3001),
    "a home with a title": {"type": "home", "title": words(), "blocks": []},
    "too many blocks": {"type": "home", "blocks": [section()] * 101},
    "a table": {"type": "home", "blocks": [table(1, 1)]},
    "no blocks": {"type": "home"},
    "a message": {"type": "message", "blocks": []},
    "too much to type": modal(field(element={"type": "plain_text_input", "max_length": 3001}), submit=words()),
    "too much typed": modal(field(element={"type": "plain_text_input", "max_length": 2, "initial_value": "xxx"}), submit=words()),
}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_bad_views_are_refused(view: Json) -> None:
    with pytest.raises(Refused, match="invalid_arguments"):
        check_view(view)
