"""`advisor serve` in a process of its own, before a stand-in for Slack."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from bot.core.loading.files import PHRASES
from bot.fake_slack.fake_slack import APP_TOKEN, BOT_TOKEN
from bot.fake_slack.server import StandIn
from bot.services.content import shipped_content
from tests.support.slack.office import CONTENT, SECRET

ROOT = Path(__file__).parents[3]
SOCKET = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN}
HTTP = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_SIGNING_SECRET": SECRET}
MANY = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "told to nobody"}


class Serving:
    """The process, and what it says."""

    def __init__(self, slack: StandIn, folder: Path, settings: dict[str, str]) -> None:
        content, self.said, self.database = folder / "content", folder / "said.txt", folder / "advisor.db"
        if not content.exists():
            shutil.copytree(CONTENT, content)
            shutil.copy(shipped_content() / PHRASES, content / PHRASES)
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("ADVISOR_", "SLACK_"))}
        ours = {"ADVISOR_CONTENT": str(content), "ADVISOR_DATABASE_URL": f"sqlite:///{self.database}", "ADVISOR_PORT": "0"}
        variables = {**clean, **ours, "SLACK_API_URL": slack.api_url, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", **settings}
        self.slack, command = slack, [sys.executable, "-m", "bot", "serve"]
        with self.said.open("wb") as said:
            self.process = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=said, stderr=said, stdin=subprocess.DEVNULL)

    @property
    def told(self) -> str:
        """All that it said."""
        return self.said.read_text(encoding="utf-8")

    def ready(self, words: str) -> str:
        """Wait until it says these words; the line with them."""
        self.slack.wait_until(lambda: words in self.told or self.process.poll() is not None, 60)
        return next(line for line in self.told.splitlines() if words in line)

    def ended(self) -> int:
        """Wait until it ends by itself; how it ended."""
        return self.process.wait(60)

    def end(self) -> None:
        """Whatever happened."""
        self.process.kill()
        self.process.wait()
