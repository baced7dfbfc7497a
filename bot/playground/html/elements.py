"""What people click, choose and fill in, as real buttons, selects, fieldsets and inputs."""

from collections.abc import Callable, Iterable

from bot.fake_slack.client.controls import PICKING, PICKING_SEVERAL, at_first, options
from bot.fake_slack.state.workspace import Json
from bot.playground.html.render_context import Use
from bot.playground.html.tags import Html, joined, link, tag


def element_html(use: Use) -> Html:
    """An element; one that we do not know is shown as such."""
    shown = ELEMENTS.get(use.element["type"], unknown)(use)
    confirm = use.element.get("confirm")
    return joined([shown, _confirm(use, confirm)]) if confirm else shown


def unknown(use: Use) -> Html:
    """Something that has no look here."""
    return tag("span", f"An element of type “{use.element.get('type')}” has no look here yet.", class_="unknown")


def _confirm(use: Use, confirm: Json) -> Html:
    yes = tag("button", use.scene.text(confirm["confirm"]), type="button", class_=_looks(confirm, "primary"), data_yes=True)
    no = tag("button", use.scene.text(confirm["deny"]), type="button", class_="button", data_no=True)
    heading = tag("h2", use.scene.text(confirm["title"]), id=f"{use.id}-sure")
    words = tag("p", use.scene.text(confirm["text"]))
    buttons = tag("div", no, yes, class_="ends")
    return tag("dialog", heading, words, buttons, id=f"{use.id}-confirm", class_="confirm", aria_labelledby=f"{use.id}-sure")


def _looks(element: Json, default: str = "") -> str:
    style = element.get("style") or default
    return f"button {style}" if style else "button"


def _asks(use: Use) -> dict[str, str]:
    return {"data_confirm": f"{use.id}-confirm"} if use.element.get("confirm") else {}


def _button(use: Use) -> Html:
    element, words = use.element, use.scene.text(use.element["text"])
    own = {"class_": _looks(element), "aria_label": element.get("accessibility_label"), "aria_describedby": use.described or None}
    if element.get("url"):
        return link(str(element["url"]), words, data_use="click", **use.place, **own)
    return tag("button", words, type="button", data_use="click", **use.place, **own, **_asks(use))


def _feedback(use: Use) -> Html:
    sides = ((use.element.get("positive_button"), "👍"), (use.element.get("negative_button"), "👎"))
    buttons = (_thumb(use, side, sign) for side, sign in sides if side)
    return tag("span", *buttons, class_="row")


def _thumb(use: Use, side: Json, sign: str) -> Html:
    words = use.scene.bare(side["text"])
    spoken = side.get("accessibility_label") or words
    sign_shown = tag("span", sign, aria_hidden="true")
    own = {"class_": "button", "aria_label": spoken, "title": words, "data_value": side["value"]}
    return tag("button", sign_shown, " ", words, type="button", data_use="click", **use.place, **own)


def _icon_button(use: Use) -> Html:
    words = use.scene.bare(use.element["text"])
    sign = {"trash": "🗑"}.get(str(use.element.get("icon")), "•")
    own = {"class_": "button", "aria_label": use.element.get("accessibility_label") or words, "title": words}
    return tag("button", tag("span", sign, aria_hidden="true"), type="button", data_use="click", **use.place, **own, **_asks(use))


def _overflow(use: Use) -> Html:
    choices = (
        tag(
            "button",
            use.scene.text(one["text"]),
            type="button",
            data_use="choose",
            data_value=one["value"],
            **use.place,
            **_asks(use),
        )
        for one in options(use.element)
    )
    opens = tag(
        "button", tag("span", "⋯", aria_hidden="true"), type="button", class_="button more", popovertarget=f"{use.id}-menu",
        aria_label="More", aria_describedby=use.described or None,
    )  # fmt: skip
    return tag("span", opens, tag("div", *choices, id=f"{use.id}-menu", popover="auto", class_="menu"), class_="overflow")


def _select(use: Use) -> Html:
    held = use.held or at_first(use.element)
    value = (held.get("selected_option") or {}).get("value")
    groups = use.element.get("option_groups")
    shown = (
        [tag("optgroup", _options(group["options"], value), label=use.scene.bare(group["label"])) for group in groups]
        if groups
        else [_options(use.element.get("options") or (), value)]
    )
    return _menu(use, shown, chosen=bool(value))


def _options(some: Iterable[Json], value: str | None) -> Html:
    return joined(tag("option", one["text"]["text"], value=one["value"], selected=one["value"] == value) for one in some)


def _menu(use: Use, shown: Iterable[Html], chosen: bool) -> Html:
    first = tag("option", _placeholder(use), value="", disabled=True, selected=not chosen)
    named = {"aria_label": use.label} if use.label else {}
    return tag("select", first, *shown, id=use.id, data_use=use.sends, data_holds="one", **use.place, **named, **_described(use))


