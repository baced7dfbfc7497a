"""`advisor read`: a topic with its tables, or the list of topics, in this terminal."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import Content, echo, fail, library_from

if TYPE_CHECKING:
    from bot.core.content.library import Library


def read(
    topic: Annotated[str, typer.Argument(help="Which topic. Without it, the list of topics.")] = "",
    content: Content = None,
) -> None:
    """Read a topic with its tables, or list the topics."""
    from bot.core.problems import did_you_mean

    library = library_from(content)
    if topic and topic not in library.topics:
        raise fail(f"There is no topic “{topic}”. {did_you_mean(topic, library.topics)} `advisor read` lists them.")
    echo(topic_text(library, topic) if topic else "\n".join(topic_lines(library)))


def topic_text(library: "Library", id_: str) -> str:
    """All that a topic says, with its tables, its sources and where to go on."""
    from bot.core.content.topic import known_table
    from bot.core.dialogue.plain_text import sources_line, table_text
    from bot.core.templating.markdown import plain

    topic = library.topics[id_]
    tables = [f"{library.tables[name].title}\n\n{table_text(known_table(library.tables[name]))}" for name in topic.tables]
    onward = [f"advisor read {one}" for one in topic.related] + [f"advisor chat {one}" for one in topic.dialogues]
    go_on = f"{library.phrases.say('read_on')}:\n" + "\n".join(f"  {line}" for line in onward) if onward else ""
    cited = sources_line(library.phrases, [library.sources[source] for source in topic.cite])
    return "\n\n".join(part for part in (topic.title, plain(topic.body), *tables, topic.changed, cited, go_on) if part)


def topic_lines(library: "Library") -> list[str]:
    """The topics in a line each."""
    return [f"{id_:<36}{topic.title}" for id_, topic in sorted(library.topics.items())]
