"""Modals and the Home tab."""

from bot.fake_slack.client.controls import controls
from bot.fake_slack.state.views import View
from bot.playground.html.blocks import blocks_html
from bot.playground.html.messages import Viewer
from bot.playground.html.render_context import RenderContext
from bot.playground.html.tags import Html, tag


def modal_html(viewer: Viewer, view: View, errors: dict[str, str], deeper: bool) -> Html:
    """An open modal as a form; `deeper`: it lies upon another."""
    context, content = (
        RenderContext(viewer.names, f"modal-{view.id}", viewer.chosen.get(("view", view.id), {}), errors),
        view.content,
    )
    title = tag("h2", context.text(content["title"]), id=f"title-{view.id}")
    sign = "‹" if deeper else "✕"
    leave = tag(
        "button", tag("span", sign, aria_hidden="true"), type="button", aria_label="Back" if deeper else "Close", data_do="close"
    )
    head = tag("header", title, leave)
    elsewhere = {key: words for key, words in errors.items() if key not in _fields(view)}
    trouble = tag("p", " ".join(elsewhere.values()), class_="error", role="alert") if elsewhere else None
    body = tag("div", trouble, blocks_html(content["blocks"], context), class_="blocks")
    close = tag("button", context.text(content.get("close")) or "Cancel", type="button", class_="button", data_do="close")
    submit = (
        tag("button", context.text(content["submit"]), type="submit", class_="button primary") if content.get("submit") else None
    )
    form = tag("form", head, body, tag("footer", close, submit), novalidate=True)
    return tag("dialog", form, class_="modal", data_view=view.id, data_key=view.id, aria_labelledby=f"title-{view.id}")


def _fields(view: View) -> set[str]:
    return {block["block_id"] for block, _ in controls(view.content["blocks"])}


def home_html(viewer: Viewer, view: View | None) -> Html:
    """Somebody's Home tab."""
    if view is None:
        return tag("p", "The advisor has not shown its Home tab yet.", class_="quiet")
    context = RenderContext(viewer.names, f"home-{view.id}", viewer.chosen.get(("view", view.id), {}))
    return tag("div", blocks_html(view.content["blocks"], context), class_="home", data_view=view.id)
