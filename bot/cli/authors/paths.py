"""`advisor paths`: the shortest conversation to each outcome, and what no test visits; or all paths, counted."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import Content, dialogue_named, echo, fail, library_from, number_of

if TYPE_CHECKING:
    from bot.core.content.library import Library
    from bot.core.dialogue.conversation import Conversation

    Found = tuple[dict[str, Conversation], list[str]]  # the shortest conversations, and what no test visits


def paths(
    dialogue: Annotated[str, typer.Argument(help="Which dialogue; see `advisor list`. Without it, a line for each.")] = "",
    count: Annotated[bool, typer.Option("--all", help="Follow every path and count them; this may take minutes.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    content: Content = None,
) -> None:
    """Show the shortest conversation to each outcome, and what no test visits."""
    from bot.authoring.content_tests import unvisited, walks_of_tests
    from bot.authoring.paths.explorer import TooManyForks
    from bot.authoring.paths.report import told
    from bot.authoring.paths.shortest import shortest_conversations
    from bot.core.content.library import in_menu_order
    from bot.core.templating.templates import LanguageError
    from bot.core.working_days import day_in_words
    from bot.services.content import CONVERSATIONS, DECISIONS, read_tests, read_texts, shipped_content
    from bot.services.conversations import now_in_utc

    library, folder = library_from(content), content or shipped_content()
    chosen = [dialogue_named(library, dialogue)] if dialogue else in_menu_order(library)
    try:
        if count:
            for text in told(library, chosen, day_in_words(now_in_utc()), as_json):
                echo(text)
            return
        tests, texts = (read_tests(folder, DECISIONS), read_tests(folder, CONVERSATIONS)), read_texts(folder)
        found: dict[str, Found] = {}
        for id_ in chosen:
            shortest = shortest_conversations(library, id_, walks_of_tests(library, id_, *tests))
            found[id_] = (shortest, unvisited(library, [id_], *tests, texts))
    except (LanguageError, TooManyForks) as error:
        raise fail(str(error)) from None
    if as_json:
        echo(
            json.dumps({"dialogues": [_as_json(library, id_, *one) for id_, one in found.items()]}, ensure_ascii=False, indent=2)
        )
        return
    for id_, one in found.items():
        echo(_in_full(library, id_, *one) if dialogue else _in_a_line(library, id_, *one))


def _as_json(library: "Library", id_: str, shortest: "dict[str, Conversation]", missing: list[str]) -> dict[str, object]:
    outcomes = {
        name: {key: answer.value for key, answer in shortest[name].answers.items()} if name in shortest else None
        for name in library.dialogues[id_].outcomes
    }
    return {"dialogue": id_, "shortest": outcomes, "not_visited": missing}


def _in_a_line(library: "Library", id_: str, shortest: "dict[str, Conversation]", missing: list[str]) -> str:
    reached = f"{len(shortest)} of {number_of(len(library.dialogues[id_].outcomes), 'outcome')}"
    lengths = sorted(len(one.answers) for one in shortest.values()) or [0]
    return f"{id_:<26}{reached}, after {lengths[0]} to {lengths[-1]} questions at least; {len(missing) or 'nothing'} not visited"


def _in_full(library: "Library", id_: str, shortest: "dict[str, Conversation]", missing: list[str]) -> str:
    from bot.authoring.export_test import copied

    parts = [f"# {name}: {number_of(len(one.answers), 'question')}\n{copied(library, one)}" for name, one in shortest.items()]
    parts += [f"# {name}: not found\n" for name in library.dialogues[id_].outcomes if name not in shortest]
    visited = [f"# {line}" for line in missing] or ["# The tests visit all questions, routes and outcomes."]
    return "\n".join([*parts, *visited])
