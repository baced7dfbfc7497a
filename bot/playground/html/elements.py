"""What people click, choose and fill in, as real buttons, selects, fieldsets and inputs."""

from collections.abc import Callable, Iterable

from bot.fake_slack import Json
from bot.fake_slack.client.controls import PICKING, PICKING_SEVERAL, at_first, options
from bot.playground.html.render_context import Control
from bot.playground.html.tags import Html, joined, link, tag


def element_html(control: Control) -> Html:
    """An element; one that we do not know is shown as such."""
    shown = ELEMENTS.get(control.element["type"], unknown)(control)
    confirm = control.element.get("confirm")
    return joined([shown, _confirm(control, confirm)]) if confirm else shown


def unknown(control: Control) -> Html:
    """Something that has no look here."""
    return tag("span", f"An element of type “{control.element.get('type')}” has no look here yet.", class_="unknown")


def _confirm(control: Control, confirm: Json) -> Html:
    yes = tag("button", control.context.text(confirm["confirm"]), type="button", class_=_looks(confirm, "primary"), data_yes=True)
    no = tag("button", control.context.text(confirm["deny"]), type="button", class_="button", data_no=True)
    heading = tag("h2", control.context.text(confirm["title"]), id=f"{control.id}-sure")
    words = tag("p", control.context.text(confirm["text"]))
    buttons = tag("div", no, yes, class_="ends")
    return tag(
        "dialog", heading, words, buttons, id=f"{control.id}-confirm", class_="confirm", aria_labelledby=f"{control.id}-sure"
    )


def _looks(element: Json, default: str = "") -> str:
    style = element.get("style") or default
    return f"button {style}" if style else "button"


def _asks(control: Control) -> dict[str, str]:
    return {"data_confirm": f"{control.id}-confirm"} if control.element.get("confirm") else {}


def _button(control: Control) -> Html:
    element, words = control.element, control.context.text(control.element["text"])
    own = {
        "class_": _looks(element),
        "aria_label": element.get("accessibility_label"),
        "aria_describedby": control.described or None,
    }
    if element.get("url"):
        return link(str(element["url"]), words, data_use="click", **control.place, **own)
    return tag("button", words, type="button", data_use="click", **control.place, **own, **_asks(control))


def _feedback(control: Control) -> Html:
    sides = ((control.element.get("positive_button"), "👍"), (control.element.get("negative_button"), "👎"))
    buttons = (_thumb(control, side, sign) for side, sign in sides if side)
    return tag("span", *buttons, class_="row")


def _thumb(control: Control, side: Json, sign: str) -> Html:
    words = control.context.bare(side["text"])
    spoken = side.get("accessibility_label") or words
    sign_shown = tag("span", sign, aria_hidden="true")
    own = {"class_": "button", "aria_label": spoken, "title": words, "data_value": side["value"]}
    return tag("button", sign_shown, " ", words, type="button", data_use="click", **control.place, **own)


def _icon_button(control: Control) -> Html:
    words = control.context.bare(control.element["text"])
    sign = {"trash": "🗑"}.get(str(control.element.get("icon")), "•")
    own = {"class_": "button", "aria_label": control.element.get("accessibility_label") or words, "title": words}
    return tag(
        "button", tag("span", sign, aria_hidden="true"), type="button", data_use="click", **control.place, **own, **_asks(control)
    )


def _overflow(control: Control) -> Html:
    choices = (
        tag(
            "button",
            control.context.text(one["text"]),
            type="button",
            data_use="choose",
            data_value=one["value"],
            **control.place,
            **_asks(control),
        )
        for one in options(control.element)
    )
    opens = tag(
        "button", tag("span", "⋯", aria_hidden="true"), type="button", class_="button more", popovertarget=f"{control.id}-menu",
        aria_label="More", aria_describedby=control.described or None,
    )  # fmt: skip
    return tag("span", opens, tag("div", *choices, id=f"{control.id}-menu", popover="auto", class_="menu"), class_="overflow")


def _select(control: Control) -> Html:
    held = control.held or at_first(control.element)
    value = (held.get("selected_option") or {}).get("value")
    groups = control.element.get("option_groups")
    shown = (
        [tag("optgroup", _options(group["options"], value), label=control.context.bare(group["label"])) for group in groups]
        if groups
        else [_options(control.element.get("options") or (), value)]
    )
    return _menu(control, shown, chosen=bool(value))


def _options(some: Iterable[Json], value: str | None) -> Html:
    return joined(tag("option", one["text"]["text"], value=one["value"], selected=one["value"] == value) for one in some)


def _menu(control: Control, shown: Iterable[Html], chosen: bool) -> Html:
    first = tag("option", _placeholder(control), value="", disabled=True, selected=not chosen)
    named = {"aria_label": control.label} if control.label else {}
    return tag(
        "select",
        first,
        *shown,
        id=control.id,
        data_use=control.sends,
        data_holds="one",
        **control.place,
        **named,
        **_described(control),
    )


