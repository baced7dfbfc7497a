"""Each code of the check has its paragraph in docs/problems.md: a wrong example that brings it, and a right one that
does not."""

import re
from pathlib import Path

import pytest

import bot
from tests.support.good_library import problems
from tests.support.problem_guide import GUIDE, examples, with_example

# About a file as a whole: told in words alone.
WITHOUT_EXAMPLE = {"not-read", "not-text", "not-a-file", "no-content", "unseen-character"}
AFTER_ANOTHER = {"left-out", "out-of-reach"}  # which say what follows from a mistake told before
EXAMPLES = examples()


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_wrong_example_brings_its_code_and_the_right_one_nothing(code: str) -> None:
    wrong, right = EXAMPLES[code]
    found = [problem.code for problem in problems(with_example(wrong))]
    assert code in found, found
    assert found[0] == code or code in AFTER_ANOTHER, found
    assert [str(problem) for problem in problems(with_example(right))] == []


def test_every_code_is_in_the_guide() -> None:
    code = r'(?:problem|warning|Problem|Mismatch|_Refused|_warning)\(\s*(?:[^"]{0,80}?)"([a-z]+(?:-[a-z]+)*)"'
    sources = [path.read_text(encoding="utf-8") for path in Path(bot.__file__).parent.rglob("*.py")]
    used = {one for text in sources for one in re.findall(code, text)} - {
        "questions",
        "outcomes",
        "sections",
        "values",
        "sources",
    }
    told = GUIDE.read_text(encoding="utf-8")
    assert {one for one in used if "-" in one and f"### {one}\n" not in told and f"`{one}`" not in told} == set()
    assert all(f"`{one}`" in told for one in WITHOUT_EXAMPLE)
