"""The examples of docs/problems.md: each put into a small dialogue, or into the file that its first line names."""

import re
from pathlib import Path

from tests.support.good_library import GOOD

GUIDE = Path(__file__).parents[2] / "docs" / "problems.md"
MARKET = """title: Is there a market?
summary: Whether there is one.
cite: ["doc:one"]
questions:
  service: {ask: "Which service?", type: text, most: 80, shares: service}
  pays:
    ask: Who pays?
    options:
      - {id: we_do, label: We do}
      - {id: others, label: Others, next: no_market}
    unsure: true
  levers:
    ask: Which levers are there?
    type: choices
    least: 0
    unsure: true
    options:
      - {id: grants, label: Grants}
      - {id: advice, label: Advice}
  budget: {ask: "How much is there?", type: number, unsure: true, next: market}
outcomes:
  market: {title: There is a market, say: You pay for it.}
  no_market: {title: There is no market, say: Look again.}
"""
_PARAGRAPH = re.compile(r"^### ([a-z-]+)\n(.*?)(?=^##)", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(r"^```(?:yaml|markdown)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LONGER = re.compile(r"\(and ([\d,]+) more characters\)")
_BLOCK = re.compile(r"^(?=\S)", re.MULTILINE)
_PART = re.compile(r"^(?=  \S)", re.MULTILINE)


def examples() -> dict[str, tuple[str, ...]]:
    """By code, what is wrong and what is right."""
    return {code: tuple(_EXAMPLE.findall(text)) for code, text in _PARAGRAPH.findall(GUIDE.read_text(encoding="utf-8"))}


def with_example(example: str) -> dict[str, str]:
    """The files of the small library with an example in its place."""
    files = GOOD | {"dialogues/market.yaml": MARKET}
    example = _LONGER.sub(lambda found: "word " * (int(found[1].replace(",", "")) // 5), example)
    if missing := re.match(r"# no (\S+)", example):
        return {path: text for path, text in files.items() if path != missing[1]}
    if named := re.match(r"# (\S.*\.yaml)\n", example):
        return files | {named[1]: example}
    if not re.match(r"\w+:(\n| )", example) or example.startswith("title: Grants"):
        return files | {"knowledge/topics/grants.md": example}
    return files | {"dialogues/market.yaml": _merged(MARKET, example)}


def _merged(text: str, example: str) -> str:
    """The dialogue with the parts of the example in the place of its own, by their ids."""
    blocks = {block.partition(":")[0]: block for block in _BLOCK.split(text) if block}
    for block in filter(None, _BLOCK.split(example)):
        name = block.partition(":")[0]
        parts = {part.partition(":")[0]: part for part in _PART.split(blocks.get(name, ""))[1:]}
        own = {part.partition(":")[0]: part for part in _PART.split(block)[1:]}
        new = [part for id_, part in own.items() if id_ not in parts]
        kept = [own.get(id_, part) for id_, part in parts.items()]
        blocks[name] = f"{name}:\n{''.join([*kept[:-1], *new, *kept[-1:]])}" if own else block  # the last question leads on
    return "".join(blocks.values())
