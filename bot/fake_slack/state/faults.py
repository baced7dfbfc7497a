"""Trouble on demand: what goes wrong with the next calls of the Web API."""

import threading
from dataclasses import dataclass


@dataclass
class Fault:
    """One kind of trouble, for the next calls of a method (empty: of any)."""

    kind: str  # rate_limit, status, refuse (instead of the work); hang, cut (after the work is done)
    times: int
    method: str = ""
    detail: str = ""

    @property
    def after(self) -> bool:
        """Whether the work is done before the trouble comes."""
        return self.kind in {"hang", "cut"}


class Faults:
    """The trouble that is still to come."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._coming: list[Fault] = []

    def rate_limit(self, times: int = 1, seconds: int = 1, method: str = "") -> None:
        """Answer 429, with how long to wait."""
        self._plan(Fault("rate_limit", times, method, str(seconds)))

    def fail(self, times: int = 1, status: int = 500, method: str = "") -> None:
        """Answer with an error of the server, as a web page."""
        self._plan(Fault("status", times, method, str(status)))

    def refuse(self, error: str, times: int = 1, method: str = "") -> None:
        """Refuse with this error."""
        self._plan(Fault("refuse", times, method, error))

    def hang(self, times: int = 1, method: str = "") -> None:
        """Do the work, and then say nothing until the caller gives up."""
        self._plan(Fault("hang", times, method))

    def cut(self, times: int = 1, method: str = "") -> None:
        """Do the work, and then cut the line."""
        self._plan(Fault("cut", times, method))

    def next(self, method: str) -> Fault | None:
        """The trouble this call runs into."""
        with self._lock:
            fault = next((one for one in self._coming if one.method in ("", method)), None)
            if fault:
                fault.times -= 1
                self._coming = [one for one in self._coming if one.times > 0]
            return fault

    def clear(self) -> None:
        """No more trouble."""
        with self._lock:
            self._coming = []

    @property
    def coming(self) -> int:
        """How many calls will still run into trouble."""
        return sum(one.times for one in self._coming)

    def _plan(self, fault: Fault) -> None:
        with self._lock:
            self._coming.append(fault)
