"""Paths of small dialogues, as trails of their questions."""

from bot.authoring.paths.explorer import Paths

OUTCOMES = """
outcomes:
  stop: {title: Stop, say: You stop.}
  go: {title: Go, say: You go.}
"""


def trails(paths: Paths) -> set[str]:
    """The paths as one writes them, without the name of their dialogue."""
    return {" ".join(path.trail).replace(f"{paths.dialogue}.", "") for path in paths.all}
