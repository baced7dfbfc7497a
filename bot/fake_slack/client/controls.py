"""What stands in a message or view to be clicked, chosen and filled in, and what a client remembers of it."""

from collections.abc import Iterable, Iterator

from bot.fake_slack import Json

CHOOSING = {"static_select", "radio_buttons", "overflow"}
TICKING = {"checkboxes", "multi_static_select"}
PICKING = {"conversations_select": "conversation", "channels_select": "channel", "users_select": "user"}
PICKING_SEVERAL = "multi_conversations_select"
USABLE = {"section", "actions", "input", "context_actions"}  # the blocks that hold what can be used
STATELESS = {"button", "overflow", "image", "workflow_button", "feedback_buttons", "icon_button", "mrkdwn", "plain_text"}

# What was chosen or typed, by block and action.
Chosen = dict[tuple[str, str], Json]


class NoSuchControl(LookupError):
    """There is nothing of that name to click; the message says what there is."""


def controls(blocks: Iterable[Json]) -> Iterator[tuple[Json, Json]]:
    """Every element that one can use, with the block it stands in."""
    for block in (one for one in blocks if one["type"] in USABLE):
        held = [block.get("accessory"), block.get("element"), *(block.get("elements") or ())]
        yield from ((block, element) for element in held if element and element["type"] not in STATELESS - {"button", "overflow"})


def named(element: Json) -> str:
    """The label of a button."""
    return str((element.get("text") or {}).get("text", ""))


def options(element: Json) -> list[Json]:
    """The options of a menu, radio buttons or checkboxes."""
    groups = element.get("option_groups") or [element]
    return [option for group in groups for option in group.get("options") or ()]


def option_meant(element: Json, wanted: str) -> Json | None:
    """The option with this value, or else with this label."""
    by_value = (option for option in options(element) if option["value"] == wanted)
    by_label = (option for option in options(element) if option["text"]["text"] == wanted)
    return next(by_value, None) or next(by_label, None)


def button(blocks: Iterable[Json], wanted: str, beside: str = "") -> tuple[Json, Json]:
    """The button with this label, action id or value; `beside` are words in its block. Raises NoSuchControl."""
    found = [(block, one) for block, one in _buttons(blocks) if beside in _words(block)]
    for block, element in found:
        if wanted in (named(element), element.get("action_id"), element.get("value")):
            return block, element
    raise NoSuchControl(f"no button “{wanted}”; there are {[named(one) for _, one in found]}")


def _buttons(blocks: Iterable[Json]) -> Iterator[tuple[Json, Json]]:
    """Every button, with the block it stands in; of a pair for an opinion, either side."""
    blocks = list(blocks)
    yield from ((block, one) for block, one in controls(blocks) if one["type"] == "button")
    for block in (one for one in blocks if one["type"] == "context_actions"):
        for element in (one for one in block["elements"] if one["type"] == "feedback_buttons"):
            sides = (element["positive_button"], element["negative_button"])
            yield from ((block, {"type": element["type"], "action_id": element["action_id"], **side}) for side in sides)


def chooser(blocks: Iterable[Json], wanted: str, types: set[str]) -> tuple[Json, Json]:
    """The element in which this option can be chosen. Raises NoSuchControl."""
    found = [(block, one) for block, one in controls(blocks) if one["type"] in types]
    for block, element in found:
        if option_meant(element, wanted):
            return block, element
    labels = [option["text"]["text"] for _, element in found for option in options(element)]
    raise NoSuchControl(f"no option “{wanted}”; there are {labels}")


def _words(block: Json) -> str:
    return str((block.get("text") or {}).get("text", ""))


def at_first(element: Json) -> Json:
    """What an element holds before anybody touches it."""
    kind = element["type"]
    if kind in TICKING:
        return {"type": kind, "selected_options": element.get("initial_options") or []}
    if kind in CHOOSING:
        return {"type": kind, "selected_option": element.get("initial_option")}
    if kind == "datepicker":
        return {"type": kind, "selected_date": element.get("initial_date")}
    if kind == PICKING_SEVERAL:
        return {"type": kind, "selected_conversations": element.get("initial_conversations") or []}
    if kind in PICKING:
        return {"type": kind, f"selected_{PICKING[kind]}": element.get(f"initial_{PICKING[kind]}")}
    return {"type": kind, "value": element.get("initial_value")}


def state_of(blocks: Iterable[Json], chosen: Chosen) -> Json:
    """The values of everything that can be chosen or typed, as payloads carry them."""
    values: Json = {}
    for block, element in controls(blocks):
        if element["type"] not in STATELESS:
            place = (block["block_id"], element.get("action_id", ""))
            values.setdefault(place[0], {})[place[1]] = chosen.get(place) or at_first(element)
    return values


def filled_in(element: Json, value: object) -> Json:
    """What an element holds once somebody chose or typed this. Raises NoSuchControl."""
    kind = element["type"]
    if kind in TICKING | CHOOSING:
        wanted = value if isinstance(value, list) else [value]
        picked = [option_meant(element, str(one)) for one in wanted]
        if None in picked:
            raise NoSuchControl(f"no such option: {value}")
        return {"type": kind} | ({"selected_options": picked} if kind in TICKING else {"selected_option": picked[0]})
    if kind == PICKING_SEVERAL:
        return {"type": kind, "selected_conversations": value}
    name = "selected_date" if kind == "datepicker" else f"selected_{PICKING[kind]}" if kind in PICKING else "value"
    return {"type": kind, name: None if value is None else str(value)}


def trouble_in(element: Json, state: Json) -> str:
    """Why a client would not send this, as Slack's own clients check before the app does; empty when it would."""
    words = state.get("value") or ""
    if not (words or any(held for name, held in state.items() if name.startswith("selected_"))):
        return "Please complete this required field."
    if len(words) > element.get("max_length", 3000):
        return f"Must be less than {element['max_length'] + 1} characters"
    return f"Must be at least {element['min_length']} characters" if len(words) < element.get("min_length", 0) else ""
