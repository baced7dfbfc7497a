"""HTML made of tags: every text and every attribute is escaped on its way in."""

from collections.abc import Iterable

from markupsafe import Markup, escape

Html = Markup
Inside = Html | str | None
Attribute = str | int | bool | None

VOID = {"br", "hr", "img", "input"}
ADDRESSES = ("http://", "https://", "mailto:")  # that a link may lead to


def tag(name: str, /, *inside: Inside, **attributes: Attribute) -> Html:
    """A tag; an attribute's `_` stands for `-`, true for an attribute without a value, false and None for none at all.

    >>> tag("p", "2 < 3", class_="note", hidden=True, data_at="a\\"b")
    Markup('<p class="note" hidden data-at="a&#34;b">2 &lt; 3</p>')
    """
    held = Html("").join(_attribute(key, value) for key, value in attributes.items() if value is not None and value is not False)
    start = Html("<{}{}>").format(Html(name), held)
    return start if name in VOID else start + joined(inside) + Html("</{}>").format(Html(name))


def _attribute(key: str, value: Attribute) -> Html:
    name = Html(key.rstrip("_").replace("_", "-"))
    return Html(" {}").format(name) if value is True else Html(' {}="{}"').format(name, str(value))


def joined(parts: Iterable[Inside]) -> Html:
    """Parts one after the other.

    >>> joined(["a & b", None, tag("b", "c")])
    Markup('a &amp; b<b>c</b>')
    """
    return Html("").join(escape(part) for part in parts if part is not None)


def link(address: str, *inside: Inside, **attributes: Attribute) -> Html:
    """A link to a page or a mailbox; any other address stays words.

    >>> link("javascript:alert(1)", "here")
    Markup('here')
    """
    if not address.lower().startswith(ADDRESSES):
        return joined(inside)
    return tag("a", *inside, href=address, target="_blank", rel="noopener noreferrer nofollow", **attributes)
