"""`advisor read`: a topic with its tables, or the list of topics, in this terminal."""

from bot.core.guidance import known_table
from bot.core.library import Library
from bot.core.markdown import plain
from bot.core.text import sources_text, table_text


def topic_text(library: Library, id_: str) -> str:
    """All that a topic says, with its tables, its sources and where to go on."""
    topic = library.topics[id_]
    tables = [f"{library.tables[name].title}\n\n{table_text(known_table(library.tables[name]))}" for name in topic.tables]
    onward = [f"advisor read {one}" for one in topic.related] + [f"advisor chat {one}" for one in topic.dialogues]
    go_on = f"{library.phrases.say('read_on')}:\n" + "\n".join(f"  {line}" for line in onward) if onward else ""
    cited = sources_text(library.phrases, [library.sources[source] for source in topic.cite])
    return "\n\n".join(part for part in (topic.title, plain(topic.body), *tables, topic.changed, cited, go_on) if part)


def topic_lines(library: Library) -> list[str]:
    """The topics in a line each."""
    return [f"{id_:<36}{topic.title}" for id_, topic in sorted(library.topics.items())]
