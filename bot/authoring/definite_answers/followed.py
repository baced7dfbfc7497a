"""A dialogue whose routes were followed once: what is known at each of its places, and where its names are used."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.authoring.definite_answers.dataflow import Places, places_of
from bot.authoring.definite_answers.guards import Guards
from bot.authoring.definite_answers.uses import Use, uses_in
from bot.core.content.dialogue import Dialogue
from bot.core.loading.yaml_reader import Reading


@dataclass(frozen=True, eq=False)
class Followed:
    """One dialogue without a mistake, among those that it may call."""

    dialogues: Mapping[str, Dialogue]
    id: str
    reading: Reading

    @property
    def dialogue(self) -> Dialogue:
        """The dialogue itself."""
        return self.dialogues[self.id]

    @cached_property
    def places(self) -> Places:
        """Its questions, calls and outcomes that can be come to, with what is known at each."""
        return places_of(self.dialogues, self.id)

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Each use of names at a place that can be come to."""
        return tuple(use for use in uses_in(self.dialogue) if use.at in self.places)

    @cached_property
    def _guards(self) -> dict[str, Guards]:
        return {}

    def guards_at(self, at: str) -> Guards:
        """What conditions need and tell at a place."""
        if at not in self._guards:
            self._guards[at] = Guards(self.dialogues, self.id, at, self.places[at])
        return self._guards[at]
