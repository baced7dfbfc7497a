"""Dialogues that a person would stumble over: each is caught at its line, and nothing else is said of it."""

from pathlib import Path

import pytest

from tests.support.good_library import GOOD, problems

FILES = Path(__file__).parent / "failing_dialogues"

# For each file: the code and line of what is said, and words that the message or cure must have.
SAID = {
    "choice_compared_with_number": ("wrong-kind", 19, "only numbers and dates"),
    "choice_equals_number": ("wrong-kind", 19, "never equal"),
    "choices_equals_word": ("wrong-kind", 21, "Write “'p' in x”"),
    "choices_number": ("wrong-kind", 16, "Count them: “x | count > 0”"),
    "comma_in_braces": ("comma-in-text", 10, "Put quotes round a text that has a comma"),
    "date_compared_with_words": ("wrong-kind", 16, "another date"),
    "duplicate_label": ("label-twice", 11, "tell them apart"),
    "field_misspelt": ("unknown-field", 22, "Did you mean “level”?"),
    "first_of_none": ("may-be-empty", 16, "x | count > 0 and"),
    "number_equals_word": ("wrong-kind", 17, "without quotes"),
    "number_unsure": ("unsure-number", 12, "not x is unsure and"),
    "number_unsure_later": ("unsure-number", 17, "not x is unsure and"),
    "option_next_as_list": ("not-a-text", 12, "“next: a”"),
    "reason_never_shown": ("never-holds", 18, "the reason is never shown"),
    "screen_too_long": ("screen-too-long", 14, "put a part of it into “more”"),
    "single_equals": ("bad-text", 14, "Write “==”"),
    "true_value_equals_yes": ("wrong-kind", 19, "Write “v” or “not v”"),
    "two_options_same_id": ("used-twice", 12, "(line 10)"),
    "unsure_number_in_text": ("unsure-in-text", 15, "{% if x is unsure %}"),
}


@pytest.mark.parametrize("name", SAID)
def test_a_failing_dialogue_is_caught_at_its_line_with_one_message(name: str) -> None:
    code, line, words = SAID[name]
    (problem,) = problems(GOOD | {f"dialogues/{name}.yaml": (FILES / f"{name}.yaml").read_text(encoding="utf-8")})
    assert (problem.file, problem.code, problem.line) == (f"dialogues/{name}.yaml", code, line)
    assert words in f"{problem.message} {problem.cure}"


def test_a_mistake_in_a_called_dialogue_is_told_there_and_what_rests_on_it_is_left_out() -> None:
    texts = {
        f"dialogues/{name}.yaml": (FILES / f"{name}.yaml").read_text(encoding="utf-8") for name in ("called", "caller_of_called")
    }
    told = [(problem.file, problem.line, problem.code, problem.severity) for problem in problems(GOOD | texts)]
    assert told == [
        ("dialogues/called.yaml", 4, "bad-value", "error"),
        ("dialogues/called.yaml", 2, "left-out", "warning"),
    ]
