"""What would follow from changing an earlier answer: questions dropped or asked anew, and how the advice would move."""

from bot.core.content.library import Library
from bot.core.dialogue.conversation import Key
from bot.core.dialogue.position import Ending, Position, Step
from bot.core.dialogue.reply_builder import question_shown, settled
from bot.core.templating.templates import rendered


def only_in(one: Position, other: Position, key: Key) -> list[Step]:
    """The questions asked on one way that the other does not have, apart from the one that is being changed."""
    there = {step.key for step in other.steps}
    return [step for step in one.asked if step.key not in there and step.key != key]


def more_would_change(old: Position, new: Position, key: Key) -> bool:
    """Whether changing this answer would put others aside, or move advice that was given."""
    if old.step(key) is None or old.asked[-1].key == key:  # the last answer: nothing was built on it yet
        return False
    moved = old.ending is not None and (new.ending is None or new.ending.id != old.ending.id)
    return moved or bool(only_in(old, new, key))


def preview(library: Library, old: Position, new: Position, key: Key) -> str:
    """What would follow, in words."""
    before, after = old.step(key), new.step(key)
    assert before is not None
    assert after is not None
    return library.phrases.say(
        "preview",
        before=settled(library, before).answer,
        after=settled(library, after).answer,
        dropped=[question_shown(step) for step in only_in(old, new, key)],
        asked=question_shown(new.waiting) if new.waiting else "",
        advice=_advice(old.ending),
        other_advice=_advice(new.ending),
    )


def _advice(ending: Ending | None) -> str:
    return rendered(ending.outcome.title, {**ending.names, "today": ""}) if ending else ""
