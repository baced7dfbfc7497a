"""The chapter's two case studies, carried from one decision to the next as people go on with what is offered."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.authoring.conversation_tests import read_conversation
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Conversation, Key, full
from bot.core.dialogue.guidance import Guidance
from bot.core.dialogue.intents import Give, Show
from bot.core.dialogue.position import walk
from bot.core.dialogue.turn import new_conversation, take_turn

CONVERSATIONS = Path(__file__).parents[2] / "conversations"
TODAY = "1 January 2027"
CASES = [
    ("older_people", "older people with chronic health problems", "strategy", "integrated"),
    ("children_sen", "children with special educational needs", "market_position_statement", "parallel"),
]


def told(dialogue: str, case: str) -> dict[Key, Any]:
    """The answers of the executable conversation about this case, where each is explained."""
    name = f"{dialogue}_{case}.yaml"
    lines = read_conversation((CONVERSATIONS / name).read_text(), name).conversation
    clicked = [line.user.items() for line in lines if isinstance(line.user, Mapping)]
    return {full(question, dialogue): value for answers in clicked for question, value in answers}


def go_through(library: Library, conversation: Conversation, answers: Mapping[Key, Any]) -> tuple[Conversation, list[Key]]:
    """Answer whatever is asked until the end; and what was asked."""
    asked: list[Key] = []
    while waiting := walk(library, conversation).waiting:
        asked.append(waiting.key)
        turn = take_turn(library, conversation, Give(waiting.key, answers[waiting.key]), TODAY)
        assert not turn.reply.trouble
        conversation = turn.conversation
    return conversation, asked


def ends_in(library: Library, conversation: Conversation) -> Guidance:
    guidance = take_turn(library, conversation, Show(), TODAY).reply.guidance
    assert guidance is not None
    return guidance


def gone_on(library: Library, earlier: Conversation, dialogue: str) -> Conversation:
    """What choosing an offer leads to; it must be offered."""
    assert dialogue in [offer.id for offer in ends_in(library, earlier).offers]
    return new_conversation(library, dialogue, dialogue, earlier)


def carried(library: Library, conversation: Conversation) -> dict[Key, tuple[Any, str]]:
    """What need not be asked: each answer, and the decision it was first given in."""
    return {step.key: (step.value, step.answer.carried) for step in walk(library, conversation).asked}


@pytest.mark.parametrize(("case", "service", "intervention", "approach"), CASES, ids=[case for case, *_ in CASES])
def test_a_case_carries_over_from_decision_to_decision(
    library: Library, case: str, service: str, intervention: str, approach: str
) -> None:
    answers = {"commission.service": service} | told("commission", case)
    first, asked = go_through(library, new_conversation(library, "first", "commission"), answers)
    assert asked[0] == "commission.service"
    assert ends_in(library, first).outcome == "take_it"

    second = gone_on(library, first, "intervention")
    assert carried(library, second) == {
        "intervention.service": (service, "commission"),
        "intervention.aims": (answers["change.aims"], "commission"),
        "intervention.left_alone": (answers["managed.left_alone"], "commission"),
        "intervention.situation": (answers["market.situation"], "commission"),
        "intervention.others": (answers["market.others"], "commission"),
    }
    second, asked = go_through(library, second, told("intervention", case))
    assert asked == ["intervention.knowledge", "intervention.true_now"]
    assert ends_in(library, second).outcome == intervention
    assert service in ends_in(library, second).title

    third = gone_on(library, second, "joint_approach")
    assert carried(library, third) == {"joint_approach.service": (service, "commission")}
    third, asked = go_through(library, third, told("joint_approach", case))
    assert asked == [f"joint_approach.{name}" for name in ("entwined", "pooling", "agenda", "planned", "now", "wish")]
    assert ends_in(library, third).outcome == approach
    assert service in ends_in(library, third).title
