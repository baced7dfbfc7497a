"""Files that an app uploads, and then shares in messages."""

from dataclasses import dataclass, field, replace
from typing import Any

from bot.fake_slack.validation.messages import Refused


@dataclass(frozen=True)
class File:
    """Something that was uploaded, or is about to be."""

    id: str
    name: str
    title: str = ""
    length: int = 0
    content: str | None = field(default=None, repr=False)

    def as_slack(self) -> dict[str, Any]:
        """As the Web API and messages tell of it."""
        return {"id": self.id, "name": self.name, "title": self.title or self.name, "size": self.length}


class Files(dict[str, File]):
    """All files, by their ids."""

    def take(self, id_: str, content: str) -> None:
        """What was uploaded."""
        self[id_] = replace(self[id_], content=content)

    def uploaded(self, id_: str, title: str) -> File:
        """A file that was uploaded, with its title from now on. Raises Refused."""
        if id_ not in self or self[id_].content is None:
            raise Refused("file_not_found")
        self[id_] = replace(self[id_], title=title)
        return self[id_]
