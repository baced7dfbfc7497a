"""Mistakes in what quick answers are made of are told with their place."""

import pytest

from bot.core.loading.checks.quick_answers import references_of_quick_answers
from bot.core.loading.file_reader import read_files
from bot.services.content import read_texts, shipped_content

TOPIC, TABLE = "knowledge/topics/hypotheses.md", "knowledge/tables/strategy-and-mps.yaml"


@pytest.mark.parametrize(
    ("file", "right", "wrong", "said"),
    [
        (TOPIC, "kind: how_many", "kind: how_meny", "how_meny"),
        (TOPIC, "cite: [chapter:hypotheses, chapter:refining]", "cite: [chapter:nowhere]", "chapter:nowhere"),
        ("knowledge/topics/stakeholders.md", "  councillors:", "  councilors:", "councilors"),
        (TABLE, "  - [strategy, commissioning strategy, commissioning strategies, strategies]\n", "", "compares 1 things"),
        ("knowledge/limits.yaml", "near: [decommissioning, contracting-plan]", "near: [decommisioning]", "decommisioning"),
    ],
)
def test_a_name_that_is_nowhere_is_told(file: str, right: str, wrong: str, said: str) -> None:
    texts = {path: text for path, text in read_texts(shipped_content()).items() if path.startswith("knowledge/")}
    assert right in texts[file]
    problems = list(references_of_quick_answers(read_files(texts | {file: texts[file].replace(right, wrong, 1)})))
    assert [problem for problem in problems if said in problem.message and problem.file == file]
