"""JSON Schema of every kind of YAML file, from the models, so that editors complete and check while somebody types."""

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from bot.authoring.conversation_tests import ConversationFile
from bot.authoring.decisions.table import DecisionTable
from bot.core.content.course import Course
from bot.core.content.dialogue import Dialogue
from bot.core.content.road import Road
from bot.core.content.search_settings import Languages, Limits, Nicknames, NotForUs, QuestionKinds, ServiceWords
from bot.core.content.source import Catalogue
from bot.core.content.topic import KnownTable
from bot.core.loading.defaults import shipped

KINDS: dict[str, type[BaseModel]] = {
    "dialogue": Dialogue, "table": KnownTable, "sources": Catalogue, "course": Course, "road": Road, "nicknames": Nicknames,
    "not_for_us": NotForUs, "question_kinds": QuestionKinds, "limits": Limits, "languages": Languages,
    "service_words": ServiceWords, "conversation": ConversationFile, "decisions": DecisionTable,
}  # fmt: skip


class _InAuthorsWords(GenerateJsonSchema):
    """Without the names that models have in the code."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schemas() -> dict[str, str]:
    """The text of each schema, by the name of its file."""
    made = {kind: model.model_json_schema(schema_generator=_InAuthorsWords) for kind, model in KINDS.items()}
    made["phrases"] = _phrases()
    return {f"{kind}.json": f"{json.dumps(schema, ensure_ascii=False, indent=1)}\n" for kind, schema in made.items()}


def _phrases() -> dict[str, Any]:
    told = {name: {"type": "string"} for name in sorted(shipped("phrases.yaml"))}
    return {"type": "object", "description": "The advisor's own words.", "properties": told, "additionalProperties": False}
