"""The open question in Slack: buttons, radio buttons, checkboxes, a select, or a button that opens a modal."""

import json

from bot.core.content.phrases import Phrases
from bot.core.dialogue.conversation import Conversation
from bot.core.dialogue.reply import Choice, Reply, ShownOption, ShownQuestion
from bot.slack.blocks import kit
from bot.slack.blocks.action_ids import DO, GIVE, GIVE_ALL, OPEN, PICK, Click, named
from bot.slack.blocks.kit import Block

MOST_BUTTONS, MOST_RADIOS, MOST_SHOWN_ENTRIES = 5, 10, 30


def question_blocks(phrases: Phrases, reply: Reply, conversation: Conversation) -> list[Block]:
    """The open question, with everything that can be done about it."""
    asks = reply.asks
    assert asks is not None
    click = Click(conversation.id, conversation.version, asks.key)
    return [
        *kit.context(asks.progress),
        *kit.sections(_words(phrases, asks)),
        *_entries(phrases, asks, click),
        *_ways_to_answer(phrases, asks, click),
        *kit.actions(_beside(phrases, asks, reply.choices, click)),
    ]


def _words(phrases: Phrases, asks: ShownQuestion) -> str:
    parts = [f"**{asks.text}**", asks.help, *_options_in_full(asks)]
    if asks.before:
        parts.append(phrases.say("answered_before", answer=asks.before))
    if asks.type == "list":
        parts.append(phrases.say("list_so_far" if asks.entries else "list_empty"))
    return "\n\n".join(part for part in parts if part)


def _options_in_full(asks: ShownQuestion) -> list[str]:
    """Labels and descriptions that a button or radio button would cut short or leave out."""
    if not any(option.description or len(option.label) > kit.OPTION for option in asks.options):
        return []
    return ["\n".join(f"{n}. {_in_full(option)}" for n, option in enumerate(asks.options, 1))]


def _in_full(option: ShownOption) -> str:
    return f"**{option.label}** — {option.description}" if option.description else option.label


def _ways_to_answer(phrases: Phrases, asks: ShownQuestion, click: Click) -> list[Block]:
    if asks.type == "choice" or (asks.type == "scale" and len(_steps(asks)) <= 100):
        return _one_of(phrases, asks, click)
    if asks.type == "choices":
        return _several_of(phrases, asks, click)
    label = phrases.say("action_add" if asks.type == "list" else "action_answer", item=asks.item)
    return kit.actions([kit.button(label, OPEN, click.packed(), style="primary")])


def _steps(asks: ShownQuestion) -> list[ShownOption]:
    if asks.type != "scale":
        return list(asks.options)
    low, high = int(asks.least or 0), int(asks.most or 0)
    ends = asks.ends or ("", "")
    words = {low: ends[0], high: ends[1]}
    return [ShownOption(str(n), f"{n}: {words[n]}" if words.get(n) else str(n)) for n in range(low, high + 1)]


def _one_of(phrases: Phrases, asks: ShownQuestion, click: Click) -> list[Block]:
    steps = _steps(asks)
    if len(steps) <= MOST_BUTTONS:
        buttons = [
            kit.button(step.label, f"{GIVE}:{n}", Click(click.conversation, click.version, click.key, step.value).packed())
            for n, step in enumerate(steps)
        ]
        return kit.actions(buttons)
    options = [kit.option(step.label, step.value) for step in steps]
    kind = "radio_buttons" if len(steps) <= MOST_RADIOS else "static_select"
    placeholder = phrases.say("choose") if kind == "static_select" else ""
    # None is chosen before: Slack sends nothing for a click on what is chosen already.
    return kit.actions([kit.choosing(kind, PICK, options, placeholder=placeholder)], click.packed())


