"""What the advisor knows, in Slack: a topic's answer, the topics to choose from, or an honest no."""

from bot.core.content.library import Library
from bot.core.dialogue.guidance import known_table
from bot.core.search.results import Found, Result
from bot.core.search.table_parts import part_shown
from bot.slack.blocks import kit
from bot.slack.blocks.action_ids import HELPFUL, PASS_ON, SHARE, START, TOPIC, Click
from bot.slack.blocks.guidance import sources_block
from bot.slack.blocks.kit import Block
from bot.slack.blocks.table import table_blocks

MOST_BUTTONS = 3


def found_blocks(library: Library, found: Found, question: str, shareable: bool = False) -> list[Block]:
    """The answer to a question, by its status."""
    say = library.phrases.say
    if found.status == "answered":
        best = found.results[0]
        return topic_blocks(library, best.topic, result=best, shareable=shareable)
    if found.status == "vague":
        return kit.sections(say("ask_vague"))
    choices = _topic_buttons([(one.topic, one.title) for one in found.results[: 3 if found.status == "choose" else 2]])
    if found.status == "choose":
        return [*kit.sections(say("ask_choose")), *kit.actions(choices)]
    return [*kit.sections(say("ask_nothing", pass_on=True)), *kit.actions([*choices, _pass_on(library, question, found.status)])]


def _pass_on(library: Library, question: str, status: str) -> Block:
    return kit.button(library.phrases.say("action_pass_on"), PASS_ON, Click("", 0, status, question[:500]).packed())


def _topic_buttons(topics: list[tuple[str, str]]) -> list[Block]:
    return [kit.button(title, f"{TOPIC}:{id_}", Click("", 0, "", id_).packed()) for id_, title in topics]


def topic_blocks(
    library: Library, id_: str, more: bool = False, result: Result | None = None, shareable: bool = False
) -> list[Block]:
    """A topic: its lead, or with `more` all of it, then where it comes from and where to go on."""
    topic = library.topics[id_]
    blocks = [*kit.sections(f"**{topic.title}**"), *kit.sections(topic.body if more else topic.lead)]
    if result and result.part:
        blocks += table_blocks(part_shown(library.tables[result.part.table], result.part))
    if more:
        blocks += [block for name in topic.tables[:1] for block in table_blocks(known_table(library.tables[name]))]
        blocks += kit.context(topic.changed) if topic.changed else []
    blocks += sources_block(library.phrases, [library.sources[cited] for cited in (result.sources if result else topic.cite)])
    return [*blocks, *kit.actions(_onward(library, id_, more)), *kit.actions(_opinions(library, id_, shareable))]


def _onward(library: Library, id_: str, more: bool) -> list[Block]:
    topic = library.topics[id_]
    related = _topic_buttons([(one, library.topics[one].title) for one in topic.related[:MOST_BUTTONS]])
    dialogues = [
        kit.button(library.dialogues[one].title, f"{START}:{one}", Click("", 0, "", one).packed(), "primary")
        for one in topic.dialogues[:2]
    ]
    rest = kit.button(library.phrases.say("action_more"), f"{TOPIC}:more", Click("", 0, "more", id_).packed())
    return [*([rest] if not more and (topic.detail or topic.tables) else []), *dialogues, *related]


def _opinions(library: Library, id_: str, shareable: bool) -> list[Block]:
    words = library.phrases.say
    buttons = [
        kit.button(words("action_helpful"), f"{HELPFUL}:yes", Click("", 0, id_, "yes").packed()),
        kit.button(words("action_not_helpful"), f"{HELPFUL}:no", Click("", 0, id_, "no").packed()),
    ]
    share = kit.button(words("action_share"), SHARE, Click("", 0, "", id_).packed())
    return [*buttons, *([share] if shareable else [])]
