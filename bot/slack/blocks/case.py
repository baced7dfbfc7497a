"""Cases in Slack: the list on the Home tab, and the road of one."""

from bot.core.dialogue import intents
from bot.core.templating.markdown import escaped, plain
from bot.services.cases import CaseShown
from bot.slack.blocks import kit
from bot.slack.blocks.action_ids import DO, START, Click, named
from bot.slack.blocks.kit import Block
from bot.slack.blocks.message_size import shortened
from bot.slack.context import Edge
from bot.slack.payloads import Spot, person

MOST_SHOWN = 10
IN_CASE = "case:"  # before the id of a case, where a button carries no conversation


def cases_of(edge: Edge, spot: Spot, user: str) -> list[CaseShown]:
    """A person's cases in this workspace, the last used first."""
    return edge.advisor.cases_of(person(spot.team, user))[:MOST_SHOWN]


def case_blocks(edge: Edge, spot: Spot, user: str) -> list[Block]:
    """A person's cases, each with where it stands and a button to go on."""
    return [block for shown in cases_of(edge, spot, user) for block in _case(edge, shown)]


def road_blocks(edge: Edge, shown: CaseShown) -> list[Block]:
    """Where a case stands: what is done, with a button to read it again, what is next and why."""
    say_, position = edge.phrases.say, shown.position
    blocks = kit.sections(f"**{escaped(plain(position.title))}: {escaped(_name(edge, shown))}**")
    for stop in position.stops:
        if stop.state == "later" and position.going_on:
            continue
        section = kit.sections(say_("road_line", **vars(stop)))[0]
        if stop.state == "done":
            section["accessory"] = _open_button(edge, "action_show", stop.conversation)
        blocks.append(section)
    if position.ended:
        blocks += kit.sections(say_("road_ended", verdict=position.ended))
    return [*blocks, *_go_on(edge, shown)]


def _case(edge: Edge, shown: CaseShown) -> list[Block]:
    going_on, last = shown.position.going_on, shown.position.last_done
    name, verdict = f"**{escaped(_name(edge, shown))}**", last.verdict if last else ""
    line = edge.phrases.say("case_line", name="", verdict=verdict, next=going_on.title if going_on else "")
    return [*kit.sections(shortened(f"{name}{line}", 500)), *_go_on(edge, shown)]


def _go_on(edge: Edge, shown: CaseShown) -> list[Block]:
    going_on, last = shown.position.going_on, shown.position.last_done
    if going_on is None:
        return kit.actions([_open_button(edge, "action_show", last.conversation)]) if last else []
    if going_on.conversation:
        return kit.actions([_open_button(edge, "action_resume", going_on.conversation)])
    label = shortened(edge.phrases.say("case_go_on", dialogue=going_on.title), 75)
    return kit.actions([begin_button(label, shown.case.id, going_on.dialogue)])


def begin_button(label: str, case: str, dialogue: str) -> Block:
    """A button that begins a dialogue in a case."""
    return kit.button(label, f"{START}:{case}:{dialogue}"[:255], Click(f"{IN_CASE}{case}", 0, "", dialogue).packed())


def _open_button(edge: Edge, label: str, conversation: str) -> Block:
    click = Click(conversation, 0, "", named(intents.Show()))
    return kit.button(edge.phrases.say(label), f"{DO}:{conversation}", click.packed())


def _name(edge: Edge, shown: CaseShown) -> str:
    return shown.case.name or edge.phrases.say("case_without_name")
