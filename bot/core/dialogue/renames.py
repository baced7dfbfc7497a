"""Answers under the names of today: questions and options that authors renamed keep what was said to them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.core.content.library import Library
from bot.core.dialogue.conversation import Answer, Conversation, Key
from bot.core.questions.answer import Value


def with_todays_names(library: Library, conversation: Conversation) -> Conversation:
    """The conversation as if its questions and options had always been called as they are now."""
    keys = library.renamed_questions
    kept = {*conversation.answers, *conversation.drafts, conversation.reopened}
    if kept.isdisjoint(keys) and kept.isdisjoint(library.renamed_options):
        return conversation
    answers = {keys.get(key, key): answer for key, answer in _old_first(conversation.answers, keys)}
    drafts = {keys.get(key, key): draft for key, draft in _old_first(conversation.drafts, keys)}
    now = replace(
        conversation,
        answers={key: _renamed(library, key, answer) for key, answer in answers.items()},
        drafts={key: tuple(_value(library.renamed_options.get(key, {}), one) for one in draft) for key, draft in drafts.items()},
        reopened=keys.get(conversation.reopened, conversation.reopened),
    )
    return conversation if now == conversation else now


def _old_first(kept: Mapping[Key, Any], keys: Mapping[Key, Key]) -> list[tuple[Key, Any]]:
    """So that what was said under today's name counts more."""
    return sorted(kept.items(), key=lambda entry: entry[0] not in keys)


def _renamed(library: Library, key: Key, answer: Answer) -> Answer:
    names = library.renamed_options.get(key)
    return replace(answer, value=_value(names, answer.value)) if names else answer


def _value(names: Mapping[str, str], value: Value) -> Value:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, Mapping):
        return {field: names.get(f"{field}.{one}", one) for field, one in value.items()}
    return [_value(names, one) for one in value] if isinstance(value, list | tuple) else value
