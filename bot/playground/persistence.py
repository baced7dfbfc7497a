"""What the workspace remembers from one day to the next: its people, channels, messages and time, beside the app's own
tables."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from sqlalchemy import JSON, Column, Engine, MetaData, String, Table, delete, insert, select

from bot.fake_slack import Json
from bot.fake_slack.state.files import File
from bot.fake_slack.state.workspace import Channel, Message, User, Workspace
from bot.playground.clock import Clock

_METADATA = MetaData()
_THINGS = Table("playground", _METADATA, Column("id", String(100), primary_key=True), Column("data", JSON, nullable=False))
_IDS_A_RUN = 1 << 24


class Persistence:
    """Keeps a workspace in the database that the app uses; what changed is written, and no more."""

    def __init__(self, workspace: Workspace, engine: Engine, time: Clock) -> None:
        self.workspace, self.engine, self.time = workspace, engine, time
        self._stored: dict[str, object] = {}
        _METADATA.create_all(engine)

    def recall(self) -> bool:
        """Bring back what was kept; whether there was anything."""
        with self.engine.begin() as connection:
            rows = connection.execute(select(_THINGS.c.id, _THINGS.c.data).order_by(_THINGS.c.id))
            things = {str(row.id): dict(row.data) for row in rows}
        run = int(things.pop("run", {}).get("number", 0)) + 1
        self.workspace.count_from(run * _IDS_A_RUN)  # the app knows the ids of earlier runs as deliveries that it has seen
        self._write({"run": {"number": run}}, set())
        for id_, data in things.items():
            self._recall(id_.partition(" ")[0], data)
        self._stored = self._things()
        return bool(things)

    def _recall(self, kind: str, data: Json) -> None:
        workspace = self.workspace
        if kind == "user":
            workspace.users[data["id"]] = User(**data)
        elif kind == "channel":
            workspace.channels[data["id"]] = Channel(**data | {"members": frozenset(data["members"])})
        elif kind == "message":
            workspace.messages.append(Message(**data | {"blocks": tuple(data["blocks"]), "files": tuple(data.get("files", ()))}))
        elif kind == "file":
            workspace.files[data["id"]] = File(**data)
        elif kind == "scheduled":
            workspace.scheduled[data["id"]] = data["args"]
        elif kind == "time":  # else what happened in the time that was moved would lie in the future
            self.time.ahead = timedelta(seconds=data["ahead"])

    def keep(self) -> None:
        """Write what changed since the last time."""
        things = self._things()
        changed = {id_: thing for id_, thing in things.items() if self._stored.get(id_) is not thing}
        gone = set(self._stored) - set(things)
        if changed or gone:
            self._write({id_: _data(thing, id_) for id_, thing in changed.items()}, gone)
            self._stored = things

    def _things(self) -> dict[str, object]:
        """All there is, by a name that sorts messages as they came. Nothing here is ever altered, only replaced."""
        workspace = self.workspace
        with workspace.changed:
            return {
                **{f"user {id_}": user for id_, user in workspace.users.items()},
                **{f"channel {id_}": channel for id_, channel in workspace.channels.items()},
                **{f"message {one.ts} {one.channel}": one for one in workspace.messages},
                **{f"file {id_}": file for id_, file in workspace.files.items()},
                **{f"scheduled {id_}": args for id_, args in workspace.scheduled.items()},
                "time here": self.time.ahead,
            }

    def _write(self, changed: Mapping[str, Json], gone: set[str]) -> None:
        with self.engine.begin() as connection:
            connection.execute(delete(_THINGS).where(_THINGS.c.id.in_([*changed, *gone])))
            if changed:
                connection.execute(insert(_THINGS), [{"id": id_, "data": data} for id_, data in changed.items()])


def _data(thing: Any, id_: str) -> Json:
    if isinstance(thing, dict):
        return {"id": id_.partition(" ")[2], "args": thing}
    if isinstance(thing, timedelta):
        return {"ahead": thing.total_seconds()}
    data = asdict(thing)
    return data | ({"members": sorted(data["members"])} if isinstance(thing, Channel) else {})
