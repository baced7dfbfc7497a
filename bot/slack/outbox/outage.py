"""While the database is away: one line when it goes, patience meanwhile, and one line with a count when it is back."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from bot.storage.errors import cause_of

LOG = logging.getLogger(__name__)

FIRST, LONGEST = 0.5, 10.0  # seconds until it is tried again


class Outage:
    """Faults of one kind, which many threads meet at once."""

    def __init__(self) -> None:
        self._changing, self._over = threading.Lock(), threading.Event()
        self._failures, self._cause = 0, ""

    @contextmanager
    def told(self, what: str) -> Iterator[None]:
        """Do something; a fault is told once, and waited out. Nothing is raised."""
        try:
            yield
        except SQLAlchemyError as error:
            self._wait(self._failed(what, cause_of(error)))
        except Exception as error:
            LOG.exception("%s: %s", what, type(error).__name__)
            self._wait(FIRST)
        else:
            self._back()

    def _failed(self, what: str, cause: str) -> float:
        """Seconds to wait."""
        with self._changing:
            self._failures += 1
            if cause != self._cause:
                LOG.error("%s: %s. It is tried again until that is mended", what, cause)
            self._cause = cause
            return float(min(FIRST * 2 ** min(self._failures, 10), LONGEST))

    def _back(self) -> None:
        if self._failures:
            with self._changing:
                failures, self._failures, self._cause = self._failures, 0, ""
            if failures:
                LOG.warning("The database is back, after %s failures", failures)

    def _wait(self, seconds: float) -> None:
        self._over.wait(seconds)

    def stop(self) -> None:
        """Wait for nothing any more."""
        self._over.set()
