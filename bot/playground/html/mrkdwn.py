"""Slack's mrkdwn as HTML: escaped first, then formatted (https://docs.slack.dev/messaging/formatting-message-text)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup, escape

from bot.fake_slack.state.workspace import Workspace
from bot.playground.html.tags import ADDRESSES, Html, link, tag

_HELD = "\ue000{}\ue001"  # where something ready stands while the words around it are formatted
_HOLDER = re.compile("\ue000([0-9]+)\ue001")
_SPECIAL = re.compile(r"```(?P<block>.+?)```|`(?P<code>[^`\n\u200b][^`\n]*)`|<(?P<control>[^<>\n]+)>", re.S)
_PERMALINK = re.compile(r"https://stand-in\.slack\.com/archives/(\w+)/p(\d+)(\d{6})(?:\?thread_ts=([\d.]+).*)?")
# A mark opens before a character one can see, and closes after one; a space without width breaks it.
_BEFORE, _AFTER, _SEEN = r"(?<![\w*_~])", r"(?![\w*_~\u200b])", r"(?![\s\u200b])"
_MARKS = tuple(
    (re.compile(rf"{_BEFORE}{re.escape(mark)}{_SEEN}([^\n]*?[^\s{re.escape(mark)}]){re.escape(mark)}{_AFTER}"), name)
    for mark, name in (("*", "b"), ("_", "i"), ("~", "s"))
)


@dataclass(frozen=True)
class Names:
    """What people and channels are called."""

    workspace: Workspace

    def user(self, id_: str) -> str:
        """The name of a person."""
        known = self.workspace.users.get(id_)
        return known.name if known else id_

    def channel(self, id_: str) -> str:
        """The name of a channel."""
        known = self.workspace.channels.get(id_)
        return known.name if known else id_


def unescaped(text: str) -> str:
    """Slack's three escapes undone.

    >>> unescaped("a &lt; b &amp;amp; c")
    'a < b &amp; c'
    """
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def mrkdwn_html(text: str, names: Names) -> Html:
    """A text in Slack's markup, as HTML."""
    held: list[Html] = []

    def hold(ready: Html) -> str:
        held.append(ready)
        return _HELD.format(len(held) - 1)

    words = _SPECIAL.sub(lambda match: hold(_special(match, names)), re.sub("[\ue000\ue001]", "", text))
    shown = _lines(str(escape(unescaped(words))))
    return Markup(_filled(shown, held))  # noqa: S704  # escaped above; all that was added since are tags of ours


def _filled(shown: str, held: list[Html]) -> str:
    return _HOLDER.sub(lambda match: str(held[int(match[1])]), shown)


def _special(match: re.Match[str], names: Names) -> Html:
    if match["block"]:
        return tag("pre", unescaped(match["block"].strip("\n")))
    if match["code"]:
        return tag("code", unescaped(match["code"]))
    return _control(match["control"], names)


def _control(control: str, names: Names) -> Html:
    target, _, label = control.partition("|")
    if target.startswith("@"):
        return mention(f"@{names.user(target[1:])}")
    if target.startswith("#"):
        return channel_link(target[1:], label or names.channel(target[1:]))
    if target.startswith("!"):
        return mention(label or f"@{target[1:].partition('^')[0]}")
    if target.startswith(ADDRESSES):
        return address(unescaped(target), unescaped(label or target.removeprefix("mailto:")))
    return escape(f"<{unescaped(control)}>")


def mention(words: str) -> Html:
    """Somebody's name in a text."""
    return tag("span", words, class_="mention")


def channel_link(id_: str, name: str) -> Html:
    """A channel's name in a text, which leads there."""
    return tag("a", f"#{name}", href=f"?place={id_}", class_="mention", data_go=id_)


def address(url: str, label: str) -> Html:
    """A link; one to a message of this workspace leads there."""
    if inside := _PERMALINK.fullmatch(url):
        thread = inside[4] or f"{inside[2]}.{inside[3]}"
        return tag("a", label, href=f"?place={inside[1]}&thread={thread}", data_go=inside[1], data_thread=thread)
    return link(url, label)


def _lines(escaped: str) -> str:
    """The lines with their marks; those that begin with &gt; are quotations."""
    done: list[str] = []
    for quoted, lines in _by_quotation(escaped.split("\n")):
        words = "\n".join(_formatted(line) for line in lines)
        done.append(f"<blockquote>{words}</blockquote>" if quoted else words)
    return "\n".join(done).replace("</blockquote>\n", "</blockquote>").replace("\n<blockquote>", "<blockquote>")


def _by_quotation(lines: list[str]) -> list[tuple[bool, list[str]]]:
    runs: list[tuple[bool, list[str]]] = []
    for line in lines:
        quoted = line.startswith("&gt;")
        words = line.removeprefix("&gt;").removeprefix(" ") if quoted else line
        if not runs or runs[-1][0] != quoted:
            runs.append((quoted, []))
        runs[-1][1].append(words)
    return runs


def _formatted(line: str) -> str:
    for pattern, name in _MARKS:
        line = pattern.sub(_wrap(name), line)
    return line


def _wrap(name: str) -> Callable[[re.Match[str]], str]:
    return lambda match: f"<{name}>{match[1]}</{name}>"


def plain(text: str, names: Names) -> str:
    """A text in Slack's markup as bare words, for what is read aloud."""
    return Markup(mrkdwn_html(text, names)).striptags()  # noqa: S704  # to take the tags out again
