"""What the advisor knows, in Slack: an answer on one screen, the topics to choose from, or an honest no."""

from collections.abc import Iterable

from bot.core.content.library import Library
from bot.core.content.phrases import Phrases
from bot.core.content.topic import known_table
from bot.core.dialogue.plain_text import sources_line
from bot.core.quick_answers.reply import Answer, Reply
from bot.core.templating.markdown import escaped
from bot.slack.blocks import kit
from bot.slack.blocks.action_ids import HELPFUL, PASS_ON, READ_ON, SHARE, START, TOPIC, Click
from bot.slack.blocks.guidance import opinion
from bot.slack.blocks.kit import Block
from bot.slack.blocks.table import table_blocks, without_tables

MOST_TO_READ = 8  # options of the menu below an answer


def reply_blocks(phrases: Phrases, reply: Reply, question: str, shareable: bool = False) -> list[Block]:
    """All that a message asked, answered one below the other; the ways on are those of the last."""
    if len(reply.answers) == 1:
        return answer_blocks(phrases, reply.answers[0], question, shareable)
    blocks = kit.sections(reply.before)
    for answer in reply.answers:
        blocks += [*kit.sections(f"*{escaped(answer.asked)}*"), *_said(phrases, answer, only_table=False)]
    last = reply.answers[-1]
    return [*without_tables(blocks), *kit.actions(_onward(phrases, last, question)), *_opinion(phrases, last)]


def answer_blocks(phrases: Phrases, answer: Answer, question: str, shareable: bool = False) -> list[Block]:
    """One answer, with the ways on: one button at most in colour, one menu, and whether it helped."""
    onward = _onward(phrases, answer, question)
    share = kit.button(phrases.say("action_share"), SHARE, Click("", 0, "", answer.topic).packed())
    actions = kit.actions([*onward, *([share] if shareable and answer.topic else [])])
    return [*_said(phrases, answer), *actions, *_opinion(phrases, answer)]


def _said(phrases: Phrases, answer: Answer, only_table: bool = True) -> list[Block]:
    title = f"**{answer.title}**" if answer.title and only_table else ""
    words = "\n\n".join(part for part in (title, answer.limit, answer.lead) if part)
    choices = "\n".join(f"{number}. **{choice.title}:** {choice.line}" for number, choice in enumerate(answer.choices, 1))
    return [
        *kit.sections(words),
        *(table_blocks(answer.table) if answer.table else []),
        *kit.sections(answer.body),
        *kit.sections(choices),
        *kit.context(answer.note),
        *kit.context(escaped(sources_line(phrases, answer.sources))),
    ]


def _onward(phrases: Phrases, answer: Answer, question: str) -> list[Block]:
    """More of it, the decision that helps most, a menu of what else there is to read or decide, and passing it on."""
    choices = [kit.button(choice.title, f"{TOPIC}:{choice.topic}", _topic(choice.topic)) for choice in answer.choices]
    more = [kit.button(phrases.say("action_more"), f"{TOPIC}:more", Click("", 0, "more", answer.topic).packed())]
    first = [
        kit.button(one.title, f"{START}:{one.id}", Click("", 0, "", one.id).packed(), "primary") for one in answer.dialogues[:1]
    ]
    others = [kit.option(one.title, Click("", 0, "dialogue", one.id).packed()) for one in answer.dialogues[1:]]
    read = [kit.option(one.title, Click("", 0, "topic", one.id).packed()) for one in answer.related]
    options = [*others, *read][:MOST_TO_READ]
    menu = kit.choosing("static_select", READ_ON, options, placeholder=phrases.say("read_on")) if options else {}
    passed = kit.button(phrases.say("action_pass_on"), PASS_ON, Click("", 0, answer.status, question[:500]).packed())
    return [
        *choices,
        *(more if answer.has_more and answer.topic else []),
        *first,
        *([menu] if menu else []),
        *([passed] if answer.status == "nothing" else []),
    ]


def _topic(id_: str) -> str:
    return Click("", 0, "", id_).packed()


def _opinion(phrases: Phrases, answer: Answer) -> list[Block]:
    return [opinion(phrases, answer.topic)] if answer.topic else []


def whole_topic_blocks(library: Library, answer: Answer) -> list[Block]:
    """All of a topic, with its first table."""
    topic = library.topics[answer.topic]
    tables = [block for name in topic.tables[:1] for block in table_blocks(known_table(library.tables[name]))]
    return [
        *kit.sections(f"**{topic.title}**"),
        *kit.sections(topic.body),
        *tables,
        *kit.context(topic.changed or ""),
        *kit.context(escaped(sources_line(library.phrases, answer.sources))),
        *kit.actions([one for one in _onward(library.phrases, answer, "") if one.get("action_id") != f"{TOPIC}:more"]),
        *_opinion(library.phrases, answer),
    ]


def for_modal(blocks: Iterable[Block]) -> list[Block]:
    """The blocks as a modal may show them: tables as lists, and opinions as buttons."""
    return [shown for block in without_tables(blocks) for shown in _in_modal(block)]


def _in_modal(block: Block) -> list[Block]:
    if block["type"] != "context_actions":
        return [block]
    element = block["elements"][0]
    sides = [("yes", element["positive_button"]), ("no", element["negative_button"])]
    return kit.actions([kit.button(side["text"]["text"], f"{HELPFUL}:{what}", side["value"]) for what, side in sides])
