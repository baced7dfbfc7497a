"""Slack's blocks as HTML."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from json import dumps

from bot.fake_slack import Json
from bot.playground.html.elements import element_html, image
from bot.playground.html.render_context import Control, RenderContext
from bot.playground.html.rich_text import markdown_html, rich_text_html
from bot.playground.html.tags import Html, joined, tag

LONGEST_LABEL = 100


@dataclass(frozen=True)
class PlacedBlock:
    """A block where it stands; `before` are the words above it, which name what can be chosen in it."""

    context: RenderContext
    block: Json
    id: str
    before: str = ""

    def use(self, element: Json, number: int = 0, **more: str) -> Control:
        """An element of the block."""
        return Control(
            self.context, self.block, element, f"{self.id}-{number}", more.get("label", self.before), more.get("described", "")
        )


def blocks_html(blocks: Iterable[Json], context: RenderContext) -> Html:
    """Blocks, one below the other."""
    shown, before = [], ""
    for number, block in enumerate(blocks):
        shown.append(block_html(PlacedBlock(context, block, f"{context.at}-{number}", before)))
        before = _words(block, context) or before
    return joined(shown)


def block_html(placed: PlacedBlock) -> Html:
    """One block; one that we do not know is shown as such, never dropped."""
    kind = str(placed.block.get("type"))
    return tag("div", BLOCKS.get(kind, unknown)(placed), class_=f"block {kind.replace('_', '-')}")


def unknown(placed: PlacedBlock) -> Html:
    """A block that has no look here."""
    lead = tag("summary", f"A block of type “{placed.block.get('type')}” has no look here yet.")
    return tag("details", lead, tag("pre", dumps(placed.block, indent=2, ensure_ascii=False)), class_="unknown")


def _words(block: Json, context: RenderContext) -> str:
    texts = [block.get("text"), *(block.get("elements") or ())] if block["type"] in {"section", "header", "context"} else []
    words = " ".join(context.bare(text) for text in texts if isinstance(text, dict) and "text" in text)
    first = words.strip().partition("\n")[0]
    return first if len(first) <= LONGEST_LABEL else f"{first[: LONGEST_LABEL - 1]}…"


def _section(placed: PlacedBlock) -> Html:
    block, context = placed.block, placed.context
    text = tag("div", context.text(block["text"]), class_="words", id=f"{placed.id}-words") if block.get("text") else None
    fields = (
        tag("div", *(tag("div", context.text(one), class_="words") for one in block["fields"]), class_="fields")
        if block.get("fields")
        else None
    )
    accessory = block.get("accessory")
    if not accessory:
        return joined([text, fields])
    own = _words(block, context) or placed.before
    beside = element_html(placed.use(accessory, label=own, described=f"{placed.id}-words" if text else ""))
    return joined([tag("div", text, fields, class_="main"), tag("div", beside, class_="accessory")])


def _header(placed: PlacedBlock) -> Html:
    return tag("h3", placed.context.text(placed.block["text"]))


def _context(placed: PlacedBlock) -> Html:
    def shown(one: Json) -> Html:
        return image(placed.use(one)) if one["type"] == "image" else tag("span", placed.context.text(one), class_="words")

    return joined(shown(one) for one in placed.block["elements"])


def _image(placed: PlacedBlock) -> Html:
    title = placed.block.get("title")
    caption = tag("figcaption", placed.context.text(title)) if title else None
    return tag("figure", caption, image(placed.use(placed.block)))


def _elements(placed: PlacedBlock) -> Html:
    elements = placed.block["elements"]

    def label(element: Json) -> str:
        """The words above name what stands alone; of several, each says by itself what it is for."""
        own = placed.context.bare(element.get("placeholder")) if len(elements) > 1 else ""
        return own or placed.before

    return joined(element_html(placed.use(one, number, label=label(one))) for number, one in enumerate(elements))


def _input(placed: PlacedBlock) -> Html:
    block, context, element = placed.block, placed.context, placed.block["element"]
    label, error = context.bare(block["label"]), context.errors.get(block.get("block_id", ""))
    optional = tag("small", " (optional)") if block.get("optional") else None
    is_group = element["type"] in {"radio_buttons", "checkboxes", "multi_static_select"}
    name = (
        tag("div", label, optional, class_="label", aria_hidden="true")
        if is_group
        else tag("label", label, optional, for_=f"{placed.id}-0", class_="label")
    )
    hint = tag("p", context.text(block["hint"]), class_="hint", id=f"{placed.id}-hint") if block.get("hint") else None
    wrong = tag("p", tag("span", "⚠ ", aria_hidden="true"), error, class_="error", id=f"{placed.id}-error") if error else None
    described = " ".join(id_ for part, id_ in ((wrong, f"{placed.id}-error"), (hint, f"{placed.id}-hint")) if part)
    field = element_html(placed.use(element, label=label if is_group else "", described=described))
    return joined([name, field, wrong, hint])


def _table(placed: PlacedBlock) -> Html:
    head, *rows = placed.block["rows"]
    titles = tag("thead", tag("tr", *(tag("th", _cell(cell, placed.context), scope="col") for cell in head)))
    body = tag("tbody", *(tag("tr", *(tag("td", _cell(cell, placed.context)) for cell in row)) for row in rows))
    named: dict[str, str | int] = {"role": "region", "aria_label": placed.before or "A table", "tabindex": 0}
    return tag("div", tag("table", titles, body), class_="scrolls", **named)


def _cell(cell: Json, context: RenderContext) -> Html:
    return rich_text_html(cell["elements"], context.names) if cell["type"] == "rich_text" else joined([str(cell["text"])])


BLOCKS: dict[str, Callable[[PlacedBlock], Html]] = {
    "section": _section, "header": _header, "context": _context, "image": _image, "table": _table, "input": _input,
    "actions": _elements, "context_actions": _elements, "divider": lambda _: tag("hr"),
    "markdown": lambda placed: markdown_html(str(placed.block["text"])),
    "rich_text": lambda placed: rich_text_html(placed.block["elements"], placed.context.names),
}  # fmt: skip
