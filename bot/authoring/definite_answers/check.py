"""What a text or a condition uses must have been asked by then: on every way to it, or it must ask first whether it
was.

Compilers call this definite assignment. Only what follows from the routes and from the words of the conditions counts;
where an author knows more, they write `is defined`.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.authoring.definite_answers.dataflow import Places
from bot.authoring.definite_answers.facts import Keys
from bot.authoring.definite_answers.followed import Followed
from bot.authoring.definite_answers.guards import Guards, no_case
from bot.authoring.definite_answers.uses import Use
from bot.core.content.dialogue import Dialogue
from bot.core.dialogue.conversation import Key, key_of, short
from bot.core.loading.yaml_reader import Path, Reading
from bot.core.problems import Problem
from bot.core.templating.templates import condition_source, names_in
from bot.core.templating.trees import parsed, text_tree


def indefinite_answers(followed: Followed) -> Iterator[Problem]:
    """The names that may have no value where a text or condition needs them: an error if they never have one."""
    id_, places, told = followed.id, followed.places, set[tuple[Path, Key]]()
    for use in followed.uses:
        if names_in(use.source):
            for key in _lacking(places, followed.guards_at(use.at), id_, use):
                origin = _origin(followed.dialogue, id_, use, key)
                if (origin.path, key) not in told:  # a section is used by several outcomes, a value by several texts
                    told.add((origin.path, key))
                    yield _problem(followed.reading, origin, key, id_, places)


def _lacking(places: Places, guards: Guards, id_: str, use: Use) -> list[Key]:
    """The questions and calls that a use needs and that may not have been asked by then."""
    own = {key_of(id_, use.at)} if use.answered else set[Key]()
    told = [guards.told(guard, True, id_) for guard in map(parsed, use.guards)]
    surely = places[use.at].surely.union(own, *told)
    lacking = _needed(guards, use, id_) - surely
    return sorted(key for key in lacking if key_of(id_, key.partition(".")[0]) not in lacking)  # a call, without what it asks


def _needed(guards: Guards, use: Use, id_: str) -> Keys:
    tree = text_tree(use.source)
    return guards.needs(tree, id_) if tree else frozenset()


def _origin(dialogue: Dialogue, id_: str, use: Use, key: Key) -> Use:
    """Where the name itself stands: in the text or condition, or in a value that this rests on."""
    wanted, waiting, seen = no_case(key) or key, [use], set[str]()
    while waiting:
        one = waiting.pop(0)
        names = names_in(one.source)
        if any(wanted in (name, key_of(id_, name)) for name in names):
            return one
        for name in sorted(names & dialogue.values.keys() - seen):
            seen.add(name)
            waiting += [replace(use, path=path, source=source, condition=True) for path, source in _behind(dialogue, name)]
    return use


def _behind(dialogue: Dialogue, name: str) -> Iterator[tuple[Path, str]]:
    value = dialogue.values[name]
    if isinstance(value, str):
        yield ("values", name), condition_source(value)
    else:
        for number, case in enumerate(value):
            if case.when:
                yield ("values", name, number, "when"), condition_source(case.when)


def _problem(reading: Reading, use: Use, key: Key, id_: str, places: Places) -> Problem:
    name = short(no_case(key) or key, id_)
    if no_case(key):
        message = f"“{name}” may come out as nothing here: it may be that none of its cases holds."
        return reading.warning(use.path, "no-case", message, f"End its cases with “- {{is: …}}”. Or: {_cure(use, name)}")
    own = {key_of(id_, use.at)} if use.answered else set[Key]()
    if key not in places[use.at].ever | own:
        message = f"“{name}” is used here, but it is never asked before {_needed_at(use)}."
        return reading.problem(use.path, "never-asked", message, "Use what was asked by then, or move the question up.")
    message = f"“{name}” is used here, but it is not always asked before {_needed_at(use)}."
    return reading.warning(use.path, "not-always-asked", message, f"{_cure(use, name)} Or let every way here ask it.")


def _needed_at(use: Use) -> str:
    """A value is worked out where something needs it."""
    return f"“{use.at}”, where this value is needed" if use.path[0] == "values" else "this"


def _cure(use: Use, name: str) -> str:
    if use.condition:
        return f"Write “{name} is defined and …”."
    return f"Write “{{% if {name} is defined %}}…{{% endif %}}” round it."
