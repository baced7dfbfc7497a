"""The verbs for those who write dialogues: list, run, play, test."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import BAD_INPUT, Content, dialogue_named, echo, fail, library_from, number_of, text_of

if TYPE_CHECKING:
    from bot.authoring.conversation_tests import ConversationResult
    from bot.core.content.library import Library
    from bot.core.openings.opening import Understand

WAITING = 3


def list_(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False, content: Content = None) -> None:
    """List the dialogues, with their questions, options and outcomes."""
    from bot.core.content.library import in_menu_order

    library = library_from(content)
    listed = [_listed(library, id_) for id_ in in_menu_order(library)]
    if as_json:
        echo(json.dumps({"dialogues": listed}, ensure_ascii=False, indent=2))
        return
    for one in listed:
        echo(f"{one['id']:<24}{one['title']}\n{'':<24}{one['summary']}")


def _listed(library: "Library", id_: str) -> dict[str, object]:
    dialogue = library.dialogues[id_]
    questions = [
        {
            "id": name,
            "ask": question.ask,
            "type": question.type,
            "options": [{"id": option.id, "label": option.label} for option in question.options],
            "unsure": bool(question.unsure),
        }
        for name, question in dialogue.asked.items()
    ]
    outcomes = [{"id": name, "title": outcome.title} for name, outcome in dialogue.outcomes.items()]
    told = {"id": id_, "title": dialogue.title, "summary": dialogue.summary, "group": dialogue.group}
    return told | {"edition": library.editions[id_], "calls": list(dialogue.calls), "questions": questions, "outcomes": outcomes}


def run(
    dialogue: Annotated[str, typer.Argument(help="Which dialogue; see `advisor list`.")],
    answers: Annotated[Path, typer.Option(help="YAML: question id, then option id, value or `unsure`; - for standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    content: Content = None,
) -> None:
    """Go through a dialogue without a person, with answers from a file."""
    from bot.authoring.batch_run import run_through
    from bot.core.loading.yaml_reader import read_yaml
    from bot.core.working_days import day_in_words
    from bot.services.conversations import now_in_utc

    library = library_from(content)
    reading = read_yaml(text_of(answers), str(answers))
    result = run_through(library, dialogue_named(library, dialogue), reading, day_in_words(now_in_utc()))
    typer.echo(
        json.dumps(asdict(result), ensure_ascii=False, indent=2) if as_json else result.text,
        err=result.status == "invalid" and not as_json,
    )
    raise typer.Exit({"finished": 0, "waiting": WAITING, "invalid": BAD_INPUT}[result.status])


def play_(
    conversation: Annotated[Path, typer.Argument(help="A conversation as in tests/conversations; see dialogues/README.md.")],
    update: Annotated[bool, typer.Option("--update", help="Write into the file what the advisor asks and says now.")] = False,
    content: Content = None,
) -> None:
    """Play a conversation from a file, and say where it does not go as expected."""
    from bot.services.content import shipped_content
    from bot.services.openings import understanding

    library = library_from(content)
    understand = understanding(library, content or shipped_content())
    if update:
        _update(library, conversation, understand)
    play_file(library, conversation, understand)


def _update(library: "Library", path: Path, understand: "Understand") -> None:
    from bot.authoring.conversation_tests import play, read_conversation
    from bot.authoring.export_test import updated

    text = text_of(path)
    try:
        told = play(library, read_conversation(text, path.name), understand=understand)
        if not told.replies:
            raise fail("\n".join(told.failures))
        path.write_text(updated(library, text, told), encoding="utf-8")
    except (ValueError, OSError) as error:
        raise fail(str(error)) from None


def transcript(told: "ConversationResult") -> str:
    """A conversation that was played, as people read it."""
    return "\n".join(f"{'You' if who == 'user' else 'Advisor'}: {words}\n" for who, words in told.lines)


def play_file(library: "Library", path: Path, understand: "Understand") -> None:
    """Play a conversation before the person, and say where it does not go as expected."""
    from bot.authoring.conversation_tests import play, read_conversation

    try:
        told = play(library, read_conversation(text_of(path), path.name), understand=understand)
    except ValueError as error:
        raise fail(str(error)) from None
    echo(transcript(told))
    if told.failures:
        raise fail("Not as expected:\n" + "\n".join(told.failures))


def play_tests(
    dialogues: Annotated[list[str] | None, typer.Argument(help="Which dialogues; without any, all of them.")] = None,
    rules: Annotated[
        bool, typer.Option("--rules", help="Also name rules that no row notices, and ours not called ours.")
    ] = False,
    content: Content = None,
) -> None:
    """Play the conversations and decision tables of dialogues, and say where they do not go as told."""
    from bot.authoring.content_tests import played, unnoticed, unsaid, unvisited
    from bot.services.content import CONVERSATIONS, DECISIONS, read_tests, read_texts, shipped_content
    from bot.services.openings import understanding

    library, folder = library_from(content), content or shipped_content()
    chosen = [dialogue_named(library, name) for name in dialogues or library.dialogues]
    tables = read_tests(folder, DECISIONS)
    conversations = read_tests(folder, CONVERSATIONS)
    told = played(library, chosen, tables, conversations, understanding(library, folder))
    found = list(told.failures)
    if rules:
        texts = read_texts(folder)
        found += [*unnoticed(library, chosen, tables, texts), *unsaid(library, chosen, tables, texts)]
    if dialogues and not found:
        for line in unvisited(library, chosen, tables, conversations, read_texts(folder)):
            echo(line)
    if found:
        raise fail("\n".join([*found, "", f"{number_of(len(found), 'difference')}; {told.counted}."]))
    echo(f"All as told: {told.counted}.")
