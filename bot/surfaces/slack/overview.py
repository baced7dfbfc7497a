"""A person's decisions, as the Home tab and `/advisor my decisions` list them."""

from bot.core import messages as say
from bot.core.markdown import escaped, plain
from bot.core.views import answers_shown
from bot.core.walk import walk
from bot.stores.store import Kept
from bot.surfaces.slack import blocks as kit
from bot.surfaces.slack.blocks import Block
from bot.surfaces.slack.clicks import DO, Click, named
from bot.surfaces.slack.edge import Edge
from bot.surfaces.slack.payloads import Spot, person

MOST_SHOWN = 10


def decision_blocks(edge: Edge, spot: Spot, user: str) -> list[Block]:
    """Those in progress first, then those finished, each with a button to go on or to look at."""
    with edge.advisor.store.transaction(edge.now) as transaction:
        held = [kept for kept in transaction.held_by(person(spot.team, user)) if edge.usable(kept)]
    going = [kept for kept in held if kept.status != "finished"][:MOST_SHOWN]
    finished = [kept for kept in held if kept.status == "finished"][:MOST_SHOWN]
    blocks: list[Block] = []
    for heading, some in (("in_progress", going), ("finished_ones", finished)):
        if some:
            blocks += kit.sections(f"**{edge.phrases.say(heading)}**")
            blocks += [_line(edge, kept) for kept in some]
    return blocks


def _line(edge: Edge, kept: Kept) -> Block:
    conversation = kept.conversation
    title = edge.library.dialogues[conversation.dialogue].title
    shown = answers_shown(edge.library, walk(edge.library, conversation))
    about = f" — {escaped(plain(shown[0].answer))}" if shown else ""
    section = kit.sections(kit.shortened(f"{title}{about}", 300))[0]
    label = edge.phrases.say("action_show" if kept.status == "finished" else "action_resume")
    click = Click(conversation.id, conversation.version, "", named(say.Show()))
    section["accessory"] = kit.button(label, f"{DO}:{conversation.id}", click.packed())
    return section
