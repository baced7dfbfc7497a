"""Tables in Slack: as a table where it fits, otherwise as a list."""

from collections.abc import Iterable

from bot.core.content.topic import ShownTable
from bot.core.templating.markdown import escaped, plain
from bot.slack.blocks import kit
from bot.slack.blocks.kit import Block
from bot.slack.blocks.mrkdwn import escaped as escaped_for_slack

# One table a message, 100 rows, 20 columns, 10,000 characters; other text stands beside it (https://docs.slack.dev/reference/block-kit/blocks/table-block).
MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 99, 20, 6000


def table_blocks(table: ShownTable) -> list[Block]:
    """A table; only one stands in a message."""
    rows = [table.columns, *table.rows]
    size = sum(len(escaped_for_slack(plain(cell))) for row in rows for cell in row)
    if len(table.rows) > MOST_ROWS or len(table.columns) > MOST_COLUMNS or size > MOST_CHARACTERS:
        return kit.sections(table_text(table))
    wrapped = [{"is_wrapped": True} for _ in table.columns]
    return [{"type": "table", "column_settings": wrapped, "rows": [[_cell(cell) for cell in row] for row in rows]}]


def without_tables(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with their tables as lists, as a modal shows no tables."""
    return [shown for block in blocks for shown in (_as_list(block) if block["type"] == "table" else [block])]


def _as_list(table: Block) -> list[Block]:
    rows = [tuple(escaped(cell["text"]) for cell in row) for row in table["rows"]]
    return kit.sections(table_text(ShownTable(rows[0], tuple(rows[1:]))))


def _cell(markdown: str) -> Block:
    return {"type": "raw_text", "text": plain(markdown) or "–"}


def table_text(table: ShownTable) -> str:
    """A table as a list: the first cell, then the others with their headings."""
    lines = []
    for first, *others in table.rows:
        told = [f"{column}: {cell}" for column, cell in zip(table.columns[1:], others, strict=True) if cell]
        lines.append(f"- **{first}**" + "".join(f"\n  - {one}" for one in told))
    return "\n".join(lines)
