"""However much people type, a message is no longer than Slack takes, and its buttons are there."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.core.content.topic import ShownTable
from bot.slack.blocks import kit
from bot.slack.blocks.message_size import MESSAGE, size
from bot.slack.blocks.table import table_blocks

SLACK_TAKES = 13_200  # of blocks and fallback together

LONG = st.text("&<>*_ ab\n", max_size=3000)


def slack_counts(message: dict[str, Any]) -> int:
    return size(message["blocks"]) + len(message["text"])


@given(st.lists(LONG, max_size=12), LONG)
def test_any_message_fits(texts: list[str], fallback: str) -> None:
    buttons = kit.actions([kit.button("&&", f"a{n}", "v") for n in range(25)])
    blocks = [block for text in texts for block in [*kit.sections(text), *kit.context(text)]]
    message = kit.message([*blocks[:40], *buttons], fallback)
    assert size(message["blocks"]) <= MESSAGE
    assert slack_counts(message) <= SLACK_TAKES
    assert message["blocks"][-1] == buttons[-1]
    assert all(block["text"]["text"] for block in message["blocks"] if block["type"] == "section")


def test_what_fits_is_left_as_it_is() -> None:
    blocks = [*kit.sections("a & b"), *kit.context("c")]
    assert kit.message(blocks, "a")["blocks"] == blocks


@given(st.lists(st.text("&<ab", max_size=300), min_size=1, max_size=60))
def test_a_table_is_counted_escaped(cells: list[str]) -> None:
    assert size(table_blocks(ShownTable(("&", "b"), tuple((cell, cell) for cell in cells)))[:1]) <= MESSAGE