def _placeholder(use: Use) -> str:
    return use.scene.bare(use.element.get("placeholder")) or "Choose…"


def _described(use: Use) -> dict[str, str]:
    own = {"aria_describedby": use.described} if use.described else {}
    return own | ({"aria_invalid": "true"} if use.invalid else {})


def _picker(use: Use) -> Html:
    what, workspace = PICKING[use.element["type"]], use.scene.names.workspace
    value = (use.held or at_first(use.element)).get(f"selected_{what}")
    people = [(user.id, user.name) for user in workspace.users.values() if not user.bot]
    known = people if what == "user" else _conversations(use)
    shown = [tag("option", name, value=id_, selected=id_ == value) for id_, name in known]
    return _menu(use, shown, chosen=bool(value))


def _conversations(use: Use) -> list[tuple[str, str]]:
    return [(one.id, f"#{one.name}") for one in use.scene.names.workspace.channels.values() if one.kind != "im"]


def _several(use: Use) -> Html:
    held = set((use.held or at_first(use.element))["selected_conversations"])
    known = [{"value": id_, "text": {"type": "plain_text", "text": name}} for id_, name in _conversations(use)]
    return _fieldset(use, "checkbox", known, held)


def _radios(use: Use) -> Html:
    held = (use.held or at_first(use.element)).get("selected_option") or {}
    return _choices(use, "radio", {held.get("value")})


def _boxes(use: Use) -> Html:
    return _choices(use, "checkbox", {one["value"] for one in (use.held or at_first(use.element))["selected_options"]})


def _choices(use: Use, kind: str, held: set[str | None]) -> Html:
    return _fieldset(use, kind, options(use.element), held)


def _fieldset(use: Use, kind: str, some: list[Json], held: set[str | None]) -> Html:
    shown = (_choice(use, kind, one, one["value"] in held) for one in some)
    legend = tag("legend", use.label or _placeholder(use), class_="unseen")
    scrolls = " long" if len(some) > 10 else ""
    holds = "one" if kind == "radio" else "many"
    return tag(
        "fieldset", legend, *shown, id=use.id, class_=f"choices{scrolls}", data_use=use.sends, data_holds=holds,
        **use.place, **_described(use),
    )  # fmt: skip


def _choice(use: Use, kind: str, option: Json, checked: bool) -> Html:
    box = tag("input", type=kind, name=f"{use.id}-{kind}", value=option["value"], checked=checked)
    more = tag("small", use.scene.text(option["description"])) if option.get("description") else None
    return tag("label", box, tag("span", use.scene.text(option["text"]), more))


def _typed(use: Use) -> Html:
    element, value = use.element, str((use.held or at_first(use.element)).get("value") or "")
    own: dict[str, str | bool | None] = {
        "id": use.id, "data_holds": "words", "placeholder": use.scene.bare(element.get("placeholder")) or None,
        "aria_required": None if use.block.get("optional") else "true", "autofocus": bool(element.get("focus_on_load")),
        **use.place, **_described(use),
    }  # fmt: skip
    if element.get("multiline"):
        return tag("textarea", value, rows=4, **own)
    kind = {"number_input": "number", "email_text_input": "email", "url_text_input": "url"}.get(element["type"], "text")
    step = "any" if element.get("is_decimal_allowed") else None
    return tag("input", type=kind, step=step, value=value, autocomplete="off", **own)


def _date(use: Use) -> Html:
    value = str((use.held or at_first(use.element)).get("selected_date") or "")
    named = {"aria_label": use.label} if use.label else {}
    own: dict[str, str | None] = {"id": use.id, "value": value, "data_use": use.sends, "data_holds": "one"}
    return tag("input", type="date", **own, **use.place, **named, **_described(use))


def image(use: Use) -> Html:
    """A picture, which is loaded from where it lies."""
    element = use.element
    if not str(element.get("image_url", "")).startswith("https://"):
        return tag("span", f"A picture: {element.get('alt_text')}", class_="unknown")
    return tag("img", src=element["image_url"], alt=element.get("alt_text"), loading="lazy", referrerpolicy="no-referrer")


ELEMENTS: dict[str, Callable[[Use], Html]] = {
    "button": _button, "feedback_buttons": _feedback, "icon_button": _icon_button, "overflow": _overflow, "image": image,
    "static_select": _select, "multi_static_select": _boxes, "radio_buttons": _radios, "checkboxes": _boxes, "datepicker": _date,
    **dict.fromkeys(PICKING, _picker), PICKING_SEVERAL: _several,
    **dict.fromkeys(("plain_text_input", "number_input", "email_text_input", "url_text_input"), _typed),
}  # fmt: skip
