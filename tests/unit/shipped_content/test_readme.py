"""What the README shows is what happens."""

import re
from pathlib import Path

from bot.authoring.conversation_tests import play, read_conversation
from bot.cli.author import transcript
from bot.core.content.library import Library
from bot.settings import Settings

ROOT = Path(__file__).parents[3]
MARK = re.compile(r"<!-- transcript: (\S+) .*?-->\n```text\n(.*?)```", re.S)


def test_the_transcript_is_real(library: Library) -> None:
    shown = MARK.findall((ROOT / "README.md").read_text())
    assert shown
    for path, text in shown:
        assert text == transcript(play(library, read_conversation((ROOT / path).read_text(), path)))


def test_every_setting_is_told() -> None:
    told = set(re.findall(r"`((?:ADVISOR|SLACK)_[A-Z_]+)`", (ROOT / "README.md").read_text()))
    assert {name.upper() for name in Settings.model_fields} <= told
