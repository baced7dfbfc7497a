"""Modals and home tabs, as people have them open."""

import itertools
from dataclasses import dataclass, replace

from bot.fake_slack import Json
from bot.fake_slack.state.workspace import APP, BOT, TEAM, Workspace
from bot.fake_slack.validation.messages import Refused, check_view

MOST_STACKED = 3


@dataclass(frozen=True)
class View:
    """A modal or a home tab as somebody has it before them."""

    id: str
    user: str
    content: Json
    hash: str
    root: str
    previous: str = ""
    errors: tuple[tuple[str, str], ...] = ()  # what the app found wrong, by block

    def as_slack(self, values: Json | None = None) -> Json:
        """As payloads and the Web API show it, with what was filled in."""
        keep = {"callback_id": "", "private_metadata": "", "external_id": "", "clear_on_close": False, "notify_on_close": False}
        own = {"id": self.id, "team_id": TEAM, "app_id": APP, "bot_id": BOT, "hash": self.hash, "app_installed_team_id": TEAM}
        state = {"values": values or {}}
        return {
            **keep,
            **self.content,
            **own,
            "state": state,
            "root_view_id": self.root,
            "previous_view_id": self.previous or None,
        }


class Views:
    """All open modals, one stack for each person, and the home tabs."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self._hashes = itertools.count(1)

    def top(self, user: str) -> View | None:
        """The modal that somebody sees."""
        return next(reversed(self.stacks.get(user, [])), None)

    def open(self, user: str, content: Json) -> View:
        """Open a modal, in place of whatever was open."""
        with self.workspace.changed:
            self.stacks[user] = []
            return self.push(user, content)

    def push(self, user: str, content: Json) -> View:
        """Lay a modal upon the open one."""
        check_view(content)
        with self.workspace.changed:
            stack = self.stacks.setdefault(user, [])
            if len(stack) >= MOST_STACKED:
                raise Refused("push_limit_reached")
            id_ = self.workspace.new_id("V")
            view = View(
                id_, user, self._kept(content), self._hash(), stack[0].id if stack else id_, stack[-1].id if stack else ""
            )
            stack.append(view)
            self.workspace.changed.notify_all()
            return view

    def update(self, id_: str, content: Json, hash_: str = "") -> View:
        """Let an open modal read otherwise. Raises Refused."""
        check_view(content)
        with self.workspace.changed:
            old = self.find(id_)
            if hash_ and hash_ != old.hash:
                raise Refused("hash_conflict")
            return self._replace(old, replace(old, content=self._kept(content), hash=self._hash(), errors=()))

    def publish(self, user: str, content: Json) -> View:
        """Show somebody's home tab."""
        check_view(content)
        with self.workspace.changed:
            id_ = self.homes[user].id if user in self.homes else self.workspace.new_id("V")
            self.homes[user] = View(id_, user, self._kept(content), self._hash(), id_)
            self.workspace.changed.notify_all()
            return self.homes[user]

    def find(self, id_: str) -> View:
        """The open modal with this id (or external id). Raises Refused."""
        views = [view for stack in self.stacks.values() for view in stack]
        found = next((view for view in views if id_ and id_ in (view.id, view.content.get("external_id"))), None)
        if found is None:
            raise Refused("not_found")
        return found

    def answered(self, view: View, answer: Json) -> None:
        """What becomes of a modal when the app has answered its submission."""
        action = answer.get("response_action", "close")
        if action == "errors":
            self._replace(view, replace(view, errors=tuple(answer["errors"].items())))
        elif action == "update":
            self.update(view.id, answer["view"])
        elif action == "push":
            self.push(view.user, answer["view"])
        else:
            self.close(view, all_=action == "clear")

    def close(self, view: View, all_: bool = False) -> None:
        """Take a modal away, or the whole stack it lies on."""
        with self.workspace.changed:
            stack = self.stacks.get(view.user, [])
            self.stacks[view.user] = [] if all_ else [one for one in stack if one.id != view.id]
            self.workspace.changed.notify_all()

    def _replace(self, old: View, new: View) -> View:
        with self.workspace.changed:
            self.stacks[old.user] = [new if one.id == old.id else one for one in self.stacks[old.user]]
            self.workspace.changed.notify_all()
            return new

    def _kept(self, content: Json) -> Json:
        return {**content, "blocks": list(self.workspace.with_ids(content["blocks"]))}

    def _hash(self) -> str:
        return f"{int(self.workspace.clock())}.{next(self._hashes):08x}"
