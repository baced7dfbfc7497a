"""What is done every moment, beside serving: messages that were scheduled are said, the workspace is kept, edits are
noticed."""

import logging
import threading
from collections.abc import Callable, Sequence

from bot.fake_slack.fake_slack import FakeSlack
from bot.fake_slack.state.workspace import BOT_USER

LOG = logging.getLogger(__name__)
EVERY = 0.4  # seconds

Job = Callable[[], object]


class BackgroundJobs:
    """A thread that does them, one after the other."""

    def __init__(self, background_jobs: Sequence[Job]) -> None:
        self.background_jobs = background_jobs
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="playground-chores", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Do them once more, and end."""
        self._stopping.set()
        self._thread.join()
        self._do()

    def _run(self) -> None:
        while not self._stopping.wait(EVERY):
            self._do()

    def _do(self) -> None:
        for job in self.background_jobs:
            try:
                job()
            except Exception:  # one that fails must not keep the others from being done
                LOG.exception("The playground could not do one of its chores")


def post_scheduled(slack: FakeSlack) -> None:
    """Say what was scheduled for now."""
    workspace = slack.workspace
    with workspace.changed:
        due = {id_: args for id_, args in workspace.scheduled.items() if float(args["post_at"]) <= workspace.clock()}
        for id_, args in due.items():
            del workspace.scheduled[id_]
            more = {"blocks": args.get("blocks"), "thread": args.get("thread_ts") or ""}
            workspace.post(args["channel"], BOT_USER, args.get("text") or "", **more)
