"""What an edit means, in Markdown for a pull request and as plain data for a program."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bot.authoring.changes import DialogueChange
from bot.core.content.library import Library


def in_markdown(old: Library, new: Library, changes: Sequence[DialogueChange]) -> str:
    """A page that says what changed, by dialogue."""
    lines = ["# What this edit means", ""]
    for change in changes:
        lines += [*_dialogue(change), ""]
    lines += [f"- {what}" for what in _knowledge(old, new)]
    return "\n".join(lines if len(lines) > 2 else [*lines, "Nothing changes for anybody."]).rstrip() + "\n"


def as_data(old: Library, new: Library, changes: Sequence[DialogueChange]) -> dict[str, Any]:
    """The same for a program."""
    return {"dialogues": [_data(change) for change in changes], "knowledge": list(_knowledge(old, new))}


def _data(change: DialogueChange) -> dict[str, Any]:
    outcomes = [
        {"from": one, "to": other, "answers": number, "example": change.examples[one, other]}
        for (one, other), number in change.outcomes.most_common()
    ]
    counted = {name: dict(getattr(change, name)) for name in ("words", "more_asked", "less_asked", "sources")}
    told = {"dialogue": change.dialogue, "what": change.what, "tried": change.tried, "outcomes": outcomes}
    return told | counted | {"rows_that_fail": change.rows}


def _dialogue(change: DialogueChange) -> Iterator[str]:
    yield f"## `{change.dialogue}`"
    yield ""
    if change.what != "edited":
        yield f"This dialogue is {change.what}."
        return
    found = list(_differences(change))
    yield from found or [f"For {change.tried} sets of answers nothing changes but what is shown on the way."]


def _differences(change: DialogueChange) -> Iterator[str]:
    if moved := change.outcomes.total():
        yield f"- For {moved} of {change.tried} sets of answers **the outcome changes**:"
        for pair, number in change.outcomes.most_common():
            example = ", ".join(f"{name}: {value}" for name, value in change.examples[pair].items())
            yield f"  - `{pair[0]}` → `{pair[1]}` ({number}); for example with {example}"
    for words, counted in (("asked now", change.more_asked), ("no longer asked", change.less_asked)):
        if counted:
            yield f"- Questions {words}: {_counted(counted)}"
    if change.words:
        yield f"- Other words on the first screen: {_counted(change.words)}"
    if change.sources:
        yield f"- Sources: {_counted(change.sources)}"
    yield from (f"- **A row of the table of decisions fails now:** {row}" for row in change.rows)


def _counted(counted: Counter[str]) -> str:
    return ", ".join(f"`{name}` ({number})" for name, number in counted.most_common())


def _knowledge(old: Library, new: Library) -> Iterator[str]:
    for kind in ("topics", "tables", "sources"):
        before, now = getattr(old, kind), getattr(new, kind)
        for what, names in (
            ("new", [name for name in now if name not in before]),
            ("gone", [name for name in before if name not in now]),
            ("changed", [name for name in now if name in before and now[name] != before[name]]),
        ):
            if names:
                yield f"{kind.capitalize()} {what}: {', '.join(f'`{name}`' for name in names)}"
