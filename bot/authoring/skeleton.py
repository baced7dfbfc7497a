"""Skeletons to begin from: a dialogue with its test, a topic, and the folder of a whole organisation."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from bot.core.loading.defaults import shipped_text
from bot.core.loading.files import PHRASES

_SKELETONS = files("bot.authoring") / "skeletons"


def new_dialogue(name: str, source: str) -> dict[str, str]:
    """The files of a dialogue that can be talked to at once, by their paths."""
    return {
        f"dialogues/{name}.yaml": _filled("dialogue.yaml", name, source),
        f"tests/conversations/{name}.yaml": _filled("conversation.yaml", name, source),
    }


def new_topic(name: str, source: str, today: str) -> dict[str, str]:
    """The file of a topic that is found at once, by its path."""
    return {f"knowledge/topics/{name}.md": _filled("topic.md", name, source).replace("TODAY", today)}


def new_content(today: str) -> dict[str, str]:
    """The files of an organisation's folder: a dialogue, three topics, sources, phrases and a conversation, by their
    paths."""
    texts = {path: file.read_text(encoding="utf-8").replace("TODAY", today) for path, file in _files(_SKELETONS / "content", "")}
    texts[PHRASES] += "".join(f"# {line}\n" if line else "\n" for line in shipped_text("phrases.yaml").splitlines())
    return texts


def _filled(file: str, name: str, source: str) -> str:
    text, words = (_SKELETONS / file).read_text(encoding="utf-8"), name.replace("_", " ").replace("-", " ")
    title = words[:1].upper() + words[1:]
    known_as = name if file.endswith(".yaml") else words
    return text.replace("TITLE", title).replace("NAME", known_as).replace("SOURCE", source)


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            yield from _files(one, f"{path}{one.name}/")
        elif not one.name.endswith(".pyc"):
            yield f"{path}{one.name}", one
