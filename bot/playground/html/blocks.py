"""Slack's blocks as HTML."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from json import dumps

from bot.fake_slack.state.workspace import Json
from bot.playground.html.elements import element_html, image
from bot.playground.html.render_context import Scene, Use
from bot.playground.html.rich_text import markdown_html, rich_text_html
from bot.playground.html.tags import Html, joined, tag

LONGEST_LABEL = 100


@dataclass(frozen=True)
class Standing:
    """A block where it stands; `before` are the words above it, which name what can be chosen in it."""

    scene: Scene
    block: Json
    id: str
    before: str = ""

    def use(self, element: Json, number: int = 0, **more: str) -> Use:
        """An element of the block."""
        return Use(
            self.scene, self.block, element, f"{self.id}-{number}", more.get("label", self.before), more.get("described", "")
        )


def blocks_html(blocks: Iterable[Json], scene: Scene) -> Html:
    """Blocks, one below the other."""
    shown, before = [], ""
    for number, block in enumerate(blocks):
        shown.append(block_html(Standing(scene, block, f"{scene.at}-{number}", before)))
        before = _words(block, scene) or before
    return joined(shown)


def block_html(standing: Standing) -> Html:
    """One block; one that we do not know is shown as such, never dropped."""
    kind = str(standing.block.get("type"))
    return tag("div", BLOCKS.get(kind, unknown)(standing), class_=f"block {kind.replace('_', '-')}")


def unknown(standing: Standing) -> Html:
    """A block that has no look here."""
    lead = tag("summary", f"A block of type “{standing.block.get('type')}” has no look here yet.")
    return tag("details", lead, tag("pre", dumps(standing.block, indent=2, ensure_ascii=False)), class_="unknown")


def _words(block: Json, scene: Scene) -> str:
    texts = [block.get("text"), *(block.get("elements") or ())] if block["type"] in {"section", "header", "context"} else []
    words = " ".join(scene.bare(text) for text in texts if isinstance(text, dict) and "text" in text)
    first = words.strip().partition("\n")[0]
    return first if len(first) <= LONGEST_LABEL else f"{first[: LONGEST_LABEL - 1]}…"


def _section(standing: Standing) -> Html:
    block, scene = standing.block, standing.scene
    text = tag("div", scene.text(block["text"]), class_="words", id=f"{standing.id}-words") if block.get("text") else None
    fields = (
        tag("div", *(tag("div", scene.text(one), class_="words") for one in block["fields"]), class_="fields")
        if block.get("fields")
        else None
    )
    accessory = block.get("accessory")
    if not accessory:
        return joined([text, fields])
    own = _words(block, scene) or standing.before
    beside = element_html(standing.use(accessory, label=own, described=f"{standing.id}-words" if text else ""))
    return joined([tag("div", text, fields, class_="main"), tag("div", beside, class_="accessory")])


def _header(standing: Standing) -> Html:
    return tag("h3", standing.scene.text(standing.block["text"]))


def _context(standing: Standing) -> Html:
    def shown(one: Json) -> Html:
        return image(standing.use(one)) if one["type"] == "image" else tag("span", standing.scene.text(one), class_="words")

    return joined(shown(one) for one in standing.block["elements"])


def _image(standing: Standing) -> Html:
    title = standing.block.get("title")
    caption = tag("figcaption", standing.scene.text(title)) if title else None
    return tag("figure", caption, image(standing.use(standing.block)))


def _elements(standing: Standing) -> Html:
    elements = standing.block["elements"]

    def label(element: Json) -> str:
        """The words above name what stands alone; of several, each says by itself what it is for."""
        own = standing.scene.bare(element.get("placeholder")) if len(elements) > 1 else ""
        return own or standing.before

    return joined(element_html(standing.use(one, number, label=label(one))) for number, one in enumerate(elements))


def _input(standing: Standing) -> Html:
    block, scene, element = standing.block, standing.scene, standing.block["element"]
    label, error = scene.bare(block["label"]), scene.errors.get(block.get("block_id", ""))
    optional = tag("small", " (optional)") if block.get("optional") else None
    is_group = element["type"] in {"radio_buttons", "checkboxes", "multi_static_select"}
    name = (
        tag("div", label, optional, class_="label", aria_hidden="true")
        if is_group
        else tag("label", label, optional, for_=f"{standing.id}-0", class_="label")
    )
    hint = tag("p", scene.text(block["hint"]), class_="hint", id=f"{standing.id}-hint") if block.get("hint") else None
    wrong = tag("p", tag("span", "⚠ ", aria_hidden="true"), error, class_="error", id=f"{standing.id}-error") if error else None
    described = " ".join(id_ for part, id_ in ((wrong, f"{standing.id}-error"), (hint, f"{standing.id}-hint")) if part)
    field = element_html(standing.use(element, label=label if is_group else "", described=described))
    return joined([name, field, wrong, hint])


def _table(standing: Standing) -> Html:
    head, *rows = standing.block["rows"]
    titles = tag("thead", tag("tr", *(tag("th", _cell(cell, standing.scene), scope="col") for cell in head)))
    body = tag("tbody", *(tag("tr", *(tag("td", _cell(cell, standing.scene)) for cell in row)) for row in rows))
    named: dict[str, str | int] = {"role": "region", "aria_label": standing.before or "A table", "tabindex": 0}
    return tag("div", tag("table", titles, body), class_="scrolls", **named)


def _cell(cell: Json, scene: Scene) -> Html:
    return rich_text_html(cell["elements"], scene.names) if cell["type"] == "rich_text" else joined([str(cell["text"])])


BLOCKS: dict[str, Callable[[Standing], Html]] = {
    "section": _section, "header": _header, "context": _context, "image": _image, "table": _table, "input": _input,
    "actions": _elements, "context_actions": _elements, "divider": lambda _: tag("hr"),
    "markdown": lambda standing: markdown_html(str(standing.block["text"])),
    "rich_text": lambda standing: rich_text_html(standing.block["elements"], standing.scene.names),
}  # fmt: skip
