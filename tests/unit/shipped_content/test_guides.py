"""What the authors' guides show is what works: each example is put where it belongs, and checked or played."""

import re
from pathlib import Path
from textwrap import dedent, indent

import pytest

from bot.authoring.author_checks import author_checks
from bot.authoring.conversation_tests import read_conversation
from bot.authoring.decisions.table import read_table
from bot.core.loading.loader import load_library
from bot.core.problems import LibraryError, Problem, is_error
from bot.services.content import read_texts, shipped_content

ROOT = Path(__file__).parents[3]
TEXTS = read_texts(shipped_content())
YAML, MARKDOWN = re.compile(r"```yaml\n(.*?)```", re.DOTALL), re.compile(r"```markdown\n(.*?)```", re.DOTALL)
HEAD = "title: An example\nsummary: One of the guide.\ncite: [chapter:when]\n"
# All that the examples name, so that each can stand in it.
QUESTIONS = """  service: {ask: "Which service?", type: text, shares: service}
  left_alone: {ask: "Would it come?", options: [{id: would_happen, label: "Yes"}, {id: would_not, label: "No"}], unsure: true}
  capacity: {ask: "Can you?", options: [{id: some, label: Some}, {id: none, label: None}], unsure: true}
  pays: {ask: "Who pays?", options: [{id: we_do, label: We do}, {id: nobody, label: Nobody}], unsure: true}
  public: {ask: "Must it be open?", options: [{id: yes, label: "Yes"}, {id: no, label: "No"}], unsure: true}
  need: {ask: "Is it needed?", options: [{id: yes, label: "Yes"}, {id: no, label: "No"}]}
  performance: {ask: "Does it work?", options: [{id: yes, label: "Yes"}, {id: no, label: "No"}]}
  experience: {ask: "Do people say so?", options: [{id: yes, label: "Yes"}, {id: no, label: "No"}]}
"""
LAST = '  last: {ask: "Anything else?", type: text, next: managed}\n'
OUTCOMES = """  managed: {title: Managed, say: It is managed.}
  find_out: {title: Find out, say: Ask.}
  watch_the_market: {title: Watch, say: Look.}
  not_commissioning: {title: Not, say: There is no market.}
"""


def examples(guide: str, pattern: re.Pattern[str]) -> list[str]:
    return pattern.findall((ROOT / guide).read_text(encoding="utf-8"))


def told(texts: dict[str, str]) -> list[Problem]:
    """The problems, without those that only say that an example is no whole dialogue."""
    try:
        found = load_library(TEXTS | texts, author_checks).warnings
    except LibraryError as error:
        found = error.problems
    return [problem for problem in found if problem.code not in {"unreachable", "unused", "not-always-asked"}]


def placed(example: str) -> str:
    """A whole dialogue with the example in its place."""
    text = dedent(example)
    first = text.split(":")[0]
    if first in {"questions", "title"}:
        return text
    if first in {"values", "outcomes"}:
        values, _, outcomes = text.partition("outcomes:\n")
        values = values.partition("values:\n")[2]
    elif first == "next":
        question = '  routed:\n    ask: "Where to?"\n    type: text\n'
        return f"{HEAD}questions:\n{QUESTIONS}{question}{indent(text, '    ')}{LAST}outcomes:\n{OUTCOMES}"
    elif first == "more":
        outcomes, values = f"  shown:\n    title: Shown\n    say: It is shown.\n{indent(text, '    ')}", ""
    else:
        return f"{HEAD}questions:\n{QUESTIONS}{indent(text, '  ')}{LAST}outcomes:\n{OUTCOMES}"
    return f"{HEAD}questions:\n{QUESTIONS}{LAST}values:\n{values}outcomes:\n{OUTCOMES}{_whole(outcomes)}".replace(
        "values:\noutcomes", "outcomes"
    )


def _whole(outcomes: str) -> str:
    return outcomes.replace("  wait:\n", "  wait:\n    title: Wait\n    say: Not yet.\n")


DIALOGUE_EXAMPLES = examples("dialogues/README.md", YAML)


@pytest.mark.parametrize("number", range(len(DIALOGUE_EXAMPLES)))
def test_each_example_of_the_guide_to_dialogues_is_right(number: int) -> None:
    example = DIALOGUE_EXAMPLES[number]
    if "conversation:" in example:
        assert read_conversation(example, "guide").conversation
    elif "rows:" in example and "otherwise:" in example:
        assert read_table(example, "guide")
    else:
        found = told({"dialogues/of_the_guide.yaml": placed(example)})
        assert [str(problem) for problem in found if is_error(problem) or "questions:\n" in example] == []


KINDS = {"modules:": "course", "steps:": "road", "columns:": "tables/of_the_guide", "sources:": "sources"}


@pytest.mark.parametrize("example", examples("knowledge/README.md", YAML))
def test_each_example_of_the_guide_to_knowledge_is_right(example: str) -> None:
    name = next(name for key, name in KINDS.items() if key in example)
    assert [str(problem) for problem in told({f"knowledge/{name}.yaml": example})] == []


@pytest.mark.parametrize("example", examples("knowledge/README.md", MARKDOWN))
def test_the_topic_of_the_guide_is_right(example: str) -> None:
    assert [str(problem) for problem in told({"knowledge/topics/of-the-guide.md": example})] == []