def _several_of(phrases: Phrases, asks: ShownQuestion, click: Click) -> list[Block]:
    options = [kit.option(option.label, option.value) for option in asks.options]
    chosen = [made for made, option in zip(options, asks.options, strict=True) if option.chosen]
    give = kit.button(phrases.say("action_give_all"), GIVE_ALL, click.packed(), style="primary")
    if len(options) <= MOST_RADIOS:
        ticks = kit.choosing("checkboxes", "ticks", options, chosen)
        return [*kit.context(asks.hint), *kit.actions([ticks, give], click.packed())]
    menu = kit.choosing("multi_static_select", "ticks", options, chosen, phrases.say("choose"))
    beside = kit.sections(asks.hint)[0] | {"accessory": menu, "block_id": f"{click.packed()}|ticks"}  # no place for it in actions
    return [beside, *kit.actions([give], click.packed())]


def _entries(phrases: Phrases, asks: ShownQuestion, click: Click) -> list[Block]:
    """The entries of a list, each with its own small menu; the last ones where there are very many."""
    first = max(len(asks.entries) - MOST_SHOWN_ENTRIES, 0)
    shown: list[Block] = []
    for number, entry in enumerate(asks.entries[first:], first + 1):
        section = kit.sections(f"{number}. {entry}")[0]
        menu = [kit.option(phrases.say(f"action_{verb}"), json.dumps([verb, number])) for verb in ("edit", "remove")]
        section["accessory"] = {"type": "overflow", "action_id": f"entry:{number}", "options": menu}
        shown.append(section | {"block_id": f"{click.packed()}|{number}"})
    return shown


def _beside(phrases: Phrases, asks: ShownQuestion, choices: tuple[Choice, ...], click: Click) -> list[Block]:
    buttons: list[Block] = []
    if asks.type == "list" and (asks.entries or asks.least == 0):
        buttons.append(kit.button(phrases.say("action_done"), f"{DO}:done", _doing(click, f'["done","{asks.key}"]'), "primary"))
    if asks.unsure:
        unsure = Click(click.conversation, click.version, click.key, "unsure")
        buttons.append(kit.button(asks.unsure, f"{GIVE}:unsure", unsure.packed()))
    return [*buttons, *choice_buttons(choices, click)]


def choice_buttons(choices: tuple[Choice, ...], click: Click) -> list[Block]:
    """Buttons for what may be done besides answering."""
    return [kit.button(c.label, f"{DO}:{n}", _doing(click, named(c.intent))) for n, c in enumerate(choices)]


def _doing(click: Click, word: str) -> str:
    return Click(click.conversation, click.version, click.key, word).packed()


def modal_for(phrases: Phrases, asks: ShownQuestion, memo: str, number: int = 0) -> Block:
    """The modal in which a question is answered with words, or an entry of a list is added or changed."""
    entry = asks.entry_values[number - 1] if 0 < number <= len(asks.entry_values) else None
    return kit.modal(
        "answer",
        phrases.say("modal_title"),
        _fields(asks, entry),
        memo,
        phrases.say("action_add" if asks.type == "list" and not number else "action_save", item=asks.item),
        phrases.say("action_cancel"),
    )


def _fields(asks: ShownQuestion, entry: object) -> list[Block]:
    if asks.type != "list":
        return [kit.input_block("value", asks.text, _field_for(asks), asks.hint)]
    if not asks.fields:
        return [kit.input_block("value", asks.text, kit.text_field("value", 500, value=str(entry or "")), asks.help)]
    before = entry if isinstance(entry, dict) else {}
    made: list[Block] = []
    for field in asks.fields:
        options = [kit.option(option.label, option.value) for option in field.options]
        chosen = [option for option in options if option["value"] == before.get(field.name)]
        kind = "radio_buttons" if len(options) <= MOST_RADIOS else "static_select"
        words = kit.text_field("value", field.most, value=str(before.get(field.name, "")))
        element = kit.choosing(kind, "value", options, chosen) if options else words
        made.append(kit.input_block(field.name, field.ask, element))
    return made


def _field_for(asks: ShownQuestion) -> Block:
    if asks.type == "date":
        return {"type": "datepicker", "action_id": "value"}
    most = int(asks.most or 3000) if asks.type == "text" else 40
    return kit.text_field("value", most, asks.long)