def _placeholder(control: Control) -> str:
    return control.context.bare(control.element.get("placeholder")) or "Choose…"


def _described(control: Control) -> dict[str, str]:
    own = {"aria_describedby": control.described} if control.described else {}
    return own | ({"aria_invalid": "true"} if control.invalid else {})


def _picker(control: Control) -> Html:
    what, workspace = PICKING[control.element["type"]], control.context.names.workspace
    value = (control.held or at_first(control.element)).get(f"selected_{what}")
    people = [(user.id, user.name) for user in workspace.users.values() if not user.bot]
    known = people if what == "user" else _conversations(control)
    shown = [tag("option", name, value=id_, selected=id_ == value) for id_, name in known]
    return _menu(control, shown, chosen=bool(value))


def _conversations(control: Control) -> list[tuple[str, str]]:
    return [(one.id, f"#{one.name}") for one in control.context.names.workspace.channels.values() if one.kind != "im"]


def _several(control: Control) -> Html:
    held = set((control.held or at_first(control.element))["selected_conversations"])
    known = [{"value": id_, "text": {"type": "plain_text", "text": name}} for id_, name in _conversations(control)]
    return _fieldset(control, "checkbox", known, held)


def _radios(control: Control) -> Html:
    held = (control.held or at_first(control.element)).get("selected_option") or {}
    return _choices(control, "radio", {held.get("value")})


def _boxes(control: Control) -> Html:
    return _choices(
        control, "checkbox", {one["value"] for one in (control.held or at_first(control.element))["selected_options"]}
    )


def _choices(control: Control, kind: str, held: set[str | None]) -> Html:
    return _fieldset(control, kind, options(control.element), held)


def _fieldset(control: Control, kind: str, some: list[Json], held: set[str | None]) -> Html:
    shown = (_choice(control, kind, one, one["value"] in held) for one in some)
    legend = tag("legend", control.label or _placeholder(control), class_="unseen")
    scrolls = " long" if len(some) > 10 else ""
    holds = "one" if kind == "radio" else "many"
    return tag(
        "fieldset", legend, *shown, id=control.id, class_=f"choices{scrolls}", data_use=control.sends, data_holds=holds,
        **control.place, **_described(control),
    )  # fmt: skip


def _choice(control: Control, kind: str, option: Json, checked: bool) -> Html:
    box = tag("input", type=kind, name=f"{control.id}-{kind}", value=option["value"], checked=checked)
    more = tag("small", control.context.text(option["description"])) if option.get("description") else None
    return tag("label", box, tag("span", control.context.text(option["text"]), more))


def _typed(control: Control) -> Html:
    element, value = control.element, str((control.held or at_first(control.element)).get("value") or "")
    own: dict[str, str | bool | None] = {
        "id": control.id, "data_holds": "words", "placeholder": control.context.bare(element.get("placeholder")) or None,
        "aria_required": None if control.block.get("optional") else "true", "autofocus": bool(element.get("focus_on_load")),
        **control.place, **_described(control),
    }  # fmt: skip
    if element.get("multiline"):
        return tag("textarea", value, rows=4, **own)
    kind = {"number_input": "number", "email_text_input": "email", "url_text_input": "url"}.get(element["type"], "text")
    step = "any" if element.get("is_decimal_allowed") else None
    return tag("input", type=kind, step=step, value=value, autocomplete="off", **own)


def _date(control: Control) -> Html:
    value = str((control.held or at_first(control.element)).get("selected_date") or "")
    named = {"aria_label": control.label} if control.label else {}
    own: dict[str, str | None] = {"id": control.id, "value": value, "data_use": control.sends, "data_holds": "one"}
    return tag("input", type="date", **own, **control.place, **named, **_described(control))


def image(control: Control) -> Html:
    """A picture, which is loaded from where it lies."""
    element = control.element
    if not str(element.get("image_url", "")).startswith("https://"):
        return tag("span", f"A picture: {element.get('alt_text')}", class_="unknown")
    return tag("img", src=element["image_url"], alt=element.get("alt_text"), loading="lazy", referrerpolicy="no-referrer")


ELEMENTS: dict[str, Callable[[Control], Html]] = {
    "button": _button, "feedback_buttons": _feedback, "icon_button": _icon_button, "overflow": _overflow, "image": image,
    "static_select": _select, "multi_static_select": _boxes, "radio_buttons": _radios, "checkboxes": _boxes, "datepicker": _date,
    **dict.fromkeys(PICKING, _picker), PICKING_SEVERAL: _several,
    **dict.fromkeys(("plain_text_input", "number_input", "email_text_input", "url_text_input"), _typed),
}  # fmt: skip
