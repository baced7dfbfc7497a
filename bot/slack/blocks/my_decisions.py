"""A person's decisions, as the Home tab and `/advisor my decisions` list them."""

from bot.core.dialogue import intents
from bot.core.dialogue.position import walk
from bot.core.dialogue.reply_builder import answers_shown
from bot.core.templating.markdown import escaped, plain
from bot.slack.blocks import kit
from bot.slack.blocks.action_ids import DO, Click, named
from bot.slack.blocks.kit import Block
from bot.slack.blocks.message_size import shortened
from bot.slack.context import Edge
from bot.slack.payloads import Spot, person
from bot.storage.conversations import StoredConversation

MOST_SHOWN = 10


def decision_blocks(edge: Edge, spot: Spot, user: str) -> list[Block]:
    """Those in progress first, then those finished, each with a button to go on or to look at."""
    with edge.advisor.store.reading(edge.now) as transaction:
        held = [stored for stored in transaction.held_by(person(spot.team, user)) if edge.usable(stored)]
    going = [stored for stored in held if stored.status != "finished"][:MOST_SHOWN]
    finished = [stored for stored in held if stored.status == "finished"][:MOST_SHOWN]
    blocks: list[Block] = []
    for heading, some in (("in_progress", going), ("finished_ones", finished)):
        if some:
            blocks += kit.sections(f"**{edge.phrases.say(heading)}**")
            blocks += [_line(edge, stored) for stored in some]
    return blocks


def _line(edge: Edge, stored: StoredConversation) -> Block:
    conversation = stored.conversation
    title = edge.library.dialogues[conversation.dialogue].title
    shown = answers_shown(edge.library, walk(edge.library, conversation))
    about = f" — {escaped(plain(shown[0].answer))}" if shown else ""
    section = kit.sections(shortened(f"{title}{about}", 300))[0]
    label = edge.phrases.say("action_show" if stored.status == "finished" else "action_resume")
    click = Click(conversation.id, conversation.version, "", named(intents.Show()))
    section["accessory"] = kit.button(label, f"{DO}:{conversation.id}", click.packed())
    return section
