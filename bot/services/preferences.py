"""What people chose for themselves, and administrators for their workspace."""

from collections.abc import Mapping
from typing import Any

from bot.services.access import Administrator, Caller
from bot.services.conversations import Clock
from bot.storage.store import Store
from bot.storage.tables import PEOPLE, WORKSPACES


class Preferences:
    """Reads and keeps choices: everybody their own, and administrators those of a workspace."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock = store, clock

    def of_person(self, caller: Caller) -> Mapping[str, Any]:
        """What this caller chose."""
        with self.store.reading(self.clock().timestamp()) as transaction:
            return transaction.settings_of(PEOPLE, caller.person)

    def choose_for_person(self, caller: Caller, **chosen: Any) -> None:
        """Keep a choice of this caller's."""
        with self.store.transaction(self.clock().timestamp()) as transaction:
            transaction.choose(PEOPLE, caller.person, **chosen)

    def of_workspace(self, workspace: str) -> Mapping[str, Any]:
        """What was chosen for a workspace, which everybody in it may see the effect of."""
        with self.store.reading(self.clock().timestamp()) as transaction:
            return transaction.settings_of(WORKSPACES, workspace)

    def choose_for_workspace(self, administrator: Administrator, **chosen: Any) -> None:
        """Keep a choice for a workspace."""
        with self.store.transaction(self.clock().timestamp()) as transaction:
            transaction.choose(WORKSPACES, administrator.workspace, **chosen)
