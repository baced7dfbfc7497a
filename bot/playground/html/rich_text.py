"""Slack's rich text and its markdown block as HTML."""

from collections.abc import Callable, Iterable, Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from bot.fake_slack import Json
from bot.playground.html.mrkdwn import Names, address, channel_link, mention
from bot.playground.html.tags import ADDRESSES, Html, joined, tag

_STYLES = {"bold": "b", "italic": "i", "strike": "s", "code": "code"}
_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")
_PARSER.validateLink = lambda url: url.lower().startswith(ADDRESSES)  # type: ignore[method-assign]


def _link_open(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    tokens[index].attrs |= {"target": "_blank", "rel": "noopener noreferrer nofollow"}
    return self.renderToken(tokens, index, options, env)


_PARSER.add_render_rule("link_open", _link_open)


def markdown_html(text: str) -> Html:
    """A text in standard Markdown; HTML in it stays words."""
    rendered = Markup(_PARSER.render(text))  # noqa: S704  # the parser escapes, and takes no HTML
    return tag("div", rendered, class_="markdown")


def rich_text_html(elements: Iterable[Json], names: Names) -> Html:
    """The elements of a rich text."""
    return joined(_part(element, names) for element in elements)


def _part(element: Json, names: Names) -> Html:
    kind, inside = element.get("type"), element.get("elements") or []
    if kind == "rich_text_list":
        items = (tag("li", _part(item, names)) for item in inside)
        name = "ol" if element.get("style") == "ordered" else "ul"
        start = element.get("offset", 0) + 1 if name == "ol" else None
        return tag(name, *items, class_=f"indent-{min(int(element.get('indent', 0)), 5)}", start=start)
    words = joined(_inline(one, names) for one in inside)
    if kind == "rich_text_quote":
        return tag("blockquote", words)
    if kind == "rich_text_preformatted":
        return tag("pre", words)
    return tag("div", words, class_="words")


def _inline(one: Json, names: Names) -> Html:
    shown = _INLINE.get(str(one.get("type")), _unknown)(one, names)
    for style, name in _STYLES.items():
        if (one.get("style") or {}).get(style):
            shown = tag(name, shown)
    return shown


def _unknown(one: Json, _: Names) -> Html:
    return tag(
        "span", f"[{one.get('type')}: {one.get('fallback') or one.get('text') or 'cannot be shown here'}]", class_="unknown"
    )


def _emoji(one: Json, _: Names) -> Html:
    points = str(one.get("unicode") or "").split("-")
    known = all(points) and "".join(chr(int(point, 16)) for point in points)
    return tag("span", known or f":{one.get('name')}:", role="img", aria_label=str(one.get("name", "")).replace("_", " "))


_INLINE: dict[str, Callable[[Json, Names], Html]] = {
    "text": lambda one, _: joined([str(one.get("text", ""))]),
    "link": lambda one, _: address(str(one.get("url", "")), str(one.get("text") or one.get("url", ""))),
    "user": lambda one, names: mention(f"@{names.user(str(one.get('user_id')))}"),
    "channel": lambda one, names: channel_link(str(one.get("channel_id")), names.channel(str(one.get("channel_id")))),
    "broadcast": lambda one, _: mention(f"@{one.get('range')}"),
    "date": lambda one, _: joined([str(one.get("fallback") or one.get("timestamp"))]),
    "color": lambda one, _: tag("code", str(one.get("value"))),
    "emoji": _emoji,
}
