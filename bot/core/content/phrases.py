"""Phrases: the advisor's own words between the authors' questions and guidance, as they ship and as authors change
them."""

from collections.abc import Mapping
from typing import Any

from bot.core.content.base import Part, Text
from bot.core.templating.templates import rendered


class Phrases(Part):
    """Every sentence the engine says by itself, by name; each is a text of the authors' language."""

    phrases: Mapping[str, Text]

    def say(self, name: str, /, **names: Any) -> str:
        """The phrase with its names filled in, as Markdown."""
        return rendered(self.phrases[name], names)
