"""The menu of decisions in Slack."""

from bot.core.content.library import Library, menu_groups
from bot.services.access import ANYONE
from bot.slack.blocks import kit
from bot.slack.blocks.action_ids import START, WHERE, WHO
from bot.slack.blocks.kit import Block
from bot.slack.payloads import ME, PRIVATE, THREAD


def menu(library: Library, ask_who: bool = False, ask_where: bool = False, note: str = "", id_: str = "") -> Block:
    """What can be decided, with what else must be known to begin; under another `id_` it can be used once more."""
    say = library.phrases.say
    blocks = [*kit.header(say("menu_title")), *kit.sections(say("menu_lead")), *kit.context(note)]
    if ask_where:
        blocks += _one_of(say("where_to_start"), WHERE, [(say("in_private"), PRIVATE), (say("in_a_thread"), THREAD)])
    if ask_who:
        blocks += _one_of(say("who_may_answer"), WHO, [(say("just_me"), ME), (say("anyone_here"), ANYONE)])
    groups = [
        {
            "label": {"type": "plain_text", "text": group[:75]},
            "options": [kit.option(library.dialogues[id_].title, id_) for id_ in ids],
        }
        for group, ids in menu_groups(library)
    ]
    select: Block = {"type": "static_select", "action_id": START, "option_groups": groups}
    select["placeholder"] = {"type": "plain_text", "text": say("group_of_decisions")[:150]}
    return kit.message([*blocks, *kit.actions([select], id_)], say("menu_title"))


def _one_of(label: str, action: str, options: list[tuple[str, str]]) -> list[Block]:
    made = [kit.option(words, value) for words, value in options]
    return [*kit.context(label), *kit.actions([kit.choosing("radio_buttons", action, made, made[:1])])]
