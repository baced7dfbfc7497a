"""What a walk and a step of it cost beside raw `transitions` doing the same moves, for 5, 15 and 40 questions."""

from transitions import Machine

from benchmarks.timing import side_by_side, table
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Answer, Conversation
from bot.core.dialogue.intents import Give
from bot.core.dialogue.position import walk
from bot.core.dialogue.turn import take_turn
from bot.core.loading.loader import load_library
from bot.services.content import read_texts, shipped_content


class Model:
    """What raw `transitions` moves."""

    state = "q0"


_QUESTION = """\
  q{n}:
    ask: Question {n}?
    options: [{{id: a, label: A}}, {{id: b, label: B}}]
    next: [{{when: q{n} == "b", to: end}}, {{to: {to}}}]
"""
_DIALOGUE = """\
title: Of {questions} questions
summary: To be measured.
cite: [chapter:when]
questions:
{asked}
outcomes:
  end: {{title: The end, say: Done., cite: [chapter:when]}}
"""


def _dialogue(questions: int) -> str:
    asked = "".join(_QUESTION.format(n=n, to=f"q{n + 1}" if n + 1 < questions else "end") for n in range(questions))
    return _DIALOGUE.format(questions=questions, asked=asked)


def _raw(questions: int) -> Machine:
    names = [f"q{n}" for n in range(questions)]
    machine = Machine(model=None, states=[*names, "end"], initial="q0", auto_transitions=False)
    for name, to in zip(names, [*names[1:], "end"], strict=True):
        machine.add_transition("answer", name, "end", conditions=lambda answers, name=name: answers[name] == "b")
        machine.add_transition("answer", name, to)
    return machine


def _rows(library: Library, questions: int) -> list[tuple[object, ...]]:
    id_ = f"of_{questions}"
    machine, answers = _raw(questions), {f"q{n}": "a" for n in range(questions)}
    given = {f"{id_}.{name}": Answer(value) for name, value in answers.items()}
    last = f"{id_}.q{questions - 1}"
    done = Conversation("bench", id_, library.editions[id_], given)
    before = Conversation("bench", id_, library.editions[id_], {key: one for key, one in given.items() if key != last})
    earlier = walk(library, before)

    def moves(count: int) -> None:
        model = Model()
        model.state = f"q{questions - count}"
        for _ in range(count):
            machine.events["answer"].trigger(model, answers)

    ways = {
        "raw `transitions`, one move": lambda _: moves(1),
        "raw `transitions`, all moves": lambda _: moves(questions),
        "walk from the start": lambda _: walk(library, done),
        "walk on by one answer": lambda _: walk(library, done, earlier=earlier),
        "a whole turn, without keeping it": lambda _: take_turn(library, before, Give(last, "a"), "1 May 2027", earlier=earlier),
    }
    found = side_by_side(ways, 100)
    one, all_ = found["raw `transitions`, one move"], found["raw `transitions`, all moves"]
    bases = (one, all_, all_, one, one)
    return [
        (questions, name, taken, f"{taken.median / base.median:.1f}×")
        for (name, taken), base in zip(found.items(), bases, strict=True)
    ]


def report() -> str:
    """The table of it."""
    sizes = (5, 15, 40)
    library = load_library(read_texts(shipped_content()) | {f"dialogues/of_{n}.yaml": _dialogue(n) for n in sizes})
    rows = [row for n in sizes for row in _rows(library, n)]
    return table(("questions", "what", "µs: median (quarters)", "against raw moves"), rows)
