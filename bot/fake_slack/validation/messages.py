"""Slack's rules for messages, views and metadata, from its documentation and not from our own code."""

import json
from collections.abc import Iterable
from typing import Any

from bot.fake_slack import Json
from bot.fake_slack.validation.blocks import block
from bot.fake_slack.validation.elements import Problems, text

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
LONGEST_TEXT, LONGEST_UPDATE = 40_000, 4_000
LONGEST_BLOCKS = 13_000  # all words of a message's blocks; nowhere documented, but Slack refuses a little above this
LONGEST_MARKDOWN = 12_000
LARGEST_VIEW, LARGEST_METADATA = 250_000, 16_000
MODAL_KEYS = {"title", "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled"}
VIEW_KEYS = {"type", "blocks", "callback_id", "private_metadata", "external_id"}


class Refused(Exception):
    """What Slack will not do, by the name of its error, with what it says of it."""

    def __init__(self, error: str, messages: Iterable[str] = ()) -> None:
        super().__init__(error)
        self.error, self.messages = error, list(messages)

    def as_answer(self) -> Json:
        """The answer of the Web API."""
        answer: Json = {"ok": False, "error": self.error}
        return answer | ({"errors": self.messages, "response_metadata": {"messages": self.messages}} if self.messages else {})


def check_message(args: Json, update: bool = False) -> None:
    """Raise Refused when Slack would not show a message of this content."""
    words, blocks = args.get("text") or "", args.get("blocks")
    if not isinstance(words, str):
        raise Refused("invalid_arguments", ["`text` must be a string [json-pointer:/text]"])
    if not words and not blocks:
        raise Refused("no_text")
    if len(words) > (LONGEST_UPDATE if update else LONGEST_TEXT):
        raise Refused("msg_too_long")
    if blocks is not None:
        check_blocks(blocks, "message")
    if args.get("metadata"):
        check_metadata(args["metadata"])


def check_blocks(blocks: Any, where: str) -> None:
    """Raise Refused for blocks that Slack would refuse in a message, a modal or a home tab."""
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    problems = _problems_in(blocks, where)
    if problems:
        raise Refused("invalid_blocks", problems)
    if where == "message" and sum(map(len, words_in(blocks))) > LONGEST_BLOCKS:
        raise Refused("msg_blocks_too_long")


def _problems_in(blocks: list[Any], where: str) -> list[str]:
    problems = [problem for number, one in enumerate(blocks) for problem in block(one, f"/blocks/{number}", where)]
    if len(blocks) > MOST_BLOCKS[where]:
        problems.append(f"no more than {MOST_BLOCKS[where]} items allowed [json-pointer:/blocks]")
    known = [one for one in blocks if isinstance(one, dict)]
    ids = [one["block_id"] for one in known if one.get("block_id")]
    problems += [f"`block_id` {id_} already exists for another block" for id_ in {id_ for id_ in ids if ids.count(id_) > 1}]
    if sum(one.get("type") == "table" for one in known) > 1:
        problems.append("only_one_table_allowed")
    if sum(len(str(one.get("text"))) for one in known if one.get("type") == "markdown") > LONGEST_MARKDOWN:
        problems.append("the markdown of a message must be less than 12001 characters")
    return problems


def words_in(part: Any) -> list[str]:
    """Every text in a message's blocks."""
    if isinstance(part, list):
        return [words for one in part for words in words_in(one)]
    if not isinstance(part, dict):
        return []
    own = [part["text"]] if isinstance(part.get("text"), str) else []
    return own + [words for value in part.values() if not isinstance(value, str) for words in words_in(value)]


def check_view(view: Any) -> None:
    """Raise Refused for a modal or a home tab that Slack would not open."""
    if not isinstance(view, dict) or view.get("type") not in {"modal", "home"}:
        raise Refused("invalid_arguments", ["must be a modal or a home tab [json-pointer:/view/type]"])
    if len(json.dumps(view)) > LARGEST_VIEW:
        raise Refused("view_too_large")
    problems = list(_view_problems(view))
    if isinstance(view.get("blocks"), list):
        problems += _problems_in(view["blocks"], view["type"])
    if problems:
        raise Refused("invalid_arguments", problems)


def _view_problems(view: Json) -> Problems:
    modal = view["type"] == "modal"
    for key in set(view) - VIEW_KEYS - (MODAL_KEYS if modal else set()):
        yield f"invalid additional property: {key} [json-pointer:/view]"
    if not isinstance(view.get("blocks"), list):
        yield "missing required field: blocks [json-pointer:/view]"
    for key, most in (("callback_id", 255), ("private_metadata", 3000), ("external_id", 255)):
        if not isinstance(view.get(key, ""), str) or len(view.get(key, "")) > most:
            yield f"must be less than {most + 1} characters [json-pointer:/view/{key}]"
    for key in ("title", "submit", "close") if modal else ():
        if key in view or key == "title":
            yield from text(view.get(key), f"/view/{key}", 24)
    if modal and "submit" not in view and any(one.get("type") == "input" for one in view.get("blocks") or ()):
        yield "missing required field: submit [json-pointer:/view]"


def check_metadata(metadata: Any) -> None:
    """Raise Refused for metadata that Slack would not keep with a message."""
    if not isinstance(metadata, dict):
        raise Refused("invalid_metadata_format")
    named, filled = isinstance(metadata.get("event_type"), str), isinstance(metadata.get("event_payload"), dict)
    if not (named and filled) or set(metadata) - {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_schema")
    if len(json.dumps(metadata)) > LARGEST_METADATA:
        raise Refused("metadata_too_large")
