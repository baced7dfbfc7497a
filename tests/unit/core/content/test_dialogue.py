"""What people may call a dialogue."""

import pytest

from bot.core.content.dialogue import named
from bot.core.content.library import Library
from tests.support.good_library import edited, problems


@pytest.mark.parametrize(
    ("words", "dialogue"),
    [
        ("Is there a market?", "market"),
        ("is change needed", "change"),
        ("must it be managed?", "managed"),
        ("Which intervention?", "intervention"),
        ("joint_approach", "joint_approach"),
        ("check our MPS!", "mps_check"),
        ("", ""),
        ("?", ""),
        ("the market", ""),
    ],
)
def test_a_name_leads_to_its_dialogue(library: Library, words: str, dialogue: str) -> None:
    assert named(library.dialogues, words) == dialogue


@pytest.mark.parametrize(
    ("also", "code", "words"),
    [
        ("[Fine words, the other one]", "name-taken", "“the other one” already means “other”"),
        ("[back]", "name-taken", "“back” is something people say"),
    ],
)
def test_a_name_means_one_thing(also: str, code: str, words: str) -> None:
    texts = edited("dialogues/care.yaml", "summary: Whether care", f"also: {also}\nsummary: Whether care")
    texts["dialogues/other.yaml"] = texts["dialogues/other.yaml"].replace("title: Other", "title: The other one!")
    [problem] = problems(texts)
    assert (problem.code, words in problem.message) == (code, True)
    assert problem.line == 2
